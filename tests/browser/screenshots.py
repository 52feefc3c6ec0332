"""Pictures of the main pages for the documentation, taken from a demonstration record: `make screenshots`."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.chromium import FLAGS, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

FOLDER = Path(__file__).parents[2] / "docs/images"
# A tablet held upright; nothing below the fold of two of its screens is shown.
TABLET = {"width": 820, "height": 1180}
TALLEST = 1640
COLOURS = 128


class Shot(NamedTuple):
    """A picture: its name, the address it shows, and the seat of who is signed in."""

    name: str
    address: str
    seat: str | None = None


CHAIR, SECRETARY = "user-representative-1", "user-representative-3"
# `{held}` is the meeting of February, `{open}` one that is being held, `{paper}` one to be written up from notes,
# `{decision}` the latest decision.
SHOTS = [
    Shot("home", "/", CHAIR),
    Shot("sign-in", "/sign-in"),
    Shot("group", "/groups/group-a", CHAIR),
    Shot("register", "/groups/group-a/register", CHAIR),
    Shot("decision", "/decisions/{decision}", CHAIR),
    Shot("minutes", "/meetings/{held}", CHAIR),
    Shot("devices", "/account", CHAIR),
    Shot("write-up", "/meetings/{paper}/write-up", SECRETARY),
    Shot("check", "/meetings/{paper}/write-up/check", SECRETARY),
    Shot("people", "/groups/group-a/people", SECRETARY),
    Shot("call", "/groups/group-a/call", SECRETARY),
    Shot("sheet", "/meetings/{paper}/sheet", SECRETARY),
    Shot("rules", "{rules}"),
]


class Demonstration(NamedTuple):
    """A demonstration being served: where, its folder, and its open meeting."""

    address: str
    environment: dict[str, str]
    meeting: str
    # Another server, still empty, and the set-up code it printed.
    empty: str
    setup: str

    def code(self, seat: str) -> str:
        """A sign-in code on paper for whoever holds a seat of Local Planning Group A."""
        printed = _minutebook(["code", f"group-a/{seat}", "--codes", "1"], self.environment)
        return printed.strip().splitlines()[-1]


def _minutebook(words: list[str], environment: dict[str, str]) -> str:
    command = [sys.executable, "-m", "api.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout


@contextlib.contextmanager
def _served(verb: str, folder: Path, printed: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """A server with a folder of its own until the block ends: its address, its surroundings, and what it printed."""
    port = free_port()
    environment = {**os.environ, "MINUTEBOOK_DATA_DIR": str(folder / "own"), "MINUTEBOOK_HELP_PHONE": "01632 960 100"}
    command = [sys.executable, "-u", "-m", "api.cli", verb, "--port", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        try:
            found = next(found[1] for line in serving.stdout if (found := re.search(printed, line)))
            yield f"http://127.0.0.1:{port}", environment, found
        finally:
            serving.terminate()


@contextlib.contextmanager
def demonstration() -> Iterator[Demonstration]:
    """A fresh demonstration record and an empty one, served on free ports until the block ends."""
    with tempfile.TemporaryDirectory(prefix="mb-shots-", dir="/tmp", ignore_cleanup_errors=True) as name:
        folder, new = Path(name), Path(name) / "new"
        new.mkdir()
        for one in (folder, new):
            one.chmod(0o755)
        with (
            _served("demo", folder, r"MEETING=(\S+)") as (address, environment, meeting),
            _served("serve", new, r"good once: (\S+)") as (empty, _, code),
        ):
            there = {**environment, "MINUTEBOOK_DATA_DIR": str(folder / "own-demonstration")}
            yield Demonstration(address, there, meeting, empty, code)


def signed_in(browser: Browser, shown: Demonstration, seat: str | None) -> Page:
    """A tablet's page, signed in with a code on paper as whoever holds the seat."""
    page = browser.new_context(viewport=TABLET, base_url=shown.address).new_page()
    if seat is not None:
        page.goto("/sign-in/paper")
        page.get_by_role("textbox").fill(shown.code(seat))
        page.get_by_role("main").get_by_role("button").click()
    return page


def addresses(page: Page, meeting: str) -> dict[str, str]:
    """What stands for `{held}`, `{open}` and `{decision}`, as a member finds them on the group's page."""
    page.goto("/groups/group-a")
    held = page.get_by_role("link", name="February").get_attribute("href")
    decision = page.locator("a[href^='/decisions/']").first.get_attribute("href")
    assert held
    assert decision
    return {"open": meeting, "held": held.rpartition("/")[2], "decision": decision.rpartition("/")[2]}


def on_paper(page: Page) -> str:
    """What stands for `{paper}`: a meeting of July that a secretary has notes of, typed in as far as its first item."""
    page.goto("/groups/group-a/write-up")
    page.get_by_label("Which day was it?").fill("14 July 2026")
    page.get_by_label("What do you call it?").fill("July meeting")
    page.get_by_label("What was on the agenda?").fill("Summer outing\nThe new leaflet")
    page.get_by_role("button", name="Go on").click()
    proposal = page.get_by_role("group", name="Proposal").first
    proposal.get_by_label("What was proposed?").fill("Go to the seaside by minibus in August.")
    proposal.get_by_label("Who proposed it?").fill("carer")
    proposal.get_by_label("Who seconded it?").fill("nurse")
    proposal.get_by_text("Everyone was for it, except some").click()
    page.get_by_label("When did it end?").fill("15:10")
    page.get_by_role("button", name="Save and check").click()
    page.get_by_role("heading", name="Check the minutes").wait_for()
    return page.url.split("/")[-3]


SEATS = (
    ("User representative 1", "service_user"), ("User representative 2", "service_user"), ("Carer", "family_carer"),
    ("Nurse", "professional"),
)  # fmt: skip


def rules(page: Page, shown: Demonstration) -> str:
    """What stands for `{rules}`: where somebody who founds a group comes to choose its rules."""
    page.goto(f"{shown.empty}/start")
    page.get_by_label("Its name").fill("Breathe Easy North")
    page.get_by_label("Your name").fill("Pat Example")
    page.get_by_label("The set-up code").fill(shown.setup)
    page.get_by_role("button", name="Open the minute book").click()
    page.get_by_role("link", name="It is printed").click()
    page.get_by_role("link", name="Begin").click()
    page.get_by_label("Its name").fill("Breathe Easy Leeds")
    page.get_by_text("A local group").click()
    page.get_by_text("No, it is new").click()
    page.get_by_role("button", name="Save and go on").click()
    for number, (label, brings) in enumerate(SEATS, 1):
        page.locator(f"#label-{number}").fill(label)
        page.locator(f"#constituency-{number}").select_option(brings)
    page.get_by_role("button", name="Save and go on").click()
    return page.url


def small(picture: bytes) -> bytes:
    """The same picture in few colours, as a PNG without times or names."""
    written = io.BytesIO()
    image = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def take(browser: Browser, shown: Demonstration) -> Iterator[tuple[str, bytes]]:
    """Every picture of the table."""
    pages = {seat: signed_in(browser, shown, seat) for seat in sorted({s.seat for s in SHOTS}, key=str)}
    named = addresses(pages[CHAIR], shown.meeting)
    named |= {"paper": on_paper(pages[SECRETARY]), "rules": rules(pages[None], shown)}
    for shot in SHOTS:
        page = pages[shot.seat]
        page.goto(shot.address.format(**named))
        tall = page.evaluate("document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": TABLET["width"], "height": min(tall, TALLEST)}
        yield shot.name, small(page.screenshot(full_page=True, clip=clip))


def main() -> None:
    """Write them all."""
    FOLDER.mkdir(exist_ok=True)
    with demonstration() as shown, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for name, picture in take(browser, shown):
            (FOLDER / f"{name}.png").write_bytes(picture)
        browser.close()


if __name__ == "__main__":
    main()
