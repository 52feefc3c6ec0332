"""A group that publishes: everybody reads what is written down in `published.py`, and no word that is members' only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.api.access.matrix import ACTS, ROWS, V1, WRITTEN_UP, Row
from tests.api.access.published import AS_ELSEWHERE, MINUTES, NO_ACT, OUTSIDE, READERS, READS
from tests.api.access.test_access_matrix import ask, letter

if TYPE_CHECKING:
    from tests.api.access.stage import Stage

ELSEWHERE = [row._replace(letters=AS_ELSEWHERE[row.letters]) for row in ROWS if row.letters in AS_ELSEWHERE]
# People and how they are reached, and who founds a group, have nothing to do with a group that publishes.
OF_PEOPLE = f"{V1}/people/"
IN_A_GROUP = [row for row in (*ACTS, *WRITTEN_UP) if "{" in row.path and not row.path.startswith(OF_PEOPLE)]
RENDERINGS = [
    ("/meetings/{told}", None), ("/meetings/{told}/minutes.txt", None), ("/api/v1/meetings/{told}/minutes", None),
    ("/api/v1/meetings/{told}/minutes", "text/plain"), ("/api/v1/meetings/{told}/minutes", "text/html"),
]  # fmt: skip
REGISTERS = [
    ("/groups/public/register", None), ("/api/v1/register?group=public", None),
    ("/api/v1/register?group=public", "text/csv"), ("/api/v1/register?group=public", "application/x-ndjson"),
]  # fmt: skip
DECISIONS = [("/decisions/{tea}", None), ("/api/v1/decisions/{tea}", None)]
BESIDE = [("/", None), ("/groups/public", None), ("/api/v1/groups/public/meetings", None),
          ("/api/v1/meetings/{told}", None), ("/api/v1/meetings/{told}/items", None)]  # fmt: skip
# The one seat of its kind, votes by name, the class of two professionals, and where officers write.
MEMBERS_WORDS = ("family carer", "away", "recorded vote", "for: ", '"pr"', "write up", "take back a slip", "people</a>")


def named(row: Row) -> str:
    return f"{row.method} {row.path} {row.note}".strip()


@pytest.mark.parametrize("row", [*READS, *ELSEWHERE], ids=named)
def test_everybody_reads_what_is_written_down(stage: Stage, row: Row) -> None:
    expected = dict(zip(READERS, row.letters.replace(" ", ""), strict=True))
    told = {who: letter(ask(stage, row, who, group="public"), row) for who in READERS}
    assert told == expected


@pytest.mark.parametrize("row", IN_A_GROUP, ids=named)
def test_nobody_acts_in_a_group_for_reading_it(stage: Stage, row: Row) -> None:
    told = {who: letter(ask(stage, row, who, group="public"), row) for who in OUTSIDE}
    assert told == dict(zip(OUTSIDE, NO_ACT.replace(" ", ""), strict=True))


def test_no_route_of_a_group_is_left_out() -> None:
    written = {(row.method, row.path) for row in (*READS, *ELSEWHERE, *IN_A_GROUP)}
    of_a_group = {(row.method, row.path) for row in ROWS if re.search(r"\{(?!token|their_token|me\b)", row.path)}
    assert {route for route in of_a_group - written if not route[1].startswith(OF_PEOPLE)} == set()


def read(stage: Stage, path: str, accept: str | None, who: str = "anonymous") -> Any:
    """What somebody reads; by token of the web API, and with a browser of the pages."""
    address = path.format_map(stage.made)
    api = address.startswith("/api/")
    stage.client.cookies = {} if api else stage.cookies(who)
    bearer = {"Authorization": f"Bearer {stage.bearers[who]}"} if api and who in stage.bearers else {}
    answer = stage.client.get(address, headers={**bearer, **({"Accept": accept} if accept else {})})
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("who", OUTSIDE)
def test_everybody_reads_the_minutes_without_whom_they_do_not_name(stage: Stage, who: str) -> None:
    text = read(stage, "/meetings/{told}/minutes.txt", None, who).text
    assert text.partition("\nFingerprint")[0] == MINUTES


@pytest.mark.parametrize(("path", "accept"), [*RENDERINGS, *REGISTERS, *DECISIONS, *BESIDE])
@pytest.mark.parametrize("who", OUTSIDE)
def test_no_word_of_the_members_shows_to_everybody(stage: Stage, who: str, path: str, accept: str | None) -> None:
    shown = read(stage, path, accept, who).text.casefold()
    assert [word for word in MEMBERS_WORDS if word in shown] == []


@pytest.mark.parametrize(("path", "accept"), RENDERINGS)
def test_members_read_in_every_rendering_who_it_was_and_how_they_voted(
    stage: Stage, path: str, accept: str | None
) -> None:
    shown = read(stage, path, accept, "insider").text
    assert "Proposal by Family carer: Buy chairs." in shown
    assert "For: third, fourth. Against: Family carer." in " ".join(shown.split())


@pytest.mark.parametrize(("path", "accept"), RENDERINGS)
def test_everybody_reads_the_same_in_every_rendering(stage: Stage, path: str, accept: str | None) -> None:
    shown = " ".join(read(stage, path, accept).text.split())
    assert "Proposal by a lived-experience member: Buy chairs." in shown
    assert "Vote: 2 for, 1 against, 0 took no side. Agreed." in shown


def test_everybody_reads_how_many_voted_how_and_of_no_one_alone(stage: Stage) -> None:
    """Of those who answered the second question one brings lived experience: their class is their vote."""
    chairs, tea = (read(stage, f"/api/v1/decisions/{{{name}}}", None).json()["outcome"] for name in ("chairs", "tea"))
    assert tea["tally"] == {"for": 2, "against": 1, "no_side": 0}
    assert tea["split"] == {"known": "unknown", "lived_experience": None, "other": None}
    assert chairs["split"]["lived_experience"] == {"for": [4, 4], "against": [0, 0], "no_side": [0, 0]}
    assert chairs["quorum"]["by_class"] == [["LE", 5], ["OT", 2]]


def test_the_register_tells_everybody_no_more_than_each_decision_does(stage: Stage) -> None:
    listed = read(stage, "/api/v1/register?group=public", None).json()
    assert [view["words"] for view in listed] == ["Buy tea.", "Tea.", "Buy chairs.", "Buy tea."]
    for view in listed:
        assert view == read(stage, f"/api/v1/decisions/{view['decision']}", None).json()


def test_members_read_how_each_class_voted(stage: Stage) -> None:
    tea = read(stage, "/api/v1/decisions/{tea}", None, "insider").json()["outcome"]
    assert tea["split"]["lived_experience"] == {"for": [0, 0], "against": [1, 1], "no_side": [0, 0]}
    assert tea["quorum"]["by_class"] == [["LE", 5], ["PR", 2]]


def test_everybody_sees_of_all_groups_the_one_that_publishes(stage: Stage) -> None:
    assert [group["slug"] for group in read(stage, "/api/v1/groups", None).json()] == ["public"]
    home = read(stage, "/", None).text
    assert re.findall(r'href="/groups/([^"]+)"', home) == ["public"]
