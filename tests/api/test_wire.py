"""Names as people write them, looked up in a record."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from api.names import RecordNames
from api.wire import UnknownName, resolve, wire
from governance.kernel import Moment
from governance.meeting.commands import AgreeAction
from governance.motion.commands import RecordDecision
from tests.people import evening, found_groups, record

if TYPE_CHECKING:
    from governance.application import Governance

THEN = Moment("2026-05-12T14:00+01:00", "minute")


def names_of(governance: Governance) -> tuple[RecordNames, Any, Any]:
    made = found_groups(governance)
    made |= record(governance, evening("may")[:4])
    names = RecordNames(governance, group=made["a"], meeting=made["may"], at=THEN)  # type: ignore[arg-type]
    return names, made["may"], governance.directory(made["a"])  # type: ignore[arg-type]


def test_a_decision_is_written_with_slugs_offices_numbers_and_ids(governance: Governance) -> None:
    names, meeting, directory = names_of(governance)
    seats = directory.seats
    body = {
        "meeting": str(meeting).upper(), "item": "4", "words": "x", "how": "roll_call",
        "moved_by": "vice-chair", "seconded_by": str(seats["gp"]),
        "votes": {"chair": "for", "gp": "against"},
        "actions": [{"owner": "secretary", "do": "ring", "helpers": ["gp", "commissioner"]}],
    }  # fmt: skip
    command = resolve(RecordDecision, body, names)
    assert isinstance(command, RecordDecision)
    item = next(i for i, kept in governance.meeting(meeting).items.items() if kept.number == 4)
    chair, vice = seats["user-representative-1"], seats["user-representative-2"]
    assert (command.meeting, command.item) == (meeting, item)
    assert (command.moved_by, command.seconded_by) == (vice, seats["gp"])
    assert command.votes == {chair: "for", seats["gp"]: "against"}
    assert command.actions[0].owner == seats["user-representative-3"]
    assert command.actions[0].helpers == (seats["gp"], seats["commissioner"])


def test_nobody_holds_an_office_before_the_day_it_was_filled(governance: Governance) -> None:
    made = found_groups(governance)
    before = RecordNames(governance, group=made["a"], at=Moment("1990-01-01T00:00+00:00", "day"))  # type: ignore[arg-type]
    assert before.find("seat", "chair") is None
    assert before.find("office", "chair") == governance.directory(made["a"]).offices["chair"]  # type: ignore[arg-type]


BODY: dict[str, Any] = {"meeting": str(uuid.uuid4()), "item": str(uuid.uuid4()), "words": "x", "how": "roll_call"}


@pytest.mark.parametrize(
    ("more", "pointer", "kind"),
    [
        ({"moved_by": "nobody"}, "/moved_by", "seat"),
        ({"item": "99"}, "/item", "item"),
        ({"meeting": "nobody"}, "/meeting", "meeting"),
        ({"votes": {"gp": "for", "nobody": "for"}}, "/votes/nobody", "seat"),
        ({"actions": [{"owner": "gp", "do": "x"}, {"owner": "nobody", "do": "x"}]}, "/actions/1/owner", "seat"),
        (
            {"actions": [{"owner": "gp", "do": "x", "helpers": ["gp", "nobody"]}]}, "/actions/0/helpers/1", "seat",
        ),
    ],
)  # fmt: skip
def test_an_unknown_name_is_said_by_its_place_and_kind(
    governance: Governance, more: dict[str, Any], pointer: str, kind: str
) -> None:
    names, _, _ = names_of(governance)
    with pytest.raises(UnknownName) as caught:
        resolve(RecordDecision, {**BODY, **more}, names)
    assert (caught.value.pointer, caught.value.kind) == (pointer, kind)


def test_two_names_for_one_seat_never_lose_a_vote_unsaid(governance: Governance) -> None:
    names, _, directory = names_of(governance)
    for other in ("chair", str(directory.seats["user-representative-1"])):
        votes = {"user-representative-1": "for", other: "against"}
        with pytest.raises(msgspec.ValidationError, match=f"names `{other}` twice"):
            resolve(RecordDecision, {**BODY, "votes": votes}, names)


@pytest.mark.parametrize("given", [7, None, ["gp"], {"gp": 1}, True])
def test_what_is_no_name_is_a_wrong_shape(governance: Governance, given: object) -> None:
    names, _, _ = names_of(governance)
    for body in ({**BODY, "item": given}, {**BODY, "actions": [{"owner": given, "do": "x"}]}):
        with pytest.raises(msgspec.ValidationError):
            resolve(RecordDecision, body, names)


def test_what_the_path_says_is_no_part_of_the_body() -> None:
    body = wire(AgreeAction, ("meeting",))
    assert "meeting" not in body.__struct_fields__
    assert "meeting" in wire(AgreeAction).__struct_fields__
