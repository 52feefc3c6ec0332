"""What people type where a form wants a time, a count, an amount, a day, or somebody's name."""

from __future__ import annotations

import datetime as dt

import pytest

from api.notes.names import Names, Seat
from api.notes.typed import Unclear, amount_of, count_of, day_of, time_of

MEETING = dt.date(2026, 2, 10)
NAMES = Names(
    (
        Seat("user-representative-1", ("Chair", "User representative 1"), voting=True, class_="LE"),
        Seat("user-representative-2", ("Vice-chair", "User representative 2"), voting=True, class_="LE"),
        Seat("user-representative-4", ("User representative 4",), voting=True, class_="LE"),
        Seat("carer-representative", ("Carer representative",), voting=True, class_="LE"),
        Seat("friends-and-family", ("Friends and family",), voting=True, class_="LE"),
        Seat("gp", ("GP",), voting=True, class_="PR"),
    )
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:20", "14:20"), ("14.20", "14:20"), ("1420", "14:20"), (" 9.05 ", "09:05"), ("930", "09:30"),
        ("2.20pm", "14:20"), ("2:20 PM", "14:20"), ("2 p.m.", "14:00"), ("12am", "00:00"), ("12 pm", "12:00"),
        ("09:00", "09:00"), ("02:20", "02:20"), ("7pm", "19:00"), ("", None), ("   ", None),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(typed: str, meant: str | None) -> None:
    assert time_of(typed) == meant


@pytest.mark.parametrize(
    "typed", ["quarter past", "25:00", "14:60", "13pm", "0am", "14", "14:2", "1:2:3", "-1:20", "9 o'clock"]
)
def test_a_time_nobody_could_mean_is_asked_about(typed: str) -> None:
    with pytest.raises(Unclear) as unclear:
        time_of(typed)
    assert unclear.value.kind == "time"


def test_a_time_that_could_be_two_is_asked_about() -> None:
    with pytest.raises(Unclear) as unclear:
        time_of("2:20")
    assert (unclear.value.kind, unclear.value.said) == ("half_of_day", {"morning": "02:20", "afternoon": "14:20"})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("8", (8, False)), ("eight", (8, False)), ("about eight", (8, True)), ("About 20", (20, True)),
        ("~12", (12, True)), ("c. 30", (30, True)), ("none", (0, False)), ("0", (0, False)),
        ("nobody", (0, False)), ("", None),
    ],
)  # fmt: skip
def test_a_count_is_read_as_people_write_it(typed: str, meant: tuple[int, bool] | None) -> None:
    assert count_of(typed) == meant


@pytest.mark.parametrize("typed", ["many", "8-10", "-1", "8.5", "1000000", "a dozen", "²"])
def test_a_count_nobody_could_mean_is_asked_about(typed: str) -> None:
    with pytest.raises(Unclear):
        count_of(typed)


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("£180", 18000),
        ("180", 18000),
        ("1,500", 150000),
        ("£ 12.50", 1250),
        ("GBP 3", 300),
        ("90 pounds", 9000),
        ("1 pound", 100),
        ("12.50 Pounds", 1250),
        ("3 GBP", 300),
        ("0", 0),
        ("", None),
    ],
)
def test_an_amount_is_read_in_pence(typed: str, pence: int | None) -> None:
    assert amount_of(typed) == pence


@pytest.mark.parametrize("typed", ["£1,5", "12.5", "-3", "about £50", "€10", "1e3"])
def test_an_amount_nobody_could_mean_is_asked_about(typed: str) -> None:
    with pytest.raises(Unclear):
        amount_of(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("24 February 2026", "2026-02-24"), ("24 Feb", "2026-02-24"), ("24th Feb.", "2026-02-24"),
        ("Tuesday 24 February", "2026-02-24"), ("24/2", "2026-02-24"), ("24/02/26", "2026-02-24"),
        ("24.2.2026", "2026-02-24"), ("2026-02-24", "2026-02-24"), ("9 February", "2027-02-09"),
        ("1st of March", "2026-03-01"), ("29 Feb 2028", "2028-02-29"), ("", None),
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it_the_next_one_without_a_year(typed: str, meant: str | None) -> None:
    assert day_of(typed, MEETING) == meant


@pytest.mark.parametrize("typed", ["31 February 2026", "29 Feb", "soon", "24", "2/24", "next week", "24 Foo"])
def test_a_day_nobody_could_mean_is_asked_about(typed: str) -> None:
    with pytest.raises(Unclear):
        day_of(typed, MEETING)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Chair", "user-representative-1"), ("the chair", "user-representative-1"), ("vice", "user-representative-2"),
        ("user representative 1", "user-representative-1"), ("User Rep 4", "user-representative-4"),
        ("carer", "carer-representative"), ("gp", "gp"), ("user-representative-4", "user-representative-4"), ("", None),
    ],
)  # fmt: skip
def test_a_part_of_a_name_finds_the_seat(typed: str, meant: str | None) -> None:
    assert NAMES.one(typed) == meant


def test_a_name_for_several_or_for_nobody_is_asked_about() -> None:
    with pytest.raises(Unclear) as several:
        NAMES.one("user")
    assert several.value.said["offered"] == "Chair, Vice-chair, User representative 4"
    with pytest.raises(Unclear) as nobody:
        NAMES.one("mayor")
    assert nobody.value.kind == "nobody"


def test_lists_of_names_have_commas_or_and_between() -> None:
    assert NAMES.many("chair, gp and carer") == ("user-representative-1", "gp", "carer-representative")
    assert NAMES.many("Friends and family; GP, gp") == ("friends-and-family", "gp")
    assert NAMES.many(" , ") == ()
