"""What may be asked of the record itself."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import msgspec

from governance.custody.events import WhyRemoved
from governance.kernel import Command, DecisionId, EventId, GroupId, Power, Ref


class RedactWords(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Remove words that were typed where they should not be, by their references; who voted and what came of it stays.

    It is on record that they were removed, why, and by whom. What is removed is gone for good.
    """

    do: ClassVar[str] = "redactWords"
    power: ClassVar[Power] = "office"

    group: GroupId
    words: Annotated[tuple[Ref, ...], msgspec.Meta(min_length=1, max_length=100)]
    reason: WhyRemoved


class ChangeTier(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Change who may open what an event of the group says, over the web API and in files: 0 all, 1 members, 2 officers.

    For fewer at once, for more by a `decision` of the group. What minutes and pages show goes by their own rules.
    """

    do: ClassVar[str] = "changeTier"
    power: ClassVar[Power] = "office"

    group: GroupId
    event: EventId
    tier: Literal[0, 1, 2]
    decision: DecisionId | None = None


class EraseBody(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Erase what an event says, for good, where nothing rests on it; that it stands in the record stays.

    For what nobody should have written down and cannot be removed as words: a note, a reason, a detail.
    """

    do: ClassVar[str] = "eraseBody"
    power: ClassVar[Power] = "operator"

    event: EventId
