"""Signing in by e-mail: a link that works once, or its code typed where it was asked for.

Asking does the same work whoever's the address is, and looks nobody up: whether it is anybody's is found out when the
letter is carried, after the answer. Looking at a link changes nothing, since mail scanners look at every one.
"""

from __future__ import annotations

import hmac
import secrets
import uuid
from typing import TYPE_CHECKING, Literal
from uuid import UUID

import msgspec

from api.accounts import addresses, letters, outbox, sessions, throttle
from api.accounts.answers import Asked, Choose, Refused, SignedIn
from api.accounts.forms import safe_next
from api.accounts.wiring import fresh, stored

if TYPE_CHECKING:
    from api.accounts.sessions import Entry
    from api.accounts.wiring import Accounts

PATH = "/sign-in/link/"
DIGITS = 8
TRIES = 5


class Open(msgspec.Struct, frozen=True):
    """A link that is good: its address hash, and where to go on to."""

    id: UUID
    address: bytes
    onward: str


def ask_link(
    accounts: Accounts, typed: str, *, browser: str, network: bytes, onward: str | None = None
) -> Asked | Refused:
    """Send a link and a code to an address, if it is somebody's. The code works in this browser only."""
    address = addresses.normalised(typed)
    if address is None:
        return Refused("not_an_address")
    if again := throttle.spent(accounts, throttle.ASK_NETWORK, network):
        return Refused("network_busy", again)
    if again := throttle.spent(accounts, throttle.ASK_EVERYBODY, throttle.EVERYBODY):
        return Refused("everybody_busy", again)
    # Only now: a try that sends nothing must not count against the address.
    digest = addresses.hashed(accounts, address)
    if again := throttle.spent(accounts, throttle.ASK_ADDRESS, digest):
        return Refused("asked_already", again)
    return _send(accounts, digest, browser, safe_next(onward))


def _send(accounts: Accounts, address: bytes, browser: str, onward: str) -> Asked:
    link, token, code = uuid.uuid4(), fresh(), f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    expires = accounts.clock() + throttle.WINDOW
    sql = (
        "INSERT INTO access.link (id, hash, address, browser, code, onward, expires_at)"
        " VALUES (%b, %b, %b, %b, %b, %b, %b::timestamptz) RETURNING 1"
    )
    hashes = (stored(token), address, stored(browser), _code(accounts, link, code))
    accounts.rows(sql, link, *hashes, onward, expires)
    letter = letters.link(accounts.settings.public + PATH + token, f"{code[:4]} {code[4:]}")
    outbox.post(accounts, address, letter, until=expires)
    return Asked(expires)


def look_at_link(accounts: Accounts, token: str) -> Choose | Refused | None:
    """What the page before Continue shows: None when the link is good; changes nothing, however often it is asked."""
    row = _row(accounts, token)
    if isinstance(row, Refused):
        return row
    people = addresses.known(accounts, row.address)
    return Choose(people) if len(people) > 1 else None


def follow_link(
    accounts: Accounts, token: str, entry: Entry, person: UUID | None = None
) -> SignedIn | Choose | Refused:
    """Sign in by a link, which is then used up."""
    row = _row(accounts, token)
    return row if isinstance(row, Refused) else _enter(accounts, row, "link", entry, person)


def use_mailed_code(
    accounts: Accounts, code: str, entry: Entry, *, browser: str, network: bytes, person: UUID | None = None
) -> SignedIn | Choose | Refused:
    """Sign in by the code of a letter, in the browser that asked for it. Wrong codes are counted, per letter too.

    What cannot be a code is no try, nor is a code where no letter is open.
    """
    digits = "".join(c for c in code if c.isdecimal() and c.isascii())
    if len(digits) != DIGITS:
        return Refused("not_eight_figures")
    letters_to = _open_in(accounts, browser)
    if not letters_to:
        return Refused("expired")
    if refused := throttle.guess_mailed(accounts, browser=browser, network=network, letters_to=letters_to):
        return refused
    sql = (
        "UPDATE access.link SET tries = tries + 1 WHERE browser = %b AND used_at IS NULL"
        " AND expires_at > %b::timestamptz AND tries < %b RETURNING id, address, onward, code"
    )
    rows = accounts.rows(sql, stored(browser), accounts.clock(), TRIES)
    if not rows:
        return Refused("expired")
    right = [Open(*row[:3]) for row in rows if hmac.compare_digest(row[3], _code(accounts, row[0], digits))]
    if not right:
        return Refused("wrong")
    throttle.guessed_mailed(accounts, browser=browser, network=network, letters_to=letters_to)
    return _enter(accounts, right[0], "code", entry, person)


def _open_in(accounts: Accounts, browser: str) -> tuple[bytes, ...]:
    """The address hashes to which letters are open that this browser asked for, and that stand another try."""
    sql = (
        "SELECT DISTINCT address FROM access.link WHERE browser = %b AND used_at IS NULL"
        " AND expires_at > %b::timestamptz AND tries < %b ORDER BY address"
    )
    return tuple(row[0] for row in accounts.rows(sql, stored(browser), accounts.clock(), TRIES))


def _row(accounts: Accounts, token: str) -> Open | Refused:
    sql = "SELECT id, address, onward, used_at, expires_at FROM access.link WHERE hash = %b"
    found = accounts.rows(sql, stored(token))
    if not found:
        return Refused("unknown")
    link, address, onward, used, expires = found[0]
    if used is not None:
        return Refused("used")
    return Open(link, address, onward) if expires > accounts.clock() else Refused("expired")


def _enter(
    accounts: Accounts, link: Open, way: Literal["link", "code"], entry: Entry, chosen: UUID | None
) -> SignedIn | Choose | Refused:
    people = addresses.people(accounts, link.address)
    if not people:
        return Refused("unknown")
    who = next((one for one in people if one == chosen or len(people) == 1), None)
    if who is None:
        return Choose(addresses.known(accounts, link.address))
    if not _use(accounts, link.id):
        return Refused("used")
    _close(accounts, link.address)
    return sessions.begin(accounts, who, way, entry, link.onward)


def _use(accounts: Accounts, link: UUID) -> bool:
    """Use a link up; of two who follow it at once, one gets in."""
    sql = "UPDATE access.link SET used_at = %b::timestamptz WHERE id = %b AND used_at IS NULL RETURNING 1"
    return bool(accounts.rows(sql, accounts.clock(), link))


def _close(accounts: Accounts, address: bytes) -> None:
    """Use up the other links to the same mailbox too, and let it ask anew."""
    sql = "UPDATE access.link SET used_at = %b::timestamptz WHERE address = %b AND used_at IS NULL RETURNING 1"
    accounts.rows(sql, accounts.clock(), address)
    throttle.forgive(accounts, throttle.ASK_ADDRESS, address)


def _code(accounts: Accounts, link: UUID, digits: str) -> bytes:
    return accounts.keyed("code", link.bytes, digits)
