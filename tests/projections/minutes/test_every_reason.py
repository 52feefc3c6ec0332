"""Every clause that a result can say was not kept has words in the phrase book: minutes print no clause's number."""

from __future__ import annotations

import ast
import functools
import re
from pathlib import Path

import pytest

from projections.minutes.phrases import REASONS

TREE = Path(__file__).parents[3]
CLAUSE = re.compile(r"R-[A-Z]{2}\d+[a-z]?")

Named = tuple[str, str]
# What says that a result, a step to it or a meeting was irregular. Every name from here is followed.
ROOTS: list[Named] = [
    ("governance.motion.declaring", "irregular"),
    ("governance.motion.tally", "outcome"),
    ("governance.motion.procedure", "_not_in_order"),
    ("governance.motion.procedure_state", "evolve"),
    ("governance.election.declaring", "_irregular"),
    ("governance.election.decide", "_close"),
    ("governance.election.stakes", "_past_the_limit"),
    ("governance.election.stakes", "_not_in_order"),
    ("governance.decision.decide", "_out_of_order"),
    ("governance.decision.decide", "_not_to_ratify"),
    ("governance.meeting.noticing", "agreed_to"),
    ("governance.meeting.noticing", "_move"),
    ("governance.rules.requisition", "by_themselves"),
    ("governance.rules.adjourning", "short_notice"),
    ("governance.rules.closed", "voted"),
    ("governance.rules.written", "by_writing"),
    ("governance.rules.written", "says_enough"),
    ("governance.rules.written", "leaves_time"),
    ("governance.rules.written", "may_close"),
    ("governance.resolution.circulating", "_not_for_the_chair"),
]


class Code:
    """The functions and the tables of a module, and what its names stand for."""

    def __init__(self, module: str) -> None:
        body = ast.parse((TREE / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))
        self.module = module
        self.defined: dict[str, ast.AST] = {one.name: one for one in ast.walk(body) if isinstance(one, ast.FunctionDef)}
        self.defined |= {
            one.target.id: one
            for one in body.body
            if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
        }
        self.imported = {
            name.asname or name.name: (one.module, name.name)
            for one in ast.walk(body)
            if isinstance(one, ast.ImportFrom) and one.module is not None
            for name in one.names
        }

    def named(self, node: ast.AST) -> Named | None:
        """What of the project a name stands for."""
        match node:
            case ast.Name(id=name):
                return (self.module, name) if name in self.defined else self.imported.get(name)
            case ast.Attribute(value=ast.Name(id=module), attr=name) if module in self.imported:
                return ".".join(self.imported[module]), name
        return None


@functools.cache
def code_of(module: str) -> Code | None:
    return Code(module) if (TREE / f"{module.replace('.', '/')}.py").is_file() else None


def clauses() -> set[str]:
    """Every clause that is named in what is reached from the roots."""
    found, seen, todo = set[str](), set[Named](), [*ROOTS]
    while todo:
        module, name = todo.pop()
        code = code_of(module)
        if (module, name) in seen or code is None or name not in code.defined:
            continue
        seen.add((module, name))
        nodes = [*ast.walk(code.defined[name])]
        own = {one.arg for one in nodes if isinstance(one, ast.arg)}
        own |= {one.id for one in nodes if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
        for node in nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CLAUSE.fullmatch(node.value):
                found.add(node.value)
            another = None if isinstance(node, ast.Name) and node.id in own else code.named(node)
            todo += [] if another is None else [another]
    return found


@pytest.mark.parametrize(("module", "name"), ROOTS)
def test_what_says_so_is_there(module: str, name: str) -> None:
    code = code_of(module)
    assert code is not None
    assert name in code.defined


def test_every_clause_that_a_result_can_name_has_words_and_no_others_do() -> None:
    named = clauses()
    assert named - REASONS.keys() == set()
    assert REASONS.keys() - named == set()
