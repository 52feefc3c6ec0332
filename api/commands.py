"""Every command there is, by the name it has on the API and in import files."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from governance.action import commands as action
from governance.custody import commands as custody
from governance.decision import commands as decision
from governance.election import commands as election
from governance.election import room_commands as election_room
from governance.group import asked_commands as asked
from governance.group import auditor_commands as auditors
from governance.group import commands as group
from governance.group import handover_commands as handover
from governance.group import leaving_commands as leaving
from governance.kernel import Command
from governance.meeting import commands as meeting
from governance.meeting import notice_commands as notice
from governance.meeting import people_commands as people
from governance.minutes import commands as minutes
from governance.motion import commands as motion
from governance.motion import method_commands as methods
from governance.motion import procedure_commands as procedure
from governance.organisation import commands as organisation
from governance.organisation import privacy_commands as privacy
from governance.resolution import commands as resolution

if TYPE_CHECKING:
    from collections.abc import Mapping


def _of(module: object) -> list[type[Command]]:
    return [
        kind
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Command) and kind is not Command
    ]


MODULES = (
    organisation,
    privacy,
    custody,
    group,
    auditors,
    handover,
    leaving,
    asked,
    meeting,
    notice,
    people,
    motion,
    procedure,
    methods,
    decision,
    action,
    election,
    election_room,
    minutes,
    resolution,
)
COMMANDS: Mapping[str, type[Command]] = MappingProxyType({kind.do: kind for module in MODULES for kind in _of(module)})
