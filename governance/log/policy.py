"""Who has to have signed a checkpoint: logs, witnesses, groups of them, a quorum (C2SP tlog-policy)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from governance.log.checkpoint import decimal, parse_checkpoint
from governance.log.cosignature import verifier_of
from governance.log.note import BadKey, BadNote, Verifier, VerifierKey, open_note, parse_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from governance.log.checkpoint import Checkpoint
    from governance.log.note import Note, Opened

LONGEST_POLICY = 100_000
NOBODY = "none"
_NEEDED = {"any": 1}
_SPACES = re.compile("[ \t]+")


class BadPolicy(ValueError):
    """A line of a policy says nothing that can be done."""


class UnmetPolicy(BadNote):
    """A checkpoint that the policy does not accept."""


class Party(NamedTuple):
    """A log or a witness: its key, and where it answers if that is said."""

    key: VerifierKey
    url: str | None


class Group(NamedTuple):
    """How many of these members, by name, are enough."""

    enough: int
    members: tuple[str, ...]


class Policy(NamedTuple):
    """Logs by key, witnesses and groups by name, and the name whose signature is enough (`none`: no witness needed)."""

    logs: tuple[Party, ...]
    witnesses: Mapping[str, Party]
    groups: Mapping[str, Group]
    quorum: str

    def met_by(self, names: Iterable[str]) -> bool:
        """Whether these witnesses' signatures are enough."""
        return self.quorum == NOBODY or self._stands(self.quorum, frozenset(names))

    def _stands(self, name: str, signed: frozenset[str]) -> bool:
        group = self.groups.get(name)
        if group is None:
            return name in signed
        return sum(self._stands(member, signed) for member in group.members) >= group.enough


def parse_policy(text: str) -> Policy:
    """A policy from its lines. Raises `BadPolicy` naming the line.

    A key stands for one party only, a log's own name or key never counts as a witness, and a log has to be named.
    """
    if len(text) > LONGEST_POLICY or any((char < " " and char not in "\t\n") or char == "\x7f" for char in text):
        msg = "a policy is a short text of lines"
        raise BadPolicy(msg)
    read = _Reading()
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip(" \t")
        if stripped and not stripped.startswith("#"):
            _read_line(read, _SPACES.split(stripped), number)
    if read.quorum is None:
        msg = "a policy says its quorum"
        raise BadPolicy(msg)
    if not read.logs:
        msg = "a policy names a log"
        raise BadPolicy(msg)
    return Policy(tuple(read.logs), read.witnesses, read.groups, read.quorum)


def accept_checkpoint(
    note: Note,
    policy: Policy,
    verifier: Callable[[VerifierKey], Verifier] = verifier_of,
    *,
    origin: str | None = None,
) -> tuple[Checkpoint, Opened]:
    """The checkpoint, when a log of this policy signed it and enough witnesses did.

    A log signs under its own name, or that name with an era (`name/2`), unless `origin` says which line it writes.
    Raises `UnmetPolicy` when they did not sign, `BadNote` when a signature does not hold or this is no checkpoint.
    """
    parties = (*policy.logs, *policy.witnesses.values())
    opened = open_note(note, [verifier(party.key) for party in parties])
    checkpoint = parse_checkpoint(opened.text)
    signed = {key for key, _ in opened.verified}
    if not any(party.key in signed and _is_of(checkpoint, party, origin) for party in policy.logs):
        msg = "no log of this policy signed this checkpoint"
        raise UnmetPolicy(msg)
    if not policy.met_by(name for name, party in policy.witnesses.items() if party.key in signed):
        msg = "too few witnesses of this policy signed this checkpoint"
        raise UnmetPolicy(msg)
    return checkpoint, opened


def _is_of(checkpoint: Checkpoint, log: Party, origin: str | None) -> bool:
    if origin is not None:
        return checkpoint.origin == origin
    name, era = log.key.name, checkpoint.origin.removeprefix(f"{log.key.name}/")
    return checkpoint.origin == name or (checkpoint.origin == f"{name}/{era}" and bool(decimal(era)))


class _Reading:
    """What the lines so far have said."""

    def __init__(self) -> None:
        self.logs: list[Party] = []
        self.witnesses: dict[str, Party] = {}
        self.groups: dict[str, Group] = {}
        self.quorum: str | None = None
        self.members: set[str] = set()

    def has(self, key: VerifierKey, others: Iterable[Party]) -> bool:
        """Whether somebody has this key, or one of `others` this name."""
        parties = (*self.logs, *self.witnesses.values())
        return any(key.public == party.key.public for party in parties) or any(
            key.name == party.key.name for party in others
        )

    def knows(self, name: str) -> bool:
        return name in self.witnesses or name in self.groups


def _read_line(read: _Reading, words: list[str], number: int) -> None:
    match words:
        case ["log", key, *url] if len(url) <= 1:
            # A log that changed its key has two of one name.
            read.logs.append(_party(read, key, url, number, read.witnesses.values()))
        case ["witness", name, key, *url] if len(url) <= 1:
            _new(read, name, number)
            others = (*read.logs, *read.witnesses.values())
            read.witnesses[name] = _party(read, key, url, number, others)
        case ["group", name, enough, *members] if members:
            _new(read, name, number)
            read.groups[name] = _group(read, enough, members, number)
        case ["quorum", name] if read.quorum is None:
            if name != NOBODY and not read.knows(name):
                raise _bad(number, f"nobody is called {name} yet")
            read.quorum = name
        case _:
            raise _bad(number, "this is no line of a policy")


def _party(read: _Reading, text: str, url: list[str], number: int, others: Iterable[Party]) -> Party:
    try:
        key = parse_key(text)
    except BadKey as error:
        raise _bad(number, str(error)) from error
    if read.has(key, others):
        raise _bad(number, "this key, or its name, stands here already")
    return Party(key, url[0] if url else None)


def _new(read: _Reading, name: str, number: int) -> None:
    if name == NOBODY or read.knows(name):
        raise _bad(number, f"{name} is a name already")


def _group(read: _Reading, enough: str, members: list[str], number: int) -> Group:
    for member in members:
        if not read.knows(member):
            raise _bad(number, f"nobody is called {member} yet")
        if member in read.members:
            raise _bad(number, f"{member} is in a group already")
        read.members.add(member)
    needed = _NEEDED.get(enough) or (len(members) if enough == "all" else _threshold(enough))
    if not 1 <= needed <= len(members):
        raise _bad(number, f"{enough} of {len(members)} is not possible")
    return Group(needed, tuple(members))


def _threshold(enough: str) -> int:
    return int(enough) if enough.isascii() and enough.isdigit() and len(enough) <= 3 else 0  # noqa: PLR2004


def _bad(number: int, why: str) -> BadPolicy:
    return BadPolicy(f"line {number}: {why}")
