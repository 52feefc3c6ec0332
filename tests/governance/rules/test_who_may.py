"""Who may record what: everybody who could try, against every kind of act, written out by hand."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from api.commands import COMMANDS
from governance.kernel import Rejected, SeatId
from governance.rules.entitlement import OF_THE_CHAIR, VOTING, Standing, may_record

if TYPE_CHECKING:
    from governance.kernel import Constituency, Power

MINE, YOURS = SeatId(uuid.UUID(int=1)), SeatId(uuid.UUID(int=2))

ACTS: dict[str, tuple[Power, str, SeatId]] = {
    "own vote": ("own", "castVote", MINE),
    "other's vote": ("own", "castVote", YOURS),
    "own act": ("own", "recordApologies", MINE),
    "other's act": ("own", "recordApologies", YOURS),
    "presiding": ("presiding", "putMotion", MINE),
    "presiding for another": ("presiding", "putMotion", YOURS),
    "casting vote": ("presiding", "useCastingVote", MINE),
    "another's casting vote": ("presiding", "useCastingVote", YOURS),
    "minutes": ("secretariat", "takeNote", MINE),
    "calling": ("office", "callMeeting", MINE),
    "filling": ("office", "fillSeat", MINE),
    "founding": ("founding", "foundGroup", MINE),
    "operating": ("operator", "foundOrganisation", MINE),
}


def holds(constituency: Constituency = "service_user", **facts: bool) -> Standing:
    return Standing(seats=frozenset({MINE}), constituencies=frozenset({constituency}), **facts)


OWN = {"own vote": "member", "own act": "member"}
STAFF_MINUTES = dict.fromkeys(
    ("own vote", "other's vote", "own act", "other's act", "presiding", "presiding for another", "minutes"), "staff"
)
KEEPS = dict.fromkeys(STAFF_MINUTES, "minute_taker")
SECRETARY = {**dict.fromkeys(STAFF_MINUTES, "secretary"), "calling": "secretary", "filling": "secretary"}
CONVENOR = dict.fromkeys(
    (
        "own act", "other's act", "presiding", "presiding for another", "minutes", "calling", "filling", "founding",
    ),
    "convenor",
)  # fmt: skip

WHO: dict[str, tuple[Standing, dict[str, str]]] = {
    "member": (holds(), OWN),
    "presider": (holds(presides=True), {**OWN, "presiding": "presider", "casting vote": "presider"}),
    "chair who does not preside": (
        holds(chair=True),
        {**OWN, "calling": "office_holder", "filling": "office_holder"},
    ),
    "secretary": (holds(secretary=True), SECRETARY),
    "secretary who presides": (holds(secretary=True, presides=True), {**SECRETARY, "casting vote": "presider"}),
    "member who takes the minutes": (holds(takes_minutes=True), KEEPS),
    "staff who takes the minutes": (holds("staff", takes_minutes=True), STAFF_MINUTES),
    "staff secretary": (holds("staff", secretary=True), dict.fromkeys(SECRETARY, "staff")),
    "staff": (holds("staff"), {"own vote": "staff", "own act": "staff"}),
    "critical friend": (holds("critical_friend"), {"own vote": "critical_friend", "own act": "critical_friend"}),
    "convenor before offices are filled": (Standing(convenor=True), CONVENOR),
    "convenor with a seat": (holds(convenor=True), {**CONVENOR, "own vote": "member"}),
    "convenor in the chair": (
        holds(convenor=True, presides=True),
        {**CONVENOR, "own vote": "member", "casting vote": "presider"},
    ),
    "convenor afterwards": (Standing(), {}),
    "supporter, observer or auditor without a seat": (Standing(), {}),
    "operator": (Standing(operator=True), {"founding": "operator", "operating": "operator"}),
    "application": (Standing(application=True), {}),
    "application that keeps people": (Standing(application=True, keeps_people=True), {}),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("name", WHO)
def test_who_may_do_what_and_as_what(name: str, act: str) -> None:
    who, allowed = WHO[name]
    power, do, seat = ACTS[act]
    if act in allowed:
        assert may_record(who, power, do, [seat]) == allowed[act]
        return
    with pytest.raises(Rejected) as refused:
        may_record(who, power, do, [seat])
    assert refused.value.clause == "access"


@pytest.mark.parametrize(
    ("who", "capacity"),
    [
        (Standing(application=True, keeps_people=True), "system"),
        (Standing(operator=True), "operator"),
        (holds(secretary=True), "secretary"),
    ],
)
def test_who_keeps_the_list_of_people(who: Standing, capacity: str) -> None:
    assert may_record(who, "office", "registerPerson", []) == capacity


@pytest.mark.parametrize(
    ("who", "power", "capacity"),
    [
        (Standing(operator=True), "office", "operator"),
        (Standing(convenor=True), "office", "convenor"),
        (holds(secretary=True), "office", "secretary"),
        (holds(chair=True), "office", "office_holder"),
        (holds("staff", secretary=True), "office", "staff"),
        (holds(), "own", "member"),
        (Standing(), "own", "member"),
        (holds(), "office", None),
        (Standing(), "office", None),
        (Standing(application=True, keeps_people=True), "office", None),
        (Standing(application=True, keeps_people=True), "own", None),
    ],
)
def test_who_says_how_somebody_is_reached_which_no_program_does(
    who: Standing, power: Power, capacity: str | None
) -> None:
    if capacity is not None:
        assert may_record(who, power, "addContact", []) == capacity
        return
    with pytest.raises(Rejected) as refused:
        may_record(who, power, "addContact", [])
    assert refused.value.clause == "access"


def test_nobody_without_a_seat_acts_for_one_by_saying_how_they_are_reached() -> None:
    with pytest.raises(Rejected, match="not_a_member"):
        may_record(Standing(), "own", "addContact", [MINE])


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (holds(), False),
        (holds("critical_friend"), False),
        (holds("staff"), False),
        (holds("staff", takes_minutes=True), True),
        (holds(takes_minutes=True), True),
        (holds(secretary=True), True),
        (holds(presides=True), True),
        (holds(chair=True), True),
        (Standing(convenor=True), True),
    ],
)
def test_who_writes_up_what_the_rules_would_refuse(who: Standing, may: bool) -> None:
    if may:
        assert may_record(who, "own", "recordApologies", [MINE] if who.seats else [], mode="written_up")
        return
    with pytest.raises(Rejected, match="does_not_write_up"):
        may_record(who, "own", "recordApologies", [MINE], mode="written_up")


def test_the_acts_kept_apart_are_acts_there_are() -> None:
    assert set(COMMANDS) >= OF_THE_CHAIR | VOTING
