"""The key of the log changed by command: the old one signs beside the new one until witnesses know it, and is retired.

What the old one signed goes on to stand: its public key stays in the policy; the record says how far it is believed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.faults import Fault
from api.wiring import opened
from governance import keys
from governance.checkpoints import Checkpoints
from governance.custodian import Custodian
from governance.custody.events import KeyRetired, KeyTrusted
from governance.inspection import origin
from governance.log.note import ED25519, VerifierKey, to_base64
from governance.signing import POLICY

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from api.settings import Settings
    from governance.application import Governance

MOST = 10_000


def log_key(asked: argparse.Namespace, settings: Settings) -> int:
    """List the keys of the log, sign with a new one too, or retire the one before."""
    folder = settings.folder / "keys"
    with opened(settings, pool=2) as governance:
        name = origin(governance.store)
        if name is None:
            raise Fault("there is no record here yet")
        if asked.what == "new":
            _new(governance, folder, name)
        elif asked.what == "retire":
            _retire(governance, folder)
        signing = {one.public for one in keys.log_signers(folder)}
        for public in keys.log_keys(folder):
            print(f"{VerifierKey(name, ED25519, public).text()}  {'signs' if public in signing else 'signed before'}")
    return 0


def _new(governance: Governance, folder: Path, name: str) -> None:
    """A new key, on record before it signs anything; the one in use goes on signing beside it."""
    fresh = folder / keys.LOG_NEW
    if (folder / keys.LOG_BEFORE).exists() and not fresh.exists():
        raise Fault("two keys sign the log already: first run minutebook keys retire --log")
    if not fresh.exists():
        keys.generate(fresh)
    public = keys.signer_in(fresh).public
    if to_base64(public) not in _on_record(governance):
        Custodian(governance).record(KeyTrusted(to_base64(public), "log"))
    key = VerifierKey(name, ED25519, public).text()
    policy = folder / POLICY
    if policy.exists() and key not in policy.read_text(encoding="utf-8"):
        keys.replace_file(policy, f"log {key}\n{policy.read_text(encoding='utf-8').rstrip()}".encode())
    keys.change_log_key(folder)
    print("The log signs with two keys now. Give your witnesses the new one before you retire the old one:")
    print(f'  --log "{name}/{governance.store.identity().era} {key}"')
    print("Whoever has a policy of their own adds a line to it, and keeps the old one for what was signed before:")
    print(f"  log {key}")
    print("When all of them have it, run: minutebook keys retire --log")


def _retire(governance: Governance, folder: Path) -> None:
    """Believe the key before no further than the record stands now, and destroy it."""
    before = folder / keys.LOG_BEFORE
    if not before.exists():
        raise Fault("only one key signs the log")
    signed = Checkpoints(governance.store.rows).latest()
    ours = {(line.name, line.key_id) for line in signed.note.signatures} if signed else set()
    key = VerifierKey(origin(governance.store) or "", ED25519, keys.log_signer(folder).public)
    if (key.name, key.id) not in ours:
        raise Fault("the new key has signed nothing yet: run minutebook follow, then try again")
    Custodian(governance).record(KeyRetired(to_base64(keys.signer_in(before).public), governance.head()))
    keys.retire_log_key(folder)
    print("One key signs the log from here on. Your witnesses can forget the old one.")


def _on_record(governance: Governance) -> set[str]:
    told = governance.everything(0, MOST, (KeyTrusted.topic,))
    return {one.event.key for one in told if isinstance(one.event, KeyTrusted)}
