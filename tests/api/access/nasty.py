"""An evening in which everything typed is somebody's try at a script: every text of every act there is."""

from __future__ import annotations

import re
import typing
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from api import drafts
from api.commands import COMMANDS
from api.drafts import Kept
from api.notes.notes import Notes
from governance.kernel import MeetingId
from tests.api.access.nasty_notes import nasty_notes
from tests.people import record

if TYPE_CHECKING:
    from uuid import UUID

    from governance.application import Governance

# As an element, out of an attribute in either kind of quotes, and as a template.
NASTY = (
    '<script>alert(1)</script><img src=x onerror="alert(2)">" autofocus onfocus="alert(3)'
    "' onfocus='alert(4)' {{ 4321*1234 }}"
)
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
            {
                "do": "registerPerson",
                "as": f"p{n}",
                "name": NASTY,
                "email": MAILBOX,
                "address": NASTY,
                **({} if n else {"phone": NASTY}),
            },
            {
                "do": "fillSeat",
                **seat,
                "seat": f"s{n}",
                "person": f"p{n}",
                **({"ground": "sent", "reason": NASTY} if constituency == "professional" else {}),
            },
        ]
    # Of one of them a phone number became known later; of another none is, and it can be typed.
    lines.append({"do": "addContact", "person": "p1", "phone": NASTY})
    lines.append({"do": "keepPrivateDetail", "person": "p1", "purpose": "expenses", "words": NASTY})
    lines.append({"do": "giveConsent", "person": "p0", "purpose": "access"})
    called = {
        "do": "callMeeting", "group": "g", "starts": {"date": "2026-02-10", "time": "14:00"}, "title": NASTY,
        "place": NASTY, "agenda": [{"title": NASTY}, {"title": NASTY}], "when": {"date": "2026-02-01"},
    }  # fmt: skip
    adopted = {"quorum": 2, "notice_days": 1, "tie_rule": "second_vote", "lived_experience": "flag",
               "max_consecutive": 1}  # fmt: skip
    m = {"meeting": "m"}
    return [
        *lines,
        {"do": "assignOffice", "group": "g", "office": "chair", "seat": "s0", "since": SINCE},
        {"do": "adoptStandingOrders", "group": "g", "orders": adopted, "since": SINCE},
        {"do": "createOffice", "group": "g", "slug": "warden", "label": NASTY, "kind": "other"},
        {"do": "assignOffice", "as": "stopped", "group": "g", "office": "warden", "seat": "s1", "since": SINCE},
        {"do": "endTerm", "group": "g", "term": "stopped", "reason": "resigned", "channel": "phone",
         "when": {"date": "2026-01-05"}},
        {"do": "disputeLeaving", "group": "g", "seat": "s1", "term": "stopped", "words": NASTY,
         "when": {"date": "2026-01-06"}},
        {**called, "as": "off"},
        {"do": "cancelMeeting", "meeting": "off", "reason": NASTY, "when": {"date": "2026-02-02"}},
        {**called, "as": "m"},
        {"do": "moveMeeting", "meeting": "m", "place": NASTY, "when": {"date": "2026-02-02"}},
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
        {"do": "agreeAction", "as": "task", **m, "item": "3", "task": {"owner": "s1", "do": NASTY}, **at(9)},
        {"do": "putOffAction", "action": "task", "due": "2026-04-01", "reason": NASTY, **at(11)},
        {"do": "dropAction", "action": "task", "reason": NASTY, **at(12)},
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
        {"do": "reopenDecision", **m, "item": "5", "decision": "made", "how": "rescind", "words": NASTY,
         "moved_by": "s1", **at(15)},
        {"do": "moveRatification", **m, "item": "5", "words": NASTY, "moved_by": "s1", **at(16)},
        *nasty_procedure(),
        {"do": "circulateResolution", "as": "r", "group": "g", "words": NASTY, "reason": NASTY, "options": [NASTY],
         "how_to_reply": NASTY, "cost": {"minor": 100, "purpose": NASTY}, **at(13)},
        {"do": "recordReply", "resolution": "r", "seat": "s1", "condition": NASTY, "channel": "post", **at(14)},
        {"do": "disputeReply", "resolution": "r", "seat": "s1", "words": NASTY, **at(15)},
        {"do": "withdrawResolution", "resolution": "r", "reason": NASTY, **at(16)},
        {"do": "reportResolution", **m, "item": "4", "resolution": "r", **at(25)},
        {"do": "takeChairsAction", "group": "g", "seat": "s0", "words": NASTY, "reason": NASTY, "consulted": ["s1"],
         "cost": {"minor": 100, "purpose": NASTY}, **at(17)},
        *nasty_minutes(called),
        *nasty_offices(m),
        *nasty_notice(called),
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


def nasty_offices(m: dict[str, Any]) -> list[dict[str, Any]]:
    """A term made longer and a removal, with the script in the words of both."""
    return [
        {"do": "createOffice", "group": "g", "slug": "clerk", "label": NASTY, "kind": "other"},
        {"do": "assignOffice", "group": "g", "office": "clerk", "seat": "s0", "since": SINCE, "until": "2026-03-31"},
        {"do": "openNominations", "as": "e", "group": "g", "office": "clerk", "when": {"date": "2026-02-09"}},
        {"do": "nominate", "election": "e", "seat": "s0", "when": {"date": "2026-02-09"}},
        {"do": "closeNominations", "election": "e", "when": {"date": "2026-02-09"}},
        {"do": "moveExtension", **m, "item": "4", "election": "e", "words": NASTY, "learner": "s1", **at(26)},
        {"do": "moveRemoval", **m, "item": "4", "office": "chair", "words": NASTY, **at(26)},
        {"do": "registerPerson", "as": "auditor", "name": NASTY},
        {"do": "appointAuditor", "group": "g", "person": "auditor", "label": NASTY, "until": "2099-01-01",
         "decision": "made", **at(26)},
    ]  # fmt: skip


def nasty_notice(called: dict[str, Any]) -> list[dict[str, Any]]:
    """What members ask for, with the script in it."""
    return [
        {"do": "askForMeeting", "group": "g", "seat": "s1", "business": [{"title": NASTY}], **at(27)},
        {"do": "proposeBusiness", "as": "refused", "group": "g", "seat": "s1", "title": NASTY, **at(27)},
        {
            **called,
            "as": "refusing",
            "starts": {"date": "2026-03-20"},
            "when": {"date": "2026-02-11"},
            "not_taken": [{"proposal": "refused", "reason": NASTY}],
        },
        {"do": "issuePaper", "meeting": "m", "item": "6", "title": NASTY, **at(28)},
        {"do": "takeAsUrgent", "meeting": "m", "item": "6", "reason": NASTY, **at(28)},
        {"do": "escalateItem", "meeting": "m", "item": "6", "reason": NASTY, **at(28)},
    ]


def nasty_minutes(called: dict[str, Any]) -> list[dict[str, Any]]:
    """Minutes that members want to read otherwise, in every way there is."""

    def on(day: int) -> dict[str, Any]:
        return {"when": {"date": f"2026-02-{day:02}", "time": "15:00"}}

    def held(name: str, day: int) -> list[dict[str, Any]]:
        starts = {"date": f"2026-02-{day:02}", "time": "14:00"}
        return [{**called, "as": name, "starts": starts, "when": {"date": "2026-01-20"}},
                {"do": "openMeeting", "meeting": name, "present": ["s0", "s1"], "presider": "s0",
                 **on(day)}]  # fmt: skip

    twice, line = {"old": NASTY, "new": f"{NASTY} {NASTY}"}, {"minutes": "told", "line": "3.2"}
    decided = {
        "do": "recordDecision",
        "item": "3",
        "words": NASTY,
        "how": "hands",
        "count": {"for": 2},
        "minutes": "told",
    }
    return [
        *held("told", 3),
        {"do": "noteSuggestion", "meeting": "told", "item": "3", "words": NASTY, **on(3)},
        {"do": "startClosedSession", "meeting": "told", "item": "4", "ground": "legal", "title": NASTY, **on(3)},
        {"do": "endClosedSession", "meeting": "told", "item": "4", "words": NASTY, **on(3)},
        {"do": "closeMeeting", "meeting": "told", **on(3)},
        {"do": "reviewClosedMinute", "minutes": "told", "item": "4", "outcome": "part_release", "reason": NASTY,
         "words": NASTY, **on(3)},
        {"do": "askCorrection", "as": "wish", **line, **twice, "seat": "s1", **on(4)},
        {"do": "answerCorrection", "minutes": "told", "correction": "wish", "answer": "decline", "reason": NASTY,
         **on(4)},
        {"do": "noteDisagreement", "minutes": "told", "correction": "wish", "words": NASTY, "seat": "s1", **on(4)},
        *held("then", 5),
        {**decided, "meeting": "then", **on(5)},
        {"do": "signMinutes", "minutes": "told", "seat": "s0", "disagrees_about": NASTY, **on(5)},
        *held("last", 6),
        {**decided, "meeting": "last", "corrects": {"line": "3.2", **twice}, **on(6)},
        {"do": "moveMotion", "meeting": "last", "item": "3", "words": NASTY, "minutes": "told",
         "corrects": {"line": "3.2", "old": "Suggestion", "new": NASTY}, **on(6)},
        {"do": "moveMotion", "meeting": "last", "item": "4", "words": NASTY, "minutes": "told",
         "corrects": {"line": "3.2", "old": f"{NASTY} {NASTY}", "new": NASTY}, **on(6)},
    ]  # fmt: skip


def officers_lines() -> list[dict[str, Any]]:
    """What officers find to do besides: an empty seat, an office nobody holds, meetings to call off and to write up."""
    call = {
        "do": "callMeeting", "group": "g", "title": NASTY, "place": NASTY, "agenda": [{"title": NASTY}],
        "when": {"date": "2026-02-11"},
    }  # fmt: skip
    return [
        {"do": "createSeat", "group": "g", "since": SINCE, "slug": "free", "label": NASTY,
         "constituency": "professional"},
        {"do": "createSeat", "group": "g", "since": SINCE, "slug": "spare", "label": NASTY, "constituency": "staff"},
        {"do": "createOffice", "group": "g", "slug": "secretary", "label": NASTY, "kind": "secretary"},
        {"do": "createOffice", "group": "g", "slug": "other", "label": NASTY, "kind": "other"},
        {"do": "assignOffice", "group": "g", "office": "secretary", "seat": "s0", "since": SINCE},
        {"do": "assignOffice", "as": "given_up", "group": "g", "office": "other", "seat": "s0", "since": SINCE},
        {"do": "endTerm", "group": "g", "term": "given_up", "reason": "resigned", "channel": "phone",
         "when": {"date": "2026-01-05"}},
        *({**call, "as": name, "starts": {"date": f"2026-03-0{n}", "time": "14:00"}}
          for n, name in enumerate(("blank", "drafted", "held", "ready"), 1)),
        *voted_lines(call),
        *asked_lines(),
        *wanted_lines(call),
        *standing_lines(),
        *gone_lines(),
    ]  # fmt: skip


def gone_lines() -> list[dict[str, Any]]:
    """Somebody who left, and asks to be erased."""
    seat = {"group": "g", "seat": "sponsor"}
    return [
        {
            "do": "createSeat",
            "group": "g",
            "slug": "sponsor",
            "label": NASTY,
            "constituency": "sponsor",
            "since": SINCE,
        },
        {"do": "registerPerson", "as": "gone", "name": NASTY},
        {"do": "fillSeat", **seat, "person": "gone", "since": SINCE},
        {"do": "vacateSeat", **seat, "channel": "phone", "when": {"date": "2026-01-05"}},
        {"do": "requestErasure", "person": "gone", "channel": "phone"},
    ]


def standing_lines() -> list[dict[str, Any]]:
    """Names asked for, of which the chair is one; and names to be asked for no longer."""
    offices = ({"do": "createOffice", "group": "g", "slug": slug, "label": NASTY, "kind": "other"}
               for slug in ("taking", "lapsed"))  # fmt: skip
    new_year = {"opens": "2026-01-01", "closes": "2026-02-01", "mode": "written_up", "when": {"date": "2026-01-01"}}
    return [
        *offices,
        {"do": "openNominations", "as": "names", "group": "g", "office": "taking", "closes": "2099-01-01"},
        {"do": "nominate", "election": "names", "seat": "s0", "nominated_by": "s1"},
        {"do": "openNominations", "as": "no_names", "group": "g", "office": "lapsed", **new_year},
    ]


def voted_lines(call: dict[str, Any]) -> list[dict[str, Any]]:
    """A vote by which somebody takes an office."""
    at = {"meeting": "voted", "when": {"date": "2026-02-02", "time": "14:00"}}
    agenda = [{"title": "Who is to be clerk", "category": "election"}, {"title": "Auditors"}, {"title": "Auditors"},
              {"title": "Our rules", "category": "rules"}]  # fmt: skip
    return [
        {**call, "as": "voted", "starts": at["when"], "agenda": agenda, "when": {"date": "2026-01-10"}},
        {"do": "openMeeting", **at, "present": ["s0", "s1"], "presider": "s0"},
        *({"do": "recordDecision", **at, "item": item, "words": NASTY, "how": "hands", "count": {"for": 2},
           "moved_by": "s1", "seconded_by": "s0"} for item in ("4", "5")),
        {"do": "recordDecision", **at, "item": "3", "words": NASTY, "category": "election", "how": "hands",
         "count": {"for": 2}, "moved_by": "s1", "seconded_by": "s0"},
        {"do": "recordDecision", **at, "item": "6", "words": NASTY, "category": "rules", "how": "hands",
         "count": {"for": 2}, "moved_by": "s1", "seconded_by": "s0"},
        {"do": "closeMeeting", **at},
    ]  # fmt: skip


def wanted_lines(call: dict[str, Any]) -> list[dict[str, Any]]:
    """What members ask for before a meeting: one to join, one to call, business of one's own, and a hasty meeting."""
    on = {"group": "g", "when": {"date": "2026-02-20"}}
    ask = {"do": "askForMeeting", **on, "business": [{"title": NASTY}]}
    propose = {"do": "proposeBusiness", **on, "title": NASTY}
    return [
        {**ask, "as": "joinable", "seat": "s1"},
        {**ask, "as": "callable", "seat": "s0"},
        {"do": "joinRequisition", **on, "requisition": "callable", "seat": "s1"},
        {**propose, "as": "turned_down", "seat": "s1"},
        {**call, "as": "hasty", "starts": {"date": "2026-04-20"}, "notice_given": {"date": "2026-04-20"},
         "mode": "written_up", "when": {"date": "2026-03-01"}, "proposals": [],
         "not_taken": [{"proposal": "turned_down", "reason": NASTY}]},
        {**propose, "seat": "s0"},
    ]  # fmt: skip


def asked_lines() -> list[dict[str, Any]]:
    """Questions in writing: one to answer, one answered for the chair by phone, one to close; a correction too."""
    ask = {
        "do": "circulateResolution", "group": "g", "words": NASTY, "reason": NASTY, "options": [NASTY],
        "how_to_reply": NASTY, "deadline": {"date": "2099-01-01"},
    }  # fmt: skip
    by_phone = {"seat": "s0", "choice": "for", "channel": "phone", "read_back": True}
    # Approved in `last` by the chair, who has not signed them; those of `last` are a draft to be corrected.
    sixth = {"when": {"date": "2026-02-06", "time": "15:30"}}
    return [
        {"do": "closeMeeting", "meeting": "then", "when": {"date": "2026-02-05", "time": "15:30"}},
        {"do": "recordDecision", "meeting": "last", "item": "3", "words": NASTY, "how": "hands", "count": {"for": 2},
         "minutes": "then", **sixth},
        {"do": "closeMeeting", "meeting": "last", **sixth},
        {"do": "askCorrection", "as": "waiting", "minutes": "last", "seat": "s1", "line": "3.3", "old": NASTY,
         "new": f"{NASTY} {NASTY}", **sixth},
        {**ask, "as": "unanswered"},  # now, when a meeting can still be asked for instead
        {**ask, "as": "answered", "when": {"date": "2026-02-12"}},
        {"do": "recordReply", "resolution": "answered", **by_phone, "when": {"date": "2026-02-13"}},
        {**ask, "as": "over", "deadline": {"date": "2026-02-14"}, "when": {"date": "2026-02-12"}},
    ]  # fmt: skip


def nasty_desk(governance: Governance) -> dict[str, UUID]:
    """All of it recorded, with drafts in which more is typed: two by the chair (`p0`), one by somebody else.

    In two everything is typed, so that they cannot be recorded; the one that is `ready` can.
    """
    made = record(governance, [{"import": "nasty"}, *nasty_lines(), *officers_lines()])
    slips, ready = nasty_notes(NASTY), Notes(visitors=NASTY)
    for name, writer, notes in (("drafted", "p0", slips), ("held", "p1", slips), ("ready", "p0", ready)):
        drafts.save(governance, MeetingId(made[name]), made[writer], Kept(notes=notes), seen=0)
    return made


def scripts_in(page: str) -> list[str]:
    """What of a page would run: our own script is a file of ours, everything else is somebody's."""
    page = re.sub(r'<script src="/static/[0-9a-f]{16}/[a-z-]+\.js"[^>]*></script>', "", page)
    found = re.findall(r"<(?:script|img|iframe|object|embed|style|base|svg)\b[^>]*>", page, re.IGNORECASE)
    handlers = _Handlers()
    handlers.feed(page)
    return [*found, *handlers.found, *re.findall(r'(?:href|src|action)="javascript:', page, re.IGNORECASE)]


class _Handlers(HTMLParser):
    """The attributes of a page that run something, as a browser finds them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [f"{tag} {name}={value}" for name, value in attrs if name.startswith("on")]
