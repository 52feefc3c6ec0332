"""Who may record what, and in which capacity they act."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.kernel import Rejected, SeatId

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Literal

    from governance.kernel import Capacity, Constituency, Mode, Power


class Standing(msgspec.Struct, frozen=True):
    """Where the recorder stands in the group and the meeting at that moment.

    `presides`: in the chair now, or, while nobody is, holding the office of chair, co-chair or vice-chair (R-CH1).
    `deputises`: those of the seats in which the recorder sits in for a member, `sat_in`: their own in which somebody
    sits in for them. While a deputy sits there, the deputy acts for the seat and not the member, until the member says
    that they are here (R-AP2). `left`: the
    seats that somebody else said they left, or had an office in.
    `takes_back`: the act is that they take the chair again, which they had until another said that they had gone.
    `acting`: chair only while the office is vacant (R-AC1). `former_convenor`: named to found groups once, and no more;
    a group they began is theirs to finish. `calls`: calls meetings by right. `tells`: whoever presides at a meeting
    that is written up from its opening on, once it is said who took the notes.
    """

    seats: frozenset[SeatId] = frozenset()
    deputises: frozenset[SeatId] = frozenset()
    sat_in: frozenset[SeatId] = frozenset()
    left: frozenset[SeatId] = frozenset()
    constituencies: frozenset[Constituency] = frozenset()
    chair: bool = False
    acting: bool = False
    secretary: bool = False
    calls: bool = False
    presides: bool = False
    takes_back: bool = False
    takes_minutes: bool = False
    tells: bool = False
    convenor: bool = False
    former_convenor: bool = False
    application: bool = False
    keeps_people: bool = False
    operator: bool = False

    @property
    def keeps_the_minutes(self) -> bool:
        """The secretary, or whoever was named to take the minutes."""
        return self.secretary or self.takes_minutes

    @property
    def writes_up(self) -> bool:
        """Those who keep the minutes, whoever presides, and the chair."""
        return self.keeps_the_minutes or self.presides or self.chair


OF_THE_CHAIR = frozenset(("useCastingVote", "declineCastingVote", "signMinutes"))
VOTING = frozenset(("castVote", "chooseOption", "recordOwnVote", "lodgeProxy", "lodgeAdvanceVote", "recordReply"))
# What a member does in person: it says that what somebody else wrote down for them is so.
LEAVING = frozenset(("confirmLeaving", "disputeLeaving"))
IN_PERSON = frozenset(("confirmReply", "disputeReply")) | LEAVING
# Nobody who sits in for a member keeps them from coming.
COMING = frozenset(("recordArrival",))
TAKING_BACK = frozenset(("strikeAct",))
# An acting chair has every power of the chair but this (R-AC1).
APPOINTING = frozenset(("assignOffice", "fillSeat"))
KEEPING_PEOPLE = frozenset(("registerPerson",))
# An address lets its owner in: people add it, and no program does.
LETTING_IN = frozenset(("addContact",))
# What is private about somebody is theirs to ask about; whoever runs the server carries the answer out.
PRIVATE = frozenset(("keepPrivateDetail", "giveConsent", "withdrawConsent", "requestErasure", "decideErasure"))


def may_record(who: Standing, power: Power, do: str, acting: Collection[SeatId], *, mode: Mode = "live") -> Capacity:
    """The capacity in which the recorder acts for the `acting` seats; refuses (clause `access`) what it does not reach.

    Secretary and minute-taker record any act of others but the casting vote, which only whoever presides uses, and what
    a member confirms in person. The convenor acts until the first chair and secretary take office, and votes for nobody
    else. The operator acts in no meeting. Whatever a member of staff records is marked as staff. Writing up, where the
    rules judge and do not refuse, is for those who keep the minutes, whoever presides, and the chair. Of a meeting
    written up as a whole, whoever presides records what others did too, whoever is named to have taken the notes; they
    take none of it back.
    Whoever is known says how they are reached, with a seat or without, and asks about what is private of them.
    Whoever is said to have left a seat says that it is not so.
    """
    if who.application and not (who.keeps_people and do in KEEPING_PEOPLE):
        raise _refused("applications_hold_no_office", "A program may read here. Only people write things down.")
    if who.application:
        return "system"
    if power == "operator" or who.operator:
        return _operator(who, power, do)
    founds_no_more = power == "founding" and who.former_convenor
    if who.convenor and not founds_no_more and do not in OF_THE_CHAIR | VOTING | IN_PERSON:
        return "convenor"
    if power == "founding":
        raise _refused("convenor_only", "Ask the operator to set up the group, or to name you for it.")
    if not who.seats and power == "own" and do in LETTING_IN | PRIVATE and not acting:
        return "member"
    if do in LEAVING and acting and who.left.issuperset(acting):
        return "member"
    if not who.seats:
        raise _refused("not_a_member", "Only people who hold a seat in this group record its acts.")
    if mode == "written_up" and not who.writes_up:
        raise _refused("does_not_write_up", "Ask the secretary, or whoever takes the minutes, to write it up.")
    if power == "office" and mode == "live" and who.acting and who.chair and not who.secretary and do in APPOINTING:
        raise Rejected(
            "R-AC1",
            "acting_chair_appoints_nobody",
            would_help="Hold an election. Or ask the secretary to write it down.",
        )
    capacity = _office(who) if power == "office" else _in_a_meeting(who, power, do, acting, mode)
    return "staff" if "staff" in who.constituencies else capacity


def for_whom(mine: SeatId | None, among: Collection[SeatId], *, secretary: bool) -> tuple[bool, tuple[SeatId, ...]]:
    """For whom a member's act is written down: whether for themselves, and for which others of those it is open to.

    The secretary writes down for everybody else what reached them some other way; anybody else speaks for themselves.
    """
    return mine in among, tuple(seat for seat in among if seat != mine) if secretary else ()


def speaks_for(said: str, mine: SeatId | None) -> Literal["own", "another", "nobody"]:
    """Whose act is written down: of the seat that was `said`, or where none was, one's own, if one has a vote."""
    if said and said != str(mine):
        return "another"
    return "nobody" if mine is None else "own"


def _in_a_meeting(who: Standing, power: Power, do: str, acting: Collection[SeatId], mode: Mode) -> Capacity:
    theirs = who.seats if do in COMING else who.seats - who.sat_in
    own = theirs.issuperset(acting) and do not in LEAVING
    if who.keeps_the_minutes and do not in OF_THE_CHAIR | IN_PERSON:
        return "minute_taker" if who.takes_minutes and not who.secretary else "secretary"
    if power == "presiding" and who.presides and own:
        return "presider"
    if power == "presiding" and who.takes_back and own:
        return "member"
    if power == "own" and own and who.deputises.issuperset(acting or who.seats):
        return "deputy"
    if power == "own" and own:
        return "critical_friend" if "critical_friend" in who.constituencies else "member"
    if mode == "written_up" and who.tells and do not in OF_THE_CHAIR | IN_PERSON | TAKING_BACK:
        return "presider"
    if do in IN_PERSON:
        raise _refused("theirs_alone_to_say", "Only they themselves can say so.")
    raise _refused("not_for_this_seat", "Ask the secretary to write it down, or whoever takes the minutes.")


def _operator(who: Standing, power: Power, do: str) -> Capacity:
    if who.operator and (power in {"operator", "founding"} or do in KEEPING_PEOPLE | LETTING_IN | PRIVATE):
        return "operator"
    raise _refused("operator_acts_in_no_meeting", "The operator sets groups up. Only members act in meetings.")


def _office(who: Standing) -> Capacity:
    if who.secretary:
        return "secretary"
    if who.chair:
        return "office_holder"
    raise _refused("chair_or_secretary_only", "Ask the chair or the secretary.")


def _refused(reason: str, would_help: str) -> Rejected:
    return Rejected("access", reason, would_help=would_help)
