"""A record in which every text is a script, in a real browser: nothing of it runs, and nothing tries to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from api.accounts import sessions
from api.accounts.wiring import Accounts
from api.settings import Settings
from governance.kernel import PersonId
from tests.api.access.filling import links
from tests.api.access.nasty import NASTY, nasty_desk
from tests.browser.conftest import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page

    from governance.application import Governance

MOST_ALIKE = 5
REFUSED = "a policy refused"
LISTENING = f"""document.addEventListener('securitypolicyviolation', (event) =>
  console.error(`{REFUSED} ${{event.violatedDirective}}`));"""


class Watched:
    """A page, and what ran in it or tried to."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.heard: list[str] = []
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda error: self.heard.append(f"error: {error}"))
        page.on("console", lambda said: self._console(said.text))
        page.add_init_script(LISTENING)

    def _dialog(self, dialog: Dialog) -> None:
        self.heard.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _console(self, text: str) -> None:
        if "Content Security Policy" in text or text.startswith(REFUSED):
            self.heard.append(f"{self.page.url}: {text}")


@pytest.fixture
def watched(make: Callable[..., Governance], browser: Browser, tmp_path: Path) -> Iterator[tuple[Watched, str, str]]:
    """The browser of the chair of a group in which every text is a script; its address, and a meeting written up."""
    governance, settings = make(pool=8), Settings(data_dir=str(tmp_path))
    made = nasty_desk(governance)
    person = PersonId(made["p0"])
    cookie = sessions.begin(Accounts(governance, settings), person, "link", sessions.Entry()).cookie
    with serving(governance, settings) as address, browser.new_context() as context:
        context.add_cookies([{"name": cookie.key, "value": str(cookie.value), "url": address}])
        yield Watched(context.new_page()), address, f"/meetings/{made['drafted']}/write-up"


def walk(page: Page, address: str, *starts: str) -> set[str]:
    """Open every page there is a way to, but few of those that differ in an id alone; the addresses without ids."""
    ahead, opened = list(starts), dict[str, set[str]]()
    while ahead:
        path = ahead.pop(0)
        alike = opened.setdefault(re.sub(r"[0-9a-f-]{36}", "*", path), set())
        if path not in alike and len(alike) < MOST_ALIKE:
            page.goto(address + path)
            alike.add(path)
            ahead += links(page.content())
    return set(opened)


def test_nothing_that_anybody_typed_runs_on_any_page_of_officers(watched: tuple[Watched, str, str]) -> None:
    watch, address, write_up = watched
    seen = walk(watch.page, address, "/groups/nasty", write_up, f"{write_up}/check")
    assert {"/decisions/*", "/account", "/groups/nasty/people/*/fill", "/meetings/*/lines/*/strike"} <= seen
    assert watch.heard == []


def test_nothing_runs_that_is_typed_and_kept_by_our_own_script(watched: tuple[Watched, str, str]) -> None:
    watch, address, write_up = watched
    watch.page.goto(address + write_up)
    for field in watch.page.locator("#notes textarea:visible").all():
        field.fill(NASTY)
    watch.page.locator('button[value="save"]').first.click()
    watch.page.wait_for_url("**/write-up?at=*")
    watch.page.reload()
    assert watch.page.locator("#notes textarea:visible").first.input_value() == NASTY
    assert watch.heard == []


TYPED = f"{NASTY}!"
# Every kind of field that the script keeps; hidden ones are filled by the page.
KINDS = {"text", "textarea", "radio", "checkbox", "select-one", "hidden"}
TYPE_EVERYWHERE = """(typed) => {
  const fields = [...document.getElementById('notes').elements].filter((one) => one.name && one.tagName !== 'BUTTON');
  for (const one of fields) {
    if (one.type === 'text' || one.type === 'textarea') one.value = typed;
    if (one.type === 'checkbox' || one.type === 'radio') one.checked = true;
    if (one.type === 'select-one') one.selectedIndex = one.length - 1;
  }
  fields.find((one) => one.type === 'textarea').dispatchEvent(new Event('input', { bubbles: true }));
  return [...new Set(fields.map((one) => one.type))];
}"""
STANDS = """() => [...document.getElementById('notes').elements]
  .filter((one) => one.type === 'text' || one.type === 'textarea').map((one) => one.value)"""


def test_nothing_runs_that_our_own_script_keeps_without_a_network_and_puts_back(
    watched: tuple[Watched, str, str],
) -> None:
    watch, address, write_up = watched
    context = watch.page.context
    watch.page.goto(address + write_up)
    context.set_offline(True)
    assert set(watch.page.evaluate(TYPE_EVERYWHERE, TYPED)) == KINDS
    expect(watch.page.locator("#kept")).to_contain_text("No network just now.")
    kept = watch.page.evaluate("JSON.parse(Object.values(localStorage)[0]).words.map(([, value]) => value)")
    assert TYPED in kept
    watch.page.close()
    context.set_offline(False)
    later = Watched(context.new_page())
    later.page.goto(address + write_up)
    assert TYPED not in later.page.evaluate(STANDS)
    later.page.get_by_role("button", name="Put them back").click()
    expect(later.page.locator("#kept")).to_contain_text("Saved")
    assert set(later.page.evaluate(STANDS)) == {TYPED}
    assert (watch.heard, later.heard) == ([], [])


def test_what_runs_or_tries_to_is_heard(watched: tuple[Watched, str, str]) -> None:
    watch, address, _write_up = watched
    watch.page.set_content(NASTY)
    with watch.page.expect_event("pageerror"):
        watch.page.evaluate("setTimeout(() => { throw new Error('broken') })")
    watch.page.goto(f"{address}/help")
    with watch.page.expect_console_message(lambda said: said.text.startswith(REFUSED)):
        watch.page.evaluate("(nasty) => { document.body.innerHTML = nasty }", NASTY)
    for sign in ("dialog: 1", "error: broken", "Content Security Policy", f"{REFUSED} script-src-attr"):
        assert any(sign in one for one in watch.heard), sign
