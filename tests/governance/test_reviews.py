"""What is to be looked at again is listed by its day; past it, it goes on unless it was written to end (R-RV1)."""

from __future__ import annotations

from typing import Any

from governance.group import commands as g
from governance.kernel import Moment, When
from governance.meeting import commands as m
from governance.motion import commands as q
from tests.governance.commands.notice import orders_looked_at, reviewed
from tests.spec import DAY, L1, Scene, names


def listed(scene: Scene, day: str = DAY) -> list[tuple[Any, ...]]:
    at = Moment(f"{day}T00:00+00:00", "day")
    return [(one.kind, one.review_by, one.expired(day), one.lapses) for one in scene.group.reviews_at(at).values()]


def test_standing_orders_are_looked_at_a_year_after_they_came_into_force() -> None:
    # In force since 1 January 2024.
    assert listed(Scene(), "2025-01-01") == [("orders", "2025-01-01", False, False)]
    assert listed(Scene(), "2025-01-02") == [("orders", "2025-01-01", True, False)]


def test_orders_looked_at_get_another_day_and_new_orders_another_year() -> None:
    scene = orders_looked_at()
    assert listed(scene) == [("orders", "2027-01-01", False, False)]
    scene.brought_in(g.AdoptStandingOrders(group=scene.id, orders=L1, since=When(DAY)))
    assert listed(scene) == [("orders", "2027-02-10", False, False)]
    scene.brought_in(g.AdoptStandingOrders(group=scene.id, orders=L1, since=When(DAY), review_by="2026-08-01"))
    assert listed(scene) == [("orders", "2026-08-01", False, False)]


def test_a_decision_is_made_until_it_is_looked_at_again() -> None:
    scene = Scene().opened()
    made = scene.do(
        q.RecordDecision(
            meeting=scene.at, item=scene.items[0], words="x", how="hands", count=q.Hands(9), review_by="2026-09-01",
            lapses=True, moved_by=scene.seats["gp"], seconded_by=scene.seats["vice"],
        )
    )  # fmt: skip
    assert names(made)[-1] == "ReviewAgreed"
    assert ("decision", "2026-09-01", True, True) in listed(scene, "2026-09-02")
    assert scene.decisions[scene.decision].takes_effect


def test_what_was_not_agreed_is_not_looked_at_again() -> None:
    scene = Scene().opened()
    made = scene.do(
        q.RecordDecision(
            meeting=scene.at, item=scene.items[0], words="x", how="hands", count=q.Hands(1, 8),
            review_by="2026-09-01", moved_by=scene.seats["gp"], seconded_by=scene.seats["vice"],
        )
    )  # fmt: skip
    assert names(made)[-1] == "ResultDeclared"


def test_a_review_set_between_meetings_is_listed_with_the_rest() -> None:
    assert ("decision", "2026-09-01", False, False) in listed(reviewed())


def test_a_closed_item_is_listed_for_its_review() -> None:
    scene = Scene().opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    shut: Any = {"meeting": scene.at, "item": scene.items[0], "mode": "written_up"}
    scene.do(m.StartClosedSession(**shut, ground="personal", title="A person"))
    scene.do(m.EndClosedSession(**shut, review_by="2026-08-10"))
    assert ("closed_minutes", "2026-08-10", False, False) in listed(scene)
