"""Decisions between meetings: by e-mail and phone, and by the chair alone, with what the next meeting is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from api.importing import BadLine
from governance.decision.events import ChairsActionTaken, DecisionMadeInWriting
from governance.rules.majority import Tally
from tests.people import printed, record

if TYPE_CHECKING:
    from uuid import UUID

    from governance.application import Governance

S9 = """\
4.1 Decision made by email and phone between 1 and 8 June 2026: Hire a hearing loop, cost £280.
4.2 6 for, 1 against, 0 took no side. 5 of 9 were needed. Agreed on 8 June 2026.
4.3 2 replies were not counted: 1 had a condition, 1 came late.
4.4 Nobody asked for a meeting."""
SENT = {
    "do": "circulateResolution", "as": "loop", "group": "group-a", "words": "Hire a hearing loop, cost £280.",
    "reason": "Two members could not hear in May.", "options": ["Do nothing"],
    "how_to_reply": "Answer this e-mail, ring the secretary, or write. Ring to ask for a meeting.",
    "category": "spend", "cost": {"minor": 28000}, "deadline": {"date": "2026-06-08", "time": "17:00"},
    "when": {"date": "2026-06-01", "time": "10:00"}, "mode": "live",
}  # fmt: skip


def reply(seat: str, choice: str | None, when: str, channel: str = "email", **more: Any) -> dict[str, Any]:
    day, _, time = when.partition(" ")
    said = {} if choice is None else {"choice": choice}
    return {"do": "recordReply", "resolution": "loop", "seat": seat, "channel": channel, "mode": "live", **said,
            "when": {"date": day, "time": time}, **more}  # fmt: skip


REPLIES = [
    reply("secretary", "for", "2026-06-01 11:00"),
    reply("chair", "for", "2026-06-01 18:20"),
    reply("vice-chair", "for", "2026-06-02 09:05"),
    reply("carer-representative", "for", "2026-06-03 20:10"),
    reply("user-representative-4", "for", "2026-06-04 16:12", "phone", read_back=True),
    reply("commissioner", "against", "2026-06-05 09:30"),
    reply("gp", None, "2026-06-05 12:00", condition="Yes if it is under £250."),
    reply("respiratory-nurse", "for", "2026-06-05 17:40"),
]
CLOSED = {"do": "closeResolution", "as": "d8", "resolution": "loop", "mode": "live",
          "when": {"date": "2026-06-08", "time": "17:00"}}  # fmt: skip
LATE = reply("development-worker", "for", "2026-06-09 09:00")


def told(item: str = "4", mode: str = "live") -> list[dict[str, Any]]:
    """A meeting on 9 June, told of it."""
    at = {"when": {"date": "2026-06-09", "time": "14:05"}}
    return [
        {"do": "callMeeting", "as": "ninth", "group": "group-a", "starts": {"date": "2026-06-09", "time": "14:00"},
         "agenda": [{"title": "Welcome", "for_decision": False}, {"title": "Between meetings", "for_decision": False}],
         "when": {"date": "2026-05-29"}},
        {"do": "openMeeting", "meeting": "ninth", "presider": "chair", "minute_taker": "secretary",
         "present": ["chair", "vice-chair", "secretary", "carer-representative", "gp", "commissioner"],
         "when": {"date": "2026-06-09", "time": "14:00"}},
        {"do": "reportResolution", "meeting": "ninth", "item": item, "resolution": "loop", "mode": mode, **at},
    ]  # fmt: skip


def run(governance: Governance, *lines: dict[str, Any]) -> dict[str, UUID]:
    return record(governance, [{"import": "between"}, *lines])


def lines_of_item(governance: Governance, made: dict[str, UUID], item: str) -> str:
    lines = printed(governance, made["ninth"])
    return "\n".join(line for line in lines if line.startswith(f"{item}."))


def opened_item_4(mode: str) -> list[dict[str, Any]]:
    lines = told(mode=mode)
    turn = {"do": "openItem", "meeting": "ninth", "item": "4", "when": {"date": "2026-06-09", "time": "14:04"}}
    return [*lines[:-1], turn, lines[-1]]


@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_s9_a_decision_by_email_and_phone(governance: Governance, mode: str) -> None:
    acts = [{**act, "mode": mode} for act in (SENT, *REPLIES, CLOSED, LATE)]
    made = run(governance, *acts, *opened_item_4(mode))
    assert lines_of_item(governance, made, "4") == S9
    (one,) = governance.stream(made["d8"])
    assert isinstance(one.event, DecisionMadeInWriting)
    result = one.event.outcome
    assert (result.by_rule, result.takes_effect, result.test) == ("agreed", True, "12>9")
    assert (result.tally, result.entitled, result.no_answer) == (Tally(6, 1, 0), 9, 2)
    assert result.split.lived_experience is not None
    assert result.split.other is not None
    assert (result.split.lived_experience.exact, result.split.other.exact) == (Tally(5, 0, 0), Tally(1, 1, 0))


def test_s9_without_the_deadline_nothing_is_declared(governance: Governance) -> None:
    early = {**CLOSED, "when": {"date": "2026-06-05", "time": "18:00"}}
    with pytest.raises(BadLine) as refused:
        run(governance, SENT, *REPLIES, early)
    assert (refused.value.clause, "deadline_to_come" in refused.value.why) == ("R-WR7", True)


def test_s9_one_lived_experience_member_can_take_it_to_a_meeting(governance: Governance) -> None:
    demand = {"do": "demandMeeting", "resolution": "loop", "seat": "carer-representative", "mode": "live",
              "when": {"date": "2026-06-08", "time": "09:00"}}  # fmt: skip
    made = run(governance, SENT, *REPLIES[:2], demand, *opened_item_4("live"))
    assert lines_of_item(governance, made, "4").splitlines() == [
        "4.1 Decision asked for in writing between 1 and 8 June 2026: Hire a hearing loop, cost £280.",
        "4.2 It was not decided in writing. It goes to a meeting.",
        "4.3 1 member asked for a meeting.",
    ]
    with pytest.raises(BadLine) as refused:
        record(governance, [{"import": "later"}, {**CLOSED, "resolution": str(made["loop"])}])
    assert "resolution_is_stopped" in refused.value.why


def test_an_election_is_not_held_by_email(governance: Governance) -> None:
    with pytest.raises(BadLine) as refused:
        run(governance, {**SENT, "category": "election"})
    assert refused.value.clause == "R-WR8"


ALONE = {"do": "takeChairsAction", "as": "alone", "group": "group-a", "seat": "chair", "words": "Move to the library.",
         "reason": "The hall is flooded.", "consulted": ["vice-chair", "carer-representative"], "mode": "live",
         "costs_nothing": True, "when": {"date": "2026-06-03", "time": "10:00"}}  # fmt: skip


def test_the_chair_acts_alone_after_asking_two(governance: Governance) -> None:
    (one,) = governance.stream(run(governance, ALONE)["alone"])
    assert isinstance(one.event, ChairsActionTaken)
    assert (one.event.outcome.by_rule, one.event.outcome.takes_effect) == ("agreed", True)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"consulted": ["carer-representative"]}, "vice_chair_not_consulted"),
        ({"consulted": ["vice-chair", "gp"]}, "no_lived_experience_member_consulted"),
        ({"category": "rules"}, "not_for_the_chair_alone"),
        ({"seat": "secretary"}, "not_the_chair"),
    ],
)
def test_the_chair_does_not_act_alone_without_asking(
    governance: Governance, changed: dict[str, Any], reason: str
) -> None:
    with pytest.raises(BadLine) as refused:
        run(governance, {**ALONE, **changed})
    assert (refused.value.clause, reason in refused.value.why) == ("R-CA1", True)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"cost": {"minor": 5001}, "costs_nothing": False}, "over_the_limit"),
        ({"costs_nothing": False}, "cost_is_missing"),
        ({"cost": {"minor": 5000}}, "costs_something"),
        ({"category": "spend"}, "cost_is_missing"),
        ({"objections": ["carer-representative"]}, "somebody_objected"),
        ({"category": "significant"}, "not_for_the_chair_alone"),
    ],
)
def test_the_chair_alone_decides_only_what_is_minor_and_nobody_objects_to(
    governance: Governance, changed: dict[str, Any], reason: str
) -> None:
    orders = {"do": "adoptStandingOrders", "group": "group-a", "orders": {"quorum": 5, "chair_alone_limit": 5000},
              "since": {"date": "2026-01-01"}}  # fmt: skip
    with pytest.raises(BadLine) as refused:
        run(governance, orders, {**ALONE, **changed})
    assert (refused.value.clause, reason in refused.value.why) == ("R-CA1", True)
    written = {**ALONE, **changed, "mode": "written_up", "as": "later"}
    made = record(governance, [{"import": "written"}, written])
    (one,) = governance.stream(made["later"])
    assert isinstance(one.event, ChairsActionTaken)
    assert (one.event.outcome.irregular, one.event.outcome.takes_effect) == (("R-CA1",), False)


def test_up_to_the_limit_the_chair_spends_alone(governance: Governance) -> None:
    orders = {"do": "adoptStandingOrders", "group": "group-a", "orders": {"quorum": 5, "chair_alone_limit": 5000},
              "since": {"date": "2026-01-01"}}  # fmt: skip
    made = run(governance, orders, {**ALONE, "category": "spend", "cost": {"minor": 5000}, "costs_nothing": False})
    (one,) = governance.stream(made["alone"])
    assert isinstance(one.event, ChairsActionTaken)
    assert one.event.outcome.takes_effect


def test_a_sum_is_not_split_between_two_meetings(governance: Governance) -> None:
    orders = {"do": "adoptStandingOrders", "group": "group-a", "orders": {"quorum": 5, "chair_alone_limit": 5000},
              "since": {"date": "2026-01-01"}}  # fmt: skip
    half = {**ALONE, "category": "ordinary", "cost": {"minor": 3000}, "costs_nothing": False}
    run(governance, orders, half)
    with pytest.raises(BadLine) as refused:
        record(governance, [{"import": "second"}, {**half, "as": "second"}])
    assert (refused.value.clause, "over_the_limit_together" in refused.value.why) == ("R-CA1", True)
    less = {**half, "as": "less", "cost": {"minor": 2000}}
    made = record(governance, [{"import": "less"}, less])
    (one,) = governance.stream(made["less"])
    assert isinstance(one.event, ChairsActionTaken)
    assert (one.event.spent, one.event.outcome.takes_effect) == (3000, True)
    written = {**half, "as": "third", "cost": {"minor": 1}, "mode": "written_up"}
    made = record(governance, [{"import": "third"}, written])
    (one,) = governance.stream(made["third"])
    assert isinstance(one.event, ChairsActionTaken)
    assert (one.event.spent, one.event.outcome.irregular) == (5000, ("R-CA1",))


def test_written_up_what_the_chair_did_without_asking_waits_to_be_ratified(governance: Governance) -> None:
    (one,) = governance.stream(run(governance, {**ALONE, "consulted": [], "mode": "written_up"})["alone"])
    assert isinstance(one.event, ChairsActionTaken)
    assert (one.event.outcome.irregular, one.event.outcome.takes_effect) == (("R-CA1",), False)


def test_written_up_what_somebody_else_than_the_chair_did_alone_waits_to_be_ratified(governance: Governance) -> None:
    (one,) = governance.stream(run(governance, {**ALONE, "seat": "secretary", "mode": "written_up"})["alone"])
    assert isinstance(one.event, ChairsActionTaken)
    assert (one.event.outcome.irregular, one.event.outcome.takes_effect) == (("R-CA1",), False)


def test_written_up_a_result_declared_before_the_deadline_waits_to_be_ratified(governance: Governance) -> None:
    early = {**CLOSED, "when": {"date": "2026-06-05", "time": "18:00"}, "mode": "written_up"}
    (one,) = governance.stream(run(governance, SENT, *REPLIES, early)["d8"])
    assert isinstance(one.event, DecisionMadeInWriting)
    result = one.event.outcome
    assert (result.by_rule, result.irregular, result.takes_effect) == ("agreed", ("R-WR7",), False)


def test_written_up_asking_for_a_meeting_too_late_is_kept_and_stops_nothing(governance: Governance) -> None:
    demand = {"do": "demandMeeting", "resolution": "loop", "seat": "carer-representative", "mode": "written_up",
              "when": {"date": "2026-06-08", "time": "17:01"}}  # fmt: skip
    closed = {**CLOSED, "when": {"date": "2026-06-08", "time": "17:05"}}
    made = run(governance, SENT, *REPLIES, demand, closed, *opened_item_4("live"))
    assert lines_of_item(governance, made, "4").splitlines()[-1] == "4.4 1 member asked for a meeting."


EARLY = {"date": "2026-06-05", "time": "18:00"}
BEFORE_THEY_COULD_ASK = {"date": "2026-06-07", "time": "17:00"}
DOES_NOT_COUNT = "Written up afterwards. By our rules this vote does not count until it is ratified: "


@pytest.mark.parametrize(
    ("sent", "closed", "clause", "why"),
    [
        ({"reason": None}, {}, "R-WR1", "what was sent out did not say why, or how to answer"),
        ({"how_to_reply": None}, {}, "R-WR1", "what was sent out did not say why, or how to answer"),
        ({"deadline": BEFORE_THEY_COULD_ASK}, {}, "R-WR5", "members had too few days to ask for a meeting"),
        ({}, {"when": EARLY}, "R-WR7", "the answers were added up before the last day, or that day was too far off"),
        ({"category": "rules"}, {}, "R-WR8", "a decision of this kind is not made in writing"),
    ],
)  # fmt: skip
def test_minutes_say_why_what_was_decided_in_writing_does_not_count(
    governance: Governance, sent: dict[str, Any], closed: dict[str, Any], clause: str, why: str
) -> None:
    circulated = {name: value for name, value in {**SENT, **sent}.items() if value is not None}
    answers = REPLIES[:5] if clause in {"R-WR5", "R-WR7"} else REPLIES
    acts = [{**act, "mode": "written_up"} for act in (circulated, *answers, {**CLOSED, **closed})]
    made = run(governance, *acts, *opened_item_4("live"))
    (one,) = governance.stream(made["d8"])
    assert isinstance(one.event, DecisionMadeInWriting)
    result = one.event.outcome
    assert (result.irregular, result.takes_effect) == ((clause,), False)
    lines = lines_of_item(governance, made, "4").splitlines()
    assert lines[1].endswith(" were needed. Agreed on " + ("5" if closed else "8") + " June 2026.")
    assert lines[2] == f"4.3 {DOES_NOT_COUNT}{why}."


def test_minutes_say_that_a_refusal_in_writing_was_not_by_our_rules_either(governance: Governance) -> None:
    early = {**CLOSED, "when": EARLY, "mode": "written_up"}
    made = run(governance, SENT, *REPLIES[:2], early, *opened_item_4("live"))
    assert lines_of_item(governance, made, "4").splitlines()[2] == (
        "4.3 Written up afterwards. This vote was not taken by our rules: the answers were added up before the last"
        " day, or that day was too far off."
    )


def test_minutes_say_why_what_the_chair_decided_alone_does_not_count(governance: Governance) -> None:
    alone = {**ALONE, "consulted": [], "mode": "written_up"}
    report = {"do": "reportChairsAction", "meeting": "ninth", "item": "4", "decision": "alone", "mode": "live",
              "when": {"date": "2026-06-09", "time": "14:05"}}  # fmt: skip
    made = run(governance, alone, *opened_item_4("live")[:-1], report)
    (said, *_, last) = lines_of_item(governance, made, "4").splitlines()
    assert said.startswith("4.1 Chair decided alone between meetings: Move to the library.")
    assert last == (
        "4.2 Written up afterwards. By our rules this does not count until it is ratified: it was not for the chair"
        " alone, or the chair had not asked the members they must ask."
    )


def test_minutes_say_nothing_of_rules_that_the_chair_kept(governance: Governance) -> None:
    report = {"do": "reportChairsAction", "meeting": "ninth", "item": "4", "decision": "alone", "mode": "live",
              "when": {"date": "2026-06-09", "time": "14:05"}}  # fmt: skip
    made = run(governance, ALONE, *opened_item_4("live")[:-1], report)
    assert "Written up" not in lines_of_item(governance, made, "4")
