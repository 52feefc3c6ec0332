"""What a meeting may come back to, as the page for writing up lists it: minutes, decisions, acts in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.notes.before import IN_AN_EMERGENCY, SUGGESTION
from api.notes.standing import HELD, left_over
from api.pages.language import gettext as _
from api.pages.rendering import day
from governance.kernel import DecisionId
from governance.meeting.events import SuggestionNoted
from governance.resolution.events import ResolutionReported
from projections.decisions import Decisions, Standings
from projections.resolutions import Resolutions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from api.notes.notes import Notes
    from api.notes.standing import LeftOver
    from api.pages.writing_desk import Desk
    from governance.decision.state import DecisionState
    from governance.kernel import Moment, Sealed
    from governance.meeting.state import MeetingState

    Offered = list[tuple[str, str]]

PAGE = 500
# So many meetings back members suggested something that could not be decided then.
LOOKED_BACK = 3
LONGEST = 120


def lists(desk: Desk, notes: Notes) -> dict[str, Offered]:
    """What the parts of these notes may be about, by the kind of part; looked up only for those that are there."""
    kinds = {entry.kind for item in notes.items for entry in item.entries}
    offered: dict[str, Callable[[Desk], Iterable[tuple[str, str]]]] = {
        "approval": lambda desk: _minutes(desk, approved=False),
        "correction": lambda desk: _minutes(desk, approved=True),
        "reopened": _reopened,
        "ratified": _to_ratify,
        "chairs_action": _of_the_chair,
        "in_writing": _in_writing,
        "left_over": _left_over,
    }
    return {
        f"about_{kind}": [("", _("Please choose")), *(find(desk) if kind in kinds else ())]
        for kind, find in offered.items()
    }


def _held(desk: Desk) -> list[MeetingState]:
    """The meetings that were held before this one, the latest first."""
    governance, starts = desk.service.governance, desk.state.starts
    assert starts is not None, "a called meeting has a start"
    states = (governance.meeting(one) for one in governance.places.meetings(desk.group) if one != desk.meeting)
    held = [(one.starts, one) for one in states if one.stage in HELD and one.starts is not None]
    before = [(at, one) for at, one in held if at.date <= starts.date]
    return [one for _, one in sorted(before, key=lambda pair: pair[0].local, reverse=True)]


def _minutes(desk: Desk, *, approved: bool) -> Iterator[tuple[str, str]]:
    governance = desk.service.governance
    for held in _held(desk):
        assert held.meeting is not None, "a meeting that was held"
        found = governance.places.minutes_of(held.meeting)
        if found is None or held.starts is None:
            continue
        if (governance.outliving("minutes", found).approved is not None) is approved:
            yield str(found), _("Minutes of %(day)s") % {"day": day(held.starts)}


def _decisions(desk: Desk) -> list[DecisionState]:
    """Every decision made before this meeting, the latest first."""
    views, after = desk.service.views, ""
    found: list[DecisionState] = []
    while listed := views.listed(Decisions(), f"{desk.group}/", after=after, limit=PAGE):
        standing = views.many(Standings(), [str(entry.decision) for _key, entry in listed])
        found += [standing[str(entry.decision)] for _key, entry in listed if str(entry.decision) in standing]
        after = listed[-1][0]
    return [one for one in reversed(found) if _before(desk, one.made)]


def _before(desk: Desk, at: Moment | None) -> bool:
    assert desk.state.starts is not None, "a called meeting has a start"
    return at is not None and at.date <= desk.state.starts.date


def _reopened(desk: Desk) -> Iterator[tuple[str, str]]:
    """What counts and was not carried out, and what was not agreed."""
    chosen = [
        one for one in _decisions(desk) if one.status == "not_agreed" or (one.takes_effect and not one.carried_out)
    ]
    yield from _named(desk, chosen)


def _to_ratify(desk: Desk) -> Iterator[tuple[str, str]]:
    yield from _named(desk, [one for one in _decisions(desk) if one.waits])
    yield from _suggestions(desk)
    yield IN_AN_EMERGENCY, _("Something done in an emergency, not in this list")


def _of_the_chair(desk: Desk) -> Iterator[tuple[str, str]]:
    governance = desk.service.governance
    every = [governance.decision(DecisionId(one)) for one in governance.places.chairs_actions(desk.group)]
    yield from _named(desk, [one for one in reversed(every) if one.settled is None and _before(desk, one.made)])


def _named(desk: Desk, decisions: list[DecisionState]) -> Iterator[tuple[str, str]]:
    words = _read(desk, [one.words for one in decisions])
    for one, text in zip(decisions, words, strict=True):
        lost = _("%(day)s: %(words)s (not agreed)") if one.status == "not_agreed" else ""
        yield str(one.decision), _line(one.made, text, lost)


def _suggestions(desk: Desk) -> Iterator[tuple[str, str]]:
    """What was suggested at the last meetings, where it could not be decided."""
    for held in _held(desk)[:LOOKED_BACK]:
        assert held.meeting is not None, "a meeting that was held"
        stream = desk.service.governance.stream(held.meeting)
        noted = [(one.id, one.event.words) for one in stream if isinstance(one.event, SuggestionNoted)]
        for (id_, _words), text in zip(noted, _read(desk, [words for _id, words in noted]), strict=True):
            yield f"{SUGGESTION}{id_}", _line(held.starts, text, _("%(day)s: %(words)s (a suggestion)"))


def _in_writing(desk: Desk) -> Iterator[tuple[str, str]]:
    """What was over in writing before this meeting, and no meeting since was told."""
    listed = desk.service.views.listed(Resolutions(), f"{desk.group}/", limit=PAGE)
    over = [sent.state for _key, sent in listed if _before(desk, sent.state.closed_at)]
    told = _told(desk) if over else set()
    left = [one for one in reversed(over) if str(one.resolution) not in told]
    for one, text in zip(left, _read(desk, [one.words for one in left]), strict=True):
        yield str(one.resolution), _line(one.closed_at, text)


def _left_over(desk: Desk) -> Iterator[tuple[str, str]]:
    """What stood over at earlier meetings, whether or not this agenda names it."""
    for one in standing_over(desk):
        yield one.entry.about, _line(one.met, one.entry.words)


def standing_over(desk: Desk) -> tuple[LeftOver, ...]:
    """What earlier meetings left over and none took up since."""
    return left_over(desk.service.governance, desk.state, desk.names, desk.directory)


def _told(desk: Desk) -> set[str]:
    streams = (desk.service.governance.stream(held.meeting) for held in _held(desk) if held.meeting is not None)
    return {
        str(one.event.resolution) for stream in streams for one in stream if isinstance(one.event, ResolutionReported)
    }


def _read(desk: Desk, sealed: Iterable[Sealed | None]) -> list[str]:
    every = list(sealed)
    words = desk.service.governance.words(one for one in every if one is not None)
    return ["" if one is None else words[one.ref] for one in every]


def _line(at: Moment | None, text: str, said: str = "") -> str:
    """A day and words of one line, short enough for a list; `said` where there is more to it than that."""
    words = " ".join(text.split())
    short = words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()} …"
    return (said or _("%(day)s: %(words)s")) % {"day": "" if at is None else day(at), "words": short}
