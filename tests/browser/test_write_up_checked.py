"""A write-up checked again and again in a browser, while something still stands in its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import FEBRUARY
from tests.browser.test_write_up import PATIENCE, SECRETARY, WAYS, Hand
from tests.people import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.browser.conftest import House


@pytest.fixture(autouse=True)
def patient() -> Iterator[None]:
    """Whatever is expected of a page is waited for as long."""
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=None)


@pytest.mark.parametrize("way", ["tablet", "no scripts"])
def test_checked_again_with_faults_the_page_comes_back_to_be_mended(browser: Browser, house: House, way: str) -> None:
    meeting = record(house.governance, [{"import": "blank"}, FEBRUARY[1]])["paper"]
    context = browser.new_context(**WAYS[way])
    context.set_default_timeout(PATIENCE)
    house.sign_in(context, SECRETARY)
    page = context.new_page()
    page.goto(f"{house.address}/meetings/{meeting}/write-up")
    hand = Hand(page)
    hand.fill("started", "quarter past")
    for nth in range(3):
        words = f"Name our dog Rex {nth}."
        hand.fill("items.0.entries.1.words", words)
        before = page.url
        with page.expect_navigation(url=lambda url, seen=before: url != seen):
            hand.do("check")
        expect(page.locator("#summary")).to_be_visible()
        expect(page.locator('[id="started-fault"]')).to_contain_text("We cannot read this time.")
        expect(page.locator('[id="items.0.entries.1.words"]')).to_be_enabled()
        expect(page.locator('[id="items.0.entries.1.words"]')).to_have_value(words)
        expect(page.locator("#kept")).to_contain_text("Saved")
    context.close()


def test_words_are_said_to_be_kept_on_this_device_only_once_they_are(browser: Browser, house: House) -> None:
    meeting = record(house.governance, [{"import": "blank"}, FEBRUARY[1]])["paper"]
    context = browser.new_context(**WAYS["tablet"])
    context.set_default_timeout(PATIENCE)
    house.sign_in(context, SECRETARY)
    page = context.new_page()
    page.goto(f"{house.address}/meetings/{meeting}/write-up")
    page.locator('[id="items.0.entries.1.words"]').fill("Hold the drop-in at the library.")
    # Signing out in another window takes the cookie and empties the device.
    context.clear_cookies()
    page.evaluate("localStorage.clear()")
    expect(page.locator("#kept")).to_contain_text("You have been signed out. Your words are kept on this device.")
    assert "Hold the drop-in at the library." in page.evaluate("Object.values(localStorage).join()")
    context.close()
