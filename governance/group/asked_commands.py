"""What members may ask for between meetings."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from governance.kernel import Command, DecisionId, GroupId, Line, Power, ProposalId, RequisitionId, SeatId
from governance.meeting.commands import Business

MOST_WANTED = 20


class AskForMeeting(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Ask for a meeting, and say what it is to be about; nothing else may be decided there."""

    do: ClassVar[str] = "askForMeeting"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    group: GroupId
    seat: SeatId
    business: Annotated[tuple[Business, ...], msgspec.Meta(min_length=1, max_length=MOST_WANTED)]


class JoinRequisition(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Ask for a meeting that somebody else asked for already."""

    do: ClassVar[str] = "joinRequisition"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    group: GroupId
    requisition: RequisitionId
    seat: SeatId


class LeaveRequisition(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Take one's name back from a meeting asked for, before it is called; without a name left, nobody asks for it."""

    do: ClassVar[str] = "leaveRequisition"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    group: GroupId
    requisition: RequisitionId
    seat: SeatId


class ProposeBusiness(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Propose business for the next meeting, before it is called.

    `about` is the earlier decision it would undo, change or put again.
    """

    do: ClassVar[str] = "proposeBusiness"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    group: GroupId
    seat: SeatId
    title: Line
    for_decision: bool = True
    about: DecisionId | None = None


class WithdrawBusiness(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Take back business one proposed, before a meeting answers it."""

    do: ClassVar[str] = "withdrawBusiness"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    group: GroupId
    proposal: ProposalId
    seat: SeatId
