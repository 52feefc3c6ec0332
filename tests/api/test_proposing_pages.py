"""The pages on which members propose business, are answered, and agree to short notice (R-NO7, R-NO3)."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from tests.people import record

if TYPE_CHECKING:
    from tests.api.conftest import Room

GROUP = "/groups/group-a"
CARER = "carer-representative"
VOTERS = [
    "user-representative-1", "user-representative-2", "user-representative-3", "user-representative-4", CARER,
    "respiratory-nurse", "gp", "commissioner", "development-worker",
]  # fmt: skip


def now(days: int = 0) -> dt.date:
    return dt.datetime.now(dt.UTC).date() + dt.timedelta(days=days)


def proposed(room: Room, title: str = "A ramp", by: str = "gp", **more: Any) -> str:
    """Propose it; its id."""
    answer = room.send(f"{GROUP}/propose", by=by, title=title, **more)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{GROUP}/propose"), answer.text
    return str(list(room.governance.group(room.made["a"]).business)[-1])


def calling(days: int = 30, **more: Any) -> dict[str, Any]:
    on = now(days)
    return {"starts_day": on.day, "starts_month": on.month, "starts_year": on.year, "time": "2 pm",
            "agenda": "The budget", "do": "call", **more}  # fmt: skip


def called(room: Room, days: int = 30, **more: Any) -> str:
    answer = room.send(f"{GROUP}/call", **calling(days, **more))
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def seat(room: Room, slug: str) -> str:
    return str(room.directory.seats[slug])


def test_what_a_member_proposed_goes_on_the_agenda_and_they_see_it(room: Room) -> None:
    form = room.look(f"{GROUP}/propose", by="gp").text
    assert "Propose it at least 10 days before the meeting." in form
    proposed(room)
    proposed(room, "The tea", by="commissioner", deciding="no")
    page = room.look(f"{GROUP}/propose", by="gp").text
    assert re.findall(r"<h3>([^<]+)</h3>", page) == ["The tea", "A ramp"]
    assert page.count("It waits for the next meeting.") == 2
    assert [one.for_decision for one in room.governance.group(room.made["a"]).business.values()] == [True, False]
    meeting = called(room)
    assert '<li value="4">A ramp</li>' in room.look(meeting, by="gp").text
    answer = room.look(f"{GROUP}/propose", by="gp").text
    assert answer.count("It is on the agenda.") == 2
    assert f'<a href="{meeting}">The meeting on {now(30).day} {now(30):%B %Y}</a>' in answer


def test_officers_leave_it_out_with_a_reason_the_proposer_reads(room: Room) -> None:
    ramp = proposed(room)
    tea = proposed(room, "The tea")
    form = room.look(f"{GROUP}/call").text
    assert form.count("Not this time? Say why.") == 2
    assert f'name="proposal" value="{ramp}"' in form
    meeting = called(room, proposal=[ramp, tea], reason=["The council decides that.", ""])
    notice = room.look(meeting, by="gp").text
    assert "Not taken: A ramp. Reason: The council decides that." in notice
    assert '<li value="4">The tea</li>' in notice
    answer = room.look(f"{GROUP}/propose", by="gp").text
    assert "Not taken. Reason: The council decides that." in answer
    assert f'href="{meeting}/business/{ramp}/insist"' in answer


def test_a_reason_that_cannot_be_taken_is_said_at_it_and_kept(room: Room) -> None:
    first, second = proposed(room), proposed(room, "The tea")
    refused = room.send(f"{GROUP}/call", **calling(proposal=[first, second], reason=["", "No\u202e"]))
    assert refused.status_code == 422
    assert 'href="#reason-2"' in refused.text
    assert "There are hidden characters in this." in refused.text
    assert 'value="No\u202e"' in refused.text
    long = room.send(f"{GROUP}/call", **calling(proposal=[first, second], reason=["x" * 50_000, ""]))
    assert (long.status_code, 'href="#reason-1"' in long.text, "This is too long." in long.text) == (422, True, True)


def test_what_was_taken_back_meanwhile_does_not_stop_the_call(room: Room) -> None:
    ramp = proposed(room)
    assert room.send(f"/business/{ramp}/withdraw", by="gp").status_code == 303
    meeting = called(room, proposal=[ramp], reason=["No."])
    assert "A ramp" not in room.look(meeting, by="gp").text


def test_two_members_put_it_on_the_agenda_all_the_same(room: Room) -> None:
    ramp = proposed(room)
    meeting = called(room, proposal=[ramp], reason=["Not ours."])
    path = f"{meeting}/business/{ramp}/insist"
    assert f'href="{path}"' in room.look(meeting, by="gp").text
    page = room.look(path, by="gp").text
    assert "It was not taken. Reason: Not ours." in page
    assert "When 2 members want it, it is on the agenda." in page
    first = room.send(path, by="gp")
    assert (first.status_code, first.headers["location"]) == (303, meeting)
    mine = room.look(path, by="gp").text
    assert "You want it on the agenda. One more member has to want it." in mine
    assert "Who wants it: GP." in room.look(path, by=CARER).text
    room.send(path, by=CARER)
    notice = room.look(meeting, by="gp").text
    assert "Not taken" not in notice
    assert '<li value="4">A ramp</li>' in notice
    assert "It is on the agenda." in room.look(path, by="gp").text
    assert "It is on the agenda." in room.look(f"{GROUP}/propose", by="gp").text
    assert room.look(f"{meeting}/business/{seat(room, 'gp')}/insist", by="gp").status_code == 404


def test_nobody_is_sent_to_insist_on_the_agenda_of_a_meeting_that_was_called_off(room: Room) -> None:
    ramp = proposed(room)
    meeting = called(room, proposal=[ramp], reason=["Not ours."])
    assert "/insist" in room.look(f"{GROUP}/propose", by="gp").text
    assert room.send(f"{meeting}/cancel", reason="No room.").status_code == 303
    assert "/insist" not in room.look(f"{GROUP}/propose", by="gp").text


def test_what_came_too_late_is_said_and_waits(room: Room) -> None:
    # Nine days before: ten are needed.
    ramp = proposed(room)
    meeting = called(room, 9, proposal=[ramp], reason=["Too late for this one."])
    assert "It came too late for this meeting." in room.look(f"{meeting}/business/{ramp}/insist", by="gp").text
    refused = room.send(f"{meeting}/business/{ramp}/insist", by="gp")
    assert refused.status_code == 422
    told = room.look(f"{GROUP}/propose", by="gp").text
    assert "Not taken. Reason: Too late for this one." in told
    assert f'<a href="{meeting}">The meeting on {now(9).day} {now(9):%B %Y}</a>' in told
    assert "It came too late for that meeting. It waits for the next meeting." in told
    notice = room.look(meeting, by="gp").text
    assert "Not taken: A ramp. Reason: Too late for this one." in notice
    assert "It came too late for this meeting. It waits for the next one." in notice
    assert "/insist" not in told + notice
    called(room, 40)
    answered = room.look(f"{GROUP}/propose", by="gp").text
    assert "It is on the agenda." in answered
    assert "Too late for this one." not in answered


def test_whoever_proposed_it_takes_it_back_and_nobody_else_does(room: Room) -> None:
    ramp = proposed(room)
    path = f"/business/{ramp}/withdraw"
    assert f'href="{path}"' in room.look(f"{GROUP}/propose", by="gp").text
    assert path not in room.look(f"{GROUP}/propose", by="commissioner").text
    back = room.look(path, by="commissioner")
    assert (back.status_code, back.headers["location"]) == (303, f"{GROUP}/propose")
    refused = room.send(path, by="commissioner")
    assert (refused.status_code, "Whoever proposed it can take it back." in refused.text) == (422, True)
    assert "Then it goes on no agenda." in room.look(path, by="gp").text
    taken = room.send(path, by="gp")
    assert (taken.status_code, taken.headers["location"]) == (303, f"{GROUP}/propose")
    page = room.look(f"{GROUP}/propose", by="gp").text
    assert "Taken back." in page
    assert "<h3>A ramp</h3>" in page
    assert "A ramp" not in room.look(f"{GROUP}/call").text


def test_once_answered_it_is_not_taken_back(room: Room) -> None:
    ramp = proposed(room)
    called(room)
    assert room.look(f"/business/{ramp}/withdraw", by="gp").status_code == 303
    refused = room.send(f"/business/{ramp}/withdraw", by="gp")
    assert refused.status_code == 422
    assert "It was answered when the meeting was called." in refused.text


def test_the_secretary_writes_down_what_somebody_else_proposed(room: Room) -> None:
    silent = room.send(f"{GROUP}/propose", title="A ramp", seat=seat(room, "gp"))
    assert (silent.status_code, 'href="#channel"' in silent.text) == (422, True)
    proposed(room, by="user-representative-3", seat=seat(room, "gp"), channel="post")
    assert "GP, " in room.look(f"{GROUP}/propose").text
    (kept,) = room.governance.group(room.made["a"]).business.values()
    assert str(kept.seat) == seat(room, "gp")


def test_nothing_is_proposed_without_words_or_a_vote(room: Room) -> None:
    refused = room.send(f"{GROUP}/propose", by="gp", title="")
    assert (refused.status_code, 'href="#title"' in refused.text) == (422, True)
    odd = room.send(f"{GROUP}/propose", by="gp", title="A ramp", deciding="perhaps")
    assert (odd.status_code, 'href="#deciding"' in odd.text) == (422, True)
    page = room.look(f"{GROUP}/propose", by="critical-friend").text
    assert "Members with a vote can do this." in page
    assert room.send(f"{GROUP}/propose", by="critical-friend", title="A ramp").status_code == 422


def test_a_hasty_meeting_is_called_only_when_that_is_ticked_and_members_agree(room: Room) -> None:
    assert "Meet all the same, on short notice" not in room.look(f"{GROUP}/call").text
    refused = room.send(f"{GROUP}/call", **calling(3))
    assert refused.status_code == 422
    assert "Meet all the same, on short notice" in refused.text
    meeting = called(room, 3, short_notice="yes")
    notice = room.look(meeting, by="gp").text
    assert "Notice was short. We meet only if every member with a vote agrees." in notice
    path = f"{meeting}/short-notice"
    assert f'href="{path}"' in notice
    page = room.look(path, by="gp").text
    assert "There are 2 clear days before it. We need 7." in page
    assert "Do you agree to meet then?" in page
    agreed = room.send(path, by="gp")
    assert (agreed.status_code, agreed.headers["location"]) == (303, path)
    page = room.look(path, by="gp").text
    assert "You agreed." in page
    assert re.search(r"Who agreed</h2>\s*<ul[^>]*><li>GP</li></ul>", page)
    assert "Yes, I agree" not in page


def test_the_secretary_writes_down_that_a_member_agreed_by_phone(room: Room) -> None:
    path = f"{called(room, 3, short_notice='yes')}/short-notice"
    silent = room.send(path, seat=seat(room, "gp"))
    assert (silent.status_code, 'href="#channel"' in silent.text) == (422, True)
    assert room.send(path, by=CARER, seat=seat(room, "gp"), channel="phone").status_code == 403
    assert room.send(path, seat=seat(room, "gp"), channel="phone").status_code == 303
    stream = room.governance.stream(next(iter(room.governance.places.meetings(room.made["a"]))))
    consents = [one for one in stream if one.event.topic == "meeting.short_notice_consented.v1"]
    assert [(one.envelope.channel, one.envelope.capacity) for one in consents] == [("phone", "secretary")]
    for slug in VOTERS:
        room.send(path, seat=seat(room, slug), channel="in_room")
    assert "Every member agreed. The meeting can be held." in room.look(path, by="gp").text


def test_long_enough_a_notice_needs_nobodys_agreement(room: Room) -> None:
    path = f"{called(room)}/short-notice"
    page = room.look(path, by="gp").text
    assert "Nobody has to agree to the notice of this meeting." in page
    refused = room.send(path, by="gp")
    assert (refused.status_code, "Nobody needs to agree to this notice." in refused.text) == (422, True)


def test_what_the_rules_bring_back_cannot_be_left_out(room: Room) -> None:
    lines = [
        {"import": "unnoticed"},
        {"do": "callMeeting", "as": "m", "group": "group-a", "starts": {"date": "2026-02-10", "time": "14:00"},
         "agenda": [{"title": "The hall"}], "when": {"date": "2026-02-01"}},
        {"do": "openMeeting", "meeting": "m", "present": VOTERS[:6], "presider": "chair",
         "when": {"date": "2026-02-10", "time": "14:00"}},
        {"do": "recordDecision", "as": "made", "meeting": "m", "item": "3", "words": "Use it.", "how": "hands",
         "count": {"for": 6}, "moved_by": CARER, "seconded_by": "chair",
         "when": {"date": "2026-02-10", "time": "14:10"}},
        {"do": "closeMeeting", "meeting": "m", "when": {"date": "2026-02-10", "time": "15:00"}},
        {"do": "noteNoticeDefect", "meeting": "m", "seat": "gp", "when": {"date": "2026-02-11"}},
        {"do": "reopenForNotice", "meeting": "m", "decision": "made", "seat": "gp", "when": {"date": "2026-02-11"}},
    ]  # fmt: skip
    record(room.governance, lines)
    form = room.look(f"{GROUP}/call").text
    assert "By our rules it comes back at the next meeting." in form
    assert "Not this time?" not in form
    assert "Take it back" not in room.look(f"{GROUP}/propose", by="gp").text
