"""What differs between an event as it was recorded and as the rules make it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard
from uuid import UUID

import msgspec

from governance.kernel import Sealed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from governance.kernel import Event
    from governance.replay.desk import ReplayDesk

ABSENT = None


class Difference(NamedTuple):
    """A field by its path, as it was recorded, and as the rules make it."""

    path: str
    recorded: Any
    by_rule: Any


def differences(recorded: Event, again: Event, desk: ReplayDesk, only: Collection[str] = ()) -> list[Difference]:
    """Where two events of one kind differ; what was made anew on the desk stands for any other.

    `only` names the fields to look at, all where there are none. Raises `NotOpen` for words that are not open.
    """
    there, here = (msgspec.to_builtins(one, str_keys=True) for one in (recorded, again))
    return [
        one
        for name in here.keys() | there.keys()
        if not only or name in only
        for one in _differ(name, there.get(name, ABSENT), here.get(name, ABSENT), desk)
    ]


def _differ(path: str, there: Any, here: Any, desk: ReplayDesk) -> Iterator[Difference]:
    if there == here or (isinstance(here, str) and here in desk.fresh and isinstance(there, str)):
        return
    if _is_sealed(here) and _is_sealed(there) and here["ref"] in desk.fresh:
        words = desk.sealed[UUID(here["ref"])]
        if desk.words(Sealed(UUID(there["ref"]), there["c"])) != words:
            yield Difference(path, "words", "other words")
        return
    if isinstance(there, dict) and isinstance(here, dict):
        for name in here.keys() | there.keys():
            yield from _differ(f"{path}.{name}", there.get(name, ABSENT), here.get(name, ABSENT), desk)
        return
    yield Difference(path, there, here)


def _is_sealed(said: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(said, dict) and said.keys() == {"ref", "c"}
