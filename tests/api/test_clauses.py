"""Which clauses the reference says can refuse a command, and what each clause says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.clauses import CLAUSE, clauses_of
from api.commands import COMMANDS
from api.reference import pages
from governance.rules.clauses import CLAUSES

CODE = Path(__file__).parent.parent.parent / "governance"


@pytest.mark.parametrize(
    ("do", "expected"),
    [
        ("verifyAction", {"R-AC2", "R-DE4"}),
        ("registerPerson", set()),
        ("confirmHandover", {"R-HO1"}),
        ("closeItem", {"R-AD2", "R-CH1", "R-CL2"}),
        ("reviewClosedMinute", {"R-CL3"}),
        ("withdrawNomination", {"R-EL1"}),
    ],
)
def test_a_command_is_refused_by_these_clauses_and_no_others(do: str, expected: set[str]) -> None:
    assert set(clauses_of(COMMANDS[do])) == expected


@pytest.mark.parametrize(
    ("do", "some"),
    [
        ("putMotion", {"R-QU1", "R-QU2", "R-QU3", "R-NO4", "R-CH1", "R-MA4"}),
        ("useCastingVote", {"R-TI1", "R-TI2", "R-TI3", "R-TI4", "R-TI5"}),
        ("moveAmendment", {"R-AM1", "R-AM2", "R-AM6", "R-MO3"}),
        # One act done by way of others is refused by what refuses those.
        ("recordDecision", {"R-QU3", "R-MO3", "R-VO3", "R-VO10"}),
    ],
)
def test_these_clauses_are_among_those_that_refuse_a_command(do: str, some: set[str]) -> None:
    assert some <= set(clauses_of(COMMANDS[do]))


@pytest.mark.parametrize("do", ["recordDeparture", "setAttendance", "strikeAct", "recordArrival", "standDown"])
def test_what_the_record_flagged_before_refuses_nothing_now(do: str) -> None:
    assert not {"R-AM6", "R-MO1", "R-NO1"} & set(clauses_of(COMMANDS[do]))


def test_the_reference_says_that_its_lists_are_the_most_there_can_be() -> None:
    assert all("the most there can be" in pages()[name] for name in ("clauses.md", "commands.md"))


@pytest.mark.parametrize(
    ("do", "who"),
    [
        ("signMinutes", "whoever presided at the meeting that approved them, for themselves"),
        ("useCastingVote", "whoever presides, for themselves"),
        ("declareResult", "whoever presides, or whoever keeps the minutes"),
    ],
)
def test_the_reference_says_who_records_an_act(do: str, who: str) -> None:
    (of_the_act,) = re.findall(rf"^## {do}\n(.*?)(?=^## |\Z)", pages()["commands.md"], re.MULTILINE | re.DOTALL)
    assert f"- Recorded by: {who}.\n" in of_the_act


def test_every_clause_the_code_names_says_what_it_is() -> None:
    named = {clause for path in CODE.rglob("*.py") for clause in re.findall(r"R-[A-Z]{2}\d+[a-z]?", path.read_text())}
    assert named - set(CLAUSES) == set()
    assert all(CLAUSE.fullmatch(clause) and says.endswith(".") for clause, says in CLAUSES.items())
