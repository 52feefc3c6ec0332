"""What was kept long enough, or is no longer agreed to, goes by itself where the server may see to it."""

from __future__ import annotations

import zoneinfo
from typing import TYPE_CHECKING

import structlog

from api.accounts import erasure
from api.wiring import database
from governance.due import expired
from governance.erasing import expire

if TYPE_CHECKING:
    import datetime as dt

    from api.accounts.wiring import Accounts
    from governance.application import Governance
    from governance.erasing import Gone

_log = structlog.get_logger()


def today(governance: Governance) -> dt.date:
    """The day it is where the organisation is."""
    return governance.now().astimezone(zoneinfo.ZoneInfo(governance.organisation().zone)).date()


def expire_all(accounts: Accounts, owner: str) -> Gone:
    """Destroy all that is over, as the database's owner."""
    governance = accounts.governance
    contacts = [one.person for one in expired(governance, today(governance)) if "contact" in one.purposes]
    gone = expire(governance, owner, accounts.settings.folder / "keys", today(governance))
    for person in contacts:
        erasure.forget(accounts, person)
    return gone


def chore(accounts: Accounts) -> None:
    """What the running server does now and then: nothing where nothing is over, or it may not act as the owner."""
    settings = accounts.settings
    if settings.database_url and not settings.owner_url:
        return
    if not expired(accounts.governance, today(accounts.governance)):
        return
    with database(settings) as (owner, _):
        gone = expire_all(accounts, owner)
    _log.info("kept long enough", keys=gone.keys, items=gone.items, not_done=len(gone.faults))
