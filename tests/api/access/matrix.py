# ruff: noqa: E501
"""Who gets what of every route, written down by hand from section 6 of the decisions that bind; one route a line.

Each letter is what one of those below is told, in this order:

    A N   anonymous, and a member of another group
    SSSS  member, sponsor, critical friend, staff
    SSS   minute-taker, chair (who presides), secretary
    SRN   convenor while there are no officers, convenor afterwards, somebody known who holds no seat
    RN    application token that reads, application token that keeps people
    A     reader with a private link

S is served, R refused (403, access), E refused by a rule of meetings (409), N not there (404), A asked to sign in.
Braces are filled in from `stage.py`; `{mine}` is the seat of whoever asks. Acts are asked for with `check=true`.

A supporter, an observer and the operator's administrator hold no seat: the twelfth letter is theirs. The sponsor stands
for every seat without a vote and without a task. An auditor cannot be appointed in this version, since there is no such
event: until there is, an auditor is somebody who holds no seat.
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


EVERYBODY = "SS SSSS SSS SSS SS S"
NOT_THERE = "NN NNNN NNN NNN NN N"
ANYBODY_KNOWN = "AS SSSS SSS SSS SS A"
PEOPLE_ONLY = "AS SSSS SSS SSS RR A"
READERS = "NN SSSS SSS SNN SN N"
OFFICE = "AN RRRR RSS SRN RN A"
PRESIDING = "AN RRRR SSS SRN RN A"
NOBODY_TAKES_MINUTES_YET = "AN RRRR RSS SRN RN A"
MINUTES = "AN RRRR SRS SRN RN A"
OWN = "AN SSSS SSS SRN RN A"
OWN_WITH_A_VOTE = "AN SEEE SSS SRN RN A"
ANOTHERS = "AN RRRR SRS SRN RN A"
WRITERS = "AN NNNN NSS SNN NN A"
PAGE_WRITERS = "AN NNNN NSS SNN AA A"
PAGE_READERS = "NN SSSS SSS SNN NN S"
PAGE_OF_ONES_OWN = "AS SSSS SSS SSS AA A"

V1, M = "/api/v1", "/api/v1/meetings"
SEAT_OF_FIFTH = {"seat": "fifth"}

# fmt: off
ACTS = [
    Row("POST", f"{V1}/people", "AR RRRR RSS SRR RS A", {"name": "Somebody"}),
    Row("POST", f"{V1}/groups", "AR RRRR RRR SRR RR A", {"name": "Another", "slug": "another"}),
    Row("POST", f"{V1}/groups/{{group}}/seats", OFFICE, {"slug": "new", "label": "New", "constituency": "neighbour"}),
    Row("DELETE", f"{V1}/seats/{{empty}}", OFFICE, {}),
    Row("PUT", f"{V1}/seats/{{empty}}/holder", OFFICE, {"person": "{free_person}"}),
    Row("DELETE", f"{V1}/seats/{{fifth}}/holder", OFFICE, {}),
    Row("POST", f"{V1}/groups/{{group}}/offices", OFFICE, {"slug": "clerk", "label": "Clerk", "kind": "other"}),
    Row("POST", f"{V1}/groups/{{group}}/offices/vacant/terms", OFFICE, {"seat": "fourth"}),
    Row("POST", f"{V1}/terms/{{term}}/end", OFFICE, {}),
    Row("POST", f"{V1}/groups/{{group}}/standing-orders", OFFICE, {"orders": {"quorum": 4}}),
    Row("POST", f"{V1}/groups/{{group}}/class-mapping", OFFICE, {"mapping": {"community_counts": True}}),
    Row("POST", f"{V1}/groups/{{group}}/meetings", OFFICE, {"starts": {"date": "2026-03-10"}}),
    Row("POST", f"{M}/{{called}}/cancel", OFFICE, {}),
    Row("POST", f"{M}/{{called}}/open", NOBODY_TAKES_MINUTES_YET, {"present": ["first", "second", "fourth"], "presider": "first"}),
    Row("POST", f"{M}/{{open}}/adjourn", PRESIDING, {}),
    Row("POST", f"{M}/{{adjourned}}/resume", PRESIDING, {"present": ["first", "second", "fourth"]}),
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
    Row("POST", f"{M}/{{called}}/apologies", "AN RRRR RRS SRN RN A", SEAT_OF_FIFTH, "another's"),
    Row("POST", f"{M}/{{open}}/visitors", MINUTES, {"visitor": {"label": "A neighbour"}}),
    Row("POST", f"{M}/{{open}}/stand-down", "AN SEEE SEE SRN RN A", {"seat": "{mine}"}, "one's own; not with lived experience"),
    Row("POST", f"{M}/{{open}}/stand-down", "AN RRRR SRS SRN RN A", {"seat": "fourth", "by": "third"}, "another's"),
    Row("POST", f"{M}/{{open}}/chair", PRESIDING, {"seat": "fifth"}),
    Row("POST", f"{M}/{{open}}/minute-taker", PRESIDING, {"seat": "officer"}),
    Row("POST", f"{M}/{{open}}/interests", OWN, {"seat": "{mine}", "item": "3", "kind": "financial"}, "one's own"),
    Row("POST", f"{M}/{{open}}/interests", ANOTHERS, {"seat": "fifth", "item": "3", "kind": "financial"}, "another's"),
    Row("POST", f"{M}/{{open}}/interests/manage", PRESIDING, {"seat": "fifth", "item": "4", "how": "leave"}),
    Row("POST", f"{M}/{{hands}}/interests/return", PRESIDING, {"seat": "fifth", "item": "4"}),
    Row("POST", f"{M}/{{open}}/items", OWN, {"title": "A new thing"}),
    Row("POST", f"{V1}/items/{{waiting}}/open", PRESIDING, {"mode": "live"}),
    Row("POST", f"{V1}/items/{{waiting}}/defer", PRESIDING, {}),
    Row("POST", f"{V1}/items/{{item}}/close", PRESIDING, {}),
    Row("POST", f"{V1}/items/{{item}}/notes", MINUTES, {"words": "We talked."}),
    Row("POST", f"{V1}/items/{{item}}/suggestions", MINUTES, {"words": "Tea."}),
    Row("POST", f"{V1}/items/{{item}}/actions", MINUTES, {"task": {"owner": "fifth", "do": "ring"}}),
    Row("POST", f"{V1}/items/{{item}}/motions", OWN_WITH_A_VOTE, {"words": "Tea.", "moved_by": "{mine}"}, "one's own"),
    Row("POST", f"{V1}/items/{{item}}/motions", ANOTHERS, {"words": "Tea.", "moved_by": "fifth"}, "another's"),
    Row("POST", f"{V1}/items/{{item}}/motions", ANOTHERS, {"words": "Tea.", "moved_by": "{mine}", "seconded_by": "fifth"}, "with another's second"),
    Row("POST", f"{V1}/motions/{{open_motion}}/second", "AN EEEE SSS ERN RN A", {"seat": "{mine}"}, "one's own; not by the mover"),
    Row("POST", f"{V1}/motions/{{open_motion}}/second", ANOTHERS, {"seat": "fifth"}, "another's"),
    Row("POST", f"{V1}/motions/{{open_motion}}/withdraw", "AN SRRR SRS SRN RN A", {"by": "fourth"}, "by its mover"),
    Row("POST", f"{V1}/motions/{{open_motion}}/withdraw", "AN SEEE EEE SRN RN A", {"by": "{mine}"}, "by oneself"),
    Row("POST", f"{V1}/motions/{{open_motion}}/amendments", OWN_WITH_A_VOTE, {"changes": [{"remove": "noon", "insert": "one"}], "moved_by": "{mine}"}, "one's own"),
    Row("POST", f"{V1}/motions/{{open_motion}}/amendments", ANOTHERS, {"changes": [{"remove": "noon", "insert": "one"}], "moved_by": "fifth"}, "another's"),
    Row("POST", f"{V1}/motions/{{open_motion}}/put", PRESIDING, {}),
    Row("PUT", f"{V1}/motions/{{roll_motion}}/votes/{{mine}}", "AN SEEE SSS RRN RN A", {"choice": "for"}, "one's own"),
    Row("PUT", f"{V1}/motions/{{roll_motion}}/votes/{{fifth}}", "AN RRRR SRS RRN RN A", {"choice": "against"}, "another's"),
    Row("PUT", f"{V1}/motions/{{hands_motion}}/count", PRESIDING, {"count": {"for": 3}}),
    Row("POST", f"{V1}/motions/{{asked_motion}}/ask", PRESIDING, {}),
    Row("POST", f"{V1}/motions/{{tied_motion}}/casting-vote", "AN RRRR RSR RRN RN A", {"direction": "against", "changes_status_quo": False}),
    Row("POST", f"{V1}/motions/{{tied_motion}}/casting-vote/decline", "AN RRRR RSR RRN RN A", {}),
    Row("POST", f"{V1}/motions/{{open_motion}}/recorded-vote", OWN_WITH_A_VOTE, {"seats": ["{mine}"]}, "one's own"),
    Row("POST", f"{V1}/motions/{{open_motion}}/recorded-vote", ANOTHERS, {"seats": ["fifth"]}, "another's"),
    Row("POST", f"{V1}/motions/{{roll_motion}}/names", "AN RRRR EEE ERN RN A", {"votes": {"fifth": "for"}}, "before the result"),
    Row("POST", f"{V1}/motions/{{roll_motion}}/own-votes/{{mine}}", "AN EEEE EEE RRN RN A", {"choice": "for"}, "one's own; before the result"),
    Row("POST", f"{V1}/motions/{{roll_motion}}/own-votes/{{fifth}}", "AN RRRR ERE RRN RN A", {"choice": "for"}, "another's"),
    Row("POST", f"{V1}/motions/{{open_motion}}/ballot/ask", OWN_WITH_A_VOTE, {"seats": ["{mine}"]}, "one's own"),
    Row("POST", f"{V1}/motions/{{open_motion}}/ballot/ask", ANOTHERS, {"seats": ["fifth"]}, "another's"),
    Row("PUT", f"{V1}/motions/{{open_motion}}/ballot/tellers", PRESIDING, {"tellers": ["fourth", "fifth"]}),
    Row("PUT", f"{V1}/motions/{{hands_motion}}/ballot", "AN RRRR EEE ERN RN A", {"count": {"for": 1}, "voted": ["first"]}, "of no ballot"),
    Row("POST", f"{V1}/motions/{{hands_motion}}/objections/{{mine}}", "AN EEEE EEE ERN RN A", {"words": "No.", "harms": "Us."}, "one's own; not up for consent"),
    Row("POST", f"{V1}/motions/{{hands_motion}}/objections/{{fifth}}", "AN RRRR ERE ERN RN A", {"words": "No.", "harms": "Us."}, "another's"),
    Row("POST", f"{V1}/motions/{{hands_motion}}/objections/{{fifth}}/test", "AN RRRR EEE ERN RN A", {"found": "stands"}, "not up for consent"),
    Row("POST", f"{V1}/motions/{{hands_motion}}/rounds", "AN RRRR EEE ERN RN A", {}, "not up for consent"),
    Row("PUT", f"{V1}/motions/{{open_motion}}/proxies/{{mine}}", "AN EEEE EEE RRN RN A", {"holder": "fifth", "choice": "for"}, "one's own; the rules have none"),
    Row("PUT", f"{V1}/motions/{{open_motion}}/proxies/{{away}}", "AN RRRR ERE RRN RN A", {"holder": "fifth", "choice": "for"}, "another's"),
    Row("PUT", f"{V1}/motions/{{open_motion}}/advance-votes/{{mine}}", "AN EEEE EEE RRN RN A", {"choice": "for"}, "one's own; of a proposal"),
    Row("PUT", f"{V1}/motions/{{open_motion}}/advance-votes/{{away}}", "AN RRRR ERE RRN RN A", {"choice": "for"}, "another's"),
    Row("POST", f"{V1}/items/{{item}}/reopenings", OWN_WITH_A_VOTE, {"decision": "{decision}", "how": "rescind", "words": "No tea.", "moved_by": "{mine}", "signed_by": ["first", "second"]}, "one's own"),
    Row("POST", f"{V1}/items/{{item}}/reopenings", ANOTHERS, {"decision": "{decision}", "how": "rescind", "words": "No tea.", "moved_by": "fifth", "signed_by": ["first", "second"]}, "another's"),
    Row("POST", f"{V1}/items/{{item}}/ratifications", OWN_WITH_A_VOTE, {"words": "The boiler was mended.", "moved_by": "{mine}"}, "one's own"),
    Row("POST", f"{V1}/items/{{item}}/ratifications", ANOTHERS, {"words": "The boiler was mended.", "moved_by": "fifth"}, "another's"),
    Row("POST", f"{V1}/decisions/{{decision}}/carried-out", OFFICE, {}),
    Row("POST", f"{V1}/motions/{{roll_motion}}/declare", PRESIDING, {}),
    Row("POST", f"{M}/{{closed}}/decisions", "AN RRRR ERE ERN RN A", {"item": "4", "words": "Tea.", "how": "hands"}, "after the end"),
    Row("POST", f"{M}/{{open}}/decisions", MINUTES, {"item": "3", "words": "Tea.", "how": "hands", "count": {"for": 3}, "mode": "written_up"}),
    Row("POST", f"{V1}/acts/{{vote}}/strike", MINUTES, {}),
    Row("POST", f"{V1}/motions/{{open_motion}}/accept", "AN EEEE EEE ERN RN A", {}, "which is no change of words"),
    Row("POST", f"{V1}/motions/{{open_motion}}/words", PRESIDING, {"changes": [{"remove": "noon", "insert": "one"}]}),
    Row("POST", f"{V1}/motions/{{open_motion}}/second/withdraw", OWN, {}, "where nobody seconded"),
    Row("POST", f"{V1}/motions/{{open_motion}}/fall", "AN RRRR EEE ERN RN A", {}, "where no seconder is needed"),
    Row("POST", f"{V1}/motions/{{open_motion}}/divide", PRESIDING, {"cuts": ["at noon"], "objections": []}),
    Row("POST", f"{V1}/motions/{{roll_motion}}/vote-again", "AN RRRR EEE ERN RN A", {}, "of a vote that stands"),
    Row("PUT", f"{V1}/motions/{{roll_motion}}/choices/{{mine}}", "AN EEEE EEE RRN RN A", {"option": 1}, "one's own, without options"),
    Row("PUT", f"{V1}/motions/{{roll_motion}}/choices/{{fifth}}", "AN RRRR ERE RRN RN A", {"option": 1}, "another's, without options"),
    Row("PUT", f"{V1}/motions/{{hands_motion}}/option-counts", "AN RRRR EEE ERN RN A", {"counts": [1, 2]}, "without options"),
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
    Row("POST", f"{V1}/rulings/{{ruling}}/appeal", "AN EEEE EEE ERN RN A", {"seats": ["{mine}"]}, "by oneself alone"),
]

WRITTEN_UP = [
    Row("POST", f"{M}/{{open}}/close", "AN RRRR SSS SRN RN A", {"mode": "written_up"}, "written up"),
    Row("POST", f"{M}/{{called}}/apologies", "AN RRRR RSS SRN RN A", {"seat": "{mine}", "mode": "written_up"}, "written up"),
    Row("PUT", f"{V1}/motions/{{roll_motion}}/votes/{{mine}}", "AN RRRR SSS RRN RN A", {"choice": "for", "mode": "written_up"}, "written up"),
    Row("POST", f"{V1}/motions/{{open_motion}}/withdraw", "AN RRRR SSS SRN RN A", {"by": "{mine}", "mode": "written_up"}, "written up"),
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
    Row("GET", f"{V1}/register?group={{group}}", READERS),
    Row("GET", f"{V1}/decisions/{{decision}}", READERS),
    Row("GET", f"{M}/{{open}}", READERS),
    Row("GET", f"{M}/{{open}}/floor", READERS),
    Row("GET", f"{M}/{{open}}/items", READERS),
    Row("GET", f"{M}/{{open}}/minutes", READERS),
    Row("GET", f"{M}/{{open}}/quorum", READERS),
    Row("GET", f"{V1}/motions/{{roll_motion}}", READERS),
    Row("GET", f"{V1}/motions/{{roll_motion}}/votes", READERS),
    Row("GET", f"{V1}/events", ANYBODY_KNOWN),
    Row("GET", f"{V1}/events?group={{group}}", "AN SSSS SSS SNN SN A", None, "of a group"),
    Row("GET", f"{V1}/events/{{vote}}", READERS),
    Row("GET", f"{V1}/me", ANYBODY_KNOWN),
    Row("GET", f"{V1}/people/{{me}}", "AS SSSS SSS SSS NS A", None, "oneself"),
    Row("GET", f"{V1}/people/{{fifth_person}}", "AN NNNN NSS SNN NS A", None, "another"),
    Row("POST", f"{V1}/tokens", PEOPLE_ONLY, {}),
    Row("GET", f"{V1}/tokens", PEOPLE_ONLY),
    Row("DELETE", f"{V1}/tokens/{{token}}", PEOPLE_ONLY, None, "one's own"),
    Row("DELETE", f"{V1}/tokens/{{their_token}}", "AN NNNN NNN NNN RR A", None, "another's"),
    Row("GET", f"{M}/{{drafted}}/draft", WRITERS),
    Row("PUT", f"{M}/{{drafted}}/draft", WRITERS, {"acts": []}, "without what was seen", 428),
    Row("DELETE", f"{M}/{{drafted}}/draft", WRITERS, None, "without what was seen", 428),
    Row("POST", f"{M}/{{drafted}}/draft/check", WRITERS),
    Row("POST", f"{M}/{{drafted}}/draft/record", "AN NNNN NEE ENN NN A", None, "what cannot be recorded"),
]

FOUNDERS = "AR RRRR RRR SRR AA A"
FOUNDING = "AN RRRR RRR SNN AA A"

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
    Row("GET", "/groups/{group}/links", PAGE_WRITERS),
    Row("GET", "/groups/{group}/links/make", PAGE_WRITERS),
    Row("POST", "/groups/{group}/links/make", PAGE_WRITERS, {}, "without a length", 422),
    Row("GET", "/groups/{group}/links/{link}/end", PAGE_WRITERS),
    Row("POST", "/groups/{group}/links/00000000-0000-4000-8000-000000000000/end", "AN NNNN NNN NNN AA A", {}, "that is not there"),
    Row("GET", "/groups/{group}/call", PAGE_WRITERS),
    Row("POST", "/groups/{group}/call", PAGE_WRITERS, {}, "without a day", 422),
    Row("GET", "/meetings/{called}/cancel", PAGE_WRITERS),
    Row("POST", "/meetings/{closed}/cancel", PAGE_WRITERS, {"reason": "Snow."}, "after the end", 422),
    Row("GET", "/meetings/{called}/sheet", PAGE_WRITERS),
    Row("GET", "/meetings/{open}/lines", PAGE_WRITERS),
    Row("GET", "/meetings/{roll}/lines/{vote}/strike", PAGE_WRITERS),
    Row("POST", "/meetings/{open}/lines/{vote}/strike", "AN NNNN NNN NNN AA A", {}, "of another meeting"),
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
    Row("POST", "/found/{group}/seats/remove", "AN RRRR RRR NNN AA A", {"seat": "none"}, "that is not there"),
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
    Row("POST", "/meetings/{open}/write-up/save", PAGE_WRITERS, {"version": "0"}, "too late"),
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
    Row("POST", "/account/codes", PAGE_OF_ONES_OWN, {}),
    Row("POST", "/sign-out", EVERYBODY, {}, "", 303),
    Row("POST", "/account/sign-out-everywhere", PAGE_OF_ONES_OWN, {}, "", 303),
    Row("POST", "/account/sign-out-device", "AN NNNN NNN NNN AA A", {"device": "00000000-0000-4000-8000-000000000000"}, "another's"),
]

FOR_ALL = [
    Row("GET", "/health/live", EVERYBODY),
    Row("GET", "/health/ready", EVERYBODY),
    Row("GET", "/api/openapi.json", EVERYBODY),
    Row("GET", "/api", EVERYBODY),
    Row("GET", "/api/nowhere", NOT_THERE),
    Row("GET", "/static/0/minutebook.css", NOT_THERE),
]
# fmt: on

PAGES = [*READING_PAGES, *PEOPLE_PAGES, *FOUNDING_PAGES]
ROWS = [*ACTS, *WRITTEN_UP, *READS, *PAGES, *FOR_ALL]
