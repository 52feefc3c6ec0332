"""Elections by group: until when members are nominated, who stands, how it came out."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args
from uuid import UUID

import msgspec

from governance.catalogue import ElectionEvent
from governance.elected import why
from governance.election import events as e
from governance.election.state import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.record import RecordedEvent


class Nominee(msgspec.Struct, frozen=True):
    """Somebody nominated; `why` the rules do not let them stand, where they do not."""

    seat: UUID
    stage: Stage = "nominated"
    why: e.Refusal | None = None
    served: int | None = None
    most: int | None = None


class Election(msgspec.Struct, frozen=True):
    """One election; days are YYYY-MM-DD, None where the notes do not say. `elected` once it is decided, if anybody.

    `why` says in a sentence how it came out.
    """

    election: UUID
    group: UUID
    office: UUID
    opens: str | None
    closes: str | None
    nominees: tuple[Nominee, ...] = ()
    closed: bool = False
    decided: bool = False
    elected: UUID | None = None
    meeting: UUID | None = None
    why: str | None = None

    @property
    def order(self) -> str:
        """What elections are put in order by: the day nominations close, then their id."""
        return f"{self.closes or ''}/{self.election}"


class Elections:
    """One document an election, keyed `group/election`."""

    name = "elections"
    topics: tuple[str, ...] = tuple(kind.topic for kind in get_args(ElectionEvent))
    history = True
    document = Election

    def keys(self, event: RecordedEvent) -> tuple[str, ...]:
        """The one document an election has."""
        told = event.event
        assert isinstance(told, ElectionEvent), "no other topic is read"
        return (f"{told.group}/{told.election}",)

    def apply(self, document: Election | None, event: RecordedEvent) -> Election:
        """The election after one more event."""
        told = event.event
        if isinstance(told, e.NominationsOpened):
            opens, closes = (None if m is None else m.local[:10] for m in (told.opens, told.closes))
            return Election(told.election, told.group, told.office, opens, closes)
        assert document is not None, "an election's stream opens with its nominations"
        replace = msgspec.structs.replace
        match told:
            case e.NominationMade(seat=seat):
                return _nominee(document, Nominee(seat))
            case e.NominationAccepted(seat=seat):
                return _nominee(document, Nominee(seat, "stands"))
            case e.NominationRefused() as refused:
                nominee = Nominee(refused.seat, "refused", refused.why, refused.served, refused.most)
                return _nominee(document, nominee)
            case e.NominationWithdrawn(seat=seat):
                return _nominee(document, Nominee(seat, "withdrawn"))
            case e.NominationsClosed():
                return replace(document, closed=True)
            case e.ElectionDecided(seat=seat, meeting=meeting) as came:
                said = why(came.how, elected=seat is not None, shot=came.quorum, irregular=came.irregular,
                           orders_version=came.orders_version)  # fmt: skip
                return replace(document, closed=True, decided=True, elected=seat, meeting=meeting, why=said)
            case _:
                return document

    def refold(self, events: Iterable[RecordedEvent]) -> Election:
        """The election of its stream."""
        document: Election | None = None
        for one in events:
            document = self.apply(document, one)
        assert document is not None, "a stream has a first event"
        return document


def _nominee(document: Election, nominee: Nominee) -> Election:
    """The election with a nominee where they stood in the order, or last."""
    known = {one.seat: one for one in document.nominees}
    return msgspec.structs.replace(document, nominees=tuple({**known, nominee.seat: nominee}.values()))
