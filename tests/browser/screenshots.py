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
# `{held}` is the meeting of February, `{open}` one that is being held, `{decision}` the latest decision.
SHOTS = [
    Shot("home", "/", CHAIR),
    Shot("sign-in", "/sign-in"),
    Shot("group", "/groups/group-a", CHAIR),
    Shot("register", "/groups/group-a/register", CHAIR),
    Shot("decision", "/decisions/{decision}", CHAIR),
    Shot("minutes", "/meetings/{held}", CHAIR),
    Shot("devices", "/account", CHAIR),
]


class Demonstration(NamedTuple):
    """A demonstration being served: where, its folder, and its open meeting."""

    address: str
    environment: dict[str, str]
    meeting: str

    def code(self, seat: str) -> str:
        """A sign-in code on paper for whoever holds a seat of Local Planning Group A."""
        printed = _minutebook(["code", f"group-a/{seat}", "--codes", "1"], self.environment)
        return printed.strip().splitlines()[-1]


def _minutebook(words: list[str], environment: dict[str, str]) -> str:
    command = [sys.executable, "-m", "api.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout


@contextlib.contextmanager
def demonstration() -> Iterator[Demonstration]:
    """A fresh demonstration record, served on a free port until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="mb-shots-", dir="/tmp"))
    folder.chmod(0o755)
    port = free_port()
    environment = {**os.environ, "MINUTEBOOK_DATA_DIR": str(folder / "own"), "MINUTEBOOK_HELP_PHONE": "01632 960 100"}
    command = [sys.executable, "-u", "-m", "api.cli", "demo", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        meeting = next(found[1] for line in serving.stdout if (found := re.search(r"MEETING=(\S+)", line)))
        there = {**environment, "MINUTEBOOK_DATA_DIR": str(folder / "minutebook-demonstration")}
        yield Demonstration(f"http://127.0.0.1:{port}", there, meeting)
        serving.terminate()
    shutil.rmtree(folder, ignore_errors=True)


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
