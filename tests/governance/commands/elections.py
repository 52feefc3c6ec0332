"""Elections, a longer term, a removal, a handover (R-EL1, R-TE3, R-TE5, R-HO1)."""

from __future__ import annotations

import functools
import uuid
from typing import TYPE_CHECKING, Any

from governance.election import commands as c
from governance.election import room_commands as r
from governance.group import commands as g
from governance.group import handover_commands as h
from governance.kernel import When
from governance.meeting import commands as m
from governance.standing_orders import StandingOrders
from tests.spec import DAY, VOTING, Scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.kernel import Command

    Given = Callable[[], Scene]
    When_ = Callable[[Scene], Command]

NOBODY: Any = uuid.UUID("00000000-0000-4000-8000-000000000000")
OPENED, HEARD_OF, LAST_DAY = When("2026-01-20"), When("2026-01-25"), When(DAY, "13:00")
ORDERS = StandingOrders(quorum=5, lived_experience="block", seconder_required=True)
RUNOFF = StandingOrders(quorum=5, lived_experience="block", election_method="majority_runoff")


def nominations(orders: StandingOrders = ORDERS, office: str = "secretary") -> Scene:
    """Nominations for an office, open until the day of the meeting."""
    scene = Scene(orders)
    scene.do(c.OpenNominations(group=scene.id, office=scene.offices[office], closes=DAY, when=OPENED))
    return scene


def election(scene: Scene) -> Any:
    return next(id_ for id_, kept in scene.outliving.items() if hasattr(kept, "nominees"))


def nominated(*names: str, orders: StandingOrders = ORDERS) -> Scene:
    scene = nominations(orders)
    for name in names:
        scene.do(asked(c.Nominate, name, nominated_by="carer", when=HEARD_OF)(scene))
    return scene


def standing(*names: str, orders: StandingOrders = ORDERS) -> Scene:
    scene = nominated(*names, orders=orders)
    for name in names:
        scene.do(asked(c.AcceptNomination, name, when=HEARD_OF)(scene))
    return scene


def asked(kind: Any, seat: str | None = None, **more: Any) -> When_:
    """A command about the election; `seat` and `nominated_by` by their names."""

    def when(scene: Scene) -> Command:
        by_name = {name: scene.seats[who] for name, who in more.items() if name in {"nominated_by", "by"}}
        named = {} if seat is None else {"seat": scene.seats[seat]}
        command: Command = kind(election=election(scene), **{**more, **by_name, **named})
        return command

    return when


def at_the_meeting(*names: str, orders: StandingOrders = ORDERS, present: tuple[str, ...] = ()) -> Scene:
    """These stand, nominations are closed, and the meeting has turned to the item."""
    scene = standing(*names, orders=orders)
    scene.do(c.CloseNominations(election=election(scene), when=LAST_DAY))
    scene.opened(*present)
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    return scene


def here(kind: Any, **more: Any) -> When_:
    """A command about the election at the meeting; seats by their names."""

    def when(scene: Scene) -> Command:
        seats: dict[str, Any] = {}
        for name, said in more.items():
            if name in {"tellers", "voted"}:
                seats[name] = scene.seat(*said)
            elif name == "votes":
                seats[name] = {scene.seats[who]: papers for who, papers in said.items()}
            elif name in {"seat", "announced", "learner", "moved_by", "seconded_by"}:
                seats[name] = scene.seats[said]
        item = {"item": scene.items[0]} if "item" in kind.__struct_fields__ else {}
        command: Command = kind(meeting=scene.at, election=election(scene), **{**item, **more, **seats})
        return command

    return when


tellers = functools.partial(here, r.OpenElectionBallot, tellers=("nurse", "gp"))


def papers_out(*names: str, orders: StandingOrders = ORDERS) -> Scene:
    scene = at_the_meeting(*names, orders=orders)
    if len(names) == 1:
        scene.do(here(r.RequireElectionVote, seat="gp")(scene))
    scene.do(tellers()(scene))
    return scene


def counting(votes: dict[str, int], *, spoilt: int = 0, **more: Any) -> When_:
    voted = VOTING[: sum(votes.values()) + spoilt + (more.get("against") or 0)]
    return here(r.CountElectionBallot, **{"votes": votes, "voted": tuple(voted), "spoilt": spoilt, **more})


def counted(*ballots: dict[str, int], orders: StandingOrders = ORDERS) -> Scene:
    """One ballot after another, the first between all who are named in it."""
    scene = papers_out(*ballots[0], orders=orders)
    scene.do(counting(ballots[0])(scene))
    for ballot in ballots[1:]:
        scene.do(tellers()(scene))
        scene.do(counting(ballot)(scene))
    return scene


def then(scene: Scene, *commands: When_) -> Scene:
    for command in commands:
        scene.do(command(scene))
    return scene


TWICE_TIED = ({"fourth": 4, "carer": 4}, {"carer": 4, "fourth": 4})


def lot_drawn() -> Scene:
    return then(counted(*TWICE_TIED), here(r.DrawLot, seat="carer"))


def three_terms(*others: str) -> Scene:
    """The secretary is in a third term, was nominated and refused; the meeting has turned to it."""
    scene = Scene(ORDERS)
    office, seat = scene.offices["secretary"], scene.seats["secretary"]
    for since, last in (("2024-04-01", "2025-03-31"), ("2025-04-01", "2026-03-31")):
        # Under orders with terms of a year these are whole ones.
        scene.do(
            g.AssignOffice(group=scene.id, office=office, seat=seat, since=When(since), until=last, mode="written_up")
        )
    short = StandingOrders(quorum=5, lived_experience="block", seconder_required=True, term_years=1, max_consecutive=2)
    scene.brought_in(g.AdoptStandingOrders(group=scene.id, orders=short, since=When("2024-01-01")))
    scene.do(c.OpenNominations(group=scene.id, office=office, closes=DAY, when=OPENED))
    for name in ("secretary", *others):
        scene.do(asked(c.Nominate, name, nominated_by=name, when=HEARD_OF)(scene))
    scene.do(c.CloseNominations(election=election(scene), when=LAST_DAY))
    scene.do(
        m.CallMeeting(
            group=scene.id, starts=When(DAY, "14:00"), when=When("2026-01-20", "10:00"),
            agenda=(m.Business("Secretary", category="term_extension"), m.Business("Chair", category="removal")),
        )
    )  # fmt: skip
    scene.opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    return scene


longer = functools.partial(
    here, r.MoveExtension, words="One more year.", learner="fourth", moved_by="chair", seconded_by="carer"
)


def removing(**more: Any) -> When_:
    def when(scene: Scene) -> Command:
        return r.MoveRemoval(
            meeting=scene.at,
            item=scene.items[0],
            **{
                "office": scene.offices["chair"],
                "words": "Choose another chair.",
                "moved_by": scene.seats["vice"],
                "seconded_by": scene.seats["gp"],
                **more,
            },
        )

    return when


def heard(scene: Scene) -> Command:
    return r.NoteHearing(meeting=scene.at, motion=scene.motion, how="spoke")


def vice_presides(scene: Scene) -> Command:
    """The chair hands over for what is about themselves."""
    return m.TakeChair(meeting=scene.at, seat=scene.seats["vice"], reason="interest")


def removal() -> Scene:
    return then(at_the_meeting("fourth"), removing())


def handing_over(*items: str) -> Scene:
    scene = Scene(ORDERS)
    chosen = {"items": items} if items else {}
    scene.do(over(**chosen)(scene))
    return scene


def over(**more: Any) -> When_:
    def when(scene: Scene) -> Command:
        given = {"office": scene.offices["chair"], "giver": scene.seats["chair"], "taker": scene.seats["fourth"]}
        return h.StartHandover(group=scene.id, **{**given, **more})

    return when


def about_it(kind: Any, seat: str, **more: Any) -> When_:
    def when(scene: Scene) -> Command:
        handover = next(iter(scene.group.handovers), NOBODY)
        command: Command = kind(group=scene.id, **{"handover": handover, "seat": scene.seats[seat], **more})
        return command

    return when


handed = functools.partial(about_it, h.HandOverItem, item="keys")


def somebody_takes_it() -> Scene:
    """Somebody stands for an office that another takes in March."""
    scene = at_the_meeting("fourth")
    office, seat, march = scene.offices["secretary"], scene.seats["secretary"], When("2026-03-01")
    return then(scene, lambda s: g.AssignOffice(group=s.id, office=office, seat=seat, since=march, mode="written_up"))


HAPPENS: list[tuple[Given, When_, list[str]]] = [
    (
        Scene,
        lambda s: c.OpenNominations(group=s.id, office=s.offices["chair"], closes="2026-02-02", when=OPENED),
        ["NominationsOpened"],
    ),
    (nominations, asked(c.Nominate, "fourth", nominated_by="carer", when=HEARD_OF), ["NominationMade"]),
    (
        nominations,
        asked(c.Nominate, "fourth", nominated_by="fourth", when=HEARD_OF),
        ["NominationMade", "NominationAccepted"],
    ),
    (
        nominations,
        asked(c.Nominate, "gp", nominated_by="gp", when=HEARD_OF),
        ["NominationMade", "NominationRefused"],
    ),
    (lambda: nominated("fourth"), asked(c.AcceptNomination, "fourth", when=HEARD_OF), ["NominationAccepted"]),
    (lambda: standing("fourth"), asked(c.WithdrawNomination, "fourth", when=HEARD_OF), ["NominationWithdrawn"]),
    (lambda: standing("fourth"), asked(c.CloseNominations, when=LAST_DAY), ["NominationsClosed"]),
    (lambda: at_the_meeting("fourth"), here(r.RequireElectionVote, seat="gp"), ["ElectionVoteRequired"]),
    (lambda: at_the_meeting("fourth", "carer"), tellers(), ["ElectionBallotOpened"]),
    (lambda: papers_out("fourth", "carer"), counting({"fourth": 5, "carer": 3}, spoilt=1), ["ElectionBallotCounted"]),
    (lambda: papers_out("fourth"), counting({"fourth": 5}, against=3), ["ElectionBallotCounted"]),
    (lambda: counted(*TWICE_TIED), here(r.DrawLot, seat="carer"), ["LotDrawn"]),
    (lambda: counted({"fourth": 5, "carer": 4}), here(r.DeclareElection, announced="fourth"), ["ElectionDeclared"]),
    (lambda: at_the_meeting("fourth"), here(r.DeclareElection), ["ElectionDeclared"]),
    (lot_drawn, here(r.DeclareElection), ["ElectionDeclared"]),
    (three_terms, longer(), ["ExtensionMoved", "MotionMoved", "MotionSeconded"]),
    (lambda: at_the_meeting("fourth"), removing(), ["RemovalMoved", "MotionMoved", "MotionSeconded"]),
    (removal, heard, ["OfficerHeard"]),
    (Scene, over(due="2026-03-01"), ["HandoverStarted"]),
    (handing_over, handed("chair"), ["HandoverItemDone"]),
    (
        lambda: then(handing_over("keys"), handed("chair"), about_it(h.ConfirmHandover, "chair")),
        about_it(h.ConfirmHandover, "fourth"),
        ["HandoverConfirmed", "HandoverCompleted"],
    ),
    (lambda: then(handing_over("keys"), handed("chair")), about_it(h.ConfirmHandover, "chair"), ["HandoverConfirmed"]),
]

REFUSED: list[tuple[Given, When_, str, str]] = [
    (
        Scene,
        lambda s: c.OpenNominations(group=s.id, office=s.offices["chair"], closes="2026-02-01", when=OPENED),
        "R-EL1",
        "nominations_too_short",
    ),
    (Scene, lambda s: c.OpenNominations(group=s.id, office=s.offices["chair"]), "R-EL1", "closes_when"),
    (Scene, lambda s: c.OpenNominations(group=s.id, office=NOBODY, closes=DAY), "unknown", "unknown_office"),
    (
        Scene,
        lambda s: c.OpenNominations(group=s.id, office=s.offices["chair"], opens=DAY, closes="2026-01-30"),
        "R-EL1",
        "closes_before_it_opens",
    ),
    (
        Scene,
        lambda s: c.OpenNominations(group=s.id, office=s.offices["chair"], opens="2026-01-01", closes=DAY, when=OPENED),
        "R-EL1",
        "opens_in_the_past",
    ),
    (nominations, asked(c.Nominate, "officer", when=HEARD_OF), "R-EL1", "no_vote"),
    (nominations, asked(c.Nominate, "fourth", when=When("2026-02-11")), "R-EL1", "nominations_are_closed"),
    (nominations, asked(c.Nominate, "fourth", when=When("2026-01-10")), "in order", "before_what_is_known"),
    (nominations, asked(c.AcceptNomination, "fourth", when=HEARD_OF), "R-EL1", "not_nominated"),
    (
        lambda: nominated("gp"),
        asked(c.AcceptNomination, "gp", when=HEARD_OF),
        "R-EL1",
        "office_is_for_lived_experience",
    ),
    (
        lambda: then(nominated("fourth"), asked(c.WithdrawNomination, "fourth", when=HEARD_OF)),
        asked(c.AcceptNomination, "fourth", when=HEARD_OF),
        "R-EL1",
        "nomination_withdrawn",
    ),
    (three_terms, asked(c.AcceptNomination, "secretary", when=LAST_DAY), "R-TE3", "term_limit"),
    (nominations, asked(c.WithdrawNomination, "fourth", when=HEARD_OF), "R-EL1", "not_nominated"),
    (nominations, asked(c.CloseNominations, when=HEARD_OF), "R-EL1", "nominations_are_open"),
    (lambda: at_the_meeting("fourth"), here(r.RequireElectionVote, seat="officer"), "R-MO3", "no_vote"),
    (lambda: at_the_meeting("fourth"), tellers(), "R-EL1", "nobody_asked_for_a_vote"),
    (at_the_meeting, tellers(), "R-EL1", "nobody_stands"),
    (
        lambda: at_the_meeting("fourth", "carer"),
        here(r.OpenElectionBallot, tellers=("nurse", "carer")),
        "R-VO5",
        "teller_is_a_candidate",
    ),
    (lambda: at_the_meeting("fourth", "carer"), here(r.OpenElectionBallot), "R-VO5", "two_tellers"),
    (
        lambda: at_the_meeting("fourth", "carer", present=("chair", "vice", "nurse", "gp")),
        tellers(),
        "R-QU1",
        "not_quorate: count",
    ),
    (
        lambda: then(standing("fourth", "carer").opened(), item_opened),
        tellers(),
        "R-EL1",
        "nominations_are_open",
    ),
    (lambda: standing("fourth", "carer").opened(), tellers(), "R-MO5", "item_not_open"),
    (
        lambda: papers_out("fourth", "carer"),
        counting({"fourth": 5, "carer": 3}, voted=tuple(VOTING)),
        "R-VO5",
        "papers_do_not_match_the_roll",
    ),
    (lambda: papers_out("fourth", "carer"), counting({"chair": 5}), "R-EL1", "not_a_candidate"),
    (
        lambda: papers_out("fourth", "carer"),
        here(r.CountElectionBallot, votes={"fourth": 5}),
        "R-VO5",
        "roll_not_ticked",
    ),
    (
        lambda: papers_out("fourth", "carer"),
        here(r.CountElectionBallot, votes={"fourth": 1}, voted=("officer",)),
        "R-VO5",
        "ticked_without_a_vote",
    ),
    (lambda: papers_out("fourth"), counting({"fourth": 5}), "R-EL1", "for_or_against"),
    (
        lambda: counted({"fourth": 5, "carer": 4}),
        counting({"fourth": 5, "carer": 3}),
        "R-VO5",
        "roll_of_the_ballot_stands",
    ),
    (lambda: at_the_meeting("fourth", "carer"), counting({"fourth": 5}), "R-EL1", "no_ballot_is_open"),
    (lambda: counted(TWICE_TIED[0]), here(r.DrawLot, seat="carer"), "R-TI6", "one_further_ballot"),
    (lambda: counted(*TWICE_TIED), here(r.DrawLot, seat="chair"), "R-TI6", "not_tied"),
    (lambda: at_the_meeting("fourth", "carer"), here(r.DeclareElection), "R-EL1", "ballot_not_counted"),
    (lambda: counted(TWICE_TIED[0]), here(r.DeclareElection), "R-TI6", "one_further_ballot"),
    (lambda: counted(*TWICE_TIED), here(r.DeclareElection), "R-TI6", "a_lot_is_drawn"),
    (
        lambda: counted({"fourth": 4, "carer": 3, "vice": 2}, orders=RUNOFF),
        here(r.DeclareElection),
        "R-EL1",
        "nobody_has_more_than_half",
    ),
    (
        lambda: counted({"fourth": 5, "carer": 4}),
        here(r.DeclareElection, announced="carer"),
        "R-VO10",
        "announced_otherwise",
    ),
    (
        lambda: then(at_the_meeting("fourth"), here(r.DeclareElection)),
        here(r.DeclareElection),
        "R-EL1",
        "election_is_over",
    ),
    (somebody_takes_it, here(r.DeclareElection), "R-TE5", "somebody_takes_it_already"),
    (lambda: three_terms("fourth"), longer(), "R-TE3", "somebody_else_stands"),
    (three_terms, here(r.MoveExtension, words="x", moved_by="chair"), "R-TE3", "handover_plan_is_missing"),
    (at_the_meeting, longer(), "R-TE3", "nobody_was_refused"),
    (
        lambda: at_the_meeting("fourth"),
        removing(office=NOBODY),
        "unknown",
        "unknown_office",
    ),
    (
        lambda: at_the_meeting("fourth"),
        lambda s: removing(office=s.offices["secretary"])(s),
        "R-TE5",
        "nobody_holds_it",
    ),
    (lambda: Scene().moved(), heard, "R-TE5", "nobody_would_be_removed"),
    (Scene, lambda s: over(taker=s.seats["chair"])(s), "R-HO1", "hands_over_to_themselves"),
    (Scene, over(due="2026-02-09"), "R-HO1", "day_has_passed"),
    (Scene, over(office=NOBODY), "unknown", "unknown_office"),
    (lambda: handing_over("accounts"), handed("chair"), "R-HO1", "not_on_the_list"),
    (handing_over, handed("gp"), "R-HO1", "not_theirs_to_say"),
    (handing_over, handed("chair", handover=NOBODY), "unknown", "unknown_handover"),
    (handing_over, about_it(h.ConfirmHandover, "chair"), "R-HO1", "not_everything_is_handed_over"),
    (handing_over, about_it(h.ConfirmHandover, "gp"), "R-HO1", "not_theirs_to_say"),
]


def item_opened(scene: Scene) -> Command:
    return m.OpenItem(meeting=scene.at, item=scene.items[0])


QUIET: list[tuple[Given, When_]] = [
    (lambda: nominated("fourth"), asked(c.Nominate, "fourth", nominated_by="vice", when=HEARD_OF)),
    (lambda: nominated("gp"), asked(c.Nominate, "gp", nominated_by="vice", when=HEARD_OF)),
    (lambda: standing("fourth"), asked(c.AcceptNomination, "fourth", when=HEARD_OF)),
    (
        lambda: then(standing("fourth"), asked(c.WithdrawNomination, "fourth", when=HEARD_OF)),
        asked(c.WithdrawNomination, "fourth", when=HEARD_OF),
    ),
    (
        lambda: then(standing("fourth"), asked(c.CloseNominations, when=LAST_DAY)),
        asked(c.CloseNominations, when=LAST_DAY),
    ),
    (lambda: papers_out("fourth"), here(r.RequireElectionVote, seat="gp")),
    (lambda: at_the_meeting("fourth", "carer"), here(r.RequireElectionVote, seat="gp")),
    (lambda: papers_out("fourth", "carer"), tellers()),
    (lambda: counted({"fourth": 5, "carer": 4}), counting({"fourth": 5, "carer": 4})),
    (lot_drawn, here(r.DrawLot, seat="carer")),
    (lambda: then(removal(), heard), heard),
    (lambda: then(handing_over(), handed("chair")), handed("fourth")),
    (
        lambda: then(handing_over("keys"), handed("chair"), about_it(h.ConfirmHandover, "chair")),
        about_it(h.ConfirmHandover, "chair"),
    ),
]

ENDED = {"declareElection", "moveExtension", "moveRemoval"}
ADDS = {"openNominations", "startHandover"}
