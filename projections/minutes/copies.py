"""Minutes written out: as a draft, as approved, as corrected since; and what is told of them beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from projections.minutes.changed import MARKS, changed
from projections.minutes.document import DOCUMENT_VERSION, NEWEST, Document, digest, write
from projections.minutes.form import iso_date, stopped
from projections.minutes.names import Names
from projections.minutes.phrases import BOOKS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from projections.minutes.draft import Draft
    from projections.minutes.phrases import Book

Version = Literal["draft", "approved", "corrected"]
Compared = Literal["same", "removed", "differs"]


class Notes(msgspec.Struct, frozen=True):
    """What is told beside the minutes and is not in them: above all lines, and under the heading of a part."""

    head: tuple[str, ...] = ()
    parts: dict[int, tuple[str, ...]] = {}


class Copy(msgspec.Struct, frozen=True):
    """Minutes written out. `compared` says whether this is what was approved: None of a draft."""

    document: Document
    notes: Notes = Notes()
    compared: Compared | None = None


class WrongEdition(Exception):
    """These minutes were approved in a form that this version cannot write."""


def copied(
    draft: Draft,
    labels: Mapping[UUID, str],
    words: Mapping[UUID, str],
    *,
    version: Version,
    group_name: str,
    tier: int = 1,
    demonstration: bool = False,
    books: Mapping[int, Book] = BOOKS,
) -> Document:
    """The document of a version. What was approved is written with the phrase book it was approved with."""
    approval = draft.approval
    book = NEWEST if approval is None else books.get(approval.phrase_book)
    if book is None or (approval is not None and approval.document_version != DOCUMENT_VERSION):
        raise WrongEdition
    if approval is None and books is not BOOKS:
        book = books[max(books)]
    document = write(
        draft,
        labels,
        words,
        group_name=group_name,
        tier=tier,
        demonstration=demonstration,
        approved=version != "draft",
        book=book,
    )
    names = Names(draft.roll, labels, tier=tier, unnamed=book.phrases["public_member"])
    return changed(document, draft, words, named=names.of, book=book, corrected=version == "corrected")


def compared(document: Document, draft: Draft, words: Mapping[UUID, str]) -> Compared:
    """Whether a document is the one that was approved; `removed` when words are gone that were in it."""
    assert draft.approval is not None, "only what was approved can be compared"
    approved = draft.approval.public_digest if document.tier == 0 else draft.approval.digest
    if digest(document) == approved:
        return "same"
    return "removed" if MARKS & set(words.values()) else "differs"


def notes(draft: Draft, words: Mapping[UUID, str], *, signer: str, version: Version, found: Compared | None) -> Notes:
    """What is told of approved minutes: who signed, what a later meeting corrected, whether they are still the same."""
    approval, phrases = draft.approval, NEWEST.phrases
    if approval is None or version == "draft":
        return Notes((), _reviewed(draft, words, {}))
    date = iso_date(approval.date)
    signed = phrases["approved_on"].format(date=date, role=signer)
    head = [signed if approval.signed_by else phrases["approved_unsigned"].format(date=date)]
    if approval.disagrees_about is not None and draft.starts is not None:
        about = words[approval.disagrees_about.ref].rstrip(".")
        held = iso_date((draft.opened or draft.starts).local[:10])
        head.append(phrases["presider_disagreed"].format(date=held, about=about))
    if draft.recording_destroyed is not None:
        head.append(phrases["recording_destroyed"].format(date=iso_date(draft.recording_destroyed)))
    told = {"same": None, "removed": "words_removed", "differs": "not_the_same", None: None}[found]
    head += [phrases[told]] if told else []
    head += [phrases["as_corrected"]] if version == "corrected" else []
    parts: dict[int, tuple[str, ...]] = {}
    for one in draft.corrections:
        note = phrases["corrected"].format(date=iso_date(one.date), item=one.item)
        parts[one.change.part] = (*parts.get(one.change.part, ()), stopped(note))
    return Notes(tuple(head), _reviewed(draft, words, parts))


def _reviewed(draft: Draft, words: Mapping[UUID, str], parts: dict[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    """What came of looking at closed items again, under their parts (R-CL3)."""
    phrases = NEWEST.phrases
    for one in draft.reviews:
        number, date = draft.sections[str(one.item)].number, iso_date(one.date)
        if one.outcome == "release":
            note = phrases["closed_reviewed_release"].format(date=date)
        elif one.words is not None:
            note = phrases["closed_reviewed_part"].format(date=date, text=stopped(words[one.words.ref]))
        else:
            note = phrases["closed_reviewed_keep"].format(date=date, until=iso_date(one.review_by or one.date))
        parts[number] = (*parts.get(number, ()), note)
    return parts
