"""What happens less often is told side by side too, where two officers wrote it differently."""

from __future__ import annotations

from api.notes.names import Office
from api.notes.notes import Answer, Candidate, Entry, ItemNotes, Notes, Part, Vote
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


def test_how_an_item_went_on_written_two_ways() -> None:
    theirs = Entry(kind="going_on", how="closure", again=Vote(for_="3"))
    ours = Entry(kind="going_on", how="reconsider", about="item", until="14 April", again=Vote(for_="4"))
    assert told(theirs, ours) == [
        ("What happened?", "To vote now", "To vote on it again", "items.0.entries.0.how"),
        ("What was it about?", "", "The whole item", "items.0.entries.0.about"),
        ("Put off until which day?", "", "14 April", "items.0.entries.0.until"),
        ("For", "3", "4", "items.0.entries.0.again.how"),
    ]


def test_which_vote_was_tied_written_two_ways() -> None:
    assert told(Entry(kind="casting", about="1"), Entry(kind="casting", about="2")) == [
        ("What was it about?", "The vote on change 1", "The vote on change 2", "items.0.entries.0.about")
    ]


def test_parts_and_what_was_taken_back_written_two_ways() -> None:
    theirs = Entry(kind="divided", parts=(Part(), Part(begins="and paint", vote=Vote(for_="5"))))
    ours = Entry(kind="divided", parts=(Part(), Part(begins="and wash", costs="yes", vote=Vote(for_="6"))))
    at = "items.0.entries.0.parts.1"
    assert told(theirs, ours) == [
        ("With which words does this part begin?", "and paint", "and wash", f"{at}.begins"),
        ("The cost is for this part", "", "yes", f"{at}.costs"),
        ("For", "5", "6", f"{at}.vote.how"),
    ]
    back = Entry(vote=Vote(how="withdrawn", leave="asked"))
    assert told(back, Entry(vote=Vote(how="open"))) == [
        ("How was it decided?", "It was taken back by whoever proposed it", "It was not voted on",
         "items.0.entries.0.vote.how"),
        ("Was everyone asked if it can be taken back?", "Everyone was asked", "", "items.0.entries.0.vote.how"),
    ]  # fmt: skip


def test_an_earlier_decision_named_two_ways_is_told_by_what_it_was() -> None:
    offered = {**OFFERED, "about_reopened": [("one", "10 February 2026: Print leaflets.")]}
    theirs = Entry(kind="reopened", about="one", how="rescind", noticed="yes", words="Print none.")
    ours = Entry(kind="reopened", how="amend", words="Print few.")
    pair = (Notes(items=(ItemNotes(number="3", title="Any", entries=(one,)),)) for one in (theirs, ours))
    assert [(one.asked, one.theirs, one.ours, one.at) for one in differing(*pair, {}, offered)] == [
        ("What was proposed?", "Print none.", "Print few.", "items.0.entries.0.words"),
        ("What happened?", "To undo it", "To change it", "items.0.entries.0.how"),
        ("Which one?", "10 February 2026: Print leaflets.", "", "items.0.entries.0.about"),
        ("The notice of this meeting said so", "Yes", "", "items.0.entries.0.noticed"),
    ]


def test_who_was_there_on_the_second_day_written_two_ways() -> None:
    theirs = Entry(kind="stopped", reason="rest", day="3 March", how="same")
    assert told(theirs, Entry(kind="stopped", reason="end_time", day="4 March", names="gp")) == [
        ("Who?", "", "gp", "items.0.entries.0.names"),
        ("Why?", "Members needed a rest", "Our time was over", "items.0.entries.0.reason"),
        ("What happened?", "The same people as when we stopped", "", "items.0.entries.0.how"),
        ("Which day?", "3 March", "4 March", "items.0.entries.0.day"),
    ]
