"""A witness as others meet it: over the network, asked by two at once, and asked badly."""

from __future__ import annotations

import hashlib
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from governance.log.asking import Unanswered, ask
from governance.log.checkpoint import Checkpoint, parse_checkpoint
from governance.log.cosignature import cosigned_at, verifier_of
from governance.log.merkle import Tree, consistency_proof, leaf_hash, tree_root
from governance.log.note import COSIGNATURE, ED25519, Note, VerifierKey, open_note, parse_note, sign_note
from governance.log.policy import Party
from governance.log.witness import Refused, Request
from governance.log.witnessing import WitnessBooks, witness_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOG, WITNESS = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (21, 22))
LOG_KEY = VerifierKey("log.example", ED25519, LOG.public_key().public_bytes_raw())
KEY = VerifierKey("friend.example", COSIGNATURE, WITNESS.public_key().public_bytes_raw())
ORIGIN = "log.example/1"
TREE = Tree([leaf_hash(f"{n}".encode()) for n in range(64)])


def head(size: int, tree: Tree = TREE) -> Note:
    text = Checkpoint(ORIGIN, size, tree_root(size, tree.node)).text()
    return Note(text, (sign_note(text, LOG_KEY, LOG.sign),))


def asking(old: int, size: int) -> bytes:
    return Request(old, tuple(consistency_proof(old, size, TREE.node)), head(size).data()).data()


@pytest.fixture
def books(tmp_path: Path) -> WitnessBooks:
    return WitnessBooks(tmp_path, KEY, WITNESS.sign, {ORIGIN: [LOG_KEY]}, now=lambda: 1_800_000_000)


@pytest.fixture
def url(books: WitnessBooks) -> Iterator[str]:
    server = witness_server(books, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_what_a_witness_cosigned_it_remembers_when_it_is_started_again(books: WitnessBooks, tmp_path: Path) -> None:
    line = books.add(asking(0, 5))
    signed = parse_note(head(5).text.encode() + b"\n" + line.encode())
    ((key, signature),) = open_note(signed, [verifier_of(KEY)]).verified
    assert (key, cosigned_at(signature.signature)) == (KEY, 1_800_000_000)
    again = WitnessBooks(tmp_path, KEY, WITNESS.sign, {ORIGIN: [LOG_KEY]})
    last = again.last(ORIGIN)
    assert last is not None
    assert (last.size, last.root) == (5, tree_root(5, TREE.node))
    with pytest.raises(Refused) as refused:
        again.add(asking(0, 9))
    assert (refused.value.status, refused.value.body) == (409, "5\n")


def test_two_who_ask_at_once_never_roll_a_log_back(books: WitnessBooks) -> None:
    books.add(asking(0, 1))
    for size in range(1, 60):
        answers: list[str] = []

        def add(to: int, size: int = size, answers: list[str] = answers) -> None:
            try:
                books.add(asking(size, to))
                answers.append(str(to))
            except Refused as refused:
                answers.append(refused.body)

        both = [threading.Thread(target=add, args=(to,)) for to in (size + 1, size + 2)]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
        last = books.last(ORIGIN)
        assert last is not None
        cosigned = [int(one) for one in answers if not one.endswith("\n")]
        assert cosigned == [last.size]
        if last.size == size + 2:
            books._keep(ORIGIN, head(size + 1))


def test_the_server_answers_as_the_protocol_says(books: WitnessBooks, url: str) -> None:
    party = Party(KEY, url)
    (line,) = ask(party, 0, head(3), lambda size: consistency_proof(size, 3, TREE.node), 5)
    assert line.name == "friend.example"
    named = hashlib.sha256(ORIGIN.encode()).hexdigest()
    with urllib.request.urlopen(f"{url}/{named}/checkpoint", timeout=5) as kept:
        assert parse_checkpoint(parse_note(kept.read()).text).size == 3
    assert books.last(ORIGIN) is not None
    unknown = f"/{'0' * 64}/checkpoint"
    for path in ("/", "/add-checkpoint", f"/{named}", f"/{named}/other", "/../turn/checkpoint", unknown):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(url + path, timeout=5)
    add = "/add-checkpoint"
    for path, length, status in (("/other", "3", "404"), (add, "2000000", "413"), (add, "3", "400")):
        request = urllib.request.Request(url + path, b"old", {"Content-Length": length})
        with pytest.raises(urllib.error.HTTPError, match=status):
            urllib.request.urlopen(request, timeout=5)


def test_a_log_behind_what_the_witness_believes_is_asked_from_there(books: WitnessBooks, url: str) -> None:
    books.add(asking(0, 4))
    assert ask(Party(KEY, url), 0, head(9), lambda size: consistency_proof(size, 9, TREE.node), 5)


def test_another_log_of_the_name_is_not_cosigned(books: WitnessBooks, url: str) -> None:
    books.add(asking(0, 9))
    other = Tree([leaf_hash(f"other {n}".encode()) for n in range(20)])
    with pytest.raises(Unanswered, match="it answered 422: the consistency proof does not hold"):
        ask(Party(KEY, url), 0, head(12, other), lambda size: consistency_proof(size, 12, other.node), 5)
    with pytest.raises(Unanswered, match="it cosigned another log of this name, of 9 entries"):
        ask(Party(KEY, url), 0, head(5), lambda size: consistency_proof(size, 5, TREE.node), 5)


@pytest.fixture
def strange() -> Iterator[tuple[str, list[tuple[int, bytes]]]]:
    """A server that answers what it is told to."""
    answers: list[tuple[int, bytes]] = []

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status, body = answers[0]
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", answers
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((500, b"oh"), "it answered 500: oh"),
        ((200, b"nothing"), "its answer is no cosignature: a note is its text, an empty line and signatures"),
        (
            (200, sign_note(head(3).text, LOG_KEY, LOG.sign).line().encode()),
            "its answer is no cosignature: no known key",
        ),
        ((409, b"many\n"), "its answer names no size"),
        ((409, b"\xff\n"), "its answer names no size"),
    ],
)
def test_a_strange_answer_is_no_cosignature(
    strange: tuple[str, list[tuple[int, bytes]]], answer: tuple[int, bytes], words: str
) -> None:
    url, answers = strange
    answers.append(answer)
    with pytest.raises(Unanswered, match=words):
        ask(Party(KEY, url), 0, head(3), lambda size: consistency_proof(size, 3, TREE.node), 5)


@pytest.mark.parametrize(
    ("address", "words"),
    [("file:///etc", "is no address of a witness"), (None, "is no address of a witness"),
     ("http://127.0.0.1:9", "it does not answer: ")],
)  # fmt: skip
def test_an_address_where_nobody_answers(address: str | None, words: str) -> None:
    with pytest.raises(Unanswered, match=words):
        ask(Party(KEY, address), 0, head(3), lambda size: consistency_proof(size, 3, TREE.node), 5)
