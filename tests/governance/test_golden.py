"""The stored bytes of every event, fixed for good.

A golden file was written once for each topic. A change of a stored shape shows here: it needs a new topic, a function
that reads the old one, and a golden file of its own.
"""

from __future__ import annotations

import json
import types
import typing
import uuid
from pathlib import Path
from typing import Any

import msgspec
import pytest

from governance.catalogue import EVENTS
from governance.kernel import Event
from governance.log.entry import check_state
from governance.record import Envelope, UnknownTopic, decode, encode

GOLDEN = Path(__file__).parents[1] / "golden" / "events"
# What was written under an earlier shape, before a field with a default was added.
EARLIER = GOLDEN.parent / "earlier"
ID = uuid.UUID("11111111-1111-4111-8111-111111111111")
ENVELOPE = Envelope(
    occurred="2026-02-10T14:20+00:00", precision="minute", by=ID, capacity="secretary", recorded_by=ID,
    channel="in_room", on_behalf_of=None, mode="live", entered="live", rules=1, command=ID, correlation=ID,
    causation=None, guards=((ID, 7),), seen=41, decided="2026-02-10T14:21:00.000000Z",
)  # type: ignore[arg-type]  # fmt: skip


def sample(hint: Any) -> Any:
    """A fixed value of a type: the first of a choice, something rather than nothing."""
    if isinstance(hint, typing.NewType):
        return sample(hint.__supertype__)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return sample(arguments[0])
    if origin is typing.Literal:
        return arguments[0]
    if origin in {typing.Union, types.UnionType}:
        return sample(next(a for a in arguments if a is not type(None)))
    if origin is tuple:
        return (sample(arguments[0]),) if arguments[-1] is Ellipsis else tuple(sample(a) for a in arguments)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        hints = typing.get_type_hints(hint, include_extras=True)
        return hint(**{name: sample(hints[name]) for name in hint.__struct_fields__})
    return {uuid.UUID: ID, str: "en", int: 1, bool: True}[hint]


def event_of(topic: str) -> Event:
    found: Event = sample(EVENTS[topic])
    return found


@pytest.mark.parametrize("topic", sorted(EVENTS))
def test_the_bytes_are_those_first_written(topic: str) -> None:
    golden = (GOLDEN / f"{topic}.json").read_bytes()
    assert encode(ENVELOPE, event_of(topic)) == golden
    assert decode(topic, golden) == (ENVELOPE, event_of(topic))
    check_state(golden)


def test_every_golden_file_is_of_a_topic() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(EVENTS)


@pytest.mark.parametrize("path", sorted(EARLIER.iterdir()), ids=lambda path: path.stem)
def test_bytes_written_before_a_field_was_added_are_still_read(path: Path) -> None:
    topic = path.stem.rpartition(".")[0]
    envelope, event = decode(topic, path.read_bytes())
    assert envelope == ENVELOPE
    given = json.loads(path.read_bytes())["e"]
    read = json.loads(msgspec.json.encode(event))
    assert as_written(read, given) == given


def as_written(read: Any, given: Any) -> Any:
    """What was read, without the fields that were added since."""
    if isinstance(given, dict) and isinstance(read, dict):
        return {name: as_written(read.get(name), given[name]) for name in given}
    if isinstance(given, list) and isinstance(read, list) and len(given) == len(read):
        return [as_written(one, then) for one, then in zip(read, given, strict=True)]
    return read


def test_an_unknown_topic_is_said_by_name() -> None:
    with pytest.raises(UnknownTopic, match=r"meeting\.dreamt"):
        decode("meeting.dreamt.v1", b"{}")


def test_no_event_has_a_field_that_could_hold_what_people_type() -> None:
    allowed = {"origin", "currency", "zone", "language", "key", "until", "due", "leaf", "root", "checkpoint", "salt",
               "old_origin", "irregular", "kind", "demand_by", "signature", "test", "reason", "local", "c", "class_",
               "digest", "public_digest", "review_by", "call_by", "date", "check"}  # fmt: skip
    for kind in EVENTS.values():
        hints = typing.get_type_hints(kind)
        strings = {name for name in kind.__struct_fields__ if str in {hints[name], *typing.get_args(hints[name])}}
        assert strings <= allowed, kind
