"""The command line where it is used wrongly, and what it says while it works."""

from __future__ import annotations

import argparse
import io
import json
import socket
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from api import doctor, identity
from api.cli import main
from api.options import parser
from api.settings import Settings
from api.wiring import database, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

CONVENOR = ["init", "--name", "Us", "--origin", "example.org/log", "--convenor", "A convenor"]


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A record with an organisation, its convenor and a group; its PostgreSQL runs for the whole module."""
    folder = Path(tempfile.mkdtemp(prefix="mb-cli-", dir="/tmp"))
    folder.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINUTEBOOK_DATA_DIR", str(folder / "data"))
        assert main(CONVENOR) == 0
        with database(Settings(data_dir=str(folder / "data"))):
            yield folder / "data"


@pytest.fixture(autouse=True)
def _here(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINUTEBOOK_DATA_DIR", str(home))


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    out = capsys.readouterr()
    return status, out.out, out.err


def file_of(folder: Path, *lines: Any) -> str:
    file = folder / "lines.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return str(file)


def person(number: int) -> dict[str, Any]:
    return {"do": "registerPerson", "name": f"Person {number}"}


def test_a_refusal_after_much_progress_is_one_line_by_itself(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = file_of(tmp_path, {"import": "long"}, *(person(n) for n in range(100)), {"do": "dream"})
    line = "minutebook: line 102: there is no act 'dream'\n"
    assert said(capsys, "import", file, "--check") == (3, "", line)
    screen = Screen()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", screen)
        assert main(["import", file, "--check"]) == 3
    assert screen.getvalue() == f"\r\x1b[K100 lines\r\x1b[K{line}"


def test_closing_an_import_that_never_was_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = file_of(tmp_path, {"import": "spring"}, person(1))
    assert said(capsys, "import", file, "--close", "sprign")[::2] == (1, "minutebook: there is no such import\n")
    assert said(capsys, "import", file, "--close", "spring")[:2] == (0, "0 recorded, 1 recorded before\n")
    assert said(capsys, "import", file) == (3, "", "minutebook: line 1: the import spring is closed\n")


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        (b"\xef\xbb\xbf" + b'{"import": "in"}\r\n{"do": "registerPerson", "name": "P"}\r\n', 0, "1 would be recorded"),
        (b'{"import": "\xff"}', 1, "minutebook: standard input is not UTF-8 text\n"),
        (b"", 3, "minutebook: line 1: not JSON at column 1\n"),
    ],
)
def test_standard_input_is_read_as_utf_8_wherever_we_are(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, given: bytes, status: int, words: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="ascii"))
    code, out, err = said(capsys, "import", "-", "--check")
    assert code == status
    assert (out or err).startswith(words)


@pytest.mark.parametrize("days", ["0", "-1", "99999999", "soon"])
def test_a_token_is_good_for_a_day_at_least_and_not_for_ever(capsys: pytest.CaptureFixture[str], days: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["token", "create", "application", "--days", days])
    assert caught.value.code == 2
    assert "--days" in capsys.readouterr().err


def test_a_token_is_made_for_a_person_a_seat_or_whoever_holds_an_office(
    home: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    since = {"since": {"date": "2024-01-01"}}
    lines = [
        {"import": "group"},
        {"do": "foundGroup", "as": "g", "name": "G", "slug": "g", **since},
        {"do": "createSeat", "group": "g", "slug": "gp", "label": "GP", "constituency": "professional", **since},
        {**person(7), "as": "p"},
        {"do": "fillSeat", "group": "g", "seat": "gp", "person": "p", **since},
        {"do": "createOffice", "group": "g", "slug": "secretary", "label": "Secretary", "kind": "secretary"},
        {"do": "assignOffice", "group": "g", "office": "secretary", "seat": "gp", **since},
    ]
    assert said(capsys, "import", file_of(tmp_path, *lines))[0] == 0
    holders = [_holder(home, capsys, who) for who in ("g/gp", "g/secretary")]
    assert holders[0] == holders[1]
    assert _holder(home, capsys, str(holders[0])) == holders[0]
    stranger = "00000000-0000-4000-8000-000000000000"
    assert said(capsys, "token", "create", stranger) == (1, "", "minutebook: there is no such person\n")
    assert said(capsys, "token", "create", "g/chair")[2] == "minutebook: nobody holds g/chair\n"
    assert said(capsys, "token", "revoke")[2] == "minutebook: say which token\n"


def _holder(home: Path, capsys: pytest.CaptureFixture[str], who: str) -> object:
    status, out, err = said(capsys, "token", "create", who)
    assert status == 0, err
    with opened(Settings(data_dir=str(home)), pool=2) as governance:
        principal = identity.principal_of(governance, out.split()[-1])
    assert principal is not None
    return principal.person


def test_a_port_that_is_taken_is_said_and_not_shared(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        line = f"minutebook: cannot listen on 127.0.0.1 port {port}: Address already in use\n"
        assert said(capsys, "serve", "--port", str(port)) == (1, "", line)
        assert said(capsys, "demo", "--port", str(port)) == (1, "", line)
    assert said(capsys, "serve", "--port", "65536")[2].startswith("minutebook: cannot listen on 127.0.0.1 port 65536")
    assert said(capsys, "serve", "--host", "192.0.2.1")[2].endswith("Cannot assign requested address\n")


def test_the_doctor_finds_a_disk_that_is_nearly_full(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "ok   disk: " in said(capsys, "doctor")[1]
    monkeypatch.setattr(doctor, "ROOM", 10**18)
    status, out, _ = said(capsys, "doctor")
    assert status == 1
    assert "BAD  disk: " in out


def test_every_reference_in_the_schema_leads_somewhere(capsys: pytest.CaptureFixture[str]) -> None:
    schema = json.loads(said(capsys, "schema")[1])
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    wanted = set(_references(schema))
    assert {ref.removeprefix("#/$defs/") for ref in wanted} <= set(schema["$defs"])
    assert all(schema["$defs"][ref["$ref"].removeprefix("#/$defs/")]["type"] == "object" for ref in
               schema["properties"].values())  # fmt: skip


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (value for name, value in node.items() if name == "$ref")
        node = list(node.values())
    if isinstance(node, list):
        for inner in node:
            yield from _references(inner)


def test_a_help_text_stands_beside_every_verb_and_option() -> None:
    verbs = next(action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    assert len(verbs._choices_actions) == len(verbs.choices)
    assert all(choice.help for choice in verbs._choices_actions)
    assert all(action.help for verb in verbs.choices.values() for action in verb._actions)
