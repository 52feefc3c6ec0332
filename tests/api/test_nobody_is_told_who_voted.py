"""Whoever took part in a secret ballot, and how, nothing that is sent or shown says so (R-VO5).

The same evening twice, but for one paper: the GP put it in the box and the nurse did not, or the other way round. Every
page and every answer of the API about the group, to anybody, a member and the secretary, and every tier of the minutes
are word for word the same, and no e-mail is sent.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from litestar.testing import TestClient

from api.accounts.carriers import FOLDER
from api.settings import Settings
from tests.api.conftest import Room
from tests.conftest import groups_founded, wired
from tests.people import adopt, minutes, officers_go_on, record

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from governance.embedded import EmbeddedPostgres

HERE = [
    "user-representative-1", "user-representative-2", "user-representative-3", "user-representative-4",
    "carer-representative", "respiratory-nurse", "gp", "commissioner", "development-worker",
]  # fmt: skip
READERS = (None, "user-representative-3", "gp")
PLACES = {"group", "meeting", "decision", "item", "motion", "seat", "minutes"}
# What is of one record and not of another: ids, hashes, signatures, and the moments at which it was written.
OF_THIS_RECORD = re.compile(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32,}|[A-Za-z0-9+/]{43}=|[A-Za-z0-9_-]{43,}"
    r"|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)?"
)


def evening(silent: str) -> list[dict[str, Any]]:
    """A decision by ballot: of nine who are there, eight put in a paper."""
    day = {"when": {"date": "2026-03-10", "time": "14:00"}}
    about: dict[str, Any] = {"meeting": "m", **day}
    return [
        {"import": "evening"},
        {"do": "callMeeting", "as": "m", "group": "group-a", "starts": day["when"], "when": {"date": "2026-02-20"},
         "agenda": [{"title": "The walk"}]},
        {"do": "openMeeting", **about, "present": HERE, "presider": "user-representative-1",
         "minute_taker": "user-representative-3"},
        {"do": "recordDecision", "as": "d", **about, "item": "3", "words": "Walk round the lake.", "how": "ballot",
         "count": {"for": 5, "against": 2, "no_side": 1}, "voted": [seat for seat in HERE if seat != silent],
         "tellers": ["user-representative-4", "development-worker"],
         "moved_by": "commissioner", "seconded_by": "carer-representative"},
        {"do": "closeMeeting", **about},
    ]  # fmt: skip


ORDERS = {"quorum": 5, "lived_experience": "off"}


class Told:
    """All that anybody is told after such an evening, in a record of its own."""

    def __init__(self, room: Room, made: dict[str, UUID]) -> None:
        self._room = room
        motion = next(
            r.event.motion
            for r in room.governance.stream(made["m"])
            if hasattr(r.event, "motion")  # type: ignore[attr-defined]
        )
        self._made: dict[str, list[Any]] = {
            "group": ["group-a"], "meeting": [made["m"]], "decision": [made["d"]], "motion": [motion],
            "item": ["3"], "minutes": [made["m"]], "seat": ["gp", "respiratory-nurse"],
        }  # fmt: skip

    def addresses(self) -> dict[str, str]:
        """By route, every address of the group, its meeting and its decision, and of either of the two members."""
        found: dict[str, str] = {}
        for route in self._room.client.app.routes:
            asked = re.findall(r"{(\w+)[^}]*}", route.path)
            if "GET" not in getattr(route, "methods", ()) or not asked or set(asked) - PLACES:
                continue
            for seat in self._made["seat"] if "seat" in asked else ("",):
                given = {name: seat if name == "seat" else self._made[name][0] for name in asked}
                address = re.sub(r"{(\w+)[^}]*}", lambda one, given=given: str(given[one[1]]), route.path)
                found[f"{route.path} {seat}".strip()] = address
        return found

    def all(self) -> dict[str, str]:
        """What each reader gets at each of them, and the minutes of each tier."""
        told: dict[str, str] = {}
        for route, address in self.addresses().items():
            for who in READERS:
                api = address.startswith("/api/")
                answer = self._room.ask("GET", address, by=who) if api else self._room.look(address, by=who)
                told[f"{route} as {who}"] = plainly(answer)
        for tier in (0, 1, 2):
            lines = minutes(self._room.governance, self._made["meeting"][0], tier=tier).lines  # type: ignore[arg-type]
            told[f"minutes {tier}"] = "\n".join(f"{line.number} {line.text} {line.tokens}" for line in lines)
        return told


def plainly(answer: Any) -> str:
    return f"{answer.status_code} {OF_THIS_RECORD.sub('#', answer.text)}"


@pytest.fixture
def evenings(
    cluster: EmbeddedPostgres, key_folder: Path, founded: tuple[str, dict[str, UUID]], tmp_path: Path
) -> tuple[dict[str, str], dict[str, str]]:
    """What is told where the GP put in a paper and the nurse did not, and where it was the other way round."""
    told: list[dict[str, str]] = []
    for silent in ("respiratory-nurse", "gp"):
        with (
            groups_founded(cluster, key_folder, founded) as (governance, made),
            wired(governance, Settings(data_dir=str(tmp_path / silent))) as app,
            TestClient(app) as client,
        ):
            officers_go_on(governance)
            adopt(governance, {**ORDERS, "published": True})
            told.append(Told(Room(client, governance, made), record(governance, evening(silent))).all())
    assert [*tmp_path.glob(f"*/{FOLDER}/*")] == []
    return told[0], told[1]


def test_nobody_is_told_who_put_a_paper_in_the_box(evenings: tuple[dict[str, str], dict[str, str]]) -> None:
    one, other = evenings
    assert one.keys() == other.keys()
    assert [what for what in one if one[what] != other[what]] == []
    # And they were told of the vote: in the minutes of every tier, on pages and by the API.
    said = [what for what in one if "5 for, 2 against, 1 took no side" in one[what]]
    assert {"minutes 0", "minutes 1", "minutes 2"} <= set(said)
    assert [what for what in said if what.endswith("as None")], said
    answers = [what for what in one if what.startswith("/api/") and '"for":5,"against":2,"no_side":1' in one[what]]
    assert {what.rpartition(" as ")[2] for what in answers} == {str(who) for who in READERS}, answers
