"""Auditors of a group, what they read, and the group's record as a file for whoever may read it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath
from litestar.response import Stream

from api import audits
from api.access import opens, today
from api.log.exporting import Scope, exported
from api.v1.answers import answered
from api.v1.asked import asker, group_of
from governance import keys
from governance.checkpoints import Checkpoints
from governance.inspection import origin
from governance.kernel import GroupId, Moment
from governance.log.bundle import written_lines
from governance.reader import NotFound
from governance.signing import policy_text

if TYPE_CHECKING:
    from pathlib import Path

    from api.v1.service import Service

FILE = {"Content-Disposition": 'attachment; filename="record.minutebook"', "Cache-Control": "private, no-store"}


class Reading(msgspec.Struct, frozen=True):
    """That an auditor read things of a kind on a day."""

    day: dt.date
    kind: audits.Kind


class AuditorView(msgspec.Struct, frozen=True):
    """An auditor: what members call them, up to which tier a file is open to them, from when until when.

    `reads` are what they read here, the latest first. `ended` is when a decision ended it before the last day.
    """

    person: UUID
    label: str
    cleared: int
    since: Moment
    until: str
    ended: Moment | None
    reading: bool
    reads: tuple[Reading, ...]


@get("/groups/{group:str}/auditors", operation_id="listAuditors", sync_to_thread=True)
def list_auditors(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[list[AuditorView]]:
    """Who looks through the group's record for it, and what they read: for members, and for the auditors."""
    service, found, _tier = group_of(request, group, at_least=1)
    return answered(request, auditors_of(service, found))


@get("/groups/{group:str}/export", operation_id="exportGroup", sync_to_thread=True)
def export_group(request: Request[Any, Any, Any], group: FromPath[str]) -> Stream:
    """The group's record as a file that is verified by itself, open as far as whoever asks may read."""
    service, found, tier = group_of(request, group, at_least=1)
    governance = service.governance
    if Checkpoints(governance.store.rows).latest() is None:
        raise NotFound("checkpoint")
    scope = Scope(opens(governance, asker(request).principal, found, tier), found)
    policy = _policy(request.app.state.settings.folder / "keys", origin(governance.store) or "")
    lines = written_lines(exported(governance, scope, policy))
    return Stream(lines, media_type="application/octet-stream", headers=FILE)


def auditors_of(service: Service, group: GroupId) -> list[AuditorView]:
    """Every auditor there was, the latest first."""
    governance = service.governance
    state = governance.group(group)
    now, read = today(state.zone), audits.reads(governance, group)
    words = governance.words(one.label for one in state.auditors)
    return [
        AuditorView(
            one.person,
            words[one.label.ref],
            one.cleared,
            one.since,
            one.until,
            one.ended,
            one.reads(now),
            tuple(Reading(r.day, r.kind) for r in read if r.person == one.person),
        )
        for one in reversed(state.auditors)
    ]


def _policy(folder: Path, name: str) -> str:
    """Who counts, as the operator has it; nothing where the log is signed elsewhere and nobody said."""
    try:
        return policy_text(folder, name)
    except keys.KeyFault:
        return ""


AUDITORS = [list_auditors, export_group]
