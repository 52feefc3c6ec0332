"""Projections follow the record: each event once, each on its own, whatever happens around them."""

from __future__ import annotations

import datetime as dt
import threading
import time
import uuid
from typing import TYPE_CHECKING, Any

import msgspec
import psycopg
import pytest

from governance.minutes.events import MinutesDrafted
from governance.organisation.commands import RegisterPerson
from governance.store import Append, NewEvent, wake_ups
from projections.decisions import Decisions
from projections.minutes.projection import MinutesDrafts
from projections.registry import PROJECTIONS
from projections.runner import Follower
from projections.views import Gap, Version, Views
from tests.conftest import OPERATOR
from tests.people import evening, found_groups, lines_of, record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from governance.application import Governance
    from governance.embedded import EmbeddedPostgres
    from governance.record import RecordedEvent


MINUTES = MinutesDrafts()


class Count(msgspec.Struct, frozen=True):
    number: int


class Counting:
    """Counts people."""

    topics: tuple[str, ...] = ("organisation.person_registered.v1",)
    document = Count

    def __init__(self, name: str = "counting", *, history: bool = True, fails_at: int | None = None) -> None:
        self.name = name
        self.history = history
        self.fails_at = fails_at

    def keys(self, event: RecordedEvent) -> tuple[str, ...]:
        del event
        return ("all",)

    def apply(self, document: Count | None, event: RecordedEvent) -> Count:
        if event.position == self.fails_at:
            raise LookupError
        return Count(1 + (document.number if document else 0))

    def refold(self, events: Iterable[RecordedEvent]) -> Count:
        return Count(len(list(events)))


def people(governance: Governance, number: int) -> None:
    for _ in range(number):
        governance.handle(RegisterPerson(name="Person"), OPERATOR)


@pytest.fixture
def governance(make: Callable[..., Governance]) -> Governance:
    return make(pool=8)


def views_of(governance: Governance) -> Views:
    return Views(governance.store.datastore.pool)


def test_two_rival_runners_count_everybody_once(governance: Governance) -> None:
    views, counting = views_of(governance), Counting()
    people(governance, 20)
    followers = [Follower(governance, views, [counting]) for _ in range(2)]
    stop = threading.Event()

    def follow(follower: Follower) -> None:
        while not stop.is_set():
            follower.catch_up()

    threads = [threading.Thread(target=follow, args=(follower,)) for follower in followers]
    for thread in threads:
        thread.start()
    people(governance, 20)
    stop.set()
    for thread in threads:
        thread.join()
    followers[0].catch_up()
    assert views.read(counting, "all") == Count(40)


def test_a_stale_position_writes_nothing(governance: Governance) -> None:
    views, counting = views_of(governance), Counting()
    generation = views.head(counting).generation
    assert views.advance(counting, generation, 0, 5, [Version("all", 5, b'{"number":3}')])
    assert not views.advance(counting, generation, 0, 5, [Version("all", 5, b'{"number":9}')])
    assert views.read(counting, "all") == Count(3)


def test_a_lost_connection_is_got_over(governance: Governance, cluster: EmbeddedPostgres, database: str) -> None:
    views, counting = views_of(governance), Counting()
    follower = Follower(governance, views, [counting])
    follower.start(lambda stopped: wake_ups(governance.dsn, stopped, poll=0.1))
    people(governance, 3)
    assert follower.wait_for(governance.head(), 10)
    with psycopg.connect(cluster.dsn(database), autocommit=True) as owner:
        owner.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'minutebook_app'")
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            people(governance, 1)
            break
        except Exception:  # noqa: BLE001 - the pool notices one dead connection at a time
            continue
    assert follower.wait_for(governance.head(), 20)
    follower.stop()
    assert views.read(counting, "all") == Count(governance.head() - 1)


def test_a_restart_goes_on_where_it_stopped(governance: Governance) -> None:
    views, counting = views_of(governance), Counting()
    people(governance, 3)
    Follower(governance, views, [counting]).catch_up()
    people(governance, 2)
    Follower(governance, views, [counting]).catch_up()
    assert views.read(counting, "all") == Count(5)
    assert views.head(counting).position == governance.head()


def test_a_handlers_error_stops_that_projection_alone_and_is_named(governance: Governance) -> None:
    views = views_of(governance)
    people(governance, 4)
    failing, sound = Counting("failing", fails_at=3), Counting("sound")
    follower = Follower(governance, views, [failing, sound])
    follower.catch_up()
    fault = follower.heads()["failing"].fault
    event = governance.everything(2, 1)[0]
    assert fault == f"organisation.person_registered.v1 {event.id} at 3: LookupError"
    assert views.read(sound, "all") == Count(4)
    assert views.read(failing, "all") is None
    assert follower.wait_for(governance.head(), 1)
    people(governance, 1)
    follower.catch_up()
    assert views.read(sound, "all") == Count(5)
    mended = Follower(governance, views, [Counting("failing"), sound])
    mended.rebuild("failing")
    assert mended.heads()["failing"].fault is None
    assert views.read(failing, "all") == Count(5)


def test_waiting_ends_with_the_act_or_with_the_time(governance: Governance) -> None:
    follower = Follower(governance, views_of(governance), [Counting()])
    assert not follower.wait_for(10**6, 0.05)
    follower.start(lambda stopped: wake_ups(governance.dsn, stopped))
    people(governance, 1)
    assert follower.wait_for(governance.head(), 10)
    follower.stop()


def test_a_rebuild_swaps_generations_under_its_readers(governance: Governance) -> None:
    views, counting = views_of(governance), Counting()
    people(governance, 3)
    follower = Follower(governance, views, [counting])
    follower.catch_up()
    before = views.head(counting).generation
    seen: list[Any] = []
    follower.rebuild(None, lambda _name, _at: seen.append(views.read(counting, "all")))
    assert seen == [Count(3)]
    assert views.head(counting).generation == before + 1
    assert views.read(counting, "all") == Count(3)
    old = views.rows("SELECT count(*) FROM projections.document WHERE generation = %b::int", before)
    assert old == [(0,)]
    with pytest.raises(KeyError):
        follower.rebuild("nothing")


def test_earlier_positions_are_exact_or_not_answered(governance: Governance) -> None:
    views, counting = views_of(governance), Counting()
    follower = Follower(governance, views, [counting])
    for _ in range(3):
        people(governance, 1)
        follower.catch_up()
    people(governance, 3)
    follower.catch_up()
    assert [views.read(counting, "all", at) for at in (1, 2, 3, 4)] == [None, Count(1), Count(2), Count(3)]
    assert [views.read(counting, "all", at) for at in (5, 6, 7)] == [Count(4), Count(5), Count(6)]
    with pytest.raises(Gap):
        views.read(counting, "all", 8)
    forgetful = Counting("forgetful", history=False)
    Follower(governance, views, [forgetful]).catch_up()
    with pytest.raises(Gap):
        views.read(forgetful, "all", 3)


def test_every_stored_document_is_the_fold_of_its_events(governance: Governance) -> None:
    found_groups(governance)
    views = views_of(governance)
    follower = Follower(governance, views, PROJECTIONS)
    record(governance, evening("january", "february"))
    follower.catch_up()
    record(governance, evening("may", "june"))
    follower.catch_up()
    events = governance.everything(0, 10_000)
    for projection in PROJECTIONS:
        documents: dict[str, Any] = {}
        for event in (e for e in events if e.event.topic in projection.topics):
            for key in projection.keys(event):
                documents[key] = projection.apply(documents.get(key), event)
        stored = views.load(projection, views.head(projection).generation, sorted(documents))
        assert {k: msgspec.json.encode(v) for k, v in stored.items()} == {
            k: msgspec.json.encode(v) for k, v in documents.items()
        }


BETWEEN: list[dict[str, Any]] = [
    {"import": "between"},
    {"do": "circulateResolution", "as": "r", "group": "group-a", "words": "Hire a hearing loop.",
     "when": {"date": "2026-06-01"}, "deadline": {"date": "2026-06-08"}},
    {"do": "recordReply", "resolution": "r", "seat": "gp", "choice": "for", "channel": "post",
     "when": {"date": "2026-06-02"}},
    {"do": "recordReply", "resolution": "r", "seat": "commissioner", "condition": "If it is cheap.", "channel": "email",
     "when": {"date": "2026-06-02"}},
    {"do": "closeResolution", "resolution": "r", "when": {"date": "2026-06-08"}},
]  # fmt: skip


# What the evenings do not have.
NOMINATIONS: list[dict[str, Any]] = [
    {"import": "nominations"},
    {"do": "openNominations", "as": "e", "group": "group-a", "office": "chair", "when": {"date": "2026-08-01"}},
    {"do": "nominate", "election": "e", "seat": "gp", "when": {"date": "2026-08-02"}},
    {"do": "nominate", "election": "e", "seat": "user-representative-4", "when": {"date": "2026-08-02"}},
    {"do": "acceptNomination", "election": "e", "seat": "user-representative-4", "when": {"date": "2026-08-03"}},
    {"do": "nominate", "election": "e", "seat": "carer-representative", "when": {"date": "2026-08-03"}},
    {"do": "withdrawNomination", "election": "e", "seat": "carer-representative", "when": {"date": "2026-08-04"}},
    {"do": "closeNominations", "election": "e", "when": {"date": "2026-08-15"}},
]


def test_after_every_evening_a_stored_document_is_the_fold_of_its_stream(governance: Governance) -> None:
    found_groups(governance)
    views = views_of(governance)
    follower = Follower(governance, views, PROJECTIONS)
    lines = lines_of("evenings")
    for end in (*range(5, len(lines), 5), len(lines)):
        record(governance, lines[:end])
        follower.catch_up()
    for more in (BETWEEN, NOMINATIONS):
        record(governance, more)
        follower.catch_up()
    streams: dict[Any, list[RecordedEvent]] = {}
    for event in governance.everything(0, 10_000):
        streams.setdefault(event.stream, []).append(event)
    for _ in ("as followed", "rebuilt"):
        for projection in PROJECTIONS:
            folded = {
                key: projection.refold(governance.whole(stream))
                for stream, events in streams.items()
                for key in {k for e in events if e.event.topic in projection.topics for k in projection.keys(e)}
                if not isinstance(events[0].event, MinutesDrafted)
            }
            assert folded
            assert views.many(projection, sorted(folded)) == folded
        follower.rebuild()


def test_register_numbers_go_up_in_order_and_stay_after_a_rebuild(governance: Governance) -> None:
    made = found_groups(governance)
    views, decisions, prefix = views_of(governance), Decisions(), f"{made['a']}/2026/"
    follower = Follower(governance, views, [decisions])
    for meeting in ("february", "may", "june"):
        record(governance, evening(meeting))
        follower.catch_up()
    before = views.listed(decisions, prefix)
    positions = [entry.position for _, entry in before]
    assert len(before) > 1
    assert positions == sorted(positions)
    assert [views.place(decisions, prefix, key) for key, _ in before] == list(range(1, len(before) + 1))
    follower.rebuild("decisions")
    assert views.listed(decisions, prefix) == before
    assert [views.place(decisions, prefix, key) for key, _ in before] == list(range(1, len(before) + 1))


def test_a_struck_note_leaves_the_minutes(governance: Governance) -> None:
    found_groups(governance)
    lines = evening("may")
    note = next(n for n, line in enumerate(lines) if line.get("do") == "takeNote")
    made = record(governance, lines[: note + 1])
    follower = Follower(governance, views_of(governance), PROJECTIONS)
    follower.catch_up()
    noted = [e for e in governance.stream(made["may"]) if type(e.event).__name__ == "NoteTaken"]
    strike = {"do": "strikeAct", "meeting": "may", "act": str(noted[-1].id)}
    record(governance, [*lines[: note + 1], strike])
    follower.catch_up()
    draft = views_of(governance).read(MINUTES, str(made["may"]))
    assert draft is not None
    phrases = [line.phrase for section in draft.sections.values() for line in section.lines]
    assert "note" not in phrases


def test_a_slip_struck_after_the_close_leaves_the_minutes_their_salt(governance: Governance) -> None:
    found_groups(governance)
    made = record(governance, evening("may", "june"))
    views = views_of(governance)
    follower = Follower(governance, views, PROJECTIONS)
    follower.catch_up()
    meeting = str(made["may"])
    before = views.many(MINUTES, [meeting])[meeting]
    closed = governance.head()
    noted = [e for e in governance.stream(made["may"]) if type(e.event).__name__ == "NoteTaken"]
    record(governance, [{"import": "slip"}, {"do": "strikeAct", "meeting": meeting, "act": str(noted[-1].id)}])
    follower.catch_up()
    assert before.salt is not None
    assert views.many(MINUTES, [meeting])[meeting].salt == before.salt
    assert MINUTES.refold(governance.whole(made["may"], closed)) == before
    assert MINUTES.refold(governance.whole(made["may"], before.position - 1)).salt is None


def test_raw_events_of_no_projection_are_passed_over(governance: Governance) -> None:
    follower = Follower(governance, views_of(governance), PROJECTIONS)
    state = governance.store.read_all(0, 1)[0].state
    assert state is not None
    event = NewEvent(uuid.uuid4(), uuid.uuid4(), 1, 1, "organisation.of_old.v1", state)
    request = Append(command=uuid.uuid4(), digest=bytes(32), events=(event,), decided=dt.datetime.now(dt.UTC))
    governance.store.append(request)
    follower.catch_up()
    assert {head.position for head in follower.heads().values()} == {governance.head()}


class Tally(msgspec.Struct, frozen=True):
    number: int
    names: int = 0


def test_documents_of_another_shape_are_folded_anew_never_misread(governance: Governance) -> None:
    views, before, after = views_of(governance), Counting(), Counting()
    people(governance, 3)
    Follower(governance, views, [before]).catch_up()
    after.document = Tally  # type: ignore[assignment]
    assert views.read(after, "all") is None
    follower = Follower(governance, views, [after])
    follower.catch_up()
    assert views.read(after, "all") == Tally(3)  # type: ignore[comparison-overlap]
    assert views.read(before, "all") == Count(3)
    follower.rebuild()
    assert views.read(before, "all") is None
    assert views.read(after, "all") == Tally(3)  # type: ignore[comparison-overlap]
