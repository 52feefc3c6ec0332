"""What stands on every paper people hold in their hands: whose it is, how old it is, and where it goes back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from api.access import today

if TYPE_CHECKING:
    from api.v1.service import Service
    from governance.kernel import GroupId, Moment

# Who takes papers back: the secretary, and the chair where there is none.
TAKES_BACK = ("secretary", "chair", "vice_chair")


class Paper(msgspec.Struct, frozen=True):
    """The group and its organisation (empty where it has the group's name), today, and the office to give it back to.

    An office, never a person: whoever holds it, the paper still finds them. Empty where nobody holds one.
    """

    group: str
    organisation: str
    day: Moment
    back_to: str


def paper_of(service: Service, group: GroupId) -> Paper:
    """What stands on a paper of a group that is printed today."""
    governance = service.governance
    state, directory = governance.group(group), governance.directory(group)
    now = today(state.zone)
    held = {state.offices[term.office]: directory.labels[term.office] for term in state.held(now)}
    back_to = next((held[kind] for kind in TAKES_BACK if kind in held), "")
    organisation = governance.organisation_name()
    same = organisation.casefold() == directory.name.casefold()
    return Paper(directory.name, "" if same else organisation, now, back_to)
