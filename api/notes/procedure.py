"""How an item went on, as acts: proposals about that, parts, votes by name asked for, own votes, points of order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from api.notes import absent, changing, ruling, typed, votes
from api.notes.notes import Vote, blank

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from api.notes.notes import Entry, ItemNotes, Part
    from api.notes.sheet import Sheet
    from api.notes.written import Walk

PROPOSED = {"proposal", "left_over", "consent", "options", "together", "extension", "removal"}
OF_THE_ITEM = "item"
# Kinds of entries about the proposal right above them.
BESIDE = {"way_asked", "own_vote", "going_on", "divided", "absent", "retaken"}
# Where such an entry has its first field.
SAID_AT = {
    "way_asked": "names", "own_vote": "names", "going_on": "how", "order": "how", "divided": "parts.1.begins",
    "absent": "names", "retaken": "time",
}  # fmt: skip
AGAIN = "reconsider"
NUMBERS = re.compile(r"[0-9]{1,3}")
BETWEEN = re.compile(r"(?:[0-9]{1,3}|[\s,;&.]|and|items?)*", re.IGNORECASE)

Placed = tuple[str, "Entry"]


def said(entry: Entry) -> bool:
    """Whether anything was typed or chosen in an entry about how the item went on that makes an act of it."""
    if entry.kind in {"pulled", "retaken"}:
        return True
    chosen = entry.kind == "going_on" and bool(entry.how or votes.how(entry.vote))
    voted = entry.again != Vote() or any(map(_typed, entry.parts))
    return chosen or voted or not blank((entry.ruled, entry.asked_by))


def _typed(part: Part) -> bool:
    return not blank((part.begins,)) or part.vote != Vote()


def beside(sheet: Sheet, entries: Sequence[Placed]) -> dict[str, tuple[Placed, ...]]:
    """What is told of each proposal, by its field, in order; a fault for what stands below none."""
    found: dict[str, tuple[Placed, ...]] = {}
    above, whole = "", False
    for place, entry in entries:
        if entry.kind in PROPOSED:
            above, whole = place, entry.kind in {"proposal", "left_over"}
        elif not _of_a_proposal(entry):
            continue
        elif above and (entry.kind != "divided" or whole):
            # A proposal is taken apart once.
            whole = whole and entry.kind != "divided"
            found[above] = (*found.get(above, ()), (place, entry))
        else:
            sheet.fault(f"{place}.{SAID_AT[entry.kind]}", "nothing_above")
    return found


def _of_a_proposal(entry: Entry) -> bool:
    if entry.kind == "order":
        return ruling.of_a_proposal(entry)
    return entry.kind in BESIDE and not (entry.kind == "going_on" and entry.about == OF_THE_ITEM)


def of_the_item(walk: Walk, entry: Entry, field: str, item: str, when: Mapping[str, str]) -> None:
    """What is about the item as a whole: how to go on with it, and points of order without a proposal."""
    if _of_a_proposal(entry):
        return
    walk.sheet.act("openItem", f"{field}.time", when=when, at={"/when": f"{field}.time"}, item=item)
    if entry.kind == "order":
        ruling.order(walk, entry, field, None, when)
    else:
        _going_on(walk, entry, field, item, None, when)


def divided(walk: Walk, field: str) -> Placed | None:
    """The entry that says a proposal was taken apart, or None."""
    return next((one for one in walk.beside.get(field, ()) if one[1].kind == "divided"), None)


def before(walk: Walk, field: str, item: str, motion: str, when: Mapping[str, str]) -> Mapping[str, str]:
    """What came between a proposal and the vote on it; from when on the rest happened."""
    for place, entry in walk.beside.get(field, ()):
        if entry.kind == "way_asked":
            _way_asked(walk, entry, place, motion, when)
        elif entry.kind == "absent":
            absent.lodged(walk, entry, place, motion, when)
        elif entry.kind == "going_on" and entry.how != AGAIN:
            when = _later(when, walk.sheet.when(entry.time, f"{place}.time"))
            _going_on(walk, entry, place, item, motion, when)
    return when


def decided(walk: Walk, entry: Entry, field: str, item: str, motion: str, when: Mapping[str, str]) -> None:
    """New changes of its words, what came between, the vote on it or on its parts, and what followed."""
    changing.told(walk, changing.typed_in(entry.changes, field), motion, when)
    when = before(walk, field, item, motion, when)
    apart = divided(walk, field)
    if apart is not None:
        when = parts(walk, apart, item, motion, when)
    walk.question(entry.vote, f"{field}.vote", motion, when, tie=walk.ties.get(field))
    own_votes(walk, field, motion, when)
    walk.actions(entry.actions, field, item, when)
    after(walk, field, item, motion, when, own=False)


def moved(
    walk: Walk,
    do: str,
    entry: Entry,
    stands: str,
    item: str,
    when: Mapping[str, str],
    at: Mapping[str, str],
    told: Mapping[str, Any],
    *,
    heard: str = "",
) -> str:
    """A proposal that names what it is about, and the vote on it, as far as the notes have one; its name.

    It `stands` at a field of the entry. `heard`: whether the officer it would remove spoke before the vote.
    """
    field = stands.rpartition(".")[0]
    walk.motions += 1
    motion = f"motion-{walk.motions}"
    places = {"/moved_by": f"{field}.mover", "/seconded_by": f"{field}.seconder", "/when": f"{field}.time"}
    places |= {"/words": f"{field}.words", **at}
    walk.sheet.act(do, stands, when=when, at=places, alias=motion, item=item, **told, **walk.movers(entry, field))
    if heard:
        walk.sheet.act("noteHearing", f"{field}.how", when=when, at={"/how": f"{field}.how"}, motion=motion, how=heard)
    when = before(walk, field, item, motion, when)
    walk.question(entry.vote, f"{field}.vote", motion, when, tie=walk.ties.get(field))
    after(walk, field, item, motion, when)
    return motion


def own_votes(walk: Walk, field: str, motion: str, when: Mapping[str, str]) -> None:
    """What members wanted written down of their own vote, right after it."""
    for place, entry in walk.beside.get(field, ()):
        if entry.kind == "own_vote":
            _own_vote(walk, entry, place, motion, when)


def after(walk: Walk, field: str, item: str, motion: str, when: Mapping[str, str], *, own: bool = True) -> None:
    """What came after the vote on a proposal."""
    if own:
        own_votes(walk, field, motion, when)
    for place, entry in walk.beside.get(field, ()):
        if entry.kind == "order":
            when = _later(when, walk.sheet.when(entry.time, f"{place}.time"))
            ruling.order(walk, entry, place, motion, when)
        elif entry.kind == "going_on" and entry.how == AGAIN:
            when = _later(when, walk.sheet.when(entry.time, f"{place}.time"))
            _going_on(walk, entry, place, item, motion, when)


def _later(one: Mapping[str, str], other: Mapping[str, str]) -> Mapping[str, str]:
    """The later of two times of a day; the first where one of them is not known."""
    return other if "time" in one and other.get("time", "") > one["time"] else one


def _way_asked(walk: Walk, entry: Entry, field: str, motion: str, when: Mapping[str, str]) -> None:
    """Members asked for a vote by names, or for a secret ballot, before the vote."""
    seats = walk.sheet.seats(entry.names, f"{field}.names")
    if blank((entry.names,)):
        walk.sheet.fault(f"{field}.names", "who")
    if seats:
        do = "demandBallot" if entry.how == "ballot" else "requestRecordedVote"
        at = {"/seats": f"{field}.names"}
        walk.sheet.act(do, f"{field}.names", when=when, at=at, motion=motion, seats=list(seats))


def _own_vote(walk: Walk, entry: Entry, field: str, motion: str, when: Mapping[str, str]) -> None:
    """How members voted, and why, in a line, as they wanted it written down."""
    at = {"/seat": f"{field}.names", "/choice": f"{field}.how", "/reason": f"{field}.words"}
    reason = " ".join(entry.words.split())
    told: dict[str, Any] = {"choice": entry.how, **({"reason": reason} if reason else {})}
    if blank((entry.names,)):
        walk.sheet.fault(f"{field}.names", "who")
    if not entry.how:
        walk.sheet.fault(f"{field}.how", "which_choice")
        return
    for seat in walk.sheet.seats(entry.names, f"{field}.names"):
        walk.sheet.act("recordOwnVote", f"{field}.names", when=when, at=at, motion=motion, seat=seat, **told)


def _going_on(
    walk: Walk, entry: Entry, field: str, item: str, about: str | None, when: Mapping[str, str], kind: str = ""
) -> None:
    """How somebody proposed to go on, and the vote on that; a vote taken again where it came to one."""
    sheet, kind = walk.sheet, kind or entry.how
    if not kind:
        sheet.fault(f"{field}.how", "which_way_on")
        return
    if kind != AGAIN and entry.again != Vote():
        sheet.fault(f"{field}.again.how", "not_voted_again")
    day = sheet.read(lambda text: typed.day_of(text, sheet.date), entry.until, f"{field}.until")
    walk.motions += 1
    motion = f"motion-{walk.motions}"
    at = {"/kind": f"{field}.how", "/about": f"{field}.how", "/until": f"{field}.until", "/words": f"{field}.words"}
    at |= {"/moved_by": f"{field}.mover", "/seconded_by": f"{field}.seconder", "/when": f"{field}.time"}
    told: dict[str, Any] = {"item": item, "kind": kind, **walk.movers(entry, field)}
    told |= {} if about is None else {"about": about}
    told |= {"until": day} if day else {}
    told |= {} if blank((entry.words,)) else {"words": entry.words}
    sheet.act("moveProcedural", f"{field}.how", when=when, at=at, alias=motion, **told)
    # The vote taken again goes by the alias of the result that opened the question once more.
    again = f"{motion}-again" if kind == AGAIN else ""
    walk.question(entry.vote, f"{field}.vote", motion, when, alias=again)
    if again:
        walk.question(entry.again, f"{field}.again", again, when)


def parts(walk: Walk, divided_by: Placed, item: str, motion: str, when: Mapping[str, str]) -> Mapping[str, str]:
    """A proposal taken apart, as somebody proposed or nobody objected to, and the vote on each part."""
    field, entry = divided_by
    sheet = walk.sheet
    when = _later(when, sheet.when(entry.time, f"{field}.time"))
    if votes.how(entry.vote) or not blank((entry.mover, entry.seconder)):
        _going_on(walk, entry, field, item, motion, when, kind="divide")
    told_of = [(f"{field}.parts.{n}", part) for n, part in enumerate(entry.parts)]
    cuts = [(place, part) for place, part in told_of[1:] if _typed(part)]
    nameless = [place for place, part in cuts or told_of[1:] if blank((part.begins,))]
    for place in nameless if any(map(_typed, entry.parts)) else ():
        sheet.fault(f"{place}.begins", "no_part")
    if nameless or not cuts:
        return when
    _apart(walk, [told_of[0], *cuts], motion, field, when)
    return when


def _apart(walk: Walk, both: Sequence[tuple[str, Part]], motion: str, field: str, when: Mapping[str, str]) -> None:
    """The parts, and the vote on each; the first begins where the proposal does."""
    cuts = both[1:]
    at = {"/cuts": f"{cuts[0][0]}.begins", "/cost_in": f"{field}.parts.0.costs", "/when": f"{field}.time"}
    at |= {f"/cuts/{n}": f"{place}.begins" for n, (place, _) in enumerate(cuts)}
    told: dict[str, Any] = {"motion": motion, "cuts": [part.begins for _, part in cuts]}
    costly = next((n for n, (_, part) in enumerate(both, 1) if part.costs), 1)
    told |= {"cost_in": costly} if costly > 1 else {}
    walk.sheet.act("divideQuestion", f"{cuts[0][0]}.begins", when=when, at=at, alias=f"{motion}-part", **told)
    for n, (place, part) in enumerate(both, 1):
        walk.question(part.vote, f"{place}.vote", f"{motion}-part-{n}", when)


def pulled(walk: Walk, items: Sequence[ItemNotes], numbers: Sequence[str]) -> None:
    """The items members asked to take by themselves, before anything is agreed together."""
    for at, item in enumerate(items):
        for nth, entry in enumerate(item.entries):
            if entry.kind != "pulled":
                continue
            field = f"items.{at}.entries.{nth}.names"
            seat = walk.sheet.seat(entry.names, field)
            told: dict[str, Any] = {} if seat is None else {"seat": seat}
            walk.sheet.act("pullItem", field, at={"/seat": field}, item=numbers[at], **told)


def together(walk: Walk, entry: Entry, field: str, item: str, when: Mapping[str, str]) -> None:
    """Several items agreed by one vote."""
    sheet = walk.sheet
    if blank((entry.words,)):
        sheet.fault(f"{field}.words", "no_words")
    items = tuple(_numbers(sheet, entry.names, f"{field}.names", walk.numbers))
    if blank((entry.words,)) or not items:
        return
    walk.motions += 1
    motion = f"motion-{walk.motions}"
    at = {"/words": f"{field}.words", "/items": f"{field}.names", "/when": f"{field}.time"}
    at |= {"/moved_by": f"{field}.mover", "/seconded_by": f"{field}.seconder"}
    told: dict[str, Any] = {"item": item, "items": list(items), "words": entry.words, **walk.movers(entry, field)}
    sheet.act("moveTogether", f"{field}.names", when=when, at=at, alias=motion, **told)
    when = before(walk, field, item, motion, when)
    walk.question(entry.vote, f"{field}.vote", motion, when, tie=walk.ties.get(field))
    after(walk, field, item, motion, when)


def _numbers(sheet: Sheet, text: str, field: str, known: Sequence[str]) -> Iterator[str]:
    """The items typed by their numbers, as `4, 5 and 7`; nothing, and a fault, where that is not clear."""
    found = NUMBERS.findall(text)
    unknown = [number for number in found if number not in known]
    if not found or not BETWEEN.fullmatch(text) or unknown:
        sheet.fault(field, "which_items")
        return
    yield from dict.fromkeys(found)


def stood_down(walk: Walk, entry: Entry, field: str, when: Mapping[str, str]) -> None:
    """Members who chose not to vote from then on, or said that this was not so and voted again."""
    at = {"/when": f"{field}.time", "/seat": f"{field}.names", "/back": f"{field}.how"}
    back: dict[str, Any] = {"back": True} if entry.how == "back" else {}
    if blank((entry.names,)):
        walk.sheet.fault(f"{field}.names", "who")
    for seat in walk.sheet.seats(entry.names, f"{field}.names"):
        walk.sheet.act("standDown", f"{field}.names", when=when, at=at, seat=seat, **back)
        walk.stood = walk.stood - {seat} if back else walk.stood | {seat}


def taken_back(walk: Walk, vote: Vote, field: str, motion: str, when: Mapping[str, str]) -> None:
    """What was proposed, taken back; everybody was asked where the notes say so."""
    against = walk.sheet.seats(vote.leave_names, f"{field}.leave_names")
    asked: dict[str, Any] = {"objections": list(against)} if vote.leave or against else {}
    at = {"/objections": f"{field}.leave_names"}
    walk.sheet.act("withdrawMotion", f"{field}.how", when=when, at=at, motion=motion, **asked)
