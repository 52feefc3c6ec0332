"""Every fixed text is plain: short sentences, common words, a grade of six at most for each page and letter."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from api.accounts import links, paper, private_links, sessions, throttle
from api.problems import PAGES
from projections.minutes.phrases import PHRASES, REASONS
from tests.plain_words import faults, grade, sentences, syllables

ROOT = Path(__file__).parents[2]


def by_page() -> dict[str, list[str]]:
    """The messages of each template and module, in order."""
    found: dict[str, list[str]] = {}
    for message in runpy.run_path(str(ROOT / "deploy/messages.py"))["collected"]():
        for file, _line in message.locations:
            found.setdefault(file, []).extend([message.id] if isinstance(message.id, str) else message.id)
    return found


TEXTS: dict[str, list[str]] = {
    **by_page(),
    "the phrase book": [*PHRASES.values(), *REASONS.values()],
}


@pytest.mark.parametrize("where", sorted(TEXTS))
def test_fixed_texts_are_plain(where: str) -> None:
    assert [fault for text in TEXTS[where] for fault in faults(text)] == []


@pytest.mark.parametrize("where", sorted(TEXTS))
def test_a_page_asks_for_six_years_of_school_at_most(where: str) -> None:
    whole = "\n".join(text for text in TEXTS[where] if text.rstrip().endswith((".", "?", "!", ":")))
    if not whole:
        return  # labels and headings alone
    said = sentences(whole)
    assert sum(map(len, said)) <= 15 * len(said)
    assert grade(whole) <= 6.0


@pytest.mark.parametrize(
    ("said", "number", "kept"),
    [
        ("Twelve letters.", 12, paper.GROUPS * paper.EACH),
        ("The eight figures in the letter", 8, links.DIGITS),
        ("Open the link in it. It works once, for 15 minutes.", 15, throttle.WINDOW.seconds / 60),
        ("This device is mine alone. Remember me here for 30 days.", 30, sessions.REMEMBERED.days),
        ("This device will remember the link for 30 days.", 30, private_links.READING.days),
    ],
)
def test_the_numbers_in_hints_are_those_the_program_keeps(said: str, number: int, kept: int) -> None:
    assert any(text.startswith(said) for texts in TEXTS.values() for text in texts)
    assert kept == number


def test_what_programs_are_told_has_short_sentences() -> None:
    assert [words for text in PAGES.values() for words in sentences(text) if len(words) > 25] == []


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1), ("the", 1), ("minutes", 2), ("meeting", 2), ("decision", 3), ("agreed", 2), ("voted", 2),
        ("asked", 1), ("table", 2), ("people", 2), ("library", 3), ("secretary", 4), ("drop-in", 2), ("every", 2),
        ("experience", 4), ("14", 1), ("chair's", 1), ("rules", 1), ("quorum", 2), ("place", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_said(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_lint_can_fail() -> None:
    said: Any = [fault.partition(":")[0] for fault in faults("It was RESOLVED nem. con. e.g. to utilise it.")]
    assert said == ["says 'e.g.'", "says 'nem. con.'", "says 'resolved'", "says 'utilise'", "capitals RESOLVED"]
    assert grade("The committee subsequently ascertained organisational responsibilities.") > 15
    assert len(sentences("One, two. Three? Four")) == 3
