"""Procedure as lines: changed words, proposals how to go on, rulings, parts, options, business left over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from governance.motion import procedure_events as p
from governance.rules import ballot
from projections.minutes import order
from projections.minutes.draft import Line, MotionDraft, OptionDraft, Roles, Said, Script, Word
from projections.minutes.form import a_date, amount, iso_date
from projections.minutes.motions import change_of, cost_of, lines_of, now_reads, reword

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from governance.kernel import SeatId
    from governance.record import RecordedEvent
    from projections.minutes.draft import Draft, Filling


def apply(draft: Draft, one: RecordedEvent) -> None:
    """Note one event of procedure; any other leaves the draft as it was."""
    match one.event:
        case (
            p.AmendmentCosted()
            | p.AmendmentAccepted()
            | p.AmendmentCarriedOver()
            | p.MotionRetested()
            | p.MotionReworded()
            | p.WordsReadBack()
            | p.SecondWithdrawn()
            | p.WithdrawalAsked()
        ):
            _words(draft, one)
        case p.ProceduralMotionMoved() | p.BusinessDisposed() | p.QuestionDivided() | p.QuestionReopened():
            _procedure(draft, one)
        case p.ItemMarked(item=item, kind=kind):
            draft.sections[str(item)].arising = kind == "matters_arising"
        case p.ItemPulled() | p.ItemsTakenTogether() | p.ItemsAgreedTogether() | p.UnfinishedBusinessTaken():
            _items(draft, one)
        case p.OptionsMoved() | p.OptionChosen() | p.OptionsCounted() | p.OptionsBallotCounted() | p.OptionsCompared():
            _options(draft, one)
        case _:
            _order(draft, one)


def _said(draft: Draft, item: UUID, phrase: str, fill: dict[str, Filling], event: UUID) -> Line:
    line = Line(phrase, fill, [event])
    lines_of(draft, item).append(line)
    return line


def _objected(phrase: str, objections: tuple[SeatId, ...]) -> tuple[str, dict[str, Filling]]:
    return (f"{phrase}_objected", {"roles": Roles(objections)}) if objections else (phrase, {})


def _words(draft: Draft, one: RecordedEvent) -> None:
    event = one.event
    kept = draft.motions.get(str(getattr(event, "motion", "")))
    if kept is None:
        return
    match event:
        case p.AmendmentCosted(cost=cost) if cost is not None:
            _said(draft, kept.item, "change_cost", {"cost": Said(amount(cost))}, one.id)
        case p.AmendmentAccepted(accepted_by=seat, objections=objections):
            phrase, fill = _objected("accepted" if seat else "accepted_unknown", objections)
            role: dict[str, Filling] = {"role": Roles((seat,))} if seat else {}
            _said(draft, kept.item, phrase, {**role, **fill}, one.id)
            now_reads(draft, str(event.amends), event.amended, one.id)
        case p.WordsReadBack(read=read):
            _said(draft, kept.item, "read_back" if read else "not_read_back", {}, one.id)
        case p.AmendmentCarriedOver(script=None):
            _said(draft, kept.item, "change_overtaken", {}, one.id)
        case p.AmendmentCarriedOver(script=script) if script is not None:
            kept.words = script
        case p.MotionRetested(cost=cost, described=described):
            if cost is not None:
                _said(draft, kept.item, "cost_now", {"cost": Said(amount(cost))}, one.id)
            if not described:
                _said(draft, kept.item, "not_described", {}, one.id)
        case p.MotionReworded(script=script, amended=amended, objections=objections):
            phrase, fill = _objected("reworded", objections)
            _said(draft, kept.item, phrase, {**fill, "changes": Script(script, kept.words)}, one.id)
            now_reads(draft, str(event.motion), amended, one.id)
        case p.SecondWithdrawn(seconder=seconder):
            _said(draft, kept.item, "second_back", {"role": Roles((seconder,))}, one.id)
            kept.seconder = None
        case p.WithdrawalAsked(objections=objections):
            phrase, fill = _objected("withdrawal_asked", objections)
            _said(draft, kept.item, phrase, fill, one.id)
        case _:
            pass


def _moved(draft: Draft, one: RecordedEvent, motion: UUID, kept: MotionDraft) -> None:
    """A proposal, or a change of words, as a line of its own."""
    draft.motions[str(motion)] = kept
    fill: dict[str, Filling] = (
        {"text": Word(kept.words, stop=True)} if kept.amends is None else {"changes": change_of(draft, str(motion))}
    )
    lines_of(draft, kept.item).append(Line("proposal", fill, [one.id], key=f"motion {motion}"))
    reword(draft, motion)


def _procedure(draft: Draft, one: RecordedEvent) -> None:
    match one.event:
        case p.ProceduralMotionMoved() as event:
            _moved(
                draft, one, event.motion, MotionDraft(event.item, event.mover, None, event.words, None, kind=event.kind)
            )
            line = lines_of(draft, event.item)[-1]
            if event.until is not None:
                line.more.append(("until_date", {"date": Said(iso_date(event.until))}))
            if event.minutes is not None:
                phrase = "minutes_long_one" if event.minutes == 1 else "minutes_long"
                line.more.append((phrase, {"n": Said(str(event.minutes))}))
        case p.BusinessDisposed(item=item, motions=motions, how=how, until=until):
            phrase = how if motions or how == "dropped" else f"{how}_item"
            day: dict[str, Filling] = {"date": Said(iso_date(until))} if until else {}
            line = _said(draft, item, phrase + ("_until" if until else ""), day, one.id)
            line.key = order.PUT_OFF if how == "postponed" else ""
        case p.QuestionDivided() as event if str(event.motion) in draft.motions:
            _divided(draft, one, event)
        case p.QuestionReopened() as event if str(event.again) in draft.motions:
            _reopened(draft, one, event)
        case _:
            pass


def _divided(draft: Draft, one: RecordedEvent, event: p.QuestionDivided) -> None:
    whole = draft.motions[str(event.motion)]
    tail = "" if whole.amends is None else "_change"
    _said(draft, whole.item, "divided" + tail, {}, one.id)
    for n, part in enumerate(event.parts, 1):
        draft.motions[str(part.motion)] = MotionDraft(
            whole.item, None, None, part.words, whole.amends, kind=whole.kind, part=n
        )
        words: dict[str, Filling] = (
            {"text": Word(part.words, stop=True)}
            if whole.amends is None
            else {"changes": change_of(draft, str(part.motion))}
        )
        line = _said(draft, whole.item, "part" + tail, {"n": Said(str(n)), **words}, one.id)
        line.key = f"motion {part.motion}"
        line.more.extend(cost_of(part.cost, part.words) if whole.amends is None else ())


def _reopened(draft: Draft, one: RecordedEvent, event: p.QuestionReopened) -> None:
    old = draft.motions[str(event.again)]
    if event.why == "reconsidered":
        _set_aside(draft, str(event.again), one.id)
    if old.amends is not None and old.found is not None:
        draft.motions[str(old.amends)].words = old.found
    draft.motions[str(event.motion)] = MotionDraft(
        old.item, old.mover, old.seconder, old.words, old.amends, kind=old.kind, options=old.options,
        in_play=list(range(len(old.options))), again=True,
    )  # fmt: skip
    text: dict[str, Filling] = (
        {"text": Word(old.words, stop=True)} if old.amends is None else {"text": change_of(draft, str(event.motion))}
    )
    _said(draft, old.item, f"again_{event.why}", text, one.id).key = f"motion {event.motion}"


def _set_aside(draft: Draft, motion: str, event: UUID) -> None:
    """What a vote had decided is decided no more."""
    kept = draft.motions[motion]
    for n, decided in enumerate(draft.decided):
        if kept.result is not None and kept.result in decided.events:
            kept.was = decided.phrase
            draft.decided[n] = replace(decided, phrase="decided_set_aside", events=(*decided.events, event))


def _reinstated(draft: Draft, ruling: UUID, event: UUID) -> None:
    """What a ruling had set aside counts again."""
    for kept in draft.motions.values():
        if kept.ruling != ruling:
            continue
        if kept.amends is not None and kept.left is not None:
            draft.motions[str(kept.amends)].words = kept.left
        for n, decided in enumerate(draft.decided):
            if kept.was is not None and kept.result in decided.events:
                draft.decided[n] = replace(decided, phrase=kept.was, events=(*decided.events, event))


def _items(draft: Draft, one: RecordedEvent) -> None:
    match one.event:
        case p.ItemPulled(item=item, seat=seat):
            fill: dict[str, Filling] = {"role": Roles((seat,))} if seat else {}
            _said(draft, item, "pulled" if seat else "pulled_unknown", fill, one.id)
        case p.ItemsTakenTogether(motion=motion, items=items) if str(motion) in draft.motions:
            _said(draft, draft.motions[str(motion)].item, "together", {"items": Said(_numbers(draft, items))}, one.id)
        case p.ItemsAgreedTogether(motion=motion, items=items) if str(motion) in draft.motions:
            home = draft.motions[str(motion)].item
            number: dict[str, Filling] = {"item": Said(str(draft.sections[str(home)].number))}
            for item in items:
                if item != home:
                    _said(draft, item, "agreed_together", dict(number), one.id)
        case p.UnfinishedBusinessTaken() as event:
            _said(draft, event.item, "left_over", {"date": Said(a_date(event.met.date))}, one.id)
            for kept in event.motions:
                options = [OptionDraft(option.words) for option in kept.options]
                moved = MotionDraft(
                    event.item, kept.mover, kept.seconder, kept.words, kept.amends, options=options,
                    in_play=list(range(len(options))),
                )  # fmt: skip
                _moved(draft, one, kept.motion, moved)
                lines_of(draft, event.item)[-1].more.extend(cost_of(kept.cost, kept.words) if not kept.amends else ())
                _choices(draft, one, kept.motion)
        case _:
            pass


def _numbers(draft: Draft, items: Iterable[UUID]) -> str:
    return ", ".join(str(n) for n in sorted(draft.sections[str(item)].number for item in items))


def _order(draft: Draft, one: RecordedEvent) -> None:
    match one.event:
        case p.PointOfOrderRaised(seat=seat, item=item, words=words):
            role: dict[str, Filling] = {"role": Roles((seat,))} if seat else {}
            said: dict[str, Filling] = {**role, "text": Word(words, stop=True)}
            _anywhere(draft, item).append(Line("point" if seat else "point_unknown", said, [one.id]))
        case p.RulingMade(seat=seat, item=item, words=words, reason=reason):
            role = {"role": Roles((seat,))} if seat else {}
            line = Line("ruling" if seat else "ruling_unknown", {**role, "text": Word(words, stop=True)}, [one.id])
            if reason is not None:
                line.phrase += "_reason"
                line.fill["reason"] = Word(reason, stop=True)
            _anywhere(draft, item).append(line)
            if one.event.irregular:
                _anywhere(draft, item).append(Line("ruling_own_place", {}, [one.id]))
        case p.MotionRuledOut(motion=motion) if str(motion) in draft.motions:
            _said(draft, draft.motions[str(motion)].item, "ruled_out", {}, one.id)
        case p.BallotAnnulled(motion=motion) if str(motion) in draft.motions:
            old = draft.motions[str(motion)]
            named: dict[str, Filling] = {"text": Word(old.words, stop=True)}
            if old.amends is None:
                _said(draft, old.item, "annulled_named", named, one.id)
            else:
                _said(draft, old.item, "annulled", {}, one.id)
            old.ruling = one.event.ruling
            _set_aside(draft, str(motion), one.id)
            if old.amends is not None and old.found is not None:
                draft.motions[str(old.amends)].words = old.found
        case p.RulingAppealed() as event:
            draft.motions[str(event.motion)] = MotionDraft(event.item, None, None, event.words, None, kind="appeal")
            fill: dict[str, Filling] = {"roles": Roles(event.by)} if event.by else {}
            line = _said(draft, event.item, "appeal" if event.by else "appeal_unknown", fill, one.id)
            line.key = f"motion {event.motion}"
        case p.RulingOverturned(ruling=ruling):
            _anywhere(draft, draft.current).append(Line("overturned", {}, [one.id]))
            _reinstated(draft, ruling, one.id)
        case _:
            pass


def _anywhere(draft: Draft, item: UUID | None) -> list[Line]:
    return draft.quorum if item is None else lines_of(draft, item)


def _options(draft: Draft, one: RecordedEvent) -> None:
    match one.event:
        case p.OptionsMoved() as event:
            options = [OptionDraft(option.words) for option in event.options]
            kept = MotionDraft(
                event.item, event.mover, None, event.words, None, options=options, in_play=list(range(len(options)))
            )
            _moved(draft, one, event.motion, kept)
            _choices(draft, one, event.motion)
        case p.OptionChosen(motion=motion, seat=seat, option=option) if str(motion) in draft.motions:
            kept = draft.motions[str(motion)]
            kept.chosen[seat] = option
            kept.heard.append(one.id)
        case p.OptionsCounted(motion=motion) if str(motion) in draft.motions:
            draft.motions[str(motion)].heard.append(one.id)
        case p.OptionsBallotCounted(motion=motion, spoilt=spoilt) if str(motion) in draft.motions:
            draft.motions[str(motion)].heard.append(one.id)
            draft.motions[str(motion)].papers = spoilt
        case p.OptionsCompared() as event if str(event.motion) in draft.motions:
            _compared(draft, one, event)
        case _:
            pass


def _choices(draft: Draft, one: RecordedEvent, motion: UUID) -> None:
    kept = draft.motions[str(motion)]
    for n, option in enumerate(kept.options, 1):
        _said(draft, kept.item, "choice", {"n": Said(str(n)), "text": Word(option.words, stop=True)}, one.id)


def _counts(kept: MotionDraft, counts: tuple[int, ...], no_side: int, heard: list[UUID]) -> list[Line]:
    """The votes for each choice; of a ballot also whether they tell how members voted (R-PR2)."""
    told = ", ".join(f"{counts[n]} for choice {n + 1}" for n in kept.in_play)
    fill: dict[str, Filling] = {"counts": Said(told), "b": Said(str(no_side))}
    if kept.papers is None:
        return [Line("choices_count", fill, heard)]
    spoilt, kept.papers = kept.papers, None
    tells = ballot.tells_in_total([*(counts[n] for n in kept.in_play), no_side], spoilt)
    if tells:
        fill["tells"] = Said("")
    told_by = [Line("tellers", {"roles": Roles(tuple(kept.tellers))}, heard)] if kept.tellers else []
    phrase = "choices_ballot_spoilt" if spoilt else "choices_ballot"
    return [*told_by, Line(phrase, {**fill, "s": Said(str(spoilt))}, heard)]


def _compared(draft: Draft, one: RecordedEvent, event: p.OptionsCompared) -> None:
    kept = draft.motions[str(event.motion)]
    heard, kept.heard = [*kept.heard, one.id], []
    where = lines_of(draft, kept.item)
    if kept.chosen:
        for n in [*(n + 1 for n in kept.in_play), None]:
            seats = tuple(seat for seat, option in kept.chosen.items() if option == n)
            fill: dict[str, Filling] = {"roles": Roles(seats)}
            if n is not None:
                fill["n"] = Said(str(n))
            where.append(Line("choice_names" if n else "choice_names_none", fill, list(heard)))
    if event.counts is None:
        where.append(Line("choices_not_counted", {}, heard))
    else:
        where.extend(_counts(kept, event.counts, event.no_side, heard))
    if event.again:
        kept.in_play, kept.chosen = [n - 1 for n in event.again], {}
        left = " and ".join(str(n) for n in event.again)
        where.append(Line("run_off", {"choices": Said(left)}, [one.id]))
    elif event.winner is not None:
        words = kept.options[event.winner - 1].words
        fill = {"n": Said(str(event.winner)), "text": Word(words, stop=True)}
        where.append(Line("choice_won", fill, [one.id]))
    elif event.counts is not None:
        where.append(Line("choice_none", {}, [one.id]))
