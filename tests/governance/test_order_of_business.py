"""The agenda is put in the order of business where whoever calls the meeting asks for it (R-MO5)."""

from __future__ import annotations

from typing import Any

import pytest

from governance.group import asked_commands as ac
from governance.kernel import When
from governance.meeting import commands as m
from governance.standing_orders import StandingOrders
from tests.governance.commands.notice import ASKED
from tests.spec import DAY, Scene

ORDERS = StandingOrders(quorum=5, lived_experience="off")
AGENDA = (
    m.Business("Talk", for_decision=False),
    m.Business("Vote"),
    m.Business("News", kind="matters_arising"),
    m.Business("Minutes", category="minutes"),
)


def titles(scene: Scene) -> list[tuple[int, str]]:
    found = ((item.number, item.title) for item in scene.meeting.items.values())
    return sorted((number, scene.words[title.ref]) for number, title in found if title is not None)


def called(orders: StandingOrders = ORDERS, **more: Any) -> Scene:
    scene = Scene(orders)
    scene.do(m.CallMeeting(group=scene.id, starts=When(DAY, "14:00"), when=When("2026-01-20", "10:00"), agenda=AGENDA,
                           **more))  # fmt: skip
    return scene


@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_minutes_come_first_then_news_then_votes_then_talk(mode: str) -> None:
    scene = called(arranged=True, mode=mode)
    assert titles(scene) == [(3, "Minutes"), (4, "News"), (5, "Vote"), (6, "Talk")]
    kinds = {scene.words[i.title.ref]: i.kind for i in scene.meeting.items.values() if i.title is not None}
    assert kinds["News"] == "matters_arising"


def test_the_standing_orders_say_which_order_that_is() -> None:
    orders = StandingOrders(quorum=5, lived_experience="off", order_of_business=("discussion",))
    assert titles(called(orders, arranged=True))[0] == (3, "Talk")


def test_whoever_calls_the_meeting_may_have_another_order() -> None:
    assert [title for _, title in titles(called())] == ["Talk", "Vote", "News", "Minutes"]


def test_what_members_proposed_is_put_in_order_too() -> None:
    scene = Scene(ORDERS)
    scene.do(ac.ProposeBusiness(group=scene.id, seat=scene.seats["carer"], title="The cold hall", when=ASKED))
    agenda = (m.Business("Talk", for_decision=False),)
    scene.do(m.CallMeeting(group=scene.id, starts=When("2026-02-24"), when=When("2026-02-02"), agenda=agenda,
                           arranged=True))  # fmt: skip
    assert titles(scene) == [(3, "The cold hall"), (4, "Talk")]
    (taken,) = scene.meeting.proposals
    assert scene.group.business[taken].meeting == scene.at
