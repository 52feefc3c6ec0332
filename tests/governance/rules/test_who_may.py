"""Who may record what: everybody who could try, against every kind of act, written out by hand."""

from __future__ import annotations

import contextlib
import uuid
from typing import TYPE_CHECKING

import pytest

from api.commands import COMMANDS
from governance.kernel import Rejected, SeatId
from governance.rules.entitlement import OF_THE_CHAIR, VOTING, Standing, for_whom, may_record, speaks_for
from tests.governance.rules.refusals import Told, told

if TYPE_CHECKING:
    from governance.kernel import Constituency, Mode, Power

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


SEATED = holds()
# Somebody sits in for the holder of THEIRS; the deputy holds a seat of their own as well, or none.
THEIRS = SeatId(uuid.UUID(int=3))
DEPUTY = Standing(seats=frozenset({THEIRS}), deputises=frozenset({THEIRS}))
BOTH = Standing(seats=frozenset({MINE, THEIRS}), deputises=frozenset({THEIRS}))
SAT_IN = Standing(seats=frozenset({MINE, YOURS}), sat_in=frozenset({YOURS}))


@pytest.mark.parametrize(
    ("who", "acting", "capacity"),
    [
        (DEPUTY, [THEIRS], "deputy"),
        # Without a word whose act it is, it is that of the only seat they act for.
        (DEPUTY, [], "deputy"),
        (BOTH, [THEIRS], "deputy"),
        (BOTH, [MINE], "member"),
        (BOTH, [], "member"),
        (BOTH, [MINE, THEIRS], "member"),
        (SAT_IN, [MINE], "member"),
    ],
)
def test_a_deputy_acts_for_the_seat_they_sit_in(who: Standing, acting: list[SeatId], capacity: str) -> None:
    assert may_record(who, "own", "castVote", acting) == capacity


def test_a_member_in_whose_seat_somebody_sits_says_themselves_that_they_are_here() -> None:
    assert may_record(SAT_IN, "own", "recordArrival", [YOURS]) == "member"
    refused = why(SAT_IN, "own", "castVote", [YOURS])
    assert refused is not None
    assert refused.reason == "not_for_this_seat"


def why(who: Standing, power: Power, do: str, acting: list[SeatId], *, mode: Mode = "live") -> Told | None:
    return told(lambda: may_record(who, power, do, acting, mode=mode))


def test_whoever_takes_the_chair_back_does_so_as_a_member_and_for_nobody_else() -> None:
    back = Standing(seats=frozenset({MINE}), takes_back=True)
    assert may_record(back, "presiding", "takeChair", [MINE]) == "member"
    assert why(back, "presiding", "takeChair", [YOURS]) is not None
    assert why(Standing(seats=frozenset({MINE})), "presiding", "takeChair", [MINE]) is not None


@pytest.mark.parametrize(
    ("who", "power", "do", "acting", "reason", "would_help"),
    [
        (
            Standing(application=True), "own", "castVote", [],
            "applications_hold_no_office", "A program may read here. Only people write things down.",
        ),
        (
            Standing(application=True, keeps_people=True), "own", "castVote", [],
            "applications_hold_no_office", "A program may read here. Only people write things down.",
        ),
        (
            Standing(application=True), "office", "registerPerson", [],
            "applications_hold_no_office", "A program may read here. Only people write things down.",
        ),
        (
            Standing(operator=True), "own", "castVote", [],
            "operator_acts_in_no_meeting", "The operator sets groups up. Only members act in meetings.",
        ),
        # Only the operator does what is the operator's.
        (
            holds(secretary=True), "operator", "foundOrganisation", [],
            "operator_acts_in_no_meeting", "The operator sets groups up. Only members act in meetings.",
        ),
        (
            holds(secretary=True), "founding", "foundGroup", [MINE],
            "convenor_only", "Ask the operator to set up the group, or to name you for it.",
        ),
        (
            Standing(), "own", "castVote", [],
            "not_a_member", "Only people who hold a seat in this group record its acts.",
        ),
        (
            Standing(convenor=True), "own", "confirmReply", [MINE],
            "not_a_member", "Only people who hold a seat in this group record its acts.",
        ),
        (
            SEATED, "office", "callMeeting", [MINE],
            "chair_or_secretary_only", "Ask the chair or the secretary.",
        ),
        (
            SEATED, "own", "castVote", [YOURS],
            "not_for_this_seat", "Ask the secretary to write it down, or whoever takes the minutes.",
        ),
        # A deputy acts for the seat, and its holder does not.
        (
            SAT_IN, "own", "castVote", [YOURS],
            "not_for_this_seat", "Ask the secretary to write it down, or whoever takes the minutes.",
        ),
        # Presiding is not for whoever does not preside, nor in the name of another.
        (
            SEATED, "presiding", "putMotion", [MINE],
            "not_for_this_seat", "Ask the secretary to write it down, or whoever takes the minutes.",
        ),
        (
            holds(presides=True), "presiding", "putMotion", [YOURS],
            "not_for_this_seat", "Ask the secretary to write it down, or whoever takes the minutes.",
        ),
        # What was written down for somebody, only they say is so: not the secretary, not another member.
        (
            holds(secretary=True), "own", "confirmReply", [YOURS],
            "theirs_alone_to_say", "Only they themselves can say so.",
        ),
        (SEATED, "own", "disputeReply", [YOURS], "theirs_alone_to_say", "Only they themselves can say so."),
    ],
)  # fmt: skip
def test_whoever_may_not_is_told_whom_to_ask(
    who: Standing, power: Power, do: str, acting: list[SeatId], reason: str, would_help: str
) -> None:
    assert why(who, power, do, acting) == Told("access", reason, would_help)


def test_they_themselves_confirm_what_was_written_down_for_them() -> None:
    assert may_record(holds(secretary=True), "own", "confirmReply", [MINE]) == "member"
    assert may_record(SEATED, "own", "disputeReply", [MINE]) == "member"


@pytest.mark.parametrize("do", ["askCorrection", "noteDisagreement", "castVote"])
def test_the_chair_writes_down_nothing_for_other_members(do: str) -> None:
    chair = holds(chair=True)
    assert may_record(chair, "own", do, [MINE]) == "member"
    assert may_record(holds(secretary=True), "own", do, [YOURS]) == "secretary"
    assert may_record(holds(takes_minutes=True), "own", do, [YOURS]) == "minute_taker"
    for who in (chair, SEATED):
        assert why(who, "own", do, [YOURS]) == Told(
            "access", "not_for_this_seat", "Ask the secretary to write it down, or whoever takes the minutes."
        )


def test_a_secretary_who_takes_the_minutes_acts_as_secretary() -> None:
    assert may_record(holds(secretary=True, takes_minutes=True), "own", "castVote", [YOURS]) == "secretary"
    assert may_record(holds(secretary=True, chair=True), "office", "callMeeting", [MINE]) == "secretary"


@pytest.mark.parametrize("do", ["assignOffice", "fillSeat"])
def test_an_acting_chair_appoints_nobody(do: str) -> None:
    acting = holds(chair=True, acting=True)
    assert why(acting, "office", do, [MINE]) == Told(
        "R-AC1",
        "acting_chair_appoints_nobody",
        "Hold an election. Or ask the secretary to write it down.",
    )
    # Unless it is said to be written up, it is live.
    assert told(lambda: may_record(acting, "office", do, [MINE])) == why(acting, "office", do, [MINE])
    # Every other power of the chair is theirs; a secretary appoints as secretary; the rules judge what is written up.
    assert may_record(acting, "office", "callMeeting", [MINE]) == "office_holder"
    assert may_record(holds(chair=True), "office", do, [MINE]) == "office_holder"
    assert may_record(holds(chair=True, acting=True, secretary=True), "office", do, [MINE]) == "secretary"
    assert may_record(acting, "office", do, [MINE], mode="written_up") == "office_holder"
    # `acting` alone makes nobody chair.
    assert why(holds(acting=True), "office", do, [MINE]) == Told(
        "access", "chair_or_secretary_only", "Ask the chair or the secretary."
    )


def test_whoever_was_named_to_found_groups_once_finishes_theirs_and_founds_no_more() -> None:
    once = Standing(convenor=True, former_convenor=True)
    assert may_record(once, "office", "createSeat", []) == "convenor"
    assert may_record(Standing(convenor=True), "founding", "foundGroup", []) == "convenor"
    assert why(once, "founding", "foundGroup", []) == Told(
        "access", "convenor_only", "Ask the operator to set up the group, or to name you for it."
    )


def test_whoever_does_not_write_up_is_told_who_does() -> None:
    assert why(SEATED, "own", "castVote", [MINE], mode="written_up") == Told(
        "access", "does_not_write_up", "Ask the secretary, or whoever takes the minutes, to write it up."
    )


@pytest.mark.parametrize(
    ("who", "keeps", "writes"),
    [
        (holds(), False, False),
        (holds(secretary=True), True, True),
        (holds(takes_minutes=True), True, True),
        (holds(presides=True), False, True),
        (holds(chair=True), False, True),
    ],
)
def test_who_keeps_the_minutes_and_who_writes_up(who: Standing, keeps: bool, writes: bool) -> None:
    assert (who.keeps_the_minutes, who.writes_up) == (keeps, writes)


@pytest.mark.parametrize(
    ("who", "capacity"),
    [
        (holds(presides=True, tells=True), "presider"),
        (holds("staff", presides=True, tells=True), "staff"),
        (holds(secretary=True, tells=True), "secretary"),
        (holds(chair=True), None),
        (holds(presides=True), None),
    ],
)
def test_of_a_meeting_written_up_as_a_whole_whoever_presides_tells_what_others_did(
    who: Standing, capacity: str | None
) -> None:
    for power, do in (("own", "castVote"), ("own", "moveMotion"), ("secretariat", "takeNote")):
        if capacity is not None:
            assert may_record(who, power, do, [YOURS], mode="written_up") == capacity
        with pytest.raises(Rejected) if capacity != "secretary" else contextlib.nullcontext():
            may_record(who, power, do, [YOURS], mode="live")
        if capacity is None:
            with pytest.raises(Rejected, match="not_for_this_seat"):
                may_record(who, power, do, [YOURS], mode="written_up")


@pytest.mark.parametrize(
    "do", ["useCastingVote", "declineCastingVote", "signMinutes", "confirmReply", "disputeReply", "strikeAct"]
)
def test_telling_what_others_did_is_neither_their_casting_vote_nor_their_word(do: str) -> None:
    who = holds(presides=True, tells=True)
    with pytest.raises(Rejected):
        may_record(who, "presiding" if do.endswith("Vote") else "own", do, [YOURS], mode="written_up")


def test_the_acts_kept_apart_are_acts_there_are() -> None:
    assert set(COMMANDS) >= OF_THE_CHAIR | VOTING


@pytest.mark.parametrize("do", ["confirmLeaving", "disputeLeaving"])
def test_whoever_is_said_to_have_left_says_whether_it_is_so_and_nobody_says_it_for_them(do: str) -> None:
    gone = Standing(left=frozenset({MINE}))
    assert may_record(gone, "own", do, [MINE]) == "member"
    for who, acting in (
        (gone, [YOURS]),
        (gone, []),
        (holds(secretary=True), [MINE]),
        (Standing(convenor=True), [MINE]),
    ):
        with pytest.raises(Rejected, match="access"):
            may_record(who, "own", do, acting)


def test_the_secretary_writes_down_for_others_too() -> None:
    assert for_whom(MINE, [MINE, YOURS], secretary=True) == (True, (YOURS,))
    assert for_whom(MINE, [MINE, YOURS], secretary=False) == (True, ())
    assert for_whom(MINE, [YOURS], secretary=True) == (False, (YOURS,))
    assert for_whom(None, [YOURS], secretary=False) == (False, ())


@pytest.mark.parametrize(
    ("said", "mine", "whose"),
    [
        ("", MINE, "own"), (str(MINE), MINE, "own"), ("", None, "nobody"), (str(YOURS), MINE, "another"),
        (str(YOURS), None, "another"),
    ],
)  # fmt: skip
def test_whose_act_is_written_down(said: str, mine: SeatId | None, whose: str) -> None:
    assert speaks_for(said, mine) == whose
