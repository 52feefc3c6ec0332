"""Private links: reading one group, and nothing else."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from api import access
from api.access import PrivateLink
from api.accounts import private_links
from api.accounts.answers import Refused
from api.accounts.private_links import Opened
from governance.kernel import GroupId, Rejected
from governance.reader import NotFound
from tests.api.accounts.conftest import START, as_person
from tests.people import record

if TYPE_CHECKING:
    from governance.kernel import PersonId
    from tests.api.accounts.conftest import House


def made(house: House, person: PersonId | None = None, days: int = 366) -> tuple[private_links.MadeLink, str]:
    link = private_links.make_private_link(
        house.accounts, as_person(house.secretary), house.group, person=person, days=days
    )
    return link, link.address.rpartition("/")[2]


def opened(house: House, token: str) -> Opened:
    answer = private_links.open_private_link(house.accounts, token)
    assert isinstance(answer, Opened)
    return answer


def reading(house: House, token: str) -> PrivateLink | None:
    return private_links.reading(house.accounts, opened(house, token).cookie.value)


def test_a_link_reads_what_members_of_its_group_read(house: House) -> None:
    _, token = made(house)
    answer = opened(house, token)
    assert answer.group == house.group
    link = private_links.reading(house.accounts, answer.cookie.value)
    assert access.reader(house.governance, None, house.group, link=link) == 1


def test_a_link_reads_no_other_group(house: House) -> None:
    link = reading(house, made(house)[1])
    assert access.clearance(house.governance, None, house.national, link=link) == access.clearance(
        house.governance, None, house.national
    )
    with pytest.raises(NotFound):
        access.reader(house.governance, None, house.national, at_least=1, link=link)


def test_a_link_takes_nothing_from_an_officer(house: House) -> None:
    link = reading(house, made(house)[1])
    assert access.clearance(house.governance, as_person(house.secretary), house.group, link=link) == 2


def test_a_link_is_stored_hashed_and_so_is_its_cookie(house: House) -> None:
    _, token = made(house)
    cookie = opened(house, token).cookie.value
    assert cookie != token
    stored = house.everything_stored()
    assert token not in stored
    assert cookie not in stored


def test_looking_at_a_link_changes_nothing(house: House) -> None:
    _, token = made(house)
    before = house.everything_stored()
    assert private_links.look_at_private_link(house.accounts, token) is None
    assert house.everything_stored() == before


def test_a_link_is_opened_by_several_browsers_until_it_ends(house: House) -> None:
    link, token = made(house, days=40)
    first = opened(house, token)
    assert first.cookie.max_age == 30 * 24 * 3600
    house.clock.passes(days=20)
    second = opened(house, token)
    assert second.cookie.max_age == 20 * 24 * 3600
    house.clock.passes(days=10)
    assert private_links.reading(house.accounts, first.cookie.value) is None
    assert private_links.reading(house.accounts, second.cookie.value) is not None
    house.clock.passes(days=10)
    assert private_links.reading(house.accounts, second.cookie.value) is None
    assert private_links.open_private_link(house.accounts, token) == Refused("expired")
    assert private_links.look_at_private_link(house.accounts, token) == Refused("expired")
    assert (link.expires_at - START).days == 40


def test_an_ended_link_ends_for_every_browser(house: House) -> None:
    link, token = made(house)
    answer = opened(house, token)
    assert private_links.end_private_link(house.accounts, as_person(house.secretary), house.group, link.id)
    assert private_links.reading(house.accounts, answer.cookie.value) is None
    assert private_links.open_private_link(house.accounts, token) == Refused("ended")


def test_an_invented_link_or_cookie_opens_nothing(house: House) -> None:
    _, token = made(house)
    assert private_links.open_private_link(house.accounts, "invented") == Refused("unknown")
    assert private_links.reading(house.accounts, "invented") is None
    assert private_links.reading(house.accounts, token) is None


def test_links_are_listed_without_their_secrets(house: House) -> None:
    link, token = made(house)
    theirs, _ = made(house, house.carer)
    opened(house, token)
    listed = private_links.private_links(house.accounts, as_person(house.secretary), house.group)
    assert {(one.id, one.person, one.opened_at) for one in listed} == {
        (link.id, None, START),
        (theirs.id, house.carer, None),
    }
    private_links.end_private_link(house.accounts, as_person(house.secretary), house.group, link.id)
    (left,) = private_links.private_links(house.accounts, as_person(house.secretary), house.group)
    assert left.id == theirs.id


def test_a_members_link_ends_with_their_seat(house: House) -> None:
    _, token = made(house, house.member)
    link = reading(house, token)
    assert link is not None
    assert link.person == house.member
    assert access.clearance(house.governance, None, house.group, link=link) == 1
    record(
        house.governance,
        [
            {"import": "leaving"},
            {
                "do": "vacateSeat",
                "group": "group-a",
                "seat": "extra",
                "reason": "resigned",
                "when": {"date": "2025-06-01"},
            },
        ],
    )
    assert access.clearance(house.governance, None, house.group, link=link) != 1


def test_only_officers_make_see_and_end_links(house: House) -> None:
    link, _ = made(house)
    member = as_person(house.carer)
    with pytest.raises(Rejected, match="access"):
        private_links.make_private_link(house.accounts, member, house.group)
    with pytest.raises(Rejected, match="access"):
        private_links.private_links(house.accounts, member, house.group)
    with pytest.raises(Rejected, match="access"):
        private_links.end_private_link(house.accounts, member, house.group, link.id)
    with pytest.raises(NotFound):
        private_links.make_private_link(house.accounts, as_person(house.first), house.group)


def test_an_officer_makes_no_links_to_another_group_and_none_for_strangers(house: House) -> None:
    officer = as_person(house.secretary)
    with pytest.raises((NotFound, Rejected)):
        private_links.make_private_link(house.accounts, officer, house.national)
    with pytest.raises(NotFound):
        private_links.make_private_link(house.accounts, officer, house.group, person=house.first)
    with pytest.raises(NotFound):
        private_links.make_private_link(house.accounts, officer, GroupId(uuid.uuid4()))


def test_a_link_of_another_group_is_not_ended_from_here(house: House) -> None:
    link, _ = made(house)
    house.accounts.rows(
        "UPDATE access.private_link SET group_id = %b WHERE id = %b RETURNING 1", house.national, link.id
    )
    assert not private_links.end_private_link(house.accounts, as_person(house.secretary), house.group, link.id)


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_link_lasts_from_a_day_to_a_year(house: House, days: int) -> None:
    with pytest.raises(ValueError, match="days is 1 to 366"):
        made(house, days=days)
