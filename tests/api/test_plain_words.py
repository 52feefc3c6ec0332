"""Every fixed text is plain: short sentences, common words, a grade of six at most for each page and letter."""

from __future__ import annotations

import itertools
import re
import runpy
from pathlib import Path
from typing import Any

import msgspec
import pytest

from api.accounts import links, paper, private_links, sessions, throttle
from api.pages.refusals import in_problem, words_of
from api.problems import PAGES
from governance import explain
from governance.kernel import Rejected
from governance.motion.events import Outcome
from governance.rules import hands
from governance.rules.clauses import CLAUSES
from governance.rules.majority import Tally
from governance.rules.quorum import QuorumSnapshot
from projections.minutes.phrases import PHRASES, REASONS
from tests.plain_words import WORD, faults, grade, sentences, syllables

ROOT = Path(__file__).parents[2]


def by_page() -> dict[str, list[str]]:
    """The messages of each template and module, in order."""
    found: dict[str, list[str]] = {}
    for message in runpy.run_path(str(ROOT / "deploy/messages.py"))["collected"]():
        for file, _line in message.locations:
            found.setdefault(file, []).extend([message.id] if isinstance(message.id, str) else message.id)
    return found


WOULD_HELP: dict[str, list[str]] = runpy.run_path(str(ROOT / "deploy/would_help.py"))["told"](
    ROOT, ("governance", "api")
)
SHOT = QuorumSnapshot(9, 9, (("LE", 5), ("PR", 4)), 5, True, "quorate", (), ())
OUTCOME = Outcome(
    announced=None, by_rule="agreed", reason="majority", irregular=(), takes_effect=True, method="hands",
    majority="simple_cast", test="6>3", tally=Tally(6, 3, 1), no_answer=0, split=hands.UNKNOWN, stand_asides=0,
    entitled=9, effective=9, quorum=SHOT, casting="for",
)  # type: ignore[arg-type]  # fmt: skip


def explained() -> list[Outcome]:
    """An outcome for every way, majority, answer and reason there are words for, likely together or not."""
    ways: list[Any] = ["hands", "in_writing", *explain.WAYS]
    reasons = ["majority", "majority_not_reached", "not_known", "casting_vote", *explain.REASONS, *explain.PLAIN_WAYS]
    said: list[dict[str, Any]] = [
        *({"method": way, "reason": reason} for way, reason in itertools.product(ways, reasons)),
        *({"majority": kind, "by_rule": "not_agreed", "irregular": ("R-QU1",)} for kind in explain.MAJORITIES),
        *({"announced": "not_agreed", "irregular": (clause, "R-VO10")} for clause in explain.SHORT),
    ]
    counts: list[dict[str, Any]] = [{}, {"tally": None}, {"tally": None, "test": ""}, {"tally": Tally(0, 0, 0)}]
    return [msgspec.structs.replace(OUTCOME, **one, **count) for one, count in itertools.product(said, counts)]


STANDINGS = [
    explain.stands(now, since="10 March 2026", effective="10 February 2026", carried_out="")
    for now in explain.PLAIN_BECAME
] + [
    explain.stands("in_force", since="", effective="", carried_out="1 March 2026", counted=counted)
    for counted in (True, False)
]
CARDS = list(dict.fromkeys([*map(explain.plain, explained()), *STANDINGS]))
TEXTS: dict[str, list[str]] = {
    **by_page(),
    "the phrase book": [*PHRASES.values(), *REASONS.values()],
    "how a decision came out": CARDS,
    **{f"what would help, {where}": texts for where, texts in WOULD_HELP.items()},
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


def test_a_card_names_no_clause_and_does_no_sums() -> None:
    assert len(CARDS) > 50
    assert [text for text in CARDS if re.search(r"R-[A-Z]{2}\d|\d\s*[<>]=?\s*\d|[<>]", text)] == []


def test_the_full_reasons_do_no_sums_in_signs_and_have_short_parts() -> None:
    full = [explain.outcome(one, 1) for one in explained()]
    assert [text for text in full if re.search(r"[<>]", text) or text.count(".") != 1] == []
    assert [words for text in full for words in sentences(text) if len(words) > 25] == []


def test_what_would_help_is_plain_each_by_itself() -> None:
    """Short texts swing by a word: those of five words or fewer are judged with the others of their module."""
    assert sum(map(len, WOULD_HELP.values())) > 400
    long = [text for texts in WOULD_HELP.values() for text in texts if len(WORD.findall(text)) > 5]
    assert [(round(grade(text), 1), text) for text in long if grade(text) > 6.0] == []


def test_a_refusal_says_what_its_rule_says() -> None:
    refused = Rejected("R-WR7", "deadline_to_come", would_help="Wait until the deadline.")
    rule = f"Rule R-WR7: {CLAUSES['R-WR7']}"
    assert words_of(refused) == f"Wait until the deadline.\n{rule}"
    told = in_problem({"clause": "R-WR7", "reason": "deadline_to_come", "would_help": refused.would_help})
    assert (told["detail"], told["would_help"], told["rule"]) == ("Wait until the deadline.", "", rule)
    known = {"clause": "R-NO1", "reason": "seat_is_empty", "would_help": "Fill it."}
    assert in_problem(known) == {
        **known, "detail": "Nobody is in this seat then.", "rule": f"Rule R-NO1: {CLAUSES['R-NO1']}",
    }  # fmt: skip
    assert words_of(Rejected("in order", "item_is_closed")) == "Item is closed."
    assert in_problem({"detail": "No such page."}) == {"detail": "No such page.", "rule": ""}


@pytest.mark.parametrize(
    ("said", "number", "kept"),
    [
        ("Twelve letters.", 12, paper.GROUPS * paper.EACH),
        ("The eight figures in the e-mail", 8, links.DIGITS),
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
