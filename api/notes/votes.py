"""How a question was answered, as a part of an act: hands counted, everyone but a few, names, consent, papers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from api.notes import typed
from api.notes.notes import Vote, blank

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.notes.names import Names
    from api.notes.sheet import Sheet

OPEN = "open"
WITHDRAWN = "withdrawn"
ACCEPTED = "accepted"
REWORDED = "reworded"
METHODS = {"except": "hands", "names": "roll_call"}
BY_NAME = (("for", "for_names"), ("against", "against_names"), ("no_side", "no_side_names"))
COUNTS = (("for", "for_"), ("against", "against"), ("no_side", "no_side"))


def how(vote: Vote) -> str:
    """The way it was answered; hands where only numbers were typed, nothing where it was not voted on."""
    chosen = vote.how or ("hands" if counted(vote) else "")
    return "" if chosen in {OPEN, WITHDRAWN, ACCEPTED, REWORDED} else chosen


def withdrawn(vote: Vote) -> bool:
    """Whether it was taken back before a vote."""
    return vote.how == WITHDRAWN


def accepted(vote: Vote) -> bool:
    """Whether whoever proposed took a change in, without a vote."""
    return vote.how == ACCEPTED


def reworded(vote: Vote) -> bool:
    """Whether everyone was asked, and the words were changed without a vote."""
    return vote.how == REWORDED


def counted(vote: Vote) -> bool:
    """Whether any number was typed."""
    return not blank((vote.for_, vote.against, vote.no_side))


def answer(sheet: Sheet, vote: Vote, field: str, voters: frozenset[str] | None) -> dict[str, Any]:
    """The part of an act that says how a question was answered, among the voters there (None: roll not known).

    Everyone but a few is hands: totals, and totals by class, without who they were.
    """
    way = how(vote)
    said: dict[str, Any] = {"how": METHODS.get(way, way)}
    if vote.said or way == "agreed":
        said["announced"] = vote.said or "agreed"
    if vote.read:
        said["read_back"] = vote.read == "yes"
    against, no_side = _exceptions(sheet, vote, field) if way != "names" else ((), ())
    match way:
        case "hands":
            said["count"] = hands(sheet, vote, field)
        case "ballot":
            said |= {"count": hands(sheet, vote, field), **_papers(sheet, vote, field)}
        case "except":
            said |= _totals(_everyone_but(sheet, against, no_side, field, voters), sheet.names)
        case "names":
            said["votes"] = _by_name(sheet, vote, field, voters)
        case "consensus":
            said |= {"objections": list(against), "stand_asides": list(no_side)}
    return said


def places(field: str) -> dict[str, str]:
    """The fields of the pointers an answer may have."""
    return {
        "/how": f"{field}.how",
        "/count": f"{field}.for_",
        "/votes": f"{field}.against_names",
        "/tellers": f"{field}.tellers",
        "/spoilt": f"{field}.spoilt",
        "/by_class": f"{field}.against_names",
        "/objections": f"{field}.against_names",
        "/stand_asides": f"{field}.no_side_names",
        "/announced": f"{field}.said",
        "/read_back": f"{field}.read",
    }


def hands(sheet: Sheet, vote: Vote, field: str) -> dict[str, int]:
    """Hands, or papers, as counted; a fault where no number, or only about so many, was typed."""
    counts = {"for": 0}
    for name, kept in COUNTS:
        read = sheet.read(typed.count_of, getattr(vote, kept), f"{field}.{kept}")
        if read is not None and read[1]:
            sheet.fault(f"{field}.{kept}", "about_a_vote")
        elif read is not None:
            counts[name] = read[0]
    if not counted(vote):
        sheet.fault(f"{field}.for_", "no_count")
    return counts


def _papers(sheet: Sheet, vote: Vote, field: str) -> dict[str, Any]:
    """Who counted the papers of a ballot, and how many said nothing clear, as far as the notes say."""
    tellers = sheet.seats(vote.tellers, f"{field}.tellers")
    spoilt = sheet.read(typed.count_of, vote.spoilt, f"{field}.spoilt")
    if spoilt is not None and spoilt[1]:
        sheet.fault(f"{field}.spoilt", "about_a_vote")
    told: dict[str, Any] = {"tellers": list(tellers)} if tellers else {}
    return told | ({"spoilt": spoilt[0]} if spoilt is not None else {})


def _exceptions(sheet: Sheet, vote: Vote, field: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    against = sheet.seats(vote.against_names, f"{field}.against_names")
    return against, sheet.seats(vote.no_side_names, f"{field}.no_side_names")


def _by_name(sheet: Sheet, vote: Vote, field: str, voters: frozenset[str] | None) -> dict[str, str]:
    """Each vote by its name, or by `everyone else`; whoever is not named has not answered."""
    typed_in = {choice: (getattr(vote, name), f"{field}.{name}") for choice, name in BY_NAME}
    if blank(text for text, _ in typed_in.values()):
        sheet.fault(f"{field}.for_names", "no_names")
    rest = [choice for choice, (text, _) in typed_in.items() if typed.everyone_else(text)]
    found: dict[str, str] = {}
    for choice, (text, place) in typed_in.items():
        named = () if choice in rest else sheet.seats(text, place)
        if set(named) & set(found):
            sheet.fault(place, "named_twice")
        found |= dict.fromkeys(named, choice)
    for choice in rest:
        if voters is None or choice != rest[0]:
            sheet.fault(typed_in[choice][1], "no_roll" if voters is None else "named_twice")
            continue
        found |= {one.slug: choice for one in sheet.names.seats if one.slug in voters and one.slug not in found}
    return found


def _everyone_but(
    sheet: Sheet, against: tuple[str, ...], no_side: tuple[str, ...], field: str, voters: frozenset[str] | None
) -> dict[str, str]:
    if set(against) & set(no_side):
        sheet.fault(f"{field}.no_side_names", "named_twice")
    if voters is None:
        sheet.fault(f"{field}.how", "no_roll")
        return {}
    everyone = (seat.slug for seat in sheet.names.seats if seat.slug in voters)
    return {**dict.fromkeys(everyone, "for"), **dict.fromkeys(against, "against"), **dict.fromkeys(no_side, "no_side")}


def _totals(choices: Mapping[str, str], names: Names) -> dict[str, Any]:
    by_class: dict[str, Counter[str]] = {}
    for slug, choice in choices.items():
        seat = names.seat(slug)
        assert seat is not None, "only seats that were read are here"
        by_class.setdefault(seat.class_, Counter()).update([choice])
    everyone = Counter(choices.values())
    return {"count": _counts(everyone), "by_class": {name: _counts(votes) for name, votes in by_class.items()}}


def _counts(votes: Counter[str]) -> dict[str, int]:
    return {name: votes[name] for name, _ in COUNTS}
