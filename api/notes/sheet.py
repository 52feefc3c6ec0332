"""A sheet of acts being written from notes: each act remembers the fields it came from, each fault its own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from api.notes import typed
from api.notes.notes import Task, blank
from api.notes.typed import Unclear

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from api.notes.names import Names

T = TypeVar("T")


class Fault(msgspec.Struct, frozen=True):
    """Something typed that cannot be read: its field, and why (a kind of `Unclear`, with what it said)."""

    field: str
    kind: str
    said: dict[str, str] = {}


class Sheet:
    """Acts in order. `fields[n]` maps JSON pointers into act n to fields, the empty pointer to where it stands."""

    def __init__(self, names: Names, date: dt.date) -> None:
        self.names = names
        self.date = date
        self.acts: list[dict[str, Any]] = []
        self.fields: list[dict[str, str]] = []
        self.faults: list[Fault] = []

    def act(
        self,
        do: str,
        field: str,
        *,
        when: Mapping[str, str] | None = None,
        at: Mapping[str, str] | None = None,
        alias: str = "",
        **said: Any,
    ) -> None:
        """One more act that stands at a field; `at` maps pointers into it to other fields."""
        act: dict[str, Any] = {"do": do, "when": when or {"date": self.date.isoformat()}, **said}
        if alias:
            act["as"] = alias
        self.acts.append(act)
        self.fields.append({"": field, **(at or {})})

    def fault(self, field: str, kind: str, **said: str) -> None:
        """Something at a field cannot be read."""
        self.faults.append(Fault(field, kind, said))

    def read(self, reader: Callable[[str], T | None], text: str, field: str) -> T | None:
        """What a reader makes of typed words; None, and a fault, where that is not clear."""
        try:
            return reader(text)
        except Unclear as unclear:
            self.fault(field, unclear.kind, **unclear.said)
            return None

    def seat(self, text: str, field: str) -> str | None:
        """The seat typed."""
        return self.read(self.names.one, text, field)

    def needed(self, text: str, field: str) -> str | None:
        """The seat typed, where one has to be; None, and a fault, without."""
        if blank((text,)):
            self.fault(field, "who")
        return self.seat(text, field)

    def seats(self, text: str, field: str) -> tuple[str, ...]:
        """The seats typed."""
        return self.read(self.names.many, text, field) or ()

    def when(self, text: str, field: str) -> dict[str, str]:
        """The day, and the time if one was typed."""
        time = self.read(typed.time_of, text, field)
        return {"date": self.date.isoformat(), **({"time": time} if time else {})}

    def task(self, task: Task, field: str) -> dict[str, Any] | None:
        """An action: the first named owns it, the others help. None when nothing, or not enough, was typed."""
        if blank((task.owner, task.what, task.due)):
            return None
        owners = self.seats(task.owner, f"{field}.owner")
        due = self.read(lambda text: typed.day_of(text, self.date), task.due, f"{field}.due")
        if blank((task.owner,)):
            self.fault(f"{field}.owner", "no_owner")
        if blank((task.what,)):
            self.fault(f"{field}.what", "no_task")
        if not owners or blank((task.what,)):
            return None
        made: dict[str, Any] = {"owner": owners[0], "do": task.what, "helpers": list(owners[1:])}
        return made | ({"due": due} if due else {})
