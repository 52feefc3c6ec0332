"""The verbs of the record's keeper: signing keys trusted and retired, bad entries set aside."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, NamedTuple

from api.faults import Fault
from api.log.log_key import log_key
from api.wiring import database, opened
from governance import keys
from governance.custodian import Custodian, InOrder, Known
from governance.custody.events import KeyRetired, KeyTrusted
from governance.log.checking import Unusable, head_in
from governance.log.heeded import FOUNDED, RETIRED, TRUSTED
from governance.log.note import BadNote
from governance.recovering import NothingLost, raise_era, restored

if TYPE_CHECKING:
    import argparse

    from api.settings import Settings
    from governance.store import RecordRecorder

MOST = 10_000


class SigningKey(NamedTuple):
    """An application key: trusted from one entry on, and, once retired, through another."""

    key: str
    since: int
    through: int | None = None


def keys_(asked: argparse.Namespace, settings: Settings) -> int:
    """List the application's signing keys, make a new one, or retire those not in use any more."""
    if asked.log:
        return log_key(asked, settings)
    if asked.what == "new":
        _new(settings)
    elif asked.what == "retire":
        _retire(settings)
    with opened(settings, pool=2) as governance:
        current = _current(settings)
        for one in signing_keys(governance.store):
            until = "in use" if one.key == current else "trusted" if one.through is None else f"to entry {one.through}"
            print(f"{one.key}  from entry {one.since}  {until}")
    return 0


def disown(asked: argparse.Namespace, settings: Settings) -> int:
    """Set an entry aside that was not signed as it should be, so that the log goes on."""
    with opened(settings, pool=2) as governance:
        try:
            Custodian(governance).disown(asked.position, keys.trusted(settings.folder / "keys"))
        except (InOrder, Known) as refused:
            raise Fault(str(refused)) from refused
    print(f"Entry {asked.position} is set aside: everybody can see that it is there, and it counts for nothing.")
    print("Now run minutebook rebuild, and start the server anew.")
    return 0


def recover(asked: argparse.Namespace, settings: Settings) -> int:
    """After a restore: go on in the next era, over the head that was signed last, and say what was lost."""
    folder = settings.folder / "keys"
    with opened(settings, pool=2) as governance:
        try:
            found = restored(governance.store, folder, [head_in(file) for file in asked.kept], asked.through)
        except (NothingLost, BadNote, Unusable) as refused:
            raise Fault(str(refused)) from refused
    lost, size = f"{found.kept + 1} to {found.checkpoint.size}", found.checkpoint.size
    if not asked.yes:
        print(f"{size} entries were signed, {found.kept} are there. Entries {lost} are lost.")
        if found.there > found.kept:
            print(f"Entries {found.kept + 1} to {found.there} that are there were recorded since; they stay.")
        print("If that is so after putting a backup back, say --yes: the record then says so for ever.")
        return 0
    with database(settings) as (owner, _):
        raise_era(owner, found.era + 1)
        with opened(settings, pool=2) as governance:
            Custodian(governance).record(found.continued)
    print(f"The record goes on in era {found.era + 1}. It says that entries {lost} are lost.")
    print("Whoever kept an answer or a proof of one of them can have it written up again.")
    print("Tell your witnesses the log's new name, and give them --log with it.")
    return 0


def signing_keys(store: RecordRecorder) -> list[SigningKey]:
    """Every application key there was, in the order trusted."""
    found: dict[str, SigningKey] = {}
    for row in store.read_all(0, MOST, (FOUNDED, TRUSTED, RETIRED)):
        if row.state is None:
            continue
        said = json.loads(row.state)["e"]
        if row.topic == RETIRED:
            found[said["key"]] = found[said["key"]]._replace(through=said["through_position"])
        elif said.get("role", "application") == "application":
            found[said["key"]] = SigningKey(said["key"], row.position)
    return list(found.values())


def _current(settings: Settings) -> str:
    return base64.b64encode(keys.signer(settings.folder / "keys").public).decode()


def _new(settings: Settings) -> None:
    """Trust a new key, signed for by the one in use, and sign with it from here on."""
    folder = settings.folder / "keys"
    fresh = folder / keys.NEW
    if not fresh.exists():
        keys.generate(fresh)
    public = base64.b64encode(keys.signer_in(fresh).public).decode()
    with opened(settings, pool=2) as governance:
        if all(one.key != public for one in signing_keys(governance.store)):
            Custodian(governance).record(KeyTrusted(public, "application"))
    fresh.replace(folder / keys.SIGNING)
    print("A new key signs from here on. Start the server anew, then run: minutebook keys retire")


def _retire(settings: Settings) -> None:
    """Trust every other key no further than the record stands now."""
    current = _current(settings)
    with opened(settings, pool=2) as governance:
        old = [one for one in signing_keys(governance.store) if one.through is None and one.key != current]
        if not old:
            raise Fault("no other key is trusted")
        head = governance.head()
        Custodian(governance).record(*(KeyRetired(one.key, head) for one in old))
