"""What a decision must be before somebody takes or loses power by it, on paper."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from governance.rules import behind, offices
from governance.standing_orders import StandingOrders
from tests.governance.rules.refusals import Told, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.kernel import Rejected

DAY = dt.date(2026, 2, 10)
GOOD = behind.Behind(
    ours=True, met=True, category="election", agreed=True, counts=True, status="in_force", since=DAY, over=DAY
)


def removal(found: behind.Behind | None, on: dt.date) -> Rejected | None:
    return behind.for_removal(found, on, about_it=True)


def office(found: behind.Behind | None, on: dt.date) -> Rejected | None:
    return behind.for_office(found, on, about_it=True)


def acting(found: behind.Behind, on: dt.date) -> Rejected | None:
    return behind.for_acting(found, on, about_it=True)


def seat(found: behind.Behind, on: dt.date) -> Rejected | None:
    return behind.for_seat(found, on, about_it=True)


def rules(found: behind.Behind | None, on: dt.date) -> Rejected | None:
    return behind.for_rules(found, on, about_it=True)


KINDS: list[tuple[Callable[..., Any], str, str]] = [
    (office, "election", "R-EL1"),
    (acting, "ordinary", "R-AC1"),
    (seat, "significant", "R-TE2"),
    (removal, "removal", "R-TE5"),
    (rules, "rules", "R-AU2"),
]
WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"ours": False}, "decision_of_another_group", "Name a decision of this group."),
    ({"met": False}, "not_decided_at_a_meeting", "Only a meeting can decide this."),
    ({"agreed": False}, "decision_not_agreed", "The meeting did not agree to this. Name another decision."),
    (
        {"counts": False, "status": "rescinded"},
        "decision_has_no_effect",
        "This decision does not count, or no longer. Name one that does.",
    ),
    (
        {"category": "spend"},
        "decision_of_another_kind",
        "This decision is about something else. Name one that the meeting made about this.",
    ),
    ({"used": True}, "decision_used_already", "This decision was used already. Each is used once."),
    (
        {"since": dt.date(2026, 2, 11)},
        "decided_later",
        "The decision counts from 2026-02-11. Choose that day or a later one.",
    ),
]


@pytest.mark.parametrize(("rule", "category", "clause"), KINDS)
def test_a_decision_that_counts_carries_what_it_was_made_for(
    rule: Callable[..., Any], category: Any, clause: str
) -> None:
    del clause
    found = msgspec.structs.replace(GOOD, category=category)
    assert rule(found, DAY) is None
    assert rule(found, dt.date(2026, 2, 11)) is None


@pytest.mark.parametrize(("wrong", "reason", "would_help"), WRONG, ids=[reason for _wrong, reason, _help in WRONG])
@pytest.mark.parametrize(("rule", "category", "clause"), KINDS)
def test_any_other_decision_is_refused_and_said_why(
    rule: Callable[..., Any], category: Any, clause: str, wrong: dict[str, Any], reason: str, would_help: str
) -> None:
    refused = rule(msgspec.structs.replace(GOOD, **{"category": category, **wrong}), DAY)
    assert (refused.clause, refused.reason, refused.would_help) == (clause, reason, would_help)
    assert refused.pointer == "/decision"


@pytest.mark.parametrize(
    ("rule", "clause", "reason", "would_help", "pointer"),
    [
        (
            office,
            "R-EL1",
            "office_without_an_election",
            "Ask for names and hold an election. Or say which decision is behind it.",
            "/office",
        ),
        (
            removal,
            "R-TE5",
            "removed_without_a_vote",
            "Only a vote can put them out. Say which decision is behind it.",
            "/decision",
        ),
        (
            rules,
            "R-AU2",
            "rules_without_a_vote",
            "New rules take a vote at a meeting. Say which decision is behind them.",
            "/decision",
        ),
    ],
)
def test_without_a_decision_nobody_takes_an_office_nobody_is_removed_and_no_rules_come(
    rule: Callable[..., Any], clause: str, reason: str, would_help: str, pointer: str
) -> None:
    refused = rule(None, DAY)
    assert (refused.clause, refused.reason) == (clause, reason)
    assert (refused.would_help, refused.pointer) == (would_help, pointer)


def test_what_a_refusal_counts_is_told_with_it() -> None:
    undone = office(msgspec.structs.replace(GOOD, counts=False, status="set_aside"), DAY)
    assert undone is not None
    assert undone.because == {"status": "set_aside"}
    other = acting(msgspec.structs.replace(GOOD, category="rules"), DAY)
    assert other is not None
    assert other.because == {"category": "rules", "needed": ["election", "ordinary", "significant"]}
    early = office(GOOD, dt.date(2026, 2, 9))
    assert early is not None
    assert early.because == {"since": "2026-02-10"}


def test_a_removal_names_the_decision_about_just_this_office() -> None:
    found = msgspec.structs.replace(GOOD, category="removal")
    refused = behind.for_removal(found, DAY, about_it=False)
    assert refused is not None
    assert (refused.clause, refused.reason) == ("R-TE5", "removes_somebody_else")
    assert refused.would_help == "Name the decision that is about just this."


@pytest.mark.parametrize(
    ("rule", "category", "clause"),
    [
        (behind.for_office, "election", "R-EL1"),
        (behind.for_acting, "ordinary", "R-AC1"),
        (behind.for_seat, "significant", "R-TE2"),
    ],
)
def test_what_is_given_is_what_the_proposal_named(rule: Callable[..., Any], category: Any, clause: str) -> None:
    refused = rule(msgspec.structs.replace(GOOD, category=category), DAY, about_it=False)
    assert (refused.clause, refused.reason, refused.pointer) == (clause, "gives_something_else", "/decision")
    assert refused.would_help == "Name the decision that gives just this to just this person."


def by_what(ground: Any = "sent", **more: Any) -> Any:
    given = {"told": True, "voted": False, "sent": True, "left": True, "chair": True, **more}
    return behind.without_a_vote(ground, **given)


@pytest.mark.parametrize(
    ("ground", "so", "said"),
    [
        (None, {}, ("R-TE2", "seat_without_a_decision", "Say which vote it was, or who sent them.", "/decision")),
        ("sent", {"voted": True}, ("R-TE2", "voted_on_it", "The group voted on it, so leave this out.", "/ground")),
        (
            "appointed",
            {"told": False},
            ("R-TE2", "ground_not_told", "Say who sent them, or why the chair asked them.", "/reason"),
        ),
        (
            "sent",
            {"sent": False},
            ("R-TE2", "nobody_sends_them", "Nobody sends a member to this seat. Vote on it.", "/ground"),
        ),
        (
            "appointed",
            {"chair": False},
            ("R-AC1", "no_chair_to_appoint", "Nobody is chair. Say which decision is behind it.", "/ground"),
        ),
        (
            "appointed",
            {"left": False},
            ("R-AC1", "no_gap_to_fill", "Nobody was in this seat before. Vote on who takes it.", "/ground"),
        ),
        (
            "appointed",
            {"elected": True},
            ("R-AC1", "vacancies_are_voted_on", "Our rules have the group vote on an empty seat.", "/ground"),
        ),
    ],
)
def test_without_a_vote_a_member_is_sent_or_asked_by_the_chair_and_it_is_told(ground: Any, so: Any, said: Any) -> None:
    refused = by_what(ground, **so)
    assert (refused.clause, refused.reason, refused.would_help, refused.pointer) == said


def test_whoever_is_sent_needs_no_chair_and_whoever_is_asked_no_body() -> None:
    assert by_what("sent", chair=False, left=False, elected=True) is None
    assert by_what("appointed", sent=False) is None


@pytest.mark.parametrize(
    ("kind", "first", "over", "excused"),
    [
        ("chair", True, False, False), ("vice_chair", True, False, False), ("secretary", True, False, True),
        ("other", False, False, False), ("co_chair", False, True, True), ("other", True, True, True),
    ],
)  # fmt: skip
def test_an_office_of_earlier_times_was_over_or_had_first(kind: Any, first: Any, over: Any, excused: Any) -> None:
    assert behind.of_earlier_times(kind, first=first, over=over) is excused


def test_a_decision_about_a_seat_or_an_office_carries_no_rules() -> None:
    refused = behind.for_rules(msgspec.structs.replace(GOOD, category="rules"), DAY, about_it=False)
    assert refused is not None
    assert (refused.clause, refused.reason, refused.pointer) == ("R-AU2", "about_seats_or_offices", "/decision")
    assert refused.would_help == "Name the decision by which the meeting agreed to the rules."


@pytest.mark.parametrize("over", [None, dt.date(2026, 2, 11)])
def test_rules_wait_until_the_meeting_that_agreed_to_them_is_over(over: dt.date | None) -> None:
    refused = rules(msgspec.structs.replace(GOOD, category="rules", over=over), DAY)
    assert refused is not None
    assert (refused.clause, refused.reason, refused.pointer) == ("R-AU2", "meeting_not_over", "/since")
    assert refused.would_help == "New rules count once the meeting is over."


@pytest.mark.parametrize(
    ("founding", "written_up", "imported", "before", "lacks"),
    [
        (True, False, False, False, True),
        (False, False, True, True, False),
        (False, True, True, False, True),
        (False, True, False, True, True),
        (False, True, False, False, False),
    ],
)
def test_only_the_founding_and_earlier_times_need_no_decision(
    *, founding: bool, written_up: bool, imported: bool, before: bool, lacks: bool
) -> None:
    assert lacks == behind.may_lack(
        founding=founding, written_up=written_up, imported=imported, before_the_record=before
    )


def test_a_term_is_over_from_its_last_day_on_and_one_without_a_last_day_never() -> None:
    assert behind.not_yet_over(DAY, DAY) is None
    assert behind.not_yet_over(DAY, dt.date(2026, 2, 11)) is None
    for last in (None, dt.date(2026, 2, 11)):
        refused = behind.not_yet_over(last, DAY)
        assert refused is not None
        assert (refused.clause, refused.reason, refused.pointer) == ("R-TE5", "term_not_over", "/reason")
        assert refused.would_help == (
            "Their time is not up yet. Say if they chose to stop. Only a vote at a meeting removes them."
        )


@pytest.mark.parametrize(
    ("kind", "vice", "chair", "acted", "reason", "would_help", "pointer"),
    [
        ("chair", False, False, False, "the_vice_chair_acts",
         "If it is not the vice-chair, say which decision is behind it.", "/seat"),
        ("chair", True, False, True, "acted_already", "Someone has stood in once. Now vote on who it is to be.",
         "/acting"),
        ("secretary", False, False, False, "no_chair_to_appoint", "Nobody is chair. Say which decision is behind it.",
         "/decision"),
        ("secretary", False, True, True, "acted_already", "Someone has stood in once. Now vote on who it is to be.",
         "/acting"),
    ],
)  # fmt: skip
def test_nobody_but_the_vice_chair_acts_as_chair_and_no_acting_chair_appoints(
    kind: Any, *, vice: bool, chair: bool, acted: bool, reason: str, would_help: str, pointer: str
) -> None:
    refused = behind.appoints(kind, vice=vice, chair=chair, acted=acted)
    assert refused is not None
    assert (refused.clause, refused.reason) == ("R-AC1", reason)
    assert (refused.would_help, refused.pointer) == (would_help, pointer)


def test_the_vice_chair_acts_as_chair_and_a_chair_asks_somebody_to_act_as_secretary() -> None:
    assert behind.appoints("chair", vice=True, chair=False, acted=False) is None
    assert behind.appoints("secretary", vice=False, chair=True, acted=False) is None


def asked_to_act(kind: Any = "secretary", **said: bool) -> Told | None:
    whole = {"vice": False, "chair": True, "acted": False, **said}
    return told(lambda: behind.appoints(kind, **whole))


def test_who_acts_in_an_office_without_a_vote() -> None:
    assert asked_to_act() is None
    assert asked_to_act("chair", vice=True, chair=False) is None
    assert asked_to_act("chair") == Told(
        "R-AC1", "the_vice_chair_acts", "If it is not the vice-chair, say which decision is behind it.", "/seat"
    )
    assert asked_to_act(chair=False) == Told(
        "R-AC1", "no_chair_to_appoint", "Nobody is chair. Say which decision is behind it.", "/decision"
    )
    assert asked_to_act(acted=True) == Told(
        "R-AC1", "acted_already", "Someone has stood in once. Now vote on who it is to be.", "/acting"
    )
    assert asked_to_act(held=False) == Told(
        "R-AC1", "nobody_to_act_for", "Nobody has had this office yet. Vote on who it is to be.", "/decision"
    )
    assert asked_to_act(fit=False) == Told(
        "R-AC1", "not_fit_to_act", "Ask somebody who may hold this office by our rules.", "/seat"
    )


@pytest.mark.parametrize(
    ("kind", "constituency", "class_", "may"),
    [
        ("chair", "service_user", "LE", True), ("vice_chair", "critical_friend", "OT", False),
        ("co_chair", "staff", "PR", False), ("secretary", "staff", "PR", False),
        ("secretary", "professional", "PR", True),
        ("other", "critical_friend", "OT", True), ("chair", "professional", "PR", False),
    ],
)  # fmt: skip
def test_which_seats_may_act_in_which_office(kind: Any, constituency: Any, class_: Any, may: bool) -> None:
    orders = StandingOrders(presider_class="not_professional_or_staff")
    assert offices.may_act(orders, kind, constituency, class_) is may
