"""What the documentation says is so: its commands run, its examples are acts, its links lead somewhere."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from api.commands import COMMANDS
from api.wire import wire

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)#\s]+)\)")


def blocks(page: Path, language: str) -> list[str]:
    return [body for kind, body in BLOCK.findall(page.read_text(encoding="utf-8")) if kind == language]


def matches(expected: str, printed: str) -> bool:
    pattern = re.escape(expected).replace(re.escape("...") + "\\\n", "(?:.*\n)*").replace(re.escape("..."), ".*")
    return re.fullmatch(pattern, printed) is not None


def steps(block: str) -> list[tuple[str, str]]:
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def test_the_tutorial_runs_as_printed() -> None:
    home = Path(tempfile.mkdtemp(prefix="mb-docs-", dir="/tmp"))
    home.chmod(0o755)
    environment = {**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT)}
    for name in ("MINUTEBOOK_DATA_DIR", "XDG_DATA_HOME"):
        environment.pop(name, None)
    for command, expected in [step for block in blocks(ROOT / "docs/tutorial.md", "console") for step in steps(block)]:
        if command.startswith("export "):
            name, _, value = command.removeprefix("export ").partition("=")
            environment[name] = value.strip('"').replace("$HOME", str(home))
            continue
        words = command.split()
        assert words[0] == "minutebook"
        done = subprocess.run(
            [sys.executable, "-m", "api.cli", *words[1:]],
            capture_output=True, text=True, check=False, env=environment, cwd=ROOT,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert matches(expected, done.stdout), f"{command}\n--- expected\n{expected}\n--- printed\n{done.stdout}"


@pytest.fixture
def demonstration() -> Iterator[dict[str, str]]:
    """A served demonstration record: what it prints for a second terminal."""
    home = Path(tempfile.mkdtemp(prefix="mb-docs-", dir="/tmp"))
    home.chmod(0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "api.cli", "demo", "--port", str(port)]
    environment = {**os.environ, "MINUTEBOOK_DATA_DIR": str(home / "data")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT) as serving:
        try:
            assert serving.stdout is not None
            said = "".join(iter(serving.stdout.readline, "Stop with Ctrl-C.\n"))
            _looks_as_everybody(said, home)
            yield {
                name: re.findall(rf"^  {name}=(\S+)$", said, re.MULTILINE)[0]
                for name in ("ADDRESS", "TOKEN", "MEETING")
            }
        finally:
            serving.terminate()


def _looks_as_everybody(said: str, home: Path) -> None:
    """The demonstration says where it is kept, and how to look as chair, secretary, member and public; codes work."""
    assert f"It is kept in {home / 'data-demonstration'}\n" in said
    assert "To look as the public, open it in a private window" in said
    (address,) = re.findall(r"^  ADDRESS=(\S+)$", said, re.MULTILINE)
    seen = {}
    for who in ("the chair", "the secretary", "a member (GP)"):
        (codes,) = re.findall(rf"^  {re.escape(who)} +(\S+   \S+   \S+)$", said, re.MULTILINE)
        starting, ours = httpx.HTTPTransport(retries=8), {"Sec-Fetch-Site": "same-origin"}
        with httpx.Client(base_url=address, headers=ours, transport=starting) as browser:
            token = re.search(r'name="csrf" value="([^"]+)"', browser.get("/sign-in/paper").text)
            assert token is not None
            entered = browser.post("/sign-in/paper", data={"csrf": token[1], "code": codes.split()[0]})
            assert entered.status_code == 303, who
            seen[who] = "For the chair and the secretary" in browser.get("/groups/group-a").text
    assert seen == {"the chair": True, "the secretary": True, "a member (GP)": False}


def holds(shortened: Any, whole: Any) -> bool:
    """Whether an answer holds what a page prints of it, shortened: fewer fields, and `…` for anything."""
    if shortened == "…":
        return True
    if isinstance(shortened, dict):
        return isinstance(whole, dict) and all(
            name in whole and holds(part, whole[name]) for name, part in shortened.items()
        )
    return bool(shortened == whole)


def test_the_decision_of_the_readme_is_recorded_as_printed(demonstration: dict[str, str]) -> None:
    (call,), (printed,) = blocks(ROOT / "README.md", "sh"), blocks(ROOT / "README.md", "json")
    retrying = call.replace("curl ", "curl --silent --show-error --retry 60 --retry-delay 1 --retry-connrefused ", 1)
    done = subprocess.run(
        ["bash", "-c", retrying], capture_output=True, text=True, check=True, env={**os.environ, **demonstration}
    )
    assert holds(json.loads(printed), json.loads(done.stdout)), done.stdout


def test_what_an_answer_does_not_hold_is_found() -> None:
    assert holds({"a": "…", "b": [1]}, {"a": "x", "b": [1], "c": 2})
    assert not holds({"b": [1]}, {"b": [2]})
    assert not holds({"d": "…"}, {"a": "x"})


def test_the_matcher_can_fail() -> None:
    assert matches("a\n...\nc\n", "a\nb\nb\nc\n")
    assert matches("a ... c\n", "a b c\n")
    assert not matches("a\n...\nc\n", "a\nb\n")


def test_every_example_of_an_import_is_an_act() -> None:
    (block,) = blocks(ROOT / "docs/how-to/import.md", "json")
    first, *acts = [json.loads(line) for line in block.splitlines()]
    assert set(first) == {"import"}
    for act in acts:
        fields = wire(COMMANDS[act["do"]]).__struct_encode_fields__
        assert set(act) - {"do", "as"} <= set(fields)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_pages_begin_with_their_title(page: Path) -> None:
    lines = [line for line in page.read_text(encoding="utf-8").splitlines() if line and not line.startswith("<!--")]
    assert lines[0].startswith("# ")
