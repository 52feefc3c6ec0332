"""Mail: carried after the answer, kept until it arrives, and nothing slipped into its headers."""

from __future__ import annotations

import datetime as dt
import socket
import stat
import threading
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.controller import Controller
from cryptography.exceptions import InvalidTag

from api.accounts import carriers, letters, outbox
from api.accounts.letters import Letter
from api.accounts.outbox import Delayed, Undeliverable
from api.accounts.postman import Postman
from api.settings import BadSetting, Settings, from_environment
from tests.api.accounts.conftest import START

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.api.accounts.conftest import House

BY = carriers.sender("Minutebook <minutes@example.org>")


class Mailbox:
    """What an SMTP server was handed; answers as it is told."""

    def __init__(self) -> None:
        self.messages: list[Any] = []
        self.answers: dict[str, str] = {}

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802 - the library's name
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - likewise
        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.messages.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, carriers.ThroughSmtp]]:
    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    yield box, carriers.ThroughSmtp(carriers.server(f"smtp://127.0.0.1:{port}"), BY)
    server.stop()


def test_a_letter_goes_through_the_mail_server(house: House, mailbox: tuple[Mailbox, carriers.ThroughSmtp]) -> None:
    box, smtp = mailbox
    house.ask()
    assert outbox.carry_due(house.accounts, smtp) == 1
    ((to, message),) = box.messages
    assert to == ["member.m@example.org"]
    assert message["To"] == "member.m@example.org"
    assert message["From"] == "Minutebook <minutes@example.org>"
    assert message["Subject"] == "Your link to sign in"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime == START
    assert message.get_content_type() == "text/plain"
    assert "http://127.0.0.1:8642/sign-in/link/" in message.get_content()
    assert house.count()["mail"] == 0


def test_a_letter_waits_while_the_server_is_away_and_then_arrives(
    house: House, mailbox: tuple[Mailbox, carriers.ThroughSmtp]
) -> None:
    box, smtp = mailbox
    box.answers["DATA"] = "451 try later"
    house.ask()
    assert outbox.carry_due(house.accounts, smtp) == 0
    assert house.count()["mail"] == 1
    box.answers.clear()
    assert outbox.carry_due(house.accounts, smtp) == 0
    house.clock.passes(seconds=30)
    assert outbox.carry_due(house.accounts, smtp) == 1
    assert len(box.messages) == 1


def test_tries_come_ever_less_often(house: House) -> None:
    class Away:
        def __init__(self) -> None:
            self.tries: list[float] = []

        def carry(self, _letter: Letter, _to: str, at: dt.datetime) -> None:
            self.tries.append((at - START).total_seconds())
            raise Delayed("away")

    away = Away()
    house.ask()
    for _ in range(14 * 6):
        outbox.carry_due(house.accounts, away)
        house.clock.passes(seconds=10)
    assert away.tries == [0, 30, 90, 210, 450]


def test_a_letter_that_came_too_late_is_not_sent(house: House) -> None:
    house.ask()
    house.clock.passes(minutes=15)
    assert house.carried() == []
    assert house.count()["mail"] == 0


@pytest.mark.parametrize("where", ["RCPT", "DATA"])
def test_a_letter_refused_for_good_is_given_up(
    house: House, mailbox: tuple[Mailbox, carriers.ThroughSmtp], where: str
) -> None:
    box, smtp = mailbox
    box.answers[where] = "550 no such user"
    house.ask()
    assert outbox.carry_due(house.accounts, smtp) == 0
    assert house.count()["mail"] == 0


def test_one_letter_in_trouble_holds_up_no_other(house: House, mailbox: tuple[Mailbox, carriers.ThroughSmtp]) -> None:
    box, smtp = mailbox
    house.ask("nobody@example.org")
    house.ask("both@example.org")
    house.ask()
    assert outbox.carry_due(house.accounts, smtp) == 2
    assert {to[0] for to, _ in box.messages} == {"both@example.org", "member.m@example.org"}


def test_a_server_that_is_not_there_delays_without_naming_anybody() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = carriers.ThroughSmtp(carriers.server(f"smtp://127.0.0.1:{free.getsockname()[1]}"), BY)
        with pytest.raises(Delayed) as delayed:
            nobody.carry(letters.codes_printed(), "a@example.org", START)
    assert "example" not in str(delayed.value)


def test_a_server_elsewhere_must_speak_tls(
    monkeypatch: pytest.MonkeyPatch, mailbox: tuple[Mailbox, carriers.ThroughSmtp]
) -> None:
    box, smtp = mailbox
    monkeypatch.setattr(carriers, "LOOPBACK", set())
    with pytest.raises(Delayed, match="TLS"):
        smtp.carry(letters.codes_printed(), "a@example.org", START)
    assert box.messages == []


@pytest.mark.parametrize(
    ("letter", "to"),
    [
        (Letter("Subject\r\nBcc: all@example.org", "x"), "a@example.org"),
        (Letter("Subject\nBcc: all@example.org", "x"), "a@example.org"),
        (Letter("Subject", "x"), "a@example.org\r\nBcc: all@example.org"),
        (Letter("Subject", "x"), "a@example.org, b@example.org"),
        (Letter("Subject", "x"), "no address"),
    ],
)
def test_nothing_is_slipped_into_a_header(letter: Letter, to: str) -> None:
    with pytest.raises(Undeliverable):
        carriers.written(letter, to, START, BY)


def test_without_a_mail_server_letters_lie_in_a_folder_for_this_user_only(house: House) -> None:
    house.ask()
    carrier = carriers.carrier(house.accounts.settings)
    assert outbox.carry_due(house.accounts, carrier) == 1
    folder = house.accounts.settings.folder / "outbox"
    (file,) = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (letter,) = carriers.in_folder(house.accounts.settings.folder)
    assert letter["To"] == "member.m@example.org"
    assert "/sign-in/link/" in letter.get_content()


def test_letters_in_the_folder_are_removed_after_a_week(house: House) -> None:
    carrier = carriers.carrier(house.accounts.settings)
    carrier.carry(Letter("First", "x"), "a@example.org", START)
    carrier.carry(Letter("Second", "x"), "a@example.org", START + dt.timedelta(days=7))
    carrier.carry(Letter("Third", "x"), "a@example.org", START + dt.timedelta(days=7, seconds=1))
    assert [one["Subject"] for one in carriers.in_folder(house.accounts.settings.folder)] == ["Second", "Third"]


def test_a_folder_that_cannot_be_written_delays(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("in the way")
    carrier = carriers.carrier(Settings(data_dir=str(tmp_path)))
    with pytest.raises(Delayed):
        carrier.carry(Letter("Subject", "x"), "a@example.org", START)


def test_a_letter_on_its_way_cannot_be_read_or_swapped_in_the_database(house: House) -> None:
    house.ask()
    house.ask("nobody@example.org")
    assert "sign" not in house.everything_stored()
    house.accounts.rows("UPDATE access.mail m SET sealed = o.sealed FROM access.mail o WHERE o.id <> m.id RETURNING 1")
    with pytest.raises(InvalidTag):
        house.carried()


def test_the_postman_carries_what_is_posted_and_stops(house: House) -> None:
    arrived = threading.Event()

    class Told:
        def carry(self, _letter: Letter, _to: str, _at: dt.datetime) -> None:
            arrived.set()

    postman = Postman(house.accounts, Told())
    postman.start()
    house.ask()
    assert arrived.wait(30)
    postman.stop()


def test_the_postman_outlives_a_fault(house: House) -> None:
    class Broken:
        def carry(self, _letter: Letter, to: str, _at: dt.datetime) -> None:
            raise RuntimeError(to)

    house.ask()
    Postman(house.accounts, Broken()).round()
    house.clock.passes(seconds=30)
    assert len(house.carried()) == 1


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.org", ("smtp", "mail.example.org", 587, None, None)),
        ("smtps://u%40x:p%2Fw@mail.example.org:4650", ("smtps", "mail.example.org", 4650, "u@x", "p/w")),
    ],
)
def test_a_mail_server_is_set_by_its_address(url: str, server: tuple[Any, ...]) -> None:
    assert carriers.server(url) == carriers.Server(*server)


@pytest.mark.parametrize(
    "url", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://h/x", "smtp://h?x=1", "smtp://h:99999"]
)
def test_a_mail_server_that_cannot_be_read_is_said_without_its_password(url: str) -> None:
    with pytest.raises(BadSetting, match="MINUTEBOOK_SMTP_URL") as bad:
        carriers.carrier(Settings(smtp_url=url.replace("//", "//user:hidden@")))
    assert "hidden" not in str(bad.value)


@pytest.mark.parametrize("address", ["", "nobody", "a@b, c@d", "a@example.org\r\nBcc: b@example.org"])
def test_a_sender_that_is_no_address_is_said(address: str) -> None:
    with pytest.raises(BadSetting, match="MINUTEBOOK_MAIL_FROM"):
        carriers.carrier(Settings(mail_from=address))


@pytest.mark.parametrize(
    "setting",
    [{"ADDRESS": "minutes.example.org"}, {"ADDRESS": "https://a.example/path"}, {"ADDRESS": "ftp://a.example"},
     {"PROXIES": "10.0.0.0/99"}, {"PROXIES": "nowhere"}],
)  # fmt: skip
def test_settings_that_cannot_be_read_are_named(setting: dict[str, str]) -> None:
    ((name, value),) = setting.items()
    with pytest.raises(BadSetting, match=f"MINUTEBOOK_{name}"):
        from_environment({f"MINUTEBOOK_{name}": value})


def test_the_public_address_is_host_and_port_unless_it_is_set() -> None:
    assert Settings().public == "http://127.0.0.1:8642"
    assert Settings(host="0.0.0.0", port=80).public == "http://127.0.0.1:80"
    assert Settings(address="https://minutes.example.org/").public == "https://minutes.example.org"
    assert not Settings().secure
    assert Settings(address="https://minutes.example.org").secure
