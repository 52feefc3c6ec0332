"""Who writes minutes out for the rules: the lines an act means, and the fair copy a meeting approves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from governance.kernel import EventId, GroupId
from governance.minutes.earlier import FairCopy, Printed
from governance.motion.events import ResultDeclared
from projections.minutes.apply import fold
from projections.minutes.copies import copied
from projections.minutes.document import canonical, digest, sealed_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from governance.kernel import MeetingId, MotionId
    from governance.reader import Directory, Reader
    from governance.record import RecordedEvent
    from projections.minutes.copies import Version
    from projections.minutes.document import Document, Sentence
    from projections.minutes.draft import Draft

OUTCOMES = frozenset(
    (
        "names", "consensus", "consensus_aside", "consensus_objected", "tie_falls", "tie_casting", "tie_casting_reason",
        "agreed_after", "not_counted", "contradicted", "irregular", "irregular_refused", "no_revival", "not_decided",
        "not_reached", "stood_over", "nothing", "no_seconder", "correction", "waited",
    )
)  # fmt: skip


class Sources(msgspec.Struct, frozen=True):
    """What minutes are written from."""

    draft: Draft
    directory: Directory
    words: Mapping[UUID, str]
    demonstration: bool


class RecordScribe:
    """Writes minutes out from the record a reader reads."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def lines(self, meeting: MeetingId) -> tuple[Printed, ...]:
        """The lines as they stand: of the draft, or of what was approved with its corrections."""
        events = self._reader.whole(meeting)
        sources = sources_of(self._reader, fold(events))
        document = written(sources, "draft" if sources.draft.approval is None else "corrected", 1)
        results = _results(events)
        return tuple(_printed(line, results) for line in document.lines if line.phrase != "disagreement")

    def fair_copy(self, meeting: MeetingId) -> FairCopy:
        """The minutes as they would be approved now."""
        sources = sources_of(self._reader, fold(self._reader.whole(meeting)))
        document = written(sources, "approved", 1)
        return FairCopy(
            canonical=canonical(document).decode(),
            digest=digest(document),
            public_digest=digest(written(sources, "approved", 0)),
            through_position=document.through_position,
            phrase_book=document.phrase_book,
            document_version=document.document_version,
        )


def sources_of(reader: Reader, draft: Draft) -> Sources:
    """What the minutes of a draft are written from. Names are those of its last position: they stay what they were."""
    assert draft.group is not None, "a meeting belongs to a group"
    directory = reader.directory_then(GroupId(draft.group), draft.position)
    return Sources(draft, directory, reader.words(sealed_in(draft)), reader.organisation().demonstration)


def written(sources: Sources, version: Version, tier: int) -> Document:
    """A version of the minutes for readers of a tier."""
    return copied(
        sources.draft,
        sources.directory.labels,
        sources.words,
        version=version,
        group_name=sources.directory.name,
        tier=tier,
        demonstration=sources.demonstration,
    )


def _results(events: list[RecordedEvent]) -> dict[UUID, MotionId]:
    return {one.id: one.event.motion for one in events if isinstance(one.event, ResultDeclared)}


def _printed(line: Sentence, results: Mapping[UUID, MotionId]) -> Printed:
    part, _, number = line.number.partition(".")
    motion = next((results[one] for one in line.events if one in results), None)
    quorum = bool({"could", "again", "still"} & line.tokens.keys()) or line.phrase.startswith("quorum")
    told = Printed(int(part), int(number), line.text, tuple(EventId(one) for one in line.events))
    replace = msgspec.structs.replace
    if line.phrase.startswith("vote") and motion is not None:
        return replace(told, tells="vote", motion=motion)
    if quorum or line.phrase in OUTCOMES:
        return replace(told, tells="outcome")
    if line.phrase == "agreed":
        return replace(told, keeps=line.text.removesuffix(line.tokens["text"]))
    return told
