"""Members who take part from elsewhere: hands, chat, and links lost, in and out of a vote (R-HY1 to R-HY4)."""

from __future__ import annotations

from typing import Any

import pytest

from governance.group import commands as g
from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.meeting import people_commands as pc
from governance.motion import commands as q
from tests.spec import DAY, VOTING, Scene, names

BUT_GP = tuple(name for name in VOTING if name != "gp")


def refused(scene: Scene, command: Any) -> tuple[str, str]:
    with pytest.raises(Rejected) as caught:
        scene.decide(command)
    return caught.value.clause, caught.value.reason


def afar(*present: str) -> Scene:
    """A seconded motion, with the carer on the phone."""
    scene = Scene().opened(*present)
    scene.do(pc.NoteRemote(meeting=scene.at, seats=scene.seat("carer")))
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    vice, worker = scene.seat("vice", "worker")
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="Meet.", moved_by=vice, seconded_by=worker))
    return scene


def put(scene: Scene, **more: Any) -> q.PutMotion:
    return q.PutMotion(meeting=scene.at, motion=scene.motion, **more)


def dropped(how: str = "roll_call") -> Scene:
    """A question is put, eight answer, and the nurse's link is lost before they are heard."""
    scene = Scene().moved(put=how)
    if how == "roll_call":
        for name in VOTING:
            if name != "nurse":
                vote(scene, name, "for" if name in VOTING[:5] else "against")
    lose(scene, "nurse")
    return scene


def vote(scene: Scene, name: str, choice: Any) -> None:
    scene.do(q.CastVote(meeting=scene.at, motion=scene.motion, seat=scene.seats[name], choice=choice))


def lose(scene: Scene, name: str, **more: Any) -> tuple[Any, ...]:
    scene.do(pc.NoteRemote(meeting=scene.at, seats=scene.seat(name)))
    return scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat(name), how="link_lost", **more))


def declare(scene: Scene, mode: Any = "live") -> q.DeclareResult:
    return q.DeclareResult(meeting=scene.at, motion=scene.motion, mode=mode)


def test_whoever_takes_part_from_elsewhere_counts_as_if_in_the_room() -> None:
    scene = Scene().opened("chair", "vice", "carer", "nurse")
    came = m.RecordArrival(meeting=scene.at, seats=scene.seat("secretary"), remote=True)
    assert names(scene.do(came)) == ["MemberArrived", "QuorumRegained"]
    assert scene.meeting.remote_here == {scene.seats["secretary"]}


def test_the_roll_says_who_takes_part_from_elsewhere() -> None:
    scene = Scene().called()
    present = scene.seat(*VOTING)
    opened = scene.do(
        m.OpenMeeting(meeting=scene.at, present=present, remote=scene.seat("carer"), when=When(DAY, "14:00"))
    )
    assert names(opened)[1:3] == ["AttendanceSet", "JoinedRemotely"]
    assert scene.meeting.remote_here == {scene.seats["carer"]}


def test_hands_are_not_shown_while_somebody_takes_part_from_elsewhere() -> None:
    scene = afar()
    assert refused(scene, put(scene)) == ("R-HY3", "not_everyone_sees_hands")
    assert refused(scene, put(scene, voice=False)) == ("R-HY3", "not_everyone_sees_hands")


@pytest.mark.parametrize(
    ("how", "events"),
    [({"voice": True}, ["QuestionPut", "CountTaken"]), ({"how": "roll_call"}, ["QuestionPut"]),
     ({"how": "consensus"}, ["QuestionPut"])],
)  # fmt: skip
def test_a_question_is_answered_aloud_or_by_a_roll_call_then(how: Any, events: list[str]) -> None:
    scene = afar()
    assert names(scene.do(put(scene, **how))) == events


def test_once_nobody_is_elsewhere_hands_are_shown_again() -> None:
    scene = afar(*BUT_GP)
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("carer")))
    assert names(scene.decide(put(scene))) == ["QuestionPut"]


def test_a_visitor_on_the_phone_stops_no_hands() -> None:
    scene = Scene().opened(*VOTING, "friend")
    scene.do(pc.NoteRemote(meeting=scene.at, seats=scene.seat("friend")))
    scene = scene.moved()
    assert names(scene.decide(put(scene))) == ["QuestionPut"]


@pytest.mark.parametrize(("voice", "irregular"), [(None, ()), (True, ()), (False, ("R-HY3",))])
def test_written_up_hands_are_a_breach_only_where_the_notes_say_so(voice: bool | None, irregular: Any) -> None:
    scene = afar()
    scene.do(m.DeferItem(meeting=scene.at, item=scene.items[0]))
    decision = q.RecordDecision(
        meeting=scene.at, item=scene.items[1], words="x", how="hands", voice=voice, count=q.Hands(9),
        announced="agreed", mode="written_up",
    )  # fmt: skip
    assert scene.do(decision)[-1].outcome.irregular == irregular  # type: ignore[attr-defined]


def test_a_whole_decision_says_that_votes_were_given_aloud() -> None:
    scene = afar()
    scene.do(m.DeferItem(meeting=scene.at, item=scene.items[0]))
    told: dict[str, Any] = {
        "meeting": scene.at, "item": scene.items[1], "words": "x", "how": "hands", "count": q.Hands(9),
        "moved_by": scene.seats["gp"], "seconded_by": scene.seats["vice"],
    }  # fmt: skip
    assert refused(scene, q.RecordDecision(**told)) == ("R-HY3", "not_everyone_sees_hands")
    assert "CountTaken" in names(scene.do(q.RecordDecision(voice=True, **told)))


def test_a_link_away_for_two_minutes_is_no_departure() -> None:
    scene = Scene().opened()
    assert lose(scene, "nurse", minutes=2) == ()
    assert names(lose(scene, "nurse", minutes=3)) == ["MemberLeft"]


def test_a_link_lost_in_a_roll_call_keeps_the_result_from_being_declared() -> None:
    scene = dropped()
    assert refused(scene, declare(scene)) == ("R-HY2", "link_lost_during_the_vote")


def test_the_member_is_phoned_once_and_their_answer_counts() -> None:
    scene = dropped()
    nurse = scene.seats["nurse"]
    phoned = pc.PhoneMember(meeting=scene.at, motion=scene.motion, seat=nurse, choice="against")
    assert names(scene.do(phoned)) == ["MemberPhoned", "VoteCast"]
    again = pc.PhoneMember(meeting=scene.at, motion=scene.motion, seat=nurse, choice="for")
    assert refused(scene, again) == ("R-HY2", "phoned_already")
    (declared,) = scene.do(declare(scene))
    tally = declared.outcome.tally  # type: ignore[attr-defined]
    assert (tally.for_, tally.against, declared.outcome.no_answer) == (5, 4, 0)  # type: ignore[attr-defined]


def test_a_member_who_does_not_answer_the_phone_has_given_no_answer() -> None:
    scene = dropped()
    scene.do(pc.PhoneMember(meeting=scene.at, motion=scene.motion, seat=scene.seats["nurse"], answered=False))
    (declared,) = scene.do(declare(scene))
    assert declared.outcome.no_answer == 1  # type: ignore[attr-defined]


def test_a_call_that_was_answered_in_a_roll_call_has_an_answer() -> None:
    scene = dropped()
    unsaid = pc.PhoneMember(meeting=scene.at, motion=scene.motion, seat=scene.seats["nurse"])
    assert refused(scene, unsaid) == ("R-HY2", "say_what_they_answered")


def test_the_vote_is_taken_again_from_the_start() -> None:
    scene = dropped()
    (retaken,) = scene.do(pc.RetakeVote(meeting=scene.at, motion=scene.motion))
    assert (retaken.quorum.count, len(retaken.effective)) == (8, 8)  # type: ignore[attr-defined]
    assert scene.meeting.motions[scene.motion].votes == {}
    for name in BUT_GP:
        if name != "nurse":
            vote(scene, name, "for")
    (declared,) = scene.do(declare(scene))
    assert (declared.outcome.tally.for_, declared.outcome.no_answer) == (7, 1)  # type: ignore[attr-defined]


def test_a_vote_is_not_taken_again_without_a_quorum() -> None:
    scene = Scene().opened("chair", "vice", "carer", "nurse", "gp").moved(put="roll_call")
    lose(scene, "carer")
    again = pc.RetakeVote(meeting=scene.at, motion=scene.motion)
    assert refused(scene, again) == ("R-QU1", "not_quorate: count, class_majority")


def test_a_link_that_comes_back_lets_the_member_answer() -> None:
    scene = dropped()
    back = m.RecordArrival(meeting=scene.at, seats=scene.seat("nurse"), how="link_restored", remote=True)
    scene.do(back)
    vote(scene, "nurse", "for")
    (declared,) = scene.do(declare(scene))
    assert declared.outcome.tally.for_ == 6  # type: ignore[attr-defined]


def test_a_link_lost_after_the_member_was_heard_changes_nothing() -> None:
    scene = Scene().moved(put="roll_call")
    for name in VOTING:
        vote(scene, name, "for")
    lose(scene, "nurse")
    (declared,) = scene.do(declare(scene))
    assert declared.outcome.tally.for_ == 9  # type: ignore[attr-defined]


def test_a_member_who_walks_out_during_a_vote_is_not_phoned() -> None:
    scene = Scene().moved(put="roll_call")
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("nurse")))
    vote(scene, "vice", "for")
    assert names(scene.do(declare(scene))) == ["ResultDeclared"]


def test_a_link_lost_before_the_hands_were_counted_is_seen_to_as_well() -> None:
    scene = dropped("hands")
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(5, 4)))
    assert refused(scene, declare(scene)) == ("R-HY2", "link_lost_during_the_vote")
    scene.do(pc.PhoneMember(meeting=scene.at, motion=scene.motion, seat=scene.seats["nurse"]))
    assert names(scene.do(declare(scene))) == ["ResultDeclared"]


def test_written_up_a_vote_in_which_a_link_was_lost_and_nobody_saw_to_it_is_irregular() -> None:
    scene = dropped()
    (declared,) = scene.do(declare(scene, mode="written_up"))
    assert (declared.outcome.irregular, declared.outcome.takes_effect) == (("R-HY2",), False)  # type: ignore[attr-defined]


def test_nobody_is_present_by_chat_alone() -> None:
    scene = Scene().opened(*BUT_GP)
    by_chat = m.RecordArrival(meeting=scene.at, seats=scene.seat("gp"), by_text=True)
    assert refused(scene, by_chat) == ("R-HY4", "present_by_chat_only")


def test_whoever_needs_text_is_present_by_text() -> None:
    scene = Scene().opened(*BUT_GP)
    scene.do(g.NoteTextNeed(group=scene.id, seat=scene.seats["gp"]))
    scene.do(m.RecordArrival(meeting=scene.at, seats=scene.seat("gp"), by_text=True))
    assert scene.seats["gp"] in (scene.meeting.effective(None) or ())


def test_the_need_is_the_members_and_goes_with_them() -> None:
    scene = Scene()
    scene.do(g.NoteTextNeed(group=scene.id, seat=scene.seats["gp"], when=When("2026-01-01")))
    scene.do(g.VacateSeat(group=scene.id, channel="phone", seat=scene.seats["gp"], when=When("2026-02-01")))
    assert scene.group.by_text == frozenset()


def test_written_up_whoever_followed_by_chat_was_not_present() -> None:
    scene = Scene().opened(*BUT_GP)
    by_chat = m.RecordArrival(meeting=scene.at, seats=scene.seat("gp"), by_text=True, mode="written_up")
    assert names(scene.do(by_chat)) == ["FollowedByChat"]
    assert scene.seats["gp"] not in (scene.meeting.present or ())
