"""Closed items: after a vote, on a ground, ended with what everybody may know, and looked at again (R-CL1 to R-CL4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from governance.kernel import When
from governance.meeting import commands as m
from governance.minutes import commands as c
from governance.motion import commands as q
from tests.spec import Scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.kernel import Command

    Given = Callable[[], Scene]
    When_ = Callable[[Scene], Command]

AFTER = When("2026-02-20")


def agreed_to_close() -> Scene:
    """The meeting agreed to take its first item behind closed doors."""
    scene = Scene().opened()
    scene.do(
        q.RecordDecision(
            meeting=scene.at, item=scene.items[0], words="Close the meeting for this item.", how="hands",
            count=q.Hands(9), category="closed_session",
            moved_by=scene.seats["vice"], seconded_by=scene.seats["chair"],
        )
    )  # fmt: skip
    return scene


def start(scene: Scene, **more: Any) -> Command:
    said = {"item": scene.items[0], "ground": "personal", "title": "A matter about one person", **more}
    return m.StartClosedSession(meeting=scene.at, **said)


def end(scene: Scene, **more: Any) -> Command:
    return m.EndClosedSession(meeting=scene.at, **{"item": scene.items[0], **more})


def after(given: Given, *steps: When_) -> Scene:
    scene = given()
    for step in steps:
        scene.do(step(scene))
    return scene


def shut() -> Scene:
    return after(agreed_to_close, start)


def opened_again() -> Scene:
    return after(shut, end)


def minuted() -> Scene:
    """The meeting is over; one item of it was closed."""
    scene = opened_again()
    scene.first = scene.items[0]  # type: ignore[attr-defined]
    return scene.later()


def review(scene: Scene, **more: Any) -> Command:
    said = {"item": scene.first, "outcome": "keep", "reason": "It is too soon.", "when": AFTER}  # type: ignore[attr-defined]
    return c.ReviewClosedMinute(minutes=scene.minutes, **{**said, **more})


def released() -> Scene:
    return after(minuted, lambda s: review(s, outcome="release"))


HAPPENS: list[tuple[Given, When_, list[str]]] = [
    (agreed_to_close, start, ["ClosedSessionStarted"]),
    (shut, lambda s: end(s, words="We decided what to do."), ["ClosedSessionEnded"]),
    (minuted, review, ["ClosedMinuteReviewed"]),
    (minuted, lambda s: review(s, outcome="release"), ["ClosedMinuteReviewed"]),
    (minuted, lambda s: review(s, outcome="part_release", words="We paid."), ["ClosedMinuteReviewed"]),
]

REFUSED: list[tuple[Given, When_, str, str]] = [
    (lambda: Scene().moved(), start, "R-CL1", "needs_a_vote"),
    (agreed_to_close, lambda s: start(s, item=s.items[1]), "in order", "item_not_open"),
    (shut, lambda s: start(s, item=s.items[1]), "R-CL2", "closed_part_goes_on"),
    (shut, lambda s: m.OpenItem(meeting=s.at, item=s.items[1]), "R-CL2", "closed_part_goes_on"),
    (shut, lambda s: m.CloseMeeting(meeting=s.at), "R-CL2", "closed_part_goes_on"),
    (agreed_to_close, end, "R-CL1", "not_closed"),
    (shut, lambda s: end(s, review_by="2027-02-11"), "R-CL3", "review_within_a_year"),
    (shut, lambda s: end(s, review_by="2026-02-30"), "in order", "impossible_date"),
    (minuted, lambda s: review(s, outcome="part_release"), "R-CL3", "words_are_missing"),
    (minuted, lambda s: review(s, review_by="2027-02-21"), "R-CL3", "review_within_a_year"),
]

QUIET: list[tuple[Given, When_]] = [
    (shut, start),
    (opened_again, end),
    (released, lambda s: review(s, outcome="release")),
]
