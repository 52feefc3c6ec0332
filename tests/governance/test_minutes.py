"""Minutes before later meetings: approved, and put right after that, without a change of what was decided."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from governance.kernel import Moment, Rejected, When
from governance.meeting import commands as m
from governance.minutes import commands as c
from governance.minutes.events import ApprovedRecordCorrected, MinutesApproved
from governance.motion import commands as q
from governance.policies import follow
from governance.rules.minutes import due
from governance.standing_orders import StandingOrders
from tests.governance.commands.minutes import MARCH, after, approved, approving, ask, correction, drafted, march, on
from tests.spec import Scene, names

if TYPE_CHECKING:
    from governance.kernel import Command, Event

VOTE = {"line": "3.2", "old": "7 for, 1 against, 1 took no side", "new": "6 for, 2 against, 1 took no side"}


def followed(scene: Scene, command: Command) -> list[Event]:
    """What a command brings about in other streams."""
    events = scene.decide(command)
    return [event for _, event in follow(events, scene.act.stream(command, events), scene.act)]


def approval_of(scene: Scene) -> MinutesApproved:
    found: MinutesApproved = scene.outliving[scene.minutes].approved
    return found


def april(scene: Scene) -> Scene:
    """The meeting after the one that approved."""
    scene.later()
    april_14 = When("2026-04-14", "14:00")
    scene.do(
        m.CallMeeting(group=scene.id, starts=april_14, when=When("2026-04-01", "10:00"), agenda=(m.Business("x"),))
    )
    present = tuple(scene.seats[name] for name in ("chair", "vice", "secretary", "carer", "gp"))
    scene.do(m.OpenMeeting(meeting=scene.at, present=present, presider=present[0], when=april_14))
    return scene


def correcting(scene: Scene, mode: Any = "live", **corrects: Any) -> Command:
    return q.RecordDecision(
        meeting=scene.at, item=scene.items[0], words="Correct the minutes.", how="hands", count=q.Hands(5), mode=mode,
        moved_by=scene.seats["vice"], seconded_by=scene.seats["chair"], minutes=scene.minutes,
        corrects=c.Corrects(**corrects),
    )  # fmt: skip


def test_a_meeting_approves_the_minutes_of_the_one_before() -> None:
    approval = approval_of(approved())
    assert (approval.digest, approval.through_position, approval.phrase_book) == ("digest", 41, 1)
    assert approval.attenders == 9


def test_minutes_may_be_approved_by_people_none_of_whom_were_there() -> None:
    given = march(
        drafted(StandingOrders(quorum=2, seconder_required=True), "chair", "vice"), "secretary", "carer", "gp"
    )
    scene = after(
        approving(moved_by=given.seats["carer"], seconded_by=given.seats["secretary"], count=q.Hands(3)),
        given=lambda: given,
    )
    assert approval_of(scene).attenders == 0


def test_it_is_not_known_who_of_them_was_there_when_nobody_called_the_roll() -> None:
    scene = march(drafted())
    scene.past = {at: _without_a_roll(was) for at, was in scene.past.items()}
    scene.do(approving()(scene))
    assert approval_of(scene).attenders is None


def _without_a_roll(meeting: Any) -> Any:
    return msgspec.structs.replace(meeting, attended=frozenset())


def test_minutes_are_not_approved_without_a_quorum() -> None:
    scene = march(drafted(), "chair", "vice", "gp", "nurse", "commissioner", "worker")
    with pytest.raises(Rejected, match="not_quorate") as caught:
        scene.do(approving()(scene))
    assert caught.value.clause == "R-QU3"
    events = scene.do(approving(mode="written_up", announced="agreed")(scene))
    assert names(events)[-1] == "ResultDeclared"
    assert approval_of(scene) is None


def test_minutes_lost_in_a_vote_are_not_approved() -> None:
    assert approval_of(approved(count=q.Hands(2, 5))) is None


def test_approving_minutes_ratifies_nothing() -> None:
    scene = march(drafted())
    made = [event for event in followed(scene, approving()(scene)) if type(event).__name__ == "DecisionMade"]
    assert [event.category for event in made] == ["minutes"]  # type: ignore[attr-defined]
    # What that meeting decided keeps its own decision: nothing is written beside it.
    assert [type(event).__name__ for event in followed(scene, approving()(scene))] == [
        "DecisionMade",
        "MinutesApproved",
    ]


@pytest.mark.parametrize(
    ("given", "when", "clause", "reason"),
    [
        (lambda: march(approved().later()), approving(), "R-MI3", "approved_already"),
        (lambda: march(after(ask)), approving(), "R-MI4", "corrections_not_answered"),
        (lambda: march(drafted()), approving(category="spend"), "R-MI3", "category_is_minutes"),
        (lambda: march(drafted()), approving(minutes=None, category="minutes"), "R-MI3", "which_minutes"),
        (lambda: march(drafted()), approving(minutes=None, category="correction"), "R-MI7", "which_minutes"),
        (lambda: march(drafted()), approving(minutes=None, corrects=c.Corrects(**VOTE)), "R-MI7", "which_minutes"),
        (lambda: march(drafted()), lambda s: correcting(s, **VOTE), "R-MI7", "not_approved_yet"),
    ],
)  # fmt: skip
def test_what_is_not_in_order_is_refused(given: Any, when: Any, clause: str, reason: str) -> None:
    scene = given()
    with pytest.raises(Rejected) as caught:
        scene.do(when(scene))
    assert (caught.value.clause, caught.value.reason) == (clause, reason)


def test_notes_that_do_not_say_which_minutes_approve_none() -> None:
    scene = march(drafted())
    told = approving(minutes=None, category="minutes", mode="written_up")(scene)
    assert names(scene.do(told))[-1] == "ResultDeclared"
    assert approval_of(scene) is None


def test_minutes_do_not_come_before_an_earlier_meeting() -> None:
    scene = march(drafted())
    (first,) = scene.past
    scene.past[first] = scene.meeting
    with pytest.raises(Rejected, match="at_a_later_meeting"):
        _held_later(scene)


def _held_later(scene: Scene) -> None:
    (first,) = scene.past
    later = Moment("2026-06-09T14:00+00:00", "minute")
    scene.past[first] = msgspec.structs.replace(scene.past[first], starts=later)
    scene.do(approving()(scene))


def test_the_proposal_to_approve_is_about_accuracy_alone() -> None:
    scene = march(drafted())
    scene.do(
        q.MoveMotion(meeting=scene.at, item=scene.items[0], words="Approve the minutes.", minutes=scene.minutes,
                     moved_by=scene.seats["vice"], seconded_by=scene.seats["chair"])
    )  # fmt: skip
    change = q.MoveAmendment(meeting=scene.at, motion=scene.motion, changes=(q.Change("Approve", "Burn"),))
    with pytest.raises(Rejected, match="accuracy_only"):
        scene.do(change)


ATTENDERS = StandingOrders(quorum=2, only_attenders_vote=True)


def asked_by_names(scene: Scene) -> Scene:
    scene.do(
        q.MoveMotion(meeting=scene.at, item=scene.items[0], words="Approve.", minutes=scene.minutes,
                     moved_by=scene.seats["carer"])
    )  # fmt: skip
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="roll_call"))
    return scene


def test_where_the_orders_say_so_only_those_who_were_there_vote_on_minutes() -> None:
    scene = asked_by_names(march(drafted(ATTENDERS, "chair", "vice"), "chair", "carer", "gp"))
    vote = q.CastVote(meeting=scene.at, motion=scene.motion, seat=scene.seats["carer"], choice="for")
    with pytest.raises(Rejected, match="was_not_at_that_meeting"):
        scene.do(vote)
    scene.do(q.CastVote(meeting=scene.at, motion=scene.motion, seat=scene.seats["chair"], choice="for"))
    (declared,) = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))
    assert declared.outcome.tally.for_ == 1  # type: ignore[attr-defined]


def test_written_up_a_vote_of_somebody_who_was_not_there_is_marked() -> None:
    scene = march(drafted(ATTENDERS, "chair", "vice"), "chair", "carer", "gp")
    votes: Any = {scene.seats["chair"]: "for", scene.seats["carer"]: "for"}
    by = {"moved_by": scene.seats["carer"], "seconded_by": scene.seats["chair"], "mode": "written_up"}
    (*_, declared) = scene.do(approving(how="roll_call", count=None, votes=votes, **by)(scene))
    assert declared.outcome.irregular == ("R-MI3",)  # type: ignore[attr-defined]
    assert declared.outcome.tally.for_ == 1  # type: ignore[attr-defined]


def test_by_default_members_who_were_not_there_vote_too() -> None:
    scene = asked_by_names(march(drafted(StandingOrders(quorum=2), "chair", "vice"), "chair", "carer", "gp"))
    assert names(scene.do(q.CastVote(meeting=scene.at, motion=scene.motion, seat=scene.seats["carer"], choice="for")))


def test_a_later_meeting_corrects_what_was_approved_and_the_outcome_stays() -> None:
    scene = april(approved())
    (*_, corrected) = followed(scene, correcting(scene, **VOTE))
    assert isinstance(corrected, ApprovedRecordCorrected)
    assert corrected.number == 3
    assert (corrected.where.part, corrected.where.line) == (3, 2)
    assert corrected.restated is not None
    tally = corrected.restated.tally
    assert (tally.for_, tally.against, tally.no_side) == (6, 2, 1)


def test_a_correction_of_a_vote_may_say_how_the_classes_voted() -> None:
    scene = april(approved())
    by_class: Any = {"LE": c.ClassHands(5), "PR": c.ClassHands(1, 2, 1)}
    (*_, corrected) = followed(scene, correcting(scene, **VOTE, by_class=by_class))
    classes = corrected.restated.by_class  # type: ignore[attr-defined]
    assert [(one.class_, one.tally.for_, one.tally.against) for one in classes] == [("LE", 5, 0), ("PR", 1, 2)]
    by_class["PR"] = c.ClassHands(2, 2, 0)
    with pytest.raises(Rejected, match="classes_do_not_add_up"):
        followed(scene, correcting(scene, **VOTE, by_class=by_class))


@pytest.mark.parametrize("mode", ["live", "written_up"])
@pytest.mark.parametrize(
    ("corrects", "reason"),
    [
        ({**VOTE, "new": "4 for, 4 against, 1 took no side"}, "would_change_the_outcome"),
        ({"line": "3.2", "old": "Agreed", "new": "Not agreed"}, "touches_an_outcome"),
        ({"line": "4.1", "old": "not agreed", "new": "agreed"}, "touches_an_outcome"),
        ({"line": "5.1", "old": "We agreed", "new": "We did not agree"}, "touches_an_outcome"),
    ],
)
def test_a_correction_does_not_change_whether_something_was_decided(mode: Any, corrects: Any, reason: str) -> None:
    scene = april(approved())
    with pytest.raises(Rejected) as caught:
        scene.do(correcting(scene, mode=mode, **corrects))
    assert (caught.value.clause, caught.value.reason) == ("R-MI8", reason)
    assert "votes again" in caught.value.would_help


def test_words_and_figures_of_a_decision_may_be_corrected() -> None:
    scene = april(approved())
    (*_, corrected) = followed(scene, correcting(scene, line="3.1", old="the leaflets", new="100 leaflets"))
    assert corrected.restated is None  # type: ignore[attr-defined]


def test_a_correction_that_was_not_agreed_corrects_nothing() -> None:
    scene = april(approved())
    lost = msgspec.structs.replace(correcting(scene, **VOTE), count=q.Hands(1, 4))
    assert [type(event).__name__ for event in followed(scene, lost)] == ["DecisionMade"]


def test_a_draft_is_corrected_by_the_same_rule() -> None:
    tie = {**VOTE, "new": "4 for, 4 against, 1 took no side"}
    scene = after(on(c.AskCorrection, seat="carer", **tie))
    with pytest.raises(Rejected, match="would_change_the_outcome"):
        scene.do(on(c.AnswerCorrection, answer="accept")(scene))
    scene = after(on(c.AskCorrection, seat="carer", **VOTE))
    (amended,) = scene.do(on(c.AnswerCorrection, answer="accept")(scene))
    assert amended.asked_by == scene.seats["carer"]  # type: ignore[attr-defined]
    assert amended.restated.tally.against == 2  # type: ignore[attr-defined]
    assert scene.outliving[scene.minutes].asked[correction(scene)].answer == "accepted"


def test_a_slip_is_not_taken_back_once_the_minutes_are_approved() -> None:
    scene = approved()
    (first,) = [at for at in scene.past if at != scene.at]
    struck = m.StrikeAct(meeting=first, act=scene.facts[0].id, when=MARCH)
    with pytest.raises(Rejected) as caught:
        scene.do(struck)
    assert (caught.value.clause, caught.value.reason) == ("R-MI7", "approved_record")


def test_minutes_are_late_ten_working_days_after_the_meeting() -> None:
    # Tuesday 10 March; ten working days later is Tuesday 24 March.
    assert due(dt.date(2026, 3, 10), StandingOrders()) == dt.date(2026, 3, 24)
    assert due(dt.date(2026, 3, 13), StandingOrders(write_up_days=1)) == dt.date(2026, 3, 16)
