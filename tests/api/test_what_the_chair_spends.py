"""What the chair spends alone between two meetings, however it is recorded: at once, backwards, or reset (R-CA1)."""

from __future__ import annotations

import datetime as dt
import threading
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from governance.acts import Principal
from governance.kernel import Rejected, When
from governance.motion.commands import Cost
from governance.resolution.commands import TakeChairsAction
from tests.people import adopt, record

if TYPE_CHECKING:
    from tests.api.conftest import Room

CHAIR, VICE, CARER = "user-representative-1", "user-representative-2", "carer-representative"
HERE = [CHAIR, VICE, CARER, "gp", "user-representative-3"]


@pytest.fixture
def spending(room: Room) -> Room:
    adopt(room.governance, {"quorum": 5, "chair_alone_limit": 10000})
    return room


def ago(minutes: int) -> dict[str, str]:
    then = dt.datetime.now(ZoneInfo("Europe/London")) - dt.timedelta(minutes=minutes)
    return {"date": f"{then:%Y-%m-%d}", "time": f"{then:%H:%M}"}


def spends(room: Room, minor: int, minutes: int = 0) -> Any:
    """The chair spends so much, as they say some minutes ago."""
    seats = room.directory.seats
    command = TakeChairsAction(
        group=room.made["a"], seat=seats[CHAIR], words="Hire a van.", reason="The bus broke down.",
        consulted=(seats[VICE], seats[CARER]), category="spend", cost=Cost(minor),
        when=When(**ago(minutes)) if minutes else None,
    )  # fmt: skip
    return room.governance.handle(command, Principal(kind="person", person=room.person(CHAIR)))


def held(room: Room, present: list[str] | None, minutes: int) -> None:
    """A meeting written up, that began some minutes ago."""
    here = {} if present is None else {"present": present}
    at = {"meeting": "held", "when": ago(minutes), "mode": "written_up"}
    record(room.governance, [
        {"import": f"held {minutes}"},
        {"do": "callMeeting", "as": "held", "group": "group-a", "starts": at["when"], "agenda": [{"title": "One"}],
         "when": ago(minutes), "mode": "written_up"},
        {"do": "openMeeting", **at, **here, "presider": CHAIR},
    ])  # fmt: skip


def test_of_four_sums_at_once_one_is_within_the_limit(spending: Room) -> None:
    refused: list[str] = []
    start = threading.Barrier(4)

    def spend() -> None:
        start.wait()
        try:
            spends(spending, 6000)
        except Rejected as why:
            refused.append(why.reason)

    threads = [threading.Thread(target=spend) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["over_the_limit_together"] * 3


def test_an_earlier_time_does_not_hide_what_was_spent_later(spending: Room) -> None:
    spends(spending, 9000)
    for minutes in (1, 2, 60):
        with pytest.raises(Rejected, match="R-CA1: over_the_limit_together"):
            spends(spending, 9000, minutes)


@pytest.mark.parametrize("present", [[CHAIR], None], ids=["the chair alone", "nobody knows who was there"])
def test_a_meeting_without_a_known_quorum_is_no_new_beginning(spending: Room, present: list[str] | None) -> None:
    spends(spending, 9000, 60)
    held(spending, present, 30)
    with pytest.raises(Rejected, match="R-CA1: over_the_limit_together"):
        spends(spending, 9000)


def test_from_a_meeting_with_a_quorum_on_it_is_counted_anew(spending: Room) -> None:
    spends(spending, 9000, 60)
    held(spending, HERE, 30)
    spends(spending, 9000)
    with pytest.raises(Rejected, match="R-CA1: over_the_limit_together"):
        spends(spending, 9000, 45)


def test_the_secretary_says_how_the_chair_told_them(spending: Room) -> None:
    seats = spending.directory.seats
    said = {"seat": str(seats[CHAIR]), "words": "Hire a van.", "reason": "The bus broke down.", "category": "spend",
            "consulted": [str(seats[VICE]), str(seats[CARER])], "cost": {"minor": 100}}  # fmt: skip
    where = "/api/v1/groups/group-a/chairs-actions"
    refused = spending.ask("POST", where, json=said)
    assert (refused.status_code, refused.json()["reason"]) == (409, "how_the_chair_told_it")
    assert spending.ask("POST", where, json={**said, "channel": "phone"}).status_code == 201
