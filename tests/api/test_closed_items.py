"""An item behind closed doors: a stub for everybody, minutes of its own, and totals that count (R-CL1 to R-CL4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from api.importing import BadLine
from governance.decision.events import DecisionMade
from governance.kernel import MeetingId
from governance.minutes.events import ClosedMinuteReviewed
from projections.minutes import plain
from tests.people import minutes, record
from tests.scenarios.corrections import MOVED, at, meeting

if TYPE_CHECKING:
    from tests.api.conftest import Room

DAY = "2026-03-10"
LIVE = {"mode": "live"}
SECRET = "Pay Mrs Example £200 in settlement."
STUB = "3.3 This part of the meeting was closed (personal). Everybody may know: a claim was settled within our budget."


def told(*, vote: bool = True, **more: Any) -> list[dict[str, Any]]:
    """10 March: item 3 is closed after a vote, decided, and told in a few words."""
    on = {"meeting": "march", "item": "3", **more}
    voted = {"do": "recordDecision", **on, "words": "Close the meeting for this item.", **MOVED, "count": {"for": 9},
             "category": "closed_session", **at(DAY, "14:10")}  # fmt: skip
    return [
        {"import": "closed"},
        *meeting("march", DAY, "2026-03-01", "The claim of Mrs Example", "Leaflets", **more),
        *([voted] if vote else [{"do": "openItem", **on, **at(DAY, "14:10")}]),
        {"do": "startClosedSession", **on, "ground": "personal", "title": "A claim", **at(DAY, "14:12")},
        {"do": "recordDecision", "as": "secret", **on, "words": SECRET, **MOVED,
         "count": {"for": 6, "against": 2, "no_side": 1}, **at(DAY, "14:20")},
        {"do": "endClosedSession", **on, "words": "a claim was settled within our budget", **at(DAY, "14:30")},
        {"do": "closeMeeting", "meeting": "march", **at(DAY, "15:00"), **more},
    ]  # fmt: skip


def test_an_act_about_minutes_names_an_item_by_its_number_there(room: Room) -> None:
    made = record(room.governance, told())
    review = {"do": "reviewClosedMinute", "minutes": str(made["march"]), "item": "3", "outcome": "keep",
              "reason": "It is about one person.", **at("2026-03-20", "10:00")}  # fmt: skip
    record(room.governance, [{"import": "reviewed"}, review])
    state = room.governance.meeting(MeetingId(made["march"]))
    (third,) = [item for item, kept in state.items.items() if kept.number == 3]
    events = [one.event for one in room.governance.whole(made["march"])]
    assert [event.item for event in events if isinstance(event, ClosedMinuteReviewed)] == [third]
    with pytest.raises(BadLine, match="no item is called '9'"):
        record(room.governance, [{"import": "nowhere"}, {**review, "item": "9"}])


@pytest.mark.parametrize("mode", [LIVE, {}])
@pytest.mark.parametrize("tier", [0, 1])
def test_everybody_reads_a_stub_with_a_neutral_title(room: Room, mode: dict[str, Any], tier: int) -> None:
    made = record(room.governance, told(**mode))
    document = minutes(room.governance, made["march"], tier=tier)
    (part,) = [part for part in document.parts if part.number == 3]
    assert part.heading == "A claim"
    assert f"{part.lines[-1].number} {part.lines[-1].text}" == STUB
    text = " ".join(plain.render(document).split())
    assert SECRET not in text
    assert "Mrs Example" not in text
    assert "Vote: 6 for" not in text


def test_the_closed_minutes_are_read_by_officers_and_by_members_once_released(room: Room) -> None:
    made = record(room.governance, told())
    item = next(iter(room.governance.meeting(made["march"]).items))  # type: ignore[arg-type]
    path = f"/api/v1/items/{item}/closed-session"
    assert room.ask("GET", path, by="gp").status_code == 404
    document = room.ask("GET", path).json()
    lines = [line["text"] for part in document["parts"] if part["number"] == 3 for line in part["lines"]]
    assert lines[1] == "Vote: 6 for, 2 against, 1 took no side. Agreed."
    assert SECRET in lines[0]
    room.act(
        "POST",
        f"/items/{item}/closed-session/review",
        {"outcome": "release", "reason": "All is paid.", "when": {"date": "2026-06-01"}},
    )
    assert room.ask("GET", path, by="gp").status_code == 200


def test_a_closed_vote_counts_in_the_register_without_its_words(room: Room) -> None:
    made = record(room.governance, told())
    register = room.ask("GET", f"/api/v1/register?group=group-a&wait_for={room.governance.head()}").json()
    (entry,) = [one for one in register if one["decision"] == str(made["secret"])]
    assert entry["words"] == "A claim"
    tally = entry["outcome"]["tally"]
    assert (tally["for"], tally["against"], tally["no_side"]) == (6, 2, 1)
    motion = next(one.event.motion for one in room.governance.everything(0, 9, (DecisionMade.topic,))
                  if isinstance(one.event, DecisionMade) and one.event.decision == made["secret"])  # fmt: skip
    assert room.ask("GET", f"/api/v1/motions/{motion}", by="gp").json()["words"] == "[withheld]"
    assert room.ask("GET", f"/api/v1/motions/{motion}").json()["words"] == SECRET


def test_without_a_vote_the_doors_stay_open_and_written_up_it_is_told(room: Room) -> None:
    with pytest.raises(BadLine, match="R-CL1: needs_a_vote"):
        record(room.governance, told(vote=False, **LIVE))
    made = record(room.governance, [{"import": "written up"}, *told(vote=False)[1:]])
    document = minutes(room.governance, made["march"])
    assert SECRET not in plain.render(document)


def test_what_was_looked_at_again_is_told_under_the_item(room: Room) -> None:
    made = record(room.governance, told())
    item = next(iter(room.governance.meeting(made["march"]).items))  # type: ignore[arg-type]
    review = {"outcome": "keep", "reason": "It is too soon.", "review_by": "2026-12-01", "when": {"date": "2026-06-01"}}
    room.act("POST", f"/items/{item}/closed-session/review", review)
    room.ask("GET", f"/api/v1/register?group=group-a&wait_for={room.governance.head()}")
    assert (
        "Looked at again on 1 June 2026. It stays closed until 1 December 2026, when we look again."
        in room.look(f"/meetings/{made['march']}", by="gp").text
    )
