"""What the log itself heeds: the reserved topics, the shape of what they say, and what follows from it.

Whoever holds the application's key can sign anything: what has another shape is a finding, and is not heeded.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from governance.log.note import from_base64

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Fits = Callable[[Any], bool]

FOUNDED = "organisation.founded.v1"
TRUSTED = "record.key_trusted"
RETIRED = "record.key_retired"
CONTINUED = "record.log_continued"
DISOWNED = "record.entry_disowned"
DESTROYED = "record.key_destroyed"
REDACTED = "record.words_redacted"
BODY_ERASED = "record.body_erased"
TIER_CHANGED = "record.tier_changed"
ENDORSED = "act.endorsed"
TIERS = range(4)
_AN_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def in_shape(topic: str, said: object) -> bool:
    """Whether what an event says has the shape that its topic has; of other topics the log asks nothing."""
    if topic not in SHAPES:
        return True
    lacks = {name: fits for name, fits in MAY_LACK.get(topic, {}).items() if isinstance(said, dict) and name in said}
    return _has({**SHAPES[topic], **lacks}, said)


def is_sealed(said: dict[str, Any]) -> bool:
    """Whether this is a reference to sealed words, with their commitment, and nothing else."""
    return said.keys() == _SEALED.keys() and all(fits(said[name]) for name, fits in _SEALED.items())


def keys_said(topic: str | None, said: Mapping[str, Any]) -> list[tuple[bytes, int | None]]:
    """The application key that an event in shape trusts from here on, or trusts up to a position."""
    if topic not in {TRUSTED, RETIRED} or (topic == TRUSTED and said["role"] != "application"):
        return []
    return [(from_base64(said["key"]) or b"", said["through_position"] if topic == RETIRED else None)]


def erased_by(topic: str, said: Mapping[str, Any]) -> dict[str, str | None]:
    """The references to words that an event in shape says are gone, with what was committed to where it says that."""
    if topic == DESTROYED:
        return dict.fromkeys(said["words"])
    if topic == REDACTED:
        return {one["ref"]: one["was"] for one in said["words"]}
    return {}


def widened_by(topic: str, said: Mapping[str, Any]) -> dict[str, str]:
    """The references to words sealed anew for more readers, each with the one to the words as they were sealed."""
    if topic != TIER_CHANGED:
        return {}
    return {one["now"]["ref"]: one["was"]["ref"] for one in said.get("words", ())}


def _has(shape: Mapping[str, Fits], said: object) -> bool:
    return isinstance(said, dict) and all(name in said and fits(said[name]) for name, fits in shape.items())


def _is_text(said: object) -> bool:
    return isinstance(said, str)


def _is_id(said: object) -> bool:
    return isinstance(said, str) and _AN_ID.fullmatch(said) is not None


def _is_number(said: object) -> bool:
    return isinstance(said, int) and not isinstance(said, bool) and said >= 0


def _is_true_or_false(said: object) -> bool:
    return isinstance(said, bool)


def _is_tier(said: object) -> bool:
    return _is_number(said) and said in TIERS


def _of_bytes(length: int) -> Fits:
    def fits(said: object) -> bool:
        decoded = from_base64(said) if isinstance(said, str) else None
        return decoded is not None and len(decoded) == length

    return fits


def _each(fits: Fits) -> Fits:
    def each_fits(said: object) -> bool:
        return isinstance(said, list) and all(map(fits, said))

    return each_fits


def _object(shape: Mapping[str, Fits]) -> Fits:
    def has(said: object) -> bool:
        return _has(shape, said)

    return has


_KEY = _HASH = _of_bytes(32)
_SEALED: dict[str, Fits] = {"ref": _is_id, "c": _is_text}
_WIDENED: dict[str, Fits] = {"was": _object(_SEALED), "now": _object(_SEALED)}
SHAPES: dict[str, dict[str, Fits]] = {
    FOUNDED: {"demonstration": _is_true_or_false, "origin": _is_text},
    TRUSTED: {"key": _KEY, "role": _is_text},
    RETIRED: {"key": _KEY, "through_position": _is_number},
    CONTINUED: {
        "old_origin": _is_text, "size": _is_number, "root": _HASH, "checkpoint": _is_text, "kept_through": _is_number,
        "era": _is_number,
    },
    DISOWNED: {"position": _is_number, "leaf": _HASH, "reason": _is_text},
    DESTROYED: {"words": _each(_is_id)},
    REDACTED: {"words": _each(_object({"ref": _is_id, "was": _is_text}))},
    BODY_ERASED: {"event": _is_id},
    TIER_CHANGED: {"event": _is_id, "tier": _is_tier},
    ENDORSED: {"event": _is_id, "leaf": _HASH, "kind": _is_text, "signature": _is_text},
}  # fmt: skip
# An event of an earlier version does not have what may be left out; where it is there, it has its shape.
MAY_LACK: dict[str, dict[str, Fits]] = {TIER_CHANGED: {"words": _each(_object(_WIDENED))}}
HEEDED = frozenset(SHAPES)
