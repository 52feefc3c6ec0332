"""What the record itself answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.custody.events import BodyErased, Removed, TierChanged, Widened, WordsRedacted
from governance.group import behind
from governance.kernel import Sealed, SealKind
from governance.rules import erasure, openness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from governance.custody.commands import ChangeTier, EraseBody, RedactWords
    from governance.group.state import GroupState
    from governance.kernel import Desk, Event


def redact(command: RedactWords, typed: Mapping[UUID, Sealed], copies: Mapping[UUID, Sealed]) -> tuple[Event, ...]:
    """Words of a group removed, with every copy that shows them. `typed`: those that are there to be removed."""
    erasure.may_be_removed(command.words, typed)
    gone: dict[UUID, Sealed] = {ref: typed[ref] for ref in command.words}
    gone.update(copies)
    return (WordsRedacted(tuple(Removed(ref, sealed.c) for ref, sealed in gone.items()), command.reason),)


def erase_body(
    command: EraseBody, topic: str | None, *, erased: bool, widened: Iterable[Widened] = ()
) -> tuple[Event, ...]:
    """An event without what it said, once. `topic` is the event's; None where there is no such event.

    Its words go as well where they were `widened`, sealed anew for more readers.
    """
    erasure.may_lose_its_body(topic)
    if erased:
        return ()
    words = tuple(Removed(one.ref, one.c) for pair in widened for one in (pair.was, pair.now))
    return (BodyErased(command.event), *((WordsRedacted(words, "other"),) if words else ()))


class Openable(msgspec.Struct, frozen=True):
    """An event of the group as it stands, and the words in it that the readers wanted may not open yet, by kind."""

    told: openness.Told
    words: tuple[tuple[Sealed, SealKind], ...]


def change_tier(
    command: ChangeTier, found: Openable | None, state: GroupState, desk: Desk, named: behind.Named | None
) -> tuple[Event, ...]:
    """An event that others may open from now on; nothing where they may already."""
    told = None if found is None else found.told
    openness.may_change(told, command.tier, behind.told(state, named), desk.when.date)
    assert found is not None, "an event that is not there is refused"
    if found.told.tier == command.tier:
        return ()
    if command.tier > found.told.tier:
        return (TierChanged(command.event, command.tier),)
    words = tuple(
        Widened(sealed, desk.seal(desk.words(sealed), kind=kind, tier=command.tier)) for sealed, kind in found.words
    )
    return (TierChanged(command.event, command.tier, command.decision, words),)
