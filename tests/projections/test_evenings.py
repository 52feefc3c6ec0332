"""What shows over several meetings: who stays away, and who presides where chairs share (R-AP4, R-CH3)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from governance.kernel import Moment, OfficeId, PersonId, SeatId
from governance.meeting import events as e
from governance.meeting import people_events as p
from governance.standing_orders import ClassMapping
from projections.evenings import Evening, Evenings
from projections.projection import Refold
from projections.who_came import who_presides, who_stays_away
from tests.projections.minutes.stage import SEAT, Stage, id_of, roll

GP, NURSE = SEAT["GP"], SEAT["Respiratory nurse"]
PERSON = PersonId(id_of("person", 1))
SINCE = Moment("2024-01-01T00:00+00:00", "day")
HOLDERS: dict[SeatId, list[tuple[PersonId, Moment]]] = {GP: [(PERSON, SINCE)]}


def meeting(*, came: bool = False, excused: bool = False, roll_called: bool = True, closed: bool = True) -> Evening:
    """A meeting at which only the nurse was, and perhaps the GP, or a word from them."""
    stage = Stage("2026-02-10")
    stage.called("Tea")
    stage.tell("14:00", e.MeetingOpened(stage.orders, 1, ClassMapping(), 1, roll()))
    if roll_called:
        stage.tell("14:00", e.AttendanceSet((NURSE, GP) if came else (NURSE,), (GP,) if excused else ()))
    if closed:
        stage.tell("15:00", e.MeetingClosed())
    return folded(stage)


def folded(stage: Stage) -> Evening:
    """What the projection keeps of a meeting."""
    one: Evening | None = None
    for event in stage.events:
        if event.event.topic in Evenings().topics:
            one = Evenings().apply(one, event)
    assert one is not None
    return one


def away(*meetings: Evening) -> list[UUID]:
    return [one.seat for one in who_stays_away(meetings, HOLDERS)]


def test_three_meetings_missed_in_a_row_without_a_word_start_a_conversation() -> None:
    (found,) = who_stays_away([meeting(), meeting(), meeting()], HOLDERS)
    assert (found.seat, len(found.meetings)) == (GP, 3)
    assert found.what_first == "Have a conversation. Check first whether something keeps them from coming."


@pytest.mark.parametrize(
    "meetings",
    [
        [meeting(), meeting()],
        [meeting(), meeting(came=True), meeting()],
        [meeting(), meeting(), meeting(excused=True)],
        [meeting(), meeting(), meeting(), meeting(came=True)],
        [meeting(), meeting(), meeting(closed=False)],
        [meeting(), meeting(roll_called=False), meeting()],
    ],
    ids=["two only", "came between", "a word", "came since", "still going on", "nobody knows who came"],
)
def test_anything_less_starts_nothing(meetings: list[Evening]) -> None:
    assert away(*meetings) == []


def test_a_meeting_called_off_was_missed_by_nobody() -> None:
    stage = Stage("2026-02-10")
    stage.called("Tea")
    stage.tell("10:00", e.MeetingCancelled(stage.seal("Snow.")))
    off = folded(stage)
    assert away(meeting(), off, meeting()) == []
    # It stands between no two others either: three that were held are three in a row.
    assert away(meeting(), meeting(), off, meeting()) == [GP]


def test_the_last_three_are_looked_at() -> None:
    assert away(meeting(came=True), meeting(), meeting(), meeting()) == [GP]


def test_what_was_before_a_member_took_the_seat_was_somebody_else() -> None:
    newly = {GP: [(PERSON, Moment("2026-02-11T00:00+00:00", "day"))]}
    assert who_stays_away([meeting(), meeting(), meeting()], newly) == ()


def test_a_deputy_or_a_late_arrival_is_attendance() -> None:
    late = Stage("2026-02-10")
    late.called("Tea")
    late.tell("14:00", e.MeetingOpened(late.orders, 1, ClassMapping(), 1, roll()), e.AttendanceSet((NURSE,), ()))
    late.tell("14:30", e.MemberArrived(GP, remote=True, how="came"))
    late.tell("15:00", e.MeetingClosed())
    sent = Stage("2026-02-10")
    sent.called("Tea")
    deputy = p.DeputySeated(GP, PERSON, "professional", False, True, ())
    sent.tell("14:00", e.MeetingOpened(sent.orders, 1, ClassMapping(), 1, roll()), deputy)
    sent.tell("15:00", e.MeetingClosed())
    assert away(meeting(), meeting(), folded(late)) == []
    assert away(meeting(), meeting(), folded(sent)) == []


def test_apologies_sent_before_the_meeting_are_a_word() -> None:
    stage = Stage("2026-02-10")
    stage.called("Tea")
    stage.tell("09:00", e.ApologiesGiven(GP))
    stage.tell("14:00", e.MeetingOpened(stage.orders, 1, ClassMapping(), 1, roll()), e.AttendanceSet((NURSE,), ()))
    stage.tell("15:00", e.MeetingClosed())
    assert away(meeting(), meeting(), folded(stage)) == []


def test_a_struck_arrival_was_none() -> None:
    stage = Stage("2026-02-10")
    stage.called("Tea")
    stage.tell("14:00", e.MeetingOpened(stage.orders, 1, ClassMapping(), 1, roll()), e.AttendanceSet((NURSE,), ()))
    (came,) = stage.tell("14:10", e.MemberArrived(GP, remote=False, how="came"))
    stage.tell("14:11", e.ActStruck(came, None))
    stage.tell("15:00", e.MeetingClosed())
    with pytest.raises(Refold):
        folded(stage)
    assert Evenings().refold(stage.events).came == [NURSE]


def shared_roll() -> tuple[e.RollEntry, ...]:
    """Two co-chairs: the first user representative and the nurse."""
    held = (e.OfficeHeld(OfficeId(id_of("office", 9)), "co_chair", acting=False),)
    co = {SEAT["User representative 1"], NURSE}
    return tuple(e.RollEntry(r.seat, r.constituency, r.voting, r.filled, held if r.seat in co else ()) for r in roll())


def presided(lived: int, *, timed: bool = True, shared: bool = True) -> Evening:
    """An hour of which a member with lived experience presided so many minutes, the nurse the rest."""
    user = SEAT["User representative 1"]
    stage = Stage("2026-02-10")
    stage.called("Tea")
    called = shared_roll() if shared else roll()
    stage.tell("14:00", e.MeetingOpened(stage.orders, 1, ClassMapping(), 1, called), e.AttendanceSet((user, NURSE), ()))
    stage.tell("14:00", e.PresiderTookChair(user, "opening"))
    stage.tell(f"14:{lived:02}" if timed else None, e.PresiderTookChair(NURSE, "rest"))
    stage.tell("15:00", e.MeetingClosed())
    return folded(stage)


@pytest.mark.parametrize(("lived", "in_all", "enough"), [(29, 116, False), (30, 120, True), (31, 124, True)])
def test_over_four_meetings_half_the_time_is_enough(lived: int, in_all: int, enough: Any) -> None:
    (found,) = who_presides([presided(lived)] * 4)
    assert (found.lived_experience_minutes, found.minutes, found.enough) == (in_all, 240, enough)


def test_three_meetings_say_nothing_yet_and_five_say_it_twice() -> None:
    assert who_presides([presided(30)] * 3) == ()
    found = who_presides([presided(0), presided(40), presided(40), presided(40), presided(40)])
    assert [one.enough for one in found] == [True, True]
    assert [one.lived_experience_minutes for one in found] == [120, 160]


def test_a_meeting_whose_times_nobody_knows_leaves_it_open() -> None:
    (found,) = who_presides([presided(30), presided(30), presided(30), presided(30, timed=False)])
    assert (found.minutes, found.enough) == (None, None)


def test_a_group_without_co_chairs_has_nothing_to_share() -> None:
    assert who_presides([presided(30, shared=False)] * 4) == ()


def test_whoever_leaves_presides_no_longer_and_a_sitting_that_stops_is_not_presided() -> None:
    user = SEAT["User representative 1"]
    stage = Stage("2026-02-10")
    stage.called("Tea")
    opened = e.MeetingOpened(stage.orders, 1, ClassMapping(), 1, shared_roll())
    stage.tell("14:00", opened, e.AttendanceSet((user, NURSE), ()), e.PresiderTookChair(user, "opening"))
    stage.tell("14:10", e.MemberLeft(user, "left"))
    stage.tell("14:20", e.PresiderTookChair(NURSE, "absence"))
    stage.tell("14:35", e.AttendanceSet((user,), ()))
    stage.tell("14:40", e.PresiderTookChair(user, "return"))
    stage.tell("14:45", e.MeetingAdjourned(None, "rest"))
    stage.tell("15:00", e.MeetingResumed(stage.orders, 1, ClassMapping(), 1, shared_roll()))
    stage.tell("15:10", e.MeetingClosed())
    assert folded(stage).minutes == {str(user): 15, str(NURSE): 15}
