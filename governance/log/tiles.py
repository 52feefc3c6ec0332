"""The log as files that never change: hash tiles and entry bundles (C2SP tlog-tiles)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from governance.log.merkle import HASH, node_hash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from governance.log.merkle import Node

HEIGHT = 8
WIDTH = 1 << HEIGHT
HIGHEST = 63
LONGEST_ENTRY = 65_535
ENTRIES = "entries"
_PATH = re.compile(
    r"tile/(?P<level>entries|0|[1-9][0-9]?)/(?P<index>(?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)


class BadTile(ValueError):
    """No tile has this path, or these bytes are not one."""


class Tile(NamedTuple):
    """A tile: its level (-1 for entries), its place there, and how many hashes or entries it holds, 1 to 256."""

    level: int
    nth: int
    width: int = WIDTH

    def path(self) -> str:
        """Where it is found below the log's address."""
        level = ENTRIES if self.level < 0 else str(self.level)
        return f"tile/{level}/{_index_path(self.nth)}" + (f".p/{self.width}" if self.width < WIDTH else "")


def parse_tile(path: str) -> Tile:
    """The tile of a path. Raises `BadTile` for any path that `Tile.path` would not write."""
    found = _PATH.fullmatch(path)
    if found is None:
        raise BadTile(path)
    level = -1 if found["level"] == ENTRIES else int(found["level"])
    index = int(found["index"].replace("x", "").replace("/", ""))
    tile = Tile(level, index, int(found["width"] or WIDTH))
    if tile.level > HIGHEST or tile.path() != path:
        raise BadTile(path)
    return tile


def tiles_of(size: int, before: int = 0) -> Iterator[Tile]:
    """Every tile a log of `size` has that one of `before` had not: entries first, then hashes from the leaves up."""
    level = -1
    while last := size >> (HEIGHT * max(level, 0)):
        first = before >> (HEIGHT * max(level, 0))
        for nth in range(first // WIDTH, (last + WIDTH - 1) // WIDTH):
            width = min(WIDTH, last - nth * WIDTH)
            if nth * WIDTH + width > first:
                yield Tile(level, nth, width)
        level += 1


class TileNodes:
    """The hashes of complete subtrees, out of hash tiles. `read` gives the widest tile there is at a level and place.

    `node` raises `IndexError` where no tile reaches.
    """

    def __init__(self, read: Callable[[int, int], bytes]) -> None:
        self._read = lru_cache(maxsize=64)(read)

    def node(self, level: int, index: int) -> bytes:
        """The hash of the subtree over leaves `index * 2**level` and on; see `merkle.Node`."""
        tile_level, above = divmod(level, HEIGHT)
        nth, first = divmod(index << above, WIDTH)
        hashes = self._read(tile_level, nth)[first * HASH : (first + (1 << above)) * HASH]
        if len(hashes) != HASH << above:
            msg = f"no tile holds subtree {index} at level {level}"
            raise IndexError(msg)
        return _folded(hashes)


def grown_tiles(size: int, leaves: Sequence[bytes], read: Callable[[int, int], bytes]) -> dict[tuple[int, int], bytes]:
    """The tiles that change when leaves are added to a log of `size`: by level and place, as wide as they become."""
    grown: dict[tuple[int, int], bytes] = {}
    first, fresh, level = size, list(leaves), 0
    while fresh:
        above: list[bytes] = []
        for nth in range(first // WIDTH, (first + len(fresh) - 1) // WIDTH + 1):
            before = max(first - nth * WIDTH, 0)
            old = read(level, nth)[: before * HASH] if before else b""
            start = nth * WIDTH + before - first
            tile = old + b"".join(fresh[start : start + WIDTH - before])
            grown[level, nth] = tile
            if len(tile) == WIDTH * HASH:
                above.append(_folded(tile))
        first, fresh, level = first // WIDTH, above, level + 1
    return grown


def hash_tile(tile: Tile, node: Node) -> bytes:
    """The hashes of a tile of level 0 or higher, 32 bytes each."""
    first = tile.nth * WIDTH
    return b"".join(node(HEIGHT * tile.level, first + i) for i in range(tile.width))


def bundle_entries(entries: Iterable[bytes]) -> bytes:
    """Entries in a row, each behind its length in two bytes. Raises `BadTile` for one that is too long."""
    parts = []
    for entry in entries:
        if len(entry) > LONGEST_ENTRY:
            msg = f"an entry of {len(entry)} bytes, at most {LONGEST_ENTRY}"
            raise BadTile(msg)
        parts += [len(entry).to_bytes(2, "big"), entry]
    return b"".join(parts)


def unbundle_entries(data: bytes) -> list[bytes]:
    """The entries of a bundle. Raises `BadTile` when it breaks off."""
    entries, at = [], 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if end > len(data) or at + 2 > len(data):
            msg = "a bundle of entries breaks off"
            raise BadTile(msg)
        entries.append(data[at + 2 : end])
        at = end
    return entries


def _folded(hashes: bytes) -> bytes:
    """The root over a row of hashes whose number is a power of two."""
    row = [hashes[at : at + HASH] for at in range(0, len(hashes), HASH)]
    while len(row) > 1:
        row = [node_hash(left, right) for left, right in zip(row[::2], row[1::2], strict=True)]
    return row[0]


def _index_path(index: int) -> str:
    groups = [f"{index % 1000:03}"]
    while index := index // 1000:
        groups.append(f"x{index % 1000:03}")
    return "/".join(reversed(groups))
