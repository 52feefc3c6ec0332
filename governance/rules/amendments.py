"""Amendments as edit scripts: what they do to the words, and how they read (R-AM1, R-AM2, R-AM6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from governance.kernel import Rejected
from governance.words import clean

if TYPE_CHECKING:
    from collections.abc import Sequence


class Edit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """At code point `at` of the words before, take `remove` away and put `insert` there."""

    at: int
    remove: str
    insert: str


class Said(msgspec.Struct, frozen=True):
    """An edit as minutes say it: replace `old` with `new`, remove `old`, or add `new` after (or before) `anchor`."""

    kind: Literal["replace", "remove", "add_after", "add_before"]
    old: str
    new: str
    anchor: str


def locate(words: str, remove: str, insert: str, *, after: str | None = None, at: int | None = None) -> Edit:
    """The edit meant: `at` if given, else where `remove`, or the anchor `after`, stands exactly once (R-AM1)."""
    if at is not None:
        return Edit(at, remove, insert)
    anchor = remove or after or ""
    if not anchor:
        raise Rejected("R-AM1", "where_is_not_said", would_help="Say which words it replaces or follows.")
    if words.count(anchor) != 1:
        found = words.count(anchor)
        reason = "words_not_found" if found == 0 else "words_stand_more_than_once"
        raise Rejected("R-AM1", reason, because={"found": found}, would_help="Quote the words as they stand now.")
    start = words.index(anchor)
    return Edit(start if remove else start + len(anchor), remove, insert)


def theirs_to_accept(*, own: bool, by_them: bool) -> Rejected | None:
    """Why a change is not taken in for the mover, or None: who made the proposal here themselves says so (R-AM6)."""
    if not own or by_them:
        return None
    help_ = "They made this proposal themselves. Only they can take the change in. Or vote on the change."
    return Rejected("R-AM6", "theirs_to_accept", would_help=help_, pointer="/by")


def theirs_to_reword(*, own: bool, by_them: bool) -> Rejected | None:
    """Why words are not changed by consent, or None: who made the proposal here themselves says so (R-MO1, R-AM6)."""
    if not own or by_them:
        return None
    help_ = "They made this proposal themselves. Move a change of words. They can take it in."
    return Rejected("R-AM6", "theirs_to_reword", would_help=help_, pointer="/by")


def none_overtaken(*, overtaken: bool) -> Rejected | None:
    """Why words are not changed by consent, or None: no change that waits for its vote would fall by it (R-AM4)."""
    if not overtaken:
        return None
    help_ = "Vote on the change that waits first."
    return Rejected("R-AM4", "a_change_would_fall", would_help=help_, pointer="/motion")


def apply(words: str, script: Sequence[Edit]) -> str:
    """The words after every edit, all counted in the words before; refuses what does not fit, or changes nothing.

    More or less space between the same words is no change; joining two words, or parting one, is.
    """
    parts: list[str] = []
    done = 0
    for edit in sorted(script, key=lambda e: e.at):
        end = edit.at + len(edit.remove)
        if edit.at < done or end > len(words) or words[edit.at : end] != edit.remove:
            raise Rejected("R-AM1", "words_do_not_match", would_help="Quote the words as they stand now.")
        parts += [words[done : edit.at], edit.insert]
        done = end
    after = "".join([*parts, words[done:]])
    if not after.strip():
        raise Rejected("R-AM1", "nothing_left", would_help="Vote against the proposal itself.")
    if after.split() == words.split():
        raise Rejected("R-AM1", "changes_nothing", would_help="Say what should change.")
    return after


def reworded(words: str, script: Sequence[Edit]) -> str:
    """The words a carried change leaves, as they are sealed; refuses words nobody may write."""
    return clean(apply(words, script), "/changes")


def compose(first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
    """The first change as the second would have it: the second is counted in the words the first would leave.

    Only what the first puts in, or takes out, may be changed so; anything else is a change of its own (R-AM2).
    """
    left = sorted(second, key=lambda e: e.at)
    changed: list[Edit] = []
    shift = 0
    for edit in sorted(first, key=lambda e: e.at):
        start = edit.at + shift
        within = [e for e in left if start <= e.at and e.at + len(e.remove) <= start + len(edit.insert)]
        left = [e for e in left if e not in within]
        insert = _spliced(edit.insert, [Edit(e.at - start, e.remove, e.insert) for e in within])
        shift += len(edit.insert) - len(edit.remove)
        if insert != edit.remove:
            changed.append(Edit(edit.at, edit.remove, insert))
    if left:
        raise Rejected("R-AM2", "outside_the_change", would_help="Change the words it puts in, or wait for the vote.")
    if not changed:
        raise Rejected("R-AM1", "changes_nothing", would_help="Vote against the change instead.")
    return tuple(changed)


def carried_over(script: Sequence[Edit], carried: Sequence[Edit], words: str) -> tuple[Edit, ...] | None:
    """A waiting change counted in what another makes of the same `words`; None when its own are gone (R-AM4)."""
    after = _spliced(words, sorted(carried, key=lambda e: e.at))
    trimmed = len(after) - len(after.lstrip())
    moved: list[Edit] = []
    for edit in script:
        at = edit.at - trimmed
        for other in carried:
            if other.at + len(other.remove) <= edit.at:
                at += len(other.insert) - len(other.remove)
            elif other.at < edit.at + len(edit.remove):
                return None
        moved.append(Edit(max(at, 0), edit.remove, edit.insert))
    return tuple(moved)


def place(script: Sequence[Edit]) -> int:
    """Where a change begins in the text (R-AM3)."""
    return min(edit.at for edit in script)


def _spliced(words: str, script: Sequence[Edit]) -> str:
    done, parts = 0, []
    for edit in script:
        end = edit.at + len(edit.remove)
        if edit.at < done or words[edit.at : end] != edit.remove:
            raise Rejected("R-AM1", "words_do_not_match", would_help="Quote the words as they stand now.")
        parts += [words[done : edit.at], edit.insert]
        done = end
    return "".join([*parts, words[done:]])


def say(words: str, script: Sequence[Edit]) -> tuple[Said, ...]:
    """How each edit reads in minutes; added words are placed by the sentence part next to them."""
    return tuple(_say(words, edit) for edit in sorted(script, key=lambda e: e.at))


def _say(words: str, edit: Edit) -> Said:
    new = edit.insert.strip()
    if edit.remove:
        return Said("replace" if new else "remove", edit.remove.strip() or edit.remove, new, "")
    before = words[: edit.at].rstrip()
    if before:
        return Said("add_after", "", new, " ".join(before.split()[-4:]))
    return Said("add_before", "", new, " ".join(words[edit.at :].split()[:4]))
