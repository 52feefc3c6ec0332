"""A secret ballot written up on the page from paper notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.api.test_write_up_pages import CALLED, save, text
from tests.people import printed, record

if TYPE_CHECKING:
    from uuid import UUID

    from tests.api.conftest import Room

HERE = ["user-representative-1", "user-representative-2", "user-representative-3", "user-representative-4",
        "respiratory-nurse", "gp"]  # fmt: skip
PAPERS = {"how": "ballot", "for_": "4", "against": "2", "tellers": "gp, respiratory nurse"}


@pytest.fixture
def meeting(room: Room) -> UUID:
    return record(room.governance, [{"import": "paper"}, CALLED])["paper"]


def written(room: Room, meeting: UUID, **vote: str) -> str:
    """The check page of a meeting with one proposal that was balloted."""
    entry = "items.0.entries.0"
    fields = {f"{entry}.vote.{name}": value for name, value in (PAPERS | vote).items()}
    proposal = {"items.0.number": "3", f"{entry}.kind": "proposal", f"{entry}.words": "Keep the library."}
    mover = {f"{entry}.mover": "gp", f"{entry}.seconder": "chair"}
    checked = save(room, meeting, do="check", present=HERE, presider="chair", **proposal, **mover, **fields)
    return text(room.look(checked.headers["location"].partition("#")[0]))


def test_a_ballot_reads_as_totals_and_names_nobody(room: Room, meeting: UUID) -> None:
    page = written(room, meeting)
    room.send(f"/meetings/{meeting}/write-up/record", version="1")
    lines = [line for line in printed(room.governance, meeting) if line.startswith("3.")]
    assert lines[-1].endswith("4 for, 2 against, 0 took no side. Agreed.")
    assert "ballot" in lines[-1]
    assert lines[-1].partition(" ")[2] in page


def test_about_so_many_papers_is_not_a_count(room: Room, meeting: UUID) -> None:
    assert "A count of votes must be exact." in written(room, meeting, spoilt="about two")


@pytest.mark.parametrize(
    ("read", "told"),
    [
        ("yes", "The words were read out before the vote."),
        ("no", "The words were not read out before the vote."),
        ("", ""),
    ],
)
@pytest.mark.parametrize("changed", [False, True], ids=["at once", "step by step"])
def test_that_the_words_were_read_out_is_written_up_with_the_vote(
    room: Room, meeting: UUID, read: str, told: str, changed: bool
) -> None:
    by_hands = {"how": "hands", "for_": "6", "against": "0", "read": read}
    entry = "items.0.entries.0"
    fields = {f"{entry}.vote.{name}": value for name, value in by_hands.items()}
    proposal = {"items.0.number": "3", f"{entry}.kind": "proposal", f"{entry}.words": "Keep the library."}
    mover = {f"{entry}.mover": "gp", f"{entry}.seconder": "chair"}
    change = {"old": "library", "new": "hall", "vote.how": "hands", "vote.for_": "6"}
    more = {f"{entry}.changes.0.{name}": value for name, value in change.items()} if changed else {}
    save(room, meeting, do="check", present=HERE, presider="chair", **proposal, **mover, **more, **fields)
    room.send(f"/meetings/{meeting}/write-up/record", version="1")
    lines = " ".join(printed(room.governance, meeting))
    assert ("read out before the vote" in lines) is bool(read)
    assert told in lines
