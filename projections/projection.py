"""What a projection is: which events it folds into which documents, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.record import RecordedEvent

Document = TypeVar("Document")


class Refold(Exception):
    """The document cannot be carried on from this event: fold its stream anew."""


class Projection(Protocol[Document]):
    """A pure fold. Documents hold ids, references and counts, never words.

    `topics` are the events it reads, all when empty. With `history` there is a row for every event that touched a
    document, so that every earlier position is answered; without, only the last document is kept.
    """

    name: str
    topics: tuple[str, ...]
    history: bool
    document: type[Document]

    def keys(self, event: RecordedEvent) -> tuple[str, ...]:
        """The documents an event touches."""
        ...

    def apply(self, document: Document | None, event: RecordedEvent) -> Document:
        """The document after one more event. Raises `Refold`."""
        ...

    def refold(self, events: Iterable[RecordedEvent]) -> Document:
        """The document of a whole stream."""
        ...
