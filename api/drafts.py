"""Write-ups before they are recorded: kept sealed, one holder of the pen at a time, tried as often as wanted."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any, get_args
from uuid import UUID

import msgspec

from api.commands import COMMANDS
from api.names import RecordNames
from api.notes.notes import Notes
from api.wire import UnknownName, resolve
from governance.acts import parts
from governance.election.decide import NominationCommand
from governance.kernel import GroupId, MeetingId, Rejected, Sealed
from governance.reader import NotFound
from governance.sealing import Item, seal
from governance.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from governance.acts import Handled, Principal
    from governance.application import Governance
    from governance.kernel import Command

PEN_MINUTES = 10
OFFICERS_ONLY = 2
BESIDE = {"do", "as", "meeting"}
# What a meeting may do of an election beside its own acts: names are put forward at it, and nominations closed.
NOMINATIONS = frozenset(kind.do for kind in get_args(NominationCommand))


class Kept(msgspec.Struct, frozen=True):
    """What a draft holds: acts, as programs write them, or the notes of a page, from which acts are made."""

    acts: tuple[dict[str, Any], ...] = ()
    notes: Notes | None = None


class Draft(msgspec.Struct, frozen=True):
    """A write-up as last saved: its version, whose pen it is (a person), whether that has run out, and saved when."""

    version: int
    kept: Kept
    pen: UUID
    pen_free: bool
    saved_at: dt.datetime


class Finding(msgspec.Struct, frozen=True):
    """What stands in an act's way: a JSON pointer into the draft, the clause, the reason, what would help."""

    pointer: str
    clause: str
    reason: str
    would_help: str = ""


class Attempt(msgspec.Struct, frozen=True):
    """What the acts came to, one after another; `handled` has None where an act was refused."""

    trial: Trial
    handled: tuple[Handled | None, ...]
    findings: tuple[Finding, ...]


class PenHeld(Exception):
    """Another officer is writing."""


class Moved(Exception):
    """The draft is not at the version the writer saw."""


def load(governance: Governance, meeting: MeetingId) -> Draft | None:
    """The draft of a meeting, None when there is none."""
    rows = governance.store.rows(
        "SELECT version, ref, c, key_id, nonce, ciphertext, pen, pen_until < now(), changed_at FROM drafts.write_up"
        " WHERE meeting = %b",
        meeting,
    )
    if not rows:
        return None
    version, ref, c, key_id, nonce, ciphertext, pen, pen_free, saved_at = rows[0]
    item = Item(ref, key_id, OFFICERS_ONLY, "json", nonce, ciphertext)
    kept = msgspec.json.decode(governance.vault.opened(item, Sealed(ref, c)), type=Kept)
    return Draft(version, kept, pen, pen_free, saved_at)


def save(
    governance: Governance,
    meeting: MeetingId,
    writer: UUID,
    kept: Kept,
    *,
    seen: int,
    take_pen: bool = False,
) -> int:
    """Keep what was written over the version seen (0 for a new draft); the new version.

    Versions go on rising when a draft is thrown away and another begun, so that a page which shows the old one cannot
    write over the new.

    Raises `PenHeld` when another officer saved less than ten minutes ago, unless the pen is taken from them, and
    `Moved` when the draft has changed since it was seen.
    """
    group = governance.meeting(meeting).group
    assert group is not None, "a called meeting has a group"
    key = governance.vault.key(group, "group_text")
    text = msgspec.json.encode(kept).decode()
    sealed, item = seal(key, text, kind="json", tier=OFFICERS_ONLY, ref=uuid.uuid4())
    columns = (sealed.ref, sealed.c, item.key_id, item.nonce, item.ciphertext, writer, PEN_MINUTES)
    if seen == 0:
        rows = governance.store.rows(
            "INSERT INTO drafts.write_up VALUES (%b, nextval('drafts.version'), %b, %b, %b, %b, %b, %b,"
            " now() + make_interval(mins => %b::integer)) ON CONFLICT DO NOTHING RETURNING version",
            meeting,
            *columns,
        )
    else:
        rows = governance.store.rows(
            "UPDATE drafts.write_up SET version = nextval('drafts.version'), ref = %b, c = %b, key_id = %b, nonce = %b,"
            " ciphertext = %b, pen = %b, pen_until = now() + make_interval(mins => %b::integer), changed_at = now()"
            " WHERE meeting = %b AND version = %b AND (pen = %b OR pen_until < now() OR %b) RETURNING version",
            *columns,
            meeting,
            seen,
            writer,
            take_pen,
        )
    if rows:
        return int(rows[0][0])
    there = load(governance, meeting)
    raise PenHeld if there is not None and there.version == seen else Moved


def throw_away(governance: Governance, meeting: MeetingId, writer: UUID, *, seen: int) -> None:
    """Throw the draft away, unrecorded. Raises `PenHeld` while another officer writes, and `Moved`, as `save` does."""
    rows = governance.store.rows(
        "DELETE FROM drafts.write_up WHERE meeting = %b AND version = %b AND (pen = %b OR pen_until < now())"
        " RETURNING 1",
        meeting,
        seen,
        writer,
    )
    if rows:
        return
    there = load(governance, meeting)
    raise PenHeld if there is not None and there.version == seen else Moved


def drop(governance: Governance, meeting: MeetingId) -> None:
    """Let go of a draft that was recorded."""
    governance.store.rows("DELETE FROM drafts.write_up WHERE meeting = %b RETURNING 1", meeting)


def attempt(governance: Governance, meeting: MeetingId, acts: Sequence[dict[str, Any]], who: Principal) -> Attempt:
    """Every act decided as if those before it that could be recorded had been; every refusal, not only the first."""
    trial, aliases = Trial(governance), dict[str, UUID]()
    handled: list[Handled | None] = []
    findings: list[Finding] = []
    for number, act in enumerate(acts):
        found = _tried(trial, meeting, act, who, aliases)
        if isinstance(found, Finding):
            findings.append(msgspec.structs.replace(found, pointer=f"/acts/{number}{found.pointer}"))
            handled.append(None)
            continue
        handled.append(found)
        alias = act.get("as")
        if isinstance(alias, str) and found.made is not None:
            aliases[alias] = found.made
            # The parts of a divided question go by the alias and their number.
            aliases.update({f"{alias}-{n}": part for n, part in enumerate(parts(found.events), 1)})
    return Attempt(trial, tuple(handled), tuple(findings))


def _tried(
    trial: Trial, meeting: MeetingId, act: dict[str, Any], who: Principal, aliases: Mapping[str, UUID]
) -> Handled | Finding:
    kind = COMMANDS.get(str(act.get("do")))
    if kind is None or not ("meeting" in kind.__struct_fields__ or kind.do in NOMINATIONS):
        return Finding("/do", "shape", "this is no act of a meeting")
    try:
        return trial.act(_command(trial.governance, meeting, kind, act, aliases), who)
    except Rejected as refused:
        return Finding(refused.pointer, refused.clause, refused.reason, refused.would_help)
    except UnknownName as unknown:
        return Finding(unknown.pointer, "unknown", f"no {unknown.kind} is called {unknown.name!r}")
    except NotFound as missing:
        return Finding(missing.pointer, "unknown", f"there is no such {missing.what}")
    except msgspec.ValidationError as wrong:
        words, _, path = str(wrong).partition(" - at `$")
        return Finding(path.strip("`").replace(".", "/").replace("[", "/").replace("]", ""), "shape", words)


def _command(
    governance: Governance, meeting: MeetingId, kind: type[Command], act: dict[str, Any], aliases: Mapping[str, UUID]
) -> Command:
    state = governance.meeting(meeting)
    body = {name: value for name, value in act.items() if name not in BESIDE}
    body.setdefault("mode", "written_up")
    body.setdefault("channel", "in_room")
    names = RecordNames(
        governance,
        group=GroupId(state.group) if state.group else None,
        meeting=meeting,
        at=state.starts if state.stage == "called" else state.last,
        aliases=aliases,
    )
    if kind.do not in NOMINATIONS:
        return resolve(kind, {**body, "meeting": str(meeting)}, names)
    if kind.home is None:
        return resolve(kind, {**body, "group": str(state.group)}, names)
    command = resolve(kind, body, names)
    place = governance.find(getattr(command, kind.home))
    if place is None or place.group != state.group:
        raise NotFound("election", "/election")
    return command
