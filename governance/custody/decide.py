"""What the record itself answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.custody.events import BodyErased, Removed, WordsRedacted
from governance.rules import erasure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from governance.custody.commands import EraseBody, RedactWords
    from governance.kernel import Event, Sealed


def redact(command: RedactWords, typed: Mapping[UUID, Sealed], copies: Mapping[UUID, Sealed]) -> tuple[Event, ...]:
    """Words of a group removed, with every copy that shows them. `typed`: those that are there to be removed."""
    erasure.may_be_removed(command.words, typed)
    gone: dict[UUID, Sealed] = {ref: typed[ref] for ref in command.words}
    gone.update(copies)
    return (WordsRedacted(tuple(Removed(ref, sealed.c) for ref, sealed in gone.items()), command.reason),)


def erase_body(command: EraseBody, topic: str | None, *, erased: bool) -> tuple[Event, ...]:
    """An event without what it said, once. `topic` is the event's; None where there is no such event."""
    erasure.may_lose_its_body(topic)
    return () if erased else (BodyErased(command.event),)
