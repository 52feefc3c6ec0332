"""What whoever writes for others does not do to a member who is here: R-HY2, R-AP1, R-AP2, R-IN2, R-CH1, R-TE5."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from governance.kernel import Rejected
from governance.meeting import commands as m
from governance.meeting import people_commands as pc
from governance.motion import commands as q
from governance.rules.majority import Tally
from governance.standing_orders import StandingOrders
from tests.spec import Scene, names

if TYPE_CHECKING:
    from governance.kernel import Command, Event

OFF = StandingOrders(quorum=4, lived_experience="off")


def refused(scene: Scene, command: Command) -> tuple[str, str]:
    with pytest.raises(Rejected) as found:
        for_them(scene, command)
    assert found.value.would_help
    return found.value.clause, found.value.reason


def by_them(scene: Scene, command: Command) -> tuple[Event, ...]:
    """Recorded by whoever holds the seat."""
    scene.own = True
    return scene.do(command)


def for_them(scene: Scene, command: Command) -> tuple[Event, ...]:
    """Recorded by somebody else."""
    scene.own = False
    return scene.do(command)


def about(scene: Scene) -> dict[str, Any]:
    return {"meeting": scene.at, "motion": scene.motion}


def votes(scene: Scene, seat: str, choice: Any) -> q.CastVote:
    who = scene.seats[seat]
    return q.CastVote(seat=who, by=who, choice=choice, **about(scene))


def link_lost(scene: Scene, seat: str, **more: Any) -> m.RecordDeparture:
    return m.RecordDeparture(meeting=scene.at, seats=scene.seat(seat), how="link_lost", **more)


def asked() -> Scene:
    """A roll call: four members answer against it here themselves, two answers are written down for others."""
    scene = Scene(OFF).moved(put="roll_call")
    for seat in ("carer", "nurse", "gp", "fourth"):
        by_them(scene, votes(scene, seat, "against"))
    for seat in ("vice", "chair"):
        for_them(scene, votes(scene, seat, "for"))
    return scene


def test_the_link_of_a_member_in_the_room_is_not_lost() -> None:
    scene = asked()
    assert refused(scene, link_lost(scene, "worker")) == ("R-HY2", "not_from_elsewhere")
    assert refused(scene, pc.RetakeVote(**about(scene))) == ("R-HY2", "no_link_was_lost")
    for_them(scene, pc.NoteRemote(meeting=scene.at, seats=scene.seat("worker")))
    assert names(for_them(scene, link_lost(scene, "worker")))[0] == "MemberLeft"


def test_notes_that_tell_of_a_lost_link_tell_that_somebody_was_elsewhere() -> None:
    scene = asked()
    assert names(for_them(scene, link_lost(scene, "worker", mode="written_up")))[0] == "MemberLeft"
    assert scene.meeting.dropped == {(scene.motion, scene.seats["worker"])}


def again(scene: Scene) -> Scene:
    for_them(scene, pc.NoteRemote(meeting=scene.at, seats=scene.seat("worker")))
    for_them(scene, link_lost(scene, "worker"))
    for_them(scene, pc.RetakeVote(**about(scene)))
    return scene


def test_what_members_answered_themselves_stands_when_a_vote_is_taken_again() -> None:
    scene = again(asked())
    assert scene.meeting.motions[scene.motion].votes.keys() == set(scene.seat("carer", "nurse", "gp", "fourth"))
    assert refused(scene, votes(scene, "gp", "for")) == ("R-VO9", "theirs_to_change")
    by_them(scene, votes(scene, "gp", "for"))
    (*_, declared) = scene.do(q.DeclareResult(**about(scene)))
    assert declared.outcome.tally == Tally(1, 3, 0)  # type: ignore[attr-defined]


def test_the_answer_of_a_member_who_left_since_stands_too() -> None:
    scene = asked()
    for_them(scene, m.RecordDeparture(meeting=scene.at, seats=scene.seat("gp")))
    again(scene)
    (*_, declared) = scene.do(q.DeclareResult(**about(scene)))
    outcome = declared.outcome  # type: ignore[attr-defined]
    assert (outcome.tally, outcome.irregular) == (Tally(0, 4, 0), ())
