"""Pages of a group: who we are, when we meet next, what we decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath, FromQuery

from api.access import OFFICER, clearance, may_read_of, today
from api.pages import behind
from api.pages.alone import alone_in
from api.pages.asking import open_for
from api.pages.language import gettext as _
from api.pages.language import of_the_rules
from api.pages.meetings import waits_of
from api.pages.rendering import day, page
from api.pages.touching import may_be_asked
from api.v1.asked import asker, group_of, lost_of, service_of, thing_of, tier_of, waited
from api.v1.asked_for import requested, reviews_of
from api.v1.offices import open_nominations
from api.v1.people import told_of
from api.v1.register import decision_of, latest
from api.v1.resolutions import resolutions_of, view_of, words_of
from api.v1.service import Service
from api.v1.withheld import closed_parts, made_behind_doors
from governance import earlier, explain, founding
from governance.decision.events import DecisionMade
from governance.kernel import DecisionId, GroupId, Moment
from governance.rules.clauses import CLAUSE, CLAUSES
from projections.meetings import Calls, Stages, in_order
from projections.minutes.form import amount

if TYPE_CHECKING:
    from uuid import UUID

    from api.v1.resolutions import ResolutionView
    from api.v1.views import DecisionView
    from api.v1.withheld import ClosedPart
    from governance.acts import Principal
    from governance.application import Governance
    from governance.group.state import GroupState
    from governance.kernel import Event, Tier
    from governance.reader import Directory

LATEST = 5
SHOWN = 25
CONSTITUENCIES = {
    "service_user": lambda: _("person who uses services"),
    "family_carer": lambda: _("family carer"),
    "neighbour": lambda: _("neighbour"),
    "professional": lambda: _("professional"),
    "staff": lambda: _("staff"),
    "critical_friend": lambda: _("critical friend"),
    "sponsor": lambda: _("sponsor"),
    "other": lambda: _("other member"),
}


class MeetingLine(msgspec.Struct, frozen=True):
    """A meeting as a list shows it; `written_up`: it was called only to be written up."""

    id: str
    starts: Moment
    title: str
    place: str | None
    stage: str
    written_up: bool = False


class SeatLine(msgspec.Struct, frozen=True):
    """A seat as members see it: its label, whose experience it brings, the office it holds, whether it is filled."""

    label: str
    constituency: str
    office: str | None
    acting: bool
    voting: bool
    filled: bool
    until: str | None = None


@get("/", sync_to_thread=True)
def home(request: Request[Any, Any, Any]) -> Response[str]:
    """Every group the reader may see."""
    service, one = service_of(request), asker(request)
    governance = service.governance
    seen = [g for g in governance.groups() if clearance(governance, one.principal, g, link=one.link) is not None]
    groups = [(governance.directory(g).slug, governance.directory(g).name) for g in seen]
    questions = [asked for group in seen for asked in open_for(service, one.principal, group)]
    founds = _founds(governance, one.principal)
    leavings = one.principal is not None and any(left.asked for _group, left in told_of(service, one.principal))
    return page(request, "home.html", groups=groups, founds=founds, questions=questions, leavings=leavings)


@get("/groups/{group:str}", sync_to_thread=True)
def group_home(request: Request[Any, Any, Any], group: FromPath[str]) -> Response[str]:
    """Who we are, the next meeting, what we decided."""
    service, found, tier = group_of(request, group)
    directory, state = service.governance.directory(found), service.governance.group(found)
    now = today(state.zone)
    meetings = [one for one in meetings_of(service, found) if may_read_of(service.governance, found, one.starts, tier)]
    coming = [m for m in meetings if m.stage == "called" and not m.written_up and not m.starts.before(now)]
    decisions, _further = latest(service, found, LATEST, tier)
    return page(
        request,
        "group.html",
        group=directory,
        kind=state.kind,
        tier=tier,
        seats=_seats(directory, state, now) if tier else (),
        counts=_counts(state, now),
        nominations=_nominations(service, found, now) if tier else (),
        next_meeting=coming[0] if coming else None,
        held=[m for m in reversed(meetings) if m.stage not in {"called", "cancelled"}],
        unwritten=[m for m in reversed(meetings) if m.stage == "called" and m not in coming],
        officer=tier >= OFFICER,
        reviews=[one for one in reviews_of(service, state) if one.expired] if tier else (),
        asked=_asked(service, found) if tier else (),
        wanted=requested(service, state) if tier else (),
        alone=alone_in(service, found, waiting=True) if tier else (),
        lost=_lost(service, directory, state, now) if tier else (),
        decisions=decisions,
        said=said,
        became=became,
        plainly=plainly,
    )


def _lost(service: Service, directory: Directory, state: GroupState, now: Moment) -> list[tuple[str, DecisionId]]:
    """Who has what, and which rules are in force, by a vote that does not count any more."""
    rules = {"orders": _("Our rules"), "mapping": _("Who counts as a member with lived experience")}
    told = []
    for one in lost_of(service, state, now, None):
        who = "" if one.seat is None else directory.labels[one.seat]
        what = who if one.office is None else f"{directory.labels[one.office]}: {who}"
        told.append((rules.get(one.what, what), one.decision))
    return told


@get("/groups/{group:str}/register", sync_to_thread=True)
def register(
    request: Request[Any, Any, Any],
    group: FromPath[str],
    q: FromQuery[str] = "",
    outcome: FromQuery[str] = "",
    after: FromQuery[str] = "",
) -> Response[str]:
    """Every decision of the group, the latest first, to be searched."""
    service, found, tier = group_of(request, group)
    wanted = outcome if outcome in {"agreed", "not_agreed"} else None
    decisions, following = latest(service, found, SHOWN, tier, before=after, outcome=wanted, words=q.strip() or None)
    return page(
        request,
        "register.html",
        group=service.governance.directory(found),
        decisions=decisions,
        following=following,
        q=q,
        outcome=outcome,
        said=said,
        became=became,
        plainly=plainly,
    )


@get("/decisions/{decision:str}", sync_to_thread=True)
def decision(request: Request[Any, Any, Any], decision: FromPath[str]) -> Response[str]:
    """One decision, and what its ruling rested on."""
    service, found, stream = thing_of(request, "decision", decision)
    made = service.governance.stream(stream)[0]
    waited(service, made.position)
    tier = tier_of(request, found)
    view = decision_of(service, made, tier)
    group = service.governance.directory(GroupId(view.group))
    to_do = _to_write_down(service, view) if tier >= OFFICER else None
    return page(
        request,
        "decision.html",
        group=group,
        decision=view,
        cost=amount(view.cost) if view.cost else "",
        closed=_behind_doors(service, made.event, tier),
        said=said,
        why=view.why,
        became=became(view),
        ask=may_be_asked(view) if tier else "",
        to_do=to_do,
        waits=waits_of(service, made.position) if tier else None,
        plainly=plainly,
        rules=[
            (clause, of_the_rules(CLAUSES[clause]))
            for clause in dict.fromkeys(CLAUSE.findall(view.why))
            if clause in CLAUSES
        ],
    )


def _to_write_down(service: Service, view: DecisionView) -> tuple[str, str] | None:
    """What officers have still to write down of a decision."""
    governance = service.governance
    state = governance.group(GroupId(view.group))
    named = earlier.named(governance, DecisionId(view.decision))
    return behind.to_write_down(state, named, today(state.zone))


def _behind_doors(service: Service, made: Event, tier: Tier) -> tuple[ClosedPart, ...]:
    """What was said behind the closed doors where a decision was made, for those who may read it."""
    if not isinstance(made, DecisionMade) or not made_behind_doors(service.governance, made):
        return ()
    parts = closed_parts(service.governance, made.meeting, tier)
    return tuple(part for part in parts if part.item == made.item)


def _asked(service: Service, group: GroupId) -> list[ResolutionView]:
    """What members are asked in writing now."""
    opened = [one for one in resolutions_of(service, group) if one.state.stage == "open"]
    return [view_of(one, words_of(service, opened), mine=frozenset()) for one in opened]


def _founds(governance: Governance, who: Principal | None) -> bool:
    """Whether somebody founds a group here, or may."""
    if who is None or who.person is None:
        return False
    return founding.founds(governance, who.person, today(governance.organisation().zone))


def said(outcome: Any) -> str:
    """How a question came out, in two or three words; of what was withheld only that it was decided."""
    if outcome is None:
        return _("Decided behind closed doors")
    answers = {"agreed": _("Agreed"), "not_agreed": _("Not agreed"), "unknown": _("Not known")}
    return answers[outcome.announced or outcome.by_rule]


def plainly(view: DecisionView) -> str:
    """How a decision came out and what became of it, in plain words, for a card."""
    now = view.standing
    if now is None or view.outcome is None:
        return _("All may read the title, but no more.")
    days = {"since": now.since, "effective": now.effective, "carried_out": now.carried_out}
    shown = {name: day(told) if told else "" for name, told in days.items()}
    stands = explain.stands(
        view.set_aside or now.status, **shown, counted=not now.carried_out_irregular, disputed=now.disputed_answers
    )
    return f"{explain.plain(view.outcome)} {stands}".strip()


def became(view: DecisionView) -> str:
    """What became of a decision, in a few words; nothing while it simply stands, or where that is withheld."""
    words = {
        "without_effect": _("Without effect until it is ratified"),
        "not_ratified": _("Not ratified: without effect"),
        "ratified": _("Ratified"),
        "rescinded": _("Undone by a later decision"),
        "amended": _("Changed by a later decision"),
        "set_aside": _("Set aside later, without effect"),
        "disowned": _("The group does not stand by it: without effect"),
    }
    if view.standing is None:
        return ""
    disputed = _("Disputed: members say that answers counted for it are wrong")
    return words.get(view.standing.status, disputed if view.standing.disputed_answers else "")


def meetings_of(service: Service, group: GroupId) -> list[MeetingLine]:
    """The meetings of a group by the day they start."""
    calls = in_order(call for _, call in service.views.listed(Calls(), f"{group}/", limit=1000))
    stages = service.views.many(Stages(), [str(call.meeting) for call in calls])
    words = service.governance.words(s for call in calls for s in (call.title, call.place) if s is not None)
    return [
        MeetingLine(
            str(call.meeting),
            call.starts,
            words[call.title.ref] if call.title else _("Meeting"),
            words[call.place.ref] if call.place else None,
            stages[str(call.meeting)].stage if str(call.meeting) in stages else "called",
            call.written_up,
        )
        for call in calls
    ]


def _seats(directory: Directory, state: GroupState, now: Moment) -> list[SeatLine]:
    held = {term.seat: term for term in state.held(now)}
    lines = []
    for seat in directory.seats.values():
        kept = state.seats[seat]
        if not kept.exists(now):
            continue
        term = held.get(seat)
        lines.append(
            SeatLine(
                directory.labels[seat],
                CONSTITUENCIES[kept.constituency](),
                directory.labels[term.office] if term else None,
                term.acting if term else False,
                kept.voting,
                kept.holder(now) is not None,
                term.last_day if term else None,
            )
        )
    return lines


def _nominations(service: Service, group: GroupId, now: Moment) -> list[tuple[str, str | None, UUID]]:
    """The offices for which members can be nominated, each with the last day and the election."""
    labels = service.governance.directory(group).labels
    return [(labels[one.office], one.closes, one.election) for one in open_nominations(service, group, now)]


def _counts(state: GroupState, now: Moment) -> tuple[int, int]:
    """How many voting seats there are, and how many of them bring lived experience."""
    mapping, _version = state.mapping_at(now)
    voting = [s for s in state.seats.values() if s.voting and s.exists(now)]
    return len(voting), sum(mapping.class_of(s.constituency) == "LE" for s in voting)


GROUPS = [home, group_home, register, decision]
