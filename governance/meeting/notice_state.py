"""The notice of a meeting as folded: who asked for it, who agreed to too little, when it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.action.events import ActionRaised
from governance.decision.events import ChairsActionAnswered, ChairsActionReported
from governance.meeting import notice_events as e
from governance.meeting import state as meeting
from governance.meeting.events import MeetingCalled, MeetingOpened
from governance.rules import notice

if TYPE_CHECKING:
    from governance.kernel import Fact, ItemId
    from governance.meeting.state import MeetingState


def evolve(state: MeetingState, fact: Fact) -> MeetingState:
    """The meeting after one more event; the same for one that is not about notice."""
    replace, event = msgspec.structs.replace, fact.event
    match event:
        case MeetingCalled(written_down=written):
            return replace(state, called_live=fact.mode == "live", called=fact.occurred, written_down=written)
        case MeetingOpened(irregular=irregular) if irregular:
            # Whoever agreed to a short notice agreed to the day it was for.
            return replace(state, consented=frozenset(), irregular=tuple(sorted({*state.irregular, *irregular})))
        case e.CalledByMembers(requisition=requisition, irregular=irregular):
            return replace(state, requisition=requisition, irregular=tuple(sorted({*state.irregular, *irregular})))
        case e.ShortNoticeConsented(seat=seat):
            return replace(state, consented=state.consented | {seat})
        case e.ShortNoticeTested(missing=missing, irregular=irregular):
            return replace(state, irregular=notice.once_asked(state.irregular, missing, irregular))
        case e.ProposalTaken(proposal=proposal, item=item):
            left = {other: kept for other, kept in state.not_taken.items() if other != proposal}
            return replace(state, proposals={**state.proposals, proposal: item}, not_taken=left)
        case e.ProposalNotTaken(proposal=proposal):
            kept = meeting.NotTaken(event.seat, event.title, event.for_decision, event.late, event.about)
            return replace(state, not_taken={**state.not_taken, proposal: kept})
        case e.ProposalInsisted(proposal=proposal, seat=seat):
            kept = state.not_taken[proposal]
            kept = replace(kept, insisted=kept.insisted | {seat})
            return replace(state, not_taken={**state.not_taken, proposal: kept})
        case e.NoticeDefectNoted(seat=seat):
            return replace(state, unnoticed=state.unnoticed | {seat})
        case e.ReopeningAsked(decision=decision):
            return replace(state, reopened=state.reopened | {decision})
        case e.MeetingMoved():
            return _moved(state, event)
        case e.PaperIssued(item=item, formats=formats):
            papers = (*state.papers.get(item, ()), dict.fromkeys(formats, fact.occurred))
            return replace(state, papers={**state.papers, item: papers})
        case e.FormatIssued(item=item, paper=paper, formats=formats):
            issued = list(state.papers[item])
            issued[paper - 1] = {**dict.fromkeys(formats, fact.occurred), **issued[paper - 1]}
            return replace(state, papers={**state.papers, item: tuple(issued)})
        case ActionRaised(action=action):
            return replace(state, raised=state.raised | {action})
        case ChairsActionReported(decision=decision):
            return replace(state, told=state.told | {decision})
        case ChairsActionAnswered(item=item, decision=decision, motion=motion, irregular=()):
            by = state.settled_by if motion is None else {**state.settled_by, decision: motion}
            return replace(state, settled_by=by, items=_decided(state, item))
        case e.TakenAsUrgent(item=item, irregular=()):
            return replace(state, urgent=state.urgent | {item})
        case e.ItemEscalated(item=item, motions=motions):
            over = {q: replace(state.motions[q], stage="stood_over") for q in motions}
            items = {**state.items, item: replace(state.items[item], stage="escalated")}
            return replace(state, items=items, motions={**state.motions, **over})
        case _:
            return state


def _decided(state: MeetingState, item: ItemId) -> dict[ItemId, meeting.Item]:
    return {**state.items, item: msgspec.structs.replace(state.items[item], decided=True)}


def _moved(state: MeetingState, event: e.MeetingMoved) -> MeetingState:
    """At another time or place. Whoever agreed to a short notice agreed to the day it was for."""
    assert state.starts is not None, "a called meeting has a start"
    earlier, later = event.starts.before(state.starts), state.starts.before(event.starts)
    further = (event.starts.date - state.starts.date).days
    days = event.clear_days if earlier else None if state.clear_days is None else state.clear_days + further
    return msgspec.structs.replace(
        state,
        starts=event.starts,
        written_down=event.written_down or state.written_down,
        clear_days=days,
        consented=frozenset() if earlier or later else state.consented,
        irregular=notice.once_moved(state.irregular, event.irregular),
    )
