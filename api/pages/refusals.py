"""What the rules refuse and what typed words leave unclear, in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api.pages.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Reasons of the rules, where their name alone would not do.
REASONS: Mapping[str, Callable[[], str]] = {
    "earlier_than_the_last_act": lambda: _("This time is before something written above it."),
    "still_to_come": lambda: _("This time has not come yet."),
    "impossible_date": lambda: _("There is no such day."),
    "time_skipped_by_the_clock_change": lambda: _("The clocks went forward then. There was no such time."),
    "meeting_is_called": lambda: _("This meeting has not begun."),
    "meeting_is_open": lambda: _("This meeting is being held now."),
    "meeting_is_closed": lambda: _("This meeting has ended."),
    "meeting_is_cancelled": lambda: _("This meeting was cancelled."),
    "seat_named_twice": lambda: _("Somebody is named twice."),
    "seat_is_empty": lambda: _("Nobody held this place then."),
    "seat_not_on_the_roll": lambda: _("The group did not have this place then."),
    "seat_is_present": lambda: _("They were here, so they cannot have sent apologies."),
    "item_already_decided": lambda: _("This item was decided, so it cannot be put off."),
    "words_do_not_match": lambda: _("These words are not in the proposal. Copy them just as they are there."),
    "where_is_not_said": lambda: _("These words are in the proposal more than once. Copy a few more around them."),
    "changes_nothing": lambda: _("This changes nothing."),
    "nothing_left": lambda: _("Nothing would be left of the proposal."),
    "one_change_at_a_time": lambda: _("The change before this one was not voted on."),
    "degree_too_high": lambda: _("Our rules do not allow a change of words."),
    "owner_helps_themselves": lambda: _("The first name does it. The others help. Name nobody twice."),
    "due_before_the_meeting": lambda: _("This day is before the meeting."),
    "classes_do_not_add_up": lambda: _("The numbers do not add up."),
    "silence_is_not_consent": lambda: _("Everyone must be asked."),
    "no_interest_declared": lambda: _("Nobody told of an interest here."),
    "notice_too_short": lambda: _("Members would hear of the meeting too late."),
    "a_later_act_rests_on_it": lambda: _("Something later rests on this."),
    "cannot_be_struck": lambda: _("This cannot be taken back."),
    "presider_not_present": lambda: _("Whoever takes the chair must be here."),
}
UNCLEAR: Mapping[str, Callable[[], str]] = {
    "time": lambda: _("We cannot read this time. Write it like 14:20 or 2.20pm, or leave it empty."),
    "half_of_day": lambda: _("Is this %(morning)s or %(afternoon)s? Please write one of them."),
    "count": lambda: _("We cannot read this number. Write it like 8, or “about eight”."),
    "amount": lambda: _("We cannot read this amount. Write it like £180 or 12.50."),
    "day": lambda: _("We cannot read this day. Write it like 24 February 2026."),
    "nobody": lambda: _("Nobody here is called “%(typed)s”."),
    "several": lambda: _("“%(typed)s” could be: %(offered)s. Which one?"),
    "named_twice": lambda: _("Somebody is named twice."),
    "about_a_vote": lambda: _("A count of votes must be exact. If nobody counted, choose “We agreed, without a vote”."),
    "no_count": lambda: _("How many hands were there? If nobody counted, choose another answer above."),
    "no_roll": lambda: _("We do not know who was there. Tick who came, or write the numbers."),
    "no_owner": lambda: _("Who will do this?"),
    "no_task": lambda: _("What will they do?"),
}


def refusal(clause: str, reason: str, would_help: str = "") -> str:
    """A refusal in a sentence or two, with the rule it comes from."""
    known = REASONS.get(reason)
    words = known() if known else f"{reason[:1].upper()}{reason[1:]}.".replace("_", " ").replace("..", ".")
    rule = f" ({clause})" if clause.startswith("R-") else ""
    return " ".join(part for part in (words, would_help) if part) + rule


def unclear(kind: str, said: Mapping[str, Any]) -> str:
    """What typed words leave unclear, and how to write them."""
    return UNCLEAR[kind]() % said
