"""Pages about the pages: help, accessibility, and what a problem of the web API means."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from api.pages.rendering import page
from api.problems import PAGES


@get("/help", sync_to_thread=True)
def help_page(request: Request[Any, Any, Any]) -> Response[str]:
    """How to get help, and answers to what people ask most."""
    return page(request, "help.html")


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
