"""What every answer keeps to: validators, addresses, knowledge then, and nothing told to those it is hidden from."""

from __future__ import annotations

import contextlib
import threading
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from litestar.testing import TestClient

from api import identity
from api.app import create_app
from api.etag import expected, has
from api.settings import Settings
from governance.kernel import Moment, StreamId
from tests.people import record

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.application import Governance
    from tests.api.conftest import Room

NOBODY = "00000000-0000-4000-8000-000000000000"
DAY = "2026-02-10"
HERE = ["chair", "vice-chair", "secretary", "carer-representative", "gp", "commissioner"]


def at(time: str) -> dict[str, Any]:
    return {"when": {"date": DAY, "time": time}}


def decision(**more: Any) -> dict[str, Any]:
    said = {"item": "3", "words": "Meet at the library.", "how": "hands", "count": {"for": 6}}
    return {**said, "moved_by": "vice-chair", "seconded_by": "gp", **at("14:20"), **more}


@pytest.fixture
def meeting(room: Room) -> str:
    called = {"starts": {"date": DAY, "time": "14:00"}, "agenda": [{"title": "Spring"}], "when": {"date": "2026-02-01"}}
    made = room.act("POST", "/groups/group-a/meetings", called)["meeting"]["id"]
    room.act("POST", f"/meetings/{made}/open", {"present": HERE, "presider": "chair", **at("14:00")})
    return str(made)


@pytest.fixture
def in_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers ask on the day of the meeting, whatever the date is: officers are in office then."""
    monkeypatch.setattr("api.access.today", lambda _zone: Moment(f"{DAY}T12:00+00:00", "minute"))


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def outsider(room: Room) -> dict[str, str]:
    """Somebody with a seat in another group only."""
    national = room.governance.group(room.made["n"])
    person = national.seats[next(iter(national.seats))].holdings[-1].person
    return bearer(identity.create(room.governance, person=person)[1])


def publish(room: Room, **more: Any) -> None:
    orders = room.ask("GET", "/api/v1/groups/group-a/standing-orders").json()["orders"]
    published = {**orders, "published": True, **more}
    adopted = {"do": "adoptStandingOrders", "group": "group-a", "orders": published, "since": {"date": "2026-01-01"}}
    record(room.governance, [{"import": f"published {sorted(more)}"}, adopted])


@pytest.mark.parametrize("path", ["", "/minutes", "/floor", "/items", "/quorum"])
def test_what_is_hidden_and_what_is_not_there_are_answered_alike(room: Room, meeting: str, path: str) -> None:
    head = outsider(room)
    hidden = room.ask("GET", f"/api/v1/meetings/{meeting}{path}", by=None, headers=head)
    absent = room.ask("GET", f"/api/v1/meetings/{NOBODY}{path}", by=None, headers=head)
    assert (hidden.status_code, hidden.json()) == (404, absent.json())


@pytest.mark.parametrize("named", ["gp", "nobody", NOBODY])
def test_an_outsider_learns_no_names_by_asking_for_acts(room: Room, meeting: str, named: str) -> None:
    path = f"/api/v1/meetings/{meeting}/decisions?check=true"
    head = outsider(room)
    assert room.ask("POST", path, by=None, headers=head, json=decision(moved_by=named)).status_code == 404
    publish(room)
    refused = room.ask("POST", path, by=None, headers=head, json=decision(moved_by=named))
    assert (refused.status_code, refused.json()["reason"]) == (403, "not_a_member")


def test_nobody_calls_a_meeting_of_another_group(room: Room) -> None:
    called = {"starts": {"date": DAY}, "agenda": [{"title": "One"}], "when": {"date": "2026-01-01"}}
    ours, theirs = (f"/api/v1/groups/{room.made[letter]}/meetings" for letter in "an")
    assert room.ask("POST", ours, by=None, headers=outsider(room), json=called).status_code == 404
    assert room.ask("POST", theirs, json=called).status_code in {403, 404}


@pytest.mark.usefixtures("in_office")
def test_a_person_is_known_to_themselves_and_to_their_officers(room: Room) -> None:
    person = room.governance.group(room.made["a"]).seats[room.directory.seats["gp"]].holdings[-1].person
    path = f"/api/v1/people/{person}"
    assert room.ask("GET", path, by="gp").json()["person"] == str(person)
    assert room.ask("GET", path, by="user-representative-3").json()["name"]
    assert room.ask("GET", path, by="commissioner").status_code == 404
    assert room.ask("GET", path, by=None, headers=outsider(room)).status_code == 404
    assert room.ask("GET", path, by=None).status_code == 401
    assert room.ask("GET", f"/api/v1/people/{NOBODY}").status_code == 404
    reads = bearer(identity.create(room.governance, scopes=("read",))[1])
    keeps = bearer(identity.create(room.governance, scopes=("people",))[1])
    assert room.ask("GET", path, by=None, headers=reads).status_code == 404
    assert room.ask("GET", path, by=None, headers=keeps).status_code == 200


@pytest.mark.usefixtures("in_office")
def test_a_person_is_known_to_the_officers_of_the_group_they_sit_in_and_before_to_none(room: Room) -> None:
    keeps = bearer(identity.create(room.governance, scopes=("people",))[1])
    body = {"name": "Somebody New", "phone": "01632 960001"}
    made = room.ask("POST", "/api/v1/people", by=None, headers=keeps, json=body)
    assert made.status_code == 201, made.text
    assert room.ask("GET", made.headers["location"]).status_code == 404
    seat = {"group": "group-a", "since": {"date": "2026-01-01"}}
    created = {"do": "createSeat", **seat, "slug": "new", "label": "New", "constituency": "neighbour"}
    filled = {"do": "fillSeat", **seat, "seat": "new", "person": made.json()["person"]["id"]}
    record(room.governance, [{"import": "new"}, created, filled])
    read = room.ask("GET", made.headers["location"])
    assert (read.json()["name"], read.json()["phone"]) == ("Somebody New", "01632 960001")
    assert room.ask("GET", made.headers["location"], by="gp").status_code == 404


def test_an_act_says_where_what_it_made_can_be_read(room: Room, meeting: str) -> None:
    made = room.ask("POST", f"/api/v1/meetings/{meeting}/decisions", json=decision())
    assert made.headers["location"] == f"/api/v1/decisions/{made.json()['decision']['id']}"
    assert room.ask("GET", made.headers["location"]).status_code == 200
    assert made.headers["record-position"] == str(made.json()["receipt"]["positions"][1])


def test_a_check_names_nothing_that_was_never_made(room: Room, meeting: str) -> None:
    answer = room.ask("POST", f"/api/v1/meetings/{meeting}/decisions?check=true", json=decision())
    assert answer.status_code == 200
    assert answer.json()["decision"] == {"outcome": "agreed", "takes_effect": True, "irregular": []}
    assert not {"location", "etag", "record-position"} & set(answer.headers)
    assert "events" not in answer.json()


def test_a_proposed_item_answers_with_the_id_it_is_found_by(room: Room, meeting: str) -> None:
    made = room.act("POST", f"/meetings/{meeting}/items", {"title": "A new thing", **at("14:01")})
    listed = room.ask("GET", f"/api/v1/meetings/{meeting}/items").json()
    assert made["item"]["id"] == listed[-1]["item"]
    room.act("POST", f"/items/{made['item']['id']}/open", at("14:02"))


def test_an_act_that_needs_nothing_more_needs_no_body(room: Room, meeting: str) -> None:
    path, chair = f"/api/v1/meetings/{meeting}/close?check=true", "user-representative-1"
    assert room.ask("POST", path, by=chair).status_code == room.ask("POST", path, by=chair, json={}).status_code == 200
    missing = room.ask("POST", f"/api/v1/meetings/{meeting}/decisions")
    assert missing.status_code == 400
    assert missing.json()["errors"] == [{"pointer": "", "detail": "a body is needed"}]


def test_if_match_refuses_an_act_on_what_has_changed(room: Room, meeting: str) -> None:
    tag = room.ask("GET", f"/api/v1/meetings/{meeting}").headers["etag"]
    path = f"/api/v1/meetings/{meeting}/decisions"
    first = room.ask("POST", path, json=decision(), headers={"If-Match": tag, "Idempotency-Key": "one"})
    assert first.status_code == 201
    head = room.governance.head()
    again = room.ask("POST", path, json=decision(), headers={"If-Match": tag, "Idempotency-Key": "one"})
    assert again.json()["receipt"]["repeated"] is True
    for stale in (tag, '"nonsense"', f"W/{first.headers['etag']}", f'"{NOBODY}-1"'):
        refused = room.ask("POST", path, json=decision(words="And tea."), headers={"If-Match": stale})
        assert (refused.status_code, refused.json()["type"]) == (412, "/problems/stale"), stale
    assert room.governance.head() == head
    either = f'"x", {first.headers["etag"]}'
    assert room.ask("POST", path, json=decision(words="And tea."), headers={"If-Match": either}).status_code == 201
    assert room.ask("POST", path, json=decision(words="And cake."), headers={"If-Match": "*"}).status_code == 201


def test_a_second_request_under_a_key_in_flight_is_told_so(
    room: Room, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    handle = room.governance.handle

    def slow(*given: Any, **more: Any) -> Any:
        begun.set()
        assert go_on.wait(30)
        return handle(*given, **more)

    monkeypatch.setattr(room.governance, "handle", slow)
    path, key = f"/api/v1/meetings/{meeting}/decisions", {"Idempotency-Key": "evening"}
    answers: list[Any] = []
    first = threading.Thread(target=lambda: answers.append(room.ask("POST", path, json=decision(), headers=key)))
    first.start()
    assert begun.wait(30)
    second = room.ask("POST", path, json=decision(), headers=key)
    go_on.set()
    first.join()
    assert (second.status_code, second.json()["type"]) == (409, "/problems/busy")
    assert answers[0].status_code == 201


def test_no_more_handlers_run_at_once_than_there_are_threads(
    make: Callable[..., Governance], monkeypatch: pytest.MonkeyPatch
) -> None:
    governance = make(pool=4)
    running, most, lock, both = 0, 0, threading.Lock(), threading.Event()
    organisation = governance.organisation

    def counted() -> Any:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
            if running == 2:
                both.set()
        assert both.wait(30), "two run at once"
        with lock:
            running -= 1
        return organisation()

    with TestClient(create_app(Settings(threads=2), lambda: contextlib.nullcontext(governance))) as client:
        monkeypatch.setattr(governance, "organisation", counted)
        askers = [threading.Thread(target=client.get, args=("/health/ready",)) for _ in range(8)]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
    assert most == 2


def test_every_read_has_a_validator_and_is_not_sent_again(room: Room, meeting: str) -> None:
    made = room.act("POST", f"/meetings/{meeting}/decisions", decision())
    wait = f"wait_for={room.governance.head()}"
    for path in (
        "/groups", "/groups/group-a", "/groups/group-a/seats", "/groups/group-a/offices", "/me", "/events",
        "/groups/group-a/standing-orders", f"/groups/group-a/meetings?{wait}", f"/meetings/{meeting}",
        f"/meetings/{meeting}/floor", f"/meetings/{meeting}/items", f"/meetings/{meeting}/quorum",
        f"/meetings/{meeting}/minutes?{wait}", f"/register?group=group-a&{wait}",
        f"/groups/group-a/actions?{wait}", f"/decisions/{made['decision']['id']}",
    ):  # fmt: skip
        first = room.ask("GET", "/api/v1" + path)
        assert first.status_code == 200, (path, first.text)
        assert first.headers["cache-control"] == "private, no-cache"
        again = room.ask("GET", "/api/v1" + path, headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})
        assert (again.status_code, again.content) == (304, b""), path


def test_two_forms_of_one_document_have_two_validators(room: Room, meeting: str) -> None:
    path = f"/api/v1/meetings/{meeting}/minutes"
    kinds = ("text/html", "text/plain", "application/json, text/html")
    assert len({room.ask("GET", path, headers={"Accept": kind}).headers["etag"] for kind in kinds}) == 3


def test_text_says_its_encoding_once(room: Room, meeting: str) -> None:
    for kind, path in (("text/html", f"/meetings/{meeting}/minutes"), ("text/plain", f"/meetings/{meeting}/minutes"),
                       ("text/csv", "/register?group=group-a")):  # fmt: skip
        answer = room.ask("GET", f"/api/v1{path}", headers={"Accept": kind})
        assert answer.headers["content-type"] == f"{kind}; charset=utf-8"


def test_tags_are_compared_as_the_standard_says() -> None:
    stream = StreamId(uuid.UUID(NOBODY))
    assert has('W/"a", "b"', '"a"')
    assert has("*", '"a"')
    assert not has(None, '"a"')
    assert not has('"ab"', '"a"')
    assert expected([]) is None
    assert expected(["*"]) is None
    assert expected([f'"{stream}-7"', f'W/"{stream}-8"']) == {(stream, 7)}
    assert expected(["anything"]) == frozenset()


def test_reads_as_known_then(room: Room, meeting: str) -> None:
    before = room.governance.head()
    made = room.act("POST", f"/meetings/{meeting}/decisions", decision(actions=[{"owner": "gp", "do": "ring"}]))
    room.act("POST", f"/meetings/{meeting}/close", at("15:00"))
    after = room.governance.head()

    def then(path: str, position: int = before) -> Any:
        joint = "&" if "?" in path else "?"
        return room.ask("GET", f"/api/v1{path}{joint}as_known_at={position}")

    assert [row["number"] for row in then("/register?group=group-a", after).json()] == ["A-2026-01"]
    assert then("/register?group=group-a").json() == []
    assert then("/register?group=group-a").headers["record-position"] == str(before)
    assert then("/groups/group-a/actions").json() == []
    assert len(then("/groups/group-a/actions", after).json()) == 1
    assert then(f"/decisions/{made['decision']['id']}").status_code == 404
    assert [m["stage"] for m in then("/groups/group-a/meetings").json()] == ["open"]
    assert [m["stage"] for m in then("/groups/group-a/meetings", after).json()] == ["closed"]
    assert then(f"/meetings/{meeting}").json()["stage"] == "open"
    assert [item["decided"] for item in then(f"/meetings/{meeting}/items").json()] == [False]
    assert then("/groups", 1).json() == []
    assert then("/groups/group-a", 1).status_code == 404
    assert then(f"/meetings/{meeting}", 1).status_code == 404
    assert len(then(f"/meetings/{meeting}/quorum").json()["tests"]) == 1
    assert then("/events", 3).json()[-1]["position"] == 3


@pytest.mark.parametrize(
    ("moment", "status"),
    [("yesterday", 400), ("2026-13-01", 400), ("9999-12-31", 400), ("0001-01-01T00:00:00+14:00", 400),
     ("0001-01-01", 200), ("2999-01-01T00:00:00Z", 200), ("999999999999999", 200)],
)  # fmt: skip
def test_a_moment_of_knowledge_is_a_time_or_a_position(room: Room, moment: str, status: int) -> None:
    path = f"/api/v1/register?group=group-a&as_known_at={moment.replace('+', '%2B')}"
    assert room.ask("GET", path).status_code == status


@pytest.mark.parametrize("path", ["/groups/group-a", "/meetings/{}", "/meetings/{}/minutes", "/register?group=group-a"])
def test_the_past_is_public_only_as_far_as_it_was_public_then(room: Room, meeting: str, path: str) -> None:
    before = room.governance.head()
    publish(room)
    address = "/api/v1" + path.format(meeting)
    then = f"{address}{'&' if '?' in path else '?'}as_known_at={before}"
    now = room.client.get(address)
    assert (now.status_code, now.headers["cache-control"]) == (200, "public, max-age=60")
    assert room.client.get(then).status_code == 404
    assert room.ask("GET", then).status_code == 200
    assert room.client.get(f"/api/v1/groups?as_known_at={before}").json() == []


def test_everybody_sees_a_class_of_one_only_among_the_others(room: Room) -> None:
    seat = {"group": "group-a", "since": {"date": "2026-02-03"}}
    person = room.act("POST", "/people", {"name": "A neighbour", "when": {"date": "2026-02-02"}})["person"]["id"]
    created = {"do": "createSeat", **seat, "slug": "neighbour", "label": "Neighbour", "constituency": "neighbour"}
    record(room.governance, [
        {"import": "neighbour"}, created, {"do": "fillSeat", **seat, "seat": "neighbour", "person": person},
    ])  # fmt: skip
    body = {"starts": {"date": "2026-02-24", "time": "14:00"}, "agenda": [{"title": "Summer"}]}
    made = room.act("POST", "/groups/group-a/meetings", {**body, "when": {"date": "2026-02-12"}})["meeting"]["id"]
    then = {"when": {"date": "2026-02-24", "time": "14:00"}}
    room.act("POST", f"/meetings/{made}/open", {"present": [*HERE, "neighbour"], "presider": "chair", **then})
    said = {"item": "3", "words": "Meet outdoors.", "how": "hands", "count": {"for": 7}}
    decided = room.act(
        "POST", f"/meetings/{made}/decisions", {**said, "moved_by": "vice-chair", "seconded_by": "gp", **then}
    )
    publish(room, lived_experience="flag")
    path = f"/api/v1/decisions/{decided['decision']['id']}"
    assert room.ask("GET", path).json()["outcome"]["quorum"]["by_class"] == [["LE", 4], ["CO", 1], ["PR", 2]]
    public = room.client.get(path).json()
    assert public["outcome"]["quorum"]["by_class"] == [["LE", 4], ["OT", 3]]
    listed = room.client.get(f"/api/v1/register?group=group-a&wait_for={decided['receipt']['positions'][1]}").json()
    assert [view["outcome"]["quorum"]["by_class"] for view in listed] == [[["LE", 4], ["OT", 3]]]


def test_a_struck_departure_leaves_the_quorum_timeline(room: Room, meeting: str) -> None:
    path = f"/api/v1/meetings/{meeting}/quorum"
    room.act("POST", f"/meetings/{meeting}/departures", {"seats": ["vice-chair", "secretary"], **at("14:05")})
    tests = room.ask("GET", path).json()["tests"]
    assert [test["why"] for test in tests] == ["the sitting began", "the quorum was lost"]
    for event in room.ask("GET", "/api/v1/events?limit=500&type=meeting.member_left.v1").json():
        room.act("POST", f"/acts/{event['event']}/strike", {"reason": "a slip", **at("14:06")})
    assert room.ask("GET", path).json()["tests"][-1]["quorum"]["result"] == "quorate"
    assert room.ask("GET", f"/api/v1/meetings/{meeting}/floor").json()["quorum"]["count"] == 6


def test_the_register_by_day_and_words(room: Room, meeting: str) -> None:
    room.act("POST", f"/meetings/{meeting}/decisions", decision())
    path = f"/api/v1/register?group=group-a&wait_for={room.governance.head()}"
    assert len(room.ask("GET", f"{path}&q=LIBRARY&from={DAY}").json()) == 1
    assert room.ask("GET", f"{path}&q=hall").json() == []
    assert room.ask("GET", f"{path}&from=2026-02-11").json() == []
    assert room.ask("GET", f"{path}&from=spring").status_code == 400


def test_events_of_one_group_and_one_type(room: Room, meeting: str) -> None:
    path = "/api/v1/events?limit=500&group=group-a"
    assert {event["stream"] for event in room.ask("GET", path).json()} == {str(room.made["a"]), meeting}
    (opened,) = room.ask("GET", f"{path}&type=meeting.opened.v1").json()
    assert opened["topic"] == "meeting.opened.v1"
    assert room.ask("GET", path, by=None, headers=outsider(room)).status_code == 404
    first = room.ask("GET", "/api/v1/events?limit=2&type=meeting.opened.v1")
    assert first.json() == []
    assert "after=2" in first.headers["link"]


def test_a_body_that_says_it_is_not_json_is_refused_whatever_its_length(room: Room, meeting: str) -> None:
    answer = room.ask("POST", f"/api/v1/meetings/{meeting}/close", headers={"Content-Type": "text/plain"})
    assert (answer.status_code, answer.json()["type"]) == (415, "/problems/not-json")
    assert room.ask("GET", f"/api/v1/meetings/{meeting}", headers={"Content-Type": "text/plain"}).status_code == 200
