"""Who was there, who came and went, the quorum, the chair, interests and breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.meeting import events as e
from projections.minutes import days, people
from projections.minutes.draft import Filling, Line, Roles, Said
from projections.minutes.form import a_date, clock
from projections.minutes.people import lines

if TYPE_CHECKING:
    from uuid import UUID

    from governance.kernel import SeatId
    from governance.record import RecordedEvent
    from governance.rules.quorum import QuorumSnapshot
    from projections.minutes.draft import Draft


def apply(draft: Draft, one: RecordedEvent) -> None:
    """Note one event of the room."""
    match one.event:
        case e.AttendanceSet():
            _attendance(draft, one, one.event)
        case e.MemberArrived(seat=seat, how=how, remote=remote):
            _arrived(draft, one, seat, how)
            if remote:
                people.remote(draft, (seat,), one.id)
        case e.MemberLeft(seat=seat, how=how):
            _left(draft, one, seat, how)
        case e.ApologiesGiven(seat=seat):
            draft.apologies.append(seat)
            draft.apology_events.append(one.id)
        case e.QuorumTested(item=item, quorum=quorum) if item is not None:
            # Printed when a question on the item is put, or when it is left without one.
            draft.item_quorum[str(item)] = (quorum, one.id)
            _answered(draft, "quorum_for_item", quorum, one.id)
        case e.QuorumTested(quorum=quorum) if draft.queried:
            _answered(draft, "quorum_again", quorum, one.id)
        case e.QuorumTested(quorum=quorum):
            draft.tested = True
            draft.quorum.append(_tested(draft, quorum, one.id))
            if draft.resumed:
                draft.quorum[-1].more.append(("quorum_on", {"date": Said(a_date(one.occurred.date))}))
        case e.QuorumLost(quorum=quorum) | e.QuorumRegained(quorum=quorum):
            _flipped(draft, one, quorum)
        case e.WaitedForQuorum(minutes=minutes, quorum=quorum):
            still = {"quorate": "could now", "inquorate": "still could not"}.get(quorum.result)
            fill: dict[str, Filling] = {"n": Said(str(minutes))}
            if still is not None:
                fill["still"] = Said(still)
            phrase = ("waited" if still else "waited_only") + ("_one" if minutes == 1 else "")
            lines(draft).append(Line(phrase, fill, [one.id]))
        case e.VoteStoodDown(seat=seat):
            _stood_down(draft, one, seat)
        case e.VoteTakenUp(seat=seat):
            _votes_again(draft, one, seat)
        case e.PresiderTookChair():
            _chair(draft, one, one.event)
        case e.InterestDeclared() | e.InterestManaged():
            people.interest(draft, one)
        case e.BreakStarted():
            draft.break_began = (one.occurred.clock, one.id)
        case e.BreakEnded():
            _break(draft, one)
        case _:
            pass


def _stood_down(draft: Draft, one: RecordedEvent, seat: SeatId) -> None:
    """Said once, whoever wrote it down first."""
    told = _standing_down(draft, seat)
    if told is None:
        lines(draft).append(Line("stood_down", {"role": Roles((seat,))}, [one.id], key=f"stood_down {seat}"))
    else:
        told.events.append(one.id)


def _votes_again(draft: Draft, one: RecordedEvent, seat: SeatId) -> None:
    """What the member took back stays told, with that they took it back."""
    told = _standing_down(draft, seat)
    if told is not None:
        told.key = ""
    lines(draft).append(Line("votes_again", {"role": Roles((seat,))}, [one.id]))


def _standing_down(draft: Draft, seat: SeatId) -> Line | None:
    where = (draft.quorum, *(section.lines for section in draft.sections.values()))
    return next((line for part in where for line in part if line.key == f"stood_down {seat}"), None)


def _answered(draft: Draft, phrase: str, quorum: QuorumSnapshot, event: UUID) -> None:
    """The quorum, told to whoever asked for it; where nobody did there is nothing to say."""
    asked = next((line for line in reversed(lines(draft)) if line.key == "queried"), None) if draft.queried else None
    draft.queried = False
    if asked is not None and quorum.by_class is not None:
        tail = "_without_classes" if draft.class_condition == "none" else ""
        asked.more.append((phrase + tail, {**quorum_fill(quorum), "could": people.could(quorum)}))
        asked.events.append(event)


def left_without(draft: Draft, item: UUID) -> None:
    """The quorum of an item that was left undecided with members out for it (R-IN6)."""
    tested = draft.item_quorum.get(str(item))
    if tested is not None and tested[0].result == "inquorate":
        tail = "_without_classes" if draft.class_condition == "none" else ""
        fill = {**quorum_fill(tested[0]), "could": people.could(tested[0])}
        people.of_the_item(draft, item, "quorum_for_item" + tail, fill)


def _attendance(draft: Draft, one: RecordedEvent, event: e.AttendanceSet) -> None:
    if not draft.tested and draft.resumed:
        days.attendance(draft, one, event)
        return
    if not draft.tested:
        if draft.present is None:
            draft.present = list(event.present)
        draft.here = list(event.present)
        draft.apologies = list(event.apologies)
        draft.attendance_events.append(one.id)
        return
    came = [seat for seat in event.present if seat not in draft.here]
    gone = [seat for seat in draft.here if seat not in event.present]
    for seat in came:
        _arrived(draft, one, seat, "came")
    for seat in gone:
        _left(draft, one, seat, "left")


def _arrived(draft: Draft, one: RecordedEvent, seat: SeatId, how: str) -> None:
    if seat in draft.deputies:
        people.principal_came(draft, one, seat)
        return
    draft.here.append(seat)
    if not draft.tested and how == "came" and draft.resumed:
        days.arrived(draft, one, seat)
        return
    if not draft.tested and how == "came":
        draft.present = [*(draft.present or []), seat]
        draft.attendance_events.append(one.id)
        return
    _move(draft, one, seat, how)


def _left(draft: Draft, one: RecordedEvent, seat: SeatId, how: str) -> None:
    if seat in draft.here:
        draft.here.remove(seat)
    if seat in draft.deputies:
        people.deputy_left(draft, one, seat, how)
        return
    _move(draft, one, seat, how)


def _move(draft: Draft, one: RecordedEvent, seat: SeatId, how: str) -> None:
    where, time = lines(draft), one.occurred.clock
    key = f"{how} {one.occurred.local if time else ''}"
    last = where[-1] if where else None
    if last is not None and last.key == key and not last.more and isinstance(last.fill["roles"], Roles):
        last.fill["roles"] = Roles((*last.fill["roles"].seats, seat), the=True)
        last.events.append(one.id)
        return
    fill: dict[str, Filling] = {"roles": Roles((seat,), the=True)}
    if time:
        fill["time"] = Said(clock(time))
    where.append(Line(f"{how}_at" if time else how, fill, [one.id], key=key))


def quorum_fill(quorum: QuorumSnapshot) -> dict[str, Filling]:
    """The numbers of a snapshot."""
    lived = quorum.of_class("LE")
    return {
        "n": Said(str(quorum.count)),
        "of": Said(str(quorum.of)),
        "a": Said(str(lived)),
        "b": Said(str((quorum.count or 0) - lived)),
        "q": Said(str(quorum.needed)),
    }


def _tested(draft: Draft, quorum: QuorumSnapshot, event: UUID) -> Line:
    if quorum.by_class is None:
        need: dict[str, Filling] = {"q": Said(str(quorum.needed))}
        if quorum.result == "inquorate":
            return Line("quorum_too_few", {**need, "n": Said(str(quorum.count))}, [event])
        return Line("quorum_unknown", need, [event])
    could = {"could": Said("could" if quorum.result == "quorate" else "could not")}
    phrase = {"majority": "quorum", "enough": "quorum_enough", "none": "quorum_without_classes"}[draft.class_condition]
    more: list[tuple[str, dict[str, Filling]]] = [("second_meeting", {})] if "second_meeting" in quorum.flags else []
    return Line(phrase, {**quorum_fill(quorum), **could}, [event], more)


def _flipped(draft: Draft, one: RecordedEvent, quorum: QuorumSnapshot) -> None:
    lost = isinstance(one.event, e.QuorumLost)
    where = lines(draft)
    tail = "_without_classes" if draft.class_condition == "none" else ""
    last = where[-1] if where else None
    if last is None or not last.key.startswith(("left", "link_", "came")) or last.more:
        fill = {**quorum_fill(quorum), "could": Said("could not" if lost else "could")}
        where.append(Line("quorum_again" + tail, fill, [one.id]))
        return
    there = "left" if last.key.startswith(("left", "link_lost")) else "present"
    fill = {**quorum_fill(quorum), "there": Said(there), "again": Said("no longer" if lost else "again")}
    last.more.append(("flip" + tail, fill))
    last.events.append(one.id)


def _chair(draft: Draft, one: RecordedEvent, event: e.PresiderTookChair) -> None:
    before, draft.presider = draft.presider, event.seat
    who: dict[str, Filling] = {"role": Roles((event.seat,))}
    time = one.occurred.clock
    timed: dict[str, Filling] = {**who, "time": Said(clock(time))} if time else who
    if event.reason == "opening" and draft.resumed:
        days.chaired(draft, one, event.seat)
        return
    if event.reason == "opening":
        draft.opener = (event.seat, a_date(one.occurred.date), one.id)
    if event.reason == "opening" and before == event.seat:
        return
    if event.reason == "opening":
        entry = next((entry for entry in draft.roll if entry.seat == event.seat), None)
        if entry is None or all(held.kind != "chair" for held in entry.offices):
            draft.notes.append(Line("took_chair", who, [one.id]))
        return
    if event.reason == "interest" and before is not None:
        item = _item_left(draft, before)
        if item is not None:
            section = draft.sections[item]
            section.lines.append(Line("took_chair_for_item", {**who, "item": Said(str(section.number))}, [one.id]))
            return
    phrase = "came_back_chair" if event.reason == "return" else "took_chair"
    lines(draft).append(Line(phrase + ("_at" if time else ""), timed, [one.id]))


def _item_left(draft: Draft, presider: SeatId) -> str | None:
    """The item a presider with an interest makes way for: the first by number that has no handover yet."""
    out = [item for item, seats in draft.excluded.items() if presider in seats]
    waiting = [item for item in out if all(line.phrase != "took_chair_for_item" for line in draft.sections[item].lines)]
    return min(waiting, key=lambda item: draft.sections[item].number, default=None)


def cut_short(draft: Draft) -> None:
    """Tell of a break the meeting did not come back from."""
    if draft.break_began is not None:
        lines(draft).append(Line("break_untimed", {}, [draft.break_began[1]]))
        draft.break_began = None


def _break(draft: Draft, one: RecordedEvent) -> None:
    start, event = draft.break_began or (None, one.id)
    end, draft.break_began = one.occurred.clock, None
    events = list(dict.fromkeys((event, one.id)))
    if start and end:
        lines(draft).append(Line("break", {"start": Said(clock(start)), "end": Said(clock(end))}, events))
    else:
        lines(draft).append(Line("break_untimed", {}, events))
