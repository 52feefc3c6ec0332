"""Settings, all from the environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    owner_url: Annotated[str, said("The same database as its owner, for `init` only.")] = ""
    host: Annotated[str, said("Address to listen on.")] = "127.0.0.1"
    port: Annotated[int, said("Port to listen on.")] = 8642
    threads: Annotated[int, said("Threads that handle requests; the connection pool has as many.")] = 6
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
        return msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise BadSetting(f"a {PREFIX}* setting cannot be read: {error}") from error
