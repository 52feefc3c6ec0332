"""Ties, recorded votes, ballots, consent and ratification on the record, with the exact lines of their minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from api.importing import BadLine
from governance.acts import Principal
from governance.decision import events as d
from governance.kernel import DecisionId, MeetingId, Rejected, When
from governance.motion import commands as q
from governance.motion.method_events import BallotCounted
from tests.people import minutes, printed, record

if TYPE_CHECKING:
    from uuid import UUID

    from governance.application import Governance

S4B = """\
5.1 Proposal by Local representative C, seconded by Local representative E: Put approved minutes of every group online within 10 working days.
5.2 Vote: 6 for, 6 against, 0 took no side.
5.3 The vote was tied. National chair, in the chair, used the casting vote for. Agreed. Reason: members asked for this in the survey."""  # noqa: E501 - the exact lines

S10 = """\
Proposal by Commissioner, seconded by GP: Move the weekly drop-in to the health centre on Tuesdays at 10am from October, cost £350.
Recorded vote, asked for by Chair. For: Secretary, Carer representative, Respiratory nurse, GP, Commissioner, Development worker. Against: Chair, Vice-chair, User representative 1. No side: none.
Vote: 6 for, 3 against, 0 took no side. Agreed.
Chair asked us to record: people told us they prefer the library.
Action: Commissioner to confirm the room by 22 September 2026."""  # noqa: E501 - the exact lines

NATIONAL = [f"local-representative-{letter}" for letter in "abcdefg"]
LEADS = ["finance-lead", "clinical-lead", "research-lead", "policy-adviser", "programme-lead"]
LOCAL = [
    "user-representative-1", "user-representative-2", "user-representative-3", "user-representative-4",
    "carer-representative", "respiratory-nurse", "gp", "commissioner", "development-worker",
]  # fmt: skip
Lines = list[dict[str, Any]]


def evening(group: str, day: str, told: str, *acts: dict[str, Any], mode: str = "live", **more: Any) -> Lines:
    """A meeting called `m`, opened with everybody there, with these acts a minute after another."""
    titles = more.pop("titles", ("First", "Second", "Third"))
    here = NATIONAL + LEADS if group == "national" else LOCAL
    name = more.pop("name", "m")
    opened = {"do": "openMeeting", "present": here, "presider": here[0], **more}
    timed = [
        {"meeting": name, "mode": mode, "when": {"date": day, "time": f"14:{n:02}"}, **act}
        for n, act in enumerate([opened, *acts])
    ]
    called = {
        "do": "callMeeting", "as": name, "group": group, "mode": mode, "starts": {"date": day, "time": "14:00"},
        "agenda": [{"title": title} for title in titles], "when": {"date": told, "time": "10:00"},
    }  # fmt: skip
    return [{"import": f"{group} {day} {name}"}, called, *timed]


def lines(governance: Governance, meeting: UUID, part: str, tier: Any = 1) -> list[str]:
    """A part of the minutes, without numbers."""
    told = minutes(governance, meeting, tier=tier).lines
    return [line.text for line in told if line.number.split(".")[0] == part]


@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_s4b_the_national_chair_breaks_a_tie(governance: Governance, mode: str) -> None:
    proposal = "Put approved minutes of every group online within 10 working days."
    by_class = {"LE": {"for": 5, "against": 2}, "PR": {"for": 1, "against": 4}}
    cast = {"do": "useCastingVote", "motion": "online", "direction": "for", "changes_status_quo": True}
    acts = [
        {"do": "openItem", "item": "5"},
        {"do": "moveMotion", "as": "online", "item": "5", "words": proposal, "moved_by": "local-representative-c",
         "seconded_by": "local-representative-e"},
        {"do": "putMotion", "motion": "online"},
        {"do": "recordCount", "motion": "online", "count": {"for": 6, "against": 6}, "by_class": by_class},
        {**cast, "by": "local-representative-a", "reason": "members asked for this in the survey"},
        {"do": "declareResult", "motion": "online", "as": "decided"},
    ]  # fmt: skip
    made = record(governance, evening("national", "2026-04-28", "2026-04-10", *acts, mode=mode))
    assert [line for line in printed(governance, made["m"]) if line.startswith("5.")] == S4B.splitlines()
    outcome = governance.stream(made["decided"])[0].event.outcome  # type: ignore[attr-defined]
    assert (outcome.by_rule, outcome.reason, outcome.casting) == ("agreed", "casting_vote", "for")
    assert (outcome.split.lived_experience.exact.for_, outcome.split.other.exact.against) == (5, 4)
    heard = [type(one.event).__name__ for one in governance.stream(made["m"])]
    assert [name for name in heard if name in {"CountRecorded", "CastingVoteUsed"}] == [
        "CountRecorded", "CastingVoteUsed",
    ]  # fmt: skip


def test_a_tie_the_chair_does_not_break(governance: Governance) -> None:
    acts = [
        {"do": "openItem", "item": "3"},
        {"do": "moveMotion", "as": "q", "item": "3", "words": "Meet weekly.", "moved_by": "local-representative-c",
         "seconded_by": "local-representative-e"},
        {"do": "putMotion", "motion": "q"},
        {"do": "recordCount", "motion": "q", "count": {"for": 6, "against": 6}},
        {"do": "declineCastingVote", "motion": "q", "by": "local-representative-a"},
        {"do": "declareResult", "motion": "q"},
    ]  # fmt: skip
    made = record(governance, evening("national", "2026-04-28", "2026-04-10", *acts))
    assert lines(governance, made["m"], "3")[1:] == [
        "Vote: 6 for, 6 against, 0 took no side.",
        "The vote was tied. National chair, in the chair, chose not to use the casting vote. Not agreed.",
    ]


def new_officers(governance: Governance) -> None:
    """The officers of autumn 2026: the second user representative is chair."""
    term = {"do": "assignOffice", "group": "group-a", "since": {"date": "2026-07-01"}}
    held = [("chair", 2), ("vice-chair", 4), ("secretary", 3)]
    seats = [{**term, "office": office, "seat": f"user-representative-{n}"} for office, n in held]
    record(governance, [{"import": "new officers"}, *seats])


@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_s10_a_recorded_vote_and_a_dissent(governance: Governance, mode: str) -> None:
    new_officers(governance)
    against = {"user-representative-1", "user-representative-2", "user-representative-4"}
    votes = {seat: "against" if seat in against else "for" for seat in LOCAL}
    acts = [
        {"do": "recordDecision", "item": "5", "as": "moved", "moved_by": "commissioner", "seconded_by": "gp",
         "words": "Move the weekly drop-in to the health centre on Tuesdays at 10am from October, cost £350.",
         "how": "roll_call", "votes": votes, "recorded_vote_asked_by": ["chair"]},
        {"do": "recordOwnVote", "motion": "motion", "seat": "chair", "choice": "against",
         "reason": "people told us they prefer the library"},
        {"do": "agreeAction", "item": "5", "task": {"owner": "commissioner", "do": "confirm the room",
         "due": "2026-09-22"}},
    ]  # fmt: skip
    told = evening("group-a", "2026-09-08", "2026-08-28", *acts, mode=mode, presider="chair")
    made = record(governance, told[:4])
    motion = next(iter(governance.meeting(MeetingId(made["m"])).motions))
    rest = [{**line, "meeting": str(made["m"])} for line in told[4:]]
    record(governance, [{"import": "rest"}, {**rest[0], "motion": str(motion)}, rest[1]])
    assert lines(governance, made["m"], "5") == S10.splitlines()
    public = lines(governance, made["m"], "5", tier=0)
    assert public == [S10.splitlines()[n] for n in (0, 2, 4)]


BALLOT = {"do": "recordDecision", "item": "3", "words": "Change our name.", "how": "ballot", "moved_by": "gp",
          "seconded_by": "user-representative-2", "tellers": ["respiratory-nurse", "carer-representative"],
          "voted": LOCAL}  # fmt: skip


@pytest.mark.parametrize(
    ("count", "spoilt", "members", "public"),
    [
        (
            {"for": 5, "against": 3},
            1,
            "Secret ballot: 5 for, 3 against, 0 took no side, 1 spoilt. Agreed.",
            "Secret ballot: 5 for, 3 against, 0 took no side, 1 spoilt. Agreed.",
        ),
        (
            {"for": 9},
            0,
            "Secret ballot: 9 for, 0 against, 0 took no side. Agreed.",
            "Secret ballot. Agreed. We do not show the numbers: they would tell how members voted.",
        ),
    ],
)
def test_a_secret_ballot_is_told_by_totals_and_to_the_public_not_where_they_tell(
    governance: Governance, count: dict[str, int], spoilt: int, members: str, public: str
) -> None:
    ballot = {**BALLOT, "count": count, "spoilt": spoilt, "as": "decided"}
    made = record(governance, evening("group-a", "2026-02-10", "2026-02-01", ballot))
    counted = "The papers were counted by Carer representative, Respiratory nurse."
    assert lines(governance, made["m"], "3")[1:] == [counted, members]
    assert lines(governance, made["m"], "3", tier=0)[-1] == public


def test_no_event_of_a_ballot_joins_a_seat_and_an_answer(governance: Governance) -> None:
    made = record(
        governance, evening("group-a", "2026-02-10", "2026-02-01", {**BALLOT, "count": {"for": 5, "against": 4}})
    )
    told = governance.stream(made["m"])
    (counted,) = [one.event for one in told if isinstance(one.event, BallotCounted)]
    assert counted.voted == tuple(sorted(counted.voted or (), key=str))
    rows = governance.store.read_stream(made["m"])
    choices = [row.topic for row in rows if b'"choice"' in (row.state or b"")]
    assert choices == []


def consent_lines() -> Lines:
    motion = {"motion": "q"}
    return evening(
        "group-a", "2026-02-10", "2026-02-01",
        {"do": "openItem", "item": "3"},
        {"do": "moveMotion", "as": "q", "item": "3", "words": "Meet upstairs.", "moved_by": "gp",
         "seconded_by": "user-representative-2"},
        {"do": "putMotion", **motion, "how": "consent"},
        {"do": "raiseObjection", **motion, "seat": "carer-representative", "words": "There is no lift",
         "harms": "members with oxygen cannot come"},
        {"do": "testObjection", **motion, "seat": "carer-representative", "found": "stands"},
        {"do": "beginRound", **motion},
        {"do": "testObjection", **motion, "seat": "carer-representative", "found": "resolved",
         "words": "we meet upstairs once the lift is mended"},
        {"do": "askEveryone", **motion},
        {"do": "declareResult", **motion},
    )  # fmt: skip


def test_consent_tells_the_objection_and_how_it_was_met(governance: Governance) -> None:
    made = record(governance, consent_lines())
    objection = "objected: There is no lift. How it harms what we are for: members with oxygen cannot come."
    assert lines(governance, made["m"], "3")[1:] == [
        f"Carer representative {objection}",
        "The others looked at the objection. It stands.",
        "We asked everyone again.",
        "The objection was met: we meet upstairs once the lift is mended.",
        "Everyone was asked. No objection stands. Agreed.",
    ]
    assert lines(governance, made["m"], "3", tier=0)[1] == f"A member {objection}"


# Ratifying and rescinding, across meetings


def inquorate() -> Lines:
    """Four members voted, the notes say, and it was written up."""
    few = ["user-representative-1", "user-representative-2", "gp", "commissioner"]
    acts = [
        {"do": "noteSuggestion", "as": "suggested", "item": "4", "words": "use the library"},
        {"do": "recordDecision", "as": "leaflets", "item": "3", "words": "Print leaflets.", "how": "hands",
         "count": {"for": 4}, "announced": "agreed"},
    ]  # fmt: skip
    return evening("group-a", "2026-02-10", "2026-02-01", *acts, mode="written_up", name="feb", present=few)


def test_what_was_ratified_says_so_in_the_minutes_and_in_its_own_stream(governance: Governance) -> None:
    before = record(governance, inquorate())
    leaflets = before["leaflets"]
    assert governance.decision(DecisionId(leaflets)).status == "without_effect"
    acts = [
        {"do": "openItem", "item": "3"},
        {"do": "moveRatification", "as": "q", "item": "3", "decision": str(leaflets), "words": "Print the leaflets.",
         "effective": {"date": "2026-02-10"}, "moved_by": "gp", "seconded_by": "user-representative-2"},
        {"do": "putMotion", "motion": "q"},
        {"do": "recordCount", "motion": "q", "count": {"for": 9}},
        {"do": "declareResult", "as": "ratified", "motion": "q"},
    ]  # fmt: skip
    made = record(governance, evening("group-a", "2026-03-10", "2026-03-01", *acts))
    assert lines(governance, made["m"], "3")[1:] == [
        (
            "This would make valid what does not count yet, from 10 February 2026. We voted on it on 10 February 2026:"
            " Print leaflets."
        ),
        "Vote: 9 for, 0 against, 0 took no side. Agreed.",
        "It counts from 10 February 2026.",
    ]
    made_, ratified = governance.stream(leaflets)
    assert (type(made_.event), type(ratified.event)) == (d.DecisionMade, d.DecisionRatified)
    state = governance.decision(DecisionId(leaflets))
    assert (state.status, state.takes_effect, state.by) == ("ratified", True, made["ratified"])
    follows = governance.stream(made["ratified"])[1].event
    assert isinstance(follows, d.DecisionFollows)
    assert (follows.of, follows.how) == (leaflets, "ratify")
    assert dict(ratified.envelope.guards)[leaflets] == 1  # type: ignore[index]


def test_a_suggestion_of_an_inquorate_meeting_is_taken_up_and_nothing_else_is(governance: Governance) -> None:
    before = record(governance, inquorate())
    ratify = {"do": "moveRatification", "item": "3", "words": "Use the library.", "moved_by": "gp",
              "seconded_by": "user-representative-2"}  # fmt: skip
    opened = {"do": "openItem", "item": "3"}
    wrong = governance.stream(before["feb"])[0].id
    told = evening("group-a", "2026-03-10", "2026-03-01", opened, {**ratify, "suggestion": str(wrong)})
    with pytest.raises(BadLine, match="unknown_suggestion"):
        record(governance, told)
    told = evening(
        "group-a", "2026-03-10", "2026-03-01", opened, {**ratify, "suggestion": str(before["suggested"])}, name="again"
    )
    assert "again" in record(governance, told)


def test_once_the_leaflets_are_printed_the_decision_is_not_undone(governance: Governance) -> None:
    whole = {"do": "recordDecision", "as": "leaflets", "item": "3", "words": "Print leaflets.", "how": "hands",
             "count": {"for": 9}, "moved_by": "gp", "seconded_by": "user-representative-2"}  # fmt: skip
    before = record(governance, evening("group-a", "2026-02-10", "2026-02-01", whole, name="feb"))
    done = {"do": "recordCarriedOut", "decision": str(before["leaflets"]), "when": {"date": "2026-03-01"}}
    reopen = {"do": "reopenDecision", "as": "q", "item": "3", "decision": str(before["leaflets"]), "how": "rescind",
              "words": "Print no leaflets.", "moved_by": "gp", "seconded_by": "user-representative-2",
              "signed_by": ["chair", "gp", "vice-chair"]}  # fmt: skip
    told = evening("group-a", "2026-05-12", "2026-05-01", {"do": "openItem", "item": "3"}, reopen)
    with pytest.raises(BadLine, match="carried_out"):
        record(governance, [told[0], done, *told[1:]])


def undone(governance: Governance) -> dict[str, UUID]:
    """A decision of February about to be undone in May: the hands are counted."""
    return undoing(governance)


def undoing(governance: Governance) -> dict[str, UUID]:
    """The same in groups that are there."""
    whole = {"do": "recordDecision", "as": "leaflets", "item": "3", "words": "Print leaflets.", "how": "hands",
             "count": {"for": 9}, "moved_by": "gp", "seconded_by": "user-representative-2"}  # fmt: skip
    before = record(governance, evening("group-a", "2026-02-10", "2026-02-01", whole, name="feb"))
    acts = [
        {"do": "openItem", "item": "3"},
        {"do": "reopenDecision", "as": "q", "item": "3", "decision": str(before["leaflets"]), "how": "rescind",
         "words": "Print no leaflets.", "moved_by": "gp", "seconded_by": "user-representative-2",
         "signed_by": ["chair", "gp", "vice-chair"]},
        {"do": "putMotion", "motion": "q"},
        {"do": "recordCount", "motion": "q", "count": {"for": 5, "against": 4}},
    ]  # fmt: skip
    made = record(governance, evening("group-a", "2026-05-12", "2026-05-01", *acts))
    return {**before, **made}


def declaring(made: dict[str, UUID], day: str = "2026-05-12") -> q.DeclareResult:
    when = When(day, "14:30")
    return q.DeclareResult(meeting=MeetingId(made["m"]), motion=made["q"], when=when)  # type: ignore[arg-type]


def test_an_undone_decision_keeps_its_history(governance: Governance) -> None:
    made = undone(governance)
    governance.handle(declaring(made), Principal("importer"))
    assert lines(governance, made["m"], "3")[1:] == [
        "This would undo what we decided on 10 February 2026: Print leaflets.",
        "Written notice came from Chair, Vice-chair, GP.",
        "Vote: 5 for, 4 against, 0 took no side. Agreed.",
        "What we decided on 10 February 2026 no longer counts.",
    ]
    assert [type(one.event).__name__ for one in governance.stream(made["leaflets"])] == [
        "DecisionMade", "DecisionRescinded",
    ]  # fmt: skip


def test_leaflets_printed_while_the_result_is_declared_are_seen(governance: Governance) -> None:
    """The decision's stream is one the declaration read: whoever writes into it meanwhile makes it be decided again."""
    made = undone(governance)
    append, tries = governance.store.append, 0

    def late(request: Any) -> Any:
        nonlocal tries
        tries += 1
        if tries == 1:
            governance.store.append = append  # type: ignore[method-assign]
            done = {"do": "recordCarriedOut", "decision": str(made["leaflets"]), "when": {"date": "2026-05-12"}}
            record(governance, [{"import": "printed"}, done])
        return append(request)

    governance.store.append = late  # type: ignore[method-assign]
    with pytest.raises(Rejected, match="R-RE3: carried_out"):
        governance.handle(declaring(made), Principal("importer"))


def test_a_vote_that_comes_while_the_result_is_recorded_is_not_taken(governance: Governance) -> None:
    acts = [
        {"do": "openItem", "item": "3"},
        {"do": "moveMotion", "as": "q", "item": "3", "words": "Meet weekly.", "moved_by": "gp",
         "seconded_by": "user-representative-2"},
        {"do": "putMotion", "motion": "q", "how": "roll_call"},
        *({"do": "castVote", "motion": "q", "seat": seat, "choice": "for"} for seat in LOCAL[:6]),
    ]  # fmt: skip
    made = record(governance, evening("group-a", "2026-02-10", "2026-02-01", *acts))
    late = q.CastVote(
        meeting=MeetingId(made["m"]), motion=made["q"], choice="against",  # type: ignore[arg-type]
        seat=governance.directory(governance.meeting(MeetingId(made["m"])).group).seats[LOCAL[7]],  # type: ignore[arg-type]
    )  # fmt: skip
    append = governance.store.append

    def close_first(request: Any) -> Any:
        governance.store.append = append  # type: ignore[method-assign]
        governance.handle(declaring(made, "2026-02-10"), Principal("importer"))
        return append(request)

    governance.store.append = close_first  # type: ignore[method-assign]
    with pytest.raises(Rejected, match="motion_is_agreed"):
        governance.handle(late, Principal("importer"))
    (result,) = [one.event for one in governance.stream(made["m"]) if type(one.event).__name__ == "ResultDeclared"]
    assert result.outcome.test == "6>0"  # type: ignore[attr-defined]
