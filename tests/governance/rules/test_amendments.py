"""Changes of words: where they stand, what they leave, and how minutes say them (R-AM1 to R-AM4)."""

from __future__ import annotations

import pytest

from governance.rules import amendments
from governance.rules.amendments import Edit, Said
from tests.governance.rules.refusals import Told, told

WORDS = "Hold the drop-in at the health centre."
NOT_THERE = Told("R-AM1", "words_do_not_match", "Quote the words as they stand now.")
OUTSIDE = Told("R-AM2", "outside_the_change", "Change the words it puts in, or wait for the vote.")


def test_where_a_change_stands_is_said_by_place_by_words_or_by_what_goes_before() -> None:
    assert amendments.locate(WORDS, "the health centre", "the library") == Edit(20, "the health centre", "the library")
    # The anchor is eight letters long and begins at 9: what is added stands after it.
    assert amendments.locate(WORDS, "", " for all", after="drop-in") == Edit(16, "", " for all")
    assert amendments.locate(WORDS, "the ", "a ", at=5) == Edit(5, "the ", "a ")
    assert amendments.locate(WORDS, "", "We ", at=0) == Edit(0, "", "We ")
    # What is taken away says where, whatever else is named.
    assert amendments.locate(WORDS, "Hold", "Keep", after="centre") == Edit(0, "Hold", "Keep")


@pytest.mark.parametrize(
    ("remove", "after", "expected"),
    [
        ("", None, Told("R-AM1", "where_is_not_said", "Say which words it replaces or follows.")),
        (
            "the surgery",
            None,
            Told("R-AM1", "words_not_found", "Quote the words as they stand now.", because={"found": 0}),
        ),
        (
            "the ",
            None,
            Told("R-AM1", "words_stand_more_than_once", "Quote the words as they stand now.", because={"found": 2}),
        ),
        (
            "",
            "surgery",
            Told("R-AM1", "words_not_found", "Quote the words as they stand now.", because={"found": 0}),
        ),
    ],
)
def test_where_is_certain_or_refused(remove: str, after: str | None, expected: Told) -> None:
    assert told(lambda: amendments.locate(WORDS, remove, "x", after=after)) == expected


def test_several_edits_are_all_counted_in_the_words_before() -> None:
    script = [Edit(20, "the health centre", "the library"), Edit(0, "Hold", "Keep"), Edit(16, "", ", weekly,")]
    assert amendments.apply(WORDS, script) == "Keep the drop-in, weekly, at the library."
    # One edit may begin where another ends, and one may reach the very end.
    assert amendments.apply("ab", [Edit(0, "a", "x"), Edit(1, "b", "y")]) == "xy"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ([Edit(0, "Held", "x")], NOT_THERE),
        ([Edit(0, "Hold", "x"), Edit(3, "d", "y")], NOT_THERE),
        ([Edit(37, ".!", "x")], NOT_THERE),
        ([Edit(39, "", "x")], NOT_THERE),
        ([Edit(0, WORDS, "  ")], Told("R-AM1", "nothing_left", "Vote against the proposal itself.")),
        ([Edit(0, "Hold", "Hold")], Told("R-AM1", "changes_nothing", "Say what should change.")),
    ],
)
def test_what_does_not_fit_or_changes_nothing_is_refused(script: list[Edit], expected: Told) -> None:
    assert told(lambda: amendments.apply(WORDS, script)) == expected


def test_a_carried_change_leaves_words_as_they_are_kept() -> None:
    assert amendments.reworded("Hold it.", [Edit(8, "", " Or not. \n")]) == "Hold it. Or not."
    refused = told(lambda: amendments.reworded("Hold it.", [Edit(8, "", " \u202eEvil")]))
    assert refused is not None
    assert refused.pointer == "/changes"


FIRST = [Edit(20, "the health centre", "the town library")]


def test_a_change_to_a_change_is_counted_in_the_words_the_first_would_leave() -> None:
    # In "Hold the drop-in at the town library." the word "town" stands at 24.
    assert amendments.compose(FIRST, [Edit(24, "town", "village")]) == (
        Edit(20, "the health centre", "the village library"),
    )
    # Its first and its last letter may be changed too.
    assert amendments.compose(FIRST, [Edit(20, "the", "our")]) == (Edit(20, "the health centre", "our town library"),)
    assert amendments.compose(FIRST, [Edit(29, "library", "hall")]) == (Edit(20, "the health centre", "the town hall"),)


def test_behind_a_first_edit_a_second_is_counted_with_what_the_first_puts_in() -> None:
    # "Hold" is four letters, "We keep" seven: everything behind moves by three, so the library begins at 23.
    script = [Edit(20, "the health centre", "the library"), Edit(0, "Hold", "We keep")]
    assert amendments.compose(script, [Edit(27, "library", "hall")]) == (
        Edit(0, "Hold", "We keep"),
        Edit(20, "the health centre", "the hall"),
    )


def test_behind_several_edits_all_they_put_in_is_counted() -> None:
    # "We" is two letters for one, "now and then" twelve for three: what follows both moves by ten.
    script = [Edit(0, "I", "We"), Edit(7, "now", "now and then"), Edit(11, "it", "them")]
    assert amendments.apply("I hold now it.", script) == "We hold now and then them."
    assert amendments.compose(script, [Edit(21, "them", "those")]) == (
        Edit(0, "I", "We"),
        Edit(7, "now", "now and then"),
        Edit(11, "it", "those"),
    )


def test_a_part_of_a_change_may_be_taken_out_again() -> None:
    script = [Edit(0, "Hold", "Keep"), Edit(20, "the health centre", "the library")]
    # Taking "Keep" back to "Hold" leaves the other edit alone.
    assert amendments.compose(script, [Edit(0, "Keep", "Hold")]) == (Edit(20, "the health centre", "the library"),)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        # One letter before it, one behind it, and over its end.
        ([Edit(19, " ", "  ")], OUTSIDE),
        ([Edit(36, ".", "!")], OUTSIDE),
        (
            [Edit(29, "library.", "hall.")],
            OUTSIDE,
        ),
        ([Edit(20, "Our", "x")], NOT_THERE),
        ([Edit(20, "the town", "a"), Edit(24, "town", "x")], NOT_THERE),
        (
            [Edit(20, "the town library", "the health centre")],
            Told("R-AM1", "changes_nothing", "Vote against the change instead."),
        ),
    ],
)
def test_a_change_to_a_change_keeps_within_it(second: list[Edit], expected: Told) -> None:
    assert told(lambda: amendments.compose(FIRST, second)) == expected


@pytest.mark.parametrize(
    ("carried", "moved"),
    [
        # Before it: two letters more. Right up to it: as many. Behind it: nothing moves.
        ([Edit(0, "Hold", "Let us hold")], (Edit(27, "the health centre", "x"),)),
        ([Edit(19, " ", "   ")], (Edit(22, "the health centre", "x"),)),
        ([Edit(37, ".", "!")], (Edit(20, "the health centre", "x"),)),
        # Two that go before, the later one first.
        ([Edit(5, "the ", ""), Edit(0, "Hold", "Keep on")], (Edit(19, "the health centre", "x"),)),
        # Within it, over its beginning, over its end.
        ([Edit(24, "health", "town")], None),
        ([Edit(17, "at the", "in a")], None),
        ([Edit(36, "e.", "es.")], None),
        ([Edit(20, "the health centre", "x")], None),
    ],
)
def test_a_waiting_change_moves_with_the_words_or_has_nothing_to_change(
    carried: list[Edit], moved: tuple[Edit, ...] | None
) -> None:
    assert amendments.carried_over([Edit(20, "the health centre", "x")], carried, WORDS) == moved


def test_words_taken_from_the_beginning_leave_no_room_before_them() -> None:
    # "Please " goes; what is left, " hold it.", is kept without the space in front.
    assert amendments.carried_over([Edit(7, "hold", "keep")], [Edit(0, "Please", "")], "Please hold it.") == (
        Edit(0, "hold", "keep"),
    )
    assert amendments.carried_over([Edit(6, "", "x")], [Edit(0, "Please", "")], "Please hold it.") == (
        Edit(0, "", "x"),
    )


def test_changes_are_taken_by_where_they_begin() -> None:
    assert amendments.place([Edit(9, "", "x"), Edit(4, "a", ""), Edit(7, "", "y")]) == 4


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (Edit(20, "the health centre", " the library "), Said("replace", "the health centre", "the library", "")),
        (Edit(16, " at the health centre", " "), Said("remove", "at the health centre", "", "")),
        # Where only a space is taken away, it is the space that is said.
        (Edit(4, " ", "-"), Said("replace", " ", "-", "")),
        (Edit(37, "", " on Mondays"), Said("add_after", "", "on Mondays", "at the health centre")),
        (Edit(16, "", ", weekly"), Said("add_after", "", ", weekly", "Hold the drop-in")),
        (Edit(0, "", "We shall "), Said("add_before", "", "We shall", "Hold the drop-in at")),
    ],
)
def test_how_minutes_say_a_change(edit: Edit, said: Said) -> None:
    assert amendments.say(WORDS, [edit]) == (said,)


def test_minutes_say_several_changes_in_the_order_of_the_text() -> None:
    script = [Edit(37, "", " soon"), Edit(0, "Hold", "Keep")]
    assert [said.new for said in amendments.say(WORDS, script)] == ["Keep", "soon"]
