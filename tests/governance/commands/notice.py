"""Notice of meetings: meetings that members ask for (R-NO5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from governance.group import asked_commands as ac
from governance.kernel import When
from governance.meeting import commands as m
from governance.meeting import notice_commands as nc
from governance.meeting.state import MeetingState
from governance.motion import commands as q
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


HAPPENS: list[tuple[Given, When_, list[str]]] = [
    (Scene, asking, ["MeetingAskedFor"]),
    (one_asked, joining, ["RequisitionJoined", "MeetingRequisitioned"]),
    (enough_asked, lambda s: joining(s, "nurse"), ["RequisitionJoined"]),
    (enough_asked, lambda s: calling(s, "gp"), ["MeetingCalled", "CalledByMembers"]),
    (enough_asked, lambda s: calling(s, "chair", ASKED), ["MeetingCalled", "CalledByMembers"]),
    (Scene, hastily, ["MeetingCalled"]),
    (hasty, consenting, ["ShortNoticeConsented"]),
    (called, lambda s: moving(s, When("2026-02-10", "15:00")), ["MeetingMoved"]),
    (called, lambda s: moving(s, place="The library"), ["MeetingMoved"]),
    (Scene, proposing, ["BusinessProposed"]),
    (proposed, agenda, ["MeetingCalled", "ProposalTaken"]),
    (proposed, lambda s: agenda(s, refuse=True), ["MeetingCalled", "ProposalNotTaken"]),
    (not_taken, insisting, ["ProposalInsisted"]),
    (insisted, lambda s: insisting(s, "gp"), ["ProposalInsisted", "ItemProposed", "ProposalTaken"]),
    (called, no_notice, ["NoticeDefectNoted"]),
    (decided_without_the_gp, reopening, ["ReopeningAsked"]),
]

REFUSED: list[tuple[Given, When_, str, str]] = [
    (Scene, lambda s: asking(s, "officer"), "R-NO5", "no_vote"),
    (called_for_members, lambda s: joining(s, "nurse"), "R-NO5", "called_already"),
    (one_asked, calling, "R-NO5", "too_few_asked"),
    (enough_asked, lambda s: calling(s, "gp", LAST), "R-NO5", "the_chair_has_time_still"),
    (enough_asked, lambda s: calling(s, "nurse"), "R-NO5", "did_not_ask"),
    (enough_asked, lambda s: calling(s, agenda=(m.Business("Another thing"),)), "R-NO4", "only_what_members_asked_for"),
    (called_before, calling, "R-NO5", "called_already"),
    (Scene, lambda s: hastily(s, short_notice=False), "R-NO1", "notice_too_short"),
    (called, consenting, "R-NO3", "notice_is_long_enough"),
    (hasty, lambda s: consenting(s, "officer"), "R-NO3", "no_vote"),
    (half_agreed, lambda s: m.OpenMeeting(meeting=s.at), "R-NO3", "not_every_member_agreed"),
    (called, lambda s: moving(s, When("2026-02-09", "14:00")), "R-NO1", "notice_too_short"),
    (called, lambda s: moving(s, place="The library", told="2026-02-07"), "R-NO1", "notice_too_short"),
    (Scene, lambda s: ac.ProposeBusiness(group=s.id, seat=s.seats["officer"], title="x"), "R-NO7", "no_vote"),
    (proposed, lambda s: agenda(s, proposals=()), "R-NO7", "say_why_it_is_not_taken"),
    (not_taken, lambda s: insisting(s, "friend"), "R-NO7", "no_vote"),
    (called, lambda s: no_notice(s, "officer"), "R-NO2", "no_vote"),
    (decided_without_the_gp, lambda s: reopening(s, "nurse"), "R-NO2", "had_notice"),
    (decided_without_the_gp, lambda s: reopening(s, day="2026-02-18"), "R-NO2", "too_late_to_ask"),
]

QUIET: list[tuple[Given, When_]] = [
    (enough_asked, joining),
    (half_agreed, consenting),
    (called, moving),
    (insisted, insisting),
    (decided_without_the_gp, no_notice),
    (asked_again, reopening),
]

ADDS = {"askForMeeting", "proposeBusiness"}
ENDED: set[str] = set()
