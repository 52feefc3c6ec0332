"""What a resolution answers while it is out: replies, confirmed and disputed, a meeting demanded, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from governance.kernel import DecisionId, GroupId, Rejected, ResolutionId, refuse
from governance.motion.events import Outcome
from governance.resolution import commands as c
from governance.resolution import events as e
from governance.rules import hands, one_vote, quorum, results, written

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
            return _demand(state, named, command, desk)
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
    refuse(written.in_the_electorate(asked=seat in state.electorate))


def _reply(state: ResolutionState, named: Named, command: c.RecordReply, desk: Desk) -> tuple[Event, ...]:
    _asked(state, command.seat)
    if state.stage == "stopped":
        _open(state)
    if command.choice is None and command.condition is None:
        raise Rejected("R-WR3", "says_nothing", would_help="Say for, against or no side.", pointer="/choice")
    late = state.stage == "closed" or (state.deadline is not None and state.deadline.before(desk.when))
    counts = written.counts(plain=command.condition is None, late=late)
    own = _own(command, desk)
    _theirs(state, command, desk, counts)
    if counts == "counted" and _said_already(state, command, desk, own=own):
        return ()
    if counts == "late" and command.seat in state.late:
        return ()
    if command.channel == "phone" and not command.read_back and desk.mode == "live":
        raise Rejected("R-WR3", "not_read_back", would_help="Read the reply back to them first.", pointer="/read_back")
    condition = None if command.condition is None else desk.seal(command.condition)
    received = e.ReplyReceived(
        *named,
        seat=command.seat,
        choice=command.choice,
        condition=condition,
        channel=command.channel,
        read_back=command.read_back,
        own=own,
        counts=counts,
    )
    return (received,)


def _theirs(state: ResolutionState, command: c.RecordReply, desk: Desk, counts: written.Counts) -> None:
    """Refuse another answer for a member who gave or confirmed theirs, written up too; a late one changes nothing."""
    refused = one_vote.theirs_to_change("R-WR6", own=command.seat in state.own, by_them=desk.own)
    if refused is not None and counts != "late":
        raise refused


def _said_already(state: ResolutionState, command: c.RecordReply, desk: Desk, *, own: bool) -> bool:
    """Whether the member's reply is known just so. Raises `Rejected` (R-WR6) where a reply cannot be changed."""
    before = state.replies.get(command.seat)
    if before is None:
        return False
    disputed = command.seat in state.disputed
    if before.choice == command.choice:
        same = (before.channel, before.own) == (command.channel, own)
        return written.told_once(same=same, disputed=disputed)
    if state.orders is not None and desk.mode == "live":
        refuse(written.reply_is_final(state.orders, disputed=disputed))
    return False


def _own(command: c.RecordReply | c.DemandMeeting, desk: Desk) -> bool:
    """Whether the member says it here themselves. What comes another way is written down as having come that way."""
    if command.channel != "web":
        return False
    if not desk.own and desk.mode == "live":
        raise Rejected("R-WR3", "how_it_came", would_help="Say how it came: by phone, for example.", pointer="/channel")
    return desk.own


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
    refused = written.somebody_elses(own=command.seat in state.own)
    if refused is not None:
        raise refused
    words = None if command.words is None else desk.seal(command.words)
    return (e.ReplyDisputed(*named, command.seat, words),)


def _demand(state: ResolutionState, named: Named, command: c.DemandMeeting, desk: Desk) -> tuple[Event, ...]:
    seat = command.seat
    if seat not in state.kept_out:
        _asked(state, seat)
    if seat in state.demanded:
        return ()
    _open(state)
    assert state.orders is not None
    assert state.deadline is not None
    late = written.may_ask(desk.when.date, state.demand_by, over=state.deadline.before(desk.when))
    if late is not None and desk.mode == "live":
        raise late
    asked = state.demanded | {seat}
    lived = sum(state.members[one] == "LE" for one in asked)
    demanded = e.MeetingDemanded(*named, seat, command.channel, _own(command, desk))
    if late is not None or not written.meeting_wanted(state.orders, asked=len(asked), lived=lived):
        return (demanded,)
    return (demanded, e.ResolutionStopped(*named, "meeting_demanded", None))


def _close(state: ResolutionState, named: Named, desk: Desk) -> tuple[Event, ...]:
    if state.stage == "closed":
        return ()
    _open(state)
    assert state.orders is not None
    assert state.deadline is not None
    verdict = _judged(state)
    may_still_ask = written.may_ask(desk.when.date, state.demand_by, over=False) is None
    early = written.may_close(
        state.orders,
        state.deadline.local[:16],
        over=not desk.when.before(state.deadline),
        carried=bool(verdict.carried),
        may_still_ask=may_still_ask,
    )
    untold = written.told_as_it_began(written_up=state.written_up)
    for refused in (untold, early):
        if refused is not None and desk.mode == "live":
            raise refused
    irregular = state.irregular if early is None else (*state.irregular, early.clause)
    tally = state.tally()
    entitled, established = len(state.members), state.established
    replies = tally.total + len(state.kept_out)
    need = written.needed(state.orders, state.category, entitled=entitled, replies=replies, established=established)
    return (
        e.ResolutionClosed(
            *named, DecisionId(desk.new_id("decision")), need, _outcome(state, verdict, need, irregular)
        ),
    )


def _judged(state: ResolutionState) -> Verdict:
    assert state.orders is not None
    entitled = len(state.members)
    least = quorum.needed(state.orders, filled=entitled, established=state.established)
    return written.judged(
        state.orders,
        state.category,
        state.tally(),
        entitled=entitled,
        established=state.established,
        lived=state.tally("LE"),
        quorum=least,
        kept_out=len(state.kept_out),
        kept_out_lived=sum(class_ == "LE" for class_ in state.kept_out.values()),
    )


def _outcome(state: ResolutionState, verdict: Verdict, need: int, irregular: tuple[str, ...]) -> Outcome:
    tally, asked = state.tally(), len(state.electorate)
    ruling = results.by_rule(carried=bool(verdict.carried))
    assert state.orders is not None
    return Outcome(
        announced=None,
        by_rule=ruling,
        reason=verdict.reason,
        irregular=irregular,
        takes_effect=results.takes_effect(None, ruling, irregular),
        method="in_writing",
        majority=written.kind_of(state.orders, state.category),
        test=verdict.test,
        tally=tally,
        no_answer=asked - tally.total,
        split=hands.exactly(state.tally("LE"), state.tally("LE", other=True)),
        stand_asides=0,
        entitled=len(state.members),
        effective=asked,
        quorum=_everyone_asked(state, need),
        casting=None,
    )


def _everyone_asked(state: ResolutionState, need: int) -> quorum.QuorumSnapshot:
    """In writing everyone is asked who was not kept out: nobody is short, and `needed` is how many had to be for."""
    asked: list[Class] = list(state.electorate.values())
    by_class: tuple[tuple[Class, int], ...] = tuple(
        (class_, asked.count(class_)) for class_ in quorum.CLASSES if class_ in asked
    )
    return quorum.QuorumSnapshot(len(asked), len(state.members), by_class, need, False, "quorate", (), ())  # noqa: FBT003
