"""What minutes say, from events told by hand: the given evenings, odd endings, slips taken back, and hostile words."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from governance.meeting import events as e
from governance.meeting.notice_events import TakenAsUrgent
from governance.motion import events as m
from governance.rules.majority import Tally
from governance.standing_orders import ClassMapping
from projections.minutes import html, plain
from projections.minutes.document import canonical, digest
from projections.minutes.phrases import EDITION, PHRASES, REASONS
from tests.projections.minutes.stage import EVERYONE, SEAT, Stage, declared, id_of, item, quorum, roll

FIRST_EDITION = "807b61f734b199ce036f49858ed1ec72f54815eb81fc12ef8cfb44b54b239152"

SIX = ("Chair", "Vice-chair", "Secretary", "Carer representative", "Respiratory nurse", "Development worker")
SHORT = ("Chair", "Vice-chair", "Respiratory nurse", "GP", "Commissioner", "Development worker")
AWAY = ("Secretary", "User representative 4", "Carer representative")


def full(*titles: str) -> Stage:
    """Everyone came, and the first item is open."""
    stage = Stage("2026-05-12")
    stage.called(*(titles or ("Drop-in venue",)))
    stage.opened(EVERYONE, quorum(5, 4))
    stage.tell("14:05", e.ItemOpened(item(3)))
    return stage


def voted(stage: Stage, *, tally: Tally, ruling: m.Ruling, n: int = 1, **more: object) -> None:
    """The pending proposal was put, counted by hands and declared."""
    motion = id_of("motion", n)
    words = next(one.event.words for one in stage.events if isinstance(one.event, m.MotionMoved))
    shot = more.get("shot") or quorum(5, 4)
    stage.tell(
        "14:20",
        m.QuestionPut(motion, "hands", "simple_cast", shot, None),  # type: ignore[arg-type]
        m.CountRecorded(motion, tally, None),  # type: ignore[arg-type]
        declared(motion, 3, words, tally, ruling, **more),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(("reason", "added"), [(None, ""), ("it is time", " Reason: it is time.")])
def test_of_a_casting_vote_without_a_tie_no_tie_is_told(reason: str | None, added: str) -> None:
    stage = full("Minutes online")
    motion = stage.moved(3, "Put minutes online.", "GP", "Commissioner")
    words = stage.events[-2].event.words  # type: ignore[attr-defined]
    tally = Tally(5, 4, 0)
    said = None if reason is None else stage.seal(reason)
    stage.tell(
        "14:20",
        m.QuestionPut(motion, "hands", "simple_cast", quorum(5, 4), None),
        m.CountRecorded(motion, tally, None),
        m.CastingVoteUsed(motion, SEAT["Chair"], "for", True, said),
        declared(motion, 3, words, tally, "agreed", casting="for", irregular=("R-TI2",)),
    )
    told = f"3.3 Chair, in the chair, used the casting vote for, though the vote was not tied.{added}"
    assert stage.lines(3)[1:3] == ["3.2 Vote: 5 for, 4 against, 0 took no side. Agreed.", told]


def test_a_casting_vote_is_told_after_the_tie_it_broke() -> None:
    stage = full("Minutes online")
    motion = stage.moved(3, "Put approved minutes of every group online within 10 working days.", "GP", "Commissioner")
    words = stage.events[-2].event.words  # type: ignore[attr-defined]
    tally = Tally(4, 4, 1)
    stage.tell(
        "14:20",
        m.QuestionPut(motion, "hands", "simple_cast", quorum(5, 4), None),
        m.CountRecorded(motion, tally, None),
        m.CastingVoteUsed(motion, SEAT["Chair"], "for", True, stage.seal("members asked for this in the survey")),
        declared(motion, 3, words, tally, "agreed", casting="for"),
    )
    assert stage.lines(3) == [
        (
            "3.1 Proposal by GP, seconded by Commissioner: Put approved minutes of every group online"
            " within 10 working days."
        ),
        "3.2 Vote: 4 for, 4 against, 1 took no side.",
        (
            "3.3 The vote was tied. Chair, in the chair, used the casting vote for. Agreed."
            " Reason: members asked for this in the survey."
        ),
    ]


def test_an_inquorate_vote_written_up_is_told_and_does_not_count() -> None:
    stage = Stage("2026-01-13")
    stage.called("Spring drop-in venue")
    shot = quorum(2, 4, "class_majority")
    stage.opened(SHORT, shot, apologies=AWAY)
    stage.tell("14:05", e.ItemOpened(item(3)))
    stage.moved(3, "Use the library", "Vice-chair", "GP")
    voted(stage, tally=Tally(6, 0, 0), ruling="agreed", announced="agreed", irregular=("R-QU3",), shot=shot)
    assert stage.lines(3) == [
        "3.1 Proposal by Vice-chair, seconded by GP: Use the library.",
        "3.2 Vote: 6 for, 0 against, 0 took no side. Agreed.",
        (
            "3.3 Written up afterwards. By our rules this vote does not count until it is ratified:"
            " there were not more lived-experience members than others."
        ),
    ]
    assert [line.text for line in stage.document().decided] == ["Voted on, but it does not count yet: Use the library."]


def test_an_inquorate_vote_that_agreed_nothing_has_nothing_to_be_ratified() -> None:
    stage = Stage("2026-01-13")
    stage.called("Spring drop-in venue")
    shot = quorum(2, 4, "class_majority")
    stage.opened(SHORT, shot, apologies=AWAY)
    stage.tell("14:05", e.ItemOpened(item(3)))
    stage.moved(3, "Use the library", "Vice-chair", "GP")
    voted(stage, tally=Tally(1, 5, 0), ruling="not_agreed", announced="not_agreed", irregular=("R-QU3",), shot=shot)
    assert stage.lines(3)[1:] == [
        "3.2 Vote: 1 for, 5 against, 0 took no side. Not agreed.",
        (
            "3.3 Written up afterwards. This vote was not taken by our rules:"
            " there were not more lived-experience members than others."
        ),
    ]
    assert [line.text for line in stage.document().decided] == ["Not agreed: Use the library."]


def test_a_vote_after_quorum_was_lost_written_up_gives_both_reasons() -> None:
    stage = Stage("2026-02-10")
    stage.called("Leaflet words")
    stage.opened(SIX, quorum(4, 2))
    stage.tell("14:45", e.ItemOpened(item(3)))
    stage.moved(3, "Use the new leaflet words.", "Development worker", "Respiratory nurse", time="14:50")
    shot = quorum(2, 2, "count", "class_majority")
    gone = (e.MemberLeft(SEAT["Vice-chair"], "left"), e.MemberLeft(SEAT["Carer representative"], "left"))
    stage.tell("15:00", *gone, e.QuorumLost(shot))
    voted(stage, tally=Tally(4, 0, 0), ruling="agreed", announced="agreed", irregular=("R-QU1", "R-QU3"), shot=shot)
    assert stage.lines(3)[1:] == [
        (
            "3.2 At 15:00 the Vice-chair and the Carer representative left. 4 of 9 voting members were left"
            " (lived experience 2, other 2). The meeting could no longer make decisions."
        ),
        "3.3 Vote: 4 for, 0 against, 0 took no side. Agreed.",
        (
            "3.4 Written up afterwards. By our rules this vote does not count until it is ratified:"
            " too few members were present; there were not more lived-experience members than others."
        ),
    ]


def test_a_struck_arrival_a_struck_vote_and_a_struck_note_vanish() -> None:
    stage = full()
    twin = full()
    slips = [
        *stage.tell("14:06", e.MemberArrived(SEAT["Secretariat support officer"], False, "came")),
        *stage.tell("14:07", e.NoteTaken(item(3), stage.seal("a slip of the pen"))),
    ]
    for told in (stage, twin):
        told.moved(3, "Use the library.", "GP", "Chair")
    slips += stage.tell("14:11", m.VoteCast(id_of("motion", 1), SEAT["GP"], "for"))  # type: ignore[arg-type]
    stage.tell("14:12", *(e.ActStruck(slip, None) for slip in slips))
    assert stage.lines() == twin.lines()
    assert not set(slips) & {event for line in stage.document().lines for event in line.events}


def test_an_amendment_agreed_without_a_vote_and_without_a_known_mover_can_be_written() -> None:
    stage = full()
    motion = stage.moved(3, "Hold the drop-in at the health centre.", None, None)
    base = stage.events[-1].event.words  # type: ignore[attr-defined]
    change = id_of("motion", 2)
    script = stage.seal('[{"at":23,"remove":"health centre","insert":"library"}]')
    now = stage.seal("Hold the drop-in at the library.")
    stage.tell(
        "14:12",
        m.AmendmentMoved(change, motion, item(3), None, script),  # type: ignore[arg-type]
        m.QuestionPut(change, "agreed", "simple_cast", quorum(5, 4), None),  # type: ignore[arg-type]
        declared(change, 3, script, None, "agreed", method="agreed", amends=motion, amended=now),  # type: ignore[arg-type]
        m.QuestionPut(motion, "agreed", "simple_cast", quorum(5, 4), None),
        declared(motion, 3, now, None, "agreed", method="agreed"),
        mode="written_up",
    )
    assert base != now
    assert stage.lines(3) == [
        "3.1 Proposal: Hold the drop-in at the health centre.",
        '3.2 Change proposed. Replace "health centre" with "library".',
        "3.3 Agreed without a vote.",
        "3.4 The proposal now reads: Hold the drop-in at the library.",
        "3.5 Agreed without a vote.",
    ]


def test_a_second_handover_is_told_under_its_own_item() -> None:
    stage = full("Hall", "Room")
    chair, vice = SEAT["Chair"], SEAT["Vice-chair"]
    for number in (3, 4):
        stage.tell("14:06", e.InterestDeclared(chair, item(number), "family", None))
        stage.tell("14:06", e.InterestManaged(chair, item(number), "leave"))
    stage.tell("14:10", e.PresiderTookChair(vice, "interest"))
    stage.tell("14:20", e.PresiderTookChair(chair, "return"))
    stage.tell("14:30", e.PresiderTookChair(vice, "interest"))
    assert stage.lines(3, 4) == [
        "3.1 Vice-chair took the chair for item 3.",
        "3.2 Chair came back and took the chair at 14:20.",
        "4.1 Vice-chair took the chair for item 4.",
    ]


def test_quorum_that_turns_when_a_slip_is_taken_back_gets_a_line_of_its_own() -> None:
    stage = full()
    stage.moved(3, "Use the library.", "GP", "Chair")
    stage.tell("14:12", e.QuorumLost(quorum(2, 2, "count", "class_majority")))
    assert stage.lines(3) == [
        "3.1 Proposal by GP, seconded by Chair: Use the library.",
        "3.2 Quorum: 4 voting members (lived experience 2, other 2). The meeting could not make decisions.",
    ]


def test_a_link_that_came_back_is_not_told_as_an_arrival() -> None:
    stage = full()
    stage.tell("14:10", e.MemberLeft(SEAT["GP"], "link_lost"))
    stage.tell("14:14", e.MemberArrived(SEAT["GP"], True, "link_restored"))
    assert stage.lines(3) == ["3.1 At 14:10 the link to the GP was lost.", "3.2 At 14:14 the link to the GP came back."]


def test_a_break_that_never_ended_is_told_when_the_meeting_ends() -> None:
    stage = full()
    stage.tell("15:00", e.BreakStarted())
    stage.tell("15:20", e.MeetingClosed())
    assert stage.lines(3, 4) == ["3.1 We took a break.", "4.1 The meeting ended at 15:20."]


def test_apologies_of_the_first_sitting_stay_when_the_meeting_goes_on() -> None:
    stage = Stage("2026-05-12")
    stage.called("Drop-in venue")
    stage.opened(SHORT, quorum(2, 4, "class_majority"), apologies=AWAY)
    stage.tell("14:30", e.MeetingAdjourned(None, "lost_quorum"))
    stage.tell("16:00", e.MeetingResumed(stage.orders, 1, ClassMapping(), 1, roll()))
    stage.tell("16:00", e.AttendanceSet(tuple(SEAT[s] for s in EVERYONE), ()), e.QuorumTested(quorum(5, 4)))
    assert "1.3 Apologies: Secretary, User representative 4, Carer representative." in stage.lines(1)


def test_an_item_never_reached_a_cancelled_meeting_and_an_end_without_a_time() -> None:
    stage = full("Drop-in venue", "Transport")
    stage.tell(None, e.ItemClosed(item(3)), e.ItemDeferred(item(4), False, "not_reached"), e.MeetingClosed())
    assert stage.lines(3, 4, 5) == [
        "3.1 Nothing was decided on this item.",
        "4.1 Transport. We did not get to this. It moves to the next meeting.",
        "5.1 The meeting ended.",
    ]
    cancelled = Stage("2026-05-12")
    cancelled.called("Drop-in venue")
    cancelled.tell(None, e.MeetingCancelled(None))
    assert cancelled.lines() == ["1.1 The meeting was called off."]


def test_about_so_many_people_were_there() -> None:
    stage = Stage("2026-05-12")
    stage.called("Drop-in venue")
    stage.tell(None, e.MeetingOpened(stage.orders, 1, ClassMapping(), 1, roll()), e.HeadcountNoted(8, True))
    assert stage.lines(1)[0] == "1.1 About 8 people were there."


def test_names_that_contradict_the_printed_count_are_told() -> None:
    stage = full()
    motion = stage.moved(3, "Use the library.", None, None)
    words = stage.events[-1].event.words  # type: ignore[attr-defined]
    by_names = Tally(1, 1, 0)
    stage.tell(
        "14:20",
        m.QuestionPut(motion, "roll_call", "simple_cast", quorum(5, 4), None),
        m.VoteCast(motion, SEAT["GP"], "for"),
        m.VoteCast(motion, SEAT["Chair"], "against"),
        m.TallyContradicted(motion, Tally(2, 1, 0), by_names),
        declared(motion, 3, words, by_names, "not_agreed", method="roll_call"),
        mode="written_up",
    )
    assert stage.lines(3) == [
        "3.1 Proposal: Use the library.",
        "3.2 The printed count does not match the names. By the names: 1 for, 1 against.",
        "3.3 Recorded vote. For: GP. Against: Chair. No side: none.",
        "3.4 Vote: 1 for, 1 against, 0 took no side.",
        "3.5 The vote was tied. Under our rules a tie is not agreed.",
    ]


def roll_call() -> Stage:
    """A recorded vote in which the carer took part, who then left."""
    stage = full()
    motion = stage.moved(3, "Use the library.", "Carer representative", "GP")
    words = stage.events[-2].event.words  # type: ignore[attr-defined]
    votes = [m.VoteCast(motion, SEAT[name], "for") for name in ("Carer representative", "GP")]
    put = m.QuestionPut(motion, "roll_call", "simple_cast", quorum(5, 4), None)
    stage.tell("14:20", put, *votes, declared(motion, 3, words, Tally(2, 0, 0), "agreed", method="roll_call"))
    gone = (e.MemberLeft(SEAT["Chair"], "left"), e.MemberLeft(SEAT["Carer representative"], "left"))
    stage.tell("14:30", *gone)
    return stage


def test_in_public_a_class_of_one_is_not_named_and_nobody_s_vote_is_told() -> None:
    assert roll_call().lines(3, tier=0) == [
        "3.1 Proposal by a lived-experience member, seconded by GP: Use the library.",
        "3.2 Vote: 2 for, 0 against, 0 took no side. Agreed.",
        "3.3 At 14:30 the Chair and a lived-experience member left.",
    ]
    public = plain.render(roll_call().document(tier=0)) + html.render(roll_call().document(tier=0))
    assert "Carer" not in public


@pytest.mark.parametrize(
    ("how", "time", "told"),
    [
        ("came", "18:05", "At 18:05 a lived-experience member came."),
        ("came", None, "A lived-experience member came."),
        ("link_restored", "18:05", "At 18:05 the link to a lived-experience member came back."),
    ],
)
def test_in_public_one_lived_experience_member_is_one_of_several(how: str, time: str | None, told: str) -> None:
    stage = full()
    stage.tell("18:00", e.MemberLeft(SEAT["Carer representative"], "left"))
    stage.tell(time, e.MemberArrived(SEAT["Carer representative"], remote=False, how=how))  # type: ignore[arg-type]
    lines = [line.text for line in stage.document(tier=0).lines]
    assert told in lines
    assert not [line for line in lines if "the lived-experience member" in line or "a a " in line]


def test_in_public_two_classes_of_one_are_neither_of_them_named() -> None:
    stage = Stage("2026-05-12")
    stage.called("Drop-in venue")
    few = ("User representative 4", "Carer representative", "Respiratory nurse", "GP")
    entries = tuple(entry for entry in roll() if entry.seat in {SEAT[label] for label in few})
    here = tuple(entry.seat for entry in entries)
    stage.tell("14:00", e.MeetingOpened(stage.orders, 1, ClassMapping(), 1, entries), e.AttendanceSet(here, ()))
    assert stage.lines(1)[0] == ("1.1 Present: User representative 4, Carer representative, Respiratory nurse, GP.")
    assert stage.lines(1, tier=0)[0] == (
        "1.1 Present: a lived-experience member, a lived-experience member, Respiratory nurse, GP."
    )


def test_whoever_hands_the_chair_over_and_back_is_listed_once() -> None:
    stage = full()
    for time, seat, why in (("14:10", "Vice-chair", "rest"), ("14:30", "Chair", "returned")):
        stage.tell(time, e.PresiderTookChair(SEAT[seat], why))  # type: ignore[arg-type]
    stage.tell("14:40", e.MinuteTakerNamed(SEAT["Chair"]))
    present = stage.lines(1)[0].removeprefix("1.1 Present: ").rstrip(".")
    listed = [name.removesuffix(" (took the minutes)") for name in present.split(", ")]
    assert len(listed) == 9
    assert sorted(set(listed)) == sorted(listed)
    assert listed[0] == "Chair"


def test_in_public_whoever_is_not_named_opens_every_sentence_with_a_capital() -> None:
    stage = full()
    carer = SEAT["Carer representative"]
    stage.tell("14:06", e.InterestDeclared(carer, item(3), "family", None))
    stage.tell("14:06", e.InterestManaged(carer, item(3), "leave"))
    told = "told us about an interest in item 3 (family)."
    left = "left the room for that item and did not vote."
    assert stage.lines(1)[-1] == f"1.4 Carer representative {told} Carer representative {left}"
    assert stage.lines(1, tier=0)[-1] == f"1.4 A lived-experience member {told} A lived-experience member {left}"


def test_every_vote_and_count_behind_a_result_opens_from_its_line() -> None:
    stage = roll_call()
    told = {event for line in stage.document().lines for event in line.events}
    speaking = (
        m.MotionMoved,
        m.MotionSeconded,
        m.QuestionPut,
        m.VoteCast,
        m.ResultDeclared,
        e.MemberLeft,
        e.QuorumTested,
    )
    silent = [one for one in stage.events if isinstance(one.event, speaking) and one.id not in told]
    assert silent == []


def test_every_number_a_line_says_is_one_of_its_tokens() -> None:
    for line in roll_call().document().lines:
        held = " ".join(line.tokens.values())
        assert set(re.findall(r"\d+", line.text)) <= set(re.findall(r"\d+", held)), line.text


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "{roles} {0} {mover.__class__}", "50% {", "\"&'<img src=x>"]
)
def test_typed_words_are_printed_as_they_are_and_escaped_on_the_page(words: str) -> None:
    stage = full(words)
    stage.tell("14:06", e.NoteTaken(item(3), stage.seal(words)), e.SuggestionNoted(item(3), stage.seal(words)))
    assert stage.lines(3)[1] == f"3.2 Suggestion noted (not a decision): {words}."
    page = html.render(stage.document(), stylesheet='/a"b.css')
    assert "<script" not in page
    assert "<img" not in page
    assert "style=" not in page
    assert 'href="/a&quot;b.css"' in page


def test_the_page_has_one_first_heading_the_decisions_first_and_the_digest_last() -> None:
    document = roll_call().document()
    page = html.render(document)
    assert re.findall(r"<h(\d)", page) == ["1", "2", "2", "2", "2"]
    assert page.index("What we decided") < page.index("Who was there") < page.index(digest(document))
    assert '<html lang="en">' in page


def test_plain_text_has_no_line_wider_than_78() -> None:
    text = plain.render(roll_call().document())
    assert text.index("WHAT WE DECIDED") < text.index("3.1 ")
    assert max(map(len, text.splitlines())) <= 78


def test_the_canonical_document_is_sorted_json_and_its_digest_that_of_its_bytes() -> None:
    document = roll_call().document()
    raw = canonical(document)
    read = json.loads(raw)
    assert raw == json.dumps(read, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    assert digest(document) == hashlib.sha256(raw).hexdigest() == digest(roll_call().document())
    assert read["parts"][2]["lines"][0]["commitments"] == ["commitment-2"]


def test_the_first_edition_of_the_phrase_book_does_not_change() -> None:
    book = json.dumps([EDITION, sorted(PHRASES.items()), sorted(REASONS.items())], ensure_ascii=False)
    assert hashlib.sha256(book.encode()).hexdigest() == FIRST_EDITION


def test_in_public_objections_to_a_consensus_are_told_by_number() -> None:
    stage = full()
    motion = stage.moved(3, "Use the library.", "GP", "Chair")
    words = stage.events[-2].event.words  # type: ignore[attr-defined]
    put = m.QuestionPut(motion, "consensus", "simple_cast", quorum(5, 4), None)
    asked = m.EveryoneAsked(motion, (SEAT["Chair"], SEAT["Commissioner"]), ())
    stage.tell("14:20", put, asked, declared(motion, 3, words, None, "not_agreed", method="consensus"))
    assert stage.lines(3)[1] == "3.2 Everyone was asked. Chair, Commissioner objected. Not agreed."
    assert stage.lines(3, tier=0)[1] == "3.2 Everyone was asked. 2 objected. Not agreed."


def test_a_canonical_document_keeps_its_bytes() -> None:
    assert canonical(roll_call().document()) == (Path(__file__).parent / "golden" / "canonical.json").read_bytes()


def test_a_quorum_line_says_what_the_orders_ask_for() -> None:
    from governance.standing_orders import ClassFloor, StandingOrders  # noqa: PLC0415 - only here
    from projections.minutes.apply import _class_condition  # noqa: PLC0415 - only here

    block = {"lived_experience": "block"}
    assert _class_condition(StandingOrders(**block)) == "majority"  # type: ignore[arg-type]
    half = StandingOrders(**block, lived_experience_variant="at_least_half")  # type: ignore[arg-type]
    assert _class_condition(half) == "enough"
    assert _class_condition(StandingOrders(floors=(ClassFloor("PR", 2),))) == "enough"
    assert _class_condition(StandingOrders()) == "none"


@pytest.mark.parametrize(
    ("objections", "tier", "said"),
    [
        ((), 1, "It could not wait: It broke today. Nobody objected to deciding it."),
        (("GP",), 1, "It was said that it could not wait: It broke today. GP objected to deciding it."),
        (("GP",), 0, "It was said that it could not wait: It broke today. 1 objected to deciding it."),
    ],
)
def test_business_that_could_not_wait_says_why_and_who_objected(
    objections: tuple[str, ...], tier: int, said: str
) -> None:
    stage = Stage("2026-05-12")
    stage.called("The boiler")
    stage.opened(EVERYONE, quorum(5, 4))
    against = tuple(SEAT[label] for label in objections)
    stage.tell("14:05", e.ItemOpened(item(3)), TakenAsUrgent(item(3), stage.seal("It broke today."), against, ()))
    assert stage.lines(3, tier=tier) == [f"3.1 This was not on the agenda sent out. {said}"]
