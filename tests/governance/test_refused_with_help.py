"""What is refused for a count, a result or a term says what would help, wherever it is refused."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

GOVERNANCE = Path(__file__).parents[2] / "governance"
REASONS = ("more_votes_than_voters", "announced_otherwise", "term_not_running")


def refusals(reason: str) -> list[ast.Call]:
    trees = [ast.parse(path.read_text("utf-8")) for path in sorted(GOVERNANCE.rglob("*.py"))]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [call for call in calls if getattr(call.func, "id", "") == "Rejected"]
    return [call for call in named if len(call.args) > 1 and getattr(call.args[1], "value", "") == reason]


@pytest.mark.parametrize("reason", REASONS)
def test_such_a_refusal_says_what_would_help(reason: str) -> None:
    found = refusals(reason)
    assert found
    assert all(any(word.arg == "would_help" for word in call.keywords) for call in found)
