"""How long generated histories are tried: a few seconds with the other tests, as long as one likes with `make soak`."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

CHECKS = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
BRIEFLY = settings(max_examples=40, deadline=None, suppress_health_check=CHECKS, derandomize=True, database=None)
AT_LENGTH = settings(max_examples=1500, deadline=None, suppress_health_check=CHECKS)
