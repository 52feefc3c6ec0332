"""Codes on paper: for whom an officer prints them, each good once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from api.accounts import paper, sessions
from api.accounts.answers import Refused, SignedIn
from api.accounts.sessions import Entry
from governance.acts import Principal
from governance.kernel import PersonId, Rejected
from governance.reader import NotFound
from tests.api.accounts.conftest import START, as_person
from tests.conftest import OPERATOR

if TYPE_CHECKING:
    from tests.api.accounts.conftest import House

HERE = Entry()


def printed(house: House, person: PersonId | None = None) -> paper.Sheet:
    return paper.print_codes(house.accounts, as_person(house.secretary), person or house.carer)


def used(house: House, code: str) -> object:
    return paper.use_paper_code(house.accounts, code, HERE, network=b"n")


def test_a_code_has_twelve_letters_in_groups_without_lookalikes(house: House) -> None:
    sheet = printed(house)
    assert len(sheet.codes) == 6
    assert len(set(sheet.codes)) == 6
    for code in sheet.codes:
        assert re.fullmatch(r"([BCDFGHJKLMNPQRSTVWXZ]{4}-){2}[BCDFGHJKLMNPQRSTVWXZ]{4}", code)


def test_a_code_signs_in_the_person_it_was_printed_for_once(house: House) -> None:
    code = printed(house).codes[0]
    signed = used(house, code)
    assert isinstance(signed, SignedIn)
    assert signed.person == house.carer
    assert used(house, code) == Refused("used")


def test_a_code_may_be_typed_in_small_letters_and_spaced_as_one_likes(house: House) -> None:
    code = printed(house).codes[0]
    assert isinstance(used(house, f" {code.lower().replace('-', '  ')} "), SignedIn)


def test_a_code_typed_on_ones_own_device_is_remembered_there_for_thirty_days(house: House) -> None:
    code = printed(house).codes[0]
    signed = paper.use_paper_code(house.accounts, code, Entry(remember=True), network=b"n")
    assert isinstance(signed, SignedIn)
    house.clock.passes(days=29)
    found = sessions.found(house.accounts, signed.cookie.value)
    assert found is not None
    assert found.way == "paper"


def test_a_wrong_code_is_refused(house: House) -> None:
    printed(house)
    assert used(house, "BCDF-GHJK-LMNP") == Refused("wrong")
    assert house.count()["session"] == 0


@pytest.mark.parametrize("typed", ["", "   ", "-", "BCDF", "BCDF-GHJK", "BCDF-GHJK-LMNPQ", "next week"])
def test_what_cannot_be_a_code_is_said_to_be_none_and_counts_as_no_try(house: House, typed: str) -> None:
    right = printed(house).codes[0]
    for _ in range(20):
        assert used(house, typed) == Refused("not_twelve_letters")
    assert house.count()["throttle"] == 0
    assert isinstance(used(house, right), SignedIn)


def test_a_code_leads_on_to_a_page_of_ours_only(house: House) -> None:
    asked = ("/groups/group-a?x=1", "https://elsewhere.example/", "//elsewhere.example", "/sign-out", None)
    codes = printed(house).codes
    signed = [
        paper.use_paper_code(house.accounts, code, HERE, network=b"n", onward=onward)
        for code, onward in zip(codes, asked, strict=False)
    ]
    onward = [one.onward for one in signed if isinstance(one, SignedIn)]
    assert onward == ["/groups/group-a?x=1", "/", "/", "/", "/"]


def test_codes_are_good_for_two_hundred_days(house: House) -> None:
    sheet = printed(house)
    assert (sheet.expires_at - START).days == 200
    house.clock.passes(days=200)
    assert used(house, sheet.codes[0]) == Refused("expired")


def test_a_new_sheet_ends_the_one_before(house: House) -> None:
    old, new = printed(house), printed(house)
    assert used(house, old.codes[0]) == Refused("ended")
    assert isinstance(used(house, new.codes[0]), SignedIn)


def test_a_new_sheet_signs_out_whoever_came_in_by_a_code_of_the_old_one(house: House) -> None:
    by_mail = house.signed_in()
    stolen, another = printed(house), printed(house, house.member)
    thief = paper.use_paper_code(house.accounts, stolen.codes[0], Entry(remember=True), network=b"n")
    beside = used(house, another.codes[0])
    assert isinstance(thief, SignedIn)
    assert isinstance(beside, SignedIn)
    printed(house)
    assert sessions.found(house.accounts, thief.cookie.value) is None
    assert sessions.found(house.accounts, beside.cookie.value) is not None
    printed(house, house.member)
    assert sessions.found(house.accounts, beside.cookie.value) is None
    assert sessions.found(house.accounts, by_mail.cookie.value) is not None


def test_whoever_prints_their_own_codes_goes_on_where_they_print_them(house: House) -> None:
    sheet = printed(house)
    here, elsewhere = used(house, sheet.codes[0]), used(house, sheet.codes[1])
    assert isinstance(here, SignedIn)
    assert isinstance(elsewhere, SignedIn)
    paper.print_codes(house.accounts, as_person(house.carer), house.carer, here=here.session)
    assert sessions.found(house.accounts, here.cookie.value) is not None
    assert sessions.found(house.accounts, elsewhere.cookie.value) is None


def test_a_sheet_tells_how_many_codes_are_left_and_who_printed_it(house: House) -> None:
    sheet = printed(house)
    used(house, sheet.codes[0])
    view = paper.sheet_of(house.accounts, as_person(house.carer), house.carer)
    assert view == paper.SheetView(sheet.id, house.secretary, START, sheet.expires_at, 5)
    assert paper.end_codes(house.accounts, house.carer) == 5
    assert paper.sheet_of(house.accounts, as_person(house.carer), house.carer) is None


def test_codes_are_not_stored_in_the_clear(house: House) -> None:
    sheet = printed(house)
    stored = house.everything_stored()
    for code in sheet.codes:
        assert code not in stored
        assert code.replace("-", "") not in stored


def test_a_member_prints_codes_for_themselves_and_for_nobody_else(house: House) -> None:
    assert paper.print_codes(house.accounts, as_person(house.carer), house.carer).codes
    with pytest.raises(NotFound):
        paper.print_codes(house.accounts, as_person(house.carer), house.secretary)
    with pytest.raises(NotFound):
        paper.sheet_of(house.accounts, as_person(house.carer), house.secretary)


def test_an_officer_of_another_group_and_an_application_print_none(house: House) -> None:
    theirs = house.governance.group(house.national).seats.values()
    inside = {
        holding.person for seat in house.governance.group(house.group).seats.values() for holding in seat.holdings
    }
    stranger = next(holding.person for seat in theirs for holding in seat.holdings if holding.person not in inside)
    with pytest.raises(NotFound):
        printed(house, PersonId(stranger))
    with pytest.raises(NotFound):
        paper.print_codes(house.accounts, Principal("application", scopes=("people", "read")), house.carer)


def test_nobody_prints_codes_for_whom_nobody_registered(house: House) -> None:
    with pytest.raises(NotFound):
        paper.print_codes(house.accounts, OPERATOR, PersonId(house.group))


def test_the_operator_prints_codes_for_anybody(house: House) -> None:
    sheet = paper.print_codes(house.accounts, OPERATOR, house.odd, codes=1)
    signed = used(house, sheet.codes[0])
    assert isinstance(signed, SignedIn)
    assert signed.person == house.odd


def by_whoever_may_not(house: House, *, codes: int = 6) -> paper.Sheet:
    """A sheet the carer printed for the secretary before their part ended."""
    return paper.print_admitted(house.accounts, as_person(house.carer), house.secretary, codes=codes)


def test_whoever_printed_a_sheet_prints_it_anew_while_nobody_used_it_and_for_no_longer(house: House) -> None:
    first = by_whoever_may_not(house)
    house.clock.passes(days=30)
    (unused,) = paper.unused(house.accounts, as_person(house.carer))
    assert unused == paper.Unused(first.id, house.secretary, START, first.expires_at)
    anew = paper.print_anew(house.accounts, as_person(house.carer), first.id)
    assert anew.expires_at == first.expires_at
    assert (len(anew.codes), set(anew.codes) & set(first.codes)) == (6, set())
    assert used(house, first.codes[0]) == Refused("ended")
    assert paper.print_codes(house.accounts, as_person(house.carer), house.secretary).expires_at == first.expires_at


def test_a_sheet_of_which_a_code_was_used_is_not_printed_anew_and_stays_good(house: House) -> None:
    sheet = by_whoever_may_not(house)
    assert isinstance(used(house, sheet.codes[0]), SignedIn)
    for again in (
        lambda: paper.print_anew(house.accounts, as_person(house.carer), sheet.id),
        lambda: paper.print_codes(house.accounts, as_person(house.carer), house.secretary),
    ):
        with pytest.raises(Rejected, match="sheet_is_theirs_now") as refused:
            again()
        assert refused.value.clause == "access"
        assert "Ask the chair or the secretary of their group to print new codes" in refused.value.would_help
    assert paper.unused(house.accounts, as_person(house.carer)) == []
    assert isinstance(used(house, sheet.codes[1]), SignedIn)


@pytest.mark.parametrize("how", ["ended", "printed by somebody else since", "expired"])
def test_a_sheet_that_ended_is_not_printed_anew(house: House, how: str) -> None:
    sheet = by_whoever_may_not(house)
    if how == "ended":
        assert paper.end_codes(house.accounts, house.secretary) == 6
    elif how == "expired":
        house.clock.passes(days=200)
    else:
        theirs = paper.print_codes(house.accounts, as_person(house.secretary), house.secretary)
    with pytest.raises(Rejected, match="sheet_is_theirs_now"):
        paper.print_anew(house.accounts, as_person(house.carer), sheet.id)
    assert paper.unused(house.accounts, as_person(house.carer)) == []
    if how == "printed by somebody else since":
        assert isinstance(used(house, theirs.codes[0]), SignedIn)


def test_nobody_prints_anew_what_somebody_else_printed(house: House) -> None:
    sheet = by_whoever_may_not(house)
    for who in (house.member, house.secretary):
        with pytest.raises(NotFound):
            paper.print_anew(house.accounts, as_person(who), sheet.id)
    assert paper.unused(house.accounts, as_person(house.member)) == []
    with pytest.raises(NotFound):
        paper.print_anew(house.accounts, Principal("application", scopes=("people",)), sheet.id)


def test_whoever_may_print_codes_anyhow_is_offered_no_sheet_to_print_anew(house: House) -> None:
    printed(house)
    assert paper.unused(house.accounts, as_person(house.secretary)) == []


def test_somebody_with_an_address_hears_that_codes_were_printed_for_them(house: House) -> None:
    sheet = printed(house, house.member)
    ((to, letter),) = house.carried()
    assert to == "member.m@example.org"
    assert "printed" in letter.subject
    assert not any(code in letter.text for code in sheet.codes)
    paper.print_codes(house.accounts, as_person(house.member), house.member)
    assert house.carried() == []
