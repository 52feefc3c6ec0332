"""Changes of words, as acts: voted on, taken in by whoever proposed, or made as nobody objected; changes to changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api.notes import votes
from api.notes.notes import blank

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from api.notes.notes import Change
    from api.notes.sheet import Sheet
    from api.notes.written import Walk

Placed = tuple[str, "Change"]


def typed_in(changes: Sequence[Change], field: str) -> list[Placed]:
    """The new changes with words, each with its field."""
    placed = [(f"{field}.changes.{n}", one) for n, one in enumerate(changes)]
    return [(place, one) for place, one in placed if not one.kept and not blank((one.old, one.new))]


def told(walk: Walk, changes: Sequence[Placed], motion: str, when: Mapping[str, str]) -> None:
    """Every change in order; what changes one of them comes before the vote on that."""
    first = [(place, one) for place, one in changes if not one.of]
    to: dict[str, list[Placed]] = {}
    for place, one in changes:
        if one.of:
            to.setdefault(one.of, []).append((place, one))
    known = {_number(place): one for place, one in first if not votes.reworded(one.vote)}
    for number, more in to.items():
        for place, _one in more if number not in known else ():
            walk.sheet.fault(f"{place}.of", "which_change")
    for nth, (place, one) in enumerate(first):
        _change(walk, place, one, motion, f"{motion}-{nth}", when, to.get(_number(place), ()))


def _number(place: str) -> str:
    """The number a change has on the page."""
    return str(int(place.rpartition(".")[2]) + 1)


def _change(
    walk: Walk,
    field: str,
    change: Change,
    motion: str,
    alias: str,
    when: Mapping[str, str],
    to_it: Sequence[Placed],
) -> None:
    sheet, edits = walk.sheet, [{"remove": change.old, "insert": change.new}]
    if votes.reworded(change.vote):
        at = {"/changes": f"{field}.old", **_objections_at(field)}
        said: dict[str, Any] = {"motion": motion, "changes": edits, "objections": _objections(sheet, change, field)}
        sheet.act("changeWords", f"{field}.old", when=when, at=at, **said)
        return
    at = {"/changes": f"{field}.old", "/moved_by": f"{field}.mover", "/seconded_by": f"{field}.seconder"}
    moved: dict[str, Any] = {"motion": motion, "changes": edits, **walk.movers(change, field)}
    sheet.act("moveAmendment", f"{field}.old", when=when, at=at, alias=alias, **moved)
    for nth, (place, one) in enumerate(to_it):
        _change(walk, place, one, alias, f"{alias}-{nth}", when, ())
    if votes.accepted(change.vote):
        accepted(walk, change, field, alias, when)
        return
    walk.question(change.vote, f"{field}.vote", alias, when, tie=walk.ties.get(field))


def accepted(walk: Walk, change: Change, field: str, motion: str, when: Mapping[str, str]) -> None:
    """A change taken in by whoever proposed, and who objected."""
    taken: dict[str, Any] = {"motion": motion, "objections": _objections(walk.sheet, change, field)}
    walk.sheet.act("acceptAmendment", f"{field}.vote.how", when=when, at=_objections_at(field), **taken)


def _objections(sheet: Sheet, change: Change, field: str) -> list[str]:
    return list(sheet.seats(change.vote.against_names, f"{field}.vote.against_names"))


def _objections_at(field: str) -> dict[str, str]:
    return {"/objections": f"{field}.vote.against_names"}
