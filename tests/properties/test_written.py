"""Whatever is answered in writing: who is asked never changes, plain replies in time are counted (invariant 9)."""

from __future__ import annotations

import contextlib
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.group import commands as g
from governance.kernel import Rejected, When
from governance.organisation import commands as o
from governance.resolution import commands as r
from governance.rules.majority import Tally
from governance.standing_orders import StandingOrders
from tests.governance.commands.resolutions import resolution, sending
from tests.properties.histories import AT_LENGTH, BRIEFLY
from tests.spec import VOTING, Scene

LIVED = {"chair", "vice", "secretary", "fourth", "carer"}
# Sent on the 2nd, ten o'clock, until the 9th, ten o'clock.
DAYS = st.integers(2, 12)
ORDERS = st.sampled_from(
    [
        StandingOrders(quorum=5, lived_experience="block"),
        StandingOrders(quorum=5, lived_experience="off"),
        StandingOrders(quorum=4, lived_experience="flag", written_majority="replies"),
        StandingOrders(
            quorum=5, lived_experience="concurrent", written_reply_final=True, written_declared="at_threshold"
        ),
    ]
)
REPLY = st.fixed_dictionaries(
    {
        "seat": st.sampled_from(VOTING),
        "choice": st.sampled_from(["for", "for", "against", "no_side", None]),
        "day": DAYS,
        "mode": st.sampled_from(["live", "live", "written_up"]),
    }
)
ASKS = st.fixed_dictionaries({"asks": st.sampled_from(VOTING), "day": DAYS})
CHANGES = st.fixed_dictionaries({"leaves": st.sampled_from(VOTING), "day": DAYS})
# What each member answers first, if they answer; then what comes as it comes.
ANSWERS = st.sampled_from(["for", "for", "for", "against", "no_side", ""])
FIRST = st.fixed_dictionaries(dict.fromkeys(VOTING, ANSWERS))
LATER = st.lists(st.one_of(REPLY, REPLY, REPLY, ASKS, CHANGES), max_size=25)
HISTORY = st.builds(lambda first, later: [*replies(first), *later], FIRST, st.one_of(st.just([]), LATER))


def replies(first: dict[str, str]) -> list[dict[str, Any]]:
    """First answers, on the day after the question was sent."""
    return [{"seat": name, "choice": choice, "day": 3, "mode": "live"} for name, choice in first.items() if choice]


def acted(scene: Scene, act: dict[str, Any]) -> None:
    """Do it, or be refused."""
    about: Any = {"resolution": resolution(scene), "when": When(f"2026-02-{act['day']:02}", "12:00")}
    with contextlib.suppress(Rejected):
        if "leaves" in act:
            seat = scene.seats[act["leaves"]]
            scene.do(g.VacateSeat(group=scene.id, channel="phone", seat=seat, when=about["when"]))
            (person,) = scene.do(o.RegisterPerson(name="Somebody else"))
            scene.do(g.FillSeat(group=scene.id, seat=seat, person=person.person, since=about["when"]))  # type: ignore[attr-defined]
        elif "asks" in act:
            scene.do(r.DemandMeeting(seat=scene.seats[act["asks"]], channel="post", **about))
        else:
            said = {"condition": "if it is cheap"} if act["choice"] is None else {"choice": act["choice"]}
            scene.do(r.RecordReply(seat=scene.seats[act["seat"]], channel="post", mode=act["mode"], **said, **about))


def history(orders: StandingOrders, acts: list[dict[str, Any]]) -> str:
    """Record it, look at what never changes, and say how it came out."""
    scene = Scene(orders)
    scene.do(sending(scene))
    plain: dict[Any, str] = {}
    for act in sorted(acts, key=lambda one: one["day"]):
        before = scene.outliving[resolution(scene)]
        acted(scene, act)
        after = scene.outliving[resolution(scene)]
        assert after.electorate == before.electorate
        in_time = act["day"] < 9
        if "seat" in act and after.replies != before.replies:
            assert in_time
            if act["choice"] is None:
                # A condition takes the place of a plain answer, and is not counted.
                assert scene.seats[act["seat"]] not in after.replies
                plain.pop(scene.seats[act["seat"]])
        if "seat" in act and in_time and after.stage == "open":
            seat = scene.seats[act["seat"]]
            if act["choice"] is not None and seat in after.replies and after.replies[seat].choice == act["choice"]:
                plain[seat] = act["choice"]
    state = scene.outliving[resolution(scene)]
    assert set(state.electorate) == {scene.seats[name] for name in VOTING}
    assert {seat: reply.choice for seat, reply in state.replies.items()} == plain
    if state.stage != "open":
        return state.stage
    closed = scene.do(r.CloseResolution(resolution=resolution(scene), when=When("2026-02-13")))[0]
    outcome = closed.outcome  # type: ignore[attr-defined]
    counted = Counter(plain.values())
    assert outcome.tally == Tally(counted["for"], counted["against"], counted["no_side"])
    assert outcome.tally.total + outcome.no_answer == len(VOTING) == outcome.entitled
    lived = Counter(plain[scene.seats[name]] for name in LIVED if scene.seats[name] in plain)
    of = len(VOTING) if orders.written_majority == "entitled" else outcome.tally.total
    enough = orders.written_majority == "entitled" or outcome.tally.total >= orders.quorum
    agree = orders.lived_experience not in {"concurrent", "block"} or lived["for"] > lived["against"]
    assert (outcome.by_rule == "agreed") == (enough and 2 * counted["for"] > of and agree)
    return str(outcome.by_rule)


def test_who_is_asked_never_changes_and_late_or_conditional_replies_count_nowhere() -> None:
    came: Counter[str] = Counter()

    @BRIEFLY
    @given(orders=ORDERS, acts=HISTORY)
    def tried(orders: StandingOrders, acts: list[dict[str, Any]]) -> None:
        came[history(orders, acts)] += 1

    tried()
    assert min(came["agreed"], came["not_agreed"]) >= 5, came


@pytest.mark.soak
@AT_LENGTH
@given(orders=ORDERS, acts=HISTORY)
def test_so_in_very_many_histories(orders: StandingOrders, acts: list[dict[str, Any]]) -> None:
    history(orders, acts)
