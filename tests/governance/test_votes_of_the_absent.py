"""Votes of members who are not there: proxies where the orders have them, and answers sent ahead for elections only."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from governance.kernel import Rejected
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.motion import method_commands as mc
from governance.standing_orders import StandingOrders
from tests.spec import VOTING, Scene, names

PROXIES = StandingOrders(quorum=4, lived_experience="off", proxies="directed", business_stated=False, ballot_for=())
# The development worker and the carer are away.
HERE = tuple(name for name in VOTING if name not in {"worker", "carer"})


def moved(orders: StandingOrders = PROXIES, *here: str) -> Scene:
    return Scene(orders).opened(*(here or HERE)).moved()


def proxy(scene: Scene, seat: str = "worker", holder: str = "nurse", **more: Any) -> mc.LodgeProxy:
    given = {"choice": "for", **more}
    return mc.LodgeProxy(
        meeting=scene.at, motion=scene.motion, seat=scene.seats[seat], holder=scene.seats[holder], **given
    )


def put(scene: Scene, **more: Any) -> q.PutMotion:
    return q.PutMotion(meeting=scene.at, motion=scene.motion, **{"how": "roll_call", **more})


def vote(scene: Scene, *for_: str, against: tuple[str, ...] = ()) -> None:
    for name in (*for_, *against):
        choice: Any = "for" if name in for_ else "against"
        scene.do(q.CastVote(meeting=scene.at, motion=scene.motion, seat=scene.seats[name], choice=choice))


def outcome(scene: Scene, **more: Any) -> Any:
    return scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion, **more))[-1].outcome  # type: ignore[attr-defined]


def test_there_are_no_proxies_unless_the_orders_have_them() -> None:
    scene = moved(StandingOrders(quorum=4, lived_experience="off"))
    with pytest.raises(Rejected, match="R-VO6: proxies_are_off"):
        scene.do(proxy(scene))
    scene.do(proxy(scene, mode="written_up"))
    scene.do(put(scene))
    vote(scene, "nurse")
    result = outcome(scene, mode="written_up")
    assert (result.test, result.irregular, result.takes_effect) == ("1>0", ("R-VO6",), False)


def test_a_proxy_counts_beside_its_holders_own_vote() -> None:
    scene = moved()
    assert names(scene.do(proxy(scene))) == ["ProxyLodged"]
    assert scene.do(proxy(scene)) == ()
    scene.do(put(scene))
    vote(scene, "nurse", against=("gp",))
    result = outcome(scene)
    assert (result.test, result.effective, result.no_answer) == ("2>1", 8, 5)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"seat": "gp"}, "giver_is_here"),
        ({"in_writing": False}, "not_in_writing"),
        ({"holder": "vice"}, "another_class"),
        ({"seat": "carer", "holder": "vice", "in_writing": False}, "not_in_writing"),
    ],
)
def test_a_proxy_is_in_writing_for_somebody_away_and_held_by_the_same_class(given: Any, reason: str) -> None:
    scene = moved()
    with pytest.raises(Rejected, match=f"R-VO6: {reason}"):
        scene.do(proxy(scene, **given))


def test_whoever_holds_one_holds_no_second() -> None:
    here = tuple(name for name in VOTING if name not in {"worker", "commissioner"})
    scene = moved(PROXIES, *here)
    scene.do(proxy(scene))
    with pytest.raises(Rejected, match="R-VO6: holds_one_already"):
        scene.do(proxy(scene, seat="commissioner"))


def test_whoever_holds_it_is_here() -> None:
    scene = moved(PROXIES, *(name for name in HERE if name != "commissioner"))
    with pytest.raises(Rejected, match="R-VO6: holder_does_not_vote"):
        scene.do(proxy(scene, holder="commissioner"))


def test_a_proxy_is_not_counted_when_its_holder_has_left() -> None:
    scene = moved()
    scene.do(proxy(scene))
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("nurse")))
    scene.do(put(scene))
    vote(scene, "gp", against=("vice",))
    result = outcome(scene, mode="written_up")
    assert (result.test, result.effective) == ("1>1", 6)


def test_a_member_who_comes_after_all_votes_once() -> None:
    scene = moved()
    scene.do(proxy(scene))
    scene.do(m.RecordArrival(meeting=scene.at, seats=scene.seat("worker")))
    scene.do(put(scene))
    vote(scene, "nurse", against=("worker",))
    result = outcome(scene, mode="written_up")
    assert (result.test, result.effective) == ("1>1", 8)


@pytest.mark.parametrize(("even", "test"), [(False, "1>1"), (True, "2>1")])
def test_a_proxy_dies_when_the_words_change_unless_it_says_otherwise(even: bool, test: str) -> None:
    scene = moved()
    scene.do(proxy(scene, even_if_changed=even))
    proposal = scene.motion
    change = (q.Change("library", "hall"),)
    scene.do(q.MoveAmendment(meeting=scene.at, motion=proposal, moved_by=scene.seats["chair"], changes=change))
    scene.do(put(scene, how="hands"))
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(7)))
    outcome(scene)
    scene.do(q.PutMotion(meeting=scene.at, motion=proposal, how="roll_call"))
    for name, choice in (("nurse", "for"), ("gp", "against")):
        scene.do(q.CastVote(meeting=scene.at, motion=proposal, seat=scene.seats[name], choice=choice))  # type: ignore[arg-type]
    (result,) = scene.do(q.DeclareResult(meeting=scene.at, motion=proposal))
    assert result.outcome.test == test  # type: ignore[attr-defined]


def test_a_question_with_a_proxy_is_answered_by_name() -> None:
    scene = moved()
    scene.do(proxy(scene))
    with pytest.raises(Rejected, match="R-VO6: proxies_are_called_by_name"):
        scene.do(put(scene, how="hands"))
    scene.do(put(scene))
    with pytest.raises(Rejected, match="R-VO6: already_put"):
        scene.do(proxy(scene, seat="carer", holder="vice"))


def ahead(scene: Scene, **more: Any) -> mc.LodgeAdvanceVote:
    given = {"choice": "for", **more}
    return mc.LodgeAdvanceVote(meeting=scene.at, motion=scene.motion, seat=scene.seats["worker"], **given)


def test_no_answer_to_a_proposal_is_sent_ahead() -> None:
    scene = moved()
    with pytest.raises(Rejected, match="R-VO7: not_for_proposals"):
        scene.do(ahead(scene))
    scene.do(ahead(scene, mode="written_up"))
    scene.do(put(scene))
    vote(scene, "nurse")
    result = outcome(scene, mode="written_up")
    assert (result.test, result.irregular) == ("1>0", ("R-VO7",))


def election(*, changed: bool) -> Any:
    """A vote by name in an election, with an answer sent ahead; to words that were changed since, or not."""
    scene = Scene(PROXIES).opened(*HERE)
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    gp = q.Fills(scene.seats["gp"])
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="Elect the GP.", category="election", fills=gp))
    assert names(scene.do(ahead(scene))) == ["AdvanceVoteLodged"]
    assert scene.do(ahead(scene)) == ()
    proposal = scene.motion
    if changed:
        other = q.MoveAmendment(meeting=scene.at, motion=proposal, changes=(q.Change("GP", "nurse"),))
        # Live, the words that name somebody do not change: whom the record says is elected would stay the same.
        with pytest.raises(Rejected, match="R-AM1: names_somebody"):
            scene.do(other)
        scene.do(msgspec.structs.replace(other, mode="written_up"))
        scene.do(put(scene, how="hands"))
        scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(7)))
        outcome(scene)
    scene.do(q.PutMotion(meeting=scene.at, motion=proposal, how="roll_call"))
    scene.do(q.CastVote(meeting=scene.at, motion=proposal, seat=scene.seats["vice"], choice="for"))
    (result,) = scene.do(q.DeclareResult(meeting=scene.at, motion=proposal))
    return result.outcome  # type: ignore[attr-defined]


def test_in_an_election_an_answer_sent_ahead_counts_unless_the_words_were_changed() -> None:
    assert election(changed=False).test == "2>0"
    assert election(changed=True).test == "1>0"


def test_a_ballot_has_no_proxies() -> None:
    scene = moved()
    scene.do(proxy(scene))
    scene.do(put(scene, how="ballot"))
    scene.do(mc.NameTellers(meeting=scene.at, motion=scene.motion, tellers=scene.seat("gp", "vice")))
    counted = mc.RecordBallot(meeting=scene.at, motion=scene.motion, count=q.Hands(4, 3), voted=scene.seat(*HERE))
    with pytest.raises(Rejected, match="ticked_without_a_vote"):
        scene.do(msgspec.structs.replace(counted, voted=scene.seat(*HERE, "worker"), count=q.Hands(5, 3)))
    scene.do(counted)
    assert outcome(scene).test == "4>3"
