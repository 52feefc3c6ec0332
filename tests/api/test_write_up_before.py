"""What comes back to a meeting from before, and what happens to all of it, written up with the lines it prints."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from api import drafts
from governance.kernel import DecisionId, MeetingId
from tests.api.test_calling_pages import called
from tests.api.test_chairs_action_untold import ALONE
from tests.api.test_write_up_pages import CALLED, save, text
from tests.api.test_write_up_seldom import HERE, entries, faults
from tests.people import printed, record
from tests.scenarios.test_ways_to_answer import evening, inquorate

if TYPE_CHECKING:
    from tests.api.conftest import Room

ENTRIES = "items.0.entries"
MARCH = {**CALLED, "starts": {"date": "2026-03-10", "time": "14:00"}, "when": {"date": "2026-03-01"}}
HANDS = {"mover": "gp", "seconder": "vice", "vote.for_": "8"}
VOTED = "Vote: 8 for, 0 against, 0 took no side. Agreed."
PRINT = {"do": "recordDecision", "as": "leaflets", "item": "3", "words": "Print leaflets.", "how": "hands",
         "count": {"for": 9}, "moved_by": "gp", "seconded_by": "user-representative-2"}  # fmt: skip
CLOSED = {"do": "closeMeeting", "when": {"date": "2026-02-10", "time": "15:00"}}
FEBRUARY = evening("group-a", "2026-02-10", "2026-02-01", PRINT, CLOSED, name="feb")


@pytest.fixture
def march(room: Room) -> UUID:
    """A meeting to write up after one in February that decided to print leaflets."""
    record(room.governance, FEBRUARY)
    return record(room.governance, [{"import": "march"}, MARCH])["paper"]


def offered(room: Room, meeting: UUID, kind: str) -> dict[str, str]:
    """What a list offers, by its words, once such a part was added."""
    room.ask("GET", f"/api/v1/register?group=group-a&wait_for={room.governance.head()}")
    added = save(room, meeting, do=f"add:items.0.entries:{kind}", **entries())
    assert added.status_code == 303, added.text[:300]
    page = room.look(f"/meetings/{meeting}/write-up").text
    listed = page.split(f'<select id="{ENTRIES}.0.about"')[1].partition("</select>")[0]
    return {html.unescape(words): value for value, words in re.findall(r'value="([^"]*)"[^>]*>([^<]*)<', listed)}


def version_of(room: Room, meeting: UUID) -> int:
    draft = drafts.load(room.governance, MeetingId(meeting))
    return 0 if draft is None else draft.version


def check(room: Room, meeting: UUID, *told: dict[str, str], **more: Any) -> Any:
    """What is shown after Save and check of these entries of the first item."""
    fields: dict[str, Any] = {
        "present": HERE,
        "presider": "chair",
        "minute_taker": "secretary",
        **entries(*told),
        **more,
    }
    checked = save(room, meeting, do="check", version=version_of(room, meeting), **fields)
    return room.look(checked.headers["location"].partition("#")[0])


def lines(room: Room, meeting: UUID, *told: dict[str, str], item: str = "3.", **more: Any) -> list[str]:
    """The lines of an item once these entries of it were recorded."""
    page = check(room, meeting, *told, **more)
    assert "Is it right?" in page.text, text(page)[:3000]
    room.send(f"/meetings/{meeting}/write-up/record", version=str(version_of(room, meeting)))
    assert room.governance.meeting(MeetingId(meeting)).stage == "closed"
    return [line for line in printed(room.governance, meeting) if line.startswith(item)]


def test_minutes_are_approved_by_naming_them_and_signed_by_whoever_presided(room: Room, march: UUID) -> None:
    listed = offered(room, march, "approval")
    assert list(listed) == ["Please choose", "Minutes of 10 February 2026"]
    minutes = listed["Minutes of 10 February 2026"]
    told = lines(room, march, {"kind": "approval", "about": minutes, **HANDS})
    assert told == [
        "3.1 Proposal by GP, seconded by Vice-chair: Approve the minutes of 10 February 2026.",
        "3.2 " + VOTED,
    ]
    life = room.governance.outliving("minutes", UUID(minutes))
    assert life.approved.at == march
    chair = room.governance.directory(life.group).seats["user-representative-1"]
    assert (life.approved.presider, life.signed) == (chair, False)


def test_approved_minutes_are_corrected_line_by_line(room: Room, march: UUID) -> None:
    minutes = offered(room, march, "approval")["Minutes of 10 February 2026"]
    lines(room, march, {"kind": "approval", "about": minutes, **HANDS})
    april = {**CALLED, "starts": {"date": "2026-04-14"}, "when": {"date": "2026-04-01"}}
    meeting = record(room.governance, [{"import": "april"}, april])["paper"]
    assert list(offered(room, meeting, "correction")) == ["Please choose", "Minutes of 10 February 2026"]
    wrong = {"kind": "correction", "about": minutes, "line": "3.1", "old": "leaflets", "new": "leaflet", **HANDS}
    page = check(room, meeting, {**wrong, "old": "posters"})
    assert faults(page) == [f"{ENTRIES}.0.old"]
    assert "These words are not in the line." in text(page)
    assert faults(check(room, meeting, {**wrong, "line": "9.9"})) == [f"{ENTRIES}.0.line"]
    told = lines(room, meeting, wrong)
    said = (
        '3.1 Correction to the approved minutes of 10 February 2026, item 3. Old words: "leaflets". New words:'
        ' "leaflet".'
        " The decision itself does not change."
    )
    assert told == [said, "3.2 " + VOTED]


def test_a_decision_that_stands_is_undone_by_naming_it(room: Room, march: UUID) -> None:
    leaflets = offered(room, march, "reopened")["10 February 2026: Print leaflets."]
    undo = {"kind": "reopened", "about": leaflets, "how": "rescind", "words": "Print no leaflets.", **HANDS}
    told = lines(room, march, {**undo, "signed": "chair, vice, gp", "noticed": "yes"})
    assert told == [
        "3.1 Proposal by GP, seconded by Vice-chair: Print no leaflets.",
        "3.2 This would undo what we decided on 10 February 2026: Print leaflets.",
        "3.3 Written notice came from Chair, Vice-chair, GP.",
        "3.4 " + VOTED,
        "3.5 What we decided on 10 February 2026 no longer counts.",
    ]
    assert room.governance.decision(DecisionId(UUID(leaflets))).status == "rescinded"


def test_what_did_not_count_is_made_valid_and_a_suggestion_or_an_emergency_is_offered_beside_it(room: Room) -> None:
    record(room.governance, inquorate())
    march = record(room.governance, [{"import": "march"}, MARCH])["paper"]
    listed = offered(room, march, "ratified")
    assert list(listed) == [
        "Please choose", "10 February 2026: Print leaflets.", "10 February 2026: use the library (a suggestion)",
        "Something done in an emergency, not in this list",
    ]  # fmt: skip
    leaflets = listed["10 February 2026: Print leaflets."]
    make = {"kind": "ratified", "about": leaflets, "words": "Print the leaflets.", "day": "10 February 2026", **HANDS}
    library = {"kind": "ratified", "about": list(listed.values())[2], "words": "Use the library.", **HANDS}
    hall = {"kind": "ratified", "about": list(listed.values())[3], "words": "Pay for the lock.", **HANDS}
    assert lines(room, march, make, library, hall) == [
        "3.1 Proposal by GP, seconded by Vice-chair: Print the leaflets.",
        (
            "3.2 This would make valid what does not count yet, from 10 February 2026. We voted on it on 10 February"
            " 2026: Print leaflets."
        ),
        "3.3 " + VOTED,
        "3.4 It counts from 10 February 2026.",
        "3.5 Proposal by GP, seconded by Vice-chair: Use the library.",
        "3.6 This would make valid what does not count yet.",
        "3.7 " + VOTED,
        "3.8 It counts from 10 March 2026.",
        "3.9 Proposal by GP, seconded by Vice-chair: Pay for the lock.",
        "3.10 This would make valid what does not count yet.",
        "3.11 " + VOTED,
        "3.12 It counts from 10 March 2026.",
    ]
    assert room.governance.decision(DecisionId(UUID(leaflets))).status == "ratified"


BY_CHAIR = (
    "3.1 Chair decided alone between meetings: Move to the library. Reason: The hall is flooded. Asked first:"
    " Vice-chair, Carer representative. The chair said that it costs nothing."
)


@pytest.mark.parametrize(
    ("how", "more", "rest"),
    [
        ("", {}, []),
        ("noted", {}, ["3.2 We noted what the chair decided."]),
        (
            "ratified",
            HANDS,
            [
                "3.2 Proposal by GP, seconded by Vice-chair: Ratify what the chair decided.",
                "3.3 " + VOTED,
                "3.4 We ratified what the chair decided.",
            ],
        ),
        (
            "disowned",
            HANDS,
            [
                "3.2 Proposal by GP, seconded by Vice-chair: Do not stand by what the chair decided.",
                "3.3 " + VOTED,
                "3.4 We do not stand by what the chair decided. It does not count any more.",
            ],
        ),
    ],
)
def test_what_the_chair_decided_alone_is_told_and_answered(
    room: Room, how: str, more: dict[str, str], rest: list[str]
) -> None:
    alone = record(room.governance, [{"import": "alone"}, ALONE, CALLED])
    listed = offered(room, alone["paper"], "chairs_action")
    assert list(listed) == ["Please choose", "5 February 2026: Move to the library."]
    about = listed["5 February 2026: Move to the library."]
    told = lines(room, alone["paper"], {"kind": "chairs_action", "about": about, "how": how, **more})
    assert told == [BY_CHAIR, *rest]
    status = {"disowned": "disowned"}.get(how, "in_force")
    assert room.governance.decision(DecisionId(UUID(about))).status == status


def test_a_resolution_in_writing_is_told_once(room: Room) -> None:
    sent = {
        "do": "circulateResolution", "as": "loop", "group": "group-a", "words": "Hire a hearing loop.",
        "reason": "Two members could not hear.", "how_to_reply": "Write or ring.",
        "deadline": {"date": "2026-02-08", "time": "17:00"}, "when": {"date": "2026-02-01", "time": "10:00"},
    }  # fmt: skip
    replies = [
        {"do": "recordReply", "resolution": "loop", "seat": seat, "choice": "for", "channel": "phone",
         "when": {"date": "2026-02-03", "time": "10:00"}}
        for seat in HERE[:7]
    ]  # fmt: skip
    over = {"do": "closeResolution", "resolution": "loop", "when": {"date": "2026-02-08", "time": "17:00"}}
    made = record(room.governance, [{"import": "loop"}, sent, *replies, over, CALLED])
    listed = offered(room, made["paper"], "in_writing")
    assert list(listed) == ["Please choose", "8 February 2026: Hire a hearing loop."]
    about = listed["8 February 2026: Hire a hearing loop."]
    assert lines(room, made["paper"], {"kind": "in_writing", "about": about}) == [
        "3.1 Decision made by phone between 1 and 8 February 2026: Hire a hearing loop.",
        "3.2 7 for, 0 against, 0 took no side. 5 of 9 were needed. Agreed on 8 February 2026.",
        "3.3 Nobody asked for a meeting.",
    ]
    march = record(room.governance, [{"import": "march"}, MARCH])["paper"]
    assert list(offered(room, march, "in_writing")) == ["Please choose"]


URGENT = {"kind": "urgent", "words": "The hall closes on Friday."}
NEW = {"items.0.number": "", "items.0.title": "The hall"}


def test_urgent_business_is_decided_where_nobody_objects_however_late_it_was_added(room: Room, march: UUID) -> None:
    moved = {"kind": "proposal", "words": "Move to the library.", **HANDS}
    told = lines(room, march, moved, URGENT, item="5.", **NEW)
    said = (
        "5.1 This was not on the agenda sent out. It could not wait: The hall closes on Friday. Nobody objected to"
        " deciding it."
    )
    assert told == [
        said,
        "5.2 Proposal by GP, seconded by Vice-chair: Move to the library.",
        "5.3 " + VOTED,
    ]


def test_where_somebody_objects_what_was_decided_does_not_count(room: Room, march: UUID) -> None:
    moved = {"kind": "proposal", "words": "Move to the library.", **HANDS}
    page = check(room, march, {**URGENT, "names": "gp"}, moved, **NEW)
    assert "One decision was not made by our rules." in text(page)
    assert "The hall closes on Friday. GP objected to deciding it." in text(page)


LEFT = "3.1 Spring drop-in. We talked about this but did not decide. It moves to the next meeting."


def test_a_break_has_its_times(room: Room, march: UUID) -> None:
    told = lines(
        room, march, {"kind": "note", "words": "It is cold."}, {"kind": "break", "time": "14:20", "until": "14:35"}
    )  # fmt: skip
    assert told == [LEFT, "3.2 We talked about Spring drop-in: It is cold.", "3.3 We took a break from 14:20 to 14:35."]


def test_a_break_without_times_is_a_break(room: Room, march: UUID) -> None:
    told = lines(room, march, {"kind": "note", "words": "It is cold."}, {"kind": "break"})
    assert told == [LEFT, "3.2 We talked about Spring drop-in: It is cold.", "3.3 We took a break."]


STOPPED = {"kind": "stopped", "time": "15:00", "reason": "rest", "day": "17 March 2026", "until": "14:00"}
NOTE = {"kind": "note", "words": "It is cold."}


@pytest.mark.parametrize(("who", "count"), [({"how": "same"}, 8), ({"names": "chair, vice, secretary, gp, carer"}, 5)])
def test_a_meeting_that_went_on_on_another_day_is_written_up_whole(
    room: Room, march: UUID, who: dict[str, str], count: int
) -> None:
    moved = {"kind": "proposal", "words": "Meet weekly.", "vote.how": "except", **{k: HANDS[k] for k in ("mover",)}}
    told = lines(room, march, NOTE, {**STOPPED, **who}, {**moved, "time": "14:10"}, ended="15:30")
    assert told == [
        "3.1 We talked about Spring drop-in: It is cold.",
        "3.2 Proposal by GP: Meet weekly.",
        f"3.3 Vote: {count} for, 0 against, 0 took no side. Agreed.",
    ]
    every = printed(room.governance, march)
    assert every[-3:] == [
        "5.1 The meeting stopped at 15:00. It continues on 17 March 2026.",
        "5.2 The meeting continued on 17 March 2026.",
        "5.3 The meeting ended at 15:30 on 17 March 2026.",
    ]
    state = room.governance.meeting(MeetingId(march))
    assert state.ended is not None
    assert state.ended.date.isoformat() == "2026-03-17"


@pytest.mark.parametrize(
    ("told", "field", "words"),
    [
        ({"kind": "approval"}, "about", "Which minutes?"),
        ({"kind": "correction"}, "about", "Which minutes?"),
        ({"kind": "correction", "about": "x", "line": "3.1"}, "old", "Please fill this in"),
        ({"kind": "reopened"}, "about", "Which decision?"),
        ({"kind": "reopened", "about": "x"}, "how", "What was the vote for?"),
        ({"kind": "reopened", "about": "x", "how": "rescind"}, "words", "What was proposed?"),
        ({"kind": "ratified"}, "about", "What did you make valid?"),
        ({"kind": "ratified", "about": "emergency"}, "words", "What was proposed?"),
        ({"kind": "chairs_action"}, "about", "What had the chair decided?"),
        ({"kind": "chairs_action", "about": "x", "how": "ratified"}, "vote.how", "How did you vote on it?"),
        ({"kind": "in_writing"}, "about", "What was decided in writing?"),
        ({"kind": "urgent"}, "words", "Why could it not wait?"),
        ({"kind": "break", "time": "14:20"}, "until", "Please write both times, or neither."),
        ({"kind": "break", "time": "14:35", "until": "14:20"}, "until", "This time is before something written above"),
        ({"kind": "stopped", "how": "same"}, "day", "On which day did it go on?"),
        ({**STOPPED}, "names", "Who was there then?"),
        ({**STOPPED, "how": "same", "day": "9 March 2026"}, "day", "It goes on before it stops."),
        ({**STOPPED, "how": "same", "day": "17 March 2036"}, "day", "This is still to come."),
        ({"kind": "proposal", "words": "x", "category": "minutes"}, "category", "Take this part away."),
        ({"kind": "approval", "about": "00000000-0000-0000-0000-000000000001"}, "about", ""),
    ],
)
def test_what_is_missing_or_refused_is_said_at_its_field(
    room: Room, march: UUID, told: dict[str, str], field: str, words: str
) -> None:
    page = check(room, march, told)
    assert f"{ENTRIES}.0.{field}" in faults(page), faults(page)
    assert words in text(page)


def test_a_decision_that_was_carried_out_is_not_offered_to_be_undone(room: Room, march: UUID) -> None:
    room.ask("GET", f"/api/v1/register?group=group-a&wait_for={room.governance.head()}")
    leaflets = room.ask("GET", "/api/v1/register?group=group-a").json()[0]["decision"]
    done = {"do": "recordCarriedOut", "decision": leaflets, "when": {"date": "2026-02-20"}}
    record(room.governance, [{"import": "done"}, done])
    assert list(offered(room, march, "reopened")) == ["Please choose"]


def test_the_lists_are_looked_up_only_for_parts_that_are_there(room: Room, march: UUID) -> None:
    save(room, march, **entries({"kind": "note"}))
    page = room.look(f"/meetings/{march}/write-up").text
    assert "Print leaflets." not in page


def test_the_notes_may_not_say_why_it_could_not_wait(room: Room, march: UUID) -> None:
    moved = {"kind": "proposal", "words": "Move to the library.", **HANDS}
    unsaid = {"kind": "urgent", "unsaid": "yes"}
    assert lines(room, march, moved, unsaid, item="5.", **NEW)[0] == (
        "5.1 This was not on the agenda sent out. The notes do not say why it could not wait. Nobody objected to"
        " deciding it."
    )


def test_why_it_could_not_wait_is_not_both_said_and_unsaid(room: Room, march: UUID) -> None:
    both = check(room, march, {"kind": "urgent", "unsaid": "yes", "words": "It closes."}, **NEW)
    assert "Please take the tick away, or these words." in text(both)


BOX = f'id="{ENTRIES}.0.noticed"'
NAMED_NONE = "The notice of this meeting named no earlier decision here."


def test_only_a_notice_given_on_paper_is_asked_about(room: Room, march: UUID) -> None:
    made = offered(room, march, "reopened")["10 February 2026: Print leaflets."]
    page = room.look(f"/meetings/{march}/write-up").text
    assert (BOX in page, NAMED_NONE in page) == (True, False)
    room.send("/groups/group-a/propose", by="gp", title="No leaflets", about=made)
    path = called(room)
    meeting = UUID(path.rpartition("/")[2])
    # The last of three items is what a member proposed, and is about the decision; the one before is about nothing.
    for item, words in (("1", NAMED_NONE), ("2", "The notice of this meeting named what we decided on 10 February")):
        fields = {f"items.{n}.{name}": str(value) for n in range(3) for name, value in (("number", n + 3),)}
        saved = save(
            room, meeting, do="save", version=version_of(room, meeting),
            **fields, **{f"items.{item}.entries.0.kind": "reopened", f"items.{item}.entries.0.about": made},
        )  # fmt: skip
        assert saved.status_code == 303, saved.text[:300]
        page = room.look(f"{path}/write-up").text
        assert (".noticed" in page, words in page) == (False, True)


def test_new_rules_count_where_nobody_knows_what_the_notice_said_and_not_where_it_said_otherwise(room: Room) -> None:
    rules = {"kind": "proposal", "words": "Meet twice a month.", "category": "rules", **HANDS}
    untold = "the notice did not say that this kind of decision would be taken."
    for kind, heading, flagged in (
        ("", "", False),
        ("rules", "What the notice said this is: A change of our rules.", False),
        ("ordinary", "What the notice said this is: Nothing special.", True),
    ):
        sent = {"day": "10 March 2026", "agenda": ["How often we meet"], "kind": [kind], "once": f"rules-{kind}"}
        meeting = UUID(room.send("/groups/group-a/write-up", **sent).headers["location"].split("/")[2])
        page = text(room.look(f"/meetings/{meeting}/write-up"))
        assert ("What the notice said this is" in page, heading in page) == (bool(heading), True)
        checked = text(check(room, meeting, rules))
        assert ("Is it right?" in checked, untold in checked) == (True, flagged), checked
