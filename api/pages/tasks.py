"""What members took on: who does it, how far it got, and what happened to it since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody

from api.access import OFFICER
from api.pages.acting import Place, Refusal, act, act_page, group_of_members, thing_of_members
from api.pages.forms import genuine, go
from api.pages.language import gettext as _
from api.pages.whose import ForSeat, own_seat, told, voters, whose
from api.v1.asked import cleared
from api.v1.register import MOST_ACTIONS
from projections.actions import Action, Actions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from uuid import UUID

STAGES: Mapping[str, Callable[[], str]] = {
    "agreed": lambda: _("Agreed, not begun yet."),
    "started": lambda: _("Begun."),
    "reported_done": lambda: _("Said to be done. Somebody else has to look."),
    "verified": lambda: _("Done: somebody else looked."),
    "dropped": lambda: _("Will not be done."),
}
STEPS: Mapping[str, Callable[[], str]] = {
    "startAction": lambda: _("We began on it"),
    "reportActionDone": lambda: _("It is done"),
    "verifyAction": lambda: _("I looked: it is done"),
}
NEXT: Mapping[str, tuple[str, ...]] = {
    "agreed": ("startAction", "reportActionDone"),
    "started": ("reportActionDone",),
    "reported_done": ("verifyAction",),
}


class Step(ForSeat, frozen=True):
    """What happened to a task (`do`); of one that will not be done, why."""

    do: str = ""
    reason: str = ""


NOTHING_SAID = Step()


@get("/groups/{group:str}/tasks", sync_to_thread=True)
def tasks(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[str]:
    """Every task of a group: first what is still to do, by its day."""
    place = group_of_members(request, group)
    kept = sorted((one for _key, one in _all(place)), key=lambda one: one.order)
    words, now = _words(place, kept), place.now.local[:10]
    lines = [(one, words[str(one.action)], STAGES[one.stage](), one.overdue(now)) for one in kept]
    return act_page(
        request, "tasks.html", place, labels=place.directory.labels,
        still=[line for line in lines if line[0].open], over=[line for line in lines if not line[0].open],
    )  # fmt: skip


@get("/tasks/{action:str}", sync_to_thread=True)
def task(request: Request[Any, Any, Any], action: FromPath[str]) -> Response[str]:
    """One task, how far it got, and what can be said of it next."""
    place, found = thing_of_members(request, "action", action)
    return _page(request, place, found, NOTHING_SAID)


@post("/tasks/{action:str}", sync_to_thread=True)
def step(request: Request[Any, Any, Any], action: FromPath[str], data: URLEncodedBody[Step]) -> Response[Any]:
    """Record the next stage of a task, or that it will not be done."""
    genuine(request, data)
    place, found = thing_of_members(request, "action", action)
    done = _drop(place, found, data) if data.do == "dropAction" else _next(place, found, data)
    return _page(request, place, found, data, done) if isinstance(done, Refusal) else go(f"/tasks/{found}")


def _next(place: Place, found: UUID, data: Step) -> object:
    if data.do not in STEPS:
        return Refusal("do", _("Please choose one."))
    said = told(place, data)
    return said if isinstance(said, Refusal) else act(place, data.do, {**said, "action": str(found)}, once=data.once)


def _drop(place: Place, found: UUID, data: Step) -> object:
    if not data.reason.strip():
        return Refusal("reason", _("Why will it not be done? Please say it here."))
    return act(place, "dropAction", {"action": str(found), "reason": data.reason}, once=data.once)


def _all(place: Place) -> list[tuple[str, Action]]:
    return list(place.service.views.listed(Actions(), f"{place.group}/", limit=MOST_ACTIONS))


def _words(place: Place, kept: Iterable[Action]) -> dict[str, str]:
    told_of = list(kept)
    words = place.service.governance.words(one.words for one in told_of)
    return {str(one.action): words[one.words.ref] for one in told_of}


def _page(
    request: Request[Any, Any, Any], place: Place, found: UUID, data: Step, refused: Refusal | None = None
) -> Response[str]:
    kept = next(one for _key, one in _all(place) if one.action == found)
    labels = place.directory.labels
    doers = [one for one in (kept.owner, *kept.helpers) if place.state.seats[one].holder(place.now) is not None]
    # Whoever took it on neither looks, nor writes down that somebody else did.
    lookers = [seat for seat in voters(place) if kept.owner not in {seat, own_seat(place)}]
    asked = whose(place, lookers if kept.stage == "reported_done" else doers)
    reason = None if kept.reason is None else place.service.governance.words([kept.reason])[kept.reason.ref]
    return act_page(
        request, "task.html", place, refused, once=data.once, data=data, task=kept, reason=reason,
        words=_words(place, [kept])[str(found)], stage=STAGES[kept.stage](), labels=labels,
        overdue=kept.overdue(place.now.local[:10]), whose=asked,
        steps=[(do, STEPS[do]()) for do in NEXT.get(kept.stage, ())],
        officer=kept.open and cleared(request, place.group, at_least=1) >= OFFICER,
    )  # fmt: skip


TASKS = [tasks, task, step]
