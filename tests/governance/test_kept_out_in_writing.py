"""Leaving members out of a question in writing never makes it easier to carry (R-WR2, R-MA5, R-IN6; decision 0025)."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from governance.explain import outcome as explained
from governance.kernel import Rejected
from governance.resolution import commands as r
from governance.rules import written
from governance.rules.majority import Tally
from governance.standing_orders import StandingOrders, Threshold
from tests.governance.commands import resolutions as res
from tests.spec import Scene, names

OFF = StandingOrders(quorum=5, lived_experience="off")
REPLIES = StandingOrders(quorum=5, lived_experience="off", written_majority="replies")
STRICT = StandingOrders(quorum=3, lived_experience="concurrent", written_majority="replies")
# Nine have a vote: five with lived experience (chair, vice, secretary, fourth, carer) and four others.
OTHERS = ("nurse", "gp", "commissioner", "worker")


def closed(orders: StandingOrders, *, out: tuple[str, ...] = (), said: dict[str, str]) -> Any:
    scene = Scene(orders)
    scene.do(res.sending(scene, excluded=scene.seat(*out)))
    for seat, choice in said.items():
        scene.do(res.asked(r.RecordReply, seat, choice=choice)(scene))
    return scene.do(r.CloseResolution(resolution=res.resolution(scene), when=res.DEADLINE))[0]


FOR_THREE = dict.fromkeys(("chair", "vice", "secretary"), "for")
FOR_FIVE = dict.fromkeys(("chair", "vice", "secretary", "fourth", "carer"), "for")


def test_three_of_five_asked_are_not_most_of_the_nine_who_have_a_vote() -> None:
    event = closed(OFF, out=OTHERS, said=FOR_THREE)
    outcome = event.outcome
    assert (event.needed, outcome.by_rule, outcome.test) == (5, "not_agreed", "6>9")
    assert (outcome.entitled, outcome.effective, outcome.no_answer) == (9, 5, 2)
    assert (outcome.quorum.count, outcome.quorum.of) == (5, 9)
    assert explained(outcome, 1).endswith("5 members were asked, and 5 had to be for.")
    assert closed(OFF, out=OTHERS, said=FOR_FIVE).outcome.by_rule == "agreed"


def test_where_replies_decide_those_left_out_count_as_replies_that_were_not_for() -> None:
    said = {**FOR_THREE, "fourth": "against", "carer": "against"}
    event = closed(REPLIES, out=OTHERS, said=said)
    assert (event.needed, event.outcome.by_rule, event.outcome.test) == (5, "not_agreed", "6>9")
    assert closed(REPLIES, said=said).outcome.by_rule == "agreed"


def test_members_with_lived_experience_who_are_left_out_count_against() -> None:
    said = {"chair": "for", "vice": "for", "nurse": "for", "gp": "for", "commissioner": "for", "worker": "for"}
    outcome = closed(STRICT, out=("fourth", "carer"), said=said).outcome
    assert (outcome.by_rule, outcome.reason, outcome.test) == ("not_agreed", "lived_experience_not_for", "2>2")
    assert closed(STRICT, out=("carer",), said=said).outcome.by_rule == "agreed"


@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_those_asked_are_a_quorum_of_all_who_have_a_vote(mode: Any) -> None:
    scene = Scene(OFF)
    five_out = scene.seat(*OTHERS, "carer")
    sending = res.sending(scene, excluded=five_out, mode=mode)
    if mode == "written_up":
        assert names(scene.do(sending)) == ["ResolutionCirculated"]
        return
    with pytest.raises(Rejected) as refused:
        scene.do(sending)
    found = refused.value
    assert (found.clause, found.reason, found.because) == ("R-IN6", "too_few_asked", {"asked": 4, "needed": 5})
    assert found.would_help == "Too few members are left to ask. Take it to a meeting."
    assert names(scene.do(res.sending(scene, excluded=scene.seat(*OTHERS)))) == ["ResolutionCirculated"]


def test_left_out_are_counted_once_and_only_with_a_vote() -> None:
    scene = Scene(OFF)
    twice = scene.seat("gp", "gp", "officer", "friend")
    (sent,) = scene.do(res.sending(scene, excluded=twice))
    assert [one.seat for one in sent.kept_out] == [scene.seats["gp"]]  # type: ignore[attr-defined]
    assert len(sent.electorate) == 8  # type: ignore[attr-defined]


def test_whoever_is_left_out_does_not_answer_and_may_ask_for_a_meeting() -> None:
    scene = Scene(OFF)
    scene.do(res.sending(scene, excluded=scene.seat("carer", "officer")))
    with pytest.raises(Rejected, match="R-WR2: not_in_the_electorate"):
        scene.do(res.asked(r.RecordReply, "carer", choice="against")(scene))
    with pytest.raises(Rejected, match="R-WR2: not_in_the_electorate"):
        scene.do(res.asked(r.DemandMeeting, "officer")(scene))
    # One member with lived experience is enough.
    assert names(scene.do(res.asked(r.DemandMeeting, "carer")(scene))) == ["MeetingDemanded", "ResolutionStopped"]


@pytest.mark.parametrize("counted", ["entitled", "replies"])
@pytest.mark.parametrize("lived", ["off", "concurrent"])
@pytest.mark.parametrize(
    "kind",
    ["simple_cast", "two_thirds_cast", "two_thirds_entitled", "three_quarters_cast", "unanimous_cast",
     "absolute_established"],
)  # fmt: skip
def test_whatever_carries_without_them_carries_however_they_would_have_answered(
    kind: Any, lived: Any, counted: Any
) -> None:
    """Six have a vote: two of each class are asked, and one of each is left out."""
    orders = StandingOrders(
        quorum=3, lived_experience=lived, written_majority=counted, thresholds=(Threshold("spend", kind),)
    )
    whole: Any = {"entitled": 6, "established": 6, "quorum": 3}
    answers: tuple[Any, ...] = ("for", "against", "no_side", None)

    def tally(*said: Any) -> Tally:
        return Tally(said.count("for"), said.count("against"), said.count("no_side"))

    carried = 0
    for *asked, le, other in product(answers, repeat=6):
        left_out = written.judged(
            orders, "spend", tally(*asked), lived=tally(*asked[:2]), kept_out=2, kept_out_lived=1, **whole
        )
        if not left_out.carried:
            continue
        carried += 1
        everybody = written.judged(orders, "spend", tally(*asked, le, other), lived=tally(*asked[:2], le), **whole)
        assert everybody.carried, (asked, le, other)
    assert bool(carried) == (kind not in {"three_quarters_cast", "unanimous_cast"})
