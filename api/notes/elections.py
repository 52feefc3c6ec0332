"""An election held at a meeting, as acts: names put forward, who stands, papers counted, a lot, the result."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from api.notes import typed
from api.notes.notes import Candidate, blank

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from api.notes.notes import Entry
    from api.notes.sheet import Sheet
    from api.notes.written import Walk

# A day without a year is the last such day before the meeting.
DAYS_BACK = 364
Named = tuple[str, Candidate, str]


def held(walk: Walk, entry: Entry, field: str, item: str, when: Mapping[str, str]) -> None:
    """The whole election: the one under way for the office, or one that began with names put forward here."""
    sheet, office = walk.sheet, walk.sheet.names.office(entry.office)
    if office is None:
        sheet.fault(f"{field}.office", "which_office")
        return
    walk.motions += 1
    election = f"election-{walk.motions}" if office.election is None else str(office.election)
    at = {"/when": f"{field}.time"}
    if office.election is None:
        _opened(sheet, entry, field, office.slug, election, when)
    named = _named(sheet, entry, field)
    for seat, candidate, place in named:
        _nominated(sheet, candidate, seat, place, election, when)
    sheet.act("closeNominations", f"{field}.office", when=when, at=at, election=election)
    standing = [one for one in named if one[1].stood != "no"]
    asked = sheet.seat(entry.asked_by, f"{field}.asked_by")
    if asked is not None:
        told = {"item": item, "election": election, "seat": asked}
        sheet.act("requireElectionVote", f"{field}.asked_by", when=when, at=at, **told)
    _ballot(sheet, entry, field, item, standing, election, when)
    _again(sheet, entry, field, item, standing, election, when)
    lot = sheet.seat(entry.lot, f"{field}.lot")
    if lot is not None:
        sheet.act("drawLot", f"{field}.lot", when=when, at=at, election=election, seat=lot)
    sheet.act("declareElection", f"{field}.office", when=when, at=at, item=item, election=election)


def _opened(sheet: Sheet, entry: Entry, field: str, office: str, election: str, when: Mapping[str, str]) -> None:
    """Names asked for from a day on, until the meeting; not known from when where the notes do not say."""
    a_year_back = sheet.date - dt.timedelta(days=DAYS_BACK)
    since = sheet.read(lambda text: typed.day_of(text, a_year_back), entry.day, f"{field}.day")
    days = {} if since is None else {"opens": since, "closes": sheet.date.isoformat()}
    at = {"/when": f"{field}.time", "/opens": f"{field}.day", "/closes": f"{field}.day"}
    sheet.act("openNominations", f"{field}.office", when=when, at=at, alias=election, office=office, **days)


def _named(sheet: Sheet, entry: Entry, field: str) -> list[Named]:
    """Everybody named, by seat, with the field they were named in."""
    places = [(f"{field}.candidates.{n}", one) for n, one in enumerate(entry.candidates)]
    typed_in = [(place, one) for place, one in places if not blank((one.who, one.by, one.votes, one.again))]
    read = [(sheet.needed(one.who, f"{place}.who"), one, place) for place, one in typed_in]
    return [(seat, one, place) for seat, one, place in read if seat is not None]


def _nominated(
    sheet: Sheet, candidate: Candidate, seat: str, place: str, election: str, when: Mapping[str, str]
) -> None:
    by = sheet.seat(candidate.by, f"{place}.by")
    at = {"/nominated_by": f"{place}.by", "/seat": f"{place}.who"}
    told = {"election": election, "seat": seat}
    sheet.act("nominate", f"{place}.who", when=when, at=at, **told, **({} if by is None else {"nominated_by": by}))
    do = "withdrawNomination" if candidate.stood == "no" else "acceptNomination"
    sheet.act(do, f"{place}.who", when=when, at=at, **told)


def _ballot(
    sheet: Sheet, entry: Entry, field: str, item: str, standing: Sequence[Named], election: str, when: Mapping[str, str]
) -> None:
    """The papers of the first ballot; those against where one person stood."""
    papers = {seat: one.votes for seat, one, _ in standing}
    if not standing or blank((*papers.values(), entry.vote.against)):
        return
    alone = len(standing) == 1
    counted = {seat: _papers(sheet, one.votes, f"{place}.votes") for seat, one, place in standing}
    told: dict[str, Any] = {"votes": counted}
    if alone:
        told["against"] = _papers(sheet, entry.vote.against, f"{field}.vote.against")
    if not blank((entry.vote.spoilt,)):
        told["spoilt"] = _papers(sheet, entry.vote.spoilt, f"{field}.vote.spoilt")
    _counted(sheet, entry, field, item, election, when, told, standing[0][2] + ".votes")


def _again(
    sheet: Sheet, entry: Entry, field: str, item: str, standing: Sequence[Named], election: str, when: Mapping[str, str]
) -> None:
    """The papers of a second ballot, between those whom the first one left."""
    left = [(seat, one, place) for seat, one, place in standing if not blank((one.again,))]
    if left:
        counted = {seat: _papers(sheet, one.again, f"{place}.again") for seat, one, place in left}
        _counted(sheet, entry, field, item, election, when, {"votes": counted}, left[0][2] + ".again")


def _counted(
    sheet: Sheet,
    entry: Entry,
    field: str,
    item: str,
    election: str,
    when: Mapping[str, str],
    told: Mapping[str, Any],
    place: str,
) -> None:
    tellers = sheet.seats(entry.vote.tellers, f"{field}.vote.tellers")
    at = {"/tellers": f"{field}.vote.tellers", "/spoilt": f"{field}.vote.spoilt", "/against": f"{field}.vote.against"}
    at |= {"/votes": place, "/when": f"{field}.time"}
    named: dict[str, Any] = {"tellers": list(tellers)} if tellers else {}
    sheet.act("openElectionBallot", place, when=when, at=at, item=item, election=election, **named)
    sheet.act("countElectionBallot", place, when=when, at=at, election=election, **told)


def _papers(sheet: Sheet, text: str, field: str) -> int:
    """Papers as counted: exactly, and said for everybody who stood."""
    read = sheet.read(typed.count_of, text, field)
    if read is not None and read[1]:
        sheet.fault(field, "about_a_vote")
    if blank((text,)):
        sheet.fault(field, "no_votes")
    return 0 if read is None else read[0]
