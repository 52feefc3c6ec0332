"""What the rules say would help, read from the source: every text a refusal may carry, with the module that says it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

NAMED = "would_help"


def told(root: Path, packages: Iterable[str]) -> dict[str, list[str]]:
    """The texts of each module: literals, either branch, names set in the module or function, helpers' arguments."""
    found = {
        str(file.relative_to(root)): list(dict.fromkeys(_told(ast.parse(file.read_text("utf-8")))))
        for package in packages
        for file in sorted((root / package).rglob("*.py"))
    }
    return {where: texts for where, texts in found.items() if texts}


def _told(module: ast.Module) -> Iterator[str]:
    fixed = _set_in(module.body)
    places = {f.name: _place(f) for f in ast.walk(module) if isinstance(f, ast.FunctionDef) and _place(f) is not None}
    for function in [module, *(f for f in ast.walk(module) if isinstance(f, ast.FunctionDef))]:
        names = {**fixed, **_set_in(ast.walk(function))} if isinstance(function, ast.FunctionDef) else fixed
        for call in (one for one in ast.walk(function) if isinstance(one, ast.Call)):
            for node in _given(call, places):
                yield from (" ".join(text.split()) for text in _texts(node, names))


def _place(function: ast.FunctionDef) -> int | None:
    """Where a helper takes the text, if it does."""
    names = [one.arg for one in function.args.args]
    return names.index(NAMED) if NAMED in names else None


def _given(call: ast.Call, places: dict[str, int | None]) -> Iterator[ast.expr]:
    yield from (one.value for one in call.keywords if one.arg == NAMED)
    place = places.get(call.func.id) if isinstance(call.func, ast.Name) else None
    if place is not None and place < len(call.args):
        yield call.args[place]


def _set_in(statements: Iterable[ast.AST]) -> dict[str, list[ast.expr]]:
    names: dict[str, list[ast.expr]] = {}
    for one in statements:
        targets = one.targets if isinstance(one, ast.Assign) else [one.target] if isinstance(one, ast.AnnAssign) else []
        value = one.value if isinstance(one, ast.Assign | ast.AnnAssign) else None
        for target in targets:
            if value is not None:
                _bind(target, value, names)
    return names


def _bind(target: ast.expr, value: ast.expr, names: dict[str, list[ast.expr]]) -> None:
    if isinstance(target, ast.Name):
        names.setdefault(target.id, []).append(value)
    elif isinstance(target, ast.Tuple):
        # What is taken out of a table: the last column is what would help.
        for name in target.elts:
            if isinstance(name, ast.Name) and name.id == NAMED:
                names.setdefault(name.id, []).append(value)


def _texts(node: ast.expr, names: dict[str, list[ast.expr]]) -> Iterator[str]:
    match node:
        case ast.Constant(value=str() as text) if text:
            yield text
        case ast.JoinedStr():
            yield "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in node.values)
        case ast.IfExp():
            yield from _texts(node.body, names)
            yield from _texts(node.orelse, names)
        case ast.Name() if node.id in names:
            rest = {name: values for name, values in names.items() if name != node.id}
            for value in names[node.id]:
                yield from _texts(value, rest)
        case ast.Subscript():
            yield from _texts(node.value, names)
        case ast.Tuple() if node.elts:
            yield from _texts(node.elts[-1], names)
        case ast.Dict():
            for one in node.values:
                yield from _texts(one, names)
        case ast.Call(func=ast.Name(id="Filled"), args=[form, *_values]):
            yield from _texts(form, names)
        case ast.Call() if len(node.args) == 1:
            yield from _texts(node.args[0], names)
        case _:
            return
