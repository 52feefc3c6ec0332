"""Between meetings: resolutions sent out, answered, stopped and closed; the chair acting alone (R-WR, R-CA1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from governance.kernel import When
from governance.motion import commands as q
from governance.resolution import commands as r
from tests.spec import DAY, L1, Scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.kernel import Command

    Given = Callable[[], Scene]
    When_ = Callable[[Scene], Command]

# Monday, with its deadline a week on and five working days to ask for a meeting: both until Monday the 9th.
MONDAY, WEDNESDAY, DEADLINE = When("2026-02-02", "10:00"), When("2026-02-04", "10:00"), When("2026-02-09", "10:00")


def sending(scene: Scene, **more: Any) -> r.CirculateResolution:
    said = {"words": "Hire a hearing loop.", "reason": "Two could not hear.", "how_to_reply": "Ring the secretary."}
    return r.CirculateResolution(**{"group": scene.id, "when": MONDAY, **said, **more})


def sent() -> Scene:
    scene = Scene()
    scene.do(sending(scene))
    return scene


def resolution(scene: Scene) -> Any:
    return next(iter(scene.outliving))


def asked(kind: Any, seat: str | None = None, **more: Any) -> When_:
    def when(scene: Scene) -> Command:
        named = {} if seat is None else {"seat": scene.seats[seat]}
        command: Command = kind(**{"resolution": resolution(scene), "when": WEDNESDAY, **named, **more})
        return command

    return when


def after(*acts: When_) -> Given:
    def given() -> Scene:
        scene = sent()
        for act in acts:
            scene.do(act(scene))
        return scene

    return given


FOR_IT = [asked(r.RecordReply, seat, choice="for") for seat in ("chair", "vice", "secretary", "carer", "gp")]
BY_POST = asked(r.RecordReply, "carer", choice="for", channel="post")
CLOSE = asked(r.CloseResolution, when=DEADLINE)
WANTED = asked(r.DemandMeeting, "gp")
replied, closed, stopped = after(BY_POST), after(*FOR_IT, CLOSE), after(asked(r.WithdrawResolution))


def meeting_after_closing() -> Scene:
    return closed().opened()


def reporting(scene: Scene) -> r.ReportResolution:
    return r.ReportResolution(meeting=scene.at, item=scene.items[0], resolution=resolution(scene))


def meeting_while_open() -> Scene:
    return sent().opened()


def alone(*consulted: str, seat: str = "chair", **more: Any) -> When_:
    def when(scene: Scene) -> Command:
        said = {"words": "Move to the library.", "reason": "The hall is flooded.", "when": When(DAY, "10:00"),
                "costs_nothing": "cost" not in more}  # fmt: skip
        return r.TakeChairsAction(group=scene.id, seat=scene.seats[seat], consulted=scene.seat(*consulted),
                                  **{**said, **more})  # fmt: skip

    return when


UP_TO_FIFTY = msgspec.structs.replace(L1, chair_alone_limit=5000)

HAPPENS: list[tuple[Given, When_, list[str]]] = [
    (Scene, sending, ["ResolutionCirculated"]),
    (sent, asked(r.RecordReply, "gp", choice="against"), ["ReplyReceived"]),
    (sent, asked(r.RecordReply, "gp", condition="yes if under £250"), ["ReplyReceived"]),
    (closed, asked(r.RecordReply, "nurse", choice="for", when=When(DAY)), ["ReplyReceived"]),
    (replied, asked(r.RecordReply, "carer", choice="against"), ["ReplyReceived"]),
    (replied, asked(r.RecordReply, "carer", choice="for"), ["ReplyReceived"]),
    (after(BY_POST, asked(r.DisputeReply, "carer")), BY_POST, ["ReplyReceived"]),
    (replied, asked(r.ConfirmReply, "carer"), ["ReplyConfirmed"]),
    (replied, asked(r.DisputeReply, "carer", words="I said no."), ["ReplyDisputed"]),
    (sent, asked(r.DemandMeeting, "gp"), ["MeetingDemanded"]),
    (sent, asked(r.DemandMeeting, "carer"), ["MeetingDemanded", "ResolutionStopped"]),
    (after(WANTED), asked(r.DemandMeeting, "nurse"), ["MeetingDemanded", "ResolutionStopped"]),
    (sent, asked(r.WithdrawResolution, reason="The price was wrong."), ["ResolutionStopped"]),
    (after(*FOR_IT), CLOSE, ["ResolutionClosed"]),
    (meeting_after_closing, reporting, ["ItemOpened", "ResolutionReported"]),
    (Scene, alone("carer"), ["ChairsActionTaken"]),
    (
        lambda: Scene(UP_TO_FIFTY),
        alone("carer", category="spend", cost=q.Cost(minor=5000, currency="GBP")),
        ["ChairsActionTaken"],
    ),
]

REFUSED: list[tuple[Given, When_, str, str]] = [
    (Scene, alone("carer", cost=q.Cost(minor=1)), "R-CA1", "over_the_limit"),
    (lambda: Scene(UP_TO_FIFTY), alone("carer", cost=q.Cost(minor=5001)), "R-CA1", "over_the_limit"),
    (Scene, alone("carer", category="spend"), "R-CA1", "cost_is_missing"),
    (Scene, lambda s: alone("carer", objections=s.seat("carer"))(s), "R-CA1", "somebody_objected"),
    (Scene, lambda s: sending(s, category="removal"), "R-WR8", "not_by_writing"),
    (Scene, lambda s: sending(s, reason=None), "R-WR1", "reason_is_missing"),
    (Scene, lambda s: sending(s, how_to_reply=None), "R-WR1", "how_to_reply_is_missing"),
    (Scene, lambda s: sending(s, deadline=When("2026-02-01")), "R-WR7", "deadline_has_passed"),
    (Scene, lambda s: sending(s, deadline=When("2026-02-08")), "R-WR5", "deadline_too_soon"),
    (Scene, lambda s: sending(s, deadline=When("2027-02-04")), "R-WR7", "deadline_too_far"),
    (Scene, lambda s: sending(s, excluded=tuple(s.seats.values())), "R-WR2", "nobody_to_ask"),
    (sent, asked(r.RecordReply, "friend", choice="for"), "R-WR2", "not_in_the_electorate"),
    (sent, asked(r.RecordReply, "gp"), "R-WR3", "says_nothing"),
    (sent, asked(r.RecordReply, "gp", choice="for", channel="phone"), "R-WR3", "not_read_back"),
    (stopped, asked(r.RecordReply, "gp", choice="for"), "R-WR7", "resolution_is_stopped"),
    (sent, asked(r.RecordReply, "gp", choice="for", when=When("2026-02-01")), "in order", "before_what_is_known"),
    (sent, asked(r.ConfirmReply, "gp"), "R-WR3", "no_reply_to_confirm"),
    (sent, asked(r.DisputeReply, "gp"), "R-WR3", "no_reply_to_dispute"),
    (sent, asked(r.DemandMeeting, "officer"), "R-WR2", "not_in_the_electorate"),
    (sent, asked(r.DemandMeeting, "gp", when=When("2026-02-09", "10:01")), "R-WR5", "too_late_to_ask"),
    (closed, asked(r.DemandMeeting, "gp", when=DEADLINE), "R-WR7", "resolution_is_closed"),
    (closed, asked(r.WithdrawResolution, when=DEADLINE), "R-WR7", "resolution_is_closed"),
    (sent, asked(r.CloseResolution, when=When("2026-02-09", "09:59")), "R-WR7", "deadline_to_come"),
    (stopped, CLOSE, "R-WR7", "resolution_is_stopped"),
    (meeting_while_open, reporting, "R-WR9", "still_open"),
    (Scene, alone("gp"), "R-CA1", "no_lived_experience_member_consulted"),
    (Scene, alone("carer", seat="gp"), "R-CA1", "not_the_chair"),
    (Scene, alone("carer", category="significant"), "R-CA1", "not_for_the_chair_alone"),
]

QUIET: list[tuple[Given, When_]] = [
    (replied, BY_POST),
    (after(asked(r.RecordReply, "gp", choice="for")), asked(r.ConfirmReply, "gp")),
    (after(BY_POST, asked(r.DisputeReply, "carer")), asked(r.DisputeReply, "carer")),
    (after(WANTED), WANTED),
    (stopped, asked(r.WithdrawResolution)),
    (closed, CLOSE),
]
