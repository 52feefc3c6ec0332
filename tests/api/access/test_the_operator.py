"""The operator keeps the server and acts in no meeting: no token is theirs, and every act of a group is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import pytest
from eventsourcing.persistence import IntegrityError

from api import identity
from governance.kernel import Rejected
from tests.api.access.matrix import ACTS, WRITTEN_UP, Row
from tests.api.access.stage import DAY
from tests.api.access.test_access_matrix import ask
from tests.clock import ROOM
from tests.conftest import OPERATOR

if TYPE_CHECKING:
    from governance.kernel import Command
    from tests.api.access.stage import Stage

# The operator registers people, adds how they are reached, and founds groups. Whatever is done in a group, its own
# members do.
OF_THE_OPERATOR = {"registerPerson", "addContact", "foundGroup"}
OF_A_PERSON = "/api/v1/people/{fifth_person}/contact"
ABOVE_GROUPS = [row for row in ACTS if "{" not in row.path or row.path == OF_A_PERSON]
OF_A_GROUP = [row for row in (*ACTS, *WRITTEN_UP) if "{" in row.path and not row.path.startswith("/api/v1/people/")]


def named(row: Row) -> str:
    return f"{row.method} {row.path} {row.note}".strip()


def asked(stage: Stage, monkeypatch: pytest.MonkeyPatch, row: Row) -> Command:
    """The command a row's request comes to."""
    commands: list[Command] = []
    handle = stage.governance.handle

    def noted(command: Command, who: Any, **more: Any) -> Any:
        commands.append(command)
        return handle(command, who, **more)

    with monkeypatch.context() as patched:
        patched.setattr(stage.governance, "handle", noted)
        ask(stage, row, "secretary")
    (command,) = commands
    return command


@pytest.mark.parametrize("row", OF_A_GROUP, ids=named)
def test_the_operator_acts_in_no_group_and_no_meeting(stage: Stage, monkeypatch: pytest.MonkeyPatch, row: Row) -> None:
    command = asked(stage, monkeypatch, row)
    with pytest.raises(Rejected) as refused:
        stage.governance.handle(command, OPERATOR, check=True)
    assert (refused.value.clause, refused.value.reason) == ("access", "operator_acts_in_no_meeting")


def test_the_operator_registers_people_and_founds_groups(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = [asked(stage, monkeypatch, row) for row in ABOVE_GROUPS]
    assert {command.do for command in commands} == OF_THE_OPERATOR
    for command in commands:
        with ROOM.at({"date": DAY}):
            (made,) = stage.governance.handle(command, OPERATOR, check=True).events
        assert made.envelope.capacity == "operator"


@pytest.mark.parametrize("kind", ["operator", "importer"])
def test_no_token_is_the_operators(stage: Stage, kind: str) -> None:
    sql = "INSERT INTO access.token (id, hash, kind) VALUES (gen_random_uuid(), sha256('x'), %b) RETURNING 1"
    with pytest.raises(IntegrityError, match="token_kind_check"):
        stage.governance.store.rows(sql, kind)
    assert get_args(get_type_hints(identity.Token)["kind"]) == ("person", "application")


@pytest.mark.parametrize("scopes", [("read",), ("people",)])
def test_a_token_is_a_persons_or_an_applications_and_nothing_else(
    stage: Stage, scopes: tuple[identity.Scope, ...]
) -> None:
    _, secret = identity.create(stage.governance, scopes=scopes)
    principal = identity.principal_of(stage.governance, secret)
    assert principal is not None
    assert (principal.kind, principal.person) == ("application", None)


def test_the_administrators_token_is_the_person_they_are(stage: Stage) -> None:
    principal = identity.principal_of(stage.governance, stage.bearers["administrator"])
    assert principal is not None
    assert (principal.kind, principal.person) == ("person", stage.people["administrator"])
    told = stage.client.get("/api/v1/me", headers={"Authorization": f"Bearer {stage.bearers['administrator']}"}).json()
    assert (told["kind"], told["scopes"], told["seats"]) == ("person", [], {})
