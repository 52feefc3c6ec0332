"""Resolutions sent out, and what the chair decides alone: what begins between meetings."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from governance.decision.events import ChairsActionTaken
from governance.group.acting import acting_chair
from governance.kernel import DecisionId, Moment, Rejected, ResolutionId, refuse
from governance.motion.events import Outcome
from governance.resolution import commands as c
from governance.resolution import events as e
from governance.rules import chairs_action as rule
from governance.rules import days, hands, quorum, written

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from governance.group.state import GroupState, Seat
    from governance.kernel import Desk, Event, Money, Sealed, SeatId
    from governance.motion.commands import Cost
    from governance.standing_orders import ClassMapping


def circulate(command: c.CirculateResolution, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    """A proposal sent out, with its electorate as it stands then (R-WR1, R-WR2)."""
    broken = [
        refused
        for refused in (
            written.by_writing(command.category),
            written.says_enough(reason=bool(command.reason), how_to_reply=bool(command.how_to_reply)),
        )
        if refused is not None
    ]
    if broken and desk.mode == "live":
        raise broken[0]
    orders, version = group.orders_at(desk.when)
    mapping, mapping_version = group.mapping_at(desk.when)
    voting = voting_seats(group, desk)
    electorate, kept_out = electorate_of(voting, mapping, command.excluded, desk)
    least = quorum.needed(orders, filled=len(electorate) + len(kept_out), established=len(voting))
    few = written.enough_asked(asked=len(electorate), kept_out=len(kept_out), quorum=least)
    if few is not None and desk.mode == "live":
        raise few
    cost, purpose = _cost(command.cost, desk)
    demand_by = days.working_days_after(desk.when.date, orders.meeting_demand_days)
    deadline = _deadline(command, desk, orders.written_days, demand_by)
    soon = written.leaves_time(desk.when.date, deadline.date, demand_by)
    if soon is not None and desk.mode == "live":
        raise soon
    broken += [] if soon is None else [soon]
    return (
        e.ResolutionCirculated(
            resolution=ResolutionId(desk.new_id("resolution")),
            group=command.group,
            words=desk.seal(command.words),
            reason=None if command.reason is None else desk.seal(command.reason),
            options=tuple(desk.seal(option) for option in command.options),
            how_to_reply=None if command.how_to_reply is None else desk.seal(command.how_to_reply),
            category=command.category,
            cost=cost,
            purpose=purpose,
            deadline=deadline,
            demand_by=demand_by.isoformat(),
            orders=orders,
            orders_version=version,
            mapping_version=mapping_version,
            established=len(voting),
            electorate=electorate,
            excluded=command.excluded,
            irregular=tuple(refused.clause for refused in broken),
            kept_out=kept_out,
        ),
    )


def voting_seats(group: GroupState, desk: Desk) -> dict[SeatId, Seat]:
    """The seats with a vote, filled or not."""
    return {seat: kept for seat, kept in group.seats.items() if kept.voting and kept.exists(desk.when)}


def electorate_of(
    voting: Mapping[SeatId, Seat], mapping: ClassMapping, excluded: Collection[SeatId], desk: Desk
) -> tuple[tuple[e.Elector, ...], tuple[e.Elector, ...]]:
    """Everyone entitled then but those excluded, who are told (R-WR1, R-WR2); and of these, those with a vote."""
    entitled = [seat for seat, kept in voting.items() if kept.holder(desk.when) is not None]
    asked, kept_out = written.electorate(entitled, excluded)
    refuse(written.somebody_asked(asked))

    def electors(seats: Collection[SeatId]) -> tuple[e.Elector, ...]:
        return tuple(e.Elector(seat, mapping.class_of(voting[seat].constituency)) for seat in seats)

    return electors(asked), electors(kept_out)


def _cost(cost: Cost | None, desk: Desk) -> tuple[Money | None, Sealed | None]:
    if cost is None:
        return None, None
    return cost.money, None if cost.purpose is None else desk.seal(cost.purpose)


def _deadline(command: c.CirculateResolution, desk: Desk, given_days: int, demand_by: dt.date) -> Moment:
    """The last moment to reply: as given, else as many days on as the orders say; never before `demand_by` (R-WR5)."""
    if command.deadline is None:
        day = max(desk.when.date + dt.timedelta(days=given_days), demand_by)
        return Moment(day.isoformat() + desk.when.local[10:], desk.when.precision)
    deadline = desk.moment(command.deadline, future=True, pointer="/deadline")
    if not desk.when.before(deadline):
        raise Rejected("R-WR7", "deadline_has_passed", would_help="Give members time.", pointer="/deadline")
    return deadline


def act_alone(command: c.TakeChairsAction, group: GroupState, desk: Desk, spent: int = 0) -> tuple[Event, ...]:
    """What the chair decided alone, after asking the vice-chair and another member with lived experience (R-CA1).

    `spent` is what they spent alone since the last meeting.
    """
    if desk.mode == "live":
        refuse(rule.how_it_was_told(command.channel, own=desk.own))
    broken = [*_not_for_the_chair(command, group, desk, spent)]
    if broken and desk.mode == "live":
        raise broken[0]
    return (
        ChairsActionTaken(
            decision=DecisionId(desk.new_id("decision")),
            group=command.group,
            seat=command.seat,
            consulted=command.consulted,
            words=desk.seal(command.words),
            reason=desk.seal(command.reason),
            category=command.category,
            cost=_cost(command.cost, desk)[0],
            outcome=_alone(tuple(dict.fromkeys(refused.clause for refused in broken))),
            objections=tuple(dict.fromkeys(command.objections)),
            costs_nothing=command.costs_nothing,
            spent=spent,
            listed=True,
        ),
    )


def _not_for_the_chair(command: c.TakeChairsAction, group: GroupState, desk: Desk, spent: int) -> Iterator[Rejected]:
    """Why the chair does not decide this alone: every part of the rule that is not kept (R-CA1)."""
    acts = acting_chair(group, desk.when)
    chair = group.office_of("chair", desk.when) or (None if acts is None else acts.seat)
    mapping = group.mapping_at(desk.when)[0]
    lived = {seat for seat, kept in group.seats.items() if mapping.class_of(kept.constituency) == "LE"}
    # A vice-chair who acts as chair does not ask themselves (R-AC1).
    vice = None if acts is not None else group.office_of("vice_chair", desk.when)
    limit = group.orders_at(desk.when)[0].chair_alone_limit
    cost = None if command.cost is None else command.cost.minor
    yield from (
        refused
        for refused in (
            written.the_chairs(command.seat, chair),
            written.alone(command.category),
            rule.minor(
                limit,
                cost=cost,
                spends=command.category == "spend",
                costs_nothing=command.costs_nothing,
                spent=spent,
            ),
            written.consulted(command.consulted, chair=command.seat, vice=vice, lived=lived),
            rule.uncontroversial(objected=bool(command.objections)),
        )
        if refused is not None
    )


def _alone(irregular: tuple[str, ...]) -> Outcome:
    return Outcome(
        announced=None,
        by_rule="agreed",
        reason="chairs_action",
        irregular=irregular,
        takes_effect=not irregular,
        method="chairs_action",
        majority="simple_cast",
        test="",
        tally=None,
        no_answer=None,
        split=hands.UNKNOWN,
        stand_asides=0,
        entitled=None,
        effective=None,
        quorum=quorum.QuorumSnapshot(None, 0, None, 0, False, "unknown", (), ()),  # noqa: FBT003
        casting=None,
    )
