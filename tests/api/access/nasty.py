"""An evening in which everything typed is somebody's try at a script: every text of every act there is."""

from __future__ import annotations

import re
import typing
from typing import Annotated, Any

import msgspec

from api.commands import COMMANDS

NASTY = '<script>alert(1)</script><img src=x onerror="alert(2)">"\'{{ 4321*1234 }}'
MAILBOX = "shared@example.org"
SINCE = {"date": "2024-04-01"}
# Texts that are names of things, and are refused if they are anything else.
NAMES = {("foundGroup", "zone"), ("registerPerson", "email")}
# Only ever said by the command line, once, before there is anything to read.
ONCE = {("foundOrganisation", field) for field in ("name", "origin", "zone", "language")}


def texts(kind: Any, at: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """Where a type takes free text: `str` in which no pattern or list of choices holds the script back."""
    if kind is str:
        return {at}
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is Annotated:
        metas = [meta for meta in arguments[1:] if isinstance(meta, msgspec.Meta)]
        held = any(meta.pattern and not re.search(meta.pattern, NASTY) for meta in metas)
        return set() if held else texts(arguments[0], at)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = typing.get_type_hints(kind, include_extras=True)
        names = zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True)
        return set().union(*(texts(hints[field], (*at, name)) for field, name in names))
    if origin is typing.Literal:
        return set()
    return set().union(*(texts(argument, at) for argument in arguments)) if arguments else set()


def every_text() -> set[tuple[str, ...]]:
    """Every free text of every act, as (act, field, field within it...)."""
    found = {(do, *path) for do, kind in COMMANDS.items() for path in texts(kind)}
    return found - NAMES - ONCE


def nasty_in(value: Any, at: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """Where an act says the script."""
    if isinstance(value, dict):
        return set().union(*(nasty_in(inner, (*at, name)) for name, inner in value.items()))
    if isinstance(value, list):
        return set().union(*(nasty_in(inner, at) for inner in value))
    return {at} if isinstance(value, str) and NASTY in value else set()


def said(lines: list[dict[str, Any]]) -> set[tuple[str, ...]]:
    """Every text that these acts put the script in."""
    return set().union(*({(line["do"], *path) for path in nasty_in(line)} for line in lines))


def at(minute: int) -> dict[str, Any]:
    return {"when": {"date": "2026-02-10", "time": f"14:{minute:02}"}}


def nasty_lines() -> list[dict[str, Any]]:
    """A group and its meetings, with the script wherever anything can be typed."""
    lines: list[dict[str, Any]] = [
        {"do": "foundGroup", "as": "g", "name": NASTY, "slug": "nasty", "since": SINCE},
        {"do": "createOffice", "group": "g", "slug": "chair", "label": NASTY, "kind": "chair"},
    ]
    for n, constituency in enumerate(["service_user", "service_user", "professional"]):
        seat = {"group": "g", "since": SINCE}
        lines += [
            {"do": "createSeat", **seat, "slug": f"s{n}", "label": f"{NASTY} {n}", "constituency": constituency},
            {"do": "registerPerson", "as": f"p{n}", "name": NASTY, "email": MAILBOX, "phone": NASTY, "address": NASTY},
            {"do": "fillSeat", **seat, "seat": f"s{n}", "person": f"p{n}"},
        ]
    called = {
        "do": "callMeeting", "group": "g", "starts": {"date": "2026-02-10", "time": "14:00"}, "title": NASTY,
        "place": NASTY, "agenda": [{"title": NASTY}, {"title": NASTY}], "when": {"date": "2026-02-01"},
    }  # fmt: skip
    adopted = {"quorum": 2, "notice_days": 1, "tie_rule": "second_vote", "lived_experience": "flag"}
    m = {"meeting": "m"}
    return [
        *lines,
        {"do": "assignOffice", "group": "g", "office": "chair", "seat": "s0", "since": SINCE},
        {"do": "adoptStandingOrders", "group": "g", "orders": adopted, "since": SINCE},
        {**called, "as": "off"},
        {"do": "cancelMeeting", "meeting": "off", "reason": NASTY, "when": {"date": "2026-02-02"}},
        {**called, "as": "m"},
        {"do": "recordApologies", **m, "seat": "s2", "reason": NASTY, "when": {"date": "2026-02-03"}},
        {"do": "openMeeting", **m, "present": ["s0", "s1"], "presider": "s0",
         "visitors": [{"label": NASTY}], **at(0)},
        {"do": "noteVisitor", **m, "visitor": {"label": NASTY, "capacity": "supporter", "supporting": "s1"}, **at(1)},
        {"do": "recordArrival", **m, "seats": ["s2"], **at(1)},
        {"do": "declareInterest", **m, "seat": "s2", "item": "4", "kind": "financial", "nature": NASTY, **at(1)},
        {"do": "proposeItem", **m, "title": NASTY, **at(2)},
        {"do": "proposeItem", **m, "title": NASTY, **at(2)},
        {"do": "openItem", **m, "item": "3", **at(2)},
        {"do": "takeNote", "as": "slip", **m, "item": "3", "words": NASTY, **at(3)},
        {"do": "takeNote", **m, "item": "3", "words": NASTY, **at(3)},
        {"do": "strikeAct", **m, "act": "slip", "reason": NASTY, **at(4)},
        {"do": "noteSuggestion", **m, "item": "3", "words": NASTY, **at(4)},
        {"do": "moveMotion", "as": "q", **m, "item": "3", "words": NASTY, "moved_by": "s1",
         "cost": {"minor": 100, "purpose": NASTY}, **at(5)},
        {"do": "moveAmendment", "as": "c", **m, "motion": "q", "moved_by": "s0",
         "changes": [{"remove": NASTY, "insert": f"{NASTY} {NASTY}"}], **at(6)},
        {"do": "withdrawMotion", **m, "motion": "c", "by": "s0", **at(6)},
        {"do": "moveAmendment", **m, "as": "d", "motion": "q", "moved_by": "s0",
         "changes": [{"insert": NASTY, "after": NASTY}], **at(6)},
        {"do": "withdrawMotion", **m, "motion": "d", "by": "s0", **at(6)},
        {"do": "putMotion", **m, "motion": "q", "how": "roll_call", **at(7)},
        {"do": "castVote", **m, "motion": "q", "seat": "s1", "choice": "for", **at(7)},
        {"do": "castVote", **m, "motion": "q", "seat": "s2", "choice": "against", **at(7)},
        {"do": "useCastingVote", **m, "motion": "q", "direction": "for", "changes_status_quo": True, "reason": NASTY,
         "by": "s0", **at(8)},
        {"do": "declareResult", "as": "made", **m, "motion": "q", **at(8)},
        {"do": "agreeAction", **m, "item": "3", "task": {"owner": "s1", "do": NASTY}, **at(9)},
        {"do": "recordDecision", **m, "item": "4", "words": NASTY, "how": "hands", "count": {"for": 3},
         "moved_by": "s1", "cost": {"minor": 100, "purpose": NASTY}, "actions": [{"owner": "s1", "do": NASTY}],
         **at(10)},
        {"do": "recordOwnVote", **m, "motion": "q", "seat": "s1", "choice": "for", "reason": NASTY, **at(11)},
        {"do": "moveMotion", "as": "k", **m, "item": "5", "words": "Meet at noon.", "moved_by": "s1", **at(12)},
        {"do": "putMotion", **m, "motion": "k", "how": "consent", **at(12)},
        {"do": "raiseObjection", **m, "motion": "k", "seat": "s2", "words": NASTY, "harms": NASTY, **at(13)},
        {"do": "testObjection", **m, "motion": "k", "seat": "s2", "found": "resolved", "words": NASTY, **at(13)},
        {"do": "askEveryone", **m, "motion": "k", **at(14)},
        {"do": "declareResult", **m, "motion": "k", **at(14)},
        {"do": "reopenDecision", "as": "r", **m, "item": "5", "decision": "made", "how": "rescind", "words": NASTY,
         "moved_by": "s1", **at(15)},
        {"do": "moveRatification", **m, "item": "5", "words": NASTY, "moved_by": "s1", **at(16)},
        *nasty_procedure(),
    ]  # fmt: skip


def nasty_procedure() -> list[dict[str, Any]]:
    """Procedure with the script in it, on the fourth item."""
    m: dict[str, Any] = {"meeting": "m"}
    motion = {**m, "item": "6", "moved_by": "s1"}
    return [
        {"do": "openItem", **m, "item": "6", **at(16)},
        {"do": "moveMotion", "as": "tea", **motion, "words": f"Tea. {NASTY}", **at(16)},
        {"do": "moveAmendment", "as": "f", **m, "motion": "tea", "moved_by": "s0",
         "changes": [{"remove": "Tea.", "insert": "Milk."}], "cost": {"minor": 1, "purpose": NASTY}, **at(17)},
        {"do": "acceptAmendment", **m, "motion": "f", **at(17)},
        {"do": "divideQuestion", "as": "parts", **m, "motion": "tea", "cuts": [NASTY], **at(18)},
        {"do": "moveMotion", "as": "s", **motion, "words": NASTY, **at(19)},
        {"do": "changeWords", **m, "motion": "s", "changes": [{"remove": NASTY, "insert": f"{NASTY} {NASTY}!"}],
         **at(19)},
        {"do": "changeWords", **m, "motion": "s", "changes": [{"insert": NASTY, "after": f"{NASTY}!"}], **at(19)},
        {"do": "moveProcedural", "as": "t", **motion, "kind": "commit", "about": "s", "words": NASTY, **at(20)},
        {"do": "raisePointOfOrder", **m, "words": NASTY, "seat": "s2", **at(21)},
        {"do": "makeRuling", "as": "u", **m, "words": NASTY, "reason": NASTY, "rules_out": "t", **at(21)},
        {"do": "appealRuling", "as": "v", **m, "ruling": "u", "seats": ["s1", "s2"], **at(22)},
        {"do": "moveTogether", "as": "w", **motion, "items": ["6"], "words": NASTY, **at(23)},
        {"do": "moveOptions", "as": "x", **motion, "words": NASTY, "options": [{"words": NASTY}, {"words": "No."}],
         **at(24)},
    ]  # fmt: skip


def scripts_in(page: str) -> list[str]:
    """What of a page would run: our own script is a file of ours, everything else is somebody's."""
    page = re.sub(r'<script src="/static/[0-9a-f]{16}/[a-z]+\.js"[^>]*></script>', "", page)
    found = re.findall(r"<(?:script|img|iframe|object|embed|style|base|svg)\b[^>]*>", page, re.IGNORECASE)
    handlers = re.findall(r"<[a-z][^>]*\son[a-z]+\s*=[^>]*>", _without_values(page), re.IGNORECASE)
    return [*found, *handlers, *re.findall(r'(?:href|src|action)="javascript:', page, re.IGNORECASE)]


def _without_values(page: str) -> str:
    return re.sub(r'"[^"]*"', '""', page)
