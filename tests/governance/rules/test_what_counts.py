"""What is carried out, ratified, sent on (R-DE4, R-RA1, R-IN6, R-ES1)."""

from __future__ import annotations

from typing import Any

import pytest

from governance.rules import delegation, escalation, ratifying
from tests.governance.rules.refusals import Told, told


def test_only_what_counts_is_carried_out() -> None:
    assert told(lambda: delegation.counts("agreed", takes_effect=True, pointer="/decision")) is None
    assert told(lambda: delegation.counts("without_quorum", takes_effect=False, pointer="/decision")) == Told(
        "R-DE4",
        "decision_has_no_effect",
        "Only what counts is carried out. Ratify it first.",
        "/decision",
        {"status": "without_quorum"},
    )


def test_what_was_carried_out_and_did_not_count_is_flagged() -> None:
    assert delegation.told(known_not_to_count=True) == ("R-DE4",)
    assert delegation.told(known_not_to_count=False) == ()


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, None),
        (
            {"agreed": False},
            Told("R-RA1", "it_was_not_agreed", "What was not agreed cannot be made valid. Move it anew.", "/decision"),
        ),
        ({"waits": False}, Told("R-RA1", "nothing_to_ratify", "It counts already, or was undone.", "/decision")),
        ({"earlier": False}, Told("R-RA1", "not_decided_before", "Ratify it at a later time.", "/decision")),
    ],
)
def test_what_was_agreed_before_and_has_no_effect_is_ratified(facts: dict[str, Any], expected: Told | None) -> None:
    assert told(lambda: ratifying.may_ratify(**{"agreed": True, "waits": True, "earlier": True, **facts})) == expected


@pytest.mark.parametrize(
    ("before", "to_come", "expected"),
    [
        (False, False, None),
        (
            True,
            False,
            Told(
                "R-RA1",
                "effective_before_it_was_done",
                "Choose the day it was done, or a later one.",
                "/effective",
            ),
        ),
        (False, True, Told("R-RA1", "effective_is_to_come", "It counts from today at the latest.", "/effective")),
    ],
)
def test_it_counts_neither_from_before_it_was_done_nor_from_a_day_to_come(
    before: bool, to_come: bool, expected: Told | None
) -> None:
    assert told(lambda: ratifying.from_when(before_the_act=before, to_come=to_come)) == expected


def test_only_what_could_have_been_authorised_in_advance_is_ratified() -> None:
    assert ratifying.in_advance(noticed=True) is None
    assert told(lambda: ratifying.in_advance(noticed=False)) == Told(
        "R-RA1",
        "not_described_in_the_notice",
        "Ratify it at a meeting whose notice says what kind it is.",
        "/item",
    )


@pytest.mark.parametrize(
    ("short", "known", "expected"),
    [
        (True, True, None),
        (False, True, Told("R-IN6", "enough_are_left_to_decide", "Decide it here, or put it off.", "/item")),
        (True, False, Told("R-ES1", "nobody_to_send_it_to", "Say which group decides it.", "/to")),
        (False, False, Told("R-IN6", "enough_are_left_to_decide", "Decide it here, or put it off.", "/item")),
    ],
)
def test_an_item_is_sent_on_where_recusal_took_the_quorum(short: bool, known: bool, expected: Told | None) -> None:
    assert told(lambda: escalation.may_send_on(short=short, known=known)) == expected
