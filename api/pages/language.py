"""The language of the pages: gettext catalogues beside the templates, English where there is none."""

from __future__ import annotations

import gettext as catalogues
from pathlib import Path

from governance.kernel import Filled

DOMAIN = "minutebook"
FOLDER = Path(__file__).parent.parent / "locale"
CODE = "en"

_said = catalogues.translation(DOMAIN, FOLDER, [CODE], fallback=True)


def gettext(message: str) -> str:
    """The message in the pages' language."""
    return _said.gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """The message for this number in the pages' language."""
    return _said.ngettext(one, many, number)


def of_the_rules(sentence: str) -> str:
    """What the rules say of themselves, in the pages' language; `deploy/messages.py` finds those sentences in them."""
    if isinstance(sentence, Filled):
        return gettext(sentence.form) % sentence.values
    return gettext(sentence) if sentence else ""
