"""Going through a record act by act: everything its rules work out is worked out again, and held against it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from governance.kernel import Rejected
from governance.log.walk import Finding
from governance.replay import saying
from governance.replay.again import again
from governance.replay.comparing import differences
from governance.replay.desk import ReplayDesk
from governance.replay.following import follows
from governance.replay.standing import NotOpen, Standing
from governance.rules.defects import DEFECTS, RULES_VERSION, explaining

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from governance.kernel import Event
    from governance.record import RecordedEvent
    from governance.replay.comparing import Difference
    from governance.replay.desk import Words
    from governance.rules.defects import Defect

IRREGULAR = ("outcome.irregular", "irregular")


class Placed(NamedTuple):
    """An entry in its place; `one` is what it says, where that is open and known, `absent` when it was disowned."""

    position: int
    stream: UUID
    version: int
    last: bool
    one: RecordedEvent | None
    absent: bool = False


class Replay:
    """What was worked out again: how much of each kind, what differs, what a known fault explains, what is not open."""

    def __init__(self, words: Words, defects: Iterable[Defect] = DEFECTS) -> None:
        self.standing = Standing()
        self.again: Counter[str] = Counter()
        self.not_open: Counter[str] = Counter()
        self.newer: Counter[str] = Counter()
        self.explained: list[Finding] = []
        self.findings: list[Finding] = []
        self._words = words
        self._defects = tuple(defects)

    def run(self, placed: Iterable[Placed]) -> None:
        """Go through the entries in order."""
        act: list[Placed] = []
        for entry in placed:
            if act and (act[-1].last or _decided(act[-1]) != _decided(entry)):
                self._act(act)
                act = []
            act.append(entry)
        self._act(act)

    def _act(self, act: Sequence[Placed]) -> None:
        whole = [one for one in (entry.one for entry in act if not entry.absent) if one is not None]
        if whole and len(whole) == len(act):
            self._followed(whole)
        for n, entry in enumerate(act):
            if entry.absent:
                self.standing.pass_over(entry.stream, entry.version)
            elif entry.one is None:
                self.standing.shut(entry.stream, entry.version)
            else:
                home = [one.one.event for one in act[n + 1 :] if one.stream == entry.stream and one.one is not None]
                self._judge(entry.one, home)
                self._step(entry.one)

    def _step(self, one: RecordedEvent) -> None:
        try:
            self.standing.step(one)
        except Exception:  # noqa: BLE001 - whatever was written into a record is found, and nothing stops here
            self.standing.shut(one.stream, one.version)
            self.findings.append(Finding(one.position, saying.unfit(one.event.topic)))

    def _judge(self, one: RecordedEvent, after: Sequence[Event]) -> None:
        topic = one.event.topic
        if topic not in saying.WHAT:
            return
        if one.envelope.rules > RULES_VERSION:
            self.newer[topic] += 1
            return
        desk = ReplayDesk(one, self._words)
        try:
            made = again(one, after, self.standing, desk)
            assert made is not None, "what has a name is worked out again"
            found, odd = _held(one.event, after, made.events, made.only, desk)
        except NotOpen:
            self.not_open[topic] += 1
            return
        except Rejected as refused:
            self._find(one, saying.refused(topic, refused.clause))
            return
        except Exception:  # noqa: BLE001 - as above
            self._find(one, saying.unfit(topic))
            return
        self.again[topic] += 1
        self._told(one, found)
        for words in odd:
            self._find(one, words)

    def _told(self, one: RecordedEvent, found: Sequence[Difference]) -> None:
        if not found:
            return
        clauses: set[str] = set()
        for difference in found:
            if difference.path in IRREGULAR:
                clauses |= set(difference.recorded) ^ set(difference.by_rule)
        fields = {d.path.removeprefix("outcome.").partition(".")[0] for d in found if d.path not in IRREGULAR}
        known = explaining(one.envelope.rules, clauses, fields, self._defects)
        words = saying.otherwise(one.event.topic, found)
        if known:
            named = ", ".join(sorted({defect.clause for defect in known}))
            self.explained.append(Finding(one.position, f"{words}: a known fault of the rules then, {named}"))
        else:
            self._find(one, words)

    def _followed(self, act: Sequence[RecordedEvent]) -> None:
        home = [one for one in act if one.stream == act[0].stream]
        elsewhere = [one for one in act if one.stream != act[0].stream]
        first = act[0]
        if first.envelope.rules > RULES_VERSION:
            return
        desk = ReplayDesk(first, self._words)
        try:
            made = follows(home, elsewhere, self.standing, desk)
            found = _beside(elsewhere, [event for _, event in made], desk)
        except NotOpen:
            if elsewhere:
                self.not_open[saying.FOLLOWS] += 1
            return
        except Exception:  # noqa: BLE001 - as above
            self._find(first, saying.unfit(first.event.topic))
            return
        self.again[saying.FOLLOWS] += len(made)
        self.findings += found
        if len(made) > len(elsewhere):
            self._find(first, saying.missing(made[len(elsewhere)][1].topic))

    def _find(self, one: RecordedEvent, words: str) -> None:
        self.findings.append(Finding(one.position, words))


def _decided(entry: Placed) -> str:
    """When an act was decided: acts written up together are recorded as one, and were decided one after another."""
    return "" if entry.one is None else entry.one.envelope.decided


def _held(
    event: Event, after: Sequence[Event], made: Sequence[Event], only: Sequence[str], desk: ReplayDesk
) -> tuple[list[Difference], list[str]]:
    """The first event made again held against the one recorded, and those that come with it against those after."""
    found = differences(event, made[0], desk, only) if made and type(made[0]) is type(event) else []
    odd = [] if made and type(made[0]) is type(event) else [saying.unasked(event.topic)]
    rest = iter(after)
    for one in made[1:]:
        other = next((there for there in rest if type(there) is type(one)), None)
        if other is None:
            odd.append(saying.missing(one.topic))
            break
        if type(one).topic not in saying.WHAT and differences(other, one, desk):
            odd.append(saying.otherwise(one.topic, differences(other, one, desk)))
    return found, odd


def _beside(elsewhere: Sequence[RecordedEvent], made: Sequence[Event], desk: ReplayDesk) -> list[Finding]:
    """What was recorded in other streams held against what follows."""
    found = []
    for n, one in enumerate(elsewhere):
        if n >= len(made) or type(made[n]) is not type(one.event):
            found.append(Finding(one.position, saying.unasked(one.event.topic)))
        elif differences(one.event, made[n], desk):
            found.append(
                Finding(one.position, saying.otherwise(one.event.topic, differences(one.event, made[n], desk)))
            )
    return found
