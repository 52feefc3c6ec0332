"""The page on which the chair's decisions between meetings are recorded, and read by members (R-CA1)."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from governance.decision.events import ChairsActionTaken
from tests.people import adopt, record

if TYPE_CHECKING:
    from tests.api.conftest import Room

GROUP = "/groups/group-a"
PAGE = f"{GROUP}/chairs-actions"
CHAIR, VICE, SECRETARY, CARER = (
    "user-representative-1", "user-representative-2", "user-representative-3", "carer-representative",
)  # fmt: skip
WORDS, WHY = "Move to the library.", "The hall is flooded."


def seat(room: Room, slug: str) -> str:
    return str(room.directory.seats[slug])


def said(room: Room, *, agreed: tuple[str, ...] = (VICE, CARER), against: str = "", **more: Any) -> dict[str, Any]:
    """The form filled in; every member not named was not asked."""
    members = [VICE, SECRETARY, CARER, "gp"]
    answers = ["against" if one == against else "agreed" if one in agreed else "" for one in members]
    free = {} if "cost" in more else {"costs_nothing": "yes"}
    return {"words": WORDS, "reason": WHY, "member": [seat(room, one) for one in members], "answer": answers,
            "do": "record", **free, **more}  # fmt: skip


def on(days: int) -> dict[str, int]:
    day = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=days)
    return {"when_day": day.day, "when_month": day.month, "when_year": day.year}


def taken(room: Room) -> list[ChairsActionTaken]:
    governance = room.governance
    events = [governance.stream(one)[0].event for one in governance.places.chairs_actions(room.made["a"])]
    return [one for one in events if isinstance(one, ChairsActionTaken)]


def test_the_chair_records_it_and_members_see_that_it_waits_for_the_next_meeting(room: Room) -> None:
    assert f'<a href="{PAGE}">What the chair decided alone</a>' in room.look(GROUP, by=CHAIR).text
    assert "The chair decided this alone" not in room.look(GROUP, by="gp").text
    form = room.look(PAGE, by=CHAIR).text
    assert "Who says so?" not in form
    assert "The chair has decided nothing alone." in form
    answer = room.send(PAGE, by=CHAIR, **said(room))
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}#decided")
    (event,) = taken(room)
    asked = [room.directory.seats[one] for one in (VICE, CARER)]
    assert (event.seat, list(event.consulted), event.objections) == (room.directory.seats[CHAIR], asked, ())
    assert (event.category, event.cost, event.outcome.takes_effect) == ("ordinary", None, True)
    assert event.costs_nothing is True
    page = room.look(PAGE, by="gp").text
    waits = "It waits for the next meeting. Members are told there."
    for words in (WORDS, WHY, waits, "Asked first:", "The chair said that it costs nothing."):
        assert words in page, words
    assert "The chair or the secretary can write it down here." in page
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]
    home = room.look(GROUP, by="gp").text
    assert re.search(rf'The chair decided this alone</h2>.*<a href="{PAGE}">{WORDS}</a>', home, re.DOTALL)
    assert WORDS not in room.look(GROUP, by=None).text
    assert room.look(PAGE, by=None).headers["location"].startswith("/sign-in")


def test_what_the_rules_do_not_allow_the_chair_is_said_where_it_is_and_nothing_typed_is_lost(room: Room) -> None:
    for fields, at, words in (
        ({"agreed": (CARER,)}, "asked-1", "Ask the vice-chair first."),
        ({"agreed": (VICE,)}, "asked-1", "Ask one more member with lived experience first."),
        ({"against": SECRETARY}, "asked-1", "Take it to a meeting."),
        ({"cost": "£90"}, "cost", "The chair may not spend so much alone."),
        ({"cost": "a lot"}, "cost", "We cannot read this amount."),
        ({"cost": ""}, "cost", "Say what it costs, or that it costs nothing."),
        ({"cost": "£5", "costs_nothing": "yes"}, "costs_nothing", "Give the sum, or say that it costs nothing."),
        ({"reason": " "}, "reason", "Please fill this in."),
        ({"words": ""}, "words", "Please fill this in."),
    ):
        refused = room.send(PAGE, by=CHAIR, **said(room, **fields))
        assert (refused.status_code, f'href="#{at}"' in refused.text, words in refused.text) == (422, True, True), words
        assert f'id="{at}"' in refused.text, at
    kept = room.send(PAGE, by=CHAIR, **said(room, agreed=(CARER,), against="gp", cost="£5", **on(3))).text
    for words in (f">{WORDS}</textarea>", f">{WHY}</textarea>", 'value="£5"', f'value="{on(3)["when_year"]}"'):
        assert words in kept, words
    chosen = re.findall(r'<option value="(\w+)" selected>', kept)
    assert sorted(chosen) == ["against", "agreed"]
    assert taken(room) == []


def test_it_can_be_checked_first_and_what_it_costs_is_within_what_the_chair_may_spend(room: Room) -> None:
    assert "The chair alone may spend nothing." in room.look(PAGE, by=CHAIR).text
    adopt(room.governance, {"quorum": 5, "chair_alone_limit": 5000})
    assert "The chair alone may spend £50 between two meetings." in room.look(PAGE, by=CHAIR).text
    checked = room.send(PAGE, by=CHAIR, **said(room, cost="£50", do="check"))
    assert (checked.status_code, "Our rules allow this. Nothing is recorded yet." in checked.text) == (200, True)
    assert taken(room) == []
    assert room.send(PAGE, by=CHAIR, **said(room, cost="£50.01", do="check")).status_code == 422
    once = {"once": "a-key-of-this-form"}
    for _ in range(2):
        assert room.send(PAGE, by=CHAIR, **said(room, cost="£50", **once)).status_code == 303
    (event,) = taken(room)
    assert event.cost is not None
    assert (event.category, event.cost.minor) == ("spend", 5000)
    assert "It costs £50." in room.look(PAGE, by="gp").text


def test_the_secretary_writes_down_what_the_chair_told_them(room: Room) -> None:
    assert "Who says so?" in room.look(PAGE).text
    unsaid = room.send(PAGE, **said(room))
    assert (unsaid.status_code, "Only the chair acts between meetings." in unsaid.text) == (422, True)
    silent = room.send(PAGE, **said(room, seat=seat(room, CHAIR)))
    assert (silent.status_code, "How did it come? Please choose one." in silent.text) == (422, True)
    assert room.send(PAGE, **said(room, seat=seat(room, CHAIR), channel="phone")).status_code == 303
    assert [event.seat for event in taken(room)] == [room.directory.seats[CHAIR]]
    refused = room.send(PAGE, by="gp", **said(room, seat=seat(room, CHAIR), channel="phone"))
    assert refused.status_code == 403
    assert len(taken(room)) == 1


def test_what_was_done_against_the_rules_is_written_down_only_when_that_is_meant(room: Room) -> None:
    past = {**said(room, agreed=(VICE,)), **on(-3)}
    first = room.send(PAGE, by=CHAIR, **past)
    assert (first.status_code, taken(room)) == (422, [])
    assert "Our rules did not allow this." in first.text
    assert "Rule R-CA1:" in first.text
    assert '<input type="checkbox" id="all_the_same" name="all_the_same" value="yes">' in first.text
    assert room.send(PAGE, by=CHAIR, **past, all_the_same="yes").status_code == 303
    (event,) = taken(room)
    assert (event.outcome.irregular, event.outcome.takes_effect) == (("R-CA1",), False)
    assert "It does not count: our rules were not kept." in room.look(PAGE, by="gp").text
    assert room.send(PAGE, by=CHAIR, **{**said(room), **on(-2)}).status_code == 303
    assert taken(room)[1].outcome.takes_effect


def test_a_meeting_that_was_not_told_and_one_that_answered_are_named(room: Room) -> None:
    at = {"meeting": "held", "when": {"date": "2026-07-20", "time": "14:00"}}
    here = [CHAIR, VICE, SECRETARY, CARER, "gp"]
    alone = {"do": "takeChairsAction", "group": "group-a", "seat": CHAIR, "words": WORDS, "reason": WHY,
             "consulted": [VICE, CARER], "when": {"date": "2026-07-10"}}  # fmt: skip
    call = {"do": "callMeeting", "as": "held", "group": "group-a", "starts": at["when"], "agenda": [{"title": "One"}],
            "when": {"date": "2026-07-01"}}  # fmt: skip
    last = [{"do": "openMeeting", **at, "present": here, "presider": CHAIR}, {"do": "closeMeeting", **at}]
    record(room.governance, [{"import": "alone"}, {**alone, "as": "late"}, call, *last])
    late = "A meeting was held since then, and was not told. Tell the next one."
    assert late in room.look(PAGE, by="gp").text
    assert late in room.look(GROUP, by="gp").text
    at = {"meeting": "told", "when": {"date": "2026-08-20", "time": "14:00"}}
    tell = {"do": "reportChairsAction", **at, "item": "3", "decision": str(taken(room)[0].decision)}
    call = {**call, "as": "told", "starts": at["when"]}
    made = record(room.governance, [{"import": "told"}, call, {**last[0], **at}, tell])
    page = room.look(PAGE, by="gp").text
    assert (late in page, "A meeting was told. It has not said yet what it makes of it." in page) == (False, True)
    note = {"do": "answerChairsAction", **at, "meeting": str(made["told"]), "item": "3", "how": "noted",
            "decision": str(taken(room)[0].decision)}  # fmt: skip
    record(room.governance, [{"import": "noted"}, note])
    assert "A meeting noted it." in room.look(PAGE, by="gp").text
    assert "The chair decided this alone" not in room.look(GROUP, by="gp").text


def test_without_a_chair_nobody_decides_alone(room: Room) -> None:
    record(room.governance, [
        {"import": "left"},
        {"do": "vacateSeat", "group": "group-a", "seat": CHAIR, "reason": "resigned", "when": {"date": "2026-08-01"}},
        {"do": "vacateSeat", "group": "group-a", "seat": VICE, "reason": "resigned", "when": {"date": "2026-08-01"}},
    ])  # fmt: skip
    page = room.look(PAGE).text
    assert "Nobody is in the chair now. So nobody can decide alone." in page
