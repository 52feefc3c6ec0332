"""A meeting of Local Planning Group A told by hand: recorded events, words and labels, without store or application."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from typing import TYPE_CHECKING
from uuid import UUID

from governance.kernel import (
    CommandId,
    EventId,
    GroupId,
    ItemId,
    MeetingId,
    Moment,
    Money,
    MotionId,
    OfficeId,
    Sealed,
    SeatId,
    StreamId,
)
from governance.meeting import events as e
from governance.motion import events as m
from governance.record import Envelope, RecordedEvent
from governance.rules import hands
from governance.rules.quorum import QuorumSnapshot
from governance.standing_orders import ClassMapping, StandingOrders
from projections.minutes.apply import fold
from projections.minutes.document import sealed_in, write

if TYPE_CHECKING:
    from governance.kernel import Constituency, Event
    from governance.rules.majority import Tally
    from projections.minutes.document import Document

SEATS: tuple[tuple[str, Constituency], ...] = (
    ("User representative 1", "service_user"),
    ("User representative 2", "service_user"),
    ("User representative 3", "service_user"),
    ("User representative 4", "service_user"),
    ("Carer representative", "family_carer"),
    ("Respiratory nurse", "professional"),
    ("GP", "professional"),
    ("Commissioner", "professional"),
    ("Development worker", "professional"),
    ("Secretariat support officer", "staff"),
)
OFFICES = (("Chair", "chair"), ("Vice-chair", "vice_chair"), ("Secretary", "secretary"))


def id_of(kind: str, n: int) -> UUID:
    """The same uuid4 every time for the n-th thing of a kind."""
    return UUID(int=random.Random(f"{kind} {n}").getrandbits(128), version=4)


SEAT = {label: SeatId(id_of("seat", n)) for n, (label, _) in enumerate(SEATS)}
SEAT |= {office: SEAT[f"User representative {n}"] for n, (office, _) in enumerate(OFFICES, 1)}
LABELS = {SEAT[label]: label for label, _ in SEATS} | {
    id_of("office", n): label for n, (label, _) in enumerate(OFFICES)
}
EVERYONE = tuple(label for label, _ in SEATS[:9])
ORDERS = StandingOrders(quorum=5, lived_experience="block", seconder_required=True)
CLASSES = tuple((label, "LE" if kind in {"service_user", "family_carer"} else "PR") for label, kind in SEATS)


def roll() -> tuple[e.RollEntry, ...]:
    """Nine voting seats and the support officer; the first three user representatives hold the offices."""
    held = {n: (e.OfficeHeld(OfficeId(id_of("office", n)), OFFICES[n][1], acting=False),) for n in range(3)}
    return tuple(
        e.RollEntry(SEAT[label], kind, voting=kind != "staff", filled=True, offices=held.get(n, ()))
        for n, (label, kind) in enumerate(SEATS)
    )


def quorum(lived: int, other: int, *reasons: str, of: int = 9) -> QuorumSnapshot:
    """Quorum with so many lived-experience members and others; inquorate for the reasons given."""
    by_class = (("LE", lived), ("PR", other))
    result = "inquorate" if reasons else "quorate"
    return QuorumSnapshot(lived + other, of, by_class, 5, True, result, reasons, ())  # type: ignore[arg-type]


class Stage:
    """Events in the order they happened. Times are `HH:MM`, or None when only the day is known."""

    def __init__(self, day: str, orders: StandingOrders = ORDERS) -> None:
        self.day = day
        self.orders = orders
        self.events: list[RecordedEvent] = []
        self.words: dict[UUID, str] = {}
        self._sealed = itertools.count()
        self._opened: Moment | None = None

    def seal(self, text: str) -> Sealed:
        """Words as the events hold them."""
        ref = id_of("word", next(self._sealed))
        self.words[ref] = text
        return Sealed(ref, f"commitment-{len(self.words)}")

    def moment(self, time: str | None) -> Moment:
        """A time on the day of the meeting."""
        return Moment(f"{self.day}T{time or '00:00'}+00:00", "minute" if time else "day")

    def tell(self, time: str | None, *events: Event, mode: str = "live") -> list[EventId]:
        """Record events of one command; their ids."""
        at, ids = self.moment(time), []
        for part, event in enumerate(events, 1):
            n = len(self.events) + 1
            envelope = Envelope(
                occurred=at.local, precision=at.precision, by=None, capacity="secretary", recorded_by=None,
                channel="web", on_behalf_of=None, mode=mode, entered=mode, rules=1,
                command=CommandId(id_of("command", n)), correlation=id_of("command", n), causation=None, guards=(),
                seen=n - 1, decided="2026-01-01T00:00:00Z",
            )  # type: ignore[arg-type]  # fmt: skip
            recorded = dt.datetime(2026, 6, 30, 12, tzinfo=dt.UTC) + dt.timedelta(seconds=n)
            one = RecordedEvent(
                n,
                StreamId(id_of("meeting", 0)),
                n,
                part,
                len(events),
                EventId(id_of("event", n)),
                recorded,
                1,
                envelope,
                event,
            )
            self.events.append(one)
            ids.append(one.id)
        return ids

    def called(self, *titles: str, first: int = 3) -> None:
        """Notice with these items, numbered from `first`."""
        agenda = tuple(
            e.AgendaEntry(item(first + n), first + n, self.seal(title), True, None, True)
            for n, title in enumerate(titles)
        )
        called = e.MeetingCalled(
            meeting=MeetingId(id_of("meeting", 0)), group=GroupId(id_of("group", 0)), kind="ordinary",
            manner="in_person", title=None, place=None, starts=self.moment("14:00"), notice_given=None,
            clear_days=None, needed=7, irregular=(), agenda=agenda,
        )  # fmt: skip
        self.tell(None, called)

    def opened(
        self,
        present: tuple[str, ...],
        shot: QuorumSnapshot,
        *,
        apologies: tuple[str, ...] = (),
        time: str | None = "14:00",
    ) -> None:
        """The sitting began with the roll called."""
        seats = tuple(SEAT[label] for label in present)
        away = tuple(SEAT[label] for label in apologies)
        self.tell(
            time,
            e.MeetingOpened(self.orders, 1, ClassMapping(), 1, roll()),
            e.AttendanceSet(seats, away),
            e.PresiderTookChair(SEAT["Chair"], "opening"),
            e.QuorumTested(shot),
        )

    def moved(
        self,
        number: int,
        text: str,
        mover: str | None,
        seconder: str | None,
        *,
        n: int = 1,
        time: str | None = "14:10",
        cost: Money | None = None,
    ) -> MotionId:
        """A proposal, and who seconded it."""
        motion = MotionId(id_of("motion", n))
        by = SEAT[mover] if mover else None
        moved = m.MotionMoved(motion, item(number), by, self.seal(text), "ordinary", cost, None)
        self.tell(time, moved, *([m.MotionSeconded(motion, SEAT[seconder])] if seconder else []))
        return motion

    def document(self, *, tier: int = 1) -> Document:
        """The minutes as written now."""
        draft = fold(self.events)
        needed = {one.ref for one in sealed_in(draft)}
        words = {ref: text for ref, text in self.words.items() if ref in needed}
        return write(draft, LABELS, words, group_name="Local Planning Group A", tier=tier)

    def lines(self, *parts: int, tier: int = 1) -> list[str]:
        """The numbered lines, all or of some parts."""
        document = self.document(tier=tier)
        return [f"{s.number} {s.text}" for p in document.parts if not parts or p.number in parts for s in p.lines]


def item(number: int) -> ItemId:
    """The item with this number."""
    return ItemId(id_of("item", number))


def declared(
    motion: MotionId,
    number: int,
    words: Sealed,
    tally: Tally | None,
    by_rule: m.Ruling,
    *,
    announced: m.Answer | None = None,
    irregular: tuple[str, ...] = (),
    method: m.Method = "hands",
    amends: MotionId | None = None,
    amended: Sealed | None = None,
    casting: str | None = None,
    shot: QuorumSnapshot | None = None,
    stand_asides: int = 0,
) -> m.ResultDeclared:
    """A result as the event holds it; a substantive one has a decision."""
    agreed = (announced or by_rule) == "agreed"
    outcome = m.Outcome(
        announced=announced, by_rule=by_rule, reason="", irregular=irregular, takes_effect=agreed and not irregular,
        method=method, majority="simple_cast", test="", tally=tally, no_answer=None, split=hands.UNKNOWN,
        stand_asides=stand_asides, entitled=9, effective=None, quorum=shot or quorum(5, 4), casting=casting,
    )  # type: ignore[arg-type]  # fmt: skip
    decision = None if amends else id_of("decision", number)
    return m.ResultDeclared(motion, item(number), amends, decision, words, amended, "ordinary", None, outcome)  # type: ignore[arg-type]
