"""The house keeps its own rules: contracts, plain packages, words that have no place in it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from api import reference

ROOT = Path(__file__).parents[1]
SOURCES = sorted(p for room in ("governance", "projections", "api") for p in (ROOT / room).rglob("*.py"))
TRACKED = subprocess.run(
    ["git", "ls-files"], capture_output=True, text=True, check=False, cwd=ROOT
).stdout.splitlines() or [str(p.relative_to(ROOT)) for p in SOURCES]
# Spelled apart, so that this file does not hold what it looks for.
UNWANTED = [
    "TO" + "DO",
    "FIX" + "ME",
    r"\.\./sha" + "red",
    "py" + r"pi\.org",
    "files.python" + "hosted",
    "registry.np" + "mjs",
]


def test_import_contracts_are_kept() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_open_with_a_line_and_packages_hold_nothing_else(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    if path.name == "__init__.py":
        assert len(tree.body) == 1


def test_nothing_unwanted_stands_in_the_tree() -> None:
    found = []
    for name in TRACKED:
        path = ROOT / name
        if not path.is_file() or path.suffix in {".txt", ".png"}:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{name}: {word}" for word in UNWANTED if re.search(word, text)]
    assert found == []


def test_the_generated_reference_is_up_to_date() -> None:
    assert reference.stale() == []
