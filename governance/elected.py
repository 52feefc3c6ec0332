"""In a sentence: how an election came out, with clause, quorum and version of the orders."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from governance.explain import quorum

if TYPE_CHECKING:
    from collections.abc import Mapping

    from governance.rules.elections import How
    from governance.rules.quorum import QuorumSnapshot

# What decided an election, with its clause.
DECIDED: Mapping[How, tuple[str, str]] = MappingProxyType(
    {
        "unopposed": ("nobody else stood, and nobody asked for a vote", "R-EL1"),
        "ballot": ("they had the papers our rules ask for", "R-EL1"),
        "lot": ("the ballots were tied twice, so a lot was drawn", "R-TI6"),
        "yes_no": ("more papers were for the only one who stood than against", "R-EL1"),
        "nobody": ("nobody stood", "R-EL1"),
        "not_counted": ("the notes give no count", "R-VO3"),
    }
)
NOT_ELECTED = ("as many papers or more were against whoever stood", "R-TI1")


def why(
    how: How, *, elected: bool, shot: QuorumSnapshot | None, irregular: tuple[str, ...], orders_version: int | None
) -> str:
    """How an election came out.

    E.g. `Elected: nobody else stood, and nobody asked for a vote (R-EL1, standing orders v1); quorum 7 of 7 (need 5).`
    """
    words, clause = NOT_ELECTED if how == "yes_no" and not elected else DECIDED[how]
    under = clause if orders_version is None else f"{clause}, standing orders v{orders_version}"
    parts = [f"{'Elected' if elected else 'Nobody was elected'}: {words} ({under})"]
    if shot is not None:
        told = quorum(shot)
        parts.append(told[0].lower() + told[1:])
    if irregular:
        parts.append(f"not by our rules ({', '.join(irregular)}), so nobody takes the office by it")
    return "; ".join(parts) + "."
