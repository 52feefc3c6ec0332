"""What stands in the way of notes, without what only follows from an act that was refused before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from api.drafts import Finding

# What an act may name that an act before it made, by its alias there.
MADE_BEFORE = ("item", "motion", "election", "about", "ruling", "rules_out", "annuls")
# For acts that others wait for: which of their fields those share. Whoever is refused these is refused all that waits.
AWAITED: dict[str, tuple[frozenset[str], tuple[str, ...]]] = {
    "putMotion": (
        frozenset((
            "recordCount", "castVote", "askEveryone", "recordBallot", "nameTellers", "countOptions", "useCastingVote",
            "declineCastingVote", "raiseObjection", "testObjection", "beginRound", "declareResult",
        )),
        ("motion",),
    ),
    "raiseObjection": (frozenset(("testObjection",)), ("motion", "seat")),
    "declareInterest": (
        frozenset(("manageInterest", "disputeInterest", "settleInterest", "returnMember")), ("item", "seat"),
    ),
    "disputeInterest": (frozenset(("settleInterest",)), ("item", "seat")),
    "startClosedSession": (frozenset(("endClosedSession",)), ("item",)),
}  # fmt: skip


def first_causes(findings: Iterable[Finding], acts: Sequence[dict[str, Any]]) -> list[Finding]:
    """Findings in the order of their acts, of which the first opens the meeting; each by itself, or the first cause."""
    found: list[Finding] = []
    refused: list[dict[str, Any]] = []
    opening: set[str] = set()
    for one in findings:
        number = int(one.pointer.split("/")[2])
        act = acts[number]
        if number == 0:
            opening = {"meeting_is_called", one.reason}
        elif one.reason in opening or any(_follows(act, earlier) for earlier in refused):
            refused.append(act)
            continue
        refused.append(act)
        found.append(one)
    return found


def _made(alias: str, name: str | None) -> bool:
    """Whether a name is an alias, or that of a part of what it stands for."""
    return name is not None and (name == alias or name.startswith(f"{alias}-"))


def _follows(act: dict[str, Any], earlier: dict[str, Any]) -> bool:
    """Whether an act could not but be refused, or say something wrong, once an earlier one was."""
    made = earlier.get("as")
    if made is not None and any(_made(made, act.get(name)) for name in MADE_BEFORE):
        return True
    if act["do"] == "declareResult" and act["motion"] == earlier.get("motion"):
        return True
    waiting, shared = AWAITED.get(earlier["do"], (frozenset(), ()))
    return act["do"] in waiting and all(act.get(name) == earlier.get(name) for name in shared)
