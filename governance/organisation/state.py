"""What the rules need to know of the organisation."""

from __future__ import annotations

from collections.abc import KeysView, Mapping
from typing import TYPE_CHECKING

import msgspec

from governance.kernel import OrganisationId, PersonId, Sealed
from governance.organisation.events import (
    ContactAdded,
    ConvenorEnded,
    ConvenorNamed,
    OrganisationFounded,
    PersonRegistered,
)
from governance.organisation.privacy_state import Privacy
from governance.organisation.privacy_state import evolve as evolve_privacy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.kernel import Fact


class OrganisationState(msgspec.Struct, frozen=True):
    """The organisation as folded: `organisation` is None until it is founded; `convenors` may found groups.

    `details`: where what is known of each person lies sealed, in the order it became known.
    `privacy`: requests to be erased, and what people agree to.
    `former`: whose part as convenor has ended. They found no more groups, nor does anybody else for want of a convenor.
    """

    organisation: OrganisationId | None = None
    zone: str = "Europe/London"
    currency: str = "GBP"
    demonstration: bool = False
    details: Mapping[PersonId, tuple[Sealed, ...]] = {}
    convenors: frozenset[PersonId] = frozenset()
    former: frozenset[PersonId] = frozenset()
    privacy: Privacy = Privacy()

    @property
    def persons(self) -> KeysView[PersonId]:
        """Everybody who was registered."""
        return self.details.keys()


def evolve(state: OrganisationState, fact: Fact) -> OrganisationState:
    """The organisation after one more fact."""
    match fact.event:
        case OrganisationFounded() as e:
            return msgspec.structs.replace(
                state, organisation=e.organisation, zone=e.zone, currency=e.currency, demonstration=e.demonstration
            )
        case PersonRegistered(person=person, details=sealed) | ContactAdded(person=person, details=sealed):
            known = (*state.details.get(person, ()), sealed)
            return msgspec.structs.replace(state, details={**state.details, person: known})
        case ConvenorNamed(person=person):
            named = {"convenors": state.convenors | {person}, "former": state.former - {person}}
            return msgspec.structs.replace(state, **named)
        case ConvenorEnded(person=person):
            ended = {"convenors": state.convenors - {person}, "former": state.former | {person}}
            return msgspec.structs.replace(state, **ended)
        case _:
            privacy = evolve_privacy(state.privacy, fact)
            return state if privacy is state.privacy else msgspec.structs.replace(state, privacy=privacy)


def fold(facts: Iterable[Fact], state: OrganisationState | None = None) -> OrganisationState:
    """The organisation after these facts."""
    state = state or OrganisationState()
    for fact in facts:
        state = evolve(state, fact)
    return state
