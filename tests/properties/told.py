"""Meetings on paper as people read them: the facts of a scene as a draft, and each form of the minutes read back."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import msgspec

from governance.kernel import StreamId
from governance.record import Envelope, RecordedEvent
from projections.minutes.apply import fold
from projections.minutes.document import sealed_in, write

if TYPE_CHECKING:
    from uuid import UUID

    from governance.kernel import Fact
    from projections.minutes.document import Document
    from projections.minutes.draft import Draft
    from tests.spec import Scene

NOBODY = uuid.UUID("00000000-0000-4000-8000-000000000000")
RECORDED = dt.datetime(2026, 12, 31, 12, tzinfo=dt.UTC)
LINE = re.compile(r"^(\d+\.\d+[a-z]?) (.*)$")


def recorded(fact: Fact, stream: UUID) -> RecordedEvent:
    """A fact as it would stand in the record."""
    envelope = Envelope(
        occurred=fact.occurred.local, precision=fact.occurred.precision, by=fact.by, capacity="secretary",
        recorded_by=None, channel="web", on_behalf_of=None, mode=fact.mode, entered=fact.mode, rules=1,
        command=fact.id, correlation=fact.id, causation=None, guards=(), seen=0, decided="2026-12-31T12:00:00Z",
    )  # type: ignore[arg-type]  # fmt: skip
    return RecordedEvent(
        fact.version, StreamId(stream), fact.version, 1, 1, fact.id, RECORDED, 1, envelope, fact.event
    )  # fmt: skip


def drafted(scene: Scene) -> Draft:
    """The draft of the minutes of a scene's meeting."""
    return fold(recorded(fact, scene.at) for fact in scene.facts)


def labels(scene: Scene) -> dict[UUID, str]:
    """What seats and offices are called: `Place CARER`, `Office CHAIR`."""
    seats = {seat: f"Place {name.upper()}" for name, seat in scene.seats.items()}
    return seats | {office: f"Office {name.upper()}" for name, office in scene.offices.items()}


def written(scene: Scene, tier: int, *, approved: bool = False) -> Document:
    """The minutes of a scene's meeting for readers of a tier."""
    draft = drafted(scene)
    words = {sealed.ref: scene.words[sealed.ref] for sealed in sealed_in(draft)}
    return write(draft, labels(scene), words, group_name="Group", tier=tier, approved=approved)


class Read(msgspec.Struct):
    """What somebody reads: the numbered lines, what was decided, and the headings."""

    lines: list[tuple[str, str]] = []
    decided: list[str] = []
    headings: list[str] = []


class Page(HTMLParser):
    """Minutes read back from their page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.told = Read()
        self._within: list[tuple[str, dict[str, Any]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = dict(attrs)
        if tag in {"meta", "link"}:
            return
        self._within.append((tag, kept))
        if tag == "p" and str(kept.get("id", "")).startswith("line-"):
            self.told.lines.append(("", ""))
        if tag == "li":
            self.told.decided.append("")
        if tag in {"h1", "h2"}:
            self.told.headings.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._within.pop()[0] == tag, "every element that opens closes"

    def handle_data(self, data: str) -> None:
        tag, kept = self._within[-1] if self._within else ("", {})
        if kept.get("class") == "number":
            self.told.lines[-1] = (data, "")
        elif tag == "p" and str(kept.get("id", "")).startswith("line-"):
            number, text = self.told.lines[-1]
            self.told.lines[-1] = (number, text + data)
        elif tag == "li":
            self.told.decided[-1] += data
        elif tag in {"h1", "h2"}:
            self.told.headings[-1] += data


def plainly(text: str) -> Read:
    """Minutes read back from plain text: what goes on beneath a line is indented."""
    told, beneath = Read(), ""
    for line in text.splitlines():
        numbered = LINE.match(line)
        if numbered is not None:
            told.lines.append((numbered[1], numbered[2]))
            beneath = "line"
        elif line.startswith("- "):
            told.decided.append(line[2:])
            beneath = "decided"
        elif beneath == "line" and line.startswith(" "):
            number, before = told.lines[-1]
            told.lines[-1] = (number, f"{before} {line}")
        elif beneath == "decided" and line.startswith(" "):
            told.decided[-1] += f" {line}"
        else:
            beneath = ""
            told.headings += [line] if re.match(r"\d+\. ", line) else []
    return told


def spaced(text: str) -> str:
    """The text with single spaces, as any reader sees it."""
    return " ".join(text.split())
