"""Who may record what, and in which capacity they act."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.kernel import Rejected, SeatId

if TYPE_CHECKING:
    from collections.abc import Collection

    from governance.kernel import Capacity, Constituency, Power


class Standing(msgspec.Struct, frozen=True):
    """Where the recorder stands in the group and the meeting at that moment.

    `presides`: in the chair now, or, while nobody is, holding the office of chair, co-chair or vice-chair (R-CH1).
    """

    seats: frozenset[SeatId] = frozenset()
    constituencies: frozenset[Constituency] = frozenset()
    chair: bool = False
    secretary: bool = False
    presides: bool = False
    takes_minutes: bool = False
    convenor: bool = False
    application: bool = False
    keeps_people: bool = False
    operator: bool = False

    @property
    def keeps_the_minutes(self) -> bool:
        """The secretary, or whoever was named to take the minutes."""
        return self.secretary or self.takes_minutes


PERSONAL = frozenset(("useCastingVote",))
KEEPING_PEOPLE = frozenset(("registerPerson",))


def may_record(who: Standing, power: Power, do: str, acting: Collection[SeatId]) -> Capacity:
    """The capacity in which the recorder acts for the `acting` seats; refuses (clause `access`) what it does not reach.

    Secretary, minute-taker and convenor record any act of others but those only the person can do; the convenor acts
    until the first chair and secretary take office; staff are marked as staff; the operator acts in no meeting.
    """
    if who.application and not (who.keeps_people and do in KEEPING_PEOPLE):
        raise _refused("applications_hold_no_office", "An application token reads; acts are recorded by people.")
    if who.application:
        return "system"
    if power == "operator" or who.operator:
        return _operator(who, power, do)
    own = bool(who.seats) and who.seats.issuperset(acting)
    if who.convenor and (own or do not in PERSONAL):
        return "convenor"
    if not who.seats:
        raise _refused("not_a_member", "Only people who hold a seat in this group record its acts.")
    if power == "founding":
        raise _refused("convenor_only", "The operator founds a group, or the person who convenes the first one.")
    if power == "office":
        return _office(who)
    if who.keeps_the_minutes and (own or do not in PERSONAL):
        return "secretary" if who.secretary else _minute_taker(who)
    if power == "presiding" and who.presides:
        return "presider"
    if power == "own" and own:
        return _own(who)
    raise _refused("not_for_this_seat", "Ask the secretary, or whoever takes the minutes, to record it.")


def _operator(who: Standing, power: Power, do: str) -> Capacity:
    if who.operator and (power in {"operator", "founding"} or do in KEEPING_PEOPLE):
        return "operator"
    raise _refused("operator_acts_in_no_meeting", "Only the operator founds; only members act in meetings.")


def _office(who: Standing) -> Capacity:
    if who.secretary:
        return "secretary"
    if who.chair:
        return "office_holder"
    raise _refused("chair_or_secretary_only", "Ask the chair or the secretary.")


def _minute_taker(who: Standing) -> Capacity:
    return "staff" if "staff" in who.constituencies else "minute_taker"


def _own(who: Standing) -> Capacity:
    if "staff" in who.constituencies:
        return "staff"
    if "critical_friend" in who.constituencies:
        return "critical_friend"
    return "member"


def _refused(reason: str, would_help: str) -> Rejected:
    return Rejected("access", reason, would_help=would_help)
