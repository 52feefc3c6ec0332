"""The register and the page of a decision say what became of it, in a sentence, now and as it was known then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.acts import Principal
from tests.people import record
from tests.scenarios.test_ways_to_answer import BALLOT, declaring, evening, inquorate, undoing

if TYPE_CHECKING:
    from tests.api.conftest import Room


def test_an_undone_decision_says_so_everywhere(room: Room) -> None:
    made = undoing(room.governance)
    before = room.governance.head()
    handled = room.governance.handle(declaring(made), Principal("importer"))
    assert handled.receipt is not None
    at = handled.receipt.last
    listed = room.ask("GET", f"/api/v1/register?group=group-a&wait_for={at}").json()
    old, new = listed
    assert (old["standing"]["status"], new["standing"]["status"]) == ("rescinded", "in_force")
    assert old["standing"]["by"] == new["decision"]
    assert new["standing"]["matter"] == old["decision"]
    assert old["why"].endswith("Undone on 2026-05-12 by a later decision (R-RE4).")
    assert "standing orders v1" in old["why"]
    then = room.ask("GET", f"/api/v1/register?group=group-a&as_known_at={before}").json()
    assert [one["standing"]["status"] for one in then] == ["in_force"]
    one = room.ask("GET", f"/api/v1/decisions/{old['decision']}?as_known_at={before}").json()
    assert one["standing"]["status"] == "in_force"
    table = room.ask("GET", "/api/v1/register?group=group-a", headers={"accept": "text/csv"}).text
    assert [line.rsplit(",", 1)[1] for line in table.splitlines()] == ["status", "rescinded", "in_force"]
    page = room.look(f"/decisions/{old['decision']}").text
    assert f'<a href="/decisions/{new["decision"]}">Undone by a later decision</a>' in page
    register = room.look("/groups/group-a/register").text
    assert "Undone by a later decision" in register
    assert "A later decision undid it on 12 May 2026." in register
    assert "R-RE4" not in register
    assert "<li>R-RE4: A decision that was undone keeps its history.</li>" in page


def test_what_waits_for_ratification_says_so(room: Room) -> None:
    made = record(room.governance, inquorate())
    page = room.look(f"/decisions/{made['leaflets']}").text
    assert "This has no effect until it is ratified" in page
    view = room.ask("GET", f"/api/v1/decisions/{made['leaflets']}").json()
    assert view["standing"]["status"] == "without_effect"
    assert view["why"].endswith("Without effect until ratified (R-RA1).")


def test_a_unanimous_ballot_is_not_shown_to_everybody(room: Room) -> None:
    published = {"quorum": 5, "lived_experience": "block", "published": True}
    adopted = {"do": "adoptStandingOrders", "group": "group-a", "orders": published, "since": {"date": "2025-01-01"}}
    record(room.governance, [{"import": "published"}, adopted])
    told = evening("group-a", "2026-02-10", "2026-02-01", {**BALLOT, "count": {"for": 9}, "as": "decided"})
    made = record(room.governance, told)
    path = f"/api/v1/decisions/{made['decided']}"
    members = room.ask("GET", path).json()
    assert (members["outcome"]["tally"]["for"], members["outcome"]["test"]) == (9, "9>0")
    public = room.ask("GET", path, by=None).json()
    assert (public["outcome"]["tally"], public["outcome"]["test"], public["outcome"]["no_answer"]) == (None, "", None)
    assert public["outcome"]["reason"] == "numbers_not_shown"
    assert "its numbers are not shown" in public["why"]
    assert "9 for" not in room.look(f"/decisions/{made['decided']}", by=None).text
    assert "9 for" in room.look(f"/decisions/{made['decided']}").text


def test_the_question_put_says_what_it_takes(room: Room) -> None:
    acts = [
        {"do": "openItem", "item": "3"},
        {"do": "moveMotion", "as": "q", "item": "3", "words": "Meet weekly.", "moved_by": "gp",
         "seconded_by": "user-representative-2"},
    ]  # fmt: skip
    made = record(room.governance, evening("group-a", "2026-02-10", "2026-02-01", *acts))
    answer = room.act("POST", f"/motions/{made['q']}/put", {"when": {"date": "2026-02-10", "time": "14:10"}})
    assert answer["why"] == "Needed: simple majority of votes cast (R-MA3)."
