"""States a page comes to by what somebody sent: as good to use as the pages one can open by their address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from api.accounts import private_links
from governance.acts import Principal
from governance.kernel import GroupId, Unreachable
from tests.browser.test_every_page import (
    AS_IT_COMES,
    AXE,
    LOOKS,
    STANDARDS,
    axe,
    by_the_keys_alone,
    in_forced_colours,
    in_the_dark,
    look,
    on_paper,
)
from tests.people import record

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import House

SECRETARY = "user-representative-3"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def opened(page: Page, house: House, path: str) -> None:
    page.goto(house.address + path)


def wrong_address(page: Page, house: House) -> None:
    opened(page, house, "/sign-in")
    page.locator("#email").fill("nobody")
    press(page, "Send me the link")


def link_sent(page: Page, house: House) -> None:
    opened(page, house, "/sign-in")
    page.locator("#email").fill("somebody@example.org")
    press(page, "Send me the link")


def wrong_mailed_code(page: Page, house: House) -> None:
    opened(page, house, "/sign-in/sent")
    page.locator("#code").fill("1234 5678")
    press(page, "Sign in")


def wrong_paper_code(page: Page, house: House) -> None:
    opened(page, house, "/sign-in/paper")
    page.locator("#code").fill("BBBB BBBB BBBB")
    press(page, "Sign in")


def codes_printed(page: Page, house: House) -> None:
    seat = house.governance.directory(house.made["a"]).seats["gp"]
    opened(page, house, f"/groups/group-a/people/{seat}/codes")
    page.locator("main button").first.click()


def own_codes(page: Page, house: House) -> None:
    opened(page, house, "/account")
    press(page, "Print codes for yourself")


def link_made(page: Page, house: House) -> None:
    opened(page, house, "/groups/group-a/links/make")
    for name in ("seat", "days"):
        page.locator(f'label:near([name="{name}"])').first.click()
    page.locator("main button").first.click()


def nothing_typed(path: str) -> Callable[[Page, House], None]:
    def sent(page: Page, house: House) -> None:
        opened(page, house, path)
        page.locator("main form button").last.click()

    return sent


def pen_held(page: Page, house: House) -> None:
    opened(page, house, f"/meetings/{house.made['paper']}/write-up")


def signed_out_while_writing(page: Page, house: House) -> None:
    opened(page, house, f"/meetings/{house.made['called']}/write-up")
    page.context.clear_cookies()
    page.locator('button[value="save"]').first.click()
    expect(page.get_by_role("heading", name="Please sign in again")).to_be_visible()


def changed_meanwhile(page: Page, house: House) -> None:
    opened(page, house, f"/meetings/{house.made['called']}/write-up")
    page.locator('[name="version"]').evaluate("field => { field.value = '7' }")
    page.locator('button[value="save"]').first.click()
    expect(page.locator("#banner")).to_be_visible()


def by_private_link(page: Page, house: House) -> None:
    secretary = house.person(SECRETARY)
    made = private_links.make_private_link(
        house.accounts, Principal("person", secretary, secretary), GroupId(house.made["a"])
    )
    opened(page, house, "/read/" + made.address.rpartition("/")[2])
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Local Planning Group A")


def published(page: Page, house: House) -> None:
    orders = {"do": "adoptStandingOrders", "group": "group-a", "orders": {"quorum": 5, "published": True}}
    record(house.governance, [{"import": "published"}, orders])
    opened(page, house, "/groups/group-a")
    expect(page.get_by_role("heading", level=1)).to_have_text("Local Planning Group A")


def too_long(page: Page, house: House) -> None:
    opened(page, house, "/sign-in")
    page.locator("#email").evaluate("field => { field.value = 'x'.repeat(300_000) }")
    press(page, "Send me the link")
    expect(page.get_by_role("heading", name="This is too long to send")).to_be_visible()


def failing(fault: Exception, heading: str) -> Callable[[Page, House], None]:
    """A meeting is entered just as something fails."""

    def fails(*_asked: Any) -> Any:
        raise fault

    def sent(page: Page, house: House) -> None:
        opened(page, house, "/groups/group-a/write-up")
        page.locator("#day").fill("1 June 2026")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(house.governance, "handle", fails)
            press(page, "Go on")
            expect(page.get_by_role("heading", level=1)).to_have_text(heading)

    return sent


ANYBODY: dict[str, Any] = {
    "wrong address": wrong_address, "link sent": link_sent, "wrong mailed code": wrong_mailed_code,
    "wrong paper code": wrong_paper_code, "too long": too_long, "by private link": by_private_link,
    "published": published,
}  # fmt: skip
OFFICERS: dict[str, Any] = {
    "codes printed": codes_printed,
    "own codes": own_codes, "link made": link_made, "no person": nothing_typed("/groups/group-a/seats/add"),
    "no meeting": nothing_typed("/groups/group-a/call"), "nothing held": nothing_typed("/groups/group-a/write-up"),
    "no link": nothing_typed("/groups/group-a/links/make"), "signed out": signed_out_while_writing,
    "changed meanwhile": changed_meanwhile,
    "unreachable": failing(Unreachable(), "We cannot reach the record just now"),
    "fault": failing(RuntimeError(), "Something went wrong on our side"),
}  # fmt: skip


LIGHTS = (on_paper, in_the_dark, in_forced_colours)


def faults_of(page: Page) -> list[str]:
    """What is wrong with a page as it stands: narrow, by the keys alone, and in other lights."""
    page.set_viewport_size({"width": 320, "height": 800})
    found = axe(page, "tag", *STANDARDS) + look(page, "whole", "targets", "shape", "spaced")
    found += by_the_keys_alone(page)
    for light in LIGHTS:
        page.emulate_media(**AS_IT_COMES)
        found += [f"{light.__name__}: {fault}" for fault in light(page)]
    page.emulate_media(**AS_IT_COMES)
    return found


@pytest.mark.parametrize(
    ("states", "who"), [(ANYBODY, None), (OFFICERS, SECRETARY), ({"pen held": pen_held}, "user-representative-1")]
)
def test_every_state_is_as_good_to_use_as_the_pages(
    browser: Browser, house: House, states: dict[str, Any], who: str | None
) -> None:
    faults: list[str] = []
    with browser.new_context() as context:
        context.add_init_script(LOOKS + AXE)
        page = context.new_page()
        for name, come_to in states.items():
            page.set_viewport_size({"width": 820, "height": 1100})
            context.clear_cookies()
            if who:
                house.sign_in(context, who)
            come_to(page, house)
            page.wait_for_load_state()
            faults += [f"{name} ({page.title()}): {fault}" for fault in faults_of(page)]
    assert [re.sub(r"[0-9a-f-]{36}", "...", fault) for fault in faults] == []
