"""A step written up is judged by the result, however the result is recorded: nothing gets round a refusal by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from governance.decision import commands as d
from governance.election import commands as ec
from governance.election import room_commands as r
from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.standing_orders import StandingOrders
from tests.governance.commands.elections import HEARD_OF, election, here, standing
from tests.spec import DAY, VOTING, Scene

if TYPE_CHECKING:
    from governance.kernel import Command, Mode

ORDERS = StandingOrders(quorum=5, lived_experience="off")
IN_THE_ROOM = ("chair", "vice", "secretary", "fourth", "gp")


def sitting(*present: str, orders: StandingOrders = ORDERS) -> Scene:
    """An ordinary item open in front of these."""
    scene = Scene(orders).called()
    here_ = scene.seat(*(present or VOTING))
    scene.do(m.OpenMeeting(meeting=scene.at, present=here_, presider=scene.seats["chair"], when=When(DAY, "14:00")))
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    return scene


def told(scene: Scene, command: Command) -> None:
    """Live it is refused; written up it is taken down."""
    with pytest.raises(Rejected):
        scene.do(command)
    scene.do(msgspec.structs.replace(command, mode="written_up"))


def result(scene: Scene) -> tuple[tuple[str, ...], bool]:
    declared, *_ = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))
    outcome = declared.outcome  # type: ignore[attr-defined]
    return outcome.irregular, outcome.takes_effect


def moved(scene: Scene, **more: Any) -> q.MoveMotion:
    given = {"words": "Do it.", "moved_by": scene.seats["gp"], **more}
    return q.MoveMotion(meeting=scene.at, item=scene.items[0], **given)


def put(scene: Scene, how: Any = "hands") -> q.PutMotion:
    return q.PutMotion(meeting=scene.at, motion=scene.motion, how=how)


def counted(scene: Scene, for_: int) -> q.RecordCount:
    return q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(for_))


def test_new_rules_the_notice_said_nothing_of() -> None:
    scene = sitting()
    scene.do(moved(scene, category="rules"))
    told(scene, put(scene))
    scene.do(counted(scene, 9))
    assert result(scene) == (("R-MA4",), False)


def test_more_votes_than_people() -> None:
    scene = sitting(*IN_THE_ROOM)
    scene.do(moved(scene))
    scene.do(put(scene))
    told(scene, counted(scene, 9))
    assert result(scene) == (("R-VO9",), False)


def test_the_vote_of_somebody_who_is_not_there() -> None:
    scene = sitting(*IN_THE_ROOM)
    scene.do(moved(scene))
    scene.do(put(scene, "roll_call"))
    for seat in IN_THE_ROOM:
        scene.do(q.CastVote(meeting=scene.at, motion=scene.motion, seat=scene.seats[seat], choice="for"))
    told(scene, q.CastVote(meeting=scene.at, motion=scene.motion, seat=scene.seats["nurse"], choice="for"))
    irregular, takes_effect = result(scene)
    assert (bool(irregular), takes_effect) == (True, False)


def test_a_mover_who_seconds_themselves() -> None:
    scene = sitting(orders=msgspec.structs.replace(ORDERS, seconder_required=True))
    told(scene, moved(scene, seconded_by=scene.seats["gp"]))
    scene.do(put(scene))
    scene.do(counted(scene, 9))
    assert result(scene) == (("R-MO3",), False)


def test_undoing_a_decision_of_the_same_evening_that_nobody_asked_for_in_writing() -> None:
    scene = sitting()
    scene.do(q.RecordDecision(
        meeting=scene.at, item=scene.items[0], words="Print leaflets.", how="hands", count=q.Hands(9),
        moved_by=scene.seats["vice"],
    ))  # fmt: skip
    told(scene, d.ReopenDecision(
        meeting=scene.at, item=scene.items[0], how="rescind", words="Print none.", moved_by=scene.seats["vice"],
        decision=scene.decision,
    ))  # fmt: skip
    scene.do(put(scene))
    scene.do(counted(scene, 9))
    assert result(scene) == (("R-RE2",), False)


def test_nobody_leaves_a_seat_unheard() -> None:
    scene = sitting()
    scene.do(moved(scene, category="removal", removes=scene.seats["nurse"], seconded_by=scene.seats["vice"]))
    told(scene, put(scene))
    scene.do(counted(scene, 9))
    irregular, takes_effect = result(scene)
    assert ("R-TE5" in irregular, "R-MA4" in irregular, takes_effect) == (True, True, False)


def opened_today(scene: Scene) -> Command:
    return ec.OpenNominations(
        group=scene.id, office=scene.offices["chair"], opens=DAY, closes=DAY, when=When(DAY, "13:00")
    )


def test_nominations_open_and_closed_on_one_day_elect_nobody() -> None:
    scene = Scene(ORDERS)
    told(scene, opened_today(scene))
    scene.do(ec.Nominate(election=election(scene), seat=scene.seats["fourth"], when=When(DAY, "13:10")))
    scene.do(ec.AcceptNomination(election=election(scene), seat=scene.seats["fourth"], when=When(DAY, "13:20")))
    scene.do(ec.CloseNominations(election=election(scene), when=When(DAY, "13:30")))
    with pytest.raises(Rejected, match="R-EL1: nominations_written_down_late"):
        elected(scene)
    assert declared(scene, "written_up") == (("R-EL1",), False)


def test_nominations_closed_before_their_day_elect_nobody() -> None:
    scene = standing("fourth")
    told(scene, ec.CloseNominations(election=election(scene), when=HEARD_OF))
    assert elected(scene) == (("R-EL1",), False)


def elected(scene: Scene) -> tuple[tuple[str, ...], bool]:
    """The election declared live at a meeting."""
    scene.called()
    present, chair = scene.seat(*VOTING), scene.seats["chair"]
    scene.do(m.OpenMeeting(meeting=scene.at, present=present, presider=chair, when=When(DAY, "14:00")))
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    return declared(scene)


def declared(scene: Scene, mode: Mode = "live") -> tuple[tuple[str, ...], bool]:
    events = scene.do(here(r.DeclareElection, mode=mode)(scene))
    event: Any = next(event for event in events if type(event).__name__ == "ElectionDeclared")
    return event.irregular, event.takes_effect
