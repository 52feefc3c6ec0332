"""What a restore lost, as far as somebody kept it: the acts that a file or a proof of theirs has."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.faults import Fault
from api.wiring import opened
from governance import keys
from governance.inspection import continued, origin
from governance.log.bundle import BadBundle, BundledEntry, Heading, Skipped, read_lines
from governance.log.checkpoint import Checkpoint, parse_checkpoint
from governance.log.entry import parse_entry
from governance.log.note import ED25519, BadNote, VerifierKey, from_base64, parse_note
from governance.log.policy import NOBODY, Party, Policy
from governance.log.proof import BadProof, parse_proof, proven_leaf
from governance.log.verify import Asked, verify_bundle

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from api.settings import Settings
    from governance.store import RecordRecorder

Restores = dict[str, dict[str, Any]]


def lost(asked: argparse.Namespace, settings: Settings) -> int:
    """Name the lost acts that a kept file has, or that a kept proof is of, as the log before the restore had it."""
    file = Path(asked.file)
    with opened(settings, pool=2) as governance:
        restores, policy = _restores(governance.store), _policy(governance.store, settings.folder / "keys")
    try:
        told = list(_proven(file, asked.leaf, restores, policy) if asked.leaf else _kept(file, restores, policy))
    except (OSError, BadBundle, BadNote, BadProof) as fault:
        raise Fault(f"{file}: {fault}") from fault
    for line in told:
        print(line)
    print("Have them written up again, each with its own time." if told else "Nothing that was lost is in it.")
    return 0


def _restores(store: RecordRecorder) -> Restores:
    """What the record says of each restore, by the name of the log before it. Raises `Fault` where there was none."""
    found = {said["old_origin"]: said for said in continued(store).values()}
    if not found:
        raise Fault("no backup was put back: nothing is lost")
    return found


def _policy(store: RecordRecorder, folder: Path) -> Policy:
    """Whatever the log itself signed, with whichever of its keys."""
    name = origin(store) or ""
    ours = (Party(VerifierKey(name, ED25519, public), None) for public in keys.log_keys(folder))
    return Policy(tuple(ours), {}, {}, NOBODY)


def _kept(file: Path, restores: Restores, policy: Policy) -> Iterator[str]:
    """The lost entries in a file that is itself in order, each by place, time, and what it is where that is open."""
    with file.open("rb") as lines:
        findings = verify_bundle(lines, Asked(policy=policy)).findings
    if findings:
        raise Fault(f"{file} is not in order: {findings[0]}")
    position, restore = 0, None
    with file.open("rb") as lines:
        for line in read_lines(lines):
            match line:
                case Heading(checkpoint=note):
                    restore = _restore_of(file, parse_checkpoint(parse_note(note.encode()).text), restores)
                case Skipped(number=number):
                    position += number
                case BundledEntry(entry=data, topic=topic):
                    position += 1
                    if restore is not None and restore["kept_through"] < position <= restore["size"]:
                        entry = parse_entry(data)
                        what = topic or "not open in this file"
                        yield f"Entry {position}, {entry.place.event}, recorded {entry.recorded}: {what}"
                case _:
                    pass


def _proven(file: Path, leaf: str, restores: Restores, policy: Policy) -> Iterator[str]:
    """The one act that a proof is of, by the leaf that the answer to it gave."""
    proof = parse_proof(file.read_bytes())
    checkpoint, _ = proven_leaf(from_base64(leaf) or b"", proof, policy)
    restore, position = _restore_of(file, checkpoint, restores), proof.leaf_index + 1
    if restore["kept_through"] < position <= restore["size"]:
        yield f"Entry {position}: whoever kept this proof had recorded it, and the log had it."


def _restore_of(file: Path, checkpoint: Checkpoint, restores: Restores) -> Mapping[str, Any]:
    """What the record says of the restore after this head. Raises `Fault` for a head of another history."""
    restore = restores.get(checkpoint.origin)
    if restore is None:
        raise Fault(f"{file} is not from before a restore: it is of {checkpoint.origin}")
    if checkpoint.size == restore["size"] and checkpoint.root != from_base64(restore["root"]):
        raise Fault(f"{file} is of another history than the one that was lost")
    return restore
