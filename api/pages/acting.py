"""Acts asked for through a page: the way in that the web API has, and refusals in plain words at their field."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import msgspec

from api.access import OFFICER, today
from api.commands import COMMANDS
from api.names import RecordNames
from api.pages.forms import Form, form_page, signed_in
from api.pages.language import gettext as _
from api.pages.refusals import words_of, words_of_shape
from api.v1.asked import group_of, thing_of, waited
from api.v1.service import Service
from api.wire import UnknownName, resolve
from governance.acts import Principal
from governance.group.state import GroupState, Seat
from governance.kernel import GroupId, MeetingId, Moment, Rejected, SeatId
from governance.reader import Directory, NotFound
from governance.store import Conflict, OtherBody
from governance.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from litestar import Request, Response

    from api.pages.days import Day
    from governance.acts import Handled
    from governance.kernel import Command

NOT_DONE = 422
NOT_THEIRS = 403


class Once(Form, frozen=True):
    """A form that records something: sent twice, it is recorded once."""

    once: str = ""


class Refusal(msgspec.Struct, frozen=True):
    """Why nothing was recorded, in plain words, and the field they are about; no field for the act as a whole.

    `sent_before`: the form was recorded once already, saying something else; what is sent next is another act.
    `not_theirs`: whoever asks may not record this at all.
    """

    field: str
    words: str
    sent_before: bool = False
    not_theirs: bool = False


def not_theirs() -> Refusal:
    """What is said to whoever neither is the secretary nor takes the minutes."""
    return Refusal("", _("Only the secretary, or whoever takes the minutes, can do this."), not_theirs=True)


def status_of(refused: Refusal | None) -> int:
    """200; 422 when refused, or 403 where whoever asks may not record this at all."""
    if refused is None:
        return 200
    return NOT_THEIRS if refused.not_theirs else NOT_DONE


class Place(msgspec.Struct, frozen=True):
    """A group as its officers work on it, `now` being this minute there."""

    service: Service
    group: GroupId
    directory: Directory
    state: GroupState
    now: Moment
    who: Principal

    @property
    def path(self) -> str:
        """Where the group's own page is."""
        return f"/groups/{self.directory.slug}"

    def seat(self, text: str) -> tuple[SeatId, Seat]:
        """The seat of the group that an address names by id. Raises `NotFound`."""
        found = next((seat for seat in self.state.seats if str(seat) == text), None)
        if found is None or not self.state.seats[found].exists(self.now):
            raise NotFound("seat")
        return found, self.state.seats[found]


def of_officers(request: Request[Any, Any, Any], group: str) -> Place:
    """The group of an address, for its officers. Raises a 401 problem for nobody, `NotFound` for everybody else."""
    signed_in(request)
    service, found, _tier = group_of(request, group, at_least=OFFICER)
    return _place(request, service, found)


def meeting_of_officers(request: Request[Any, Any, Any], meeting: str) -> tuple[Place, MeetingId]:
    """The meeting of an address and its group, for its officers. Raises as `of_officers` does."""
    signed_in(request)
    service, found, _stream = thing_of(request, "meeting", meeting, at_least=OFFICER)
    group = service.governance.meeting(MeetingId(found)).group
    assert group is not None, "a called meeting has a group"
    return _place(request, service, group), MeetingId(found)


def meeting_of_members(request: Request[Any, Any, Any], meeting: str) -> tuple[Place, MeetingId]:
    """The meeting of an address and its group, for its members. Raises as `of_officers` does."""
    signed_in(request)
    service, found, _stream = thing_of(request, "meeting", meeting, at_least=1)
    group = service.governance.meeting(MeetingId(found)).group
    assert group is not None, "a called meeting has a group"
    return _place(request, service, group), MeetingId(found)


def resolution_of_members(request: Request[Any, Any, Any], resolution: str) -> tuple[Place, UUID]:
    """The resolution of an address and its group, for its members. Raises as `of_officers` does."""
    signed_in(request)
    service, found, _stream = thing_of(request, "resolution", resolution, at_least=1)
    group: GroupId = service.governance.outliving("resolution", found).group
    return _place(request, service, group), found


def thing_of_members(request: Request[Any, Any, Any], kind: str, name: str) -> tuple[Place, UUID]:
    """A thing of a group (a task, an election), and the group, for its members. Raises as `of_officers` does."""
    signed_in(request)
    service, found, _stream = thing_of(request, kind, name, at_least=1)
    place = service.governance.find(found)
    assert place is not None, "it was found"
    assert place.group is not None, "it is of a group"
    return _place(request, service, place.group), found


def group_of_members(request: Request[Any, Any, Any], group: str) -> Place:
    """The group of an address, for its members. Raises as `of_officers` does."""
    signed_in(request)
    service, found, _tier = group_of(request, group, at_least=1)
    return _place(request, service, found)


def asked_of_members(request: Request[Any, Any, Any], kind: str, name: str) -> tuple[Place, UUID]:
    """What members asked for (a `kind` of thing in the group's own stream), for members. Raises as `of_officers`."""
    signed_in(request)
    service, found, stream = thing_of(request, kind, name, at_least=1)
    return _place(request, service, GroupId(stream)), found


def _place(request: Request[Any, Any, Any], service: Service, group: GroupId) -> Place:
    state, (who, _person) = service.governance.group(group), signed_in(request)
    return Place(service, group, service.governance.directory(group), state, today(state.zone), who)


def command(place: Place, do: str, body: Mapping[str, object], *, meeting: MeetingId | None = None) -> Command:
    """The command a form means; what was left empty is left out. Raises as `api.wire.resolve` does."""
    kind = COMMANDS[do]
    own: dict[str, object] = {"group": place.group, "meeting": meeting}
    fixed = {name: thing for name, thing in own.items() if thing is not None and name in kind.__struct_fields__}
    names = RecordNames(place.service.governance, group=place.group, meeting=meeting, at=place.now)
    return resolve(kind, {name: said for name, said in body.items() if said not in ("", None)}, names, fixed)


def act(
    place: Place,
    do: str,
    body: Mapping[str, object],
    *,
    meeting: MeetingId | None = None,
    check: bool = False,
    once: str = "",
) -> Handled | Refusal:
    """Record an act, or try it (`check`), and wait until pages show it; or say why not, with nothing recorded."""
    governance = place.service.governance
    try:
        asked = command(place, do, body, meeting=meeting)
        handled = governance.handle(asked, place.who, key=once[:255] or None, check=check)
    except (Rejected, msgspec.ValidationError, UnknownName) as error:
        return refusal(error)
    except Conflict:
        return Refusal("", _("Somebody else was recording just then. Please send it again."))
    except OtherBody:
        return Refusal(
            "", _("You sent this before, in other words. Look at what was recorded first."), sent_before=True
        )
    if handled.receipt is not None:
        waited(place.service, handled.receipt.last)
    return handled


def may(place: Place, do: str, body: Mapping[str, object], *, meeting: MeetingId | None = None) -> bool:
    """Whether the reader may record such an act at all, whatever the rules make of it. Raises as `command` does."""
    return place.service.governance.entitled(command(place, do, body, meeting=meeting), place.who)


def together(place: Place, tell: Callable[[Trial], None]) -> Refusal | None:
    """Record the acts that are told to a trial as one, and wait until pages show them; or why none was."""
    trial = Trial(place.service.governance)
    try:
        tell(trial)
        receipt = trial.record(place.who, key=None, body=b"")
    except (Rejected, msgspec.ValidationError, UnknownName) as error:
        return refusal(error)
    except Conflict:
        return Refusal("", _("Somebody else was recording just then. Please send it again."))
    waited(place.service, receipt.last)
    return None


def happened(on: Day) -> dict[str, object]:
    """When something happened that is recorded now: as typed, else this minute."""
    return {"when": on.when, "mode": "written_up"} if on.when else {}


def refusal(error: Rejected | msgspec.ValidationError | UnknownName) -> Refusal:
    """An error of an act as a form shows it."""
    match error:
        case Rejected():
            return Refusal(field_of(error.pointer), words_of(error), not_theirs=error.clause == "access")
        case UnknownName():
            return Refusal(field_of(error.pointer), words_of_shape())
        case msgspec.ValidationError():
            words, _, path = str(error).partition(" - at `$")
            missing = words.partition("missing required field `")[2].rstrip("`")
            pointer = path.strip("`").replace(".", "/").replace("[", "/").replace("]", "")
            return Refusal(field_of(f"{pointer}/{missing}" if missing else pointer), words_of_shape(words))


def field_of(pointer: str) -> str:
    """The id of a form's field for a JSON pointer: `/since/date` is `since`, `/agenda/0/title` is `agenda-1`."""
    parts = pointer.split("/")[1:]
    if not parts:
        return ""
    return f"{parts[0]}-{int(parts[1]) + 1}" if len(parts) > 1 and parts[1].isdecimal() else parts[0]


def act_page(
    request: Request[Any, Any, Any], template: str, place: Place, refused: Refusal | None = None, **more: Any
) -> Response[str]:
    """A page with a form that records something; with why it was refused, and what was typed still in it.

    Answers as `status_of` says.
    """
    kept = more.pop("once", "")
    once = str(uuid.uuid4()) if not kept or (refused and refused.sent_before) else kept
    faults = {} if refused is None else {refused.field: refused.words}
    return form_page(
        request,
        template,
        status=status_of(refused),
        faults=faults,
        once=once,
        group=place.directory,
        path=place.path,
        **more,
    )
