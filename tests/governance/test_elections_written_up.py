"""Elections as notes tell of them: what was not in order is marked and gives no office (R-EL1, R-TE3, R-VO5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from governance.election import commands as ec
from governance.election import room_commands as r
from governance.election.terms import served
from governance.group import handover_commands as hc
from governance.kernel import Moment, Rejected, When
from governance.meeting import commands as m
from tests.governance.commands.elections import (
    OPENED,
    ORDERS,
    at_the_meeting,
    election,
    here,
    longer,
    nominated,
    standing,
    then,
    three_terms,
)  # fmt: skip
from tests.governance.procedure_rows import NOBODY, answered
from tests.spec import DAY, VOTING, Scene

if TYPE_CHECKING:
    from governance.kernel import Event

WRITTEN: Any = {"mode": "written_up"}


def declared(scene: Scene, **more: Any) -> Any:
    """The result, as the notes have it."""
    events = scene.do(here(r.DeclareElection, **WRITTEN, **more)(scene))
    return next(event for event in events if type(event).__name__ == "ElectionDeclared")


def noted(*on_the_papers: str, tellers: tuple[str, ...] = (), **more: Any) -> Scene:
    """These stand; a ballot written up, with whoever counted it."""
    scene = at_the_meeting(*on_the_papers)
    return then(
        scene,
        here(r.OpenElectionBallot, tellers=tellers, **WRITTEN),
        here(r.CountElectionBallot, **WRITTEN, **more),
    )


def test_a_ballot_in_order_gives_the_office() -> None:
    scene = noted("fourth", "carer", tellers=("nurse", "gp"), votes={"fourth": 5, "carer": 4}, voted=tuple(VOTING))
    result = declared(scene)
    assert (result.elected, result.irregular, result.takes_effect) == (scene.seats["fourth"], (), True)


def test_tellers_and_ticks_nobody_wrote_down_are_not_known_and_not_irregular() -> None:
    result = declared(noted("fourth", "carer", votes={"fourth": 5, "carer": 4}))
    assert (result.irregular, result.takes_effect) == ((), True)


def test_whoever_stands_does_not_count_the_papers() -> None:
    scene = noted("fourth", "carer", tellers=("fourth", "gp"), votes={"fourth": 5, "carer": 4}, voted=tuple(VOTING))
    result = declared(scene)
    assert (result.irregular, result.takes_effect, result.term) == (("R-VO5",), False, None)


def test_more_papers_than_members_with_a_vote_give_nobody_an_office() -> None:
    """Ten papers of nine members, and nobody wrote down who took part."""
    result = declared(noted("fourth", "carer", votes={"fourth": 6, "carer": 4}))
    assert (result.irregular, result.takes_effect) == (("R-VO9",), False)


def test_without_a_roll_papers_are_held_against_nobody() -> None:
    scene = standing("fourth", "carer")
    scene.do(ec.CloseNominations(election=election(scene), when=When(DAY)))
    scene.called()
    scene.do(m.OpenMeeting(meeting=scene.at, when=When(DAY, "14:00"), **WRITTEN))
    then(scene, here(r.OpenElectionBallot, **WRITTEN), here(r.CountElectionBallot, votes={"fourth": 20}, **WRITTEN))
    assert "R-VO9" not in declared(scene).irregular


def test_whoever_was_put_forward_stands_where_the_notes_say_no_more() -> None:
    scene = nominated("fourth", "vice")
    scene.do(ec.CloseNominations(election=election(scene), when=When(DAY)))
    scene.opened()
    then(scene, here(r.OpenElectionBallot, **WRITTEN), here(r.CountElectionBallot, votes={"fourth": 5}, **WRITTEN))
    assert declared(scene).elected == scene.seats["fourth"]


def test_live_nobody_is_elected_while_names_may_still_be_put_forward() -> None:
    scene = standing("fourth", "carer").opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    with pytest.raises(Rejected, match="R-EL1: nominations_are_open"):
        scene.do(here(r.OpenElectionBallot, tellers=("nurse", "gp"))(scene))


def test_nobody_presided() -> None:
    scene = at_the_meeting("fourth")
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("chair")))
    assert "R-CH1" in declared(scene).irregular


def test_an_election_that_was_not_in_the_notice_gives_nobody_an_office() -> None:
    scene = at_the_meeting("fourth")
    scene.do(m.ProposeItem(meeting=scene.at, title="Secretary"))
    added = scene.items[-1]
    result = declared(scene, item=added)
    assert (result.irregular, result.takes_effect) == (("R-NO4",), False)


def test_somebody_takes_the_office_already() -> None:
    """The carer is secretary from March; in February the fourth is said to be elected."""
    scene = at_the_meeting("fourth")
    (chair,) = scene.group.terms
    march = Moment("2026-03-01T00:00+00:00", "day")
    coming = msgspec.structs.replace(
        chair, id=NOBODY, office=scene.offices["secretary"], seat=scene.seats["carer"], since=march
    )
    scene.group = msgspec.structs.replace(scene.group, terms=(chair, coming))
    assert declared(scene).irregular == ("R-TE5",)


def test_an_office_kept_for_lived_experience_goes_to_no_one_else() -> None:
    scene = at_the_meeting("fourth")
    result = declared(scene, announced="gp")
    assert (result.irregular, result.takes_effect) == (("R-EL1", "R-VO10"), False)


@pytest.mark.parametrize("names_put_forward", [(), ("fourth",)])
def test_nobody_is_elected_who_has_no_seat(names_put_forward: tuple[str, ...]) -> None:
    scene = at_the_meeting(*names_put_forward)
    said = r.DeclareElection(
        meeting=scene.at, item=scene.items[0], election=election(scene), announced=NOBODY, mode="written_up"
    )
    with pytest.raises(Rejected, match="unknown: seat_not_on_the_roll"):
        scene.do(said)


def test_the_last_day_of_a_term_may_be_settled_beforehand() -> None:
    scene = Scene(ORDERS)
    asked_for: Any = {"group": scene.id, "office": scene.offices["secretary"], "closes": DAY, "when": OPENED}
    (opened,) = scene.do(ec.OpenNominations(until="2027-06-30", **asked_for))
    assert opened.until == "2027-06-30"  # type: ignore[attr-defined]
    with pytest.raises(Rejected, match="impossible_date"):
        scene.do(ec.OpenNominations(until="2027-06-31", **asked_for))


# A longer term


def extended(scene: Scene, **more: Any) -> tuple[Event, ...]:
    return scene.do(longer(**more)(scene))


def test_a_term_made_longer_without_a_plan_to_hand_over_is_marked() -> None:
    scene = three_terms()
    said = r.MoveExtension(
        meeting=scene.at, item=scene.items[0], election=election(scene), words="One more year.",
        moved_by=scene.seats["chair"], seconded_by=scene.seats["carer"], mode="written_up",
    )  # fmt: skip
    told = scene.do(said)
    moved = next(event for event in told if type(event).__name__ == "ExtensionMoved")
    assert (moved.learner, moved.irregular) == (None, ("R-TE3",))  # type: ignore[attr-defined]


def test_nor_while_names_may_still_be_put_forward() -> None:
    scene = three_terms()
    asked_for = election(scene)
    scene.outliving[asked_for] = msgspec.structs.replace(scene.outliving[asked_for], closed=False)
    with pytest.raises(Rejected, match="R-TE3: nominations_are_open"):
        extended(scene)


def test_a_term_is_not_made_longer_for_whoever_learns_the_role_from_themselves() -> None:
    """The notes say that the secretary learns the role, who has it: nobody learns it, and it has no effect (R-TE3)."""
    scene = three_terms()
    extended(scene, learner="secretary", **WRITTEN)
    answered(scene, 9)
    assert scene.group.handovers == {}
    assert [term.extended_to for term in scene.group.terms][-1] is None


def test_a_term_made_longer_counts_as_one_that_ended_on_its_later_day() -> None:
    """Two terms of a year and one year more: out of office from April 2027, and two years later the count is new."""
    scene = three_terms()
    extended(scene)
    answered(scene, 9)
    office, seat = scene.offices["secretary"], scene.seats["secretary"]
    days = {day: served(scene.group, office, seat, Moment(f"{day}T12:00+00:00", "minute"))
            for day in ("2029-03-30", "2029-03-31")}  # fmt: skip
    assert days == {"2029-03-30": 2, "2029-03-31": 0}


def test_a_handover_is_late_once_its_day_has_passed() -> None:
    scene = Scene()
    started = hc.StartHandover(
        group=scene.id, office=scene.offices["chair"], giver=scene.seats["chair"], taker=scene.seats["vice"],
        items=("accounts",), due="2026-02-20", when=When(DAY),
    )  # fmt: skip
    scene.do(started)
    (kept,) = scene.group.handovers.values()
    assert [kept.overdue(day) for day in ("2026-02-20", "2026-02-21")] == [False, True]
