"""The command line: what it prints, and how it ends."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from api import identity, reference
from api.accounts import carriers, setup
from api.accounts.answers import Refused
from api.accounts.letters import Letter
from api.accounts.wiring import Accounts
from api.cli import main
from api.commands import COMMANDS
from api.settings import BadSetting, Settings, from_environment
from api.wiring import database, opened
from governance.catalogue import EVENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.embedded import EmbeddedPostgres


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A record with the demonstration in it; its PostgreSQL runs for the whole module."""
    folder = Path(tempfile.mkdtemp(prefix="mb-cli-", dir="/tmp"))
    folder.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINUTEBOOK_DATA_DIR", str(folder / "mine"))
        assert main(["demo", "--no-serve"]) == 0
        there = folder / "mine-demonstration"
        with database(Settings(data_dir=str(there))):
            yield there


@pytest.fixture(autouse=True)
def _here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "home" in request.fixturenames:
        monkeypatch.setenv("MINUTEBOOK_DATA_DIR", str(request.getfixturevalue("home")))


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    out = capsys.readouterr()
    return status, out.out, out.err


def meeting_of(capsys: pytest.CaptureFixture[str]) -> str:
    register = json.loads(said(capsys, "register", "group-a", "--format", "json")[1])
    return str(register[0]["meeting"])


def test_the_demonstration_again_is_the_same(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINUTEBOOK_DATA_DIR", str(home.parent / "mine"))
    status, out, _ = said(capsys, "demo", "--no-serve")
    assert status == 0
    assert "3.2 Vote: 6 for, 0 against, 0 took no side. Agreed." in out
    assert said(capsys, "demo", "--no-serve")[1] == out


@pytest.mark.usefixtures("home")
def test_minutes_in_three_forms(capsys: pytest.CaptureFixture[str]) -> None:
    meeting = meeting_of(capsys)
    assert "WHAT WE DECIDED" in said(capsys, "minutes", meeting)[1]
    assert said(capsys, "minutes", meeting, "--format", "html")[1].startswith("<!DOCTYPE html>")
    document = json.loads(said(capsys, "minutes", meeting, "--format", "json")[1])
    assert document["meeting"] == meeting
    assert said(capsys, "minutes", meeting, "--at", "2025-12-31")[:2] == (1, "")
    assert said(capsys, "minutes", meeting, "--at", "100000")[0] == 0
    assert said(capsys, "minutes", meeting, "--at", "noon") == (
        1, "", "minutebook: noon is not a time or a position\n",
    )  # fmt: skip


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("meeting", ["x", "", "00000000-0000-4000-8000-000000000000"])
def test_minutes_of_no_meeting(capsys: pytest.CaptureFixture[str], meeting: str) -> None:
    assert said(capsys, "minutes", meeting) == (1, "", "minutebook: there is no such meeting\n")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("at", ["9" * 19, "9" * 5000])
def test_what_is_too_long_for_a_position_is_none(capsys: pytest.CaptureFixture[str], at: str) -> None:
    assert said(capsys, "minutes", meeting_of(capsys), "--at", at) == (
        1, "", f"minutebook: {at} is not a time or a position\n",
    )  # fmt: skip


@pytest.mark.usefixtures("home")
def test_a_time_before_all_others_knows_no_meeting_and_one_after_all_knows_what_we_know(
    capsys: pytest.CaptureFixture[str],
) -> None:
    meeting = meeting_of(capsys)
    now = said(capsys, "minutes", meeting)
    assert said(capsys, "minutes", meeting, "--at", "9999-12-31T23:59:59-14:00") == now
    assert said(capsys, "minutes", meeting, "--at", "0001-01-01T00:00:00+14:00")[0] == 1


@pytest.mark.usefixtures("home")
def test_the_register_in_three_forms(capsys: pytest.CaptureFixture[str]) -> None:
    first = "A-2026-01  2026-02-10  agreed  Hold the spring drop-in at the library, cost £180."
    assert said(capsys, "register", "group-a")[1].splitlines()[0] == first
    assert said(capsys, "register", "group-a", "--format", "csv")[1].splitlines()[1].startswith("A-2026-01,2026-02-10")
    assert said(capsys, "register", "national") == (0, "", "")
    assert said(capsys, "register", "nowhere") == (1, "", "minutebook: there is no such group\n")


@pytest.mark.usefixtures("home")
def test_rebuilding(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "rebuild")[1].startswith("Rebuilt to position")
    assert said(capsys, "rebuild", "decisions")[0] == 0
    assert said(capsys, "rebuild", "dreams") == (1, "", "minutebook: there is no projection dreams\n")


@pytest.mark.usefixtures("home")
def test_tokens(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = said(capsys, "token", "create", "group-a/gp", "--days", "3")
    assert status == 0
    token = out.split()[1].rstrip(",")
    assert said(capsys, "token", "create", "application", "--scope", "read")[0] == 0
    assert token in said(capsys, "token", "list")[1]
    assert said(capsys, "token", "revoke", token)[:2] == (0, "Ended\n")
    assert said(capsys, "token", "revoke", "x")[0] == 1
    assert said(capsys, "token", "revoke", "00000000-0000-4000-8000-000000000000")[0] == 1
    assert said(capsys, "token", "create")[0] == 1
    assert said(capsys, "token", "create", "group-a/nobody")[2] == "minutebook: nobody holds group-a/nobody\n"
    assert said(capsys, "token", "create", "nowhere/gp")[0] == 1


def test_a_token_past_its_day_is_listed_as_expired(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with opened(Settings(data_dir=str(home))) as governance:
        person = next(iter(governance.organisation().persons))
        token, _ = identity.create(governance, person=person, days=-1)
    (line,) = [line for line in said(capsys, "token", "list")[1].splitlines() if line.startswith(str(token))]
    assert line.endswith("  expired")


@pytest.mark.usefixtures("home")
def test_a_token_of_an_application_says_what_it_may_do(capsys: pytest.CaptureFixture[str]) -> None:
    line = "minutebook: say what the application may do: --scope read, --scope people, or both\n"
    assert said(capsys, "token", "create", "application") == (2, "", line)


@pytest.mark.usefixtures("home")
def test_words_with_line_breaks_are_one_line_of_the_register(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    then = {"meeting": "m", "when": {"date": "2026-09-20"}}
    lines: list[dict[str, Any]] = [
        {"import": "line-breaks"},
        {"do": "callMeeting", "as": "m", "group": "group-a", "starts": {"date": "2026-09-20"},
         "agenda": [{"title": "Tea"}]},
        {"do": "openMeeting", **then},
        {"do": "recordDecision", "item": "3", "words": "Tea.\nA-2026-99  2026-09-20  agreed  Coffee.", "how": "agreed",
         "announced": "agreed", **then},
    ]  # fmt: skip
    file = tmp_path / "lines.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert said(capsys, "import", str(file))[0] == 0
    printed = said(capsys, "register", "group-a")[1].splitlines()
    assert not [line for line in printed if line.startswith("A-2026-99")]
    assert printed[-1].endswith("  agreed  Tea. A-2026-99 2026-09-20 agreed Coffee.")


def test_what_is_printed_into_a_pipe_nobody_reads_ends_quietly(home: Path) -> None:
    environment = {**os.environ, "MINUTEBOOK_DATA_DIR": str(home)}
    running = subprocess.Popen(
        [sys.executable, "-m", "api.cli", "doctor"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )
    assert running.stdout is not None
    running.stdout.close()
    assert running.stderr is not None
    assert (running.stderr.read(), running.wait()) == (b"", 141)
    running.stderr.close()


@pytest.mark.usefixtures("home")
def test_an_import_into_a_demonstration_goes_on_where_the_last_one_ran_ahead(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("first", "second"):
        file = tmp_path / f"{name}.jsonl"
        people = [json.dumps({"do": "registerPerson", "name": f"{name} {n}"}) for n in range(30)]
        file.write_text("\n".join([json.dumps({"import": name}), *people]), encoding="utf-8")
        assert said(capsys, "import", str(file)) == (0, "30 recorded, 0 recorded before\n", "")


@pytest.mark.usefixtures("home")
def test_importing_ends_with_a_status(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_text('{"import": "cli"}\n{"do": "registerPerson", "name": "Person 9"}\n', encoding="utf-8")
    assert said(capsys, "import", str(file), "--check")[1] == "1 would be recorded, 0 recorded before\n"
    assert said(capsys, "import", str(file))[1] == "1 recorded, 0 recorded before\n"
    assert said(capsys, "import", str(file))[1] == "0 recorded, 1 recorded before\n"
    file.write_text('{"import": "cli"}\n{"do": "dream"}\n', encoding="utf-8")
    status, out, err = said(capsys, "import", str(file))
    assert (status, out) == (3, "")
    assert err.endswith("minutebook: line 2: there is no act 'dream'\n")
    assert said(capsys, "import", str(tmp_path / "missing"))[0] == 1
    file.write_bytes(b"\xff\xfe")
    assert said(capsys, "import", str(file))[2].endswith("is not UTF-8 text\n")


def test_the_doctor_finds_what_was_changed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = said(capsys, "doctor", "--all")
    assert status == 0, out
    assert all(line.startswith("ok ") for line in out.splitlines())
    with database(Settings(data_dir=str(home))) as (owner, _), psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("ALTER TABLE record.events DISABLE TRIGGER ALL")
        connection.execute("CREATE TABLE public.kept AS SELECT * FROM record.events WHERE position = 5")
        for change, words in (
            ("tier = tier + 1", "its signature is not good: it did not come from the application, or it was changed"),
            (
                "state = convert_to(convert_from(state, 'UTF8') || ' ', 'UTF8')",
                "what it says was changed: its content is not what was recorded",
            ),
            ("leaf = sha256('x')", "its leaf is not that of what is stored"),
            ("key = sha256('x')", "it is signed with a key that nobody trusts"),
        ):
            connection.execute(f"UPDATE record.events SET {change} WHERE position = 5".encode())
            status, out, _ = said(capsys, "doctor", "--all")
            assert status == 1
            assert f"BAD  entries: entry 5: {words}" in out
            connection.execute("DELETE FROM record.events WHERE position = 5")
            connection.execute("INSERT INTO record.events SELECT * FROM public.kept")
    assert said(capsys, "doctor", "--all")[0] == 0


def test_schema(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = said(capsys, "schema")
    assert status == 0
    assert set(json.loads(out)["properties"]) == set(COMMANDS)
    assert list(json.loads(said(capsys, "schema", "castVote")[1])["properties"]) == ["castVote"]
    assert said(capsys, "schema", "dream") == (1, "", "minutebook: there is no act dream\n")


def test_without_a_record(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MINUTEBOOK_DATA_DIR", str(tmp_path / "none"))
    line = "minutebook: there is no record here yet: run minutebook init\n"
    for arguments in (["doctor"], ["minutes", "x"], ["register", "x"], ["token", "list"]):
        assert said(capsys, *arguments) == (1, "", line)


def test_a_database_of_ones_own_is_made_ready_only_by_its_owner(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MINUTEBOOK_DATA_DIR", str(tmp_path / "none"))
    monkeypatch.setenv("MINUTEBOOK_DATABASE_URL", "postgresql://minutebook_app@localhost/nowhere")
    line = "minutebook: there is no record here yet: run minutebook init\n"
    assert said(capsys, "serve") == (1, "", line)


def test_serving_an_empty_folder_says_where_to_begin_until_there_is_an_organisation(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(tempfile.mkdtemp(prefix="mb-empty-", dir="/tmp"))
    folder.chmod(0o755)
    monkeypatch.setenv("MINUTEBOOK_DATA_DIR", str(folder / "record"))
    monkeypatch.setenv("MINUTEBOOK_ADDRESS", "https://minutes.example.org")
    monkeypatch.setattr("api.verbs._serve", lambda *_: 0)
    line = r"To begin, open https://minutes\.example\.org/start and type this set-up code there, good once: (\S+)\n"
    codes = []
    with database(Settings(data_dir=str(folder / "record"))):
        for _ in range(2):
            status, out, error = said(capsys, "serve")
            begin = re.fullmatch(line, out)
            assert (status, error) == (0, "")
            assert begin is not None
            codes.append(begin[1])
        settings = from_environment()
        with opened(settings, pool=2) as governance:
            accounts = Accounts(governance, settings)
            assert setup.look_at_code(accounts, codes[0], network=b"n") == Refused("wrong")
            assert setup.look_at_code(accounts, codes[1], network=b"n") is None
        assert said(capsys, "init", "--name", "Us", "--origin", "example.org/log")[1].startswith("Founded: ")
        assert said(capsys, "serve") == (0, "", "")
        (folder / "record" / "keys" / "application.key").rename(folder / "application.key")
        (folder / "record" / "keys" / "trusted.keys").unlink()
        status, out, error = said(capsys, "serve")
        assert (status, out) == (1, "")
        assert "restore the keys" in error


def test_init_founds_once_and_gives_the_convenor_a_token(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(tempfile.mkdtemp(prefix="mb-init-", dir="/tmp"))
    folder.chmod(0o755)
    monkeypatch.setenv("MINUTEBOOK_DATA_DIR", str(folder / "record"))
    arguments = ["init", "--name", "Us", "--origin", "example.org/log"]
    status, out, _ = said(capsys, *arguments, "--convenor", "A convenor")
    assert status == 0
    assert out.startswith("Founded: ")
    assert "mbk_" in out
    with opened(Settings(data_dir=str(folder / "record")), pool=2) as governance:
        convenor = identity.principal_of(governance, out.split()[-1])
        assert convenor is not None
        assert governance.organisation().convenors == {convenor.person}
    assert f"Person {convenor.person}\n" in out
    assert said(capsys, *arguments)[1].startswith("Already founded: ")
    monkeypatch.setenv("MINUTEBOOK_DATA_DIR", str(folder / "another"))
    status, out, err = said(capsys, *arguments, "--zone", "Mars/Base")
    assert (status, out) == (3, "")
    assert "unknown_time_zone" in err


def test_wrong_settings_are_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINUTEBOOK_COLOUR", "red")
    assert said(capsys, "doctor") == (1, "", "minutebook: unknown setting MINUTEBOOK_COLOUR\n")
    with pytest.raises(BadSetting):
        from_environment({"MINUTEBOOK_PORT": "eighty"})
    assert from_environment({"MINUTEBOOK_PORT": "80"}).port == 80


@pytest.mark.parametrize("arguments", [[], ["dream"], ["minutes"], ["token", "dream"]])
def test_wrong_usage_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    capsys.readouterr()


def test_the_reference_names_everything() -> None:
    pages = reference.pages()
    assert all(f"## {do}\n" in pages["commands.md"] for do in COMMANDS)
    assert all(f"## {topic}\n" in pages["events.md"] for topic in EVENTS)
    assert all(f"MINUTEBOOK_{field.upper()}" in pages["settings.md"] for field in Settings.__struct_fields__)
    from api.verbs import VERBS  # noqa: PLC0415 - the page is made without it

    assert all(f"## minutebook {verb}\n" in pages["cli.md"] for verb in VERBS)


def test_the_reference_is_up_to_date_and_says_when_it_is_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(capsys, "reference", "--check") == (0, "", "")
    pages = reference.pages()
    monkeypatch.setattr(reference, "pages", lambda: {**pages, "cli.md": "# Another\n"})
    status, out, err = said(capsys, "reference", "--check")
    assert (status, out) == (1, "")
    assert err.startswith("minutebook: out of date: ")
    assert "cli.md" in err


def test_every_verb_has_its_options() -> None:
    said_twice: Any = reference.pages()["cli.md"].count("## minutebook ")
    assert said_twice == 27


def test_a_database_of_ones_own_by_its_address(
    cluster: EmbeddedPostgres, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cluster.create_database("elsewhere")
    monkeypatch.setenv("MINUTEBOOK_DATA_DIR", str(tmp_path / "keys-only"))
    monkeypatch.setenv("MINUTEBOOK_OWNER_URL", cluster.dsn("elsewhere"))
    monkeypatch.setenv("MINUTEBOOK_DATABASE_URL", cluster.dsn("elsewhere", user="minutebook_app"))
    assert said(capsys, "init", "--name", "Us", "--origin", "example.org/log")[0] == 0
    status, out, _ = said(capsys, "doctor", "--all")
    assert status == 0, out
    assert "ok   entries: 1 re-computed" in out
    assert not (tmp_path / "keys-only" / "postgres").exists()
    monkeypatch.setenv("MINUTEBOOK_DATABASE_URL", "host=/nowhere dbname=x user=y")
    status, out, err = said(capsys, "doctor")
    assert (status, out) == (1, "")
    assert err.startswith("minutebook: the database does not answer")
    assert err.count("\n") == 1


def test_a_sheet_of_codes_is_printed_for_a_first_convenor(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    with opened(Settings(data_dir=str(home)), pool=2) as governance:
        (person, *_) = governance.organisation().persons
    status, out, _ = said(capsys, "code", str(person), "--codes", "2")
    assert status == 0
    assert "To sign in at http://127.0.0.1:8642/sign-in/paper, each good once" in out
    assert len(re.findall(r"^(?:[B-Z]{4}-){2}[B-Z]{4}$", out, re.MULTILINE)) == 2


def test_a_sheet_of_codes_names_the_address_people_reach_the_server_at(
    capsys: pytest.CaptureFixture[str], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(Settings(data_dir=str(home)), pool=2) as governance:
        (person, *_) = governance.organisation().persons
    monkeypatch.setenv("MINUTEBOOK_ADDRESS", "https://minutes.example.org/")
    _status, out, _ = said(capsys, "code", str(person))
    assert out.startswith("To sign in at https://minutes.example.org/sign-in/paper, each good once until ")
    assert "127.0.0.1" not in out


@pytest.mark.usefixtures("home")
def test_codes_for_nobody_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, error = said(capsys, "code", "11111111-1111-4111-8111-111111111111")
    assert (status, out, error) == (1, "", "minutebook: there is no such person\n")
    with pytest.raises(SystemExit):
        main(["code", "x", "--codes", "0"])


def test_the_outbox_shows_the_mail_kept_in_its_folder(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    assert said(capsys, "outbox") == (0, "No mail\n", "")
    at = dt.datetime(2026, 2, 10, 14, 0, tzinfo=dt.UTC)
    carriers.carrier(Settings(data_dir=str(home))).carry(Letter("A subject", "Some words.\n"), "a@example.org", at)
    _, out, _ = said(capsys, "outbox")
    assert out == "To: a@example.org\nDate: Tue, 10 Feb 2026 14:00:00 +0000\nSubject: A subject\n\nSome words.\n\n"


def test_a_mail_server_that_cannot_be_read_is_said_before_serving(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINUTEBOOK_SMTP_URL", "mail.example.org")
    status, _, error = said(capsys, "serve")
    assert status == 1
    assert "MINUTEBOOK_SMTP_URL" in error
