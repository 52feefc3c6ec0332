"""The meeting after one more fact: what each event makes of its state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.election import room_events as o
from governance.election.room_state import polls_after, stakes_after
from governance.kernel import (
    Event,
    EventId,
    Fact,
    ItemId,
    Moment,
    MotionId,
    SeatId,
)
from governance.meeting import events as e
from governance.meeting import notice_state as notice
from governance.meeting import people_events as pe
from governance.meeting import people_state as people
from governance.meeting import procedure_state
from governance.meeting.concerned import about_the_presider
from governance.meeting.state import SLIPS, Act, Closed, Item, ItemStage, MeetingState, Slip
from governance.minutes import brought
from governance.motion import events as m
from governance.motion import procedure_events as p
from governance.motion import state as motion

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from governance.rules.quorum import QuorumSnapshot


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
    relies = m.QuestionPut | m.ResultDeclared | o.ElectionBallotOpened | o.ElectionDeclared | pe.WentOnUnchaired
    if isinstance(fact.event, relies):
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
            came = replace(_came(state, here - (state.present or frozenset())), apologies=frozenset(apologies))
            return _chaired(replace(came, present=here), here)
        case e.HeadcountNoted(count=count):
            return replace(state, headcount=count)
        case e.MemberArrived(seat=seat):
            came = _came(state, frozenset((seat,)))
            return replace(came, present=_joined(state, seat), apologies=state.apologies - {seat})
        case e.MemberLeft(seat=seat, own=own):
            # Whoever goes from a room of which nobody knows who is in it leaves it as unknown as it was.
            return _gone(state, seat, own=own)
        case e.ApologiesGiven(seat=seat):
            return replace(state, apologies=state.apologies | {seat})
        case e.QuorumTested(item=item) if item is not None:
            return state
        case e.QuorumTested(quorum=quorum) | e.QuorumLost(quorum=quorum) | e.QuorumRegained(quorum=quorum):
            return _tested(state, quorum)
        case e.WaitedForQuorum(quorum=quorum):
            return replace(state, quorum=quorum)
        case pe.DeputySeated(seat=seat):
            return replace(_came(state, frozenset((seat,))), present=_joined(state, seat))
        case e.PresiderTookChair(seat=seat, irregular=irregular):
            return replace(state, presider=seat, chair_left=False, out_of_turn=bool(irregular), told_unchaired=False,
                           unseated=state.unseated - {seat})  # fmt: skip
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
        case e.ClosedSessionStarted(item=item, title=title, irregular=irregular):
            return replace(state, closed={**state.closed, item: Closed(title, irregular=irregular)})
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
            return _ruled(replace(state, motions=motions, items=items), event.motion)
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
        case o.MemberRemovalMoved(motion=about, seat=seat):
            return replace(state, leaving={**state.leaving, about: seat})
        case o.OfficeProposed(motion=about) | o.MemberProposed(motion=about) | o.SeatsProposed(motion=about):
            return replace(state, proposed={**state.proposed, about: event})
        case o.ExtensionMoved() | o.RemovalMoved():
            return replace(state, stakes=stakes_after(state.stakes, event))
        case o.OfficerHeard(motion=about):
            return replace(state, heard=state.heard | {about})
        case p.QuestionReopened():
            return procedure_state.evolve(_named_again(_heard(state, event), event), event)
        case _:
            return procedure_state.evolve(_heard(state, event), event)


def _named_again(state: MeetingState, again: p.QuestionReopened) -> MeetingState:
    """Whoever the ballot before was about, the new one is about them too."""
    was, now = again.again, again.motion
    return msgspec.structs.replace(
        state,
        proposed=state.proposed | ({now: state.proposed[was]} if was in state.proposed else {}),
        leaving=state.leaving | ({now: state.leaving[was]} if was in state.leaving else {}),
        stakes=state.stakes | ({now: state.stakes[was]} if was in state.stakes else {}),
        heard=state.heard | ({now} if was in state.heard else set()),
    )


def _seated(state: MeetingState, fact: Fact) -> MeetingState:
    """Members sit down when a sitting begins, and after a break (R-AD2)."""
    if isinstance(fact.event, e.MeetingOpened | e.MeetingResumed):
        told = fact.mode == "written_up"
        return msgspec.structs.replace(state, sat_since=fact.occurred, began=fact.occurred, written_up=told)
    return msgspec.structs.replace(state, sat_since=fact.occurred) if isinstance(fact.event, e.BreakEnded) else state


def _joined(state: MeetingState, seat: SeatId) -> frozenset[SeatId] | None:
    """Those here and one more.

    Live, whoever comes in is called on the roll. In notes that do not say who was there, and where only heads were
    counted, one name more is no roll.
    """
    if state.present is None and (state.written_up or state.headcount is not None):
        return None
    return (state.present or frozenset()) | {seat}


def _came(state: MeetingState, seats: frozenset[SeatId]) -> MeetingState:
    """Whoever comes in while a question is before the meeting may answer it, and their answer stands (R-QU4)."""
    state = msgspec.structs.replace(state, attended=state.attended | seats)
    asked = {(q.id, seat) for q in state.motions.values() if q.stage == "put" for seat in seats}
    return msgspec.structs.replace(state, joined=state.joined | asked) if asked else state


def _gone(state: MeetingState, seat: SeatId, *, own: bool) -> MeetingState:
    left = None if state.present is None else state.present - {seat}
    still = {state.presider} - {seat} if left is None else left
    return _chaired(msgspec.structs.replace(state, present=left), still, own=own)


def _chaired(state: MeetingState, here: AbstractSet[SeatId | None], *, own: bool = False) -> MeetingState:
    """Whoever goes presides no longer (R-CH2); by their `own` word, or by another's."""
    if state.presider is None or state.presider in here:
        return state
    unseated = state.unseated if own else state.unseated | {state.presider}
    return msgspec.structs.replace(state, presider=None, chair_left=True, unseated=unseated)


def _heard(state: MeetingState, event: Event) -> MeetingState:
    match event:
        case m.QuestionPut(motion=put) if state.chair_left or about_the_presider(state, put):
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


def _tested(state: MeetingState, quorum: QuorumSnapshot) -> MeetingState:
    sat = state.began if quorum.result == "quorate" else state.sat_quorate
    return msgspec.structs.replace(state, quorum=quorum, sat_quorate=sat)


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
        said_so=frozenset(),
        gone_by_own_word=frozenset(),
        here_by_own_word=frozenset(),
        presider=None,
        chair_left=False,
        unseated=frozenset(),
        out_of_turn=False,
        told_unchaired=False,
        resumed=isinstance(event, e.MeetingResumed),
        deputies={},
        silent=frozenset(),
        remote=frozenset(),
        second_sitting=isinstance(event, e.MeetingResumed) and state.stopped_short,
    )


def _ruled(state: MeetingState, asked: MotionId) -> MeetingState:
    return msgspec.structs.replace(state, ruled_under={**state.ruled_under, asked: state.orders_version})


def _item(entry: e.AgendaEntry) -> Item:
    return Item(entry.number, entry.for_decision, entry.in_notice, entry.category, title=entry.title, about=entry.about)


def _stage(state: MeetingState, item: ItemId, stage: ItemStage) -> MeetingState:
    changed = msgspec.structs.replace(state.items[item], stage=stage)
    return msgspec.structs.replace(state, items={**state.items, item: changed})
