"""Business about an earlier decision: the day that was made, and what a member may ask a meeting to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.pages.language import gettext as _
from governance.kernel import DecisionId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from api.v1.service import Service
    from api.v1.views import DecisionView
    from governance.kernel import Moment


def made_on(service: Service, about: Iterable[UUID | None]) -> Mapping[UUID, Moment]:
    """When each decision that business is about was made."""
    found = {one: service.governance.decision(DecisionId(one)).made for one in about if one is not None}
    return {one: made for one, made in found.items() if made is not None}


def may_be_asked(view: DecisionView) -> str:
    """What to ask a meeting about a decision, in a few words; nothing where there is nothing to undo or put again."""
    standing = view.standing
    if standing is None or standing.carried_out:
        return ""
    if standing.status == "not_agreed":
        return _("Ask a meeting to vote on this again")
    return _("Ask to undo or change this at a meeting") if standing.status in {"in_force", "ratified"} else ""
