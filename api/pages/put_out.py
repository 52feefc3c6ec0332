"""What officers read beside a seat or an office whose holder was put out by a vote that does not count any more.

Whoever has the place since keeps it, and a meeting is to look at that (R-TE5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.pages.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.pages.acting import Place
    from governance.group.put_back import Removal
    from governance.kernel import OfficeId, SeatId


def of_seat(place: Place, seat: SeatId) -> list[str]:
    """What is read beside a seat; nothing where whoever was put out is back, or a meeting looked at it."""
    if not any(one.seat == seat and one.term is None and not one.again for one in _waiting(place)):
        return []
    return [_("The vote that put somebody out of this seat does not count any more. The next meeting looks at that.")]


def of_office(place: Place, office: OfficeId) -> list[str]:
    """What is read beside an office."""
    terms = {term.id for term in place.state.terms if term.office == office}
    return [
        _("The vote that removed %(seat)s does not count any more. The next meeting looks at that.")
        % {"seat": place.directory.labels[one.seat]}
        for one in _waiting(place)
        if terms.intersection(one.terms).difference(one.back)
    ]


def _waiting(place: Place) -> Iterator[Removal]:
    """The removals that do not count any more and wait for a meeting to look at them."""
    asked = {one.about for one in place.state.business.values() if one.origin == "put_out" and one.waits}
    return (one for decision, one in place.state.removals.items() if one.undone and decision in asked)
