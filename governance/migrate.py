"""Bringing the database to the shape this version needs, as its owner; and giving the record its identity."""

from __future__ import annotations

import importlib.resources
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

TURN = 0x6D696E75746562  # "minuteb": one migration at a time


def steps() -> Iterator[tuple[str, str]]:
    """Every step as (name, SQL), in order."""
    folder = importlib.resources.files("governance.migrations")
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name):
        yield file.name.removesuffix(".sql"), file.read_text(encoding="utf-8")


def migrate(owner: str) -> list[str]:
    """Apply what is missing, each step in a transaction of its own; returns the names applied."""
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (TURN,))
        connection.execute("CREATE TABLE IF NOT EXISTS public.migration (name text PRIMARY KEY)")
        done = {row[0] for row in connection.execute("SELECT name FROM public.migration")}
        missing = [(name, sql) for name, sql in steps() if name not in done]
        for name, sql in missing:
            with connection.transaction():
                connection.execute(sql.encode())
                connection.execute("INSERT INTO public.migration VALUES (%s)", (name,))
        connection.execute("GRANT SELECT ON public.migration TO minutebook_app")
    return [name for name, _ in missing]


def identified(owner: str) -> bool:
    """Whether the record has its identity."""
    with psycopg.connect(owner) as connection:
        return connection.execute("SELECT 1 FROM record.identity").fetchone() is not None


def identify(owner: str, record: UUID, *, demonstration: bool) -> None:
    """Give the record its identity, once; a demonstration takes its times from the import, not the clock."""
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO record.identity (record, era, clock) VALUES (%s, 1, %s) ON CONFLICT DO NOTHING",
            (record, "import" if demonstration else "database"),
        )
