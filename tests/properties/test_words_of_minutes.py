"""Whatever is put right later, minutes made again keep every word that was approved; corrections only add (10)."""

from __future__ import annotations

import uuid
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.kernel import Sealed
from governance.meeting import commands as m
from governance.motion import commands as q
from projections.minutes.changed import changed
from projections.minutes.document import NEWEST, Document, canonical, sealed_in, write
from projections.minutes.draft import Correction, Draft, Reworded
from tests.properties.histories import AT_LENGTH, BRIEFLY
from tests.properties.told import drafted, labels
from tests.spec import Scene, commitment

# What is put right: in which line, which of its words, before the minutes were approved or after.
RIGHTED = st.lists(st.tuples(st.booleans(), st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=8)


def evening() -> Scene:
    """A proposal that was changed and agreed, a vote that was lost, a note and something to do."""
    scene = Scene().moved()
    seats, item = scene.seats, scene.items[0]
    by: Any = {"moved_by": seats["carer"], "seconded_by": seats["worker"]}
    about: Any = {"meeting": scene.at}
    scene.do(q.MoveAmendment(motion=scene.motion, changes=(q.Change("library", "hall"),), **by, **about))
    for fors in (6, 7):
        motion = scene.meeting.pending()[-1].id
        scene.do(q.PutMotion(motion=motion, how="hands", **about))
        scene.do(q.RecordCount(motion=motion, count=q.Hands(fors, 9 - fors), **about))
        scene.do(q.DeclareResult(motion=motion, **about))
    scene.do(q.RecordDecision(item=item, words="Buy 12 chairs.", how="hands", count=q.Hands(3, 5), **by, **about))
    scene.do(m.TakeNote(item=item, words="The hall is warm.", **about))
    scene.do(m.AgreeAction(item=item, task=m.Task(seats["vice"], "book the hall", due="2026-03-09"), **about))
    return scene


class Minutes:
    """The minutes of such an evening, and what was put right in them."""

    def __init__(self) -> None:
        scene = evening()
        self.draft: Draft = drafted(scene)
        self.called = labels(scene)
        self.words = {sealed.ref: scene.words[sealed.ref] for sealed in sealed_in(self.draft)}

    def read(self, *, tier: int = 1, corrected: bool = False) -> Document:
        """As they are made again from the record now, as approved or as they read with later corrections."""
        made = write(self.draft, self.called, self.words, group_name="Group", tier=tier, approved=True)
        return changed(made, self.draft, self.words, named=self.called.__getitem__, book=NEWEST, corrected=corrected)

    def sealed(self, text: str) -> Sealed:
        ref = uuid.uuid4()
        self.words[ref] = text
        return Sealed(ref, commitment(ref, text))

    def put_right(self, number: str, old: str, new: str, *, later: bool) -> None:
        part, _, line = number.partition(".")
        change = Reworded(int(part), int(line), None, self.sealed(old), self.sealed(new), uuid.uuid4())
        if later:
            self.draft.corrections.append(Correction(change, uuid.uuid4(), "2026-05-12", 3))
        else:
            self.draft.reworded.append(change)


def texts(document: Document) -> dict[str, str]:
    return {line.number: line.text for line in document.lines}


def approved_and_corrected(righted: list[tuple[bool, int, int]]) -> Counter[str]:
    minutes, came = Minutes(), Counter[str]()
    expected = texts(minutes.read())
    kept: dict[int, bytes] = {}
    agreed: dict[str, str] = {}
    for nth, (later, in_line, which) in enumerate(sorted(righted)):
        if later and not kept:
            kept, agreed = {tier: canonical(minutes.read(tier=tier)) for tier in (0, 1)}, dict(expected)
        number = sorted(expected)[in_line % len(expected)]
        word = expected[number].split()[which % len(expected[number].split())]
        if expected[number].count(word) != 1:
            continue
        expected[number] = expected[number].replace(word, f"{word}-{nth}")
        minutes.put_right(number, word, f"{word}-{nth}", later=later)
        came["later" if later else "before"] += 1
        assert texts(minutes.read(corrected=True)) == expected
        if not later:
            assert texts(minutes.read()) == expected
            continue
        assert {tier: canonical(minutes.read(tier=tier)) for tier in (0, 1)} == kept
        assert texts(minutes.read()) == agreed
        only_added(minutes.read(), minutes.read(corrected=True))
    return came


def only_added(approved: Document, corrected: Document) -> None:
    """No line is lost, and each still names the events and the commitments that it named when it was approved."""
    for before, after in zip(approved.lines, corrected.lines, strict=True):
        assert (after.number, after.phrase, after.tokens) == (before.number, before.phrase, before.tokens)
        assert after.events[: len(before.events)] == before.events
        assert after.commitments[: len(before.commitments)] == before.commitments
        assert (after.text == before.text) == (after.events == before.events)


def test_minutes_made_again_keep_every_word_that_was_approved() -> None:
    came: Counter[str] = Counter()

    @BRIEFLY
    @given(righted=RIGHTED)
    def tried(righted: list[tuple[bool, int, int]]) -> None:
        came.update(approved_and_corrected(righted))

    tried()
    assert min(came["before"], came["later"]) >= 10, came


@pytest.mark.soak
@AT_LENGTH
@given(righted=RIGHTED)
def test_so_of_very_many_minutes(righted: list[tuple[bool, int, int]]) -> None:
    approved_and_corrected(righted)
