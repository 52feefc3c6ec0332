"""Whenever this happens, that follows, in the same append: what outlives a meeting opens its own stream."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import msgspec

from governance.action.events import ActionOpened
from governance.decision import by_vote
from governance.decision import events as d
from governance.decision.events import DecisionMade, DecisionMadeInWriting
from governance.election import follows as offices
from governance.election import undone
from governance.election.room_events import ElectionDeclared
from governance.group import asked_events as a
from governance.group.events import ChairActedAlone, NextChairSet
from governance.kernel import MeetingId, MinutesId, StreamId
from governance.meeting import notice_events as n
from governance.meeting.events import ActionAgreed, ClosedSessionEnded, MeetingCancelled, MeetingClosed, MeetingOpened
from governance.meeting.people_events import NextChairAgreed
from governance.meeting.sitting import ahead
from governance.minutes.brought import CorrectionMoved, MinutesBrought
from governance.minutes.events import ApprovedRecordCorrected, ClosedMinuteReviewed, MinutesApproved, MinutesDrafted
from governance.motion.events import ResultDeclared
from governance.motion.procedure_events import BallotAnnulled, QuestionReopened, RulingOverturned
from governance.resolution.events import ReplyConfirmed, ReplyDisputed, ResolutionClosed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from governance.acts import Act
    from governance.kernel import DecisionId, Desk, Event, GroupId
    from governance.meeting.state import MeetingState
    from governance.minutes.earlier import Earlier
    from governance.resolution.state import ResolutionState


def follow(events: Iterable[Event], home: StreamId, act: Act) -> list[tuple[StreamId, Event]]:
    """What events in their `home` stream bring about in others, as (stream, event)."""
    if act.group_id is None:
        return []
    if act.meeting is None:
        return _between_meetings(events, act)
    told = tuple(events)
    opened = _of_a_meeting(told, MeetingId(home), act.group_id, act)
    assert act.group is not None, "a meeting has a group"
    return [
        *((stream, _outside(event, act.meeting)) for stream, event in opened),
        *undone.follows(opened, act.meeting, act.group, act.desk),
        *_of_offices(told, MeetingId(home), act),
        *_of_minutes(told, act),
    ]


def _of_offices(events: Iterable[Event], meeting: MeetingId, act: Act) -> Iterator[tuple[StreamId, Event]]:
    """Terms of office that begin, end or last longer by what a meeting decided."""
    assert act.group is not None, "a meeting has a group"
    assert act.meeting is not None, "these are events of a meeting"
    for event in events:
        if isinstance(event, ElectionDeclared):
            yield from offices.of_election(event, meeting, act.group, act.meeting.orders_version)
        elif isinstance(event, ResultDeclared) and event.motion in act.meeting.stakes and event.outcome.takes_effect:
            yield from offices.of_stake(act.meeting.stakes[event.motion], event.decision, act.group, act.desk)


def _of_a_meeting(told: Sequence[Event], meeting: MeetingId, group: GroupId, act: Act) -> list[tuple[StreamId, Event]]:
    """What the events of a meeting bring about; it opens under whoever was agreed to preside."""
    assert act.meeting is not None, "these are events of a meeting"
    next_chair = act.group.presides_next(act.desk.when) if act.group else None
    desk, motions = act.desk, act.meeting.motions
    opened: list[tuple[StreamId, Event]] = []
    for event in told:
        match event:
            case ResultDeclared():
                opened += by_vote.declared(event, motions.get(event.motion), act.decision, group, meeting, desk.when)
            case BallotAnnulled() | QuestionReopened():
                opened += by_vote.set_aside(event, act.meeting, group, meeting)
            case RulingOverturned(decision=decision, ruling=ruling) if decision is not None:
                about = act.meeting.rulings[ruling].motion
                opened += by_vote.reinstated(decision, about, act.meeting, group, meeting)
            case ActionAgreed(action=action):
                agreed = ActionOpened(
                    action,
                    group,
                    meeting,
                    event.item,
                    event.decision,
                    event.owner,
                    event.helpers,
                    event.words,
                    event.due,
                )
                opened.append((StreamId(action), agreed))
            case NextChairAgreed(seat=seat):
                opened.append((StreamId(group), NextChairSet(meeting, seat)))
            case n.CalledByMembers() | n.ProposalTaken() | n.ProposalNotTaken() | n.NoticeDefectNoted():
                opened += _of_notice(event, meeting, group, act.meeting)
            case d.ChairsActionAnswered(irregular=()):
                opened.append(by_vote.answered(event, _vote_of(event, told, act.meeting), group, meeting))
            case d.ReviewAgreed() | ClosedSessionEnded():
                opened += _of_reviews(event, group, act.meeting)
            case n.ReopeningAsked() | n.DeferralClaimed() | MeetingCancelled():
                opened += _of_notice(event, meeting, group, act.meeting)
            case MeetingOpened() if next_chair is not None:
                opened.append((StreamId(group), NextChairSet(meeting, None)))
            case MeetingClosed():
                minutes = MinutesId(desk.new_id("minutes"))
                opened.append((StreamId(minutes), MinutesDrafted(minutes, meeting, group, desk.new_salt())))
            case _:
                pass
    return opened


def _vote_of(event: d.ChairsActionAnswered, told: Iterable[Event], state: MeetingState) -> DecisionId | None:
    """The decision of the vote that answered a chair's action: one declared just now, or earlier."""
    now = (one.decision for one in told if isinstance(one, ResultDeclared) and one.motion == event.motion)
    before = None if event.motion is None else state.motions.get(event.motion)
    return next(now, None if before is None else before.decision)


def _of_reviews(
    event: d.ReviewAgreed | ClosedSessionEnded, group: GroupId, state: MeetingState
) -> Iterator[tuple[StreamId, Event]]:
    """What is to be looked at again is listed with its group (R-RV1, R-CL3)."""
    match event:
        case d.ReviewAgreed(decision=decision, review_by=by, lapses=lapses, words=words):
            yield StreamId(decision), d.DecisionReviewSet(decision, group, by, lapses)
            yield StreamId(group), a.ReviewSet("decision", decision, by, lapses, words)
        case ClosedSessionEnded(item=item, review_by=by):
            title = state.closed[item].title if item in state.closed else None
            yield StreamId(group), a.ReviewSet("closed_minutes", item, by, lapses=False, words=title)
        case _:
            assert_never(event)


def _of_notice(
    event: Event, meeting: MeetingId, group: GroupId, state: MeetingState
) -> Iterator[tuple[StreamId, Event]]:
    """What members asked for and proposed is answered by a meeting, and waits again when it is called off."""
    match event:
        case n.CalledByMembers(requisition=requisition):
            yield StreamId(group), a.RequisitionMet(requisition, meeting)
        case n.ProposalTaken(proposal=proposal):
            yield StreamId(group), a.BusinessTaken(proposal, meeting)
        case n.ProposalNotTaken(proposal=proposal, late=False):
            yield StreamId(group), a.BusinessNotTaken(proposal, meeting)
        case n.NoticeDefectNoted(seat=seat) if state.starts is not None:
            yield StreamId(group), a.NoticeMissed(seat, meeting, state.starts.local[:10])
        case n.ReopeningAsked(decision=decision, seat=seat, proposal=proposal, title=title, irregular=()):
            yield StreamId(decision), d.NoticeDefectFlagged(decision, group, meeting, seat)
            yield StreamId(group), a.BusinessProposed(proposal, seat, title, for_decision=True, origin="notice_defect")
        case n.DeferralClaimed(proposal=proposal, seat=seat, title=title) if proposal is not None:
            yield StreamId(group), a.BusinessProposed(proposal, seat, title, for_decision=True, origin="papers")
        case MeetingCancelled():
            if state.requisition is not None:
                yield StreamId(group), a.RequisitionReopened(state.requisition)
            for proposal in state.proposals:
                yield StreamId(group), a.BusinessReleased(proposal)
        case _:
            pass


def _of_minutes(events: Sequence[Event], act: Act) -> list[tuple[StreamId, Event]]:
    """Minutes approved or corrected where a meeting so decided, with effect (R-MI3, R-MI7)."""
    assert act.meeting is not None, "a result is of a meeting"
    found: list[tuple[StreamId, Event]] = []
    for event in events:
        if not isinstance(event, ResultDeclared) or event.amends is not None or not event.outcome.takes_effect:
            continue
        after = ahead(act.meeting, act.desk, *events)
        match after.matters.get(event.motion):
            case MinutesBrought() as matter if act.earlier is not None and act.earlier.minutes.approved is None:
                found.append((StreamId(matter.minutes), _approved(after, event, act.earlier, matter, act.desk)))
            case CorrectionMoved() as matter if act.group_id is not None and not _reworded(after, event):
                found.append((StreamId(matter.minutes), _corrected(after, event, matter, act.group_id)))
            case _:
                pass
    return found


def _approved(
    meeting: MeetingState, event: ResultDeclared, earlier: Earlier, matter: MinutesBrought, desk: Desk
) -> MinutesApproved:
    copy = earlier.scribe.fair_copy(matter.of)
    put = meeting.motions[event.motion].put
    known = put is not None and put.effective is not None and matter.attended is not None
    there = len(set(put.effective) & set(matter.attended)) if known else None  # type: ignore[union-attr,arg-type]
    assert meeting.group is not None, "a called meeting has a group"
    assert meeting.meeting is not None, "a called meeting has an id"
    return MinutesApproved(
        minutes=matter.minutes,
        meeting=matter.of,
        group=meeting.group,
        at=meeting.meeting,
        item=event.item,
        decision=event.decision,
        presider=meeting.presider,
        attenders=there,
        digest=copy.digest,
        public_digest=copy.public_digest,
        through_position=copy.through_position,
        phrase_book=copy.phrase_book,
        document_version=copy.document_version,
        document=desk.seal(copy.canonical, kind="json"),
    )


def _reworded(meeting: MeetingState, event: ResultDeclared) -> bool:
    """Whether the meeting changed the proposal: what it then decided is in its words, not in the facts beside it."""
    known = meeting.motions.get(event.motion)
    agreed = any(q.amends == event.motion and q.stage == "agreed" for q in meeting.motions.values())
    return agreed or (known is not None and known.consented)


def _corrected(
    meeting: MeetingState, event: ResultDeclared, matter: CorrectionMoved, group: GroupId
) -> ApprovedRecordCorrected:
    assert meeting.meeting is not None, "a called meeting has an id"
    return ApprovedRecordCorrected(
        minutes=matter.minutes,
        meeting=matter.of,
        group=group,
        at=meeting.meeting,
        item=event.item,
        number=meeting.items[event.item].number,
        motion=event.motion,
        decision=event.decision,
        where=matter.where,
        old=matter.old,
        new=matter.new,
        restated=matter.restated,
    )


def _outside(event: Event, meeting: MeetingState) -> Event:
    """What outlives a closed item is told by the title everybody may read; its own words stay with it (R-CL4)."""
    item = meeting.behind_doors
    if item is None or not isinstance(event, DecisionMade | ActionOpened) or event.item != item:
        return event
    return msgspec.structs.replace(event, words=meeting.closed[item].title)


def _of_answers(event: ReplyDisputed | ReplyConfirmed, was: ResolutionState) -> Iterator[tuple[StreamId, Event]]:
    """The decision that an answer was counted for says how many of its answers are disputed now (R-WR3)."""
    if was.closed is None or event.seat not in was.replies or event.seat in was.not_theirs:
        return
    still = was.counted_and_disputed - {event.seat}
    count = len(still) + isinstance(event, ReplyDisputed)
    if count != len(was.counted_and_disputed):
        made = was.closed.decision
        yield StreamId(made), d.AnswersDisputed(made, event.group, event.resolution, count)


def _between_meetings(events: Iterable[Event], act: Act) -> list[tuple[StreamId, Event]]:
    opened: list[tuple[StreamId, Event]] = []
    for event in events:
        if isinstance(event, d.ChairsActionTaken) and event.listed:
            opened.append((StreamId(event.group), ChairActedAlone(event.decision)))
        elif isinstance(event, ResolutionClosed):
            was: ResolutionState = act.named["resolution"]
            assert was.words is not None
            assert was.group is not None
            made = DecisionMadeInWriting(
                event.decision, was.group, event.resolution, was.words, was.category, was.cost, event.outcome
            )
            opened.append((StreamId(event.decision), made))
            if was.counted_and_disputed:
                told = d.AnswersDisputed(event.decision, was.group, event.resolution, len(was.counted_and_disputed))
                opened.append((StreamId(event.decision), told))
        elif isinstance(event, ReplyDisputed | ReplyConfirmed):
            opened += _of_answers(event, act.named["resolution"])
        elif isinstance(event, ClosedMinuteReviewed):
            reviewed = a.ReviewSet("closed_minutes", event.item, event.review_by, lapses=False, words=None)
            opened.append((StreamId(event.group), reviewed))
        elif isinstance(event, d.DecisionReviewSet):
            words = None if act.decision is None else act.decision.words
            again = a.ReviewSet("decision", event.decision, event.review_by, event.lapses, words)
            opened.append((StreamId(event.group), again))
    return opened
