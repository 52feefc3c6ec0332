"""What the page for writing up offers for how an item went on: motions about that, parts, rulings, votes on record."""

from __future__ import annotations

from api.notes.more import PROPOSAL
from api.pages.language import gettext as _

Offered = list[tuple[str, str]]
MOST_CHANGES = 20


def of_votes() -> Offered:
    """The parts about a vote that can be added."""
    return [
        ("own_vote", _("Somebody wanted their own vote written down")),
        ("way_asked", _("Members asked for a vote by names, or on paper")),
        ("absent", _("Somebody who was away had another vote for them, or sent a vote")),
        ("retaken", _("A link was lost in the vote, and we voted again")),
        ("extension", _("We made a term longer, as nobody else stood")),
        ("removal", _("We voted on taking somebody out of office")),
    ]


def of_people() -> Offered:
    """The parts about people that can be added."""
    return [
        ("stood_down", _("Somebody chose not to vote from then on, or voted again")),
        ("next_chair", _("We agreed who takes the chair at the next meeting")),
    ]


def of_order() -> Offered:
    """The parts about how the meeting went on that can be added."""
    return [
        ("going_on", _("Somebody proposed how to go on, like “vote now”")),
        ("divided", _("We voted on a proposal in parts")),
        ("order", _("Somebody said that the rules were not kept")),
    ]


def of_items() -> Offered:
    """The parts about whole items that can be added."""
    return [
        ("together", _("We agreed several items at once")),
        ("pulled", _("Somebody asked to take this item by itself")),
        ("sent_on", _("We sent this item on to the group above us")),
    ]


def choices() -> dict[str, Offered]:
    """What the lists of these parts offer."""
    return {
        "of_order": of_order(),
        "going_on": [
            ("", _("Please choose")),
            ("closure", _("To vote now")),
            ("next_business", _("To go on to the next item")),
            ("postpone", _("To put it off")),
            ("commit", _("To send it to somebody to look at")),
            ("reconsider", _("To vote on it again")),
        ],
        "about": [("", _("The proposal right above")), ("item", _("The whole item"))],
        "tied": [
            ("", _("Please choose")),
            (PROPOSAL, _("The vote on the proposal")),
            *((str(n), _("The vote on change %(number)s") % {"number": n}) for n in range(1, MOST_CHANGES + 1)),
        ],
        "own_vote": [
            ("", _("Please choose")),
            ("against", _("Against")),
            ("for", _("For")),
            ("no_side", _("Took no side")),
        ],
        "way_asked": [("names", _("A vote by names")), ("ballot", _("A secret ballot, on paper"))],
        "effect": [
            ("", _("Nothing more")),
            ("rules_out", _("The proposal right above was not allowed")),
            ("annuls", _("The vote right above was set aside")),
        ],
        "stood_down": [
            ("", _("They chose not to vote")),
            ("back", _("They said that this was not so, and voted again")),
        ],
        "between": [
            ("hands", _("By hands, counted")),
            ("names", _("By names, each vote written down")),
            ("ballot", _("By secret ballot, on paper")),
        ],
        "taken_back": [("withdrawn", _("It was taken back by whoever proposed it"))],
        "taken_in": [
            ("accepted", _("Whoever made the proposal took it in, without a vote")),
            ("reworded", _("Everyone was asked, and the words were changed without a vote")),
        ],
        "of_change": [
            ("", _("The proposal")),
            *((str(n), _("Change %(number)s") % {"number": n}) for n in range(1, MOST_CHANGES + 1)),
        ],
        "even": [
            ("", _("Only for the words they knew")),
            ("changed", _("Also if the words were changed")),
        ],
        "leave": [("", _("Nobody wrote it down")), ("asked", _("Everyone was asked"))],
    }
