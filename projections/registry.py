"""Every projection that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from projections.actions import Actions
from projections.decisions import Decisions, Standings
from projections.elections import Elections
from projections.evenings import Evenings
from projections.meetings import Calls, Stages
from projections.minutes.projection import MinutesDrafts
from projections.resolutions import Resolutions

if TYPE_CHECKING:
    from projections.projection import Projection

PROJECTIONS: tuple[Projection[Any], ...] = (
    MinutesDrafts(),
    Decisions(),
    Standings(),
    Calls(),
    Stages(),
    Actions(),
    Elections(),
    Evenings(),
    Resolutions(),
)
