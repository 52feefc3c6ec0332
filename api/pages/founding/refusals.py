"""What the rules refuse while a group is founded, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.pages.language import gettext as _
from api.pages.rendering import day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from governance.kernel import Rejected

REASONS: Mapping[str, Callable[[], str]] = {
    "slug_taken": lambda: _("This name is taken already. Please choose another."),
    "unknown_time_zone": lambda: _("We do not know this time zone. For example: Europe/London."),
    "one_person_one_vote": lambda: _("This person has a seat with a vote already. One person has one vote."),
    "still_to_come": lambda: _("This day is still to come. Please give a day that has been, or today."),
    "impossible_date": lambda: _("There is no such day. Please look again."),
    "time_skipped_by_the_clock_change": lambda: _("There is no such time: the clocks go forward then."),
    "term_ends_before_it_begins": lambda: _("The last day is before the first day."),
    "seat_is_empty": lambda: _("Nobody sat in this seat on that day. Choose a later first day."),
    "seat_not_in_the_group_then": lambda: _("The group did not have this seat on that day. Choose a later first day."),
    "office_is_for_lived_experience": lambda: _("Your rules keep this for somebody with lived experience."),
    "office_already_held": lambda: _("Somebody holds this already."),
    "no_words": lambda: _("Please write something here."),
    "too_many_words": lambda: _("This is too long."),
    "control_characters": lambda: _("There are hidden characters in this. Please type it anew."),
}


def words_of(refused: Rejected) -> str:
    """A refusal in plain words."""
    if refused.reason == "orders_cannot_be_satisfied":
        found = refused.because["findings"]
        assert isinstance(found, list), "findings are sentences"
        return " ".join(found)
    said = REASONS.get(refused.reason)
    return said() if said else refused.would_help or _("The rules do not allow this.")


def words_of_shape() -> str:
    """What cannot be read as it was typed."""
    return _("We could not read this. Please look again.")


def too_soon(earliest: str) -> str:
    """A meeting on too short notice."""
    return _("This is too soon for your rules. The first day you can meet is %(day)s.") % {"day": day(earliest)}
