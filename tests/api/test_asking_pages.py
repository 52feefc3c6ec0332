"""The pages on which members are asked in writing, answer, and see how it came out."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from tests.people import record

if TYPE_CHECKING:
    from tests.api.conftest import Room

WORDS = "Hire a hearing loop, cost £280."


def sent(room: Room, **more: Any) -> str:
    said = {"words": WORDS, "reason": "Two could not hear.", "options": "Do nothing\nMove rooms",
            "how_to_reply": "Ring the secretary."}  # fmt: skip
    answer = room.send("/groups/group-a/ask", **{**said, **more})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def seat(room: Room, slug: str) -> str:
    return str(room.directory.seats[slug])


def answers(page: str) -> dict[str, str]:
    told = re.findall(r"<div><dt>([^<]+)</dt><dd>([^<]+)</dd></div>", page)
    return {who: what.strip() for who, what in told}


def test_members_are_asked_and_answer_on_the_page(room: Room) -> None:
    path = sent(room)
    home = room.look("/groups/group-a", by="gp").text
    assert f'<a href="{path}">{WORDS}</a>' in home
    page = room.look(path, by="gp").text
    for words in (WORDS, "Two could not hear.", "Do nothing", "Move rooms", "Ring the secretary.", "No answer"):
        assert words in page, words
    assert "For the chair and the secretary" not in page
    assert "Who answered what" not in page
    answered = room.send(f"{path}/reply", by="gp", seat=seat(room, "gp"), choice="against")
    assert (answered.status_code, answered.headers["location"]) == (303, path)
    assert '<p class="lead">Against</p>' in room.look(path, by="gp").text
    assert "Against</dd>" not in room.look(path, by="commissioner").text
    assert answers(room.look(path).text)["GP"] == "Against"


def test_what_a_question_costs_and_is_about_is_asked_kept_and_told(room: Room) -> None:
    form = room.look("/groups/group-a/ask").text
    for words in ("What does it cost?", "What is it about?", "Nothing special", "A large matter"):
        assert words in form, words
    kept, path = {}, ""
    for name, fields in {
        "plain": {}, "money": {"cost": "£280"}, "large": {"category": "significant"},
        "both": {"cost": "1,200.50", "category": "significant"},
    }.items():  # fmt: skip
        path = sent(room, **fields)
        view = room.ask("GET", f"/api/v1{path}").json()
        kept[name] = (view["category"], view["cost"])
    pounds = {"currency": "GBP", "kind": "exactly"}
    assert kept == {
        "plain": ("ordinary", None),
        "money": ("spend", {"minor": 28000, **pounds}),
        "large": ("significant", None),
        "both": ("significant", {"minor": 120050, **pounds}),
    }
    page = room.look(path, by="gp").text
    assert "It costs £1,200.50." in page
    assert "It is a large matter." in page


def test_a_cost_that_cannot_be_read_and_matters_for_a_meeting_are_not_sent_out(room: Room) -> None:
    said = {"words": WORDS, "reason": "x", "how_to_reply": "x"}
    for fields, words in (({"cost": "a lot"}, "We cannot read this amount."), ({"category": "rules"}, "choose one.")):
        refused = room.send("/groups/group-a/ask", **said, **fields)
        assert (refused.status_code, words in refused.text) == (422, True), fields
    assert 'value="a lot"' in room.send("/groups/group-a/ask", **said, cost="a lot").text


def test_whoever_asks_is_told_whom_to_tell_and_members_find_it_on_their_first_page(room: Room) -> None:
    assert "to answer" not in room.look("/", by="gp").text
    path = sent(room)
    told = re.search(r'id="tell".*?</section>', room.look(path).text, re.DOTALL)
    assert told is not None
    assert "No e-mail is sent from here." in told[0]
    assert "<li>GP</li>" in told[0]
    assert 'id="tell"' not in room.look(path, by="gp").text
    home = room.look("/", by="gp").text
    assert "You have a question to answer</h2>" in home
    assert f'<a href="{path}">{WORDS}</a>' in home
    assert "to answer" not in room.look("/", by="critical-friend").text
    room.send(f"{path}/reply", by="gp", seat=seat(room, "gp"), choice="for")
    assert "to answer" not in room.look("/", by="gp").text
    assert "<li>GP</li>" not in room.look(path).text
    for _ in range(2):
        sent(room)
    assert "You have 2 questions to answer</h2>" in room.look("/", by="gp").text
    assert "to answer" not in room.look("/", by=None).text


def test_nobody_answers_for_somebody_else_but_the_secretary(room: Room) -> None:
    path = sent(room)
    refused = room.send(f"{path}/reply", by="gp", seat=seat(room, "commissioner"), choice="for")
    assert refused.status_code == 403
    assert "Only the secretary, or whoever takes the minutes, can do this." in refused.text
    whose = seat(room, "commissioner")
    silent = room.send(f"{path}/reply", whose="another", seat=whose, choice="for")
    assert (silent.status_code, "Please choose one." in silent.text) == (422, True)
    as_theirs = room.ask("PUT", f"/api/v1{path}/replies/{whose}", json={"choice": "for"})
    assert (as_theirs.status_code, as_theirs.json()["reason"]) == (409, "how_it_came")
    written = room.send(f"{path}/reply", whose="another", seat=whose, choice="for", channel="post")
    assert written.status_code == 303
    page = room.look(path, by="commissioner").text
    assert "Somebody wrote this down for you. Is it what you said?" in page


def test_an_answer_by_phone_is_read_back_and_confirmed_or_disputed(room: Room) -> None:
    path, whose = sent(room), seat(room, "commissioner")
    told = {"whose": "another", "seat": whose, "channel": "phone"}
    conditional = room.send(f"{path}/reply", **told, choice="condition", condition="If it is cheap.")
    assert re.search(r'id="their-condition" name="condition">If it is cheap\.<', conditional.text)
    refused = room.send(f"{path}/reply", **told, choice="for")
    assert "Read the reply back to them first." in refused.text
    room.send(f"{path}/reply", **told, choice="for", read_back="yes")
    by_another = room.send(f"{path}/confirm", seat=whose, do="dispute")
    assert (by_another.status_code, "Only they themselves can say so." in by_another.text) == (403, True)
    neither = room.send(f"{path}/confirm", by="commissioner", seat=whose, do="")
    assert (neither.status_code, "Please press one of the buttons." in neither.text) == (422, True)
    assert room.send(f"{path}/confirm", by="gp", seat=whose, do="confirm").status_code == 403
    disputed = room.send(f"{path}/confirm", by="commissioner", seat=whose, do="dispute", words="I said against.")
    assert disputed.status_code == 303
    assert "You said that this is wrong." in room.look(path, by="commissioner").text
    assert answers(room.look(path).text)["Commissioner"] == "For They say this is wrong. “I said against.”"
    again = room.send(f"{path}/reply", by="commissioner", seat=whose, choice="for")
    assert again.status_code == 303
    assert answers(room.look(path).text)["Commissioner"] == "For"
    assert "Somebody wrote this down" not in room.look(path, by="commissioner").text


def test_nothing_is_written_over_a_members_own_answer(room: Room) -> None:
    path, whose = sent(room), seat(room, "gp")
    room.send(f"{path}/reply", by="gp", seat=whose, choice="for")
    offered = re.search(r'<select id="seat".*?</select>', room.look(path).text, re.DOTALL)
    assert offered is not None
    assert (">GP<" in offered[0], ">Commissioner<" in offered[0]) == (False, True)
    over = room.send(f"{path}/reply", whose="another", seat=whose, choice="against", channel="post")
    assert f'value="{whose}" selected' in over.text
    assert (over.status_code, "They answered this themselves. Only they can change it." in over.text) == (422, True)
    page = room.look(path, by="gp").text
    assert '<p class="lead">For</p>' in page
    assert "Somebody wrote this down for you." not in page


def test_a_condition_is_read_by_whoever_made_it_and_by_officers(room: Room) -> None:
    path = sent(room)
    room.send(f"{path}/reply", by="gp", seat=seat(room, "gp"), choice="condition", condition="Under £250.")
    assert "“Under £250.”" in room.look(path, by="gp").text
    assert "“Under £250.”" in room.look(path).text
    assert "Under £250." not in room.look(path, by="commissioner").text


def test_a_condition_without_words_is_asked_for_at_its_field(room: Room) -> None:
    path, words = sent(room), "What would have to change? Please write it here."
    own = room.send(f"{path}/reply", by="gp", seat=seat(room, "gp"), choice="condition", condition="  ")
    told = {"whose": "another", "seat": seat(room, "commissioner"), "channel": "phone", "choice": "condition"}
    theirs = room.send(f"{path}/reply", **told)
    for answer, field in ((own, "condition"), (theirs, "their-condition")):
        assert answer.status_code == 422
        assert f'<a href="#{field}">{words}</a>' in answer.text
        assert re.search(rf'id="{field}-fault">{re.escape(words)}<', answer.text)
    assert answers(room.look(path).text)["GP"] == answers(room.look(path).text)["Commissioner"] == "No answer"


def test_whoever_left_a_seat_sees_nothing_of_the_next_holders_answer(room: Room) -> None:
    path, whose = sent(room), seat(room, "gp")
    cookie = room.session("gp")
    lines: list[dict[str, Any]] = [
        {"import": "another gp"},
        {"do": "vacateSeat", "group": "group-a", "seat": "gp", "when": {"date": "2026-11-01"}},
        {"do": "registerPerson", "as": "new", "name": "New"},
        {"do": "fillSeat", "group": "group-a", "seat": "gp", "person": "new", "since": {"date": "2026-11-01"}},
        {"do": "vacateSeat", "group": "group-a", "seat": "development-worker", "when": {"date": "2026-11-01"}},
        {"do": "fillSeat", "group": "group-a", "seat": "development-worker", "person": str(room.person("gp")),
         "since": {"date": "2026-11-02"}},
    ]  # fmt: skip
    record(room.governance, lines)
    room.send(f"{path}/reply", whose="another", seat=whose, choice="for", channel="post")
    room.client.cookies = cookie
    page = room.client.get(path).text
    assert '<p class="lead">No answer</p>' in page
    assert whose not in page


def test_one_member_with_lived_experience_takes_it_to_a_meeting(room: Room) -> None:
    path = sent(room)
    asked = room.send(f"{path}/meeting", by="carer-representative", seat=seat(room, "carer-representative"))
    assert asked.status_code == 303
    page = room.look(path, by="gp").text
    assert "This is not decided in writing any more." in page
    assert "Asked for a meeting: Carer representative." in page


def test_who_asks_for_a_meeting_is_told_first_what_it_ends_and_asked_once_more(room: Room) -> None:
    path = sent(room)
    one, many = "If you ask for this, the question ends here", "If enough members ask for this, the question ends here"
    assert one in room.look(path, by="carer-representative").text
    assert 'action="' + path + '/meeting"' not in room.look(path, by="carer-representative").text
    again = room.look(f"{path}/meeting", by="carer-representative").text
    assert one in again
    assert "Yes, ask for a meeting" in again
    assert many in room.look(path, by="gp").text
    assert many in room.look(f"{path}/meeting", by="gp").text
    room.send(f"{path}/meeting", by="gp", seat=seat(room, "gp"))
    assert one in room.look(path, by="commissioner").text
    asked = room.look(f"{path}/meeting", by="gp")
    assert (asked.status_code, asked.headers["location"]) == (303, path)
    assert room.look(f"{path}/meeting", by="critical-friend").headers["location"] == path


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(room: Room) -> None:
    refused = room.send("/groups/group-a/ask", words=WORDS, how_to_reply="Ring.")
    assert refused.status_code == 422
    assert 'href="#reason"' in refused.text
    assert "Please say why." in refused.text
    assert WORDS in refused.text
    path = sent(room)
    nothing = room.send(f"{path}/reply", by="gp", seat=seat(room, "gp"))
    assert "Please choose one." in nothing.text
    assert room.send(f"{path}/close", do="").status_code == 422
    early = room.send(f"{path}/close", do="close")
    assert "Wait until the deadline." in early.text


def test_members_have_the_days_to_ask_for_a_meeting(room: Room) -> None:
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    day = {"deadline_day": str(tomorrow.day), "deadline_month": str(tomorrow.month)}
    soon = {"words": WORDS, "reason": "x", "how_to_reply": "x", **day, "deadline_year": str(tomorrow.year)}
    refused = room.send("/groups/group-a/ask", **soon)
    assert refused.status_code == 422
    assert "Members need more days: until then they may ask for a meeting." in refused.text
    no_day = room.send("/groups/group-a/ask", words=WORDS, reason="x", how_to_reply="x", time="5 pm")
    assert "Which day? You gave a time." in no_day.text


def test_words_typed_in_a_dispute_or_when_taking_it_back_are_kept_when_it_is_refused(room: Room) -> None:
    path, whose = sent(room), seat(room, "commissioner")
    told = {"whose": "another", "seat": whose, "channel": "phone", "read_back": "yes"}
    assert room.send(f"{path}/reply", **told, choice="for").status_code == 303
    typed = "I said against.\u202e"  # no text is taken with a character that turns words round
    disputed = room.send(f"{path}/confirm", by="commissioner", seat=whose, do="dispute", words=typed)
    taken_back = room.send(f"{path}/close", do="withdraw", words=typed)
    for refused, field in ((disputed, "words"), (taken_back, "why")):
        assert refused.status_code == 422, field
        assert "There are hidden characters in this. Please type it anew." in refused.text, field
        assert re.search(rf'<textarea id="{field}"[^>]*>{typed}</textarea>', refused.text), field


def test_only_officers_ask_and_only_members_read(room: Room) -> None:
    assert room.look("/groups/group-a/ask", by="gp").status_code == 404
    path = sent(room)
    nowhere = "/resolutions/00000000-0000-4000-8000-000000000000"
    for there in (path, nowhere, "/resolutions/x"):
        asked = room.look(there, by=None)
        assert (asked.status_code, asked.headers["location"]) == (303, "/sign-in?" + urlencode({"next": there}))
    assert room.look(nowhere, by="gp").status_code == 404
    assert room.send(f"{path}/withdraw", by=None).status_code in {404, 405}


def test_after_the_deadline_the_answers_are_added_up(room: Room) -> None:
    began = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=9)
    lines: list[dict[str, Any]] = [
        {"import": "asked"},
        {"do": "circulateResolution", "as": "r", "group": "group-a", "words": WORDS, "when": {"date": str(began)}},
        *({"do": "recordReply", "resolution": "r", "seat": slug, "choice": "for", "channel": "email",
           "when": {"date": str(began)}}
          for slug in ("chair", "vice-chair", "secretary", "carer-representative", "gp")),
    ]  # fmt: skip
    path = f"/resolutions/{record(room.governance, lines)['r']}"
    closed = room.send(f"{path}/close", do="close")
    assert closed.status_code == 303, closed.text
    page = room.look(path, by="commissioner").text
    assert "5 for, 0 against, 0 took no side." in page
    assert "It needed 5 of 9." in page
    assert answers(page)["Commissioner"] == "No answer"
    decision = re.search(r'href="(/decisions/[^"]+)"', page)
    assert decision is not None
    told = room.look(decision[1], by="gp").text
    assert "9 members were asked, and 5 had to be for" in told
    assert f'href="{path}"' in told


def left_out(room: Room, *slugs: str) -> str:
    """A question in writing that these members are told of, and not asked; where it is."""
    asked = {"words": WORDS, "reason": "Two could not hear.", "how_to_reply": "Ring the secretary."}
    made = room.act("POST", "/groups/group-a/resolutions", {**asked, "excluded": list(slugs)})
    return f"/resolutions/{made['resolution']['id']}"


def test_whoever_is_told_and_not_asked_may_ask_for_a_meeting_on_the_page(room: Room) -> None:
    path = left_out(room, "carer-representative", "critical-friend")
    page = room.look(path, by="carer-representative").text
    assert "You are told of this, and not asked" in page
    assert "Send my answer" not in page
    assert "If you ask for this, the question ends here" in page
    assert f'href="{path}/meeting"' in page
    assert "Yes, ask for a meeting" in room.look(f"{path}/meeting", by="carer-representative").text
    # Whoever has no vote is told, and asks for nothing.
    assert f'href="{path}/meeting"' not in room.look(path, by="critical-friend").text
    assert room.look(f"{path}/meeting", by="critical-friend").headers["location"] == path
    sent_ = room.send(f"{path}/meeting", by="carer-representative", seat=seat(room, "carer-representative"))
    assert sent_.status_code == 303
    after = room.look(path, by="carer-representative").text
    assert "Asked for a meeting: Carer representative." in after
    assert "You are told of this, and not asked" not in after


def test_whoever_is_left_out_asks_once(room: Room) -> None:
    path = left_out(room, "gp")
    assert "If enough members ask for this" in room.look(path, by="gp").text
    room.send(f"{path}/meeting", by="gp", seat=seat(room, "gp"))
    page = room.look(path, by="gp").text
    assert "You asked for a meeting." in page
    assert f'href="{path}/meeting"' not in page
    assert room.look(f"{path}/meeting", by="gp").headers["location"] == path
