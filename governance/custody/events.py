"""Reserved topics: what happens to the record itself. Folded from the start, also where a command comes later."""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

import msgspec

from governance.kernel import DecisionId, Event, EventId, Sealed, Tier

WhyRemoved = Literal["names_somebody", "about_health", "private", "unlawful", "other"]


class KeyTrusted(Event, frozen=True):
    """A signing key is trusted from here on. `key` is base64 of 32 bytes."""

    topic: ClassVar[str] = "record.key_trusted"
    tier: ClassVar[Tier] = 0

    key: str
    role: Literal["application", "log", "person"]


class KeyRetired(Event, frozen=True):
    """A signing key is trusted only up to and including this position."""

    topic: ClassVar[str] = "record.key_retired"
    tier: ClassVar[Tier] = 0

    key: str
    through_position: int


class EntryDisowned(Event, frozen=True):
    """An entry without a good signature is set aside; folds read it as absent. `leaf` is base64."""

    topic: ClassVar[str] = "record.entry_disowned"
    tier: ClassVar[Tier] = 0

    position: int
    leaf: str
    reason: Literal["bad_signature", "unknown_key", "slipped_in"]


class BodyErased(Event, frozen=True):
    """The body of an event was erased; its entry stays."""

    topic: ClassVar[str] = "record.body_erased"
    tier: ClassVar[Tier] = 0

    event: EventId


class KeyDestroyed(Event, frozen=True):
    """A data key was destroyed, and everything sealed under it: `words` are the references. It names nobody.

    `check` (base64 of 16 bytes) is by what a copy of the key would be known again. Backups of the database that may
    still hold the key are gone on the day `until`.
    """

    topic: ClassVar[str] = "record.key_destroyed"
    tier: ClassVar[Tier] = 0

    key: UUID
    check: str
    words: tuple[UUID, ...]
    until: str


class Removed(msgspec.Struct, frozen=True):
    """Words that were removed: their reference, and what was committed to."""

    ref: UUID
    was: str


class WordsRedacted(Event, frozen=True):
    """Words typed where they should not be were removed, with every copy of minutes that held them."""

    topic: ClassVar[str] = "record.words_redacted"
    tier: ClassVar[Tier] = 1

    words: tuple[Removed, ...]
    reason: WhyRemoved


class Widened(msgspec.Struct, frozen=True):
    """Words as they were sealed, and as they are sealed for more readers."""

    was: Sealed
    now: Sealed


class TierChanged(Event, frozen=True, rename={"to": "tier"}):
    """Who may open an event's body changed: the latest counts. For more readers by a `decision`, with `words` anew."""

    topic: ClassVar[str] = "record.tier_changed"
    tier: ClassVar[Tier] = 0

    event: EventId
    to: Tier
    decision: DecisionId | None = None
    words: tuple[Widened, ...] = ()


class LogContinued(Event, frozen=True):
    """The record went on after an honest restore, in the next era. Hashes are base64."""

    topic: ClassVar[str] = "record.log_continued"
    tier: ClassVar[Tier] = 0

    old_origin: str
    size: int
    root: str
    checkpoint: str
    kept_through: int
    era: int


class ActEndorsed(Event, frozen=True):
    """A person signed an act themselves. `leaf` and `signature` are base64."""

    topic: ClassVar[str] = "act.endorsed"
    tier: ClassVar[Tier] = 1

    event: UUID
    leaf: str
    kind: str
    signature: str
