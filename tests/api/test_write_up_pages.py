"""Writing up through the pages: who may, what is kept, what is said before it is recorded, and recorded once."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any, get_args

import msgspec
import pytest

from api import drafts, writing_up
from api.notes.notes import ROWS, Answer, Candidate, Entry, Kind, Objection, Part, Task
from governance.acts import Principal
from governance.kernel import MeetingId
from governance.store import Conflict
from tests.api.access.nasty import NASTY, scripts_in
from tests.people import adopt, evening, printed, record
from tests.scenarios.test_evenings import S1, lines_in

if TYPE_CHECKING:
    from uuid import UUID

    from tests.api.conftest import Room

CALLED = {
    "do": "callMeeting", "as": "paper", "group": "group-a", "by": "secretary", "mode": "written_up",
    "starts": {"date": "2026-02-10", "time": "14:00"},
    "agenda": [{"title": "Spring drop-in"}, {"title": "The new leaflet"}], "when": {"date": "2026-02-01"},
}  # fmt: skip
FIRST = "items.0.entries.0"
# Chosen from a list: a form with anything else is none of ours.
CHOSEN = {"postpones", "stood", "found", "then", "costs", "noticed", "kept", "unsaid", "heard"}
VOTES = {"vote", "again"}
MOTION = {f"{FIRST}.kind": "proposal", "items.0.number": "3", "items.0.title": "Spring drop-in"}


@pytest.fixture
def meeting(room: Room) -> UUID:
    return record(room.governance, [{"import": "paper"}, CALLED])["paper"]


def text(page: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def save(room: Room, meeting: UUID, *, do: str = "save", version: int = 0, by: str | None = None, **more: Any) -> Any:
    fields = {"version": str(version), "do": do, "started": "14:00", **more}
    return room.send(f"/meetings/{meeting}/write-up/save", by=by or "user-representative-3", **fields)


def test_only_officers_write_up(room: Room, meeting: UUID) -> None:
    path = f"/meetings/{meeting}/write-up"
    assert "Write up" in room.look(path).text
    for by in ("gp", "development-worker", "critical-friend", "secretariat-support-officer"):
        for one in (path, f"{path}/check", "/groups/group-a/write-up"):
            assert room.look(one, by=by).status_code == 404, one
        assert save(room, meeting, by=by).status_code == 404
    for one in (path, "/groups/group-a/write-up"):
        anonymous = room.look(one, by=None)
        assert (anonymous.status_code, anonymous.headers["location"][:14]) == (303, "/sign-in?next=")
    assert room.governance.store.rows("SELECT 1 FROM drafts.write_up") == []


def test_the_page_begins_with_the_agenda_the_last_roll_and_what_was_left_over(room: Room, meeting: UUID) -> None:
    record(room.governance, evening("january"))
    room.ask("GET", f"/api/v1/register?group=group-a&wait_for={room.governance.head()}")
    shown = room.look(f"/meetings/{meeting}/write-up")
    page = shown.text
    assert "3. Spring drop-in" in text(shown)
    assert "4. The new leaflet" in text(shown)
    assert 'value="Spring drop-in venue"' in page
    ticked = re.findall(r'name="present" value="([^"]+)"[^>]* checked', page)
    assert ticked == [
        "user-representative-1", "user-representative-2", "respiratory-nurse", "gp", "commissioner",
        "development-worker", "secretariat-support-officer",
    ]  # fmt: skip
    assert 'name="presider" type="text" value="Chair"' in page


def test_a_proposal_left_over_keeps_its_words_mover_and_seconder(room: Room) -> None:
    record(room.governance, evening("february"))
    room.ask("GET", f"/api/v1/register?group=group-a&wait_for={room.governance.head()}")
    march = {**CALLED, "starts": {"date": "2026-03-10"}, "agenda": [{"title": "Any news"}]}
    meeting = record(room.governance, [{"import": "march"}, march])["paper"]
    page = room.look(f"/meetings/{meeting}/write-up").text
    assert "Use the new leaflet words." in page
    assert 'value="Development worker"' in page
    assert 'value="Respiratory nurse"' in page
    assert "Hold the spring drop-in" not in page


def test_s1_written_up_says_what_the_rules_make_of_it_before_it_is_recorded(room: Room, meeting: UUID) -> None:
    here = ["user-representative-1", "user-representative-2", "respiratory-nurse", "gp", "commissioner",
            "development-worker", "secretariat-support-officer"]  # fmt: skip
    away = ["user-representative-3", "user-representative-4", "carer-representative"]
    vote = {f"{FIRST}.words": "Use the library.", f"{FIRST}.vote.how": "except"}
    fields = {**MOTION, **vote, "present": here, "apologies": away, "presider": "chair",
              "minute_taker": "support officer", "waited": "15", "ended": "15:05"}  # fmt: skip
    checked = save(room, meeting, do="check", **fields)
    assert checked.headers["location"] == f"/meetings/{meeting}/write-up/check"
    page = text(room.look(checked.headers["location"]))
    assert "One decision was not made by our rules." in page
    assert "What was agreed has no effect until it is ratified." in page
    assert "Use the library. Agreed: 6 for, 0 against. Too few members with lived experience were there." in page, page
    assert "The meeting still could not make decisions." in page
    before = room.governance.head()
    assert room.send(f"/meetings/{meeting}/write-up/record", version="9").headers["location"].endswith("/check")
    assert room.governance.head() == before
    done = room.send(f"/meetings/{meeting}/write-up/record", version="1")
    assert done.headers["location"] == f"/meetings/{meeting}"
    after = room.governance.head()
    again = room.send(f"/meetings/{meeting}/write-up/record", version="1")
    assert (again.headers["location"], room.governance.head()) == (f"/meetings/{meeting}", after)
    lines = printed(room.governance, meeting)
    assert lines_in(lines, "1", "2") == lines_in(S1.splitlines(), "1", "2")
    assert "3.2 Vote: 6 for, 0 against, 0 took no side. Agreed." in lines
    assert "This meeting is in the record" in room.look(f"/meetings/{meeting}/write-up").text


@pytest.mark.parametrize("then", ["gone", "busy", "refused"])
def test_pressed_twice_at_once_every_press_leads_to_the_minutes(
    room: Room, meeting: UUID, monkeypatch: pytest.MonkeyPatch, then: str
) -> None:
    save(room, meeting, present=["user-representative-1"])
    load, really = drafts.load, writing_up.record
    officer = Principal("person", person=room.person("user-representative-3"))

    def quicker(*asked: Any) -> Any:
        draft = load(*asked)
        really(*asked, draft, officer)
        return None if then == "gone" else draft

    def late(*asked: Any) -> Any:
        if then == "busy":
            raise Conflict
        return writing_up.look(*asked)

    monkeypatch.setattr(drafts, "load", quicker)
    monkeypatch.setattr(writing_up, "record", late)
    done = room.send(f"/meetings/{meeting}/write-up/record", version="1")
    assert (done.status_code, done.headers.get("location")) == (303, f"/meetings/{meeting}")


def test_a_meeting_that_cannot_begin_is_told_why_and_not_once_more_for_every_line(room: Room, meeting: UUID) -> None:
    twice = {"present": ["gp"], "apologies": ["gp"], f"{FIRST}.kind": "note", f"{FIRST}.words": "We had tea."}
    noted = {**twice, "items.0.number": "3", "items.0.title": "Spring drop-in"}
    told = text(room.look(save(room, meeting, do="check", **noted).headers["location"].partition("#")[0]))
    assert "Somebody is named twice." in told
    assert "This meeting has not begun." not in told


def test_a_meeting_called_off_is_not_said_to_be_in_the_record(room: Room, meeting: UUID) -> None:
    room.send(f"/meetings/{meeting}/cancel", reason="Snow.")
    assert "in the record" not in room.look(f"/meetings/{meeting}/write-up").text


@pytest.mark.parametrize(("how", "said"), [("recorded", "is in the record"), ("called off", "was cancelled")])
def test_who_was_still_typing_is_told_and_gets_their_words_back(room: Room, meeting: UUID, how: str, said: str) -> None:
    save(room, meeting, present=["gp"])
    if how == "recorded":
        room.send(f"/meetings/{meeting}/write-up/record", version="1")
    else:
        room.send(f"/meetings/{meeting}/cancel", reason="Snow.")
    typed = {**MOTION, f"{FIRST}.words": "Thank the <b>library</b>.", "present": ["gp"]}
    late = save(room, meeting, by="user-representative-1", version=1, **typed)
    assert late.status_code == 409
    assert said in text(late)
    assert "Thank the &lt;b&gt;library&lt;/b&gt;." in late.text
    assert "Came GP" in late.text
    script = room.client.post(
        f"/meetings/{meeting}/write-up/save", data=typed,
        headers={"Sec-Fetch-Site": "same-origin", "Accept": "application/json"},
    )  # fmt: skip
    assert (script.status_code, script.json()["late"]) == (409, True)
    assert f"This meeting was {how} meanwhile." in script.json()["why"]


def test_whoever_writes_up_in_place_of_the_secretary_is_named_as_taking_the_notes(room: Room, meeting: UUID) -> None:
    path, chair = f"/meetings/{meeting}/write-up", "user-representative-1"
    assert 'name="minute_taker" type="text" value="Secretary"' in room.look(path).text
    assert 'name="minute_taker" type="text" value="Chair"' in room.look(path, by=chair).text
    noted = {**MOTION, f"{FIRST}.words": "Use the library.", f"{FIRST}.vote.how": "agreed", "present": ["gp"]}
    checked = save(room, meeting, by=chair, do="check", minute_taker="", **noted)
    told = room.look(checked.headers["location"].partition("#")[0], by=chair)
    said = "Write down who took the notes. If it was you, choose “Chair”."
    assert told.text.count(f'<a href="#minute_taker">{said}</a>') == 1
    assert "Only the secretary, or whoever takes the minutes" not in told.text
    assert 'id="minute_taker-fault"' in told.text
    assert f'<a href="{path}?look=1#minute_taker">{said}</a>' in room.look(f"{path}/check", by=chair).text


def test_no_field_takes_more_than_can_be_kept(room: Room, meeting: UUID) -> None:
    save(room, meeting, do="add:items", **MOTION)
    page = room.look(f"/meetings/{meeting}/write-up").text
    typed = re.findall(r'<(?:textarea[^>]*|input[^>]*type="text"[^>]*)>', page)
    full: dict[str, str] = {}
    for field in typed:
        most = re.search(r'maxlength="(\d+)"', field)
        name = re.search(r'name="([^"]+)"', field)
        assert most, field
        assert name, field
        full[name[1]] = "x" * int(most[1])
    assert any(name.endswith(".title") for name in full)
    assert save(room, meeting, version=1, **{**MOTION, **full}).status_code == 303


def test_a_script_saves_and_is_told_the_version(room: Room, meeting: UUID) -> None:
    room.client.cookies = room.session("user-representative-3")
    token = re.search(r'name="csrf" value="([^"]+)"', room.client.get("/sign-in").text)
    assert token is not None
    data = {"csrf": token[1], "version": "0", "do": "save", "started": "14:00"}
    own = {"Sec-Fetch-Site": "same-origin", "Accept": "application/json"}
    path = f"/meetings/{meeting}/write-up/save"
    saved = room.client.post(path, data=data, headers=own)
    assert (saved.status_code, saved.json()["version"]) == (200, 1)
    assert room.client.post(path, data=data, headers=own).status_code == 412
    room.client.cookies = room.session("user-representative-1")
    other = re.search(r'name="csrf" value="([^"]+)"', room.client.get("/sign-in").text)
    assert other is not None
    held = room.client.post(path, data={**data, "csrf": other[1], "version": "1"}, headers=own)
    assert held.status_code == 409
    room.client.cookies = {}
    assert room.client.post(path, data=data, headers=own).status_code == 401


def test_what_could_not_be_saved_comes_back_word_for_word(room: Room, meeting: UUID) -> None:
    save(room, meeting)
    stale = save(room, meeting, ended='15:15 "<b>')
    assert stale.status_code == 412
    assert "not yet saved" in stale.text
    assert "15:15 &#34;&lt;b&gt;" in stale.text
    out = room.client.cookies = {}
    assert out == {}
    lost = room.client.post(
        f"/meetings/{meeting}/write-up/save", data={"started": "half <i>", "present": ["gp", "chair"]},
        headers={"Sec-Fetch-Site": "same-origin"},
    )  # fmt: skip
    assert lost.status_code == 401
    assert 'name="started" value="half &lt;i&gt;"' in lost.text
    assert lost.text.count('name="present"') == 2


def test_a_cost_is_told_on_the_check_page_where_the_words_do_not_name_it(room: Room, meeting: UUID) -> None:
    second = "items.1.entries.0"
    fields = {**MOTION, f"{FIRST}.words": "Buy tea.", f"{FIRST}.cost": "12.50", f"{FIRST}.vote.how": "agreed",
              "items.1.number": "4", "items.1.title": "The new leaflet", f"{second}.kind": "proposal",
              f"{second}.words": "Print leaflets for £150.", f"{second}.cost": "£150", f"{second}.vote.how": "agreed",
              "present": ["user-representative-1", "user-representative-2", "user-representative-3", "gp",
                          "carer-representative"], "minute_taker": "secretary"}  # fmt: skip
    checked = save(room, meeting, do="check", **fields)
    page = room.look(checked.headers["location"]).text
    assert "<p>3.1 We agreed: Buy tea. Cost: £12.50.</p>" in page
    assert "<p>4.1 We agreed: Print leaflets for £150.</p>" in page
    room.send(f"/meetings/{meeting}/write-up/record", version="1")
    minutes = room.look(f"/meetings/{meeting}", by="gp").text
    assert minutes.count("Buy tea. Cost: £12.50.") == 2
    assert "3.1 We agreed: Buy tea. Cost: £12.50." in room.look(f"/meetings/{meeting}/minutes.txt", by="gp").text
    orders = room.ask("GET", "/api/v1/groups/group-a/standing-orders").json()["orders"]
    adopt(room.governance, {**orders, "published": True})
    public = room.look(f"/meetings/{meeting}", by=None).text
    assert public.count("Buy tea.") == 2
    assert "12.50" not in public + room.look(f"/meetings/{meeting}/minutes.txt", by=None).text


def test_it_is_said_who_came_last_time_only_where_they_are_ticked(room: Room, meeting: UUID) -> None:
    said, asked = "Ticked are those who came last time.", "Tick everybody who came."
    first = room.look(f"/meetings/{meeting}/write-up").text
    assert asked in first
    assert said not in first
    record(room.governance, evening("january"))
    room.ask("GET", f"/api/v1/register?group=group-a&wait_for={room.governance.head()}")
    after = room.look(f"/meetings/{meeting}/write-up").text
    assert said in after
    assert asked not in after
    save(room, meeting, present=["gp"])
    assert said not in room.look(f"/meetings/{meeting}/write-up").text


@pytest.mark.parametrize(
    ("bad", "status"),
    [({"items.0.entries.0.kind": "nonsense"}, 422), ({"started": "x" * 500}, 422), ({"items.0": "x"}, 400)],
)
def test_a_form_that_is_none_of_ours_is_refused_and_keeps_nothing(
    room: Room, meeting: UUID, bad: dict[str, str], status: int
) -> None:
    assert save(room, meeting, **bad).status_code == status
    assert room.governance.store.rows("SELECT 1 FROM drafts.write_up") == []


# Half of the kinds at a time: with all of them the form is larger than the server takes.
@pytest.mark.parametrize("kinds", [get_args(Kind)[::2], get_args(Kind)[1::2]], ids=["one half", "the other"])
def test_what_is_typed_into_notes_is_shown_and_never_run(room: Room, meeting: UUID, kinds: tuple[str, ...]) -> None:
    no_texts = {"kind", *VOTES, *CHOSEN, *ROWS}
    texts = [field.name for field in msgspec.structs.fields(Entry) if field.name not in no_texts]
    entries = {
        f"items.0.entries.{n}.{name}": kind if name == "kind" else NASTY
        for n, kind in enumerate(kinds)
        for name in ("kind", *texts)
    }
    more = {
        f"items.0.entries.0.{name}": NASTY
        for name in ("changes.0.old", "changes.0.mover", "vote.for_", "vote.leave_names", "again.for_", "actions.0.due")
    }
    rows = {"options": ("answers", Answer), "election": ("candidates", Candidate), "consent": ("objections", Objection),
            "divided": ("parts", Part)}  # fmt: skip
    for n, kind in enumerate(kinds):
        name, row = rows.get(kind, ("actions", Task))
        typed = [field.name for field in msgspec.structs.fields(row) if field.name not in CHOSEN | VOTES]
        typed += [f"vote.{one}" for one in ("for_", "tellers", "leave_names")] if row is Part else []
        more |= {f"items.0.entries.{n}.{name}.0.{one}": NASTY for one in typed}
    heads = dict.fromkeys(
        ("started", "ended", "headcount", "visitors", "remote", "waited", "presider", "items.0.title"), NASTY
    )
    checked = save(room, meeting, do="check", **{**entries, **more, **heads})
    path = f"/meetings/{meeting}/write-up"
    pages = [room.look(checked.headers["location"]), room.look(path), room.look(f"{path}/check")]
    refused = save(room, meeting, **{**entries, **more, **heads})
    assert (checked.status_code, refused.status_code) == (303, 412)
    for page in (*pages, refused):
        assert [one for one in scripts_in(page.text) if not one.startswith('<script src="/static/')] == []
    assert "&lt;script&gt;" in pages[0].text


def test_a_draft_of_a_program_is_checked_and_thrown_away_here(room: Room, meeting: UUID) -> None:
    acts = {"acts": [{"do": "openMeeting", "when": {"date": "2026-02-10"}}]}
    assert room.ask("PUT", f"/api/v1/meetings/{meeting}/draft", json=acts).status_code == 200
    assert room.look(f"/meetings/{meeting}/write-up").headers["location"].endswith("/check")
    page = text(room.look(f"/meetings/{meeting}/write-up/check"))
    assert "A program wrote this draft." in page
    thrown = room.send(f"/meetings/{meeting}/write-up/discard", version="1")
    assert thrown.status_code == 303
    assert room.governance.store.rows("SELECT 1 FROM drafts.write_up") == []


def test_only_whoever_holds_the_pen_throws_a_draft_away(room: Room, meeting: UUID) -> None:
    save(room, meeting, present=["gp"])
    path, chair = f"/meetings/{meeting}/write-up", "user-representative-1"
    held = room.send(f"{path}/discard", by=chair, version="1")
    assert held.status_code == 409
    assert "Secretary is writing this now." in text(held)
    assert room.governance.store.rows("SELECT version FROM drafts.write_up") == [(1,)]
    tag = {"If-Match": '"draft-1"'}
    refused = room.ask("DELETE", f"/api/v1/meetings/{meeting}/draft", by=chair, headers=tag)
    assert (refused.status_code, refused.json()["type"].rpartition("/")[2]) == (409, "pen-held")
    assert "Throw all of it away" not in room.look(f"{path}/check", by=chair).text
    room.send(f"{path}/pen", by=chair, version="1")
    assert "Throw all of it away" in room.look(f"{path}/check", by=chair).text
    assert room.send(f"{path}/discard", by=chair, version="2").status_code == 303
    assert room.governance.store.rows("SELECT 1 FROM drafts.write_up") == []


def test_an_old_page_never_writes_over_a_draft_begun_after_the_one_it_shows(room: Room, meeting: UUID) -> None:
    path = f"/meetings/{meeting}/write-up"
    assert save(room, meeting, present=["gp"]).headers["location"].startswith(f"{path}?at=1#")
    assert 'name="version" value="1"' in room.look(path).text
    assert room.send(f"{path}/discard", version="1").status_code == 303
    assert save(room, meeting, version=1, present=["gp"]).status_code == 412  # there is none now
    assert save(room, meeting, present=["carer-representative"]).headers["location"].startswith(f"{path}?at=2#")
    late = save(room, meeting, version=1, present=["gp"])
    assert late.status_code == 412
    assert "This was changed somewhere else meanwhile." in text(late)
    assert room.send(f"{path}/discard", version="1").headers["location"] == f"{path}/check"
    assert room.send(f"{path}/record", version="1").headers["location"] == f"{path}/check"
    tag = {"If-Match": '"draft-1"'}
    assert room.ask("PUT", f"/api/v1/meetings/{meeting}/draft", json={"acts": []}, headers=tag).status_code == 412
    kept = drafts.load(room.governance, MeetingId(meeting))
    assert kept is not None
    assert kept.kept.notes is not None
    assert (kept.version, kept.kept.notes.present) == (2, ("carer-representative",))


def test_notes_of_the_page_are_acts_for_a_program(room: Room, meeting: UUID) -> None:
    save(room, meeting, presider="the mayor", **{**MOTION, f"{FIRST}.words": "Use the library."})
    draft = room.ask("GET", f"/api/v1/meetings/{meeting}/draft").json()
    assert [act["do"] for act in draft["acts"]] == ["openMeeting", "moveMotion", "closeMeeting"]
    checked = room.ask("POST", f"/api/v1/meetings/{meeting}/draft/check").json()
    assert [one["pointer"] for one in checked["findings"]] == ["/notes/presider"]
    refused = room.ask("POST", f"/api/v1/meetings/{meeting}/draft/record")
    assert refused.status_code == 409


def test_a_meeting_never_called_here_is_named_and_then_written_up(room: Room) -> None:
    empty = room.send("/groups/group-a/write-up", day="", time="late")
    assert empty.status_code == 422
    assert "Which day was it?" in empty.text
    assert "We cannot read this time." in empty.text
    assert 'value="late"' in empty.text
    later = room.send("/groups/group-a/write-up", day="1 January 2090")
    assert later.status_code == 422
    before_anybody = room.send("/groups/group-a/write-up", day="31 March 2024")
    assert before_anybody.status_code == 422
    assert "Nobody sat in the group on that day. It began on 1 April 2024." in before_anybody.text
    before = room.governance.head()
    named = room.send("/groups/group-a/write-up", day="10 February 2026", time="2pm", agenda="One\n\n Two ")
    assert (named.status_code, room.governance.head()) == (303, before + 1)
    page = text(room.look(named.headers["location"]))
    assert "3. One" in page
    assert "4. Two" in page
    assert "10 February 2026" in page
