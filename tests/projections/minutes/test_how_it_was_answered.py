"""What minutes say of the way to an answer: names, ballots, objections, votes of the absent, earlier decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from governance.kernel import DecisionId, Moment, MotionId, RulingId
from governance.meeting import events as e
from governance.motion import events as m
from governance.motion import method_events as mm
from governance.motion import procedure_events as p
from governance.rules.majority import Tally
from governance.standing_orders import ClassMapping, StandingOrders
from tests.projections.minutes.stage import EVERYONE, SEAT, Stage, declared, id_of, item, quorum, roll

if TYPE_CHECKING:
    from governance.kernel import Event

EARLIER = DecisionId(id_of("decision", 99))
MOTION = MotionId(id_of("motion", 1))


class Evening:
    """A seconded proposal on item 3, and what was told after it."""

    def __init__(self, orders: StandingOrders | None = None) -> None:
        self.stage = Stage("2026-05-12", orders) if orders else Stage("2026-05-12")
        self.stage.called("Drop-in venue")
        self.stage.opened(EVERYONE, quorum(5, 4))
        self.stage.tell("14:05", e.ItemOpened(item(3)))
        self.motion: MotionId = self.stage.moved(3, "Use the library.", "GP", "Chair")

    def tell(self, *events: Event) -> Evening:
        self.stage.tell("14:20", *events)
        return self

    def put(self, how: m.Method = "hands", majority: Any = "simple_cast") -> Evening:
        return self.tell(m.QuestionPut(self.motion, how, majority, quorum(5, 4), None))

    def declare(self, tally: Tally | None, ruling: m.Ruling = "agreed", **more: Any) -> Evening:
        words = next(one.event.words for one in self.stage.events if isinstance(one.event, m.MotionMoved))
        outcome = {field: more.pop(field) for field in ("reason",) if field in more}
        result = declared(self.motion, 3, words, tally, ruling, **more)
        changed = msgspec.structs.replace(result.outcome, **outcome)
        return self.tell(msgspec.structs.replace(result, outcome=changed))

    def lines(self, tier: int = 1) -> list[str]:
        """What is said after the proposal, without numbers."""
        return [line.partition(" ")[2] for line in self.stage.lines(3, tier=tier)[1:]]


def seats(*labels: str) -> tuple[Any, ...]:
    return tuple(SEAT[label] for label in labels)


VOTE = "Vote: 5 for, 4 against, 0 took no side. Agreed."


def test_names_taken_after_the_result_say_who_asked() -> None:
    evening = Evening().put()
    evening.tell(m.CountRecorded(evening.motion, Tally(5, 4, 0), None)).declare(Tally(5, 4, 0))
    votes = tuple(mm.NamedVote(SEAT[name], "for" if n < 5 else "against") for n, name in enumerate(EVERYONE))
    evening.tell(mm.RecordedVoteRequested(evening.motion, seats("GP")), mm.NamesRecorded(evening.motion, votes))
    assert evening.lines() == [
        VOTE,
        (
            "Recorded vote, asked for by GP. For: Chair, Vice-chair, Secretary, User representative 4,"
            " Carer representative. Against: Respiratory nurse, GP, Commissioner, Development worker. No side: none."
        ),
    ]
    assert evening.lines(tier=0) == [VOTE]


def test_names_that_were_asked_for_and_not_taken_are_told() -> None:
    evening = Evening()
    evening.tell(mm.RecordedVoteRequested(evening.motion, seats("GP", "Chair"))).put().declare(Tally(5, 4, 0))
    assert evening.lines() == ["Chair, GP asked for a recorded vote.", VOTE]


def test_ones_own_vote_is_told_where_the_names_do_not_tell_it() -> None:
    evening = Evening().put().declare(Tally(5, 4, 0))
    reason = evening.stage.seal("the hall is too far")
    evening.tell(
        mm.OwnVoteRecorded(evening.motion, SEAT["GP"], "against", None),
        mm.OwnVoteRecorded(evening.motion, SEAT["Chair"], "no_side", reason),
        mm.OwnVoteContradicted(evening.motion, "no_side", 0, 1),
    )
    assert evening.lines()[1:] == [
        "GP asked us to record their vote: against.",
        "Chair asked us to record their vote: no side.",
        "Chair asked us to record: the hall is too far.",
        "This does not fit the count. 0 voted no side by the count.",
    ]
    assert evening.lines(tier=0) == [VOTE]


def ballot(tally: Tally, spoilt: int = 0) -> Evening:
    evening = Evening()
    evening.tell(mm.BallotDemanded(evening.motion, seats("GP", "Vice-chair"))).put("ballot")
    evening.tell(mm.TellersNamed(evening.motion, seats("Commissioner", "Secretary")))
    evening.tell(mm.BallotCounted(evening.motion, seats(*EVERYONE), tally, spoilt, None, None))
    return evening


@pytest.mark.parametrize(
    ("tally", "spoilt", "ruling", "said"),
    [
        (Tally(5, 4, 0), 0, "agreed", ["Secret ballot: 5 for, 4 against, 0 took no side. Agreed."]),
        (Tally(5, 3, 0), 1, "agreed", ["Secret ballot: 5 for, 3 against, 0 took no side, 1 spoilt. Agreed."]),
        (
            Tally(4, 4, 1),
            0,
            "not_agreed",
            [
                "Secret ballot: 4 for, 4 against, 1 took no side.",
                "The vote was tied. Under our rules a tie is not agreed.",
            ],
        ),
        (
            Tally(4, 4, 0),
            1,
            "not_agreed",
            [
                "Secret ballot: 4 for, 4 against, 0 took no side, 1 spoilt.",
                "The vote was tied. Under our rules a tie is not agreed.",
            ],
        ),
    ],
)
def test_a_ballot_is_told_by_totals(tally: Tally, spoilt: int, ruling: Any, said: list[str]) -> None:
    evening = ballot(tally, spoilt).declare(tally, ruling, method="ballot")
    assert evening.lines() == [
        "Vice-chair, GP asked for a secret ballot.",
        "The papers were counted by Secretary, Commissioner.",
        *said,
    ]


def test_a_casting_vote_declined_is_told() -> None:
    evening = Evening().put()
    evening.tell(mm.CastingVoteDeclined(evening.motion, SEAT["Chair"])).declare(Tally(4, 4, 0), "not_agreed")
    assert evening.lines() == [
        "Vote: 4 for, 4 against, 0 took no side.",
        "The vote was tied. Chair, in the chair, chose not to use the casting vote. Not agreed.",
    ]


@pytest.mark.parametrize(
    ("found", "bare", "with_words"),
    [
        ("resolved", "The objection was met.", "The objection was met: there is a lift."),
        (
            "stands",
            "The others looked at the objection. It stands.",
            "The others looked at the objection. It stands: there is a lift.",
        ),
        (
            "does_no_harm",
            "The others looked at the objection. They found no harm.",
            "The others looked at the objection. They found no harm: there is a lift.",
        ),
    ],
)
def test_what_was_found_of_an_objection_is_told(found: Any, bare: str, with_words: str) -> None:
    for words, said in ((None, bare), ("there is a lift", with_words)):
        evening = Evening().put("consent")
        raised = mm.ObjectionRaised(evening.motion, SEAT["GP"], evening.stage.seal("it is upstairs"), None)
        sealed = evening.stage.seal(words) if words else None
        evening.tell(raised, mm.ObjectionTested(evening.motion, SEAT["GP"], found, sealed))
        assert evening.lines() == ["GP objected: it is upstairs.", said]
        assert evening.lines(tier=0)[0] == "A member objected: it is upstairs."


@pytest.mark.parametrize(
    ("reason", "asides", "objected", "said"),
    [
        ("no_objection_stands", 0, False, "Everyone was asked. Nobody objected. Agreed."),
        ("no_objection_stands", 2, False, "Everyone was asked. Nobody objected. 2 stood aside. Agreed."),
        ("no_objection_stands", 0, True, "Everyone was asked. No objection stands. Agreed."),
        ("objection_stands", 0, True, "An objection stands. Agreed."),
    ],
)
def test_what_came_of_consent_is_told(reason: str, asides: int, objected: bool, said: str) -> None:
    evening = Evening().put("consent")
    if objected:
        evening.tell(mm.ObjectionRaised(evening.motion, SEAT["GP"], evening.stage.seal("x"), None))
    evening.tell(m.EveryoneAsked(evening.motion, (), ()))
    evening.declare(None, method="consent", stand_asides=asides, reason=reason)
    assert evening.lines()[-1] == said


def test_votes_of_the_absent_are_told_to_members_only() -> None:
    evening = Evening()
    proxy = mm.ProxyLodged(evening.motion, SEAT["GP"], SEAT["Commissioner"], "for", True, False)
    evening.tell(proxy, msgspec.structs.replace(proxy, in_writing=False))
    evening.tell(mm.AdvanceVoteLodged(evening.motion, SEAT["GP"], "no_side"))
    assert evening.lines() == [
        "GP could not come and asked Commissioner in writing to vote for.",
        "GP could not come and asked Commissioner to vote for.",
        "GP sent a vote before the meeting: no side.",
    ]
    assert evening.lines(tier=0) == []


@pytest.mark.parametrize(
    ("how", "before", "after"),
    [
        ("rescind", "This would undo an earlier decision.", ["The earlier decision no longer counts."]),
        ("amend", "This would change an earlier decision.", ["The earlier decision now counts as changed here."]),
        ("again", "This was voted on before and not agreed. It is put again.", []),
    ],
)
def test_what_a_proposal_does_to_an_earlier_decision_is_told(how: Any, before: str, after: list[str]) -> None:
    evening = Evening()
    reopened = mm.DecisionReopened(evening.motion, EARLIER, EARLIER, how, noticed=True, signed_by=(), irregular=())
    evening.tell(reopened).put().declare(Tally(5, 4, 0))
    assert evening.lines() == [before, VOTE, *after]


def test_a_lost_or_irregular_proposal_changes_no_earlier_decision() -> None:
    for more in ({"ruling": "not_agreed"}, {"irregular": ("R-RE2",)}):
        evening = Evening()
        moved = mm.DecisionReopened(
            evening.motion, EARLIER, EARLIER, "rescind", noticed=False, signed_by=(), irregular=()
        )
        evening.tell(moved).put(majority="two_thirds_cast").declare(Tally(3, 4, 0), **{"ruling": "agreed", **more})
        assert "The earlier decision no longer counts." not in evening.lines()
        assert evening.lines()[1] == (
            "This needs two thirds of the votes for and against, or more than half of all members."
        )


@pytest.mark.parametrize(
    ("about", "told"),
    [
        (
            mm.DecisionReopened(MOTION, EARLIER, EARLIER, "rescind", noticed=True, signed_by=(), irregular=()),
            "This needs two thirds of the votes for and against.",
        ),
        (mm.RatificationMoved(MOTION, EARLIER, None, None, ()), "This needs two thirds of the votes for and against."),
    ],
)
def test_what_took_two_thirds_takes_them_again_and_no_other_majority_helps(about: Event, told: str) -> None:
    evening = Evening(StandingOrders(majority="two_thirds_cast"))
    evening.tell(msgspec.structs.replace(about, motion=evening.motion)).put(majority="two_thirds_cast")
    assert told in evening.lines()


@pytest.mark.parametrize(
    ("effective", "before", "after"),
    [
        (None, "This would make valid what does not count yet.", "It counts from 12 May 2026."),
        (
            Moment("2026-04-14T00:00+00:00", "day"),
            "This would make valid what does not count yet, from 14 April 2026.",
            "It counts from 14 April 2026.",
        ),
    ],
)
def test_from_when_what_was_ratified_counts_is_told(effective: Any, before: str, after: str) -> None:
    evening = Evening()
    evening.tell(mm.RatificationMoved(evening.motion, EARLIER, None, effective, ())).put().declare(Tally(5, 4, 0))
    assert evening.lines() == [before, VOTE, after]


def test_how_many_have_to_vote_is_told_before_the_vote_and_once() -> None:
    evening = Evening(StandingOrders(quorum=5, min_votes_cast=4))
    evening.put(majority="two_thirds_cast").put("roll_call", "two_thirds_cast")
    assert evening.lines() == [
        "This needs two thirds of the votes for and against.",
        "At least 4 votes have to be for or against.",
    ]


def test_notice_that_a_meeting_goes_on_is_told() -> None:
    evening = Evening()
    evening.tell(e.MeetingAdjourned(None, "end_time"))
    told = e.ResumptionNoticed(Moment("2026-05-20T00:00+00:00", "day"), 20, 7, ())
    evening.tell(told, e.MeetingResumed(StandingOrders(), 1, ClassMapping(), 1, roll()))
    assert [line.partition(" ")[2] for line in evening.stage.lines(4)] == [
        "The meeting stopped at 14:20.",
        "Members were told on 20 May 2026 that the meeting would go on.",
        "The meeting continued on 12 May 2026.",
    ]


def by_ballot(counts: tuple[int, ...], spoilt: int = 0) -> Stage:
    """A question with three choices, on paper."""
    stage = Stage("2026-05-12")
    stage.called("Drop-in venue")
    stage.opened(EVERYONE, quorum(5, 4))
    motion = MotionId(id_of("motion", 50))
    told = tuple(p.Option(stage.seal(words), postpones=False) for words in ("The library.", "The hall.", "Neither."))
    stage.tell(
        "14:10",
        e.ItemOpened(item(3)),
        p.OptionsMoved(motion, item(3), SEAT["GP"], stage.seal("Where do we meet?"), told, "plurality", "ordinary"),
        mm.TellersNamed(motion, seats("Secretary", "Commissioner")),
        m.QuestionPut(motion, "ballot", "simple_cast", quorum(5, 4), None),
        p.OptionsBallotCounted(motion, None, counts, 1, spoilt),
        p.OptionsCompared(motion, counts, 1, 1, ()),
    )
    return stage


def test_a_ballot_between_choices_is_told_by_totals_after_who_counted() -> None:
    assert [line.partition(" ")[2] for line in by_ballot((4, 2, 1), 1).lines(3)[4:]] == [
        "The papers were counted by Secretary, Commissioner.",
        "Secret ballot: 4 for choice 1, 2 for choice 2, 1 for choice 3. 1 took no side. 1 spoilt.",
        "Choice 1 was agreed: The library.",
    ]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((4, 2, 1), "Secret ballot: 4 for choice 1, 2 for choice 2, 1 for choice 3. 1 took no side."),
        ((2, 1, 0), "Secret ballot. We do not show the numbers: they would tell how members voted."),
    ],
)
def test_in_public_few_papers_between_choices_are_told_without_numbers(counts: tuple[int, ...], said: str) -> None:
    assert by_ballot(counts).lines(3, tier=0)[5].partition(" ")[2] == said


def test_what_a_member_says_of_their_own_vote_stands_in_place_of_what_was_written_down_for_them() -> None:
    evening = Evening().put().declare(Tally(9, 0, 0))
    evening.tell(
        mm.OwnVoteRecorded(evening.motion, SEAT["GP"], "against", evening.stage.seal("it is too far")),
        mm.OwnVoteContradicted(evening.motion, "against", 0, 1),
    )
    evening.tell(mm.OwnVoteRecorded(evening.motion, SEAT["Chair"], "for", None))
    evening.tell(mm.OwnVoteRecorded(evening.motion, SEAT["GP"], "for", None, own=True))
    assert evening.lines()[1:] == [
        "Chair asked us to record their vote: for.",
        "GP asked us to record their vote: for.",
    ]


def test_a_ruling_on_ones_own_place_is_told_of_and_changes_nothing() -> None:
    evening = Evening()
    words = evening.stage.seal("The vote on me is void.")
    ruled = p.RulingMade(RulingId(id_of("ruling", 1)), SEAT["Chair"], item(3), evening.motion, "annuls", words, None,
                         ("R-CH6",))  # fmt: skip
    assert evening.tell(ruled).lines()[-2:] == [
        "Chair, in the chair, ruled: The vote on me is void.",
        "It was about their own place, so it changes nothing.",
    ]
