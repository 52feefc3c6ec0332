"""What was decided between meetings, as lines of the meeting that was told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from projections.minutes.draft import Filling, Line, Said, Word
from projections.minutes.form import a_date, a_range, joined

if TYPE_CHECKING:
    from uuid import UUID

    from governance.kernel import Channel
    from governance.record import RecordedEvent
    from governance.resolution.events import ResolutionReported
    from projections.minutes.draft import Draft

CHANNELS: dict[Channel, str] = {
    "email": "email",
    "phone": "phone",
    "post": "post",
    "web": "the website",
    "in_room": "word of mouth",
}


def apply(draft: Draft, one: RecordedEvent, event: ResolutionReported) -> None:
    """Say what was asked, how it came out, what did not count, and who wanted a meeting (R-WR9)."""
    dates = Said(a_range(event.began.date, event.ended.date))
    asked: dict[str, Filling] = {"dates": dates, "text": Word(event.words, stop=True)}
    made = event.answer is not None and bool(event.channels)
    if made:
        asked["channels"] = Said(joined([CHANNELS[channel] for channel in event.channels]))
    where = draft.sections[str(event.item)].lines
    where.append(Line("in_writing" if made else "asked_in_writing", asked, [one.id]))
    where.append(_result(event, one.id))
    if event.answer is not None and event.conditions + event.late:
        where.append(_not_counted(event, one.id))
    where.append(_demands(event, one.id))


def _result(event: ResolutionReported, id_: UUID) -> Line:
    if event.answer is None:
        return Line("in_writing_stopped", {}, [id_])
    said = {
        "f": event.tally.for_,
        "a": event.tally.against,
        "b": event.tally.no_side,
        "need": event.needed,
        "of": event.entitled,
    }
    fill: dict[str, Filling] = {name: Said(str(count)) for name, count in said.items()}
    fill["answer"] = Said("Agreed" if event.answer == "agreed" else "Not agreed")
    fill["date"] = Said(a_date(event.ended.date))
    return Line("in_writing_result", fill, [id_])


def _not_counted(event: ResolutionReported, id_: UUID) -> Line:
    count = event.conditions + event.late
    if count == 1:
        why = "it had a condition" if event.conditions else "it came late"
        return Line("not_counted_one", {"why": Said(why)}, [id_])
    reasons = [(event.conditions, "had a condition"), (event.late, "came late")]
    why = ", ".join(f"{n} {reason}" for n, reason in reasons if n)
    return Line("not_counted_more", {"n": Said(str(count)), "why": Said(why)}, [id_])


def _demands(event: ResolutionReported, id_: UUID) -> Line:
    if event.demanded == 0:
        return Line("nobody_asked", {}, [id_])
    if event.demanded == 1:
        return Line("one_asked", {}, [id_])
    return Line("some_asked", {"n": Said(str(event.demanded))}, [id_])
