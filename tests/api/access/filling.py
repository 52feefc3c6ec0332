"""The forms of a page as a browser finds them, and filling them in."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

Sent = dict[str, str | list[str]]
# What is typed into as one likes; a browser holds days, times and choices to their shape, a program does not.
FREE = {"text", "search", "textarea"}
PRESSED = {"submit", "button", "image", "reset"}
# What says whose form it is, and which filling in of it.
OURS = {"csrf", "once"}


class Field(msgspec.Struct):
    """A field with its kind, its value, the values that can be chosen in it, and how often it is on the form."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = []
    times: int = 0

    def with_words(self, words: str) -> str | list[str]:
        """What is sent when these words are typed into every field of the name."""
        return [words] * self.times if self.kind in FREE and self.times > 1 else words


class Filled(msgspec.Struct):
    """A form: where it is sent, its fields, and a button of each kind, as (name, value)."""

    action: str
    method: str
    fields: dict[str, Field] = {}
    buttons: dict[str, tuple[str, str]] = {}

    @property
    def free(self) -> list[str]:
        """The names of the fields for words."""
        return [field.name for field in self.fields.values() if field.kind in FREE]

    def spoilt(self, words: str) -> Sent:
        """These words in every field, whatever it takes, as a program would send them."""
        return {name: field.value if name in OURS else field.with_words(words) for name, field in self.fields.items()}

    def retyped(self, words: str) -> Sent:
        """These words wherever words are taken, and everything else as it stands, as somebody at the page does."""
        return {name: field.with_words(words) if field.kind in FREE else _written(field, words)
                for name, field in self.fields.items()}  # fmt: skip

    def written(self, words: str) -> Sent:
        """These words wherever words are taken and none stand, and the first choice of each question."""
        return {name: _written(field, words) for name, field in self.fields.items()}


def _written(field: Field, words: str) -> str | list[str]:
    if field.kind in FREE:
        return field.value or field.with_words(words)
    return field.value or next(filter(None, field.choices), "")


class _Forms(HTMLParser):
    def __init__(self, at: str) -> None:
        super().__init__()
        self.at = at
        self.found: list[Filled] = []
        self.inside = False
        self.open: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Filled(given.get("action") or self.at, given.get("method", "get")))
            self.inside = True
        elif self.inside and tag in {"input", "textarea", "select"}:
            self._field(tag, given)
        elif self.inside and tag == "button":
            name, value = given.get("name", ""), given.get("value", "")
            self.found[-1].buttons.setdefault(value.partition(":")[0], (name, value))
        elif tag == "option" and self.open is not None:
            self.open.choices.append(given.get("value", ""))

    def _field(self, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text") if tag == "input" else tag
        if "name" not in given or kind in PRESSED:
            return
        field = self.found[-1].fields.setdefault(given["name"], Field(given["name"], kind))
        field.times += 1
        if kind in {"radio", "checkbox"}:
            field.choices.append(given.get("value", ""))
        elif tag == "input":
            field.value = given.get("value", "")
        self.open = field if tag != "input" else None

    def handle_data(self, data: str) -> None:
        if self.open is not None and self.open.kind == "textarea":
            self.open.value += data

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "form"
        if tag in {"textarea", "select"}:
            self.open = None


def forms(page: str, at: str) -> list[Filled]:
    """The forms of a page that was shown at an address."""
    reader = _Forms(at)
    reader.feed(page)
    return reader.found


def links(page: str) -> Iterator[str]:
    """The pages of ours that a page leads to."""
    for href in re.findall(r'<a [^>]*href="(/[^"#]*)', page):
        if not href.startswith(("/static", "/api")) and not href.endswith(".txt"):
            yield href.replace("&amp;", "&")
