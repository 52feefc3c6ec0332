"""Whoever is said to have left reads it on their own page, and says whether it is so (R-TE5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.api.test_people_pages import OFFICES, PEOPLE, done, office, refused, seat
from tests.people import record

if TYPE_CHECKING:
    import pytest

    from tests.api.conftest import Room


def leaving(page: Any) -> str:
    """What the form on one's own page names the leaving by."""
    found = re.search(r'name="leaving" value="([^"]+)"', page.text)
    assert found is not None
    return found.group(1)


def me(room: Room, who: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = room.ask("GET", "/api/v1/me", by=who).json()["left"]
    return found


def test_an_officer_says_how_somebody_told_that_they_leave(room: Room) -> None:
    gp, own = seat(room, "gp"), seat(room, "user-representative-3")
    page = f"{PEOPLE}/{gp}/left"
    assert "How did they tell you?" in room.look(page).text
    assert "How did they tell you?" not in room.look(f"{PEOPLE}/{own}/left").text
    refused(room.send(page, reason="left"), "channel", "Say how they told you: by phone, for example.")
    done(room.send(page, reason="left", channel="post"), PEOPLE)
    card = room.look(PEOPLE).text
    assert "whoever was in this seat left. They told us by post. They have not said yet if it is so." in card


def test_whoever_did_not_leave_says_so_and_is_back_in_their_seat(room: Room) -> None:
    gp = seat(room, "gp")
    assert "Did you leave?" not in room.look("/account", by="gp").text
    done(room.send(f"{PEOPLE}/{gp}/left", reason="left", channel="phone"), PEOPLE)
    assert "Nobody is in this seat." in room.look(PEOPLE).text
    assert "Somebody wrote down that you left. Is that so?" in room.look("/", by="gp").text
    page = room.look("/account", by="gp")
    for words in ("Did you leave?", "Local Planning Group A", "They say that you told them by phone."):
        assert words in page.text
    assert [(one["seat"], one["told"], one["disputed"]) for one in me(room, "gp")] == [(gp, "phone", False)]
    # Nobody else says it for them, an officer neither.
    name = leaving(page)
    for other in ("user-representative-3", "user-representative-1", "carer-representative"):
        assert room.send("/account/leaving", by=other, leaving=name, do="dispute").status_code == 404
        answer = room.ask("POST", f"/api/v1/seats/{gp}/leaving/dispute", by=other, json={})
        assert (answer.status_code, answer.json()["reason"]) == (403, "theirs_alone_to_say")
    assert room.send("/account/leaving", by="gp", leaving=name, do="neither").status_code == 404
    told = {"leaving": name, "do": "dispute", "words": "I was on holiday."}
    done(room.send("/account/leaving", by="gp", **told), "/account#leaving")
    page = room.look("/account", by="gp")
    assert "You said that this is wrong. It counts as if you had never left." in page.text
    assert [(one["disputed"], one["again"]) for one in me(room, "gp")] == [(True, True)]
    card = room.look(PEOPLE).text
    assert "Nobody is in this seat." not in card
    assert "They say this is wrong. So it does not count. “I was on holiday.”" in card
    assert "Is that so?" not in room.look("/", by="gp").text


def test_words_that_cannot_be_kept_are_refused_beside_them(room: Room) -> None:
    done(room.send(f"{PEOPLE}/{seat(room, 'gp')}/left", reason="left", channel="phone"), PEOPLE)
    name = leaving(room.look("/account", by="gp"))
    answer = room.send("/account/leaving", by="gp", leaving=name, do="dispute", words="Tea.\u202e")
    assert answer.status_code == 422
    assert "Tea." in answer.text, "what was typed is still there"
    assert [one["disputed"] for one in me(room, "gp")] == [False]


def test_who_writes_what_is_wrong_does_not_say_by_a_slip_that_it_is_so(room: Room) -> None:
    done(room.send(f"{PEOPLE}/{seat(room, 'gp')}/left", reason="left", channel="phone"), PEOPLE)
    name = leaving(room.look("/account", by="gp"))
    answer = room.send("/account/leaving", by="gp", leaving=name, do="confirm", words="I was on holiday.")
    assert (answer.status_code, "I was on holiday." in answer.text) == (422, True)
    assert "Did you leave?" in room.look("/account", by="gp").text


def test_whoever_did_leave_says_so_and_it_is_asked_no_more(room: Room) -> None:
    gp = seat(room, "gp")
    done(room.send(f"{PEOPLE}/{gp}/left", reason="resigned", channel="email"), PEOPLE)
    told = {"leaving": leaving(room.look("/account", by="gp")), "do": "confirm"}
    done(room.send("/account/leaving", by="gp", **told), "/account#leaving")
    assert "Did you leave?" not in room.look("/account", by="gp").text
    assert me(room, "gp") == []
    answer = room.ask("POST", f"/api/v1/seats/{gp}/leaving/dispute", by="gp", json={})
    assert (answer.status_code, answer.json()["reason"]) == (409, "confirmed_before")


def test_a_seat_taken_since_is_not_given_back_and_both_sides_are_told(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("governance.rules.leaving.DAYS_TO_SAY", 0)  # Two weeks later.
    gp = seat(room, "gp")
    done(room.send(f"{PEOPLE}/{gp}/left", reason="left", channel="phone"), PEOPLE)
    cookie, name = room.session("gp"), leaving(room.look("/account", by="gp"))
    new = {"person": "new", "name": "Person New", "ground": "sent", "reason": "The surgery."}
    done(room.send(f"{PEOPLE}/{gp}/fill", **new), PEOPLE)
    room.client.cookies = cookie
    page = room.client.get("/account")
    csrf = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert csrf is not None
    told = {"csrf": csrf.group(1), "leaving": name, "do": "dispute", "words": ""}
    own = {"Sec-Fetch-Site": "same-origin"}
    done(room.client.post("/account/leaving", data=told, headers=own, follow_redirects=False), "/account#leaving")
    assert "Somebody else has your place by now. The group decides." in room.client.get("/account").text
    card = room.look(PEOPLE).text
    assert "Person New" in card
    assert "Somebody else has their place by now: let the group decide." in card


def test_the_chair_did_not_stop_and_is_chair_again(room: Room) -> None:
    chair = office(room, "chair")
    page = f"{OFFICES}/{chair}/end"
    refused(room.send(page, reason="resigned"), "channel", "Say how they told you: by phone, for example.")
    done(room.send(page, reason="resigned", channel="in_room"), OFFICES)
    assert "stopped. They told us by word of mouth." in room.look(OFFICES).text
    asked = room.look("/account", by="user-representative-1")
    assert "Somebody wrote down that you stopped on" in asked.text
    told = {"leaving": leaving(asked), "do": "dispute"}
    done(room.send("/account/leaving", by="user-representative-1", **told), "/account#leaving")
    state = room.governance.group(room.made["a"])
    assert [term.ended for term in state.terms if str(term.office) == chair][-1] is None


def test_a_member_says_themselves_that_they_leave(room: Room) -> None:
    gp = seat(room, "gp")
    room.act("DELETE", f"/seats/{gp}/holder", {}, by="gp")
    assert me(room, "gp") == []
    other = seat(room, "carer-representative")
    answer = room.ask("DELETE", f"/api/v1/seats/{other}/holder", by="user-representative-1", json={"channel": "phone"})
    assert answer.status_code == 200, "the chair tells what others told"


def test_whoever_comes_next_in_line_does_not_end_the_term_of_the_chair(room: Room) -> None:
    told = {"group": "group-a", "when": {"date": "2026-11-01"}}
    since, held = {"date": "2026-11-01"}, room.governance.group(room.made["a"]).terms
    now = next(one for one in held if str(one.office) == office(room, "secretary") and one.last_day is None)
    lines = [
        {"do": "endTerm", "term": str(now.id), "reason": "other", **told},
        {"do": "assignOffice", "office": "secretary", "seat": "user-representative-2", "since": since, **told},
    ]
    record(room.governance, [{"import": "both"}, *({**line, "mode": "written_up"} for line in lines)])
    answer = room.send(
        f"{OFFICES}/{office(room, 'chair')}/end", by="user-representative-2", reason="resigned", channel="phone"
    )
    refused(answer, "reason", "You would take their place. They say it themselves here, or the group votes.")
