"""Whatever people do in a meeting, the invariants hold."""

from __future__ import annotations

import contextlib
import itertools
from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.meeting import events as e
from governance.motion import commands as q
from governance.motion import events as me
from governance.rules.amendments import Edit, apply
from governance.standing_orders import StandingOrders
from tests.spec import CAST, DAY, L1, VOTING, Scene

if TYPE_CHECKING:
    from governance.kernel import Command, Fact

WORDS = "Hold the spring drop-in at the library on Tuesdays."
ORDERS = (L1, StandingOrders(quorum=4, tie_rule="second_vote", seconder_required=False))
SEATS = st.sampled_from(sorted(CAST))
MODES = st.sampled_from(["live", "live", "live", "written_up"])


class MeetingMachine(RuleBasedStateMachine):
    """Random acts in a random order; most are refused, and that is fine."""

    def __init__(self) -> None:
        super().__init__()
        self.minute = 0
        self.scene = Scene(ORDERS[0])
        self.scene.called("First", "Second").opened()

    def attempt(self, command: Command) -> None:
        self.minute += 1
        when = When(DAY, f"{14 + self.minute // 60:02}:{self.minute % 60:02}")
        with contextlib.suppress(Rejected):
            self.scene.do(msgspec.structs.replace(command, when=when))

    @property
    def at(self) -> Any:
        return self.scene.at

    def some_motion(self, n: int) -> Any:
        return list(self.scene.meeting.motions)[n % len(self.scene.meeting.motions)]

    @rule(seat=SEATS)
    def leaves(self, seat: str) -> None:
        self.attempt(m.RecordDeparture(meeting=self.at, seats=self.scene.seat(seat)))

    @rule(seat=SEATS)
    def comes(self, seat: str) -> None:
        self.attempt(m.RecordArrival(meeting=self.at, seats=self.scene.seat(seat)))

    @rule(seat=SEATS)
    def takes_the_chair(self, seat: str) -> None:
        self.attempt(m.TakeChair(meeting=self.at, seat=self.scene.seats[seat]))

    @rule(seat=SEATS)
    def stands_down(self, seat: str) -> None:
        self.attempt(m.StandDown(meeting=self.at, seat=self.scene.seats[seat]))

    @rule(seat=SEATS, item=st.integers(0, 1), how=st.sampled_from(["leave", "stay_no_vote", "stay_and_vote"]))
    def has_an_interest(self, seat: str, item: int, how: Any) -> None:
        items = self.scene.items
        self.attempt(m.DeclareInterest(meeting=self.at, seat=self.scene.seats[seat], item=items[item], kind="family"))
        self.attempt(m.ManageInterest(meeting=self.at, seat=self.scene.seats[seat], item=items[item], how=how))

    @rule(item=st.integers(0, 1))
    def opens(self, item: int) -> None:
        self.attempt(m.OpenItem(meeting=self.at, item=self.scene.items[item]))

    @rule(item=st.integers(0, 1))
    def closes_item(self, item: int) -> None:
        self.attempt(m.CloseItem(meeting=self.at, item=self.scene.items[item]))

    @rule(mover=SEATS, seconder=st.none() | SEATS, item=st.integers(0, 1), mode=MODES)
    def moves(self, mover: str, seconder: str | None, item: int, mode: Any) -> None:
        self.attempt(
            q.MoveMotion(
                meeting=self.at,
                item=self.scene.items[item],
                words=WORDS,
                moved_by=self.scene.seats[mover],
                seconded_by=self.scene.seats[seconder] if seconder else None,
                mode=mode,
            )
        )

    @precondition(lambda self: self.scene.meeting.motions)
    @rule(mover=SEATS, n=st.integers(0, 9), change=st.sampled_from([("library", "hall"), ("hall", "park"), ("x", "y")]))
    def amends(self, mover: str, n: int, change: tuple[str, str]) -> None:
        self.attempt(
            q.MoveAmendment(
                meeting=self.at,
                motion=self.some_motion(n),
                moved_by=self.scene.seats[mover],
                seconded_by=self.scene.seats["worker"],
                changes=(q.Change(*change),),
            )
        )

    @precondition(lambda self: self.scene.meeting.motions)
    @rule(n=st.integers(0, 9), how=st.sampled_from(["hands", "roll_call", "consensus"]), mode=MODES)
    def puts(self, n: int, how: Any, mode: Any) -> None:
        self.attempt(q.PutMotion(meeting=self.at, motion=self.some_motion(n), how=how, mode=mode))

    @precondition(lambda self: self.scene.meeting.motions)
    @rule(
        n=st.integers(0, 9), choices=st.dictionaries(SEATS, st.sampled_from(["for", "against", "no_side"])), mode=MODES
    )
    def votes(self, n: int, choices: dict[str, Any], mode: Any) -> None:
        for seat, choice in choices.items():
            self.attempt(
                q.CastVote(
                    meeting=self.at, motion=self.some_motion(n), seat=self.scene.seats[seat], choice=choice, mode=mode
                )
            )

    @precondition(lambda self: self.scene.meeting.motions)
    @rule(n=st.integers(0, 9), for_=st.integers(0, 9), against=st.integers(0, 9))
    def counts(self, n: int, for_: int, against: int) -> None:
        count = q.Hands(for_, against)
        self.attempt(q.RecordCount(meeting=self.at, motion=self.some_motion(n), count=count))

    @precondition(lambda self: self.scene.meeting.motions)
    @rule(n=st.integers(0, 9))
    def breaks_a_tie(self, n: int) -> None:
        self.attempt(
            q.UseCastingVote(
                meeting=self.at,
                motion=self.some_motion(n),
                direction="for",
                changes_status_quo=True,
                by=self.scene.meeting.presider,
            )
        )

    @precondition(lambda self: self.scene.meeting.motions)
    @rule(n=st.integers(0, 9), mode=MODES, announced=st.sampled_from([None, "agreed", "not_agreed"]))
    def declares(self, n: int, mode: Any, announced: Any) -> None:
        self.attempt(q.DeclareResult(meeting=self.at, motion=self.some_motion(n), mode=mode, announced=announced))

    @rule(n=st.integers(0, 40))
    def strikes(self, n: int) -> None:
        self.attempt(m.StrikeAct(meeting=self.at, act=self.scene.facts[n % len(self.scene.facts)].id))

    def results(self) -> list[Fact]:
        return [fact for fact in self.scene.facts if isinstance(fact.event, me.ResultDeclared)]

    @invariant()
    def votes_add_up_to_those_who_could_vote(self) -> None:
        for fact in self.results():
            outcome = fact.event.outcome  # type: ignore[attr-defined]
            if outcome.tally is not None and not outcome.irregular:
                assert outcome.tally.total + outcome.no_answer == outcome.effective

    @invariant()
    def nothing_takes_effect_without_a_quorum(self) -> None:
        for fact in self.results():
            outcome = fact.event.outcome  # type: ignore[attr-defined]
            assert not (outcome.takes_effect and outcome.quorum.result != "quorate")
            assert not (fact.mode == "live" and outcome.quorum.result != "quorate")

    @invariant()
    def a_casting_vote_breaks_a_tie_that_the_orders_let_it_break(self) -> None:
        for fact in self.results():
            outcome = fact.event.outcome  # type: ignore[attr-defined]
            if outcome.casting is not None:
                assert outcome.tally.for_ == outcome.tally.against > 0
                assert self.scene.meeting.orders is not None
                assert self.scene.meeting.orders.tie_rule != "falls"

    @invariant()
    def who_may_not_vote_is_in_no_tally(self) -> None:
        able = {self.scene.seats[name] for name in VOTING}
        for fact in self.results():
            motion = self.scene.meeting.motions[fact.event.motion]  # type: ignore[attr-defined]
            outcome = fact.event.outcome  # type: ignore[attr-defined]
            if motion.votes and outcome.tally is not None:
                assert outcome.tally.total <= len(able & set(motion.votes))
        for fact in self.scene.facts:
            live = fact.mode == "live"
            if live and isinstance(fact.event, me.MotionMoved | me.AmendmentMoved):
                assert fact.event.mover in able
            if live and isinstance(fact.event, me.MotionSeconded):
                assert fact.event.seconder in able

    @invariant()
    def somebody_presides_at_every_moment(self) -> None:
        chairs = [f for f in self.scene.facts if isinstance(f.event, e.PresiderTookChair)]
        opened = next(f for f in self.scene.facts if isinstance(f.event, e.MeetingOpened))
        assert chairs[0].occurred == opened.occurred
        assert all(not b.occurred.before(a.occurred) for a, b in itertools.pairwise(chairs))
        assert self.scene.meeting.presider == chairs[-1].event.seat  # type: ignore[attr-defined]

    @invariant()
    def the_final_words_are_the_first_with_every_carried_change(self) -> None:
        words: dict[Any, str] = {}
        for fact in self.scene.facts:
            match fact.event:
                case me.MotionMoved() as moved:
                    words[moved.motion] = self.scene.words[moved.words.ref]
                case me.ResultDeclared(amends=amends, amended=amended) as result if amends and amended:
                    script = msgspec.json.decode(self.scene.words[result.words.ref], type=list[Edit])
                    words[amends] = apply(words[amends], script)
                    assert self.scene.words[amended.ref] == words[amends]
                case me.ResultDeclared(amends=None) as result:
                    assert self.scene.words[result.words.ref] == words[result.motion]
                case _:
                    pass

    @invariant()
    def time_never_goes_back(self) -> None:
        facts = self.scene.facts
        assert all(not b.occurred.before(a.occurred) for a, b in itertools.pairwise(facts))

    @invariant()
    def one_vote_a_seat_a_question(self) -> None:
        for motion in self.scene.meeting.motions.values():
            assert max(Counter(motion.votes).values(), default="for") in {"for", "against", "no_side"}
            assert set(motion.votes) <= set(self.scene.seats.values())


CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def test_the_invariants_hold_in_any_meeting() -> None:
    run_state_machine_as_test(
        MeetingMachine,
        settings=settings(max_examples=40, stateful_step_count=40, deadline=None, suppress_health_check=CHECKS),
    )


@pytest.mark.soak
def test_the_invariants_hold_in_very_many_meetings() -> None:
    run_state_machine_as_test(
        MeetingMachine,
        settings=settings(max_examples=3000, stateful_step_count=80, deadline=None, suppress_health_check=CHECKS),
    )
