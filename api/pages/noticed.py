"""What the notice of a meeting said of its items, where somebody writes the meeting up (R-MA4, R-RE1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from api.pages.calling import KINDS
from api.pages.language import gettext as _
from api.pages.touching import made_on

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from api.notes.notes import Notes
    from api.pages.writing_desk import Desk
    from governance.kernel import Moment
    from governance.standing_orders import Category

# What a notice given on paper may have said an item was; nothing where nobody knows any more.
SAID: Mapping[str, Callable[[], str]] = {
    "": lambda: _("Our notes do not say"),
    "ordinary": KINDS[""],
    **{kind: words for kind, words in KINDS.items() if kind},
}


class Noticed(msgspec.Struct, frozen=True):
    """Of an item, what kind of business the notice said it was, and when the decision was made that it named."""

    kind: str
    made: Moment | None


def of_items(desk: Desk, notes: Notes) -> dict[str, Noticed]:
    """What the notice said of each item that was in it, by the item's field."""
    told = {str(kept.number): kept for kept in desk.state.items.values() if kept.in_notice}
    made = made_on(desk.service, (kept.about for kept in told.values()))
    return {
        f"items.{at}": Noticed(_words(kept.category), None if kept.about is None else made.get(kept.about))
        for at, item in enumerate(notes.items)
        if (kept := told.get(item.number)) is not None
    }


def _words(category: Category | None) -> str:
    words = None if category is None else SAID.get(category)
    return words() if words is not None else ""
