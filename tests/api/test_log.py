"""The log as programs read it: checkpoint, tiles, and the proof of one's own act, which holds without asking us."""

from __future__ import annotations

import hashlib
import re
import shutil
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
import segno

from api.doctor import Check, _log, _witnesses
from api.pages.scanned import square
from governance.log.carry import carried_verifier
from governance.log.entry import parse_entry
from governance.log.merkle import leaf_hash, tree_root
from governance.log.note import COSIGNATURE, Note, Signature, VerifierKey, parse_note
from governance.log.policy import accept_checkpoint
from governance.log.proof import parse_proof, verify_proof
from governance.log.tiles import TileNodes, tiles_of, unbundle_entries
from governance.log.words import checkpoint_words
from governance.signing import Alarm, LogSigner
from governance.store import reading
from tests.api.voted import voted
from tests.people import evening, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.api.conftest import Room


def as_role(room: Room, role: str) -> str:
    """The room's database as somebody else."""
    return " ".join([part for part in room.governance.dsn.split() if not part.startswith("user=")] + [f"user={role}"])


@pytest.fixture
def signer(room: Room, key_folder: Path, tmp_path: Path) -> Iterator[LogSigner]:
    """The signer of the room's record, which has signed all there is."""
    folder = shutil.copytree(key_folder, tmp_path / "log-keys")
    dsn = as_role(room, "minutebook_log")
    with reading(dsn) as store:
        signer = LogSigner(store, dsn, folder, "example.org/log")
        signer.advance()
        yield signer


def test_anybody_rebuilds_the_signed_root_from_the_tiles(room: Room, signer: LogSigner) -> None:
    note = parse_note(room.client.get("/api/v1/log/checkpoint").content)
    checkpoint, _ = accept_checkpoint(note, signer.policy())
    assert checkpoint.size == room.governance.head()
    hashes = {
        (tile.level, tile.nth): room.client.get(f"/api/v1/log/{tile.path()}").content
        for tile in tiles_of(checkpoint.size)
        if tile.level >= 0
    }
    nodes = TileNodes(lambda level, nth: hashes.get((level, nth), b""))
    assert tree_root(checkpoint.size, nodes.node) == checkpoint.root


def test_whoever_is_known_reads_the_entries_and_nobody_else(room: Room, signer: LogSigner) -> None:
    bundle = next(tile for tile in tiles_of(room.governance.head()) if tile.level < 0)
    answer = room.ask("GET", f"/api/v1/log/{bundle.path()}")
    entries = unbundle_entries(answer.content)
    assert signer.checkpoints.latest() is not None
    leaves = room.client.get(f"/api/v1/log/tile/0/000{'' if len(entries) == 256 else f'.p/{len(entries)}'}").content
    assert b"".join(leaf_hash(entry) for entry in entries) == leaves
    assert parse_entry(entries[0]).key == room.governance._signer.public
    refused = room.ask("GET", f"/api/v1/log/{bundle.path()}", by=None)
    assert (refused.status_code, refused.json()["type"].rsplit("/", 1)[1]) == (401, "not-signed-in")


def test_a_receipt_and_its_proof_hold_without_the_server(room: Room, signer: LogSigner) -> None:
    done = room.ask("POST", "/api/v1/people", json={"name": "Somebody"}).json()
    (event,) = done["events"]
    early = room.client.get(f"/api/v1/events/{event}/proof")
    assert (early.status_code, early.json()["type"].rsplit("/", 1)[1]) == (404, "not-covered")
    signer.advance()
    answer = room.client.get(f"/api/v1/events/{event}/proof")
    proof = parse_proof(answer.content)
    entry = next(one for one in _entries(room) if str(parse_entry(one).place.event) == event)
    assert verify_proof(entry, proof, signer.policy()).size == room.governance.head()


def _entries(room: Room) -> list[bytes]:
    bundles = [tile for tile in tiles_of(room.governance.head()) if tile.level < 0]
    return [
        entry for tile in bundles for entry in unbundle_entries(room.ask("GET", f"/api/v1/log/{tile.path()}").content)
    ]


def test_what_is_no_tile_or_not_there_yet_is_not_found(room: Room, signer: LogSigner) -> None:
    assert signer.checkpoints.latest() is not None
    for path in ("tile/0/001", "tile/9/000", "tile/0/000.p/0", "tile/entries/900", "tile/0/nothing", "tile/0"):
        assert room.ask("GET", f"/api/v1/log/{path}").status_code == 404
    for event in ("nothing", "3d9a6f20-1b7c-4e58-8f42-90ab12cd34ef"):
        assert room.client.get(f"/api/v1/events/{event}/proof").status_code == 404


def test_a_log_that_does_not_go_on_is_told_and_stops_nobody(room: Room, signer: LogSigner) -> None:
    ready = room.client.get("/health/ready").json()
    assert (ready["unsigned"], ready["faults"]) == (0, {})
    room.ask("POST", "/api/v1/people", json={"name": "Somebody"})
    assert room.client.get("/health/ready").json()["unsigned"] == 1
    with psycopg.connect(as_role(room, "minutebook"), autocommit=True) as owner:
        owner.execute("ALTER TABLE record.events DISABLE TRIGGER ALL")
        owner.execute("UPDATE record.events SET tier = 0 WHERE position = (SELECT max(position) FROM record.events)")
    with pytest.raises(Alarm):
        signer.advance()
    answer = room.client.get("/health/ready")
    words = "its signature is not good: it did not come from the application, or it was changed"
    assert answer.status_code == 200
    assert answer.json()["faults"] == {"log": f"entry {room.governance.head()}: {words}"}


def test_an_act_says_what_it_waits_for_until_a_witness_has_seen_it(room: Room, signer: LogSigner) -> None:
    def waits(key: str) -> Any:
        headers = {"Idempotency-Key": key}
        done = room.ask("POST", "/api/v1/people", json={"name": "Somebody"}, headers=headers)
        assert done.status_code in {200, 201}, done.text
        return done.json()["receipt"].get("awaiting")

    assert waits("one") == "checkpoint"
    signer.advance()
    assert waits("one") is None, "no witness is asked"
    with psycopg.connect(as_role(room, "minutebook_log"), autocommit=True) as log:
        log.execute("INSERT INTO log.witness (name, asked_at, fault) VALUES ('friend', now(), 'it does not answer')")
        assert waits("one") == "witness"
        log.execute("UPDATE log.checkpoint SET note = note || '— friend.example ' || repeat('A', 104) || chr(10)")
    assert waits("one") is None
    assert waits("two") == "checkpoint"


def test_minutes_say_that_no_witness_has_confirmed_them_yet(room: Room, signer: LogSigner) -> None:
    meeting = record(room.governance, evening("february"))["february"]
    with psycopg.connect(as_role(room, "minutebook_log"), autocommit=True) as log:
        log.execute("INSERT INTO log.witness (name, asked_at, fault) VALUES ('friend', now(), 'it does not answer')")
    signer.advance()
    told = "No witness from outside has confirmed this yet."
    assert told in room.look(f"/meetings/{meeting}").text
    assert told in room.look(f"/meetings/{meeting}/minutes.txt").text


def test_a_meeting_called_and_a_decision_say_what_they_wait_for(room: Room, signer: LogSigner) -> None:
    made = voted(room.governance, "ordinary", words="Buy a kettle.")
    call = {"starts": {"date": "2030-03-10", "time": "14:00"}, "agenda": [{"title": "Tea"}]}
    meeting = room.act("POST", "/groups/group-a/meetings", call)["meeting"]["id"]
    unsigned, alone = "The log has not signed this yet.", "No witness from outside has confirmed this yet."
    pages = [f"/meetings/{meeting}", f"/decisions/{made}"]
    assert all(unsigned in room.look(page).text for page in pages)
    assert unsigned not in room.look(pages[1], by=None).text, "what the log does is for members"
    with psycopg.connect(as_role(room, "minutebook_log"), autocommit=True) as log:
        log.execute("INSERT INTO log.witness (name, asked_at, fault) VALUES ('friend', now(), 'it does not answer')")
    signer.advance()
    for page in pages:
        told = room.look(page).text
        assert alone in told
        assert unsigned not in told
    with psycopg.connect(as_role(room, "minutebook_log"), autocommit=True) as log:
        log.execute("UPDATE log.checkpoint SET note = note || '— friend.example ' || repeat('A', 104) || chr(10)")
    assert all(alone not in room.look(page).text for page in pages)


def test_that_nobody_signs_the_log_is_said_plainly(room: Room, signer: LogSigner, tmp_path: Path) -> None:
    service = room.client.app.state.service
    signer.advance()
    room.ask("POST", "/api/v1/people", json={"name": "Somebody"})
    assert "log" not in room.client.get("/health/ready").json()["faults"], "a moment is nothing"
    with psycopg.connect(as_role(room, "minutebook"), autocommit=True) as owner:
        owner.execute("ALTER TABLE record.events DISABLE TRIGGER ALL")
        last = "(SELECT max(position) FROM record.events)"
        owner.execute(
            f"UPDATE record.events SET recorded_at = now() - interval '7 minutes' WHERE position = {last}".encode()
        )
    words = "nobody signs it: 1 entries are not signed, the first for 7 minutes."
    words += " Run minutebook follow, or give the server MINUTEBOOK_LOG_URL"
    ready = room.client.get("/health/ready")
    assert (ready.status_code, ready.json()["faults"]) == (200, {"log": words})
    assert _log(service, tmp_path) == Check("log", False, words)


def test_the_state_of_every_witness_is_told(room: Room, signer: LogSigner, tmp_path: Path) -> None:
    signer.advance()
    key = VerifierKey("friend.example", COSIGNATURE, bytes(31) + b"\x07")
    folder = tmp_path / "there"
    shutil.copytree(tmp_path / "log-keys", folder / "keys")
    text = f"log {signer.key.text()}\nwitness friend {key.text()} http://127.0.0.1:9\nquorum friend\n"
    (folder / "keys" / "policy").write_text(text, encoding="utf-8")
    service = room.client.app.state.service
    assert list(_witnesses(service, folder)) == [Check("witness friend", False, "has cosigned nothing yet")]
    with psycopg.connect(as_role(room, "minutebook_log"), autocommit=True) as log:
        log.execute("INSERT INTO log.witness (name, asked_at, fault) VALUES ('friend', now(), 'it does not answer')")
    assert list(_witnesses(service, folder)) == [Check("witness friend", False, "it does not answer")]
    ready = room.client.get("/health/ready").json()
    assert (ready["witnesses"], ready["faults"]) == ({"friend": 0}, {"witness friend": "it does not answer"})


def test_minutes_carry_words_to_read_aloud_once_the_log_covers_the_close(room: Room, signer: LogSigner) -> None:
    meeting = record(room.governance, evening("february"))["february"]
    address = f"/meetings/{meeting}"
    assert "Words to read aloud" not in room.look(address).text
    signed = signer.advance()
    assert signed is not None
    size, words = room.governance.head(), " ".join(checkpoint_words(signed.note.text))
    assert len(words.split()) == 8
    record(room.governance, evening("january"))
    signer.advance()
    page = room.look(address)
    assert "Words to read aloud" in page.text
    assert f"<strong>{size} {words}</strong>" in page.text
    assert drawn(page.text) == modules(segno.make(signed.note.data().decode(), encoding="utf-8", error="m"))
    digest = hashlib.sha256(carried_verifier().encode()).hexdigest()
    assert f"\n{size} {words}\n" in room.look(f"{address}/minutes.txt").text
    assert room.look(f"{address}/minutes.txt").text.endswith(f"\n{digest}\n")
    assert digest in page.text
    assert words not in room.client.get("/health/ready").text


def drawn(page: str) -> set[tuple[int, int]]:
    """The dark squares of the code in a page, worked out from its drawing; it says what it is, and runs nothing."""
    label = "A square code to scan. It holds what is proved, as a text."
    found = re.search(rf'<div class="scan" role="img" aria-label="{label}"><svg ([^>]*)>(.*?)</svg></div>', page)
    assert found is not None
    assert re.fullmatch(r'viewBox="0 0 (\d+) \1"', found[1])
    ground, lines = re.findall(r"<path ([^>]*)/>", found[2])
    assert ground.startswith('fill="#fff"')
    dark, x, y = set(), 0.0, 0.0
    for step, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", lines):
        if step == "h":
            dark |= {(int(x) + n - EDGE, int(y) - EDGE) for n in range(int(first))}
            x += int(first)
        else:
            x, y = (0.0 if step == "M" else x) + float(first), (0.0 if step == "M" else y) + float(second)
    return dark


EDGE = 4


def modules(code: segno.QRCode) -> set[tuple[int, int]]:
    return {(x, y) for y, row in enumerate(code.matrix) for x, dark in enumerate(row) if dark}


def test_a_code_holds_as_many_signatures_as_a_phone_can_read() -> None:
    text = f"example.org/log/1\n202\n{'A' * 43}=\n"
    lines = tuple(Signature(f"w{n}.example", bytes(4), bytes(72)) for n in range(20))
    fit = Note(text, lines[:7]).data()
    assert len(fit) <= 1000 < len(Note(text, lines[:8]).data())
    code = segno.make(fit.decode(), encoding="utf-8", error="m")
    label = "A square code to scan. It holds what is proved, as a text."
    page = f'<div class="scan" role="img" aria-label="{label}">{square(Note(text, lines))}</div>'
    assert drawn(page) == modules(code)
