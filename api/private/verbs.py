"""The verbs about what is private: erasing what is due, and what is held about one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from api.accounts import erasure
from api.accounts.wiring import Accounts
from api.app import service_over
from api.faults import Fault, Misuse
from api.private import register
from api.private.expiring import expire_all, today
from api.private.report import report_on
from api.private.telling import told
from api.whom import person_called, uuid_called
from api.wiring import OPERATOR, database, opened
from governance.custody.commands import EraseBody
from governance.due import due
from governance.erasing import carry_out
from governance.kernel import EventId, PersonId, When
from governance.organisation.privacy_commands import DecideErasure, RequestErasure
from governance.restoring import after_restore

if TYPE_CHECKING:
    import argparse

    from api.settings import Settings
    from governance.application import Governance
    from governance.due import Due
    from governance.kernel import Mode


def erase(asked: argparse.Namespace, settings: Settings) -> int:
    """Destroy what is due, or only what expired; or do it again after a restore; or erase what one event says."""
    with opened(settings, pool=2) as governance:
        if asked.event is not None:
            return _erase_event(governance, asked.event)
        with database(settings) as (owner, _):
            if asked.after_restore:
                return _after_restore(governance, owner, settings)
            if asked.expired:
                gone = expire_all(Accounts(governance, settings), owner)
                print(f"{gone.keys} keys destroyed, and {gone.items} things sealed under them")
                return _told(gone.faults)
            wanted = due(governance, today(governance))
            if asked.check or not wanted:
                print(f"{len(wanted)} due" if wanted else "Nothing is due")
                return 0
            return _carry_out(governance, owner, settings, wanted)


def _carry_out(governance: Governance, owner: str, settings: Settings, wanted: list[Due]) -> int:
    gone = carry_out(governance, owner, settings.folder / "keys", wanted)
    for one in wanted:
        if "contact" in one.purposes:
            erasure.forget(Accounts(governance, settings), one.person)
    print(f"{gone.keys} keys destroyed, and {gone.items} things sealed under them")
    print("All other keys are wrapped anew: replace your copy of the wrapping key, and destroy the old one")
    return _told(gone.faults)


def _after_restore(governance: Governance, owner: str, settings: Settings) -> int:
    done = after_restore(governance, owner, settings.folder / "keys")
    print(f"{done.keys} destroyed keys had come back, with {done.items} things: they are gone again")
    print(f"{done.orphans} things that nothing refers to are deleted; {done.bodies} events say nothing again")
    return _told(done.faults)


def _told(faults: tuple[str, ...]) -> int:
    for fault in faults:
        print(f"NOT DONE: {fault}")
    return 1 if faults else 0


def _erase_event(governance: Governance, event: str) -> int:
    governance.handle(EraseBody(event=EventId(uuid_called(event, "act"))), OPERATOR)
    service_over(governance).follower.rebuild(None, lambda *_: None)
    print("What it said is erased; that it was recorded stays")
    return 0


def person(asked: argparse.Namespace, settings: Settings) -> int:
    """Tell what is held about somebody, write down that they ask to be erased, or what was decided; or who asked."""
    with opened(settings, pool=2) as governance:
        if asked.what == "register":
            print("\n".join(map(register.told, register.entries(governance))) or "Nobody has asked to be erased")
            return 0
        if asked.who is None:
            raise Misuse("say of whom: group/seat, group/office, or a person's id")
        who = PersonId(person_called(governance, asked.who))
        when = None if asked.on is None else When(asked.on.isoformat())
        if asked.what == "report":
            report = report_on(governance, who, searched=True)
            print(msgspec.json.encode(report).decode() if asked.json else "\n".join(told(report)))
        elif asked.what == "ask":
            request = RequestErasure(person=who, channel=asked.channel, when=when, mode=_mode(when))
            governance.handle(request, OPERATOR)
            found = governance.organisation().privacy.last_of(who)
            assert found is not None, "it was just asked"
            print(f"Received {found[1].received}; an answer is owed by {found[1].due}")
        else:
            governance.handle(_decision(asked, who, when), OPERATOR)
            print("Decided. To carry it out: minutebook erase")
    return 0


def _mode(when: When | None) -> Mode:
    """What is told of an earlier day is written up."""
    return "live" if when is None else "written_up"


def _decision(asked: argparse.Namespace, who: PersonId, when: When | None) -> DecideErasure:
    if asked.outcome is None:
        raise Misuse("say what was decided: --outcome agreed, partly_agreed or refused")
    keep = [dict(zip(("purpose", "until", "reason"), text.split(":"), strict=False)) for text in asked.keep]
    given = {"person": who, "outcome": asked.outcome, "keep": keep, "reason": asked.reason, "when": when}
    given["mode"] = _mode(when)
    try:
        return msgspec.convert(given, DecideErasure)
    except msgspec.ValidationError as error:
        raise Fault(f"{error}; --keep is PURPOSE:DAY:REASON, such as expenses:2032-08-14:finance_records") from error
