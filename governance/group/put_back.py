"""Who was put out by which vote, as folded, and whether that vote counts still (R-TE5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.kernel import DecisionId, Moment, PersonId, SeatId, TermId

if TYPE_CHECKING:
    from governance.group import events as e
    from governance.group.state import GroupState


class Removal(msgspec.Struct, frozen=True):
    """Somebody put out of their seat, or with a `term` out of that office alone; `terms` are all that ended by it.

    `undone`: the vote does not count any more, because of the later vote `by` or for a reason of its own. Then the
    seat was theirs `again`, and the terms `back`.
    """

    seat: SeatId
    person: PersonId
    at: Moment
    term: TermId | None
    terms: tuple[TermId, ...]
    undone: bool = False
    by: DecisionId | None = None
    again: bool = False
    back: tuple[TermId, ...] = ()


def noted(state: GroupState, event: e.RemovedByDecision) -> Removal:
    """A removal, once the seat was left or the term ended; told anew, it knows still which vote undid it."""
    before = state.removals.get(event.decision)
    by = None if before is None else before.by
    last = state.seats[event.seat].holdings[-1]
    if event.term is not None:
        ended = next(t.ended for t in state.terms if t.id == event.term)
        assert ended is not None, "the term ended right before"
        return Removal(event.seat, last.person, ended, event.term, (event.term,), by=by)
    assert last.until is not None, "the seat was left right before"
    gone = (t.id for t in state.terms if (t.seat, t.ended, t.why) == (event.seat, last.until, "seat_vacated"))
    return Removal(event.seat, last.person, last.until, None, tuple(gone), by=by)


def undone(before: Removal, event: e.PutBack) -> Removal:
    """The removal once its vote does not count any more."""
    return msgspec.structs.replace(before, undone=True, by=event.by_decision, again=event.again, back=event.terms)


def told(removal: Removal | None) -> str:
    """What became of whoever a vote put out once it does not count any more, to people; nothing while it counts."""
    if removal is None or not removal.undone:
        return ""
    if removal.again or removal.back:
        place = "sit with us" if removal.term is None else "are in office"
        return f"Whoever it put out is back: they {place} again, as before it (R-TE5)."
    return "Whoever it put out is not back: we look at that at the next meeting (R-TE5)."
