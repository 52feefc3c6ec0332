"""What a meeting refuses: what belongs elsewhere, what came too late, and who cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from governance.election import room_commands as r
from governance.group import commands as g
from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.meeting import notice_commands as n
from governance.meeting import people_commands as pc
from governance.motion import commands as q
from governance.motion import method_commands as mc
from governance.motion import procedure_commands as p
from governance.standing_orders import StandingOrders
from tests.governance.commands import closed_items, elections, notice
from tests.governance.commands.elections import counted, here, papers_out
from tests.governance.procedure_rows import (
    NOBODY,
    annulled,
    base,
    change,
    choosing,
    done,
    item_open,
    left_over,
    moved,
    next_meeting,
    papers_counted,
    procedural,
    ruling,
    together,
    voted,
    with_change,
)  # fmt: skip
from tests.spec import DAY, L1, VOTING, Scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.kernel import Command

    Refused = tuple[Callable[[], Scene], Callable[[Scene], Command], str]

OFF = StandingOrders(quorum=3, lived_experience="off")
IN_THE_TEXT = msgspec.structs.replace(L1, max_degree=2, amendment_order="by_place_in_text")


def cancelled() -> Scene:
    return done(called := Scene().called(), m.CancelMeeting(meeting=called.at))


def closed() -> Scene:
    return done(scene := Scene().opened(), m.CloseMeeting(meeting=scene.at))


def somebody_gone() -> Scene:
    """The GP's seat was empty when the meeting opened."""
    scene = Scene()
    scene.do(
        g.VacateSeat(
            group=scene.id, channel="phone", seat=scene.seats["gp"], reason="resigned", when=When("2026-01-20")
        )
    )
    return scene.opened(*(name for name in VOTING if name != "gp"))


def without_a_roll() -> Scene:
    """A meeting written up of which nobody knows who was there."""
    scene = Scene().called()
    scene.do(m.OpenMeeting(meeting=scene.at, when=When(DAY, "14:00"), mode="written_up"))
    scene.do(m.TakeChair(meeting=scene.at, seat=scene.seats["chair"], mode="written_up"))
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0], mode="written_up"))
    asked: Any = {"meeting": scene.at, "item": scene.items[0], "mode": "written_up"}
    scene.do(q.MoveMotion(words="Buy tea.", moved_by=scene.seats["vice"], seconded_by=scene.seats["gp"], **asked))
    return scene


def shut_with_a_proposal() -> Scene:
    scene = closed_items.shut()
    asked: Any = {"meeting": scene.at, "item": scene.meeting.open_item}
    scene.do(q.MoveMotion(words="Buy tea.", moved_by=scene.seats["vice"], seconded_by=scene.seats["gp"], **asked))
    return scene


def agreed_here() -> Scene:
    """The first item was decided."""
    return notice.agreed_on(item_open())


def tied_and_broken() -> Scene:
    """A vote by names with a tie, broken by the chair."""
    scene = Scene(StandingOrders(quorum=3, lived_experience="off", tie_rule="second_vote")).moved(put="hands")
    asked: Any = {"meeting": scene.at, "motion": scene.motion}
    scene.do(q.RecordCount(count=q.Hands(4, 4, 1), **asked))
    scene.do(
        q.UseCastingVote(
            reason="It is time.", direction="for", changes_status_quo=True, by=scene.meeting.presider, **asked
        )
    )
    return scene


def changed_in_turn() -> Scene:
    """Two changes wait, and the first is itself being changed."""
    scene = with_change(IN_THE_TEXT)
    first = scene.motion
    scene.do(change(scene, "Meet", "Sit", by="vice", second="gp"))
    scene.do(change(scene, "hall", "church", motion=first, by="fourth", second="worker"))
    return scene


def by_names_first() -> Scene:
    """A vote by names was declared, and nobody asked for names before."""
    return voted("chair", "vice", "secretary", "fourth", "carer")


def hands(scene: Scene, *counts: int) -> p.CountOptions:
    return p.CountOptions(meeting=scene.at, motion=scene.motion, counts=counts)


def run_off() -> Scene:
    """Two of three options go to a run-off; the third is out."""
    scene = choosing("hands", "majority")
    scene.do(hands(scene, 4, 4, 1))
    scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion))
    return scene


def taken_together_and_put() -> Scene:
    scene = item_open("First", "Second", "Third")
    scene.do(together(scene, 0, 1))
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion))
    return scene


def ruled_in_no_item() -> Scene:
    scene = Scene().opened()
    scene.do(p.MakeRuling(meeting=scene.at, words="Phones are put away."))
    return scene


def annulled_and_left() -> Scene:
    """The item of a vote set aside is no longer before the meeting."""
    scene = annulled()
    scene.do(m.CloseItem(meeting=scene.at, item=scene.items[0]))
    return scene


def still_sitting() -> Scene:
    """What stood over, while the meeting it stood over at has not ended."""
    scene = next_meeting()
    assert scene.earlier is not None
    scene.earlier = msgspec.structs.replace(scene.earlier, stage="open")
    return scene


def then_cancelled() -> Scene:
    """The next meeting is called off."""
    scene = next_meeting()
    scene.meeting = msgspec.structs.replace(scene.meeting, stage="cancelled")
    return scene


def next_item_decided() -> Scene:
    return notice.agreed_on(next_meeting())


def another_item(scene: Scene) -> Any:
    """The second item of the meeting before, which nobody closed."""
    (before,) = scene.past.values()
    return list(before.items)[1]


def two_tied() -> Scene:
    return counted(*elections.TWICE_TIED)


REFUSED: list[Refused] = [
    (closed, lambda s: m.RecordApologies(meeting=s.at, seat=s.seats["gp"]), "in order: meeting_is_closed"),
    (
        lambda: Scene().called(),
        lambda s: m.CallMeeting(group=s.id, starts=When(DAY, "14:00"), when=When("2026-02-01"), agenda=()),
        "in order: meeting_already_called",
    ),
    (shut_with_a_proposal, closed_items.end, "R-MO5: a_proposal_is_before_the_meeting"),
    (
        agreed_here,
        lambda s: n.EscalateItem(meeting=s.at, item=s.items[0], reason="Too few.", to=NOBODY),
        "in order: item_already_decided",
    ),
    (tied_and_broken, lambda s: pc.RetakeVote(meeting=s.at, motion=s.motion), "R-TI2: casting_vote_used"),
    (moved, lambda s: pc.RetakeVote(meeting=s.at, motion=NOBODY), "unknown: motion_of_another_meeting"),
    (moved, lambda s: pc.RetakeVote(meeting=s.at, motion=s.motion), "R-MO1: question_not_put"),
    (closed, lambda s: n.ConsentShortNotice(meeting=s.at, seat=s.seats["gp"]), "in order: meeting_is_closed"),
    (closed, lambda s: n.IssuePaper(meeting=s.at, item=s.items[0], title="Costs"), "in order: meeting_is_closed"),
    (cancelled, notice.no_notice, "in order: meeting_is_cancelled"),
    (
        notice.not_taken,
        lambda s: n.InsistOnItem(meeting=s.at, proposal=NOBODY, seat=s.seats["carer"], when=notice.ASKED),
        "unknown: unknown_proposal",
    ),
    (
        somebody_gone,
        lambda s: q.MoveMotion(meeting=s.at, item=s.items[0], words="Buy tea.", moved_by=s.seats["gp"]),
        "R-QU10: seat_is_empty",
    ),
    (without_a_roll, lambda s: q.PutMotion(meeting=s.at, motion=s.motion), "R-QU4: roll_not_called"),
    (
        lambda: notice.decided_without_the_gp().another("2026-03-10"),
        notice.reopening,
        "unknown: decision_of_another_meeting",
    ),
    (agreed_here, lambda s: notice.reopening(s, day=DAY), "R-NO2: meeting_goes_on"),
    (
        changed_in_turn,
        lambda s: q.PutMotion(meeting=s.at, motion=list(s.meeting.motions)[2]),
        "R-AM2: a_change_is_being_changed",
    ),
    (
        changed_in_turn,
        lambda s: p.AcceptAmendment(meeting=s.at, motion=list(s.meeting.motions)[1]),
        "R-AM4: a_change_is_before_the_meeting",
    ),
    (
        papers_counted,
        lambda s: mc.NameTellers(meeting=s.at, motion=s.motion, tellers=s.seat("vice", "carer")),
        "R-VO5: papers_are_counted",
    ),
    (run_off, lambda s: hands(s, 4, 4, 1), "R-VO9: no_such_option"),
    (
        lambda: done(s := choosing("hands"), hands(s, 5, 3, 1)),
        lambda s: q.DeclareResult(meeting=s.at, motion=s.motion, announced="not_agreed"),
        "R-VO10: announced_otherwise",
    ),
    (
        lambda: done(s := moved(), q.PutMotion(meeting=s.at, motion=s.motion)),
        lambda s: p.DivideQuestion(meeting=s.at, motion=s.motion, cuts=(4,), objections=()),
        "R-MO7: already_put",
    ),
    (
        moved,
        lambda s: mc.RecordOwnVote(meeting=s.at, motion=NOBODY, seat=s.seats["gp"], choice="for"),
        "unknown: motion_of_another_meeting",
    ),
    (by_names_first, lambda s: procedural(s, "closure"), "in order: motion_is_agreed"),
    (
        lambda: Scene().opened("chair", "vice", "secretary", "fourth", "nurse"),
        lambda s: p.RaisePointOfOrder(meeting=s.at, seat=s.seats["gp"], words="Who presides?"),
        "R-CH6: not_present",
    ),
    (
        by_names_first,
        lambda s: p.MakeRuling(meeting=s.at, words="x", rules_out=base(s), annuls=base(s)),
        "R-CH6: one_thing_at_a_time",
    ),
    (moved, lambda s: p.MakeRuling(meeting=s.at, words="x", annuls=NOBODY), "unknown: motion_of_another_meeting"),
    (
        ruled_in_no_item,
        lambda s: p.AppealRuling(meeting=s.at, ruling=ruling(s), seats=s.seat("vice", "gp")),
        "in order: item_not_open",
    ),
    (moved, lambda s: p.VoteAgain(meeting=s.at, motion=NOBODY), "unknown: motion_of_another_meeting"),
    (annulled_and_left, lambda s: p.VoteAgain(meeting=s.at, motion=base(s)), "R-MO5: item_not_open"),
    (
        taken_together_and_put,
        lambda s: p.PullItem(meeting=s.at, item=s.items[1], seat=s.seats["gp"]),
        "R-MO5: already_put",
    ),
    (still_sitting, lambda s: p.TakeUnfinishedBusiness(meeting=s.at, motion=left_over(s)), "R-IQ3: meeting_is_open"),
    (
        then_cancelled,
        lambda s: p.TakeUnfinishedBusiness(meeting=s.at, motion=left_over(s)),
        "in order: meeting_is_cancelled",
    ),
    (
        next_item_decided,
        lambda s: p.TakeUnfinishedBusiness(meeting=s.at, motion=left_over(s), item=s.items[0]),
        "in order: item_already_decided",
    ),
    (
        lambda: Scene(OFF).moved(put="consensus"),
        lambda s: q.AskEveryone(meeting=s.at, motion=s.motion, objections=s.seat("gp"), stand_asides=s.seat("gp")),
        "R-VO1: seat_named_twice",
    ),
    (
        lambda: Scene(OFF).moved(put="hands"),
        lambda s: q.RecordCount(meeting=s.at, motion=s.motion, count=q.Hands(6), by_class={"LE": q.Hands(6)}),
        "R-VO9: more_votes_than_voters",
    ),
    (
        lambda: Scene().opened(),
        lambda s: q.RecordDecision(meeting=s.at, item=s.items[0], words="x", how="consensus", count=q.Hands(9)),
        "R-VO3: not_by_hands",
    ),
    (closed_items.minuted, lambda s: closed_items.review(s, item=another_item(s)), "R-CL3: not_closed"),
    (two_tied, elections.tellers(), "R-TI6: a_lot_is_drawn"),
    (lambda: counted({"fourth": 6, "carer": 3}), elections.tellers(), "R-EL1: ballot_is_counted"),
    (lambda: papers_out("fourth", "carer"), here(r.DeclareElection), "R-EL1: ballot_not_counted"),
    (
        lambda: papers_out("fourth", "carer"),
        here(r.CountElectionBallot, votes={"fourth": 2}, voted=("gp", "gp")),
        "R-VO5: seat_named_twice",
    ),
]


@pytest.mark.parametrize(("given", "when", "clause"), REFUSED, ids=[f"{n} {row[2]}" for n, row in enumerate(REFUSED)])
def test_it_is_refused(given: Callable[[], Scene], when: Callable[[Scene], Command], clause: str) -> None:
    scene = given()
    with pytest.raises(Rejected, match=clause):
        scene.do(when(scene))
