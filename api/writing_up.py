"""What a draft comes to: looked at as often as wanted, and recorded in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from api import drafts
from api.access import may_know
from api.details import details_of
from api.drafts import Attempt, Draft, Finding
from api.notes.before import MINUTES
from api.notes.names import names_at
from api.notes.written import Written, written
from api.v1.service import written_so_far
from governance.motion.events import AmendmentMoved, ResultDeclared
from governance.reader import NotFound
from governance.store import Conflict
from projections.minutes.form import a_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.notes.notes import Notes
    from governance.acts import Principal
    from governance.application import Governance
    from governance.group.state import GroupState
    from governance.kernel import EventId, MeetingId, Moment, MotionId, PersonId
    from governance.store import Receipt
    from projections.minutes.document import Part

ATTEMPTS = 5


class Irregular(msgspec.Struct, frozen=True):
    """A decision that was taken otherwise than the rules have it: recorded as it happened, without effect."""

    pointer: str
    clauses: tuple[str, ...]
    takes_effect: bool


class Look(msgspec.Struct, frozen=True):
    """Everything there is to say about a draft. `sheet` is how its notes read, None for acts of a program."""

    attempt: Attempt
    sheet: Written | None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What stands in the way: of the acts by pointer, and of the notes by field, as `/notes/items/0/title`."""
        faults = self.sheet.faults if self.sheet else ()
        unread = (Finding(f"/notes/{fault.field.replace('.', '/')}", "shape", fault.kind) for fault in faults)
        return (*unread, *self.attempt.findings)

    @property
    def irregular(self) -> tuple[Irregular, ...]:
        """The results the rules do not bear out."""
        told = ((number, one.outcome) for number, one in self._results())
        return tuple(Irregular(f"/acts/{n}", o.irregular, o.takes_effect) for n, o in told if o.irregular)

    @property
    def not_by_the_rules(self) -> tuple[ResultDeclared, ...]:
        """Each such result: its words, and how it came out."""
        return tuple(one for _, one in self._results() if one.outcome.irregular)

    def moved_by(self, change: MotionId) -> EventId | None:
        """The event by which a change of words was moved."""
        told = (one for handled in self.attempt.handled for one in (() if handled is None else handled.events))
        return next(
            (one.id for one in told if isinstance(one.event, AmendmentMoved) and one.event.motion == change), None
        )

    def _results(self) -> Iterator[tuple[int, ResultDeclared]]:
        for number, handled in enumerate(self.attempt.handled):
            for one in () if handled is None else handled.events:
                if isinstance(one.event, ResultDeclared):
                    yield number, one.event


def look(governance: Governance, meeting: MeetingId, draft: Draft, who: Principal) -> Look:
    """Everything the rules have to say about a draft, all at once; records nothing."""
    sheet = sheet_of(governance, meeting, draft, who)
    acts = draft.kept.acts if sheet is None else sheet.acts
    return Look(drafts.attempt(governance, meeting, acts, who), sheet)


def sheet_of(governance: Governance, meeting: MeetingId, draft: Draft, who: Principal) -> Written | None:
    """The acts that notes come to, people in them recognised by names `who` may know; None for a draft of acts."""
    if draft.kept.notes is None:
        return None
    state = governance.meeting(meeting)
    assert state.group is not None, "a called meeting has a group"
    assert state.starts is not None, "a called meeting has a start"
    group = governance.group(state.group)
    running = [governance.outliving("election", one) for one in governance.places.elections(state.group)]
    names = names_at(
        governance.directory(state.group), group, state.starts, elections=running,
        people=_known(governance, group, state.starts, who),
    )  # fmt: skip
    names = msgspec.structs.replace(names, minutes=_days_of_minutes(governance, draft.kept.notes))
    return written(draft.kept.notes, names, state.starts.date)


def _days_of_minutes(governance: Governance, notes: Notes) -> dict[str, str]:
    """The days of the meetings whose minutes these notes name."""
    named = {entry.about for item in notes.items for entry in item.entries if entry.kind in MINUTES}
    found: dict[str, str] = {}
    for about in named:
        try:
            starts = governance.meeting(governance.outliving("minutes", UUID(about)).meeting).starts
        except (ValueError, NotFound):
            continue
        if starts is not None:
            found[about] = a_date(starts.date)
    return found


def _known(governance: Governance, group: GroupState, at: Moment, who: Principal) -> dict[PersonId, str]:
    """Those who sat in a group then, by their own names, as far as `who` may know them."""
    holders = {person for seat in group.seats.values() if (person := seat.holder(at)) is not None}
    told = {person for person in holders if may_know(governance, who, person)}
    return {person: details.name for person, details in details_of(governance, told).items() if details.name}


def record(governance: Governance, meeting: MeetingId, draft: Draft, who: Principal) -> Receipt | Look:
    """Record the whole draft in one transaction; or nothing of it, and what stands in the way.

    A repeat gives the first receipt. Raises `Conflict` when others were quicker, again and again.
    """
    body = msgspec.json.encode([meeting, draft.kept])
    for _ in range(ATTEMPTS):
        found = look(governance, meeting, draft, who)
        if found.findings:
            return found
        try:
            receipt = found.attempt.trial.record(who, key=key_of(meeting, draft.version), body=body)
        except Conflict:
            continue
        drafts.drop(governance, meeting)
        return receipt
    raise Conflict


def key_of(meeting: MeetingId, version: int) -> str:
    """The idempotency key a version of a draft is recorded under."""
    return f"draft {meeting} {version}"


def parts(governance: Governance, meeting: MeetingId) -> tuple[Part, ...]:
    """The parts of a meeting's minutes with what heads them, as members read them: of a closed item its public title.

    Nothing before the meeting opened, in this record or in this trial.
    """
    document = written_so_far(governance, meeting)
    return () if document is None else document.parts


def minutes(governance: Governance, meeting: MeetingId) -> tuple[str, ...]:
    """The lines of a meeting's minutes as they stand in this record, or in this trial."""
    document = written_so_far(governance, meeting)
    return () if document is None else tuple(f"{line.number} {line.text}" for line in document.lines)
