"""From an empty record to the first meeting called, with plain clicks: without any script, and looked at by axe."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from api.accounts import setup
from api.accounts.wiring import Accounts
from api.settings import Settings
from tests.browser.conftest import serving
from tests.browser.test_every_page import AXE, LOOKS
from tests.browser.test_every_state import faults_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from governance.application import Governance

    Look = Callable[[], None]

PEOPLE = [
    ("User representative 1", "service_user", "", ""),
    ("User representative 2", "service_user", "Jean Example", "jean@example.org"),
    ("Carer", "family_carer", "Ali Example", ""),
    ("Nurse", "professional", "Sam Example", "sam@example.org"),
]

# What can be read before there is an organisation; every other page leads to its founding.
BEFORE = ("/help", "/accessibility", "/problems/not-founded", "/nowhere")


@pytest.fixture
def empty(make: Callable[..., Governance], tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A server without an organisation: its address and its set-up code."""
    governance = make(pool=8, founded=False)
    settings = Settings(help_phone="01632 960 100", data_dir=str(tmp_path))
    with serving(governance, settings) as address:
        yield address, setup.new_code(Accounts(governance, settings))


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()


def begin(page: Page, code: str, look: Look) -> None:
    assert heading(page) == "Begin"
    look()
    page.get_by_label("Its name").fill("Breathe Easy North")
    page.get_by_label("Your name").fill("Pat Example")
    page.get_by_label("The set-up code").fill("BCDF")
    press(page, "Open the minute book")
    look()
    page.get_by_role("link", name="That is not the code. Please look again.").click()
    assert page.get_by_label("Its name").input_value() == "Breathe Easy North"
    page.get_by_label("The set-up code").fill(code.lower().replace("-", " "))
    press(page, "Open the minute book")
    assert heading(page) == "Your codes to sign in"  # no e-mail address was given
    look()
    page.get_by_role("link", name="It is printed").click()


def name_it(page: Page, look: Look) -> None:
    assert heading(page) == "Found a group"
    look()
    page.get_by_role("link", name="Begin").click()
    page.get_by_label("Its name").fill("Lungs & Friends, Leeds")
    page.get_by_text("A local group", exact=True).click()
    press(page, "Save and go on")
    assert page.get_by_role("link", name="Say whether the group has met before.").is_visible()
    look()
    page.get_by_text("No, it is new", exact=True).click()
    press(page, "Save and go on")


def seat_them(page: Page, look: Look) -> None:
    assert heading(page) == "Who sits in the group?"
    press(page, "Save and go on")
    look()
    for n, (label, brings, name, email) in enumerate(PEOPLE, 1):
        page.locator(f"#label-{n}").fill(label)
        page.locator(f"#constituency-{n}").select_option(brings)
        page.locator(f"#name-{n}").fill(name)
        page.locator(f"#email-{n}").fill(email)
    page.locator("label[for=me-1]").click()
    press(page, "Save these, then add more")
    assert page.get_by_role("heading", name="User representative 2").is_visible()
    page.locator("#label-1").fill("A mistake")
    page.locator("#constituency-1").select_option("other")
    press(page, "Save these, then add more")
    press(page, "Take away: A mistake")
    assert page.get_by_role("heading", name="A mistake").count() == 0
    page.locator("#label-1").fill("Commissioner")
    page.locator("#constituency-1").select_option("professional")
    look()
    press(page, "Save and go on")


def choose_rules(page: Page, look: Look) -> None:
    assert heading(page) == "How does the group decide?"
    page.get_by_text("Half of them come", exact=True).click()
    press(page, "Try the rules out")
    assert page.get_by_text("At least 3 of your 5 members must be there.").count() == 3
    press(page, "Take these rules")
    look()
    page.get_by_text("Members decide", exact=True).click()
    press(page, "Take these rules")


def call_a_meeting(page: Page, look: Look) -> None:
    assert heading(page) == "When do you first meet?"
    tomorrow, later = (dt.datetime.now(dt.UTC).date() + dt.timedelta(days=n) for n in (1, 21))
    page.get_by_label("On which day?").fill(tomorrow.isoformat())
    page.get_by_label("At what time?").fill("14:00")
    page.get_by_label("Where?").fill("The library, Leeds")
    page.get_by_label("What do you want to talk about?").fill("Who we are\nWhat we want to change")
    press(page, "Call the meeting")
    assert "too soon for your rules" in page.locator(".errors").inner_text()
    assert page.get_by_label("Where?").input_value() == "The library, Leeds"
    look()
    page.get_by_label("On which day?").fill(later.isoformat())
    press(page, "Call the meeting")
    assert heading(page) == "Who is chair and secretary?"


def go_on_another_day(page: Page, address: str, look: Look) -> None:
    page.goto(f"{address}/found")
    look()
    page.get_by_role("link", name="Lungs & Friends, Leeds").click()
    assert [one.inner_text() for one in page.locator(".answer").all()] == ["Done", "Done", "Done", "To do"]
    look()
    page.get_by_role("link", name="Who is chair and secretary").click()


def hand_over(page: Page, look: Look) -> None:
    press(page, "Save and finish")
    look()
    page.get_by_label("Chair", exact=True).select_option(label="User representative 2")
    page.get_by_label("Secretary").select_option(label="Carer")
    press(page, "Save and finish")
    assert heading(page) == "The group is founded"  # officers without an e-mail address are given codes
    look()
    page.get_by_role("link", name="It is printed").click()


def found_all(page: Page, address: str, code: str, look: Look) -> None:
    page.goto(address)
    begin(page, code, look)
    name_it(page, look)
    assert page.url == f"{address}/found/lungs-friends-leeds/seats"
    seat_them(page, look)
    choose_rules(page, look)
    call_a_meeting(page, look)
    go_on_another_day(page, address, look)
    hand_over(page, look)
    assert page.url == f"{address}/groups/lungs-friends-leeds"
    assert page.get_by_role("link", name="First meeting").is_visible()
    assert page.get_by_text("The library, Leeds").is_visible()
    look()
    page.goto(f"{address}/groups/lungs-friends-leeds/register")
    assert page.get_by_text("Nothing has been decided yet.").or_(page.get_by_text("No decision fits.")).is_visible()
    look()
    page.goto(f"{address}/found/lungs-friends-leeds/seats")
    assert heading(page) == "You can read this, but not change it"
    look()


def test_a_group_is_founded_from_the_pages_alone_without_a_script(empty: tuple[str, str], browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    found_all(context.new_page(), *empty, lambda: None)
    context.close()


def test_every_page_of_founding_is_whole_for_everybody(empty: tuple[str, str], browser: Browser) -> None:
    address, code = empty
    context = browser.new_context(viewport={"width": 320, "height": 800})
    context.add_init_script(LOOKS + AXE)
    page, faults = context.new_page(), list[str]()

    def look() -> None:
        faults.extend(f"{page.url}: {fault}" for fault in faults_of(page))

    for path in BEFORE:
        page.goto(address + path)
        look()
    found_all(page, address, code, look)
    context.close()
    assert faults == []
