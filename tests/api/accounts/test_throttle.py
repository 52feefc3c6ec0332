"""Tries are counted: per address, per network and altogether; and nobody is locked out by others."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from api.accounts import links, paper, throttle
from api.accounts.answers import Asked, Refused, SignedIn
from api.accounts.sessions import Entry
from tests.api.accounts.conftest import START, as_person, secrets_of

if TYPE_CHECKING:
    from tests.api.accounts.conftest import House

HERE = Entry()
LATER = START + dt.timedelta(minutes=15)
FEW = {"ASK_NETWORK", "ASK_EVERYBODY", "CODE_NETWORK", "CODE_EVERYBODY", "PAPER_NETWORK", "PAPER_EVERYBODY"}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Networks may try four times, everybody six."""
    for name in FEW:
        limit: throttle.Limit = getattr(throttle, name)
        monkeypatch.setattr(throttle, name, throttle.Limit(limit.what, 4 if "NETWORK" in name else 6))


def test_an_address_is_sent_three_links_in_a_quarter_of_an_hour(house: House) -> None:
    answers = [house.ask(network=bytes([n])) for n in range(4)]
    assert [isinstance(answer, Asked) for answer in answers] == [True, True, True, False]
    assert answers[3] == Refused("asked_already", LATER)
    assert len(house.carried()) == 3


def test_an_address_nobody_has_meets_the_same_limit(house: House) -> None:
    answers = [house.ask("nobody@example.org") for _ in range(4)]
    assert answers[3] == Refused("asked_already", LATER)


def test_whoever_meets_the_limit_of_an_address_has_a_link_that_still_works(house: House) -> None:
    for n in range(9):
        house.ask(browser="somebody else", network=bytes([n]))
        house.clock.passes(minutes=1)
    letters = house.carried()
    house.clock.passes(minutes=5, seconds=59)
    assert house.ask() == Refused("asked_already", LATER)
    token, _ = secrets_of(letters[0][1])
    assert isinstance(links.follow_link(house.accounts, token, HERE), SignedIn)


def test_after_the_window_one_may_ask_again(house: House) -> None:
    for _ in range(4):
        house.ask()
    house.clock.passes(minutes=15)
    assert isinstance(house.ask(), Asked)


def test_after_signing_in_one_may_ask_again_at_once(house: House) -> None:
    for _ in range(4):
        house.ask()
    token, _ = secrets_of(house.carried()[0][1])
    links.follow_link(house.accounts, token, HERE)
    assert isinstance(house.ask(), Asked)


@pytest.mark.usefixtures("few")
def test_a_network_that_asks_too_often_waits_and_others_do_not(house: House) -> None:
    for n in range(4):
        assert isinstance(house.ask(f"{n}@example.org"), Asked)
    assert house.ask() == Refused("network_busy", LATER)
    assert isinstance(house.ask(network=b"another"), Asked)


@pytest.mark.usefixtures("few")
def test_what_a_busy_network_asks_does_not_count_against_the_address(house: House) -> None:
    for n in range(4):
        house.ask(f"{n}@example.org")
    for _ in range(5):
        house.ask()
    assert isinstance(house.ask(network=b"another"), Asked)


@pytest.mark.usefixtures("few")
def test_when_everybody_asks_too_often_everybody_waits(house: House) -> None:
    for n in range(6):
        house.ask(f"{n}@example.org", network=bytes([n]))
    assert house.ask(network=b"another") == Refused("everybody_busy", LATER)


@pytest.mark.usefixtures("few")
def test_wrong_mailed_codes_are_counted_by_network_and_altogether(house: House) -> None:
    def attempt(network: bytes) -> object:
        return links.use_mailed_code(house.accounts, "x", HERE, browser="b", network=network)

    assert [attempt(b"n") for _ in range(5)] == [Refused("expired")] * 4 + [Refused("network_busy", LATER)]
    assert [attempt(b"m") for _ in range(3)] == [Refused("expired")] * 2 + [Refused("everybody_busy", LATER)]


@pytest.mark.usefixtures("few")
def test_wrong_paper_codes_are_counted_by_network_and_altogether(house: House) -> None:
    def attempt(network: bytes) -> object:
        return paper.use_paper_code(house.accounts, "BBBB-BBBB-BBBB", HERE, network=network)

    assert [attempt(b"n") for _ in range(5)] == [Refused("wrong")] * 4 + [Refused("network_busy", LATER)]
    assert [attempt(b"m") for _ in range(3)] == [Refused("wrong")] * 2 + [Refused("everybody_busy", LATER)]


@pytest.mark.usefixtures("few")
def test_wrong_paper_codes_on_one_device_stop_nobody_else_in_the_hall(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "PAPER_DEVICE", throttle.Limit("paper.device", 2))

    def attempt(code: str, browser: str) -> object:
        return paper.use_paper_code(house.accounts, code, HERE, network=b"the hall", browser=browser)

    right = paper.print_codes(house.accounts, as_person(house.secretary), house.member).codes
    wrong = [attempt("BBBB-BBBB-BBBB", "theirs") for _ in range(9)]
    assert wrong == [Refused("wrong")] * 2 + [Refused("device_busy", LATER)] * 7
    assert attempt(right[0], "theirs") == Refused("device_busy", LATER)
    assert isinstance(attempt(right[0], "another"), SignedIn)
    for code in right[1:4]:  # right ones are not counted
        assert isinstance(attempt(code, "another"), SignedIn)
    house.clock.passes(minutes=15)
    assert isinstance(attempt(right[4], "theirs"), SignedIn)


def test_a_hall_of_mistyped_codes_still_lets_the_others_in(house: House) -> None:
    right = paper.print_codes(house.accounts, as_person(house.secretary), house.member).codes[0]
    for n in range(60):
        answer = paper.use_paper_code(house.accounts, "B", HERE, network=b"the hall", browser=str(n % 20))
        assert answer == Refused("wrong")
    signed = paper.use_paper_code(house.accounts, right, HERE, network=b"the hall", browser="somebody")
    assert isinstance(signed, SignedIn)


@pytest.mark.usefixtures("few")
def test_a_hall_full_of_right_codes_meets_no_limit(house: House) -> None:
    sheet = paper.print_codes(house.accounts, as_person(house.secretary), house.member, codes=8)
    answers = [paper.use_paper_code(house.accounts, code, HERE, network=b"the hall") for code in sheet.codes]
    assert all(isinstance(answer, SignedIn) for answer in answers)
    house.carried()
    for _ in range(8):
        _, code = house.asked()
        signed = links.use_mailed_code(house.accounts, code, HERE, browser="a browser", network=b"the hall")
        assert isinstance(signed, SignedIn)
        house.clock.passes(minutes=15)
