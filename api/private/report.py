"""Everything that is held about one person, put together for that person."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from api.details import Details, details_of
from api.private.traces import SIGNING_IN, TRACES, Mention, counted, mentions, naming
from governance.kernel import PersonId, PrivatePurpose
from governance.meeting.events import ApologyReasonKept
from governance.organisation.privacy_events import Kept, Outcome, PrivateDetailKept, Refusal
from governance.reader import MANY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from uuid import UUID

    from governance.application import Governance
    from governance.group.state import GroupState
    from governance.kernel import Sealed
    from governance.reader import Directory
    from governance.record import RecordedEvent

TELLING = (PrivateDetailKept.topic, ApologyReasonKept.topic)


class Place(msgspec.Struct, frozen=True):
    """A seat they held or stood in for, or an office they held: of which group, and from when until when."""

    group: str
    what: str
    since: str
    until: str | None


class PrivateThing(msgspec.Struct, frozen=True):
    """Something private that is kept: what for, since which day, and the words."""

    purpose: PrivatePurpose
    date: str
    words: str


class ConsentView(msgspec.Struct, frozen=True):
    """What they agree to, until which day; None until they say no."""

    purpose: PrivatePurpose
    until: str | None


class RequestView(msgspec.Struct, frozen=True):
    """When they asked to be erased, by when an answer is owed, and what came of it."""

    received: str
    due: str
    outcome: Outcome | None
    decided: str | None
    kept: tuple[Kept, ...]
    carried_out: bool
    reason: Refusal | None = None
    done: str | None = None


class Report(msgspec.Struct, frozen=True):
    """Everything held about one person.

    `auditing`: as whom they look, or looked, through a group's record. `convenes`: groups they were named to begin.
    `acts` is how many events the record has of their seats while they held them: these tell of the seat, not of them.
    `signing_in` counts what is kept so that they can sign in, `traces` what they did that names them by their number,
    `naming` the entries that do, by kind. `mentions` are words of groups that seem to mention them, where asked for.
    """

    person: PersonId
    details: Details
    seats: tuple[Place, ...]
    offices: tuple[Place, ...]
    auditing: tuple[Place, ...]
    convenes: tuple[str, ...]
    private: tuple[PrivateThing, ...]
    consents: tuple[ConsentView, ...]
    kept_until: dict[PrivatePurpose, str]
    requests: tuple[RequestView, ...]
    acts: int
    signing_in: dict[str, int]
    traces: dict[str, int]
    naming: dict[str, int]
    mentions: tuple[Mention, ...] | None = None


def report_on(governance: Governance, person: PersonId, *, searched: bool = False) -> Report:
    """Everything held about somebody who was registered; to be told to nobody else.

    `searched`: the words of every group are looked through for their name, which takes its time.
    """
    privacy = governance.organisation().privacy
    groups = [(governance.group(one), governance.directory(one)) for one in governance.groups()]
    keys = {key.key_id: key for key in governance.store.keys() if key.subject == person}  # noqa: SIM118
    known = details_of(governance, [person]).get(person, Details())
    return Report(
        person=person,
        details=known,
        seats=tuple(one for state, names in groups for one in _seats(state, names, person)),
        offices=tuple(one for state, names in groups for one in _offices(state, names, person)),
        auditing=tuple(one for state, names in groups for one in _auditing(governance, state, names, person)),
        convenes=tuple(names.name for state, names in groups if state.convenor == person),
        private=tuple(_private(governance, keys)),
        consents=tuple(ConsentView(what, until) for (who, what), until in privacy.consents.items() if who == person),
        kept_until={key.purpose: key.keep_until for key in keys.values() if key.keep_until},  # type: ignore[misc]
        requests=tuple(
            RequestView(
                one.received, one.due, one.outcome, one.decided, one.kept, one.carried_out, one.reason, one.done
            )
            for one in privacy.requests.values()
            if one.person == person
        ),
        acts=sum(_acts(governance, state, person) for state, _ in groups),
        signing_in=counted(governance, person, SIGNING_IN),
        traces=counted(governance, person, TRACES),
        naming=naming(governance, person),
        mentions=mentions(governance, known, keys) if searched else None,
    )


def _auditing(governance: Governance, state: GroupState, names: Directory, person: PersonId) -> Iterator[Place]:
    theirs = [one for one in state.auditors if one.person == person]
    words = governance.words(one.label for one in theirs)
    for one in theirs:
        yield Place(
            names.name, words[one.label.ref], one.since.local[:10], one.ended.local[:10] if one.ended else one.until
        )


def _seats(state: GroupState, names: Directory, person: PersonId) -> Iterator[Place]:
    for seat, kept in state.seats.items():
        for one in kept.holdings:
            if one.person == person:
                yield Place(
                    names.name, names.labels[seat], one.since.local[:10], one.until.local[:10] if one.until else None
                )
    for deputy in state.deputies:
        if deputy.person == person:
            until = deputy.until.local[:10] if deputy.until else None
            yield Place(names.name, names.labels[deputy.seat], deputy.since.local[:10], until)


def _offices(state: GroupState, names: Directory, person: PersonId) -> Iterator[Place]:
    for term in state.terms:
        if state.seats[term.seat].holder(term.since) == person:
            ended = term.ended.local[:10] if term.ended else term.extended_to or term.until
            yield Place(names.name, names.labels[term.office], term.since.local[:10], ended)


def _private(governance: Governance, keys: Collection[UUID]) -> Iterator[PrivateThing]:
    """What lies sealed under their keys, in the order it was written down."""
    found = governance.everything(0, MANY, TELLING)
    sealed = {one.id: _sealed(one) for one in found}
    items = governance.store.items([one.ref for one in sealed.values()])
    theirs = [one for one in found if (item := items.get(sealed[one.id].ref)) is not None and item.key_id in keys]
    words = governance.words(sealed[one.id] for one in theirs)
    for one in theirs:
        purpose: PrivatePurpose = one.event.purpose if isinstance(one.event, PrivateDetailKept) else "attendance"
        yield PrivateThing(purpose, one.occurred.date.isoformat(), words[sealed[one.id].ref])


def _sealed(one: RecordedEvent) -> Sealed:
    if isinstance(one.event, PrivateDetailKept):
        return one.event.details
    assert isinstance(one.event, ApologyReasonKept), "nothing else was asked for"
    return one.event.reason


def _acts(governance: Governance, state: GroupState, person: PersonId) -> int:
    sql = (
        "SELECT count(*) FROM record.events WHERE convert_from(state, 'UTF8')::jsonb -> 'm' ->> 'by' = %b"
        " AND left(convert_from(state, 'UTF8')::jsonb -> 'm' ->> 'occurred', 10) BETWEEN %b AND %b"
    )
    last = dt.date.max.isoformat()
    return sum(
        governance.store.rows(sql, str(seat), one.since.local[:10], one.until.local[:10] if one.until else last)[0][0]
        for seat, kept in state.seats.items()
        for one in kept.holdings
        if one.person == person
    )
