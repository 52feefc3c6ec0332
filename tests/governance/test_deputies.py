"""A deputy acts for a member's seat: named for it, of the same kind, in time, until the member comes (R-AP2)."""

from __future__ import annotations

from typing import Any

import pytest

from governance.group import commands as g
from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.meeting import people_commands as pc
from governance.motion import commands as q
from governance.organisation import commands as o
from governance.standing_orders import StandingOrders
from tests.spec import DAY, VOTING, Scene, names

BUT_GP = tuple(name for name in VOTING if name != "gp")


def orders(deputies: Any = "named", **more: Any) -> StandingOrders:
    return StandingOrders(quorum=5, lived_experience="block", deputies=deputies, **more)


def stranger(scene: Scene) -> Any:
    (registered,) = scene.do(o.RegisterPerson(name="Somebody else"))
    return registered.person  # type: ignore[attr-defined]


def person_of(scene: Scene, seat: str) -> Any:
    return scene.group.seats[scene.seats[seat]].holdings[-1].person


def named(scene: Scene, seat: str = "gp", person: Any = None, kind: Any = "professional", since: str = DAY) -> Any:
    person = person or stranger(scene)
    scene.do(
        g.NameDeputy(
            group=scene.id, seat=scene.seats[seat], person=person, constituency=kind, since=When(since, "13:00")
        )
    )
    return person


def seat(scene: Scene, name: str = "gp", mode: Any = "live", **more: Any) -> tuple[Any, ...]:
    return scene.do(pc.SeatDeputy(meeting=scene.at, seat=scene.seats[name], mode=mode, **more))


def refusal(scene: Scene, name: str = "gp", **more: Any) -> str:
    with pytest.raises(Rejected) as caught:
        seat(scene, name, **more)
    assert caught.value.clause == "R-AP2"
    return caught.value.reason


def sat(deputies: Any = "named", *present: str, **more: Any) -> Scene:
    """The GP's deputy sits in for them."""
    scene = Scene(orders(deputies, **more))
    named(scene)
    scene.opened(*(present or BUT_GP))
    seat(scene)
    return scene


def test_a_named_deputy_counts_in_the_quorum_and_votes_for_the_seat() -> None:
    scene = sat()
    gp = scene.seats["gp"]
    assert gp in (scene.meeting.effective(None) or ())
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="Meet at noon.", moved_by=gp))
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="roll_call"))
    scene.do(q.CastVote(meeting=scene.at, motion=scene.motion, seat=gp, choice="for"))
    (declared,) = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))
    assert (declared.outcome.tally.for_, declared.outcome.effective) == (1, 9)  # type: ignore[attr-defined]


def test_without_deputies_in_the_orders_nobody_stands_in() -> None:
    scene = Scene(orders("none"))
    named(scene)
    scene.opened(*BUT_GP)
    assert refusal(scene) == "no_deputies"


def test_under_named_only_the_person_named_for_the_seat_stands_in() -> None:
    scene = Scene(orders())
    named(scene)
    scene.opened(*BUT_GP)
    assert refusal(scene, person=stranger(scene)) == "not_the_named_deputy"


def test_under_any_whoever_was_sent_before_the_start_stands_in() -> None:
    scene = Scene(orders("any")).called()
    person = stranger(scene)
    scene.do(pc.SendDeputy(meeting=scene.at, seat=scene.seats["gp"], person=person, constituency="professional"))
    scene.opened(*BUT_GP)
    (seated,) = seat(scene)
    assert (seated.person, seated.counts) == (person, True)


def test_a_deputy_named_after_the_start_is_a_visitor() -> None:
    scene = Scene(orders("any")).opened(*BUT_GP)
    assert refusal(scene, person=stranger(scene)) == "named_after_the_start"


def test_a_deputy_named_for_the_seat_once_the_meeting_had_begun_is_late_too() -> None:
    scene = Scene(orders("any")).opened(*BUT_GP)
    person = stranger(scene)
    named_at = When(DAY, "14:30")
    scene.do(
        g.NameDeputy(group=scene.id, seat=scene.seats["gp"], person=person, constituency="professional", since=named_at)
    )
    assert refusal(scene, when=When(DAY, "14:40"), person=person) == "named_after_the_start"


def test_nobody_is_sent_once_the_meeting_has_begun() -> None:
    scene = Scene(orders("any")).opened(*BUT_GP)
    sends = pc.SendDeputy(meeting=scene.at, seat=scene.seats["gp"], person=stranger(scene), constituency="professional")
    with pytest.raises(Rejected, match="meeting_is_open"):
        scene.decide(sends)


def test_a_deputy_of_another_kind_does_not_stand_in() -> None:
    scene = Scene(orders("any")).called()
    carer = pc.SendDeputy(meeting=scene.at, seat=scene.seats["gp"], person=stranger(scene), constituency="family_carer")
    with pytest.raises(Rejected, match="deputy_of_another_class") as caught:
        scene.decide(carer)
    assert caught.value.because == {"class": "LE", "class_of_the_seat": "PR"}


def test_a_user_may_stand_in_for_a_carer_for_both_have_lived_experience() -> None:
    scene = Scene(orders())
    named(scene, "carer", kind="service_user")
    scene.opened(*(name for name in VOTING if name != "carer"))
    assert seat(scene, "carer")[0].counts


def test_nobody_holds_two_votes() -> None:
    scene = Scene(orders("any")).called()
    nurse = pc.SendDeputy(
        meeting=scene.at, seat=scene.seats["gp"], person=person_of(scene, "nurse"), constituency="professional"
    )
    with pytest.raises(Rejected, match="one_person_one_vote"):
        scene.decide(nurse)


def test_nobody_stands_in_for_two() -> None:
    scene = Scene(orders())
    person = named(scene)
    named(scene, "nurse", person)
    scene.opened(*(name for name in BUT_GP if name != "nurse"))
    seat(scene)
    assert refusal(scene, "nurse") == "one_person_one_vote"


def test_a_seat_without_a_vote_has_no_deputy() -> None:
    scene = Scene(orders("any")).opened(*BUT_GP)
    with pytest.raises(Rejected, match="seat_without_a_vote"):
        scene.do(
            g.NameDeputy(
                group=scene.id, seat=scene.seats["friend"], person=stranger(scene), constituency="critical_friend"
            )
        )


def test_who_the_deputy_is_must_be_known() -> None:
    scene = Scene(orders()).opened(*BUT_GP)
    assert refusal(scene) == "who_is_the_deputy"


def test_whoever_is_named_later_takes_the_place_of_the_first() -> None:
    scene = Scene(orders())
    named(scene, since="2026-01-01")
    second = named(scene, since="2026-02-01")
    scene.opened(*BUT_GP)
    assert seat(scene)[0].person == second


def test_a_deputy_goes_with_the_member_they_stood_in_for() -> None:
    scene = Scene(orders())
    named(scene, since="2026-01-01")
    scene.do(g.VacateSeat(group=scene.id, channel="phone", seat=scene.seats["gp"], when=When("2026-02-01")))
    assert scene.group.deputy_of(scene.seats["gp"], scene.when) is None


def test_when_the_member_arrives_the_deputy_acts_no_longer() -> None:
    scene = sat()
    came = m.RecordArrival(meeting=scene.at, seats=scene.seat("gp"))
    assert names(scene.do(came)) == ["MemberArrived"]
    assert scene.meeting.deputies == {}
    assert scene.do(came) == ()
    assert refusal(scene) == "member_is_here"


def test_a_member_who_arrives_during_a_vote_may_change_the_one_answer_of_the_seat() -> None:
    scene = sat()
    gp = scene.seats["gp"]
    scene.moved(put="roll_call")
    scene.do(q.CastVote(meeting=scene.at, motion=scene.motion, seat=gp, choice="for"))
    scene.do(m.RecordArrival(meeting=scene.at, seats=(gp,)))
    scene.do(q.CastVote(meeting=scene.at, motion=scene.motion, seat=gp, choice="against"))
    (declared,) = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))
    tally = declared.outcome.tally  # type: ignore[attr-defined]
    assert (tally.for_, tally.against) == (0, 1)


def test_a_deputy_without_a_vote_speaks_and_is_not_counted() -> None:
    scene = sat("named", deputy_may_vote=False)
    assert scene.meeting.deputies.keys() == {scene.seats["gp"]}
    assert scene.seats["gp"] not in (scene.meeting.effective(None) or ())
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    with pytest.raises(Rejected, match="deputy_has_no_vote") as caught:
        scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="x", moved_by=scene.seats["gp"]))
    assert caught.value.clause == "R-AP2"


def test_a_deputy_brings_the_quorum_and_takes_it_along() -> None:
    scene = Scene(orders())
    named(scene, "carer", kind="family_carer")
    scene.opened("chair", "vice", "nurse", "gp")
    scene.do(m.RecordArrival(meeting=scene.at, seats=scene.seat("secretary")))
    assert scene.meeting.quorum is not None
    assert scene.meeting.quorum.result == "quorate"
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("secretary")))
    assert names(seat(scene, "carer")) == ["DeputySeated", "QuorumRegained"]
    assert names(scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("carer")))) == [
        "MemberLeft", "QuorumLost",
    ]  # fmt: skip
    assert scene.meeting.deputies == {}


def test_a_deputy_does_not_preside() -> None:
    scene = Scene(orders())
    named(scene, "vice", kind="service_user")
    scene.opened(*(name for name in VOTING if name != "vice"))
    seat(scene, "vice")
    with pytest.raises(Rejected, match="deputy_does_not_preside") as caught:
        scene.do(m.TakeChair(meeting=scene.at, seat=scene.seats["vice"]))
    assert caught.value.clause == "R-CH1"


def test_deputies_are_named_as_the_roll_is_called() -> None:
    scene = Scene(orders("any")).called()
    here = m.DeputyHere(scene.seats["gp"], stranger(scene), "professional")
    events = scene.do(
        m.OpenMeeting(
            meeting=scene.at, present=scene.seat(*BUT_GP), apologies=scene.seat("gp"), deputies=(here,),
            when=When(DAY, "14:00"),
        )
    )  # fmt: skip
    assert names(events) == ["MeetingOpened", "AttendanceSet", "DeputySeated", "PresiderTookChair", "QuorumTested"]
    assert events[-1].quorum.count == 9  # type: ignore[attr-defined]


def test_the_same_person_is_not_on_the_roll_for_two() -> None:
    scene = Scene(orders("any")).called()
    person = stranger(scene)
    here = tuple(m.DeputyHere(scene.seats[name], person, "professional") for name in ("gp", "nurse"))
    with pytest.raises(Rejected, match="one_person_one_vote"):
        scene.do(
            m.OpenMeeting(meeting=scene.at, present=scene.seat("chair", "vice"), deputies=here, when=When(DAY, "14:00"))
        )


def test_a_resumed_meeting_has_deputies_of_its_own() -> None:
    scene = sat()
    scene.do(m.AdjournMeeting(meeting=scene.at))
    assert scene.do(m.ResumeMeeting(meeting=scene.at, present=scene.seat(*BUT_GP)))
    assert scene.meeting.deputies == {}
    scene.do(m.AdjournMeeting(meeting=scene.at))
    here = (m.DeputyHere(scene.seats["gp"]),)
    scene.do(m.ResumeMeeting(meeting=scene.at, present=scene.seat(*BUT_GP), deputies=here))
    assert scene.meeting.deputies.keys() == {scene.seats["gp"]}


def written_up(scene: Scene, **more: Any) -> Any:
    votes: dict[Any, Any] = dict.fromkeys(scene.seat(*VOTING[:5]), "for") | {scene.seats["gp"]: "against"}
    return scene.do(
        q.RecordDecision(
            meeting=scene.at, item=scene.items[0], words="x", how="roll_call", votes=votes, announced="agreed",
            mode="written_up", **more,
        )
    )[-1].outcome  # type: ignore[attr-defined]  # fmt: skip


def test_written_up_a_deputy_who_could_not_act_sat_there_and_does_not_count() -> None:
    scene = Scene(orders("none")).opened(*BUT_GP)
    (seated,) = seat(scene, person=stranger(scene), mode="written_up")
    assert (seated.counts, seated.irregular) == (False, ("R-AP2",))
    outcome = written_up(scene)
    assert (outcome.tally.for_, outcome.tally.against, outcome.irregular) == (5, 0, ("R-AP2",))


def test_written_up_it_is_not_known_when_a_deputy_was_named_and_that_is_no_breach() -> None:
    scene = Scene(orders("any")).opened(*BUT_GP)
    (seated,) = seat(scene, person=stranger(scene), mode="written_up")
    assert (seated.counts, seated.irregular) == (True, ())
    assert written_up(scene).irregular == ()


def test_apologies_are_taken_from_a_member_whose_deputy_is_here() -> None:
    scene = sat()
    given = scene.do(m.RecordApologies(meeting=scene.at, seat=scene.seats["gp"]))
    assert names(given) == ["ApologiesGiven"]
    assert scene.seats["gp"] in (scene.meeting.present or ())


def test_a_deputy_seated_by_a_slip_is_taken_back() -> None:
    scene = sat("named", "chair", "vice", "carer", "fourth")
    act = next(fact.id for fact in scene.facts if type(fact.event).__name__ == "DeputySeated")
    scene.do(m.StrikeAct(meeting=scene.at, act=act))
    assert scene.seats["gp"] not in (scene.meeting.present or ())
    assert scene.meeting.quorum is not None
    assert scene.meeting.quorum.count == 4
