"""The phrase book, first edition. A released edition is never changed, only followed by another."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

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
        "present_on": "Present on {date}: {roles}.",
        "in_attendance_on": "In attendance on {date} (no vote): {roles}.",
        "apologies_on": "Apologies for {date}: {roles}.",
        "chair_on": "{role} was in the chair on {date}.",
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
        "interest_before": "{role} told us before the meeting about an interest in item {item} ({kind}).",
        "interest_before_leave": (
            "{role} told us before the meeting about an interest in item {item} ({kind})."
            " {role} left the room for that item and did not vote."
        ),
        "interest_before_stay_no_vote": (
            "{role} told us before the meeting about an interest in item {item} ({kind})."
            " {role} stayed in the room and did not vote."
        ),
        "interest_before_stay_and_vote": (
            "{role} told us before the meeting about an interest in item {item} ({kind})."
            " {role} stayed in the room and could vote."
        ),
        "voted_before_leave": "{role} had voted on it by then, and left the room for the rest of that item.",
        "voted_before_stay_no_vote": "{role} had voted on it by then, and stayed in the room without a vote.",
        "after_a_vote_leave": "{role} left the room for the rest of that item.",
        "after_a_vote_stay_no_vote": "From then on {role} stayed in the room without a vote.",
        "disputed_leave": "{role} asked the members to vote on whether {member} leaves the room for item {item}.",
        "disputed_stay_no_vote": "{role} asked the members to vote on whether {member} votes on item {item}.",
        "disputed_stay_and_vote": "{role} asked the members to vote on whether {member} may vote on item {item}.",
        "settled_changed": "Members voted on that: {f} for, {a} against, {b} took no side. It was done as asked.",
        "settled_kept": "Members voted on that: {f} for, {a} against, {b} took no side. It stayed as it was.",
        "deputy": "Deputy for {role}",
        "deputy_ended": "From then on the deputy did not act.",
        "deputy_silent": "{role} could speak and had no vote.",
        "remote": "{roles} joined by phone or video.",
        "followed_by_chat": "{roles} followed the meeting in writing. By our rules that is not being present.",
        "supporter_spoke": (
            "{visitor} spoke as if they were a member. A supporter speaks for the member they came with."
        ),
        "visitor_spoke": "{visitor} spoke as if they were a member.",
        "visitor_moved": "{visitor} made this proposal, and is not a member.",
        "visitor_seconded": "{visitor} seconded this proposal, and is not a member.",
        "visitor_voted": "{visitor} voted, and is not a member.",
        "next_chair": "{role} will take the chair at the next meeting.",
        # Notice
        "called_by_members": "Called by members: {roles}. Only what they asked for could be decided.",
        "called_by_members_themselves": (
            "Members asked the chair for this meeting, and then called it: {roles}. Only what they asked for could be"
            " decided."
        ),
        "called_by_members_public": "Members asked for this meeting. Only what they asked for could be decided.",
        "short_notice_agreed": "Notice was shorter than our rules ask. Every member agreed to meet all the same.",
        "short_notice_not_agreed": "Notice was shorter than our rules ask. Not every member agreed to that: {roles}.",
        "short_notice_not_agreed_public": "Notice was shorter than our rules ask. Not every member agreed to that.",
        "call_written_down": "The call to this meeting was written down here on {date}.",
        "moved_from": "This meeting was first called for {date}.",
        "before_its_day": (
            "The notice called this meeting for {date}. It began on an earlier day, without notice of that."
        ),
        "no_notice": "{role} had no notice of this meeting. By our rules what was decided stands.",
        "looked_at_again": (
            "{role} had no notice of this meeting and asked us to look at this again. It comes to the next meeting."
        ),
        "looked_at_again_late": (
            "{role} had no notice of this meeting and asked us to look at this again. That came too late by our rules."
        ),
        "put_off_for_papers": (
            "{role} asked to put this off: a paper did not come in time in a form that every member can use."
        ),
        "sent_on_recusal": (
            "{title}. Too few members were left to decide this without those who had an interest. We sent it on to"
            " another group to decide. Reason: {reason}"
        ),
        "sent_on": "{title}. We did not decide this. We sent it on to another group to decide. Reason: {reason}",
        "not_taken": "Proposed for this meeting and not taken: {title} Reason: {reason}",
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
        "queried": "{role} asked whether we could make decisions.",
        "second_meeting": (
            "This meeting had stopped because too few were there. By our rules those who came back could decide what"
            " was on the agenda."
        ),
        "quorum_on": "That was on {date}.",
        "waited": "We waited {n} minutes. The meeting {still} make decisions.",
        "waited_only": "We waited {n} minutes.",
        "waited_one": "We waited one minute. The meeting {still} make decisions.",
        "waited_only_one": "We waited one minute.",
        "stood_down": "{role} chose not to vote at this meeting.",
        "votes_again": "{role} said that this was not so, and could vote again.",
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
        "went_on_unchaired": "The meeting went on with nobody in the chair. Our rules ask for somebody there.",
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
        "cost": "Cost: {cost}.",
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
        "minutes_long_one": "Time: one minute.",
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
        "annulled_named": "The vote on this was set aside and does not count: {text}",
        "point": "{role} said that the rules were not kept: {text}",
        "point_unknown": "Somebody said that the rules were not kept: {text}",
        "ruling": "{role}, in the chair, ruled: {text}",
        "ruling_reason": "{role}, in the chair, ruled: {text} Reason: {reason}",
        "ruling_own_place": "It was about their own place, so it changes nothing.",
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
        "urgent": "This was not on the agenda sent out. It could not wait: {text} Nobody objected to deciding it.",
        "urgent_objected": (
            "This was not on the agenda sent out. It was said that it could not wait: {text} {roles} objected to"
            " deciding it."
        ),
        "urgent_objected_count": (
            "This was not on the agenda sent out. It was said that it could not wait: {text} {roles} objected to"
            " deciding it."
        ),
        "urgent_unknown": (
            "This was not on the agenda sent out. The notes do not say why it could not wait. Nobody objected to"
            " deciding it."
        ),
        "urgent_unknown_objected": (
            "This was not on the agenda sent out. The notes do not say why it could not wait. {roles} objected to"
            " deciding it."
        ),
        "urgent_unknown_objected_count": (
            "This was not on the agenda sent out. The notes do not say why it could not wait. {roles} objected to"
            " deciding it."
        ),
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
        "vote_change_to_change": (
            "Vote on the change to the change: {f} for, {a} against, {b} took no side. {answer}."
        ),
        "vote_change_to_change_tied": "Vote on the change to the change: {f} for, {a} against, {b} took no side.",
        "vote_part": "Vote on part {n}: {f} for, {a} against, {b} took no side. {answer}.",
        "vote_part_tied": "Vote on part {n}: {f} for, {a} against, {b} took no side.",
        "vote_ruling": "Vote on the ruling: {f} for, {a} against, {b} took no side. The ruling {stands}.",
        "tie_upholds": "The vote was tied. A tie keeps the ruling.",
        "choices_count": "Votes: {counts}. {b} took no side.",
        "choices_ballot": "Secret ballot: {counts}. {b} took no side.",
        "choices_ballot_spoilt": "Secret ballot: {counts}. {b} took no side. {s} spoilt.",
        "choices_ballot_not_shown": "Secret ballot. We do not show the numbers: they would tell how members voted.",
        "choices_not_counted": "The notes do not give a count.",
        "choice_names": "For choice {n}: {roles}.",
        "choice_names_none": "No side: {roles}.",
        "choice_won": "Choice {n} was agreed: {text}",
        "choice_none": "No choice was agreed.",
        "run_off": "No choice had more than half of the votes. We voted again, between {choices}.",
        "tie_falls": "The vote was tied. Under our rules a tie is not agreed.",
        "casting_no_tie": "{role}, in the chair, used the casting vote {direction}, though the vote was not tied.",
        "casting_no_tie_reason": (
            "{role}, in the chair, used the casting vote {direction}, though the vote was not tied. Reason: {reason}"
        ),
        "tie_casting": "The vote was tied. {role}, in the chair, used the casting vote {direction}. {answer}.",
        "tie_casting_reason": (
            "The vote was tied. {role}, in the chair, used the casting vote {direction}. {answer}. Reason: {reason}"
        ),
        "names": "Recorded vote. For: {f}. Against: {a}. No side: {b}.",
        "names_asked": "Recorded vote, asked for by {roles}. For: {f}. Against: {a}. No side: {b}.",
        "names_fewer": "The notes name {n} of the {of} who were counted.",
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
        "would_undo_named": "This would undo what we decided on {day}: {text}",
        "would_change_named": "This would change what we decided on {day}: {text}",
        "comes_again_named": "This was not agreed on {day}, and is put again: {text}",
        "signed": "Written notice came from {roles}.",
        "would_ratify": "This would make valid what does not count yet.",
        "would_ratify_from": "This would make valid what does not count yet, from {date}.",
        "would_ratify_named": ("This would make valid what does not count yet. We voted on it on {day}: {text}"),
        "would_ratify_from_named": (
            "This would make valid what does not count yet, from {date}. We voted on it on {day}: {text}"
        ),
        "undone": "The earlier decision no longer counts.",
        "changed_by": "The earlier decision now counts as changed here.",
        "undone_named": "What we decided on {day} no longer counts.",
        "changed_by_named": "What we decided on {day} now counts as changed here.",
        "ratified": "It counts from {date}.",
        "tie_declined": "The vote was tied. {role}, in the chair, chose not to use the casting vote. {answer}.",
        "consensus": "Everyone was asked. Nobody objected. {answer}.",
        "consensus_aside": "Everyone was asked. Nobody objected. {n} stood aside. {answer}.",
        "consensus_objected": "Everyone was asked. {roles} objected. {answer}.",
        "consensus_objected_count": "Everyone was asked. {roles} objected. {answer}.",
        "agreed": "We agreed: {text}",
        "agreed_alone": "{text}",
        "agreed_after": "{answer} without a vote.",
        "after_its_turn": "We came to this after item {n}.",
        "read_back": "The words were read out before the vote.",
        "not_read_back": "The words were not read out before the vote.",
        "answered_aloud": "Members answered aloud.",
        "phoned": "The link to the {roles} was lost during the vote. We phoned and heard the answer.",
        "phoned_silent": "The link to the {roles} was lost during the vote. We phoned and nobody answered.",
        "retaken": "A link was lost during the vote. The vote was taken again.",
        "not_counted": "{answer}. The notes do not give a count.",
        "contradicted": "The printed count does not match the names. By the names: {f} for, {a} against.",
        "irregular": "Written up afterwards. By our rules this vote does not count until it is ratified: {reasons}.",
        "irregular_change": (
            "Written up afterwards. This vote was not taken by our rules: {reasons}. The words were changed all the"
            " same. So what is agreed on them does not count until it is ratified."
        ),
        "irregular_refused": "Written up afterwards. This vote was not taken by our rules: {reasons}.",
        "no_revival": "There is no decision on this item. The first proposal does not come back.",
        # Closed items
        "closed_item": "This part of the meeting was closed ({ground}).",
        "closed_item_decided": "This part of the meeting was closed ({ground}). Everybody may know: {text}",
        "closed_reviewed_keep": "Looked at again on {date}. It stays closed until {until}, when we look again.",
        "closed_reviewed_part": "Looked at again on {date}. Everybody may know: {text}",
        "closed_reviewed_release": "Looked at again on {date}. Members may now read this part.",
        # Minutes of an earlier meeting
        "nobody_attended": "Nobody who could vote on this had been at that meeting.",
        "correction": (
            'Correction to the approved minutes of {date}, item {item}. Old words: "{old}". New words: "{new}".'
            " The decision itself does not change."
        ),
        "disagreement": "{role} asked us to record: {text}",
        "approved_on": "Approved on {date}. Signed by: {role}.",
        "signer_erased": "the person who chaired the approving meeting",
        "approved_unsigned": "Approved on {date}. Not signed yet.",
        "presider_disagreed": (
            "The chair of this meeting does not believe the minutes of {date} about {about} were a correct record."
            " The meeting did not uphold this view and the minutes are confirmed."
        ),
        "corrected": "Corrected on {date}. See minutes of {date}, item {item}.",
        "recording_destroyed": "The recording of this meeting was destroyed on {date}.",
        "as_corrected": "This is how the minutes read with later corrections. What was approved stays as it was.",
        "words_removed": (
            "Some words were removed later: it says [removed] there. So the fingerprint of what was approved can no"
            " longer be compared."
        ),
        "not_the_same": "This is not what was approved: the fingerprint differs. Tell whoever runs this book.",
        # Between meetings
        "in_writing": "Decision made by {channels} between {dates}: {text}",
        "asked_in_writing": "Decision asked for in writing between {dates}: {text}",
        "in_writing_result": (
            "{f} for, {a} against, {b} took no side. {need} of {of} were needed. {answer} on {date}."
        ),
        "in_writing_stopped": "It was not decided in writing. It goes to a meeting.",
        "not_counted_one": "1 reply was not counted: {why}.",
        "not_counted_more": "{n} replies were not counted: {why}.",
        "nobody_asked": "Nobody asked for a meeting.",
        "one_asked": "1 member asked for a meeting.",
        "some_asked": "{n} members asked for a meeting.",
        "until_review": "We look at this again by {date}. Until we change it, it goes on.",
        "until_review_lapses": "This ends on {date} unless we agree to it again.",
        "by_the_chair": "{role} decided alone between meetings: {text} Reason: {reason} Asked first: {roles}.",
        "by_the_chair_for_nothing": "The chair said that it costs nothing.",
        "by_the_chair_no_sum": "The chair did not say what it costs.",
        "by_the_chair_alone_irregular": (
            "Written up afterwards. By our rules this does not count until it is ratified: {reasons}."
        ),
        "by_the_chair_ratified": "We ratified what the chair decided.",
        "by_the_chair_noted": "We noted what the chair decided.",
        "by_the_chair_disowned": "We do not stand by what the chair decided. It does not count any more.",
        "by_the_chair_ratified_irregular": (
            "The notes say that we ratified what the chair decided. By our rules that takes a vote."
        ),
        "by_the_chair_noted_irregular": (
            "The notes say that we noted what the chair decided. By our rules we are told of it first."
        ),
        "by_the_chair_noted_voted_down": (
            "The notes say that we noted what the chair decided. We had voted not to stand by it, and that counts."
        ),
        "by_the_chair_disowned_irregular": (
            "The notes say that we do not stand by what the chair decided. By our rules that takes a vote."
        ),
        "by_the_chair_ratified_untold": (
            "The notes say that we ratified what the chair decided. By our rules we are told of it first."
        ),
        "by_the_chair_ratified_other_vote": (
            "The notes say that we ratified what the chair decided. By our rules that takes a vote that says so."
        ),
        "by_the_chair_ratified_not_counted": (
            "The notes say that we ratified what the chair decided. By our rules that vote does not count."
        ),
        "by_the_chair_disowned_untold": (
            "The notes say that we do not stand by what the chair decided. By our rules we are told of it first."
        ),
        "by_the_chair_disowned_other_vote": (
            "The notes say that we do not stand by what the chair decided. By our rules that takes a vote that says so."
        ),
        "by_the_chair_disowned_not_counted": (
            "The notes say that we do not stand by what the chair decided. By our rules that vote does not count."
        ),
        # Offices
        "acting_resigned": "The {office} resigned on {date}. The {role} has been acting {acting} since then.",
        "acting_removed": "The {office} was removed on {date}. The {role} has been acting {acting} since then.",
        "acting_vacant": "Nobody has been {office} since {date}. The {role} has been acting {acting} since then.",
        "acting_later": "Nobody has been {office} since {date}. The {role} has been acting {acting} since {since}.",
        "candidate_acting": "{name} (acting {office})",
        "election_ballot": "Secret ballot for {office}: {votes}.",
        "election_tied": "Secret ballot for {office}: {votes}. It was a tie. We voted again.",
        "election_tied_again": "Secret ballot for {office}: {votes}. It was a tie.",
        "election_no_majority": "Secret ballot for {office}: {votes}. Nobody had more than half. We voted again.",
        "election_won": "Secret ballot for {office}: {votes}. {candidate} was elected until {date}.",
        "election_won_from": "Secret ballot for {office}: {votes}. {candidate} was elected from {since} until {date}.",
        "election_won_untimed": "Secret ballot for {office}: {votes}. {candidate} was elected.",
        "election_papers": "{candidate} {n}",
        "election_papers_numbered": "{candidate}: {n}",
        "election_for_and_against": "{for_} for, {against} against",
        "election_not_shown": "the numbers are not shown",
        "election_spoilt": "{n} papers could not be counted.",
        "election_spoilt_one": "One paper could not be counted.",
        "election_lot": "We drew a lot in front of everybody. It fell on {candidate}.",
        "election_lot_won": (
            "We drew a lot in front of everybody. It fell on {candidate}. {candidate} was elected until {date}."
        ),
        "election_lot_won_from": (
            "We drew a lot in front of everybody. It fell on {candidate}."
            " {candidate} was elected from {since} until {date}."
        ),
        "election_lot_won_untimed": (
            "We drew a lot in front of everybody. It fell on {candidate}. {candidate} was elected."
        ),
        "election_unopposed": (
            "One person stood for {office}: {candidate}. Nobody asked for a vote. {candidate} was elected until {date}."
        ),
        "election_unopposed_from": (
            "One person stood for {office}: {candidate}. Nobody asked for a vote."
            " {candidate} was elected from {since} until {date}."
        ),
        "election_unopposed_untimed": (
            "One person stood for {office}: {candidate}. Nobody asked for a vote. {candidate} was elected."
        ),
        "election_yes": (
            "One person stood for {office}: {candidate}. A member asked for a vote. Secret ballot: {votes}."
            " {candidate} was elected until {date}."
        ),
        "election_yes_from": (
            "One person stood for {office}: {candidate}. A member asked for a vote. Secret ballot: {votes}."
            " {candidate} was elected from {since} until {date}."
        ),
        "election_yes_untimed": (
            "One person stood for {office}: {candidate}. A member asked for a vote. Secret ballot: {votes}."
            " {candidate} was elected."
        ),
        "election_no": (
            "One person stood for {office}: {candidate}. A member asked for a vote. Secret ballot: {votes}."
            " {candidate} was not elected."
        ),
        "election_nobody": "Nobody stood for {office}.",
        "election_uncounted": "{candidate} was elected {office} until {date}. The notes do not give a count.",
        "election_uncounted_from": (
            "{candidate} was elected {office} from {since} until {date}. The notes do not give a count."
        ),
        "election_uncounted_untimed": "{candidate} was elected {office}. The notes do not give a count.",
        "election_unknown": "The notes do not say who was elected {office}.",
        "election_names_unknown": "The notes do not say from when names could be put forward.",
        "election_irregular": (
            "Written up afterwards. By our rules this election does not count until it is ratified: {reasons}."
        ),
        "term_limit": "The {office} has served {terms}, which is our limit. Nobody else stood.",
        "removal_undone_seat": (
            "The vote that put {role} out does not count any more. They sit with us again, as before it."
        ),
        "removal_undone_office": (
            "The vote that removed the {office} does not count any more. They are {same} again, as before it."
        ),
        "removal_undone_late_seat": (
            "The vote that put {role} out does not count any more. We look at that at the next meeting."
        ),
        "removal_undone_late_office": (
            "The vote that removed the {office} does not count any more. We look at that at the next meeting."
        ),
        "removal_counts_again_seat": "The vote that put {role} out counts after all. They are out again.",
        "removal_counts_again_office": "The vote that removed the {office} counts after all. They are out again.",
        "heard_spoke": "{role} spoke about this before the vote.",
        "heard_in_writing": "{role} answered this in writing before the vote.",
        "heard_declined": "{role} was asked to speak about this, and chose not to.",
        # Items
        "not_decided": "{title}. We talked about this but did not decide. It moves to the next meeting.",
        "too_few_left": (
            "{title}. Too few members were left to decide this without those who had an interest. It moves to the next"
            " meeting."
        ),
        "not_reached": "{title}. We did not get to this. It moves to the next meeting.",
        "stood_over": "Item {item} was not voted on. It comes first at the next meeting.",
        "taken_up_again": "We put this off, and came back to it later.",
        "nothing": "Nothing was decided on this item.",
        "note": "We talked about {title}: {note}",
        "note_alone": "{note}",
        "suggestion": "Suggestion noted (not a decision): {text}",
        "action_by": "Action: {owner} to {do} by {date}.",
        "action": "Action: {owner} to {do}.",
        "action_to_do_by": "Still to do: {owner} to {do}. It was to be done by {date}.",
        "action_to_do": "Still to do: {owner} to {do}.",
        "action_said_done": "Said to be done: {owner} to {do}.",
        # The end
        "stopped": "The meeting stopped at {time}.",
        "stopped_untimed": "The meeting stopped.",
        "stopped_until": "The meeting stopped at {time}. It continues on {date}.",
        "stopped_untimed_until": "The meeting stopped. It continues on {date}.",
        "resumed": "The meeting continued on {date}.",
        "told_it_goes_on": "Members were told on {date} that the meeting would go on.",
        "ended": "The meeting ended at {time}.",
        "ended_on": "The meeting ended at {time} on {date}.",
        "ended_untimed": "The meeting ended.",
        "ended_untimed_on": "The meeting ended on {date}.",
        "cancelled": "The meeting was called off.",
        # What we decided
        "decided_agreed": "Agreed: {text}",
        "decided_not_agreed": "Not agreed: {text}",
        "decided_not_known": "The notes do not say how this came out: {text}",
        "decided_elected": "{candidate} was elected {office} until {date}.",
        "decided_elected_from": "{candidate} was elected {office} from {since} until {date}.",
        "decided_without_effect": "Voted on, but it does not count yet: {text}",
        "decided_set_aside": "Voted on, then set aside. It does not count: {text}",
        "public_member": "a lived-experience member",
    }
)

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "R-NO1": "notice of the meeting was too short",
        "R-NO3": "not every member had agreed to the short notice",
        "R-NO5": "it was not yet for members to call the meeting",
        "R-NO4": "it was not on the agenda sent out",
        "R-MA4": "the notice did not say that this kind of decision would be taken",
        "R-MI3": "somebody who was not at that meeting voted on its minutes",
        "R-CL1": "there was no vote to close the meeting",
        "R-CH1": "nobody was in the chair as our rules say",
        "R-QU1": "too few members were present",
        "R-QU2": "too few members of one kind were present",
        "R-QU3": "there were not more lived-experience members than others",
        "R-AP2": "a deputy who could not act for a member took part",
        "R-AP3": "somebody who is not a member took part",
        "R-IN2": "an interest was disputed and the members did not vote on it",
        "R-IN5": "a member was kept out for something that members share",
        "R-HY2": "a link was lost during the vote",
        "R-HY3": "hands were shown while somebody took part from elsewhere",
        "R-QU9": "somebody who had chosen not to vote took part",
        "R-IN3": "somebody with an interest took part",
        "R-MO3": "somebody without a vote, or not present, took part",
        "R-TI1": "our rules give the chair no casting vote",
        "R-TI2": "the chair could not use a casting vote here",
        "R-TI3": "the chair had voted already",
        "R-MO1": "the words were not read out, or were changed though somebody objected",
        "R-MO5": "the item was not open",
        "R-MO6": "matters arising are for news, not for decisions",
        "R-MO7": "another vote had to come first, or came too soon after the last",
        "R-AM2": "too many changes were before the meeting at once",
        "R-AM3": "the changes were not taken in their order",
        "R-AM4": "a change of words was still waiting",
        "R-AM6": "somebody objected to a change, or had made one already",
        "R-RE5": "whoever asked for the vote again had not voted with the side that won",
        "R-VO4": "members had asked for a recorded vote",
        "R-VO6": "a vote for somebody else was not valid",
        "R-VO7": "a vote was sent before the meeting",
        "R-RE1": "there was nothing to undo or put again",
        "R-RE2": "too few members had given written notice",
        "R-RE3": "it had been carried out already",
        "R-RA1": "it could not be ratified",
        "R-AD1": "notice that the meeting goes on was too short",
        "R-EL1": "our rules for nominations, or for who may hold this office, were not kept",
        "R-TE3": "somebody had served as many terms as our rules allow, or the steps for a longer term were not kept",
        "R-TE5": "our rules for how somebody leaves an office were not kept",
        "R-TI6": "after a tie we did not vote once more",
        "R-VO5": "the secret ballot was not held as our rules say",
        "R-VO9": "more votes were counted than members were present",
        "R-WR1": "what was sent out did not say why, or how to answer",
        "R-WR5": "members had too few days to ask for a meeting",
        "R-WR7": "the answers were added up before the last day, or that day was too far off",
        "R-WR8": "a decision of this kind is not made in writing",
        "R-CA1": "it was not for the chair alone, or the chair had not asked the members they must ask",
        "R-VO10": "the result announced is not the result by our rules",
    }
)


class Book(msgspec.Struct, frozen=True):
    """An edition of the phrase book, with the words for clauses that were not kept."""

    edition: int
    phrases: Mapping[str, str]
    reasons: Mapping[str, str]


# Every edition there was: approved minutes are written again with the one they were written with.
BOOKS: Mapping[int, Book] = MappingProxyType({EDITION: Book(EDITION, PHRASES, REASONS)})
