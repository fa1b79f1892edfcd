"""EmbeddedPostgres: entering starts a server or joins the one that runs, leaving lets go of it."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

from kasutamaiza.storage.embedded.failed import EmbeddedPostgresFailed, tail

if sys.platform != "win32":  # pragma: no branch
    from kasutamaiza.storage.embedded import guard, lock
    from kasutamaiza.storage.embedded.home import Home, make_data, settle
    from kasutamaiza.storage.embedded.programs import QUIET, Programs, copied, find, readable_by_all

DATABASE = "kasutamaiza"
COUNT_IT = "SELECT count(*) FROM pg_database WHERE datname = 'kasutamaiza'"
CREATE_IT = "CREATE DATABASE kasutamaiza"
# A cold disk and a recovery take a few seconds; more is a fault.
PATIENCE = 30.0
PID_FILE = "pg*/postmaster.pid"
PORT = "5432"  # the socket's name carries it; nothing listens on it

UNSAFE_AND_FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


class EmbeddedPostgres:
    """A context manager: entering starts or joins, leaving lets go; the server stops when its last user is gone.

    Its data stands in `directory`. For root, which PostgreSQL refuses to run as, `nobody` runs it; and if `nobody`
    cannot come to `directory`, it stands in /var/tmp (`folder` tells).
    """

    def __init__(self, directory: Path, *, durable: bool = True, binaries: Path | None = None) -> None:
        self._directory = directory
        self._durable = durable
        self._binaries = binaries
        self._home: Home | None = None
        self._use: int | None = None
        self._guard: int | None = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> Self:
        if sys.platform == "win32":  # pragma: no cover
            raise EmbeddedPostgresFailed(
                "The embedded PostgreSQL needs Linux or macOS: use WSL, or set DATABASE_URL to a database of your own."
            )
        if self._use is not None:
            return self
        programs = find(self._binaries)
        home = self._home = settle(self._directory)
        deadline = time.monotonic() + PATIENCE
        # Taken before anything starts: the guard stops a server that nobody shares this with.
        self._use = lock.share(home.in_use, until=deadline)
        if self._use is None:
            raise EmbeddedPostgresFailed(f"An earlier server is still stopping: see {home.log} and try again.")
        try:
            self._run(home, programs, deadline)
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Lets go; if nobody else uses the server, it has stopped when this returns."""
        use, self._use, home = self._use, None, self._home
        if use is None or home is None:
            return
        # Ours alone: nobody else uses it. Nobody's, yet not to be shared: the guard was quicker and is stopping it.
        with suppress(FileNotFoundError):  # the folder was removed under our feet; the guard still sees us go
            if lock.upgrade(use):
                _interrupt(home)
                self._await_guard(home)
            elif (other := lock.share(home.in_use, until=0)) is None:
                self._await_guard(home)
            else:
                os.close(other)
        os.close(use)
        self._reap()

    def url(self, database: str = DATABASE) -> str:
        """Where asyncpg finds the database."""
        return f"postgresql://postgres@/{quote(database)}?host={quote(str(self._started.sockets), safe='')}&port={PORT}"

    @property
    def folder(self) -> Path:
        """Where the data, the log and the locks stand."""
        return self._started.folder

    @property
    def _started(self) -> "Home":
        if self._home is None:
            raise EmbeddedPostgresFailed("The embedded PostgreSQL was not started yet: call start() first.")
        return self._home

    def _run(self, home: "Home", programs: "Programs", deadline: float) -> None:
        launched = False
        while True:
            charge = lock.take(home.in_charge)
            if charge is not None:
                try:
                    if launched:
                        raise EmbeddedPostgresFailed(f"PostgreSQL did not start; its log ends:{tail(home.log)}")
                    self._launch(home, programs, charge, deadline)
                finally:
                    os.close(charge)  # the guard has it too by now
                launched = True
            # Only after the question who is in charge: a server whose guard was killed answers too, for a moment.
            elif _has_database(home, programs, deadline):
                return
            if time.monotonic() > deadline:
                raise EmbeddedPostgresFailed(
                    f"PostgreSQL did not answer within {PATIENCE:.0f} seconds; its log ends:{tail(home.log)}"
                )
            time.sleep(0.02)

    def _launch(self, home: "Home", programs: "Programs", charge: int, deadline: float) -> None:
        running = _wait_for_the_last_one(home, deadline)
        try:
            for stale in home.folder.glob(PID_FILE):
                stale.unlink()
            if home.account and not readable_by_all(programs.folder):
                programs = copied(programs, home.folder)
            make_data(home, programs, durable=self._durable, lock=running)
            self._reap()
            self._guard = _start_guard(home, programs, (charge, running), durable=self._durable)
        finally:
            os.close(running)

    def _await_guard(self, home: "Home") -> None:
        deadline = time.monotonic() + PATIENCE
        while (charge := lock.take(home.in_charge)) is None and time.monotonic() < deadline:
            time.sleep(0.01)
        if charge is not None:
            os.close(charge)

    def _reap(self) -> None:
        """Takes notice of the end of a guard that we started; one that others still need stays."""
        if self._guard is not None:
            with suppress(ChildProcessError):
                os.waitpid(self._guard, os.WNOHANG)


def _start_guard(home: "Home", programs: "Programs", locks: tuple[int, int], *, durable: bool) -> int:
    log = os.open(home.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    nothing = os.open(os.devnull, os.O_RDWR)
    account = f"{home.account.uid}:{home.account.gid}" if home.account else ""
    command = [sys.executable, "-IS", guard.__file__, str(home.in_use), str(locks[1]), account]
    for held in locks:
        os.set_inheritable(held, True)  # noqa: FBT003 - it takes no keywords
    try:
        # Not Popen, which warns of a child that outlives its parent: this one should. In a session of its own, else
        # Ctrl-C would stop the database before those who use it have ended.
        return os.posix_spawn(
            sys.executable,
            [*command, *_server_command(home, programs, durable=durable)],
            QUIET,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, nothing, 0),
                (os.POSIX_SPAWN_DUP2, log, 1),
                (os.POSIX_SPAWN_DUP2, log, 2),
            ],
            setsid=True,
            # A shell's background job ignores these, and so would all of its children.
            setsigdef=[signal.SIGINT, signal.SIGQUIT],
        )
    finally:
        for held in locks:
            os.set_inheritable(held, False)  # noqa: FBT003
        os.close(nothing)
        os.close(log)


def _server_command(home: "Home", programs: "Programs", *, durable: bool) -> list[str]:
    quoted = str(home.sockets).replace('"', '""')
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": f'"{quoted}"',  # a list, which commas and spaces would part
        "port": PORT,
        **({} if durable else UNSAFE_AND_FAST),
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return [programs["postgres"], "-D", str(home.data(programs)), *options]


def _wait_for_the_last_one(home: "Home", deadline: float) -> int:
    """Takes the server's lock; a server that still has it, though nobody is in charge, lost its guard and must stop."""
    while (running := lock.take(home.running)) is None:
        _interrupt(home)
        if time.monotonic() > deadline:
            raise EmbeddedPostgresFailed(f"An earlier server does not stop; its log ends:{tail(home.log)}")
        time.sleep(0.02)
    return running


def _interrupt(home: "Home") -> None:
    # The number is not a stranger's: we come here only while the server has its lock, and what a dead one left behind
    # is removed before the next one starts.
    for written in home.folder.glob(PID_FILE):
        with suppress(OSError, ValueError, IndexError):
            os.kill(int(written.read_text().split()[0]), signal.SIGINT)


def _has_database(home: "Home", programs: "Programs", deadline: float) -> bool:
    """Whether the server answers, and has the database or has made it just now."""
    found = _ask(home, programs, COUNT_IT, deadline)
    if found == "0":
        return _ask(home, programs, CREATE_IT, deadline) is not None
    return found == "1"


def _ask(home: "Home", programs: "Programs", statement: str, deadline: float) -> str | None:
    command = [programs["psql"], "-XAtq", "-h", str(home.sockets), "-p", PORT, "-U", "postgres", "-c", statement]
    left = max(deadline - time.monotonic(), 0.1)
    with suppress(subprocess.SubprocessError):
        done = subprocess.run([*command, "postgres"], capture_output=True, env=QUIET, cwd="/", timeout=left, check=True)
        return done.stdout.decode().strip()
    return None
