"""A meeting on paper, for officers to take along: the roll, every item with room to write, the quorum in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath

from api.pages.acting import Place, meeting_of_officers
from api.pages.forms import form_page
from api.pages.founding.orders_in_words import chair_is_late
from api.pages.meetings import notice_of
from api.pages.paper import paper_of
from governance import explain

if TYPE_CHECKING:
    from governance.kernel import MeetingId, Moment, SeatId

SPARE = 2


class Row(msgspec.Struct, frozen=True):
    """A seat on the roll: its label and office, whether it votes, whether anybody is in it."""

    label: str
    offices: tuple[str, ...]
    voting: bool
    filled: bool


@get("/meetings/{meeting:str}/sheet", sync_to_thread=True)
def sheet(request: Request[Any, Any, Any], meeting: FromPath[str]) -> Response[str]:
    """The sheet of a meeting, as seats, offices and rules stand on its day."""
    place, found = meeting_of_officers(request, meeting)
    document = place.service.document(found, 1)
    at = _day_of(place, found)
    rows = _roll(place, at)
    voting = [row for row in rows if row.voting]
    orders, _version = place.state.orders_at(at)
    quorum = explain.quorum_asked(orders, filled=sum(row.filled for row in voting), established=len(voting))
    return form_page(
        request,
        "sheet.html",
        group=place.directory,
        path=place.path,
        meeting=found,
        document=document,
        agenda=notice_of(place.service, found).agenda,
        roll=rows,
        quorum=quorum,
        seconder=orders.seconder_required,
        late=chair_is_late(orders),
        spare=SPARE,
        paper=paper_of(place.service, place.group),
    )


def _day_of(place: Place, meeting: MeetingId) -> Moment:
    starts = place.service.governance.meeting(meeting).starts
    assert starts is not None, "a meeting is called for a day"
    return starts


def _roll(place: Place, at: Moment) -> list[Row]:
    labels = place.directory.labels
    offices: dict[SeatId, list[str]] = {}
    for term in place.state.held(at):
        offices.setdefault(term.seat, []).append(labels[term.office])
    return [
        Row(labels[seat], tuple(offices.get(seat, ())), kept.voting, kept.holder(at) is not None)
        for seat, kept in place.state.seats.items()
        if kept.exists(at)
    ]


SHEET = [sheet]
