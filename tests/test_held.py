"""Every clause is cited where it is decided and shown by a test; every trap, odd case and invariant has its test."""

from __future__ import annotations

import ast
import functools
import re
import tomllib
from pathlib import Path

import pytest

TREE = Path(__file__).parents[1]
HELD = tomllib.loads(Path(__file__).with_name("held.toml").read_text(encoding="utf-8"))
CLAUSES: dict[str, list[str]] = HELD["clauses"]
NAMED = {
    **HELD["traps"],
    **HELD["cases"],
    **HELD["invariants"],
    **{clause: test for clause, (_file, test) in CLAUSES.items()},
}
INVARIANTS = 20


def cited(text: str) -> set[str]:
    """The clauses a text names, those between the ends of `R-QU1 to R-QU3` too."""
    found = {f"R-{letters}{n}" for letters, n in re.findall(r"R-([A-Z]{2})(\d+)", text)}
    for letters, first, last in re.findall(r"R-([A-Z]{2})(\d+) to R-\1(\d+)", text):
        found |= {f"R-{letters}{n}" for n in range(int(first), int(last) + 1)}
    return found


@functools.cache
def docstrings(file: str) -> str:
    tree = ast.parse((TREE / file).read_text(encoding="utf-8"))
    nodes = [n for n in ast.walk(tree) if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef)]
    return "\n".join(ast.get_docstring(node) or "" for node in nodes)


@functools.cache
def defined_in(file: str) -> frozenset[str]:
    body = ast.parse((TREE / file).read_text(encoding="utf-8")).body
    groups = {group.name: group.body for group in body if isinstance(group, ast.ClassDef)}
    inside = {f"{group}::{one.name}" for group, of in groups.items() for one in of if isinstance(one, ast.FunctionDef)}
    return frozenset(inside | {one.name for one in body if isinstance(one, ast.FunctionDef)})


@pytest.mark.parametrize(("name", "test"), NAMED.items(), ids=NAMED)
def test_the_test_that_holds_it_is_there(name: str, test: str) -> None:
    file, _, of = test.partition("::")
    assert of.rpartition("::")[2].startswith("test_"), name
    assert of in defined_in(file), name


@pytest.mark.parametrize("clause", CLAUSES)
def test_the_file_that_holds_a_clause_cites_it(clause: str) -> None:
    assert clause in cited(docstrings(CLAUSES[clause][0]))


def test_no_clause_is_left_out() -> None:
    every = {f"R-{letters}{n}" for letters, most in HELD["sections"].items() for n in range(1, most + 1)}
    assert CLAUSES.keys() | set(HELD["not_yet"]["clauses"]) == every
    assert not CLAUSES.keys() & set(HELD["not_yet"]["clauses"])


def test_no_invariant_is_left_out() -> None:
    numbers = [int(name.split()[0]) for name in (*HELD["invariants"], *HELD["not_yet"]["invariants"])]
    assert sorted(set(numbers)) == list(range(1, INVARIANTS + 1))


def test_the_page_on_mutants_lists_what_no_mutant_changes() -> None:
    outside: dict[str, list[str]] = {}
    for clause, (file, _test) in CLAUSES.items():
        if not file.startswith("governance/rules/"):
            outside.setdefault(file, []).append(clause)
    page = (TREE / "docs/explanation/mutants.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([a-z_/]+\.py)` \| (R-[^|]+) \| [^|]+ \|$", page, re.MULTILINE)
    assert {file: clauses.split(", ") for file, clauses in listed} == outside
    assert f"{sum(map(len, outside.values()))} of the {len(CLAUSES)} clauses" in page
