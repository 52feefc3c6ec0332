"""Given, when, then over pure decisions: a group on paper, no database."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import uuid
from typing import TYPE_CHECKING, Any

import msgspec

from api.clauses import clauses_of
from governance import earlier
from governance.acts import Act
from governance.answering import ORGANISATION, answer
from governance.custody.commands import ChangeTier, EraseBody, RedactWords
from governance.custody.decide import Openable
from governance.decision import state as decision_state
from governance.decision.events import DecisionEvent
from governance.group import behind
from governance.group import commands as g
from governance.group import state as group_state
from governance.kernel import EventId, Fact, Moment, Rejected, Sealed, When
from governance.meeting import commands as m
from governance.meeting import evolve as meeting_evolve
from governance.meeting import state as meeting_state
from governance.minutes.earlier import Earlier, FairCopy, Printed
from governance.motion import commands as q
from governance.motion import procedure_commands as pc
from governance.organisation import commands as o
from governance.organisation import state as organisation_state
from governance.organisation.privacy_commands import DecideErasure
from governance.outliving import OUTLIVING
from governance.policies import follow
from governance.rules.openness import Told
from governance.standing_orders import StandingOrders
from governance.words import clean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from governance.kernel import Command, Event, Mode, PersonId, SeatId

DAY = "2026-02-10"
L1 = StandingOrders(quorum=5, lived_experience="block", seconder_required=True)
CAST = {
    "chair": "service_user", "vice": "service_user", "secretary": "service_user", "fourth": "service_user",
    "carer": "family_carer", "nurse": "professional", "gp": "professional", "commissioner": "professional",
    "worker": "professional", "officer": "staff", "friend": "critical_friend",
}  # fmt: skip
VOTING = [name for name, constituency in CAST.items() if constituency not in {"staff", "critical_friend"}]


class Paper:
    """A desk without a vault: words are kept in a dict, and under whose own key where it is somebody's."""

    def __init__(
        self, words: dict[UUID, str], group: group_state.GroupState, owners: dict[UUID, UUID] | None = None
    ) -> None:
        self.kept = words
        self.owners = {} if owners is None else owners
        self._group = group
        self.mode: Mode = "live"
        self.own = True
        self.recorders: frozenset[SeatId] = frozenset()
        self.person: Any = None
        self.imported = False
        self.by: SeatId | None = None
        self.when = self.today = self.now = Moment(f"{DAY}T00:00+00:00", "day")
        self.slugs: frozenset[str] = frozenset({"taken"})

    def moment(self, when: When | None, *, future: bool = False, pointer: str = "/when") -> Moment:
        if when is None:
            return self.when
        try:
            dt.datetime.fromisoformat(f"{when.date}T{when.time or '00:00'}")
        except ValueError:
            raise Rejected("in order", "impossible_date", pointer=pointer) from None
        if when.date > "2026-12-31" and not future:
            raise Rejected("in order", "still_to_come", pointer=pointer)
        return Moment(f"{when.date}T{when.time or '00:00'}+00:00", "minute" if when.time else "day")

    def holder(self, seat: SeatId) -> Any:
        return self._group.seats[seat].holdings[-1].person

    def new_id(self, kind: str) -> UUID:
        del kind
        return uuid.uuid4()

    def new_salt(self) -> str:
        return "c2FsdA=="

    def seal(
        self,
        text: str,
        *,
        kind: str = "text",
        subject: Any = None,
        purpose: str = "group_text",
        tier: int | None = None,
    ) -> Sealed:
        del purpose, tier
        ref, kept = uuid.uuid4(), clean(text) if kind == "text" else text
        sealed = Sealed(ref, commitment(ref, kept))
        self.kept[ref] = kept
        if subject is not None:
            self.owners[sealed.ref] = subject
        return sealed

    def words(self, sealed: Sealed) -> str:
        return self.kept[sealed.ref]


def commitment(ref: UUID, words: str) -> str:
    """What stands for sealed words on paper: other words, or the same sealed anew, have another."""
    return base64.b64encode(hashlib.sha256(ref.bytes + words.encode()).digest()).decode()


class PaperScribe:
    """Minutes of one line a result and one line of words, and a fair copy that says nothing."""

    def __init__(self, lines: tuple[Printed, ...]) -> None:
        self.printed = lines

    def lines(self, meeting: Any) -> tuple[Printed, ...]:
        del meeting
        return self.printed

    def fair_copy(self, meeting: Any) -> FairCopy:
        del meeting
        return FairCopy("{}", "digest", "public", 41, 1, 1)


def _in_the_reference(command: Command, clause: str) -> None:
    assert not clause.startswith("R-") or clause in clauses_of(type(command)), "the reference says what can refuse it"


class Scene:
    """An organisation, a group and a meeting as they stand; `facts` is everything that happened in the meeting."""

    def __init__(
        self, orders: StandingOrders = L1, cast: Mapping[str, str] = CAST, *, founded: str = "2024-01-01"
    ) -> None:
        self.words: dict[UUID, str] = {}
        self.imported = False
        self.openness: dict[str, Any] = {}
        self.owners: dict[UUID, UUID] = {}
        self.now: Moment | None = None
        self.today: Moment | None = None
        self.own = True
        self.recorders: frozenset[SeatId] = frozenset()
        self.recorder: PersonId | None = None
        self.organisation = organisation_state.OrganisationState()
        self.group = group_state.GroupState()
        self.meeting = meeting_state.MeetingState()
        self.outliving: dict[UUID, Any] = {}
        self.earlier: meeting_state.MeetingState | None = None
        self.facts: list[Fact] = []
        self.past: dict[UUID, meeting_state.MeetingState] = {}
        self.printed: tuple[Printed, ...] = ()
        self.decisions: dict[Any, decision_state.DecisionState] = {}
        self.seats: dict[str, Any] = {}
        self.offices: dict[str, Any] = {}
        self.do(o.FoundOrganisation(name="Organisation", origin="example.org/log"))
        self.do(g.FoundGroup(name="Group", slug="group"))
        for name, constituency in cast.items():
            since = When(founded)
            (created,) = self.do(
                g.CreateSeat(group=self.id, slug=name, label=name, constituency=constituency, since=since)  # type: ignore[arg-type]
            )
            (person,) = self.do(o.RegisterPerson(name="Person"))
            self.seats[name] = created.seat  # type: ignore[attr-defined]
            self.do(g.FillSeat(group=self.id, seat=self.seats[name], person=person.person, since=since))  # type: ignore[attr-defined]
        for kind in ("chair", "secretary"):
            (made,) = self.do(g.CreateOffice(group=self.id, slug=kind, label=kind, kind=kind))  # type: ignore[arg-type]
            self.offices[kind] = made.office  # type: ignore[attr-defined]
        since = When("2025-01-01")
        if "chair" in self.seats:
            self.do(g.AssignOffice(group=self.id, office=self.offices["chair"], seat=self.seats["chair"], since=since))
        self.do(g.AdoptStandingOrders(group=self.id, orders=orders, since=When(founded)))

    @property
    def id(self) -> Any:
        return self.group.group

    @property
    def items(self) -> list[Any]:
        return list(self.meeting.items)

    @property
    def motion(self) -> Any:
        return list(self.meeting.motions)[-1]

    def seat(self, *names: str) -> tuple[Any, ...]:
        return tuple(self.seats[name] for name in names)

    def decide(self, command: Command) -> tuple[Event, ...]:
        desk = Paper(self.words, self.group, self.owners)
        desk = Paper(self.words, self.group, self.owners)
        desk.mode, desk.by, desk.imported, desk.own = command.mode, command.by, self.imported, self.own
        desk.recorders, desk.person = self.recorders, self.recorder
        if command.when is not None:
            desk.when = desk.moment(command.when)
        elif self.meeting.last is not None:
            desk.when = self.meeting.last
        self.when = desk.when
        desk.now, desk.today = self.now or desk.when, self.today or desk.today
        self.act = self._act(command, desk)
        try:
            return answer(self.act, command, "a2V5")
        except Rejected as refused:
            _in_the_reference(command, refused.clause)
            raise

    def _act(self, command: Command, desk: Paper) -> Act:
        """What the application would load for the command."""
        inside = hasattr(command, "meeting") or isinstance(command, m.CallMeeting)
        return Act(
            desk=desk,  # type: ignore[arg-type]
            organisation=self.organisation,
            group=self.group,
            meeting=self.meeting if inside else None,
            group_id=self.group.group,
            read={},
            named={
                **{f: self.outliving.get(id_, OUTLIVING[f].state()) for f, id_ in self._named(command)},
                **self._custody(command),
            },
            recorder=self.recorder,
            seated=self._seated(command, desk),
            earlier=self._earlier(command),
            decision=self.about(command),
            behind=self._behind(command),
            left_over=(self.earlier or self.meeting, True) if isinstance(command, pc.TakeUnfinishedBusiness) else None,
        )

    def _behind(self, command: Command) -> behind.Named | None:
        """The decision that giving or taking power is said to rest on."""
        named = command.decision if isinstance(command, earlier.RESTING) else None
        if named is None or named not in self.decisions:
            return None
        found = self.decisions[named]
        meetings = {self.meeting.meeting: self.meeting, **self.past}
        return behind.Named(found, None if found.meeting is None else meetings[found.meeting])

    def _seated(self, command: Command, desk: Paper) -> frozenset[PersonId]:
        person = getattr(command, "person", None)
        sits = isinstance(command, DecideErasure) and bool(self.group.seats_of(command.person, desk.today))
        return frozenset((person,)) if sits and person is not None else frozenset()

    def _custody(self, command: Command) -> dict[str, Any]:
        """What an act on the record itself is about."""
        match command:
            case RedactWords():
                typed = {ref: Sealed(ref, "c") for ref in command.words if ref in self.words}
                return {"words": typed, "copies": {}}
            case ChangeTier():
                return {"openable": self._openable(command)}
            case EraseBody():
                topics = [fact.event.topic for fact in self.facts if fact.id == command.event]
                return {"event": (topics[0] if topics else None, False, ())}
            case _:
                return {}

    def _openable(self, command: ChangeTier) -> Openable | None:
        """The event as it was recorded, but for what the scene says of it."""
        events = [fact.event for fact in self.facts if fact.id == command.event]
        if not events:
            return None
        sealed = getattr(events[0], "words", None)
        words: tuple[tuple[Sealed, Any], ...] = ((sealed, "text"),) if isinstance(sealed, Sealed) else ()
        return Openable(Told(**{"topic": events[0].topic, "tier": events[0].tier, **self.openness}), words)

    def _named(self, command: Command) -> list[tuple[str, UUID]]:
        named = [(field, getattr(command, field, None)) for field in OUTLIVING]
        return [(field, thing) for field, thing in named if isinstance(thing, uuid.UUID)]

    def _earlier(self, command: Command) -> Earlier | None:
        about = getattr(command, "minutes", None)
        matter = self.meeting.matters.get(getattr(command, "motion", None))  # type: ignore[arg-type]
        if isinstance(command, m.StrikeAct):
            about = next((id_ for id_, one in self.outliving.items() if hasattr(one, "asked")
                          and one.meeting == command.meeting), None)  # fmt: skip
        minutes = self.outliving.get(about if isinstance(about, uuid.UUID) else getattr(matter, "minutes", None))  # type: ignore[arg-type]
        if minutes is None:
            return None
        return Earlier(minutes, self.past.get(minutes.meeting, self.meeting), PaperScribe(self.printed))

    def do(self, command: Command) -> tuple[Event, ...]:
        events = self.decide(command)
        home = self.act.stream(command, events)
        placed = [(home, event) for event in events] + follow(events, home, self.act)
        facts = [
            (stream, Fact(EventId(uuid.uuid4()), len(self.facts) + n, self.when, command.by, command.mode, event))
            for n, (stream, event) in enumerate(placed, 1)
        ]
        at_home = [fact for stream, fact in facts if stream == home]
        if isinstance(command, ORGANISATION):
            self.organisation = organisation_state.fold(at_home, self.organisation)
        elif home == self.group.group or isinstance(command, g.FoundGroup):
            self.group = group_state.fold(at_home, self.group)
        elif self.act.meeting is not None:
            self.facts += at_home
            self.meeting = meeting_evolve.fold(self.facts)
        if home != self.group.group:
            self.group = group_state.fold([f for stream, f in facts if stream == self.group.group], self.group)
        for stream, fact in facts:
            self._outlive(stream, fact)
        return events

    def brought_in(self, command: Command) -> tuple[Event, ...]:
        """As an import tells of it: what the group did elsewhere, without the decision behind it."""
        self.imported = True
        try:
            return self.do(msgspec.structs.replace(command, mode="written_up"))
        finally:
            self.imported = False

    def agreed(
        self,
        category: str,
        *,
        for_: int = 9,
        removes: str | None = None,
        elects: tuple[str, str] | None = None,
        fills: str | None = None,
        by: Any = None,
        adds: Any = None,
        retires: str | None = None,
    ) -> Any:
        """The nine vote by hands on a proposal of a category and close the meeting; the decision they made."""
        leaves = None if removes is None else self.seats[removes]
        agenda = (m.Business("Told of in the notice", category=category),)  # type: ignore[arg-type]
        self.do(
            m.CallMeeting(group=self.id, starts=When(DAY, "14:00"), when=When("2026-01-05", "10:00"), agenda=agenda)
        )
        self.opened()
        if "chair" in {removes, retires}:
            self.do(m.TakeChair(meeting=self.at, seat=self.seats["vice"], reason="interest"))
        self.do(
            q.RecordDecision(
                meeting=self.at, item=self.items[0], words="Do so.", category=category,  # type: ignore[arg-type]
                how="hands", count=q.Hands(for_, 9 - for_), moved_by=self.seats["gp"], seconded_by=self.seats["vice"],
                removes=leaves, heard=None if removes is None else "spoke",
                elects=None if elects is None else q.Elects(self.offices[elects[0]], self.seats[elects[1]]),
                fills=None if fills is None else q.Fills(self.seats[fills], by),
                adds=adds, retires=None if retires is None else self.seats[retires],
            )
        )  # fmt: skip
        made = self.decision
        self.do(m.CloseMeeting(meeting=self.at, when=When(DAY, "15:00")))
        self.past[self.at] = self.meeting
        self.meeting, self.facts = meeting_state.MeetingState(), []
        return made

    def about(self, command: Command) -> decision_state.DecisionState | None:
        """The earlier decision an act is about, or a vote."""
        if isinstance(command, earlier.DECISION):
            return None if command.decision is None else self.decisions[command.decision]
        if isinstance(command, earlier.DOING):
            return self.decisions.get(self.outliving[command.action].decision)
        if isinstance(command, q.MoveMotion | q.RecordDecision):
            return self.decisions.get(command.ratifies or command.disowns)
        motion = self.meeting.motions.get(getattr(command, "motion", None))  # type: ignore[arg-type]
        voted = isinstance(command, q.PutMotion | q.DeclareResult)
        return self.decisions.get(motion.of_decision) if voted and motion is not None else None

    @property
    def decision(self) -> Any:
        """The last decision made."""
        return [key for key, kept in self.decisions.items() if kept.decision is not None][-1]

    def another(
        self,
        day: str,
        *titles: str | m.Business,
        told: str | None = None,
        present: tuple[str, ...] = (),
        on_paper: bool = False,
    ) -> Scene:
        """The next meeting of the group, opened on that day with everybody there; `on_paper`: its call was told of."""
        self.past[self.at] = self.meeting
        self.meeting, self.facts = meeting_state.MeetingState(), []
        told = told or f"{day[:8]}01"
        told_of = titles or ("First", "Second")
        agenda = tuple(one if isinstance(one, m.Business) else m.Business(one) for one in told_of)
        mode = "written_up" if on_paper else "live"
        when = When(told, "10:00")
        self.do(m.CallMeeting(group=self.id, starts=When(day, "14:00"), when=when, agenda=agenda, mode=mode))
        here = self.seat(*(present or VOTING))
        self.do(m.OpenMeeting(meeting=self.at, present=here, presider=here[0], when=When(day, "14:00")))
        self.do(m.OpenItem(meeting=self.at, item=self.items[0]))
        return self

    def _outlive(self, stream: UUID, fact: Fact) -> None:
        if isinstance(fact.event, DecisionEvent):
            self.decisions[stream] = decision_state.fold([fact], self.decisions.get(stream))
        kind = next((k for k in OUTLIVING.values() if fact.event.topic in k.opens), None)
        if kind is not None:
            self.outliving[stream] = kind.state()
        known = self.outliving.get(stream)
        if known is not None:
            fold = next(k.fold for k in OUTLIVING.values() if isinstance(known, k.state))
            self.outliving[stream] = fold([fact], known)

    def later(self) -> Scene:
        """Close this meeting; the next one has not been called yet."""
        self.do(m.CloseMeeting(meeting=self.at))
        self.past[self.at] = self.meeting
        self.meeting, self.facts = meeting_state.MeetingState(), []
        return self

    @property
    def minutes(self) -> Any:
        """The minutes drafted first."""
        return next(id_ for id_, one in self.outliving.items() if hasattr(one, "asked"))

    def called(self, *titles: str) -> Scene:
        self.do(
            m.CallMeeting(
                group=self.id,
                starts=When(DAY, "14:00"),
                when=When("2026-02-01", "10:00"),
                agenda=tuple(m.Business(title) for title in titles or ("First", "Second")),
            )
        )
        return self

    def opened(self, *names: str, time: str = "14:00", mode: Mode = "live") -> Scene:
        if self.meeting.meeting is None:
            self.called()
        present = self.seat(*(names or VOTING))
        presider = self._first_in_line(present)
        when = When(DAY, time)
        self.do(m.OpenMeeting(meeting=self.at, present=present, presider=presider, when=when, mode=mode))
        return self

    def _first_in_line(self, present: tuple[Any, ...]) -> Any:
        """Who presides: the chair, else the vice-chair, else the first who is here."""
        at = Moment(f"{DAY}T14:00+00:00", "minute")
        held = (self.group.office_of(kind, at) for kind in ("chair", "vice_chair"))  # type: ignore[arg-type]
        return next((seat for seat in held if seat in present), present[0])

    def moved(self, *, put: str | None = None) -> Scene:
        """A seconded motion on the first item, put if asked."""
        if self.meeting.stage != "open":
            self.opened()
        self.do(m.OpenItem(meeting=self.at, item=self.items[0]))
        self.do(
            q.MoveMotion(
                meeting=self.at,
                item=self.items[0],
                words="Meet at the library.",
                moved_by=self.seats["vice"],
                seconded_by=self.seats["gp"],
            )
        )
        if put:
            self.do(q.PutMotion(meeting=self.at, motion=self.motion, how=put))  # type: ignore[arg-type]
        return self

    @property
    def at(self) -> Any:
        return self.meeting.meeting


def names(events: tuple[Event, ...]) -> list[str]:
    return [type(event).__name__ for event in events]
