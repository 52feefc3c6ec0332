"""Whatever is recorded, and wherever the clock jumps: times never fall, and every leaf can be made again."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import TYPE_CHECKING, Any

import psycopg
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from governance.acts import Principal
from governance.kernel import Rejected, When
from governance.meeting.commands import Business, CallMeeting
from governance.organisation.commands import RegisterPerson
from tests.governance.test_append import recomputed
from tests.people import found_groups

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.application import Governance
    from governance.embedded import EmbeddedPostgres

IMPORTER = Principal("importer")
SECONDS = st.integers(-280, 280)
DAYS = st.integers(-400, 40)
CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


class RecordMachine(RuleBasedStateMachine):
    """People and meetings recorded under a clock that jumps, within the minutes the record allows."""

    governance: Governance
    group: Any
    owner: str

    def __init__(self) -> None:
        super().__init__()
        self.ahead = 0

    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC) + dt.timedelta(seconds=self.ahead)

    def record(self, command: Any) -> None:
        with contextlib.suppress(Rejected):
            self.governance.handle(command, IMPORTER)

    @rule(seconds=SECONDS)
    def the_clock_jumps(self, seconds: int) -> None:
        self.ahead = seconds
        self.governance._clock = self.now

    @rule(days=DAYS)
    def somebody_is_registered(self, days: int) -> None:
        self.record(RegisterPerson(name="Person", when=self.day(days)))

    @rule(days=DAYS, items=st.integers(0, 3))
    def a_meeting_is_called(self, days: int, items: int) -> None:
        agenda = tuple(Business(f"Item {n}") for n in range(items))
        self.record(CallMeeting(group=self.group, starts=self.day(days + 20), when=self.day(days), agenda=agenda))

    def day(self, days: int) -> When:
        return When((dt.datetime.now(dt.UTC) + dt.timedelta(days=days)).date().isoformat())

    def teardown(self) -> None:
        events = self.governance.everything(0, 100_000)
        stamps = [event.recorded_at for event in events]
        assert stamps == sorted(stamps)
        # The clock that says what is still to come may be up to five minutes ahead of the one that stamps.
        assert all(one.occurred.instant <= one.recorded_at + dt.timedelta(minutes=5) for one in events)
        with psycopg.connect(self.owner, autocommit=True) as owner:
            rows = recomputed(owner)
        assert [position for position, _, _ in rows] == list(range(1, len(events) + 1))
        assert all(stored == worked_out for _, stored, worked_out in rows)


def test_times_never_fall_and_every_leaf_can_be_made_again(
    make: Callable[..., Governance], cluster: EmbeddedPostgres, database: str
) -> None:
    governance = make(pool=2)
    made = found_groups(governance)
    place = {"governance": governance, "group": made["a"], "owner": cluster.dsn(database)}
    run_state_machine_as_test(
        type("Here", (RecordMachine,), place),
        settings=settings(max_examples=8, stateful_step_count=12, deadline=None, suppress_health_check=CHECKS),
    )
    assert governance.head() > 90
