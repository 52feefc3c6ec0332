"""A write-up in which somebody typed a script into every field there is, in an entry of every kind."""

from __future__ import annotations

from typing import get_args

from api.notes.notes import Answer, Candidate, Change, Entry, ItemNotes, Kind, Notes, Objection, Part, Task, Vote


def nasty_notes(script: str) -> Notes:
    """Notes with the script wherever a page takes words."""
    vote = Vote(
        how="except", for_=script, against=script, no_side=script, for_names=script, against_names=script,
        no_side_names=script, tellers=script, spoilt=script, leave_names=script,
    )  # fmt: skip
    change = Change(of=script, kept=script, mover=script, seconder=script, old=script, new=script, vote=vote)
    task = Task(owner=script, what=script, due=script)
    answer = Answer(words=script, votes=script, again=script)
    candidate = Candidate(who=script, by=script, votes=script, again=script)
    objection = Objection(who=script, why=script, harms=script, found="resolved", met=script)
    entries = tuple(
        Entry(
            kind=kind, time=script, words=script, mover=script, seconder=script, cost=script, category=script,
            names=script, reason=script, how=script, changes=(change,), vote=vote, actions=(task,), so_now=script,
            minutes=script, ground=script, public=script, review=script, office=script, asked_by=script, lot=script,
            answers=(answer, answer), candidates=(candidate,), objections=(objection,), until=script, day=script,
            told=script, about=script, line=script, old=script, new=script, signed=script, offered=script,
            ruled=script, why=script, again=vote, parts=(Part(begins=script, vote=vote),), removes=script,
            elects=script, joins=script, adds=script, retires=script,
            heard="spoke",
        )
        for kind in get_args(Kind)
    )  # fmt: skip
    return Notes(
        started=script, ended=script, present=(script,), apologies=(script,), deputies=(script,), headcount=script,
        visitors=script, remote=script, waited=script, presider=script, minute_taker=script,
        items=(
            ItemNotes(number="3", title=script, entries=entries[:30]),
            ItemNotes(number=script, title=script, entries=entries[30:]),
        ),
    )  # fmt: skip
