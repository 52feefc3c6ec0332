"""Counting tries, in the database, so that every server counts the same.

Windows are as long as a link is good. So whoever meets the limit of an address has had a link in this very window
that still works: nobody can be locked out by others who ask for them.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from api.accounts.wiring import Accounts

WINDOW = dt.timedelta(minutes=15)
EVERYBODY = b""


class Limit(msgspec.Struct, frozen=True):
    """So many tries of something in a window."""

    what: str
    most: int


# A hall full of members may share one network; a mailbox should not fill with links.
ASK_NETWORK = Limit("ask.network", 60)
ASK_EVERYBODY = Limit("ask.everybody", 2000)
ASK_ADDRESS = Limit("ask.address", 3)
# Of the 8-digit codes 1 in 10^8 is right, of the paper codes 1 in 4 * 10^15: the limits keep guessing hopeless.
CODE_NETWORK = Limit("code.network", 20)
CODE_EVERYBODY = Limit("code.everybody", 100)
PAPER_NETWORK = Limit("paper.network", 30)
PAPER_EVERYBODY = Limit("paper.everybody", 3000)


def spent(accounts: Accounts, limit: Limit, subject: bytes) -> dt.datetime | None:
    """Count one more try; when that is over the limit, the time from which one may try again."""
    now = accounts.clock()
    sql = (
        "INSERT INTO access.throttle AS t (what, subject, began, tries) VALUES (%b, %b, %b::timestamptz, 1)"
        " ON CONFLICT (what, subject) DO UPDATE SET"
        " began = CASE WHEN t.began <= %b::timestamptz THEN excluded.began ELSE t.began END,"
        " tries = CASE WHEN t.began <= %b::timestamptz THEN 1 ELSE t.tries + 1 END"
        " RETURNING began, tries"
    )
    began, tries = accounts.rows(sql, limit.what, subject, now, now - WINDOW, now - WINDOW)[0]
    return began + WINDOW if tries > limit.most else None


def refund(accounts: Accounts, limit: Limit, subject: bytes) -> None:
    """Take back a try that was right: only wrong ones count."""
    sql = "UPDATE access.throttle SET tries = greatest(tries - 1, 0) WHERE what = %b AND subject = %b RETURNING 1"
    accounts.rows(sql, limit.what, subject)


def forgive(accounts: Accounts, limit: Limit, subject: bytes) -> None:
    """Begin anew, as after somebody got in."""
    accounts.rows("DELETE FROM access.throttle WHERE what = %b AND subject = %b RETURNING 1", limit.what, subject)
