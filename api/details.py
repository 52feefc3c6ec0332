"""What is known of people and how to reach them: opened from where it lies sealed, as far as it still can be."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Collection

    from governance.application import Governance
    from governance.kernel import PersonId


class Details(msgspec.Struct, frozen=True):
    """What is known of somebody; nothing at all once it was removed."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None
    address: str | None = None


def details_of(governance: Governance, people: Collection[PersonId]) -> dict[PersonId, Details]:
    """What is known of those of these people who were registered, in that order; to be told to nobody unasked."""
    kept = governance.organisation().details
    told = {person: kept[person] for person in kept if person in people}
    words = governance.words(one for sealed in told.values() for one in sealed)
    return {person: _joined([words[one.ref] for one in sealed]) for person, sealed in told.items()}


def _joined(parts: list[str]) -> Details:
    """The parts as one, a later one over an earlier; without those that were removed or are withheld."""
    known: dict[str, str] = {}
    for words in parts:
        with contextlib.suppress(msgspec.DecodeError):
            known |= msgspec.json.decode(words, type=dict[str, str])
    return msgspec.convert(known, Details)
