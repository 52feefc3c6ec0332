"""Offices as lines: who acts as chair, ballots and their results, longer terms, an officer heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.election import room_events as e
from governance.rules import ballot
from projections.minutes.draft import Candidate, Decided, Filling, Line, Office, Roles, Said, Votes
from projections.minutes.form import a_date, iso_date
from projections.minutes.phrases import PHRASES, REASONS

if TYPE_CHECKING:
    from uuid import UUID

    from governance.record import RecordedEvent
    from projections.minutes.draft import Draft
    from projections.minutes.names import Names

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def apply(draft: Draft, one: RecordedEvent) -> None:
    """Note one event about an office."""
    match one.event:
        case e.ActingTold() as event:
            draft.notes.append(_acting(event, one.id))
        case e.ElectionVoteRequired(election=election):
            draft.polls.setdefault(str(election), []).append(one.id)
        case e.ElectionBallotOpened() as event:
            _opened(draft, one, event)
        case e.ElectionBallotCounted() as event:
            _counted(draft, one, event)
        case e.LotDrawn() as event:
            _lot(draft, one, event)
        case e.ElectionDeclared() as event:
            _declared(draft, one, event)
        case e.ExtensionMoved() as event:
            _lines(draft, event.item).append(_limit(event, one.id))
        case e.OfficerHeard(motion=motion, seat=seat, how=how):
            where = _lines(draft, draft.motions[str(motion)].item)
            where.append(Line(f"heard_{how}", {"role": Roles((seat,))}, [one.id]))
        case e.RemovalUndone(item=item, back=back) as event:
            _lines(draft, item).append(_put_out("removal_undone" if back else "removal_undone_late", event, one.id))
        case e.RemovalCountsAgain(item=item) as event:
            _lines(draft, item).append(_put_out("removal_counts_again", event, one.id))
        case _:
            pass


def _put_out(phrase: str, event: e.RemovalUndone | e.RemovalCountsAgain, id_: UUID) -> Line:
    """What became of a removal whose vote was undone, or counts after all."""
    if event.office is None:
        return Line(f"{phrase}_seat", {"role": Roles((event.seat,))}, [id_])
    office: dict[str, Filling] = {"office": Office(event.office), "same": Office(event.office, low=True)}
    return Line(f"{phrase}_office", office, [id_])


def tally(votes: Votes, names: Names) -> str:
    """Papers for each, most first and then in the order of the roll; for and against where one person stood."""
    if votes.against is not None:
        if not votes.shown:
            return PHRASES["election_not_shown"]
        (_seat, for_), *_ = votes.counts
        return PHRASES["election_for_and_against"].format(for_=for_, against=votes.against)
    order = names.in_order(seat for seat, _ in votes.counts)
    counts = sorted(votes.counts, key=lambda pair: (-pair[1], order.index(pair[0])))
    if not votes.shown:
        return ", ".join(names.candidate(seat) for seat in order)
    return ", ".join(_papers(names.candidate(seat), count) for seat, count in counts)


def _papers(candidate: str, count: int) -> str:
    """A name and its papers, kept apart where the name ends in a number of its own."""
    phrase = "election_papers_numbered" if candidate[-1:].isdigit() else "election_papers"
    return PHRASES[phrase].format(candidate=candidate, n=count)


def in_public(line: Line) -> Line:
    """A secret ballot without its numbers where even the total tells how members voted (R-PR2)."""
    fill = {name: _hidden(value) if isinstance(value, Votes) else value for name, value in line.fill.items()}
    return msgspec.structs.replace(line, fill=fill)


def _hidden(votes: Votes) -> Votes:
    counts = [count for _, count in votes.counts]
    against = [] if votes.against is None else [votes.against]
    tells = ballot.tells_in_total([*counts, *against], votes.spoilt)
    return msgspec.structs.replace(votes, shown=False) if tells else votes


def _lines(draft: Draft, item: UUID) -> list[Line]:
    return draft.sections[str(item)].lines


def _acting(event: e.ActingTold, id_: UUID) -> Line:
    later = event.since.date != event.at.date
    how = "later" if later else event.left if event.left in {"resigned", "removed"} else "vacant"
    fill: dict[str, Filling] = {
        "office": Office(event.office, low=how in {"vacant", "later"}),
        "acting": Office(event.office, low=True),
        "date": Said(a_date(event.at.date)),
        "role": Roles((event.seat,), the=True),
    }
    if later:
        fill["since"] = Said(a_date(event.since.date))
    return Line(f"acting_{how}", fill, [id_])


def _limit(event: e.ExtensionMoved, id_: UUID) -> Line:
    served = NUMBERS[event.served] if event.served < len(NUMBERS) else str(event.served)
    terms = f"{served} term" if event.served == 1 else f"{served} terms"
    return Line("term_limit", {"office": Office(event.office), "terms": Said(terms)}, [id_])


def _last_ballot(draft: Draft, election: UUID, item: UUID) -> Line | None:
    key = f"election {election}"
    return next((line for line in reversed(_lines(draft, item)) if line.key == key), None)


def _opened(draft: Draft, one: RecordedEvent, event: e.ElectionBallotOpened) -> None:
    before = _last_ballot(draft, event.election, event.item)
    if before is not None:
        before.phrase = "election_tied" if _was_tie(before, event) else "election_no_majority"
        before.events.append(one.id)
    else:
        draft.polls.setdefault(str(event.election), []).append(one.id)


def _was_tie(before: Line, event: e.ElectionBallotOpened) -> bool:
    votes = before.fill["votes"]
    assert isinstance(votes, Votes), "a ballot line has its papers"
    most = max((count for _, count in votes.counts), default=0)
    return {seat for seat, count in votes.counts if count == most} == set(event.candidates)


def _counted(draft: Draft, one: RecordedEvent, event: e.ElectionBallotCounted) -> None:
    where, key = _lines(draft, event.item), f"election {event.election}"
    round_key = f"spoilt {event.election} {event.round}"
    papers = Votes(tuple((vote.seat, vote.votes) for vote in event.votes), event.against, event.spoilt)
    before = _last_ballot(draft, event.election, event.item)
    where[:] = [line for line in where if line.key != round_key]
    if before is not None and before.phrase == "election_ballot":
        before.fill["votes"] = papers
        before.events.append(one.id)
    else:
        heard = draft.polls.pop(str(event.election), [])
        where.append(
            Line("election_ballot", {"office": Office(event.office), "votes": papers}, [*heard, one.id], key=key)
        )
    if event.spoilt:
        phrase = "election_spoilt_one" if event.spoilt == 1 else "election_spoilt"
        where.append(Line(phrase, {"n": Said(str(event.spoilt))}, [one.id], key=round_key))


def _lot(draft: Draft, one: RecordedEvent, event: e.LotDrawn) -> None:
    before = _last_ballot(draft, event.election, event.item)
    if before is not None:
        before.phrase = "election_tied_again"
    fill: dict[str, Filling] = {"candidate": Candidate(event.seat)}
    _lines(draft, event.item).append(Line("election_lot", fill, [one.id], key=f"election {event.election}"))


def _declared(draft: Draft, one: RecordedEvent, event: e.ElectionDeclared) -> None:
    where, elected = _lines(draft, event.item), event.elected
    fill: dict[str, Filling] = {"office": Office(event.office)}
    if elected is not None:
        fill["candidate"] = Candidate(elected)
    if event.until is not None:
        fill["date"] = Said(iso_date(event.until))
    later = event.since is not None and event.since.date > one.occurred.date
    if event.since is not None and later:
        fill["since"] = Said(a_date(event.since.date))
    before = _last_ballot(draft, event.election, event.item)
    heard = draft.polls.pop(str(event.election), [])
    line = before or Line("", {}, heard, key=f"election {event.election}")
    if before is None:
        where.append(line)
    if event.how == "yes_no" and elected is None:
        fill["candidate"] = _only(line)
    tail = "_from" if later else ""
    line.phrase = _phrase(line, event) + tail
    line.fill.update(fill)
    line.events.append(one.id)
    if event.names_unknown:
        where.append(Line("election_names_unknown", {}, [one.id]))
    if event.irregular:
        reasons = "; ".join(REASONS.get(clause, clause) for clause in event.irregular)
        where.append(Line("election_irregular", {"reasons": Said(reasons)}, [one.id]))
    if event.takes_effect and event.until is not None:
        draft.decided.append(Decided(f"decided_elected{tail}", dict(fill), (one.id,)))


def _only(line: Line) -> Candidate:
    votes = line.fill["votes"]
    assert isinstance(votes, Votes), "a ballot line has its papers"
    return Candidate(votes.counts[0][0])


def _phrase(line: Line, event: e.ElectionDeclared) -> str:
    """The phrase for how it came out, `_untimed` where no term of office follows."""
    if event.elected is None:
        return {"yes_no": "election_no", "nobody": "election_nobody"}.get(event.how, "election_unknown")
    if line.phrase == "election_lot":
        phrase = "election_lot_won"
    elif event.how == "yes_no":
        phrase = "election_yes"
    elif "votes" in line.fill:
        phrase = "election_won"
    else:
        phrase = "election_unopposed" if event.how == "unopposed" else "election_uncounted"
    return phrase if event.until is not None else f"{phrase}_untimed"
