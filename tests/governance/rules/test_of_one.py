"""What would help is said of one as of one: a day, a minute, a member."""

from __future__ import annotations

import datetime as dt

import pytest

from api.pages.refusals import words_of
from governance.kernel import Moment, Rejected
from governance.rules import adjourning, notice, procedural, requisition, rescinding
from governance.standing_orders import StandingOrders

DAY = dt.date(2026, 2, 10)


def help_of(refused: Rejected | None) -> str:
    assert refused is not None
    return refused.would_help


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (1, "Meet at least one clear day after notice is given."),
        (2, "Meet at least 2 clear days after notice is given."),
    ],
)
def test_clear_days_of_notice(days: int, told: str) -> None:
    assert help_of(notice.too_short(DAY, DAY, days)) == told


@pytest.mark.parametrize(
    ("days", "told"),
    [(1, "Tell members one clear day before it goes on."), (2, "Tell members 2 clear days before it goes on.")],
)
def test_clear_days_before_a_meeting_goes_on(days: int, told: str) -> None:
    assert help_of(adjourning.short_notice(StandingOrders(notice_days=days), None, DAY)) == told


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(1, "Go on talking; ask again after one minute."), (2, "Go on talking; ask again after 2 minutes.")],
)
def test_minutes_until_voting_now_is_asked_for_again(minutes: int, told: str) -> None:
    now = Moment("2026-02-10T14:10+00:00", "minute")
    assert help_of(procedural.closure_again(now, now, minutes)) == told


@pytest.mark.parametrize(
    ("members", "lived", "told"),
    [
        (1, 1, "A member with lived experience must ask for it."),
        (1, 0, "One member must ask for it."),
        (2, 1, "2 members must ask for it. 1 of them must have lived experience."),
    ],
)
def test_members_who_ask_for_a_meeting(members: int, lived: int, told: str) -> None:
    orders = StandingOrders(requisition_min=members, requisition_lived_experience=lived)
    assert help_of(requisition.requisitioned(orders, asked=0, reached=False)) == told


@pytest.mark.parametrize(
    ("entitled", "told"),
    [
        (3, "A member with lived experience must ask for it in writing."),
        (4, "2 members must ask for it in writing. At least one of them has lived experience."),
    ],
)
def test_members_who_give_notice_in_writing(entitled: int, told: str) -> None:
    # A third of three is one, and of four, rounded up, two; the orders ask for no more.
    made = rescinding.Decided(made=DAY, agreed=True, takes_effect=True, carried_out=False, disposed=None)
    orders = StandingOrders(rescind_signatories=1)
    refused = rescinding.special_notice(orders, made, DAY, entitled=entitled, signed=0, lived_experience=0)
    assert help_of(refused) == told


@pytest.mark.parametrize(("needed", "told"), [(1, "one clear day"), (2, "2 clear days")])
def test_a_page_says_it_of_one_day_too(needed: int, told: str) -> None:
    refused = notice.too_short(DAY, DAY + dt.timedelta(days=1), needed)
    assert refused is not None
    assert f"Our rules ask for {told} between notice and meeting." in words_of(refused)
