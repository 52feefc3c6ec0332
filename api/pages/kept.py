"""What is kept about oneself: to read, to agree to no longer, and to have erased."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from litestar import Request, Response, get, post
from litestar.params import URLEncodedBody

from api.accounts.wiring import accounts_of
from api.pages.forms import Form, form_page, genuine, go, signed_in
from api.pages.language import gettext as _
from api.private.report import report_on
from governance.kernel import PrivatePurpose
from governance.organisation.privacy_commands import RequestErasure, WithdrawConsent

PURPOSES = {
    "contact": lambda: _("How we reach you"),
    "access": lambda: _("What you need to take part"),
    "attendance": lambda: _("Why you could not come"),
    "expenses": lambda: _("Your expenses"),
    "signature": lambda: _("What you signed"),
}
REASONS = {
    "legal_claims": lambda: _("somebody may go to court over it"),
    "legal_duty": lambda: _("the law says so"),
    "public_archive": lambda: _("it is in a public archive"),
    "finance_records": lambda: _("it belongs to the accounts"),
    "unpaid": lambda: _("you are still owed money"),
}
REFUSALS = {
    "not_the_person": lambda: _("it is not clear that they asked themselves"),
    "legal_claims": lambda: _("somebody may go to court over it"),
    "legal_duty": lambda: _("the law says that it is kept"),
    "public_archive": lambda: _("it is in a public archive"),
    "asked_before": lambda: _("the same was asked and answered a short time ago"),
    "unfounded": lambda: _("there is plainly no ground for it"),
}
SIGNING_IN = {
    "address": lambda: _("E-mail addresses you sign in with"),
    "session": lambda: _("Times you signed in"),
    "paper_code": lambda: _("Codes on paper"),
    "private_link": lambda: _("Private links for you"),
    "token": lambda: _("Keys for programs of yours"),
    "reading": lambda: _("Devices that read by a private link of yours"),
    "link": lambda: _("Links to sign in, asked for at your address"),
    "mail": lambda: _("Letters to you on their way"),
    "throttle": lambda: _("Counts of tries to sign in at your address"),
}
TRACES = {
    "recorded": lambda: _("Entries you wrote down"),
    "codes_printed": lambda: _("Codes on paper you printed for others"),
    "links_made": lambda: _("Private links you made"),
    "writing": lambda: _("Notes of meetings you were the last to write on"),
    "audit_read": lambda: _("Days on which it was kept what you read to check the record"),
    "keys": lambda: _("Keys that lock what is private about you"),
}


NAMED: dict[str, dict[str, Callable[[], str]]] = {
    "purposes": PURPOSES,
    "reasons": REASONS,
    "signing_in": SIGNING_IN,
    "refusals": REFUSALS,
    "traces": TRACES,
}


class Asking(Form, frozen=True):
    """That one asks to be erased, and means it."""

    sure: Literal["", "yes"] = ""


class NoLonger(Form, frozen=True):
    """What one agrees to no longer."""

    purpose: PrivatePurpose | None = None


@get("/account/kept", sync_to_thread=True)
def kept(request: Request[Any, Any, Any]) -> Response[str]:
    """Everything held about whoever is signed in, and about nobody else."""
    return _page(request, {})


def _page(request: Request[Any, Any, Any], faults: dict[str, str]) -> Response[str]:
    report = report_on(accounts_of(request).governance, signed_in(request)[1])
    waiting = next((one for one in reversed(report.requests) if one.outcome != "refused" and not one.carried_out), None)
    named = {name: {key: words() for key, words in said.items()} for name, said in NAMED.items()}
    told = {"report": report, "waiting": waiting, "faults": faults, **named}
    return form_page(request, "account_kept.html", status=422 if faults else 200, **told)


@post("/account/kept/erase", sync_to_thread=True)
def ask(request: Request[Any, Any, Any], data: URLEncodedBody[Asking]) -> Response[Any]:
    """Ask to be erased; asked again before it is answered, it is asked once."""
    genuine(request, data)
    who, person = signed_in(request)
    if not data.sure:
        return _page(request, {"sure": _("Please tick this if you are sure.")})
    accounts_of(request).governance.handle(RequestErasure(person=person), who)
    return go("/account/kept")


@post("/account/kept/no-longer", sync_to_thread=True)
def no_longer(request: Request[Any, Any, Any], data: URLEncodedBody[NoLonger]) -> Response[None]:
    """Agree no longer that something is kept."""
    genuine(request, data)
    who, person = signed_in(request)
    if data.purpose is not None:
        accounts_of(request).governance.handle(WithdrawConsent(person=person, purpose=data.purpose), who)
    return go("/account/kept")


KEPT = [kept, ask, no_longer]
