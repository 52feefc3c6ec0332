"""Every command there is, by the name it has on the API and in import files."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from governance.decision import commands as decision
from governance.group import commands as group
from governance.kernel import Command
from governance.meeting import commands as meeting
from governance.motion import commands as motion
from governance.motion import method_commands as methods
from governance.motion import procedure_commands as procedure
from governance.organisation import commands as organisation

if TYPE_CHECKING:
    from collections.abc import Mapping


def _of(module: object) -> list[type[Command]]:
    return [
        kind
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Command) and kind is not Command
    ]


COMMANDS: Mapping[str, type[Command]] = MappingProxyType(
    {
        kind.do: kind
        for module in (organisation, group, meeting, motion, procedure, methods, decision)
        for kind in _of(module)
    }
)
