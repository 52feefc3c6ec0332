"""What is decided behind doors that were closed without a vote (R-CL1)."""

from __future__ import annotations

from typing import Any

from governance.meeting import commands as m
from governance.motion import commands as q
from governance.standing_orders import StandingOrders
from tests.spec import Scene

FIVE = StandingOrders(quorum=5, lived_experience="off", business_stated=False)
WRITTEN: dict[str, Any] = {"mode": "written_up"}


def decided(scene: Scene, **more: Any) -> Any:
    """How the vote of all nine on the first item comes out, as it is written up."""
    given: dict[str, Any] = {"words": "Pay the claim.", "how": "hands", "count": q.Hands(9), **WRITTEN, **more}
    return scene.do(q.RecordDecision(meeting=scene.at, item=scene.items[0], **given))[-1].outcome  # type: ignore[attr-defined]


def shut(*, voted: bool) -> Scene:
    scene = Scene(FIVE).opened()
    if voted:
        decided(scene, category="closed_session")
    scene.do(m.StartClosedSession(meeting=scene.at, item=scene.items[0], ground="legal", title="A claim", **WRITTEN))
    return scene


def test_what_is_decided_behind_doors_nobody_voted_to_close_has_no_effect_until_ratified() -> None:
    scene = shut(voted=False)
    outcome = decided(scene)
    assert (outcome.by_rule, outcome.irregular, outcome.takes_effect) == ("agreed", ("R-CL1",), False)
    assert scene.decisions[scene.decision].waits


def test_what_is_decided_after_a_vote_to_close_or_with_open_doors_counts() -> None:
    outcome = decided(shut(voted=True))
    assert (outcome.irregular, outcome.takes_effect) == ((), True)
    scene = shut(voted=False)
    scene.do(m.EndClosedSession(meeting=scene.at, item=scene.items[0], **WRITTEN))
    outcome = decided(scene)
    assert (outcome.irregular, outcome.takes_effect) == ((), True)
