"""What happens less often at a meeting, written up on the page from paper notes, with the lines it prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import pytest

from api.notes.notes import Kind
from tests.api.test_write_up_pages import CALLED, save, text
from tests.people import minutes, printed, record

if TYPE_CHECKING:
    from uuid import UUID

    from tests.api.conftest import Room

CHAIR, VICE, SECRETARY, FOURTH = (f"user-representative-{n}" for n in (1, 2, 3, 4))
HERE = [CHAIR, VICE, SECRETARY, FOURTH, "carer-representative", "respiratory-nurse", "gp", "commissioner"]
ENTRIES = "items.0.entries"
# What is offered without unfolding anything.
ALWAYS = ("proposal", "note", "suggestion", "action", "left", "came", "chair", "interest", "put_off", "break")
GRANTED = {
    "do": "adoptStandingOrders", "group": "group-a", "since": {"date": "2026-01-01"},
    "orders": {"quorum": 5, "lived_experience": "block", "tie_rule": "second_vote"},
}  # fmt: skip
TREASURER = {
    "do": "createOffice", "group": "group-a", "slug": "treasurer", "label": "Treasurer", "kind": "other",
}  # fmt: skip


@pytest.fixture
def meeting(room: Room) -> UUID:
    return record(room.governance, [{"import": "paper"}, GRANTED, TREASURER, CALLED])["paper"]


def entries(*told: dict[str, str]) -> dict[str, str]:
    """The fields of these entries of item 3."""
    fields = {"items.0.number": "3", "items.0.title": "Spring drop-in"}
    for n, one in enumerate(told):
        fields |= {f"{ENTRIES}.{n}.{name}": value for name, value in one.items()}
    return fields


def check(room: Room, meeting: UUID, *told: dict[str, str], **more: Any) -> Any:
    """What is shown after Save and check: the minutes as they would read, or the page with its faults."""
    fields = {"present": HERE, "presider": "chair", "minute_taker": "secretary", **more}
    checked = save(room, meeting, do="check", **entries(*told), **fields)
    return room.look(checked.headers["location"].partition("#")[0], by=fields.get("by", SECRETARY))


def lines(room: Room, meeting: UUID, *told: dict[str, str], **more: Any) -> list[str]:
    """What item 3 reads like once this was recorded."""
    page = check(room, meeting, *told, **more)
    assert "Is it right?" in page.text, text(page)[:3000]
    done = room.send(f"/meetings/{meeting}/write-up/record", by=more.get("by", SECRETARY), version="1")
    assert done.headers["location"] == f"/meetings/{meeting}"
    return [line for line in printed(room.governance, meeting) if line.startswith("3.")]


def faults(page: Any) -> list[str]:
    """The fields of a page that have a fault."""
    return [part.partition('-fault"')[0] for part in page.text.split('<p class="error" id="')[1:]]


MOVED = {"mover": "gp", "seconder": "chair"}
TIED = {"kind": "proposal", "words": "Meet weekly.", **MOVED, "vote.for_": "4", "vote.against": "4"}
USED = (
    "The vote was tied. Chair, in the chair, used the casting vote against. Not agreed."
    " Reason: we can look at it again in June."
)
BROKEN = {"kind": "casting", "how": "against", "so_now": "kept", "words": "we can look at it again in June"}


def test_nothing_of_it_is_shown_until_it_is_unfolded(room: Room, meeting: UUID) -> None:
    page = room.look(f"/meetings/{meeting}/write-up").text
    assert page.count("<summary>More that happened with this item</summary>") == 2
    folded = page.split('<details class="seldom"')[1].partition("</details>")[0]
    assert folded.count("<button") == 30
    assert [one for one in ("<input", "<select", "<textarea") if one in folded] == []


@pytest.mark.parametrize("kind", [kind for kind in get_args(Kind) if kind not in ALWAYS])
def test_one_press_adds_a_part_and_another_takes_it_away(room: Room, meeting: UUID, kind: str) -> None:
    added = save(room, meeting, do=f"add:items.0.entries:{kind}", **entries({"kind": "note"}))
    assert added.headers["location"].endswith("#items.0.entries.1")
    page = room.look(f"/meetings/{meeting}/write-up").text
    assert f'name="items.0.entries.1.kind" value="{kind}"' in page
    assert 'value="drop:items.0.entries.1"' in page
    save(room, meeting, version=1, do="drop:items.0.entries.1", **entries({"kind": "note"}, {"kind": kind}))
    assert f'value="{kind}"' not in room.look(f"/meetings/{meeting}/write-up").text


def test_a_casting_vote_is_written_up_by_whoever_was_in_the_chair(room: Room, meeting: UUID) -> None:
    assert lines(room, meeting, TIED, BROKEN, by=CHAIR) == [
        "3.1 Proposal by GP, seconded by Chair: Meet weekly.",
        "3.2 Vote: 4 for, 4 against, 0 took no side.",
        "3.3 " + USED,
    ]
    used = [one.event for one in room.governance.stream(meeting) if one.event.topic == "meeting.casting_vote_used.v1"]
    assert [(event.direction, event.changes_status_quo) for event in used] == [("against", False)]  # type: ignore[attr-defined]
    declared = [one.event for one in room.governance.stream(meeting) if one.event.topic == "meeting.result_declared.v1"]
    (decision,) = (event.decision for event in declared)  # type: ignore[attr-defined]
    room.ask("GET", f"/api/v1/register?group=group-a&wait_for={room.governance.head()}")
    told = room.ask("GET", f"/api/v1/decisions/{decision}").json()
    assert told["outcome"]["changes_status_quo"] is False
    assert "the casting vote against broke the tie (R-TI2) and kept things as they were (R-TI4)" in told["why"]
    assert "The casting vote was against. It kept things as they were." in room.look(f"/decisions/{decision}").text


def test_a_chair_who_takes_the_notes_writes_up_their_own_casting_vote(room: Room, meeting: UUID) -> None:
    page = check(room, meeting, TIED, BROKEN, presider="chair", minute_taker="chair", by=CHAIR)
    assert "The vote was tied. Chair, in the chair, used the casting vote against. Not agreed." in text(page)
    assert "Is it right?" in text(page)


def test_a_casting_vote_that_was_not_used_leaves_the_tie(room: Room, meeting: UUID) -> None:
    assert lines(room, meeting, TIED, {"kind": "casting", "how": "declined"}, by=CHAIR)[-1] == (
        "3.3 The vote was tied. Chair, in the chair, chose not to use the casting vote. Not agreed."
    )


def test_a_casting_vote_without_a_tie_is_told_as_one(room: Room, meeting: UUID) -> None:
    page = check(room, meeting, {**TIED, "vote.for_": "5", "vote.against": "3"}, BROKEN, by=CHAIR)
    assert "Chair, in the chair, used the casting vote against, though the vote was not tied." in text(page)
    assert "does not count until it is ratified: the chair could not use a casting vote here." in text(page)


def test_nobody_writes_down_the_casting_vote_of_another(room: Room, meeting: UUID) -> None:
    page = check(room, meeting, TIED, BROKEN, presider="chair")
    assert faults(page) == [f"{ENTRIES}.1.how"]
    assert "Only whoever was in the chair can write down their own casting vote." in text(page)


@pytest.mark.parametrize(
    ("told", "field", "words"),
    [
        ((BROKEN,), "0.how", "Which vote was tied?"),
        ((TIED, {**BROKEN, "how": ""}), "1.how", "Which way did the chair vote?"),
        ((TIED, {**BROKEN, "so_now": ""}), "1.so_now", "Did it change how things were?"),
        (({"kind": "election", "lot": "gp", "office": "", "asked_by": "", "mover": "gp"},), "0.office", "Which office"),
        (({"kind": "closed", "words": ""},), "0.words", "What may everybody read of this item?"),
        (
            ({"kind": "options", "words": "Where?", "answers.0.words": "Here.", "answers.1.words": ""},),
            "0.answers.1.words",
            "two answers",
        ),
        (({"kind": "dispute", "names": "gp", "vote.for_": "5"},), "0.asked_by", "Who was it?"),
        (({"kind": "consent", "words": "x", "objections.0.who": "gp"},), "0.objections.0.why", "Why did they object?"),
        (({"kind": "link", "how": "lost", "names": "gp", "minutes": "long"},), "0.minutes", "We cannot read"),
    ],
)
def test_what_is_missing_or_against_the_rules_is_said_at_its_field(
    room: Room, meeting: UUID, told: tuple[dict[str, str], ...], field: str, words: str
) -> None:
    page = check(room, meeting, *told)
    assert f"{ENTRIES}.{field}" in faults(page)
    assert words in text(page)


def test_who_took_part_by_phone_and_whose_link_was_lost(room: Room, meeting: UUID) -> None:
    lost = {"kind": "link", "how": "lost", "names": "gp", "time": "14:10", "minutes": "20"}
    back = {"kind": "link", "how": "back", "names": "gp", "time": "14:30"}
    agreed = {"kind": "proposal", "words": "Meet weekly.", "mover": "vice", "seconder": "chair", "vote.how": "except",
              "time": "14:20"}  # fmt: skip
    told = lines(room, meeting, lost, agreed, back, remote="gp, commissioner")
    assert told == [
        "3.1 Proposal by Vice-chair, seconded by Chair: Meet weekly.",
        "3.2 Vote: 7 for, 0 against, 0 took no side. Agreed.",
        "3.3 At 14:30 the link to the GP came back.",
    ]
    everything = printed(room.governance, meeting)
    assert "1.4 GP, Commissioner joined by phone or video." in everything
    assert "2.2 At 14:10 the link to the GP was lost." in everything


def test_a_link_lost_for_two_minutes_took_nobody_out(room: Room, meeting: UUID) -> None:
    lost = {"kind": "link", "how": "lost", "names": "gp", "time": "14:10", "minutes": "2"}
    agreed = {"kind": "proposal", "words": "Meet weekly.", **MOVED, "vote.how": "except", "time": "14:20"}
    assert "3.2 Vote: 8 for, 0 against, 0 took no side. Agreed." in lines(room, meeting, lost, agreed, remote="gp")


def test_what_all_share_keeps_nobody_out(room: Room, meeting: UUID) -> None:
    shared = {"kind": "shared", "names": "carer", "words": "uses this service too"}
    agreed = {"kind": "proposal", "words": "Meet weekly.", **MOVED, "vote.how": "except"}
    told = lines(room, meeting, shared, agreed)
    assert told[-1] == "3.2 Vote: 8 for, 0 against, 0 took no side. Agreed."
    assert printed(room.governance, meeting)[3] == (
        "1.4 Carer representative told us about an interest in item 3 (shared)."
        " Carer representative stayed in the room and could vote."
    )


def test_members_decide_how_an_interest_is_handled(room: Room, meeting: UUID) -> None:
    told = lines(
        room, meeting,
        {"kind": "interest", "names": "gp", "reason": "financial", "how": "stay_and_vote"},
        {"kind": "dispute", "names": "gp", "asked_by": "vice", "how": "stay_no_vote", "vote.for_": "6",
         "vote.against": "1", "vote.no_side": "0"},
        {"kind": "proposal", "words": "Meet weekly.", "mover": "vice", "seconder": "chair", "vote.how": "except"},
    )  # fmt: skip
    assert told == [
        "3.1 Quorum for this item: 7 voting members (lived experience 5, other 2). We could make a decision.",
        "3.2 Proposal by Vice-chair, seconded by Chair: Meet weekly.",
        "3.3 Vote: 7 for, 0 against, 0 took no side. Agreed.",
    ]
    assert "2.3 Members voted on that: 6 for, 1 against, 0 took no side. It was done as asked." in printed(
        room.governance, meeting
    )


OPTIONS = {
    "kind": "options", "words": "Where do we meet?", **MOVED, "answers.0.words": "The library.",
    "answers.1.words": "The next meeting decides.", "answers.1.postpones": "yes",
}  # fmt: skip


def test_several_answers_of_which_one_puts_it_off(room: Room, meeting: UUID) -> None:
    told = lines(room, meeting, {**OPTIONS, "answers.0.votes": "3", "answers.1.votes": "5", "vote.no_side": "0"})
    assert told == [
        "3.1 Question from GP, seconded by Chair: Where do we meet?",
        "3.2 Choice 1: The library.",
        "3.3 Choice 2: The next meeting decides.",
        "3.4 Votes: 3 for choice 1, 5 for choice 2. 0 took no side.",
        "3.5 Choice 2 was agreed: The next meeting decides.",
        "3.6 This item was put off to the next meeting.",
    ]


def test_several_answers_and_a_second_vote(room: Room, meeting: UUID) -> None:
    third = {"answers.2.words": "The hall.", "how": "majority"}
    votes = {"answers.0.votes": "3", "answers.1.votes": "2", "answers.2.votes": "3"}
    told = lines(room, meeting, {**OPTIONS, **third, **votes, "answers.0.again": "5", "answers.2.again": "3"})
    assert told[-4:] == [
        "3.5 Votes: 3 for choice 1, 2 for choice 2, 3 for choice 3. 0 took no side.",
        "3.6 No choice had more than half of the votes. We voted again, between 1 and 3.",
        "3.7 Votes: 5 for choice 1, 3 for choice 3. 0 took no side.",
        "3.8 Choice 1 was agreed: The library.",
    ]


def test_a_closed_item_is_a_few_words_for_everybody_and_its_own_minutes_for_officers(room: Room, meeting: UUID) -> None:
    told = lines(
        room, meeting, {"kind": "note", "words": "Mrs Example asks for £200."},
        {"kind": "proposal", "words": "Pay Mrs Example £200.", **MOVED, "vote.for_": "8"},
        {"kind": "closed", "words": "A claim", "ground": "personal", **MOVED, "vote.for_": "8",
         "public": "a claim was settled"},
    )  # fmt: skip
    document = minutes(room.governance, meeting, tier=0)
    assert "Mrs Example" not in " ".join([*told, *(line.text for line in document.lines)])
    assert told[-1].endswith("This part of the meeting was closed (personal). Everybody may know: a claim was settled.")
    item = next(iter(room.governance.meeting(meeting).items))  # type: ignore[arg-type]
    assert "Pay Mrs Example £200." in room.ask("GET", f"/api/v1/items/{item}/closed-session").text
    assert room.ask("GET", f"/api/v1/items/{item}/closed-session", by="gp").status_code == 404


def test_an_interest_written_up_under_a_closed_item_is_for_officers(room: Room, meeting: UUID) -> None:
    lines(
        room, meeting, {"kind": "interest", "names": "commissioner", "reason": "family", "how": "leave"},
        {"kind": "proposal", "words": "Pay Mrs Example £200.", **MOVED, "vote.for_": "7", "cost": "£200"},
        {"kind": "closed", "words": "A claim", "ground": "personal", **MOVED, "vote.for_": "8", "public": ""},
    )  # fmt: skip
    told = (
        "Commissioner told us about an interest in item 3 (family)."
        " Commissioner left the room for the rest of that item."
    )
    for tier in (0, 1):
        assert "interest" not in " ".join(line.text for line in minutes(room.governance, meeting, tier=tier).lines)
    item = next(iter(room.governance.meeting(meeting).items))  # type: ignore[arg-type]
    closed = room.ask("GET", f"/api/v1/items/{item}/closed-session").json()
    assert told in [line["text"] for part in closed["parts"] for line in part["lines"]]


ELECTED = {
    "kind": "election", "office": "treasurer", "candidates.0.who": "vice", "candidates.0.by": "carer",
    "candidates.1.who": "user representative 4", "candidates.1.by": "gp",
    "vote.tellers": "respiratory nurse, gp",
}  # fmt: skip
UNKNOWN = ["3.2 The notes do not say from when names could be put forward."]
KNOWN = {"day": "20 January"}
UNTIL = "was elected until 9 February 2028."


def test_one_person_stood_for_an_office(room: Room, meeting: UUID) -> None:
    told = lines(room, meeting, {**ELECTED, **KNOWN, "candidates.1.stood": "no", "vote.tellers": ""})
    assert told == [f"3.1 One person stood for Treasurer: Vice-chair. Nobody asked for a vote. Vice-chair {UNTIL}"]


def test_names_asked_for_too_late_are_told_of(room: Room, meeting: UUID) -> None:
    told = lines(room, meeting, {**ELECTED, "day": "2 February", "candidates.0.votes": "3", "candidates.1.votes": "5"})
    assert told[1].startswith("3.2 Written up afterwards. By our rules this election does not count")
    assert "was elected." in told[0]


def test_two_stood_and_a_ballot_was_counted(room: Room, meeting: UUID) -> None:
    told = lines(room, meeting, {**ELECTED, "candidates.0.votes": "3", "candidates.1.votes": "5"})
    papers = "Secret ballot for Treasurer: User representative 4: 5, Vice-chair 3."
    assert told == [f"3.1 {papers} User representative 4 {UNTIL}", *UNKNOWN]
    made = [one.event for one in room.governance.everything(0, 10_000) if one.event.topic.startswith("election.nom")]
    assert [type(event).__name__ for event in made] == [
        "NominationsOpened", "NominationMade", "NominationAccepted", "NominationMade", "NominationAccepted",
        "NominationsClosed",
    ]  # fmt: skip


def test_two_ballots_tied_and_a_lot_was_drawn(room: Room, meeting: UUID) -> None:
    tied = {f"candidates.{n}.{name}": "4" for n in (0, 1) for name in ("votes", "again")}
    papers = "Secret ballot for Treasurer: Vice-chair 4, User representative 4: 4. It was a tie."
    assert lines(room, meeting, {**ELECTED, **KNOWN, **tied, "lot": "user representative 4"}) == [
        f"3.1 {papers} We voted again.",
        f"3.2 {papers}",
        f"3.3 We drew a lot in front of everybody. It fell on User representative 4. User representative 4 {UNTIL}",
    ]


def test_the_election_under_way_is_the_one_that_is_held(room: Room, meeting: UUID) -> None:
    opened = {"do": "openNominations", "as": "e", "group": "group-a", "office": "treasurer", "opens": "2026-01-10",
              "closes": "2026-02-09", "when": {"date": "2026-01-10"}}  # fmt: skip
    election = record(room.governance, [{"import": "before"}, opened])["e"]
    lines(room, meeting, {**ELECTED, "candidates.0.votes": "3", "candidates.1.votes": "5"})
    assert room.governance.outliving("election", election).decided


def test_an_only_candidate_on_whom_a_vote_was_asked_for(room: Room, meeting: UUID) -> None:
    alone = {"candidates.1.stood": "no", "candidates.0.votes": "6", "vote.against": "2", "asked_by": "gp"}
    told, *unknown = lines(room, meeting, {**ELECTED, **alone})
    assert unknown == UNKNOWN
    assert told.startswith("3.1 One person stood for Treasurer: Vice-chair. A member asked for a vote.")
    assert told.endswith(f"Secret ballot: 6 for, 2 against. Vice-chair {UNTIL}")


def test_whom_others_put_forward_is_for_the_secretary_to_write_down(room: Room, meeting: UUID) -> None:
    page = check(room, meeting, ELECTED, presider="vice", minute_taker="chair", by=CHAIR)
    assert f"{ENTRIES}.0.candidates.0.who" in faults(page)
    words = "Only the secretary, or whoever was in the chair, can write down whom others put forward."
    assert words in text(page)
    assert "minute_taker" not in faults(page)


def test_whoever_was_in_the_chair_writes_down_whom_others_put_forward(room: Room, meeting: UUID) -> None:
    ballot = {**ELECTED, "candidates.0.votes": "3", "candidates.1.votes": "5"}
    told = lines(room, meeting, ballot, presider="chair", minute_taker="chair", by=CHAIR)
    assert told[0].endswith(f"User representative 4 {UNTIL}")
    made = [
        one.event for one in room.governance.everything(0, 10_000) if one.event.topic == "election.nomination_made.v1"
    ]
    assert len(made) == 2


def test_nobody_is_said_to_have_put_a_name_forward_who_is_not_named(room: Room, meeting: UUID) -> None:
    lines(room, meeting, {**ELECTED, "candidates.0.by": "", "candidates.1.who": "", "candidates.1.by": ""})
    made = [
        one.event for one in room.governance.everything(0, 10_000) if one.event.topic == "election.nomination_made.v1"
    ]
    assert [event.by for event in made] == [None]  # type: ignore[attr-defined]


OBJECTED = (
    "Carer representative objected: There is no lift. How it harms what we are for: members with oxygen cannot come."
)
CONSENT = {
    "kind": "consent", "words": "Meet upstairs.", **MOVED, "objections.0.who": "carer",
    "objections.0.why": "There is no lift", "objections.0.harms": "members with oxygen cannot come",
    "objections.0.found": "stands",
}  # fmt: skip


def test_consent_in_rounds_tells_the_objection_and_how_it_was_met(room: Room, meeting: UUID) -> None:
    met = {"objections.0.then": "resolved", "objections.0.met": "we meet upstairs once the lift is mended"}
    assert [line.partition(" ")[2] for line in lines(room, meeting, {**CONSENT, **met})[1:]] == [
        OBJECTED,
        "The others looked at the objection. It stands.",
        "We asked everyone again.",
        "The objection was met: we meet upstairs once the lift is mended.",
        "Everyone was asked. No objection stands. Agreed.",
    ]


def test_an_objection_that_stands_goes_to_the_vote(room: Room, meeting: UUID) -> None:
    voted = {"objections.0.then": "stands", "vote.for_": "6", "vote.against": "2"}
    assert lines(room, meeting, {**CONSENT, **voted})[-1].endswith("Vote: 6 for, 2 against, 0 took no side. Agreed.")


def test_an_item_on_which_somebody_only_took_something_on_was_reached(room: Room, meeting: UUID) -> None:
    task = {"kind": "action", "actions.0.owner": "secretary", "actions.0.what": "fold the leaflets"}
    assert lines(room, meeting, task) == ["3.1 Action: Secretary to fold the leaflets."]


OUT = {
    "kind": "proposal", "words": "The GP no longer sits with us.", "mover": VICE, "seconder": FOURTH, "removes": "gp",
    "vote.how": "hands", "vote.for_": "8", "vote.against": "0",
}  # fmt: skip


def test_the_notes_say_whom_a_removal_would_put_out(room: Room, meeting: UUID) -> None:
    lines(room, meeting, {**OUT, "category": "removal"})
    assert list(room.governance.meeting(meeting).leaving.values()) == [room.directory.seats["gp"]]


@pytest.mark.parametrize("changed", [False, True])
def test_the_notes_say_whether_whoever_would_go_spoke_first(room: Room, meeting: UUID, *, changed: bool) -> None:
    change = {"changes.0.old": "no longer sits", "changes.0.new": "does not sit any more"} if changed else {}
    told = lines(room, meeting, {**OUT, "category": "removal", "heard": "in_writing", **change})
    assert "answered this in writing before the vote." in " ".join(told)
    assert room.governance.meeting(meeting).heard == set(room.governance.meeting(meeting).leaving)


def test_nobody_is_asked_first_where_nobody_would_go(room: Room, meeting: UUID) -> None:
    page = check(room, meeting, {**OUT, "removes": "", "category": "removal", "heard": "spoke"})
    assert "Is it right?" not in page.text
    assert "This would put nobody out." in text(page)


def test_nobody_is_put_out_by_a_proposal_about_something_else(room: Room, meeting: UUID) -> None:
    page = check(room, meeting, OUT)
    assert "Is it right?" not in page.text
    assert "Say that it is to remove somebody." in text(page)


GIVES = {
    "kind": "proposal", "words": "The GP keeps our money.", "mover": VICE, "seconder": FOURTH, "category": "election",
    "elects": "gp", "office": "treasurer", "vote.how": "hands", "vote.for_": "8", "vote.against": "0",
}  # fmt: skip


def test_the_notes_say_who_would_have_which_office_and_what_is_missing_where_no_names_were_asked_for(
    room: Room, meeting: UUID
) -> None:
    told = lines(room, meeting, GIVES)
    given = next(iter(room.governance.meeting(meeting).proposed.values()))
    assert given.seat == room.directory.seats["gp"]
    assert "rules for nominations, or for who may hold this office, were not kept" in " ".join(told)


def test_the_page_asks_which_office_somebody_would_take(room: Room, meeting: UUID) -> None:
    assert "Which office was it about? Please choose." in text(check(room, meeting, {**GIVES, "office": ""}))


SEATS = {
    "kind": "proposal", "words": "We change who sits with us.", "mover": VICE, "seconder": FOURTH,
    "category": "significant", "vote.how": "hands", "vote.for_": "8", "vote.against": "0",
}  # fmt: skip


def test_the_notes_say_for_whom_there_would_be_another_seat(room: Room, meeting: UUID) -> None:
    page = text(room.look(f"/meetings/{meeting}/write-up"))
    assert "For whom would the group have another seat, if so?" in page
    lines(room, meeting, {**SEATS, "adds": "family_carer"})
    given = next(iter(room.governance.meeting(meeting).proposed.values()))
    assert (given.adds, given.retires) == ("family_carer", None)


def test_the_notes_say_which_seat_would_be_taken_away(room: Room, meeting: UUID) -> None:
    lines(room, meeting, {**SEATS, "retires": "gp"})
    given = next(iter(room.governance.meeting(meeting).proposed.values()))
    assert (given.adds, given.retires) == (None, room.directory.seats["gp"])


def test_a_seat_without_a_vote_is_not_among_those_that_a_vote_makes_or_takes_away(room: Room, meeting: UUID) -> None:
    page = room.look(f"/meetings/{meeting}/write-up").text
    adds = page.partition('.adds"')[2].partition("</select>")[0]
    retires = page.partition('.retires"')[2].partition("</select>")[0]
    assert ('value="family_carer"' in adds, 'value="staff"' in adds) == (True, False)
    assert ('value="gp"' in retires, 'value="secretariat-support-officer"' in retires) == (True, False)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"adds": "family_carer", "category": ""}, "Say that it is about our rules, or that it is significant."),
        ({"adds": "family_carer", "retires": "gp"}, "One"),
    ],
)
def test_another_seat_is_never_ordinary_business_nor_two_at_once(
    room: Room, meeting: UUID, said: dict[str, str], words: str
) -> None:
    page = check(room, meeting, {**SEATS, **said})
    assert "Is it right?" not in page.text
    assert words in text(page)


def test_the_notes_say_which_empty_seat_somebody_would_take(room: Room, meeting: UUID) -> None:
    seat = {"do": "createSeat", "group": "group-a", "slug": "neighbour", "label": "Neighbour",
            "constituency": "neighbour", "since": {"date": "2026-01-02"}}  # fmt: skip
    record(room.governance, [{"import": "an empty seat"}, seat])
    joins = {**GIVES, "words": "Somebody joins us.", "elects": "", "office": "", "joins": "neighbour"}
    lines(room, meeting, joins)
    given = next(iter(room.governance.meeting(meeting).proposed.values()))
    assert given.seat == room.governance.directory(room.made["a"]).seats["neighbour"]
