"""What the rules need to know of a meeting: stage, roll, who is here, the chair, items and motions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from governance.election import room_events as o
from governance.election.room_state import Polls, Stakes, polls_after, stakes_after
from governance.kernel import (
    ActionId,
    Class,
    Constituency,
    DecisionId,
    Event,
    EventId,
    Fact,
    GroupId,
    ItemId,
    MeetingId,
    Moment,
    MotionId,
    PaperFormat,
    PersonId,
    ProposalId,
    RequisitionId,
    RulingId,
    Sealed,
    SeatId,
)
from governance.meeting import events as e
from governance.meeting import notice_state as notice
from governance.meeting import people_events as pe
from governance.meeting import people_state as people
from governance.meeting import procedure_state
from governance.minutes import brought
from governance.motion import events as m
from governance.motion import procedure_events as p
from governance.motion import state as motion
from governance.motion.method_state import Answering
from governance.rules.quorum import QuorumSnapshot
from governance.standing_orders import Category, ClassMapping, StandingOrders

if TYPE_CHECKING:
    from collections.abc import Iterable

Stage = Literal["not_called", "called", "open", "adjourned", "closed", "cancelled"]
ItemStage = Literal["waiting", "open", "closed", "deferred", "stood_over", "escalated"]
Slip = Literal["attendance", "quorum", "vote", "note", "motion"]

SLIPS: dict[Slip, tuple[type[Event], ...]] = {
    "attendance": (
        e.AttendanceSet,
        e.HeadcountNoted,
        e.MemberArrived,
        e.MemberLeft,
        e.ApologiesGiven,
        e.VisitorNoted,
        pe.DeputySeated,
    ),
    "quorum": (e.QuorumTested, e.QuorumLost, e.QuorumRegained),
    "vote": (m.VoteCast,),
    "note": (e.NoteTaken, e.SuggestionNoted, pe.VisitorActed),
    "motion": (m.MotionMoved, m.AmendmentMoved, p.ProceduralMotionMoved, p.OptionsMoved),
}


class Item(msgspec.Struct, frozen=True):
    """An item of business as it stands; `decided` once a question on it was answered.

    `pulled`: a member asked to take it by itself. `first`: business left over, which comes before the rest (R-IQ3).
    """

    number: int
    for_decision: bool
    in_notice: bool
    category: Category | None
    stage: ItemStage = "waiting"
    decided: bool = False
    title: Sealed | None = None
    kind: p.ItemKind = "business"
    pulled: bool = False
    first: bool = False


class Act(msgspec.Struct, frozen=True):
    """An act that may still be taken back: what kind of slip it would be, and who was here and the quorum before it."""

    slip: Slip
    fact: Fact
    present: frozenset[SeatId] | None
    quorum: QuorumSnapshot | None


class Closed(msgspec.Struct, frozen=True):
    """An item taken behind closed doors: what everybody may read of it, and whether that part is over."""

    title: Sealed
    over: bool = False


class NotTaken(msgspec.Struct, frozen=True):
    """Business that is not on the agenda, and the members who want it there."""

    seat: SeatId | None
    title: Sealed
    for_decision: bool
    late: bool
    insisted: frozenset[SeatId] = frozenset()


class MeetingState(msgspec.Struct, frozen=True):
    """A meeting as folded. `present` is None while nobody has called the roll; `last` is the latest time recorded.

    `from_outside`: seats that were not here when they moved, seconded or answered a motion. `chair_left`: whoever
    presided went, and nobody is known to have taken the chair since; `unchaired` are the questions put meanwhile.
    `attended`: every seat that was ever here. `matters`: what proposals about earlier minutes are about.
    `closed`: items taken behind closed doors; `unheard`: proposals made there.
    `joined`: seats that came in while a question was before the meeting, whether or not they stayed. `closure_lost`:
    the question the meeting would not vote on yet, and when it said so. `just_declared` is the question whose result
    nothing came after. `stopped` is when the sitting before stopped, and `done` what of the agenda was finished by
    then.

    `disputed` interests wait for a vote, `wrongly_out` are seats kept out for a shared interest without one.
    `deputies` sit in for seats, the `silent` among them do not count; `sent` were named before the meeting began.
    `dropped`: seats whose link was lost while a question was put, not yet `phoned` nor asked anew. `hands_shown`:
    questions answered by a show of hands with somebody elsewhere. `second_sitting`: it goes on after it stopped short
    of members. `began`: when the sitting did; `sat_since`: when members last sat down.
    `polls` are the elections taken here, `stakes` the offices that motions would touch. `requisition` is what members
    asked for; `stated` are the items they asked for, None where the notice may be about anything. `called_for` is when
    it was first called for; it has `clear_days` of notice of those `needed`; `consented` are seats that agreed to less.
    `proposals` of members are on the agenda, and `not_taken` are not. `unnoticed` seats had no notice, and asked for
    the `reopened` decisions to be looked at again. `ended` is when it closed; `told` are chair's actions reported, and
    `raised` actions talked about; `papers` say when they went out in which form.
    """

    meeting: MeetingId | None = None
    group: GroupId | None = None
    stage: Stage = "not_called"
    kind: str = "ordinary"
    starts: Moment | None = None
    irregular: tuple[str, ...] = ()
    orders: StandingOrders | None = None
    orders_version: int = 0
    mapping: ClassMapping | None = None
    roll: dict[SeatId, e.RollEntry] = {}
    present: frozenset[SeatId] | None = None
    apologies: frozenset[SeatId] = frozenset()
    headcount: int | None = None
    stood_down: frozenset[SeatId] = frozenset()
    interests: dict[tuple[ItemId, SeatId], e.InterestKind] = {}
    handled: dict[tuple[ItemId, SeatId], e.InterestHandling] = {}
    disputed: dict[tuple[ItemId, SeatId], e.InterestHandling] = {}
    wrongly_out: frozenset[tuple[ItemId, SeatId]] = frozenset()
    excluded: frozenset[tuple[ItemId, SeatId]] = frozenset()
    returned: frozenset[tuple[ItemId, SeatId]] = frozenset()
    presider: SeatId | None = None
    chair_left: bool = False
    minute_taker: SeatId | None = None
    on_break: bool = False
    quorum: QuorumSnapshot | None = None
    items: dict[ItemId, Item] = {}
    current: ItemId | None = None
    motions: dict[MotionId, motion.Motion] = {}
    from_outside: frozenset[tuple[MotionId, SeatId]] = frozenset()
    unchaired: frozenset[MotionId] = frozenset()
    joined: frozenset[tuple[MotionId, SeatId]] = frozenset()
    rulings: dict[RulingId, procedure_state.Ruling] = {}
    closure_lost: tuple[MotionId | None, Moment] | None = None
    just_declared: MotionId | None = None
    resumed: bool = False
    stopped: Moment | None = None
    done: frozenset[ItemId] = frozenset()
    attended: frozenset[SeatId] = frozenset()
    matters: dict[MotionId, brought.Matter] = {}
    closed: dict[ItemId, Closed] = {}
    unheard: frozenset[MotionId] = frozenset()
    deputies: dict[SeatId, PersonId] = {}
    sent: dict[SeatId, tuple[PersonId, Constituency]] = {}
    silent: frozenset[SeatId] = frozenset()
    remote: frozenset[SeatId] = frozenset()
    visitors: dict[EventId, e.Visitor] = {}
    overstepped: frozenset[MotionId] = frozenset()
    dropped: frozenset[tuple[MotionId, SeatId]] = frozenset()
    phoned: frozenset[tuple[MotionId, SeatId]] = frozenset()
    hands_shown: frozenset[MotionId] = frozenset()
    stopped_short: bool = False
    second_sitting: bool = False
    next_chair: SeatId | None = None
    began: Moment | None = None
    sat_since: Moment | None = None
    called_for: Moment | None = None
    clear_days: int | None = None
    needed: int = 0
    consented: frozenset[SeatId] = frozenset()
    proposals: dict[ProposalId, ItemId] = {}
    not_taken: dict[ProposalId, NotTaken] = {}
    unnoticed: frozenset[SeatId] = frozenset()
    reopened: frozenset[DecisionId] = frozenset()
    ended: Moment | None = None
    told: frozenset[DecisionId] = frozenset()
    raised: frozenset[ActionId] = frozenset()
    papers: dict[ItemId, tuple[dict[PaperFormat, Moment], ...]] = {}
    requisition: RequisitionId | None = None
    stated: frozenset[ItemId] | None = None
    polls: Polls = {}
    stakes: Stakes = {}
    last: Moment | None = None
    acts: dict[EventId, Act] = {}
    relied: int = 0

    def class_of(self, seat: SeatId) -> Class:
        """The class a seat counts in under the mapping in force."""
        assert self.mapping is not None, "the meeting has not opened"
        return self.mapping.class_of(self.roll[seat].constituency)

    @property
    def entitled(self) -> frozenset[SeatId]:
        """Holders of filled voting seats, here or not."""
        return frozenset(seat for seat, entry in self.roll.items() if entry.voting and entry.filled)

    @property
    def established(self) -> int:
        """Voting seats the group has, filled or vacant."""
        return sum(entry.voting for entry in self.roll.values())

    @property
    def open_item(self) -> ItemId | None:
        """The item before the meeting, None between items."""
        return self.current if self.current is not None and self.items[self.current].stage == "open" else None

    @property
    def behind_doors(self) -> ItemId | None:
        """The item the meeting is on behind closed doors, if it is."""
        return next((item for item, kept in self.closed.items() if not kept.over), None)

    def out(self, item: ItemId | None) -> frozenset[SeatId]:
        """Seats that take no part in an item: excluded for it, stood down, or with a deputy who does not count."""
        return self.stood_down | self.silent | {seat for at, seat in self.excluded if at == item}

    @property
    def remote_here(self) -> frozenset[SeatId]:
        """Seats with a vote whose holders are present from elsewhere."""
        return self.remote & self.entitled & (self.present or frozenset())

    def effective(self, item: ItemId | None) -> frozenset[SeatId] | None:
        """Seats that are here, entitled and not excluded for the item; None when the roll is not known."""
        if self.present is None:
            return None
        return (self.present & self.entitled) - self.out(item)

    def voters(self, question: motion.Motion) -> frozenset[SeatId] | None:
        """Seats that could answer a question: effective when it was put, or since; None when the roll is not known.

        Whoever leaves before the result was asked all the same, and an answer given stands (R-QU4, R-VO9).
        """
        voters = self._askable(question)
        attenders = self.attenders(question.id)
        only = self.orders is not None and self.orders.only_attenders_vote
        return voters if voters is None or attenders is None or not only else voters & attenders

    def attenders(self, motion: MotionId) -> frozenset[SeatId] | None:
        """The seats that were at the meeting whose minutes a motion would approve; None for any other, or not known."""
        matter = self.matters.get(motion)
        if not isinstance(matter, brought.MinutesBrought) or matter.attended is None:
            return None
        return frozenset(matter.attended)

    def _askable(self, question: motion.Motion) -> frozenset[SeatId] | None:
        here = self.effective(question.item)
        if question.put is None or question.put.effective is None:
            return here
        joined = frozenset(seat for asked, seat in self.joined if asked == question.id) & self.entitled
        return (frozenset(question.put.effective) | joined | (here or frozenset())) - self.out(question.item)

    def built_on(self, motion: MotionId) -> bool:
        """Whether anything was done with a motion after it was moved."""
        q = self.motions[motion]
        onto = any(motion in {a.amends, a.about, a.again} for a in self.motions.values())
        done = q.stage != "moved" or q.seconder is not None or bool(q.covers)
        return done or onto or q.answering != Answering()

    def pending(self, item: ItemId | None = None) -> tuple[motion.Motion, ...]:
        """Motions and amendments not yet answered, in the order moved."""
        return tuple(q for q in self.motions.values() if q.pending and item in (None, q.item))


def evolve(state: MeetingState, fact: Fact) -> MeetingState:
    """The meeting after one more fact; what was struck never gets here (`fold`)."""
    after = _evolve(_moved_on(state, fact.event), fact.event)
    after = _seated(people.evolve(after, fact), fact)
    after = notice.evolve(after, fact)
    after = _closed(state, after)
    if isinstance(fact.event, e.MeetingAdjourned):
        after = _stopped(after, fact.occurred)
    if isinstance(fact.event, e.MeetingClosed):
        after = msgspec.structs.replace(after, ended=fact.occurred)
    acts, relied = _slips(state, fact)
    lost = _closure_lost(after, fact)
    return msgspec.structs.replace(
        after, last=_latest(state.last, fact.occurred), acts=acts, relied=relied, closure_lost=lost
    )


def _closed(before: MeetingState, after: MeetingState) -> MeetingState:
    """Proposals made behind closed doors are not for everybody to read (R-CL2)."""
    if before.behind_doors is None:
        return after
    made = after.motions.keys() - before.motions.keys()
    return msgspec.structs.replace(after, unheard=before.unheard | made) if made else after


def fold(facts: Iterable[Fact], state: MeetingState | None = None) -> MeetingState:
    """The meeting after these facts. A struck act must not be among those already in `state`: fold anew then."""
    given = list(facts)
    struck = {fact.event.act for fact in given if isinstance(fact.event, e.ActStruck)}
    state = state or MeetingState()
    for fact in given:
        if fact.id not in struck:
            state = evolve(state, fact)
    return state


def _closure_lost(state: MeetingState, fact: Fact) -> tuple[MotionId | None, Moment] | None:
    """The last time the meeting would not vote yet, and on what (R-MO7)."""
    if isinstance(fact.event, m.ResultDeclared):
        asked = state.motions[fact.event.motion]
        if asked.kind == "closure" and asked.stage == "not_agreed":
            return asked.about, fact.occurred
    return state.closure_lost


def between(earlier: MeetingState, other: MeetingState, later: MeetingState) -> bool:
    """Whether another meeting was held after one and before the other."""
    if earlier.starts is None or other.starts is None or later.starts is None:
        return False
    if other.meeting in {earlier.meeting, later.meeting} or other.stage not in {"open", "adjourned", "closed"}:
        return False
    return earlier.starts.before(other.starts) and other.starts.before(later.starts)


def _moved_on(state: MeetingState, event: Event) -> MeetingState:
    """What is done right after a vote can be done no more once the meeting turned to something else."""
    after = state.just_declared
    match event:
        case m.ResultDeclared(motion=declared):
            after = declared
        case m.MotionMoved() | m.AmendmentMoved() | m.QuestionPut() | e.ItemOpened() | e.ItemClosed():
            after = None
        case p.ProceduralMotionMoved() | p.OptionsMoved() | p.RulingAppealed() | p.QuestionReopened():
            after = None
        case e.MeetingAdjourned() | e.MeetingClosed():
            after = None
        case _:
            return state
    return state if after == state.just_declared else msgspec.structs.replace(state, just_declared=after)


def _stopped(state: MeetingState, at: Moment) -> MeetingState:
    left = {"waiting", "open", "stood_over"}
    done = frozenset(item for item, kept in state.items.items() if kept.stage not in left)
    return msgspec.structs.replace(state, stopped=at, done=done)


def _latest(last: Moment | None, now: Moment) -> Moment:
    if last is None or last.before(now):
        return now
    if last.precision == "day" and now.precision == "minute" and now.date == last.date:
        return now
    return last


def _slips(state: MeetingState, fact: Fact) -> tuple[dict[EventId, Act], int]:
    slip: Slip | None = next((name for name, kinds in SLIPS.items() if isinstance(fact.event, kinds)), None)
    if isinstance(fact.event, e.QuorumTested) and fact.event.item is not None:
        return state.acts, state.relied
    if slip is not None:
        return {**state.acts, fact.id: Act(slip, fact, state.present, state.quorum)}, state.relied
    if isinstance(fact.event, m.QuestionPut | m.ResultDeclared | o.ElectionBallotOpened | o.ElectionDeclared):
        return state.acts, fact.version
    return state.acts, state.relied


def _evolve(state: MeetingState, event: Event) -> MeetingState:
    replace = msgspec.structs.replace
    match event:
        case e.MeetingCalled():
            return _called(state, event)
        case e.ItemProposed(entry=entry):
            return replace(state, items={**state.items, entry.item: _item(entry)})
        case e.MeetingCancelled():
            return replace(state, stage="cancelled")
        case e.MeetingOpened() | e.MeetingResumed():
            return _opened(state, event)
        case e.ResumptionNoticed(irregular=irregular):
            return replace(state, irregular=tuple(sorted({*state.irregular, *irregular})))
        case e.AttendanceSet(present=present, apologies=apologies):
            here = frozenset(present)
            came = _came(state, here - (state.present or frozenset()))
            return _chaired(replace(came, present=here, apologies=frozenset(apologies)), here)
        case e.HeadcountNoted(count=count):
            return replace(state, headcount=count)
        case e.MemberArrived(seat=seat):
            came = _came(state, frozenset((seat,)))
            return replace(came, present=_joined(state, seat), apologies=state.apologies - {seat})
        case e.MemberLeft(seat=seat):
            here = (state.present or frozenset()) - {seat}
            return _chaired(replace(state, present=here), here)
        case e.ApologiesGiven(seat=seat):
            return replace(state, apologies=state.apologies | {seat})
        case e.QuorumTested(item=item) if item is not None:
            return state
        case e.QuorumTested(quorum=quorum) | e.QuorumLost(quorum=quorum) | e.QuorumRegained(quorum=quorum):
            return replace(state, quorum=quorum)
        case e.WaitedForQuorum(quorum=quorum):
            return replace(state, quorum=quorum)
        case pe.DeputySeated(seat=seat):
            return replace(_came(state, frozenset((seat,))), present=_joined(state, seat))
        case e.PresiderTookChair(seat=seat):
            return replace(state, presider=seat, chair_left=False)
        case e.MinuteTakerNamed(seat=seat):
            return replace(state, minute_taker=seat)
        case e.BreakStarted():
            return replace(state, on_break=True)
        case e.BreakEnded():
            return replace(state, on_break=False)
        case e.ItemOpened(item=item):
            return replace(procedure_state.items(_stage(state, item, "open"), (item,), first=False), current=item)
        case e.ItemDeferred(item=item):
            return _stage(state, item, "deferred")
        case e.ItemStoodOver(item=item, motions=standing):
            over = {q: replace(state.motions[q], stage="stood_over") for q in standing}
            return replace(_stage(state, item, "stood_over"), motions={**state.motions, **over})
        case e.ItemClosed(item=item):
            return _stage(state, item, "closed")
        case e.ClosedSessionStarted(item=item, title=title):
            return replace(state, closed={**state.closed, item: Closed(title)})
        case e.ClosedSessionEnded(item=item):
            return replace(state, closed={**state.closed, item: replace(state.closed[item], over=True)})
        case e.MeetingAdjourned(reason=reason):
            short = state.quorum is not None and "count" in state.quorum.reasons
            return replace(state, stage="adjourned", on_break=False, stopped_short=short or reason == "lost_quorum")
        case e.MeetingClosed():
            return replace(state, stage="closed", current=None, on_break=False)
        case brought.MinutesBrought(motion=about) | brought.CorrectionMoved(motion=about):
            return replace(state, matters={**state.matters, about: event})
        case m.ResultDeclared(item=item, amends=amends):
            motions = motion.evolve(state.motions, event)
            items = state.items if amends else {**state.items, item: replace(state.items[item], decided=True)}
            return replace(state, motions=motions, items=items)
        case (
            m.MotionMoved()
            | m.AmendmentMoved()
            | m.MotionSeconded()
            | m.MotionWithdrawn()
            | m.MotionFell()
            | m.QuestionPut()
            | m.VoteCast()
            | m.CountRecorded()
            | m.EveryoneAsked()
            | m.TallyContradicted()
            | m.CastingVoteUsed()
        ):
            return replace(_heard(state, event), motions=motion.evolve(state.motions, event))
        case e.NoteTaken(item=item) | e.SuggestionNoted(item=item):
            return replace(state, motions=procedure_state.debated(state, item))
        case _ if isinstance(event, motion.METHOD_EVENTS):
            return replace(state, motions=motion.evolve(state.motions, event))
        case o.ElectionDeclared(item=item):
            items = {**state.items, item: replace(state.items[item], decided=True)}
            return replace(state, items=items, polls=polls_after(state.polls, event))
        case o.ElectionVoteRequired() | o.ElectionBallotOpened() | o.ElectionBallotCounted() | o.LotDrawn():
            return replace(state, polls=polls_after(state.polls, event))
        case o.ExtensionMoved() | o.RemovalMoved() | o.OfficerHeard():
            return replace(state, stakes=stakes_after(state.stakes, event))
        case _:
            return procedure_state.evolve(_heard(state, event), event)


def _seated(state: MeetingState, fact: Fact) -> MeetingState:
    """Members sit down when a sitting begins, and after a break (R-AD2)."""
    if isinstance(fact.event, e.MeetingOpened | e.MeetingResumed):
        return msgspec.structs.replace(state, sat_since=fact.occurred, began=fact.occurred)
    return msgspec.structs.replace(state, sat_since=fact.occurred) if isinstance(fact.event, e.BreakEnded) else state


def _joined(state: MeetingState, seat: SeatId) -> frozenset[SeatId] | None:
    """Those here and one more. Where only heads were counted, one name more is no roll."""
    if state.present is None and state.headcount is not None:
        return None
    return (state.present or frozenset()) | {seat}


def _came(state: MeetingState, seats: frozenset[SeatId]) -> MeetingState:
    """Whoever comes in while a question is before the meeting may answer it, and their answer stands (R-QU4)."""
    state = msgspec.structs.replace(state, attended=state.attended | seats)
    asked = {(q.id, seat) for q in state.motions.values() if q.stage == "put" for seat in seats}
    return msgspec.structs.replace(state, joined=state.joined | asked) if asked else state


def _chaired(state: MeetingState, here: frozenset[SeatId]) -> MeetingState:
    """Whoever goes presides no longer (R-CH2)."""
    if state.presider is None or state.presider in here:
        return state
    return msgspec.structs.replace(state, presider=None, chair_left=True)


def _heard(state: MeetingState, event: Event) -> MeetingState:
    match event:
        case m.QuestionPut(motion=put) if state.chair_left:
            return msgspec.structs.replace(state, unchaired=state.unchaired | {put})
        case m.MotionMoved(motion=moved, mover=seat) | m.AmendmentMoved(motion=moved, mover=seat) if seat is not None:
            acted = (moved, seat)
        case p.ProceduralMotionMoved(motion=moved, mover=seat) | p.OptionsMoved(motion=moved, mover=seat) if (
            seat is not None
        ):
            acted = (moved, seat)
        case p.OptionChosen(motion=moved, seat=seat):
            acted = (moved, seat)
        case m.MotionSeconded(motion=moved, seconder=seat) | m.VoteCast(motion=moved, seat=seat):
            acted = (moved, seat)
        case _:
            return state
    outside = state.present is not None and seat not in state.present and acted not in state.phoned
    others = state.from_outside - {acted}
    return msgspec.structs.replace(state, from_outside=others | {acted} if outside else others)


def _called(state: MeetingState, event: e.MeetingCalled) -> MeetingState:
    return msgspec.structs.replace(
        state,
        meeting=event.meeting,
        group=event.group,
        stage="called",
        kind=event.kind,
        starts=event.starts,
        called_for=event.starts,
        clear_days=event.clear_days,
        needed=event.needed,
        irregular=event.irregular,
        items={entry.item: _item(entry) for entry in event.agenda},
        stated=frozenset(a.item for a in event.agenda if a.in_notice) if event.kind == "requisitioned" else None,
    )


def _opened(state: MeetingState, event: e.MeetingOpened | e.MeetingResumed) -> MeetingState:
    return msgspec.structs.replace(
        state,
        stage="open",
        orders=event.orders,
        orders_version=event.orders_version,
        mapping=event.mapping,
        roll={entry.seat: entry for entry in event.roll},
        present=None,
        headcount=None,
        quorum=None,
        stood_down=frozenset(),
        presider=None,
        chair_left=False,
        resumed=isinstance(event, e.MeetingResumed),
        deputies={},
        silent=frozenset(),
        remote=frozenset(),
        second_sitting=isinstance(event, e.MeetingResumed) and state.stopped_short,
    )


def _item(entry: e.AgendaEntry) -> Item:
    return Item(entry.number, entry.for_decision, entry.in_notice, entry.category, title=entry.title)


def _stage(state: MeetingState, item: ItemId, stage: ItemStage) -> MeetingState:
    changed = msgspec.structs.replace(state.items[item], stage=stage)
    return msgspec.structs.replace(state, items={**state.items, item: changed})
