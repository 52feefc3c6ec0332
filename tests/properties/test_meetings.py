"""Whatever people do in a meeting, the invariants hold: every result is worked out again here from the bare facts."""

from __future__ import annotations

import contextlib
import itertools
from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.meeting import events as e
from governance.meeting import people_commands as pc
from governance.meeting import people_events as p
from governance.motion import commands as q
from governance.motion import events as me
from governance.rules.amendments import Edit
from governance.rules.hands import Share
from governance.rules.majority import Tally
from governance.standing_orders import StandingOrders
from tests.properties.room import Room
from tests.spec import CAST, DAY, L1, VOTING, Scene, commitment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.kernel import Command, Fact

WORDS = "Hold the spring drop-in at the library on Tuesdays."
ORDERS = (
    StandingOrders(quorum=4, tie_rule="second_vote"),
    L1,
    StandingOrders(quorum=3, tie_rule="only_vote", lived_experience="off", majority="simple_present"),
    StandingOrders(quorum=4, tie_rule="second_vote", lived_experience="concurrent"),
    StandingOrders(quorum=3, tie_rule="only_vote", lived_experience="off"),
)
# What happens only with somebody in the chair; the rest of what these meetings do is who came, went and answered.
NEEDS_THE_CHAIR = (
    e.ItemOpened,
    e.ItemDeferred,
    e.ItemStoodOver,
    e.ItemClosed,
    me.MotionMoved,
    me.AmendmentMoved,
    me.MotionSeconded,
    me.MotionWithdrawn,
    me.QuestionPut,
    me.CastingVoteUsed,
    me.ResultDeclared,
    p.InterestSettled,
    p.VoteRetaken,
)
LIVED = {"chair", "vice", "secretary", "fourth", "carer"}
SEATS = st.sampled_from(sorted(CAST))
VOTERS = st.sampled_from(VOTING)
MODES = st.sampled_from(["live", "live", "live", "written_up"])
# Live whoever breaks a tie says why; notes may leave it out (R-TI4).
REASONS = st.sampled_from(["It is time.", None])
CHOICES = st.sampled_from(["for", "against", "no_side"])
LIVED_HANDS = st.tuples(st.integers(0, 5), st.integers(0, 5))
CHANGES = st.sampled_from([("library", "hall"), ("hall", "park"), ("the ", ""), (" on Tuesdays.", ""), ("x", "y")])


class MeetingMachine(RuleBasedStateMachine):
    """Random acts in a random order; many are refused, and that is fine."""

    def __init__(self) -> None:
        super().__init__()
        self.minute = 0
        self.troubled = False

    @initialize(orders=st.sampled_from(ORDERS), troubled=st.sampled_from([False, False, False, True]))
    def a_meeting_begins(self, orders: StandingOrders, troubled: bool) -> None:
        self.scene = Scene(orders)
        self.troubled = troubled
        self.scene.called("First", "Second").opened()
        self.scene.do(m.OpenItem(meeting=self.at, item=self.scene.items[0]))

    def attempt(self, *commands: Command) -> None:
        self.minute += 1
        when = When(DAY, f"{14 + self.minute // 60:02}:{self.minute % 60:02}")
        for command in commands:
            with contextlib.suppress(Rejected):
                self.scene.do(msgspec.structs.replace(command, when=when))

    @property
    def at(self) -> Any:
        return self.scene.at

    def pending(self, n: int) -> Any:
        """One of the motions before the meeting, the latest for 0."""
        motions = self.scene.meeting.pending() or tuple(self.scene.meeting.motions.values())
        return motions[-1 - n % len(motions)].id

    @rule(seats=st.lists(SEATS, max_size=2))
    def leave(self, seats: list[str]) -> None:
        self.attempt(m.RecordDeparture(meeting=self.at, seats=self.scene.seat(*seats)))

    @rule(seat=SEATS)
    def comes(self, seat: str) -> None:
        self.attempt(m.RecordArrival(meeting=self.at, seats=self.scene.seat(seat)))

    @precondition(lambda self: self.troubled and any(x.stage == "put" for x in self.scene.meeting.motions.values()))
    @rule(seat=VOTERS, choice=st.none() | CHOICES, again=st.booleans())
    def loses_the_link_in_a_vote(self, seat: str, choice: Any, again: bool) -> None:
        seats: Any = self.scene.seat(seat)
        about: Any = {"meeting": self.at, "motion": self.pending(0)}
        phoned = pc.PhoneMember(seat=seats[0], choice=choice, answered=choice is not None, **about)
        lost = m.RecordDeparture(meeting=self.at, seats=seats, how="link_lost")
        self.attempt(pc.NoteRemote(meeting=self.at, seats=seats))
        self.attempt(lost, pc.RetakeVote(**about) if again else phoned)

    @precondition(lambda self: self.troubled)
    @rule(seat=VOTERS, by=VOTERS, item=st.integers(0, 1), for_=st.integers(0, 5), against=st.integers(0, 4))
    def disputes_an_interest(self, seat: str, by: str, item: int, for_: int, against: int) -> None:
        about: Any = {"meeting": self.at, "seat": self.scene.seats[seat], "item": self.scene.items[item]}
        told = m.DeclareInterest(kind="loyalty", **about)
        disputed = pc.DisputeInterest(how="leave", raised_by=self.scene.seats[by], **about)
        self.attempt(told, disputed, pc.SettleInterest(count=q.Hands(for_, against), **about))

    @rule()
    def everybody_comes(self) -> None:
        self.attempt(m.RecordArrival(meeting=self.at, seats=self.scene.seat(*VOTING)))

    @rule()
    def all_begin_afresh(self) -> None:
        """Everybody is back, the chair presides if they can, and nothing is left before the meeting."""
        self.everybody_comes()
        for seat in self.scene.seat("chair", "vice", "carer"):
            self.attempt(m.TakeChair(meeting=self.at, seat=seat))
            if self.scene.meeting.presider == seat:
                break
        for one in reversed(self.scene.meeting.pending()):
            about: Any = {"meeting": self.at, "motion": one.id}
            self.attempt(q.WithdrawMotion(**about), q.DeclareResult(mode="written_up", **about))
        if self.scene.meeting.open_item is None:
            self.attempt(*(m.OpenItem(meeting=self.at, item=item) for item in self.scene.items[:1]))

    def able(self) -> list[str]:
        """Who is here and may vote on what is talked about, first of all two of different kinds."""
        able = self.scene.meeting.effective(self.scene.meeting.open_item)
        first = ("vice", "gp")
        names = (*first, *(name for name in VOTING if name not in first))
        return [name for name in names if able is None or self.scene.seats[name] in able]

    def asked(self) -> q.MoveMotion:
        """A proposal of two who may move and second it, if there are two."""
        mover, seconder = (*self.able(), "vice", "gp")[:2]
        return self.proposal(mover, seconder, "live")

    @rule(seat=SEATS)
    def takes_the_chair(self, seat: str) -> None:
        self.attempt(m.TakeChair(meeting=self.at, seat=self.scene.seats[seat]))

    @precondition(lambda self: not self.scene.meeting.stood_down)
    @rule(seat=SEATS)
    def stands_down(self, seat: str) -> None:
        self.attempt(m.StandDown(meeting=self.at, seat=self.scene.seats[seat]))

    @rule(seat=SEATS, item=st.integers(0, 1), how=st.sampled_from(["leave", "stay_no_vote", "stay_and_vote"]))
    def has_an_interest(self, seat: str, item: int, how: Any) -> None:
        about: Any = {"meeting": self.at, "seat": self.scene.seats[seat], "item": self.scene.items[item]}
        self.attempt(m.DeclareInterest(kind="family", **about), m.ManageInterest(how=how, **about))

    @rule(item=st.integers(0, 1))
    def turns_to(self, item: int) -> None:
        self.attempt(m.OpenItem(meeting=self.at, item=self.scene.items[item]))

    @rule(item=st.integers(0, 1))
    def closes_item(self, item: int) -> None:
        self.attempt(m.CloseItem(meeting=self.at, item=self.scene.items[item]))

    def proposal(self, mover: str, seconder: str | None, mode: Any) -> q.MoveMotion:
        seats = self.scene.seats
        item = self.scene.meeting.open_item or self.scene.items[0]
        second = seats[seconder] if seconder else None
        by: Any = {"moved_by": seats[mover], "seconded_by": second}
        return q.MoveMotion(meeting=self.at, item=item, words=WORDS, mode=mode, **by)

    @rule(mover=SEATS, seconder=st.none() | SEATS, mode=MODES)
    def moves(self, mover: str, seconder: str | None, mode: Any) -> None:
        self.attempt(self.proposal(mover, seconder, mode))

    @precondition(lambda self: self.scene.meeting.motions)
    @rule(mover=SEATS, seconder=VOTERS, n=st.integers(0, 2), change=CHANGES, mode=MODES)
    def amends(self, mover: str, seconder: str, n: int, change: tuple[str, str], mode: Any) -> None:
        by: Any = {"moved_by": self.scene.seats[mover], "seconded_by": self.scene.seats[seconder], "mode": mode}
        self.attempt(
            q.MoveAmendment(meeting=self.at, motion=self.pending(n), changes=(q.Change(*change),), **by),
        )

    @precondition(lambda self: self.scene.meeting.motions)
    @rule(n=st.integers(0, 2), how=st.sampled_from(["hands", "roll_call", "consensus"]), mode=MODES)
    def puts(self, n: int, how: Any, mode: Any) -> None:
        self.attempt(q.PutMotion(meeting=self.at, motion=self.pending(n), how=how, mode=mode))

    @precondition(lambda self: self.scene.meeting.motions)
    @rule(n=st.integers(0, 2), choices=st.dictionaries(SEATS, CHOICES, min_size=3), mode=MODES)
    def vote(self, n: int, choices: dict[str, Any], mode: Any) -> None:
        about: Any = {"meeting": self.at, "motion": self.pending(n), "mode": mode}
        self.attempt(*(q.CastVote(seat=self.scene.seats[seat], choice=said, **about) for seat, said in choices.items()))

    @precondition(lambda self: self.scene.meeting.motions)
    @rule(n=st.integers(0, 2), for_=st.integers(0, 5), against=st.integers(0, 5), lived=st.none() | LIVED_HANDS)
    def counts(self, n: int, for_: int, against: int, lived: tuple[int, int] | None = None) -> None:
        """Hands as counted, perhaps also how many of them were of members with lived experience."""
        count = q.Hands(for_, against)
        by_class: Any = None
        if lived is not None:
            fors, againsts = min(lived[0], for_), min(lived[1], against)
            by_class = {"LE": q.Hands(fors, againsts), "PR": q.Hands(for_ - fors, against - againsts)}
        self.attempt(q.RecordCount(meeting=self.at, motion=self.pending(n), count=count, by_class=by_class))

    @precondition(lambda self: self.scene.meeting.motions)
    @rule(n=st.integers(0, 2), objections=st.lists(VOTERS, max_size=1))
    def asks_everyone(self, n: int, objections: list[str]) -> None:
        seats = self.scene.seat(*objections)
        self.attempt(q.AskEveryone(meeting=self.at, motion=self.pending(n), objections=seats))

    @precondition(lambda self: self.scene.meeting.motions)
    @rule(n=st.integers(0, 2), direction=st.sampled_from(["for", "against"]), mode=MODES, reason=REASONS)
    def breaks_a_tie(self, n: int, direction: Any, mode: Any, reason: str | None) -> None:
        using: Any = {"direction": direction, "changes_status_quo": True, "by": self.scene.meeting.presider,
                      "reason": reason}  # fmt: skip
        self.attempt(q.UseCastingVote(meeting=self.at, motion=self.pending(n), mode=mode, **using))

    @precondition(lambda self: self.scene.meeting.motions)
    @rule(n=st.integers(0, 2), mode=MODES, announced=st.sampled_from([None, "agreed", "not_agreed"]))
    def declares(self, n: int, mode: Any, announced: Any) -> None:
        self.attempt(q.DeclareResult(meeting=self.at, motion=self.pending(n), mode=mode, announced=announced))

    @precondition(lambda self: self.scene.meeting.motions)
    @rule(n=st.integers(0, 2))
    def takes_back(self, n: int) -> None:
        self.attempt(q.WithdrawMotion(meeting=self.at, motion=self.pending(n)))

    @rule(
        ways=st.permutations(["hands", "roll_call"]), fors=st.integers(0, 6), againsts=st.integers(0, 3),
        casting=st.booleans(), told=st.permutations(["live", "written_up"]), gone=st.lists(VOTERS, max_size=2),
        change=st.none() | st.just(("library", "hall")) | CHANGES, mode=MODES,
        afresh=st.sampled_from([True, True, False]), lived=st.none() | LIVED_HANDS,
    )  # fmt: skip
    def ask_whole_questions(
        self, ways: Any, fors: int, againsts: int, casting: bool, told: Any, gone: list[str], change: Any, mode: Any,
        afresh: bool, lived: tuple[int, int] | None,
    ) -> None:  # fmt: skip
        """One in each way, and people go in the last; where votes tie, one casting vote says why, one is only noted."""
        votes = (max(againsts, 1),) * 2 if casting else (fors, againsts)
        for how, breaks in zip(ways, told, strict=True):
            if afresh:
                self.all_begin_afresh()
            going = gone if how == ways[-1] else []
            self.ask_a_whole_question(how, votes, breaks if casting else None, going, change, mode, lived)

    def ask_a_whole_question(
        self,
        how: Any,
        votes: tuple[int, ...],
        casting: Any,
        gone: list[str],
        change: Any,
        mode: Any,
        lived: tuple[int, int] | None,
    ) -> None:
        fors, againsts = votes
        self.attempt(self.asked())
        if not self.scene.meeting.motions:
            return
        if change is not None:
            self.amends(*(*self.able(), "carer", "worker")[:2], 0, change, "live")
        for _ in range(1 if change is None else 2):
            self.puts(0, how, "live")
            self.counts(0, fors, againsts, lived)
            names = VOTING[: fors + againsts]
            self.vote(0, {name: "for" if n < fors else "against" for n, name in enumerate(names)}, "live")
            if casting:
                self.breaks_a_tie(0, "for", casting, "It is time." if casting == "live" else None)
            self.leave(gone)
            self.declares(0, mode, None)

    @rule(
        objects=st.lists(VOTERS, max_size=1), aside=st.lists(VOTERS, max_size=2), gone=st.lists(VOTERS, max_size=1),
        out=st.sampled_from([[], [], [], ["nurse"]]), afresh=st.booleans(),
    )  # fmt: skip
    def ask_by_consensus(
        self, objects: list[str], aside: list[str], gone: list[str], out: list[str], afresh: bool
    ) -> None:
        if afresh:
            self.all_begin_afresh()
        for name in out:
            self.disputes_an_interest(name, "vice", 0, 5, 2)
        self.attempt(self.asked())
        if not self.scene.meeting.motions:
            return
        self.puts(0, "consensus", "live")
        self.leave(gone)
        asides = self.scene.seat(*aside)
        asked: Any = {"meeting": self.at, "motion": self.pending(0)}
        self.attempt(q.AskEveryone(objections=self.scene.seat(*objects), stand_asides=asides, **asked))
        self.declares(0, "live", None)

    @rule(n=st.integers(0, 40))
    def strikes(self, n: int) -> None:
        act = self.scene.facts[-1 - n % len(self.scene.facts)].id
        self.attempt(m.StrikeAct(meeting=self.at, act=act))

    @property
    def facts(self) -> list[Fact]:
        """The facts but those struck."""
        struck = {f.event.act for f in self.scene.facts if isinstance(f.event, e.ActStruck)}
        return [fact for fact in self.scene.facts if fact.id not in struck]

    def so_far(self) -> Iterator[tuple[Fact, Any, Room]]:
        """Each fact, its event, and the room as it was just before."""
        room = Room()
        for fact in self.facts:
            yield fact, fact.event, room
            room.see(fact)

    def results(self) -> Iterator[tuple[Fact, Any, Room]]:
        return ((f, event, room) for f, event, room in self.so_far() if isinstance(event, me.ResultDeclared))

    def seats_of(self, names: Any) -> set[Any]:
        return {self.scene.seats[name] for name in names}

    def votes_add_up_to_those_who_could_vote(self) -> None:
        """Invariant 1, and 4: from the roll, comings and goings, and the answers alone."""
        lived = self.seats_of(LIVED)
        for _, result, room in self.results():
            outcome = result.outcome
            asked = room.asked_of(result.motion, result.item, self.seats_of(VOTING))
            assert outcome.effective == (None if asked is None else len(asked))
            if outcome.tally is None:
                continue
            if outcome.method == "roll_call":
                able = {s for s in self.seats_of(VOTING) if room.able(s, result.item)} if asked is None else asked
                votes = {s: said for s, said in room.votes.get(result.motion, {}).items() if s in able}
                counted = Counter(votes.values())
                assert outcome.tally == added_up(counted)
                assert outcome.split.lived_experience.exact == added_up(
                    Counter(said for s, said in votes.items() if s in lived)
                )
                assert outcome.split.other.exact == added_up(
                    Counter(said for s, said in votes.items() if s not in lived)
                )
                # For, against and no side of each class, with whoever of it said nothing, are that class.
                for share, of in ((outcome.split.lived_experience, able & lived), (outcome.split.other, able - lived)):
                    assert share.exact.total <= len(of)
                    assert share.exact.total + len(of - votes.keys()) == len(of)
            if outcome.method == "hands":
                self.hands_add_up(result.motion, outcome, room, asked)
            if asked is None:
                assert outcome.no_answer is None
            elif "R-VO9" not in outcome.irregular:
                assert outcome.tally.total + outcome.no_answer == len(asked)

    def hands_add_up(self, motion: Any, outcome: Any, room: Room, asked: set[Any] | None) -> None:
        """Invariant 1, of each class: as it was counted, else within what any way of sharing out the hands allows."""
        counted = room.counts[motion]
        assert outcome.tally == counted.tally
        lived, other = outcome.split.lived_experience, outcome.split.other
        if counted.by_class is not None:
            of = {one.class_: one.tally for one in counted.by_class}
            assert (lived.exact, other.exact) == (of["LE"], of["PR"])
            assert Tally(*(of["LE"].for_ + of["PR"].for_, of["LE"].against + of["PR"].against, 0)) == outcome.tally
            REACHED["counted by class"] += 1
            if asked is not None and "R-VO9" not in outcome.irregular:
                with_experience = asked & self.seats_of(LIVED)
                assert of["LE"].total <= len(with_experience)
                assert of["PR"].total <= len(asked - with_experience)
            return
        here = None if asked is None else (len(asked & self.seats_of(LIVED)), len(asked - self.seats_of(LIVED)))
        if here is None or counted.tally.total > sum(here):
            assert (outcome.split.known, lived, other) == ("unknown", None, None)
            return
        assert (lived, other) == shared_out(counted.tally, *here)
        assert outcome.split.known == ("exact" if lived.exact and other.exact else "bounds")
        REACHED[f"hands {outcome.split.known}"] += 1

    def nobody_is_counted_who_was_only_asked(self) -> None:
        """Invariant 1, where nobody votes: agreed just when nobody who was asked objected, or those with lived
        experience left it to the others where their own agreement is needed.
        """
        orders = self.scene.meeting.orders
        assert orders is not None
        said: dict[Any, Any] = {}
        for _, event, room in self.so_far():
            if isinstance(event, me.EveryoneAsked):
                said[event.motion] = event
            if not isinstance(event, me.ResultDeclared) or event.outcome.method != "consensus":
                continue
            answers, outcome = said.get(event.motion), event.outcome
            assert outcome.tally is None
            if answers is None:
                assert outcome.by_rule == "unknown"
                continue
            asked = room.asked_of(event.motion, event.item, self.seats_of(VOTING))
            assert asked is None or {*answers.objections, *answers.stand_asides} <= asked or outcome.irregular
            agreeing = ((asked or set()) - {*answers.objections, *answers.stand_asides}) & self.seats_of(LIVED)
            if answers.objections:
                assert outcome.by_rule == "not_agreed"
            elif orders.lived_experience != "concurrent" or agreeing:
                assert outcome.by_rule == "agreed"
            elif asked is None:
                assert outcome.by_rule == "unknown"

    def nothing_takes_effect_without_a_quorum(self) -> None:
        """Invariant 2. With no roll the quorum is not known: only written up, and only what is known stops it."""
        orders = self.scene.meeting.orders
        assert orders is not None
        unknown: dict[Any, bool] = {}
        for put, event, room in self.so_far():
            if not isinstance(event, me.QuestionPut):
                continue
            unknown[event.motion] = room.present is None
            if room.present is None:
                assert (event.quorum.count, event.quorum.result, put.mode) == (None, "unknown", "written_up")
                continue
            item = self.scene.meeting.motions[event.motion].item
            here = {s for s in room.present & self.seats_of(VOTING) if room.able(s, item)}
            lived = len(here & self.seats_of(LIVED))
            enough = len(here) >= orders.quorum and (orders.lived_experience != "block" or 2 * lived > len(here))
            assert event.quorum.count == len(here)
            assert (event.quorum.result == "quorate") == enough
            assert put.mode == "written_up" or enough
        for fact, result, _ in self.results():
            quorum = result.outcome.quorum.result
            assert (quorum == "unknown") == unknown[result.motion]
            assert quorum == "quorate" or fact.mode == "written_up"
            assert quorum != "inquorate" or not result.outcome.takes_effect

    def a_casting_vote_breaks_a_tie_that_the_orders_let_it_break(self) -> None:
        """Invariant 3. One that notes tell of where nothing was tied is on record, flagged, and decides nothing."""
        orders = self.scene.meeting.orders
        assert orders is not None
        cast = [f for f in self.facts if isinstance(f.event, me.CastingVoteUsed)]
        assert max(Counter(f.event.motion for f in cast).values(), default=1) == 1  # type: ignore[attr-defined]
        assert all(f.mode == "written_up" or orders.tie_rule != "falls" for f in cast)
        modes = {f.event.motion: f.mode for f in cast}  # type: ignore[attr-defined]
        for _fact, result, _ in self.results():
            outcome = result.outcome
            tied = outcome.tally is not None and outcome.tally.for_ == outcome.tally.against > 0
            if outcome.reason == "casting_vote":
                assert orders.tie_rule != "falls"
                assert outcome.casting is not None
                assert tied
            if outcome.casting is not None and not tied:
                assert modes[result.motion] == "written_up"
                assert not {"R-TI1", "R-TI2"}.isdisjoint(outcome.irregular)

    def who_may_not_vote_moves_and_seconds_nothing(self) -> None:
        """Invariant 4."""
        items: dict[Any, Any] = {}
        for fact, event, room in self.so_far():
            seat: Any = None
            if isinstance(event, me.MotionMoved | me.AmendmentMoved):
                seat, items[event.motion] = event.mover, event.item
            if isinstance(event, me.MotionSeconded):
                seat = event.seconder
            if seat is not None and fact.mode == "live":
                assert seat in self.seats_of(VOTING)
                assert room.here(seat)
                assert room.able(seat, items[event.motion])

    def somebody_presides_at_every_moment(self) -> None:
        """Invariant 5."""
        chairs = [f for f in self.scene.facts if isinstance(f.event, e.PresiderTookChair)]
        opened = next(f for f in self.scene.facts if isinstance(f.event, e.MeetingOpened))
        assert chairs[0].occurred == opened.occurred
        assert all(not b.occurred.before(a.occurred) for a, b in itertools.pairwise(chairs))
        told, room = False, Room()
        for fact in self.facts:
            if isinstance(fact.event, e.PresiderTookChair):
                told = False
            if isinstance(fact.event, p.WentOnUnchaired):
                assert room.presider is None
                assert not told
                assert fact.mode == "written_up"
                told = True
            if isinstance(fact.event, NEEDS_THE_CHAIR) and room.presider is None:
                assert fact.mode == "written_up"
                assert told
            room.see(fact)
        assert self.scene.meeting.presider == room.presider

    def the_final_words_are_the_first_with_every_carried_change(self) -> None:
        """Invariant 6: the words, and the commitment to them that stands with the result."""
        words: dict[Any, str] = {}
        for fact in self.facts:
            match fact.event:
                case me.MotionMoved() as moved:
                    words[moved.motion] = self.typed(moved.words)
                case me.ResultDeclared(amends=amends, amended=amended) as result if amends and amended:
                    script = msgspec.json.decode(self.typed(result.words), type=list[Edit])
                    for edit in sorted(script, key=lambda edit: -edit.at):
                        before, after = words[amends][: edit.at], words[amends][edit.at + len(edit.remove) :]
                        words[amends] = before + edit.insert + after
                    words[amends] = words[amends].strip()
                    assert self.typed(amended) == words[amends]
                case me.ResultDeclared(amends=amends) as result if amends:
                    # A change that was not carried leaves the words as they were.
                    assert result.amended is None
                case me.ResultDeclared() as result:
                    assert self.typed(result.words) == words[result.motion]
                case _:
                    pass
        for id_, motion in self.scene.meeting.motions.items():
            if motion.amends is None:
                assert self.typed(motion.words) == words[id_]

    def typed(self, sealed: Any) -> str:
        """The words that were sealed, which the commitment beside them is to."""
        words = self.scene.words[sealed.ref]
        assert sealed.c == commitment(sealed.ref, words)
        return words

    def time_never_goes_back(self) -> None:
        facts = self.scene.facts
        assert all(not b.occurred.before(a.occurred) for a, b in itertools.pairwise(facts))

    def teardown(self) -> None:
        """Facts are only added, so what holds at the end of all of them held at each."""
        self.votes_add_up_to_those_who_could_vote()
        self.nobody_is_counted_who_was_only_asked()
        self.nothing_takes_effect_without_a_quorum()
        self.a_casting_vote_breaks_a_tie_that_the_orders_let_it_break()
        self.who_may_not_vote_moves_and_seconds_nothing()
        self.somebody_presides_at_every_moment()
        self.the_final_words_are_the_first_with_every_carried_change()
        self.time_never_goes_back()
        for fact, event, _ in self.so_far():
            REACHED[f"{type(event).__name__} {fact.mode}"] += 1
            if isinstance(event, p.InterestSettled) and event.how == "leave":
                REACHED["kept out by a vote"] += 1
            if isinstance(event, me.ResultDeclared):
                kind = "change" if event.amends else "proposal"
                REACHED[f"{event.outcome.method} {kind} {event.outcome.by_rule}"] += 1
                REACHED[event.outcome.reason] += 1


REACHED: Counter[str] = Counter()


def added_up(counted: Counter[str]) -> Tally:
    return Tally(counted["for"], counted["against"], counted["no_side"])


def shared_out(tally: Tally, lived: int, other: int) -> tuple[Share, Share]:
    """The fewest and most of each answer on either side, over every way in which so many may have given them."""
    answers = (tally.for_, tally.against, tally.no_side)
    ways = [
        way
        for way in itertools.product(*(range(votes + 1) for votes in answers))
        if sum(way) <= lived and tally.total - sum(way) <= other
    ]
    rest = [tuple(votes - mine for votes, mine in zip(answers, way, strict=True)) for way in ways]
    mine, theirs = ([(min(of), max(of)) for of in zip(*side, strict=True)] for side in (ways, rest))
    return Share(*mine), Share(*theirs)


CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
TOLD = [
    "hands proposal agreed", "hands proposal not_agreed", "roll_call proposal agreed", "roll_call proposal not_agreed",
    "hands change agreed", "roll_call change agreed", "casting_vote", "tie",
    "consensus proposal agreed", "consensus proposal not_agreed", "InterestSettled live", "kept out by a vote",
    "hands bounds", "hands exact", "counted by class",
    "CastingVoteUsed live", "MotionWithdrawn live", "QuorumLost live", "ResultDeclared written_up",
]  # fmt: skip


@pytest.mark.parametrize("orders", ORDERS)
@pytest.mark.parametrize("how", ["hands", "roll_call", "consensus"])
def test_no_roll_is_not_an_empty_room(orders: StandingOrders, how: str) -> None:
    """The roll is struck, and what was decided is written up: nobody is known to be there, and nobody to be away."""
    evening = MeetingMachine()
    evening.a_meeting_begins(orders, False)
    (roll,) = (fact.id for fact in evening.facts if isinstance(fact.event, e.AttendanceSet))
    evening.attempt(m.StrikeAct(meeting=evening.at, act=roll))
    evening.takes_the_chair("vice")
    evening.moves("vice", "gp", "written_up")
    evening.puts(0, how, "written_up")
    evening.counts(0, 3, 1)
    evening.vote(0, {"vice": "for", "carer": "for", "gp": "against"}, "written_up")
    evening.asks_everyone(0, [])
    evening.declares(0, "written_up", None)
    (result,) = (event for _, event, _ in evening.results())
    assert result.outcome.quorum.count is None
    assert result.outcome.effective is None
    evening.teardown()


@pytest.mark.parametrize("orders", ORDERS)
def test_whoever_comes_in_live_is_called_on_the_roll(orders: StandingOrders) -> None:
    """The roll is struck while the meeting goes on: those who come in from then on are who is known to be there."""
    evening = MeetingMachine()
    evening.a_meeting_begins(orders, False)
    (roll,) = (fact.id for fact in evening.facts if isinstance(fact.event, e.AttendanceSet))
    evening.attempt(m.StrikeAct(meeting=evening.at, act=roll))
    assert evening.scene.meeting.present is None
    evening.everybody_comes()
    assert evening.scene.meeting.present == evening.seats_of(VOTING)
    evening.ask_a_whole_question("hands", (3, 1), None, [], None, "live", (2, 1))
    (result,) = (event for _, event, _ in evening.results())
    assert result.outcome.effective == len(VOTING)
    evening.teardown()


def test_the_invariants_hold_in_any_meeting_and_the_meetings_get_somewhere() -> None:
    REACHED.clear()
    run_state_machine_as_test(
        MeetingMachine,
        settings=settings(
            max_examples=200, stateful_step_count=30, deadline=None, suppress_health_check=CHECKS, derandomize=True,
            database=None,
        ),
    )  # fmt: skip
    assert [told for told in TOLD if not REACHED[told]] == []


@pytest.mark.soak
def test_the_invariants_hold_in_very_many_meetings() -> None:
    run_state_machine_as_test(
        MeetingMachine,
        settings=settings(max_examples=3000, stateful_step_count=80, deadline=None, suppress_health_check=CHECKS),
    )
