"""What happens to the minutes of a meeting."""

from __future__ import annotations

from typing import ClassVar, Literal

from governance.kernel import (
    CorrectionId,
    DecisionId,
    Event,
    GroupId,
    ItemId,
    MeetingId,
    MinutesId,
    MotionId,
    Sealed,
    SeatId,
)
from governance.minutes.brought import Restated, Where

Format = Literal["standard", "plain", "easy_read", "large_print", "audio", "other"]


class MinutesDrafted(Event, frozen=True):
    """A draft exists. `salt` is base64 of 32 bytes: the first member of the canonical document."""

    topic: ClassVar[str] = "minutes.drafted.v1"

    minutes: MinutesId
    meeting: MeetingId
    group: GroupId
    salt: str


class MinutesCirculated(Event, frozen=True):
    """The minutes as they stand went to all, in these formats (R-MI2)."""

    topic: ClassVar[str] = "minutes.circulated.v1"

    minutes: MinutesId
    meeting: MeetingId
    group: GroupId
    formats: tuple[Format, ...]


class MinutesCorrectionAsked(Event, frozen=True):
    """A member asked for other words in a line of the draft."""

    topic: ClassVar[str] = "minutes.correction_asked.v1"

    minutes: MinutesId
    meeting: MeetingId
    group: GroupId
    correction: CorrectionId
    seat: SeatId
    where: Where
    old: Sealed
    new: Sealed


class MinutesAmended(Event, frozen=True):
    """A correction of the draft was accepted: old words, new words, and who asked (R-MI4)."""

    topic: ClassVar[str] = "minutes.amended.v1"

    minutes: MinutesId
    meeting: MeetingId
    group: GroupId
    correction: CorrectionId
    asked_by: SeatId
    where: Where
    old: Sealed
    new: Sealed
    restated: Restated | None


class MinutesCorrectionDeclined(Event, frozen=True):
    """A correction of the draft was not taken up, for a reason."""

    topic: ClassVar[str] = "minutes.correction_declined.v1"

    minutes: MinutesId
    meeting: MeetingId
    group: GroupId
    correction: CorrectionId
    reason: Sealed


class DisagreementNoted(Event, frozen=True):
    """Whoever asked in vain has their own words printed under the line."""

    topic: ClassVar[str] = "minutes.disagreement_noted.v1"

    minutes: MinutesId
    meeting: MeetingId
    group: GroupId
    correction: CorrectionId
    seat: SeatId
    where: Where
    words: Sealed


class MinutesApproved(Event, frozen=True):
    """A later meeting approved the minutes (R-MI3). Nothing is edited from here on.

    `digest` is of the members' document, `public_digest` of what the public may read; both are folded through
    `through_position` and written with that phrase book and document version. `document` is the members' document
    itself. `attenders` are how many of those who could vote had been at the meeting approved, None if not known.
    """

    topic: ClassVar[str] = "minutes.approved.v1"

    minutes: MinutesId
    meeting: MeetingId
    group: GroupId
    at: MeetingId
    item: ItemId
    decision: DecisionId | None
    presider: SeatId | None
    attenders: int | None
    digest: str
    public_digest: str
    through_position: int
    phrase_book: int
    document_version: int
    document: Sealed


class PresiderDisagreedWithMinutes(Event, frozen=True):
    """Whoever presided does not believe the minutes about this were right; the meeting did (R-MI6)."""

    topic: ClassVar[str] = "minutes.presider_disagreed.v1"

    minutes: MinutesId
    meeting: MeetingId
    group: GroupId
    seat: SeatId
    about: Sealed


class MinutesSigned(Event, frozen=True):
    """Whoever presided at the approving meeting signed what has this digest (R-MI5)."""

    topic: ClassVar[str] = "minutes.signed.v1"

    minutes: MinutesId
    meeting: MeetingId
    group: GroupId
    seat: SeatId
    digest: str


class ApprovedRecordCorrected(Event, frozen=True):
    """A later meeting put an error of the approved minutes right (R-MI7); the approved document stays as it is.

    `at` is that meeting, `item` and `number` where it decided so.
    """

    topic: ClassVar[str] = "minutes.approved_record_corrected.v1"

    minutes: MinutesId
    meeting: MeetingId
    group: GroupId
    at: MeetingId
    item: ItemId
    number: int
    motion: MotionId
    decision: DecisionId | None
    where: Where
    old: Sealed
    new: Sealed
    restated: Restated | None


class RecordingDestroyed(Event, frozen=True):
    """The recording the minutes were written from is no more (R-MI11)."""

    topic: ClassVar[str] = "minutes.recording_destroyed.v1"

    minutes: MinutesId
    meeting: MeetingId
    group: GroupId


class ClosedMinuteReviewed(Event, frozen=True):
    """Somebody looked whether a closed item stays closed (R-CL3).

    `release` opens its minutes to all members; `part_release` tells `words` of it; both keeping and telling a part
    need another look by `review_by`, YYYY-MM-DD.
    """

    topic: ClassVar[str] = "minutes.closed_minute_reviewed.v1"

    minutes: MinutesId
    meeting: MeetingId
    group: GroupId
    item: ItemId
    outcome: Literal["release", "part_release", "keep"]
    reason: Sealed
    words: Sealed | None
    review_by: str | None
