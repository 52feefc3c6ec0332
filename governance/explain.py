"""In one sentence, how a question came out: the clause, the counts, and the version of the orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from governance.motion.events import Outcome
    from governance.rules.quorum import QuorumSnapshot

MAJORITIES = {
    "simple_cast": "simple majority of votes cast",
    "simple_present": "majority of the members present",
    "absolute_entitled": "majority of all members",
    "absolute_established": "majority of all voting seats",
    "two_thirds_cast": "two thirds of votes cast",
    "two_thirds_entitled": "two thirds of all members",
    "three_quarters_cast": "three quarters of votes cast",
    "unanimous_cast": "all votes cast",
}


def outcome(result: Outcome, orders_version: int) -> str:
    """How a decision came out, e.g. `Agreed: 6 for, 0 against, 0 took no side. Standing orders v1, ...`."""
    answer = result.announced or result.by_rule
    said = {"agreed": "Agreed", "not_agreed": "Not agreed", "unknown": "Not known"}[answer]
    parts = [f"{said}: {_count(result)}", f"Standing orders v{orders_version}, {_rule(result)}", quorum(result.quorum)]
    if result.reason == "tie":
        parts.append("A tie is not agreed (R-TI1)")
    if result.irregular:
        parts.append(f"Not by our rules ({', '.join(result.irregular)}): without effect until ratified")
    return ". ".join(parts) + "."


def quorum(shot: QuorumSnapshot) -> str:
    """Quorum in words, e.g. `Quorum 6 of 9 (need 5): lived experience 4, other 2`."""
    if shot.count is None:
        return "Quorum not known"
    head = f"Quorum {shot.count} of {shot.of} (need {shot.needed})"
    if shot.by_class is None:
        return head
    lived = shot.of_class("LE")
    return f"{head}: lived experience {lived}, other {shot.count - lived}"


def _count(result: Outcome) -> str:
    if result.tally is None:
        return {"consensus": "everyone was asked", "agreed": "without a vote"}.get(result.method, "not counted")
    return f"{result.tally.for_} for, {result.tally.against} against, {result.tally.no_side} took no side"


def _rule(result: Outcome) -> str:
    if result.method == "consensus":
        return "consensus (R-VO1)"
    return MAJORITIES[result.majority] + (f" ({result.test})" if result.test else "")
