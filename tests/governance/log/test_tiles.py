"""Tiles: their paths, what is in them, and which are new."""

from __future__ import annotations

import contextlib
import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.log.checkpoint import parse_checkpoint
from governance.log.merkle import Tree, inclusion_proof, leaf_hash, node_hash, tree_root
from governance.log.note import parse_note
from governance.log.tiles import (
    BadTile,
    Tile,
    TileNodes,
    bundle_entries,
    grown_tiles,
    hash_tile,
    parse_tile,
    tiles_of,
    unbundle_entries,
)
from tests.governance.log.vectors import ROOT, data, vectors

MIRROR = "skylight-witness/mirror/000de184301123b9278c086a7d9f68c9577e83872224c197058fd90784ea9706"


def test_the_paths_of_the_specification_and_of_go() -> None:
    example = vectors("c2sp-examples.json")["tile_index_example"]
    assert Tile(0, example["index"]).path() == f"tile/0/{example['path']}"
    assert Tile(-1, example["index"], 3).path() == f"tile/entries/{example['path']}.p/3"
    for path, height, level, index, width in vectors("golang-tlog.json")["tile_paths"]["good"]:
        ours = Tile(level, index, 256 if width == 2**height else width).path()
        go = path.split("/", 2)[2]
        assert ours.split("/", 1)[1].replace("entries", "data") == go


def test_the_tiles_of_a_log_of_70000() -> None:
    expected = vectors("c2sp-examples.json")["tiles_of_70000"]
    tiles = [tile for tile in tiles_of(70_000) if tile.level >= 0]
    widths = {level: [tile.width for tile in tiles if tile.level == level] for level in range(4)}
    assert widths[0].count(256) == expected["level0_full"]
    assert widths[0][-1] == expected["level0_partial"]
    assert widths[1] == [256] * expected["level1_full"] + [expected["level1_partial"]]
    assert widths[2] == [expected["level2_partial"]]
    assert widths[3] == []


def test_every_tile_of_a_whole_log_of_fifteen() -> None:
    entries: list[bytes] = []
    tree = Tree()
    for size in range(1, 16):
        bundle = data(f"tessera-log/tile/entries/000.p/{size}")
        entries = unbundle_entries(bundle)
        assert bundle_entries(entries) == bundle
        tree.append(leaf_hash(entries[-1]))
        assert [tile.path() for tile in tiles_of(size, size - 1)] == [
            f"tile/entries/000.p/{size}",
            f"tile/0/000.p/{size}",
        ]
        assert hash_tile(Tile(0, 0, size), tree.node) == data(f"tessera-log/tile/0/000.p/{size}")
        assert tree.root() == parse_checkpoint(parse_note(data(f"tessera-log/checkpoint.{size}")).text).root


def test_a_mirrored_log_of_300() -> None:
    folder = ROOT / MIRROR / "tile"
    first, rest = ((folder / "0" / name).read_bytes() for name in ("000", "001.p/44"))
    leaves = [(first + rest)[at : at + 32] for at in range(0, 300 * 32, 32)]
    tree = Tree(leaves)
    assert hash_tile(Tile(0, 0), tree.node) == first
    assert hash_tile(Tile(0, 1, 44), tree.node) == rest
    assert hash_tile(Tile(1, 0, 1), tree.node) == (folder / "1/000.p/1").read_bytes()
    assert tree.root() == parse_checkpoint(parse_note(data(f"{MIRROR}/checkpoint")).text).root
    assert [tile.path() for tile in tiles_of(300) if tile.level >= 0] == [
        "tile/0/000",
        "tile/0/001.p/44",
        "tile/1/000.p/1",
    ]
    assert gzip.decompress((folder / "entries/000").read_bytes())


@given(st.integers(0, 200_000), st.integers(0, 2_000))
def test_what_is_new_is_what_was_not_there(before: int, more: int) -> None:
    old, new = set(tiles_of(before)), set(tiles_of(before + more))
    fresh = list(tiles_of(before + more, before))
    assert set(fresh) == new - old
    assert len(fresh) == len(set(fresh))


@given(st.integers(-1, 63), st.integers(0, 2**62), st.integers(1, 256))
def test_a_path_is_read_as_it_is_written(level: int, index: int, width: int) -> None:
    tile = Tile(level, index, width)
    assert parse_tile(tile.path()) == tile


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/00",
        "tile/64/000",
        "tile/00/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/04",
        "tile/0/x000/001",
        "tile/0/123/456",
        "tile/-1/000",
        "tile/data/000",
        "tile/0/000/",
        "tile/0/../000",
        "tile/0/\u0661\u0662\u0663",
        "checkpoint",
        "",
    ],
)
def test_a_path_of_no_tile(path: str) -> None:
    with pytest.raises(BadTile):
        parse_tile(path)


@given(st.lists(st.binary(max_size=40), max_size=10))
def test_entries_come_out_as_they_went_in(entries: list[bytes]) -> None:
    assert unbundle_entries(bundle_entries(entries)) == entries


@given(st.binary(max_size=60))
def test_any_bytes_are_a_bundle_or_are_refused(written: bytes) -> None:
    with contextlib.suppress(BadTile):
        assert bundle_entries(unbundle_entries(written)) == written


def test_an_entry_that_is_too_long() -> None:
    assert len(bundle_entries([bytes(65_535)])) == 65_537
    with pytest.raises(BadTile, match="at most 65535"):
        bundle_entries([bytes(65_536)])


@settings(max_examples=30)
@given(st.integers(0, 1500), st.integers(1, 1500))
def test_a_log_kept_in_tiles_grows_as_one_in_memory_does(before: int, more: int) -> None:
    leaves = [leaf_hash(f"{n}".encode()) for n in range(before + more)]
    kept: dict[tuple[int, int], bytes] = {}

    def read(level: int, nth: int) -> bytes:
        return kept.get((level, nth), b"")

    kept |= grown_tiles(0, leaves[:before], read)
    kept |= grown_tiles(before, leaves[before:], read)
    tree, nodes = Tree(leaves), TileNodes(read)
    assert set(kept) == {(tile.level, tile.nth) for tile in tiles_of(before + more) if tile.level >= 0}
    for tile in tiles_of(before + more):
        if tile.level >= 0:
            assert kept[tile.level, tile.nth] == hash_tile(tile, tree.node)
    assert tree_root(before + more, nodes.node) == tree.root()
    assert inclusion_proof(before, before + more, nodes.node) == inclusion_proof(before, before + more, tree.node)


def test_a_node_no_tile_reaches() -> None:
    nodes = TileNodes(lambda level, nth: bytes(32 * 3) if (level, nth) == (0, 0) else b"")
    assert nodes.node(1, 0) == node_hash(bytes(32), bytes(32))
    for level, index in ((0, 3), (1, 1), (8, 0)):
        with pytest.raises(IndexError):
            nodes.node(level, index)
