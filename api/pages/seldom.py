"""What the page for writing up offers for what happens less often, kept folded away under each item."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from api.pages import procedure
from api.pages.groups import CONSTITUENCIES
from api.pages.language import gettext as _
from governance.kernel import NON_VOTING, Constituency

if TYPE_CHECKING:
    from collections.abc import Iterable

    from api.notes.names import Empty, Office, Seat

VOTING: tuple[Constituency, ...] = tuple(kind for kind in get_args(Constituency) if kind not in NON_VOTING)


def choices(
    offices: Iterable[Office], empty: Iterable[Empty], filled: Iterable[Seat] = ()
) -> dict[str, list[tuple[str, str]]]:
    """The parts that can be added, by what they are about, and what their lists offer."""
    return {
        "of_votes": [
            ("casting", _("The vote was tied, and the chair had a casting vote")),
            ("options", _("We chose between several answers")),
            ("consent", _("We asked for consent, in rounds")),
            ("election", _("We elected somebody")),
            *procedure.of_votes(),
        ],
        "of_people": [
            ("link", _("Somebody joined by phone or video, or their link was lost")),
            ("shared", _("Somebody told us of something we all share")),
            ("dispute", _("Members voted on how to deal with an interest")),
            *procedure.of_people(),
        ],
        "of_doors": [
            ("closed", _("This item was closed")),
            ("urgent", _("It was not on the agenda, and could not wait")),
            *procedure.of_items(),
        ],
        **procedure.choices(),
        **before_and_whole(),
        "direction": [
            ("", _("Please choose")),
            ("for", _("For")),
            ("against", _("Against")),
            ("declined", _("They did not use it")),
        ],
        "heard": [
            ("", _("Your notes do not say")),
            ("spoke", _("Yes, they spoke")),
            ("in_writing", _("They answered in writing")),
            ("declined", _("They were asked, and chose not to")),
        ],
        "so_now": [
            ("", _("Please choose")),
            ("changed", _("Yes, it changed something")),
            ("kept", _("No, all stays as it was")),
        ],
        "link": [
            ("joined", _("They joined by phone or video")),
            ("lost", _("Their link was lost")),
            ("back", _("Their link came back")),
            ("text", _("They joined in writing only, as they need to")),
        ],
        "asked": [
            ("leave", _("That they leave the room")),
            ("stay_no_vote", _("That they stay and do not vote")),
            ("stay_and_vote", _("That they stay and vote")),
        ],
        "ground": [
            ("personal", _("It was about a person")),
            ("safeguarding", _("It was about keeping somebody safe")),
            ("employment", _("It was about somebody's job")),
            ("commercial", _("It was about money or a contract")),
            ("legal", _("It was about the law")),
        ],
        "wins": [
            ("plurality", _("The answer with the most votes")),
            ("majority", _("The answer with more than half of the votes")),
        ],
        "offices": [("", _("Please choose")), *((one.slug, one.label) for one in offices)],
        "empty": [("", _("None")), *((one.slug, one.label) for one in empty)],
        "adds": [("", _("Nobody")), *((kind, CONSTITUENCIES[kind]()) for kind in VOTING)],
        "retires": [
            ("", _("None")),
            *((one.slug, one.label) for one in filled if one.voting),
            *((one.slug, one.label) for one in empty),
        ],
        "stood": [("", _("They stood")), ("no", _("They did not want to stand"))],
        "found": [
            ("", _("Nobody wrote it down")),
            ("resolved", _("It was met")),
            ("does_no_harm", _("It does no harm")),
            ("stands", _("It stands")),
        ],
    }


def before_and_whole() -> dict[str, list[tuple[str, str]]]:
    """The parts about the whole meeting and about what was done before it, and what their lists offer."""
    return {
        "of_meeting": [("stopped", _("The meeting stopped, and continued on another day"))],
        "of_earlier": [
            ("left_over", _("We took up a proposal that was left over")),
            ("approval", _("We approved the minutes of an earlier meeting")),
            ("correction", _("We corrected minutes that were approved before")),
            ("chairs_action", _("We were told what the chair decided alone")),
            ("in_writing", _("We were told what was decided in writing")),
            ("reopened", _("We voted on an earlier decision again")),
            ("ratified", _("We made valid what did not count yet")),
        ],
        "stopped": [
            ("", _("We agreed to")),
            ("end_time", _("Our time was over")),
            ("rest", _("Members needed a rest")),
            ("lost_quorum", _("Too few were left to decide")),
            ("emergency", _("There was an emergency")),
            ("disorder", _("There was a disturbance")),
            ("no_chair", _("Nobody would take the chair")),
        ],
        "went_on": [
            ("", _("Only those named here")),
            ("same", _("The same people as when we stopped")),
        ],
        "reopened": [
            ("", _("Please choose")),
            ("rescind", _("To undo it")),
            ("amend", _("To change it")),
            ("again", _("To decide it after all: it was not agreed before")),
        ],
        "answered": [
            ("", _("We were only told of it")),
            ("noted", _("We noted it")),
            ("ratified", _("We voted that it stands")),
            ("disowned", _("We voted that we do not stand by it")),
        ],
    }
