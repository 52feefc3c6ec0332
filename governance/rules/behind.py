"""What a decision must be before power is given or taken by it (R-EL1, R-AC1, R-TE2, R-TE5, R-AU2)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

import msgspec

from governance.kernel import Filled, Rejected
from governance.rules import seats
from governance.rules.chair import LINE
from governance.rules.elections import PLAIN
from governance.standing_orders import Category

if TYPE_CHECKING:
    from collections.abc import Collection

    from governance.standing_orders import OfficeKind

ELECTIONS: frozenset[Category] = frozenset(("election",))
REMOVALS: frozenset[Category] = frozenset(("removal",))
RULES: frozenset[Category] = frozenset(("rules",))
# Who looks through the record takes no office, and is asked in a plain vote.
AUDITING: frozenset[Category] = frozenset(("ordinary", "significant"))


class Behind(msgspec.Struct, frozen=True):
    """What a rule needs to know of the decision named: whose, how it came out, whether and since when it counts.

    `ours`: the group made it. `met`: a meeting did, neither the chair alone nor members in writing. `since` is the day
    from which it counts, `over` the day its meeting closed, None while that goes on. `used`: something rests on it.
    """

    ours: bool
    met: bool
    category: Category
    agreed: bool
    counts: bool
    status: str
    since: dt.date
    over: dt.date | None
    used: bool = False


def may_lack(*, founding: bool, written_up: bool, imported: bool, before_the_record: bool) -> bool:
    """Whether no decision need be named: while the group is founded, or for what is written up of earlier times.

    Earlier are the days up to the one on which the record of the group began, and whatever is brought in from a file.
    """
    return founding or (written_up and (imported or before_the_record))


def of_earlier_times(kind: OfficeKind, *, first: bool, over: bool) -> bool:
    """Whether an office had before the record of the group began is written up without a decision.

    It was `over` by then; or it is the `first` that ran on from then, and not of an office that takes the chair: these
    were filled while the group was founded, so that whoever comes later was chosen at a meeting.
    """
    return over or (first and kind not in LINE)


def for_office(found: Behind | None, on: dt.date, *, about_it: bool) -> Rejected | None:
    """Why nobody takes an office on a day by this decision, or None (R-EL1): a meeting voted on who is to have it.

    `about_it`: its proposal named just this office and this person.
    """
    if found is None:
        return Rejected(
            "R-EL1",
            "office_without_an_election",
            would_help="Ask for names and hold an election. Or say which decision is behind it.",
            pointer="/office",
        )
    return _gives("R-EL1", found, on, ELECTIONS, about_it=about_it)


def for_acting(found: Behind, on: dt.date, *, about_it: bool) -> Rejected | None:
    """Why nobody acts in an office from a day by this decision, or None (R-AC1)."""
    return _gives("R-AC1", found, on, PLAIN, about_it=about_it)


def for_seats(found: Behind | None, on: dt.date, *, about_it: bool) -> Rejected | None:
    """Why the group has no other seats with a vote from a day by this decision, or None (R-AU2).

    A meeting voted on just this seat, and is over: who may vote does not change while it sits.
    """
    if found is None:
        return _refused(
            "R-AU2", "seats_without_a_vote", "A seat with a vote takes a vote at a meeting. Say which decision it was."
        )
    refused = _gives("R-AU2", found, on, seats.KINDS, about_it=about_it)
    if refused is None and (found.over is None or on < found.over):
        return _refused("R-AU2", "meeting_not_over", "New seats count once the meeting is over.", "/since")
    return refused


def for_seat(found: Behind, on: dt.date, *, about_it: bool) -> Rejected | None:
    """Why nobody takes a seat on a day by this decision, or None (R-TE2)."""
    return _gives("R-TE2", found, on, PLAIN, about_it=about_it)


def without_a_vote(
    ground: Literal["sent", "appointed"] | None,
    *,
    told: bool,
    voted: bool,
    sent: bool,
    left: bool,
    chair: bool,
    elected: bool = False,
    made: bool = True,
    by_chair: bool = True,
) -> Rejected | None:
    """Why nobody takes a seat with a vote where no meeting decided it, or None (R-TE2, R-AC1).

    Those who are there for a body are `sent` by it. The `chair`, and not whoever acts as one, asks somebody to a seat
    that somebody `left`, where the orders do not have it voted on (`elected`), and records it themselves (`by_chair`).
    Nobody is sent to a seat that the group did not make (`made`), by a decision or as it was founded. Either way it is
    `told` by whom, or why.
    """
    if ground is None:
        return _refused("R-TE2", "seat_without_a_decision", "Say which vote it was, or who sent them.")
    if voted:
        return _refused("R-TE2", "voted_on_it", "The group voted on it, so leave this out.", "/ground")
    if not told:
        return _refused("R-TE2", "ground_not_told", "Say who sent them, or why the chair asked them.", "/reason")
    if ground == "sent" and not sent:
        return _refused("R-TE2", "nobody_sends_them", "Nobody sends a member to this seat. Vote on it.", "/ground")
    if ground == "sent" and not made:
        return _refused("R-TE2", "seat_not_decided_on", "No meeting made this seat. Vote on who takes it.", "/ground")
    if ground == "appointed" and elected:
        return _refused("R-AC1", "vacancies_are_voted_on", "Our rules have the group vote on an empty seat.", "/ground")
    if ground == "appointed" and not chair:
        return _refused("R-AC1", "no_chair_to_appoint", "Nobody is chair. Say which decision is behind it.", "/ground")
    if ground == "appointed" and not left:
        return _refused("R-AC1", "no_gap_to_fill", "Nobody was in this seat before. Vote on who takes it.", "/ground")
    if ground == "appointed" and not by_chair:
        help_ = "The chair records it. Or the meeting votes on it."
        return _refused("R-AC1", "only_the_chair_appoints", help_, "/ground")
    return None


def _gives(clause: str, found: Behind, on: dt.date, kinds: Collection[Category], *, about_it: bool) -> Rejected | None:
    refused = _stands(clause, found, on, kinds)
    if refused is None and not about_it:
        return _refused(clause, "gives_something_else", "Name the decision that gives just this to just this person.")
    return refused


def for_removal(found: Behind | None, on: dt.date, *, about_it: bool) -> Rejected | None:
    """Why nobody is removed on a day by this decision, or None (R-TE5): a meeting voted on removing just them."""
    if found is None:
        return Rejected(
            "R-TE5",
            "removed_without_a_vote",
            would_help="Only a vote can put them out. Say which decision is behind it.",
            pointer="/decision",
        )
    refused = _stands("R-TE5", found, on, REMOVALS)
    if refused is None and not about_it:
        return _refused("R-TE5", "removes_somebody_else", "Name the decision that is about just this.")
    return refused


def for_rules(found: Behind | None, on: dt.date, *, about_it: bool) -> Rejected | None:
    """Why rules do not come into force on a day by this decision, or None: a meeting agreed to them, and is over.

    `about_it`: its proposal named no seat and no office, so that it was about nothing but the rules (R-AU2).
    """
    if found is None:
        return Rejected(
            "R-AU2",
            "rules_without_a_vote",
            would_help="New rules take a vote at a meeting. Say which decision is behind them.",
            pointer="/decision",
        )
    refused = _stands("R-AU2", found, on, RULES)
    if refused is None and not about_it:
        return _refused(
            "R-AU2", "about_seats_or_offices", "Name the decision by which the meeting agreed to the rules."
        )
    if refused is None and (found.over is None or on < found.over):
        return _refused("R-AU2", "meeting_not_over", "New rules count once the meeting is over.", "/since")
    return refused


def for_auditor(found: Behind | None, on: dt.date, *, last: dt.date, of_ours: bool, reads: bool) -> Rejected | None:
    """Why nobody becomes auditor on a day until a `last` one by this decision, or None.

    `of_ours`: they sit in the group, or stand in for a member; `reads`: they are its auditor already.
    """
    if of_ours:
        return _refused("in order", "auditor_of_ones_own", "Ask somebody who does not sit in the group.", "/person")
    if reads:
        return _refused("in order", "auditor_already", "They are your auditor already.", "/person")
    if last < on:
        return _refused("in order", "over_before_it_begins", "Give a last day after the first.", "/until")
    return ends_auditor(found, on)


def ends_auditor(found: Behind | None, on: dt.date) -> Rejected | None:
    """Why nobody begins or ends as an auditor by this decision, or None: the group's own meeting agreed to it."""
    if found is None:
        return _refused("in order", "no_decision_behind_it", "Only the group can decide this, at a meeting.")
    return _stands("in order", found, on, AUDITING)


def for_opening(found: Behind | None, on: dt.date) -> Rejected | None:
    """Why more people may not open on a day what the group recorded for fewer, or None: its own meeting agreed."""
    return ends_auditor(found, on)


def not_yet_over(last: dt.date | None, on: dt.date) -> Rejected | None:
    """Why a term cannot be said to be over on a day, or None: its last day has come (R-TE5)."""
    if last is not None and on >= last:
        return None
    return Rejected(
        "R-TE5",
        "term_not_over",
        would_help="Their time is not up yet. Say if they chose to stop. Only a vote at a meeting removes them.",
        pointer="/reason",
    )


def appoints(
    kind: OfficeKind, *, vice: bool, chair: bool, acted: bool, held: bool = True, fit: bool = True
) -> Rejected | None:
    """Why somebody cannot act in an office without a decision, or None (R-AC1).

    The vice-chair (`vice`) acts as chair, and nobody else. In another office whoever the `chair` asks does, but not one
    after another: `acted`, somebody acted in it already since it was last held in full. Nobody acts for somebody who
    never was: `held`, somebody held it in full before. `fit`: the seat may hold an office of that kind at all.
    """
    if not held:
        return _refused("R-AC1", "nobody_to_act_for", "Nobody has had this office yet. Vote on who it is to be.")
    if not fit:
        return _refused("R-AC1", "not_fit_to_act", "Ask somebody who may hold this office by our rules.", "/seat")
    if kind == "chair" and not vice:
        return _refused(
            "R-AC1", "the_vice_chair_acts", "If it is not the vice-chair, say which decision is behind it.", "/seat"
        )
    if kind != "chair" and not chair:
        return _refused("R-AC1", "no_chair_to_appoint", "Nobody is chair. Say which decision is behind it.")
    if acted:
        return _refused("R-AC1", "acted_already", "Someone has stood in once. Now vote on who it is to be.", "/acting")
    return None


def _stands(clause: str, found: Behind, on: dt.date, kinds: Collection[Category]) -> Rejected | None:
    if not found.ours:
        return _refused(clause, "decision_of_another_group", "Name a decision of this group.")
    if not found.met:
        return _refused(clause, "not_decided_at_a_meeting", "Only a meeting can decide this.")
    if not found.agreed:
        return _refused(clause, "decision_not_agreed", "The meeting did not agree to this. Name another decision.")
    if not found.counts:
        return _without_effect(clause, found)
    if found.category not in kinds:
        return _of_another_kind(clause, found.category, kinds)
    if found.used:
        return _refused(clause, "decision_used_already", "This decision was used already. Each is used once.")
    if on < found.since:
        because: dict[str, object] = {"since": found.since.isoformat()}
        help_ = Filled("The decision counts from %(since)s. Choose that day or a later one.", because)
        return Rejected(clause, "decided_later", because=because, would_help=help_, pointer="/decision")
    return None


def _without_effect(clause: str, found: Behind) -> Rejected:
    because: dict[str, object] = {"status": found.status}
    help_ = "This decision does not count, or no longer. Name one that does."
    return Rejected(clause, "decision_has_no_effect", because=because, would_help=help_, pointer="/decision")


def _of_another_kind(clause: str, category: Category, kinds: Collection[Category]) -> Rejected:
    because: dict[str, object] = {"category": category, "needed": sorted(kinds)}
    help_ = "This decision is about something else. Name one that the meeting made about this."
    return Rejected(clause, "decision_of_another_kind", because=because, would_help=help_, pointer="/decision")


def _refused(clause: str, reason: str, would_help: str, pointer: str = "/decision") -> Rejected:
    return Rejected(clause, reason, would_help=would_help, pointer=pointer)
