"""Proofs to keep: real ones, their form, and what makes one fail."""

from __future__ import annotations

import contextlib
import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from governance.log.checkpoint import Checkpoint
from governance.log.cosignature import cosign, verifier_of
from governance.log.merkle import Tree, inclusion_proof, leaf_hash
from governance.log.note import (
    COSIGNATURE,
    ED25519,
    ML_DSA_44,
    Note,
    Verifier,
    VerifierKey,
    open_note,
    parse_key,
    parse_note,
    sign_note,
    to_base64,
)
from governance.log.policy import Policy, parse_policy
from governance.log.post_quantum import post_quantum_verifier
from governance.log.proof import BadProof, Proof, parse_proof, verify_proof
from tests.governance.log.vectors import data, vectors

FORMATS = vectors("formats.json")
SUMDB = vectors("derived/sumdb-proofs.json")
MARKOVIAN = data("tlog-proof-markovian/proof_7271.tlog-proof")
KEYS = [parse_key(line) for line in data("tlog-proof-markovian/keys.txt").decode().split("\n") if line]


def any_verifier(key: VerifierKey) -> Verifier:
    return post_quantum_verifier(key) if key.algorithm == ML_DSA_44 else verifier_of(key)


def test_the_real_proof_of_a_log_nobody_here_runs() -> None:
    proof = parse_proof(MARKOVIAN)
    assert (proof.leaf_index, len(proof.hashes), proof.data()) == (7271, 11, MARKOVIAN)
    opened = open_note(parse_note(proof.checkpoint), [any_verifier(key) for key in KEYS])
    assert len(opened.verified) == 8
    assert len(opened.unknown) == 3
    log, *witnesses = (key.text() for key in KEYS if key.algorithm != ML_DSA_44)
    lines = [f"log {log}", *(f"witness w{n} {key}" for n, key in enumerate(witnesses))]
    policy = parse_policy("\n".join([*lines, "group most 4 w0 w1 w2 w3 w4", "quorum most", ""]))
    assert verify_proof(data("tlog-proof-markovian/leaf_7271.raw"), proof, policy).size == 7341
    with pytest.raises(BadProof, match="does not stand at this place"):
        verify_proof(b"another entry", proof, policy)


def test_a_line_under_the_logs_own_name_is_no_witness() -> None:
    note = parse_note(data("tlog-proof-markovian/checkpoint_7397.txt"))
    own = [line for line in note.signatures if line.name == "markovianprotocol.com/log"]
    assert len(own) == 2
    opened = open_note(note, [any_verifier(key) for key in KEYS])
    assert len([key for key, _ in opened.verified if key.name != "markovianprotocol.com/log"]) == 7


@pytest.mark.parametrize("number", [3153, 715185, 778441])
def test_real_proofs_of_a_log_of_33_million(number: int) -> None:
    written = data(f"derived/sumdb-{number}.tlog-proof")
    proof = parse_proof(written)
    policy = parse_policy(f"log {SUMDB['vkey']}\nquorum none\n")
    record = data(f"derived/sumdb-{number}.record")
    head = verify_proof(record, proof, policy, origin="go.sum database tree")
    assert (proof.leaf_index, head.size, proof.data()) == (number, 33318680, written)
    with pytest.raises(BadProof, match="no log of this policy"):
        verify_proof(record, proof, policy)


def test_an_example_with_more_to_it() -> None:
    written = data("tlog-proof-example/example.tlog-proof")
    proof = parse_proof(written)
    assert proof.extra == b"demo context"
    assert (proof.leaf_index, proof.data()) == (2, written)


def test_the_form_of_a_proof() -> None:
    for case in FORMATS["tlog_proof_format"]["cases"]:
        hashes = tuple(hashlib.sha256(name.encode()).digest() for name in case["hashes"])
        extra = case["extra"].encode() if case["extra"] else None
        proof = Proof(case["index"], hashes, case["checkpoint"].encode(), extra)
        said = {"h1": to_base64(hashlib.sha256(b"hash1").digest()), "h2": to_base64(hashlib.sha256(b"hash2").digest())}
        written = case["want"].format(**said, extra=to_base64(extra or b"")).encode()
        assert proof.data() == written
        assert parse_proof(written) == proof


@pytest.mark.parametrize("text", FORMATS["tlog_proof_bad"])
def test_what_is_no_proof(text: str) -> None:
    with pytest.raises(BadProof):
        parse_proof(text.encode())


def test_bytes_that_are_no_proof() -> None:
    for written in (b"", b"c2sp.org/tlog-proof@v1\nindex 0\n\n", b"c2sp.org/tlog-proof@v1\nindex \xff\n\nx\n"):
        with pytest.raises(BadProof):
            parse_proof(written)
    too_long = "c2sp.org/tlog-proof@v1\nindex 0\n" + f"{to_base64(bytes(32))}\n" * 64 + "\nx\n"
    with pytest.raises(BadProof):
        parse_proof(too_long.encode())


@given(st.binary(max_size=150).map(lambda tail: b"c2sp.org/tlog-proof@v1\n" + tail) | st.binary(max_size=150))
def test_any_bytes_are_a_proof_or_are_refused(written: bytes) -> None:
    with contextlib.suppress(BadProof):
        assert parse_proof(written).data() == written


LOG, WITNESS, OTHER = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2, 3))
LOG_KEY = VerifierKey("log.example", ED25519, LOG.public_key().public_bytes_raw())
WITNESS_KEY = VerifierKey("witness.example", COSIGNATURE, WITNESS.public_key().public_bytes_raw())
ENTRIES = [f"entry {n}".encode() for n in range(7)]
TREE = Tree([leaf_hash(entry) for entry in ENTRIES])
POLICY = parse_policy(f"log {LOG_KEY.text()}\nwitness w {WITNESS_KEY.text()}\nquorum w\n")


def proof_of(index: int, origin: str = "log.example", *, witnessed: bool = True, signer: object = LOG) -> Proof:
    text = Checkpoint(origin, 7, TREE.root()).text()
    lines = [sign_note(text, LOG_KEY, signer.sign)]
    if witnessed:
        lines.append(cosign(text, WITNESS_KEY, 1_800_000_000, WITNESS.sign))
    return Proof(index, tuple(inclusion_proof(index, 7, TREE.node)), Note(text, tuple(lines)).data())


def failing(entry: bytes, proof: Proof, policy: Policy = POLICY) -> str:
    with pytest.raises(BadProof) as refused:
        verify_proof(entry, proof, policy)
    return str(refused.value)


def test_a_proof_holds_in_the_first_era_and_in_a_later_one() -> None:
    for index, entry in enumerate(ENTRIES):
        assert verify_proof(entry, proof_of(index), POLICY).size == 7
    assert verify_proof(ENTRIES[3], proof_of(3, "log.example/2"), POLICY).origin == "log.example/2"


def test_what_makes_a_proof_fail() -> None:
    assert failing(ENTRIES[3], proof_of(4)) == "the entry does not stand at this place of the log"
    assert (
        failing(ENTRIES[3], proof_of(3, witnessed=False)) == "too few witnesses of this policy signed this checkpoint"
    )
    assert failing(ENTRIES[3], proof_of(3, signer=OTHER)) == "the signature of log.example does not hold"
    assert failing(ENTRIES[3], proof_of(3, "elsewhere")) == "no log of this policy signed this checkpoint"
    assert failing(ENTRIES[3], proof_of(3, "log.example/02")) == "no log of this policy signed this checkpoint"
    assert failing(ENTRIES[3], proof_of(3)._replace(checkpoint=b"no note")) == (
        "a note is its text, an empty line and signatures"
    )
