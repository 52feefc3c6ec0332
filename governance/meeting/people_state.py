"""Folding what happens to the people in a meeting: interests, deputies, distance, lost links, oversteps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.meeting import events as e
from governance.meeting import people_events as p
from governance.rules import attendance, links, standing_down

if TYPE_CHECKING:
    from governance.kernel import Fact, ItemId, MotionId, SeatId
    from governance.meeting.state import MeetingState
    from governance.motion.state import Motion


def evolve(state: MeetingState, fact: Fact) -> MeetingState:
    """The meeting after one more fact about its people; anything else leaves it as it is."""
    replace = msgspec.structs.replace
    match fact.event:
        case e.InterestDeclared(seat=seat, item=item, kind=kind):
            return replace(state, interests={**state.interests, (item, seat): kind})
        case e.InterestManaged(seat=seat, item=item, how=how):
            return _handled(state, (item, seat), how, by_vote=False)
        case p.InterestDisputed(seat=seat, item=item, how=how):
            return replace(state, disputed={**state.disputed, (item, seat): how})
        case p.InterestSettled(seat=seat, item=item, how=how):
            open_ = {matter: asked for matter, asked in state.disputed.items() if matter != (item, seat)}
            return _handled(replace(state, disputed=open_), (item, seat), how, by_vote=True)
        case e.MemberReturned(seat=seat, item=item):
            return replace(state, returned=state.returned | {(item, seat)})
        case e.VoteStoodDown(seat=seat, own=own):
            may = state.orders is None or standing_down.leaves_the_count(state.orders, state.class_of(seat))
            told = replace(state, said_so=state.said_so | {seat} if own else state.said_so)
            return replace(told, stood_down=state.stood_down | {seat}) if may else told
        case e.VoteTakenUp(seat=seat):
            return replace(state, stood_down=state.stood_down - {seat})
        case e.VisitorNoted(capacity=capacity):
            return replace(state, visitors={**state.visitors, fact.id: capacity})
        case p.VisitorActed(did=did, motion=motion) if motion is not None and attendance.oversteps(did):
            return replace(state, overstepped=state.overstepped | {motion})
        case p.DeputySent(seat=seat, person=person, constituency=constituency):
            return replace(state, sent={**state.sent, seat: (person, constituency)})
        case p.WentOnUnchaired():
            return replace(state, told_unchaired=True)
        case p.NextChairAgreed(seat=seat):
            return replace(state, next_chair=seat)
        case p.JoinedRemotely(seats=seats):
            return replace(state, remote=state.remote | frozenset(seats))
        case _:
            return _linked(state, fact)


def _linked(state: MeetingState, fact: Fact) -> MeetingState:
    replace = msgspec.structs.replace
    match fact.event:
        case p.DeputySeated(seat=seat, person=person, remote=remote, counts=counts):
            return replace(
                state,
                deputies={**state.deputies, seat: person},
                silent=state.silent - {seat} if counts else state.silent | {seat},
                remote=state.remote | {seat} if remote else state.remote - {seat},
            )
        case e.AttendanceSet(present=present):
            here = frozenset(present)
            kept = {seat: person for seat, person in state.deputies.items() if seat in here}
            return replace(state, deputies=kept, silent=state.silent & here, remote=state.remote & here,
                           gone_by_own_word=state.gone_by_own_word - here,
                           here_by_own_word=state.here_by_own_word & here)  # fmt: skip
        case e.MemberArrived(seat=seat, remote=remote, own=own):
            dropped = frozenset(matter for matter in state.dropped if matter[1] != seat)
            gone = state.gone_by_own_word - {seat}
            came = state.here_by_own_word | {seat} if own else state.here_by_own_word - {seat}
            back = replace(_out_of_the_seat(state, seat), dropped=dropped, gone_by_own_word=gone, here_by_own_word=came)
            return replace(back, remote=back.remote | {seat}) if remote else back
        case e.MemberLeft(seat=seat, how=how, own=own):
            lost = {(q.id, seat) for q in state.motions.values() if how == "link_lost" and _unheard(state, q, seat)}
            gone = state.gone_by_own_word | ({seat} if own else set())
            return replace(_out_of_the_seat(state, seat), dropped=state.dropped | lost, gone_by_own_word=gone,
                           here_by_own_word=state.here_by_own_word - {seat})  # fmt: skip
        case p.MemberPhoned(motion=motion, seat=seat):
            matter = (motion, seat)
            return replace(state, dropped=state.dropped - {matter}, phoned=state.phoned | {matter})
        case p.VoteRetaken(motion=motion):
            dropped = frozenset(matter for matter in state.dropped if matter[0] != motion)
            return replace(state, dropped=dropped, motions=_anew(state, fact.event))
        case p.CountTaken(motion=motion, by="hands") if state.remote_here:
            return replace(state, hands_shown=state.hands_shown | {motion})
        case _:
            return state


def _handled(
    state: MeetingState, matter: tuple[ItemId, SeatId], how: e.InterestHandling, *, by_vote: bool
) -> MeetingState:
    """An interest as it is handled now; a shared one that no vote decided on excludes nobody rightly (R-IN5)."""
    out = set() if how == "stay_and_vote" else {matter}
    wrongly = out if state.interests.get(matter) == "shared" and not by_vote else set()
    return msgspec.structs.replace(
        state,
        handled={**state.handled, matter: how},
        excluded=(state.excluded - {matter}) | out,
        returned=state.returned - {matter},
        wrongly_out=(state.wrongly_out - {matter}) | wrongly,
    )


def _out_of_the_seat(state: MeetingState, seat: SeatId) -> MeetingState:
    """The seat without a deputy: the member has come, or whoever sat there has gone (R-AP2)."""
    deputies = {held: person for held, person in state.deputies.items() if held != seat}
    return msgspec.structs.replace(state, deputies=deputies, silent=state.silent - {seat}, remote=state.remote - {seat})


def _unheard(state: MeetingState, question: Motion, seat: SeatId) -> bool:
    """Whether a question is being answered and a seat that may answer it has not been heard (R-HY2)."""
    return links.waits_for(
        asked=question.stage == "put" and seat in (state.voters(question) or ()),
        by_name=question.put is not None and question.put.method == "roll_call",
        named=seat in question.votes,
        counted=question.count is not None or question.asked is not None,
    )


def _anew(state: MeetingState, event: p.VoteRetaken) -> dict[MotionId, Motion]:
    kept = state.motions[event.motion]
    assert kept.put is not None, "the question was put"
    put = msgspec.structs.replace(kept.put, quorum=event.quorum, effective=event.effective)
    votes = {seat: choice for seat, choice in kept.votes.items() if seat in event.kept}
    again = msgspec.structs.replace(kept, put=put, votes=votes, count=None, asked=None)
    return {**state.motions, event.motion: again}
