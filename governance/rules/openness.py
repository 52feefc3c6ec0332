"""Who may open what an event says, changed afterwards: fewer by an officer at once, more by a vote of the group.

Sources: decisions on the record's format (tiers, reserved topics); nobody opens to others what is not the group's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.kernel import Rejected, refuse
from governance.rules.behind import for_opening

if TYPE_CHECKING:
    import datetime as dt

    from governance.kernel import Tier
    from governance.rules.behind import Behind

CLAUSE = "in order"
# What tells of health: only the person, and whoever they asked to see to it, is shown it.
PERSONAL: Tier = 3
# What the log itself goes by stays open to everybody, or nobody could verify it.
OF_THE_LOG = ("record.", "act.")


class Told(msgspec.Struct, frozen=True):
    """What a rule needs to know of an event of the group: its topic, who may open it now, whether it says anything.

    `shut`: it was said behind closed doors, and has a way of its own to be told; `private`: words in it are kept under
    a person's own key.
    """

    topic: str
    tier: Tier
    erased: bool = False
    shut: bool = False
    private: bool = False


def may_change(found: Told | None, to: Tier, behind: Behind | None, on: dt.date) -> None:
    """Refuse to change who may open an event, on a day, by the decision named or without one."""
    if found is None:
        raise Rejected("unknown", "unknown_act", pointer="/event")
    if found.topic.startswith(OF_THE_LOG):
        raise _refused("others_go_by_it", "What keeps the record whole stays open to all.", "/event")
    if found.erased:
        raise _refused("erased_already", "Nothing is left of it that anybody could read.", "/event")
    if to >= found.tier:
        return
    if found.tier == PERSONAL or found.private:
        raise _refused("somebodys_own", "It is about one person, and theirs alone. It cannot be opened.", "/event")
    if found.shut:
        raise _refused("behind_closed_doors", "What was said behind closed doors is released from there.", "/event")
    refuse(for_opening(behind, on))


def _refused(reason: str, would_help: str, pointer: str) -> Rejected:
    return Rejected(CLAUSE, reason, would_help=would_help, pointer=pointer)
