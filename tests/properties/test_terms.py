"""Whatever is done about an office: nobody shares it, and nobody acts for longer than ninety days (invariant 16)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from governance.group import commands as g
from governance.group.acting import acting_chair
from governance.kernel import Moment, Rejected, When
from tests.properties.histories import BRIEFLY
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


def test_nobody_shares_an_office_and_nobody_acts_too_long() -> None:
    REACHED.clear()

    @settings(BRIEFLY, max_examples=100)
    @given(st.lists(ASSIGNED | ENDED, max_size=12))
    def tries(acts: list[dict[str, Any]]) -> None:
        scene = founded()
        for act in acts:
            acted(scene, act)
        assert longest_acting(scene) <= 90

    tries()
    assert [way for way in ("put there", "by the record", "for all of the ninety days") if not REACHED[way]] == []


def longest_acting(scene: Scene) -> int:
    """For how many days somebody acted at most: by the record, or put there; and that nobody shared an office."""
    spells: dict[Any, int] = {}
    for day in range(1800):
        held = list(scene.group.held(at(day)))
        assert len(held) == len({term.office for term in held})
        began = [(term.office, term.seat, term.since) for term in held if term.acting]
        acts_now = acting_chair(scene.group, at(day))
        if acts_now is not None:
            began.append((acts_now.office, acts_now.seat, acts_now.since))
        for spell in began:
            spells[spell] = (at(day).date - spell[2].date).days
    REACHED["put there"] += any(term.acting for term in scene.group.terms)
    REACHED["by the record"] += bool(spells) and not any(term.acting for term in scene.group.terms)
    REACHED["for all of the ninety days"] += max(spells.values(), default=0) == 90
    return max(spells.values(), default=0)


REACHED: Counter[str] = Counter()


def acting(since: int, days: int | None, *, mode: str = "live", office: str = "chair") -> dict[str, Any]:
    return {"office": office, "seat": "vice", "since": since, "days": days, "acting": True, "mode": mode}


def test_somebody_who_was_put_there_acts_for_ninety_days_and_no_longer() -> None:
    # The chair went on 1 January 2025, 335 days after the first: 90 days are allowed, and 91 refused.
    for days, longest in ((90, 90), (91, 0), (None, 90)):
        scene = founded()
        acted(scene, acting(335, days))
        assert longest_acting(scene) == longest, days
