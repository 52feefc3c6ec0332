"""No sentence of a page runs into the next: the newline after a block is eaten where a template says nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.pages.rendering import ENVIRONMENT

TEMPLATES = sorted((Path(__file__).parents[2] / "api/templates").glob("*.html"))
# Of two ways to say something a page shows one, and what is in a block stands where another template puts it.
EITHER = {"else", "elif", "pluralize", "block", "endblock", "macro", "endmacro"}
# These stand between words without parting them.
BESIDE = re.compile(r"</?(a|abbr|code|em|span|strong)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
RUNS_ON = re.compile(r"[a-z][.?!:][A-Z]\w*")


def as_read(source: str) -> str:
    """What a template says with everything shown at once, as its newlines are kept or eaten."""
    said, first = "", False
    for _line, kind, value in ENVIRONMENT.lexer.tokeniter(source, None):
        if kind == "data":
            said += value
        elif kind == "variable_begin":
            said += "x"
        elif kind == "block_begin":
            first = True
        elif kind == "name" and first:
            said += "\n" if value in EITHER else ""
            first = False
    return TAG.sub("\n", BESIDE.sub("", said))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_sentence_runs_into_the_next(template: Path) -> None:
    assert RUNS_ON.findall(as_read(template.read_text())) == []


def test_a_newline_after_a_block_parts_nothing_and_a_kept_one_does() -> None:
    eaten = "<p>{% trans %}One.{% endtrans %}\n{% trans %}Two.{% endtrans %}</p>"
    assert RUNS_ON.findall(as_read(eaten)) == ["e.Two"]
    assert RUNS_ON.findall(as_read(eaten.replace("endtrans %}\n", "endtrans +%}\n"))) == []
