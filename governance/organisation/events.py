"""What happens to the organisation that keeps the record."""

from __future__ import annotations

from typing import ClassVar

from governance.kernel import Event, OrganisationId, PersonId, Sealed, Tier


class OrganisationFounded(Event, frozen=True):
    """Position 1 of every record. `key` is the first trusted application key (base64 of 32 bytes)."""

    topic: ClassVar[str] = "organisation.founded.v1"
    tier: ClassVar[Tier] = 0

    organisation: OrganisationId
    name: Sealed
    currency: str
    zone: str
    language: str
    origin: str
    demonstration: bool
    key: str


class PersonRegistered(Event, frozen=True):
    """Somebody became known; `details` is a sealed JSON object under the person's own key."""

    topic: ClassVar[str] = "organisation.person_registered.v1"
    tier: ClassVar[Tier] = 2

    person: PersonId
    details: Sealed


class ContactAdded(Event, frozen=True):
    """More became known of how to reach somebody; `details` is sealed as theirs of `PersonRegistered` are."""

    topic: ClassVar[str] = "organisation.contact_added.v1"
    tier: ClassVar[Tier] = 2

    person: PersonId
    details: Sealed


class ConvenorNamed(Event, frozen=True):
    """Somebody may found groups in this organisation from now on."""

    topic: ClassVar[str] = "organisation.convenor_named.v1"

    person: PersonId


class ConvenorEnded(Event, frozen=True):
    """Somebody named before founds no more groups from now on."""

    topic: ClassVar[str] = "organisation.convenor_ended.v1"

    person: PersonId
