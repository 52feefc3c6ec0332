"""What the rules need to know of an election: when nominations close, and who stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from governance.election import events as e
from governance.kernel import ElectionId, GroupId, Moment, OfficeId, SeatId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.kernel import Fact

Stage = Literal["nominated", "stands", "refused", "withdrawn"]


class ElectionState(msgspec.Struct, frozen=True):
    """An election as folded. `election` is None until nominations opened; `last` is the latest day told of.

    `written_down` is the day on which its opening was written up afterwards.

    `nominees` are in the order first nominated; `refused` keeps why, also where somebody stood all the same.
    `own` are those who put themselves forward or accepted here themselves, `declined` those who said here that they
    do not stand.
    """

    election: ElectionId | None = None
    group: GroupId | None = None
    office: OfficeId | None = None
    opens: Moment | None = None
    closes: Moment | None = None
    until: str | None = None
    irregular: tuple[str, ...] = ()
    written_down: Moment | None = None
    nominees: dict[SeatId, Stage] = {}
    refused: dict[SeatId, e.NominationRefused] = {}
    own: frozenset[SeatId] = frozenset()
    declined: frozenset[SeatId] = frozenset()
    closed: bool = False
    decided: bool = False
    last: Moment | None = None

    @property
    def candidates(self) -> tuple[SeatId, ...]:
        """Who stands."""
        return tuple(seat for seat, stage in self.nominees.items() if stage == "stands")


def evolve(state: ElectionState, fact: Fact) -> ElectionState:
    """The election after one more fact."""
    replace = msgspec.structs.replace
    state = replace(state, last=fact.occurred)
    match fact.event:
        case e.NominationsOpened() as o:
            return replace(
                state,
                election=o.election,
                group=o.group,
                office=o.office,
                opens=o.opens,
                closes=o.closes,
                until=o.until,
                irregular=o.irregular,
                written_down=o.written_down,
            )
        case e.NominationMade(seat=seat, own=own):
            return _stage(state, seat, "nominated", own=own)
        case e.NominationAccepted(seat=seat, own=own):
            return _stage(state, seat, "stands", own=own)
        case e.NominationRefused(seat=seat) as event:
            return replace(_stage(state, seat, "refused"), refused={**state.refused, seat: event})
        case e.NominationWithdrawn(seat=seat, own=own):
            declined = state.declined | {seat} if own else state.declined
            return replace(_stage(state, seat, "withdrawn"), own=state.own - {seat}, declined=declined)
        case e.NominationsClosed(irregular=early):
            return replace(state, closed=True, irregular=(*state.irregular, *early))
        case e.ElectionDecided():
            return replace(state, closed=True, decided=True)
        case _:
            return state


def fold(facts: Iterable[Fact], state: ElectionState | None = None) -> ElectionState:
    """The election after these facts."""
    state = state or ElectionState()
    for fact in facts:
        state = evolve(state, fact)
    return state


def _stage(state: ElectionState, seat: SeatId, stage: Stage, *, own: bool = False) -> ElectionState:
    nominees = {**state.nominees, seat: stage}
    if not own:
        return msgspec.structs.replace(state, nominees=nominees)
    return msgspec.structs.replace(state, nominees=nominees, own=state.own | {seat}, declined=state.declined - {seat})
