"""What the chair decided alone, as members read it: what and why, whom they asked, and what a meeting made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from api.pages.language import gettext as _
from api.pages.refusals import rule_of
from governance import untold
from governance.decision.events import ChairsActionTaken
from projections.minutes.form import amount

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from api.v1.service import Service
    from governance.decision.state import DecisionState
    from governance.kernel import DecisionId, GroupId, Moment

BECAME: Mapping[str, Callable[[], str]] = {
    "ratified": lambda: _("Members voted that it stands."),
    "noted": lambda: _("A meeting noted it."),
    "disowned": lambda: _("Members voted that they do not stand by it."),
}


class Alone(msgspec.Struct, frozen=True):
    """Something the chair decided alone: what and why, whom they asked, who did not agree, and how it stands now.

    `waits` while no meeting has answered it; `late` where a meeting was held since and not told. `rules` are those
    that were not kept; `free`, the chair said that it costs nothing.
    """

    decision: DecisionId
    words: str
    reason: str
    who: str
    at: Moment
    cost: str
    free: bool
    asked: tuple[str, ...]
    against: tuple[str, ...]
    stands: str
    waits: bool
    late: bool
    rules: tuple[str, ...]


def alone_in(service: Service, group: GroupId, *, waiting: bool = False) -> list[Alone]:
    """What the chair of a group decided alone, the latest first; all of it, or only what no meeting has answered."""
    governance = service.governance
    known = [governance.decision(one) for one in reversed(governance.places.chairs_actions(group))]
    taken = [_taken(service, kept) for kept in known if kept.settled is None or not waiting]
    if not taken:
        return []
    late, heard = {*untold.chairs_actions(governance, group)}, _heard(service, group)
    words = governance.words(sealed for _kept, _made, event in taken for sealed in (event.words, event.reason))
    labels = governance.directory(group).labels
    return [
        Alone(
            event.decision, words[event.words.ref], words[event.reason.ref], labels[event.seat], made,
            amount(event.cost) if event.cost else "", event.costs_nothing is True,
            tuple(labels[seat] for seat in event.consulted), tuple(labels[seat] for seat in event.objections),
            _stands(kept, heard), kept.settled is None,
            event.decision in late - heard, tuple(rule_of(clause) for clause in event.outcome.irregular),
        )
        for kept, made, event in taken
    ]  # fmt: skip


def _taken(service: Service, kept: DecisionState) -> tuple[DecisionState, Moment, ChairsActionTaken]:
    assert kept.decision is not None, "it was found"
    assert kept.made is not None, "it was decided"
    event = service.governance.stream(kept.decision)[0].event
    assert isinstance(event, ChairsActionTaken), "it opens the stream of what the chair decided"
    return kept, kept.made, event


def _heard(service: Service, group: GroupId) -> set[DecisionId]:
    """Of what the meetings of a group were told."""
    governance = service.governance
    return {one for meeting in governance.places.meetings(group) for one in governance.meeting(meeting).told}


def _stands(kept: DecisionState, heard: set[DecisionId]) -> str:
    if kept.settled is not None:
        return BECAME[kept.settled]()
    if kept.decision in heard:
        return _("A meeting was told. It has not said yet what it makes of it.")
    return _("It waits for the next meeting. Members are told there.")
