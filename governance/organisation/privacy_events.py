"""What happens to what is private about people: kept, agreed to, asked to be erased, decided on, gone.

One stream for all, the organisation's: nothing about one person has a stream of its own.
"""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

import msgspec

from governance.kernel import ErasureId, Event, PersonId, PrivatePurpose, Sealed, Tier

Outcome = Literal["agreed", "partly_agreed", "refused"]
KeptFor = Literal["legal_claims", "legal_duty", "public_archive", "finance_records", "unpaid"]
Refusal = Literal["not_the_person", "legal_claims", "legal_duty", "public_archive", "asked_before", "unfounded"]


class PrivateDetailKept(Event, frozen=True):
    """Something private about somebody is kept for a purpose, sealed under their own key for it."""

    topic: ClassVar[str] = "organisation.private_detail_kept.v1"
    tier: ClassVar[Tier] = 2

    person: PersonId
    purpose: PrivatePurpose
    details: Sealed


class ConsentGiven(Event, frozen=True):
    """Somebody agreed that what is private about them is kept for a purpose; `until` a day, or until they say no."""

    topic: ClassVar[str] = "organisation.consent_given.v1"
    tier: ClassVar[Tier] = 2

    person: PersonId
    purpose: PrivatePurpose
    until: str | None


class ConsentWithdrawn(Event, frozen=True):
    """Somebody no longer agrees: what was kept for the purpose is due to be destroyed."""

    topic: ClassVar[str] = "organisation.consent_withdrawn.v1"
    tier: ClassVar[Tier] = 2

    person: PersonId
    purpose: PrivatePurpose


class ErasureRequested(Event, frozen=True):
    """Somebody asked that what is private about them is erased; an answer is owed by the day `due`."""

    topic: ClassVar[str] = "organisation.erasure_requested.v1"
    tier: ClassVar[Tier] = 2

    request: ErasureId
    person: PersonId
    due: str


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is kept all the same: for which purpose, until which day, and why."""

    purpose: PrivatePurpose
    until: str
    reason: KeptFor


class ErasureDecided(Event, frozen=True):
    """The answer to a request: all of it goes, all but what is `kept`, or nothing, for a reason."""

    topic: ClassVar[str] = "organisation.erasure_decided.v1"
    tier: ClassVar[Tier] = 2

    request: ErasureId
    person: PersonId
    outcome: Outcome
    kept: tuple[Kept, ...]
    reason: Refusal | None


class ErasureCarriedOut(Event, frozen=True):
    """The keys behind a request are destroyed, with everything sealed under them; the evidence stands beside it."""

    topic: ClassVar[str] = "organisation.erasure_carried_out.v1"
    tier: ClassVar[Tier] = 2

    request: ErasureId
    keys: tuple[UUID, ...]


class RetentionExpired(Event, frozen=True):
    """What was kept about somebody for a purpose had been kept long enough, and its key is destroyed."""

    topic: ClassVar[str] = "organisation.retention_expired.v1"
    tier: ClassVar[Tier] = 2

    person: PersonId
    purpose: PrivatePurpose
    key: UUID


PrivacyEvent = (
    PrivateDetailKept
    | ConsentGiven
    | ConsentWithdrawn
    | ErasureRequested
    | ErasureDecided
    | ErasureCarriedOut
    | RetentionExpired
)
