"""The room of a meeting, worked out again from the bare facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from governance.meeting import events as e
from governance.meeting import people_events as p
from governance.motion import events as me

if TYPE_CHECKING:
    from governance.kernel import Fact


class Room:
    """Who is here, out for an item, stood down: folded here from the facts alone, up to each of them.

    `present` is None while nobody has called the roll: no roll is not an empty room. Live, whoever comes in is called
    on it; in notes, and where only heads were counted, one name more is no roll.
    """

    def __init__(self) -> None:
        self.present: set[Any] | None = None
        self.stood_down: set[Any] = set()
        self.excluded: set[tuple[Any, Any]] = set()
        self.asked: dict[Any, set[Any] | None] = {}
        self.votes: dict[Any, dict[Any, str]] = {}
        self.counts: dict[Any, me.CountRecorded] = {}
        self.phoned: set[tuple[Any, Any]] = set()
        self.presider: Any = None
        self.only_noted = False
        self.heads_counted = False

    def see(self, fact: Fact) -> None:
        event: Any = fact.event
        match event:
            case e.MeetingOpened():
                self.only_noted = fact.mode == "written_up"
            case e.HeadcountNoted():
                self.heads_counted = True
            case e.AttendanceSet(present=present):
                self.came(set(present) - (self.present or set()))
                self.present = set(present)
            case e.MemberArrived(seat=seat):
                self.came({seat})
                if self.present is not None:
                    self.present = self.present | {seat}
                elif not self.only_noted and not self.heads_counted:
                    self.present = {seat}
            case e.MemberLeft(seat=seat):
                self.present = None if self.present is None else self.present - {seat}
                if seat == self.presider:
                    self.presider = None
            case e.PresiderTookChair(seat=seat):
                self.presider = seat
            case e.VoteStoodDown(seat=seat):
                self.stood_down.add(seat)
            case e.InterestManaged(seat=seat, item=item, how=how) | p.InterestSettled(seat=seat, item=item, how=how):
                (self.excluded.discard if how == "stay_and_vote" else self.excluded.add)((item, seat))
            case me.QuestionPut(motion=motion):
                self.asked[motion] = self.present
            case me.VoteCast(motion=motion, seat=seat, choice=choice):
                inside = self.here(seat) or (motion, seat) in self.phoned
                self.votes.setdefault(motion, {})[seat] = choice if inside else "outside"
            case me.CountRecorded(motion=motion):
                self.counts[motion] = event
            case p.MemberPhoned(motion=motion, seat=seat):
                self.phoned.add((motion, seat))
            case p.VoteRetaken(motion=motion, kept=kept):
                votes = self.votes.get(motion, {})
                self.asked[motion] = self.present
                self.votes[motion] = {seat: choice for seat, choice in votes.items() if seat in kept}
                self.counts.pop(motion, None)
            case _:
                pass
        if isinstance(event, e.AttendanceSet | e.MemberLeft) and not self.here(self.presider):
            self.presider = None

    def came(self, seats: set[Any]) -> None:
        self.asked = {motion: asked if asked is None else asked | seats for motion, asked in self.asked.items()}

    def here(self, seat: Any) -> bool:
        """Whether somebody is in the room; while nobody has called the roll, nobody is known to be out of it."""
        return self.present is None or seat in self.present

    def asked_of(self, motion: Any, item: Any, seats: set[Any]) -> set[Any] | None:
        """Which of the seats could answer a question; a roll called since it was put tells of it, no roll of nobody."""
        asked = self.present if self.asked[motion] is None else self.asked[motion]
        return None if asked is None else {seat for seat in asked & seats if self.able(seat, item)}

    def able(self, seat: Any, item: Any) -> bool:
        return seat not in self.stood_down and (item, seat) not in self.excluded
