"""What officers do around a meeting, without any script; and what they print, on A4."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import officers_things

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import House

GROUP = "/groups/group-a"


@pytest.fixture
def desk(browser: Browser, house: House) -> Iterator[Page]:
    """The secretary's own narrow browser, without scripts."""
    context = browser.new_context(viewport={"width": 320, "height": 800}, java_script_enabled=False)
    house.sign_in(context, "user-representative-3")
    yield context.new_page()
    context.close()


def pages_of(page: Page, heading: str, folder: Path, name: str) -> int:
    """How many sides of A4 the page with this heading prints on, once it is there."""
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
    page.wait_for_load_state()
    printed = page.pdf(path=folder / f"{name}.pdf", format="A4")
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", printed))


def test_a_meeting_is_called_and_its_sheet_printed(desk: Page, house: House, tmp_path: Path) -> None:
    on = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=3)
    desk.goto(house.address + GROUP)
    desk.get_by_role("link", name="Call a meeting").click()
    desk.get_by_label("What do you call this meeting?").fill("Winter meeting")
    for part, value in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        desk.get_by_label(part, exact=True).fill(str(value))
    desk.get_by_label("What time does it start?").fill("2.30 pm")
    for number, words in enumerate(["The drop-in", "The leaflet", "The budget", "Next year"], 1):
        desk.get_by_label(f"Agenda, line {number}", exact=True).fill(words)
    desk.get_by_role("button", name="Add more lines").click()
    desk.get_by_label("Agenda, line 5", exact=True).fill("Any other business")
    desk.get_by_role("button", name="Call the meeting").click()
    alert = desk.get_by_role("alert")
    assert "This is too soon." in alert.inner_text()
    alert.get_by_role("link").click()
    later = on + dt.timedelta(days=20)
    for part, value in (("Day", later.day), ("Month", later.month), ("Year", later.year)):
        desk.get_by_label(part, exact=True).fill(str(value))
    desk.get_by_role("button", name="Check first").click()
    assert "Our rules allow this." in desk.get_by_role("status").inner_text()
    desk.get_by_role("button", name="Call the meeting").click()
    assert desk.get_by_role("heading", level=1).inner_text() == "Winter meeting"
    assert "Any other business" in desk.get_by_role("main").inner_text()
    desk.get_by_role("link", name="Print a sheet").click()
    assert 4 <= pages_of(desk, "Winter meeting", tmp_path, "sheet") <= 9


def test_codes_and_a_private_link_are_printed_on_one_side_each(desk: Page, house: House, tmp_path: Path) -> None:
    seat = officers_things(house)["seat"]
    desk.goto(f"{house.address}{GROUP}/people/{seat}/codes")
    desk.get_by_role("button", name="Make a new sheet").click()
    expect(desk.locator(".codes code")).to_have_count(6)
    assert pages_of(desk, "Your codes to sign in", tmp_path, "codes") == 1
    desk.goto(house.address + GROUP + "/links")
    desk.get_by_role("link", name="Make a link").click()
    desk.get_by_text("A reader who is not in the group").click()
    desk.get_by_text("One year").click()
    desk.get_by_role("button", name="Make the link").click()
    assert pages_of(desk, "Read the minutes of", tmp_path, "link") == 1


def cut_groups(page: Page) -> list[str]:
    """The groups of codes that go on in another line."""
    found: list[str] = page.evaluate("""() => [...document.querySelectorAll('.codes code')].flatMap((code) => {
      const node = code.firstChild;
      return [...node.data.matchAll(/[A-Z]+/g)].filter(({ 0: group, index }) => {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + group.length);
        return new Set([...range.getClientRects()].map((part) => Math.round(part.top))).size > 1;
      }).map(({ 0: group }) => group);
    })""")
    return found


def test_a_code_breaks_between_its_groups_only(desk: Page, house: House) -> None:
    seat = officers_things(house)["seat"]
    desk.goto(f"{house.address}{GROUP}/people/{seat}/codes")
    desk.get_by_role("button", name="Make a new sheet").click()
    assert desk.locator(".codes code").count() == 6
    for media in ("screen", "print"):
        for width in (320, 256, 400, 700):
            desk.emulate_media(media=media)  # type: ignore[arg-type]
            desk.set_viewport_size({"width": width, "height": 800})
            assert cut_groups(desk) == [], (media, width)
            assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth"), (media, width)


def test_somebody_leaves_and_somebody_else_is_put_in(desk: Page, house: House, browser: Browser) -> None:
    desk.goto(house.address + GROUP)
    desk.get_by_role("link", name="People").click()
    desk.get_by_role("link", name="They have left GP").click()
    desk.get_by_role("button", name="Record that they left").click()
    assert "Please choose one." in desk.get_by_role("alert").inner_text()
    desk.get_by_text("They moved away, or changed jobs").click()
    desk.get_by_role("button", name="Record that they left").click()
    assert "Say how they told you: by phone, for example." in desk.get_by_role("alert").inner_text()
    desk.get_by_role("group", name="How did they tell you?").get_by_text("By phone", exact=True).click()
    desk.get_by_role("button", name="Record that they left").click()
    people = desk.url
    with browser.new_context(java_script_enabled=False) as theirs:
        house.sign_in(theirs, "gp")
        own = theirs.new_page()
        own.goto(house.address + "/account")
        own.get_by_role("button", name="Yes, it is so").click()
        expect(own.get_by_role("button", name="Yes, it is so")).to_have_count(0)
    desk.goto(people)
    desk.get_by_role("link", name="Put somebody in GP").click()
    desk.get_by_label("Their name", exact=True).fill("Person New")
    desk.get_by_role("button", name="Put them in this seat").click()
    assert "Say which vote it was, or who sent them." in desk.get_by_role("alert").inner_text()
    desk.get_by_text("Those they work for sent them").click()
    desk.get_by_label("If not, who sent them, or why did the chair ask them?").fill("The surgery.")
    desk.get_by_role("button", name="Put them in this seat").click()
    assert "Person New" in desk.get_by_role("main").inner_text()


def test_what_was_too_long_to_send_is_still_there_to_be_made_shorter(desk: Page, house: House) -> None:
    desk.goto(f"{house.address}{GROUP}/write-up")
    desk.get_by_label("Which day was it?").fill("1 June 2026")
    agenda = desk.get_by_label("What was on the agenda?")
    agenda.evaluate("field => { field.value = 'words '.repeat(50_000) }")
    desk.get_by_role("button", name="Go on").click()
    assert desk.get_by_role("heading", level=1).inner_text() == "This is too long to send"
    desk.go_back()
    assert desk.get_by_label("Which day was it?").input_value() == "1 June 2026"
    assert agenda.input_value() == "words " * 50_000
    agenda.fill("Much to talk about.")
    desk.get_by_role("button", name="Go on").click()
    assert desk.get_by_role("heading", level=1).inner_text().startswith("Write up")
