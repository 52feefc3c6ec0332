"""Meetings are put in order by when they were held, whatever day they were first called for."""

from __future__ import annotations

import uuid

from governance.kernel import Moment
from projections.meetings import Call, in_order


def call(day: str) -> Call:
    starts = Moment(f"{day}T14:00+00:00", "minute")
    return Call(uuid.uuid4(), uuid.UUID(int=0), "ordinary", "in_person", starts, None, None)


def test_a_meeting_moved_behind_another_comes_after_it() -> None:
    # As the projection keeps them: the first was called for January and moved to March.
    moved, february = call("2026-03-10"), call("2026-02-10")
    assert in_order([moved, february]) == [february, moved]
