"""Who acts as chair while the office is vacant: the vice-chair, at once, for so long and no longer (R-AC1)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

import msgspec

from governance.kernel import Moment, OfficeId, SeatId

if TYPE_CHECKING:
    from governance.group.state import GroupState, Term

Left = Literal["resigned", "removed", "expired", "other"]


class Acting(msgspec.Struct, frozen=True):
    """A seat acting as chair since a moment; the office has been vacant since `vacant`, when its holder `left`."""

    seat: SeatId
    office: OfficeId
    since: Moment
    vacant: Moment
    left: Left


def acting_chair(group: GroupState, at: Moment) -> Acting | None:
    """Who acts as chair then, by the record alone: nobody is appointed to it. None with a chair or a co-chair.

    It begins with the vacancy, or with the vice-chair if that is later, and ends `acting_days` after the vacancy,
    whoever acted before: one acting after another is no way round an election.
    """
    held = list(group.held(at))
    kinds = {group.offices[term.office] for term in held if not term.acting}
    vice = next((t for t in held if group.offices[t.office] == "vice_chair" and not t.acting), None)
    if vice is None or kinds & {"chair", "co_chair"}:
        return None
    last = _last_chair(group, at)
    if last is None or any(t.office == last.office for t in held):
        return None
    vacant = _vacant(group, last, at)
    since = vice.since if vacant.before(vice.since) else vacant
    if _too_long(group, vacant, at):
        return None
    return Acting(vice.seat, last.office, since, vacant, _left(group, last))


def time_is_up(group: GroupState, office: OfficeId, at: Moment) -> bool:
    """Whether an office of chair has been vacant for longer than the vice-chair acts in it (R-AC1)."""
    last = _last_chair(group, at)
    return last is not None and last.office == office and _too_long(group, _vacant(group, last, at), at)


def vacant_since(group: GroupState, office: OfficeId, at: Moment) -> Moment | None:
    """Since when an office of chair has been vacant then; None where somebody has it, or never had (R-AC1)."""
    last = _last_chair(group, at)
    held = {term.office for term in group.held(at) if not term.acting}
    return None if last is None or last.office != office or office in held else _vacant(group, last, at)


def _too_long(group: GroupState, since: Moment, at: Moment) -> bool:
    return (at.date - since.date).days > group.orders_at(at)[0].acting_days


def _last_chair(group: GroupState, at: Moment) -> Term | None:
    """The chair's last term, if there was one that began by then."""
    begun = [t for t in group.terms if group.offices[t.office] == "chair" and not t.acting and not at.before(t.since)]
    return max(begun, key=lambda term: term.since.instant, default=None)


def _vacant(group: GroupState, last: Term, at: Moment) -> Moment:
    """When the office fell vacant: when its holder went, or the day after they no longer stayed on (R-TE5)."""
    if last.ended is not None and not at.before(last.ended):
        return last.ended
    after = group.last_held_over(last, at) + dt.timedelta(days=1)
    return Moment(f"{after.isoformat()}T00:00{at.local[16:]}", "day")


def _left(group: GroupState, last: Term) -> Left:
    why = last.why or "expired"
    if why == "seat_vacated":
        why = (
            next((h.left for h in reversed(group.seats[last.seat].holdings) if h.until == last.ended), None) or "other"
        )
    return "resigned" if why == "resigned" else "removed" if why == "removed" else _over(why)


def _over(why: str) -> Left:
    return "expired" if why in {"expired", "term_ended"} else "other"
