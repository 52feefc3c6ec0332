"""Before there is an organisation: people are led to the page where it is founded, programs are told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar.concurrency import sync_to_thread

from api.problems import PAGES, Problem

if TYPE_CHECKING:
    from litestar import Request

    from governance.application import Governance


class Founded:
    """Whether there is an organisation. Asks the record until there is one, and never again.

    `demonstration` is what was found when last asked: a page that says the record cannot be reached asks nothing of it.
    """

    def __init__(self, governance: Governance) -> None:
        self._governance = governance
        self._known = False
        self.demonstration = False

    async def __call__(self) -> bool:
        """Whether there is one by now."""
        if not self._known:
            found = await sync_to_thread(self._governance.organisation)
            self._known, self.demonstration = found.organisation is not None, found.demonstration
        return self._known


async def founded(request: Request[Any, Any, Any]) -> bool:
    """Whether the server a request came to has an organisation."""
    asked: Founded = request.app.state.founded
    return await asked()


async def for_programs(request: Request[Any, Any, Any]) -> None:
    """Raises a 503 problem before there is an organisation."""
    if not await founded(request):
        raise Problem(503, "not-founded", PAGES["not-founded"])
