"""How an election came out, in a sentence with clause, quorum and version."""

from __future__ import annotations

from typing import Any

import pytest

from governance.elected import why
from governance.rules.quorum import QuorumSnapshot


@pytest.mark.parametrize(
    ("how", "elected", "said"),
    [
        ("unopposed", True, "Elected: nobody else stood, and nobody asked for a vote (R-EL1, standing orders v2)."),
        ("ballot", True, "Elected: they had the papers our rules ask for (R-EL1, standing orders v2)."),
        ("lot", True, "Elected: the ballots were tied twice, so a lot was drawn (R-TI6, standing orders v2)."),
        (
            "yes_no",
            True,
            "Elected: more papers were for the only one who stood than against (R-EL1, standing orders v2).",
        ),
        (
            "yes_no",
            False,
            "Nobody was elected: as many papers or more were against whoever stood (R-TI1, standing orders v2).",
        ),
        ("nobody", False, "Nobody was elected: nobody stood (R-EL1, standing orders v2)."),
        ("not_counted", True, "Elected: the notes give no count (R-VO3, standing orders v2)."),
    ],
)
def test_an_election_says_what_decided_it(how: Any, elected: Any, said: str) -> None:
    assert why(how, elected=elected, shot=None, irregular=(), orders_version=2) == said


def test_it_says_the_quorum_and_what_was_not_by_the_rules() -> None:
    nobody_knows = QuorumSnapshot(
        count=None, of=9, by_class=None, needed=5, class_majority=False, result="unknown", reasons=(), flags=()
    )
    said = why("unopposed", elected=True, shot=nobody_knows, irregular=("R-EL1", "R-TE3"), orders_version=None)
    assert said == (
        "Elected: nobody else stood, and nobody asked for a vote (R-EL1); quorum not known;"
        " not by our rules (R-EL1, R-TE3), so nobody takes the office by it."
    )
