"""What an earlier meeting left over, as acts: the proposal goes on as it is, with its mover, seconder and changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api.notes import changing, gives, procedure, votes
from api.notes.notes import blank

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from api.notes.notes import Change, Entry
    from api.notes.written import Walk


def said(entry: Entry) -> bool:
    """Whether the meeting came to it: a vote was told of, on it or on a change, or something else typed in."""
    answers = (entry.vote, *(change.vote for change in entry.changes))
    typed_in = (text for task in entry.actions for text in (task.owner, task.what, task.due))
    new = (text for change in entry.changes if not change.kept for text in (change.old, change.new))
    return any(one.how or votes.counted(one) for one in answers) or not blank((*typed_in, *new))


def taken(walk: Walk, entry: Entry, field: str, item: str = "", alias: str = "") -> None:
    """Taken up under an item; or, without one, under an item of its own, which goes by the alias."""
    at = {"/motion": f"{field}.about", "/when": f"{field}.time"}
    under: dict[str, Any] = {"item": item} if item else {}
    walk.sheet.act("takeUnfinishedBusiness", f"{field}.about", at=at, alias=alias, motion=entry.about, **under)


def brought(walk: Walk, entries: Sequence[Entry], field: str, alias: str) -> str:
    """The field of what brings an item of its own to this meeting, once it is taken up; empty where nothing does."""
    for nth, entry in enumerate(entries):
        if entry.kind == "left_over" and said(entry) and entry.about:
            taken(walk, entry, f"{field}.entries.{nth}", alias=alias)
            return f"{field}.entries.{nth}"
    return ""


def told(walk: Walk, entry: Entry, field: str, item: str, when: Mapping[str, str]) -> None:
    """It is taken up, the changes that came with it are answered first, and it goes on as any proposal."""
    if blank((entry.about,)):
        walk.sheet.fault(f"{field}.about", "which_left_over")
        return
    if field not in walk.brought:
        taken(walk, entry, field, item)
    walk.sheet.act("openItem", f"{field}.about", when=when, at={"/when": f"{field}.time"}, item=item)
    gives.hearing(walk.sheet, entry, field, entry.about, when)
    for nth, change in enumerate(entry.changes):
        if change.kept:
            _answered(walk, change, f"{field}.changes.{nth}", when)
    procedure.decided(walk, entry, field, item, entry.about, when)


def _answered(walk: Walk, change: Change, field: str, when: Mapping[str, str]) -> None:
    if votes.accepted(change.vote):
        changing.accepted(walk, change, field, change.kept, when)
    else:
        walk.question(change.vote, f"{field}.vote", change.kept, when, tie=walk.ties.get(field))
