"""Auditors: appointed and ended by decisions of the group's own meetings, and by nothing else."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, assert_never

from governance.group import auditor_commands as c
from governance.group import auditor_events as e
from governance.group import behind
from governance.kernel import Rejected, When
from governance.rules import behind as rule

if TYPE_CHECKING:
    from governance.group.state import GroupState
    from governance.kernel import Desk, Event, Moment
    from governance.organisation.state import OrganisationState


def decide(
    state: GroupState,
    command: c.AuditorCommand,
    organisation: OrganisationState,
    desk: Desk,
    named: behind.Named | None,
) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`."""
    match command:
        case c.AppointAuditor():
            return _appoint(state, command, organisation, desk, named)
        case c.EndAuditor():
            return _end(state, command, desk, named)
        case _:
            assert_never(command)


def _appoint(
    state: GroupState,
    command: c.AppointAuditor,
    organisation: OrganisationState,
    desk: Desk,
    named: behind.Named | None,
) -> tuple[Event, ...]:
    since = desk.moment(command.since, pointer="/since")
    if command.person not in organisation.persons:
        raise Rejected("unknown", "unknown_person", pointer="/person")
    last = desk.moment(When(command.until), future=True, pointer="/until").date
    of_ours = bool(state.seats_of(command.person, since)) or state.stands_in(command.person, since)
    reads = any(one.person == command.person and one.reads(since) for one in state.auditors)
    _refuse(rule.for_auditor(behind.told(state, named), since.date, last=last, of_ours=of_ours, reads=reads))
    appointed = e.AuditorAppointed(
        command.person, desk.seal(command.label), command.cleared, since, command.until, command.decision
    )
    return (appointed,)


def _end(state: GroupState, command: c.EndAuditor, desk: Desk, named: behind.Named | None) -> tuple[Event, ...]:
    if not any(one.person == command.person and _still(one.until, one.ended, desk) for one in state.auditors):
        raise Rejected("unknown", "unknown_auditor", pointer="/person")
    _refuse(rule.ends_auditor(behind.told(state, named), desk.when.date))
    return (e.AuditorEnded(command.person, desk.when, command.decision),)


def _still(until: str, ended: Moment | None, desk: Desk) -> bool:
    return ended is None and dt.date.fromisoformat(until) >= desk.when.date


def _refuse(refused: Rejected | None) -> None:
    if refused is not None:
        raise refused
