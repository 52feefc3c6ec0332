"""A proposal that elects somebody says whom to what, and does not go round the nominations (R-EL1)."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from governance.kernel import Rejected
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.motion import procedure_commands as pc
from governance.standing_orders import StandingOrders
from tests.spec import Scene, names

ORDERS = StandingOrders(quorum=5, business_stated=False, ballot_for=(), thresholds=())
AT_THE_MEETING = msgspec.structs.replace(ORDERS, nomination_days=0)


def moving(orders: StandingOrders = ORDERS) -> Scene:
    """A meeting with an item open."""
    scene = Scene(orders).opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    return scene


def elect(scene: Scene, **more: Any) -> q.MoveMotion:
    """A proposal that the fourth member is to have the chair."""
    to_office = q.Elects(scene.offices["chair"], scene.seats["fourth"])
    given: dict[str, Any] = {"category": "election", "elects": to_office, "moved_by": scene.seats["gp"], **more}
    return q.MoveMotion(meeting=scene.at, item=scene.items[0], words="Elect her.", **given)


def test_live_an_office_that_names_are_asked_for_is_not_given_by_a_plain_vote() -> None:
    scene = moving()
    with pytest.raises(Rejected, match="R-EL1: no_nominations"):
        scene.do(elect(scene))
    other = moving(AT_THE_MEETING)
    assert names(other.do(elect(other))) == ["MotionMoved", "OfficeProposed"]


def test_live_an_election_of_nobody_is_not_moved() -> None:
    scene = moving(AT_THE_MEETING)
    with pytest.raises(Rejected, match="R-EL1: elects_nobody"):
        scene.do(elect(scene, elects=None))
    worker = q.Fills(scene.seats["worker"])
    assert names(scene.do(elect(scene, elects=None, fills=worker))) == ["MotionMoved", "MemberProposed"]


def test_a_proposal_gives_an_office_or_a_seat_and_only_one_of_a_kind_that_may() -> None:
    scene = moving(AT_THE_MEETING)
    worker = q.Fills(scene.seats["worker"])
    for more, reason in (
        ({"fills": worker}, "one_thing_at_a_time"),
        ({"category": "spend"}, "category_is_election"),
        ({"category": "rules", "elects": None, "fills": worker}, "category_is_election"),
    ):
        for mode in ("live", "written_up"):
            with pytest.raises(Rejected, match=reason):
                scene.do(elect(scene, mode=mode, **more))


def result(scene: Scene, moved: q.MoveMotion) -> Any:
    """What comes of it, written up, with nine hands for it."""
    scene.do(msgspec.structs.replace(moved, mode="written_up"))
    motion = scene.motion
    scene.do(q.PutMotion(meeting=scene.at, motion=motion, mode="written_up"))
    scene.do(q.RecordCount(meeting=scene.at, motion=motion, count=q.Hands(9)))
    (declared,) = scene.do(q.DeclareResult(meeting=scene.at, motion=motion, mode="written_up"))
    return declared.outcome  # type: ignore[attr-defined]


def test_written_up_an_office_given_without_nominations_has_no_effect_until_it_is_made_valid() -> None:
    scene = moving()
    outcome = result(scene, elect(scene))
    assert (outcome.by_rule, outcome.irregular, outcome.takes_effect) == ("agreed", ("R-EL1",), False)
    other = moving(AT_THE_MEETING)
    assert result(other, elect(other)).irregular == ()


def test_written_up_an_election_that_names_nobody_is_told_as_it_was_and_a_plain_vote_lets_somebody_stand_in() -> None:
    scene = moving()
    assert result(scene, elect(scene, elects=None)).irregular == ()
    stands_in = moving()
    assert result(stands_in, elect(stands_in, category="ordinary")).irregular == ()


def test_a_proposal_does_not_become_an_election_by_a_change() -> None:
    scene = moving()
    scene.do(elect(scene, category="ordinary"))
    proposal = scene.motion
    changed = q.MoveAmendment(
        meeting=scene.at, motion=proposal, changes=(q.Change("her", "her for two years"),), category="election"
    )
    with pytest.raises(Rejected, match="R-AM1: names_somebody"):
        scene.do(changed)
    scene.do(msgspec.structs.replace(changed, mode="written_up"))
    change = scene.motion
    scene.do(pc.AcceptAmendment(meeting=scene.at, motion=change, mode="written_up"))
    assert scene.meeting.motions[proposal].category == "election"
    with pytest.raises(Rejected, match="R-EL1: no_nominations"):
        scene.do(q.PutMotion(meeting=scene.at, motion=proposal))


def test_a_plain_proposal_does_not_become_an_election_of_nobody_by_a_change() -> None:
    scene = moving()
    scene.do(elect(scene, category="ordinary", elects=None))
    proposal = scene.motion
    scene.do(q.MoveAmendment(meeting=scene.at, motion=proposal, changes=(q.Change("her", "him"),), category="election"))
    scene.do(pc.AcceptAmendment(meeting=scene.at, motion=scene.motion, mode="written_up"))
    with pytest.raises(Rejected, match="R-EL1: elects_nobody"):
        scene.do(q.PutMotion(meeting=scene.at, motion=proposal))


def test_a_ballot_held_again_is_about_whom_the_first_was_about() -> None:
    scene = moving(AT_THE_MEETING)
    scene.do(elect(scene))
    first = scene.motion
    scene.do(q.PutMotion(meeting=scene.at, motion=first))
    scene.do(q.RecordCount(meeting=scene.at, motion=first, count=q.Hands(9)))
    scene.do(q.DeclareResult(meeting=scene.at, motion=first))
    scene.do(pc.MakeRuling(meeting=scene.at, words="Count again.", annuls=first))
    scene.do(pc.VoteAgain(meeting=scene.at, motion=first))
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion))
    assert scene.meeting.proposed[scene.motion] == scene.meeting.proposed[first]
