"""Notes as a page sends and shows them: every field is text as typed, so that nothing typed is ever lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Text = Annotated[str, msgspec.Meta(max_length=8000)]
Short = Annotated[str, msgspec.Meta(max_length=400)]
Kind = Literal[
    "proposal", "note", "suggestion", "action", "left", "came", "chair", "interest", "put_off",
    "casting", "link", "shared", "dispute", "options", "closed", "election", "consent",
    "way_asked", "own_vote", "going_on", "divided", "together", "pulled", "order", "stood_down",
    "break", "stopped", "urgent", "approval", "correction", "reopened", "ratified", "chairs_action", "in_writing",
    "extension", "removal", "absent", "retaken", "next_chair", "sent_on", "left_over",
]  # fmt: skip
Found = Literal["", "resolved", "does_no_harm", "stands"]
How = Literal[
    "", "hands", "except", "names", "consensus", "agreed", "ballot", "open", "withdrawn", "accepted", "reworded"
]  # fmt: skip


class Vote(msgspec.Struct, frozen=True, kw_only=True):
    """How a question was answered; `against_names` and `no_side_names` are the exceptions from everyone.

    By names `for_names` says who was for it, and nobody is taken to have answered who is not named.
    `tellers` counted the papers of a secret ballot, of which so many were `spoilt`. `leave`: everybody was asked if it
    can be taken back, and `leave_names` were against that. `read`: the words were read out before it, or not.
    """

    how: How = ""
    for_: Short = ""
    against: Short = ""
    no_side: Short = ""
    for_names: Short = ""
    against_names: Short = ""
    no_side_names: Short = ""
    tellers: Short = ""
    spoilt: Short = ""
    said: Literal["", "agreed", "not_agreed"] = ""
    read: Literal["", "yes", "no"] = ""
    leave: Literal["", "asked"] = ""
    leave_names: Short = ""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A change of words somebody proposed, and the vote on it; `of` is the number of the change it changes.

    `kept` is the id of one that was left over with its proposal.
    """

    of: Short = ""
    kept: Short = ""
    mover: Short = ""
    seconder: Short = ""
    old: Text = ""
    new: Text = ""
    vote: Vote = Vote()


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """Who does what by when."""

    owner: Short = ""
    what: Text = ""
    due: Short = ""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One of several answers to a question, its votes, and those `again` in a second vote.

    `postpones`: it puts the matter off.
    """

    words: Text = ""
    votes: Short = ""
    again: Short = ""
    postpones: Literal["", "yes"] = ""


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody named for an office, `by` whom, whether they stood, and their papers, `again` in a second ballot."""

    who: Short = ""
    by: Short = ""
    stood: Literal["", "no"] = ""
    votes: Short = ""
    again: Short = ""


class Objection(msgspec.Struct, frozen=True, kw_only=True):
    """Who objected and why, what the others found, and what they found once everyone was asked again."""

    who: Short = ""
    why: Text = ""
    harms: Text = ""
    found: Found = ""
    then: Found = ""
    met: Text = ""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a proposal: the words it `begins` with, the vote on it, and whether it is what `costs`."""

    begins: Text = ""
    costs: Literal["", "yes"] = ""
    vote: Vote = Vote()


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened on an item; which fields count depends on its kind.

    Of a proposal `removes` is who would lose their seat, and `heard` whether they spoke before the vote, `elects` who
    would have the `office`, `joins` the empty seat, by its short name, that somebody would take.
    `adds` is for whom another seat would be, `retires` the seat, by its short name, that would be taken away.

    `so_now`: whether a casting vote changed how things were. `office` is one by its short name, `asked_by` who asked
    for a vote, `lot` on whom it fell. `public` says of a closed item what everybody may know of what was decided.

    `about` is what it is about, where that is not the proposal right above: the `item`, of a tie the number of the
    change, or what was done before, by its id. `until` is the day something was put off to, or when a break ended or
    the meeting went on, `day` the day it went on, from which something counts or names could be put forward, `told`
    when members were told.
    `ruled` is what the chair ruled and `why`, `again` a vote taken again; `line`, `old` and `new` what is wrong in
    minutes; `noticed` whether the notice said so, or a vote for another was asked for in writing, `signed` who asked in
    writing. `offered` are the words the page
    began with: unchanged they were only said where the entry is `kept`. Of what was left over, it is the proposal that
    is shown. `unsaid`: the notes do not say why.
    """

    kind: Kind = "proposal"
    time: Short = ""
    words: Text = ""
    mover: Short = ""
    seconder: Short = ""
    cost: Short = ""
    category: Short = ""
    removes: Short = ""
    heard: Literal["", "spoke", "in_writing", "declined"] = ""
    elects: Short = ""
    joins: Short = ""
    adds: Short = ""
    retires: Short = ""
    names: Short = ""
    reason: Short = ""
    how: Short = ""
    changes: Annotated[tuple[Change, ...], msgspec.Meta(max_length=20)] = ()
    vote: Vote = Vote()
    actions: Annotated[tuple[Task, ...], msgspec.Meta(max_length=20)] = ()
    so_now: Short = ""
    minutes: Short = ""
    ground: Short = ""
    public: Text = ""
    review: Short = ""
    office: Short = ""
    asked_by: Short = ""
    lot: Short = ""
    about: Short = ""
    until: Short = ""
    ruled: Text = ""
    why: Text = ""
    again: Vote = Vote()
    parts: Annotated[tuple[Part, ...], msgspec.Meta(max_length=20)] = ()
    answers: Annotated[tuple[Answer, ...], msgspec.Meta(max_length=20)] = ()
    candidates: Annotated[tuple[Candidate, ...], msgspec.Meta(max_length=20)] = ()
    objections: Annotated[tuple[Objection, ...], msgspec.Meta(max_length=20)] = ()
    day: Short = ""
    told: Short = ""
    line: Short = ""
    old: Text = ""
    new: Text = ""
    noticed: Literal["", "yes"] = ""
    signed: Short = ""
    offered: Text = ""
    kept: Literal["", "yes"] = ""
    unsaid: Literal["", "yes"] = ""


# What can be added to an entry, row by row, and the rows an entry of a kind begins with.
ROWS: dict[str, type[Change | Task | Answer | Candidate | Objection | Part]] = {
    "changes": Change,
    "actions": Task,
    "answers": Answer,
    "candidates": Candidate,
    "objections": Objection,
    "parts": Part,
}
BEGINS: dict[str, dict[str, Any]] = {
    "options": {"answers": (Answer(), Answer())},
    "election": {"candidates": (Candidate(), Candidate())},
    "consent": {"objections": (Objection(),)},
    "divided": {"parts": (Part(), Part())},
}


class ItemNotes(msgspec.Struct, frozen=True, kw_only=True):
    """An item: its number on the agenda, or none for business that came up, and what happened.

    `kind`: `arising` for news of what was agreed before, which is over once it was told.
    """

    number: Short = ""
    kind: Literal["", "arising"] = ""
    title: Annotated[str, msgspec.Meta(max_length=200)] = ""
    entries: Annotated[tuple[Entry, ...], msgspec.Meta(max_length=40)] = ()


class Notes(msgspec.Struct, frozen=True, kw_only=True):
    """A whole meeting's notes."""

    started: Short = ""
    ended: Short = ""
    present: Annotated[tuple[Short, ...], msgspec.Meta(max_length=500)] = ()
    apologies: Annotated[tuple[Short, ...], msgspec.Meta(max_length=500)] = ()
    deputies: Annotated[tuple[Short, ...], msgspec.Meta(max_length=500)] = ()
    headcount: Short = ""
    visitors: Text = ""
    remote: Short = ""
    waited: Short = ""
    presider: Short = ""
    minute_taker: Short = ""
    items: Annotated[tuple[ItemNotes, ...], msgspec.Meta(max_length=60)] = ()


def from_form(form: Mapping[str, Any]) -> Notes:
    """Notes from the fields of a form, such as `items.0.entries.1.vote.how`. Raises `msgspec.ValidationError`."""
    return msgspec.convert(rows_of(form), Notes)


def rows_of(form: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a form as rows within rows, not yet looked at."""
    tree: dict[str, Any] = {}
    for name, value in form.items():
        _put(tree, name.split("."), value)
    for name in ("present", "apologies", "deputies"):
        if isinstance(tree.get(name), str):
            tree[name] = [tree[name]]
    return {name: _rows(value) for name, value in tree.items()}


def _put(tree: dict[str, Any], path: list[str], value: Any) -> None:
    for part in path[:-1]:
        inner = tree.setdefault(part, {})
        if not isinstance(inner, dict):
            return
        tree = inner
    tree[path[-1]] = value


def _rows(value: Any) -> Any:
    """Numbered fields as rows; a browser sends newlines as CR LF."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    if isinstance(value, list):
        return [_rows(one) for one in value]
    if not isinstance(value, dict):
        return value
    if value and all(name.isascii() and name.isdecimal() and len(name) < 4 for name in value):  # noqa: PLR2004 - 999 rows
        return [_rows(value[name]) for name in sorted(value, key=int)]
    return {name: _rows(inner) for name, inner in value.items()}


def added(notes: Notes, path: str, kind: str) -> tuple[Notes, str]:
    """The notes with one more row where a button says, and the new row's field. Unknown places change nothing."""
    replace = msgspec.structs.replace
    match path.split("."):
        case ["items"]:
            row = ItemNotes(entries=(Entry(kind="proposal"),))
            return replace(notes, items=(*notes.items, row)), f"items.{len(notes.items)}.title"
        case ["items", at, "entries"] if _is_row(at, notes.items):
            item = notes.items[int(at)]
            entry = replace(msgspec.convert({"kind": kind}, Entry), **BEGINS.get(kind, {}))
            changed = replace(item, entries=(*item.entries, entry))
            return replace(notes, items=_with(notes.items, at, changed)), f"{path}.{len(item.entries)}"
        case ["items", at, "entries", nth, rows] if _is_row(at, notes.items) and rows in ROWS:
            item = notes.items[int(at)]
            if not _is_row(nth, item.entries):
                return notes, ""
            entry = item.entries[int(nth)]
            more = (*getattr(entry, rows), ROWS[rows]())
            changed = replace(item, entries=_with(item.entries, nth, replace(entry, **{rows: more})))
            return replace(notes, items=_with(notes.items, at, changed)), f"{path}.{len(more) - 1}"
        case _:
            return notes, ""


def removed(notes: Notes, path: str) -> Notes:
    """The notes without one entry. An unknown place changes nothing."""
    replace = msgspec.structs.replace
    match path.split("."):
        case ["items", at, "entries", nth] if _is_row(at, notes.items):
            item = notes.items[int(at)]
            if not _is_row(nth, item.entries):
                return notes
            entries = tuple(entry for n, entry in enumerate(item.entries) if n != int(nth))
            return replace(notes, items=_with(notes.items, at, replace(item, entries=entries)))
        case _:
            return notes


def _is_row(at: str, rows: tuple[Any, ...]) -> bool:
    return at.isascii() and at.isdecimal() and int(at) < len(rows)


def _with(rows: tuple[Any, ...], at: str, changed: Any) -> tuple[Any, ...]:
    return tuple(changed if n == int(at) else row for n, row in enumerate(rows))


def blank(values: Iterable[str]) -> bool:
    """Whether nothing was typed in any of these."""
    return not any(value.strip() for value in values)
