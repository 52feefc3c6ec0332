"""What a group can change of its rules on a page: each thing with the question it answers, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import msgspec

from api.notes.typed import Unclear, amount_of
from api.pages.language import gettext as _
from api.pages.refusals import unclear, words_of_shape
from governance.kernel import Money
from governance.standing_orders import StandingOrders
from projections.minutes.form import amount

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from api.pages.founding.sheet import Sheet

    Words = Callable[[], str]

LONGEST = 6
YES_NO: Mapping[str, Words] = {"yes": lambda: _("Yes"), "no": lambda: _("No")}
HEARD: Mapping[str, Words] = {
    "off": lambda: _("We do not count them apart"),
    "flag": lambda: _("Outnumbered, we can still decide, and the minutes say so"),
    "concurrent": lambda: _("More of them, too, must say yes than no"),
    "block": lambda: _("Outnumbered, we can talk, but we cannot decide"),
}
AGREED: Mapping[str, Words] = {
    "simple_cast": lambda: _("More say yes than no"),
    "simple_present": lambda: _("More than half of those there say yes"),
    "absolute_entitled": lambda: _("More than half of all members say yes"),
    "absolute_established": lambda: _("More than half of all seats say yes"),
    "two_thirds_cast": lambda: _("Two thirds of the votes are yes"),
    "two_thirds_entitled": lambda: _("Two thirds of all members say yes"),
    "three_quarters_cast": lambda: _("Three quarters of the votes are yes"),
    "unanimous_cast": lambda: _("Every vote is yes"),
}
TIED: Mapping[str, Words] = {
    "falls": lambda: _("Then the answer is no"),
    "second_vote": lambda: _("Then the chair may vote a second time"),
    "only_vote": lambda: _("Then the chair votes, and only then"),
}
LEFT: Mapping[str, Words] = {
    "appointed": lambda: _("The chair may ask somebody to take it"),
    "elected": lambda: _("We vote on who takes it"),
}
KEPT: Mapping[str, Words] = {
    "chair": lambda: _("Chair"),
    "co_chair": lambda: _("Co-chair"),
    "vice_chair": lambda: _("Vice-chair"),
    "secretary": lambda: _("Secretary"),
    "other": lambda: _("Other offices"),
}


class Parameter(msgspec.Struct, frozen=True):
    """A thing our rules say, by the name they have for it: a number, one of some choices, several, or an amount."""

    name: str
    asks: Words
    kind: Literal["number", "choice", "several", "amount"] = "number"
    choices: Mapping[str, Words] = {}

    @property
    def question(self) -> str:
        """What the form asks."""
        return self.asks()

    @property
    def offered(self) -> list[tuple[str, str]]:
        """What can be chosen."""
        return [(value, words()) for value, words in self.choices.items()]

    def field(self, value: str) -> str:
        """The name of the tick box for one of several."""
        return f"{self.name}-{value}"


PARAMETERS = (
    Parameter("notice_days", lambda: _("How many full days before a meeting does everybody hear of it?")),
    Parameter("quorum", lambda: _("How many members must be there, at least?")),
    Parameter("lived_experience", lambda: _("What about people with lived experience?"), "choice", HEARD),
    Parameter("majority", lambda: _("When is something agreed?"), "choice", AGREED),
    Parameter("tie_rule", lambda: _("As many yes as no?"), "choice", TIED),
    Parameter("seconder_required", lambda: _("Must somebody support a proposal before you vote?"), "choice", YES_NO),
    Parameter(
        "lived_experience_offices",
        lambda: _("Which offices are for people with lived experience alone?"),
        "several",
        KEPT,
    ),
    Parameter("chair_wait_minutes", lambda: _("How many minutes do you wait for a chair who is late?")),
    Parameter("chair_alone_limit", lambda: _("What may the chair alone spend between two meetings?"), "amount"),
    Parameter("casual_vacancies", lambda: _("Somebody left a seat?"), "choice", LEFT),
    Parameter("term_years", lambda: _("For how many years does somebody have an office?")),
    Parameter("max_consecutive", lambda: _("How many times in a row, at most?")),
    Parameter("written_days", lambda: _("How many days are there to answer in writing?")),
    Parameter("requisition_min", lambda: _("How many members must ask for a meeting?")),
    Parameter("published", lambda: _("May everybody read our minutes?"), "choice", YES_NO),
)


def of(orders: StandingOrders) -> list[Parameter]:
    """What can be changed of these orders: not a term in years where it is given in months."""
    return [one for one in PARAMETERS if one.name != "term_years" or not orders.term_months]


def typed(orders: StandingOrders) -> dict[str, str]:
    """These orders as the form would be filled in with them."""
    given: dict[str, str] = {}
    for one in of(orders):
        value = getattr(orders, one.name)
        if one.kind == "several":
            given |= {one.field(kind): "yes" for kind in value}
        else:
            given[one.name] = _typed(one, value)
    return given


def read(sheet: Sheet, orders: StandingOrders) -> StandingOrders:
    """These orders with what the form says instead; what cannot be read is written on the sheet, and left as it was."""
    given: dict[str, Any] = msgspec.to_builtins(orders)
    for one in of(orders):
        try:
            value = _read(sheet, one)
            given = msgspec.to_builtins(msgspec.convert({**given, one.name: value}, StandingOrders))
        except Unclear as fault:
            sheet.fault(one.name, unclear(fault.kind, fault.said))
        except msgspec.ValidationError as wrong:
            sheet.fault(one.name, words_of_shape(str(wrong)))
    return msgspec.convert(given, StandingOrders)


def said(one: Parameter, orders: StandingOrders, currency: str) -> str:
    """What orders say to a question, in words."""
    value = getattr(orders, one.name)
    if one.kind == "several":
        return ", ".join(words() for kind, words in KEPT.items() if kind in value) or _("None of them")
    if one.kind == "amount":
        return amount(Money(value, currency)) if value else _("Nothing")
    return one.choices[_typed(one, value)]() if one.choices else str(value)


def changes(before: StandingOrders, after: StandingOrders, currency: str) -> Iterator[tuple[str, str, str]]:
    """Each question to which the orders say something else, what they said, and what they are to say."""
    for one in of(before):
        if getattr(before, one.name) != getattr(after, one.name):
            yield one.question, said(one, before, currency), said(one, after, currency)


def _typed(one: Parameter, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if one.kind == "amount":
        whole, part = divmod(value, 100)
        return "" if not value else f"{whole}.{part:02}" if part else str(whole)
    return str(value)


def _read(sheet: Sheet, one: Parameter) -> Any:
    """What the form says to a question. Raises `Unclear`, and `ValidationError` for a choice that is none."""
    if one.kind == "several":
        return [kind for kind in one.choices if sheet[one.field(kind)]]
    text = sheet[one.name]
    if one.kind == "amount":
        return amount_of(text) or 0
    if one.choices is YES_NO:
        return {"yes": True, "no": False}.get(text, text)
    if one.kind == "number" and text.isascii() and text.isdecimal() and len(text) <= LONGEST:
        return int(text)
    return text
