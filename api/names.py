"""Names within an organisation: groups by slug, seats and offices within a group, items by number within a meeting.

Minutes are named as their meeting is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from governance.kernel import GroupId, MeetingId, Moment
from governance.reader import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from governance.application import Governance


class RecordNames:
    """Looks names up for one command, in its group and meeting; `aliases` are an import's."""

    def __init__(
        self,
        governance: Governance,
        *,
        group: GroupId | None = None,
        meeting: MeetingId | None = None,
        at: Moment | None = None,
        aliases: Mapping[str, UUID] | None = None,
    ) -> None:
        self._governance = governance
        self._group = group
        self._meeting = meeting
        self._at = at
        self._aliases = aliases or {}

    def find(self, kind: str, text: str) -> UUID | None:
        """The id behind a name, None for an unknown one; a seat may be named by the office it holds then."""
        known = self._alias(kind, text)
        if known is not None:
            return known
        if kind == "group":
            return self._governance.group_by_slug(text)
        if kind == "minutes":
            return self._minutes(text)
        if kind == "item" and text.isdecimal():
            return self._item(text)
        if kind not in {"seat", "office"} or self._group is None:
            return None
        directory = self._governance.directory(self._group)
        if kind == "office":
            return directory.offices.get(text)
        return directory.seats.get(text) or self._holder(directory.offices.get(text))

    def _minutes(self, text: str) -> UUID | None:
        """Minutes by the id of their meeting."""
        try:
            return self._governance.places.minutes_of(MeetingId(UUID(text)))
        except ValueError:
            return None

    def _alias(self, kind: str, text: str) -> UUID | None:
        """What an alias names, where a thing of that kind is asked for: it hides no seat from a person."""
        named = self._aliases.get(text)
        place = None if named is None else self._governance.find(named)
        if place is None or place.kind == kind:
            return named
        if named is not None and (kind, place.kind) == ("minutes", "meeting"):
            return self._governance.places.minutes_of(MeetingId(named))
        return self._holder(named) if (kind, place.kind) == ("seat", "office") else None

    def _holder(self, office: UUID | None) -> UUID | None:
        if office is None or self._group is None or self._at is None:
            return None
        held = self._governance.group(self._group).held(self._at)
        return next((term.seat for term in held if term.office == office), None)

    def _item(self, number: str) -> UUID | None:
        if self._meeting is None:
            return None
        try:
            items = self._governance.meeting(self._meeting).items
        except NotFound:
            return None
        return next((item for item, kept in items.items() if str(kept.number) == number), None)
