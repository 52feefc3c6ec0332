"""The web application: everything is wired here, and only here."""

from __future__ import annotations

import asyncio
import contextlib
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import anyio.to_thread
import msgspec
import structlog
from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.middleware import ASGIMiddleware
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme

from api.accounts.carriers import carrier
from api.accounts.forms import OwnForms
from api.accounts.postman import Postman
from api.accounts.wiring import Accounts
from api.described import Described
from api.founded import Founded, for_programs
from api.guarded import guard
from api.heads import Heads
from api.health import HEALTH
from api.log.routes import LOG
from api.pages.about import ABOUT
from api.pages.account import ACCOUNT
from api.pages.asking import ASKING
from api.pages.assets import asset
from api.pages.auditors import AUDITORS as AUDITORS_PAGES
from api.pages.calling import CALLING
from api.pages.chair_alone import CHAIR_ALONE
from api.pages.codes import CODES
from api.pages.contact import CONTACT
from api.pages.electing import ELECTING
from api.pages.forms import meet
from api.pages.founding.routes import FOUNDING
from api.pages.going import GOING
from api.pages.groups import GROUPS as GROUP_PAGES
from api.pages.held import HELD
from api.pages.kept import KEPT
from api.pages.links import LINKS
from api.pages.meetings import MEETINGS as MEETING_PAGES
from api.pages.minutes import MINUTES as MINUTES_PAGES
from api.pages.offices import OFFICES
from api.pages.people import PEOPLE as PEOPLE_PAGES
from api.pages.privacy import PRIVACY
from api.pages.private_links import PRIVATE_LINKS
from api.pages.problems import HANDLERS_FOR_BOTH, not_ours
from api.pages.proposing import PROPOSING
from api.pages.resolutions import ASKED
from api.pages.rules.changing import RULES
from api.pages.seats import SEATS
from api.pages.sheet import SHEET
from api.pages.short_notice import SHORT_NOTICE
from api.pages.sign_in import SIGN_IN
from api.pages.striking import STRIKING
from api.pages.tasks import TASKS
from api.pages.wanting import WANTING
from api.pages.write_up import WRITE_UP as WRITE_UP_PAGES
from api.private import expiring
from api.problems import MEDIA_TYPE, PAGES, problem
from api.settings import from_environment
from api.v1.acts import handler
from api.v1.asked_for import ASKED_FOR
from api.v1.auditors import AUDITORS
from api.v1.groups import GROUPS
from api.v1.meetings import MEETINGS
from api.v1.minutes import MINUTES
from api.v1.offices import ELECTIONS
from api.v1.people import PEOPLE
from api.v1.register import REGISTER
from api.v1.resolutions import RESOLUTIONS
from api.v1.routes import ACTS
from api.v1.service import Service
from api.v1.stream import STREAM
from api.v1.tokens import TOKENS
from api.v1.who_came import WHO_CAME
from api.v1.write_up import WRITE_UP
from api.wiring import opened
from governance.store import wake_ups
from projections.registry import PROJECTIONS
from projections.runner import Follower
from projections.views import Views

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from litestar.types import ASGIApp, Message, Receive, Scope, Send

    from api.settings import Settings
    from governance.application import Governance

_log = structlog.get_logger()


class AccessLog(ASGIMiddleware):
    """One line a request: method, route, status, milliseconds and an id; no bodies, names or tokens."""

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Pass the request on, and say how it went."""
        began, request_id, status = time.perf_counter(), str(uuid.uuid4()), 0

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
            await send(message)

        try:
            await next_app(scope, receive, watched)
        finally:
            took = round((time.perf_counter() - began) * 1000, 1)
            route = scope.get("path_template") or "-"
            _log.info("request", id=request_id, method=scope.get("method"), route=route, status=status, ms=took)


class OnlyJson(ASGIMiddleware):
    """Refuse a body that does not say it is JSON, of the API: a form on somebody else's page cannot."""

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Pass on what is JSON or has no body."""
        headers = {name.lower(): value for name, value in scope["headers"]}
        has_body = headers.get(b"content-length", b"0") != b"0" or b"transfer-encoding" in headers
        kind = headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
        # Over HTTP/2 a body may come without its length: what it says it is counts there too.
        acts = scope.get("method") not in {"GET", "HEAD", "OPTIONS"}
        pages = scope.get("path_template") is not None and not scope["path_template"].startswith("/api/v1/")
        if not pages and kind != b"application/json" and (has_body or (acts and kind)):
            await _refuse(send)
            return
        await next_app(scope, receive, send)


async def _refuse(send: Send) -> None:
    body = msgspec.json.encode(problem(415, "not-json", PAGES["not-json"]))
    headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode())]
    start: Any = {"type": "http.response.start", "status": 415, "headers": headers}
    end: Any = {"type": "http.response.body", "body": body, "more_body": False}
    await send(start)
    await send(end)


def service_over(governance: Governance) -> Service:
    """The parts handlers work with, over an application."""
    views = Views(governance.store.datastore.pool)
    return Service(governance, views, Follower(governance, views, PROJECTIONS))


@contextlib.asynccontextmanager
async def _lifespan(app: Litestar) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    carried = carrier(settings)
    with app.state.opening() as governance, ThreadPoolExecutor(settings.threads, "handlers") as executor:
        # Handlers run in the loop's own executor: as many at once as there are connections for.
        asyncio.get_running_loop().set_default_executor(executor)
        service = service_over(governance)
        service.follower.start(lambda stopped: wake_ups(governance.dsn, stopped))
        app.state.service = service
        app.state.founded = Founded(governance)
        await app.state.founded()
        app.state.accounts = Accounts(governance, settings)
        postman = Postman(app.state.accounts, carried, expiring.chore)
        postman.start()
        try:
            yield
        finally:
            await anyio.to_thread.run_sync(postman.stop)
            await anyio.to_thread.run_sync(service.follower.stop)


def _v1() -> Router:
    return Router(
        "/api/v1",
        route_handlers=[
            *map(handler, ACTS),
            *GROUPS,
            *ASKED_FOR,
            *ELECTIONS,
            *MEETINGS,
            *MINUTES,
            *PEOPLE,
            *REGISTER,
            *RESOLUTIONS,
            *STREAM,
            *TOKENS,
            *WHO_CAME,
            *AUDITORS,
            *WRITE_UP,
        ],
        before_request=for_programs,
    )


def _pages() -> Router:
    return Router(
        "/",
        route_handlers=[
            *GROUP_PAGES,
            *MEETING_PAGES,
            *ABOUT,
            *SIGN_IN,
            *ACCOUNT,
            *KEPT,
            *GOING,
            *PRIVATE_LINKS,
            *HELD,
            *WRITE_UP_PAGES,
            *PEOPLE_PAGES,
            *SEATS,
            *OFFICES,
            *ELECTING,
            *RULES,
            *AUDITORS_PAGES,
            *PRIVACY,
            *CODES,
            *CONTACT,
            *LINKS,
            *CALLING,
            *ASKING,
            *CHAIR_ALONE,
            *WANTING,
            *TASKS,
            *PROPOSING,
            *SHORT_NOTICE,
            *ASKED,
            *SHEET,
            *STRIKING,
            *MINUTES_PAGES,
            *FOUNDING,
        ],
        before_request=meet,
        include_in_schema=False,
    )


def _described() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="Minutebook",
        version="1",
        path="/api",
        render_plugins=[Described(path="/openapi.json")],
        components=Components(security_schemes={"token": SecurityScheme(type="http", scheme="bearer")}),
        security=[{"token": []}, {}],
        create_examples=False,
    )


def create_app(settings: Settings | None = None, open_governance: Callable[[], Any] | None = None) -> Litestar:
    """The application; `open_governance` gives a context manager over a `Governance`, else the settings do.

    Both are read from its state, as `settings` and `opening`, whenever it starts.
    """
    chosen = settings or from_environment()
    app = Litestar(
        route_handlers=[_v1(), _pages(), asset, *HEALTH, *LOG],
        lifespan=[_lifespan],
        middleware=[AccessLog(), OnlyJson(), OwnForms(not_ours)],
        before_send=[guard],
        exception_handlers=HANDLERS_FOR_BOTH,
        request_max_body_size=chosen.max_body,
        openapi_config=_described(),
        logging_config=None,
        state=State({"settings": chosen, "opening": open_governance or (lambda: opened(chosen))}),
    )
    app.asgi_handler = Heads(app.asgi_handler)
    return app
