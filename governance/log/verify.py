"""Verifying a bundle by itself: every entry in its place, signed, as it was sealed, under a head others have seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from governance.log.bundle import BadBundle, Field, Frontier, Heading, Skipped, in_order
from governance.log.checkpoint import Checkpoint, parse_checkpoint
from governance.log.endorsing import Endorsements
from governance.log.heeded import BODY_ERASED, CONTINUED, DISOWNED, ENDORSED, HEEDED, erased_by
from governance.log.lines import Unfit, told_lines
from governance.log.log_keys import LogKeys
from governance.log.note import BadNote, from_base64, parse_note
from governance.log.openness import Openness
from governance.log.policy import NOBODY, BadPolicy, accept_checkpoint, parse_policy
from governance.log.times import Times, witnessed
from governance.log.walk import Finding, Looked, Walk, sealed_in
from governance.log.words import checkpoint_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.log.policy import Policy


class Asked(NamedTuple):
    """What to hold a bundle against: whom one trusts oneself, words once read aloud, heads kept from before.

    `words` are eight words with the size they were read out with; `heads` are checkpoints kept from before, as the
    bytes of their notes. `processes` is how many may work at once.
    """

    policy: Policy | None = None
    words: tuple[str, ...] = ()
    words_size: int = 0
    heads: tuple[bytes, ...] = ()
    signatures: bool = True
    processes: int = 1


class Report(NamedTuple):
    """What was looked at, in sentences, and what is not as it should be."""

    said: list[str]
    findings: list[Finding]


class Restore(NamedTuple):
    """What the record says of a restore: the log before, the head it had come to, and how many entries were kept."""

    origin: str
    size: int
    root: bytes | None
    kept: int
    note: str
    at: int


class Counts:
    """How much of a bundle is what."""

    def __init__(self) -> None:
        self.entries = self.opened = self.skipped = self.bodies = 0
        self.fields: dict[str, int] = {"opened": 0, "withheld": 0, "erased": 0}


class Verification:
    """Goes through a bundle once, in little memory."""

    def __init__(self, asked: Asked) -> None:
        self.counts = Counts()
        self.findings: list[Finding] = []
        self.said: list[str] = []
        self._asked = asked
        self._frontier = Frontier()
        self._walk: Walk | None = None
        self._expected: dict[str, str] = {}
        self._erased: dict[str, tuple[int, str]] = {}
        self._bad: dict[int, bytes] = {}
        self._restores: list[Restore] = []
        self._roots: dict[int, bytes] = {}
        self._wanted = {asked.words_size} | {_size(head) for head in asked.heads}
        self._times = Times(self._wanted)
        self._log_keys = LogKeys()
        self._endorsements = Endorsements()
        self._openness = Openness()

    def run(self, lines: Iterable[bytes]) -> Report:
        """The report on these lines. Raises `BadBundle` for a file that is none."""
        heading: Heading | None = None
        told = told_lines(lines, signatures=self._asked.signatures, processes=self._asked.processes)
        for line in in_order(told):
            match line:
                case Looked():
                    self._settle()
                    self._entry(line)
                case Unfit(why):
                    self._settle()
                    self._find(self._frontier.size + 1, why)
                case Heading():
                    heading = line
                    self._openness.tier = line.tier
                case Skipped():
                    self._settle()
                    self._skip(line)
                case Field():
                    self._field(line)
        self._settle()
        if heading is None:
            msg = "line 1: a bundle begins with a heading"
            raise BadBundle(msg)
        self._end(heading)
        return Report(self.said, self.findings)

    def _entry(self, looked: Looked) -> None:
        position = self._frontier.size + 1
        self.counts.opened += looked.topic is not None
        walk = self._walk = self._walk or Walk({looked.key}, signatures=self._asked.signatures)
        said = walk.follow(looked)
        self.counts.entries += 1
        self._frontier.push(0, looked.leaf)
        self._times.step(position, looked)
        self._endorsements.step(looked.leaf)
        self._openness.step(position, looked)
        self._remember()
        if said:
            self.findings += said
            self._bad[position] = looked.leaf
        elif looked.topic is not None and walk.payload:
            self._heed(position, looked.record, looked.topic, walk.payload)

    def _heed(self, position: int, record: str, topic: str, payload: Any) -> None:
        """What an entry that is in order says of the log, and of words sealed beside it."""
        self._expected = dict(sealed_in(payload))
        if topic in HEEDED:
            self._said_of_the_log(position, record, topic, payload)

    def _said_of_the_log(self, position: int, record: str, topic: str, payload: dict[str, Any]) -> None:
        self._set_aside(topic, payload)
        self._continued(position, topic, payload)
        self._endorsed(position, record, topic, payload)
        self._openness.follow(topic, payload)
        self.said += self._log_keys.follow(position, topic, payload)
        self._borne_out(erased_by(topic, payload))
        self.counts.bodies += topic == BODY_ERASED

    def _endorsed(self, position: int, record: str, topic: str, payload: dict[str, Any]) -> None:
        """What people signed themselves, with the keys known for theirs by then."""
        self._endorsements.follow(topic, payload)
        if topic != ENDORSED:
            return
        holds, words = self._endorsements.endorsed(record, payload)
        if holds:
            self.said.append(words)
        else:
            self._find(position, words)

    def _set_aside(self, topic: str, payload: dict[str, Any]) -> None:
        """What was found of an entry is answered when a later one, itself in order, sets that entry aside."""
        if topic != DISOWNED:
            return
        position, leaf = payload["position"], from_base64(payload["leaf"])
        if leaf is not None and self._bad.get(position) == leaf:
            self.findings = [one for one in self.findings if one.position != position]
            self.said.append(
                f"Entry {position} is not in order, and was set aside by a later one ({payload['reason']})."
            )

    def _continued(self, position: int, topic: str, payload: dict[str, Any]) -> None:
        """What the first entry of an era says of the log before it, held against what stands before it here."""
        if topic != CONTINUED:
            return
        restore = Restore(
            payload["old_origin"],
            payload["size"],
            from_base64(payload["root"]),
            payload["kept_through"],
            payload["checkpoint"],
            position,
        )
        if restore.kept >= position:
            self._find(position, f"it says that {restore.kept} entries were kept, and {position - 1} stand before it")
            return
        self._restores.append(restore)
        self.said.append(
            f"After entry {restore.kept} a backup was put back. Entries {restore.kept + 1} to {restore.size} of that"
            f" time are lost, and entry {position} says so."
        )
        if restore.kept < position - 1:
            self.said.append(
                f"Entries {restore.kept + 1} to {position - 1} of this file were recorded after that, before it was"
                " noticed."
            )

    def _skip(self, line: Skipped) -> None:
        for level, reached in line.subtrees:
            self._frontier.push(level, reached)
            self._remember()
        self.counts.skipped += line.number
        self._endorsements.skip(line.number)
        if self._walk is not None:
            self._walk.skip(line.number)

    def _field(self, field: Field) -> None:
        committed = self._expected.pop(field.ref, None)
        position = self._frontier.size
        self._openness.field(field)
        if committed is None:
            self._find(position, "a sealed field is told that the entry does not have")
        elif field.state == "erased":
            self._erased[field.ref] = position, committed
        elif field.state == "opened" and field.commitment() != committed:
            self._find(position, "words were changed: they are not what was recorded")
        else:
            self.counts.fields[field.state] += 1

    def _borne_out(self, gone: dict[str, str | None]) -> None:
        """Words that were said to be erased, and are: an entry after theirs, itself in order, is the evidence."""
        for ref, committed in gone.items():
            if ref in self._erased and committed in {None, self._erased[ref][1]}:
                del self._erased[ref]
                self.counts.fields["erased"] += 1

    def _settle(self) -> None:
        """What an entry refers to and nobody told of is missing."""
        self.findings += self._openness.settle(self._frontier.size)
        if not self._expected:
            return
        for _ in self._expected:
            self._find(self._frontier.size, "words are missing that were neither withheld nor erased")
        self._expected = {}

    def _remember(self) -> None:
        if self._frontier.size in self._wanted:
            self._roots[self._frontier.size] = self._frontier.root()

    def _find(self, position: int, words: str) -> None:
        self.findings.append(Finding(position, words))

    def _end(self, heading: Heading) -> None:
        for position, _ in self._erased.values():
            self._find(position, "words are said to be erased, and no erasure is on record")
        self.findings += self._openness.finish()
        if self._walk is not None and not self.counts.skipped:
            self.findings += self._walk.finish()
        self._head(heading)
        self._words(heading)
        for restore in self._restores:
            self._owned_up(heading, restore)
        for head in self._asked.heads:
            self._compare(heading, head)
        counts, fields = self.counts, self.counts.fields
        self.said.append(
            f"{counts.entries} entries are in this file, {counts.opened} of them open;"
            f" {counts.skipped} are left out and stand in it as hashes."
        )
        self.said.append(
            f"Sealed words: {fields['opened']} opened, and each is what was recorded;"
            f" {fields['withheld']} withheld from this reader; {fields['erased']} erased, as an entry says."
        )
        if counts.bodies:
            self.said.append(f"What {counts.bodies} entries said was erased, as other entries say; they still stand.")
        if self._openness.changes:
            self.said.append(f"Who may open an entry was changed {self._openness.changes} times, as other entries say.")
        if not self._asked.signatures:
            self.said.append("Signatures of entries were NOT checked: you asked for that.")

    def _head(self, heading: Heading) -> None:
        try:
            policy = self._asked.policy or parse_policy(heading.policy)
            checkpoint, opened = accept_checkpoint(parse_note(heading.checkpoint.encode()), policy)
        except (BadNote, BadPolicy) as error:
            self._find(0, f"the head of the log does not stand: {error}")
            return
        if (self._frontier.size, self._frontier.root()) != (checkpoint.size, checkpoint.root):
            self._find(0, f"the entries are not those of the log's head of {checkpoint.size}: the root differs")
            return
        self.findings += self._log_keys.against(checkpoint.size, opened)
        names = list(dict.fromkeys(key.name for key, _ in opened.verified))
        self.said.append(f"The log {checkpoint.origin} of {checkpoint.size} entries is signed by {', '.join(names)}.")
        self.findings += self._times.against(checkpoint.size, witnessed(opened))
        if not witnessed(opened):
            self.said.append("No witness has signed this head: only the log itself vouches for it.")
        if self._asked.policy is None:
            self.said.append("Whom to trust was taken from the file itself: give --policy to say it yourself.")

    def _words(self, heading: Heading) -> None:
        if not self._asked.words:
            return
        root = self._roots.get(self._asked.words_size)
        if root is None:
            self._find(0, f"this file cannot tell the head of {self._asked.words_size} entries")
            return
        try:
            origin = parse_checkpoint(parse_note(heading.checkpoint.encode()).text).origin
        except BadNote:
            return  # It was found already that the head does not stand.
        if checkpoint_words(Checkpoint(origin, self._asked.words_size, root).text()) == self._asked.words:
            self.said.append(f"The eight words are those of this log at {self._asked.words_size} entries.")
        else:
            self._find(0, f"the eight words are not those of this log at {self._asked.words_size} entries")

    def _compare(self, heading: Heading, head: bytes) -> None:
        try:
            policy = (self._asked.policy or parse_policy(heading.policy))._replace(quorum=NOBODY)
            kept, opened = accept_checkpoint(parse_note(head), policy)
        except (BadNote, BadPolicy) as error:
            self._find(0, f"the head that you kept does not stand: {error}")
            return
        restore = next((one for one in self._restores if one.origin == kept.origin and kept.size > one.kept), None)
        if restore is not None:
            self._before_a_restore(restore, kept, head)
            return
        root = self._roots.get(kept.size)
        if root is None:
            self._find(0, f"this file cannot tell the head of {kept.size} entries that you kept")
        elif root == kept.root:
            self.said.append(f"The head of {kept.size} entries that you kept is one this log went through.")
            self.findings += self._times.against(kept.size, witnessed(opened))
            self.findings += self._log_keys.against(kept.size, opened)
        else:
            self._find(
                0,
                f"the log was rewritten: at {kept.size} entries it is not the one you kept. Keep both heads, they prove"
                f" it:\n{head.decode()}\n{heading.checkpoint}",
            )

    def _owned_up(self, heading: Heading, restore: Restore) -> None:
        """The head that a restore names must be one that the log signed."""
        try:
            policy = (self._asked.policy or parse_policy(heading.policy))._replace(quorum=NOBODY)
            signed, _ = accept_checkpoint(parse_note(restore.note.encode()), policy)
        except (BadNote, BadPolicy) as error:
            self._find(restore.at, f"the head it goes on over does not stand: {error}")
            return
        if (signed.origin, signed.size, signed.root) != restore[:3]:
            self._find(restore.at, "the head it names is not the one that was signed")

    def _before_a_restore(self, restore: Restore, kept: Checkpoint, head: bytes) -> None:
        """A head over entries that were lost: honest only if the log owned up to as many, and to that very head."""
        if kept.size > restore.size:
            words = (
                f"the log says it had come to {restore.size} entries when a backup was put back, and you keep a head"
            )
            self._find(0, f"{words} of {kept.size}: more was taken away than it says. Keep yours:\n{head.decode()}")
        elif kept.size == restore.size and kept.root != restore.root:
            self._find(0, f"at {kept.size} entries the log names another head than the one you kept:\n{head.decode()}")
        else:
            self.said.append(
                f"The head of {kept.size} entries that you kept is from before a backup was put back: what came after"
                f" entry {restore.kept} is lost, and the log says so."
            )


def verify_bundle(lines: Iterable[bytes], asked: Asked = Asked()) -> Report:  # noqa: B008 - nothing in it changes
    """What a bundle proves, and what is wrong with it. Raises `BadBundle` for a file that is none."""
    return Verification(asked).run(lines)


def _size(head: bytes) -> int:
    return parse_checkpoint(parse_note(head).text).size
