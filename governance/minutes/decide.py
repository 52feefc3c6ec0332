"""What minutes answer: sent to all, corrected while a draft, signed once approved (R-MI2 to R-MI7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from governance.kernel import CorrectionId, Rejected
from governance.meeting.sitting import orders_of
from governance.minutes import commands as c
from governance.minutes import events as e
from governance.minutes.brought import Where
from governance.minutes.correcting import check, line_at, line_of
from governance.rules import closed
from governance.rules import minutes as rules
from governance.words import clean

if TYPE_CHECKING:
    from governance.kernel import Desk, Event, GroupId, MeetingId, MinutesId, SeatId
    from governance.minutes.earlier import Earlier
    from governance.minutes.state import Asked, MinutesState

MinutesCommand = (
    c.CirculateMinutes
    | c.AskCorrection
    | c.AnswerCorrection
    | c.NoteDisagreement
    | c.SignMinutes
    | c.RecordRecordingDestroyed
    | c.ReviewClosedMinute
)


def decide(earlier: Earlier, command: MinutesCommand, desk: Desk) -> tuple[Event, ...]:
    """The events that follow, or `Rejected`; nothing when nothing changes."""
    state = earlier.minutes
    if state.last is not None and desk.when.before(state.last):
        raise Rejected("in order", "before_what_is_known", would_help="Acts are told in order.", pointer="/when")
    match command:
        case c.CirculateMinutes(formats=formats):
            told = tuple(dict.fromkeys(formats))
            again = state.sent is not None and (state.sent[0].date, state.sent[1]) == (desk.when.date, told)
            return () if again else (e.MinutesCirculated(*_of(state), told),)
        case c.AskCorrection():
            return _ask(earlier, command, desk)
        case c.AnswerCorrection():
            return _answer(earlier, command, desk)
        case c.NoteDisagreement():
            return _disagree(state, command, desk)
        case c.SignMinutes():
            return _sign(state, command, desk)
        case c.RecordRecordingDestroyed():
            return _destroyed(earlier)
        case c.ReviewClosedMinute():
            return _review(earlier, command, desk)
        case _:
            assert_never(command)


def _of(state: MinutesState) -> tuple[MinutesId, MeetingId, GroupId]:
    assert state.minutes is not None, "found before"
    assert state.meeting is not None, "minutes are of a meeting"
    assert state.group is not None, "a meeting has a group"
    return state.minutes, state.meeting, state.group


def _who(seat: SeatId | None, desk: Desk) -> SeatId:
    found = seat or desk.by
    if found is None:
        raise Rejected("R-MI4", "who_asks", would_help="Say which seat.", pointer="/seat")
    return found


def _asked(state: MinutesState, correction: CorrectionId) -> Asked:
    found = state.asked.get(correction)
    if found is None:
        raise Rejected("unknown", "unknown_correction", pointer="/correction")
    return found


def _ask(earlier: Earlier, command: c.AskCorrection, desk: Desk) -> tuple[Event, ...]:
    state = earlier.minutes
    rules.not_edited(approved=state.approved is not None)
    seat = _who(command.seat, desk)
    line = line_of(earlier, command.line, command.act)
    if any(_same(one, seat, (line.part, line.line), command, desk) for one in state.asked.values()):
        return ()
    rules.reworded(line.text, clean(command.old, "/old"), clean(command.new, "/new"))
    asked = e.MinutesCorrectionAsked(
        *_of(state),
        correction=CorrectionId(desk.new_id("correction")),
        seat=seat,
        where=Where(line.part, line.line, line.events[0] if line.events else None),
        old=desk.seal(command.old),
        new=desk.seal(command.new),
    )
    return (asked,)


def _same(one: Asked, seat: SeatId, line: tuple[int, int], command: c.AskCorrection, desk: Desk) -> bool:
    """Whether the same member already waits for an answer to the same."""
    alike = one.answer is None and one.seat == seat and (one.where.part, one.where.line) == line
    return alike and (desk.words(one.old), desk.words(one.new)) == (clean(command.old), clean(command.new))


def _answer(earlier: Earlier, command: c.AnswerCorrection, desk: Desk) -> tuple[Event, ...]:
    state = earlier.minutes
    asked = _asked(state, command.correction)
    answer = "accepted" if command.answer == "accept" else "declined"
    if asked.answer == answer:
        return ()
    if asked.answer is not None:
        raise Rejected(
            "R-MI4", "answered_already", would_help="Ask for a new change to the minutes.", pointer="/answer"
        )
    rules.not_edited(approved=state.approved is not None)
    if command.answer == "decline":
        if command.reason is None:
            raise Rejected("R-MI4", "reason_is_missing", would_help="Say why.", pointer="/reason")
        return (e.MinutesCorrectionDeclined(*_of(state), command.correction, desk.seal(command.reason)),)
    old, new = desk.words(asked.old), desk.words(asked.new)
    checked = check(earlier, line_at(earlier, asked.where), old, new, command.by_class)
    amended = e.MinutesAmended(
        *_of(state), command.correction, asked.seat, asked.where, asked.old, asked.new, checked.restated
    )
    return (amended,)


def _disagree(state: MinutesState, command: c.NoteDisagreement, desk: Desk) -> tuple[Event, ...]:
    asked = _asked(state, command.correction)
    if asked.disagreed:
        return ()
    rules.not_edited(approved=state.approved is not None)
    if asked.answer != "declined":
        raise Rejected("R-MI4", "not_declined", would_help="This is for a correction that was declined.")
    if _who(command.seat, desk) != asked.seat:
        raise Rejected("R-MI4", "asked_by_another", would_help="Whoever asked says so.", pointer="/seat")
    words = desk.seal(command.words)
    return (e.DisagreementNoted(*_of(state), command.correction, asked.seat, asked.where, words),)


def _sign(state: MinutesState, command: c.SignMinutes, desk: Desk) -> tuple[Event, ...]:
    rules.approved_first(approved=state.approved is not None, clause="R-MI5")
    assert state.approved is not None, "looked at before"
    if state.signed:
        return ()
    seat = _who(command.seat, desk)
    if state.approved.presider not in {None, seat}:
        raise Rejected(
            "R-MI5", "did_not_preside", would_help="Whoever presided when they were approved signs.", pointer="/seat"
        )
    signed = e.MinutesSigned(*_of(state), seat, state.approved.digest)
    if command.disagrees_about is None:
        return (signed,)
    return (e.PresiderDisagreedWithMinutes(*_of(state), seat, desk.seal(command.disagrees_about)), signed)


def _destroyed(earlier: Earlier) -> tuple[Event, ...]:
    state = earlier.minutes
    if state.recording_destroyed:
        return ()
    rules.recordings_used(orders_of(earlier.meeting))
    rules.approved_first(approved=state.approved is not None, clause="R-MI11")
    return (e.RecordingDestroyed(*_of(state)),)


def _review(earlier: Earlier, command: c.ReviewClosedMinute, desk: Desk) -> tuple[Event, ...]:
    if command.item in earlier.minutes.released:
        return ()
    if command.item not in earlier.meeting.closed:
        raise Rejected("R-CL3", "not_closed", would_help="This item was not closed.", pointer="/item")
    if command.outcome == "part_release" and command.words is None:
        raise Rejected("R-CL3", "words_are_missing", would_help="Write the words that all may read.", pointer="/words")
    again = None if command.outcome == "release" else closed.review_by(command.review_by, desk.when.date)
    words = desk.seal(command.words) if command.words and command.outcome == "part_release" else None
    reviewed = e.ClosedMinuteReviewed(
        *_of(earlier.minutes), command.item, command.outcome, desk.seal(command.reason), words, again
    )
    return (reviewed,)
