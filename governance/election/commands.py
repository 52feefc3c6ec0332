"""What may be asked about an election before the meeting that decides it."""

from __future__ import annotations

from typing import ClassVar

from governance.kernel import Command, Date, ElectionId, GroupId, OfficeId, Power, SeatId


class OpenNominations(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Let members be nominated for an office, up to and including the day nominations close.

    `opens` is the first day, today when left out. `until` is the last day of the term, where that is settled already.
    """

    do: ClassVar[str] = "openNominations"
    power: ClassVar[Power] = "office"

    group: GroupId
    office: OfficeId
    opens: Date | None = None
    closes: Date | None = None
    until: Date | None = None


class Nominate(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Nominate a member for the office; whoever nominates themselves accepts by it."""

    do: ClassVar[str] = "nominate"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("nominated_by",)
    home: ClassVar[str | None] = "election"

    election: ElectionId
    seat: SeatId
    nominated_by: SeatId | None = None


class AcceptNomination(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Say that one is willing to stand."""

    do: ClassVar[str] = "acceptNomination"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)
    home: ClassVar[str | None] = "election"

    election: ElectionId
    seat: SeatId


class WithdrawNomination(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Say that one does not stand, or no longer."""

    do: ClassVar[str] = "withdrawNomination"
    power: ClassVar[Power] = "own"
    whose: ClassVar[tuple[str, ...]] = ("seat",)
    home: ClassVar[str | None] = "election"

    election: ElectionId
    seat: SeatId


class CloseNominations(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Close nominations; those who accepted stand."""

    do: ClassVar[str] = "closeNominations"
    power: ClassVar[Power] = "office"
    home: ClassVar[str | None] = "election"

    election: ElectionId
