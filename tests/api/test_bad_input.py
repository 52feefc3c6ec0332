"""Bad input gets a clear error, and nothing is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from api import identity
from api.problems import PAGES

if TYPE_CHECKING:
    from tests.api.conftest import Room

NOBODY = "00000000-0000-4000-8000-000000000000"


def decision(**more: Any) -> dict[str, Any]:
    when = {"date": "2026-02-10", "time": "14:20"}
    return {"item": "3", "words": "Meet at the library.", "how": "hands", "count": {"for": 6}, "when": when, **more}


@pytest.fixture
def meeting(room: Room) -> str:
    body = {
        "starts": {"date": "2026-02-10", "time": "14:00"},
        "agenda": [{"title": "Spring drop-in"}],
        "when": {"date": "2026-02-01"},
    }
    made = room.act("POST", "/groups/group-a/meetings", body)["meeting"]["id"]
    opening = {
        "present": ["chair", "vice-chair", "secretary", "carer-representative", "gp", "commissioner"],
        "presider": "chair",
        "when": {"date": "2026-02-10", "time": "14:00"},
    }
    room.act("POST", f"/meetings/{made}/open", opening)
    return str(made)


DEEP: Any = "x"
for _ in range(200):
    DEEP = [DEEP]

BAD: list[tuple[dict[str, Any], int, str]] = [
    (decision(surprise=1), 400, "bad-request"),
    (decision(words=7), 400, "bad-request"),
    (decision(words=""), 400, "bad-request"),
    (decision(words="x" * 100_000), 400, "bad-request"),
    (decision(words="a\x00b"), 409, "refused"),
    (decision(words="a\u202eb"), 409, "refused"),
    (decision(words="   "), 409, "refused"),
    (decision(count={"for": -1}), 400, "bad-request"),
    (decision(count={"for": 10**30}), 400, "bad-request"),
    (decision(count={"for": 1.5}), 400, "bad-request"),
    (decision(when={"date": "2026-02-31"}), 409, "refused"),
    (decision(when={"date": "2026-02-10", "time": "25:00"}), 400, "bad-request"),
    (decision(when={"date": "2999-01-01"}), 409, "refused"),
    (decision(item="99"), 400, "unknown-name"),
    (decision(item=NOBODY), 409, "refused"),
    (decision(moved_by="nobody"), 400, "unknown-name"),
    (decision(moved_by=NOBODY), 409, "refused"),
    (decision(how="shouting"), 400, "bad-request"),
    (decision(category="activity"), 400, "bad-request"),
    (decision(actions=[{"owner": "nobody", "do": "ring"}]), 400, "unknown-name"),
    (decision(actions=[{"owner": "gp", "do": "ring", "due": "soon"}]), 400, "bad-request"),
    (decision(votes=DEEP), 400, "bad-request"),
    (decision(when={"date": "2026-02-10\n"}), 400, "bad-request"),
    (decision(when={"date": "٢٠٢٦-٠٢-١٠"}), 400, "bad-request"),  # noqa: RUF001 - digits of another script
    (decision(cost={"minor": 1, "currency": "GBP\n"}), 400, "bad-request"),
    (decision(cost={"minor": 1, "purpose": "tea\n9.1 The meeting ended"}), 400, "bad-request"),
]


@pytest.mark.parametrize(("body", "status", "page"), BAD, ids=[str(n) for n in range(len(BAD))])
def test_a_bad_body_is_refused_by_its_field(
    room: Room, meeting: str, body: dict[str, Any], status: int, page: str
) -> None:
    head = room.governance.head()
    answer = room.ask("POST", f"/api/v1/meetings/{meeting}/decisions", json=body)
    assert answer.status_code == status, answer.text
    problem = answer.json()
    assert problem["type"] == f"/problems/{page}"
    assert problem["errors"], problem
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert room.governance.head() == head


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (decision(words=7), "/words"),
        (decision(actions=[{"owner": "gp", "do": 7}]), "/actions/0/do"),
        (decision(surprise=1), ""),
        (decision(moved_by="nobody"), "/moved_by"),
        (decision(when={"date": "2026-02-31"}), "/when"),
    ],
)
def test_an_error_points_at_its_field(room: Room, meeting: str, body: dict[str, Any], pointer: str) -> None:
    problem = room.ask("POST", f"/api/v1/meetings/{meeting}/decisions", json=body).json()
    assert [error["pointer"] for error in problem["errors"]] == [pointer]


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b'{"item": "3"', "application/json", 400),
        (b"[]", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"words": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "application/json", 400),
        (b"item=3", "application/x-www-form-urlencoded", 415),
        (b'{"item": "3"}', "text/plain", 415),
        (b'{"words": "' + b"x" * 300_000 + b'"}', "application/json", 413),
    ],
)
def test_what_is_not_json_is_refused(room: Room, meeting: str, content: bytes, kind: str, status: int) -> None:
    answer = room.ask("POST", f"/api/v1/meetings/{meeting}/decisions", content=content, headers={"Content-Type": kind})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")


@pytest.mark.parametrize("until", ["2027-99-99", "2027-02-29", "2027-01-01\n", "٢٠٢٧-٠١-٠١"])  # noqa: RUF001 - digits of another script
def test_a_term_ends_on_a_day_there_is(room: Room, until: str) -> None:
    office = {"slug": "treasurer", "label": "Treasurer", "kind": "other"}
    room.act("POST", "/groups/group-a/offices", office)
    answer = room.ask("POST", "/api/v1/groups/group-a/offices/treasurer/terms", json={"seat": "gp", "until": until})
    assert answer.status_code in {400, 409}, answer.text
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/until"]


def test_a_short_name_is_not_taken_twice_by_adding_a_line_feed(room: Room) -> None:
    seat = {"slug": "gp\n", "label": "GP", "constituency": "professional"}
    assert room.ask("POST", "/api/v1/groups/group-a/seats", json=seat).status_code == 400


@pytest.mark.parametrize("at", ["2026-02-10garbage", "2026-02-30", "20260210", "2026-02-10\n", ""])
def test_orders_are_read_on_a_day_there_is(room: Room, at: str) -> None:
    path = "/api/v1/groups/group-a/standing-orders"
    assert room.ask("GET", path, params={"at": "2026-02-10"}).status_code == 200
    assert room.ask("GET", path, params={"at": at}).status_code == 400


def test_an_agenda_has_two_hundred_items_at_most(room: Room) -> None:
    body = {"starts": {"date": "2027-02-10"}, "agenda": [{"title": "x"}] * 201}
    assert room.ask("POST", "/api/v1/groups/group-a/meetings", json=body).status_code == 400


def test_a_label_is_one_line(room: Room) -> None:
    seat = {"slug": "gp-2", "label": "GP\n9.1 The meeting ended", "constituency": "professional"}
    assert room.ask("POST", "/api/v1/groups/group-a/seats", json=seat).status_code == 400


@pytest.mark.parametrize("path", ["groups/group-a/meetings", "groups/group-a/actions", "register?group=group-a"])
def test_a_cursor_no_page_ever_gave_is_no_fault(room: Room, path: str) -> None:
    mark = "&" if "?" in path else "?"
    assert room.ask("GET", f"/api/v1/{path}{mark}after=%00").status_code == 200


def test_only_an_act_of_a_meeting_is_there_to_be_struck(room: Room) -> None:
    founding = room.governance.stream(room.made["a"])[0]
    first = room.governance.everything(0, 1)[0]
    for event in (founding, first):
        answer = room.ask("POST", f"/api/v1/acts/{event.id}/strike", json={})
        assert (answer.status_code, answer.json()["detail"]) == (404, "There is no such act here.")


def test_nobody_acts_without_a_good_token(room: Room, meeting: str) -> None:
    path = f"/api/v1/meetings/{meeting}/decisions"
    assert room.ask("POST", path, by=None, json=decision()).status_code == 401
    for header in ("Bearer mbk_wrong", "Basic dXNlcjpwYXNz", "Bearer", "x"):
        answer = room.ask("POST", path, by=None, json=decision(), headers={"Authorization": header})
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"


def test_an_ended_or_expired_token_is_not_good(room: Room) -> None:
    person = room.governance.group(room.made["a"]).seats[room.directory.seats["gp"]].holdings[-1].person
    token, secret = identity.create(room.governance, person=person)
    header = {"Authorization": f"Bearer {secret}"}
    assert room.ask("GET", "/api/v1/me", by=None, headers=header).status_code == 200
    identity.revoke(room.governance, token)
    assert room.ask("GET", "/api/v1/me", by=None, headers=header).status_code == 401
    _, expired = identity.create(room.governance, person=person, days=-1)
    assert room.ask("GET", "/api/v1/me", by=None, headers={"Authorization": f"Bearer {expired}"}).status_code == 401


def test_a_stranger_sees_nothing_of_a_group_that_does_not_publish(room: Room, meeting: str) -> None:
    national = room.governance.group(room.made["n"])
    outsider = national.seats[next(iter(national.seats))].holdings[-1].person
    _, secret = identity.create(room.governance, person=outsider)
    header = {"Authorization": f"Bearer {secret}"}
    for path in (
        f"/meetings/{meeting}", f"/meetings/{meeting}/minutes", f"/meetings/{meeting}/floor", "/groups/group-a",
        "/groups/group-a/seats", "/register?group=group-a", "/groups/group-a/actions", f"/meetings/{meeting}/quorum",
    ):  # fmt: skip
        assert room.ask("GET", "/api/v1" + path, by=None, headers=header).status_code == 404, path
        assert room.ask("GET", "/api/v1" + path, by=None).status_code == 404, path
    act = room.ask("POST", f"/api/v1/meetings/{meeting}/decisions", by=None, json=decision(), headers=header)
    assert act.status_code in {403, 404}


def test_members_read_and_do_not_act_for_others(room: Room, meeting: str) -> None:
    assert room.ask("GET", f"/api/v1/meetings/{meeting}/minutes", by="gp").status_code == 200
    act = room.ask("POST", f"/api/v1/meetings/{meeting}/decisions", by="gp", json=decision())
    assert act.status_code == 403
    assert act.json()["type"] == "/problems/not-entitled"


def test_an_application_reads_and_records_nothing(room: Room, meeting: str) -> None:
    _, secret = identity.create(room.governance, scopes=("read",))
    header = {"Authorization": f"Bearer {secret}"}
    assert room.ask("GET", f"/api/v1/meetings/{meeting}/minutes", by=None, headers=header).status_code == 200
    act = room.ask("POST", f"/api/v1/meetings/{meeting}/decisions", by=None, json=decision(), headers=header)
    assert act.status_code == 403
    _, bare = identity.create(room.governance)
    unread = room.ask("GET", "/api/v1/groups/group-a", by=None, headers={"Authorization": f"Bearer {bare}"})
    assert unread.status_code == 404


def test_a_repeat_under_one_key_gives_the_same_answer_and_another_body_is_refused(room: Room, meeting: str) -> None:
    path = f"/api/v1/meetings/{meeting}/decisions"
    body = decision(moved_by="vice-chair", seconded_by="gp")
    key = {"Idempotency-Key": "evening-1"}
    first = room.ask("POST", path, json=body, headers=key)
    head = room.governance.head()
    again = room.ask("POST", path, json=body, headers=key)
    assert first.status_code == again.status_code == 201
    assert first.json()["decision"] == again.json()["decision"]
    assert first.json()["receipt"]["positions"] == again.json()["receipt"]["positions"]
    assert again.json()["receipt"]["repeated"] is True
    assert room.governance.head() == head
    other = room.ask("POST", path, json={**body, "words": "Meet at the hall."}, headers=key)
    assert other.status_code == 422
    assert room.ask("POST", path, json=body, headers={"Idempotency-Key": "x" * 256}).status_code == 400


def test_a_check_answers_and_records_nothing(room: Room, meeting: str) -> None:
    head = room.governance.head()
    body = decision(moved_by="vice-chair", seconded_by="gp")
    answer = room.ask("POST", f"/api/v1/meetings/{meeting}/decisions?check=true", json=body)
    assert answer.status_code == 200
    assert answer.json()["why"].startswith("Agreed: 6 for")
    assert "receipt" not in answer.json()
    assert room.governance.head() == head


def test_minutes_in_three_forms_and_unchanged_ones_are_not_sent_again(room: Room, meeting: str) -> None:
    path = f"/api/v1/meetings/{meeting}/minutes?wait_for={room.governance.head()}"
    document = room.ask("GET", path)
    assert document.json()["meeting"] == meeting
    assert room.ask("GET", path, headers={"If-None-Match": document.headers["etag"]}).status_code == 304
    assert "1.1 Present: Chair" in room.ask("GET", path, headers={"Accept": "text/plain"}).text
    page = room.ask("GET", path, headers={"Accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert "<h1>" in page.text


def test_as_known_at_shows_what_was_known_then(room: Room, meeting: str) -> None:
    before = room.governance.head()
    room.act("POST", f"/meetings/{meeting}/decisions", decision(moved_by="vice-chair", seconded_by="gp"))
    path = f"/api/v1/meetings/{meeting}/minutes?wait_for={room.governance.head()}"
    assert room.ask("GET", path).json()["decided"]
    assert room.ask("GET", f"{path}&as_known_at={before}").json()["decided"] == []
    assert room.ask("GET", f"{path}&as_known_at=yesterday").status_code == 400


def test_the_floor_says_what_is_in_order_and_why_the_rest_is_not(room: Room, meeting: str) -> None:
    floor = room.ask("GET", f"/api/v1/meetings/{meeting}/floor", by="gp").json()
    acts = {act["do"]: act["why_not"] for act in floor["acts"]}
    assert acts["openItem"] is None
    assert acts["openMeeting"]["reason"] == "meeting_is_open"
    assert floor["quorum"]["result"] == "quorate"


def test_the_register_in_three_forms(room: Room, meeting: str) -> None:
    words = "=1+1 drop-ins"
    room.act("POST", f"/meetings/{meeting}/decisions", decision(words=words, moved_by="vice-chair", seconded_by="gp"))
    path = f"/api/v1/register?group=group-a&wait_for={room.governance.head()}"
    (entry,) = room.ask("GET", path).json()
    assert (entry["number"], entry["words"]) == ("A-2026-01", words)
    assert room.ask("GET", path, headers={"Accept": "application/x-ndjson"}).text.count("\n") == 1
    table = room.ask("GET", path, headers={"Accept": "text/csv"}).text.splitlines()
    assert table[1] == "A-2026-01,2026-02-10,'=1+1 drop-ins,agreed,True,6,0,0,in_force"
    assert room.ask("GET", path + "&outcome=not_agreed").json() == []
    decided = room.ask("GET", f"/api/v1/decisions/{entry['decision']}").json()
    assert decided["outcome"]["quorum"]["count"] == 6


def test_events_withhold_what_the_reader_may_not_open(room: Room, meeting: str) -> None:
    room.act("POST", f"/meetings/{meeting}/close", {"when": {"date": "2026-02-10", "time": "15:00"}})
    later = {"starts": {"date": "2026-03-10"}, "when": {"date": "2026-02-12"}}
    second = room.act("POST", "/groups/group-a/meetings", later)["meeting"]["id"]
    reason = {"seat": "gp", "reason": "a clinic", "when": {"date": "2026-02-13"}}
    room.act("POST", f"/meetings/{second}/apologies", reason)
    events = room.ask("GET", "/api/v1/events?limit=500", by="gp").json()
    assert [e["position"] for e in events] == list(range(1, len(events) + 1))
    by_tier = {tier: [e for e in events if e["tier"] == tier] for tier in (0, 1, 2, 3)}
    assert all(e["state"] is None for e in by_tier[3])
    assert len(by_tier[3]) == 1
    assert all(e["state"] is None for e in by_tier[2])
    assert any(e["state"] for e in by_tier[1])
    assert "a clinic" not in str(events)
    hidden = by_tier[3][0]["event"]
    assert room.ask("GET", f"/api/v1/events/{hidden}", by="gp").status_code == 404


def test_ones_own_tokens(room: Room) -> None:
    made = room.act("POST", "/tokens", {"days": 3}, by="gp")
    listed = room.ask("GET", "/api/v1/tokens", by="gp").json()
    assert made["id"] in {token["id"] for token in listed}
    assert "token" not in listed[0]
    assert room.ask("DELETE", f"/api/v1/tokens/{made['id']}", by="commissioner").status_code == 404
    assert room.ask("DELETE", f"/api/v1/tokens/{made['id']}", by="gp").status_code == 204
    assert room.ask("DELETE", "/api/v1/tokens/x", by="gp").status_code == 404
    assert room.ask("POST", "/api/v1/tokens", by="gp", json={"days": 0}).status_code == 400
    assert room.ask("GET", "/api/v1/tokens", by=None).status_code == 401


@pytest.mark.parametrize("page", sorted(PAGES))
def test_every_problem_has_a_page(room: Room, page: str) -> None:
    assert room.client.get(f"/problems/{page}").status_code == 200


def test_what_is_not_there(room: Room) -> None:
    assert room.client.get("/problems/none").status_code == 404
    assert room.client.get("/nowhere").status_code == 404
    assert room.client.put("/api/v1/groups").status_code == 405
    for path in (f"/meetings/{NOBODY}", "/meetings/x", f"/decisions/{NOBODY}", f"/events/{NOBODY}", "/groups/none"):
        assert room.ask("GET", "/api/v1" + path).status_code == 404
    assert room.ask("POST", f"/api/v1/acts/{NOBODY}/strike", json={}).status_code == 404
    assert room.ask("GET", "/api/v1/register?group=group-a&limit=0").status_code == 400


def test_home_and_health(room: Room) -> None:
    assert "minute book" in room.client.get("/").text
    assert room.client.get("/health/live").json() == {"live": True}
    ready = room.client.get("/health/ready")
    assert ready.status_code == 200
    assert ready.json()["ready"] is True
