"""That somebody left is theirs to say: an officer tells how they heard, and they may say it is not so (R-TE5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from governance.group import commands as g
from governance.group import leaving_commands as lc
from governance.kernel import Moment, Rejected, When
from governance.organisation import commands as o
from tests.governance.test_behind import BY_HANDS, agreed, founded
from tests.spec import Scene, names

if TYPE_CHECKING:
    from governance.kernel import Command

MARCH, APRIL = When("2026-03-01"), When("2026-04-01")


def goes(scene: Scene, name: str = "worker", **more: Any) -> Command:
    """A member is said to have left in March."""
    given = {"seat": scene.seats[name], "when": MARCH, "channel": "phone", **more}
    return g.VacateSeat(group=scene.id, **given)


def stops(scene: Scene, kind: str = "chair", **more: Any) -> Command:
    """Whoever holds an office is said to have stopped in March."""
    term = next(t for t in scene.group.terms if t.office == scene.offices[kind])
    given = {"term": term.id, "reason": "resigned", "when": MARCH, "channel": "phone", **more}
    return g.EndTerm(group=scene.id, **given)


def disputes(scene: Scene, name: str, **more: Any) -> Command:
    return lc.DisputeLeaving(group=scene.id, **{"seat": scene.seats[name], "when": APRIL, **more})


def confirms(scene: Scene, name: str, **more: Any) -> Command:
    return lc.ConfirmLeaving(group=scene.id, **{"seat": scene.seats[name], "when": APRIL, **more})


def someone(scene: Scene) -> Any:
    return scene.do(o.RegisterPerson(name="Somebody new"))[0].person  # type: ignore[attr-defined]


def taken_over(scene: Scene, name: str) -> None:
    """Somebody new takes the seat, as a file tells."""
    scene.imported = True
    seat, since = scene.seats[name], When("2026-03-10")
    scene.do(g.FillSeat(group=scene.id, seat=seat, person=someone(scene), since=since, when=since, mode="written_up"))
    scene.imported = False


def refused(scene: Scene, command: Command) -> str:
    with pytest.raises(Rejected) as error:
        scene.do(command)
    return str(error.value)


@pytest.mark.parametrize("mode", ["live", "written_up"])
@pytest.mark.parametrize("reason", ["resigned", "left"])
def test_what_somebody_told_an_officer_says_how_they_told_it(mode: Any, reason: str) -> None:
    scene = founded()
    assert refused(scene, goes(scene, reason=reason, channel="web", mode=mode)) == "R-TE5: how_they_told_it"
    (gone,) = scene.do(goes(scene, reason=reason, channel="post", mode=mode))
    assert (gone.told, gone.irregular) == ("post", ())  # type: ignore[attr-defined]
    if reason == "resigned":
        assert refused(scene, stops(scene, channel="web", mode=mode)) == "R-TE5: how_they_told_it"
        assert scene.do(stops(scene, mode=mode))[0].told == "phone"  # type: ignore[attr-defined]


def test_one_s_own_leaving_and_a_death_are_told_without_a_way() -> None:
    scene = founded()
    assert scene.do(goes(scene, "gp", reason="died", channel="web"))[0].told is None  # type: ignore[attr-defined]
    scene.recorders = frozenset(scene.seat("worker"))
    scene.do(goes(scene, channel="web"))
    assert [one.seat for one in scene.group.left] == [scene.seats["gp"]], "nobody is asked what they said themselves"
    assert refused(scene, disputes(scene, "worker")) == "R-TE5: nobody_told_it"


def test_what_was_before_the_record_began_or_comes_from_a_file_is_told_as_it_was() -> None:
    scene = founded()
    scene.imported = True
    assert scene.decide(goes(scene, channel="web"))[0].told is None  # type: ignore[attr-defined]
    scene.imported = False
    early = stops(scene, channel="web", when=When("2026-02-10"), mode="written_up")
    assert names(scene.decide(early)) == ["TermEnded"]


@pytest.mark.parametrize(
    ("teller", "kind", "gains"),
    [
        ("vice", "chair", True),
        ("secretary", "chair", False),
        ("chair", "vice_chair", False),
        ("vice", "secretary", False),
    ],
)
def test_whoever_would_take_their_place_does_not_tell_that_they_stopped(teller: str, kind: str, gains: bool) -> None:
    scene = founded()
    scene.recorders = frozenset(scene.seat(teller))
    if not gains:
        assert names(scene.decide(stops(scene, kind))) == ["TermEnded"]
        return
    assert refused(scene, stops(scene, kind)) == "R-TE5: comes_next"
    seat = goes(scene, "chair", reason="left")
    assert refused(scene, seat) == "R-TE5: comes_next"
    assert names(scene.decide(goes(scene, "chair", reason="died"))) == ["SeatVacated", "TermEnded"]
    for command, told in ((stops(scene, mode="written_up"), "TermEnded"), (seat, "SeatVacated")):
        written = msgspec.structs.replace(command, mode="written_up")
        (only,) = scene.do(written)
        assert (type(only).__name__, only.irregular) == (told, ("R-TE5",))  # type: ignore[attr-defined]
    at = scene.when
    assert scene.group.office_of("chair", at) == scene.seats["chair"]
    assert [one.asked for one in scene.group.left] == [False, False], "nobody left, so nobody is asked"


def test_whoever_did_not_leave_has_their_seat_and_their_office_again() -> None:
    scene = founded(msgspec.structs.replace(BY_HANDS, lived_experience="flag"))
    scene.do(g.NoteFormat(group=scene.id, seat=scene.seats["chair"], format="braille"))
    scene.do(g.NoteTextNeed(group=scene.id, seat=scene.seats["chair"]))
    person = someone(scene)
    deputy = {"seat": scene.seats["chair"], "person": person, "constituency": "service_user"}
    scene.do(g.NameDeputy(group=scene.id, since=When("2026-02-11"), when=When("2026-02-11"), **deputy))  # type: ignore[arg-type]
    decision = scene.agreed("significant", retires="chair")
    before = scene.group
    assert names(scene.do(goes(scene, "chair"))) == ["SeatVacated", "TermEnded"]
    assert scene.group.seats[scene.seats["chair"]].holder(scene.when) is None
    scene.do(g.RetireSeat(group=scene.id, seat=scene.seats["chair"], when=When("2026-03-20"), decision=decision))
    (said,) = scene.do(disputes(scene, "chair", words="I was ill."))
    assert (said.again, len(said.terms)) == (True, 1)  # type: ignore[attr-defined]
    assert msgspec.structs.replace(scene.group, left=(), used=frozenset()) == before
    (one,) = scene.group.left
    assert (one.disputed, one.again, scene.words[one.words.ref]) == (True, True, "I was ill.")  # type: ignore[union-attr]
    assert scene.do(disputes(scene, "chair")) == ()


def test_a_seat_somebody_took_since_stays_theirs_and_the_dispute_is_told() -> None:
    scene = founded()
    scene.do(goes(scene, "chair"))
    taken_over(scene, "chair")
    before = scene.group.seats[scene.seats["chair"]]
    (said,) = scene.do(disputes(scene, "chair"))
    assert (said.again, said.terms) == (False, ())  # type: ignore[attr-defined]
    assert scene.group.seats[scene.seats["chair"]] == before
    assert [(one.disputed, one.again) for one in scene.group.left] == [(True, False)]


def test_nobody_has_two_votes_by_a_dispute() -> None:
    scene = founded()
    person = scene.group.seats[scene.seats["worker"]].holder(scene.when)
    scene.do(goes(scene))
    scene.do(goes(scene, "gp"))
    scene.imported = True
    scene.do(
        g.FillSeat(group=scene.id, seat=scene.seats["gp"], person=person, since=APRIL, when=APRIL, mode="written_up")
    )  # type: ignore[arg-type]
    scene.imported = False
    (said,) = scene.do(disputes(scene, "worker"))
    assert not said.again  # type: ignore[attr-defined]


def test_an_office_is_theirs_again_and_whoever_acted_in_it_stops() -> None:
    scene = founded()
    (ended,) = scene.do(stops(scene, "secretary"))
    acting = {"office": scene.offices["secretary"], "seat": scene.seats["fourth"], "acting": True}
    since = When("2026-03-05")
    scene.do(g.AssignOffice(group=scene.id, since=since, when=since, **acting))  # type: ignore[arg-type]
    again = disputes(scene, "secretary", term=ended.term)  # type: ignore[attr-defined]
    assert names(scene.do(again)) == ["LeavingDisputed", "TermEnded"]
    assert scene.group.office_of("secretary", scene.when) is None, "their last day was in February"
    assert scene.group.terms[2].ended is None


def test_an_office_somebody_was_elected_to_since_stays_theirs() -> None:
    scene = founded()
    (ended,) = scene.do(stops(scene))
    scene.imported = True
    new = {"office": scene.offices["chair"], "seat": scene.seats["fourth"], "since": When("2026-03-10")}
    scene.do(g.AssignOffice(group=scene.id, when=When("2026-03-10"), mode="written_up", **new))  # type: ignore[arg-type]
    scene.imported = False
    (said,) = scene.do(disputes(scene, "chair", term=ended.term))  # type: ignore[attr-defined]
    assert (said.again, said.terms) == (False, ())  # type: ignore[attr-defined]
    assert scene.group.office_of("chair", scene.when) == scene.seats["fourth"]


def test_the_office_of_a_seat_that_is_another_s_by_now_is_not_given_to_them() -> None:
    scene = founded()
    (ended,) = scene.do(stops(scene))
    scene.do(goes(scene, "chair"))
    taken_over(scene, "chair")
    (said,) = scene.do(disputes(scene, "chair", term=ended.term))  # type: ignore[attr-defined]
    assert (said.again, said.terms) == (False, ())  # type: ignore[attr-defined]


def test_what_was_confirmed_is_not_disputed_nor_the_other_way_round() -> None:
    scene = founded()
    scene.do(goes(scene))
    assert names(scene.do(confirms(scene, "worker"))) == ["LeavingConfirmed"]
    assert scene.do(confirms(scene, "worker")) == ()
    assert refused(scene, disputes(scene, "worker")) == "R-TE5: confirmed_before"
    scene.do(goes(scene, "gp"))
    scene.do(disputes(scene, "gp"))
    assert refused(scene, confirms(scene, "gp")) == "R-TE5: disputed_once"
    assert refused(scene, confirms(scene, "nurse")) == "R-TE5: nobody_told_it"


def test_whoever_disputed_it_once_is_not_said_to_have_left_again_but_may_say_so_or_be_voted_out() -> None:
    scene = founded()
    scene.do(goes(scene))
    scene.do(disputes(scene, "worker"))
    again = goes(scene, when=APRIL)
    assert refused(scene, again) == "R-TE5: disputed_before"
    assert names(scene.decide(goes(scene, when=APRIL, reason="died"))) == ["SeatVacated"]
    (only,) = scene.do(msgspec.structs.replace(again, mode="written_up"))
    assert only.irregular == ("R-TE5",)  # type: ignore[attr-defined]
    assert scene.group.seats[scene.seats["worker"]].holder(scene.when) is not None
    vote = goes(scene, when=APRIL, reason="removed", decision=agreed(scene, "removal"))
    assert names(scene.decide(vote)) == ["SeatVacated", "RemovedByDecision"]
    scene.recorders = frozenset(scene.seat("worker"))
    assert names(scene.decide(again)) == ["SeatVacated"]


def test_each_person_disputes_their_own_leaving_of_a_seat_that_two_left() -> None:
    scene = founded()
    first = scene.group.seats[scene.seats["worker"]].holder(scene.when)
    scene.do(goes(scene))
    taken_over(scene, "worker")
    scene.do(goes(scene, when=When("2026-03-20")))
    scene.recorder = first
    (said,) = scene.do(disputes(scene, "worker"))
    assert (said.person, said.again) == (first, False)  # type: ignore[attr-defined]
    assert [one.disputed for one in scene.group.left] == [True, False]
    scene.recorder = someone(scene)
    assert refused(scene, disputes(scene, "worker")) == "R-TE5: nobody_told_it"


def fills(scene: Scene, name: str = "gp", **more: Any) -> Command:
    """Somebody new is sent to a seat."""
    told = {"ground": "sent", "reason": "The surgery did.", "when": APRIL, "since": APRIL, **more}
    return g.FillSeat(group=scene.id, seat=scene.seats[name], person=someone(scene), **told)


def gone(now: str = "2026-03-20") -> Scene:
    """The secretary says that the GP left, and two weeks have not gone by."""
    scene = founded()
    scene.now = Moment("2026-03-10T09:00+00:00", "minute")
    scene.do(goes(scene, "gp", when=When("2026-03-10")))
    scene.now = Moment(f"{now}T09:00+00:00", "minute")
    return scene


@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_nobody_is_sent_to_a_seat_before_its_holder_says_that_they_left(mode: str) -> None:
    scene = gone("2026-03-23")
    assert refused(scene, fills(scene, mode=mode)) == "R-TE5: not_said_by_them"
    scene.do(confirms(scene, "gp"))
    assert names(scene.do(fills(scene, mode=mode))) == ["SeatFilled"]


def test_two_weeks_without_a_word_are_enough() -> None:
    scene = gone("2026-03-24")
    assert names(scene.do(fills(scene))) == ["SeatFilled"]


def test_the_two_weeks_count_from_when_it_was_recorded_whatever_day_was_said() -> None:
    scene = founded()
    scene.now = Moment("2026-03-10T09:00+00:00", "minute")
    scene.do(goes(scene, "gp", when=When("2026-02-15"), mode="written_up"))
    assert refused(scene, fills(scene)) == "R-TE5: not_said_by_them"


def test_a_dispute_puts_the_member_back_and_nobody_is_sent_there() -> None:
    scene = gone("2026-03-24")
    (disputed,) = scene.do(disputes(scene, "gp"))
    assert disputed.again  # type: ignore[attr-defined]
    assert refused(scene, fills(scene)) == "in order: seat_already_filled"


def test_nobody_is_asked_to_a_seat_that_somebody_else_said_was_left() -> None:
    scene = founded()
    scene.now = Moment("2026-03-10T09:00+00:00", "minute")
    scene.do(goes(scene, when=When("2026-03-10")))
    scene.recorders = frozenset(scene.seat("chair"))
    assert refused(scene, fills(scene, "worker", ground="appointed")) == "R-TE5: not_said_by_them"


def test_ones_own_leaving_waits_for_nobody() -> None:
    scene = founded()
    scene.recorders = frozenset(scene.seat("gp"))
    scene.now = Moment("2026-03-10T09:00+00:00", "minute")
    scene.do(goes(scene, "gp", when=When("2026-03-10"), channel="web"))
    scene.recorders = frozenset()
    assert names(scene.do(fills(scene))) == ["SeatFilled"]


def test_a_disputed_seat_that_was_not_given_back_is_for_the_group() -> None:
    scene = gone("2026-03-24")
    scene.imported = True
    since = When("2026-03-12")
    other = scene.seats["nurse"]
    scene.do(g.VacateSeat(group=scene.id, seat=other, when=since))
    person = scene.group.seats[scene.seats["gp"]].holdings[-1].person
    scene.do(g.FillSeat(group=scene.id, seat=other, person=person, since=since, when=since, mode="written_up"))
    scene.imported = False
    (disputed,) = scene.do(disputes(scene, "gp"))
    assert not disputed.again  # type: ignore[attr-defined]
    assert refused(scene, fills(scene)) == "R-TE5: leaving_is_disputed"
