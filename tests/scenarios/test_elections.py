"""S11 and S12: a chair resigns, an acting chair, a ballot, and a term made longer, with the exact lines."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from api.importing import BadLine
from governance.election.events import ElectionDecided, NominationRefused
from governance.election.terms import served
from governance.group.acting import acting_chair
from governance.kernel import Moment
from governance.motion.events import ResultDeclared
from tests.conftest import fresh_database
from tests.people import lines_of, printed, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from governance.application import Governance
    from governance.embedded import EmbeddedPostgres
    from governance.group.state import GroupState

S11 = """\
1.4 The Chair resigned on 1 July 2026. The Vice-chair has been acting chair since then.
2.1 Quorum: 8 of 8 voting members were present (lived experience 4, other 4). We need 5, and more lived-experience members than others. The meeting could not make decisions.
2.2 Commissioner chose not to vote at this meeting.
2.3 Quorum: 7 voting members (lived experience 4, other 3). The meeting could make decisions.
3.1 Secret ballot for Chair: Vice-chair (acting chair) 4, Secretary 3. Vice-chair (acting chair) was elected until 31 March 2027.
3.2 One person stood for Vice-chair: User representative 4. Nobody asked for a vote. User representative 4 was elected until 31 March 2027.
3.3 Action: Secretary to start filling the empty user representative place by 21 July 2026."""  # noqa: E501 - the exact lines

S12 = """\
6.1 The Secretary has served three terms, which is our limit. Nobody else stood.
6.2 Proposal by Chair, seconded by Carer representative: Extend the Secretary's term by one year to 30 September 2027, with User representative 1 learning the role.
6.3 This needs two thirds of the votes for and against.
6.4 Vote: 6 for, 2 against, 1 took no side. Agreed.
6.5 Action: Secretary and User representative 1 to agree a handover plan by 31 October 2026."""  # noqa: E501 - the exact lines

MODES = ("live", "written_up")
SEVEN = ["vice-chair", "secretary", "user-representative-4", "carer-representative", "respiratory-nurse", "gp",
         "development-worker"]  # fmt: skip
EIGHT = [*SEVEN, "commissioner"]
CHAIR, VICE, SECRETARY = (f"user-representative-{n}" for n in (1, 2, 3))


@pytest.fixture
def database(cluster: EmbeddedPostgres) -> Iterator[str]:
    """These evenings found their own groups."""
    with fresh_database(cluster) as name:
        yield name


def on(date: str, time: str | None = None) -> dict[str, Any]:
    return {"when": {"date": date, **({"time": time} if time else {})}}


def officers(*terms: tuple[str, str, str, str]) -> list[dict[str, Any]]:
    """The terms of office as they had been, in place of those of the fixture."""
    return [
        {"do": "assignOffice", "group": "group-a", "office": office, "seat": seat, "since": {"date": since},
         "until": until}
        for office, seat, since, until in terms
    ]  # fmt: skip


def refounded(governance: Governance, since: str = "2024-04-01") -> None:
    """Local Planning Group A, as old as `since`, with no officers yet."""
    told = json.loads(json.dumps(lines_of("groups")).replace("2024-04-01", since))
    record(governance, [line for line in told if (line.get("do"), line.get("group")) != ("assignOffice", "a")])


def officers_until_2027() -> list[dict[str, Any]]:
    return officers(
        ("chair", CHAIR, "2025-04-01", "2027-03-31"),
        ("vice-chair", VICE, "2025-04-01", "2027-03-31"),
        ("secretary", SECRETARY, "2025-04-01", "2027-03-31"),
    )


def resigns(mode: str) -> list[dict[str, Any]]:
    """The chair resigns seat and office, and nominations are open for 14 days, the day of the meeting included."""
    nominations = {"do": "openNominations", "group": "group-a", "closes": "2026-07-14", "mode": mode}
    if mode == "written_up":
        nominations["opens"] = "2026-07-01"
    return [
        {"do": "vacateSeat", "group": "group-a", "seat": CHAIR, "mode": mode, **on("2026-07-01", "09:00")},
        {**nominations, "as": "for-chair", "office": "chair", **on("2026-07-01", "10:00")},
        {**nominations, "as": "for-vice", "office": "vice-chair", **on("2026-07-01", "10:00")},
        *stands("for-chair", "user-representative-2", "02", mode),
        *stands("for-chair", "user-representative-3", "03", mode),
        *stands("for-vice", "user-representative-4", "03", mode),
        {"do": "callMeeting", "as": "july", "group": "group-a", "starts": {"date": "2026-07-14", "time": "14:00"},
         "agenda": [{"title": "Chair and vice-chair"}], "notice_given": {"date": "2026-07-03"}, "mode": mode,
         **on("2026-07-03", "12:00")},
    ]  # fmt: skip


def stands(election: str, seat: str, day: str, mode: str) -> list[dict[str, Any]]:
    act = {"election": election, "seat": seat, "mode": mode}
    return [
        {"do": "nominate", "nominated_by": "carer-representative", **act, **on(f"2026-07-{day}", "09:00")},
        {"do": "acceptNomination", **act, **on(f"2026-07-{day}", "10:00")},
    ]


def july(mode: str) -> list[dict[str, Any]]:
    m: dict[str, Any] = {"meeting": "july", "mode": mode}

    def at(minute: int) -> dict[str, Any]:
        return on("2026-07-14", f"14:{minute:02}")

    return [
        {"do": "closeNominations", "election": "for-chair", "mode": mode, **on("2026-07-14", "13:50")},
        {"do": "closeNominations", "election": "for-vice", "mode": mode, **on("2026-07-14", "13:50")},
        {"do": "openMeeting", **m, "present": EIGHT, "presider": "vice-chair", "minute_taker": "secretary", **at(0)},
        {"do": "standDown", **m, "seat": "commissioner", **at(2)},
        {"do": "openItem", **m, "item": "3", **at(5)},
        {"do": "openElectionBallot", **m, "item": "3", "election": "for-chair",
         "tellers": ["gp", "development-worker"], **at(6)},
        {"do": "countElectionBallot", **m, "election": "for-chair", "voted": SEVEN,
         "votes": {"user-representative-2": 4, "user-representative-3": 3}, **at(12)},
        {"do": "declareElection", **m, "item": "3", "election": "for-chair", **at(13)},
        {"do": "declareElection", **m, "item": "3", "election": "for-vice", **at(15)},
        {"do": "agreeAction", **m, "item": "3", "task": {
            "owner": "secretary", "do": "start filling the empty user representative place", "due": "2026-07-21"},
         **at(20)},
        {"do": "closeMeeting", **m, **at(30)},
    ]  # fmt: skip


def evening_of_s11(governance: Governance, mode: str) -> dict[str, UUID]:
    refounded(governance)
    lines = [{"import": "s11"}, *officers_until_2027(), *resigns(mode), *july(mode)]
    return record(governance, lines)


def lines_in(lines: list[str], *parts: str) -> str:
    return "\n".join(line for line in lines if line.startswith(parts))


def then(date: str, time: str = "12:00") -> Moment:
    return Moment(f"{date}T{time}+01:00", "minute")


def group_of(governance: Governance) -> GroupState:
    found = governance.group_by_slug("group-a")
    assert found is not None
    return governance.group(found)


@pytest.mark.parametrize("mode", MODES)
def test_s11_the_acting_chair_is_elected_once_somebody_stands_down(governance: Governance, mode: str) -> None:
    made = evening_of_s11(governance, mode)
    assert lines_in(printed(governance, made["july"]), "1.4", "2.", "3.") == S11


def test_s11_the_vice_chair_acts_at_once_and_is_chair_for_the_rest_of_the_term(governance: Governance) -> None:
    evening_of_s11(governance, "live")
    group, seats = group_of(governance), governance.directory(governance.group_by_slug("group-a")).seats  # type: ignore[arg-type]
    assert acting_chair(group, then("2026-06-30")) is None
    acts = acting_chair(group, then("2026-07-14", "13:00"))
    assert acts is not None
    assert (acts.seat, acts.left) == (seats[VICE], "resigned")
    assert dt.date(2026, 7, 14) - acts.since.date == dt.timedelta(days=13)
    held = {group.offices[t.office]: (t.seat, t.until) for t in group.held(then("2026-07-15"))}
    assert held["chair"] == (seats[VICE], "2027-03-31")
    assert held["vice_chair"] == (seats["user-representative-4"], "2027-03-31")
    assert acting_chair(group, then("2026-07-15")) is None
    # 261 days of the 730 of a term are under half of it: they count towards no limit (R-TE2).
    office = next(office for office, kind in group.offices.items() if kind == "chair")
    assert served(group, office, seats[VICE], then("2026-07-15")) == 0


def test_s11_the_group_is_not_led_by_lived_experience_while_the_place_is_empty(governance: Governance) -> None:
    evening_of_s11(governance, "live")
    group = group_of(governance)
    assert group.led_by_lived_experience(then("2026-06-30"))
    assert group.alerts_at(then("2026-06-30")) == ()
    assert not group.led_by_lived_experience(then("2026-07-01", "09:00"))
    assert group.alerts_at(then("2026-07-01", "09:00")) == ("structural_inquorate",)


def test_s11_eight_willing_people_could_have_decided_nothing(governance: Governance) -> None:
    refounded(governance)
    acts = [line for line in july("live") if line["do"] != "standDown"]
    cut = next(n for n, line in enumerate(acts) if line["do"] == "openElectionBallot")
    lines = [{"import": "s11"}, *officers_until_2027(), *resigns("live"), *acts[: cut + 1]]
    with pytest.raises(BadLine, match="not_quorate: class_majority"):
        record(governance, lines)


def test_s11_nobody_reads_from_the_record_who_voted_for_whom(governance: Governance) -> None:
    made = evening_of_s11(governance, "live")
    ballots = [
        one.event for one in governance.stream(made["july"]) if one.event.topic == "meeting.election_ballot_counted.v1"
    ]
    (ballot,) = ballots
    assert list(ballot.voted) == sorted(ballot.voted, key=str)  # type: ignore[attr-defined]
    assert len(ballot.voted) == 7  # type: ignore[attr-defined]
    assert sorted(vote.votes for vote in ballot.votes) == [3, 4]  # type: ignore[attr-defined]


def test_s11_an_election_is_found_decided_in_its_own_stream(governance: Governance) -> None:
    made = evening_of_s11(governance, "live")
    (decided,) = [one.event for one in governance.stream(made["for-chair"]) if isinstance(one.event, ElectionDecided)]
    assert (decided.meeting, decided.how) == (made["july"], "ballot")
    assert decided.term is not None


def three_terms() -> list[dict[str, Any]]:
    return officers(
        ("chair", VICE, "2026-07-14", "2027-03-31"),
        ("secretary", SECRETARY, "2020-10-01", "2022-09-30"),
        ("secretary", SECRETARY, "2022-10-01", "2024-09-30"),
        ("secretary", SECRETARY, "2024-10-01", "2026-09-30"),
    )


def only_the_secretary(mode: str) -> list[dict[str, Any]]:
    act = {"election": "for-secretary", "mode": mode}
    written = {"opens": "2026-08-11"} if mode == "written_up" else {}
    return [
        {"do": "openNominations", "as": "for-secretary", "group": "group-a", "office": "secretary", **written,
         "closes": "2026-09-01", "mode": mode, **on("2026-08-11", "10:00")},
        {"do": "nominate", "seat": SECRETARY, "nominated_by": "carer-representative", **act,
         **on("2026-08-20", "10:00")},
        {"do": "closeNominations", **act, **on("2026-09-01", "18:00")},
        {"do": "callMeeting", "as": "autumn", "group": "group-a", "starts": {"date": "2026-09-08", "time": "14:00"},
         "agenda": [{"title": "One"}, {"title": "Two"}, {"title": "Three"},
                    {"title": "Secretary", "category": "term_extension"}],
         "notice_given": {"date": "2026-08-28"}, "mode": mode, **on("2026-09-01", "19:00")},
    ]  # fmt: skip


def autumn(mode: str, for_: int = 6, against: int = 2, no_side: int = 1) -> list[dict[str, Any]]:
    m: dict[str, Any] = {"meeting": "autumn", "mode": mode}

    def at(minute: int) -> dict[str, Any]:
        return on("2026-09-08", f"14:{minute:02}")

    return [
        {"do": "openMeeting", **m, "present": [*EVERYONE], "presider": "chair", "minute_taker": "secretary", **at(0)},
        {"do": "openItem", **m, "item": "6", **at(40)},
        {"do": "moveExtension", "as": "longer", **m, "item": "6", "election": "for-secretary",
         "words": "Extend the Secretary's term by one year to 30 September 2027, with User representative 1 learning"
                  " the role.",
         "learner": CHAIR, "moved_by": "chair", "seconded_by": "carer-representative", **at(41)},
        {"do": "putMotion", **m, "motion": "longer", "how": "hands", **at(45)},
        {"do": "recordCount", **m, "motion": "longer",
         "count": {"for": for_, "against": against, "no_side": no_side}, **at(46)},
        {"do": "declareResult", **m, "motion": "longer", **at(47)},
        {"do": "agreeAction", **m, "item": "6", "task": {
            "owner": "secretary", "helpers": [CHAIR], "do": "agree a handover plan", "due": "2026-10-31"}, **at(48)},
        {"do": "closeMeeting", **m, **at(50)},
    ]  # fmt: skip


EVERYONE = ["user-representative-1", "user-representative-2", "secretary", "user-representative-4",
            "carer-representative", "respiratory-nurse", "gp", "commissioner", "development-worker"]  # fmt: skip


def evening_of_s12(governance: Governance, mode: str, *count: int) -> dict[str, UUID]:
    refounded(governance, "2020-04-01")
    return record(governance, [{"import": "s12"}, *three_terms(), *only_the_secretary(mode), *autumn(mode, *count)])


@pytest.mark.parametrize("mode", MODES)
def test_s12_a_term_is_made_longer_where_nobody_else_stood(governance: Governance, mode: str) -> None:
    made = evening_of_s12(governance, mode)
    assert lines_in(printed(governance, made["autumn"]), "6.") == S12
    group = group_of(governance)
    (term,) = [t for t in group.terms if t.extended_to is not None]
    assert (term.until, term.extended_to) == ("2026-09-30", "2027-09-30")
    assert term.runs(then("2027-09-30"))
    (handover,) = group.handovers.values()
    seats = governance.directory(governance.group_by_slug("group-a")).seats  # type: ignore[arg-type]
    assert (handover.giver, handover.taker) == (seats[SECRETARY], seats[CHAIR])


def test_s12_the_nomination_is_refused_three_of_three(governance: Governance) -> None:
    made = evening_of_s12(governance, "live")
    refusals = [o.event for o in governance.stream(made["for-secretary"]) if isinstance(o.event, NominationRefused)]
    assert [(r.why, r.served, r.most) for r in refusals] == [("term_limit", 3, 3)]


def result_of(governance: Governance, meeting: UUID) -> Any:
    return next(one.event.outcome for one in governance.stream(meeting) if isinstance(one.event, ResultDeclared))


@pytest.mark.parametrize(
    ("count", "by_rule", "test"),
    [((6, 2, 1), "agreed", "18>=16"), ((5, 3, 1), "not_agreed", "15>=16"), ((4, 2, 3), "agreed", "12>=12")],
)
def test_s12_two_thirds_of_the_votes_cast_and_no_more(
    governance: Governance, count: tuple[int, ...], by_rule: str, test: str
) -> None:
    made = evening_of_s12(governance, "live", *count)
    outcome = result_of(governance, made["autumn"])
    assert (outcome.by_rule, outcome.test) == (by_rule, test)
    longer = [t for t in group_of(governance).terms if t.extended_to is not None]
    assert len(longer) == (by_rule == "agreed")
