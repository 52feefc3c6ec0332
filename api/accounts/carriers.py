"""How letters leave: through an SMTP server, or into a folder that `minutebook outbox` shows."""

from __future__ import annotations

import contextlib
import datetime as dt
import email
import os
import smtplib
import ssl
import uuid
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import msgspec

from api.accounts.outbox import Carrier, Delayed, Undeliverable
from api.settings import PREFIX, BadSetting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from api.accounts.letters import Letter
    from api.settings import Settings

FOLDER = "outbox"
KEPT = dt.timedelta(days=7)
STAMP = "%Y%m%dT%H%M%S.%fZ"
SECONDS = 20.0
PERMANENT = 500
FORMS = "smtp://user:password@host:587 or smtps://user:password@host:465"
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Server(msgspec.Struct, frozen=True):
    """An SMTP server: `smtps` speaks TLS from the start, `smtp` turns to it, save on this very host."""

    scheme: str
    host: str
    port: int
    user: str | None
    password: str | None


def server(url: str) -> Server:
    """The server of a setting such as smtp://user:password@host:587. Raises `ValueError`."""
    parts = urlsplit(url)
    ports = {"smtp": 587, "smtps": 465}
    if parts.scheme not in ports or not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError(FORMS)
    user = None if parts.username is None else unquote(parts.username)
    password = None if parts.password is None else unquote(parts.password)
    return Server(parts.scheme, parts.hostname, parts.port or ports[parts.scheme], user, password)


def sender(text: str) -> Address:
    """The address letters come from. Raises `ValueError` for one that does not fit in a header."""
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = text
    found = message["From"]
    if found.defects or len(found.addresses) != 1 or not found.addresses[0].domain:
        raise ValueError("write one address, such as minutes@example.org")
    address: Address = found.addresses[0]
    return address


def written(letter: Letter, to: str, at: dt.datetime, by: Address) -> EmailMessage:
    """A letter as a message. Raises `Undeliverable` for what does not fit in a header: nothing can be slipped in."""
    message = EmailMessage(policy=policy.SMTP)
    try:
        message["From"] = by
        message["To"] = Address(addr_spec=to)
        message["Subject"] = letter.subject
        message["Date"] = format_datetime(at)
        message["Message-ID"] = f"<{uuid.uuid4()}@{by.domain}>"
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834 section 5: no holiday notices in answer
    except (ValueError, IndexError, MessageError) as error:
        raise Undeliverable("does not fit in a header") from error
    message.set_content(letter.text)
    return message


class ThroughSmtp:
    """Carries letters through a server, one connection each."""

    def __init__(self, to: Server, by: Address) -> None:
        self._server = to
        self._by = by

    def carry(self, letter: Letter, to: str, at: dt.datetime) -> None:
        """Hand one letter over. Raises `Delayed` when trying again may help, else `Undeliverable`."""
        message = written(letter, to, at, self._by)
        try:
            with self._connected() as connection:
                connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise _kind(min(codes, default=0)) from None
        except smtplib.SMTPNotSupportedError:
            raise Undeliverable("the server does not take such addresses") from None
        except smtplib.SMTPAuthenticationError as error:
            # Nothing is wrong with the letter: it waits until the setting is mended.
            raise Delayed(f"sign-in answered {error.smtp_code}") from None
        except smtplib.SMTPResponseException as error:
            raise _kind(error.smtp_code) from None
        except (OSError, smtplib.SMTPException) as error:
            # What an exception of these says may hold the address: its kind is enough.
            raise Delayed(type(error).__name__) from None

    @contextlib.contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        to, context = self._server, ssl.create_default_context()
        if to.scheme == "smtps":
            connecting: smtplib.SMTP = smtplib.SMTP_SSL(to.host, to.port, timeout=SECONDS, context=context)
        else:
            connecting = smtplib.SMTP(to.host, to.port, timeout=SECONDS)
        with connecting as connection:
            if to.scheme == "smtp" and to.host not in LOOPBACK:
                _to_tls(connection, context)
            if to.user is not None:
                connection.login(to.user, to.password or "")
            yield connection


def _to_tls(connection: smtplib.SMTP, context: ssl.SSLContext) -> None:
    try:
        connection.starttls(context=context)
    except smtplib.SMTPNotSupportedError:
        raise Delayed("the server does not turn to TLS") from None


def _kind(code: int) -> Exception:
    return (Undeliverable if code >= PERMANENT else Delayed)(f"the server answered {code}")


class IntoFolder:
    """Writes letters into a folder only this user may read, and removes them after a week."""

    def __init__(self, folder: Path, by: Address) -> None:
        self._folder = folder
        self._by = by

    def carry(self, letter: Letter, to: str, at: dt.datetime) -> None:
        """Write one letter. Raises `Delayed` when the folder cannot be written."""
        message = written(letter, to, at, self._by)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._clear(at - KEPT)
            name = f"{at.astimezone(dt.UTC).strftime(STAMP)}-{uuid.uuid4()}"
            handle = os.open(self._folder / f"{name}.part", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(message.as_bytes(policy=policy.default))
            (self._folder / f"{name}.part").rename(self._folder / f"{name}.eml")
        except OSError as error:
            raise Delayed(error.strerror or "the folder cannot be written") from error

    def _clear(self, before: dt.datetime) -> None:
        oldest = before.astimezone(dt.UTC).strftime(STAMP)
        for file in self._folder.glob("*.eml"):
            if file.name < oldest:
                file.unlink(missing_ok=True)


def carrier(settings: Settings) -> Carrier:
    """The way letters leave, as the settings say. Raises `BadSetting`, and never repeats a password."""
    try:
        by = sender(settings.mail_from)
    except ValueError as error:
        raise BadSetting(f"{PREFIX}MAIL_FROM: {error}") from error
    try:
        to = server(settings.smtp_url) if settings.smtp_url else None
    except ValueError:
        raise BadSetting(f"{PREFIX}SMTP_URL: write {FORMS}") from None
    return ThroughSmtp(to, by) if to else IntoFolder(settings.folder / FOLDER, by)


def in_folder(folder: Path) -> list[EmailMessage]:
    """The letters of a folder, the latest last."""
    files = sorted((folder / FOLDER).glob("*.eml"))
    return [email.message_from_bytes(file.read_bytes(), EmailMessage, policy=policy.default) for file in files]
