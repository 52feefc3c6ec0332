"""What the orders set in days, months and years, set otherwise: the last day before the answer changes, and the next.

Each parameter is tried with two values, neither of them the default, so that no rule can have the default in it.
"""

from __future__ import annotations

from typing import Any

import pytest

from governance.election import commands as c
from governance.election.terms import served
from governance.group import commands as g
from governance.group.acting import acting_chair
from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.resolution import commands as r
from governance.standing_orders import StandingOrders
from tests.governance.commands import resolutions as res
from tests.governance.commands.notice import agenda, proposal, proposing
from tests.governance.procedure_rows import procedural
from tests.governance.test_adjourning import going_on
from tests.governance.test_decisions_reopened import decided, reopening
from tests.governance.test_offices import assign, at, chair_goes, with_vice
from tests.governance.test_procedure import at_time, lost_closure
from tests.spec import Scene, names


def orders(**said: Any) -> StandingOrders:
    return StandingOrders(quorum=5, lived_experience="off", **said)


@pytest.mark.parametrize(
    ("days", "short", "enough"),
    # Open from 20 January, the first day and the last one included.
    [(7, "2026-01-25", "2026-01-26"), (21, "2026-02-08", "2026-02-09")],
)
def test_nominations_are_open_for_as_many_days_as_the_orders_say(days: int, short: str, enough: str) -> None:
    scene = Scene(orders(nomination_days=days))
    opening = {"group": scene.id, "office": scene.offices["secretary"], "when": When("2026-01-20")}
    with pytest.raises(Rejected, match="R-EL1: nominations_too_short") as refused:
        scene.do(c.OpenNominations(closes=short, **opening))
    assert refused.value.because == {"days": days - 1, "needed": days, "earliest": enough}
    assert names(scene.do(c.OpenNominations(closes=enough, **opening))) == ["NominationsOpened"]


@pytest.mark.parametrize(
    ("days", "last", "over"),
    # The chair goes on 1 February, the last day of February is the 28th.
    [(30, "2026-03-03", "2026-03-04"), (120, "2026-06-01", "2026-06-02")],
)
def test_the_vice_chair_acts_for_as_many_days_as_the_orders_say(days: int, last: str, over: str) -> None:
    scene = chair_goes(with_vice(orders(acting_days=days)))
    acts = acting_chair(scene.group, at(last))
    assert acts is not None
    assert acts.seat == scene.seats["vice"]
    assert acting_chair(scene.group, at(over)) is None
    office = {"group": scene.id, "office": scene.offices["chair"], "seat": scene.seats["vice"], "acting": True}
    with pytest.raises(Rejected, match="R-AC1: acts_too_long") as refused:
        scene.decide(g.AssignOffice(since=When("2026-02-01"), until=over, **office))
    assert refused.value.because == {"last": last, "days": days}
    assert names(scene.decide(g.AssignOffice(since=When("2026-02-01"), until=last, **office))) == ["OfficeAssigned"]


@pytest.mark.parametrize(
    ("days", "last", "over"),
    # The term ends on 31 December.
    [(10, "2026-01-10", "2026-01-11"), (90, "2026-03-31", "2026-04-01")],
)
def test_a_holder_stays_on_for_as_many_days_as_the_orders_say(days: int, last: str, over: str) -> None:
    scene = Scene(orders(holdover_days=days))
    assign(scene, "secretary", "secretary", "2024-01-01", "2025-12-31")
    assert scene.group.office_of("secretary", at(last)) == scene.seats["secretary"]
    assert scene.group.office_of("secretary", at(over)) is None


@pytest.mark.parametrize(
    ("minutes", "too_soon", "again"),
    # Voting now was voted down at 14:10.
    [(5, "14:14", "14:15"), (40, "14:49", "14:50")],
)
def test_voting_now_is_asked_for_again_after_as_many_minutes_as_the_orders_say(
    minutes: int, too_soon: str, again: str
) -> None:
    scene = lost_closure(orders(closure_wait_minutes=minutes, seconder_required=True))
    with pytest.raises(Rejected, match="R-MO7: closure_lost_just_now") as refused:
        scene.do(at_time(procedural(scene, "closure"), too_soon))
    assert refused.value.because == {"minutes": minutes - 1, "needed": minutes}
    assert names(scene.do(at_time(procedural(scene, "closure"), again)))[0] == "ProceduralMotionMoved"


@pytest.mark.parametrize(
    ("months", "within", "after"),
    # Decided on 10 February.
    [(3, "2026-05-09", "2026-05-10"), (9, "2026-11-09", "2026-11-10")],
)
def test_a_decision_rests_for_as_many_months_as_the_orders_say(months: int, within: str, after: str) -> None:
    scene = decided(Scene(orders(rescind_months=months))).another(within)
    with pytest.raises(Rejected, match="R-RE2: too_few_signatories") as refused:
        scene.do(reopening(scene))
    assert refused.value.because["not_before"] == after
    later = decided(Scene(orders(rescind_months=months))).another(after)
    assert names(later.do(reopening(later))) == ["MotionMoved", "DecisionReopened"]


@pytest.mark.parametrize(
    ("days", "without", "with_notice"),
    # Stopped on 10 February.
    [(3, "2026-02-13", "2026-02-14"), (21, "2026-03-03", "2026-03-04")],
)
def test_a_meeting_goes_on_without_notice_for_as_many_days_as_the_orders_say(
    days: int, without: str, with_notice: str
) -> None:
    def stopped() -> Scene:
        scene = Scene(orders(resume_without_notice_days=days)).opened()
        scene.do(m.AdjournMeeting(meeting=scene.at, reason="end_time"))
        return scene

    scene = stopped()
    assert names(scene.do(going_on(scene, without)))[0] == "MeetingResumed"
    scene = stopped()
    with pytest.raises(Rejected, match="R-AD1: notice_needed_to_go_on"):
        scene.do(going_on(scene, with_notice))


@pytest.mark.parametrize(
    ("margin", "in_time", "late"),
    # For a meeting on the 24th, seven days of notice apart.
    [(0, "2026-02-17", "2026-02-18"), (10, "2026-02-07", "2026-02-08")],
)
def test_business_is_proposed_as_many_days_before_notice_as_the_orders_say(
    margin: int, in_time: str, late: str
) -> None:
    def left_out(day: str) -> Scene:
        scene = Scene(orders(proposal_margin_days=margin))
        scene.do(proposing(scene, when=When(day)))
        scene.do(agenda(scene, proposals=(), when=When(day), short_notice=True))
        return scene

    with pytest.raises(Rejected, match="R-NO7: say_why_it_is_not_taken"):
        left_out(in_time)
    scene = left_out(late)
    assert scene.group.business[proposal(scene)].waits


@pytest.mark.parametrize(
    ("days", "last", "late"),
    # Sent out on Monday the 2nd: working days are counted, so three end on Thursday and ten on a Monday.
    [(3, "2026-02-05", "2026-02-06"), (10, "2026-02-16", "2026-02-17")],
)
def test_a_meeting_is_asked_for_within_as_many_working_days_as_the_orders_say(days: int, last: str, late: str) -> None:
    for day, in_time in ((last, True), (late, False)):
        scene = Scene(orders(meeting_demand_days=days, written_days=21))
        scene.do(res.sending(scene))
        wanted = r.DemandMeeting(
            resolution=res.resolution(scene), seat=scene.seats["carer"], when=When(day, "23:00"), channel="post"
        )
        if in_time:
            assert names(scene.do(wanted)) == ["MeetingDemanded", "ResolutionStopped"]
            continue
        with pytest.raises(Rejected, match="R-WR5: too_late_to_ask") as refused:
            scene.do(wanted)
        assert refused.value.because == {"by": last}


@pytest.mark.parametrize(
    ("years", "still", "anew"),
    # A whole term of a year ended on 31 December 2024.
    [(1, "2025-12-30", "2025-12-31"), (3, "2027-12-30", "2027-12-31")],
)
def test_terms_are_counted_anew_after_as_many_years_as_the_orders_say(years: int, still: str, anew: str) -> None:
    scene = Scene(orders(break_years=years, term_years=1))
    since = {"group": scene.id, "office": scene.offices["secretary"], "mode": "written_up"}
    scene.do(g.AssignOffice(seat=scene.seats["fourth"], since=When("2024-01-01"), until="2024-12-31", **since))
    held = (scene.group, scene.offices["secretary"], scene.seats["fourth"])
    assert (served(*held, at(still)), served(*held, at(anew))) == (1, 0)


def test_a_quarter_of_an_hour_and_the_rest_are_what_the_orders_say_unless_a_group_says_otherwise() -> None:
    usual = StandingOrders()
    assert (usual.nomination_days, usual.acting_days, usual.holdover_days, usual.break_years) == (14, 90, 60, 2)
    assert (usual.closure_wait_minutes, usual.rescind_months, usual.resume_without_notice_days) == (15, 6, 14)
    assert (usual.proposal_margin_days, usual.meeting_demand_days) == (3, 5)
