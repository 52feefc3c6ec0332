"""A question taken apart: its parts together are the whole, and each is voted on by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import MotionId, Rejected
from governance.motion import procedure_events as p
from governance.motion.amending import sealed_script
from governance.motion.in_turn import script_of
from governance.motion.question import objecting, pending
from governance.words import clean, spelled

if TYPE_CHECKING:
    from governance.kernel import Desk, Event, Sealed, SeatId
    from governance.meeting.state import MeetingState
    from governance.motion import procedure_commands as pc
    from governance.motion.state import Motion

FEWEST_PARTS = 2


def divide(state: MeetingState, command: pc.DivideQuestion, desk: Desk) -> tuple[Event, ...]:
    """The parts of a question as motions of their own (R-AM3), once the meeting agreed to it or nobody objected."""
    whole = pending(state, command.motion)
    objections = None if command.objections is None else objecting(state, whole, command.objections)
    by = _agreed(state, whole)
    if desk.mode == "live":
        _may_divide(state, whole, by, objections)
    if _is_of_one_piece(state, whole):
        raise Rejected("R-MO7", "cannot_be_divided", would_help="Vote on it as it stands.", pointer="/motion")
    parts = _of_change(whole, command, desk) if whole.amends is not None else _of_proposal(whole, command, desk)
    if command.cost_in > len(parts):
        raise Rejected("R-MO7", "no_such_part", would_help="Say which part the cost is in.", pointer="/cost_in")
    ids = [MotionId(desk.new_id("motion")) for _ in parts]
    costs = [whole.cost if n == command.cost_in else None for n in range(1, len(parts) + 1)]
    made = tuple(p.Part(*part) for part in zip(ids, parts, costs, strict=True))
    return (p.QuestionDivided(whole.id, None if by is None else by.id, made),)


def _is_of_one_piece(state: MeetingState, whole: Motion) -> bool:
    """Whether a question does one thing by being agreed, which no part of its words would do."""
    about = (state.matters, state.stakes, state.leaving, state.proposed)
    touches = any(whole.id in told for told in about) or whole.of_decision is not None
    touches = touches or whole.answering.of_chair is not None
    return touches or whole.kind is not None or whole.options is not None or bool(whole.covers)


def _agreed(state: MeetingState, whole: Motion) -> Motion | None:
    asked = (q for q in state.motions.values() if q.kind == "divide" and q.about == whole.id and q.stage == "agreed")
    return next(asked, None)


def _may_divide(state: MeetingState, whole: Motion, by: Motion | None, objections: tuple[SeatId, ...] | None) -> None:
    if whole.stage == "put":
        raise Rejected("R-MO7", "already_put", would_help="The vote has begun.", pointer="/motion")
    if any(q.amends == whole.id and q.pending for q in state.motions.values()):
        raise Rejected("R-AM4", "a_change_is_before_the_meeting", would_help="Vote on the change first.")
    if by is None and objections is None:
        raise Rejected(
            "R-MO7", "division_not_agreed", would_help="Ask if anybody objects, or vote on it.", pointer="/objections"
        )
    if by is None and objections:
        raise Rejected("R-MO7", "somebody_objects", would_help="Vote on dividing it.", pointer="/objections")


def _of_proposal(whole: Motion, command: pc.DivideQuestion, desk: Desk) -> list[Sealed]:
    words = desk.words(whole.words)
    starts = [0]
    for cut in (spelled(cut) for cut in command.cuts):
        if words.count(cut) != 1 or words.index(cut) <= starts[-1]:
            raise Rejected(
                "R-AM1", "words_not_found", would_help="Quote the words each part begins with.", pointer="/cuts"
            )
        starts.append(words.index(cut))
    if len(starts) < FEWEST_PARTS:
        raise Rejected("R-MO7", "one_part_only", would_help="Say where the next part begins.", pointer="/cuts")
    ends = [*starts[1:], len(words)]
    return [desk.seal(clean(words[start:end], "/cuts")) for start, end in zip(starts, ends, strict=True)]


def _of_change(whole: Motion, command: pc.DivideQuestion, desk: Desk) -> list[Sealed]:
    script = sorted(script_of(whole, desk), key=lambda edit: edit.at)
    named = [n for group in command.groups for n in group]
    if sorted(named) != list(range(1, len(script) + 1)) or len(command.groups) < FEWEST_PARTS:
        raise Rejected(
            "R-MO7",
            "parts_are_not_the_whole",
            because={"edits": len(script)},
            would_help="Name each edit once, in two parts or more.",
            pointer="/groups",
        )
    return [sealed_script(tuple(script[n - 1] for n in sorted(group)), desk) for group in command.groups]
