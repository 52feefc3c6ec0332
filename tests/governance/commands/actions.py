"""Actions: begun, reported done, found done by somebody else, dropped, put off (R-AC2)."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from governance.action import commands as a
from governance.action.state import ActionState
from governance.kernel import When
from governance.meeting import commands as m
from governance.motion import commands as q
from tests.spec import DAY, Scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.kernel import Command

    Given = Callable[[], Scene]
    When_ = Callable[[Scene], Command]

AFTER = When("2026-02-20")


def agreed() -> Scene:
    """The vice-chair took something on, and the GP helps."""
    scene = Scene().opened()
    task = m.Task(scene.seats["vice"], "book the library", "2026-02-24", scene.seat("gp"))
    scene.do(m.AgreeAction(meeting=scene.at, item=scene.items[0], task=task))
    return scene


def action(scene: Scene) -> Any:
    return list(scene.outliving)[-1]


def then(*commands: type[Command], seat: str = "vice") -> Scene:
    scene = agreed()
    for kind in commands:
        scene.do(kind(action=action(scene), seat=scene.seats[seat], when=AFTER))  # type: ignore[call-arg]
    return scene


def asked(kind: Any, seat: str | None = None, **more: Any) -> When_:
    def when(scene: Scene) -> Command:
        named = {} if seat is None else {"seat": scene.seats[seat]}
        command: Command = kind(action=action(scene), **{"when": AFTER, **named, **more})
        return command

    return when


reported = functools.partial(then, a.ReportActionDone)


def verified() -> Scene:
    scene = reported()
    scene.do(a.VerifyAction(action=action(scene), seat=scene.seats["carer"], when=AFTER))
    return scene


def dropped() -> Scene:
    scene = agreed()
    scene.do(a.DropAction(action=action(scene), reason="the library is closed", when=AFTER))
    return scene


def for_nothing() -> Scene:
    """The vice-chair took something on for a decision that has no effect, because too few were there."""
    scene = Scene().opened("chair", "vice", "gp", "nurse")
    task = m.Task(scene.seats["vice"], "book the library")
    scene.do(q.RecordDecision(meeting=scene.at, item=scene.items[0], words="Hold it.", moved_by=scene.seats["chair"],
                              seconded_by=scene.seats["gp"], how="hands", count=q.Hands(4), actions=(task,),
                              mode="written_up"))  # fmt: skip
    return scene


def for_something(scene: Scene, kind: Any = a.StartAction, seat: str = "vice", **more: Any) -> Command:
    """What is told of the one action there is, which was taken on for a decision."""
    (thing,) = (id_ for id_, state in scene.outliving.items() if isinstance(state, ActionState))
    command: Command = kind(action=thing, seat=scene.seats[seat], when=AFTER, **more)
    return command


def done_for_nothing() -> Scene:
    """So, and the notes say that it was done all the same."""
    scene = for_nothing()
    scene.do(for_something(scene, a.ReportActionDone, mode="written_up"))
    return scene


def told_by(*seats: str) -> Scene:
    """The vice-chair reported it done; whoever holds these seats records what comes next."""
    scene = reported()
    scene.recorders = frozenset(scene.seat(*seats))
    return scene


def found_by_the_owner() -> Scene:
    """The notes say that the vice-chair, who took it on, found it done too: that has no effect."""
    scene = reported()
    scene.do(asked(a.VerifyAction, "vice", mode="written_up")(scene))
    return scene


done = functools.partial(for_something, kind=a.ReportActionDone)
found = functools.partial(for_something, kind=a.VerifyAction, seat="carer")


HAPPENS: list[tuple[Given, When_, list[str]]] = [
    (agreed, asked(a.StartAction, "gp"), ["ActionStarted"]),
    (agreed, asked(a.ReportActionDone, "vice"), ["ActionReportedDone"]),
    (functools.partial(then, a.StartAction), asked(a.ReportActionDone, "gp"), ["ActionReportedDone"]),
    (for_nothing, functools.partial(for_something, mode="written_up"), ["ActionStarted"]),
    (for_nothing, functools.partial(done, mode="written_up"), ["ActionReportedDone"]),
    (done_for_nothing, functools.partial(found, mode="written_up"), ["ActionVerified"]),
    (reported, asked(a.VerifyAction, "carer"), ["ActionVerified"]),
    (reported, asked(a.VerifyAction, "gp"), ["ActionVerified"]),
    (functools.partial(told_by, "secretary"), asked(a.VerifyAction, "gp"), ["ActionVerified"]),
    (functools.partial(told_by, "vice"), asked(a.VerifyAction, "gp", mode="written_up"), ["ActionVerified"]),
    (reported, asked(a.VerifyAction, "vice", mode="written_up"), ["ActionVerified"]),
    (found_by_the_owner, asked(a.VerifyAction, "gp"), ["ActionVerified"]),
    (agreed, asked(a.DropAction, reason="the library is closed"), ["ActionDropped"]),
    (agreed, asked(a.PutOffAction, due="2026-03-10", reason="the library is closed"), ["ActionPutOff"]),
]

REFUSED: list[tuple[Given, When_, str, str]] = [
    (agreed, asked(a.StartAction, "carer"), "R-AC2", "not_theirs_to_do"),
    (dropped, asked(a.StartAction, "vice"), "R-AC2", "action_is_dropped"),
    (for_nothing, for_something, "R-DE4", "decision_has_no_effect"),
    (for_nothing, done, "R-DE4", "decision_has_no_effect"),
    (done_for_nothing, found, "R-DE4", "decision_has_no_effect"),
    (agreed, asked(a.ReportActionDone, "carer"), "R-AC2", "not_theirs_to_do"),
    (verified, asked(a.ReportActionDone, "vice"), "R-AC2", "action_is_verified"),
    (agreed, asked(a.StartAction, "vice", when=When("2026-02-01")), "in order", "before_what_is_known"),
    (reported, asked(a.VerifyAction, "vice"), "R-AC2", "verified_by_the_owner"),
    (functools.partial(told_by, "vice"), asked(a.VerifyAction, "gp"), "R-AC2", "told_by_the_owner"),
    (functools.partial(told_by, "gp", "vice"), asked(a.VerifyAction, "gp"), "R-AC2", "told_by_the_owner"),
    (found_by_the_owner, asked(a.VerifyAction, "vice"), "R-AC2", "verified_by_the_owner"),
    (agreed, asked(a.VerifyAction, "vice", mode="written_up"), "R-AC2", "not_reported_done"),
    (agreed, asked(a.VerifyAction, "carer"), "R-AC2", "not_reported_done"),
    (reported, asked(a.VerifyAction, "officer"), "R-AC2", "no_vote"),
    (reported, asked(a.VerifyAction), "R-AC2", "who"),
    (verified, asked(a.DropAction, reason="x"), "R-AC2", "action_is_verified"),
    (agreed, asked(a.PutOffAction, due="2026-02-19"), "R-AC2", "day_has_passed"),
    (agreed, asked(a.PutOffAction, due="2026-02-30"), "in order", "impossible_date"),
    (verified, asked(a.PutOffAction, due="2026-03-10"), "R-AC2", "action_is_verified"),
]

QUIET: list[tuple[Given, When_]] = [
    (functools.partial(then, a.StartAction), asked(a.StartAction, "gp")),
    (reported, asked(a.StartAction, "gp")),
    (reported, asked(a.ReportActionDone, "gp")),
    (verified, asked(a.VerifyAction, "nurse")),
    (found_by_the_owner, asked(a.VerifyAction, "vice", mode="written_up")),
    (dropped, asked(a.DropAction, reason="again")),
    (agreed, asked(a.PutOffAction, due="2026-02-24")),
]

assert AFTER.date > DAY
