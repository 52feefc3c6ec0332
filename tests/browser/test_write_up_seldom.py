"""Writing up a tie and an election in a browser: folded away until wanted, with a pointer and by keys alone."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import FEBRUARY
from tests.browser.test_write_up import PATIENCE, WAYS, Hand, check_and_record
from tests.people import printed, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from playwright.sync_api import Browser

    from tests.browser.conftest import House

CHAIR, SECRETARY = "user-representative-1", "user-representative-3"
GRANTED = [
    {"import": "a casting vote"},
    {"do": "adoptStandingOrders", "group": "group-a", "since": {"date": "2026-01-01"},
     "orders": {"quorum": 5, "lived_experience": "block", "tie_rule": "only_vote"}},
    {"do": "createOffice", "group": "group-a", "slug": "treasurer", "label": "Treasurer", "kind": "other"},
]  # fmt: skip
UNTIL = "9 February 2028"
TIE = [
    "3.1 Proposal by GP, seconded by Chair: Meet weekly.",
    "3.2 Vote: 4 for, 4 against, 0 took no side.",
    "3.3 The vote was tied. Chair, in the chair, used the casting vote against. Not agreed.",
]
ELECTION = [
    (f"4.1 Secret ballot for Treasurer: Vice-chair 5, User representative 4: 4. Vice-chair was elected until {UNTIL}."),
    "4.2 The notes do not say from when names could be put forward.",
]


@pytest.fixture(autouse=True)
def patient() -> Iterator[None]:
    """Whatever is expected of a page is waited for as long."""
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=None)


def more_of(hand: Hand, item: int, kind: str) -> None:
    """Unfold what happens seldom under an item, and add a part of a kind."""
    hand.unfold(f"items.{item}.more")
    hand.do(f"add:items.{item}.entries:{kind}")
    expect(hand.page.locator(f'[name="items.{item}.entries.2.kind"]')).to_have_value(kind)


@contextlib.contextmanager
def writing_up(browser: Browser, house: House, way: str, by: str) -> Iterator[tuple[Hand, UUID]]:
    """February is written up: everybody came, the chair presided."""
    record(house.governance, GRANTED)
    meeting = record(house.governance, [{"import": "blank"}, FEBRUARY[1]])["paper"]
    context = browser.new_context(**WAYS[way])
    context.set_default_timeout(PATIENCE)
    house.sign_in(context, by)
    page = context.new_page()
    page.goto(f"{house.address}/meetings/{meeting}/write-up")
    hand = Hand(page, keys="keys" in way)
    hand.do("everyone")
    hand.fill("presider", "chair")
    yield hand, meeting
    context.close()


def recorded(hand: Hand, house: House, meeting: UUID, item: str) -> list[str]:
    """What an item reads like once this was checked and recorded."""
    assert hand.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    check_and_record(hand, "February on paper")
    return [line for line in printed(house.governance, meeting) if line.startswith(item)]


@pytest.mark.parametrize("way", ["tablet", "keys, no scripts, 400 %"])
def test_a_tie_is_written_up_from_paper_notes_by_whoever_broke_it(browser: Browser, house: House, way: str) -> None:
    with writing_up(browser, house, way, CHAIR) as (hand, meeting):
        tied = "items.0.entries.1"
        hand.fill(f"{tied}.words", "Meet weekly.")
        hand.fill(f"{tied}.mover", "gp")
        hand.fill(f"{tied}.seconder", "chair")
        for name, count in (("for_", "4"), ("against", "4"), ("no_side", "0")):
            hand.fill(f"{tied}.vote.{name}", count)
        more_of(hand, 0, "casting")
        hand.choose("items.0.entries.2.how", "against")
        hand.choose("items.0.entries.2.so_now", "kept")
        assert recorded(hand, house, meeting, "3.") == TIE


@pytest.mark.parametrize("way", ["tablet", "keys, no scripts, 400 %"])
def test_an_election_is_written_up_from_paper_notes_by_the_secretary(browser: Browser, house: House, way: str) -> None:
    with writing_up(browser, house, way, SECRETARY) as (hand, meeting):
        election = "items.1.entries.2"
        more_of(hand, 1, "election")
        hand.choose(f"{election}.office", "treasurer")
        for n, (who, papers) in enumerate((("vice", "5"), ("user representative 4", "4"))):
            hand.fill(f"{election}.candidates.{n}.who", who)
            hand.fill(f"{election}.candidates.{n}.by", "gp")
            hand.fill(f"{election}.candidates.{n}.votes", papers)
        hand.fill(f"{election}.vote.tellers", "gp, respiratory nurse")
        assert recorded(hand, house, meeting, "4.") == ELECTION


def test_what_is_wrong_with_a_tie_is_said_at_its_field(browser: Browser, house: House) -> None:
    meeting = record(house.governance, [{"import": "blank"}, FEBRUARY[1]])["paper"]
    context = browser.new_context(**WAYS["tablet"])
    context.set_default_timeout(PATIENCE)
    house.sign_in(context, SECRETARY)
    page = context.new_page()
    page.goto(f"{house.address}/meetings/{meeting}/write-up")
    hand: Any = Hand(page)
    more_of(hand, 0, "casting")
    hand.choose("items.0.entries.2.how", "against")
    hand.do("check")
    expect(page.locator("#summary")).to_be_focused()
    page.locator("#summary a", has_text="Which vote was tied?").click()
    expect(page.locator('[id="items.0.entries.2.how"]')).to_be_focused()
    context.close()
