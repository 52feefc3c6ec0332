"""The decision an act names as what it rests on, and what the rules are told of it (R-EL1, R-AC1, R-TE5, R-AU2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.decision.state import DecisionState
from governance.election.room_events import MemberProposed, OfficeProposed, SeatsProposed
from governance.kernel import Moment
from governance.meeting.state import MeetingState
from governance.rules import behind as rule

if TYPE_CHECKING:
    from governance.election.room_state import Stake
    from governance.group.state import GroupState
    from governance.kernel import Constituency, Desk, MotionId, OfficeId, PersonId, SeatId


class Named(msgspec.Struct, frozen=True):
    """A decision that was found, and the meeting that made it, if one did."""

    decision: DecisionState
    meeting: MeetingState | None

    @property
    def stake(self) -> Stake | None:
        """The office it was about, where its proposal put one at stake."""
        if self.meeting is None:
            return None
        return next((stake for motion, stake in self.meeting.stakes.items() if self._made_by(motion)), None)

    @property
    def removes(self) -> SeatId | None:
        """The seat whose holder it was to put out, where its proposal named one."""
        if self.meeting is None:
            return None
        return next((seat for motion, seat in self.meeting.leaving.items() if self._made_by(motion)), None)

    @property
    def proposed(self) -> OfficeProposed | MemberProposed | SeatsProposed | None:
        """The office or the seat it was to give, make or take away, where its proposal named one."""
        if self.meeting is None:
            return None
        return next((given for motion, given in self.meeting.proposed.items() if self._made_by(motion)), None)

    @property
    def names_something(self) -> bool:
        """Whether its proposal named a seat or an office: then it was about that, and about nothing else."""
        return (self.stake, self.removes, self.proposed) != (None, None, None)

    def gives_office(self, state: GroupState, office: OfficeId, seat: SeatId, since: Moment) -> bool:
        """Whether its proposal named an office and a seat, and whoever is in it takes the office then."""
        given = self.proposed
        if not isinstance(given, OfficeProposed) or (given.office, given.seat) != (office, seat):
            return False
        assert self.decision.made is not None, "a decision was made at some time"
        kept = state.seats[seat]
        return kept.holder(since) is not None and kept.holder(self.decision.made) == kept.holder(since)

    def gives_seat(self, seat: SeatId, person: PersonId) -> bool:
        """Whether its proposal named a seat, and nobody else to take it."""
        given = self.proposed
        return isinstance(given, MemberProposed) and given.seat == seat and given.person in {None, person}

    def adds(self, constituency: Constituency) -> bool:
        """Whether its proposal was to make a seat of a constituency."""
        given = self.proposed
        return isinstance(given, SeatsProposed) and given.adds == constituency

    def retires(self, seat: SeatId) -> bool:
        """Whether its proposal was to take a seat away."""
        given = self.proposed
        return isinstance(given, SeatsProposed) and given.retires == seat

    def _made_by(self, motion: MotionId) -> bool:
        made = None if self.meeting is None else self.meeting.motions.get(motion)
        return made is not None and made.decision == self.decision.decision

    def puts_out(self, state: GroupState, seat: SeatId) -> bool:
        """Whether its proposal named a seat, and whoever is in it was so when it was made."""
        if self.removes != seat or self.decision.made is None:
            return False
        return self.decision.made.date >= state.seats[seat].holdings[-1].since.date


def told(state: GroupState, named: Named | None) -> rule.Behind | None:
    """What the rules are told of the decision named, None without one."""
    if named is None:
        return None
    found, met = named.decision, named.meeting
    assert found.made is not None, "a decision was made at some time"
    assert found.decision is not None, "a decision that was found"
    ended = None if met is None or met.ended is None else met.ended.date
    return rule.Behind(
        ours=found.group == state.group,
        met=met is not None,
        category=found.category,
        agreed=found.agreed,
        counts=found.takes_effect,
        status=found.status,
        since=(found.effective or found.made).date,
        over=ended,
        used=found.decision in state.used,
    )


def may_lack(state: GroupState, since: Moment | None, desk: Desk) -> bool:
    """Whether no decision need be named for what happened `since`: at the founding, or written up of earlier times.

    None for what is not excused by its day: it would undo today what others hold today.
    """
    began = None if state.began is None else state.began.date
    return rule.may_lack(
        founding=founding(state, desk),
        written_up=desk.mode == "written_up",
        imported=desk.imported,
        before_the_record=since is not None and began is not None and since.date <= began,
    )


def founding(state: GroupState, desk: Desk) -> bool:
    """Whether the first chair and secretary are yet to take office, today's included."""
    today = desk.today.local
    return state.convenor_acts(Moment(f"{today[:10]}T23:59{today[16:]}", "minute"))
