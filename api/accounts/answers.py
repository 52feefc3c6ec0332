"""What asking to be let in comes to."""

from __future__ import annotations

import datetime as dt
from typing import Literal
from uuid import UUID

import msgspec
from litestar.datastructures import Cookie

from governance.kernel import PersonId

Way = Literal["link", "code", "paper", "setup"]
Device = Literal["hand_held", "computer"]
Reason = Literal[
    "not_an_address",
    "asked_already",
    "device_busy",
    "letter_busy",
    "network_busy",
    "everybody_busy",
    "unknown",
    "used",
    "expired",
    "ended",
    "wrong",
    "not_eight_figures",
    "not_twelve_letters",
]


class Refused(msgspec.Struct, frozen=True):
    """Not now, and why; `again_at` (aware) when waiting helps.

    `asked_already`: links to this address are on their way, and the last ones are still good until `again_at`.
    `device_busy`, `network_busy` and `everybody_busy`: too many tries, on one device, from one network or altogether.
    `letter_busy`: too many wrong codes for one address; its links work on. `not_eight_figures` and
    `not_twelve_letters`: what was typed cannot be a code, so that it was not counted as a try.
    """

    reason: Reason
    again_at: dt.datetime | None = None


class Asked(msgspec.Struct, frozen=True):
    """A link is on its way, if the address is somebody's: nobody is told which. Links are good until `expires_at`."""

    expires_at: dt.datetime


class Known(msgspec.Struct, frozen=True):
    """Somebody who reads a shared mailbox."""

    person: PersonId
    name: str


class Choose(msgspec.Struct, frozen=True):
    """Several people share the mailbox: ask which, and come again with that person. Nothing was used up."""

    people: tuple[Known, ...]


class SignedIn(msgspec.Struct, frozen=True):
    """Let in: set `cookie`, and go on to `onward`, a path of ours."""

    session: UUID
    person: PersonId
    cookie: Cookie
    onward: str = "/"
