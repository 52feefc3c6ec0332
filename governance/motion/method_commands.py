"""What may be asked on the way to an answer: names, ballots, objections, proxies, the casting vote declined."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from governance.kernel import Class, Command, Line, MeetingId, MotionId, Power, SeatId
from governance.meeting.commands import Words
from governance.motion.commands import Count, Hands
from governance.motion.events import Choice
from governance.motion.method_events import Found

Seats = Annotated[tuple[SeatId, ...], msgspec.Meta(min_length=1, max_length=100)]


class RequestRecordedVote(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Ask that everybody's answer be recorded by name, before the vote or right after it."""

    do: ClassVar[str] = "requestRecordedVote"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seats",)

    meeting: MeetingId
    motion: MotionId
    seats: Seats


class RecordNames(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Take down everybody's answer by name after the result, where that was asked for."""

    do: ClassVar[str] = "recordNames"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    motion: MotionId
    votes: dict[SeatId, Choice]


class RecordOwnVote(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Have one's own answer recorded right after the vote, with a line of reasons."""

    do: ClassVar[str] = "recordOwnVote"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    meeting: MeetingId
    motion: MotionId
    seat: SeatId
    choice: Choice
    reason: Line | None = None


class DemandBallot(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Ask for a secret ballot, before the question is put."""

    do: ClassVar[str] = "demandBallot"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seats",)

    meeting: MeetingId
    motion: MotionId
    seats: Seats


class NameTellers(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Say which two count the papers of a secret ballot."""

    do: ClassVar[str] = "nameTellers"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    motion: MotionId
    tellers: Seats


class RecordBallot(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record a secret ballot once its papers are counted: who was ticked off, and totals only.

    `voted` is left out when nobody wrote it down. Totals by class are taken only where they tell nobody's answer.
    `lived_experience_for` says whether more lived-experience papers were for than against.
    """

    do: ClassVar[str] = "recordBallot"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    motion: MotionId
    count: Hands
    voted: tuple[SeatId, ...] | None = None
    spoilt: Count = 0
    by_class: dict[Class, Hands] | None = None
    lived_experience_for: bool | None = None


class RaiseObjection(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Object to what is up for consent: why, and how it harms what the group is for."""

    do: ClassVar[str] = "raiseObjection"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    meeting: MeetingId
    motion: MotionId
    seat: SeatId
    words: Words
    harms: Words | None = None


class TestObjection(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record what the others found of an objection, and how it was met."""

    do: ClassVar[str] = "testObjection"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    motion: MotionId
    seat: SeatId
    found: Found
    words: Words | None = None


class BeginRound(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Ask everyone for consent once more, while an objection stands."""

    do: ClassVar[str] = "beginRound"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    motion: MotionId


class LodgeProxy(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that an absent member told another in writing how to vote for them."""

    do: ClassVar[str] = "lodgeProxy"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    meeting: MeetingId
    motion: MotionId
    seat: SeatId
    holder: SeatId
    choice: Choice
    in_writing: bool = True
    even_if_changed: bool = False


class LodgeAdvanceVote(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record an answer an absent member sent before the vote."""

    do: ClassVar[str] = "lodgeAdvanceVote"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)

    meeting: MeetingId
    motion: MotionId
    seat: SeatId
    choice: Choice


class DeclineCastingVote(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Leave a tie as it is, as whoever presides."""

    do: ClassVar[str] = "declineCastingVote"
    power: ClassVar[Power] = "presiding"

    meeting: MeetingId
    motion: MotionId


MethodCommand = (
    RequestRecordedVote
    | RecordNames
    | RecordOwnVote
    | DemandBallot
    | NameTellers
    | RecordBallot
    | RaiseObjection
    | TestObjection
    | BeginRound
    | LodgeProxy
    | LodgeAdvanceVote
    | DeclineCastingVote
)
