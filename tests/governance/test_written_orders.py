"""What the orders say of questions in writing: replies that decide or are final, an early end (R-WR4, R-WR6, R-WR7)."""

from __future__ import annotations

import pytest

from governance.explain import outcome, plain
from governance.kernel import Rejected, When
from governance.resolution import commands as r
from governance.rules import written
from governance.rules.majority import Tally, Verdict
from governance.standing_orders import StandingOrders, Threshold
from tests.governance.commands import resolutions as res
from tests.spec import Scene, names

REPLIES = StandingOrders(quorum=5, lived_experience="off", written_majority="replies")
ENTITLED = StandingOrders(quorum=5, lived_experience="off")
NOBODY = Tally(0, 0, 0)


def judged(orders: StandingOrders, tally: Tally) -> Verdict:
    return written.judged(orders, "ordinary", tally, entitled=9, established=9, lived=NOBODY, quorum=5)


def test_a_quorum_of_replies_is_of_those_who_replied_and_not_of_those_asked() -> None:
    # Nine were asked and five make a quorum: four replies decide nothing, five do.
    few = judged(REPLIES, Tally(4, 0, 0))
    assert (few.carried, few.reason, few.test) == (False, "too_few_replies", "4>=5")
    enough = judged(REPLIES, Tally(3, 1, 1))
    assert (enough.carried, enough.test) == (True, "6>5")


def test_by_default_most_of_those_asked_must_be_for() -> None:
    four = judged(ENTITLED, Tally(4, 0, 0))
    five = judged(ENTITLED, Tally(5, 0, 0))
    assert [(four.carried, four.test), (five.carried, five.test)] == [(False, "8>9"), (True, "10>9")]
    of_all = written.needed(ENTITLED, "ordinary", entitled=9, replies=4, established=9)
    of_replies = written.needed(REPLIES, "ordinary", entitled=9, replies=5, established=9)
    assert (of_all, of_replies) == (5, 3)


def test_a_category_takes_its_own_majority_in_writing_and_the_answer_says_so() -> None:
    # Nine are asked, and spending takes two thirds of all members: six. Five are for.
    orders = StandingOrders(quorum=5, lived_experience="off", thresholds=(Threshold("spend", "two_thirds_entitled"),))
    spending, ordinary = Scene(orders), Scene(orders)
    spending.do(res.sending(spending, category="spend"))
    ordinary.do(res.sending(ordinary))
    outcomes = []
    for scene in (spending, ordinary):
        for act in res.FOR_IT:
            scene.do(act(scene))
        closed = scene.do(r.CloseResolution(resolution=res.resolution(scene), when=res.DEADLINE))[0]
        outcomes.append((closed.needed, closed.outcome))  # type: ignore[attr-defined]
    (needed, lost), (five, agreed) = outcomes
    assert (needed, lost.by_rule, lost.majority, lost.takes_effect) == (6, "not_agreed", "two_thirds_entitled", False)
    assert (five, agreed.by_rule, agreed.majority) == (5, "agreed", "absolute_entitled")
    assert outcome(lost, 1) == (
        "Not agreed: 5 for, 0 against, 0 took no side; 5 of 9 members is less than two thirds: in writing"
        " (R-WR4, R-MA3, standing orders v1); 9 members were asked, and 6 had to be for."
    )
    assert plain(lost) == "Not agreed: in writing, 5 for, 0 against. 6 members had to be for it."


def sent(orders: StandingOrders) -> Scene:
    scene = Scene(orders)
    scene.do(res.sending(scene))
    return scene


def reply(scene: Scene, choice: str, **more: str) -> r.RecordReply:
    command = res.asked(r.RecordReply, "gp", choice=choice, channel="post", **more)(scene)
    assert isinstance(command, r.RecordReply)
    return command


def test_a_reply_may_be_changed_until_the_deadline_unless_the_orders_make_it_final() -> None:
    changeable = sent(ENTITLED)
    changeable.do(reply(changeable, "for"))
    assert names(changeable.do(reply(changeable, "against"))) == ["ReplyReceived"]
    final = sent(StandingOrders(quorum=5, lived_experience="off", written_reply_final=True))
    final.do(reply(final, "for"))
    with pytest.raises(Rejected, match="reply_is_final") as refused:
        final.do(reply(final, "against"))
    assert refused.value.clause == "R-WR6"
    assert final.do(reply(final, "for")) == ()
    assert names(final.do(reply(final, "against", mode="written_up"))) == ["ReplyReceived"]


def test_a_passed_question_ends_early_only_where_the_orders_say_so_and_nobody_may_ask_for_a_meeting_any_more() -> None:
    early = StandingOrders(quorum=5, lived_experience="off", written_declared="at_threshold", written_days=14)
    # Sent on Monday the 2nd: until Monday the 9th members may ask for a meeting.
    for orders, day, over in (
        (early, "2026-02-09", False),
        (early, "2026-02-10", True),
        (ENTITLED, "2026-02-08", False),
    ):
        scene = sent(orders)
        for act in res.FOR_IT:
            scene.do(act(scene))
        close = r.CloseResolution(resolution=res.resolution(scene), when=When(day, "09:00"))
        if over:
            assert names(scene.do(close))[0] == "ResolutionClosed"
            continue
        with pytest.raises(Rejected, match="deadline_to_come") as refused:
            scene.do(close)
        assert refused.value.clause == "R-WR7"
