"""What the rules refuse and what typed words leave unclear, in plain words: what is wrong, and what would help."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from api.pages.language import gettext as _
from api.pages.language import ngettext, of_the_rules
from api.pages.rendering import day
from governance.rules.clauses import CLAUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from governance.kernel import Rejected

# Reasons of the rules, where their name alone would not do.
REASONS: Mapping[str, Callable[[], str]] = {
    "earlier_than_the_last_act": lambda: _("This time is before something written above it."),
    "still_to_come": lambda: _("This is still to come. Record it once it has happened."),
    "impossible_date": lambda: _("There is no such day. Please look at day, month and year."),
    "time_skipped_by_the_clock_change": lambda: _("There is no such time: the clocks go forward then."),
    "in_other_groups_too": lambda: _("They were in other groups too. Ask whoever runs the server."),
    "still_holds_a_seat": lambda: _("They still hold a seat. First write down that they left it."),
    "nobody_answers_their_own": lambda: _("You asked for this yourself. Ask another officer to answer."),
    "nothing_asked": lambda: _("This was answered already."),
    "kept_for_a_time": lambda: _("This day is over. Give a day to come."),
    "meeting_is_called": lambda: _("This meeting has not begun."),
    "meeting_is_open": lambda: _("This meeting has begun."),
    "meeting_is_closed": lambda: _("This meeting is over."),
    "meeting_is_cancelled": lambda: _("This meeting was cancelled."),
    "seat_named_twice": lambda: _("Somebody is named twice."),
    "seat_is_empty": lambda: _("Nobody is in this seat then."),
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
    "words_not_in_the_line": lambda: _("These words are not in the line. Copy them just as they are there."),
    "words_more_than_once": lambda: _("These words are in the line more than once. Copy a few more around them."),
    "no_such_line": lambda: _("There is no such line. Look at the number before the line."),
    "approved_record": lambda: _(
        "These minutes were approved, so they are never changed. A later meeting can decide to correct them."
    ),
    "touches_an_outcome": lambda: _(
        "Whether something was decided is not a matter of words. The chair rules on it, and the meeting votes again."
    ),
    "would_change_the_outcome": lambda: _(
        "With these numbers something else was decided. The chair rules on it, and the meeting votes again."
    ),
    "answered_already": lambda: _("This was answered already."),
    "reason_is_missing": lambda: _("Please say why."),
    "did_not_preside": lambda: _("Whoever was in the chair when they were approved signs."),
    "asked_by_another": lambda: _("Only whoever asked can have words printed here."),
    "notice_too_short": lambda: _("Members would hear of the meeting too late."),
    "a_later_act_rests_on_it": lambda: _("Something that came later rests on this."),
    "cannot_be_struck": lambda: _("This cannot be taken back."),
    "presider_not_present": lambda: _("Whoever takes the chair must be here."),
    "seat_already_filled": lambda: _(
        "Somebody is in this seat then. Choose a later day, or record first that they left."
    ),
    "one_person_one_vote": lambda: _("They have a seat with a vote already. One person has one vote."),
    "seat_already_vacant": lambda: _("Nobody was in this seat on that day."),
    "seat_not_in_the_group_then": lambda: _("The group did not have this seat yet on that day."),
    "seat_is_filled": lambda: _("Somebody is still in this seat."),
    "slug_taken": lambda: _("This name is taken already. Please choose another."),
    "unknown_time_zone": lambda: _("We do not know this time zone. For example: Europe/London."),
    "slug_reads_as_an_id": lambda: _("This is like a number of ours. Please put a word in the name."),
    "not_in_our_time": lambda: _("Please look at the year again."),
    "term_ends_before_it_begins": lambda: _("The last day is before the first day."),
    "office_is_for_lived_experience": lambda: _("Our rules keep this office for somebody with lived experience."),
    "office_already_held": lambda: _("Somebody holds this office then. End that first."),
    "term_not_running": lambda: _("This had ended already, or not begun yet, on that day."),
    "meeting_is_adjourned": lambda: _("This meeting has begun. It is to be continued."),
    "no_words": lambda: _("Please write something here."),
    "too_many_words": lambda: _("This is too long."),
    "control_characters": lambda: _("There are hidden characters in this. Please type it anew."),
    "not_for_this_seat": lambda: _("Only the secretary, or whoever takes the minutes, can do this."),
    "convenor_only": lambda: _("A group is founded by the operator, or by somebody the operator named for it."),
    "founding_is_over": lambda: _("Whoever founds a group sets it up. Then its chair and secretary act."),
    "theirs_alone_to_say": lambda: _("Only they themselves can say so."),
    "how_it_came": lambda: _("How did it come? Please choose one."),
    "deadline_too_soon": lambda: _("Members need more days: until then they may ask for a meeting."),
    "chair_or_secretary_only": lambda: _("Only the chair or the secretary can do this."),
    "nobody_presides": lambda: _("Nobody is in the chair."),
    "somebody_objects": lambda: _("Somebody is against it, so it takes a vote."),
    "third_degree": lambda: _("A change to a change is the most there can be. Vote on that first."),
    "outside_the_change": lambda: _("These words are not part of the change."),
    "motion_of_another_item": lambda: _("This was proposed somewhere else."),
    "motion_of_another_group": lambda: _("Nothing of ours was left over like this."),
    "ruling_of_another_meeting": lambda: _("Nobody ruled this here."),
    "office_without_an_election": lambda: _(
        "An office goes to somebody by an election. If the group voted in another way, choose that decision."
    ),
    "enough_seats_of_this_kind": lambda: _("Our rules do not allow the group more members of this kind."),
    "group_is_full": lambda: _("Our rules do not allow the group more members."),
    "chair_rotates": lambda: _("With us the chair goes round. Each meeting agrees who chairs the next one."),
    "term_limit": lambda: _("They have served as many terms in a row as our rules allow."),
    "acts_too_long": lambda: _("Nobody stands in for so long. Hold an election before that."),
    "acting_chair_appoints_nobody": lambda: _(
        "Whoever stands in for the chair appoints nobody. Hold an election, or ask the secretary."
    ),
    "nominations_too_short": lambda: _("Members would have too few days to nominate somebody."),
    "no_election_behind_it": lambda: _("First members must have had the time to nominate somebody else."),
    "motion_is_withdrawn": lambda: _("This was taken back, so there was no vote on it."),
    "motion_is_postponed": lambda: _("This was put off, so there was no vote on it."),
    "motion_is_committed": lambda: _("This was sent to somebody to look at, so there was no vote on it."),
    "motion_is_dropped": lambda: _("You went on to the next item, so there was no vote on this."),
    "motion_is_divided": lambda: _("This was voted on in parts. Choose “It was not voted on” here."),
    "motion_is_ruled_out": lambda: _("The chair did not allow this, so there was no vote on it."),
    "motion_is_agreed": lambda: _("There was a vote on this already."),
    "motion_is_not_agreed": lambda: _("There was a vote on this already."),
    "motion_of_another_meeting": lambda: _("This was not before the meeting."),
    "not_voted_on_yet": lambda: _("There was no vote on this."),
    "no_vote_to_reopen": lambda: _("There was no vote on this that could be taken again."),
    "no_vote_to_annul": lambda: _("There was no vote on this that could be set aside."),
    "not_annulled": lambda: _("The vote above was not set aside, so it stands."),
    "about_which_question": lambda: _("Which proposal was it about? Choose the one right above."),
    "it_was_a_secret_ballot": lambda: _("It was a secret ballot. We do not tell who said what."),
    "own_vote_is_recorded": lambda: _("Their vote is written down above."),
    "no_such_part": lambda: _("There is no such part."),
    "one_part_only": lambda: _("There must be two parts or more."),
    "words_not_found": lambda: _("These words are not in the proposal just once. Copy them just as they are there."),
    "cannot_be_divided": lambda: _("A proposal like this cannot be voted on in parts."),
    "already_appealed": lambda: _("The meeting was asked about this already."),
    "goes_on_before_it_stops": lambda: _("It goes on before it stops. Please look at both days."),
    "officer_not_heard": lambda: _("The officer must be asked first whether they wish to speak."),
}
# Of the whole meeting, and of what was done before it.
BEFORE_AND_WHOLE: Mapping[str, Callable[[], str]] = {
    "half_a_break": lambda: _("Please write both times, or neither."),
    "went_on_when": lambda: _("On which day did it go on? If it has not yet, save this, and go on once it has."),
    "who_went_on": lambda: _("Who was there then? Name them, or choose that they were the same people."),
    "why_urgent": lambda: _("Why could it not wait? Please say it here, or tick that your notes do not say."),
    "said_after_all": lambda: _("Here is why it could not wait. Please take the tick away, or these words."),
    "which_minutes": lambda: _("Which minutes? Please choose."),
    "which_left_over": lambda: _("What was left over? Please choose."),
    "what_was_wrong": lambda: _("Please fill this in, just as it is in the minutes or should be."),
    "which_decision": lambda: _("Which decision? Please choose."),
    "which_to_ratify": lambda: _("What did you make valid? Please choose."),
    "which_of_the_chair": lambda: _("What had the chair decided? Please choose."),
    "which_in_writing": lambda: _("What was decided in writing? Please choose."),
    "what_became_of_it": lambda: _("What was the vote for? Please choose."),
    "how_voted": lambda: _("How did you vote on it? Please choose."),
    "names_its_minutes": lambda: _(
        "Which minutes? Take this part away. Then open “More that happened with this item” and add it there."
    ),
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
    "which_change": lambda: _("Choose a change that is told here, and that changes the proposal itself."),
    "no_names": lambda: _("Who voted for it? Who was against it? Please write the names."),
    "about_a_vote": lambda: _("A count of votes must be exact. If nobody counted, choose “We agreed, without a vote”."),
    "no_count": lambda: _("How many hands were there? If nobody counted, choose another answer above."),
    "no_roll": lambda: _("We do not know who was there. Tick who came, or write the numbers."),
    "no_words": lambda: _("What was proposed? Please write it here."),
    "no_owner": lambda: _("Who will do this?"),
    "no_task": lambda: _("What will they do?"),
    "who": lambda: _("Who was it? Please write a name."),
    "which_tied": lambda: _("Say which vote was tied."),
    "no_vote_above": lambda: _("Which vote was tied? Add this part right below it, on the same item."),
    "which_way": lambda: _("Which way did the chair vote?"),
    "no_status_quo": lambda: _("Did it change how things were? Please choose."),
    "no_public_title": lambda: _("What may everybody read of this item? A few words will do."),
    "two_answers": lambda: _("There must be two answers or more. Please write one here."),
    "no_votes": lambda: _("How many votes were there? Write 0 for none."),
    "no_objection": lambda: _("Why did they object?"),
    "which_office": lambda: _("Which office was it about? Please choose."),
    "out_of_office_is_a_part": lambda: _(
        "Was somebody to lose this office? Open “More that happened with this item” and write it there."
    ),
    "nothing_above": lambda: _("Which proposal is it about? Add this part right below it, on the same item."),
    "which_way_on": lambda: _("What did they propose? Please choose."),
    "not_voted_again": lambda: _("You can write this only where somebody proposed to vote on it again."),
    "no_part": lambda: _("With which words does this part begin? Please write them here."),
    "which_choice": lambda: _("How did they vote? Please choose."),
    "which_items": lambda: _("Which items were they? Write their numbers, like “4, 5 and 7”."),
    "no_point": lambda: _("What did they say was not right? Please write it here."),
    "no_ruling": lambda: _("What did the chair rule? Please write it here."),
    **BEFORE_AND_WHOLE,
}
# Where the domain's own words say what would help here.
HELPED = {"a_later_act_rests_on_it", "cannot_be_struck"}


def words_of(error: Rejected) -> str:
    """A refusal in plain words; on a line of its own what its rule says, where it is one."""
    if error.reason == "notice_too_short":
        said = _too_short(error.because)
    elif error.reason == "the_chair_has_time_still" and error.because["call_by"]:
        told = {"day": day(str(error.because["call_by"]))}
        said = _("The chair has until %(day)s to call it. After that day you may.") % told
    elif error.reason == "orders_cannot_be_satisfied":
        said = _joined(error.because["findings"])
    elif error.reason in REASONS:
        said = REASONS[error.reason]()
        said += f" {of_the_rules(error.would_help)}" if error.reason in HELPED else ""
    else:
        said = of_the_rules(error.would_help) or _plain(error.reason)
    rule = rule_of(error.clause)
    return f"{said}\n{rule}" if rule else said


def rule_of(clause: str) -> str:
    """What a clause says, with its code; nothing for what is not one."""
    if clause not in CLAUSES:
        return ""
    return _("Rule %(clause)s: %(sentence)s") % {"clause": clause, "sentence": of_the_rules(CLAUSES[clause])}


def in_problem(told: Mapping[str, Any]) -> dict[str, Any]:
    """A problem document as its page tells it: in words for people, with what its rule says."""
    known, reason = REASONS.get(told.get("reason", "")), told.get("reason", "")
    rule, help_ = rule_of(told.get("clause", "")), of_the_rules(told.get("would_help", ""))
    told = {**told, "detail": of_the_rules(told.get("detail", "")), **({"would_help": help_} if help_ else {})}
    if known is not None:
        return {**told, "detail": known(), "rule": rule}
    if told.get("clause") and reason:
        return {**told, "detail": help_ or _plain(reason), "would_help": "", "rule": rule}
    return {**told, "rule": rule}


def _too_short(because: Mapping[str, object]) -> str:
    told = {
        "needed": because["needed"],
        "days": max(0, int(str(because["clear_days"]))),
        "earliest": day(str(because["earliest"])),
    }
    return (
        ngettext(
            "This is too soon. Our rules ask for one clear day between notice and meeting. Here are %(days)s."
            " The first day you can meet is %(earliest)s.",
            "This is too soon. Our rules ask for %(needed)s clear days between notice and meeting. Here are %(days)s."
            " The first day you can meet is %(earliest)s.",
            int(str(because["needed"])),
        )
        % told
    )


def _joined(findings: object) -> str:
    assert isinstance(findings, list), "findings are sentences"
    return " ".join(findings)


def too_soon(earliest: str) -> str:
    """A meeting on too short notice, told before it is asked for."""
    return _("This is too soon for your rules. The first day you can meet is %(day)s.") % {"day": day(earliest)}


def _plain(reason: str) -> str:
    """A reason without words of its own, as a sentence."""
    return f"{reason[:1].upper()}{reason[1:]}.".replace("_", " ")


def words_of_shape(words: str = "") -> str:
    """What does not fit a field, in plain words; `words` are the type checker's."""
    if "missing" in words or "length >= 1" in words:
        return _("Please fill this in.")
    longest = re.search(r"length <= (\d+)", words)
    if longest:
        return _("This is too long. There is room for %(most)s letters.") % {"most": longest[1]}
    return _("We cannot read this. Please look at it again.")


def unclear(kind: str, said: Mapping[str, Any]) -> str:
    """What typed words leave unclear, and how to write them."""
    return UNCLEAR[kind]() % said
