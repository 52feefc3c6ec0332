"""Ten real terms of reference are adopted by groups of fitting seats, keep to what they say, or say why they cannot."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from governance import explain
from governance.election.commands import OpenNominations
from governance.group import commands as g
from governance.kernel import Moment, Rejected, When
from governance.meeting import commands as m
from governance.meeting import people_commands as pc
from governance.meeting.floor import floor
from governance.motion import commands as q
from governance.rules import majority, quorum
from governance.rules.majority import Tally
from governance.rules.satisfiable import findings
from governance.rules.terms import last_day
from governance.standing_orders import ClassFloor, ClassMapping, Fraction, StandingOrders
from tests.governance import real_terms as real
from tests.spec import DAY, Paper, Scene, names

if TYPE_CHECKING:
    from governance.kernel import Class
    from tests.governance.real_terms import Body

TODAY = Moment(f"{DAY}T00:00+00:00", "day")


def group_of(body: Body) -> Scene:
    """A group with the seats of a body, which has adopted its orders."""
    seats = [kind for kind, count in body.seats.items() for _ in range(count)]
    return Scene(body.orders, {f"member-{n}": kind for n, kind in enumerate(seats, 1)})


def classes(body: Body) -> list[Class]:
    return [ClassMapping().class_of(kind) for kind, count in body.seats.items() for _ in range(count)]


@pytest.mark.parametrize("body", real.BODIES, ids=lambda body: body.source)
def test_a_group_of_fitting_seats_adopts_them(body: Body) -> None:
    assert group_of(body).group.orders_at(TODAY) == (body.orders, 1)
    assert findings(body.orders, classes(body)) == []


ROOMS = [
    *((body, here, ()) for body in real.BODIES for here in body.can),
    *((body, here, why) for body in real.BODIES for here, why in body.cannot),
]


@pytest.mark.parametrize(("body", "here", "why"), ROOMS, ids=lambda value: getattr(value, "source", None))
def test_a_room_is_quorate_exactly_when_the_terms_say_so(
    body: Body, here: dict[Class, int], why: tuple[str, ...]
) -> None:
    seats = sum(body.seats.values())
    shot = quorum.snapshot(body.orders, here, filled=seats, established=seats)
    assert shot.reasons == why
    assert shot.result == ("inquorate" if why else "quorate")


@pytest.mark.parametrize(
    ("body", "seats", "words"),
    [
        (real.FORUM, ["LE"] * 8, ["At least 2 of class PR must be there, but there are only 0 such seats."]),
        (
            real.HQIP,
            ["LE"] * 4 + ["PR"],
            [
                "The quorum is 6, but there are only 5 voting seats.",
                "At least 5 of class LE must be there, but there are only 4 such seats.",
            ],
        ),
        (real.BCPG, ["LE"] * 10, ["The group has at most 9 members, but there are 10 voting seats."]),
        (real.NORWICH, ["LE"] * 14, ["The group has at most 13 members, but there are 14 voting seats."]),
        (
            real.PATIENTS_FORUM,
            ["LE"] * 4 + ["CO"] * 4,
            ["Most voting seats are for lived experience, but only 4 of 8 are."],
        ),
        (
            real.BOARD,
            ["PR"] * 9,
            ["At least 1 of class CO or LE or OT must be there, but there are only 0 such seats."],
        ),
    ],
    ids=lambda value: getattr(value, "source", None),
)
def test_other_seats_are_refused_with_words_a_person_understands(
    body: Body, seats: list[Class], words: list[str]
) -> None:
    assert findings(body.orders, seats) == words


def adopt(scene: Scene, orders: StandingOrders) -> g.AdoptStandingOrders:
    return g.AdoptStandingOrders(group=scene.id, orders=orders, since=When(DAY))


def test_one_patient_among_seven_advisers_never_outweighs_them() -> None:
    orders = msgspec.structs.replace(real.NIHR.orders, lived_experience="block")
    group = group_of(real.NIHR)
    with pytest.raises(Rejected, match="orders_cannot_be_satisfied") as refused:
        group.do(adopt(group, orders))
    assert refused.value.clause == "R-QU10"
    assert refused.value.because == {
        "findings": ["Lived-experience members must outweigh the others, but they have 1 of 7 seats."]
    }


@pytest.mark.parametrize(
    ("seats", "words"),
    [
        # Without the patient; with one independent member too few; with a fourth of the team.
        (["OT"] * 4 + ["PR"] * 3, ["At least 1 voting seats are of class LE, but there are only 0 such seats."]),
        (["OT"] * 2 + ["LE", "PR"], ["At least 3 voting seats are of class OT, but there are only 2 such seats."]),
        (
            ["OT"] * 3 + ["LE"] + ["PR"] * 4,
            [
                "The group has at most 7 members, but there are 8 voting seats.",
                "At most 3 voting seats are of class PR, but there are 4.",
            ],
        ),
    ],
)
def test_a_committee_that_is_not_independent_is_refused(seats: list[Class], words: list[str]) -> None:
    assert findings(real.NIHR.orders, seats) == words


def test_a_fourth_of_the_team_gets_no_seat_on_the_committee() -> None:
    # Six have a vote, and the seventh place is the patient's.
    scene = Scene(real.said(most_members=7), dict(zip("abcdef", ["other"] * 3 + ["professional"] * 3, strict=True)))
    scene.brought_in(
        adopt(scene, msgspec.structs.replace(real.NIHR.orders, class_seats=real.NIHR.orders.class_seats[1:]))
    )
    with pytest.raises(Rejected, match="enough_seats_of_this_kind") as refused:
        scene.do(seat(scene, constituency="professional"))
    assert (refused.value.clause, refused.value.because) == ("R-QU10", {"seats": 3, "most": 3, "class": "PR"})
    assert names(scene.do(seat(scene, constituency="professional", mode="written_up"))) == ["SeatCreated"]


def test_the_patient_is_welcome_and_then_the_committee_is_full() -> None:
    scene = Scene(real.said(most_members=7), dict(zip("abcdef", ["other"] * 3 + ["professional"] * 3, strict=True)))
    scene.do(seat(scene))
    scene.brought_in(adopt(scene, real.NIHR.orders))
    assert scene.group.orders_at(Moment(f"{DAY}T12:00+00:00", "minute")) == (real.NIHR.orders, 2)
    with pytest.raises(Rejected, match="group_is_full"):
        scene.do(seat(scene, slug="another"))


def test_nobody_of_the_team_chairs_the_committee() -> None:
    scene = group_of(real.NIHR)
    scene.opened("member-1", "member-7")
    with pytest.raises(Rejected, match="presider_is_professional") as refused:
        scene.do(m.TakeChair(meeting=scene.at, seat=scene.seats["member-7"]))
    assert refused.value.clause == "R-CH1"
    assert scene.meeting.presider == scene.seats["member-1"]


def gorton(**more: Any) -> StandingOrders:
    """Ten members must be there, says one sentence; "those 6 people" the next."""
    return real.said(quorum=10, most_members=6, **more)


@pytest.mark.parametrize(
    ("orders", "words"),
    [
        (gorton(), ["The quorum is 10, but the group has at most 6 members."]),
        (
            real.said(most_members=6, floors=(ClassFloor("LE", 5), ClassFloor("PR", 2))),
            ["At least 7 must be there to have every kind, but the group has at most 6 members."],
        ),
        (
            real.said(most_members=6, min_votes_cast=7),
            ["At least 7 votes are asked for, but the group has at most 6 members."],
        ),
        (
            real.said(most_members=6, fewest_members=8),
            ["The group is to have at least 8 members, but the group has at most 6 members."],
        ),
        # A floor that several kinds meet together asks for nobody further.
        (real.said(most_members=6, floors=(ClassFloor("LE", 6), ClassFloor("PR", 1, others=("LE",)))), []),
    ],
)
def test_a_contradiction_in_the_terms_shows_before_there_is_a_seat(orders: StandingOrders, words: list[str]) -> None:
    assert findings(orders, []) == words


def test_more_than_half_is_not_half() -> None:
    share = Fraction(2, more=True)
    assert [share.up(seats) for seats in (7, 8, 9)] == [4, 5, 5]
    assert [Fraction(2).up(seats) for seats in (7, 8, 9)] == [4, 4, 5]
    outweigh = real.said(lived_experience="block", lived_experience_variant="fraction", lived_experience_fraction=share)
    assert [quorum.lived_experience_holds(outweigh, lived, 8) for lived in (4, 5)] == [False, True]


def test_what_a_quorum_takes_is_said_in_words() -> None:
    assert explain.quorum_asked(real.BCPG.orders, filled=8, established=8) == "You need 5 of 8."
    assert explain.quorum_asked(real.BOARD.orders, filled=12, established=13) == (
        "You need 5 of 12, and at least 1 professional and at least 1 from the community or with lived experience or"
        " other."
    )


@pytest.mark.parametrize(("for_", "carried"), [(4, False), (5, True)])
def test_an_abstention_at_st_clements_is_as_good_as_a_no(for_: int, carried: bool) -> None:
    tally = Tally(for_, 0, 9 - for_)
    assert majority.judge(real.ST_CLEMENTS.orders.majority, tally, majority.Body(9, 9, 9)).carried is carried


def test_the_patients_forum_takes_most_of_all_members_for_its_reports_and_money() -> None:
    orders = real.PATIENTS_FORUM.orders
    kinds = {category: orders.majority_for(category) for category in ("significant", "spend", "ordinary")}
    assert kinds == {"significant": "absolute_entitled", "spend": "absolute_entitled", "ordinary": "simple_cast"}
    verdict = majority.judge("absolute_entitled", Tally(4, 0, 0), majority.Body(4, 9, 9))
    assert (verdict.carried, verdict.test) == (False, "8>9")


@pytest.mark.parametrize("body", [real.HQIP, real.BOARD], ids=lambda body: body.source)
def test_where_the_chair_decides_a_tie_the_chair_has_a_second_vote(body: Body) -> None:
    scene = group_of(body)
    everyone = list(scene.seats)
    scene.opened(*everyone)
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="x", moved_by=scene.seats["member-2"]))
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="roll_call"))
    for n, name in enumerate(everyone[: 2 * (len(everyone) // 2)]):
        scene.do(
            q.CastVote(meeting=scene.at, motion=scene.motion, seat=scene.seats[name], choice=("for", "against")[n % 2])
        )
    used = scene.do(
        q.UseCastingVote(
            meeting=scene.at, motion=scene.motion, direction="against", changes_status_quo=False, reason="as it was"
        )
    )
    assert names(used) == ["CastingVoteUsed"]


def test_six_months_in_office_end_on_the_day_before() -> None:
    assert real.BCPG.orders.months_in_office == 6
    assert last_day(dt.date(2026, 3, 1), 6).isoformat() == "2026-08-31"
    assert real.WESTON.orders.months_in_office == 36


def seat(scene: Scene, **more: Any) -> g.CreateSeat:
    given = {"constituency": "service_user", "slug": "one-more", **more}
    return g.CreateSeat(group=scene.id, label="One more", since=When(DAY), **given)


def test_a_tenth_member_is_one_too_many_for_nine() -> None:
    nine = real.BCPG._replace(seats={"service_user": 9})
    scene = group_of(nine)
    with pytest.raises(Rejected, match="group_is_full") as refused:
        scene.do(seat(scene))
    assert (refused.value.clause, refused.value.because) == ("R-QU10", {"seats": 9, "most": 9})
    assert names(scene.do(seat(scene, mode="written_up"))) == ["SeatCreated"]


def test_a_ninth_member_and_a_seat_without_a_vote_are_welcome() -> None:
    eight = group_of(real.BCPG)
    assert names(eight.do(seat(eight))) == ["SeatCreated"]
    nine = group_of(real.BCPG._replace(seats={"service_user": 9}))
    assert names(nine.do(seat(nine, constituency="staff"))) == ["SeatCreated"]


def test_with_seven_members_the_forum_is_told_to_elect() -> None:
    scene = group_of(real.FORUM._replace(seats={"service_user": 5, "professional": 3}))
    assert scene.group.alerts_at(TODAY) == ()
    scene.do(g.VacateSeat(group=scene.id, channel="phone", seat=scene.seats["member-1"], when=When("2026-02-01")))
    assert scene.group.alerts_at(TODAY) == ("too_few_members",)


def test_after_two_years_a_tenant_has_sat_out() -> None:
    scene = group_of(real.NORWICH)
    assert scene.group.alerts_at(Moment("2025-12-31T00:00+00:00", "day")) == ()
    assert scene.group.alerts_at(Moment("2026-01-01T00:00+00:00", "day")) == ("membership_over",)


def test_nobody_is_made_chair_where_the_chair_goes_round() -> None:
    scene = group_of(real.NORWICH)
    chair = scene.offices["chair"]
    taken = g.AssignOffice(group=scene.id, office=chair, seat=scene.seats["member-1"], since=When(DAY))
    stands = OpenNominations(group=scene.id, office=chair, closes="2026-12-01", when=When(DAY))
    for command in (taken, stands):
        with pytest.raises(Rejected, match="chair_rotates") as refused:
            scene.do(command)
        assert refused.value.clause == "R-CH4"
    assert scene.do(msgspec.structs.replace(taken, mode="written_up"))
    (opened,) = scene.do(msgspec.structs.replace(stands, mode="written_up"))
    assert opened.irregular == ("R-CH4",)  # type: ignore[attr-defined]
    secretary = g.AssignOffice(
        group=scene.id, office=scene.offices["secretary"], seat=scene.seats["member-2"], since=When(DAY)
    )
    assert names(scene.do(secretary)) == ["OfficeAssigned"]


def test_where_the_chair_goes_round_the_first_secretary_ends_the_founding() -> None:
    scene = group_of(real.NORWICH)
    assert scene.group.convenor_acts(TODAY)
    first = g.AssignOffice(
        group=scene.id, office=scene.offices["secretary"], seat=scene.seats["member-2"], since=When("2026-02-01")
    )
    scene.do(first)
    assert not scene.group.convenor_acts(TODAY)
    # Other orders later do not bring the convenor back.
    scene.brought_in(g.AdoptStandingOrders(group=scene.id, orders=real.said(), since=When(DAY)))
    assert not scene.group.convenor_acts(TODAY)


def test_a_meeting_is_reminded_to_agree_who_chairs_the_next_one() -> None:
    scene = group_of(real.NORWICH)
    scene.opened("member-1", "member-2")
    desk = Paper(scene.words, scene.group)
    assert "next_chair_open" in floor(scene.meeting, scene.group, desk).alerts
    scene.do(pc.AgreeNextChair(meeting=scene.at, seat=scene.seats["member-2"]))
    assert "next_chair_open" not in floor(scene.meeting, scene.group, desk).alerts


def asked_by_consensus(objects: tuple[str, ...]) -> Scene:
    """All nine of St Clements are asked, and perhaps somebody objects."""
    scene = group_of(real.ST_CLEMENTS)
    scene.opened(*scene.seats)
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="x", moved_by=scene.seats["member-2"]))
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="consensus"))
    scene.do(q.AskEveryone(meeting=scene.at, motion=scene.motion, objections=scene.seat(*objects)))
    return scene


def result(scene: Scene) -> tuple[str, str]:
    declared = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))
    (outcome,) = (event.outcome for event in declared if names((event,)) == ["ResultDeclared"])  # type: ignore[attr-defined]
    return outcome.method, outcome.by_rule


def test_st_clements_agrees_when_nobody_objects() -> None:
    assert result(asked_by_consensus(())) == ("consensus", "agreed")
    assert result(asked_by_consensus(("member-9",))) == ("consensus", "not_agreed")


@pytest.mark.parametrize(
    ("for_", "against", "came"), [(5, 4, "agreed"), (5, 0, "agreed"), (4, 1, "not_agreed"), (4, 4, "not_agreed")]
)
def test_else_it_takes_most_of_the_members_there(for_: int, against: int, came: str) -> None:
    scene = group_of(real.ST_CLEMENTS)
    scene.opened(*scene.seats)
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="x", moved_by=scene.seats["member-2"]))
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="hands"))
    count = q.Hands(for_, against, 9 - for_ - against)
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=count))
    with pytest.raises(Rejected, match="R-TI"):
        scene.do(q.UseCastingVote(
            meeting=scene.at, motion=scene.motion, direction="for", changes_status_quo=True, reason="It is time."
        ))  # fmt: skip
    assert result(scene) == ("hands", came)


def test_nobody_sits_in_a_patients_forum_for_longer_than_four_years() -> None:
    scene = group_of(real.PATIENTS_FORUM)
    assert scene.group.alerts_at(Moment("2027-12-31T00:00+00:00", "day")) == ()
    assert scene.group.alerts_at(Moment("2028-01-01T00:00+00:00", "day")) == ("membership_over",)


def test_a_third_of_the_whole_board_is_a_third_of_its_empty_places_too() -> None:
    """Of thirteen places eight are filled: five must be there, not three."""
    shot = quorum.snapshot(real.BOARD.orders, {"PR": 3, "CO": 1}, filled=8, established=13)
    assert (shot.needed, shot.reasons) == (5, ("count",))
