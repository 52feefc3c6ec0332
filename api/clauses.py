"""Which clauses can refuse a command, or flag it when written up: read from the functions that answer it."""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import pkgutil
import re
import textwrap
from collections.abc import Mapping
from types import FunctionType
from typing import TYPE_CHECKING, Any

import governance
from governance.answering import ANSWERS, BEFORE
from governance.kernel import Command
from governance.rules.clauses import CLAUSE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


# What makes a state of events: it marks what the rules did not allow, and never refuses.
FOLDING = frozenset(("evolve", "fold"))


@functools.cache
def clauses_of(kind: type[Command]) -> tuple[str, ...]:
    """The clauses named by whatever an answer to this command may run, in the order of the alphabet and of numbers.

    Read without running it: a clause named in a branch that this command never reaches may be among them,
    none that can refuse it is missing. What was flagged before is looked at, not named: folding refuses nothing.
    """
    found: set[str] = set()
    waiting, seen = [ANSWERS[kind], *(BEFORE[one] for one in (kind,) if one in BEFORE)], set[Any]()
    while waiting:
        function = waiting.pop()
        if function in seen:
            continue
        seen.add(function)
        reader = _Reader(function, kind)
        found |= reader.clauses.union(*map(clauses_of, reader.made))
        waiting += reader.functions
    return tuple(sorted(found, key=in_order))


def in_order(clause: str) -> tuple[str, int, str]:
    """What clauses are sorted by: their letters, then their number."""
    letters, number, rest = re.fullmatch(r"R-([A-Z]+)(\d+)([a-z]?)", clause).groups()  # type: ignore[union-attr]
    return letters, int(number), rest


class _Reader(ast.NodeVisitor):
    """Reads one function as it runs for one kind of command."""

    def __init__(self, function: Any, kind: type[Command]) -> None:
        self.clauses: set[str] = set()
        self.functions: list[Any] = []
        self.made: set[type[Command]] = set()
        self._kind = kind
        self._known: dict[str, Any] = function.__globals__
        self._run(_body(function))

    def _run(self, statements: Iterable[ast.stmt]) -> bool:
        """Read statements until one certainly leaves the function; whether one did."""
        return any(self._leaves(statement) for statement in statements)

    def _leaves(self, statement: ast.stmt) -> bool:
        if isinstance(statement, ast.If):
            asked = self._asked(statement.test)
            self.visit(statement.test)
            left = [
                self._run(part) for part, no in ((statement.body, False), (statement.orelse, True)) if asked is not no
            ]
            return all(left)
        self.visit(statement)
        return isinstance(statement, ast.Return | ast.Raise)

    def visit_Match(self, node: ast.Match) -> None:
        self.visit(node.subject)
        for case in node.cases:
            fits = self._fits(case.pattern)
            if fits is False:
                continue
            if case.guard is not None:
                self.visit(case.guard)
            self._run(case.body)
            if fits and case.guard is None:
                return

    def visit_Constant(self, node: ast.Constant) -> None:
        self._take(node.value)

    def visit_Name(self, node: ast.Name) -> None:
        self._take(self._known.get(node.id))

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self._take(self._resolved(node))
        self.visit(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        called = self._resolved(node.func)
        if self._is(called) is False:
            # One act done by way of others.
            self.made.add(called)
        if called is None and isinstance(node.func, ast.Attribute):
            self.functions += _methods().get(node.func.attr, ())
        self.generic_visit(node)

    def _take(self, value: Any) -> None:
        if isinstance(value, str) and CLAUSE.fullmatch(value):
            self.clauses.add(value)
        elif isinstance(own := _unwrapped(value), FunctionType) and own.__module__.startswith("governance."):
            if own.__name__ not in FOLDING:
                self.functions.append(own)
        elif isinstance(value, Mapping):
            answers = [value[self._kind]] if self._kind in value else value.values()
            for one in answers:
                self._take(one)
        elif isinstance(value, tuple | frozenset | list):
            for one in value:
                self._take(one)

    def _fits(self, pattern: ast.pattern) -> bool | None:
        """Whether a case is for this kind of command; None: it asks about something else."""
        if isinstance(pattern, ast.MatchOr):
            answers = [self._fits(one) for one in pattern.patterns]
            return True if True in answers else None if None in answers else False
        if not isinstance(pattern, ast.MatchClass):
            return None
        return self._is(self._resolved(pattern.cls))

    def _asked(self, test: ast.expr) -> bool | None:
        """What a question about the kind of command comes to; None: it asks about something else."""
        match test:
            case ast.Call(func=ast.Name(id="isinstance"), args=[ast.Name(id="command"), kind]):
                kinds = [one for part in _parts(kind) if (one := self._is(self._resolved(part))) is not None]
                return any(kinds) if kinds else None
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                answer = self._asked(operand)
                return None if answer is None else not answer
            case ast.BoolOp(op=operator, values=values):
                settles = isinstance(operator, ast.Or)
                return settles if settles in [self._asked(one) for one in values] else None
        return None

    def _is(self, kind: Any) -> bool | None:
        if not (isinstance(kind, type) and issubclass(kind, Command)) or kind is Command:
            return None
        return issubclass(self._kind, kind)

    def _resolved(self, node: ast.expr) -> Any:
        match node:
            case ast.Name():
                return self._known.get(node.id)
            case ast.Attribute():
                return getattr(self._resolved(node.value), node.attr, None)
        return None


def _unwrapped(value: Any) -> Any:
    """A function as it was written, where something was put round it."""
    return inspect.unwrap(value) if callable(value) else value


def _parts(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp):
        yield from _parts(node.left)
        yield from _parts(node.right)
    else:
        yield node


@functools.cache
def _body(function: Any) -> Iterable[ast.stmt]:
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    assert isinstance(tree, ast.FunctionDef)
    return tree.body


@functools.cache
def _methods() -> Mapping[str, tuple[Any, ...]]:
    """Methods of the domain's own classes by name: whose a method is cannot be read from a call."""
    found: dict[str, list[Any]] = {}
    for place in pkgutil.walk_packages(governance.__path__, "governance."):
        module = importlib.import_module(place.name)
        for kind in vars(module).values():
            if not isinstance(kind, type) or kind.__module__ != module.__name__:
                continue
            for name, method in vars(kind).items():
                if isinstance(method, FunctionType) and not name.startswith("__"):
                    found.setdefault(name, []).append(method)
    return {name: tuple(functions) for name, functions in found.items()}
