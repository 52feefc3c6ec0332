"""The command line's verbs and options; the reference is made from them."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import get_args

from api.accounts.paper import ON_A_SHEET
from governance.kernel import Channel
from governance.log.checking import options
from governance.organisation.privacy_events import Outcome, Refusal

LONGEST = 36_500
MOST_CODES = 20


def parser() -> argparse.ArgumentParser:
    """Every verb with its options; the reference is made from it."""
    root = argparse.ArgumentParser(prog="minutebook", description="The minute book that nobody can quietly rewrite.")
    verb = root.add_subparsers(dest="verb", required=True, metavar="VERB")

    init = verb.add_parser("init", help="make keys, database and record, and found the organisation")
    init.add_argument("--name", required=True, help="the organisation's name")
    init.add_argument(
        "--origin", required=True, help="address of the record's log without scheme, e.g. example.org/log"
    )
    init.add_argument("--currency", default="GBP", help="three letters (default GBP)")
    init.add_argument("--zone", default="Europe/London", help="time zone (default Europe/London)")
    init.add_argument("--language", default="en", help="language of the minutes (default en)")
    init.add_argument("--convenor", help="also register this person and print a token for them, to found a group with")

    serve = verb.add_parser("serve", help="serve the pages and the web API; on an empty folder, say where to begin")
    serve.add_argument("--host", help="address to listen on (default MINUTEBOOK_HOST)")
    serve.add_argument("--port", type=int, help="port to listen on (default MINUTEBOOK_PORT)")

    demo = verb.add_parser("demo", help="make a demonstration record, and serve it")
    demo.add_argument("--no-serve", action="store_true", help="print the minutes of one meeting and end")
    demo.add_argument("--port", type=int, help="port to listen on (default MINUTEBOOK_PORT)")

    imports = verb.add_parser("import", help="record acts from a file, one JSON object a line")
    imports.add_argument("file", help="the file, - for standard input")
    imports.add_argument("--check", action="store_true", help="decide everything, record nothing")
    imports.add_argument("--close", metavar="NAME", help="afterwards close the import of this name for good")

    minutes = verb.add_parser("minutes", help="print the minutes of a meeting")
    minutes.add_argument("meeting", help="the meeting's id")
    minutes.add_argument("--format", choices=("text", "html", "json"), default="text", help="how (default text)")
    minutes.add_argument("--at", help="as known at this time (RFC 3339) or position")

    register = verb.add_parser("register", help="print the decision register of a group")
    register.add_argument("group", help="the group's short name or id")
    register.add_argument("--format", choices=("text", "json", "csv"), default="text", help="how (default text)")

    rebuild = verb.add_parser("rebuild", help="fold the record again into the projections")
    rebuild.add_argument("projection", nargs="?", help="only this one")

    token = verb.add_parser("token", help="make, list and end tokens")
    token.add_argument("what", choices=("create", "list", "revoke"), help="what to do")
    token.add_argument(
        "who",
        nargs="?",
        help="create: group/seat or group/office, a person's id, or application; revoke: the token's id",
    )
    token.add_argument("--scope", action="append", default=[], choices=("read", "people"), help="for an application")
    token.add_argument("--days", type=_days, help="how many days it is good, at least 1 (default until revoked)")

    verb.add_parser("outbox", help="print the mail kept in the folder outbox, where no mail server is set")

    code = verb.add_parser("code", help="print a sheet of sign-in codes for somebody, and end the sheet before")
    code.add_argument("who", help="group/seat, group/office, or a person's id")
    code.add_argument("--codes", type=_codes, default=ON_A_SHEET, help=f"how many, 1 to 20 (default {ON_A_SHEET})")

    schema = verb.add_parser("schema", help="print the JSON Schema of every act")
    schema.add_argument("act", nargs="?", help="only this one")

    doctor = verb.add_parser("doctor", help="check that all is well; one line a check")
    doctor.add_argument("--all", action="store_true", help="re-compute every entry, not only the last thousand")

    _log(verb)
    _private(verb)

    reference = verb.add_parser("reference", help="write the generated pages of docs/reference")
    reference.add_argument("--check", action="store_true", help="only say whether they are up to date")
    return root


def _log(verb: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The verbs of the transparency log."""
    follow = verb.add_parser("follow", help="sign the log as it grows, and ask witnesses; `serve` does it by itself")
    follow.add_argument("--beside", type=int, help=argparse.SUPPRESS)

    policy = verb.add_parser("policy", help="print which log and which witnesses count")
    policy.add_argument("--set", metavar="FILE", help="take this policy from now on")

    export = verb.add_parser("export", help="write the record, or a part, as a file that is verified by itself")
    export.add_argument("--out", required=True, metavar="FILE", help="the file to write")
    export.add_argument("--group", help="only this group's: its short name")
    opens = export.add_mutually_exclusive_group()
    opens.add_argument("--tier", type=int, choices=range(4), default=1, help="open to this tier (default 1)")
    opens.add_argument(
        "--reader",
        help="open as far as they may read: public, member, officer, or with --group a group/seat or a person's id",
    )
    export.add_argument("--since", type=dt.date.fromisoformat, metavar="DATE", help="recorded on this day or later")
    export.add_argument("--until", type=dt.date.fromisoformat, metavar="DATE", help="recorded on this day or earlier")

    options(verb.add_parser("verify", help="verify a file that was exported; asks nobody"))

    options(verb.add_parser("replay", help="verify such a file, and work every outcome in it out again by the rules"))

    verifier = verb.add_parser("verifier", help="print the verifier as one file to carry away: > verify.py")
    verifier.add_argument("--digest", action="store_true", help="print its SHA-256 instead")

    keys = verb.add_parser("keys", help="the keys that acts and the log are signed with: list them, change to new ones")
    keys.add_argument(
        "what",
        nargs="?",
        choices=("list", "new", "retire"),
        default="list",
        help="list (default); new: sign with a new key; retire: trust no other any more, once the server runs anew",
    )
    keys.add_argument("--log", action="store_true", help="the key of the log, which signs its checkpoints")

    recover = verb.add_parser("recover", help="after a backup was put back: let the log go on, and say what was lost")
    recover.add_argument(
        "--kept", metavar="FILE", action="append", default=[], help="a newer checkpoint or proof that somebody kept"
    )
    recover.add_argument(
        "--through", type=int, metavar="ENTRY", help="the last entry that the backup had, if acts were recorded since"
    )
    recover.add_argument("--yes", action="store_true", help="do it; without this, only say what would be recorded")

    lost = verb.add_parser("lost", help="after recover: name the lost acts that somebody kept, to be written up again")
    lost.add_argument("file", help="a file exported before the restore, or the proof of one act")
    lost.add_argument("--leaf", help="the file is the proof of one act: the leaf that the answer to it gave")

    disown = verb.add_parser("disown", help="set an entry aside that was not signed by the application")
    disown.add_argument("position", type=int, help="its number, as the alarm and `doctor` name it")

    endorse = verb.add_parser("endorse", help="an act that a person signs with a key of their own")
    endorse.add_argument("act", help="its id; without more: print what to sign, byte for byte")
    endorse.add_argument("--key", help="the person's public key (Ed25519, base64 of 32 bytes)")
    endorse.add_argument("--signature", help="their signature (base64 of 64 bytes)")

    witness = verb.add_parser("witness", help="cosign somebody else's log, and so notice when it is rewritten")
    witness.add_argument("folder", help="a folder of its own, for its key and what it has cosigned")
    witness.add_argument("--name", required=True, help="the witness's name, e.g. friend.example/witness")
    witness.add_argument(
        "--log", action="append", default=[], metavar="KEY", help="a log's key, or its origin and its key in quotes"
    )
    witness.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    witness.add_argument("--port", type=int, default=8643, help="port to listen on (default 8643)")


def _private(verb: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The verbs about what is private."""
    erase = verb.add_parser("erase", help="destroy what it was decided to erase and what was kept long enough")
    erase.add_argument("--check", action="store_true", help="only say how much is due")
    erase.add_argument(
        "--expired",
        action="store_true",
        help="only what expired; your copy of the wrapping key stays good",
    )
    erase.add_argument("--after-restore", action="store_true", help="take the keys of the file, and erase again")
    erase.add_argument("--event", help="erase what this event says, where nothing rests on it")

    person = verb.add_parser("person", help="what is held about somebody, and what they ask for")
    person.add_argument(
        "what",
        choices=("report", "ask", "decide", "register"),
        help="report; they ask to be erased; the answer; all requests",
    )
    person.add_argument("who", nargs="?", help="group/seat, group/office, or a person's id; of all requests nobody")
    person.add_argument("--json", action="store_true", help="the report as JSON")
    person.add_argument("--channel", choices=get_args(Channel), default="post", help="how they asked (default post)")
    person.add_argument("--on", type=dt.date.fromisoformat, metavar="DATE", help="on which day (default today)")
    person.add_argument("--outcome", choices=get_args(Outcome), help="the answer")
    person.add_argument(
        "--keep", action="append", default=[], metavar="PURPOSE:DAY:REASON", help="what is kept, until when and why"
    )
    person.add_argument("--reason", choices=get_args(Refusal), help="why it is refused")


def _days(text: str) -> int:
    days = int(text)
    if not 0 < days <= LONGEST:
        raise argparse.ArgumentTypeError(f"{days} is not 1 to {LONGEST} days")
    return days


def _codes(text: str) -> int:
    codes = int(text)
    if not 0 < codes <= MOST_CODES:
        raise argparse.ArgumentTypeError(f"{codes} is not 1 to {MOST_CODES}")
    return codes
