"""Auditors: appointed until a day by what a meeting agreed to, and ended by the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from governance.group import auditor_commands as a
from governance.kernel import When
from governance.organisation import commands as o
from tests.spec import Scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.kernel import Command

    Given = Callable[[], Scene]
    When_ = Callable[[Scene], Command]

MARCH = When("2026-03-01")


def agreed() -> Scene:
    """A meeting agreed to it, twice: the second decision is there to end it by."""
    scene = Scene()
    (known,) = scene.do(o.RegisterPerson(name="Somebody"))
    scene.first = scene.agreed("ordinary")  # type: ignore[attr-defined]
    scene.second = scene.agreed("significant")  # type: ignore[attr-defined]
    scene.auditor = known.person  # type: ignore[attr-defined]
    return scene


def appoint(scene: Scene, **more: Any) -> Command:
    given = {"person": scene.auditor, "decision": scene.first, "until": "2027-03-01", "when": MARCH}  # type: ignore[attr-defined]
    return a.AppointAuditor(group=scene.id, label="Auditor from the library", **{**given, **more})


def end(scene: Scene, **more: Any) -> Command:
    given = {"person": scene.auditor, "decision": scene.second, "when": MARCH}  # type: ignore[attr-defined]
    return a.EndAuditor(group=scene.id, **{**given, **more})


def appointed() -> Scene:
    scene = agreed()
    scene.do(appoint(scene))
    return scene


def ended() -> Scene:
    scene = appointed()
    scene.do(end(scene))
    return scene


def of_ours(scene: Scene) -> Any:
    return scene.group.seats[scene.seats["gp"]].holdings[-1].person


def turned_down() -> Scene:
    scene = agreed()
    scene.first = scene.agreed("ordinary", for_=2)  # type: ignore[attr-defined]
    return scene


HAPPENS: list[tuple[Given, When_, list[str]]] = [
    (agreed, appoint, ["AuditorAppointed"]),
    (appointed, end, ["AuditorEnded"]),
]

REFUSED: list[tuple[Given, When_, str, str]] = [
    (agreed, lambda s: appoint(s, person=of_ours(s)), "in order", "auditor_of_ones_own"),
    (agreed, lambda s: appoint(s, person=s.id), "unknown", "unknown_person"),
    (agreed, lambda s: appoint(s, until="2026-02-28"), "in order", "over_before_it_begins"),
    (agreed, lambda s: appoint(s, decision=s.id), "unknown", "unknown_decision"),
    (turned_down, appoint, "in order", "decision_not_agreed"),
    (appointed, lambda s: appoint(s, decision=s.second), "in order", "auditor_already"),  # type: ignore[attr-defined]
    (appointed, lambda s: end(s, decision=s.first), "in order", "decision_used_already"),  # type: ignore[attr-defined]
    (agreed, end, "unknown", "unknown_auditor"),
    (ended, end, "unknown", "unknown_auditor"),
]

QUIET: list[tuple[Given, When_]] = []
# What said again is refused.
ENDED = {"appointAuditor", "endAuditor"}
