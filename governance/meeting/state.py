"""What the rules need to know of a meeting: stage, roll, who is here, the chair, items and motions."""

from __future__ import annotations

from typing import Literal

import msgspec

from governance.election.room_events import MemberProposed, OfficeProposed, SeatsProposed
from governance.election.room_state import Polls, Stakes
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
from governance.meeting import people_events as pe
from governance.meeting import procedure_state
from governance.minutes import brought
from governance.motion import events as m
from governance.motion import procedure_events as p
from governance.motion import state as motion
from governance.motion.method_state import Answering
from governance.rules import versions
from governance.rules.quorum import QuorumSnapshot
from governance.rules.quorum_watch import who_count
from governance.standing_orders import Category, ClassMapping, StandingOrders

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
    `about` is the earlier decision that it named on the agenda (R-RE1).
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
    about: DecisionId | None = None


class Act(msgspec.Struct, frozen=True):
    """An act that may still be taken back: what kind of slip it would be, and who was here and the quorum before it."""

    slip: Slip
    fact: Fact
    present: frozenset[SeatId] | None
    quorum: QuorumSnapshot | None


class Closed(msgspec.Struct, frozen=True):
    """An item taken behind closed doors: what everybody may read of it, and whether that part is over.

    `irregular`: the clauses that were not kept by closing them.
    """

    title: Sealed
    over: bool = False
    irregular: tuple[str, ...] = ()


class NotTaken(msgspec.Struct, frozen=True):
    """Business that is not on the agenda, and the members who want it there."""

    seat: SeatId | None
    title: Sealed
    for_decision: bool
    late: bool
    about: DecisionId | None = None
    insisted: frozenset[SeatId] = frozenset()


class MeetingState(msgspec.Struct, frozen=True):
    """A meeting as folded. `present` is None while nobody has called the roll; `last` is the latest time recorded.

    `from_outside`: seats that were not here when they moved, seconded or answered a motion. `chair_left`: whoever
    presided went, and nobody is known to have taken the chair since; `unchaired` are the questions put meanwhile;
    `unseated` presided until another said that they had gone;
    `told_unchaired`: that the meeting went on so is told.
    `ruled_under`: the version of the standing orders each result was declared under, whatever a later sitting has.
    `attended`: every seat that was ever here. `matters`: what proposals about earlier minutes are about.
    `closed`: items taken behind closed doors; `unheard`: proposals made there.
    `joined`: seats that came in while a question was before the meeting, whether or not they stayed. `closure_lost`:
    the question the meeting would not vote on yet, and when it said so. `just_declared` is the question whose result
    nothing came after. `stopped` is when the sitting before stopped, and `done` what of the agenda was finished by
    then.

    `said_so`: seats that stood down here themselves, `gone_by_own_word` and `here_by_own_word` those that
    said so of leaving and of coming. `disputed`
    interests wait for a vote, `wrongly_out` are seats kept out for a shared interest without one.
    `deputies` sit in for seats, the `silent` among them do not count; `sent` were named before the meeting began.
    `dropped`: seats whose link was lost while a question was put, not yet `phoned` nor asked anew. `hands_shown`:
    questions answered by a show of hands with somebody elsewhere. `second_sitting`: it goes on after it stopped
    short of members. `written_up`: this sitting was, from its opening on. `began`: when the sitting did;
    `sat_since`: when members last sat down.
    `polls` are the elections taken here, `stakes` the offices that motions would touch, `leaving` the seats they would
    empty, `proposed` the office or the seat they would give; whoever some would put out was `heard`.
    `requisition` is what members asked for; `stated` are the items they asked for, None where the notice may be about
    anything; `urgent` were not in it, could not wait, and nobody objected. `called` is when it was called, `called_for`
    when it was first called for, `called_live` whether the record itself gave the notice, `written_down` the day its
    call or its move was written up instead; it has `clear_days` of notice of those `needed`; `consented` are seats that
    agreed to less. `proposals` of members are on the agenda, and `not_taken` are not. `unnoticed` seats had no notice,
    and asked for the `reopened` decisions to be looked at again. `ended` is when it closed; `sat_quorate` is when the
    last sitting with a quorum began; `told` are chair's actions reported, and `raised` actions talked about;
    `settled_by` are the motions that answered a chair's action; `papers` say when they went out in which form.
    """

    meeting: MeetingId | None = None
    group: GroupId | None = None
    stage: Stage = "not_called"
    kind: str = "ordinary"
    starts: Moment | None = None
    irregular: tuple[str, ...] = ()
    orders: StandingOrders | None = None
    orders_version: int = 0
    ruled_under: dict[MotionId, int] = {}
    mapping: ClassMapping | None = None
    roll: dict[SeatId, e.RollEntry] = {}
    present: frozenset[SeatId] | None = None
    apologies: frozenset[SeatId] = frozenset()
    headcount: int | None = None
    stood_down: frozenset[SeatId] = frozenset()
    said_so: frozenset[SeatId] = frozenset()
    gone_by_own_word: frozenset[SeatId] = frozenset()
    here_by_own_word: frozenset[SeatId] = frozenset()
    interests: dict[tuple[ItemId, SeatId], e.InterestKind] = {}
    handled: dict[tuple[ItemId, SeatId], e.InterestHandling] = {}
    disputed: dict[tuple[ItemId, SeatId], e.InterestHandling] = {}
    wrongly_out: frozenset[tuple[ItemId, SeatId]] = frozenset()
    excluded: frozenset[tuple[ItemId, SeatId]] = frozenset()
    returned: frozenset[tuple[ItemId, SeatId]] = frozenset()
    presider: SeatId | None = None
    chair_left: bool = False
    unseated: frozenset[SeatId] = frozenset()
    out_of_turn: bool = False
    told_unchaired: bool = False
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
    written_up: bool = False
    began: Moment | None = None
    sat_since: Moment | None = None
    called_for: Moment | None = None
    called: Moment | None = None
    called_live: bool = False
    written_down: Moment | None = None
    clear_days: int | None = None
    needed: int = 0
    consented: frozenset[SeatId] = frozenset()
    proposals: dict[ProposalId, ItemId] = {}
    not_taken: dict[ProposalId, NotTaken] = {}
    unnoticed: frozenset[SeatId] = frozenset()
    reopened: frozenset[DecisionId] = frozenset()
    ended: Moment | None = None
    sat_quorate: Moment | None = None
    told: frozenset[DecisionId] = frozenset()
    settled_by: dict[DecisionId, MotionId] = {}
    raised: frozenset[ActionId] = frozenset()
    papers: dict[ItemId, tuple[dict[PaperFormat, Moment], ...]] = {}
    requisition: RequisitionId | None = None
    stated: frozenset[ItemId] | None = None
    urgent: frozenset[ItemId] = frozenset()
    polls: Polls = {}
    stakes: Stakes = {}
    leaving: dict[MotionId, SeatId] = {}
    heard: frozenset[MotionId] = frozenset()
    proposed: dict[MotionId, OfficeProposed | MemberProposed | SeatsProposed] = {}
    last: Moment | None = None
    acts: dict[EventId, Act] = {}
    relied: int = 0

    def class_of(self, seat: SeatId) -> Class:
        """The class a seat counts in under the mapping in force."""
        assert self.mapping is not None, "the meeting has not opened"
        return self.mapping.class_of(self.roll[seat].constituency)

    def version_for(self, motion: MotionId | None) -> int:
        """The version of the standing orders that ruled on a question, or that would today (R-AU1)."""
        return versions.ruling(None if motion is None else self.ruled_under.get(motion), self.orders_version)

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
        return who_count(self.present, self.entitled, self.out(item))

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

    @property
    def acted(self) -> frozenset[SeatId]:
        """Seats whose holders moved, answered or had their answer recorded at this meeting themselves."""
        moved = {q.mover for q in self.motions.values() if q.mover is not None and q.moved_here}
        answered = (q.own | q.answering.themselves for q in self.motions.values())
        return frozenset(moved).union(*answered)

    def pending(self, item: ItemId | None = None) -> tuple[motion.Motion, ...]:
        """Motions and amendments not yet answered, in the order moved."""
        return tuple(q for q in self.motions.values() if q.pending and item in (None, q.item))


def between(earlier: MeetingState, other: MeetingState, later: MeetingState) -> bool:
    """Whether another meeting was held after one and before the other."""
    if earlier.starts is None or other.starts is None or later.starts is None:
        return False
    if other.meeting in {earlier.meeting, later.meeting} or other.stage not in {"open", "adjourned", "closed"}:
        return False
    return earlier.starts.before(other.starts) and other.starts.before(later.starts)
