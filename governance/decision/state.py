"""How a decision stands: made, ratified, undone, changed, carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, assert_never

import msgspec

from governance.decision import events as e
from governance.kernel import DecisionId, GroupId, ItemId, MeetingId, Moment, Money, Sealed, SeatId
from governance.motion.events import Ruling
from governance.standing_orders import Category

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.kernel import Event, Fact

    Voted = e.DecisionRescinded | e.DecisionAmended | e.DecisionUpheld | e.DecisionRatified | e.DecisionNotRatified

Status = Literal[
    "not_agreed",
    "not_known",
    "in_force",
    "without_effect",
    "ratified",
    "not_ratified",
    "rescinded",
    "amended",
    "set_aside",
    "disowned",
]

COUNTS: frozenset[Status] = frozenset(("in_force", "ratified"))
UNDONE: frozenset[Status] = frozenset(("rescinded", "amended", "set_aside", "disowned"))

# How a decision stands by the answer of its vote.
STANDS: dict[Ruling, Status] = {"agreed": "in_force", "not_agreed": "not_agreed", "unknown": "not_known"}


class ByChair(msgspec.Struct, frozen=True):
    """What a meeting is told of a decision the chair took alone."""

    seat: SeatId
    consulted: tuple[SeatId, ...]
    words: Sealed
    reason: Sealed
    cost: Money | None = None
    costs_nothing: bool | None = None


class Standing(msgspec.Struct, frozen=True):
    """How a decision stands by the votes taken about it."""

    status: Status
    by: DecisionId | None
    effective: Moment | None
    disposed: Moment | None
    settled: e.AnswerToTheChair | None = None


class LaterVote(msgspec.Struct, frozen=True):
    """The last vote about a decision: the one it made, and how the decision stands without it and with it."""

    by: DecisionId
    without: Standing
    with_it: Standing


class DecisionState(msgspec.Struct, frozen=True):
    """A decision as folded. `since` is when it came to stand so, `by` the later decision that made it.

    `effective` is when a ratified one counts from. `disposed` is when a proposal about it was last voted on. `later`
    is what that vote made of it.
    `irregular` are the clauses it did not meet, `carried_out_irregular` those not kept by doing it.
    `set_aside` says why its vote does not count, and `before` how it stood until then.
    `disputed_answers`: so many counted in writing are said to be wrong since (R-WR3).
    `notice_defect`: somebody who had no notice wants it looked at again (R-NO2).
    """

    decision: DecisionId | None = None
    group: GroupId | None = None
    meeting: MeetingId | None = None
    item: ItemId | None = None
    category: Category = "ordinary"
    made: Moment | None = None
    status: Status = "in_force"
    irregular: tuple[str, ...] = ()
    matter: DecisionId | None = None
    by: DecisionId | None = None
    since: Moment | None = None
    effective: Moment | None = None
    disposed: Moment | None = None
    later: LaterVote | None = None
    carried_out: Moment | None = None
    carried_out_irregular: tuple[str, ...] = ()
    set_aside: Literal["annulled", "reconsidered"] | None = None
    before: Status | None = None
    notice_defect: bool = False
    by_chair: ByChair | None = None
    settled: e.AnswerToTheChair | None = None
    words: Sealed | None = None
    review_by: str | None = None
    lapses: bool = False
    disputed_answers: int = 0

    @property
    def agreed(self) -> bool:
        """Whether the vote agreed to it, whatever became of it since."""
        return self.status not in {"not_agreed", "not_known"}

    @property
    def waits(self) -> bool:
        """Whether it was agreed and has no effect unless a meeting makes it valid (R-RA1)."""
        return self.status in {"without_effect", "not_ratified"}

    @property
    def takes_effect(self) -> bool:
        """Whether what it says counts now."""
        return self.status in COUNTS

    def known_not_to_count(self, at: Moment) -> bool:
        """Whether it did not count at a time, as far as is known: where it was undone since, as it stood before."""
        status: Status | None = self.status
        if status in UNDONE and self.since is not None and at.before(self.since):
            status = self.before if self.before or self.later is None else self.later.without.status
        return status not in COUNTS | {"not_known", None}


def evolve(state: DecisionState, fact: Fact) -> DecisionState:
    """The decision after one more fact."""
    after = _evolve(state, fact.event, fact.occurred)
    if (after.decision, after.status) == (state.decision, state.status):
        return after
    return msgspec.structs.replace(after, since=fact.occurred)


def fold(facts: Iterable[Fact], state: DecisionState | None = None) -> DecisionState:
    """The decision after these facts."""
    state = state or DecisionState()
    for fact in facts:
        state = evolve(state, fact)
    return state


def _evolve(state: DecisionState, event: Event, at: Moment) -> DecisionState:
    replace = msgspec.structs.replace
    match event:
        case e.DecisionMade() | e.DecisionMadeInWriting() | e.ChairsActionTaken():
            return _made(event, at)
        case e.DecisionFollows(matter=matter, how=how):
            # The matter has been voted on again, however that came out.
            return replace(state, matter=matter, disposed=state.disposed if how == "ratify" else at)
        case (
            e.DecisionRescinded()
            | e.DecisionAmended()
            | e.DecisionUpheld()
            | e.DecisionRatified()
            | e.DecisionNotRatified()
        ):
            return _voted_on(state, event, at)
        case e.LaterVoteSetAside(by_decision=by) if state.later is not None and state.later.by == by:
            return _standing_as(state, state.later.without)
        case e.LaterVoteReinstated(by_decision=by) if state.later is not None and state.later.by == by:
            return _standing_as(state, state.later.with_it)
        case e.DecisionCarriedOut(irregular=irregular):
            return replace(state, carried_out=at, carried_out_irregular=irregular)
        case e.DecisionSetAside(why=why):
            return replace(state, status="set_aside", set_aside=why, before=state.before or state.status)
        case e.ChairsActionSettled(how=how, by_decision=by):
            return _settled(state, how, by, at)
        case e.DecisionReviewSet(review_by=review_by, lapses=lapses):
            return replace(state, review_by=review_by, lapses=lapses)
        case e.AnswersDisputed(count=count):
            return replace(state, disputed_answers=count)
        case e.NoticeDefectFlagged():
            return replace(state, notice_defect=True)
        case e.DecisionReinstated():
            return replace(state, status=state.before or state.status, set_aside=None, before=None)
        case _:
            return state


def _voted_on(state: DecisionState, event: Voted, at: Moment) -> DecisionState:
    """What a later vote made of it, kept apart from how it stood, which it does again if that vote is set aside."""
    without = _stands(state)
    replace, by = msgspec.structs.replace, event.by_decision
    match event:
        case e.DecisionRescinded():
            with_it = replace(without, status="rescinded", by=by, disposed=at)
        case e.DecisionAmended():
            with_it = replace(without, status="amended", by=by, disposed=at)
        case e.DecisionUpheld():
            with_it = replace(without, disposed=at)
        case e.DecisionRatified(effective=effective):
            with_it = replace(without, status="ratified", by=by, effective=effective)
        case e.DecisionNotRatified():
            with_it = replace(without, status="not_ratified", by=by)
        case _:
            assert_never(event)
    return _standing_as(replace(state, later=LaterVote(by, without, with_it)), with_it)


def _standing_as(state: DecisionState, now: Standing) -> DecisionState:
    replace = msgspec.structs.replace
    return replace(
        state, status=now.status, by=now.by, effective=now.effective, disposed=now.disposed, settled=now.settled
    )


def _stands(state: DecisionState) -> Standing:
    return Standing(state.status, state.by, state.effective, state.disposed, state.settled)


def _settled(state: DecisionState, how: e.AnswerToTheChair, by: DecisionId | None, at: Moment) -> DecisionState:
    """What the chair decided, as the meeting answered it: noted, it stands as it did.

    Answered by a vote, it stands as before once that vote is set aside.
    """
    replace, with_it = msgspec.structs.replace, msgspec.structs.replace(_stands(state), settled=how)
    if how == "disowned":
        with_it = replace(with_it, status="disowned")
    elif how == "ratified" and state.waits:
        with_it = replace(with_it, status="ratified", effective=at)
    if by is None:
        return _standing_as(state, with_it)
    # The same vote may have made it valid already.
    without = state.later.without if state.later is not None and state.later.by == by else _stands(state)
    return _standing_as(replace(state, later=LaterVote(by, without, with_it)), with_it)


def _made(event: e.Making, at: Moment) -> DecisionState:
    outcome = event.outcome
    status = STANDS[outcome.answer]
    if status == "in_force" and not outcome.takes_effect:
        status = "without_effect"
    return DecisionState(
        decision=event.decision,
        group=event.group,
        meeting=event.meeting if isinstance(event, e.DecisionMade) else None,
        item=event.item if isinstance(event, e.DecisionMade) else None,
        category=event.category,
        made=at,
        status=status,
        irregular=outcome.irregular,
        matter=event.decision,
        words=event.words,
        by_chair=ByChair(event.seat, event.consulted, event.words, event.reason, event.cost, event.costs_nothing)
        if isinstance(event, e.ChairsActionTaken)
        else None,
    )
