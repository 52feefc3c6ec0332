"""What the rules need to know of how a question is being answered: who asked for names, the ballot, objections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from governance.kernel import SeatId
from governance.motion import method_events as e
from governance.motion.events import Choice

if TYPE_CHECKING:
    from governance.kernel import Event


class Objection(msgspec.Struct, frozen=True):
    """An objection in a round: whether it says what it harms, and what the others found (None: not looked at yet)."""

    reasoned: bool
    found: Literal["resolved", "stands", "does_no_harm"] | None = None


class Proxy(msgspec.Struct, frozen=True):
    """How an absent member asked to vote: by whom, what, how often the words had changed then, and the terms.

    `own`: they said so here themselves.
    """

    holder: SeatId
    choice: Choice
    in_writing: bool
    even_if_changed: bool
    changes: int
    own: bool = False


class Advance(msgspec.Struct, frozen=True):
    """An answer sent ahead, to the words as they were after so many changes; `own`: by themselves, here."""

    choice: Choice
    changes: int
    own: bool = False


class Answering(msgspec.Struct, frozen=True):
    """How a motion is being answered. `changes` counts the changes of its words; `round` is the round of consent.

    `themselves` are members who had their own answer recorded here themselves.
    """

    names_asked_by: tuple[SeatId, ...] = ()
    own_votes: dict[SeatId, Choice] = {}
    themselves: frozenset[SeatId] = frozenset()
    ballot_asked_by: tuple[SeatId, ...] = ()
    tellers: tuple[SeatId, ...] = ()
    ballot: e.BallotCounted | None = None
    objections: dict[SeatId, Objection] = {}
    round: int = 1
    proxies: dict[SeatId, Proxy] = {}
    advance: dict[SeatId, Advance] = {}
    casting_declined: bool = False
    names_taken: bool = False
    names: dict[SeatId, Choice] = {}
    changes: int = 0
    reopens: e.DecisionReopened | None = None
    ratifies: e.RatificationMoved | None = None
    of_chair: e.ChairsActionMoved | None = None

    @property
    def untested(self) -> bool:
        """Whether a reasoned objection was not looked at yet; one without a reason stops nothing."""
        return any(o.reasoned and o.found is None for o in self.objections.values())

    @property
    def found(self) -> tuple[str | None, ...]:
        """What was found of each objection."""
        return tuple(o.found for o in self.objections.values())


def evolve(state: Answering, event: Event) -> Answering:
    """How the motion is being answered after one more event."""
    replace = msgspec.structs.replace
    match event:
        case e.RecordedVoteRequested(seats=seats):
            return replace(state, names_asked_by=_more(state.names_asked_by, seats))
        case e.NamesRecorded(votes=votes):
            return replace(state, names_taken=True, names={vote.seat: vote.choice for vote in votes})
        case e.OwnVoteRecorded(seat=seat, choice=choice, own=own):
            themselves = state.themselves | {seat} if own else state.themselves
            return replace(state, own_votes={**state.own_votes, seat: choice}, themselves=themselves)
        case e.BallotDemanded(seats=seats):
            return replace(state, ballot_asked_by=_more(state.ballot_asked_by, seats))
        case e.TellersNamed(tellers=tellers):
            return replace(state, tellers=tellers)
        case e.BallotCounted():
            return replace(state, ballot=event)
        case e.ObjectionRaised(seat=seat, harms=harms):
            return replace(state, objections={**state.objections, seat: Objection(harms is not None)})
        case e.ObjectionTested(seat=seat, found=found):
            tested = replace(state.objections[seat], found=found)
            return replace(state, objections={**state.objections, seat: tested})
        case e.ConsentRoundBegun(round=number):
            standing = {seat: o for seat, o in state.objections.items() if o.found == "stands"}
            again = {seat: replace(o, found=None) for seat, o in standing.items()}
            return replace(state, round=number, objections=again)
        case e.ProxyLodged() as p:
            proxy = Proxy(p.holder, p.choice, p.in_writing, p.even_if_changed, state.changes, p.own)
            return replace(state, proxies={**state.proxies, p.seat: proxy})
        case e.AdvanceVoteLodged(seat=seat, choice=choice, own=own):
            return replace(state, advance={**state.advance, seat: Advance(choice, state.changes, own)})
        case e.CastingVoteDeclined():
            return replace(state, casting_declined=True)
        case e.DecisionReopened():
            return replace(state, reopens=event)
        case e.RatificationMoved():
            return replace(state, ratifies=event)
        case e.ChairsActionMoved():
            return replace(state, of_chair=event)
        case _:
            return state


def _more(before: tuple[SeatId, ...], seats: tuple[SeatId, ...]) -> tuple[SeatId, ...]:
    return tuple(dict.fromkeys((*before, *seats)))
