"""Keys changed and entries set aside: the log goes on, and what was slipped in counts for nothing."""

from __future__ import annotations

import json
import shutil
import tempfile
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from api.cli import main
from api.log.exporting import Scope, exported
from api.log.replaying import replayed
from api.settings import from_environment
from api.wiring import log_opened, opened
from governance import keys
from governance.acts import Principal
from governance.custodian import Custodian, InOrder, Known
from governance.log.bundle import written_lines
from governance.log.entry import Place, act_message
from governance.log.verify import verify_bundle
from governance.organisation.commands import RegisterPerson
from governance.organisation.events import PersonRegistered
from governance.signing import Alarm, LogSigner, policy_text
from governance.store import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from governance.application import Governance
    from governance.embedded import EmbeddedPostgres

OPERATOR = Principal("operator")
NAME = "example.org/log"


@pytest.fixture
def folder(key_folder: Path, tmp_path: Path) -> Path:
    return shutil.copytree(key_folder, tmp_path / "keys")


@pytest.fixture
def signer(governance: Governance, cluster: EmbeddedPostgres, database: str, folder: Path) -> Iterator[LogSigner]:
    assert governance.head()
    dsn = cluster.dsn(database, user="minutebook_log")
    with reading(dsn) as store:
        yield LogSigner(store, dsn, folder, NAME)


def slip_in(dsn: str, like: Any, stream: Any, version: int, record: Place) -> None:
    """The owner appends a copy of an act, signed by a key of their own."""
    stranger, event = Ed25519PrivateKey.generate(), uuid.uuid4()
    place = Place(record.record, 1, stream, version, 1, 1, event, like.tier)
    signature = stranger.sign(act_message(place, like.body, like.key))
    with psycopg.connect(dsn, autocommit=True) as owner:
        owner.execute(
            "SELECT record.append(%s::uuid[], %s::uuid[], %s::bigint[], %s::smallint[], %s::text[], %s::bytea[],"
            " %s::bytea[], %s::bytea[], %s, %s, %s, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', now(), NULL)",
            ([event], [stream], [version], [like.tier], [like.topic], [like.state], [like.nonce], [signature],
             like.key, uuid.uuid4(), bytes(32)),
        )  # fmt: skip


def test_an_entry_slipped_in_is_set_aside_and_counts_for_nothing(
    governance: Governance,
    signer: LogSigner,
    folder: Path,
    cluster: EmbeddedPostgres,
    database: str,
    make: Callable[..., Governance],
) -> None:
    governance.handle(RegisterPerson(name="Somebody"), OPERATOR)
    signer.advance()
    like = governance.store.verifiable(1, 1)[0]
    me = governance.store.identity()
    slip_in(cluster.dsn(database), like, like.stream, like.version + 1, Place(me.record, 1, *[None] * 6))  # type: ignore[arg-type]
    bad = governance.head()
    with pytest.raises(Alarm, match="its signature is not good"):
        signer.advance()
    trusted = keys.trusted(folder)
    with pytest.raises(InOrder, match="entry 2 is signed as it should be"):
        Custodian(governance).disown(2, trusted)
    with pytest.raises(Known, match="there is no entry 99"):
        Custodian(governance).disown(99, trusted)
    Custodian(governance).disown(bad, trusted)
    signed = signer.advance()
    assert signed is not None
    assert signed.checkpoint.size == bad + 1
    assert signer.checkpoints.alarm() is None
    anew = make()
    people = [one for one in anew.everything(0, 100) if isinstance(one.event, PersonRegistered)]
    assert [one.position for one in people] == [2]
    anew.handle(RegisterPerson(name="Another"), OPERATOR)
    assert signer.advance() is not None
    text = policy_text(folder, NAME)
    lines = list(written_lines(exported(anew, Scope(3), text)))
    report = verify_bundle(lines)
    assert report.findings == []
    assert f"Entry {bad} is not in order, and was set aside by a later one (bad_signature)." in report.said
    assert replayed(lines).findings == []


def test_an_entry_set_aside_by_one_that_is_itself_not_signed_stays_found(
    governance: Governance, signer: LogSigner, cluster: EmbeddedPostgres, database: str
) -> None:
    governance.handle(RegisterPerson(name="Somebody"), OPERATOR)
    like = governance.store.verifiable(1, 1)[0]
    me = Place(governance.store.identity().record, 1, *[None] * 6)  # type: ignore[arg-type]
    slip_in(cluster.dsn(database), like, uuid.uuid4(), 1, me)
    bad = governance.store.verifiable(2, 1)[0]
    said = json.loads(like.state or b"")
    said["e"] = {"position": 3, "leaf": "", "reason": "bad_signature"}

    class Forged:
        tier, topic, key, nonce, body = 0, "record.entry_disowned", like.key, like.nonce, like.body
        state = json.dumps(said, separators=(",", ":")).encode()

    slip_in(cluster.dsn(database), Forged, uuid.uuid4(), 1, me)
    assert bad.position == 3
    with pytest.raises(Alarm, match="entry 3: its signature is not good"):
        signer.advance()


def said_by(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = main(arguments)
    heard = capsys.readouterr()
    return status, heard.out + heard.err


def test_the_application_goes_on_with_a_new_key_and_the_old_one_is_trusted_no_more(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Path(tempfile.mkdtemp(prefix="mb-keys-", dir="/tmp"))
    home.chmod(0o755)
    monkeypatch.setenv("MINUTEBOOK_DATA_DIR", str(home))
    said_by(capsys, "init", "--name", "Us", "--origin", NAME)
    before = (home / "keys" / keys.SIGNING).read_bytes()
    status, told = said_by(capsys, "keys", "retire")
    assert (status, told) == (1, "minutebook: no other key is trusted\n")
    status, told = said_by(capsys, "keys", "new")
    assert status == 0
    first, second = told.splitlines()[-2:]
    assert first.endswith("from entry 1  trusted")
    assert second.endswith("from entry 2  in use")
    assert (home / "keys" / keys.SIGNING).read_bytes() != before
    assert not (home / "keys" / keys.NEW).exists()
    status, told = said_by(capsys, "keys", "retire")
    assert told.splitlines()[0].endswith("from entry 1  to entry 2")
    status, told = said_by(capsys, "disown", "1")
    assert (status, told) == (1, "minutebook: entry 1 is signed as it should be, and stays\n")
    # Whoever kept the old key signs with it again: the log does not go on over that.
    with log_opened(from_environment()) as log:
        assert log.advance() is not None
    (home / "keys" / keys.SIGNING).write_bytes(before)
    with opened(from_environment()) as governance:
        governance.handle(RegisterPerson(name="Somebody"), OPERATOR)
    with log_opened(from_environment()) as log, pytest.raises(Alarm, match="signed with a key that nobody trusts"):
        log.advance()
