"""What is recorded as it happens, and what is written up (decisions.md, act and effect)."""

from __future__ import annotations

import datetime as dt

from governance.kernel import Filled, Moment, Rejected

# An evening that goes on past midnight, and a tablet that finds the network again afterwards.
HOURS = 12


def as_it_happens(when: Moment, now: Moment) -> Moment:
    """The time of an act recorded live: as said, else now for today's. Raises `Rejected` for what is over for long.

    Waiting times, deadlines and notice count from this time: an earlier one would be the recorder's word alone.
    """
    if when.precision == "day" and when.date == now.date:
        return now
    if when.precision == "minute" and now.instant - when.instant <= dt.timedelta(hours=HOURS):
        return when
    raise Rejected(
        "in order",
        "no_longer_live",
        because={"hours": HOURS},
        would_help=Filled(
            "Write it up: what is recorded as it happens is not older than %(hours)s hours.", {"hours": HOURS}
        ),
        pointer="/when",
    )


def told_after(clause: str, happened: Moment | None, when: Moment, pointer: str) -> Rejected | None:
    """Why a meeting is not told of something then, or None: it had happened (R-CA1, R-WR9).

    Written up too: nobody can have told of it before.
    """
    if happened is None or not when.before(happened):
        return None
    because: dict[str, object] = {"happened": happened.local}
    help_ = "That came later than this meeting. Tell the next one."
    return Rejected(clause, "told_before_it_happened", because=because, would_help=help_, pointer=pointer)


def told_now(given: Moment, when: Moment) -> Rejected | None:
    """Why notice is not taken as given on an earlier day than the act that gives it, or None (R-NO1)."""
    if given.date >= when.date:
        return None
    return Rejected(
        "R-NO1",
        "notice_given_before",
        would_help="Notice counts from today. If members were told earlier, write it up.",
        pointer="/notice_given",
    )
