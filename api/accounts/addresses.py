"""Who is reached at which e-mail address: kept as keyed hashes, filled from the record, forgotten on erasure.

hash = HMAC-SHA256(access key, "minutebook-address/v1\\n" hex(normalised address))
"""

from __future__ import annotations

import unicodedata
from email.errors import MessageError
from email.headerregistry import Address
from typing import TYPE_CHECKING

from api.accounts.answers import Known
from api.details import details_of
from governance.kernel import PersonId
from governance.organisation.events import ContactAdded, PersonRegistered

if TYPE_CHECKING:
    from uuid import UUID

    from api.accounts.wiring import Accounts
    from api.details import Details

BATCH = 500
TELLING = (PersonRegistered.topic, ContactAdded.topic)
LONGEST = 254  # RFC 5321 section 4.5.3.1.3, without the angle brackets


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
    """Take in the people registered, and those whose address became known, since the last time, in batches."""
    while True:
        after = accounts.rows("SELECT position FROM access.address_head")[0][0]
        found = accounts.governance.everything(after, BATCH, TELLING)
        told = {one.event.person: one.id for one in found if isinstance(one.event, PersonRegistered | ContactAdded)}
        for person, details in details_of(accounts.governance, told).items():
            _keep(accounts, person, told[person], details.email)
        if found:
            sql = "UPDATE access.address_head SET position = greatest(position, %b) RETURNING 1"
            accounts.rows(sql, found[-1].position)
        if len(found) < BATCH:
            return


def _keep(accounts: Accounts, person: PersonId, event: UUID, email: str | None) -> None:
    address = normalised(email) if email else None
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
    return tuple(Known(person, details.name or "") for person, details in _of(accounts, address).items())


def _of(accounts: Accounts, address: bytes) -> dict[PersonId, Details]:
    theirs = people(accounts, address)
    found = details_of(accounts.governance, theirs)
    return {person: found[person] for person in theirs if person in found and found[person].email}
