"""Where somebody is found beside their own words: rows of every table that may hold them, and words of groups."""

from __future__ import annotations

import itertools
import json
import re
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from api import drafts
from governance.kernel import MeetingId, PersonId, Sealed
from governance.log.walk import sealed_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from api.details import Details
    from governance.application import Governance
    from governance.kernel import GroupId

BATCH = 500
OF = "SELECT count(*) FROM access.{} WHERE person = %b"
AT_THEIR_ADDRESS = "SELECT count(*) FROM access.{} t JOIN access.address a ON a.hash = t.{} WHERE a.person = %b"
# Of each table of signing in, the rows that are somebody's.
SIGNING_IN = {
    **{table: OF.format(table) for table in ("address", "session", "paper_code", "private_link", "token")},
    "reading": "SELECT count(*) FROM access.reading r JOIN access.private_link l ON l.id = r.link WHERE l.person = %b",
    "link": AT_THEIR_ADDRESS.format("link", "address"),
    "mail": AT_THEIR_ADDRESS.format("mail", "address"),
    "throttle": AT_THEIR_ADDRESS.format("throttle", "subject"),
}
# What they did, where it is kept who did it: by their number, never by name.
TRACES = {
    "recorded": "SELECT count(*) FROM record.events"
    " WHERE convert_from(state, 'UTF8')::jsonb -> 'm' ->> 'recorded_by' = %b::uuid::text",
    "codes_printed": "SELECT count(*) FROM access.paper_code WHERE made_by = %b AND person <> made_by",
    "links_made": "SELECT count(*) FROM access.private_link WHERE made_by = %b",
    "writing": "SELECT count(*) FROM drafts.write_up WHERE pen = %b",
    "audit_read": OF.format("audit_read"),
    "keys": "SELECT count(*) FROM keyring.dek WHERE subject = %b",
}
NAMING = (
    "SELECT topic, count(*) FROM record.events"
    " WHERE position(%b::uuid::text in (convert_from(state, 'UTF8')::jsonb -> 'e')::text) > 0"
    " GROUP BY topic ORDER BY topic"
)


class Mention(msgspec.Struct, frozen=True):
    """Words of a group that seem to mention somebody: typed on which day, in what kind of entry, by which reference.

    The words themselves are the group's and may tell of others: an officer reads them there. `what` is `draft` for
    notes of a meeting that is not recorded yet.
    """

    group: str
    date: str
    what: str
    ref: UUID


def counted(governance: Governance, person: PersonId, tables: dict[str, str]) -> dict[str, int]:
    """How many rows of each of these there are."""
    return {name: int(governance.store.rows(sql, person)[0][0]) for name, sql in tables.items()}


def naming(governance: Governance, person: PersonId) -> dict[str, int]:
    """How many entries name somebody by their number, of each kind."""
    return dict(governance.store.rows(NAMING, person))


def mentions(governance: Governance, known: Details, own: Collection[UUID]) -> tuple[Mention, ...]:
    """Words of any group in which somebody's name, e-mail or phone stands; drafts too. None once these are unknown.

    What lies under their `own` keys is theirs, and no mention.
    """
    wanted = _wanted(known)
    if wanted is None:
        return ()
    return tuple(one for group in governance.groups() for one in _in_a_group(governance, group, wanted, own))


def _wanted(known: Details) -> re.Pattern[str] | None:
    """Their name, its last word alone too, and how they are reached, however it is spaced or capitalised."""
    name = known.name or ""
    parts = [name, name.split()[-1] if name.split() else "", known.email or "", known.phone or ""]
    shapes = [r"\s*".join(map(re.escape, part.split())) for part in parts if part.strip()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(shapes)})(?!\w)", re.IGNORECASE) if shapes else None


def _in_a_group(
    governance: Governance, group: GroupId, wanted: re.Pattern[str], own: Collection[UUID]
) -> Iterator[Mention]:
    governance.places.catch_up()
    name = governance.directory(group).name
    streams = dict.fromkeys([group, *(stream for stream, of in governance.places.streams() if of == group)])
    rows = (row for stream in streams for row in governance.store.read_stream(stream) if row.state is not None)
    while batch := list(itertools.islice(rows, BATCH)):
        said = [(row, json.loads(row.state or b"{}")) for row in batch]
        held = {
            UUID(ref): (Sealed(UUID(ref), c), row.topic, body["m"]["occurred"][:10])
            for row, body in said
            for ref, c in sealed_in(body["e"])
        }
        items = governance.store.items(list(held))
        words = governance.words(held[ref][0] for ref, item in items.items() if item.key_id not in own)
        for ref, text in words.items():
            if wanted.search(text):
                yield Mention(name, held[ref][2], held[ref][1], ref)
    for meeting in governance.places.meetings(group):
        draft = drafts.load(governance, MeetingId(meeting))
        if draft is not None and wanted.search(msgspec.json.encode(draft.kept).decode()):
            yield Mention(name, draft.saved_at.date().isoformat(), "draft", meeting)
