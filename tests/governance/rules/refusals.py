"""A refusal as whoever meets it is told: its clause, its reason, what would help, where, and the counts behind it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from governance.kernel import Rejected

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Told(NamedTuple):
    """Every part of a refusal, so that a changed word is seen."""

    clause: str
    reason: str
    would_help: str = ""
    pointer: str = ""
    because: Mapping[str, object] = MappingProxyType({})


def told(act: Callable[[], object]) -> Told | None:
    """What `act` is told, whether it raises its refusal or gives it back; None where it is in order."""
    try:
        refused = act()
    except Rejected as raised:
        refused = raised
    if not isinstance(refused, Rejected):
        return None
    return Told(refused.clause, refused.reason, refused.would_help, refused.pointer, refused.because)
