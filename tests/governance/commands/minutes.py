"""Minutes: sent to all, corrected while a draft, approved, signed, and corrected after that (R-MI2 to R-MI11)."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from governance.kernel import When
from governance.meeting import commands as m
from governance.minutes import commands as c
from governance.minutes.earlier import Printed
from governance.motion import commands as q
from governance.motion.events import ResultDeclared
from governance.standing_orders import StandingOrders
from tests.spec import DAY, L1, VOTING, Scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.kernel import Command, Event

    Given = Callable[[], Scene]
    When_ = Callable[[Scene], Command]

AFTER = When("2026-02-20")
MARCH = When("2026-03-10", "14:00")
NOBODY: Any = uuid.UUID("00000000-0000-4000-8000-000000000000")
RECORDED = StandingOrders(quorum=5, lived_experience="block", recordings="destroyed")


def drafted(orders: StandingOrders = L1, *here: str) -> Scene:
    """A meeting voted 7 for, 1 against, 1 took no side, and closed; its minutes are drafted."""
    scene = Scene(orders).opened(*here)
    votes = q.Hands(7, 1, 1) if not here else q.Hands(len(here))
    events = scene.do(
        q.RecordDecision(
            meeting=scene.at, item=scene.items[0], words="Print the leaflets.", how="hands", count=votes,
            moved_by=scene.seats["vice"], seconded_by=scene.seats["chair"],
        )
    )  # fmt: skip
    result = next(fact for fact in scene.facts if isinstance(fact.event, ResultDeclared))
    motion = _motion(events)
    scene.printed = (
        Printed(3, 1, "Proposal by Vice-chair: Print the leaflets.", (scene.facts[-4].id,)),
        Printed(3, 2, "Vote: 7 for, 1 against, 1 took no side. Agreed.", (result.id,), "vote", motion=motion),
        Printed(4, 1, "The vote was tied. Under our rules a tie is not agreed.", (), "outcome"),
        Printed(5, 1, "We agreed: Print the leaflets.", (), keeps="We agreed: "),
    )
    return scene.later()


def _motion(events: tuple[Event, ...]) -> Any:
    return next(event.motion for event in events if isinstance(event, ResultDeclared))


def correction(scene: Scene) -> Any:
    return list(scene.outliving[scene.minutes].asked)[-1]


def on(kind: Any, **more: Any) -> When_:
    """A command about the minutes drafted first; seats are named by their short names."""

    def when(scene: Scene) -> Command:
        named = {name: scene.seats[value] if name in {"seat", "by"} else value for name, value in more.items()}
        if kind in {c.AnswerCorrection, c.NoteDisagreement} and "correction" not in named:
            named["correction"] = correction(scene)
        command: Command = kind(minutes=scene.minutes, **{"when": AFTER, **named})
        return command

    return when


WORDS = {"line": "3.1", "old": "the leaflets", "new": "100 leaflets"}
ask = on(c.AskCorrection, seat="carer", **WORDS)
decline = on(c.AnswerCorrection, answer="decline", reason="We did not say how many.")
disagree = on(c.NoteDisagreement, seat="carer", words="We said 100.")


def after(*steps: When_, given: Given = drafted) -> Scene:
    scene = given()
    for step in steps:
        scene.do(step(scene))
    return scene


def march(scene: Scene, *here: str) -> Scene:
    """The next meeting, open on its first item."""
    scene.do(
        m.CallMeeting(group=scene.id, starts=MARCH, when=When("2026-03-01", "10:00"),
                      agenda=(m.Business("Minutes"), m.Business("More")))
    )  # fmt: skip
    present = scene.seat(*(here or VOTING))
    scene.do(m.OpenMeeting(meeting=scene.at, present=present, presider=present[0], when=MARCH))
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    return scene


def approving(**more: Any) -> When_:
    """Approve the minutes drafted first, all at once; what is given replaces what is usual."""

    def when(scene: Scene) -> Command:
        asked: dict[str, Any] = {
            "meeting": scene.at, "item": scene.items[0], "words": "Approve the minutes.", "how": "hands",
            "moved_by": scene.seats["vice"], "seconded_by": scene.seats["chair"], "count": q.Hands(5),
            "minutes": scene.minutes,
        }  # fmt: skip
        return q.RecordDecision(**{**asked, **more})

    return when


def approved(orders: StandingOrders = L1, *here: str, **more: Any) -> Scene:
    return after(approving(**more), given=lambda: march(drafted(orders), *here))


def signed() -> Scene:
    return after(on(c.SignMinutes, seat="chair", when=MARCH), given=approved)


def destroyed() -> Scene:
    scene = approved(RECORDED)
    scene.do(on(c.RecordRecordingDestroyed, when=MARCH)(scene))
    return scene


HAPPENS: list[tuple[Given, When_, list[str]]] = [
    (drafted, on(c.CirculateMinutes, formats=("standard", "large_print")), ["MinutesCirculated"]),
    (approved, on(c.CirculateMinutes, when=MARCH), ["MinutesCirculated"]),
    (drafted, ask, ["MinutesCorrectionAsked"]),
    (lambda: after(ask), on(c.AnswerCorrection, answer="accept"), ["MinutesAmended"]),
    (lambda: after(ask), decline, ["MinutesCorrectionDeclined"]),
    (lambda: after(ask, decline), disagree, ["DisagreementNoted"]),
    (approved, on(c.SignMinutes, seat="chair", when=MARCH), ["MinutesSigned"]),
    (
        approved,
        on(c.SignMinutes, seat="chair", when=MARCH, disagrees_about="the leaflets"),
        ["PresiderDisagreedWithMinutes", "MinutesSigned"],
    ),
    (lambda: approved(RECORDED), on(c.RecordRecordingDestroyed, when=MARCH), ["RecordingDestroyed"]),
    (
        lambda: march(drafted()),
        approving(),
        ["MotionMoved", "MinutesBrought", "MotionSeconded", "QuestionPut", "CountRecorded", "ResultDeclared"],
    ),
]

REFUSED: list[tuple[Given, When_, str, str]] = [
    (drafted, on(c.CirculateMinutes, when=When("2026-02-01")), "in order", "before_what_is_known"),
    (drafted, on(c.AskCorrection, **WORDS), "R-MI4", "who_asks"),
    (drafted, on(c.AskCorrection, seat="carer", **{**WORDS, "line": None}), "R-MI4", "which_line"),
    (drafted, on(c.AskCorrection, seat="carer", **{**WORDS, "line": "3.9"}), "R-MI4", "no_such_line"),
    (drafted, on(c.AskCorrection, seat="carer", **{**WORDS, "old": "posters"}), "R-MI4", "words_not_in_the_line"),
    (drafted, on(c.AskCorrection, seat="carer", **{**WORDS, "old": "e"}), "R-MI4", "words_more_than_once"),
    (drafted, on(c.AskCorrection, seat="carer", **{**WORDS, "new": "the leaflets"}), "R-MI4", "changes_nothing"),
    (approved, on(c.AskCorrection, seat="carer", when=MARCH, **WORDS), "R-MI7", "approved_record"),
    (drafted, on(c.AnswerCorrection, correction=NOBODY, answer="accept"), "unknown", "unknown_correction"),
    (lambda: after(ask), on(c.AnswerCorrection, answer="decline"), "R-MI4", "reason_is_missing"),
    (lambda: after(ask, decline), on(c.AnswerCorrection, answer="accept"), "R-MI4", "answered_already"),
    (lambda: after(ask), disagree, "R-MI4", "not_declined"),
    (lambda: after(ask, decline), on(c.NoteDisagreement, seat="gp", words="No."), "R-MI4", "asked_by_another"),
    (drafted, on(c.SignMinutes, seat="chair"), "R-MI5", "not_approved_yet"),
    (approved, on(c.SignMinutes, seat="vice", when=MARCH), "R-MI5", "did_not_preside"),
    (approved, on(c.RecordRecordingDestroyed, when=MARCH), "R-MI11", "no_recordings"),
    (lambda: drafted(RECORDED), on(c.RecordRecordingDestroyed), "R-MI11", "not_approved_yet"),
]

QUIET: list[tuple[Given, When_]] = [
    (lambda: after(on(c.CirculateMinutes)), on(c.CirculateMinutes)),
    (lambda: after(ask), ask),
    (lambda: after(ask, decline), decline),
    (lambda: after(ask, on(c.AnswerCorrection, answer="accept")), on(c.AnswerCorrection, answer="accept")),
    (lambda: after(ask, decline, disagree), disagree),
    (signed, on(c.SignMinutes, seat="chair", when=MARCH)),
    (destroyed, on(c.RecordRecordingDestroyed, when=MARCH)),
]

assert AFTER.date > DAY
