"""A question with several answers, as acts: by hands, by names, or on paper, and once more where it took that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api.notes import procedure, typed
from api.notes.notes import blank

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.notes.notes import Answer, Entry
    from api.notes.sheet import Sheet
    from api.notes.written import Walk

FEWEST = 2
WAYS = {"names": "roll_call", "ballot": "ballot"}
Answers = list[tuple[str, "Answer"]]


def options(walk: Walk, entry: Entry, field: str, item: str, when: Mapping[str, str]) -> None:
    """A question with several answers, and the votes for each; voted on once more where the notes say so."""
    sheet = walk.sheet
    answers = [(f"{field}.answers.{n}", one) for n, one in enumerate(entry.answers) if not blank((one.words,))]
    if blank((entry.words,)):
        sheet.fault(f"{field}.words", "no_words")
    if len(answers) < FEWEST:
        empty = next((n for n, one in enumerate(entry.answers) if blank((one.words,))), 0)
        sheet.fault(f"{field}.answers.{empty}.words", "two_answers")
    if blank((entry.words,)) or len(answers) < FEWEST:
        return
    walk.motions += 1
    motion = f"motion-{walk.motions}"
    _moved(walk, entry, field, item, motion, answers, when)
    when = procedure.before(walk, field, item, motion, when)
    for name in ("votes", "again"):
        if not blank(getattr(one, name) for _, one in answers):
            _voted(sheet, entry, field, motion, answers, name, when)
    procedure.after(walk, field, item, motion, when)


def _moved(
    walk: Walk, entry: Entry, field: str, item: str, motion: str, answers: Answers, when: Mapping[str, str]
) -> None:
    at = {"/words": f"{field}.words", "/wins": f"{field}.how", "/when": f"{field}.time"}
    at |= {f"/options/{n}": f"{place}.words" for n, (place, _) in enumerate(answers)}
    at |= {"/moved_by": f"{field}.mover", "/seconded_by": f"{field}.seconder"}
    told: dict[str, Any] = {"item": item, "words": entry.words, "wins": entry.how or "plurality"}
    told["options"] = [{"words": one.words, **({"postpones": True} if one.postpones else {})} for _, one in answers]
    walk.sheet.act("moveOptions", f"{field}.words", when=when, at=at, alias=motion, **told, **walk.movers(entry, field))


def _voted(
    sheet: Sheet, entry: Entry, field: str, motion: str, answers: Answers, name: str, when: Mapping[str, str]
) -> None:
    """One vote between the answers; `name` is where their votes in it are."""
    way = WAYS.get(entry.vote.how, "hands")
    sheet.act("putMotion", f"{field}.words", when=when, motion=motion, how=way)
    if way == "roll_call":
        _by_names(sheet, entry, field, motion, answers, name, when)
    else:
        _counted(sheet, entry, field, motion, answers, name, when)
    said: dict[str, Any] = {"announced": entry.vote.said} if entry.vote.said else {}
    sheet.act("declareResult", f"{field}.words", when=when, motion=motion, **said)


def _counted(
    sheet: Sheet, entry: Entry, field: str, motion: str, answers: Answers, name: str, when: Mapping[str, str]
) -> None:
    """Hands, or the papers of a secret ballot; who took no side, and what was spoilt, is of the first vote."""
    first, on_paper, first_field = name == "votes", entry.vote.how == "ballot", f"{answers[0][0]}.{name}"
    vote = entry.vote
    counts = [_votes(sheet, getattr(one, name), f"{place}.{name}", needed=first) for place, one in answers]
    told: dict[str, Any] = {"counts": counts}
    if first and not blank((vote.no_side,)):
        told["no_side"] = _votes(sheet, vote.no_side, f"{field}.vote.no_side", needed=False)
    if first and on_paper and not blank((vote.spoilt,)):
        told["spoilt"] = _votes(sheet, vote.spoilt, f"{field}.vote.spoilt", needed=False)
    tellers = sheet.seats(vote.tellers, f"{field}.vote.tellers") if on_paper else ()
    at = {"/when": f"{field}.time", "/counts": first_field, "/tellers": f"{field}.vote.tellers"}
    at |= {"/no_side": f"{field}.vote.no_side", "/spoilt": f"{field}.vote.spoilt"}
    at |= {f"/counts/{n}": f"{place}.{name}" for n, (place, _) in enumerate(answers)}
    if tellers:
        sheet.act("nameTellers", f"{field}.vote.tellers", when=when, at=at, motion=motion, tellers=list(tellers))
    sheet.act("countOptions", first_field, when=when, at=at, motion=motion, **told)


def _by_names(
    sheet: Sheet, entry: Entry, field: str, motion: str, answers: Answers, name: str, when: Mapping[str, str]
) -> None:
    """Each member's answer; nobody has two."""
    chosen: dict[str, int | None] = {}
    told: list[tuple[int | None, str, str]] = [
        (number, getattr(one, name), f"{place}.{name}") for number, (place, one) in enumerate(answers, 1)
    ]
    if name == "votes":
        told.append((None, entry.vote.no_side, f"{field}.vote.no_side"))
    for number, text, place in told:
        for seat in sheet.seats(text, place):
            if seat in chosen:
                sheet.fault(place, "named_twice")
                continue
            chosen[seat] = number
            option: dict[str, Any] = {} if number is None else {"option": number}
            at = {"/seat": place, "/option": place, "/when": f"{field}.time"}
            sheet.act("chooseOption", place, when=when, at=at, motion=motion, seat=seat, **option)


def _votes(sheet: Sheet, text: str, field: str, *, needed: bool) -> int:
    """Votes as typed: exactly, and for every answer in a first vote; nobody votes for what is out of a second one."""
    read = sheet.read(typed.count_of, text, field)
    if read is not None and read[1]:
        sheet.fault(field, "about_a_vote")
    if blank((text,)) and needed:
        sheet.fault(field, "no_votes")
    return 0 if read is None else read[0]
