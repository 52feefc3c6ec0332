"""What every handler works with: the application, the projections, and who is asking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from api import identity
from api.problems import Problem
from api.scribe import sources_of, written
from governance.decision.events import Making
from governance.kernel import GroupId, MeetingId, Unreachable
from governance.reader import NotFound
from projections.decisions import Decisions, key_of
from projections.minutes import document
from projections.minutes.apply import fold
from projections.minutes.copies import Copy, Version, compared, notes
from projections.minutes.names import Names
from projections.minutes.projection import MinutesDrafts
from projections.views import Gap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from litestar import Request

    from governance.acts import Handled, Principal
    from governance.application import Governance
    from governance.kernel import Tier
    from governance.reader import Directory
    from governance.record import RecordedEvent
    from projections.minutes.document import Document
    from projections.minutes.draft import Draft
    from projections.runner import Follower
    from projections.views import Views

SILENT = {"meeting.vote_cast.v1", "meeting.question_put.v1", "meeting.count_recorded.v1"}
LONGEST_WAIT = 2.0


class Service(msgspec.Struct, frozen=True):
    """The parts a handler uses; made once by `create_app`."""

    governance: Governance
    views: Views
    follower: Follower

    def stream_of(self, event: UUID) -> UUID:
        """The stream an event lies in. Raises `NotFound`."""
        row = self.governance.store.read_event(event)
        if row is None:
            raise NotFound("act")
        return row.stream

    def stream_of_thing(self, thing: UUID) -> UUID:
        """The stream a thing found before lies in."""
        place = self.governance.find(thing)
        assert place is not None, "found before"
        return place.stream

    def number(self, events: Iterable[RecordedEvent]) -> str | None:
        """The number of the decision these events made: the group's letter, the year, and its place."""
        made = next((one for one in events if isinstance(one.event, Making)), None)
        if made is None or not made.position:
            return None
        self.follower.wait_for(made.position, LONGEST_WAIT)
        return self.number_at(key_of(made))

    def number_at(self, key: str) -> str:
        """The number of the decision with this register key."""
        group, year, _ = key.split("/")
        place = self.views.place(DECISIONS, f"{group}/{year}/", key)
        return f"{self.letter(GroupId(UUID(group)))}-{year}-{place:02}"

    def letter(self, group: GroupId) -> str:
        """A, B, ... for local groups in the order founded; N for national ones."""
        kinds = [(g, self.governance.group(g).kind) for g in self.governance.groups()]
        kind = self.governance.group(group).kind
        alike = [g for g, k in kinds if (k == "national") == (kind == "national")]
        place = alike.index(group)
        if kind == "national":
            return "N" if place == 0 else f"N{place + 1}"
        letter = chr(ord("A") + place % 26)
        return letter if place < 26 else f"{letter}{place // 26 + 1}"  # noqa: PLR2004 - letters in the alphabet

    def document(self, meeting: UUID, tier: Tier, at: int | None = None) -> Document:
        """The minutes of a meeting, as they stand or stood at a position."""
        return self.minutes(meeting, tier, at).document

    def minutes(self, meeting: UUID, tier: Tier, at: int | None = None, version: Version | None = None) -> Copy:
        """A version of the minutes with what is told beside; left out, what was approved, else the draft.

        Raises `NotFound` for a version there is not.
        """
        draft = self._draft(meeting, at)
        if draft is None or draft.group is None:
            raise NotFound("meeting")
        wanted = version or ("draft" if draft.approval is None else "approved")
        if draft.approval is None and wanted != "draft":
            raise NotFound("minutes")
        sources = sources_of(self.governance, draft)
        made = written(sources, wanted, tier)
        found = None
        if draft.approval is not None and wanted != "draft":
            found = compared(written(sources, "approved", tier), draft, sources.words)
        told = notes(
            draft, sources.words, signer=self._signer(draft, sources.directory, tier), version=wanted, found=found
        )
        return Copy(made, told, found)

    def _signer(self, draft: Draft, directory: Directory, tier: Tier) -> str:
        """Whoever signed, by the office they held at the meeting that approved; members read when they were erased."""
        if draft.approval is None or draft.approval.signed_by is None:
            return ""
        meeting = self.governance.meeting(MeetingId(draft.approval.meeting))
        assert meeting.group is not None, "a meeting has a group"
        assert meeting.last is not None, "it was held"
        signer = self.governance.group(meeting.group).seats[draft.approval.signed_by].holder(meeting.last)
        if tier and signer is not None and self.governance.organisation().privacy.forgotten(signer):
            return document.NEWEST.phrases["signer_erased"]
        return Names(meeting.roll.values(), directory.labels, tier=tier).of(draft.approval.signed_by)

    def _draft(self, meeting: UUID, at: int | None) -> Draft | None:
        try:
            found = self.views.read(MINUTES, str(meeting), at)
        except Gap:
            found = None
        if found is not None:
            return found
        events = self.governance.whole(meeting, at)
        return fold(events) if events else None


MINUTES = MinutesDrafts()
DECISIONS = Decisions()


def principal(request: Request[Any, Any, Any]) -> Principal | None:
    """Who is asking; None without a token. Raises a 401 problem for a token that is not good."""
    header = request.headers.get("authorization")
    if header is None:
        return None
    scheme, _, secret = header.partition(" ")
    service: Service = request.app.state.service
    found = identity.principal_of(service.governance, secret) if scheme.lower() == "bearer" else None
    if found is None:
        raise Problem(401, "not-signed-in", "This token is not good, or no longer.")
    return found


def minutes_of(service: Service, handled: Handled) -> tuple[str, ...]:
    """The minutes lines an act made, from the stream itself, so that no projection has to be waited for."""
    telling = [one for one in handled.events if one.event.topic not in SILENT]
    if not telling or not telling[0].event.topic.startswith("meeting."):
        return ()
    written = written_so_far(service.governance, telling[0].stream)
    if written is None:
        return ()
    new = {one.id for one in telling}
    return tuple(f"{line.number} {line.text}" for line in written.lines if new & set(line.events))


def written_so_far(governance: Governance, meeting: UUID) -> Document | None:
    """The members' minutes of a meeting from its own stream; None before it was opened."""
    draft = fold(governance.stream(meeting))
    if draft.group is None or draft.stage == "called":
        return None
    directory = governance.directory(GroupId(draft.group))
    words = governance.words(document.sealed_in(draft))
    return document.write(draft, directory.labels, words, group_name=directory.name)


def reachable(service: Service) -> bool:
    """Whether the database answers."""
    try:
        service.governance.head()
    except Unreachable:
        return False
    return True
