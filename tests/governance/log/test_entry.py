"""The bytes that are signed and hashed, against values worked out with sha256sum, and what no state may be."""

from __future__ import annotations

import datetime as dt
import uuid

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.log.entry import (
    BadEntry,
    BadState,
    Entry,
    Place,
    act_message,
    body_digest,
    check_state,
    parse_entry,
    time_stamp,
)
from governance.log.merkle import leaf_hash

PLACE = Place(
    record=uuid.UUID("0b5f2c1e-7a41-4c1d-9e36-2f0d6c3b8a11"), era=1,
    stream=uuid.UUID("3d9a6f20-1b7c-4e58-8f42-90ab12cd34ef"), version=7, part=2, parts=3,
    event=uuid.UUID("c2a1e0d4-5566-4788-99aa-bbccddeeff00"), tier=1,
)  # fmt: skip
COMMON = (
    b"record 0b5f2c1e-7a41-4c1d-9e36-2f0d6c3b8a11 1\n"
    b"stream 3d9a6f20-1b7c-4e58-8f42-90ab12cd34ef 7\n"
    b"part 2 3\n"
    b"event c2a1e0d4-5566-4788-99aa-bbccddeeff00\n"
    b"tier 1\n"
    b"body AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
    b"key //////////////////////////////////////////8=\n"
)
EVENING = dt.datetime(2026, 6, 9, 20, 14, 5, 42, tzinfo=dt.timezone(dt.timedelta(hours=1)))
WRITTEN = Entry(PLACE, bytes(32), b"\xff" * 32, bytes(64), time_stamp(EVENING), "import")


def test_what_is_signed_is_eight_lines_anybody_can_write() -> None:
    assert act_message(PLACE, bytes(32), b"\xff" * 32) == b"minutebook-act/v1\n" + COMMON


def test_what_is_hashed_says_the_time_in_utc_to_the_microsecond_and_where_it_came_from() -> None:
    written = WRITTEN.data()
    signature = b"A" * 86 + b"=="
    tail = b"signature " + signature + b"\nrecorded 2026-06-09T19:14:05.000042Z import\n"
    assert written == b"minutebook/v1\n" + COMMON + tail


def test_a_leaf_and_a_body_are_plain_sha256() -> None:
    # printf '\0hello' | sha256sum; printf 'minutebook-body/v1\n%032dt.x\n{}' 0 | sha256sum
    assert leaf_hash(b"hello").hex() == "8a2a5c9b768827de5a9552c38a044c66959c68f6d2f21b5260af54d2f87db827"
    body = body_digest(b"0" * 32, "t.x", b"{}")
    assert body.hex() == "b7f606ae2c43891caaab238f35e690f974dc3df135921682af52130d8915aa25"


def shortly(state: bytes) -> str:
    return repr(state[:24])


@pytest.mark.parametrize(
    "state",
    [
        b'{"a":1,"a":1}', b'{"a":{"b":1,"b":2}}', b'{"a":1.0}', b'{"a":1e2}', b'{"a":-0}', b'{"a":NaN}',
        b'{"a":Infinity}', b'{"a":-Infinity}', b'{"a":9007199254740993}', b'{"a":-9007199254740993}', b'{"a": 1}',
        b'{"a":1}\n', b' {"a":1}', b'{"a":"\\u00e9"}', b'{"a":"\\/"}', b'{"a":"\\u000A"}', b'{"a":"\\u000a"}',
        b'{"a":"\\ud800"}', b'\xef\xbb\xbf{"a":1}', '{"a":1}'.encode("utf-16"), b'{"a":"\xff"}', b"", b"{", b"{}{}",
        b'{"a":01}', b'{"a":1,}', b"{'a':1}", b"[" * 100_000, b'{"a":' + b"9" * 5000 + b"}",
        b'"' + b"x" * 262_143 + b'"',
    ],
    ids=shortly,
)  # fmt: skip
def test_a_state_that_could_be_read_or_written_in_two_ways_is_refused(state: bytes) -> None:
    with pytest.raises(BadState):
        check_state(state)


@pytest.mark.parametrize(
    "state",
    [
        b"{}", b'{"a":9007199254740992,"b":-9007199254740992}', b'{"b":1,"a":null}', '{"é":"共同 🗳"}'.encode(),
        b'{"a":"\\n\\t\\"\\\\\\u0001\x7f/"}', b'"' + b"x" * 262_142 + b'"',
    ],
    ids=shortly,
)  # fmt: skip
def test_a_state_with_one_spelling_is_accepted(state: bytes) -> None:
    check_state(state)


words = st.text(st.characters(exclude_categories=("Cs",)))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


@given(json_values)
def test_whatever_our_encoder_writes_has_one_spelling(value: object) -> None:
    check_state(msgspec.json.encode(value))


def test_an_entry_is_read_as_it_was_written() -> None:
    assert parse_entry(WRITTEN.data()) == WRITTEN
    assert parse_entry(WRITTEN.data()).act() == act_message(PLACE, bytes(32), b"\xff" * 32)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"minutebook/v1", b"minutebook/v2"), (b"tier 1", b"tier 4"), (b"part 2 3", b"part 02 3"),
        (b"11 1\n", b"11 1\r\n"), (b"2026-06-09T19", b"2026-06-09 19"), (b"import", b"clock"), (b"0b5f", b"0B5F"),
        (b"AAAAAAAAA=", b"AAAAAAAAB="), (b"//8=", b"//9="), (b"AA==", b"AB=="), (b"import\n", b"import\n\n"),
        (b"event c", b"event \xc3"),
    ],
    ids=shortly,
)  # fmt: skip
def test_an_entry_written_in_any_other_way_is_of_an_unknown_format(old: bytes, new: bytes) -> None:
    assert WRITTEN.data().count(old)
    with pytest.raises(BadEntry, match="unknown format"):
        parse_entry(WRITTEN.data().replace(old, new, 1))


@given(st.binary(max_size=80))
def test_any_bytes_after_an_entry_make_it_unknown(more: bytes) -> None:
    if more:
        with pytest.raises(BadEntry):
            parse_entry(WRITTEN.data() + more)
