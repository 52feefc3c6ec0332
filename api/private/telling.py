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
    for thing in report.private:
        yield f"{PURPOSES[thing.purpose]}, {thing.date}: {thing.words}"
    for consent in report.consents:
        yield f"You agree to: {PURPOSES[consent.purpose]}, {_until(consent.until)}"
    for purpose, day in report.kept_until.items():
        yield f"Kept until {day}: {PURPOSES[purpose]}"
    yield from _requests(report)
    yield f"Acts of your seats while you held them: {report.acts}. They tell of the seat and do not name you."
    for table, number in report.signing_in.items():
        if number:
            yield f"{SIGNING_IN[table]}: {number}"
    yield "Your groups' own words, such as notes and proposals, are not looked through here. They may mention you."


def _places(what: str, places: tuple[Place, ...]) -> Iterator[str]:
    for one in places:
        yield f"{what}: {one.what}, {one.group}, from {one.since} {_until(one.until)}"


def _until(day: str | None) -> str:
    return f"until {day}" if day else "without an end"


def _requests(report: Report) -> Iterator[str]:
    for one in report.requests:
        yield f"You asked on {one.received} to be erased. Answer owed by {one.due}. {OUTCOMES[one.outcome]}."
        for kept in one.kept:
            yield f"Kept all the same until {kept.until}: {PURPOSES[kept.purpose]} ({kept.reason.replace('_', ' ')})"
