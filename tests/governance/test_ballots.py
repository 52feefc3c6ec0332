"""Secret ballots in the room: who takes part is known, how they voted is not, and totals tell no more than needed."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from governance.kernel import Rejected
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.motion import method_commands as mc
from governance.rules import ballot
from governance.standing_orders import StandingOrders
from tests.spec import VOTING, Scene, names

if TYPE_CHECKING:
    from governance.motion.events import Outcome

FIVE = StandingOrders(quorum=5, lived_experience="off")


def by_ballot(orders: StandingOrders = FIVE, *present: str) -> Scene:
    """A question put to a secret ballot, with two tellers."""
    scene = Scene(orders)
    scene = scene.opened(*present).moved(put="ballot") if present else scene.moved(put="ballot")
    scene.do(mc.NameTellers(meeting=scene.at, motion=scene.motion, tellers=scene.seat("nurse", "vice")))
    return scene


def papers(scene: Scene, for_: int, against: int = 0, no_side: int = 0, **more: Any) -> mc.RecordBallot:
    given: dict[str, Any] = {"voted": scene.seat(*VOTING), **more}
    return mc.RecordBallot(meeting=scene.at, motion=scene.motion, count=q.Hands(for_, against, no_side), **given)


def declared(scene: Scene, **more: Any) -> Outcome:
    outcome: Outcome = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion, **more))[-1].outcome  # type: ignore[attr-defined]
    return outcome


def test_a_ballot_is_decided_by_its_totals() -> None:
    scene = by_ballot()
    assert names(scene.do(papers(scene, 5, 3, 0, spoilt=1))) == ["BallotCounted"]
    outcome = declared(scene)
    assert (outcome.method, outcome.by_rule, outcome.test, outcome.takes_effect) == ("ballot", "agreed", "5>3", True)
    assert (outcome.effective, outcome.no_answer) == (9, 1)


def test_the_split_of_a_ballot_is_not_worked_out_even_when_all_are_of_one_mind() -> None:
    scene = by_ballot()
    scene.do(papers(scene, 9))
    outcome = declared(scene)
    assert (outcome.split.known, outcome.split.lived_experience, outcome.split.other) == ("unknown", None, None)


def test_what_is_recorded_is_the_same_in_whatever_order_members_came_to_the_box() -> None:
    scene = by_ballot()
    orders = itertools.islice(itertools.permutations(VOTING), 20)
    told = {msgspec.json.encode(scene.decide(papers(scene, 5, 4, voted=scene.seat(*one)))[0]) for one in orders}
    assert len(told) == 1


def test_nothing_but_totals_joins_a_voter_and_an_answer() -> None:
    scene = by_ballot()
    (counted,) = scene.do(papers(scene, 5, 4))
    assert counted.voted == tuple(sorted(scene.seat(*VOTING), key=str))  # type: ignore[attr-defined]
    assert scene.meeting.motions[scene.motion].votes == {}
    assert scene.meeting.motions[scene.motion].answering.own_votes == {}


@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_nobody_votes_by_name_in_a_ballot(mode: Any) -> None:
    scene = by_ballot()
    vote = q.CastVote(meeting=scene.at, motion=scene.motion, seat=scene.seats["gp"], choice="for", mode=mode)
    with pytest.raises(Rejected, match="R-VO4: not_by_names"):
        scene.do(vote)
    with pytest.raises(Rejected, match="R-VO5: it_was_a_secret_ballot"):
        scene.do(mc.RequestRecordedVote(meeting=scene.at, motion=scene.motion, seats=scene.seat("gp"), mode=mode))
    scene.do(papers(scene, 5, 4))
    declared(scene)
    own = mc.RecordOwnVote(meeting=scene.at, motion=scene.motion, seat=scene.seats["gp"], choice="for", mode=mode)
    with pytest.raises(Rejected, match="R-VO5: it_was_a_secret_ballot"):
        scene.do(own)


def test_two_members_may_ask_for_a_ballot_and_then_it_is_one() -> None:
    scene = Scene(FIVE).moved()
    asking = {"meeting": scene.at, "motion": scene.motion}
    scene.do(mc.DemandBallot(**asking, seats=scene.seat("gp")))
    assert names(scene.decide(q.PutMotion(**asking))) == ["QuestionPut"]
    assert scene.do(mc.DemandBallot(**asking, seats=scene.seat("gp"))) == ()
    assert names(scene.do(mc.DemandBallot(**asking, seats=scene.seat("gp", "carer")))) == ["BallotDemanded"]
    with pytest.raises(Rejected, match="R-VO5: ballot_needed"):
        scene.do(q.PutMotion(**asking))
    assert names(scene.do(q.PutMotion(**asking, how="ballot"))) == ["QuestionPut"]
    with pytest.raises(Rejected, match="R-VO5: already_put"):
        scene.do(mc.DemandBallot(**asking, seats=scene.seat("nurse")))


@pytest.mark.parametrize("category", ["election", "removal"])
def test_elections_and_removals_are_by_ballot(category: Any) -> None:
    scene = Scene(StandingOrders(quorum=5, business_stated=False, thresholds=())).opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    about: Any = {"fills": q.Fills(scene.seats["gp"])} if category == "election" else {}
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="x", category=category, **about))
    with pytest.raises(Rejected, match="ballot_needed"):
        scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion))
    assert names(scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="ballot"))) == ["QuestionPut"]


def by_hands_all_the_same(*asking: str) -> Any:
    """What comes of a vote by hands, written up, after these members asked for a ballot."""
    scene = Scene(FIVE).moved()
    written: Any = {"meeting": scene.at, "motion": scene.motion, "mode": "written_up"}
    if asking:
        scene.do(mc.DemandBallot(seats=scene.seat(*asking), **written))
    scene.do(q.PutMotion(how="hands", **written))
    scene.do(q.RecordCount(count=q.Hands(9), **written))
    return declared(scene, mode="written_up")


def test_hands_where_two_members_asked_for_a_ballot_are_written_up_without_effect() -> None:
    outcome = by_hands_all_the_same("gp", "carer")
    assert (outcome.by_rule, outcome.irregular, outcome.takes_effect) == ("agreed", ("R-VO5",), False)
    assert by_hands_all_the_same("gp").takes_effect


SECRET = StandingOrders(quorum=5, business_stated=False, thresholds=())


def without_a_ballot(category: Any, orders: StandingOrders = SECRET, *, imported: bool = False, **more: Any) -> Any:
    """What comes of a question of a kind, written up as answered in another way than by ballot."""
    scene = Scene(orders).opened()
    whole = q.RecordDecision(
        meeting=scene.at, item=scene.items[0], words="x", category=category, mode="written_up",
        **{"how": "hands", "count": q.Hands(9), **more},
    )  # fmt: skip
    told = scene.brought_in(whole) if imported else scene.do(whole)
    outcome = told[-1].outcome  # type: ignore[attr-defined]
    return outcome.by_rule, outcome.irregular, outcome.takes_effect


@pytest.mark.parametrize("category", ["election", "removal"])
def test_hands_where_the_orders_ask_for_a_ballot_are_written_up_without_effect(category: Any) -> None:
    by_rule, clauses, takes_effect = without_a_ballot(category)
    assert (by_rule, "R-VO5" in clauses, takes_effect) == ("agreed", True, False)
    _, clauses, takes_effect = without_a_ballot(category, how="consensus", count=None)
    assert ("R-VO5" in clauses, takes_effect) == (True, False)


@pytest.mark.parametrize("category", ["election", "removal"])
def test_hands_are_in_order_where_the_orders_ask_for_no_ballot(category: Any) -> None:
    orders = StandingOrders(quorum=5, business_stated=False, thresholds=(), ballot_for=())
    assert "R-VO5" not in without_a_ballot(category, orders)[1]


def test_an_election_by_hands_in_an_import_and_one_just_agreed_are_not_known_to_break_the_orders() -> None:
    assert without_a_ballot("election", imported=True) == ("agreed", (), True)
    assert without_a_ballot("election", how="agreed", count=None, announced="agreed")[1:] == ((), True)


@pytest.mark.parametrize(("for_", "against", "spoilt"), [(5, 3, 0), (5, 4, 1)])
def test_as_many_papers_as_members_were_ticked_off(for_: int, against: int, spoilt: int) -> None:
    scene = by_ballot()
    with pytest.raises(Rejected, match="R-VO5: papers_do_not_match_the_roll") as refused:
        scene.do(papers(scene, for_, against, spoilt=spoilt))
    assert refused.value.because == {"papers": for_ + against + spoilt, "ticked": 9}
    scene.do(papers(scene, for_, against, spoilt=spoilt, mode="written_up"))
    assert "R-VO5" in declared(scene, mode="written_up").irregular


def test_whoever_has_no_vote_is_not_ticked_off() -> None:
    scene = by_ballot(FIVE, *VOTING[:7])
    with pytest.raises(Rejected, match="R-VO5: ticked_without_a_vote"):
        scene.do(papers(scene, 8, voted=scene.seat(*VOTING[:8])))
    with pytest.raises(Rejected, match="seat_named_twice"):
        scene.do(papers(scene, 2, voted=scene.seat("gp", "gp")))
    with pytest.raises(Rejected, match="roll_not_ticked"):
        scene.do(papers(scene, 7, voted=None))


def test_notes_that_do_not_say_who_took_part_leave_it_unknown() -> None:
    scene = Scene(FIVE).moved(put="ballot")
    (counted,) = scene.do(papers(scene, 5, 4, voted=None, mode="written_up"))
    assert counted.voted is None  # type: ignore[attr-defined]
    outcome = declared(scene, mode="written_up")
    assert (outcome.irregular, outcome.takes_effect) == ((), True)


def test_no_paper_is_counted_without_two_tellers() -> None:
    scene = Scene(FIVE).moved(put="ballot")
    with pytest.raises(Rejected, match="R-VO5: tellers_missing"):
        scene.do(papers(scene, 9))


@pytest.mark.parametrize(
    ("tellers", "reason"), [(("gp",), "two_tellers"), (("gp", "gp"), "two_tellers"), (("gp", "worker"), "not_present")]
)
def test_two_different_members_in_the_room_count(tellers: tuple[str, ...], reason: str) -> None:
    scene = Scene(FIVE).opened(*VOTING[:8]).moved(put="ballot")
    naming = mc.NameTellers(meeting=scene.at, motion=scene.motion, tellers=scene.seat(*tellers))
    with pytest.raises(Rejected, match=reason):
        scene.do(naming)
    scene.do(msgspec.structs.replace(naming, mode="written_up"))
    scene.do(papers(scene, 8, voted=scene.seat(*VOTING[:8]), mode="written_up"))
    assert declared(scene, mode="written_up").irregular == ("R-VO5",)


def test_whoever_stands_does_not_count() -> None:
    one, two = Scene().seat("gp", "vice")
    with pytest.raises(Rejected, match="teller_is_a_candidate"):
        ballot.tellers((one, two), candidates=(two,), here=(one, two))


def test_papers_are_counted_again_but_the_roll_stands() -> None:
    scene = by_ballot()
    scene.do(papers(scene, 5, 4))
    assert scene.do(papers(scene, 5, 4)) == ()
    assert names(scene.do(papers(scene, 4, 5))) == ["BallotCounted"]
    with pytest.raises(Rejected, match="R-VO5: roll_of_the_ballot_stands"):
        scene.do(papers(scene, 4, 4, voted=scene.seat(*VOTING[:8])))
    assert declared(scene).test == "4>5"


def test_totals_by_class_are_never_taken_where_they_would_tell() -> None:
    # Four professionals are fewer than five: any total of theirs says too much (R-PR2), written up too.
    scene = by_ballot()
    by_class: Any = {"LE": q.Hands(3, 2), "PR": q.Hands(2, 2)}
    for mode in ("live", "written_up"):
        with pytest.raises(Rejected, match="R-PR2: classes_would_tell"):
            scene.do(papers(scene, 5, 4, by_class=by_class, mode=mode))


@pytest.mark.parametrize(
    ("voters", "votes", "tells"),
    [
        ((5, 4), ((3, 2, 0), (2, 2, 0)), True),
        ((5, 5), ((3, 2, 0), (4, 1, 0)), False),
        ((5, 5), ((5, 0, 0), (4, 1, 0)), True),
        ((6, 5), ((6, 0), (3, 2)), True),
        ((6, 0), ((4, 2), (0, 0)), False),
    ],
)
def test_a_class_of_under_five_or_of_one_mind_is_not_shown(
    voters: tuple[int, ...], votes: tuple[tuple[int, ...], ...], tells: bool
) -> None:
    assert ballot.tells_by_class(voters, votes) is tells


@pytest.mark.parametrize(
    ("votes", "spoilt", "tells"),
    [
        ((4, 3), 0, False),
        ((7, 0), 0, True),
        ((7, 0), 1, False),
        ((2, 2), 0, True),
        ((2, 2), 1, False),
        ((0, 9, 0), 0, True),
    ],
)
def test_even_a_total_tells_when_few_or_all_of_one_mind_voted(votes: tuple[int, ...], spoilt: int, tells: bool) -> None:
    assert ballot.tells_in_total(votes, spoilt) is tells


def test_a_tie_in_a_ballot_is_broken_only_where_the_orders_say_so() -> None:
    for also, reason in ((False, "R-TI2: not_in_a_secret_ballot"), (True, "")):
        orders = StandingOrders(quorum=5, lived_experience="off", tie_rule="second_vote", casting_vote_in_ballots=also)
        scene = by_ballot(orders, *VOTING[:8])
        scene.do(papers(scene, 4, 4, voted=scene.seat(*VOTING[:8])))
        using = q.UseCastingVote(
            reason="It is time.", meeting=scene.at, motion=scene.motion, direction="for", changes_status_quo=True
        )
        if reason:
            with pytest.raises(Rejected, match=reason):
                scene.do(using)
        else:
            assert names(scene.do(using)) == ["CastingVoteUsed"]
            with pytest.raises(Rejected, match="casting_vote_used"):
                scene.do(papers(scene, 5, 3, voted=scene.seat(*VOTING[:8])))


def test_a_chair_who_only_breaks_ties_puts_no_paper_in() -> None:
    orders = StandingOrders(quorum=5, lived_experience="off", tie_rule="only_vote", casting_vote_in_ballots=True)
    scene = by_ballot(orders)
    with pytest.raises(Rejected, match="R-TI3: presider_votes_only_on_a_tie"):
        scene.do(papers(scene, 5, 4))
    assert names(scene.do(papers(scene, 4, 4, voted=scene.seat(*VOTING[1:])))) == ["BallotCounted"]


@pytest.mark.parametrize(("agree", "by_rule"), [(True, "agreed"), (False, "not_agreed"), (None, "unknown")])
def test_where_lived_experience_members_must_agree_the_tellers_say_only_whether_they_do(
    agree: bool | None, by_rule: str
) -> None:
    scene = by_ballot(StandingOrders(quorum=5, lived_experience="concurrent"))
    scene.do(papers(scene, 5, 4, lived_experience_for=agree))
    outcome = declared(scene, announced="agreed", mode="written_up")
    assert outcome.by_rule == by_rule
    assert outcome.split.known == "unknown"


def test_a_whole_ballot_is_recorded_at_once() -> None:
    scene = Scene(FIVE).opened()
    whole = q.RecordDecision(
        meeting=scene.at, item=scene.items[0], words="x", how="ballot", count=q.Hands(6, 2), spoilt=1,
        voted=scene.seat(*VOTING), tellers=scene.seat("gp", "vice"),
    )  # fmt: skip
    assert names(scene.do(whole))[-4:] == ["QuestionPut", "TellersNamed", "BallotCounted", "ResultDeclared"]
    for wrong in ({"voted": scene.seat("gp")}, {"tellers": scene.seat("gp", "vice")}, {"spoilt": 1}):
        with pytest.raises(Rejected, match="R-VO5: not_by_ballot"):
            scene.do(
                msgspec.structs.replace(whole, how="hands", **{"voted": None, "tellers": (), "spoilt": 0, **wrong})
            )


def test_a_change_of_words_needs_no_ballot_of_its_own() -> None:
    scene = Scene(StandingOrders(quorum=5, business_stated=False, thresholds=())).opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="Thank the chair.", category="removal"))
    change = (q.Change("chair", "treasurer"),)
    scene.do(q.MoveAmendment(meeting=scene.at, motion=scene.motion, changes=change))
    assert names(scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion))) == ["QuestionPut"]
