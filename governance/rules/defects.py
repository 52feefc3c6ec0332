"""Faults found in a released version of the rules, so that a replay can explain what it finds."""

from __future__ import annotations

import msgspec

RULES_VERSION = 1


class Defect(msgspec.Struct, frozen=True):
    """A clause judged wrongly by rule versions `since` to `until` (inclusive), and the test that shows it."""

    clause: str
    since: int
    until: int
    test: str


DEFECTS: tuple[Defect, ...] = ()
