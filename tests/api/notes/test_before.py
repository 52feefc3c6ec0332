"""What comes back from before and what happens to the whole meeting, from notes to acts, each with its field."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from api.notes.notes import Entry, ItemNotes, Notes, Vote
from api.notes.written import written
from tests.api.notes.test_typed import NAMES
from tests.api.notes.test_written import DAY, EVERYONE, acts, faults

VICE, GP = "user-representative-2", "gp"
FIRST = "items.0.entries.0"
VOTE = Vote(for_="8")
NAMED = msgspec.structs.replace(NAMES, minutes={"m": "13 January 2026"})


def test_minutes_are_approved_by_a_proposal_that_names_them_and_their_day() -> None:
    entry = Entry(kind="approval", about="m", mover="gp", seconder="vice", vote=VOTE)
    notes = Notes(items=(ItemNotes(number="3", entries=(entry,)),))
    done = written(notes, NAMED, dt.date(2026, 2, 10)).acts[1:-1]
    assert [act["do"] for act in done] == ["moveMotion", "putMotion", "recordCount", "declareResult"]
    assert done[0] == {
        "do": "moveMotion", "when": DAY, "item": "3", "words": "Approve the minutes of 13 January 2026.",
        "minutes": "m", "moved_by": GP, "seconded_by": VICE, "as": "motion-1",
    }  # fmt: skip


def test_minutes_of_a_day_nobody_knows_are_approved_all_the_same() -> None:
    assert acts(Entry(kind="approval", about="m"))[0]["words"] == "Approve the minutes."


def test_a_correction_has_its_line_and_both_words() -> None:
    [moved] = acts(Entry(kind="correction", about="m", line=" 3.2 ", old="180", new="178"))
    assert (moved["minutes"], moved["corrects"]) == ("m", {"line": "3.2", "old": "180", "new": "178"})
    assert faults(Entry(kind="correction", about="m", old="180")) == [
        (f"{FIRST}.line", "what_was_wrong"), (f"{FIRST}.new", "what_was_wrong"),
    ]  # fmt: skip


def test_a_tie_about_what_was_done_before_is_broken_as_any_other() -> None:
    tied = Entry(kind="reopened", about="d", how="rescind", words="Undo it.", vote=Vote(for_="3", against="3"))
    done = acts(tied, Entry(kind="casting", how="declined"), presider="chair")
    assert [act["do"] for act in done] == [
        "reopenDecision", "putMotion", "recordCount", "declineCastingVote", "declareResult",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("about", "named"),
    [("d", {"decision": "d"}), ("suggestion:s", {"suggestion": "s"}), ("emergency", {})],
)
def test_what_is_made_valid_is_a_decision_a_suggestion_or_neither(about: str, named: dict[str, str]) -> None:
    [moved] = acts(Entry(kind="ratified", about=about, words="Ratify it.", day="1 February 2026"))
    assert moved == {
        "do": "moveRatification", "when": DAY, "item": "3", "words": "Ratify it.", **named,
        "effective": {"date": "2026-02-01"}, "as": "motion-1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("how", "vote", "done"),
    [
        ("", Vote(), ["reportChairsAction"]),
        ("noted", Vote(), ["reportChairsAction", "answerChairsAction"]),
        (
            "disowned",
            VOTE,
            ["reportChairsAction", "moveMotion", "putMotion", "recordCount", "declareResult", "answerChairsAction"],
        ),
    ],
)
def test_what_the_chair_did_alone_is_told_voted_on_and_then_answered(how: str, vote: Vote, done: list[str]) -> None:
    told = acts(Entry(kind="chairs_action", about="d", how=how, vote=vote))
    assert [act["do"] for act in told] == [*done, "closeItem"]
    if how == "disowned":
        assert (told[-2]["how"], told[-2]["motion"], told[1]["as"]) == ("disowned", "motion-1", "motion-1")


def test_what_was_told_is_over_unless_something_waits() -> None:
    told = Entry(kind="in_writing", about="r")
    assert [act["do"] for act in acts(told)] == ["reportResolution", "closeItem"]
    assert [act["do"] for act in acts(told, Entry(words="Meet."))] == ["reportResolution", "moveMotion"]


def test_what_was_urgent_is_told_before_anything_is_decided() -> None:
    moved = Entry(words="Move.", time="14:10", vote=VOTE)
    done = acts(moved, Entry(kind="urgent", words="It burns.", names="gp"))
    assert done[0] == {
        "do": "takeAsUrgent", "when": DAY, "item": "3", "reason": "It burns.", "objections": [GP],
    }  # fmt: skip
    assert [act["do"] for act in done[1:]] == ["recordDecision"]


def test_a_break_ends_as_soon_as_it_is_told() -> None:
    assert acts(Entry(kind="break", time="2.20pm", until="14:35")) == [
        {"do": "startBreak", "when": {**DAY, "time": "14:20"}}, {"do": "endBreak", "when": {**DAY, "time": "14:35"}},
    ]  # fmt: skip


STOPPED = Entry(
    kind="stopped", time="15:00", reason="rest", day="24 February", until="14:00", told="12 Feb", how="same"
)


def sitting_on(entry: Entry, **more: Any) -> list[dict[str, Any]]:
    notes = Notes(
        present=EVERYONE, deputies=(GP,), ended="15:10",
        items=(ItemNotes(number="3", entries=(entry, Entry(kind="note", words="Later.", time="14:20"))),), **more,
    )  # fmt: skip
    return list(written(notes, NAMES, dt.date(2026, 2, 10)).acts[1:])


def test_what_comes_below_a_stop_is_of_the_day_it_went_on() -> None:
    stopped, resumed, note, closed = sitting_on(STOPPED)
    later = {"date": "2026-02-24"}
    assert stopped == {
        "do": "adjournMeeting", "when": {**DAY, "time": "15:00"}, "until": {**later, "time": "14:00"},
        "reason": "rest",
    }  # fmt: skip
    assert resumed == {
        "do": "resumeMeeting", "when": {**later, "time": "14:00"}, "notice_given": {"date": "2026-02-12"},
        "present": [slug for slug in EVERYONE if slug != GP], "deputies": [{"seat": GP}],
    }  # fmt: skip
    assert (note["when"], closed["when"]) == ({**later, "time": "14:20"}, {**later, "time": "15:10"})


def test_only_those_named_are_there_when_it_goes_on_and_vote_then() -> None:
    notes = Notes(
        present=EVERYONE,
        items=(
            ItemNotes(
                number="3",
                entries=(
                    msgspec.structs.replace(STOPPED, how="", names="chair, gp"),
                    Entry(words="Meet.", vote=Vote(how="names", for_names="everyone else")),
                ),
            ),
        ),
    )
    done = written(notes, NAMES, dt.date(2026, 2, 10)).acts
    assert done[2]["present"] == ["user-representative-1", GP]
    assert done[3]["votes"] == {"user-representative-1": "for", GP: "for"}


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (Entry(kind="note", words="Late.", offered="Late."), False),
        (Entry(kind="note", words=" Late. ", offered="Late."), False),
        (Entry(kind="note", words="Late.", offered="Late.", kept="yes"), True),
        (Entry(kind="note", words="Done.", offered="Late."), True),
        (Entry(kind="note", words="", offered="Late.", kept="yes"), False),
        (Entry(kind="note", words="Late."), True),
    ],
)
def test_offered_words_were_said_only_where_they_are_kept_or_changed(entry: Entry, said: bool) -> None:
    assert [act["words"] for act in acts(entry)] == ([entry.words] if said else [])
