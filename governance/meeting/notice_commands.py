"""What may be asked of the notice of a meeting once it was given."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from governance.kernel import (
    Command,
    DecisionId,
    GroupId,
    ItemId,
    Line,
    MeetingId,
    PaperFormat,
    Power,
    ProposalId,
    SeatId,
    When,
)
from governance.meeting.commands import Words


class ConsentShortNotice(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Agree to meet although notice was too short; every member with a vote has to."""

    do: ClassVar[str] = "consentShortNotice"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    meeting: MeetingId
    seat: SeatId


class MoveMeeting(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Move a meeting to another time or place, and tell members.

    An earlier time takes as much notice as calling it; a later one or another place, as many days as the orders say.
    `notice_given` is when members were told; left out, it is now in a live act and unknown in a written-up one.
    """

    do: ClassVar[str] = "moveMeeting"
    power: ClassVar[Power] = "office"

    meeting: MeetingId
    starts: When | None = None
    place: Line | None = None
    notice_given: When | None = None
    by_post: bool = False
    short_notice: bool = False


class InsistOnItem(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Want business on the agenda that was not taken; two members put it there."""

    do: ClassVar[str] = "insistOnItem"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    meeting: MeetingId
    proposal: ProposalId
    seat: SeatId


class NoteNoticeDefect(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that a member had no notice of the meeting."""

    do: ClassVar[str] = "noteNoticeDefect"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    meeting: MeetingId
    seat: SeatId


class ReopenForNotice(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Ask, having had no notice, that the next meeting look at a decision again: within five working days."""

    do: ClassVar[str] = "reopenForNotice"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    meeting: MeetingId
    decision: DecisionId
    seat: SeatId


class IssuePaper(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that a paper for an item went out, and in which forms.

    `paper` is the number of one that went out before, in further forms now; a new one has a `title`.
    """

    do: ClassVar[str] = "issuePaper"
    power: ClassVar[Power] = "office"

    meeting: MeetingId
    item: ItemId
    title: Line | None = None
    paper: Annotated[int, msgspec.Meta(ge=1, le=1000)] | None = None
    formats: Annotated[tuple[PaperFormat, ...], msgspec.Meta(min_length=1, max_length=20)] = ("standard",)


class TakeAsUrgent(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Decide an item that was not in the notice: why it cannot wait, and who objects, when the meeting was asked.

    The `reason` is left out only in writing up, where the notes do not say it.
    """

    do: ClassVar[str] = "takeAsUrgent"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    item: ItemId
    reason: Words | None = None
    objections: tuple[SeatId, ...] = ()


class EscalateItem(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Send an item on to another group, because too few are left to decide it; `to` the group above when left out."""

    do: ClassVar[str] = "escalateItem"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    item: ItemId
    reason: Words
    to: GroupId | None = None
