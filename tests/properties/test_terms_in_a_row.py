"""However elections follow and overlap: nobody is elected to more terms in a row than the orders allow (16)."""

from __future__ import annotations

import calendar
import contextlib
import datetime as dt
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.election import commands as c
from governance.election import room_commands as r
from governance.election.room_events import ElectionDeclared
from governance.group import commands as g
from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.meeting.state import MeetingState
from governance.standing_orders import StandingOrders
from tests.properties.histories import AT_LENGTH, BRIEFLY
from tests.spec import VOTING, Scene

# Terms of four months, two in a row, and a year out of office before another.
ORDERS = StandingOrders(quorum=3, lived_experience="off", term_months=4, max_consecutive=2, break_years=1)
FIRST, LAST = dt.date(2024, 2, 1), dt.date(2026, 12, 20)
DAYS = st.integers(0, (LAST - FIRST).days)
SEATS = ("vice", "fourth", "carer")
ELECTION = st.fixed_dictionaries(
    {
        "opens": DAYS,
        "names": st.lists(st.sampled_from(SEATS), min_size=1, max_size=2, unique=True),
        "waits": st.integers(15, 150),
        "mode": st.sampled_from(["live", "live", "live", "written_up"]),
    }
)
GOES = st.fixed_dictionaries({"goes": DAYS})
HISTORIES = st.lists(st.one_of(ELECTION, ELECTION, ELECTION, GOES), min_size=2, max_size=14)


def on(day: int) -> str:
    return min(FIRST + dt.timedelta(days=day), LAST).isoformat()


def acts(history: list[dict[str, Any]]) -> list[tuple[int, int, dict[str, Any]]]:
    """The acts in the order of their days: names are asked for, time passes, the meeting decides; somebody goes."""
    told: list[tuple[int, int, dict[str, Any]]] = []
    for nth, one in enumerate(history):
        if "goes" in one:
            told.append((one["goes"], nth, {"do": "goes"}))
            continue
        told += [(one["opens"], nth, {"do": "asks", **one}), (one["opens"] + one["waits"], nth, {"do": "meets", **one})]
    return sorted(told, key=lambda act: act[:2])


def asks(scene: Scene, day: int, act: dict[str, Any]) -> Any:
    """Names are asked for, put forward, and the time for them is over; the election."""
    opened = c.OpenNominations(
        group=scene.id, office=scene.offices["secretary"], closes=on(day + 13), when=When(on(day)), mode=act["mode"]
    )
    (event,) = scene.do(opened)
    election: Any = event.election  # type: ignore[attr-defined]
    about: Any = {"election": election, "mode": act["mode"]}
    for name in act["names"]:
        seat = scene.seats[name]
        scene.do(c.Nominate(seat=seat, nominated_by=seat, when=When(on(day + 1)), **about))
    scene.do(c.CloseNominations(when=When(on(day + 13)), **about))
    return election


def meets(scene: Scene, day: int, election: Any, act: dict[str, Any]) -> None:
    """A meeting at which whoever stands is elected, the one named first by most papers."""
    scene.meeting, scene.facts = MeetingState(), []
    told, then = When(on(day - 10), "10:00"), {"when": When(on(day), "14:00"), "mode": act["mode"]}
    scene.do(m.CallMeeting(group=scene.id, starts=When(on(day), "14:00"), when=told, agenda=(m.Business("Election"),)))
    here = scene.seat(*VOTING)
    scene.do(m.OpenMeeting(meeting=scene.at, present=here, presider=here[0], **then))  # type: ignore[arg-type]
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0], **then))  # type: ignore[arg-type]
    about: Any = {"meeting": scene.at, "election": election, **then}
    stand = [scene.seats[name] for name in act["names"] if scene.seats[name] in scene.outliving[election].candidates]
    if len(stand) > 1:
        scene.do(r.OpenElectionBallot(item=scene.items[0], tellers=scene.seat("nurse", "gp"), **about))
        scene.do(r.CountElectionBallot(votes={stand[0]: 6, stand[1]: 3}, voted=here, **about))
    announced = scene.seats[act["names"][0]] if act["mode"] == "written_up" else None
    scene.do(r.DeclareElection(item=scene.items[0], announced=announced, **about))


def goes(scene: Scene, day: int) -> None:
    """One of those who were secretary goes, if they still are."""
    begun = [t.id for t in scene.group.terms if t.office == scene.offices["secretary"]]
    for term in begun[day % len(begun) :][:1] if begun else ():
        scene.do(g.EndTerm(group=scene.id, channel="phone", term=term, reason="resigned", when=When(on(day))))


def history(told: list[dict[str, Any]]) -> Counter[str]:
    """Everything done or refused, and every term that began by it; what came of it."""
    scene = Scene(ORDERS)
    elections: dict[int, Any] = {}
    came: Counter[str] = Counter()
    for day, nth, act in acts(told):
        with contextlib.suppress(Rejected):
            match act["do"]:
                case "goes":
                    goes(scene, day)
                case "asks":
                    elections[nth] = asks(scene, day, act)
                case _ if nth in elections:
                    meets(scene, day, elections[nth], act)
                    came["elected"] += any(
                        isinstance(fact.event, ElectionDeclared) and fact.event.takes_effect for fact in scene.facts
                    )
    refused = [why for kept in scene.outliving.values() for why in getattr(kept, "refused", {}).values()]
    came["refused"] += len(refused)
    for seat in scene.seats.values():
        served = in_a_row(scene, seat)
        came["two in a row"] += 2 in served
        came["again after a break"] += served.count(1) > 1 and len(served) > served.count(0) + 1
        assert max(served, default=0) <= 2
    return came


def months_on(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def in_a_row(scene: Scene, seat: Any) -> list[int]:
    """How many terms in a row a seat had served with each of its terms, by the days alone."""
    office = scene.offices["secretary"]
    terms = sorted(
        (t.since.date, t.until or "", t.ended) for t in scene.group.terms if (t.office, t.seat) == (office, seat)
    )
    counts: list[int] = []
    row, left = 0, dt.date.min
    for since, until, ended in terms:
        over = dt.date.fromisoformat(until) + dt.timedelta(days=1)
        if left != dt.date.min and since >= months_on(left, 12):
            row = 0
        row += over >= months_on(since, 2)
        counts.append(row)
        left = ended.date if ended is not None else dt.date.fromisoformat(until)
    return counts


def test_elections_asked_for_side_by_side_give_nobody_a_third_term() -> None:
    """At each of three the vice-chair was nominated before any of them was decided."""
    asked = ((0, 20), (1, 40), (2, 150))
    told = [{"opens": day, "names": ["vice"], "waits": waits, "mode": "live"} for day, waits in asked]
    assert (history(told)["elected"], history(told[:2])["elected"]) == (2, 2)


def tried(how: Any) -> Counter[str]:
    found: Counter[str] = Counter()

    @how
    @given(told=HISTORIES)
    def tries(told: list[dict[str, Any]]) -> None:
        found.update(history(told))

    tries()
    return found


def test_nobody_is_elected_to_more_terms_in_a_row_than_the_orders_allow() -> None:
    found = tried(settings(BRIEFLY, max_examples=120))
    reached = ("elected", "refused", "two in a row", "again after a break")
    assert [what for what in reached if not found[what]] == []


@pytest.mark.soak
def test_so_for_very_many_elections() -> None:
    assert tried(AT_LENGTH)["two in a row"]
