"""Who is at a page: somebody signed in, a reader with a private link, or nobody known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from litestar.datastructures import Cookie

from api.access import Asker
from api.accounts import clients, cookies, forms, private_links, sessions
from api.accounts.answers import Way
from api.accounts.sessions import Entry, Session
from api.accounts.wiring import accounts_of, fresh
from governance.acts import Principal
from governance.kernel import PersonId

if TYPE_CHECKING:
    from litestar import Request

    from api.accounts.wiring import Accounts


class Visitor(Asker, frozen=True, kw_only=True):
    """A visitor to the pages.

    `principal` is somebody signed in, by `way`; `link` lets one group be read, and never anything be done. `csrf` goes
    into every form. A page with a form sets `form_cookie` when it is not None; a page without one sets no cookie.
    """

    session: UUID | None = None
    way: Way | None = None
    csrf: str
    browser: str
    form_cookie: Cookie | None = None


def visitor(request: Request[Any, Any, Any]) -> Visitor:
    """Who is asking, by cookies alone; asks the database, so call it in a thread. A bearer token counts for nothing."""
    accounts = accounts_of(request)
    token = cookies.given(request, accounts.settings, "session")
    session = sessions.found(accounts, token) if token else None
    own = cookies.given(request, accounts.settings, "reading")
    link = private_links.reading(accounts, own) if own else None
    sent = cookies.given(request, accounts.settings, "form")
    browser = sent or fresh()
    return Visitor(
        principal=_principal(session),
        session=session.id if session else None,
        way=session.way if session else None,
        link=link,
        csrf=forms.form_token(accounts, browser=browser, session=session.id if session else None),
        browser=browser,
        form_cookie=None if sent or session else cookies.made(accounts.settings, "form", browser),
    )


def _principal(session: Session | None) -> Principal | None:
    return None if session is None else Principal("person", session.person, PersonId(session.person))


def genuine(visitor: Visitor, given: str | None) -> bool:
    """Whether a form came with this visitor's own token."""
    return forms.same(visitor.csrf, given)


def once_genuine(accounts: Accounts, visitor: Visitor, given: str) -> bool:
    """Whether a form is one of ours that whoever is here filled in before they signed out, or in again.

    Its token is of a session: of the same person, or of anybody where nobody is signed in now. Only a page of ours,
    shown in that session, has it: no other site can make one up, or read one.
    """
    session = forms.session_of(accounts, given)
    if session is None:
        return False
    return visitor.principal is None or sessions.owner(accounts, session) == visitor.principal.person


def entry_of(request: Request[Any, Any, Any], *, remember: bool) -> Entry:
    """What a sign-in needs to know of the browser."""
    before = cookies.given(request, accounts_of(request).settings, "session")
    return Entry(device=clients.device_of(request), remember=remember, before=before)


def sign_out(accounts: Accounts, visitor: Visitor) -> tuple[Cookie, ...]:
    """End this session, and stop reading by a private link here; the cookies to set."""
    if visitor.session is not None and visitor.principal is not None and visitor.principal.person is not None:
        sessions.end_device(accounts, visitor.principal.person, visitor.session)
    return cookies.gone(accounts.settings, "session"), cookies.gone(accounts.settings, "reading")
