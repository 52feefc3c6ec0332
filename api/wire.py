"""Commands as people and programs write them: things named by id, short name, agenda number or alias."""

from __future__ import annotations

import functools
import typing
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Protocol
from uuid import UUID

import msgspec

from governance import kernel
from governance.kernel import Command

NAMED: dict[object, str] = {
    kernel.GroupId: "group",
    kernel.SeatId: "seat",
    kernel.OfficeId: "office",
    kernel.ItemId: "item",
    kernel.MeetingId: "meeting",
    kernel.MotionId: "motion",
    kernel.DecisionId: "decision",
    kernel.ActionId: "action",
    kernel.MinutesId: "minutes",
    kernel.CorrectionId: "correction",
    kernel.ResolutionId: "resolution",
    kernel.ElectionId: "election",
    kernel.HandoverId: "handover",
    kernel.RequisitionId: "requisition",
    kernel.ProposalId: "proposal",
    kernel.PersonId: "person",
    kernel.TermId: "term",
    kernel.RulingId: "ruling",
    kernel.EventId: "act",
    kernel.Ref: "words",
}

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]


class Names(Protocol):
    """Finds the id behind a name."""

    def find(self, kind: str, text: str) -> UUID | None:
        """The id of a thing of this kind, or None when nothing is called that."""
        ...


class UnknownName(Exception):
    """A name nothing answers to: where it stands (JSON pointer), and what it should have been."""

    def __init__(self, pointer: str, kind: str, name: str) -> None:
        super().__init__(f"{pointer}: no {kind} is called {name}")
        self.pointer = pointer
        self.kind = kind
        self.name = name


@functools.cache
def wire(command: type[Command], without: tuple[str, ...] = ()) -> type[msgspec.Struct]:
    """The body type of a command: the same fields with names for ids, leaving out those the path says."""
    return _struct(command, without)


def resolve(command: type[Command], raw: object, names: Names, fixed: Mapping[str, object] | None = None) -> Command:
    """The command a body means. Raises `UnknownName`, or `msgspec.ValidationError` for a wrong shape."""
    given = msgspec.to_builtins(raw)
    assert isinstance(given, dict), "a body is an object"
    hints = _hints(command)
    aliases = _aliases(command)
    found = {
        name: _named(hints[aliases[name]], value, names, f"/{name}") for name, value in given.items() if name in aliases
    }
    unknown = next((name for name in given if name not in aliases), None)
    if unknown is not None:
        raise msgspec.ValidationError(f"Object contains unknown field `{unknown}`")
    return msgspec.convert({**found, **(fixed or {})}, command)


@functools.cache
def _hints(struct: type[msgspec.Struct]) -> dict[str, Any]:
    hints = typing.get_type_hints(struct, include_extras=True)
    return {name: hints[name] for name in struct.__struct_fields__}


def _aliases(struct: type[msgspec.Struct]) -> dict[str, str]:
    return dict(zip(struct.__struct_encode_fields__, struct.__struct_fields__, strict=True))


@functools.cache
def _struct(struct: type[msgspec.Struct], without: tuple[str, ...] = ()) -> type[msgspec.Struct]:
    renamed = {field: alias for alias, field in _aliases(struct).items() if alias != field}
    fields: list[Any] = []
    for field in msgspec.structs.fields(struct):
        if field.name in without:
            continue
        kind = _wired(_hints(struct)[field.name])
        if field.default is not msgspec.NODEFAULT:
            fields.append((field.name, kind, field.default))
        elif field.default_factory is not msgspec.NODEFAULT:
            fields.append((field.name, kind, msgspec.field(default_factory=field.default_factory)))
        else:
            fields.append((field.name, kind))
    made = msgspec.defstruct(
        struct.__name__,
        fields,
        kw_only=True,
        frozen=True,
        forbid_unknown_fields=True,
        rename=renamed or None,
        module=f"{__name__}.generated",
    )
    made.__doc__ = struct.__doc__
    return made


def _wired(hint: Any) -> Any:
    if hint in NAMED:
        return Name
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return _struct(hint) if _holds_names(hint) else hint
    return _rebuilt(hint, _wired)


def _holds_names(struct: type[msgspec.Struct]) -> bool:
    return any(_mentions(hint) for hint in _hints(struct).values())


def _mentions(hint: Any) -> bool:
    if hint in NAMED:
        return True
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return _holds_names(hint)
    return any(_mentions(argument) for argument in typing.get_args(hint) if not isinstance(argument, str))


def _rebuilt(hint: Any, change: Callable[[Any], Any]) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is None or origin is typing.Literal:
        return hint
    if origin is Annotated:
        return Annotated[(change(arguments[0]), *arguments[1:])]
    changed = tuple(argument if argument is Ellipsis else change(argument) for argument in arguments)
    if changed == arguments:
        return hint
    if origin is typing.Union or str(origin) == "<class 'types.UnionType'>":
        return typing.Union[changed]  # noqa: UP007 - built from parts
    return origin[changed]


def _named(hint: Any, value: object, names: Names, pointer: str) -> object:
    if hint in NAMED:
        return _id(NAMED[hint], value, names, pointer)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated:
        return _named(arguments[0], value, names, pointer)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct) and isinstance(value, dict):
        aliases, hints = _aliases(hint), _hints(hint)
        return {
            name: _named(hints[aliases[name]], inner, names, f"{pointer}/{name}") if name in aliases else inner
            for name, inner in value.items()
        }
    if isinstance(value, list | tuple) and origin in {tuple, list}:
        return [_named(arguments[0], inner, names, f"{pointer}/{n}") for n, inner in enumerate(value)]
    if isinstance(value, dict) and origin is dict:
        return _each(arguments[0], arguments[1], value, names, pointer)
    if value is not None and arguments and origin is not typing.Literal:
        inside = [argument for argument in arguments if argument is not type(None) and _mentions(argument)]
        if inside:
            return _named(inside[0], value, names, pointer)
    return value


def _each(key: Any, inner: Any, value: dict[Any, Any], names: Names, pointer: str) -> dict[object, object]:
    """Every entry of an object, each thing named once: two names for one seat would lose a vote unsaid."""
    found: dict[object, object] = {}
    for name, one in value.items():
        named = _named(key, name, names, f"{pointer}/{name}")
        if named in found:
            raise msgspec.ValidationError(f"Object names `{name}` twice - at `$.{pointer[1:].replace('/', '.')}`")
        found[named] = _named(inner, one, names, f"{pointer}/{name}")
    return found


def _id(kind: str, value: object, names: Names, pointer: str) -> object:
    if not isinstance(value, str):
        return value
    found = names.find(kind, value)
    if found is not None:
        return found
    try:
        return UUID(value)
    except ValueError:
        raise UnknownName(pointer, kind, value) from None
