"""What the steps of founding a group have in common: who founds, which group, and how far it has come."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import msgspec

from api.access import today
from api.pages.forms import signed_in
from api.pages.groups import meetings_of
from api.v1.asked import group_of
from api.v1.service import Service
from governance import founding
from governance.acts import Principal
from governance.group.state import GroupState
from governance.kernel import GroupId, Moment, PersonId
from governance.reader import Directory

if TYPE_CHECKING:
    from collections.abc import Collection

    from litestar import Request

LONGEST_SLUG = 60


class Founding(msgspec.Struct, frozen=True):
    """A group while somebody founds it."""

    service: Service
    who: Principal
    person: PersonId
    group: GroupId
    state: GroupState
    directory: Directory
    now: Moment

    @property
    def at(self) -> str:
        """Where its steps are."""
        return f"/found/{self.directory.slug}"

    @property
    def progress(self) -> founding.Progress:
        """How far it has come."""
        return founding.progress(self.state, self.now)

    @property
    def called(self) -> bool:
        """Whether a meeting has been called."""
        return any(m.stage != "cancelled" for m in meetings_of(self.service, self.group))

    def slug(self, label: str) -> str:
        """A short name for a label; what is gone from the group, or an office beside a seat, leaves its own taken."""
        taken = {s for s, seat in self.directory.seats.items() if not self.state.seats[seat].exists(self.now)}
        return unlike(slug_of(label), taken)


def of(request: Request[Any, Any, Any], name: str) -> Founding:
    """The group of a path, for its convenor. Raises `NotFound`, `Rejected` (access), or a 401 problem."""
    who, person = signed_in(request)
    service, group, _tier = group_of(request, name)
    state = service.governance.group(group)
    now = today(state.zone)
    founding.convening(state, person, now)
    return Founding(service, who, person, group, state, service.governance.directory(group), now)


def slug_of(words: str) -> str:
    """A short name made of words; empty when they have no letter that stands in an address."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_SLUG].strip("-")


def unlike(slug: str, taken: Collection[str]) -> str:
    """The short name, with a number when it is taken."""
    slug = slug or "x"
    numbered = (slug if n == 1 else f"{slug}-{n}" for n in range(1, len(taken) + 2))
    return next(one for one in numbered if one not in taken)
