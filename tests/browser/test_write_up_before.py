"""Writing up, in a browser, what a meeting did with what was there before it, a break, and a stop to another day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.test_write_up import PATIENCE, WAYS, Hand, check_and_record
from tests.people import printed, record
from tests.scenarios.test_ways_to_answer import evening

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.browser.conftest import House

SECRETARY = "user-representative-3"
CLOSED = {"do": "closeMeeting", "when": {"date": "2026-01-20", "time": "15:00"}}
JANUARY = evening("group-a", "2026-01-20", "2026-01-10", CLOSED, name="january", present=["chair", "gp"])
FEBRUARY = {
    "do": "callMeeting", "as": "paper", "group": "group-a", "by": "secretary", "mode": "written_up",
    "starts": {"date": "2026-02-24", "time": "14:00"}, "title": "February on paper",
    "agenda": [{"title": "Minutes of the last meeting"}, {"title": "The new leaflet"}],
    "when": {"date": "2026-02-01"},
}  # fmt: skip
LINES = [
    "3.1 Proposal by GP, seconded by Vice-chair: Approve the minutes of 20 January 2026.",
    "3.2 Vote: 8 for, 0 against, 0 took no side. Agreed.",
    "4.1 The new leaflet. We talked about this but did not decide. It moves to the next meeting.",
    "4.2 We talked about The new leaflet: It is blue.",
    "4.3 We took a break from 14:20 to 14:35.",
    "5.1 The meeting stopped at 15:00. It continues on 3 March 2026.",
    "5.2 The meeting continued on 3 March 2026.",
    "5.3 The meeting ended at 15:30 on 3 March 2026.",
]


@pytest.fixture(autouse=True)
def patient() -> Iterator[None]:
    """Whatever is expected of a page is waited for as long."""
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=None)


@pytest.mark.parametrize("way", ["tablet", "keys, no scripts, 400 %"])
def test_minutes_a_break_and_a_second_day_are_written_up_from_paper_notes(
    browser: Browser, house: House, way: str
) -> None:
    record(house.governance, JANUARY)
    meeting = record(house.governance, [{"import": "february"}, FEBRUARY])["paper"]
    context = browser.new_context(**WAYS[way])
    context.set_default_timeout(PATIENCE)
    house.sign_in(context, SECRETARY)
    page = context.new_page()
    page.goto(f"{house.address}/meetings/{meeting}/write-up")
    hand = Hand(page, keys="keys" in way)
    hand.do("everyone")
    hand.fill("presider", "chair")
    hand.fill("ended", "15:30")
    hand.fill("items.1.entries.0.words", "It is blue.")
    hand.unfold("items.0.more")
    hand.do("add:items.0.entries:approval")
    approval = "items.0.entries.2"
    january = page.locator(f'[id="{approval}.about"] option', has_text="Minutes of 20 January 2026")
    minutes = january.get_attribute("value")
    assert minutes
    hand.choose(f"{approval}.about", minutes)
    hand.fill(f"{approval}.mover", "gp")
    hand.fill(f"{approval}.seconder", "vice")
    hand.fill(f"{approval}.vote.for_", "8")
    hand.choose("add.items.1.entries", "break")
    hand.do("add:items.1.entries")
    hand.fill("items.1.entries.2.time", "14:20")
    hand.fill("items.1.entries.2.until", "14:35")
    hand.unfold("items.1.more")
    hand.do("add:items.1.entries:stopped")
    stopped = "items.1.entries.3"
    hand.fill(f"{stopped}.time", "15:00")
    hand.fill(f"{stopped}.day", "3 March 2026")
    hand.do("check")
    expect(page.locator("#summary")).to_be_visible()
    expect(page.locator(f'[id="{stopped}.names-fault"]')).to_contain_text("Who was there then?")
    hand.choose(f"{stopped}.how", "same")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    check_and_record(hand, "February on paper")
    told = printed(house.governance, meeting)
    assert [line for line in told if line.startswith(("3.", "4.", "5."))] == LINES
    context.close()
