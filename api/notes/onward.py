"""Longer terms, removals, the next chair, and items sent on, as acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.notes import procedure
from api.notes.notes import blank

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.notes.notes import Entry
    from api.notes.sheet import Sheet
    from api.notes.written import Walk


def told(walk: Walk, entry: Entry, field: str, item: str, when: Mapping[str, str]) -> None:
    """What one of these entries says."""
    match entry.kind:
        case "extension":
            _extension(walk, entry, field, item, when)
        case "removal":
            _removal(walk, entry, field, item, when)
        case "next_chair":
            _next_chair(walk, entry, field, when)
        case _:
            _sent_on(walk, entry, field, item, when)


def _extension(walk: Walk, entry: Entry, field: str, item: str, when: Mapping[str, str]) -> None:
    """A term made longer as nobody else stood: in the election under way, or one that found nobody here (R-TE3)."""
    sheet, office = walk.sheet, walk.sheet.names.office(entry.office)
    if not _whole(sheet, entry, field) or office is None:
        return
    at = {"/when": f"{field}.time"}
    election = f"election-{walk.motions + 1}" if office.election is None else str(office.election)
    if office.election is None:
        sheet.act("openNominations", f"{field}.office", when=when, at=at, alias=election, office=office.slug)
    sheet.act("closeNominations", f"{field}.office", when=when, at=at, election=election)
    learner = sheet.seat(entry.names, f"{field}.names")
    more = {} if learner is None else {"learner": learner}
    places = {"/learner": f"{field}.names", "/election": f"{field}.office"}
    told = {"words": entry.words, "election": election, **more}
    procedure.moved(walk, "moveExtension", entry, f"{field}.words", item, when, places, told)


def _removal(walk: Walk, entry: Entry, field: str, item: str, when: Mapping[str, str]) -> None:
    """An officer taken out of office, heard before the vote as far as the notes say (R-TE5)."""
    if not _whole(walk.sheet, entry, field):
        return
    places, told = {"/office": f"{field}.office"}, {"words": entry.words, "office": entry.office}
    procedure.moved(walk, "moveRemoval", entry, f"{field}.words", item, when, places, told, heard=entry.how)


def _whole(sheet: Sheet, entry: Entry, field: str) -> bool:
    """Whether the office and the words are there; a fault for what is not."""
    if sheet.names.office(entry.office) is None:
        sheet.fault(f"{field}.office", "which_office")
    if blank((entry.words,)):
        sheet.fault(f"{field}.words", "no_words")
    return sheet.names.office(entry.office) is not None and not blank((entry.words,))


def _next_chair(walk: Walk, entry: Entry, field: str, when: Mapping[str, str]) -> None:
    """Who takes the chair at the next meeting, and who was asked and did not want to."""
    seat = walk.sheet.needed(entry.names, f"{field}.names")
    declined = list(walk.sheet.seats(entry.asked_by, f"{field}.asked_by"))
    if seat is not None:
        at = {"/seat": f"{field}.names", "/declined": f"{field}.asked_by", "/when": f"{field}.time"}
        walk.sheet.act("agreeNextChair", f"{field}.names", when=when, at=at, seat=seat, declined=declined)


def _sent_on(walk: Walk, entry: Entry, field: str, item: str, when: Mapping[str, str]) -> None:
    """The item sent on to the group above, and why."""
    at = {"/when": f"{field}.time", "/reason": f"{field}.words"}
    walk.sheet.act("openItem", f"{field}.time", when=when, at=at, item=item)
    walk.sheet.act("escalateItem", f"{field}.words", when=when, at=at, item=item, reason=entry.words)
