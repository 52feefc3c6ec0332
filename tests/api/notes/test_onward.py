"""Longer terms, removals, votes of the absent, changes taken in: from notes to acts."""

from __future__ import annotations

import msgspec

from api.notes.notes import Change, Entry, Vote
from tests.api.notes.test_seldom import RUNNING, sheet
from tests.api.notes.test_written import DAY, acts, faults

HANDS = Vote(for_="7", against="1")
OFFICER = Entry(kind="removal", office="treasurer", words="The treasurer leaves.", mover="gp", vote=HANDS)
KETTLE = Entry(words="Buy a kettle and a pot.", vote=HANDS)
VICE, GP, CARER = "user-representative-2", "gp", "carer-representative"


def done(*entries: Entry) -> list[dict[str, object]]:
    """The acts between opening and closing, without what every act has."""
    inside = sheet(*entries).acts[1:-1]
    return [{name: value for name, value in act.items() if name != "when"} for act in inside]


def test_a_term_is_made_longer_in_the_election_under_way() -> None:
    longer = msgspec.structs.replace(
        OFFICER, kind="extension", office="vice-chair", words="One more year.", names="carer"
    )
    assert done(longer)[:2] == [
        {"do": "closeNominations", "election": str(RUNNING)},
        {"do": "moveExtension", "item": "3", "words": "One more year.", "election": str(RUNNING), "learner": CARER,
         "moved_by": GP, "as": "motion-1"},
    ]  # fmt: skip


def test_where_no_election_is_under_way_one_is_opened_for_the_longer_term() -> None:
    longer = msgspec.structs.replace(OFFICER, kind="extension", words="One more year.")
    assert [act["do"] for act in done(longer)] == [
        "openNominations", "closeNominations", "moveExtension", "putMotion", "recordCount", "declareResult",
    ]  # fmt: skip


def test_an_officer_is_heard_before_the_vote_where_the_notes_say_so() -> None:
    heard = done(msgspec.structs.replace(OFFICER, how="declined"))
    assert heard[:2] == [
        {"do": "moveRemoval", "item": "3", "words": "The treasurer leaves.", "office": "treasurer", "moved_by": GP,
         "as": "motion-1"},
        {"do": "noteHearing", "motion": "motion-1", "how": "declined"},
    ]  # fmt: skip
    assert [act["do"] for act in done(OFFICER)] == ["moveRemoval", "putMotion", "recordCount", "declareResult"]


def test_a_removal_without_an_office_or_words_says_what_is_missing() -> None:
    nothing = msgspec.structs.replace(OFFICER, office="", words="")
    assert faults(nothing) == [("items.0.entries.0.office", "which_office"), ("items.0.entries.0.words", "no_words")]


def test_a_change_is_taken_in_by_whoever_proposed_without_a_vote() -> None:
    taken = Change(mover="vice", old="kettle", new="teapot", vote=Vote(how="accepted", against_names="carer"))
    assert done(msgspec.structs.replace(KETTLE, changes=(taken,)))[1:3] == [
        {"do": "moveAmendment", "motion": "motion-1", "changes": [{"remove": "kettle", "insert": "teapot"}],
         "moved_by": VICE, "as": "motion-1-0"},
        {"do": "acceptAmendment", "motion": "motion-1-0", "objections": [CARER]},
    ]  # fmt: skip


def test_the_words_are_changed_as_nobody_objected() -> None:
    reworded = Change(old="kettle", new="teapot", vote=Vote(how="reworded"))
    assert done(msgspec.structs.replace(KETTLE, changes=(reworded,)))[1] == {
        "do": "changeWords", "motion": "motion-1", "changes": [{"remove": "kettle", "insert": "teapot"}],
        "objections": [],
    }  # fmt: skip


def test_a_change_to_a_change_comes_before_the_vote_on_it() -> None:
    first = Change(old="kettle", new="teapot", vote=HANDS)
    second = Change(of="1", old="teapot", new="big teapot", vote=HANDS)
    acts_ = done(msgspec.structs.replace(KETTLE, changes=(first, second)))
    assert [(act["do"], act.get("motion")) for act in acts_[1:7]] == [
        ("moveAmendment", "motion-1"), ("moveAmendment", "motion-1-0"), ("putMotion", "motion-1-0-0"),
        ("recordCount", "motion-1-0-0"), ("declareResult", "motion-1-0-0"), ("putMotion", "motion-1-0"),
    ]  # fmt: skip


def test_a_change_to_a_change_that_is_not_told_is_asked_for() -> None:
    lost = msgspec.structs.replace(KETTLE, changes=(Change(of="7", old="kettle", new="pot"),))
    assert faults(lost) == [("items.0.entries.0.changes.0.of", "which_change")]


def test_a_vote_for_somebody_who_is_away_comes_before_the_question() -> None:
    proxy = Entry(kind="absent", names="gp", asked_by="vice", how="for", noticed="yes")
    assert acts(KETTLE, proxy)[1] == {
        "do": "lodgeProxy", "when": DAY, "motion": "motion-1", "seat": GP, "choice": "for", "holder": VICE,
        "in_writing": True, "even_if_changed": False,
    }  # fmt: skip
    sent = Entry(kind="absent", names="gp", how="against")
    assert acts(KETTLE, sent)[1] == {
        "do": "lodgeAdvanceVote", "when": DAY, "motion": "motion-1", "seat": GP, "choice": "against",
    }  # fmt: skip


def test_a_vote_for_somebody_without_a_choice_asks_for_it() -> None:
    assert faults(KETTLE, Entry(kind="absent", names="gp")) == [("items.0.entries.1.how", "which_choice")]


def test_a_vote_during_which_a_link_was_lost_is_taken_again() -> None:
    again = acts(KETTLE, Entry(kind="retaken"))
    assert [act["do"] for act in again] == ["moveMotion", "putMotion", "retakeVote", "recordCount", "declareResult"]
    nothing = msgspec.structs.replace(KETTLE, vote=Vote(how="open"))
    assert faults(nothing, Entry(kind="retaken")) == [("items.0.entries.1.time", "no_vote_above")]
    assert faults(Entry(kind="retaken")) == [("items.0.entries.0.time", "nothing_above")]


def test_who_takes_the_chair_next_and_who_declined_is_told() -> None:
    assert acts(Entry(kind="next_chair", names="vice", asked_by="gp, carer")) == [
        {"do": "agreeNextChair", "when": DAY, "seat": VICE, "declined": [GP, CARER]}
    ]


def test_an_item_is_sent_on_with_its_reason() -> None:
    assert acts(Entry(kind="sent_on", words="Too few could vote.")) == [
        {"do": "openItem", "when": DAY, "item": "3"},
        {"do": "escalateItem", "when": DAY, "item": "3", "reason": "Too few could vote."},
    ]
