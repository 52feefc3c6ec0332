"""What may be asked of a group about its auditors."""

from __future__ import annotations

from typing import ClassVar

from governance.group.auditor_events import Cleared
from governance.kernel import Command, Date, DecisionId, GroupId, Line, PersonId, Power, When


class AppointAuditor(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record whom the group appointed to look through its record, until a last day; it rests on a `decision`.

    `label` is what members call them; a file of the record is open to them up to tier `cleared`.
    """

    do: ClassVar[str] = "appointAuditor"
    power: ClassVar[Power] = "office"

    group: GroupId
    person: PersonId
    label: Line
    until: Date
    decision: DecisionId
    cleared: Cleared = 2
    since: When | None = None


class EndAuditor(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Record that the group decided that an auditor reads no more; nobody else ends it before its day."""

    do: ClassVar[str] = "endAuditor"
    power: ClassVar[Power] = "office"

    group: GroupId
    person: PersonId
    decision: DecisionId


AuditorCommand = AppointAuditor | EndAuditor
