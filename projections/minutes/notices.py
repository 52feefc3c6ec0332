"""How members came to hear of a meeting, in its minutes: who asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.meeting import notice_events as n
from projections.minutes import rooms
from projections.minutes.draft import Filling, Line, Roles, Said, Word
from projections.minutes.form import a_date

if TYPE_CHECKING:
    from governance.kernel import Moment
    from governance.record import RecordedEvent
    from projections.minutes.draft import Draft


def apply(draft: Draft, one: RecordedEvent) -> None:
    """Note it among those who were there."""
    match one.event:
        case n.CalledByMembers(asked=asked, themselves=themselves):
            phrase = "called_by_members_themselves" if themselves else "called_by_members"
            draft.notes.append(Line(phrase, {"roles": Roles(asked)}, [one.id]))
        case n.ShortNoticeTested(missing=()):
            draft.notes.append(Line("short_notice_agreed", {}, [one.id]))
        case n.ShortNoticeTested(missing=missing):
            draft.notes.append(Line("short_notice_not_agreed", {"roles": Roles(missing)}, [one.id]))
        case n.ProposalNotTaken(proposal=proposal, title=title, reason=reason):
            said: dict[str, Filling] = {"title": Word(title, stop=True), "reason": Word(reason, stop=True)}
            draft.closing.append(Line("not_taken", said, [one.id], key=str(proposal)))
        case n.ProposalTaken(proposal=proposal):
            draft.closing = [line for line in draft.closing if line.key != str(proposal)]
        case n.NoticeDefectNoted(seat=seat):
            draft.notes.append(Line("no_notice", {"role": Roles((seat,))}, [one.id]))
        case n.ReopeningAsked(seat=seat, item=item, irregular=irregular):
            phrase = "looked_at_again_late" if irregular else "looked_at_again"
            draft.sections[str(item)].lines.append(Line(phrase, {"role": Roles((seat,))}, [one.id]))
        case n.DeferralClaimed(item=item, seat=seat):
            draft.sections[str(item)].lines.append(Line("put_off_for_papers", {"role": Roles((seat,))}, [one.id]))
        case n.TakenAsUrgent(item=item, reason=reason, objections=objections):
            fill: dict[str, Filling] = {} if reason is None else {"text": Word(reason, stop=True)}
            if objections:
                fill["roles"] = Roles(objections)
            phrase = ("urgent_unknown" if reason is None else "urgent") + ("_objected" if objections else "")
            draft.sections[str(item)].lines.append(Line(phrase, fill, [one.id]))
        case n.ItemEscalated(item=item, recusal=recusal, reason=reason):
            section = draft.sections[str(item)]
            sent: dict[str, Filling] = {"reason": Word(reason, stop=True)}
            if section.title is not None:
                sent["title"] = Word(section.title)
            section.lines.append(Line("sent_on_recusal" if recusal else "sent_on", sent, [one.id]))
            if recusal:
                rooms.left_without(draft, item)
        case n.MeetingMoved(starts=starts, place=place, written_down=written):
            _moved(draft, one, starts)
            draft.call_written_down = written or draft.call_written_down
            draft.place = place or draft.place
        case _:
            pass


def _moved(draft: Draft, one: RecordedEvent, starts: Moment) -> None:
    if draft.starts is not None and starts.date != draft.starts.date:
        draft.notes.append(Line("moved_from", {"date": Said(a_date(draft.starts.date))}, [one.id]))
    draft.starts = starts
