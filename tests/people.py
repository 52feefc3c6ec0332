"""The cast: the two groups of the demonstration, and how tests speak for them."""

from __future__ import annotations

import importlib.resources
import json
from typing import TYPE_CHECKING, Any

from api import importing
from projections.minutes import document
from projections.minutes.apply import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from governance.application import Governance
    from projections.minutes.document import Document


def lines_of(name: str) -> list[dict[str, Any]]:
    """A file of the demonstration, without the times a demonstration record takes from it."""
    text = importlib.resources.files("api.demonstration").joinpath(f"{name}.jsonl").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    return [{k: v for k, v in line.items() if k != "recorded"} for line in lines]


def record(governance: Governance, lines: Iterable[dict[str, Any]]) -> dict[str, UUID]:
    """Import these lines; the aliases they made."""
    aliases: dict[str, UUID] = {}
    for done in importing.run(governance, [json.dumps(line) for line in lines]):
        aliases = done.aliases
    return aliases


def found_groups(governance: Governance) -> dict[str, UUID]:
    """Local Planning Group A and the National Steering Group, as their fixtures have them."""
    return record(governance, lines_of("groups"))


def officers_go_on(governance: Governance) -> None:
    """The officers of Local Planning Group A for a further term: those who record in a test are in office today."""
    offices = ("chair", "vice-chair", "secretary")
    seats = ("user-representative-1", "user-representative-2", "user-representative-3")
    term = {"do": "assignOffice", "group": "group-a", "since": {"date": "2026-07-01"}}
    lines = [{**term, "office": office, "seat": seat} for office, seat in zip(offices, seats, strict=True)]
    record(governance, [{"import": "officers-go-on"}, *lines])


def adopt(governance: Governance, orders: dict[str, Any], since: str = "2026-01-01", **more: Any) -> None:
    """Orders of Local Planning Group A, brought in from a file by the operator: no vote is on record."""
    line = {"do": "adoptStandingOrders", "group": "group-a", "orders": orders, "since": {"date": since}, **more}
    record(governance, [{"import": f"orders since {since}"}, line])


def evening(*meetings: str) -> list[dict[str, Any]]:
    """The acts of some of the demonstration's meetings."""
    chosen = [
        line for line in lines_of("evenings")[1:] if line.get("meeting") in meetings or line.get("as") in meetings
    ]
    return [{"import": "evening-" + "-".join(meetings)}, *chosen]


def minutes(governance: Governance, meeting: UUID, *, tier: int = 1) -> Document:
    """The minutes of a meeting as members read them."""
    draft = fold(governance.stream(meeting))
    assert draft.group is not None
    directory = governance.directory(draft.group)  # type: ignore[arg-type]
    words = governance.words(document.sealed_in(draft))
    return document.write(draft, directory.labels, words, group_name=directory.name, tier=tier)


def printed(governance: Governance, meeting: UUID) -> list[str]:
    """The numbered lines of a meeting's minutes."""
    return [f"{line.number} {line.text}" for line in minutes(governance, meeting).lines]
