"""Who may read what, and ask for acts where: nothing, unless the record or a token's scope says so."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from governance.acts import Principal
from governance.kernel import GroupId, Moment, PersonId, Rejected
from governance.reader import NotFound
from governance.rules import publishing

if TYPE_CHECKING:
    from governance.application import Governance
    from governance.group.auditor_state import Auditor
    from governance.group.state import GroupState
    from governance.kernel import Tier

OFFICERS = {"chair", "co_chair", "secretary"}
OFFICER: Tier = 2


class PrivateLink(msgspec.Struct, frozen=True):
    """What a private link opens: tier 1 of one group, and never an act. One made for a person ends with their seat."""

    group: GroupId
    person: PersonId | None = None


class Asker(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks: somebody known by a token or signed in, a reader with a private link, or neither."""

    principal: Principal | None = None
    link: PrivateLink | None = None


def today(zone: str) -> Moment:
    """This minute in a zone."""
    return Moment(dt.datetime.now(ZoneInfo(zone)).isoformat(timespec="minutes"), "minute")


def clearance(
    governance: Governance, who: Principal | None, group: GroupId, *, link: PrivateLink | None = None
) -> Tier | None:
    """The tier a reader may open in a group: 2 for its officers, 1 for members, 0 where it publishes, else None.

    An auditor reads here what members do; a file of the record is open to them as far as the group said.
    The convenor reads what officers do until the first chair and secretary take office. Whoever reads through a private
    link to the group may open what members may.
    """
    state = governance.group(group)
    now = today(state.zone)
    if who is not None:
        inside = _inside(state, who, now)
        if inside is not None:
            return inside
    if link is not None and link.group == group and _holds(state, link, now):
        return 1
    return 0 if state.orders_at(now)[0].published else None


def opens(governance: Governance, who: Principal | None, group: GroupId, tier: Tier) -> Tier:
    """The tier up to which a file of the group's record is open to a reader of a tier: an auditor's as appointed."""
    found = auditing(governance, who, group)
    return tier if found is None else max(tier, found.cleared)


def auditing(governance: Governance, who: Principal | None, group: GroupId) -> Auditor | None:
    """The appointment by which somebody reads in a group now, where they read by that and by no seat."""
    if who is None or who.person is None:
        return None
    state = governance.group(group)
    now = today(state.zone)
    if state.seats_of(who.person, now) or state.stands_in(who.person, now):
        return None
    return state.auditor(who.person, now)


def may_read_of(governance: Governance, group: GroupId, day: Moment, tier: Tier) -> bool:
    """Whether a reader of a tier may know of what a group held or decided on a day."""
    return publishing.may_be_read(governance.group(group).orders_at(day)[0], inside=tier > 0)


def _holds(state: GroupState, link: PrivateLink, now: Moment) -> bool:
    return link.person is None or bool(state.seats_of(link.person, now))


def _inside(state: GroupState, who: Principal, now: Moment) -> Tier | None:
    if who.kind == "application":
        return 1 if "read" in who.scopes else None
    if who.person is None:
        return None
    seats = set(state.seats_of(who.person, now))
    if state.kinds_held(seats, now) & OFFICERS:
        return OFFICER
    if state.convenor == who.person and state.convenor_acts(now):
        return OFFICER
    reads = seats or state.stands_in(who.person, now) or state.auditor(who.person, now) is not None
    return 1 if reads else None


def reader(
    governance: Governance,
    who: Principal | None,
    group: GroupId,
    *,
    at_least: Tier = 0,
    what: str = "group",
    link: PrivateLink | None = None,
) -> Tier:
    """The reader's clearance. Raises `NotFound` of `what` was asked for: what one may not see is not there."""
    found = clearance(governance, who, group, link=link)
    if found is None or found < at_least:
        raise NotFound(what)
    return found


def admit(governance: Governance, who: Principal, group: GroupId, *, what: str = "group") -> None:
    """Let those ask for acts in a group who are or were in it; the rules then say which. Asked before names are read.

    Raises `NotFound` for whom the group is not there, and `Rejected` (access) for whom it is there to be read only.
    """
    if who.person is not None and who.person in ever_in(governance.group(group)):
        return
    if reader(governance, who, group, what=what) == 0:
        raise Rejected("access", "not_a_member", would_help="Only people who hold a seat here record its acts.")


def ever_in(state: GroupState) -> set[PersonId | None]:
    """Everybody who ever held or stood in for a seat of a group, and its convenor."""
    holders = {holding.person for seat in state.seats.values() for holding in seat.holdings}
    return {state.convenor} | holders | {deputy.person for deputy in state.deputies}


def may_know(governance: Governance, who: Principal, person: PersonId) -> bool:
    """Whether somebody may read how to reach a person: themselves, a scope, or an officer of a group they are in.

    A person who was in no group yet is known to no group's officers.
    """
    if who.kind == "application":
        return "people" in who.scopes
    if who.person == person:
        return True
    theirs = [group for group in governance.groups() if person in ever_in(governance.group(group))]
    return any(clearance(governance, who, group) == OFFICER for group in theirs)


def share(governance: Governance, who: Principal, group: GroupId, person: PersonId | None = None) -> None:
    """Let officers hand out private links to their group: to anybody, or to a person who holds a seat in it.

    Raises `NotFound` for a group one may not see and a person without a seat, `Rejected` (access) for other members.
    """
    if reader(governance, who, group) != OFFICER:
        raise Rejected("access", "not_an_officer", would_help="The chair or the secretary makes private links.")
    state = governance.group(group)
    if person is not None and not state.seats_of(person, today(state.zone)):
        raise NotFound("person")


def print_for(governance: Governance, who: Principal, person: PersonId) -> None:
    """Let sign-in codes be printed by the person, by the operator, and by an officer of every group they are in.

    Whoever has the codes can do all that the person may: so nobody but the operator prints them for a convenor.
    Raises `NotFound` of a person for anybody else, and for whom nobody registered.
    """
    if person not in governance.organisation().persons:
        raise NotFound("person")
    if who.kind == "operator" or (who.kind == "person" and who.person == person):
        return
    if who.kind != "person" or not _only_theirs(governance, who, person):
        raise NotFound("person")


def may_print(governance: Governance, who: Principal, person: PersonId) -> bool:
    """Whether `print_for` lets somebody print codes for a person."""
    try:
        print_for(governance, who, person)
    except NotFound:
        return False
    return True


def answer_for(governance: Governance, who: Principal, person: PersonId) -> None:
    """Let acts about a person be asked for by those who may print codes for them: an address lets in as codes do.

    Raises `NotFound` for whom the person is not there, and `Rejected` (access) for whom they are there to be read only.
    """
    try:
        print_for(governance, who, person)
    except NotFound:
        if not may_know(governance, who, person):
            raise
        raise Rejected(
            "access", "not_theirs_alone", would_help="They do more than sit in your group. Ask whoever runs the server."
        ) from None


def hear(governance: Governance, who: Principal, person: PersonId) -> None:
    """Let what a person asks about what is private be written down by themselves and by officers they told.

    Raises `NotFound` for whom the person is not there.
    """
    if not may_know(governance, who, person):
        raise NotFound("person")


def decide_for(governance: Governance, who: Principal, person: PersonId) -> None:
    """Let it be decided on what is private about a person by an officer of every group they were ever in.

    What is destroyed is gone for all of these groups. Elsewhere whoever runs the server writes down what was decided.
    Raises as `answer_for` does; the person themselves is told by the rules that nobody answers their own request.
    """
    if not may_know(governance, who, person):
        raise NotFound("person")
    if who.kind == "application" or who.person == person:
        return
    theirs = [group for group in governance.groups() if person in ever_in(governance.group(group))]
    if not all(clearance(governance, who, group) == OFFICER for group in theirs):
        raise Rejected(
            "access", "in_other_groups_too", would_help="They were in other groups too. Ask whoever runs the server."
        )


def _only_theirs(governance: Governance, who: Principal, person: PersonId) -> bool:
    """Whether all that a person may do lies in groups whose officer asks."""
    states = {group: governance.group(group) for group in governance.groups()}
    convenes = any(state.convenor == person and state.convenor_acts(today(state.zone)) for state in states.values())
    if convenes or person in governance.organisation().convenors:
        return False
    places = [group for group, state in states.items() if _is_or_will_be_in(state, person)]
    return bool(places) and all(clearance(governance, who, group) == OFFICER for group in places)


def _is_or_will_be_in(state: GroupState, person: PersonId) -> bool:
    now = today(state.zone)
    spans = [(one.person, one.until) for seat in state.seats.values() for one in seat.holdings]
    spans += [(one.person, one.until) for one in state.deputies]
    return any(who == person and (until is None or now.before(until)) for who, until in spans)
