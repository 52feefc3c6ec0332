"""What people hold in their hands, and what two officers wrote: papers as they are printed, and both texts in sight."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import expect

from tests.browser.test_every_page import LOOKS, STANDARDS, axe, look
from tests.browser.test_write_up import CHAIR, SECRETARY, WORDS, february

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import House


def shown(browser: Browser, house: House, seat: str, path: str) -> Page:
    context = browser.new_context()
    context.add_init_script(LOOKS)
    house.sign_in(context, seat)
    page = context.new_page()
    page.goto(house.address + path)
    return page


def pages_of(page: Page) -> int:
    """How many sheets of A4 a page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


@pytest.mark.parametrize("seat", [SECRETARY, "gp"])
def test_a_question_on_paper_is_answered_with_a_pen(browser: Browser, library: House, seat: str) -> None:
    page = shown(browser, library, seat, f"/resolutions/{library.made['asked']}")
    slip = page.locator(".answer-slip")
    expect(slip).to_be_hidden()
    page.emulate_media(media="print")
    expect(slip).to_be_visible()
    expect(slip.locator(".boxes .box")).to_have_count(4)
    for box in slip.locator(".boxes .box").all():
        size = box.bounding_box()
        assert size is not None
        assert min(size["width"], size["height"]) > 20
    expect(page.locator(".give-back")).to_contain_text("Give this back by 8 June 2099, 17:00 to: Secretary")
    assert page.locator("form:visible, input:visible, textarea:visible").count() == 0
    assert look(page, "printed") == []
    assert pages_of(page) == 2
    page.context.close()


@pytest.mark.parametrize(("thing", "more"), [("february", ""), ("called", "/sheet")], ids=["minutes", "sheet"])
def test_every_page_of_a_paper_says_whose_it_is_and_of_which_day(
    browser: Browser, library: House, thing: str, more: str
) -> None:
    page = shown(browser, library, SECRETARY, f"/meetings/{library.made[thing]}{more}")
    # A long paper with a head of five centimetres: printed once, it would take one page more at most.
    page.locator("main article").first.evaluate("one => { one.innerHTML = one.innerHTML.repeat(6) }")
    short = pages_of(page)
    page.locator(".running .letterhead").evaluate("one => { one.style.height = '5cm' }")
    assert pages_of(page) >= short * 25.7 / 20.7 - 1 > short + 1
    page.context.close()


def test_minutes_and_a_sheet_on_paper_name_the_group_and_where_they_go(browser: Browser, library: House) -> None:
    for path in (f"/meetings/{library.made['february']}", f"/meetings/{library.made['called']}/sheet"):
        page = shown(browser, library, SECRETARY, path)
        page.emulate_media(media="print")
        expect(page.locator(".letterhead")).to_have_text(
            re.compile(r"An organisation, Local Planning Group A, [0-9]+ [A-Z][a-z]+ [0-9]{4}$")
        )
        expect(page.locator(".give-back")).to_contain_text("Secretary, Local Planning Group A")
        expect(page.locator("main > .on-paper:last-child")).to_have_text("Any questions? Ring 01632 960 100.")
        page.context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_both_texts_are_in_sight_beside_each_other_or_on_a_phone_in_turn(
    browser: Browser, house: House, *, scripts: bool
) -> None:
    path = f"/meetings/{february(house)}/write-up"
    hall = "Hold it in the hall, " + "x" * 60
    with browser.new_context(java_script_enabled=scripts) as hers, browser.new_context() as his:
        hers.add_init_script(LOOKS + AXE_FILE_PATH.read_text(encoding="utf-8"))
        house.sign_in(hers, SECRETARY)
        house.sign_in(his, CHAIR)
        secretary, chair = hers.new_page(), his.new_page()
        for page, words in ((secretary, "Hold it at the library."), (chair, hall)):
            page.goto(house.address + path)
            if page is chair:
                page.get_by_role("button", name="Take the pen").click()
            page.locator(f'[id="{WORDS}"]').fill(words)
            page.locator('button[value="save"]').first.click()
            page.wait_for_url("**at=*")
        secretary.locator('[id="ended"]').fill("15:15")
        secretary.locator('button[value="save"]').first.click()
        expect(secretary.get_by_role("heading", name="Where the two differ")).to_be_visible()
        cards = secretary.locator(".differs")
        expect(cards).to_have_count(2)
        expect(cards.nth(0).locator("dd")).to_have_text([hall, "Hold it at the library."])
        expect(cards.nth(1).locator("dd")).to_have_text(["nothing", "15:15"])
        places = [cards.nth(1).locator("dl > div").nth(n) for n in (0, 1)]
        left, right = (place.bounding_box() for place in places)
        assert left is not None
        assert right is not None
        assert (left["y"], left["x"] < right["x"]) == (right["y"], True)
        secretary.set_viewport_size({"width": 320, "height": 640})
        above, below = (place.bounding_box() for place in places)
        assert above is not None
        assert below is not None
        assert (above["x"], above["y"] < below["y"]) == (below["x"], True)
        if scripts:
            assert look(secretary, "whole", "targets", "spaced") == []
            assert axe(secretary, "tag", *STANDARDS) == []
        cards.nth(0).get_by_role("link").click()
        expect(secretary.locator(f'[id="{WORDS}"]')).to_be_in_viewport()
