"""Every page of the application, in every state a reader meets and in every way it is looked at."""

from __future__ import annotations

import functools
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from api.app import create_app, service_over
from api.pages.rules import parameters
from api.settings import Settings
from projections.decisions import Decisions
from projections.views import Views
from tests.browser.conftest import House, officers_things
from tests.people import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
LOOKS = Path(__file__).with_name("looks.js").read_text(encoding="utf-8")
AXE = AXE_FILE_PATH.read_text(encoding="utf-8")
ASKED = ("asked_to_go", "told_no", "kept_in_part")
WHO = ["anybody", "user-representative-3"]
# An address for every page there is; `{...}` is filled from the record.
EXAMPLES = {
    "/": ["/"],
    "/groups/{group}": ["/groups/group-a", "/groups/nowhere"],
    "/groups/{group}/register": [
        "/groups/group-a/register", "/groups/group-a/register?q=library", "/groups/group-a/register?q=zzz",
    ],
    "/decisions/{decision}": ["/decisions/{decision}", "/decisions/none"],
    "/meetings/{meeting}": ["/meetings/{held}", "/meetings/{called}", "/meetings/{hasty}", "/meetings/none"],
    "/meetings/{meeting}/minutes.txt": [],
    "/help": ["/help"],
    "/accessibility": ["/accessibility"],
    "/problems/{name}": ["/problems/refused"],
    "/static/{digest}/{name}": [],
    "/sign-in": ["/sign-in"],
    "/sign-in/sent": ["/sign-in/sent"],
    "/sign-in/link/{token}": ["/sign-in/link/unknown"],
    "/sign-in/paper": ["/sign-in/paper"],
    "/read/{token}": ["/read/unknown"],
    "/account": ["/account"],
    "/account/kept": ["/account/kept"],
    "/groups/{group}/leave": ["/groups/group-a/leave"],
    "/groups/{group}/write-up": ["/groups/group-a/write-up"],
    "/meetings/{meeting}/write-up": [
        "/meetings/{called}/write-up", "/meetings/{held}/write-up", "/meetings/none/write-up",
        "/meetings/{draft}/write-up", "/meetings/{draft}/write-up?look=1",
    ],
    "/meetings/{meeting}/write-up/check": ["/meetings/{draft}/write-up/check", "/meetings/{called}/write-up/check"],
    "/groups/{group}/people": ["/groups/group-a/people"],
    "/groups/{group}/people/{seat}/fill": ["/groups/group-a/people/{seat}/fill"],
    "/groups/{group}/people/{seat}/left": ["/groups/group-a/people/{seat}/left"],
    "/groups/{group}/people/{seat}/codes": ["/groups/group-a/people/{seat}/codes"],
    "/groups/{group}/people/{seat}/contact": [
        "/groups/group-a/people/{seat}/contact", "/groups/group-a/people/{reached}/contact",
    ],
    "/groups/{group}/seats/add": ["/groups/group-a/seats/add"],
    "/groups/{group}/seats/{seat}/retire": ["/groups/group-a/seats/{seat}/retire"],
    "/groups/{group}/offices": ["/groups/group-a/offices"],
    "/groups/{group}/offices/{office}/assign": ["/groups/group-a/offices/{office}/assign"],
    "/groups/{group}/offices/{office}/end": ["/groups/group-a/offices/{office}/end"],
    "/groups/{group}/offices/{office}/elect": ["/groups/group-a/offices/{office}/elect"],
    "/elections/{election}": ["/elections/{names}", "/elections/none"],
    "/elections/{election}/answer": ["/elections/{names}/answer"],
    "/groups/{group}/rules": ["/groups/group-a/rules"],
    "/groups/{group}/rules/change": ["/groups/group-a/rules/change"],
    "/groups/{group}/rules/new": ["/groups/group-a/rules/new?{six}"],
    "/groups/{group}/auditors": ["/groups/group-a/auditors"],
    "/groups/{group}/auditors/appoint": ["/groups/group-a/auditors/appoint"],
    "/groups/{group}/auditors/{person}/end": ["/groups/group-a/auditors/nobody/end"],
    "/groups/{group}/privacy": ["/groups/group-a/privacy"],
    "/groups/{group}/privacy/ask": ["/groups/group-a/privacy/ask"],
    "/groups/{group}/privacy/{asked}": [
        "/groups/group-a/privacy/{asked_to_go}", "/groups/group-a/privacy/{told_no}",
        "/groups/group-a/privacy/{kept_in_part}",
    ],
    "/groups/{group}/links": ["/groups/group-a/links"],
    "/groups/{group}/links/make": ["/groups/group-a/links/make"],
    "/groups/{group}/links/{link}/end": ["/groups/group-a/links/{link}/end"],
    "/groups/{group}/call": ["/groups/group-a/call"],
    "/groups/{group}/ask": ["/groups/group-a/ask"],
    "/groups/{group}/chairs-actions": ["/groups/group-a/chairs-actions"],
    "/resolutions/{resolution}": ["/resolutions/{asked}", "/resolutions/{closed}", "/resolutions/none"],
    "/resolutions/{resolution}/meeting": ["/resolutions/{asked}/meeting"],
    "/groups/{group}/ask-meeting": ["/groups/group-a/ask-meeting"],
    "/groups/{group}/tasks": ["/groups/group-a/tasks"],
    "/tasks/{action}": ["/tasks/{task}"],
    "/requisitions/{requisition}": ["/requisitions/{wanted}", "/requisitions/{overdue}", "/requisitions/none"],
    "/requisitions/{requisition}/leave": ["/requisitions/{overdue}/leave"],
    "/requisitions/{requisition}/call": ["/requisitions/{overdue}/call", "/requisitions/{wanted}/call"],
    "/groups/{group}/propose": ["/groups/group-a/propose"],
    "/business/{proposal}/withdraw": ["/business/{brought}/withdraw"],
    "/meetings/{meeting}/business/{proposal}/insist": ["/meetings/{hasty}/business/{refused}/insist"],
    "/meetings/{meeting}/short-notice": ["/meetings/{hasty}/short-notice", "/meetings/{called}/short-notice"],
    "/meetings/{meeting}/cancel": ["/meetings/{called}/cancel"],
    "/meetings/{meeting}/sheet": ["/meetings/{called}/sheet"],
    "/meetings/{meeting}/minutes": [
        "/meetings/{held}/minutes", "/meetings/{may}/minutes", "/meetings/{called}/minutes",
    ],
    "/meetings/{meeting}/minutes/correct": [
        "/meetings/{held}/minutes/correct?line=3.1", "/meetings/{may}/minutes/correct",
    ],
    "/meetings/{meeting}/corrections/{correction}": [
        "/meetings/{held}/corrections/{waiting}", "/meetings/{held}/corrections/{declined}",
    ],
    "/meetings/{meeting}/lines": ["/meetings/{held}/lines"],
    "/meetings/{meeting}/lines/{act}/strike": ["/meetings/{held}/lines/{act}/strike"],
    "/start": ["/start"],
    "/found": ["/found"],
    "/found/group": ["/found/group"],
    "/found/{group}": ["/found/group-a"],
    "/found/{group}/seats": ["/found/group-a/seats"],
    "/found/{group}/orders": ["/found/group-a/orders"],
    "/found/{group}/meeting": ["/found/group-a/meeting"],
    "/found/{group}/officers": ["/found/group-a/officers"],
}  # fmt: skip


def test_every_page_has_an_example() -> None:
    app = create_app(Settings())
    pages = {
        route.path_format
        for route in app.routes
        if not route.path_format.startswith(("/api", "/health")) and "GET" in getattr(route, "methods", ())
    }
    assert pages == set(EXAMPLES)


@functools.cache
def addresses(house: House) -> list[str]:
    """Every example, filled from the record."""
    store = house.governance.store
    service = service_over(house.governance)
    service.follower.catch_up()
    views = Views(store.datastore.pool)
    found = views.listed(Decisions(), f"{house.made['a']}/")[0][1].decision
    named = {"decision": str(found), "held": str(house.made["february"]), "called": str(house.made["called"])}
    asked = ("asked", "closed", "names", "wanted", "overdue", "brought", "refused", "hasty")
    named.update({name: str(house.made[name]) for name in asked})
    named["draft"] = str(house.made["paper"])
    named.update(officers_things(house))
    named["six"] = six_of_us(house)
    named.update({name: str(house.made[name]) for name in ("may", "waiting", "declined", *ASKED)})
    return [example.format(**named) for examples in EXAMPLES.values() for example in examples]


def six_of_us(house: House) -> str:
    """The rules of Local Planning Group A, but for a quorum of six, as an address has them."""
    orders = house.governance.group(house.made["a"]).orders[-1].orders
    assert orders is not None
    return urlencode({**parameters.typed(orders), "quorum": "6"})


def axe(page: Page, kind: str, *values: str) -> list[str]:
    """What axe finds by these rules, or by the rules of these tags."""
    options = {"runOnly": {"type": kind, "values": values}, "resultTypes": ["violations"]}
    found: list[str] = page.evaluate("(options) => looks.axe(options)", options)
    return found


def look(page: Page, *names: str) -> list[str]:
    """What these looks of `looks.js` find."""
    return [fault for name in names for fault in page.evaluate(f"looks.{name}()")]


def on_a_wide_screen(page: Page) -> list[str]:
    page.set_viewport_size({"width": 1280, "height": 1024})
    page.evaluate("looks.remember()")
    return look(page, "whole", "cut", "targets", "shape")


def on_paper(page: Page) -> list[str]:
    page.emulate_media(media="print")
    return look(page, "printed")


def in_the_dark(page: Page) -> list[str]:
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    return axe(page, "rule", "color-contrast")


def in_strong_contrast(page: Page) -> list[str]:
    page.emulate_media(contrast="more")
    return axe(page, "rule", "color-contrast")


def in_forced_colours(page: Page) -> list[str]:
    page.emulate_media(forced_colors="active")
    return look(page, "edged")


def four_times_as_large(page: Page) -> list[str]:
    """The width and height left when a screen of 1280 by 1024 is shown at 400 %."""
    page.set_viewport_size({"width": 320, "height": 256})
    return axe(page, "tag", *STANDARDS) + look(page, "whole", "cut", "lost", "targets", "spaced")


def by_the_keys_alone(page: Page) -> list[str]:
    """By the Tab key to everything once, in order and in sight, and out again; and past the head by the skip link."""
    faults = []
    page.evaluate("looks.top()")
    for number in range(page.evaluate("looks.tabbable()")):
        page.keyboard.press("Tab")
        while page.evaluate("(number) => looks.within(number)", number):
            page.keyboard.press("Tab")
        faults += page.evaluate("(number) => looks.focus(number)", number)
    page.keyboard.press("Tab")
    faults += look(page, "left")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    return faults + look(page, "skipped")


WAYS = (
    on_a_wide_screen, on_paper, in_the_dark, in_strong_contrast, in_forced_colours, four_times_as_large,
    by_the_keys_alone,
)  # fmt: skip
AS_IT_COMES: Any = {
    "media": "screen", "color_scheme": "light", "contrast": "no-preference", "forced_colors": "none",
    "reduced_motion": "no-preference",
}  # fmt: skip


def leaves(page: Page, house: House) -> Iterator[str]:
    """Every page after another; one that looks like another before it is passed over."""
    seen = set()
    for address in addresses(house):
        answer = page.goto(house.address + address)
        assert answer is not None
        assert answer.status < 500
        looks_like = re.sub(r'value="[^"]{30,}"', "", page.content())
        if looks_like not in seen:
            seen.add(looks_like)
            yield address


def opened(browser: Browser, house: House, who: str, **options: Any) -> BrowserContext:
    context = browser.new_context(**options)
    if who != "anybody":
        house.sign_in(context, who)
    return context


def where_help_stands(page: Page) -> Iterator[str]:
    """On a tablet and on a phone; the same on every page."""
    for width in (820, 320):
        page.set_viewport_size({"width": width, "height": 1024})
        yield f"{width} px: {page.evaluate('looks.help()')}"


def same_without_scripts(page: Page, plain: Page) -> list[str]:
    if page.locator("script").count() == 0:
        return []
    # Tables are told apart from lists by how wide they are shown.
    assert page.viewport_size is not None
    plain.set_viewport_size(page.viewport_size)
    plain.goto(page.url)
    same = plain.locator("body").inner_text() == page.locator("body").inner_text()
    return [] if same else ["says something else without scripts"]


@pytest.mark.parametrize("who", WHO)
def test_every_page_is_good_to_use_in_every_way(browser: Browser, library: House, who: str) -> None:
    look_everywhere(browser, library, who)


def test_every_page_is_good_to_use_by_the_public_where_a_group_publishes(browser: Browser, house: House) -> None:
    orders = {"do": "adoptStandingOrders", "group": "group-a", "orders": {"quorum": 5, "published": True},
              "since": {"date": "2026-01-01"}}  # fmt: skip
    record(house.governance, [{"import": "published"}, orders])
    titles = look_everywhere(browser, house, "anybody")
    for page in ("Local Planning Group A", "Every decision of Local Planning Group A", "10 February 2026"):
        assert any(page in title for title in titles), (page, titles)


def look_everywhere(browser: Browser, house: House, who: str) -> list[str]:
    """Look at every page in every way, as somebody; the titles of the pages."""
    faults: list[str] = []
    titles: Counter[str] = Counter()
    places: set[str] = set()
    with opened(browser, house, who) as context, opened(browser, house, who, java_script_enabled=False) as plain:
        context.add_init_script(LOOKS + AXE)
        page, without = context.new_page(), plain.new_page()
        for address in leaves(page, house):
            faults += [f"{address}: {fault}" for fault in same_without_scripts(page, without)]
            for way in WAYS:
                page.emulate_media(**AS_IT_COMES)
                faults += [f"{address} {way.__name__}: {fault}" for fault in way(page)]
            titles[f"{page.title()} {page.url.partition('?')[2]}"] += 1
            places |= set(where_help_stands(page))
    assert faults == []
    assert [title for title, times in titles.items() if times > 1] == []
    assert len(places) == 2, places
    return list(titles)


def test_the_looks_can_fail(tab: Page) -> None:
    tab.set_content(SPOILT)
    tab.evaluate(LOOKS)
    tab.evaluate("looks.remember()")
    tab.evaluate("document.querySelector('p').remove()")
    for name in ("whole", "cut", "lost", "targets", "shape", "edged", "printed"):
        assert look(tab, name) != [], name
    assert by_the_keys_alone(tab) != []


@pytest.mark.parametrize("well", [True, False], ids=["well made", "spoilt"])
def test_the_looks_at_spacing_the_tab_key_and_help_can_fail(tab: Page, *, well: bool) -> None:
    tab.set_content(WELL_MADE)
    tab.evaluate(LOOKS)
    stood = tab.evaluate("looks.help()")
    if not well:
        tab.evaluate(TO_SPOIL)
    assert look(tab, "whole") == []
    assert (look(tab, "spaced") == []) is well
    tab.evaluate("looks.tabbable()")
    tab.locator("#last").focus()
    tab.keyboard.press("Tab")
    assert (look(tab, "left") == []) is well
    tab.locator(".skip").focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert (look(tab, "skipped") == []) is well
    assert (tab.evaluate("looks.help()") == stood) is well


WELL_MADE = """<title>A page</title><header class="top"><a class="skip" href="#main">skip</a>
<p class="help-line"><a href="#help">Need help?</a></p></header>
<main id="main"><h1>A page</h1><p><a href="#first">First</a></p>
<p><button id="last" style="white-space: nowrap; overflow: hidden">Send my answer now</button></p></main>"""
# A button with no room for wider letters, a trap for the Tab key, a skip link to nowhere, help further down.
TO_SPOIL = """() => {
  const last = document.querySelector('#last');
  last.style.width = `${last.offsetWidth}px`;
  last.addEventListener('keydown', (event) => { if (event.key === 'Tab') event.preventDefault(); });
  document.querySelector('.skip').href = '#nowhere';
  document.querySelector('.help-line').style.marginTop = '5em';
}"""
SPOILT = """<title>Another</title><style>:focus-visible { outline: none } body { font-size: 12px }</style>
<header class="top"><a class="skip" href="#x">skip</a></header><main><h2>No heading</h2>
<p>Lost</p>
<p style="width: 3em; overflow-wrap: anywhere">Secretary</p>
<div style="width: 3000px">wide</div><button style="border: 0; height: 20px" tabindex="3">small</button>
</main>"""
