"""The language of the pages: gettext catalogues beside the templates, English where there is none."""

from __future__ import annotations

import gettext as catalogues
from pathlib import Path

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
