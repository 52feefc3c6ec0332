"""Letters on their way: kept in the database until they are carried, sealed, for an address known by its hash only.

sealed = nonce || AES-256-GCM(HMAC(access key, "minutebook-mail/v1\\n")), AAD the letter's id.
A letter to nobody's address is dropped when its turn comes.
"""

from __future__ import annotations

import datetime as dt
import os
import uuid
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

import msgspec
import structlog
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from api.accounts import addresses
from api.accounts.letters import Letter

if TYPE_CHECKING:
    from api.accounts.wiring import Accounts

NONCE = 12
AT_ONCE = 20
# A letter that is being carried is nobody else's for this long; then it is tried again, ever less often.
LEASE = dt.timedelta(seconds=30)
SLOWEST = dt.timedelta(hours=1)

_log = structlog.get_logger()


class Undeliverable(Exception):
    """The letter will never arrive: trying again is of no use."""


class Delayed(Exception):
    """The letter could not be carried now."""


class Carrier(Protocol):
    """What takes letters to people."""

    def carry(self, letter: Letter, to: str, at: dt.datetime) -> None:
        """Take one letter to an address. Raises `Delayed` or `Undeliverable`."""
        ...


class Due(msgspec.Struct, frozen=True):
    """A letter taken out to be carried."""

    id: UUID
    address: bytes
    sealed: bytes
    until: dt.datetime


def post(accounts: Accounts, address: bytes, letter: Letter, *, until: dt.datetime) -> None:
    """Put a letter down to be carried, and not after `until`; costs one row, whoever it is for."""
    mail, nonce = uuid.uuid4(), os.urandom(NONCE)
    sealed = nonce + _box(accounts).encrypt(nonce, msgspec.json.encode(letter), mail.bytes)
    sql = (
        "INSERT INTO access.mail (id, address, sealed, due_at, until)"
        " VALUES (%b, %b, %b, %b::timestamptz, %b::timestamptz) RETURNING 1"
    )
    accounts.rows(sql, mail, address, sealed, accounts.clock(), until)
    accounts.posted.set()


def carry_due(accounts: Accounts, carrier: Carrier) -> int:
    """Carry every letter whose turn it is; how many arrived."""
    addresses.catch_up(accounts)
    arrived = 0
    while due := _take(accounts):
        arrived += sum(_carry(accounts, carrier, one) for one in due)
    return arrived


def _take(accounts: Accounts) -> list[Due]:
    """Letters that are due, each given to one carrier only, with the time of the next try set already."""
    now = accounts.clock()
    sql = (
        "UPDATE access.mail m SET tries = m.tries + 1,"
        " due_at = %b::timestamptz + least(%b::interval * power(2, least(m.tries, 20)), %b::interval)"
        " FROM (SELECT id FROM access.mail WHERE due_at <= %b::timestamptz ORDER BY due_at LIMIT %b"
        " FOR UPDATE SKIP LOCKED) AS d WHERE m.id = d.id RETURNING m.id, m.address, m.sealed, m.until"
    )
    return [Due(*row) for row in accounts.rows(sql, now, LEASE, SLOWEST, now, AT_ONCE)]


def _carry(accounts: Accounts, carrier: Carrier, due: Due) -> bool:
    to = addresses.recorded(accounts, due.address)
    if to is None or due.until <= accounts.clock():
        _drop(accounts, due.id)
        return False
    letter = msgspec.json.decode(_open(accounts, due), type=Letter)
    try:
        carrier.carry(letter, to, accounts.clock())
    except Delayed as delay:
        _log.warning("mail delayed", id=str(due.id), why=str(delay))
        return False
    except Undeliverable as failure:
        _log.warning("mail refused", id=str(due.id), why=str(failure))
        _drop(accounts, due.id)
        return False
    _drop(accounts, due.id)
    return True


def _open(accounts: Accounts, due: Due) -> bytes:
    return _box(accounts).decrypt(due.sealed[:NONCE], due.sealed[NONCE:], due.id.bytes)


def _drop(accounts: Accounts, mail: UUID) -> None:
    accounts.rows("DELETE FROM access.mail WHERE id = %b RETURNING 1", mail)


def _box(accounts: Accounts) -> AESGCM:
    return AESGCM(accounts.keyed("mail"))
