"""S8: a former chair asks to be erased. Every line and figure of the scenario, worked out by hand from it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from api.app import service_over
from api.details import details_of
from api.log.replaying import replayed
from api.private import register
from api.v1.register import decisions_of
from governance.acts import Principal
from governance.custody.commands import RedactWords
from governance.kernel import PersonId, Rejected, When
from governance.minutes.events import MinutesApproved
from governance.organisation.privacy_commands import DecideErasure, Keep, RequestErasure
from governance.rules.small_numbers import for_everybody, last_quarter
from governance.vault import REMOVED
from tests.people import minutes, printed

if TYPE_CHECKING:
    from tests.governance.erasure.conftest import House

OPERATOR = Principal("operator")
MEETINGS = ("january", "february", "may", "june", "july")
REGISTER = (
    "Request 2026-01. Received 3 August 2026, due 3 September 2026. Decided 14 August 2026: partly agreed."
    " Kept: 5 expense records until 2032; 5 entries in the sealed signature register until 9 June 2032."
    " All other personal details destroyed."
)


def in_the_vault(house: House, person: PersonId) -> dict[str, int]:
    rows = house.sql(
        "SELECT d.purpose, count(i.ref) FROM keyring.dek d JOIN vault.item i USING (key_id)"
        " WHERE d.subject = %s GROUP BY 1",
        person,
    )
    return dict(rows)


def of_health(house: House, person: PersonId) -> int:
    """How many things of tier 3 are kept of somebody."""
    sql = "SELECT count(*) FROM vault.item JOIN keyring.dek USING (key_id) WHERE subject = %s AND tier = 3"
    ((found,),) = house.sql(sql, person)
    return int(found)


def ways_to_reach(house: House, person: PersonId) -> int:
    return sum(value is not None for value in msgspec.structs.astuple(details_of(house.governance, [person])[person]))


def everything_told(house: House, made: dict[str, Any]) -> list[Any]:
    """Every tally and every line of every meeting's minutes, as the public and as members read them; the register."""
    service = service_over(house.governance)
    service.follower.catch_up()
    public = [minutes(house.governance, made[name], tier=0) for name in MEETINGS]
    members = [printed(house.governance, made[name]) for name in MEETINGS]
    return [public, members, decisions_of(service, made["group"])]


def digests(house: House) -> list[tuple[str, str]]:
    """What the approved minutes are known by: members' and everybody's."""
    found = house.governance.everything(0, 10_000, (MinutesApproved.topic,))
    return [(one.event.digest, one.event.public_digest) for one in found if isinstance(one.event, MinutesApproved)]


def notes(house: House, made: dict[str, Any], tier: Any) -> tuple[str, ...]:
    """What is told beside the minutes of 12 May."""
    service = service_over(house.governance)
    service.follower.catch_up()
    copy = service.minutes(made["may"], tier)
    assert copy.compared == "same"
    return copy.notes.head


def decided(house: House, made: dict[str, Any]) -> None:
    """As in the scenario: asked on 3 August by phone, decided on 14 August, and the two mentions removed."""
    governance, person = house.governance, made["person"]
    asked = RequestErasure(person=person, channel="phone", when=When("2026-08-03"), mode="written_up")
    governance.handle(asked, OPERATOR)
    kept = (Keep("expenses", "2032-12-31", "finance_records"), Keep("signature", "2032-06-09", "legal_claims"))
    answer = DecideErasure(
        person=person, outcome="partly_agreed", keep=kept, when=When("2026-08-14"), mode="written_up"
    )
    governance.handle(answer, OPERATOR)
    redact = RedactWords(group=made["group"], words=mentions(house, made), reason="names_somebody")
    with pytest.raises(Rejected, match="operator_acts_in_no_meeting"):
        governance.handle(redact, OPERATOR)
    governance.handle(redact, Principal("importer"))


def mentions(house: House, made: dict[str, Any]) -> tuple[Any, ...]:
    struck = {event for (event,) in house.sql("SELECT event FROM record.events WHERE topic = 'meeting.act_struck.v1'")}
    return tuple(one.event.reason.ref for one in house.governance.stream(made["july"]) if one.id in struck)  # type: ignore[attr-defined]


def test_s8_a_former_chair_is_erased_and_the_history_of_the_office_stays(
    signed_off: tuple[House, dict[str, Any]],
) -> None:
    house, made = signed_off
    person, governance = made["person"], house.governance
    assert in_the_vault(house, person) == {"contact": 1, "access": 3, "attendance": 1, "expenses": 5, "signature": 5}
    assert (of_health(house, person), ways_to_reach(house, person)) == (4, 4)
    before, head, known_by = everything_told(house, made), governance.head(), digests(house)
    again, public = replayed(house.bundle(3)), notes(house, made, 0)
    assert again.findings == []
    assert notes(house, made, 1) == ("Approved on 9 June 2026. Signed by: Chair.",)
    leaves = house.sql("SELECT leaf FROM record.events WHERE position <= %s ORDER BY position", head)
    decided(house, made)
    assert register.told(register.entries(governance)[0]) == REGISTER.replace("destroyed", "are to be destroyed")
    words = house.sql("SELECT count(*) FROM vault.item")[0][0]
    gone = house.carried_out()
    assert [register.told(one) for one in register.entries(governance)] == [REGISTER]
    # public_count_of_erasures="fewer than 5", as the page for everybody has it from the next quarter on.
    assert register.carried_out_by(governance, governance.now().date()) == 1
    assert register.carried_out_by(governance, last_quarter(governance.now().date())) == 0
    assert for_everybody(1) == ("fewer", 5)
    # T3_items_destroyed=4: three access needs and an apology's reason. contact_fields_destroyed=4, in one item.
    assert (gone.keys, gone.items) == (3, 3 + 1 + 1)
    assert (of_health(house, person), ways_to_reach(house, person)) == (0, 0)
    assert in_the_vault(house, person) == {"expenses": 5, "signature": 5}
    assert house.sql("SELECT count(*) FROM vault.item")[0][0] == words - 5
    until = house.sql("SELECT purpose, keep_until FROM keyring.dek WHERE subject = %s ORDER BY 1", person)
    assert until == [("expenses", dt.date(2032, 12, 31)), ("signature", dt.date(2032, 6, 9))]
    # before==after for every decision; public_minutes_hash_changed=false; every outcome comes out as before.
    assert everything_told(house, made) == before
    assert (digests(house), len(known_by)) == (known_by, 1)
    assert replayed(house.bundle(3)) == again
    assert (notes(house, made, 0), public) == (public, ("Approved on 9 June 2026. Signed by: Chair.",))
    assert notes(house, made, 1) == (
        "Approved on 9 June 2026. Signed by: the person who chaired the approving meeting.",
    )
    # events_deleted=0 redactions=2; the root over what was there is the one that was signed before.
    assert house.sql("SELECT leaf FROM record.events WHERE position <= %s ORDER BY position", head) == leaves
    assert house.sql("SELECT count(*) = max(position) FROM record.events") == [(True,)]
    typed = governance.typed_in(made["group"], mentions(house, made)).values()
    assert list(governance.vault.read(typed).values()) == [REMOVED, REMOVED]
    assert house.findings() == []
    assert house.holding(b"Zephyrine Quillfeather") == set()
