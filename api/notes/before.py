"""What was done before the meeting and came before it, as acts: minutes, decisions, what the chair did alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api.notes import procedure, typed, votes
from api.notes.notes import blank

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.notes.notes import Entry
    from api.notes.written import Walk

KINDS = {"approval", "correction", "reopened", "ratified", "chairs_action", "in_writing"}
NEWS = {"chairs_action", "in_writing"}
MINUTES = {"approval", "correction"}
# A proposal of these categories names what it is about: it is a part of its own.
NAMED_ELSEWHERE = {"minutes", "correction"}
IN_AN_EMERGENCY = "emergency"
SUGGESTION = "suggestion:"
VOTED_ON = {"ratified": "Ratify what the chair decided.", "disowned": "Do not stand by what the chair decided."}
SAID_BY = {"ratified": "ratifies", "disowned": "disowns"}
WORDS = {"approval": "Approve the minutes", "correction": "Correct the minutes"}
WHICH = {
    "approval": "which_minutes", "correction": "which_minutes", "reopened": "which_decision",
    "ratified": "which_to_ratify", "chairs_action": "which_of_the_chair", "in_writing": "which_in_writing",
}  # fmt: skip


def told(walk: Walk, entry: Entry, field: str, item: str, when: Mapping[str, str]) -> None:
    """What the meeting did about something that was done before; a fault where the notes do not say about what."""
    if blank((entry.about,)):
        walk.sheet.fault(f"{field}.about", WHICH[entry.kind])
        return
    match entry.kind:
        case "approval" | "correction":
            _minutes(walk, entry, field, item, when)
        case "reopened":
            _reopened(walk, entry, field, item, when)
        case "ratified":
            _ratified(walk, entry, field, item, when)
        case "chairs_action":
            _alone(walk, entry, field, item, when)
        case _:
            at = {"/when": f"{field}.time", "/resolution": f"{field}.about"}
            walk.sheet.act("reportResolution", f"{field}.about", when=when, at=at, item=item, resolution=entry.about)


def _minutes(walk: Walk, entry: Entry, field: str, item: str, when: Mapping[str, str]) -> None:
    """Minutes approved, or corrected once they were (R-MI3, R-MI7)."""
    day = walk.sheet.names.minutes.get(entry.about)
    words = f"{WORDS[entry.kind]} of {day}." if day else f"{WORDS[entry.kind]}."
    moved: dict[str, Any] = {"words": words, "minutes": entry.about}
    if entry.kind == "correction":
        facts = {"line": entry.line.strip(), "old": entry.old, "new": entry.new}
        for name in ("line", "old", "new"):
            if blank((facts[name],)):
                walk.sheet.fault(f"{field}.{name}", "what_was_wrong")
        moved["corrects"] = facts
    at = {f"/corrects/{name}": f"{field}.{name}" for name in ("line", "old", "new")}
    # A refusal of the words of a line names the words alone.
    at |= {f"/{name}": f"{field}.{name}" for name in ("line", "old", "new")} | {"/minutes": f"{field}.about"}
    procedure.moved(walk, "moveMotion", entry, f"{field}.about", item, when, at, moved)


def _reopened(walk: Walk, entry: Entry, field: str, item: str, when: Mapping[str, str]) -> None:
    """A decision undone, changed or put again (R-RE1, R-RE2)."""
    sheet = walk.sheet
    if blank((entry.how,)):
        sheet.fault(f"{field}.how", "what_became_of_it")
    if blank((entry.words,)):
        sheet.fault(f"{field}.words", "no_words")
    if blank((entry.how,)) or blank((entry.words,)):
        return
    signed = list(sheet.seats(entry.signed, f"{field}.signed"))
    moved = {"words": entry.words, "decision": entry.about, "how": entry.how, "noticed": bool(entry.noticed)}
    at = {"/decision": f"{field}.about", "/how": f"{field}.how", "/signed_by": f"{field}.signed"}
    at |= {"/noticed": f"{field}.noticed"}
    procedure.moved(walk, "reopenDecision", entry, f"{field}.about", item, when, at, {**moved, "signed_by": signed})


def _ratified(walk: Walk, entry: Entry, field: str, item: str, when: Mapping[str, str]) -> None:
    """What does not count yet made valid: a decision, a suggestion, or something done in an emergency (R-RA1)."""
    sheet = walk.sheet
    if blank((entry.words,)):
        sheet.fault(f"{field}.words", "no_words")
        return
    moved: dict[str, Any] = {"words": entry.words}
    if entry.about.startswith(SUGGESTION):
        moved["suggestion"] = entry.about.removeprefix(SUGGESTION)
    elif entry.about != IN_AN_EMERGENCY:
        moved["decision"] = entry.about
    since = sheet.read(lambda text: typed.day_of(text, sheet.date), entry.day, f"{field}.day")
    if since is not None:
        moved["effective"] = {"date": since}
    at = {"/decision": f"{field}.about", "/suggestion": f"{field}.about", "/effective": f"{field}.day"}
    procedure.moved(walk, "moveRatification", entry, f"{field}.about", item, when, at, moved)


def _alone(walk: Walk, entry: Entry, field: str, item: str, when: Mapping[str, str]) -> None:
    """What the chair decided alone: told to the meeting, and what it made of it by its vote (R-CA1)."""
    sheet, about = walk.sheet, {"item": item, "decision": entry.about}
    at = {"/when": f"{field}.time", "/decision": f"{field}.about"}
    sheet.act("reportChairsAction", f"{field}.about", when=when, at=at, **about)
    answered = {**about, "how": entry.how}
    if entry.how in VOTED_ON:
        if not votes.how(entry.vote):
            sheet.fault(f"{field}.vote.how", "how_voted")
        moved = {"words": VOTED_ON[entry.how], SAID_BY[entry.how]: entry.about}
        named = {**at, "/ratifies": f"{field}.about", "/disowns": f"{field}.about"}
        answered["motion"] = procedure.moved(walk, "moveMotion", entry, f"{field}.about", item, when, named, moved)
    if entry.how:
        at = {**at, "/how": f"{field}.how", "/motion": f"{field}.vote.how"}
        sheet.act("answerChairsAction", f"{field}.how", when=when, at=at, **answered)
