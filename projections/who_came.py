"""What officers look to over several meetings: members who stay away, and who presides where chairs share."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from governance.rules import absence, co_chairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from governance.kernel import Moment, PersonId, SeatId
    from projections.evenings import Evening

FIRST = "Have a conversation. Check first whether something keeps them from coming."


class StaysAway(msgspec.Struct, frozen=True):
    """A member who missed several meetings in a row without a word (R-AP4): which they were, and what comes first.

    It starts a conversation. It never ends a membership.
    """

    seat: UUID
    meetings: tuple[UUID, ...]
    what_first: str = FIRST


class Presided(msgspec.Struct, frozen=True):
    """Four meetings in a row where chairs share: minutes presided by members with lived experience, and in all (R-CH3).

    `enough` when it was at least half; None where a time is not known.
    """

    meetings: tuple[UUID, ...]
    lived_experience_minutes: int | None
    minutes: int | None
    enough: bool | None


def who_stays_away(
    evenings: Iterable[Evening], holders: Mapping[SeatId, Sequence[tuple[PersonId, Moment]]]
) -> tuple[StaysAway, ...]:
    """Members who were neither there nor excused at the last three meetings, oldest first (R-AP4).

    `holders` are today's members by seat, with the day they took it: what was before that was somebody else. A meeting
    of which nobody knows who came says nothing about anybody, and ends a row.
    """
    held = [evening for evening in evenings if evening.closed and evening.held is not None]
    away = []
    for seat, terms in holders.items():
        theirs = [evening for evening in held if seat in evening.roll and _theirs(evening, terms)]
        if absence.stays_away([_missed(evening, seat) for evening in theirs]):
            away.append(StaysAway(seat, tuple(evening.meeting for evening in theirs[-absence.IN_A_ROW :])))
    return tuple(away)


def _theirs(evening: Evening, terms: Sequence[tuple[PersonId, Moment]]) -> bool:
    assert evening.held is not None, "only meetings that were held are looked at"
    return any(not evening.held.before(since) for _, since in terms)


def _missed(evening: Evening, seat: SeatId) -> bool:
    came = evening.came is not None and seat in evening.came
    return absence.missed(known=evening.came is not None, came=came, excused=seat in evening.apologies)


def who_presides(evenings: Iterable[Evening]) -> tuple[Presided, ...]:
    """Every four meetings in a row in which co-chairs held office, one of them with lived experience (R-CH3)."""
    held = [evening for evening in evenings if evening.closed and co_chairs.shared(evening.co_chairs, evening.lived)]
    many = co_chairs.MEETINGS
    return tuple(_presided(held[n : n + many]) for n in range(len(held) - many + 1))


def _presided(four: Sequence[Evening]) -> Presided:
    meetings = tuple(evening.meeting for evening in four)
    if not all(evening.timed for evening in four):
        return Presided(meetings, None, None, None)
    lived = sum(evening.minutes.get(str(seat), 0) for evening in four for seat in evening.lived)
    whole = sum(sum(evening.minutes.values()) for evening in four)
    return Presided(meetings, lived, whole, co_chairs.enough(lived, whole))
