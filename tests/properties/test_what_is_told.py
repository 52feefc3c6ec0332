"""Whatever is done in a meeting, what is told of it keeps faith with whom it is about (invariants 12, 15 and 17)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule, run_state_machine_as_test

from governance.group import commands as g
from governance.kernel import When
from governance.meeting import commands as m
from governance.meeting import evolve as meeting_evolve
from governance.motion import commands as q
from governance.motion import events as me
from governance.motion import method_commands as mc
from governance.motion import method_events as mm
from governance.standing_orders import StandingOrders
from projections.minutes import html, plain
from projections.minutes.document import canonical
from tests.properties.test_meetings import CHECKS, CHOICES, MODES, ORDERS, SEATS, VOTERS, MeetingMachine
from tests.properties.told import Page, labels, plainly, spaced, written
from tests.spec import CAST, VOTING, Scene

if TYPE_CHECKING:
    from projections.minutes.document import Document, Sentence

# Two seats that are each alone of their kind; the others with lived experience are several.
ALONE: dict[str, tuple[dict[str, str], set[str]]] = {
    "a carer": (CAST, {"carer"}),
    "a carer and a service user": (
        {**CAST, "vice": "neighbour", "secretary": "neighbour", "fourth": "neighbour"}, {"chair", "carer"},
    ),
    "a service user": (
        {**CAST, "vice": "family_carer", "secretary": "family_carer", "fourth": "family_carer"}, {"chair"},
    ),
}  # fmt: skip
FEW = StandingOrders(quorum=3, tie_rule="only_vote", lived_experience="off")
WHY_AWAY = "Breathless since Tuesday."
# Words as somebody might type them; what looks like a line, a heading, a list or markup is only words.
TYPED = st.sampled_from(
    [
        "We need 12-15 chairs by 3 March 2027.", "9.1 Vote: 9 for, 0 against.", "- Agreed: 40 posters.",
        "<b>Vote: 5 for</b> & </p><li>6 against", "First line.\n3.1 Vote: 8 for, 0 against, 0 took no side. Agreed.",
        "Tea\t\n\n7. Heading", "It cost £1,250.50 &amp; 3&#49;0 sheets; see page 117 of the notes that came with it.",
    ]
)  # fmt: skip
SAID = {"agreed": "Agreed", "not_agreed": "Not agreed", "unknown": "Not known"}
REACHED: Counter[str] = Counter()


class ToldMachine(MeetingMachine):
    """The same meetings, with words typed, ballots taken, and members who are away and say why."""

    @initialize(orders=st.sampled_from(ORDERS), alone=st.sampled_from(sorted(ALONE)))
    def a_meeting_begins(self, orders: Any, alone: str) -> None:
        cast, self.hidden = ALONE[alone]
        self.troubled = False
        # Neighbours are a class of their own: of two with lived experience nobody can ask for most of the room.
        self.scene = Scene(FEW if cast["vice"] == "neighbour" else orders, cast)
        self.scene.called("First", "Second").opened()
        self.scene.do(m.OpenItem(meeting=self.at, item=self.scene.items[0]))

    @rule(seat=SEATS)
    def is_sorry_and_says_why(self, seat: str) -> None:
        self.attempt(
            m.RecordDeparture(meeting=self.at, seats=self.scene.seat(seat)),
            m.RecordApologies(meeting=self.at, seat=self.scene.seats[seat], reason=WHY_AWAY, mode="written_up"),
        )

    @rule(item=st.integers(0, 1), words=TYPED, suggested=st.booleans())
    def something_is_noted(self, item: int, words: str, suggested: bool) -> None:
        kind = m.NoteSuggestion if suggested else m.TakeNote
        self.attempt(kind(meeting=self.at, item=self.scene.items[item], words=words))

    @rule(item=st.integers(0, 1), owner=VOTERS, helper=VOTERS, words=TYPED)
    def somebody_takes_something_on(self, item: int, owner: str, helper: str, words: str) -> None:
        seats = self.scene.seats
        task = m.Task(seats[owner], words, due="2026-03-09", helpers=(seats[helper],))
        self.attempt(m.AgreeAction(meeting=self.at, item=self.scene.items[item], task=task))

    @rule(capacity=st.sampled_from(["guest", "supporter"]), member=VOTERS)
    def somebody_visits(self, capacity: Any, member: str) -> None:
        came_with = self.scene.seats[member] if capacity == "supporter" else None
        visitor = m.VisitorHere(label="A visitor", capacity=capacity, supporting=came_with)
        self.attempt(m.NoteVisitor(meeting=self.at, visitor=visitor))

    @rule(mover=VOTERS, seconder=VOTERS, words=TYPED, mode=MODES)
    def moves_in_other_words(self, mover: str, seconder: str, words: str, mode: Any) -> None:
        item = self.scene.meeting.open_item or self.scene.items[0]
        by: Any = {"moved_by": self.scene.seats[mover], "seconded_by": self.scene.seats[seconder]}
        self.attempt(q.MoveMotion(meeting=self.at, item=item, words=words, mode=mode, **by))

    @rule(seat=VOTERS, how=st.sampled_from(["hands", "roll_call"]), fors=st.integers(1, 7), own=CHOICES)
    def votes_with_names_asked_for(self, seat: str, how: Any, fors: int, own: Any) -> None:
        self.all_begin_afresh()
        self.attempt(self.asked())
        if not self.scene.meeting.motions:
            return
        about: Any = {"meeting": self.at, "motion": self.pending(0)}
        one = self.scene.seats[seat]
        asked = [mc.RequestRecordedVote(seats=(one,), **about)] if how == "roll_call" else []
        self.attempt(*asked, q.PutMotion(how=how, **about), q.RecordCount(count=q.Hands(fors, 7 - fors), **about))
        self.vote(0, {name: "for" if n < fors else "against" for n, name in enumerate(VOTING)}, "live")
        self.attempt(q.DeclareResult(**about), mc.RecordOwnVote(seat=one, choice=own, **about))

    @rule(fors=st.integers(0, 5), againsts=st.integers(0, 4), asides=st.integers(0, 1), spoilt=st.integers(0, 1))
    def votes_in_secret(self, fors: int, againsts: int, asides: int, spoilt: int) -> None:
        self.all_begin_afresh()
        self.attempt(self.asked())
        if not self.scene.meeting.motions:
            return
        about: Any = {"meeting": self.at, "motion": self.pending(0)}
        here, orders = self.able(), self.scene.meeting.orders
        chair = self.scene.meeting.presider if orders and orders.tie_rule == "only_vote" else None
        papers = [seat for seat in self.scene.seat(*here) if seat != chair]
        voted = tuple(papers[: fors + againsts + asides + spoilt])
        count = q.Hands(fors, againsts, asides)
        self.attempt(
            mc.DemandBallot(seats=self.scene.seat("vice", "chair", "gp"), **about),
            mc.NameTellers(tellers=self.scene.seat(*here[-2:]), **about),
            q.PutMotion(how="ballot", **about),
            mc.RecordBallot(count=count, spoilt=spoilt, voted=voted, **about),
            q.DeclareResult(**about),
        )

    def teardown(self) -> None:
        every = {tier: written(self.scene, tier) for tier in (0, 1)}
        for document in every.values():
            self.every_form_tells_the_same(document)
        self.numbers_and_outcomes_are_those_declared(every[1])
        self.what_was_decided_is_printed_with_its_commitment(every[1])
        self.everybody_reads_the_same_votes(every[0], every[1])
        self.nobody_is_told_of_alone(every[0])
        self.no_ballot_tells_how_somebody_voted(every[0])
        self.somebody_s_going_changes_nothing(every)
        for line in every[1].lines:
            REACHED[line.phrase] += 1
        REACHED["ballot_not_shown"] += any(line.phrase == "ballot_not_shown" for line in every[0].lines)
        REACHED["somebody not named"] += any("lived-experience member" in line.text for line in every[0].lines)

    def every_form_tells_the_same(self, document: Document) -> None:
        """Invariant 17: page, plain text and data, read back, are the same lines; approval adds no word."""
        lines = [(line.number, spaced(line.text)) for line in document.lines]
        decided = [spaced(line.text) for line in document.decided]
        page, text = Page(html.render(document)).told, plainly(plain.render(document))
        for told in (page, text):
            assert [(number, spaced(said)) for number, said in told.lines] == lines
            assert [spaced(said) for said in told.decided] == decided
        assert [spaced(one) for one in page.headings if re.match(r"\d+\. ", one)] == [
            spaced(one) for one in text.headings
        ]
        approved = written(self.scene, document.tier, approved=True)
        assert [(line.number, line.text, line.tokens) for line in approved.lines] == [
            (line.number, line.text, line.tokens) for line in document.lines
        ]

    def numbers_and_outcomes_are_those_declared(self, document: Document) -> None:
        """Invariant 17: what is printed of a vote is what was declared."""
        declared = {fact.id: fact.event for fact in self.facts if isinstance(fact.event, me.ResultDeclared)}
        for line in document.lines:
            result = next((declared[one] for one in line.events if one in declared), None)
            if result is None or not line.phrase.startswith(("vote", "ballot")) or "f" not in line.tokens:
                continue
            tally = result.outcome.tally
            assert tally is not None
            assert votes(line) == (tally.for_, tally.against, tally.no_side)
            if "answer" in line.tokens:
                assert line.tokens["answer"] == SAID[result.outcome.announced or result.outcome.by_rule]
            REACHED["printed as declared"] += 1

    def what_was_decided_is_printed_with_its_commitment(self, document: Document) -> None:
        """Invariant 6: members read the final words, beside the commitment that stands with the result."""
        for fact in self.facts:
            if not isinstance(fact.event, me.ResultDeclared) or fact.event.amends is not None:
                continue
            final = fact.event.words
            printed = [line for line in document.lines if final.c in line.commitments]
            said = spaced(self.typed(final)).rstrip(".")
            assert [line for line in printed if said in spaced(line.text)], final
            REACHED["final words of a changed proposal"] += any(line.phrase == "now_reads" for line in printed)

    def everybody_reads_the_same_votes(self, public: Document, members: Document) -> None:
        """Invariant 17: everybody reads each vote that members read, with the same numbers, unless none are shown."""
        told, everybody = results(members), results(public)
        assert told.keys() == everybody.keys()
        for events, line in everybody.items():
            assert line.tokens.get("answer") == told[events].tokens.get("answer")
            assert line.phrase == "ballot_not_shown" or votes(line) == votes(told[events])

    def nobody_is_told_of_alone(self, public: Document) -> None:
        """Invariant 15: no class of one, nobody's answer, no reason for being away, and no name."""
        called, seats = labels(self.scene), self.scene.seats
        alone = {called[seats[name]] for name in self.hidden}
        alone |= {called[self.scene.offices["chair"]]} if "chair" in self.hidden else set()
        forms = (canonical(public).decode(), plain.render(public), html.render(public))
        for text in map(spaced, forms):
            assert [one for one in (*alone, WHY_AWAY, "Person") if one in text] == []
        for line in public.lines:
            named = any(name in line.text for name in called.values()) or "lived-experience member" in line.text
            answered = line.text.startswith("Recorded vote") or "asked us to record" in line.text
            assert not (named and answered), line.text

    def no_ballot_tells_how_somebody_voted(self, public: Document) -> None:
        """Invariant 15: of fewer than five papers, or of papers of one mind, everybody reads no number."""
        ballots = {fact.event.motion: fact.event for fact in self.facts if isinstance(fact.event, mm.BallotCounted)}
        for fact, result, _ in self.results():
            if result.motion not in ballots or result.outcome.method != "ballot":
                continue
            papers = result.outcome.tally
            spoilt = ballots[result.motion].spoilt
            kinds = [n for n in (papers.for_, papers.against, papers.no_side, spoilt) if n]
            line = next(line for events, line in results(public).items() if fact.id in events)
            tells = papers.total + spoilt < 5 or len(kinds) == 1
            assert (line.phrase == "ballot_not_shown") == tells
            assert not tells or re.search(r"\d", line.text) is None

    def somebody_s_going_changes_nothing(self, before: dict[int, Document]) -> None:
        """Invariant 12: with every key that is somebody's own gone, and everybody with them, all reads as before."""
        meeting = self.scene.meeting
        for ref in self.scene.owners:
            REACHED["words under somebody's own key"] += self.scene.words[ref] == WHY_AWAY
            self.scene.words[ref] = "[withheld]"
        for seat in self.scene.seats.values():
            self.scene.do(
                g.VacateSeat(group=self.scene.id, channel="phone", seat=seat, reason="erased", when=When("2026-12-30"))
            )
        assert meeting_evolve.fold(self.scene.facts) == meeting
        for tier, document in before.items():
            assert canonical(written(self.scene, tier)) == canonical(document)


def results(document: Document) -> dict[tuple[Any, ...], Sentence]:
    """The lines that say how a vote came out, by the events they tell of."""
    said = (line for line in document.lines if line.phrase.startswith(("vote", "ballot")))
    return {line.events: line for line in said if line.phrase != "ballot_asked"}


def votes(line: Sentence) -> tuple[int, int, int]:
    """For, against and no side, as a line has them."""
    return (int(line.tokens["f"]), int(line.tokens["a"]), int(line.tokens["b"]))


TOLD = [
    "vote", "vote_tied", "change_seconded", "ballot", "ballot_spoilt", "ballot_not_shown", "names",
    "names_asked", "own_vote", "tie_casting", "tie_casting_reason", "note", "suggestion", "action_by",
    "printed as declared", "final words of a changed proposal", "somebody not named", "words under somebody's own key",
]  # fmt: skip


def tried(most: int, steps: int, **how: Any) -> None:
    run_state_machine_as_test(
        ToldMachine,
        settings=settings(
            max_examples=most, stateful_step_count=steps, deadline=None, suppress_health_check=CHECKS, **how
        ),
    )  # fmt: skip


def test_every_form_agrees_nobody_is_told_of_alone_and_nobody_s_going_changes_what_is_told() -> None:
    REACHED.clear()
    tried(200, 30, derandomize=True, database=None)
    assert [told for told in TOLD if not REACHED[told]] == []


@pytest.mark.soak
def test_so_for_very_many_meetings() -> None:
    tried(2000, 60)
