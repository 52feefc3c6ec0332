"""What members did here themselves, nobody else undoes (R-EL1, R-NO5, R-MO4, R-QU9, R-IN3, R-VO11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from governance.election import commands as ec
from governance.group import commands as g
from governance.kernel import Rejected
from governance.meeting import commands as m
from governance.meeting import people_commands as pc
from governance.meeting.business import slips
from governance.motion import commands as q
from governance.motion import method_commands as mc
from governance.motion import procedure_commands as p
from governance.rules.majority import Tally
from governance.standing_orders import StandingOrders
from tests.governance.commands.elections import HEARD_OF, election, nominations
from tests.governance.commands.notice import asking, joining, leaving, requisition
from tests.spec import Scene, names

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
