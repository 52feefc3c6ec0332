"""Without a quorum: what is voted on all the same, and whether the meeting talks on (R-IQ1, R-IQ2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    from governance.rules.quorum import QuorumSnapshot
    from governance.standing_orders import StandingOrders

# What a meeting decides with however few there are: to stop, and when and where it goes on.
WITH_HOWEVER_FEW = frozenset(("adjourn",))


def takes_a_quorum(kind: str | None) -> bool:
    """Whether a question takes a quorum: to stop the meeting takes none. None is a question of substance (R-IQ1)."""
    return kind not in WITH_HOWEVER_FEW


def may_talk(orders: StandingOrders, snapshot: QuorumSnapshot) -> Rejected | None:
    """Why a meeting does not even talk about an item, or None: the orders let it, or there is a quorum (R-IQ2)."""
    if orders.inquorate_discussion or snapshot.result != "inquorate":
        return None
    help_ = "Wait for more members, defer the item, or adjourn."
    return Rejected("R-IQ2", "no_discussion_without_quorum", would_help=help_)


def left_by_recusal(*, somebody_out: bool, of_item: QuorumSnapshot, of_meeting: QuorumSnapshot) -> bool:
    """Whether a meeting could decide, and cannot decide one item because members are out for it (R-IN6)."""
    return somebody_out and of_item.result == "inquorate" and of_meeting.result == "quorate"
