"""Forgetting somebody who is erased: every way in ends, and nothing is left that their address would match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.accounts import addresses

if TYPE_CHECKING:
    from api.accounts.wiring import Accounts
    from governance.kernel import PersonId

THEIRS = (
    "DELETE FROM access.address WHERE person = %b RETURNING 1",
    "DELETE FROM access.session WHERE person = %b RETURNING 1",
    "DELETE FROM access.paper_code WHERE person = %b RETURNING 1",
    "DELETE FROM access.private_link WHERE person = %b RETURNING 1",
    "DELETE FROM access.token WHERE person = %b RETURNING 1",
)
AT_THE_ADDRESS = (
    "DELETE FROM access.link WHERE address = %b RETURNING 1",
    "DELETE FROM access.mail WHERE address = %b RETURNING 1",
    "DELETE FROM access.throttle WHERE subject = %b RETURNING 1",
)


def forget(accounts: Accounts, person: PersonId) -> None:
    """Remove somebody's address, sessions, codes, links and tokens; safe to repeat.

    Letters to a mailbox they shared are gone too. Taking in the record again does not bring the address back once the
    person's contact key is destroyed.
    """
    addresses.catch_up(accounts)
    address = addresses.address_of(accounts, person)
    for sql in THEIRS:
        accounts.rows(sql, person)
    for sql in AT_THE_ADDRESS if address is not None else ():
        accounts.rows(sql, address)
