"""Order, as acts: what was said to be against the rules, what the chair ruled, and whether the meeting upheld it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api.notes import votes
from api.notes.notes import Vote, blank

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.notes.notes import Entry
    from api.notes.written import Walk

# What a ruling does to the proposal above it.
EFFECTS = {"rules_out", "annuls"}


def of_a_proposal(entry: Entry) -> bool:
    """Whether a ruling does something to the proposal above, or the vote on that was taken again."""
    return entry.how in EFFECTS or entry.again != Vote()


def order(walk: Walk, entry: Entry, field: str, motion: str | None, when: Mapping[str, str]) -> None:
    """A point of order, the ruling, an appeal with its vote, and a vote set aside taken again."""
    sheet = walk.sheet
    if not blank((entry.words,)):
        seat = sheet.seat(entry.names, f"{field}.names")
        at = {"/words": f"{field}.words", "/seat": f"{field}.names", "/when": f"{field}.time"}
        told = {} if seat is None else {"seat": seat}
        sheet.act("raisePointOfOrder", f"{field}.words", when=when, at=at, words=entry.words, **told)
    elif not blank((entry.names,)):
        sheet.fault(f"{field}.words", "no_point")
    if not blank((entry.ruled,)):
        _ruled(walk, entry, field, motion, when)
    elif entry.how or votes.how(entry.vote) or not blank((entry.why, entry.asked_by)):
        sheet.fault(f"{field}.ruled", "no_ruling")
    if motion is not None and entry.again != Vote():
        walk.motions += 1
        again = f"motion-{walk.motions}"
        sheet.act("voteAgain", f"{field}.again.how", when=when, alias=again, motion=motion)
        walk.question(entry.again, f"{field}.again", again, when)


def _ruled(walk: Walk, entry: Entry, field: str, motion: str | None, when: Mapping[str, str]) -> None:
    sheet = walk.sheet
    walk.motions += 1
    ruling, appeal = f"ruling-{walk.motions}", f"motion-{walk.motions}"
    at = {"/words": f"{field}.ruled", "/reason": f"{field}.why", "/when": f"{field}.time"}
    at |= {f"/{effect}": f"{field}.how" for effect in EFFECTS}
    told: dict[str, Any] = {"words": entry.ruled, **({} if blank((entry.why,)) else {"reason": entry.why})}
    if motion is not None and entry.how in EFFECTS:
        told[entry.how] = motion
    sheet.act("makeRuling", f"{field}.ruled", when=when, at=at, alias=ruling, **told)
    if blank((entry.asked_by,)) and not votes.how(entry.vote):
        return
    seats = sheet.seats(entry.asked_by, f"{field}.asked_by")
    at = {"/seats": f"{field}.asked_by", "/when": f"{field}.time"}
    sheet.act("appealRuling", f"{field}.asked_by", when=when, at=at, alias=appeal, ruling=ruling, seats=list(seats))
    walk.question(entry.vote, f"{field}.vote", appeal, when)
