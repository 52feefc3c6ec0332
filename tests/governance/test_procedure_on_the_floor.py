"""What is in order now, procedure included."""

from __future__ import annotations

from typing import Any

from governance.meeting.floor import InOrder, floor
from governance.motion import commands as q
from governance.motion.procedure_commands import VoteAgain
from tests.governance.procedure_rows import annulled, moved, moved_procedural, with_change
from tests.spec import Paper, Scene


def on_the_floor(scene: Scene) -> tuple[InOrder, ...]:
    desk: Any = Paper(scene.words, scene.group)
    desk.when, desk.by = scene.meeting.last, scene.meeting.presider
    return floor(scene.meeting, scene.group, desk).acts


def in_order(scene: Scene) -> set[tuple[str, str | None]]:
    return {(act.do, act.kind) for act in on_the_floor(scene) if act.why_not is None}


def why_not(scene: Scene, do: str) -> list[str | None]:
    return [act.why_not and act.why_not.reason for act in on_the_floor(scene) if act.do == do]


def test_with_a_proposal_before_the_meeting_it_may_ask_to_vote_now_or_to_send_it_on() -> None:
    acts = in_order(moved())
    assert {("moveProcedural", kind) for kind in ("closure", "divide", "commit", "postpone", "next_business")} <= acts
    assert ("makeRuling", None) in acts


def test_a_change_of_words_may_be_accepted_by_the_mover_and_nobody_else() -> None:
    assert why_not(with_change(), "acceptAmendment") == ["not_the_mover"]


def test_a_second_may_be_taken_back_by_the_seconder_and_nobody_else() -> None:
    assert why_not(moved(), "withdrawSecond") == ["not_the_seconder"]


def test_once_the_vote_has_begun_only_stopping_the_meeting_goes_before_it() -> None:
    acts = in_order(Scene().moved(put="hands"))
    assert not {("moveProcedural", "closure"), ("acceptAmendment", None), ("withdrawSecond", None)} & acts


def test_while_a_closure_is_before_the_meeting_only_what_goes_before_it_is_in_order() -> None:
    acts = in_order(moved_procedural("closure"))
    assert {kind for do, kind in acts if do == "moveProcedural"} == {"adjourn"}


def test_an_annulled_vote_may_be_taken_again() -> None:
    scene = annulled()
    assert ("voteAgain", None) in in_order(scene)
    scene.do(q.PutMotion(meeting=scene.at, motion=_again(scene)))
    assert ("voteAgain", None) not in in_order(scene)


def _again(scene: Scene) -> Any:
    scene.do(VoteAgain(meeting=scene.at, motion=next(iter(scene.meeting.motions))))
    return scene.motion
