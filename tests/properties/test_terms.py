"""Whatever is done about an office: nobody shares it, and nobody acts for longer than ninety days (invariant 16)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from governance.group import commands as g
from governance.group.acting import acting_chair
from governance.kernel import Moment, Rejected, When
from tests.spec import Scene

FIRST = dt.date(2024, 2, 1)
DAYS = st.integers(0, 900)
SEATS = ("chair", "vice", "fourth", "carer")


def on(day: int) -> str:
    return (FIRST + dt.timedelta(days=day)).isoformat()


def at(day: int) -> Moment:
    return Moment(f"{on(day)}T12:00+00:00", "minute")


ASSIGNED = st.fixed_dictionaries(
    {
        "office": st.sampled_from(("chair", "vice_chair")),
        "seat": st.sampled_from(SEATS),
        "since": DAYS,
        "days": st.none() | st.integers(1, 800),
        "acting": st.booleans(),
        "mode": st.sampled_from(("live", "written_up")),
    }
)
ENDED = st.fixed_dictionaries({"nth": st.integers(0, 20), "day": DAYS})


def founded() -> Scene:
    scene = Scene()
    scene.do(g.EndTerm(group=scene.id, term=scene.group.terms[0].id, when=When("2025-01-01")))
    (made,) = scene.do(g.CreateOffice(group=scene.id, slug="vice", label="vice", kind="vice_chair"))
    scene.offices["vice_chair"] = made.office  # type: ignore[attr-defined]
    return scene


def acted(scene: Scene, act: dict[str, Any]) -> None:
    """Do it, or be refused."""
    try:
        if "nth" in act:
            term = scene.group.terms[act["nth"] % len(scene.group.terms)].id
            scene.do(g.EndTerm(group=scene.id, term=term, when=When(on(act["day"]))))
            return
        until = None if act["days"] is None else on(act["since"] + act["days"])
        scene.do(
            g.AssignOffice(
                group=scene.id, office=scene.offices[act["office"]], seat=scene.seats[act["seat"]],
                since=When(on(act["since"])), until=until, acting=act["acting"], mode=act["mode"],
            )
        )  # fmt: skip
    except Rejected:
        return


@given(st.lists(ASSIGNED | ENDED, max_size=12))
def test_nobody_shares_an_office_and_nobody_acts_too_long(acts: list[dict[str, Any]]) -> None:
    scene = founded()
    for act in acts:
        acted(scene, act)
    spells: dict[Any, int] = {}
    for day in range(1800):
        held = [term.office for term in scene.group.held(at(day))]
        assert len(held) == len(set(held))
        acts_now = acting_chair(scene.group, at(day))
        if acts_now is not None:
            spells[acts_now.since] = (at(day).date - acts_now.since.date).days
    assert all(days <= 90 for days in spells.values())
