"""Who asked to be erased, for officers: what they asked, what was answered, and the evidence that it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.access import decide_for, ever_in
from api.details import details_of
from api.pages.acting import Once, Place, Refusal, act, act_page, happened, of_officers
from api.pages.days import Day
from api.pages.forms import genuine, go
from api.pages.kept import REASONS as TOLD_THEM
from api.pages.kept import REFUSALS
from api.pages.language import gettext as _
from api.pages.refusals import words_of
from api.pages.resolutions import CHANNELS
from api.private.register import Entry, entries
from governance.kernel import PersonId, Rejected
from governance.reader import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

OUTCOMES: Mapping[str, Callable[[], str]] = {
    "agreed": lambda: _("Yes, all of it is destroyed"),
    "partly_agreed": lambda: _("Yes, but some of it is kept for a time"),
    "refused": lambda: _("No"),
}


PURPOSES: Mapping[str, Callable[[], str]] = {
    "contact": lambda: _("How they are reached"),
    "access": lambda: _("What they need to take part"),
    "attendance": lambda: _("Why they could not come"),
    "expenses": lambda: _("Their expenses"),
    "signature": lambda: _("What they signed"),
}
REASONS: Mapping[str, Callable[[], str]] = {**TOLD_THEM, "unpaid": lambda: _("they are still owed money")}


class Telling(Once, frozen=True):
    """Who asked to be erased, how, and on which day."""

    person: str = ""
    channel: str = ""
    when_day: str = ""
    when_month: str = ""
    when_year: str = ""

    @property
    def when(self) -> Day:
        """The day they asked, as typed."""
        return Day(self.when_day, self.when_month, self.when_year)


class Keeping(msgspec.Struct, frozen=True):
    """Until when and why something is kept, as typed."""

    until: Day = Day()
    reason: str = ""

    @property
    def typed(self) -> bool:
        """Whether anything was typed of it."""
        return bool(self.until.iso or self.reason)


class Answering(Once, frozen=True):
    """The answer, and why all of it is refused."""

    outcome: str = ""
    why: str = ""


def keeping(sent: str) -> dict[str, Keeping]:
    """What a form that was sent says of each purpose that is kept."""
    said = dict(parse_qsl(sent))
    parts = ("day", "month", "year")
    return {
        purpose: Keeping(Day(*(said.get(f"{purpose}_{part}", "") for part in parts)), said.get(f"{purpose}_reason", ""))
        for purpose in PURPOSES
    }


NOTHING_SAID = Answering()


@get("/groups/{group:str}/privacy", sync_to_thread=True)
def privacy(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[str]:
    """Every request of somebody who was ever in the group, the latest first."""
    place = of_officers(request, group)
    asked = _asked(place)
    return act_page(request, "privacy.html", place, asked=[(one, _who(place, one.person)) for one in asked])


@get("/groups/{group:str}/privacy/ask", sync_to_thread=True)
def to_ask(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[str]:
    """Where it is written down that somebody asks to be erased."""
    return _ask_page(request, of_officers(request, group), Telling())


@post("/groups/{group:str}/privacy/ask", sync_to_thread=True)
def ask(request: Request[Any, Any, Any], group: FromPath[str], data: URLEncodedBody[Telling]) -> Response[Any]:
    """Write down that somebody asks to be erased."""
    genuine(request, data)
    place = of_officers(request, group)
    if data.person not in {str(person) for person in _people(place)}:
        return _ask_page(request, place, data, Refusal("person", _("Please choose one.")))
    if data.channel not in CHANNELS:
        return _ask_page(request, place, data, Refusal("channel", _("Please choose one.")))
    told = {"person": data.person, "channel": data.channel, **happened(data.when)}
    done = act(place, "requestErasure", told, once=data.once)
    return _ask_page(request, place, data, done) if isinstance(done, Refusal) else go(f"{place.path}/privacy")


@get("/groups/{group:str}/privacy/{asked:str}", sync_to_thread=True)
def to_answer(request: Request[Any, Any, Any], group: FromPath[str], asked: FromPath[str]) -> Response[str]:
    """One request: where it is answered, or how it was."""
    place = of_officers(request, group)
    return _page(request, place, _entry(place, asked), NOTHING_SAID)


@post("/groups/{group:str}/privacy/{asked:str}", sync_to_thread=True)
def answer(
    request: Request[Any, Any, Any], group: FromPath[str], asked: FromPath[str], data: URLEncodedBody[Answering]
) -> Response[Any]:
    """Record the answer to a request."""
    genuine(request, data)
    place = of_officers(request, group)
    entry = _entry(place, asked)
    done = _answered(place, entry, data, keeping(request.state.sent))
    if isinstance(done, Refusal):
        return _page(request, place, entry, data, done)
    return go(f"{place.path}/privacy/{entry.request}")


def _answered(place: Place, entry: Entry, data: Answering, kept: Mapping[str, Keeping]) -> object:
    barred = _barred(place, entry.person)
    if barred is not None:
        return barred
    if data.outcome not in OUTCOMES:
        return Refusal("outcome", _("Please choose one."))
    if data.outcome == "refused" and data.why not in REFUSALS:
        return Refusal("why", _("Please choose one."))
    keep = {purpose: one for purpose, one in kept.items() if one.typed and data.outcome == "partly_agreed"}
    half = next((purpose for purpose, one in keep.items() if not one.until.iso or one.reason not in REASONS), None)
    if half is not None or (data.outcome == "partly_agreed" and not keep):
        return Refusal(half or next(iter(PURPOSES)), _("Please say until when it is kept, and why."))
    told: dict[str, object] = {"person": str(entry.person), "outcome": data.outcome}
    told["reason"] = data.why if data.outcome == "refused" else ""
    told["keep"] = [{"purpose": purpose, "until": one.until.iso, "reason": one.reason} for purpose, one in keep.items()]
    done = act(place, "decideErasure", told, once=data.once)
    # A fault of what is kept is a day that is over, and stands at the first of these days.
    late = isinstance(done, Refusal) and done.field in {"keep", "until"}
    return msgspec.structs.replace(done, field=next(iter(keep))) if late else done


def _barred(place: Place, person: PersonId) -> Refusal | None:
    """Why somebody may not answer a request: it is their own, or other groups have a say in it."""
    if place.who.person == person:
        return Refusal("", _("You asked for this yourself. Ask another officer to answer."), not_theirs=True)
    try:
        decide_for(place.service.governance, place.who, person)
    except Rejected as error:
        return Refusal("", words_of(error), not_theirs=True)
    return None


def _asked(place: Place) -> list[Entry]:
    theirs = ever_in(place.state)
    return [one for one in reversed(entries(place.service.governance)) if one.person in theirs]


def _entry(place: Place, text: str) -> Entry:
    found = next((one for one in _asked(place) if str(one.request) == text), None)
    if found is None:
        raise NotFound("request")
    return found


def _people(place: Place) -> dict[PersonId, str]:
    """Everybody who was ever in the group and still has a name, by the name."""
    known = details_of(place.service.governance, [one for one in ever_in(place.state) if one is not None])
    return {person: details.name for person, details in known.items() if details.name}


def _who(place: Place, person: PersonId) -> str:
    """Somebody's name, or, once it is gone, the seats they held."""
    name = details_of(place.service.governance, [person])[person].name
    labels = [
        place.directory.labels[seat]
        for seat, kept in place.state.seats.items()
        if any(one.person == person for one in kept.holdings)
    ]
    return name or ", ".join(labels) or _("Somebody who stood in for a member")


def _ask_page(
    request: Request[Any, Any, Any], place: Place, data: Telling, refused: Refusal | None = None
) -> Response[str]:
    people = [(str(person), name) for person, name in _people(place).items()]
    channels = [(value, words()) for value, words in CHANNELS.items()]
    more = {"people": people, "channels": channels}
    return act_page(request, "privacy_ask.html", place, refused, data=data, once=data.once, **more)


def _page(
    request: Request[Any, Any, Any], place: Place, entry: Entry, data: Answering, refused: Refusal | None = None
) -> Response[str]:
    barred = None if entry.outcome else _barred(place, entry.person)
    kept = keeping(request.state.sent if request.method == "POST" else "")
    named = {
        name: {key: words() for key, words in said.items()}
        for name, said in (("purposes", PURPOSES), ("reasons", REASONS), ("refusals", REFUSALS), ("outcomes", OUTCOMES))
    }
    return act_page(
        request, "privacy_request.html", place, refused, once=data.once, data=data, entry=entry, kept=kept,
        who=_who(place, entry.person), barred=barred.words if barred else "", **named,
    )  # fmt: skip


PRIVACY = [privacy, to_ask, ask, to_answer, answer]
