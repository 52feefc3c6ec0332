"""What is recorded live happens now: twelve hours back at most, notice from the act on."""

from __future__ import annotations

import pytest

from governance.kernel import Moment
from governance.rules import live
from tests.governance.rules.refusals import Told, told

NOW = Moment("2026-02-11T00:30+00:00", "minute")


def minute(local: str) -> Moment:
    return Moment(f"{local}+00:00", "minute")


def day(date: str) -> Moment:
    return Moment(f"{date}T00:00+00:00", "day")


@pytest.mark.parametrize("when", [minute("2026-02-10T12:30"), minute("2026-02-10T23:59"), NOW])
def test_what_happened_this_evening_is_live(when: Moment) -> None:
    assert live.as_it_happens(when, NOW) == when


def test_a_live_act_of_today_happens_now() -> None:
    assert live.as_it_happens(day("2026-02-11"), NOW) == NOW


@pytest.mark.parametrize("when", [minute("2026-02-10T12:29"), minute("2025-02-10T23:59"), day("2026-02-10")])
def test_what_is_over_for_long_is_written_up(when: Moment) -> None:
    assert told(lambda: live.as_it_happens(when, NOW)) == Told(
        "in order",
        "no_longer_live",
        "Write it up: what is recorded as it happens is not older than 12 hours.",
        "/when",
        {"hours": 12},
    )


def test_notice_given_live_is_given_by_the_act() -> None:
    act = minute("2026-02-10T19:00")
    assert live.told_now(act, act) is None
    assert live.told_now(day("2026-02-10"), act) is None
    assert told(lambda: live.told_now(day("2026-02-09"), act)) == Told(
        "R-NO1",
        "notice_given_before",
        "Notice counts from today. If members were told earlier, write it up.",
        "/notice_given",
    )


@pytest.mark.parametrize("happened", [None, minute("2026-02-10T23:59"), NOW, day("2026-02-11")])
def test_a_meeting_is_told_of_what_happened_by_then(happened: Moment | None) -> None:
    assert live.told_after("R-CA1", happened, NOW, "/decision") is None


@pytest.mark.parametrize("happened", [minute("2026-02-11T00:31"), day("2026-02-12")])
def test_no_meeting_is_told_of_what_comes_after_it(happened: Moment) -> None:
    because = {"happened": happened.local}
    help_ = "That came later than this meeting. Tell the next one."
    expected = Told("R-WR9", "told_before_it_happened", help_, "/resolution", because)
    assert told(lambda: live.told_after("R-WR9", happened, NOW, "/resolution")) == expected
