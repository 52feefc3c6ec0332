"""Folding the events of a meeting into a draft of its minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from governance.action.events import ActionRaised
from governance.decision.events import ChairsActionAnswered, ChairsActionReported, ReviewAgreed
from governance.election import room_events as o
from governance.meeting import events as e
from governance.meeting import notice_events as n
from governance.meeting import people_events as p
from governance.minutes.brought import CorrectionMoved, MinutesBrought
from governance.minutes.events import DisagreementNoted, MinutesAmended, MinutesDrafted
from governance.motion import events as m
from governance.motion.state import METHOD_EVENTS
from governance.resolution.events import ResolutionReported
from governance.standing_orders import Category
from projections.minutes import between, elections, life, methods, motions, notices, people, procedure, rooms, shut
from projections.minutes.draft import Draft, Line, Said, Section, Visitor, Word
from projections.minutes.form import a_date, clock
from projections.minutes.order import in_turn, nothing_told, put_off, taken_up
from projections.projection import Refold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from governance.record import RecordedEvent
    from governance.standing_orders import StandingOrders


def fold(events: Iterable[RecordedEvent]) -> Draft:
    """A draft of the meeting these events tell of; struck acts are absent."""
    given = list(events)
    struck = {one.event.act for one in given if isinstance(one.event, e.ActStruck)}
    draft = Draft()
    for one in given:
        if one.id not in struck and not isinstance(one.event, e.ActStruck):
            draft = apply(draft, one)
    told = [one.position for one in given if not isinstance(one.event, life.AFTERWARDS)]
    if told and draft.approval is None:
        draft.position = told[-1]
    return draft


def apply(draft: Draft, one: RecordedEvent) -> Draft:
    """The draft after one more event; the draft given is used up. Raises `Refold` for a struck act."""
    event = one.event
    if isinstance(event, life.AFTERWARDS):
        life.apply(draft, one)
        return draft
    if draft.approval is not None:  # what was approved stays as it was
        return draft
    draft.position = one.position
    behind = shut.before(draft)
    _told(draft, one)
    shut.after(draft, behind)
    return draft


def _told(draft: Draft, one: RecordedEvent) -> None:
    event = one.event
    match event:
        case e.ActStruck():
            raise Refold
        case e.ClosedSessionStarted() | e.ClosedSessionEnded():
            shut.apply(draft, one)
        case e.MeetingCalled():
            _called(draft, event)
        case _ if isinstance(event, n.NoticeEvent):
            notices.apply(draft, one)
        case e.ItemProposed(entry=entry):
            draft.sections[str(entry.item)] = Section(entry.number, entry.title, entry.item, late=not entry.in_notice)
        case e.MeetingOpened() | e.MeetingResumed():
            _opened(draft, one, event)
        case e.HeadcountNoted(count=count, about=about):
            draft.headcount = (count, about, one.id)
        case e.VisitorNoted():
            draft.visitors.append(Visitor(event.label, event.supporting, one.id))
        case e.MinuteTakerNamed(seat=seat):
            draft.minute_taker, draft.minute_taker_event = seat, one.id
        case (
            e.AttendanceSet()
            | e.MemberArrived()
            | e.MemberLeft()
            | e.ApologiesGiven()
            | e.QuorumTested()
            | e.QuorumLost()
            | e.QuorumRegained()
            | e.WaitedForQuorum()
            | e.VoteStoodDown()
            | e.VoteTakenUp()
            | e.PresiderTookChair()
            | e.InterestDeclared()
            | e.InterestManaged()
            | e.BreakStarted()
            | e.BreakEnded()
        ):
            rooms.apply(draft, one)
        case (
            p.InterestDisputed()
            | p.InterestSettled()
            | p.DeputySeated()
            | p.JoinedRemotely()
            | p.FollowedByChat()
            | p.CountTaken()
            | p.MemberPhoned()
            | p.VoteRetaken()
            | p.QuorumQueried()
            | p.VisitorActed()
            | p.NextChairAgreed()
            | p.WentOnUnchaired()
        ):
            people.apply(draft, one, event)
        case e.ItemOpened(item=item):
            _turned_to(draft, item, one.id)
        case e.ItemDeferred() | e.ItemStoodOver() | e.ItemClosed() | e.NoteTaken() | e.SuggestionNoted():
            _item(draft, one)
        case MinutesBrought() | CorrectionMoved():
            motions.apply(draft, one)
        case e.ActionAgreed() | m.MotionMoved() | m.AmendmentMoved() | m.ResultDeclared():
            motions.apply(draft, one)
        case (
            m.MotionSeconded()
            | m.MotionWithdrawn()
            | m.MotionFell()
            | m.QuestionPut()
            | m.VoteCast()
            | m.CountRecorded()
            | m.EveryoneAsked()
            | m.TallyContradicted()
            | m.CastingVoteUsed()
        ):
            motions.apply(draft, one)
        case _ if isinstance(event, METHOD_EVENTS):
            methods.apply(draft, one)
        case e.ResumptionNoticed(notice_given=given):
            draft.closing.append(Line("told_it_goes_on", {"date": Said(a_date(given.date))}, [one.id]))
        case ResolutionReported() | ChairsActionReported() | ChairsActionAnswered() | ReviewAgreed() | ActionRaised():
            between.apply(draft, one, event)
        case e.MeetingAdjourned() | e.MeetingClosed() | e.MeetingCancelled():
            _end(draft, one)
        case (
            o.ActingTold()
            | o.ElectionVoteRequired()
            | o.ElectionBallotOpened()
            | o.ElectionBallotCounted()
            | o.LotDrawn()
            | o.ElectionDeclared()
            | o.ExtensionMoved()
            | o.OfficerHeard()
            | o.RemovalUndone()
            | o.RemovalCountsAgain()
        ):
            elections.apply(draft, one)
        case MinutesDrafted(salt=salt):
            draft.salt = salt
        case MinutesAmended() | DisagreementNoted():
            life.amend(draft, one)
        case _:
            procedure.apply(draft, one)


def _called(draft: Draft, event: e.MeetingCalled) -> None:
    draft.meeting, draft.group = event.meeting, event.group
    draft.title, draft.place, draft.starts = event.title, event.place, event.starts
    draft.call_written_down = event.written_down
    draft.sections = {str(entry.item): Section(entry.number, entry.title, entry.item) for entry in event.agenda}


def _class_condition(orders: StandingOrders) -> Literal["none", "majority", "enough"]:
    """Whether the quorum asks for a lived-experience majority alone, for classes in another way, or for heads only."""
    majority = orders.lived_experience == "block"
    if majority and orders.lived_experience_variant == "strict_majority" and not orders.floors:
        return "majority"
    return "enough" if majority or orders.floors else "none"


def _opened(draft: Draft, one: RecordedEvent, event: e.MeetingOpened | e.MeetingResumed) -> None:
    draft.stage = "open"
    draft.roll = list(event.roll)
    draft.class_condition = _class_condition(event.orders)
    draft.least_votes = event.orders.min_votes_cast
    own = event.orders.majority_for
    draft.take_two_thirds = [category for category in get_args(Category) if own(category) == "two_thirds_cast"]
    if isinstance(event, e.MeetingOpened):
        draft.opened = one.occurred
        if event.irregular and draft.starts is not None:
            draft.notes.append(Line("before_its_day", {"date": Said(a_date(draft.starts.date))}, [one.id]))
        if draft.call_written_down is not None and one.envelope.mode == "live":
            written = Said(a_date(draft.call_written_down.date))
            draft.notes.append(Line("call_written_down", {"date": written}, [one.id]))
        return
    draft.closing.append(Line("resumed", {"date": Said(a_date(one.occurred.date))}, [one.id]))
    people.stamp(draft)
    draft.tested, draft.resumed, draft.here, draft.deputies = False, True, [], []


def _turned_to(draft: Draft, item: UUID, event: UUID) -> None:
    draft.current = item
    taken_up(draft, item, event)
    in_turn(draft, item, event)


def _item(draft: Draft, one: RecordedEvent) -> None:
    event = one.event
    assert isinstance(event, e.ItemDeferred | e.ItemStoodOver | e.ItemClosed | e.NoteTaken | e.SuggestionNoted)
    section = draft.sections[str(event.item)]
    match event:
        case e.ItemDeferred(talked=talked, reason=reason, item=item):
            title = {"title": Word(section.title)} if section.title else {}
            phrase = "too_few_left" if reason == "recusal" else "not_decided" if talked else "not_reached"
            section.lines.insert(0, put_off(phrase, dict(title), one.id))
            if reason == "recusal":
                rooms.left_without(draft, item)
        case e.ItemStoodOver(item=item):
            rooms.left_without(draft, item)
            section.lines.append(put_off("stood_over", {"item": Said(str(section.number))}, one.id))
        case e.ItemClosed():
            if nothing_told(section):
                section.lines.append(Line("nothing", {}, [one.id]))
        case e.NoteTaken(words=words):
            title_of = {"title": Word(section.title)} if section.title else {}
            section.lines.append(Line("note", {**title_of, "note": Word(words, stop=True)}, [one.id]))
        case e.SuggestionNoted(words=words):
            section.lines.append(Line("suggestion", {"text": Word(words, stop=True)}, [one.id]))


def _end(draft: Draft, one: RecordedEvent) -> None:
    rooms.cut_short(draft)
    event, time = one.event, one.occurred.clock
    said = {"time": Said(clock(time))} if time else {}
    if isinstance(event, e.MeetingCancelled):
        draft.stage = "cancelled"
        draft.closing.append(Line("cancelled", {}, [one.id]))
    elif isinstance(event, e.MeetingClosed):
        draft.stage, draft.ended = "closed", one.occurred
        phrase = "ended" if time else "ended_untimed"
        if draft.resumed:
            phrase, said = f"{phrase}_on", {**said, "date": Said(a_date(one.occurred.date))}
        draft.closing.append(Line(phrase, dict(said), [one.id]))
    elif isinstance(event, e.MeetingAdjourned):
        draft.stage = "adjourned"
        phrase = "stopped" if time else "stopped_untimed"
        if event.until is not None:
            draft.closing.append(Line(phrase + "_until", {**said, "date": Said(a_date(event.until.date))}, [one.id]))
        else:
            draft.closing.append(Line(phrase, dict(said), [one.id]))
