"""What an earlier meeting left over, as acts: it keeps its name, is taken up first, and goes on as any proposal."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec

from api.notes.notes import Change, Entry, ItemNotes, Notes, Task, Vote
from api.notes.written import written
from tests.api.notes.test_typed import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

KEPT = Change(kept="c", old="hall", new="library", vote=Vote(how="hands", for_="5", against="4"))
LEFT = Entry(kind="left_over", about="m", offered="m", words="Use the hall.", mover="gp", changes=(KEPT,))
OPENED = ("openItem", "")
FOR = Vote(how="hands", for_="8", against="1")


def told(entry: Entry, *, number: str = "3", title: str = "The hall") -> tuple[list[dict[str, Any]], Iterable[Any]]:
    items = (ItemNotes(number=number, title=title, entries=(entry,)),)
    sheet = written(Notes(present=("gp",), items=items), NAMES, dt.date(2026, 3, 10))
    acts = [{name: value for name, value in act.items() if name != "when"} for act in sheet.acts]
    return acts[1:-1], sheet.faults


def dos(acts: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(act["do"], act.get("motion", "")) for act in acts]


def answered(motion: str) -> list[tuple[str, str]]:
    return [(do, motion) for do in ("putMotion", "recordCount", "declareResult")]


def with_(**more: Any) -> Entry:
    return msgspec.structs.replace(LEFT, **more)


def test_it_is_taken_up_under_its_item_and_its_changes_are_answered_first() -> None:
    acts, faults = told(with_(vote=FOR))
    assert (acts[0], faults) == ({"do": "takeUnfinishedBusiness", "motion": "m", "item": "3"}, ())
    assert dos(acts[1:]) == [OPENED, *answered("c"), *answered("m")]


def test_a_change_that_came_with_it_is_taken_in_and_a_new_one_moved() -> None:
    kept = Change(kept="c", old="hall", new="library", vote=Vote(how="accepted", against_names=""))
    new = Change(old="Use", new="Hire", mover="gp", vote=Vote(how="hands", for_="9"))
    acts, _faults = told(with_(changes=(kept, new), vote=FOR, actions=(Task(owner="gp", what="ask"),)))
    assert dos(acts) == [
        ("takeUnfinishedBusiness", "m"), OPENED, ("acceptAmendment", "c"), ("moveAmendment", "m"), *answered("m-0"),
        *answered("m"), ("agreeAction", ""),
    ]  # fmt: skip


def test_what_the_meeting_did_not_come_to_stays_where_it_is() -> None:
    silent = with_(changes=(Change(kept="c", old="hall", new="library"),))
    assert told(silent) == ([], ())
    assert told(silent, number="") == ([], ())
    assert dos(told(with_(changes=(), vote=Vote(how="open")))[0]) == [("takeUnfinishedBusiness", "m"), OPENED]


def test_where_the_agenda_does_not_name_it_it_brings_an_item_of_its_own() -> None:
    acts, _faults = told(with_(changes=(), vote=FOR), number="")
    assert acts[0] == {"do": "takeUnfinishedBusiness", "motion": "m", "as": "new-0"}
    assert dos(acts[1:]) == [OPENED, *answered("m")]


def test_which_one_is_asked_where_nothing_was_chosen() -> None:
    acts, faults = told(with_(about="", offered="", changes=(), vote=FOR))
    assert acts == []
    assert [(fault.field, fault.kind) for fault in faults] == [("items.0.entries.0.about", "which_left_over")]
