"""With nobody in the chair a live meeting waits until somebody takes it; notes tell that it went on (R-CH1, R-AD1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from governance.kernel import Rejected
from governance.meeting import commands as m
from governance.meeting import people_commands as pc
from governance.meeting.floor import floor
from governance.motion import commands as q
from governance.motion import procedure_commands as pr
from governance.standing_orders import StandingOrders
from tests.spec import VOTING, Paper, Scene, names

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.kernel import Command

FIVE = StandingOrders(quorum=5, lived_experience="off")
WORDS = "Hold the spring drop-in at the library on Tuesdays."


def gone(scene: Scene | None = None, how: Any = "left") -> Scene:
    """A proposal is before the meeting, and the chair has left or lost the link."""
    scene = Scene(FIVE).moved() if scene is None else scene
    if how == "link_lost":
        scene.do(pc.NoteRemote(meeting=scene.at, seats=scene.seat("chair")))
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("chair"), how=how))
    assert scene.meeting.presider is None
    return scene


def item(scene: Scene) -> dict[str, Any]:
    return {"meeting": scene.at, "item": scene.items[0]}


def moved(scene: Scene) -> dict[str, Any]:
    return {"meeting": scene.at, "motion": scene.motion}


NEEDS_THE_CHAIR: dict[str, Callable[[Scene], Command]] = {
    "an item is opened": lambda s: m.OpenItem(meeting=s.at, item=s.items[1]),
    "an item is put off": lambda s: m.DeferItem(meeting=s.at, item=s.items[1]),
    "an item is closed": lambda s: m.CloseItem(**item(s)),
    "a note turns to an item": lambda s: m.TakeNote(meeting=s.at, item=s.items[1], words="We talked."),
    "something is suggested": lambda s: m.NoteSuggestion(words="Perhaps in May.", **item(s)),
    "somebody takes something on": lambda s: m.AgreeAction(
        task=m.Task(words="Ring the library.", owner=s.seats["vice"]), **item(s)
    ),
    "a proposal is moved": lambda s: q.MoveMotion(words=WORDS, moved_by=s.seats["vice"], **item(s)),
    "a change is moved": lambda s: q.MoveAmendment(
        changes=(q.Change("library", "hall"),), moved_by=s.seats["vice"], **moved(s)
    ),
    "a proposal is seconded": lambda s: q.SecondMotion(seat=s.seats["carer"], **moved(s)),
    "a proposal is taken back": lambda s: q.WithdrawMotion(**moved(s)),
    "a question is put": lambda s: q.PutMotion(**moved(s)),
    "a result is declared": lambda s: q.DeclareResult(**moved(s)),
    "a whole decision is recorded": lambda s: q.RecordDecision(
        words=WORDS, how="hands", count=q.Hands(5, 2), **item(s)
    ),
    "the vote is asked for": lambda s: pr.MoveProcedural(kind="closure", about=s.motion, **item(s)),
    "the chair rules": lambda s: pr.MakeRuling(meeting=s.at, words="It is in order."),
    "members settle an interest": lambda s: pc.SettleInterest(seat=s.seats["gp"], count=q.Hands(4, 2), **item(s)),
    "the next chair is agreed": lambda s: pc.AgreeNextChair(meeting=s.at, seat=s.seats["vice"]),
    "the meeting stops": lambda s: m.AdjournMeeting(meeting=s.at, reason="end_time"),
    "the meeting ends": lambda s: m.CloseMeeting(meeting=s.at),
}
NEEDS_NO_CHAIR: dict[str, tuple[Callable[[Scene], Command], str]] = {
    "somebody comes": (lambda s: m.RecordArrival(meeting=s.at, seats=s.seat("chair")), "MemberArrived"),
    "somebody leaves": (lambda s: m.RecordDeparture(meeting=s.at, seats=s.seat("gp")), "MemberLeft"),
    "somebody takes part from elsewhere": (lambda s: pc.NoteRemote(meeting=s.at, seats=s.seat("gp")), "JoinedRemotely"),
    "a link is lost": (
        lambda s: m.RecordDeparture(meeting=s.at, seats=s.seat("gp"), how="link_lost", mode="written_up"),
        "MemberLeft",
    ),
    "somebody sends apologies": (lambda s: m.RecordApologies(meeting=s.at, seat=s.seats["chair"]), "ApologiesGiven"),
    "an interest is told": (
        lambda s: m.DeclareInterest(seat=s.seats["gp"], kind="family", **item(s)),
        "InterestDeclared",
    ),
    "somebody takes the chair": (lambda s: m.TakeChair(meeting=s.at, seat=s.seats["vice"]), "PresiderTookChair"),
    "a note is taken": (lambda s: m.TakeNote(words="The chair was taken ill.", **item(s)), "NoteTaken"),
    "members rest": (lambda s: m.StartBreak(meeting=s.at), "BreakStarted"),
    "nobody would take the chair": (lambda s: m.AdjournMeeting(meeting=s.at, reason="no_chair"), "MeetingAdjourned"),
}


def refusal(scene: Scene, command: Command) -> Rejected:
    with pytest.raises(Rejected) as refused:
        scene.decide(command)
    return refused.value


@pytest.mark.parametrize("what", NEEDS_THE_CHAIR)
def test_a_live_meeting_waits_until_somebody_takes_the_chair(what: str) -> None:
    scene = gone()
    refused = refusal(scene, NEEDS_THE_CHAIR[what](scene))
    assert (refused.clause, refused.reason) == ("R-CH1", "nobody_presides")
    assert refused.would_help == "Those who are here choose somebody to take the chair."


@pytest.mark.parametrize("what", NEEDS_NO_CHAIR)
def test_what_needs_no_chair_goes_on_without_one(what: str) -> None:
    scene = gone()
    ask, event = NEEDS_NO_CHAIR[what]
    assert event in names(scene.do(ask(scene)))


def test_a_chair_whose_link_was_lost_is_as_one_who_left() -> None:
    scene = gone(how="link_lost")
    assert refusal(scene, NEEDS_THE_CHAIR["a change is moved"](scene)).reason == "nobody_presides"
    scene.do(m.TakeChair(meeting=scene.at, seat=scene.seats["vice"]))
    assert "AmendmentMoved" in names(scene.do(NEEDS_THE_CHAIR["a change is moved"](scene)))


def test_answers_to_a_question_that_was_put_are_written_down_and_its_result_waits() -> None:
    scene = gone(Scene(FIVE).moved(put="roll_call"))
    vote = q.CastVote(seat=scene.seats["vice"], choice="for", **moved(scene))
    assert names(scene.do(vote)) == ["VoteCast"]
    assert refusal(scene, q.DeclareResult(**moved(scene))).reason == "nobody_presides"


def test_a_meeting_that_everybody_left_ends() -> None:
    scene = gone()
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat(*VOTING[1:])))
    assert "MeetingClosed" in names(scene.do(m.CloseMeeting(meeting=scene.at)))


def test_a_meeting_too_few_are_left_at_stops_by_itself_and_decides_nothing() -> None:
    scene = gone()
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat(*VOTING[2:])))
    assert refusal(scene, NEEDS_THE_CHAIR["an item is put off"](scene)).reason == "nobody_presides"
    assert "MeetingAdjourned" in names(scene.do(m.AdjournMeeting(meeting=scene.at, reason="lost_quorum")))


def test_on_a_break_the_break_is_ended_first() -> None:
    scene = gone()
    scene.do(m.StartBreak(meeting=scene.at))
    assert refusal(scene, m.OpenItem(meeting=scene.at, item=scene.items[1])).reason == "meeting_is_on_a_break"
    assert names(scene.do(m.EndBreak(meeting=scene.at))) == ["BreakEnded"]


def test_the_floor_offers_only_what_is_in_order_then() -> None:
    scene = gone()
    desk = Paper(scene.words, scene.group)
    desk.when = scene.when
    offered = {act.do for act in floor(scene.meeting, scene.group, desk).acts if act.why_not is None}
    assert offered == {"startBreak", "endBreak"}


def written_up(scene: Scene, what: str) -> list[str]:
    command = NEEDS_THE_CHAIR[what](scene)
    return names(scene.do(type(command)(**{**_fields(command), "mode": "written_up"})))


def _fields(command: Command) -> dict[str, Any]:
    return {name: getattr(command, name) for name in command.__struct_fields__}


def test_notes_tell_once_that_the_meeting_went_on_with_nobody_in_the_chair() -> None:
    scene = gone()
    told = scene.do(m.CloseItem(mode="written_up", **item(scene)))
    assert names(told) == ["WentOnUnchaired", "ItemStoodOver"]
    assert told[0].irregular == ("R-CH1",)  # type: ignore[attr-defined]
    assert written_up(scene, "an item is opened") == ["ItemOpened"]
    scene.do(m.TakeChair(meeting=scene.at, seat=scene.seats["vice"]))
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("vice")))
    second = m.CloseItem(meeting=scene.at, item=scene.items[1], mode="written_up")
    assert names(scene.do(second)) == ["WentOnUnchaired", "ItemClosed"]


def test_notes_of_a_meeting_that_ended_after_its_chair_had_gone_tell_nothing_else() -> None:
    scene = gone()
    closed = names(scene.do(m.CloseMeeting(meeting=scene.at, mode="written_up")))
    assert "MeetingClosed" in closed
    assert "WentOnUnchaired" not in closed


def test_notes_that_do_not_say_who_presided_tell_of_no_empty_chair() -> None:
    scene = Scene().called()
    scene.do(m.OpenMeeting(meeting=scene.at, present=scene.seat(*VOTING), mode="written_up"))
    opened = m.OpenItem(meeting=scene.at, item=scene.items[0], mode="written_up")
    assert names(scene.do(opened)) == ["ItemOpened"]


def test_that_the_chair_left_is_not_struck_once_notes_tell_that_the_meeting_went_on() -> None:
    scene = gone()
    left = next(fact.id for fact in scene.facts if type(fact.event).__name__ == "MemberLeft")
    scene.do(m.CloseItem(mode="written_up", **item(scene)))
    refused = refusal(scene, m.StrikeAct(meeting=scene.at, act=left))
    assert refused.reason == "a_later_act_rests_on_it"
    assert refused.would_help == ("The meeting went on with nobody in the chair after it. Record a correction instead.")
