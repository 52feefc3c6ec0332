"""Who may open what, as it stands now: the tier an event was recorded at, or the latest that another event gave it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from governance.custody.decide import Openable
from governance.custody.events import TierChanged, Widened
from governance.doors import is_behind
from governance.kernel import Sealed, Tier
from governance.log.walk import sealed_in
from governance.reader import MANY
from governance.rules.openness import Told

if TYPE_CHECKING:
    from governance.custody.commands import ChangeTier
    from governance.kernel import GroupId, SealKind
    from governance.reader import Reader
    from governance.store import Row


class Changed(msgspec.Struct, frozen=True):
    """Who may open an event now, by the entry at `position`, and the words sealed anew for them and before."""

    tier: Tier
    position: int
    words: tuple[Widened, ...] = ()


def changed(reader: Reader) -> dict[UUID, Changed]:
    """The events that others may open than when they were recorded, or that were changed back."""
    found: dict[UUID, Changed] = {}
    for one in reader.everything(0, MANY, (TierChanged.topic,)):
        assert isinstance(one.event, TierChanged)
        before = found.get(one.event.event)
        words = (before.words if before else ()) + one.event.words
        found[one.event.event] = Changed(one.event.to, one.position, words)
    return found


def openable(reader: Reader, group: GroupId, command: ChangeTier) -> Openable | None:
    """An event of a group, as it stands, to be opened to others; None where there is no such."""
    row = reader.store.read_event(command.event)
    if row is None or row.stream not in _streams(reader, group):
        return None
    now = changed(reader).get(command.event)
    words, private = _words(reader, group, command, row, now)
    shut = is_behind(reader, row.event, row.stream)
    tier: Tier = row.tier if now is None else now.tier  # type: ignore[assignment]
    return Openable(Told(row.topic, tier, row.state is None, shut, private), words)


def anew(reader: Reader, refs: tuple[UUID, ...]) -> dict[UUID, Sealed]:
    """Words that were sealed anew for more readers: those that stand for any of these references."""
    pairs = [pair for one in changed(reader).values() for pair in one.words]
    return {pair.now.ref: pair.now for pair in pairs if pair.was.ref in refs}


def _streams(reader: Reader, group: GroupId) -> set[UUID]:
    reader.places.catch_up()
    return {group, *(stream for stream, of in reader.places.streams() if of == group)}


def _words(
    reader: Reader, group: GroupId, command: ChangeTier, row: Row, now: Changed | None
) -> tuple[tuple[tuple[Sealed, SealKind], ...], bool]:
    """The words that the readers wanted may not open yet, by kind, and whether some are not under the group's key."""
    said = {} if row.state is None else dict(sealed_in(json.loads(row.state)["e"]))
    sealed = [Sealed(UUID(ref), c) for ref, c in said.items()]
    words = () if now is None else now.words
    copies = reader.store.items([pair.now.ref for pair in words])
    told = {pair.was.ref for pair in words if pair.now.ref in copies and copies[pair.now.ref].tier <= command.tier}
    items = reader.store.items([one.ref for one in sealed if one.ref not in told])
    ours = reader.vault.key(group, "group_text").key_id
    narrow = [(one, items[one.ref]) for one in sealed if one.ref in items and items[one.ref].tier > command.tier]
    return tuple((one, item.kind) for one, item in narrow), any(item.key_id != ours for _, item in narrow)
