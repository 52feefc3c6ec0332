"""When a meeting could decide and when not: every test of its quorum, and the minutes it was quorate."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from governance.kernel import Moment
from governance.meeting import events as e
from governance.meeting.people_events import QuorumQueried
from governance.motion.events import QuestionPut
from governance.rules.quorum import QuorumSnapshot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.record import RecordedEvent


class Tested(msgspec.Struct, frozen=True):
    """The quorum at one moment: `why` it was looked at, `event` says so.

    `motion` is set for a question put, `item` where a member left the room for that item, or came back from it.
    """

    at: Moment
    event: UUID
    why: str
    quorum: QuorumSnapshot
    motion: UUID | None = None
    item: UUID | None = None


class QuorumTimeline(msgspec.Struct, frozen=True):
    """Every test in order, and minutes sat and quorate; None where a time or a roll is not known.

    Breaks count as sitting, the time between two sittings does not. A question put is a row of its own and moves
    nothing, nor does a test for one item: those leave out members with an interest in that item alone.
    """

    tests: tuple[Tested, ...]
    minutes: int | None
    quorate_minutes: int | None


WHY: dict[type, str] = {
    e.QuorumTested: "the sitting began",
    e.QuorumLost: "the quorum was lost",
    e.QuorumRegained: "there was a quorum again",
    e.WaitedForQuorum: "the meeting had waited",
}


def fold(events: Iterable[RecordedEvent]) -> QuorumTimeline:
    """The timeline of the meeting these events tell of; struck acts are absent."""
    given = list(events)
    struck = {one.event.act for one in given if isinstance(one.event, e.ActStruck)}
    told = [one for one in given if one.id not in struck]
    asked = [isinstance(one.event, QuorumQueried) for one in told]
    looked = zip([False, *asked], told, strict=False)
    tests = tuple(test for queried, one in looked if (test := _test(one, queried=queried)) is not None)
    spans = list(_spans(told))
    known = [(length, result) for length, result in spans if length is not None]
    whole = bool(spans) and len(known) == len(spans)
    sat = sum(length for length, _ in known) if whole else None
    if not whole or any(result == "unknown" and length for length, result in known):
        return QuorumTimeline(tests, sat, None)
    return QuorumTimeline(tests, sat, sum(length for length, result in known if result == "quorate"))


def _test(one: RecordedEvent, *, queried: bool = False) -> Tested | None:
    match one.event:
        case e.QuorumTested(quorum=quorum, item=item) if queried:
            return Tested(one.occurred, one.id, "a member asked", quorum, item=item)
        case e.QuorumTested(quorum=quorum, item=item) if item is not None:
            return Tested(one.occurred, one.id, "a member left for an item, or came back", quorum, item=item)
        case (
            e.QuorumTested(quorum=quorum)
            | e.QuorumLost(quorum=quorum)
            | e.QuorumRegained(quorum=quorum)
            | e.WaitedForQuorum(quorum=quorum)
        ):
            return Tested(one.occurred, one.id, WHY[type(one.event)], quorum)
        case QuestionPut(quorum=quorum, motion=motion):
            return Tested(one.occurred, one.id, "a question was put", quorum, motion)
        case _:
            return None


def _spans(told: list[RecordedEvent]) -> Iterable[tuple[int | None, str]]:
    """Minutes between one change and the next, with how the quorum stood meanwhile."""
    since: Moment | None = None
    result = "unknown"
    for one in told:
        test = _test(one)
        if isinstance(one.event, e.MeetingOpened | e.MeetingResumed):
            since, result = one.occurred, "unknown"
        elif isinstance(one.event, e.MeetingAdjourned | e.MeetingClosed):
            if since is not None:
                yield _between(since, one.occurred), result
            since = None
        elif test is not None and test.motion is None and test.item is None and since is not None:
            yield _between(since, one.occurred), result
            since, result = one.occurred, test.quorum.result


def _between(start: Moment, end: Moment) -> int | None:
    if "day" in (start.precision, end.precision):
        return None
    return int((end.instant - start.instant).total_seconds()) // 60
