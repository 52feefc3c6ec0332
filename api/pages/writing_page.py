"""The page for writing up, as it is shown: with what stands in the way, on top and at each field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Response

from api import drafts
from api.drafts import NOMINATIONS
from api.notes.causes import first_causes
from api.notes.notes import Notes
from api.pages import earlier, seldom
from api.pages.differing import Differing, differing
from api.pages.forms import form_page
from api.pages.language import gettext as _
from api.pages.noticed import of_items
from api.pages.refusals import unclear, words_of, words_of_shape
from api.pages.rendering import clock
from api.pages.typed import as_typed
from api.pages.writing_desk import Desk, called
from governance.kernel import PersonId, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterable

    from litestar import Request

    from api.drafts import Draft, Finding
    from api.notes.fitting import Unfit
    from api.notes.names import Empty, Office, Seat
    from api.notes.written import Written
    from api.writing_up import Look

# Kept by the browser that shows it, so that Back after a lost network finds every word; signing out clears it.
KEPT = "private, no-cache"
LATE = 409
UNFIT = 422
AN_ITEM = re.compile(r"items\.(\d+)\.")
NOT_THE_WRITER = {"does_not_write_up", "not_for_this_seat"}
OF_THE_CHAIR = {"useCastingVote", "declineCastingVote"}


def choices(
    offices: Iterable[Office] = (), empty: Iterable[Empty] = (), filled: Iterable[Seat] = ()
) -> dict[str, list[tuple[str, str]]]:
    """What the lists of the page offer."""
    return {
        "kind": [
            ("proposal", _("A proposal")),
            ("note", _("What was said")),
            ("suggestion", _("A suggestion, not decided")),
            ("action", _("A task somebody took on")),
            ("left", _("Somebody left")),
            ("came", _("Somebody came in, or came back")),
            ("chair", _("Somebody else took the chair")),
            ("interest", _("Somebody had an interest")),
            ("put_off", _("We put this item off")),
            ("break", _("We took a break")),
        ],
        **seldom.choices(offices, empty, filled),
        "hidden": [],
        "how": [
            ("hands", _("By hands, counted")),
            ("except", _("Everyone was for it, except some")),
            ("names", _("By names, each vote written down")),
            ("consensus", _("Everyone was asked, and we agreed")),
            ("agreed", _("We agreed, without a vote")),
            ("ballot", _("By secret ballot, on paper")),
            ("open", _("It was not voted on")),
        ],
        "read": [("", _("My notes do not say")), ("yes", _("Yes")), ("no", _("No"))],
        "said": [("", _("By the numbers")), ("agreed", _("Agreed")), ("not_agreed", _("Not agreed"))],
        "category": [
            ("", _("Nothing special")),
            ("significant", _("A large matter")),
            ("rules", _("A change of our rules")),
            ("found_close", _("To found or close a group")),
            ("election", _("To elect somebody")),
            ("removal", _("To remove somebody")),
            ("term_extension", _("To make a term longer")),
            ("procedural", _("How the meeting is run")),
        ],
        "chair": [
            ("absence", _("The chair was away")),
            ("interest", _("The chair had an interest")),
            ("to_speak", _("The chair wanted to speak")),
            ("rest", _("The chair needed a rest")),
            ("return", _("The chair came back")),
        ],
        "interest": [
            ("personal", _("Something of their own")),
            ("family", _("Family")),
            ("financial", _("Money")),
            ("loyalty", _("Another body they belong to")),
        ],
        "handled": [
            ("leave", _("They left the room")),
            ("stay_no_vote", _("They stayed and did not vote")),
            ("stay_and_vote", _("They stayed and voted")),
        ],
    }


class Beside(msgspec.Struct, frozen=True):
    """What was saved meanwhile, and by whom (by the writer, elsewhere, where empty), and in which fields it differs.

    `fields` is None where there is nothing to compare.
    """

    version: int
    who: str = ""
    fields: tuple[Differing, ...] | None = None


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What the page shows beside the notes.

    `version` is what their writer saw, `faults` are words at fields, `banner` stands on top, `theirs` is what
    was saved meanwhile, written over only by the button that says so, `saved` says when, `pen` who else is writing
    (then the page is to be read only), `prefilled` that nobody has typed anything yet.
    """

    version: int
    faults: tuple[tuple[str, str], ...] = ()
    banner: str = ""
    theirs: Beside | None = None
    status: int = 200
    saved: str = ""
    pen: str = ""
    prefilled: bool = False


def shown_page(request: Request[Any, Any, Any], desk: Desk, notes: Notes, shown: Shown) -> Response[str]:
    """The page over these notes, kept by the browser that shows it."""
    said_at: dict[str, str] = {}
    for field, words in shown.faults:
        said_at[field] = f"{said_at[field]} {words}" if field in said_at else words
    made = form_page(
        request, "write_up.html", status=shown.status, desk=desk, group=desk.directory, notes=notes, shown=shown,
        said_at=said_at, choices=_offered(desk, notes), title=_title(desk), noticed=of_items(desk, notes),
        places=places_of(shown.faults, notes),
    )  # fmt: skip
    made.headers["Cache-Control"] = KEPT
    return made


def _offered(desk: Desk, notes: Notes) -> dict[str, list[tuple[str, str]]]:
    """What the lists of the page offer under these notes."""
    return (
        choices(desk.names.offices, desk.names.empty, desk.names.seats)
        | earlier.lists(desk, notes)
        | {"hidden": _hidden(desk)}
    )


def _hidden(desk: Desk) -> list[tuple[str, str]]:
    """The parts that are not offered: nobody votes for another where the rules of that day do not have it."""
    assert desk.state.starts is not None, "a called meeting has a start"
    orders, _version = desk.service.governance.group(desk.group).orders_at(desk.state.starts)
    return [("absent", "")] if orders.proxies == "none" else []


def _title(desk: Desk) -> str:
    return desk.service.document(desk.meeting, 1).title


def beside(desk: Desk, ours: Notes) -> Beside:
    """The draft as others saved it, beside these notes; nothing to compare where it is gone, or a program's."""
    draft = drafts.load(desk.service.governance, desk.meeting)
    if draft is None:
        return Beside(0)
    who = "" if draft.pen == desk.person else called(desk, PersonId(draft.pen))
    if draft.kept.notes is None:
        return Beside(draft.version, who)
    labels = {seat.slug: seat.label for seat in desk.names.seats}
    offered = _offered(desk, draft.kept.notes)
    offered |= {name: [*offered.get(name, ()), *more] for name, more in _offered(desk, ours).items()}
    return Beside(draft.version, who, differing(draft.kept.notes, ours, labels, offered))


def refused(request: Request[Any, Any, Any], desk: Desk, notes: Notes, shown: Shown, *, script: bool) -> Response[Any]:
    """The page again with every word typed, and why it was not saved."""
    if script:
        return Response({"why": shown.banner}, status_code=shown.status, headers={"Cache-Control": "no-store"})
    return shown_page(request, desk, notes, shown)


def does_not_fit(
    request: Request[Any, Any, Any], desk: Desk, notes: Notes, version: int, unfit: Iterable[Unfit], *, script: bool
) -> Response[Any]:
    """The page again with every word typed, and at which fields it is more, or other, than can be kept."""
    if script:
        words = _("Something here is too long. Your words are kept on this device. Choose Save to see where.")
        return Response({"why": words}, status_code=UNFIT, headers={"Cache-Control": "no-store"})
    words_for = {
        "long": _("This is too long to be kept. Please make it shorter: 8000 letters at most, 400 in a short field."),
        "kind": _("We do not know this kind of part. Your words stand here as what was said."),
        "choice": _("Please choose this again."),
    }
    faults = tuple((one.field, words_for[one.why]) for one in unfit)
    banner = _("Not all of this can be kept. Your words are here, and not yet saved.")
    shown = Shown(version=version, faults=faults, banner=banner, status=UNFIT)
    return shown_page(request, desk, notes, shown)


def signed_out(request: Request[Any, Any, Any], meeting: str, data: dict[str, Any], *, script: bool) -> Response[Any]:
    """Every word typed, carried along until its writer has signed in again."""
    if script:
        return Response({"why": _("You have been signed out.")}, status_code=401, headers={"Cache-Control": "no-store"})
    typed = [
        (name, one)
        for name, value in data.items()
        if name not in {"csrf", "do"}
        for one in (value if isinstance(value, list) else [value])
    ]
    return form_page(request, "write_up_signed_out.html", status=401, typed=typed, meeting=meeting)


def too_late(request: Request[Any, Any, Any], desk: Desk) -> Response[str]:
    """The meeting is recorded or cancelled: there is nothing to write up."""
    return form_page(request, "write_up_late.html", desk=desk, group=desk.directory, typed="")


def came_too_late(request: Request[Any, Any, Any], desk: Desk, notes: Notes, *, script: bool) -> Response[Any]:
    """Every word typed for a meeting that was recorded or called off meanwhile, to copy; none of it is kept here."""
    if script:
        words = (
            _("This meeting was called off meanwhile. Your words are kept on this device. Choose Save to see them.")
            if desk.state.stage == "cancelled"
            else _("This meeting was recorded meanwhile. Your words are kept on this device. Choose Save to see them.")
        )
        return Response({"why": words, "late": True}, status_code=LATE, headers={"Cache-Control": "no-store"})
    typed = as_typed(notes, {seat.slug: seat.label for seat in desk.names.seats})
    made = form_page(request, "write_up_late.html", status=LATE, desk=desk, group=desk.directory, typed=typed)
    made.headers["Cache-Control"] = KEPT
    return made


def being_written(request: Request[Any, Any, Any], desk: Desk, draft: Draft) -> Response[str]:
    """What another officer is writing, to read."""
    by = called(desk, PersonId(draft.pen))
    assert draft.kept.notes is not None, "looked at before"
    return form_page(
        request, "write_up.html", desk=desk, group=desk.directory, notes=draft.kept.notes, said_at={},
        shown=Shown(version=draft.version, saved=saved_at(desk, draft), pen=by),
        choices=_offered(desk, draft.kept.notes), title=_title(desk), places={},
        noticed=of_items(desk, draft.kept.notes),
    )  # fmt: skip


def saved_at(desk: Desk, draft: Draft) -> str:
    """When a draft was saved, where the group is."""
    return clock(draft.saved_at, desk.service.governance.group(desk.group).zone)


def faults_of(looked: Look, writer: str) -> tuple[tuple[str, str], ...]:
    """What there is to say, each with its field; `writer` is what minutes call whoever writes it up."""
    sheet = looked.sheet
    unread = [(fault.field, unclear(fault.kind, fault.said)) for fault in sheet.faults] if sheet else []
    findings = first_causes(looked.attempt.findings, sheet.acts) if sheet else looked.attempt.findings
    refused = [
        _by_another(sheet, one, writer)
        if sheet and one.reason in NOT_THE_WRITER
        else (sheet.field(one.pointer) if sheet else "", _in_words(one))
        for one in findings
    ]
    return tuple(dict.fromkeys((*unread, *refused)))


def places_of(faults: tuple[tuple[str, str], ...], notes: Notes | None) -> dict[str, str]:
    """The item each field with a fault stands in, as its heading names it; none for what is of the whole meeting."""
    items = () if notes is None else notes.items
    found = ((field, AN_ITEM.match(field)) for field, _words in faults)
    inside = {field: items[int(at[1])] for field, at in found if at and int(at[1]) < len(items)}
    return {
        field: f"{item.number}. {item.title}" if item.number else item.title or _("Other business")
        for field, item in inside.items()
    }


def _by_another(sheet: Written, finding: Finding, writer: str) -> tuple[str, str]:
    """Acts of others, by an officer who is not the secretary, or whoever took the notes: said once.

    Nobody mends it so for a casting vote, which only whoever was in the chair records, nor for names put forward.
    """
    do = sheet.acts[int(finding.pointer.split("/")[2])]["do"]
    if do in OF_THE_CHAIR:
        words = _(
            "Only whoever was in the chair can write down their own casting vote. Save this. Then ask them to open this"
            " page, take the pen, and choose “Save and check” and “Record this meeting”."
        )
        return sheet.field(finding.pointer), words
    if do in NOMINATIONS:
        words = _("Only the secretary, or whoever was in the chair, can write down whom others put forward.")
        return sheet.field(finding.pointer), words
    if any(act.get("minute_taker") for act in sheet.acts):
        words = _(
            "Only whoever took the notes, or was in the chair, can record this. Save it. Then ask one of them to open"
            " this page and take the pen."
        )
        return ("minute_taker", words)
    words = _("Write down who took the notes. If it was you, choose “%(you)s”.") % {"you": writer}
    return ("minute_taker", words)


def _in_words(finding: Finding) -> str:
    if finding.clause == "shape":
        return words_of_shape(finding.reason)
    return words_of(Rejected(finding.clause, finding.reason, would_help=finding.would_help))
