"""Order: points raised, rulings from the chair, appeals against them, votes set aside and taken again (R-CH6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Filled, MotionId, Rejected, RulingId
from governance.meeting.concerned import about_the_presider
from governance.meeting.sitting import on_roll, orders_of
from governance.motion import procedure_events as p
from governance.motion.question import pending, takes_part
from governance.motion.state import ANSWERED
from governance.rules import chair

if TYPE_CHECKING:
    from governance.kernel import Desk, Event, ItemId
    from governance.meeting.procedure_state import Ruling
    from governance.meeting.state import MeetingState
    from governance.motion import procedure_commands as pc
    from governance.motion.state import Motion


def raise_point(state: MeetingState, command: pc.RaisePointOfOrder, desk: Desk) -> tuple[Event, ...]:
    """A point of order; anybody on the roll may raise one."""
    seat = command.seat or (desk.by if desk.mode == "live" else None)
    if seat is not None:
        on_roll(state, (seat,), "/seat")
        if desk.mode == "live" and state.present is not None and seat not in state.present:
            raise Rejected("R-CH6", "not_present", would_help="Record that they came, if they did.", pointer="/seat")
    return (p.PointOfOrderRaised(seat, state.open_item, desk.seal(command.words)),)


def rule(state: MeetingState, command: pc.MakeRuling, desk: Desk) -> tuple[Event, ...]:
    """A ruling by whoever presides, with what it does to a motion or a vote."""
    if desk.mode == "live" and state.presider is None:
        raise Rejected("R-CH1", "nobody_presides", would_help="Somebody takes the chair first.")
    if command.rules_out is not None and command.annuls is not None:
        raise Rejected("R-CH6", "one_thing_at_a_time", would_help="Make two rulings.", pointer="/annuls")
    out = None if command.rules_out is None else pending(state, command.rules_out)
    annulled = None if command.annuls is None else _vote_to_annul(state, command.annuls)
    about = out or annulled
    refused = None if about is None else chair.of_their_own(presides=about_the_presider(state, about.id))
    if refused is not None and desk.mode == "live":
        raise refused
    made = p.RulingMade(
        ruling=RulingId(desk.new_id("ruling")),
        seat=state.presider,
        item=state.open_item if about is None else about.item,
        motion=None if about is None else about.id,
        effect="rules_out" if out else "annuls" if annulled else "none",
        words=desk.seal(command.words),
        reason=desk.seal(command.reason) if command.reason else None,
        irregular=() if refused is None else (refused.clause,),
    )
    if refused is not None:
        return (made,)
    if out is not None:
        return (made, p.MotionRuledOut(out.id, made.ruling))
    if annulled is not None:
        return (made, p.BallotAnnulled(annulled.id, made.ruling, None, annulled.decision))
    return (made,)


def _vote_to_annul(state: MeetingState, id_: MotionId) -> Motion:
    found = state.motions.get(id_)
    if found is None:
        raise Rejected("unknown", "motion_of_another_meeting", pointer="/annuls")
    if found.stage not in ANSWERED or found.put is None:
        raise Rejected("R-CH6", "no_vote_to_annul", would_help="Only a vote that was taken can be.", pointer="/annuls")
    if found.annulled:
        raise Rejected("R-CH6", "already_annulled", would_help="It has no effect any more.", pointer="/annuls")
    if found.left is not None and state.motions[found.amends or found.id].words != found.left:
        raise Rejected("R-CH6", "later_words_rest_on_it", would_help="Move another change.", pointer="/annuls")
    return found


def appeal(state: MeetingState, command: pc.AppealRuling, desk: Desk) -> tuple[Event, ...]:
    """A ruling brought before the meeting by enough members (two): whether it stands is a question of its own."""
    ruling = state.rulings.get(command.ruling)
    if ruling is None:
        raise Rejected("unknown", "ruling_of_another_meeting", pointer="/ruling")
    on_roll(state, command.seats, "/seats")
    item = state.open_item or _item_of(state, ruling)
    if item is None:
        raise Rejected("in order", "item_not_open", would_help="Open an item first.")
    if ruling.appeal is not None:
        raise Rejected("R-CH6", "already_appealed", would_help="The meeting is asked once.", pointer="/ruling")
    if desk.mode == "live":
        _enough(state, command, item, desk)
    return (
        p.RulingAppealed(
            ruling=command.ruling,
            motion=MotionId(desk.new_id("motion")),
            item=item,
            by=command.seats,
            words=desk.seal("The ruling stands."),
        ),
    )


def _item_of(state: MeetingState, ruling: Ruling) -> ItemId | None:
    return None if ruling.motion is None else state.motions[ruling.motion].item


def _enough(state: MeetingState, command: pc.AppealRuling, item: ItemId, desk: Desk) -> None:
    for seat in command.seats:
        takes_part(state, item, seat, desk, "/seats")
    needed, named = orders_of(state).appeal_min, len(set(command.seats))
    if named < needed:
        raise Rejected(
            "R-CH6",
            "too_few_to_appeal",
            because={"members": named, "needed": needed},
            would_help=Filled(
                "It takes one member to ask the meeting."
                if needed == 1
                else "It takes %(needed)s members to ask the meeting.",
                {"needed": needed},
            ),
            pointer="/seats",
        )


def vote_again(state: MeetingState, command: pc.VoteAgain, desk: Desk) -> tuple[Event, ...]:
    """An annulled question before the meeting again, as a new ballot linked to the old one."""
    old = state.motions.get(command.motion)
    if old is None:
        raise Rejected("unknown", "motion_of_another_meeting", pointer="/motion")
    if any(q.again == old.id for q in state.motions.values()):
        return ()
    if not old.annulled:
        raise Rejected("R-CH6", "not_annulled", would_help="The vote stands.", pointer="/motion")
    if desk.mode == "live" and state.items[old.item].stage != "open":
        raise Rejected("R-MO5", "item_not_open", would_help="Open the item first.", pointer="/motion")
    return (p.QuestionReopened(MotionId(desk.new_id("motion")), old.item, old.id, "annulled", None, None),)
