"""The pages in another language, and as a screen reader tells them."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
import pytest

from api.pages import language
from tests.browser.conftest import ASKED, FEBRUARY, MORE, NOTES, about_minutes, before_the_meeting
from tests.browser.test_every_page import LOOKS, WHO, addresses, leaves, look, opened
from tests.people import lines_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.conftest import House

GOLDEN = Path(__file__).parents[1] / "golden/pages"
# Whatever `make trees` is told to write anew instead of comparing.
RENEW = "MINUTEBOOK_RENEW_TREES"
TOLD = {
    "home": "/", "group": "/groups/group-a", "register": "/groups/group-a/register", "decision": "/decisions/",
    "minutes": "/meetings/", "sign-in": "/sign-in", "help": "/help",
}  # fmt: skip
# What differs from run to run: ids and fingerprints.
IDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(rf"\d+ (?:{MONTHS}) \d{{4}}(?:, \d\d:\d\d)?|[A-Z]-\d{{4}}-\d+")
# An item by its number and title, before what is said of it.
OF_AN_ITEM = re.compile(r"^\d+\. (.*):$")
# A proposal as it read after its change.
AMENDED = "Hold the drop-in at the library on Tuesdays at 6pm."
# The same in the notes: "at" of what was typed is now "in", and the vote on it is told of as changed.
REWORDED = "Hold it in the library."
# What people wrote or the record says stays as it is; so does what programs are told.
FIXED = """() => [...document.querySelectorAll('body *')]
  .filter((one) => !one.closest('.minutes, .why, .for-programs, .letterhead'))
  .filter((one) => getComputedStyle(one).display !== 'none')
  .flatMap((one) => [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data)
    .concat(one.getAttribute('aria-label') ?? []))"""


class Elsewhere:
    """A language in which every message is longer by two fifths, and marked at both ends."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}{' more' * round(len(message) * 0.4 / 5)}⟧"

    def ngettext(self, one: str, many: str, number: int) -> str:
        return self.gettext(one if number == 1 else many)


def recorded() -> set[str]:
    """Every name and word that comes from the record."""
    typed = msgspec.to_builtins(NOTES)
    more = [
        *MORE,
        *FEBRUARY,
        *ASKED,
        *before_the_meeting(),
        *about_minutes({"february": UUID(int=0), "may": UUID(int=0)}),
    ]
    lines = json.dumps([*lines_of("groups"), *lines_of("evenings"), *more, typed], ensure_ascii=False)
    return set(re.findall(r'"((?:[^"\\]|\\.)*)"', lines))


@pytest.mark.parametrize("who", WHO)
def test_in_another_language_no_word_stays_english_and_nothing_breaks(
    browser: Browser, library: House, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "_said", Elsewhere())
    known = {*recorded(), AMENDED, REWORDED, "Minutebook", "01632 960 100", "carer@example.org"}
    faults: list[str] = []
    with opened(browser, library, who, viewport={"width": 320, "height": 800}) as context:
        context.add_init_script(LOOKS)
        page = context.new_page()
        for address in leaves(page, library):
            said = [DATE.sub("", re.sub("⟦[^⟧]*⟧", "", text)).strip(" ,\n") for text in page.evaluate(FIXED)]
            said = [OF_AN_ITEM.sub(r"\1", text) for text in said]
            faults += [f"{address} says {text!r}" for text in said if text not in known and re.search("[a-z]", text)]
            faults += [f"{address}: {fault}" for fault in look(page, "whole")]
    assert faults == []


def test_a_screen_reader_tells_the_main_pages_as_before(browser: Browser, library: House) -> None:
    with opened(browser, library, "user-representative-3") as context:
        page = context.new_page()
        for name, beginning in TOLD.items():
            address = next(one for one in addresses(library) if one.startswith(beginning))
            page.goto(library.address + address)
            tree = IDS.sub("...", page.locator("body").aria_snapshot()) + "\n"
            kept = GOLDEN / f"{name}.yaml"
            if RENEW in os.environ:
                kept.parent.mkdir(exist_ok=True)
                kept.write_text(tree, encoding="utf-8")
            assert tree == kept.read_text(encoding="utf-8"), f"{name}: if this is meant, run make trees"
