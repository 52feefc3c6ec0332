"""What every part of the domain is made of: ids, moments, sealed words, facts, commands, refusals."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar, Literal, NewType, Protocol, Self
from uuid import UUID

import msgspec

StreamId = NewType("StreamId", UUID)
EventId = NewType("EventId", UUID)
CommandId = NewType("CommandId", UUID)
OrganisationId = NewType("OrganisationId", UUID)
GroupId = NewType("GroupId", UUID)
PersonId = NewType("PersonId", UUID)
SeatId = NewType("SeatId", UUID)
OfficeId = NewType("OfficeId", UUID)
TermId = NewType("TermId", UUID)
MeetingId = NewType("MeetingId", UUID)
ItemId = NewType("ItemId", UUID)
MotionId = NewType("MotionId", UUID)
DecisionId = NewType("DecisionId", UUID)
ActionId = NewType("ActionId", UUID)
RulingId = NewType("RulingId", UUID)
MinutesId = NewType("MinutesId", UUID)
CorrectionId = NewType("CorrectionId", UUID)
ResolutionId = NewType("ResolutionId", UUID)
ElectionId = NewType("ElectionId", UUID)
HandoverId = NewType("HandoverId", UUID)
RequisitionId = NewType("RequisitionId", UUID)
ProposalId = NewType("ProposalId", UUID)
# What sealed words are kept under.
Ref = NewType("Ref", UUID)
ErasureId = NewType("ErasureId", UUID)

Mode = Literal["live", "written_up"]
Entered = Literal["live", "written_up", "imported"]
Channel = Literal["web", "email", "phone", "post", "in_room"]
Tier = Literal[0, 1, 2, 3]
Precision = Literal["day", "minute"]
SealKind = Literal["text", "json"]
Purpose = Literal["contact", "access", "attendance", "expenses", "signature", "group_text"]
PrivatePurpose = Literal["contact", "access", "attendance", "expenses", "signature"]
Power = Literal["own", "presiding", "secretariat", "office", "founding", "operator"]
Constituency = Literal[
    "service_user", "family_carer", "neighbour", "professional", "other", "staff", "critical_friend", "sponsor"
]
PaperFormat = Literal["standard", "large_print", "easy_read", "audio", "braille", "plain_text", "on_paper"]
Class = Literal["LE", "CO", "PR", "OT"]
Capacity = Literal[
    "member",
    "deputy",
    "presider",
    "secretary",
    "minute_taker",
    "office_holder",
    "convenor",
    "staff",
    "critical_friend",
    "auditor",
    "operator",
    "system",
]

NON_VOTING: frozenset[Constituency] = frozenset(("staff", "critical_friend", "sponsor"))


# `$` alone also fits before a last line feed, and `\d` fits the digits of every script.
DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$(?!\n)"
TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]$(?!\n)"
CURRENCY = r"^[A-Z]{3}$(?!\n)"
Date = Annotated[str, msgspec.Meta(pattern=DATE)]
Currency = Annotated[str, msgspec.Meta(pattern=CURRENCY)]
Line = Annotated[str, msgspec.Meta(pattern=r"^[^\r\n]*$(?!\n)", min_length=1, max_length=200)]


class Moment(msgspec.Struct, frozen=True):
    """A time in the group's zone: `local` is `YYYY-MM-DDTHH:MM+HH:MM`; at day precision the clock reads 00:00."""

    local: str
    precision: Precision

    @property
    def instant(self) -> dt.datetime:
        """The aware date and time; midnight when only the day is known."""
        return dt.datetime.fromisoformat(self.local)

    @property
    def date(self) -> dt.date:
        """The local calendar date."""
        return dt.date.fromisoformat(self.local[:10])

    @property
    def clock(self) -> str | None:
        """`HH:MM` on the wall of the room, or None when only the day is known."""
        return self.local[11:16] if self.precision == "minute" else None

    def before(self, other: Moment) -> bool:
        """Whether this certainly came before `other`: by date alone when either knows only its day."""
        if "day" in (self.precision, other.precision):
            return self.date < other.date
        return self.instant < other.instant


class Sealed(msgspec.Struct, frozen=True):
    """Words that lie in the vault: where (`ref`), and the commitment `c` (base64) that minutes print."""

    ref: UUID
    c: str


class Money(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An amount in the currency's minor unit (pence)."""

    minor: int
    currency: str
    kind: Literal["exactly", "at_most"] = "exactly"


class Event(msgspec.Struct, frozen=True):
    """Something that happened, in the past tense. `topic` is its stored name for good; `tier` says who may open it."""

    topic: ClassVar[str]
    tier: ClassVar[Tier] = 1


class When(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When something happened in the room: a date, and the time if it is known, in the group's zone."""

    date: Date
    time: Annotated[str, msgspec.Meta(pattern=TIME)] | None = None


class Command(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something somebody asks for, in the imperative. `do` is its name on the API and in import files.

    `power` says what standing recording it takes. `by` is the seat acting (the recorder's own when left out), `when`
    the time in the room (now when left out), `mode` whether the rules refuse (`live`) or judge (`written_up`).
    `whose` names further fields that say whose act it is; `home` the field that names what outlives a meeting, where
    the act belongs in that thing's own stream.
    """

    do: ClassVar[str]
    power: ClassVar[Power]
    whose: ClassVar[tuple[str, ...]] = ()
    home: ClassVar[str | None] = None

    by: SeatId | None = None
    when: When | None = None
    mode: Mode = "live"
    channel: Channel = "web"
    on_behalf_of: SeatId | None = None

    def actors(self) -> tuple[SeatId, ...]:
        """The seats whose act this is, as far as it says."""
        named = [self.by, *(getattr(self, field) for field in self.whose)]
        return tuple(s for value in named if value for s in (value if isinstance(value, tuple) else (value,)))


class Fact(msgspec.Struct, frozen=True):
    """An event with the part of its envelope that a rule may read; what `evolve` folds."""

    id: EventId
    version: int
    occurred: Moment
    by: SeatId | None
    mode: Mode
    event: Event


class Desk(Protocol):
    """What arrives with a command so that deciding stays pure: the time, fresh ids, sealing, and words it may read.

    `now` is when it is recorded, whenever it was.
    `own`: whoever records it holds the acting seats themselves; `recorders` are the seats they hold, or sit in;
    `person` is who they are, where they are known.
    `imported`: it is brought in from a file.
    """

    when: Moment
    today: Moment
    now: Moment
    mode: Mode
    own: bool
    recorders: frozenset[SeatId]
    person: PersonId | None
    imported: bool

    @property
    def by(self) -> SeatId | None:
        """Whose act it is, as far as is known."""
        ...

    @property
    def slugs(self) -> frozenset[str]:
        """Short names already taken where the new one would stand."""
        ...

    def moment(self, when: When | None, *, future: bool = False, pointer: str = "/when") -> Moment:
        """A time in the group's zone, else `self.when`. Raises `Rejected` for an impossible or a later one."""
        ...

    def holder(self, seat: SeatId) -> PersonId:
        """Who holds the seat at `self.when`. Raises `Rejected` for an empty one."""
        ...

    def new_salt(self) -> str:
        """32 fresh random bytes, base64."""
        ...

    def new_id(self, kind: str) -> UUID:
        """A fresh uuid4, or in an import the next id derived from the line's key and `kind`."""
        ...

    def seal(
        self,
        text: str,
        *,
        kind: SealKind = "text",
        subject: UUID | None = None,
        purpose: Purpose = "group_text",
        tier: Tier | None = None,
    ) -> Sealed:
        """Seal words for the vault, by default under the group's key and at the tier of their purpose.

        They are stored only if the decision stands.
        """
        ...

    def words(self, sealed: Sealed) -> str:
        """Words sealed earlier, or the reader's mark when they were removed."""
        ...


def given_here(seat: SeatId, desk: Desk) -> bool:
    """Whether whoever sits there does this here themselves; what is brought in from a file was written down."""
    return desk.own and desk.by == seat and not desk.imported


def told_by(seat: SeatId | None, desk: Desk) -> bool:
    """Whether an act on what a seat did is its holder's, or is brought in from a file as it was."""
    return desk.own and (desk.by == seat or desk.imported)


def written_down(desk: Desk) -> Moment | None:
    """The day on which something is written up afterwards; None where it is recorded as it happens, or brought in."""
    return desk.today if desk.mode == "written_up" and not desk.imported else None


class Unreachable(Exception):
    """The store does not answer: nothing was read or recorded, as far as this process knows."""


class Filled(str):
    """A sentence with what was filled into it, so that it can be said in another language.

    `form` has `%(name)s` for each of `values`, where catalogues of translations find it; as text it is English.
    """

    __slots__ = ("form", "values")

    form: str
    values: dict[str, object]

    def __new__(cls, form: str, values: dict[str, object]) -> Self:
        """The sentence, filled in. Raises `KeyError` for a value it asks for and is not given."""
        made = super().__new__(cls, form % values)
        made.form, made.values = form, values
        return made


class Rejected(Exception):
    """A command the rules refuse: clause, the counts behind it, what would help, and a JSON pointer to the field."""

    def __init__(
        self,
        clause: str,
        reason: str,
        *,
        because: dict[str, object] | None = None,
        would_help: str = "",
        pointer: str = "",
    ) -> None:
        super().__init__(f"{clause}: {reason}")
        self.clause = clause
        self.reason = reason
        self.because = because or {}
        self.would_help = would_help
        self.pointer = pointer


def refuse(refused: Rejected | None) -> None:
    """Raise what a rule says against an act, where it says anything."""
    if refused is not None:
        raise refused
