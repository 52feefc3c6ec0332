"""What minutes say of offices: ballots and ties, lots, a vote on the only one who stood, who acts, who was heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from governance.election import room_events as o
from governance.kernel import DecisionId, ElectionId, Moment, OfficeId, SeatId, TermId
from governance.meeting.events import ItemOpened
from tests.projections.minutes.stage import EVERYONE, SEAT, Stage, id_of, item, quorum

if TYPE_CHECKING:
    from governance.rules.elections import How

ELECTION = ElectionId(id_of("election", 1))
CHAIR = OfficeId(id_of("office", 0))
PAPERS = "3.1 Secret ballot for Chair: Vice-chair 4, Secretary 3."
TERM = TermId(id_of("term", 1))
VICE, SECRETARY, FOURTH = (SEAT[name] for name in ("Vice-chair", "Secretary", "User representative 4"))


def full() -> Stage:
    """Everyone came, and the item on the chair is open."""
    stage = Stage("2026-07-14")
    stage.called("Chair")
    stage.opened(EVERYONE, quorum(5, 4))
    stage.tell("14:05", ItemOpened(item(3)))
    return stage


def ballot(stage: Stage, number: int, votes: dict[SeatId, int], *, against: int | None = None, spoilt: int = 0) -> None:
    seats = tuple(votes)
    papers = tuple(o.CandidateVotes(seat, count) for seat, count in votes.items())
    opened = o.ElectionBallotOpened(
        ELECTION, item(3), CHAIR, number, seats, against is not None, (), quorum(5, 4), None
    )
    stage.tell(
        "14:10", opened, o.ElectionBallotCounted(ELECTION, item(3), CHAIR, number, None, papers, against, spoilt)
    )


def result(
    stage: Stage, seat: SeatId | None, how: How = "ballot", *, until: str | None = "2027-03-31", **more: Any
) -> None:
    given: dict[str, Any] = {"announced": None, "by_rule": seat, "known": True, "irregular": (), **more}
    effect = until is not None
    stage.tell(
        "14:15",
        o.ElectionDeclared(
            ELECTION, item(3), CHAIR, how, given["announced"], given["by_rule"], given["known"],
            TERM if effect else None, given.get("since"), until, given["irregular"], effect, quorum(5, 4),
            names_unknown=given.get("names_unknown", False),
        ),
    )  # fmt: skip


def test_a_ballot_tells_the_papers_of_each_the_most_first() -> None:
    stage = full()
    ballot(stage, 1, {SECRETARY: 3, VICE: 4})
    assert stage.lines(3) == ["3.1 Secret ballot for Chair: Vice-chair 4, Secretary 3."]
    result(stage, VICE)
    assert stage.lines(3) == [f"{PAPERS} Vice-chair was elected until 31 March 2027."]
    assert [line.text for line in stage.document().decided] == ["Vice-chair was elected Chair until 31 March 2027."]


def test_the_seats_that_took_part_are_nowhere_in_the_minutes() -> None:
    stage = full()
    ballot(stage, 1, {SECRETARY: 3, VICE: 4})
    (line,) = [line for part in stage.document().parts if part.number == 3 for line in part.lines]
    assert set(line.tokens) == {"office", "votes"}


def test_a_tie_a_further_ballot_and_a_lot() -> None:
    stage = full()
    ballot(stage, 1, {SECRETARY: 3, VICE: 3, FOURTH: 1})
    ballot(stage, 2, {SECRETARY: 3, VICE: 3}, spoilt=1)
    stage.tell("14:14", o.LotDrawn(ELECTION, item(3), (SECRETARY, VICE), SECRETARY))
    result(stage, SECRETARY, "lot")
    assert stage.lines(3) == [
        (
            "3.1 Secret ballot for Chair: Vice-chair 3, Secretary 3, User representative 4: 1."
            " It was a tie. We voted again."
        ),
        "3.2 Secret ballot for Chair: Vice-chair 3, Secretary 3. It was a tie.",
        "3.3 One paper could not be counted.",
        "3.4 We drew a lot in front of everybody. It fell on Secretary. Secretary was elected until 31 March 2027.",
    ]


def test_a_runoff_says_that_nobody_had_more_than_half() -> None:
    stage = full()
    ballot(stage, 1, {SECRETARY: 4, VICE: 3, FOURTH: 2}, spoilt=2)
    ballot(stage, 2, {SECRETARY: 4, VICE: 5})
    result(stage, VICE)
    assert stage.lines(3) == [
        (
            "3.1 Secret ballot for Chair: Secretary 4, Vice-chair 3, User representative 4: 2."
            " Nobody had more than half. We voted again."
        ),
        "3.2 2 papers could not be counted.",
        ("3.3 Secret ballot for Chair: Vice-chair 5, Secretary 4. Vice-chair was elected until 31 March 2027."),
    ]


@pytest.mark.parametrize(
    ("for_", "against", "said"),
    [
        (5, 2, "Secret ballot: 5 for, 2 against. User representative 4 was elected until 31 March 2027."),
        (2, 5, "Secret ballot: 2 for, 5 against. User representative 4 was not elected."),
    ],
)
def test_a_vote_on_the_only_one_who_stood(for_: int, against: int, said: str) -> None:
    stage = full()
    stage.tell("14:09", o.ElectionVoteRequired(ELECTION, item(3), CHAIR, SEAT["GP"]))
    ballot(stage, 1, {FOURTH: for_}, against=against)
    won = for_ > against
    result(stage, FOURTH if won else None, "yes_no", until="2027-03-31" if won else None)
    asked = "One person stood for Chair: User representative 4. A member asked for a vote. "
    assert stage.lines(3) == [f"3.1 {asked}{said}"]


def test_nobody_stood_and_nobody_wrote_down_who_won() -> None:
    stage = full()
    result(stage, None, "nobody", until=None)
    assert stage.lines(3) == ["3.1 Nobody stood for Chair."]
    stage = full()
    result(stage, None, "not_counted", until=None, known=False)
    assert stage.lines(3) == ["3.1 The notes do not say who was elected Chair."]
    stage = full()
    result(stage, None, "not_counted", announced=VICE, known=False)
    assert stage.lines(3) == ["3.1 Vice-chair was elected Chair until 31 March 2027. The notes do not give a count."]


def test_an_election_that_does_not_count_says_why() -> None:
    stage = full()
    ballot(stage, 1, {SECRETARY: 3, VICE: 4})
    result(stage, VICE, until=None, irregular=("R-QU1",))
    assert stage.lines(3) == [
        "3.1 Secret ballot for Chair: Vice-chair 4, Secretary 3. Vice-chair was elected.",
        (
            "3.2 Written up afterwards. By our rules this election does not count until it is ratified: too few members"
            " were present."
        ),
    ]


@pytest.mark.parametrize(("votes", "told"), [((3, 1), "Secretary 1"), ((7, 0), "Secretary 0")])
def test_in_public_few_papers_or_all_of_one_mind_are_told_without_numbers(votes: tuple[int, int], told: str) -> None:
    stage = full()
    ballot(stage, 1, {VICE: votes[0], SECRETARY: votes[1]})
    assert stage.lines(3, tier=0) == ["3.1 Secret ballot for Chair: Vice-chair, Secretary."]
    (line,) = stage.lines(3)
    assert line == f"3.1 Secret ballot for Chair: Vice-chair {votes[0]}, {told}."


def test_in_public_more_papers_that_differ_are_told() -> None:
    stage = full()
    ballot(stage, 1, {VICE: 4, SECRETARY: 3})
    assert stage.lines(3, tier=0) == stage.lines(3)


@pytest.mark.parametrize(
    ("left", "since", "said"),
    [
        ("resigned", "01", "The Chair resigned on 1 July 2026. The Vice-chair has been acting chair since then."),
        ("removed", "01", "The Chair was removed on 1 July 2026. The Vice-chair has been acting chair since then."),
        ("expired", "01", "Nobody has been chair since 1 July 2026. The Vice-chair has been acting chair since then."),
        ("resigned", "05",
         "Nobody has been chair since 1 July 2026. The Vice-chair has been acting chair since 5 July 2026."),
    ],
)  # fmt: skip
def test_who_acts_as_chair_and_since_when(left: Any, since: str, said: str) -> None:
    stage = full()
    vacant, acts = (Moment(f"2026-07-{day}T00:00+01:00", "day") for day in ("01", since))
    stage.tell("14:06", o.ActingTold(CHAIR, left, vacant, VICE, acts))
    assert f"1.4 {said}" in stage.lines(1)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("spoke", "Chair spoke about this before the vote."),
        ("in_writing", "Chair answered this in writing before the vote."),
        ("declined", "Chair was asked to speak about this, and chose not to."),
    ],
)
def test_an_officer_is_heard_before_a_vote_on_their_removal(how: Any, said: str) -> None:
    stage = full()
    motion = stage.moved(3, "Choose another chair.", "GP", "Vice-chair")
    stage.tell("14:12", o.OfficerHeard(motion, SEAT["Chair"], how))
    assert stage.lines(3)[-1] == f"3.2 {said}"


def test_a_term_that_begins_later_is_told_with_the_day_it_begins() -> None:
    stage = full()
    ballot(stage, 1, {VICE: 4, SECRETARY: 1})
    result(stage, VICE, until="2030-06-30", since=Moment("2028-07-01T00:00+01:00", "day"))
    elected = "from 1 July 2028 until 30 June 2030."
    assert stage.lines(3) == [
        f"3.1 Secret ballot for Chair: Vice-chair 4, Secretary 1. Vice-chair was elected {elected}"
    ]
    assert [line.text for line in stage.document().decided] == [f"Vice-chair was elected Chair {elected}"]


def test_it_is_told_where_nobody_knows_from_when_names_could_be_put_forward() -> None:
    stage = full()
    result(stage, VICE, "unopposed", names_unknown=True)
    assert stage.lines(3)[1] == "3.2 The notes do not say from when names could be put forward."


@pytest.mark.parametrize(
    ("office", "back", "told"),
    [
        (CHAIR, True, "The vote that removed the Chair does not count any more. They are chair again, as before it."),
        (CHAIR, False, "The vote that removed the Chair does not count any more. We look at that at the next meeting."),
        (None, True, "The vote that put Secretary out does not count any more. They sit with us again, as before it."),
        (None, False, "The vote that put Secretary out does not count any more. We look at that at the next meeting."),
    ],
)
def test_what_becomes_of_a_removal_whose_vote_does_not_count_any_more_is_told(
    office: OfficeId | None, back: bool, told: str
) -> None:
    stage = full()
    stage.tell("14:20", o.RemovalUndone(item(3), DecisionId(id_of("decision", 1)), SECRETARY, office, back))
    assert stage.lines(3)[-1].endswith(told)


@pytest.mark.parametrize(
    ("office", "told"),
    [
        (CHAIR, "The vote that removed the Chair counts after all. They are out again."),
        (None, "The vote that put Secretary out counts after all. They are out again."),
    ],
)
def test_that_a_removal_counts_after_all_is_told(office: OfficeId | None, told: str) -> None:
    stage = full()
    stage.tell("14:20", o.RemovalCountsAgain(item(3), DecisionId(id_of("decision", 1)), SECRETARY, office))
    assert stage.lines(3)[-1].endswith(told)
