"""How a question came to its answer, as lines: names, ballots, objections, proxies, what is moved about a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.motion import method_events as m
from projections.minutes.draft import Filling, Line, MotionDraft, Roles, Said, Word
from projections.minutes.form import a_date

if TYPE_CHECKING:
    from uuid import UUID

    from governance.record import RecordedEvent
    from projections.minutes.draft import Draft

CHOICES = {"for": "for", "against": "against", "no_side": "no side"}
ABOUT = {"rescind": "would_undo", "amend": "would_change", "again": "comes_again"}


def apply(draft: Draft, one: RecordedEvent) -> None:
    """Note one event on the way to an answer."""
    event = one.event
    kept = draft.motions[str(event.motion)]  # type: ignore[attr-defined]  # every one of them is about a motion
    where = draft.sections[str(kept.item)].lines
    match event:
        case m.RecordedVoteRequested(seats=seats):
            kept.names_asked_by = [*kept.names_asked_by, *seats]
            kept.heard.append(one.id)
        case m.NamesRecorded():
            where.append(_names(kept, one, event))
            where.extend(names_fewer(len(kept.votes), kept.counted, one.id))
        case m.OwnVoteRecorded():
            where.extend(_own(kept, one, event, _taken_out(where, _own_key(event))))
        case m.OwnVoteContradicted(choice=choice, counted=counted):
            fill: dict[str, Filling] = {"counted": Said(str(counted)), "choice": Said(CHOICES[choice])}
            of = where[-1].key if where and where[-1].key.startswith("own ") else ""
            where.append(Line("own_contradicted", fill, [one.id], key=of))
        case m.BallotDemanded(seats=seats):
            where.append(Line("ballot_asked", {"roles": Roles(seats)}, [one.id]))
        case m.TellersNamed(tellers=tellers):
            kept.tellers = list(tellers)
            kept.heard.append(one.id)
        case m.BallotCounted(spoilt=spoilt):
            kept.spoilt = spoilt
            kept.heard.append(one.id)
        case m.CastingVoteDeclined(seat=seat):
            kept.declined = (seat, one.id)
        case m.ObjectionRaised() | m.ObjectionTested() | m.ConsentRoundBegun():
            where.append(_objection(kept, one))
        case m.ProxyLodged() | m.AdvanceVoteLodged():
            where.append(_sent(one))
        case m.DecisionReopened() | m.RatificationMoved():
            where.extend(_about(kept, one))
        case _:
            pass


def _names(kept: MotionDraft, one: RecordedEvent, event: m.NamesRecorded) -> Line:
    def of(choice: str) -> Roles:
        return Roles(tuple(vote.seat for vote in event.votes if vote.choice == choice))

    kept.votes = {vote.seat: vote.choice for vote in event.votes}
    fill: dict[str, Filling] = {"f": of("for"), "a": of("against"), "b": of("no_side")}
    if kept.names_asked_by:
        fill["roles"] = Roles(tuple(kept.names_asked_by))
    return Line("names_asked" if kept.names_asked_by else "names", fill, [one.id])


def names_fewer(known: int, counted: int | None, id_: UUID) -> list[Line]:
    """That there were more votes than names, where that is so."""
    if counted is None or known >= counted:
        return []
    return [Line("names_fewer", {"n": Said(str(known)), "of": Said(str(counted))}, [id_])]


def _own_key(event: m.OwnVoteRecorded) -> str:
    return f"own {event.motion} {event.seat}"


def _taken_out(where: list[Line], key: str) -> list[UUID]:
    """What was told of a member's own answer before they say it themselves goes; its events stay with theirs."""
    before = [line for line in where if line.key == key]
    where[:] = [line for line in where if line.key != key]
    return [event for line in before for event in line.events]


def _own(kept: MotionDraft, one: RecordedEvent, event: m.OwnVoteRecorded, before: list[UUID]) -> list[Line]:
    """The answer, where the names do not tell it already, and the reason in the member's words."""
    role: dict[str, Filling] = {"role": Roles((event.seat,))}
    key, events = _own_key(event), list(dict.fromkeys((*before, one.id)))
    lines: list[Line] = []
    if kept.votes.get(event.seat) != event.choice or event.reason is None:
        lines.append(Line("own_vote", {**role, "choice": Said(CHOICES[event.choice])}, events, key=key))
    if event.reason is not None:
        lines.append(Line("own_reason", {**role, "text": Word(event.reason, stop=True)}, list(events), key=key))
    return lines


def _objection(kept: MotionDraft, one: RecordedEvent) -> Line:
    match one.event:
        case m.ObjectionRaised(seat=seat, words=words, harms=harms):
            kept.objected = True
            fill: dict[str, Filling] = {"role": Roles((seat,)), "text": Word(words, stop=True)}
            if harms is None:
                return Line("objected", fill, [one.id])
            return Line("objected_harms", {**fill, "harms": Word(harms, stop=True)}, [one.id])
        case m.ObjectionTested(found=found, words=words):
            if words is None:
                return Line(f"objection_{found}", {}, [one.id])
            return Line(f"objection_{found}_words", {"text": Word(words, stop=True)}, [one.id])
        case _:
            return Line("asked_again", {}, [one.id])


def _sent(one: RecordedEvent) -> Line:
    event = one.event
    assert isinstance(event, m.ProxyLodged | m.AdvanceVoteLodged), "what a member who is away sent"
    fill: dict[str, Filling] = {"role": Roles((event.seat,)), "choice": Said(CHOICES[event.choice])}
    if isinstance(event, m.AdvanceVoteLodged):
        return Line("sent_ahead", fill, [one.id])
    phrase = "proxy" if event.in_writing else "proxy_not_in_writing"
    return Line(phrase, {**fill, "holder": Roles((event.holder,))}, [one.id])


def _about(kept: MotionDraft, one: RecordedEvent) -> list[Line]:
    event = one.event
    if isinstance(event, m.DecisionReopened):
        kept.about = (event.how, "")
        day = a_date(event.made.date) if event.made is not None else ""
        kept.about_day = day
        signed = [Line("signed", {"roles": Roles(event.signed_by)}, [one.id])] if event.signed_by else []
        return [_named(ABOUT[event.how], {}, one, event), *signed]
    assert isinstance(event, m.RatificationMoved), "a proposal about what was done before"
    kept.about = ("ratify", a_date((event.effective or one.occurred).date))
    if event.effective is None:
        return [_named("would_ratify", {}, one, event)]
    return [_named("would_ratify_from", {"date": Said(a_date(event.effective.date))}, one, event)]


def _named(
    phrase: str, fill: dict[str, Filling], one: RecordedEvent, event: m.DecisionReopened | m.RatificationMoved
) -> Line:
    """The line, with the words of the decision it is about and their day where the record has them."""
    if event.made is None or event.words is None:
        return Line(phrase, fill, [one.id])
    named: dict[str, Filling] = {"day": Said(a_date(event.made.date)), "text": Word(event.words, stop=True)}
    return Line(f"{phrase}_named", {**fill, **named}, [one.id])
