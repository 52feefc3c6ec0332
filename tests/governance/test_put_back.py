"""Whoever a vote put out is back once that vote does not count any more, unless the place was taken (R-TE5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from governance.decision import commands as d
from governance.election import room_commands as r
from governance.election import room_events as o
from governance.group import commands as g
from governance.kernel import When
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.motion import procedure_commands as p
from governance.organisation import commands as oc
from governance.policies import follow
from governance.standing_orders import StandingOrders
from tests.governance.test_put_out import meeting, moves
from tests.spec import DAY, VOTING, Scene

if TYPE_CHECKING:
    from governance.kernel import Event

OUT = When(DAY, "14:30")


def voted(scene: Scene, motion: Any, for_: int = 9, against: int = 0) -> None:
    scene.do(q.PutMotion(meeting=scene.at, motion=motion))
    scene.do(q.RecordCount(meeting=scene.at, motion=motion, count=q.Hands(for_, against)))
    scene.do(q.DeclareResult(meeting=scene.at, motion=motion))


def the_gp_is_out() -> Scene:
    """The GP is put out of their seat, at the meeting that goes on."""
    scene = meeting()
    scene.do(moves(scene, removes=scene.seats["gp"]))
    scene.do(r.NoteHearing(meeting=scene.at, motion=scene.motion, how="spoke"))
    voted(scene, scene.motion)
    gone = g.VacateSeat(group=scene.id, seat=scene.seats["gp"], reason="removed", decision=scene.decision, when=OUT)
    scene.past[scene.at] = scene.meeting
    scene.do(gone)
    assert holder(scene, "gp") is None
    return scene


def the_chair_is_out() -> Scene:
    """The chair is removed from office by the vote itself."""
    scene = meeting()
    chair = scene.offices["chair"]
    scene.do(r.MoveRemoval(meeting=scene.at, item=scene.items[0], office=chair, words="The chair goes.",
                           moved_by=scene.seats["vice"], seconded_by=scene.seats["carer"]))  # fmt: skip
    scene.do(m.TakeChair(meeting=scene.at, seat=scene.seats["vice"], reason="interest"))
    scene.do(r.NoteHearing(meeting=scene.at, motion=scene.motion, how="spoke"))
    voted(scene, scene.motion)
    assert in_office(scene) is None
    return scene


def holder(scene: Scene, seat: str) -> Any:
    return scene.group.seats[scene.seats[seat]].holder(scene.when)


def in_office(scene: Scene, kind: Any = "chair") -> Any:
    return scene.group.office_of(kind, scene.when)


def annuls(scene: Scene, time: str = "14:45", mode: Any = "live") -> Any:
    return p.MakeRuling(
        meeting=scene.at,
        annuls=scene.motion,
        mode=mode,
        words="The vote was not counted rightly.",
        when=When(scene.meeting.last.local[:10], time),
    )  # type: ignore[union-attr]


def followed(scene: Scene, command: Any) -> list[Event]:
    """What followed beside the answer."""
    events = scene.decide(command)
    home = scene.act.stream(command, events)
    return [event for _, event in follow(events, home, scene.act)]


def kinds(events: list[Event]) -> list[str]:
    return [type(event).__name__ for event in events]


@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_whoever_was_put_out_of_their_seat_sits_there_again_once_a_ruling_annuls_the_vote(mode: str) -> None:
    scene = the_gp_is_out()
    before = scene.group.seats[scene.seats["gp"]].holdings[-1]
    scene.do(annuls(scene, mode=mode))
    (again,) = scene.group.seats[scene.seats["gp"]].holdings
    assert (again.person, again.since, again.until, again.left) == (before.person, before.since, None, None)
    undone = next(fact.event for fact in scene.facts if isinstance(fact.event, o.RemovalUndone))
    assert (undone.item, undone.seat, undone.office, undone.back) == (scene.items[0], scene.seats["gp"], None, True)
    assert not scene.group.business


def test_whoever_was_removed_from_office_has_it_again_and_whoever_only_acted_stops() -> None:
    scene = the_chair_is_out()
    scene.do(annuls(scene))
    assert in_office(scene) == scene.seats["chair"]
    undone = next(fact.event for fact in scene.facts if isinstance(fact.event, o.RemovalUndone))
    assert (undone.seat, undone.office, undone.back) == (scene.seats["chair"], scene.offices["chair"], True)


def test_a_vote_taken_again_puts_them_back_until_it_is_answered_and_ends_the_term_anew() -> None:
    scene = the_chair_is_out()
    scene.do(p.MoveProcedural(meeting=scene.at, item=scene.items[0], kind="reconsider", about=scene.motion,
                              moved_by=scene.seats["vice"], seconded_by=scene.seats["carer"]))  # fmt: skip
    voted(scene, scene.motion)
    assert in_office(scene) == scene.seats["chair"]
    voted(scene, next(q.id for q in scene.meeting.pending() if q.again is not None))
    assert in_office(scene) is None


def test_an_appeal_that_brings_the_vote_back_puts_them_out_again() -> None:
    scene = the_gp_is_out()
    scene.do(annuls(scene))
    ruling = list(scene.meeting.rulings)[-1]
    scene.do(p.AppealRuling(meeting=scene.at, ruling=ruling, seats=scene.seat("carer", "nurse")))
    voted(scene, scene.motion, for_=0, against=8)
    assert holder(scene, "gp") is None
    assert isinstance([fact.event for fact in scene.facts][-1], o.RemovalCountsAgain)


def taken_since(scene: Scene) -> None:
    """Somebody else sits there since, as an import tells it."""
    (person,) = scene.do(oc.RegisterPerson(name="Person"))
    scene.brought_in(g.FillSeat(group=scene.id, seat=scene.seats["gp"], person=person.person, since=OUT, when=OUT))  # type: ignore[attr-defined]


def test_a_place_that_was_taken_since_stays_so_and_the_next_meeting_looks_at_it() -> None:
    scene = the_gp_is_out()
    out = scene.group.seats[scene.seats["gp"]].holdings[-1].person
    taken_since(scene)
    events = followed(scene, annuls(scene))
    assert kinds(events) == ["DecisionSetAside", "PutBack", "RemovalUndone", "BusinessProposed"]
    scene.do(annuls(scene))
    assert holder(scene, "gp") not in {None, out}
    (waits,) = scene.group.business.values()
    assert (waits.origin, waits.about, waits.waits, waits.seat) == ("put_out", scene.decision, True, None)
    assert scene.words[waits.title.ref] == "The GP no longer sits with us."
    undone = next(fact.event for fact in scene.facts if isinstance(fact.event, o.RemovalUndone))
    assert not undone.back


def test_who_sits_with_a_vote_elsewhere_since_is_not_put_back() -> None:
    scene = the_gp_is_out()
    person = scene.group.seats[scene.seats["gp"]].holdings[-1].person
    scene.do(g.VacateSeat(group=scene.id, seat=scene.seats["nurse"], reason="left", channel="phone", when=OUT))
    scene.brought_in(g.FillSeat(group=scene.id, seat=scene.seats["nurse"], person=person, since=OUT, when=OUT))
    scene.do(annuls(scene))
    assert holder(scene, "gp") is None
    assert len(scene.group.business) == 1


def in_october(removed: Scene) -> Scene:
    """The next meeting but one, six months on; its item says what it would undo."""
    about = removed.decision
    removed.do(m.CloseMeeting(meeting=removed.at, when=When(DAY, "15:00")))
    told_of = m.Business("Who sits with us", category="removal", about=about)
    return removed.another(
        "2026-10-13", told_of, told="2026-09-01", present=tuple(one for one in VOTING if one != "gp")
    )


def undoes(scene: Scene, how: Any) -> None:
    decision = next(iter(scene.group.removals))
    scene.do(d.ReopenDecision(meeting=scene.at, item=scene.items[0], decision=decision, how=how, noticed=True,
                              words="The GP sits with us.", moved_by=scene.seats["vice"],
                              seconded_by=scene.seats["carer"]))  # fmt: skip
    voted(scene, scene.motion, for_=8)


def test_a_later_vote_that_undoes_it_puts_them_back() -> None:
    scene = in_october(the_gp_is_out())
    undoes(scene, "rescind")
    assert holder(scene, "gp") is not None
    assert not scene.group.business
    (removal,) = scene.group.removals.values()
    assert (removal.undone, removal.by, removal.again) == (True, scene.decision, True)


def test_a_later_vote_that_changes_it_puts_nobody_back_and_the_next_meeting_looks_at_it() -> None:
    scene = in_october(the_gp_is_out())
    undoes(scene, "amend")
    assert holder(scene, "gp") is None
    (waits,) = scene.group.business.values()
    assert scene.words[waits.title.ref] == "The GP sits with us."


def test_once_the_vote_that_undid_it_is_annulled_they_are_out_again_and_back_once_that_is_overturned() -> None:
    scene = in_october(the_gp_is_out())
    undoes(scene, "rescind")
    scene.do(annuls(scene))
    assert holder(scene, "gp") is None
    scene.do(
        p.AppealRuling(meeting=scene.at, ruling=list(scene.meeting.rulings)[-1], seats=scene.seat("carer", "nurse"))
    )
    voted(scene, scene.motion, for_=0, against=8)
    assert holder(scene, "gp") is not None


def test_a_vote_that_leaves_it_as_it_is_changes_nothing_for_anybody() -> None:
    scene = in_october(the_gp_is_out())
    decision = next(iter(scene.group.removals))
    scene.do(d.ReopenDecision(meeting=scene.at, item=scene.items[0], decision=decision, how="rescind", noticed=True,
                              words="The GP sits with us.", moved_by=scene.seats["vice"],
                              seconded_by=scene.seats["carer"]))  # fmt: skip
    voted(scene, scene.motion, for_=0, against=8)
    scene.do(annuls(scene))
    assert holder(scene, "gp") is None
    assert not scene.group.removals[decision].undone


def test_nothing_follows_where_nobody_was_put_out_by_the_vote() -> None:
    scene = Scene(StandingOrders(quorum=5, lived_experience="off")).moved(put="hands")
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(9)))
    scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))
    assert kinds(followed(scene, annuls(scene))) == ["DecisionSetAside"]


def test_what_the_seat_kept_for_them_is_theirs_again() -> None:
    scene = meeting()
    seat = scene.seats["gp"]
    scene.do(g.NoteTextNeed(group=scene.id, seat=seat, needed=True))
    scene.do(g.NoteFormat(group=scene.id, seat=seat, format="large_print"))
    scene.do(moves(scene, removes=seat))
    scene.do(r.NoteHearing(meeting=scene.at, motion=scene.motion, how="spoke"))
    voted(scene, scene.motion)
    scene.past[scene.at] = scene.meeting
    scene.do(g.VacateSeat(group=scene.id, seat=seat, reason="removed", decision=scene.decision, when=OUT))
    assert seat not in scene.group.by_text
    scene.do(annuls(scene))
    assert (seat in scene.group.by_text, scene.group.formats[seat]) == (True, "large_print")
