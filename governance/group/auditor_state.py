"""The auditors of a group as folded."""

from __future__ import annotations

import msgspec

from governance.group import auditor_events as e
from governance.kernel import Moment, PersonId, Sealed


class Auditor(msgspec.Struct, frozen=True):
    """Somebody appointed to look through the record up to tier `cleared`; `ended` where a decision ended it early."""

    person: PersonId
    label: Sealed
    cleared: e.Cleared
    since: Moment
    until: str
    ended: Moment | None = None

    def reads(self, at: Moment) -> bool:
        """Whether they read at a moment; their last day is one of theirs."""
        over = self.ended is not None and not at.before(self.ended)
        return not at.before(self.since) and at.local[:10] <= self.until and not over


def evolve(auditors: tuple[Auditor, ...], event: e.AuditorEvent) -> tuple[Auditor, ...]:
    """The auditors after one more event."""
    if isinstance(event, e.AuditorAppointed):
        new = Auditor(event.person, event.label, event.cleared, event.since, event.until)
        return (*auditors, new)
    return tuple(
        msgspec.structs.replace(one, ended=event.at) if one.person == event.person and one.ended is None else one
        for one in auditors
    )
