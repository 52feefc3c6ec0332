"""Making valid what was done without a quorum, at members' own risk or against the rules (R-IQ5, R-RA1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    from typing import Literal


def may_ratify(*, agreed: bool, waits: bool, earlier: bool) -> Rejected | None:
    """Why a decision cannot be ratified, or None: it was agreed, has no effect yet, and was made before."""
    if not agreed:
        return _refused("it_was_not_agreed", "What was not agreed cannot be made valid. Move it anew.")
    if not waits:
        return _refused("nothing_to_ratify", "It counts already, or was undone.")
    if not earlier:
        return _refused("not_decided_before", "Ratify it at a later time.")
    return None


def becomes(*, waits: bool, agreed: bool, takes_effect: bool) -> Literal["ratified", "not_ratified"] | None:
    """What a vote on ratifying a decision makes of it: nothing where that no longer `waits`, or the vote is void."""
    if not waits:
        return None
    if not agreed:
        return "not_ratified"
    return "ratified" if takes_effect else None


def from_when(*, before_the_act: bool, to_come: bool) -> Rejected | None:
    """Why it cannot count from that day, or None: neither before it was done nor in the future."""
    if before_the_act:
        return _refused("effective_before_it_was_done", "Choose the day it was done, or a later one.", "/effective")
    if to_come:
        return _refused("effective_is_to_come", "It counts from today at the latest.", "/effective")
    return None


def in_advance(*, noticed: bool) -> Rejected | None:
    """Why it could not have been authorised in advance, or None: the notice described its kind (R-MA4)."""
    if noticed:
        return None
    return _refused("not_described_in_the_notice", "Ratify it at a meeting whose notice says what kind it is.", "/item")


def _refused(reason: str, would_help: str, pointer: str = "/decision") -> Rejected:
    return Rejected("R-RA1", reason, would_help=would_help, pointer=pointer)
