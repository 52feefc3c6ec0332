"""A count by hands: what it says about each class, exactly or within bounds, never by guessing (R-VO3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from governance.rules.majority import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Range = tuple[int, int]


class Share(msgspec.Struct, frozen=True, rename={"for_": "for"}):
    """Fewest and most votes of one side of the room."""

    for_: Range
    against: Range
    no_side: Range

    @property
    def exact(self) -> Tally | None:
        """The votes when only one answer is possible."""
        if all(low == high for low, high in (self.for_, self.against, self.no_side)):
            return Tally(self.for_[0], self.against[0], self.no_side[0])
        return None


class Split(msgspec.Struct, frozen=True):
    """How lived-experience members and all others voted: `exact`, within `bounds`, or `unknown`."""

    known: Literal["exact", "bounds", "unknown"]
    lived_experience: Share | None
    other: Share | None


UNKNOWN = Split("unknown", None, None)


def exactly(lived: Tally, other: Tally) -> Split:
    """A split that was counted or follows from names."""
    return Split("exact", _fixed(lived), _fixed(other))


def bounds(tally: Tally | None, lived: int | None, other: int | None) -> Split:
    """What a total says of `lived` and `other` members in the room, each answering at most once.

    A side's votes for lie between what the other side could not have given and what this side could.
    """
    if tally is None or lived is None or other is None or tally.total > lived + other:
        return UNKNOWN
    mine, theirs = _share(tally, lived, other), _share(tally, other, lived)
    known: Literal["exact", "bounds"] = "exact" if mine.exact and theirs.exact else "bounds"
    return Split(known, mine, theirs)


def summed(by_class: Mapping[str, Tally]) -> Split:
    """The split of a count taken class by class."""
    return exactly(by_class.get("LE", Tally(0, 0, 0)), total(t for c, t in by_class.items() if c != "LE"))


def total(tallies: Iterable[Tally]) -> Tally:
    """Tallies added up."""
    given = list(tallies)
    return Tally(sum(t.for_ for t in given), sum(t.against for t in given), sum(t.no_side for t in given))


def _share(tally: Tally, size: int, others: int) -> Share:
    # One answer's range depends on that answer alone: the rest of the room can always be filled up around it.
    def between(votes: int) -> Range:
        return max(0, votes - others), min(votes, size)

    return Share(between(tally.for_), between(tally.against), between(tally.no_side))


def _fixed(tally: Tally) -> Share:
    return Share((tally.for_, tally.for_), (tally.against, tally.against), (tally.no_side, tally.no_side))
