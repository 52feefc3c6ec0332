"""Every fixed text can be translated: the template for translators is whole, and no template speaks past gettext."""

from __future__ import annotations

import re
import runpy
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.pofile import read_po
from jinja2 import nodes

from api.pages.rendering import ENVIRONMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
TEMPLATES = ENVIRONMENT.list_templates()
SAID = {"aria-label", "alt", "title", "placeholder", "label"}
WORDS, PATH = re.compile("[A-Za-z]"), re.compile(r"\S*/\S*")
GETTEXT = {"_", "gettext", "ngettext"}
OUR_NAME = "Minutebook"


def test_the_template_for_translators_is_up_to_date() -> None:
    messages = runpy.run_path(str(ROOT / "deploy/messages.py"))
    with messages["TEMPLATE"].open(encoding="utf-8") as file:
        kept = {message.id for message in read_po(file)}
    assert kept == {message.id for message in messages["collected"]()}, "run make messages"


class Fixed(HTMLParser):
    """The texts a template says by itself: between its tags, and in what is read aloud of them."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.feed(source)

    def handle_data(self, data: str) -> None:
        self.said.append(data.strip())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.said += [value.strip() for name, value in attrs if name in SAID and value]


def source_of(template: nodes.Template) -> str:
    """The template with `0` for whatever is filled in."""
    return "".join(
        node.data if isinstance(node, nodes.TemplateData) else "0"
        for output in template.find_all(nodes.Output)
        for node in output.nodes
    )


def sentences_in(node: nodes.Node) -> Iterator[str]:
    """Words written into an expression, other than those handed to gettext."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in GETTEXT:
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and " " in node.value.strip():
        yield node.value
    for child in node.iter_child_nodes():
        yield from sentences_in(child)


def forgotten(written: str) -> list[str]:
    parsed = ENVIRONMENT.parse(written)
    said = Fixed(source_of(parsed)).said
    texts = [text for text in said if WORDS.search(PATH.sub("", text)) and text.strip(" \u2013") != OUR_NAME]
    return texts + [words for words in sentences_in(parsed) if "/" not in words]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_says_nothing_past_gettext(name: str) -> None:
    loader: Any = ENVIRONMENT.loader
    assert forgotten(loader.get_source(ENVIRONMENT, name)[0]) == []


def test_a_forgotten_text_is_found() -> None:
    assert forgotten("<p>{% trans %}Said{% endtrans %} {{ _('Said too') }}</p>") == []
    assert forgotten("<p>{% if x %}Past{% endif %}</p>") == ["Past"]
    assert forgotten("<nav aria-label='Past'>{{ y('two words') }}</nav>") == ["Past", "two words"]
