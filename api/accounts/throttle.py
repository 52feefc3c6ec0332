"""Counting tries, in the database, so that every server counts the same.

A code on paper is one of 20^12, or 4.1 * 10^15. Wrong ones are counted by device (ten; a device is the cookie of its
forms, which a guesser can throw away), by network (300) and altogether (3000). With 6000 codes about, as a thousand
members have, a year of guessing without a pause finds one with a chance of 1 in 65,000 from one network
(300 * 4 * 24 * 365 * 6000 / 20^12) and of 1 in 6,500 from all networks there are.

A mailed code is one of 10^8 only, so that a count by quarters of an hour that lets a full hall in would let a guesser
in as well (100 * 4 * 24 * 365 = 3.5 million tries a year, or 1 in 29). Two things make up for it. The code works in
the browser alone that asked for the letter, so a guesser's cookie cannot be thrown away without the letter; each
letter stands five tries, and a try where no letter is open counts for nothing, as it cannot be right and would only
serve to lock others out. And beside the quarter of an hour there is the day, which an evening in a hall does not use
up, while a guesser must go on for years. Guessing all year without a pause succeeds with a chance of

    1 in 13,700 at one address  (20 a day:  20 * 365 / 10^8)
    1 in  1,370 from one network (200 a day: 200 * 365 / 10^8)
    1 in    550 from everywhere  (500 a day: 500 * 365 / 10^8), with a hundred letters a day in strangers' mailboxes.

Whoever mistypes waits on their own device after ten; a hundred slips in a quarter of an hour, more than one for each
link a network may ask for, do not stop the hall. Whoever uses an address's day up, or everybody's, from their own
browsers stops codes only: the link of every letter works on, and so do codes on paper.

Other windows are as long as a link is good. So whoever meets the limit of an address has had a link in this very
window that still works: nobody can be locked out by others who ask for them.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from api.accounts.answers import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from api.accounts.answers import Reason
    from api.accounts.wiring import Accounts

WINDOW = dt.timedelta(minutes=15)
DAY = dt.timedelta(days=1)
EVERYBODY = b""


class Limit(msgspec.Struct, frozen=True):
    """So many tries of something in a window."""

    what: str
    most: int
    window: dt.timedelta = WINDOW


# A hall full of members may share one network; a mailbox should not fill with links.
ASK_NETWORK = Limit("ask.network", 60)
ASK_EVERYBODY = Limit("ask.everybody", 2000)
ASK_ADDRESS = Limit("ask.address", 3)
# Of the 8-digit codes 1 in 10^8 is right: the days keep guessing hopeless, the quarters of an hour slow it down.
CODE_DEVICE = Limit("code.device", 10)
CODE_ADDRESS_DAY = Limit("code.address.day", 20, DAY)
CODE_NETWORK = Limit("code.network", 100)
CODE_NETWORK_DAY = Limit("code.network.day", 200, DAY)
CODE_EVERYBODY = Limit("code.everybody", 200)
CODE_EVERYBODY_DAY = Limit("code.everybody.day", 500, DAY)
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
    over = now - limit.window
    began, tries = accounts.rows(sql, limit.what, subject, now, over, over)[0]
    return began + limit.window if tries > limit.most else None


def refund(accounts: Accounts, limit: Limit, subject: bytes) -> None:
    """Take back a try that was right: only wrong ones count."""
    sql = "UPDATE access.throttle SET tries = greatest(tries - 1, 0) WHERE what = %b AND subject = %b RETURNING 1"
    accounts.rows(sql, limit.what, subject)


def forgive(accounts: Accounts, limit: Limit, subject: bytes) -> None:
    """Begin anew, as after somebody got in."""
    accounts.rows("DELETE FROM access.throttle WHERE what = %b AND subject = %b RETURNING 1", limit.what, subject)


def guess(accounts: Accounts, *, browser: str | None, network: bytes) -> Refused | None:
    """Count one more try of a code on paper, by whoever has the browser's cookie; why not, when that is too many."""
    return _too_many(accounts, _of_codes(accounts, browser, network))


def guessed(accounts: Accounts, *, browser: str | None, network: bytes) -> None:
    """Take back a try of a code on paper that was right: only wrong ones count."""
    _were_right(accounts, _of_codes(accounts, browser, network))


def guess_mailed(accounts: Accounts, *, browser: str, network: bytes, letters_to: Iterable[bytes]) -> Refused | None:
    """Count one more try of a mailed code, where letters to these address hashes are open; why not, when too many."""
    return _too_many(accounts, _of_mailed_codes(accounts, browser, network, letters_to))


def guessed_mailed(accounts: Accounts, *, browser: str, network: bytes, letters_to: Iterable[bytes]) -> None:
    """Take back a try of a mailed code that was right: only wrong ones count."""
    _were_right(accounts, _of_mailed_codes(accounts, browser, network, letters_to))


def _too_many(accounts: Accounts, tries: Iterable[tuple[Reason, Limit, bytes]]) -> Refused | None:
    for reason, limit, subject in tries:
        if again := spent(accounts, limit, subject):
            return Refused(reason, again)
    return None


def _were_right(accounts: Accounts, tries: Iterable[tuple[Reason, Limit, bytes]]) -> None:
    for _reason, limit, subject in tries:
        refund(accounts, limit, subject)


def _of_mailed_codes(
    accounts: Accounts, browser: str, network: bytes, letters_to: Iterable[bytes]
) -> Iterator[tuple[Reason, Limit, bytes]]:
    """The narrowest first: what is stopped there does not count against others."""
    yield "device_busy", CODE_DEVICE, accounts.keyed("device", browser)
    for address in letters_to:
        yield "letter_busy", CODE_ADDRESS_DAY, address
    yield "network_busy", CODE_NETWORK, network
    yield "network_busy", CODE_NETWORK_DAY, network
    yield "everybody_busy", CODE_EVERYBODY, EVERYBODY
    yield "everybody_busy", CODE_EVERYBODY_DAY, EVERYBODY


def _of_codes(accounts: Accounts, browser: str | None, network: bytes) -> Iterator[tuple[Reason, Limit, bytes]]:
    """The device first: what it tries in vain does not count against the others on its network."""
    if browser is not None:
        yield "device_busy", PAPER_DEVICE, accounts.keyed("device", browser)
    yield "network_busy", PAPER_NETWORK, network
    yield "everybody_busy", PAPER_EVERYBODY, EVERYBODY
