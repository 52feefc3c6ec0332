"""What a witness says, step by step as another implementation's conversation has it."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from governance.log.checkpoint import Checkpoint
from governance.log.merkle import Tree, consistency_proof, leaf_hash, tree_root
from governance.log.note import ED25519, Note, VerifierKey, parse_key, sign_note
from governance.log.witness import Head, Refused, Request, judge, parse_request
from tests.governance.log.vectors import vectors

TALK = vectors("witness-add-checkpoint.json")


class Witness:
    """Keeps the last head of each log in memory."""

    def __init__(self, logs: dict[str, list[VerifierKey]]) -> None:
        self.logs = logs
        self.heads: dict[str, Head] = {}

    def ask(self, body: bytes) -> tuple[int, str]:
        try:
            checkpoint, _ = judge(parse_request(body), self.logs, self.heads.get)
        except Refused as refused:
            return refused.status, refused.body
        self.heads[checkpoint.origin] = Head(checkpoint.size, checkpoint.root)
        return 200, ""


def test_the_conversation_of_nine_steps() -> None:
    key = VerifierKey(TALK["origin"], ED25519, bytes.fromhex(TALK["log_public_key_hex"]))
    witness = Witness({TALK["origin"]: [key]})
    for number, step in enumerate(TALK["steps"], 1):
        status, body = witness.ask(step["body"].encode())
        assert status in {step["status"], *step.get("also_acceptable", ())}, number
        if step["match"] == "==":
            assert body == step["want"]
    assert witness.heads[TALK["origin"]].size == 5


def test_an_unknown_log_is_not_found() -> None:
    assert Witness({}).ask(TALK["steps"][0]["body"].encode()) == (404, "this witness does not know that log\n")


def test_a_real_request_of_a_real_log() -> None:
    step = TALK["sumdb_step"]
    witness = Witness({step["origin"]: [parse_key(step["vkey"])]})
    assert witness.ask(step["body"].encode())[0] == step["status"]


SECRET = Ed25519PrivateKey.from_private_bytes(bytes([5]) * 32)
KEY = VerifierKey("log.example", ED25519, SECRET.public_key().public_bytes_raw())
TREE = Tree([leaf_hash(f"{n}".encode()) for n in range(9)])


def asking(old: int, size: int, *, tree: Tree = TREE, proof: tuple[bytes, ...] | None = None) -> bytes:
    text = Checkpoint("log.example", size, tree_root(size, tree.node)).text()
    steps = tuple(consistency_proof(old, size, tree.node)) if proof is None and old <= size else proof or ()
    return Request(old, steps, Note(text, (sign_note(text, KEY, SECRET.sign),)).data()).data()


def started(size: int) -> Witness:
    witness = Witness({"log.example": [KEY]})
    assert witness.ask(asking(0, size))[0] == 200
    return witness


def test_a_log_grows_and_is_cosigned_again() -> None:
    witness = started(3)
    assert witness.ask(asking(3, 8))[0] == 200
    assert witness.ask(asking(8, 8))[0] == 200
    assert witness.heads["log.example"].size == 8


def test_an_empty_log_is_cosigned_and_grows_without_a_proof() -> None:
    witness = started(0)
    assert witness.ask(asking(0, 0))[0] == 200
    assert witness.ask(asking(0, 4, proof=(bytes(32),)))[0] == 422
    assert witness.ask(asking(0, 4))[0] == 200


def test_a_checkpoint_that_the_log_did_not_sign() -> None:
    witness = started(3)
    forger = Ed25519PrivateKey.from_private_bytes(bytes([6]) * 32)
    text = Checkpoint("log.example", 8, tree_root(8, TREE.node)).text()
    note = Note(text, (sign_note(text, KEY, forger.sign),))
    body = Request(3, tuple(consistency_proof(3, 8, TREE.node)), note.data()).data()
    assert witness.ask(body) == (403, "the signature of log.example does not hold\n")


def test_a_shorter_log_and_another_log_of_the_same_size() -> None:
    witness = started(8)
    other = Tree([leaf_hash(f"other {n}".encode()) for n in range(9)])
    assert witness.ask(asking(8, 3)) == (400, "the old size is beyond the new one\n")
    assert witness.ask(asking(3, 3)) == (409, "8\n")
    assert witness.ask(asking(8, 8, tree=other)) == (409, "8\n")
    assert witness.ask(asking(8, 9, tree=other)) == (422, "the consistency proof does not hold\n")
    assert witness.ask(asking(8, 8, proof=(bytes(32),)))[0] == 422
    assert witness.heads["log.example"] == Head(8, _root(8))


def _root(size: int) -> bytes:
    return tree_root(size, TREE.node)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"old 0\n",
        b"old 0\n\n",
        b"old 00\n\nlog.example\n",
        b"old -1\n\nx\n",
        b"new 0\n\nx\n",
        b"old 0\nshort\n\nx\n",
        b"old 0\n" + b"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n" * 64 + b"\nx\n",
        b"old \xff\n\nx\n",
        b"old 0\n\nno checkpoint\n\n\xe2\x80\x94 a AAAAAAA=\n",
    ],
)
def test_what_is_no_request(body: bytes) -> None:
    assert Witness({}).ask(body)[0] == 400


@given(st.binary(max_size=120) | st.binary(max_size=120).map(lambda tail: b"old 0\n\n" + tail))
def test_any_bytes_are_answered(body: bytes) -> None:
    assert Witness({}).ask(body)[0] in {400, 404}
