"""The command line: `minutebook <verb>`."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

import psycopg

from api import verbs
from api.faults import Fault, Misuse
from api.importing import BadLine
from api.options import parser
from api.settings import BadSetting, from_environment
from api.wiring import NotInitialised
from governance.embedded import CannotStart
from governance.kernel import Rejected, Unreachable
from governance.keys import KeyFault
from governance.reader import NotFound
from governance.store import ClockRefused, Conflict, NoIdentity, OtherBody

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, FINDING, USAGE, REFUSED, UNREAD = 0, 1, 2, 3, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb. Exit status: 0 done, 1 a finding or fault, 2 wrong usage, 3 something refused, 4 not all seen."""
    asked = parser().parse_args(arguments)
    try:
        status = verbs.VERBS[asked.verb](asked, from_environment())
        sys.stdout.flush()
    except BrokenPipeError:
        return _unread()
    except BadLine as stopped:
        return _say(stopped, REFUSED)
    except Rejected as refused:
        return _say(f"refused, {refused.clause}: {refused.reason} {refused.would_help}".rstrip(), REFUSED)
    except NotFound as missing:
        return _say(f"there is no such {missing.what}", FINDING)
    except (NotInitialised, NoIdentity):
        return _say("there is no record here yet: run minutebook init", FINDING)
    except Misuse as misuse:
        return _say(misuse, USAGE)
    except (BadSetting, CannotStart, KeyFault, Fault) as fault:
        return _say(fault, FINDING)
    except (ClockRefused, Conflict, OtherBody) as fault:
        return _say(f"nothing was recorded: {str(fault).splitlines()[0]}", REFUSED)
    except (psycopg.OperationalError, Unreachable) as fault:
        return _say(f"the database does not answer: {str(fault).splitlines()[0]}", FINDING)
    except OSError as fault:
        return _say(f"{fault.filename or 'a file'}: {fault.strerror}", FINDING)
    except KeyboardInterrupt:
        return _say("stopped", FINDING)
    return status


def _unread() -> int:
    """Whoever read what was printed has read enough: end as a program does that such a pipe stops."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return UNREAD


def _say(words: object, status: int) -> int:
    sys.stderr.write(f"minutebook: {words}\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
