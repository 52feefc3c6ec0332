"""Whom a proposal names is still named where it stood over and a later meeting takes it up (R-IQ3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from governance.election import room_commands as r
from governance.group import commands as g
from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.motion import procedure_commands as pc
from governance.organisation import commands as o
from tests.governance.test_behind import founded, takes
from tests.spec import VOTING, Scene, names

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.kernel import Command


def stood_over(move: Callable[[Scene], Command]) -> tuple[Scene, Any]:
    """A proposal that a meeting in February did not come to, and the next meeting in March."""
    scene = founded().opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(move(scene))
    motion = scene.motion
    scene.do(m.CloseMeeting(meeting=scene.at))
    scene.earlier = scene.meeting
    scene.another("2026-03-10")
    return scene, motion


def naming(**more: Any) -> Callable[[Scene], Command]:
    return lambda scene: q.MoveMotion(
        meeting=scene.at,
        item=scene.items[0],
        words="Do it.",
        moved_by=scene.seats["gp"],
        seconded_by=scene.seats["carer"],
        **{key: made(scene) if callable(made) else made for key, made in more.items()},
    )


def to_remove(scene: Scene) -> Command:
    given = {"meeting": scene.at, "item": scene.items[0], "office": scene.offices["chair"]}
    return r.MoveRemoval(
        words="Remove the chair.", moved_by=scene.seats["gp"], seconded_by=scene.seats["carer"], **given
    )


ELECTS = naming(category="election", elects=lambda s: q.Elects(s.offices["secretary"], s.seats["fourth"]))
FILLS = naming(category="ordinary", fills=lambda s: q.Fills(s.seats["worker"]))
REMOVES = naming(category="removal", removes=lambda s: s.seats["worker"])


@pytest.mark.parametrize(
    ("move", "told"),
    [
        (ELECTS, "OfficeProposed"),
        (FILLS, "MemberProposed"),
        (REMOVES, "MemberRemovalMoved"),
        (to_remove, "RemovalMoved"),
    ],
)
def test_whom_a_proposal_names_is_still_named_where_it_is_taken_up_later(
    move: Callable[[Scene], Command], told: str
) -> None:
    scene, motion = stood_over(move)
    before = scene.past[next(iter(scene.past))]
    taken = scene.do(pc.TakeUnfinishedBusiness(meeting=scene.at, motion=motion, item=scene.items[0]))
    assert names(taken) == ["UnfinishedBusinessTaken", told]
    now = scene.meeting
    for field in ("proposed", "leaving"):
        assert getattr(now, field) == getattr(before, field)
    assert [(s.kind, s.seat) for s in now.stakes.values()] == [(s.kind, s.seat) for s in before.stakes.values()]


def test_an_election_that_stood_over_gives_the_office_it_named() -> None:
    scene, motion = stood_over(ELECTS)
    scene.do(pc.TakeUnfinishedBusiness(meeting=scene.at, motion=motion, item=scene.items[0]))
    scene.do(q.PutMotion(meeting=scene.at, motion=motion))
    scene.do(q.RecordCount(meeting=scene.at, motion=motion, count=q.Hands(9)))
    scene.do(q.DeclareResult(meeting=scene.at, motion=motion))
    after = When("2026-03-11")
    assert names(scene.decide(takes(scene, scene.decision, since=after, when=after))) == ["OfficeAssigned"]


@pytest.mark.parametrize(("move", "kept"), [(ELECTS, "proposed"), (REMOVES, "leaving"), (to_remove, "stakes")])
def test_nobody_else_is_meant_where_the_seat_changed_hands_before_it_was_taken_up(
    move: Callable[[Scene], Command], kept: str
) -> None:
    scene, motion = stood_over(move)
    name = {"proposed": "fourth", "leaving": "worker", "stakes": "chair"}[kept]
    someone = scene.do(o.RegisterPerson(name="Somebody else"))[0].person  # type: ignore[attr-defined]
    seat, gone = scene.seats[name], When("2026-03-02")
    scene.do(g.VacateSeat(group=scene.id, seat=seat, when=gone, channel="phone"))
    scene.imported = True
    scene.do(g.FillSeat(group=scene.id, seat=seat, person=someone, since=gone, when=gone, mode="written_up"))
    scene.imported = False
    take = pc.TakeUnfinishedBusiness(meeting=scene.at, motion=motion, item=scene.items[0])
    with pytest.raises(Rejected, match="R-IQ3: somebody_else_sits_there"):
        scene.do(take)
    assert names(scene.do(msgspec.structs.replace(take, mode="written_up"))) == ["UnfinishedBusinessTaken"]
    assert not getattr(scene.meeting, kept)


def test_who_would_leave_an_office_is_not_named_again_once_they_left_it() -> None:
    scene, motion = stood_over(to_remove)
    scene.do(
        g.EndTerm(
            group=scene.id, term=scene.group.terms[0].id, reason="resigned", when=When("2026-03-02"), channel="phone"
        )
    )
    taken = scene.do(pc.TakeUnfinishedBusiness(meeting=scene.at, motion=motion, item=scene.items[0]))
    assert names(taken) == ["UnfinishedBusinessTaken"]


def test_a_removal_taken_up_in_a_sitting_resumed_stays_heard() -> None:
    scene = founded().opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(to_remove(scene))
    motion = scene.motion
    scene.do(r.NoteHearing(meeting=scene.at, motion=motion, how="in_person"))
    scene.do(m.AdjournMeeting(meeting=scene.at))
    scene.do(m.ResumeMeeting(meeting=scene.at, present=scene.seat(*VOTING)))
    assert names(scene.do(pc.TakeUnfinishedBusiness(meeting=scene.at, motion=motion))) == ["UnfinishedBusinessTaken"]
    assert motion in scene.meeting.heard
