"""In a sentence: how a question came out, with clause, counts and version of the orders; what a quorum takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.decision.events import ChairsActionTaken
from governance.motion.events import ResultDeclared
from governance.resolution.events import ResolutionClosed
from governance.rules.quorum import needed

if TYPE_CHECKING:
    from governance.decision.state import DecisionState
    from governance.election.events import NominationRefused
    from governance.kernel import Class, Moment
    from governance.motion.events import Outcome, QuestionPut
    from governance.rules.quorum import QuorumSnapshot
    from governance.standing_orders import LivedExperience, StandingOrders

# What carries an outcome.
Ruled = ResultDeclared | ResolutionClosed | ChairsActionTaken

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

# What decided a question where the numbers alone do not say it, with its clause.
REASONS = {
    "tie": "A tie is not agreed (R-TI1)",
    "majority_of_all_members": "More than half of all members is enough too (R-RE1)",
    "no_votes": "Nobody voted for or against (R-MA1)",
    "too_few_votes": "Too few votes for or against (R-QU7)",
    "objection": "Somebody objected (R-VO1)",
    "objection_stands": "An objection stands (R-VO2)",
    "lived_experience_against": "It also takes more lived-experience votes for than against (R-QU3)",
    "lived_experience_votes_not_known": "How lived-experience members voted is not known (R-QU3)",
    "not_counted": "Nobody counted (R-VO3)",
}
BECAME = {
    "disowned": "The group does not stand by it since {since} (R-CA1)",
    "without_effect": "Without effect until ratified (R-RA1)",
    "ratified": "Ratified on {since}, and counts from {effective} (R-RA1)",
    "not_ratified": "Not ratified on {since}: without effect (R-RA1)",
    "rescinded": "Undone on {since} by a later decision (R-RE4)",
    "amended": "Changed on {since} by a later decision (R-RE4)",
    "annulled": "Set aside on {since}: the vote was annulled (R-CH6)",
    "reconsidered": "Set aside on {since}: the question was taken up again (R-RE5)",
}

CLASSES_SAID: dict[Class, str] = {
    "LE": "with lived experience",
    "CO": "from the community",
    "PR": "professional",
    "OT": "other",
}
LIVED_EXPERIENCE_SAID: dict[LivedExperience, str] = {
    "flag": " With fewer lived-experience members than others, decisions are marked.",
    "concurrent": " To agree also takes more lived-experience votes for than against.",
}


def outcome(result: Outcome, orders_version: int) -> str:
    """How a decision came out, e.g. `Agreed: 6 for, 0 against, 0 took no side. Standing orders v1, ...`."""
    answer = result.announced or result.by_rule
    said = {"agreed": "Agreed", "not_agreed": "Not agreed", "unknown": "Not known"}[answer]
    parts = [f"{said}: {_count(result)}", f"Standing orders v{orders_version}, {_rule(result)}", _asked(result)]
    if result.reason == "casting_vote":
        parts.append(f"The casting vote {result.casting} broke the tie (R-TI2)")
    elif result.reason in REASONS:
        parts.append(REASONS[result.reason])
    if result.irregular:
        parts.append(f"Not by our rules ({', '.join(result.irregular)}){_irregular(answer)}")
    return ". ".join(parts) + "."


def _irregular(answer: str) -> str:
    """What being irregular means for an answer: only what was agreed could be ratified (R-RA1)."""
    return {"agreed": ": without effect until ratified", "not_agreed": ". Nothing was agreed to be ratified"}.get(
        answer, ""
    )


def standing(state: DecisionState) -> str:
    """What became of a decision, e.g. `Ratified on 2026-03-10, and counts from 2026-02-10 (R-RA1).`; else nothing."""
    days = {"since": _day(state.since), "effective": _day(state.effective)}
    now = state.set_aside or state.status
    said = [BECAME[now].format(**days)] if now in BECAME else []
    if state.carried_out is not None:
        said.append(f"Carried out on {_day(state.carried_out)} (R-RE3)")
    return "".join(f"{part}. " for part in said).strip()


def majority_asked(result: QuestionPut, orders: StandingOrders) -> str:
    """What a question just put takes, e.g. `Needed: two thirds of votes cast (R-MA3).`."""
    ways = {"consensus": "that nobody objects (R-VO1)", "consent": "that no objection stands (R-VO2)"}
    least = f", and at least {orders.min_votes_cast} votes for or against (R-QU7)" if orders.min_votes_cast else ""
    return f"Needed: {ways.get(result.method) or f'{MAJORITIES[result.majority]} (R-MA3){least}'}."


def _day(moment: Moment | None) -> str:
    return "" if moment is None else moment.local[:10]


def nomination(refused: NominationRefused) -> str:
    """Why a nominee does not stand, e.g. `The nomination was refused: 3 of 3 terms in a row are served (R-TE3).`."""
    if refused.why == "term_limit":
        return f"The nomination was refused: {refused.served} of {refused.most} terms in a row are served (R-TE3)."
    return "The nomination was refused: our rules keep this office for lived experience (R-EL1)."


def quorum(shot: QuorumSnapshot) -> str:
    """Quorum in words, e.g. `Quorum 6 of 9 (need 5): lived experience 4, other 2`."""
    if shot.count is None:
        return "Quorum not known"
    head = f"Quorum {shot.count} of {shot.of} (need {shot.needed})"
    if shot.by_class is None:
        return head
    lived = shot.of_class("LE")
    return f"{head}: lived experience {lived}, other {shot.count - lived}"


def _asked(result: Outcome) -> str:
    if result.method == "in_writing":
        return f"{result.entitled} members were asked, and {result.quorum.needed} had to be for"
    return "Decided by the chair" if result.method == "chairs_action" else quorum(result.quorum)


def _count(result: Outcome) -> str:
    if result.tally is None:
        return WAYS.get(result.method, "not counted")
    way = "secret ballot, " if result.method == "ballot" else ""
    return f"{way}{result.tally.for_} for, {result.tally.against} against, {result.tally.no_side} took no side"


WAYS = {
    "consensus": "everyone was asked",
    "consent": "everyone was asked",
    "agreed": "without a vote",
    "ballot": "secret ballot, its numbers are not shown",
    "chairs_action": "between meetings",
}
RULES = {"consensus": "consensus (R-VO1)", "consent": "consent (R-VO2)", "chairs_action": "chair's action (R-CA1)"}


def _rule(result: Outcome) -> str:
    if result.method in RULES:
        return RULES[result.method]
    if result.method == "in_writing":
        return f"in writing (R-WR4: {result.test})"
    return MAJORITIES[result.majority] + (f" ({result.test})" if result.test else "")


def quorum_asked(orders: StandingOrders, *, filled: int, established: int) -> str:
    """What a meeting needs to decide, e.g. `You need 5 of 9, and more lived-experience members than others.`."""
    need = needed(orders, filled=filled, established=established)
    least = [f"at least {f.least} {' or '.join(CLASSES_SAID[c] for c in f.classes)}" for f in orders.floors]
    if orders.lived_experience == "block":
        least.append(_enough_lived_experience(orders))
    told = f"You need {need} of {filled}" + (f", and {' and '.join(least)}" if least else "") + "."
    return told + LIVED_EXPERIENCE_SAID.get(orders.lived_experience, "")


def _enough_lived_experience(orders: StandingOrders) -> str:
    share = orders.lived_experience_fraction
    if orders.lived_experience_variant == "fraction" and share is not None:
        least = "more than" if share.more else "at least"
        return f"{least} {share.of} in {share.over} of those there with lived experience"
    if orders.lived_experience_variant == "at_least_half":
        return "as many lived-experience members as others, or more"
    return "more lived-experience members than others"
