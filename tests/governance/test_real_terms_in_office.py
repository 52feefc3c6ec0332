"""Offices under real terms of reference: how they are voted on, for how long, and how often in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import pytest

from governance.group import commands as g
from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.motion import commands as q
from tests.governance import real_terms as real
from tests.governance.commands import elections as el
from tests.governance.test_real_terms import group_of
from tests.spec import Scene, names

if TYPE_CHECKING:
    from tests.governance.real_terms import Body


class Vote(NamedTuple):
    """An election to an office: who served in it before, and who is nominated in November 2026."""

    scene: Scene
    election: Any

    def does(self, kind: Any, name: str | None = None, *, day: str = "2026-11-05", **more: Any) -> tuple[Any, ...]:
        named = {} if name is None else {"seat": self.scene.seats[name]}
        return self.scene.do(kind(election=self.election, when=When(day), **named, **more))

    def nominated(self, *who: str) -> Vote:
        for name in who:
            self.does(el.c.Nominate, name, nominated_by=self.scene.seats[name])
        return self

    def closed(self, *who: str) -> Vote:
        """Names are asked for no longer, and the meeting has turned to the election."""
        self.does(el.c.CloseNominations, day="2026-11-20")
        self.scene.another("2026-11-25", "Election", told="2026-11-02", present=who)
        return self

    def here(self, kind: Any, **more: Any) -> tuple[Any, ...]:
        item = {"item": self.scene.items[0]} if "item" in kind.__struct_fields__ else {}
        return self.scene.do(kind(meeting=self.scene.at, election=self.election, **item, **more))


def voted_on(body: Body, *terms: tuple[str, str], office: str = "secretary", **more: Any) -> Vote:
    """The first member served these terms in the office; names are asked for it."""
    seats = [kind for kind, count in body.seats.items() for _ in range(count)]
    scene = Scene(body.orders, {f"member-{n}": kind for n, kind in enumerate(seats, 1)}, founded="2018-01-01")
    held: Any = {"group": scene.id, "office": scene.offices[office], "seat": scene.seats["member-1"]}
    for since, until in terms:
        scene.do(g.AssignOffice(since=When(since), until=until, mode="written_up", **held))
    (opened,) = scene.do(
        el.c.OpenNominations(
            group=scene.id, office=scene.offices[office], closes="2026-11-20", when=When("2026-11-01"), **more
        )
    )
    return Vote(scene, opened.election)  # type: ignore[attr-defined]


def years(*last: int) -> list[tuple[str, str]]:
    """Terms of a year, each until the last day of November of these years."""
    return [(f"{year - 1}-12-01", f"{year}-11-30") for year in last]


SERVED_ONCE, SERVED_TWICE, SERVED_THREE = years(2026), years(2025, 2026), years(2024, 2025, 2026)


def test_at_tutbury_offices_are_for_a_year() -> None:
    vote = voted_on(real.TUTBURY).nominated("member-2").closed("member-1", "member-2", "member-3")
    (declared, *_) = vote.here(el.r.DeclareElection)
    assert (declared.elected, declared.until) == (vote.scene.seats["member-2"], "2027-11-24")


@pytest.mark.parametrize("terms", [[], SERVED_ONCE, SERVED_TWICE])
def test_at_tutbury_nobody_waits_for_others_before_three_years_are_served(terms: list[tuple[str, str]]) -> None:
    vote = voted_on(real.TUTBURY, *terms).nominated("member-1", "member-2")
    assert vote.scene.outliving[vote.election].candidates == vote.scene.seat("member-1", "member-2")


def test_at_tutbury_whoever_served_three_years_is_refused_while_names_are_asked_for() -> None:
    vote = voted_on(real.TUTBURY, *SERVED_THREE)
    refused = vote.does(el.c.Nominate, "member-1", nominated_by=vote.scene.seats["member-1"])[-1]
    assert (refused.why, refused.served, refused.most) == ("term_limit", 3, 3)


def test_at_tutbury_whoever_served_the_limit_stands_when_nobody_else_does() -> None:
    vote = voted_on(real.TUTBURY, *SERVED_THREE).nominated("member-1").closed("member-1", "member-2", "member-3")
    assert names(vote.does(el.c.AcceptNomination, "member-1", day="2026-11-25")) == ["NominationAccepted"]
    assert vote.does(el.c.AcceptNomination, "member-1", day="2026-11-25") == ()
    (declared, *_) = vote.here(el.r.DeclareElection)
    assert (declared.elected, declared.irregular) == (vote.scene.seats["member-1"], ())


def test_at_tutbury_too_the_limit_holds_when_somebody_else_stands() -> None:
    vote = voted_on(real.TUTBURY, *SERVED_THREE).nominated("member-1", "member-2").closed("member-1", "member-2")
    with pytest.raises(Rejected, match="term_limit") as refused:
        vote.does(el.c.AcceptNomination, "member-1", day="2026-11-25")
    assert refused.value.clause == "R-TE3"
    assert refused.value.would_help == "Ask others to stand. If no one does, accept once the time for names is over."


def test_elsewhere_the_limit_is_firm() -> None:
    firm = real.TUTBURY._replace(orders=msgspec.structs.replace(real.TUTBURY.orders, term_limit="firm"))
    vote = voted_on(firm, *SERVED_THREE).nominated("member-1").closed("member-1", "member-2")
    with pytest.raises(Rejected, match="term_limit"):
        vote.does(el.c.AcceptNomination, "member-1", day="2026-11-25")


THREE_YEARS = ("2023-12-01", "2026-11-30")


def test_at_weston_a_term_of_three_years_is_renewed_once() -> None:
    vote = voted_on(real.WESTON, THREE_YEARS).nominated("member-1").closed("member-1", "member-2")
    (declared, *_) = vote.here(el.r.DeclareElection)
    # The new term begins when the first one is over.
    assert (declared.elected, declared.until) == (vote.scene.seats["member-1"], "2029-11-30")
    twice = voted_on(real.WESTON, ("2020-12-01", "2023-11-30"), THREE_YEARS)
    refused = twice.does(el.c.Nominate, "member-1", nominated_by=twice.scene.seats["member-1"])[-1]
    assert (refused.why, refused.served, refused.most) == ("term_limit", 2, 2)
    twice.closed("member-1", "member-2")
    with pytest.raises(Rejected, match="term_limit"):
        twice.does(el.c.AcceptNomination, "member-1", day="2026-11-25")


def test_at_weston_the_chair_is_elected_by_closed_ballot_for_two_years_or_three() -> None:
    vote = voted_on(real.WESTON, office="chair", until="2028-11-30").nominated("member-1", "member-2")
    vote.closed(*(f"member-{n}" for n in range(1, 6)))
    with pytest.raises(Rejected, match="R-EL1"):
        vote.here(el.r.DeclareElection)
    vote.here(el.r.OpenElectionBallot, tellers=vote.scene.seat("member-4", "member-5"))
    first, second = vote.scene.seat("member-1", "member-2")
    everyone = vote.scene.seat(*(f"member-{n}" for n in range(1, 6)))
    (papers,) = vote.here(el.r.CountElectionBallot, votes={first: 2, second: 3}, voted=everyone)
    # What is kept is how many papers each had, and who was ticked off: no vote of anybody.
    assert {one.seat: one.votes for one in papers.votes} == {first: 2, second: 3}
    assert set(papers.voted) == set(everyone)
    (declared, *_) = vote.here(el.r.DeclareElection)
    assert (declared.elected, declared.until) == (second, "2028-11-30")


@pytest.mark.parametrize("how", ["hands", "roll_call"])
def test_at_weston_no_other_way_of_voting_elects(how: Any) -> None:
    """Whoever is voted into an empty seat is voted for on paper too; only the orders of others let hands be shown."""
    scene = group_of(real.WESTON)
    scene.do(g.VacateSeat(group=scene.id, channel="phone", seat=scene.seats["member-9"], when=When("2026-02-01")))
    person = scene.group.seats[scene.seats["member-9"]].holdings[-1].person
    scene.opened("member-1", "member-2", "member-3")
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(q.MoveMotion(
        meeting=scene.at, item=scene.items[0], words="x", category="election", moved_by=scene.seats["member-2"],
        fills=q.Fills(scene.seats["member-9"], person),
    ))  # fmt: skip
    with pytest.raises(Rejected, match="R-VO5"):
        scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how=how))


@pytest.mark.parametrize("office", ["chair", "secretary"])
def test_the_chair_and_the_secretary_of_st_clements_serve_two_years(office: str) -> None:
    vote = voted_on(real.ST_CLEMENTS, office=office).nominated("member-3").closed("member-1", "member-2", "member-3")
    (declared, *_) = vote.here(el.r.DeclareElection)
    assert (declared.elected, declared.until) == (vote.scene.seats["member-3"], "2028-11-24")


def test_six_months_at_bcpg_are_a_term() -> None:
    vote = voted_on(real.BCPG).nominated("member-3").closed(*(f"member-{n}" for n in range(1, 6)))
    (declared, *_) = vote.here(el.r.DeclareElection)
    assert declared.until == "2027-05-24"
