"""A meeting called on short notice: every member with a vote agrees to it, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.pages.acting import Place, Refusal, act, act_page, meeting_of_members
from api.pages.forms import genuine, go
from api.pages.whose import ForSeat, own_seat, told, voters, whose

if TYPE_CHECKING:
    from governance.kernel import MeetingId


@get("/meetings/{meeting:str}/short-notice", sync_to_thread=True)
def to_agree(request: Request[Any, Any, Any], meeting: FromPath[str]) -> Response[str]:
    """Who agreed to meet on so short a notice, and who has not yet."""
    place, found = meeting_of_members(request, meeting)
    return _page(request, place, found, ForSeat())


@post("/meetings/{meeting:str}/short-notice", sync_to_thread=True)
def agree(request: Request[Any, Any, Any], meeting: FromPath[str], data: URLEncodedBody[ForSeat]) -> Response[Any]:
    """Agree to it."""
    genuine(request, data)
    place, found = meeting_of_members(request, meeting)
    said = told(place, data)
    if not isinstance(said, Refusal):
        done = act(place, "consentShortNotice", said, meeting=found, once=data.once)
        if not isinstance(done, Refusal):
            return go(f"/meetings/{found}/short-notice")
        said = done
    return _page(request, place, found, data, said)


def _page(
    request: Request[Any, Any, Any], place: Place, meeting: MeetingId, data: ForSeat, refused: Refusal | None = None
) -> Response[str]:
    state, labels = place.service.governance.meeting(meeting), place.directory.labels
    missing = [seat for seat in voters(place) if seat not in state.consented]
    return act_page(
        request, "short_notice.html", place, refused, meeting=meeting, starts=state.starts, data=data, once=data.once,
        days=state.clear_days, needed=state.needed, short="R-NO1" in state.irregular, over=state.stage != "called",
        agreed=[labels[seat] for seat in voters(place) if seat in state.consented],
        missing=[labels[seat] for seat in missing], mine=own_seat(place) in state.consented,
        whose=whose(place, missing),
    )  # fmt: skip


SHORT_NOTICE = [to_agree, agree]
