"""Proposals, changes, votes, results and actions as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.meeting import events as e
from governance.minutes.brought import CorrectionMoved, MinutesBrought
from governance.motion import events as m
from projections.minutes.draft import Clauses, Cost, Decided, Filling, Line, MotionDraft, Roles, Said, Script, Word
from projections.minutes.form import a_date, iso_date
from projections.minutes.methods import names_fewer
from projections.minutes.rooms import quorum_fill

if TYPE_CHECKING:
    from uuid import UUID

    from governance.kernel import Money, Sealed
    from governance.record import RecordedEvent
    from governance.rules.majority import Tally
    from projections.minutes.draft import Draft

ANSWERS = {"agreed": "Agreed", "not_agreed": "Not agreed", "unknown": "Not known"}
DECIDED = {"agreed": "decided_agreed", "not_agreed": "decided_not_agreed", "unknown": "decided_not_known"}


def apply(draft: Draft, one: RecordedEvent) -> None:
    """Note one event about a motion, or an action."""
    match one.event:
        case m.MotionMoved() as event:
            draft.motions[str(event.motion)] = MotionDraft(
                event.item, event.mover, None, event.words, None, or_all=event.category not in draft.take_two_thirds
            )
            where = lines_of(draft, event.item)
            line = Line("proposal", {"text": Word(event.words, stop=True)}, [one.id], key=f"motion {event.motion}")
            line.more.extend(cost_of(event.cost, event.words))
            where.append(line)
            reword(draft, event.motion)
        case MinutesBrought() | CorrectionMoved() as event:
            _about_minutes(draft, one, event)
        case m.AmendmentMoved() as event:
            draft.motions[str(event.motion)] = MotionDraft(event.item, event.mover, None, event.script, event.amends)
            script = change_of(draft, str(event.motion))
            where = lines_of(draft, event.item)
            where.append(Line("change", {"changes": script}, [one.id], key=f"motion {event.motion}"))
            reword(draft, event.motion)
        case m.MotionSeconded(motion=motion, seconder=seconder):
            draft.motions[str(motion)].seconder = seconder
            reword(draft, motion).events.append(one.id)
        case m.MotionWithdrawn(motion=motion):
            kept = draft.motions[str(motion)]
            fill: dict[str, Filling] = {"role": Roles((kept.mover,))} if kept.mover else {}
            phrase = ("taken_back" if kept.mover else "taken_back_unknown") + ("_change" if kept.amends else "")
            lines_of(draft, kept.item).append(Line(phrase, fill, [one.id]))
        case m.MotionFell(motion=motion):
            kept = draft.motions[str(motion)]
            phrase = "no_seconder_change" if kept.amends else "no_seconder"
            lines_of(draft, kept.item).append(Line(phrase, {}, [one.id]))
        case m.QuestionPut() as event:
            _put(draft, one, event)
        case m.VoteCast(motion=motion, seat=seat, choice=choice):
            draft.motions[str(motion)].votes[seat] = choice
            draft.motions[str(motion)].heard.append(one.id)
        case m.CountRecorded(motion=motion):
            draft.motions[str(motion)].heard.append(one.id)
        case m.EveryoneAsked(motion=motion, objections=objections):
            draft.motions[str(motion)].objections = objections
            draft.motions[str(motion)].heard.append(one.id)
        case m.TallyContradicted(motion=motion, by_names=names):
            fill = {"f": Said(str(names.for_)), "a": Said(str(names.against))}
            lines_of(draft, draft.motions[str(motion)].item).append(Line("contradicted", fill, [one.id]))
        case m.CastingVoteUsed() as event:
            draft.motions[str(event.motion)].casting = (event.seat, event.direction, event.reason, one.id)
        case m.ResultDeclared() as event:
            _declared(draft, one, event)
        case e.ActionAgreed() as event:
            _action(draft, one, event)
        case _:
            pass


def cost_of(cost: Money | None, words: Sealed) -> list[tuple[str, dict[str, Filling]]]:
    """What is said of a cost after the words it belongs to."""
    return [] if cost is None else [("cost", {"cost": Cost(cost, words)})]


def change_of(draft: Draft, motion: str) -> Script:
    """A change of words with the words it is counted in."""
    kept = draft.motions[motion]
    base = draft.motions[str(kept.amends)]
    if base.amends is None:
        return Script(kept.words, base.words)
    return Script(kept.words, draft.motions[str(base.amends)].words, through=base.words)


def lines_of(draft: Draft, item: UUID) -> list[Line]:
    """Where the lines of an item go."""
    return draft.sections[str(item)].lines


def _line_of(draft: Draft, motion: UUID) -> Line:
    item = draft.motions[str(motion)].item
    return next(line for line in lines_of(draft, item) if line.key == f"motion {motion}")


def _about_minutes(draft: Draft, one: RecordedEvent, event: MinutesBrought | CorrectionMoved) -> None:
    if isinstance(event, CorrectionMoved):
        _correction(draft, one, event)
        return
    draft.brought[str(event.motion)] = event.attended
    _line_of(draft, event.motion).events.append(one.id)


def _correction(draft: Draft, one: RecordedEvent, event: CorrectionMoved) -> None:
    """The proposal of a correction, told as what it corrects (R-MI7)."""
    line = _line_of(draft, event.motion)
    line.phrase = "correction"
    line.fill = {
        "date": Said(a_date(event.held.date)),
        "item": Said(str(event.where.part)),
        "old": Word(event.old),
        "new": Word(event.new),
    }
    line.events.append(one.id)


def reword(draft: Draft, motion: UUID) -> Line:
    """The line a proposal stands in, worded by who is known to have moved and seconded it."""
    kept, line = draft.motions[str(motion)], _line_of(draft, motion)
    if line.phrase == "correction" or line.phrase.startswith(("part", "again_", "appeal")):
        return line
    phrase = "question" if kept.options else _what(draft, kept, "proposal")
    if kept.mover is None:
        phrase += "_mover_unknown"
    else:
        line.fill["mover"] = Roles((kept.mover,))
    if kept.seconder is not None:
        phrase += "_seconded"
        line.fill["seconder"] = Roles((kept.seconder,))
    line.phrase = phrase
    return line


def _what(draft: Draft, kept: MotionDraft, plain: str) -> str:
    """Whether it is a proposal, a change to one, or a change to a change."""
    if kept.amends is None:
        return plain
    return "change" if draft.motions[str(kept.amends)].amends is None else "change_to_change"


def _put(draft: Draft, one: RecordedEvent, event: m.QuestionPut) -> None:
    kept = draft.motions[str(event.motion)]
    kept.method = event.method
    kept.heard.append(one.id)
    attended = draft.brought.get(str(event.motion))
    kept.strangers = attended is not None and event.effective is not None and not set(attended) & set(event.effective)
    where = lines_of(draft, kept.item)
    if draft.excluded.get(str(kept.item)) and not any(line.key == "quorum_for_item" for line in where):
        tail = "_without_classes" if draft.class_condition == "none" else ""
        could = {"could": Said("could" if event.quorum.result == "quorate" else "could not")}
        line = Line("quorum_for_item" + tail, {**quorum_fill(event.quorum), **could}, [one.id], key="quorum_for_item")
        where.insert(where.index(_line_of(draft, event.motion)), line)
    if event.method in {"hands", "roll_call", "ballot"}:
        where.extend(_needs(draft, kept, event, one.id))


def _needs(draft: Draft, kept: MotionDraft, event: m.QuestionPut, id_: UUID) -> list[Line]:
    """The majority the question takes, where it is another than the ordinary one; told once (R-MA3)."""
    if any(line.key == f"needs {event.motion}" for line in lines_of(draft, kept.item)):
        return []
    key = f"needs {event.motion}"
    undoes = kept.about is not None and kept.about[0] in {"rescind", "amend"}
    without_notice = undoes and kept.or_all and event.majority == "two_thirds_cast"
    phrase = "needs_two_thirds_or_all" if without_notice else f"needs_{event.majority}"
    told = [] if event.majority == "simple_cast" else [Line(phrase, {}, [id_], key=key)]
    if draft.least_votes:
        told.append(Line("needs_votes", {"n": Said(str(draft.least_votes))}, [id_], key=key))
    return told


def _declared(draft: Draft, one: RecordedEvent, event: m.ResultDeclared) -> None:
    kept, where, result = draft.motions[str(event.motion)], lines_of(draft, event.item), event.outcome
    kept.result = one.id
    answer = result.announced or result.by_rule
    kept.counted = None if result.tally is None else result.tally.for_ + result.tally.against + result.tally.no_side
    if result.method == "roll_call" and kept.votes:
        where.append(_names(kept, one.id))
        where.extend(names_fewer(len(kept.votes), kept.counted, one.id))
    elif kept.names_asked_by:
        where.append(Line("names_not_taken", {"roles": Roles(tuple(kept.names_asked_by))}, [one.id]))
    if result.method == "ballot" and kept.tellers and not kept.options:
        where.append(Line("tellers", {"roles": Roles(tuple(kept.tellers))}, [one.id]))
    if result.tally is not None:
        where.extend(_vote(draft, kept, event, result.tally, answer, one.id))
    elif not kept.options:
        _uncounted(draft, event, answer, one.id)
    if kept.strangers:
        where.append(Line("nobody_attended", {}, [one.id]))
    if result.irregular:
        phrase = "irregular" if answer == "agreed" else "irregular_refused"
        if event.amended is not None:
            phrase = "irregular_change"
        where.append(Line(phrase, {"reasons": Clauses(result.irregular)}, [one.id]))
    if event.amended is not None and event.amends is not None:
        kept.found, kept.left = draft.motions[str(event.amends)].words, event.amended
        now_reads(draft, str(event.amends), event.amended, one.id)
    if event.amends is None and kept.changed and answer == "not_agreed":
        where.append(Line("no_revival", {}, [one.id]))
    if kept.about is not None and answer == "agreed" and result.takes_effect:
        where.extend(became_of(kept.about, one.id, of=kept.about_day))
    if event.decision is not None:
        draft.decided.append(_decided(event, answer, one.id))


def became_of(about: tuple[str, str], id_: UUID, *, of: str = "") -> list[Line]:
    """What an agreed proposal about an earlier decision, made on a day, did to it."""
    how, date = about
    told = {"rescind": "undone", "amend": "changed_by", "ratify": "ratified"}.get(how)
    if told is None:
        return []
    if how == "ratify":
        return [Line(told, {"date": Said(date)}, [id_])]
    return [Line(f"{told}_named", {"day": Said(of)}, [id_]) if of else Line(told, {}, [id_])]


def _decided(event: m.ResultDeclared, answer: str, id_: UUID) -> Decided:
    agreed = answer == "agreed"
    phrase = DECIDED[answer]
    if agreed and not event.outcome.takes_effect:
        phrase = "decided_without_effect"
    more = tuple(cost_of(event.cost, event.words))
    return Decided(phrase, {"text": Word(event.words, stop=True)}, (id_,), event.item, more=more)


def _names(kept: MotionDraft, id_: UUID) -> Line:
    def of(choice: str) -> Roles:
        return Roles(tuple(seat for seat, said in kept.votes.items() if said == choice))

    fill: dict[str, Filling] = {"f": of("for"), "a": of("against"), "b": of("no_side")}
    if kept.names_asked_by:
        fill["roles"] = Roles(tuple(kept.names_asked_by))
    return Line("names_asked" if kept.names_asked_by else "names", fill, [*kept.heard, id_])


def _vote(draft: Draft, kept: MotionDraft, event: m.ResultDeclared, tally: Tally, answer: str, id_: UUID) -> list[Line]:
    if kept.kind == "appeal":
        return _ruling(kept, tally, answer, id_)
    phrase = _vote_phrase(draft, kept, event)
    fill: dict[str, Filling] = {
        "f": Said(str(tally.for_)),
        "a": Said(str(tally.against)),
        "b": Said(str(tally.no_side)),
        "answer": Said(ANSWERS[answer]),
    }
    if kept.part is not None:
        fill["n"] = Said(str(kept.part))
    if event.outcome.method == "ballot":
        phrase = "ballot_spoilt" if kept.spoilt else "ballot"
        fill["s"] = Said(str(kept.spoilt))
    heard = [*kept.heard, id_]
    tied = tally.tied and event.outcome.majority == "simple_cast" and event.outcome.announced != "agreed"
    if kept.casting is not None:
        seat, direction, reason, cast = kept.casting
        broke: dict[str, Filling] = {"role": Roles((seat,)), "direction": Said(direction), "answer": fill["answer"]}
        if reason is not None:
            broke["reason"] = Word(reason, stop=True)
        if not tally.tied:
            del broke["answer"]
            said = "casting_no_tie_reason" if reason else "casting_no_tie"
            return [Line(phrase, fill, heard), Line(said, broke, [cast, id_])]
        line = Line("tie_casting_reason" if reason else "tie_casting", broke, [cast, id_])
        return [Line(phrase + "_tied", fill, heard), line]
    if tied and kept.declined is not None:
        seat, left = kept.declined
        broke = {"role": Roles((seat,)), "answer": fill["answer"]}
        return [Line(phrase + "_tied", fill, heard), Line("tie_declined", broke, [left, id_])]
    if tied:
        return [Line(phrase + "_tied", fill, heard), Line("tie_falls", {}, [id_])]
    return [Line(phrase, fill, heard)]


def _vote_phrase(draft: Draft, kept: MotionDraft, event: m.ResultDeclared) -> str:
    if kept.part is not None:
        return "vote_part"
    if event.amends:
        return f"vote_{_what(draft, kept, '')}"
    return "vote_changed" if kept.changed else "vote"


def _ruling(kept: MotionDraft, tally: Tally, answer: str, id_: UUID) -> list[Line]:
    fill: dict[str, Filling] = {
        "f": Said(str(tally.for_)),
        "a": Said(str(tally.against)),
        "b": Said(str(tally.no_side)),
        "stands": Said("stands" if answer == "agreed" else "does not stand"),
    }
    lines = [Line("vote_ruling", fill, [*kept.heard, id_])]
    return [*lines, Line("tie_upholds", {}, [id_])] if tally.tied else lines


def now_reads(draft: Draft, motion: str, amended: Sealed, event: UUID) -> None:
    """The words a change leaves: the proposal's, or how the change it changed is now."""
    base = draft.motions[motion]
    base.changed, base.words = True, amended
    where = lines_of(draft, base.item)
    if base.amends is None:
        where.append(Line("now_reads", {"text": Word(amended, stop=True)}, [event]))
    else:
        where.append(Line("change_now", {"changes": change_of(draft, motion)}, [event]))


def _uncounted(draft: Draft, event: m.ResultDeclared, answer: str, id_: UUID) -> None:
    kept, where, result = draft.motions[str(event.motion)], lines_of(draft, event.item), event.outcome
    said, heard = {"answer": Said(ANSWERS[answer])}, [*kept.heard, id_]
    if result.method in {"consensus", "consent"} and kept.objections:
        where.append(Line("consensus_objected", {"roles": Roles(kept.objections), **said}, heard))
    elif result.method == "consent" and result.reason == "objection_stands":
        where.append(Line("consent_stands", dict(said), heard))
    elif result.method == "consent" and kept.objected:
        where.append(Line("consent_met", dict(said), heard))
    elif result.method in {"consensus", "consent"} and result.stand_asides:
        where.append(Line("consensus_aside", {"n": Said(str(result.stand_asides)), **said}, heard))
    elif result.method in {"consensus", "consent"}:
        where.append(Line("consensus", dict(said), heard))
    elif result.method == "agreed" and answer == "agreed" and _bare(kept):
        line = _line_of(draft, event.motion)
        line.phrase = "agreed"
        line.events.extend(heard)
    elif result.method == "agreed":
        where.append(Line("agreed_after", dict(said), heard))
    else:
        where.append(Line("not_counted", dict(said), heard))


def _bare(kept: MotionDraft) -> bool:
    """Whether the proposal and its answer fit in one line: nobody named, nothing changed."""
    plain = kept.amends is None and not kept.changed and kept.part is None and not kept.again
    return plain and kept.kind != "appeal" and kept.mover is None and kept.seconder is None


def _action(draft: Draft, one: RecordedEvent, event: e.ActionAgreed) -> None:
    fill: dict[str, Filling] = {"owner": Roles((event.owner, *event.helpers)), "do": Word(event.words)}
    if event.due is not None:
        fill["date"] = Said(iso_date(event.due))
    phrase = "action_by" if event.due else "action"
    lines_of(draft, event.item).append(Line(phrase, fill, [one.id]))
    draft.decided.append(Decided(phrase, dict(fill), (one.id,), event.item))
