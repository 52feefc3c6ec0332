"""What the rules need to know of the minutes of a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from governance.kernel import CorrectionId, GroupId, ItemId, MeetingId, MinutesId, Moment, Sealed, SeatId
from governance.minutes import events as e
from governance.minutes.brought import Where

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.kernel import Fact


class Asked(msgspec.Struct, frozen=True):
    """A correction of the draft as it stands; `answer` is None while nobody has answered it."""

    seat: SeatId
    where: Where
    old: Sealed
    new: Sealed
    answer: Literal["accepted", "declined"] | None = None
    reason: Sealed | None = None
    disagreed: bool = False


class MinutesState(msgspec.Struct, frozen=True):
    """Minutes as folded. `last` is the latest day told of, `sent` when and in which formats they last went to all."""

    minutes: MinutesId | None = None
    meeting: MeetingId | None = None
    group: GroupId | None = None
    sent: tuple[Moment, tuple[e.Format, ...]] | None = None
    asked: dict[CorrectionId, Asked] = {}
    approved: e.MinutesApproved | None = None
    signed: bool = False
    recording_destroyed: bool = False
    released: frozenset[ItemId] = frozenset()
    last: Moment | None = None

    @property
    def unanswered(self) -> bool:
        """Whether a member still waits for an answer."""
        return any(one.answer is None for one in self.asked.values())


def evolve(state: MinutesState, fact: Fact) -> MinutesState:
    """The minutes after one more fact."""
    replace = msgspec.structs.replace
    state = replace(state, last=fact.occurred)
    match fact.event:
        case e.MinutesDrafted(minutes=minutes, meeting=meeting, group=group):
            return replace(state, minutes=minutes, meeting=meeting, group=group)
        case e.MinutesCirculated(formats=formats):
            return replace(state, sent=(fact.occurred, formats))
        case e.MinutesCorrectionAsked() as asked:
            one = Asked(asked.seat, asked.where, asked.old, asked.new)
            return replace(state, asked={**state.asked, asked.correction: one})
        case e.MinutesAmended(correction=correction):
            return _answered(state, correction, answer="accepted")
        case e.MinutesCorrectionDeclined(correction=correction, reason=reason):
            return _answered(state, correction, answer="declined", reason=reason)
        case e.DisagreementNoted(correction=correction):
            return _answered(state, correction, disagreed=True)
        case e.MinutesApproved() as approved:
            return replace(state, approved=approved)
        case e.MinutesSigned():
            return replace(state, signed=True)
        case e.RecordingDestroyed():
            return replace(state, recording_destroyed=True)
        case e.ClosedMinuteReviewed(item=item, outcome="release"):
            return replace(state, released=state.released | {item})
        case _:
            return state


def _answered(state: MinutesState, correction: CorrectionId, **changes: object) -> MinutesState:
    one = msgspec.structs.replace(state.asked[correction], **changes)
    return msgspec.structs.replace(state, asked={**state.asked, correction: one})


def fold(facts: Iterable[Fact], state: MinutesState | None = None) -> MinutesState:
    """The minutes after these facts."""
    state = state or MinutesState()
    for fact in facts:
        state = evolve(state, fact)
    return state
