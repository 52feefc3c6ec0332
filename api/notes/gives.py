"""Who would have which office, or which seat, by a proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from api.notes.notes import Entry
    from api.notes.sheet import Sheet

STANDS = {"/elects": "elects", "/elects/seat": "elects", "/elects/office": "office", "/fills": "joins",
          "/fills/seat": "joins"}  # fmt: skip


def told(sheet: Sheet, entry: Entry, field: str) -> dict[str, Any]:
    """The office a proposal would give, and to whom; the empty seat somebody would take."""
    given: dict[str, Any] = {}
    seat, office = sheet.seat(entry.elects, f"{field}.elects"), sheet.names.office(entry.office)
    if seat is not None and office is None:
        sheet.fault(f"{field}.office", "which_office")
    if seat is not None and office is not None:
        given["elects"] = {"office": office.slug, "seat": seat}
    if entry.joins:
        given["fills"] = {"seat": entry.joins}
    return given


def places(field: str) -> dict[str, str]:
    """Where that stands, by pointers into the act."""
    return {pointer: f"{field}.{name}" for pointer, name in STANDS.items()}
