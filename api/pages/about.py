"""Pages about the pages: help, accessibility, and what a problem of the web API means."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from api.accounts.wiring import accounts_of
from api.pages.language import gettext as _
from api.pages.rendering import page
from api.private.expiring import today
from api.private.register import carried_out_by
from api.problems import PAGES
from governance.rules.small_numbers import for_everybody, last_quarter


@get("/help", sync_to_thread=True)
def help_page(request: Request[Any, Any, Any]) -> Response[str]:
    """How to get help, and answers to what people ask most."""
    return page(request, "help.html", erased=_erased(request))


def _erased(request: Request[Any, Any, Any]) -> str:
    """How many people were erased, as everybody may know it."""
    governance = accounts_of(request).governance
    how, number = for_everybody(carried_out_by(governance, last_quarter(today(governance))))
    told = {
        "none": _("By the end of last quarter we had erased no one."),
        "fewer": _("By the end of last quarter we had erased fewer than %(number)s people."),
        "about": _("By the end of last quarter we had erased about %(number)s people."),
    }
    return told[how] % {"number": number}


@get("/accessibility", sync_to_thread=True)
def accessibility(request: Request[Any, Any, Any]) -> Response[str]:
    """How these pages were made to be used by everybody, and what to do where they are not."""
    return page(request, "accessibility.html")


@get("/problems/{name:str}", sync_to_thread=True)
def problem(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[str]:
    """What a problem type of the web API means."""
    if name not in PAGES:
        raise NotFoundException
    return page(request, "problem_type.html", name=name.replace("-", " ").capitalize(), text=PAGES[name])


ABOUT = [help_page, accessibility, problem]
