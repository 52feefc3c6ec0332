"""Importing: exactly once, stopping at the first line that cannot be recorded."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from api import importing
from api.commands import COMMANDS
from api.importing import BadLine
from api.wire import UnknownName, resolve, wire
from governance.kernel import When
from governance.meeting.commands import AgreeAction
from governance.motion.commands import RecordDecision
from governance.reader import NotFound
from tests.people import evening, found_groups, lines_of, printed, record

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.application import Governance

HEAD = {"import": "test"}


def run(governance: Governance, *lines: Any) -> list[importing.Done]:
    return list(importing.run(governance, [x if isinstance(x, str) else json.dumps(x) for x in lines]))


def test_a_second_import_of_the_same_file_records_nothing(governance: Governance) -> None:
    first = record(governance, lines_of("groups"))
    head = governance.head()
    again = list(importing.run(governance, [json.dumps(line) for line in lines_of("groups")]))
    assert governance.head() == head
    assert all(done.handled.receipt is not None and done.handled.receipt.repeated for done in again)
    assert again[-1].aliases == first


def test_every_evening_imported_again_makes_the_same_ids_and_nothing_new(governance: Governance) -> None:
    found_groups(governance)
    lines = [json.dumps(line) for line in lines_of("evenings")]
    first = list(importing.run(governance, lines))
    tables = ("record.events", "record.receipts", "vault.item", "keyring.dek")
    before = [governance.store.rows(f"SELECT count(*) FROM {table}") for table in tables]
    again = list(importing.run(governance, lines))
    assert [governance.store.rows(f"SELECT count(*) FROM {table}") for table in tables] == before
    assert [done.handled.made for done in again] == [done.handled.made for done in first]
    assert again[-1].aliases == first[-1].aliases
    assert all(done.handled.receipt is not None and done.handled.receipt.repeated for done in again)


def test_an_alias_of_a_person_hides_no_seat(governance: Governance) -> None:
    since = {"since": {"date": "2026-01-01"}}
    lines: list[dict[str, Any]] = [
        {"do": "foundGroup", "as": "g", "name": "G", "slug": "g", **since},
        {"do": "createSeat", "group": "g", "slug": "one", "label": "One", "constituency": "other", **since},
        {"do": "registerPerson", "as": "one", "name": "Person"},
        {"do": "fillSeat", "group": "g", "seat": "one", "person": "one", **since},
    ]
    done = run(governance, HEAD, *lines)
    (filled,) = done[-1].handled.events
    assert filled.event.person == done[2].handled.made  # type: ignore[attr-defined]
    assert filled.event.seat == done[1].handled.made  # type: ignore[attr-defined]


def test_words_of_a_refused_line_are_not_kept(governance: Governance) -> None:
    found_groups(governance)
    lines = evening("may")
    record(governance, lines[:2])
    items = governance.store.rows("SELECT count(*) FROM vault.item")
    note = {"do": "takeNote", "meeting": "may", "text": "Too early: nobody has opened it.", "mode": "live"}
    with pytest.raises(BadLine) as caught:
        run(governance, *lines[:2], note)
    assert caught.value.number == 3
    assert governance.store.rows("SELECT count(*) FROM vault.item") == items


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"do": "openItem", "item": "9" * 5000}, "no item is called"),
        ({"do": "openItem", "item": "٣"}, "no item is called"),
        ({"do": "openItem", "item": "99"}, "no item is called '99' (/item)"),
        (
            {
                "do": "recordDecision", "item": "4", "words": "x", "how": "roll_call",
                "votes": {"chair": "for", "user-representative-1": "against"},
            },
            "Object names `user-representative-1` twice - at `$.votes`",
        ),
    ],
)  # fmt: skip
def test_in_a_meeting_a_name_means_one_thing_or_stops_the_import(
    governance: Governance, more: dict[str, Any], why: str
) -> None:
    found_groups(governance)
    lines = evening("may")[:4]
    with pytest.raises(BadLine) as caught:
        run(governance, *lines, {"meeting": "may", **more})
    assert caught.value.number == 5
    assert why in caught.value.why


def test_a_file_that_grew_records_only_what_is_new(governance: Governance) -> None:
    found_groups(governance)
    lines = evening("may")
    record(governance, lines[:5])
    done = list(importing.run(governance, [json.dumps(line) for line in lines]))
    repeated = [d.handled.receipt.repeated for d in done if d.handled.receipt]
    assert repeated == [True] * 4 + [False] * (len(lines) - 5)


def test_the_same_line_twice_is_two_acts(governance: Governance) -> None:
    line = {"do": "registerPerson", "name": "Person 1"}
    done = run(governance, HEAD, line, line)
    assert done[0].handled.made != done[1].handled.made
    assert governance.head() == 3


GROUP = {"do": "foundGroup", "as": "g", "name": "G", "slug": "g"}
DEEP = '{"a":' * 3000 + "1" + "}" * 3000
BAD: list[tuple[Any, str]] = [
    ('{"do": "x"', "not JSON at column"),
    ("[1]", "not a JSON object"),
    ('{"do": "foundGroup", "do": "x"}', "a field stands twice"),
    (DEEP, "nested too deeply"),
    ({"do": "dreamGroup"}, "there is no act 'dreamGroup'"),
    ({"name": "x"}, "there is no act None"),
    ({**GROUP, "colour": "red"}, "unknown field `colour`"),
    ({**GROUP, "name": 7}, "Expected `str`, got `int`"),
    ({**GROUP, "slug": "Not A Slug"}, "matching regex"),
    ({**GROUP, "name": "x" * 100_000}, "length <= 200"),
    ({**GROUP, "name": "a\u202eb"}, "words: control_characters"),
    ({**GROUP, "since": {"date": "2026-02-31"}}, "impossible_date"),
    ({**GROUP, "recorded": "2026-01-01T00:00:00+00:00"}, "only a demonstration record"),
    (
        {"do": "createSeat", "group": "nowhere", "slug": "s", "label": "S", "constituency": "other"},
        "no group is called",
    ),
    ({"do": "closeMeeting", "meeting": str(uuid.uuid4())}, "no such meeting"),
    ({"do": "fillSeat", "group": "kept", "seat": "empty", "person": "nobody"}, "no seat is called 'empty' (/seat)"),
    ({"do": "endBreak", "meeting": "later", "as": "x"}, "no meeting is called 'later'"),
    ('{"do": "registerPerson", "name": ' + "9" * 5000 + "}", "a number is too long"),
    ({"do": "registerPerson", "name": "Person 1", "as": 7}, "as must be a name"),
    ({"do": "registerPerson", "name": "Person 1", "as": ["x"]}, "as must be a name"),
    ({"do": "registerPerson", "name": "Person 1", "as": ""}, "as must be a name"),
    ({"do": "registerPerson", "name": "Person \ud800"}, "not plain JSON"),
]


@pytest.mark.parametrize(("line", "why"), BAD, ids=[str(n) for n in range(len(BAD))])
def test_a_bad_line_stops_the_import_and_leaves_nothing(governance: Governance, line: Any, why: str) -> None:
    kept = {"do": "foundGroup", "as": "kept", "name": "Kept", "slug": "kept"}
    with pytest.raises(BadLine) as caught:
        run(governance, HEAD, kept, "", line, {"do": "registerPerson", "name": "Never"})
    assert caught.value.number == 4
    assert why in caught.value.why
    assert "\n" not in str(caught.value)
    assert governance.head() == 2


def test_a_refusal_names_its_clause(governance: Governance) -> None:
    again = {**GROUP, "as": "h"}
    with pytest.raises(BadLine, match="slug_taken") as caught:
        run(governance, HEAD, GROUP, again)
    assert (caught.value.number, caught.value.clause) == (3, "in order")


FIRST = ["{}", '{"import": 7}', '{"import": "x", "more": 1}', "x", '{"import": ""}', '{"import": "\\ud800"}']


@pytest.mark.parametrize("first", FIRST)
def test_the_first_line_names_the_import(governance: Governance, first: str) -> None:
    with pytest.raises(BadLine) as caught:
        run(governance, first)
    assert caught.value.number == 1


def test_a_closed_import_is_refused_for_good(governance: Governance) -> None:
    run(governance, HEAD, GROUP)
    keys = governance.store.rows("SELECT count(*) FROM keyring.dek WHERE purpose = 'import'")
    importing.close(governance, "test")
    assert governance.store.rows("SELECT count(*) FROM keyring.dek WHERE purpose = 'import'") == [(keys[0][0] - 1,)]
    with pytest.raises(BadLine, match="closed"):
        run(governance, HEAD, GROUP)


def test_only_an_import_there_has_been_can_be_closed(governance: Governance) -> None:
    run(governance, HEAD, GROUP)
    for name in ("tset", "", "\ud800"):
        with pytest.raises(NotFound):
            importing.close(governance, name)
    assert run(governance, HEAD, GROUP)[0].handled.receipt is not None
    importing.close(governance, "test")
    importing.close(governance, "test")


SINCE = {"since": {"date": "2024-01-01"}}
OFFICE = [
    {"import": "office"},
    {"do": "foundGroup", "as": "g", "name": "G", "slug": "g", **SINCE},
    *(
        line
        for seat in ("first", "second")
        for line in (
            {
                "do": "createSeat",
                "as": seat,
                "group": "g",
                "slug": seat,
                "label": seat,
                "constituency": "other",
                **SINCE,
            },
            {"do": "registerPerson", "as": f"person-{seat}", "name": f"Person {seat}"},
            {"do": "fillSeat", "group": "g", "seat": seat, "person": f"person-{seat}", **SINCE},
        )
    ),
    {"do": "createOffice", "group": "g", "slug": "chair", "label": "Chair", "kind": "chair"},
    {"do": "assignOffice", "as": "term", "group": "g", "office": "chair", "seat": "first", **SINCE},
]
NEW_SEAT = {"do": "createSeat", "group": "g", "by": "chair", "slug": "third", "label": "Third", "constituency": "other"}


def test_an_office_means_its_holder_then_and_without_a_date_today(governance: Governance) -> None:
    lines = [
        *OFFICE,
        {"do": "endTerm", "group": "g", "term": "term", "when": {"date": "2026-01-10"}},
        {"do": "assignOffice", "group": "g", "office": "chair", "seat": "second", "since": {"date": "2026-01-11"}},
        {**NEW_SEAT, "slug": "then", "when": {"date": "2025-06-01"}},
        {**NEW_SEAT, "slug": "now"},
    ]
    *_, then, now = run(governance, *lines)
    assert then.handled.events[0].envelope.by == then.aliases["first"]
    assert now.handled.events[0].envelope.by == now.aliases["second"]


def test_a_line_recorded_before_is_passed_over_though_its_names_mean_others_by_now(governance: Governance) -> None:
    lines = [
        *OFFICE,
        {**NEW_SEAT, "as": "third", "when": {"date": "2026-02-01"}},
        {"do": "endTerm", "group": "g", "term": "term", "when": {"date": "2026-01-10"}},
        {"do": "assignOffice", "group": "g", "office": "chair", "seat": "second", "since": {"date": "2026-01-11"}},
    ]
    first = run(governance, *lines)[-1].aliases
    head = governance.head()
    assert run(governance, *lines)[-1].aliases == first
    assert governance.head() == head


@pytest.mark.parametrize(
    ("recorded", "why"),
    [
        ("noon", "not a time"),
        ("2026-01-01T10:00:00", "has no offset"),
        ("9999-12-31T23:59:59+00:00", "out of range"),
        ("0001-01-01T00:00:00+14:00", "out of range"),
        ("2001-01-01T00:00:00+00:00", "a demonstration record takes rising times"),
    ],
)
def test_a_time_a_demonstration_cannot_take_stops_it_at_the_line(
    make: Callable[..., Governance], recorded: str, why: str
) -> None:
    governance = make(demonstration=True)
    with pytest.raises(BadLine, match=why) as caught:
        run(governance, HEAD, {"do": "registerPerson", "name": "Person 1", "recorded": recorded})
    assert (caught.value.number, governance.head()) == (2, 1)
    assert "\n" not in str(caught.value)


def test_a_check_decides_everything_and_stores_nothing(governance: Governance) -> None:
    tables = ("record.events", "record.receipts", "vault.item")
    before = [governance.store.rows(f"SELECT count(*) FROM {table}") for table in tables]
    store, governance = governance.store, governance.forked()
    found_groups(governance)
    made = record(governance, evening("february"))
    assert printed(governance, made["february"])[-1] == "5.1 The meeting ended at 15:15."
    with pytest.raises(BadLine, match="not_quorate"):
        run(
            governance,
            {"import": "x"},
            *evening("january")[1:6],
            {
                "do": "recordDecision", "meeting": "january", "item": "3", "words": "x", "how": "hands", "mode": "live",
                "moved_by": "gp", "seconded_by": "chair", "count": {"for": 6},
            },
        )  # fmt: skip
    assert [store.rows(f"SELECT count(*) FROM {table}") for table in tables] == before


def written_up(meeting: str) -> list[dict[str, Any]]:
    return [{**line, "mode": "written_up"} if "do" in line else line for line in evening(meeting)]


def test_the_twin_of_s1_a_vote_taken_without_quorum_is_recorded_without_effect(governance: Governance) -> None:
    found_groups(governance)
    lines = [line for line in written_up("january") if line.get("do") not in {"deferItem", "noteSuggestion"}]
    vote = {
        "do": "recordDecision", "as": "d", "meeting": "january", "item": "3", "words": "Use the library.",
        "how": "hands", "count": {"for": 6}, "announced": "agreed", "when": {"date": "2026-01-13", "time": "14:30"},
    }  # fmt: skip
    made = record(governance, [*lines[:-1], vote, lines[-1]])
    (opened,) = governance.stream(made["d"])
    outcome = opened.event.outcome  # type: ignore[attr-defined]
    assert opened.envelope.entered == "imported"
    assert opened.envelope.mode == "written_up"
    assert (outcome.announced, outcome.irregular, outcome.takes_effect) == ("agreed", ("R-QU3",), False)
    assert [line for line in printed(governance, made["january"]) if line.startswith("3.")] == [
        "3.1 Proposal: Use the library.",
        "3.2 Vote: 6 for, 0 against, 0 took no side. Agreed.",
        (
            "3.3 Written up afterwards. By our rules this vote does not count until it is ratified:"
            " there were not more lived-experience members than others."
        ),
    ]


def test_the_twin_of_s2_says_the_same_as_the_live_one(governance: Governance) -> None:
    found_groups(governance)
    live = printed(governance, record(governance, evening("february"))["february"])
    lines = written_up("february")
    lines[0] = {"import": "twin"}
    twin = printed(governance, record(governance, lines)["february"])
    assert twin == live


def test_the_twin_of_s4a_a_tie_is_not_agreed(governance: Governance) -> None:
    found_groups(governance)
    lines = printed(governance, record(governance, written_up("june"))["june"])
    assert [line for line in lines if line.startswith("7.")] == [
        "7.1 Proposal by Vice-chair, seconded by Secretary: Hold our meetings at 6pm from September.",
        "7.2 Vote: 4 for, 4 against, 0 took no side.",
        "7.3 The vote was tied. Under our rules a tie is not agreed.",
    ]


def test_the_twin_of_s5_the_first_proposal_does_not_come_back(governance: Governance) -> None:
    found_groups(governance)
    lines = printed(governance, record(governance, written_up("may"))["may"])
    assert [line for line in lines if line.startswith("4.")][2:] == [
        "4.3 Vote on the change: 5 for, 4 against, 0 took no side. Agreed.",
        "4.4 The proposal now reads: Hold the drop-in at the library on Tuesdays at 6pm.",
        "4.5 Vote on the changed proposal: 4 for, 5 against, 0 took no side. Not agreed.",
        "4.6 There is no decision on this item. The first proposal does not come back.",
    ]


class Table:
    """Names from a table."""

    def __init__(self, **names: uuid.UUID) -> None:
        self.names = names

    def find(self, kind: str, text: str) -> uuid.UUID | None:
        return self.names.get(f"{kind}_{text}")


ID, OTHER = uuid.uuid4(), uuid.uuid4()


def test_names_are_found_wherever_they_stand() -> None:
    names = Table(seat_gp=ID, seat_chair=OTHER, item_3=ID, meeting_feb=OTHER)
    body = {
        "meeting": "feb", "item": "3", "words": "x", "how": "roll_call", "moved_by": "gp",
        "votes": {"gp": "for", str(OTHER): "against"},
        "actions": [{"owner": "chair", "do": "ring", "helpers": ["gp"]}],
        "when": {"date": "2026-02-10"},
    }  # fmt: skip
    command = resolve(RecordDecision, body, names)
    assert isinstance(command, RecordDecision)
    assert (command.item, command.meeting, command.moved_by) == (ID, OTHER, ID)
    assert command.votes == {ID: "for", OTHER: "against"}
    assert (command.actions[0].owner, command.actions[0].helpers) == (OTHER, (ID,))
    assert command.when == When("2026-02-10")


def test_an_unknown_name_is_said_by_its_place() -> None:
    body = {"meeting": str(ID), "item": str(ID), "task": {"owner": "nobody", "do": "x"}}
    with pytest.raises(UnknownName) as caught:
        resolve(AgreeAction, body, Table())
    assert (caught.value.pointer, caught.value.kind) == ("/task/owner", "seat")


@pytest.mark.parametrize("do", sorted(COMMANDS))
def test_every_command_can_be_written_with_names(do: str) -> None:
    body = wire(COMMANDS[do])
    assert set(body.__struct_fields__) == set(COMMANDS[do].__struct_fields__)
    assert "UUID" not in str(body.__annotations__)
