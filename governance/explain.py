"""In a sentence: how a question came out, with clause, counts and version of the orders; what a quorum takes.

`outcome` names the rules, `plain` says the same to people, without codes and sums.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from governance.decision.events import ChairsActionTaken
from governance.motion.events import ResultDeclared
from governance.resolution.events import ResolutionClosed
from governance.rules.quorum import needed
from governance.rules.written import OF_MORE_THAN_HALF

if TYPE_CHECKING:
    from governance.decision.state import DecisionState
    from governance.election.events import NominationRefused
    from governance.kernel import Class, Moment
    from governance.motion.events import Outcome, QuestionPut
    from governance.rules.quorum import QuorumSnapshot
    from governance.standing_orders import LivedExperience, MajorityKind, StandingOrders

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
    "tie": "a tie is not agreed (R-TI1)",
    "majority_of_all_members": "more than half of all members is enough too (R-RE1)",
    "majority_of_those_here": "what took more than half of those there takes it again (R-RE1)",
    "no_votes": "nobody voted for or against (R-MA1)",
    "too_few_votes": "too few votes for or against (R-QU7)",
    "too_few_replies": "too few members answered (R-WR4)",
    "objection": "somebody objected (R-VO1)",
    "objection_stands": "an objection stands (R-VO2)",
    "lived_experience_against": "it also takes more lived-experience votes for than against (R-QU3)",
    "lived_experience_not_for": "it also takes more lived-experience answers for than against (R-QU3)",
    "lived_experience_votes_not_known": "how lived-experience members voted is not known (R-QU3)",
    "not_counted": "nobody counted (R-VO3)",
    "tie_upholds_the_ruling": "a tie upholds the ruling (R-CH6)",
    "not_upheld": "more were against the ruling than for it (R-CH6)",
}
# The same to people, as sentences of their own.
PLAIN_REASONS = {
    "majority_of_all_members": "More than half of all members were for it, and that is enough.",
    "too_few_votes": "Too few members voted for or against.",
    "too_few_replies": "Too few members answered.",
    "lived_experience_against": "More members with lived experience had to be for it than against.",
    "lived_experience_not_for": "More members with lived experience had to be for it than against.",
    "lived_experience_votes_not_known": "We do not know how members with lived experience voted.",
    "tie_upholds_the_ruling": "With a tie, what the chair ruled stands.",
    "not_upheld": "What the chair ruled does not stand.",
}
# What a question takes, to people: where it was agreed, and where it was not.
PLAIN_MAJORITIES = {
    "simple_cast": "More votes for than against were needed.",
    "simple_present": "More than half of the members there had to be for it.",
    "absolute_entitled": "More than half of all members had to be for it.",
    "absolute_established": "More than half of all the seats with a vote had to be for it.",
    "two_thirds_cast": "At least two thirds of the votes had to be for it.",
    "two_thirds_entitled": "At least two thirds of all members had to be for it.",
    "three_quarters_cast": "At least three quarters of the votes had to be for it.",
    "unanimous_cast": "Every vote had to be for it.",
}
# Where undoing without notice was decided by another majority than the one it was told to take (R-RE1).
ANOTHER_MAJORITY: dict[str, MajorityKind] = {
    "majority_of_all_members": "absolute_entitled",
    "majority_of_those_here": "simple_present",
}
# How a question without numbers came out, by what decided it.
PLAIN_WAYS = {
    "nobody_objected": "everyone was asked, and nobody objected",
    "no_objection_stands": "everyone was asked, and no objection was left",
    "nobody_voted_against": "there was no vote, and nobody was against it",
    "objection": "somebody objected",
    "objection_stands": "somebody objected, and the objection was not met",
    "chairs_action": "the chair decided it between meetings",
    "not_counted": "nobody counted the votes",
    "no_votes": "nobody voted for or against",
    "plurality": "one choice had more votes than any other",
    "majority": "one choice had more than half of the votes",
    "majority_not_reached": "no choice had more than half of the votes",
    "tie": "there was a tie",
}
SHORT = {
    "R-QU1": "Too few members were there.",
    "R-QU2": "Too few members of one kind were there.",
    "R-QU3": "Too few members with lived experience were there.",
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
PLAIN_BECAME = {
    "disowned": "Since {since} the group does not stand by it.",
    "without_effect": "It has no effect unless a later meeting ratifies it.",
    "ratified": "A meeting ratified it on {since}. It counts from {effective}.",
    "not_ratified": "On {since} a meeting did not ratify it, so it has no effect.",
    "rescinded": "A later decision undid it on {since}.",
    "amended": "A later decision changed it on {since}.",
    "annulled": "The vote was set aside on {since}.",
    "reconsidered": "The question was taken up again on {since}, so this does not count.",
}
# What a casting vote did to how things were; not known of those recorded before it was kept with the result.
STATUS_QUO = {True: " and changed how things were (R-TI4)", False: " and kept things as they were (R-TI4)", None: ""}
PLAIN_STATUS_QUO = {True: " It changed how things were.", False: " It kept things as they were.", None: ""}
ANSWERS = {"agreed": "Agreed", "not_agreed": "Not agreed", "unknown": "Not known"}
TEST = re.compile(r"(\d+)(>=?)(\d+)")

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
    """How a decision came out, with clauses and version, in one sentence.

    E.g. `Agreed: 6 for, 0 against, 0 took no side; 6 for is more than 0 against: simple majority of votes cast (R-MA3,
    standing orders v1); quorum 6 of 9 (need 5): lived experience 4, other 2.`
    """
    answer = result.answer
    parts = [f"{ANSWERS[answer]}: {_count(result)}", _rule(result, orders_version), _asked(result)]
    if result.reason == "casting_vote":
        parts.append(f"the casting vote {result.casting} broke the tie (R-TI2){STATUS_QUO[result.changes_status_quo]}")
    elif result.reason in REASONS:
        parts.append(REASONS[result.reason])
    if result.irregular:
        parts.append(f"not by our rules ({', '.join(result.irregular)}){_irregular(answer)}")
    return "; ".join(parts) + "."


def _irregular(answer: str) -> str:
    """What being irregular means for an answer: only what was agreed could be ratified (R-RA1)."""
    return {
        "agreed": ", so without effect until ratified",
        "not_agreed": ", and nothing was agreed to be ratified",
    }.get(answer, "")


def plain(result: Outcome) -> str:
    """How a decision came out, to people, e.g. `Not agreed: it was a tie, 4 for and 4 against`."""
    answer = result.answer
    parts = [f"{ANSWERS[answer]}: {_plain_count(result)}."]
    if result.announced is not None and result.by_rule not in {"unknown", result.announced}:
        parts.append(f"That is what was said in the room. By our rules it was {ANSWERS[result.by_rule].lower()}.")
    elif result.tally is not None:
        parts.append(_plain_rule(result))
    elif result.method != "ballot" and result.reason in PLAIN_REASONS:
        parts.append(PLAIN_REASONS[result.reason])
    if result.irregular:
        parts.append(_plain_irregular(result.irregular, answer))
    return " ".join(part for part in parts if part)


def _plain_count(result: Outcome) -> str:
    tally = result.tally
    if tally is None:
        return _plain_way(result)
    way = {"ballot": "in a secret ballot, ", "in_writing": "in writing, "}.get(result.method, "")
    took = f", {tally.no_side} took no side" if tally.no_side else ""
    if tally.cast == 0:
        return f"{way}nobody was for or against it{took}"
    if tally.tied and result.reason in {"tie", "casting_vote", "tie_upholds_the_ruling"}:
        return f"{way}it was a tie, {tally.for_} for and {tally.against} against{took}"
    return f"{way}{tally.for_} for, {tally.against} against{took}"


def _plain_way(result: Outcome) -> str:
    if result.method == "ballot" and not result.test:
        return "it was a secret ballot, and its numbers are not shown"
    if result.reason in PLAIN_WAYS:
        return PLAIN_WAYS[result.reason]
    if result.reason == "not_known":
        return NOT_KNOWN.get(result.method, "the votes are not known")
    return {**WAYS, "agreed": "there was no vote"}.get(result.method, "the votes are not known")


def _plain_rule(result: Outcome) -> str:
    """What it took, or what decided it, where the numbers do not say it."""
    if result.reason == "casting_vote":
        return f"The casting vote was {result.casting}.{PLAIN_STATUS_QUO[result.changes_status_quo]}"
    if result.reason in PLAIN_REASONS:
        return PLAIN_REASONS[result.reason]
    if result.method == "in_writing":
        return f"{result.quorum.needed} members had to be for it."
    kind, agreed = _asked_majority(result), result.by_rule == "agreed"
    if result.by_rule == "unknown":
        return "We do not know if that was enough."
    if result.reason in {"tie", "no_votes"} or (kind == "simple_cast" and agreed):
        return ""
    return PLAIN_MAJORITIES[kind]


def _plain_irregular(clauses: tuple[str, ...], answer: str) -> str:
    short = [SHORT[clause] for clause in clauses if clause in SHORT]
    said = " ".join(short) if len(short) == len(clauses) else " ".join(["Not all of our rules were kept.", *short])
    return f"{said} Nothing was agreed, so there is nothing to ratify." if answer == "not_agreed" else said


def standing(state: DecisionState) -> str:
    """What became of a decision, e.g. `Ratified on 2026-03-10, and counts from 2026-02-10 (R-RA1).`; else nothing."""
    days = {"since": _day(state.since), "effective": _day(state.effective)}
    now = state.set_aside or state.status
    said = [BECAME[now].format(**days)] if now in BECAME else []
    if state.disputed_answers:
        said.append(f"Of the answers counted, {state.disputed_answers} {_is(state.disputed_answers)} disputed (R-WR3)")
    if state.carried_out is not None:
        against = state.carried_out_irregular
        how = f", though it did not count then ({', '.join(against)})" if against else " (R-RE3)"
        said.append(f"Carried out on {_day(state.carried_out)}{how}")
    return "".join(f"{part}. " for part in said).strip()


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def stands(now: str, *, since: str, effective: str, carried_out: str, counted: bool = True, disputed: int = 0) -> str:
    """What became of a decision, to people; the days are as they are shown, or empty.

    `counted`: it counted when it was carried out. `disputed`: so many answers counted for it are said to be wrong.
    """
    said = [PLAIN_BECAME[now].format(since=since, effective=effective)] if now in PLAIN_BECAME else []
    if disputed:
        said.append(f"Of the answers counted, {disputed} {_is(disputed)} disputed: the members say they are wrong.")
    if carried_out:
        said.append(f"It was carried out on {carried_out}{'' if counted else ', but it did not count then'}.")
    return " ".join(said)


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
        return f"{result.effective} members were asked, and {result.quorum.needed} had to be for"
    told = "decided by the chair" if result.method == "chairs_action" else quorum(result.quorum)
    return told[0].lower() + told[1:]


def _count(result: Outcome) -> str:
    if result.tally is None:
        if _between_options(result):
            return "each option was counted"
        if result.reason == "not_known":
            return NOT_KNOWN.get(result.method, "not counted")
        return WAYS.get(result.method, "not counted")
    way = "secret ballot, " if result.method == "ballot" else ""
    return f"{way}{result.tally.for_} for, {result.tally.against} against, {result.tally.no_side} took no side"


NOT_KNOWN = {
    "consensus": "we do not know that everyone was asked",
    "consent": "we do not know that everyone was asked, and that each objection was looked at",
}
WAYS = {
    "consensus": "everyone was asked",
    "consent": "everyone was asked",
    "agreed": "without a vote",
    "ballot": "secret ballot, its numbers are not shown",
    "chairs_action": "between meetings",
}
RULES = {
    "consensus": ("consensus", "R-VO1"),
    "consent": ("consent", "R-VO2"),
    "chairs_action": ("chair's action", "R-CA1"),
}


def _rule(result: Outcome, version: int) -> str:
    orders = f"standing orders v{version}"
    if result.method in RULES:
        words, clause = RULES[result.method]
        return f"{words} ({clause}, {orders})"
    told = _sum(result)
    words, clause = _in_writing(result) if result.method == "in_writing" else (_majority(result), "R-MA3")
    return f"{told}: {words} ({clause}, {orders})" if told else f"{words} ({clause}, {orders})"


def _in_writing(result: Outcome) -> tuple[str, str]:
    return "in writing", "R-WR4" if result.majority in OF_MORE_THAN_HALF else "R-WR4, R-MA3"


def _majority(result: Outcome) -> str:
    return "choice between options" if _between_options(result) else MAJORITIES[_asked_majority(result)]


def _between_options(result: Outcome) -> bool:
    return result.tally is None and bool(result.test)


def _asked_majority(result: Outcome) -> MajorityKind:
    return ANOTHER_MAJORITY.get(result.reason, result.majority)


# Of what the two sides of a test are multiples, so that a share is told in votes.
SHARES: dict[MajorityKind, tuple[int, int, str, str]] = {
    "simple_present": (2, 1, "members present", "half"),
    "absolute_entitled": (2, 1, "members", "half"),
    "absolute_established": (2, 1, "seats", "half"),
    "two_thirds_cast": (3, 2, "votes", "two thirds"),
    "two_thirds_entitled": (3, 2, "members", "two thirds"),
    "three_quarters_cast": (4, 3, "votes", "three quarters"),
}
# Where the test is not about the votes for, or would show whose they were, its reason says it.
WITHOUT_SUM = {"no_votes", "lived_experience_not_for"}


def _sum(result: Outcome) -> str:
    """The sum the ruling rests on, said so that it is true: `4 for is not more than 5 against`; else nothing."""
    found = TEST.fullmatch(result.test)
    if found is None or result.reason in WITHOUT_SUM:
        return ""
    left, sign, right = int(found[1]), found[2], int(found[3])
    if result.reason in {"too_few_votes", "too_few_replies"}:
        return f"{left} {'votes' if result.reason == 'too_few_votes' else 'answers'}, and {right} were needed"
    if _between_options(result):
        return _sum_of_options(result.reason, left, right)
    return _sum_of_votes(result, left, sign, right)


def _sum_of_votes(result: Outcome, left: int, sign: str, right: int) -> str:
    kind = _asked_majority(result)
    if kind == "simple_cast" and sign == ">":
        return f"{left} for is {'' if left > right else 'not '}more than {right} against"
    if kind == "simple_cast":  # about a ruling, which stands unless more are against it
        return f"{right} against is {'not ' if left >= right else ''}more than {left} for"
    if kind == "unanimous_cast":
        of = "votes" if result.method != "in_writing" else "members" if right == result.entitled else "answers"
        return f"{left} of {right} {of} is {'' if left == right else 'not '}all of them"
    times, share, of, name = SHARES[kind]
    if result.method == "in_writing" and of != "seats":
        of = "members" if right // share == result.entitled else "answers"
    told = f"{left // times} of {right // share} {of} is"
    if sign == ">":
        return f"{told} {'' if left > right else 'not '}more than {name}"
    return f"{told} {name} or more" if left >= right else f"{told} less than {name}"


def _sum_of_options(reason: str, left: int, right: int) -> str:
    if reason == "plurality":
        return f"{left} votes is more than {right} for the next option"
    if reason == "tie":
        return "options had as many votes as each other"
    return f"{left // 2} of {right} votes is {'' if left > right else 'not '}more than half"


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
