"""What was kept long enough, or is no longer agreed to, goes without anybody deciding it; once by the server itself."""

from __future__ import annotations

import contextlib
import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from structlog.testing import capture_logs

from api.accounts.postman import Postman
from api.accounts.wiring import Accounts
from api.details import details_of
from api.private import expiring
from api.settings import Settings
from governance import keys, sealing
from governance.acts import Principal
from governance.custody.events import KeyDestroyed
from governance.due import due, expired
from governance.erasing import expire
from governance.kernel import PersonId
from governance.keyring import KeyringFile
from governance.organisation.privacy_commands import GiveConsent, Keep, KeepPrivateDetail, WithdrawConsent
from governance.organisation.privacy_events import RetentionExpired
from governance.restoring import come_back
from tests.people import lines_of, record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.kernel import PrivatePurpose
    from tests.governance.erasure.conftest import House

OPERATOR = Principal("operator")
EXPENSES = Keep("expenses", "2032-08-14", "finance_records")
SIGNATURE = Keep("signature", "2032-06-09", "legal_claims")


def kept(house: House, person: PersonId, *purposes: PrivatePurpose, until: str | None = None) -> None:
    for purpose in purposes:
        house.governance.handle(GiveConsent(person=person, purpose=purpose, until=until), OPERATOR)
        detail = KeepPrivateDetail(person=person, purpose=purpose, words=f"About {purpose}.")  # type: ignore[arg-type]
        house.governance.handle(detail, OPERATOR)


def today(house: House) -> dt.date:
    return house.governance.now().date()


def purposes_of(wanted: list[Any]) -> list[tuple[str, ...]]:
    return [one.purposes for one in wanted]


def expired_on(house: House, day: str) -> Any:
    return expire(house.governance, house.owner, house.folder, dt.date.fromisoformat(day))


def there(house: House, person: PersonId) -> set[str]:
    return {purpose for (purpose,) in house.sql("SELECT purpose FROM keyring.dek WHERE subject = %s", person)}


def test_what_is_kept_is_destroyed_when_its_day_has_come(house: House) -> None:
    person = house.registered()
    kept(house, person, "access", "expenses", "signature")
    house.erased(person, outcome="partly_agreed", keep=(EXPENSES, SIGNATURE))
    assert there(house, person) == {"expenses", "signature"}
    assert (expired_on(house, "2032-06-08").keys, there(house, person)) == (0, {"expenses", "signature"})
    gone = expired_on(house, "2032-06-09")
    assert (gone.keys, gone.items, there(house, person)) == (1, 1, {"expenses"})
    gone = expired_on(house, "2032-08-14")
    assert (gone.keys, gone.items, there(house, person)) == (1, 1, set())
    assert due(house.governance, dt.date(2040, 1, 1)) == []
    assert house.findings() == []


def test_what_is_no_longer_agreed_to_is_destroyed(house: House) -> None:
    person = house.registered()
    kept(house, person, "access", until="2036-01-01")
    assert due(house.governance, today(house)) == []
    assert purposes_of(due(house.governance, dt.date(2036, 1, 1))) == [("access",)]
    house.governance.handle(WithdrawConsent(person=person, purpose="access"), OPERATOR)
    gone = house.carried_out()
    assert (gone.keys, gone.items) == (1, 1)
    assert due(house.governance, today(house)) == []
    assert details_of(house.governance, [person])[person].name == "Zephyrine Quillfeather"
    assert house.findings() == []


def test_what_it_was_decided_to_keep_is_kept_whatever_somebody_agrees_to(house: House) -> None:
    """The law's reasons outlast a consent: from the decision on, and after it was carried out."""
    person = house.registered()
    kept(house, person, "expenses", until="2031-01-01")
    house.asked(person, outcome="partly_agreed", keep=(EXPENSES,))
    house.governance.handle(WithdrawConsent(person=person, purpose="expenses"), OPERATOR)
    assert expired(house.governance, dt.date(2031, 1, 1)) == []
    house.carried_out()
    assert expired(house.governance, dt.date(2032, 8, 13)) == []
    assert purposes_of(expired(house.governance, dt.date(2032, 8, 14))) == [("expenses",)]


def test_what_somebody_needed_goes_ninety_days_after_they_left(house: House) -> None:
    made = record(house.governance, lines_of("groups"))
    person = PersonId(made["a-person-5"])
    kept(house, person, "access", "expenses")
    assert expired(house.governance, dt.date(2040, 1, 1)) == []
    left = {"do": "vacateSeat", "group": "group-a", "seat": "carer-representative", "when": {"date": "2026-07-01"}}
    record(house.governance, [{"import": "left"}, left])
    assert expired(house.governance, dt.date(2026, 9, 28)) == []
    assert purposes_of(expired(house.governance, dt.date(2026, 9, 29))) == [("access",)]


def test_where_nobody_left_a_seat_nothing_goes_by_that(house: House) -> None:
    person = house.registered()
    kept(house, person, "access")
    assert expired(house.governance, dt.date(2090, 1, 1)) == []


def test_what_expires_leaves_no_trace_in_any_file_and_everybody_elses_key_as_it_was(house: House) -> None:
    person, other = house.registered(), house.registered("Somebody Else")
    kept(house, person, "access", until="2036-01-01")
    key = house.governance.store.key_of(person, "access")
    assert key is not None
    ((ciphertext,),) = house.sql("SELECT ciphertext FROM vault.item WHERE key_id = %s", key.key_id)
    secret = sealing.unwrap(keys.wrapping_key(house.folder), key).secret
    file = (house.folder / keys.WRAPPING).read_bytes()
    house.sql("CHECKPOINT")
    assert house.holding(bytes(ciphertext))
    gone = expired_on(house, "2036-01-01")
    assert (gone.persons, gone.keys, gone.items, gone.faults) == ((person,), 1, 1, ())
    assert house.holding(bytes(ciphertext), key.wrapped, secret) == set()
    assert (house.folder / keys.WRAPPING).read_bytes() == file
    assert key.key_id not in {one.key_id for one in KeyringFile(house.folder).read()}
    assert details_of(house.governance, [other])[other].name == "Somebody Else"
    evidence = house.governance.everything(0, 1000, (KeyDestroyed.topic, RetentionExpired.topic))
    assert [type(one.event) for one in evidence] == [KeyDestroyed, RetentionExpired]
    assert come_back(house.governance) == 0
    assert house.findings() == []


def test_whoever_agreed_anew_at_the_last_moment_keeps_it(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    person = house.registered()
    kept(house, person, "access", until="2036-01-01")
    asked: list[int] = []

    def first_over(governance: Any, day: dt.date) -> Any:
        if asked:
            return expired(governance, dt.date(2035, 1, 1))
        asked.append(1)
        return expired(governance, day)

    monkeypatch.setattr("governance.erasing.expired", first_over)
    assert expired_on(house, "2036-01-01").keys == 0
    assert there(house, person) >= {"access"}


# By itself


@pytest.fixture
def served(house: House, monkeypatch: pytest.MonkeyPatch) -> Accounts:
    """A server over the record that may act as its owner; its keys lie where the record's do."""
    settings = Settings(data_dir=str(house.folder.parent), database_url="given", owner_url=house.owner)

    @contextlib.contextmanager
    def database(_: Settings) -> Iterator[tuple[str, str]]:
        yield house.owner, house.governance.dsn

    monkeypatch.setattr(expiring, "database", database)
    return Accounts(house.governance, settings)


def rounds(accounts: Accounts) -> list[Any]:
    """What the log says of one round of the running server's chores."""
    with capture_logs() as said:
        Postman(accounts, object(), expiring.chore).round()  # type: ignore[arg-type]  # there is no mail to carry
    return said


def test_the_running_server_destroys_what_is_over_without_anybody_remembering(
    house: House, served: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, stays = house.registered(), house.registered("Somebody Else")
    kept(house, person, "contact", until="2036-01-01")
    served.rows(
        "INSERT INTO access.private_link (id, hash, group_id, person, made_by, made_at, expires_at)"
        " VALUES (%b, %b, %b, %b, %b, now(), now() + interval '1 day') RETURNING 1",
        uuid.uuid4(), bytes(32), uuid.uuid4(), person, stays,
    )  # fmt: skip
    assert rounds(served) == []
    assert there(house, person) == {"contact"}
    monkeypatch.setattr(expiring, "today", lambda _: dt.date(2036, 1, 1))
    (said,) = rounds(served)
    assert (said["event"], said["keys"], said["items"], said["not_done"]) == ("kept long enough", 1, 2, 0)
    assert there(house, person) == set()
    assert served.rows("SELECT 1 FROM access.private_link") == []
    known = details_of(house.governance, [person, stays])
    assert (known[person].name, known[stays].name) == (None, "Somebody Else")
    assert rounds(served) == []


def test_a_server_that_may_not_act_as_the_owner_leaves_it_to_whoever_runs_it(
    house: House, served: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = house.registered()
    kept(house, person, "access", until="2036-01-01")
    monkeypatch.setattr(expiring, "today", lambda _: dt.date(2036, 1, 1))
    assert rounds(msgspec.structs.replace(served, settings=Settings(database_url="given"))) == []
    assert there(house, person) >= {"access"}
