"""In a sentence, with clause and version: how a question came out, what it takes, and what became of a decision."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest

from governance import explain
from governance.decision.state import DecisionState
from governance.kernel import Moment
from governance.motion import events as e
from governance.motion.events import Outcome
from governance.rules import hands, majority
from governance.rules.majority import Tally
from governance.rules.quorum import QuorumSnapshot
from governance.standing_orders import StandingOrders

SHOT = QuorumSnapshot(9, 9, (("LE", 5), ("PR", 4)), 5, True, "quorate", (), ())
QUORUM = "quorum 9 of 9 (need 5): lived experience 5, other 4"
OUTCOME = Outcome(
    announced=None, by_rule="agreed", reason="majority", irregular=(), takes_effect=True, method="hands",
    majority="simple_cast", test="6>3", tally=Tally(6, 3, 0), no_answer=0, split=hands.UNKNOWN, stand_asides=0,
    entitled=9, effective=9, quorum=SHOT, casting=None,
)  # type: ignore[arg-type]  # fmt: skip


def said(**more: Any) -> str:
    return explain.outcome(msgspec.structs.replace(OUTCOME, **more), 3)


SIMPLE = "simple majority of votes cast (R-MA3, standing orders v3)"
COUNTED = "6 for, 3 against, 0 took no side"


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({}, f"Agreed: {COUNTED}; 6 for is more than 3 against: {SIMPLE}"),
        ({"method": "ballot"}, f"Agreed: secret ballot, {COUNTED}; 6 for is more than 3 against: {SIMPLE}"),
        (
            {"method": "ballot", "tally": None, "test": ""},
            f"Agreed: secret ballot, its numbers are not shown; {SIMPLE}",
        ),
        (
            {"method": "consensus", "tally": None, "test": ""},
            "Agreed: everyone was asked; consensus (R-VO1, standing orders v3)",
        ),
        (
            {"method": "consent", "tally": None, "test": ""},
            "Agreed: everyone was asked; consent (R-VO2, standing orders v3)",
        ),
        (
            {"method": "consensus", "tally": None, "test": "", "by_rule": "unknown", "reason": "not_known"},
            "Not known: we do not know that everyone was asked; consensus (R-VO1, standing orders v3)",
        ),
        (
            {"tally": None, "test": "5>3", "reason": "plurality"},
            (
                "Agreed: each option was counted; 5 votes is more than 3 for the next option:"
                " choice between options (R-MA3, standing orders v3)"
            ),
        ),
        (
            {"majority": "two_thirds_cast", "test": "18>=18"},
            (
                f"Agreed: {COUNTED}; 6 of 9 votes is two thirds or more:"
                " two thirds of votes cast (R-MA3, standing orders v3)"
            ),
        ),
    ],
)
def test_every_way_to_answer_is_explained(more: dict[str, Any], sentence: str) -> None:
    assert said(**more) == f"{sentence}; {QUORUM}."


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"reason": "tie", "by_rule": "not_agreed"}, "a tie is not agreed (R-TI1)."),
        ({"reason": "casting_vote", "casting": "for"}, "the casting vote for broke the tie (R-TI2)."),
        ({"reason": "majority_of_all_members"}, "more than half of all members is enough too (R-RE1)."),
        ({"reason": "no_votes", "by_rule": "not_agreed"}, "nobody voted for or against (R-MA1)."),
        ({"reason": "too_few_votes", "by_rule": "not_agreed"}, "too few votes for or against (R-QU7)."),
        ({"reason": "objection", "by_rule": "not_agreed"}, "somebody objected (R-VO1)."),
        ({"reason": "objection_stands", "by_rule": "not_agreed"}, "an objection stands (R-VO2)."),
        (
            {"reason": "lived_experience_against", "by_rule": "not_agreed"},
            "it also takes more lived-experience votes for than against (R-QU3).",
        ),
        ({"irregular": ("R-VO5",)}, "not by our rules (R-VO5), so without effect until ratified."),
        (
            {"irregular": ("R-QU1", "R-VO5"), "by_rule": "not_agreed"},
            "not by our rules (R-QU1, R-VO5), and nothing was agreed to be ratified.",
        ),
        (
            {"irregular": ("R-VO10",), "announced": "not_agreed"},
            "not by our rules (R-VO10), and nothing was agreed to be ratified.",
        ),
        ({"irregular": ("R-QU1",), "by_rule": "unknown"}, "not by our rules (R-QU1)."),
    ],
)
def test_what_decided_it_is_said_with_its_clause(more: dict[str, Any], reason: str) -> None:
    assert said(**more).endswith(f"{QUORUM}; {reason}")


BODY = majority.Body(9, 9, 9)
SUMS = {
    "simple_cast": "4 for is not more than 5 against",
    "simple_present": "4 of 9 members present is not more than half",
    "absolute_entitled": "4 of 9 members is not more than half",
    "absolute_established": "4 of 9 seats is not more than half",
    "two_thirds_cast": "4 of 9 votes is less than two thirds",
    "two_thirds_entitled": "4 of 9 members is less than two thirds",
    "three_quarters_cast": "4 of 9 votes is less than three quarters",
    "unanimous_cast": "4 of 9 votes is not all of them",
}


@pytest.mark.parametrize("kind", explain.MAJORITIES)
def test_sums_are_told_so_that_they_are_true(kind: Any) -> None:
    assert f"; {SUMS[kind]}: " in judged(kind, Tally(4, 5, 0))
    true = [
        (carried, not re.search(r" is (?:not|less) ", judged(kind, tally)))
        for tally in (Tally(n, m, 9 - n - m) for n in range(10) for m in range(10 - n) if n + m)
        for carried in [majority.judge(kind, tally, BODY).carried]
    ]
    assert all(carried == told for carried, told in true)
    assert {carried for carried, _ in true} == {True, False}


def judged(kind: Any, tally: Tally) -> str:
    verdict = majority.judge(kind, tally, BODY)
    by_rule = "agreed" if verdict.carried else "not_agreed"
    return said(majority=kind, tally=tally, test=verdict.test, reason=verdict.reason, by_rule=by_rule)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"test": "4>=4", "reason": "tie_upholds_the_ruling"}, "; 4 against is not more than 4 for: "),
        ({"test": "3>=4", "reason": "not_upheld", "by_rule": "not_agreed"}, "; 4 against is more than 3 for: "),
        ({"test": "2>=3", "reason": "too_few_votes", "by_rule": "not_agreed"}, "; 2 votes, and 3 were needed: "),
        ({"test": "6>7", "reason": "majority_not_reached", "tally": None}, "; 3 of 7 votes is not more than half: "),
        ({"test": "4>4", "reason": "tie", "tally": None}, "; options had as many votes as each other: "),
        (
            {"test": "10>9", "reason": "majority_of_all_members", "majority": "two_thirds_cast"},
            "; 5 of 9 members is more than half: majority of all members (R-MA3, ",
        ),
        (
            {
                "test": "8>9",
                "reason": "majority_of_those_here",
                "majority": "two_thirds_cast",
                "by_rule": "not_agreed",
            },
            "; 4 of 9 members present is not more than half: majority of the members present (R-MA3, ",
        ),
        (
            {"test": "8>7", "reason": "majority", "majority": "absolute_entitled", "method": "in_writing"},
            "; 4 of 7 answers is more than half: in writing (R-WR4, ",
        ),
        # How the only one with lived experience answered is not told.
        (
            {"test": "0>1", "reason": "lived_experience_not_for", "by_rule": "not_agreed", "method": "in_writing"},
            "took no side; in writing (R-WR4, standing orders v3); ",
        ),
    ],
)
def test_sums_of_other_questions_are_true_too(more: dict[str, Any], told: str) -> None:
    assert told in said(**more)


TIED = {"tally": Tally(4, 4, 0), "test": "4>4"}
NONE = {"tally": None, "test": ""}
REFUSED = {"by_rule": "not_agreed"}


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({}, "Agreed: 6 for, 3 against."),
        ({"tally": Tally(6, 0, 2)}, "Agreed: 6 for, 0 against, 2 took no side."),
        (
            {"tally": Tally(4, 5, 0), "test": "4>5", "reason": "majority_not_reached", **REFUSED},
            "Not agreed: 4 for, 5 against. More votes for than against were needed.",
        ),
        ({**TIED, "reason": "tie", **REFUSED}, "Not agreed: it was a tie, 4 for and 4 against."),
        (
            {**TIED, "reason": "casting_vote", "casting": "for"},
            "Agreed: it was a tie, 4 for and 4 against. The casting vote was for.",
        ),
        (
            {**TIED, "reason": "casting_vote", "casting": "for", "changes_status_quo": True},
            "Agreed: it was a tie, 4 for and 4 against. The casting vote was for. It changed how things were.",
        ),
        (
            {**TIED, "reason": "casting_vote", "casting": "against", "changes_status_quo": False, **REFUSED},
            (
                "Not agreed: it was a tie, 4 for and 4 against. The casting vote was against."
                " It kept things as they were."
            ),
        ),
        (
            {"majority": "two_thirds_cast", "test": "18>=18"},
            "Agreed: 6 for, 3 against. At least two thirds of the votes had to be for it.",
        ),
        (
            {
                "tally": Tally(0, 0, 0),
                "test": "0>0",
                "reason": "no_votes",
                "method": "in_writing",
                "irregular": ("R-WR1",),
                **REFUSED,
            },
            (
                "Not agreed: in writing, nobody was for or against it. 5 members had to be for it."
                " Not all of our rules were kept. Nothing was agreed, so there is nothing to ratify."
            ),
        ),
        (
            {"reason": "lived_experience_against", **REFUSED},
            "Not agreed: 6 for, 3 against. More members with lived experience had to be for it than against.",
        ),
        ({"irregular": ("R-QU1",)}, "Agreed: 6 for, 3 against. Too few members were there."),
        (
            {"announced": "not_agreed", "irregular": ("R-VO10",)},
            (
                "Not agreed: 6 for, 3 against. That is what was said in the room. By our rules it was agreed."
                " Not all of our rules were kept. Nothing was agreed, so there is nothing to ratify."
            ),
        ),
        (
            {**NONE, "method": "ballot", "reason": "tie", **REFUSED},
            "Not agreed: it was a secret ballot, and its numbers are not shown.",
        ),
        ({"method": "ballot"}, "Agreed: in a secret ballot, 6 for, 3 against."),
        (
            {**NONE, "method": "consensus", "reason": "nobody_objected"},
            "Agreed: everyone was asked, and nobody objected.",
        ),
        (
            {**NONE, "method": "consensus", "reason": "lived_experience_against", **REFUSED},
            "Not agreed: everyone was asked. More members with lived experience had to be for it than against.",
        ),
        (
            {**NONE, "method": "consensus", "reason": "not_known", "by_rule": "unknown"},
            "Not known: we do not know that everyone was asked.",
        ),
        ({**NONE, "reason": "not_counted", "by_rule": "unknown"}, "Not known: nobody counted the votes."),
        (
            {"test": "", "reason": "not_known", "by_rule": "unknown", "majority": "absolute_entitled"},
            "Not known: 6 for, 3 against. We do not know if that was enough.",
        ),
        (
            {"tally": None, "test": "5>3", "reason": "plurality"},
            "Agreed: one choice had more votes than any other.",
        ),
        (
            {**NONE, "method": "chairs_action", "reason": "chairs_action"},
            "Agreed: the chair decided it between meetings.",
        ),
    ],
)
def test_on_a_card_it_is_said_in_plain_words(more: dict[str, Any], sentence: str) -> None:
    assert explain.plain(msgspec.structs.replace(OUTCOME, **more)) == sentence


@pytest.mark.parametrize(
    ("now", "days", "sentence"),
    [
        ("in_force", {}, ""),
        ("without_effect", {}, "It has no effect unless a later meeting ratifies it."),
        (
            "ratified",
            {"since": "10 March 2026", "effective": "10 February 2026"},
            "A meeting ratified it on 10 March 2026. It counts from 10 February 2026.",
        ),
        (
            "rescinded",
            {"since": "10 March 2026", "carried_out": "1 March 2026"},
            "A later decision undid it on 10 March 2026. It was carried out on 1 March 2026.",
        ),
        (
            "not_agreed",
            {"carried_out": "1 March 2026", "counted": False},
            "It was carried out on 1 March 2026, but it did not count then.",
        ),
    ],
)
def test_on_a_card_what_became_of_it_is_said_in_plain_words(now: str, days: dict[str, Any], sentence: str) -> None:
    assert explain.stands(now, **{"since": "", "effective": "", "carried_out": "", **days}) == sentence


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
        (
            "not_agreed",
            {"carried_out": MARCH, "carried_out_irregular": ("R-DE4",)},
            "Carried out on 2026-03-10, though it did not count then (R-DE4).",
        ),
    ],
)
def test_what_became_of_a_decision_is_said(status: Any, more: dict[str, Any], sentence: str) -> None:
    assert explain.standing(DecisionState(status=status, since=MARCH, **more)) == sentence
