"""What happens less often, as acts: ties broken, links lost, interests disputed, consent, closed doors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api.notes import gives, procedure, typed, votes
from api.notes.notes import Vote, blank
from governance.rules import interests, links

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from api.notes.notes import Entry, Objection
    from api.notes.sheet import Sheet
    from api.notes.written import Walk

CLOSING = "Close this part of the meeting."
VOTED = {
    "proposal", "left_over", "consent", "together", "approval", "correction", "reopened", "ratified", "extension",
    "removal",
}  # fmt: skip
# The vote on the proposal itself, beside the numbers of its changes.
PROPOSAL = "proposal"
LINKS: Mapping[str, dict[str, Any]] = {
    "lost": {"how": "link_lost"},
    "back": {"how": "link_restored", "remote": True},
    "text": {"remote": True, "by_text": True},
    "joined": {"remote": True},
}


def ties(sheet: Sheet, entries: Sequence[tuple[str, Entry]]) -> dict[str, tuple[Entry, str]]:
    """What was done with a tie, by the field of the proposal or change above it; a fault without such a vote."""
    found: dict[str, tuple[Entry, str]] = {}
    above: tuple[str, Entry] | None = None
    for place, entry in entries:
        if entry.kind in VOTED:
            above = (place, entry)
        if entry.kind != "casting":
            continue
        tied = "" if above is None else _tied(entry.about, *above)
        if tied and tied not in found:
            found[tied] = (entry, place)
        elif above is not None and above[1].changes and not entry.about:
            sheet.fault(f"{place}.about", "which_tied")
        else:
            sheet.fault(f"{place}.{'about' if entry.about else 'how'}", "no_vote_above")
    return found


def _tied(about: str, place: str, above: Entry) -> str:
    """The field of the vote a casting vote is about, the proposal's or that of one of its changes; empty for none."""
    chosen = about == PROPOSAL or (not about and not above.changes)
    if chosen:
        return place if votes.how(above.vote) else ""
    nth = int(about) - 1 if about.isascii() and about.isdecimal() and len(about) < len("100") else -1
    if not 0 <= nth < len(above.changes) or not votes.how(above.changes[nth].vote):
        return ""
    return f"{place}.changes.{nth}"


def casting(walk: Walk, entry: Entry, field: str, motion: str, when: Mapping[str, str]) -> None:
    """The tie broken by whoever is in the chair, as an act of its own, or left as it was."""
    by = {} if walk.presider is None else {"by": walk.presider}
    at = {"/direction": f"{field}.how", "/changes_status_quo": f"{field}.so_now", "/reason": f"{field}.words"}
    if entry.how == "declined":
        walk.sheet.act("declineCastingVote", f"{field}.how", when=when, at=at, motion=motion, **by)
        return
    if entry.how not in {"for", "against"}:
        walk.sheet.fault(f"{field}.how", "which_way")
    if entry.so_now not in {"changed", "kept"}:
        walk.sheet.fault(f"{field}.so_now", "no_status_quo")
    if entry.how in {"for", "against"} and entry.so_now in {"changed", "kept"}:
        told: dict[str, Any] = {"direction": entry.how, "changes_status_quo": entry.so_now == "changed"}
        told |= {} if blank((entry.words,)) else {"reason": entry.words}
        walk.sheet.act("useCastingVote", f"{field}.how", when=when, at=at, motion=motion, **told, **by)


def link(walk: Walk, entry: Entry, field: str, when: Mapping[str, str]) -> None:
    """A link lost or back, or somebody who came in from elsewhere; a short loss takes nobody out of the room."""
    seats = walk.sheet.seats(entry.names, f"{field}.names")
    at = {"/when": f"{field}.time", "/minutes": f"{field}.minutes"}
    told = LINKS.get(entry.how, LINKS["joined"])
    if not seats:
        return
    if entry.how != "lost":
        walk.sheet.act("recordArrival", f"{field}.names", when=when, at=at, seats=list(seats), **told)
        walk.here = None if walk.here is None else walk.here | set(seats)
        return
    read = walk.sheet.read(typed.count_of, entry.minutes, f"{field}.minutes")
    lasted: dict[str, Any] = {} if read is None else {"minutes": read[0]}
    walk.sheet.act("recordDeparture", f"{field}.names", when=when, at=at, seats=list(seats), **told, **lasted)
    if walk.here is not None and links.left(None if read is None else read[0]):
        walk.here -= set(seats)


def dispute(walk: Walk, entry: Entry, field: str, item: str) -> None:
    """The members' own vote on how an interest is handled."""
    sheet = walk.sheet
    seat = sheet.needed(entry.names, f"{field}.names")
    asked = sheet.needed(entry.asked_by, f"{field}.asked_by")
    count, how = votes.hands(sheet, entry.vote, f"{field}.vote"), entry.how or "leave"
    if seat is None or asked is None:
        return
    at = {"/raised_by": f"{field}.asked_by", "/how": f"{field}.how", "/count": f"{field}.vote.for_"}
    told: dict[str, Any] = {"seat": seat, "item": item}
    sheet.act("disputeInterest", f"{field}.names", at=at, how=how, raised_by=asked, **told)
    sheet.act("settleInterest", f"{field}.names", at=at, count=count, **told)
    if interests.changes(for_=count["for"], against=count.get("against", 0)):
        walk.out = walk.out - {seat} if how == "stay_and_vote" else walk.out | {seat}


def close_doors(walk: Walk, entry: Entry, field: str, item: str) -> None:
    """The vote to close the doors, as far as the notes have one, and the item behind them from its first word."""
    sheet, when = walk.sheet, walk.sheet.when(entry.time, f"{field}.time")
    at = {"/title": f"{field}.words", "/ground": f"{field}.ground", "/when": f"{field}.time"}
    if blank((entry.words,)):
        sheet.fault(f"{field}.words", "no_public_title")
    vote, told = entry.vote, {"item": item, "words": CLOSING, "category": "closed_session"}
    if votes.how(vote):
        answer = votes.answer(sheet, vote, f"{field}.vote", walk.voters())
        places = {**at, **votes.places(f"{field}.vote"), "/moved_by": f"{field}.mover"}
        places |= {"/seconded_by": f"{field}.seconder"}
        sheet.act(
            "recordDecision", f"{field}.vote.how", when=when, at=places, **told, **walk.movers(entry, field), **answer
        )
    else:
        sheet.act("openItem", f"{field}.words", when=when, at=at, item=item)
    ground = entry.ground or "personal"
    title = entry.words if entry.words.strip() else CLOSING
    sheet.act("startClosedSession", f"{field}.words", when=when, at=at, item=item, ground=ground, title=title)


def open_doors(walk: Walk, entry: Entry, field: str, item: str) -> None:
    """The end of the closed part, with what everybody may know of it."""
    sheet, at = walk.sheet, {"/words": f"{field}.public", "/review_by": f"{field}.review"}
    day = sheet.read(lambda text: typed.day_of(text, sheet.date), entry.review, f"{field}.review")
    told: dict[str, Any] = {} if blank((entry.public,)) else {"words": entry.public}
    told |= {"review_by": day} if day else {}
    sheet.act("endClosedSession", f"{field}.public", at=at, item=item, **told)


def consent(walk: Walk, entry: Entry, field: str, item: str, when: Mapping[str, str]) -> None:
    """A proposal taken by consent: objections and why, what the others found, and the vote after the rounds."""
    sheet = walk.sheet
    if blank((entry.words,)):
        sheet.fault(f"{field}.words", "no_words")
        return
    walk.motions += 1
    motion, told = f"motion-{walk.motions}", walk.motion(entry, field, item)
    at = {f"/{name}": f"{field}.{name}" for name in ("words", "cost", "category")} | gives.places(field)
    at |= {"/moved_by": f"{field}.mover", "/seconded_by": f"{field}.seconder", "/when": f"{field}.time"}
    sheet.act("moveMotion", f"{field}.words", when=when, at=at, alias=motion, **told)
    gives.hearing(sheet, entry, field, motion, when)
    when = procedure.before(walk, field, item, motion, when)
    sheet.act("putMotion", f"{field}.words", when=when, at=at, motion=motion, how="consent")
    raised = [_raised(sheet, one, f"{field}.objections.{n}") for n, one in enumerate(entry.objections)]
    stood = [one for one in raised if one is not None]
    for seat, objection, place in stood:
        harms = {} if blank((objection.harms,)) else {"harms": objection.harms}
        at = {"/seat": f"{place}.who", "/words": f"{place}.why", "/harms": f"{place}.harms", "/when": f"{field}.time"}
        told = {"motion": motion, "seat": seat}
        sheet.act("raiseObjection", f"{place}.why", when=when, at=at, words=objection.why, **told, **harms)
        if objection.found:
            _found(walk, objection, "found", place, when, told)
    if any(objection.found == "stands" and objection.then for _, objection, _ in stood):
        sheet.act("beginRound", f"{field}.words", when=when, at={"/when": f"{field}.time"}, motion=motion)
        for seat, objection, place in stood:
            if objection.found == "stands" and objection.then:
                _found(walk, objection, "then", place, when, {"motion": motion, "seat": seat})
    if votes.counted(entry.vote):
        vote = Vote(how="hands", for_=entry.vote.for_, against=entry.vote.against, no_side=entry.vote.no_side)
        walk.question(vote, f"{field}.vote", motion, when, tie=walk.ties.get(field))
        procedure.after(walk, field, item, motion, when)
        return
    aside = sheet.seats(entry.vote.no_side_names, f"{field}.vote.no_side_names")
    at = votes.places(f"{field}.vote")
    sheet.act("askEveryone", f"{field}.words", when=when, at=at, motion=motion, stand_asides=list(aside))
    sheet.act("declareResult", f"{field}.words", when=when, at=at, motion=motion)
    procedure.after(walk, field, item, motion, when)


def _raised(sheet: Sheet, objection: Objection, place: str) -> tuple[str, Objection, str] | None:
    """Who objected; None where nothing, or not enough, was typed."""
    if blank((objection.who, objection.why, objection.harms)):
        return None
    seat = sheet.needed(objection.who, f"{place}.who")
    if blank((objection.why,)):
        sheet.fault(f"{place}.why", "no_objection")
    return None if seat is None or blank((objection.why,)) else (seat, objection, place)


def _found(
    walk: Walk, objection: Objection, when_found: str, place: str, when: Mapping[str, str], told: dict[str, str]
) -> None:
    found = getattr(objection, when_found)
    met = {"words": objection.met} if found == "resolved" and not blank((objection.met,)) else {}
    at = {"/words": f"{place}.met", "/found": f"{place}.{when_found}"}
    walk.sheet.act("testObjection", f"{place}.{when_found}", when=when, at=at, found=found, **told, **met)
