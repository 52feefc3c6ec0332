"""What everybody reads of a group that publishes (tier 0), written down by hand; one route a line.

Each letter is what one of those below is told, in this order:

    S     anonymous
    SSS   somebody known without a seat, members of two other groups
    S     reader with a private link to another group
    S     a member of the group itself, to compare

The letters mean what they mean in `matrix.py`.
"""

from __future__ import annotations

from typing import Any

from tests.api.access import matrix
from tests.api.access.matrix import FOUNDING, PAGE_WRITERS, V1, WRITERS, M, Row

OUTSIDE = ("anonymous", "auditor", "other group", "member", "private link")
READERS = (*OUTSIDE, "insider")

EVERYBODY = "S SSS S S"
MEMBERS = "N NNN N S"
MEMBERS_ONCE_KNOWN = "A NNN A S"
SIGNED_IN = "A NNN A S"
OFFICERS = "A NNN A N"
FOUNDERS = "A RRR A R"
NOT_A_MEMBERS = "A NNN A R"
NO_ACT = "A RRR A"

# fmt: off
READS = [
    Row("GET", f"{V1}/groups/{{group}}", EVERYBODY),
    Row("GET", f"{V1}/groups/{{group}}/seats", MEMBERS),
    Row("GET", f"{V1}/groups/{{group}}/offices", MEMBERS),
    Row("GET", f"{V1}/groups/{{group}}/standing-orders", EVERYBODY),
    Row("POST", f"{V1}/groups/{{group}}/standing-orders/rehearse", MEMBERS, {}),
    Row("GET", f"{V1}/groups/{{group}}/meetings", EVERYBODY),
    Row("GET", f"{V1}/groups/{{group}}/actions", MEMBERS),
    Row("GET", f"{V1}/groups/{{group}}/resolutions", MEMBERS),
    Row("GET", f"{V1}/resolutions/{{sent}}", MEMBERS),
    Row("GET", f"{V1}/groups/{{group}}/absences", "N NNN N N"),
    Row("GET", f"{V1}/groups/{{group}}/presiding", MEMBERS),
    Row("GET", f"{V1}/groups/{{group}}/auditors", MEMBERS),
    Row("GET", f"{V1}/groups/{{group}}/export", "N NNN N N"),
    Row("GET", f"{V1}/groups/{{group}}/elections", MEMBERS),
    Row("GET", f"{V1}/groups/{{group}}/handovers", MEMBERS),
    Row("GET", f"{V1}/groups/{{group}}/requisitions", MEMBERS),
    Row("GET", f"{V1}/groups/{{group}}/business", MEMBERS),
    Row("GET", f"{V1}/groups/{{group}}/reviews", MEMBERS),
    Row("GET", f"{V1}/register?group={{group}}", EVERYBODY),
    Row("GET", f"{V1}/decisions/{{decision}}", EVERYBODY),
    Row("GET", f"{M}/{{open}}", EVERYBODY),
    Row("GET", f"{M}/{{open}}/floor", MEMBERS),
    Row("GET", f"{M}/{{open}}/items", EVERYBODY),
    Row("GET", f"{M}/{{open}}/minutes", EVERYBODY),
    Row("GET", f"{M}/{{open}}/quorum", MEMBERS),
    Row("GET", f"{M}/{{closed}}/minutes/life", EVERYBODY),
    Row("GET", f"{M}/{{closed}}/minutes/names", "N NNN N N"),
    Row("GET", f"{V1}/items/{{told_item}}/closed-session", "N NNN N N"),
    Row("GET", f"{V1}/motions/{{roll_motion}}", MEMBERS),
    Row("GET", f"{V1}/motions/{{roll_motion}}/votes", MEMBERS),
    Row("GET", f"{V1}/events?group={{group}}", MEMBERS_ONCE_KNOWN),
    Row("GET", f"{V1}/events/{{vote}}", MEMBERS),
    Row("GET", f"{V1}/events/{{vote}}/proof", "N NNN N N"),
    Row("GET", f"{V1}/people/{{fifth_person}}", OFFICERS),
    Row("GET", f"{V1}/people/{{fifth_person}}/report", OFFICERS),
    Row("POST", f"{M}/{{drafted}}/draft/record", OFFICERS),
    Row("GET", "/groups/{group}", EVERYBODY),
    Row("GET", "/groups/{group}/register", EVERYBODY),
    Row("GET", "/groups/{group}/auditors", SIGNED_IN),
    Row("GET", "/decisions/{decision}", EVERYBODY),
    Row("GET", "/meetings/{open}", EVERYBODY),
    Row("GET", "/meetings/{called}", EVERYBODY),
    Row("GET", "/resolutions/{sent}", SIGNED_IN),
    Row("GET", "/meetings/{open}/minutes.txt", EVERYBODY),
    Row("POST", "/groups/{group}/links/00000000-0000-4000-8000-000000000000/end", OFFICERS, {}),
    Row("GET", "/groups/{group}/privacy", OFFICERS),
    Row("GET", "/groups/{group}/privacy/ask", OFFICERS),
    Row("POST", "/groups/{group}/privacy/ask", OFFICERS, {}),
    Row("GET", "/groups/{group}/privacy/{free_person}", OFFICERS),
    Row("POST", "/groups/{group}/privacy/{free_person}", OFFICERS, {}),
    Row("GET", "/groups/{group}/auditors/{free_person}/end", OFFICERS),
    Row("POST", "/groups/{group}/auditors/{free_person}/end", OFFICERS, {}),
    Row("POST", "/meetings/{open}/lines/{vote}/strike", OFFICERS, {}),
    Row("POST", "/found/{group}/seats/remove", FOUNDERS, {"seat": "none"}),
]
# What only officers and founders come to in a group that does not publish, they alone come to in one that does.
AS_ELSEWHERE = {
    WRITERS: OFFICERS,
    PAGE_WRITERS: OFFICERS,
    matrix.PAGE_STRIKES: OFFICERS,
    **dict.fromkeys(
        (matrix.PAGE_MEMBERS, matrix.PAGE_SIGNS, matrix.PAGE_OF_A_CORRECTION, matrix.PAGE_OWN_ANSWERS,
         matrix.PAGE_OF_WHO_SITS), SIGNED_IN,
    ),
    **dict.fromkeys(
        (matrix.PAGE_OFFICE, matrix.PAGE_KEEPERS, matrix.PAGE_SECRETARY, matrix.PAGE_ANSWERS, matrix.PAGE_REPLIES,
         matrix.PAGE_NOBODYS_BUT_THEIRS), NOT_A_MEMBERS,
    ),
    FOUNDING: FOUNDERS,
}
# fmt: on


def told_lines(present: list[str]) -> list[dict[str, Any]]:
    """A meeting at which the one family carer moved a change, told of an interest, voted, and took something on.

    Of those who answered the second question only the carer brings lived experience.
    """
    when = {"when": {"date": "2026-02-10", "time": "16:00"}}
    here = {"meeting": "told", **when}
    interpreter = {"label": "An interpreter", "capacity": "supporter", "supporting": "away"}
    return [
        {"do": "callMeeting", "as": "told", "group": "public", "starts": when["when"], "place": "The library",
         "agenda": [{"title": "Chairs"}, {"title": "Tea"}], "when": {"date": "2026-02-01"}},
        {"do": "openMeeting", **here, "present": present, "presider": "first", "minute_taker": "third",
         "visitors": [interpreter]},
        {"do": "openItem", **here, "item": "3"},
        {"do": "declareInterest", **here, "seat": "away", "item": "3", "kind": "family"},
        {"do": "manageInterest", **here, "seat": "away", "item": "3", "how": "stay_and_vote"},
        *_question(here, "chairs", "Buy chairs.", "away", {"first": "for", "second": "for", "fifth": "for",
                                                           "away": "for", "third": "against", "fourth": "against"}),
        {"do": "agreeAction", **here, "item": "3", "task": {"owner": "away", "do": "measure the room"}},
        {"do": "openItem", **here, "item": "4"},
        *_question(here, "tea", "Buy tea.", "fourth", {"away": "against", "third": "for", "fourth": "for"}),
        {"do": "closeMeeting", **here},
    ]  # fmt: skip


def _question(here: dict[str, Any], name: str, words: str, mover: str, votes: dict[str, str]) -> list[dict[str, Any]]:
    item = {"chairs": "3", "tea": "4"}[name]
    motion = {**here, "motion": f"{name}-motion"}
    return [
        {"do": "moveMotion", "as": f"{name}-motion", **here, "item": item, "words": words, "moved_by": mover},
        {"do": "putMotion", **motion, "how": "roll_call"},
        *({"do": "castVote", **motion, "seat": seat, "choice": choice} for seat, choice in votes.items()),
        {"do": "declareResult", "as": name, **motion},
    ]


MINUTES = """\
Minutes: public
===============
10 February 2026, 16:00
The library
Draft: the group has not approved these minutes yet.

WHAT WE DECIDED

- Agreed: Buy chairs.
- Action: a lived-experience member to measure the room.
- Agreed: Buy tea.

1. Who was there

1.1 Present: chair, secretary, other, third (took the minutes), fourth, vice,
    a lived-experience member.
1.2 In attendance (no vote): sponsor, friend, officer, An interpreter (came
    with a lived-experience member).
1.3 Apologies: none.
1.4 A lived-experience member told us about an interest in item 3 (family). A
    lived-experience member stayed in the room and could vote.

2. Quorum

2.1 Quorum: 7 of 7 voting members were present. We need 2. The meeting could
    make decisions.

3. Chairs

3.1 Proposal by a lived-experience member: Buy chairs.
3.2 Vote: 4 for, 2 against, 0 took no side. Agreed.
3.3 Action: a lived-experience member to measure the room.

4. Tea

4.1 Proposal by fourth: Buy tea.
4.2 Vote: 2 for, 1 against, 0 took no side. Agreed.

5. The end

5.1 The meeting ended at 16:00.
"""
