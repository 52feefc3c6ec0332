"""Who would have or lose which office, or which seat, by a proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.notes.notes import Entry
    from api.notes.sheet import Sheet

STANDS = {"/removes": "removes", "/heard": "heard", "/elects": "elects", "/elects/seat": "elects",
          "/elects/office": "office", "/fills": "joins", "/fills/seat": "joins",
          "/adds": "adds", "/retires": "retires"}  # fmt: skip


def told(sheet: Sheet, entry: Entry, field: str) -> dict[str, Any]:
    """Who would lose their seat; the office a proposal would give, and to whom; the empty seat somebody would take.

    And which seats there would be.
    """
    removes = sheet.seat(entry.removes, f"{field}.removes")
    given: dict[str, Any] = {} if removes is None else {"removes": removes}
    seat, office = sheet.seat(entry.elects, f"{field}.elects"), sheet.names.office(entry.office)
    if seat is not None and office is None:
        sheet.fault(f"{field}.office", "which_office")
    if seat is None and office is not None and entry.category == "removal":
        sheet.fault(f"{field}.office", "out_of_office_is_a_part")
    if seat is not None and office is not None:
        given["elects"] = {"office": office.slug, "seat": seat}
    if entry.joins:
        given["fills"] = {"seat": entry.joins}
    if entry.adds:
        given["adds"] = entry.adds
    if entry.retires:
        given["retires"] = entry.retires
    return given


def hearing(sheet: Sheet, entry: Entry, field: str, motion: str, when: Mapping[str, str]) -> None:
    """Whether whoever would lose their seat spoke before the vote, where the notes say so (R-TE5)."""
    if entry.heard:
        at = {"/motion": f"{field}.heard", "/when": f"{field}.time"}
        sheet.act("noteHearing", f"{field}.heard", when=when, at=at, motion=motion, how=entry.heard)


def places(field: str) -> dict[str, str]:
    """Where that stands, by pointers into the act."""
    return {pointer: f"{field}.{name}" for pointer, name in STANDS.items()}
