"""Founding from the pages: what is asked, what is refused in plain words, and that nothing is recorded by halves."""

from __future__ import annotations

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from litestar.testing import TestClient

from api.accounts import paper, sessions, setup, throttle
from api.accounts.sessions import Entry
from api.pages.founding.orders_in_words import how_often
from api.pages.refusals import rule_of
from api.settings import Settings
from governance.group.events import GroupFounded
from tests.api.test_pages import NASTY, Elements
from tests.conftest import wired

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from litestar import Litestar

    from governance.application import Governance
    from governance.group.state import GroupState
    from tests.api.conftest import Room

OWN = {"Sec-Fetch-Site": "same-origin"}
BEGIN = {
    "organisation": "Us", "origin": "example.org/log", "zone": "Europe/London", "currency": "GBP", "language": "en",
    "name": "Pat Example", "email": "pat@example.org",
}  # fmt: skip
GROUP = {"name": "Group B", "slug": "", "kind": "local", "met": "no", "since": ""}
SEATS = {
    "label-1": "Member 1", "constituency-1": "service_user", "me-1": "yes",
    "label-2": "Member 2", "constituency-2": "service_user", "name-2": "Jean", "email-2": "jean@example.org",
    "label-3": "Carer", "constituency-3": "family_carer", "name-3": "Ali", "phone-3": "01632 960 101",
    "label-4": "Nurse", "constituency-4": "professional",
}  # fmt: skip


class Beginning:
    """A browser at a server without an organisation."""

    def __init__(self, client: TestClient[Litestar], governance: Governance) -> None:
        self.client = client
        self.governance = governance
        self.code = setup.new_code(client.app.state.accounts)

    def look(self, path: str) -> Any:
        return self.client.get(path, follow_redirects=False)

    def send(self, path: str, **fields: str) -> Any:
        return self.post(path, {"csrf": self.token(), **fields})

    def post(self, path: str, fields: dict[str, str]) -> Any:
        return self.client.post(path, data=fields, headers=OWN, follow_redirects=False)

    def token(self) -> str:
        found = re.search(r'name="csrf" value="([^"]+)"', self.client.get("/sign-in").text)
        found = found or re.search(r'name="csrf" value="([^"]+)"', self.client.get("/start").text)
        assert found is not None
        return found[1]

    def begun(self) -> Beginning:
        answer = self.send("/start", code=self.code, **BEGIN)
        assert (answer.status_code, answer.headers["location"]) == (303, "/found"), answer.text
        return self

    def with_group(self, **more: str) -> Beginning:
        answer = self.begun().send("/found/group", **{**GROUP, **more})
        assert answer.headers.get("location") == "/found/group-b/seats", answer.text
        return self

    def with_seats(self) -> Beginning:
        answer = self.with_group().send("/found/group-b/seats", **SEATS)
        assert answer.headers.get("location") == "/found/group-b/orders", answer.text
        return self

    def group(self) -> GroupState:
        return self.governance.group(self.governance.groups()[0])

    def seat(self, slug: str) -> str:
        return str(self.governance.directory(self.governance.groups()[0]).seats[slug])

    def refused(self, path: str, *faults: tuple[str, str], **fields: str) -> str:
        """A form sent and refused: each fault is linked to its field, and nothing was recorded."""
        head = self.governance.head()
        answer = self.send(path, **fields)
        assert answer.status_code == 422, answer.text
        for field, words in faults:
            assert f'<li><a href="#{field}">{words}</a></li>' in answer.text
            assert f'id="{field}"' in answer.text
        assert self.governance.head() == head
        return str(answer.text)


@pytest.fixture
def here(make: Callable[..., Governance], tmp_path: Path) -> Iterator[Beginning]:
    governance = make(pool=8, founded=False)
    with wired(governance, Settings(data_dir=str(tmp_path))) as app, TestClient(app) as client:
        yield Beginning(client, governance)


def test_before_there_is_an_organisation_pages_lead_to_its_founding_and_programs_are_told(here: Beginning) -> None:
    for path in ("/", "/groups/x", "/sign-in", "/account", "/found", "/found/group"):
        answer = here.look(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/start"), path
    assert here.look("/start").status_code == here.look("/help").status_code == 200
    told = here.client.get("/api/v1/groups").json()
    assert (told["status"], told["type"]) == (503, "/problems/not-founded")
    assert here.client.get("/health/ready").status_code == 200


def test_a_founder_without_e_mail_is_given_codes_that_let_them_back_in(here: Beginning) -> None:
    answer = here.send("/start", code=here.code, **{**BEGIN, "email": ""})
    assert answer.status_code == 200
    assert "Print this page now. The codes are not shown again." in answer.text
    assert '<a class="button second" href="/found">It is printed</a>' in answer.text
    codes = re.findall(r"<code>([A-Z-]+)</code>", answer.text)
    assert len(codes) == 6
    assert "cannot sign in again" not in here.look("/found").text
    assert here.send("/sign-out").status_code == 303
    assert here.send("/sign-in/paper", code=codes[0]).status_code == 303
    assert here.look("/found").status_code == 200


def test_a_founder_whose_codes_are_gone_is_told_to_print_some_before_going_on(here: Beginning) -> None:
    here.send("/start", code=here.code, **{**BEGIN, "email": ""})
    (person,) = here.governance.organisation().persons
    paper.end_codes(here.client.app.state.accounts, person)
    assert "without them you cannot sign in again." in here.look("/found").text


def test_a_founder_with_e_mail_goes_straight_on(here: Beginning) -> None:
    assert "cannot sign in again" not in here.begun().look("/found").text


@pytest.mark.parametrize(
    ("address", "suggested"),
    [
        ("", r"minutebook-[0-9a-f]{8}/log"),
        ("http://192.0.2.7:8642", r"minutebook-[0-9a-f]{8}/log"),
        ("http://[2001:db8::7]", r"minutebook-[0-9a-f]{8}/log"),
        ("https://minutes.example.org:8443", r"minutes\.example\.org/log"),
    ],
)
def test_an_address_for_the_record_is_suggested(here: Beginning, address: str, suggested: str) -> None:
    accounts = here.client.app.state.accounts
    there = msgspec.structs.replace(accounts.settings, address=address)
    here.client.app.state.accounts = msgspec.structs.replace(accounts, settings=there)
    assert re.search(f'name="origin" type="text" value="{suggested}"', here.look("/start").text)


def test_the_right_code_founds_signs_in_and_ends(here: Beginning) -> None:
    here.begun()
    organisation = here.governance.organisation()
    assert organisation.convenors == organisation.persons
    assert len(organisation.persons) == 1
    assert here.look("/found").status_code == 200
    assert "With the set-up code" in here.look("/account").text
    assert here.look("/start").headers["location"] == "/"
    again = here.send("/start", code=here.code, **BEGIN)
    assert (again.status_code, again.headers["location"]) == (303, "/")
    assert here.governance.head() == 3


def test_two_who_begin_at_once_found_one_organisation(here: Beginning) -> None:
    fields = {"csrf": here.token(), "code": here.code, **BEGIN}
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _: here.post("/start", fields), range(2)))
    assert min(a.status_code for a in answers) == 303
    assert here.governance.head() == 3
    assert len(here.governance.organisation().persons) == 1


def test_what_is_missing_or_odd_at_the_beginning_is_said_field_by_field(here: Beginning) -> None:
    page = here.refused(
        "/start",
        ("organisation", "Write the name of your organisation."),
        ("origin", "Use only small letters, figures, dots, hyphens and slashes."),
        ("currency", "Write the three letters of the currency, in capitals."),
        ("language", "Use two small letters, such as en."),
        ("name", "Write your name."),
        ("email", "This is not an e-mail address. It looks like name@example.org."),
        ("code", "Type the set-up code. It stands where the server was started."),
        origin="Not An Address", email="nobody", phone="01632 960 100", currency="pounds",
    )  # fmt: skip
    assert 'value="01632 960 100"' in page
    assert "<details open>" in page
    zone = ("zone", "We do not know this time zone. For example: Europe/London.")
    here.refused("/start", zone, code=here.code, **{**BEGIN, "zone": "Mars/Base"})
    here.refused("/start", ("name", "Please use one short line."), code=here.code, **{**BEGIN, "name": "x" * 201})
    hidden = ("name", "There are hidden characters in this. Please type it anew.")
    here.refused("/start", hidden, code=here.code, **{**BEGIN, "name": "a\u202eb"})
    here.begun()


def test_wrong_codes_are_counted_and_end_in_waiting(here: Beginning) -> None:
    for _ in range(throttle.PAPER_DEVICE.most):
        here.refused("/start", ("code", "That is not the code. Please look again."), code="BCDF", **BEGIN)
    assert "Too many tries. You can try again at" in here.refused("/start", code=here.code, **BEGIN)


def test_an_old_code_is_no_longer_good(here: Beginning) -> None:
    accounts = here.client.app.state.accounts
    accounts.rows("UPDATE access.setup_code SET expires_at = now() - interval '1 minute' RETURNING 1")
    gone = ("code", "This code is no longer good. Start the server again: it shows a new one.")
    here.refused("/start", gone, code=here.code, **BEGIN)


def test_the_code_and_what_was_typed_stand_in_no_address_and_no_log(
    here: Beginning, capsys: pytest.CaptureFixture[str]
) -> None:
    here.refused("/start", code="BCDFGHJKLMNP", **{**BEGIN, "email": "secret@"})
    here.begun()
    written = "".join(capsys.readouterr())
    assert not {one for one in ("BCDF", "secret@", "Pat Example", here.code) if one in written}


def test_what_was_founded_in_spite_of_a_forged_form(here: Beginning) -> None:
    assert here.post("/start", {"csrf": "x", "code": here.code, **BEGIN}).status_code == 403
    strange = here.client.post("/start", data={"csrf": here.token(), "code": here.code, **BEGIN})
    assert strange.status_code == 403
    assert here.governance.head() == 0


def test_a_group_is_founded_with_a_short_name_of_its_own(here: Beginning) -> None:
    here.with_group(name="Group B", slug="", met="yes", since="2024-04-01", kind="national")
    founded = here.governance.stream(here.governance.groups()[0])[0].event
    assert isinstance(founded, GroupFounded)
    assert (founded.kind, founded.since.local[:10]) == ("national", "2024-04-01")  # type: ignore[union-attr]
    assert founded.convenor in here.governance.organisation().convenors
    assert "Group B" in here.look("/found").text
    assert here.look("/").text.count('href="/found"') == 1


def test_a_group_called_group_does_not_hide_behind_the_page_that_founds_another(here: Beginning) -> None:
    founded = here.begun().send("/found/group", **{**GROUP, "name": "Group"})
    assert founded.headers["location"] == "/found/group-2/seats"
    assert "/found/group-2" in here.look("/found").text
    assert "<h1>Group</h1>" in here.look("/found/group-2").text


def test_a_group_that_is_half_described_is_not_founded(here: Beginning) -> None:
    here.begun()
    here.refused(
        "/found/group",
        ("name", "Write the name of the group."),
        ("kind-1", "Choose what kind of group it is."),
        ("met-1", "Say whether the group has met before."),
    )
    here.refused("/found/group", ("since", "Say since when the group has met."), **{**GROUP, "met": "yes"})
    for day, words in (("2099-01-01", "This is still to come."), ("2024-02-30", "There is no such day.")):
        page = here.refused("/found/group", **{**GROUP, "met": "yes", "since": day})
        assert words in page
    short = ("slug", "Write a short name. Use letters from a to z, figures and hyphens.")
    here.refused("/found/group", short, **{**GROUP, "name": "呼吸"})
    here.send("/found/group", **GROUP)
    taken = ("slug", "This name is taken already. Please choose another.")
    assert 'value="Group B"' in here.refused("/found/group", taken, **GROUP)


def test_the_same_form_sent_twice_is_recorded_once(here: Beginning) -> None:
    here.begun()
    first, second = (here.send("/found/group", once="o", **GROUP) for _ in range(2))
    assert first.headers["location"] == second.headers["location"] == "/found/group-b/seats"
    head = here.governance.head()
    here.send("/found/group-b/seats", once="p", **SEATS)
    after = here.governance.head()
    assert here.send("/found/group-b/seats", once="p", **SEATS).headers["location"] == "/found/group-b/orders"
    assert here.governance.head() == after == head + 9
    twice = [(f"label-{n}", "This name is taken already. Please choose another.") for n in (1, 2, 3, 4)]
    here.refused("/found/group-b/seats", *twice, once="q", **{k: v for k, v in SEATS.items() if k[:2] != "me"})


def test_seats_are_recorded_all_or_none_and_everything_typed_is_kept(here: Beginning) -> None:
    here.with_group()
    here.refused("/found/group-b/seats", ("label-1", "Write down at least one seat."))
    page = here.refused(
        "/found/group-b/seats",
        ("label-5", "Give this seat a name."),
        ("constituency-5", "Choose whose experience this seat brings."),
        ("email-6", "This is not an e-mail address. It looks like name@example.org."),
        ("name-6", "Whose e-mail or telephone is this? Write the name too."),
        **SEATS, **{"name-5": "Kim", "label-6": "GP", "constituency-6": "elf", "email-6": "x"},
    )  # fmt: skip
    assert 'value="jean@example.org"' in page
    assert '<option value="family_carer" selected>' in page
    assert page.count('name="label-') == 6
    here.refused(
        "/found/group-b/seats",
        (
            "name-2",
            f"They have a seat with a vote already. One person has one vote.\n{rule_of('R-AP2')}",
        ),
        **{**SEATS, "me-2": "yes"},
    )


def test_the_people_of_the_seats_can_sign_in_and_the_founder_is_not_registered_twice(here: Beginning) -> None:
    here.with_seats()
    state, organisation = here.group(), here.governance.organisation()
    assert [s.constituency for s in state.seats.values()] == [
        "service_user", "service_user", "family_carer", "professional",
    ]  # fmt: skip
    assert [bool(s.holdings) for s in state.seats.values()] == [True, True, True, False]
    assert {s.holdings[0].person for s in state.seats.values() if s.holdings} == organisation.persons
    assert next(iter(state.seats.values())).holdings[0].person in organisation.convenors


def test_the_seats_of_an_older_group_are_as_old_as_is_said(here: Beginning) -> None:
    here.with_group(met="yes", since="2024-04-01")
    assert 'value="2024-04-01"' in here.look("/found/group-b/seats").text
    here.refused("/found/group-b/seats", ("since", "Say since when these people have sat here."), **SEATS)
    here.send("/found/group-b/seats", since="2025-01-01", **SEATS)
    assert {s.since.local[:10] for s in here.group().seats.values()} == {"2025-01-01"}


def test_a_seat_can_be_taken_away_and_its_name_used_again(here: Beginning) -> None:
    here.with_seats()
    gone = here.send("/found/group-b/seats/remove", seat=here.seat("carer"))
    assert gone.headers["location"] == "/found/group-b/seats"
    assert "<h3>Carer</h3>" not in here.look("/found/group-b/seats").text
    again = {"label-1": "Carer", "constituency-1": "neighbour"}
    assert here.send("/found/group-b/seats", then="more", **again).headers["location"] == "/found/group-b/seats"
    assert here.look("/found/group-b/seats").text.count("<h3>Carer</h3>") == 1
    head = here.governance.head()
    assert here.send("/found/group-b/seats/remove", seat="00000000-0000-4000-8000-000000000000").status_code == 404
    assert here.governance.head() == head


def test_orders_come_after_seats_and_say_what_they_mean_for_this_group(here: Beginning) -> None:
    here.with_group()
    assert here.look("/found/group-b/orders").headers["location"] == "/found/group-b/seats"
    here.send("/found/group-b/seats", **SEATS)
    page = here.look("/found/group-b/orders?come=most").text
    assert page.count("At least 3 of your 4 members must be there.") == 2
    assert page.count("At least 2 of your 4 members must be there.") == 2
    assert "These rules do not fit" not in page
    # Of the 16 ways in which half of four come, 5 have fewer than 2 there, and 11 fewer than 3.
    half = here.look("/found/group-b/orders?come=half").text
    assert half.count("In about 1 of 3 meetings you could not decide.") == 2
    assert half.count("In about 7 of 10 meetings you could not decide.") == 2
    head = here.governance.head()
    assert "Choose one of the four." in here.refused("/found/group-b/orders", ("set-1", "Choose one of the four."))
    here.refused("/found/group-b/orders", set="made_up", come="never")
    assert here.governance.head() == head
    assert here.send("/found/group-b/orders", set="both_must_agree").headers["location"] == "/found/group-b/meeting"
    assert here.group().orders[0].orders.lived_experience == "concurrent"  # type: ignore[union-attr]
    assert "Your group has rules." in here.look("/found/group-b/orders").text


def test_a_group_that_one_empty_place_would_stop_is_told_so_before_it_chooses(here: Beginning) -> None:
    here.with_group()
    kinds = ("service_user", "family_carer", "professional")
    seats = {f"label-{n}": f"Place {n}" for n in (1, 2, 3)} | {f"constituency-{n}": k for n, k in enumerate(kinds, 1)}
    here.send("/found/group-b/seats", **seats)
    page = here.look("/found/group-b/orders").text
    told = "Without 1 of 2 lived-experience members, the group could not decide even with everyone else there"
    # Two to one bears no empty place where lived experience must outweigh; the two other sets do.
    assert page.count(told) == 2


def test_a_group_without_lived_experience_is_told_which_rules_do_not_fit(here: Beginning) -> None:
    here.with_group()
    here.send(
        "/found/group-b/seats",
        **{f"{field}-{n}": value for n in (1, 2, 3) for field, value in (
            ("label", f"Nurse {n}"), ("constituency", "professional"))},
    )  # fmt: skip
    page = here.look("/found/group-b/orders").text
    assert page.count("These rules do not fit your group.") == 4
    assert "Change the seats" in page
    assert "Lived-experience members must outweigh" in here.refused("/found/group-b/orders", set="members_decide")


def test_a_meeting_is_called_with_its_notice_or_not_at_all(here: Beginning) -> None:
    here.with_seats().send("/found/group-b/orders", set="national_steering_group")
    here.refused(
        "/found/group-b/meeting",
        ("day", "Say on which day you meet."),
        ("time", "Say at what time you begin."),
        ("manner-1", "Say how you meet."),
        ("place", "Say where you meet."),
        ("title", "Give the meeting a name."),
        day="soon", time="25:00",
    )  # fmt: skip
    day = dt.datetime.now(dt.UTC).date()
    good = {"time": "14:00", "manner": "in_person", "place": "Library", "title": "First", "agenda": "A\r\n\r\nB"}
    early = here.refused("/found/group-b/meeting", day=f"{day + dt.timedelta(days=5)}", **good)
    assert "This is too soon for your rules. The first day you can meet is" in early
    late = f"{day + dt.timedelta(days=30)}"
    long = {**good, "agenda": "x" * 201}
    here.refused("/found/group-b/meeting", ("agenda", "One of these items is too long. Use a short line for each."),
                 day=late, **long)  # fmt: skip
    many = {**good, "agenda": "x\n" * 31}
    here.refused("/found/group-b/meeting", ("agenda", "This is too much for one meeting. At most 30 items."),
                 day=late, **many)  # fmt: skip
    hidden = ("agenda", "There are hidden characters in this. Please type it anew.")
    here.refused("/found/group-b/meeting", hidden, day=late, **{**good, "agenda": "a\u202eb"})
    assert here.send("/found/group-b/meeting", day=late, **good).headers["location"] == "/found/group-b/officers"
    assert "You have called a meeting." in here.look("/found/group-b/meeting").text
    assert "Library" in here.look("/groups/group-b").text


def test_other_offices_are_filled_with_chair_and_secretary_though_the_founders_part_then_ends(here: Beginning) -> None:
    here.with_seats().send("/found/group-b/orders", set="members_decide")
    holders = {"chair": "member-1", "secretary": "member-2", "vice_chair": "carer"}
    chosen = {office: here.seat(seat) for office, seat in holders.items()}
    since = dt.datetime.now(dt.UTC).date().isoformat()
    answer = here.send("/found/group-b/officers", since=since, until="2099-01-01", **chosen)
    assert (answer.status_code, answer.headers.get("location")) == (303, "/groups/group-b"), answer.text
    assert len(here.group().terms) == 3


def test_once_chair_and_secretary_act_the_founder_does_not(here: Beginning) -> None:
    here.with_seats().send("/found/group-b/orders", set="members_decide")
    term = {"since": dt.datetime.now(dt.UTC).date().isoformat(), "until": "2099-01-01"}
    here.refused("/found/group-b/officers", ("chair", "Choose at least one person."), **term)
    nobody = ("chair", "Choose somebody from the list.")
    here.refused("/found/group-b/officers", nobody, chair=here.seat("nurse"), **term)
    here.refused("/found/group-b/officers", nobody, chair="00000000-0000-4000-8000-000000000000", **term)
    here.refused("/found/group-b/officers", ("until", f"The last day is before the first day.\n{rule_of('R-TE1')}"),
                 chair=here.seat("member-1"), since=term["since"], until="2020-01-01")  # fmt: skip
    one = here.send("/found/group-b/officers", chair=here.seat("member-1"), **term)
    assert one.headers["location"] == "/found/group-b"
    other = here.send("/found/group-b/officers", secretary=here.seat("member-2"), **term)
    assert other.headers["location"] == "/groups/group-b"
    head = here.governance.head()
    for path in ("seats", "orders", "meeting", "officers"):
        assert here.look(f"/found/group-b/{path}").status_code == 403
        assert here.send(f"/found/group-b/{path}", **SEATS).status_code == 403
    assert here.send("/found/group-b/seats/remove", seat=here.seat("nurse")).status_code == 403
    assert here.governance.head() == head
    assert "Found another group" not in here.look("/found").text


def test_a_chair_or_secretary_who_could_not_sign_in_is_given_codes_on_paper(here: Beginning) -> None:
    here.with_seats().send("/found/group-b/orders", set="members_decide")
    assert "Have a printer ready" in here.look("/found/group-b/officers").text
    term = {"since": dt.datetime.now(dt.UTC).date().isoformat(), "until": "2099-01-01"}
    refused = here.send("/found/group-b/officers", chair=here.seat("member-1"), secretary=here.seat("carer"))
    assert refused.status_code == 422
    done = here.send("/found/group-b/officers", chair=here.seat("member-1"), secretary=here.seat("carer"), **term)
    assert done.status_code == 200, done.text
    assert "<strong>Secretary: Carer</strong>, Group B" in done.text
    assert "Chair: Member 1" not in done.text
    # The founder, who is the chair, founds groups still: the secretary can print nothing for them.
    assert "Is a sheet lost? You can print a new one for the other, on the page People." in done.text
    assert "You found groups, so nobody else in the group can print them for you." in done.text
    assert "One of the two" not in done.text
    assert f'{here.seat("carer")}/codes"' in here.look("/groups/group-b/people").text
    codes = re.findall(r"<code>([A-Z-]+)</code>", done.text)
    assert len(codes) == 6
    here.send("/sign-out")
    assert here.send("/sign-in/paper", code=codes[0]).status_code == 303
    people = here.look("/groups/group-b/people").text
    assert "Only the chair and the secretary see this page." in people
    assert f'{here.seat("member-1")}/codes"' not in people
    assert people.count("For codes on paper, ask whoever runs the server.") == 1
    refused = here.send(f"/groups/group-b/people/{here.seat('member-1')}/codes")
    assert (refused.status_code, "You cannot print codes for this person." in refused.text) == (403, True)


def test_nobody_is_locked_out_of_a_group_whose_officers_have_no_e_mail(here: Beginning) -> None:
    here.send("/start", code=here.code, **{**BEGIN, "email": ""})
    (founder,) = here.governance.organisation().persons
    here.send("/found/group", **GROUP)
    here.send("/found/group-b/seats", **SEATS)
    here.send("/found/group-b/orders", set="members_decide")
    paper.end_codes(here.client.app.state.accounts, founder)
    term = {"since": dt.datetime.now(dt.UTC).date().isoformat(), "until": "2099-01-01"}
    here.send("/found/group-b/officers", chair=here.seat("member-1"), **term)
    done = here.send("/found/group-b/officers", secretary=here.seat("carer"), **term)
    assert "<strong>Chair: Member 1</strong>" in done.text
    assert "<strong>Secretary: Carer</strong>" in done.text
    assert len(re.findall(r"<code>([A-Z-]+)</code>", done.text)) == 12


def founded_for_others(here: Beginning) -> list[str]:
    """A group whose founder takes no office; the codes shown for its secretary, who has no e-mail."""
    here.with_seats().send("/found/group-b/orders", set="members_decide")
    term = {"since": dt.datetime.now(dt.UTC).date().isoformat(), "until": "2099-01-01"}
    done = here.send("/found/group-b/officers", chair=here.seat("member-2"), secretary=here.seat("carer"), **term)
    assert "Is a sheet lost? One of the two can print a new one for the other, on the page People." in done.text
    assert "If both are lost before anybody used them, you can print them anew" in done.text
    codes = re.findall(r"<code>([A-Z-]+)</code>", done.text)
    assert len(codes) == 6
    return codes


def sheet_on(page: str) -> str:
    found = re.search(r'name="sheet" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_a_founder_without_an_office_prints_a_lost_first_sheet_anew(here: Beginning) -> None:
    lost = founded_for_others(here)
    account = here.look("/account").text
    assert "<h3>Carer, Group B</h3>" in account
    anew = here.send("/account/codes/anew", sheet=sheet_on(account))
    assert (anew.status_code, anew.headers["cache-control"]) == (200, "no-store")
    assert "<strong>Carer, Group B</strong>" in anew.text
    codes = re.findall(r"<code>([A-Z-]+)</code>", anew.text)
    assert len(codes) == 6
    assert not set(codes) & set(lost)
    here.send("/sign-out")
    assert here.send("/sign-in/paper", code=lost[0]).status_code == 422
    assert here.send("/sign-in/paper", code=codes[0]).status_code == 303
    assert "Only the chair and the secretary see this page." in here.look("/groups/group-b/people").text


def test_a_founder_is_told_whom_to_ask_once_a_code_of_the_first_sheet_was_used(here: Beginning) -> None:
    codes = founded_for_others(here)
    sheet, founder = sheet_on(here.look("/account").text), dict(here.client.cookies)
    here.send("/sign-out")
    assert here.send("/sign-in/paper", code=codes[0]).status_code == 303
    accounts = here.client.app.state.accounts
    (person,) = here.governance.organisation().convenors
    cookie = sessions.begin(accounts, person, "link", Entry()).cookie
    here.client.cookies = {**founder, cookie.key: str(cookie.value)}
    assert "Codes you printed for others" not in here.look("/account").text
    refused = here.send("/account/codes/anew", sheet=sheet)
    assert refused.status_code == 403
    assert "Ask the chair or the secretary of their group to print new codes" in refused.text
    assert re.findall(r"<code>([A-Z-]+)</code>", refused.text) == []
    here.send("/sign-out")
    assert here.send("/sign-in/paper", code=codes[1]).status_code == 303  # theirs still


def test_what_people_type_is_shown_and_never_run(here: Beginning) -> None:
    here.with_group()
    here.refused("/found/group-b/seats", **{"label-1": NASTY, "name-1": NASTY, "email-1": NASTY})
    here.send("/found/group-b/seats", **{"label-1": NASTY, "constituency-1": "service_user", "me-1": "yes"})
    for path in ("seats", "orders", "officers"):
        page = here.look(f"/found/group-b/{path}").text
        tags = {tag for tag, _ in Elements(page).found}
        assert not tags & {"script", "img", "style"}, path
        assert "5332114" not in page


@pytest.mark.parametrize(
    ("stopped", "said"),
    [
        ((0, 1), "You could decide at every meeting."),
        ((1, 101), "In fewer than 1 of 100 meetings you could not decide."),
        ((1, 20), "In about 1 of 20 meetings you could not decide."),
        ((1, 3), "In about 1 of 3 meetings you could not decide."),
        ((1, 2), "In about 5 of 10 meetings you could not decide."),
        ((1, 1), "At almost no meeting could you decide."),
    ],
)
def test_how_often_a_group_would_be_stopped_is_said_as_people_say_it(stopped: tuple[int, int], said: str) -> None:
    assert how_often(stopped) == said


@pytest.mark.parametrize("path", ["", "/group", "/group-a", "/group-a/seats", "/group-a/orders", "/group-a/officers"])
def test_those_who_did_not_found_it_are_sent_away(room: Room, path: str) -> None:
    head = room.governance.head()
    assert room.look(f"/found{path}", by="gp").status_code == 403
    assert room.look(f"/found{path}", by=None).headers["location"] == "/sign-in?next=" + f"/found{path}".replace(
        "/", "%2F"
    )
    for by in ("gp", "user-representative-3", None):
        answer = room.send(f"/found{path}", by=by, **GROUP)
        assert answer.status_code in {401, 403, 405}, answer.text
    assert room.governance.head() == head
