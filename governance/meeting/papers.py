"""Papers of a meeting: issued in forms members can use, and an item put off where they were not (R-NO6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.kernel import ProposalId, Rejected
from governance.meeting import business
from governance.meeting import notice_events as e
from governance.meeting.sitting import WHAT_IS_SO, in_session, item_of, on_roll, orders_of
from governance.rules import papers as rule

if TYPE_CHECKING:
    from governance.group.state import GroupState
    from governance.kernel import Desk, Event, ItemId, PaperFormat, SeatId
    from governance.meeting.commands import DeferItem
    from governance.meeting.notice_commands import IssuePaper
    from governance.meeting.state import MeetingState


def issue(state: MeetingState, command: IssuePaper, desk: Desk) -> tuple[Event, ...]:
    """A paper that went out, or one that went out in further forms; nothing when it had."""
    if state.stage not in {"called", "open", "adjourned"}:
        raise Rejected("in order", f"meeting_is_{state.stage}", would_help=WHAT_IS_SO[state.stage])
    item_of(state, command.item)
    known = state.papers.get(command.item, ())
    said = command.formats
    formats: list[PaperFormat] = [kind for n, kind in enumerate(said) if kind not in said[:n]]
    if command.paper is None:
        if command.title is None:
            raise Rejected("R-NO6", "title_is_missing", would_help="Say what the paper is.", pointer="/title")
        return (e.PaperIssued(command.item, len(known) + 1, desk.seal(command.title), (*formats,)),)
    if command.paper > len(known):
        raise Rejected("R-NO6", "no_such_paper", would_help="Papers count from 1 within an item.", pointer="/paper")
    new: list[PaperFormat] = [kind for kind in formats if kind not in known[command.paper - 1]]
    return (e.FormatIssued(command.item, command.paper, (*new,)),) if new else ()


def claim(state: MeetingState, command: DeferItem, seat: SeatId, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    """An item put off by a member with lived experience, whoever presides."""
    in_session(state, desk)
    item = item_of(state, command.item)
    on_roll(state, (seat,), "/asked_by")
    put_off = business.decide(state, msgspec.structs.replace(command, asked_by=None), desk)
    if not put_off:
        return ()
    refused = _refused(state, command.item, seat, group)
    if refused is not None and desk.mode == "live":
        raise refused
    assert item.title is not None, "an item has a title"
    over = state.pending(command.item)
    proposal = None if over else ProposalId(desk.new_id("proposal"))
    clauses = () if refused is None else (refused.clause,)
    return (e.DeferralClaimed(command.item, seat, proposal, item.title, clauses), *put_off)


def _refused(state: MeetingState, item: ItemId, seat: SeatId, group: GroupState) -> Rejected | None:
    assert state.starts is not None, "a called meeting has a start"
    issued = state.papers.get(item, ())
    standard: PaperFormat = "standard"
    formats: set[PaperFormat] = {group.formats.get(member, standard) for member in state.entitled}
    came_back = (group.business[proposal].origin for proposal, at in state.proposals.items() if at == item)
    return rule.may_put_off(
        lived=seat in state.entitled and state.class_of(seat) == "LE",
        here=state.present is None or seat in state.present,
        papers=len(issued),
        in_time=rule.served(orders_of(state), issued, formats, state.starts.date),
        before="papers" in came_back,
    )
