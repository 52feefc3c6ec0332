"""Cosignatures of real witnesses, and of keys that a quantum computer could not forge."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from governance.log.checkpoint import parse_checkpoint
from governance.log.cosignature import cosign, cosignature_verifier, cosigned_at, cosigned_message, verifier_of
from governance.log.note import (
    COSIGNATURE,
    ED25519,
    ML_DSA_44,
    BadKey,
    BadNote,
    Verifier,
    VerifierKey,
    ed25519_verifier,
    open_note,
    parse_key,
    parse_note,
    to_base64,
)
from governance.log.post_quantum import post_quantum_verifier
from tests.governance.log.vectors import data, unbase64, vectors

REAL = vectors("real-checkpoints.json")
SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
WITNESS = VerifierKey("witness.example", COSIGNATURE, SECRET.public_key().public_bytes_raw())
TEXT = "log.example\n1\nKgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"


def any_verifier(key: VerifierKey) -> Verifier:
    return post_quantum_verifier(key) if key.algorithm == ML_DSA_44 else verifier_of(key)


def verified(note: str, keys: list[VerifierKey]) -> list[str]:
    return [key.name for key, _ in open_note(parse_note(note.encode()), [any_verifier(key) for key in keys]).verified]


def test_nine_checkpoints_of_a_real_log() -> None:
    case = REAL["sumdb"]
    for note in case["notes"]:
        assert verified(note, [parse_key(case["vkey"])]) == ["sum.golang.org"]


# Which of the keys at hand signed each: read off the notes' lines by hand.
SIGNED = {
    "arche2025h1_staging": [
        "arche2025h1.staging.ct.transparency.dev",
        "remora.n621.de",
        "transparency.dev/DEV:witness-little-garden",
        "witness.stagemole.eu",
    ],
    "coachandhorses2026h1_staging": [
        "witness.navigli.sunlight.geomys.org",
        "witness.navigli.sunlight.geomys.org",
    ],
}


@pytest.mark.parametrize("name", SIGNED)
def test_real_checkpoints_with_witnesses(name: str) -> None:
    case = REAL[name]
    keys = [parse_key(text) for text in case["log_vkeys"] + case["cosigner_vkeys"]]
    assert sorted(verified(case["note"], keys)) == SIGNED[name]


@pytest.mark.parametrize(("name", "least"), [("armored_witness_ci", 2), ("pixel", 2)])
def test_witnesses_of_hardware_sign_with_their_note_key_in_the_cosigning_way(name: str, least: int) -> None:
    case = REAL[name]
    note_keys = [parse_key(text) for text in case["cosigner_note_vkeys"]]
    cosigners = [VerifierKey(key.name, COSIGNATURE, key.public) for key in note_keys]
    assert len(verified(case["note"], cosigners)) >= least


def test_a_cosignature_says_when() -> None:
    case = vectors("formats.json")["cosignature_timestamp"]
    assert cosigned_at(unbase64(case["base64"])[4:]) == case["unix"]
    printed = vectors("c2sp-examples.json")
    lines = parse_note(printed["checkpoint_parse_only"].encode()).signatures
    assert cosigned_at(lines[1].signature) == printed["cosignature_time"]


@pytest.mark.parametrize("folder", ["skylight-witness", "skylight-witness2"])
def test_checkpoints_a_published_witness_cosigned(folder: str) -> None:
    key = parse_key(vectors(f"{folder}/witness.v0.json")["verifier_keys"][0])
    origin = {
        "skylight-witness": "000de184301123b9278c086a7d9f68c9577e83872224c197058fd90784ea9706",
        "skylight-witness2": "88ad7a28caeb0b2aa890fdf0304c2fcaf59fca2ee140134ff8c1300bac493482",
    }[folder]
    note = parse_note(data(f"{folder}/{origin}/checkpoint"))
    opened = open_note(note, [cosignature_verifier(key)])
    assert [one for one, _ in opened.verified] == [key]


def test_another_logs_cosignature() -> None:
    case = vectors("sigsum.json")["proofs"][1]
    head = dict(line.split("=", 1) for line in case["proof"].split("\n\n")[1].splitlines())
    _, time, signature = head["cosignature"].split()
    raw = unbase64(case["keys"]["witnessKey"].split()[1])[-32:]
    log = dict(line.split("=", 1) for line in case["proof"].split("\n\n")[0].splitlines())["log"]
    root = bytes.fromhex(head["root_hash"])
    text = parse_checkpoint(f"sigsum.org/v1/tree/{log}\n{head['size']}\n{to_base64(root)}\n").text()
    key = VerifierKey("witness", COSIGNATURE, raw)
    stamped = int(time).to_bytes(8, "big") + bytes.fromhex(signature)
    assert cosignature_verifier(key).verify(text, stamped)
    assert not cosignature_verifier(key).verify(text, (int(time) + 1).to_bytes(8, "big") + bytes.fromhex(signature))


def test_what_is_signed_holds_and_nothing_else_does() -> None:
    signature = cosign(TEXT, WITNESS, 1_800_000_000, SECRET.sign)
    verify = cosignature_verifier(WITNESS).verify
    assert cosigned_message("a\n", 7) == b"cosignature/v1\ntime 7\na\n"
    assert verify(TEXT, signature.signature)
    assert not verify(TEXT.replace("\n1\n", "\n2\n"), signature.signature)
    assert not verify(TEXT, signature.signature[:-1])
    assert not verify(TEXT, b"\xff" + signature.signature[1:])


def test_a_logs_own_key_does_not_cosign() -> None:
    key = VerifierKey("log.example", ED25519, WITNESS.public)
    with pytest.raises(BadKey, match="algorithm 4"):
        cosign(TEXT, key, 0, SECRET.sign)


def test_a_plain_signature_by_the_witness_is_no_cosignature() -> None:
    plain = VerifierKey(WITNESS.name, ED25519, WITNESS.public)
    note = f"{TEXT}\n{cosign(TEXT, WITNESS, 5, SECRET.sign).line()}"
    assert plain.id != WITNESS.id
    with pytest.raises(BadNote, match="no known key"):
        open_note(parse_note(note.encode()), [ed25519_verifier(plain)])


def test_a_post_quantum_signature_over_anything_but_a_checkpoint_does_not_hold() -> None:
    verify = post_quantum_verifier(VerifierKey("witness", ML_DSA_44, bytes(1312))).verify
    assert not verify("no checkpoint\n", bytes(8 + 2420))
    assert not verify(TEXT, bytes(8 + 2420))
    assert not verify(TEXT, b"\xff" * (8 + 2420))
