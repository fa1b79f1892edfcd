"""The image, made again without a container engine: what the Dockerfile says, in a folder of its own.

Its interpreter is this machine's. All else is as in the image: the files that .dockerignore lets through, the
distributions that the lock names, the environment of the Dockerfile, and a user who may write nothing.
"""

import asyncio
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from importlib.metadata import distribution
from pathlib import Path

from msgspec import Struct
from packaging.requirements import Requirement

from tests.deployment import dockerfile
from tests.deployment.context import ROOT, sent
from tests.door import ENVIRONMENT

NOBODY = 65534
PATIENCE = 60


class Image(Struct, frozen=True):
    """`folder` stands for the image's root. `user` is who runs in it, None when that can only be ourselves."""

    folder: Path
    user: int | None

    @property
    def home(self) -> Path:
        return self.folder / "app"

    @property
    def environment(self) -> dict[str, str]:
        """The Dockerfile's, and the settings of tests; nothing of this process's own."""
        said = {name: self.here(value) for name, value in dockerfile.environment().items()}
        return said | ENVIRONMENT | {"PATH": said["PATH"].replace("$PATH", os.defpath)}

    def here(self, said: str) -> str:
        """With the image's two folders where they are on this machine."""
        return said.replace("/venv", f"{self.folder}/venv").replace("/app", f"{self.folder}/app")

    async def run(self, *command: str, cwd: str = "/", **changed: str) -> tuple[int, str]:
        """The exit code of a command that ends by itself, and all that it said."""
        async with self.running(*command, cwd=cwd, **changed) as process, asyncio.timeout(PATIENCE):
            said, _ = await process.communicate()
            assert process.returncode is not None
            return process.returncode, said.decode()

    @asynccontextmanager
    async def running(self, *command: str, cwd: str = "/", **changed: str) -> AsyncIterator[asyncio.subprocess.Process]:
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=cwd,
            env=self.environment | changed,
            user=self.user,
            group=self.user,
            extra_groups=None if self.user is None else [],
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
                await process.communicate()


@contextmanager
def built() -> Iterator[Image]:
    """A whole image; it is gone afterwards."""
    python, user = _interpreter()
    with tempfile.TemporaryDirectory(prefix="kasu-image-") as directory:
        image = Image(Path(directory), user)
        image.folder.chmod(0o755)
        subprocess.run([python, "-m", "venv", "--without-pip", image.folder / "venv"], check=True)
        [packages] = image.folder.glob("venv/lib/python*/site-packages")
        for requirement in locked():
            _install(requirement, packages)
        for path in sent():
            target = image.home / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / path, target)
            target.chmod(0o600)  # from one who keeps files to themselves
        for command in " && ".join(dockerfile.instructions("RUN")).split(" && "):
            if command.endswith(" /app"):
                subprocess.run(shlex.split(image.here(command)), check=True)
        yield image


def locked() -> list[Requirement]:
    """What requirements.lock names for a machine like this one."""
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    named = [Requirement(line.rstrip(" \\")) for line in lines if "==" in line]
    return [each for each in named if each.marker is None or each.marker.evaluate()]


def _install(requirement: Requirement, packages: Path) -> None:
    """Take a distribution over from this environment: the same files, linked where that can be."""
    found = distribution(requirement.name)
    assert requirement.specifier.contains(found.version), f"{requirement} is locked, {found.version} is installed"
    for file in found.files or []:
        if ".." in file.parts:  # a program, which nobody calls
            continue
        target = packages / file
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            target.hardlink_to(Path(str(found.locate_file(file))))
        except FileNotFoundError:  # bytecode that was never written
            continue
        except OSError:
            shutil.copy(str(found.locate_file(file)), target)


def _interpreter() -> tuple[Path, int | None]:
    """A Python like this one, and somebody without rights who may run it; when we are root, and there is such a one."""
    ours = Path(str(getattr(sys, "_base_executable", sys.executable))).resolve()
    if os.geteuid() != 0:
        return ours, None
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for candidate in (ours, Path("/usr/bin", name), Path("/usr/local/bin", name)):
        if candidate.is_file() and _open_to_all(candidate.resolve().parents):
            return candidate, NOBODY
    return ours, None


def _open_to_all(folders: Sequence[Path]) -> bool:
    with suppress(OSError):
        return all(folder.stat().st_mode & 0o005 == 0o005 for folder in folders)
    return False
