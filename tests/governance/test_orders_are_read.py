"""What a group writes into its standing orders, its meetings keep to: post, waiting, talk without a quorum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from governance.decision import commands as d
from governance.kernel import Moment, Rejected, When
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.standing_orders import StandingOrders
from tests.spec import DAY, Scene, names

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.kernel import Command, Mode

SILENT = StandingOrders(quorum=5, lived_experience="block", inquorate_discussion=False)
TALK: list[Callable[[Scene, Mode], Command]] = [
    lambda s, mode: m.TakeNote(meeting=s.at, item=s.items[0], words="we talked", mode=mode),
    lambda s, mode: m.NoteSuggestion(meeting=s.at, item=s.items[0], words="the library", mode=mode),
    lambda s, mode: q.MoveMotion(meeting=s.at, item=s.items[0], words="x", moved_by=s.seats["vice"], mode=mode),
]


def calling(scene: Scene, starts: str, **more: Any) -> m.CallMeeting:
    return m.CallMeeting(group=scene.id, starts=When(starts), when=When("2026-02-01"), **more)


def test_notice_by_post_is_served_two_days_later() -> None:
    # From 1 to 10 February there are eight clear days, by post six; from 1 to 11 by post seven, which is enough.
    scene = Scene()
    (by_hand,) = scene.decide(calling(scene, "2026-02-10"))
    assert by_hand.clear_days == 8  # type: ignore[attr-defined]
    with pytest.raises(Rejected, match="notice_too_short") as refused:
        scene.decide(calling(scene, "2026-02-10", by_post=True))
    assert refused.value.because == {"clear_days": 6, "needed": 7, "earliest": "2026-02-11"}
    (by_post,) = scene.decide(calling(scene, "2026-02-11", by_post=True))
    assert (by_post.clear_days, by_post.irregular) == (7, ())  # type: ignore[attr-defined]


def test_written_up_a_short_notice_by_post_is_marked() -> None:
    scene = Scene()
    calls = calling(scene, "2026-02-10", by_post=True, notice_given=When("2026-02-01"), mode="written_up")
    (called,) = scene.do(calls)
    assert (called.clear_days, called.irregular) == (6, ("R-NO1",))  # type: ignore[attr-defined]


def test_the_post_takes_as_long_as_the_orders_say() -> None:
    scene = Scene(StandingOrders(quorum=5, deemed_service_post_days=0))
    (called,) = scene.do(calling(scene, "2026-02-10", by_post=True))
    assert called.clear_days == 8  # type: ignore[attr-defined]


@pytest.mark.parametrize(("asked", "waited"), [(None, 20), (5, 5)])
def test_a_meeting_waits_as_long_as_the_orders_say(asked: int | None, waited: int) -> None:
    scene = Scene(StandingOrders(quorum=5, wait_minutes=20)).opened("chair", "vice")
    (event,) = scene.do(m.WaitForQuorum(meeting=scene.at, minutes=asked))
    assert event.minutes == waited  # type: ignore[attr-defined]


def test_orders_without_a_wait_leave_nothing_to_record() -> None:
    scene = Scene(StandingOrders(quorum=5, wait_minutes=0)).opened("chair", "vice")
    assert scene.do(m.WaitForQuorum(meeting=scene.at)) == ()


def inquorate(orders: StandingOrders) -> Scene:
    scene = Scene(orders).opened("chair", "vice")
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    return scene


@pytest.mark.parametrize("talk", TALK)
def test_orders_may_forbid_even_talking_without_a_quorum(talk: Callable[[Scene, Mode], Command]) -> None:
    scene = inquorate(SILENT)
    with pytest.raises(Rejected, match="no_discussion_without_quorum") as refused:
        scene.do(talk(scene, "live"))
    assert refused.value.clause == "R-IQ2"


@pytest.mark.parametrize("talk", TALK)
def test_by_default_a_meeting_may_talk_without_a_quorum(talk: Callable[[Scene, Mode], Command]) -> None:
    scene = inquorate(StandingOrders(quorum=5))
    assert scene.do(talk(scene, "live"))


@pytest.mark.parametrize("talk", TALK)
def test_talk_that_happened_is_written_up_all_the_same(talk: Callable[[Scene, Mode], Command]) -> None:
    scene = inquorate(SILENT)
    assert scene.do(talk(scene, "written_up"))


def test_a_change_of_words_is_talk_too() -> None:
    scene = Scene(SILENT).opened("chair", "vice", "carer", "gp", "nurse").moved()
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("carer")))
    change = q.MoveAmendment(
        meeting=scene.at, motion=scene.motion, moved_by=scene.seats["chair"], changes=(q.Change("library", "hall"),)
    )
    with pytest.raises(Rejected, match="no_discussion_without_quorum"):
        scene.do(change)


def test_such_a_meeting_still_waits_defers_and_adjourns() -> None:
    scene = inquorate(SILENT)
    assert names(scene.do(m.WaitForQuorum(meeting=scene.at))) == ["WaitedForQuorum"]
    assert names(scene.do(m.DeferItem(meeting=scene.at, item=scene.items[0]))) == ["ItemDeferred"]
    assert names(scene.do(m.AdjournMeeting(meeting=scene.at, until=When("2026-02-24")))) == ["MeetingAdjourned"]
    assert scene.when.local.startswith(DAY)


def special(scene: Scene, item: int = 0, **more: Any) -> q.RecordDecision:
    """A change of rules on an item, which takes two thirds: nine hands for it."""
    given = {"words": "Meet twice a month.", "how": "hands", "count": q.Hands(9), "category": "rules", **more}
    return q.RecordDecision(meeting=scene.at, item=scene.items[item], **given)


def told_in_time(*agenda: m.Business, **orders: Any) -> Scene:
    """Everyone is at a meeting called 21 clear days before, with this agenda."""
    scene = Scene(StandingOrders(quorum=5, **orders))
    scene.do(m.CallMeeting(group=scene.id, starts=When(DAY, "14:00"), when=When("2026-01-19"), agenda=agenda))
    return scene.opened()


def test_what_takes_a_special_majority_must_be_described_so_in_the_notice() -> None:
    scene = told_in_time(m.Business("How often we meet"), m.Business("Our rules", category="rules"))
    with pytest.raises(Rejected, match="not_described_in_the_notice") as refused:
        scene.do(special(scene))
    assert refused.value.clause == "R-MA4"
    assert names(scene.do(special(scene, 1)))[-1] == "ResultDeclared"


def test_and_so_where_other_business_need_not_be_in_the_notice_at_all() -> None:
    scene = told_in_time(
        m.Business("How often we meet"), m.Business("Our rules", category="rules"), business_stated=False
    )
    with pytest.raises(Rejected, match="R-MA4: not_described_in_the_notice"):
        scene.do(special(scene))
    assert names(scene.do(special(scene, 1)))[-1] == "ResultDeclared"
    scene.do(m.ProposeItem(meeting=scene.at, title="The boiler"))
    assert names(scene.do(special(scene, 2, category="ordinary")))[-1] == "ResultDeclared"


def test_what_is_ratified_was_described_too_where_it_takes_a_special_majority() -> None:
    # Four of nine were there: the change of rules waits to be made valid.
    rules = m.Business("Our rules", category="rules")
    scene = Scene(StandingOrders(quorum=5, business_stated=False)).another(
        DAY, rules, told="2026-01-19", present=("chair", "vice", "carer", "gp")
    )
    scene.do(special(scene, count=q.Hands(4), mode="written_up"))
    waiting = scene.decision
    scene.another("2026-03-10", "Matters arising", rules, told="2026-02-12")
    ratify = {"meeting": scene.at, "words": "Make it valid.", "moved_by": scene.seats["vice"], "decision": waiting}
    with pytest.raises(Rejected, match="R-RA1: not_described_in_the_notice"):
        scene.do(d.MoveRatification(item=scene.items[0], **ratify))
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[1]))
    assert names(scene.do(d.MoveRatification(item=scene.items[1], **ratify)))[-1] == "RatificationMoved"


def on_paper(*agenda: m.Business, **orders: Any) -> Scene:
    """Everyone is at a meeting of which only the notes say what its notice was."""
    return written_up(DAY, *agenda, **orders).opened(mode="written_up")


def written_up(day: str, *agenda: m.Business, **orders: Any) -> Scene:
    """A meeting was called on paper, and on this day its call is written up."""
    scene = Scene(StandingOrders(quorum=5, **orders))
    scene.today = Moment(f"{day}T00:00+00:00", "day")
    scene.do(m.CallMeeting(group=scene.id, starts=When(DAY, "14:00"), when=When(day), agenda=agenda, mode="written_up"))
    scene.today = None
    return scene


@pytest.mark.parametrize(
    ("said", "irregular"), [(None, ()), ("rules", ()), ("ordinary", ("R-MA4",)), ("removal", ("R-MA4",))]
)
def test_what_the_notes_do_not_say_of_a_paper_notice_is_not_irregular(said: Any, irregular: tuple[str, ...]) -> None:
    scene = on_paper(m.Business("How often we meet", category=said))
    outcome = scene.do(special(scene, mode="written_up"))[-1].outcome  # type: ignore[attr-defined]
    assert (outcome.by_rule, outcome.irregular, outcome.takes_effect) == ("agreed", irregular, not irregular)


def test_what_came_up_at_such_a_meeting_was_not_in_its_notice() -> None:
    scene = on_paper(m.Business("How often we meet"), business_stated=False)
    scene.do(m.ProposeItem(meeting=scene.at, title="Our rules", mode="written_up"))
    outcome = scene.do(special(scene, 1, mode="written_up"))[-1].outcome  # type: ignore[attr-defined]
    assert (outcome.irregular, outcome.takes_effect) == (("R-MA4",), False)


def test_live_a_special_question_is_put_only_where_somebody_said_that_the_notice_told_of_it() -> None:
    agenda = (m.Business("How often we meet"), m.Business("Our rules", category="rules"))
    scene = written_up("2026-01-26", *agenda).opened()
    with pytest.raises(Rejected, match="R-MA4: not_described_in_the_notice"):
        scene.do(special(scene))
    assert names(scene.do(special(scene, 1)))[-1] == "ResultDeclared"


def test_live_such_a_question_is_not_put_on_a_call_that_was_written_up_a_day_too_late() -> None:
    scene = written_up("2026-01-27", m.Business("Our rules", category="rules")).opened()
    with pytest.raises(Rejected, match="R-NO1: call_written_down_late"):
        scene.do(special(scene))


def test_words_brought_by_a_change_are_described_as_far_as_anybody_knows() -> None:
    scene = on_paper(m.Business("How often we meet"))
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="Meet in the library.",
                          moved_by=scene.seats["gp"], mode="written_up"))  # fmt: skip
    motion = scene.motion
    change = (q.Change("library", "hall, and change our rules so"),)
    scene.do(q.MoveAmendment(meeting=scene.at, motion=motion, moved_by=scene.seats["vice"], changes=change,
                             category="rules", mode="written_up"))  # fmt: skip
    asked = {"meeting": scene.at, "motion": scene.motion, "mode": "written_up"}
    scene.do(q.PutMotion(**asked))
    scene.do(q.RecordCount(**asked, count=q.Hands(9)))
    retested = next(one for one in scene.do(q.DeclareResult(**asked)) if type(one).__name__ == "MotionRetested")
    assert (retested.majority, retested.described) == ("two_thirds_cast", True)  # type: ignore[attr-defined]


def test_what_is_made_valid_at_such_a_meeting_was_described_as_far_as_anybody_knows() -> None:
    rules = m.Business("Our rules", category="rules")
    scene = Scene(StandingOrders(quorum=5, business_stated=False)).another(
        DAY, rules, told="2026-01-19", present=("chair", "vice", "carer", "gp")
    )
    scene.do(special(scene, count=q.Hands(4), mode="written_up"))
    waiting = scene.decision
    scene.another("2026-03-10", "Matters arising", m.Business("Tea", category="ordinary"), on_paper=True)
    ratify = {"meeting": scene.at, "words": "Make it valid.", "moved_by": scene.seats["vice"], "decision": waiting}
    for item, irregular in ((0, ()), (1, ("R-RA1",))):
        moved = d.MoveRatification(item=scene.items[item], mode="written_up", **ratify)
        with pytest.raises(Rejected, match="R-RA1: not_described_in_the_notice"):
            scene.do(msgspec.structs.replace(moved, mode="live"))
        assert scene.do(moved)[-1].irregular == irregular  # type: ignore[attr-defined]


def test_an_ordinary_question_needs_no_description() -> None:
    scene = told_in_time(m.Business("How often we meet"))
    assert names(scene.do(special(scene, category="spend")))[-1] == "ResultDeclared"


def test_a_change_of_words_to_a_special_question_is_put_on_its_item() -> None:
    scene = told_in_time(m.Business("Our rules", category="rules"))
    item, at = scene.items[0], scene.at
    scene.do(m.OpenItem(meeting=at, item=item))
    scene.do(q.MoveMotion(meeting=at, item=item, words="Meet weekly.", category="rules", moved_by=scene.seats["vice"]))
    change = (q.Change("weekly", "monthly"),)
    scene.do(q.MoveAmendment(meeting=at, motion=scene.motion, moved_by=scene.seats["gp"], changes=change))
    assert names(scene.do(q.PutMotion(meeting=at, motion=scene.motion))) == ["QuestionPut"]


def test_written_up_a_special_question_nobody_was_told_of_is_without_effect() -> None:
    scene = told_in_time(m.Business("How often we meet"))
    outcome = scene.do(special(scene, mode="written_up"))[-1].outcome  # type: ignore[attr-defined]
    assert (outcome.by_rule, outcome.irregular, outcome.takes_effect) == ("agreed", ("R-MA4",), False)
