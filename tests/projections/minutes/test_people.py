"""What minutes say of people: deputies, interests disputed, links, a quorum asked for, visitors, the next chair."""

from __future__ import annotations

from typing import Any

import pytest

from governance.election import room_events as o
from governance.kernel import ElectionId, EventId, MotionId, OfficeId, PersonId
from governance.meeting import events as e
from governance.meeting import people_events as p
from governance.motion import events as m
from governance.motion.procedure_events import WordsReadBack
from governance.rules.majority import Tally
from governance.rules.quorum import QuorumSnapshot
from governance.standing_orders import ClassMapping
from projections.minutes.quorum_timeline import fold as timeline
from tests.projections.minutes.stage import SEAT, Stage, declared, id_of, item, quorum, roll

SIX = ("Chair", "Vice-chair", "Secretary", "Carer representative", "Respiratory nurse", "Development worker")
PERSON = PersonId(id_of("person", 1))


def afternoon(*titles: str, present: tuple[str, ...] = SIX) -> Stage:
    stage = Stage("2026-02-10")
    stage.called(*(titles or ("Leaflet words",)))
    stage.opened(present, quorum(4, 2))
    return stage


def seated(label: str, *, counts: bool = True, remote: bool = False) -> p.DeputySeated:
    return p.DeputySeated(SEAT[label], PERSON, "professional", remote, counts, ())


def with_deputy_at_the_start(**more: Any) -> Stage:
    """The GP sent apologies and a deputy."""
    stage = Stage("2026-02-10")
    stage.called("Leaflet words")
    here, away = tuple(SEAT[label] for label in SIX), (SEAT["GP"],)
    stage.tell(
        "14:00",
        e.MeetingOpened(stage.orders, 1, ClassMapping(), 1, roll()),
        e.AttendanceSet(here, away),
        seated("GP", **more),
        e.PresiderTookChair(SEAT["Chair"], "opening"),
        e.QuorumTested(quorum(4, 3)),
    )
    return stage


def test_a_deputy_is_on_the_roll_as_a_deputy() -> None:
    assert with_deputy_at_the_start().lines(1) == [
        (
            "1.1 Present: Chair, Vice-chair, Secretary, Carer representative, Respiratory nurse, Deputy for GP,"
            " Development worker."
        ),
        "1.2 In attendance (no vote): none.",
        "1.3 Apologies: GP.",
    ]


def test_a_deputy_who_moves_is_named_as_one_and_the_member_as_themselves_after_they_came() -> None:
    stage = with_deputy_at_the_start()
    stage.tell("14:05", e.ItemOpened(item(3)))
    stage.moved(3, "Use the new leaflet words", "GP", "Chair")
    stage.tell("14:20", e.MemberArrived(SEAT["GP"], remote=False, how="came"))
    stage.moved(3, "Print fifty", "GP", "Chair", n=2, time="14:25")
    assert stage.lines(3) == [
        "3.1 Proposal by Deputy for GP, seconded by Chair: Use the new leaflet words.",
        "3.2 At 14:20 the GP came. From then on the deputy did not act.",
        "3.3 Proposal by GP, seconded by Chair: Print fifty.",
    ]


def test_a_deputy_comes_and_leaves_as_one() -> None:
    stage = afternoon()
    stage.tell("14:05", e.ItemOpened(item(3)))
    stage.tell("14:10", seated("GP"))
    stage.tell("14:40", e.MemberLeft(SEAT["GP"], "left"))
    assert stage.lines(3) == ["3.1 At 14:10 the Deputy for GP came.", "3.2 At 14:40 the Deputy for GP left."]


def test_a_deputy_who_leaves_may_take_the_quorum_along() -> None:
    stage = afternoon()
    stage.tell("14:10", seated("GP"))
    gone = e.MemberLeft(SEAT["GP"], "left")
    stage.tell("14:40", gone, e.QuorumLost(quorum(2, 2, "count", "class_majority")))
    assert stage.lines(2)[-1] == (
        "2.3 At 14:40 the Deputy for GP left. 4 of 9 voting members were left (lived experience 2, other 2)."
        " The meeting could no longer make decisions."
    )


def test_a_deputy_without_a_vote_is_said_to_have_none() -> None:
    assert "1.4 Deputy for GP could speak and had no vote." in with_deputy_at_the_start(counts=False).lines(1)


def test_what_a_deputy_takes_on_is_the_members() -> None:
    stage = with_deputy_at_the_start()
    stage.tell("14:05", e.ItemOpened(item(3)))
    taken = e.ActionAgreed(id_of("action", 1), item(3), None, SEAT["GP"], (), stage.seal("ring the hall"), None)  # type: ignore[arg-type]
    stage.tell("14:10", taken)
    assert stage.lines(3) == ["3.1 Action: GP to ring the hall."]


def test_those_elsewhere_are_told_in_one_line() -> None:
    stage = afternoon()
    stage.tell("14:01", p.JoinedRemotely((SEAT["Carer representative"],)))
    stage.tell("14:10", e.MemberArrived(SEAT["GP"], remote=True, how="came"))
    assert stage.lines(1)[3:] == ["1.4 Carer representative, GP joined by phone or video."]


def test_whoever_followed_in_writing_only_was_not_present() -> None:
    stage = afternoon()
    stage.tell("14:10", p.FollowedByChat((SEAT["GP"],)))
    assert stage.lines(1)[3:] == [
        "1.4 GP followed the meeting in writing. By our rules that is not being present.",
    ]


def told_before(*more: Any) -> Stage:
    stage = Stage("2026-02-10")
    stage.called("The hall")
    stage.tell("09:00", e.InterestDeclared(SEAT["Chair"], item(3), "family", stage.seal("my sister runs it")))
    stage.opened(SIX, quorum(4, 2))
    stage.tell("14:05", *more)
    return stage


@pytest.mark.parametrize(
    ("how", "then"),
    [
        (None, ""),
        ("leave", " Chair left the room for that item and did not vote."),
        ("stay_no_vote", " Chair stayed in the room and did not vote."),
        ("stay_and_vote", " Chair stayed in the room and could vote."),
    ],
)
def test_an_interest_told_in_advance_is_minuted_as_that(how: Any, then: str) -> None:
    managed = [] if how is None else [e.InterestManaged(SEAT["Chair"], item(3), how)]
    told = "1.4 Chair told us before the meeting about an interest in item 3 (family)."
    assert told_before(*managed).lines(1)[3:] == [told + then]


def test_in_public_an_interest_is_told_by_its_category_only() -> None:
    stage = told_before(e.InterestManaged(SEAT["Chair"], item(3), "leave"))
    told = "1.4 Chair told us before the meeting about an interest in item 3 (family)."
    assert stage.lines(1, tier=0)[3:] == [f"{told} Chair left the room for that item and did not vote."]
    assert all("sister" not in line for line in stage.lines(tier=0))


@pytest.mark.parametrize(
    ("how", "asked"),
    [
        ("leave", "whether Chair leaves the room for item 3."),
        ("stay_no_vote", "whether Chair votes on item 3."),
        ("stay_and_vote", "whether Chair may vote on item 3."),
    ],
)
def test_a_dispute_and_the_vote_on_it_are_told(how: Any, asked: str) -> None:
    stage = told_before(e.InterestManaged(SEAT["Chair"], item(3), "stay_no_vote"))
    stage.tell("14:06", p.InterestDisputed(SEAT["Chair"], item(3), how, SEAT["GP"]))
    stage.tell("14:07", p.InterestSettled(SEAT["Chair"], item(3), "stay_no_vote", False, Tally(2, 3, 0), 5))
    assert stage.lines(2)[1:] == [
        f"2.2 GP asked the members to vote on {asked}",
        "2.3 Members voted on that: 2 for, 3 against, 0 took no side. It stayed as it was.",
    ]
    stage.tell("14:08", p.InterestSettled(SEAT["Chair"], item(3), "stay_and_vote", True, Tally(3, 2, 0), 5))
    assert stage.lines(2)[-1].endswith("3 for, 2 against, 0 took no side. It was done as asked.")
    assert stage.lines(1)[-1].endswith("Chair stayed in the room and could vote.")


def recused() -> Stage:
    """Without the chair three face three."""
    stage = told_before(e.InterestManaged(SEAT["Chair"], item(3), "leave"))
    stage.tell("14:10", e.QuorumTested(quorum(3, 3, "class_majority"), item(3)))
    stage.tell("14:11", e.ItemOpened(item(3)))
    return stage


def test_an_item_that_recusal_left_without_a_quorum_says_so() -> None:
    stage = recused()
    left = e.QuorumTested(quorum(3, 3, "class_majority"), item(3)), e.ItemDeferred(item(3), True, "recusal")
    stage.tell("14:20", *left)
    assert stage.lines(3) == [
        (
            "3.1 The hall. Too few members were left to decide this without those who had an interest. It moves to the"
            " next meeting."
        ),
        "3.2 Quorum for this item: 6 voting members (lived experience 3, other 3). We could not make a decision.",
    ]


def test_a_proposal_that_stands_over_for_it_says_so_too() -> None:
    stage = recused()
    motion = stage.moved(3, "Hire the hall", "Vice-chair", "Secretary")
    stage.tell("14:20", e.ItemStoodOver(item(3), (motion,)))
    assert stage.lines(3)[1:] == [
        "3.2 Quorum for this item: 6 voting members (lived experience 3, other 3). We could not make a decision.",
        "3.3 Item 3 was not voted on. It comes first at the next meeting.",
    ]


def asked(number: int = 3) -> tuple[Stage, MotionId]:
    stage = afternoon()
    stage.tell("14:05", e.ItemOpened(item(number)))
    motion = stage.moved(number, "Use the new leaflet words", "Chair", "Secretary")
    stage.tell("14:20", m.QuestionPut(motion, "roll_call", "simple_cast", quorum(4, 2), None))
    return stage, motion


@pytest.mark.parametrize(
    ("answered", "then"),
    [(True, "We phoned and heard the answer."), (False, "We phoned and nobody answered.")],
)
def test_a_link_lost_in_a_roll_call_and_the_call_to_the_member_are_told(answered: bool, then: str) -> None:
    stage, motion = asked()
    stage.tell("14:21", e.MemberLeft(SEAT["Respiratory nurse"], "link_lost"))
    stage.tell("14:22", p.MemberPhoned(motion, SEAT["Respiratory nurse"], answered))
    assert stage.lines(3)[1:] == [
        "3.2 At 14:21 the link to the Respiratory nurse was lost.",
        f"3.3 The link to the Respiratory nurse was lost during the vote. {then}",
    ]


def test_a_vote_taken_again_is_told_with_the_names_of_the_second_only() -> None:
    stage, motion = asked()
    stage.tell("14:21", m.VoteCast(motion, SEAT["Chair"], "for"))
    stage.tell("14:22", p.VoteRetaken(motion, quorum(4, 1), None))
    stage.tell("14:23", m.VoteCast(motion, SEAT["Chair"], "against"))
    words = next(one.event.words for one in stage.events if isinstance(one.event, m.MotionMoved))
    stage.tell("14:24", declared(motion, 3, words, Tally(0, 1, 0), "not_agreed", method="roll_call"))
    assert stage.lines(3)[1:] == [
        "3.2 A link was lost during the vote. The vote was taken again.",
        "3.3 Recorded vote. For: none. Against: Chair. No side: none.",
        "3.4 Vote: 0 for, 1 against, 0 took no side. Not agreed.",
    ]


def test_a_vote_taken_again_keeps_the_names_of_those_who_answered_themselves() -> None:
    stage, motion = asked()
    stage.tell("14:21", m.VoteCast(motion, SEAT["Chair"], "for", own=True), m.VoteCast(motion, SEAT["GP"], "for"))
    stage.tell("14:22", p.VoteRetaken(motion, quorum(4, 1), None, (SEAT["Chair"],)))
    stage.tell("14:23", m.VoteCast(motion, SEAT["GP"], "against"))
    words = next(one.event.words for one in stage.events if isinstance(one.event, m.MotionMoved))
    stage.tell("14:24", declared(motion, 3, words, Tally(1, 1, 0), "not_agreed", method="roll_call"))
    assert "3.3 Recorded vote. For: Chair. Against: GP. No side: none." in stage.lines(3)


def test_votes_given_aloud_are_told_as_that_and_hands_need_no_word() -> None:
    stage, motion = asked()
    stage.tell("14:21", p.CountTaken(motion, "hands"), p.CountTaken(motion, "voice"))
    assert stage.lines(3)[1:] == ["3.2 Members answered aloud."]


def test_a_quorum_asked_for_is_told_with_its_answer() -> None:
    stage = afternoon()
    stage.tell("14:05", e.ItemOpened(item(3)))
    stage.tell("14:10", p.QuorumQueried(SEAT["GP"], None), e.QuorumTested(quorum(4, 2)))
    assert stage.lines(3) == [
        (
            "3.1 GP asked whether we could make decisions. Quorum: 6 voting members (lived experience 4, other 2)."
            " The meeting could make decisions."
        ),
    ]
    assert [test.why for test in timeline(stage.events).tests] == ["the sitting began", "a member asked"]


def test_a_quorum_asked_for_an_item_is_that_items() -> None:
    stage = recused()
    asked_for = p.QuorumQueried(SEAT["GP"], item(3)), e.QuorumTested(quorum(3, 3, "class_majority"), item(3))
    stage.tell("14:12", *asked_for)
    assert stage.lines(3)[0].endswith(
        "Quorum for this item: 6 voting members (lived experience 3, other 3). We could not make a decision."
    )


def visited(capacity: Any, member: str | None) -> tuple[Stage, EventId]:
    stage = afternoon()
    with_whom = SEAT[member] if member else None
    (visitor,) = stage.tell("14:01", e.VisitorNoted(capacity, stage.seal("A friend"), with_whom))
    stage.tell("14:05", e.ItemOpened(item(3)))
    return stage, visitor


def test_a_supporter_who_spoke_as_a_member_is_told() -> None:
    stage, visitor = visited("supporter", "Carer representative")
    stage.tell("14:10", p.VisitorActed(visitor, "spoke", item(3), None))
    assert stage.lines(3) == [
        "3.1 A friend spoke as if they were a member. A supporter speaks for the member they came with.",
    ]


@pytest.mark.parametrize(
    ("did", "told"),
    [
        ("spoke", "A friend spoke as if they were a member."),
        ("moved", "A friend made this proposal, and is not a member."),
        ("seconded", "A friend seconded this proposal, and is not a member."),
        ("voted", "A friend voted, and is not a member."),
    ],
)
def test_what_a_visitor_did_as_a_member_is_told(did: Any, told: str) -> None:
    stage, visitor = visited("observer", None)
    stage.tell("14:10", p.VisitorActed(visitor, did, item(3), None))
    assert stage.lines(3) == [f"3.1 {told}"]


def test_who_takes_the_chair_next_time_is_told() -> None:
    stage = afternoon()
    stage.tell("15:00", p.NextChairAgreed(SEAT["Carer representative"], (SEAT["Vice-chair"],)))
    assert stage.lines(2)[1:] == ["2.2 Carer representative will take the chair at the next meeting."]


def test_that_the_meeting_went_on_with_nobody_in_the_chair_is_told_under_its_item() -> None:
    stage = afternoon()
    stage.tell("14:10", e.MemberLeft(SEAT["Chair"], "left"))
    stage.tell("14:12", e.ItemOpened(item(3)), p.WentOnUnchaired(("R-CH1",)))
    told = "The meeting went on with nobody in the chair. Our rules ask for somebody there."
    assert [line.partition(" ")[2] for line in stage.lines(3)].count(told) == 1
    assert told not in " ".join(stage.lines(2))


def test_s11_a_member_who_does_not_vote_and_the_quorum_after_that() -> None:
    stage = Stage("2026-07-14")
    stage.called("Election")
    stage.opened(SIX, quorum(4, 4, "class_majority", of=8))
    stage.tell("14:02", e.VoteStoodDown(SEAT["Commissioner"]), e.QuorumRegained(quorum(4, 3, of=8)))
    assert stage.lines(2)[1:] == [
        "2.2 Commissioner chose not to vote at this meeting.",
        "2.3 Quorum: 7 voting members (lived experience 4, other 3). The meeting could make decisions.",
    ]


def test_a_second_sitting_says_why_so_few_could_decide() -> None:
    stage = Stage("2026-02-10")
    stage.called("Leaflet words")
    by_class: Any = (("LE", 2), ("PR", 1))
    stage.opened(SIX[:3], QuorumSnapshot(3, 9, by_class, 5, True, "quorate", (), ("second_meeting",)))
    assert stage.lines(2)[0].endswith(
        "This meeting had stopped because too few were there. By our rules those who came back could decide what was on"
        " the agenda."
    )


def test_standing_down_that_a_member_took_back_is_told_with_that() -> None:
    stage = afternoon()
    stage.tell("14:02", e.VoteStoodDown(SEAT["Development worker"]), e.VoteTakenUp(SEAT["Development worker"]))
    stage.tell("14:05", e.VoteStoodDown(SEAT["Development worker"], own=True))
    stage.tell("14:06", e.VoteStoodDown(SEAT["Development worker"], own=True))
    assert stage.lines(2)[1:] == [
        "2.2 Development worker chose not to vote at this meeting.",
        "2.3 Development worker said that this was not so, and could vote again.",
        "2.4 Development worker chose not to vote at this meeting.",
    ]


@pytest.mark.parametrize(
    ("named", "how", "then"),
    [
        (True, "leave", "Chair had voted on it by then, and left the room for the rest of that item."),
        (True, "stay_no_vote", "Chair had voted on it by then, and stayed in the room without a vote."),
        (False, "leave", "Chair left the room for the rest of that item."),
        (False, "stay_no_vote", "From then on Chair stayed in the room without a vote."),
        (True, "stay_and_vote", "Chair stayed in the room and could vote."),
    ],
)
def test_of_a_member_kept_out_after_a_vote_minutes_do_not_say_that_they_did_not_vote(
    named: bool, how: Any, then: str
) -> None:
    stage = afternoon()
    motion, chair = MotionId(id_of("motion", 1)), SEAT["Chair"]
    method: Any = "roll_call" if named else "hands"
    stage.tell(
        "14:10",
        e.ItemOpened(item(3)),
        m.MotionMoved(motion, item(3), SEAT["GP"], stage.seal("Hire the hall."), "ordinary", None, None),
        m.QuestionPut(motion, method, "simple_cast", quorum(4, 2), tuple(SEAT[one] for one in SIX)),
    )
    if named:
        stage.tell("14:11", m.VoteCast(motion, chair, "against", own=True))
    words = stage.seal("Hire the hall.")
    tally = Tally(0, 1, 0) if named else Tally(3, 2, 0)
    stage.tell("14:12", declared(motion, 3, words, tally, "not_agreed" if named else "agreed", method=method))
    stage.tell("14:13", e.InterestDeclared(chair, item(3), "family", None), e.InterestManaged(chair, item(3), how))
    assert stage.lines(1)[-1] == f"1.4 Chair told us about an interest in item 3 (family). {then}"


def test_of_a_member_kept_out_after_a_ballot_in_an_election_minutes_do_not_say_that_they_did_not_vote() -> None:
    stage = afternoon()
    election, office, gp = ElectionId(id_of("election", 1)), OfficeId(id_of("office", 0)), SEAT["GP"]
    papers = (o.CandidateVotes(SEAT["Chair"], 4), o.CandidateVotes(SEAT["Vice-chair"], 1))
    stage.tell(
        "14:10", e.ItemOpened(item(3)), o.ElectionBallotCounted(election, item(3), office, 1, None, papers, None, 0)
    )
    stage.tell("14:13", e.InterestDeclared(gp, item(3), "family", None), e.InterestManaged(gp, item(3), "leave"))
    assert stage.lines(1)[-1] == (
        "1.4 GP told us about an interest in item 3 (family). GP left the room for the rest of that item."
    )


@pytest.mark.parametrize(
    ("read", "told"),
    [(True, "The words were read out before the vote."), (False, "The words were not read out before the vote.")],
)
def test_whether_the_words_were_read_out_is_told_where_it_is_known(read: bool, told: str) -> None:
    stage, motion = asked()
    stage.tell("14:21", WordsReadBack(motion, read))
    assert stage.lines(3)[1:] == [f"3.2 {told}"]


def test_an_item_we_came_to_out_of_its_turn_is_told_with_the_one_before_it() -> None:
    stage = afternoon("First", "Second", "Third")
    stage.tell("14:05", e.ItemOpened(item(5)), e.ItemClosed(item(5)))
    stage.tell("14:10", e.ItemOpened(item(3)), e.ItemClosed(item(3)))
    stage.tell("14:15", e.ItemOpened(item(4)), e.NoteTaken(item(4), stage.seal("the hall")), e.ItemOpened(item(3)))
    assert stage.lines(5) == ["5.1 Nothing was decided on this item."]
    assert stage.lines(3) == ["3.1 We came to this after item 5.", "3.2 Nothing was decided on this item."]
    assert stage.lines(4)[0] == "4.1 We came to this after item 5."
