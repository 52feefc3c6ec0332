"""The same meetings every time, whatever else is in the code."""

from __future__ import annotations

import pytest
from hypothesis.internal.cache import LRUCache
from hypothesis.internal.conjecture import providers


@pytest.fixture(autouse=True)
def the_same_every_time(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hypothesis tries the numbers and words found in our own code as well, so any change there would deal others.

    A soak searches for what nobody thought of, and keeps them. Whoever renames these in Hypothesis turns this red.
    """
    if request.node.get_closest_marker("soak") is None:
        monkeypatch.setattr(providers, "_get_local_constants", providers.Constants)
        monkeypatch.setattr(providers, "CONSTANTS_CACHE", LRUCache(1024))
