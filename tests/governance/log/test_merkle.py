"""The tree against the vectors of others, and its proofs against the definition."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.log.checkpoint import parse_checkpoint
from governance.log.merkle import (
    EMPTY_ROOT,
    Tree,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    tree_root,
    verify_consistency,
    verify_inclusion,
)
from governance.log.note import ed25519_verifier, open_note, parse_key, parse_note
from tests.governance.log.vectors import data, unbase64, vectors

ROOTS = vectors("rfc6962-roots.json")
SUMDB = vectors("derived/sumdb-proofs.json")


def by_definition(leaves: list[bytes]) -> bytes:
    """MTH as RFC 6962 section 2.1 defines it, over leaf hashes."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + by_definition(leaves[:k]) + by_definition(leaves[k:])).digest()


def leaves_of(size: int) -> list[bytes]:
    return [leaf_hash(f"entry {i}".encode()) for i in range(size)]


def test_roots_of_the_trees_of_nothing_to_eight_leaves() -> None:
    leaves = [leaf_hash(bytes.fromhex(text)) for text in ROOTS["leaf_inputs_hex"]]
    for size, root in enumerate(ROOTS["roots_by_size_hex"]):
        assert Tree(leaves[:size]).root().hex() == root


def test_every_node_of_the_tree_of_eight() -> None:
    tree = Tree([leaf_hash(bytes.fromhex(text)) for text in ROOTS["leaf_inputs_hex"]])
    for level, hashes in enumerate(ROOTS["node_hashes_hex_by_level"]):
        assert [tree.node(level, i).hex() for i in range(len(hashes))] == hashes


def test_a_leaf_a_node_and_a_record() -> None:
    for one in ROOTS["single_leaf"]:
        assert leaf_hash(bytes.fromhex(one["leaf"])).hex() == one["hash"]
    for one in ROOTS["node"]:
        assert node_hash(bytes.fromhex(one["left"]), bytes.fromhex(one["right"])).hex() == one["hash"]
    record = vectors("golang-tlog.json")["record_hash"]
    assert leaf_hash(record["data"].encode()) == unbase64(record["base64"])


def test_roots_and_inclusion_proofs_of_every_subtree_to_130_leaves() -> None:
    whole = [leaf_hash(bytes([i])) for i in range(130)]
    roots, paths = hashlib.sha256(), hashlib.sha256()
    for end in range(131):
        for start in range(end + 1):
            width = end - start
            if start and width and start % (1 << (width - 1).bit_length()):
                continue
            tree = Tree(whole[start:end])
            roots.update(f"[{start}, {end}) {tree.root().hex()}\n".encode())
            for index in range(start, end):
                path = "".join(f" {one.hex()}" for one in inclusion_proof(index - start, width, tree.node))
                paths.update(f"{index} [{start}, {end}){path}\n".encode())
    expected = ROOTS["draft_ietf_plants_merkle_tree_certs_accumulated"]
    assert roots.hexdigest() == expected["subtree_hash"]["sha256"]
    assert paths.hexdigest() == expected["subtree_inclusion"]["sha256"]


@pytest.mark.parametrize("case", vectors("merkle-inclusion.json")["cases"], ids=lambda case: case["path"])
def test_inclusion_as_others_judge_it(case: dict[str, object]) -> None:
    proof = [unbase64(one) for one in case["proof"] or ()]
    leaf, root = unbase64(case["leafHash"] or ""), unbase64(case["root"] or "")
    held = verify_inclusion(leaf, case["leafIdx"], case["treeSize"], proof, root)
    assert held is not case["wantErr"]


# Refused here, where others let them pass: a tree of nothing (as in Go), and roots that are not 32 bytes.
OF_CHOICE = {
    "consistency/additional/sizes-are-equal-zero-and-proof-is-empty.json",
    "consistency/additional/sizes-are-equal-one-and-proof-is-empty.json",
}


@pytest.mark.parametrize("case", vectors("merkle-consistency.json")["cases"], ids=lambda case: case["path"])
def test_consistency_as_others_judge_it(case: dict[str, object]) -> None:
    proof = [unbase64(one) for one in case["proof"] or ()]
    roots = unbase64(case["root1"] or ""), unbase64(case["root2"] or "")
    held = verify_consistency(case["size1"], case["size2"], proof, *roots)
    if case["path"] in OF_CHOICE:
        assert not held
    else:
        assert held is not case["wantErr"]


def test_real_proofs_from_a_log_of_33_million() -> None:
    opened = open_note(parse_note(SUMDB["checkpoint"].encode()), [ed25519_verifier(parse_key(SUMDB["vkey"]))])
    head = parse_checkpoint(opened.text)
    for one in SUMDB["inclusion"]:
        proof = [unbase64(text) for text in one["proof"]]
        assert leaf_hash(one["record"].encode()) == unbase64(one["leaf_hash"])
        assert verify_inclusion(leaf_hash(one["record"].encode()), one["index"], head.size, proof, head.root)
        assert not verify_inclusion(leaf_hash(b"another"), one["index"], head.size, proof, head.root)
    for one in SUMDB["consistency"]:
        first = parse_checkpoint(parse_note(one["checkpoint1"].encode()).text)
        proof = [unbase64(text) for text in one["proof"]]
        assert verify_consistency(first.size, head.size, proof, first.root, head.root)
        assert not verify_consistency(first.size, head.size, proof[:-1], first.root, head.root)


def test_another_logs_consistency_proof() -> None:
    case = vectors("witness-monkeys.json")
    heads = [parse_checkpoint(parse_note(case[f"checkpoint_{n}"].encode()).text) for n in (5, 8)]
    proof = [bytes.fromhex(one) for one in case["consistency_5_to_8_hex"]]
    assert verify_consistency(5, 8, proof, heads[0].root, heads[1].root)


def test_every_proof_of_a_whole_log_of_fifteen() -> None:
    entries = data("tessera-log/tile/entries/000.p/15")
    leaves, at = [], 0
    while at < len(entries):
        length = int.from_bytes(entries[at : at + 2], "big")
        leaves.append(leaf_hash(entries[at + 2 : at + 2 + length]))
        at += 2 + length
    roots = [
        parse_checkpoint(parse_note(data(f"tessera-log/checkpoint.{n}")).text).root for n in range(len(leaves) + 1)
    ]
    tree = Tree(leaves)
    for size in range(1, 16):
        assert tree_root(size, tree.node) == roots[size]
        for index in range(size):
            proof = inclusion_proof(index, size, tree.node)
            assert verify_inclusion(leaves[index], index, size, proof, roots[size])
    for old, new in ((m, n) for n in range(1, 16) for m in range(1, n + 1)):
        assert verify_consistency(old, new, consistency_proof(old, new, tree.node), roots[old], roots[new])


def test_the_tree_is_what_the_definition_says_to_130_leaves() -> None:
    leaves = leaves_of(130)
    for size in range(131):
        assert Tree(leaves[:size]).root() == by_definition(leaves[:size])


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_any_leaf_and_any_earlier_size_is_proven_to_5000_leaves(draw: st.DataObject) -> None:
    size = draw.draw(st.integers(1, 5000))
    tree = Tree(leaves_of(size))
    index = draw.draw(st.integers(0, size - 1))
    old = draw.draw(st.integers(1, size))
    proof = inclusion_proof(index, size, tree.node)
    leaf, root = tree.node(0, index), tree.root()
    assert verify_inclusion(leaf, index, size, proof, root)
    assert not verify_inclusion(leaf, index ^ 1, size, proof, root) or size == 1
    onward = consistency_proof(old, size, tree.node)
    before = tree_root(old, tree.node)
    assert verify_consistency(old, size, onward, before, root)
    for place in range(len(proof)):
        assert not verify_inclusion(leaf, index, size, [*proof[:place], b"\x00" * 32, *proof[place + 1 :]], root)
    for place in range(len(onward)):
        bent = [*onward[:place], b"\x00" * 32, *onward[place + 1 :]]
        assert not verify_consistency(old, size, bent, before, root)


def test_hashes_of_another_length_prove_nothing() -> None:
    tree = Tree(leaves_of(4))
    proof = inclusion_proof(1, 4, tree.node)
    assert not verify_inclusion(tree.node(0, 1), 1, 4, [proof[0] + b"\x00", *proof[1:]], tree.root())
    assert not verify_consistency(2, 4, [b""], tree_root(2, tree.node), tree.root())
    assert not verify_inclusion(tree.node(0, 1), 1, 2**64, [b"\x00" * 32] * 64, tree.root())


def test_there_is_no_proof_beyond_the_tree() -> None:
    tree = Tree(leaves_of(3))
    with pytest.raises(IndexError, match="no leaf 3 in a tree of 3"):
        inclusion_proof(3, 3, tree.node)
    with pytest.raises(IndexError, match="a tree of 4 does not grow to 3"):
        consistency_proof(4, 3, tree.node)
    with pytest.raises(IndexError, match="no complete subtree 1 at level 1"):
        tree.node(1, 1)
    assert consistency_proof(0, 3, tree.node) == []
    assert tree_root(0, tree.node) == EMPTY_ROOT


def test_roots_change_with_every_leaf() -> None:
    tree = Tree(leaves_of(64))
    roots = [tree_root(size, tree.node) for size in range(65)]
    assert all(one != other for one, other in pairwise(roots))
