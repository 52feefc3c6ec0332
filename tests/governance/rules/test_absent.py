"""Answers of members who are not there: a proxy, and a vote sent ahead (R-VO6, R-VO7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from governance.rules import absent
from governance.standing_orders import StandingOrders
from tests.governance.rules.refusals import Told, told

if TYPE_CHECKING:
    from governance.standing_orders import Category

IN_ORDER = {
    "in_writing": True,
    "same_class": True,
    "holder_taken": False,
    "holder_votes": True,
    "giver_here": False,
}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, None),
        ({"giver_here": True}, Told("R-VO6", "giver_is_here", "Whoever is here votes for themselves.", "/seat")),
        (
            {"in_writing": False},
            Told("R-VO6", "not_in_writing", "Whoever votes for another needs it in writing.", "/in_writing"),
        ),
        (
            {"same_class": False},
            Told("R-VO6", "another_class", "Somebody of the same kind of member holds it.", "/holder"),
        ),
        (
            {"holder_taken": True},
            Told("R-VO6", "holds_one_already", "Each member may vote for one other, and no more.", "/holder"),
        ),
        (
            {"holder_votes": False},
            Told("R-VO6", "holder_does_not_vote", "Whoever holds it is here and may vote.", "/holder"),
        ),
    ],
)
def test_a_proxy_is_in_writing_of_the_same_class_and_one_to_a_holder(
    facts: dict[str, Any], expected: Told | None
) -> None:
    assert told(lambda: absent.proxy(StandingOrders(proxies="directed"), **{**IN_ORDER, **facts})) == expected


def test_there_are_no_proxies_unless_the_orders_have_them() -> None:
    assert told(lambda: absent.proxy(StandingOrders(), **IN_ORDER)) == Told(
        "R-VO6", "proxies_are_off", "Our rules have no votes for somebody else.", "/seat"
    )


@pytest.mark.parametrize("how", ["roll_call", "ballot"])
def test_whoever_votes_for_another_is_heard_by_name_or_on_paper(how: str) -> None:
    assert absent.called_by_name(proxies=True, how=how) is None


@pytest.mark.parametrize("how", ["hands", "consensus", "consent"])
def test_with_proxies_nothing_is_answered_by_all_at_once(how: str) -> None:
    assert absent.called_by_name(proxies=False, how=how) is None
    assert told(lambda: absent.called_by_name(proxies=True, how=how)) == Told(
        "R-VO6", "proxies_are_called_by_name", "Ask everyone by name.", "/how"
    )


@pytest.mark.parametrize("category", ["ordinary", "spend", "rules", "removal"])
def test_a_vote_is_sent_ahead_only_in_an_election(category: Category) -> None:
    assert absent.advance_vote("election") is None
    assert told(lambda: absent.advance_vote(category)) == Told(
        "R-VO7", "not_for_proposals", "Only in an election is a vote sent ahead.", "/motion"
    )
