"""The parts for longer terms, removals, changes taken in and votes of the absent, on a telephone and on a desk."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import FEBRUARY
from tests.browser.test_write_up import Hand
from tests.browser.test_write_up_seldom import PATIENCE, SECRETARY
from tests.people import record

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.conftest import House

ADDED = ("extension", "removal", "retaken", "next_chair", "sent_on")


@pytest.mark.parametrize("width", [320, 1280])
def test_what_can_be_added_fits_the_screen_without_scripts(browser: Browser, house: House, width: int) -> None:
    meeting = record(house.governance, [{"import": "blank"}, FEBRUARY[1]])["paper"]
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    house.sign_in(context, SECRETARY)
    page = context.new_page()
    page.goto(f"{house.address}/meetings/{meeting}/write-up")
    hand = Hand(page, keys=False)
    for kind in ADDED:
        hand.unfold("items.0.more")
        hand.do(f"add:items.0.entries:{kind}")
    for _change in range(2):
        page.locator('[name="items.0.entries.1.words"]').scroll_into_view_if_needed()
        if not page.locator('[value="add:items.0.entries.1.changes"]').is_visible():
            folds = page.locator('[id="items.0.entries.1"] details')
            wanted = page.locator('[value="add:items.0.entries.1.changes"]')
            folds.filter(has=wanted).locator("summary").first.click()
        hand.do("add:items.0.entries.1.changes")
    page.locator('label[for="items.0.entries.1.changes.0.vote.how-accepted"]').click()
    page.locator('label[for="items.0.entries.1.changes.1.vote.how-names"]').click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shown = page.locator('[id="items.0.entries.1.changes.1.vote.for_names"]')
    assert shown.is_visible()
    assert not page.locator('[id="items.0.entries.1.changes.0.vote.for_names"]').is_visible()
    if os.environ.get("SHOTS"):
        page.screenshot(path=f"{os.environ['SHOTS']}/write-up-{width}.png", full_page=True)
    context.close()
