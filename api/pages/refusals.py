"""What the rules refuse, in plain words: what is wrong, what would help, and which rule it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from api.pages.language import gettext as _
from api.pages.rendering import day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from governance.kernel import Rejected

REASONS: dict[str, Callable[[], str]] = {
    "seat_already_filled": lambda: _(
        "Somebody is in this seat then. Choose a later day, or record first that they left."
    ),
    "one_person_one_vote": lambda: _("They have a seat with a vote already. One person has one vote."),
    "seat_already_vacant": lambda: _("Nobody was in this seat on that day."),
    "seat_not_in_the_group_then": lambda: _("The group did not have this seat yet on that day."),
    "seat_is_empty": lambda: _("Nobody is in this seat. Put somebody in it first."),
    "seat_is_filled": lambda: _("Somebody is still in this seat."),
    "slug_taken": lambda: _("There is a seat with this name already. Please choose another name."),
    "still_to_come": lambda: _("This day is still to come. Record it once it has happened."),
    "impossible_date": lambda: _("There is no such day. Please look at day, month and year."),
    "time_skipped_by_the_clock_change": lambda: _("There is no such time: the clocks go forward then."),
    "term_ends_before_it_begins": lambda: _("The last day is before the first day."),
    "office_is_for_lived_experience": lambda: _("Our rules keep this office for somebody with lived experience."),
    "office_already_held": lambda: _("Somebody holds this office then. End that first."),
    "term_not_running": lambda: _("This had ended already, or not begun yet, on that day."),
    "meeting_is_cancelled": lambda: _("This meeting was cancelled."),
    "meeting_is_open": lambda: _("This meeting has begun."),
    "meeting_is_adjourned": lambda: _("This meeting has begun. It is to be continued."),
    "meeting_is_closed": lambda: _("This meeting is over."),
    "no_words": lambda: _("Please write something here."),
    "too_many_words": lambda: _("This is too long."),
    "control_characters": lambda: _("There are hidden characters in this. Please type it anew."),
    "a_later_act_rests_on_it": lambda: _("Something that came later rests on this."),
    "cannot_be_struck": lambda: _("This cannot be taken back."),
    "not_for_this_seat": lambda: _("Only the secretary, or whoever takes the minutes, can do this."),
    "chair_or_secretary_only": lambda: _("Only the chair or the secretary can do this."),
}
# Where the domain's own words say what would help here.
HELPED = {"a_later_act_rests_on_it", "cannot_be_struck"}


def words_of(error: Rejected) -> str:
    """A refusal in plain words, with its rule where it is one."""
    if error.reason == "notice_too_short":
        said = _too_short(error.because)
    elif error.reason in REASONS:
        said = REASONS[error.reason]()
        said += f" {error.would_help}" if error.reason in HELPED else ""
    else:
        said = error.would_help or _("The rules do not allow this.")
    return said + " " + _("(Rule %(clause)s)") % {"clause": error.clause} if error.clause.startswith("R-") else said


def _too_short(because: Mapping[str, object]) -> str:
    told = {
        "needed": because["needed"],
        "days": max(0, int(str(because["clear_days"]))),
        "earliest": day(str(because["earliest"])),
    }
    return (
        _(
            "This is too soon. Our rules ask for %(needed)s clear days between notice and meeting. Here are %(days)s."
            " The first day you can meet is %(earliest)s."
        )
        % told
    )


def words_of_shape(words: str) -> str:
    """What does not fit a field, in plain words; `words` are the type checker's."""
    if "missing" in words or "length >= 1" in words:
        return _("Please fill this in.")
    longest = re.search(r"length <= (\d+)", words)
    if longest:
        return _("This is too long. There is room for %(most)s letters.") % {"most": longest[1]}
    return _("We cannot read this. Please look at it again.")
