"""What a member answered themselves is theirs to change, in writing and at a meeting (R-WR3, R-WR6, R-VO9, R-VO11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from governance import explain
from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.meeting import people_commands as pc
from governance.meeting.business import slips
from governance.motion import commands as q
from governance.motion import method_commands as mc
from governance.motion import procedure_commands as p
from governance.resolution import commands as r
from governance.rules.majority import Tally
from governance.standing_orders import StandingOrders
from tests.governance.commands import resolutions as res
from tests.governance.procedure_rows import choosing
from tests.spec import DAY, VOTING, Scene, names

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.kernel import Event

OFF = StandingOrders(quorum=5, lived_experience="off")


def sent(orders: StandingOrders = OFF) -> Scene:
    scene = Scene(orders)
    scene.do(res.sending(scene))
    return scene


def by_them(scene: Scene, kind: Any, seat: str, **more: Any) -> tuple[Event, ...]:
    """Recorded by the holder of the seat."""
    scene.own = True
    return scene.do(res.asked(kind, seat, **more)(scene))


def for_them(scene: Scene, seat: str, **more: Any) -> tuple[Event, ...]:
    """A reply by phone, recorded by somebody else."""
    scene.own = False
    said = {"channel": "phone", "read_back": True, **more}
    return scene.do(res.asked(r.RecordReply, seat, **said)(scene))


def closed(scene: Scene) -> Any:
    return scene.do(r.CloseResolution(resolution=res.resolution(scene), when=res.DEADLINE))[0].outcome  # type: ignore[attr-defined]


def refused(what: Callable[[], object]) -> tuple[str, str, str | None]:
    with pytest.raises(Rejected) as found:
        what()
    return (
        found.value.clause,
        found.value.reason,
        None if found.value.would_help is None else str(found.value.would_help),
    )


THEIRS = ("R-WR6", "theirs_to_change", "They answered this themselves. Only they can change it.")


@pytest.mark.parametrize("mode", ["live", "written_up"])
@pytest.mark.parametrize("other", [{"choice": "for"}, {"choice": "against"}, {"condition": "if it is cheap"}])
def test_nobody_else_changes_the_reply_a_member_gave_here(other: dict[str, str], mode: str) -> None:
    scene = sent()
    by_them(scene, r.RecordReply, "gp", choice="against")
    assert refused(lambda: for_them(scene, "gp", mode=mode, **other)) == THEIRS
    assert closed(scene).tally == Tally(0, 1, 0)


def test_nobody_else_makes_a_plain_reply_of_a_members_condition() -> None:
    scene = sent()
    by_them(scene, r.RecordReply, "gp", condition="if it is cheap")
    assert refused(lambda: for_them(scene, "gp", choice="for")) == THEIRS


def test_nobody_else_changes_a_reply_the_member_confirmed() -> None:
    scene = sent()
    for_them(scene, "gp", choice="against")
    by_them(scene, r.ConfirmReply, "gp")
    assert refused(lambda: for_them(scene, "gp", choice="for")) == THEIRS


def test_the_member_changes_their_own_reply_and_others_go_on_writing_down_what_came_by_phone() -> None:
    scene = sent()
    by_them(scene, r.RecordReply, "gp", choice="against")
    assert names(by_them(scene, r.RecordReply, "gp", choice="for")) == ["ReplyReceived"]
    assert names(for_them(scene, "nurse", choice="for")) == ["ReplyReceived"]
    assert names(for_them(scene, "nurse", choice="against")) == ["ReplyReceived"]
    assert closed(scene).tally == Tally(1, 1, 0)


def test_where_a_member_did_not_answer_here_their_replies_are_written_up_and_a_late_one_is_kept_uncounted() -> None:
    scene = sent()
    for choice in ("for", "against"):
        assert names(for_them(scene, "gp", choice=choice, mode="written_up")) == ["ReplyReceived"]
    assert closed(scene).tally == Tally(0, 1, 0)
    late = sent()
    by_them(late, r.RecordReply, "gp", choice="against")
    (kept,) = for_them(late, "gp", choice="for", when=When("2026-02-09", "10:01"))
    assert kept.counts == "late"  # type: ignore[attr-defined]
    assert late.outliving[res.resolution(late)].tally() == Tally(0, 1, 0)


FOUR = ("chair", "vice", "secretary", "carer")


BY_POST = {"channel": "post", "read_back": False}


def four_and_one_written_down(orders: StandingOrders = OFF, **said: Any) -> Scene:
    """Five of nine are for, one of them as somebody wrote down: enough to carry."""
    scene = sent(orders)
    for seat in FOUR:
        by_them(scene, r.RecordReply, seat, choice="for")
    for_them(scene, "gp", choice="for", **said)
    return scene


def test_s9_what_was_read_back_decides_and_the_decision_says_that_it_is_disputed() -> None:
    scene = four_and_one_written_down()
    assert names(by_them(scene, r.DisputeReply, "gp")) == ["ReplyDisputed"]
    told = closing(scene)
    assert (told[0].outcome.by_rule, told[0].outcome.tally) == ("agreed", Tally(5, 0, 0))
    (decision,) = scene.decisions.values()
    assert (decision.status, decision.disputed_answers) == ("in_force", 1)
    assert explain.standing(decision) == "Of the answers counted, 1 is disputed (R-WR3)."
    # It ends when the member confirms it after all.
    by_them(scene, r.ConfirmReply, "gp", when=res.DEADLINE)
    (decision,) = scene.decisions.values()
    assert decision.disputed_answers == 0


@pytest.mark.parametrize("final", [False, True])
def test_s9_or_it_ends_when_they_answer_again_before_the_deadline(final: bool) -> None:
    orders = StandingOrders(quorum=5, lived_experience="off", written_reply_final=final)
    scene = four_and_one_written_down(orders)
    by_them(scene, r.DisputeReply, "gp")
    by_them(scene, r.RecordReply, "gp", choice="against")
    assert closing(scene)[0].outcome.tally == Tally(4, 1, 0)
    (decision,) = scene.decisions.values()
    assert decision.disputed_answers == 0


def test_what_the_notes_do_not_say_was_read_back_does_not_count_while_it_is_disputed() -> None:
    scene = sent()
    for_them(scene, "gp", choice="for", read_back=False, mode="written_up")
    by_them(scene, r.DisputeReply, "gp")
    assert scene.outliving[res.resolution(scene)].tally() == Tally(0, 0, 0)


def test_a_reply_the_member_says_is_not_theirs_before_the_close_decides_nothing() -> None:
    scene = four_and_one_written_down(**BY_POST)
    assert names(by_them(scene, r.DisputeReply, "gp")) == ["ReplyDisputed"]
    outcome = closed(scene)
    assert (outcome.by_rule, outcome.test) == ("not_agreed", "8>9")
    assert (outcome.tally, outcome.no_answer) == (Tally(4, 0, 0), 5)
    # The reply stays on record, as one its member says is not theirs.
    state = scene.outliving[res.resolution(scene)]
    gp = scene.seats["gp"]
    assert (state.replies[gp].choice, gp in state.disputed) == ("for", True)


def test_a_reply_disputed_after_the_close_leaves_the_result_and_what_the_meeting_is_told() -> None:
    scene = four_and_one_written_down()
    outcome = closed(scene)
    assert (outcome.by_rule, outcome.tally) == ("agreed", Tally(5, 0, 0))
    assert names(by_them(scene, r.DisputeReply, "gp", when=res.DEADLINE)) == ["ReplyDisputed"]
    reported = scene.opened().do(res.reporting(scene))[-1]
    assert (reported.tally, reported.answer) == (Tally(5, 0, 0), "agreed")  # type: ignore[attr-defined]


def test_a_disputed_reply_counts_again_once_confirmed_or_given_anew() -> None:
    confirmed = four_and_one_written_down(**BY_POST)
    by_them(confirmed, r.DisputeReply, "gp")
    by_them(confirmed, r.ConfirmReply, "gp")
    assert closed(confirmed).tally == Tally(5, 0, 0)
    anew = four_and_one_written_down(**BY_POST)
    by_them(anew, r.DisputeReply, "gp")
    by_them(anew, r.RecordReply, "gp", choice="against")
    assert closed(anew).tally == Tally(4, 1, 0)


def test_confirmed_after_the_close_a_disputed_reply_still_decides_nothing() -> None:
    scene = four_and_one_written_down(**BY_POST)
    by_them(scene, r.DisputeReply, "gp")
    closed(scene)
    by_them(scene, r.ConfirmReply, "gp", when=When(DAY))
    assert scene.outliving[res.resolution(scene)].tally() == Tally(4, 0, 0)


def test_a_final_reply_binds_only_whoever_gave_it() -> None:
    final = StandingOrders(quorum=5, lived_experience="off", written_reply_final=True)
    scene = four_and_one_written_down(final)
    by_them(scene, r.DisputeReply, "gp")
    assert names(by_them(scene, r.RecordReply, "gp", choice="against")) == ["ReplyReceived"]
    # Their own they neither change nor dispute.
    assert refused(lambda: by_them(scene, r.RecordReply, "vice", choice="against"))[:2] == ("R-WR6", "reply_is_final")
    own = ("R-WR3", "own_reply", "It is your own answer. You can send another.")
    assert refused(lambda: by_them(scene, r.DisputeReply, "vice")) == own


def asked_by_name() -> Scene:
    return Scene(OFF).moved(put="roll_call")


def votes(scene: Scene, seat: str, choice: str, *, own: bool, **more: Any) -> tuple[Event, ...]:
    """An answer by name, recorded by whoever sits there or by somebody else."""
    scene.own = own
    by = scene.seats[seat]
    said: Any = {"meeting": scene.at, "motion": scene.motion, "seat": by, "choice": choice, "by": by}
    return scene.do(q.CastVote(**said, **more))


BY_THEM = ("R-VO9", "theirs_to_change", "They answered this themselves. Only they can change it.")


@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_nobody_else_changes_the_vote_a_member_gave_here(mode: str) -> None:
    scene = asked_by_name()
    votes(scene, "gp", "against", own=True)
    assert refused(lambda: votes(scene, "gp", "for", own=False, mode=mode)) == BY_THEM
    assert scene.meeting.motions[scene.motion].votes[scene.seats["gp"]] == "against"
    assert names(votes(scene, "gp", "no_side", own=True)) == ["VoteCast"]


def test_what_was_written_down_for_a_member_is_changed_by_them_and_by_others() -> None:
    scene = asked_by_name()
    votes(scene, "gp", "against", own=False)
    assert names(votes(scene, "gp", "for", own=False)) == ["VoteCast"]
    # Saying the same themselves makes it theirs, once.
    assert names(votes(scene, "gp", "for", own=True)) == ["VoteCast"]
    assert votes(scene, "gp", "for", own=True) == ()
    assert refused(lambda: votes(scene, "gp", "against", own=False)) == BY_THEM


def test_what_is_brought_in_from_a_file_is_nobodys_own() -> None:
    scene = asked_by_name()
    scene.imported = True
    (cast,) = votes(scene, "gp", "against", own=True)
    assert cast.own is False  # type: ignore[attr-defined]


def test_nobody_takes_back_the_vote_a_member_gave_here() -> None:
    scene = asked_by_name()
    votes(scene, "gp", "against", own=True)
    votes(scene, "nurse", "against", own=False)
    own, written = [fact.id for fact in scene.facts if type(fact.event).__name__ == "VoteCast"]
    assert refused(lambda: scene.do(m.StrikeAct(meeting=scene.at, act=own, by=scene.seats["secretary"]))) == BY_THEM
    assert own not in slips(scene.meeting)
    assert written in slips(scene.meeting)


def test_over_the_phone_nobody_takes_down_another_vote_than_the_member_gave_here() -> None:
    scene = asked_by_name()
    votes(scene, "gp", "against", own=True)
    phoned = pc.PhoneMember(
        meeting=scene.at, motion=scene.motion, seat=scene.seats["gp"], answered=True, choice="for", mode="written_up"
    )
    assert refused(lambda: scene.do(phoned)) == BY_THEM
    assert "MemberPhoned" in names(scene.do(msgspec.structs.replace(phoned, choice="against")))


def test_nobody_else_changes_the_option_a_member_chose_here() -> None:
    scene = choosing()
    gp = scene.seats["gp"]
    chosen = p.ChooseOption(meeting=scene.at, motion=scene.motion, seat=gp, option=1, by=gp)
    scene.do(chosen)
    scene.own = False
    assert refused(lambda: scene.do(msgspec.structs.replace(chosen, option=2))) == BY_THEM
    scene.own = True
    assert names(scene.do(msgspec.structs.replace(chosen, option=2))) == ["OptionChosen"]


PROXIES = StandingOrders(quorum=4, lived_experience="off", proxies="directed", business_stated=False, ballot_for=())


def away(*names: str) -> Scene:
    """An election before the meeting, and these members are not there."""
    scene = Scene(PROXIES).opened(*(name for name in VOTING if name not in names))
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    gp = q.Fills(scene.seats["gp"])
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="Elect the GP.", category="election", fills=gp))
    return scene


def sends(scene: Scene, choice: str, *, own: bool, **more: Any) -> tuple[Event, ...]:
    """The worker's answer sent ahead."""
    scene.own = own
    worker = scene.seats["worker"]
    said: Any = {"meeting": scene.at, "motion": scene.motion, "seat": worker, "choice": choice, "by": worker}
    return scene.do(mc.LodgeAdvanceVote(**said, **more))


def asks(scene: Scene, choice: str, *, own: bool, holder: str = "nurse", **more: Any) -> tuple[Event, ...]:
    """The worker asks somebody who is here to vote for them."""
    scene.own = own
    worker, to = scene.seats["worker"], scene.seats[holder]
    said: Any = {"meeting": scene.at, "motion": scene.motion, "seat": worker, "choice": choice, "by": worker}
    return scene.do(mc.LodgeProxy(holder=to, **said, **more))


@pytest.mark.parametrize("mode", ["live", "written_up"])
@pytest.mark.parametrize("first", [sends, asks])
@pytest.mark.parametrize("then", [sends, asks])
def test_nobody_else_changes_what_an_absent_member_lodged_here(first: Any, then: Any, mode: str) -> None:
    scene = away("worker")
    (lodged,) = first(scene, "against", own=True)
    assert lodged.own
    assert refused(lambda: then(scene, "for", own=False, mode=mode)) == BY_THEM
    # Saying the same for them changes nothing, and they may think again.
    assert first(scene, "against", own=False, mode=mode) == ()
    (again,) = first(scene, "no_side", own=True)
    assert (again.choice, again.own) == ("no_side", True)


@pytest.mark.parametrize("lodge", [sends, asks])
def test_what_was_lodged_for_an_absent_member_becomes_theirs_once_they_say_it(lodge: Any) -> None:
    scene = away("worker")
    (lodged,) = lodge(scene, "against", own=False)
    assert not lodged.own
    assert names(lodge(scene, "for", own=False)) == [type(lodged).__name__]
    assert names(lodge(scene, "for", own=True)) == [type(lodged).__name__]
    assert lodge(scene, "for", own=True) == ()
    assert refused(lambda: lodge(scene, "against", own=False)) == BY_THEM


def test_a_proxy_on_other_terms_is_another_one() -> None:
    scene = away("worker")
    asks(scene, "for", own=True)
    assert asks(scene, "for", own=True) == ()
    (other,) = asks(scene, "for", own=True, even_if_changed=True)
    assert other.even_if_changed  # type: ignore[attr-defined]


def test_to_other_words_the_same_answer_is_sent_again() -> None:
    scene = Scene(PROXIES).opened(*(name for name in VOTING if name != "worker"))
    scene.moved()
    asks(scene, "for", own=True)
    change = (q.Change("library", "hall"),)
    scene.own = True
    motion = scene.motion
    scene.do(p.ChangeWords(meeting=scene.at, motion=motion, changes=change))
    assert names(asks(scene, "for", own=True)) == ["ProxyLodged"]
    given = scene.meeting.motions[motion].answering.proxies[scene.seats["worker"]]
    assert (given.holder, given.changes) == (scene.seats["nurse"], 1)


def closing(scene: Scene, **more: Any) -> Any:
    return scene.do(r.CloseResolution(resolution=res.resolution(scene), **{"when": res.DEADLINE, **more}))


def sent_by_the_notes() -> Scene:
    scene = Scene()
    scene.do(res.sending(scene, mode="written_up"))
    for seat in ("chair", "vice", "secretary", "carer", "gp"):
        scene.do(res.asked(r.RecordReply, seat, choice="for", mode="written_up")(scene))
    return scene


def test_what_was_sent_out_by_the_notes_is_not_closed_live() -> None:
    scene = sent_by_the_notes()
    assert refused(lambda: closing(scene))[:2] == ("R-WR1", "sent_out_written_up")
    outcome = closing(scene, mode="written_up")[0].outcome
    assert (outcome.by_rule, outcome.irregular, outcome.takes_effect) == ("agreed", (), True)


def test_closed_by_the_notes_before_its_deadline_it_has_no_effect() -> None:
    outcome = closing(sent_by_the_notes(), mode="written_up", when=When("2026-02-05", "10:00"))[0].outcome
    assert (outcome.by_rule, outcome.irregular, outcome.takes_effect) == ("agreed", ("R-WR7",), False)


def test_told_with_fewer_days_than_members_have_to_ask_for_a_meeting_it_has_no_effect() -> None:
    scene = Scene()
    scene.do(res.sending(scene, mode="written_up", deadline=When("2026-02-04", "10:00")))
    for seat in ("chair", "vice", "secretary", "carer", "gp"):
        scene.do(res.asked(r.RecordReply, seat, choice="for", mode="written_up")(scene))
    assert closing(scene, mode="written_up")[0].outcome.irregular == ("R-WR5",)


def two_by_phone() -> Scene:
    """Five of nine are for, two of them as somebody wrote down."""
    scene = sent()
    for seat in ("chair", "vice", "secretary"):
        by_them(scene, r.RecordReply, seat, choice="for")
    for seat in ("gp", "carer"):
        for_them(scene, seat, choice="for")
    return scene


def test_a_decision_says_how_many_answers_counted_for_it_are_disputed_since() -> None:
    scene = two_by_phone()
    closing(scene)
    for seat in ("gp", "carer"):
        by_them(scene, r.DisputeReply, seat, when=res.DEADLINE)
    (decision,) = scene.decisions.values()
    assert (decision.status, decision.disputed_answers) == ("in_force", 2)
    assert explain.standing(decision) == "Of the answers counted, 2 are disputed (R-WR3)."
    by_them(scene, r.ConfirmReply, "gp", when=res.DEADLINE)
    (decision,) = scene.decisions.values()
    assert explain.standing(decision) == "Of the answers counted, 1 is disputed (R-WR3)."


def test_an_answer_disputed_before_the_close_was_not_counted_and_is_not_told_of_the_decision() -> None:
    scene = four_and_one_written_down(**BY_POST)
    by_them(scene, r.DisputeReply, "gp")
    closing(scene)
    by_them(scene, r.ConfirmReply, "gp", when=res.DEADLINE)
    (decision,) = scene.decisions.values()
    assert decision.disputed_answers == 0
