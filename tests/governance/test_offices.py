"""Who holds an office when: elected, acting, held over, removed, and what the rules say of it written up."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from governance.election import room_commands as r
from governance.group import commands as g
from governance.group.acting import acting_chair
from governance.kernel import Moment, Rejected, When
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.resolution.commands import TakeChairsAction
from governance.rules import entitlement
from governance.rules.entitlement import Standing
from governance.standing_orders import StandingOrders
from tests.governance.commands import elections as e
from tests.spec import DAY, VOTING, Scene, names


def at(date: str, time: str = "12:00") -> Moment:
    return Moment(f"{date}T{time}+00:00", "minute")


def assign(scene: Scene, kind: str, seat: str, since: str, until: str | None = None, **more: Any) -> None:
    """Somebody takes an office; it is made first where the group has none of the kind."""
    if kind not in scene.offices:
        (made,) = scene.do(g.CreateOffice(group=scene.id, slug=kind, label=kind, kind=kind))  # type: ignore[arg-type]
        scene.offices[kind] = made.office  # type: ignore[attr-defined]
    given: dict[str, Any] = {"mode": "written_up", **more}
    scene.do(
        g.AssignOffice(
            group=scene.id, office=scene.offices[kind], seat=scene.seats[seat], since=When(since), until=until, **given
        )
    )


def with_vice(orders: StandingOrders = e.ORDERS) -> Scene:
    """A chair without an end of their term, a vice-chair and a secretary."""
    scene = Scene(orders)
    assign(scene, "vice_chair", "vice", "2025-01-01", "2026-12-31")
    assign(scene, "secretary", "secretary", "2025-01-01", "2026-12-31")
    return scene


def chair_goes(scene: Scene, when: str = "2026-02-01", reason: str = "resigned", **more: Any) -> Scene:
    term = scene.group.terms[0].id
    scene.do(g.EndTerm(group=scene.id, channel="phone", term=term, reason=reason, when=When(when), **more))  # type: ignore[arg-type]
    return scene


def test_the_vice_chair_acts_from_the_day_the_chair_goes_for_ninety_days() -> None:
    group = chair_goes(with_vice()).group
    assert acting_chair(group, at("2026-01-31")) is None
    for day in ("2026-02-01", "2026-05-02"):
        acts = acting_chair(group, at(day))
        assert acts is not None
        assert acts.left == "resigned"
    assert acting_chair(group, at("2026-05-03")) is None


def test_a_resignation_may_take_effect_on_a_later_day() -> None:
    scene = chair_goes(with_vice(), "2026-02-01", effective=When("2026-02-20"))
    assert acting_chair(scene.group, at("2026-02-19")) is None
    assert acting_chair(scene.group, at("2026-02-20")) is not None
    with pytest.raises(Rejected, match="takes_effect_before_it_is_said"):
        chair_goes(with_vice(), "2026-02-01", effective=When("2026-01-20"))


def test_a_vice_chair_who_comes_later_acts_from_then_on() -> None:
    scene = chair_goes(Scene(e.ORDERS))
    assign(scene, "vice_chair", "vice", "2026-02-05", "2027-02-04")
    acts = acting_chair(scene.group, at("2026-02-06"))
    assert acts is not None
    assert (acts.since.local[:10], acts.vacant.local[:10]) == ("2026-02-05", "2026-02-01")


def test_nobody_acts_where_a_co_chair_presides_or_nobody_was_ever_chair() -> None:
    scene = chair_goes(with_vice())
    (made,) = scene.do(g.CreateOffice(group=scene.id, slug="co_chair", label="co_chair", kind="co_chair"))
    since = When("2025-01-01")
    scene.brought_in(g.AssignOffice(group=scene.id, office=made.office, seat=scene.seats["fourth"], since=since))  # type: ignore[attr-defined]
    assert acting_chair(scene.group, at("2026-02-06")) is None
    never = Scene(e.ORDERS)
    never.group = type(never.group)(
        **{**{f: getattr(never.group, f) for f in never.group.__struct_fields__}, "terms": ()}
    )
    assign(never, "vice_chair", "vice", "2025-01-01")
    assert acting_chair(never.group, at("2026-02-06")) is None


def test_an_acting_chair_opens_a_meeting_that_says_so() -> None:
    scene = chair_goes(with_vice()).called()
    present = scene.seat(*(name for name in VOTING if name != "chair"))
    opened = scene.do(m.OpenMeeting(meeting=scene.at, present=present, when=When(DAY, "14:00"), by=scene.seats["vice"]))
    assert names(opened)[:2] == ["MeetingOpened", "ActingTold"]
    assert scene.meeting.presider == scene.seats["vice"]
    held = next(entry for entry in scene.meeting.roll.values() if entry.seat == scene.seats["vice"]).offices
    assert [(office.kind, office.acting) for office in held] == [("vice_chair", False), ("chair", True)]


def test_an_acting_chair_may_do_all_a_chair_may_but_appoint() -> None:
    acts = Standing(seats=frozenset(e.NOBODY for _ in "x"), chair=True, acting=True)
    assert entitlement.may_record(acts, "office", "callMeeting", []) == "office_holder"
    for do in ("assignOffice", "fillSeat"):
        with pytest.raises(Rejected, match="acting_chair_appoints_nobody"):
            entitlement.may_record(acts, "office", do, [])


def test_an_acting_chair_decides_alone_between_meetings_after_asking_a_member_with_lived_experience() -> None:
    scene = chair_goes(with_vice())

    def alone(seat: str, *consulted: str) -> TakeChairsAction:
        return TakeChairsAction(group=scene.id, seat=scene.seats[seat], consulted=scene.seat(*consulted),
                                words="Move to the library.", reason="A flood.", when=When(DAY, "10:00"),
                                costs_nothing=True)  # fmt: skip

    assert names(scene.decide(alone("vice", "carer"))) == ["ChairsActionTaken"]
    with pytest.raises(Rejected, match="no_lived_experience_member_consulted"):
        scene.decide(alone("vice", "vice"))
    with pytest.raises(Rejected, match="not_the_chair"):
        scene.decide(alone("chair", "vice", "carer"))


def test_whoever_acts_for_longer_than_ninety_days_is_refused_and_without_an_end_stops_then() -> None:
    scene = chair_goes(with_vice())
    chair, vice = scene.offices["chair"], scene.seats["vice"]
    acts = g.AssignOffice(group=scene.id, office=chair, seat=vice, since=When("2026-02-02"), acting=True)
    (assigned,) = scene.decide(acts)
    # The office has been vacant since 1 February, and ninety days after it is 2 May.
    assert assigned.until == "2026-05-02"  # type: ignore[attr-defined]
    longer = g.AssignOffice(
        group=scene.id, office=chair, seat=vice, since=When("2026-02-02"), until="2026-05-03", acting=True
    )
    with pytest.raises(Rejected, match="acts_too_long"):
        scene.decide(longer)
    (told,) = scene.decide(msgspec.structs.replace(longer, mode="written_up"))
    assert told.irregular == ("R-AC1",)  # type: ignore[attr-defined]


def test_a_holder_stays_until_the_successor_comes_and_no_longer_than_sixty_days() -> None:
    scene = Scene(e.ORDERS)
    assign(scene, "secretary", "secretary", "2024-01-01", "2025-12-31")
    group = scene.group
    assert group.office_of("secretary", at("2025-12-31")) == scene.seats["secretary"]
    assert group.office_of("secretary", at("2026-03-01")) == scene.seats["secretary"]
    assert group.office_of("secretary", at("2026-03-02")) is None
    assign(scene, "secretary", "fourth", "2026-01-15")
    assert scene.group.office_of("secretary", at("2026-01-14")) == scene.seats["secretary"]
    assert scene.group.office_of("secretary", at("2026-01-15")) == scene.seats["fourth"]


def test_an_office_goes_with_the_seat_also_while_held_over() -> None:
    scene = Scene(e.ORDERS)
    assign(scene, "secretary", "secretary", "2024-01-01", "2025-12-31")
    gone = scene.do(
        g.VacateSeat(group=scene.id, channel="phone", seat=scene.seats["secretary"], when=When("2026-01-10"))
    )
    assert names(gone) == ["SeatVacated", "TermEnded"]


def test_live_an_office_is_given_by_an_election_or_a_decision() -> None:
    scene = chair_goes(with_vice(msgspec.structs.replace(e.ORDERS, ballot_for=(), nomination_days=0)))
    given = {"group": scene.id, "office": scene.offices["chair"], "seat": scene.seats["fourth"]}
    with pytest.raises(Rejected, match="office_without_an_election") as refused:
        scene.decide(g.AssignOffice(**given))
    assert refused.value.clause == "R-EL1"
    with pytest.raises(Rejected, match="unknown_decision"):
        scene.decide(g.AssignOffice(**given, decision=e.NOBODY))
    given["decision"] = scene.agreed("election", elects=("chair", "fourth"))
    assert names(scene.decide(g.AssignOffice(**given))) == ["OfficeAssigned"]


def test_live_nobody_is_given_an_office_for_a_fourth_term() -> None:
    long = Scene(e.ORDERS)
    assign(long, "vice_chair", "vice", "2024-01-01", "2029-12-31")
    long.do(g.EndTerm(group=long.id, term=long.group.terms[-1].id, when=When("2026-01-10")))
    with pytest.raises(Rejected, match="term_limit") as refused:
        long.decide(
            g.AssignOffice(group=long.id, office=long.offices["vice_chair"], seat=long.seats["vice"], since=When(DAY))
        )
    assert refused.value.because == {"served": 3, "most": 3}


def elected(scene: Scene) -> Any:
    """The term that an election just gave."""
    return scene.group.terms[-1]


def test_whoever_is_elected_takes_office_at_once_for_a_whole_term() -> None:
    scene = e.at_the_meeting("fourth")
    scene.do(e.here(r.DeclareElection)(scene))
    term = elected(scene)
    assert (term.seat, term.since.local[:10], term.until) == (scene.seats["fourth"], DAY, "2028-02-09")


def test_the_next_term_begins_the_day_after_the_running_one() -> None:
    scene = e.standing("fourth")
    assign(scene, "secretary", "secretary", "2024-03-01", "2026-02-28")
    scene.do(e.asked(e.c.CloseNominations, when=e.LAST_DAY)(scene))
    scene.opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(e.here(r.DeclareElection)(scene))
    term = elected(scene)
    assert (term.since.local[:10], term.until) == ("2026-03-01", "2028-02-29")
    assert scene.group.office_of("secretary", at("2026-02-28")) == scene.seats["secretary"]
    assert scene.group.office_of("secretary", at("2026-03-01")) == scene.seats["fourth"]


def test_whoever_is_elected_leaves_another_office_of_the_four() -> None:
    scene = e.standing("vice")
    assign(scene, "vice_chair", "vice", "2025-01-01", "2026-12-31")
    assign(scene, "other", "vice", "2025-01-01", "2026-12-31")
    scene.do(e.asked(e.c.CloseNominations, when=e.LAST_DAY)(scene))
    scene.opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(e.here(r.DeclareElection)(scene))
    held = {scene.group.offices[t.office] for t in scene.group.held(at(DAY, "23:00")) if t.seat == scene.seats["vice"]}
    assert held == {"secretary", "other"}


def declared(scene: Scene, **more: Any) -> Any:
    (*_, result) = scene.do(e.here(r.DeclareElection, **more)(scene))
    return result


def test_a_written_up_election_without_a_quorum_takes_no_effect() -> None:
    scene = e.at_the_meeting("fourth", "carer", present=("chair", "vice", "nurse", "gp"))
    before = len(scene.group.terms)
    scene.do(e.tellers(mode="written_up")(scene))
    scene.do(e.counting({"fourth": 3, "carer": 1}, voted=("chair", "vice", "nurse", "gp"), mode="written_up")(scene))
    result = declared(scene, mode="written_up")
    assert (result.by_rule, result.takes_effect, result.term) == (scene.seats["fourth"], False, None)
    assert result.irregular == ("R-QU1", "R-QU3")
    assert len(scene.group.terms) == before


def test_a_written_up_election_may_have_no_count() -> None:
    scene = e.at_the_meeting("fourth", "carer")
    result = declared(scene, announced="carer", mode="written_up")
    assert (result.how, result.known, result.takes_effect) == ("not_counted", False, True)
    assert elected(scene).seat == scene.seats["carer"]


def test_a_result_announced_against_the_papers_takes_no_effect() -> None:
    scene = e.counted({"fourth": 5, "carer": 4})
    result = declared(scene, announced="carer", mode="written_up")
    assert (result.elected, result.by_rule) == (scene.seats["carer"], scene.seats["fourth"])
    assert (result.irregular, result.takes_effect) == (("R-VO10",), False)


def test_somebody_the_rules_keep_out_is_elected_without_effect() -> None:
    scene = e.nominated("gp")
    scene.do(e.asked(e.c.AcceptNomination, "gp", when=e.HEARD_OF, mode="written_up")(scene))
    scene.do(e.asked(e.c.CloseNominations, when=e.LAST_DAY)(scene))
    scene.opened()
    result = declared(scene, mode="written_up")
    assert (result.by_rule, result.irregular, result.takes_effect) == (scene.seats["gp"], ("R-EL1",), False)


def test_a_lot_after_the_first_tie_is_marked() -> None:
    scene = e.counted(e.TWICE_TIED[0])
    scene.do(e.here(r.DrawLot, seat="carer", mode="written_up")(scene))
    result = declared(scene, mode="written_up")
    assert (result.how, result.irregular, result.takes_effect) == ("lot", ("R-TI6",), False)


def test_a_tie_that_was_called_for_one_of_them_takes_no_effect() -> None:
    scene = e.counted(e.TWICE_TIED[0])
    result = declared(scene, announced="carer", mode="written_up")
    assert (result.elected, result.by_rule, result.known) == (scene.seats["carer"], None, False)
    assert (result.irregular, result.takes_effect) == (("R-TI6",), False)


def voted_again(*ballots: dict[str, int]) -> Any:
    """The result of a written-up election with these ballots, the last of them more than the rules have."""
    scene = e.counted(*ballots[:-1])
    scene.do(e.tellers(mode="written_up")(scene))
    scene.do(e.counting(ballots[-1], mode="written_up")(scene))
    return declared(scene, mode="written_up")


def test_a_third_ballot_where_a_lot_was_to_be_drawn_is_marked() -> None:
    result = voted_again(*e.TWICE_TIED, {"carer": 5, "fourth": 4})
    assert (result.how, result.irregular, result.takes_effect) == ("ballot", ("R-TI6",), False)


def test_a_ballot_on_somebody_elected_already_is_marked() -> None:
    result = voted_again({"carer": 5, "fourth": 4}, {"carer": 4, "fourth": 5})
    assert (result.irregular, result.takes_effect) == (("R-EL1",), False)


def removal_put(*, heard: bool, mode: Any = "live") -> Scene:
    """A removal on an item that the notice described, put to the vote by nine."""
    scene = Scene(msgspec.structs.replace(e.ORDERS, ballot_for=()))
    agenda = (m.Business("Our chair", category="removal"),)
    scene.do(m.CallMeeting(group=scene.id, starts=When(DAY, "14:00"), when=When("2026-01-20", "10:00"), agenda=agenda))
    scene.opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(e.removing()(scene))
    scene.do(e.vice_presides(scene))
    if heard:
        scene.do(e.heard(scene))
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, mode=mode))
    return scene


def outcome_of(scene: Scene, for_: int, against: int, mode: Any = "live") -> Any:
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(for_, against)))
    (declared_,) = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion, mode=mode))
    return declared_.outcome  # type: ignore[attr-defined]


def test_an_officer_is_heard_before_the_vote_on_their_removal() -> None:
    with pytest.raises(Rejected, match="officer_not_heard") as refused:
        removal_put(heard=False)
    assert refused.value.clause == "R-TE5"


@pytest.mark.parametrize(("for_", "against", "goes"), [(6, 3, True), (5, 4, False)])
def test_two_thirds_remove_an_officer(for_: int, against: int, goes: bool) -> None:
    scene = removal_put(heard=True)
    assert outcome_of(scene, for_, against).by_rule == ("agreed" if goes else "not_agreed")
    assert (scene.group.office_of("chair", at(DAY, "23:00")) is None) == goes
    assert scene.group.terms[0].why == ("removed" if goes else None)


def test_a_removal_written_up_without_a_hearing_takes_no_effect() -> None:
    scene = removal_put(heard=False, mode="written_up")
    outcome = outcome_of(scene, 9, 0, mode="written_up")
    assert (outcome.irregular, outcome.takes_effect) == (("R-TE5",), False)
    assert scene.group.terms[0].ended is None


def test_a_bare_proposal_makes_no_term_longer() -> None:
    scene = e.at_the_meeting("fourth")
    longer = q.MoveMotion(
        meeting=scene.at, item=scene.items[0], words="A year more.", moved_by=scene.seats["gp"],
        category="term_extension",
    )  # fmt: skip
    with pytest.raises(Rejected, match="no_election_behind_it") as refused:
        scene.do(longer)
    assert refused.value.clause == "R-TE3"


def test_a_term_is_made_longer_once() -> None:
    scene = e.three_terms()
    scene.do(e.longer()(scene))
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion))
    assert outcome_of(scene, 6, 3).by_rule == "agreed"
    term = next(t for t in scene.group.terms if t.extended_to)
    assert (term.until, term.extended_to) == ("2026-03-31", "2027-03-31")
    with pytest.raises(Rejected, match="extended_once_already"):
        scene.do(e.longer()(scene))


def test_a_second_vice_chair_does_not_act_for_another_ninety_days() -> None:
    scene = chair_goes(with_vice())
    vice = scene.group.terms[1].id
    scene.do(g.EndTerm(group=scene.id, channel="phone", term=vice, reason="resigned", when=When("2026-04-01")))
    since = When("2026-04-02")
    next_one = g.AssignOffice(
        group=scene.id, office=scene.offices["vice_chair"], seat=scene.seats["fourth"], since=since
    )
    scene.brought_in(next_one)
    last = acting_chair(scene.group, at("2026-05-02"))
    assert last is not None
    assert last.seat == scene.seats["fourth"]
    assert acting_chair(scene.group, at("2026-05-03")) is None


def written_up(scene: Scene, kind: str, seat: str, since: str, until: str, **more: Any) -> Any:
    """A term as somebody writes it up; it is on record, and what it does to who holds the office is told apart."""
    before = len(scene.group.terms)
    assign(scene, kind, seat, since, until, **more)
    counted = len(scene.group.terms) > before
    return counted, () if counted else scene.group.uncounted[-1].irregular


def test_a_term_written_up_past_the_limit_or_of_another_class_is_on_record_and_gives_nobody_the_office() -> None:
    scene = Scene(e.ORDERS)
    assign(scene, "secretary", "secretary", "2024-01-01", "2029-12-31")
    scene.do(
        g.EndTerm(
            group=scene.id, channel="phone", term=scene.group.terms[-1].id, reason="resigned", when=When("2026-01-10")
        )
    )
    # Six years were planned, which are three terms of two.
    assert written_up(scene, "secretary", "secretary", DAY, "2027-12-31") == (False, ("R-TE3",))
    assert written_up(scene, "secretary", "gp", DAY, "2027-12-31") == (False, ("R-EL1",))
    assert scene.group.office_of("secretary", at("2026-06-01")) is None
    # Somebody else can be written up for the same time.
    assert written_up(scene, "secretary", "fourth", DAY, "2027-12-31") == (True, ())
    # A file tells of it as it was.
    told = {"office": scene.offices["secretary"], "seat": scene.seats["gp"], "until": "2026-01-31"}
    scene.brought_in(g.AssignOffice(group=scene.id, since=When("2026-01-15"), **told))  # type: ignore[arg-type]
    assert scene.group.office_of("secretary", at("2026-01-20")) == scene.seats["gp"]


def test_a_chair_who_goes_round_and_acting_for_too_long_are_written_up_without_effect_too() -> None:
    rotating = Scene(msgspec.structs.replace(e.ORDERS, chair_rotates=True))
    rotating.group = msgspec.structs.replace(rotating.group, terms=())
    assert written_up(rotating, "chair", "vice", "2025-01-01", "2025-12-31") == (False, ("R-CH4",))
    scene = chair_goes(with_vice())
    long = written_up(scene, "chair", "vice", "2026-02-02", "2026-12-31", acting=True)
    assert long == (False, ("R-AC1",))
    assert written_up(scene, "chair", "vice", "2026-02-02", "2026-05-02", acting=True) == (True, ())


def test_after_the_founding_a_term_of_earlier_times_was_over_by_then_or_is_the_first_and_takes_no_chair() -> None:
    scene = with_vice()
    refused = pytest.raises(Rejected, match="office_without_an_election")
    with refused:
        assign(scene, "co_chair", "fourth", "2024-01-01", "2026-02-11")
    # The record of the group began on 10 February 2026.
    assign(scene, "co_chair", "fourth", "2024-01-01", "2026-02-10")
    assign(scene, "other", "carer", "2024-01-01", "2024-12-31")
    told = {"office": scene.offices["other"], "seat": scene.seats["fourth"], "until": "2027-12-31"}
    scene.brought_in(g.AssignOffice(group=scene.id, since=When("2026-05-01"), **told))  # type: ignore[arg-type]
    # Somebody had it since, so whoever had it meanwhile was chosen at a meeting.
    with refused:
        assign(scene, "other", "carer", "2026-02-01", "2026-04-30")
