"""Whatever is told of an action: begun and done by whoever took it on, found done by another, over when it is over."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.action import commands as a
from governance.kernel import Rejected, When
from tests.governance.commands.actions import action, agreed
from tests.properties.histories import AT_LENGTH, BRIEFLY
from tests.spec import CAST, VOTING, names

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
