"""The motions after what procedure does to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.motion import procedure_events as p
from governance.motion.method_state import Answering
from governance.motion.state import Motion, amend, answered_by, reworded, without_proposals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from governance.kernel import Event, ItemId, MotionId, Sealed
    from governance.motion.state import Motions, Stage

DISPOSED: Mapping[p.Disposal, Stage] = {"committed": "committed", "postponed": "postponed", "dropped": "dropped"}
replace = msgspec.structs.replace


def evolve(motions: Mapping[MotionId, Motion], event: Event) -> Motions:
    """The motions after one more event of procedure. What rests on a struck act is passed over."""
    after = dict(motions)
    match event:
        case (
            p.ProceduralMotionMoved()
            | p.OptionsMoved()
            | p.RulingAppealed()
            | p.UnfinishedBusinessTaken()
            | p.QuestionDivided()
            | p.QuestionReopened()
        ):
            _add(after, event)
        case p.BusinessDisposed(motions=gone, how=how):
            after.update({q: replace(after[q], stage=DISPOSED[how]) for q in gone if q in after})
        case p.RulingOverturned(ruling=ruling):
            for q in [q for q in after.values() if q.ruling == ruling and q.kind != "appeal"]:
                after[q.id] = _restored(q)
                _words(after, q, q.found, q.left)
        case p.BallotAnnulled(motion=motion, ruling=ruling) if motion in after:
            after[motion] = replace(after[motion], annulled=True, ruling=ruling)
            _words(after, after[motion], after[motion].left, after[motion].found)
        case (
            p.AmendmentCosted(motion=motion)
            | p.AmendmentAccepted(motion=motion)
            | p.AmendmentCarriedOver(motion=motion)
            | p.MotionRetested(motion=motion)
            | p.MotionReworded(motion=motion)
            | p.WordsReadBack(motion=motion)
            | p.SecondWithdrawn(motion=motion)
            | p.WithdrawalAsked(motion=motion)
            | p.ItemsTakenTogether(motion=motion)
            | p.MotionRuledOut(motion=motion)
            | p.OptionChosen(motion=motion)
            | p.OptionsCounted(motion=motion)
            | p.OptionsBallotCounted(motion=motion)
            | p.OptionsCompared(motion=motion)
        ) if motion in after:
            after[motion] = _step(after[motion], event)
        case _:
            pass
    if isinstance(event, p.AmendmentAccepted) and event.amends in after:
        amend(after, event.motion, event.amends, event.amended)
        base = after[event.amends]
        after[base.id] = replace(base, flaws=base.flaws | {"R-AM6"} if event.objections else base.flaws)
    return without_proposals(after)


def _words(after: Motions, change: Motion, now: Sealed | None, then: Sealed | None) -> None:
    """The words of what an amendment changed, from `now` to `then`, where nothing later rests on them."""
    base = after.get(change.amends) if change.amends else None
    if base is not None and then is not None and base.words == now:
        after[base.id] = reworded(base, then)


def _add(after: Motions, event: Event) -> None:
    match event:
        case p.ProceduralMotionMoved():
            after[event.motion] = Motion(
                event.motion, event.item, event.mover, event.words, "procedural", kind=event.kind, about=event.about,
                until=event.until, flaws=frozenset(event.irregular), moved_here=event.own,
            )  # fmt: skip
            if event.about is not None and event.about in after:
                after[event.about] = replace(after[event.about], debated=True)
        case p.OptionsMoved():
            after[event.motion] = Motion(
                event.motion, event.item, event.mover, event.words, event.category, options=event,
                in_play=tuple(range(len(event.options))), moved_here=event.own,
            )  # fmt: skip
        case p.RulingAppealed(by=by):
            after[event.motion] = Motion(
                event.motion, event.item, by[0] if by else None, event.words, "procedural", kind="appeal",
                ruling=event.ruling, seconder=by[1] if len(by) > 1 else None,
            )  # fmt: skip
        case p.UnfinishedBusinessTaken(motions=kept, item=item):
            for one in kept:
                degree = after[one.amends].degree + 1 if one.amends is not None and one.amends in after else 0
                after[one.motion] = Motion(
                    one.motion, item, one.mover, one.words, one.category, one.cost, amends=one.amends, degree=degree,
                    seconder=one.seconder, purpose=one.purpose, taken=True, options=_options(one, item),
                    in_play=tuple(range(len(one.options))), moved_here=one.own, seconded_here=one.seconded_own,
                )  # fmt: skip
        case p.QuestionDivided(motion=motion, parts=parts) if motion in after:
            whole = after[motion]
            after[motion] = replace(whole, stage="divided")
            for part in parts:
                after[part.motion] = replace(
                    whole, id=part.motion, words=part.words, cost=part.cost, part_of=motion, mover=None, seconder=None,
                    moved_here=False, seconded_here=False, stage="moved", debated=True, costed=None,
                    answering=_asked_anew(whole),
                )  # fmt: skip
            _superseded(after, motion, event.by)
        case p.QuestionReopened(motion=new, again=again) if again in after:
            old = after[again]
            after[again] = replace(old, annulled=True)
            _words(after, old, old.left, old.found)
            after[new] = Motion(
                new, event.item, old.mover, old.words, old.category, old.cost, amends=old.amends, degree=old.degree,
                seconder=old.seconder, purpose=old.purpose, again=again, taken=old.taken, debated=True,
                options=old.options, in_play=tuple(range(len(old.options.options))) if old.options else (),
                covers=old.covers, answering=_about_the_same(old), moved_here=old.moved_here,
                seconded_here=old.seconded_here,
            )  # fmt: skip
        case _:
            pass


def _asked_anew(whole: Motion) -> Answering:
    """How a part is answered: the way members asked for, of the whole; nothing of what was answered before."""
    return Answering(names_asked_by=whole.answering.names_asked_by, ballot_asked_by=whole.answering.ballot_asked_by)


def _about_the_same(old: Motion) -> Answering:
    """How a question opened again is answered: anew, and about the same decision."""
    was = old.answering
    return Answering(reopens=was.reopens, ratifies=was.ratifies, of_chair=was.of_chair)


def _options(kept: p.KeptMotion, item: ItemId) -> p.OptionsMoved | None:
    if kept.wins is None:
        return None
    return p.OptionsMoved(kept.motion, item, kept.mover, kept.words, kept.options, kept.wins, kept.category)


def _superseded(after: Motions, divided: MotionId, by: MotionId | None) -> None:
    """Other ways to divide the question that were still before the meeting are so no more."""
    for q in list(after.values()):
        if q.pending and q.kind == "divide" and q.about == divided and q.id != by:
            after[q.id] = replace(q, stage="superseded")


def _restored(motion: Motion) -> Motion:
    stage = motion.stage if motion.before is None else motion.before
    return replace(motion, stage=stage, before=None, annulled=False, ruling=None)


def _step(motion: Motion, event: Event) -> Motion:
    match event:
        case p.AmendmentCosted():
            return replace(motion, costed=event)
        case p.AmendmentAccepted(objections=objections):
            return replace(motion, stage="agreed", accepted=objections)
        case p.AmendmentCarriedOver(script=script):
            return replace(motion, stage="fell") if script is None else replace(motion, words=script)
        case p.MotionRetested(cost=cost, purpose=purpose, category=category):
            return replace(motion, cost=cost, purpose=purpose, category=category)
        case p.MotionReworded(amended=amended, objections=objections):
            flaws = motion.flaws | {"R-MO1"} if objections else motion.flaws
            return replace(reworded(motion, amended), debated=True, flaws=flaws)
        case p.WordsReadBack(read=read):
            return motion if read else replace(motion, flaws=motion.flaws | {"R-MO1"})
        case p.SecondWithdrawn():
            return replace(motion, seconder=None, seconded_here=False)
        case p.WithdrawalAsked():
            return replace(motion, consented=True)
        case p.ItemsTakenTogether(items=items):
            return replace(motion, covers=items)
        case p.MotionRuledOut(ruling=ruling):
            return replace(motion, stage="ruled_out", before=motion.stage, ruling=ruling)
        case p.OptionChosen(seat=seat, option=option, own=own):
            return replace(motion, chosen={**motion.chosen, seat: option}, own=answered_by(motion, seat, own=own))
        case p.OptionsCounted() | p.OptionsBallotCounted():
            return replace(motion, counts=event)
        case p.OptionsCompared(again=again) if again:
            return replace(motion, stage="moved", put=None, chosen={}, counts=None, in_play=tuple(n - 1 for n in again))
        case _:
            return motion
