"""What the rules need to know of the motions before a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, assert_never, get_args

import msgspec

from governance.kernel import DecisionId, Event, ItemId, Money, MotionId, RulingId, Sealed, SeatId
from governance.motion import events as e
from governance.motion import method_state
from governance.motion import procedure_events as p
from governance.motion.method_events import ConsentRoundBegun, MethodEvent
from governance.motion.method_state import Answering
from governance.standing_orders import Category

if TYPE_CHECKING:
    from collections.abc import Mapping

Stage = Literal[
    "moved",
    "put",
    "agreed",
    "not_agreed",
    "not_known",
    "withdrawn",
    "fell",
    "stood_over",
    "committed",
    "postponed",
    "dropped",
    "divided",
    "superseded",
    "ruled_out",
]
ANSWERED: frozenset[Stage] = frozenset(("agreed", "not_agreed", "not_known"))
OVER: frozenset[Stage] = frozenset((*ANSWERED, "withdrawn", "fell", "dropped", "ruled_out"))
METHOD_EVENTS: tuple[type[Event], ...] = get_args(MethodEvent)


class Motion(msgspec.Struct, frozen=True):
    """A motion or amendment as it stands. `words` are the words now; an amendment's are its edit script's.

    `kind` and `about` are those of a procedural motion (an `appeal` is about a ruling), `again` the ballot it is run
    again for, `part_of` the question it is a part of, `covers` the items it would agree together. `before` is where it
    stood when a ruling took it away; a carried amendment `found` the words so, and `left` them so. `flaws` are clauses
    not kept on the way, which its result names, and `irregular` says that it named any. `own` are seats whose last
    answer is their own; `moved_here`: its mover moved it here themselves. A change `accepted` without a vote was so
    over these objections.
    """

    id: MotionId
    item: ItemId
    mover: SeatId | None
    words: Sealed
    category: Category
    cost: Money | None = None
    amends: MotionId | None = None
    degree: int = 0
    seconder: SeatId | None = None
    stage: Stage = "moved"
    put: e.QuestionPut | None = None
    votes: dict[SeatId, e.Choice] = {}
    own: frozenset[SeatId] = frozenset()
    moved_here: bool = False
    seconded_here: bool = False
    count: e.CountRecorded | None = None
    asked: e.EveryoneAsked | None = None
    contradicted: bool = False
    casting: e.CastingVoteUsed | None = None
    purpose: Sealed | None = None
    kind: p.Procedure | Literal["appeal"] | None = None
    about: MotionId | None = None
    ruling: RulingId | None = None
    until: str | None = None
    again: MotionId | None = None
    part_of: MotionId | None = None
    taken: bool = False
    debated: bool = False
    consented: bool = False
    irregular: bool = False
    annulled: bool = False
    flaws: frozenset[str] = frozenset()
    covers: tuple[ItemId, ...] = ()
    costed: p.AmendmentCosted | None = None
    options: p.OptionsMoved | None = None
    in_play: tuple[int, ...] = ()
    chosen: dict[SeatId, int | None] = {}
    counts: p.OptionsCounted | p.OptionsBallotCounted | None = None
    before: Stage | None = None
    found: Sealed | None = None
    left: Sealed | None = None
    accepted: tuple[SeatId, ...] | None = None
    decision: DecisionId | None = None
    answering: Answering = Answering()

    @property
    def of_decision(self) -> DecisionId | None:
        """The decision this would undo, change, put again or make valid."""
        if self.answering.reopens is not None:
            return self.answering.reopens.decision
        return None if self.answering.ratifies is None else self.answering.ratifies.decision

    @property
    def pending(self) -> bool:
        """Whether the meeting still has to answer it."""
        return self.stage in {"moved", "put"}

    @property
    def substantive(self) -> bool:
        """Whether it is business of the item: no change of words, nothing about how to go on."""
        return self.amends is None and self.kind is None


Motions = dict[MotionId, Motion]
Step = (
    e.MotionSeconded
    | e.MotionWithdrawn
    | e.MotionFell
    | e.QuestionPut
    | e.VoteCast
    | e.CountRecorded
    | e.EveryoneAsked
    | e.TallyContradicted
    | e.CastingVoteUsed
)


def evolve(motions: Mapping[MotionId, Motion], event: Event) -> Motions:
    """The motions after one more event of the motion family."""
    after = dict(motions)
    match event:
        case e.MotionMoved():
            after[event.motion] = Motion(
                event.motion, event.item, event.mover, event.words, event.category, event.cost, purpose=event.purpose,
                moved_here=event.own,
            )  # fmt: skip
        case e.AmendmentMoved():
            base = motions[event.amends]
            after[event.motion] = Motion(
                event.motion,
                event.item,
                event.mover,
                event.script,
                base.category,
                amends=event.amends,
                degree=base.degree + 1,
                moved_here=event.own,
            )
            after[base.id] = msgspec.structs.replace(base, debated=True)
        case e.ResultDeclared():
            _declare(after, event)
        case (
            e.MotionSeconded()
            | e.MotionWithdrawn()
            | e.MotionFell()
            | e.QuestionPut()
            | e.VoteCast()
            | e.CountRecorded()
            | e.EveryoneAsked()
            | e.TallyContradicted()
            | e.CastingVoteUsed()
        ):
            after[event.motion] = _step(motions[event.motion], event)
        case _:
            motion: MotionId = event.motion  # type: ignore[attr-defined]  # every one of them is about a motion
            step = method_state.evolve(motions[motion].answering, event)
            asked = None if isinstance(event, ConsentRoundBegun) else motions[motion].asked
            after[motion] = msgspec.structs.replace(motions[motion], answering=step, asked=asked)
    return without_proposals(after)


def without_proposals(motions: Motions) -> Motions:
    """A change of words falls when its proposal is no longer before the meeting."""
    return {
        id_: msgspec.structs.replace(motion, stage="fell")
        if motion.pending and motion.amends is not None and motions[motion.amends].stage in OVER
        else motion
        for id_, motion in motions.items()
    }


def _step(motion: Motion, event: Step) -> Motion:
    replace = msgspec.structs.replace
    match event:
        case e.MotionSeconded(seconder=seconder, own=own):
            return replace(motion, seconder=seconder, seconded_here=own)
        case e.MotionWithdrawn():
            return replace(motion, stage="withdrawn")
        case e.MotionFell():
            return replace(motion, stage="fell")
        case e.QuestionPut():
            return replace(motion, stage="put", put=event, asked=None)
        case e.VoteCast(seat=seat, choice=choice, own=own):
            return replace(motion, votes={**motion.votes, seat: choice}, own=answered_by(motion, seat, own=own))
        case e.CountRecorded():
            return replace(motion, count=event)
        case e.EveryoneAsked():
            return replace(motion, asked=event)
        case e.TallyContradicted():
            return replace(motion, contradicted=True)
        case e.CastingVoteUsed():
            return replace(motion, casting=event)
        case _:
            assert_never(event)


def answered_by(motion: Motion, seat: SeatId, *, own: bool) -> frozenset[SeatId]:
    """The seats whose last answer is their own, after one more answer."""
    return motion.own | {seat} if own else motion.own - {seat}


def _declare(motions: Motions, event: e.ResultDeclared) -> None:
    answer = event.outcome.answer
    stage: Stage = "not_known" if answer == "unknown" else answer
    irregular = bool(event.outcome.irregular)
    motions[event.motion] = msgspec.structs.replace(
        motions[event.motion], stage=stage, decision=event.decision, irregular=irregular
    )
    if event.amends is not None and event.amended is not None:
        amend(motions, event.motion, event.amends, event.amended)


def amend(motions: Motions, change: MotionId, amends: MotionId, amended: Sealed) -> None:
    """The proposal with the words a change leaves, and the change with those it found."""
    base = motions[amends]
    motions[change] = msgspec.structs.replace(motions[change], found=base.words, left=amended)
    motions[amends] = reworded(base, amended)


def reworded(motion: Motion, words: Sealed) -> Motion:
    """The motion with other words; what absent members sent was for the words before (R-VO6)."""
    answering = msgspec.structs.replace(motion.answering, changes=motion.answering.changes + 1)
    return msgspec.structs.replace(motion, words=words, answering=answering)
