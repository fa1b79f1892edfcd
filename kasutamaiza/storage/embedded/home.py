"""Where an embedded PostgreSQL lives, whom it runs as, and how its data comes to be."""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from kasutamaiza.storage.embedded.failed import EmbeddedPostgresFailed
from kasutamaiza.storage.embedded.programs import QUIET, Programs, passable_by_all

# sun_path has 104 bytes on macOS, of which the socket's name takes 14, and one must be zero.
LONGEST_SOCKET_FOLDER = 88


@dataclass(frozen=True, slots=True)
class Account:
    uid: int
    gid: int


@dataclass(frozen=True, slots=True)
class Home:
    """A folder with the data, the locks and the log; `account` is set when root lets somebody else run the server."""

    folder: Path
    sockets: Path
    account: Account | None

    @property
    def in_use(self) -> Path:
        """Shared by those who use the server."""
        return self.folder / "use.lock"

    @property
    def in_charge(self) -> Path:
        """Held by the guard, and before it by the one who starts it."""
        return self.folder / "guard.lock"

    @property
    def running(self) -> Path:
        """Held by the server and all its children, and by whoever makes its data: free when none of them is left."""
        return self.folder / "server.lock"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    def data(self, programs: Programs) -> Path:
        return self.folder / f"pg{programs.major}"


def settle(directory: Path) -> Home:
    """Makes the folders, or refuses those that are not safe."""
    directory = directory.absolute()
    name = f"kasutamaiza-{hashlib.sha256(str(directory).encode()).hexdigest()[:12]}"
    if os.getuid() == 0:
        nobody = pwd.getpwnam("nobody")
        account = Account(nobody.pw_uid, nobody.pw_gid)
        folder = _folder_of_root(directory, Path("/var/tmp") / name)  # noqa: S108 - made ours and checked
    else:
        account = None
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = directory
    sockets = folder / "run"
    if len(os.fsencode(sockets)) > LONGEST_SOCKET_FOLDER or "," in str(sockets):  # clients read a list of hosts there
        # Not $TMPDIR: two processes that have another one would look for each other in vain.
        sockets = Path("/tmp") / name  # noqa: S108 - made ours and checked
    _own(sockets, account)
    return Home(folder, sockets, account)


def make_data(home: Home, programs: Programs, *, durable: bool, lock: int) -> None:
    """Runs initdb, unless there is data already. Killed half-way it leaves a folder that the next one clears away."""
    data = home.data(programs)
    for unfinished in home.folder.glob("unfinished-*"):
        shutil.rmtree(unfinished)
    if data.exists():
        return
    unfinished = home.folder / f"unfinished-{data.name}"
    _own(unfinished, home.account)
    account = home.account
    done = subprocess.run(
        [programs["initdb"], "-D", str(unfinished), *_initdb_options(programs.major), *([] if durable else ["-N"])],
        capture_output=True,
        cwd="/",
        env=QUIET,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        # An initdb whose starter is killed keeps the lock until it has ended too.
        pass_fds=(lock,),
        check=False,
    )
    if done.returncode != 0:
        said = "".join(f"\n    {line}" for line in done.stderr.decode(errors="replace").splitlines()[-12:])
        raise EmbeddedPostgresFailed(f"PostgreSQL could not make its data in {home.folder}; initdb says:{said}")
    unfinished.rename(data)


def _initdb_options(major: int) -> list[str]:
    # With a ctype of C pg_trgm drops every letter that is not ASCII, and no Japanese name is ever found. The collation
    # is C all the same: names sort alike on every machine.
    ctype = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
    options = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--lc-collate=C", f"--lc-ctype={ctype}"]
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if major >= 17 else []
    return [*options, *builtin, "--no-instructions"]


def _folder_of_root(wanted: Path, instead: Path) -> Path:
    # PostgreSQL refuses to run as root, so nobody must come to its data: through a private folder, or one that somebody
    # else could exchange under root's hands, it must not go.
    wanted.mkdir(mode=0o711, parents=True, exist_ok=True)
    if _is_roots(wanted) and passable_by_all(wanted.resolve()):
        return wanted
    instead.mkdir(mode=0o711, exist_ok=True)
    if not _is_roots(instead):
        raise EmbeddedPostgresFailed(f"{instead} is not root's own folder: remove it and try again.")
    instead.chmod(0o711)
    return instead


def _is_roots(folder: Path) -> bool:
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == 0 and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _own(folder: Path, account: Account | None) -> None:
    """Makes a folder that only the server's account may enter."""
    owner = account.uid if account else os.getuid()
    try:
        folder.mkdir(mode=0o700)
        if account:
            os.chown(folder, account.uid, account.gid)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {owner, os.getuid()}:
            raise EmbeddedPostgresFailed(f"{folder} belongs to somebody else: remove it and try again.") from None
