"""What a resolution answers while it is out: replies, confirmed and disputed, a meeting demanded, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from governance.kernel import DecisionId, GroupId, Rejected, ResolutionId
from governance.motion.events import Outcome
from governance.resolution import commands as c
from governance.resolution import events as e
from governance.rules import hands, quorum, written

if TYPE_CHECKING:
    from governance.kernel import Class, Desk, Event, SeatId
    from governance.resolution.state import ResolutionState
    from governance.rules.majority import Verdict

Named = tuple[ResolutionId, GroupId]

ReplyCommand = (
    c.RecordReply | c.ConfirmReply | c.DisputeReply | c.DemandMeeting | c.WithdrawResolution | c.CloseResolution
)
ResolutionCommand = c.CirculateResolution | ReplyCommand | c.ReportResolution | c.TakeChairsAction


def decide(state: ResolutionState, command: ReplyCommand, desk: Desk) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`; nothing when nothing changes."""
    assert state.resolution is not None, "the resolution was found"
    assert state.group is not None, "a resolution has a group"
    named = state.resolution, state.group
    _in_order(state, command, desk)
    match command:
        case c.RecordReply():
            return _reply(state, named, command, desk)
        case c.ConfirmReply():
            return _confirm(state, named, command.seat)
        case c.DisputeReply():
            return _dispute(state, named, command, desk)
        case c.DemandMeeting():
            return _demand(state, named, command.seat, desk)
        case c.WithdrawResolution():
            if state.stage == "stopped":
                return ()
            _open(state)
            reason = None if command.reason is None else desk.seal(command.reason)
            return (e.ResolutionStopped(*named, "withdrawn", reason),)
        case c.CloseResolution():
            return _close(state, named, desk)
        case _:
            assert_never(command)


def _in_order(state: ResolutionState, command: ReplyCommand, desk: Desk) -> None:
    """Acts are told in order; replies may be, as letters are opened, but one member's own still follow each other."""
    since = state.last
    if isinstance(command, c.RecordReply):
        before = state.replies.get(command.seat)
        since = state.circulated if before is None else before.at
    if since is not None and desk.when.before(since):
        raise Rejected("in order", "before_what_is_known", would_help="Acts are told in order.", pointer="/when")


def _open(state: ResolutionState) -> None:
    if state.stage != "open":
        raise Rejected("R-WR7", f"resolution_is_{state.stage}", would_help="It is no longer being answered.")


def _asked(state: ResolutionState, seat: SeatId) -> None:
    if seat not in state.electorate:
        raise Rejected("R-WR2", "not_in_the_electorate", would_help="Those entitled when it was sent out are asked.",
                       pointer="/seat")  # fmt: skip


def _reply(state: ResolutionState, named: Named, command: c.RecordReply, desk: Desk) -> tuple[Event, ...]:
    _asked(state, command.seat)
    if state.stage == "stopped":
        _open(state)
    if command.choice is None and command.condition is None:
        raise Rejected("R-WR3", "says_nothing", would_help="Say for, against or no side.", pointer="/choice")
    late = state.stage == "closed" or (state.deadline is not None and state.deadline.before(desk.when))
    counts = written.counts(plain=command.condition is None, late=late)
    before = state.replies.get(command.seat)
    if before is not None and counts == "counted":
        if before.choice == command.choice:
            return ()
        if state.orders is not None and state.orders.written_reply_final and desk.mode == "live":
            raise Rejected("R-WR6", "reply_is_final", would_help="Under our rules a reply cannot be changed.")
    if counts == "late" and command.seat in state.late:
        return ()
    if command.channel == "phone" and not command.read_back and desk.mode == "live":
        raise Rejected("R-WR3", "not_read_back", would_help="Read the reply back to them first.", pointer="/read_back")
    condition = None if command.condition is None else desk.seal(command.condition)
    return (
        e.ReplyReceived(*named, command.seat, command.choice, condition, command.channel, command.read_back, counts),
    )


def _confirm(state: ResolutionState, named: Named, seat: SeatId) -> tuple[Event, ...]:
    reply = state.replies.get(seat)
    if reply is None:
        raise Rejected("R-WR3", "no_reply_to_confirm", would_help="There is no reply of theirs yet.", pointer="/seat")
    return () if reply.own else (e.ReplyConfirmed(*named, seat),)


def _dispute(state: ResolutionState, named: Named, command: c.DisputeReply, desk: Desk) -> tuple[Event, ...]:
    if command.seat not in state.replies and command.seat not in state.conditions:
        raise Rejected("R-WR3", "no_reply_to_dispute", would_help="There is no reply of theirs yet.", pointer="/seat")
    if command.seat in state.disputed:
        return ()
    words = None if command.words is None else desk.seal(command.words)
    return (e.ReplyDisputed(*named, command.seat, words),)


def _demand(state: ResolutionState, named: Named, seat: SeatId, desk: Desk) -> tuple[Event, ...]:
    _asked(state, seat)
    if seat in state.demanded:
        return ()
    _open(state)
    assert state.orders is not None
    assert state.deadline is not None
    if desk.when.date.isoformat() > state.demand_by or state.deadline.before(desk.when):
        because: dict[str, object] = {"by": state.demand_by}
        raise Rejected("R-WR5", "too_late_to_ask", because=because, would_help="Ask for it at the next meeting.")
    asked = state.demanded | {seat}
    lived = sum(state.electorate[one] == "LE" for one in asked)
    demanded = e.MeetingDemanded(*named, seat)
    if not written.meeting_wanted(state.orders, asked=len(asked), lived=lived):
        return (demanded,)
    return (demanded, e.ResolutionStopped(*named, "meeting_demanded", None))


def _close(state: ResolutionState, named: Named, desk: Desk) -> tuple[Event, ...]:
    if state.stage == "closed":
        return ()
    _open(state)
    assert state.orders is not None
    assert state.deadline is not None
    verdict = _judged(state)
    early = state.orders.written_declared == "at_threshold" and verdict.carried
    if desk.when.before(state.deadline) and not early:
        because: dict[str, object] = {"deadline": state.deadline.local[:16]}
        raise Rejected("R-WR7", "deadline_to_come", because=because, would_help="Wait until the deadline.")
    tally = state.tally()
    need = written.needed(state.orders, entitled=len(state.electorate), replies=tally.total)
    return (e.ResolutionClosed(*named, DecisionId(desk.new_id("decision")), need, _outcome(state, verdict, need)),)


def _judged(state: ResolutionState) -> Verdict:
    assert state.orders is not None
    entitled = len(state.electorate)
    least = quorum.needed(state.orders, filled=entitled, established=state.established)
    return written.judged(state.orders, state.tally(), entitled=entitled, lived=state.tally("LE"), quorum=least)


def _outcome(state: ResolutionState, verdict: Verdict, need: int) -> Outcome:
    tally, entitled = state.tally(), len(state.electorate)
    return Outcome(
        announced=None,
        by_rule="agreed" if verdict.carried else "not_agreed",
        reason=verdict.reason,
        irregular=state.irregular,
        takes_effect=bool(verdict.carried) and not state.irregular,
        method="in_writing",
        majority="absolute_entitled",
        test=verdict.test,
        tally=tally,
        no_answer=entitled - tally.total,
        split=hands.exactly(state.tally("LE"), state.tally("LE", other=True)),
        stand_asides=0,
        entitled=entitled,
        effective=entitled,
        quorum=_everyone_asked(state, need),
        casting=None,
    )


def _everyone_asked(state: ResolutionState, need: int) -> quorum.QuorumSnapshot:
    """In writing everyone entitled is asked: nobody is short, and `needed` is how many had to be for."""
    asked: list[Class] = list(state.electorate.values())
    by_class: tuple[tuple[Class, int], ...] = tuple(
        (class_, asked.count(class_)) for class_ in quorum.CLASSES if class_ in asked
    )
    return quorum.QuorumSnapshot(len(asked), len(asked), by_class, need, False, "quorate", (), ())  # noqa: FBT003
