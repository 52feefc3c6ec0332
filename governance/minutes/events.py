"""What happens to the minutes of a meeting."""

from __future__ import annotations

from typing import ClassVar

from governance.kernel import Event, GroupId, MeetingId, MinutesId


class MinutesDrafted(Event, frozen=True):
    """A draft exists. `salt` is base64 of 32 bytes: the first member of the canonical document."""

    topic: ClassVar[str] = "minutes.drafted.v1"

    minutes: MinutesId
    meeting: MeetingId
    group: GroupId
    salt: str
