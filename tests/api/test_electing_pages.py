"""The pages on which officers ask for names for an office, members put somebody forward, and they answer (R-EL1)."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any
from uuid import UUID

from tests.people import record

if TYPE_CHECKING:
    from governance.election.state import ElectionState
    from tests.api.conftest import Room

GROUP = "/groups/group-a"
OTHER = "user-representative-4"


def on(name: str, days: int) -> dict[str, int]:
    day = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=days)
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def seat(room: Room, slug: str) -> str:
    return str(room.directory.seats[slug])


def path(room: Room, office: str = "vice-chair") -> str:
    return f"{GROUP}/offices/{room.directory.offices[office]}/elect"


def asked(room: Room, office: str = "vice-chair") -> str:
    """Names asked for, for thirty days; where they are put forward."""
    answer = room.send(path(room, office), **on("closes", 30))
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def state(room: Room, election: str) -> ElectionState:
    found: ElectionState = room.governance.outliving("election", UUID(election.rpartition("/")[2]))
    return found


def listed(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<li class="card"><strong>([^<]+)</strong> <span>([^<]+)</span>', page)


def test_officers_ask_for_names_and_members_find_where_to_put_them_forward(room: Room) -> None:
    link = f'<a class="act" href="{path(room)}">Ask for names<span class="for-ears"> Vice-chair</span></a>'
    assert link in room.look(f"{GROUP}/offices").text
    assert "There must be 14 full days for it." in room.look(path(room)).text
    election = asked(room)
    assert room.look(path(room)).headers["location"] == election
    home = room.look(GROUP, by="gp").text
    assert re.search(rf'<a href="{election}">Vice-chair: you can nominate somebody until [^<]+</a>', home)
    offices = room.look(f"{GROUP}/offices").text
    assert (link in offices, f'href="{election}">See who stands' in offices) == (False, True)
    page = room.look(election, by="gp").text
    assert "Nobody yet." in page
    assert "The last day is over" not in room.look(election).text
    assert room.look(path(room), by="gp").status_code == 404
    assert room.look(election, by=None).headers["location"].startswith("/sign-in")


def test_too_few_days_are_refused_and_what_was_typed_stays(room: Room) -> None:
    for typed, at, words in (
        (on("closes", 5), "closes", "Members would have too few days to nominate somebody."),
        ({}, "closes", "Say the last day of nominations."),
        ({**on("opens", -3), **on("closes", 30)}, "opens", "They open today at the earliest."),
        ({"closes_day": "31", "closes_month": "2", "closes_year": "2099"}, "closes", "There is no such day."),
    ):
        refused = room.send(path(room), **typed)
        assert (refused.status_code, f'href="#{at}"' in refused.text, words in refused.text) == (422, True, True), words
        assert all(f'value="{said}"' in refused.text for said in typed.values()), words


def test_a_member_puts_another_forward_who_answers_for_themselves(room: Room) -> None:
    election = asked(room)
    unsaid = room.send(f"{election}/nominate", by="gp")
    assert (unsaid.status_code, 'href="#nominee"' in unsaid.text) == (422, True)
    done = room.send(f"{election}/nominate", by="gp", nominee=seat(room, OTHER))
    assert (done.status_code, done.headers["location"]) == (303, election)
    page = room.look(election, by=OTHER).text
    assert listed(page) == [("User representative 4", "has not answered yet")]
    assert "You were put forward. Say if you stand." in page
    assert "Say if you stand" not in room.look(election, by="gp").text
    assert room.look(f"{election}/answer", by="gp").headers["location"] == election
    assert "Yes, I stand" in room.look(f"{election}/answer", by=OTHER).text
    neither = room.send(f"{election}/answer", by=OTHER)
    assert (neither.status_code, "Please press one of the buttons." in neither.text) == (422, True)
    assert room.send(f"{election}/answer", by=OTHER, do="stand").status_code == 303
    assert state(room, election).candidates == (room.directory.seats[OTHER],)
    assert listed(room.look(election, by="gp").text) == [("User representative 4", "stands")]
    assert room.send(f"{election}/answer", by=OTHER, do="not").status_code == 303
    assert listed(room.look(election, by="gp").text) == [("User representative 4", "does not stand")]
    by_another = room.send(f"{election}/answer", by="gp", do="stand")
    assert (by_another.status_code, state(room, election).candidates) == (422, ())


def test_whoever_puts_themselves_forward_stands(room: Room) -> None:
    election = asked(room)
    assert room.send(f"{election}/nominate", by=OTHER, nominee=seat(room, OTHER)).status_code == 303
    assert listed(room.look(election, by="gp").text) == [("User representative 4", "stands")]


def test_somebody_whom_the_rules_do_not_let_stand_is_kept_with_the_reason(room: Room) -> None:
    election = asked(room, "chair")
    assert room.send(f"{election}/nominate", by=OTHER, nominee=seat(room, "gp")).status_code == 303
    page = room.look(election, by="gp").text
    assert listed(page) == [("GP", "cannot stand by our rules")]
    assert "The office is kept for somebody with lived experience." in page


def test_the_secretary_writes_down_what_members_told_them(room: Room) -> None:
    election = asked(room)
    for_another = {"nominee": seat(room, OTHER), "seat": seat(room, "gp")}
    silent = room.send(f"{election}/nominate", **for_another)
    assert (silent.status_code, 'href="#channel"' in silent.text) == (422, True)
    assert f'<option value="{seat(room, OTHER)}" selected>' in silent.text
    assert room.send(f"{election}/nominate", **for_another, channel="phone").status_code == 303
    assert "Write down what somebody who was put forward says" in room.look(election).text
    said: dict[str, Any] = {"seat": seat(room, OTHER), "channel": "post", "do": "stand"}
    assert room.send(f"{election}/answer", **said).status_code == 303
    assert state(room, election).candidates == (room.directory.seats[OTHER],)
    assert state(room, election).own == frozenset()


def test_officers_close_it_once_the_last_day_is_over(room: Room) -> None:
    opened = {"do": "openNominations", "as": "names", "group": "group-a", "office": "vice-chair",
              "opens": "2026-08-01", "closes": "2026-08-31", "when": {"date": "2026-08-01"}}  # fmt: skip
    put = {"do": "nominate", "election": "names", "seat": OTHER, "nominated_by": OTHER, "when": {"date": "2026-08-02"}}
    election = f"/elections/{record(room.governance, [{'import': 'names'}, opened, put])['names']}"
    assert "No more names can be put forward." in room.look(election, by="gp").text
    assert "The last day is over" not in room.look(election, by="gp").text
    assert "Close it, and those who stand are told to the meeting." in room.look(election).text
    assert room.send(f"{election}/close", by="gp").status_code == 403
    assert room.send(f"{election}/close").headers["location"] == election
    assert state(room, election).closed
    assert "The last day is over" not in room.look(election).text
    early = asked(room, "secretary")
    refused = room.send(f"{early}/close")
    assert (refused.status_code, state(room, early).closed) == (422, False)
