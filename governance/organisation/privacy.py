"""What the organisation answers to what people ask about what is private."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from governance.kernel import ErasureId, Rejected
from governance.organisation.privacy_commands import (
    DecideErasure,
    GiveConsent,
    KeepPrivateDetail,
    PrivacyCommand,
    RequestErasure,
    WithdrawConsent,
)
from governance.organisation.privacy_events import (
    ConsentGiven,
    ConsentWithdrawn,
    ErasureDecided,
    ErasureRequested,
    Kept,
    PrivateDetailKept,
)
from governance.rules import erasure

if TYPE_CHECKING:
    from governance.kernel import Desk, Event, PersonId
    from governance.organisation.state import OrganisationState


def decide(
    state: OrganisationState, command: PrivacyCommand, desk: Desk, *, own: bool = False, sits: bool = False
) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`. `own`: they ask about themselves; `sits`: they still hold a seat."""
    if command.person not in state.details:
        raise Rejected("unknown", "unknown_person", pointer="/person")
    match command:
        case KeepPrivateDetail():
            return _keep(state, command, desk)
        case GiveConsent():
            return _consent(state, command, desk)
        case WithdrawConsent():
            theirs = (command.person, command.purpose)
            there = theirs not in state.privacy.withdrawn
            return (ConsentWithdrawn(*theirs),) if there else ()
        case RequestErasure():
            return _request(state, command, desk)
        case DecideErasure():
            return _decide(state, command, desk, own=own, sits=sits)
        case _:
            assert_never(command)


def _keep(state: OrganisationState, command: KeepPrivateDetail, desk: Desk) -> tuple[Event, ...]:
    erasure.consented(command.purpose, _agreed(state, command.person, desk))
    _goes_on(state, command.person)
    sealed = desk.seal(command.words, subject=command.person, purpose=command.purpose)
    return (PrivateDetailKept(command.person, command.purpose, sealed),)


def _agreed(state: OrganisationState, person: PersonId, desk: Desk) -> set[str]:
    today = desk.when.date.isoformat()
    consents = state.privacy.consents.items()
    return {purpose for (who, purpose), until in consents if who == person and (until is None or today < until)}


def _goes_on(state: OrganisationState, person: PersonId) -> None:
    """Nothing is added while it is decided that everything goes."""
    last = state.privacy.last_of(person)
    if last is not None and last[1].waits:
        raise Rejected(erasure.CLAUSE, "being_erased", would_help="What is kept of them is about to be destroyed.")


def _consent(state: OrganisationState, command: GiveConsent, desk: Desk) -> tuple[Event, ...]:
    erasure.a_day_to_come(command.until, desk.when.date)
    theirs = (command.person, command.purpose)
    if theirs in state.privacy.consents and state.privacy.consents[theirs] == command.until:
        return ()
    return (ConsentGiven(*theirs, command.until),)


def _request(state: OrganisationState, command: RequestErasure, desk: Desk) -> tuple[Event, ...]:
    last = state.privacy.last_of(command.person)
    if last is not None and (last[1].outcome is None or last[1].waits):
        return ()
    request = ErasureId(desk.new_id("erasure"))
    return (ErasureRequested(request, command.person, erasure.due(desk.when.date).isoformat()),)


def _decide(
    state: OrganisationState, command: DecideErasure, desk: Desk, *, own: bool, sits: bool
) -> tuple[Event, ...]:
    last = state.privacy.last_of(command.person)
    if last is None or last[1].outcome is not None:
        raise Rejected(erasure.CLAUSE, "nothing_asked", would_help="First write down that they ask to be erased.")
    kept = tuple(Kept(one.purpose, one.until, one.reason) for one in command.keep)
    erasure.by_another(own=own)
    erasure.answered(command.outcome, [(one.purpose, one.until) for one in kept], command.reason, desk.when.date)
    if desk.mode == "live" and command.outcome != "refused":
        erasure.left(sits=sits)
    return (ErasureDecided(last[0], command.person, command.outcome, kept, command.reason),)
