"""A vote of Local Planning Group A that somebody takes or loses power by, as its minutes were brought in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.people import record

if TYPE_CHECKING:
    from uuid import UUID

    from governance.application import Governance

HERE = ["user-representative-1", "user-representative-2", "user-representative-3", "user-representative-4",
        "carer-representative", "respiratory-nurse", "gp"]  # fmt: skip


def voted(
    governance: Governance,
    category: str,
    *,
    words: str = "Do so.",
    day: str = "2026-02-10",
    for_: int = 7,
    chaired: str | None = None,
    **more: Any,
) -> UUID:
    """The decision that seven members made on a proposal of a category, told of in the notice.

    `chaired` is who takes the chair for it, where it is about the chair's own place (R-IN3).
    """
    at: dict[str, Any] = {"meeting": "m", "when": {"date": day, "time": "14:00"}}
    lines = [
        {"do": "callMeeting", "as": "m", "group": "group-a", "starts": at["when"],
         "agenda": [{"title": "Told of in the notice", "category": category}], "when": {"date": "2026-01-10"}},
        {"do": "openMeeting", **at, "present": HERE, "presider": "user-representative-1"},
        *([{"do": "takeChair", **at, "seat": chaired, "reason": "interest"}] if chaired else []),
        {"do": "recordDecision", "as": "made", **at, "item": "3", "words": words, "category": category, "how": "ballot",
         "count": {"for": for_, "against": 7 - for_}, "voted": HERE, "tellers": ["gp", "carer-representative"],
         "moved_by": "gp", "seconded_by": "respiratory-nurse", **({"heard": "spoke"} if "removes" in more else {}),
         **more},
        {"do": "closeMeeting", **at},
    ]  # fmt: skip
    return record(governance, [{"import": f"voted {category} {words}"}, *lines])["made"]
