"""Minutes on pages and on the API: sent out, corrected, approved, signed, corrected again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from governance.minutes.events import MinutesAmended, MinutesCorrectionAsked, MinutesSigned
from tests.people import record
from tests.scenarios.corrections import april, march, may

if TYPE_CHECKING:
    from tests.api.conftest import Room

MARCH = march()


@pytest.fixture
def meeting(room: Room) -> str:
    """March, closed; its minutes are a draft."""
    made = record(room.governance, [{"import": "march"}, *MARCH])
    room.ask("GET", f"/api/v1/register?group=group-a&wait_for={room.governance.head()}")
    return str(made["march"])


def then(room: Room, meeting: str, *lines: dict[str, Any]) -> None:
    named = [{**line, "minutes": meeting} if line.get("minutes") == "march" else line for line in lines]
    record(room.governance, [{"import": f"then {len(lines)}"}, *named])
    room.ask("GET", f"/api/v1/register?group=group-a&wait_for={room.governance.head()}")


def life(room: Room, meeting: str, **more: Any) -> dict[str, Any]:
    answer: dict[str, Any] = room.ask("GET", f"/api/v1/meetings/{meeting}/minutes/life", **more).json()
    return answer


ASKED = {"line": "7.1", "old": "the leaflets", "new": "100 leaflets"}


def test_a_member_asks_for_a_correction_and_the_secretary_changes_the_words(room: Room, meeting: str) -> None:
    here = f"/meetings/{meeting}"
    assert f'href="{here}/minutes"' in room.look(here, by="gp").text
    for _ in range(2):  # sent twice, asked once
        sent = room.send(f"{here}/minutes/correct", by="gp", once="1", **ASKED)
        assert sent.headers["location"] == f"{here}/minutes"
    (asked,) = life(room, meeting)["asked"]
    assert (asked["line"], asked["new"], asked["answer"]) == ("7.1", "100 leaflets", "waiting")
    path = f"{here}/corrections/{asked['correction']}"
    assert room.look(path, by="respiratory-nurse").status_code == 404
    assert room.send(path, by="user-representative-3").status_code == 422
    assert room.send(path, answer="accept").status_code == 303
    assert "Print 100 leaflets, £150." in room.look(here, by="gp").text
    amended = [one for one in room.governance.whole(_id(meeting)) if isinstance(one.event, MinutesAmended)]
    assert [one.event.asked_by for one in amended] == [room.directory.seats["gp"]]  # type: ignore[attr-defined]


TAKER = "respiratory-nurse"


@pytest.fixture
def taken(room: Room) -> str:
    """March, closed; its minutes were taken by a member who holds no office."""
    lines = [{**line, "minute_taker": TAKER} if "minute_taker" in line else line for line in MARCH]
    made = record(room.governance, [{"import": "march"}, *lines])
    room.ask("GET", f"/api/v1/register?group=group-a&wait_for={room.governance.head()}")
    return str(made["march"])


def test_whoever_took_the_minutes_sends_them_and_answers(room: Room, taken: str) -> None:
    here, seat = f"/meetings/{taken}", str(room.directory.seats["gp"])
    assert "Who asks?" in room.look(f"{here}/minutes/correct", by=TAKER).text
    assert room.send(f"{here}/minutes/correct", by=TAKER, seat=seat, channel="phone", **ASKED).status_code == 303
    (asked,) = life(room, taken)["asked"]
    path = f"{here}/corrections/{asked['correction']}"
    page = room.look(f"{here}/minutes", by=TAKER).text
    assert ("Send them to all" in page, f'href="{path}"' in page) == (True, True)
    assert "People named in the minutes" not in page
    assert "Shall it be changed?" in room.look(path, by=TAKER).text
    assert room.send(path, by=TAKER, answer="accept").status_code == 303
    assert room.send(f"{here}/minutes/send", by=TAKER, format="standard", channel="post").status_code == 303
    assert life(room, taken)["state"] == "circulated"


def test_the_chair_is_offered_nothing_that_is_always_refused(room: Room, taken: str) -> None:
    here, chair = f"/meetings/{taken}", "user-representative-1"
    room.send(f"{here}/minutes/correct", by="gp", **ASKED)
    (asked,) = life(room, taken)["asked"]
    path = f"{here}/corrections/{asked['correction']}"
    page = room.look(f"{here}/minutes", by=chair).text
    assert ("Send them to all" in page, path in page) == (False, False)
    assert "Who asks?" not in room.look(f"{here}/minutes/correct", by=chair).text
    only = "Only the secretary, or whoever takes the minutes, can do this."
    page = room.look(path, by=chair).text
    assert ("Shall it be changed?" in page, only in page) == (False, True)
    for where in (path, f"{here}/minutes/send"):
        refused = room.send(where, by=chair, answer="accept")
        assert (refused.status_code, only in refused.text) == (403, True), where
    room.send(path, answer="decline", reason="Nobody said 100.")
    page = room.look(path, by=chair).text
    assert ("Nobody said 100." in page, "<textarea" in page) == (True, False)
    assert room.send(path, by=chair, words="it was 100").status_code == 403
    assert room.send(path, by="gp", words="it was 100").status_code == 303


def _id(text: str) -> Any:
    import uuid  # noqa: PLC0415 - only here

    return uuid.UUID(text)


def test_the_secretary_writes_down_what_somebody_said_by_phone(room: Room, meeting: str) -> None:
    seat = str(room.directory.seats["carer-representative"])
    room.send(f"/meetings/{meeting}/minutes/correct", seat=seat, channel="phone", **ASKED)
    (one,) = [one for one in room.governance.whole(_id(meeting)) if isinstance(one.event, MinutesCorrectionAsked)]
    assert str(one.event.seat) == seat  # type: ignore[attr-defined]
    assert one.envelope.channel == "phone"
    assert one.envelope.recorded_by == room.person("user-representative-3")


def test_whoever_asked_in_vain_has_their_words_printed(room: Room, meeting: str) -> None:
    room.send(f"/meetings/{meeting}/minutes/correct", by="gp", **ASKED)
    (asked,) = life(room, meeting)["asked"]
    path = f"/meetings/{meeting}/corrections/{asked['correction']}"
    without = room.send(path, answer="decline")
    assert "Please say why." in without.text
    room.send(path, answer="decline", reason="Nobody said 100.")
    assert "Nobody said 100." in room.look(path, by="gp").text
    assert room.send(path, by="gp", words="it was 100").status_code == 303
    assert "7.1a" in room.look(f"/meetings/{meeting}").text
    assert "GP asked us to record: it was 100." in room.look(f"/meetings/{meeting}").text


def test_what_is_not_in_the_line_is_said_at_the_field(room: Room, meeting: str) -> None:
    page = room.send(f"/meetings/{meeting}/minutes/correct", by="gp", line="7.1", old="posters", new="x")
    assert page.status_code == 422
    assert 'id="old-fault"' in page.text
    assert "These words are not in the line." in page.text
    page = room.send(f"/meetings/{meeting}/minutes/correct", by="gp", line="9.1", old="posters", new="x")
    assert 'id="line-fault"' in page.text


def test_minutes_go_out_and_are_late_otherwise(room: Room, meeting: str) -> None:
    before = life(room, meeting)
    # Ten working days after Tuesday 10 March.
    assert (before["state"], before["due"], before["late"]) == ("draft", "2026-03-24", True)
    room.act("POST", f"/meetings/{meeting}/minutes/circulate", {"when": {"date": "2026-03-20"}, "channel": "post"})
    after = life(room, meeting)
    assert (after["state"], after["late"], after["circulated"]) == ("circulated", False, "2026-03-20")
    assert room.send(f"/meetings/{meeting}/minutes/send", format="large_print", channel="email").status_code == 303
    assert life(room, meeting)["formats"] == ["large_print"]


def test_lines_that_name_somebody_are_shown_to_officers_before_minutes_go_out(room: Room, meeting: str) -> None:
    registered = room.ask("GET", f"/api/v1/people/{room.person('gp')}").json()["name"]
    on = {"minutes": meeting, "when": {"date": "2026-03-20"}, "seat": "gp"}
    then(room, meeting, {"do": "askCorrection", "as": "x", **on, "line": "7.1", "old": "the leaflets",
                         "new": f"what {registered} wrote"},
         {"do": "answerCorrection", "minutes": meeting, "correction": "x", "answer": "accept",
          "when": {"date": "2026-03-20"}})  # fmt: skip
    found = room.ask("GET", f"/api/v1/meetings/{meeting}/minutes/names").json()
    assert [(one["number"], one["name"]) for one in found] == [("7.1", registered)]
    assert "People named in the minutes" in room.look(f"/meetings/{meeting}/minutes").text
    assert "People named in the minutes" not in room.look(f"/meetings/{meeting}/minutes", by="gp").text


def test_words_typed_when_signing_are_kept_when_it_is_refused(room: Room, meeting: str) -> None:
    then(room, meeting, *april()[:-1])
    typed = "The sum is wrong.\u202e"  # no text is taken with a character that turns words round
    refused = room.send(f"/meetings/{meeting}/minutes/sign", by="user-representative-1", about=typed)
    assert refused.status_code == 422
    assert "There are hidden characters in this. Please type it anew." in refused.text
    assert re.search(rf'<textarea id="about"[^>]*>{typed}</textarea>', refused.text)
    assert not [one for one in room.governance.whole(_id(meeting)) if isinstance(one.event, MinutesSigned)]


def test_approved_minutes_are_read_as_approved_and_as_corrected(room: Room, meeting: str) -> None:
    then(room, meeting, *april()[:-1])
    here = f"/meetings/{meeting}"
    assert "Approved on 14 April 2026. Not signed yet." in room.look(here, by="gp").text
    assert "Sign the minutes" in room.look(f"{here}/minutes", by="user-representative-1").text
    assert "Sign the minutes" not in room.look(f"{here}/minutes").text
    assert room.send(f"{here}/minutes/sign", by="user-representative-1").status_code == 303
    signed = [one for one in room.governance.whole(_id(meeting)) if isinstance(one.event, MinutesSigned)]
    assert signed[0].event.digest == life(room, meeting)["digest"]  # type: ignore[attr-defined]
    then(room, meeting, *may())
    approved, corrected = room.look(here, by="gp").text, room.look(f"{here}?version=corrected", by="gp").text
    assert "Vote: 7 for, 1 against, 1 took no side. Agreed." in approved
    assert "Vote: 6 for, 2 against, 1 took no side. Agreed." in corrected
    for page in (approved, corrected):
        assert "Corrected on 12 May 2026. See minutes of 12 May 2026, item 3." in page
    (one,) = life(room, meeting)["corrected"]
    assert (one["old"], one["new"], one["item"]) == (
        "7 for, 1 against, 1 took no side", "6 for, 2 against, 1 took no side", 3,
    )  # fmt: skip
    assert re.search(r"<del>7 for.*</del>", room.look(f"{here}/minutes").text)
    digests = {
        v: room.ask("GET", f"/api/v1{here}/minutes?version={v}", headers={"Accept": "application/json"}).json()["draft"]
        for v in ("draft", "approved", "corrected")
    }
    assert digests == {"draft": True, "approved": False, "corrected": False}


def test_after_the_approval_nobody_edits(room: Room, meeting: str) -> None:
    then(room, meeting, *april())
    page = room.send(f"/meetings/{meeting}/minutes/correct", by="gp", **ASKED)
    assert page.status_code == 422
    assert "never changed" in page.text
    refused = room.ask("POST", f"/api/v1/meetings/{meeting}/minutes/corrections", json={**ASKED, "seat": "gp"})
    assert (refused.status_code, refused.json()["clause"], refused.json()["reason"]) == (
        409,
        "R-MI7",
        "approved_record",
    )


def test_there_is_no_approved_version_of_a_draft(room: Room, meeting: str) -> None:
    assert room.ask("GET", f"/api/v1/meetings/{meeting}/minutes?version=approved").status_code == 404
