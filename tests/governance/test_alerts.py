"""When not even everyone is a quorum, the group is told (R-QU10)."""

from __future__ import annotations

import msgspec

from governance.group import commands as g
from governance.kernel import Moment, When
from governance.meeting.floor import floor
from governance.standing_orders import ClassMapping, StandingOrders
from tests.spec import DAY, L1, Paper, Scene

TODAY = Moment(f"{DAY}T00:00+00:00", "day")
OFF = StandingOrders(quorum=5, lived_experience="off")


def without_the_fourth(orders: StandingOrders) -> Scene:
    scene = Scene(orders)
    scene.do(g.VacateSeat(group=scene.id, channel="phone", seat=scene.seats["fourth"], when=When("2026-02-01")))
    return scene


def test_a_full_group_has_no_alert() -> None:
    assert Scene().group.alerts_at(TODAY) == ()


def test_a_vacancy_that_leaves_four_to_four_is_an_alert_from_that_day() -> None:
    scene = without_the_fourth(L1)
    assert scene.group.alerts_at(TODAY) == ("structural_inquorate",)
    assert scene.group.alerts_at(Moment("2026-01-31T00:00+00:00", "day")) == ()


def test_where_lived_experience_does_not_stop_a_decision_four_to_four_is_none() -> None:
    assert without_the_fourth(StandingOrders(quorum=5)).group.alerts_at(TODAY) == ()


def test_adopting_orders_the_vacancy_cannot_meet_raises_it() -> None:
    scene = without_the_fourth(OFF)
    assert scene.group.alerts_at(TODAY) == ()
    scene.brought_in(g.AdoptStandingOrders(group=scene.id, orders=L1, since=When(DAY)))
    assert scene.group.alerts_at(TODAY) == ("structural_inquorate",)


def test_filling_the_seat_ends_it() -> None:
    scene = without_the_fourth(L1)
    person = scene.group.seats[scene.seats["fourth"]].holdings[0].person
    scene.do(g.FillSeat(group=scene.id, seat=scene.seats["fourth"], person=person, since=When(DAY)))
    assert scene.group.alerts_at(TODAY) == ()


def test_a_mapping_that_moves_no_seat_changes_nothing() -> None:
    scene = without_the_fourth(L1)
    scene.do(g.AdoptClassMapping(group=scene.id, mapping=ClassMapping(community_counts=True), since=When(DAY)))
    assert scene.group.alerts_at(TODAY) == ("structural_inquorate",)


def test_the_floor_shows_it() -> None:
    scene = without_the_fourth(L1).opened("chair", "vice", "nurse")
    desk = Paper(scene.words, scene.group)
    assert floor(scene.meeting, scene.group, desk).alerts == ("structural_inquorate",)


def test_a_group_knows_on_which_days_somebody_sat_in_it() -> None:
    # Everybody came on 1 January 2024; the fourth left on 1 February 2026.
    group = without_the_fourth(L1).group
    assert (group.first_sat(), group.anybody_sat("2023-12-31"), group.anybody_sat("2024-01-01")) == (
        "2024-01-01", False, True
    )  # fmt: skip
    alone = msgspec.structs.replace(
        group, seats={seat: kept for seat, kept in group.seats.items() if kept.holdings[-1].left}
    )
    assert [alone.anybody_sat(day) for day in ("2026-02-01", "2026-02-02")] == [True, False]
    assert msgspec.structs.replace(group, seats={}).first_sat() is None
