"""Documents of projections in PostgreSQL: with the positions between which each is what a reader would have seen.

A document answers from `valid_from` until before `valid_to`. A projection that keeps its history has a row for every
event that touched a document, so that any position up to its own is answered exactly, in lists too. One that does not
(minutes: large documents, many events) answers for positions since the last touch. For any other position, `Gap`: the
caller folds the stream up to there. Every read is one statement, so that a rebuild's swap cannot come between.
"""

from __future__ import annotations

import functools
import hashlib
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from psycopg.rows import tuple_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    import psycopg
    from psycopg_pool import ConnectionPool

    from projections.projection import Projection

Document = TypeVar("Document")


class Gap(Exception):
    """No stored document is exact at that position: fold the stream instead."""


class Superseded(RuntimeError):
    """Another rebuild of the same projection was quicker."""


class Head(msgspec.Struct, frozen=True):
    """How far a generation has come; `fault` says where its handler failed."""

    generation: int
    position: int
    fault: str | None


class Version(msgspec.Struct, frozen=True):
    """A document as it stood from a position on; `body` is its JSON."""

    key: str
    position: int
    body: bytes


def stored_name(projection: Projection[Any]) -> str:
    """The name documents are kept under: it tells the shape too, so that documents of another shape are never read.

    After a change of shape the projection is folded anew by itself; `rebuild` drops what was kept before.
    """
    return f"{projection.name}:{_shape(projection.document)}"  # type: ignore[arg-type]  # a class is hashable


@functools.cache
def _shape(document: type) -> str:
    return hashlib.sha256(msgspec.json.encode(msgspec.json.schema(document), order="deterministic")).hexdigest()[:12]


class Views:
    """Reads and writes documents over a pool of autocommit connections."""

    def __init__(self, pool: ConnectionPool[psycopg.Connection[Any]]) -> None:
        self._pool = pool

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows of a prepared, binary query."""
        with self._pool.connection() as connection, connection.cursor(row_factory=tuple_row, binary=True) as cursor:
            return cursor.execute(sql.encode(), values, prepare=True).fetchall()

    # Reading

    def head(self, projection: Projection[Any]) -> Head:
        """The live generation of a projection, begun when there is none."""
        sql = "SELECT generation, position, fault FROM projections.head WHERE projection = %b AND live"
        found = self.rows(sql, stored_name(projection))
        if not found:
            begin = (
                "INSERT INTO projections.head VALUES (%b, 1, 0, true, NULL) ON CONFLICT DO NOTHING RETURNING generation"
            )
            self.rows(begin, stored_name(projection))
            found = self.rows(sql, stored_name(projection))
        return Head(*found[0])

    def read(self, projection: Projection[Document], key: str, at: int | None = None) -> Document | None:
        """A document now, or as it was at a position. Raises `Gap` when only a fold can tell."""
        then = "d.valid_to IS NULL"
        values: tuple[object, ...] = (key,)
        if at is not None and projection.history:
            then = "d.valid_from <= %b AND (d.valid_to IS NULL OR d.valid_to > %b)"
            values = (key, at, at)
        sql = (
            "SELECT h.position, d.valid_from, d.body FROM projections.head h LEFT JOIN projections.document d"
            f" ON d.projection = h.projection AND d.generation = h.generation AND d.key = %b AND {then}"
            " WHERE h.projection = %b AND h.live"
        )
        found = self.rows(sql, *values, stored_name(projection))
        position, since, body = found[0] if found else (0, None, None)
        if at is not None and (at > position or (since is not None and at < since)):
            raise Gap
        return None if body is None else msgspec.json.decode(body, type=projection.document)

    def listed(
        self,
        projection: Projection[Document],
        prefix: str,
        *,
        after: str = "",
        limit: int = 100,
        newest: bool = False,
        at: int | None = None,
    ) -> list[tuple[str, Document]]:
        """Documents whose key starts so, in key order (or from the last back), after a key; now or at a position.

        Raises `Gap` for a position not reached yet, and for any when the projection keeps no history.
        """
        # A swap never moves a projection back, so what it has reached now it has reached in the statement below.
        if at is not None and (not projection.history or at > self.head(projection).position):
            raise Gap
        order, beyond = ("DESC", "<") if newest else ("ASC", ">")
        # No key holds a NUL, and PostgreSQL takes none.
        start = after.replace("\0", "") or (prefix + "\U0010ffff" if newest else "")
        then = "valid_to IS NULL" if at is None else "valid_from <= %b AND (valid_to IS NULL OR valid_to > %b)"
        sql = (
            f"SELECT key, body FROM projections.document WHERE {_LIVE} AND {then}"
            f" AND key {beyond} %b AND key LIKE %b ORDER BY key {order} LIMIT %b::bigint"
        )
        name, moment = stored_name(projection), () if at is None else (at, at)
        rows = self.rows(sql, name, name, *moment, start, prefix + "%", limit)
        return [(key, msgspec.json.decode(body, type=projection.document)) for key, body in rows]

    def many(self, projection: Projection[Document], keys: Sequence[str]) -> dict[str, Document]:
        """Documents now, by key."""
        sql = f"SELECT key, body FROM projections.document WHERE {_LIVE} AND valid_to IS NULL AND key = ANY(%b)"
        rows = self.rows(sql, stored_name(projection), stored_name(projection), list(keys))
        return {key: msgspec.json.decode(body, type=projection.document) for key, body in rows}

    def place(self, projection: Projection[Any], prefix: str, key: str) -> int:
        """How many documents with this prefix come up to and including a key: a decision's number."""
        sql = (
            f"SELECT count(*) FROM projections.document WHERE {_LIVE} AND valid_to IS NULL"
            " AND key LIKE %b AND key <= %b"
        )
        return int(self.rows(sql, stored_name(projection), stored_name(projection), prefix + "%", key)[0][0])

    # Writing

    def load(self, projection: Projection[Document], generation: int, keys: Sequence[str]) -> dict[str, Document]:
        """The documents a batch touches."""
        sql = (
            "SELECT key, body FROM projections.document WHERE projection = %b AND generation = %b::int"
            " AND key = ANY(%b) AND valid_to IS NULL"
        )
        rows = self.rows(sql, stored_name(projection), generation, list(keys))
        return {key: msgspec.json.decode(body, type=projection.document) for key, body in rows}

    def advance(
        self, projection: Projection[Any], generation: int, before: int, after: int, versions: Sequence[Version]
    ) -> bool:
        """Write a batch and move the position, in one transaction; False when a rival runner was first.

        Not flushed to disk before it returns: what a crash takes away, position and documents alike, is folded again.
        """
        with self._pool.connection() as connection, connection.transaction():
            moved = connection.execute(
                b"UPDATE projections.head SET position = %s WHERE projection = %s AND generation = %s"
                b" AND position = %s AND fault IS NULL RETURNING set_config('synchronous_commit', 'off', true)",
                (after, stored_name(projection), generation, before),
            ).fetchone()
            if moved is None:
                return False
            if versions:
                self._write(connection, projection, generation, versions)
        return True

    def _write(
        self,
        connection: psycopg.Connection[Any],
        projection: Projection[Any],
        generation: int,
        versions: Sequence[Version],
    ) -> None:
        name, which = stored_name(projection), "projection = %s AND generation = %s AND valid_to IS NULL"
        if projection.history:
            first = {one.key: one.position for one in reversed(versions)}
            connection.execute(
                "UPDATE projections.document d SET valid_to = u.first FROM unnest(%s::text[], %s::bigint[])"
                f" AS u(k, first) WHERE {which} AND d.key = u.k".encode(),
                (list(first), list(first.values()), name, generation),
            )
        else:
            versions = list({one.key: one for one in versions}.values())
            connection.execute(
                f"DELETE FROM projections.document WHERE {which} AND key = ANY(%s)".encode(),
                (name, generation, [one.key for one in versions]),
            )
        connection.execute(
            b"INSERT INTO projections.document SELECT %s, %s, u.k, u.f, lead(u.f) OVER (PARTITION BY u.k ORDER BY u.f),"
            b" u.b FROM unnest(%s::text[], %s::bigint[], %s::bytea[]) AS u(k, f, b)",
            (
                name,
                generation,
                [one.key for one in versions],
                [one.position for one in versions],
                [one.body for one in versions],
            ),
        )

    def fault(self, projection: Projection[Any], generation: int, words: str) -> None:
        """Stop a generation, saying where its handler failed."""
        sql = "UPDATE projections.head SET fault = %b WHERE projection = %b AND generation = %b::int RETURNING 1"
        self.rows(sql, words, stored_name(projection), generation)

    def begin(self, projection: Projection[Any]) -> int:
        """A new generation beside the live one."""
        sql = (
            "INSERT INTO projections.head SELECT %b, coalesce(max(generation), 0) + 1, 0, false, NULL"
            " FROM projections.head WHERE projection = %b RETURNING generation"
        )
        return int(self.rows(sql, stored_name(projection), stored_name(projection))[0][0])

    def swap(self, projection: Projection[Any], generation: int) -> bool:
        """Readers see this generation from here on; the others are dropped.

        False when it is still behind the live one: nobody may read what is older than what they have read. Raises
        `Superseded`.
        """
        name = stored_name(projection)
        with self._pool.connection() as connection, connection.transaction():
            cursor = connection.cursor(row_factory=tuple_row)
            cursor.execute(
                b"SELECT generation, position, live FROM projections.head WHERE projection = %s"
                b" ORDER BY generation FOR UPDATE",
                (name,),
            )
            there = cursor.fetchall()
            mine = next((position for number, position, _ in there if number == generation), None)
            if mine is None:
                raise Superseded
            if any(live and position > mine for _, position, live in there):
                return False
            connection.execute(
                b"UPDATE projections.head SET live = (generation = %s) WHERE projection = %s", (generation, name)
            )
            for table in (b"document", b"head"):
                connection.execute(
                    b"DELETE FROM projections." + table + b" WHERE projection LIKE %s"
                    b" AND (projection, generation) <> (%s, %s)",
                    (f"{projection.name}:%", name, generation),
                )
        return True


_LIVE = "projection = %b AND generation = (SELECT generation FROM projections.head WHERE projection = %b AND live)"
