"""What a replay finds, in words that need no programmer."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from governance.decision.events import ChairsActionTaken
from governance.election.room_events import ElectionDeclared
from governance.meeting import events as m
from governance.motion.events import QuestionPut, ResultDeclared
from governance.motion.procedure_events import OptionsCompared
from governance.resolution.events import ResolutionCirculated, ResolutionClosed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.replay.comparing import Difference

QUORUM = ("whether enough members were there", "Whether enough members were there")
BEGUN = ("the members and rules a meeting began with", "Members and rules that a meeting began with")
FOLLOWS = "what an act brings about elsewhere"

# What the rules work out, in a sentence, and as a heading.
WHAT: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        ResultDeclared.topic: ("the result of a vote", "Results of votes"),
        OptionsCompared.topic: ("the count of several answers", "Counts of several answers"),
        QuestionPut.topic: ("who could vote, and by which majority", "Who could vote, and by which majority"),
        m.QuorumTested.topic: QUORUM,
        m.QuorumLost.topic: QUORUM,
        m.QuorumRegained.topic: QUORUM,
        m.MeetingOpened.topic: BEGUN,
        m.MeetingResumed.topic: BEGUN,
        ElectionDeclared.topic: ("the result of an election", "Results of elections"),
        ResolutionClosed.topic: ("the result of a question answered in writing", "Results in writing"),
        ResolutionCirculated.topic: ("who was asked in writing", "Who was asked in writing"),
        ChairsActionTaken.topic: ("whether the chair could decide alone", "Whether the chair could decide alone"),
        FOLLOWS: (FOLLOWS, "What acts bring about elsewhere"),
    }
)

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "outcome.by_rule": "whether it was agreed",
        "outcome.takes_effect": "whether it takes effect",
        "outcome.irregular": "which rules were not kept",
        "outcome.reason": "why",
        "outcome.test": "the sum",
        "outcome.tally": "the votes",
        "outcome.tally.for": "votes for",
        "outcome.tally.against": "votes against",
        "outcome.tally.no_side": "votes on no side",
        "outcome.no_answer": "how many gave no answer",
        "outcome.entitled": "how many had a vote",
        "outcome.effective": "how many could answer",
        "outcome.majority": "which majority it takes",
        "takes_effect": "whether it takes effect",
        "irregular": "which rules were not kept",
        "by_rule": "who is elected",
        "how": "how they were elected",
        "majority": "which majority it takes",
        "effective": "who could vote",
        "needed": "how many were needed",
        "orders": "the rules in force",
        "roll": "the members",
        "electorate": "who was asked",
        "kept_out": "who was kept out",
        "established": "how many seats there are",
        "amended": "the words as they were changed",
        "digest": "the minutes as they were approved",
    }
)


def otherwise(topic: str, found: Iterable[Difference]) -> str:
    """That something was recorded otherwise than the rules make it, field by field."""
    said = sorted({_differs(one) for one in found})
    return f"{what(topic)} was recorded otherwise than the rules make it ({'; '.join(said)})"


def refused(topic: str, clause: str) -> str:
    """That the rules would have refused what is on record."""
    return f"{what(topic)} is on record, and the rules would have refused it ({clause})"


def missing(topic: str) -> str:
    """That something an act always brings about is not there."""
    return f"something is missing that this act always brings about ({topic})"


def unasked(topic: str) -> str:
    """That something is there which the act does not bring about."""
    return f"something is on record that this act does not bring about ({topic})"


def unfit(topic: str) -> str:
    """That something does not fit what was recorded before it, so that nothing can be worked out from it."""
    return f"{what(topic)} does not fit what was recorded before it"


def headed(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts by topic as counts by heading, those of none left out."""
    summed: dict[str, int] = {}
    for topic, (_, heading) in WHAT.items():
        if counts.get(topic):
            summed[heading] = summed.get(heading, 0) + counts[topic]
    return summed


def what(topic: str) -> str:
    """A kind of event in words."""
    return WHAT[topic][0] if topic in WHAT else f"an entry of the kind {topic}"


def _differs(one: Difference) -> str:
    path = one.path
    while path and path not in FIELDS:
        path, _, _ = path.rpartition(".")
    if not path:
        return "what it rests on is not the same"
    return f"{FIELDS[path]}: recorded {_value(one.recorded)}, by the rules {_value(one.by_rule)}"


def _value(said: Any) -> str:
    match said:
        case None:
            return "nothing"
        case bool():
            return "yes" if said else "no"
        case str():
            return said.replace("_", " ") or "nothing"
        case int():
            return str(said)
        case list() | tuple() if all(isinstance(one, str) for one in said):
            return ", ".join(said) or "none"
        case dict() if {"for", "against", "no_side"} <= said.keys():
            return f"{said['for']} for, {said['against']} against, {said['no_side']} on no side"
        case _:
            return "other things"
