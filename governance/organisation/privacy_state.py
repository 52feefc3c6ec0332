"""What the rules need to know of what is private about people: requests, answers, what they agree to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from governance.kernel import ErasureId, PersonId, PrivatePurpose
from governance.organisation.privacy_events import (
    ConsentGiven,
    ConsentWithdrawn,
    ErasureCarriedOut,
    ErasureDecided,
    ErasureRequested,
    Kept,
    Outcome,
    Refusal,
    RetentionExpired,
)

if TYPE_CHECKING:
    from governance.kernel import Fact

Private = tuple[PersonId, PrivatePurpose]


class Request(msgspec.Struct, frozen=True):
    """Somebody's request to be erased: received when, answer owed by when, what came of it, and done on which day."""

    person: PersonId
    received: str
    due: str
    outcome: Outcome | None = None
    decided: str | None = None
    kept: tuple[Kept, ...] = ()
    reason: Refusal | None = None
    done: str | None = None

    @property
    def carried_out(self) -> bool:
        """Whether it is done what was decided."""
        return self.done is not None

    @property
    def waits(self) -> bool:
        """Whether it is decided that something goes, and it is still there."""
        return self.outcome in {"agreed", "partly_agreed"} and not self.carried_out


class Privacy(msgspec.Struct, frozen=True):
    """Requests in the order received; what people agree to, until when; what they agree to no longer."""

    requests: Mapping[ErasureId, Request] = {}
    consents: Mapping[Private, str | None] = {}
    withdrawn: frozenset[Private] = frozenset()

    def last_of(self, person: PersonId) -> tuple[ErasureId, Request] | None:
        """Somebody's latest request."""
        theirs = [one for one in self.requests.items() if one[1].person == person]
        return theirs[-1] if theirs else None

    def forgotten(self, person: PersonId) -> bool:
        """Whether somebody was erased, their name too."""
        done = [one for one in self.requests.values() if one.person == person and one.carried_out]
        return any("contact" not in {kept.purpose for kept in one.kept} for one in done)


def evolve(state: Privacy, fact: Fact) -> Privacy:
    """What is known after one more fact."""
    replace = msgspec.structs.replace
    match fact.event:
        case ErasureRequested(request=request, person=person, due=due):
            fresh = Request(person, fact.occurred.date.isoformat(), due)
            return replace(state, requests={**state.requests, request: fresh})
        case ErasureDecided(request=request, outcome=outcome, kept=kept, reason=reason):
            on = fact.occurred.date.isoformat()
            decided = replace(state.requests[request], outcome=outcome, decided=on, kept=kept, reason=reason)
            return replace(state, requests={**state.requests, request: decided})
        case ErasureCarriedOut(request=request):
            done = replace(state.requests[request], done=fact.occurred.date.isoformat())
            return replace(state, requests={**state.requests, request: done})
        case ConsentGiven(person=person, purpose=purpose, until=until):
            agreed = {**state.consents, (person, purpose): until}
            return replace(state, consents=agreed, withdrawn=state.withdrawn - {(person, purpose)})
        case ConsentWithdrawn(person=person, purpose=purpose):
            return replace(
                state, consents=_without(state, (person, purpose)), withdrawn=state.withdrawn | {(person, purpose)}
            )
        case RetentionExpired(person=person, purpose=purpose):
            gone = (person, purpose)
            return replace(state, consents=_without(state, gone), withdrawn=state.withdrawn - {gone})
        case _:
            return state


def _without(state: Privacy, gone: Private) -> Mapping[Private, str | None]:
    return {one: until for one, until in state.consents.items() if one != gone}
