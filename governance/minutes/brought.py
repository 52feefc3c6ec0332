"""Minutes before a later meeting: to be approved, or to be corrected after they were."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from governance.kernel import DecisionId, Event, EventId, MeetingId, MinutesId, Moment, MotionId, Sealed, SeatId
from governance.motion.events import ClassTally
from governance.rules.majority import Tally


class Where(msgspec.Struct, frozen=True):
    """A line of minutes: the part and the line as members read them, and the first event the line tells of."""

    part: int
    line: int
    about: EventId | None


class Restated(msgspec.Struct, frozen=True):
    """A vote as it should have been printed; the answer to the question stays what it was (R-MI8)."""

    motion: MotionId
    decision: DecisionId | None
    tally: Tally
    by_class: tuple[ClassTally, ...] | None


class MinutesBrought(Event, frozen=True):
    """A proposal is to approve these minutes. `attended` are the seats that were at that meeting, None if not known."""

    topic: ClassVar[str] = "meeting.minutes_brought.v1"

    motion: MotionId
    minutes: MinutesId
    of: MeetingId
    held: Moment
    attended: tuple[SeatId, ...] | None


class CorrectionMoved(Event, frozen=True):
    """A proposal is to correct approved minutes: old words and new words of one line (R-MI7)."""

    topic: ClassVar[str] = "meeting.correction_moved.v1"

    motion: MotionId
    minutes: MinutesId
    of: MeetingId
    held: Moment
    where: Where
    old: Sealed
    new: Sealed
    restated: Restated | None


Matter = MinutesBrought | CorrectionMoved
