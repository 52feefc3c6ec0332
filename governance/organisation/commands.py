"""What may be asked of the organisation."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from governance.kernel import Command, Currency, Line, PersonId, Power

Address = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Mailbox = Annotated[str, msgspec.Meta(pattern=r"^\S+@[^\s@]+$(?!\n)", max_length=200)]


class FoundOrganisation(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Open a record: once, as its first act."""

    do: ClassVar[str] = "foundOrganisation"
    power: ClassVar[Power] = "operator"

    name: Line
    origin: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9.\-/]{3,200}$(?!\n)")]
    currency: Currency = "GBP"
    zone: str = "Europe/London"
    language: str = "en"
    demonstration: bool = False


class RegisterPerson(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Make somebody known to the organisation, so that they can hold a seat."""

    do: ClassVar[str] = "registerPerson"
    power: ClassVar[Power] = "office"

    name: Line
    email: Line | None = None
    phone: Line | None = None
    address: Address | None = None


class AddContact(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Add an e-mail address, a phone number or both of somebody of whom the record has none yet.

    For whoever may print sign-in codes for them. With the address they can sign in.
    """

    do: ClassVar[str] = "addContact"
    power: ClassVar[Power] = "office"

    person: PersonId
    email: Mailbox | None = None
    phone: Line | None = None


class NameConvenor(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Let somebody found groups, each of which they then act for until its first chair and secretary do."""

    do: ClassVar[str] = "nameConvenor"
    power: ClassVar[Power] = "operator"

    person: PersonId


class EndConvenor(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Let somebody found no more groups; one they are founding stays theirs until its chair and secretary act."""

    do: ClassVar[str] = "endConvenor"
    power: ClassVar[Power] = "operator"

    person: PersonId
