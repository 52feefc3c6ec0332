"""Importing acts from a file: one JSON object a line, each decided and recorded like any other act, exactly once."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
from collections import Counter
from typing import TYPE_CHECKING, Any, TypeGuard
from uuid import UUID

import msgspec
import rfc8785

from api.commands import COMMANDS
from api.names import RecordNames
from api.wire import UnknownName, resolve
from governance.acts import Handled, Line, Principal, made, parts, uuid8
from governance.kernel import Command, GroupId, MeetingId, Moment, Rejected
from governance.outliving import OUTLIVING
from governance.reader import NotFound
from governance.store import ClockRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from governance.application import Governance

IMPORTER = Principal("importer")
BESIDE = ("do", "as", "recorded")
NAME_LENGTH = 120


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
    if not _is_name(name) or set(head) != {"import"}:
        raise BadLine(number, 'the first line must be {"import": "<name>"}')
    importing = Importing(governance, name)
    for number, text in numbered:
        yield importing.line(number, _object(number, text))


def close(governance: Governance, name: str) -> None:
    """Close an import for good: its key is destroyed, and its name refused from here on. Raises `NotFound`."""
    subject = _subject(name) if _is_name(name) else None
    if subject is None or not _known(governance, subject):
        raise NotFound("import")
    if not governance.import_closed(subject):
        governance.close_import(subject)


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
        """Decide and record one line; one recorded before is passed over, whatever its names mean by now.

        Raises `BadLine`.
        """
        alias = given.get("as")
        if alias is not None and not _is_name(alias):
            raise BadLine(number, "as must be a name")
        line, kind = self._identify(number, given), _kind(number, given)
        handled = self._before(kind, line) or self._record(number, given, kind, line)
        if alias is not None:
            if handled.made is None:
                raise BadLine(number, f"nothing was made that {alias!r} could name")
            self.aliases[alias] = handled.made
            # The parts of a divided question go by the alias and their number.
            self.aliases.update({f"{alias}-{n}": part for n, part in enumerate(parts(handled.events), 1)})
        return Done(number, kind.do, handled, dict(self.aliases))

    def _before(self, kind: type[Command], line: Line) -> Handled | None:
        receipt = self._governance.store.receipt(line.command)
        if receipt is None:
            return None
        count = receipt.last - receipt.first + 1
        events = tuple(self._governance.everything(receipt.first - 1, count)) if receipt.first else ()
        return Handled(msgspec.structs.replace(receipt, repeated=True), events, made(kind, events), "")

    def _record(self, number: int, given: dict[str, Any], kind: type[Command], line: Line) -> Handled:
        try:
            return self._governance.handle(self._command(number, given, kind), IMPORTER, line=line)
        except Rejected as refused:
            what = f"{given.get('do')} refused, {refused.clause}: {refused.reason}"
            raise BadLine(number, f"{what}. {refused.would_help}".strip(), refused.clause) from refused
        except NotFound as missing:
            raise BadLine(number, f"there is no such {missing.what}") from missing
        except ClockRefused as refused:
            raise BadLine(number, str(refused).splitlines()[0]) from refused

    def _identify(self, number: int, given: dict[str, Any]) -> Line:
        try:
            canonical = rfc8785.dumps(given)
        except (rfc8785.CanonicalizationError, ValueError) as error:
            raise BadLine(number, f"not plain JSON: {error}") from error
        self._seen[canonical] += 1
        said = f"{self._name}\n{self._seen[canonical]}\n".encode() + canonical
        key = hmac.digest(self._key, said, "sha256")
        given_out: Counter[str] = Counter()

        def new_id(kind: str) -> UUID:
            given_out[kind] += 1
            return uuid8(hmac.digest(self._key, key + f"\n{kind} {given_out[kind]}".encode(), "sha256"))

        return Line(uuid8(key), new_id, self._recorded(number, given))

    def _recorded(self, number: int, given: dict[str, Any]) -> dt.datetime | None:
        said = given.get("recorded")
        if self._governance.store.identity().clock != "import":
            if said is not None:
                raise BadLine(number, "only a demonstration record takes its times from the file")
            return None
        if said is None:
            self._clock = (self._clock or self._latest()) + dt.timedelta(seconds=1)
            return self._clock
        try:
            given_time = dt.datetime.fromisoformat(said)
        except (TypeError, ValueError) as error:
            raise BadLine(number, f"recorded is not a time: {said}") from error
        if given_time.tzinfo is None:
            raise BadLine(number, f"recorded has no offset: {said}")
        if not 1900 < given_time.year < 3000:  # noqa: PLR2004 - a time in the life of a group
            raise BadLine(number, f"recorded is out of range: {said}")
        self._clock = given_time
        return self._clock

    def _latest(self) -> dt.datetime:
        """Now, or the last time in the record where an import before this one ran ahead of the clock."""
        last = self._governance.store.read_all(self._governance.head() - 1, 1)
        return max([dt.datetime.now(dt.UTC), *(row.recorded_at for row in last)])

    def _command(self, number: int, given: dict[str, Any], kind: type[Command]) -> Command:
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
        at = _day(body.get("when"))
        if meeting is not None:
            place = self._governance.find(meeting)
            group = place.group if place else group
            at = at or self._reached(MeetingId(meeting))
        for field in OUTLIVING:
            thing = self._id(plain, field, body) if group is None else None
            place = None if thing is None else self._governance.find(thing)
            group = place.group if place else group
        return RecordNames(
            self._governance,
            group=GroupId(group) if group else None,
            meeting=MeetingId(meeting) if meeting else self._minuted(plain, body),
            at=at or self._today(body),
            aliases=self.aliases,
        )

    def _minuted(self, names: RecordNames, body: dict[str, Any]) -> MeetingId | None:
        """The meeting that minutes are of: an act about them names its items by number."""
        minutes = self._id(names, "minutes", body)
        if minutes is None or self._governance.find(minutes) is None:
            return None
        meeting: MeetingId | None = self._governance.outliving("minutes", minutes).meeting
        return meeting

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

    def _reached(self, meeting: MeetingId) -> Moment | None:
        try:
            state = self._governance.meeting(meeting)
        except NotFound:
            return None
        return state.starts if state.stage == "called" else state.last

    def _today(self, body: dict[str, Any]) -> Moment:
        today = (self._clock or dt.datetime.now(dt.UTC)).date()
        starts = _day(body.get("starts"))
        return starts if starts and starts.date <= today else _midnight(today)


def _kind(number: int, given: dict[str, Any]) -> type[Command]:
    do = given.get("do")
    kind = COMMANDS.get(do) if isinstance(do, str) else None
    if kind is None:
        raise BadLine(number, f"there is no act {do!r}")
    return kind


def _day(when: object) -> Moment | None:
    date = when.get("date") if isinstance(when, dict) else None
    try:
        return _midnight(dt.date.fromisoformat(date)) if date else None
    except (TypeError, ValueError):
        return None


def _midnight(day: dt.date) -> Moment:
    return Moment(f"{day.isoformat()}T00:00+00:00", "day")


def _object(number: int, text: str) -> dict[str, Any]:
    try:
        given = json.loads(text, object_pairs_hook=lambda pairs: _once(number, pairs))
    except json.JSONDecodeError as error:
        raise BadLine(number, f"not JSON at column {error.colno}") from error
    except RecursionError as error:
        raise BadLine(number, "nested too deeply") from error
    except ValueError as error:
        raise BadLine(number, "a number is too long") from error
    if not isinstance(given, dict):
        raise BadLine(number, "not a JSON object")
    return given


def _once(number: int, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise BadLine(number, "a field stands twice")
    return dict(pairs)


def _is_name(text: object) -> TypeGuard[str]:
    if not isinstance(text, str) or not 0 < len(text) <= NAME_LENGTH:
        return False
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _known(governance: Governance, subject: UUID) -> bool:
    return governance.import_closed(subject) or governance.store.key_of(subject, "import") is not None


def _subject(name: str) -> UUID:
    return uuid8(hashlib.sha256(b"minutebook-import/v1\n" + name.encode()).digest())
