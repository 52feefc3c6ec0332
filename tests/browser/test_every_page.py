"""Every page of the application, in every state a reader meets: nothing axe finds, nothing lost when small or large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from api.app import create_app, service_over
from api.settings import Settings
from projections.decisions import Decisions
from projections.views import Views
from tests.browser.conftest import House

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

RULES = {"runOnly": {"type": "tag", "values": [
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
]}}  # fmt: skip
# An address for every page there is; `{...}` is filled from the record.
EXAMPLES = {
    "/": ["/"],
    "/groups/{group}": ["/groups/group-a", "/groups/nowhere"],
    "/groups/{group}/register": [
        "/groups/group-a/register", "/groups/group-a/register?q=library", "/groups/group-a/register?q=zzz",
    ],
    "/decisions/{decision}": ["/decisions/{decision}", "/decisions/none"],
    "/meetings/{meeting}": ["/meetings/{held}", "/meetings/{called}", "/meetings/none"],
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
    "/meetings/{meeting}/write-up": [
        "/meetings/{called}/write-up", "/meetings/{held}/write-up", "/meetings/none/write-up",
        "/meetings/{draft}/write-up", "/meetings/{draft}/write-up?look=1",
    ],
    "/meetings/{meeting}/write-up/check": ["/meetings/{draft}/write-up/check", "/meetings/{called}/write-up/check"],
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


@pytest.fixture
def addresses(house: House) -> list[str]:
    store = house.governance.store
    service = service_over(house.governance)
    service.follower.catch_up()
    views = Views(store.datastore.pool)
    found = views.listed(Decisions(), f"{house.made['a']}/")[0][1].decision
    named = {"decision": str(found), "held": str(house.made["february"]), "called": str(house.made["called"])}
    named["draft"] = str(house.made["paper"])
    return [example.format(**named) for examples in EXAMPLES.values() for example in examples]


def read(page: Page, address: str) -> Any:
    answer = page.goto(address)
    assert answer is not None
    assert answer.status < 500
    return answer


@pytest.mark.parametrize("who", ["anonymous", "secretary"])
def test_every_page_is_whole_for_everybody(browser: Browser, house: House, addresses: list[str], who: str) -> None:
    faults: list[str] = []
    context = browser.new_context(viewport={"width": 320, "height": 800})
    if who != "anonymous":
        house.sign_in(context, "user-representative-3")
    page = context.new_page()
    for address in addresses:
        read(page, house.address + address)
        found = Axe().run(page, options=RULES)
        faults += [f"{who} {address}: {v['id']} {v['nodes'][0]['html'][:120]}" for v in found.response["violations"]]
        faults += [f"{who} {address}: {fault}" for fault in page.evaluate(LOOK)]
    context.close()
    assert faults == []


# At 320 px (the same as 400 % of 1280): nothing beyond the edge, one h1, every control large enough to hit.
LOOK = """() => {
  const faults = [];
  if (document.documentElement.scrollWidth > 320) faults.push(`${document.documentElement.scrollWidth} px wide`);
  if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
  for (const one of document.querySelectorAll('a, button, input, select, textarea')) {
    const box = one.getBoundingClientRect();
    const inline = one.tagName === 'A' && getComputedStyle(one).display === 'inline';
    if (box.width && !inline && !one.classList.contains('skip') && Math.min(box.width, box.height) < 24)
      faults.push(`${one.outerHTML.slice(0, 80)} is ${Math.round(box.width)} by ${Math.round(box.height)}`);
  }
  return faults;
}"""
