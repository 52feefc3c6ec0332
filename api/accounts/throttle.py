"""Counting tries, in the database, so that every server counts the same.

A code on paper is one of 20^12, or 4.1 * 10^15. Wrong ones are counted by device (ten; a device is the cookie of its
forms, which a guesser can throw away), by network (300) and altogether (3000). With 6000 codes about, as a thousand
members have, a year of guessing without a pause finds one with a chance of 1 in 65,000 from one network
(300 * 4 * 24 * 365 * 6000 / 20^12) and of 1 in 6,500 from all networks there are.

Windows are as long as a link is good. So whoever meets the limit of an address has had a link in this very window
that still works: nobody can be locked out by others who ask for them.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from api.accounts.answers import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.accounts.answers import Reason
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
# Of the 8-digit codes 1 in 10^8 is right: the limits keep guessing hopeless.
CODE_NETWORK = Limit("code.network", 20)
CODE_EVERYBODY = Limit("code.everybody", 100)
# Whoever mistypes is asked to wait on their own device, and nobody else in the hall.
PAPER_DEVICE = Limit("paper.device", 10)
PAPER_NETWORK = Limit("paper.network", 300)
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


def guess(accounts: Accounts, *, browser: str | None, network: bytes) -> Refused | None:
    """Count one more try of a code on paper, by whoever has the browser's cookie; why not, when that is too many."""
    for reason, limit, subject in _of_codes(accounts, browser, network):
        if again := spent(accounts, limit, subject):
            return Refused(reason, again)
    return None


def guessed(accounts: Accounts, *, browser: str | None, network: bytes) -> None:
    """Take back a try of a code on paper that was right: only wrong ones count."""
    for _reason, limit, subject in _of_codes(accounts, browser, network):
        refund(accounts, limit, subject)


def _of_codes(accounts: Accounts, browser: str | None, network: bytes) -> Iterator[tuple[Reason, Limit, bytes]]:
    """The device first: what it tries in vain does not count against the others on its network."""
    if browser is not None:
        yield "device_busy", PAPER_DEVICE, accounts.keyed("device", browser)
    yield "network_busy", PAPER_NETWORK, network
    yield "everybody_busy", PAPER_EVERYBODY, EVERYBODY
