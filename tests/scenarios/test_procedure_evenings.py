"""Evenings of procedure in Local Planning Group A, through the import path, with the exact lines of their minutes."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest

from api.importing import BadLine
from governance.decision.events import DecisionMade, DecisionReinstated, DecisionSetAside
from projections.decisions import Standings
from tests.people import evening, minutes, printed, record

if TYPE_CHECKING:
    from uuid import UUID

    from governance.application import Governance

EVERYONE = ["chair", "vice-chair", "secretary", "user-representative-4", "carer-representative", "respiratory-nurse",
            "gp", "commissioner", "development-worker"]  # fmt: skip
DAY = "2026-03-10"
ORDERS = {"notice_days": 7, "quorum": 5, "lived_experience": "block", "seconder_required": True, "max_degree": 2}


class Evening:
    """The lines of a live meeting of everyone on 10 March 2026, a minute apart."""

    def __init__(self, *agenda: Any, **orders: Any) -> None:
        self._minutes = itertools.count(1)
        self.lines: list[dict[str, Any]] = [
            {"import": "an-evening"},
            {"do": "adoptStandingOrders", "group": "group-a", "orders": {**ORDERS, **orders},
             "since": {"date": "2026-01-01"}, "when": {"date": "2026-01-01"}},
            {"do": "callMeeting", "as": "m", "group": "group-a", "mode": "live", "place": "The library",
             "starts": {"date": DAY, "time": "14:00"}, "when": {"date": "2026-02-20", "time": "10:00"},
             "agenda": [one if isinstance(one, dict) else {"title": one} for one in agenda]},
            {"do": "openMeeting", "meeting": "m", "mode": "live", "present": EVERYONE, "presider": "chair",
             "minute_taker": "secretary", "when": {"date": DAY, "time": "14:00"}},
        ]  # fmt: skip

    def then(self, do: str, **said: Any) -> Evening:
        when = {"date": DAY, "time": f"14:{next(self._minutes):02}"}
        self.lines.append({"do": do, "meeting": "m", "mode": "live", "when": when, **said})
        return self

    def moved(self, words: str, *, item: str = "3", name: str = "q", **more: Any) -> Evening:
        self.then("openItem", item=item)
        by = {"moved_by": "vice-chair", "seconded_by": "gp"}
        return self.then("moveMotion", **{"as": name, "item": item, "words": words, **by, **more})

    def answered(self, motion: str, for_: int, against: int = 0) -> Evening:
        self.then("putMotion", motion=motion)
        self.then("recordCount", motion=motion, count={"for": for_, "against": against})
        return self.then("declareResult", motion=motion)

    def recorded(self, governance: Governance) -> dict[str, UUID]:
        return record(governance, self.lines)


def item_of(governance: Governance, meeting: UUID, number: str) -> list[str]:
    return [line for line in printed(governance, meeting) if line.startswith(f"{number}.")]


LEFT_OVER = """\
3.1 This was left over from our meeting of 10 February 2026.
3.2 Proposal by Development worker, seconded by Respiratory nurse: Use the new leaflet words.
3.3 Vote: 8 for, 1 against, 0 took no side. Agreed."""


def test_s2_the_item_that_was_not_voted_on_comes_first_at_the_next_meeting(governance: Governance) -> None:
    lines = [{**line, "as": "leaflet"} if line["do"] == "moveMotion" else line for line in evening("february")[1:]]
    next_time = Evening("The new leaflet", "The summer")
    next_time.then("takeUnfinishedBusiness", motion="leaflet", item="3")
    next_time.then("openItem", item="3").answered("leaflet", 8, 1)
    made = record(governance, [{"import": "two-evenings"}, *lines, *next_time.lines[1:]])
    assert item_of(governance, made["m"], "3") == LEFT_OVER.splitlines()
    (mark,) = [one.event for one in governance.everything(0, 10000, (DecisionMade.topic,))][-1:]
    assert isinstance(mark, DecisionMade)
    assert (mark.meeting, mark.motion, mark.outcome.takes_effect) == (made["m"], made["leaflet"], True)


def test_s2_other_business_does_not_come_first(governance: Governance) -> None:
    lines = [{**line, "as": "leaflet"} if line["do"] == "moveMotion" else line for line in evening("february")[1:]]
    next_time = Evening("The summer").then("takeUnfinishedBusiness", motion="leaflet").then("openItem", item="3")
    with pytest.raises(BadLine, match="unfinished_business_comes_first"):
        record(governance, [{"import": "two-evenings"}, *lines, *next_time.lines[1:]])


CHANGES = """\
3.1 Proposal by Vice-chair, seconded by GP: Hold the drop-in at the health centre, cost £480.
3.2 Change proposed by Carer representative, seconded by Secretary. Replace "at the health centre" with "at the library".
3.3 With this change the cost would be £520.
3.4 Change to the change proposed by Commissioner, seconded by GP. Replace "library" with "town library".
3.5 Vote on the change to the change: 6 for, 3 against, 0 took no side. Agreed.
3.6 The change is now: Replace "at the health centre" with "at the town library".
3.7 Vote on the change: 5 for, 4 against, 0 took no side. Agreed.
3.8 The proposal now reads: Hold the drop-in at the town library, cost £480.
3.9 The cost is now £520. We looked again at what the vote needs.
3.10 Change proposed by Commissioner, seconded by GP. Replace "£480" with "£520".
3.11 Vice-chair took the change into the proposal. Nobody objected.
3.12 The proposal now reads: Hold the drop-in at the town library, cost £520.
3.13 Vote on the changed proposal: 9 for, 0 against, 0 took no side. Agreed."""  # noqa: E501 - the exact lines


def test_a_change_to_a_change_and_a_change_accepted(governance: Governance) -> None:
    meeting = Evening("The drop-in").moved("Hold the drop-in at the health centre, cost £480.")
    meeting.then("moveAmendment", **{"as": "c"}, motion="q", moved_by="carer-representative", seconded_by="secretary",
                 changes=[{"remove": "at the health centre", "insert": "at the library"}],
                 cost={"minor": 52000})  # fmt: skip
    meeting.then("moveAmendment", **{"as": "cc"}, motion="c", moved_by="commissioner", seconded_by="gp",
                 changes=[{"remove": "library", "insert": "town library"}])  # fmt: skip
    meeting.answered("cc", 6, 3).answered("c", 5, 4)
    meeting.then("moveAmendment", **{"as": "d"}, motion="q", moved_by="commissioner", seconded_by="gp",
                 changes=[{"remove": "£480", "insert": "£520"}])  # fmt: skip
    meeting.then("acceptAmendment", motion="d", by="vice-chair").answered("q", 9)
    made = meeting.recorded(governance)
    assert item_of(governance, made["m"], "3") == CHANGES.splitlines()


GOING_ON = """\
3.1 Proposal by Vice-chair, seconded by GP: Hold the drop-in at the library.
3.2 Proposal by Commissioner, seconded by GP: Vote now.
3.3 This needs two thirds of the votes for and against.
3.4 Vote: 5 for, 4 against, 0 took no side. Not agreed.
3.5 Proposal by Carer representative, seconded by Secretary: Let the young people look at it first. It would come back on 12 May 2026.
3.6 Vote: 9 for, 0 against, 0 took no side. Agreed.
3.7 The proposal was put off to 12 May 2026."""  # noqa: E501 - the exact lines


def test_how_to_go_on_is_voted_on_before_the_question(governance: Governance) -> None:
    meeting = Evening("The drop-in").moved("Hold the drop-in at the library.")
    meeting.then("moveProcedural", **{"as": "now"}, item="3", kind="closure", about="q", moved_by="commissioner",
                 seconded_by="gp").answered("now", 5, 4)  # fmt: skip
    meeting.then("moveProcedural", **{"as": "later"}, item="3", kind="postpone", about="q", until="2026-05-12",
                 words="Let the young people look at it first.", moved_by="carer-representative",
                 seconded_by="secretary").answered("later", 9)  # fmt: skip
    made = meeting.recorded(governance)
    assert item_of(governance, made["m"], "3") == GOING_ON.splitlines()


DIVIDED = """\
3.1 Proposal by Vice-chair, seconded by GP: Buy a kettle and paint the room.
3.2 The proposal was taken apart. We voted on each part by itself.
3.3 Part 1: Buy a kettle.
3.4 Part 2: and paint the room.
3.5 Vote on part 1: 9 for, 0 against, 0 took no side. Agreed.
3.6 Vote on part 2: 4 for, 5 against, 0 took no side. Not agreed."""


def parts_of(governance: Governance, meeting: UUID) -> list[str]:
    motions = governance.meeting(meeting).motions.values()  # type: ignore[arg-type]
    return [str(motion.id) for motion in motions if motion.part_of is not None]


def test_a_proposal_is_voted_on_in_parts(governance: Governance) -> None:
    meeting = Evening("The room").moved("Buy a kettle and paint the room.")
    meeting.then("divideQuestion", motion="q", cuts=["and paint"], objections=[])
    made = meeting.recorded(governance)
    first, second = parts_of(governance, made["m"])
    done = len(meeting.lines)
    meeting.answered(first, 9).answered(second, 4, 5)
    record(governance, [{"import": "parts"}, *_named(meeting.lines[done:], made["m"])])
    assert item_of(governance, made["m"], "3") == DIVIDED.splitlines()
    assert [line.text for line in minutes(governance, made["m"]).decided] == [
        "Agreed: Buy a kettle.",
        "Not agreed: and paint the room.",
    ]


def _named(lines: list[dict[str, Any]], meeting: UUID) -> list[dict[str, Any]]:
    return [{**line, "meeting": str(meeting)} for line in lines]


AGAIN = """\
3.1 Proposal by Vice-chair, seconded by GP: Meet at noon.
3.2 Vote: 5 for, 4 against, 0 took no side. Agreed.
3.3 GP said that the rules were not kept: Two hands were counted twice.
3.4 Chair, in the chair, ruled: The vote is set aside. Reason: The count was wrong.
3.5 The vote on this was set aside and does not count: Meet at noon.
3.6 Carer representative, Commissioner asked the meeting if the ruling stands.
3.7 Vote on the ruling: 4 for, 4 against, 0 took no side. The ruling stands.
3.8 The vote was tied. A tie keeps the ruling.
3.9 We voted on this again: Meet at noon. The vote before does not count.
3.10 Vote: 3 for, 5 against, 0 took no side. Not agreed."""


def ruled_on() -> Evening:
    meeting = Evening("When we meet").moved("Meet at noon.").answered("q", 5, 4)
    meeting.then("raisePointOfOrder", words="Two hands were counted twice.", seat="gp")
    meeting.then("makeRuling", **{"as": "r"}, words="The vote is set aside.", reason="The count was wrong.",
                 annuls="q")  # fmt: skip
    seats = ["carer-representative", "commissioner"]
    return meeting.then("appealRuling", **{"as": "appeal"}, ruling="r", seats=seats)


def marks(governance: Governance) -> list[type]:
    topics = (DecisionMade.topic, DecisionSetAside.topic, DecisionReinstated.topic)
    return [type(one.event) for one in governance.everything(0, 10000, topics)]


def test_a_vote_set_aside_is_taken_again_and_both_stay(governance: Governance) -> None:
    meeting = ruled_on().answered("appeal", 4, 4)
    meeting.then("voteAgain", **{"as": "again"}, motion="q").answered("again", 3, 5)
    made = meeting.recorded(governance)
    assert item_of(governance, made["m"], "3") == AGAIN.splitlines()
    assert marks(governance) == [DecisionMade, DecisionSetAside, DecisionMade]
    assert [line.text for line in minutes(governance, made["m"]).decided] == [
        "Voted on, then set aside. It does not count: Meet at noon.",
        "Not agreed: Meet at noon.",
    ]


def test_a_vote_set_aside_stands_again_when_the_meeting_does_not_uphold_the_ruling(governance: Governance) -> None:
    made = ruled_on().answered("appeal", 3, 5).recorded(governance)
    assert item_of(governance, made["m"], "3")[-2:] == [
        "3.7 Vote on the ruling: 3 for, 5 against, 0 took no side. The ruling does not stand.",
        "3.8 What the ruling did is undone.",
    ]
    assert marks(governance) == [DecisionMade, DecisionSetAside, DecisionReinstated]
    assert [line.text for line in minutes(governance, made["m"]).decided] == ["Agreed: Meet at noon."]


CHOICES = """\
3.1 Question from Vice-chair, seconded by GP: Where do we meet in June?
3.2 Choice 1: The library.
3.3 Choice 2: The town hall.
3.4 Choice 3: Put it off to the next meeting.
3.5 Votes: 2 for choice 1, 3 for choice 2, 3 for choice 3. 1 took no side.
3.6 No choice had more than half of the votes. We voted again, between 2 and 3.
3.7 Votes: 3 for choice 2, 5 for choice 3. 1 took no side.
3.8 Choice 3 was agreed: Put it off to the next meeting.
3.9 This item was put off to the next meeting."""


def test_one_of_several_choices_wins_after_a_run_off(governance: Governance) -> None:
    meeting = Evening("June").then("openItem", item="3")
    options = [{"words": "The library."}, {"words": "The town hall."},
               {"words": "Put it off to the next meeting.", "postpones": True}]  # fmt: skip
    meeting.then("moveOptions", **{"as": "o"}, item="3", words="Where do we meet in June?", options=options,
                 wins="majority", moved_by="vice-chair", seconded_by="gp")  # fmt: skip
    for counts in ([2, 3, 3], [0, 3, 5]):
        meeting.then("putMotion", motion="o").then("countOptions", motion="o", counts=counts, no_side=1)
        meeting.then("declareResult", motion="o")
    made = meeting.recorded(governance)
    assert item_of(governance, made["m"], "3") == CHOICES.splitlines()
    assert [line.text for line in minutes(governance, made["m"]).decided] == ["Agreed: Put it off to the next meeting."]


def test_items_are_agreed_together_but_for_the_one_pulled(governance: Governance) -> None:
    agenda = [{"title": title, "kind": "consent"} for title in ("Minutes", "The rota", "The report")]
    meeting = Evening(*agenda).then("pullItem", item="4", seat="carer-representative").then("openItem", item="3")
    meeting.then("moveTogether", **{"as": "t"}, item="3", items=["3", "5"], words="Agree the minutes and the report.",
                 moved_by="vice-chair", seconded_by="gp").answered("t", 9)  # fmt: skip
    made = meeting.recorded(governance)
    assert item_of(governance, made["m"], "3") == [
        "3.1 Proposal by Vice-chair, seconded by GP: Agree the minutes and the report.",
        "3.2 This proposal is about items 3, 5.",
        "3.3 Vote: 9 for, 0 against, 0 took no side. Agreed.",
    ]
    assert item_of(governance, made["m"], "4") == ["4.1 Carer representative asked to take this item by itself."]
    assert item_of(governance, made["m"], "5") == ["5.1 We agreed this together with other items. See item 3."]


def test_the_public_reads_how_many_objected_not_who(governance: Governance) -> None:
    meeting = Evening("The drop-in").moved("Meet at noon.")
    meeting.then("changeWords", motion="q", changes=[{"remove": "noon", "insert": "one"}], objections=["gp"],
                 mode="written_up")  # fmt: skip
    made = meeting.recorded(governance)
    said = 'The words were changed. {} objected. Replace "noon" with "one".'
    assert said.format("GP") in [line.text for line in minutes(governance, made["m"]).lines]
    assert said.format("1") in [line.text for line in minutes(governance, made["m"], tier=0).lines]


def test_a_second_taken_back_and_a_motion_nobody_seconds_are_told(governance: Governance) -> None:
    meeting = Evening("The drop-in").moved("Meet at noon.").then("withdrawSecond", motion="q", by="gp")
    meeting.then("letFall", motion="q")
    made = meeting.recorded(governance)
    assert item_of(governance, made["m"], "3") == [
        "3.1 Proposal by Vice-chair, seconded by GP: Meet at noon.",
        "3.2 GP took the second back.",
        "3.3 Nobody seconded the proposal. It was not voted on.",
    ]


def test_the_register_tells_that_a_decision_was_set_aside_and_stands_again(governance: Governance) -> None:
    ruled_on().answered("appeal", 3, 5).recorded(governance)
    standings, stands = Standings(), None
    told: list[tuple[str, str | None]] = []
    for one in governance.everything(0, 10000, standings.topics):
        stands = standings.apply(stands, one)
        told.append((stands.status, stands.set_aside))
    assert told == [("in_force", None), ("set_aside", "annulled"), ("in_force", None)]


def test_a_motion_left_over_is_found_at_either_meeting_as_it_was_known(governance: Governance) -> None:
    lines = [{**line, "as": "leaflet"} if line["do"] == "moveMotion" else line for line in evening("february")[1:]]
    made = record(governance, [{"import": "february"}, *lines])
    motion, before = made["leaflet"], governance.head()
    assert governance.find(motion).stream == made["february"]  # type: ignore[union-attr]
    next_time = Evening("The new leaflet").then("takeUnfinishedBusiness", motion=str(motion), item="3")
    made = record(governance, [{"import": "march"}, *next_time.lines[1:]])
    assert governance.find(motion).stream == made["m"]  # type: ignore[union-attr]
    assert governance.head() > before
