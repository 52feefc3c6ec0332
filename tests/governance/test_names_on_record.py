"""Names on record: a recorded vote when members ask for one, and one's own answer right after a vote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from governance.kernel import Rejected
from governance.meeting import commands as m
from governance.meeting import floor
from governance.motion import commands as q
from governance.motion import method_commands as mc
from governance.standing_orders import StandingOrders
from tests.spec import VOTING, Paper, Scene, names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from governance.motion.events import Outcome

FIVE = StandingOrders(quorum=5, lived_experience="off")


def asking(scene: Scene, *seats: str, **more: Any) -> mc.RequestRecordedVote:
    return mc.RequestRecordedVote(meeting=scene.at, motion=scene.motion, seats=scene.seat(*seats), **more)


def own(scene: Scene, seat: str, choice: Any, **more: Any) -> mc.RecordOwnVote:
    return mc.RecordOwnVote(meeting=scene.at, motion=scene.motion, seat=scene.seats[seat], choice=choice, **more)


def all_names(scene: Scene, for_: Sequence[str], **more: Any) -> mc.RecordNames:
    votes: Any = {scene.seats[name]: "for" if name in for_ else "against" for name in VOTING}
    return mc.RecordNames(meeting=scene.at, motion=scene.motion, votes=votes, **more)


def voted(for_: int = 5, against: int = 4, orders: StandingOrders = FIVE) -> Scene:
    """A question answered by hands, its result just declared."""
    scene = Scene(orders).moved(put="hands")
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(for_, against)))
    scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))
    return scene


def declared(scene: Scene) -> Outcome:
    outcome: Outcome = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))[-1].outcome  # type: ignore[attr-defined]
    return outcome


def test_one_member_asks_before_the_vote_and_it_is_taken_by_name() -> None:
    scene = Scene(FIVE).moved()
    assert names(scene.do(asking(scene, "gp"))) == ["RecordedVoteRequested"]
    with pytest.raises(Rejected, match="R-VO4: names_asked_for"):
        scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="hands"))
    assert names(scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="roll_call"))) == ["QuestionPut"]
    assert scene.do(asking(scene, "gp")) == ()


def test_it_takes_as_many_members_as_the_orders_say() -> None:
    scene = Scene(StandingOrders(quorum=5, recorded_vote_min=2)).moved()
    scene.do(asking(scene, "gp"))
    assert names(scene.decide(q.PutMotion(meeting=scene.at, motion=scene.motion, how="hands"))) == ["QuestionPut"]
    scene.do(asking(scene, "vice"))
    with pytest.raises(Rejected, match="names_asked_for"):
        scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="hands"))


def test_asked_for_after_the_hands_the_question_is_put_again_by_name_and_the_names_stand() -> None:
    scene = Scene(FIVE).moved(put="hands")
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(5, 4)))
    assert names(scene.do(asking(scene, "gp"))) == ["RecordedVoteRequested", "QuestionPut"]
    for n, name in enumerate(VOTING):
        choice: Any = "for" if n < 4 else "against"
        scene.do(q.CastVote(meeting=scene.at, motion=scene.motion, seat=scene.seats[name], choice=choice))
    contradicted, result = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))
    assert type(contradicted).__name__ == "TallyContradicted"
    outcome = result.outcome  # type: ignore[attr-defined]
    assert (outcome.method, outcome.by_rule, outcome.test) == ("roll_call", "not_agreed", "4>5")


def test_right_after_the_result_the_names_are_taken_down_and_the_result_stands() -> None:
    scene = voted()
    with pytest.raises(Rejected, match="R-VO4: nobody_asked_for_names"):
        scene.do(all_names(scene, VOTING[:5]))
    assert names(scene.do(asking(scene, "gp"))) == ["RecordedVoteRequested"]
    assert names(scene.do(all_names(scene, VOTING[:5]))) == ["NamesRecorded"]
    with pytest.raises(Rejected, match="names_are_recorded"):
        scene.do(all_names(scene, VOTING[:5]))
    assert scene.meeting.motions[scene.motion].stage == "agreed"


def test_names_that_do_not_fit_the_count_are_flagged() -> None:
    scene = voted()
    scene.do(asking(scene, "gp"))
    taken, contradicted = scene.do(all_names(scene, VOTING[:4]))
    assert type(taken).__name__ == "NamesRecorded"
    assert (contradicted.printed.for_, contradicted.by_names.for_) == (5, 4)  # type: ignore[attr-defined]


@pytest.mark.parametrize("after", ["item", "motion", "end"])
def test_once_the_meeting_has_moved_on_it_is_too_late(after: str) -> None:
    scene = voted()
    first = scene.motion
    if after == "item":
        scene.do(m.OpenItem(meeting=scene.at, item=scene.items[1]))
    elif after == "motion":
        scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="x", moved_by=scene.seats["gp"]))
    else:
        scene.do(m.CloseItem(meeting=scene.at, item=scene.items[0]))
    late: Any = {"meeting": scene.at, "motion": first}
    with pytest.raises(Rejected, match="R-VO11: too_late"):
        scene.do(mc.RequestRecordedVote(seats=scene.seat("gp"), **late))
    with pytest.raises(Rejected, match="R-VO11: too_late"):
        scene.do(mc.RecordOwnVote(seat=scene.seats["gp"], choice="for", **late))
    written = mc.RecordOwnVote(seat=scene.seats["gp"], choice="for", mode="written_up", **late)
    assert names(scene.do(written)) == ["OwnVoteRecorded"]


def test_written_up_names_nobody_was_asked_for_are_accepted() -> None:
    scene = voted()
    assert names(scene.do(all_names(scene, VOTING[:5], mode="written_up"))) == ["NamesRecorded"]


def test_a_member_has_their_own_answer_recorded_with_a_reason() -> None:
    scene = voted()
    (recorded,) = scene.do(own(scene, "chair", "against", reason="people told us they prefer the library"))
    assert (recorded.seat, recorded.choice) == (scene.seats["chair"], "against")  # type: ignore[attr-defined]
    assert scene.do(own(scene, "chair", "against")) == ()
    with pytest.raises(Rejected, match="R-VO11: own_vote_is_recorded"):
        scene.do(own(scene, "chair", "for"))


def test_before_the_vote_there_is_nothing_to_record() -> None:
    scene = Scene(FIVE).moved(put="hands")
    with pytest.raises(Rejected, match="R-VO11: not_voted_on_yet"):
        scene.do(own(scene, "chair", "for"))


def test_whoever_could_not_vote_has_no_answer_to_record() -> None:
    scene = Scene(FIVE).opened(*VOTING[:8]).moved(put="hands")
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(8)))
    scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))
    with pytest.raises(Rejected, match="R-MO3"):
        scene.do(own(scene, "worker", "against"))
    with pytest.raises(Rejected, match="R-MO3: no_vote"):
        scene.do(own(scene, "officer", "against"))


def test_more_members_against_than_were_counted_are_flagged() -> None:
    scene = voted(8, 1)
    assert names(scene.do(own(scene, "chair", "against"))) == ["OwnVoteRecorded"]
    recorded, contradicted = scene.do(own(scene, "gp", "against"))
    assert type(recorded).__name__ == "OwnVoteRecorded"
    assert (contradicted.counted, contradicted.recorded) == (1, 2)  # type: ignore[attr-defined]


def test_the_first_against_where_nobody_was_counted_against_is_flagged_at_once() -> None:
    scene = voted(7, 0)
    for n, name in enumerate(("chair", "vice", "gp", "nurse"), 1):
        _, contradicted = scene.do(own(scene, name, "against"))
        assert (contradicted.counted, contradicted.recorded) == (0, n)  # type: ignore[attr-defined]


def test_an_answer_that_nobody_of_the_members_class_was_counted_for_is_flagged() -> None:
    scene = Scene(FIVE).moved(put="hands")
    split: Any = {"LE": q.Hands(3, 2), "PR": q.Hands(4, 0)}
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(7, 2), by_class=split))
    scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))
    assert names(scene.do(own(scene, "chair", "against"))) == ["OwnVoteRecorded"]
    assert names(scene.do(own(scene, "gp", "against"))) == ["OwnVoteRecorded", "OwnVoteContradicted"]


def test_names_taken_down_that_say_otherwise_than_members_did_are_flagged() -> None:
    scene = voted()
    scene.do(asking(scene, "gp"))
    scene.do(own(scene, "chair", "against"))
    scene.do(own(scene, "gp", "against"))
    told = scene.do(all_names(scene, VOTING[:5]))
    assert names(told) == ["NamesRecorded", "OwnVoteContradicted"]
    assert (told[1].choice, told[1].counted, told[1].recorded) == ("against", 4, 2)  # type: ignore[attr-defined]


def test_an_answer_other_than_the_one_given_by_name_is_refused_and_written_up_it_is_flagged() -> None:
    scene = Scene(FIVE).moved(put="roll_call")
    for name in VOTING:
        scene.do(q.CastVote(meeting=scene.at, motion=scene.motion, seat=scene.seats[name], choice="for"))
    scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))
    with pytest.raises(Rejected, match="R-VO11: answered_by_name") as refused:
        scene.do(own(scene, "gp", "against"))
    assert refused.value.would_help == (
        "Their answer is among the names. If it is wrong there, ask for a correction of the minutes."
    )
    written = scene.do(own(scene, "gp", "against", mode="written_up"))
    assert names(written) == ["OwnVoteRecorded", "OwnVoteContradicted"]
    assert names(scene.do(own(scene, "vice", "for"))) == ["OwnVoteRecorded"]


def test_an_answer_other_than_the_one_taken_down_by_name_after_the_result_is_refused_too() -> None:
    scene = voted()
    scene.do(asking(scene, "gp"))
    scene.do(all_names(scene, VOTING[:5]))
    said = {name: scene.meeting.motions[scene.motion].answering.names[scene.seats[name]] for name in ("chair", "gp")}
    assert said == {"chair": "for", "gp": "against"}
    with pytest.raises(Rejected, match="R-VO11: answered_by_name"):
        scene.do(own(scene, "chair", "against"))
    assert names(scene.do(own(scene, "gp", "against"))) == ["OwnVoteRecorded"]


def test_a_whole_decision_says_who_asked_for_the_names() -> None:
    scene = Scene(FIVE).opened()
    votes: Any = {scene.seats[name]: "for" for name in VOTING}
    whole = q.RecordDecision(
        meeting=scene.at, item=scene.items[0], words="x", how="roll_call", votes=votes,
        recorded_vote_asked_by=scene.seat("chair"),
    )  # fmt: skip
    assert names(scene.do(whole))[1:4] == ["MotionMoved", "RecordedVoteRequested", "QuestionPut"]


def test_hands_all_the_same_are_written_up_as_irregular() -> None:
    scene = Scene(FIVE).moved()
    scene.do(asking(scene, "gp"))
    for act in (
        q.PutMotion(meeting=scene.at, motion=scene.motion, how="hands", mode="written_up"),
        q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(9), mode="written_up"),
    ):
        scene.do(act)
    (result,) = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion, mode="written_up"))
    outcome = result.outcome  # type: ignore[attr-defined]
    assert (outcome.irregular, outcome.takes_effect) == (("R-VO4",), False)


def questions(scene: Scene) -> list[tuple[str, int, str | None]]:
    """What the floor tells of the proposals before the meeting."""
    told = floor.floor(scene.meeting, scene.group, Paper(scene.words, scene.group)).questions
    return [(one.majority, one.min_votes_cast, one.how) for one in told]


def test_the_floor_tells_before_the_vote_what_it_takes_and_how_it_is_answered() -> None:
    scene = Scene(StandingOrders(quorum=5, majority="simple_present", min_votes_cast=3)).moved()
    assert questions(scene) == [("simple_present", 3, None)]
    scene.do(asking(scene, "gp"))
    assert questions(scene) == [("simple_present", 3, "roll_call")]
    scene.do(mc.DemandBallot(meeting=scene.at, motion=scene.motion, seats=scene.seat("gp", "vice")))
    assert questions(scene) == [("simple_present", 3, "ballot")]


# What went wrong elsewhere, and does not here.


def test_a_changed_answer_is_counted_once() -> None:
    scene = Scene(FIVE).moved(put="roll_call")
    for choice in ("for", "against", "for", "against"):
        vote = q.CastVote(meeting=scene.at, motion=scene.motion, seat=scene.seats["gp"], choice=choice)  # type: ignore[arg-type]
        scene.do(vote)
    scene.do(q.CastVote(meeting=scene.at, motion=scene.motion, seat=scene.seats["vice"], choice="for"))
    outcome = declared(scene)
    assert (outcome.test, outcome.no_answer) == ("1>1", 7)


@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_no_answer_is_accepted_once_the_result_is_declared(mode: Any) -> None:
    scene = Scene(FIVE).moved(put="roll_call")
    scene.do(q.CastVote(meeting=scene.at, motion=scene.motion, seat=scene.seats["vice"], choice="for"))
    declared(scene)
    with pytest.raises(Rejected, match="motion_is_agreed"):
        scene.do(q.CastVote(meeting=scene.at, motion=scene.motion, seat=scene.seats["gp"], choice="for", mode=mode))


def test_one_for_and_eight_on_no_side_carries_by_votes_cast_and_fails_by_members_present() -> None:
    for kind, by_rule, test in (("simple_cast", "agreed", "1>0"), ("simple_present", "not_agreed", "2>9")):
        scene = Scene(StandingOrders(quorum=5, lived_experience="off", majority=kind)).moved(put="hands")  # type: ignore[arg-type]
        scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(1, 0, 8)))
        outcome = declared(scene)
        assert (outcome.by_rule, outcome.test) == (by_rule, test)


def test_the_electorate_is_of_the_day_and_not_of_today() -> None:
    scene = voted()
    outcome = scene.facts[-1].event.outcome  # type: ignore[attr-defined]
    assert (outcome.effective, outcome.entitled, outcome.quorum.of) == (9, 9, 9)


def test_the_base_of_a_majority_does_not_change_once_the_question_is_put() -> None:
    scene = Scene(FIVE).moved(put="hands")
    put = scene.meeting.motions[scene.motion].put
    assert put is not None
    assert put.majority == "simple_cast"
    assert scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="roll_call")) == ()
