"""A correction of minutes looked at: the line it means, whether its words stand there, and that no outcome changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.kernel import EventId, Rejected
from governance.minutes.brought import Restated, Where
from governance.motion import tally
from governance.motion.events import ClassTally, CountRecorded
from governance.rules import minutes as rules
from governance.rules.majority import Tally
from governance.words import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from governance.kernel import Class
    from governance.minutes.commands import ClassHands
    from governance.minutes.earlier import Earlier, Printed

    ByClass = Mapping[Class, ClassHands] | None


class Checked(msgspec.Struct, frozen=True):
    """A correction that is in order."""

    where: Where
    restated: Restated | None


def check(earlier: Earlier, line: Printed, old: str, new: str, by_class: ByClass = None) -> Checked:
    """What a correction of a line comes to. Raises `Rejected` (R-MI4, R-MI8)."""
    after = rules.reworded(line.text, clean(old), clean(new))
    where = Where(line.part, line.line, line.events[0] if line.events else None)
    match line.tells:
        case "words" if after.startswith(line.keeps):
            return Checked(where, None)
        case "vote":
            return Checked(where, _restated(earlier, line, rules.restated(line.text, after), by_class))
        case _:
            raise rules.an_outcome()


def line_of(earlier: Earlier, printed: str | None, act: EventId | None) -> Printed:
    """The line somebody means, by its number as printed or by an act it tells of. Raises `Rejected`."""
    assert earlier.minutes.meeting is not None, "minutes are of a meeting"
    if (printed is None) == (act is None):
        raise Rejected("R-MI4", "which_line", would_help="Give the number of the line.", pointer="/line")
    for line in earlier.scribe.lines(earlier.minutes.meeting):
        if f"{line.part}.{line.line}" == printed or act in line.events:
            return line
    raise Rejected("R-MI4", "no_such_line", would_help="Look at the minutes again.", pointer="/line")


def line_at(earlier: Earlier, where: Where) -> Printed:
    """The line that was meant, as it reads now. Raises `Rejected` when it is no longer there."""
    return line_of(earlier, f"{where.part}.{where.line}", None)


def _restated(earlier: Earlier, line: Printed, corrected: Tally, by_class: ByClass) -> Restated:
    assert line.motion is not None, "a vote is on a motion"
    motion = earlier.meeting.motions[line.motion]
    if motion.votes:
        raise Rejected(
            "R-MI8",
            "recorded_by_names",
            would_help="The names say how this vote went. Whoever presides rules on it, and the meeting votes again.",
            pointer="/old",
        )
    classes = None if by_class is None else _adding_up(corrected, by_class)
    recounted = msgspec.structs.replace(motion, count=CountRecorded(motion.id, corrected, classes))
    carried = tally.judge(earlier.meeting, recounted).carried
    now = "unknown" if carried is None else "agreed" if carried else "not_agreed"
    rules.same_outcome(motion.stage, now)
    return Restated(motion.id, motion.decision, corrected, classes)


def _adding_up(corrected: Tally, by_class: Mapping[Class, ClassHands]) -> tuple[ClassTally, ...]:
    classes = tuple(ClassTally(name, Tally(v.for_, v.against, v.no_side)) for name, v in sorted(by_class.items()))
    for name in ("for_", "against", "no_side"):
        if sum(getattr(one.tally, name) for one in classes) != getattr(corrected, name):
            raise Rejected("R-VO3", "classes_do_not_add_up", would_help="Count again by class.", pointer="/by_class")
    return classes
