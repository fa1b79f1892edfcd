"""python -m simulator check: is an endpoint as Discord wants it?"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from simulator import key
from tests.simulator.cli.terminal import BOT, free_port, running


@asynccontextmanager
async def bot(public_key: str, *how: str) -> AsyncIterator[str]:
    """The address of its endpoint."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, str(BOT), str(port), *how), env=os.environ | {"DISCORD_PUBLIC_KEY": public_key}
    )
    try:
        async with asyncio.timeout(20):
            while True:
                try:
                    _, writer = await asyncio.open_connection("127.0.0.1", port)
                except OSError:
                    await asyncio.sleep(0.02)
                    continue
                writer.close()
                break
        yield f"http://127.0.0.1:{port}/interactions"
    finally:
        process.kill()
        await process.wait()


async def test_an_endpoint_that_is_right_passes(tmp_path: Path) -> None:
    public_key = key.public(key.kept(tmp_path / "mine"))
    async with bot(public_key) as url, running(tmp_path, "check", url, "--key", "mine") as check:
        assert await check.ended() == 0
    assert check.said == [f"The endpoint {url} is as Discord wants it."]


async def test_an_endpoint_that_trusts_everybody_does_not(tmp_path: Path) -> None:
    async with bot("", "trusting") as url, running(tmp_path, "check", url, "--public-key-out", "key") as check:
        assert await check.ended() == 1
    assert check.said[0] == f"The endpoint {url} is not as Discord wants it:"
    assert "401" in "\n".join(check.said)
    public_key = (tmp_path / "key").read_text().strip()
    assert check.said[-1] == f"The bot has to know this public key: DISCORD_PUBLIC_KEY={public_key}"


async def test_where_nothing_listens_nothing_is_right(tmp_path: Path) -> None:
    async with running(tmp_path, "check", f"http://127.0.0.1:{free_port()}/") as check:
        assert await check.ended() == 1
    assert "Traceback" not in "\n".join(check.said)


async def test_discord_itself_is_not_checked(tmp_path: Path) -> None:
    async with running(tmp_path, "check", "https://discord.com/interactions") as check:
        assert await check.ended() == 1
    assert len(check.said) == 1
