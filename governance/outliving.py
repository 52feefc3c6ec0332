"""What outlives a meeting and is named by later acts: its state, and how it is folded from a stream of its own."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import msgspec

from governance.action import state as action
from governance.action.events import ActionOpened
from governance.election import state as election
from governance.election.events import NominationsOpened
from governance.minutes import state as minutes
from governance.minutes.events import MinutesDrafted
from governance.resolution import state as resolution
from governance.resolution.events import ResolutionCirculated

if TYPE_CHECKING:
    from collections.abc import Mapping


class Outliving(msgspec.Struct, frozen=True):
    """A kind of thing: its state before anything happened, its fold, and the topics that open its stream."""

    state: type[Any]
    fold: Callable[..., Any]
    opens: tuple[str, ...]


# By the field a command names it with, which is also what `places` calls it.
OUTLIVING: Mapping[str, Outliving] = MappingProxyType(
    {
        "action": Outliving(action.ActionState, action.fold, (ActionOpened.topic,)),
        "election": Outliving(election.ElectionState, election.fold, (NominationsOpened.topic,)),
        "minutes": Outliving(minutes.MinutesState, minutes.fold, (MinutesDrafted.topic,)),
        "resolution": Outliving(resolution.ResolutionState, resolution.fold, (ResolutionCirculated.topic,)),
    }
)
