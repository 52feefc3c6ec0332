"""The privacy register: who asked to be erased, what was answered, and the evidence that it was carried out.

For officers and whoever runs the server (tier 2). It names nobody: requests are numbered by the year they came in.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from governance.custody.events import KeyDestroyed
from governance.kernel import ErasureId, PersonId, PrivatePurpose
from governance.organisation.privacy_events import (
    ErasureCarriedOut,
    ErasureDecided,
    ErasureRequested,
    KeptFor,
    Outcome,
    Refusal,
    RetentionExpired,
)
from governance.reader import MANY
from projections.minutes.form import iso_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from governance.application import Governance
    from governance.record import RecordedEvent

TOPICS = (
    ErasureRequested.topic, ErasureDecided.topic, ErasureCarriedOut.topic, RetentionExpired.topic, KeyDestroyed.topic,
)  # fmt: skip
OUTCOMES: dict[Outcome, str] = {"agreed": "agreed", "partly_agreed": "partly agreed", "refused": "refused"}
# What is kept, one and several.
THINGS: dict[PrivatePurpose, tuple[str, str]] = {
    "contact": ("record of how to reach them", "records of how to reach them"),
    "access": ("access need", "access needs"),
    "attendance": ("reason for apologies", "reasons for apologies"),
    "expenses": ("expense record", "expense records"),
    "signature": ("entry in the sealed signature register", "entries in the sealed signature register"),
}
LAST_DAY = "-12-31"


class StillKept(msgspec.Struct, frozen=True):
    """What is kept all the same: how many things, until which day and why; `gone` the day they went all the same."""

    purpose: PrivatePurpose
    things: int
    until: str
    reason: KeptFor
    gone: str | None = None


class Evidence(msgspec.Struct, frozen=True):
    """That a request was carried out: on which day, as which entries of the record, and how much went.

    Backups that may still hold it are gone on the day `backups`.
    """

    on: str
    entries: tuple[int, ...]
    keys: int
    things: int
    backups: str | None


class Entry(msgspec.Struct, frozen=True):
    """A request to be erased, its answer, and what came of it."""

    number: str
    request: ErasureId
    person: PersonId
    received: str
    due: str
    outcome: Outcome | None = None
    decided: str | None = None
    reason: Refusal | None = None
    kept: tuple[StillKept, ...] = ()
    evidence: Evidence | None = None


def entries(governance: Governance) -> list[Entry]:
    """Every request in the order it came in."""
    found: dict[ErasureId, Entry] = {}
    gone: dict[UUID, list[tuple[int, KeyDestroyed]]] = {}
    years: Counter[str] = Counter()
    for one in governance.everything(0, MANY, TOPICS):
        match one.event:
            case ErasureRequested(request=request, person=person, due=due):
                received = one.occurred.date.isoformat()
                years[received[:4]] += 1
                number = f"{received[:4]}-{years[received[:4]]:02}"
                found[request] = Entry(number, request, person, received, due)
            case ErasureDecided(request=request):
                found[request] = _answered(governance, found[request], one)
            case KeyDestroyed(key=key) as destroyed:
                gone.setdefault(key, []).append((one.position, destroyed))
            case ErasureCarriedOut(request=request, keys=keys):
                parts = [part for key in keys for part in gone.get(key, ())]
                found[request] = msgspec.structs.replace(found[request], evidence=_evidence(one, len(keys), parts))
            case RetentionExpired(person=person, purpose=purpose):
                found = {which: _went(entry, person, purpose, one) for which, entry in found.items()}
    return list(found.values())


def carried_out_by(governance: Governance, day: dt.date) -> int:
    """How many requests were carried out up to a day."""
    return sum(one.evidence is not None and one.evidence.on <= day.isoformat() for one in entries(governance))


def _answered(governance: Governance, entry: Entry, one: RecordedEvent) -> Entry:
    assert isinstance(one.event, ErasureDecided), "nothing else answers"
    sql = (
        "SELECT d.purpose, count(i.ref) FROM keyring.dek d JOIN vault.item i USING (key_id) WHERE d.subject = %b"
        " GROUP BY d.purpose"
    )
    there: dict[str, int] = dict(governance.store.rows(sql, entry.person))
    kept = tuple(StillKept(it.purpose, there.get(it.purpose, 0), it.until, it.reason) for it in one.event.kept)
    return msgspec.structs.replace(
        entry, outcome=one.event.outcome, decided=one.occurred.date.isoformat(), reason=one.event.reason, kept=kept
    )


def _evidence(one: RecordedEvent, keys: int, parts: list[tuple[int, KeyDestroyed]]) -> Evidence:
    return Evidence(
        one.occurred.date.isoformat(),
        (*(position for position, _ in parts), one.position),
        keys,
        sum(len(part.words) for _, part in parts),
        max((part.until for _, part in parts), default=None),
    )


def _went(entry: Entry, person: PersonId, purpose: PrivatePurpose, one: RecordedEvent) -> Entry:
    if entry.person != person:
        return entry
    day = one.occurred.date.isoformat()
    kept = tuple(msgspec.structs.replace(it, gone=day) if it.purpose == purpose else it for it in entry.kept)
    return msgspec.structs.replace(entry, kept=kept)


def told(entry: Entry) -> str:
    """A request as one paragraph of the register (domain.md S8)."""
    return " ".join(_sentences(entry))


def _sentences(entry: Entry) -> Iterator[str]:
    yield f"Request {entry.number}. Received {iso_date(entry.received)}, due {iso_date(entry.due)}."
    if entry.outcome is None or entry.decided is None:
        yield "Not decided yet."
        return
    why = f", {entry.reason.replace('_', ' ')}" if entry.reason else ""
    yield f"Decided {iso_date(entry.decided)}: {OUTCOMES[entry.outcome]}{why}."
    if entry.kept:
        yield f"Kept: {'; '.join(map(_kept, entry.kept))}."
    if entry.outcome != "refused":
        rest = "All other personal details" if entry.kept else "All personal details"
        yield f"{rest} destroyed." if entry.evidence else f"{rest} are to be destroyed."


def _kept(one: StillKept) -> str:
    if one.gone is not None:
        return f"{THINGS[one.purpose][1]} until {iso_date(one.gone)}"
    until = one.until.removesuffix(LAST_DAY) if one.until.endswith(LAST_DAY) else iso_date(one.until)
    return f"{one.things or 'no'} {THINGS[one.purpose][one.things != 1]} until {until}"
