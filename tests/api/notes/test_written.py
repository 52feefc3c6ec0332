"""Notes become acts, and whatever the rules say of an act finds its way back to the field it came from."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from api.notes.notes import Change, Entry, ItemNotes, Notes, Task, Vote, added, from_form, removed
from api.notes.written import written
from tests.api.notes.test_typed import NAMES

DAY = {"date": "2026-02-10"}
EVERYONE = tuple(seat.slug for seat in NAMES.seats)


def acts(*entries: Entry, **more: Any) -> list[dict[str, Any]]:
    """What entries on item 3 come to, between opening and closing."""
    notes = Notes(items=(ItemNotes(number="3", entries=entries),), **more)
    return list(written(notes, NAMES, dt.date(2026, 2, 10)).acts[1:-1])


def faults(*entries: Entry, **more: Any) -> list[tuple[str, str]]:
    notes = Notes(items=(ItemNotes(number="3", entries=entries),), **more)
    return [(fault.field, fault.kind) for fault in written(notes, NAMES, dt.date(2026, 2, 10)).faults]


def test_nothing_typed_is_a_meeting_of_which_nothing_is_known() -> None:
    sheet = written(
        Notes(items=(ItemNotes(number="3", entries=(Entry(), Entry(kind="note"))),)), NAMES, dt.date(2026, 2, 10)
    )
    assert sheet.acts == (
        {"do": "openMeeting", "when": DAY, "apologies": []},
        {"do": "closeMeeting", "when": DAY},
    )
    assert sheet.faults == ()


def test_a_roll_a_count_visitors_and_a_wait() -> None:
    notes = Notes(
        started="2pm", present=("gp",), apologies=("carer-representative",), headcount="about eight", waited="15",
        visitors="A speaker\n\n A neighbour ", presider="chair", minute_taker="gp", ended="15:05",
    )  # fmt: skip
    sheet = written(notes, NAMES, dt.date(2026, 2, 10))
    assert sheet.acts == (
        {
            "do": "openMeeting", "when": {**DAY, "time": "14:00"}, "present": ["gp"],
            "apologies": ["carer-representative"], "headcount": 8, "about": True, "presider": "user-representative-1",
            "minute_taker": "gp", "visitors": [{"label": "A speaker"}, {"label": "A neighbour"}],
        },
        {"do": "waitForQuorum", "when": DAY, "minutes": 15},
        {"do": "closeMeeting", "when": {**DAY, "time": "15:05"}},
    )  # fmt: skip


def test_a_deputy_who_came_is_here_for_their_member_and_the_apologies_stand() -> None:
    notes = Notes(present=("user-representative-1",), apologies=("gp",), deputies=("gp",))
    opened = written(notes, NAMES, dt.date(2026, 2, 10)).acts[0]
    assert (opened["present"], opened["apologies"]) == (["user-representative-1"], ["gp"])
    assert opened["deputies"] == [{"seat": "gp"}]


def test_one_deputy_ticked_is_a_list_of_one() -> None:
    assert from_form({"deputies": "gp"}).deputies == ("gp",)


def test_what_is_wrong_with_a_deputy_is_said_at_the_roll() -> None:
    sheet = written(Notes(present=("gp",), deputies=("gp",)), NAMES, dt.date(2026, 2, 10))
    assert sheet.field("/acts/0/deputies") == "deputies"


def test_a_decision_by_hands_is_one_act() -> None:
    entry = Entry(
        words="Hold it.", mover="carer", seconder="gp", cost="£180", time="14:20",
        vote=Vote(for_="6", against="none", no_side="0"),
        actions=(Task(owner="chair, gp", what="book it", due="24 Feb"), Task()),
    )  # fmt: skip
    assert acts(entry) == [
        {
            "do": "recordDecision", "when": {**DAY, "time": "14:20"}, "item": "3", "words": "Hold it.",
            "moved_by": "carer-representative", "seconded_by": "gp", "cost": {"minor": 18000}, "category": "spend",
            "how": "hands", "count": {"for": 6, "against": 0, "no_side": 0},
            "actions": [{"owner": "user-representative-1", "do": "book it", "helpers": ["gp"], "due": "2026-02-24"}],
        }
    ]  # fmt: skip


def test_everyone_but_a_few_is_hands_by_class_without_their_names() -> None:
    entry = Entry(words="Hold it.", vote=Vote(how="except", against_names="gp", no_side_names="vice"))
    (decided,) = acts(entry, present=EVERYONE)
    assert decided["how"] == "hands"
    assert decided["count"] == {"for": 4, "against": 1, "no_side": 1}
    assert decided["by_class"] == {
        "LE": {"for": 4, "against": 0, "no_side": 1},
        "PR": {"for": 0, "against": 1, "no_side": 0},
    }
    assert "votes" not in decided


def test_by_names_says_who_and_counts_nobody_who_had_left() -> None:
    left = Entry(kind="left", names="carer, friends and family", time="15:00")
    entry = Entry(words="Hold it.", vote=Vote(how="names", for_names="everyone else", against_names="gp"))
    went, decided = acts(left, entry, present=EVERYONE)
    assert went == {
        "do": "recordDeparture",
        "when": {**DAY, "time": "15:00"},
        "seats": ["carer-representative", "friends-and-family"],
    }
    assert decided["votes"] == {
        "user-representative-1": "for", "user-representative-2": "for", "user-representative-4": "for", "gp": "against",
    }  # fmt: skip


def test_by_names_whoever_is_not_named_has_not_said_anything() -> None:
    vote = Vote(how="names", for_names="chair", against_names="gp")
    (decided,) = acts(Entry(words="Hold it.", vote=vote), present=EVERYONE)
    assert decided["votes"] == {"user-representative-1": "for", "gp": "against"}
    (unknown,) = acts(Entry(words="Hold it.", vote=vote))
    assert unknown["votes"] == {"user-representative-1": "for", "gp": "against"}


@pytest.mark.parametrize(
    ("vote", "field", "kind"),
    [
        (Vote(how="names"), "for_names", "no_names"),
        (Vote(how="names", for_names="gp", against_names="gp"), "against_names", "named_twice"),
        (Vote(how="names", for_names="everyone else", no_side_names="Everybody else."), "no_side_names", "named_twice"),
    ],
)
def test_names_that_do_not_say_who_voted_how_are_asked_for(vote: Vote, field: str, kind: str) -> None:
    notes = Notes(present=EVERYONE, items=(ItemNotes(number="3", entries=(Entry(words="Hold it.", vote=vote),)),))
    told = [(fault.field, fault.kind) for fault in written(notes, NAMES, dt.date(2026, 2, 10)).faults]
    assert told == [(f"items.0.entries.0.vote.{field}", kind)]


def test_everyone_else_is_not_known_where_the_roll_is_not() -> None:
    assert faults(Entry(words="Hold it.", vote=Vote(how="names", for_names="everyone else"))) == [
        ("items.0.entries.0.vote.for_names", "no_roll")
    ]


def test_agreed_without_a_vote_was_agreed_and_consent_names_who_objected() -> None:
    (agreed,) = acts(Entry(words="Thank them.", vote=Vote(how="agreed")))
    assert (agreed["how"], agreed["announced"]) == ("agreed", "agreed")
    (asked,) = acts(Entry(words="Thank them.", vote=Vote(how="consensus", no_side_names="gp")))
    assert (asked["how"], asked["objections"], asked["stand_asides"]) == ("consensus", [], ["gp"])


def test_a_secret_ballot_is_its_totals_its_tellers_and_its_spoilt_papers() -> None:
    vote = Vote(how="ballot", for_="5", against="3", tellers="gp, carer representative", spoilt="1")
    (act,) = acts(Entry(words="Elect the GP.", category="election", vote=vote))
    assert (act["how"], act["count"], act["spoilt"]) == ("ballot", {"for": 5, "against": 3}, 1)
    assert (act["tellers"], act.get("votes")) == (["gp", "carer-representative"], None)


def test_a_secret_ballot_on_changed_words_is_taken_step_by_step() -> None:
    change = Change(old="noon", new="one", vote=Vote(how="consensus"))
    vote = Vote(how="ballot", for_="5", against="3", tellers="gp, carer representative")
    done = [act["do"] for act in acts(Entry(words="Meet at noon.", changes=(change,), vote=vote))]
    assert done[-4:] == ["putMotion", "nameTellers", "recordBallot", "declareResult"]


def test_a_proposal_not_voted_on_is_moved_only() -> None:
    (moved,) = acts(Entry(words="Hold it.", vote=Vote(how="open"), actions=(Task(),)))
    assert moved == {"do": "moveMotion", "when": DAY, "item": "3", "words": "Hold it.", "as": "motion-1"}


def test_a_change_is_voted_on_before_the_proposal() -> None:
    change = Change(mover="vice", old="Hold", new="Keep", vote=Vote(how="names", for_names="vice", against_names="gp"))
    entry = Entry(
        words="Hold it.", changes=(change, Change()), vote=Vote(how="consensus"), actions=(Task(owner="gp", what="x"),)
    )
    done = acts(entry, present=("gp", "user-representative-2"))
    assert [(act["do"], act.get("motion")) for act in done] == [
        ("moveMotion", None), ("moveAmendment", "motion-1"), ("putMotion", "motion-1-0"), ("castVote", "motion-1-0"),
        ("castVote", "motion-1-0"), ("declareResult", "motion-1-0"), ("putMotion", "motion-1"),
        ("askEveryone", "motion-1"), ("declareResult", "motion-1"), ("agreeAction", None),
    ]  # fmt: skip
    assert done[1]["changes"] == [{"remove": "Hold", "insert": "Keep"}]


def test_an_interest_is_told_before_its_item_and_whoever_has_it_comes_back_after() -> None:
    entries = (
        Entry(kind="interest", names="chair", reason="family"),
        Entry(words="Hire it.", vote=Vote(how="except")),
        Entry(kind="came", names="chair", time="14:42"),
        Entry(kind="chair", names="chair", reason="return", time="14:42"),
    )
    done = acts(*entries, present=EVERYONE)
    assert [act["do"] for act in done] == [
        "declareInterest", "manageInterest", "recordDecision", "closeItem", "returnMember", "takeChair",
    ]  # fmt: skip
    assert done[0] == {
        "do": "declareInterest",
        "when": DAY,
        "seat": "user-representative-1",
        "item": "3",
        "kind": "family",
    }
    assert done[2]["count"] == {"for": 5, "against": 0, "no_side": 0}


def test_new_business_is_put_on_the_agenda_and_an_item_put_off_is_put_off() -> None:
    items = (
        ItemNotes(title="A letter", entries=(Entry(kind="suggestion", words="answer it"),)),
        ItemNotes(title="Empty"),
    )
    sheet = written(Notes(items=items), NAMES, dt.date(2026, 2, 10))
    assert [act["do"] for act in sheet.acts[1:-1]] == ["proposeItem", "noteSuggestion"]
    assert sheet.acts[1]["as"] == sheet.acts[2]["item"]
    assert [act["do"] for act in acts(Entry(kind="put_off"))] == ["openItem", "deferItem"]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (Entry(words="x", mover="mayor"), ("items.0.entries.0.mover", "nobody")),
        (Entry(words="x", time="late"), ("items.0.entries.0.time", "time")),
        (Entry(words="x", cost="lots"), ("items.0.entries.0.cost", "amount")),
        (Entry(words="x", vote=Vote(for_="about 6")), ("items.0.entries.0.vote.for_", "about_a_vote")),
        (Entry(words="x", vote=Vote(how="hands")), ("items.0.entries.0.vote.for_", "no_count")),
        (Entry(words="x", vote=Vote(how="except")), ("items.0.entries.0.vote.how", "no_roll")),
        (Entry(mover="gp"), ("items.0.entries.0.words", "no_words")),
        (Entry(cost="£5", vote=Vote(for_="6")), ("items.0.entries.0.words", "no_words")),
        (Entry(kind="action", actions=(Task(what="x"),)), ("items.0.entries.0.actions.0.owner", "no_owner")),
        (Entry(kind="action", actions=(Task(owner="gp"),)), ("items.0.entries.0.actions.0.what", "no_task")),
        (
            Entry(kind="action", actions=(Task(owner="gp", what="x", due="soon"),)),
            ("items.0.entries.0.actions.0.due", "day"),
        ),
    ],
)
def test_what_cannot_be_read_is_a_fault_at_its_field(entry: Entry, fault: tuple[str, str]) -> None:
    assert faults(entry) == [fault]


def test_a_finding_leads_back_to_its_field() -> None:
    entry = Entry(words="x", actions=(Task(), Task(owner="gp", what="y")), vote=Vote(for_="1"))
    sheet = written(Notes(items=(ItemNotes(number="3", entries=(entry,)),)), NAMES, dt.date(2026, 2, 10))
    place = "items.0.entries.0"
    assert sheet.field("/acts/1/count/for") == f"{place}.vote.for_"
    assert sheet.field("/acts/1/actions/0/owner") == f"{place}.actions.1.owner"
    assert sheet.field("/acts/1/when") == f"{place}.time"
    assert sheet.field("/acts/1") == f"{place}.words"
    assert sheet.field("/acts/0/present/2") == "present"
    assert sheet.field("/acts/2/when") == "ended"


def test_a_form_is_read_back_as_it_was_shown() -> None:
    form = {
        "started": "14:00", "present": ["gp", "chair"], "apologies": "carer-representative",
        "items.1.entries.0.kind": "note", "items.1.entries.0.words": "one\r\ntwo", "items.0.number": "3",
        "items.0.entries.0.kind": "proposal", "items.0.entries.0.vote.how": "hands",
        "items.0.entries.0.changes.0.old": "a", "items.0.entries.0.actions.1.what": "b",
        "items.0.entries.0.actions.0.what": "a",
    }  # fmt: skip
    notes = from_form(form)
    assert (notes.started, notes.present, notes.apologies) == ("14:00", ("gp", "chair"), ("carer-representative",))
    assert [task.what for task in notes.items[0].entries[0].actions] == ["a", "b"]
    assert notes.items[1].entries[0].words == "one\ntwo"


@pytest.mark.parametrize(
    "form", [{"items.0.entries.0.kind": "nonsense"}, {"items": "x"}, {"started": ["a", "b"]}, {"started": "x" * 401}]
)
def test_a_form_that_is_none_of_ours_is_refused(form: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        from_form(form)


def test_rows_are_added_and_taken_away_where_a_button_says() -> None:
    notes = Notes(items=(ItemNotes(number="3", entries=(Entry(kind="note", words="kept"),)),))
    more, place = added(notes, "items.0.entries", "left")
    assert (place, [entry.kind for entry in more.items[0].entries]) == ("items.0.entries.1", ["note", "left"])
    assert added(more, "items.0.entries.1.actions", "")[0].items[0].entries[1].actions == (Task(),)
    assert added(more, "items", "")[1] == "items.1.title"
    assert removed(more, "items.0.entries.1") == notes
    for nowhere in ("items.9.entries", "items.-1.entries", "items.0.entries.7.changes", "present", ""):
        assert added(notes, nowhere, "note") == (notes, "")
        assert removed(notes, nowhere) == notes
