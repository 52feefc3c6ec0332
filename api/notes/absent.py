"""Answers of members who were away, and votes taken again as a link was lost, as acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api.notes.notes import blank

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.notes.notes import Entry
    from api.notes.written import Walk


def lodged(walk: Walk, entry: Entry, field: str, motion: str, when: Mapping[str, str]) -> None:
    """The answer of a member who was away: through another, or sent ahead (R-VO6, R-VO7)."""
    sheet = walk.sheet
    seat = sheet.needed(entry.names, f"{field}.names")
    if not entry.how:
        sheet.fault(f"{field}.how", "which_choice")
    at = {"/seat": f"{field}.names", "/choice": f"{field}.how", "/holder": f"{field}.asked_by"}
    told: dict[str, Any] = {"motion": motion, "seat": seat, "choice": entry.how}
    if blank((entry.asked_by,)):
        if seat is not None and entry.how:
            sheet.act("lodgeAdvanceVote", f"{field}.names", when=when, at=at, **told)
        return
    holder = sheet.seat(entry.asked_by, f"{field}.asked_by")
    if seat is not None and holder is not None and entry.how:
        told |= {"holder": holder, "in_writing": entry.noticed == "yes", "even_if_changed": entry.reason == "changed"}
        sheet.act("lodgeProxy", f"{field}.names", when=when, at={**at, "/in_writing": f"{field}.noticed"}, **told)


def retaken(walk: Walk, field: str) -> str:
    """The place that says a vote was taken again as a link was lost in it; empty for none."""
    beside = walk.beside.get(field.removesuffix(".vote"), ())
    return next((place for place, entry in beside if entry.kind == "retaken"), "")
