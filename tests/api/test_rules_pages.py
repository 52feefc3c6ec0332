"""The pages on which a group reads its rules, tries out others, and adopts those that a meeting agreed to (R-AU2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from api.pages.founding.sheet import Sheet
from api.pages.rules import parameters
from governance.standing_orders import StandingOrders
from tests.api.voted import voted

if TYPE_CHECKING:
    import httpx

    from tests.api.conftest import Room

GROUP = "/groups/group-a"
RULES, CHANGE, NEW = f"{GROUP}/rules", f"{GROUP}/rules/change", f"{GROUP}/rules/new"


def in_force(room: Room) -> tuple[StandingOrders, int]:
    adopted = room.governance.group(room.made["a"]).orders[-1]
    assert adopted.orders is not None
    return adopted.orders, adopted.version


def form(room: Room, **changed: str) -> dict[str, str]:
    """The form as it comes, with these things changed; an empty one is a box not ticked."""
    given = {**parameters.typed(in_force(room)[0]), "come": "three", **changed}
    return {name: value for name, value in given.items() if value or name not in changed or "-" not in name}


def tried(room: Room, *, by: str = "gp", **changed: str) -> httpx.Response:
    query = "&".join(f"{name}={value}" for name, value in form(room, **changed).items())
    answer: httpx.Response = room.look(f"{NEW}?{query}", by=by)
    return answer


def different(page: str) -> list[tuple[str, str, str]]:
    return re.findall(r"<h3>([^<]+)</h3>\s*<p>Now: ([^<]+)</p>\s*<p><strong>New: ([^<]+)</strong></p>", page)


def test_members_read_their_rules_since_when_they_count_and_how_often_they_stop_them(room: Room) -> None:
    assert f'<a href="{RULES}">Our rules</a>' in room.look(GROUP, by="gp").text
    page = room.look(RULES, by="gp").text
    said = dict(re.findall(r"<div><dt>([^<]+)</dt><dd>([^<]+)</dd></div>", page))
    assert said["How many members must be there, at least?"] == "5"
    assert said["What about people with lived experience?"] == "Outnumbered, we can talk, but we cannot decide"
    assert said["Which offices are for people with lived experience alone?"] == "Chair, Secretary"
    assert said["What may the chair alone spend between two meetings?"] == "Nothing"
    assert len(said) == len(parameters.PARAMETERS)
    assert "They count since 1 April 2024. They are version 1." in page
    assert re.search(r"<strong>In about \d+ of \d+ meetings you could not decide\.</strong>", page)
    assert room.look(RULES, by=None).headers["location"].startswith("/sign-in")


def test_what_would_be_different_is_shown_and_nothing_is_recorded(room: Room) -> None:
    before = room.governance.head()
    page = tried(room, quorum="9", tie_rule="second_vote", published="yes", chair_alone_limit="£50").text
    assert different(page) == [
        ("How many members must be there, at least?", "5", "9"),
        ("As many yes as no?", "Then the answer is no", "Then the chair may vote a second time"),
        ("What may the chair alone spend between two meetings?", "Nothing", "£50"),
        ("May everybody read our minutes?", "No", "Yes"),
    ]
    # All nine come to (3/4) ** 9, some 8 of 100 meetings.
    assert "Three in four come:" in page
    assert "With the new rules</h3>\n<p><strong>In about 9 of 10 meetings you could not decide.</strong></p>" in page
    assert room.governance.head() == before
    assert "The chair or the secretary writes that down here." in page
    assert "These are our rules now" not in page
    back = re.search(r'<a href="([^"]+)">Go back and change something</a>', page)
    assert back is not None
    again = room.look(back[1].replace("&amp;", "&"), by="gp").text
    assert re.search(r'id="quorum" name="quorum" type="text" value="9"', again)
    assert '<option value="second_vote" selected>' in again
    offices = "lived_experience_offices"
    (off,) = different(tried(room, **{f"{offices}-secretary": "", f"{offices}-vice_chair": "yes"}).text)
    assert off[1:] == ("Chair, Secretary", "Chair, Vice-chair")


def test_rules_begin_with_those_in_force_or_a_ready_set(room: Room) -> None:
    page = room.look(CHANGE, by="gp").text
    assert re.search(r'name="notice_days" type="text" value="7"', page)
    ready = room.look(f"{CHANGE}?ready=national_steering_group", by="gp").text
    assert re.search(r'name="notice_days" type="text" value="10"', ready)
    assert '<option value="second_vote" selected>' in ready
    assert room.look(NEW, by="gp").headers["location"] == CHANGE


def test_what_cannot_be_read_or_would_never_work_is_said_and_what_was_typed_stays(room: Room) -> None:
    for changed, at, words in (
        ({"quorum": "lots"}, "quorum", "We cannot read this."),
        ({"quorum": "9" * 5000}, "quorum", "We cannot read this."),
        ({"chair_alone_limit": "a lot"}, "chair_alone_limit", "We cannot read this amount."),
        ({"chair_alone_limit": "5000"}, "chair_alone_limit", "We cannot read this."),
        ({"majority": "most"}, "majority", "We cannot read this."),
        ({}, "", "These are the rules you have. Change something first."),
        ({"quorum": "10"}, "", "These rules do not fit your group."),
    ):
        refused = tried(room, **changed)
        assert (refused.status_code, words in refused.text) == (422, True), changed
        assert not at or f'href="#{at}"' in refused.text, changed
        assert all(f'value="{typed}"' in refused.text for typed in changed.values() if typed != "most"), changed
    assert "The quorum is 10" in tried(room, quorum="10").text


def test_new_rules_take_the_vote_of_a_meeting_and_are_adopted_by_it(room: Room) -> None:
    assert f'<a href="{CHANGE}">Change our rules</a>' in room.look(GROUP).text
    assert "There is no vote yet that they could go by." in tried(room, by="user-representative-3", quorum="6").text
    unvoted = room.send(NEW, **form(room, quorum="6"))
    assert (unvoted.status_code, "New rules take a vote at a meeting." in unvoted.text) == (422, True)
    decision = str(voted(room.governance, "rules", words="Six of us must be there."))
    page = tried(room, by="user-representative-3", quorum="6").text
    assert f'<option value="{decision}">10 February 2026: Six of us must be there.</option>' in page
    early = {"since_day": "9", "since_month": "2", "since_year": "2026"}
    refused = room.send(NEW, **form(room, quorum="6"), decision=decision, **early)
    assert refused.status_code == 422
    assert 'href="#decision"' in refused.text
    assert 'value="2026"' in refused.text
    never = room.send(NEW, **form(room, quorum="6"), decision=decision, **{**early, "since_day": "31"})
    assert (never.status_code, 'href="#since"' in never.text) == (422, True)
    assert f'<option value="{decision}" selected>' in refused.text
    assert in_force(room)[1] == 1
    by_a_member = room.send(NEW, by="gp", **form(room, quorum="6"), decision=decision)
    assert (by_a_member.status_code, in_force(room)[1]) == (404, 1)
    sent: dict[str, Any] = {**form(room, quorum="6"), "decision": decision, "once": "one-key"}
    for _ in range(2):
        done = room.send(NEW, **sent)
    assert (done.status_code, done.headers["location"]) == (303, RULES)
    orders, version = in_force(room)
    before = room.governance.group(room.made["a"]).orders[-2].orders
    assert before is not None
    assert (orders, version) == (msgspec.structs.replace(before, quorum=6), 2)
    now = room.look(RULES, by="gp").text
    assert "They are version 2." in now
    assert f'<a href="/decisions/{decision}">See the vote</a>' in now


def test_a_vote_on_the_rules_leads_to_where_they_are_written_down_until_they_are(room: Room) -> None:
    made = voted(room.governance, "rules", words="Six of us must be there.", day="2026-02-10")
    seats = voted(room.governance, "rules", words="A member joins.", day="2026-02-12", adds="service_user")
    other = voted(room.governance, "significant", words="A trip.", day="2026-02-14")
    agreed, link = "You agreed to change them", f'href="{CHANGE}">Write down the new rules'
    page = room.look(RULES).text
    assert (agreed in page, link in page, f"/decisions/{made}" in page) == (True, True, True)
    assert f"/decisions/{seats}" not in page, "it is about a seat"
    assert agreed not in room.look(RULES, by="gp").text
    assert link in room.look(f"/decisions/{made}").text
    assert link not in room.look(f"/decisions/{made}", by="gp").text
    assert f'href="{GROUP}/seats/add">Add the seat' in room.look(f"/decisions/{seats}").text
    assert "Write down the new rules" not in room.look(f"/decisions/{other}").text
    told = form(room, quorum="6", decision=str(made))
    assert room.send(NEW, **told).status_code == 303
    assert agreed not in room.look(RULES).text
    assert link not in room.look(f"/decisions/{made}").text


def test_every_parameter_is_read_as_it_is_written_and_told_in_words() -> None:
    others = StandingOrders(
        notice_days=8, quorum=4, lived_experience="concurrent", majority="unanimous_cast", tie_rule="only_vote",
        seconder_required=True, lived_experience_offices=("vice_chair", "other"), chair_wait_minutes=5,
        chair_alone_limit=1250, casual_vacancies="elected", term_years=3, max_consecutive=1, written_days=9,
        requisition_min=3, published=True,
    )  # fmt: skip
    sheet = Sheet(parameters.typed(others))
    assert parameters.read(sheet, StandingOrders()) == others
    assert sheet.faults == {}
    assert len(list(parameters.changes(StandingOrders(), others, "GBP"))) == len(parameters.PARAMETERS)
    assert parameters.said(parameters.PARAMETERS[8], others, "GBP") == "£12.50"
    months = StandingOrders(term_months=18)
    assert "term_years" not in {one.name for one in parameters.of(months)}
