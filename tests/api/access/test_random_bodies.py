"""Whatever is sent to any act, the answer is a clear one: never a fault of ours."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from api.commands import COMMANDS
from api.v1.routes import ACTS, Act
from api.wire import wire
from tests.api.access.matrix import ROWS
from tests.api.access.stage import filled
from tests.api.access.test_access_matrix import route_of, routes

if TYPE_CHECKING:
    from tests.api.access.stage import Stage

NOBODY = "00000000-0000-4000-8000-000000000000"
VALUES: list[Any] = [
    None, True, 0, -1, 10**40, 1.5, "", "x", "third", "first", "3", NOBODY, "\x00", "\ud7ff\u202e", "x" * 9000, [],
    [[]], ["third"], ["third", "third"], [NOBODY], {}, {"for": 1}, {"third": "for"}, {"date": "2026-02-30"},
    {"date": "2026-02-10"}, {"date": "0001-01-01", "time": "00:00"}, {"date": "9999-12-31", "time": "23:59"},
    {"LE": {"for": 2}}, [{"remove": "x", "insert": ""}], {"owner": "third", "do": "ring"}, "hands", "live",
    "written_up", "agreed", "family",
]  # fmt: skip


def bodies(act: Act, chance: random.Random) -> list[Any]:
    fields = wire(COMMANDS[act.do]).__struct_encode_fields__
    some = [
        {field: chance.choice(VALUES) for field in chance.sample(fields, chance.randint(0, len(fields)))}
        for _ in range(12)
    ]
    return [{}, [], None, *some, {**some[0], "more": 1}]


def paths(stage: Stage) -> dict[tuple[str, str], list[str]]:
    """The paths the access matrix asks each route by: each names something that is there."""
    known, found = routes(stage), dict[tuple[str, str], list[str]]()
    for row in ROWS:
        route = route_of(row, known)
        assert route is not None, row
        found.setdefault(route, []).append(row.path)
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_no_act_can_be_made_to_fail_on_our_side(stage: Stage, seed: int) -> None:
    chance = random.Random(seed)
    known = stage.named("secretary")
    headers = {"Authorization": f"Bearer {stage.bearers['secretary']}"}
    asked = paths(stage)
    for act in ACTS:
        some = asked[act.method, "/api/v1" + act.path]
        for body in bodies(act, chance):
            names = known
            if chance.random() < 0.2:
                names = dict.fromkeys(known, chance.choice([NOBODY, "x", "%00", "..", "3"]))
            answer = stage.client.request(
                act.method, filled(chance.choice(some), names), headers=headers, json=body, follow_redirects=False
            )
            assert answer.status_code < 500, (act.do, body, answer.text)
            if answer.status_code >= 400:
                assert answer.headers["content-type"].startswith("application/problem+json"), (act.do, answer.text)
