"""What happens less often is told side by side too, where two officers wrote it differently."""

from __future__ import annotations

from api.notes.names import Office
from api.notes.notes import Answer, Candidate, Entry, ItemNotes, Notes, Vote
from api.pages.differing import differing
from api.pages.writing_page import choices

OFFERED = choices((Office("treasurer", "Treasurer"), Office("vice-chair", "Vice-chair")))


def told(theirs: Entry, ours: Entry) -> list[tuple[str, str, str, str]]:
    """What is asked, what they and we wrote, and where ours stands."""
    pair = (Notes(items=(ItemNotes(number="3", title="Any", entries=(one,)),)) for one in (theirs, ours))
    return [(one.asked, one.theirs, one.ours, one.at) for one in differing(*pair, {}, OFFERED)]


def test_a_casting_vote_written_two_ways() -> None:
    theirs = Entry(kind="casting", how="for", so_now="changed", words="it is time")
    assert told(theirs, Entry(kind="casting", how="against", so_now="kept")) == [
        ("What reason did they give?", "it is time", "", "items.0.entries.0.words"),
        ("What happened?", "For", "Against", "items.0.entries.0.how"),
        (
            "Did it change how things were?", "Yes, it changed something", "No, all stays as it was",
            "items.0.entries.0.so_now",
        ),
    ]  # fmt: skip


def test_an_election_written_two_ways() -> None:
    theirs = Entry(kind="election", office="treasurer", candidates=(Candidate(who="gp", votes="3"),))
    ours = Entry(kind="election", office="vice-chair", candidates=(Candidate(who="gp", votes="4"),))
    assert told(theirs, ours) == [
        ("Which office?", "Treasurer", "Vice-chair", "items.0.entries.0.office"),
        ("Papers for them", "3", "4", "items.0.entries.0.candidates.0.votes"),
    ]


def test_numbers_where_the_page_asks_for_no_way_to_vote_lead_to_their_part() -> None:
    theirs = Entry(kind="options", words="Where?", answers=(Answer(words="Here."),), vote=Vote(no_side="1"))
    ours = Entry(kind="options", words="Where?", answers=(Answer(words="There."),))
    assert told(theirs, ours) == [
        ("Took no side", "1", "", "items.0.entries.0"),
        ("What was the answer?", "Here.", "There.", "items.0.entries.0.answers.0.words"),
    ]
