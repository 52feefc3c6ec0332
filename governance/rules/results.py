"""Results: what is declared, and whether it takes effect (R-VO10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Literal

    Answer = Literal["agreed", "not_agreed"]
    Ruling = Literal["agreed", "not_agreed", "unknown"]


def by_rule(*, carried: bool | None) -> Ruling:
    """What the rules make of a vote; `unknown` where a number it needs is not known."""
    if carried is None:
        return "unknown"
    return "agreed" if carried else "not_agreed"


def known(ruling: Ruling, reason: str) -> Rejected | None:
    """Why nothing is declared yet, or None: the votes are counted, and everybody was asked (R-VO3)."""
    if ruling != "unknown":
        return None
    return Rejected("R-VO3", reason, would_help="Count the votes, or ask everyone, first.")


def as_counted(announced: object, counted: object, *, because: dict[str, object]) -> Rejected | None:
    """Why a result is not declared so, or None: whoever presides says what the numbers make it (R-VO10).

    `announced` is None where whoever presides says nothing of their own.
    """
    if announced is None or announced == counted:
        return None
    return Rejected(
        "R-VO10",
        "announced_otherwise",
        because=because,
        would_help="Look at the numbers, and say what they make it.",
        pointer="/announced",
    )


def against_the_numbers(announced: Answer | None, ruling: Ruling) -> frozenset[str]:
    """The clause not kept where notes tell of a result announced against the numbers, if these are known (R-VO10)."""
    against = announced is not None and ruling not in {"unknown", announced}
    return frozenset(("R-VO10",)) if against else frozenset()


def answer(announced: Answer | None, ruling: Ruling) -> Ruling:
    """How a question counts as answered: as whoever presides declared it, else by the rules (R-VO10)."""
    return announced or ruling


def takes_effect(announced: Answer | None, ruling: Ruling, irregular: Collection[str]) -> bool:
    """Whether a question that was agreed to takes effect: no rule speaks against it, and no clause was broken."""
    return answer(announced, ruling) == "agreed" and ruling != "not_agreed" and not irregular
