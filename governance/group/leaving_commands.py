"""What somebody says of a leaving that another told of them."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from governance.kernel import Command, GroupId, Power, SeatId, TermId

Words = Annotated[str, msgspec.Meta(min_length=1, max_length=8000)]


class ConfirmLeaving(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Say that one did leave a seat, or stop in the office of a `term`, as somebody else recorded."""

    do: ClassVar[str] = "confirmLeaving"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    group: GroupId
    seat: SeatId
    term: TermId | None = None


class DisputeLeaving(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Say that one did not leave a seat, or stop in the office of a `term`, as somebody else recorded.

    It is theirs again as if they had not, unless somebody else took it since. Nothing is deleted.
    """

    do: ClassVar[str] = "disputeLeaving"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    group: GroupId
    seat: SeatId
    term: TermId | None = None
    words: Words | None = None
