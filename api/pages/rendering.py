"""Templates to responses: one environment, one set of headers, nothing a page could load from elsewhere."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

import jinja2
from litestar import Response
from markupsafe import Markup

from api.pages import language
from api.pages.assets import address
from governance.kernel import Moment
from projections.minutes.form import a_date

if TYPE_CHECKING:
    from litestar import Request

    from api.access import Asker

HTML = "text/html"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    # The first is for browsers that do not know the second, which lets our own forms say where they come from.
    "Referrer-Policy": "no-referrer, strict-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Vary": "Accept, Authorization, Cookie",
}


def day(moment: Moment | str) -> str:
    """A moment, or a date as `2026-03-10`, as `10 March 2026`."""
    text = moment.local if isinstance(moment, Moment) else moment
    return a_date(dt.date.fromisoformat(text[:10]))


def moment(told: Moment) -> str:
    """A moment as precisely as it is known: `10 March 2026, 14:05`, or the day alone."""
    return day(told) if told.precision == "day" else f"{day(told)}, {told.local[11:16]}"


def clock(told: dt.datetime, zone: str | None = None) -> str:
    """An aware time as `10 March 2026, 14:05` in a zone, else where the server is."""
    local = told.astimezone(ZoneInfo(zone) if zone else None)
    return f"{a_date(local.date())}, {local:%H:%M}"


def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("api", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(language.gettext, language.ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.filters.update(day=day, moment=moment, clock=clock)
    cast("dict[str, Any]", made.globals)["asset"] = address
    return made


ENVIRONMENT = _environment()


def page(
    request: Request[Any, Any, Any],
    template: str,
    *,
    status: int = 200,
    **more: Any,
) -> Response[str]:
    """A whole page from a template. Pages of a signed-in reader are not kept by anything between."""
    state = request.app.state
    asking: Asker | None = getattr(request.state, "visitor", None)
    written = ENVIRONMENT.get_template(template).render(
        help_phone=state.settings.help_phone,
        help_email=state.settings.help_email,
        demonstration=state.founded.demonstration,
        here=request.url.path,
        signed_in=asking is not None and asking.principal is not None,
        language=language.CODE,
        **more,
    )
    own = "authorization" in request.headers or "cookie" in request.headers
    cached = {"Cache-Control": "no-store" if own or status >= 400 else "public, max-age=60"}  # noqa: PLR2004 - errors
    return Response(written, status_code=status, media_type=HTML, headers={**HEADERS, **cached})


def trusted(written: str) -> Markup:
    """HTML that one of our own renderers made, escaped by it."""
    return Markup(written)  # noqa: S704 - never called with what people typed
