"""What projections promise whatever goes wrong: exact answers or none, and no reader left without."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from governance.kernel import Unreachable
from governance.store import wake_ups
from projections.projection import Refold
from projections.registry import PROJECTIONS
from projections.runner import Follower
from projections.views import Gap, Superseded, Version, Views
from tests.people import evening, found_groups, record
from tests.projections.test_following import Count, Counting, people, views_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from governance.application import Governance
    from governance.record import RecordedEvent


@pytest.fixture
def governance(make: Callable[..., Governance]) -> Governance:
    return make(pool=8)


class Through:
    """The record as a follower reads it; `away` and `torn` make it fail."""

    def __init__(self, governance: Governance) -> None:
        self.governance = governance
        self.away = False
        self.torn: int | None = None

    def head(self) -> int:
        return self.governance.head()

    def everything(self, after: int, limit: int, topics: Sequence[str] = ()) -> list[RecordedEvent]:
        events = self.governance.everything(after, limit, topics)
        if any(one.position == self.torn for one in events):
            raise msgspec.ValidationError
        return events

    def whole(self, stream: Any, until: int | None = None) -> list[RecordedEvent]:
        if self.away:
            raise Unreachable
        return self.governance.whole(stream, until)


class Refolding(Counting):
    """Asks for its stream at every event."""

    def keys(self, event: RecordedEvent) -> tuple[str, ...]:
        return (str(event.stream),)

    def apply(self, document: Count | None, event: RecordedEvent) -> Count:
        raise Refold(document, event)


class Puzzled(Counting):
    """Cannot tell which document an event touches."""

    def keys(self, event: RecordedEvent) -> tuple[str, ...]:
        raise LookupError(event)


class Many(Counting):
    """One document a person."""

    def keys(self, event: RecordedEvent) -> tuple[str, ...]:
        return (f"p/{event.position:03}",)


def test_positions_inside_one_batch_are_answered_exactly(governance: Governance) -> None:
    views, counting = views_of(governance), Counting()
    people(governance, 3)
    Follower(governance, views, [counting]).catch_up()
    assert [views.read(counting, "all", at) for at in (1, 2, 3, 4)] == [None, Count(1), Count(2), Count(3)]


def test_a_rebuild_keeps_every_earlier_answer(governance: Governance) -> None:
    views, counting = views_of(governance), Counting()
    follower = Follower(governance, views, [counting])
    for _ in range(4):
        people(governance, 1)
        follower.catch_up()
    before = [views.read(counting, "all", at) for at in range(1, 6)]
    follower.rebuild("counting")
    assert [views.read(counting, "all", at) for at in range(1, 6)] == before


def test_a_position_not_reached_yet_is_left_to_a_fold(governance: Governance) -> None:
    views, counting = views_of(governance), Counting()
    with pytest.raises(Gap):
        views.read(counting, "all", 1)
    people(governance, 1)
    Follower(governance, views, [counting]).catch_up()
    people(governance, 1)
    with pytest.raises(Gap):
        views.read(counting, "all", governance.head())
    with pytest.raises(Gap):
        views.listed(counting, "", at=governance.head())


def test_lists_are_those_of_their_position(governance: Governance) -> None:
    views, many = views_of(governance), Many()
    people(governance, 4)
    Follower(governance, views, [many]).catch_up()
    assert [key for key, _ in views.listed(many, "p/", at=3)] == ["p/002", "p/003"]
    assert [key for key, _ in views.listed(many, "p/", after="p/003")] == ["p/004", "p/005"]
    assert [key for key, _ in views.listed(many, "p/", newest=True, limit=2)] == ["p/005", "p/004"]
    assert views.listed(many, "q/") == []
    with pytest.raises(Gap):
        views.listed(Many("brief", history=False), "p/", at=1)


def test_readers_always_find_their_document_while_generations_are_swapped(governance: Governance) -> None:
    views, counting = views_of(governance), Counting()
    people(governance, 3)
    follower = Follower(governance, views, [counting])
    follower.catch_up()
    seen: set[Any] = set()
    stop = threading.Event()

    def reading() -> None:
        while not stop.is_set():
            seen.update(
                (views.read(counting, "all"), len(views.listed(counting, "")), len(views.many(counting, ["all"])))
            )

    reader = threading.Thread(target=reading)
    reader.start()
    for _ in range(20):
        follower.rebuild()
    stop.set()
    reader.join()
    assert seen == {Count(3), 1}


def test_a_generation_behind_the_live_one_is_not_swapped_in(governance: Governance) -> None:
    views, counting = views_of(governance), Counting()
    people(governance, 2)
    follower = Follower(governance, views, [counting])
    follower.catch_up()
    behind = views.begin(counting)
    assert views.advance(counting, behind, 0, 2, [Version("all", 2, b'{"number":1}')])
    assert not views.swap(counting, behind)
    assert views.read(counting, "all") == Count(2)


def test_of_two_rebuilds_the_slower_one_gives_way(governance: Governance) -> None:
    views, counting = views_of(governance), Counting()
    people(governance, 2)
    follower = Follower(governance, views, [counting])
    follower.catch_up()

    def rival(_name: str, at: int) -> None:
        if at == governance.head():
            Follower(governance, views, [counting]).rebuild()

    with pytest.raises(RuntimeError, match="counting: another rebuild was quicker"):
        follower.rebuild(None, rival)
    assert views.read(counting, "all") == Count(2)
    with pytest.raises(Superseded):
        views.swap(counting, 99)


def test_a_document_that_cannot_be_read_stops_its_projection_with_a_word(governance: Governance) -> None:
    views, counting, sound = views_of(governance), Counting(), Counting("sound")
    generation = views.head(counting).generation
    assert views.advance(counting, generation, 0, 1, [Version("all", 1, b'{"number":"one"}')])
    people(governance, 1)
    follower = Follower(governance, views, [counting, sound])
    follower.catch_up()
    assert follower.heads()["counting"].fault == "its stored documents: ValidationError"
    assert views.read(sound, "all") == Count(1)


def test_an_event_whose_document_is_not_clear_is_named(governance: Governance) -> None:
    people(governance, 1)
    follower = Follower(governance, views_of(governance), [Puzzled("puzzled"), Counting("sound")])
    follower.catch_up()
    event = governance.everything(1, 1)[0]
    fault = f"organisation.person_registered.v1 {event.id} at 2: LookupError"
    assert {name: head.fault for name, head in follower.heads().items()} == {"puzzled": fault, "sound": None}


def test_an_event_that_cannot_be_read_is_found_and_those_before_it_are_told(governance: Governance) -> None:
    views, counting, source = views_of(governance), Counting(), Through(governance)
    people(governance, 4)
    source.torn = 4
    follower = Follower(source, views, [counting])
    follower.catch_up()
    assert follower.heads()["counting"].fault == "the event after 3: ValidationError"
    assert views.read(counting, "all") == Count(2)


def test_a_lost_connection_is_no_fault_of_the_handler(governance: Governance) -> None:
    views, refolding, source = views_of(governance), Refolding("refolding"), Through(governance)
    people(governance, 1)
    source.away = True
    follower = Follower(source, views, [refolding])
    with pytest.raises(Unreachable):
        follower.catch_up()
    assert follower.heads()["refolding"].fault is None
    source.away = False
    follower.catch_up()
    assert follower.heads()["refolding"].position == governance.head()


def test_the_thread_outlives_whatever_goes_wrong_in_a_round(
    governance: Governance, monkeypatch: pytest.MonkeyPatch
) -> None:
    views, failing, sound = views_of(governance), Counting("failing"), Counting("sound")
    advance, failed = Views.advance, threading.Event()

    def fragile(self: Views, projection: Any, *rest: Any) -> bool:
        if projection is failing and not failed.is_set():
            failed.set()
            raise ArithmeticError
        return advance(self, projection, *rest)

    monkeypatch.setattr(Views, "advance", fragile)
    people(governance, 1)
    follower = Follower(governance, views, [failing, sound])
    follower.start(lambda stopped: wake_ups(governance.dsn, stopped, poll=0.05))
    assert follower.wait_for(governance.head(), 10)
    follower.stop()
    assert failed.is_set()
    assert (views.read(failing, "all"), views.read(sound, "all")) == (Count(1), Count(1))


def test_an_act_can_be_read_at_once_by_whoever_waits_for_it(governance: Governance) -> None:
    found_groups(governance)
    follower = Follower(governance, views_of(governance), PROJECTIONS)
    follower.start(lambda stopped: wake_ups(governance.dsn, stopped, poll=0.2))
    record(governance, evening("may"))
    assert follower.wait_for(governance.head(), 10)
    follower.stop()
    assert {head.position for head in follower.heads().values()} == {governance.head()}
