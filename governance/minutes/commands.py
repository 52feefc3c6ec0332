"""What may be asked about minutes."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import msgspec

from governance.kernel import Class, Command, CorrectionId, Date, EventId, ItemId, MinutesId, Power, SeatId
from governance.minutes.events import Format

Words = Annotated[str, msgspec.Meta(min_length=1, max_length=8000)]
Printed = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,3}\.[0-9]{1,3}$(?!\n)")]
Count = Annotated[int, msgspec.Meta(ge=0, le=100000)]


class ClassHands(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"for_": "for"}):
    """How a class voted."""

    for_: Count = 0
    against: Count = 0
    no_side: Count = 0


class Corrects(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Old words and new words in one line of minutes, the line by its number as printed or by an act it tells of.

    `by_class` says how the classes voted, where the line is a vote and that is known.
    """

    old: Words
    new: Words
    line: Printed | None = None
    act: EventId | None = None
    by_class: dict[Class, ClassHands] | None = None


class CirculateMinutes(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that the minutes as they stand went to all, and in which formats; `channel` is the way they went."""

    do: ClassVar[str] = "circulateMinutes"
    power: ClassVar[Power] = "secretariat"
    home: ClassVar[str | None] = "minutes"

    minutes: MinutesId
    formats: Annotated[tuple[Format, ...], msgspec.Meta(min_length=1, max_length=6)] = ("standard",)


class AskCorrection(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Ask for other words in a line of the draft; `line` is its number as printed, `act` an act it tells of."""

    do: ClassVar[str] = "askCorrection"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)
    home: ClassVar[str | None] = "minutes"

    minutes: MinutesId
    old: Words
    new: Words
    line: Printed | None = None
    act: EventId | None = None
    seat: SeatId | None = None


class AnswerCorrection(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Accept a correction of the draft, or decline it with a reason."""

    do: ClassVar[str] = "answerCorrection"
    power: ClassVar[Power] = "secretariat"
    home: ClassVar[str | None] = "minutes"

    minutes: MinutesId
    correction: CorrectionId
    answer: Literal["accept", "decline"]
    reason: Words | None = None
    by_class: dict[Class, ClassHands] | None = None


class NoteDisagreement(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Have one's own words printed under a line, once a correction was declined."""

    do: ClassVar[str] = "noteDisagreement"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)
    home: ClassVar[str | None] = "minutes"

    minutes: MinutesId
    correction: CorrectionId
    words: Words
    seat: SeatId | None = None


class SignMinutes(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Sign approved minutes as whoever presided when they were approved; `disagrees_about` says what was not right."""

    do: ClassVar[str] = "signMinutes"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)
    home: ClassVar[str | None] = "minutes"

    minutes: MinutesId
    seat: SeatId | None = None
    disagrees_about: Words | None = None


class RecordRecordingDestroyed(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that the recording the minutes were written from was destroyed."""

    do: ClassVar[str] = "recordRecordingDestroyed"
    power: ClassVar[Power] = "secretariat"
    home: ClassVar[str | None] = "minutes"

    minutes: MinutesId


class ReviewClosedMinute(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Look whether a closed item stays closed: release its minutes to members, tell a part of them, or keep them.

    `words` are the part that is told; `review_by` when to look again, within a year; a year on when left out.
    """

    do: ClassVar[str] = "reviewClosedMinute"
    power: ClassVar[Power] = "office"
    home: ClassVar[str | None] = "minutes"

    minutes: MinutesId
    item: ItemId
    outcome: Literal["release", "part_release", "keep"]
    reason: Words
    words: Words | None = None
    review_by: Date | None = None
