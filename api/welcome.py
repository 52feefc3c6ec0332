"""What the demonstration prints when it is served: how to look at it as each kind of reader, and from a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api import identity
from api.accounts import paper
from api.accounts.wiring import Accounts
from api.names import RecordNames
from api.wiring import OPERATOR
from governance.kernel import GroupId, PersonId

if TYPE_CHECKING:
    from uuid import UUID

    from api.settings import Settings
    from governance.application import Governance

GROUP = "group-a"
CHAIR, SECRETARY, MEMBER = "user-representative-1", "user-representative-3", "gp"
CODES = 3


def welcome(governance: Governance, settings: Settings, address: str, *, shown: UUID, being_held: UUID) -> str:
    """The words, with fresh codes on paper and a token; both are the demonstration's own, and of nobody real."""
    _, secret = identity.create(governance, person=_person(governance, SECRETARY), days=1)
    return (
        f"A demonstration record: nobody in it is real. It is kept in {settings.folder}\n\n"
        f"In a browser: {address}\n\n"
        f"{_readers(governance, settings, address)}\n"
        f"In a terminal, as the same secretary, good for a day:\n\n"
        f"  ADDRESS={address}\n  TOKEN={secret}\n  MEETING={being_held}\n\n"
        f"That meeting is still open, and the README shows how to record a decision in it. To read:\n\n"
        f'  curl -H "Authorization: Bearer $TOKEN" -H "Accept: text/plain"'
        f" $ADDRESS/api/v1/meetings/{shown}/minutes\n"
        f'  curl -H "Authorization: Bearer $TOKEN" "$ADDRESS/api/v1/register?group={GROUP}"\n\n'
        f"Stop with Ctrl-C."
    )


def _readers(governance: Governance, settings: Settings, address: str) -> str:
    """How to look as an officer, as a member, and as the public."""
    accounts = Accounts(governance, settings)

    def codes(seat: str) -> str:
        return "   ".join(paper.print_codes(accounts, OPERATOR, _person(governance, seat), codes=CODES).codes)

    return (
        f"Local Planning Group A. To sign in as one of its people, open {address}/sign-in/paper\n"
        f"and type one of their codes, each good once:\n\n"
        f"  the chair      {codes(CHAIR)}\n"
        f"  the secretary  {codes(SECRETARY)}\n"
        f"  a member (GP)  {codes(MEMBER)}\n\n"
        f"To look as the public, open it in a private window and sign in as nobody.\n"
        f"Neither group here shows its minutes to everyone, so that there is little to see.\n"
    )


def _person(governance: Governance, seat: str) -> PersonId:
    group = RecordNames(governance).find("group", GROUP)
    assert group is not None, "the demonstration has the group"
    found = governance.directory(GroupId(group)).seats[seat]
    person = governance.group(GroupId(group)).seats[found].holdings[-1].person
    assert person is not None, "somebody holds the seat"
    return person
