"""What the rules need to know of a written resolution: whom it asked, and who answered what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from governance.kernel import Channel, Class, GroupId, Moment, Money, ResolutionId, Sealed, SeatId
from governance.motion.events import Choice
from governance.resolution import events as e
from governance.rules import written
from governance.rules.majority import Tally
from governance.standing_orders import Category, StandingOrders

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.kernel import Fact

Stage = Literal["none", "open", "stopped", "closed"]


class Reply(msgspec.Struct, frozen=True):
    """The reply of a seat that counts, how and when it came; `own` when given here by its holder, or confirmed.

    `read_back`: what was said on the phone was read back, and decides until the member answers anew.
    """

    choice: Choice
    channel: Channel
    own: bool
    at: Moment
    read_back: bool = False


class ResolutionState(msgspec.Struct, frozen=True):
    """A resolution as folded. `replies` came in time and plain; `conditions` and `late` name seats whose do not count.

    `disputed` are replies their members said are not theirs; those of them said so before the close are `not_theirs`,
    and do not count (R-WR3), unless they were read back on the phone. `written_up`, it was told afterwards that it was
    sent out. `own` are the seats whose last answer in time their holders gave or confirmed themselves.
    """

    resolution: ResolutionId | None = None
    group: GroupId | None = None
    stage: Stage = "none"
    words: Sealed | None = None
    category: Category = "ordinary"
    cost: Money | None = None
    circulated: Moment | None = None
    deadline: Moment | None = None
    demand_by: str = ""
    orders: StandingOrders | None = None
    orders_version: int = 0
    established: int = 0
    electorate: dict[SeatId, Class] = {}
    kept_out: dict[SeatId, Class] = {}
    irregular: tuple[str, ...] = ()
    written_up: bool = False
    replies: dict[SeatId, Reply] = {}
    conditions: frozenset[SeatId] = frozenset()
    late: frozenset[SeatId] = frozenset()
    disputed: frozenset[SeatId] = frozenset()
    not_theirs: frozenset[SeatId] = frozenset()
    own: frozenset[SeatId] = frozenset()
    demanded: frozenset[SeatId] = frozenset()
    closed: e.ResolutionClosed | None = None
    closed_at: Moment | None = None
    last: Moment | None = None

    @property
    def members(self) -> dict[SeatId, Class]:
        """Everybody with a vote when it was sent out, asked or kept out of it."""
        return {**self.electorate, **self.kept_out}

    @property
    def counted_and_disputed(self) -> frozenset[SeatId]:
        """Whose answers count though they dispute them: they were read back, or it was closed by then."""
        return (self.disputed & self.replies.keys()) - self.not_theirs

    def tally(self, class_: Class | None = None, *, other: bool = False) -> Tally:
        """The replies that count, of one class, of all others, or of everyone."""
        chosen = [
            reply.choice
            for seat, reply in self.replies.items()
            if seat not in self.not_theirs
            if class_ is None or (self.electorate[seat] == class_) is not other
        ]
        return Tally(chosen.count("for"), chosen.count("against"), chosen.count("no_side"))


def evolve(state: ResolutionState, fact: Fact) -> ResolutionState:
    """The resolution after one more fact."""
    replace = msgspec.structs.replace
    state = replace(state, last=_latest(state.last, fact.occurred))
    match fact.event:
        case e.ResolutionCirculated() as event:
            return _circulated(state, event, fact)
        case e.ReplyReceived() as event:
            return _replied(state, event, fact.occurred)
        case e.ReplyConfirmed(seat=seat):
            return _confirmed(state, seat)
        case e.ReplyDisputed(seat=seat):
            return _disputed(state, seat)
        case e.MeetingDemanded(seat=seat):
            return replace(state, demanded=state.demanded | {seat})
        case e.ResolutionStopped():
            return replace(state, stage="stopped", closed_at=fact.occurred)
        case e.ResolutionClosed() as event:
            return replace(state, stage="closed", closed=event, closed_at=fact.occurred)
        case _:
            return state


def fold(facts: Iterable[Fact], state: ResolutionState | None = None) -> ResolutionState:
    """The resolution after these facts."""
    state = state or ResolutionState()
    for fact in facts:
        state = evolve(state, fact)
    return state


def _latest(last: Moment | None, now: Moment) -> Moment:
    return last if last is not None and now.before(last) else now


def _circulated(state: ResolutionState, event: e.ResolutionCirculated, fact: Fact) -> ResolutionState:
    return msgspec.structs.replace(
        state,
        resolution=event.resolution,
        group=event.group,
        stage="open",
        words=event.words,
        category=event.category,
        cost=event.cost,
        circulated=fact.occurred,
        deadline=event.deadline,
        demand_by=event.demand_by,
        orders=event.orders,
        orders_version=event.orders_version,
        established=event.established,
        electorate={elector.seat: elector.class_ for elector in event.electorate},
        kept_out={elector.seat: elector.class_ for elector in event.kept_out},
        irregular=event.irregular,
        written_up=fact.mode == "written_up",
    )


def _confirmed(state: ResolutionState, seat: SeatId) -> ResolutionState:
    """The reply as its member's own. What was not counted when the result was declared does not count afterwards."""
    replace = msgspec.structs.replace
    after = replace(
        state,
        replies={**state.replies, seat: replace(state.replies[seat], own=True)},
        disputed=state.disputed - {seat},
        own=state.own | {seat},
    )
    return after if state.stage == "closed" else replace(after, not_theirs=state.not_theirs - {seat})


def _disputed(state: ResolutionState, seat: SeatId) -> ResolutionState:
    """The reply as not its member's. Read back on the phone, or counted by then, it stands (R-WR3)."""
    reply = state.replies.get(seat)
    read_back = reply is not None and written.stands_disputed(channel=reply.channel, read_back=reply.read_back)
    after = msgspec.structs.replace(state, disputed=state.disputed | {seat}, own=state.own - {seat})
    if read_back or state.stage == "closed":
        return after
    return msgspec.structs.replace(after, not_theirs=state.not_theirs | {seat})


def _replied(state: ResolutionState, event: e.ReplyReceived, at: Moment) -> ResolutionState:
    replace, seat = msgspec.structs.replace, event.seat
    if event.counts == "late":
        return replace(state, late=state.late | {seat})
    state = replace(state, own=state.own | {seat} if event.own else state.own - {seat})
    if event.counts == "condition" or event.choice is None:
        # A reply with a condition takes back the plain one before it.
        plain = {other: reply for other, reply in state.replies.items() if other != seat}
        return replace(state, replies=plain, conditions=state.conditions | {seat})
    return replace(
        state,
        replies={**state.replies, seat: Reply(event.choice, event.channel, event.own, at, event.read_back)},
        conditions=state.conditions - {seat},
        disputed=state.disputed - {seat},
        not_theirs=state.not_theirs - {seat},
    )
