"""Disputed interests, deputies, distance, a quorum queried, visitors who acted as members: as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.meeting import events as e
from governance.meeting import people_events as p
from projections.minutes.draft import Filling, Line, Roles, Said, Word
from projections.minutes.form import clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from governance.kernel import SeatId
    from governance.record import RecordedEvent
    from governance.rules.quorum import QuorumSnapshot
    from projections.minutes.draft import Draft

PeopleEvent = (
    p.InterestDisputed
    | p.InterestSettled
    | p.DeputySeated
    | p.JoinedRemotely
    | p.FollowedByChat
    | p.CountTaken
    | p.MemberPhoned
    | p.VoteRetaken
    | p.QuorumQueried
    | p.VisitorActed
    | p.NextChairAgreed
    | p.WentOnUnchaired
)


def apply(draft: Draft, one: RecordedEvent, event: PeopleEvent) -> None:
    """Note one event about people."""
    match event:
        case p.InterestDisputed() | p.InterestSettled():
            _disputed(draft, one, event)
        case p.DeputySeated():
            _deputy(draft, one, event)
        case p.JoinedRemotely(seats=seats):
            remote(draft, seats, one.id)
        case p.FollowedByChat(seats=seats):
            draft.notes.append(Line("followed_by_chat", {"roles": Roles(seats)}, [one.id]))
        case p.QuorumQueried(seat=seat):
            draft.queried = True
            lines(draft).append(Line("queried", {"role": Roles((seat,))}, [one.id], key="queried"))
        case p.VisitorActed():
            _visitor(draft, one, event)
        case p.NextChairAgreed(seat=seat):
            lines(draft).append(Line("next_chair", {"role": Roles((seat,))}, [one.id]))
        case p.WentOnUnchaired():
            lines(draft).append(Line("went_on_unchaired", {}, [one.id]))
        case p.CountTaken() | p.MemberPhoned() | p.VoteRetaken():
            _answering(draft, one, event)


def lines(draft: Draft) -> list[Line]:
    """Where the next line goes: the item before the meeting, else the quorum section."""
    return draft.quorum if draft.current is None else draft.sections[str(draft.current)].lines


def stamp(draft: Draft) -> None:
    """Let every line so far keep the deputies there are now: what is told later is told of others."""
    for line in _every(draft):
        if line.deputies is None:
            line.deputies = list(draft.deputies)


def _every(draft: Draft) -> Iterator[Line]:
    yield from draft.notes
    yield from draft.quorum
    for section in draft.sections.values():
        yield from section.lines
    yield from draft.closing


def interest(draft: Draft, one: RecordedEvent) -> None:
    """An interest as declared, in advance or not, and as managed."""
    event = one.event
    if isinstance(event, e.InterestDeclared):
        number = draft.sections[str(event.item)].number
        fill: dict[str, Filling] = {
            "role": Roles((event.seat,)),
            "item": Said(str(number)),
            "kind": Said(event.kind),
        }
        phrase = "interest_before" if draft.opened is None else "interest"
        draft.notes.append(Line(phrase, fill, [one.id], key=f"interest {event.item} {event.seat}"))
    elif isinstance(event, e.InterestManaged):
        _handled(draft, one.id, event)


def _handled(draft: Draft, id_: UUID, event: e.InterestManaged | p.InterestSettled) -> None:
    key = f"interest {event.item} {event.seat}"
    behind_doors = (line for part in draft.closed.values() for line in part.notes)
    line = next(line for line in (*behind_doors, *draft.notes) if line.key == key)
    before = line.phrase.startswith("interest_before")
    phrase, late = f"interest{'_before' if before else ''}", _after_a_vote(draft, event)
    line.phrase = f"{phrase}_{event.how}" if late is None else phrase
    line.more = [] if late is None else [(f"{late}_{event.how}", {"role": Roles((event.seat,))})]
    line.events.append(id_)
    out = [seat for seat in draft.excluded.get(str(event.item), []) if seat != event.seat]
    draft.excluded[str(event.item)] = out if event.how == "stay_and_vote" else [*out, event.seat]


def _after_a_vote(draft: Draft, event: e.InterestManaged | p.InterestSettled) -> str | None:
    """How it is told that somebody is kept out once there was a vote: what they answered before it stands (R-IN3)."""
    if event.how == "stay_and_vote":
        return None
    on_it = [kept for kept in draft.motions.values() if kept.item == event.item]
    if any(event.seat in kept.votes or event.seat in kept.chosen for kept in on_it):
        return "voted_before"
    papers = any(line.key.startswith("election ") for line in draft.sections[str(event.item)].lines)
    return "after_a_vote" if papers or any(kept.result is not None for kept in on_it) else None


def _disputed(draft: Draft, one: RecordedEvent, event: p.InterestDisputed | p.InterestSettled) -> None:
    if isinstance(event, p.InterestDisputed):
        fill: dict[str, Filling] = {
            "role": Roles((event.raised_by,)),
            "member": Roles((event.seat,)),
            "item": Said(str(draft.sections[str(event.item)].number)),
        }
        lines(draft).append(Line(f"disputed_{event.how}", fill, [one.id]))
        return
    tally = event.tally
    fill = {"f": Said(str(tally.for_)), "a": Said(str(tally.against)), "b": Said(str(tally.no_side))}
    lines(draft).append(Line("settled_changed" if event.changed else "settled_kept", fill, [one.id]))
    if event.changed:
        _handled(draft, one.id, event)


def _deputy(draft: Draft, one: RecordedEvent, event: p.DeputySeated) -> None:
    stamp(draft)
    draft.deputies.append(event.seat)
    draft.here.append(event.seat)
    who: dict[str, Filling] = {"role": Roles((event.seat,))}
    if draft.tested or draft.resumed:
        _came(draft, one, event.seat)
    else:
        draft.present = [*(draft.present or []), event.seat]
        draft.deputised.append(event.seat)
        draft.attendance_events.append(one.id)
    if event.remote:
        remote(draft, (event.seat,), one.id)
    if not event.counts:
        (lines(draft) if draft.tested else draft.notes).append(Line("deputy_silent", who, [one.id]))


def _came(draft: Draft, one: RecordedEvent, seat: SeatId) -> None:
    time = one.occurred.clock
    fill: dict[str, Filling] = {"roles": Roles((seat,), the=True)}
    if time:
        fill["time"] = Said(clock(time))
    lines(draft).append(Line("came_at" if time else "came", fill, [one.id], key="came deputy"))


def principal_came(draft: Draft, one: RecordedEvent, seat: SeatId) -> None:
    """The member of a seat came in, and their deputy acts no longer."""
    stamp(draft)
    draft.deputies.remove(seat)
    _came(draft, one, seat)
    lines(draft)[-1].more.append(("deputy_ended", {}))


def deputy_left(draft: Draft, one: RecordedEvent, seat: SeatId, how: str) -> None:
    """A deputy left, or their link was lost."""
    time = one.occurred.clock
    fill: dict[str, Filling] = {"roles": Roles((seat,), the=True)}
    if time:
        fill["time"] = Said(clock(time))
    lines(draft).append(Line(f"{how}_at" if time else how, fill, [one.id], key=f"{how} deputy"))
    stamp(draft)
    draft.deputies.remove(seat)


def remote(draft: Draft, seats: tuple[SeatId, ...], event: UUID) -> None:
    """Who takes part from elsewhere, in one line among those on who was there."""
    line = next((line for line in draft.notes if line.key == "remote" and line.deputies is None), None)
    if line is None:
        draft.notes.append(Line("remote", {"roles": Roles(seats)}, [event], key="remote"))
        return
    told = line.fill["roles"]
    assert isinstance(told, Roles), "the line names seats"
    line.fill["roles"] = Roles(tuple(dict.fromkeys((*told.seats, *seats))))
    line.events.append(event)


def _answering(draft: Draft, one: RecordedEvent, event: p.CountTaken | p.MemberPhoned | p.VoteRetaken) -> None:
    kept = draft.motions[str(event.motion)]
    where = draft.sections[str(kept.item)].lines
    kept.heard.append(one.id)
    match event:
        case p.CountTaken(by="voice"):
            where.append(Line("answered_aloud", {}, [one.id]))
        case p.MemberPhoned(seat=seat, answered=answered):
            fill: dict[str, Filling] = {"roles": Roles((seat,), the=True)}
            where.append(Line("phoned" if answered else "phoned_silent", fill, [one.id]))
        case p.VoteRetaken():
            kept.votes = {seat: choice for seat, choice in kept.votes.items() if seat in event.kept}
            kept.objections = ()
            where.append(Line("retaken", {}, [one.id]))
        case _:
            pass


def _visitor(draft: Draft, one: RecordedEvent, event: p.VisitorActed) -> None:
    visitor = next((v for v in draft.visitors if v.event == event.visitor), None)
    if visitor is None:
        return
    supporter = "supporter" if visitor.member is not None else "visitor"
    phrase = f"{supporter}_spoke" if event.did == "spoke" else f"visitor_{event.did}"
    fill: dict[str, Filling] = {"visitor": Word(visitor.label)}
    draft.sections[str(event.item)].lines.append(Line(phrase, fill, [one.id]))


def of_the_item(draft: Draft, item: UUID, phrase: str, fill: dict[str, Filling]) -> None:
    """The quorum an item had once members were out for it, where no question on it told of that (R-IN6)."""
    section = draft.sections[str(item)]
    tested = draft.item_quorum.get(str(item))
    if tested is None or any(line.key == "quorum_for_item" for line in section.lines):
        return
    section.lines.append(Line(phrase, fill, [tested[1]], key="quorum_for_item"))


def could(quorum: QuorumSnapshot) -> Filling:
    """Whether a decision could be made with it."""
    return Said("could" if quorum.result == "quorate" else "could not")
