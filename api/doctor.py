"""Checks that all is well: the database, the keys, every entry of the record, the projections."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import msgspec

from governance import keys
from governance.checkpoints import Checkpoints
from governance.due import due
from governance.inspection import Unreadable, inspect, origin
from governance.log.policy import BadPolicy, parse_policy
from governance.log.times import Times
from governance.log.walk import Finding
from governance.restoring import come_back
from governance.signing import heads_seen, policy_text, read_head

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from api.v1.service import Service

RECENT = 1000
CLOCK_SECONDS = 60
GIGABYTE = 1_000_000_000
ROOM = GIGABYTE // 2


class Check(msgspec.Struct, frozen=True):
    """One thing looked at, whether it is good, and in words."""

    what: str
    good: bool
    words: str


def checks(service: Service, folder: Path, *, every: bool) -> Iterator[Check]:
    """Every check in turn; `every` re-computes the whole record, else its last thousand entries."""
    store = service.governance.store
    head = service.governance.head()
    yield Check("database", True, f"answers, {head} events")  # noqa: FBT003 - it has answered
    yield _keys(folder)
    yield _clock(service)
    count = store.rows("SELECT count(*) FROM record.events")[0][0]
    yield Check("positions", count == head, "without a gap" if count == head else f"{count} events, head {head}")
    yield _privilege(service)
    yield _entries(service, folder, 0 if every else max(0, head - RECENT))
    yield _disk(folder)
    yield _log(service, folder)
    yield _erasures(service)
    yield from _witnesses(service, folder)
    service.follower.catch_up()
    for name, at in service.follower.heads().items():
        behind = head - at.position
        yield Check(f"projection {name}", at.fault is None and behind <= 0, at.fault or f"{max(behind, 0)} behind")


def _keys(folder: Path) -> Check:
    try:
        keys.signer(folder / "keys")
        keys.wrapping_key(folder / "keys")
        keys.trusted(folder / "keys")
    except keys.KeyFault as fault:
        return Check("keys", False, str(fault))  # noqa: FBT003 - a finding
    return Check("keys", True, "there, readable by this user only")  # noqa: FBT003 - all well


def _disk(folder: Path) -> Check:
    free = shutil.disk_usage(folder).free
    return Check("disk", free >= ROOM, f"{free / GIGABYTE:.1f} GB free where {folder} is")


def _log(service: Service, folder: Path) -> Check:
    checkpoints, head = Checkpoints(service.governance.store.rows), service.governance.head()
    alarm, signed = checkpoints.alarm(), checkpoints.latest()
    if alarm is not None:
        return Check("log", False, str(Finding(*alarm)))  # noqa: FBT003 - a finding
    size = signed.checkpoint.size if signed is not None else 0
    waiting = checkpoints.unsigned()
    if waiting is not None:
        return Check("log", False, unsigned(*waiting))  # noqa: FBT003 - a finding
    remembered = read_head(folder / "keys")
    if remembered is not None and remembered.size > head:
        return Check("log", False, f"{remembered.size} entries were signed, {head} are there")  # noqa: FBT003 - a finding
    return Check("log", True, f"{size} of {head} entries signed")  # noqa: FBT003 - all well


def unsigned(count: int, minutes: int) -> str:
    """That nobody follows, in words: so nobody would notice what is changed."""
    return (
        f"nobody signs it: {count} entries are not signed, the first for {minutes} minutes."
        " Run minutebook follow, or give the server MINUTEBOOK_LOG_URL"
    )


def _erasures(service: Service) -> Check:
    """Nothing that was destroyed is there, and what is decided is carried out."""
    back = come_back(service.governance)
    if back:
        words = f"{back} keys and words that were destroyed are back: run minutebook erase --after-restore"
        return Check("erasures", False, words)  # noqa: FBT003 - a finding
    waiting = len(due(service.governance, dt.datetime.now(dt.UTC).date()))
    return Check("erasures", not waiting, f"{waiting} due: run minutebook erase" if waiting else "nothing due")


def _witnesses(service: Service, folder: Path) -> Iterator[Check]:
    """Every witness that counts, whether or not it was asked yet, and those that were asked before."""
    rows = service.governance.store.rows("SELECT name, cosigned, fault FROM log.witness ORDER BY name")
    for name, cosigned, fault in rows:
        yield Check(f"witness {name}", fault is None, fault or f"cosigned {cosigned} entries")
    known = {name for name, _, _ in rows}
    for name in _trusted_witnesses(service, folder):
        if name not in known:
            yield Check(f"witness {name}", False, "has cosigned nothing yet")  # noqa: FBT003 - a finding


def _trusted_witnesses(service: Service, folder: Path) -> list[str]:
    """The witnesses of the policy; none where it cannot be read."""
    try:
        return sorted(parse_policy(policy_text(folder / "keys", origin(service.governance.store) or "")).witnesses)
    except (BadPolicy, keys.KeyFault):
        return []


def _clock(service: Service) -> Check:
    theirs = service.governance.store.rows("SELECT clock_timestamp()")[0][0]
    apart = abs((theirs - dt.datetime.now(dt.UTC)).total_seconds())
    return Check("clock", apart < CLOCK_SECONDS, f"{apart:.1f} seconds from the database's")


def _privilege(service: Service) -> Check:
    sql = (
        "SELECT coalesce(bool_or(has_table_privilege(t, p)), false)"
        " FROM unnest(ARRAY['record.events', 'record.receipts']) t,"
        " unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p"
    )
    may = service.governance.store.rows(sql)[0][0]
    return Check("privileges", not may, "this role can write the record directly" if may else "append only")


def _entries(service: Service, folder: Path, after: int) -> Check:
    store, looked = service.governance.store, 0
    heads = _heads(service, folder)
    times = Times(heads)
    try:
        for seen in inspect(store, keys.trusted(folder / "keys"), after):
            if seen.findings:
                return Check("entries", False, str(seen.findings[0]))  # noqa: FBT003 - a finding
            times.step(seen.position, seen.entry)
            looked += 1
    except Unreadable as unreadable:
        return Check("entries", False, f"entry {unreadable}: the table was changed")  # noqa: FBT003 - a finding
    for size, witnessed_at in heads.items():
        for finding in times.against(size, witnessed_at) if size >= after else ():
            return Check("entries", False, str(finding))  # noqa: FBT003 - a finding
    return Check("entries", True, f"{looked} re-computed, body, signature and leaf agree")  # noqa: FBT003 - all well


def _heads(service: Service, folder: Path) -> dict[int, list[int]]:
    """When witnesses saw which heads; none where the log has no name yet, or its policy cannot be read."""
    name = origin(service.governance.store)
    try:
        policy = parse_policy(policy_text(folder / "keys", name or ""))
    except (BadPolicy, keys.KeyFault):
        return {}
    return heads_seen(Checkpoints(service.governance.store.rows), policy)
