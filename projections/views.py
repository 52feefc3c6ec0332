"""Documents of projections in PostgreSQL: with the positions between which each is what a reader would have seen."""

from __future__ import annotations

import functools
import hashlib
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from psycopg.rows import tuple_row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import psycopg
    from psycopg_pool import ConnectionPool

    from projections.projection import Projection

Document = TypeVar("Document")


class Gap(Exception):
    """No stored document is exact at that position: fold the stream instead."""


class Head(msgspec.Struct, frozen=True):
    """How far a generation has come; `fault` says where its handler failed."""

    generation: int
    position: int
    fault: str | None


class Touched(msgspec.Struct):
    """A document as changed by a batch: the first and last positions that touched it."""

    document: Any
    first: int
    last: int


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
        generation = self.head(projection).generation
        which = "projection = %b AND generation = %b::int AND key = %b"
        if at is None:
            sql = f"SELECT body FROM projections.document WHERE {which} AND valid_to IS NULL"
            found = self.rows(sql, stored_name(projection), generation, key)
            return msgspec.json.decode(found[0][0], type=projection.document) if found else None
        sql = (
            f"SELECT body, valid_to FROM projections.document WHERE {which} AND valid_from <= %b"
            " ORDER BY valid_from DESC LIMIT 1"
        )
        found = self.rows(sql, stored_name(projection), generation, key, at)
        if found and (found[0][1] is None or at < found[0][1]):
            return msgspec.json.decode(found[0][0], type=projection.document)
        if found or not projection.history:
            raise Gap
        return None

    def listed(
        self, projection: Projection[Document], prefix: str, *, after: str = "", limit: int = 100, newest: bool = False
    ) -> list[tuple[str, Document]]:
        """Documents now whose key starts so, in key order (or from the last back), after a key."""
        order, beyond = ("DESC", "<") if newest else ("ASC", ">")
        start = after or (prefix + "\U0010ffff" if newest else "")
        sql = (
            "SELECT key, body FROM projections.document WHERE projection = %b AND generation = %b::int"
            f' AND key COLLATE "C" {beyond} %b AND key LIKE %b AND valid_to IS NULL'
            f' ORDER BY key COLLATE "C" {order} LIMIT %b::bigint'
        )
        generation = self.head(projection).generation
        rows = self.rows(sql, stored_name(projection), generation, start, prefix + "%", limit)
        return [(key, msgspec.json.decode(body, type=projection.document)) for key, body in rows]

    def many(self, projection: Projection[Document], keys: Sequence[str]) -> dict[str, Document]:
        """Documents now, by key."""
        return self.load(projection, self.head(projection).generation, keys)

    def place(self, projection: Projection[Any], prefix: str, key: str) -> int:
        """How many documents with this prefix come up to and including a key: a decision's number."""
        sql = (
            "SELECT count(*) FROM projections.document WHERE projection = %b AND generation = %b::int"
            ' AND key LIKE %b AND key COLLATE "C" <= %b AND valid_to IS NULL'
        )
        return int(self.rows(sql, stored_name(projection), self.head(projection).generation, prefix + "%", key)[0][0])

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
        self, projection: Projection[Any], generation: int, before: int, after: int, touched: Mapping[str, Touched]
    ) -> bool:
        """Write a batch and move the position, in one transaction; False when a rival runner was first."""
        keys = list(touched)
        with self._pool.connection() as connection, connection.transaction():
            moved = connection.execute(
                b"UPDATE projections.head SET position = %s WHERE projection = %s AND generation = %s"
                b" AND position = %s AND fault IS NULL RETURNING 1",
                (after, stored_name(projection), generation, before),
            ).fetchone()
            if moved is None:
                return False
            if keys:
                self._write(connection, projection, generation, touched)
        return True

    def _write(
        self,
        connection: psycopg.Connection[Any],
        projection: Projection[Any],
        generation: int,
        touched: Mapping[str, Touched],
    ) -> None:
        keys = list(touched)
        which = "projection = %s AND generation = %s AND valid_to IS NULL"
        if projection.history:
            connection.execute(
                f"UPDATE projections.document d SET valid_to = u.first FROM unnest(%s::text[], %s::bigint[])"
                f" AS u(k, first) WHERE {which} AND d.key = u.k".encode(),
                (keys, [t.first for t in touched.values()], stored_name(projection), generation),
            )
        else:
            connection.execute(
                f"DELETE FROM projections.document WHERE {which} AND key = ANY(%s)".encode(),
                (stored_name(projection), generation, keys),
            )
        connection.execute(
            b"INSERT INTO projections.document SELECT %s, %s, u.k, u.f, NULL, u.b"
            b" FROM unnest(%s::text[], %s::bigint[], %s::bytea[]) AS u(k, f, b)",
            (
                stored_name(projection),
                generation,
                keys,
                [t.last for t in touched.values()],
                [msgspec.json.encode(t.document) for t in touched.values()],
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

    def swap(self, projection: Projection[Any], generation: int) -> None:
        """Readers see this generation from here on; the others are dropped."""
        with self._pool.connection() as connection, connection.transaction():
            connection.execute(
                b"UPDATE projections.head SET live = (generation = %s) WHERE projection = %s",
                (generation, stored_name(projection)),
            )
            for table in (b"document", b"head"):
                connection.execute(
                    b"DELETE FROM projections." + table + b" WHERE projection LIKE %s"
                    b" AND (projection, generation) <> (%s, %s)",
                    (f"{projection.name}:%", stored_name(projection), generation),
                )
