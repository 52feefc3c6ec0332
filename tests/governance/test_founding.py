"""Who founds groups, how far a group being founded has come, and that a record has one organisation."""

from __future__ import annotations

import datetime as dt
import threading
from typing import TYPE_CHECKING, Any

import pytest

from governance import founding
from governance.acts import Principal
from governance.group.commands import AssignOffice, CreateSeat, FoundGroup
from governance.kernel import Moment, PersonId, Rejected
from governance.organisation.commands import EndConvenor, FoundOrganisation, NameConvenor, RegisterPerson
from governance.rules import notice
from governance.store import Conflict
from governance.trial import Trial
from tests.people import found_groups
from tests.spec import L1, Scene

if TYPE_CHECKING:
    from governance.application import Governance

OPERATOR = Principal("operator")
NOW = Moment("2030-01-01T12:00+00:00", "minute")


def person(governance: Governance) -> PersonId:
    return PersonId(governance.handle(RegisterPerson(name="Somebody"), OPERATOR).made)  # type: ignore[arg-type]


def found(governance: Governance, who: PersonId, slug: str) -> Any:
    return governance.handle(FoundGroup(name="A group", slug=slug, convenor=who), Principal("person", who, who)).made


def test_where_nobody_was_named_whoever_is_known_founds_the_first_group_only(governance: Governance) -> None:
    first, second = person(governance), person(governance)
    founding.may_found(governance, second, NOW)
    found(governance, first, "first")
    with pytest.raises(Rejected, match="convenor_only"):
        founding.may_found(governance, second, NOW)
    with pytest.raises(Rejected, match="convenor_only"):
        found(governance, second, "second")


def test_whom_the_operator_named_founds_one_group_after_another_and_nobody_else_does(governance: Governance) -> None:
    named, other = person(governance), person(governance)
    governance.handle(NameConvenor(person=named), OPERATOR)
    with pytest.raises(Rejected, match="convenor_only"):
        found(governance, other, "first")
    groups = (found(governance, named, "first"), found(governance, named, "second"))
    assert founding.unfinished(governance, named, NOW) == groups
    assert founding.unfinished(governance, other, NOW) == ()


def test_a_convenor_whose_part_ended_founds_no_more_groups_and_finishes_the_one_begun(governance: Governance) -> None:
    named, other = person(governance), person(governance)
    governance.handle(NameConvenor(person=named), OPERATOR)
    begun = found(governance, named, "first")
    governance.handle(EndConvenor(person=named), OPERATOR)
    for who in (named, other):
        with pytest.raises(Rejected, match="convenor_only"):
            founding.may_found(governance, who, NOW)
        with pytest.raises(Rejected, match="convenor_only"):
            found(governance, who, "second")
    assert founding.unfinished(governance, named, NOW) == (begun,)
    seat = CreateSeat(group=begun, slug="carer", label="Carer", constituency="family_carer")
    assert governance.handle(seat, Principal("person", named, named)).events
    governance.handle(NameConvenor(person=named), OPERATOR)
    found(governance, named, "second")


def test_when_the_last_convenor_ends_before_any_group_nobody_founds_one(governance: Governance) -> None:
    named, other = person(governance), person(governance)
    governance.handle(NameConvenor(person=named), OPERATOR)
    governance.handle(EndConvenor(person=named), OPERATOR)
    for who in (named, other):
        with pytest.raises(Rejected, match="convenor_only"):
            found(governance, who, "first")


def test_only_the_operator_names_a_convenor_and_ends_their_part(governance: Governance) -> None:
    somebody = person(governance)
    with pytest.raises(Rejected, match="operator_acts_in_no_meeting"):
        governance.handle(EndConvenor(person=somebody), Principal("person", somebody, somebody))
    with pytest.raises(Rejected, match="operator_acts_in_no_meeting"):
        governance.handle(NameConvenor(person=somebody), Principal("person", somebody, somebody))


def test_a_member_may_not_found_a_second_group(governance: Governance) -> None:
    made = found_groups(governance)
    seat = next(s for s in governance.group(made["a"]).seats.values() if s.holdings)  # type: ignore[index]
    with pytest.raises(Rejected, match="convenor_only"):
        founding.may_found(governance, seat.holdings[0].person, NOW)


def test_the_convenor_sets_a_group_up_until_its_officers_act(governance: Governance) -> None:
    mine, other = person(governance), person(governance)
    state = governance.group(found(governance, mine, "first"))
    founding.convening(state, mine, NOW)
    with pytest.raises(Rejected, match="founding_is_over"):
        founding.convening(state, other, NOW)
    assert founding.progress(state, NOW) == founding.Progress(seats=False, orders=False, officers=False)


def test_a_founded_group_has_everything() -> None:
    scene = Scene()
    assert founding.progress(scene.group, NOW) == founding.Progress(seats=True, orders=True, officers=False)
    assert founding.voting_seats(scene.group, NOW) == {"LE": 5, "PR": 4}
    scene.do(AssignOffice(group=scene.id, office=scene.offices["secretary"], seat=scene.seats["secretary"]))
    assert founding.progress(scene.group, NOW).officers


def test_an_office_kept_for_lived_experience_has_only_such_candidates() -> None:
    scene = Scene()
    lived = {scene.seats[name] for name in ("chair", "vice", "secretary", "fourth", "carer")}
    assert set(founding.candidates(scene.group, "chair", NOW)) == lived
    assert set(founding.candidates(scene.group, "vice_chair", NOW)) == set(scene.seats.values())


def test_notice_of_seven_clear_days_given_on_the_1st_is_enough_for_the_9th() -> None:
    assert notice.earliest(dt.date(2026, 3, 1), notice.days_needed(L1, special=False)) == dt.date(2026, 3, 9)


@pytest.mark.parametrize(("first", "last"), [("2026-11-26", "2028-11-25"), ("2028-02-29", "2030-02-27")])
def test_a_term_of_two_years_ends_the_day_before_it_began(first: str, last: str) -> None:
    assert founding.last_day(L1, dt.date.fromisoformat(first)).isoformat() == last


def test_of_two_foundings_at_once_one_stands(make: Any) -> None:
    governance = make(founded=False)
    trials = [Trial(governance), Trial(governance)]
    for n, trial in enumerate(trials):
        trial.act(FoundOrganisation(name=f"Organisation {n}", origin="example.org/log"), OPERATOR)
    came: list[str] = []

    def record(trial: Trial) -> None:
        try:
            trial.record(OPERATOR, key=None, body=b"{}")
            came.append("recorded")
        except Conflict:
            came.append("another was quicker")

    threads = [threading.Thread(target=record, args=(trial,)) for trial in trials]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(came) == ["another was quicker", "recorded"]
    with pytest.raises(Rejected, match="already_founded"):
        governance.handle(FoundOrganisation(name="A third", origin="example.org/log"), OPERATOR)
