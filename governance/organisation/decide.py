"""What the organisation answers to each command."""

from __future__ import annotations

import zoneinfo
from typing import TYPE_CHECKING, assert_never

import msgspec

from governance.kernel import OrganisationId, PersonId, Rejected
from governance.organisation.commands import EndConvenor, FoundOrganisation, NameConvenor, RegisterPerson
from governance.organisation.events import ConvenorEnded, ConvenorNamed, OrganisationFounded, PersonRegistered

if TYPE_CHECKING:
    from governance.kernel import Desk, Event
    from governance.organisation.state import OrganisationState

OrganisationCommand = FoundOrganisation | RegisterPerson | NameConvenor | EndConvenor


def decide(state: OrganisationState, command: OrganisationCommand, desk: Desk, *, key: str) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`. `key` (base64) signs for the application from the start."""
    match command:
        case FoundOrganisation():
            return _found(state, command, desk, key)
        case RegisterPerson():
            return _register(state, command, desk)
        case NameConvenor():
            return _name_convenor(state, command)
        case EndConvenor():
            return _end_convenor(state, command)
        case _:
            assert_never(command)


def _found(state: OrganisationState, command: FoundOrganisation, desk: Desk, key: str) -> tuple[Event, ...]:
    if state.organisation is not None:
        raise Rejected(
            "in order", "already_founded", would_help="This record has a body of its own. It can hold no other."
        )
    known_zone(command.zone)
    organisation = OrganisationId(desk.new_id("organisation"))
    return (
        OrganisationFounded(
            organisation=organisation,
            name=desk.seal(command.name, subject=organisation),
            currency=command.currency,
            zone=command.zone,
            language=command.language,
            origin=command.origin,
            demonstration=command.demonstration,
            key=key,
        ),
    )


def _register(state: OrganisationState, command: RegisterPerson, desk: Desk) -> tuple[Event, ...]:
    if state.organisation is None:
        raise Rejected("in order", "not_founded", would_help="First set up the record, with: minutebook init.")
    person = PersonId(desk.new_id("person"))
    given = {"name": command.name, "email": command.email, "phone": command.phone, "address": command.address}
    details = msgspec.json.encode({name: value for name, value in given.items() if value is not None}).decode()
    return (PersonRegistered(person, desk.seal(details, kind="json", subject=person, purpose="contact")),)


def _name_convenor(state: OrganisationState, command: NameConvenor) -> tuple[Event, ...]:
    if command.person not in state.persons:
        raise Rejected("unknown", "unknown_person", pointer="/person")
    if command.person in state.convenors:
        return ()
    return (ConvenorNamed(command.person),)


def _end_convenor(state: OrganisationState, command: EndConvenor) -> tuple[Event, ...]:
    if command.person not in state.persons:
        raise Rejected("unknown", "unknown_person", pointer="/person")
    return (ConvenorEnded(command.person),) if command.person in state.convenors else ()


def known_zone(zone: str) -> str:
    """The zone, or a refusal of one that nobody knows."""
    if zone not in zoneinfo.available_timezones():
        raise Rejected(
            "in order", "unknown_time_zone", would_help="Write it like this: Europe/London.", pointer="/zone"
        )
    return zone
