"""What becomes of minutes: words changed while a draft, then approved, signed, corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.minutes import events as e
from projections.minutes.draft import Approval, Beneath, Correction, Review, Reworded

if TYPE_CHECKING:
    from governance.record import RecordedEvent
    from projections.minutes.draft import Draft

# What is told of minutes and not in them: the document that was approved does not change by it.
AFTERWARDS = (
    e.MinutesCirculated,
    e.MinutesCorrectionAsked,
    e.MinutesCorrectionDeclined,
    e.MinutesApproved,
    e.PresiderDisagreedWithMinutes,
    e.MinutesSigned,
    e.ApprovedRecordCorrected,
    e.RecordingDestroyed,
    e.ClosedMinuteReviewed,
)


def amend(draft: Draft, one: RecordedEvent) -> None:
    """Note other words for a line of the draft, or a member's words under it."""
    match one.event:
        case e.MinutesAmended(where=where, old=old, new=new):
            draft.reworded.append(Reworded(where.part, where.line, where.about, old, new, one.id))
        case e.DisagreementNoted(where=where, seat=seat, words=words):
            draft.beneath.append(Beneath(where.part, where.line, where.about, seat, words, one.id))
        case _:
            pass


def apply(draft: Draft, one: RecordedEvent) -> None:
    """Note what became of the minutes; the lines stay."""
    date = one.occurred.local[:10]
    match one.event:
        case e.MinutesApproved() as event:
            draft.approval = Approval(
                event.at,
                date,
                event.attenders,
                event.digest,
                event.public_digest,
                event.phrase_book,
                event.document_version,
                event.document,
            )
            draft.position = event.through_position
        case e.MinutesSigned(seat=seat) if draft.approval is not None:
            draft.approval = msgspec.structs.replace(draft.approval, signed_by=seat)
        case e.PresiderDisagreedWithMinutes(about=about) if draft.approval is not None:
            draft.approval = msgspec.structs.replace(draft.approval, disagrees_about=about)
        case e.ApprovedRecordCorrected(where=where) as event:
            change = Reworded(where.part, where.line, where.about, event.old, event.new, one.id)
            draft.corrections.append(Correction(change, event.at, date, event.number))
        case e.ClosedMinuteReviewed(item=item, outcome=outcome) as event:
            draft.reviews.append(Review(item, date, outcome, event.words, event.review_by))
            draft.closed[str(item)].released = draft.closed[str(item)].released or outcome == "release"
        case e.RecordingDestroyed():
            draft.recording_destroyed = date
        case _:
            pass
