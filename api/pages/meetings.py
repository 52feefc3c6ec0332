"""Pages of a meeting: its minutes to read, to print, and as plain text."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from api.pages.rendering import HEADERS, page, trusted
from api.v1.asked import thing_of, tier_of
from governance.kernel import GroupId, MeetingId
from projections.minutes import html, plain

HELD = {"open", "adjourned", "closed"}


@get("/meetings/{meeting:str}", sync_to_thread=True)
def meeting_page(request: Request[Any, Any, Any], meeting: FromPath[str]) -> Response[str]:
    """The minutes of a meeting, what we decided first; before it was held, when and where it is."""
    service, found, _stream = thing_of(request, "meeting", meeting)
    document = service.document(found, _readable(request, found))
    state = service.governance.meeting(MeetingId(found))
    return page(
        request,
        "meeting.html",
        group=service.governance.directory(GroupId(document.group)),
        document=document,
        article=trusted(html.article(document)),
        meeting=found,
        stage=state.stage,
        held=state.stage in HELD,
    )


@get("/meetings/{meeting:str}/minutes.txt", sync_to_thread=True)
def minutes_text(request: Request[Any, Any, Any], meeting: FromPath[str]) -> Response[str]:
    """The minutes as plain text, to be read aloud or sent by e-mail."""
    service, found, _stream = thing_of(request, "meeting", meeting)
    written = plain.render(service.document(found, _readable(request, found)))
    headers = {**HEADERS, "Cache-Control": "no-store"}
    return Response(written, media_type="text/plain", headers=headers)


def _readable(request: Request[Any, Any, Any], meeting: Any) -> Any:
    return min(tier_of(request, meeting), 1)


MEETINGS = [meeting_page, minutes_text]
