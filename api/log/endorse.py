"""The verb for acts that people sign themselves: what to sign, and the signature put on record."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from api.faults import Fault
from api.whom import uuid_called
from api.wiring import opened
from governance.custodian import Custodian
from governance.custody.events import ActEndorsed, KeyTrusted
from governance.log.ed25519 import verify_ed25519
from governance.log.endorsing import ENDORSES, PERSON, endorsed_message
from governance.log.heeded import RETIRED, TRUSTED
from governance.log.note import from_base64, to_base64

if TYPE_CHECKING:
    import argparse
    from uuid import UUID

    from api.settings import Settings
    from governance.application import Governance

MOST = 10_000


def endorse(asked: argparse.Namespace, settings: Settings) -> int:
    """Print what a person signs for an act, or put their signature on record once it is seen to be good."""
    event = uuid_called(asked.act, "act")
    with opened(settings, pool=2) as governance:
        leaf = _leaf(governance, event)
        message = endorsed_message(governance.store.identity().record, event, leaf)
        if not (asked.key or asked.signature):
            sys.stdout.write(message.decode())
            return 0
        key, signature = from_base64(asked.key or ""), from_base64(asked.signature or "")
        if key is None or signature is None or not verify_ed25519(key, message, signature):
            raise Fault("this is no good signature of that key over what the act is signed as")
        said = ActEndorsed(event, to_base64(leaf), ENDORSES, to_base64(signature))
        fresh = () if to_base64(key) in _people(governance) else (KeyTrusted(to_base64(key), "person"),)
        receipt = Custodian(governance).record(*fresh, said)
    print(f"It is on record as entry {receipt.last} that the act was signed with this key.")
    print("Whose key it is the record does not say: tell whoever will verify it.")
    return 0


def _leaf(governance: Governance, event: UUID) -> bytes:
    found = governance.store.rows("SELECT leaf FROM record.events WHERE event = %b", event)
    if not found:
        raise Fault(f"there is no act {event}")
    return bytes(found[0][0])


def _people(governance: Governance) -> set[str]:
    """The keys that stand for people now."""
    known: set[str] = set()
    for row in governance.store.read_all(0, MOST, (TRUSTED, RETIRED)):
        said = json.loads(row.state or b"{}").get("e", {})
        if row.topic == RETIRED:
            known.discard(said["key"])
        elif said.get("role") == PERSON:
            known.add(said["key"])
    return known
