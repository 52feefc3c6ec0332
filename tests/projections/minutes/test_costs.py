"""What minutes say of a cost: once, beside words that do not name it, and to members."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from governance.kernel import Money
from governance.meeting import events as e
from governance.motion import events as m
from governance.motion import procedure_events as p
from governance.rules.majority import Tally
from projections.minutes import html, plain
from projections.minutes.document import canonical
from projections.minutes.form import says
from tests.projections.minutes.stage import EVERYONE, Stage, declared, id_of, item, quorum

if TYPE_CHECKING:
    from uuid import UUID

    from governance.kernel import MotionId

TEA = Money(1250, "GBP")


class Evening:
    """A proposal with a cost on item 3, voted on and agreed."""

    def __init__(self, words: str, cost: Money | None = TEA, mover: str | None = "GP") -> None:
        self.stage = Stage("2026-05-12")
        self.stage.called("Tea")
        self.stage.opened(EVERYONE, quorum(5, 4))
        self.stage.tell("14:05", e.ItemOpened(item(3)))
        self.motion: MotionId = self.stage.moved(3, words, mover, "Chair" if mover else None, cost=cost)
        self.cost = cost

    def agreed(self, tally: Tally | None = Tally(6, 3, 0)) -> Evening:  # noqa: B008 - a tally never changes
        how: m.Method = "hands" if tally else "agreed"
        self.stage.tell("14:20", m.QuestionPut(self.motion, how, "simple_cast", quorum(5, 4), None))
        words = next(one.event.words for one in self.stage.events if isinstance(one.event, m.MotionMoved))
        result = declared(self.motion, 3, words, tally, "agreed")
        outcome = msgspec.structs.replace(result.outcome, method=how)
        self.stage.tell("14:20", msgspec.structs.replace(result, outcome=outcome, cost=self.cost))
        return self

    def decided(self, tier: int = 1) -> list[str]:
        return [line.text for line in self.stage.document(tier=tier).decided]

    def sealed(self) -> UUID:
        return next(one.event.words.ref for one in self.stage.events if isinstance(one.event, m.MotionMoved))


def test_a_cost_its_words_do_not_name_is_told_after_them() -> None:
    evening = Evening("Buy tea.").agreed()
    assert evening.stage.lines(3) == [
        "3.1 Proposal by GP, seconded by Chair: Buy tea. Cost: £12.50.",
        "3.2 Vote: 6 for, 3 against, 0 took no side. Agreed.",
    ]
    assert evening.decided() == ["Agreed: Buy tea. Cost: £12.50."]


def test_what_was_agreed_without_a_vote_tells_its_cost_too() -> None:
    evening = Evening("Buy tea", mover=None).agreed(None)
    assert evening.stage.lines(3) == ["3.1 We agreed: Buy tea. Cost: £12.50."]


def test_words_that_name_the_amount_are_left_as_they_are() -> None:
    evening = Evening("Buy tea, cost £12.50.").agreed()
    assert evening.stage.lines(3)[0] == "3.1 Proposal by GP, seconded by Chair: Buy tea, cost £12.50."
    assert evening.decided() == ["Agreed: Buy tea, cost £12.50."]


def test_everybody_reads_what_the_words_say_and_no_cost_beside_them() -> None:
    evening = Evening("Buy tea.").agreed()
    public = evening.stage.document(tier=0)
    assert next(line.text for line in public.parts[2].lines) == "Proposal by GP, seconded by Chair: Buy tea."
    assert evening.decided(tier=0) == ["Agreed: Buy tea."]
    assert b"12.50" not in canonical(public)


def test_a_cost_is_not_told_beside_words_that_were_taken_away() -> None:
    evening = Evening("Buy tea.").agreed()
    evening.stage.words[evening.sealed()] = "[removed]"
    assert b"12.50" not in canonical(evening.stage.document())


def test_a_cost_stands_in_every_form_of_the_minutes() -> None:
    document = Evening("Buy <i>tea</i>.", Money(64000, "GBP", "at_most")).agreed().stage.document()
    proposal = document.parts[2].lines[0]
    assert (proposal.phrase, proposal.tokens["cost"]) == ("proposal_seconded", "£640 or less")
    assert "Buy &lt;i&gt;tea&lt;/i&gt;. Cost: £640 or less.</p>" in html.render(document)
    assert "- Agreed: Buy <i>tea</i>. Cost: £640 or less." in plain.render(document)
    assert '"cost":"£640 or less"'.encode() in canonical(document)


def test_what_is_behind_closed_doors_costs_nothing_outside() -> None:
    evening = Evening("Talk about it.", None)
    evening.stage.tell("14:30", e.ClosedSessionStarted(item(3), "personal", evening.stage.seal("A matter"), None, ()))
    evening.motion = evening.stage.moved(3, "Pay for the taxi.", "GP", None, n=2, cost=TEA)
    evening.stage.tell("14:40", e.ClosedSessionEnded(item(3), None, "2027-05-12"))
    assert b"12.50" not in canonical(evening.stage.document())


def test_parts_of_a_question_each_tell_their_own_cost() -> None:
    evening = Evening("Buy tea and cups.", TEA)
    seal, parts = evening.stage.seal, (("Buy tea.", None), ("Buy cups.", TEA))
    made = tuple(p.Part(id_of("part", n), seal(words), cost) for n, (words, cost) in enumerate(parts))  # type: ignore[arg-type]
    evening.stage.tell("14:20", p.QuestionDivided(evening.motion, None, made))
    assert evening.stage.lines(3)[2:] == ["3.3 Part 1: Buy tea.", "3.4 Part 2: Buy cups. Cost: £12.50."]


@pytest.mark.parametrize(
    ("words", "minor"),
    [
        ("Hire a bus, cost £1,500.", 150_000), ("Hire a bus for £1500.", 150_000), ("£1,500.00 for a bus", 150_000),
        ("A bus: 1500 pounds", 150_000), ("A bus (GBP 1,500)", 150_000), ("One pound: 1 pound", 100),
        ("From £20 to £30 at most", 3000), ("£640 or less", 64_000), ("£ 12.5", 1250),
    ],
)  # fmt: skip
def test_an_amount_is_found_in_words(words: str, minor: int) -> None:
    assert says(words, Money(minor, "GBP"))


@pytest.mark.parametrize(
    "words", ["£1800", "£18", "£180.50", "180 sessions", "€180", "item 180", "£1,180", "180 poundsworth", "£180,000"]
)
def test_another_amount_or_a_bare_number_is_not_it(words: str) -> None:
    assert not says(words, Money(18_000, "GBP"))
