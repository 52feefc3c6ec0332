"""Acts of procedure: where each happens, is refused with its clause, and stays quiet."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from governance.meeting import commands as m
from governance.motion import commands as q
from governance.motion import method_commands as mc
from governance.motion import procedure_commands as p
from governance.standing_orders import StandingOrders
from tests.spec import L1, VOTING, Scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.kernel import Command

    Given = Callable[[], Scene]
    When_ = Callable[[Scene], Command]

NOBODY: Any = uuid.UUID("00000000-0000-4000-8000-000000000000")


def moved(orders: StandingOrders = L1) -> Scene:
    return Scene(orders).moved()


def base(scene: Scene) -> Any:
    """The proposal on the first item."""
    return next(iter(scene.meeting.motions))


def with_change(orders: StandingOrders = L1) -> Scene:
    """A seconded change of words before the meeting: the hall for the library."""
    scene = moved(orders)
    scene.do(change(scene, "library", "hall"))
    return scene


def change(scene: Scene, remove: str, insert: str, *, by: str = "carer", second: str = "nurse", **more: Any) -> Any:
    more.setdefault("motion", base(scene))
    return q.MoveAmendment(
        meeting=scene.at, changes=(q.Change(remove, insert),), moved_by=scene.seats[by],
        seconded_by=scene.seats[second], **more,
    )  # fmt: skip


def procedural(scene: Scene, kind: Any, **more: Any) -> p.MoveProcedural:
    more.setdefault("about", next(iter(scene.meeting.motions), None))
    by: Any = {"moved_by": scene.seats["fourth"], "seconded_by": scene.seats["worker"]}
    return p.MoveProcedural(meeting=scene.at, item=scene.items[0], kind=kind, **{**by, **more})


def answered(scene: Scene, for_: int, against: int = 0, motion: Any = None) -> tuple[Any, ...]:
    """Put the motion (the last one), count hands, declare."""
    asked: Any = {"meeting": scene.at, "motion": motion or scene.motion}
    scene.do(q.PutMotion(**asked))
    scene.do(q.RecordCount(count=q.Hands(for_, against), **asked))
    return scene.do(q.DeclareResult(**asked))


def voted(*fors: str, orders: StandingOrders = L1) -> Scene:
    """The proposal answered by names: these for it, everybody else against."""
    scene = moved(orders)
    asked: Any = {"meeting": scene.at, "motion": scene.motion}
    scene.do(q.PutMotion(how="roll_call", **asked))
    for name in VOTING:
        choice: Any = "for" if name in fors else "against"
        scene.do(q.CastVote(seat=scene.seats[name], choice=choice, **asked))
    scene.do(q.DeclareResult(**asked))
    return scene


def moved_procedural(kind: Any, **more: Any) -> Scene:
    scene = moved()
    scene.do(procedural(scene, kind, **more))
    return scene


def unseconded() -> Scene:
    scene = Scene().opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="Buy tea.", moved_by=scene.seats["gp"]))
    return scene


def ruled(**more: Any) -> Scene:
    scene = moved()
    scene.do(p.MakeRuling(meeting=scene.at, words="This is not on the agenda.", reason="See the notice.", **more))
    return scene


def ruling(scene: Scene) -> Any:
    return next(iter(scene.meeting.rulings))


def annulled() -> Scene:
    scene = voted("chair", "vice", "secretary", "fourth", "carer")
    scene.do(p.MakeRuling(meeting=scene.at, words="Two votes were counted twice.", annuls=base(scene)))
    return scene


OPTIONS = (p.Choose("The library."), p.Choose("The hall."), p.Choose("The next meeting decides.", postpones=True))


def choosing(how: Any = "roll_call", wins: Any = "plurality") -> Scene:
    scene = Scene().opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(question(scene, wins=wins))
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how=how))
    return scene


def on_paper() -> Scene:
    """The same question by secret ballot, with two who count."""
    scene = choosing("ballot")
    tellers = scene.seat("gp", "nurse")
    return done(scene, mc.NameTellers(meeting=scene.at, motion=scene.motion, tellers=tellers))


def papers(scene: Scene, *counts: int, **more: Any) -> p.CountOptions:
    given = {"voted": scene.seat(*VOTING), **more}
    return p.CountOptions(meeting=scene.at, motion=scene.motion, counts=(*counts, *[0] * (3 - len(counts))), **given)


def question(scene: Scene, **more: Any) -> p.MoveOptions:
    by: Any = {"moved_by": scene.seats["vice"], "seconded_by": scene.seats["gp"]}
    return p.MoveOptions(
        meeting=scene.at, item=scene.items[0], words="Where do we meet?", options=OPTIONS, **by, **more
    )


def item_open(*titles: str) -> Scene:
    scene = Scene().called(*titles).opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    return scene


def pulled() -> Scene:
    scene = item_open("First", "Second", "Third")
    scene.do(p.PullItem(meeting=scene.at, item=scene.items[1], seat=scene.seats["carer"]))
    return scene


def together(scene: Scene, *items: int) -> p.MoveTogether:
    return p.MoveTogether(
        meeting=scene.at, item=scene.items[0], items=tuple(scene.items[n] for n in items), words="Agree them.",
        moved_by=scene.seats["vice"], seconded_by=scene.seats["gp"],
    )  # fmt: skip


def next_meeting() -> Scene:
    """A meeting after one at which a seconded proposal with a change stood over."""
    before = with_change()
    before.do(m.CloseMeeting(meeting=before.at))
    after = Scene()
    after.words, after.seats, after.group = before.words, before.seats, before.group
    after.organisation = before.organisation
    after.called("First", "Second").opened()
    after.earlier = before.meeting
    return after


def left_over(scene: Scene) -> Any:
    assert scene.earlier is not None
    return next(iter(scene.earlier.motions))


def taken() -> Scene:
    scene = next_meeting()
    scene.do(p.TakeUnfinishedBusiness(meeting=scene.at, motion=left_over(scene)))
    return scene


def done(scene: Scene, *commands: Command) -> Scene:
    for command in commands:
        scene.do(command)
    return scene


def papers_counted() -> Scene:
    scene = on_paper()
    return done(scene, papers(scene, 4, 3, 2))


HAPPENS: list[tuple[Given, When_, list[str]]] = [
    (with_change, lambda s: p.AcceptAmendment(meeting=s.at, motion=s.motion, by=s.seats["vice"]),
     ["AmendmentAccepted"]),
    (moved, lambda s: p.ChangeWords(meeting=s.at, motion=s.motion, changes=(q.Change("library", "hall"),)),
     ["MotionReworded"]),
    (moved, lambda s: p.WithdrawSecond(meeting=s.at, motion=s.motion, by=s.seats["gp"]), ["SecondWithdrawn"]),
    (unseconded, lambda s: p.LetFall(meeting=s.at, motion=s.motion), ["MotionFell"]),
    (moved, lambda s: procedural(s, "closure"), ["ProceduralMotionMoved", "MotionSeconded"]),
    (
        moved,
        lambda s: p.DivideQuestion(meeting=s.at, motion=s.motion, cuts=("at the library",), objections=()),
        ["QuestionDivided"],
    ),
    (lambda: item_open("First", "Second", "Third"), lambda s: together(s, 0, 1, 2),
     ["MotionMoved", "ItemsTakenTogether", "MotionSeconded"]),
    (item_open, lambda s: p.PullItem(meeting=s.at, item=s.items[1], seat=s.seats["gp"]), ["ItemPulled"]),
    (next_meeting, lambda s: p.TakeUnfinishedBusiness(meeting=s.at, motion=left_over(s)),
     ["ItemProposed", "UnfinishedBusinessTaken"]),
    (item_open, lambda s: p.RaisePointOfOrder(meeting=s.at, words="We are off the point.", seat=s.seats["carer"]),
     ["PointOfOrderRaised"]),
    (moved, lambda s: p.MakeRuling(meeting=s.at, words="Out of order.", rules_out=s.motion),
     ["RulingMade", "MotionRuledOut"]),
    (ruled, lambda s: p.AppealRuling(meeting=s.at, ruling=ruling(s), seats=s.seat("carer", "fourth")),
     ["RulingAppealed"]),
    (annulled, lambda s: p.VoteAgain(meeting=s.at, motion=base(s)), ["QuestionReopened"]),
    (item_open, question, ["OptionsMoved", "MotionSeconded"]),
    (choosing, lambda s: p.ChooseOption(meeting=s.at, motion=s.motion, seat=s.seats["gp"], option=2),
     ["OptionChosen"]),
    (lambda: choosing("hands"), lambda s: p.CountOptions(meeting=s.at, motion=s.motion, counts=(2, 3, 4)),
     ["OptionsCounted"]),
    (on_paper, lambda s: papers(s, 4, 3, 2), ["OptionsBallotCounted"]),
]  # fmt: skip


REFUSED: list[tuple[Given, When_, str, str]] = [
    (moved, lambda s: p.AcceptAmendment(meeting=s.at, motion=s.motion), "R-AM6", "not_a_change"),
    (with_change, lambda s: p.AcceptAmendment(meeting=s.at, motion=s.motion, by=s.seats["gp"]), "R-AM6",
     "not_the_mover"),
    (lambda: _accepted(with_change()),
     lambda s: p.AcceptAmendment(meeting=s.at, motion=s.motion, objections=s.seat("gp")), "R-AM6", "accepted_already"),
    (with_change, lambda s: p.AcceptAmendment(meeting=s.at, motion=s.motion, objections=s.seat("gp")), "R-AM6",
     "somebody_objects"),
    (
        with_change,
        lambda s: _then(
            s, q.PutMotion(meeting=s.at, motion=s.motion), p.AcceptAmendment(meeting=s.at, motion=s.motion)
        ),
        "R-AM6",
        "already_put",
    ),
    (
        moved,
        lambda s: p.ChangeWords(
            meeting=s.at, motion=s.motion, changes=(q.Change("library", "hall"),), objections=s.seat("gp")
        ),
        "R-MO1",
        "somebody_objects",
    ),
    (with_change, lambda s: p.ChangeWords(meeting=s.at, motion=s.motion, changes=(q.Change("hall", "pub"),)), "R-MO1",
     "change_the_proposal"),
    (lambda: Scene().moved(put="hands"),
     lambda s: p.ChangeWords(meeting=s.at, motion=s.motion, changes=(q.Change("library", "hall"),)), "R-MO1",
     "already_put"),
    (moved, lambda s: p.WithdrawSecond(meeting=s.at, motion=s.motion, by=s.seats["vice"]), "R-MO2",
     "not_the_seconder"),
    (lambda: Scene().moved(put="hands"), lambda s: p.WithdrawSecond(meeting=s.at, motion=s.motion), "R-MO2",
     "already_put"),
    (moved, lambda s: p.LetFall(meeting=s.at, motion=s.motion), "R-MO2", "was_seconded"),
    (
        unseconded,
        lambda s: _then(
            s, m.TakeNote(meeting=s.at, item=s.items[0], words="We talked."), p.LetFall(meeting=s.at, motion=s.motion)
        ),
        "R-MO2",
        "needs_no_seconder",
    ),
    (moved, lambda s: procedural(s, "closure", about=None), "R-MO7", "about_which_question"),
    (moved, lambda s: procedural(s, "closure", about=NOBODY), "unknown", "motion_of_another_item"),
    (lambda: moved_procedural("closure"), lambda s: procedural(s, "postpone"), "R-MO7", "another_proposal_goes_first"),
    (lambda: Scene().moved(put="hands"), lambda s: procedural(s, "closure"), "R-MO7", "already_put"),
    (lambda: Scene().opened(), lambda s: procedural(s, "adjourn", about=None), "R-MO5", "item_not_open"),
    (moved, lambda s: procedural(s, "reconsider"), "R-RE5", "no_vote_to_reopen"),
    (lambda: voted("chair", "vice"), lambda s: procedural(s, "reconsider", moved_by=s.seats["vice"]), "R-RE5",
     "not_on_the_prevailing_side"),
    (moved, lambda s: p.DivideQuestion(meeting=s.at, motion=s.motion, cuts=("at the library",)), "R-MO7",
     "division_not_agreed"),
    (
        moved,
        lambda s: p.DivideQuestion(meeting=s.at, motion=s.motion, cuts=("at the",), objections=s.seat("gp")),
        "R-MO7",
        "somebody_objects",
    ),
    (moved, lambda s: p.DivideQuestion(meeting=s.at, motion=s.motion, cuts=("at the pub",), objections=()), "R-AM1",
     "words_not_found"),
    (moved, lambda s: p.DivideQuestion(meeting=s.at, motion=s.motion, objections=()), "R-MO7", "one_part_only"),
    (
        moved,
        lambda s: p.DivideQuestion(meeting=s.at, motion=s.motion, cuts=("at the",), objections=(), cost_in=3),
        "R-MO7",
        "no_such_part",
    ),
    (
        with_change,
        lambda s: p.DivideQuestion(meeting=s.at, motion=s.motion, groups=((1,),), objections=()),
        "R-MO7",
        "parts_are_not_the_whole",
    ),
    (with_change, lambda s: p.DivideQuestion(meeting=s.at, motion=base(s), cuts=("at the",), objections=()), "R-AM4",
     "a_change_is_before_the_meeting"),
    (pulled, lambda s: together(s, 0, 1, 2), "R-MO5", "item_is_taken_by_itself"),
    (lambda: voted("chair"), lambda s: together(s, 0, 1), "R-MO5", "item_already_decided"),
    (lambda: voted("chair"), lambda s: p.PullItem(meeting=s.at, item=s.items[0], seat=s.seats["gp"]), "R-MO5",
     "item_already_decided"),
    (next_meeting, lambda s: p.TakeUnfinishedBusiness(meeting=s.at, motion=NOBODY), "unknown",
     "motion_of_another_group"),
    (voted, lambda s: p.TakeUnfinishedBusiness(meeting=s.at, motion=base(s)), "R-IQ3", "motion_is_not_agreed"),
    (item_open, lambda s: p.RaisePointOfOrder(meeting=s.at, words="x", seat=NOBODY), "unknown",
     "seat_not_on_the_roll"),
    (moved, lambda s: p.MakeRuling(meeting=s.at, words="x", annuls=s.motion), "R-CH6", "no_vote_to_annul"),
    (annulled, lambda s: p.MakeRuling(meeting=s.at, words="x", annuls=s.motion), "R-CH6", "already_annulled"),
    (ruled, lambda s: p.AppealRuling(meeting=s.at, ruling=ruling(s), seats=s.seat("carer")), "R-CH6",
     "too_few_to_appeal"),
    (ruled, lambda s: p.AppealRuling(meeting=s.at, ruling=NOBODY, seats=s.seat("carer")), "unknown",
     "ruling_of_another_meeting"),
    (
        ruled,
        lambda s: _then(
            s,
            p.AppealRuling(meeting=s.at, ruling=ruling(s), seats=s.seat("carer", "gp")),
            p.AppealRuling(meeting=s.at, ruling=ruling(s), seats=s.seat("carer", "gp")),
        ),
        "R-CH6",
        "already_appealed",
    ),
    (lambda: voted("chair"), lambda s: p.VoteAgain(meeting=s.at, motion=base(s)), "R-CH6", "not_annulled"),
    (moved, question, "R-MO5", "a_proposal_is_before_the_meeting"),
    (choosing, lambda s: p.ChooseOption(meeting=s.at, motion=s.motion, seat=s.seats["gp"], option=4), "R-VO9",
     "no_such_option"),
    (lambda: Scene().moved(put="roll_call"),
     lambda s: p.ChooseOption(meeting=s.at, motion=s.motion, seat=s.seats["gp"], option=1), "R-VO9", "no_options"),
    (lambda: choosing("hands"),
     lambda s: p.ChooseOption(meeting=s.at, motion=s.motion, seat=s.seats["gp"], option=1), "R-VO4", "not_by_names"),
    (choosing, lambda s: p.CountOptions(meeting=s.at, motion=s.motion, counts=(1, 2, 3)), "R-VO3", "not_by_hands"),
    (lambda: choosing("hands"), lambda s: p.CountOptions(meeting=s.at, motion=s.motion, counts=(1, 2)), "R-VO3",
     "not_every_option"),
    (lambda: choosing("hands"), lambda s: p.CountOptions(meeting=s.at, motion=s.motion, counts=(5, 2, 3)), "R-VO9",
     "more_votes_than_voters"),
    (on_paper, lambda s: papers(s, 4, 3, 1), "R-VO5", "papers_do_not_match_the_roll"),
    (on_paper, lambda s: papers(s, 4, 3, 2, voted=None), "R-VO5", "roll_not_ticked"),
    (on_paper, lambda s: papers(s, 1, 1, voted=s.seat("chair", "officer")), "R-VO5",
     "ticked_without_a_vote"),
    (papers_counted,
     lambda s: papers(s, 4, 3, 1, voted=tuple(s.seats[name] for name in VOTING[:8])), "R-VO5",
     "roll_of_the_ballot_stands"),
    (lambda: choosing("ballot"), lambda s: papers(s, 4, 3, 2), "R-VO5", "tellers_missing"),
    (lambda: choosing("hands"), lambda s: papers(s, 4, 3, 2), "R-VO5", "not_by_ballot"),
    (on_paper, lambda s: mc.RecordBallot(meeting=s.at, motion=s.motion, count=q.Hands(9), voted=()),
     "R-VO9", "several_options"),
]  # fmt: skip


def _then(scene: Scene, first: Command, then: Command) -> Command:
    scene.do(first)
    return then


QUIET: list[tuple[Given, When_]] = [
    (
        lambda: _accepted(with_change()),
        lambda s: p.AcceptAmendment(meeting=s.at, motion=s.motion),
    ),
    (unseconded, lambda s: p.WithdrawSecond(meeting=s.at, motion=s.motion)),
    (lambda: _fallen(unseconded()), lambda s: p.LetFall(meeting=s.at, motion=s.motion)),
    (pulled, lambda s: p.PullItem(meeting=s.at, item=s.items[1])),
    (taken, lambda s: p.TakeUnfinishedBusiness(meeting=s.at, motion=left_over(s))),
    (lambda: _again(annulled()), lambda s: p.VoteAgain(meeting=s.at, motion=base(s))),
    (
        lambda: _chosen(choosing()),
        lambda s: p.ChooseOption(meeting=s.at, motion=s.motion, seat=s.seats["gp"], option=1),
    ),
    (
        lambda: _counted(choosing("hands")),
        lambda s: p.CountOptions(meeting=s.at, motion=s.motion, counts=(4, 3, 2)),
    ),
    (papers_counted, lambda s: papers(s, 4, 3, 2)),
]


def _accepted(scene: Scene) -> Scene:
    return done(scene, p.AcceptAmendment(meeting=scene.at, motion=scene.motion))


def _fallen(scene: Scene) -> Scene:
    return done(scene, p.LetFall(meeting=scene.at, motion=scene.motion))


def _again(scene: Scene) -> Scene:
    return done(scene, p.VoteAgain(meeting=scene.at, motion=base(scene)))


def _chosen(scene: Scene) -> Scene:
    return done(scene, p.ChooseOption(meeting=scene.at, motion=scene.motion, seat=scene.seats["gp"], option=1))


def _counted(scene: Scene) -> Scene:
    return done(scene, p.CountOptions(meeting=scene.at, motion=scene.motion, counts=(4, 3, 2)))


# What said again is refused, and what said again happens again.
ENDED = {"changeWords", "divideQuestion", "moveProcedural", "moveOptions", "moveTogether", "appealRuling"}
ADDS = {"raisePointOfOrder", "makeRuling"}
