"""./dev up: the bot on its own database, with a key of its own."""

import asyncio
import shutil
import signal
import sys
from pathlib import Path

from tests.journeys.process import ROOT, environment, free_port
from tests.processes import running


async def test_up_serves_and_say_speaks_to_it_and_ctrl_c_leaves_nothing(tmp_path: Path) -> None:
    home = tmp_path / "dropped"
    for room in ("commands", "scripts", "kasutamaiza", "migrations"):
        shutil.copytree(ROOT / room, home / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "app.py", home)
    port = free_port()
    env = environment() | {"PYTHONPATH": str(home)}
    with (tmp_path / "output.txt").open("wb") as output:
        up = await asyncio.create_subprocess_exec(
            sys.executable, "scripts/up.py", "--port", str(port), cwd=home, env=env, stdout=output, stderr=output
        )
    try:
        said = await _say(home, port, env)
        assert '"title": "All is well"' in said
        up.send_signal(signal.SIGINT)
        async with asyncio.timeout(30):
            assert await up.wait() == 0
    finally:
        if up.returncode is None:
            up.kill()
            await up.wait()
    assert oct((home / ".local" / "signing-key").stat().st_mode)[-3:] == "600"
    assert running(str(home)) == []


async def _say(home: Path, port: int, env: dict[str, str]) -> str:
    """What the bot answers to /bot status, once it is up."""
    async with asyncio.timeout(50):
        while True:
            say = await asyncio.create_subprocess_exec(
                sys.executable, "scripts/say.py", "--port", str(port), "/bot", "status",
                cwd=home, env=env, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
            )  # fmt: skip
            said, _ = await say.communicate()
            if say.returncode == 0:
                return said.decode()
            assert b"Nobody answers" in said, said.decode()
