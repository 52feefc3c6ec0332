"""Interests as one chain: declared, managed, disputed, out for the item, the chair handed over (R-IN1 to R-IN6)."""

from __future__ import annotations

from typing import Any

import pytest

from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.meeting import people_commands as pc
from governance.motion import commands as q
from tests.spec import DAY, L1, VOTING, Scene, names


def conflicted(seat: str = "vice", kind: Any = "family", *present: str) -> Scene:
    """Somebody told of an interest in the first item."""
    scene = Scene(L1).opened(*present)
    declare(scene, seat, kind)
    return scene


def declare(scene: Scene, seat: str, kind: Any = "family") -> tuple[Any, ...]:
    return scene.do(m.DeclareInterest(meeting=scene.at, seat=scene.seats[seat], item=scene.items[0], kind=kind))


def manage(scene: Scene, seat: str = "vice", how: Any = None, mode: Any = "live") -> tuple[Any, ...]:
    return scene.do(m.ManageInterest(meeting=scene.at, seat=scene.seats[seat], item=scene.items[0], how=how, mode=mode))


def dispute(scene: Scene, seat: str, how: Any, by: str, mode: Any = "live") -> tuple[Any, ...]:
    item = scene.items[0]
    return scene.do(
        pc.DisputeInterest(
            meeting=scene.at, seat=scene.seats[seat], item=item, how=how, raised_by=scene.seats[by], mode=mode
        )
    )


def settle(scene: Scene, seat: str, for_: int, against: int, mode: Any = "live") -> Any:
    count = q.Hands(for_, against)
    settled, *_ = scene.do(
        pc.SettleInterest(meeting=scene.at, seat=scene.seats[seat], item=scene.items[0], count=count, mode=mode)
    )
    return settled


def refused(scene: Scene, command: Any) -> Rejected:
    with pytest.raises(Rejected) as caught:
        scene.decide(command)
    return caught.value


def out(scene: Scene) -> set[str]:
    """Who is out for the first item."""
    return {name for name, seat in scene.seats.items() if (scene.items[0], seat) in scene.meeting.excluded}


def decided(scene: Scene, mode: Any = "live", **more: Any) -> Any:
    asked: dict[str, Any] = {
        "words": "Hire the hall.", "how": "hands", "moved_by": scene.seats["worker"],
        "seconded_by": scene.seats["carer"], **more,
    }  # fmt: skip
    return scene.do(q.RecordDecision(meeting=scene.at, item=scene.items[0], mode=mode, **asked))[-1]


@pytest.mark.parametrize("kind", ["financial", "loyalty", "personal", "family"])
def test_a_member_with_an_interest_leaves_unless_somebody_rules_otherwise(kind: str) -> None:
    scene = conflicted("vice", kind)
    manage(scene)
    assert out(scene) == {"vice"}


def test_an_interest_that_members_share_is_no_conflict() -> None:
    scene = Scene(L1).opened()
    assert names(declare(scene, "carer", "shared")) == ["InterestDeclared", "InterestManaged"]
    assert out(scene) == set()
    stopped = refused(scene, m.ManageInterest(
        meeting=scene.at, seat=scene.seats["carer"], item=scene.items[0], how="leave"
    ))  # fmt: skip
    assert (stopped.clause, stopped.reason) == ("R-IN5", "not_a_conflict")


def test_what_members_share_takes_no_earlier_interest_back() -> None:
    scene = conflicted("vice", "financial")
    manage(scene)
    assert declare(scene, "vice", "shared") == ()
    assert out(scene) == {"vice"}


def test_only_the_members_own_vote_keeps_somebody_out_for_what_they_share() -> None:
    scene = conflicted("carer", "shared")
    dispute(scene, "carer", "leave", by="gp")
    settled = settle(scene, "carer", 5, 3)
    assert (settled.changed, settled.how, settled.voters) == (True, "leave", 8)
    assert out(scene) == {"carer"}


def test_written_up_a_member_kept_out_for_what_they_share_makes_the_vote_irregular() -> None:
    scene = Scene(L1).opened("chair", "vice", "secretary", "fourth", "carer", "nurse", "gp", "worker")
    declare(scene, "secretary", "shared")
    manage(scene, "secretary", "leave", mode="written_up")
    outcome = decided(scene, mode="written_up", count=q.Hands(7), announced="agreed").outcome
    assert (outcome.by_rule, outcome.irregular, outcome.takes_effect) == ("agreed", ("R-IN5",), False)


def test_whoever_presides_does_not_rule_on_their_own_interest() -> None:
    scene = conflicted("chair", "financial")
    own = m.ManageInterest(meeting=scene.at, seat=scene.seats["chair"], item=scene.items[0], how="stay_and_vote")
    stopped = refused(scene, own)
    assert (stopped.clause, stopped.reason) == ("R-IN2", "rules_on_own_interest")
    assert names(manage(scene, "chair", "stay_and_vote", mode="written_up")) == ["InterestManaged"]


def test_a_dispute_is_put_to_the_members_other_than_the_one_with_the_interest() -> None:
    scene = conflicted("vice")
    manage(scene)
    assert names(dispute(scene, "vice", "stay_and_vote", by="gp")) == ["InterestDisputed"]
    settled = settle(scene, "vice", 4, 3)
    assert (settled.changed, settled.how, settled.voters) == (True, "stay_and_vote", 8)
    assert out(scene) == set()


@pytest.mark.parametrize(("for_", "against"), [(4, 4), (3, 4), (0, 0)])
def test_without_more_for_than_against_the_ruling_stands(for_: int, against: int) -> None:
    scene = conflicted("vice")
    manage(scene)
    dispute(scene, "vice", "stay_and_vote", by="gp")
    settled = settle(scene, "vice", for_, against)
    assert (settled.changed, settled.how) == (False, "leave")
    assert out(scene) == {"vice"}


def test_the_member_with_the_interest_has_no_vote_on_it() -> None:
    scene = conflicted("vice")
    manage(scene)
    dispute(scene, "vice", "stay_and_vote", by="gp")
    nine = pc.SettleInterest(meeting=scene.at, seat=scene.seats["vice"], item=scene.items[0], count=q.Hands(9))
    stopped = refused(scene, nine)
    assert (stopped.clause, stopped.because) == ("R-VO9", {"votes": 9, "voters": 8})


def test_the_member_with_the_interest_does_not_ask_for_the_vote() -> None:
    scene = conflicted("vice")
    asked = pc.DisputeInterest(
        meeting=scene.at, seat=scene.seats["vice"], item=scene.items[0], how="leave", raised_by=scene.seats["vice"]
    )
    assert refused(scene, asked).reason == "own_interest"


def test_somebody_without_a_vote_does_not_ask_for_it_either() -> None:
    scene = conflicted("vice", "family", *VOTING, "friend")
    asked = pc.DisputeInterest(
        meeting=scene.at, seat=scene.seats["vice"], item=scene.items[0], how="leave", raised_by=scene.seats["friend"]
    )
    assert refused(scene, asked).reason == "may_not_vote_on_it"


def test_a_dispute_is_settled_although_without_the_member_there_would_be_no_quorum() -> None:
    # Without the vice-chair three lived-experience members face three others: the recusal itself takes the quorum.
    scene = conflicted("vice", "family", "chair", "vice", "secretary", "fourth", "nurse", "gp", "worker")
    manage(scene)
    dispute(scene, "vice", "stay_and_vote", by="secretary")
    assert settle(scene, "vice", 4, 2).changed


def test_no_question_is_put_while_an_interest_is_disputed() -> None:
    scene = Scene(L1).moved()
    declare(scene, "gp")
    manage(scene, "gp", "stay_no_vote")
    dispute(scene, "gp", "stay_and_vote", by="nurse")
    stopped = refused(scene, q.PutMotion(meeting=scene.at, motion=scene.motion))
    assert (stopped.clause, stopped.reason) == ("R-IN2", "interest_is_disputed")
    settle(scene, "gp", 2, 5)
    assert names(scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion))) == ["QuestionPut"]


def test_written_up_a_vote_while_an_interest_was_disputed_is_irregular() -> None:
    scene = conflicted("gp")
    manage(scene, "gp", "stay_no_vote")
    dispute(scene, "gp", "stay_and_vote", by="nurse")
    outcome = decided(scene, mode="written_up", count=q.Hands(8), announced="agreed").outcome
    assert outcome.irregular == ("R-IN2",)


def test_an_interest_is_told_before_the_meeting() -> None:
    scene = Scene(L1).called()
    assert names(declare(scene, "vice", "loyalty")) == ["InterestDeclared"]
    scene.opened()
    manage(scene)
    assert out(scene) == {"vice"}


def test_an_item_does_not_open_while_its_interest_is_in_the_chair() -> None:
    scene = conflicted("chair")
    manage(scene, "chair")
    opens = m.OpenItem(meeting=scene.at, item=scene.items[0])
    stopped = refused(scene, opens)
    assert (stopped.clause, stopped.reason) == ("R-CH2", "presider_is_conflicted")
    # Nobody else holds an office in line, so whoever may preside is chosen: no professional, and not the chair.
    could = [str(scene.seats[name]) for name in ("vice", "secretary", "fourth", "carer")]
    assert stopped.because == {"could_preside": could}
    scene.do(m.TakeChair(meeting=scene.at, seat=scene.seats["vice"], reason="interest"))
    assert names(scene.do(opens)) == ["ItemOpened"]


def test_written_up_an_item_under_a_chair_with_an_interest_is_irregular() -> None:
    scene = conflicted("chair")
    manage(scene, "chair", mode="written_up")
    outcome = decided(scene, mode="written_up", count=q.Hands(8), announced="agreed").outcome
    # Without the chair four lived-experience members face four others.
    assert outcome.irregular == ("R-IN3", "R-QU3")


def s3(*present: str) -> Scene:
    """The chair is out for the first item, and the vice-chair presides."""
    scene = conflicted("chair", "family", *present)
    manage(scene, "chair")
    scene.do(m.TakeChair(meeting=scene.at, seat=scene.seats["vice"], reason="interest"))
    return scene


EIGHT = ("chair", "vice", "secretary", "fourth", "carer", "nurse", "commissioner", "worker")


def test_s3_live_the_item_is_decided_without_the_chair() -> None:
    scene = s3(*EIGHT)
    outcome = decided(scene, count=q.Hands(5, 1, 1)).outcome
    assert (outcome.by_rule, outcome.takes_effect, outcome.effective) == ("agreed", True, 7)
    assert (outcome.quorum.count, dict(outcome.quorum.by_class)) == (7, {"LE": 4, "PR": 3})


def test_s3_live_the_chair_has_no_vote_and_moves_and_seconds_nothing() -> None:
    scene = s3(*EIGHT)
    chair, item = scene.seats["chair"], scene.items[0]
    scene.do(m.OpenItem(meeting=scene.at, item=item))
    stopped = refused(scene, q.MoveMotion(meeting=scene.at, item=item, words="x", moved_by=chair))
    assert (stopped.clause, stopped.reason) == ("R-IN3", "excluded")
    worker = scene.seats["worker"]
    scene.do(q.MoveMotion(meeting=scene.at, item=item, words="x", moved_by=worker))
    assert refused(scene, q.SecondMotion(meeting=scene.at, motion=scene.motion, seat=chair)).reason == "excluded"
    scene.do(q.SecondMotion(meeting=scene.at, motion=scene.motion, seat=scene.seats["carer"]))
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="roll_call"))
    vote = q.CastVote(meeting=scene.at, motion=scene.motion, seat=chair, choice="for")
    assert refused(scene, vote).reason == "excluded"
    assert refused(scene, m.TakeChair(meeting=scene.at, seat=chair)).reason == "excluded"


def test_s3_live_the_chair_comes_back_and_takes_the_chair() -> None:
    scene = s3(*EIGHT)
    decided(scene, count=q.Hands(5, 1, 1))
    scene.do(m.CloseItem(meeting=scene.at, item=scene.items[0]))
    back = m.ReturnMember(meeting=scene.at, seat=scene.seats["chair"], item=scene.items[0])
    assert names(scene.do(back)) == ["MemberReturned", "QuorumTested"]
    assert names(scene.do(m.TakeChair(meeting=scene.at, seat=scene.seats["chair"], reason="return"))) == [
        "PresiderTookChair"
    ]


def trap() -> Scene:
    """S3 with one more lived-experience member away: without the chair three face three."""
    return s3("chair", "vice", "secretary", "fourth", "nurse", "commissioner", "worker")


def test_s3_the_item_has_no_quorum_although_the_meeting_has_one() -> None:
    scene = trap()
    item = scene.items[0]
    scene.do(m.OpenItem(meeting=scene.at, item=item))
    with pytest.raises(Rejected) as caught:
        decided(scene, count=q.Hands(5, 1), seconded_by=scene.seats["fourth"])
    assert (caught.value.clause, caught.value.reason) == ("R-QU3", "not_quorate: class_majority")
    assert scene.meeting.quorum is not None
    assert scene.meeting.quorum.result == "quorate"
    other = q.RecordDecision(
        meeting=scene.at, item=scene.items[1], words="x", how="hands", moved_by=scene.seats["worker"],
        seconded_by=scene.seats["vice"], count=q.Hands(7),
    )  # fmt: skip
    assert scene.decide(other)[-1].outcome.takes_effect  # type: ignore[attr-defined]


@pytest.mark.parametrize("ends", [m.DeferItem, m.CloseItem])
def test_an_item_that_recusal_left_without_a_quorum_is_deferred_and_says_so(ends: Any) -> None:
    scene = trap()
    item = scene.items[0]
    scene.do(m.OpenItem(meeting=scene.at, item=item))
    tested, deferred = scene.do(ends(meeting=scene.at, item=item))
    assert (tested.item, tested.quorum.reasons) == (item, ("class_majority",))  # type: ignore[attr-defined]
    assert (deferred.item, deferred.reason) == (item, "recusal")  # type: ignore[attr-defined]


def test_the_end_of_the_meeting_defers_such_an_item_too() -> None:
    scene = trap()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    events = scene.do(m.CloseMeeting(meeting=scene.at, when=When(DAY, "15:00")))
    assert names(events) == ["QuorumTested", "ItemDeferred", "ItemDeferred", "MeetingClosed"]
    assert events[1].reason == "recusal"  # type: ignore[attr-defined]


def test_nothing_is_noted_as_agreed_without_its_quorum() -> None:
    scene = trap()
    fourth = scene.seats["fourth"]
    outcome = decided(scene, mode="written_up", how="agreed", announced="agreed", seconded_by=fourth).outcome
    assert (outcome.irregular, outcome.takes_effect) == (("R-QU3",), False)
