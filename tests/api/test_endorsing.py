"""Acts that people sign with keys of their own: what they sign, put on record, and verified by whoever has the file."""

from __future__ import annotations

import base64
import tempfile
import uuid
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from api.cli import main
from api.log.exporting import Scope, exported
from api.log.replaying import replayed
from api.settings import from_environment
from api.wiring import log_opened, opened
from governance.acts import Principal
from governance.custodian import Custodian
from governance.custody.events import ActEndorsed, KeyRetired, KeyTrusted
from governance.log.bundle import written_lines
from governance.log.endorsing import Endorsements, endorsed_message
from governance.log.verify import Report, verify_bundle
from governance.organisation.commands import RegisterPerson
from governance.signing import policy_text

NAME = "example.org/log"
PERSON, OTHER = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (51, 52))


def text(data: bytes) -> str:
    return base64.b64encode(data).decode()


KEY, OTHERS = (text(one.public_key().public_bytes_raw()) for one in (PERSON, OTHER))


@pytest.fixture
def act(monkeypatch: pytest.MonkeyPatch) -> uuid.UUID:
    """A record with one act in it, whose id this is."""
    home = Path(tempfile.mkdtemp(prefix="mb-signs-", dir="/tmp"))
    home.chmod(0o755)
    monkeypatch.setenv("MINUTEBOOK_DATA_DIR", str(home))
    assert main(("init", "--name", "Us", "--origin", NAME)) == 0
    with opened(from_environment()) as governance:
        handled = governance.handle(RegisterPerson(name="Somebody"), Principal("operator"))
        return uuid.UUID(str(handled.events[0].id))


def verified() -> Report:
    """What an exported file says of the record as it is now, signed."""
    with log_opened(from_environment()) as log:
        log.advance()
    with opened(from_environment()) as governance:
        policy = policy_text(from_environment().folder / "keys", NAME)
        lines = list(written_lines(exported(governance, Scope(1), policy)))
    assert replayed(lines).findings == []
    return verify_bundle(lines)


def test_a_person_signs_an_act_and_whoever_has_the_file_sees_it(
    act: uuid.UUID, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(("endorse", str(act))) == 0
    message = capsys.readouterr().out
    with opened(from_environment()) as governance:
        record = governance.store.identity().record
        (leaf,) = governance.store.rows("SELECT leaf FROM record.events WHERE event = %b", act)[0]
    assert message == f"minutebook-endorsement/v1\nrecord {record}\nevent {act}\nleaf {text(leaf)}\n"
    signature = text(PERSON.sign(message.encode()))
    assert main(("endorse", str(act), "--key", KEY, "--signature", signature)) == 0
    told = capsys.readouterr().out
    assert told.splitlines()[0] == "It is on record as entry 4 that the act was signed with this key."
    report = verified()
    assert report.findings == []
    assert f"Entry 2 was signed by a person themselves, with the key {KEY}." in report.said
    assert main(("endorse", str(act), "--key", KEY, "--signature", signature)) == 0
    assert "entry 5" in capsys.readouterr().out, "the key is known by now"


def test_what_is_no_good_signature_is_not_recorded(act: uuid.UUID, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    main(("endorse", str(act)))
    message = capsys.readouterr().out.encode()
    refused = "minutebook: this is no good signature of that key over what the act is signed as\n"
    for key, signature in (
        (OTHERS, text(PERSON.sign(message))),
        (KEY, text(PERSON.sign(message + b"\n"))),
        (KEY, "nothing"),
        ("", text(PERSON.sign(message))),
    ):
        assert main(("endorse", str(act), "--key", key, "--signature", signature)) == 1
        assert capsys.readouterr().err == refused
    nobody = uuid.UUID(int=4 << 76)
    assert main(("endorse", str(nobody))) == 1
    assert capsys.readouterr().err == f"minutebook: there is no act {nobody}\n"
    assert main(("endorse", "nothing")) == 1


def test_what_the_operator_puts_on_record_in_a_persons_name_is_found(act: uuid.UUID) -> None:
    """Whoever runs the server can write such an entry; without the person's key it does not verify."""
    forged = "the signature of a person under an act is not good, or is by nobody who is known"
    with opened(from_environment()) as governance:
        record = governance.store.identity().record
        (leaf,) = governance.store.rows("SELECT leaf FROM record.events WHERE event = %b", act)[0]
        good = text(PERSON.sign(endorsed_message(record, act, leaf)))
        elsewhere = bytes(32)
        stray = text(PERSON.sign(endorsed_message(record, act, elsewhere)))
        custodian = Custodian(governance)
        custodian.record(ActEndorsed(act, text(leaf), "ed25519", good))
        custodian.record(KeyTrusted(KEY, "person"), ActEndorsed(act, text(leaf), "ed25519", text(bytes(64))))
        custodian.record(ActEndorsed(act, text(elsewhere), "ed25519", stray))
        custodian.record(ActEndorsed(act, text(leaf), "passkey", good))
        custodian.record(KeyRetired(KEY, governance.head()))
        custodian.record(ActEndorsed(act, text(leaf), "ed25519", good))
    assert [str(one) for one in verified().findings] == [
        f"entry 3: {forged}",
        f"entry 5: {forged}",
        "entry 6: a person signed an act that does not stand here",
        "entry 7: somebody signed an act in a way that is not known here",
        f"entry 9: {forged}",
    ]


def test_an_act_that_is_left_out_of_a_file_is_said_to_be() -> None:
    record, event, leaf = uuid.UUID(int=1), uuid.UUID(int=2), bytes(range(32))
    seen = Endorsements()
    seen.follow("record.key_trusted", {"key": KEY, "role": "person"})
    seen.skip(3)
    said = {"event": str(event), "leaf": text(leaf), "kind": "ed25519"}
    said["signature"] = text(PERSON.sign(endorsed_message(record, event, leaf)))
    assert seen.endorsed(record, said) == (
        True,
        f"An act that is left out here was signed by a person themselves, with the key {KEY}.",
    )
    seen.step(leaf)
    assert seen.endorsed(record, said)[1].startswith("Entry 4 was signed")
    assert seen.endorsed(record, {})[0] is False
    seen.follow("record.key_trusted", {"role": "person"})
