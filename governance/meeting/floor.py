"""What is in order in a meeting now, and why the rest is not: every act is tried, none is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from governance.kernel import ItemId, MotionId, Rejected, SeatId
from governance.meeting import chaired
from governance.meeting import commands as c
from governance.meeting import decide as meeting_decide
from governance.meeting.line import chair_waited_for, who_could
from governance.meeting.sitting import orders_of, quorum_now
from governance.motion import commands as m
from governance.motion import decide as motion_decide
from governance.motion import method_commands as mc
from governance.motion import procedure_commands as p
from governance.motion import tally, voting
from governance.motion.procedure_events import Procedure
from governance.rules import breaks
from governance.rules.quorum import QuorumSnapshot
from governance.standing_orders import MajorityKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.group.state import GroupState
    from governance.kernel import Command, Desk
    from governance.meeting.state import MeetingState
    from governance.motion.state import Motion


class WhyNot(msgspec.Struct, frozen=True):
    """A refusal, before anybody asks: the clause, the reason, what would help."""

    clause: str
    reason: str
    would_help: str


class InOrder(msgspec.Struct, frozen=True):
    """An act, the item or motion it would be about, and why it is not in order (None when it is).

    `kind` tells procedural motions apart.
    """

    do: str
    item: ItemId | None
    motion: MotionId | None
    why_not: WhyNot | None
    kind: Procedure | None = None


class Question(msgspec.Struct, frozen=True):
    """What a proposal before the meeting takes, told before the vote (R-MA3).

    `how` is set where only one way to answer is in order: a secret ballot, or by name (R-VO4, R-VO5).
    """

    motion: MotionId
    majority: MajorityKind
    min_votes_cast: int
    how: Literal["ballot", "roll_call"] | None


class Floor(msgspec.Struct, frozen=True):
    """The meeting now: who presides, who is here, the quorum, the item, and every act with its answer.

    `alerts` are the group's, `structural_inquorate` when not even everyone is a quorum (R-QU10), and the meeting's:
    `nobody_presides` while the chair is to be taken (R-CH1), `break_due` once members sat as long as the orders have
    it (R-AD2), `chairs_action_untold` while an earlier meeting was not told what the chair decided alone and this one
    is not yet (R-CA1), `next_chair_open` while nobody is agreed to chair the next one and the chair rotates (R-CH4).
    `break_due` is when that is, `HH:MM`; `chair_waited_for` until when the meeting waits for a chair who is not here,
    `HH:MM`, before somebody else takes the chair (R-CH1); `could_preside` who could take the chair (R-CH2); `remote`
    who is here from elsewhere, `deputies` in whose seats somebody sits in, `disputed` whose interests wait for a vote.
    """

    stage: str
    presider: SeatId | None
    minute_taker: SeatId | None
    present: tuple[SeatId, ...] | None
    quorum: QuorumSnapshot | None
    item: ItemId | None
    acts: tuple[InOrder, ...]
    alerts: tuple[str, ...]
    break_due: str | None = None
    could_preside: tuple[SeatId, ...] = ()
    remote: tuple[SeatId, ...] = ()
    deputies: tuple[SeatId, ...] = ()
    disputed: tuple[SeatId, ...] = ()
    questions: tuple[Question, ...] = ()
    chair_waited_for: str | None = None


def floor(state: MeetingState, group: GroupState, desk: Desk) -> Floor:
    """The floor as it stands. Pure: nothing tried here is kept."""
    quorum = quorum_now(state, state.current) if state.stage == "open" else None
    acts = tuple(_try(state, command, item, motion, group, desk) for command, item, motion in _acts(state))
    present = None if state.present is None else tuple(seat for seat in state.roll if seat in state.present)
    sitting = state.stage == "open"
    open_chair = ("nobody_presides",) if sitting and state.presider is None else ()
    due = breaks.due(orders_of(state), state.sat_since, with_lived=_with_lived(state)) if _sits(state) else None
    timed = due is not None and desk.when.precision == "minute"
    overdue = ("break_due",) if due is not None and timed and not desk.when.before(due) else ()
    waits = chair_waited_for(state, desk.when) if sitting else None
    return Floor(
        state.stage,
        state.presider,
        state.minute_taker,
        present,
        quorum,
        state.current,
        acts,
        (*group.alerts_at(desk.when), *open_chair, *overdue, *_next_chair_open(state)),
        break_due=due.clock if due else None,
        could_preside=who_could(state, state.open_item) if sitting else (),
        remote=tuple(seat for seat in state.roll if seat in state.remote),
        deputies=tuple(seat for seat in state.roll if seat in state.deputies),
        disputed=tuple(seat for _, seat in state.disputed),
        questions=tuple(_question(state, motion) for motion in state.pending()),
        chair_waited_for=waits.clock if waits else None,
    )


def _next_chair_open(state: MeetingState) -> tuple[str, ...]:
    rotates = state.stage == "open" and orders_of(state).chair_rotates
    return ("next_chair_open",) if rotates and state.next_chair is None else ()


def _question(state: MeetingState, motion: Motion) -> Question:
    how: Literal["ballot", "roll_call"] | None = None
    if voting.out_of_order(state, motion, "ballot") is None and voting.out_of_order(state, motion, "hands") is not None:
        how = "ballot" if voting.out_of_order(state, motion, "roll_call") is not None else "roll_call"
    return Question(motion.id, tally.kind_of(state, motion), orders_of(state).min_votes_cast, how)


def _sits(state: MeetingState) -> bool:
    return state.stage == "open" and not state.on_break


def _with_lived(state: MeetingState) -> bool:
    """Whether lived-experience members sit in the group: breaks are kept for them (R-AD2)."""
    return any(state.class_of(seat) == "LE" for seat in state.entitled)


def _try(
    state: MeetingState,
    command: Command,
    item: ItemId | None,
    motion: MotionId | None,
    group: GroupState,
    desk: Desk,
) -> InOrder:
    why_not = None
    try:
        if type(command) not in chaired.NEVER_WAITS:
            chaired.waits(state, command, desk)
        if isinstance(command, TRIED_IN_MOTION):
            motion_decide.decide(state, command, desk)
        else:
            meeting_decide.decide(state, command, group, desk)  # type: ignore[arg-type]
    except Rejected as refused:
        why_not = WhyNot(refused.clause, refused.reason, refused.would_help)
    kind = command.kind if isinstance(command, p.MoveProcedural) else None
    return InOrder(command.do, item, motion, why_not, kind)


TRIED_IN_MOTION = (
    m.MoveMotion,
    m.SecondMotion,
    m.WithdrawMotion,
    m.PutMotion,
    m.UseCastingVote,
    m.DeclareResult,
    p.AcceptAmendment,
    p.WithdrawSecond,
    p.LetFall,
    p.MoveProcedural,
    p.PullItem,
    p.MakeRuling,
    p.VoteAgain,
    mc.DeclineCastingVote,
    mc.BeginRound,
)
ABOUT_THE_ITEM: tuple[Procedure, ...] = (
    "next_business",
    "commit",
    "postpone",
    "adjourn",
    "extend_time",
    "limit_debate",
)
ABOUT_A_QUESTION: tuple[Procedure, ...] = ("closure", "divide")


def _acts(state: MeetingState) -> Iterator[tuple[Command, ItemId | None, MotionId | None]]:
    assert state.meeting is not None
    here = state.meeting
    for whole in (c.OpenMeeting, c.ResumeMeeting, c.StartBreak, c.EndBreak, c.AdjournMeeting, c.CloseMeeting):
        yield whole(meeting=here), None, None
    for item, kept in state.items.items():
        if kept.stage in {"waiting", "open"}:
            verb = c.OpenItem if kept.stage == "waiting" else c.CloseItem
            yield verb(meeting=here, item=item), item, None
            yield c.DeferItem(meeting=here, item=item), item, None
            if kept.kind == "consent":
                yield p.PullItem(meeting=here, item=item), item, None
    if state.current is not None and state.items[state.current].stage == "open":
        yield m.MoveMotion(meeting=here, item=state.current, words="-"), state.current, None
        for kind in ABOUT_THE_ITEM:
            yield p.MoveProcedural(meeting=here, item=state.current, kind=kind), state.current, None
    if state.stage == "open":
        yield p.MakeRuling(meeting=here, words="-"), state.current, None
    for annulled in state.motions.values():
        if annulled.annulled and not any(q.again == annulled.id for q in state.motions.values()):
            yield p.VoteAgain(meeting=here, motion=annulled.id), annulled.item, annulled.id
    for motion in state.pending():
        yield from _about(state, motion.item, motion.id, put=motion.stage == "put")


def _about(
    state: MeetingState, item: ItemId, motion: MotionId, *, put: bool
) -> Iterator[tuple[Command, ItemId | None, MotionId | None]]:
    assert state.meeting is not None
    if put:
        yield m.DeclareResult(meeting=state.meeting, motion=motion), item, motion
        declined = m.UseCastingVote(meeting=state.meeting, motion=motion, direction="against", changes_status_quo=False)
        yield declined, item, motion
        yield mc.DeclineCastingVote(meeting=state.meeting, motion=motion), item, motion
        yield mc.BeginRound(meeting=state.meeting, motion=motion), item, motion
        return
    yield m.SecondMotion(meeting=state.meeting, motion=motion), item, motion
    yield m.PutMotion(meeting=state.meeting, motion=motion, voice=bool(state.remote_here) or None), item, motion
    yield m.WithdrawMotion(meeting=state.meeting, motion=motion), item, motion
    yield p.LetFall(meeting=state.meeting, motion=motion), item, motion
    asked = state.motions[motion]
    if asked.seconder is not None:
        yield p.WithdrawSecond(meeting=state.meeting, motion=motion), item, motion
    if asked.amends is not None:
        yield p.AcceptAmendment(meeting=state.meeting, motion=motion), item, motion
    if asked.kind is None:
        for kind in ABOUT_A_QUESTION:
            yield p.MoveProcedural(meeting=state.meeting, item=item, kind=kind, about=motion), item, motion
