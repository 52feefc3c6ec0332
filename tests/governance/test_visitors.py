"""A supporter comes with a member: they have no vote, do not count, and act for nobody (R-AP3)."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from governance.kernel import Rejected
from governance.meeting import commands as m
from governance.meeting import people_commands as pc
from governance.motion import commands as q
from tests.spec import Scene, names


def accompanied(*present: str) -> Scene:
    """The carer's supporter is in the room, and the first item is open."""
    scene = Scene().opened(*present)
    scene.do(m.NoteVisitor(meeting=scene.at, visitor=m.VisitorHere("A friend", "supporter", scene.seats["carer"])))
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    return scene


def supporter(scene: Scene) -> Any:
    return next(fact.id for fact in scene.facts if type(fact.event).__name__ == "VisitorNoted")


def acted(scene: Scene, did: Any, mode: Any = "live", **more: Any) -> pc.NoteVisitorActing:
    return pc.NoteVisitorActing(
        meeting=scene.at, visitor=supporter(scene), item=scene.items[0], did=did, mode=mode, **more
    )


def refused(scene: Scene, command: Any) -> tuple[str, str]:
    with pytest.raises(Rejected) as caught:
        scene.decide(command)
    return caught.value.clause, caught.value.reason


def test_a_supporter_does_not_count() -> None:
    scene = accompanied("chair", "vice", "carer", "nurse")
    assert scene.meeting.quorum is not None
    assert (scene.meeting.quorum.count, scene.meeting.quorum.result) == (4, "inquorate")


@pytest.mark.parametrize(
    "act",
    [
        lambda s, who: q.MoveMotion(meeting=s.at, item=s.items[0], words="x", moved_by=who),
        lambda s, who: q.MoveMotion(meeting=s.at, item=s.items[0], words="x", moved_by=s.seats["gp"], seconded_by=who),
        lambda s, who: m.TakeChair(meeting=s.at, seat=who),
        lambda s, who: m.RecordArrival(meeting=s.at, seats=(who,)),
        lambda s, who: pc.QueryQuorum(meeting=s.at, seat=who),
    ],
)
@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_a_supporter_is_recorded_in_no_act_of_a_member(act: Any, mode: Any) -> None:
    scene = accompanied()
    command = msgspec.structs.replace(act(scene, supporter(scene)), mode=mode)
    assert refused(scene, command) == ("R-AP3", "a_visitor_acts_for_nobody")


def test_a_supporter_who_spoke_as_if_a_member_is_noted() -> None:
    scene = accompanied()
    (noted,) = scene.do(acted(scene, "spoke"))
    assert (noted.visitor, noted.did) == (supporter(scene), "spoke")  # type: ignore[attr-defined]


@pytest.mark.parametrize("did", ["moved", "seconded", "voted"])
def test_live_a_supporter_never_moves_seconds_or_votes(did: str) -> None:
    scene = Scene().moved()
    scene.do(m.NoteVisitor(meeting=scene.at, visitor=m.VisitorHere("A friend", "supporter", scene.seats["carer"])))
    assert refused(scene, acted(scene, did, motion=scene.motion)) == ("R-AP3", "a_visitor_acts_for_nobody")


@pytest.mark.parametrize("did", ["moved", "seconded", "voted"])
def test_written_up_what_a_supporter_did_as_a_member_leaves_the_vote_without_effect(did: str) -> None:
    scene = Scene().moved(put="hands")
    scene.do(m.NoteVisitor(meeting=scene.at, visitor=m.VisitorHere("A friend", "supporter", scene.seats["carer"])))
    assert names(scene.do(acted(scene, did, "written_up", motion=scene.motion))) == ["VisitorActed"]
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(6, 3), mode="written_up"))
    (declared,) = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion, mode="written_up"))
    outcome = declared.outcome  # type: ignore[attr-defined]
    assert (outcome.irregular, outcome.takes_effect) == (("R-AP3",), False)


def test_it_is_said_which_proposal_they_acted_on() -> None:
    scene = accompanied()
    assert refused(scene, acted(scene, "voted", "written_up")) == ("unknown", "motion_of_another_meeting")


def test_somebody_who_is_no_visitor_is_not_noted_as_one() -> None:
    scene = accompanied()
    stranger = pc.NoteVisitorActing(meeting=scene.at, visitor=scene.seats["gp"], item=scene.items[0])
    assert refused(scene, stranger) == ("unknown", "visitor_of_another_meeting")


def test_a_note_about_a_supporter_is_taken_back_like_any_note() -> None:
    scene = accompanied()
    scene.do(acted(scene, "spoke"))
    act = next(fact.id for fact in scene.facts if type(fact.event).__name__ == "VisitorActed")
    assert names(scene.do(m.StrikeAct(meeting=scene.at, act=act))) == ["ActStruck"]
