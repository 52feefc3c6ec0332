"""Agreement both ways with an implementation by others of the same formats (tlog-scales, Apache-2.0)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from tlog_scales.reader import TilesReader
from tlog_scales.signing import MLDSA44CosignatureSigner, PlainEd25519Signer, Vkey, VkeySet
from tlog_scales.tlog import (
    Checkpoint as TheirCheckpoint,
)
from tlog_scales.tlog import (
    ConsistencyProof,
    ConsistencyProofInvalid,
    InclusionProof,
    InclusionProofInvalid,
)
from tlog_scales.writer import TilesWriter

from governance.log.checkpoint import Checkpoint, parse_checkpoint
from governance.log.cosignature import cosign, verifier_of
from governance.log.merkle import (
    Tree,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    tree_root,
    verify_consistency,
    verify_inclusion,
)
from governance.log.note import (
    COSIGNATURE,
    ED25519,
    BadNote,
    Note,
    VerifierKey,
    open_note,
    parse_key,
    parse_note,
    sign_note,
)
from governance.log.post_quantum import post_quantum_verifier
from governance.log.tiles import TileNodes, bundle_entries, grown_tiles, tiles_of, unbundle_entries

if TYPE_CHECKING:
    from pathlib import Path

ORIGIN = "example.org/log/1"
SECRET, FRIEND = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (41, 42))
KEY = VerifierKey("example.org/log", ED25519, SECRET.public_key().public_bytes_raw())
FRIEND_KEY = VerifierKey("friend.example", COSIGNATURE, FRIEND.public_key().public_bytes_raw())
# One leaf, a few, a whole tile, one more, and two whole tiles with some of a third.
SIZES = [1, 2, 7, 255, 256, 257, 600]
ENTRIES = [f"entry {n}".encode() for n in range(600)]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]
TREE = Tree(LEAVES)


class OurTiles:
    """Our tiles of a log of some size, as their reader asks for them."""

    def __init__(self, size: int) -> None:
        hashes = grown_tiles(0, LEAVES[:size], lambda *_: b"")
        self._files = {tile.path(): hashes[tile.level, tile.nth] for tile in tiles_of(size) if tile.level >= 0}
        for tile in (tile for tile in tiles_of(size) if tile.level < 0):
            self._files[tile.path()] = bundle_entries(ENTRIES[tile.nth * 256 :][: tile.width])

    def get(self, *path: str) -> bytes | None:
        return self._files.get("/".join(path))


@pytest.mark.parametrize("size", SIZES)
def test_they_read_our_tiles_and_prove_from_them_what_we_prove(size: int) -> None:
    reader = TilesReader(OurTiles(size))
    reader.set_size(size)
    root = tree_root(size, TREE.node)
    assert reader.calculate_root_hash() == root
    assert reader.get_entry(size - 1) == ENTRIES[size - 1]
    for index in {0, size // 2, size - 1}:
        theirs = reader.get_inclusion_proof(index, size)
        assert theirs.node_hashes == inclusion_proof(index, size, TREE.node)
        assert verify_inclusion(LEAVES[index], index, size, theirs.node_hashes, root)
    for old in {1, (size + 1) // 2, size}:
        theirs = reader.get_consistency_proof(old, size)
        assert theirs.node_hashes == consistency_proof(old, size, TREE.node)
        assert verify_consistency(old, size, theirs.node_hashes, tree_root(old, TREE.node), root)


@given(st.integers(1, 600), st.data())
def test_they_accept_what_we_prove_and_refuse_what_we_refuse(size: int, draw: st.DataObject) -> None:
    index, old = draw.draw(st.integers(0, size - 1)), draw.draw(st.integers(1, size))
    root, before = tree_root(size, TREE.node), tree_root(old, TREE.node)
    InclusionProof(index, size, inclusion_proof(index, size, TREE.node)).check(LEAVES[index], root)
    proof = consistency_proof(old, size, TREE.node)
    ConsistencyProof(old, size, proof).check(before, root)
    other = draw.draw(st.integers(0, size - 1).filter(lambda n: n != index)) if size > 1 else None
    if other is not None:
        path = inclusion_proof(other, size, TREE.node)
        assert not verify_inclusion(LEAVES[index], other, size, path, root)
        with pytest.raises(InclusionProofInvalid):
            InclusionProof(other, size, path).check(LEAVES[index], root)
    wrong = leaf_hash(b"another history")
    assert not verify_consistency(old, size, proof, wrong, root)
    with pytest.raises(ConsistencyProofInvalid):
        ConsistencyProof(old, size, proof).check(wrong, root)


@pytest.mark.parametrize("size", SIZES)
def test_we_read_a_log_that_they_wrote(size: int, tmp_path: Path) -> None:
    writer = TilesWriter.create(tmp_path / "log", ORIGIN)
    for at in range(0, size, 200):
        for entry in ENTRIES[at : min(at + 200, size)]:
            writer.add_leaf(entry)
        writer.commit([PlainEd25519Signer(KEY.name, SECRET)])
    note = parse_note((tmp_path / "log/checkpoint").read_bytes())
    opened = open_note(note, [verifier_of(KEY)])
    assert [key for key, _ in opened.verified] == [KEY]
    assert parse_checkpoint(note.text) == Checkpoint(ORIGIN, size, tree_root(size, TREE.node))
    files = {tile: (tmp_path / "log" / tile.path()).read_bytes() for tile in tiles_of(size)}
    hashes = {(tile.level, tile.nth): data for tile, data in files.items() if tile.level >= 0}
    assert tree_root(size, TileNodes(lambda level, nth: hashes.get((level, nth), b"")).node) == TREE_ROOTS[size]
    bundles = [unbundle_entries(data) for tile, data in sorted(files.items()) if tile.level < 0]
    assert [entry for bundle in bundles for entry in bundle] == ENTRIES[:size]


TREE_ROOTS = {size: tree_root(size, TREE.node) for size in SIZES}


def test_they_read_our_keys_and_checkpoints_and_see_who_signed() -> None:
    text = Checkpoint(ORIGIN, 7, TREE_ROOTS[7]).text()
    own, seen = sign_note(text, KEY, SECRET.sign), cosign(text, FRIEND_KEY, 1_800_000_000, FRIEND.sign)
    theirs = TheirCheckpoint.from_text(Note(text, (own, seen)).data().decode())
    assert (theirs.origin, theirs.size, theirs.root_hash) == (ORIGIN, 7, TREE_ROOTS[7])
    keys = [Vkey.from_string(key.text()) for key in (KEY, FRIEND_KEY)]
    assert [key.serialize() for key in keys] == [KEY.text(), FRIEND_KEY.text()]
    assert {key.name for key, _ in VkeySet(*keys).verify(theirs.signatures, theirs)} == {KEY.name, FRIEND_KEY.name}
    assert keys[1].get_verifier().get_timestamp(theirs.signatures[1].payload) == 1_800_000_000
    forged = TheirCheckpoint(ORIGIN, 8, TREE_ROOTS[7], theirs.signatures)
    for key in keys:
        with pytest.raises(InvalidSignature):
            forged.verify(key)
    note = Note(Checkpoint(ORIGIN, 8, TREE_ROOTS[7]).text(), (own, seen))
    with pytest.raises(BadNote):
        open_note(note, [verifier_of(KEY)])


def test_we_see_who_signed_their_checkpoints_with_keys_of_either_kind() -> None:
    signers = [
        PlainEd25519Signer(KEY.name, SECRET),
        MLDSA44CosignatureSigner("modern.example", MLDSA44PrivateKey.from_seed_bytes(bytes(32))),
    ]
    data = TheirCheckpoint.make_signed(ORIGIN, 256, TREE_ROOTS[256], signers).serialize().encode()
    keys = [parse_key(signer.vkey.serialize()) for signer in signers]
    note = parse_note(data)
    assert note.data() == data
    opened = open_note(note, [verifier_of(keys[0]), post_quantum_verifier(keys[1])])
    assert [key.name for key, _ in opened.verified] == [KEY.name, "modern.example"]
    changed = parse_note(data.replace(b"\n256\n", b"\n257\n"))
    for verifier in (verifier_of(keys[0]), post_quantum_verifier(keys[1])):
        with pytest.raises(BadNote):
            open_note(changed, [verifier])
