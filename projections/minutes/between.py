"""What was decided between meetings, as lines of the meeting that was told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.action.events import ActionRaised
from governance.decision.events import ChairsActionAnswered, ChairsActionReported, ReviewAgreed
from governance.resolution.events import ResolutionReported
from projections.minutes.draft import Clauses, Filling, Line, Roles, Said, Word
from projections.minutes.form import a_date, a_range, iso_date, joined
from projections.minutes.motions import cost_of

if TYPE_CHECKING:
    from uuid import UUID

    from governance.kernel import Channel
    from governance.record import RecordedEvent
    from projections.minutes.draft import Draft

CHANNELS: dict[Channel, str] = {
    "email": "email",
    "phone": "phone",
    "post": "post",
    "web": "the website",
    "in_room": "word of mouth",
}


Told = ResolutionReported | ChairsActionReported | ChairsActionAnswered | ReviewAgreed | ActionRaised


def apply(draft: Draft, one: RecordedEvent, event: Told) -> None:
    """Say what a meeting was told of what happened between meetings, and when it looks at something again."""
    match event:
        case ResolutionReported():
            _in_writing(draft, one, event)
        case ChairsActionReported() | ChairsActionAnswered():
            _of_the_chair(draft, one, event)
        case ReviewAgreed(item=item, review_by=review_by, lapses=lapses):
            phrase = "until_review_lapses" if lapses else "until_review"
            line = Line(phrase, {"date": Said(iso_date(review_by))}, [one.id])
            draft.sections[str(item)].lines.append(line)
        case ActionRaised():
            draft.sections[str(event.item)].lines.append(_still_to_do(event, one.id))


def _still_to_do(event: ActionRaised, id_: UUID) -> Line:
    fill: dict[str, Filling] = {"owner": Roles((event.owner, *event.helpers)), "do": Word(event.words)}
    if event.done:
        return Line("action_said_done", fill, [id_])
    if event.due is None:
        return Line("action_to_do", fill, [id_])
    return Line("action_to_do_by", {**fill, "date": Said(iso_date(event.due))}, [id_])


def _in_writing(draft: Draft, one: RecordedEvent, event: ResolutionReported) -> None:
    """Say what was asked, how it came out, what did not count, and who wanted a meeting (R-WR9)."""
    dates = Said(a_range(event.began.date, event.ended.date))
    asked: dict[str, Filling] = {"dates": dates, "text": Word(event.words, stop=True)}
    made = event.answer is not None and bool(event.channels)
    if made:
        asked["channels"] = Said(joined([CHANNELS[channel] for channel in event.channels]))
    where = draft.sections[str(event.item)].lines
    where.append(Line("in_writing" if made else "asked_in_writing", asked, [one.id]))
    where.append(_result(event, one.id))
    where.extend(_not_kept(event, one.id))
    if event.answer is not None and event.conditions + event.late:
        where.append(_not_counted(event, one.id))
    where.append(_demands(event, one.id))


def _of_the_chair(draft: Draft, one: RecordedEvent, event: ChairsActionReported | ChairsActionAnswered) -> None:
    """Say what the chair decided alone, and what the meeting made of it (R-CA1)."""
    lines = draft.sections[str(event.item)].lines
    if isinstance(event, ChairsActionReported):
        fill: dict[str, Filling] = {"role": Roles((event.seat,)), "text": Word(event.words, stop=True)}
        fill |= {"reason": Word(event.reason, stop=True), "roles": Roles(event.consulted)}
        lines.append(Line("by_the_chair", fill, [one.id], _said_of_the_cost(event)))
        if event.irregular:
            lines.append(Line("by_the_chair_alone_irregular", {"reasons": Clauses(event.irregular)}, [one.id]))
        return
    lines.append(Line(f"by_the_chair_{event.how}{_not_so(event)}", {}, [one.id]))


def _said_of_the_cost(event: ChairsActionReported) -> list[tuple[str, dict[str, Filling]]]:
    """What the chair said that it costs; nothing where it was not asked yet, in an earlier record."""
    if event.cost is not None:
        return cost_of(event.cost, event.words)
    if event.costs_nothing is None:
        return []
    return [("by_the_chair_for_nothing" if event.costs_nothing else "by_the_chair_no_sum", {})]


def _not_so(event: ChairsActionAnswered) -> str:
    """Which of the sentences says that the answer changed nothing; empty where it counts."""
    if not event.irregular:
        return ""
    if event.flaw == "voted_down":
        return "_voted_down"
    if event.how == "noted" or event.flaw is None:
        return "_irregular"
    if event.flaw == "no_vote":
        return "_irregular" if event.motion is None else "_other_vote"
    return f"_{event.flaw}"


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


def _not_kept(event: ResolutionReported, id_: UUID) -> list[Line]:
    """Why what was answered in writing has no effect by our rules."""
    if not event.irregular:
        return []
    phrase = "irregular" if event.answer == "agreed" else "irregular_refused"
    return [Line(phrase, {"reasons": Clauses(event.irregular)}, [id_])]


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
