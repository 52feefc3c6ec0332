"""What a group refuses between its meetings: seats, offices, deputies, names put forward, what is still to be done."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from governance.election import commands as ec
from governance.election import room_commands as r
from governance.group import asked_commands as ac
from governance.group import commands as g
from governance.group import handover_commands as hc
from governance.group.state import GroupState
from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.organisation.state import OrganisationState
from governance.resolution import commands as rc
from tests.governance.commands import elections, notice, resolutions
from tests.governance.commands.elections import asked, at_the_meeting, election, nominations, then, three_terms
from tests.governance.procedure_rows import NOBODY
from tests.governance.test_decisions_reopened import decided, in_october
from tests.spec import DAY, Scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.kernel import Command

    Refused = tuple[Callable[[], Scene], Callable[[Scene], Command], str]

LATER = When("2026-02-12")


def vacated(*names: str) -> Scene:
    """Nobody holds these seats since 20 January."""
    scene = nominations()
    for name in names or ("gp",):
        scene.do(
            g.VacateSeat(
                group=scene.id, channel="phone", seat=scene.seats[name], reason="resigned", when=When("2026-01-20")
            )
        )
    return scene


def person(scene: Scene) -> Any:
    return scene.group.seats[scene.seats["gp"]].holdings[0].person


def elsewhere(given: Callable[[], Scene]) -> Callable[[], Scene]:
    """What outlives meetings belongs to another group."""

    def scene() -> Scene:
        made = given()
        other: Any = uuid.uuid4()
        made.outliving = {id_: msgspec.structs.replace(kept, group=other) for id_, kept in made.outliving.items()}
        return made

    return scene


def over() -> Scene:
    """The election is decided: nobody else stood."""
    return then(at_the_meeting("fourth"), elections.here(r.DeclareElection))


def opens_later() -> Scene:
    scene = Scene(elections.ORDERS)
    scene.do(
        ec.OpenNominations(
            group=scene.id, office=scene.offices["secretary"], opens="2026-01-25", closes=DAY, when=When("2026-01-20")
        )
    )
    return scene


def handing_over() -> Scene:
    scene = Scene()
    started = hc.StartHandover(
        group=scene.id, office=scene.offices["chair"], giver=scene.seats["chair"], taker=scene.seats["vice"],
        items=("accounts",),
    )  # fmt: skip
    scene.do(started)
    return scene


def handover(scene: Scene) -> Any:
    return next(iter(scene.group.handovers))


def to_nobody(scene: Scene) -> Command:
    giver = scene.seats["chair"]
    return hc.StartHandover(
        group=scene.id, office=scene.offices["chair"], giver=giver, taker=NOBODY, items=("accounts",)
    )


def without_orders() -> Scene:
    scene = Scene()
    scene.group = msgspec.structs.replace(scene.group, orders=())
    return scene


def unfounded() -> Scene:
    scene = Scene()
    scene.group = GroupState()
    return scene


def unrecorded() -> Scene:
    scene = Scene()
    scene.organisation = OrganisationState()
    return scene


def written_down() -> Scene:
    """A question in writing; somebody else sits at the keys."""
    scene = resolutions.sent()
    scene.own = False
    return scene


def successor_gone() -> Scene:
    """The secretary's term is over and nobody came after; the names put forward are closed."""
    scene = three_terms()
    gone = [msgspec.structs.replace(term, ended=scene.meeting.last) for term in scene.group.terms]
    scene.group = msgspec.structs.replace(scene.group, terms=tuple(gone))
    return scene


def lost() -> Scene:
    """A decision that was not agreed, months later."""
    return in_october(decided(for_=2))


REFUSED: list[Refused] = [
    (
        elsewhere(notice.taken_on),
        notice.raising,
        "unknown: action_of_another_group",
    ),
    (notice.told, lambda s: notice.answering(s, "ratified", motion=NOBODY), "unknown: motion_of_another_item"),
    (lost, lambda s: notice.reviewing(s, when=None, review_by="2027-01-01"), "R-RV1: decision_has_no_effect"),
    (over, asked(ec.Nominate, "carer", nominated_by="carer", when=LATER), "R-EL1: election_is_over"),
    (
        nominations,
        lambda s: ec.Nominate(election=election(s), seat=NOBODY, when=When("2026-01-25")),
        "unknown: unknown_seat",
    ),
    (lambda: vacated("carer"), asked(ec.Nominate, "carer", when=When("2026-01-25")), "R-EL1: seat_is_empty"),
    (
        opens_later,
        asked(ec.Nominate, "carer", nominated_by="carer", when=When("2026-01-24")),
        "R-EL1: nominations_not_open_yet",
    ),
    (
        elsewhere(lambda: at_the_meeting("fourth")),
        elections.here(r.DeclareElection),
        "unknown: unknown_election",
    ),
    (successor_gone, elections.longer(), "R-TE3: not_in_office"),
    (unrecorded, lambda s: g.FoundGroup(name="Group", slug="group"), "in order: not_founded"),
    (
        lambda: vacated("nurse"),
        lambda s: g.FillSeat(group=s.id, seat=s.seats["nurse"], person=person(s), since=When(DAY)),
        "R-AP2: one_person_one_vote",
    ),
    (
        lambda: vacated("gp"),
        lambda s: g.AssignOffice(group=s.id, office=s.offices["secretary"], seat=s.seats["gp"], since=When(DAY)),
        "R-TE5: seat_is_empty",
    ),
    (
        Scene,
        lambda s: g.FillSeat(group=s.id, seat=s.seats["gp"], person=person(s), since=When("2023-12-31")),
        "in order: seat_not_in_the_group_then",
    ),
    (without_orders, notice.orders_reviewed, "R-RV1: no_orders_adopted"),
    (
        Scene,
        lambda s: g.NameDeputy(
            group=s.id, seat=s.seats["gp"], person=NOBODY, constituency="professional", since=When(DAY)
        ),
        "unknown: unknown_person",
    ),
    (
        vacated,
        lambda s: g.NoteTextNeed(group=s.id, seat=s.seats["gp"], needed=True, when=LATER),
        "R-QU10: seat_is_empty",
    ),
    (handing_over, to_nobody, "unknown: unknown_seat"),
    (handing_over, lambda s: hc.ConfirmHandover(group=s.id, handover=handover(s), mode="written_up"), "R-HO1: who"),
    (vacated, lambda s: notice.asking(s, "gp", when=LATER), "R-QU10: seat_is_empty"),
    (
        Scene,
        lambda s: ac.JoinRequisition(group=s.id, requisition=NOBODY, seat=s.seats["gp"]),
        "unknown: unknown_requisition",
    ),
    (
        Scene,
        lambda s: ac.WithdrawBusiness(group=s.id, proposal=NOBODY, seat=s.seats["gp"]),
        "unknown: unknown_proposal",
    ),
    (
        Scene,
        lambda s: m.CallMeeting(
            group=s.id, starts=When(DAY, "14:00"), when=When("2026-02-01"), agenda=(), requisition=NOBODY
        ),
        "unknown: unknown_requisition",
    ),
    (
        unfounded,
        lambda s: m.CallMeeting(group=NOBODY, starts=When(DAY, "14:00"), when=When("2026-02-01"), agenda=()),
        "unknown: unknown_group",
    ),
    (
        written_down,
        resolutions.asked(rc.RecordReply, "carer", choice="for", channel="web"),
        "R-WR3: how_it_came",
    ),
    (elsewhere(resolutions.meeting_after_closing), resolutions.reporting, "unknown: resolution_of_another_group"),
]


@pytest.mark.parametrize(("given", "when", "clause"), REFUSED, ids=[f"{n} {row[2]}" for n, row in enumerate(REFUSED)])
def test_it_is_refused(given: Callable[[], Scene], when: Callable[[Scene], Command], clause: str) -> None:
    scene = given()
    with pytest.raises(Rejected, match=clause):
        scene.do(when(scene))
