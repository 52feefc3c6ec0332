"""Two write-ups of one meeting side by side: every field in which they differ, with what each of them says there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from api.notes.notes import Answer, Candidate, Change, Entry, ItemNotes, Notes, Objection, Part, Task, Vote
from api.pages.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Row = Notes | ItemNotes | Entry | Change | Task | Vote | Answer | Candidate | Objection | Part
    Choices = Mapping[str, Sequence[tuple[str, str]]]

# Every field as the page asks for it, by the row it stands in.
ASKED: Mapping[type[Any], Mapping[str, Callable[[], str]]] = {
    Notes: {
        "started": lambda: _("When did it begin?"),
        "present": lambda: _("Who came?"),
        "apologies": lambda: _("Sent apologies"),
        "deputies": lambda: _("Their deputy came"),
        "headcount": lambda: _("How many were there, if you have no names?"),
        "remote": lambda: _("Who took part by phone or video?"),
        "visitors": lambda: _("Visitors"),
        "waited": lambda: _("Minutes you waited for more people"),
        "presider": lambda: _("Who was in the chair?"),
        "minute_taker": lambda: _("Who took the notes?"),
        "ended": lambda: _("When did it end?"),
    },
    ItemNotes: {"title": lambda: _("What was it about?")},
    Entry: {
        "kind": lambda: _("What happened?"),
        "words": lambda: _("The words"),
        "mover": lambda: _("Who proposed it?"),
        "seconder": lambda: _("Who seconded it?"),
        "names": lambda: _("Who?"),
        "reason": lambda: _("Why?"),
        "how": lambda: _("What happened?"),
        "category": lambda: _("What is it about?"),
        "removes": lambda: _("Who would lose their seat, if anybody?"),
        "heard": lambda: _("Did they speak about it before the vote?"),
        "elects": lambda: _("Who would take an office, if anybody?"),
        "joins": lambda: _("Which empty seat would somebody take, if any?"),
        "adds": lambda: _("For whom would the group have another seat, if so?"),
        "retires": lambda: _("Which seat would be taken away, if any?"),
        "so_now": lambda: _("Did it change how things were?"),
        "minutes": lambda: _("For how many minutes?"),
        "ground": lambda: _("Why was it closed?"),
        "public": lambda: _("What may everybody know of what you decided?"),
        "review": lambda: _("When will you look at it again?"),
        "office": lambda: _("Which office?"),
        "asked_by": lambda: _("Who asked for the vote?"),
        "lot": lambda: _("On whom did the lot fall?"),
        "about": lambda: _("What was it about?"),
        "until": lambda: _("Put off until which day?"),
        "ruled": lambda: _("What did the chair rule?"),
        "why": lambda: _("What reason did they give?"),
        "time": lambda: _("At what time?"),
        "cost": lambda: _("What does it cost?"),
        "line": lambda: _("Which line?"),
        "old": lambda: _("Words that were wrong"),
        "new": lambda: _("Words as they should be"),
        "day": lambda: _("Which day?"),
        "told": lambda: _("When were members told?"),
        "noticed": lambda: _("The notice of this meeting said so"),
        "signed": lambda: _("Who asked for it in writing?"),
        "kept": lambda: _("We talked about this"),
        "unsaid": lambda: _("Our notes do not say why"),
    },
    Change: {
        "of": lambda: _("What does it change?"),
        "mover": lambda: _("Who proposed the change?"),
        "seconder": lambda: _("Who seconded it?"),
        "old": lambda: _("Replace these words"),
        "new": lambda: _("With these words"),
    },
    Task: {
        "owner": lambda: _("Who does it?"),
        "what": lambda: _("What will they do?"),
        "due": lambda: _("By when?"),
    },
    Answer: {
        "words": lambda: _("What was the answer?"),
        "votes": lambda: _("Votes"),
        "again": lambda: _("Votes in the second vote"),
        "postpones": lambda: _("This answer puts the matter off"),
    },
    Candidate: {
        "who": lambda: _("Whose name was put forward?"),
        "by": lambda: _("Who put it forward?"),
        "stood": lambda: _("Did they stand?"),
        "votes": lambda: _("Papers for them"),
        "again": lambda: _("Papers in a second ballot"),
    },
    Objection: {
        "who": lambda: _("Who objected?"),
        "why": lambda: _("Why?"),
        "harms": lambda: _("How does it harm what we are for?"),
        "found": lambda: _("What did the others find?"),
        "then": lambda: _("And after everyone was asked again?"),
        "met": lambda: _("How was it met?"),
    },
    Part: {
        "begins": lambda: _("With which words does this part begin?"),
        "costs": lambda: _("The cost is for this part"),
    },
    Vote: {
        "how": lambda: _("How was it decided?"),
        "for_": lambda: _("For"),
        "against": lambda: _("Against"),
        "no_side": lambda: _("Took no side"),
        "for_names": lambda: _("For, by name"),
        "against_names": lambda: _("Against, by name"),
        "no_side_names": lambda: _("Took no side, by name"),
        "tellers": lambda: _("Who counted the papers?"),
        "spoilt": lambda: _("Spoilt papers"),
        "said": lambda: _("What was announced?"),
        "read": lambda: _("Were the words read out before the vote?"),
        "leave": lambda: _("Was everyone asked if it can be taken back?"),
        "leave_names": lambda: _("Who was against taking it back?"),
    },
}
# The rows within a row, in the order of the page, and what one of them is called there.
WITHIN: Mapping[str, Callable[[], str]] = {
    "changes": lambda: _("A change of the words"),
    "actions": lambda: _("A task"),
    "answers": lambda: _("An answer"),
    "candidates": lambda: _("A name"),
    "objections": lambda: _("An objection"),
    "parts": lambda: _("A part"),
}
# What the words of an entry are, by what happened.
WORDS: Mapping[str, Callable[[], str]] = {
    "proposal": lambda: _("What was proposed?"),
    "note": lambda: _("What did you talk about?"),
    "suggestion": lambda: _("What was suggested?"),
    "casting": lambda: _("What reason did they give?"),
    "shared": lambda: _("What was it?"),
    "options": lambda: _("What was the question?"),
    "consent": lambda: _("What was proposed?"),
    "closed": lambda: _("What may everybody read of it?"),
    "own_vote": lambda: _("What did they want written down?"),
    "going_on": lambda: _("In what words?"),
    "together": lambda: _("What was proposed?"),
    "order": lambda: _("What did they say was not right?"),
    "extension": lambda: _("What was proposed?"),
    "removal": lambda: _("What was proposed?"),
    "sent_on": lambda: _("Why did you send it on?"),
    "urgent": lambda: _("Why could it not wait?"),
    "reopened": lambda: _("What was proposed?"),
    "ratified": lambda: _("What was proposed?"),
    "left_over": lambda: _("What was proposed?"),
}
# What is asked otherwise where it is about what was done before, or about the whole meeting.
BY_KIND = {
    **{(kind, "about"): lambda: _("Which one?") for kind in
       ("approval", "correction", "reopened", "ratified", "chairs_action", "in_writing", "left_over")},
    **{(kind, "until"): lambda: _("Until when?") for kind in ("break", "stopped")},
    ("extension", "names"): lambda: _("Who learns the work meanwhile?"),
    ("removal", "how"): lambda: _("Did they speak about it before the vote?"),
    ("absent", "names"): lambda: _("Who was away?"),
    ("absent", "asked_by"): lambda: _("Who voted for them?"),
    ("absent", "how"): lambda: _("How did they want to vote?"),
    ("absent", "noticed"): lambda: _("They asked for it in writing"),
    ("absent", "reason"): lambda: _("For which words?"),
    ("next_chair", "names"): lambda: _("Who takes the chair next time?"),
    ("next_chair", "asked_by"): lambda: _("Who was asked, and did not want to?"),
}  # fmt: skip
# What the lists of an entry offer, by what happened; and the lists that say what may happen.
HOW = {
    "casting": "direction", "link": "link", "dispute": "asked", "options": "wins", "own_vote": "own_vote",
    "way_asked": "way_asked", "going_on": "going_on", "order": "effect", "stopped": "went_on",
    "reopened": "reopened", "chairs_action": "answered", "absent": "own_vote", "removal": "heard",
    "stood_down": "stood_down",
}  # fmt: skip
# Where every way to answer is offered; elsewhere the page asks only for the numbers of a vote.
WAYS = {
    "proposal", "left_over", "closed", "going_on", "divided", "order", "together", "approval", "correction", "reopened",
    "ratified", "chairs_action", "extension", "removal",
}  # fmt: skip
OF_KINDS = ("kind", "of_votes", "of_order", "of_people", "of_doors", "of_meeting", "of_earlier")
# Fields that come after the rows within.
LAST = {"ended"}
# Fields that stand within another on the page.
STANDS_AT = {"deputies": "present"}


class Differing(msgspec.Struct, frozen=True):
    """A field in which two write-ups differ: where it is, what it asks, what stands there, and its place in ours.

    `at` is empty where our page has no such field.
    """

    where: str
    asked: str
    theirs: str
    ours: str
    at: str


def differing(theirs: Notes, ours: Notes, labels: Mapping[str, str], choices: Choices) -> tuple[Differing, ...]:
    """Every field that is not the same; `labels` says what each seat is called, `choices` what the lists offer."""
    return tuple(_Pair(labels, choices).rows(theirs, ours, (), ""))


class _Pair:
    def __init__(self, labels: Mapping[str, str], choices: Choices) -> None:
        self._labels = labels
        self._choices = choices

    def rows(self, theirs: Row | None, ours: Row | None, where: tuple[str, ...], at: str) -> Iterator[Differing]:
        """The differences of two rows, of which one may be missing, and of the rows within them."""
        kept = ours or theirs
        assert kept is not None, "one of two rows is there"
        asked = ASKED[type(kept)]
        yield from self._fields(theirs, ours, where, at, [name for name in asked if name not in LAST])
        dot = f"{at}." if at else ""
        for name in kept.__struct_fields__:
            mine, others = getattr(ours, name, None), getattr(theirs, name, None)
            if isinstance(mine or others, Vote):
                inside = (*where, _("You voted on it again")) if name == "again" else where
                found = self.rows(others, mine, inside, f"{dot}{name}")
                whole = not isinstance(kept, Entry) or kept.kind in WAYS
                yield from found if whole else (msgspec.structs.replace(one, at=one.at and at) for one in found)
            elif name in {"items", "entries", *WITHIN}:
                for nth, (one, other) in enumerate(_side_by_side(others or (), mine or ())):
                    yield from self.rows(one, other, self._within(where, name, other or one), f"{dot}{name}.{nth}")
        yield from self._fields(theirs, ours, where, at, [name for name in asked if name in LAST])

    def _fields(
        self, theirs: Row | None, ours: Row | None, where: tuple[str, ...], at: str, names: Iterable[str]
    ) -> Iterator[Differing]:
        kept = ours or theirs
        for name in names:
            one, other = self._said(theirs, name), self._said(ours, name)
            asked = ASKED[type(kept)][name]
            if isinstance(kept, Entry):
                asked = WORDS.get(kept.kind, asked) if name == "words" else BY_KIND.get((kept.kind, name), asked)
            if one != other:
                yield Differing(": ".join(where), asked(), one, other, _place(ours, name, at))

    def _within(self, where: tuple[str, ...], name: str, row: Row) -> tuple[str, ...]:
        if isinstance(row, ItemNotes):
            title = row.title or _("Other business")
            return (f"{row.number}. {title}" if row.number else title,)
        if isinstance(row, Entry):
            return (*where, self._kinds()[row.kind])
        return (*where, WITHIN[name]())

    def _said(self, row: Row | None, name: str) -> str:
        """What stands in a field, as the page words it; nothing where there is no such row."""
        value: str | tuple[str, ...] = getattr(row, name, "")
        if isinstance(value, tuple):
            return ", ".join(self._labels.get(one, one) for one in value)
        return self._offered(row, name).get(value, value).strip() if value else ""

    def _kinds(self) -> dict[str, str]:
        return dict(one for name in OF_KINDS for one in self._choices[name])

    def _offered(self, row: Row | None, name: str) -> Mapping[str, str]:
        if name == "kind":
            return self._kinds()
        lists = {"category": "category", "said": "said", "so_now": "so_now", "heard": "heard", "ground": "ground",
                 "office": "offices", "joins": "empty", "adds": "adds", "retires": "retires", "stood": "stood",
                 "found": "found", "then": "found"}  # fmt: skip
        if isinstance(row, Change):
            lists["of"] = "of_change"
        elif isinstance(row, Vote):
            lists |= {"how": "ways", "leave": "leave"}
        elif isinstance(row, Entry) and name == "about":
            earlier = f"about_{row.kind}"
            lists["about"] = earlier if earlier in self._choices else "tied" if row.kind == "casting" else "about"
        elif isinstance(row, Entry) and row.kind == "interest":
            lists |= {"how": "handled", "reason": "interest"}
        elif isinstance(row, Entry) and row.kind == "chair":
            lists["reason"] = "chair"
        elif isinstance(row, Entry) and name in {"noticed", "kept", "unsaid"}:
            return {"yes": _("Yes")}
        elif isinstance(row, Entry) and row.kind == "stopped" and name == "reason":
            lists["reason"] = "stopped"
        elif isinstance(row, Entry) and row.kind == "absent" and name == "reason":
            lists["reason"] = "even"
        elif isinstance(row, Entry) and row.kind in HOW:
            lists["how"] = HOW[row.kind]
        if lists.get(name) == "ways":
            return dict(one for of in ("how", "taken_back", "taken_in") for one in self._choices[of])
        return dict(self._choices[lists[name]]) if name in lists else {}


def _side_by_side(theirs: Sequence[Any], ours: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    for nth in range(max(len(theirs), len(ours))):
        yield theirs[nth] if nth < len(theirs) else None, ours[nth] if nth < len(ours) else None


def _place(ours: Row | None, name: str, at: str) -> str:
    """The id of a field on our page, or of what it stands in."""
    if ours is None:
        return ""
    if isinstance(ours, Vote):
        return f"{at}.how"
    if isinstance(ours, Entry) and name == "kind":
        return at
    own = STANDS_AT.get(name, name)
    return f"{at}.{own}" if at else own
