"""What the organisation answers to each command."""

from __future__ import annotations

import contextlib
import zoneinfo
from typing import TYPE_CHECKING, assert_never

import msgspec

from governance.kernel import OrganisationId, PersonId, Rejected
from governance.organisation.commands import (
    AddContact,
    EndConvenor,
    FoundOrganisation,
    NameConvenor,
    RegisterPerson,
)
from governance.organisation.events import (
    ContactAdded,
    ConvenorEnded,
    ConvenorNamed,
    OrganisationFounded,
    PersonRegistered,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from governance.kernel import Desk, Event, Sealed
    from governance.organisation.state import OrganisationState

OrganisationCommand = FoundOrganisation | RegisterPerson | AddContact | NameConvenor | EndConvenor


def decide(state: OrganisationState, command: OrganisationCommand, desk: Desk, *, key: str) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`. `key` (base64) signs for the application from the start."""
    match command:
        case FoundOrganisation():
            return _found(state, command, desk, key)
        case RegisterPerson():
            return _register(state, command, desk)
        case AddContact():
            return _add_contact(state, command, desk)
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
    said = {name: value for name, value in given.items() if value is not None}
    return (PersonRegistered(person, _sealed(said, person, desk)),)


def _add_contact(state: OrganisationState, command: AddContact, desk: Desk) -> tuple[Event, ...]:
    if command.person not in state.details:
        raise Rejected("unknown", "unknown_person", pointer="/person")
    given = {"email": command.email, "phone": command.phone}
    said = {name: value for name, value in given.items() if value is not None}
    if not said:
        raise Rejected("in order", "no_contact_given", would_help="Give an e-mail address or a phone number.")
    known = _known(state.details[command.person], desk)
    added = {name: value for name, value in said.items() if known.get(name) != value}
    for name in added:
        if known.get(name):
            raise Rejected(
                "in order",
                f"{name}_is_known",
                would_help="What is known is not changed here. They can sign in with codes on paper.",
                pointer=f"/{name}",
            )
    return (ContactAdded(command.person, _sealed(added, command.person, desk)),) if added else ()


def _known(details: Iterable[Sealed], desk: Desk) -> dict[str, str]:
    """What can still be read of somebody. Refused where that is nothing: who was forgotten is not made known again."""
    known: dict[str, str] = {}
    for sealed in details:
        with contextlib.suppress(msgspec.DecodeError):
            known |= msgspec.json.decode(desk.words(sealed), type=dict[str, str])
    if not known:
        raise Rejected(
            "in order",
            "details_were_removed",
            would_help="What was known of them was removed. Nothing is added to it.",
            pointer="/person",
        )
    return known


def _sealed(details: Mapping[str, str], person: PersonId, desk: Desk) -> Sealed:
    return desk.seal(msgspec.json.encode(details).decode(), kind="json", subject=person, purpose="contact")


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
