"""Nobody takes or loses an office, and no rules change, but by a decision that a meeting really made."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from governance.decision.commands import ReopenDecision
from governance.election import room_commands as r
from governance.group import commands as g
from governance.kernel import Moment, Rejected, When
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.standing_orders import ClassMapping, StandingOrders
from tests.governance.commands import elections as e
from tests.spec import DAY, L1, VOTING, Scene, names

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.kernel import Command

MARCH = When("2026-03-01")
# Names may be put forward at the meeting itself, so a proposal elects whom it names.
BY_HANDS = msgspec.structs.replace(L1, ballot_for=(), nomination_days=0)
OTHER = StandingOrders(quorum=4, lived_experience="block", seconder_required=True)


def at(date: str) -> Moment:
    return Moment(f"{date}T00:00+00:00", "day")


def founded(orders: StandingOrders = BY_HANDS) -> Scene:
    """A group with its first chair, vice-chair and secretary: founding is over."""
    scene = Scene(orders)
    (made,) = scene.do(g.CreateOffice(group=scene.id, slug="vice-chair", label="Vice-chair", kind="vice_chair"))
    scene.offices["vice_chair"] = made.office  # type: ignore[attr-defined]
    for kind, seat in (("vice_chair", "vice"), ("secretary", "secretary")):
        scene.do(
            g.AssignOffice(
                group=scene.id, office=scene.offices[kind], seat=scene.seats[seat], since=When("2025-01-01"),
                until="2026-02-01",
            )
        )  # fmt: skip
    return scene


def takes(scene: Scene, decision: Any = None, **more: Any) -> Command:
    """Somebody new becomes secretary in March."""
    given = {"office": scene.offices["secretary"], "seat": scene.seats["fourth"], "since": MARCH, "when": MARCH}
    return g.AssignOffice(group=scene.id, decision=decision, **{**given, **more})


def takes_later(scene: Scene, decision: Any = None) -> Command:
    """Somebody new becomes secretary in July, when nobody acts any more."""
    return takes(scene, decision, since=When("2026-07-01"), when=When("2026-07-01"))


def goes(scene: Scene, decision: Any = None, **more: Any) -> Command:
    """The chair is removed in March."""
    given = {"term": scene.group.terms[0].id, "reason": "removed", "when": MARCH, "channel": "phone", **more}
    return g.EndTerm(group=scene.id, decision=decision, **given)


def leaves(scene: Scene, decision: Any = None, **more: Any) -> Command:
    """A member is removed from their seat in March."""
    given = {"seat": scene.seats["worker"], "reason": "removed", "when": MARCH, "channel": "phone", **more}
    return g.VacateSeat(group=scene.id, decision=decision, **given)


def changes(scene: Scene, decision: Any = None, **more: Any) -> Command:
    """Other standing orders come into force in March."""
    return g.AdoptStandingOrders(group=scene.id, decision=decision, **{"orders": OTHER, "when": MARCH, **more})


def counts(scene: Scene, decision: Any = None, **more: Any) -> Command:
    """Neighbours count with those of lived experience from March on."""
    given = {"mapping": ClassMapping(community_counts=True), "when": MARCH, **more}
    return g.AdoptClassMapping(group=scene.id, decision=decision, **given)


def joins(scene: Scene, decision: Any = None, **more: Any) -> Command:
    """Somebody new takes a seat that was left in February."""
    person = scene.group.seats[scene.seats["worker"]].holdings[0].person
    return g.FillSeat(group=scene.id, seat=scene.seats["worker"], person=person, decision=decision, when=MARCH, **more)


RESTS: list[tuple[Callable[..., Any], str, str]] = [
    (takes, "election", "R-EL1"),
    (leaves, "removal", "R-TE5"),
    (changes, "rules", "R-AU2"),
    (counts, "rules", "R-AU2"),
]
BY_WHAT = pytest.mark.parametrize(("command", "category", "clause"), RESTS, ids=["office", "seat", "orders", "mapping"])


def refused(scene: Scene, command: Command) -> tuple[str, str]:
    """Its clause and reason."""
    with pytest.raises(Rejected) as caught:
        scene.decide(command)
    assert caught.value.would_help
    return caught.value.clause, caught.value.reason


def agreed(scene: Scene, category: str, **more: Any) -> Any:
    """What they agreed to: who `takes` the office, who `leaves`, or what else."""
    about: dict[str, dict[str, Any]] = {
        "removal": {"removes": "worker"},
        "election": {"elects": ("secretary", "fourth")},
    }
    return scene.agreed(category, **{**about.get(category, {}), **more})


@BY_WHAT
def test_a_decision_the_meeting_made_carries_it_once(command: Callable[..., Any], category: str, clause: str) -> None:
    scene = founded()
    decision = agreed(scene, category)
    happened = scene.do(command(scene, decision))
    assert [getattr(one, "decision", None) for one in happened].count(decision) == 1
    # The decision is used up: somebody else in May, or other rules again, take another one.
    again = {"seat": scene.seats["gp" if command is leaves else "carer"]} if command in {takes, leaves} else {}
    if command is takes:
        scene.do(
            g.EndTerm(
                group=scene.id,
                channel="phone",
                term=scene.group.terms[-1].id,
                reason="resigned",
                when=When("2026-04-01"),
            )
        )
        again |= {"since": When("2026-05-01"), "when": When("2026-05-01")}
    assert refused(scene, command(scene, decision, **again)) == (clause, "decision_used_already")


@BY_WHAT
@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_without_a_decision_it_is_refused_also_written_up(
    command: Callable[..., Any], category: str, clause: str, mode: str
) -> None:
    del category
    scene = founded()
    found, reason = refused(scene, command(scene, mode=mode))
    assert found == clause
    assert reason in {"office_without_an_election", "removed_without_a_vote", "rules_without_a_vote"}


@BY_WHAT
def test_a_made_up_decision_is_not_there(command: Callable[..., Any], category: str, clause: str) -> None:
    del category, clause
    scene = founded()
    for mode in ("live", "written_up"):
        with pytest.raises(Rejected, match="unknown_decision") as missing:
            scene.decide(command(scene, uuid.uuid4(), mode=mode))
        assert (missing.value.clause, missing.value.pointer) == ("unknown", "/decision")


@BY_WHAT
def test_what_a_meeting_did_not_agree_to_carries_nothing(
    command: Callable[..., Any], category: str, clause: str
) -> None:
    scene = founded()
    decision = agreed(scene, category, for_=3)
    assert refused(scene, command(scene, decision)) == (clause, "decision_not_agreed")


@BY_WHAT
def test_a_decision_about_something_else_carries_nothing(
    command: Callable[..., Any], category: str, clause: str
) -> None:
    del category
    scene = founded()
    decision = scene.agreed("ordinary")
    assert refused(scene, command(scene, decision)) == (clause, "decision_of_another_kind")


@BY_WHAT
@pytest.mark.parametrize(
    ("is_", "reason"),
    [
        ({"group": uuid.uuid4()}, "decision_of_another_group"),
        ({"meeting": None}, "not_decided_at_a_meeting"),
        ({"status": "without_effect"}, "decision_has_no_effect"),
        ({"status": "set_aside", "set_aside": "annulled"}, "decision_has_no_effect"),
        ({"status": "ratified", "effective": at("2026-03-02")}, "decided_later"),
    ],
)
def test_a_decision_that_is_not_of_this_group_or_does_not_count_carries_nothing(
    command: Callable[..., Any], category: str, clause: str, is_: dict[str, Any], reason: str
) -> None:
    scene = founded()
    decision = agreed(scene, category)
    scene.decisions[decision] = msgspec.structs.replace(scene.decisions[decision], **is_)
    assert refused(scene, command(scene, decision)) == (clause, reason)
    written_up = command(scene, decision, mode="written_up")
    assert refused(scene, written_up) == (clause, reason)


def test_a_decision_undone_since_carries_nothing() -> None:
    scene = founded()
    decision = scene.agreed("rules")
    scene.do(m.CallMeeting(group=scene.id, starts=When("2026-02-27", "14:00"), when=When("2026-02-11", "10:00"),
                           agenda=(m.Business("Our rules again", category="rules"),)))  # fmt: skip
    here = scene.seat(*VOTING)
    scene.do(m.OpenMeeting(meeting=scene.at, present=here, presider=here[0], when=When("2026-02-27", "14:00")))
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(ReopenDecision(meeting=scene.at, item=scene.items[0], decision=decision, how="rescind", words="Not so.",
                            moved_by=scene.seats["gp"], seconded_by=scene.seats["vice"], noticed=True,
                            signed_by=scene.seat("vice", "fourth", "gp")))  # fmt: skip
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion))
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(9)))
    scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))
    assert scene.decisions[decision].status == "rescinded"
    assert refused(scene, changes(scene, decision)) == ("R-AU2", "decision_has_no_effect")


@BY_WHAT
def test_nothing_counts_from_before_its_decision(command: Callable[..., Any], category: str, clause: str) -> None:
    scene = founded()
    decision = agreed(scene, category)
    early = {"when": When("2026-02-05")} | ({"since": When("2026-02-05")} if command is takes else {})
    assert refused(scene, command(scene, decision, **early)) == (clause, "decided_later")


@pytest.mark.parametrize("mode", ["live", "written_up"])
@pytest.mark.parametrize("command", [changes, counts])
@pytest.mark.parametrize("named", [{"adds": "service_user"}, {"retires": "worker"}])
def test_a_vote_on_a_seat_is_not_a_vote_on_the_rules(
    command: Callable[..., Any], named: dict[str, Any], mode: Any
) -> None:
    scene = founded()
    decision = scene.agreed("rules", **named)
    assert refused(scene, command(scene, decision, mode=mode)) == ("R-AU2", "about_seats_or_offices")


def test_rules_wait_until_the_meeting_that_agreed_to_them_is_over() -> None:
    scene = founded()
    scene.do(m.CallMeeting(group=scene.id, starts=When(DAY, "14:00"), when=When("2026-01-05", "10:00"),
                           agenda=(m.Business("Our rules", category="rules"),)))  # fmt: skip
    scene.opened()
    scene.do(q.RecordDecision(meeting=scene.at, item=scene.items[0], words="Other rules.", category="rules",
                              how="hands", count=q.Hands(9), moved_by=scene.seats["gp"],
                              seconded_by=scene.seats["vice"]))  # fmt: skip
    made = scene.decision
    assert refused(scene, changes(scene, made, when=When(DAY, "14:30"))) == ("R-AU2", "meeting_not_over")
    scene.do(m.CloseMeeting(meeting=scene.at, when=When(DAY, "15:00")))
    assert names(scene.decide(changes(scene, made, when=When(DAY, "15:05")))) == ["StandingOrdersAdopted"]


@pytest.mark.parametrize(
    ("category", "first", "then", "clause"),
    [
        ("rules", changes, counts, "R-AU2"),
        ("rules", counts, changes, "R-AU2"),
        ("election", lambda s, d: acts(s, "secretary", "fourth", d), takes_later, "R-EL1"),
    ],
)
def test_one_decision_carries_one_thing_and_not_another_of_its_kind(
    category: str, first: Callable[..., Any], then: Callable[..., Any], clause: str
) -> None:
    scene = founded()
    decision = agreed(scene, category)
    assert names(scene.decide(then(scene, decision)))
    scene.do(first(scene, decision))
    assert refused(scene, then(scene, decision)) == (clause, "decision_used_already")


def test_a_seat_with_a_vote_is_filled_by_a_decision_that_counts_or_it_is_told_how() -> None:
    scene = founded()
    lost, agreed = scene.agreed("ordinary", for_=3, fills="worker"), scene.agreed("ordinary", fills="worker")
    scene.do(g.VacateSeat(group=scene.id, channel="phone", seat=scene.seats["worker"], when=When("2026-02-14")))
    for mode in ("live", "written_up"):
        assert refused(scene, joins(scene, mode=mode)) == ("R-TE2", "seat_without_a_decision")
    assert refused(scene, joins(scene, lost)) == ("R-TE2", "decision_not_agreed")
    assert names(scene.decide(joins(scene, agreed))) == ["SeatFilled"]
    assert refused(scene, joins(scene, agreed, ground="sent", reason="x")) == ("R-TE2", "voted_on_it")
    # The worker is there for a body, which sends another; or the chair asks somebody.
    scene.recorders = frozenset(scene.seat("chair"))
    for ground in ("sent", "appointed"):
        assert refused(scene, joins(scene, ground=ground)) == ("R-TE2", "ground_not_told")
        (filled,) = scene.decide(joins(scene, ground=ground, reason="She knows us."))
        assert (filled.ground, scene.words[filled.reason.ref]) == (ground, "She knows us.")  # type: ignore[attr-defined]
    (filled,) = scene.brought_in(joins(scene))
    assert filled.ground is None  # type: ignore[attr-defined]


def test_the_chair_asks_somebody_only_to_a_seat_that_was_left_and_only_while_there_is_a_chair() -> None:
    scene = founded()
    new_seat = g.CreateSeat(group=scene.id, slug="new", label="New", constituency="service_user", when=MARCH)
    decision = scene.agreed("significant", adds="service_user")
    (made,) = scene.do(msgspec.structs.replace(new_seat, decision=decision))
    scene.recorders = frozenset(scene.seat("chair"))
    person = scene.group.seats[scene.seats["worker"]].holdings[0].person
    scene.do(g.VacateSeat(group=scene.id, channel="phone", seat=scene.seats["worker"], when=When("2026-02-14")))
    scene.seats["new"] = made.seat  # type: ignore[attr-defined]
    new = g.FillSeat(group=scene.id, seat=scene.seats["new"], person=person, when=MARCH, reason="She knows us.")
    sent, asked = (msgspec.structs.replace(new, ground=ground) for ground in ("sent", "appointed"))
    assert refused(scene, sent) == ("R-TE2", "nobody_sends_them")
    assert refused(scene, asked) == ("R-AC1", "no_gap_to_fill")
    scene.do(
        g.EndTerm(
            group=scene.id, channel="phone", term=scene.group.terms[0].id, reason="resigned", when=When("2026-02-21")
        )
    )
    left = msgspec.structs.replace(asked, seat=scene.seats["worker"])
    assert refused(scene, left) == ("R-AC1", "no_chair_to_appoint")
    assert names(scene.decide(msgspec.structs.replace(left, ground="sent"))) == ["SeatFilled"]


def test_whoever_has_no_vote_takes_a_seat_without_one() -> None:
    scene = founded()
    person = scene.group.seats[scene.seats["worker"]].holdings[0].person
    scene.do(g.VacateSeat(group=scene.id, channel="phone", seat=scene.seats["officer"], when=When("2026-02-20")))
    taken = g.FillSeat(group=scene.id, seat=scene.seats["officer"], person=person, when=MARCH)
    assert names(scene.decide(taken)) == ["SeatFilled"]


def voted_out(mode: Any = "live") -> tuple[Scene, Any]:
    """The meeting votes to remove the chair: heard, it takes effect; written up without a hearing, it does not."""
    scene = founded(msgspec.structs.replace(e.ORDERS, ballot_for=()))
    agenda = (m.Business("Our chair", category="removal"),)
    scene.do(m.CallMeeting(group=scene.id, starts=When(DAY, "14:00"), when=When("2026-01-20", "10:00"), agenda=agenda))
    scene.opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(e.removing()(scene))
    scene.do(e.vice_presides(scene))
    if mode == "live":
        scene.do(e.heard(scene))
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, mode=mode))
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(9)))
    scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion, mode=mode))
    made = scene.decision
    scene.do(m.CloseMeeting(meeting=scene.at, when=When(DAY, "15:00")))
    return scene, made


def test_the_vote_itself_ends_the_term_and_nothing_else_need_be_recorded() -> None:
    scene, decision = voted_out()
    assert scene.group.terms[0].why == "removed"
    with pytest.raises(Rejected, match="term_not_running"):
        scene.decide(goes(scene, decision))


def test_a_removal_made_valid_later_ends_the_term_it_was_about_and_no_other() -> None:
    scene, decision = voted_out("written_up")
    assert refused(scene, goes(scene, decision)) == ("R-TE5", "decision_has_no_effect")
    valid = {"status": "ratified", "effective": at("2026-02-24")}
    scene.decisions[decision] = msgspec.structs.replace(scene.decisions[decision], **valid)
    secretary = scene.group.terms[2].id
    assert refused(scene, goes(scene, decision, term=secretary)) == ("R-TE5", "removes_somebody_else")
    ended, rests = scene.do(goes(scene, decision))
    assert (names((ended, rests)), scene.group.terms[0].why) == (["TermEnded", "RemovedByDecision"], "removed")
    assert (rests.decision, rests.term) == (decision, scene.group.terms[0].id)  # type: ignore[attr-defined]


@pytest.mark.parametrize("reason", ["removed", "other"])
def test_chair_and_secretary_remove_nobody_by_themselves(reason: str) -> None:
    scene = founded()
    assert refused(scene, goes(scene, reason=reason)) == ("R-TE5", "removed_without_a_vote")
    # Where nobody was heard it was no proposal to remove an officer.
    bare = scene.agreed("removal")
    for mode in ("live", "written_up"):
        assert refused(scene, goes(scene, bare, reason=reason, mode=mode)) == ("R-TE5", "removes_somebody_else")


def test_nobody_leaves_a_seat_for_reasons_that_are_not_their_own_without_a_vote() -> None:
    scene = founded()
    for reason in ("removed", "other"):
        assert refused(scene, leaves(scene, reason=reason)) == ("R-TE5", "removed_without_a_vote")
    for reason in ("resigned", "left", "died"):
        assert names(scene.decide(leaves(scene, reason=reason))) == ["SeatVacated"]
    voted = leaves(scene, agreed(scene, "removal"), reason="other")
    assert names(scene.decide(voted)) == ["SeatVacated", "RemovedByDecision"]


@pytest.mark.parametrize("mode", ["live", "written_up"])
@pytest.mark.parametrize("reason", ["removed", "other"])
def test_a_removal_takes_no_seat_but_the_one_its_proposal_named(mode: Any, reason: str) -> None:
    scene = founded()
    bare, named = scene.agreed("removal"), scene.agreed("removal", removes="gp")
    for seat, decision in (("worker", bare), ("gp", bare), ("worker", named)):
        elsewhere = leaves(scene, decision, seat=scene.seats[seat], reason=reason, mode=mode)
        assert refused(scene, elsewhere) == ("R-TE5", "removes_somebody_else")
    ours = leaves(scene, named, seat=scene.seats["gp"], reason=reason, mode=mode)
    assert names(scene.decide(ours)) == ["SeatVacated", "RemovedByDecision"]
    # Nor does it end a term of office.
    assert refused(scene, goes(scene, named, mode=mode)) == ("R-TE5", "removes_somebody_else")


def test_a_removal_does_not_reach_whoever_took_the_seat_afterwards() -> None:
    scene = founded()
    decision = agreed(scene, "removal")
    scene.do(g.VacateSeat(group=scene.id, channel="phone", seat=scene.seats["worker"], when=When("2026-02-14")))
    scene.do(joins(scene, ground="sent", reason="By her trust."))
    later = leaves(scene, decision, when=When("2026-03-10"))
    assert refused(scene, later) == ("R-TE5", "removes_somebody_else")


def test_only_a_removal_names_the_seat_it_would_take() -> None:
    scene = founded()
    with pytest.raises(Rejected, match="R-TE5: category_is_removal"):
        scene.agreed("ordinary", removes="gp")
    other = founded()
    other.seats["nobody"] = uuid.uuid4()
    with pytest.raises(Rejected, match="seat_not_on_the_roll"):
        other.agreed("removal", removes="nobody")


def test_a_vote_on_an_office_does_not_take_the_seat() -> None:
    scene, decision = voted_out()
    assert refused(scene, leaves(scene, decision, seat=scene.seats["chair"])) == ("R-TE5", "decision_used_already")


def test_a_term_is_not_said_to_be_over_before_its_last_day() -> None:
    scene = founded()
    secretary = scene.group.terms[2].id
    early = g.EndTerm(group=scene.id, term=secretary, when=When("2026-01-31"))
    assert refused(scene, early) == ("R-TE5", "term_not_over")
    assert names(scene.decide(msgspec.structs.replace(early, when=When("2026-02-01")))) == ["TermEnded"]
    assert names(scene.decide(msgspec.structs.replace(early, reason="resigned", channel="phone"))) == ["TermEnded"]


@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_a_member_s_time_is_not_said_to_be_up_where_the_rules_give_none_or_it_still_runs(mode: Any) -> None:
    endless = founded()
    assert refused(endless, leaves(endless, reason="term_ended", mode=mode)) == ("R-TE5", "term_not_over")
    # They sit since 1 January 2024; 27 months are over on 31 March 2026.
    scene = founded(msgspec.structs.replace(BY_HANDS, seat_months=27))
    early = leaves(scene, reason="term_ended", mode=mode, when=When("2026-03-30"))
    assert refused(scene, early) == ("R-TE5", "term_not_over")
    over = leaves(scene, reason="term_ended", mode=mode, when=When("2026-03-31"))
    assert names(scene.decide(over)) == ["SeatVacated"]


def acts(scene: Scene, kind: str, seat: str, decision: Any = None, **more: Any) -> Command:
    given = {"office": scene.offices[kind], "seat": scene.seats[seat], "since": MARCH, "when": MARCH}
    return g.AssignOffice(group=scene.id, acting=True, decision=decision, **{**given, **more})


def test_the_chair_asks_somebody_to_stand_in_once_and_after_that_the_meeting_does() -> None:
    scene = founded()
    (first,) = scene.do(acts(scene, "secretary", "fourth"))
    assert (first.acting, first.until) == (True, "2026-05-30")  # type: ignore[attr-defined]
    june = {"since": When("2026-06-01"), "when": When("2026-06-01")}
    assert refused(scene, acts(scene, "secretary", "fourth", **june)) == ("R-AC1", "acted_already")
    by_vote = acts(scene, "secretary", "fourth", scene.agreed("ordinary", elects=("secretary", "fourth")), **june)
    assert names(scene.decide(by_vote)) == ["OfficeAssigned"]
    assert refused(scene, acts(scene, "secretary", "fourth", scene.agreed("ordinary", for_=2), **june)) == (
        "R-AC1", "decision_not_agreed",
    )  # fmt: skip


def test_without_a_chair_nobody_is_asked_to_stand_in_and_only_the_vice_chair_acts_as_chair() -> None:
    scene = founded()
    scene.do(
        g.EndTerm(
            group=scene.id, channel="phone", term=scene.group.terms[0].id, reason="resigned", when=When("2026-02-01")
        )
    )
    assert refused(scene, acts(scene, "secretary", "fourth")) == ("R-AC1", "no_chair_to_appoint")
    assert refused(scene, acts(scene, "chair", "fourth")) == ("R-AC1", "the_vice_chair_acts")
    assert names(scene.decide(acts(scene, "chair", "vice"))) == ["OfficeAssigned"]


def test_nobody_stands_in_for_somebody_who_never_was() -> None:
    scene = founded()
    (made,) = scene.do(g.CreateOffice(group=scene.id, slug="treasurer", label="Treasurer", kind="other"))
    scene.offices["treasurer"] = made.office  # type: ignore[attr-defined]
    assert refused(scene, acts(scene, "treasurer", "carer")) == ("R-AC1", "nobody_to_act_for")
    by_vote = acts(scene, "treasurer", "carer", scene.agreed("ordinary", elects=("treasurer", "carer")))
    assert names(scene.decide(by_vote)) == ["OfficeAssigned"]


@pytest.mark.parametrize("reason", ["expired", "resigned", "lapsed"])
def test_whoever_stood_in_has_stood_in_however_it_ended_until_the_meeting_chooses(reason: Any) -> None:
    scene = founded()
    (first,) = scene.do(acts(scene, "secretary", "fourth", until="2026-03-20"))
    if reason != "lapsed":
        ends = When("2026-03-20" if reason == "expired" else "2026-03-01")
        scene.do(g.EndTerm(group=scene.id, channel="phone", term=first.term, reason=reason, when=ends))  # type: ignore[attr-defined]
    later = {"since": When("2026-05-01"), "when": When("2026-05-01")}
    assert refused(scene, acts(scene, "secretary", "carer", **later)) == ("R-AC1", "acted_already")
    # Nor from a day before it, which would make it the last.
    before = {"since": When("2026-02-10"), "until": "2026-02-20", "when": When("2026-02-10")}
    assert refused(scene, acts(scene, "secretary", "carer", **before)) == ("R-AC1", "acted_already")
    # Once the meeting has chosen somebody, the next vacancy is another one.
    full = takes(scene, agreed(scene, "election"), since=When("2026-04-01"), when=When("2026-04-01"))
    (chosen,) = scene.do(full)
    scene.do(g.EndTerm(group=scene.id, channel="phone", term=chosen.term, reason="resigned", when=When("2026-04-20")))  # type: ignore[attr-defined]
    assert names(scene.decide(acts(scene, "secretary", "carer", **later))) == ["OfficeAssigned"]


def test_the_vice_chair_who_has_acted_for_as_long_as_the_orders_let_is_not_asked_to_go_on() -> None:
    scene = founded()
    scene.do(
        g.EndTerm(
            group=scene.id, channel="phone", term=scene.group.terms[1].id, reason="resigned", when=When("2026-01-20")
        )
    )
    made = scene.agreed("election", elects=("vice_chair", "vice"))
    scene.do(takes(scene, made, office=scene.offices["vice_chair"], seat=scene.seats["vice"]))
    # The chair goes on 1 March: 90 days later it is 30 May.
    scene.do(goes(scene, reason="resigned"))
    for day, allowed in (("2026-05-30", True), ("2026-05-31", False)):
        more = acts(scene, "chair", "vice", since=When(day), when=When(day))
        if allowed:
            assert names(scene.decide(more)) == ["OfficeAssigned"]
        else:
            assert refused(scene, more) == ("R-AC1", "acted_already")


def test_a_seat_that_may_not_lead_does_not_stand_in_for_whoever_does() -> None:
    scene = founded(msgspec.structs.replace(BY_HANDS, lived_experience_offices=()))
    for seat in ("officer", "friend"):
        for kind in ("secretary", "vice_chair"):
            assert refused(scene, acts(scene, kind, seat)) == ("R-AC1", "not_fit_to_act")
    # A professional has a vote, and may write the minutes, but the orders keep the chair from them.
    assert refused(scene, acts(scene, "vice_chair", "gp")) == ("R-AC1", "not_fit_to_act")
    assert names(scene.decide(acts(scene, "secretary", "gp"))) == ["OfficeAssigned"]


def test_once_founded_a_new_office_too_is_given_by_the_meeting() -> None:
    scene = founded()
    (made,) = scene.do(g.CreateOffice(group=scene.id, slug="treasurer", label="Treasurer", kind="other"))
    scene.offices["treasurer"] = made.office  # type: ignore[attr-defined]
    given = {"office": made.office, "seat": scene.seats["carer"]}  # type: ignore[attr-defined]
    assert refused(scene, takes(scene, **given)) == ("R-EL1", "office_without_an_election")
    elected = scene.agreed("election", elects=("treasurer", "carer"))
    assert names(scene.decide(takes(scene, elected, **given))) == ["OfficeAssigned"]
    # Who held it before the record began is written up.
    before = takes(scene, mode="written_up", **{**given, "since": When("2024-06-01")})
    assert names(scene.decide(before)) == ["OfficeAssigned"]


def test_a_decision_does_not_lift_the_limit_of_terms() -> None:
    scene = founded(msgspec.structs.replace(BY_HANDS, max_consecutive=1))
    made = scene.agreed("election", elects=("secretary", "secretary"))
    again = takes(scene, made, seat=scene.seats["secretary"])
    assert refused(scene, again) == ("R-TE3", "term_limit")


@pytest.mark.parametrize("command", [changes, counts])
@pytest.mark.parametrize("since", ["2023-01-01", "2025-06-01", DAY])
def test_once_there_are_rules_no_others_are_written_up_without_a_vote(command: Callable[..., Any], since: str) -> None:
    scene = founded()
    early = command(scene, since=When(since), mode="written_up")
    assert refused(scene, early) == ("R-AU2", "rules_without_a_vote")


@pytest.mark.parametrize("command", [changes, counts])
def test_a_group_without_rules_on_record_writes_up_those_it_had_before_it_once(command: Callable[..., Any]) -> None:
    scene = founded()
    scene.group = msgspec.structs.replace(scene.group, orders=(), mappings=())
    had = {"since": When("2023-01-01"), "when": When("2026-03-01")}
    assert refused(scene, command(scene, **had)) == ("R-AU2", "rules_without_a_vote")
    assert len(scene.do(command(scene, mode="written_up", **had))) == 1
    for other in (changes, counts):
        assert refused(scene, other(scene, mode="written_up", **had)) == ("R-AU2", "rules_without_a_vote")


def test_whoever_founds_a_group_may_look_at_its_rules_again_until_somebody_takes_office() -> None:
    scene = Scene()
    assert refused(scene, changes(scene)) == ("R-AU2", "rules_without_a_vote")
    alone = Scene(StandingOrders(quorum=1), cast={"first": "service_user", "second": "professional"})
    assert names(alone.do(changes(alone, orders=StandingOrders(quorum=2)))) == ["StandingOrdersAdopted"]


@pytest.mark.parametrize("command", [takes, goes, leaves, changes, counts])
def test_a_file_tells_of_what_was_decided_elsewhere(command: Callable[..., Any]) -> None:
    scene = founded()
    assert scene.brought_in(command(scene))


def test_an_election_gives_its_office_itself() -> None:
    scene = e.at_the_meeting("fourth")
    scene.do(e.here(r.DeclareElection)(scene))
    assert scene.group.terms[-1].seat == scene.seats["fourth"]


def test_an_election_gives_its_office_to_whom_it_named_and_nothing_else() -> None:
    scene = founded()
    treasurer = scene.do(g.CreateOffice(group=scene.id, slug="treasurer", label="Treasurer", kind="other"))[0]
    scene.offices["treasurer"] = treasurer.office  # type: ignore[attr-defined]
    made = scene.agreed("election", elects=("treasurer", "carer"))
    given = {"office": treasurer.office, "seat": scene.seats["carer"]}  # type: ignore[attr-defined]
    wrong = ({"office": scene.offices["secretary"]}, {"seat": scene.seats["fourth"]})
    for other in wrong:
        for mode in ("live", "written_up"):
            elsewhere = takes(scene, made, mode=mode, **{**given, **other})
            assert refused(scene, elsewhere) == ("R-EL1", "gives_something_else")
    assert refused(scene, acts(scene, "secretary", "carer", made)) == ("R-AC1", "gives_something_else")
    assert refused(scene, joins_empty(scene, made)) == ("R-TE2", "gives_something_else")
    assert names(scene.decide(takes(scene, made, **given))) == ["OfficeAssigned"]


def joins_empty(scene: Scene, decision: Any) -> Command:
    """The seat of somebody who left in February is filled in March."""
    scene.do(g.VacateSeat(group=scene.id, channel="phone", seat=scene.seats["worker"], when=When("2026-02-20")))
    return joins(scene, decision)


def test_an_election_does_not_reach_whoever_took_the_seat_of_whom_it_named_afterwards() -> None:
    scene = founded()
    made = agreed(scene, "election")
    scene.do(g.VacateSeat(group=scene.id, channel="phone", seat=scene.seats["fourth"], when=When("2026-02-20")))
    new = scene.group.seats[scene.seats["officer"]].holdings[0].person
    asked = {"ground": "appointed", "reason": "She knows us."}
    scene.recorders = frozenset(scene.seat("chair"))
    scene.now = Moment("2026-03-06T09:00+00:00", "minute")
    scene.do(g.FillSeat(group=scene.id, seat=scene.seats["fourth"], person=new, when=When("2026-02-21"), **asked))  # type: ignore[arg-type]
    assert refused(scene, takes(scene, made)) == ("R-EL1", "gives_something_else")


def test_a_proposal_to_fill_a_seat_names_it_and_nobody_else_takes_it_where_it_names_somebody() -> None:
    scene = founded()
    person = scene.group.seats[scene.seats["worker"]].holdings[0].person
    other = scene.group.seats[scene.seats["officer"]].holdings[0].person
    elsewhere, theirs = scene.agreed("ordinary", fills="gp"), scene.agreed("election", fills="worker", by=other)
    ours = scene.agreed("election", fills="worker", by=person)
    assert refused(scene, joins_empty(scene, elsewhere)) == ("R-TE2", "gives_something_else")
    assert refused(scene, joins(scene, theirs)) == ("R-TE2", "gives_something_else")
    assert names(scene.decide(joins(scene, ours))) == ["SeatFilled"]


def test_a_proposal_names_an_office_of_the_group_a_member_on_the_roll_and_a_person_who_is_known() -> None:
    scene = founded()
    scene.offices["nowhere"] = scene.seats["nobody"] = uuid.uuid4()
    for about, pointer in (
        ({"elects": ("nowhere", "fourth")}, "/elects/office"),
        ({"elects": ("secretary", "nobody")}, "/elects/seat"),
        ({"fills": "nobody"}, "/fills/seat"),
        ({"fills": "worker", "by": uuid.uuid4()}, "/fills/person"),
    ):
        with pytest.raises(Rejected) as caught:
            scene.agreed("election", **about)
        assert caught.value.pointer == pointer
        scene.do(m.CloseMeeting(meeting=scene.at, when=When(DAY, "15:00")))
        scene.meeting, scene.facts = type(scene.meeting)(), []


def test_where_the_rules_have_it_voted_on_the_chair_asks_nobody_to_an_empty_seat() -> None:
    """By R-AC1 appointment is the default; a group may keep it to itself."""
    assert StandingOrders().casual_vacancies == "appointed"
    scene = founded(msgspec.structs.replace(BY_HANDS, casual_vacancies="elected"))
    scene.do(g.VacateSeat(group=scene.id, channel="phone", seat=scene.seats["worker"], when=When("2026-02-20")))
    for mode in ("live", "written_up"):
        asked = joins(scene, ground="appointed", reason="She knows us.", mode=mode)
        assert refused(scene, asked) == ("R-AC1", "vacancies_are_voted_on")
    assert names(scene.decide(joins(scene, scene.agreed("ordinary", fills="worker")))) == ["SeatFilled"]
