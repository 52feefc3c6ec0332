"""The verifier as one file to carry away: these modules in a row, with the standard library alone.

The file is the same every time it is made from the same version; its SHA-256 is what an auditor compares.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import importlib.resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = "governance.log"
# `curve` stands in for `ed25519`, which needs a library.
MODULES = (
    "merkle", "curve", "note", "checkpoint", "cosignature", "policy", "proof", "entry", "heeded", "walk", "times",
    "endorsing", "words", "bundle", "lines", "openness", "log_keys", "verify", "checking",
)  # fmt: skip
_HEAD = '''#!/usr/bin/env python3
"""Verifies a file exported from a Minutebook record: python3 verify.py FILE. Python 3.11 or later, nothing else.

It asks nobody and changes nothing. Say --help for what else it can be asked.
"""

from __future__ import annotations

'''
_TAIL = """

if __name__ == "__main__":
    sys.exit(check(options(argparse.ArgumentParser(description=__doc__)).parse_args()))
"""


class Clash(Exception):
    """Two modules that are carried use one name for different things."""


def carried_verifier() -> str:
    """The text of the file. Raises `Clash`."""
    sources = {name: _source(f"{name}.py") for name in MODULES}
    imports = sorted({line for text in sources.values() for line in _imports(text)})
    seen: dict[str, str] = {}
    for name, text in sources.items():
        for defined in _defined(text):
            if defined in seen:
                msg = f"{defined} is in {seen[defined]} and in {name}"
                raise Clash(msg)
            seen[defined] = name
    bodies = "\n\n".join(f"# {'-' * 20} {name}\n\n{_body(text)}" for name, text in sources.items())
    return _HEAD + "\n".join(imports) + "\n\n\n" + bodies + _TAIL


@functools.cache
def verifier_digest() -> str:
    """The SHA-256 of the file, hexadecimal: what an auditor compares."""
    return hashlib.sha256(carried_verifier().encode()).hexdigest()


def _source(name: str) -> str:
    return importlib.resources.files(PACKAGE).joinpath(name).read_text(encoding="utf-8")


def _imports(text: str) -> Iterator[str]:
    """What a module takes from the standard library, a line each, those for types too."""
    for node in ast.walk(ast.parse(text)):
        ours = isinstance(node, ast.ImportFrom) and (node.module or "").startswith((PACKAGE, "__future__"))
        if isinstance(node, ast.Import | ast.ImportFrom) and not ours:
            yield ast.unparse(node)


def _defined(text: str) -> Iterator[str]:
    for node in ast.parse(text).body:
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                yield node.name
            case ast.Assign():
                for target in node.targets:
                    yield from (one.id for one in ast.walk(target) if isinstance(one, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name


def _body(text: str) -> str:
    """A module without its imports; the list of words stands in the file itself."""
    lines = text.splitlines()
    for node in reversed(ast.parse(text).body):
        typing = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        listed = isinstance(node, ast.FunctionDef) and node.name == "listed_words"
        if isinstance(node, ast.Import | ast.ImportFrom) or typing:
            del lines[node.lineno - 1 : node.end_lineno]
        elif listed:
            lines[node.lineno - 1 : node.end_lineno] = _listed()
    return "\n".join(_squeezed(lines)).strip() + "\n"


def _listed() -> list[str]:
    words = _source("words.txt").split()
    rows = [" ".join(words[at : at + 12]) for at in range(0, len(words), 12)]
    return ["def listed_words() -> bytes:", '    return "\\n".join("""', *rows, '""".split()).encode() + b"\\n"']


def _squeezed(lines: list[str]) -> Iterator[str]:
    """No more than two empty lines in a row."""
    empty = 0
    for line in lines:
        empty = 0 if line else empty + 1
        if empty <= 2:  # noqa: PLR2004 - as the style of the code has it
            yield line
