"""What is seldom asked: clocks that change, deputies nobody can have, business left over, options and minutes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from governance.desk import ActDesk
from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.minutes import commands as mic
from governance.minutes.earlier import Printed
from governance.motion import commands as q
from governance.motion import procedure_commands as p
from governance.motion import procedure_events as pe
from governance.motion import procedure_state
from governance.motion.events import ResultDeclared
from governance.rules.stoppage import _outweigh
from governance.standing_orders import StandingOrders
from tests.governance import test_deputies as deputies
from tests.governance.commands import notice
from tests.governance.commands.minutes import AFTER, correction
from tests.governance.procedure_rows import NOBODY, moved, question, unseconded, voted
from tests.governance.test_decisions_reopened import inquorate, ratifying
from tests.spec import DAY, Scene, names

if TYPE_CHECKING:
    from governance.kernel import Mode

WRITTEN: Any = {"mode": "written_up"}


def desk(scene: Scene, mode: Mode = "live") -> Any:
    nowhere: Any = None
    return ActDesk(
        nowhere, zone="Europe/London", now=dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC), mode=mode, by=None,
        subject=None, group=scene.group, ids=None, slugs=frozenset,
    )  # fmt: skip


def test_a_time_that_the_clocks_left_out_never_was() -> None:
    """In London the clocks went from 1.00 to 2.00 on 29 March 2026, and had 1.30 twice on 26 October 2025."""
    at = desk(Scene())
    with pytest.raises(Rejected, match="in order: time_skipped_by_the_clock_change"):
        at.moment(When("2026-03-29", "01:30"))
    assert at.moment(When("2026-03-29", "00:59")).local == "2026-03-29T00:59+00:00"
    assert at.moment(When("2026-03-29", "02:00")).local == "2026-03-29T02:00+01:00"
    assert at.moment(When("2025-10-26", "01:30")).local == "2025-10-26T01:30+01:00"
    with pytest.raises(Rejected, match="in order: impossible_date"):
        at.moment(When("2026-02-29"))


def test_nobody_gives_a_reason_for_a_seat_without_a_holder() -> None:
    with pytest.raises(Rejected, match="R-QU10: seat_is_empty"):
        desk(Scene()).holder(NOBODY)


# Deputies


def test_a_refusal_of_a_deputy_on_the_roll_points_to_the_deputies() -> None:
    scene = Scene(deputies.orders("none")).called()
    here = m.DeputyHere(scene.seats["gp"], deputies.stranger(scene), "professional")
    opening = m.OpenMeeting(
        meeting=scene.at, present=scene.seat(*deputies.BUT_GP), deputies=(here,), when=When(DAY, "14:00")
    )
    with pytest.raises(Rejected, match="R-AP2") as caught:
        scene.do(opening)
    assert caught.value.pointer == "/deputies"


def test_a_seat_without_a_vote_has_nobody_in_for_it_even_under_any() -> None:
    scene = Scene(deputies.orders("any")).opened()
    person = deputies.stranger(scene)
    with pytest.raises(Rejected, match="R-AP2: seat_without_a_vote"):
        deputies.seat(scene, "officer", person=person, constituency="staff")


# Motions


def test_who_seconds_is_said_where_nobody_acts() -> None:
    scene = unseconded()
    with pytest.raises(Rejected, match="R-MO3: who_seconds"):
        scene.do(q.SecondMotion(meeting=scene.at, motion=scene.motion))


def test_a_question_with_several_options_is_not_answered_by_consensus() -> None:
    scene = Scene().opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(question(scene))
    with pytest.raises(Rejected, match="R-VO9: several_options"):
        scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="consensus"))


def test_what_rests_on_a_struck_act_is_passed_over() -> None:
    divided = pe.QuestionReopened(NOBODY, NOBODY, NOBODY, "annulled", None, None)
    assert procedure_state.evolve({}, divided) == {}


def test_a_secret_ballot_whose_numbers_nobody_wrote_down_is_not_counted() -> None:
    scene = Scene().opened()
    told = scene.do(
        q.RecordDecision(
            meeting=scene.at, item=scene.items[0], words="Buy tea.", how="ballot", announced="agreed",
            moved_by=scene.seats["vice"], seconded_by=scene.seats["gp"], **WRITTEN,
        )
    )  # fmt: skip
    result = next(event for event in told if isinstance(event, ResultDeclared))
    assert (result.outcome.by_rule, result.outcome.tally) == ("unknown", None)


# Business left over


def next_one(before: Scene, *, opened: bool) -> Scene:
    """The meeting after the one given, which has ended; called, or opened too."""
    before.do(m.CloseMeeting(meeting=before.at))
    after = Scene()
    after.words, after.seats, after.group = before.words, before.seats, before.group
    after.organisation, after.earlier, after.decisions = before.organisation, before.meeting, before.decisions
    after.called("First", "Second")
    return after.opened() if opened else after


def taken(scene: Scene) -> Any:
    assert scene.earlier is not None
    left = next(iter(scene.earlier.motions))
    return scene.do(p.TakeUnfinishedBusiness(meeting=scene.at, motion=left))


def test_business_left_over_is_taken_up_before_the_next_meeting_begins() -> None:
    scene = next_one(moved(), opened=False)
    assert names(taken(scene)) == ["ItemProposed", "UnfinishedBusinessTaken"]


def test_options_left_over_are_taken_up_with_all_their_options() -> None:
    before = Scene().opened()
    before.do(m.OpenItem(meeting=before.at, item=before.items[0]))
    before.do(question(before, wins="majority"))
    scene = next_one(before, opened=True)
    taken(scene)
    (asked,) = scene.meeting.motions.values()
    assert asked.options is not None
    assert (len(asked.options.options), asked.options.wins, asked.in_play) == (3, "majority", (0, 1, 2))


def test_a_ratification_left_over_still_ratifies() -> None:
    before = inquorate().another("2026-03-10")
    before.do(ratifying(before))
    before.do(m.CloseMeeting(meeting=before.at))
    earlier = before.meeting
    after = before.another("2026-04-14")
    after.earlier = earlier
    left = next(iter(earlier.motions))
    told = after.do(p.TakeUnfinishedBusiness(meeting=after.at, motion=left))
    assert names(told)[-1] == "RatificationMoved"


# What members proposed


def test_nobody_insists_twice_and_not_on_what_is_on_the_agenda_already() -> None:
    scene = notice.insisted()
    assert scene.do(notice.insisting(scene)) == ()
    scene.do(notice.insisting(scene, "gp"))
    assert scene.do(notice.insisting(scene, "vice")) == ()


# Minutes


def test_a_vote_by_names_is_not_corrected_by_another_count() -> None:
    scene = voted("chair", "vice", "secretary", "fourth", "carer")
    result = next(fact for fact in scene.facts if isinstance(fact.event, ResultDeclared))
    line = "Vote: 5 for, 4 against, 0 took no side. Agreed."
    scene.printed = (Printed(3, 2, line, (result.id,), "vote", motion=result.event.motion),)  # type: ignore[attr-defined]
    scene.later()
    asked = mic.AskCorrection(
        minutes=scene.minutes,
        seat=scene.seats["carer"],
        line="3.2",
        old="5 for, 4 against, 0 took no side",
        new="6 for, 3 against, 0 took no side",
        when=AFTER,
    )
    scene.do(asked)
    accepted = mic.AnswerCorrection(minutes=scene.minutes, correction=correction(scene), answer="accept", when=AFTER)
    with pytest.raises(Rejected, match="R-MI8: recorded_by_names"):
        scene.do(accepted)


# In words


def test_a_share_nobody_wrote_down_is_left_open() -> None:
    orders = StandingOrders(lived_experience="block", lived_experience_variant="fraction")
    assert _outweigh(orders) == "lived-experience members must be at least"


# Items


def test_a_proposal_that_recusal_leaves_without_a_quorum_stands_over_with_what_was_counted() -> None:
    scene = notice.recused()
    asked: Any = {"meeting": scene.at, "item": scene.items[0], **WRITTEN}
    scene.do(q.MoveMotion(words="Buy tea.", moved_by=scene.seats["vice"], seconded_by=scene.seats["gp"], **asked))
    told = scene.do(m.CloseItem(meeting=scene.at, item=scene.items[0]))
    assert names(told) == ["QuorumTested", "ItemStoodOver"]


def test_an_arrival_taken_back_makes_no_roll_where_nobody_called_one() -> None:
    scene = Scene().called()
    scene.do(m.OpenMeeting(meeting=scene.at, when=When(DAY, "14:00"), **WRITTEN))
    scene.do(m.RecordArrival(meeting=scene.at, seats=scene.seat("gp"), when=When(DAY, "14:10"), **WRITTEN))
    came = next(fact.id for fact in scene.facts if type(fact.event).__name__ == "MemberArrived")
    scene.do(m.StrikeAct(meeting=scene.at, act=came, **WRITTEN))
    assert scene.meeting.present is None
