"""Erasing what is private: one month to answer, what may be kept and why, and never by whoever asked.

Sources: GDPR articles 5(1)(e), 7(3), 12(3) and 17(3), as domain.md S8 and 4.1 tell them.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from governance.kernel import Rejected
from governance.rules.days import months_on

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable
    from uuid import UUID

CLAUSE = "in order"
# Physical backups and write-ahead log are gone after so many days: so the binding decisions on keys have it.
BACKUPS_DAYS = 90
# How long after their last seat what somebody needed, and why they could not come, is kept (domain.md 4.1).
AFTER_LEAVING_DAYS = {"access": 90, "attendance": 90}


# Nothing is decided on what these say: who reads on finds the rest as it was.
NOTHING_RESTS_ON = frozenset(
    (
        "meeting.note_taken.v1",
        "meeting.suggestion_noted.v1",
        "meeting.apology_reason_kept.v1",
        "organisation.contact_added.v1",
        "organisation.private_detail_kept.v1",
    )
)


def due(received: dt.date) -> dt.date:
    """The day by which a request is answered: the same day of the next month, or that month's last."""
    return months_on(received, 1)


def backups_until(today: dt.date) -> dt.date:
    """The day from which no backup may hold what is destroyed today."""
    return today + dt.timedelta(days=BACKUPS_DAYS)


def after_leaving(purpose: str, left: dt.date | None) -> str | None:
    """The day on which what was kept for a purpose goes, as somebody has left; None where that ends nothing."""
    days = AFTER_LEAVING_DAYS.get(purpose)
    return None if days is None or left is None else (left + dt.timedelta(days=days)).isoformat()


def answered(outcome: str, kept: Collection[tuple[str, str]], reason: str | None, today: dt.date) -> None:
    """Refuse an answer that does not say why something is kept. `kept` are purposes, each with its last day."""
    if (outcome == "refused") != (reason is not None):
        raise _refused("refused_with_a_reason", "Say why it is refused. Give no such reason otherwise.", "/reason")
    if (outcome == "partly_agreed") != bool(kept):
        raise _refused("kept_with_a_reason", "Say what is kept, until when and why, and say: partly_agreed.", "/keep")
    if len({purpose for purpose, _ in kept}) < len(kept):
        raise _refused("one_answer_for_each", "Name each purpose once.", "/keep")
    if any(_day(until) <= today for _, until in kept):
        raise _refused("kept_for_a_time", "Give a day to come.", "/keep")


def by_another(*, own: bool) -> None:
    """Nobody answers their own request."""
    if own:
        raise _refused("nobody_answers_their_own", "Ask another officer.")


def left(*, sits: bool) -> None:
    """Whoever is still in a seat would be in it without a name."""
    if sits:
        raise _refused("still_holds_a_seat", "First write down that they left their seat.")


def consented(purpose: str, agreed: Collection[str]) -> None:
    """Access needs tell of health: they are kept only while the person agrees."""
    if purpose == "access" and purpose not in agreed:
        raise Rejected(CLAUSE, "not_agreed_to", would_help="First write down that they agree.", pointer="/purpose")


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise Rejected("in order", "impossible_date", because={"date": text}, pointer="/until") from error


def a_day_to_come(text: str | None, today: dt.date) -> None:
    """Refuse to agree until a day that is over."""
    if text is not None and _day(text) <= today:
        raise Rejected(CLAUSE, "kept_for_a_time", would_help="Give a day to come.", pointer="/until")


def _refused(reason: str, would_help: str, pointer: str = "") -> Rejected:
    return Rejected(CLAUSE, reason, would_help=would_help, pointer=pointer)


def may_be_removed(refs: Iterable[UUID], typed: Container[UUID]) -> None:
    """Refuse to remove what the group never typed."""
    if any(ref not in typed for ref in refs):
        raise Rejected("unknown", "unknown_words", would_help="Look for them where they stand.", pointer="/words")


def may_lose_its_body(topic: str | None) -> None:
    """Refuse to erase what an event says where other acts rest on it."""
    if topic is None:
        raise Rejected("unknown", "unknown_act", pointer="/event")
    if topic not in NOTHING_RESTS_ON:
        raise _refused("others_rest_on_it", "Remove its words instead. What was decided on it stays.", "/event")
