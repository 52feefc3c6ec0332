"""Whatever is asked about minutes: once approved they never change, and corrections only add (invariant 10)."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.kernel import Rejected
from governance.minutes import commands as c
from governance.minutes import events as e
from governance.motion import commands as q
from tests.governance.commands.minutes import AFTER, MARCH, approving, correction, drafted, march
from tests.governance.test_minutes import april
from tests.properties.histories import AT_LENGTH, BRIEFLY
from tests.spec import CAST, VOTING, Scene

LINES = st.sampled_from(
    [
        {"line": "3.1", "old": "the leaflets", "new": "100 leaflets"},
        {"line": "3.1", "old": "leaflets", "new": "posters"},
        {"line": "3.1", "old": "not there", "new": "x"},
        {"line": "3.2", "old": "7 for, 1 against, 1 took no side", "new": "6 for, 2 against, 1 took no side"},
        {"line": "3.2", "old": "7 for, 1 against", "new": "1 for, 7 against"},
        {"line": "9.9", "old": "x", "new": "y"},
    ]
)
SEATS = st.sampled_from(["carer"] * 6 + ["chair"] * 6 + list(CAST))
ACTS = st.lists(
    st.one_of(
        st.fixed_dictionaries({"do": st.just("ask"), "seat": SEATS, "where": LINES}),
        st.fixed_dictionaries({"do": st.just("answer"), "answer": st.sampled_from(["decline", "accept"])}),
        st.fixed_dictionaries({"do": st.just("disagree"), "seat": SEATS}),
        st.fixed_dictionaries({"do": st.just("circulate")}),
        st.fixed_dictionaries({"do": st.just("sign"), "seat": SEATS, "disagrees": st.booleans()}),
    ),
    min_size=1,
    max_size=12,
)
LATER = st.lists(st.tuples(LINES, st.integers(0, 5)), max_size=4)


def command(scene: Scene, act: dict[str, Any], when: Any) -> Any:
    about: Any = {"minutes": scene.minutes, "when": when}
    seat = scene.seats.get(act.get("seat", ""))
    match act["do"]:
        case "ask":
            return c.AskCorrection(seat=seat, **act["where"], **about)
        case "answer":
            reason = None if act["answer"] == "accept" else "We did not say so."
            return c.AnswerCorrection(correction=correction(scene), answer=act["answer"], reason=reason, **about)
        case "disagree":
            return c.NoteDisagreement(correction=correction(scene), seat=seat, words="I did.", **about)
        case "sign":
            about_what = "the leaflets" if act["disagrees"] else None
            return c.SignMinutes(seat=seat, disagrees_about=about_what, **about)
        case _:
            return c.CirculateMinutes(**about)


def told(scene: Scene, act: dict[str, Any], when: Any) -> tuple[Any, ...]:
    if act["do"] in {"answer", "disagree"} and not scene.outliving[scene.minutes].asked:
        return ()
    with contextlib.suppress(Rejected):
        return scene.do(command(scene, act, when))
    return ()


def history(before: list[dict[str, Any]], votes: int, after: list[dict[str, Any]], later: list[Any]) -> None:
    scene = drafted()
    for act in before:
        was = scene.outliving[scene.minutes]
        events = told(scene, act, AFTER)
        now = scene.outliving[scene.minutes]
        assert now.approved is None
        assert not now.signed
        assert set(was.asked) <= set(now.asked)
        for event in events:
            if isinstance(event, e.MinutesAmended | e.MinutesCorrectionDeclined):
                assert was.asked[event.correction].answer is None
            if isinstance(event, e.DisagreementNoted):
                one = was.asked[event.correction]
                assert (one.answer, one.seat) == ("declined", scene.seats[act["seat"]])
    approve(scene, votes, after)
    if scene.outliving[scene.minutes].approved is not None:
        correct(scene, later)


def approve(scene: Scene, votes: int, after: list[dict[str, Any]]) -> None:
    """The next meeting votes on them; acts that come after change nothing but who signed and what was sent."""
    march(scene)
    waits = scene.outliving[scene.minutes].unanswered
    with contextlib.suppress(Rejected):
        scene.do(approving(count=q.Hands(votes, 9 - votes))(scene))
    kept = scene.outliving[scene.minutes]
    assert (kept.approved is not None) == (votes >= 5 and not waits)
    for act in after if kept.approved is not None else ():
        events = told(scene, act, MARCH)
        now = scene.outliving[scene.minutes]
        assert (now.approved, now.asked) == (kept.approved, kept.asked)
        assert act["do"] in {"sign", "circulate"} or events == ()
        for event in events:
            if isinstance(event, e.MinutesSigned):
                assert event.seat == scene.seats[VOTING[0]]


def correct(scene: Scene, later: list[Any]) -> None:
    """A meeting after that corrects what was approved: each correction stands beside it, and what was decided stays."""
    kept = scene.outliving[scene.minutes]
    april(scene)
    for where, votes in later:
        made = len(scene.decisions)
        asked = q.RecordDecision(
            meeting=scene.at, item=scene.items[0], words="Correct the minutes.", how="hands",
            count=q.Hands(votes, 5 - votes), moved_by=scene.seats["vice"], seconded_by=scene.seats["chair"],
            minutes=scene.minutes, corrects=c.Corrects(**where),
        )  # fmt: skip
        with contextlib.suppress(Rejected):
            scene.do(asked)
            assert where["new"] != "1 for, 7 against"
            assert len(scene.decisions) == made + 1
        now = scene.outliving[scene.minutes]
        assert (now.approved, now.asked) == (kept.approved, kept.asked)


@BRIEFLY
@given(before=ACTS, votes=st.integers(4, 9), after=ACTS, later=LATER)
def test_approved_minutes_never_change_and_every_correction_has_one_answer(
    before: list[dict[str, Any]], votes: int, after: list[dict[str, Any]], later: list[Any]
) -> None:
    history(before, votes, after, later)


@pytest.mark.soak
@AT_LENGTH
@given(before=ACTS, votes=st.integers(4, 9), after=ACTS, later=LATER)
def test_so_for_very_many_minutes(
    before: list[dict[str, Any]], votes: int, after: list[dict[str, Any]], later: list[Any]
) -> None:
    history(before, votes, after, later)
