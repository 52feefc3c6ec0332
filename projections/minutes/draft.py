"""Minutes before words: every line as a phrase with the ids, references and numbers that fill it."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

import msgspec

from governance.kernel import Moment, Money, Sealed, SeatId
from governance.meeting.events import RollEntry
from governance.rules.quorum import QuorumSnapshot
from governance.standing_orders import Category


class Roles(msgspec.Struct, frozen=True, tag="roles"):
    """Seats, named by office or label; `the` puts the article before each but the first."""

    seats: tuple[SeatId, ...]
    the: bool = False


class Word(msgspec.Struct, frozen=True, tag="word"):
    """Sealed words; `stop` gives them a full stop if they lack one."""

    sealed: Sealed
    stop: bool = False


class Script(msgspec.Struct, frozen=True, tag="script"):
    """An edit script over words, both sealed; for a change to a change `through` is the script of the first."""

    script: Sealed
    words: Sealed
    through: Sealed | None = None


class Said(msgspec.Struct, frozen=True, tag="said"):
    """Text that needs no lookup: a number, a time, a date."""

    text: str


class Clauses(msgspec.Struct, frozen=True, tag="clauses"):
    """Clauses that were not kept, said as the phrase book says them."""

    clauses: tuple[str, ...]


class Office(msgspec.Struct, frozen=True, tag="office"):
    """An office under the group's own label; `low` for the middle of a sentence, as in `acting chair`."""

    office: UUID
    low: bool = False


class Candidate(msgspec.Struct, frozen=True, tag="candidate"):
    """Somebody who stands, by name, and what office they act in."""

    seat: SeatId


class Votes(msgspec.Struct, frozen=True, tag="votes"):
    """Papers for each candidate, or for and `against` the only one. Not `shown`: nobody is to read the numbers."""

    counts: tuple[tuple[SeatId, int], ...]
    against: int | None
    spoilt: int
    shown: bool = True


class Cost(msgspec.Struct, frozen=True, tag="cost"):
    """What something costs, said only beside words that do not name the amount themselves."""

    money: Money
    beside: Sealed


Filling = Roles | Word | Script | Said | Clauses | Office | Candidate | Votes | Cost


class Line(msgspec.Struct):
    """A sentence to be: the phrase, what fills it, more phrases after it, and the events it says.

    `deputies` are the seats in which somebody sat in then; None until there is a change in those.
    """

    phrase: str
    fill: dict[str, Filling]
    events: list[UUID]
    more: list[tuple[str, dict[str, Filling]]] = []
    key: str = ""
    closed: bool = False
    deputies: list[SeatId] | None = None


class Section(msgspec.Struct):
    """A numbered part of the minutes; `title` for an item of business.

    `late`: it was not in the notice. `arising`: it is for news of what was agreed before. `opened`: we came to it.
    """

    number: int
    title: Sealed | None
    item: UUID | None
    lines: list[Line] = []
    late: bool = False
    arising: bool = False
    opened: bool = False


class Visitor(msgspec.Struct):
    """Somebody without a seat, by sealed label; `member` whom they came with."""

    label: Sealed
    member: SeatId | None
    event: UUID


class OptionDraft(msgspec.Struct, frozen=True):
    """One of several answers, by its sealed words."""

    words: Sealed


class MotionDraft(msgspec.Struct):
    """A motion as minutes need it; `heard` are the events its result rests on: the question, votes, counts.

    `kind` is that of a procedural motion, `part` its number among the parts of a question, `found` the words a change
    found and `left` those it left, `result` the event of its result. `ruling` set it aside, which `was` told so before.
    `or_all`: a majority of all members is enough for it too. `about` is what it does to an earlier decision and from
    when that counts, `about_day` when that decision was made. Its result `counted` so many votes.
    """

    item: UUID
    mover: SeatId | None
    seconder: SeatId | None
    words: Sealed
    amends: UUID | None
    changed: bool = False
    votes: dict[SeatId, str] = {}
    objections: tuple[SeatId, ...] = ()
    method: str = "hands"
    casting: tuple[SeatId, str, Sealed | None, UUID] | None = None
    declined: tuple[SeatId, UUID] | None = None
    names_asked_by: list[SeatId] = []
    tellers: list[SeatId] = []
    spoilt: int = 0
    papers: int | None = None
    objected: bool = False
    about: tuple[str, str] | None = None
    about_day: str = ""
    heard: list[UUID] = []
    kind: str | None = None
    part: int | None = None
    again: bool = False
    found: Sealed | None = None
    left: Sealed | None = None
    ruling: UUID | None = None
    was: str | None = None
    result: UUID | None = None
    counted: int | None = None
    options: list[OptionDraft] = []
    in_play: list[int] = []
    chosen: dict[SeatId, int | None] = {}
    strangers: bool = False
    or_all: bool = False


class Decided(msgspec.Struct, frozen=True):
    """One entry of what we decided."""

    phrase: str
    fill: dict[str, Filling]
    events: tuple[UUID, ...]
    item: UUID | None = None
    closed: bool = False
    more: tuple[tuple[str, dict[str, Filling]], ...] = ()


class Reworded(msgspec.Struct, frozen=True):
    """Other words for a line, by its part and number as members read it."""

    part: int
    line: int
    about: UUID | None
    old: Sealed
    new: Sealed
    event: UUID


class Beneath(msgspec.Struct, frozen=True):
    """Words of a member under a line."""

    part: int
    line: int
    about: UUID | None
    seat: SeatId
    words: Sealed
    event: UUID


class Correction(msgspec.Struct, frozen=True):
    """A correction of what was approved, and the meeting, its day and the item that decided so."""

    change: Reworded
    meeting: UUID
    date: str
    item: int


class ClosedPart(msgspec.Struct):
    """A part of an item behind closed doors: its ground, and what everybody may read of it.

    `notes` are the interests told there: they stand in the closed minutes only.
    """

    ground: str
    title: Sealed
    events: list[UUID]
    words: Sealed | None = None
    over: bool = False
    released: bool = False
    notes: list[Line] = []


class Review(msgspec.Struct, frozen=True):
    """That somebody looked whether an item stays closed, on a day YYYY-MM-DD, and what everybody may know of it."""

    item: UUID
    date: str
    outcome: Literal["release", "part_release", "keep"]
    words: Sealed | None
    review_by: str | None


class Approval(msgspec.Struct, frozen=True):
    """That a later meeting approved these minutes, on a day YYYY-MM-DD, and what it approved."""

    meeting: UUID
    date: str
    attenders: int | None
    digest: str
    public_digest: str
    phrase_book: int
    document_version: int
    document: Sealed
    signed_by: SeatId | None = None
    disagrees_about: Sealed | None = None


class Draft(msgspec.Struct):
    """The minutes of one meeting so far; `salt` once they were drafted.

    `deputies` are the seats in which somebody sits in now, `deputised` those in which somebody did at the start.
    `take_two_thirds` are the categories that take two thirds of the votes.
    """

    meeting: UUID | None = None
    group: UUID | None = None
    title: Sealed | None = None
    place: Sealed | None = None
    starts: Moment | None = None
    opened: Moment | None = None
    call_written_down: Moment | None = None
    ended: Moment | None = None
    salt: str | None = None
    class_condition: Literal["none", "majority", "enough"] = "none"
    roll: list[RollEntry] = []
    present: list[SeatId] | None = None
    here: list[SeatId] = []
    apologies: list[SeatId] = []
    attendance_events: list[UUID] = []
    apology_events: list[UUID] = []
    visitors: list[Visitor] = []
    minute_taker: SeatId | None = None
    minute_taker_event: UUID | None = None
    presider: SeatId | None = None
    opener: tuple[SeatId, str, UUID] | None = None
    headcount: tuple[int, bool, UUID] | None = None
    notes: list[Line] = []
    quorum: list[Line] = []
    sections: dict[str, Section] = {}
    closing: list[Line] = []
    motions: dict[str, MotionDraft] = {}
    polls: dict[str, list[UUID]] = {}
    current: UUID | None = None
    excluded: dict[str, list[SeatId]] = {}
    item_quorum: dict[str, tuple[QuorumSnapshot, UUID]] = {}
    queried: bool = False
    deputies: list[SeatId] = []
    deputised: list[SeatId] = []
    break_began: tuple[str | None, UUID] | None = None
    decided: list[Decided] = []
    least_votes: int = 0
    take_two_thirds: list[Category] = []
    stage: Literal["called", "open", "adjourned", "closed", "cancelled"] = "called"
    tested: bool = False
    resumed: bool = False
    reworded: list[Reworded] = []
    beneath: list[Beneath] = []
    approval: Approval | None = None
    corrections: list[Correction] = []
    recording_destroyed: str | None = None
    closed: dict[str, ClosedPart] = {}
    reviews: list[Review] = []
    brought: dict[str, tuple[SeatId, ...] | None] = {}
    position: int = 0
