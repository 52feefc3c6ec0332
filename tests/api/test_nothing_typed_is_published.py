"""Nothing that is published holds a word that a person typed, or how somebody voted."""

from __future__ import annotations

import base64
import json
import shutil
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from api.log.exporting import Scope, exported
from governance.kernel import Sealed
from governance.log.bundle import written_lines
from governance.log.tiles import tiles_of
from governance.log.walk import sealed_in
from governance.signing import LogSigner, policy_text
from governance.store import reading
from tests.conftest import fresh_database, opening_over
from tests.people import lines_of, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from governance.application import Governance
    from governance.embedded import EmbeddedPostgres
    from governance.kernel import Tier

NAME = "example.org/log"
SHORTEST = 4
PRIVATE = [
    {"import": "private"},
    {"do": "registerPerson", "as": "p", "name": "Zephyrine Quillfeather", "email": "z@example.org",
     "phone": "01632 960 001", "address": "1 High Street"},
    {"do": "giveConsent", "person": "p", "purpose": "access"},
    {"do": "keepPrivateDetail", "person": "p", "purpose": "access", "words": "Large print, at sixteen points."},
    {"do": "keepPrivateDetail", "person": "p", "purpose": "expenses", "words": "Bus fares in March."},
]  # fmt: skip
VOTED = [
    {"import": "voted"},
    {"do": "callMeeting", "as": "m", "group": "group-a", "when": {"date": "2026-09-01"},
     "starts": {"date": "2026-09-15", "time": "14:00"}, "agenda": [{"title": "The autumn walk"}]},
    {"do": "openMeeting", "meeting": "m", "presider": "user-representative-2", "when": {"date": "2026-09-15"},
     "present": ["user-representative-1", "user-representative-2", "user-representative-3", "carer-representative",
                 "respiratory-nurse", "gp"]},
    {"do": "openItem", "meeting": "m", "item": "3"},
    {"do": "moveMotion", "as": "q", "meeting": "m", "item": "3", "words": "Walk round the lake.",
     "moved_by": "gp", "seconded_by": "carer-representative"},
    {"do": "putMotion", "meeting": "m", "motion": "q", "how": "roll_call"},
    {"do": "castVote", "meeting": "m", "motion": "q", "seat": "gp", "choice": "against"},
    {"do": "castVote", "meeting": "m", "motion": "q", "seat": "carer-representative", "choice": "for"},
]  # fmt: skip


class Published:
    """The demonstration, with somebody's private details and votes by name; and all that is published of it."""

    def __init__(self, governance: Governance, signer: LogSigner, folder: Path) -> None:
        self.governance = governance
        self._signer = signer
        self._folder = folder

    def export(self, tier: Tier) -> bytes:
        policy = policy_text(self._folder, NAME)
        return b"".join(written_lines(exported(self.governance, Scope(tier), policy)))

    def log(self) -> list[bytes]:
        """The checkpoint and every tile; the entries of its bundles one by one."""
        signed = self._signer.checkpoints.latest()
        assert signed is not None
        hashes = [
            self._signer.checkpoints.tile(t.level, t.nth) for t in tiles_of(signed.checkpoint.size) if t.level >= 0
        ]
        return [signed.note.data(), *hashes]

    def typed(self, above: int) -> dict[str, str]:
        """Every word people typed that lies above a tier, with where it was typed."""
        found: dict[str, str] = {}
        for one in self.governance.everything(0, 100_000):
            state = json.loads(self.governance.store.read_event(one.id).state)  # type: ignore[union-attr,arg-type]
            sealed = [Sealed(UUID(ref), c) for ref, c in sealed_in(state["e"])]
            items = self.governance.store.items([s.ref for s in sealed])
            words = self.governance.words(sealed)
            for s in sealed:
                if items[s.ref].tier > above:
                    found |= dict.fromkeys(_words(words[s.ref], items[s.ref].kind), one.event.topic)
        return found


def _words(said: str, kind: str) -> Iterator[str]:
    """What was typed; of a JSON object or script each text in it."""
    values: list[Any] = [json.loads(said)] if kind == "json" else [said]
    while values:
        value = values.pop()
        if isinstance(value, dict | list):
            values += value.values() if isinstance(value, dict) else value
        elif isinstance(value, str) and len(value) >= SHORTEST:
            yield value


@pytest.fixture(scope="module")
def published(
    cluster: EmbeddedPostgres, key_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Published]:
    folder = shutil.copytree(key_folder, tmp_path_factory.mktemp("published") / "keys")
    with fresh_database(cluster) as database, opening_over(cluster, database, key_folder) as opening:
        governance = opening()
        for lines in (lines_of("groups"), lines_of("evenings"), PRIVATE, VOTED):
            record(governance, lines)
        dsn = cluster.dsn(database, user="minutebook_log")
        with reading(dsn) as store:
            signer = LogSigner(store, dsn, folder, NAME)
            signer.advance()
            yield Published(governance, signer, folder)


def holds(data: bytes, word: str) -> bool:
    plain = json.dumps(word, ensure_ascii=False)[1:-1].encode()
    return any(one in data for one in (word.encode(), plain, base64.b64encode(word.encode()).rstrip(b"=")))


def test_there_is_something_to_look_for(published: Published) -> None:
    typed = published.typed(0)
    for word in ("Walk round the lake.", "Zephyrine Quillfeather", "Large print, at sixteen points.", "transport"):
        assert word in typed
    assert holds(published.export(3), "Large print, at sixteen points.")
    assert len(typed) > 100


def test_no_tile_entry_or_checkpoint_holds_a_word_that_was_typed(published: Published) -> None:
    entries = [line for line in published.export(0).splitlines() if line.startswith(b'{"entry"')]
    texts = [json.loads(line)["entry"].encode() for line in entries]
    everything = b"\n".join([*published.log(), *texts])
    assert [word for word in published.typed(-1) if holds(everything, word)] == []


@pytest.mark.parametrize("tier", [0, 1, 2])
def test_no_export_holds_a_word_above_its_readers_clearance(published: Published, tier: Tier) -> None:
    data, below = published.export(tier), published.typed(-1).keys() - published.typed(tier).keys()
    # What is open to this reader may say the same in other words: only whole texts that are above are looked for.
    above = [word for word in published.typed(tier) if not any(word in open_ for open_ in below)]
    assert above
    assert [word for word in above if holds(data, word)] == []


def test_no_public_export_tells_how_anybody_voted(published: Published) -> None:
    data = published.export(0)
    votes = [one for one in published.governance.everything(0, 100_000) if "vote_cast" in one.event.topic]
    assert len(votes) == 2
    assert b"vote_cast" not in data
    assert b'"choice"' not in data.replace(b'\\"', b'"')
    assert b'"choice"' in published.export(1).replace(b'\\"', b'"')
    for one in votes:
        row = published.governance.store.read_event(one.id)
        assert row is not None
        assert (row.state or b"") not in data
        assert str(one.event.seat).encode() not in data  # type: ignore[attr-defined]
