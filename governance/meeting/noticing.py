"""The notice of a meeting once it was given: short notice agreed to, the meeting moved (R-NO1, R-NO3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from governance.group.requisitioning import has_a_vote
from governance.kernel import Rejected, written_down
from governance.meeting import notice_commands as c
from governance.meeting import notice_events as e
from governance.meeting import proposed, unnoticed
from governance.meeting.sitting import WHAT_IS_SO
from governance.rules import live, notice

if TYPE_CHECKING:
    import datetime as dt

    from governance.group.state import GroupState
    from governance.kernel import Desk, Event, Moment
    from governance.meeting.commands import CallMeeting
    from governance.meeting.state import MeetingState

FIRST_YEAR, YEARS_AHEAD = 1900, 10

NoticeCommand = c.ConsentShortNotice | c.MoveMeeting | c.InsistOnItem | c.NoteNoticeDefect
FIRST_ITEM = 3


def decide(state: MeetingState, command: NoticeCommand, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`; nothing when nothing changes."""
    if isinstance(command, c.NoteNoticeDefect):
        return unnoticed.note(state, command, group, desk)
    if state.stage != "called":
        raise Rejected("in order", f"meeting_is_{state.stage}", would_help=WHAT_IS_SO[state.stage])
    match command:
        case c.ConsentShortNotice():
            return _consent(state, command, group, desk)
        case c.InsistOnItem():
            has_a_vote(group, command.seat, desk.when, "R-NO7")
            return proposed.insist(state, command, FIRST_ITEM, desk)
        case c.MoveMeeting():
            return _move(state, command, group, desk)
        case _:
            assert_never(command)


def agreed_to(state: MeetingState, desk: Desk) -> tuple[Event, ...]:
    """Whether every member had agreed to short notice, as the meeting begins; refused live where not (R-NO3)."""
    if "R-NO1" not in state.irregular:
        return ()
    members = tuple(seat for seat in state.roll if seat in state.entitled)
    missing = tuple(seat for seat in members if seat not in state.consented)
    refused = notice.agreed_by_all(missing)
    if refused is not None and desk.mode == "live":
        raise refused
    agreed = tuple(seat for seat in members if seat in state.consented)
    if not agreed:
        return ()
    return (e.ShortNoticeTested(agreed, missing, () if refused is None else (refused.clause,)),)


def _consent(state: MeetingState, command: c.ConsentShortNotice, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    if command.seat in state.consented:
        return ()
    has_a_vote(group, command.seat, desk.when, "R-NO3")
    refused = notice.needs_consent(irregular="R-NO1" in state.irregular, known=state.clear_days is not None)
    if refused is not None:
        raise refused
    return (e.ShortNoticeConsented(command.seat),)


def in_our_time(starts: Moment, desk: Desk) -> None:
    """Refuse a day no group of ours can mean: a slip in the year would stand in the record for good."""
    last = f"{desk.today.date.year + YEARS_AHEAD}{desk.today.local[4:10]}"
    if starts.date.year < FIRST_YEAR or starts.local[:10] > last:
        raise Rejected(
            "in order",
            "not_in_our_time",
            because={"first": f"{FIRST_YEAR}-01-01", "last": last},
            would_help="Look at the year again.",
            pointer="/starts",
        )


def given(command: CallMeeting | c.MoveMeeting, desk: Desk) -> Moment | None:
    """When members were told: as said, else now in a live act, and not known in a written-up one.

    Raises `Rejected` for a live act that says members were told before it (R-NO1).
    """
    if command.notice_given is None and desk.mode == "written_up":
        return None
    told = desk.moment(command.notice_given, pointer="/notice_given")
    before = live.told_now(told, desk.when)
    if before is not None and desk.mode == "live" and not desk.imported:
        raise before
    return told


def _move(state: MeetingState, command: c.MoveMeeting, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    assert state.meeting is not None, "a called meeting has an id"
    assert state.group is not None, "a called meeting has a group"
    assert state.starts is not None, "a called meeting has a start"
    assert state.called_for is not None, "it was called for a day"
    starts = state.starts
    if command.starts is not None:
        starts = desk.moment(command.starts, future=True, pointer="/starts")
        in_our_time(starts, desk)
    if starts == state.starts and command.place is None:
        return ()
    orders, _ = group.orders_at(desk.when)
    earlier = starts.before(state.starts)
    told = given(command, desk)
    deemed = orders.deemed_service_post_days if command.by_post else 0
    needed = notice.needed_to_move(orders, earlier=earlier, first=state.needed)
    since = _told_of_it(state, told, desk) if earlier else None if told is None else told.date
    short = None if since is None else notice.too_short(since, starts.date, needed, deemed=deemed)
    if short is not None and desk.mode == "live" and not (earlier and command.short_notice):
        raise short
    days = None if since is None else notice.clear_days(since, starts.date, deemed=deemed)
    still = not earlier and _still_too_short(state, starts)
    clauses = ("R-NO1",) if short is not None or still else ()
    place = None if command.place is None else desk.seal(command.place)
    written = written_down(desk)
    return (
        e.MeetingMoved(
            state.meeting, state.group, state.called_for, starts, place, told, days, needed, clauses, written
        ),
    )


def _told_of_it(state: MeetingState, told: Moment | None, desk: Desk) -> dt.date | None:
    """The day from which notice of an earlier day counts; of a meeting called on paper, as said or not known."""
    said = None if told is None else told.date
    if state.called is None or not state.called_live:
        return said
    return notice.told_of_the_move(said, desk.when.date, state.called.date)


def _still_too_short(state: MeetingState, starts: Moment) -> bool:
    """Whether the notice as first given is too short for the new day too."""
    assert state.starts is not None, "a called meeting has a start"
    days = None if state.clear_days is None else state.clear_days + (starts.date - state.starts.date).days
    return "R-NO1" in state.irregular and notice.still_too_short(days, state.needed)
