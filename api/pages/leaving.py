"""What somebody else wrote down of a member who left: to themselves, to say if it is so, and to the officers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from api.access import today
from api.pages.acting import Place, Refusal, act
from api.pages.language import gettext as _
from api.pages.rendering import day
from api.pages.resolutions import CHANNELS
from api.v1.people import told_of
from governance.kernel import GroupId
from governance.reader import NotFound
from governance.rules.leaving import SAID

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from api.v1.service import Service
    from governance.acts import Handled, Principal
    from governance.group.left import Left
    from governance.kernel import SeatId

TOLD: Mapping[str, Callable[[], str]] = {
    "email": lambda: _("They say that you told them by e-mail."),
    "phone": lambda: _("They say that you told them by phone."),
    "post": lambda: _("They say that you told them by post."),
    "in_room": lambda: _("They say that you told them by word of mouth."),
}
HEARD: Mapping[str, Callable[[], str]] = {
    "email": lambda: _("They told us by e-mail."),
    "phone": lambda: _("They told us by phone."),
    "post": lambda: _("They told us by post."),
    "in_room": lambda: _("They told us by word of mouth."),
}


class Mine(msgspec.Struct, frozen=True):
    """A leaving of one's own that somebody else told; `office` when it is of an office alone."""

    group: GroupId
    name: str
    office: str
    day: str
    told: str
    one: Left


def mine(service: Service, who: Principal) -> list[Mine]:
    """What others told of the reader's leaving, in any group, that they have not said is so."""
    found = []
    for group, one in told_of(service, who):
        state, directory = service.governance.group(group), service.governance.directory(group)
        offices = {term.id: directory.labels[term.office] for term in state.terms}
        told = TOLD[one.told]() if one.told is not None and one.told in TOLD else ""
        office = offices[one.term] if one.term else ""
        found.append(Mine(group, directory.name, office, day(one.at), told, one))
    return found


def said(service: Service, who: Principal, which: str, do: str, words: str, once: str) -> Handled | Refusal:
    """Confirm or dispute a leaving of one's own, named by its seat, and by its term where it is of an office."""
    found = next((my for my in mine(service, who) if name_of(my.one) == which and my.one.asked), None)
    if found is None or do not in {"confirm", "dispute"}:
        raise NotFound("seat")
    state, directory = service.governance.group(found.group), service.governance.directory(found.group)
    place = Place(service, found.group, directory, state, today(state.zone), who)
    told: dict[str, object] = {"seat": str(found.one.seat), "term": str(found.one.term or "")}
    if do == "confirm" and words.strip():
        return Refusal("words", _("You wrote what is wrong. Take that away, or press that you did not leave."))
    if do == "confirm":
        return act(place, "confirmLeaving", told, once=once)
    return act(place, "disputeLeaving", {**told, "words": words}, once=once)


def name_of(one: Left) -> str:
    """What a form names a leaving by."""
    return f"{one.seat}{one.term or ''}"


def of_seats(place: Place) -> dict[SeatId, list[str]]:
    """What the officers read beside a seat of whoever is said to have left it, until they say that it is so."""
    lines: dict[SeatId, list[str]] = {}
    for one in place.state.left:
        if one.term is None and not one.confirmed:
            lines.setdefault(one.seat, []).append(" ".join(_told(place, one)))
    return lines


def of_office(place: Place, office: object) -> list[str]:
    """What the officers read beside an office of whoever is said to have stopped in it."""
    terms = {term.id for term in place.state.terms if term.office == office}
    return [" ".join(_told(place, one)) for one in place.state.left if one.term in terms and not one.confirmed]


def _told(place: Place, one: Left) -> Iterator[str]:
    seat, when = place.directory.labels[one.seat], day(one.at)
    if one.term is None:
        yield _("Written down on %(day)s: whoever was in this seat left.") % {"day": when}
    else:
        yield _("Written down on %(day)s: %(seat)s stopped.") % {"day": when, "seat": seat}
    if one.told is not None and one.told in HEARD:
        yield HEARD[one.told]()
    if one.irregular:
        yield _("It does not count. It takes their own word, or a vote.")
    elif one.disputed and one.again:
        yield _("They say this is wrong. So it does not count.")
    elif one.disputed:
        yield _("They say this is wrong. Somebody else has their place by now: let the group decide.")
    elif one.reason in SAID:
        yield _("They have not said yet if it is so.")
    if one.words is not None:
        yield "“" + place.service.governance.words([one.words])[one.words.ref] + "”"


def channels_for(place: Place, seat: SeatId) -> list[tuple[str, str]]:
    """How whoever is in a seat may have told that they leave; none to choose from where it is the reader's own."""
    who = place.who.person
    own = who is not None and seat in place.state.seats_of(who, place.now)
    return [] if own else [(value, words()) for value, words in CHANNELS.items()]
