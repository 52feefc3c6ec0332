"""Adding up a question: the votes that count, how each class voted, and the ruling on it all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.kernel import Rejected
from governance.meeting.concerned import whose
from governance.meeting.sitting import orders_of, quorum_now
from governance.motion import absent, consenting
from governance.motion import events as e
from governance.motion.question import needs_quorum
from governance.rules import casting_vote, consensus, hands, majority, quorum_watch, rescinding, results
from governance.rules.majority import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.kernel import SeatId
    from governance.meeting.state import MeetingState
    from governance.motion.state import Motion
    from governance.standing_orders import MajorityKind


def counted(state: MeetingState, motion: Motion) -> dict[SeatId, e.Choice]:
    """The named votes that count: of seats with a vote, not out for the item, and here if we know who was."""
    voters = state.voters(motion)
    able = (state.entitled - state.out(motion.item)) if voters is None else voters
    outside = {seat for asked, seat in state.from_outside if asked == motion.id}
    here: dict[SeatId, e.Choice] = {seat: choice for seat, choice in motion.votes.items() if seat in able - outside}
    return absent.counted(state, motion) | here


def tally_of(choices: Iterable[e.Choice]) -> Tally:
    """Answers added up."""
    given = list(choices)
    return Tally(given.count("for"), given.count("against"), given.count("no_side"))


def answered(state: MeetingState, motion: Motion) -> Tally | None:
    """The tally the ruling rests on: by names where there are names, else by hands; None when nobody counted."""
    if motion.put is not None and motion.put.method == "ballot":
        return motion.answering.ballot.tally if motion.answering.ballot else None
    if motion.votes:
        return tally_of(counted(state, motion).values())
    return motion.count.tally if motion.count else None


def split_of(state: MeetingState, motion: Motion) -> hands.Split:
    """How lived-experience members and the others voted: by names, by class, or within bounds from who was here."""
    if motion.put is not None and motion.put.method == "ballot":
        return _split_of_ballot(motion)
    if motion.votes:
        votes = counted(state, motion)
        lived: list[e.Choice] = [c for seat, c in votes.items() if state.class_of(seat) == "LE"]
        other: list[e.Choice] = [c for seat, c in votes.items() if state.class_of(seat) != "LE"]
        return hands.exactly(tally_of(lived), tally_of(other))
    if motion.count is None:
        return hands.UNKNOWN
    if motion.count.by_class is not None:
        return hands.summed({c.class_: c.tally for c in motion.count.by_class})
    voters = state.voters(motion)
    if voters is None:
        return hands.UNKNOWN
    lived_here = sum(state.class_of(seat) == "LE" for seat in voters)
    return hands.bounds(motion.count.tally, lived_here, len(voters) - lived_here)


def _split_of_ballot(motion: Motion) -> hands.Split:
    """Only what the tellers were let tell: nothing is worked out of the total of a secret ballot (R-PR2)."""
    ballot = motion.answering.ballot
    if ballot is None or ballot.by_class is None:
        return hands.UNKNOWN
    return hands.summed({c.class_: c.tally for c in ballot.by_class})


def kind_of(state: MeetingState, motion: Motion) -> MajorityKind:
    """The majority the question takes: its category's; an amendment the ordinary one (R-MA3)."""
    own = majority.kind_for(orders_of(state), motion.category, procedural=motion.kind, amends=motion.amends is not None)
    reopens = motion.answering.reopens
    if reopens is not None and reopens.how != "again":
        return rescinding.kind_of(own, noticed=reopens.noticed)
    return own


def question(state: MeetingState, motion: Motion, how: e.Method) -> e.QuestionPut:
    """The question as it is put now: the majority it takes, the quorum, and the seats that may answer (R-QU4)."""
    here = state.effective(motion.item)
    effective = None if here is None else tuple(seat for seat in state.roll if seat in here)
    return e.QuestionPut(motion.id, how, kind_of(state, motion), quorum_now(state, motion.item), effective)


def body_of(state: MeetingState, motion: Motion) -> majority.Body:
    """How many could answer and were entitled, by the base the orders choose (R-MA5)."""
    voters = state.voters(motion)
    here = None if voters is None else len(voters) + len(absent.counted(state, motion))
    by_effective = orders_of(state).absolute_base == "effective"
    return majority.Body(here, here if by_effective else len(state.entitled) or None, state.established)


def casting_refused(state: MeetingState, motion: Motion, presider: SeatId | None) -> Rejected | None:
    """Why whoever presides has no casting vote on the question, or None when they have (R-TI2, R-TI3).

    Where the roll is not known, nobody who presides is known to be away.
    """
    here = state.effective(motion.item)
    try:
        casting_vote.may_use(
            orders_of(state),
            answered(state, motion) or Tally(0, 0, 0),
            kind=kind_of(state, motion),
            category=motion.category,
            presider_effective=presider is not None
            and presider != whose(state, motion.id)
            and (here is None or presider in here),
            presider_voted=presider in motion.votes or _every_hand_was_up(state, motion),
            by_ballot=motion.put is not None and motion.put.method == "ballot",
        )
    except Rejected as refused:
        return refused
    return None


def _every_hand_was_up(state: MeetingState, motion: Motion) -> bool:
    voters = state.voters(motion)
    return motion.count is not None and voters is not None and motion.count.tally.total >= len(voters)


def judge(state: MeetingState, motion: Motion) -> majority.Verdict:
    """The verdict on the votes, the casting vote and lived-experience agreement included.

    A casting vote breaks a tie and nothing else (R-TI2). One for the motion still needs more lived-experience votes for
    than against where the orders ask for it; whose casting vote it was does not count among those (R-TI5).
    """
    asked = motion.asked
    method = motion.put.method if motion.put else "hands"
    if method == "agreed":
        return _without_votes(state, motion, majority.Verdict(carried=True, reason="nobody_voted_against", test=""))
    if method == "consensus":
        verdict = consensus.judge(None if asked is None else len(asked.objections))
        return _without_votes(state, motion, verdict) if verdict.carried else verdict
    if method == "consent":
        return _by_consent(state, motion)
    tally = answered(state, motion)
    if tally is None:
        return majority.Verdict(carried=None, reason="not_counted", test="")
    return _by_votes(state, motion, tally)


def _without_votes(state: MeetingState, motion: Motion, verdict: majority.Verdict) -> majority.Verdict:
    """An agreement without votes; where lived-experience members must agree too, those asked count as for it.

    Whoever stands aside agrees to nothing and blocks nothing (R-VO1), so at least one must be left who agrees.
    """
    if orders_of(state).lived_experience != "concurrent":
        return verdict
    voters = state.voters(motion)
    if voters is None:
        return _concurrent(verdict, hands.UNKNOWN)
    aside = set(motion.asked.stand_asides) if motion.asked else set()
    lived = Tally(sum(state.class_of(seat) == "LE" for seat in voters - aside), 0, 0)
    return _concurrent(verdict, hands.exactly(lived, Tally(len(voters - aside) - lived.for_, 0, 0)))


def _by_consent(state: MeetingState, motion: Motion) -> majority.Verdict:
    """Agreed unless a reasoned objection stands; not known until everyone was asked and each was looked at (R-VO2)."""
    if consenting.stands(motion):
        return majority.Verdict(carried=False, reason="objection_stands", test="")
    if motion.asked is None or motion.answering.untested:
        return majority.Verdict(carried=None, reason="not_known", test="")
    return _without_votes(state, motion, majority.Verdict(carried=True, reason="no_objection_stands", test=""))


def _by_votes(state: MeetingState, motion: Motion, tally: Tally) -> majority.Verdict:
    orders = orders_of(state)
    if motion.kind == "appeal":
        return majority.upheld(tally)
    verdict = _by_numbers(state, motion, tally)
    cast = motion.casting
    if cast is not None and verdict.reason == "tie" and casting_refused(state, motion, cast.seat) is None:
        carried = cast.direction == "for"
        verdict = majority.Verdict(carried=carried, reason="casting_vote", test=verdict.test)
    if verdict.carried and orders.lived_experience == "concurrent":
        return _agreed_by_lived_experience(state, motion, verdict)
    return verdict


def _by_numbers(state: MeetingState, motion: Motion, tally: Tally) -> majority.Verdict:
    least, body, reopens = orders_of(state).min_votes_cast, body_of(state, motion), motion.answering.reopens
    if reopens is not None and reopens.how != "again":
        own = orders_of(state).majority_for(motion.category)
        return rescinding.judge(own, tally, body, noticed=reopens.noticed, min_votes_cast=least)
    return majority.judge(kind_of(state, motion), tally, body, min_votes_cast=least)


def _agreed_by_lived_experience(state: MeetingState, motion: Motion, verdict: majority.Verdict) -> majority.Verdict:
    """Of a secret ballot only what the tellers said of it: no more is known, or may be."""
    ballot = motion.answering.ballot
    if ballot is None or ballot.lived_experience_for is None:
        return _concurrent(verdict, split_of(state, motion))
    if ballot.lived_experience_for:
        return verdict
    return msgspec.structs.replace(verdict, carried=False, reason="lived_experience_against")


def _concurrent(verdict: majority.Verdict, split: hands.Split) -> majority.Verdict:
    share = split.lived_experience
    agree = majority.concurrent(share.exact if share else None)
    if share is not None and agree is None:
        low = share.for_[0] > share.against[1]
        high = share.for_[1] > share.against[0]
        agree = True if low else None if high else False
    if agree is None:
        return majority.Verdict(carried=None, reason="lived_experience_votes_not_known", test=verdict.test)
    return verdict if agree else msgspec.structs.replace(verdict, carried=False, reason="lived_experience_against")


def outcome(state: MeetingState, motion: Motion, announced: e.Answer | None, irregular: Iterable[str]) -> e.Outcome:
    """Everything the ruling rests on, as it is stored with the result."""
    verdict = judge(state, motion)
    by_rule = results.by_rule(carried=verdict.carried)
    shot = motion.put.quorum if motion.put else quorum_now(state, motion.item)
    clauses = set(irregular) | set(quorum_watch.short_of(shot) if needs_quorum(motion) else ())
    clauses |= results.against_the_numbers(announced, by_rule)
    tally = answered(state, motion)
    able = body_of(state, motion).effective
    return e.Outcome(
        announced=announced,
        by_rule=by_rule,
        reason=verdict.reason,
        irregular=tuple(sorted(clauses)),
        takes_effect=results.takes_effect(announced, by_rule, clauses),
        method=motion.put.method if motion.put else "hands",
        majority=kind_of(state, motion),
        test=verdict.test,
        tally=tally,
        no_answer=None if tally is None or able is None else max(0, able - tally.total),
        split=split_of(state, motion),
        stand_asides=len(motion.asked.stand_asides) if motion.asked else 0,
        entitled=None if state.present is None else len(state.entitled),
        effective=able,
        quorum=shot,
        casting=motion.casting.direction if motion.casting else None,
        changes_status_quo=motion.casting.changes_status_quo if motion.casting else None,
    )
