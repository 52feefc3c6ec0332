"""A checkpoint as eight words, to be read aloud and written on one's papers.

The words are the first 88 bits of scrypt(checkpoint text, salt "minutebook-words/v1", N = 2^17, r = 8, p = 1), eleven
bits a word. The slow hash is there so that nobody can prepare two histories with the same words.
"""

from __future__ import annotations

import hashlib
import importlib.resources
from functools import cache

WORDS_SALT = b"minutebook-words/v1"
COUNT = 8
BITS = 11
LIST_DIGEST = "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"
_COST, _BLOCK, _LANES = 2**17, 8, 1
_MEMORY = 2 * 128 * _COST * _BLOCK


@cache
def word_list() -> tuple[str, ...]:
    """The 2,048 words, fixed by their SHA-256."""
    return checked_list(listed_words())


def listed_words() -> bytes:
    """The list as it is kept beside this file, a word a line."""
    return importlib.resources.files("governance.log").joinpath("words.txt").read_bytes()


def checked_list(text: bytes) -> tuple[str, ...]:
    """The words of this text. Raises `ValueError` for any other list than ours."""
    if hashlib.sha256(text).hexdigest() != LIST_DIGEST:
        msg = "this is not the list of words"
        raise ValueError(msg)
    return tuple(text.decode().split())


def checkpoint_words(text: str) -> tuple[str, ...]:
    """The eight words of a checkpoint's text. Takes a moment, and 256 megabytes."""
    length = COUNT * BITS // 8
    key = hashlib.scrypt(text.encode(), salt=WORDS_SALT, n=_COST, r=_BLOCK, p=_LANES, maxmem=_MEMORY, dklen=length)
    number = int.from_bytes(key, "big")
    words = word_list()
    return tuple(words[number >> (BITS * (COUNT - 1 - n)) & (1 << BITS) - 1] for n in range(COUNT))
