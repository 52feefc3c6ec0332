"""Who could preside, co-chairs who swap, and a chair agreed for the next meeting (R-CH1 to R-CH4)."""

from __future__ import annotations

import uuid
from typing import Any

import msgspec
import pytest

from governance.group import commands as g
from governance.group import state as group_state
from governance.group.events import NextChairSet
from governance.kernel import EventId, Fact, MeetingId, Moment, Rejected, StreamId, When
from governance.meeting import commands as m
from governance.meeting import events as e
from governance.meeting import people_commands as pc
from governance.meeting import people_events as p
from governance.meeting.floor import floor
from governance.meeting.line import line, who_could
from governance.motion import commands as q
from governance.policies import follow
from governance.standing_orders import StandingOrders
from tests.spec import DAY, VOTING, Paper, Scene, names


def officers(*more: tuple[str, str], orders: StandingOrders | None = None) -> Scene:
    """The chair, and further offices as (kind, seat)."""
    scene = Scene(orders or StandingOrders(quorum=3))
    for n, (kind, seat) in enumerate(more):
        (made,) = scene.do(g.CreateOffice(group=scene.id, slug=f"office-{n}", label=kind, kind=kind))  # type: ignore[arg-type]
        office = made.office  # type: ignore[attr-defined]
        scene.do(g.AssignOffice(group=scene.id, office=office, seat=scene.seats[seat], since=When("2025-01-01")))
    return scene


def called_names(scene: Scene, seats: tuple[Any, ...]) -> list[str]:
    return [next(name for name, held in scene.seats.items() if held == seat) for seat in seats]


NOWHERE = MeetingId(uuid.UUID("00000000-0000-4000-8000-000000000000"))
LINE = (("vice_chair", "fourth"), ("co_chair", "carer"))


def test_chair_comes_before_co_chair_before_vice_chair() -> None:
    scene = officers(*LINE).opened()
    assert called_names(scene, line(scene.meeting, None)) == ["chair", "carer", "fourth"]


def test_whoever_is_away_stood_down_or_out_for_the_item_is_not_in_line() -> None:
    scene = officers(*LINE).opened(*(name for name in VOTING if name != "carer"))
    item = scene.items[0]
    scene.do(m.DeclareInterest(meeting=scene.at, seat=scene.seats["fourth"], item=item, kind="family"))
    scene.do(m.ManageInterest(meeting=scene.at, seat=scene.seats["fourth"], item=item))
    assert called_names(scene, line(scene.meeting, item)) == ["chair"]
    assert called_names(scene, line(scene.meeting, None)) == ["chair", "fourth"]


def test_with_nobody_in_line_the_meeting_chooses_among_those_who_may() -> None:
    scene = officers().opened("vice", "secretary", "nurse")
    assert called_names(scene, who_could(scene.meeting, None)) == ["vice", "secretary"]


def test_a_chair_with_an_interest_is_told_who_may_take_it() -> None:
    scene = officers(*LINE).opened()
    item = scene.items[0]
    scene.do(m.DeclareInterest(meeting=scene.at, seat=scene.seats["chair"], item=item, kind="family"))
    scene.do(m.ManageInterest(meeting=scene.at, seat=scene.seats["chair"], item=item))
    with pytest.raises(Rejected) as caught:
        scene.do(m.OpenItem(meeting=scene.at, item=item))
    assert caught.value.because == {"could_preside": [str(s) for s in scene.seat("carer", "fourth")]}
    assert caught.value.would_help == "Hand over the chair for this item first. The co-chair may take it."


def test_co_chairs_swap_in_the_middle_of_an_item_and_one_presides_at_any_instant() -> None:
    scene = officers(("co_chair", "carer"), ("co_chair", "fourth")).opened()
    scene = scene.moved()
    for seat, time in (("carer", "14:10"), ("fourth", "14:20")):
        taken = scene.do(m.TakeChair(meeting=scene.at, seat=scene.seats[seat], reason="rest", when=When(DAY, time)))
        assert names(taken) == ["PresiderTookChair"]
        assert scene.meeting.presider == scene.seats[seat]
        assert scene.meeting.open_item == scene.items[0]
    assert names(scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion))) == ["QuestionPut"]
    took = [fact for fact in scene.facts if isinstance(fact.event, e.PresiderTookChair)]
    assert [fact.occurred.clock for fact in took] == ["14:00", "14:10", "14:20"]


def agreed_for(seat: str, *present: str) -> str | None:
    """Who presides at a meeting for which a seat was agreed on before."""
    scene = officers()
    agreed = Fact(EventId(uuid.uuid4()), 1, scene.when, None, "live", NextChairSet(NOWHERE, scene.seats[seat]))
    scene.group = group_state.fold([agreed], scene.group)
    scene.called()
    opened = m.OpenMeeting(
        meeting=scene.at, present=scene.seat(*present), by=scene.seats["secretary"], when=When(DAY, "14:00")
    )
    scene.do(opened)
    return next((name for name, held in scene.seats.items() if held == scene.meeting.presider), None)


def test_whoever_was_agreed_on_presides_at_the_next_meeting() -> None:
    assert agreed_for("carer", *VOTING) == "carer"


def test_if_they_do_not_come_the_chair_presides() -> None:
    assert agreed_for("carer", *(name for name in VOTING if name != "carer")) == "chair"


def test_a_meeting_from_before_they_were_agreed_on_is_not_the_next_one() -> None:
    scene = officers()
    later = Moment("2026-03-10T15:00+00:00", "minute")
    agreed = Fact(EventId(uuid.uuid4()), 1, later, None, "live", NextChairSet(NOWHERE, scene.seats["carer"]))
    group = group_state.fold([agreed], scene.group)
    assert group.presides_next(Moment("2026-02-10T14:00+00:00", "minute")) is None
    assert group.presides_next(Moment("2026-04-14T14:00+00:00", "minute")) == scene.seats["carer"]


def test_a_chair_agreed_for_the_next_meeting_is_kept_with_the_group_until_one_begins() -> None:
    scene = officers().opened()
    (agreed,) = scene.do(pc.AgreeNextChair(meeting=scene.at, seat=scene.seats["carer"]))
    assert isinstance(agreed, p.NextChairAgreed)
    seat, home = scene.seats["carer"], StreamId(scene.at)
    assert scene.group.presides_next(scene.when) == seat
    begins = next(fact.event for fact in scene.facts if isinstance(fact.event, e.MeetingOpened))
    kept = msgspec.structs.replace(scene.act, group=scene.group)
    begun = (StreamId(scene.id), NextChairSet(MeetingId(scene.at), None))
    assert follow([begins], home, kept) == [begun]
    assert follow([begins], home, scene.act) == []


def test_nobody_must_chair() -> None:
    scene = officers().opened()
    asked = pc.AgreeNextChair(meeting=scene.at, seat=scene.seats["carer"], declined=scene.seat("carer"))
    with pytest.raises(Rejected, match="declined") as caught:
        scene.do(asked)
    assert caught.value.clause == "R-CH4"


def test_written_up_a_professional_may_have_been_agreed_on() -> None:
    scene = officers().opened()
    agreed = pc.AgreeNextChair(meeting=scene.at, seat=scene.seats["gp"], mode="written_up")
    assert names(scene.do(agreed)) == ["NextChairAgreed"]


def at(scene: Scene, time: str) -> Any:
    desk = Paper(scene.words, scene.group)
    desk.when = desk.moment(When(DAY, time))
    return floor(scene.meeting, scene.group, desk)


def test_the_floor_says_when_a_break_is_due() -> None:
    scene = officers().opened()
    assert (at(scene, "14:44").break_due, at(scene, "14:44").alerts) == ("14:45", ())
    assert at(scene, "14:45").alerts == ("break_due",)


def test_a_break_begins_the_time_anew() -> None:
    scene = officers().opened()
    scene.do(m.StartBreak(meeting=scene.at, when=When(DAY, "14:30")))
    assert at(scene, "14:50").break_due is None
    scene.do(m.EndBreak(meeting=scene.at, when=When(DAY, "14:40")))
    assert at(scene, "14:50").break_due == "15:25"


def test_orders_may_have_no_breaks() -> None:
    scene = officers(orders=StandingOrders(quorum=3, break_every_minutes=0)).opened()
    assert at(scene, "16:00").break_due is None


def test_when_nobody_knows_the_time_no_break_is_due() -> None:
    scene = officers().called()
    scene.do(m.OpenMeeting(meeting=scene.at, present=scene.seat(*VOTING), when=When(DAY), mode="written_up"))
    assert at(scene, "16:00").break_due is None


def without_the_chair(*apologies: str, **said: Any) -> Scene:
    """Opened at two by the secretary, the chair not there and the vice-chair there."""
    scene = officers(("vice_chair", "fourth"), orders=StandingOrders(quorum=3, **said)).called()
    scene.do(m.OpenMeeting(meeting=scene.at, present=scene.seat(*VOTING[1:]), apologies=scene.seat(*apologies),
                           by=scene.seats["secretary"], when=When(DAY, "14:00")))  # fmt: skip
    return scene


@pytest.mark.parametrize(
    ("said", "until", "last", "over"),
    [({}, "14:10", "14:09", "14:10"), ({"chair_wait_minutes": 25}, "14:25", "14:24", "14:25")],
)
def test_a_chair_who_is_not_there_is_waited_for_as_long_as_the_orders_have_it(
    said: dict[str, Any], until: str, last: str, over: str
) -> None:
    scene = without_the_chair(**said)
    assert (at(scene, "14:00").chair_waited_for, at(scene, last).chair_waited_for) == (until, until)
    assert at(scene, over).chair_waited_for is None
    assert called_names(scene, at(scene, over).could_preside) == ["fourth"]


def test_nobody_waits_for_a_chair_who_sent_apologies_or_came_or_once_somebody_presides() -> None:
    assert at(without_the_chair("chair"), "14:05").chair_waited_for is None
    assert at(without_the_chair(chair_wait_minutes=0), "14:00").chair_waited_for is None
    came = without_the_chair()
    came.do(m.RecordArrival(meeting=came.at, seats=came.seat("chair"), when=When(DAY, "14:04")))
    assert at(came, "14:05").chair_waited_for is None
    taken = without_the_chair()
    taken.do(m.TakeChair(meeting=taken.at, seat=taken.seats["fourth"], when=When(DAY, "14:04")))
    assert at(taken, "14:05").chair_waited_for is None


def test_where_nobody_knows_the_time_or_who_was_there_nobody_waits() -> None:
    scene = without_the_chair()
    desk = Paper(scene.words, scene.group)
    desk.when = desk.moment(When(DAY))
    assert floor(scene.meeting, scene.group, desk).chair_waited_for is None
    unknown = officers().called()
    unknown.do(m.OpenMeeting(meeting=unknown.at, by=unknown.seats["secretary"], when=When(DAY, "14:00")))
    assert at(unknown, "14:05").chair_waited_for is None


def test_the_floor_says_who_could_preside_who_is_elsewhere_and_who_sits_in() -> None:
    scene = officers(*LINE).opened()
    scene.do(pc.NoteRemote(meeting=scene.at, seats=scene.seat("gp")))
    shown = at(scene, "14:10")
    assert called_names(scene, shown.could_preside) == ["chair", "carer", "fourth"]
    assert called_names(scene, shown.remote) == ["gp"]
    assert shown.deputies == ()


def opening(scene: Scene, presider: str, *present: str, mode: Any = "live") -> Any:
    return scene.do(
        m.OpenMeeting(meeting=scene.at, present=scene.seat(*(present or VOTING)), presider=scene.seats[presider],
                      when=When(DAY, "14:00"), mode=mode)
    )  # fmt: skip


def test_live_nobody_opens_in_the_chair_while_somebody_who_comes_first_is_here() -> None:
    scene = officers(("vice_chair", "fourth")).called()
    with pytest.raises(Rejected, match="R-CH1: somebody_comes_first"):
        opening(scene, "carer")
    with pytest.raises(Rejected, match="R-CH1: somebody_comes_first"):
        opening(scene, "fourth")
    with pytest.raises(Rejected, match="R-CH1: somebody_comes_first"):
        opening(scene, "carer", *VOTING[1:])
    opening(scene, "fourth", *VOTING[1:])
    assert scene.meeting.presider == scene.seats["fourth"]


def test_with_nobody_in_line_those_who_are_here_choose() -> None:
    scene = officers(("vice_chair", "fourth")).called()
    opening(scene, "carer", *(name for name in VOTING if name not in {"chair", "fourth"}))
    assert scene.meeting.presider == scene.seats["carer"]


@pytest.mark.parametrize("reason", ["to_speak", "rest"])
def test_the_chair_may_be_handed_over_for_a_reason(reason: Any) -> None:
    scene = officers(("vice_chair", "fourth")).opened()
    with pytest.raises(Rejected, match="R-CH1: somebody_comes_first"):
        scene.do(m.TakeChair(meeting=scene.at, seat=scene.seats["carer"], reason="elected"))
    scene.do(m.TakeChair(meeting=scene.at, seat=scene.seats["carer"], reason=reason))
    assert scene.meeting.presider == scene.seats["carer"]


def test_written_up_it_is_flagged_and_what_was_decided_waits_to_be_ratified() -> None:
    scene = officers(("vice_chair", "fourth")).called()
    told = opening(scene, "carer", mode="written_up")
    assert [event.irregular for event in told if type(event).__name__ == "PresiderTookChair"] == [("R-CH1",)]
    vote = q.RecordDecision(meeting=scene.at, item=scene.items[0], words="Buy tea.", how="hands", count=q.Hands(9),
                            mode="written_up")  # fmt: skip
    outcome = next(event.outcome for event in scene.do(vote) if type(event).__name__ == "ResultDeclared")  # type: ignore[attr-defined]
    assert (outcome.irregular, outcome.takes_effect) == (("R-CH1",), False)
    scene.do(m.TakeChair(meeting=scene.at, seat=scene.seats["chair"], reason="return", mode="written_up"))
    assert not scene.meeting.out_of_turn


def test_written_up_without_a_roll_nobody_is_known_to_have_come_first() -> None:
    scene = officers(("vice_chair", "fourth")).called()
    scene.do(m.OpenMeeting(meeting=scene.at, presider=scene.seats["carer"], when=When(DAY, "14:00"),
                           mode="written_up"))  # fmt: skip
    assert not scene.meeting.out_of_turn
