"""Given, when, then over pure decisions: a group on paper, no database."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from governance import policies
from governance.decision import commands as d
from governance.decision import decide as decision_decide
from governance.decision import state as decision_state
from governance.group import commands as g
from governance.group import decide as group_decide
from governance.group import state as group_state
from governance.kernel import EventId, Fact, Moment, Rejected, Sealed, When
from governance.meeting import commands as m
from governance.meeting import decide as meeting_decide
from governance.meeting import state as meeting_state
from governance.motion import commands as q
from governance.motion import decide as motion_decide
from governance.motion import method_commands as mc
from governance.motion import procedure_commands as pc
from governance.motion import unfinished, whole
from governance.organisation import commands as o
from governance.organisation import decide as organisation_decide
from governance.organisation import state as organisation_state
from governance.standing_orders import StandingOrders
from governance.words import clean

if TYPE_CHECKING:
    from uuid import UUID

    from governance.kernel import Command, Event, Mode, SeatId

DAY = "2026-02-10"
L1 = StandingOrders(quorum=5, lived_experience="block", seconder_required=True)
CAST = {
    "chair": "service_user", "vice": "service_user", "secretary": "service_user", "fourth": "service_user",
    "carer": "family_carer", "nurse": "professional", "gp": "professional", "commissioner": "professional",
    "worker": "professional", "officer": "staff", "friend": "critical_friend",
}  # fmt: skip
VOTING = [name for name, constituency in CAST.items() if constituency not in {"staff", "critical_friend"}]


class Paper:
    """A desk without a vault: words are kept in a dict."""

    def __init__(self, words: dict[UUID, str], group: group_state.GroupState) -> None:
        self.kept = words
        self._group = group
        self.mode: Mode = "live"
        self.by: SeatId | None = None
        self.when = self.today = Moment(f"{DAY}T00:00+00:00", "day")
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

    def seal(self, text: str, *, kind: str = "text", subject: Any = None, purpose: str = "group_text") -> Sealed:
        del subject, purpose
        sealed = Sealed(uuid.uuid4(), "Y29tbWl0bWVudA==")
        self.kept[sealed.ref] = clean(text) if kind == "text" else text
        return sealed

    def words(self, sealed: Sealed) -> str:
        return self.kept[sealed.ref]


class Scene:
    """An organisation, a group and a meeting as they stand; `facts` is everything that happened in the meeting."""

    def __init__(self, orders: StandingOrders = L1) -> None:
        self.words: dict[UUID, str] = {}
        self.organisation = organisation_state.OrganisationState()
        self.group = group_state.GroupState()
        self.meeting = meeting_state.MeetingState()
        self.earlier: meeting_state.MeetingState | None = None
        self.facts: list[Fact] = []
        self.decisions: dict[Any, decision_state.DecisionState] = {}
        self.seats: dict[str, Any] = {}
        self.offices: dict[str, Any] = {}
        self.do(o.FoundOrganisation(name="Organisation", origin="example.org/log"))
        self.do(g.FoundGroup(name="Group", slug="group"))
        for name, constituency in CAST.items():
            since = When("2024-01-01")
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
        self.do(g.AssignOffice(group=self.id, office=self.offices["chair"], seat=self.seats["chair"], since=since))
        self.do(g.AdoptStandingOrders(group=self.id, orders=orders, since=When("2024-01-01")))

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
        desk = Paper(self.words, self.group)
        desk.mode, desk.by = command.mode, command.by
        if command.when is not None:
            desk.when = desk.moment(command.when)
        elif self.meeting.last is not None:
            desk.when = self.meeting.last
        self.when = desk.when
        match command:
            case o.FoundOrganisation() | o.RegisterPerson() | o.NameConvenor():
                return organisation_decide.decide(self.organisation, command, desk, key="a2V5")
            case d.RecordCarriedOut():
                return decision_decide.carry_out(command, self.decisions[command.decision], desk)
            case d.ReopenDecision():
                return decision_decide.reopen(self.meeting, command, self.decisions[command.decision], desk)
            case d.MoveRatification():
                about = self.decisions[command.decision] if command.decision else None
                return decision_decide.ratify(self.meeting, command, about, desk)
            case q.RecordDecision():
                return whole.decide(self.meeting, command, desk)
            case _ if type(command).__module__ == g.__name__:
                return group_decide.decide(self.group, command, self.organisation, desk)  # type: ignore[arg-type]
            case pc.TakeUnfinishedBusiness():
                return unfinished.take(self.meeting, command, self.earlier or self.meeting, desk, next_meeting=True)
            case _ if type(command).__module__ in {q.__name__, pc.__name__, mc.__name__}:
                about = self.about(command)
                if about is not None:
                    decision_decide.still_in_order(self.meeting.motions[command.motion], about, desk)  # type: ignore[attr-defined]
                return motion_decide.decide(self.meeting, command, desk)  # type: ignore[arg-type]
            case _:
                return meeting_decide.decide(self.meeting, command, self.group, desk)  # type: ignore[arg-type]

    def do(self, command: Command) -> tuple[Event, ...]:
        events = self.decide(command)
        facts = [
            Fact(EventId(uuid.uuid4()), len(self.facts) + n, self.when, command.by, command.mode, event)
            for n, event in enumerate(events, 1)
        ]
        if isinstance(command, o.FoundOrganisation | o.RegisterPerson | o.NameConvenor):
            self.organisation = organisation_state.fold(facts, self.organisation)
        elif type(command).__module__ == g.__name__:
            self.group = group_state.fold(facts, self.group)
        elif isinstance(command, d.RecordCarriedOut):
            self.decisions[command.decision] = decision_state.fold(facts, self.decisions[command.decision])
        else:
            self.outlives(command, events)
            self.facts += facts
            self.meeting = meeting_state.fold(self.facts)
        return events

    def about(self, command: Command) -> decision_state.DecisionState | None:
        """The earlier decision a vote is about."""
        motion = self.meeting.motions.get(getattr(command, "motion", None))  # type: ignore[arg-type]
        voted = isinstance(command, q.PutMotion | q.DeclareResult)
        return self.decisions.get(motion.of_decision) if voted and motion is not None else None

    def outlives(self, command: Command, events: tuple[Event, ...]) -> None:
        """What the events write into the streams of decisions."""
        desk = Paper(self.words, self.group)
        desk.when = self.when
        for stream, event in policies.follow(events, self.at, self.id, desk, self.meeting.motions, self.about(command)):
            fact = Fact(EventId(uuid.uuid4()), 1, self.when, command.by, command.mode, event)
            self.decisions[stream] = decision_state.fold([fact], self.decisions.get(stream))

    @property
    def decision(self) -> Any:
        """The last decision made."""
        return [key for key, kept in self.decisions.items() if kept.decision is not None][-1]

    def another(self, day: str, *titles: str, told: str | None = None, present: tuple[str, ...] = ()) -> Scene:
        """The next meeting of the group, opened on that day with everybody there."""
        self.meeting, self.facts = meeting_state.MeetingState(), []
        told = told or f"{day[:8]}01"
        agenda = tuple(m.Business(title) for title in titles or ("First", "Second"))
        self.do(m.CallMeeting(group=self.id, starts=When(day, "14:00"), when=When(told, "10:00"), agenda=agenda))
        here = self.seat(*(present or VOTING))
        self.do(m.OpenMeeting(meeting=self.at, present=here, presider=here[0], when=When(day, "14:00")))
        self.do(m.OpenItem(meeting=self.at, item=self.items[0]))
        return self

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

    def opened(self, *names: str, time: str = "14:00") -> Scene:
        if self.meeting.meeting is None:
            self.called()
        present = self.seat(*(names or VOTING))
        self.do(m.OpenMeeting(meeting=self.at, present=present, presider=present[0], when=When(DAY, time)))
        return self

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
