"""What an act brought about in other streams, worked out again by the policies that bring it about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from governance.acts import Act
from governance.decision.events import DecisionReviewSet
from governance.election.room_events import ElectionDeclared
from governance.kernel import StreamId
from governance.meeting.events import MeetingOpened
from governance.meeting.state import MeetingState
from governance.minutes.earlier import Earlier, FairCopy
from governance.minutes.events import MinutesApproved
from governance.motion.events import ResultDeclared
from governance.organisation.state import OrganisationState
from governance.policies import follow
from governance.replay.standing import NotOpen
from governance.resolution.state import ResolutionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from governance.desk import ActDesk
    from governance.kernel import Event, MeetingId
    from governance.minutes.earlier import Printed
    from governance.record import RecordedEvent
    from governance.replay.desk import ReplayDesk
    from governance.replay.standing import Standing


class AsApproved:
    """Minutes as the record says they were approved: whether they read so is looked at apart from this."""

    def __init__(self, approved: MinutesApproved, text: str) -> None:
        self._approved = approved
        self._text = text

    def lines(self, meeting: MeetingId) -> tuple[Printed, ...]:
        """None: nothing that follows an act reads them."""
        assert meeting == self._approved.meeting
        return ()

    def fair_copy(self, meeting: MeetingId) -> FairCopy:
        """The copy that was approved."""
        assert meeting == self._approved.meeting
        it = self._approved
        return FairCopy(
            self._text, it.digest, it.public_digest, it.through_position, it.phrase_book, it.document_version
        )


def follows(
    home: Sequence[RecordedEvent], elsewhere: Sequence[RecordedEvent], standing: Standing, desk: ReplayDesk
) -> list[tuple[StreamId, Event]]:
    """What the events of an act in its home stream bring about in others, given how everything stood before it.

    Raises `NotOpen`.
    """
    events = tuple(one.event for one in home)
    state = _home_state(standing, home[0])
    meeting = state if isinstance(state, MeetingState) else None
    group_id = getattr(state, "group", None) or getattr(events[0], "group", None)
    about = _about(events, meeting)
    act = Act(
        desk=cast("ActDesk", desk),  # of a desk the policies ask no more than any desk has
        organisation=OrganisationState(),
        group=_group(standing, events, meeting, group_id),
        meeting=meeting,
        group_id=group_id,
        read={},
        named={"resolution": state} if isinstance(state, ResolutionState) else {},
        earlier=_earlier(standing, elsewhere, desk),
        decision=None if about is None else standing.state(about),
    )
    return follow(events, StreamId(home[0].stream), act)


def _home_state(standing: Standing, first: RecordedEvent) -> Any:
    """The stream as it stood; an act that opens its own stream finds a meeting not called, or nothing."""
    if first.version > 1:
        return standing.state(first.stream)
    return MeetingState() if first.event.topic.startswith("meeting.") else None


def _group(standing: Standing, events: Iterable[Event], meeting: MeetingState | None, group: Any) -> Any:
    """The group, where something that follows depends on it."""
    if meeting is None or group is None:
        return None
    asked = any(
        isinstance(one, ElectionDeclared | MeetingOpened)
        or (isinstance(one, ResultDeclared) and one.motion in meeting.stakes)
        for one in events
    )
    try:
        return standing.state(group)
    except NotOpen:
        if asked:
            raise
        return None


def _about(events: Iterable[Event], meeting: MeetingState | None) -> Any:
    """The earlier decision that an act is about."""
    for one in events:
        if isinstance(one, ResultDeclared) and meeting is not None and one.motion in meeting.motions:
            return meeting.motions[one.motion].of_decision
        if isinstance(one, DecisionReviewSet):
            return one.decision
    return None


def _earlier(standing: Standing, elsewhere: Iterable[RecordedEvent], desk: ReplayDesk) -> Earlier | None:
    approved = next((one.event for one in elsewhere if isinstance(one.event, MinutesApproved)), None)
    if approved is None:
        return None
    of = standing.state(approved.meeting)
    return Earlier(standing.state(approved.minutes), of, AsApproved(approved, desk.words(approved.document)))
