"""Whose meeting somebody writes up, and the names and the draft they work with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from api import drafts
from api.access import OFFICER, today
from api.drafts import Draft
from api.notes.names import Names, names_at
from api.notes.notes import Notes
from api.notes.prefill import before, prefilled
from api.pages.forms import signed_in
from api.pages.language import gettext as _
from api.v1.asked import thing_of
from governance.acts import Principal
from governance.kernel import GroupId, MeetingId, PersonId
from governance.reader import NotFound
from projections.meetings import Calls, in_order

if TYPE_CHECKING:
    from litestar import Request

    from api.v1.service import Service
    from governance.meeting.state import MeetingState
    from governance.reader import Directory


class Desk(msgspec.Struct, frozen=True):
    """The meeting somebody writes up, and who they are."""

    service: Service
    meeting: MeetingId
    state: MeetingState
    directory: Directory
    names: Names
    who: Principal
    person: PersonId

    @property
    def group(self) -> GroupId:
        """The group whose meeting it is."""
        assert self.state.group is not None, "a called meeting has a group"
        return self.state.group

    @property
    def path(self) -> str:
        """The address of the page."""
        return f"/meetings/{self.meeting}/write-up"


def desk_of(request: Request[Any, Any, Any], meeting: str) -> Desk:
    """The meeting, for officers of its group. Raises a 401 problem for nobody, `NotFound` for whom it is not there."""
    who, person = signed_in(request)
    service, found, _stream = thing_of(request, "meeting", meeting, at_least=OFFICER)
    state = service.governance.meeting(MeetingId(found))
    assert state.group is not None, "a called meeting has a group"
    assert state.starts is not None, "a called meeting has a start"
    directory = service.governance.directory(state.group)
    names = names_at(directory, service.governance.group(state.group), state.starts, state.sent)
    return Desk(service, MeetingId(found), state, directory, names, who, person)


def draft_of(desk: Desk) -> Draft:
    """The draft as last saved. Raises `NotFound`."""
    draft = drafts.load(desk.service.governance, desk.meeting)
    if draft is None:
        raise NotFound("draft")
    return draft


def prefilled_for(desk: Desk) -> Notes:
    """Notes to begin with, after the last meeting the group held."""
    listed = desk.service.views.listed(Calls(), f"{desk.state.group}/", limit=1000)
    assert desk.state.starts is not None, "a called meeting has a start"
    last = before(desk.service.governance, in_order(call for _, call in listed), desk.state.starts)
    notes = prefilled(desk.service.governance, desk.meeting, desk.names, desk.directory, last)
    group, slugs = (
        desk.service.governance.group(desk.group),
        {seat: slug for slug, seat in desk.directory.seats.items()},
    )
    mine = group.seats_of(desk.person, desk.state.starts)
    if not mine or group.office_of("secretary", desk.state.starts) in mine:
        return notes
    # Whoever writes it up and is not the secretary took the notes, most likely.
    seat = desk.names.seat(slugs[mine[0]])
    return msgspec.structs.replace(notes, minute_taker=seat.label) if seat else notes


def called(desk: Desk, person: PersonId) -> str:
    """What minutes would call somebody today."""
    group = desk.service.governance.group(desk.group)
    now = today(group.zone)
    held = group.seats_of(person, now)
    names = names_at(desk.directory, group, now)
    found = (seat.label for seat in names.seats if desk.directory.seats[seat.slug] in held)
    return next(found, _("Another officer"))
