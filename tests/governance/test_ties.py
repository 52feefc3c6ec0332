"""Ties: the casting vote breaks one, and nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from governance.explain import outcome, plain
from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.motion import method_commands as mc
from governance.standing_orders import StandingOrders
from tests.spec import DAY, VOTING, Scene, names

if TYPE_CHECKING:
    from typing import Literal


def declared(scene: Scene, by_class: dict[str, q.Hands], direction: Literal["for", "against"]) -> Any:
    at, motion = scene.at, scene.motion
    total = q.Hands(sum(h.for_ for h in by_class.values()), sum(h.against for h in by_class.values()))
    scene.do(q.RecordCount(meeting=at, motion=motion, count=total, by_class=by_class))  # type: ignore[arg-type]
    scene.do(
        q.UseCastingVote(reason="It is time.", meeting=at, motion=motion, direction=direction, changes_status_quo=True)
    )
    (result,) = scene.do(q.DeclareResult(meeting=at, motion=motion))
    return result.outcome  # type: ignore[attr-defined]


def tied(**orders: Any) -> Scene:
    return Scene(StandingOrders(quorum=5, tie_rule="second_vote", **orders)).moved(put="hands")


@pytest.mark.parametrize("direction", ["for", "against"])
def test_the_casting_vote_decides_a_tie(direction: Literal["for", "against"]) -> None:
    outcome = declared(tied(), {"LE": q.Hands(1, 3), "PR": q.Hands(3, 1)}, direction)
    answer = "agreed" if direction == "for" else "not_agreed"
    assert (outcome.by_rule, outcome.reason, outcome.casting) == (answer, "casting_vote", direction)


def test_a_casting_vote_for_does_not_carry_what_lived_experience_members_voted_against() -> None:
    outcome = declared(tied(lived_experience="concurrent"), {"LE": q.Hands(1, 4), "PR": q.Hands(3, 0)}, "for")
    assert (outcome.by_rule, outcome.reason) == ("not_agreed", "lived_experience_against")


def test_a_casting_vote_for_carries_what_lived_experience_members_voted_for() -> None:
    outcome = declared(tied(lived_experience="concurrent"), {"LE": q.Hands(3, 1), "PR": q.Hands(1, 3)}, "for")
    assert (outcome.by_rule, outcome.reason) == ("agreed", "casting_vote")


def test_a_casting_vote_against_needs_nobody_to_agree() -> None:
    outcome = declared(tied(lived_experience="concurrent"), {"LE": q.Hands(3, 1), "PR": q.Hands(1, 3)}, "against")
    assert (outcome.by_rule, outcome.reason) == ("not_agreed", "casting_vote")


def test_by_hands_alone_nobody_knows_whether_lived_experience_members_agreed() -> None:
    scene = tied(lived_experience="concurrent")
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(4, 4)))
    casting = q.UseCastingVote(
        reason="It is time.", meeting=scene.at, motion=scene.motion, direction="for", changes_status_quo=True
    )
    scene.do(casting)
    declaring = q.DeclareResult(meeting=scene.at, motion=scene.motion, announced="agreed", mode="written_up")
    (result,) = scene.do(declaring)
    outcome = result.outcome  # type: ignore[attr-defined]
    assert (outcome.by_rule, outcome.reason) == ("unknown", "lived_experience_votes_not_known")


def test_a_casting_vote_does_not_make_up_for_too_few_votes() -> None:
    outcome = declared(tied(min_votes_cast=4), {"LE": q.Hands(1, 0), "PR": q.Hands(0, 1)}, "for")
    assert (outcome.by_rule, outcome.reason) == ("not_agreed", "too_few_votes")


def casting(scene: Scene, direction: Literal["for", "against"] = "for", **more: Any) -> q.UseCastingVote:
    said: dict[str, Any] = {"reason": "It is time.", "changes_status_quo": True, **more}
    return q.UseCastingVote(meeting=scene.at, motion=scene.motion, direction=direction, **said)


def roll_call_tied() -> Scene:
    """Four to four by names; the ninth, the development worker, has not answered."""
    scene = Scene(StandingOrders(quorum=5, tie_rule="second_vote", lived_experience="off")).moved(put="roll_call")
    for n, name in enumerate(VOTING[:8]):
        scene.do(answer(scene, name, "for" if n < 4 else "against"))
    return scene


def answer(scene: Scene, name: str, choice: Any) -> q.CastVote:
    return q.CastVote(meeting=scene.at, motion=scene.motion, seat=scene.seats[name], choice=choice)


def test_no_answer_is_given_or_changed_once_the_casting_vote_is_used() -> None:
    scene = roll_call_tied()
    scene.do(casting(scene))
    with pytest.raises(Rejected, match="casting_vote_used") as refused:
        scene.do(answer(scene, "worker", "against"))
    assert refused.value.clause == "R-TI2"
    assert scene.do(answer(scene, "chair", "for")) == ()
    by_hands = tied()
    by_hands.do(q.RecordCount(meeting=by_hands.at, motion=by_hands.motion, count=q.Hands(4, 4)))
    by_hands.do(casting(by_hands))
    with pytest.raises(Rejected, match="casting_vote_used"):
        by_hands.do(q.RecordCount(meeting=by_hands.at, motion=by_hands.motion, count=q.Hands(4, 5)))


def test_the_casting_vote_is_used_once() -> None:
    scene = roll_call_tied()
    scene.do(casting(scene))
    assert scene.do(casting(scene)) == ()
    with pytest.raises(Rejected, match="casting_vote_used"):
        scene.do(casting(scene, "against"))


def test_a_casting_vote_our_orders_do_not_grant_is_written_up_without_effect() -> None:
    scene = Scene(StandingOrders(quorum=5, lived_experience="off")).moved(put="hands")
    count = q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(4, 4))
    scene.do(count)
    assert names(scene.do(casting(scene, mode="written_up"))) == ["CastingVoteUsed"]
    declaring = q.DeclareResult(meeting=scene.at, motion=scene.motion, announced="agreed", mode="written_up")
    (result,) = scene.do(declaring)
    outcome = result.outcome  # type: ignore[attr-defined]
    assert (outcome.announced, outcome.by_rule, outcome.reason) == ("agreed", "not_agreed", "tie")
    assert (outcome.irregular, outcome.takes_effect, outcome.casting) == (("R-TI1", "R-VO10"), False, "for")


def test_a_casting_vote_without_a_tie_is_written_up_without_effect() -> None:
    scene = tied()
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(5, 4)))
    with pytest.raises(Rejected, match="R-TI2: not_a_tie"):
        scene.do(casting(scene, "against"))
    assert names(scene.do(casting(scene, "for", mode="written_up"))) == ["CastingVoteUsed"]
    (result,) = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion, mode="written_up"))
    outcome = result.outcome  # type: ignore[attr-defined]
    assert (outcome.by_rule, outcome.irregular, outcome.takes_effect) == ("agreed", ("R-TI2",), False)


def test_a_casting_vote_where_nothing_is_known_to_have_been_counted_is_not_written_up() -> None:
    scene = Scene(StandingOrders(quorum=5, tie_rule="second_vote", lived_experience="off")).moved(put="hands")
    with pytest.raises(Rejected, match="R-TI2: not_a_tie"):
        scene.do(casting(scene, mode="written_up"))


@pytest.mark.parametrize("again", ["It is late.", None])
def test_a_casting_vote_told_again_with_another_reason_is_refused(again: str | None) -> None:
    scene = roll_call_tied()
    scene.do(casting(scene))
    assert scene.do(casting(scene)) == ()
    with pytest.raises(Rejected, match="R-TI2: casting_vote_used"):
        scene.do(casting(scene, reason=again))


def test_live_whoever_uses_the_casting_vote_says_why() -> None:
    scene = roll_call_tied()
    with pytest.raises(Rejected, match="R-TI4: reason_is_missing"):
        scene.do(casting(scene, reason=None))
    (used,) = scene.do(casting(scene, reason=None, mode="written_up"))
    assert used.reason is None  # type: ignore[attr-defined]


def test_a_casting_vote_told_again_does_not_change_what_it_did_to_how_things_were() -> None:
    scene = roll_call_tied()
    scene.do(casting(scene))
    with pytest.raises(Rejected, match="R-TI2: casting_vote_used"):
        scene.do(
            q.UseCastingVote(
                reason="It is time.", meeting=scene.at, motion=scene.motion, direction="for", changes_status_quo=False
            )
        )


def by_names_under_a_chair_who_only_breaks_ties() -> Scene:
    return Scene(StandingOrders(quorum=5, tie_rule="only_vote", lived_experience="off")).moved(put="roll_call")


def test_a_chair_who_only_breaks_ties_has_no_vote_like_the_others() -> None:
    scene = by_names_under_a_chair_who_only_breaks_ties()
    vote: Any = {"meeting": scene.at, "motion": scene.motion, "choice": "for"}
    with pytest.raises(Rejected, match="R-TI3: presider_votes_only_on_a_tie"):
        scene.do(q.CastVote(seat=scene.seats["chair"], **vote))
    assert names(scene.do(q.CastVote(seat=scene.seats["vice"], **vote))) == ["VoteCast"]


def test_a_chair_who_voted_all_the_same_is_written_up_without_effect() -> None:
    scene = by_names_under_a_chair_who_only_breaks_ties()
    for seat in ("chair", "vice"):
        vote = q.CastVote(
            meeting=scene.at, motion=scene.motion, seat=scene.seats[seat], choice="for", mode="written_up"
        )
        assert names(scene.do(vote)) == ["VoteCast"]
    (result,) = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion, mode="written_up"))
    outcome = result.outcome  # type: ignore[attr-defined]
    assert (outcome.by_rule, outcome.irregular, outcome.takes_effect) == ("agreed", ("R-TI3",), False)


def test_a_chair_whose_hand_was_up_with_all_the_others_has_voted() -> None:
    orders = StandingOrders(quorum=5, tie_rule="only_vote", lived_experience="off")
    scene = Scene(orders).opened(*VOTING[:7], "commissioner").moved(put="hands")
    every_hand = q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(4, 4))
    with pytest.raises(Rejected, match="R-TI3: presider_votes_only_on_a_tie"):
        scene.do(every_hand)
    scene.do(msgspec.structs.replace(every_hand, mode="written_up"))
    with pytest.raises(Rejected, match="presider_has_voted"):
        scene.do(casting(scene))
    (result,) = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion, mode="written_up"))
    assert result.outcome.irregular == ("R-TI3",)  # type: ignore[attr-defined]


def test_seven_hands_may_go_up_beside_a_chair_who_only_breaks_ties() -> None:
    orders = StandingOrders(quorum=5, tie_rule="only_vote", lived_experience="off")
    scene = Scene(orders).opened(*VOTING[:8]).moved(put="hands")
    with pytest.raises(Rejected, match="more_votes_than_voters"):
        scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(9)))
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(3, 3, 1)))
    assert names(scene.do(casting(scene))) == ["CastingVoteUsed"]


def declining(scene: Scene, **more: Any) -> mc.DeclineCastingVote:
    return mc.DeclineCastingVote(meeting=scene.at, motion=scene.motion, **more)


def test_a_casting_vote_declined_leaves_the_tie_not_agreed() -> None:
    scene = roll_call_tied()
    assert names(scene.do(declining(scene))) == ["CastingVoteDeclined"]
    with pytest.raises(Rejected, match="R-TI5: casting_vote_declined"):
        scene.do(casting(scene))
    with pytest.raises(Rejected, match="casting_vote_declined"):
        scene.do(answer(scene, "worker", "for"))
    (result,) = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))
    outcome = result.outcome  # type: ignore[attr-defined]
    assert (outcome.by_rule, outcome.reason, outcome.casting) == ("not_agreed", "tie", None)


def test_what_was_used_is_not_declined_and_only_whoever_presides_declines() -> None:
    scene = roll_call_tied()
    with pytest.raises(Rejected, match="not_the_presider"):
        scene.do(declining(scene, by=scene.seats["vice"]))
    scene.do(casting(scene))
    with pytest.raises(Rejected, match="casting_vote_used"):
        scene.do(declining(scene))


def test_nobody_declines_a_casting_vote_our_orders_do_not_grant() -> None:
    scene = Scene(StandingOrders(quorum=5, lived_experience="off")).moved(put="hands")
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(4, 4)))
    with pytest.raises(Rejected, match="R-TI1: no_casting_vote_in_profile"):
        scene.do(declining(scene))


def test_without_a_roll_nobody_knows_that_the_chair_could_not_break_the_tie() -> None:
    scene = Scene(StandingOrders(quorum=5, tie_rule="second_vote", lived_experience="off")).called()
    scene.do(m.OpenMeeting(meeting=scene.at, presider=scene.seats["chair"], when=When(DAY), mode="written_up"))
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0], mode="written_up"))
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="x", mode="written_up"))
    put = q.PutMotion(meeting=scene.at, motion=scene.motion, how="roll_call", mode="written_up")
    scene.do(put)
    for name, choice in (("chair", "for"), ("vice", "for"), ("nurse", "against"), ("gp", "against")):
        vote = q.CastVote(meeting=scene.at, motion=scene.motion, seat=scene.seats[name], choice=choice)  # type: ignore[arg-type]
        scene.do(msgspec.structs.replace(vote, mode="written_up"))
    used = q.UseCastingVote(
        reason="It is time.",
        meeting=scene.at,
        motion=scene.motion,
        direction="for",
        changes_status_quo=False,
        mode="written_up",
    )
    scene.do(used)
    (declared, *_) = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion, mode="written_up"))
    assert (declared.outcome.by_rule, declared.outcome.irregular) == ("agreed", ())  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("rule", "changes", "words", "people"),
    [
        ("second_vote", True, " and changed how things were (R-TI4).", " It changed how things were."),
        ("second_vote", False, " and kept things as they were (R-TI4).", " It kept things as they were."),
        ("only_vote", True, " and changed how things were (R-TI4).", " It changed how things were."),
        ("only_vote", False, " and kept things as they were (R-TI4).", " It kept things as they were."),
    ],
)
def test_a_casting_vote_says_what_it_did_to_how_things_were(rule: Any, changes: bool, words: str, people: str) -> None:
    scene = Scene(StandingOrders(quorum=5, lived_experience="off", tie_rule=rule)).moved(put="hands")
    at, motion = scene.at, scene.motion
    scene.do(q.RecordCount(meeting=at, motion=motion, count=q.Hands(4, 4)))
    (used,) = scene.do(
        q.UseCastingVote(
            reason="It is time.", meeting=at, motion=motion, direction="against", changes_status_quo=changes
        )
    )
    (result,) = scene.do(q.DeclareResult(meeting=at, motion=motion))
    told = result.outcome  # type: ignore[attr-defined]
    assert (used.changes_status_quo, told.changes_status_quo) == (changes, changes)  # type: ignore[attr-defined]
    assert outcome(told, 1).endswith("the casting vote against broke the tie (R-TI2)" + words)
    assert plain(told).endswith("The casting vote was against." + people)


@pytest.mark.parametrize(("rule", "declines"), [("falls", False), ("second_vote", True), ("second_vote", False)])
def test_without_a_casting_vote_a_tie_says_nothing_of_how_things_were(rule: Any, declines: bool) -> None:
    scene = Scene(StandingOrders(quorum=5, lived_experience="off", tie_rule=rule)).moved(put="hands")
    at, motion = scene.at, scene.motion
    scene.do(q.RecordCount(meeting=at, motion=motion, count=q.Hands(4, 4)))
    if declines:
        scene.do(mc.DeclineCastingVote(meeting=at, motion=motion))
    told = scene.do(q.DeclareResult(meeting=at, motion=motion))[-1].outcome  # type: ignore[attr-defined]
    assert (told.by_rule, told.changes_status_quo) == ("not_agreed", None)
    assert "how things were" not in outcome(told, 1) + plain(told)


def tied_by_hands(scene: Scene, for_: int = 4, against: int = 4) -> Scene:
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(for_, against)))
    return scene


def tied_in(category: Any) -> Scene:
    scene = Scene(SECOND_VOTE)
    agenda = (m.Business("First", category=category),)
    scene.do(m.CallMeeting(group=scene.id, starts=When(DAY, "14:00"), when=When("2026-01-05"), agenda=agenda))
    scene.opened().do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(
        q.MoveMotion(
            meeting=scene.at, item=scene.items[0], words="x", category=category, moved_by=scene.seats["vice"],
            seconded_by=scene.seats["gp"],
        )
    )  # fmt: skip
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="hands"))
    return tied_by_hands(scene)


def by_ballot(**orders: Any) -> Scene:
    scene = Scene(msgspec.structs.replace(SECOND_VOTE, **orders)).moved(put="ballot")
    scene.do(mc.NameTellers(meeting=scene.at, motion=scene.motion, tellers=scene.seat("nurse", "worker")))
    scene.do(mc.RecordBallot(meeting=scene.at, motion=scene.motion, count=q.Hands(4, 4), voted=scene.seat(*VOTING[:8])))
    return scene


def under_a_nurse_who_stood_down() -> Scene:
    anybody = msgspec.structs.replace(SECOND_VOTE, presider_class="any")
    scene = Scene(anybody).opened("nurse", "vice", "gp", "commissioner", "worker", "carer")
    scene.do(m.StandDown(meeting=scene.at, seat=scene.seats["nurse"]))
    return tied_by_hands(scene.moved(put="hands"), 2, 2)


SECOND_VOTE = StandingOrders(quorum=5, tie_rule="second_vote", lived_experience="off")


@pytest.mark.parametrize(
    ("scene", "by", "reason"),
    [
        (lambda: tied_by_hands(Scene(SECOND_VOTE).moved(put="hands"), 4, 3), "chair", "R-TI2: not_a_tie"),
        (lambda: tied_by_hands(Scene(SECOND_VOTE).moved(put="hands"), 0, 0), "chair", "R-TI2: not_a_tie"),
        (lambda: tied_in("rules"), "chair", "R-TI2: only_for_a_simple_majority"),
        (lambda: tied_by_hands(Scene(SECOND_VOTE).moved(put="hands")), "vice", "R-TI2: not_the_presider"),
        (under_a_nurse_who_stood_down, "nurse", "R-TI2: presider_may_not_vote"),
        (by_ballot, "chair", "R-TI2: not_in_a_secret_ballot"),
    ],
)
def test_live_each_condition_of_the_casting_vote_is_asked_for(scene: Any, by: str, reason: str) -> None:
    before = scene()
    with pytest.raises(Rejected, match=reason):
        before.do(casting(before, by=before.seats[by]))


@pytest.mark.parametrize(
    "scene",
    [
        lambda: tied_by_hands(Scene(SECOND_VOTE).moved(put="hands")),
        lambda: by_ballot(casting_vote_in_ballots=True),
    ],
)
def test_with_every_condition_met_whoever_presides_uses_it(scene: Any) -> None:
    before = scene()
    assert names(before.do(casting(before, by=before.seats["chair"]))) == ["CastingVoteUsed"]
