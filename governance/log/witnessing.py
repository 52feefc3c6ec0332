"""A small server that cosigns other people's logs (C2SP tlog-witness v1.0.0): for a critical friend, a peer charity.

Everything it remembers is one file a log in its folder, written to disk before it answers.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from governance.log.checkpoint import parse_checkpoint
from governance.log.cosignature import cosign
from governance.log.note import LONGEST_NOTE, Note, parse_note
from governance.log.witness import Head, Refused, judge, parse_request

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from governance.log.note import VerifierKey

SLOWEST_SECONDS = 20


class WitnessBooks:
    """What a witness has cosigned, by log, and the key it signs with. `folder` is its own and nobody else's.

    `logs` are the keys it believes by origin; `now` gives POSIX seconds.
    """

    def __init__(
        self,
        folder: Path,
        key: VerifierKey,
        sign: Callable[[bytes], bytes],
        logs: Mapping[str, Sequence[VerifierKey]],
        now: Callable[[], float] = time.time,
    ) -> None:
        self.key = key
        self._folder = folder
        self._sign = sign
        self._logs = logs
        self._now = now

    def add(self, body: bytes) -> str:
        """The cosignature lines for a request. Raises `Refused`.

        One request at a time looks, decides and keeps, over every process that uses this folder: so that two at once
        cannot roll a log back.
        """
        request = parse_request(body)
        with (self._folder / "turn").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            checkpoint, opened = judge(request, self._logs, self.last)
            line = cosign(opened.text, self.key, int(self._now()), self._sign)
            self._keep(checkpoint.origin, Note(opened.text, (*(good for _, good in opened.verified), line)))
        return line.line()

    def last(self, origin: str) -> Head | None:
        """The head last cosigned for a log."""
        kept = self.checkpoint(_named(origin))
        if kept is None:
            return None
        checkpoint = parse_checkpoint(parse_note(kept).text)
        return Head(checkpoint.size, checkpoint.root)

    def checkpoint(self, name: str) -> bytes | None:
        """The checkpoint last cosigned, by the hexadecimal SHA-256 of its origin."""
        file = self._folder / name
        return file.read_bytes() if file.exists() else None

    def _keep(self, origin: str, note: Note) -> None:
        file = self._folder / _named(origin)
        partial = file.with_suffix(".new")
        with partial.open("wb") as written:
            written.write(note.data())
            written.flush()
            os.fsync(written.fileno())
        partial.replace(file)
        folder = os.open(self._folder, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


def witness_server(books: WitnessBooks, host: str, port: int) -> ThreadingHTTPServer:
    """A server that listens; `serve_forever` begins to answer."""

    class Answering(BaseHTTPRequestHandler):
        timeout = SLOWEST_SECONDS

        def do_POST(self) -> None:
            """`add-checkpoint`."""
            length = self.headers.get("Content-Length", "")
            if self.path != "/add-checkpoint":
                self._answer(404, "there is nothing here\n")
            elif not length.isdigit() or int(length) > LONGEST_NOTE:
                self._answer(413, "this is too long to be a request\n")
            else:
                self._add(self.rfile.read(int(length)))

        def do_GET(self) -> None:
            """The checkpoint last cosigned, for whoever wants to compare."""
            _, name, *rest = self.path.split("/")
            named = len(name) == 64 and all(char in "0123456789abcdef" for char in name)  # noqa: PLR2004
            kept = books.checkpoint(name) if named and rest == ["checkpoint"] else None
            if kept is None:
                self._answer(404, "there is nothing here\n")
            else:
                self._answer(200, kept.decode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Who asked when is nobody's business."""

        def _add(self, body: bytes) -> None:
            try:
                self._answer(200, books.add(body))
            except Refused as refused:
                self._answer(refused.status, refused.body, refused.media)

        def _answer(self, status: int, body: str, media: str = "text/plain; charset=utf-8") -> None:
            self.send_response(status)
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

    return ThreadingHTTPServer((host, port), Answering)


def _named(origin: str) -> str:
    return hashlib.sha256(origin.encode()).hexdigest()
