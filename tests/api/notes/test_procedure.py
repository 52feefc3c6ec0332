"""How an item went on, from notes to acts: in the order it happened, each with the field it came from."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from api.drafts import Finding
from api.notes.causes import first_causes
from api.notes.notes import Answer, Change, Entry, ItemNotes, Notes, Part, Vote, added
from api.notes.written import written
from tests.api.notes.test_seldom import sheet
from tests.api.notes.test_typed import NAMES
from tests.api.notes.test_written import DAY, EVERYONE, acts, faults

VOTED = Entry(words="Meet weekly.", vote=Vote(for_="5", against="3"))
OPEN = Entry(words="Meet weekly.", vote=Vote(how="open"))
CLOSURE = Entry(kind="going_on", how="closure", vote=Vote(for_="6", against="2"))


def done(*entries: Entry, **more: Any) -> list[str]:
    return [act["do"] for act in acts(*entries, **more)]


def test_what_was_taken_back_is_not_put() -> None:
    back = Entry(words="Meet.", vote=Vote(how="withdrawn", leave="asked"))
    assert acts(back)[1:] == [{"do": "withdrawMotion", "when": DAY, "motion": "motion-1", "objections": []}]
    assert "objections" not in acts(Entry(words="Meet.", vote=Vote(how="withdrawn")))[1]


def test_how_to_go_on_comes_before_the_vote_and_own_votes_right_after_it() -> None:
    own = Entry(kind="own_vote", names="gp", how="against", words=" it costs\n too much ")
    asked = Entry(kind="way_asked", names="vice", how="names")
    vote = ["putMotion", "recordCount", "declareResult"]
    order = ["moveMotion", "moveProcedural", *vote, "requestRecordedVote", *vote, "recordOwnVote"]
    assert done(VOTED, own, CLOSURE, asked) == order
    assert acts(VOTED, own)[-1] == {
        "do": "recordOwnVote", "when": DAY, "motion": "motion-1", "seat": "gp", "choice": "against",
        "reason": "it costs too much",
    }  # fmt: skip


def test_a_vote_that_came_after_something_later_is_of_that_time() -> None:
    timed = Entry(words="Meet.", time="14:20", vote=Vote(for_="5"))
    later = Entry(kind="going_on", how="closure", time="14:30", vote=Vote(for_="6"))
    when = [(act["do"], act["when"].get("time")) for act in acts(timed, later)]
    assert when[0] == ("moveMotion", "14:20")
    assert {time for _, time in when[1:]} == {"14:30"}


def test_what_is_about_the_whole_item_needs_no_proposal_and_opens_it() -> None:
    way = Entry(kind="going_on", how="postpone", about="item", until="14 April", vote=Vote(for_="8"))
    opened, moved, *_ = acts(way)
    assert opened == {"do": "openItem", "when": DAY, "item": "3"}
    assert moved == {
        "do": "moveProcedural", "when": DAY, "item": "3", "kind": "postpone", "until": "2026-04-14", "as": "motion-1",
    }  # fmt: skip
    assert faults(CLOSURE) == [("items.0.entries.0.how", "nothing_above")]


def test_a_vote_taken_again_goes_by_the_result_that_allowed_it() -> None:
    again = Entry(kind="going_on", how="reconsider", vote=Vote(for_="8"), again=Vote(for_="2", against="6"))
    told = acts(VOTED, again)
    assert [(act["do"], act.get("motion"), act.get("as")) for act in told[4:]] == [
        ("moveProcedural", None, "motion-2"),
        ("putMotion", "motion-2", None),
        ("recordCount", "motion-2", None),
        ("declareResult", "motion-2", "motion-2-again"),
        ("putMotion", "motion-2-again", None),
        ("recordCount", "motion-2-again", None),
        ("declareResult", "motion-2-again", None),
    ]


PARTS = (Part(vote=Vote(for_="8")), Part(begins="and paint", costs="yes", vote=Vote(for_="3")), Part())


def test_parts_are_voted_on_by_the_alias_of_the_whole_and_their_number() -> None:
    told = acts(OPEN, Entry(kind="divided", parts=PARTS))
    assert told[1] == {
        "do": "divideQuestion", "when": DAY, "motion": "motion-1", "cuts": ["and paint"], "cost_in": 2,
        "as": "motion-1-part",
    }  # fmt: skip
    assert [act["motion"] for act in told if act["do"] == "putMotion"] == ["motion-1-part-1", "motion-1-part-2"]


def test_a_proposal_to_vote_in_parts_that_was_not_agreed_leaves_the_whole() -> None:
    lost = Entry(kind="divided", mover="gp", vote=Vote(for_="2", against="6"))
    vote = ["putMotion", "recordCount", "declareResult"]
    assert done(VOTED, lost) == ["moveMotion", "moveProcedural", *vote, *vote]


def test_nobody_who_chose_not_to_vote_is_among_everyone() -> None:
    stood = Entry(kind="stood_down", names="gp")
    told = acts(stood, Entry(words="Meet.", vote=Vote(how="except")), present=EVERYONE)
    assert (told[0]["do"], told[0]["seat"], told[1]["count"]["for"]) == ("standDown", "gp", 5)


def test_items_taken_by_themselves_come_before_anything_else() -> None:
    pulled = ItemNotes(number="4", entries=(Entry(kind="pulled", names="gp"),))
    together = ItemNotes(
        number="3", entries=(Entry(kind="together", names="items 3, 5", words="Agree.", vote=Vote(for_="8")),)
    )
    notes = Notes(items=(together, pulled, ItemNotes(number="5")))
    told = written(notes, NAMES, dt.date(2026, 2, 10)).acts
    assert [act["do"] for act in told[1:3]] == ["pullItem", "moveTogether"]
    assert (told[1]["item"], told[1]["seat"], told[2]["items"]) == ("4", "gp", ["3", "5"])


@pytest.mark.parametrize("numbers", ["", "3 and 12", "the third", "3-4", "3000"])
def test_items_agreed_together_are_named_by_numbers_that_are_there(numbers: str) -> None:
    together = Entry(kind="together", names=numbers, words="Agree.")
    assert faults(together) == [("items.0.entries.0.names", "which_items")]


def test_a_point_of_order_a_ruling_and_an_appeal() -> None:
    order = Entry(kind="order", names="gp", words="Too late", ruled="We go on", why="it is urgent", asked_by="vice",
                  vote=Vote(for_="5"))  # fmt: skip
    told = acts(order)
    assert [act["do"] for act in told[:4]] == ["openItem", "raisePointOfOrder", "makeRuling", "appealRuling"]
    assert told[2] == {
        "do": "makeRuling", "when": DAY, "words": "We go on", "reason": "it is urgent", "as": "ruling-1",
    }  # fmt: skip
    assert (told[3]["ruling"], told[4]["motion"]) == ("ruling-1", "motion-1")


def test_an_appeal_needs_a_ruling() -> None:
    assert faults(Entry(kind="order", words="Too late", asked_by="gp")) == [("items.0.entries.0.ruled", "no_ruling")]


CHANGED = Entry(
    words="Meet weekly.", vote=Vote(for_="5"),
    changes=(Change(), Change(old="weekly", new="daily", vote=Vote(for_="4", against="4"))),
)  # fmt: skip


@pytest.mark.parametrize(
    ("about", "motion"),
    [("2", "motion-1-0"), ("proposal", "motion-1"), ("", None), ("1", None), ("3", None), ("0", None), ("x", None)],
)
def test_a_casting_vote_is_about_the_change_it_names(about: str, motion: str | None) -> None:
    cast = Entry(kind="casting", about=about, how="for", so_now="changed")
    used = [act["motion"] for act in acts(CHANGED, cast) if act["do"] == "useCastingVote"]
    assert used == ([] if motion is None else [motion])
    missed = [("items.0.entries.1.about", "which_tied" if about == "" else "no_vote_above")]
    missed = missed if motion is None else []
    assert faults(CHANGED, cast) == missed


HALL, HERE = Answer(words="The hall.", votes="gp, vice"), Answer(words="Here.", votes="chair")


def test_several_answers_by_names_and_on_paper() -> None:
    by_name = Entry(kind="options", words="Where?", answers=(HALL, HERE), vote=Vote(how="names", no_side="carer"))
    chosen = [(act["seat"], act.get("option")) for act in acts(by_name) if act["do"] == "chooseOption"]
    assert chosen == [
        ("gp", 1), ("user-representative-2", 1), ("user-representative-1", 2), ("carer-representative", None),
    ]  # fmt: skip
    papers = (Answer(words="The hall.", votes="2"), Answer(words="Here.", votes="4"))
    on_paper = Entry(kind="options", words="Where?", answers=papers, vote=Vote(how="ballot", tellers="gp, vice"))
    put, named, counted = acts(on_paper)[1:4]
    assert (put["how"], named["tellers"]) == ("ballot", ["gp", "user-representative-2"])
    assert counted == {"do": "countOptions", "when": DAY, "motion": "motion-1", "counts": [2, 4]}


def test_a_proposal_refused_is_told_once_and_not_at_all_that_follows_from_it() -> None:
    own = Entry(kind="own_vote", names="gp", how="for")
    told = sheet(OPEN, Entry(kind="divided", parts=PARTS), own).acts
    findings = [Finding(f"/acts/{n}", "in order", "refused") for n in range(1, len(told) - 1)]
    assert [one.pointer for one in first_causes(findings, told)] == ["/acts/1"]


def test_a_question_taken_apart_begins_with_two_parts_and_takes_more() -> None:
    notes = Notes(items=(ItemNotes(number="3"),))
    notes, at = added(notes, "items.0.entries", "divided")
    assert (at, notes.items[0].entries[0].parts) == ("items.0.entries.0", (Part(), Part()))
    notes, at = added(notes, "items.0.entries.0.parts", "")
    assert at == "items.0.entries.0.parts.2"
