"""What the log heeds, well formed or not: whoever holds the application's key can sign anything, and stops no verifier.

The carried verifier is asked the same as ours.
"""

from __future__ import annotations

import functools
import json
import sys
import types
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.log import verify
from governance.log.bundle import BundledEntry, Field, Frontier, Heading, Line, field_commitment, written_lines
from governance.log.carry import carried_verifier
from governance.log.checkpoint import Checkpoint
from governance.log.entry import Entry, Place, body_digest
from governance.log.heeded import HEEDED, in_shape
from governance.log.merkle import leaf_hash
from governance.log.note import ED25519, Note, VerifierKey, sign_note, to_base64

if TYPE_CHECKING:
    from collections.abc import Iterable

SECRET = Ed25519PrivateKey.from_private_bytes(bytes([41]) * 32)
KEY = SECRET.public_key().public_bytes_raw()
LOG = VerifierKey("heeded.example", ED25519, KEY)
RECORD, STREAM = (uuid.UUID(int=n + (4 << 76)) for n in (1, 2))
ID = str(RECORD)
HASH = to_base64(bytes(32))
NOTHING = "its content is not that of an event"


def event_id(position: int) -> uuid.UUID:
    return uuid.UUID(int=(4 << 76) + 1000 + position)


def bundle(said: Iterable[tuple[str, Any]], fields: dict[int, list[Field]] | None = None, tier: int = 1,
           tiers: dict[int, int] | None = None) -> list[bytes]:  # fmt: skip
    """The lines of a file in which events of these topics say this, each in order but for what it says."""
    told: list[Line] = []
    frontier = Frontier()
    for n, (topic, payload) in enumerate(said, 1):
        envelope = {"seen": n - 1, "guards": [], "decided": f"2026-06-09T20:00:{n:02}Z"}
        state = json.dumps({"m": envelope, "e": payload}, ensure_ascii=False, separators=(",", ":")).encode()
        place = Place(RECORD, 1, STREAM, n, 1, 1, event_id(n), (tiers or {}).get(n, 0))
        at = f"2026-06-09T20:00:{n:02}.000000Z"
        entry = Entry(place, body_digest(bytes(32), topic, state), KEY, bytes(64), at, "database")
        data = entry._replace(signature=SECRET.sign(entry.act())).data()
        frontier.push(0, leaf_hash(data))
        told += [BundledEntry(data, bytes(32), topic, state), *(fields or {}).get(n, [])]
    text = Checkpoint("heeded.example/1", frontier.size, frontier.root()).text()
    note = Note(text, (sign_note(text, LOG, SECRET.sign),))
    heading = Heading(note.data().decode(), f"log {LOG.text()}\nquorum none\n", tier, None)
    return list(written_lines([heading, *told]))


@functools.cache
def carried() -> types.ModuleType:
    """The verifier of one file, as a module."""
    module = types.ModuleType("carried_verifier")
    sys.modules[module.__name__] = module
    exec(compile(carried_verifier(), "verify.py", "exec"), module.__dict__)
    return module


def found(lines: list[bytes]) -> list[str]:
    ours = [str(one) for one in verify.verify_bundle(lines).findings]
    assert [str(one) for one in carried().verify_bundle(lines).findings] == ours
    return ours


WELL = {
    "organisation.founded.v1": {"demonstration": False, "origin": "heeded.example"},
    "record.key_trusted": {"key": HASH, "role": "person"},
    "record.key_retired": {"key": HASH, "through_position": 3},
    "record.log_continued": {
        "old_origin": "heeded.example/1", "size": 9, "root": HASH, "checkpoint": "", "kept_through": 1, "era": 2,
    },
    "record.entry_disowned": {"position": 1, "leaf": HASH, "reason": "slipped_in"},
    "record.key_destroyed": {"words": [ID]},
    "record.words_redacted": {"words": [{"ref": ID, "was": HASH}]},
    "record.body_erased": {"event": ID},
    "record.tier_changed": {"event": ID, "tier": 1},
    "act.endorsed": {"event": ID, "leaf": HASH, "kind": "ed25519", "signature": HASH},
}  # fmt: skip


def test_every_topic_that_is_heeded_has_a_shape_and_what_is_recorded_has_it() -> None:
    assert set(WELL) == HEEDED
    assert [topic for topic, said in WELL.items() if not in_shape(topic, said)] == []


MALFORMED: list[tuple[str, Any]] = [
    ("act.endorsed", []),
    ("act.endorsed", {**WELL["act.endorsed"], "leaf": ["x"]}),
    ("act.endorsed", {**WELL["act.endorsed"], "signature": 7}),
    ("record.entry_disowned", {**WELL["record.entry_disowned"], "position": []}),
    ("record.entry_disowned", {**WELL["record.entry_disowned"], "position": True}),
    ("record.entry_disowned", {**WELL["record.entry_disowned"], "leaf": None}),
    ("record.entry_disowned", {"position": 1}),
    ("record.log_continued", {**WELL["record.log_continued"], "checkpoint": None}),
    ("record.log_continued", {**WELL["record.log_continued"], "root": "short"}),
    ("record.key_trusted", {"key": HASH}),
    ("record.key_trusted", "key"),
    ("record.key_retired", {"key": HASH, "through_position": "3"}),
    ("record.key_retired", {"key": HASH, "through_position": -1}),
    ("record.key_destroyed", {"words": ID}),
    ("record.key_destroyed", {"words": ["no id"]}),
    ("record.words_redacted", {"words": [ID]}),
    ("record.words_redacted", {"words": [{"ref": ID}]}),
    ("record.body_erased", {"event": [ID]}),
    ("record.tier_changed", {"event": ID, "tier": 4}),
    ("record.tier_changed", {"event": ID, "tier": "1"}),
    ("record.tier_changed", {"event": ID, "tier": 1, "words": [{"was": ID, "now": ID}]}),
    ("record.tier_changed", {"event": ID, "tier": 1, "words": None}),
]


@pytest.mark.parametrize(("topic", "said"), MALFORMED, ids=[f"{n} {topic}" for n, (topic, _) in enumerate(MALFORMED)])
def test_what_has_another_shape_is_a_finding_and_is_not_heeded(topic: str, said: Any) -> None:
    assert not in_shape(topic, said)
    lines = bundle([("test.event", {}), (topic, said), ("test.event", {})])
    assert f"entry 2: {NOTHING}" in found(lines)


@pytest.mark.parametrize(
    "ref", [[ID], {"ref": ID}, 7, None, "no id"], ids=["list", "object", "number", "null", "other text"]
)
def test_what_looks_like_sealed_words_and_is_none_stops_nothing(ref: Any) -> None:
    deep: Any = {"ref": ref, "c": HASH}
    for _ in range(300):
        deep = [{"in": deep}]
    assert found(bundle([("test.event", {"words": deep})])) == []


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5) | st.sampled_from([ID, HASH]),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from(["ref", "c", "was", "now"]), inside),
    max_leaves=6,
)
TOPICS = sorted(HEEDED - {"organisation.founded.v1"})


@st.composite
def sayings(draw: st.DrawFn) -> tuple[str, Any]:
    """What a heeded topic says, with one thing in it replaced, left out or put in; or anything at all."""
    topic = draw(st.sampled_from(TOPICS))
    if draw(st.booleans()):
        return topic, draw(VALUES)
    said: dict[str, Any] = dict(WELL[topic])  # type: ignore[call-overload]
    said[draw(st.sampled_from([*said, "words"]))] = draw(VALUES)
    if draw(st.booleans()):
        del said[draw(st.sampled_from(sorted(said)))]
    return topic, said


@settings(max_examples=150, deadline=None)
@given(st.lists(sayings(), min_size=1, max_size=4))
def test_whatever_a_heeded_event_says_the_verifier_reports_and_does_not_break(said: list[tuple[str, Any]]) -> None:
    report = found(bundle([("test.event", {}), *said]))
    for position, (topic, payload) in enumerate(said, 2):
        assert in_shape(topic, payload) or any(one.startswith(f"entry {position}: ") for one in report)


def words(text: str, ref: str) -> Field:
    return Field(ref, "text", "opened", bytes([len(text)]) * 32, text.encode())


def sealed(field: Field) -> dict[str, str]:
    return {"ref": field.ref, "c": field_commitment(field.salt, field.ref, field.kind, field.payload)}


def widened(was: Field, now: Field, tier: int = 1, words_tier: int = 1) -> list[bytes]:
    """A file of an entry of tier 2 that is opened to readers of a tier, with its words sealed anew for them."""
    change = {"event": str(event_id(1)), "tier": tier, "words": [{"was": sealed(was), "now": sealed(now)}]}
    there = {1: [was], 2: [was, now]}
    said = [("test.event", {"words": sealed(was)}), ("record.tier_changed", change)]
    return bundle(said, there, words_tier, {1: 2})


OLD, NEW = str(uuid.UUID(int=(4 << 76) + 71)), str(uuid.UUID(int=(4 << 76) + 72))


def test_words_opened_to_more_readers_are_those_that_were_recorded() -> None:
    lines = widened(words("the same", OLD), words("the same", NEW))
    assert found(lines) == []
    assert "Who may open an entry was changed 1 times, as other entries say." in verify.verify_bundle(lines).said
    assert found(widened(words("the same", OLD), words("another", NEW))) == [
        "entry 2: words were opened to more readers, and are not those that were recorded"
    ]


def test_what_is_open_to_a_reader_it_was_not_recorded_for_needs_an_entry_that_opens_it() -> None:
    outcry = "entry 1: it is open to readers it was not recorded for, and no entry opens it to them"
    assert found(bundle([("test.event", {})], tier=1, tiers={1: 2})) == [outcry]
    assert found(bundle([("test.event", {})], tier=2, tiers={1: 2})) == []
    assert found(widened(words("the same", OLD), words("the same", NEW), tier=1, words_tier=0)) == [outcry]
