"""What an election answers before the meeting: nominations opened, made, accepted, refused, taken back, closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from governance.election import commands as c
from governance.election import events as e
from governance.election.terms import eligible, served
from governance.kernel import ElectionId, Moment, Rejected, When, given_here, refuse, written_down
from governance.rules import elections
from governance.rules.chair import has_an_office_of_chair

if TYPE_CHECKING:
    from governance.election.state import ElectionState
    from governance.group.state import GroupState
    from governance.kernel import Desk, Event, SeatId
    from governance.standing_orders import StandingOrders

NominationCommand = c.OpenNominations | c.Nominate | c.AcceptNomination | c.WithdrawNomination | c.CloseNominations


def decide(state: ElectionState, command: NominationCommand, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`; nothing when nothing changes. `group` is read for seats and terms."""
    if isinstance(command, c.OpenNominations):
        return _open(command, group, desk)
    if state.last is not None and desk.when.before(state.last):
        raise Rejected("in order", "before_what_is_known", would_help="Acts are told in order.", pointer="/when")
    if state.decided:
        raise Rejected("R-EL1", "election_is_over", would_help="Ask for names again, for a new vote.")
    match command:
        case c.Nominate():
            return _nominate(state, command, group, desk)
        case c.AcceptNomination(seat=seat):
            return _accept(state, seat, group, desk)
        case c.WithdrawNomination(seat=seat):
            return _withdraw(state, seat, group, desk)
        case c.CloseNominations():
            return _close(state, desk)
        case _:
            assert_never(command)


def _open(command: c.OpenNominations, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    if command.office not in group.offices:
        raise Rejected("unknown", "unknown_office", pointer="/office")
    assert group.group is not None, "the group was found"
    opens, closes = _days(command, desk)
    orders = group.orders_at(desk.when)[0]
    short = None
    if opens is not None and closes is not None:
        if closes.date < opens.date:
            raise Rejected("R-EL1", "closes_before_it_opens", would_help="Look at the days again.", pointer="/closes")
        short = elections.nominations_open_long_enough(opens.date, closes.date, least=orders.nomination_days)
    wrong = [one for one in (has_an_office_of_chair(orders, group.offices[command.office]), short) if one is not None]
    for one in wrong if desk.mode == "live" else ():
        raise one
    if command.until is not None:
        desk.moment(When(command.until), future=True, pointer="/until")
    irregular = tuple(one.clause for one in wrong)
    election = ElectionId(desk.new_id("election"))
    return (
        e.NominationsOpened(
            election, group.group, command.office, opens, closes, command.until, irregular, written_down(desk)
        ),
    )


def _days(command: c.OpenNominations, desk: Desk) -> tuple[Moment | None, Moment | None]:
    """The first and the last day; unknown only where it was written up that way."""
    if command.closes is None and desk.mode == "live":
        raise Rejected("R-EL1", "closes_when", would_help="Say the last day of nominations.", pointer="/closes")
    closes = None if command.closes is None else desk.moment(When(command.closes), future=True, pointer="/closes")
    if command.opens is not None:
        opens = desk.moment(When(command.opens), future=True, pointer="/opens")
        if desk.mode == "live" and opens.date < desk.when.date:
            raise Rejected(
                "R-EL1", "opens_in_the_past", would_help="They open today at the earliest.", pointer="/opens"
            )
        return opens, closes
    return (desk.moment(When(desk.when.local[:10])) if desk.mode == "live" else None), closes


def _nominate(state: ElectionState, command: c.Nominate, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    assert state.election is not None, "the election was found"
    assert state.group is not None, "an election is of a group"
    _may_stand_at_all(group, command.seat, desk)
    if desk.mode == "live":
        _nominations_are_open(state, desk)
    stage = state.nominees.get(command.seat)
    if stage in {"nominated", "stands", "refused"}:
        return ()
    by = command.nominated_by or (desk.by if desk.mode == "live" else None)
    own = by == command.seat and given_here(command.seat, desk)
    made = e.NominationMade(state.election, state.group, command.seat, by, own)
    refused = _refused(state, command.seat, group, desk)
    if refused is not None:
        return (made, refused)
    if by == command.seat:
        _theirs_to_accept(state, command.seat, desk)
        return (made, e.NominationAccepted(state.election, state.group, command.seat, own))
    return (made,)


def _may_stand_at_all(group: GroupState, seat: SeatId, desk: Desk) -> None:
    kept = group.seats.get(seat)
    if kept is None:
        raise Rejected("unknown", "unknown_seat", pointer="/seat")
    if kept.holder(desk.when) is None:
        raise Rejected("R-EL1", "seat_is_empty", would_help="Nobody sits there.", pointer="/seat")
    if not kept.voting:
        raise Rejected("R-EL1", "no_vote", would_help="A member with a vote stands for an office.", pointer="/seat")


def _nominations_are_open(state: ElectionState, desk: Desk) -> None:
    over = state.closes is not None and desk.when.date > state.closes.date
    if state.closed or over:
        raise Rejected("R-EL1", "nominations_are_closed", would_help="It is too late to put a name forward.")
    if state.opens is not None and desk.when.date < state.opens.date:
        raise Rejected("R-EL1", "nominations_not_open_yet", because={"opens": state.opens.local[:10]})


def _refused(state: ElectionState, seat: SeatId, group: GroupState, desk: Desk) -> e.NominationRefused | None:
    """Why the rules do not let the nominee stand, as an event: that they were nominated is kept (R-EL1, R-TE3)."""
    assert state.election is not None, "the election was found"
    assert state.group is not None, "an election is of a group"
    assert state.office is not None, "an election is to an office"
    if not eligible(group, state.office, seat, desk.when):
        return e.NominationRefused(state.election, state.group, seat, "not_eligible", None, None)
    most = group.orders_at(desk.when)[0].max_consecutive
    terms = served(group, state.office, seat, desk.when)
    if elections.within_limit(terms, most):
        return None
    return e.NominationRefused(state.election, state.group, seat, "term_limit", terms, most)


def _accept(state: ElectionState, seat: SeatId, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    stage = _nominee(state, seat)
    assert state.election is not None, "the election was found"
    assert state.group is not None, "an election is of a group"
    own = given_here(seat, desk)
    if stage == "stands" and (not own or seat in state.own):
        return ()
    if stage == "withdrawn":
        raise Rejected("R-EL1", "nomination_withdrawn", would_help="Put their name forward again.", pointer="/seat")
    _theirs_to_accept(state, seat, desk)
    if desk.mode == "live":
        orders = group.orders_at(desk.when)[0]
        if stage == "refused" and not _nobody_else_stands(state, seat, orders):
            raise _why_refused(state.refused[seat], orders)
        if stage == "nominated":
            _nominations_are_open(state, desk)
    return (e.NominationAccepted(state.election, state.group, seat, own),)


def _theirs_to_accept(state: ElectionState, seat: SeatId, desk: Desk) -> None:
    """Refuse, written up too, to say for somebody that they stand, who said here that they do not (R-EL1)."""
    refused = elections.theirs_to_accept(own=seat in state.declined, by_them=desk.own)
    if refused is not None:
        raise refused


def _nobody_else_stands(state: ElectionState, seat: SeatId, orders: StandingOrders) -> bool:
    """Whether the limit gives way: nominations are closed, and only those it kept out would stand (R-TE3)."""
    others = bool(set(state.candidates) - state.refused.keys())
    gives_way = elections.limit_gives_way(orders.term_limit, others_stand=others)
    return state.closed and state.refused[seat].why == "term_limit" and gives_way


def _why_refused(refused: e.NominationRefused, orders: StandingOrders) -> Rejected:
    if refused.why == "not_eligible":
        return Rejected(
            "R-EL1",
            "office_is_for_lived_experience",
            would_help="Our rules keep this office for a seat with lived experience.",
            pointer="/seat",
        )
    return Rejected(
        "R-TE3",
        "term_limit",
        because={"served": refused.served, "most": refused.most},
        would_help="Ask others to stand. If no one does, the meeting may make the term longer by a year."
        if orders.term_limit == "firm"
        else "Ask others to stand. If no one does, accept once the time for names is over.",
        pointer="/seat",
    )


def _withdraw(state: ElectionState, seat: SeatId, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    """That somebody does not stand. Who put themselves forward or accepted here says so, while they hold the seat."""
    assert state.election is not None, "the election was found"
    assert state.group is not None, "an election is of a group"
    if _nominee(state, seat) == "withdrawn":
        return ()
    own = seat in state.own and group.seats[seat].holding(desk.when) is not None
    refuse(elections.theirs_to_withdraw(own=own, by_them=desk.own))
    return (e.NominationWithdrawn(state.election, state.group, seat, given_here(seat, desk)),)


def _nominee(state: ElectionState, seat: SeatId) -> str:
    stage = state.nominees.get(seat)
    if stage is None:
        raise Rejected("R-EL1", "not_nominated", would_help="Put their name forward first.", pointer="/seat")
    return stage


def _close(state: ElectionState, desk: Desk) -> tuple[Event, ...]:
    assert state.election is not None, "the election was found"
    assert state.group is not None, "an election is of a group"
    if state.closed:
        return ()
    early = elections.closed_early(None if state.closes is None else state.closes.date, desk.when.date)
    if early is not None and desk.mode == "live":
        raise early
    irregular = () if early is None else (early.clause,)
    return (e.NominationsClosed(state.election, state.group, state.candidates, irregular),)
