"""In a sentence, with clause and version: how a question came out, what it takes, and what became of a decision."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from governance import explain
from governance.decision.state import DecisionState
from governance.kernel import Moment
from governance.motion import events as e
from governance.motion.events import Outcome
from governance.rules import hands
from governance.rules.majority import Tally
from governance.rules.quorum import QuorumSnapshot
from governance.standing_orders import StandingOrders

SHOT = QuorumSnapshot(9, 9, (("LE", 5), ("PR", 4)), 5, True, "quorate", (), ())
QUORUM = "Quorum 9 of 9 (need 5): lived experience 5, other 4"
OUTCOME = Outcome(
    announced=None, by_rule="agreed", reason="majority", irregular=(), takes_effect=True, method="hands",
    majority="simple_cast", test="6>3", tally=Tally(6, 3, 0), no_answer=0, split=hands.UNKNOWN, stand_asides=0,
    entitled=9, effective=9, quorum=SHOT, casting=None,
)  # type: ignore[arg-type]  # fmt: skip


def said(**more: Any) -> str:
    return explain.outcome(msgspec.structs.replace(OUTCOME, **more), 3)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({}, "Agreed: 6 for, 3 against, 0 took no side. Standing orders v3, simple majority of votes cast (6>3)."),
        (
            {"method": "ballot"},
            (
                "Agreed: secret ballot, 6 for, 3 against, 0 took no side."
                " Standing orders v3, simple majority of votes cast (6>3)."
            ),
        ),
        (
            {"method": "ballot", "tally": None, "test": ""},
            "Agreed: secret ballot, its numbers are not shown. Standing orders v3, simple majority of votes cast.",
        ),
        (
            {"method": "consensus", "tally": None, "test": ""},
            "Agreed: everyone was asked. Standing orders v3, consensus (R-VO1).",
        ),
        (
            {"method": "consent", "tally": None, "test": ""},
            "Agreed: everyone was asked. Standing orders v3, consent (R-VO2).",
        ),
        (
            {"majority": "two_thirds_cast", "test": "18>=18"},
            "Agreed: 6 for, 3 against, 0 took no side. Standing orders v3, two thirds of votes cast (18>=18).",
        ),
    ],
)
def test_every_way_to_answer_is_explained(more: dict[str, Any], sentence: str) -> None:
    assert said(**more) == f"{sentence[:-1]}. {QUORUM}."


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"reason": "tie", "by_rule": "not_agreed"}, "A tie is not agreed (R-TI1)."),
        ({"reason": "casting_vote", "casting": "for"}, "The casting vote for broke the tie (R-TI2)."),
        ({"reason": "majority_of_all_members"}, "More than half of all members is enough too (R-RE1)."),
        ({"reason": "no_votes", "by_rule": "not_agreed"}, "Nobody voted for or against (R-MA1)."),
        ({"reason": "too_few_votes", "by_rule": "not_agreed"}, "Too few votes for or against (R-QU7)."),
        ({"reason": "objection", "by_rule": "not_agreed"}, "Somebody objected (R-VO1)."),
        ({"reason": "objection_stands", "by_rule": "not_agreed"}, "An objection stands (R-VO2)."),
        (
            {"reason": "lived_experience_against", "by_rule": "not_agreed"},
            "It also takes more lived-experience votes for than against (R-QU3).",
        ),
        ({"irregular": ("R-VO5",)}, "Not by our rules (R-VO5): without effect until ratified."),
        (
            {"irregular": ("R-QU1", "R-VO5"), "by_rule": "not_agreed"},
            "Not by our rules (R-QU1, R-VO5). Nothing was agreed to be ratified.",
        ),
        (
            {"irregular": ("R-VO10",), "announced": "not_agreed"},
            "Not by our rules (R-VO10). Nothing was agreed to be ratified.",
        ),
        ({"irregular": ("R-QU1",), "by_rule": "unknown"}, "Not by our rules (R-QU1)."),
    ],
)
def test_what_decided_it_is_said_with_its_clause(more: dict[str, Any], reason: str) -> None:
    assert said(**more).endswith(f"{QUORUM}. {reason}")


def put(**more: Any) -> e.QuestionPut:
    given: dict[str, Any] = {"method": "hands", "majority": "simple_cast", **more}
    return e.QuestionPut(motion=None, quorum=SHOT, effective=None, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "orders", "sentence"),
    [
        ({}, {}, "Needed: simple majority of votes cast (R-MA3)."),
        (
            {"majority": "two_thirds_cast"},
            {"min_votes_cast": 3},
            "Needed: two thirds of votes cast (R-MA3), and at least 3 votes for or against (R-QU7).",
        ),
        ({"method": "consensus"}, {}, "Needed: that nobody objects (R-VO1)."),
        ({"method": "consent"}, {}, "Needed: that no objection stands (R-VO2)."),
    ],
)
def test_before_the_vote_it_is_said_what_it_takes(more: dict[str, Any], orders: dict[str, Any], sentence: str) -> None:
    assert explain.majority_asked(put(**more), StandingOrders(**orders)) == sentence


MARCH, FEBRUARY = Moment("2026-03-10T14:20+00:00", "minute"), Moment("2026-02-10T00:00+00:00", "day")


@pytest.mark.parametrize(
    ("status", "more", "sentence"),
    [
        ("in_force", {}, ""),
        ("without_effect", {}, "Without effect until ratified (R-RA1)."),
        ("ratified", {"effective": FEBRUARY}, "Ratified on 2026-03-10, and counts from 2026-02-10 (R-RA1)."),
        ("not_ratified", {}, "Not ratified on 2026-03-10: without effect (R-RA1)."),
        ("rescinded", {}, "Undone on 2026-03-10 by a later decision (R-RE4)."),
        ("amended", {}, "Changed on 2026-03-10 by a later decision (R-RE4)."),
        ("in_force", {"carried_out": MARCH}, "Carried out on 2026-03-10 (R-RE3)."),
    ],
)
def test_what_became_of_a_decision_is_said(status: Any, more: dict[str, Any], sentence: str) -> None:
    assert explain.standing(DecisionState(status=status, since=MARCH, **more)) == sentence
