"""What a form was filled in with, what is wrong with it, and the acts it comes to: recorded together or not at all."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING, Any

import msgspec

from api.accounts.addresses import normalised
from api.accounts.wiring import fresh
from api.names import RecordNames
from api.pages.forms import Form, form_page, genuine
from api.pages.language import gettext as _
from api.pages.refusals import words_of, words_of_shape
from api.v1.asked import service_of, waited
from api.wire import resolve
from governance.kernel import Rejected
from governance.store import Conflict
from governance.trial import Trial
from governance.words import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from litestar import Request, Response

    from governance.acts import Principal
    from governance.application import Governance
    from governance.kernel import Command

NOT_DONE = 422
LONGEST = 200
ATTEMPTS = 10


class Sheet:
    """The fields of a form as typed, and by field what is wrong, in the order found."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = {name: _text(value) for name, value in given.items()}
        self.faults: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        return self.given.get(name, "")

    @property
    def once(self) -> str:
        """What tells one filling in of the form from the next."""
        return self["once"] or fresh()

    def fault(self, field: str, words: str) -> None:
        """Say what is wrong with a field; what was said first stays."""
        self.faults.setdefault(field, words)

    def line(self, field: str, missing: str = "") -> str:
        """A line of words, which must be there when `missing` says what to do if not."""
        typed = self[field]
        if not typed:
            if missing:
                self.fault(field, missing)
            return ""
        try:
            typed = clean(typed)
        except Rejected as refused:
            self.fault(field, words_of(refused))
        if len(typed) > LONGEST or "\n" in typed:
            self.fault(field, _("Please use one short line."))
        return typed

    def email(self, field: str) -> str:
        """An e-mail address, or nothing."""
        typed = self.line(field)
        if typed and normalised(typed) is None:
            self.fault(field, _("This is not an e-mail address. It looks like name@example.org."))
        return typed

    def one_of(self, field: str, choices: Mapping[str, Any] | tuple[str, ...], missing: str, *, at: str = "") -> str:
        """One of the choices; `at` is the id of the first one's button."""
        if self[field] not in choices:
            self.fault(at or field, missing)
        return self[field]

    def day(self, field: str, missing: str) -> dict[str, str] | None:
        """A day as an act takes it."""
        return {"date": self[field]} if self._shaped(field, r"\d{4}-\d{2}-\d{2}", missing) else None

    def clock(self, field: str, missing: str) -> str:
        """A time of day."""
        return self[field] if self._shaped(field, r"([01]\d|2[0-3]):[0-5]\d", missing) else ""

    def _shaped(self, field: str, pattern: str, missing: str) -> bool:
        if re.fullmatch(pattern, self[field], re.ASCII):
            return True
        self.fault(field, missing)
        return False


class Step:
    """Acts decided one after another; a refusal is written on the sheet, at the field it is about."""

    def __init__(self, trial: Trial, who: Principal, sheet: Sheet) -> None:
        self.trial = trial
        self._who = who
        self._sheet = sheet

    def act(self, kind: type[Command], body: Mapping[str, object], at: Mapping[str, str], group: Any = None) -> UUID:
        """Decide an act; the id of what it makes. `at` says which field each pointer means, `""` all others.

        Raises `Refused` once it is on the sheet, and `Rejected` where the act is not the recorder's to record.
        """
        governance = self.trial.governance
        given = {name: said for name, said in body.items() if said not in ("", None)}
        try:
            command = resolve(kind, given, RecordNames(governance), {} if group is None else {"group": group})
            made = self.trial.act(command, self._who).made
        except Rejected as refused:
            if refused.clause == "access":
                raise
            self._sheet.fault(_at(at, refused.pointer), words_of(refused))
            raise Refused from refused
        except msgspec.ValidationError as wrong:
            self._sheet.fault(_at(at, str(wrong).partition("`$.")[2].rstrip("`")), words_of_shape())
            raise Refused from wrong
        assert made is not None, "an act of founding makes something"
        return made


class Refused(Exception):
    """An act was refused, and the sheet says why."""


def read(request: Request[Any, Any, Any], data: Mapping[str, Any]) -> Sheet:
    """A form of this visitor's own. Raises a 403 problem for one that is not."""
    sheet = Sheet(data)
    genuine(request, Form(csrf=sheet["csrf"]))
    return sheet


def together(request: Request[Any, Any, Any], who: Principal, sheet: Sheet, acts: Callable[[Step], None]) -> bool:
    """Record the acts of a sheet in one transaction, and wait until pages show them; False when nothing was recorded.

    The same sheet sent twice is recorded once. Raises `Rejected` (access), and `Conflict` when others were quicker,
    again and again.
    """
    service = service_of(request)
    key, body = _key(sheet)
    if _known(service.governance, who, key, body):
        return True
    for _attempt in range(ATTEMPTS):
        step = Step(Trial(service.governance), who, sheet)
        acts(step)
        if sheet.faults:
            return False
        try:
            receipt = step.trial.record(who, key=key, body=body)
        except Conflict:
            continue
        waited(service, receipt.last)
        return True
    raise Conflict


def again(request: Request[Any, Any, Any], template: str, sheet: Sheet, **more: Any) -> Response[str]:
    """The page of a form, filled in; with what is wrong with it first, when something is."""
    return form_page(request, template, status=NOT_DONE if sheet.faults else 200, form=sheet, **more)


def _known(governance: Governance, who: Principal, key: str | None, body: bytes) -> bool:
    command, _digest = governance.command_id(None, who, key, body, None)
    return key is not None and governance.store.receipt(command) is not None


def _key(sheet: Sheet) -> tuple[str | None, bytes]:
    """A key for these very words: the page gone back to and changed is another sheet."""
    body = msgspec.json.encode({n: v for n, v in sheet.given.items() if n != "csrf"}, order="sorted")
    return hashlib.sha256(body).hexdigest() if sheet["once"] else None, body


def _at(at: Mapping[str, str], pointer: str) -> str:
    first = pointer.strip("/").partition("/")[0].partition(".")[0]
    return at.get(first, at.get("", ""))


def _text(value: object) -> str:
    """What was typed in a field; the last one counts where a field comes twice."""
    last = value[-1] if isinstance(value, list) and value else value
    return unicodedata.normalize("NFC", last).strip() if isinstance(last, str) else ""
