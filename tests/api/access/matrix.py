# ruff: noqa: E501
"""Who gets what of every route, written down by hand from section 6 of the decisions that bind; one route a line.

Each letter is what one of those below is told, in this order:

    A N   anonymous, and a member of another group
    SSSS  member, sponsor, critical friend, staff
    SSSS  minute-taker, presider (who holds no office), chair (who handed the chair over), secretary
    SR    convenor while there are no officers, convenor afterwards
    NNN   supporter, auditor, administrator: known to the record, without a seat
    RN    application token that reads, application token that keeps people
    A     reader with a private link

S is served, R refused (403, access), E refused by a rule of meetings (409), N not there (404), A asked to sign in.
Braces are filled in from `stage.py`; `{mine}` is the seat of whoever asks. Acts are asked for with `check=true`.
Pages cannot be asked so: they are sent what the rules refuse to whoever may record it, which is S, so that nothing is
recorded; whoever may not is told that before it (R).

The sponsor stands for every seat without a vote and without a task. The supporter came to every meeting with a member
and is in its minutes, by a label: the record names no person there, so that being there opens nothing. An auditor
cannot be appointed in this version, since there is no such event: until there is, an auditor is somebody who holds no
seat, and reads nothing. Once a group appoints one, that column reads by its clearance and records nothing. The
administrator works at the command line; with a token or signed in they are the person they are, and no more
(`test_the_operator.py`). What everybody reads of a group that publishes is in `published.py`.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Row(NamedTuple):
    """A route, who gets what, an example body, and the status of being served where it is another than 2xx."""

    method: str
    path: str
    letters: str
    body: dict[str, Any] | None = None
    note: str = ""
    served: int = 200


EVERYBODY = "SS SSSS SSSS SS SSS SS S"
NOT_THERE = "NN NNNN NNNN NN NNN NN N"
ANYBODY_KNOWN = "AS SSSS SSSS SS SSS SS A"
PEOPLE_ONLY = "AS SSSS SSSS SS SSS RR A"
READERS = "NN SSSS SSSS SN NNN SN N"
OFFICE = "AN RRRR RRSS SR NNN RN A"
PRESIDING = "AN RRRR SSRS SR NNN RN A"
MINUTES = "AN RRRR SRRS SR NNN RN A"
OWN = "AN SSSS SSSS SR NNN RN A"
OWN_WITH_A_VOTE = "AN SEEE SSSS SR NNN RN A"
ANOTHERS = "AN RRRR SRRS SR NNN RN A"
WRITERS = "AN NNNN NNSS SN NNN NN A"
PAGE_WRITERS = "AN NNNN NNSS SN NNN AA A"
PAGE_MEMBERS = "AN SSSS SSSS SN NNN AA A"
PAGE_OFFICE = "AN RRRR RRSS SN NNN AA A"
PAGE_KEEPERS = "AN RRRR SRRS SN NNN AA A"
PAGE_SECRETARY = "AN RRRR RRRS SN NNN AA A"
PAGE_OF_A_CORRECTION = "AN SNNN SNSS SN NNN AA A"
PAGE_ANSWERS = "AN RNNN SNRS SN NNN AA A"
PAGE_OWN_ANSWERS = "AN SNNN SNRS SN NNN AA A"
PAGE_NOBODYS_BUT_THEIRS = "AN RRRR RRRR RN NNN AA A"
PAGE_REPLIES = "AN RRRR RRRS RN NNN AA A"
PAGE_SIGNS = "AN SSSS SSSS RN NNN AA A"
PAGE_STRIKES = "AN NNNN NNRS SN NNN AA A"
PAGE_READERS = "AN SSSS SSSS SN NNN AA S"
PAGE_OF_ONES_OWN = "AS SSSS SSSS SS SSS AA A"
ANOTHERS_OF_THE_GROUP = "AN RRRR RRRS SR NNN RN A"

V1, M = "/api/v1", "/api/v1/meetings"
DEPUTY = {"person": "{free_person}", "constituency": "professional"}
EXPENSE = {"purpose": "expenses", "words": "Bus."}
SEAT_OF_FIFTH = {"seat": "fifth"}
# What a page is sent of another member; words the rules refuse, once they know that whoever asks may record them.
ANOTHER = {"seat": "{fifth}", "channel": "phone"}
HIDDEN = "Tea.\u202e"

# fmt: off
ACTS = [
    Row("POST", f"{V1}/people", "AR RRRR RRSS SR RRR RS A", {"name": "Somebody"}),
    Row("POST", f"{V1}/people/{{me}}/contact", "AS SSSS SSSS SS SSS NR A", {"phone": "01632 960 001"}, "oneself"),
    Row("POST", f"{V1}/people/{{fifth_person}}/contact", "AN NNNN NNSS SN NNN NR A", {"email": "fifth@example.org"}, "another"),
    Row("POST", f"{V1}/people/{{twice}}/contact", "AN NNNS NNRR RN NNN NR A", {"email": "twice@example.org"}, "of the member of staff, who sits elsewhere too"),
    Row("POST", f"{V1}/people/{{me}}/details", "AR RRRR RRSS SR RRR NR A", EXPENSE, "oneself"),
    Row("POST", f"{V1}/people/{{fifth_person}}/details", "AN NNNN NNSS SN NNN NR A", EXPENSE, "another"),
    Row("POST", f"{V1}/people/{{me}}/consent", "AS SSSS SSSS SS SSS NR A", {"purpose": "access"}, "oneself"),
    Row("POST", f"{V1}/people/{{fifth_person}}/consent", "AN NNNN NNSS SN NNN NR A", {"purpose": "access"}, "another"),
    Row("POST", f"{V1}/people/{{me}}/consent/withdraw", "AS SSSS SSSS SS SSS NR A", {"purpose": "access"}, "oneself"),
    Row("POST", f"{V1}/people/{{fifth_person}}/consent/withdraw", "AN NNNN NNSS SN NNN NR A", {"purpose": "access"}, "another"),
    Row("POST", f"{V1}/people/{{me}}/erasure", "AS SSSS SSSS SS SSS NR A", {}, "oneself"),
    Row("POST", f"{V1}/people/{{fifth_person}}/erasure", "AN NNNN NNSS SN NNN NR A", {"channel": "phone"}, "another"),
    Row("POST", f"{V1}/people/{{me}}/erasure/decide", "AR RRRR RREE ER RRR NR A", {"outcome": "agreed"}, "oneself, who asked for nothing"),
    Row("POST", f"{V1}/people/{{fifth_person}}/erasure/decide", "AN NNNN NNEE EN NNN NR A", {"outcome": "agreed"}, "another, who asked for nothing"),
    Row("POST", f"{V1}/people/{{twice}}/erasure/decide", "AN NNNR NNRR RN NNN NR A", {"outcome": "agreed"}, "of the member of staff, who sits elsewhere too"),
    Row("POST", f"{V1}/groups/{{group}}/redactions", OFFICE.replace("S", "E"), {"words": ["{me}"], "reason": "private"}, "what is no words of the group"),
    Row("POST", f"{V1}/groups", "AR RRRR RRRR SR RRR RR A", {"name": "Another", "slug": "another"}),
    Row("POST", f"{V1}/groups/{{group}}/seats", OFFICE, {"slug": "new", "label": "New", "constituency": "neighbour"}),
    Row("DELETE", f"{V1}/seats/{{empty}}", OFFICE, {}),
    Row("PUT", f"{V1}/seats/{{empty}}/holder", OFFICE, {"person": "{free_person}", "ground": "sent", "reason": "The surgery."}),
    Row("DELETE", f"{V1}/seats/{{fifth}}/holder", OFFICE, {}),
    Row("PUT", f"{V1}/seats/{{mine}}/deputy", "AN SEEE SEEE SR NNN RN A", DEPUTY, "one's own; of the same class, with a vote"),
    Row("PUT", f"{V1}/seats/{{fifth}}/deputy", ANOTHERS_OF_THE_GROUP, {**DEPUTY, "constituency": "service_user"}, "another's"),
    Row("DELETE", f"{V1}/seats/{{mine}}/deputy", OWN, {}, "one's own"),
    Row("DELETE", f"{V1}/seats/{{fifth}}/deputy", ANOTHERS_OF_THE_GROUP, {}, "another's"),
    Row("PUT", f"{V1}/seats/{{mine}}/text-need", OWN, {}, "one's own"),
    Row("PUT", f"{V1}/seats/{{fifth}}/text-need", ANOTHERS_OF_THE_GROUP, {}, "another's"),
    Row("POST", f"{V1}/groups/{{group}}/offices", OFFICE, {"slug": "clerk", "label": "Clerk", "kind": "other"}),
    Row("POST", f"{V1}/groups/{{group}}/offices/vacant/terms", "AN RRRR RREE SR NNN RN A", {"seat": "fourth"}, "without a decision; founding it takes none"),
    Row("POST", f"{V1}/terms/{{term}}/end", OFFICE, {"reason": "resigned"}),
    Row("POST", f"{V1}/groups/{{group}}/standing-orders", OFFICE.replace("S", "E"), {"orders": {"quorum": 4}}, "without a decision; founding it the first take none"),
    Row("POST", f"{V1}/groups/{{group}}/class-mapping", "AN RRRR RREE SR NNN RN A", {"mapping": {"community_counts": True}}, "without a decision; founding it takes none"),
    Row("POST", f"{V1}/groups/{{group}}/meetings", OFFICE, {"starts": {"date": "2026-03-10"}}),
    Row("POST", f"{M}/{{called}}/cancel", OFFICE, {}),
    Row("POST", f"{M}/{{called}}/move", OFFICE, {"place": "The library", "notice_given": {"date": "2026-02-10"}}),
    Row("POST", f"{M}/{{hasty}}/short-notice", OWN_WITH_A_VOTE, {"seat": "{mine}"}, "one's own"),
    Row("POST", f"{M}/{{hasty}}/short-notice", ANOTHERS_OF_THE_GROUP, {"seat": "fifth"}, "another's"),
    Row("POST", f"{M}/{{called}}/open", OFFICE, {"present": ["first", "second", "fourth"], "presider": "first"}),
    Row("POST", f"{M}/{{open}}/adjourn", PRESIDING, {}),
    Row("POST", f"{M}/{{adjourned}}/resume", "AN RRRR SRSS SR NNN RN A", {"present": ["first", "second", "fourth"]}),
    Row("POST", f"{M}/{{open}}/close", PRESIDING, {}),
    Row("POST", f"{M}/{{open}}/break", PRESIDING, {}),
    Row("POST", f"{M}/{{resting}}/break/end", PRESIDING, {}),
    Row("POST", f"{M}/{{open}}/wait", PRESIDING, {}),
    Row("PUT", f"{M}/{{open}}/attendance", MINUTES, {"present": ["first", "second", "fourth"]}),
    Row("PUT", f"{M}/{{open}}/headcount", MINUTES, {"count": 8}),
    Row("POST", f"{M}/{{open}}/arrivals", OWN, {"seats": ["{mine}"]}, "one's own"),
    Row("POST", f"{M}/{{open}}/arrivals", ANOTHERS, {"seats": ["away"]}, "another's"),
    Row("POST", f"{M}/{{open}}/arrivals", ANOTHERS, {"seats": ["{mine}", "away"]}, "another's beside one's own"),
    Row("POST", f"{M}/{{open}}/departures", OWN, {"seats": ["{mine}"]}, "one's own"),
    Row("POST", f"{M}/{{open}}/departures", ANOTHERS, {"seats": ["fifth"]}, "another's"),
    Row("POST", f"{M}/{{called}}/apologies", OWN, {"seat": "{mine}"}, "one's own"),
    Row("POST", f"{M}/{{called}}/apologies", "AN RRRR RRRS SR NNN RN A", SEAT_OF_FIFTH, "another's"),
    Row("POST", f"{M}/{{open}}/visitors", MINUTES, {"visitor": {"label": "A neighbour"}}),
    Row("POST", f"{M}/{{open}}/stand-down", "AN SEEE SEEE SR NNN RN A", {"seat": "{mine}"}, "one's own; not with lived experience"),
    Row("POST", f"{M}/{{open}}/stand-down", "AN RRRR SRRS SR NNN RN A", {"seat": "fourth", "by": "third"}, "another's"),
    Row("POST", f"{M}/{{open}}/chair", PRESIDING, {"seat": "fifth"}),
    Row("POST", f"{M}/{{open}}/minute-taker", PRESIDING, {"seat": "officer"}),
    Row("POST", f"{M}/{{open}}/interests", OWN, {"seat": "{mine}", "item": "3", "kind": "financial"}, "one's own"),
    Row("POST", f"{M}/{{open}}/interests", ANOTHERS, {"seat": "fifth", "item": "3", "kind": "financial"}, "another's"),
    Row("POST", f"{M}/{{open}}/interests/manage", PRESIDING, {"seat": "fifth", "item": "4", "how": "leave"}),
    Row("POST", f"{M}/{{hands}}/interests/return", PRESIDING, {"seat": "fifth", "item": "4"}),
    Row("POST", f"{M}/{{open}}/interests/dispute", OWN_WITH_A_VOTE, {"seat": "fifth", "item": "4", "how": "leave", "raised_by": "{mine}"}, "by oneself"),
    Row("POST", f"{M}/{{open}}/interests/dispute", ANOTHERS, {"seat": "fifth", "item": "4", "how": "leave", "raised_by": "third"}, "by another"),
    Row("POST", f"{M}/{{hands}}/interests/settle", PRESIDING, {"seat": "fifth", "item": "4", "count": {"for": 2}}),
    Row("POST", f"{M}/{{called}}/deputies/send", "AN SEEE SEEE SR NNN RN A", {"seat": "{mine}", **DEPUTY}, "one's own; of the same class"),
    Row("POST", f"{M}/{{called}}/deputies/send", ANOTHERS_OF_THE_GROUP, {"seat": "fifth", **DEPUTY, "constituency": "service_user"}, "another's"),
    Row("POST", f"{M}/{{open}}/deputies", PRESIDING, {"seat": "away"}),
    Row("POST", f"{M}/{{open}}/remote", OWN, {"seats": ["{mine}"]}, "oneself"),
    Row("POST", f"{M}/{{open}}/remote", ANOTHERS, {"seats": ["fifth"]}, "another"),
    Row("POST", f"{M}/{{open}}/quorum/query", OWN, {"seat": "{mine}"}, "by oneself"),
    Row("POST", f"{M}/{{open}}/quorum/query", ANOTHERS, SEAT_OF_FIFTH, "by another"),
    Row("POST", f"{M}/{{open}}/visitors/acting", MINUTES, {"visitor": "{visitor}", "item": "3"}),
    Row("POST", f"{M}/{{open}}/next-chair", PRESIDING, SEAT_OF_FIFTH),
    Row("POST", f"{M}/{{open}}/items", OWN, {"title": "A new thing"}),
    Row("POST", f"{V1}/items/{{waiting}}/open", PRESIDING, {"mode": "live"}),
    Row("POST", f"{V1}/items/{{waiting}}/defer", PRESIDING, {}),
    Row("POST", f"{V1}/items/{{waiting}}/urgent", PRESIDING, {"reason": "It broke today."}),
    Row("POST", f"{V1}/items/{{item}}/close", PRESIDING, {}),
    Row("POST", f"{V1}/items/{{item}}/notes", MINUTES, {"words": "We talked."}),
    Row("POST", f"{V1}/items/{{item}}/suggestions", MINUTES, {"words": "Tea."}),
    Row("POST", f"{V1}/items/{{item}}/actions", MINUTES, {"task": {"owner": "fifth", "do": "ring"}}),
    Row("POST", f"{V1}/items/{{item}}/motions", OWN_WITH_A_VOTE, {"words": "Tea.", "moved_by": "{mine}"}, "one's own"),
    Row("POST", f"{V1}/items/{{item}}/motions", ANOTHERS, {"words": "Tea.", "moved_by": "fifth"}, "another's"),
    Row("POST", f"{V1}/items/{{item}}/motions", ANOTHERS, {"words": "Tea.", "moved_by": "{mine}", "seconded_by": "fifth"}, "with another's second"),
    Row("POST", f"{V1}/motions/{{open_motion}}/second", "AN EEEE SSSS ER NNN RN A", {"seat": "{mine}"}, "one's own; not by the mover"),
    Row("POST", f"{V1}/motions/{{open_motion}}/second", ANOTHERS, {"seat": "fifth"}, "another's"),
    Row("POST", f"{V1}/motions/{{open_motion}}/withdraw", "AN SRRR SRRS SR NNN RN A", {"by": "fourth"}, "by its mover"),
    Row("POST", f"{V1}/motions/{{open_motion}}/withdraw", "AN SEEE EEEE SR NNN RN A", {"by": "{mine}"}, "by oneself"),
    Row("POST", f"{V1}/motions/{{open_motion}}/amendments", OWN_WITH_A_VOTE, {"changes": [{"remove": "noon", "insert": "one"}], "moved_by": "{mine}"}, "one's own"),
    Row("POST", f"{V1}/motions/{{open_motion}}/amendments", ANOTHERS, {"changes": [{"remove": "noon", "insert": "one"}], "moved_by": "fifth"}, "another's"),
    Row("POST", f"{V1}/motions/{{open_motion}}/put", PRESIDING, {}),
    Row("PUT", f"{V1}/motions/{{roll_motion}}/votes/{{mine}}", "AN SEEE SSSS RR NNN RN A", {"choice": "for"}, "one's own"),
    Row("PUT", f"{V1}/motions/{{roll_motion}}/votes/{{fifth}}", "AN RRRR SRRS RR NNN RN A", {"choice": "against"}, "another's"),
    Row("PUT", f"{V1}/motions/{{hands_motion}}/count", PRESIDING, {"count": {"for": 3}}),
    Row("POST", f"{V1}/motions/{{asked_motion}}/ask", PRESIDING, {}),
    Row("POST", f"{V1}/motions/{{cut_motion}}/phone", PRESIDING, {"seat": "fifth", "choice": "for"}),
    Row("POST", f"{V1}/motions/{{cut_motion}}/retake", PRESIDING, {}),
    Row("POST", f"{V1}/motions/{{tied_motion}}/casting-vote", "AN RRRR RSRR RR NNN RN A", {"direction": "against", "changes_status_quo": False, "reason": "It stays."}),
    Row("POST", f"{V1}/motions/{{tied_motion}}/casting-vote/decline", "AN RRRR RSRR RR NNN RN A", {}),
    Row("POST", f"{V1}/motions/{{open_motion}}/recorded-vote", OWN_WITH_A_VOTE, {"seats": ["{mine}"]}, "one's own"),
    Row("POST", f"{V1}/motions/{{open_motion}}/recorded-vote", ANOTHERS, {"seats": ["fifth"]}, "another's"),
    Row("POST", f"{V1}/motions/{{roll_motion}}/names", "AN RRRR EERE ER NNN RN A", {"votes": {"fifth": "for"}}, "before the result"),
    Row("POST", f"{V1}/motions/{{roll_motion}}/own-votes/{{mine}}", "AN EEEE EEEE RR NNN RN A", {"choice": "for"}, "one's own; before the result"),
    Row("POST", f"{V1}/motions/{{roll_motion}}/own-votes/{{fifth}}", "AN RRRR ERRE RR NNN RN A", {"choice": "for"}, "another's"),
    Row("POST", f"{V1}/motions/{{open_motion}}/ballot/ask", OWN_WITH_A_VOTE, {"seats": ["{mine}"]}, "one's own"),
    Row("POST", f"{V1}/motions/{{open_motion}}/ballot/ask", ANOTHERS, {"seats": ["fifth"]}, "another's"),
    Row("PUT", f"{V1}/motions/{{open_motion}}/ballot/tellers", PRESIDING, {"tellers": ["fourth", "fifth"]}),
    Row("PUT", f"{V1}/motions/{{hands_motion}}/ballot", "AN RRRR EERE ER NNN RN A", {"count": {"for": 1}, "voted": ["first"]}, "of no ballot"),
    Row("POST", f"{V1}/motions/{{hands_motion}}/objections/{{mine}}", "AN EEEE EEEE ER NNN RN A", {"words": "No.", "harms": "Us."}, "one's own; not up for consent"),
    Row("POST", f"{V1}/motions/{{hands_motion}}/objections/{{fifth}}", "AN RRRR ERRE ER NNN RN A", {"words": "No.", "harms": "Us."}, "another's"),
    Row("POST", f"{V1}/motions/{{hands_motion}}/objections/{{fifth}}/test", "AN RRRR EERE ER NNN RN A", {"found": "stands"}, "not up for consent"),
    Row("POST", f"{V1}/motions/{{hands_motion}}/rounds", "AN RRRR EERE ER NNN RN A", {}, "not up for consent"),
    Row("PUT", f"{V1}/motions/{{open_motion}}/proxies/{{mine}}", "AN EEEE EEEE RR NNN RN A", {"holder": "fifth", "choice": "for"}, "one's own; the rules have none"),
    Row("PUT", f"{V1}/motions/{{open_motion}}/proxies/{{away}}", "AN RRRR ERRE RR NNN RN A", {"holder": "fifth", "choice": "for"}, "another's"),
    Row("PUT", f"{V1}/motions/{{open_motion}}/advance-votes/{{mine}}", "AN EEEE EEEE RR NNN RN A", {"choice": "for"}, "one's own; of a proposal"),
    Row("PUT", f"{V1}/motions/{{open_motion}}/advance-votes/{{away}}", "AN RRRR ERRE RR NNN RN A", {"choice": "for"}, "another's"),
    Row("POST", f"{V1}/items/{{item}}/reopenings", OWN_WITH_A_VOTE, {"decision": "{decision}", "how": "rescind", "words": "No tea.", "moved_by": "{mine}", "signed_by": ["first", "second", "fifth"]}, "one's own"),
    Row("POST", f"{V1}/items/{{item}}/reopenings", ANOTHERS, {"decision": "{decision}", "how": "rescind", "words": "No tea.", "moved_by": "fifth", "signed_by": ["first", "second", "fifth"]}, "another's"),
    Row("POST", f"{V1}/items/{{item}}/ratifications", OWN_WITH_A_VOTE, {"words": "The boiler was mended.", "moved_by": "{mine}"}, "one's own"),
    Row("POST", f"{V1}/items/{{item}}/ratifications", ANOTHERS, {"words": "The boiler was mended.", "moved_by": "fifth"}, "another's"),
    Row("POST", f"{V1}/decisions/{{decision}}/carried-out", OFFICE, {}),
    Row("POST", f"{V1}/motions/{{roll_motion}}/declare", PRESIDING, {}),
    Row("POST", f"{M}/{{closed}}/decisions", "AN RRRR ERRE ER NNN RN A", {"item": "4", "words": "Tea.", "how": "hands"}, "after the end"),
    Row("POST", f"{M}/{{open}}/decisions", PRESIDING, {"item": "3", "words": "Tea.", "how": "hands", "count": {"for": 3}, "mode": "written_up"}, "of a meeting written up (decision 0019)"),
    Row("POST", f"{V1}/actions/{{task}}/start", "AN SEEE EEEE SR NNN RN A", {"seat": "{mine}"}, "by whoever took it on"),
    Row("POST", f"{V1}/actions/{{task}}/start", "AN SRRR RRRS SR NNN RN A", {"seat": "fourth"}, "told by others"),
    Row("POST", f"{V1}/actions/{{task}}/done", "AN SEEE EEEE SR NNN RN A", {"seat": "{mine}"}, "by whoever took it on"),
    Row("POST", f"{V1}/actions/{{task}}/done", "AN SRRR RRRS SR NNN RN A", {"seat": "fourth"}, "told by others"),
    Row("POST", f"{V1}/actions/{{told}}/verify", "AN EEEE SSSS ER NNN RN A", {"seat": "{mine}"}, "by another with a vote"),
    Row("POST", f"{V1}/actions/{{told}}/verify", "AN RRRR RRRS SR NNN RN A", SEAT_OF_FIFTH, "by others"),
    Row("POST", f"{V1}/actions/{{task}}/drop", "AN RRRR RRRS SR NNN RN A", {"reason": "Not needed."}),
    Row("POST", f"{V1}/actions/{{task}}/put-off", "AN RRRR RRRS SR NNN RN A", {"due": "2026-04-01"}),
    Row("POST", f"{V1}/groups/{{group}}/resolutions", OFFICE, {"words": "Tea.", "reason": "Thirst.", "how_to_reply": "Ring."}),
    Row("PUT", f"{V1}/resolutions/{{sent}}/replies/{{mine}}", "AN SEEE SSSS RR NNN RN A", {"choice": "for"}, "one's own"),
    Row("PUT", f"{V1}/resolutions/{{sent}}/replies/{{fifth}}", "AN RRRR RRRS RR NNN RN A", {"choice": "for", "channel": "post"}, "another's"),
    Row("POST", f"{V1}/resolutions/{{sent}}/replies/{{away}}/confirm", "AN RRRR RRRR RR NNN RN A", {}, "another's"),
    Row("POST", f"{V1}/resolutions/{{sent}}/replies/{{away}}/dispute", "AN RRRR RRRR RR NNN RN A", {}, "another's"),
    Row("POST", f"{V1}/resolutions/{{sent}}/demands", "AN SEEE SSSS ER NNN RN A", {"seat": "{mine}"}, "one's own"),
    Row("POST", f"{V1}/resolutions/{{sent}}/demands", "AN RRRR RRRS SR NNN RN A", {**SEAT_OF_FIFTH, "channel": "phone"}, "another's"),
    Row("POST", f"{V1}/resolutions/{{sent}}/withdraw", OFFICE, {}),
    Row("POST", f"{V1}/resolutions/{{over}}/close", OFFICE, {}),
    Row("POST", f"{M}/{{open}}/resolutions", "AN RRRR ERRE ER NNN RN A", {"item": "3", "resolution": "{sent}"}, "still open"),
    Row("POST", f"{V1}/groups/{{group}}/chairs-actions", "AN EEEE EESE ER NNN RN A", {"seat": "{mine}", "words": "Tea.", "reason": "Thirst.", "consulted": ["{fifth}"]}, "by oneself"),
    Row("POST", f"{V1}/groups/{{group}}/elections", OFFICE, {"office": "vacant", "closes": "2098-12-31"}),
    Row("POST", f"{V1}/elections/{{nominating}}/nominations", OWN, {"seat": "vice", "nominated_by": "{mine}"}, "by oneself"),
    Row("POST", f"{V1}/elections/{{nominating}}/nominations", "AN RRRR RRRS SR NNN RN A", {"seat": "vice", "nominated_by": "fifth"}, "by others"),
    Row("POST", f"{V1}/elections/{{nominating}}/nominations/{{mine}}/accept", "AN EEEE EEEE ER NNN RN A", {}, "nobody nominated them"),
    Row("POST", f"{V1}/elections/{{nominating}}/nominations/{{fifth}}/accept", "AN RRRR RRRS SR NNN RN A", {}, "another's"),
    Row("DELETE", f"{V1}/elections/{{nominating}}/nominations/{{fifth}}", "AN RRRR RRRS SR NNN RN A", {}, "another's"),
    Row("POST", f"{V1}/elections/{{lapsed}}/close", OFFICE, {}),
    Row("POST", f"{M}/{{quiet}}/elections/{{unopposed}}/vote-required", OWN_WITH_A_VOTE, {"item": "3", "seat": "{mine}"}, "one's own"),
    Row("POST", f"{M}/{{quiet}}/elections/{{unopposed}}/vote-required", ANOTHERS, {"item": "3", "seat": "fifth"}, "another's"),
    Row("POST", f"{M}/{{quiet}}/elections/{{contested}}/ballot", PRESIDING, {"item": "3", "tellers": ["third", "fourth"]}),
    Row("PUT", f"{M}/{{hands}}/elections/{{balloting}}/ballot", PRESIDING, {"votes": {"fifth": 2, "second": 1}, "voted": ["first", "second", "fourth"]}),
    Row("POST", f"{M}/{{roll}}/elections/{{twice_tied}}/lot", PRESIDING, {"seat": "fifth"}),
    Row("POST", f"{M}/{{quiet}}/elections/{{unopposed}}/declare", PRESIDING, {"item": "3"}),
    Row("POST", f"{V1}/items/{{item}}/extensions", "AN EEEE EEEE ER NNN RN A", {"election": "{unopposed}", "words": "A year more.", "moved_by": "{mine}"}, "one's own; nobody was refused"),
    Row("POST", f"{V1}/items/{{item}}/extensions", "AN RRRR ERRE ER NNN RN A", {"election": "{unopposed}", "words": "A year more.", "moved_by": "fifth"}, "another's"),
    Row("POST", f"{V1}/items/{{item}}/removals", OWN_WITH_A_VOTE, {"office": "other", "words": "Another one.", "moved_by": "{mine}"}, "one's own"),
    Row("POST", f"{V1}/items/{{item}}/removals", ANOTHERS, {"office": "other", "words": "Another one.", "moved_by": "fifth"}, "another's"),
    Row("POST", f"{V1}/motions/{{removal}}/hearing", PRESIDING, {}),
    Row("POST", f"{V1}/groups/{{group}}/requisitions", OWN_WITH_A_VOTE, {"seat": "{mine}", "business": [{"title": "The cold hall"}]}, "one's own"),
    Row("POST", f"{V1}/groups/{{group}}/requisitions", ANOTHERS_OF_THE_GROUP, {"seat": "away", "business": [{"title": "The cold hall"}]}, "another's"),
    Row("POST", f"{V1}/requisitions/{{requisition}}/join", OWN_WITH_A_VOTE, {"seat": "{mine}"}, "one's own"),
    Row("POST", f"{V1}/requisitions/{{requisition}}/join", ANOTHERS_OF_THE_GROUP, {"seat": "away"}, "another's"),
    Row("POST", f"{V1}/requisitions/{{requisition}}/leave", OWN_WITH_A_VOTE, {"seat": "{mine}"}, "one's own"),
    Row("POST", f"{V1}/requisitions/{{requisition}}/leave", ANOTHERS_OF_THE_GROUP, {"seat": "fifth"}, "another's"),
    Row("POST", f"{V1}/groups/{{group}}/meetings", "AN SEEE EESS SR NNN RN A", {"starts": {"date": "2026-03-10"}, "requisition": "{requisition}"}, "by those who asked"),
    Row("POST", f"{V1}/groups/{{group}}/business", OWN_WITH_A_VOTE, {"seat": "{mine}", "title": "Tea"}, "one's own"),
    Row("POST", f"{V1}/groups/{{group}}/business", ANOTHERS_OF_THE_GROUP, {"seat": "away", "title": "Tea"}, "another's"),
    Row("POST", f"{V1}/business/{{ramp}}/withdraw", "AN SEEE EEEE SR NNN RN A", {"seat": "{mine}"}, "by whoever proposed it"),
    Row("POST", f"{V1}/business/{{ramp}}/withdraw", "AN SRRR RRRS SR NNN RN A", {"seat": "fourth"}, "told by others"),
    Row("POST", f"{M}/{{hasty}}/business/{{refused}}/insist", OWN_WITH_A_VOTE, {"seat": "{mine}"}, "one's own"),
    Row("POST", f"{M}/{{hasty}}/business/{{refused}}/insist", ANOTHERS_OF_THE_GROUP, {"seat": "away"}, "another's"),
    Row("POST", f"{M}/{{closed}}/notice-defects", OWN_WITH_A_VOTE, {"seat": "{mine}"}, "one's own"),
    Row("POST", f"{M}/{{closed}}/notice-defects", ANOTHERS, {"seat": "away"}, "another's"),
    Row("POST", f"{M}/{{closed}}/notice-defects/reopen", "AN SEEE EEEE SR NNN RN A", {"decision": "{decision}", "seat": "{mine}"}, "one's own, by whoever had no notice"),
    Row("POST", f"{M}/{{closed}}/notice-defects/reopen", "AN SRRR SRRS SR NNN RN A", {"decision": "{decision}", "seat": "fourth"}, "another's"),
    Row("PUT", f"{V1}/decisions/{{decision}}/review", OFFICE, {"review_by": "2099-01-01"}),
    Row("PUT", f"{V1}/groups/{{group}}/standing-orders/review", OFFICE, {"review_by": "2099-01-01"}),
    Row("POST", f"{M}/{{quiet}}/actions/{{task}}/raise", MINUTES, {"item": "3"}),
    Row("PUT", f"{V1}/seats/{{mine}}/format", OWN, {"format": "large_print"}, "one's own"),
    Row("PUT", f"{V1}/seats/{{fifth}}/format", ANOTHERS_OF_THE_GROUP, {"format": "large_print"}, "another's"),
    Row("POST", f"{V1}/items/{{waiting}}/papers", OFFICE, {"title": "The plans"}),
    Row("POST", f"{V1}/items/{{waiting}}/defer", "AN EEEE EEEE ER NNN RN A", {"asked_by": "{mine}"}, "for its papers, by oneself; there are none"),
    Row("POST", f"{V1}/items/{{waiting}}/defer", ANOTHERS.replace("S", "E"), {"asked_by": "fifth"}, "for its papers, by another; there are none"),
    Row("POST", f"{V1}/items/{{waiting}}/escalate", PRESIDING.replace("S", "E"), {"reason": "Too few."}, "enough are left"),
    Row("POST", f"{M}/{{quiet}}/chairs-actions", MINUTES, {"item": "3", "decision": "{alone}"}),
    Row("POST", f"{M}/{{quiet}}/chairs-actions/answer", PRESIDING, {"item": "3", "decision": "{alone}", "how": "noted", "mode": "written_up"}),
    Row("POST", f"{V1}/groups/{{group}}/handovers", OFFICE, {"office": "other", "giver": "fifth", "taker": "fourth"}),
    Row("POST", f"{V1}/handovers/{{handover}}/items", "AN SEEE EESE SR NNN RN A", {"item": "keys", "seat": "{mine}"}, "by whoever gives or takes"),
    Row("POST", f"{V1}/handovers/{{handover}}/items", "AN RRRR RRSS SR NNN RN A", {"item": "keys", "seat": "first"}, "of the chair, who takes it; told by others"),
    Row("POST", f"{V1}/handovers/{{handed}}/confirm", "AN SEEE EESE SR NNN RN A", {"seat": "{mine}"}, "by whoever gives or takes"),
    Row("POST", f"{V1}/handovers/{{handed}}/confirm", "AN RRRR RRSS SR NNN RN A", {"seat": "first"}, "of the chair, who takes it; told by others"),
    Row("POST", f"{V1}/acts/{{vote}}/strike", MINUTES, {}),
    Row("POST", f"{V1}/motions/{{open_motion}}/accept", "AN EEEE EEEE ER NNN RN A", {}, "which is no change of words"),
    Row("POST", f"{V1}/motions/{{open_motion}}/words", PRESIDING, {"changes": [{"remove": "noon", "insert": "one"}]}),
    Row("POST", f"{V1}/motions/{{open_motion}}/second/withdraw", OWN, {}, "where nobody seconded"),
    Row("POST", f"{V1}/motions/{{open_motion}}/fall", "AN RRRR EERE ER NNN RN A", {}, "where no seconder is needed"),
    Row("POST", f"{V1}/motions/{{open_motion}}/divide", PRESIDING, {"cuts": ["at noon"], "objections": []}),
    Row("POST", f"{V1}/motions/{{roll_motion}}/vote-again", "AN RRRR EERE ER NNN RN A", {}, "of a vote that stands"),
    Row("PUT", f"{V1}/motions/{{roll_motion}}/choices/{{mine}}", "AN EEEE EEEE RR NNN RN A", {"option": 1}, "one's own, without options"),
    Row("PUT", f"{V1}/motions/{{roll_motion}}/choices/{{fifth}}", "AN RRRR ERRE RR NNN RN A", {"option": 1}, "another's, without options"),
    Row("PUT", f"{V1}/motions/{{hands_motion}}/option-counts", "AN RRRR EERE ER NNN RN A", {"counts": [1, 2]}, "without options"),
    Row("POST", f"{V1}/items/{{item}}/procedural-motions", OWN_WITH_A_VOTE, {"kind": "adjourn", "moved_by": "{mine}"}, "one's own"),
    Row("POST", f"{V1}/items/{{item}}/procedural-motions", ANOTHERS, {"kind": "adjourn", "moved_by": "fifth"}, "another's"),
    Row("POST", f"{V1}/items/{{item}}/questions", OWN_WITH_A_VOTE, {"words": "Where?", "options": [{"words": "A."}, {"words": "B."}], "moved_by": "{mine}"}),
    Row("POST", f"{V1}/items/{{item}}/together", OWN_WITH_A_VOTE, {"items": ["{waiting}"], "words": "Agree it.", "moved_by": "{mine}"}),
    Row("POST", f"{V1}/items/{{item}}/pull", OWN_WITH_A_VOTE, {"seat": "{mine}"}, "one's own"),
    Row("POST", f"{V1}/items/{{item}}/pull", ANOTHERS, {"seat": "fifth"}, "another's"),
    Row("POST", f"{M}/{{open}}/unfinished-business", PRESIDING, {"motion": "{adjourned_motion}"}),
    Row("POST", f"{M}/{{open}}/points-of-order", OWN, {"words": "Order.", "seat": "{mine}"}, "one's own"),
    Row("POST", f"{M}/{{open}}/points-of-order", ANOTHERS, {"words": "Order.", "seat": "fifth"}, "another's"),
    Row("POST", f"{M}/{{open}}/rulings", PRESIDING, {"words": "In order."}),
    Row("POST", f"{V1}/rulings/{{ruling}}/appeal", ANOTHERS, {"seats": ["fourth", "fifth"]}, "by two"),
    Row("POST", f"{V1}/rulings/{{ruling}}/appeal", "AN EEEE EEEE ER NNN RN A", {"seats": ["{mine}"]}, "by oneself alone"),
    Row("POST", f"{V1}/items/{{item}}/closed-session", PRESIDING, {"ground": "personal", "title": "A person", "mode": "written_up"}),
    Row("POST", f"{V1}/items/{{shut_item}}/closed-session/end", PRESIDING, {"mode": "written_up"}),
    Row("POST", f"{V1}/items/{{told_item}}/closed-session/review", OFFICE, {"outcome": "keep", "reason": "Too soon."}),
    Row("POST", f"{M}/{{closed}}/minutes/circulate", "AN RRRR SRRS SR NNN RN A", {}),
    Row("POST", f"{M}/{{closed}}/minutes/corrections", OWN, {"line": "4.1", "old": "tea", "new": "coffee", "seat": "{mine}"}, "one's own"),
    Row("POST", f"{M}/{{closed}}/minutes/corrections", ANOTHERS, {"line": "4.1", "old": "tea", "new": "coffee", "seat": "fifth"}, "another's"),
    Row("POST", f"{V1}/corrections/{{asked_correction}}/answer", "AN RRRR SRRS SR NNN RN A", {"answer": "accept"}),
    Row("POST", f"{V1}/corrections/{{declined_correction}}/disagree", "AN SEEE EEEE SR NNN RN A", {"words": "No.", "seat": "{mine}"}, "by whoever asked"),
    Row("POST", f"{V1}/corrections/{{declined_correction}}/disagree", "AN SRRR SRRS SR NNN RN A", {"words": "No.", "seat": "fourth"}, "told by others"),
    Row("POST", f"{M}/{{closed}}/minutes/sign", "AN EEEE EEEE RR NNN RN A", {"seat": "{mine}"}, "before they are approved"),
    Row("POST", f"{M}/{{closed}}/minutes/sign", "AN RRRR RRRR RR NNN RN A", {"seat": "away"}, "for another"),
    Row("POST", f"{M}/{{closed}}/minutes/recording-destroyed", "AN RRRR ERRE ER NNN RN A", {}, "where nothing is recorded"),
]

WRITTEN_UP = [
    Row("POST", f"{M}/{{open}}/close", PRESIDING, {"mode": "written_up"}, "written up"),
    Row("POST", f"{M}/{{called}}/apologies", "AN RRRR RRSS SR NNN RN A", {"seat": "{mine}", "mode": "written_up"}, "written up"),
    Row("PUT", f"{V1}/motions/{{roll_motion}}/votes/{{mine}}", "AN RRRR SSSS RR NNN RN A", {"choice": "for", "mode": "written_up"}, "written up"),
    Row("POST", f"{V1}/motions/{{open_motion}}/withdraw", "AN RRRR SSSS SR NNN RN A", {"by": "{mine}", "mode": "written_up"}, "written up"),
    Row("POST", f"{V1}/groups/{{group}}/meetings", OFFICE, {"starts": {"date": "2026-01-10"}, "mode": "written_up"}, "written up"),
]

READS = [
    Row("GET", f"{V1}/groups", EVERYBODY),
    Row("GET", f"{V1}/groups/{{group}}", READERS),
    Row("GET", f"{V1}/groups/{{group}}/seats", READERS),
    Row("GET", f"{V1}/groups/{{group}}/offices", READERS),
    Row("GET", f"{V1}/groups/{{group}}/standing-orders", READERS),
    Row("POST", f"{V1}/groups/{{group}}/standing-orders/rehearse", READERS, {}),
    Row("GET", f"{V1}/groups/{{group}}/meetings", READERS),
    Row("GET", f"{V1}/groups/{{group}}/actions", READERS),
    Row("GET", f"{V1}/groups/{{group}}/resolutions", READERS),
    Row("GET", f"{V1}/resolutions/{{sent}}", READERS),
    Row("GET", f"{V1}/groups/{{group}}/absences", "NN NNNN NNSS SN NNN NN N"),
    Row("GET", f"{V1}/groups/{{group}}/presiding", READERS),
    Row("GET", f"{V1}/groups/{{group}}/elections", READERS),
    Row("GET", f"{V1}/groups/{{group}}/handovers", READERS),
    Row("GET", f"{V1}/groups/{{group}}/requisitions", READERS),
    Row("GET", f"{V1}/groups/{{group}}/business", READERS),
    Row("GET", f"{V1}/groups/{{group}}/reviews", READERS),
    Row("GET", f"{V1}/register?group={{group}}", READERS),
    Row("GET", f"{V1}/decisions/{{decision}}", READERS),
    Row("GET", f"{M}/{{open}}", READERS),
    Row("GET", f"{M}/{{open}}/floor", READERS),
    Row("GET", f"{M}/{{open}}/items", READERS),
    Row("GET", f"{M}/{{open}}/minutes", READERS),
    Row("GET", f"{M}/{{open}}/quorum", READERS),
    Row("GET", f"{M}/{{closed}}/minutes/life", READERS),
    Row("GET", f"{V1}/items/{{told_item}}/closed-session", "NN NNNN NNSS SN NNN NN N"),
    Row("GET", f"{M}/{{closed}}/minutes/names", "NN NNNN NNSS SN NNN NN N"),
    Row("GET", f"{V1}/motions/{{roll_motion}}", READERS),
    Row("GET", f"{V1}/motions/{{roll_motion}}/votes", READERS),
    Row("GET", f"{V1}/events", ANYBODY_KNOWN),
    Row("GET", f"{V1}/events?group={{group}}", "AN SSSS SSSS SN NNN SN A", None, "of a group"),
    Row("GET", f"{V1}/events/{{vote}}", READERS),
    Row("GET", f"{V1}/me", ANYBODY_KNOWN),
    Row("GET", f"{V1}/people/{{me}}", "AS SSSS SSSS SS SSS NS A", None, "oneself"),
    Row("GET", f"{V1}/people/{{me}}/report", "AS SSSS SSSS SS SSS NN A", None, "oneself"),
    Row("GET", f"{V1}/people/{{fifth_person}}/report", "AN NNNN NNNN NN NNN NN A", None, "another"),
    Row("GET", f"{V1}/people/{{fifth_person}}", "AN NNNN NNSS SN NNN NS A", None, "another"),
    Row("POST", f"{V1}/tokens", PEOPLE_ONLY, {}),
    Row("GET", f"{V1}/tokens", PEOPLE_ONLY),
    Row("DELETE", f"{V1}/tokens/{{token}}", PEOPLE_ONLY, None, "one's own"),
    Row("DELETE", f"{V1}/tokens/{{their_token}}", "AN NNNN NNNN NN NNN RR A", None, "another's"),
    Row("GET", f"{M}/{{drafted}}/draft", WRITERS),
    Row("PUT", f"{M}/{{drafted}}/draft", WRITERS, {"acts": []}, "without what was seen", 428),
    Row("DELETE", f"{M}/{{drafted}}/draft", WRITERS, None, "without what was seen", 428),
    Row("POST", f"{M}/{{drafted}}/draft/check", WRITERS),
    Row("POST", f"{M}/{{drafted}}/draft/record", "AN NNNN NNEE EN NNN NN A", None, "what cannot be recorded"),
]

FOUNDERS = "AR RRRR RRRR SR RRR AA A"
FOUNDING = "AN RRRR RRRR SN NNN AA A"

PEOPLE_PAGES = [
    Row("GET", "/groups/{group}/people", PAGE_WRITERS),
    Row("GET", "/groups/{group}/people/{empty}/fill", PAGE_WRITERS),
    Row("POST", "/groups/{group}/people/{empty}/fill", PAGE_WRITERS, {}, "without a name", 422),
    Row("GET", "/groups/{group}/people/{fifth}/left", PAGE_WRITERS),
    Row("POST", "/groups/{group}/people/{fifth}/left", PAGE_WRITERS, {}, "without a reason", 422),
    Row("GET", "/groups/{group}/seats/add", PAGE_WRITERS),
    Row("POST", "/groups/{group}/seats/add", PAGE_WRITERS, {}, "without a name", 422),
    Row("GET", "/groups/{group}/offices", PAGE_WRITERS),
    Row("GET", "/groups/{group}/offices/{vacant}/assign", PAGE_WRITERS),
    Row("POST", "/groups/{group}/offices/{vacant}/assign", PAGE_WRITERS, {}, "without a seat", 422),
    Row("GET", "/groups/{group}/offices/{other}/end", PAGE_WRITERS),
    Row("POST", "/groups/{group}/offices/{other}/end", PAGE_WRITERS, {}, "without a reason", 422),
    Row("GET", "/groups/{group}/people/{fifth}/codes", PAGE_WRITERS),
    Row("POST", "/groups/{group}/people/{away}/codes", PAGE_WRITERS, {}),
    Row("GET", "/groups/{group}/people/{fifth}/contact", PAGE_WRITERS),
    Row("POST", "/groups/{group}/people/{fifth}/contact", PAGE_WRITERS, {}, "with nothing", 422),
    Row("GET", "/groups/{group}/links", PAGE_WRITERS),
    Row("GET", "/groups/{group}/links/make", PAGE_WRITERS),
    Row("POST", "/groups/{group}/links/make", PAGE_WRITERS, {}, "without a length", 422),
    Row("GET", "/groups/{group}/links/{link}/end", PAGE_WRITERS),
    Row("POST", "/groups/{group}/links/00000000-0000-4000-8000-000000000000/end", "AN NNNN NNNN NN NNN AA A", {}, "that is not there"),
    Row("GET", "/groups/{group}/call", PAGE_WRITERS),
    Row("POST", "/groups/{group}/call", PAGE_WRITERS, {}, "without a day", 422),
    Row("GET", "/groups/{group}/ask", PAGE_WRITERS),
    Row("POST", "/groups/{group}/ask", PAGE_WRITERS, {}, "without words", 422),
    Row("GET", "/resolutions/{sent}", PAGE_READERS),
    Row("POST", "/resolutions/{sent}/reply", PAGE_MEMBERS, {}, "without an answer", 422),
    Row("POST", "/resolutions/{over}/reply", PAGE_REPLIES, {**ANOTHER, "whose": "another", "choice": "for"}, "another's, too late", 422),
    Row("POST", "/resolutions/{sent}/confirm", PAGE_NOBODYS_BUT_THEIRS, {"do": "confirm", "seat": "{away}"}, "another's"),
    Row("POST", "/resolutions/{sent}/confirm", PAGE_MEMBERS, {"do": "confirm"}, "without a seat", 422),
    Row("GET", "/resolutions/{sent}/meeting", PAGE_MEMBERS, None, "back to the question where one may not ask", 303),
    Row("POST", "/resolutions/{sent}/meeting", PAGE_MEMBERS, {}, "without a seat", 422),
    Row("POST", "/resolutions/{over}/meeting", PAGE_SECRETARY, {"seat": "{fifth}"}, "another's, too late", 422),
    Row("POST", "/resolutions/{sent}/close", PAGE_OFFICE, {"do": "close"}, "before the end", 422),
    Row("GET", "/groups/{group}/ask-meeting", PAGE_MEMBERS),
    Row("POST", "/groups/{group}/ask-meeting", PAGE_MEMBERS, {"seat": "another"}, "without how it came", 422),
    Row("POST", "/groups/{group}/ask-meeting", PAGE_SECRETARY, {**ANOTHER, "business": HIDDEN}, "another's, in hidden characters", 422),
    Row("GET", "/groups/{group}/tasks", PAGE_MEMBERS),
    Row("GET", "/tasks/{task}", PAGE_MEMBERS),
    Row("POST", "/tasks/{task}", PAGE_MEMBERS, {"do": "dropAction"}, "without a reason", 422),
    Row("POST", "/tasks/{task}", PAGE_SECRETARY, {"do": "dropAction", "reason": HIDDEN}, "that will not be done, in hidden characters", 422),
    Row("GET", "/requisitions/{requisition}", PAGE_MEMBERS),
    Row("POST", "/requisitions/{requisition}/join", PAGE_MEMBERS, {"seat": "another"}, "without how it came", 422),
    Row("POST", "/requisitions/{requisition}/join", PAGE_SECRETARY, ANOTHER, "another's, who asked already: nothing to do", 303),
    Row("GET", "/requisitions/{requisition}/leave", PAGE_MEMBERS, None, "back to the request where one did not ask", 303),
    Row("POST", "/requisitions/{requisition}/leave", PAGE_MEMBERS, {"seat": "another"}, "without how it came", 422),
    Row("POST", "/requisitions/{requisition}/leave", PAGE_SECRETARY, {**ANOTHER, "seat": "{away}"}, "another's, who did not ask: nothing to do", 303),
    Row("GET", "/requisitions/{requisition}/call", PAGE_MEMBERS),
    Row("POST", "/requisitions/{requisition}/call", PAGE_MEMBERS, {}, "without a day", 422),
    Row("GET", "/groups/{group}/propose", PAGE_MEMBERS),
    Row("POST", "/groups/{group}/propose", PAGE_MEMBERS, {}, "without words", 422),
    Row("POST", "/groups/{group}/propose", PAGE_SECRETARY, {**ANOTHER, "title": HIDDEN}, "another's, in hidden characters", 422),
    Row("GET", "/business/{ramp}/withdraw", PAGE_MEMBERS, None, "back to the list where it is another's", 303),
    Row("POST", "/business/{ramp}/withdraw", PAGE_MEMBERS, {"seat": "another"}, "without how it came", 422),
    Row("POST", "/business/{ramp}/withdraw", PAGE_SECRETARY, ANOTHER, "for whoever did not propose it", 422),
    Row("GET", "/meetings/{hasty}/business/{refused}/insist", PAGE_MEMBERS),
    Row("POST", "/meetings/{hasty}/business/{refused}/insist", PAGE_MEMBERS, {"seat": "another"}, "without how it came", 422),
    Row("POST", "/meetings/{hasty}/business/{refused}/insist", PAGE_SECRETARY, {**ANOTHER, "seat": "{empty}"}, "for nobody", 422),
    Row("GET", "/meetings/{hasty}/short-notice", PAGE_MEMBERS),
    Row("POST", "/meetings/{hasty}/short-notice", PAGE_MEMBERS, {"seat": "another"}, "without how it came", 422),
    Row("POST", "/meetings/{hasty}/short-notice", PAGE_SECRETARY, {**ANOTHER, "seat": "{empty}"}, "for nobody", 422),
    Row("GET", "/meetings/{called}/cancel", PAGE_WRITERS),
    Row("POST", "/meetings/{closed}/cancel", PAGE_WRITERS, {"reason": "Snow."}, "after the end", 422),
    Row("GET", "/meetings/{called}/sheet", PAGE_WRITERS),
    Row("GET", "/meetings/{open}/lines", PAGE_WRITERS),
    Row("GET", "/meetings/{closed}/minutes", PAGE_MEMBERS),
    Row("POST", "/meetings/{closed}/minutes/send", PAGE_KEEPERS, {"format": "smoke"}, "in no way there is", 422),
    Row("POST", "/meetings/{closed}/minutes/sign", PAGE_SIGNS, {}, "before they are approved", 422),
    Row("GET", "/meetings/{closed}/minutes/correct", PAGE_MEMBERS),
    Row("POST", "/meetings/{closed}/minutes/correct", PAGE_MEMBERS, {}, "without words", 422),
    Row("POST", "/meetings/{closed}/minutes/correct", PAGE_KEEPERS, {**ANOTHER, "line": "4.1", "old": "cake", "new": "tea"}, "another's, of words not there", 422),
    Row("GET", "/meetings/{closed}/corrections/{asked_correction}", PAGE_OF_A_CORRECTION, None, "to be read by whoever asked, and officers"),
    Row("POST", "/meetings/{closed}/corrections/{asked_correction}", PAGE_ANSWERS, {}, "without an answer", 422),
    Row("POST", "/meetings/{closed}/corrections/{declined_correction}", PAGE_OWN_ANSWERS, {}, "without words", 422),
    Row("GET", "/meetings/{roll}/lines/{vote}/strike", PAGE_WRITERS),
    Row("POST", "/meetings/{roll}/lines/{vote}/strike", PAGE_STRIKES, {}, "without a reason", 422),
    Row("POST", "/meetings/{open}/lines/{vote}/strike", "AN NNNN NNNN NN NNN AA A", {}, "of another meeting"),
]

FOUNDING_PAGES = [
    Row("GET", "/start", EVERYBODY, None, "once the organisation is there", 303),
    Row("POST", "/start", EVERYBODY, {}, "once the organisation is there", 303),
    Row("GET", "/found", FOUNDERS),
    Row("GET", "/found/group", FOUNDERS),
    Row("POST", "/found/group", FOUNDERS, {}, "without a name", 422),
    Row("GET", "/found/{group}", FOUNDING),
    Row("GET", "/found/{group}/seats", FOUNDING),
    Row("POST", "/found/{group}/seats", FOUNDING, {"label-1": "Nurse"}, "with half a seat", 422),
    Row("POST", "/found/{group}/seats/remove", "AN RRRR RRRR NN NNN AA A", {"seat": "none"}, "that is not there"),
    Row("GET", "/found/{group}/orders", FOUNDING),
    Row("POST", "/found/{group}/orders", FOUNDING, {}, "without a choice", 422),
    Row("GET", "/found/{group}/meeting", FOUNDING),
    Row("POST", "/found/{group}/meeting", FOUNDING, {}, "without a day", 422),
    Row("GET", "/found/{group}/officers", FOUNDING),
    Row("POST", "/found/{group}/officers", FOUNDING, {}, "without a seat", 422),
]

READING_PAGES = [
    Row("GET", "/", EVERYBODY),
    Row("GET", "/help", EVERYBODY),
    Row("GET", "/accessibility", EVERYBODY),
    Row("GET", "/problems/refused", EVERYBODY),
    Row("GET", "/groups/{group}", PAGE_READERS),
    Row("GET", "/groups/{group}/register", PAGE_READERS),
    Row("GET", "/decisions/{decision}", PAGE_READERS),
    Row("GET", "/meetings/{open}", PAGE_READERS),
    Row("GET", "/meetings/{open}/minutes.txt", PAGE_READERS),
    Row("GET", "/groups/{group}/write-up", PAGE_WRITERS),
    Row("POST", "/groups/{group}/write-up", PAGE_WRITERS, {}, "without a day", 422),
    Row("GET", "/meetings/{drafted}/write-up", PAGE_WRITERS, None, "goes on to what was drafted", 303),
    Row("GET", "/meetings/{drafted}/write-up/check", PAGE_WRITERS),
    Row("POST", "/meetings/{open}/write-up/save", PAGE_WRITERS, {"version": "0"}, "too late", 409),
    Row("POST", "/meetings/{drafted}/write-up/record", PAGE_WRITERS, {"version": "99"}, "not as it was looked at", 303),
    Row("POST", "/meetings/{drafted}/write-up/discard", PAGE_WRITERS, {"version": "99"}, "not as it was looked at", 303),
    Row("POST", "/meetings/{drafted}/write-up/pen", PAGE_WRITERS, {}, "", 303),
    Row("GET", "/sign-in", EVERYBODY),
    Row("POST", "/sign-in", EVERYBODY, {"email": "no address"}, "", 422),
    Row("GET", "/sign-in/sent", EVERYBODY),
    Row("POST", "/sign-in/code", EVERYBODY, {"code": "1"}, "", 422),
    Row("GET", "/sign-in/link/unknown", EVERYBODY, None, "", 422),
    Row("POST", "/sign-in/link", EVERYBODY, {"token": "unknown"}, "", 422),
    Row("GET", "/sign-in/paper", EVERYBODY),
    Row("POST", "/sign-in/paper", EVERYBODY, {"code": "1"}, "", 422),
    Row("GET", "/read/unknown", EVERYBODY, None, "", 422),
    Row("POST", "/read", EVERYBODY, {"token": "unknown"}, "", 422),
    Row("GET", "/account", PAGE_OF_ONES_OWN),
    Row("GET", "/account/kept", PAGE_OF_ONES_OWN),
    Row("POST", "/account/kept/erase", PAGE_OF_ONES_OWN, {}, "without saying that they are sure", 422),
    Row("POST", "/account/kept/no-longer", PAGE_OF_ONES_OWN, {}, "to nothing", 303),
    Row("POST", "/account/codes", PAGE_OF_ONES_OWN, {}),
    Row("POST", "/account/codes/anew", "AN NNNN NNNN NN NNN AA A", {"sheet": "00000000-0000-4000-8000-000000000000"}, "another's"),
    Row("POST", "/sign-out", EVERYBODY, {}, "", 303),
    Row("POST", "/account/sign-out-everywhere", PAGE_OF_ONES_OWN, {}, "", 303),
    Row("POST", "/account/sign-out-device", "AN NNNN NNNN NN NNN AA A", {"device": "00000000-0000-4000-8000-000000000000"}, "another's"),
]

FOR_ALL = [
    Row("GET", "/health/live", EVERYBODY),
    Row("GET", "/health/ready", EVERYBODY),
    Row("GET", "/api/openapi.json", EVERYBODY),
    Row("GET", "/api", EVERYBODY),
    Row("GET", "/api/v1/log/checkpoint", NOT_THERE, None, "before the first is signed; afterwards for everybody (test_log.py)"),
    Row("GET", "/api/v1/log/tile/0/000", NOT_THERE, None, "hashes, likewise"),
    Row("GET", "/api/v1/log/tile/entries/000", "AN NNNN NNNN NN NNN NN A", None, "entries, once signed for whoever is known"),
    Row("GET", f"{V1}/events/{{vote}}/proof", NOT_THERE, None, "until a checkpoint covers it; then for everybody"),
    Row("GET", "/api/nowhere", NOT_THERE),
    Row("GET", "/static/0/minutebook.css", NOT_THERE),
]
# fmt: on

PAGES = [*READING_PAGES, *PEOPLE_PAGES, *FOUNDING_PAGES]
ROWS = [*ACTS, *WRITTEN_UP, *READS, *PAGES, *FOR_ALL]
