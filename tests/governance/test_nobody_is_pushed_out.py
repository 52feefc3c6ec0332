"""What whoever writes for others does not do to a member who is here: R-HY2, R-AP1, R-AP2, R-IN2, R-CH1, R-TE5."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from governance.group import commands as g
from governance.kernel import Moment, Rejected, When
from governance.meeting import commands as m
from governance.meeting import people_commands as pc
from governance.meeting.business import slips
from governance.meeting.line import takes_back
from governance.motion import commands as q
from governance.organisation import commands as o
from governance.rules.majority import Tally
from governance.standing_orders import StandingOrders
from tests.governance.test_behind import founded
from tests.spec import DAY, VOTING, Scene, names

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


def without(*gone: str) -> list[str]:
    return [name for name in VOTING if name not in gone]


def somebody(scene: Scene) -> Any:
    return scene.do(o.RegisterPerson(name="Somebody"))[0].person  # type: ignore[attr-defined]


def names_deputy(scene: Scene, person: Any, **more: Any) -> g.NameDeputy:
    told = {"seat": scene.seats["gp"], "person": person, "constituency": "professional", "channel": "phone", **more}
    return g.NameDeputy(group=scene.id, **told)


def sits(scene: Scene, **more: Any) -> pc.SeatDeputy:
    return pc.SeatDeputy(meeting=scene.at, seat=scene.seats["gp"], when=When(DAY, "14:40"), **more)


DEPUTIES = StandingOrders(quorum=4, lived_experience="off", deputies="any")


@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_whoever_names_a_deputy_for_a_member_says_how_they_told_it(mode: Any) -> None:
    scene, march = founded(DEPUTIES), When("2026-03-01")
    person = somebody(scene)
    assert refused(scene, names_deputy(scene, person, channel="web", mode=mode, when=march)) == (
        "R-AP2",
        "how_they_told_it",
    )
    (named,) = for_them(scene, names_deputy(scene, person, mode=mode, when=march))
    assert named.told == "phone"  # type: ignore[attr-defined]
    other = somebody(scene)
    (named,) = by_them(scene, names_deputy(scene, other, channel="web", mode=mode, when=march))
    assert (named.told, named.noted) == (None, None)  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ["any", "named"])
@pytest.mark.parametrize(("noted", "late"), [("13:59", False), ("14:00", True), ("14:20", True)])
def test_a_deputy_somebody_else_named_once_the_meeting_had_begun_is_late_whatever_day_was_said(
    kind: Any, noted: str, late: bool
) -> None:
    scene = Scene(StandingOrders(quorum=4, lived_experience="off", deputies=kind))
    scene.opened(*without("gp"))
    assert scene.meeting.began is not None
    assert scene.meeting.began.local[11:16] == "14:00"
    scene.now = Moment(f"{DAY}T{noted}+00:00", "minute")
    since = When(DAY, "09:00")
    for_them(scene, names_deputy(scene, somebody(scene), since=since, when=since, mode="written_up"))
    scene.now = None
    if late:
        assert refused(scene, sits(scene)) == ("R-AP2", "named_after_the_start")
    else:
        assert "DeputySeated" in names(for_them(scene, sits(scene)))


def comes(scene: Scene, seat: str) -> m.RecordArrival:
    return m.RecordArrival(meeting=scene.at, seats=scene.seat(seat), by=scene.seats[seat])


def goes(scene: Scene, seat: str) -> m.RecordDeparture:
    return m.RecordDeparture(meeting=scene.at, seats=scene.seat(seat), by=scene.seats[seat])


def struck(scene: Scene, event: str, **more: Any) -> m.StrikeAct:
    act = next(fact.id for fact in reversed(scene.facts) if type(fact.event).__name__ == event)
    return m.StrikeAct(meeting=scene.at, act=act, **more)


@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_nobody_strikes_what_a_member_said_of_coming_and_going(mode: Any) -> None:
    scene = Scene(OFF).opened(*without("gp"))
    by_them(scene, comes(scene, "gp"))
    assert refused(scene, struck(scene, "MemberArrived", mode=mode)) == ("R-AP1", "theirs_to_be_here")
    by_them(scene, goes(scene, "gp"))
    assert refused(scene, struck(scene, "MemberLeft", mode=mode)) == ("R-AP1", "theirs_to_come_back")
    assert not {kept.fact.event for kept in slips(scene.meeting).values()} & {f.event for f in scene.facts[-2:]}


def test_what_was_written_down_of_coming_is_struck_as_before() -> None:
    scene = Scene(OFF).opened(*without("gp"))
    for_them(scene, comes(scene, "gp"))
    assert names(for_them(scene, struck(scene, "MemberArrived")))[0] == "ActStruck"


def test_live_the_roll_does_not_leave_out_who_said_that_they_came() -> None:
    scene = Scene(OFF).opened(*without("gp"))
    roll = m.SetAttendance(meeting=scene.at, present=scene.seat(*without("gp", "nurse")))
    by_them(scene, comes(scene, "gp"))
    assert refused(scene, roll) == ("R-AP1", "theirs_to_be_here")
    # Notes tell who was there; somebody who was seen to go has gone.
    assert names(scene.decide(msgspec.structs.replace(roll, mode="written_up")))[0] == "AttendanceSet"
    for_them(scene, goes(scene, "gp"))
    assert names(for_them(scene, roll))[0] == "AttendanceSet"


def pushed_out(*gone: str) -> Scene:
    """The secretary says that whoever presides and the vice-chair have gone, and seats the carer in the chair."""
    scene = Scene(OFF).opened()
    for seat in gone or ("chair", "vice"):
        for_them(scene, goes(scene, seat))
    for_them(scene, m.TakeChair(meeting=scene.at, seat=scene.seats["carer"], reason="elected"))
    return scene


def test_whoever_another_said_had_gone_from_the_chair_takes_it_back_once_they_are_back() -> None:
    scene = pushed_out()
    chair = scene.seats["chair"]
    assert not takes_back(scene.meeting, chair)
    by_them(scene, comes(scene, "chair"))
    by_them(scene, comes(scene, "vice"))
    assert takes_back(scene.meeting, chair)
    assert not takes_back(scene.meeting, scene.seats["vice"])  # did not preside
    assert names(by_them(scene, m.TakeChair(meeting=scene.at, seat=chair, by=chair))) == ["PresiderTookChair"]
    assert scene.meeting.presider == chair
    assert not takes_back(scene.meeting, chair)


def test_whoever_is_said_to_be_back_or_went_by_their_own_word_asks_for_the_chair() -> None:
    scene = pushed_out()
    for_them(scene, comes(scene, "chair"))
    assert not takes_back(scene.meeting, scene.seats["chair"])
    went = Scene(OFF).opened()
    by_them(went, goes(went, "chair"))
    by_them(went, comes(went, "chair"))
    assert not takes_back(went.meeting, went.seats["chair"])


def test_the_chair_is_not_taken_back_from_somebody_who_comes_first() -> None:
    scene = Scene(OFF).opened(*without("chair"))
    for_them(scene, m.TakeChair(meeting=scene.at, seat=scene.seats["vice"]))
    for_them(scene, goes(scene, "vice"))
    for_them(scene, comes(scene, "chair"))
    for_them(scene, m.TakeChair(meeting=scene.at, seat=scene.seats["chair"]))
    by_them(scene, comes(scene, "vice"))
    assert not takes_back(scene.meeting, scene.seats["vice"])
