"""Standing orders a new group can take as they are: four sets, each for a number of voting seats.

Their numbers are those of terms of reference that groups have published, and of the two groups of the demonstration.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from governance.standing_orders import SMALL_GROUP, StandingOrders

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ReadySet = Literal["talk_until_we_agree", "members_decide", "both_must_agree", "national_steering_group"]

FEWEST_TO_AGREE = 2


def talk_until_we_agree(seats: int) -> StandingOrders:
    """A small, friendly group: consensus, else most of those present; a third of the seats is a quorum."""
    third = -(-seats // 3)
    return StandingOrders(
        quorum=min(max(FEWEST_TO_AGREE, third), seats),
        lived_experience="flag",
        majority="simple_present",
        lived_experience_offices=("chair",),
    )


def members_decide(seats: int) -> StandingOrders:
    """Nothing is decided while lived-experience members are outnumbered: Local Planning Group A (L1)."""
    return StandingOrders(
        quorum=_more_than_half(seats),
        lived_experience="block",
        seconder_required=True,
        lived_experience_offices=("chair", "secretary"),
    )


def both_must_agree(seats: int) -> StandingOrders:
    """The group agrees, and so do its lived-experience members: a veto on change. Half the seats are a quorum."""
    return StandingOrders(
        quorum=-(-seats // 2),
        lived_experience="concurrent",
        seconder_required=seats > SMALL_GROUP,
        lived_experience_offices=("chair",),
    )


def national_steering_group(seats: int) -> StandingOrders:
    """Longer notice, and the chair's second vote breaks a tie: the National Steering Group (N1)."""
    return StandingOrders(
        notice_days=10,
        quorum=_more_than_half(seats),
        lived_experience="block",
        seconder_required=True,
        tie_rule="second_vote",
        lived_experience_offices=("chair", "secretary"),
    )


def _more_than_half(seats: int) -> int:
    return seats // 2 + 1


READY: Mapping[ReadySet, Callable[[int], StandingOrders]] = MappingProxyType(
    {
        "talk_until_we_agree": talk_until_we_agree,
        "members_decide": members_decide,
        "both_must_agree": both_must_agree,
        "national_steering_group": national_steering_group,
    }
)
