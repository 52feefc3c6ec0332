"""Every fixed text can be translated: the template for translators is whole, and no template speaks past gettext."""

from __future__ import annotations

import re
import runpy
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from babel.messages.pofile import read_po
from jinja2 import nodes

from api.pages import language
from api.pages.refusals import in_problem, words_of
from api.pages.rendering import ENVIRONMENT
from api.problems import answer
from governance.kernel import Filled, Rejected
from governance.rules.clauses import CLAUSES

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


def test_what_the_rules_say_of_themselves_can_be_translated() -> None:
    messages = runpy.run_path(str(ROOT / "deploy/messages.py"))["collected"]()
    for sentence in (
        "Members are told of a meeting enough clear days before it, counting neither end.",
        "Wait until the deadline.",
        "Give the cost in %(currency)s.",
        "Hand over the chair for this item first. The co-chair may take it.",
        "%(needed)s members must ask for it. %(lived_experience)s of them must have lived experience.",
    ):
        assert messages.get(sentence) is not None, sentence
    told = [sentence for sentences in runpy.run_path(str(ROOT / "deploy/messages.py"))["of_the_rules"]().values() for
            sentence in sentences]  # fmt: skip
    assert [sentence for sentence in told if "{" in sentence] == []  # filled in before anybody could translate it


class Elsewhere:
    """A language in which some sentences of the rules are known."""

    KNOWN: ClassVar[dict[str, str]] = {
        "Wait until the deadline.": "Warten Sie bis zum letzten Tag.",
        "Give the cost in %(currency)s.": "Geben Sie die Kosten in %(currency)s an.",
        "Only people who hold a seat here record its acts.": "Nur Mitglieder schreiben hier etwas auf.",
        CLAUSES["R-WR7"]: "So geht es schriftlich zu Ende.",
    }

    def gettext(self, message: str) -> str:
        return self.KNOWN.get(message, message)


def test_a_refusal_is_told_in_the_pages_language_and_programs_read_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_said", Elsewhere())
    waiting = Rejected("R-WR7", "deadline_to_come", would_help="Wait until the deadline.")
    rule = "Rule R-WR7: So geht es schriftlich zu Ende."
    assert words_of(waiting) == f"Warten Sie bis zum letzten Tag.\n{rule}"
    filled = Filled("Give the cost in %(currency)s.", {"currency": "GBP"})
    priced = Rejected("in order", "other_currency", would_help=filled)
    assert words_of(priced) == "Geben Sie die Kosten in GBP an."
    assert b'"would_help":"Give the cost in GBP."' in answer(409, "refused", "x", would_help=filled).content
    told = in_problem({"clause": "R-WR7", "reason": "x", "would_help": filled, "detail": "R-WR7: x"})
    assert (told["detail"], told["rule"]) == ("Geben Sie die Kosten in GBP an.", rule)
    access = in_problem({"detail": "Only people who hold a seat here record its acts."})
    assert access["detail"] == "Nur Mitglieder schreiben hier etwas auf."


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
