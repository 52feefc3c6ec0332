"""Links by mail: once, for a while, for whoever reads the mailbox; and nobody learns whose address it is."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import msgspec
import psycopg
import pytest

from api.accounts import addresses, erasure, links, sessions
from api.accounts.answers import Asked, Choose, Refused, SignedIn
from api.accounts.sessions import Entry
from governance.kernel import PersonId, Rejected
from governance.organisation.commands import AddContact, RegisterPerson
from tests.api.accounts.conftest import START, secrets_of
from tests.conftest import OPERATOR

if TYPE_CHECKING:
    from governance.embedded import EmbeddedPostgres
    from tests.api.accounts.conftest import House

NOBODY = "nobody@example.org"
HERE = Entry()


def test_a_link_signs_in_whoever_reads_the_mailbox(house: House) -> None:
    token, _ = house.asked()
    signed = links.follow_link(house.accounts, token, HERE)
    assert isinstance(signed, SignedIn)
    assert signed.person == house.member
    assert house.bag.letters[0][0] == "member.m@example.org"


@pytest.mark.parametrize("typed", ["MEMBER.M@EXAMPLE.ORG", "  member.m@example.org ", "Member.M@example.ORG"])
def test_an_address_is_the_same_however_its_letters_are_cased(house: House, typed: str) -> None:
    house.ask(typed)
    assert len(house.carried()) == 1


@pytest.mark.parametrize(
    "typed",
    ["", "member", "@example.org", "a@", "a b@example.org", "a@b@c", "a@exa mple.org", "a@example.org\r\nBcc: x@y.org",
     "a@example.org, b@example.org", "<a@example.org>", "x" * 250 + "@example.org", "a\x00@example.org", "a@.org"],
)  # fmt: skip
def test_what_is_no_address_is_said_to_be_none(house: House, typed: str) -> None:
    assert house.ask(typed) == Refused("not_an_address")
    assert house.count()["link"] == 0


def test_letters_that_only_look_alike_are_other_addresses() -> None:
    assert addresses.normalised("Kim@example.org") == "kim@example.org"
    assert addresses.normalised("jone\u017f@example.org") != "jones@example.org"
    assert addresses.normalised("m\u0131ke@example.org") != "mike@example.org"


def test_asking_answers_the_same_for_an_address_nobody_has(house: House) -> None:
    before = house.count()
    known = house.ask()
    between = house.count()
    unknown = house.ask(NOBODY)
    after = house.count()
    assert known == unknown == Asked(START.replace(minute=15))
    grown = {table: between[table] - before[table] for table in before}
    assert grown["link"] == grown["mail"] == 1
    # One of the three throttle rows is the address's own; network and everybody are there already.
    assert {table: after[table] - between[table] for table in before} == {**grown, "throttle": 1}


def test_asking_runs_the_same_statements_for_an_address_nobody_has(house: House) -> None:
    def statements(address: str) -> list[str]:
        said: list[str] = []
        rows = house.governance.store.rows

        def noted(sql: str, *values: object) -> Any:
            said.append(sql)
            return rows(sql, *values)

        house.governance.store.rows = noted  # type: ignore[method-assign]
        try:
            house.ask(address)
        finally:
            house.governance.store.rows = rows  # type: ignore[method-assign]
        return said

    house.ask("warm@example.org")
    assert statements("member.m@example.org") == statements(NOBODY)


def test_a_letter_to_nobody_is_dropped_unsent(house: House) -> None:
    house.ask(NOBODY)
    assert house.carried() == []
    assert house.count()["mail"] == 0


def test_no_address_and_no_secret_is_stored_in_the_clear(house: House) -> None:
    house.ask()
    house.ask(NOBODY)
    stored = house.everything_stored()
    token, code = secrets_of(house.carried()[0][1])
    stored += house.everything_stored()
    for secret in ("example", "xample", token, code, code.replace(" ", ""), "a browser"):
        assert secret not in stored


def test_looking_at_a_link_changes_nothing_however_often(house: House) -> None:
    token, _ = house.asked()
    before = house.everything_stored()
    for _ in range(5):
        assert links.look_at_link(house.accounts, token) is None
    assert house.everything_stored() == before
    assert isinstance(links.follow_link(house.accounts, token, HERE), SignedIn)


def test_a_link_works_once(house: House) -> None:
    token, _ = house.asked()
    links.follow_link(house.accounts, token, HERE)
    assert links.follow_link(house.accounts, token, HERE) == Refused("used")
    assert links.look_at_link(house.accounts, token) == Refused("used")
    assert house.count()["session"] == 1


def test_of_two_who_follow_a_link_at_once_one_gets_in(house: House) -> None:
    token, _ = house.asked()
    answers: list[Any] = []
    ready = threading.Barrier(4)

    def follow() -> None:
        ready.wait()
        answers.append(links.follow_link(house.accounts, token, HERE))

    threads = [threading.Thread(target=follow) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(answer, SignedIn) for answer in answers) == 1


def test_a_link_works_for_a_quarter_of_an_hour(house: House) -> None:
    token, _ = house.asked()
    house.clock.passes(minutes=14, seconds=59)
    assert links.look_at_link(house.accounts, token) is None
    house.clock.passes(seconds=1)
    assert links.look_at_link(house.accounts, token) == Refused("expired")
    assert links.follow_link(house.accounts, token, HERE) == Refused("expired")


def test_an_invented_link_is_unknown(house: House) -> None:
    assert links.follow_link(house.accounts, "invented", HERE) == Refused("unknown")
    assert links.look_at_link(house.accounts, "") == Refused("unknown")


def test_signing_in_uses_up_the_other_links_to_the_mailbox(house: House) -> None:
    first, _ = house.asked()
    second, _ = house.asked()
    links.follow_link(house.accounts, second, HERE)
    assert links.follow_link(house.accounts, first, HERE) == Refused("used")


def test_a_code_signs_in_the_browser_that_asked(house: House) -> None:
    _, code = house.asked()
    signed = links.use_mailed_code(house.accounts, code, HERE, browser="a browser", network=b"n")
    assert isinstance(signed, SignedIn)
    assert signed.person == house.member
    again = links.use_mailed_code(house.accounts, code, HERE, browser="a browser", network=b"n")
    assert again == Refused("expired")


def test_a_code_is_nothing_in_another_browser(house: House) -> None:
    _, code = house.asked()
    refused = links.use_mailed_code(house.accounts, code, HERE, browser="another browser", network=b"n")
    assert refused == Refused("expired")
    assert house.count()["session"] == 0


def test_after_five_wrong_codes_the_right_one_is_refused_and_the_link_still_good(house: House) -> None:
    token, code = house.asked()
    wrong = "0000 0000" if code != "0000 0000" else "1111 1111"
    for _ in range(5):
        refused = links.use_mailed_code(house.accounts, wrong, HERE, browser="a browser", network=b"n")
        assert refused == Refused("wrong")
    late = links.use_mailed_code(house.accounts, code, HERE, browser="a browser", network=b"n")
    assert late == Refused("expired")
    assert isinstance(links.follow_link(house.accounts, token, HERE), SignedIn)


def test_a_wrong_code_is_answered_alike_for_an_address_nobody_has(house: House) -> None:
    house.ask(browser="known")
    house.ask(NOBODY, browser="unknown")
    house.carried()
    answers = [
        [links.use_mailed_code(house.accounts, "12345678x", HERE, browser=browser, network=b"n") for _ in range(6)]
        for browser in ("known", "unknown")
    ]
    assert answers[0] == answers[1] == [Refused("wrong")] * 5 + [Refused("expired")]


def test_people_who_share_a_mailbox_say_who_they_are(house: House) -> None:
    token, _ = house.asked("both@example.org")
    looked = links.look_at_link(house.accounts, token)
    assert isinstance(looked, Choose)
    assert {(known.person, known.name) for known in looked.people} == {
        (house.first, "Person F"),
        (house.second, "Person S"),
    }
    assert isinstance(links.follow_link(house.accounts, token, HERE), Choose)
    assert isinstance(links.follow_link(house.accounts, token, HERE, house.member), Choose)
    signed = links.follow_link(house.accounts, token, HERE, house.second)
    assert isinstance(signed, SignedIn)
    assert signed.person == house.second


def test_a_link_leads_on_to_a_page_of_ours_only(house: House) -> None:
    token, _ = house.asked(onward="/groups/a?x=1")
    first = links.follow_link(house.accounts, token, HERE)
    token, _ = house.asked(onward="https://elsewhere.example/")
    second = links.follow_link(house.accounts, token, HERE)
    assert isinstance(first, SignedIn)
    assert isinstance(second, SignedIn)
    assert (first.onward, second.onward) == ("/groups/a?x=1", "/")


def test_people_registered_later_are_found_and_others_not_forgotten(house: House) -> None:
    house.asked()
    house.governance.handle(RegisterPerson(name="Late", email="late@example.org"), OPERATOR)
    token, _ = house.asked("late@example.org")
    assert isinstance(links.follow_link(house.accounts, token, HERE), SignedIn)
    assert house.count()["address"] == 4


def test_an_address_that_became_known_later_lets_its_owner_in(house: House) -> None:
    house.asked()
    add = AddContact(person=house.carer, email="Carer@Example.org")
    house.governance.handle(add, OPERATOR)
    token, _ = house.asked("carer@example.org")
    signed = links.follow_link(house.accounts, token, HERE)
    assert isinstance(signed, SignedIn)
    assert signed.person == house.carer
    assert house.count()["address"] == 4
    assert "carer@example.org" not in house.everything_stored().lower()


def test_a_phone_number_added_later_changes_no_address(house: House) -> None:
    house.governance.handle(AddContact(person=house.member, phone="01632 960 001"), OPERATOR)
    house.governance.handle(AddContact(person=house.carer, phone="01632 960 002"), OPERATOR)
    assert isinstance(house.signed_in(), SignedIn)
    assert house.count()["address"] == 3


def test_whoever_shares_a_mailbox_added_later_is_told_apart_by_name(house: House) -> None:
    house.governance.handle(AddContact(person=house.secretary, email="both@example.org"), OPERATOR)
    token, _ = house.asked("both@example.org")
    chosen = links.follow_link(house.accounts, token, HERE)
    assert isinstance(chosen, Choose)
    assert {one.name for one in chosen.people} == {"Person F", "Person S", "Person C"}


def test_erasure_takes_an_address_added_later_and_none_can_be_added_again(
    house: House, cluster: EmbeddedPostgres
) -> None:
    house.governance.handle(AddContact(person=house.carer, email="carer@example.org"), OPERATOR)
    house.asked("carer@example.org")
    erasure.forget(house.accounts, house.carer)
    with psycopg.connect(cluster.dsn(database_of(house)), autocommit=True) as owner:
        owner.execute("DELETE FROM keyring.dek WHERE subject = %s AND purpose = 'contact'", (house.carer,))
        owner.execute("UPDATE access.address_head SET position = 0")
    house.governance.vault.forget(house.carer, "contact")
    house.ask("carer@example.org")
    assert house.carried() == []
    with pytest.raises(Rejected, match="details_were_removed"):
        house.governance.handle(AddContact(person=house.carer, email="carer@example.org"), OPERATOR)


def test_what_is_no_address_gets_no_mail(house: House) -> None:
    house.asked()
    assert house.accounts.rows("SELECT 1 FROM access.address WHERE person = %b", house.odd) == []


def test_erasure_ends_every_way_in_and_leaves_no_address_to_match(house: House) -> None:
    signed = house.signed_in()
    token, _ = house.asked()
    erasure.forget(house.accounts, house.member)
    assert links.follow_link(house.accounts, token, HERE) == Refused("unknown")
    assert sessions.found(house.accounts, signed.cookie.value) is None
    house.ask()
    assert house.carried() == []
    assert str(house.member) not in house.everything_stored()


def database_of(house: House) -> str:
    """Where the house keeps its record, for an owner to destroy keys in."""
    return str(house.accounts.rows("SELECT current_database()")[0][0])


def test_taking_in_the_record_again_does_not_bring_back_an_erased_address(
    house: House, cluster: EmbeddedPostgres
) -> None:
    house.asked()
    erasure.forget(house.accounts, house.member)
    with psycopg.connect(cluster.dsn(database_of(house)), autocommit=True) as owner:
        owner.execute("DELETE FROM keyring.dek WHERE subject = %s AND purpose = 'contact'", (house.member,))
        owner.execute("UPDATE access.address_head SET position = 0")
    house.governance.vault.forget(house.member, "contact")
    house.ask()
    assert house.carried() == []
    assert house.count()["address"] == 2


def test_erasing_somebody_not_yet_taken_in_works_too(house: House) -> None:
    erasure.forget(house.accounts, house.member)
    house.ask()
    assert house.carried() == []


def test_forgetting_nobody_is_no_fault(house: House) -> None:
    erasure.forget(house.accounts, PersonId(house.group))
    assert house.count()["address"] == 3


def test_letters_hold_no_names(house: House) -> None:
    house.ask()
    assert b"Person" not in msgspec.json.encode(house.carried()[0][1])
