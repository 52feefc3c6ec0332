"""Evenings in Local Planning Group A, through the import path, with the exact lines of their minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from api.importing import BadLine
from governance.motion.events import ResultDeclared
from tests.people import evening, printed, record

if TYPE_CHECKING:
    from governance.application import Governance

S1 = """\
1.1 Present: Chair, Vice-chair, Respiratory nurse, GP, Commissioner, Development worker.
1.2 In attendance (no vote): Secretariat support officer (took the minutes).
1.3 Apologies: Secretary, User representative 4, Carer representative.
2.1 Quorum: 6 of 9 voting members were present (lived experience 2, other 4). We need 5, and more lived-experience members than others. The meeting could not make decisions.
2.2 We waited 15 minutes. The meeting still could not make decisions.
3.1 Spring drop-in venue. We talked about this but did not decide. It moves to the next meeting.
3.2 Suggestion noted (not a decision): use the library.
4.1 The meeting ended at 15:05."""  # noqa: E501 - the exact lines

S2 = """\
2.1 Quorum: 6 of 9 voting members were present (lived experience 4, other 2). We need 5, and more lived-experience members than others. The meeting could make decisions.
3.1 Proposal by Carer representative, seconded by Secretary: Hold the spring drop-in at the library, cost £180.
3.2 Vote: 6 for, 0 against, 0 took no side. Agreed.
3.3 Action: Secretary to book the library by 24 February 2026.
4.1 Proposal by Development worker, seconded by Respiratory nurse: Use the new leaflet words.
4.2 At 15:00 the Vice-chair and the Carer representative left. 4 of 9 voting members were left (lived experience 2, other 2). The meeting could no longer make decisions.
4.3 Item 4 was not voted on. It comes first at the next meeting.
5.1 The meeting ended at 15:15."""  # noqa: E501 - the exact lines

S2_VOTED_ALL_THE_SAME = """\
4.1 Proposal by Development worker, seconded by Respiratory nurse: Use the new leaflet words.
4.2 At 15:00 the Vice-chair and the Carer representative left. 4 of 9 voting members were left (lived experience 2, other 2). The meeting could no longer make decisions.
4.3 Vote: 4 for, 0 against, 0 took no side. Agreed.
4.4 Written up afterwards. By our rules this vote does not count until it is ratified: too few members were present; there were not more lived-experience members than others.
5.1 The meeting ended at 15:15."""  # noqa: E501 - the exact lines

S3 = """\
1.4 Chair told us about an interest in item 6 (family). Chair left the room for that item and did not vote.
6.1 Vice-chair took the chair for item 6.
6.2 Quorum for this item: 7 voting members (lived experience 4, other 3). We could make a decision.
6.3 Proposal by Development worker, seconded by Carer representative: Hire the community hall for six sessions, cost £240.
6.4 Vote: 5 for, 1 against, 1 took no side. Agreed.
6.5 Chair came back and took the chair at 14:42."""  # noqa: E501 - the exact lines

S4A = """\
7.1 Proposal by Vice-chair, seconded by Secretary: Hold our meetings at 6pm from September.
7.2 Vote: 4 for, 4 against, 0 took no side.
7.3 The vote was tied. Under our rules a tie is not agreed."""

S5 = """\
4.1 Proposal by Commissioner, seconded by GP: Hold the drop-in at the health centre on Tuesdays at 10am.
4.2 Change proposed by User representative 4, seconded by Carer representative. Replace "at the health centre on Tuesdays at 10am" with "at the library on Tuesdays at 6pm".
4.3 Vote on the change: 5 for, 4 against, 0 took no side. Agreed.
4.4 The proposal now reads: Hold the drop-in at the library on Tuesdays at 6pm.
4.5 Vote on the changed proposal: 4 for, 5 against, 0 took no side. Not agreed.
4.6 There is no decision on this item. The first proposal does not come back."""  # noqa: E501 - the exact lines


def lines_in(printed_lines: list[str], *parts: str) -> str:
    return "\n".join(line for line in printed_lines if line.split(".")[0] in parts)


def test_s1_a_meeting_without_a_lived_experience_majority_decides_nothing(governance: Governance) -> None:
    made = record(governance, evening("january"))
    assert printed(governance, made["january"]) == S1.splitlines()


def test_s2_quorum_is_lost_when_members_leave(governance: Governance) -> None:
    made = record(governance, evening("february"))
    assert printed(governance, made["february"])[3:] == S2.splitlines()


def written_up_vote(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The evening of S2 with the vote that was refused at 15:02, written up as taken."""
    then = {"meeting": "february", "when": {"date": "2026-02-10", "time": "15:02"}}
    vote = [
        {"do": "putMotion", "motion": "leaflet", "how": "hands", **then},
        {"do": "recordCount", "motion": "leaflet", "count": {"for": 4}, **then},
        {"do": "declareResult", "motion": "leaflet", "announced": "agreed", **then},
    ]
    named = [{**line, "as": "leaflet"} if line["do"] == "moveMotion" else line for line in lines[1:]]
    return [lines[0], *named[:-1], *vote, named[-1]]


def test_s2_a_vote_taken_all_the_same_is_written_up_without_effect(governance: Governance) -> None:
    made = record(governance, written_up_vote(evening("february")))
    lines = printed(governance, made["february"])
    assert lines_in(lines, "4", "5") == S2_VOTED_ALL_THE_SAME
    (result,) = [
        one.event.outcome
        for one in governance.stream(made["february"])
        if isinstance(one.event, ResultDeclared) and one.event.outcome.irregular
    ]
    assert (result.announced, result.by_rule) == ("agreed", "agreed")
    assert (result.irregular, result.takes_effect) == (("R-QU1", "R-QU3"), False)
    assert (result.quorum.count, result.quorum.reasons) == (4, ("count", "class_majority"))


@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_s3_the_chair_hands_over_for_an_item_of_interest(governance: Governance, mode: str) -> None:
    told, *acts = evening("june")
    lines = printed(governance, record(governance, [told, *({**act, "mode": mode} for act in acts)])["june"])
    assert [line for line in lines if line.startswith(("1.4", "6."))] == S3.splitlines()


def test_s4a_a_tie_is_not_agreed(governance: Governance) -> None:
    lines = printed(governance, record(governance, evening("june"))["june"])
    assert lines_in(lines, "7") == S4A


def test_s5_an_amended_proposal_is_lost(governance: Governance) -> None:
    lines = printed(governance, record(governance, evening("may"))["may"])
    assert lines_in(lines, "4") == S5


def refused(governance: Governance, meeting: str, before: str, act: dict[str, Any]) -> BadLine:
    """Import the evening up to the act `before`, then try another."""
    lines = evening(meeting)
    cut = next(n for n, line in enumerate(lines) if line.get("do") == before and n > 1)
    with pytest.raises(BadLine) as caught:
        record(governance, [*lines[:cut], act])
    return caught.value


def test_s1_any_vote_is_refused_with_the_class_that_is_missing(governance: Governance) -> None:
    act = {
        "do": "recordDecision", "meeting": "january", "item": "3", "mode": "live", "words": "Use the library.",
        "moved_by": "vice-chair", "seconded_by": "gp", "how": "hands", "count": {"for": 6},
        "when": {"date": "2026-01-13", "time": "14:30"},
    }  # fmt: skip
    stopped = refused(governance, "january", "deferItem", act)
    assert stopped.clause == "R-QU3"
    assert "not_quorate: class_majority" in stopped.why


def test_s4a_there_is_no_casting_vote_unless_the_orders_grant_one(governance: Governance) -> None:
    lines = evening("june")
    cut = next(n for n, line in enumerate(lines) if line.get("item") == "7" and line["do"] == "recordDecision")
    common = {"meeting": "june", "mode": "live", "when": {"date": "2026-06-09", "time": "14:50"}}
    tie = [
        {"do": "moveMotion", "as": "m", "item": "7", "words": "Meet at 6pm.", "moved_by": "vice-chair",
         "seconded_by": "secretary", **common},
        {"do": "putMotion", "motion": "m", **common},
        {"do": "recordCount", "motion": "m", "count": {"for": 4, "against": 4}, **common},
        {"do": "useCastingVote", "motion": "m", "direction": "for", "changes_status_quo": True, **common},
    ]  # fmt: skip
    with pytest.raises(BadLine, match="no_casting_vote_in_profile"):
        record(governance, [*lines[:cut], *tie])
