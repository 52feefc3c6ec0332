"""A chair's action is told to the next meeting, which ratifies, notes or disowns it (R-CA1); items sent on (R-IN6)."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from governance.decision import commands as d
from governance.kernel import Moment, Rejected, When
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.motion import procedure_commands as p
from tests.governance.commands.notice import answering, by_the_chair, recused, reporting, sending_on, told
from tests.spec import DAY, VOTING, Scene, names


def agreed(scene: Scene, about: str = "ratifies", hands: q.Hands = q.Hands(9), **more: Any) -> Any:  # noqa: B008
    """A vote that says what it is about, or with nothing `about` one on something else; its proposal."""
    named = {about: next(iter(scene.decisions))} if about else {}
    scene.do(
        q.RecordDecision(
            meeting=scene.at, item=scene.items[0], words="We stand by it.", how="hands", count=hands,
            moved_by=scene.seats["gp"], seconded_by=scene.seats["vice"], **named, **more,
        )
    )  # fmt: skip
    return scene.motion


def standing(scene: Scene) -> Any:
    return next(iter(scene.decisions.values()))


LOST = q.Hands(2, 7)


@pytest.mark.parametrize(
    ("how", "about", "hands", "status"),
    [
        ("ratified", "ratifies", q.Hands(9), "in_force"),
        ("disowned", "disowns", q.Hands(9), "disowned"),
        ("disowned", "ratifies", LOST, "disowned"),
    ],
)
def test_a_vote_ratifies_or_disowns_it(how: str, about: str, hands: q.Hands, status: str) -> None:
    scene = told()
    scene.do(answering(scene, how, agreed(scene, about, hands)))
    assert (standing(scene).status, standing(scene).settled) == (status, how)
    assert standing(scene).takes_effect == (how == "ratified")


def test_voted_down_it_does_not_stand_from_that_vote_on_and_is_not_noted_afterwards() -> None:
    scene = told()
    motion = agreed(scene, hands=q.Hands(3, 4))
    by = scene.meeting.motions[motion].decision
    now = standing(scene)
    assert (now.status, now.settled, now.takes_effect, now.later.by) == ("disowned", "disowned", False, by)
    with pytest.raises(Rejected, match="R-CA1: voted_down"):
        scene.do(answering(scene))
    assert not scene.do(answering(scene, "disowned", motion))
    (noted,) = scene.do(answering(scene, mode="written_up"))
    assert (noted.irregular, noted.flaw) == (("R-CA1",), "voted_down")  # type: ignore[attr-defined]
    assert standing(scene).status == "disowned"


def test_voted_down_against_the_rules_it_stands_as_it_did() -> None:
    scene = told()
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat(*VOTING[:5])))
    agreed(scene, hands=q.Hands(1, 3), mode="written_up")
    assert (standing(scene).status, standing(scene).settled) == ("in_force", None)


def test_voted_down_it_stands_again_once_that_vote_is_set_aside() -> None:
    scene = told()
    set_aside(scene, agreed(scene, hands=LOST))
    assert (standing(scene).status, standing(scene).settled) == ("in_force", None)


@pytest.mark.parametrize(
    ("how", "about", "hands"),
    [
        ("ratified", "", q.Hands(9)),
        ("disowned", "", q.Hands(9)),
        ("disowned", "", LOST),
        ("disowned", "ratifies", q.Hands(9)),
        ("disowned", "disowns", LOST),
    ],
)
def test_a_vote_that_does_not_say_so_neither_ratifies_nor_disowns_it(how: str, about: str, hands: q.Hands) -> None:
    scene = told()
    motion = agreed(scene, about, hands)
    with pytest.raises(Rejected, match="R-CA1: needs_a_vote"):
        scene.do(answering(scene, how, motion))
    (answered,) = scene.do(answering(scene, how, motion, mode="written_up"))
    assert (answered.irregular, answered.flaw) == (("R-CA1",), "no_vote")  # type: ignore[attr-defined]
    assert (standing(scene).status, standing(scene).settled) == ("in_force", None)


def test_a_vote_against_the_rules_does_not_ratify_it() -> None:
    scene = told()
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat(*VOTING[1:6])))
    motion = agreed(scene, hands=q.Hands(4), mode="written_up")
    assert scene.meeting.motions[motion].irregular
    with pytest.raises(Rejected, match="R-CA1: vote_does_not_count"):
        scene.do(answering(scene, "ratified", motion))
    (answered,) = scene.do(answering(scene, "ratified", motion, mode="written_up"))
    assert (answered.irregular, answered.flaw) == (("R-CA1",), "not_counted")  # type: ignore[attr-defined]
    assert (standing(scene).status, standing(scene).settled) == ("in_force", None)


def test_it_is_not_noted_by_a_vote_on_something_else() -> None:
    scene = told()
    with pytest.raises(Rejected, match="unknown: motion_about_something_else"):
        scene.do(answering(scene, "noted", agreed(scene, "")))


def test_a_proposal_says_only_of_a_chairs_action_that_it_ratifies_it() -> None:
    scene = Scene().opened()
    agreed(scene, "")
    with pytest.raises(Rejected, match="R-CA1: not_a_chairs_action"):
        agreed(scene, "ratifies")


def test_a_proposal_does_not_ratify_and_disown_at_once() -> None:
    scene = told()
    with pytest.raises(Rejected, match="R-CA1: ratify_or_disown"):
        agreed(scene, "ratifies", disowns=next(iter(scene.decisions)))


def test_a_proposal_about_it_is_not_divided() -> None:
    scene = told()
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="We stand by it. We thank them.",
                          moved_by=scene.seats["gp"], seconded_by=scene.seats["vice"],
                          ratifies=next(iter(scene.decisions))))  # fmt: skip
    with pytest.raises(Rejected, match="R-MO7: cannot_be_divided"):
        scene.do(p.DivideQuestion(meeting=scene.at, motion=scene.motion, cuts=("We thank them.",), objections=()))


def test_what_it_is_about_is_kept_when_the_vote_is_taken_again() -> None:
    scene = told()
    motion = agreed(scene)
    set_aside(scene, motion)
    scene.do(p.VoteAgain(meeting=scene.at, motion=motion))
    again = scene.motion
    scene.do(q.PutMotion(meeting=scene.at, motion=again))
    scene.do(q.RecordCount(meeting=scene.at, motion=again, count=q.Hands(9)))
    scene.do(q.DeclareResult(meeting=scene.at, motion=again))
    scene.do(answering(scene, "ratified", again))
    assert standing(scene).settled == "ratified"


def test_what_it_is_about_is_kept_when_it_is_left_for_the_next_meeting() -> None:
    scene = told()
    chairs = next(iter(scene.decisions))
    moved = q.MoveMotion(meeting=scene.at, item=scene.items[0], words="We do not stand by it.", disowns=chairs,
                         moved_by=scene.seats["gp"], seconded_by=scene.seats["vice"])  # fmt: skip
    scene.do(moved)
    motion = scene.motion
    scene.do(m.DeferItem(meeting=scene.at, item=scene.items[0]))
    scene.do(m.CloseMeeting(meeting=scene.at))
    scene.earlier = scene.meeting
    scene.another("2026-03-10")
    scene.do(p.TakeUnfinishedBusiness(meeting=scene.at, motion=motion, item=scene.items[0]))
    about = scene.meeting.motions[motion].answering.of_chair
    assert about is not None
    assert (about.decision, about.how) == (chairs, "disowned")


def test_noted_it_stands_as_it_did() -> None:
    scene = told()
    scene.do(answering(scene))
    assert (standing(scene).status, standing(scene).settled) == ("in_force", "noted")


@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_no_meeting_is_told_of_what_the_chair_decides_later(mode: Any) -> None:
    scene = by_the_chair()
    chairs = next(iter(scene.decisions))
    later = Moment(f"{DAY}T14:30+00:00", "minute")
    scene.decisions[chairs] = msgspec.structs.replace(scene.decisions[chairs], made=later)
    for act in (reporting(scene), answering(scene)):
        with pytest.raises(Rejected, match="R-CA1: told_before_it_happened") as refused:
            scene.do(msgspec.structs.replace(act, when=When(DAY, "14:29"), mode=mode))
        assert (refused.value.because, refused.value.pointer) == ({"happened": later.local}, "/decision")
        assert refused.value.would_help == "That came later than this meeting. Tell the next one."
    assert scene.do(msgspec.structs.replace(reporting(scene), when=When(DAY, "14:30"), mode=mode))


def test_an_item_on_which_it_was_noted_does_not_move_to_the_next_meeting() -> None:
    scene = told()
    scene.do(answering(scene))
    assert names(scene.do(m.CloseMeeting(meeting=scene.at))) == ["ItemClosed", "ItemDeferred", "MeetingClosed"]
    untold = told()
    assert names(untold.do(m.CloseMeeting(meeting=untold.at))) == ["ItemDeferred", "ItemDeferred", "MeetingClosed"]


def test_written_up_an_answer_without_a_vote_is_recorded_and_changes_nothing() -> None:
    scene = told()
    (answered,) = scene.do(answering(scene, "disowned", mode="written_up"))
    assert answered.irregular == ("R-CA1",)  # type: ignore[attr-defined]
    assert (standing(scene).status, standing(scene).settled) == ("in_force", None)


def set_aside(scene: Scene, motion: Any) -> Any:
    """The vote annulled by a ruling; the ruling."""
    scene.do(p.MakeRuling(meeting=scene.at, words="The count was wrong.", annuls=motion))
    return next(iter(scene.meeting.rulings))


def overturned(scene: Scene, ruling: Any) -> None:
    scene.do(p.AppealRuling(meeting=scene.at, ruling=ruling, seats=scene.seat("carer", "vice")))
    appeal = scene.motion
    scene.do(q.PutMotion(meeting=scene.at, motion=appeal))
    scene.do(q.RecordCount(meeting=scene.at, motion=appeal, count=q.Hands(2, 7)))
    scene.do(q.DeclareResult(meeting=scene.at, motion=appeal))


@pytest.mark.parametrize(("how", "status"), [("ratified", "in_force"), ("disowned", "disowned"), ("noted", "in_force")])
def test_with_the_vote_set_aside_it_stands_as_if_the_meeting_had_not_answered(how: str, status: str) -> None:
    scene = told()
    motion = agreed(scene, "disowns" if how == "disowned" else "ratifies")
    scene.do(answering(scene, how, motion))
    by = scene.meeting.motions[motion].decision
    ruling = set_aside(scene, motion)
    now = standing(scene)
    assert (now.status, now.settled, now.takes_effect) == ("in_force", None, True)
    overturned(scene, ruling)
    again = standing(scene)
    assert (again.status, again.settled, again.later.by) == (status, how, by)


def test_answered_anew_after_the_vote_was_set_aside() -> None:
    scene = told()
    motion = agreed(scene, "disowns")
    scene.do(answering(scene, "disowned", motion))
    set_aside(scene, motion)
    with pytest.raises(Rejected, match="R-CA1: needs_a_vote"):
        scene.do(answering(scene, "disowned", motion))
    scene.do(answering(scene))
    assert (standing(scene).status, standing(scene).settled) == ("in_force", "noted")


def test_a_vote_it_was_not_answered_by_changes_nothing_of_it() -> None:
    scene = told()
    other, motion = agreed(scene), agreed(scene, "disowns")
    scene.do(answering(scene, "disowned", motion))
    set_aside(scene, other)
    assert (standing(scene).status, standing(scene).settled) == ("disowned", "disowned")


def test_reconsidered_at_the_same_meeting_it_stands_as_before_too() -> None:
    scene = told()
    motion = agreed(scene, "disowns")
    scene.do(answering(scene, "disowned", motion))
    moved = p.MoveProcedural(meeting=scene.at, item=scene.items[0], kind="reconsider", about=motion,
                             moved_by=scene.seats["gp"], seconded_by=scene.seats["vice"])  # fmt: skip
    scene.do(moved)
    reconsider = scene.motion
    scene.do(q.PutMotion(meeting=scene.at, motion=reconsider))
    scene.do(q.RecordCount(meeting=scene.at, motion=reconsider, count=q.Hands(9)))
    scene.do(q.DeclareResult(meeting=scene.at, motion=reconsider))
    assert (standing(scene).status, standing(scene).settled) == ("in_force", None)


@pytest.mark.parametrize("by_name", [True, False])
def test_an_irregular_one_made_valid_waits_again_once_that_vote_is_set_aside(by_name: bool) -> None:
    # The chair asked nobody with lived experience (R-CA1): written up, it waits to be made valid by a vote.
    scene = by_the_chair("gp", mode="written_up")
    scene.do(reporting(scene))
    assert standing(scene).status == "without_effect"
    if by_name:
        scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
        scene.do(d.MoveRatification(meeting=scene.at, item=scene.items[0], words="Make it valid.",
                                    decision=next(iter(scene.decisions)), moved_by=scene.seats["gp"],
                                    seconded_by=scene.seats["vice"]))  # fmt: skip
        motion = scene.motion
        scene.do(q.PutMotion(meeting=scene.at, motion=motion))
        scene.do(q.RecordCount(meeting=scene.at, motion=motion, count=q.Hands(9)))
        scene.do(q.DeclareResult(meeting=scene.at, motion=motion))
    else:
        motion = agreed(scene)
    scene.do(answering(scene, "ratified", motion))
    assert (standing(scene).status, standing(scene).settled) == ("ratified", "ratified")
    set_aside(scene, motion)
    now = standing(scene)
    assert (now.status, now.effective, now.settled) == ("without_effect", None, None)


def test_what_is_sent_on_is_not_agreed_and_keeps_its_proposal() -> None:
    scene = Scene().moved()
    item = scene.items[0]
    scene.do(m.DeclareInterest(meeting=scene.at, seat=scene.seats["secretary"], item=item, kind="family"))
    scene.do(m.ManageInterest(meeting=scene.at, seat=scene.seats["secretary"], item=item))
    (_, sent) = scene.do(sending_on(scene))
    assert sent.motions == (scene.motion,)  # type: ignore[attr-defined]
    assert (scene.meeting.items[item].stage, scene.meeting.items[item].decided) == ("escalated", False)
    assert scene.meeting.motions[scene.motion].stage == "stood_over"


def test_written_up_an_item_sent_on_with_enough_left_is_recorded() -> None:
    scene = Scene().opened()
    (sent,) = scene.do(sending_on(scene, mode="written_up"))
    assert not sent.recusal  # type: ignore[attr-defined]


def test_an_item_sent_on_is_not_left_over_when_the_meeting_closes() -> None:
    scene = recused()
    scene.do(sending_on(scene))
    closed = scene.do(m.CloseMeeting(meeting=scene.at))
    assert [type(event).__name__ for event in closed] == ["ItemDeferred", "MeetingClosed"]
