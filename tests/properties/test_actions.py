"""Whatever is told of an action: begun and done by whoever took it on, found done by another, over when it is over."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.action import commands as a
from governance.action.state import ActionState
from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.motion import commands as q
from tests.governance.commands.actions import action, agreed
from tests.governance.test_decisions_reopened import FIVE, answered, in_october, ratifying, reopening
from tests.properties.histories import AT_LENGTH, BRIEFLY
from tests.spec import CAST, VOTING, Scene, names

ACTS = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from([a.StartAction, a.ReportActionDone, a.VerifyAction, a.DropAction, a.PutOffAction]),
            "seat": st.sampled_from(["vice", "gp", "vice", "gp", *CAST]),
            "day": st.integers(0, 27),
        }
    ),
    max_size=15,
)
# The vice-chair took it on, and the GP helps.
DOERS = {"vice", "gp"}


def history(acts: list[dict[str, Any]]) -> None:
    scene = agreed()
    stage = "agreed"
    for act in sorted(acts, key=lambda one: one["day"]):
        kind, seat = act["kind"], act["seat"]
        more: dict[str, Any] = {"seat": scene.seats[seat]}
        if kind is a.DropAction:
            more = {"reason": "The library is closed."}
        if kind is a.PutOffAction:
            more = {"due": f"2026-04-{act['day'] + 1:02}"}
        told: list[str] = []
        with contextlib.suppress(Rejected):
            told = names(scene.do(kind(action=action(scene), when=When(f"2026-03-{act['day'] + 1:02}"), **more)))
        if not told:
            continue
        assert stage not in {"verified", "dropped"}
        if told == ["ActionStarted"]:
            assert stage == "agreed"
            assert seat in DOERS
            stage = "started"
        if told == ["ActionReportedDone"]:
            assert seat in DOERS
            stage = "reported_done"
        if told == ["ActionVerified"]:
            assert stage == "reported_done"
            assert seat in set(VOTING) - {"vice"}
            stage = "verified"
        if told == ["ActionDropped"]:
            stage = "dropped"
    kept = scene.outliving[action(scene)]
    assert (kept.owner, kept.helpers) == (scene.seats["vice"], scene.seat("gp"))
    assert kept.stage == stage


@BRIEFLY
@given(acts=ACTS)
def test_an_action_is_found_done_by_somebody_else_and_then_it_is_over(acts: list[dict[str, Any]]) -> None:
    history(acts)


@pytest.mark.soak
@AT_LENGTH
@given(acts=ACTS)
def test_so_for_very_many_actions(acts: list[dict[str, Any]]) -> None:
    history(acts)


BEGINNINGS = st.fixed_dictionaries(
    {
        "here": st.integers(3, 9),
        "for_": st.integers(0, 9),
        "then": st.sampled_from(["nothing", "rescind", "ratify"]),
        "again": st.integers(0, 9),
    }
)


def begins(here: int, for_: int, then: str, again: int) -> None:
    """A vote with so many here and so many for it, perhaps undone or ratified by so many of nine; then its action."""
    for_ = min(for_, here)
    scene = Scene(FIVE).opened(*VOTING[:here])
    task = m.Task(scene.seats["vice"], "print them")
    scene.do(q.RecordDecision(meeting=scene.at, item=scene.items[0], words="Print leaflets.", how="hands",
                              count=q.Hands(for_, here - for_), actions=(task,), mode="written_up"))  # fmt: skip
    moved = {"rescind": reopening, "ratify": ratifying}.get(then)
    in_october(scene)
    with contextlib.suppress(Rejected):
        if moved is not None:
            scene.do(moved(scene))
            answered(scene, again, 9 - again)
    agreed, quorate = for_ > here - for_, here >= 5
    counts = {
        "nothing": agreed and quorate,
        # Undone without notice by two thirds of the votes, or by more than half of all nine (R-RE1).
        "rescind": agreed and quorate and again < 5,
        "ratify": agreed and (quorate or again >= 5),
    }[then]
    (thing,) = (id_ for id_, state in scene.outliving.items() if isinstance(state, ActionState))
    start = a.StartAction(action=thing, seat=scene.seats["vice"], when=When("2026-11-01"))
    if counts:
        assert names(scene.do(start)) == ["ActionStarted"]
    else:
        with pytest.raises(Rejected, match="R-DE4"):
            scene.do(start)


@BRIEFLY
@given(history=BEGINNINGS)
def test_an_action_begins_just_when_its_decision_counts(history: dict[str, Any]) -> None:
    begins(**history)


@pytest.mark.soak
@AT_LENGTH
@given(history=BEGINNINGS)
def test_so_for_very_many_decisions(history: dict[str, Any]) -> None:
    begins(**history)
