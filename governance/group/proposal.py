"""Business that waits for the next meeting, as folded (R-NO7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import msgspec

from governance.group import asked_events as e
from governance.kernel import DecisionId, MeetingId, Moment, ProposalId, Sealed, SeatId

if TYPE_CHECKING:
    from collections.abc import Mapping


class Proposal(msgspec.Struct, frozen=True):
    """Business, and since when it waits. `meeting` has it on its agenda; `refused`: a meeting did not take it.

    `refused_at` is the last meeting that did not take it. `withdrawn`: whoever proposed it took it back.
    `about` is the earlier decision it would touch. `own`: the member proposed it here themselves.
    """

    title: Sealed
    for_decision: bool
    seat: SeatId | None
    origin: e.Origin
    since: Moment
    about: DecisionId | None = None
    meeting: MeetingId | None = None
    refused: bool = False
    refused_at: MeetingId | None = None
    withdrawn: bool = False
    own: bool = False

    @property
    def waits(self) -> bool:
        """Whether no meeting has answered it yet."""
        return self.meeting is None and not self.refused and not self.withdrawn


def evolve(before: Mapping[ProposalId, Proposal], event: e.BusinessEvent, at: Moment) -> dict[ProposalId, Proposal]:
    """The business that waits after one more event about some of it."""
    replace, of = msgspec.structs.replace, event.proposal
    match event:
        case e.BusinessProposed() as p:
            made = Proposal(p.title, p.for_decision, p.seat, p.origin, at, p.about, own=p.own)
            return {**before, of: made}
        case e.BusinessTaken(meeting=meeting):
            return {**before, of: replace(before[of], meeting=meeting, refused=False)}
        case e.BusinessNotTaken(meeting=meeting):
            return {**before, of: replace(before[of], refused=True, refused_at=meeting)}
        case e.BusinessWithdrawn():
            return {**before, of: replace(before[of], withdrawn=True)}
        case e.BusinessReleased():
            return {**before, of: replace(before[of], meeting=None)}
        case _:
            assert_never(event)
