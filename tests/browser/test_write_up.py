"""Writing up a meeting in a browser, from paper notes to minutes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from playwright.sync_api import expect

from api import drafts
from governance.kernel import MeetingId
from tests.browser.conftest import FEBRUARY
from tests.browser.test_every_page import LOOKS
from tests.people import printed, record
from tests.scenarios.test_evenings import S2, S5, lines_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

    from tests.browser.conftest import House

SECRETARY, CHAIR = "user-representative-3", "user-representative-1"
# Milliseconds anything may take on a busy machine.
PATIENCE = 30_000
MAY = [
    {"import": "may, on paper"},
    {
        "do": "callMeeting", "as": "paper", "group": "group-a", "by": "secretary", "mode": "written_up",
        "starts": {"date": "2026-05-12", "time": "14:00"}, "title": "May on paper",
        "agenda": [{"title": "How the leaflets went", "for_decision": False}, {"title": "Where to hold the drop-in"}],
        "when": {"date": "2026-05-01"},
    },
]  # fmt: skip
# The ways the same notes are typed in: 400 % of 1280 px is 320 px, four device pixels each.
WAYS: dict[str, dict[str, Any]] = {
    "tablet": {"viewport": {"width": 820, "height": 1100}},
    "no scripts": {"viewport": {"width": 820, "height": 1100}, "java_script_enabled": False},
    "keys": {"viewport": {"width": 1024, "height": 900}},
    "keys, no scripts, 400 %": {
        "viewport": {"width": 320, "height": 256}, "device_scale_factor": 4, "java_script_enabled": False,
    },
}  # fmt: skip


class Hand:
    """A secretary's hand, with a pointer or by keys alone: every field filled and every press is one input."""

    def __init__(self, page: Page, *, keys: bool = False) -> None:
        self.page = page
        self.keys = keys
        self.inputs = 0

    def fill(self, field: str, words: str) -> None:
        self.inputs += 1
        if not self.keys:
            self.page.locator(f'[id="{field}"]').fill(words)
            return
        self._to(f'[id="{field}"]')
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(words)

    def tick(self, name: str, value: str) -> None:
        self._press(f'[name="{name}"][value="{value}"]', "Space")

    def choose(self, field: str, value: str) -> None:
        self.inputs += 1
        if not self.keys:
            self.page.locator(f'[id="{field}"]').select_option(value)
            return
        self._to(f'[id="{field}"]')
        label = self.page.locator(f'[id="{field}"] option[value="{value}"]').inner_text()
        self.page.keyboard.type(label)

    def unfold(self, entry: str) -> None:
        self._press(f'[id="{entry}"] summary', "Enter")

    def do(self, button: str) -> None:
        self._press(f'button[name="do"][value="{button}"]', "Enter")

    def press(self, name: str) -> None:
        self._press(f'button:text-is("{name}")', "Enter")

    def _press(self, selector: str, key: str) -> None:
        self.inputs += 1
        if not self.keys:
            self.page.locator(selector).first.click()
            return
        self._to(selector)
        self.page.keyboard.press(key)

    def _to(self, selector: str) -> None:
        """Tab there, forwards or backwards, never by the pointer."""
        there = self.page.locator(selector).first
        there.wait_for(state="attached")
        onwards = self.page.evaluate(BEFORE, selector)
        for _ in range(400):
            if self.page.evaluate(HERE, selector):
                return
            self.page.keyboard.press("Tab" if onwards else "Shift+Tab")
        pytest.fail(f"the keys do not reach {selector}")


HERE = """(selector) => {
  const [plain, name] = selector.split(':text-is');
  const here = document.activeElement;
  return here.matches(plain) && (!name || name.includes(`"${here.textContent.trim()}"`));
}"""
BEFORE = """(selector) => {
  const [plain, name] = selector.split(':text-is');
  const here = document.activeElement, there = document.querySelector(plain);
  const back = here.compareDocumentPosition(there) & Node.DOCUMENT_POSITION_PRECEDING;
  return Boolean(name) || here === document.body || !back;
}"""


# Whether the field in focus begins below what sticks to the top of the screen.
UNCOVERED = """() => {
  const bar = document.getElementById('kept').getBoundingClientRect();
  const here = document.activeElement.getBoundingClientRect();
  return here.bottom <= bar.top || here.top >= bar.bottom;
}"""


@pytest.fixture(autouse=True)
def patient() -> Iterator[None]:
    """Whatever is expected of a page is waited for as long."""
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=None)


@pytest.fixture
def desk(browser: Browser, house: House) -> Iterator[Any]:
    """Opens the write-up of a meeting as an officer."""
    contexts = []

    def opening(meeting: UUID, seat: str = SECRETARY, **how: Any) -> Page:
        context = browser.new_context(**(how or WAYS["tablet"]))
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        house.sign_in(context, seat)
        page = context.new_page()
        page.goto(f"{house.address}/meetings/{meeting}/write-up")
        return page

    yield opening
    for context in contexts:
        context.close()


def february(house: House) -> UUID:
    """A meeting of 10 February with nothing written up."""
    return record(house.governance, [{"import": "blank"}, FEBRUARY[1]])["paper"]


def write_s2(hand: Hand) -> None:
    """From the notes of 10 February: six came, one decision, two left early, item 4 was not voted on."""
    for seat in ("user-representative-3", "carer-representative", "gp", "commissioner", "secretariat-support-officer"):
        hand.tick("present", seat)
    first, second = "items.0.entries.1", "items.1.entries.1"
    hand.fill(f"{first}.words", "Hold the spring drop-in at the library, cost £180.")
    hand.fill(f"{first}.mover", "carer")
    hand.fill(f"{first}.seconder", "secretary")
    for name, count in (("for_", "6"), ("against", "0"), ("no_side", "0")):
        hand.fill(f"{first}.vote.{name}", count)
    hand.fill(f"{first}.time", "14:20")
    hand.fill(f"{first}.cost", "£180")
    hand.do(f"add:{first}.actions")
    hand.fill(f"{first}.actions.0.owner", "secretary")
    hand.fill(f"{first}.actions.0.due", "24 February")
    hand.fill(f"{first}.actions.0.what", "book the library")
    hand.fill(f"{second}.words", "Use the new leaflet words.")
    hand.fill(f"{second}.mover", "development worker")
    hand.fill(f"{second}.seconder", "nurse")
    hand.fill(f"{second}.time", "14:50")
    hand.choose("add.items.1.entries", "left")
    hand.do("add:items.1.entries")
    hand.fill("items.1.entries.2.names", "vice-chair, carer representative")
    hand.fill("items.1.entries.2.time", "15:00")
    hand.fill("ended", "15:15")


def check_and_record(hand: Hand, title: str) -> None:
    hand.do("check")
    expect(hand.page.get_by_role("heading", name="Check the minutes")).to_be_visible()
    hand.press("Record this meeting")
    expect(hand.page.get_by_role("heading", level=1, name=title)).to_be_visible()


@pytest.mark.parametrize("way", WAYS)
def test_s2_is_written_up_from_paper_notes(desk: Any, house: House, way: str) -> None:
    meeting = february(house)
    hand = Hand(desk(meeting, **WAYS[way]), keys="keys" in way)
    screens = {urlsplit(hand.page.url).path}
    hand.page.on("framenavigated", lambda frame: screens.add(urlsplit(frame.url).path))
    write_s2(hand)
    assert hand.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    check_and_record(hand, "February on paper")
    assert hand.inputs <= 60
    assert len(screens) <= 4, screens
    assert lines_in(printed(house.governance, meeting), "2", "3", "4", "5") == S2


@pytest.mark.parametrize("way", ["tablet", "keys, no scripts, 400 %"])
def test_s5_is_written_up_from_paper_notes(desk: Any, house: House, way: str) -> None:
    meeting = record(house.governance, MAY)["paper"]
    hand = Hand(desk(meeting, **WAYS[way]), keys="keys" in way)
    hand.do("everyone")
    # What is overdue since February stands first, and is left as it is.
    expect(hand.page.locator('[id="items.0.heading"]')).to_have_text("Matters arising")
    hand.fill("items.1.entries.0.words", "200 leaflets went to three surgeries")
    motion, change = "items.2.entries.1", "items.2.entries.1.changes.0"
    hand.fill(f"{motion}.words", "Hold the drop-in at the health centre on Tuesdays at 10am.")
    hand.fill(f"{motion}.mover", "commissioner")
    hand.fill(f"{motion}.seconder", "gp")
    hand.unfold(motion)
    hand.do(f"add:{motion}.changes")
    hand.fill(f"{change}.mover", "user 4")
    hand.fill(f"{change}.seconder", "carer")
    hand.fill(f"{change}.old", "at the health centre on Tuesdays at 10am")
    hand.fill(f"{change}.new", "at the library on Tuesdays at 6pm")
    for name, count in (("for_", "5"), ("against", "4"), ("no_side", "none")):
        hand.fill(f"{change}.vote.{name}", count)
    for name, count in (("for_", "four"), ("against", "five"), ("no_side", "0")):
        hand.fill(f"{motion}.vote.{name}", count)
    check_and_record(hand, "May on paper")
    assert lines_in(printed(house.governance, meeting), "4") == S5


def test_a_lost_network_loses_nothing(desk: Any, house: House) -> None:
    meeting = february(house)
    page = desk(meeting)
    page.locator('[id="items.0.entries.1.mover"]').fill("carer")
    expect(page.locator("#kept")).to_have_text("Saved.")
    page.context.set_offline(True)
    page.locator('[id="items.0.entries.1.words"]').fill("Hold the drop-in at the library.")
    page.locator('button[value="check"]').click()
    expect(page.locator("#kept")).to_contain_text("No network just now.")
    expect(page.locator("#kept")).to_be_focused()
    page.context.set_offline(False)
    expect(page.locator("#kept")).to_have_text("Saved.")
    page.reload()
    expect(page.locator('[id="items.0.entries.1.words"]')).to_have_value("Hold the drop-in at the library.")
    expect(page.locator('[id="items.0.entries.1.mover"]')).to_have_value("carer")
    expect(page.locator("#found")).to_be_hidden()


def test_on_a_slow_network_nothing_is_typed_into_a_page_that_is_about_to_go(desk: Any, house: House) -> None:
    page = desk(february(house))
    held: list[Route] = []
    page.route("**/write-up/save", lambda route: route.continue_() if held else held.append(route))
    words = page.locator('[id="items.0.entries.1.words"]')
    words.fill("Hold the drop-in at the library.")
    with page.expect_request("**/write-up/save"):
        page.get_by_role("button", name="Everyone came").click()
    expect(words).to_be_disabled()
    held[0].continue_()
    expect(page.get_by_label("GP came")).to_be_checked()
    expect(words).to_be_enabled()
    expect(words).to_have_value("Hold the drop-in at the library.")


def test_a_button_waits_for_the_save_under_way(desk: Any, house: House) -> None:
    page = desk(february(house))
    held: list[Route] = []
    page.route("**/write-up/save", lambda route: route.continue_() if held else held.append(route))
    with page.expect_request("**/write-up/save"):
        page.locator('[id="items.0.entries.1.words"]').fill("Hold the drop-in at the library.")
    page.locator('[id="items.0.entries.1.mover"]').fill("carer")
    page.get_by_role("button", name="Everyone came").click()
    expect(page.locator('[id="items.0.entries.1.mover"]')).to_be_disabled()
    held[0].continue_()
    expect(page.get_by_label("GP came")).to_be_checked()
    expect(page.locator("#banner")).to_have_count(0)
    expect(page.locator('[id="items.0.entries.1.mover"]')).to_have_value("carer")


def test_a_tab_closed_without_a_network_finds_its_words_again(desk: Any, house: House) -> None:
    meeting = february(house)
    page = desk(meeting)
    page.context.set_offline(True)
    page.locator('[id="items.1.entries.1.words"]').fill("Use the new leaflet words.")
    expect(page.locator("#kept")).to_contain_text("No network just now.")
    context, address = page.context, page.url
    page.close()
    context.set_offline(False)
    later = context.new_page()
    later.goto(address)
    expect(later.locator('[id="items.1.entries.1.words"]')).to_have_value("")
    later.get_by_role("button", name="Put them back").click()
    expect(later.locator('[id="items.1.entries.1.words"]')).to_have_value("Use the new leaflet words.")
    expect(later.locator("#kept")).to_contain_text("Saved")
    later.reload()
    expect(later.locator('[id="items.1.entries.1.words"]')).to_have_value("Use the new leaflet words.")


def test_without_scripts_a_page_that_could_not_be_sent_is_sent_again(desk: Any, house: House) -> None:
    meeting = february(house)
    page = desk(meeting, **WAYS["no scripts"])
    page.locator('[id="items.1.entries.1.words"]').fill("Use the new leaflet words.")
    page.context.set_offline(True)
    page.locator('button[value="check"]').click(no_wait_after=True)
    page.wait_for_function("document.URL.startsWith('chrome-error:')")
    page.context.set_offline(False)
    page.go_back()
    expect(page.locator('[id="items.1.entries.1.words"]')).to_have_value("Use the new leaflet words.")
    page.locator('button[value="save"]').first.click()
    expect(page.locator("#kept")).to_contain_text("Saved")


def test_a_session_that_ran_out_loses_nothing(desk: Any, house: House) -> None:
    meeting = february(house)
    page = desk(meeting, **WAYS["no scripts"])
    page.locator('[id="items.1.entries.1.words"]').fill("Use the new leaflet words.")
    page.context.clear_cookies()
    page.locator('button[value="save"]').first.click()
    expect(page.get_by_role("heading", name="Please sign in again")).to_be_visible()
    house.sign_in(page.context, SECRETARY)
    page.get_by_role("button", name="I have signed in: go on").click()
    expect(page.locator("#banner")).to_contain_text("Your words are all here.")
    expect(page.locator('[id="items.1.entries.1.words"]')).to_have_value("Use the new leaflet words.")
    page.locator('button[value="save"]').first.click()
    expect(page.locator("#kept")).to_contain_text("Saved")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_two_officers_write_one_draft(desk: Any, house: House, *, scripts: bool) -> None:
    meeting = february(house)
    how = WAYS["tablet" if scripts else "no scripts"]
    secretary = desk(meeting, **how)
    secretary.locator('[id="items.0.entries.1.mover"]').fill("carer")
    secretary.locator('button[value="save"]').first.click()
    expect(secretary.locator("#kept")).to_contain_text("Saved")
    chair = desk(meeting, CHAIR, **how)
    expect(chair.get_by_text("Secretary is writing this now.")).to_be_visible()
    expect(chair.locator('[id="items.0.entries.1.mover"]')).to_be_disabled()
    chair.get_by_role("button", name="Take the pen").click()
    expect(chair.locator('[id="items.0.entries.1.mover"]')).to_be_enabled()
    chair.locator('[id="ended"]').fill("15:15")
    chair.locator('button[value="save"]').first.click()
    expect(chair.locator("#kept")).to_contain_text("Saved")
    secretary.locator('[id="items.0.entries.1.words"]').fill("Hold the drop-in at the library.")
    secretary.locator('button[value="save"]').first.click()
    expect(secretary.locator("#banner")).to_contain_text("not yet saved")
    expect(secretary.locator('[id="items.0.entries.1.words"]')).to_have_value("Hold the drop-in at the library.")
    secretary.get_by_role("button", name="Keep my words in place of theirs").click()
    expect(secretary.locator("#kept")).to_contain_text("Saved")
    expect(secretary.locator('[id="items.0.entries.1.words"]')).to_have_value("Hold the drop-in at the library.")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("end", ["recorded", "called off"])
def test_what_is_typed_after_the_end_is_shown_to_copy(desk: Any, house: House, end: str, *, scripts: bool) -> None:
    meeting = february(house)
    how = WAYS["tablet" if scripts else "no scripts"]
    secretary = Hand(desk(meeting, **how))
    secretary.do("everyone")
    expect(secretary.page.get_by_label("GP came")).to_be_checked()
    chair = desk(meeting, CHAIR, **how)
    chair.get_by_role("button", name="Take the pen").click()
    words = chair.locator('[id="items.0.entries.1.words"]')
    expect(words).to_be_enabled()
    if end == "recorded":
        secretary.page.goto(f"{house.address}/meetings/{meeting}/write-up/check")
        secretary.press("Record this meeting")
    else:
        secretary.page.goto(f"{house.address}/meetings/{meeting}/cancel")
        secretary.page.get_by_label("Why").fill("Snow.")
        secretary.page.locator("main form button").first.click()
    expect(secretary.page.locator("main h1").first).to_be_visible()
    words.fill("Thank the library for the room.")
    if scripts:
        expect(chair.locator("#kept")).to_contain_text(f"This meeting was {end} meanwhile.")
        assert "Thank the library" in chair.evaluate("Object.values(localStorage).join()")
    chair.locator('button[value="save"]').first.click()
    expect(chair.locator("#typed")).to_have_value(re.compile("Thank the library for the room."))
    expect(chair.get_by_text("Your last words are not in it.")).to_be_visible()


def test_a_check_says_everything_at_once_each_at_its_field(desk: Any, house: House) -> None:
    meeting = february(house)
    hand = Hand(desk(meeting))
    first = "items.0.entries.1"
    hand.fill("started", "quarter past")
    hand.fill(f"{first}.words", "Hold the spring drop-in at the library.")
    hand.fill(f"{first}.mover", "representative")
    hand.fill(f"{first}.seconder", "mayor")
    hand.fill(f"{first}.time", "2:20")
    hand.fill(f"{first}.vote.for_", "about six")
    hand.do("check")
    page = hand.page
    expect(page.locator("#summary")).to_be_focused()
    said = {
        "started": "We cannot read this time.",
        f"{first}.mover": "“representative” could be: Chair, Vice-chair, Secretary, User representative 4, "
        "Carer representative. Which one?",
        f"{first}.seconder": "Nobody here is called “mayor”.",
        f"{first}.time": "Is this 02:20 or 14:20?",
        f"{first}.vote.for_": "A count of votes must be exact.",
    }
    assert page.locator("#summary li").count() == len(said)
    for field, words in said.items():
        expect(page.locator(f'[id="{field}-fault"]')).to_contain_text(words)
        told = page.locator("#summary a", has_text=words)
        if field.startswith("items."):
            # Which item it is, for whoever has the links read out by themselves.
            expect(told).to_have_text(re.compile(r"^[0-9]+\. .+: "))
        told.click()
        expect(page.locator(f'[id="{field}"]')).to_be_focused()


WORDS = "items.1.entries.1.words"
THEIRS, OURS = "Use the leaflet of the surgery.", "Use the new leaflet words."


def words_kept(house: House, meeting: UUID) -> str:
    """What is saved as the proposal of item 4."""
    draft = drafts.load(house.governance, MeetingId(meeting))
    assert draft is not None
    assert draft.kept.notes is not None
    return draft.kept.notes.items[1].entries[1].words


def chair_writes(desk: Any, meeting: UUID, **how: Any) -> None:
    """The chair takes the pen and saves a time and the words of item 4."""
    chair = desk(meeting, CHAIR, **how)
    chair.get_by_role("button", name="Take the pen").click()
    chair.locator('[id="ended"]').fill("15:15")
    chair.locator(f'[id="{WORDS}"]').fill(THEIRS)
    chair.locator('button[value="save"]').first.click()
    expect(chair.locator("#kept")).to_contain_text("Saved")


def secretary_saves(desk: Any, meeting: UUID, **how: Any) -> Page:
    page = desk(meeting, **how)
    page.locator('[id="items.0.entries.1.mover"]').fill("carer")
    page.locator('button[value="save"]').first.click()
    page.wait_for_url(re.compile(r"[?&]at=[1-9][0-9]*"))
    return page  # type: ignore[no-any-return]


def keep_ours(page: Page, house: House, meeting: UUID) -> None:
    """What others wrote is there to be read and stays as saved until the writer chooses."""
    expect(page.locator("#banner")).to_contain_text("not yet saved")
    expect(page.locator(f'[id="{WORDS}"]')).to_have_value(OURS)
    with page.expect_popup() as beside:
        page.get_by_role("link", name="See what they wrote").click()
    expect(beside.value.locator(f'[id="{WORDS}"]')).to_have_value(THEIRS)
    beside.value.close()
    page.locator('button[value="save"]').first.click()
    expect(page.locator("#banner")).to_contain_text("not yet saved")
    assert words_kept(house, meeting) == THEIRS
    page.get_by_role("button", name="Keep my words in place of theirs").click()
    expect(page.locator("#banner")).to_have_count(0)
    expect(page.locator("#kept")).to_contain_text("Saved")
    assert words_kept(house, meeting) == OURS


def test_words_put_back_are_not_written_over_another_officers(desk: Any, house: House) -> None:
    meeting = february(house)
    page = secretary_saves(desk, meeting)
    context = page.context
    context.set_offline(True)
    page.locator(f'[id="{WORDS}"]').fill(OURS)
    expect(page.locator("#kept")).to_contain_text("No network just now.")
    page.close()
    chair_writes(desk, meeting)
    context.set_offline(False)
    later = context.new_page()
    later.goto(f"{house.address}/meetings/{meeting}/write-up")
    later.get_by_role("button", name="Take the pen").click()
    later.get_by_role("button", name="Put them back").click()
    expect(later.locator("#banner")).to_contain_text("not yet saved")
    assert words_kept(house, meeting) == THEIRS
    later.goto(f"{house.address}/meetings/{meeting}/write-up")
    later.get_by_role("button", name="Put them back").click()
    keep_ours(later, house, meeting)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_after_a_conflict_nothing_is_written_over_until_it_is_chosen(desk: Any, house: House, *, scripts: bool) -> None:
    meeting = february(house)
    how = WAYS["tablet" if scripts else "no scripts"]
    page = secretary_saves(desk, meeting, **how)
    chair_writes(desk, meeting, **how)
    pen = "UPDATE drafts.write_up SET pen_until = now() - interval '1 minute' WHERE meeting = %b RETURNING 1"
    house.governance.store.rows(pen, meeting)
    page.locator(f'[id="{WORDS}"]').fill("Use some words.")
    page.locator('button[value="save"]').first.click()
    expect(page.locator("#banner")).to_contain_text("not yet saved")
    page.locator(f'[id="{WORDS}"]').fill(OURS)
    if scripts:
        expect(page.locator("#kept")).to_contain_text("Somebody else changed this.")
        assert words_kept(house, meeting) == THEIRS
    keep_ours(page, house, meeting)


def test_a_device_that_keeps_nothing_does_not_say_it_does(desk: Any, house: House) -> None:
    page = desk(february(house))
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('full') } }")
    page.context.set_offline(True)
    page.locator(f'[id="{WORDS}"]').fill(OURS)
    expect(page.locator("#kept")).to_contain_text(
        "We could not keep your words on this device. Do not close this page."
    )
    expect(page.locator("#kept")).not_to_contain_text("are kept on this device")
    page.context.set_offline(False)
    expect(page.locator("#kept")).to_have_text("Saved.")


GAPS = """() => {
  const boxes = [...document.querySelectorAll('.ways')].find((ways) => ways.checkVisibility())
    .querySelectorAll('.choice');
  const at = [...boxes].map((box) => box.getBoundingClientRect());
  const apart = (a, b) => Math.max(b.left - a.right, a.left - b.right, b.top - a.bottom, a.top - b.bottom);
  return at.flatMap((one, n) => at.slice(n + 1).map((other) => apart(one, other)));
}"""


@pytest.mark.parametrize("width", [320, 1024])
def test_the_ways_to_decide_stand_apart(desk: Any, house: House, width: int) -> None:
    page = desk(february(house), viewport={"width": width, "height": 800})
    gaps = page.evaluate(GAPS)
    assert len(gaps) == 8 * 7 / 2
    assert min(gaps) >= 7.9  # half a rem, as far as pixels are rounded


@pytest.mark.parametrize("height", [256, 800])
def test_what_became_of_the_words_stays_in_view_and_covers_nothing(desk: Any, house: House, height: int) -> None:
    page = desk(february(house), viewport={"width": 320, "height": height})
    page.context.set_offline(True)
    page.locator(f'[id="{WORDS}"]').fill(OURS)
    expect(page.locator("#kept")).to_contain_text("No network just now.")
    assert page.evaluate("scrollY") > height
    expect(page.locator("#kept")).to_be_in_viewport(ratio=1)
    for key in ("Tab", "Shift+Tab"):
        for _ in range(20):
            page.keyboard.press(key)
            assert page.evaluate(UNCOVERED), page.evaluate("document.activeElement.outerHTML")


def test_the_roll_fits_a_narrow_screen(desk: Any, house: House) -> None:
    page = desk(february(house), viewport={"width": 320, "height": 256})
    page.evaluate(LOOKS)
    assert page.evaluate("[...looks.cut(), ...looks.whole(), ...looks.targets()]") == []
    one, other = (page.locator(f'button[value="{name}"]').bounding_box() for name in ("everyone", "nobody"))
    assert one is not None
    assert other is not None
    assert other["y"] - one["y"] - one["height"] >= 8
    assert page.get_by_role("row", name="Secretary").get_by_role("checkbox").count() == 2


def test_the_trail_names_a_meeting_without_a_title(desk: Any, house: House) -> None:
    called = {name: value for name, value in FEBRUARY[1].items() if name != "title"}
    page = desk(record(house.governance, [{"import": "untitled"}, called])["paper"])
    expect(page.locator(".trail li").last).to_have_text("Meeting of 10 February 2026")
