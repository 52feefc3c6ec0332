"""Longer terms, removals, the next chair, and items sent on, as acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    _moved(walk, "moveExtension", entry, field, item, when, places, {"election": election, **more})


def _removal(walk: Walk, entry: Entry, field: str, item: str, when: Mapping[str, str]) -> None:
    """An officer taken out of office, heard before the vote as far as the notes say (R-TE5)."""
    if not _whole(walk.sheet, entry, field):
        return
    _moved(walk, "moveRemoval", entry, field, item, when, {"/office": f"{field}.office"}, {"office": entry.office})


def _whole(sheet: Sheet, entry: Entry, field: str) -> bool:
    """Whether the office and the words are there; a fault for what is not."""
    if sheet.names.office(entry.office) is None:
        sheet.fault(f"{field}.office", "which_office")
    if blank((entry.words,)):
        sheet.fault(f"{field}.words", "no_words")
    return sheet.names.office(entry.office) is not None and not blank((entry.words,))


def _moved(
    walk: Walk,
    do: str,
    entry: Entry,
    field: str,
    item: str,
    when: Mapping[str, str],
    at: Mapping[str, str],
    moved: Mapping[str, Any],
) -> None:
    walk.motions += 1
    motion = f"motion-{walk.motions}"
    places = {"/moved_by": f"{field}.mover", "/seconded_by": f"{field}.seconder", "/when": f"{field}.time"}
    places |= {"/words": f"{field}.words", **at}
    told: dict[str, Any] = {"item": item, "words": entry.words, **moved, **walk.movers(entry, field)}
    walk.sheet.act(do, f"{field}.words", when=when, at=places, alias=motion, **told)
    if entry.kind == "removal" and entry.how:
        heard = {"motion": motion, "how": entry.how}
        walk.sheet.act("noteHearing", f"{field}.how", when=when, at={"/how": f"{field}.how"}, **heard)
    when = procedure.before(walk, field, item, motion, when)
    walk.question(entry.vote, f"{field}.vote", motion, when, tie=walk.ties.get(field))
    procedure.after(walk, field, item, motion, when)


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
