"""The canonical minutes document: numbered lines with their words, events and commitments, and its digest."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
import rfc8785

from governance.kernel import Rejected, Sealed, SeatId
from governance.rules import ballot
from governance.rules.amendments import Edit, apply, say
from projections.minutes import elections
from projections.minutes.changed import MARKS
from projections.minutes.draft import (
    Candidate,
    Clauses,
    Cost,
    Filling,
    Line,
    Office,
    Roles,
    Said,
    Script,
    Votes,
    Word,
)
from projections.minutes.form import a_date, amount, joined, listed, opening, says, stopped
from projections.minutes.names import Names
from projections.minutes.order import as_dealt_with
from projections.minutes.phrases import BOOKS, EDITION
from projections.minutes.shut import open_decided, open_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from projections.minutes.draft import Draft, Section
    from projections.minutes.phrases import Book

DOCUMENT_VERSION = 1
# Who answered what, asked for what, or voted through whom (R-PR1).
NOT_PUBLIC = frozenset(
    (
        "names",
        "choice_names",
        "choice_names_none",
        "names_asked",
        "names_fewer",
        "own_vote",
        "own_reason",
        "own_contradicted",
        "proxy",
        "proxy_not_in_writing",
        "sent_ahead",
        "no_notice",
    )
)
OBJECTIONS = frozenset(("objected", "objected_harms"))
NEWEST = BOOKS[EDITION]


class Sentence(msgspec.Struct, frozen=True):
    """A numbered line: its words, the phrase and what filled it, the events it says, the commitments it shows."""

    number: str
    text: str
    phrase: str
    tokens: dict[str, str]
    events: tuple[UUID, ...]
    commitments: tuple[str, ...]


class Part(msgspec.Struct, frozen=True):
    """A numbered part: who was there, the quorum, an item of business, or the end."""

    number: int
    heading: str
    lines: tuple[Sentence, ...]


class Document(msgspec.Struct, frozen=True):
    """Minutes as people read them; `salt` keeps a digest from confirming a guess."""

    salt: str | None
    document_version: int
    phrase_book: int
    tier: int
    meeting: UUID
    group: UUID
    title: str
    group_name: str
    date: str
    starts: str | None
    place: str | None
    draft: bool
    demonstration: bool
    through_position: int
    decided: tuple[Sentence, ...]
    parts: tuple[Part, ...]

    @property
    def lines(self) -> tuple[Sentence, ...]:
        """Every numbered line in order."""
        return tuple(line for part in self.parts for line in part.lines)


def canonical(document: Document) -> bytes:
    """The document as RFC 8785 JSON."""
    return rfc8785.dumps(json.loads(msgspec.json.encode(document)))


def digest(document: Document) -> str:
    """SHA-256 of the canonical document, hexadecimal."""
    return hashlib.sha256(canonical(document)).hexdigest()


def sealed_in(draft: Draft) -> Iterator[Sealed]:
    """Every sealed word the draft needs, so that they can be read in one batch."""
    yield from (s for s in (draft.title, draft.place) if s is not None)
    yield from (visitor.label for visitor in draft.visitors)
    for section in draft.sections.values():
        if section.title is not None:
            yield section.title
        for line in section.lines:
            yield from _sealed(line.fill)
    for line in draft.closing:
        yield from _sealed(line.fill)
    for decided in draft.decided:
        yield from _sealed(decided.fill)
    for change in (*draft.reworded, *(c.change for c in draft.corrections)):
        yield from (change.old, change.new)
    for part in draft.closed.values():
        yield from (w for w in (part.title, part.words) if w is not None)
    yield from (one.words for one in draft.reviews if one.words is not None)
    yield from (beneath.words for beneath in draft.beneath)
    if draft.approval is not None and draft.approval.disagrees_about is not None:
        yield draft.approval.disagrees_about


def write(
    draft: Draft,
    labels: Mapping[UUID, str],
    words: Mapping[UUID, str],
    *,
    group_name: str,
    tier: int = 1,
    demonstration: bool = False,
    approved: bool = False,
    book: Book = NEWEST,
) -> Document:
    """The document of a draft, as it came from the acts of the meeting; see `changed` for words changed since.

    `labels` name seats and offices, `words` are those of `sealed_in`. `approved` minutes are no draft any more.
    """
    written = _Writer(draft, labels, words, tier, book, demonstration=demonstration).document(group_name)
    return msgspec.structs.replace(written, draft=not approved)


def _sealed(fill: Mapping[str, Filling]) -> Iterator[Sealed]:
    for value in fill.values():
        if isinstance(value, Word):
            yield value.sealed
        elif isinstance(value, Script):
            yield value.script
            yield value.words
            if value.through is not None:
                yield value.through


def _in_public(line: Line) -> Line:
    """The line without who answered what: an open vote is public by its totals only (R-PR1)."""
    if any(isinstance(value, Votes) for value in line.fill.values()):
        return elections.in_public(line)
    roles = line.fill.get("roles")
    if line.phrase.startswith("called_by_members"):
        return Line("called_by_members_public", {}, line.events)
    if line.phrase == "short_notice_not_agreed":
        return Line("short_notice_not_agreed_public", {}, line.events)
    if line.phrase in OBJECTIONS:
        return Line(f"{line.phrase}_public", {k: v for k, v in line.fill.items() if k != "role"}, line.events)
    if line.phrase.startswith("choices_ballot") and "tells" in line.fill:
        return Line("choices_ballot_not_shown", {}, line.events)
    if line.phrase.startswith("ballot") and "f" in line.fill:
        return _ballot_in_public(line)
    if not line.phrase.endswith("_objected") or not isinstance(roles, Roles):
        return line
    return Line(f"{line.phrase}_count", {**line.fill, "roles": Said(str(len(roles.seats)))}, line.events)


def _ballot_in_public(line: Line) -> Line:
    """A secret ballot without its numbers where even the total tells how members voted (R-PR2)."""
    f, a, b, s = (int(said.text) if isinstance(said := line.fill[name], Said) else 0 for name in ("f", "a", "b", "s"))
    if not ballot.tells_in_total((f, a, b), s):
        return line
    return Line("ballot_not_shown", {"answer": line.fill["answer"]}, line.events)


def _with_articles(names: list[str], unnamed: str) -> str:
    """Names after a template's `the`, each further one with its own; whoever is not named is one of several."""
    return joined([names[0], *(name if name == unnamed else f"the {name}" for name in names[1:])])


def _phrased(phrases: Mapping[str, str], phrase: str, tokens: dict[str, str]) -> str:
    """The phrase filled in; whoever is not named has no `the`, and opens a further sentence with a capital too."""
    template, unnamed = phrases[phrase], phrases["public_member"]
    for name in ("role", "roles"):
        if tokens.get(name, "").startswith(unnamed):
            template = re.sub(rf"\b[Tt]he {{{name}}}", f"{{{name}}}", template)
    if tokens.get("role") == unnamed:
        template = template.replace(". {role}", ". " + _capital(unnamed))
    return template.format_map(tokens)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


class _Writer:
    def __init__(
        self,
        draft: Draft,
        labels: Mapping[UUID, str],
        words: Mapping[UUID, str],
        tier: int,
        book: Book,
        *,
        demonstration: bool,
    ) -> None:
        self._demonstration = demonstration
        self._book = book
        self._phrases = book.phrases
        self._draft = draft
        self._words = words
        self._tier = tier
        self._names = Names(draft.roll, labels, tier=tier, unnamed=book.phrases["public_member"])
        self._deputies: list[SeatId] = []

    def document(self, group_name: str) -> Document:
        draft = self._draft
        assert draft.meeting is not None, "a meeting is called before it has minutes"
        assert draft.group is not None, "a meeting belongs to a group"
        starts = draft.opened or draft.starts
        assert starts is not None, "a meeting is called for a day"
        decided = (Line(d.phrase, d.fill, list(d.events), list(d.more)) for d in open_decided(draft))
        return Document(
            salt=draft.salt,
            document_version=DOCUMENT_VERSION,
            phrase_book=self._book.edition,
            tier=self._tier,
            meeting=draft.meeting,
            group=draft.group,
            title=self._words[draft.title.ref] if draft.title else group_name,
            group_name=group_name,
            date=a_date(starts.date),
            starts=starts.clock,
            place=self._words[draft.place.ref] if draft.place else None,
            draft=True,
            demonstration=self._demonstration,
            through_position=draft.position,
            decided=tuple(self._sentence(line, "") for line in decided),
            parts=tuple(self._parts()),
        )

    def _parts(self) -> Iterator[Part]:
        draft = self._draft
        if draft.stage == "cancelled":
            yield self._part(1, "What happened", draft.closing)
            return
        if draft.roll:
            yield self._part(1, "Who was there", [*self._who(), *draft.notes])
        if draft.quorum:
            yield self._part(2, "Quorum", draft.quorum)
        sections = as_dealt_with(draft)
        yield from (
            self._section(section) for section in sections if section.lines or str(section.item) in draft.closed
        )
        if draft.closing:
            last = max((section.number for section in sections), default=2)
            yield self._part(last + 1, "The end", draft.closing)

    def _section(self, section: Section) -> Part:
        part = self._draft.closed.get(str(section.item))
        title = section.title if part is None else part.title
        heading = self._words[title.ref] if title else ""
        return self._part(section.number, heading, open_lines(self._draft, section))

    def _part(self, number: int, heading: str, lines: list[Line]) -> Part:
        shown = lines if self._tier else [_in_public(line) for line in lines if line.phrase not in NOT_PUBLIC]
        sentences = tuple(self._sentence(line, f"{number}.{n}") for n, line in enumerate(shown, 1))
        return Part(number, heading, sentences)

    def _who(self) -> Iterator[Line]:
        draft, names = self._draft, self._names
        if draft.present is None:
            yield self._headcount()
        else:
            voting = names.in_order(seat for seat in draft.present if names.votes(seat))
            present = self._marked(voting, draft.deputised)
            yield Line("present", {"roles": Said(listed(present))}, draft.attendance_events)
        beside = names.in_order(seat for seat in draft.present or () if not names.votes(seat))
        visitors = [self._visitor(visitor.label, visitor.member) for visitor in draft.visitors]
        events = [*draft.attendance_events, *(visitor.event for visitor in draft.visitors)]
        if draft.minute_taker_event is not None:
            events.append(draft.minute_taker_event)
        roles = [*self._marked(beside), *visitors]
        yield Line("in_attendance", {"roles": Said(listed(roles))}, events)
        apologies = [names.of(seat) for seat in names.in_order(draft.apologies)]
        yield Line("apologies", {"roles": Said(listed(apologies))}, [*draft.attendance_events, *draft.apology_events])
        taker = draft.minute_taker
        if taker is not None and taker not in (draft.present or ()) and draft.minute_taker_event is not None:
            yield Line("takes_minutes", {"role": Roles((taker,))}, [draft.minute_taker_event])

    def _headcount(self) -> Line:
        if self._draft.headcount is None:
            return Line("roll_unknown", {}, [])
        count, about, event = self._draft.headcount
        return Line("about_headcount" if about else "headcount", {"n": Said(str(count))}, [event])

    def _marked(self, seats: Sequence[SeatId], deputies: Sequence[SeatId] = ()) -> list[str]:
        taker = self._draft.minute_taker
        mark = self._phrases["took_minutes"]
        named = {seat: self._names.acting(seat, deputies) for seat in seats}
        return [mark.format(role=named[seat]) if seat == taker else named[seat] for seat in seats]

    def _visitor(self, label: Sealed, member: SeatId | None) -> str:
        name = self._words[label.ref]
        if member is None:
            return name
        return self._phrases["supporter"].format(role=name, member=self._names.of(member))

    def _sentence(self, line: Line, number: str) -> Sentence:
        # What a member takes on is theirs, whoever said so for them.
        then = self._draft.deputies if line.deputies is None else line.deputies
        self._deputies = [] if line.phrase.startswith("action") else then
        tokens = {name: self._filled(value) for name, value in line.fill.items()}
        text = _phrased(self._phrases, opening(line.phrase, tokens), tokens)
        for phrase, fill in line.more:
            if any(isinstance(value, Cost) and not self._told(value) for value in fill.values()):
                continue
            more = {name: self._filled(value) for name, value in fill.items()}
            text += " " + self._phrases[phrase].format_map(more)
            tokens.update(more)
        commitments = tuple(sealed.c for sealed in _sealed(line.fill))
        if line.phrase.startswith("action"):
            tokens["owner"] = self._owners(line)
            text = self._phrases[line.phrase].format_map(tokens)
        if text.startswith(self._phrases["public_member"]):
            text = _capital(text)
        return Sentence(number, text, line.phrase, tokens, tuple(line.events), commitments)

    def _told(self, cost: Cost) -> bool:
        """Whether a cost is said: to members, beside words they can read that do not say it."""
        words = self._words[cost.beside.ref]
        return self._tier > 0 and words not in MARKS and not says(words, cost.money)

    def _owners(self, line: Line) -> str:
        owner = line.fill["owner"]
        assert isinstance(owner, Roles), "an action has an owner"
        return joined([self._names.of(seat) for seat in owner.seats])

    def _filled(self, value: Filling) -> str:
        match value:
            case Said(text=text):
                return text
            case Word(sealed=sealed, stop=stop):
                words = self._words[sealed.ref]
                return stopped(words) if stop else words
            case Roles(seats=seats, the=the):
                named = [self._names.acting(seat, self._deputies) for seat in self._names.in_order(seats)]
                return _with_articles(named, self._phrases["public_member"]) if the else listed(named)
            case Script():
                return self._changes(value)
            case Clauses(clauses=clauses):
                return "; ".join(self._book.reasons.get(clause, clause) for clause in clauses)
            case Office(office=office, low=low):
                return self._names.office(office, low=low)
            case Candidate(seat=seat):
                return self._names.candidate(seat)
            case Votes():
                return elections.tally(value, self._names)
            case Cost(money=money):
                return amount(money)

    def _changes(self, value: Script) -> str:
        words = self._words[value.words.ref]
        try:
            script = msgspec.json.decode(self._words[value.script.ref], type=list[Edit])
            if value.through is not None:
                words = apply(words, msgspec.json.decode(self._words[value.through.ref], type=list[Edit]))
        except (msgspec.DecodeError, Rejected):  # words were removed, or are withheld
            return self._words[value.script.ref] if value.through is None else ""
        said = say(words, script)
        return " ".join(
            self._phrases[f"edit_{edit.kind}"].format(old=edit.old, new=edit.new, anchor=edit.anchor) for edit in said
        )
