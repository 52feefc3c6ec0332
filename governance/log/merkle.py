"""The tree of the log: hashes, roots, inclusion and consistency proofs (RFC 6962 section 2.1, RFC 9162 section 2.1)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

HASH = 32
LONGEST_PROOF = 63
EMPTY_ROOT = hashlib.sha256(b"").digest()

Node = Callable[[int, int], bytes]
"""Level and index of a complete subtree to its hash: `node(0, 5)` is leaf 5, `node(3, 1)` covers leaves 8 to 15."""


def leaf_hash(entry: bytes) -> bytes:
    """SHA-256(0x00 || entry): 32 bytes (RFC 6962 section 2.1)."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 || left || right): 32 bytes (RFC 6962 section 2.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_root(size: int, node: Node) -> bytes:
    """MTH(D[size]), the root over the first `size` leaves (RFC 6962 section 2.1)."""
    return _span(0, size, node) if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, node: Node) -> list[bytes]:
    """PATH(index, D[size]), the leaf's sibling first (RFC 6962 section 2.1.1). Raises `IndexError` beyond the tree."""
    if not 0 <= index < size:
        msg = f"no leaf {index} in a tree of {size}"
        raise IndexError(msg)
    return _path(index, 0, size, node)


def consistency_proof(old: int, new: int, node: Node) -> list[bytes]:
    """PROOF(old, D[new]) (RFC 6962 section 2.1.2); empty from nothing. Raises `IndexError` when the tree shrank."""
    if not 0 <= old <= new:
        msg = f"a tree of {old} does not grow to {new}"
        raise IndexError(msg)
    return _subproof(old, 0, new, node, whole=True) if old else []


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether this leaf hash stands at this index under this root (RFC 9162 section 2.1.3.2)."""
    if not 0 <= index < size or not _hashes(leaf, root, *proof) or len(proof) > LONGEST_PROOF:
        return False
    at, last, reached = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            reached = node_hash(sibling, reached)
            at, last = _up_to_a_right_turn(at, last)
        else:
            reached = node_hash(reached, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and reached == root


def verify_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Whether the tree with `new_root` goes on from the one with `old_root` (RFC 9162 section 2.1.4.2).

    A tree of nothing proves nothing and is refused; whoever starts from nothing does not ask.
    """
    if not 0 < old <= new or not _hashes(old_root, new_root, *proof) or len(proof) > LONGEST_PROOF:
        return False
    if old == new:
        return not proof and old_root == new_root
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    return bool(path) and _both_reached(old, new, path) == (old_root, new_root)


class Tree:
    """A tree kept whole in memory: 64 bytes a leaf. `node` gives the hash of every complete subtree."""

    def __init__(self, leaves: Sequence[bytes] = ()) -> None:
        self._levels: list[bytearray] = [bytearray()]
        for leaf in leaves:
            self.append(leaf)

    @property
    def size(self) -> int:
        """How many leaves."""
        return len(self._levels[0]) // HASH

    def append(self, leaf: bytes) -> None:
        """Add a leaf hash, and every subtree it completes."""
        level, index, reached = 0, self.size, leaf
        self._levels[0] += reached
        while index & 1:
            reached = node_hash(self.node(level, index - 1), reached)
            level, index = level + 1, index >> 1
            if level == len(self._levels):
                self._levels.append(bytearray())
            self._levels[level] += reached

    def node(self, level: int, index: int) -> bytes:
        """The hash of a complete subtree. Raises `IndexError` when it is not complete."""
        if level >= len(self._levels) or not 0 <= index < len(self._levels[level]) // HASH:
            msg = f"no complete subtree {index} at level {level}"
            raise IndexError(msg)
        return bytes(self._levels[level][index * HASH : (index + 1) * HASH])

    def root(self) -> bytes:
        """The root over every leaf."""
        return tree_root(self.size, self.node)


def _span(start: int, end: int, node: Node) -> bytes:
    """MTH(D[start:end]); `start` is a multiple of every power of two in `end - start`."""
    width = end - start
    if width & (width - 1) == 0:
        level = width.bit_length() - 1
        return node(level, start >> level)
    middle = start + _split(width)
    return node_hash(_span(start, middle, node), _span(middle, end, node))


def _path(index: int, start: int, end: int, node: Node) -> list[bytes]:
    if end - start == 1:
        return []
    middle = start + _split(end - start)
    if index < middle:
        return [*_path(index, start, middle, node), _span(middle, end, node)]
    return [*_path(index, middle, end, node), _span(start, middle, node)]


def _subproof(old: int, start: int, end: int, node: Node, *, whole: bool) -> list[bytes]:
    if old == end:
        return [] if whole else [_span(start, end, node)]
    middle = start + _split(end - start)
    if old <= middle:
        return [*_subproof(old, start, middle, node, whole=whole), _span(middle, end, node)]
    return [*_subproof(old, middle, end, node, whole=False), _span(start, middle, node)]


def _split(width: int) -> int:
    """The largest power of two below `width`."""
    return 1 << (width - 1).bit_length() - 1


def _both_reached(old: int, new: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Old and new root as this path has them; None when the path does not fit the sizes."""
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    before = after = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if at & 1 or at == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            at, last = _up_to_a_right_turn(at, last)
        else:
            after = node_hash(after, sibling)
        at, last = at >> 1, last >> 1
    return (before, after) if last == 0 else None


def _up_to_a_right_turn(at: int, last: int) -> tuple[int, int]:
    while at and not at & 1:
        at, last = at >> 1, last >> 1
    return at, last


def _hashes(*hashes: bytes) -> bool:
    return all(len(one) == HASH for one in hashes)
