"""Deputies: who was sent, and who took a member's seat (R-AP2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected
from governance.meeting import commands as c
from governance.meeting import people_commands as pc
from governance.meeting import people_events as p
from governance.meeting.sitting import attended, on_roll, orders_of
from governance.rules import deputies

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.group.state import GroupState
    from governance.kernel import Constituency, Desk, Event, PersonId, SeatId
    from governance.meeting.state import MeetingState


def send(state: MeetingState, command: pc.SendDeputy, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    """A member's word before the meeting on who stands in for them."""
    if state.stage != "called":
        raise Rejected("R-AP2", f"meeting_is_{state.stage}", would_help="Name the deputy before the meeting starts.")
    desk.holder(command.seat)
    orders, _ = group.orders_at(desk.when)
    named = group.deputy_of(command.seat, desk.when)
    refused = deputies.allowed(
        orders, command.person, named=named.person if named else None, sent=None, begun=False
    ) or _unfit(group, command.seat, command.person, command.constituency, desk)
    if refused is not None and desk.mode == "live":
        raise refused
    said = (command.person, command.constituency)
    return () if state.sent.get(command.seat) == said else (p.DeputySent(command.seat, *said),)


def seat(state: MeetingState, command: pc.SeatDeputy, group: GroupState, desk: Desk) -> tuple[Event, ...]:
    """A deputy takes the seat of a member who is not here; nothing when they sit there already."""
    here = c.DeputyHere(command.seat, command.person, command.constituency, command.remote)
    seated = taken(state, here, group, desk, begun=True)
    if state.deputies.get(command.seat) == seated.person:
        return ()
    return attended(state, desk, seated)


def all_taken(
    state: MeetingState, here: Iterable[c.DeputyHere], group: GroupState, desk: Desk
) -> tuple[p.DeputySeated, ...]:
    """Those who are deputies as the roll is called; nobody stands in for two."""
    seated: list[p.DeputySeated] = []
    for one in here:
        try:
            taking = taken(state, one, group, desk, begun=False)
        except Rejected as refused:
            refused.pointer = "/deputies"
            raise
        if taking.person in {s.person for s in seated} or taking.seat in {s.seat for s in seated}:
            raise Rejected("R-AP2", "one_person_one_vote", would_help="Name each once.", pointer="/deputies")
        seated.append(taking)
    return tuple(seated)


def taken(state: MeetingState, here: c.DeputyHere, group: GroupState, desk: Desk, *, begun: bool) -> p.DeputySeated:
    """The deputy in the seat, and whether they count there; live, one who may not act is refused."""
    on_roll(state, (here.seat,), "/seat")
    if here.seat in (state.present or frozenset()) and here.seat not in state.deputies:
        raise Rejected(
            "R-AP2", "member_is_here", would_help="The member acts for their seat themselves.", pointer="/seat"
        )
    person, constituency = _who(state, here, group, desk)
    # Whoever was named once the sitting had begun was named too late for it.
    named = group.deputy_of(here.seat, state.began or desk.when)
    sent = state.sent.get(here.seat)
    refused = deputies.allowed(
        orders_of(state),
        person,
        named=named.person if named else None,
        sent=sent[0] if sent else None,
        begun=begun and desk.mode == "live",
        late=named is not None and deputies.too_late(named.noted, state.began),
    ) or _unfit(group, here.seat, person, constituency, desk, elsewhere=_sits_elsewhere(state, here.seat, person))
    if not state.roll[here.seat].voting:
        refused = Rejected("R-AP2", "seat_without_a_vote", would_help="A deputy votes for a seat.", pointer="/seat")
    if refused is not None and desk.mode == "live":
        raise refused
    return p.DeputySeated(
        seat=here.seat,
        person=person,
        constituency=constituency,
        remote=here.remote,
        counts=refused is None and orders_of(state).deputy_may_vote,
        irregular=() if refused is None else (refused.clause,),
    )


def _who(state: MeetingState, here: c.DeputyHere, group: GroupState, desk: Desk) -> tuple[PersonId, Constituency]:
    """Who it is, and whom they stand for: as said, as sent, or as named for the seat."""
    known = state.sent.get(here.seat)
    named = group.deputy_of(here.seat, desk.when)
    if known is None and named is not None:
        known = (named.person, named.constituency)
    if here.person is not None and (known is None or known[0] != here.person):
        return here.person, here.constituency or state.roll[here.seat].constituency
    if known is None:
        raise Rejected("R-AP2", "who_is_the_deputy", would_help="Say who came instead.", pointer="/person")
    return known[0], here.constituency or known[1]


def _sits_elsewhere(state: MeetingState, seat_: SeatId, person: PersonId) -> bool:
    return any(held == person for other, held in state.deputies.items() if other != seat_)


def _unfit(
    group: GroupState,
    seat_: SeatId,
    person: PersonId,
    constituency: Constituency,
    desk: Desk,
    *,
    elsewhere: bool = False,
) -> Rejected | None:
    mapping, _ = group.mapping_at(desk.when)
    of_the_seat = mapping.class_of(group.seats[seat_].constituency)
    has_vote = elsewhere or group.has_vote(person, desk.when)
    return deputies.fits(mapping.class_of(constituency), of_the_seat, has_vote=has_vote)
