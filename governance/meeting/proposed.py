"""What members proposed, as a meeting is called: taken, not taken with a reason, put on all the same (R-NO7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import ItemId, Rejected
from governance.meeting import events as m
from governance.meeting import notice_events as e
from governance.rules import proposals as rule

if TYPE_CHECKING:
    from governance.group.proposal import Proposal
    from governance.group.state import GroupState
    from governance.kernel import Desk, Event, Moment, ProposalId
    from governance.meeting.commands import CallMeeting
    from governance.meeting.notice_commands import InsistOnItem
    from governance.meeting.state import MeetingState

Taken = tuple[tuple["ProposalId", "Proposal"], ...]


def chosen(command: CallMeeting, group: GroupState, starts: Moment, desk: Desk) -> Taken:
    """The business that is on the agenda; refused live while some is left out without a reason."""
    waiting = {known: kept for known, kept in group.business.items() if kept.waits}
    refused = [one.proposal for one in command.not_taken]
    named = command.proposals
    if named is None:
        named = tuple(waiting) if desk.mode == "live" and command.requisition is None else ()
    for at, proposal in [*(("/not_taken", one) for one in refused), *(("/proposals", one) for one in named)]:
        if proposal not in waiting:
            raise Rejected("unknown", "unknown_proposal", pointer=at)
    taken = tuple((proposal, waiting[proposal]) for proposal in named if proposal not in refused)
    if desk.mode == "live":
        _all_answered(command, group, starts, desk, waiting, taken)
    return taken


def _all_answered(
    command: CallMeeting,
    group: GroupState,
    starts: Moment,
    desk: Desk,
    waiting: dict[ProposalId, Proposal],
    taken: Taken,
) -> None:
    orders, _ = group.orders_at(desk.when)
    answered = {*(proposal for proposal, _ in taken), *(one.proposal for one in command.not_taken)}
    due = [p for p, kept in waiting.items() if rule.in_time(orders, kept.since.date, starts.date)]
    left_out = 0 if command.requisition is not None else len([p for p in due if p not in answered])
    whys = [rule.says_why(left_out=left_out)]
    whys += [rule.refusable(by_a_member=waiting[one.proposal].origin == "member") for one in command.not_taken]
    for why in whys:
        if why is not None:
            raise why


def entries(taken: Taken, first: int, desk: Desk, *, in_notice: bool) -> tuple[m.AgendaEntry, ...]:
    """Items for what is taken, numbered from `first`."""
    return tuple(
        m.AgendaEntry(
            ItemId(desk.new_id("item")), first + n, kept.title, kept.for_decision, None, in_notice, kept.about
        )
        for n, (_, kept) in enumerate(taken)
    )


def answered(
    command: CallMeeting,
    group: GroupState,
    starts: Moment,
    taken: Taken,
    agenda: tuple[m.AgendaEntry, ...],
    desk: Desk,
) -> tuple[Event, ...]:
    """What became of everything members proposed."""
    orders, _ = group.orders_at(desk.when)
    on = (e.ProposalTaken(p, entry.item, kept.seat) for (p, kept), entry in zip(taken, agenda, strict=True))
    off = (
        e.ProposalNotTaken(
            proposal=one.proposal,
            seat=kept.seat,
            title=kept.title,
            for_decision=kept.for_decision,
            reason=desk.seal(one.reason),
            late=not rule.in_time(orders, kept.since.date, starts.date),
            about=kept.about,
        )
        for one in command.not_taken
        for kept in (group.business[one.proposal],)
    )
    return (*on, *off)


def insist(state: MeetingState, command: InsistOnItem, first: int, desk: Desk) -> tuple[Event, ...]:
    """One more member wants it on the agenda; with the second it is."""
    if command.proposal in state.proposals:
        return ()
    kept = state.not_taken.get(command.proposal)
    if kept is None:
        raise Rejected("unknown", "unknown_proposal", pointer="/proposal")
    if command.seat in kept.insisted:
        return ()
    refused = rule.insists(late=kept.late)
    if refused is not None and desk.mode == "live":
        raise refused
    insisted = e.ProposalInsisted(command.proposal, command.seat)
    if len(kept.insisted) + 1 < rule.TO_INSIST:
        return (insisted,)
    number = max((item.number for item in state.items.values()), default=first - 1) + 1
    item = ItemId(desk.new_id("item"))
    entry = m.AgendaEntry(item, number, kept.title, kept.for_decision, None, in_notice=True, about=kept.about)
    return (insisted, m.ItemProposed(entry), e.ProposalTaken(command.proposal, item, kept.seat))
