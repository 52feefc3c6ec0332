"""Settings, all from the environment."""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
PREFIX = "MINUTEBOOK_"


def said(text: str) -> msgspec.Meta:
    """What a setting is for; the reference prints it."""
    return msgspec.Meta(description=text)


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that can be set. Each name in the environment is `MINUTEBOOK_` and the field in capitals."""

    data_dir: Annotated[str, said("Folder for keys and, without a database URL, the embedded PostgreSQL.")] = ""
    database_url: Annotated[
        str, said("PostgreSQL of your own, as the application role; empty for the embedded one.")
    ] = ""
    log_url: Annotated[
        str, said("The same database as the role minutebook_log, to sign the log; without it `serve` signs none.")
    ] = ""
    owner_url: Annotated[str, said("The same database as its owner, for `init` and the first `serve` only.")] = ""
    host: Annotated[str, said("Address to listen on.")] = "127.0.0.1"
    port: Annotated[int, said("Port to listen on.")] = 8642
    threads: Annotated[int, said("Threads that handle requests; the connection pool has as many.")] = 6
    address: Annotated[
        str, said("Where people reach this server, e.g. https://minutes.example.org; empty for host and port.")
    ] = ""
    proxies: Annotated[
        str, said("Networks of proxies in front, whose X-Forwarded-For is believed, e.g. 10.0.0.0/8; commas between.")
    ] = ""
    smtp_url: Annotated[
        str,
        said(
            "Mail server, e.g. smtp://user:password@host:587 (turns to TLS) or smtps://host:465;"
            " empty to keep mail in the folder `outbox`."
        ),
    ] = ""
    mail_from: Annotated[str, said("Address mail comes from.")] = "minutebook@localhost"
    max_body: Annotated[int, said("Largest request body, in bytes.")] = 262_144

    help_phone: Annotated[str, said("Phone number shown on every page for help.")] = ""
    help_email: Annotated[str, said("E-mail address shown on every page for help.")] = ""

    @property
    def folder(self) -> Path:
        """The data folder; in the user's own place for data when none is set."""
        if self.data_dir:
            return Path(self.data_dir)
        root = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
        return Path(root) / "minutebook"

    @property
    def public(self) -> str:
        """The address links begin with, without a slash at its end."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104 - not to listen on
        return self.address.rstrip("/") or f"http://{host}:{self.port}"

    @property
    def proxy_networks(self) -> tuple[Network, ...]:
        """The networks of proxies in front. Raises `ValueError` for what is no network."""
        return tuple(ipaddress.ip_network(one.strip()) for one in self.proxies.split(",") if one.strip())

    @property
    def secure(self) -> bool:
        """Whether people reach this server by https, and cookies may insist on it."""
        return self.public.startswith("https://")


class BadSetting(Exception):
    """A setting that cannot be read."""


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process. Raises `BadSetting` naming the variable."""
    given = os.environ if environment is None else environment
    known = {PREFIX + name.upper(): name for name in Settings.__struct_fields__}
    values = {known[name]: value for name, value in given.items() if name in known}
    unknown = [name for name in given if name.startswith(PREFIX) and name not in known]
    if unknown:
        raise BadSetting(f"unknown setting {unknown[0]}")
    try:
        settings = msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise BadSetting(f"a {PREFIX}* setting cannot be read: {error}") from error
    _check(settings)
    return settings


def _check(settings: Settings) -> None:
    parts = urlsplit(settings.public)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query or parts.fragment:
        raise BadSetting(f"{PREFIX}ADDRESS is http:// or https:// and a host, without a path")
    try:
        settings.proxy_networks  # noqa: B018 - reading it is the check
    except ValueError as error:
        raise BadSetting(f"{PREFIX}PROXIES: {error}") from error
