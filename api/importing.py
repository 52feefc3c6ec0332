"""Importing acts from a file: one JSON object a line, each decided and recorded like any other act, exactly once."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
from collections import Counter
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
import rfc8785

from api.commands import COMMANDS
from api.names import RecordNames
from api.wire import UnknownName, resolve
from governance.acts import Handled, Line, Principal, uuid8
from governance.kernel import Command, GroupId, MeetingId, Moment, Rejected
from governance.reader import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from governance.application import Governance

IMPORTER = Principal("importer")
BESIDE = ("do", "as", "recorded")


class BadLine(Exception):
    """The import stopped at a line: its number, the clause if a rule refused it, and why."""

    def __init__(self, number: int, why: str, clause: str = "") -> None:
        super().__init__(f"line {number}: {why}")
        self.number = number
        self.why = why
        self.clause = clause


class Done(msgspec.Struct, frozen=True):
    """One line recorded, or found recorded before."""

    number: int
    do: str
    handled: Handled
    aliases: dict[str, UUID]


def run(governance: Governance, lines: Iterable[str]) -> Iterator[Done]:
    """Record every line in order; stops with `BadLine` at the first that cannot be, leaving nothing of it."""
    numbered = ((n, text) for n, text in enumerate(lines, 1) if text.strip())
    number, first = next(numbered, (1, ""))
    head = _object(number, first)
    name = head.get("import")
    if not isinstance(name, str) or set(head) != {"import"}:
        raise BadLine(number, 'the first line must be {"import": "<name>"}')
    importing = Importing(governance, name)
    for number, text in numbered:
        yield importing.line(number, _object(number, text))


def close(governance: Governance, name: str) -> None:
    """Close an import for good: its key is destroyed, and its name refused from here on."""
    governance.close_import(_subject(name))


class Importing:
    """One import under way: its key, its aliases, and how often each line has come."""

    def __init__(self, governance: Governance, name: str) -> None:
        if governance.import_closed(_subject(name)):
            raise BadLine(1, f"the import {name} is closed")
        self._governance = governance
        self._name = name
        self._key = governance.vault.key(_subject(name), "import").secret
        self._seen: Counter[bytes] = Counter()
        self._clock: dt.datetime | None = None
        self.aliases: dict[str, UUID] = {}

    def line(self, number: int, given: dict[str, Any]) -> Done:
        """Decide and record one line. Raises `BadLine`."""
        try:
            line = self._identify(number, given)
            command = self._command(number, given)
            handled = self._governance.handle(command, IMPORTER, line=line)
        except Rejected as refused:
            what = f"{given.get('do')} refused, {refused.clause}: {refused.reason}"
            raise BadLine(number, f"{what}. {refused.would_help}".strip(), refused.clause) from refused
        except NotFound as missing:
            raise BadLine(number, f"there is no such {missing.what}") from missing
        alias = given.get("as")
        if alias is not None:
            if handled.made is None:
                raise BadLine(number, f"nothing was made that {alias!r} could name")
            self.aliases[alias] = handled.made
        return Done(number, command.do, handled, dict(self.aliases))

    def _identify(self, number: int, given: dict[str, Any]) -> Line:
        try:
            canonical = rfc8785.dumps(given)
        except (rfc8785.CanonicalizationError, ValueError) as error:
            raise BadLine(number, f"not plain JSON: {error}") from error
        self._seen[canonical] += 1
        said = f"{self._name}\n{self._seen[canonical]}\n".encode() + canonical
        key = hmac.digest(self._key, said, "sha256")
        made: Counter[str] = Counter()

        def new_id(kind: str) -> UUID:
            made[kind] += 1
            return uuid8(hmac.digest(self._key, key + f"\n{kind} {made[kind]}".encode(), "sha256"))

        return Line(uuid8(key), new_id, self._recorded(number, given))

    def _recorded(self, number: int, given: dict[str, Any]) -> dt.datetime | None:
        said = given.get("recorded")
        if self._governance.store.identity().clock != "import":
            if said is not None:
                raise BadLine(number, "only a demonstration record takes its times from the file")
            return None
        try:
            given_time = None if said is None else dt.datetime.fromisoformat(said)
        except (TypeError, ValueError) as error:
            raise BadLine(number, f"recorded is not a time: {said}") from error
        if given_time is not None and given_time.tzinfo is None:
            raise BadLine(number, f"recorded has no offset: {said}")
        self._clock = given_time or (self._clock or dt.datetime.now(dt.UTC)) + dt.timedelta(seconds=1)
        return self._clock

    def _command(self, number: int, given: dict[str, Any]) -> Command:
        do = given.get("do")
        kind = COMMANDS.get(do) if isinstance(do, str) else None
        if kind is None:
            raise BadLine(number, f"there is no act {do!r}")
        body = {name: value for name, value in given.items() if name not in BESIDE}
        body.setdefault("mode", "written_up")
        body.setdefault("channel", "in_room")
        try:
            return resolve(kind, body, self._names(body))
        except UnknownName as unknown:
            raise BadLine(number, f"no {unknown.kind} is called {unknown.name!r} ({unknown.pointer})") from unknown
        except msgspec.ValidationError as error:
            raise BadLine(number, str(error)) from error

    def _names(self, body: dict[str, Any]) -> RecordNames:
        plain = RecordNames(self._governance, aliases=self.aliases)
        group, meeting = self._id(plain, "group", body), self._id(plain, "meeting", body)
        at = _at(body)
        if meeting is not None:
            place = self._governance.find(meeting)
            group = place.group if place else group
            at = at or self._starts(MeetingId(meeting))
        return RecordNames(
            self._governance,
            group=GroupId(group) if group else None,
            meeting=MeetingId(meeting) if meeting else None,
            at=at,
            aliases=self.aliases,
        )

    def _id(self, names: RecordNames, kind: str, body: dict[str, Any]) -> UUID | None:
        said = body.get(kind)
        if not isinstance(said, str):
            return None
        found = names.find(kind, said)
        if found is not None:
            return found
        try:
            return UUID(said)
        except ValueError:
            return None

    def _starts(self, meeting: MeetingId) -> Moment | None:
        try:
            return self._governance.meeting(meeting).starts
        except NotFound:
            return None


def _at(body: dict[str, Any]) -> Moment | None:
    when = body.get("when")
    date = when.get("date") if isinstance(when, dict) else None
    try:
        return Moment(f"{dt.date.fromisoformat(date).isoformat()}T00:00+00:00", "day") if date else None
    except (TypeError, ValueError):
        return None


def _object(number: int, text: str) -> dict[str, Any]:
    try:
        given = json.loads(text, object_pairs_hook=lambda pairs: _once(number, pairs))
    except json.JSONDecodeError as error:
        raise BadLine(number, f"not JSON at column {error.colno}") from error
    except RecursionError as error:
        raise BadLine(number, "nested too deeply") from error
    if not isinstance(given, dict):
        raise BadLine(number, "not a JSON object")
    return given


def _once(number: int, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise BadLine(number, "a field stands twice")
    return dict(pairs)


def _subject(name: str) -> UUID:
    return uuid8(hashlib.sha256(b"minutebook-import/v1\n" + name.encode()).digest())
