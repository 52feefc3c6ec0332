"""Proxies and votes sent ahead: lodged before the vote, counted only where they are valid (R-VO6, R-VO7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.kernel import Rejected, given_here, refuse
from governance.meeting.sitting import on_roll, orders_of
from governance.motion import method_events as me
from governance.motion.method_state import Advance, Proxy
from governance.motion.question import pending, yes_or_no
from governance.rules import absent, one_vote

if TYPE_CHECKING:
    from governance.kernel import Desk, Event, MotionId, SeatId
    from governance.meeting.state import MeetingState
    from governance.motion import method_commands as c
    from governance.motion.events import Choice
    from governance.motion.state import Motion


def proxy(state: MeetingState, command: c.LodgeProxy, desk: Desk) -> tuple[Event, ...]:
    """An absent member's directed vote, given to somebody who is here."""
    motion = _before_the_vote(state, command.motion, desk)
    on_roll(state, (command.seat,), "/seat")
    on_roll(state, (command.holder,), "/holder")
    own = given_here(command.seat, desk)
    terms = (command.holder, command.choice, command.in_writing, command.even_if_changed)
    changes, before = motion.answering.changes, motion.answering.proxies.get(command.seat)
    if before in {Proxy(*terms, changes, own), Proxy(*terms, changes, own=True)}:
        return ()
    _theirs(motion, command.seat, desk)
    refused = _refused(state, motion, command.seat, command.holder, in_writing=command.in_writing)
    if refused is not None and desk.mode == "live":
        raise refused
    return (me.ProxyLodged(motion.id, command.seat, *terms, own),)


def advance(state: MeetingState, command: c.LodgeAdvanceVote, desk: Desk) -> tuple[Event, ...]:
    """An answer sent before the vote; of proposals only written up, and then it is not counted."""
    motion = _before_the_vote(state, command.motion, desk)
    on_roll(state, (command.seat,), "/seat")
    own = given_here(command.seat, desk)
    changes, before = motion.answering.changes, motion.answering.advance.get(command.seat)
    if before in {Advance(command.choice, changes, own), Advance(command.choice, changes, own=True)}:
        return ()
    _theirs(motion, command.seat, desk)
    refused = absent.advance_vote(motion.category)
    if refused is not None and desk.mode == "live":
        raise refused
    return (me.AdvanceVoteLodged(motion.id, command.seat, command.choice, own),)


def _theirs(motion: Motion, seat: SeatId, desk: Desk) -> None:
    """Refuse, written up too, something else for a member who said here themselves how they vote (R-VO9)."""
    said = (motion.answering.proxies.get(seat), motion.answering.advance.get(seat))
    own = any(one is not None and one.own for one in said)
    refuse(one_vote.theirs_to_change("R-VO9", own=own, by_them=desk.own))


def counted(state: MeetingState, motion: Motion) -> dict[SeatId, Choice]:
    """The answers of absent members that count in a vote by name.

    A proxy counts while its holder may vote, its giver is away, and the words are those it was given for. An answer
    sent ahead counts in an election, to the same words.
    """
    if motion.put is None or motion.put.method != "roll_call":
        return {}
    answering = motion.answering
    sent: dict[SeatId, Choice] = {
        seat: a.choice for seat, a in answering.advance.items() if _still_to_the_words(motion, seat)
    }
    held: dict[SeatId, Choice] = {
        seat: p.choice for seat, p in answering.proxies.items() if not invalid(state, motion, seat, p)
    }
    away, told = _away(state, motion), sent | held
    return {seat: told[seat] for seat in told if seat in away}


def invalid(state: MeetingState, motion: Motion, seat: SeatId, given: Proxy) -> Rejected | None:
    """Why a proxy is not counted, or None."""
    changed = given.changes != motion.answering.changes and not given.even_if_changed
    if changed:
        return Rejected("R-VO6", "words_have_changed", would_help="It was for the words before.")
    return refused(state, motion, seat, given)


def refused(state: MeetingState, motion: Motion, seat: SeatId, given: Proxy) -> Rejected | None:
    """Why a proxy should not have been taken, or None."""
    return _refused(state, motion, seat, given.holder, in_writing=given.in_writing)


def by_name(motion: Motion, how: str) -> Rejected | None:
    """Why a question with proxies is not put so, or None."""
    return absent.called_by_name(proxies=bool(motion.answering.proxies), how=how)


def _still_to_the_words(motion: Motion, seat: SeatId) -> bool:
    sent = motion.answering.advance[seat]
    return absent.advance_vote(motion.category) is None and sent.changes == motion.answering.changes


def _away(state: MeetingState, motion: Motion) -> frozenset[SeatId]:
    voters = state.voters(motion)
    return frozenset() if voters is None else state.entitled - state.out(motion.item) - voters


def _refused(state: MeetingState, motion: Motion, seat: SeatId, holder: SeatId, *, in_writing: bool) -> Rejected | None:
    voters = state.voters(motion)
    others = {p.holder for giver, p in motion.answering.proxies.items() if giver != seat}
    return absent.proxy(
        orders_of(state),
        in_writing=in_writing,
        same_class=state.class_of(seat) == state.class_of(holder),
        holder_taken=holder in others,
        holder_votes=voters is None or holder in voters,
        giver_here=state.present is not None and seat in state.present,
    )


def _before_the_vote(state: MeetingState, motion: MotionId, desk: Desk) -> Motion:
    found = yes_or_no(pending(state, motion))
    if found.stage == "put" and desk.mode == "live":
        raise Rejected("R-VO6", "already_put", would_help="Before the vote begins.", pointer="/motion")
    return found
