"""Acting only on what the group has power to decide (R-DE4)."""

from __future__ import annotations

from governance.kernel import Rejected


def counts(status: str, *, takes_effect: bool, pointer: str) -> None:
    """Refuse to act on a decision that has no effect (R-DE4). `status` is how the decision stands."""
    if takes_effect:
        return
    because: dict[str, object] = {"status": status}
    help_ = "Only what counts is carried out. Ratify it first."
    raise Rejected("R-DE4", "decision_has_no_effect", because=because, would_help=help_, pointer=pointer)


def told(*, known_not_to_count: bool) -> tuple[str, ...]:
    """The clauses not kept by having carried out a decision, where it is known that it did not count then (R-DE4)."""
    return ("R-DE4",) if known_not_to_count else ()
