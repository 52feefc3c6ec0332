"""What happens less often, from notes to acts: as an import has them, each with the field it came from."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import msgspec
import pytest

from api.notes.names import Office
from api.notes.notes import Answer, Candidate, Entry, ItemNotes, Notes, Objection, Task, Vote, added
from api.notes.written import Written, written
from tests.api.notes.test_typed import NAMES
from tests.api.notes.test_written import DAY, EVERYONE, acts, faults

RUNNING = uuid.UUID(int=7)
OFFICES = msgspec.structs.replace(
    NAMES, offices=(Office("treasurer", "Treasurer"), Office("vice-chair", "Vice-chair", RUNNING))
)
TIED = Entry(words="Meet weekly.", vote=Vote(for_="3", against="3"))
VICE, GP, CARER = "user-representative-2", "gp", "carer-representative"


def sheet(*entries: Entry, **more: Any) -> Written:
    return written(Notes(items=(ItemNotes(number="3", entries=entries),), **more), OFFICES, dt.date(2026, 2, 10))


def test_a_casting_vote_is_an_act_of_its_own_by_whoever_is_in_the_chair() -> None:
    cast = Entry(kind="casting", how="for", so_now="changed", words="members asked for it")
    done = acts(TIED, cast, presider="chair")
    assert [act["do"] for act in done] == ["moveMotion", "putMotion", "recordCount", "useCastingVote", "declareResult"]
    assert done[3] == {
        "do": "useCastingVote", "when": DAY, "motion": "motion-1", "direction": "for", "changes_status_quo": True,
        "reason": "members asked for it", "by": "user-representative-1",
    }  # fmt: skip


def test_the_casting_vote_is_of_whoever_took_the_chair_meanwhile() -> None:
    took = Entry(kind="chair", names="vice", reason="to_speak")
    done = acts(took, TIED, Entry(kind="casting", how="declined"), presider="chair")
    assert done[-2] == {"do": "declineCastingVote", "when": DAY, "motion": "motion-1", "by": VICE}


def test_a_casting_vote_is_about_the_vote_right_above_it() -> None:
    cast = Entry(kind="casting", how="for", so_now="kept")
    done = acts(TIED, TIED, cast)
    assert [(act["do"], act.get("motion")) for act in done if act["do"] in {"recordDecision", "useCastingVote"}] == [
        ("recordDecision", None), ("useCastingVote", "motion-2"),
    ]  # fmt: skip
    assert faults(TIED, cast, cast) == [("items.0.entries.2.how", "no_vote_above")]
    assert faults(Entry(words="x", vote=Vote(how="open")), cast) == [("items.0.entries.1.how", "no_vote_above")]


def test_nothing_chosen_of_a_casting_vote_is_no_casting_vote() -> None:
    assert [act["do"] for act in acts(TIED, Entry(kind="casting"))] == ["recordDecision"]


def test_who_takes_part_from_elsewhere_is_told_with_the_roll() -> None:
    notes = Notes(present=(GP, CARER), deputies=(VICE,), remote="gp, vice")
    opened = written(notes, NAMES, dt.date(2026, 2, 10)).acts[0]
    assert (opened["remote"], opened["deputies"]) == ([GP], [{"seat": VICE, "remote": True}])


@pytest.mark.parametrize(
    ("how", "minutes", "act", "voters"),
    [
        ("lost", "", {"do": "recordDeparture", "how": "link_lost"}, 5),
        ("lost", "2", {"do": "recordDeparture", "how": "link_lost", "minutes": 2}, 6),
        ("lost", "3", {"do": "recordDeparture", "how": "link_lost", "minutes": 3}, 5),
        ("back", "", {"do": "recordArrival", "how": "link_restored", "remote": True}, 6),
        ("joined", "", {"do": "recordArrival", "remote": True}, 6),
        ("text", "", {"do": "recordArrival", "remote": True, "by_text": True}, 6),
    ],
)
def test_links_lost_and_back(how: str, minutes: str, act: dict[str, Any], voters: int) -> None:
    link = Entry(kind="link", names="gp", how=how, minutes=minutes)
    told, decided = acts(link, Entry(words="Meet.", vote=Vote(how="except")), present=EVERYONE)
    assert told == {"when": DAY, "seats": [GP], **act}
    assert decided["count"]["for"] == voters


def test_an_interest_all_share_is_told_ahead_and_nobody_rules_on_it() -> None:
    shared = Entry(kind="shared", names="gp, carer representative", words="uses the service")
    first, second, decided = acts(shared, Entry(words="Meet.", vote=Vote(how="except")), present=EVERYONE)
    assert first == {
        "do": "declareInterest", "when": DAY, "seat": GP, "item": "3", "kind": "shared", "nature": "uses the service",
    }  # fmt: skip
    assert (second["seat"], decided["count"]["for"]) == (CARER, 6)


@pytest.mark.parametrize(("how", "for_", "voters"), [("stay_no_vote", "4", 5), ("stay_no_vote", "1", 6)])
def test_what_the_members_decide_of_an_interest_counts_from_then_on(how: str, for_: str, voters: int) -> None:
    vote = Vote(for_=for_, against="1", no_side="0")
    dispute = Entry(kind="dispute", names="gp", asked_by="vice", how=how, vote=vote)
    interest = Entry(kind="interest", names="gp", how="stay_and_vote")
    done = acts(interest, dispute, Entry(words="Meet.", vote=Vote(how="except")), present=EVERYONE)
    assert done[2] == {
        "do": "disputeInterest", "when": DAY, "seat": GP, "item": "3", "how": how, "raised_by": VICE,
    }  # fmt: skip
    assert done[3]["count"] == {"for": int(for_), "against": 1, "no_side": 0}
    assert done[4]["count"]["for"] == voters


def test_members_may_let_back_in_who_was_to_leave() -> None:
    vote = Vote(for_="4", against="1", no_side="0")
    dispute = Entry(kind="dispute", names="gp", asked_by="vice", how="stay_and_vote", vote=vote)
    done = acts(
        Entry(kind="interest", names="gp"), dispute, Entry(words="Meet.", vote=Vote(how="except")), present=EVERYONE
    )
    assert done[-1]["count"]["for"] == 6


HALL, LATER = Answer(words="The hall.", votes="2"), Answer(words="Later.", votes="4", postpones="yes")


def test_a_question_with_several_answers() -> None:
    entry = Entry(kind="options", words="Where?", mover="gp", answers=(HALL, Answer(), LATER))
    moved, put, counted, declared = acts(entry)
    assert moved == {
        "do": "moveOptions", "when": DAY, "item": "3", "words": "Where?", "wins": "plurality", "moved_by": GP,
        "options": [{"words": "The hall."}, {"words": "Later.", "postpones": True}], "as": "motion-1",
    }  # fmt: skip
    assert (put["do"], put["how"], counted["counts"]) == ("putMotion", "hands", [2, 4])
    assert declared == {"do": "declareResult", "when": DAY, "motion": "motion-1"}
    assert sheet(entry).field("/acts/3/counts/1") == "items.0.entries.0.answers.2.votes"


def test_a_question_nobody_counted_is_moved_only_and_a_missing_number_is_asked_for() -> None:
    bare = (Answer(words="The hall."), Answer(words="Later."))
    assert [act["do"] for act in acts(Entry(kind="options", words="Where?", answers=bare))] == ["moveOptions"]
    half = Entry(kind="options", words="Where?", answers=(HALL, Answer(words="Later.")))
    assert faults(half) == [("items.0.entries.0.answers.1.votes", "no_votes")]


def test_a_closed_item_is_closed_from_its_first_word_to_its_last() -> None:
    closed = Entry(kind="closed", words="A claim", ground="legal", public="it was settled", review="1 June",
                   vote=Vote(for_="6"))  # fmt: skip
    done = acts(Entry(kind="note", words="Secret."), closed)
    assert [act["do"] for act in done] == ["recordDecision", "startClosedSession", "takeNote", "endClosedSession"]
    assert (done[0]["category"], done[1]["ground"], done[1]["title"]) == ("closed_session", "legal", "A claim")
    assert (done[3]["words"], done[3]["review_by"]) == ("it was settled", "2026-06-01")
    assert [act["do"] for act in acts(Entry(kind="closed", words="A claim"))] == [
        "openItem", "startClosedSession", "endClosedSession",
    ]  # fmt: skip


def test_an_interest_in_a_closed_item_is_told_behind_its_doors() -> None:
    interest = Entry(kind="interest", names="gp", reason="family", how="leave")
    shut = Entry(kind="closed", words="A claim")
    assert [act["do"] for act in acts(interest, Entry(kind="note", words="Secret."), shut)] == [
        "openItem", "startClosedSession", "declareInterest", "manageInterest", "takeNote", "endClosedSession",
    ]  # fmt: skip
    assert [act["do"] for act in acts(interest, Entry(kind="note", words="Open."))] == [
        "declareInterest", "manageInterest", "takeNote",
    ]  # fmt: skip


CANDIDATES = (Candidate(who="vice", by="gp", votes="2"), Candidate(who="carer representative", votes="4"))


def test_an_election_from_the_first_name_to_the_result() -> None:
    entry = Entry(
        kind="election", office="treasurer", candidates=CANDIDATES, vote=Vote(spoilt="1", tellers="gp, chair")
    )
    told = sheet(entry).acts[1:-1]
    assert [act["do"] for act in told] == [
        "openNominations", "nominate", "acceptNomination", "nominate", "acceptNomination", "closeNominations",
        "openElectionBallot", "countElectionBallot", "declareElection",
    ]  # fmt: skip
    assert (told[0]["office"], told[0]["as"], told[1]["nominated_by"]) == ("treasurer", "election-1", GP)
    assert "nominated_by" not in told[3]
    assert told[6]["tellers"] == [GP, "user-representative-1"]
    assert (told[7]["votes"], told[7]["spoilt"]) == ({VICE: 2, CARER: 4}, 1)
    assert sheet(entry).field("/acts/8/votes") == "items.0.entries.0.candidates.0.votes"


def test_an_election_under_way_is_gone_on_with() -> None:
    told = sheet(Entry(kind="election", office="vice-chair", candidates=CANDIDATES[:1])).acts[1:-1]
    assert {act["election"] for act in told} == {str(RUNNING)}
    assert "openNominations" not in [act["do"] for act in told]


def test_whoever_did_not_want_to_stand_is_on_no_paper() -> None:
    away = msgspec.structs.replace(CANDIDATES[1], stood="no", votes="")
    vote = Vote(against="1")
    told = sheet(Entry(kind="election", office="treasurer", candidates=(CANDIDATES[0], away), vote=vote)).acts
    (counted,) = [act for act in told if act["do"] == "countElectionBallot"]
    assert (counted["votes"], counted["against"]) == ({VICE: 2}, 1)
    assert [act["seat"] for act in told if act["do"] == "withdrawNomination"] == [CARER]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (Entry(kind="election", office="king"), ("office", "which_office")),
        (Entry(kind="election", office="treasurer", candidates=(Candidate(votes="3"),)), ("candidates.0.who", "who")),
        (
            Entry(kind="election", office="treasurer", candidates=(*CANDIDATES, Candidate(who="gp"))),
            ("candidates.2.votes", "no_votes"),
        ),
        (
            Entry(kind="election", office="treasurer", candidates=(Candidate(who="gp", votes="about 3"),)),
            ("candidates.0.votes", "about_a_vote"),
        ),
    ],
)
def test_what_is_not_clear_about_an_election_is_said_at_its_field(entry: Entry, fault: tuple[str, str]) -> None:
    place, kind = fault
    assert (f"items.0.entries.0.{place}", kind) in [(one.field, one.kind) for one in sheet(entry).faults]


def test_consent_is_asked_again_where_an_objection_stood() -> None:
    stood = Objection(who="gp", why="No lift", harms="some cannot come", found="stands", then="resolved", met="a ramp")
    aside = Vote(no_side_names="vice")
    done = acts(Entry(kind="consent", words="Upstairs.", objections=(stood, Objection()), vote=aside))
    assert [act["do"] for act in done] == [
        "moveMotion", "putMotion", "raiseObjection", "testObjection", "beginRound", "testObjection", "askEveryone",
        "declareResult",
    ]  # fmt: skip
    assert (done[1]["how"], done[2]["harms"]) == ("consent", "some cannot come")
    assert [(act["found"], act.get("words")) for act in (done[3], done[5])] == [
        ("stands", None),
        ("resolved", "a ramp"),
    ]
    assert done[6]["stand_asides"] == [VICE]


def test_consent_that_went_to_the_vote_is_counted_by_hands() -> None:
    stood = Objection(who="gp", why="No lift", found="stands", then="stands")
    done = acts(Entry(kind="consent", words="Upstairs.", objections=(stood,), vote=Vote(for_="4", against="2")))
    assert [act["do"] for act in done][-3:] == ["putMotion", "recordCount", "declareResult"]
    assert [act["how"] for act in done if act["do"] == "putMotion"] == ["consent", "hands"]


@pytest.mark.parametrize(
    ("entry", "place", "kind"),
    [
        (Entry(kind="options", answers=(HALL, LATER)), "words", "no_words"),
        (Entry(kind="options", words="Where?", answers=(HALL, Answer())), "answers.1.words", "two_answers"),
        (
            Entry(kind="options", words="Where?", answers=(HALL, Answer(words="Later.", votes="about 4"))),
            "answers.1.votes",
            "about_a_vote",
        ),
        (Entry(kind="consent", mover="gp"), "words", "no_words"),
        (Entry(kind="consent", words="x", objections=(Objection(why="No lift"),)), "objections.0.who", "who"),
        (Entry(kind="closed", words=" "), "words", "no_public_title"),
    ],
)
def test_what_is_missing_is_asked_for_at_its_field(entry: Entry, place: str, kind: str) -> None:
    assert faults(entry) == [(f"items.0.entries.0.{place}", kind)]


def test_a_part_begins_with_the_rows_it_needs_and_gets_more() -> None:
    notes = Notes(items=(ItemNotes(number="3"),))
    asked, place = added(notes, "items.0.entries", "options")
    assert (place, asked.items[0].entries[0].answers) == ("items.0.entries.0", (Answer(), Answer()))
    more, place = added(asked, "items.0.entries.0.answers", "")
    assert (place, len(more.items[0].entries[0].answers)) == ("items.0.entries.0.answers.2", 3)
    assert added(notes, "items.0.entries", "election")[0].items[0].entries[0].candidates == (Candidate(), Candidate())
    assert added(notes, "items.0.entries", "consent")[0].items[0].entries[0].objections == (Objection(),)
    assert added(asked, "items.0.entries.0.vote", "") == (asked, "")
    assert added(asked, "items.0.entries.0.actions", "")[0].items[0].entries[0].actions == (Task(),)
