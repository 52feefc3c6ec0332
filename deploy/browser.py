"""Have a Chromium for the browser tests: one that is here, else from the system's packages, else Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

PACKAGES = ("chromium", "fonts-liberation")


def installed() -> bool:
    """Whether there is one already."""
    if shutil.which("chromium"):
        return True
    with sync_playwright() as playwright:
        return os.path.exists(playwright.chromium.executable_path)  # noqa: PTH110 - a path given as text


def from_packages() -> bool:
    """Install the system's own, as root or by sudo without asking."""
    if shutil.which("apt-get") is None:
        return False
    before = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if before and shutil.which("sudo") is None:
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (["apt-get", "update", "-qq"], ["apt-get", "install", "-qq", "--no-install-recommends", *PACKAGES])
    return all(_succeeds([*before, *step], quiet) for step in steps)


def _succeeds(command: list[str], environment: dict[str, str]) -> bool:
    return subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL).returncode == 0


def from_playwright() -> bool:
    """Install Playwright's own, as this user."""
    return subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode == 0


def main() -> int:
    """Have one; else say what to type."""
    if installed() or from_packages() or from_playwright():
        return 0
    sys.stderr.write(f"The browser tests need Chromium. As root: apt-get install {' '.join(PACKAGES)}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
