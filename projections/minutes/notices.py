"""How members came to hear of a meeting, in its minutes: who asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.meeting import notice_events as n
from projections.minutes.draft import Line, Roles

if TYPE_CHECKING:
    from governance.record import RecordedEvent
    from projections.minutes.draft import Draft


def apply(draft: Draft, one: RecordedEvent) -> None:
    """Note it among those who were there."""
    match one.event:
        case n.CalledByMembers(asked=asked, themselves=themselves):
            phrase = "called_by_members_themselves" if themselves else "called_by_members"
            draft.notes.append(Line(phrase, {"roles": Roles(asked)}, [one.id]))
        case _:
            pass
