"""Words as people type them: brought to one spelling, and refused when they could mislead a reader."""

from __future__ import annotations

import unicodedata

from governance.kernel import Rejected

MAX_WORDS = 8000
# Characters that reorder or hide what is written (Unicode Bidi_Control, UAX #9).
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# What leaves no ink: spaces, format characters and marks without a letter, and letters that are drawn blank.
INKLESS = frozenset(("Cf", "Zs", "Zl", "Zp", "Mn", "Me", "Cn"))
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def spelled(text: str) -> str:
    """One spelling of the same words: NFC, line feeds."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean(text: str, pointer: str = "") -> str:
    """NFC, line feeds, trimmed. Refuses control and bidi characters, no words, and more than 8,000 code points."""
    words = spelled(text).strip()
    if not any(_seen(c) for c in words):
        raise Rejected("words", "no_words", would_help="Write at least one word.", pointer=pointer)
    if len(words) > MAX_WORDS:
        because: dict[str, object] = {"length": len(words), "most": MAX_WORDS}
        raise Rejected("words", "too_many_words", because=because, pointer=pointer)
    if any(c in BIDI or (unicodedata.category(c) in {"Cc", "Cs"} and c != "\n") for c in words):
        raise Rejected(
            "words",
            "control_characters",
            would_help="Take out the signs we cannot show, or type it anew.",
            pointer=pointer,
        )
    return words


def _seen(character: str) -> bool:
    return character not in BLANK and unicodedata.category(character) not in INKLESS
