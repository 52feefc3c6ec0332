"""How an item went on, written up on the page from paper notes, with the lines it prints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.api.test_write_up_pages import CALLED, save, text
from tests.api.test_write_up_seldom import CHAIR, ENTRIES, MOVED, check, entries, faults, lines
from tests.api.test_write_up_seldom import meeting as meeting  # noqa: PLC0414 - the same fixture
from tests.people import minutes, printed, record

if TYPE_CHECKING:
    from uuid import UUID

    from tests.api.conftest import Room

KETTLE = {"kind": "proposal", "words": "Buy a kettle and paint the room.", **MOVED}
PROPOSED = "3.1 Proposal by GP, seconded by Chair: Buy a kettle and paint the room."
UNDECIDED = "3.1 Spring drop-in. We talked about this but did not decide. It moves to the next meeting."
SECOND = PROPOSED.replace("3.1", "3.2", 1)
OPEN = {**KETTLE, "vote.how": "open"}
VOTED = {**KETTLE, "vote.for_": "5", "vote.against": "3"}


def decided(room: Room, meeting: UUID) -> list[str]:
    """What members read first: what was decided."""
    return [line.text for line in minutes(room.governance, meeting).decided]


def test_a_proposal_is_taken_back_by_its_mover_with_the_leave_of_the_meeting(room: Room, meeting: UUID) -> None:
    back = {**KETTLE, "vote.how": "withdrawn", "vote.leave": "asked"}
    assert lines(room, meeting, back) == [
        PROPOSED,
        "3.2 Everyone was asked if the proposal can be taken back. Nobody objected.",
        "3.3 GP took the proposal back.",
    ]


def test_of_who_was_asked_only_what_the_notes_say_is_told(room: Room, meeting: UUID) -> None:
    told = lines(room, meeting, {**KETTLE, "vote.how": "withdrawn"})
    assert told == [PROPOSED, "3.2 GP took the proposal back."]


def test_who_was_against_taking_it_back_is_told(room: Room, meeting: UUID) -> None:
    assert lines(room, meeting, {**KETTLE, "vote.how": "withdrawn", "vote.leave_names": "vice"})[1] == (
        "3.2 Everyone was asked if the proposal can be taken back. Vice-chair objected."
    )


def test_a_change_of_words_is_taken_back_and_the_proposal_voted_on(room: Room, meeting: UUID) -> None:
    change = {"changes.0.mover": "vice", "changes.0.old": "kettle", "changes.0.new": "pot"}
    told = lines(room, meeting, {**VOTED, **change, "changes.0.vote.how": "withdrawn"})
    assert told == [
        PROPOSED,
        '3.2 Change proposed by Vice-chair. Replace "kettle" with "pot".',
        "3.3 Vice-chair took the change back.",
        "3.4 Vote: 5 for, 3 against, 0 took no side. Agreed.",
    ]


def test_who_chose_not_to_vote_is_told_and_no_longer_among_everyone(room: Room, meeting: UUID) -> None:
    stood = {"kind": "stood_down", "names": "commissioner", "time": "14:10"}
    agreed = {**KETTLE, "vote.how": "except", "time": "14:20"}
    assert lines(room, meeting, stood, agreed)[-1] == "3.2 Vote: 7 for, 0 against, 0 took no side. Agreed."
    assert "2.2 Commissioner chose not to vote at this meeting." in printed(room.governance, meeting)


def test_who_said_that_it_was_not_so_is_told_and_is_among_everyone_again(room: Room, meeting: UUID) -> None:
    stood = {"kind": "stood_down", "names": "commissioner", "time": "14:10"}
    again = {"kind": "stood_down", "names": "commissioner", "how": "back", "time": "14:15"}
    agreed = {**KETTLE, "vote.how": "except", "time": "14:20"}
    assert lines(room, meeting, stood, again, agreed)[-1] == "3.2 Vote: 8 for, 0 against, 0 took no side. Agreed."
    assert "2.3 Commissioner said that this was not so, and could vote again." in printed(room.governance, meeting)


OWN = {"kind": "own_vote", "names": "vice", "how": "against", "words": "we have a kettle"}


def test_a_vote_and_a_dissent_are_written_down_for_whoever_wanted_it(room: Room, meeting: UUID) -> None:
    task = {"actions.0.owner": "gp", "actions.0.what": "buy it"}
    told = lines(room, meeting, {**VOTED, **task}, OWN, {"kind": "own_vote", "names": "carer, gp", "how": "for"})
    assert told == [
        PROPOSED,
        "3.2 Vote: 5 for, 3 against, 0 took no side. Agreed.",
        "3.3 Vice-chair asked us to record their vote: against.",
        "3.4 Vice-chair asked us to record: we have a kettle.",
        "3.5 Carer representative asked us to record their vote: for.",
        "3.6 GP asked us to record their vote: for.",
        "3.7 Action: GP to buy it.",
    ]


BY_NAME = {"vote.how": "names", "vote.for_names": "everyone else", "vote.against_names": "vice, gp"}


def test_who_asked_for_a_vote_by_names_is_told_with_it(room: Room, meeting: UUID) -> None:
    asked = {"kind": "way_asked", "names": "vice, gp", "how": "names"}
    assert lines(room, meeting, {**KETTLE, **BY_NAME}, asked)[1:] == [
        (
            "3.2 Recorded vote, asked for by Vice-chair, GP. For: Chair, Secretary, User representative 4, Carer"
            " representative, Respiratory nurse, Commissioner. Against: Vice-chair, GP. No side: none."
        ),
        "3.3 Vote: 6 for, 2 against, 0 took no side. Agreed.",
    ]


def test_who_asked_for_a_secret_ballot_is_told(room: Room, meeting: UUID) -> None:
    paper = {"vote.how": "ballot", "vote.for_": "5", "vote.against": "3", "vote.tellers": "vice, gp"}
    assert lines(room, meeting, {**KETTLE, **paper}, {"kind": "way_asked", "names": "gp", "how": "ballot"})[1:] == [
        "3.2 GP asked for a secret ballot.",
        "3.3 The papers were counted by Vice-chair, GP.",
        "3.4 Secret ballot: 5 for, 3 against, 0 took no side. Agreed.",
    ]


CLOSURE = {"kind": "going_on", "how": "closure", "mover": "commissioner", "seconder": "gp"}


def test_vote_now_is_voted_on_first(room: Room, meeting: UUID) -> None:
    told = lines(room, meeting, VOTED, {**CLOSURE, "vote.for_": "6", "vote.against": "2"})
    assert told == [
        PROPOSED,
        "3.2 Proposal by Commissioner, seconded by GP: Vote now.",
        "3.3 This needs two thirds of the votes for and against.",
        "3.4 Vote: 6 for, 2 against, 0 took no side. Agreed.",
        "3.5 Vote: 5 for, 3 against, 0 took no side. Agreed.",
    ]


def test_the_vote_comes_after_what_was_decided_of_how_to_go_on(room: Room, meeting: UUID) -> None:
    later = {**CLOSURE, "vote.for_": "3", "vote.against": "5", "time": "14:30"}
    told = lines(room, meeting, {**VOTED, "time": "14:20"}, later)
    assert told[-1] == "3.5 Vote: 5 for, 3 against, 0 took no side. Agreed."
    everything = room.governance.stream(meeting)  # type: ignore[arg-type]
    put = [one for one in everything if one.event.topic == "meeting.question_put.v1"]
    assert [one.occurred.local[11:16] for one in put] == ["14:30", "14:30"]


@pytest.mark.parametrize(
    ("how", "more", "told"),
    [
        ("postpone", {}, ["Put this off.", "The proposal was put off to the next meeting."]),
        ("commit", {"words": "Send this to the building group."},
         ["Send this to the building group.", "The proposal was sent on. We did not vote on it."]),
        ("next_business", {},
         ["Go on to the next item.", "We went on to the next item. There is no decision on this one."]),
    ],
)  # fmt: skip
def test_a_proposal_is_not_voted_on_once_the_meeting_went_on_otherwise(
    room: Room, meeting: UUID, how: str, more: dict[str, str], told: list[str]
) -> None:
    way = {"kind": "going_on", "how": how, "mover": "vice", "seconder": "carer", "vote.for_": "8", **more}
    assert lines(room, meeting, OPEN, way) == [
        PROPOSED,
        f"3.2 Proposal by Vice-chair, seconded by Carer representative: {told[0]}",
        "3.3 Vote: 8 for, 0 against, 0 took no side. Agreed.",
        f"3.4 {told[1]}",
    ]


def test_a_proposal_is_put_off_to_a_day(room: Room, meeting: UUID) -> None:
    way = {"kind": "going_on", "how": "postpone", "mover": "vice", "vote.for_": "8", "until": "14 April"}
    assert lines(room, meeting, OPEN, way)[1:] == [
        "3.2 Proposal by Vice-chair: Put this off. It would come back on 14 April 2026.",
        "3.3 Vote: 8 for, 0 against, 0 took no side. Agreed.",
        "3.4 The proposal was put off to 14 April 2026.",
    ]


@pytest.mark.parametrize(("until", "comes"), [("", True), ("10 March", True), ("14 April", False)])
def test_what_was_put_off_is_there_when_the_day_has_come(room: Room, meeting: UUID, until: str, *, comes: bool) -> None:
    lines(room, meeting, OPEN, {"kind": "going_on", "how": "postpone", "vote.for_": "8", "until": until})
    march = {**CALLED, "starts": {"date": "2026-03-10"}, "agenda": [{"title": "Any news"}]}
    later = record(room.governance, [{"import": "march"}, march])["paper"]
    room.ask("GET", f"/api/v1/register?group=group-a&wait_for={room.governance.head()}")
    page = room.look(f"/meetings/{later}/write-up").text
    assert ("Buy a kettle and paint the room." in page) is comes
    assert ('value="Spring drop-in"' in page) is comes


def test_what_was_typed_stands_there_again(room: Room, meeting: UUID) -> None:
    told = ({**KETTLE, "vote.how": "withdrawn", "vote.leave": "asked"}, {**CLOSURE, "about": "item", "again.for_": "7"},
            {**ORDER, "asked_by": "carer"}, {**PARTS, "parts.1.costs": "yes"})  # fmt: skip
    save(room, meeting, **entries(*told))
    page = room.look(f"/meetings/{meeting}/write-up").text
    for chosen in ("withdrawn", "asked", "closure", "item", "annuls", "yes"):
        assert re.search(f'value="{chosen}"(?: selected| checked)', page), chosen
    for name, value in (("1.again.for_", "7"), ("2.asked_by", "carer"), ("3.parts.1.vote.against", "5")):
        assert re.search(f'name="{ENTRIES}.{name}"[^>]* value="{value}"', page), name
    assert "and paint</textarea>" in page


def test_a_whole_item_is_put_off_by_a_vote(room: Room, meeting: UUID) -> None:
    way = {"kind": "going_on", "how": "postpone", "about": "item", "mover": "vice", "vote.for_": "8"}
    assert lines(room, meeting, {"kind": "note", "words": "We looked at it."}, way)[-1] == (
        "3.4 This item was put off to the next meeting."
    )


def test_a_proposal_to_go_on_is_taken_back_too(room: Room, meeting: UUID) -> None:
    assert lines(room, meeting, VOTED, {**CLOSURE, "vote.how": "withdrawn"})[2:] == [
        "3.3 Commissioner took the proposal back.",
        "3.4 Vote: 5 for, 3 against, 0 took no side. Agreed.",
    ]


PARTS = {
    "kind": "divided", "parts.0.vote.for_": "8", "parts.1.begins": "and paint", "parts.1.vote.for_": "3",
    "parts.1.vote.against": "5",
}  # fmt: skip


def test_a_proposal_is_voted_on_in_parts(room: Room, meeting: UUID) -> None:
    assert lines(room, meeting, OPEN, PARTS) == [
        PROPOSED,
        "3.2 The proposal was taken apart. We voted on each part by itself.",
        "3.3 Part 1: Buy a kettle.",
        "3.4 Part 2: and paint the room.",
        "3.5 Vote on part 1: 8 for, 0 against, 0 took no side. Agreed.",
        "3.6 Vote on part 2: 3 for, 5 against, 0 took no side. Not agreed.",
    ]
    assert decided(room, meeting) == ["Agreed: Buy a kettle.", "Not agreed: and paint the room."]


def test_somebody_proposed_the_parts_and_the_cost_is_in_the_second(room: Room, meeting: UUID) -> None:
    by_vote = {"mover": "carer", "seconder": "gp", "vote.for_": "8", "parts.1.costs": "yes"}
    assert lines(room, meeting, {**OPEN, "cost": "£40"}, {**PARTS, **by_vote})[1:6] == [
        "3.2 Proposal by Carer representative, seconded by GP: Vote on the parts one by one.",
        "3.3 Vote: 8 for, 0 against, 0 took no side. Agreed.",
        "3.4 The proposal was taken apart. We voted on each part by itself.",
        "3.5 Part 1: Buy a kettle.",
        "3.6 Part 2: and paint the room. Cost: £40.",
    ]


def test_a_vote_is_taken_again_once_the_meeting_agreed_to(room: Room, meeting: UUID) -> None:
    again = {"kind": "going_on", "how": "reconsider", "mover": "gp", "seconder": "vice", "vote.for_": "8",
             "again.for_": "2", "again.against": "6"}  # fmt: skip
    assert lines(room, meeting, VOTED, again)[1:] == [
        "3.2 Vote: 5 for, 3 against, 0 took no side. Agreed.",
        "3.3 Proposal by GP, seconded by Vice-chair: Vote on this again.",
        "3.4 Vote: 8 for, 0 against, 0 took no side. Agreed.",
        "3.5 We agreed to vote on this again: Buy a kettle and paint the room. The vote before does not count.",
        "3.6 Vote: 2 for, 6 against, 0 took no side. Not agreed.",
    ]
    assert decided(room, meeting)[-1] == "Not agreed: Buy a kettle and paint the room."


ORDER = {"kind": "order", "names": "gp", "words": "Two hands were counted twice.", "ruled": "The vote is set aside.",
         "why": "The count was wrong.", "how": "annuls"}  # fmt: skip


def test_a_vote_is_set_aside_appealed_upheld_and_taken_again(room: Room, meeting: UUID) -> None:
    appeal = {"asked_by": "carer, commissioner", "vote.for_": "4", "vote.against": "4"}
    told = lines(room, meeting, VOTED, {**ORDER, **appeal, "again.for_": "3", "again.against": "5"})
    assert told[1:] == [
        "3.2 Vote: 5 for, 3 against, 0 took no side. Agreed.",
        "3.3 GP said that the rules were not kept: Two hands were counted twice.",
        "3.4 Chair, in the chair, ruled: The vote is set aside. Reason: The count was wrong.",
        "3.5 The vote on this was set aside and does not count: Buy a kettle and paint the room.",
        "3.6 Carer representative, Commissioner asked the meeting if the ruling stands.",
        "3.7 Vote on the ruling: 4 for, 4 against, 0 took no side. The ruling stands.",
        "3.8 The vote was tied. A tie keeps the ruling.",
        "3.9 We voted on this again: Buy a kettle and paint the room. The vote before does not count.",
        "3.10 Vote: 3 for, 5 against, 0 took no side. Not agreed.",
    ]


def test_a_proposal_the_chair_did_not_allow_is_not_voted_on(room: Room, meeting: UUID) -> None:
    ruled = {"kind": "order", "ruled": "This is not for us to decide", "how": "rules_out"}
    assert lines(room, meeting, OPEN, ruled) == [
        UNDECIDED,
        SECOND,
        "3.3 Chair, in the chair, ruled: This is not for us to decide.",
        "3.4 The proposal was not allowed. We did not vote on it.",
    ]


def test_a_point_of_order_needs_no_proposal_and_no_ruling(room: Room, meeting: UUID) -> None:
    assert lines(room, meeting, {"kind": "order", "names": "gp", "words": "We are past our time"}) == [
        UNDECIDED,
        "3.2 GP said that the rules were not kept: We are past our time.",
    ]


TOGETHER = {"kind": "together", "names": "3 and 4", "words": "Agree the reports.", **MOVED, "vote.for_": "8"}


def test_items_are_agreed_together(room: Room, meeting: UUID) -> None:
    fourth = {"items.1.number": "4", "items.1.title": "The new leaflet", "items.1.entries.0.kind": "note"}
    assert lines(room, meeting, TOGETHER, **fourth) == [
        "3.1 Proposal by GP, seconded by Chair: Agree the reports.",
        "3.2 This proposal is about items 3, 4.",
        "3.3 Vote: 8 for, 0 against, 0 took no side. Agreed.",
    ]
    assert "4.1 We agreed this together with other items. See item 3." in printed(room.governance, meeting)


def test_an_item_taken_by_itself_is_asked_for_before_the_others_are_agreed(room: Room, meeting: UUID) -> None:
    fourth = {"items.1.number": "4", "items.1.title": "The new leaflet", "items.1.entries.0.kind": "pulled",
              "items.1.entries.0.names": "carer"}  # fmt: skip
    lines(room, meeting, {**TOGETHER, "names": "3"}, **fourth)
    assert "4.2 Carer representative asked to take this item by itself." in printed(room.governance, meeting)
    topics = [one.event.topic for one in room.governance.stream(meeting)]  # type: ignore[arg-type]
    assert topics.index("meeting.item_pulled.v1") < topics.index("meeting.items_taken_together.v1")


def test_a_tied_change_of_words_takes_the_casting_vote(room: Room, meeting: UUID) -> None:
    change = {"changes.0.mover": "vice", "changes.0.old": "kettle", "changes.0.new": "pot",
              "changes.0.vote.for_": "4", "changes.0.vote.against": "4"}  # fmt: skip
    cast = {"kind": "casting", "about": "1", "how": "against", "so_now": "kept"}
    assert lines(room, meeting, {**VOTED, **change}, cast, by=CHAIR)[2:] == [
        "3.3 Vote on the change: 4 for, 4 against, 0 took no side.",
        "3.4 The vote was tied. Chair, in the chair, used the casting vote against. Not agreed.",
        "3.5 Vote: 5 for, 3 against, 0 took no side. Agreed.",
    ]


WHERE = {"kind": "options", "words": "Where do we meet?", **MOVED, "answers.0.words": "The library.",
         "answers.1.words": "The hall."}  # fmt: skip


def test_several_answers_by_names(room: Room, meeting: UUID) -> None:
    by_name = {"vote.how": "names", "answers.0.votes": "gp, carer, vice", "answers.1.votes": "chair, commissioner",
               "vote.no_side": "respiratory nurse"}  # fmt: skip
    assert lines(room, meeting, {**WHERE, **by_name})[3:] == [
        "3.4 For choice 1: Vice-chair, Carer representative, GP.",
        "3.5 For choice 2: Chair, Commissioner.",
        "3.6 No side: Respiratory nurse.",
        "3.7 Votes: 3 for choice 1, 2 for choice 2. 1 took no side.",
        "3.8 Choice 1 was agreed: The library.",
    ]


def test_several_answers_by_secret_ballot(room: Room, meeting: UUID) -> None:
    on_paper = {"vote.how": "ballot", "answers.0.votes": "5", "answers.1.votes": "2", "vote.spoilt": "1",
                "vote.tellers": "vice, gp"}  # fmt: skip
    assert lines(room, meeting, {**WHERE, **on_paper})[3:] == [
        "3.4 The papers were counted by Vice-chair, GP.",
        "3.5 Secret ballot: 5 for choice 1, 2 for choice 2. 0 took no side. 1 spoilt.",
        "3.6 Choice 1 was agreed: The library.",
    ]


@pytest.mark.parametrize(
    ("told", "field", "words"),
    [
        (({"kind": "own_vote", "names": "gp"},), "0.names", "Which proposal is it about?"),
        (({**WHERE, "answers.0.votes": "5", "answers.1.votes": "3"}, PARTS), "1.parts.1.begins",
         "Which proposal is it about?"),
        ((OPEN, PARTS, PARTS), "2.parts.1.begins", "Which proposal is it about?"),
        ((OPEN, {**PARTS, "parts.1.begins": ""}), "1.parts.1.begins", "With which words does this part begin?"),
        ((CLOSURE,), "0.how", "Which proposal is it about?"),
        ((OPEN, OWN), "1.names", "There was no vote on this."),
        ((VOTED, {**OWN, "names": ""}), "1.names", "Who was it?"),
        ((VOTED, {**OWN, "how": ""}), "1.how", "How did they vote?"),
        ((VOTED, {**CLOSURE, "how": ""}), "1.how", "What did they propose?"),
        ((VOTED, {**CLOSURE, "how": "postpone", "vote.for_": "8"}), "0.vote.how", "This was put off"),
        ((VOTED, {**CLOSURE, "again.for_": "8"}), "1.again.how", "vote on it again"),
        ((VOTED, {**CLOSURE, "until": "soon"}), "1.until", "We cannot read this day."),
        ((OPEN, {**PARTS, "parts.1.begins": "and wash"}), "1.parts.1.begins", "Copy them just as they are there."),
        ((VOTED, PARTS), "0.vote.how", "This was voted on in parts."),
        ((OPEN, {**CLOSURE, "how": "reconsider"}), "1.how", "There was no vote on this"),
        ((OPEN, ORDER), "1.how", "There was no vote on this that could be set aside."),
        ((VOTED, {**ORDER, "ruled": ""}), "1.ruled", "What did the chair rule?"),
        (({**ORDER, "how": "", "words": ""},), "0.words", "What did they say was not right?"),
        ((VOTED, {**ORDER, "how": "", "again.for_": "3"}), "1.again.how", "it stands"),
        (({**TOGETHER, "names": "3 and 12"},), "0.names", "Which items were they?"),
        (({**TOGETHER, "words": ""},), "0.words", "What was proposed?"),
        ((VOTED, {"kind": "casting", "about": "1", "how": "for"}), "1.about", "Which vote was tied?"),
        (({**WHERE, "vote.how": "names", "answers.0.votes": "gp", "answers.1.votes": "gp"},), "0.answers.1.votes",
         "Somebody is named twice."),
        (({"kind": "stood_down", "time": "14:10", "names": "nobody at all"},), "0.names", "Nobody here is called"),
    ],
)  # fmt: skip
def test_what_is_missing_or_refused_is_said_at_its_field(
    room: Room, meeting: UUID, told: tuple[dict[str, str], ...], field: str, words: str
) -> None:
    page: Any = check(room, meeting, *told)
    assert f"{ENTRIES}.{field}" in faults(page)
    assert words in text(page)
