"""The decision register, and actions."""

from __future__ import annotations

import csv
import io
import operator
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath, FromQuery, QueryParameter

from api.access import OFFICER, may_read_of, today
from api.v1 import withheld
from api.v1.answers import NDJSON, answered, lines, wants
from api.v1.asked import (
    MOST,
    group_of,
    group_then,
    link,
    of_views,
    position_of,
    then_public,
    thing_of,
    tier_of,
    waited,
    within,
)
from api.v1.service import Service
from api.v1.views import ActionView, DecisionView, Standing
from governance import explain
from governance.decision import state as decision_state
from governance.decision.events import Making
from governance.decision.state import DecisionState
from governance.group import put_back
from governance.kernel import DATE, Class, DecisionId, GroupId, MeetingId, Moment, MotionId
from governance.reader import NotFound
from governance.rules import ballot
from governance.rules.hands import UNKNOWN, Share, Split
from projections.actions import Action, Actions
from projections.decisions import Decisions, Entry, Standings, key_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from governance.kernel import Tier
    from governance.motion.events import Outcome
    from governance.record import RecordedEvent
    from governance.rules.quorum import QuorumSnapshot


MOST_ACTIONS = 100_000


@get("/register", operation_id="searchRegister", sync_to_thread=True)
def search_register(
    request: Request[Any, Any, Any],
    group: FromQuery[str],
    outcome: FromQuery[Literal["agreed", "not_agreed"] | None] = None,
    after: FromQuery[str | None] = None,
    limit: FromQuery[int] = 100,
    since: Annotated[str | None, QueryParameter(name="from", pattern=DATE)] = None,
    words: Annotated[str | None, QueryParameter(name="q")] = None,
    wait_for: FromQuery[int | None] = None,
    as_known_at: FromQuery[str | None] = None,
) -> Response[Any]:
    """The decision register of a group; JSON, NDJSON or CSV by `Accept`.

    `outcome`, `from` (a day) and `q` (words in it) leave the rest out of each page, which may then be empty and still
    have a next one.
    """
    service, found, tier = group_of(request, group)
    at, most = position_of(service, as_known_at), within(limit)
    then_public(service, found, tier, at)
    waited(service, wait_for)
    listed = of_views(
        service, at, lambda: service.views.listed(Decisions(), f"{found}/", after=after or "", limit=most, at=at)
    )
    readable = [(key, entry) for key, entry in listed if _open_to(service, entry, tier)]
    chosen = [(key, entry) for key, entry in readable if _chosen(entry, outcome, since)]
    views = [v for v in _decision_views(service, chosen, tier, at) if _shown(v, outcome, words)]
    headers = link(request, listed[-1][0] if len(listed) == most else None)
    kind = wants(request, "text/csv", NDJSON)
    if kind == "text/csv":
        table = register_csv(views).encode()
        return answered(request, table, kind="text/csv", at=at, headers=headers)
    if kind == NDJSON:
        return answered(request, lines(views), kind=NDJSON, at=at, headers=headers)
    return answered(request, views, at=at, headers=headers)


def _chosen(entry: Entry, outcome: str | None, since: str | None) -> bool:
    answer = entry.outcome.announced or entry.outcome.by_rule
    return outcome in {None, answer} and (since is None or entry.occurred.local[:10] >= since)


def _open_to(service: Service, entry: Entry, tier: Tier) -> bool:
    """Whether a reader of a tier may know of a decision: everybody of those made since the group publishes."""
    return may_read_of(service.governance, GroupId(entry.group), entry.occurred, tier)


def _shown(view: DecisionView, outcome: str | None, words: str | None) -> bool:
    """Whether a decision is among those looked for, as far as the reader may know."""
    known = outcome is None or view.outcome is not None
    return known and (words is None or words.casefold() in view.words.casefold())


def decisions_of(service: Service, group: GroupId) -> list[DecisionView]:
    """Every decision of a group, in order, as officers read them."""
    views: list[DecisionView] = []
    after = ""
    while listed := service.views.listed(Decisions(), f"{group}/", after=after, limit=MOST):
        views += _decision_views(service, listed, OFFICER)
        after = listed[-1][0]
    return views


def latest(
    service: Service,
    group: GroupId,
    most: int,
    tier: Tier,
    *,
    before: str = "",
    outcome: str | None = None,
    words: str | None = None,
) -> tuple[list[DecisionView], str | None]:
    """The last decisions that fit, as a reader of a tier may see them, the newest first, and the key to go on before.

    The key is None when there are no more.
    """
    views: list[tuple[str, DecisionView]] = []
    while listed := service.views.listed(Decisions(), f"{group}/", after=before, limit=MOST, newest=True):
        readable = [(key, entry) for key, entry in listed if _open_to(service, entry, tier)]
        chosen = [(key, entry) for key, entry in readable if _chosen(entry, outcome, None)]
        shown = zip((key for key, _ in chosen), _decision_views(service, chosen, tier), strict=True)
        views += [(key, v) for key, v in shown if _shown(v, outcome, words)]
        if len(views) > most:
            return [view for _, view in views[:most]], views[most - 1][0]
        before = listed[-1][0]
    return [view for _, view in views], None


def decision_of(service: Service, made: RecordedEvent, tier: Tier, at: int | None = None) -> DecisionView:
    """The view of a decision by the event that made it, for a reader of a tier, as it stands or stood at a position."""
    state = _folded(service, made.stream, at)
    entry = Decisions().apply(None, made)
    words = service.governance.words([entry.words])[entry.words.ref]
    return _for(service, tier, entry, _decision_view(service, key_of(made), entry, words, state, at))


def _folded(service: Service, decision: UUID, at: int | None) -> DecisionState:
    return decision_state.fold(one.fact for one in service.governance.stream(decision, at))


def _for(service: Service, tier: Tier, entry: Entry, view: DecisionView) -> DecisionView:
    """The decision as a reader of a tier may see it."""
    if tier < OFFICER and withheld.made_behind_doors(service.governance, entry):
        assert entry.meeting is not None and entry.item is not None, "doors close at a meeting"  # noqa: PT018
        if not withheld.reads_closed(service.governance, entry.meeting, entry.item, tier):
            return withheld.told(view, tier)
    return view if tier else _in_public(view)


def _in_public(view: DecisionView) -> DecisionView:
    """The decision as everybody may see it (R-PR1, R-PR2, R-PR8).

    A class of one is told only among the others, no one's vote at all, and the numbers of a secret ballot not where
    they would tell. What it costs is for members.
    """
    view = msgspec.structs.replace(_ballot_in_public(view), cost=None)
    replace, outcome = msgspec.structs.replace, view.outcome
    assert outcome is not None, "it was not withheld"
    return replace(
        view, outcome=replace(outcome, quorum=_quorum_in_public(outcome.quorum), split=_split_in_public(outcome.split))
    )


def _quorum_in_public(shot: QuorumSnapshot) -> QuorumSnapshot:
    if shot.by_class is None:
        return shot
    lived = shot.of_class("LE")
    told: tuple[tuple[Class, int], ...] = (("LE", lived), ("OT", sum(n for _, n in shot.by_class) - lived))
    return msgspec.structs.replace(shot, by_class=tuple((class_, n) for class_, n in told if n))


def _split_in_public(split: Split) -> Split:
    """How the classes voted, unless it is how the only one of a class to answer did."""
    return UNKNOWN if _alone(split.lived_experience) or _alone(split.other) else split


def _alone(share: Share | None) -> bool:
    return share is not None and share.exact is not None and share.exact.total == 1


def _ballot_in_public(view: DecisionView) -> DecisionView:
    """The outcome without numbers where they tell; of several options only the sum is there, so it never shows."""
    outcome = view.outcome
    assert outcome is not None, "it was not withheld"
    tally = outcome.tally
    if outcome.method != "ballot":
        return view
    if tally is not None and not ballot.tells_in_total((tally.for_, tally.against, tally.no_side)):
        return view
    replace = msgspec.structs.replace
    reason = outcome.reason if outcome.casting else "numbers_not_shown"
    hidden = replace(outcome, tally=None, test="", reason=reason, no_answer=None, split=UNKNOWN)
    return replace(view, outcome=hidden, why=view.why.replace(*_why(outcome, hidden, view.orders_version)))


def _why(shown: Outcome, hidden: Outcome, version: int) -> tuple[str, str]:
    """The sentence about an outcome, and the one that shows no numbers of it."""
    return explain.outcome(shown, version), explain.outcome(hidden, version)


def _decision_views(
    service: Service, listed: list[tuple[str, Entry]], tier: Tier, at: int | None = None
) -> list[DecisionView]:
    words = service.governance.words(entry.words for _, entry in listed)
    now = {} if at is not None else service.views.many(Standings(), [str(entry.decision) for _, entry in listed])
    return [
        _for(
            service,
            tier,
            entry,
            _decision_view(
                service,
                key,
                entry,
                words[entry.words.ref],
                now.get(str(entry.decision)) or _folded(service, entry.decision, at),
                at,
            ),
        )
        for key, entry in listed
    ]


def _orders_version(service: Service, entry: Entry) -> int:
    """The version of the standing orders a decision was made under."""
    governance = service.governance
    if entry.meeting is not None:
        motion = None if entry.motion is None else MotionId(entry.motion)
        return governance.meeting(MeetingId(entry.meeting)).version_for(motion)
    if entry.resolution is not None:
        version: int = governance.outliving("resolution", entry.resolution).orders_version
        return version
    return governance.group(GroupId(entry.group)).orders_at(entry.occurred)[1]


def _put_out(service: Service, entry: Entry, at: int | None) -> str:
    """What became of whoever a decision put out, once it does not count any more."""
    if entry.category != "removal":
        return ""
    return put_back.told(group_then(service, GroupId(entry.group), at).removals.get(DecisionId(entry.decision)))


def _decision_view(
    service: Service, key: str, entry: Entry, words: str, state: DecisionState, at: int | None
) -> DecisionView:
    version = _orders_version(service, entry)
    became = " ".join(filter(None, (explain.standing(state), _put_out(service, entry, at))))
    outcome = entry.outcome
    if state.set_aside is not None:
        outcome = msgspec.structs.replace(outcome, takes_effect=False)
    return DecisionView(
        entry.decision,
        service.number_at(key),
        entry.group,
        entry.meeting,
        entry.occurred,
        words,
        entry.category,
        outcome,
        Standing(
            state.status,
            _day(state.since),
            state.by,
            _day(state.effective),
            _day(state.carried_out),
            state.matter,
            state.notice_defect,
            state.carried_out_irregular,
            state.disputed_answers,
        ),
        version,
        explain.outcome(entry.outcome, version) + (f" {became}" if became else ""),
        entry.resolution,
        state.set_aside,
        entry.cost,
    )


def _day(moment: Moment | None) -> str | None:
    return None if moment is None else moment.local[:10]


def register_csv(views: list[DecisionView]) -> str:
    """The register as CSV, safe to open in a spreadsheet."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["number", "date", "words", "outcome", "takes_effect", "for", "against", "no_side", "status"])
    for v in views:
        tally = v.outcome.tally if v.outcome else None
        counts = [tally.for_, tally.against, tally.no_side] if tally else ["", "", ""]
        answer = (v.outcome.announced or v.outcome.by_rule) if v.outcome else ""
        # A cell that starts like a formula is read as one by spreadsheets.
        words = "'" + v.words if v.words[:1] in "=+-@" else v.words
        status = v.standing.status if v.standing else ""
        counts_now = status in {"in_force", "ratified"} if status else ""
        rows.writerow([v.number, v.occurred.local[:10], words, answer, counts_now, *counts, status])
    return out.getvalue()


@get("/decisions/{decision:str}", operation_id="getDecision", sync_to_thread=True)
def get_decision(
    request: Request[Any, Any, Any], decision: FromPath[str], as_known_at: FromQuery[str | None] = None
) -> Response[DecisionView]:
    """One decision, with everything its ruling rested on."""
    service, found, stream = thing_of(request, "decision", decision)
    at = position_of(service, as_known_at)
    made = next(iter(service.governance.stream(stream, at)), None)
    if made is None:
        raise NotFound("decision")
    assert isinstance(made.event, Making), "a decision's stream opens with its making"
    tier = tier_of(request, found)
    then_public(service, made.event.group, tier, at, what="decision")
    waited(service, made.position)
    return answered(request, decision_of(service, made, tier, at), at=at)


@get("/groups/{group:str}/actions", operation_id="listActions", sync_to_thread=True)
def list_actions(
    request: Request[Any, Any, Any],
    group: FromPath[str],
    open_only: FromQuery[bool] = False,  # noqa: FBT002 - a query parameter
    after: FromQuery[str | None] = None,
    limit: FromQuery[int] = 100,
    wait_for: FromQuery[int | None] = None,
    as_known_at: FromQuery[str | None] = None,
) -> Response[list[ActionView]]:
    """The actions of a group by the day they are due; with `open_only`, those not yet verified or dropped."""
    service, found, _ = group_of(request, group, at_least=1)
    at, most = position_of(service, as_known_at), within(limit)
    waited(service, wait_for)
    all_of = of_views(service, at, lambda: service.views.listed(Actions(), f"{found}/", limit=MOST_ACTIONS, at=at))
    due = sorted((a for _, a in all_of if a.open or not open_only), key=operator.attrgetter("order"))
    listed = [action for action in due if action.order > (after or "")][:most]
    words = service.governance.words(s for a in listed for s in (a.words, a.reason) if s is not None)
    day = today(service.governance.group(found).zone).local[:10]
    views = [action_view(action, words, day) for action in listed]
    return answered(request, views, at=at, headers=link(request, listed[-1].order if len(listed) == most else None))


def action_view(a: Action, words: Mapping[UUID, str], day: str) -> ActionView:
    """An action as it is told, on a day."""
    reason = None if a.reason is None else words[a.reason.ref]
    return ActionView(
        a.action,
        a.owner,
        a.helpers,
        words[a.words.ref],
        a.due,
        a.overdue(day),
        a.decision,
        a.stage,
        a.verified_by,
        reason,
        a.irregular,
    )


REGISTER = [search_register, get_decision, list_actions]
