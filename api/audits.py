"""What auditors read, kept for the group to see: who, on which day, and what kind of thing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

import msgspec

from api.access import auditing, today
from governance.kernel import PersonId

if TYPE_CHECKING:
    from governance.acts import Principal
    from governance.application import Governance
    from governance.kernel import GroupId

Kind = Literal["file", "minutes", "decisions", "meetings", "group"]
MOST = 500


class Read(msgspec.Struct, frozen=True):
    """An auditor read things of a kind on a day."""

    person: PersonId
    day: dt.date
    kind: Kind


def noted(governance: Governance, who: Principal | None, group: GroupId, path: str) -> None:
    """Keep that an auditor reads something of the group; nothing of anybody else."""
    if auditing(governance, who, group) is None:
        return
    assert who is not None, "an auditor is somebody"
    day = today(governance.group(group).zone).date
    sql = (
        "INSERT INTO access.audit_read (group_id, person, day, kind) VALUES (%b, %b, %b::date, %b)"
        " ON CONFLICT DO NOTHING RETURNING 1"
    )
    governance.store.rows(sql, group, who.person, day, kind_of(path))


def reads(governance: Governance, group: GroupId) -> list[Read]:
    """What auditors read in a group, the latest first."""
    sql = "SELECT person, day, kind FROM access.audit_read WHERE group_id = %b ORDER BY day DESC, person, kind LIMIT %b"
    return [Read(*row) for row in governance.store.rows(sql, group, MOST)]


def kind_of(path: str) -> Kind:
    """What kind of thing lies at an address."""
    if path.endswith("/export"):
        return "file"
    if "/minutes" in path:
        return "minutes"
    if "/register" in path or "/decisions/" in path:
        return "decisions"
    if "/meetings/" in path or "/items/" in path or "/motions/" in path:
        return "meetings"
    return "group"
