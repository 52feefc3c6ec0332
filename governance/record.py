"""An event as it is kept: its envelope, its bytes, and how they are read back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar
from uuid import UUID

import msgspec

from governance.catalogue import EVENTS
from governance.kernel import (
    Capacity,
    Channel,
    CommandId,
    Entered,
    Event,
    EventId,
    Fact,
    Mode,
    Moment,
    Precision,
    SeatId,
    StreamId,
    Tier,
)

if TYPE_CHECKING:
    import datetime as dt

Payload = TypeVar("Payload", bound=Event)


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what in which capacity, when, by which way in, and what it was decided upon.

    `occurred` is local time with offset, `precision` how much of it is known. `by` is the seat acting, `recorded_by`
    the person or application that entered it. `guards` are the stream versions the decision rests on, `seen` the head
    when it was decided, `decided` the application's clock (RFC 3339, UTC). `rules` is the version of the rule code.
    """

    occurred: str
    precision: Precision
    by: SeatId | None
    capacity: Capacity
    recorded_by: UUID | None
    channel: Channel
    on_behalf_of: SeatId | None
    mode: Mode
    entered: Entered
    rules: int
    command: CommandId
    correlation: UUID
    causation: EventId | None
    guards: tuple[tuple[StreamId, int], ...]
    seen: int
    decided: str


class State(msgspec.Struct, Generic[Payload], frozen=True):
    """The stored bytes of an event: envelope `m`, payload `e`."""

    m: Envelope
    e: Payload


class RecordedEvent(msgspec.Struct, frozen=True):
    """An event with its place in the record. `recorded_at` is the store's clock, aware and UTC."""

    position: int
    stream: StreamId
    version: int
    part: int
    parts: int
    id: EventId
    recorded_at: dt.datetime
    tier: Tier
    envelope: Envelope
    event: Event

    @property
    def originator_id(self) -> UUID:
        """The stream, by the library's name for it."""
        return self.stream

    @property
    def originator_version(self) -> int:
        """The version, by the library's name for it."""
        return self.version

    @property
    def occurred(self) -> Moment:
        """When it happened in the room."""
        return Moment(self.envelope.occurred, self.envelope.precision)

    @property
    def fact(self) -> Fact:
        """The part of it that folds may read."""
        return Fact(self.id, self.version, self.occurred, self.envelope.by, self.envelope.mode, self.event)


class UnknownTopic(Exception):
    """The record holds a topic this version does not know."""


_encoder = msgspec.json.Encoder()


# Made here, in one thread: two threads that make decoders of types they share at once can crash msgspec 0.22, since the
# second takes up what the first has only half described.
_decoders: dict[str, msgspec.json.Decoder[State[Event]]] = {
    topic: msgspec.json.Decoder(State[kind])  # type: ignore[valid-type]
    for topic, kind in EVENTS.items()
}


def encode(envelope: Envelope, event: Event) -> bytes:
    """The bytes that are stored and hashed: UTF-8 JSON in declared field order."""
    return _encoder.encode(State(envelope, event))


def decode(topic: str, state: bytes) -> tuple[Envelope, Event]:
    """Envelope and event of stored bytes. Raises `UnknownTopic`, or `msgspec.ValidationError` for a foreign shape."""
    decoder = _decoders.get(topic)
    if decoder is None:
        raise UnknownTopic(topic)
    read = decoder.decode(state)
    return read.m, read.e
