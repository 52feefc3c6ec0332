"""Traps that other systems fell into and nothing else here holds; `tests/held.toml` has the whole list."""

from __future__ import annotations

import ast
from pathlib import Path

import msgspec
import pytest

from governance.group import commands as g
from governance.kernel import Moment, When
from governance.meeting import commands as m
from governance.meeting import evolve as meeting_evolve
from governance.motion import commands as q
from governance.standing_orders import StandingOrders
from tests.spec import DAY, VOTING, Scene, names

TREE = Path(__file__).parents[2]


def voted() -> Scene:
    scene = Scene().moved(put="roll_call")
    for n, name in enumerate(VOTING):
        choice = "for" if n < 5 else "against"
        scene.do(q.CastVote(meeting=scene.at, motion=scene.motion, seat=scene.seats[name], choice=choice))  # type: ignore[arg-type]
    scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))
    return scene


def test_a_result_stays_when_somebody_who_voted_has_gone_with_every_word_about_them() -> None:
    scene = voted()
    before = scene.meeting
    scene.do(
        g.VacateSeat(group=scene.id, channel="phone", seat=scene.seats["carer"], reason="left", when=When("2026-03-01"))
    )
    scene.words.clear()
    again = meeting_evolve.fold(scene.facts)
    assert again == before
    (motion,) = again.motions.values()
    assert (motion.stage, len(motion.votes)) == ("agreed", 9)
    assert motion.votes[scene.seats["carer"]] == "for"


def test_an_office_somebody_held_stays_on_the_record_with_its_days() -> None:
    scene = Scene()
    (term,) = scene.group.terms
    scene.do(g.EndTerm(group=scene.id, term=term.id, when=When(DAY)))
    scene.do(g.AssignOffice(group=scene.id, office=scene.offices["chair"], seat=scene.seats["vice"], since=When(DAY),
                            mode="written_up"))  # fmt: skip
    first, second = scene.group.terms
    assert (first.seat, first.since.local[:10]) == (scene.seats["chair"], "2025-01-01")
    assert first.ended is not None
    assert first.ended.local[:10] == DAY
    at = {
        day: scene.group.office_of("chair", Moment(f"{day}T12:00+00:00", "minute"))
        for day in ("2025-06-01", "2026-03-01")
    }
    assert at == {"2025-06-01": scene.seats["chair"], "2026-03-01": second.seat}


@pytest.mark.parametrize("formula", ["members / 2 + 1", "__import__('os').getcwd()", True, 0.5, -1, {"over": 0}])
def test_a_quorum_is_a_number_or_a_fraction_and_never_a_formula(formula: object) -> None:
    for field in ("quorum", "quorum_fraction"):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert({field: formula}, StandingOrders)


def test_nothing_here_runs_text_as_a_program() -> None:
    found = [
        f"{path}:{node.lineno}"
        for folder in ("governance", "projections", "api")
        for path in (TREE / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"eval", "exec"}
    ]
    assert found == []


def test_the_chair_moves_and_votes_like_anyone() -> None:
    """In a group of about a dozen the chair keeps out of nothing (R-CH5)."""
    scene = Scene().opened()
    chair = scene.seats["chair"]
    assert scene.meeting.presider == chair
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    moved = q.MoveMotion(
        meeting=scene.at, item=scene.items[0], words="x", moved_by=chair, seconded_by=scene.seats["gp"]
    )
    scene.do(moved)
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="roll_call"))
    assert names(scene.do(q.CastVote(meeting=scene.at, motion=scene.motion, seat=chair, choice="for"))) == ["VoteCast"]
