"""What happens in an election outside meetings; opens with its nominations. Nominees are named by their seat."""

from __future__ import annotations

from typing import ClassVar, Literal

from governance.kernel import ElectionId, Event, GroupId, MeetingId, Moment, OfficeId, SeatId, TermId
from governance.rules.elections import How
from governance.rules.quorum import QuorumSnapshot

Refusal = Literal["term_limit", "not_eligible"]


class NominationsOpened(Event, frozen=True):
    """Members may be nominated for an office; opens the election's stream.

    `opens` and `closes` are the first and the last day, None where the notes do not say. `until` is the last day of the
    term, YYYY-MM-DD, where that was settled beforehand. `irregular` are the clauses that were not met.
    `written_down` is the day on which it was written up afterwards.
    """

    topic: ClassVar[str] = "election.nominations_opened.v1"

    election: ElectionId
    group: GroupId
    office: OfficeId
    opens: Moment | None
    closes: Moment | None
    until: str | None
    irregular: tuple[str, ...]
    written_down: Moment | None = None


class NominationMade(Event, frozen=True):
    """Somebody was nominated, `by` whom if that is known; `own`: they put themselves forward, and said so here."""

    topic: ClassVar[str] = "election.nomination_made.v1"

    election: ElectionId
    group: GroupId
    seat: SeatId
    by: SeatId | None
    own: bool = False


class NominationAccepted(Event, frozen=True):
    """The nominee is willing to stand; `own`: they said so here themselves. Any other was written down for them."""

    topic: ClassVar[str] = "election.nomination_accepted.v1"

    election: ElectionId
    group: GroupId
    seat: SeatId
    own: bool = False


class NominationRefused(Event, frozen=True):
    """The rules do not let the nominee stand: too many terms in a row (R-TE3), or not of the class asked for (R-EL1).

    `served` of `most` terms in a row, for the first.
    """

    topic: ClassVar[str] = "election.nomination_refused.v1"

    election: ElectionId
    group: GroupId
    seat: SeatId
    why: Refusal
    served: int | None
    most: int | None


class NominationWithdrawn(Event, frozen=True):
    """The nominee does not stand, or no longer; `own`: they said so here themselves, and nobody accepts for them."""

    topic: ClassVar[str] = "election.nomination_withdrawn.v1"

    election: ElectionId
    group: GroupId
    seat: SeatId
    own: bool = False


class NominationsClosed(Event, frozen=True):
    """Nobody can be nominated any more; these stand. `irregular`: it was told of a day before the last (R-EL1)."""

    topic: ClassVar[str] = "election.nominations_closed.v1"

    election: ElectionId
    group: GroupId
    candidates: tuple[SeatId, ...]
    irregular: tuple[str, ...] = ()


class ElectionDecided(Event, frozen=True):
    """How the election came out, as declared at a meeting; `seat` is None when nobody was elected.

    `term` is the term of office that follows, None where the result has no effect. `quorum` and `irregular` clauses are
    those of the result, `orders_version` that of the orders it came out under (None in what was written before).
    """

    topic: ClassVar[str] = "election.decided.v1"

    election: ElectionId
    group: GroupId
    meeting: MeetingId
    seat: SeatId | None
    how: How
    term: TermId | None
    quorum: QuorumSnapshot | None = None
    irregular: tuple[str, ...] = ()
    orders_version: int | None = None
