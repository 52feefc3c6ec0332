"""What rests on a decision that does not count any more: what is had or in force now, and nothing else."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from governance.decision.state import DecisionState
from governance.grounds import Lost, lost
from governance.group import commands as g
from governance.kernel import Moment, When
from tests.governance.test_behind import agreed, at, changes, counts, founded, joins, takes

APRIL = at("2026-04-01")


def told(scene: Any, gone: Any, when: Moment = APRIL) -> tuple[Lost, ...]:
    """What is lost where this decision does not count."""

    def read(decision: Any) -> DecisionState:
        return msgspec.structs.replace(
            scene.decisions[decision], status="set_aside" if decision == gone else "in_force"
        )

    return lost(scene.group, when, read)


def test_an_office_is_told_while_somebody_has_it_by_that_vote() -> None:
    scene = founded()
    decision = agreed(scene, "election")
    scene.do(takes(scene, decision))
    office = Lost("office", decision, office=scene.offices["secretary"], seat=scene.seats["fourth"])
    assert told(scene, decision) == (office,)
    assert told(scene, None) == ()
    assert told(scene, decision, at("2026-02-20")) == ()
    scene.do(
        g.EndTerm(
            group=scene.id, term=scene.group.terms[-1].id, reason="resigned", when=When("2026-03-15"), channel="phone"
        )
    )
    assert told(scene, decision) == ()


def test_a_seat_is_told_while_somebody_sits_by_that_vote() -> None:
    scene = founded()
    scene.do(g.VacateSeat(group=scene.id, seat=scene.seats["worker"], when=When("2026-02-20"), channel="phone"))
    decision = scene.agreed("election", fills="worker")
    scene.do(joins(scene, decision))
    assert told(scene, decision) == (Lost("seat", decision, seat=scene.seats["worker"]),)
    scene.do(g.VacateSeat(group=scene.id, seat=scene.seats["worker"], when=When("2026-03-20"), channel="phone"))
    assert told(scene, decision) == ()


@pytest.mark.parametrize(("adopt", "what"), [(changes, "orders"), (counts, "mapping")])
def test_rules_are_told_while_they_are_in_force(adopt: Any, what: Any) -> None:
    scene = founded()
    first = scene.agreed("rules")
    scene.do(adopt(scene, first))
    assert told(scene, first) == (Lost(what, first),)
    assert told(scene, first, at("2026-02-20")) == ()
    later = scene.agreed("rules")
    scene.do(adopt(scene, later, when=When("2026-03-20")))
    assert told(scene, first) == ()
    assert told(scene, later) == (Lost(what, later),)
