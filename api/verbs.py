"""What each verb of the command line does."""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib.resources
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from api import doctor, identity, importing, reference
from api.accounts import carriers, paper, setup
from api.accounts.wiring import Accounts
from api.app import service_over
from api.commands import COMMANDS
from api.faults import Fault, Misuse
from api.log import keeping, lost
from api.log import verbs as log
from api.log.endorse import endorse
from api.names import RecordNames
from api.private import verbs as private
from api.settings import Settings
from api.v1.register import decisions_of, register_csv
from api.welcome import welcome
from api.whom import person_called, uuid_called
from api.wire import wire
from api.wiring import OPERATOR, NotInitialised, initialise, opened, prepare
from governance.kernel import GroupId, PersonId
from governance.organisation.commands import FoundOrganisation, NameConvenor, RegisterPerson
from governance.reader import NotFound
from governance.restoring import come_back
from governance.store import NoIdentity
from projections.minutes import html, plain
from projections.minutes.document import canonical

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from api.v1.service import Service
    from governance.application import Governance

DEMONSTRATION = ("groups", "evenings")
DEMONSTRATION_ORIGIN = "demonstration/minutebook"
SHOWN, OPEN = "february", "september"
POSITION_DIGITS = 18


def init(asked: argparse.Namespace, settings: Settings) -> int:
    """Found the organisation; says so when it was there already."""
    founding = FoundOrganisation(
        name=asked.name, origin=asked.origin, currency=asked.currency, zone=asked.zone, language=asked.language
    )
    fresh = initialise(settings, founding)
    print(f"{'Founded' if fresh else 'Already founded'}: the record is in {settings.folder}")
    if asked.convenor:
        with opened(settings, pool=2) as governance:
            person = PersonId(governance.handle(RegisterPerson(name=asked.convenor), OPERATOR).made)  # type: ignore[arg-type]
            governance.handle(NameConvenor(person=person), OPERATOR)
            _, secret = identity.create(governance, person=person)
            print(f"Person {person}\nToken, shown this once: {secret}")
    return 0


def serve(asked: argparse.Namespace, settings: Settings) -> int:
    """Serve until stopped; where there is no organisation yet, say where it is founded and with which code."""
    host, port = asked.host or settings.host, asked.port or settings.port
    listening = msgspec.structs.replace(settings, host=host, port=port)
    carriers.carrier(settings)
    _check_free(host, port)
    try:
        begin = _begin(listening)
    except (NotInitialised, NoIdentity):
        if settings.database_url and not settings.owner_url:
            raise
        prepare(listening)
        begin = _begin(listening)
    if begin:
        print(begin, flush=True)
    return _serve(listening, host, port)


def _begin(settings: Settings) -> str:
    """How to begin, with a new set-up code; empty once there is an organisation."""
    with opened(settings, pool=2) as governance:
        if come_back(governance):
            raise Fault("what was erased is back, as after a restore: run minutebook erase --after-restore")
        if governance.organisation().organisation is not None:
            return ""
        code = setup.new_code(Accounts(governance, settings))
    return f"To begin, open {settings.public}/start and type this set-up code there, good once: {code}"


def _check_free(host: str, port: int) -> None:
    """The server shares its port with any other, and either would answer: so look first."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as looking:
        looking.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            looking.bind((host, port))
        except (OSError, OverflowError) as error:
            raise Fault(f"cannot listen on {host} port {port}: {error.args[-1]}") from error


def _serve(settings: Settings, host: str, port: int) -> int:
    from granian import Granian
    from granian.constants import Interfaces

    listening = msgspec.structs.replace(settings, host=host, port=port)
    for field in Settings.__struct_fields__:
        os.environ[f"MINUTEBOOK_{field.upper()}"] = str(getattr(listening, field))
    server = Granian(
        "api.app:create_app",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        factory=True,
        log_enabled=False,
        workers_kill_timeout=3,
    )
    with log.followed(listening):
        server.serve()
    return 0


def demo(asked: argparse.Namespace, settings: Settings) -> int:
    """Make the demonstration record if need be; print one meeting, or serve."""
    port = asked.port or settings.port
    if not asked.no_serve:
        _check_free("127.0.0.1", port)
    there = msgspec.structs.replace(
        settings, data_dir=str(_beside(settings.folder)), database_url="", owner_url="", log_url=""
    )
    founding = FoundOrganisation(name="A demonstration", origin=DEMONSTRATION_ORIGIN, demonstration=True)
    initialise(there, founding)
    with opened(there) as governance:
        made = _demonstrate(governance)
        service = service_over(governance)
        if asked.no_serve:
            sys.stdout.write("A demonstration record: nobody in it is real.\n\n")
            sys.stdout.write(plain.render(service.document(made[SHOWN], 1)))
            return 0
        address = f"http://127.0.0.1:{port}"
        print(welcome(governance, there, address, shown=made[SHOWN], being_held=made[OPEN]), flush=True)
    return _serve(there, "127.0.0.1", port)


def _beside(folder: Path) -> Path:
    """The demonstration's own folder, called after the one for a real record, with which it never mixes."""
    return folder.with_name(f"{folder.name}-demonstration")


def _demonstrate(governance: Governance) -> dict[str, UUID]:
    folder = importlib.resources.files("api.demonstration")
    aliases: dict[str, UUID] = {}
    for name in DEMONSTRATION:
        text = folder.joinpath(f"{name}.jsonl").read_text(encoding="utf-8")
        for done in importing.run(governance, text.splitlines()):
            aliases = done.aliases
    return aliases


def import_(asked: argparse.Namespace, settings: Settings) -> int:
    """Record a file's acts, with progress on standard error."""
    lines = _lines(asked.file)
    with opened(settings, pool=2) as governance, _progress() as progress:
        done = again = 0
        for line in importing.run(governance.forked() if asked.check else governance, lines):
            repeated = line.handled.receipt is not None and line.handled.receipt.repeated
            again += repeated
            done += not repeated
            if (done + again) % 100 == 0:
                progress(f"{done + again} lines")
        if asked.close and not asked.check:
            importing.close(governance, asked.close)
    print(f"{done} {'would be ' if asked.check else ''}recorded, {again} recorded before")
    return 0


def _lines(file: str) -> list[str]:
    """The lines of a file or of standard input; a byte order mark is passed over."""
    said = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    try:
        return said.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise Fault(f"{'standard input' if file == '-' else file} is not UTF-8 text") from error


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Progress on a terminal, in one line that is gone before anything else is said there."""
    shown = sys.stderr.isatty()

    def say(words: str) -> None:
        if shown:
            sys.stderr.write(f"\r\x1b[K{words}")
            sys.stderr.flush()

    try:
        yield say
    finally:
        say("")


def minutes(asked: argparse.Namespace, settings: Settings) -> int:
    """Print minutes."""
    with _service(settings) as service:
        at = None if asked.at is None else _position(service, asked.at)
        document = service.document(uuid_called(asked.meeting, "meeting"), 1, at)
    if asked.format == "json":
        sys.stdout.write(canonical(document).decode() + "\n")
    else:
        sys.stdout.write(html.render(document) if asked.format == "html" else plain.render(document))
    return 0


def _position(service: Service, said: str) -> int:
    if said.isdecimal() and len(said) <= POSITION_DIGITS:
        return int(said)
    try:
        moment = dt.datetime.fromisoformat(said)
    except ValueError as error:
        raise Fault(f"{said} is not a time or a position") from error
    return service.governance.store.position_at(moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC))


def register(asked: argparse.Namespace, settings: Settings) -> int:
    """Print a decision register."""
    with _service(settings) as service:
        found = RecordNames(service.governance).find("group", asked.group) or uuid_called(asked.group, "group")
        service.follower.catch_up()
        views = decisions_of(service, GroupId(found))
    if asked.format == "json":
        sys.stdout.write(msgspec.json.encode(views).decode() + "\n")
    elif asked.format == "csv":
        sys.stdout.write(register_csv(views))
    else:
        for view in views:
            assert view.outcome and view.standing, "officers read every decision"  # noqa: PT018
            answer = view.outcome.announced or view.outcome.by_rule
            status = view.standing.status
            mark = "" if status in {"in_force", "not_agreed", "not_known"} else f" ({status.replace('_', ' ')})"
            print(
                f"{view.number}  {view.occurred.local[:10]}  {answer.replace('_', ' ')}{mark}  {_one_line(view.words)}"
            )
    return 0


def _one_line(words: str) -> str:
    """Words that may hold line breaks, where each line of what is printed means something."""
    return " ".join(words.split())


def rebuild(asked: argparse.Namespace, settings: Settings) -> int:
    """Fold again."""
    with _service(settings) as service:
        try:
            with _progress() as progress:
                service.follower.rebuild(asked.projection, lambda name, at: progress(f"{name} {at}"))
        except KeyError:
            raise Fault(f"there is no projection {asked.projection}") from None
        except RuntimeError as error:
            raise Fault(str(error)) from error
        print(f"Rebuilt to position {service.governance.head()}")
    return 0


def token(asked: argparse.Namespace, settings: Settings) -> int:
    """Make, list or end tokens."""
    with opened(settings, pool=2) as governance:
        if asked.what == "list":
            for one in identity.tokens(governance, None):
                state = "ended" if one.revoked_at else "expired" if _past(one.expires_at) else "good"
                print(f"{one.id}  {one.kind}  {one.person or ','.join(one.scopes)}  {state}")
            return 0
        if asked.who is None:
            revoking = asked.what == "revoke"
            raise Fault("say which token" if revoking else "say whose token: group/seat, a person's id, or application")
        if asked.what == "revoke":
            if not identity.revoke(governance, uuid_called(asked.who, "token")):
                raise NotFound("token")
            print("Ended")
            return 0
        if asked.who == "application" and not asked.scope:
            raise Misuse("say what the application may do: --scope read, --scope people, or both")
        person = None if asked.who == "application" else person_called(governance, asked.who)
        scopes = tuple(asked.scope) if person is None else ()
        made, secret = identity.create(governance, person=person, scopes=scopes, days=asked.days)  # type: ignore[arg-type]
        print(f"Token {made}, shown this once: {secret}")
    return 0


def _past(moment: dt.datetime | None) -> bool:
    return moment is not None and moment <= dt.datetime.now(dt.UTC)


def outbox(_: argparse.Namespace, settings: Settings) -> int:
    """Print the mail kept in the folder, the latest last."""
    letters = carriers.in_folder(settings.folder)
    for letter in letters:
        print(f"To: {letter['To']}\nDate: {letter['Date']}\nSubject: {letter['Subject']}\n\n{letter.get_content()}")
    if not letters:
        print("No mail" if not settings.smtp_url else "No mail here: it goes through the mail server")
    return 0


def code(asked: argparse.Namespace, settings: Settings) -> int:
    """Print sign-in codes."""
    with opened(settings, pool=2) as governance:
        person = PersonId(person_called(governance, asked.who))
        sheet = paper.print_codes(Accounts(governance, settings), OPERATOR, person, codes=asked.codes)
    until = f"{sheet.expires_at:%Y-%m-%d}"
    print(f"To sign in at {settings.public}/sign-in/paper, each good once until {until}; shown this once:\n")
    print("\n".join(sheet.codes))
    return 0


def schema(asked: argparse.Namespace, _: Settings) -> int:
    """Print JSON Schema."""
    if asked.act is not None and asked.act not in COMMANDS:
        raise Fault(f"there is no act {asked.act}")
    chosen = [COMMANDS[asked.act]] if asked.act else list(COMMANDS.values())
    refs, parts = msgspec.json.schema_components([wire(kind) for kind in chosen], ref_template="#/$defs/{name}")
    acts = {kind.do: ref for kind, ref in zip(chosen, refs, strict=True)}
    whole: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Acts of Minutebook",
        "type": "object",
        "properties": acts,
        "$defs": parts,
    }
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(whole), indent=2).decode() + "\n")
    return 0


def check_health(asked: argparse.Namespace, settings: Settings) -> int:
    """One line a check; 1 when any finds something."""
    found = False
    with _service(settings) as service:
        for check in doctor.checks(service, settings.folder, every=asked.all):
            found = found or not check.good
            print(f"{'ok ' if check.good else 'BAD'}  {check.what}: {check.words}")
    return 1 if found else 0


def write_reference(asked: argparse.Namespace, _: Settings) -> int:
    """Write or check the generated reference pages."""
    stale = reference.stale()
    if asked.check:
        if stale:
            raise Fault(f"out of date: {', '.join(stale)}; run make docs")
        return 0
    reference.write()
    return 0


@contextlib.contextmanager
def _service(settings: Settings) -> Iterator[Service]:
    with opened(settings, pool=2) as governance:
        yield service_over(governance)


Verb = Callable[["argparse.Namespace", Settings], int]

VERBS: Mapping[str, Verb] = MappingProxyType(
    {
        "init": init,
        "serve": serve,
        "demo": demo,
        "import": import_,
        "minutes": minutes,
        "register": register,
        "rebuild": rebuild,
        "token": token,
        "outbox": outbox,
        "code": code,
        "schema": schema,
        "doctor": check_health,
        "disown": keeping.disown,
        "endorse": endorse,
        "recover": keeping.recover,
        "export": log.export,
        "follow": log.follow_,
        "keys": keeping.keys_,
        "lost": lost.lost,
        "policy": log.policy,
        "replay": log.replay,
        "verifier": log.verifier,
        "verify": log.verify,
        "witness": log.witness,
        "erase": private.erase,
        "person": private.person,
        "reference": write_reference,
    }
)
