"""Vectors of other implementations; `tests/vectors/SOURCES.md` says whose."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2] / "vectors"


def vectors(name: str) -> Any:
    """What a JSON file of vectors holds."""
    return json.loads((ROOT / name).read_text(encoding="utf-8"))


def data(name: str) -> bytes:
    """The bytes of a file of vectors."""
    return (ROOT / name).read_bytes()


def unbase64(text: str) -> bytes:
    """The bytes of standard base64."""
    return base64.b64decode(text)
