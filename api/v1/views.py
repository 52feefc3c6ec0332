"""What reads answer with."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

import msgspec

from governance.action.state import Stage
from governance.decision.state import Status
from governance.kernel import Channel, Class, Moment, Money
from governance.motion.events import Choice, Outcome
from governance.rules.rehearse import Attendance
from governance.standing_orders import ClassMapping, StandingOrders


class UncountedTerm(msgspec.Struct, frozen=True):
    """A term that was written up against the clauses in `irregular`: it is on record, and gives nobody the office."""

    term: UUID
    seat: UUID
    since: str
    until: str | None
    irregular: tuple[str, ...]


class OfficeView(msgspec.Struct, frozen=True):
    """An office and who holds it now; `until` is the last day of the term.

    While nobody is chair, the vice-chair is named there, `acting` and without a term. `uncounted` are terms that give
    nobody the office. `rests_on_nothing`: the decision they have it by does not count any more.
    """

    office: UUID
    slug: str
    label: str
    kind: str
    seat: UUID | None
    term: UUID | None
    until: str | None
    acting: bool
    uncounted: tuple[UncountedTerm, ...] = ()
    rests_on_nothing: bool = False


class Came(msgspec.Struct, frozen=True):
    """How whoever holds a seat came to it: by a `decision`, `sent`, or `appointed`; and by whom, or why."""

    ground: Literal["decision", "sent", "appointed"]
    decision: UUID | None
    reason: str | None


class SeatView(msgspec.Struct, frozen=True):
    """A seat of the group; `filled` says whether somebody holds it now.

    `rests_on_nothing`: the decision they sit by does not count any more.
    Officers also read how they `came` to it, where the record says so.
    """

    seat: UUID
    slug: str
    label: str
    constituency: str
    voting: bool
    filled: bool
    rests_on_nothing: bool = False
    came: Came | None = None


class GroupView(msgspec.Struct, frozen=True):
    """A group in short; `alerts` as of today: `structural_inquorate` when not even everyone is a quorum.

    `too_few_members` when fewer sit than its orders ask for, `membership_over` when somebody has sat longer than they
    say.
    `requisition_overdue` when a meeting that members asked for was not called in time, `notice_missed_twice` when a
    member had no notice of two meetings within a year, and to members `chairs_action_untold` when a meeting was held
    since the chair decided something alone, and was not told of it, and `rests_on_nothing` when an office, a seat or
    the rules rest on a decision that does not count any more.
    To officers it also says `stays_away` when a member missed three meetings in a row without a word, and
    `answers_disputed` when members said after a count in writing that an answer counted for them is wrong.
    `lived_experience_led` is worked out: who is in the chair, who holds most filled places, what a quorum asks for.
    """

    group: UUID
    slug: str
    name: str
    kind: str
    zone: str
    alerts: tuple[str, ...] = ()
    lived_experience_led: bool = False


class OrdersView(msgspec.Struct, frozen=True):
    """The standing orders and class mapping in force at a moment; version 0 are the defaults.

    `rests_on_nothing` and `mapping_rests_on_nothing`: the decision they were adopted by does not count any more, as
    members are told.
    """

    orders: StandingOrders
    version: int
    mapping: ClassMapping
    mapping_version: int
    rests_on_nothing: bool = False
    mapping_rests_on_nothing: bool = False


class RehearsalAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Orders to rehearse (those in force when left out), and how often each class's members come."""

    orders: StandingOrders | None = None
    attendance: dict[Class, Attendance] = {}


class MeetingView(msgspec.Struct, frozen=True):
    """A meeting in short."""

    meeting: UUID
    starts: Moment
    kind: str
    manner: str
    title: str | None
    place: str | None
    stage: str


class ItemView(msgspec.Struct, frozen=True):
    """An item of business and how it stands; `about` is the earlier decision it named on the agenda."""

    item: UUID
    number: int
    for_decision: bool
    in_notice: bool
    stage: str
    decided: bool
    about: UUID | None = None


class MotionView(msgspec.Struct, frozen=True):
    """A motion or amendment as it stands, with its words now (an amendment's are its edit script).

    `kind` and `about` are those of a proposal how to go on, `options` the answers to choose from. `again` is the ballot
    this one is taken again for, `part_of` the question it is a part of; `annulled` ballots have no effect.
    """

    motion: UUID
    item: UUID
    mover: UUID | None
    seconder: UUID | None
    words: str
    amends: UUID | None
    stage: str
    kind: str | None = None
    about: UUID | None = None
    options: tuple[str, ...] = ()
    again: UUID | None = None
    part_of: UUID | None = None
    annulled: bool = False


class VoteView(msgspec.Struct, frozen=True):
    """One seat's answer."""

    seat: UUID
    choice: Choice


class Standing(msgspec.Struct, frozen=True):
    """How a decision stands: what became of it, on which day, by which later decision.

    `effective` is the day a ratified one counts from, `carried_out` the day it was done, `matter` the first decision
    in the line. `notice_defect`: somebody who had no notice wants it looked at again. `carried_out_irregular`: the
    clauses not kept by doing it, where it did not count then (R-DE4). `disputed_answers`: so many answers counted in
    writing are said to be wrong since (R-WR3).
    """

    status: Status
    since: str | None
    by: UUID | None
    effective: str | None
    carried_out: str | None
    matter: UUID | None
    notice_defect: bool = False
    carried_out_irregular: tuple[str, ...] = ()
    disputed_answers: int = 0


class DecisionView(msgspec.Struct, frozen=True):
    """A decision of the register: how it came out, how it stands, and in a sentence why.

    One made between meetings has no `meeting`. `set_aside` says why it has no effect any more. Members read its `cost`;
    everybody reads what its words say of it. Of one made behind closed doors members read title and totals only;
    everybody else has neither `outcome` nor `standing`.
    """

    decision: UUID
    number: str
    group: UUID
    meeting: UUID | None
    occurred: Moment
    words: str
    category: str
    outcome: Outcome | None
    standing: Standing | None
    orders_version: int
    why: str
    resolution: UUID | None = None
    set_aside: Literal["annulled", "reconsidered"] | None = None
    cost: Money | None = None


class ActionView(msgspec.Struct, frozen=True):
    """An action; `overdue` as of today. `verified_by` is the seat that found it done, `reason` why it was dropped.

    `irregular` are the clauses not kept where the notes say that its owner alone found it done; it is open still.
    """

    action: UUID
    owner: UUID
    helpers: tuple[UUID, ...]
    do: str
    due: str | None
    overdue: bool
    decision: UUID | None
    stage: Stage
    verified_by: UUID | None
    reason: str | None
    irregular: tuple[str, ...] = ()


class EventView(msgspec.Struct, frozen=True):
    """An event of the record; `state` is None when it is withheld from this reader."""

    position: int
    event: UUID
    stream: UUID
    version: int
    recorded_at: str
    tier: int
    topic: str | None
    state: msgspec.Raw | None


class LeavingView(msgspec.Struct, frozen=True):
    """What somebody else told of one's leaving a seat, or the office of a `term`; `told` is how they say they heard.

    Once `disputed` it is one's own `again`, unless somebody else took it since.
    """

    group: UUID
    seat: UUID
    term: UUID | None
    at: str
    reason: str
    told: Channel | None
    disputed: bool
    again: bool


class Me(msgspec.Struct, frozen=True):
    """Who the token stands for: seats by group, or an application's scopes.

    `left` is what others say one left, to be confirmed or disputed.
    """

    kind: str
    person: UUID | None
    scopes: tuple[str, ...]
    seats: dict[str, tuple[UUID, ...]]
    left: tuple[LeavingView, ...] = ()


class PersonView(msgspec.Struct, frozen=True):
    """A person and how to reach them; only the id when the details were removed."""

    person: UUID
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    address: str | None = None
