"""Who reads for the group from outside: appointed by a decision, until a day or another decision."""

from __future__ import annotations

from typing import ClassVar, Literal

from governance.kernel import DecisionId, Event, Moment, PersonId, Sealed

Cleared = Literal[1, 2, 3]


class AuditorAppointed(Event, frozen=True):
    """The group appointed somebody to look through its record, `until` a last day (YYYY-MM-DD).

    `label` is what members call them. A file of the record is open to them up to tier `cleared`.
    """

    topic: ClassVar[str] = "group.auditor_appointed.v1"

    person: PersonId
    label: Sealed
    cleared: Cleared
    since: Moment
    until: str
    decision: DecisionId


class AuditorEnded(Event, frozen=True):
    """The group decided that an auditor reads no more."""

    topic: ClassVar[str] = "group.auditor_ended.v1"

    person: PersonId
    at: Moment
    decision: DecisionId


AuditorEvent = AuditorAppointed | AuditorEnded
