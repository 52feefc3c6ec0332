"""Acts that are seldom refused: each with the clause, and what is in order beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from governance.group import commands as g
from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.meeting import notice_commands as n
from governance.motion import commands as q
from governance.motion import method_commands as mc
from governance.motion import procedure_commands as p
from tests.governance.procedure_rows import answered, base, change, moved, procedural, voted, with_change
from tests.spec import DAY, L1, VOTING, Scene, names

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.kernel import Command

    Refused = tuple[Callable[[], Scene], Callable[[Scene], Command], str]

ONE_EACH = msgspec.structs.replace(L1, one_amendment_each=True)


def decided(scene: Scene, **more: Any) -> q.RecordDecision:
    given: dict[str, Any] = {
        "words": "Print leaflets.",
        "moved_by": scene.seats["vice"],
        "seconded_by": scene.seats["gp"],
    }
    return q.RecordDecision(meeting=scene.at, item=scene.items[0], **{**given, "how": "roll_call", **more})


def by_names(scene: Scene, against: int = 0) -> dict[Any, Any]:
    """Every member's answer, the first so many of them against."""
    return {scene.seats[name]: "against" if place < against else "for" for place, name in enumerate(VOTING)}


def changed_twice() -> Scene:
    """A change of words agreed to, and a later one on top of it."""
    scene = with_change()
    answered(scene, 9, motion=scene.motion)
    scene.do(change(scene, "hall", "church", by="vice", second="gp"))
    answered(scene, 9, motion=scene.motion)
    return scene


def first_change(scene: Scene) -> Any:
    return list(scene.meeting.motions)[1]


def vacated() -> Scene:
    scene = Scene()
    scene.do(g.VacateSeat(group=scene.id, channel="phone", seat=scene.seats["gp"], reason="resigned", when=When(DAY)))
    return scene


REFUSED: list[Refused] = [
    (
        lambda: Scene().opened(),
        lambda s: m.AdjournMeeting(meeting=s.at, until=When("2026-02-09")),
        "R-AD1: goes_on_before_it_stops",
    ),
    (
        lambda: Scene().opened(),
        lambda s: decided(s, votes=by_names(s), count=q.Hands(8, 1)),
        "R-VO4: count_contradicts_the_names",
    ),
    (
        lambda: Scene().opened(),
        lambda s: decided(s, votes=by_names(s), how="hands"),
        "R-VO4: names_are_a_roll_call",
    ),
    (
        lambda: Scene().opened(),
        lambda s: decided(s, how="hands", by_class={"LE": q.Hands(5)}),
        "R-VO3: total_is_missing",
    ),
    (moved, lambda s: q.RecordCount(meeting=s.at, motion=s.motion, count=q.Hands(9)), "R-MO1: question_not_put"),
    (
        changed_twice,
        lambda s: procedural(s, "reconsider", about=first_change(s)),
        "R-RE5: later_words_rest_on_it",
    ),
    (
        changed_twice,
        lambda s: p.MakeRuling(meeting=s.at, words="The count was wrong.", annuls=first_change(s)),
        "R-CH6: later_words_rest_on_it",
    ),
    (
        vacated,
        lambda s: g.VacateSeat(group=s.id, channel="phone", seat=s.seats["gp"], reason="resigned", when=When(DAY)),
        "in order: seat_already_vacant",
    ),
    (
        Scene,
        lambda s: g.AssignOffice(
            group=s.id, office=s.offices["secretary"], seat=s.seats["gp"], since=When(DAY), until="2026-02-09"
        ),
        "R-TE1: term_ends_before_it_begins",
    ),
    (
        lambda: Scene().called(),
        lambda s: n.IssuePaper(meeting=s.at, item=s.items[0]),
        "R-NO6: title_is_missing",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("given", "when", "clause"), REFUSED, ids=[row[2].partition(": ")[2] for row in REFUSED])
def test_it_is_refused(given: Callable[[], Scene], when: Callable[[Scene], Command], clause: str) -> None:
    scene = given()
    with pytest.raises(Rejected, match=clause):
        scene.do(when(scene))


def test_where_each_member_changes_once_the_same_member_proposes_no_second_change() -> None:
    scene = with_change(ONE_EACH)
    answered(scene, 9, motion=scene.motion)
    with pytest.raises(Rejected, match="R-AM6: second_change_by_the_same_member"):
        scene.do(change(scene, "hall", "church"))
    assert names(scene.do(change(scene, "hall", "church", by="vice", second="gp"))) == [
        "AmendmentMoved",
        "MotionSeconded",
    ]


def test_written_up_a_second_change_by_the_same_member_is_judged() -> None:
    scene = with_change(ONE_EACH)
    answered(scene, 9, motion=scene.motion)
    scene.do(change(scene, "hall", "church", mode="written_up"))
    asked: Any = {"meeting": scene.at, "motion": scene.motion, "mode": "written_up"}
    scene.do(q.PutMotion(**asked))
    scene.do(q.RecordCount(count=q.Hands(9), **asked))
    result, *_ = scene.do(q.DeclareResult(**asked))
    assert result.outcome.irregular == ("R-AM6",)  # type: ignore[attr-defined]


def test_a_question_taken_up_again_is_not_taken_up_a_third_time() -> None:
    scene = voted("chair", "vice", "secretary", "fourth", "carer")
    scene.do(procedural(scene, "reconsider", moved_by=scene.seats["vice"]))
    (*_, reopened) = answered(scene, 9)
    again = reopened.motion
    asked: Any = {"meeting": scene.at, "motion": again}
    scene.do(q.PutMotion(how="roll_call", **asked))
    for name in VOTING:
        scene.do(q.CastVote(seat=scene.seats[name], choice="for", **asked))
    scene.do(q.DeclareResult(**asked))
    with pytest.raises(Rejected, match="R-RE5: reconsidered_already"):
        scene.do(procedural(scene, "reconsider", about=again, moved_by=scene.seats["vice"]))


def test_a_proxy_for_other_words_is_not_counted() -> None:
    orders = msgspec.structs.replace(L1, proxies="directed")
    scene = Scene(orders).opened(*[name for name in VOTING if name != "worker"])
    motion = base(scene.moved())
    scene.do(
        mc.LodgeProxy(
            meeting=scene.at, motion=motion, seat=scene.seats["worker"], holder=scene.seats["nurse"], choice="against",
        )
    )  # fmt: skip
    scene.do(change(scene, "library", "hall"))
    answered(scene, 8, motion=scene.motion)
    asked: Any = {"meeting": scene.at, "motion": motion}
    scene.do(q.PutMotion(how="roll_call", **asked))
    for name in VOTING[:-1]:
        scene.do(q.CastVote(seat=scene.seats[name], choice="for", **asked))
    result, *_ = scene.do(q.DeclareResult(**asked))
    tally = result.outcome.tally  # type: ignore[attr-defined]
    assert (tally.for_, tally.against) == (8, 0)
