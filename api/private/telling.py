"""A report on one person as text, for the person to read or to be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.private.report import Place, Report

PURPOSES = {
    "contact": "How you are reached",
    "access": "What you need",
    "attendance": "Why you could not come",
    "expenses": "Your expenses",
    "signature": "What you signed",
}
OUTCOMES = {
    None: "Not answered yet",
    "agreed": "Agreed to",
    "partly_agreed": "Agreed to in part",
    "refused": "Refused",
}
SIGNING_IN = {
    "address": "E-mail addresses you sign in with",
    "session": "Times you signed in",
    "paper_code": "Codes on paper",
    "private_link": "Private links for you",
    "token": "Tokens of yours",
    "reading": "Browsers that read by a private link of yours",
    "link": "Links to sign in that were asked for at your address",
    "mail": "Letters to you that wait to be sent",
    "throttle": "Counts of tries to sign in at your address",
}
TRACES = {
    "recorded": "Entries you wrote down, under your number",
    "codes_printed": "Codes on paper you printed for others",
    "links_made": "Private links you made",
    "writing": "Notes of meetings you were the last to write on, not recorded yet",
    "audit_read": "Days on which it was kept what you read as an auditor",
    "keys": "Keys that what is private of you is sealed under",
}


def told(report: Report) -> Iterator[str]:
    """The report line by line."""
    yield "Everything held about one person"
    yield f"Number: {report.person}"
    known = report.details
    for what, said in (
        ("Name", known.name),
        ("E-mail", known.email),
        ("Phone", known.phone),
        ("Address", known.address),
    ):
        yield f"{what}: {said or 'not known, or removed'}"
    yield from _places("Seats", report.seats)
    yield from _places("Offices", report.offices)
    yield from _places("You check the record as", report.auditing)
    for group in report.convenes:
        yield f"Named to begin the group: {group}"
    for thing in report.private:
        yield f"{PURPOSES[thing.purpose]}, {thing.date}: {thing.words}"
    for consent in report.consents:
        yield f"You agree to: {PURPOSES[consent.purpose]}, {_until(consent.until)}"
    for purpose, day in report.kept_until.items():
        yield f"Kept until {day}: {PURPOSES[purpose]}"
    yield from _requests(report)
    yield f"Acts of your seats while you held them: {report.acts}. They tell of the seat and do not name you."
    for counts, named in ((report.signing_in, SIGNING_IN), (report.traces, TRACES)):
        yield from (f"{named[what]}: {number}" for what, number in counts.items() if number)
    for topic, number in report.naming.items():
        yield f"Entries that name you by your number, of the kind {topic}: {number}"
    for one in report.mentions or ():
        yield f"Words that seem to mention you: {one.group}, {one.date}, {one.what}, reference {one.ref}"
    if report.mentions == ():
        yield "No words of your groups, such as notes and proposals, hold your name, your e-mail or your phone."


def _places(what: str, places: tuple[Place, ...]) -> Iterator[str]:
    for one in places:
        yield f"{what}: {one.what}, {one.group}, from {one.since} {_until(one.until)}"


def _until(day: str | None) -> str:
    return f"until {day}" if day else "without an end"


def _requests(report: Report) -> Iterator[str]:
    for one in report.requests:
        why = f" ({one.reason.replace('_', ' ')})" if one.reason else ""
        done = f" Done on {one.done}." if one.done else ""
        yield f"You asked on {one.received} to be erased. Answer owed by {one.due}. {OUTCOMES[one.outcome]}{why}.{done}"
        for kept in one.kept:
            yield f"Kept all the same until {kept.until}: {PURPOSES[kept.purpose]} ({kept.reason.replace('_', ' ')})"
