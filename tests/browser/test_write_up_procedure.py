"""Writing up how items went on in a browser: taken back, votes on record, "vote now", with a pointer and by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import FEBRUARY
from tests.browser.test_write_up import WAYS, Hand, check_and_record
from tests.browser.test_write_up import patient as patient  # noqa: PLC0414 - the same fixture
from tests.browser.test_write_up_seldom import PATIENCE, SECRETARY
from tests.people import printed, record

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.conftest import House

LINES = [
    "3.1 Proposal by GP, seconded by Chair: Meet weekly.",
    "3.2 GP took the proposal back.",
    "4.1 Proposal by Vice-chair, seconded by Chair: Print it.",
    "4.2 Proposal by GP, seconded by Commissioner: Vote now.",
    "4.3 This needs two thirds of the votes for and against.",
    "4.4 Vote: 6 for, 2 against, 0 took no side. Agreed.",
    "4.5 Vote: 5 for, 3 against, 0 took no side. Agreed.",
    "4.6 Carer representative asked us to record their vote: against.",
    "4.7 Carer representative asked us to record: it costs too much.",
]


def more_of(hand: Hand, kind: str, nth: int) -> str:
    """Unfold what happens seldom under item 4, and add a part of a kind: its field."""
    hand.unfold("items.1.more")
    hand.do(f"add:items.1.entries:{kind}")
    expect(hand.page.locator(f'[name="items.1.entries.{nth}.kind"]')).to_have_value(kind)
    return f"items.1.entries.{nth}"


def count(hand: Hand, field: str, for_: str, against: str) -> None:
    hand.fill(f"{field}.vote.for_", for_)
    hand.fill(f"{field}.vote.against", against)


@pytest.mark.parametrize("way", ["tablet", "keys, no scripts, 400 %"])
def test_how_two_items_went_on_is_written_up_from_paper_notes(browser: Browser, house: House, way: str) -> None:
    meeting = record(house.governance, [{"import": "blank"}, FEBRUARY[1]])["paper"]
    context = browser.new_context(**WAYS[way])
    context.set_default_timeout(PATIENCE)
    house.sign_in(context, SECRETARY)
    page = context.new_page()
    page.goto(f"{house.address}/meetings/{meeting}/write-up")
    hand = Hand(page, keys="keys" in way)
    hand.do("everyone")
    hand.fill("presider", "chair")
    back, moved = "items.0.entries.1", "items.1.entries.1"
    for field, words, mover in ((back, "Meet weekly.", "gp"), (moved, "Print it.", "vice")):
        hand.fill(f"{field}.words", words)
        hand.fill(f"{field}.mover", mover)
        hand.fill(f"{field}.seconder", "chair")
    expect(page.locator(f'[id="{back}.vote.leave"]')).to_be_hidden()
    if hand.keys:
        hand.tick(f"{back}.vote.how", "hands")
        page.keyboard.press("ArrowUp")
    else:
        page.locator(f'label[for="{back}.vote.how-withdrawn"]').click()
    expect(page.locator(f'[id="{back}.vote.leave"]')).to_be_visible()
    expect(page.locator(f'[id="{back}.vote.for_"]')).to_be_hidden()
    count(hand, moved, "5", "3")
    own = more_of(hand, "own_vote", 2)
    hand.fill(f"{own}.names", "carer")
    hand.choose(f"{own}.how", "against")
    hand.fill(f"{own}.words", "it costs too much")
    now = more_of(hand, "going_on", 3)
    hand.choose(f"{now}.how", "closure")
    hand.fill(f"{now}.mover", "gp")
    hand.fill(f"{now}.seconder", "commissioner")
    count(hand, now, "6", "2")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    check_and_record(hand, "February on paper")
    told = printed(house.governance, meeting)
    assert [line for line in told if line.startswith(("3.", "4."))] == LINES
    context.close()


def test_what_is_wrong_with_how_it_went_on_is_said_at_its_field(browser: Browser, house: House) -> None:
    meeting = record(house.governance, [{"import": "blank"}, FEBRUARY[1]])["paper"]
    context = browser.new_context(**WAYS["tablet"])
    context.set_default_timeout(PATIENCE)
    house.sign_in(context, SECRETARY)
    page = context.new_page()
    page.goto(f"{house.address}/meetings/{meeting}/write-up")
    hand = Hand(page)
    hand.fill("items.1.entries.1.words", "Print it.")
    hand.fill(f"{more_of(hand, 'going_on', 2)}.mover", "gp")
    hand.do("check")
    expect(page.locator("#summary")).to_be_focused()
    page.locator("#summary a", has_text="What did they propose? Please choose.").click()
    expect(page.locator('[id="items.1.entries.2.how"]')).to_be_focused()
    context.close()
