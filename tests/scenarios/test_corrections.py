"""S7, the secretary's correction after approval: exact lines, live and written up; and what stays the same for good."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import msgspec
import psycopg
import pytest

from api.importing import BadLine
from api.scribe import RecordScribe, sources_of, written
from governance.minutes.events import ApprovedRecordCorrected, MinutesApproved
from projections.minutes import html, plain
from projections.minutes.apply import fold
from projections.minutes.copies import Notes, WrongEdition, compared, copied, notes
from projections.minutes.document import canonical, digest
from projections.minutes.phrases import BOOKS, PHRASES, REASONS, Book
from tests.people import printed, record
from tests.scenarios.corrections import VOTE, april, march, may

if TYPE_CHECKING:
    from uuid import UUID

    from governance.application import Governance
    from governance.embedded import EmbeddedPostgres
    from projections.minutes.copies import Version
    from projections.minutes.document import Document
    from projections.minutes.draft import Draft

CORRECTION = (
    '3.1 Correction to the approved minutes of 10 March 2026, item 7. Old words: "7 for, 1 against, 1 took no side".'
    ' New words: "6 for, 2 against, 1 took no side". The decision itself does not change.'
)
NOTE = "Corrected on 12 May 2026. See minutes of 12 May 2026, item 3."
WAYS: list[dict[str, Any]] = [{"mode": "live"}, {}]


def told(governance: Governance, *parts: list[dict[str, Any]]) -> dict[str, UUID]:
    return record(governance, [{"import": "corrections"}, *(line for part in parts for line in part)])


def draft_of(governance: Governance, meeting: UUID) -> Draft:
    return fold(governance.whole(meeting))


def copy(governance: Governance, meeting: UUID, version: Version, tier: int = 1) -> Document:
    return written(sources_of(governance, draft_of(governance, meeting)), version, tier)


def lines(document: Document, part: int) -> list[str]:
    return [f"{line.number} {line.text}" for line in document.lines if line.number.startswith(f"{part}.")]


def beside(governance: Governance, meeting: UUID, version: Version = "approved") -> Notes:
    draft = draft_of(governance, meeting)
    sources = sources_of(governance, draft)
    found = compared(written(sources, "approved", 1), draft, sources.words)
    return notes(draft, sources.words, signer="Chair", version=version, found=found)


@pytest.mark.parametrize("mode", WAYS)
def test_s7_a_tally_is_corrected_after_approval_and_both_versions_stay(
    governance: Governance, mode: dict[str, Any]
) -> None:
    made = told(governance, march(**mode), april(**mode))
    before = copy(governance, made["march"], "approved")
    assert lines(before, 7)[1] == "7.2 Vote: 7 for, 1 against, 1 took no side. Agreed."
    made = record(governance, [{"import": "later"}, *_named(made, may(**mode))])
    assert printed(governance, made["may"])[4:] == [CORRECTION, "3.2 Vote: 9 for, 0 against, 0 took no side. Agreed."]
    march_id = _march(governance)
    after = beside(governance, march_id)
    assert after.parts == {7: (NOTE,)}
    assert after.head == ("Approved on 14 April 2026. Signed by: Chair.",)
    assert copy(governance, march_id, "approved") == before
    assert lines(copy(governance, march_id, "corrected"), 7)[1] == "7.2 Vote: 6 for, 2 against, 1 took no side. Agreed."


def _named(made: dict[str, UUID], told_lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What one file called something, another names by its id."""
    return [json.loads(json.dumps(line).replace('"minutes": "march"', f'"minutes": "{made["march"]}"'))
            for line in told_lines]  # fmt: skip


def _march(governance: Governance) -> UUID:
    approved = governance.everything(0, 1, (MinutesApproved.topic,))[0].event
    assert isinstance(approved, MinutesApproved)
    return approved.meeting


def test_s7_the_correction_says_how_the_classes_voted_for_the_audit(governance: Governance) -> None:
    told(governance, march(), april(), may())
    (one,) = governance.everything(0, 10, (ApprovedRecordCorrected.topic,))
    assert isinstance(one.event, ApprovedRecordCorrected)
    restated = one.event.restated
    assert restated is not None
    assert (restated.tally.for_, restated.tally.against, restated.tally.no_side) == (6, 2, 1)
    assert [(c.class_, c.tally.for_, c.tally.against, c.tally.no_side) for c in restated.by_class or ()] == [
        ("LE", 5, 0, 0), ("PR", 1, 2, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("mode", WAYS)
def test_s7_had_the_true_tally_been_four_all_no_correction_would_do(
    governance: Governance, mode: dict[str, Any]
) -> None:
    tie = {**VOTE, "new": "4 for, 4 against, 1 took no side"}
    with pytest.raises(BadLine, match="R-MI8: would_change_the_outcome"):
        told(governance, march(**mode), april(**mode), may(tie, **mode))


@pytest.mark.parametrize("mode", WAYS)
def test_s7_approved_minutes_are_not_edited(governance: Governance, mode: dict[str, Any]) -> None:
    edit = {"do": "askCorrection", "minutes": "march", "seat": "secretary", **VOTE,
            "when": {"date": "2026-04-20"}, **mode}  # fmt: skip
    with pytest.raises(BadLine, match="R-MI7: approved_record"):
        told(governance, march(**mode), april(**mode), [edit])


def amended(**more: Any) -> list[dict[str, Any]]:
    """Before the approval the carer asks for a word, and the GP in vain for another."""
    on = {"minutes": "march", "when": {"date": "2026-03-20"}, **more}
    return [
        {"do": "circulateMinutes", "formats": ["standard", "large_print"], **on, "channel": "post"},
        {"do": "askCorrection", "as": "one", **on, "line": "7.1", "seat": "carer-representative",
         "old": "the leaflets", "new": "100 leaflets", "channel": "phone"},
        {"do": "answerCorrection", **on, "correction": "one", "answer": "accept"},
        {"do": "askCorrection", "as": "two", **on, "line": "7.1", "seat": "gp", "old": "£150", "new": "£149.99"},
        {"do": "answerCorrection", **on, "correction": "two", "answer": "decline", "reason": "We said £150."},
        {"do": "noteDisagreement", **on, "correction": "two", "seat": "gp", "words": "the price was £149.99"},
    ]  # fmt: skip


def test_words_accepted_before_the_approval_stand_in_what_is_approved(governance: Governance) -> None:
    made = told(governance, march(), amended(), april())
    document = copy(governance, made["march"], "approved")
    assert lines(document, 7) == [
        "7.1 Proposal by Vice-chair, seconded by Carer representative: Print 100 leaflets, £150.",
        "7.1a GP asked us to record: the price was £149.99.",
        "7.2 Vote: 7 for, 1 against, 1 took no side. Agreed.",
    ]
    assert [line.text for line in document.decided] == ["Agreed: Print 100 leaflets, £150."]
    assert "GP asked us" not in plain.render(copy(governance, made["march"], "approved", 0))
    assert "Print 100 leaflets" in plain.render(copy(governance, made["march"], "approved", 0))


@pytest.mark.parametrize("version", ["draft", "approved", "corrected"])
def test_every_format_of_a_version_agrees_on_every_line(governance: Governance, version: Version) -> None:
    made = told(governance, march(), amended(), april(), may())
    document, told_beside = copy(governance, made["march"], version), beside(governance, made["march"], version)
    page, text = html.render(document, told_beside), " ".join(plain.render(document, told_beside).split())
    for line in document.lines:
        assert line.text in text
        assert line.text in page.replace("&quot;", '"').replace("&#x27;", "'")
    for note in (*told_beside.head, *told_beside.parts.get(7, ())):
        assert note in text
        assert note in page


def test_what_was_approved_is_written_again_the_same_also_with_another_phrase_book(governance: Governance) -> None:
    made = told(governance, march(), amended(), april(), may())
    approved = governance.everything(0, 1, (MinutesApproved.topic,))[0].event
    assert isinstance(approved, MinutesApproved)
    sources = sources_of(governance, draft_of(governance, made["march"]))
    kept = governance.words([approved.document])[approved.document.ref]
    second = Book(2, {**PHRASES, "vote": "{f} said yes, {a} said no, {b} neither. {answer}."}, REASONS)
    for books in (BOOKS, MappingProxyType({**BOOKS, 2: second})):
        again = copied(
            sources.draft, sources.directory.labels, sources.words, version="approved", books=books,
            group_name=sources.directory.name, demonstration=sources.demonstration,
        )  # fmt: skip
        assert digest(again) == approved.digest
        assert canonical(again).decode() == kept
    newer = copied(
        draft_of(governance, made["may"]), sources.directory.labels,
        sources_of(governance, draft_of(governance, made["may"])).words, version="draft",
        books=MappingProxyType({**BOOKS, 2: second}), group_name=sources.directory.name,
    )  # fmt: skip
    assert newer.phrase_book == 2
    assert lines(newer, 3)[1] == "3.2 9 said yes, 0 said no, 0 neither. Agreed."
    with pytest.raises(WrongEdition):
        copied(
            sources.draft, sources.directory.labels, sources.words, version="approved", books={2: second},
            group_name=sources.directory.name,
        )  # fmt: skip


def test_names_given_to_seats_later_change_nothing_that_was_approved(governance: Governance) -> None:
    made = told(governance, march(), april())
    before = digest(copy(governance, made["march"], "approved"))
    seat = {
        "do": "createSeat",
        "group": "group-a",
        "slug": "neighbour",
        "label": "Neighbour",
        "constituency": "neighbour",
    }
    record(governance, [{"import": "more"}, seat])
    assert digest(copy(governance, made["march"], "approved")) == before


def test_where_words_were_removed_it_says_so_and_cannot_be_compared(
    governance: Governance, cluster: EmbeddedPostgres, database: str
) -> None:
    made = told(governance, march(), april())
    sections = draft_of(governance, made["march"]).sections.values()
    proposal = next(section for section in sections if section.number == 7).lines[0]
    ref = proposal.fill["text"].sealed.ref  # type: ignore[union-attr]
    with psycopg.connect(cluster.dsn(database), autocommit=True) as owner:
        owner.execute("DELETE FROM vault.item WHERE ref = %s", (ref,))
    document = copy(governance, made["march"], "approved")
    assert lines(document, 7)[0].endswith(": [removed].")
    assert PHRASES["words_removed"] in beside(governance, made["march"]).head


def test_a_document_that_differs_without_a_word_removed_is_a_finding(governance: Governance) -> None:
    made = told(governance, march(), april())
    draft = draft_of(governance, made["march"])
    assert draft.approval is not None
    draft.approval = msgspec.structs.replace(draft.approval, digest="0" * 64)
    sources = sources_of(governance, draft)
    found = compared(written(sources, "approved", 1), draft, sources.words)
    assert found == "differs"
    assert PHRASES["not_the_same"] in notes(draft, sources.words, signer="", version="approved", found=found).head


def test_whoever_presided_may_sign_and_say_that_they_do_not_believe_it(governance: Governance) -> None:
    *most, sign = april()
    made = told(governance, march(), most, [{**sign, "disagrees_about": "the leaflets"}])
    assert beside(governance, made["march"]).head[1] == (
        "The chair of this meeting does not believe the minutes of 10 March 2026 about the leaflets were a correct"
        " record. The meeting did not uphold this view and the minutes are confirmed."
    )


def test_only_who_presided_signs(governance: Governance) -> None:
    *most, sign = april()
    with pytest.raises(BadLine, match="R-MI5: did_not_preside"):
        told(governance, march(), most, [{**sign, "seat": "vice-chair"}])


def test_the_minutes_of_the_approving_meeting_say_when_nobody_had_been_there(governance: Governance) -> None:
    """By a group of which everybody was replaced."""
    few = [{**line, "present": ["gp", "commissioner"], "presider": "gp"} if line["do"] == "openMeeting" else line
           for line in march()]  # fmt: skip
    few = [{k: v for k, v in line.items() if k != "by_class"} for line in few]
    others = ["chair", "vice-chair", "secretary", "user-representative-4", "carer-representative", "respiratory-nurse"]
    *most, _sign = april()
    new = [{**line, "present": others} if line["do"] == "openMeeting" else line for line in most]
    new = [{**line, "count": {"for": 6}} if line["do"] == "recordDecision" else line for line in new]
    made = told(governance, few, new)
    assert "3.3 Nobody who could vote on this had been at that meeting." in printed(governance, made["april"])
    approved = governance.everything(0, 1, (MinutesApproved.topic,))[0].event
    assert isinstance(approved, MinutesApproved)
    assert approved.attenders == 0


def test_the_scribe_tells_what_a_line_is_about(governance: Governance) -> None:
    made = told(governance, march())
    printed_lines = {f"{line.part}.{line.line}": line for line in RecordScribe(governance).lines(made["march"])}  # type: ignore[arg-type]
    assert printed_lines["7.2"].tells == "vote"
    assert printed_lines["7.1"].tells == "words"
    assert printed_lines["2.1"].tells == "outcome"
