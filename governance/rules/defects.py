"""Faults found in a released version of the rules, so that a replay can explain what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

RULES_VERSION = 1
EFFECT = "takes_effect"


class Defect(msgspec.Struct, frozen=True):
    """A clause judged wrongly by rule versions `since` to `until` (inclusive), and the test that shows it.

    `fields` are those of an outcome that it got wrong, besides which clauses were named and whether it takes effect.
    """

    clause: str
    since: int
    until: int
    test: str
    fields: tuple[str, ...] = ()


DEFECTS: tuple[Defect, ...] = ()


def explaining(
    version: int, clauses: Collection[str], fields: Collection[str], known: Iterable[Defect] = DEFECTS
) -> tuple[Defect, ...]:
    """The defects that explain why an outcome judged by a version of the rules is another now; none where they do not.

    `clauses` are those that only one of the two outcomes names, `fields` everything else in which they differ. All of
    it must be explained; that it takes effect or not is explained by the rest.
    """
    then = [one for one in known if one.since <= version <= one.until]
    others = set(fields) - {EFFECT}
    explained = {one.clause for one in then}, {field for one in then for field in one.fields}
    if not (clauses or others) or not (set(clauses) <= explained[0] and others <= explained[1]):
        return ()
    return tuple(one for one in then if one.clause in clauses or others & set(one.fields))
