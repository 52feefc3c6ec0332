"""One record for the whole matrix: three groups alike, with a meeting at every stage, and everybody who could try.

`ours` has a chair and a secretary, so the person who convened it has nothing more to do. `young` has neither yet.
`public` is as `ours` is, and publishes; one more meeting of its own is in `published.py`.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any
from uuid import UUID

from api import drafts, identity
from api.accounts import private_links, sessions
from api.accounts.sessions import Entry
from governance.acts import Principal
from governance.kernel import GroupId, MeetingId, PersonId
from governance.motion.events import VoteCast
from tests.api.access.published import told_lines
from tests.people import record

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from governance.application import Governance

DAY = "2026-02-10"
SINCE = {"date": "2024-04-01"}
SEATS = {
    "first": "service_user", "second": "service_user", "third": "professional", "fourth": "professional",
    "fifth": "service_user", "vice": "service_user", "away": "family_carer", "sponsor": "sponsor",
    "friend": "critical_friend", "officer": "staff", "empty": "professional",
    "spare": "sponsor",
}  # fmt: skip
# The one seat of its kind: what everybody reads never says so.
LABELS = {"away": "Family carer"}
NOBODYS = {"empty", "spare"}
HERE = [seat for seat in SEATS if seat not in {"away", *NOBODYS}]
# Who asks, in the order of the letters of a row, and the seat they hold; None: no seat in the group asked about.
WHO: dict[str, str | None] = {
    "anonymous": None, "other group": None,
    "member": "fourth", "sponsor": "sponsor", "critical friend": "friend", "staff": "officer",
    "minute-taker": "third", "presider": "vice", "chair": "first", "secretary": "second",
    "convenor": None, "convenor afterwards": None,
    "supporter": None, "auditor": None, "administrator": None,
    "token that reads": None, "token that keeps people": None,
    "private link": None,
}  # fmt: skip
SUPPORTER = {"label": "The supporter", "capacity": "supporter", "supporting": "fourth"}
GROUPS = ("ours", "young", "public")
TOKENS: dict[str, identity.Scope] = {"token that reads": "read", "token that keeps people": "people"}


def group_lines(g: str) -> list[dict[str, Any]]:
    """A group called `g` whose convenor holds no seat in it."""
    lines: list[dict[str, Any]] = [
        {"do": "registerPerson", "as": f"{g}-convenor", "name": "Convenor"},
        {"do": "foundGroup", "as": g, "name": g, "slug": g, "since": SINCE, "convenor": f"{g}-convenor"},
    ]
    for slug, constituency in SEATS.items():
        lines.append({"do": "createSeat", "group": g, "slug": slug, "label": LABELS.get(slug, slug),
                      "constituency": constituency, "since": SINCE})  # fmt: skip
        if slug not in NOBODYS:
            lines.append({"do": "registerPerson", "as": f"{g}-{slug}", "name": slug})
            lines.append({"do": "fillSeat", "group": g, "seat": slug, "person": f"{g}-{slug}", "since": SINCE})
    for slug, kind in KINDS.items():
        lines.append({"do": "createOffice", "group": g, "slug": slug, "label": slug, "kind": kind})
    term = {"do": "assignOffice", "group": g, "since": SINCE}
    lines.append({**term, "as": f"{g}-term", "office": "other", "seat": "fifth"})
    if g != "young":
        lines += [{**term, "office": "chair", "seat": "first"}, {**term, "office": "secretary", "seat": "second"}]
    orders: dict[str, Any] = {"quorum": 2, "notice_days": 1, "tie_rule": "second_vote", "lived_experience": "flag",
                              "deputies": "any"}  # fmt: skip
    if g == "public":
        orders["published"] = True
    return [*lines, {"do": "adoptStandingOrders", "group": g, "orders": orders, "since": SINCE}]


KINDS = {"chair": "chair", "secretary": "secretary", "other": "other", "vacant": "other"}
WITHOUT_A_SEAT = ("supporter", "auditor", "administrator")
CALLED = ("called", "drafted")
OPENED = ("quiet", "open", "roll", "cut", "hands", "asked", "tied", "resting", "adjourned", "removing", "closed")
PUT = {"roll": "roll_call", "cut": "roll_call", "hands": "hands", "asked": "consensus", "tied": "roll_call"}
VOTES = {"roll": {"fifth": "for"}, "tied": {"fourth": "for", "fifth": "against"}}


def at(time: str) -> dict[str, Any]:
    return {"when": {"date": DAY, "time": time}}


def meeting_lines(g: str) -> list[dict[str, Any]]:
    """A meeting of the group at every stage."""
    lines: list[dict[str, Any]] = []
    for name in (*CALLED, *OPENED):
        m = f"{g}-{name}"
        lines.append({"do": "callMeeting", "as": m, "group": g, "starts": {"date": DAY, "time": "14:00"},
                      "agenda": [{"title": "One"}, {"title": "Two"}], "when": {"date": "2026-02-01"}})  # fmt: skip
        if name in CALLED:
            continue
        if name == "open":
            lines.append({"do": "sendDeputy", "meeting": m, "seat": "away", "person": f"{g}-convenor",
                          "constituency": "family_carer", "when": {"date": DAY, "time": "13:00"}})  # fmt: skip
        lines.append({"do": "openMeeting", "meeting": m, "present": HERE, "presider": "first", "minute_taker": "third",
                      "visitors": [SUPPORTER], **at("14:00")})  # fmt: skip
        lines.append({"do": "takeChair", "meeting": m, "seat": "vice", **at("14:00")})
        lines.append({"do": "openItem", "meeting": m, "item": "3", **at("14:01")})
        if name == "quiet":
            continue
        lines.append({"do": "moveMotion", "as": f"{m}-motion", "meeting": m, "item": "3", "words": "Meet at noon.",
                      "moved_by": "fourth", **at("14:02")})  # fmt: skip
        if name in PUT:
            lines.append({"do": "putMotion", "meeting": m, "motion": f"{m}-motion", "how": PUT[name], **at("14:03")})
        for seat, choice in VOTES.get(name, {}).items():
            lines.append({"do": "castVote", "meeting": m, "motion": f"{m}-motion", "seat": seat, "choice": choice,
                          **at("14:04")})  # fmt: skip
    lines.append({"do": "makeRuling", "as": f"{g}-ruling", "meeting": f"{g}-open", "words": "In order.", **at("14:04")})
    interest = {"seat": "fifth", "item": "4"}
    sent = {"do": "circulateResolution", "group": g, "words": "Buy tea.", "when": {"date": DAY, "time": "14:00"}}
    task = {"do": "agreeAction", "meeting": f"{g}-closed", "item": "4", "task": {"owner": "fourth", "do": "Buy tea."}}
    asked = {"do": "askCorrection", "minutes": f"{g}-closed", "line": "4.1", "seat": "fourth", **at("14:08")}
    shut = {"do": "startClosedSession", "ground": "personal", "title": "A person", **at("14:05")}
    declared = {"do": "declareInterest", **interest, "kind": "financial", **at("14:05")}
    lines += [{**declared, "meeting": f"{g}-{name}"} for name in ("open", "hands")]
    return [
        *lines,
        {"do": "manageInterest", "meeting": f"{g}-hands", **interest, "how": "leave", **at("14:05")},
        {**shut, "meeting": f"{g}-hands", "item": "3"},
        {**shut, "meeting": f"{g}-closed", "item": "3"},
        {"do": "endClosedSession", "meeting": f"{g}-closed", "item": "3", **at("14:05")},
        {"do": "disputeInterest", "meeting": f"{g}-hands", **interest, "how": "stay_and_vote", "raised_by": "fourth",
         **at("14:05")},
        {"do": "noteRemote", "meeting": f"{g}-cut", "seats": ["fifth"], **at("14:05")},
        {"do": "recordDeparture", "meeting": f"{g}-cut", "seats": ["fifth"], "how": "link_lost", **at("14:05")},
        {"do": "noteVisitor", "as": f"{g}-visitor", "meeting": f"{g}-open", "visitor": {"label": "A friend"},
         **at("14:05")},
        {"do": "startBreak", "meeting": f"{g}-resting", **at("14:05")},
        {"do": "adjournMeeting", "meeting": f"{g}-adjourned", **at("14:05")},
        {"do": "recordDecision", "as": f"{g}-decision", "meeting": f"{g}-closed", "item": "4", "words": "Buy tea.",
         "how": "hands", "count": {"for": 5}, "moved_by": "fourth", **at("14:06")},
        {**task, "as": f"{g}-task", **at("14:06")},
        {**task, "as": f"{g}-told", **at("14:06")},
        {"do": "reportActionDone", "action": f"{g}-told", "seat": "fourth", **at("14:06")},
        {"do": "closeMeeting", "meeting": f"{g}-closed", **at("14:07")},
        {**asked, "as": f"{g}-asked_correction", "old": "Buy", "new": "Get"},
        {**asked, "as": f"{g}-declined_correction", "old": "tea", "new": "cake"},
        {"do": "answerCorrection", "minutes": f"{g}-closed", "correction": f"{g}-declined_correction",
         "answer": "decline", "reason": "We said tea.", **at("14:09")},
        {**sent, "as": f"{g}-sent", "deadline": {"date": "2099-01-01"}},
        {"do": "recordReply", "resolution": f"{g}-sent", "seat": "away", "choice": "for", "channel": "post",
         **at("14:08")},
        {**sent, "as": f"{g}-over", "deadline": {"date": DAY, "time": "14:30"}},
    ]  # fmt: skip


def election_lines(g: str) -> list[dict[str, Any]]:
    """An election at every stage, a removal, and two handovers."""
    opens: dict[str, Any] = {"do": "openNominations", "group": g, "office": "vacant", "opens": "2026-02-01"}
    until = {"nominating": "2098-12-31"}
    named: dict[str, tuple[str, ...]] = {
        "nominating": ("fifth",), "lapsed": ("fifth",), "unopposed": ("fifth",), "contested": ("fifth", "second"),
        "balloting": ("fifth", "second"), "twice_tied": ("fifth", "second"),
    }  # fmt: skip
    early = {"when": {"date": "2026-02-02"}}
    lines: list[dict[str, Any]] = []
    for name, seats in named.items():
        election = f"{g}-{name}"
        lines.append({**opens, "as": election, "closes": until.get(name, "2026-02-09"), **early})
        lines += [{"do": "nominate", "election": election, "seat": seat, **early} for seat in seats]
        if name in {"nominating", "lapsed"}:
            continue
        lines += [{"do": "acceptNomination", "election": election, "seat": seat, **early} for seat in seats]
        lines.append({"do": "closeNominations", "election": election, "when": {"date": "2026-02-09"}})
    tie = {"votes": {"fifth": 1, "second": 1}, "voted": ["first", "fourth"]}
    out = {"do": "openElectionBallot", "item": "3", "tellers": ["third", "fourth"]}
    tied = {"meeting": f"{g}-roll", "election": f"{g}-twice_tied"}
    over = {"do": "startHandover", "group": g, "office": "other", "giver": "fourth", "taker": "first"}
    return [
        *lines,
        {**out, "meeting": f"{g}-hands", "election": f"{g}-balloting", **at("14:06")},
        {**out, **tied, **at("14:06")}, {"do": "countElectionBallot", **tied, **tie, **at("14:06")},
        {**out, **tied, **at("14:06")}, {"do": "countElectionBallot", **tied, **tie, **at("14:06")},
        {"do": "moveRemoval", "as": f"{g}-removal", "meeting": f"{g}-removing", "item": "4", "office": "other",
         "words": "Another one.", "moved_by": "fourth", **at("14:06")},
        {**over, "as": f"{g}-handover", **at("14:07")},
        {**over, "as": f"{g}-handed", "items": ["keys"], **at("14:07")},
        {"do": "handOverItem", "group": g, "handover": f"{g}-handed", "item": "keys", "seat": "fourth", **at("14:07")},
    ]  # fmt: skip


def notice_lines(g: str) -> list[dict[str, Any]]:
    """What two members asked for, and the chair did not call in time; a meeting called in haste."""
    early = {"when": {"date": "2026-01-05"}}
    return [
        {"do": "askForMeeting", "as": f"{g}-requisition", "group": g, "seat": "fourth",
         "business": [{"title": "The cold hall"}], **early},
        {"do": "joinRequisition", "group": g, "requisition": f"{g}-requisition", "seat": "fifth", **early},
        {"do": "proposeBusiness", "as": f"{g}-refused", "group": g, "seat": "fourth", "title": "Tea", **early},
        {"do": "callMeeting", "as": f"{g}-hasty", "group": g, "starts": {"date": DAY, "time": "18:00"},
         "agenda": [{"title": "One"}], "short_notice": True, "notice_given": {"date": "2026-02-09"},
         "not_taken": [{"proposal": f"{g}-refused", "reason": "Not ours."}], "when": {"date": "2026-02-09"}},
        {"do": "proposeBusiness", "as": f"{g}-ramp", "group": g, "seat": "fourth", "title": "A ramp", **at("14:10")},
        {"do": "takeChairsAction", "as": f"{g}-alone", "group": g, "seat": "first", "words": "Tea.",
         "reason": "Thirst.", "consulted": ["second"], "costs_nothing": True, **early},
        {"do": "noteNoticeDefect", "meeting": f"{g}-closed", "seat": "fourth", **at("14:09")},
    ]  # fmt: skip


ASKED = ("requisition", "hasty", "refused", "ramp", "alone")
ELECTIONS = ("nominating", "lapsed", "unopposed", "contested", "balloting", "twice_tied", "removal", "handover",
             "handed")  # fmt: skip


class Stage:
    """The record, and everybody's keys to it."""

    def __init__(self, client: TestClient[Litestar], governance: Governance) -> None:
        self.client = client
        self.governance = governance
        self.accounts = client.app.state.accounts
        lines: list[dict[str, Any]] = [{"import": "stage"}]
        for g in GROUPS:
            lines += [*group_lines(g), *meeting_lines(g), *election_lines(g), *notice_lines(g)]
        for person in ("nobody", *WITHOUT_A_SEAT):
            lines.append({"do": "registerPerson", "as": person, "name": f"The {person}"})
        lines += [*told_lines([*HERE, "away"]), *other_group()]
        self.made = record(governance, lines)
        self.people = {
            "other group": self.made["theirs-one"], "convenor": self.made["young-convenor"],
            "convenor afterwards": self.made["ours-convenor"], "insider": self.made["public-fourth"],
            **{who: self.made[who] for who in WITHOUT_A_SEAT},
            **{who: self.made[f"ours-{seat}"] for who, seat in WHO.items() if seat},
        }  # fmt: skip
        for g in GROUPS:
            self._draft(g)
        self.bearers = {who: self._bearer(who) for who in (*self.people, *TOKENS)}
        self.places = {g: self._places(g) for g in GROUPS}

    def _draft(self, g: str) -> None:
        # What cannot be recorded: whoever may record a draft is then told so, and the draft stays.
        kept = drafts.Kept(acts=({"do": "closeMeeting"},))
        drafts.save(self.governance, MeetingId(self.made[f"{g}-drafted"]), self.made[f"{g}-second"], kept, seen=0)

    def _bearer(self, who: str) -> str:
        if who in TOKENS:
            return identity.create(self.governance, scopes=(TOKENS[who],))[1]
        return identity.create(self.governance, person=PersonId(self.people[who]))[1]

    def _places(self, g: str) -> dict[str, str]:
        """What the braces of a row stand for."""
        names = {name: self.made[f"{g}-{name}"] for name in (*CALLED, *OPENED)}
        first, second = list(self.governance.meeting(MeetingId(names["quiet"])).items)[-2:]
        seats = self.governance.directory(GroupId(self.made[g])).seats
        votes = self.governance.stream(self.made[f"{g}-roll"])
        return {
            "group": g, "tile": "0/000",
            "item": str(first), "waiting": str(second), "decision": str(self.made[f"{g}-decision"]),
            **{name: str(self.made[f"{g}-{name}"]) for name in ("asked_correction", "declined_correction")},
            "shut_item": _first(self.governance, names["hands"]),
            "told_item": _first(self.governance, names["closed"]),
            "task": str(self.made[f"{g}-task"]), "told": str(self.made[f"{g}-told"]),
            "sent": str(self.made[f"{g}-sent"]), "over": str(self.made[f"{g}-over"]),
            "vote": str(next(one.id for one in votes if isinstance(one.event, VoteCast))),
            **{seat: str(seats[seat]) for seat in ("fifth", "empty", "spare", "away")},
            **{office: str(self.governance.directory(GroupId(self.made[g])).offices[office]) for office in KINDS},
            **{name: str(self.made[f"{g}-{name}"]) for name in (*ELECTIONS, *ASKED)},
            "ruling": str(self.made[f"{g}-ruling"]), "visitor": str(self.made[f"{g}-visitor"]), "link": self._link(g),
            "term": str(self.made[f"{g}-term"]),
            "fifth_person": str(self.made[f"{g}-fifth"]), "free_person": str(self.made["nobody"]),
            "twice": str(self.made[f"{g}-officer"]),
            **{name: str(meeting) for name, meeting in names.items()},
            **{f"{name}_motion": str(self.made[f"{g}-{name}-motion"]) for name in OPENED[1:]},
        }  # fmt: skip

    def _link(self, g: str) -> str:
        """A private link made by whoever may: the secretary, else the convenor."""
        who = self.made["young-convenor" if g == "young" else f"{g}-second"]
        principal = Principal("person", who, PersonId(who))
        return str(private_links.make_private_link(self.accounts, principal, GroupId(self.made[g])).id)

    def make_known(self, email: str) -> None:
        """Register somebody who is reached at an address."""
        lines: list[dict[str, Any]] = [{"import": f"known {email}"}]
        lines.append({"do": "registerPerson", "as": "known", "name": "Known", "email": email})
        record(self.governance, lines)

    def named(self, who: str, group: str | None = None) -> dict[str, str]:
        """What the braces stand for when somebody asks of a group: their own seat, else the member's."""
        g = group or ("young" if who == "convenor" else "ours")
        places, slug = self.places[g], WHO.get(who) or "fourth"
        seat = self.governance.directory(GroupId(self.made[g])).seats[slug]
        person = self.people.get(who, self.made[f"{g}-fourth"])
        return {**places, "mine": str(seat), "me": str(person), "their_token": self.their_token}

    @functools.cached_property
    def their_token(self) -> str:
        """A token of somebody who never asks."""
        return self.spare_token(str(self.made["ours-away"]))

    def spare_token(self, person: str) -> str:
        """A further token of somebody's, to be ended."""
        return str(identity.create(self.governance, person=PersonId(UUID(person)))[0])

    def cookies(self, who: str) -> dict[str, str]:
        """Somebody's browser, signed in or reading by a private link."""
        if who == "private link":
            principal = Principal("person", self.people["secretary"], PersonId(self.people["secretary"]))
            made = private_links.make_private_link(self.accounts, principal, GroupId(self.made["ours"]))
            opened = private_links.open_private_link(self.accounts, made.address.rpartition("/")[2])
            assert isinstance(opened, private_links.Opened)
            return {opened.cookie.key: str(opened.cookie.value)}
        if who not in self.people:
            return {}
        cookie = sessions.begin(self.accounts, PersonId(self.people[who]), "link", Entry()).cookie
        return {cookie.key: str(cookie.value)}


def _first(governance: Governance, meeting: UUID) -> str:
    """The first item of a meeting."""
    return str(next(iter(governance.meeting(MeetingId(meeting)).items)))


def other_group() -> list[dict[str, Any]]:
    """A group of somebody else's."""
    seat = {"group": "theirs", "since": SINCE}
    return [
        {"do": "foundGroup", "as": "theirs", "name": "Theirs", "slug": "theirs", "since": SINCE},
        {"do": "createSeat", **seat, "slug": "one", "label": "One", "constituency": "service_user"},
        {"do": "registerPerson", "as": "theirs-one", "name": "One"},
        {"do": "fillSeat", **seat, "seat": "one", "person": "theirs-one"},
        *(
            {"do": "createSeat", **seat, "slug": f"{g}-help", "label": f"Help {g}", "constituency": "staff"}
            for g in GROUPS
        ),
        *({"do": "fillSeat", **seat, "seat": f"{g}-help", "person": f"{g}-officer"} for g in GROUPS),
    ]


def filled(template: Any, names: dict[str, str]) -> Any:
    """A row's path or body with its braces filled in."""
    if isinstance(template, str):
        for name, value in names.items():
            template = template.replace("{" + name + "}", value)
        return template
    if isinstance(template, dict):
        return {key: filled(value, names) for key, value in template.items()}
    if isinstance(template, list):
        return [filled(value, names) for value in template]
    return template
