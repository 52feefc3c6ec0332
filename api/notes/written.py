"""Notes as acts: each as a line of an import has it, and for each which field of the page its parts came from."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec

from api.notes import typed, votes
from api.notes.notes import Change, Entry, ItemNotes, Notes, Task, Vote, blank
from api.notes.sheet import Fault, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.notes.names import Names

SPEND = "spend"
UNNAMED = "It came up at the meeting"


class Written(msgspec.Struct, frozen=True):
    """The acts in order, the fields of each, and what could not be read."""

    acts: tuple[dict[str, Any], ...]
    fields: tuple[dict[str, str], ...]
    faults: tuple[Fault, ...]

    def field(self, pointer: str) -> str:
        """The field a finding such as `/acts/3/count/for` is about: the nearest one known."""
        _, _, number, *path = pointer.split("/")
        fields = self.fields[int(number)]
        nearest = ("".join(f"/{part}" for part in path[:n]) for n in range(len(path), 0, -1))
        return next((fields[one] for one in nearest if one in fields), fields[""])


def written(notes: Notes, names: Names, date: dt.date) -> Written:
    """What notes of a meeting on a day come to."""
    sheet = Sheet(names, date)
    _Walk(sheet).meeting(notes)
    return Written(tuple(sheet.acts), tuple(sheet.fields), tuple(sheet.faults))


def said(entry: Entry) -> bool:
    """Whether anything was typed into an entry that makes an act of it."""
    if entry.kind == "put_off":
        return True
    tasks = (text for task in entry.actions for text in (task.owner, task.what, task.due))
    changes = (text for change in entry.changes for text in (change.old, change.new))
    movers = (entry.mover, entry.seconder)
    return not blank((entry.words, entry.names, entry.cost, *movers, *tasks, *changes)) or votes.counted(entry.vote)


class _Walk:
    """From the top of the notes to the bottom.

    `here` is who is at the meeting, None while that is not known; `outside` who leaves the room for an item, `out` who
    has now.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.here: frozenset[str] | None = None
        self.out: frozenset[str] = frozenset()
        self.outside: dict[str, frozenset[str]] = {}
        self.motions = 0

    def meeting(self, notes: Notes) -> None:
        self._open(notes)
        numbers = [item.number or f"new-{at}" for at, item in enumerate(notes.items)]
        self._business(notes, numbers)
        for at, item in enumerate(notes.items):
            for nth, entry in enumerate(item.entries):
                if entry.kind == "interest":
                    self._interest(entry, f"items.{at}.entries.{nth}", numbers[at])
        for at, item in enumerate(notes.items):
            self._item(item, f"items.{at}", numbers[at])
        self.sheet.act("closeMeeting", "ended", when=self.sheet.when(notes.ended, "ended"), at={"/when": "ended"})

    def _open(self, notes: Notes) -> None:
        sheet = self.sheet
        self.here = frozenset((*notes.present, *notes.deputies)) if notes.present else None
        told: dict[str, Any] = {"apologies": list(notes.apologies)}
        if notes.present:
            told["present"] = list(notes.present)
        if notes.deputies:
            told["deputies"] = [{"seat": seat} for seat in notes.deputies]
        counted = sheet.read(typed.count_of, notes.headcount, "headcount")
        if counted is not None:
            told |= {"headcount": counted[0], "about": counted[1]}
        for field in ("presider", "minute_taker"):
            seat = sheet.seat(getattr(notes, field), field)
            if seat is not None:
                told[field] = seat
        visitors = [{"label": line.strip()} for line in notes.visitors.splitlines() if line.strip()]
        told |= {"visitors": visitors} if visitors else {}
        names = ("present", "apologies", "deputies", "headcount", "presider", "minute_taker", "visitors")
        at = {"/when": "started", **{f"/{name}": name for name in names}}
        sheet.act("openMeeting", "started", when=sheet.when(notes.started, "started"), at=at, **told)
        waited = sheet.read(typed.count_of, notes.waited, "waited")
        if waited is not None:
            sheet.act("waitForQuorum", "waited", minutes=waited[0])

    def _business(self, notes: Notes, numbers: list[str]) -> None:
        """What came up, put on the agenda before anything can be said of it."""
        for at, item in enumerate(notes.items):
            if not item.number and any(map(said, item.entries)):
                field = f"items.{at}.title"
                title = item.title.strip() or UNNAMED
                self.sheet.act("proposeItem", field, at={"/title": field}, alias=numbers[at], title=title)

    def _item(self, item: ItemNotes, field: str, number: str) -> None:
        self.out = self.outside.get(number, frozenset())
        for nth, entry in enumerate(item.entries):
            if said(entry):
                self._entry(entry, f"{field}.entries.{nth}", number)
        told = {entry.kind for entry in item.entries if said(entry)}
        # News of what was agreed before is over once it was told: nothing of it waits for the next meeting.
        if item.kind == "arising" and "note" in told and not told & {"proposal", "put_off"}:
            self.sheet.act("closeItem", field, item=number)

    def _entry(self, entry: Entry, field: str, item: str) -> None:
        sheet, when = self.sheet, self.sheet.when(entry.time, f"{field}.time")
        at = {"/when": f"{field}.time"}
        match entry.kind:
            case "proposal":
                self._proposal(entry, field, item, when)
            case "note" | "suggestion":
                do = "takeNote" if entry.kind == "note" else "noteSuggestion"
                sheet.act(do, f"{field}.words", when=when, at=at, item=item, words=entry.words)
            case "action":
                self._actions(entry.actions, field, item, when)
            case "left" | "came":
                self._went(entry, field, item, when)
            case "chair":
                seat = sheet.seat(entry.names, f"{field}.names")
                if seat is not None:
                    reason = entry.reason or "absence"
                    sheet.act("takeChair", f"{field}.names", when=when, at=at, seat=seat, reason=reason)
            case "put_off":
                sheet.act("openItem", f"{field}.time", when=when, at=at, item=item)
                sheet.act("deferItem", f"{field}.time", when=when, at=at, item=item)

    def _interest(self, entry: Entry, field: str, item: str) -> None:
        """An interest is told before the item it is about, whenever that comes."""
        at = {"/kind": f"{field}.reason", "/how": f"{field}.how", "/nature": f"{field}.words"}
        nature = {} if blank((entry.words,)) else {"nature": entry.words}
        seats, how = self.sheet.seats(entry.names, f"{field}.names"), entry.how or "leave"
        for seat in seats:
            told: dict[str, Any] = {"seat": seat, "item": item, "kind": entry.reason or "personal", **nature}
            self.sheet.act("declareInterest", f"{field}.names", at=at, **told)
            self.sheet.act("manageInterest", f"{field}.names", at=at, seat=seat, item=item, how=how)
        if how != "stay_and_vote":
            self.outside[item] = self.outside.get(item, frozenset()) | frozenset(seats)

    def _went(self, entry: Entry, field: str, item: str, when: dict[str, str]) -> None:
        seats = self.sheet.seats(entry.names, f"{field}.names")
        at = {"/when": f"{field}.time"}
        back = frozenset(seats) & self.out if entry.kind == "came" else frozenset()
        for seat in back:
            self.sheet.act("closeItem", f"{field}.names", when=when, at=at, item=item)
            self.sheet.act("returnMember", f"{field}.names", when=when, at=at, seat=seat, item=item)
        moved = [seat for seat in seats if seat not in back]
        if moved:
            do = "recordDeparture" if entry.kind == "left" else "recordArrival"
            self.sheet.act(do, f"{field}.names", when=when, at=at, seats=moved)
        self.out -= back
        if self.here is not None:
            self.here = self.here - set(moved) if entry.kind == "left" else self.here | set(moved)

    def _proposal(self, entry: Entry, field: str, item: str, when: dict[str, str]) -> None:
        changes = [(f"{field}.changes.{n}", one) for n, one in enumerate(entry.changes) if not _empty(one)]
        self.motions += 1
        if blank((entry.words,)):
            self.sheet.fault(f"{field}.words", "no_words")
            self._motion(entry, field, item)
            return
        motion, at, told = f"motion-{self.motions}", self._places(entry, field), self._motion(entry, field, item)
        if votes.how(entry.vote) and not changes:
            answer = votes.answer(self.sheet, entry.vote, f"{field}.vote", self._voters())
            tasks = [task for _, task in self._tasks(entry.actions, field)]
            self.sheet.act("recordDecision", f"{field}.words", when=when, at=at, **told, **answer, actions=tasks)
            return
        self.sheet.act("moveMotion", f"{field}.words", when=when, at=at, alias=motion, **told)
        for nth, (place, change) in enumerate(changes):
            self._change(change, place, motion, f"{motion}-{nth}", when)
        self._question(entry.vote, f"{field}.vote", motion, when)
        self._actions(entry.actions, field, item, when)

    def _motion(self, entry: Entry, field: str, item: str) -> dict[str, Any]:
        cost = self.sheet.read(typed.amount_of, entry.cost, f"{field}.cost")
        told: dict[str, Any] = {"item": item, "words": entry.words, **self._movers(entry, field)}
        if cost is not None:
            told["cost"] = {"minor": cost}
        if entry.category or cost is not None:
            told["category"] = entry.category or SPEND
        return told

    def _movers(self, of: Entry | Change, field: str) -> dict[str, str]:
        moved_by = self.sheet.seat(of.mover, f"{field}.mover")
        seconded_by = self.sheet.seat(of.seconder, f"{field}.seconder")
        named = {"moved_by": moved_by, "seconded_by": seconded_by}
        return {name: seat for name, seat in named.items() if seat is not None}

    def _change(self, change: Change, field: str, motion: str, alias: str, when: dict[str, str]) -> None:
        at = {"/changes": f"{field}.old", "/moved_by": f"{field}.mover", "/seconded_by": f"{field}.seconder"}
        told: dict[str, Any] = {"motion": motion, "changes": [{"remove": change.old, "insert": change.new}]}
        movers = self._movers(change, field)
        self.sheet.act("moveAmendment", f"{field}.old", when=when, at=at, alias=alias, **told, **movers)
        self._question(change.vote, f"{field}.vote", alias, when)

    def _question(self, vote: Vote, field: str, motion: str, when: Mapping[str, str]) -> None:
        """A question put, answered and declared, one act at a time; nothing when it was not voted on."""
        if not votes.how(vote):
            return
        answer, at = votes.answer(self.sheet, vote, field, self._voters()), votes.places(field)
        self.sheet.act("putMotion", f"{field}.how", when=when, at=at, motion=motion, how=answer["how"])
        if answer["how"] == "ballot":
            self._ballot(answer, field, motion, when)
        elif "count" in answer:
            counted = {name: answer[name] for name in ("count", "by_class") if name in answer}
            self.sheet.act("recordCount", f"{field}.for_", when=when, at=at, motion=motion, **counted)
        for seat, choice in answer.get("votes", {}).items():
            told = {"motion": motion, "seat": seat, "choice": choice}
            self.sheet.act("castVote", f"{field}.against_names", when=when, at=at, **told)
        if answer["how"] == "consensus":
            asked = {name: answer[name] for name in ("objections", "stand_asides")}
            self.sheet.act("askEveryone", f"{field}.against_names", when=when, at=at, motion=motion, **asked)
        announced = {"announced": answer["announced"]} if "announced" in answer else {}
        self.sheet.act("declareResult", f"{field}.how", when=when, at=at, motion=motion, **announced)

    def _ballot(self, answer: Mapping[str, Any], field: str, motion: str, when: Mapping[str, str]) -> None:
        at = votes.places(field)
        if "tellers" in answer:
            told = {"motion": motion, "tellers": answer["tellers"]}
            self.sheet.act("nameTellers", f"{field}.tellers", when=when, at=at, **told)
        papers = {name: answer[name] for name in ("count", "spoilt") if name in answer}
        self.sheet.act("recordBallot", f"{field}.for_", when=when, at=at, motion=motion, **papers)

    def _voters(self) -> frozenset[str] | None:
        if self.here is None:
            return None
        return frozenset(seat.slug for seat in self.sheet.names.seats if seat.voting) & (self.here - self.out)

    def _tasks(self, tasks: tuple[Task, ...], field: str) -> list[tuple[str, dict[str, Any]]]:
        places = [f"{field}.actions.{n}" for n in range(len(tasks))]
        read = [(place, self.sheet.task(one, place)) for place, one in zip(places, tasks, strict=True)]
        return [(place, task) for place, task in read if task is not None]

    def _actions(self, tasks: tuple[Task, ...], field: str, item: str, when: Mapping[str, str]) -> None:
        for place, task in self._tasks(tasks, field):
            at = {"/task/owner": f"{place}.owner", "/task/due": f"{place}.due", "/when": f"{field}.time"}
            self.sheet.act("agreeAction", f"{place}.what", when=when, at=at, item=item, task=task)

    def _places(self, entry: Entry, field: str) -> dict[str, str]:
        at = {"/moved_by": f"{field}.mover", "/seconded_by": f"{field}.seconder", "/when": f"{field}.time"}
        at |= {f"/{name}": f"{field}.{name}" for name in ("words", "cost", "category")}
        given = [
            f"{field}.actions.{n}" for n, one in enumerate(entry.actions) if not blank((one.owner, one.what, one.due))
        ]
        for n, place in enumerate(given):
            at |= {f"/actions/{n}": f"{place}.what", f"/actions/{n}/owner": f"{place}.owner"}
            at[f"/actions/{n}/due"] = f"{place}.due"
        return at | votes.places(f"{field}.vote")

    @staticmethod
    def _given(tasks: tuple[Task, ...], field: str) -> list[str]:
        """The fields of the actions that were typed."""
        return [f"{field}.actions.{n}" for n, one in enumerate(tasks) if not blank((one.owner, one.what, one.due))]


def _empty(change: Change) -> bool:
    return blank((change.old, change.new))
