"""Codes on paper, for people without e-mail: a sheet of them, each good once.

A code is twelve letters in three groups, from the twenty consonants of RFC 8628 section 6.1: nothing looks like
something else, and no word comes out by chance. Once typed on one's own device, that device is remembered for 30 days,
so that a sheet of six lasts half a year.

hash = HMAC-SHA256(access key, "minutebook-paper/v1\\n" hex(letters)). Twelve letters are 52 bits: hopeless to guess
here, where wrong tries are counted. Keyed, since a plain SHA-256 of 52 bits could be searched by whoever stole the
database; a slow hash would have to be tried for every code there is, as no name is typed beside it.
"""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from api import access
from api.accounts import addresses, letters, outbox, sessions, throttle
from api.accounts.answers import Refused, SignedIn
from api.accounts.forms import safe_next
from governance.kernel import PersonId, Rejected
from governance.reader import NotFound

if TYPE_CHECKING:
    from api.accounts.sessions import Entry
    from api.accounts.wiring import Accounts
    from governance.acts import Principal

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
GROUPS, EACH = 3, 4
ON_A_SHEET = 6
GOOD_FOR = dt.timedelta(days=200)
TELL_WITHIN = dt.timedelta(days=2)
NOT_ANEW = (
    "A code of this sheet was used, or the sheet has ended. Ask the chair or the secretary of their group to print"
    " new codes, or whoever runs the server."
)


class Sheet(msgspec.Struct, frozen=True):
    """A sheet of codes such as BCDF-GHJK-LMNP, shown this once."""

    id: UUID
    codes: tuple[str, ...]
    expires_at: dt.datetime


class SheetView(msgspec.Struct, frozen=True):
    """What is left of somebody's sheet; `made_by` is a person, None for the operator."""

    id: UUID
    made_by: UUID | None
    made_at: dt.datetime
    expires_at: dt.datetime
    left: int


class Unused(msgspec.Struct, frozen=True):
    """A sheet somebody printed for another person, of which nobody has used a code."""

    id: UUID
    person: PersonId
    made_at: dt.datetime
    expires_at: dt.datetime


def print_codes(
    accounts: Accounts,
    who: Principal,
    person: PersonId,
    *,
    codes: int = ON_A_SHEET,
    here: UUID | None = None,
) -> Sheet:
    """A new sheet for somebody, which ends the one before. Raises `NotFound` for whom one may not print them.

    Whoever signed in with a code of theirs is signed out everywhere: whoever stole a sheet too. Only the session they
    print their own sheet in, `here`, goes on.
    Whoever printed the sheet there is may print it anew as long as nobody used a code of it: that opens nothing their
    first one did not, and for no longer. Raises `Rejected` (access) once somebody did, or once that sheet has ended.
    The person hears of it by mail, where they have an address, unless they printed it themselves.
    """
    until = None if _may_print(accounts, who, person) else _taken_back(accounts, who, person)
    return print_admitted(accounts, who, person, codes=codes, until=until, here=here)


def print_admitted(
    accounts: Accounts,
    who: Principal,
    person: PersonId,
    *,
    codes: int = ON_A_SHEET,
    until: dt.datetime | None = None,
    here: UUID | None = None,
) -> Sheet:
    """As `print_codes`, for whom `access.print_for` let print before an act that ended their part."""
    now, sheet = accounts.clock(), uuid.uuid4()
    until = until or now + GOOD_FOR
    end_codes(accounts, person)
    sessions.end_on_paper(accounts, person, but=here)
    printed = tuple(fresh_code() for _ in range(codes))
    sql = (
        "INSERT INTO access.paper_code (id, hash, person, sheet, made_by, made_at, expires_at)"
        " VALUES (%b, %b, %b, %b, %b::uuid, %b::timestamptz, %b::timestamptz) RETURNING 1"
    )
    for code in printed:
        accounts.rows(sql, uuid.uuid4(), _hash(accounts, code), person, sheet, who.person, now, until)
    _tell(accounts, who, person)
    return Sheet(sheet, printed, until)


def _may_print(accounts: Accounts, who: Principal, person: PersonId) -> bool:
    try:
        access.print_for(accounts.governance, who, person)
    except NotFound:
        return False
    return True


def _taken_back(accounts: Accounts, who: Principal, person: PersonId) -> dt.datetime:
    """End the sheet somebody printed last for a person, if nobody used it; until when it would have been good.

    In one statement: a code is used before, and then nothing ends, or it can be used no more.
    """
    sql = "SELECT sheet FROM access.paper_code WHERE person = %b AND made_by = %b::uuid ORDER BY made_at DESC LIMIT 1"
    theirs = accounts.rows(sql, person, who.person)
    if not theirs:
        raise NotFound("person")
    sql = (
        "WITH held AS (SELECT * FROM access.paper_code WHERE sheet = %b ORDER BY id FOR UPDATE)"
        " UPDATE access.paper_code SET ended_at = %b::timestamptz WHERE sheet = %b AND expires_at > %b::timestamptz"
        " AND NOT EXISTS (SELECT 1 FROM held WHERE used_at IS NOT NULL OR ended_at IS NOT NULL) RETURNING expires_at"
    )
    now, ((sheet,), *_) = accounts.clock(), theirs
    ended = accounts.rows(sql, sheet, now, sheet, now)
    if not ended:
        raise Rejected("access", "sheet_is_theirs_now", would_help=NOT_ANEW)
    until: dt.datetime = ended[0][0]
    return until


def _tell(accounts: Accounts, who: Principal, person: PersonId) -> None:
    addresses.catch_up(accounts)
    address = addresses.address_of(accounts, person)
    if address is not None and who.person != person:
        outbox.post(accounts, address, letters.codes_printed(), until=accounts.clock() + TELL_WITHIN)


def end_codes(accounts: Accounts, person: PersonId) -> int:
    """End the codes somebody has left; how many there were."""
    sql = (
        "UPDATE access.paper_code SET ended_at = %b::timestamptz"
        " WHERE person = %b AND used_at IS NULL AND ended_at IS NULL RETURNING 1"
    )
    return len(accounts.rows(sql, accounts.clock(), person))


def sheet_of(accounts: Accounts, who: Principal, person: PersonId) -> SheetView | None:
    """The sheet somebody has now, without its codes. Raises `NotFound` as `print_codes` does."""
    access.print_for(accounts.governance, who, person)
    sql = (
        "SELECT sheet, made_by, made_at, expires_at, count(*) FROM access.paper_code"
        " WHERE person = %b AND used_at IS NULL AND ended_at IS NULL AND expires_at > %b::timestamptz"
        " GROUP BY sheet, made_by, made_at, expires_at ORDER BY made_at DESC LIMIT 1"
    )
    found = accounts.rows(sql, person, accounts.clock())
    return SheetView(*found[0]) if found else None


def unused(accounts: Accounts, who: Principal) -> list[Unused]:
    """The sheets somebody may print anew and could not print otherwise, in the order they were made."""
    sql = (
        "SELECT sheet, person, made_at, expires_at FROM access.paper_code WHERE made_by = %b::uuid"
        " AND expires_at > %b::timestamptz GROUP BY sheet, person, made_at, expires_at"
        " HAVING bool_and(used_at IS NULL AND ended_at IS NULL) ORDER BY made_at, sheet"
    )
    found = [Unused(*row) for row in accounts.rows(sql, who.person, accounts.clock())]
    return [one for one in found if not _may_print(accounts, who, one.person)]


def print_anew(accounts: Accounts, who: Principal, sheet: UUID) -> Sheet:
    """A sheet one printed before, made anew as `print_codes` does. Raises `NotFound` for one that is not one's own."""
    sql = "SELECT person FROM access.paper_code WHERE sheet = %b AND made_by = %b::uuid LIMIT 1"
    found = accounts.rows(sql, sheet, who.person)
    if not found:
        raise NotFound("sheet")
    return print_codes(accounts, who, found[0][0])


def can_come_back(accounts: Accounts, person: PersonId) -> bool:
    """Whether somebody can sign in at all: by a letter to their address, or with a code that is still good."""
    addresses.catch_up(accounts)
    if addresses.address_of(accounts, person) is not None:
        return True
    sql = (
        "SELECT 1 FROM access.paper_code WHERE person = %b AND used_at IS NULL AND ended_at IS NULL"
        " AND expires_at > %b::timestamptz LIMIT 1"
    )
    return bool(accounts.rows(sql, person, accounts.clock()))


def use_paper_code(
    accounts: Accounts,
    typed: str,
    entry: Entry,
    *,
    network: bytes,
    browser: str | None = None,
    onward: str | None = None,
) -> SignedIn | Refused:
    """Sign in by a code from a sheet, however it is spaced, and go `onward`, to a page of ours.

    Only wrong tries count towards the limits, and what cannot be a code is none. `browser` is the cookie of its forms,
    by which the tries of one device are told from those of others beside it.
    """
    if not shaped(typed):
        return Refused("not_twelve_letters")
    if refused := throttle.guess(accounts, browser=browser, network=network):
        return refused
    sql = "SELECT id, person, used_at, ended_at, expires_at FROM access.paper_code WHERE hash = %b"
    found = accounts.rows(sql, _hash(accounts, typed))
    if not found:
        return Refused("wrong")
    throttle.guessed(accounts, browser=browser, network=network)
    code, person, used, ended, expires = found[0]
    if ended is not None:
        return Refused("ended")
    if used is None and expires <= accounts.clock():
        return Refused("expired")
    if used is not None or not _use(accounts, code):
        return Refused("used")
    return sessions.begin(accounts, person, "paper", entry, safe_next(onward))


def _use(accounts: Accounts, code: UUID) -> bool:
    sql = (
        "UPDATE access.paper_code SET used_at = %b::timestamptz"
        " WHERE id = %b AND used_at IS NULL AND ended_at IS NULL RETURNING 1"
    )
    return bool(accounts.rows(sql, accounts.clock(), code))


def fresh_code() -> str:
    """A code nobody can guess, such as BCDF-GHJK-LMNP."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(EACH)) for _ in range(GROUPS))


def bare(typed: str) -> str:
    """The letters of a code, however it was spaced."""
    return "".join(c for c in typed.upper() if c.isascii() and c.isalnum())


def shaped(typed: str) -> bool:
    """Whether what was typed could be a code at all: so many letters, or figures taken for letters."""
    return len(bare(typed)) == GROUPS * EACH


def _hash(accounts: Accounts, typed: str) -> bytes:
    return accounts.keyed("paper", bare(typed))
