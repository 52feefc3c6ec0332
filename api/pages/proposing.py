"""Business that members propose: proposed, answered, taken back, and put on an agenda all the same by two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery, URLEncodedBody

from api.pages.acting import Place, Refusal, act, act_page, asked_of_members, group_of_members, meeting_of_members
from api.pages.forms import genuine, go
from api.pages.groups import meetings_of
from api.pages.language import gettext as _
from api.pages.touching import made_on
from api.pages.whose import ForSeat, own_seat, told, voters, whose
from api.v1.asked import thing_of, tier_of, uuid_of
from api.v1.asked_for import business_of
from api.v1.register import decision_of
from governance.kernel import MeetingId, ProposalId
from governance.meeting.notice_events import ProposalNotTaken
from governance.reader import NotFound
from governance.rules.proposals import TO_INSIST, taken_back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from api.v1.asked_for import BusinessView
    from api.v1.views import DecisionView
    from governance.kernel import Moment

DECIDING: Mapping[str, Callable[[], str]] = {
    "yes": lambda: _("We decide on it"),
    "no": lambda: _("We only talk about it"),
}
NOTHING_SAID = ForSeat()


class Proposing(ForSeat, frozen=True):
    """Business to propose, whether it is to be decided, and which earlier decision it is `about`, if any."""

    title: str = ""
    deciding: str = "yes"
    about: str = ""


class Answer(msgspec.Struct, frozen=True):
    """Business with what became of it: the meeting that has it or did not take it, why not, and what members may do."""

    view: BusinessView
    who: str
    meeting: UUID | None
    starts: Moment | None
    reason: str
    may_take_back: bool
    may_insist: bool


@get("/groups/{group:str}/propose", sync_to_thread=True)
def to_propose(request: Request[Any, Any, Any], group: FromPath[str], about: FromQuery[str] = "") -> Response[str]:
    """Where members propose business, of a decision's page `about` that decision, and see what became of it."""
    return _page(request, group_of_members(request, group), Proposing(about=about))


@post("/groups/{group:str}/propose", sync_to_thread=True)
def propose(request: Request[Any, Any, Any], group: FromPath[str], data: URLEncodedBody[Proposing]) -> Response[Any]:
    """Propose it."""
    genuine(request, data)
    place = group_of_members(request, group)
    said = told(place, data)
    if data.deciding not in DECIDING:
        said = Refusal("deciding", _("Please choose one."))
    if isinstance(said, Refusal):
        return _page(request, place, data, said)
    asked = {**said, "title": data.title.strip(), "for_decision": data.deciding == "yes", "about": data.about}
    done = act(place, "proposeBusiness", asked, once=data.once)
    return _page(request, place, data, done) if isinstance(done, Refusal) else go(f"{place.path}/propose")


@get("/business/{proposal:str}/withdraw", sync_to_thread=True)
def to_take_back(request: Request[Any, Any, Any], proposal: FromPath[str]) -> Response[Any]:
    """Asked once more before it is taken back; back to the list where the reader cannot."""
    place, found = asked_of_members(request, "proposal", proposal)
    if not _may_take_back(place, found):
        return go(f"{place.path}/propose")
    return _back_page(request, place, found, NOTHING_SAID)


@post("/business/{proposal:str}/withdraw", sync_to_thread=True)
def take_back(request: Request[Any, Any, Any], proposal: FromPath[str], data: URLEncodedBody[ForSeat]) -> Response[Any]:
    """Take it back."""
    genuine(request, data)
    place, found = asked_of_members(request, "proposal", proposal)
    said = told(place, data)
    if not isinstance(said, Refusal):
        done = act(place, "withdrawBusiness", {**said, "proposal": str(found)}, once=data.once)
        if not isinstance(done, Refusal):
            return go(f"{place.path}/propose")
        said = done
    return _back_page(request, place, found, data, said)


@get("/meetings/{meeting:str}/business/{proposal:str}/insist", sync_to_thread=True)
def to_insist(request: Request[Any, Any, Any], meeting: FromPath[str], proposal: FromPath[str]) -> Response[Any]:
    """What a second member does by it, said before it is done."""
    place, found = meeting_of_members(request, meeting)
    return _insist_page(request, place, found, _refused(place, found, proposal), NOTHING_SAID)


@post("/meetings/{meeting:str}/business/{proposal:str}/insist", sync_to_thread=True)
def insist(
    request: Request[Any, Any, Any],
    meeting: FromPath[str],
    proposal: FromPath[str],
    data: URLEncodedBody[ForSeat],
) -> Response[Any]:
    """Want it on the agenda all the same."""
    genuine(request, data)
    place, found = meeting_of_members(request, meeting)
    refused = _refused(place, found, proposal)
    said = told(place, data)
    if not isinstance(said, Refusal):
        asked = {**said, "proposal": str(refused.proposal)}
        done = act(place, "insistOnItem", asked, meeting=found, once=data.once)
        if not isinstance(done, Refusal):
            return go(f"/meetings/{found}")
        said = done
    return _insist_page(request, place, found, refused, data, said)


def _refused(place: Place, meeting: MeetingId, proposal: str) -> ProposalNotTaken:
    """What a meeting did not take, and why. Raises `NotFound` for anything else."""
    told_of = [one.event for one in place.service.governance.stream(meeting)]
    found = [e for e in told_of if isinstance(e, ProposalNotTaken) and e.proposal == uuid_of(proposal)]
    if not found:
        raise NotFound("proposal")
    return found[-1]


def _may_take_back(place: Place, proposal: UUID) -> bool:
    kept = place.state.business[ProposalId(proposal)]
    theirs = () if kept.seat is None else (kept.seat,)
    told = {"by_a_member": kept.origin == "member", "own": whose(place, theirs).anybody, "answered": not kept.waits}
    return taken_back(**told) is None


def _answers(place: Place) -> list[Answer]:
    """Everything proposed, the latest first."""
    listed, late = business_of(place.service, place.state), _came_late(place)
    return [_answer(place, one, late.get(ProposalId(one.proposal))) for one in reversed(listed)]


def _came_late(place: Place) -> dict[ProposalId, MeetingId]:
    """What waits, by the last meeting it came too late for."""
    waits = {proposal: kept.since for proposal, kept in place.state.business.items() if kept.waits}
    late: dict[ProposalId, MeetingId] = {}
    for line in meetings_of(place.service, place.group) if waits else ():
        if line.stage == "cancelled" or not any(since.before(line.starts) for since in waits.values()):
            continue
        meeting = MeetingId(UUID(line.id))
        not_taken = place.service.governance.meeting(meeting).not_taken
        late |= {proposal: meeting for proposal in waits if proposal in not_taken}
    return late


def _answer(place: Place, view: BusinessView, late: MeetingId | None) -> Answer:
    kept = place.state.business[ProposalId(view.proposal)]
    meeting = kept.meeting or (kept.refused_at if kept.refused else late)
    reason = ""
    if (kept.refused or late) and meeting is not None:
        told_why = _refused(place, meeting, str(view.proposal)).reason
        reason = place.service.governance.words([told_why])[told_why.ref]
    who = "" if kept.seat is None else place.directory.labels[kept.seat]
    held = None if meeting is None else place.service.governance.meeting(meeting)
    starts, may_insist = (None, False) if held is None else (held.starts, kept.refused and held.stage == "called")
    return Answer(view, who, meeting, starts, reason, _may_take_back(place, view.proposal), may_insist)


def _page(
    request: Request[Any, Any, Any], place: Place, data: Proposing, refused: Refusal | None = None
) -> Response[str]:
    orders, _version = place.state.orders_at(place.now)
    answers = _answers(place)
    return act_page(
        request, "propose.html", place, refused, data=data, once=data.once, answers=answers,
        days=orders.notice_days + orders.proposal_margin_days, whose=whose(place, voters(place)),
        deciding=[(value, words()) for value, words in DECIDING.items()],
        about=_earlier(request, place, data.about), made=made_on(place.service, (one.view.about for one in answers)),
    )  # fmt: skip


def _earlier(request: Request[Any, Any, Any], place: Place, about: str) -> DecisionView | None:
    """The decision that business is about, as the reader may see it. Raises `NotFound` for none of the group's."""
    if not about:
        return None
    service, found, stream = thing_of(request, "decision", about, at_least=1)
    view = decision_of(service, service.governance.stream(stream)[0], tier_of(request, found))
    if view.group != place.group:
        raise NotFound("decision")
    return view


def _back_page(
    request: Request[Any, Any, Any], place: Place, found: UUID, data: ForSeat, refused: Refusal | None = None
) -> Response[str]:
    view = next(one for one in business_of(place.service, place.state) if one.proposal == found)
    seat = place.state.business[ProposalId(found)].seat
    return act_page(
        request, "propose_back.html", place, refused, view=view, data=data, once=data.once,
        whose=whose(place, () if seat is None else (seat,)),
    )  # fmt: skip


def _insist_page(
    request: Request[Any, Any, Any],
    place: Place,
    meeting: MeetingId,
    kept: ProposalNotTaken,
    data: ForSeat,
    refused: Refusal | None = None,
) -> Response[str]:
    words = place.service.governance.words([kept.title, kept.reason])
    state = place.service.governance.meeting(meeting)
    wanted = state.not_taken.get(kept.proposal)
    asked = frozenset() if wanted is None else wanted.insisted
    return act_page(
        request, "insist.html", place, refused, data=data, once=data.once, meeting=meeting, starts=state.starts,
        title=words[kept.title.ref], reason=words[kept.reason.ref], needed=TO_INSIST, on_it=wanted is None,
        late=kept.late, asked=[place.directory.labels[seat] for seat in asked], mine=own_seat(place) in asked,
        whose=whose(place, [seat for seat in voters(place) if seat not in asked]), over=state.stage != "called",
    )  # fmt: skip


PROPOSING = [to_propose, propose, to_take_back, take_back, to_insist, insist]
