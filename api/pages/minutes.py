"""Pages of minutes: how far they got, asking for a correction, answering one, sending them out, signing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery, URLEncodedBody

from api.access import OFFICER
from api.pages.acting import Once, Place, Refusal, act, act_page, may, meeting_of_members, not_theirs
from api.pages.forms import genuine, go
from api.pages.language import gettext as _
from api.v1.asked import tier_of, uuid_of
from api.v1.minutes import AskedView, LifeView, life_of, people_named
from governance.kernel import MeetingId, SeatId
from governance.reader import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from governance.acts import Handled
    from projections.minutes.document import Document

FORMATS: Mapping[str, Callable[[], str]] = {
    "standard": lambda: _("as they are"),
    "large_print": lambda: _("in large print"),
    "plain": lambda: _("in plain English"),
    "easy_read": lambda: _("in Easy Read"),
    "audio": lambda: _("read aloud"),
    "other": lambda: _("in another way"),
}
CHANNELS: Mapping[str, Callable[[], str]] = {
    "email": lambda: _("by e-mail"),
    "post": lambda: _("by post"),
    "in_room": lambda: _("handed out"),
    "web": lambda: _("by a private link"),
}
HEARD: Mapping[str, Callable[[], str]] = {
    "web": lambda: _("I write for myself"),
    "phone": lambda: _("by phone"),
    "post": lambda: _("by post"),
    "email": lambda: _("by e-mail"),
    "in_room": lambda: _("in person"),
}
ANSWERS: Mapping[str, Callable[[], str]] = {"accept": lambda: _("Yes, change it"), "decline": lambda: _("No, leave it")}


class Sending(Once, frozen=True):
    """How the minutes went out."""

    format: str = ""
    channel: str = ""


class Signing(Once, frozen=True):
    """What whoever signs does not believe, if anything."""

    about: str = ""


class Asking(Once, frozen=True):
    """A correction asked for, by oneself or told to whoever keeps the minutes."""

    line: str = ""
    old: str = ""
    new: str = ""
    seat: str = ""
    channel: str = ""


class Answering(Once, frozen=True):
    """An answer to a correction, or a member's own words after it was declined."""

    answer: str = ""
    reason: str = ""
    words: str = ""


class Wish(msgspec.Struct, frozen=True):
    """A correction asked for, as a page shows it, and whether it is the reader's own."""

    view: AskedView
    who: str
    own: bool

    def open_to(self, *, keeps: bool) -> bool:
        """Whether a reader may do something about it: answer it, or, once declined, have words printed."""
        if self.view.answer == "waiting":
            return keeps
        return self.view.answer == "declined" and not self.view.disagreed and (self.own or keeps)


@get("/meetings/{meeting:str}/minutes", sync_to_thread=True)
def minutes(request: Request[Any, Any, Any], meeting: FromPath[str]) -> Response[str]:
    """How far the minutes got, and what may be done about them."""
    place, found = meeting_of_members(request, meeting)
    return _page(request, place, found)


@post("/meetings/{meeting:str}/minutes/send", sync_to_thread=True)
def send(request: Request[Any, Any, Any], meeting: FromPath[str], data: URLEncodedBody[Sending]) -> Response[Any]:
    """Record that the minutes went to all."""
    genuine(request, data)
    place, found = meeting_of_members(request, meeting)
    told = {"minutes": str(found), "formats": [data.format or "standard"], "channel": data.channel or "email"}
    done = act(place, "circulateMinutes", told, once=data.once) if _keeps(place, found) else not_theirs()
    return _page(request, place, found, done) if isinstance(done, Refusal) else go(f"/meetings/{found}/minutes")


@post("/meetings/{meeting:str}/minutes/sign", sync_to_thread=True)
def sign(request: Request[Any, Any, Any], meeting: FromPath[str], data: URLEncodedBody[Signing]) -> Response[Any]:
    """Sign approved minutes as whoever presided."""
    genuine(request, data)
    place, found = meeting_of_members(request, meeting)
    told = {"minutes": str(found), "seat": _seat(place), "disagrees_about": data.about.strip()}
    done = act(place, "signMinutes", told, once=data.once)
    if isinstance(done, Refusal):
        return _page(request, place, found, done, about=data.about)
    return go(f"/meetings/{found}/minutes")


@get("/meetings/{meeting:str}/minutes/correct", sync_to_thread=True)
def to_ask(request: Request[Any, Any, Any], meeting: FromPath[str], line: FromQuery[str] = "") -> Response[str]:
    """Where a member asks for other words."""
    place, found = meeting_of_members(request, meeting)
    return _ask_page(request, place, found, Asking(line=line))


@post("/meetings/{meeting:str}/minutes/correct", sync_to_thread=True)
def ask(request: Request[Any, Any, Any], meeting: FromPath[str], data: URLEncodedBody[Asking]) -> Response[Any]:
    """Ask for other words, for oneself or, by whoever keeps the minutes, for another."""
    genuine(request, data)
    place, found = meeting_of_members(request, meeting)
    seat = data.seat or _seat(place)
    told = {"minutes": str(found), "line": data.line, "old": data.old, "new": data.new, "seat": seat,
            "channel": data.channel or "web"}  # fmt: skip
    missing = next((name for name in ("line", "old", "new") if not getattr(data, name).strip()), None)
    done = Refusal(missing, _("Please fill this in.")) if missing else act(place, "askCorrection", told, once=data.once)
    if isinstance(done, Refusal):
        return _ask_page(request, place, found, data, done)
    return go(f"/meetings/{found}/minutes")


@get("/meetings/{meeting:str}/corrections/{correction:str}", sync_to_thread=True)
def to_answer(request: Request[Any, Any, Any], meeting: FromPath[str], correction: FromPath[str]) -> Response[str]:
    """One correction: to be answered by whoever keeps the minutes, or, once declined, by whoever asked."""
    place, found = meeting_of_members(request, meeting)
    return _answer_page(request, place, found, _wish(request, place, found, correction), Answering())


@post("/meetings/{meeting:str}/corrections/{correction:str}", sync_to_thread=True)
def answer(
    request: Request[Any, Any, Any],
    meeting: FromPath[str],
    correction: FromPath[str],
    data: URLEncodedBody[Answering],
) -> Response[Any]:
    """Answer a correction, or have one's own words printed."""
    genuine(request, data)
    place, found = meeting_of_members(request, meeting)
    wish = _wish(request, place, found, correction)
    told: dict[str, object] = {"minutes": str(found), "correction": str(wish.view.correction)}
    if not _keeps(place, found) and not (wish.own and wish.view.answer == "declined"):
        done: Handled | Refusal = not_theirs()
    elif wish.view.answer == "declined":
        said = {**told, "words": data.words, "seat": str(wish.view.seat)}
        done = act(place, "noteDisagreement", said, once=data.once)
    elif data.answer not in ANSWERS:
        done = Refusal("answer", _("Please choose one."))
    else:
        said = {**told, "answer": data.answer, "reason": data.reason.strip()}
        done = act(place, "answerCorrection", said, once=data.once)
    if isinstance(done, Refusal):
        return _answer_page(request, place, found, wish, data, done)
    return go(f"/meetings/{found}/minutes")


def _officer(request: Request[Any, Any, Any], meeting: UUID) -> bool:
    """Whether the reader may read what only officers read."""
    return tier_of(request, meeting) >= OFFICER


def _keeps(place: Place, meeting: MeetingId) -> bool:
    """Whether the reader sends these minutes out, answers for them, and writes down what others say of them."""
    return may(place, "circulateMinutes", {"minutes": str(meeting)})


def _own(place: Place) -> list[SeatId]:
    """The seats of whoever is signed in."""
    assert place.who.person is not None, "somebody is signed in"
    return sorted(place.state.seats_of(place.who.person, place.now))


def _seat(place: Place) -> str:
    """One's own seat, by id; nothing for whoever has none."""
    return next((str(seat) for seat in _own(place)), "")


def _life(place: Place, meeting: MeetingId) -> tuple[LifeView, Document]:
    return life_of(place.service, meeting, 1), place.service.document(meeting, 1)


def _wishes(place: Place, life: LifeView) -> list[Wish]:
    labels, own = place.directory.labels, _own(place)
    return [Wish(one, labels.get(one.seat, ""), one.seat in own) for one in life.asked]


def _wish(request: Request[Any, Any, Any], place: Place, meeting: MeetingId, text: str) -> Wish:
    """One's own correction, or any for officers and whoever keeps the minutes. Raises `NotFound` for any other."""
    wanted = uuid_of(text)
    wishes = _wishes(place, life_of(place.service, meeting, 1))
    every = _officer(request, meeting) or _keeps(place, meeting)
    found = next((one for one in wishes if one.view.correction == wanted and (every or one.own)), None)
    if found is None:
        raise NotFound("correction")
    return found


def _page(
    request: Request[Any, Any, Any],
    place: Place,
    meeting: MeetingId,
    refused: Refusal | None = None,
    *,
    about: str = "",
) -> Response[str]:
    life, document = _life(place, meeting)
    officer, keeps = _officer(request, meeting), _keeps(place, meeting)
    state = place.service.governance.outliving("minutes", _minutes(place, meeting))
    presided = state.approved is not None and state.approved.presider in _own(place)
    return act_page(
        request,
        "minutes.html",
        place,
        refused,
        meeting=meeting,
        document=document,
        life=life,
        wishes=_wishes(place, life),
        keeps=keeps,
        naming=people_named(place.service, meeting) if officer and life.state != "approved" else (),
        about=about,
        signs=presided and life.signed_by is None,
        formats=[(value, words()) for value, words in FORMATS.items()],
        channels=[(value, words()) for value, words in CHANNELS.items()],
        sent=[FORMATS[one]() for one in life.formats],
    )


def _minutes(place: Place, meeting: MeetingId) -> UUID:
    found = place.service.governance.places.minutes_of(meeting)
    if found is None:
        raise NotFound("minutes")
    return found


def _ask_page(
    request: Request[Any, Any, Any], place: Place, meeting: MeetingId, data: Asking, refused: Refusal | None = None
) -> Response[str]:
    life, document = _life(place, meeting)
    labels = place.directory.labels
    seats = [(str(seat), labels[seat]) for seat, kept in place.state.seats.items() if kept.holder(place.now)]
    line = next((one for one in document.lines if one.number == data.line), None)
    return act_page(
        request,
        "minutes_ask.html",
        place,
        refused,
        once=data.once,
        meeting=meeting,
        document=document,
        life=life,
        line=line,
        data=data,
        keeps=_keeps(place, meeting),
        seats=seats,
        heard=[(value, words()) for value, words in HEARD.items()],
    )


def _answer_page(
    request: Request[Any, Any, Any],
    place: Place,
    meeting: MeetingId,
    wish: Wish,
    data: Answering,
    refused: Refusal | None = None,
) -> Response[str]:
    document = place.service.document(meeting, 1)
    line = next((one for one in document.lines if one.number == wish.view.line), None)
    return act_page(
        request,
        "minutes_answer.html",
        place,
        refused,
        once=data.once,
        meeting=meeting,
        document=document,
        line=line,
        wish=wish,
        data=data,
        keeps=_keeps(place, meeting),
        answers=[(value, words()) for value, words in ANSWERS.items()],
    )


MINUTES = [minutes, send, sign, to_ask, ask, to_answer, answer]
