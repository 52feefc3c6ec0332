"""What is wrong with an entry that does not fit, said in words: one entry at a time, on paper."""

from __future__ import annotations

import base64
import json
import uuid
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from governance.log.entry import Entry, Place, body_digest
from governance.log.merkle import leaf_hash
from governance.log.walk import Body, Finding, Walk

SECRET, OTHER = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (31, 32))
KEY, OTHERS = SECRET.public_key().public_bytes_raw(), OTHER.public_key().public_bytes_raw()
RECORD, ONE, TWO = (uuid.UUID(int=n + (4 << 76)) for n in (1, 2, 3))
NONCE = bytes(32)


def said(**payload: Any) -> dict[str, Any]:
    return {"m": {"seen": 0, "guards": [], "decided": "2026-06-09T20:00:00.000000Z"}, "e": payload}


class Book:
    """Entries that fit one after another, unless told otherwise."""

    def __init__(self, **walk: Any) -> None:
        self.walk = Walk(**{"trusted": {KEY}, **walk})
        self.versions: dict[uuid.UUID, int] = {}

    def add(
        self,
        state: dict[str, Any] | bytes | None = None,
        *,
        topic: str = "test.event",
        signer: Ed25519PrivateKey = SECRET,
        forged: bytes | None = None,
        hide: bool = False,
        **place: Any,
    ) -> list[str]:
        """The findings on one more entry."""
        n = self.walk.position + 1
        stream = place.pop("stream", ONE)
        version = place.pop("version", self.versions.get(stream, 0) + 1)
        self.versions[stream] = version
        recorded = place.pop("recorded", f"2026-06-09T20:00:{n:02}.000000Z")
        clock = place.pop("clock", "database")
        where = {"record": RECORD, "era": 1, "part": 1, "parts": 1, "event": uuid.UUID(int=n + (4 << 76)), "tier": 1}
        at = Place(stream=stream, version=version, **{**where, **place})
        raw = state if isinstance(state, bytes) else json.dumps(state or said(), separators=(",", ":")).encode()
        key = signer.public_key().public_bytes_raw()
        body = body_digest(NONCE, topic, raw)
        unsigned = Entry(at, body, key, bytes(64), recorded, clock)
        entry = unsigned._replace(signature=forged or signer.sign(unsigned.act()))
        opened = None if hide else Body(NONCE, topic, raw)
        return [one.words for one in self.walk.step(entry, leaf_hash(entry.data()), opened)]


def test_entries_that_fit_are_passed_in_silence() -> None:
    book = Book()
    assert [book.add(), book.add(stream=TWO), book.add(hide=True), book.add()] == [[], [], [], []]
    assert book.walk.finish() == []


UNSIGNED = "its signature is not good: it did not come from the application, or it was changed"
WRONG = {
    "another record": ({"record": TWO}, "it belongs to another record"),
    "another clock": ({"clock": "import"}, "its time comes from another clock than the time of the entry before"),
    "a version missing": ({"version": 3}, "its stream goes from version 1 to 3"),
    "another era": ({"era": 2}, "its era is not that of the entry before"),
    "another era, withheld": ({"era": 2, "hide": True}, "its era is not that of the entry before"),
    "no later": ({"recorded": "2026-06-09T20:00:01.000000Z"}, "it was recorded no later than the entry before"),
    "a first part missing": (
        {"part": 2, "parts": 2},
        "it is part 2 of an act whose first part is not before it",
    ),
    "a stranger's key": ({"signer": OTHER}, "it is signed with a key that nobody trusts"),
    "a forged signature": ({"forged": bytes(64)}, UNSIGNED),
    "read in two ways": (
        {"state": b'{"a": 1}'},
        "its content can be read in two ways: not as it would be written again",
    ),
    "no event": ({"state": b'{"a":1}'}, "its content is not that of an event"),
    "a list": ({"state": b"[1]"}, "its content is not that of an event"),
    "a number for a stream": (
        {"state": {"m": {**said()["m"], "guards": [[1, 1]]}, "e": {}}},
        "its content is not that of an event",
    ),
    "a key that is none": (
        {"state": said(key="short", role="application"), "topic": "record.key_trusted"},
        "its content is not that of an event",
    ),
    "seen too much": (
        {"state": {"m": {**said()["m"], "seen": 5}, "e": {}}},
        "it was decided on 5 entries, when 1 were there",
    ),
    "a guard that did not hold": (
        {"state": {"m": {**said()["m"], "guards": [[str(ONE), 7]]}, "e": {}}},
        "it rests on version 7 of a stream that stood at 1",
    ),
    "kept back": (
        {"state": {"m": {**said()["m"], "decided": "2026-06-09T19:00:00.000000Z"}, "e": {}}},
        "it was recorded 3602 seconds after it was decided",
    ),
    "dated back": (
        {"state": {"m": {**said()["m"], "decided": "2026-06-09T21:00:00.000000Z"}, "e": {}}},
        "it was recorded 3598 seconds before it was decided",
    ),
}


@pytest.mark.parametrize(("odd", "words"), WRONG.values(), ids=WRONG)
def test_an_entry_that_does_not_fit_is_told_by_what_is_wrong_with_it(odd: dict[str, Any], words: str) -> None:
    book = Book()
    book.add()
    assert book.add(**odd) == [words]


def test_the_first_entry_begins_an_act_and_takes_its_time_from_a_file_only_in_a_demonstration() -> None:
    assert Book().add(part=2, parts=2) == ["the record begins in the middle of an act"]
    assert Book().add(clock="import") == ["only a demonstration takes its times from a file"]
    founded = {"topic": "organisation.founded.v1", "clock": "import"}
    assert Book().add(said(demonstration=True, origin="example.org/log"), **founded) == []
    assert Book().add(said(demonstration=False, origin="example.org/log"), **founded) == [
        "only a demonstration takes its times from a file"
    ]


def test_the_parts_of_an_act_stand_together_with_one_time() -> None:
    at = {"parts": 3, "recorded": "2026-06-09T20:00:01.000000Z"}
    book = Book()
    assert [book.add(part=1, **at), book.add(part=2, **at), book.add(part=3, **at)] == [[], [], []]
    book = Book()
    book.add(part=1, **at)
    assert book.add(part=2, parts=3) == ["its time is not that of the act it is part of"]
    assert book.add(part=1) == ["part 3 of 3 of an act is missing before it"]
    book = Book()
    book.add(part=1, **at)
    words = "the record ends in the middle of an act: part 1 of 3 is the last"
    assert book.walk.finish() == [Finding(1, words)]
    assert str(book.walk.finish()[0]) == f"entry 1: {words}"


def trusted(signer: Ed25519PrivateKey, role: str = "application") -> dict[str, Any]:
    key = base64.b64encode(signer.public_key().public_bytes_raw()).decode()
    return {"state": said(key=key, role=role), "topic": "record.key_trusted"}


def test_a_key_is_trusted_from_the_act_that_says_so_and_up_to_the_one_that_ends_it() -> None:
    book = Book()
    assert book.add(**trusted(OTHER)) == []
    assert book.add(signer=OTHER) == []
    key = base64.b64encode(OTHERS).decode()
    assert book.add(said(key=key, through_position=3), topic="record.key_retired") == []
    assert book.add(signer=OTHER) == ["it is signed with a key that nobody trusts"]


def test_a_key_of_the_log_or_one_trusted_by_a_forgery_signs_no_act() -> None:
    book = Book()
    book.add(**trusted(OTHER, role="log"))
    assert book.add(signer=OTHER) == ["it is signed with a key that nobody trusts"]
    book = Book()
    assert book.add(**trusted(OTHER), forged=bytes(64)) == [UNSIGNED]
    assert book.add(signer=OTHER) == ["it is signed with a key that nobody trusts"]


def test_after_entries_that_were_left_out_only_time_is_held_against_what_came_before() -> None:
    book = Book()
    book.add()
    book.walk.skip(5)
    assert book.add(stream=TWO, version=9, recorded="2026-06-09T20:00:30.000000Z") == []
    book.walk.skip(1)
    assert book.add(recorded="2026-06-09T20:00:02.000000Z") == ["it was recorded no later than the entry before"]


def test_a_new_era_begins_with_the_entry_that_says_so() -> None:
    book = Book()
    book.add()
    hashed = base64.b64encode(bytes(32)).decode()
    over = {"old_origin": "example.org/log/1", "size": 9, "root": hashed, "checkpoint": "", "kept_through": 1, "era": 2}
    assert book.add(said(**over), topic="record.log_continued", era=2) == []
    assert book.add(era=2) == []


def test_without_signatures_none_is_looked_at() -> None:
    assert Book(signatures=False).add(forged=bytes(64)) == []


def test_an_entry_that_was_set_aside_is_not_asked_who_signed_it() -> None:
    book = Book()
    assert book.add(forged=bytes(64)) == [UNSIGNED]
    again = Book(disowned={1: _leaf(forged=bytes(64))})
    assert again.add(forged=bytes(64)) == []


def _leaf(forged: bytes) -> bytes:
    raw = json.dumps(said(), separators=(",", ":")).encode()
    at = Place(RECORD, 1, ONE, 1, 1, 1, uuid.UUID(int=1 + (4 << 76)), 1)
    body = body_digest(NONCE, "test.event", raw)
    return leaf_hash(Entry(at, body, KEY, forged, "2026-06-09T20:00:01.000000Z", "database").data())
