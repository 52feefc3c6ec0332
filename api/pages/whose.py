"""Whose act a member's form records: one's own, or, written down by the secretary, another's and how it came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from api.pages.acting import Once, Place, Refusal
from api.pages.language import gettext as _
from api.pages.resolutions import CHANNELS
from governance.rules import entitlement

if TYPE_CHECKING:
    from collections.abc import Collection

    from governance.kernel import SeatId


class ForSeat(Once, frozen=True):
    """A member's act: one's own where `seat` is left empty; of another member, with how it came (`channel`)."""

    seat: str = ""
    channel: str = ""


class Whose(msgspec.Struct, frozen=True):
    """What a form offers: whether the reader acts for themselves, and for whom else they write it down."""

    own: bool
    others: tuple[tuple[str, str], ...]
    channels: tuple[tuple[str, str], ...]

    @property
    def anybody(self) -> bool:
        """Whether there is anything to do at all."""
        return self.own or bool(self.others)


def own_seat(place: Place) -> SeatId | None:
    """The seat with a vote that the reader holds now."""
    person = place.who.person
    return None if person is None else place.state.voting_seat_of(person, place.now)


def voters(place: Place) -> list[SeatId]:
    """The seats with a vote that somebody holds now."""
    return place.state.seats_with_a_vote(place.now)


def whose(place: Place, among: Collection[SeatId]) -> Whose:
    """Who of some seats a form is for: the reader's own, and for the secretary everybody else's."""
    secretary = place.state.has_as_secretary(place.who.person, place.now)
    own, others = entitlement.for_whom(own_seat(place), among, secretary=secretary)
    named = tuple((str(seat), place.directory.labels[seat]) for seat in others)
    return Whose(own, named, tuple((value, words()) for value, words in CHANNELS.items()))


def told(place: Place, data: ForSeat) -> dict[str, object] | Refusal:
    """The seat a form is for, and how it came where it is another's; or what is missing."""
    mine = own_seat(place)
    match entitlement.speaks_for(data.seat, mine):
        case "own":
            return {"seat": str(mine)}
        case "nobody":
            return Refusal("", _("Members with a vote can do this."))
        case "another" if data.channel not in CHANNELS:
            return Refusal("channel", _("How did it come? Please choose one."))
        case "another":
            return {"seat": data.seat, "channel": data.channel}
