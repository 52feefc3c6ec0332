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


def mailed(house: House, code: str, *, browser: str, network: bytes = b"the hall") -> object:
    return links.use_mailed_code(house.accounts, code, HERE, browser=browser, network=network)


@pytest.mark.usefixtures("few")
def test_wrong_mailed_codes_are_counted_by_network_and_altogether(house: House) -> None:
    def attempt(browser: str, network: bytes) -> object:
        return mailed(house, "0000 0000", browser=browser, network=network)

    house.ask("one@example.org", browser="one")
    house.ask("two@example.org", browser="two")
    assert [attempt("one", b"n") for _ in range(5)] == [Refused("wrong")] * 4 + [Refused("network_busy", LATER)]
    assert [attempt("two", b"m") for _ in range(3)] == [Refused("wrong")] * 2 + [Refused("everybody_busy", LATER)]


def test_a_hall_of_mistyped_mailed_codes_still_lets_the_others_in(house: House) -> None:
    for n in range(20):  # three slips of each of twenty members
        house.ask(f"{n}@example.org", browser=str(n))
        assert [mailed(house, "0000 0000", browser=str(n)) for _ in range(3)] == [Refused("wrong")] * 3
    house.carried()
    _, code = house.asked(browser="somebody", network=b"another")
    assert isinstance(mailed(house, code, browser="somebody"), SignedIn)


def test_whoever_mistypes_mailed_codes_waits_on_their_own_device(house: House) -> None:
    tries = []
    for _ in range(3):  # each letter stands five tries
        house.ask("nobody@example.org", browser="theirs")
        tries += [mailed(house, "0000 0000", browser="theirs") for _ in range(5)]
    assert tries == [Refused("wrong")] * 10 + [Refused("device_busy", LATER)] * 5
    _, code = house.asked(browser="another")
    assert isinstance(mailed(house, code, browser="another"), SignedIn)


def test_guessing_at_one_address_is_over_for_the_day_and_its_links_work_on(house: House) -> None:
    answers: list[object] = []
    tokens: list[str] = []
    for quarter in range(5):  # a new browser each time, from another network each time: five tries a letter
        token, code = house.asked(browser=f"guesser {quarter}", network=bytes([quarter]))
        tokens.append(token)
        wrong = "0000 0000" if code != "0000 0000" else "1111 1111"
        answers += [mailed(house, wrong, browser=f"guesser {quarter}", network=bytes([quarter])) for _ in range(5)]
        house.clock.passes(minutes=15)
    tomorrow = START + dt.timedelta(days=1)
    assert answers == [Refused("wrong")] * 20 + [Refused("letter_busy", tomorrow)] * 5
    token, code = house.asked()
    assert mailed(house, code, browser="a browser") == Refused("letter_busy", tomorrow)
    assert isinstance(links.follow_link(house.accounts, token, HERE), SignedIn)
    house.clock.passes(days=1)
    _, code = house.asked()
    assert isinstance(mailed(house, code, browser="a browser"), SignedIn)


def test_a_network_and_everybody_guess_so_often_a_day_and_no_more(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "CODE_NETWORK_DAY", throttle.Limit("code.network.day", 4, throttle.DAY))
    monkeypatch.setattr(throttle, "CODE_EVERYBODY_DAY", throttle.Limit("code.everybody.day", 6, throttle.DAY))

    def attempt(browser: int, network: bytes) -> object:
        house.ask(f"{browser}@example.org", browser=str(browser), network=bytes([browser]))
        answer = mailed(house, "0000 0000", browser=str(browser), network=network)
        house.clock.passes(minutes=15)
        return answer

    tomorrow = START + dt.timedelta(days=1)
    assert [attempt(n, b"n") for n in range(5)] == [Refused("wrong")] * 4 + [Refused("network_busy", tomorrow)]
    assert [attempt(n, b"m") for n in range(5, 8)] == [Refused("wrong")] * 2 + [Refused("everybody_busy", tomorrow)]


@pytest.mark.parametrize("code", ["", "1", "1234 567", "123456789", "the code"])
def test_what_cannot_be_a_mailed_code_counts_as_no_try(house: House, code: str) -> None:
    _, right = house.asked()
    before = house.count()["throttle"]
    for _ in range(12):
        assert mailed(house, code, browser="a browser") == Refused("not_eight_figures")
    assert house.count()["throttle"] == before
    assert isinstance(mailed(house, right, browser="a browser"), SignedIn)


def test_a_code_where_no_letter_is_open_locks_nobody_out(house: House) -> None:
    for n in range(600):
        assert mailed(house, "0000 0000", browser=str(n % 40)) == Refused("expired")
    assert house.count()["throttle"] == 0
    _, code = house.asked()
    assert isinstance(mailed(house, code, browser="a browser"), SignedIn)


def test_what_the_limits_of_mailed_codes_come_to_in_a_year() -> None:
    a_day = [throttle.CODE_ADDRESS_DAY.most, throttle.CODE_NETWORK_DAY.most, throttle.CODE_EVERYBODY_DAY.most]
    assert a_day == [20, 200, 500]
    assert [10**links.DIGITS // (most * 365) for most in a_day] == [13_698, 1_369, 547]


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
        answer = paper.use_paper_code(house.accounts, "BBBB-BBBB-BBBB", HERE, network=b"the hall", browser=str(n % 20))
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
