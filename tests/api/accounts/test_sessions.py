"""Sessions: new at every sign-in, ended by time and by their owner."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from api.accounts import sessions
from api.accounts.postman import sweep
from tests.api.accounts.conftest import START

if TYPE_CHECKING:
    from tests.api.accounts.conftest import House


def test_a_session_is_found_by_its_token_and_stored_hashed(house: House) -> None:
    signed = house.signed_in()
    found = sessions.found(house.accounts, signed.cookie.value)
    assert found is not None
    assert (found.id, found.person, found.way) == (signed.session, house.member, "link")
    assert signed.cookie.value not in house.everything_stored()
    assert len(signed.cookie.value) == 43


def test_a_token_the_browser_brought_is_never_taken_over(house: House) -> None:
    signed = house.signed_in(before="chosen by somebody else")
    assert signed.cookie.value != "chosen by somebody else"
    assert sessions.found(house.accounts, "chosen by somebody else") is None


def test_signing_in_again_ends_what_the_browser_had(house: House) -> None:
    first = house.signed_in()
    second = house.signed_in(before=first.cookie.value)
    assert first.cookie.value != second.cookie.value
    assert sessions.found(house.accounts, first.cookie.value) is None
    assert sessions.found(house.accounts, second.cookie.value) is not None


def test_a_session_ends_four_hours_after_it_was_last_used(house: House) -> None:
    signed = house.signed_in()
    house.clock.passes(hours=3, minutes=59)
    assert sessions.found(house.accounts, signed.cookie.value) is not None
    house.clock.passes(hours=3, minutes=59)
    assert sessions.found(house.accounts, signed.cookie.value) is not None
    house.clock.passes(hours=4)
    assert sessions.found(house.accounts, signed.cookie.value) is None


def test_a_session_ends_after_twelve_hours_however_often_it_is_used(house: House) -> None:
    signed = house.signed_in()
    for _ in range(11):
        house.clock.passes(hours=1)
        assert sessions.found(house.accounts, signed.cookie.value) is not None
    house.clock.passes(hours=1)
    assert sessions.found(house.accounts, signed.cookie.value) is None


def test_ones_own_device_is_remembered_for_thirty_days(house: House) -> None:
    signed = house.signed_in(remember=True)
    assert signed.cookie.max_age == 30 * 24 * 3600
    house.clock.passes(days=29, hours=23)
    assert sessions.found(house.accounts, signed.cookie.value) is not None
    house.clock.passes(hours=1)
    assert sessions.found(house.accounts, signed.cookie.value) is None


def test_a_device_that_is_not_ones_own_keeps_its_cookie_until_the_browser_closes(house: House) -> None:
    assert house.signed_in().cookie.max_age is None


def test_reading_many_pages_writes_once_in_five_minutes(house: House) -> None:
    signed = house.signed_in()
    before = house.everything_stored()
    house.clock.passes(minutes=4)
    sessions.found(house.accounts, signed.cookie.value)
    assert house.everything_stored() == before
    house.clock.passes(minutes=1)
    sessions.found(house.accounts, signed.cookie.value)
    assert house.everything_stored() != before


def test_somebody_sees_where_they_are_signed_in(house: House) -> None:
    old = house.signed_in()
    house.clock.passes(minutes=20)
    new = house.signed_in(remember=True)
    listed = sessions.devices(house.accounts, house.member, new.session)
    assert [(one.id, one.this, one.remembered, one.device) for one in listed] == [
        (new.session, True, True, "computer"),
        (old.session, False, False, "computer"),
    ]
    assert listed[1].made_at == listed[1].seen_at == START


def test_a_signed_out_device_is_out_and_no_longer_listed(house: House) -> None:
    signed = house.signed_in()
    assert sessions.end_device(house.accounts, house.member, signed.session)
    assert sessions.found(house.accounts, signed.cookie.value) is None
    assert sessions.devices(house.accounts, house.member) == ()


def test_nobody_signs_out_somebody_elses_device(house: House) -> None:
    signed = house.signed_in()
    assert not sessions.end_device(house.accounts, house.secretary, signed.session)
    assert not sessions.end_device(house.accounts, house.member, uuid.uuid4())
    assert sessions.found(house.accounts, signed.cookie.value) is not None


def test_signing_out_everywhere_ends_every_session_of_ones_own_only(house: House) -> None:
    mine = [house.signed_in(), house.signed_in()]
    theirs = sessions.begin(house.accounts, house.secretary, "paper", sessions.Entry())
    assert sessions.sign_out_everywhere(house.accounts, house.member) == 2
    assert [sessions.found(house.accounts, one.cookie.value) for one in mine] == [None, None]
    assert sessions.found(house.accounts, theirs.cookie.value) is not None


def test_what_ran_out_long_ago_is_removed(house: House) -> None:
    house.signed_in()
    house.ask()
    sweep(house.accounts)
    kept = house.count()
    assert (kept["session"], kept["link"], kept["mail"]) == (1, 2, 1)
    house.clock.passes(days=31)
    sweep(house.accounts)
    assert house.count() == {**dict.fromkeys(kept, 0), "address": 3}
