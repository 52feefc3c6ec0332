"""Of every command about ways to answer and decisions made: when it happens, is refused, and stays quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from governance.decision import commands as d
from governance.kernel import When
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.motion import method_commands as mc
from governance.standing_orders import StandingOrders
from tests.spec import VOTING, Scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.kernel import Command

    Given = Callable[[], Scene]
    When_ = Callable[[Scene], Command]

FIVE = StandingOrders(quorum=5, lived_experience="off")


def moved() -> Scene:
    return Scene(FIVE).moved()


def hands() -> Scene:
    return Scene(FIVE).moved(put="hands")


def declared() -> Scene:
    scene = hands()
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(9)))
    scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))
    return scene


def asked_for_names() -> Scene:
    scene = declared()
    scene.do(_of(mc.RequestRecordedVote, seats=("gp",))(scene))
    return scene


def ballot() -> Scene:
    scene = Scene(FIVE).moved(put="ballot")
    scene.do(_of(mc.NameTellers, tellers=("gp", "vice"))(scene))
    return scene


def consent() -> Scene:
    return Scene(FIVE).moved(put="consent")


def objected() -> Scene:
    scene = consent()
    scene.do(OBJECTION(scene))
    return scene


def stands() -> Scene:
    scene = objected()
    scene.do(TEST(scene))
    return scene


def tied() -> Scene:
    scene = Scene(StandingOrders(quorum=5, lived_experience="off", tie_rule="second_vote")).moved(put="hands")
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(4, 4)))
    return scene


def without_the_worker() -> Scene:
    orders = StandingOrders(quorum=5, lived_experience="off", proxies="directed", ballot_for=(), business_stated=False)
    return Scene(orders).opened(*VOTING[:8])


def proxies() -> Scene:
    return without_the_worker().moved()


def election() -> Scene:
    scene = without_the_worker()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="x", category="election",
                        fills=q.Fills(scene.seats["gp"])))  # fmt: skip
    return scene


def months_later() -> Scene:
    return declared().another("2026-10-13")


def soon_after() -> Scene:
    return declared().another("2026-05-12")


def _of(kind: Any, **given: Any) -> When_:
    """The command about the scene's motion, its seats by name."""

    def command(scene: Scene) -> Command:
        named = {
            field: scene.seat(*value) if isinstance(value, tuple) and field in {"seats", "tellers", "voted"} else value
            for field, value in given.items()
        }
        for field in ("seat", "holder"):
            if field in named:
                named[field] = scene.seats[named[field]]
        made: Command = kind(meeting=scene.at, motion=scene.motion, **named)
        return made

    return command


def _names(scene: Scene) -> Command:
    return mc.RecordNames(meeting=scene.at, motion=scene.motion, votes={scene.seats["gp"]: "for"})


def _reopen(scene: Scene) -> Command:
    return d.ReopenDecision(
        meeting=scene.at, item=scene.items[0], decision=scene.decision, how="rescind", words="x",
        moved_by=scene.seats["gp"], seconded_by=scene.seats["vice"],
    )  # fmt: skip


def _ratify(scene: Scene) -> Command:
    return d.MoveRatification(
        meeting=scene.at, item=scene.items[0], decision=scene.decision, words="x", moved_by=scene.seats["gp"]
    )


def _emergency(scene: Scene) -> Command:
    return d.MoveRatification(meeting=scene.at, item=scene.items[0], words="x", moved_by=scene.seats["gp"])


def _carried_out(scene: Scene) -> Command:
    return d.RecordCarriedOut(decision=scene.decision, when=When("2026-03-01"))


def after(given: Given, when: When_) -> Given:
    """The scene once the command was done."""

    def scene() -> Scene:
        made = given()
        made.do(when(made))
        return made

    return scene


REQUEST = _of(mc.RequestRecordedVote, seats=("gp",))
OWN = _of(mc.RecordOwnVote, seat="gp", choice="for")
DEMAND = _of(mc.DemandBallot, seats=("gp",))
TELLERS = _of(mc.NameTellers, tellers=("gp", "vice"))
PAPERS = _of(mc.RecordBallot, count=q.Hands(5, 4), voted=tuple(VOTING))
OBJECTION = _of(mc.RaiseObjection, seat="gp", words="x", harms="y")
TEST = _of(mc.TestObjection, seat="gp", found="stands")
ROUND = _of(mc.BeginRound)
PROXY = _of(mc.LodgeProxy, seat="worker", holder="gp", choice="for")
AHEAD = _of(mc.LodgeAdvanceVote, seat="worker", choice="for")
DECLINE = _of(mc.DeclineCastingVote)

HAPPENS: list[tuple[Given, When_, list[str]]] = [
    (moved, REQUEST, ["RecordedVoteRequested"]),
    (asked_for_names, _names, ["NamesRecorded", "TallyContradicted"]),
    (declared, OWN, ["OwnVoteRecorded"]),
    (moved, DEMAND, ["BallotDemanded"]),
    (moved, TELLERS, ["TellersNamed"]),
    (ballot, PAPERS, ["BallotCounted"]),
    (consent, OBJECTION, ["ObjectionRaised"]),
    (objected, TEST, ["ObjectionTested"]),
    (stands, ROUND, ["ConsentRoundBegun"]),
    (proxies, PROXY, ["ProxyLodged"]),
    (election, AHEAD, ["AdvanceVoteLodged"]),
    (tied, DECLINE, ["CastingVoteDeclined"]),
    (months_later, _reopen, ["MotionMoved", "MotionSeconded", "DecisionReopened"]),
    (months_later, _emergency, ["MotionMoved", "RatificationMoved"]),
    (declared, _carried_out, ["DecisionCarriedOut"]),
]
REFUSED: list[tuple[Given, When_, str, str]] = [
    (ballot, REQUEST, "R-VO5", "it_was_a_secret_ballot"),
    (declared, _names, "R-VO4", "nobody_asked_for_names"),
    (hands, OWN, "R-VO11", "not_voted_on_yet"),
    (hands, DEMAND, "R-VO5", "already_put"),
    (moved, _of(mc.NameTellers, tellers=("gp",)), "R-VO5", "two_tellers"),
    (hands, PAPERS, "R-VO5", "not_by_ballot"),
    (hands, OBJECTION, "R-VO2", "not_by_consent"),
    (consent, TEST, "R-VO2", "no_objection"),
    (consent, ROUND, "R-VO2", "no_objection_stands"),
    (moved, PROXY, "R-VO6", "proxies_are_off"),
    (moved, AHEAD, "R-VO7", "not_for_proposals"),
    (hands, DECLINE, "R-TI1", "no_casting_vote_in_profile"),
    (soon_after, _reopen, "R-RE2", "too_few_signatories"),
    (months_later, _ratify, "R-RA1", "nothing_to_ratify"),
    (
        declared,
        lambda s: d.RecordCarriedOut(decision=s.decision, when=When("2026-02-01")),
        "in order",
        "earlier_than_the_decision",
    ),
]
QUIET: list[tuple[Given, When_]] = [
    (after(moved, REQUEST), REQUEST),
    (after(declared, OWN), OWN),
    (after(moved, DEMAND), DEMAND),
    (after(moved, TELLERS), TELLERS),
    (after(ballot, PAPERS), PAPERS),
    (objected, OBJECTION),
    (stands, TEST),
    (after(proxies, PROXY), PROXY),
    (after(election, AHEAD), AHEAD),
    (after(tied, DECLINE), DECLINE),
    (after(declared, _carried_out), _carried_out),
]
ENDED = {"recordNames", "beginRound", "reopenDecision", "moveRatification"}
