"""What was typed in a form that could not be taken any more, to be copied from the page that says so."""

from __future__ import annotations

from urllib.parse import parse_qsl
from uuid import UUID

# What pages put into forms, what is chosen there, and what lets somebody in: nothing of it is anybody's words.
NOT_WORDS = {
    "acting", "answer", "arranged", "by_post", "category", "channel", "choice", "code", "csrf", "deciding", "device",
    "do", "format", "manner", "mine", "next", "once", "paper", "person", "proposal", "read_back", "seat", "sheet",
    "short_notice", "token", "version", "whose",
}  # fmt: skip
# The parts of a date stand on one line.
GOES_ON = ("_month", "_year")


def words_in(sent: str) -> str:
    """The words of a form as it was sent, each field's apart, in the page's order; empty where nobody typed any."""
    said = ""
    for name, value in parse_qsl(sent):
        words = value.replace("\r\n", "\n").strip()
        if words and name not in NOT_WORDS and not _an_id(words):
            between = " " if name.endswith(GOES_ON) else "\n\n"
            said += f"{between}{words}"
    return said.strip()


def _an_id(words: str) -> bool:
    try:
        UUID(words)
    except ValueError:
        return False
    return True
