"""Notice of meetings: meetings that members ask for (R-NO5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from governance.action import commands as a
from governance.decision import commands as d
from governance.group import asked_commands as ac
from governance.group import commands as g
from governance.kernel import When
from governance.meeting import commands as m
from governance.meeting import notice_commands as nc
from governance.meeting.state import MeetingState
from governance.motion import commands as q
from governance.resolution import commands as r
from tests.spec import Scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.kernel import Command

    Given = Callable[[], Scene]
    When_ = Callable[[Scene], Command]

# The chair has until Sunday 8 February.
ASKED, LAST, AFTER = When("2026-02-01"), When("2026-02-08"), When("2026-02-09")


def asking(scene: Scene, seat: str = "carer", **more: Any) -> ac.AskForMeeting:
    said = {"business": (m.Business("The cold hall"),), "when": ASKED}
    return ac.AskForMeeting(**{"group": scene.id, "seat": scene.seats[seat], **said, **more})


def requisition(scene: Scene) -> Any:
    return list(scene.group.requisitions)[-1]


def joining(scene: Scene, seat: str = "gp", when: When = ASKED) -> ac.JoinRequisition:
    return ac.JoinRequisition(group=scene.id, requisition=requisition(scene), seat=scene.seats[seat], when=when)


def leaving(scene: Scene, seat: str = "gp", when: When = ASKED) -> ac.LeaveRequisition:
    return ac.LeaveRequisition(group=scene.id, requisition=requisition(scene), seat=scene.seats[seat], when=when)


def taking_back(scene: Scene, seat: str = "carer") -> ac.WithdrawBusiness:
    return ac.WithdrawBusiness(group=scene.id, proposal=proposal(scene), seat=scene.seats[seat], when=ASKED)


def asked_by(*seats: str) -> Scene:
    scene = Scene()
    scene.do(asking(scene, seats[0]))
    for seat in seats[1:]:
        scene.do(joining(scene, seat))
    return scene


def one_asked() -> Scene:
    return asked_by("carer")


def enough_asked() -> Scene:
    return asked_by("carer", "gp")


def calling(scene: Scene, by: str | None = None, when: When = AFTER, **more: Any) -> m.CallMeeting:
    seat = None if by is None else scene.seats[by]
    said: dict[str, Any] = {"group": scene.id, "starts": When("2026-02-24", "14:00"), "when": when, "by": seat}
    return m.CallMeeting(**{**said, "requisition": requisition(scene), **more})


def nobody_asks() -> Scene:
    scene = one_asked()
    scene.do(leaving(scene, "carer"))
    return scene


def called_for_members() -> Scene:
    scene = enough_asked()
    scene.do(calling(scene))
    return scene


def called_before() -> Scene:
    scene = called_for_members()
    scene.meeting, scene.facts = MeetingState(), []
    return scene


def hasty() -> Scene:
    """Called for the 10th on the 6th, with three clear days of seven, if every member agrees."""
    scene = Scene()
    scene.do(hastily(scene))
    return scene


def hastily(scene: Scene, **more: Any) -> m.CallMeeting:
    said = {"starts": When("2026-02-10", "14:00"), "when": When("2026-02-06"), "short_notice": True}
    return m.CallMeeting(**{"group": scene.id, "agenda": (m.Business("First"),), **said, **more})


def consenting(scene: Scene, seat: str = "gp") -> nc.ConsentShortNotice:
    return nc.ConsentShortNotice(meeting=scene.at, seat=scene.seats[seat], when=When("2026-02-07"))


def moving(scene: Scene, starts: When | None = None, told: str = "2026-02-02", **more: Any) -> nc.MoveMeeting:
    return nc.MoveMeeting(meeting=scene.at, starts=starts, when=When(told), **more)


def half_agreed() -> Scene:
    scene = hasty()
    scene.do(consenting(scene))
    return scene


def called() -> Scene:
    return Scene().called()


def proposing(scene: Scene, title: str = "A ramp", when: When = ASKED) -> ac.ProposeBusiness:
    return ac.ProposeBusiness(group=scene.id, seat=scene.seats["carer"], title=title, when=when)


def proposal(scene: Scene) -> Any:
    return list(scene.group.business)[-1]


def proposed() -> Scene:
    scene = Scene()
    scene.do(proposing(scene))
    return scene


def agenda(scene: Scene, *, refuse: bool = False, starts: str = "2026-02-24", **more: Any) -> m.CallMeeting:
    off = (m.NotTaken(proposal(scene), "It is not ours to decide."),) if refuse else ()
    said = {"starts": When(starts, "14:00"), "when": When("2026-02-10"), "not_taken": off}
    return m.CallMeeting(**{"group": scene.id, **said, **more})


def taken_back() -> Scene:
    scene = proposed()
    scene.do(taking_back(scene))
    return scene


def not_taken() -> Scene:
    scene = proposed()
    scene.do(agenda(scene, refuse=True))
    return scene


def insisting(scene: Scene, seat: str = "carer") -> nc.InsistOnItem:
    return nc.InsistOnItem(meeting=scene.at, proposal=proposal(scene), seat=scene.seats[seat], when=When("2026-02-11"))


def insisted() -> Scene:
    scene = not_taken()
    scene.do(insisting(scene))
    return scene


def no_notice(scene: Scene, seat: str = "gp", when: When | None = None) -> nc.NoteNoticeDefect:
    return nc.NoteNoticeDefect(meeting=scene.at, seat=scene.seats[seat], when=when)


def decided_without_the_gp() -> Scene:
    """Decided on Tuesday 10 February; the GP had no notice, and has until Tuesday the 17th."""
    scene = Scene().opened()
    scene.do(
        q.RecordDecision(
            meeting=scene.at, item=scene.items[0], words="x", how="hands", count=q.Hands(9),
            moved_by=scene.seats["nurse"], seconded_by=scene.seats["vice"],
        )
    )  # fmt: skip
    scene.do(m.CloseMeeting(meeting=scene.at))
    scene.do(no_notice(scene))
    return scene


def reopening(scene: Scene, seat: str = "gp", day: str = "2026-02-17", **more: Any) -> nc.ReopenForNotice:
    at = scene.meeting.meeting
    return nc.ReopenForNotice(meeting=at, decision=scene.decision, seat=scene.seats[seat], when=When(day), **more)  # type: ignore[arg-type]


def asked_again() -> Scene:
    scene = decided_without_the_gp()
    scene.do(reopening(scene))
    return scene


def opened() -> Scene:
    return Scene().opened()


def decided_before() -> Scene:
    scene = decided_without_the_gp()
    scene.meeting, scene.facts = MeetingState(), []
    return scene.another("2026-03-10")


def paper(scene: Scene, *formats: Any, day: str = "2026-02-03", number: int | None = None) -> nc.IssuePaper:
    title = "The plans" if number is None else None
    kinds = formats or ("standard",)
    return nc.IssuePaper(
        meeting=scene.at, item=scene.items[0], title=title, paper=number, formats=kinds, when=When(day)
    )


def with_paper(*formats: Any, day: str = "2026-02-03") -> Scene:
    """The carer reads large print; a paper for the first item went out; the meeting is on the 10th."""
    scene = Scene()
    scene.do(g.NoteFormat(group=scene.id, seat=scene.seats["carer"], format="large_print"))
    scene.called()
    scene.do(paper(scene, *formats, day=day))
    return scene


def at_the_item(*formats: Any) -> Scene:
    scene = with_paper(*formats).opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    return scene


def putting_off(scene: Scene, seat: str = "vice", **more: Any) -> m.DeferItem:
    return m.DeferItem(meeting=scene.at, item=scene.items[0], asked_by=scene.seats[seat], **more)


def put_off() -> Scene:
    scene = at_the_item()
    scene.do(putting_off(scene))
    return scene


def recused() -> Scene:
    """Nine members, of whom the vice-chair is out for the first item: four with lived experience face four others."""
    scene = Scene().opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(m.DeclareInterest(meeting=scene.at, seat=scene.seats["vice"], item=scene.items[0], kind="family"))
    scene.do(m.ManageInterest(meeting=scene.at, seat=scene.seats["vice"], item=scene.items[0]))
    return scene


def sending_on(scene: Scene, **more: Any) -> nc.EscalateItem:
    said = {"reason": "Too few of us are left.", "to": scene.id}
    return nc.EscalateItem(meeting=scene.at, item=scene.items[0], **{**said, **more})


def sent_on() -> Scene:
    scene = recused()
    scene.do(sending_on(scene))
    return scene


def by_the_chair(*consulted: str, **more: Any) -> Scene:
    scene = Scene()
    act = r.TakeChairsAction(
        group=scene.id, seat=scene.seats["chair"], words="Move to the library.", reason="The hall is flooded.",
        consulted=scene.seat(*(consulted or ("carer",))), when=When("2026-02-05"),
        costs_nothing="cost" not in more, **more,
    )  # fmt: skip
    scene.do(act)
    return scene.opened()


def reporting(scene: Scene) -> d.ReportChairsAction:
    return d.ReportChairsAction(meeting=scene.at, item=scene.items[0], decision=next(iter(scene.decisions)))


def told() -> Scene:
    scene = by_the_chair()
    scene.do(reporting(scene))
    return scene


def answering(scene: Scene, how: Any = "noted", motion: Any = None, **more: Any) -> d.AnswerChairsAction:
    decision = next(iter(scene.decisions))
    return d.AnswerChairsAction(
        meeting=scene.at, item=scene.items[0], decision=decision, how=how, motion=motion, **more
    )


def noted() -> Scene:
    scene = told()
    scene.do(answering(scene))
    return scene


def agreed_on(scene: Scene) -> Scene:
    scene.do(
        q.RecordDecision(
            meeting=scene.at, item=scene.items[0], words="x", how="hands", count=q.Hands(9),
            moved_by=scene.seats["gp"], seconded_by=scene.seats["vice"],
        )
    )  # fmt: skip
    return scene


def standing() -> Scene:
    return agreed_on(Scene().opened())


def reviewing(scene: Scene, **more: Any) -> d.ReviewDecision:
    return d.ReviewDecision(
        **{"decision": scene.decision, "review_by": "2026-09-01", "when": When("2026-02-11"), **more}
    )


def reviewed() -> Scene:
    scene = standing()
    scene.do(reviewing(scene))
    return scene


def orders_reviewed(scene: Scene, day: str = "2027-01-01") -> g.ReviewOrders:
    return g.ReviewOrders(group=scene.id, review_by=day)


def orders_looked_at() -> Scene:
    scene = Scene()
    scene.do(orders_reviewed(scene))
    return scene


def taken_on() -> Scene:
    """The vice-chair took something on by 20 February; the next meeting is on 10 March."""
    scene = Scene().opened()
    task = m.Task(scene.seats["vice"], "book the library", "2026-02-20")
    scene.do(m.AgreeAction(meeting=scene.at, item=scene.items[0], task=task))
    return scene.later().another("2026-03-10")


def raising(scene: Scene) -> a.RaiseAction:
    action = next(one for one, kept in scene.outliving.items() if hasattr(kept, "helpers"))
    return a.RaiseAction(meeting=scene.at, item=scene.items[0], action=action)  # type: ignore[arg-type]


def raised() -> Scene:
    scene = taken_on()
    scene.do(raising(scene))
    return scene


def dropped() -> Scene:
    scene = taken_on()
    scene.do(a.DropAction(action=raising(scene).action, reason="No need.", when=When("2026-03-10")))
    return scene


def brought_up() -> Scene:
    """An item that came up at the meeting."""
    scene = Scene().opened()
    scene.do(m.ProposeItem(meeting=scene.at, title="The boiler"))
    return scene


def urgently(scene: Scene, *against: str, **more: Any) -> nc.TakeAsUrgent:
    said = {"reason": "It broke today.", "objections": scene.seat(*against)}
    return nc.TakeAsUrgent(meeting=scene.at, item=scene.items[-1], **{**said, **more})


def taken_up() -> Scene:
    scene = brought_up()
    scene.do(urgently(scene))
    return scene


HAPPENS: list[tuple[Given, When_, list[str]]] = [
    (Scene, asking, ["MeetingAskedFor"]),
    (one_asked, joining, ["RequisitionJoined", "MeetingRequisitioned"]),
    (enough_asked, lambda s: joining(s, "nurse"), ["RequisitionJoined"]),
    (lambda: asked_by("carer", "gp", "nurse"), lambda s: leaving(s, "nurse"), ["RequisitionLeft"]),
    (enough_asked, leaving, ["RequisitionLeft", "RequisitionFellShort"]),
    (enough_asked, lambda s: calling(s, "gp"), ["MeetingCalled", "CalledByMembers"]),
    (enough_asked, lambda s: calling(s, "chair", ASKED), ["MeetingCalled", "CalledByMembers"]),
    (Scene, hastily, ["MeetingCalled"]),
    (hasty, consenting, ["ShortNoticeConsented"]),
    (called, lambda s: moving(s, When("2026-02-10", "15:00")), ["MeetingMoved"]),
    (called, lambda s: moving(s, place="The library"), ["MeetingMoved"]),
    (Scene, proposing, ["BusinessProposed"]),
    (proposed, taking_back, ["BusinessWithdrawn"]),
    (proposed, agenda, ["MeetingCalled", "ProposalTaken"]),
    (proposed, lambda s: agenda(s, refuse=True), ["MeetingCalled", "ProposalNotTaken"]),
    (not_taken, insisting, ["ProposalInsisted"]),
    (insisted, lambda s: insisting(s, "gp"), ["ProposalInsisted", "ItemProposed", "ProposalTaken"]),
    (called, no_notice, ["NoticeDefectNoted"]),
    (decided_without_the_gp, reopening, ["ReopeningAsked"]),
    (Scene, lambda s: g.NoteFormat(group=s.id, seat=s.seats["carer"], format="audio"), ["FormatNoted"]),
    (called, paper, ["PaperIssued"]),
    (with_paper, lambda s: paper(s, "large_print", number=1), ["FormatIssued"]),
    (at_the_item, putting_off, ["DeferralClaimed", "ItemDeferred"]),
    (recused, sending_on, ["QuorumTested", "ItemEscalated"]),
    (brought_up, urgently, ["TakenAsUrgent"]),
    (by_the_chair, reporting, ["ItemOpened", "ChairsActionReported"]),
    (told, answering, ["ChairsActionAnswered"]),
    (standing, reviewing, ["DecisionReviewSet"]),
    (Scene, orders_reviewed, ["ReviewSet"]),
    (taken_on, raising, ["ActionRaised"]),
]

REFUSED: list[tuple[Given, When_, str, str]] = [
    (Scene, lambda s: asking(s, "officer"), "R-NO5", "no_vote"),
    (called_for_members, lambda s: joining(s, "nurse"), "R-NO5", "called_already"),
    (called_before, leaving, "R-NO5", "called_already"),
    (nobody_asks, joining, "R-NO5", "nobody_asks_any_more"),
    (nobody_asks, calling, "R-NO5", "nobody_asks_any_more"),
    (enough_asked, lambda s: leaving(s, "officer"), "R-NO5", "no_vote"),
    (one_asked, calling, "R-NO5", "too_few_asked"),
    (enough_asked, lambda s: calling(s, "gp", LAST), "R-NO5", "the_chair_has_time_still"),
    (enough_asked, lambda s: calling(s, "nurse"), "R-NO5", "did_not_ask"),
    (enough_asked, lambda s: calling(s, agenda=(m.Business("Another thing"),)), "R-NO4", "only_what_members_asked_for"),
    (called_before, calling, "R-NO5", "called_already"),
    (Scene, lambda s: hastily(s, short_notice=False), "R-NO1", "notice_too_short"),
    (called, consenting, "R-NO3", "notice_is_long_enough"),
    (hasty, lambda s: consenting(s, "officer"), "R-NO3", "no_vote"),
    (
        half_agreed,
        lambda s: m.OpenMeeting(meeting=s.at, when=When("2026-02-10", "14:00")),
        "R-NO3",
        "not_every_member_agreed",
    ),
    (called, lambda s: moving(s, When("2026-02-09", "14:00")), "R-NO1", "notice_too_short"),
    (called, lambda s: moving(s, place="The library", told="2026-02-07"), "R-NO1", "notice_too_short"),
    (Scene, lambda s: ac.ProposeBusiness(group=s.id, seat=s.seats["officer"], title="x"), "R-NO7", "no_vote"),
    (proposed, lambda s: taking_back(s, "gp"), "R-NO7", "proposed_by_another"),
    (not_taken, taking_back, "R-NO7", "a_meeting_answered_it"),
    (asked_again, lambda s: taking_back(s, "gp"), "R-NO7", "comes_back_by_the_rules"),
    (taken_back, lambda s: agenda(s, proposals=(proposal(s),)), "unknown", "unknown_proposal"),
    (proposed, lambda s: agenda(s, proposals=()), "R-NO7", "say_why_it_is_not_taken"),
    (not_taken, lambda s: insisting(s, "friend"), "R-NO7", "no_vote"),
    (called, lambda s: no_notice(s, "officer"), "R-NO2", "no_vote"),
    (decided_without_the_gp, lambda s: reopening(s, "nurse"), "R-NO2", "had_notice"),
    (decided_without_the_gp, lambda s: reopening(s, day="2026-02-18"), "R-NO2", "too_late_to_ask"),
    (Scene, lambda s: g.NoteFormat(group=s.id, seat=s.id, format="audio"), "unknown", "unknown_seat"),
    (called, lambda s: paper(s, number=1), "R-NO6", "no_such_paper"),
    (at_the_item, lambda s: putting_off(s, "gp"), "R-NO6", "not_with_lived_experience"),
    (lambda: at_the_item("standard", "large_print"), putting_off, "R-NO6", "papers_were_served"),
    (opened, putting_off, "R-NO6", "no_paper"),
    (opened, sending_on, "R-IN6", "enough_are_left_to_decide"),
    (recused, lambda s: sending_on(s, to=None), "R-ES1", "nobody_to_send_it_to"),
    (decided_before, reporting, "R-CA1", "not_a_chairs_action"),
    (by_the_chair, answering, "R-CA1", "not_reported_yet"),
    (told, lambda s: answering(s, "disowned"), "R-CA1", "needs_a_vote"),
    (standing, lambda s: reviewing(s, review_by="2026-02-10"), "R-RV1", "day_has_passed"),
    (Scene, lambda s: orders_reviewed(s, "2026-02-09"), "R-RV1", "day_has_passed"),
    (dropped, raising, "R-AC2", "action_is_dropped"),
    (brought_up, lambda s: urgently(s, "gp"), "R-NO4", "somebody_objects"),
    (brought_up, lambda s: urgently(s, reason=None), "R-NO4", "reason_missing"),
]

QUIET: list[tuple[Given, When_]] = [
    (enough_asked, joining),
    (one_asked, leaving),
    (nobody_asks, lambda s: leaving(s, "carer")),
    (taken_back, taking_back),
    (half_agreed, consenting),
    (called, moving),
    (insisted, insisting),
    (decided_without_the_gp, no_notice),
    (asked_again, reopening),
    (with_paper, lambda s: g.NoteFormat(group=s.id, seat=s.seats["carer"], format="large_print")),
    (with_paper, lambda s: paper(s, number=1)),
    (put_off, putting_off),
    (sent_on, sending_on),
    (taken_up, urgently),
    (told, reporting),
    (noted, answering),
    (reviewed, reviewing),
    (orders_looked_at, orders_reviewed),
    (raised, raising),
]

ADDS = {"askForMeeting", "proposeBusiness"}
ENDED: set[str] = set()
