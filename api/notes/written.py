"""Notes as acts: each as a line of an import has it, and for each which field of the page its parts came from."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec

from api.notes import (
    absent,
    before,
    changing,
    choosing,
    elections,
    gives,
    left_over,
    more,
    onward,
    procedure,
    sittings,
    typed,
    votes,
)
from api.notes.notes import Change, Entry, ItemNotes, Notes, Task, Vote, blank
from api.notes.sheet import Fault, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.notes.names import Names

SPEND = "spend"
UNNAMED = "It came up at the meeting"
AHEAD = {"interest", "shared"}
# What is told with the meeting, or with the proposal right above.
ELSEWHERE = {*AHEAD, *procedure.BESIDE, "casting", "closed", "pulled", "urgent"} - {"going_on"}
DECIDES = {
    "proposal",
    "left_over",
    "options",
    "consent",
    "put_off",
    "together",
    "going_on",
    "extension",
    "removal",
    "sent_on",
}


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
    Walk(sheet).meeting(notes)
    return Written(tuple(sheet.acts), tuple(sheet.fields), tuple(sheet.faults))


def said(entry: Entry) -> bool:
    """Whether anything was typed into an entry that makes an act of it."""
    if entry.kind in {"put_off", "closed"} | sittings.KINDS | before.KINDS:
        return True
    if entry.kind == "left_over":
        return left_over.said(entry)
    if entry.offered and not entry.kept and entry.words.strip() == entry.offered.strip():
        return False
    rows = (*entry.actions, *entry.answers, *entry.candidates, *entry.objections)
    typed_in = (text for row in rows for text in msgspec.structs.astuple(row))
    changes = (text for change in entry.changes for text in (change.old, change.new))
    chosen = (entry.how if entry.kind == "casting" else "", entry.office, entry.mover, entry.seconder)
    written_in = not blank((entry.words, entry.names, entry.cost, *chosen, *typed_in, *changes))
    return written_in or votes.counted(entry.vote) or procedure.said(entry)


class Walk:
    """From the top of the notes to the bottom.

    `here` is who is at the meeting, None while that is not known; `outside` who leaves the room for an item, `out` who
    has now, `stood` who chose not to vote. For `deputies` somebody else came. `presider` is who is in the chair,
    `numbers` are those of the items. By the field of a proposal `ties` is what the notes say of a tie in it, and
    `beside` what else they say of it. `brought` are the fields of what was left over and has an item of its own.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.here: frozenset[str] | None = None
        self.out: frozenset[str] = frozenset()
        self.outside: dict[str, frozenset[str]] = {}
        self.presider: str | None = None
        self.stood: frozenset[str] = frozenset()
        self.numbers: list[str] = []
        self.deputies: frozenset[str] = frozenset()
        self.ties: dict[str, tuple[Entry, str]] = {}
        self.beside: dict[str, tuple[tuple[str, Entry], ...]] = {}
        self.brought: frozenset[str] = frozenset()
        self.motions = 0

    def meeting(self, notes: Notes) -> None:
        """Every act of the meeting, onto the sheet."""
        self._open(notes)
        numbers = self.numbers = [item.number or f"new-{at}" for at, item in enumerate(notes.items)]
        self._business(notes, numbers)
        for at, item in enumerate(notes.items):
            if not any(entry.kind == "closed" and said(entry) for entry in item.entries):
                self._interests(item, f"items.{at}", numbers[at])
        procedure.pulled(self, notes.items, numbers)
        for at, item in enumerate(notes.items):
            self._item(item, f"items.{at}", numbers[at])
        self.sheet.act("closeMeeting", "ended", when=self.sheet.when(notes.ended, "ended"), at={"/when": "ended"})

    def _open(self, notes: Notes) -> None:
        sheet = self.sheet
        self.here = frozenset((*notes.present, *notes.deputies)) if notes.present else None
        self.deputies = frozenset(notes.deputies)
        told: dict[str, Any] = {"apologies": list(notes.apologies)}
        if notes.present:
            told["present"] = list(notes.present)
        elsewhere = sheet.seats(notes.remote, "remote")
        if notes.deputies:
            away = [seat for seat in elsewhere if seat not in notes.present]
            told["deputies"] = [{"seat": one, **({"remote": True} if one in away else {})} for one in notes.deputies]
        remote = [seat for seat in elsewhere if seat in notes.present or seat not in notes.deputies]
        told |= {"remote": remote} if remote else {}
        counted = sheet.read(typed.count_of, notes.headcount, "headcount")
        if counted is not None:
            told |= {"headcount": counted[0], "about": counted[1]}
        for field in ("presider", "minute_taker"):
            seat = sheet.seat(getattr(notes, field), field)
            if seat is not None:
                told[field] = seat
        self.presider = told.get("presider")
        visitors = [{"label": line.strip()} for line in notes.visitors.splitlines() if line.strip()]
        told |= {"visitors": visitors} if visitors else {}
        names = ("present", "apologies", "deputies", "remote", "headcount", "presider", "minute_taker", "visitors")
        at = {"/when": "started", **{f"/{name}": name for name in names}}
        sheet.act("openMeeting", "started", when=sheet.when(notes.started, "started"), at=at, **told)
        waited = sheet.read(typed.count_of, notes.waited, "waited")
        if waited is not None:
            sheet.act("waitForQuorum", "waited", minutes=waited[0])

    def _business(self, notes: Notes, numbers: list[str]) -> None:
        """What came up, put on the agenda before anything can be said of it."""
        for at, item in enumerate(notes.items):
            if item.number or not any(map(said, item.entries)):
                continue
            brought = left_over.brought(self, item.entries, f"items.{at}", numbers[at])
            if brought:
                self.brought |= {brought}
                continue
            field = f"items.{at}.title"
            title = item.title.strip() or UNNAMED
            self.sheet.act("proposeItem", field, at={"/title": field}, alias=numbers[at], title=title)

    def _item(self, item: ItemNotes, field: str, number: str) -> None:
        self.out = self.outside.get(number, frozenset())
        entries = [(f"{field}.entries.{nth}", entry) for nth, entry in enumerate(item.entries) if said(entry)]
        self.ties = more.ties(self.sheet, entries)
        self.beside = procedure.beside(self.sheet, entries)
        sittings.urgent(self, entries, number)
        doors = next(((place, entry) for place, entry in entries if entry.kind == "closed"), None)
        if doors is not None:
            more.close_doors(self, doors[1], doors[0], number)
            self._interests(item, field, number)
            self.out = self.outside.get(number, frozenset())
        for place, entry in entries:
            self._entry(entry, place, number)
        if doors is not None:
            more.open_doors(self, doors[1], doors[0], number)
        told = {entry.kind for _, entry in entries}
        # News of what was done before is over once it was told: nothing of it waits for the next meeting.
        news = told & before.NEWS or (item.kind == "arising" and "note" in told)
        if (news and not told & DECIDES) or told == {"action"}:
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
                self.actions(entry.actions, field, item, when)
            case "left" | "came":
                self._went(entry, field, item, when)
            case "chair":
                seat = sheet.seat(entry.names, f"{field}.names")
                if seat is not None:
                    self.presider, reason = seat, entry.reason or "absence"
                    sheet.act("takeChair", f"{field}.names", when=when, at=at, seat=seat, reason=reason)
            case "left_over":
                left_over.told(self, entry, field, item, when)
            case "put_off":
                sheet.act("openItem", f"{field}.time", when=when, at=at, item=item)
                sheet.act("deferItem", f"{field}.time", when=when, at=at, item=item)
            case "link":
                more.link(self, entry, field, when)
            case "dispute":
                more.dispute(self, entry, field, item)
            case "options":
                choosing.options(self, entry, field, item, when)
            case "consent":
                more.consent(self, entry, field, item, when)
            case "election":
                elections.held(self, entry, field, item, when)
            case "together":
                procedure.together(self, entry, field, item, when)
            case "stood_down":
                procedure.stood_down(self, entry, field, when)
            case "going_on" | "order":
                procedure.of_the_item(self, entry, field, item, when)
            case "break" | "stopped":
                sittings.interrupted(self, entry, field, when)
            case kind if kind in ELSEWHERE:
                pass
            case "extension" | "removal" | "next_chair" | "sent_on":
                onward.told(self, entry, field, item, when)
            case _:
                before.told(self, entry, field, item, when)

    def _interests(self, item: ItemNotes, field: str, number: str) -> None:
        """The interests in an item: told when the meeting opens, or behind the doors that close on the item."""
        for nth, entry in enumerate(item.entries):
            if entry.kind in AHEAD:
                self._interest(entry, f"{field}.entries.{nth}", number)

    def _interest(self, entry: Entry, field: str, item: str) -> None:
        """An interest is told before the item it is about, whenever that comes; nobody rules on a shared one."""
        at = {"/kind": f"{field}.reason", "/how": f"{field}.how", "/nature": f"{field}.words"}
        nature = {} if blank((entry.words,)) else {"nature": entry.words}
        seats, how = self.sheet.seats(entry.names, f"{field}.names"), entry.how or "leave"
        for seat in seats:
            kind = "shared" if entry.kind == "shared" else entry.reason or "personal"
            told: dict[str, Any] = {"seat": seat, "item": item, "kind": kind, **nature}
            self.sheet.act("declareInterest", f"{field}.names", at=at, **told)
            if kind == "shared":
                continue
            self.sheet.act("manageInterest", f"{field}.names", at=at, seat=seat, item=item, how=how)
        if how != "stay_and_vote" and entry.kind != "shared":
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

    def _proposal(self, entry: Entry, field: str, item: str, when: Mapping[str, str]) -> None:
        changes = changing.typed_in(entry.changes, field)
        self.motions += 1
        if blank((entry.words,)):
            self.sheet.fault(f"{field}.words", "no_words")
            self.motion(entry, field, item)
            return
        motion, at, told = f"motion-{self.motions}", self._places(entry, field), self.motion(entry, field, item)
        if votes.how(entry.vote) and not changes and field not in self.ties and field not in self.beside:
            answer = votes.answer(self.sheet, entry.vote, f"{field}.vote", self.voters())
            tasks = [task for _, task in self._tasks(entry.actions, field)]
            told |= {"heard": entry.heard} if entry.heard else {}
            self.sheet.act("recordDecision", f"{field}.words", when=when, at=at, **told, **answer, actions=tasks)
            return
        self.sheet.act("moveMotion", f"{field}.words", when=when, at=at, alias=motion, **told)
        gives.hearing(self.sheet, entry, field, motion, when)
        procedure.decided(self, entry, field, item, motion, when)

    def motion(self, entry: Entry, field: str, item: str) -> dict[str, Any]:
        """What was proposed: words, who moved and seconded it, and what it costs."""
        cost = self.sheet.read(typed.amount_of, entry.cost, f"{field}.cost")
        if entry.category in before.NAMED_ELSEWHERE:
            self.sheet.fault(f"{field}.category", "names_its_minutes")
        told: dict[str, Any] = {"item": item, "words": entry.words, **self.movers(entry, field)}
        if cost is not None:
            told["cost"] = {"minor": cost}
        if entry.category or cost is not None:
            told["category"] = entry.category or SPEND
        return told | gives.told(self.sheet, entry, field)

    def movers(self, of: Entry | Change, field: str) -> dict[str, str]:
        """Who moved and who seconded, as far as the notes say."""
        moved_by = self.sheet.seat(of.mover, f"{field}.mover")
        seconded_by = self.sheet.seat(of.seconder, f"{field}.seconder")
        named = {"moved_by": moved_by, "seconded_by": seconded_by}
        return {name: seat for name, seat in named.items() if seat is not None}

    def question(
        self,
        vote: Vote,
        field: str,
        motion: str,
        when: Mapping[str, str],
        *,
        tie: tuple[Entry, str] | None = None,
        alias: str = "",
    ) -> None:
        """A question put, answered and declared, one act at a time; nothing when it was not voted on.

        `tie` is what whoever presided did with a tie, and the field that says so; `alias` is of the result. What was
        taken back is not put.
        """
        if votes.withdrawn(vote):
            procedure.taken_back(self, vote, field, motion, when)
        retaken = absent.retaken(self, field)
        if retaken and not votes.how(vote):
            self.sheet.fault(f"{retaken}.time", "no_vote_above")
        if not votes.how(vote):
            return
        answer, at = votes.answer(self.sheet, vote, field, self.voters()), votes.places(field)
        read = {name: answer[name] for name in ("read_back",) if name in answer}
        self.sheet.act("putMotion", f"{field}.how", when=when, at=at, motion=motion, how=answer["how"], **read)
        if retaken:
            self.sheet.act("retakeVote", f"{retaken}.time", when=when, motion=motion)
        self._answered(answer, field, motion, when)
        if tie is not None:
            more.casting(self, *tie, motion, when)
        announced = {"announced": answer["announced"]} if "announced" in answer else {}
        self.sheet.act("declareResult", f"{field}.how", when=when, at=at, alias=alias, motion=motion, **announced)

    def _answered(self, answer: Mapping[str, Any], field: str, motion: str, when: Mapping[str, str]) -> None:
        """Papers, hands, names, or everybody asked, as the question was answered."""
        at = votes.places(field)
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

    def _ballot(self, answer: Mapping[str, Any], field: str, motion: str, when: Mapping[str, str]) -> None:
        at = votes.places(field)
        if "tellers" in answer:
            told = {"motion": motion, "tellers": answer["tellers"]}
            self.sheet.act("nameTellers", f"{field}.tellers", when=when, at=at, **told)
        papers = {name: answer[name] for name in ("count", "spoilt") if name in answer}
        self.sheet.act("recordBallot", f"{field}.for_", when=when, at=at, motion=motion, **papers)

    def voters(self) -> frozenset[str] | None:
        """Who is here and could vote; None while that is not known."""
        if self.here is None:
            return None
        able = frozenset(seat.slug for seat in self.sheet.names.seats if seat.voting)
        return able & (self.here - self.out - self.stood)

    def _tasks(self, tasks: tuple[Task, ...], field: str) -> list[tuple[str, dict[str, Any]]]:
        places = [f"{field}.actions.{n}" for n in range(len(tasks))]
        read = [(place, self.sheet.task(one, place)) for place, one in zip(places, tasks, strict=True)]
        return [(place, task) for place, task in read if task is not None]

    def actions(self, tasks: tuple[Task, ...], field: str, item: str, when: Mapping[str, str]) -> None:
        """What members took on."""
        for place, task in self._tasks(tasks, field):
            at = {"/task/owner": f"{place}.owner", "/task/due": f"{place}.due", "/when": f"{field}.time"}
            self.sheet.act("agreeAction", f"{place}.what", when=when, at=at, item=item, task=task)

    def _places(self, entry: Entry, field: str) -> dict[str, str]:
        at = {"/moved_by": f"{field}.mover", "/seconded_by": f"{field}.seconder", "/when": f"{field}.time"}
        at |= {f"/{name}": f"{field}.{name}" for name in ("words", "cost", "category")} | gives.places(field)
        given = [
            f"{field}.actions.{n}" for n, one in enumerate(entry.actions) if not blank((one.owner, one.what, one.due))
        ]
        for n, place in enumerate(given):
            at |= {f"/actions/{n}": f"{place}.what", f"/actions/{n}/owner": f"{place}.owner"}
            at[f"/actions/{n}/due"] = f"{place}.due"
        return at | votes.places(f"{field}.vote")
