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
        "needs_simple_present": "This needs more than half of the members present.",
        "needs_absolute_entitled": "This needs more than half of all members.",
        "needs_absolute_established": "This needs more than half of all voting places.",
        "needs_two_thirds_cast": "This needs two thirds of the votes for and against.",
        "needs_two_thirds_or_all": (
            "This needs two thirds of the votes for and against, or more than half of all members."
        ),
        "needs_votes": "At least {n} votes have to be for or against.",
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
        "tie_falls": "The vote was tied. Under our rules a tie is not agreed.",
        "tie_casting": "The vote was tied. {role}, in the chair, used the casting vote {direction}. {answer}.",
        "tie_casting_reason": (
            "The vote was tied. {role}, in the chair, used the casting vote {direction}. {answer}. Reason: {reason}"
        ),
        "names": "Recorded vote. For: {f}. Against: {a}. No side: {b}.",
        "names_asked": "Recorded vote, asked for by {roles}. For: {f}. Against: {a}. No side: {b}.",
        "names_not_taken": "{roles} asked for a recorded vote.",
        "own_vote": "{role} asked us to record their vote: {choice}.",
        "own_reason": "{role} asked us to record: {text}",
        "own_contradicted": "This does not fit the count. {counted} voted {choice} by the count.",
        "ballot_asked": "{roles} asked for a secret ballot.",
        "tellers": "The papers were counted by {roles}.",
        "ballot": "Secret ballot: {f} for, {a} against, {b} took no side. {answer}.",
        "ballot_tied": "Secret ballot: {f} for, {a} against, {b} took no side.",
        "ballot_spoilt": "Secret ballot: {f} for, {a} against, {b} took no side, {s} spoilt. {answer}.",
        "ballot_spoilt_tied": "Secret ballot: {f} for, {a} against, {b} took no side, {s} spoilt.",
        "ballot_not_shown": "Secret ballot. {answer}. We do not show the numbers: they would tell how members voted.",
        "objected": "{role} objected: {text}",
        "objected_harms": "{role} objected: {text} How it harms what we are for: {harms}",
        "objected_public": "A member objected: {text}",
        "objected_harms_public": "A member objected: {text} How it harms what we are for: {harms}",
        "objection_resolved": "The objection was met.",
        "objection_resolved_words": "The objection was met: {text}",
        "objection_stands": "The others looked at the objection. It stands.",
        "objection_stands_words": "The others looked at the objection. It stands: {text}",
        "objection_does_no_harm": "The others looked at the objection. They found no harm.",
        "objection_does_no_harm_words": "The others looked at the objection. They found no harm: {text}",
        "asked_again": "We asked everyone again.",
        "consent_met": "Everyone was asked. No objection stands. {answer}.",
        "consent_stands": "An objection stands. {answer}.",
        "proxy": "{role} could not come and asked {holder} in writing to vote {choice}.",
        "proxy_not_in_writing": "{role} could not come and asked {holder} to vote {choice}.",
        "sent_ahead": "{role} sent a vote before the meeting: {choice}.",
        "would_undo": "This would undo an earlier decision.",
        "would_change": "This would change an earlier decision.",
        "comes_again": "This was voted on before and not agreed. It is put again.",
        "signed": "Written notice came from {roles}.",
        "would_ratify": "This would make valid what does not count yet.",
        "would_ratify_from": "This would make valid what does not count yet, from {date}.",
        "undone": "The earlier decision no longer counts.",
        "changed_by": "The earlier decision now counts as changed here.",
        "ratified": "It counts from {date}.",
        "tie_declined": "The vote was tied. {role}, in the chair, chose not to use the casting vote. {answer}.",
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
        "told_it_goes_on": "Members were told on {date} that the meeting would go on.",
        "ended": "The meeting ended at {time}.",
        "ended_untimed": "The meeting ended.",
        "cancelled": "The meeting was called off.",
        # What we decided
        "decided_agreed": "Agreed: {text}",
        "decided_not_agreed": "Not agreed: {text}",
        "decided_without_effect": "Voted on, but it does not count yet: {text}",
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
        "R-VO2": "an objection was still to be looked at",
        "R-VO4": "members had asked for a recorded vote",
        "R-VO5": "the secret ballot was not held as our rules say",
        "R-VO6": "a vote for somebody else was not valid",
        "R-VO7": "a vote was sent before the meeting",
        "R-RE1": "there was nothing to undo or put again",
        "R-RE2": "too few members had given written notice",
        "R-RE3": "it had been carried out already",
        "R-RA1": "it could not be ratified",
        "R-AD1": "notice that the meeting goes on was too short",
        "R-VO9": "more votes were counted than members were present",
        "R-VO10": "the result announced is not the result by our rules",
    }
)
