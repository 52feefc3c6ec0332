"""What minutes say of a meeting that went on on another day, and of what was put off and taken up again."""

from __future__ import annotations

from governance.kernel import Moment, MotionId
from governance.meeting import events as e
from governance.meeting.notice_events import TakenAsUrgent
from governance.minutes.brought import MinutesBrought
from governance.motion import events as m
from governance.motion import method_events as mm
from governance.motion import procedure_events as p
from governance.rules.majority import Tally
from governance.standing_orders import ClassMapping
from tests.projections.minutes.stage import EVERYONE, ORDERS, SEAT, Stage, declared, id_of, item, quorum, roll

FIRST = ("Chair", "Vice-chair", "Secretary", "User representative 4", "GP")
SECOND = ("Vice-chair", "Secretary", "User representative 4", "Commissioner", "Secretariat support officer")


def adjourned() -> Stage:
    """Stopped on 12 May with one item left, and gone on with on 19 May."""
    stage = Stage("2026-05-12")
    stage.called("Drop-in venue", "The leaflet")
    stage.opened(FIRST, quorum(4, 1), apologies=("Commissioner",))
    stage.tell("15:00", e.MeetingAdjourned(Moment("2026-05-19T14:00+00:00", "minute"), "end_time"))
    stage.day = "2026-05-19"
    stage.tell(
        "14:00",
        e.MeetingResumed(ORDERS, 1, ClassMapping(), 1, roll()),
        e.AttendanceSet(tuple(SEAT[label] for label in SECOND), (SEAT["GP"],)),
        e.PresiderTookChair(SEAT["Vice-chair"], "opening"),
        e.MemberArrived(SEAT["Carer representative"], False, "came"),
        e.QuorumTested(quorum(4, 1)),
    )
    return stage


def test_who_came_on_the_second_day_and_who_was_in_the_chair_is_told_apart() -> None:
    assert adjourned().lines(1) == [
        "1.1 Present: Chair, Vice-chair, Secretary, User representative 4, GP.",
        "1.2 In attendance (no vote): none.",
        "1.3 Apologies: Commissioner.",
        "1.4 Present on 19 May 2026: Vice-chair, Secretary, User representative 4, Carer representative, Commissioner.",
        "1.5 In attendance on 19 May 2026 (no vote): Secretariat support officer.",
        "1.6 Apologies for 19 May 2026: GP.",
        "1.7 Chair was in the chair on 12 May 2026.",
        "1.8 Vice-chair was in the chair on 19 May 2026.",
    ]


def test_the_quorum_of_the_second_day_says_which_day_it_was() -> None:
    first, second = adjourned().lines(2)
    assert "That was on" not in first
    assert second.endswith("The meeting could make decisions. That was on 19 May 2026.")


def test_that_it_stopped_and_continued_is_told_in_two_sentences() -> None:
    assert adjourned().lines(5) == [
        "5.1 The meeting stopped at 15:00. It continues on 19 May 2026.",
        "5.2 The meeting continued on 19 May 2026.",
    ]


def evening(*titles: str) -> Stage:
    stage = Stage("2026-05-12")
    stage.called(*titles)
    stage.opened(EVERYONE, quorum(5, 4))
    return stage


def test_an_item_put_off_and_taken_up_again_does_not_say_that_it_moves() -> None:
    stage = evening("Drop-in venue")
    stage.tell("14:05", e.ItemOpened(item(3)), e.ItemDeferred(item(3), True, "chosen"))
    assert stage.lines(3) == [
        "3.1 Drop-in venue. We talked about this but did not decide. It moves to the next meeting."
    ]
    stage.tell("14:30", e.ItemOpened(item(3)))
    stage.moved(3, "Use the library.", "GP", None, time="14:31")
    assert stage.lines(3) == [
        "3.1 We put this off, and came back to it later.",
        "3.2 Proposal by GP: Use the library.",
    ]


def test_an_item_put_off_once_more_does_move() -> None:
    stage = evening("Drop-in venue")
    put_off = e.ItemDeferred(item(3), True, "chosen")
    stage.tell("14:05", e.ItemOpened(item(3)), put_off, e.ItemOpened(item(3)), put_off)
    assert stage.lines(3) == [
        "3.1 Drop-in venue. We talked about this but did not decide. It moves to the next meeting.",
        "3.2 We put this off, and came back to it later.",
    ]


def test_what_was_postponed_by_a_vote_is_not_once_the_meeting_came_back_to_it() -> None:
    stage = evening("Drop-in venue")
    by = MotionId(id_of("motion", 7))
    stage.tell("14:05", e.ItemOpened(item(3)), p.BusinessDisposed(item(3), (), "postponed", by, None))
    assert stage.lines(3) == ["3.1 This item was put off to the next meeting."]
    stage.tell("14:30", e.ItemOpened(item(3)))
    assert stage.lines(3) == ["3.1 We put this off, and came back to it later."]


def late(stage: Stage, number: int, title: str, *, arising: bool) -> None:
    """An item proposed at the meeting."""
    entry = e.AgendaEntry(item(number), number, stage.seal(title), False, None, False)
    marked = (p.ItemMarked(entry.item, "matters_arising"),) if arising else ()
    stage.tell("14:01", e.ItemProposed(entry), *marked, e.NoteTaken(entry.item, stage.seal("It was done.")))


def test_matters_arising_that_came_up_at_the_meeting_come_first_in_their_order() -> None:
    stage = evening("Drop-in venue")
    stage.tell("14:00", e.NoteTaken(item(3), stage.seal("Nobody minds.")))
    late(stage, 4, "Another thing", arising=False)
    late(stage, 5, "The kettle", arising=True)
    late(stage, 6, "The leaflet", arising=True)
    headings = [(part.number, part.heading) for part in stage.document().parts]
    assert headings == [
        (1, "Who was there"), (2, "Quorum"), (5, "The kettle"), (6, "The leaflet"), (3, "Drop-in venue"),
        (4, "Another thing"),
    ]  # fmt: skip


def test_matters_arising_follow_the_approval_of_minutes() -> None:
    stage = evening("Minutes of April", "Drop-in venue")
    motion = stage.moved(3, "Approve the minutes.", None, None)
    april = Moment("2026-04-14T00:00+00:00", "day")
    stage.tell("14:06", MinutesBrought(motion, id_of("minutes", 1), id_of("meeting", 1), april, None))  # type: ignore[arg-type]
    stage.tell("14:07", e.NoteTaken(item(4), stage.seal("Nobody minds.")))
    late(stage, 5, "The kettle", arising=True)
    assert [part.number for part in stage.document().parts] == [1, 2, 3, 5, 4]


def test_words_that_begin_as_the_sentence_does_are_told_alone() -> None:
    stage = evening("Drop-in venue")
    stage.tell("14:00", e.NoteTaken(item(3), stage.seal("We talked about the cold hall")))
    stage.tell("14:01", e.NoteTaken(item(3), stage.seal("It is cold")))
    assert stage.lines(3) == [
        "3.1 We talked about the cold hall.",
        "3.2 We talked about Drop-in venue: It is cold.",
    ]


def test_agreeing_to_what_begins_with_agreeing_is_told_once() -> None:
    stage = evening("Drop-in venue")
    motion = stage.moved(3, "We agreed to use the library.", None, None)
    words = stage.events[-1].event.words  # type: ignore[attr-defined]
    stage.tell("14:20", declared(motion, 3, words, None, "agreed", method="agreed"))  # type: ignore[arg-type]
    assert stage.lines(3) == ["3.1 We agreed to use the library."]


def test_fewer_names_than_votes_are_told() -> None:
    stage = evening("Drop-in venue")
    motion = stage.moved(3, "Use the library.", "GP", None)
    words = stage.events[-1].event.words  # type: ignore[attr-defined]
    counted = m.CountRecorded(motion, Tally(5, 2, 0), None)
    stage.tell("14:20", m.QuestionPut(motion, "hands", "simple_cast", quorum(5, 4), None), counted)
    stage.tell("14:20", declared(motion, 3, words, Tally(5, 2, 0), "agreed"))
    names = tuple(mm.NamedVote(SEAT[label], "for") for label in ("Chair", "GP"))
    stage.tell("14:21", mm.NamesRecorded(motion, names))
    assert stage.lines(3)[-2:] == [
        "3.3 Recorded vote. For: Chair, GP. Against: none. No side: none.",
        "3.4 The notes name 2 of the 7 who were counted.",
    ]
    assert len(stage.lines(3, tier=0)) == 2


def test_as_many_names_as_votes_need_no_word() -> None:
    stage = evening("Drop-in venue")
    motion = stage.moved(3, "Use the library.", "GP", None)
    words = stage.events[-1].event.words  # type: ignore[attr-defined]
    stage.tell("14:20", m.QuestionPut(motion, "roll_call", "simple_cast", quorum(5, 4), None))
    stage.tell("14:20", m.VoteCast(motion, SEAT["Chair"], "for"), m.VoteCast(motion, SEAT["GP"], "for"))
    stage.tell("14:20", declared(motion, 3, words, Tally(2, 0, 0), "agreed", method="roll_call"))
    assert not [line for line in stage.lines(3) if "who were counted" in line]


def test_the_notes_may_not_say_why_it_could_not_wait() -> None:
    stage = evening("The boiler")
    stage.tell("14:05", TakenAsUrgent(item(3), None, (), ()), TakenAsUrgent(item(3), None, (SEAT["GP"],), ("R-NO4",)))
    before = "This was not on the agenda sent out. The notes do not say why it could not wait."
    assert stage.lines(3) == [
        f"3.1 {before} Nobody objected to deciding it.",
        f"3.2 {before} GP objected to deciding it.",
    ]
    assert stage.lines(3, tier=0)[1] == f"3.2 {before} 1 objected to deciding it."


def test_an_earlier_decision_is_named_by_its_day_and_words() -> None:
    stage = evening("Drop-in venue")
    motion = stage.moved(3, "Use the library.", "GP", None)
    earlier, day = id_of("decision", 9), Moment("2026-02-10T00:00+00:00", "day")
    about = {"made": day, "words": stage.seal("Print leaflets")}
    for how in ("rescind", "amend", "again"):
        stage.tell("14:20", mm.DecisionReopened(motion, earlier, earlier, how, True, (), (), **about))  # type: ignore[arg-type]
    stage.tell("14:20", mm.RatificationMoved(motion, earlier, None, None, (), **about))  # type: ignore[arg-type]
    assert stage.lines(3)[1:] == [
        "3.2 This would undo what we decided on 10 February 2026: Print leaflets.",
        "3.3 This would change what we decided on 10 February 2026: Print leaflets.",
        "3.4 This was not agreed on 10 February 2026, and is put again: Print leaflets.",
        "3.5 This would make valid what does not count yet. We voted on it on 10 February 2026: Print leaflets.",
    ]


def test_what_was_changed_names_the_day() -> None:
    stage = evening("Drop-in venue")
    motion = stage.moved(3, "Use the library.", "GP", None)
    words = stage.events[-1].event.words  # type: ignore[attr-defined]
    earlier, day = id_of("decision", 9), Moment("2026-02-10T00:00+00:00", "day")
    about = {"made": day, "words": stage.seal("Print leaflets")}
    stage.tell("14:20", mm.DecisionReopened(motion, earlier, earlier, "amend", True, (), (), **about))  # type: ignore[arg-type]
    stage.tell("14:20", declared(motion, 3, words, Tally(7, 2, 0), "agreed"))
    assert stage.lines(3)[-1] == "3.4 What we decided on 10 February 2026 now counts as changed here."


def test_one_minute_is_one_minute() -> None:
    stage = evening("Drop-in venue")
    waited = e.WaitedForQuorum(1, quorum(4, 1))
    words = stage.seal("Talk a little longer.")
    motion = MotionId(id_of("motion", 8))
    moved = p.ProceduralMotionMoved(motion, item(3), None, "extend_time", None, words, None, 1, ())
    stage.tell("14:20", e.ItemOpened(item(3)), waited, moved)
    assert stage.lines(3) == [
        "3.1 We waited one minute. The meeting could now make decisions.",
        "3.2 Proposal: Talk a little longer. Time: one minute.",
    ]


def test_the_end_of_the_second_day_names_the_day() -> None:
    stage = adjourned()
    stage.tell("16:30", e.MeetingClosed())
    assert stage.lines(5)[-1] == "5.3 The meeting ended at 16:30 on 19 May 2026."
