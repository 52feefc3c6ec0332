"""The phrase book, first edition. A released edition is never changed, only followed by another."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

EDITION = 1

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        # Who was there
        "present": "Present: {roles}.",
        "in_attendance": "In attendance (no vote): {roles}.",
        "apologies": "Apologies: {roles}.",
        "headcount": "{n} people were there.",
        "about_headcount": "About {n} people were there.",
        "roll_unknown": "Present: the notes do not say who.",
        "took_minutes": "{role} (took the minutes)",
        "takes_minutes": "{role} took the minutes.",
        "supporter": "{role} (came with {member})",
        "interest": "{role} told us about an interest in item {item} ({kind}).",
        "interest_leave": (
            "{role} told us about an interest in item {item} ({kind})."
            " {role} left the room for that item and did not vote."
        ),
        "interest_stay_no_vote": (
            "{role} told us about an interest in item {item} ({kind}). {role} stayed in the room and did not vote."
        ),
        "interest_stay_and_vote": (
            "{role} told us about an interest in item {item} ({kind}). {role} stayed in the room and could vote."
        ),
        # Quorum
        "quorum": (
            "Quorum: {n} of {of} voting members were present (lived experience {a}, other {b}). We need {q}, and more"
            " lived-experience members than others. The meeting {could} make decisions."
        ),
        "quorum_without_classes": (
            "Quorum: {n} of {of} voting members were present. We need {q}. The meeting {could} make decisions."
        ),
        "quorum_enough": (
            "Quorum: {n} of {of} voting members were present (lived experience {a}, other {b}). We need {q}, and enough"
            " of each kind of member. The meeting {could} make decisions."
        ),
        "quorum_too_few": (
            "Quorum: {n} people were present. We need {q} voting members. The meeting could not make decisions."
        ),
        "quorum_unknown": "Quorum: the notes do not say who was present. We need {q}.",
        "quorum_again": (
            "Quorum: {n} voting members (lived experience {a}, other {b}). The meeting {could} make decisions."
        ),
        "quorum_again_without_classes": "Quorum: {n} voting members. The meeting {could} make decisions.",
        "quorum_for_item": (
            "Quorum for this item: {n} voting members (lived experience {a}, other {b}). We {could} make a decision."
        ),
        "quorum_for_item_without_classes": "Quorum for this item: {n} voting members. We {could} make a decision.",
        "waited": "We waited {n} minutes. The meeting {still} make decisions.",
        "waited_only": "We waited {n} minutes.",
        "stood_down": "{role} chose not to vote at this meeting.",
        # Coming and going
        "left_at": "At {time} the {roles} left.",
        "left": "The {roles} left.",
        "came_at": "At {time} the {roles} came.",
        "came": "The {roles} came.",
        "link_lost_at": "At {time} the link to the {roles} was lost.",
        "link_lost": "The link to the {roles} was lost.",
        "link_restored_at": "At {time} the link to the {roles} came back.",
        "link_restored": "The link to the {roles} came back.",
        "flip": (
            "{n} of {of} voting members were {there} (lived experience {a}, other {b}). The meeting could {again} make"
            " decisions."
        ),
        "flip_without_classes": "{n} of {of} voting members were {there}. The meeting could {again} make decisions.",
        "took_chair_for_item": "{role} took the chair for item {item}.",
        "took_chair_at": "{role} took the chair at {time}.",
        "took_chair": "{role} took the chair.",
        "came_back_chair_at": "{role} came back and took the chair at {time}.",
        "came_back_chair": "{role} came back and took the chair.",
        "break": "We took a break from {start} to {end}.",
        "break_untimed": "We took a break.",
        # Proposals
        "proposal_seconded": "Proposal by {mover}, seconded by {seconder}: {text}",
        "proposal": "Proposal by {mover}: {text}",
        "proposal_mover_unknown": "Proposal: {text}",
        "proposal_mover_unknown_seconded": "Proposal, seconded by {seconder}: {text}",
        "change_seconded": "Change proposed by {mover}, seconded by {seconder}. {changes}",
        "change": "Change proposed by {mover}. {changes}",
        "change_mover_unknown": "Change proposed. {changes}",
        "change_mover_unknown_seconded": "Change proposed, seconded by {seconder}. {changes}",
        "edit_replace": 'Replace "{old}" with "{new}".',
        "edit_remove": 'Remove "{old}".',
        "edit_add_after": 'Add "{new}" after "{anchor}".',
        "edit_add_before": 'Add "{new}" before "{anchor}".',
        "now_reads": "The proposal now reads: {text}",
        "taken_back": "{role} took the proposal back.",
        "taken_back_unknown": "The proposal was taken back.",
        "no_seconder": "Nobody seconded the proposal. It was not voted on.",
        "taken_back_change": "{role} took the change back.",
        "taken_back_unknown_change": "The change was taken back.",
        "no_seconder_change": "Nobody seconded the change. It was not voted on.",
        "change_to_change_seconded": "Change to the change proposed by {mover}, seconded by {seconder}. {changes}",
        "change_to_change": "Change to the change proposed by {mover}. {changes}",
        "change_to_change_mover_unknown": "Change to the change proposed. {changes}",
        "change_to_change_mover_unknown_seconded": "Change to the change proposed, seconded by {seconder}. {changes}",
        "change_now": "The change is now: {changes}",
        "change_cost": "With this change the cost would be {cost}.",
        "cost_now": "The cost is now {cost}. We looked again at what the vote needs.",
        "not_described": "The notice did not say that this kind of decision would be taken.",
        "change_overtaken": "A change was still waiting. Its words are gone, so it was not voted on.",
        "accepted": "{role} took the change into the proposal. Nobody objected.",
        "accepted_unknown": "The change was taken into the proposal. Nobody objected.",
        "accepted_objected": "{role} took the change into the proposal. {roles} objected.",
        "accepted_objected_count": "{role} took the change into the proposal. {roles} objected.",
        "accepted_unknown_objected": "The change was taken into the proposal. {roles} objected.",
        "accepted_unknown_objected_count": "The change was taken into the proposal. {roles} objected.",
        "reworded": "Everyone agreed to change the words. {changes}",
        "reworded_objected": "The words were changed. {roles} objected. {changes}",
        "reworded_objected_count": "The words were changed. {roles} objected. {changes}",
        "second_back": "{role} took the second back.",
        "withdrawal_asked": "Everyone was asked if the proposal can be taken back. Nobody objected.",
        "withdrawal_asked_objected": "Everyone was asked if the proposal can be taken back. {roles} objected.",
        "withdrawal_asked_objected_count": "Everyone was asked if the proposal can be taken back. {roles} objected.",
        # How to go on
        "until_date": "It would come back on {date}.",
        "minutes_long": "Time: {n} minutes.",
        "committed": "The proposal was sent on. We did not vote on it.",
        "committed_item": "This item was sent on. We did not decide on it.",
        "postponed": "The proposal was put off to the next meeting.",
        "postponed_until": "The proposal was put off to {date}.",
        "postponed_item": "This item was put off to the next meeting.",
        "postponed_item_until": "This item was put off to {date}.",
        "dropped": "We went on to the next item. There is no decision on this one.",
        "divided": "The proposal was taken apart. We voted on each part by itself.",
        "divided_change": "The change was taken apart. We voted on each part by itself.",
        "part": "Part {n}: {text}",
        "part_change": "Part {n}: {changes}",
        "again_reconsidered": "We agreed to vote on this again: {text} The vote before does not count.",
        "again_annulled": "We voted on this again: {text} The vote before does not count.",
        "annulled": "The vote was set aside. It does not count.",
        "point": "{role} said that the rules were not kept: {text}",
        "point_unknown": "Somebody said that the rules were not kept: {text}",
        "ruling": "{role}, in the chair, ruled: {text}",
        "ruling_reason": "{role}, in the chair, ruled: {text} Reason: {reason}",
        "ruling_unknown": "The chair ruled: {text}",
        "ruling_unknown_reason": "The chair ruled: {text} Reason: {reason}",
        "ruled_out": "The proposal was not allowed. We did not vote on it.",
        "appeal": "{roles} asked the meeting if the ruling stands.",
        "appeal_unknown": "The meeting was asked if the ruling stands.",
        "overturned": "What the ruling did is undone.",
        "pulled": "{role} asked to take this item by itself.",
        "pulled_unknown": "This item was taken by itself.",
        "together": "This proposal is about items {items}.",
        "agreed_together": "We agreed this together with other items. See item {item}.",
        "left_over": "This was left over from our meeting of {date}.",
        "question_seconded": "Question from {mover}, seconded by {seconder}: {text}",
        "question": "Question from {mover}: {text}",
        "question_mover_unknown": "Question: {text}",
        "question_mover_unknown_seconded": "Question, seconded by {seconder}: {text}",
        "choice": "Choice {n}: {text}",
        "needs_simple_present": "This needs more than half of the members present.",
        "needs_absolute_entitled": "This needs more than half of all members.",
        "needs_absolute_established": "This needs more than half of all voting places.",
        "needs_two_thirds_cast": "This needs two thirds of the votes for and against.",
        "needs_two_thirds_entitled": "This needs two thirds of all members.",
        "needs_three_quarters_cast": "This needs three quarters of the votes for and against.",
        "needs_unanimous_cast": "This needs every vote for and against to be for.",
        # Votes
        "vote": "Vote: {f} for, {a} against, {b} took no side. {answer}.",
        "vote_tied": "Vote: {f} for, {a} against, {b} took no side.",
        "vote_change": "Vote on the change: {f} for, {a} against, {b} took no side. {answer}.",
        "vote_change_tied": "Vote on the change: {f} for, {a} against, {b} took no side.",
        "vote_changed": "Vote on the changed proposal: {f} for, {a} against, {b} took no side. {answer}.",
        "vote_changed_tied": "Vote on the changed proposal: {f} for, {a} against, {b} took no side.",
        "vote_change_to_change": (
            "Vote on the change to the change: {f} for, {a} against, {b} took no side. {answer}."
        ),
        "vote_change_to_change_tied": "Vote on the change to the change: {f} for, {a} against, {b} took no side.",
        "vote_part": "Vote on part {n}: {f} for, {a} against, {b} took no side. {answer}.",
        "vote_part_tied": "Vote on part {n}: {f} for, {a} against, {b} took no side.",
        "vote_ruling": "Vote on the ruling: {f} for, {a} against, {b} took no side. The ruling {stands}.",
        "tie_upholds": "The vote was tied. A tie keeps the ruling.",
        "choices_count": "Votes: {counts}. {b} took no side.",
        "choices_not_counted": "The notes do not give a count.",
        "choice_names": "For choice {n}: {roles}.",
        "choice_names_none": "No side: {roles}.",
        "choice_won": "Choice {n} was agreed: {text}",
        "choice_none": "No choice was agreed.",
        "run_off": "No choice had more than half of the votes. We voted again, between {choices}.",
        "tie_falls": "The vote was tied. Under our rules a tie is not agreed.",
        "tie_casting": "The vote was tied. {role}, in the chair, used the casting vote {direction}. {answer}.",
        "tie_casting_reason": (
            "The vote was tied. {role}, in the chair, used the casting vote {direction}. {answer}. Reason: {reason}"
        ),
        "names": "Recorded vote. For: {f}. Against: {a}. No side: {b}.",
        "consensus": "Everyone was asked. Nobody objected. {answer}.",
        "consensus_aside": "Everyone was asked. Nobody objected. {n} stood aside. {answer}.",
        "consensus_objected": "Everyone was asked. {roles} objected. {answer}.",
        "consensus_objected_count": "Everyone was asked. {roles} objected. {answer}.",
        "agreed": "We agreed: {text}",
        "agreed_after": "{answer} without a vote.",
        "not_counted": "{answer}. The notes do not give a count.",
        "contradicted": "The printed count does not match the names. By the names: {f} for, {a} against.",
        "irregular": "Written up afterwards. By our rules this vote does not count until it is ratified: {reasons}.",
        "no_revival": "There is no decision on this item. The first proposal does not come back.",
        # Items
        "not_decided": "{title}. We talked about this but did not decide. It moves to the next meeting.",
        "not_reached": "{title}. We did not get to this. It moves to the next meeting.",
        "stood_over": "Item {item} was not voted on. It comes first at the next meeting.",
        "nothing": "Nothing was decided on this item.",
        "note": "We talked about {title}: {note}",
        "suggestion": "Suggestion noted (not a decision): {text}",
        "action_by": "Action: {owner} to {do} by {date}.",
        "action": "Action: {owner} to {do}.",
        # The end
        "stopped": "The meeting stopped at {time}.",
        "stopped_untimed": "The meeting stopped.",
        "stopped_until": "The meeting stopped at {time} and goes on on {date}.",
        "stopped_untimed_until": "The meeting stopped and goes on on {date}.",
        "resumed": "The meeting went on on {date}.",
        "ended": "The meeting ended at {time}.",
        "ended_untimed": "The meeting ended.",
        "cancelled": "The meeting was called off.",
        # What we decided
        "decided_agreed": "Agreed: {text}",
        "decided_not_agreed": "Not agreed: {text}",
        "decided_without_effect": "Voted on, but it does not count yet: {text}",
        "decided_set_aside": "Voted on, then set aside. It does not count: {text}",
        "public_member": "a lived-experience member",
    }
)

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "R-NO1": "notice of the meeting was too short",
        "R-NO4": "it was not on the agenda sent out",
        "R-MA4": "the notice did not say that this kind of decision would be taken",
        "R-CH1": "nobody who was present was in the chair",
        "R-QU1": "too few members were present",
        "R-QU2": "too few members of one kind were present",
        "R-QU3": "there were not more lived-experience members than others",
        "R-QU9": "somebody who had chosen not to vote took part",
        "R-IN3": "somebody with an interest took part",
        "R-MO3": "somebody without a vote, or not present, took part",
        "R-TI1": "our rules give the chair no casting vote",
        "R-TI2": "the chair could not use a casting vote here",
        "R-TI3": "the chair had voted already",
        "R-MO1": "the words were changed though somebody objected",
        "R-MO5": "the item was not open",
        "R-MO6": "matters arising are for news, not for decisions",
        "R-MO7": "another vote had to come first, or came too soon after the last",
        "R-AM2": "too many changes were before the meeting at once",
        "R-AM3": "the changes were not taken in their order",
        "R-AM4": "a change of words was still waiting",
        "R-AM6": "somebody objected to a change, or had made one already",
        "R-RE5": "whoever asked for the vote again had not voted with the side that won",
        "R-VO9": "more votes were counted than members were present",
        "R-VO10": "the result announced is not the result by our rules",
    }
)
