"""Minutes of an earlier meeting as an act about them finds them: their life, that meeting, and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

import msgspec

from governance.kernel import EventId, MotionId

if TYPE_CHECKING:
    from governance.kernel import MeetingId, SeatId
    from governance.meeting.state import MeetingState
    from governance.minutes.state import MinutesState


class Printed(msgspec.Struct, frozen=True):
    """A line as members read it now. `tells` a counted `vote`, an `outcome` in another way, or only `words`.

    `motion` is the question whose vote the line tells; `keeps` are words at its start that say what was decided.
    """

    part: int
    line: int
    text: str
    events: tuple[EventId, ...]
    tells: Literal["vote", "outcome", "words"] = "words"
    keeps: str = ""
    motion: MotionId | None = None


class FairCopy(msgspec.Struct, frozen=True):
    """The minutes as they are approved: canonical JSON, the digests, and what it takes to write them again."""

    canonical: str
    digest: str
    public_digest: str
    through_position: int
    phrase_book: int
    document_version: int


class Scribe(Protocol):
    """Writes minutes out. What it says follows from the record alone."""

    def lines(self, meeting: MeetingId) -> tuple[Printed, ...]:
        """The lines as they stand: of the draft, or of what was approved with its corrections."""
        ...

    def fair_copy(self, meeting: MeetingId) -> FairCopy:
        """The minutes as they would be approved now."""
        ...


class Earlier:
    """The minutes an act is about, and the meeting they are of."""

    def __init__(self, minutes: MinutesState, meeting: MeetingState, scribe: Scribe | None) -> None:
        self.minutes = minutes
        self.meeting = meeting
        self._scribe = scribe

    @property
    def attended(self) -> tuple[SeatId, ...] | None:
        """The seats that were at that meeting, in the order of the roll; None when nobody called it."""
        if not self.meeting.attended:
            return None
        return tuple(seat for seat in self.meeting.roll if seat in self.meeting.attended)

    @property
    def scribe(self) -> Scribe:
        """Who writes these minutes out."""
        assert self._scribe is not None, "whoever opens a record says who writes minutes out"
        return self._scribe
