"""States a page comes to by what somebody sent: as good to use as the pages one can open by their address."""

from __future__ import annotations

import datetime as dt
import functools
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from api.accounts import paper, private_links, throttle
from api.app import create_app, service_over
from api.settings import Settings
from governance.acts import Principal
from governance.kernel import GroupId, Unreachable
from tests.api.voted import voted
from tests.browser.conftest import officers_things
from tests.browser.test_every_page import (
    AS_IT_COMES,
    AXE,
    LOOKS,
    STANDARDS,
    axe,
    by_the_keys_alone,
    in_forced_colours,
    in_the_dark,
    look,
    on_paper,
)
from tests.people import record
from tests.scenarios.corrections import april, march, may

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import House

SECRETARY, PRESIDER = "user-representative-3", "user-representative-1"
# A character that turns the words after it round: no text is taken with it.
STRANGE = "Snow.\u202e"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def opened(page: Page, house: House, path: str) -> None:
    page.goto(house.address + path)


def wrong_address(page: Page, house: House) -> None:
    opened(page, house, "/sign-in")
    page.locator("#email").fill("nobody")
    press(page, "Send me the link")


def link_sent(page: Page, house: House) -> None:
    opened(page, house, "/sign-in")
    page.locator("#email").fill("somebody@example.org")
    press(page, "Send me the link")


def wrong_mailed_code(page: Page, house: House) -> None:
    opened(page, house, "/sign-in/sent")
    page.locator("#code").fill("1234 5678")
    press(page, "Sign in")


def wrong_paper_code(page: Page, house: House) -> None:
    opened(page, house, "/sign-in/paper")
    page.locator("#code").fill("BBBB BBBB BBBB")
    press(page, "Sign in")


def codes_printed(page: Page, house: House) -> None:
    seat = house.governance.directory(house.made["a"]).seats["gp"]
    opened(page, house, f"/groups/group-a/people/{seat}/codes")
    page.locator("main button").first.click()


def own_codes(page: Page, house: House) -> None:
    opened(page, house, "/account")
    press(page, "Print codes for yourself")


def sheet_to_print_anew(page: Page, house: House) -> None:
    """Whoever sits in another group only, and for whom the secretary printed before."""
    secretary, national = house.person(SECRETARY), house.governance.group(house.made["n"])
    inside = {one.person for seat in house.governance.group(house.made["a"]).seats.values() for one in seat.holdings}
    theirs = (one.person for seat in national.seats.values() for one in seat.holdings)
    person = next(one for one in theirs if one is not None and one not in inside)
    paper.print_admitted(house.accounts, Principal("person", secretary, secretary), person)
    opened(page, house, "/account")


def sheet_anew(page: Page, house: House) -> None:
    sheet_to_print_anew(page, house)
    page.get_by_role("button", name="Print it anew").first.click()


def link_made(page: Page, house: House) -> None:
    opened(page, house, "/groups/group-a/links/make")
    for name in ("seat", "days"):
        page.locator(f'label:near([name="{name}"])').first.click()
    page.locator("main button").first.click()


def nothing_typed(path: str) -> Callable[[Page, House], None]:
    def sent(page: Page, house: House) -> None:
        opened(page, house, path)
        page.locator("main form button").last.click()

    return sent


def pen_held(page: Page, house: House) -> None:
    opened(page, house, f"/meetings/{house.made['paper']}/write-up")


def signed_out_while_writing(page: Page, house: House) -> None:
    opened(page, house, f"/meetings/{house.made['called']}/write-up")
    page.context.clear_cookies()
    page.locator('button[value="save"]').first.click()
    expect(page.get_by_role("heading", name="Please sign in again")).to_be_visible()


def unfolded(page: Page, house: House) -> None:
    opened(page, house, f"/meetings/{house.made['called']}/write-up")
    for one in page.locator("summary").all():
        if one.is_visible():  # what only some ways to vote ask is shown with them
            one.click()
    expect(page.get_by_role("button", name="We elected somebody").first).to_be_visible()


def changed_meanwhile(page: Page, house: House) -> None:
    opened(page, house, f"/meetings/{house.made['called']}/write-up")
    page.locator('[name="version"]').evaluate("field => { field.value = '7' }")
    page.locator('button[value="save"]').first.click()
    expect(page.locator("#banner")).to_be_visible()


def by_private_link(page: Page, house: House) -> None:
    secretary = house.person(SECRETARY)
    made = private_links.make_private_link(
        house.accounts, Principal("person", secretary, secretary), GroupId(house.made["a"])
    )
    opened(page, house, "/read/" + made.address.rpartition("/")[2])
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Local Planning Group A")


def published(page: Page, house: House) -> None:
    orders = {"do": "adoptStandingOrders", "group": "group-a", "orders": {"quorum": 5, "published": True},
              "since": {"date": "2026-01-01"}}  # fmt: skip
    record(house.governance, [{"import": "published"}, orders])
    opened(page, house, "/groups/group-a")
    expect(page.get_by_role("heading", level=1)).to_have_text("Local Planning Group A")


def too_long(page: Page, house: House) -> None:
    opened(page, house, "/sign-in")
    page.locator("#email").evaluate("field => { field.value = 'x'.repeat(300_000) }")
    press(page, "Send me the link")
    expect(page.get_by_role("heading", name="This is too long to send")).to_be_visible()


def failing(fault: Exception, heading: str) -> Callable[[Page, House], None]:
    """A meeting is entered just as something fails."""

    def fails(*_asked: Any, **_more: Any) -> Any:
        raise fault

    def sent(page: Page, house: House) -> None:
        opened(page, house, "/groups/group-a/write-up")
        page.locator("#day").fill("1 June 2026")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(house.governance, "handle", fails)
            press(page, "Go on")
            expect(page.get_by_role("heading", level=1)).to_have_text(heading)

    return sent


def too_many_tries(page: Page, house: House) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(throttle, "PAPER_DEVICE", throttle.Limit("paper.device", 0))
        wrong_paper_code(page, house)
        expect(page.get_by_text("Too many wrong codes on this device.").first).to_be_visible()


def left_empty(path: str, **fields: str) -> Callable[[Page, House], None]:
    """The last form of a page sent with nothing in it but these words; the page comes back and says what is wrong."""

    def sent(page: Page, house: House) -> None:
        opened(page, house, path.format(**named(house)))
        form = page.locator("main form").last
        for name, words in fields.items():
            form.locator(f'[name="{name}"]').evaluate("(field, words) => { field.value = words }", words)
        form.locator("button").first.click()
        expect(page.locator(".errors")).to_be_visible()

    return sent


def no_reply(page: Page, house: House) -> None:
    opened(page, house, f"/resolutions/{house.made['asked']}")
    press(page, "Send my answer")
    expect(page.locator(".errors")).to_be_visible()


def on_the_page(path: str, button: str, **fields: str) -> Callable[[Page, House], None]:
    """A button of a page pressed with these words in its form; the page comes back and says what is wrong."""

    def sent(page: Page, house: House) -> None:
        opened(page, house, path.format(**named(house)))
        for name, words in fields.items():
            page.locator(f'main [name="{name}"]').first.evaluate("(field, words) => { field.value = words }", words)
        press(page, button)
        expect(page.locator(".errors")).to_be_visible()

    return sent


def for_another(path: str, button: str) -> Callable[[Page, House], None]:
    """Written down for another member, without how it came."""

    def sent(page: Page, house: House) -> None:
        opened(page, house, path.format(**named(house)))
        page.locator("#seat").select_option(index=1)
        press(page, button)
        expect(page.locator(".errors")).to_be_visible()

    return sent


def against_the_rules(page: Page, house: House) -> None:
    """Decided by the chair alone on an earlier day, and nobody was asked: the page then offers to write it down so."""
    opened(page, house, "/groups/group-a/chairs-actions")
    page.get_by_label("What was decided?").fill("Move to the library.")
    page.get_by_label("Why could it not wait?").fill("The hall is flooded.")
    for part, typed in (("day", "1"), ("month", "September"), ("year", "2026")):
        page.locator(f'[name="when_{part}"]').fill(typed)
    page.locator("#seat").select_option(index=1)
    page.get_by_text("By phone").click()
    press(page, "Write it down")
    expect(page.get_by_label("Write it down all the same.")).to_be_visible()


def rules_that_cannot_be(page: Page, house: House) -> None:
    opened(page, house, "/groups/group-a/rules/change")
    page.get_by_label("How many members must be there, at least?").fill("30")
    press(page, "Try the rules out")
    expect(page.locator(".errors")).to_contain_text("These rules do not fit your group.")


def no_vote_chosen(page: Page, house: House) -> None:
    voted(house.governance, "rules", words="Six of us must be there.")
    service_over(house.governance).follower.catch_up()
    opened(page, house, "/groups/group-a/rules/change")
    page.get_by_label("How many members must be there, at least?").fill("6")
    press(page, "Try the rules out")
    press(page, "These are our rules now")
    expect(page.locator(".errors")).to_be_visible()


def no_vote_to_take_a_seat_away(page: Page, house: House) -> None:
    gone = {"do": "vacateSeat", "group": "group-a", "seat": "gp", "reason": "left", "when": {"date": "2026-06-25"}}
    record(house.governance, [{"import": "an empty seat"}, gone])
    voted(house.governance, "rules", words="No doctor sits with us.", day="2026-02-17", retires="gp")
    service_over(house.governance).follower.catch_up()
    seat = house.governance.directory(house.made["a"]).seats["gp"]
    opened(page, house, f"/groups/group-a/seats/{seat}/retire")
    press(page, "Yes, take it away")
    expect(page.locator(".errors")).to_be_visible()


def strange_words_to_strike(page: Page, house: House) -> None:
    """Some acts cannot be taken back, since later ones rest on them: the latest that can."""
    opened(page, house, f"/meetings/{house.made['february']}/lines")
    acts = [link.get_attribute("href") for link in page.locator('main a[href$="/strike"]').all()]
    for act in reversed(acts):
        opened(page, house, act or "")
        if page.locator("main form").count():
            break
    page.locator('[name="reason"]').evaluate("(field, words) => { field.value = words }", STRANGE)
    press(page, "Take it back")
    expect(page.locator(".errors")).to_be_visible()


def too_soon(page: Page, house: House) -> None:
    """Called for tomorrow: the page then offers to meet on short notice."""
    opened(page, house, "/groups/group-a/call")
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    for part in ("day", "month", "year"):
        page.locator(f'[name="starts_{part}"]').fill(str(getattr(tomorrow, part)))
    press(page, "Check first")
    expect(page.get_by_label("Meet all the same, on short notice")).to_be_visible()


def form_too_old(page: Page, house: House) -> None:
    opened(page, house, "/groups/group-a/call")
    page.locator('main [name="csrf"]').first.evaluate("field => { field.value = 'old' }")
    page.locator("main form button").last.click()
    expect(page.get_by_role("heading", name="Please load the page again")).to_be_visible()


def what_a_notice_said(page: Page, house: House) -> None:
    opened(page, house, "/groups/group-a/write-up")
    page.get_by_label("What was on the agenda?").fill("Our rules\nTea")
    press(page, "Say what the notice said of each item")
    expect(page.get_by_label("What did the notice say it is? Line 1")).to_be_visible()


@functools.cache
def named(house: House) -> dict[str, str]:
    """What stands in addresses, by its name in braces."""
    made = ("february", "called", "names", "asked", "waiting", "declined", "wanted", "overdue", "hasty", "refused",
            "brought", "asked_to_go")  # fmt: skip
    return {**{name: str(house.made[name]) for name in made}, **officers_things(house)}


def gone(page: Page, house: House) -> None:
    opened(page, house, "/groups/group-a/leave")
    press(page, "Yes, I leave the group")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are no longer in this group")


ANYBODY: dict[str, Any] = {
    "wrong address": wrong_address, "link sent": link_sent, "wrong mailed code": wrong_mailed_code,
    "wrong paper code": wrong_paper_code, "too long": too_long, "by private link": by_private_link,
    "too many tries": too_many_tries, "published": published,
}  # fmt: skip
OFFICERS: dict[str, Any] = {
    "codes printed": codes_printed,
    "own codes": own_codes, "link made": link_made, "no person": nothing_typed("/groups/group-a/seats/add"),
    "no meeting": nothing_typed("/groups/group-a/call"), "nothing held": nothing_typed("/groups/group-a/write-up"),
    "what a notice said": what_a_notice_said,
    "no link": nothing_typed("/groups/group-a/links/make"),
    "nobody who asks": left_empty("/groups/group-a/privacy/ask"),
    "no answer to who asked": left_empty("/groups/group-a/privacy/{asked_to_go}"),
    "nobody to check": nothing_typed("/groups/group-a/auditors/appoint"), "signed out": signed_out_while_writing,
    "changed meanwhile": changed_meanwhile, "unfolded": unfolded, "form too old": form_too_old,
    "nobody to fill a seat": left_empty("/groups/group-a/people/{seat}/fill"),
    "nothing to reach somebody by": left_empty("/groups/group-a/people/{seat}/contact"),
    "a sheet to print anew": sheet_to_print_anew, "a sheet printed anew": sheet_anew,
    "no reason to leave": left_empty("/groups/group-a/people/{seat}/left"),
    "nobody for an office": left_empty("/groups/group-a/offices/{office}/assign"),
    "no reason to end a term": left_empty("/groups/group-a/offices/{office}/end"),
    "no vote chosen for rules": no_vote_chosen, "rules that cannot be": rules_that_cannot_be,
    "no last day for names": left_empty("/groups/group-a/offices/{office}/elect"),
    "nobody put forward": left_empty("/elections/{names}"),
    "how did standing come": for_another("/elections/{names}/answer", "Yes, they stand"),
    "strange words to cancel": left_empty("/meetings/{called}/cancel", reason=STRANGE),
    "strange words to strike": strange_words_to_strike,
    "nothing to ask in writing": left_empty("/groups/group-a/ask", cost="a lot"),
    "how did the chair say so": for_another("/groups/group-a/chairs-actions", "Write it down"),
    "against the rules, by the chair alone": against_the_rules,
    "taken back without words": left_empty("/resolutions/{asked}", words=STRANGE),
    "no words to correct": left_empty("/meetings/{february}/minutes/correct?line=3.1"),
    "no answer to a correction": left_empty("/meetings/{february}/corrections/{waiting}"),
    "nothing to meet about": on_the_page("/groups/group-a/ask-meeting", "Ask for the meeting"),
    "too soon to meet": too_soon,
    "a reason not to be read": on_the_page("/groups/group-a/call", "Call the meeting", reason=STRANGE),
    "no day to meet": on_the_page("/requisitions/{overdue}/call", "Call the meeting"),
    "no reason to drop a task": on_the_page("/tasks/{task}", "Write down that it will not be done"),
    "nothing proposed": on_the_page("/groups/group-a/propose", "Propose it"),
    "how did joining come": for_another("/requisitions/{wanted}", "Ask for it too"),
    "how did leaving come": for_another("/requisitions/{overdue}/leave", "Yes, take it back"),
    "how did insisting come": for_another("/meetings/{hasty}/business/{refused}/insist", "Put it on the agenda"),
    "how did agreeing come": for_another("/meetings/{hasty}/short-notice", "Yes, I agree"),
    "no vote to take a seat away": no_vote_to_take_a_seat_away,
    "unreachable": failing(Unreachable(), "We cannot reach the record just now"),
    "fault": failing(RuntimeError(), "Something went wrong on our side"),
}  # fmt: skip


MEMBERS: dict[str, Any] = {
    "no reply": no_reply,
    "not sure to be erased": nothing_typed("/account/kept"),
    "no words to disagree": left_empty("/meetings/{february}/corrections/{declined}"),
    "gone from the group": gone,
}


def minutes_of_march(house: House, *later: list[dict[str, Any]]) -> str:
    """March, closed, and what came after it; where its minutes are read."""
    made = record(house.governance, [{"import": "march"}, *march()])
    lines = [line for meeting in later for line in meeting]
    named_so = [{**line, "minutes": str(made["march"])} if line.get("minutes") else line for line in lines]
    record(house.governance, [{"import": "after march"}, *named_so])
    service_over(house.governance).follower.catch_up()
    return f"/meetings/{made['march']}"


def read_as(words: str, *later: list[dict[str, Any]], under: str = "") -> Callable[[Page, House], None]:
    """The minutes of March after what came later, which say so in these words."""

    def read(page: Page, house: House) -> None:
        opened(page, house, minutes_of_march(house, *later) + under)
        expect(page.locator("main")).to_contain_text(words)

    return read


def strange_words_to_sign(page: Page, house: House) -> None:
    opened(page, house, minutes_of_march(house, april()[:-1]) + "/minutes")
    page.locator("#about").evaluate("(field, words) => { field.value = words }", STRANGE)
    press(page, "Sign the minutes")
    expect(page.locator(".errors")).to_be_visible()


TO_SIGN, SIGNED, CORRECTED = [april()[:-1]], [april()], [april(), may()]
# Each on a record of its own: minutes are approved once.
PRESIDERS: dict[str, Any] = {
    "minutes approved": read_as("Approved on 14 April 2026. Not signed yet.", *TO_SIGN),
    "minutes to sign": read_as("You were in the chair when they were approved.", *TO_SIGN, under="/minutes"),
    "strange words to sign": strange_words_to_sign,
    "minutes signed": read_as("Approved on 14 April 2026. They are signed.", *SIGNED, under="/minutes"),
    "minutes with a correction beside them": read_as("Corrected on 12 May 2026.", *CORRECTED),
    "minutes as corrected": read_as("6 for, 2 against", *CORRECTED, under="?version=corrected"),
    "minutes and their corrections": read_as("Corrected since", *CORRECTED, under="/minutes"),
}
# The state in which each form comes back, or the reason why it cannot come back with a fault.
COMES_BACK = {
    "/sign-in": "wrong address", "/sign-in/code": "wrong mailed code", "/sign-in/paper": "wrong paper code",
    "/groups/{group}/seats/add": "no person",
    "/groups/{group}/seats/{seat}/retire": "no vote to take a seat away",
    "/groups/{group}/call": "no meeting",
    "/groups/{group}/auditors/appoint": "nobody to check",
    "/groups/{group}/privacy/ask": "nobody who asks", "/groups/{group}/privacy/{asked}": "no answer to who asked",
    "/groups/{group}/write-up": "nothing held", "/groups/{group}/links/make": "no link",
    "/meetings/{meeting}/write-up/save": "changed meanwhile",
    "/groups/{group}/people/{seat}/fill": "nobody to fill a seat",
    "/groups/{group}/people/{seat}/left": "no reason to leave",
    "/groups/{group}/people/{seat}/contact": "nothing to reach somebody by",
    "/groups/{group}/offices/{office}/assign": "nobody for an office",
    "/groups/{group}/offices/{office}/end": "no reason to end a term",
    "/groups/{group}/rules/new": "no vote chosen for rules",
    "/groups/{group}/offices/{office}/elect": "no last day for names",
    "/elections/{election}/nominate": "nobody put forward",
    "/elections/{election}/answer": "how did standing come",
    "/meetings/{meeting}/cancel": "strange words to cancel",
    "/meetings/{meeting}/lines/{act}/strike": "strange words to strike",
    "/groups/{group}/ask": "nothing to ask in writing",
    "/groups/{group}/chairs-actions": "against the rules, by the chair alone",
    "/resolutions/{resolution}/close": "taken back without words",
    "/resolutions/{resolution}/reply": "no reply", "/meetings/{meeting}/minutes/correct": "no words to correct",
    "/meetings/{meeting}/corrections/{correction}": "no answer to a correction",
    "/groups/{group}/ask-meeting": "nothing to meet about", "/requisitions/{requisition}/call": "no day to meet",
    "/tasks/{action}": "no reason to drop a task",
    "/groups/{group}/propose": "nothing proposed", "/requisitions/{requisition}/join": "how did joining come",
    "/requisitions/{requisition}/leave": "how did leaving come",
    "/meetings/{meeting}/business/{proposal}/insist": "how did insisting come",
    "/meetings/{meeting}/short-notice": "how did agreeing come",
    "/meetings/{meeting}/minutes/sign": "strange words to sign",
    # These never say no, and are looked at as they are answered.
    "/groups/{group}/people/{seat}/codes": "codes printed", "/account/codes": "own codes",
    "/account/codes/anew": "a sheet printed anew", "/read": "by private link",
    "/account/kept/erase": "not sure to be erased", "/groups/{group}/leave": "gone from the group",
}  # fmt: skip
OF_FOUNDING = "looked at on its way, faults and all, by `test_founding.py`"
NOTHING_TO_GET_WRONG = "one button and nothing to fill in: it is done, or there is nothing there (404)"
SAME_PAGE = "comes back as the page of another form on it, which is looked at"
NEVER_COMES_BACK = {
    "/start": OF_FOUNDING, "/found/group": OF_FOUNDING,
    **{f"/found/{{group}}/{step}": OF_FOUNDING for step in ("seats", "seats/remove", "orders", "meeting", "officers")},
    "/sign-out": NOTHING_TO_GET_WRONG, "/account/sign-out-everywhere": NOTHING_TO_GET_WRONG,
    "/account/kept/no-longer": NOTHING_TO_GET_WRONG,
    "/account/leaving": "two buttons and words nobody has to write, as where an answer in writing is confirmed",
    "/account/sign-out-device": NOTHING_TO_GET_WRONG, "/groups/{group}/links/{link}/end": NOTHING_TO_GET_WRONG,
    "/elections/{election}/close": NOTHING_TO_GET_WRONG, "/meetings/{meeting}/write-up/pen": NOTHING_TO_GET_WRONG,
    "/meetings/{meeting}/write-up/discard": NOTHING_TO_GET_WRONG,
    "/meetings/{meeting}/write-up/record": "leads back to checking (303), which is a page with an address",
    "/meetings/{meeting}/minutes/send": "two questions with an answer chosen: a browser cannot leave them open",
    "/resolutions/{resolution}/confirm": SAME_PAGE, "/resolutions/{resolution}/meeting": SAME_PAGE,
    "/groups/{group}/auditors/{person}/end": "one question, which the end of an office asks too, and that is looked at",
    "/business/{proposal}/withdraw": "the same questions as taking back a name, which is looked at",
    "/sign-in/link": "the link of a letter is looked at by its address, good or not",
}  # fmt: skip


def test_every_form_is_seen_coming_back_or_has_a_reason_why_not() -> None:
    app = create_app(Settings())
    taking = {one.path_format for one in app.routes if "POST" in getattr(one, "methods", ())}
    assert {*COMES_BACK, *NEVER_COMES_BACK} == {path for path in taking if not path.startswith("/api")}
    assert set(COMES_BACK) & set(NEVER_COMES_BACK) == set()
    assert set(COMES_BACK.values()) <= {*ANYBODY, *OFFICERS, *MEMBERS, *PRESIDERS}


def route_of(path: str) -> str:
    """The form's address, of those that come back, that a browser's request fits."""
    fitting = [one for one in COMES_BACK if re.fullmatch(re.sub(r"{\w+}", "[^/]+", one), path)]
    return min(fitting, key=lambda one: one.count("{"), default=path)


LIGHTS = (on_paper, in_the_dark, in_forced_colours)


def faults_of(page: Page) -> list[str]:
    """What is wrong with a page as it stands: narrow, by the keys alone, and in other lights."""
    page.set_viewport_size({"width": 320, "height": 800})
    found = axe(page, "tag", *STANDARDS) + look(page, "whole", "cut", "targets", "shape", "spaced")
    found += by_the_keys_alone(page)
    for light in LIGHTS:
        page.emulate_media(**AS_IT_COMES)
        found += [f"{light.__name__}: {fault}" for fault in light(page)]
    page.emulate_media(**AS_IT_COMES)
    return found


@pytest.mark.parametrize(
    ("states", "who"),
    [(ANYBODY, None), (OFFICERS, SECRETARY), (MEMBERS, "gp"), ({"pen held": pen_held}, PRESIDER),
     *(({name: state}, PRESIDER) for name, state in PRESIDERS.items())],
)  # fmt: skip
def test_every_state_is_as_good_to_use_as_the_pages(
    browser: Browser, house: House, states: dict[str, Any], who: str | None
) -> None:
    faults: list[str] = []
    with browser.new_context() as context:
        context.add_init_script(LOOKS + AXE)
        page = context.new_page()
        sent: set[str] = set()
        page.on("request", lambda asked: sent.add(urlsplit(asked.url).path) if asked.method == "POST" else None)
        for name, come_to in states.items():
            page.set_viewport_size({"width": 820, "height": 1100})
            context.clear_cookies()
            if who:
                house.sign_in(context, who)
            sent.clear()
            come_to(page, house)
            assert {route for route, state in COMES_BACK.items() if state == name} <= {*map(route_of, sent)}, name
            page.wait_for_load_state()
            faults += [f"{name} ({page.title()}): {fault}" for fault in faults_of(page)]
    assert [re.sub(r"[0-9a-f-]{36}", "...", fault) for fault in faults] == []
