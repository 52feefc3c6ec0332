"""Who is reached at which e-mail address: kept as keyed hashes, filled from the record, forgotten on erasure.

hash = HMAC-SHA256(access key, "minutebook-address/v1\\n" hex(normalised address))
"""

from __future__ import annotations

import unicodedata
from email.errors import MessageError
from email.headerregistry import Address
from typing import TYPE_CHECKING

import msgspec

from api.accounts.answers import Known
from governance.kernel import PersonId
from governance.organisation.events import PersonRegistered
from governance.record import decode

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from api.accounts.wiring import Accounts
    from governance.kernel import Sealed

BATCH = 500
LONGEST = 254  # RFC 5321 section 4.5.3.1.3, without the angle brackets


class Details(msgspec.Struct, frozen=True):
    """What is read of somebody's sealed details."""

    name: str = ""
    email: str | None = None


def normalised(text: str) -> str | None:
    """An address in one spelling, fit for a header; None when it is not one.

    Only ASCII letters are folded: other foldings would let two people's addresses meet.
    """
    local, at, domain = unicodedata.normalize("NFC", text).strip().rpartition("@")
    try:
        host = domain.encode("idna").decode().lower()
        parsed = Address(addr_spec=f"{local}@{host}")
    except (MessageError, ValueError, IndexError):
        return None
    plain = all(c.isprintable() and not c.isspace() for c in local)
    if not (at and local and host and plain and parsed.domain == host) or len(local) + len(host) >= LONGEST:
        return None
    return "".join(c.lower() if c.isascii() else c for c in local) + f"@{host}"


def hashed(accounts: Accounts, address: str) -> bytes:
    """What is kept of a normalised address."""
    return accounts.keyed("address", address)


def catch_up(accounts: Accounts) -> None:
    """Take in the people registered since the last time, in batches."""
    while True:
        after = accounts.rows("SELECT position FROM access.address_head")[0][0]
        found = accounts.governance.everything(after, BATCH, (PersonRegistered.topic,))
        registered = [(one.id, one.event) for one in found if isinstance(one.event, PersonRegistered)]
        details = _details(accounts, (event.details for _, event in registered))
        for event_id, event in registered:
            _keep(accounts, event.person, event_id, details.get(event.details.ref))
        if found:
            sql = "UPDATE access.address_head SET position = greatest(position, %b) RETURNING 1"
            accounts.rows(sql, found[-1].position)
        if len(found) < BATCH:
            return


def _details(accounts: Accounts, sealed: Iterable[Sealed]) -> dict[UUID, Details]:
    """The details that can still be read."""
    found: dict[UUID, Details] = {}
    for ref, words in accounts.governance.words(sealed).items():
        try:
            found[ref] = msgspec.json.decode(words, type=Details)
        except msgspec.DecodeError:
            continue
    return found


def _keep(accounts: Accounts, person: PersonId, event: UUID, details: Details | None) -> None:
    address = normalised(details.email) if details and details.email else None
    if address is None:
        return
    sql = (
        "INSERT INTO access.address (person, hash, event) VALUES (%b, %b, %b)"
        " ON CONFLICT (person) DO UPDATE SET hash = excluded.hash, event = excluded.event RETURNING 1"
    )
    accounts.rows(sql, person, hashed(accounts, address), event)


def people(accounts: Accounts, address: bytes) -> tuple[PersonId, ...]:
    """Who is reached at an address hash; several when they share a mailbox."""
    found = accounts.rows("SELECT person FROM access.address WHERE hash = %b ORDER BY person", address)
    return tuple(PersonId(row[0]) for row in found)


def address_of(accounts: Accounts, person: PersonId) -> bytes | None:
    """The hash of somebody's address."""
    found = accounts.rows("SELECT hash FROM access.address WHERE person = %b", person)
    return found[0][0] if found else None


def recorded(accounts: Accounts, address: bytes) -> str | None:
    """The address itself, opened from the vault: as it was recorded, never as somebody typed it."""
    for details in _of(accounts, address).values():
        spelled = normalised(details.email or "")
        if spelled is not None:
            return spelled
    return None


def known(accounts: Accounts, address: bytes) -> tuple[Known, ...]:
    """The names of those who share a mailbox, for them to choose from."""
    return tuple(Known(person, details.name) for person, details in _of(accounts, address).items())


def _of(accounts: Accounts, address: bytes) -> dict[PersonId, Details]:
    rows = accounts.rows("SELECT event FROM access.address WHERE hash = %b ORDER BY person", address)
    found: dict[PersonId, Details] = {}
    for (event_id,) in rows:
        row = accounts.governance.store.read_event(event_id)
        if row is None or row.state is None:
            continue
        _, event = decode(row.topic, row.state)
        assert isinstance(event, PersonRegistered), "an address comes from somebody's registration"
        details = _details(accounts, [event.details])
        if event.details.ref in details:
            found[event.person] = details[event.details.ref]
    return found
