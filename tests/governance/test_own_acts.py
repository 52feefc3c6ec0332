"""What members did here themselves, nobody else undoes.

R-EL1, R-NO5, R-NO7, R-AP1, R-MO2, R-MO4, R-AM6, R-QU9, R-IN3, R-VO11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from governance.election import commands as ec
from governance.election import room_commands as r
from governance.group import asked_commands as ac
from governance.group import commands as g
from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.meeting import people_commands as pc
from governance.meeting.business import slips
from governance.motion import commands as q
from governance.motion import method_commands as mc
from governance.motion import procedure_commands as p
from governance.rules.majority import Tally
from governance.standing_orders import StandingOrders
from tests.governance.commands.elections import HEARD_OF, counting, election, here, nominations, papers_out
from tests.governance.commands.elections import counted as elected
from tests.governance.commands.notice import asking, joining, leaving, requisition, taking_back
from tests.spec import VOTING, Scene, names

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.kernel import Command, Event

OFF = StandingOrders(quorum=5, lived_experience="off")
MODES = pytest.mark.parametrize("mode", ["live", "written_up"])


def refused(what: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(Rejected) as found:
        what()
    return found.value.clause, found.value.reason


def by_them(scene: Scene, command: Command) -> tuple[Event, ...]:
    """Recorded by whoever holds the seat."""
    scene.own = True
    return scene.do(command)


def for_them(scene: Scene, command: Command) -> tuple[Event, ...]:
    """Recorded by somebody else."""
    scene.own = False
    return scene.do(command)


def of(scene: Scene, kind: Any, seat: str, **more: Any) -> Any:
    """An act of a nominee."""
    who = scene.seats[seat]
    return kind(election=election(scene), seat=who, by=who, when=HEARD_OF, **more)


def forward(scene: Scene, seat: str = "fourth", by: str | None = None) -> Command:
    made: Command = of(scene, ec.Nominate, seat, nominated_by=scene.seats[by or seat])
    return made


THEIR_NAME = ("R-EL1", "theirs_to_withdraw")


@MODES
def test_nobody_else_takes_back_the_name_a_member_put_forward_themselves(mode: str) -> None:
    scene = nominations()
    by_them(scene, forward(scene))
    assert refused(lambda: for_them(scene, of(scene, ec.WithdrawNomination, "fourth", mode=mode))) == THEIR_NAME
    assert names(by_them(scene, of(scene, ec.WithdrawNomination, "fourth"))) == ["NominationWithdrawn"]


def test_nobody_else_takes_back_a_name_whose_member_accepted_themselves() -> None:
    scene = nominations()
    for_them(scene, forward(scene, by="carer"))
    by_them(scene, of(scene, ec.AcceptNomination, "fourth"))
    assert refused(lambda: for_them(scene, of(scene, ec.WithdrawNomination, "fourth"))) == THEIR_NAME


def test_an_acceptance_somebody_wrote_down_becomes_theirs_once_they_say_it() -> None:
    scene = nominations()
    for_them(scene, forward(scene))
    assert names(by_them(scene, of(scene, ec.AcceptNomination, "fourth"))) == ["NominationAccepted"]
    assert by_them(scene, of(scene, ec.AcceptNomination, "fourth")) == ()
    assert refused(lambda: for_them(scene, of(scene, ec.WithdrawNomination, "fourth"))) == THEIR_NAME


def test_a_name_that_was_written_down_is_taken_back_for_them_and_so_is_that_of_a_seat_left_empty() -> None:
    scene = nominations()
    for_them(scene, forward(scene))
    assert names(for_them(scene, of(scene, ec.WithdrawNomination, "fourth"))) == ["NominationWithdrawn"]
    left = nominations()
    by_them(left, forward(left))
    for_them(left, g.VacateSeat(group=left.id, seat=left.seats["fourth"], reason="resigned", when=HEARD_OF))
    assert names(for_them(left, of(left, ec.WithdrawNomination, "fourth"))) == ["NominationWithdrawn"]


def with_by(scene: Scene, command: Any, seat: str) -> Any:
    return msgspec.structs.replace(command, by=scene.seats[seat])


THEIR_REQUEST = ("R-NO5", "theirs_to_leave")


@MODES
def test_nobody_else_takes_a_name_from_a_request_its_member_put_there_themselves(mode: str) -> None:
    scene = Scene()
    by_them(scene, with_by(scene, asking(scene), "carer"))
    by_them(scene, with_by(scene, joining(scene), "gp"))
    for seat in ("carer", "gp"):
        left = with_by(scene, leaving(scene, seat), seat)
        assert refused(lambda left=left: for_them(scene, written(left, mode))) == THEIR_REQUEST  # type: ignore[misc]
    assert scene.group.requisitions[requisition(scene)].asked == scene.seat("carer", "gp")
    assert names(by_them(scene, with_by(scene, leaving(scene), "gp"))) == ["RequisitionLeft", "RequisitionFellShort"]


def written(command: Any, mode: str) -> Any:
    return msgspec.structs.replace(command, mode=mode)


def test_a_name_somebody_wrote_on_a_request_is_theirs_once_they_ask_themselves_and_counts_once() -> None:
    scene = Scene()
    for_them(scene, with_by(scene, asking(scene), "carer"))
    for_them(scene, with_by(scene, joining(scene, "nurse"), "nurse"))
    assert names(by_them(scene, with_by(scene, joining(scene, "nurse"), "nurse"))) == ["RequisitionJoined"]
    assert by_them(scene, with_by(scene, joining(scene, "nurse"), "nurse")) == ()
    assert scene.group.requisitions[requisition(scene)].asked == scene.seat("carer", "nurse")
    assert refused(lambda: for_them(scene, with_by(scene, leaving(scene, "nurse"), "nurse"))) == THEIR_REQUEST
    assert names(for_them(scene, with_by(scene, leaving(scene, "carer"), "carer")))[0] == "RequisitionLeft"


def before_the_meeting(orders: StandingOrders = OFF) -> Scene:
    scene = Scene(orders).opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    return scene


def moves(scene: Scene, seat: str = "gp") -> Command:
    who = scene.seats[seat]
    return q.MoveMotion(meeting=scene.at, item=scene.items[0], words="Hire the hall.", moved_by=who, by=who)


def takes_back(scene: Scene, by: str | None = "gp", **more: Any) -> Command:
    who = None if by is None else scene.seats[by]
    return q.WithdrawMotion(meeting=scene.at, motion=scene.motion, by=who, **more)


THEIR_MOTION = ("R-MO4", "theirs_to_withdraw")


@MODES
def test_nobody_else_takes_back_a_proposal_its_member_made_themselves(mode: str) -> None:
    scene = before_the_meeting()
    by_them(scene, moves(scene))
    assert refused(lambda: for_them(scene, takes_back(scene, mode=mode))) == THEIR_MOTION
    assert refused(lambda: by_them(scene, takes_back(scene, "secretary", mode="written_up"))) == THEIR_MOTION
    assert names(by_them(scene, takes_back(scene))) == ["MotionWithdrawn"]


def test_a_proposal_that_was_written_down_for_its_mover_is_taken_back_so_too() -> None:
    scene = before_the_meeting()
    for_them(scene, moves(scene))
    assert names(for_them(scene, takes_back(scene))) == ["MotionWithdrawn"]


def test_changes_procedure_and_choices_are_their_movers_to_take_back_as_well() -> None:
    scene = before_the_meeting()
    gp, nurse = scene.seats["gp"], scene.seats["nurse"]
    for_them(scene, moves(scene))
    first = scene.motion
    change = (q.Change("hall", "library"),)
    by_them(scene, q.MoveAmendment(meeting=scene.at, motion=first, changes=change, moved_by=nurse, by=nurse))
    assert refused(lambda: for_them(scene, takes_back(scene, "nurse"))) == THEIR_MOTION
    by_them(scene, takes_back(scene, "nurse"))
    item: Any = {"meeting": scene.at, "item": scene.items[0], "moved_by": gp, "by": gp}
    by_them(scene, p.MoveProcedural(kind="closure", about=first, **item))
    assert refused(lambda: for_them(scene, takes_back(scene))) == THEIR_MOTION
    chosen = before_the_meeting()
    gp = chosen.seats["gp"]
    ways = (p.Choose("The hall."), p.Choose("The library."))
    by_them(chosen, p.MoveOptions(meeting=chosen.at, item=chosen.items[0], words="Where?", options=ways,
                                  moved_by=gp, by=gp))  # fmt: skip
    assert refused(lambda: for_them(chosen, takes_back(chosen))) == THEIR_MOTION


def test_a_proposal_its_member_made_themselves_is_no_slip_of_somebody_else() -> None:
    scene = before_the_meeting()
    by_them(scene, moves(scene))
    act = next(fact.id for fact in scene.facts if type(fact.event).__name__ == "MotionMoved")
    assert act not in slips(scene.meeting)
    struck = m.StrikeAct(meeting=scene.at, act=act, by=scene.seats["secretary"])
    assert refused(lambda: for_them(scene, struck)) == THEIR_MOTION


def stands_down(scene: Scene, seat: str = "gp", **more: Any) -> Command:
    who = scene.seats[seat]
    return m.StandDown(meeting=scene.at, seat=who, by=who, **more)


@MODES
def test_nobody_says_for_a_member_who_takes_part_themselves_that_they_stand_down(mode: str) -> None:
    scene = before_the_meeting()
    by_them(scene, moves(scene))
    assert refused(lambda: for_them(scene, stands_down(scene, mode=mode))) == ("R-QU9", "theirs_to_say")
    assert names(by_them(scene, stands_down(scene))) == ["VoteStoodDown"]


def test_what_others_wrote_down_of_standing_down_a_member_takes_back_and_what_they_said_holds() -> None:
    scene = before_the_meeting()
    gp = scene.seats["gp"]
    for_them(scene, stands_down(scene))
    assert gp not in (scene.meeting.effective(None) or ())
    assert refused(lambda: for_them(scene, stands_down(scene, back=True))) == ("R-QU9", "theirs_to_take_back")
    assert names(by_them(scene, stands_down(scene, back=True))) == ["VoteTakenUp"]
    assert gp in (scene.meeting.effective(None) or ())
    assert by_them(scene, stands_down(scene, back=True)) == ()
    assert names(by_them(scene, stands_down(scene))) == ["VoteStoodDown"]
    assert refused(lambda: by_them(scene, stands_down(scene, back=True))) == ("R-QU9", "said_so_themselves")


def test_notes_tell_that_a_member_took_it_back_but_not_where_they_had_said_it_themselves() -> None:
    scene = before_the_meeting()
    for_them(scene, stands_down(scene))
    assert names(for_them(scene, stands_down(scene, back=True, mode="written_up"))) == ["VoteTakenUp"]
    by_them(scene, stands_down(scene))
    told = stands_down(scene, back=True, mode="written_up")
    assert refused(lambda: for_them(scene, told)) == ("R-QU9", "said_so_themselves")


def test_standing_down_that_was_written_down_holds_once_the_member_says_so() -> None:
    scene = before_the_meeting()
    for_them(scene, stands_down(scene))
    assert for_them(scene, stands_down(scene)) == ()
    assert names(by_them(scene, stands_down(scene))) == ["VoteStoodDown"]
    assert by_them(scene, stands_down(scene)) == ()
    assert refused(lambda: by_them(scene, stands_down(scene, back=True))) == ("R-QU9", "said_so_themselves")


def voted(*, own: bool, how: Any = "roll_call") -> Scene:
    """The GP voted against, and somebody tells of an interest of theirs."""
    scene = Scene(OFF).moved(put=how)
    who = scene.seats["gp"]
    if how == "roll_call":
        scene.own = own
        scene.do(q.CastVote(meeting=scene.at, motion=scene.motion, seat=who, choice="against", by=who))
    for_them(scene, m.DeclareInterest(meeting=scene.at, seat=who, item=scene.items[0], kind="financial", by=who))
    return scene


def out(scene: Scene, seat: str = "gp", **more: Any) -> Command:
    return m.ManageInterest(meeting=scene.at, seat=scene.seats[seat], item=scene.items[0], how="leave", **more)


THEIR_VOTE = ("R-IN3", "answered_already")


@MODES
def test_who_has_voted_themselves_is_not_kept_out_before_the_result(mode: str) -> None:
    scene = voted(own=True)
    assert refused(lambda: for_them(scene, out(scene, mode=mode))) == THEIR_VOTE
    (*_, declared) = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))
    assert declared.outcome.tally == Tally(0, 1, 0)  # type: ignore[attr-defined]
    assert names(for_them(scene, out(scene)))[0] == "InterestManaged"


def test_a_vote_that_was_written_down_stands_live_and_notes_may_tell_of_an_exclusion_that_is_flagged() -> None:
    scene = voted(own=False)
    assert refused(lambda: for_them(scene, out(scene))) == THEIR_VOTE
    for_them(scene, out(scene, mode="written_up"))
    (*_, declared) = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion, mode="written_up"))
    assert "R-IN3" in declared.outcome.irregular  # type: ignore[attr-defined]


def test_who_has_not_answered_is_kept_out_during_a_vote_until_hands_were_counted() -> None:
    scene = voted(own=True)
    nurse = scene.seats["nurse"]
    for_them(scene, m.DeclareInterest(meeting=scene.at, seat=nurse, item=scene.items[0], kind="family", by=nurse))
    assert names(for_them(scene, out(scene, "nurse")))[0] == "InterestManaged"
    hands = voted(own=False, how="hands")
    hands.do(q.RecordCount(meeting=hands.at, motion=hands.motion, count=q.Hands(8, 1)))
    assert refused(lambda: for_them(hands, out(hands))) == THEIR_VOTE
    ballot = voted(own=False, how="ballot")
    assert refused(lambda: for_them(ballot, out(ballot))) == THEIR_VOTE


def test_the_members_own_vote_on_an_interest_keeps_nobody_out_who_has_voted_either() -> None:
    scene = voted(own=True)
    about: Any = {"meeting": scene.at, "seat": scene.seats["gp"], "item": scene.items[0]}
    scene.do(pc.DisputeInterest(how="leave", raised_by=scene.seats["nurse"], **about))
    assert refused(lambda: scene.do(pc.SettleInterest(count=q.Hands(5, 3), **about))) == THEIR_VOTE
    assert names(scene.do(pc.SettleInterest(count=q.Hands(3, 5), **about)))[0] == "InterestSettled"


def says(scene: Scene, choice: Any, **more: Any) -> Command:
    who = scene.seats["gp"]
    return mc.RecordOwnVote(meeting=scene.at, motion=scene.motion, seat=who, choice=choice, by=who, **more)


def counted() -> Scene:
    """Eight for, one against."""
    scene = Scene(OFF).moved(put="hands")
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(8, 1)))
    scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))
    return scene


def test_a_members_own_word_replaces_what_somebody_else_recorded_as_their_own_vote() -> None:
    scene = counted()
    for_them(scene, says(scene, "for"))
    assert names(by_them(scene, says(scene, "against"))) == ["OwnVoteRecorded"]
    assert scene.meeting.motions[scene.motion].answering.own_votes == {scene.seats["gp"]: "against"}
    once = ("R-VO11", "own_vote_is_recorded")
    assert by_them(scene, says(scene, "against")) == ()
    assert refused(lambda: by_them(scene, says(scene, "for"))) == once
    assert refused(lambda: for_them(scene, says(scene, "for"))) == once


def test_saying_the_same_themselves_makes_it_theirs() -> None:
    scene = counted()
    for_them(scene, says(scene, "against"))
    assert for_them(scene, says(scene, "against")) == ()
    assert names(by_them(scene, says(scene, "against", reason="The hall is cold."))) == ["OwnVoteRecorded"]
    assert refused(lambda: by_them(scene, says(scene, "for"))) == ("R-VO11", "own_vote_is_recorded")
    assert refused(lambda: for_them(scene, says(scene, "no_side", mode="written_up")))[0] == "R-VO11"


@MODES
def test_nobody_accepts_for_a_member_who_said_themselves_that_they_do_not_stand(mode: str) -> None:
    scene = nominations()
    for_them(scene, forward(scene, by="carer"))
    by_them(scene, of(scene, ec.WithdrawNomination, "fourth"))
    for_them(scene, forward(scene, by="carer"))
    no = ("R-EL1", "theirs_to_accept")
    assert refused(lambda: for_them(scene, of(scene, ec.AcceptNomination, "fourth", mode=mode))) == no
    assert names(by_them(scene, of(scene, ec.AcceptNomination, "fourth"))) == ["NominationAccepted"]


@MODES
def test_nobody_puts_a_member_forward_as_by_themselves_who_said_that_they_do_not_stand(mode: str) -> None:
    scene = nominations()
    by_them(scene, forward(scene))
    by_them(scene, of(scene, ec.WithdrawNomination, "fourth"))
    again = written(forward(scene), mode)
    assert refused(lambda: for_them(scene, again)) == ("R-EL1", "theirs_to_accept")
    assert names(by_them(scene, forward(scene))) == ["NominationMade", "NominationAccepted"]
    for_them(scene, of(scene, ec.AcceptNomination, "fourth"))


def test_that_somebody_else_wrote_down_that_they_do_not_stand_binds_nobody() -> None:
    scene = nominations()
    for_them(scene, forward(scene))
    for_them(scene, of(scene, ec.WithdrawNomination, "fourth"))
    assert names(for_them(scene, forward(scene))) == ["NominationMade", "NominationAccepted"]


@MODES
def test_nobody_writes_a_name_on_a_request_again_that_its_member_took_back_themselves(mode: str) -> None:
    scene = Scene()
    by_them(scene, with_by(scene, asking(scene), "carer"))
    for_them(scene, with_by(scene, joining(scene), "gp"))
    by_them(scene, with_by(scene, leaving(scene), "gp"))
    again = written(with_by(scene, joining(scene), "gp"), mode)
    assert refused(lambda: for_them(scene, again)) == ("R-NO5", "theirs_to_join_again")
    assert names(by_them(scene, with_by(scene, joining(scene), "gp")))[0] == "RequisitionJoined"
    by_them(scene, with_by(scene, leaving(scene), "gp"))
    assert refused(lambda: for_them(scene, again)) == ("R-NO5", "theirs_to_join_again")


def test_a_name_that_was_taken_back_for_a_member_is_written_there_again() -> None:
    scene = Scene()
    by_them(scene, with_by(scene, asking(scene), "carer"))
    for_them(scene, with_by(scene, joining(scene), "gp"))
    for_them(scene, with_by(scene, leaving(scene), "gp"))
    assert names(for_them(scene, with_by(scene, joining(scene), "gp")))[0] == "RequisitionJoined"


def proposes(scene: Scene) -> Command:
    who = scene.seats["carer"]
    return ac.ProposeBusiness(group=scene.id, seat=who, by=who, title="The cold hall", when=HEARD_OF)


@MODES
def test_nobody_else_takes_back_business_its_member_proposed_themselves(mode: str) -> None:
    scene = Scene()
    by_them(scene, proposes(scene))
    back = with_by(scene, taking_back(scene), "carer")
    assert refused(lambda: for_them(scene, written(back, mode))) == ("R-NO7", "theirs_to_take_back")
    assert names(by_them(scene, back)) == ["BusinessWithdrawn"]
    assert for_them(scene, back) == ()


def test_business_that_was_written_down_for_a_member_is_taken_back_so_too() -> None:
    scene = Scene()
    for_them(scene, proposes(scene))
    assert names(for_them(scene, with_by(scene, taking_back(scene), "carer"))) == ["BusinessWithdrawn"]


def seconds(scene: Scene, seat: str = "nurse") -> Command:
    who = scene.seats[seat]
    return q.SecondMotion(meeting=scene.at, motion=scene.motion, seat=who, by=who)


def takes_second_back(scene: Scene, by: str | None = "nurse", **more: Any) -> Command:
    return p.WithdrawSecond(meeting=scene.at, motion=scene.motion, by=None if by is None else scene.seats[by], **more)


THEIR_SECOND = ("R-MO2", "theirs_to_unsecond")


@MODES
def test_nobody_else_takes_back_a_second_its_member_gave_themselves(mode: str) -> None:
    scene = before_the_meeting()
    for_them(scene, moves(scene))
    by_them(scene, seconds(scene))
    assert refused(lambda: for_them(scene, takes_second_back(scene, mode=mode))) == THEIR_SECOND
    assert refused(lambda: by_them(scene, takes_second_back(scene, None, mode=mode))) == THEIR_SECOND
    assert names(by_them(scene, takes_second_back(scene))) == ["SecondWithdrawn"]


def test_a_second_that_was_written_down_is_taken_back_so_and_becomes_theirs_once_they_say_it() -> None:
    scene = before_the_meeting()
    for_them(scene, moves(scene))
    for_them(scene, seconds(scene))
    assert for_them(scene, seconds(scene)) == ()
    assert names(for_them(scene, takes_second_back(scene))) == ["SecondWithdrawn"]
    for_them(scene, seconds(scene))
    assert by_them(scene, seconds(scene, "carer")) == (), "somebody else seconds it already"
    assert names(by_them(scene, seconds(scene))) == ["MotionSeconded"]
    assert by_them(scene, seconds(scene)) == ()
    assert refused(lambda: for_them(scene, takes_second_back(scene))) == THEIR_SECOND


def test_a_second_stays_theirs_where_the_proposal_stands_over() -> None:
    scene = before_the_meeting()
    for_them(scene, moves(scene))
    by_them(scene, seconds(scene))
    kept = scene.meeting.motions[scene.motion]
    assert kept.seconded_here
    scene.do(m.DeferItem(meeting=scene.at, item=scene.items[0]))
    scene.do(m.CloseMeeting(meeting=scene.at))
    earlier = scene.meeting
    scene.another("2026-03-10")
    scene.earlier = earlier
    scene.do(p.TakeUnfinishedBusiness(meeting=scene.at, motion=kept.id))
    assert refused(lambda: for_them(scene, takes_second_back(scene, mode="written_up"))) == THEIR_SECOND


def changed(*, own: bool) -> tuple[Scene, Any]:
    """The GP made a proposal, the nurse would change it."""
    scene = before_the_meeting()
    (by_them if own else for_them)(scene, moves(scene))
    nurse = scene.seats["nurse"]
    change = (q.Change("hall", "library"),)
    for_them(scene, q.MoveAmendment(meeting=scene.at, motion=scene.motion, changes=change, moved_by=nurse, by=nurse))
    return scene, p.AcceptAmendment(meeting=scene.at, motion=scene.motion, by=scene.seats["gp"])


@MODES
def test_nobody_takes_a_change_into_a_proposal_whose_member_made_it_themselves(mode: str) -> None:
    scene, accept = changed(own=True)
    no = ("R-AM6", "theirs_to_accept")
    assert refused(lambda: for_them(scene, written(accept, mode))) == no
    assert refused(lambda: by_them(scene, written(msgspec.structs.replace(accept, by=None), mode))) == no
    assert names(by_them(scene, accept)) == ["AmendmentAccepted"]


def test_a_change_is_taken_in_for_a_mover_whose_proposal_was_written_down() -> None:
    scene, accept = changed(own=False)
    assert names(for_them(scene, accept)) == ["AmendmentAccepted"]


def other_words(scene: Scene, **more: Any) -> Command:
    return p.ChangeWords(meeting=scene.at, motion=scene.motion, changes=(q.Change("Hire", "Sell"),), **more)


@MODES
def test_nobody_changes_by_consent_what_a_member_proposed_themselves(mode: str) -> None:
    scene = before_the_meeting()
    by_them(scene, moves(scene))
    presider, mover = scene.seats["chair"], scene.seats["gp"]
    no = ("R-AM6", "theirs_to_reword")
    assert refused(lambda: for_them(scene, other_words(scene, by=presider, mode=mode))) == no
    assert refused(lambda: by_them(scene, other_words(scene, by=presider, mode=mode))) == no
    assert names(by_them(scene, other_words(scene, by=mover, mode=mode))) == ["MotionReworded"]


def test_what_was_written_down_is_changed_by_everyones_consent() -> None:
    scene = before_the_meeting()
    for_them(scene, moves(scene))
    assert names(for_them(scene, other_words(scene, by=scene.seats["chair"]))) == ["MotionReworded"]


def test_words_are_not_changed_by_consent_from_under_a_change_that_waits() -> None:
    scene, _ = changed(own=False)
    over = p.ChangeWords(
        meeting=scene.at, motion=next(iter(scene.meeting.motions)), changes=(q.Change("hall", "café"),)
    )
    assert refused(lambda: for_them(scene, over)) == ("R-AM4", "a_change_would_fall")
    # Notes tell of it, and minutes say that the change fell.
    told = for_them(scene, msgspec.structs.replace(over, mode="written_up"))
    assert names(told) == ["MotionReworded", "AmendmentCarriedOver"]
    assert told[1].script is None  # type: ignore[attr-defined]


def goes(scene: Scene, seat: str = "nurse", **more: Any) -> Command:
    who = scene.seats[seat]
    return m.RecordDeparture(meeting=scene.at, seats=(who,), by=who, **more)


def comes(scene: Scene, seat: str = "nurse", **more: Any) -> Command:
    who = scene.seats[seat]
    return m.RecordArrival(meeting=scene.at, seats=(who,), by=who, **more)


THEIR_COMING = ("R-AP1", "theirs_to_come_back")


def test_nobody_says_live_that_a_member_is_back_who_left_by_their_own_word() -> None:
    scene = before_the_meeting()
    by_them(scene, goes(scene))
    assert refused(lambda: for_them(scene, comes(scene))) == THEIR_COMING
    everybody = m.SetAttendance(meeting=scene.at, present=scene.seat(*VOTING))
    assert refused(lambda: for_them(scene, everybody)) == THEIR_COMING
    assert names(by_them(scene, comes(scene)))[0] == "MemberArrived"
    for_them(scene, goes(scene))
    assert names(for_them(scene, comes(scene)))[0] == "MemberArrived"


def test_notes_tell_that_a_member_was_back_who_left_by_their_own_word() -> None:
    scene = before_the_meeting()
    by_them(scene, goes(scene))
    assert names(for_them(scene, comes(scene, mode="written_up")))[0] == "MemberArrived"
    by_them(scene, goes(scene))
    for_them(scene, m.SetAttendance(meeting=scene.at, present=scene.seat(*VOTING), mode="written_up"))
    assert not scene.meeting.gone_by_own_word


def test_a_lost_link_is_no_word_of_leaving_and_the_roll_is_called_anew_at_the_next_sitting() -> None:
    scene = before_the_meeting()
    scene.do(pc.NoteRemote(meeting=scene.at, seats=scene.seat("nurse")))
    by_them(scene, goes(scene, how="link_lost"))
    assert names(for_them(scene, comes(scene, how="link_restored")))[0] == "MemberArrived"
    by_them(scene, goes(scene))
    scene.do(m.AdjournMeeting(meeting=scene.at, reason="rest", until=When("2026-02-17", "14:00")))
    scene.do(m.ResumeMeeting(meeting=scene.at, present=scene.seat(*VOTING), when=When("2026-02-17", "14:00")))
    assert scene.seats["nurse"] in (scene.meeting.present or ())


def polled(*ballots: dict[str, int]) -> Scene:
    """Papers of an election are out, or were counted; somebody tells of an interest of the carer and the GP."""
    scene = elected(*ballots) if ballots else papers_out("fourth", "vice")
    for seat in scene.seat("carer", "gp"):
        scene.do(m.DeclareInterest(meeting=scene.at, seat=seat, item=scene.items[0], kind="loyalty"))
    return scene


def test_whoever_has_papers_of_an_election_is_not_kept_out_before_its_result() -> None:
    scene = polled()
    assert refused(lambda: for_them(scene, out(scene, "carer"))) == THEIR_VOTE
    scene.do(counting({"fourth": 6, "vice": 3})(scene))
    assert refused(lambda: for_them(scene, out(scene, "carer"))) == THEIR_VOTE
    scene.do(here(r.DeclareElection)(scene))
    assert names(for_them(scene, out(scene, "carer")))[0] == "InterestManaged"


def test_whoever_took_no_paper_is_kept_out_once_papers_were_counted() -> None:
    scene = polled({"fourth": 3, "vice": 1})
    voted = scene.meeting.polls[election(scene)].counted[0].voted
    assert set(voted or ()) == set(scene.seat("chair", "vice", "secretary", "fourth"))
    assert names(for_them(scene, out(scene, "gp")))[0] == "InterestManaged"


def test_between_two_ballots_whoever_was_ticked_off_stays_in() -> None:
    scene = polled({"fourth": 4, "vice": 4})
    assert refused(lambda: for_them(scene, out(scene, "carer"))) == THEIR_VOTE


def test_an_election_on_another_item_keeps_nobody_in_for_this_one() -> None:
    scene = polled()
    about: Any = {"meeting": scene.at, "seat": scene.seats["carer"], "item": scene.items[1]}
    scene.do(m.DeclareInterest(kind="loyalty", **about))
    assert names(for_them(scene, m.ManageInterest(how="leave", **about)))[0] == "InterestManaged"


def test_notes_may_tell_of_somebody_kept_out_of_an_election_they_were_ticked_off_in_and_it_is_flagged() -> None:
    scene = polled({"fourth": 6, "vice": 3})
    for_them(scene, out(scene, "carer", mode="written_up"))
    declared = scene.do(here(r.DeclareElection, mode="written_up")(scene))[-1]
    assert "R-IN3" in declared.irregular  # type: ignore[attr-defined]
    assert not declared.takes_effect  # type: ignore[attr-defined]
    unknown = polled()
    unknown.do(here(r.CountElectionBallot, votes={"fourth": 6, "vice": 3}, mode="written_up")(unknown))
    assert refused(lambda: for_them(unknown, out(unknown, "carer"))) == THEIR_VOTE
