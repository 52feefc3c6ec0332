"""Who is recording: where a person, application or operator stands for an act."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from governance.election.commands import AcceptNomination, CloseNominations, Nominate, WithdrawNomination
from governance.group.commands import EndTerm, VacateSeat
from governance.kernel import Rejected
from governance.meeting.commands import CallMeeting, DeferItem, TakeChair
from governance.meeting.line import takes_back
from governance.organisation.commands import AddContact
from governance.organisation.privacy_commands import GiveConsent, RequestErasure, WithdrawConsent
from governance.rules import calling, leaving
from governance.rules.entitlement import Standing

if TYPE_CHECKING:
    from governance.acts import Act, Principal
    from governance.group.state import GroupState
    from governance.kernel import Command, Moment, PersonId, Power, SeatId
    from governance.meeting.state import MeetingState
    from governance.reader import Reader
    from governance.standing_orders import OfficeKind


def standing(reader: Reader, who: Principal, act: Act, at: Moment, command: Command | None = None) -> Standing:
    """Where the recorder stands in the group and the meeting of an act at a moment."""
    if who.kind != "person" or who.person is None:
        application = who.kind == "application"
        return Standing(application=application, keeps_people="people" in who.scopes, operator=who.kind == "operator")
    group, meeting = act.group, act.meeting
    if group is None or group.group is None:
        return above(reader, who.person, at)
    own = frozenset(group.seats_of(who.person, at))
    held: set[OfficeKind] = group.kinds_held(own, at)
    convenes = group.convenor == who.person and group.convenor_acts(at)
    sat_in = meeting.deputies if meeting is not None and meeting.stage == "open" else {}
    deputises = frozenset(seat for seat, person in sat_in.items() if person == who.person)
    seats = own | deputises
    chair, presides = bool(held & {"chair", "co_chair"}), _presides(meeting, seats, held)
    return Standing(
        seats=seats,
        deputises=deputises,
        sat_in=own & sat_in.keys(),
        left=frozenset(one.seat for one in group.left if one.person == who.person),
        constituencies=frozenset(group.seats[s].constituency for s in seats),
        chair=chair,
        acting=_only_acts(group, own, at),
        secretary="secretary" in held,
        calls=calling.as_an_officer(held, convenor=convenes),
        presides=presides,
        takes_back=_takes_back(meeting, command, own),
        takes_minutes=_minute_taker(act) in seats,
        tells=(presides and _told_later(meeting)) or _nominates(reader, command, act, seats),
        convenor=convenes,
    )


ABOUT_ONESELF = (AddContact, GiveConsent, WithdrawConsent, RequestErasure)


def power_of(command: Command, who: Standing, person: PersonId | None = None, group: GroupState | None = None) -> Power:
    """What standing an act takes: members may call the meeting they asked for as chair and secretary do (R-NO5).

    One with lived experience may put an item off for its papers as whoever presides does (R-NO6). A `person` says
    themselves how they are reached, what they agree to, that they ask to be erased, and that they leave a seat
    or an office of their `group` (R-TE5).
    """
    if isinstance(command, CallMeeting) and command.requisition is not None and not who.calls:
        return "own"
    if isinstance(command, DeferItem) and command.asked_by is not None:
        return "own"
    if isinstance(command, VacateSeat | EndTerm) and command.reason in leaving.SAID and _leaves(command, who, group):
        return "own"
    officer = who.chair or who.secretary or who.convenor
    if isinstance(command, ABOUT_ONESELF) and command.person == person and not officer:
        return "own"
    return command.power


def _leaves(command: VacateSeat | EndTerm, who: Standing, group: GroupState | None) -> bool:
    """Whether the seat that is left, or that has the office, is the recorder's own."""
    if isinstance(command, VacateSeat):
        return command.seat in who.seats
    return group is not None and any(term.id == command.term and term.seat in who.seats for term in group.terms)


def _minute_taker(act: Act) -> SeatId | None:
    """Who takes the minutes of the meeting, or took those the act is about."""
    meeting = act.meeting or (act.earlier.meeting if act.earlier else None)
    return None if meeting is None else meeting.minute_taker


OF_THE_GROUP = (("by", "seat"), ("on_behalf_of", "seat"), ("decision", "decision"), ("minutes", "minutes"))


def of_the_group(reader: Reader, command: Command, act: Act) -> None:
    """Refuse a seat said to act, or a decision said to be behind it, that the group does not have."""
    for field, kind in OF_THE_GROUP:
        named = getattr(command, field, None)
        if not isinstance(named, UUID):
            continue
        place = reader.find(named)
        here = place is not None and place.kind == kind and act.group_id in {None, place.group}
        if not here:
            raise Rejected("unknown", f"unknown_{kind}", pointer=f"/{field}")


def above(reader: Reader, person: PersonId, at: Moment) -> Standing:
    """Where a person stands above the groups: an officer of any keeps the list of people, a convenor founds groups."""
    groups = [reader.group(group) for group in reader.groups()]
    seats = frozenset(seat for group in groups for seat in group.seats_of(person, at))
    held = {kind for g in groups for kind in g.kinds_held(seats, at)}
    return Standing(
        seats=seats,
        chair=bool(held & {"chair", "co_chair"}),
        secretary="secretary" in held,
        convenor=_convenes(reader, person) or any(g.convenor == person and g.convenor_acts(at) for g in groups),
        former_convenor=person in reader.organisation().former,
    )


def _only_acts(group: GroupState, seats: frozenset[SeatId], at: Moment) -> bool:
    """Whether these seats are in the chair only for want of a chair (R-AC1)."""
    chairs = [t for t in group.held(at) if t.seat in seats and group.offices[t.office] in {"chair", "co_chair"}]
    return all(term.acting for term in chairs)


def _convenes(reader: Reader, person: PersonId) -> bool:
    """Those the operator named found groups; where nobody was named, whoever is known may found the first one."""
    organisation = reader.organisation()
    if organisation.convenors or organisation.former:
        return person in organisation.convenors
    return person in organisation.persons and not reader.groups()


def _told_later(meeting: MeetingState | None) -> bool:
    """Whether a meeting is being written up from its opening on, and it is said who took the notes."""
    return meeting is not None and meeting.stage == "open" and meeting.written_up and meeting.minute_taker is not None


def _nominates(reader: Reader, command: Command | None, act: Act, seats: frozenset[SeatId]) -> bool:
    """Whether names put forward are told as part of a meeting that is being written up, by whoever presided there."""
    if not isinstance(command, Nominate | AcceptNomination | WithdrawNomination | CloseNominations):
        return False
    if act.group_id is None or command.mode != "written_up":
        return False
    meetings = (reader.meeting(meeting) for meeting in reader.places.meetings(act.group_id))
    return any(_told_later(meeting) and meeting.presider in seats for meeting in meetings)


def _takes_back(meeting: MeetingState | None, command: Command | None, own: frozenset[SeatId]) -> bool:
    """Whether it is their own word that they take the chair again, from which another said that they had gone."""
    return (
        meeting is not None
        and meeting.stage == "open"
        and isinstance(command, TakeChair)
        and command.seat in own
        and takes_back(meeting, command.seat)
    )


def _presides(meeting: MeetingState | None, seats: frozenset[SeatId], held: set[OfficeKind]) -> bool:
    if meeting is None:
        return False
    if meeting.presider is None or meeting.stage != "open":
        return bool(held & {"chair", "co_chair", "vice_chair"})
    return meeting.presider in seats
