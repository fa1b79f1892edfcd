"""python -m simulator up: simulating for a bot that somebody else starts."""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

import httpx
import pytest

from tests.simulator.cli.terminal import BOT, free_port, running


async def test_it_tells_what_a_bot_needs_and_ends_at_ctrl_c(tmp_path: Path) -> None:
    arguments = ["up", "--endpoint", f"http://127.0.0.1:{free_port()}/interactions", "--port", "0"]
    async with running(tmp_path, *arguments, "--public-key-out", "key.txt", "--log", "log.jsonl") as up:
        url = await up.url()
        public_key = (await up.line("    DISCORD_PUBLIC_KEY=")).partition("=")[2]
        application_id = (await up.line("    DISCORD_APPLICATION_ID=")).partition("=")[2]
        assert (await up.line("    DISCORD_API_URL=")).partition("=")[2] == f"{url}/api/v10"
        await up.line("Ctrl-C stops it.")
        assert (tmp_path / "key.txt").read_text() == f"{public_key}\n"
        async with httpx.AsyncClient(base_url=url) as client:
            me = await client.get("/api/v10/applications/@me", headers={"authorization": "Bot none"})
            assert (me.json()["id"], me.json()["verify_key"]) == (application_id, public_key)
            async with client.stream("GET", "/sim/events") as stream:
                assert "clock" in await anext(stream.aiter_lines())
                assert await up.stop() == 0
    logged = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert [(each["operation"], each["status"]) for each in logged] == [("get_my_application", 200)]
    assert "Traceback" not in "\n".join(up.said)


async def test_the_key_is_the_projects_and_stays(tmp_path: Path) -> None:
    arguments = ["up", "--endpoint", "http://127.0.0.1:1/", "--port", "0", "--no-browser"]
    keys = []
    for _ in range(2):
        async with running(tmp_path, *arguments) as up:
            keys.append(await up.line("    DISCORD_PUBLIC_KEY="))
            assert await up.stop(signal.SIGTERM) == 0
    assert keys[0] == keys[1]
    assert (tmp_path / ".local/simulator/key").stat().st_mode & 0o777 == 0o600


async def test_the_endpoint_is_checked_as_soon_as_the_bot_is_up(tmp_path: Path) -> None:
    port = free_port()
    arguments = ["up", "--endpoint", f"http://127.0.0.1:{port}/interactions", "--port", "0"]
    async with running(tmp_path, *arguments) as up:
        url = await up.url()
        public_key = (await up.line("    DISCORD_PUBLIC_KEY=")).partition("=")[2]
        await up.line(f"Nothing listens at http://127.0.0.1:{port}/interactions yet.")
        async with httpx.AsyncClient(base_url=url) as client:
            (application,) = (await client.get("/sim/state")).json()["application"]
            assert application["endpoint"]["problems"][0].startswith("Nothing listens")
            environment = os.environ | {"DISCORD_PUBLIC_KEY": public_key}
            bot = await asyncio.create_subprocess_exec(
                sys.executable, str(BOT), str(port), env=environment, stdout=asyncio.subprocess.DEVNULL
            )
            try:
                await up.line(f"The endpoint http://127.0.0.1:{port}/interactions is as Discord wants it.")
                (application,) = (await client.get("/sim/state")).json()["application"]
                assert application["endpoint"]["problems"] == []
            finally:
                bot.kill()
                await bot.wait()
            assert await up.stop() == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
async def test_each_way_to_stop_it_ends_well(tmp_path: Path, number: signal.Signals) -> None:
    arguments = ["up", "--endpoint", "http://127.0.0.1:1/", "--port", "0", "--deadline", "off", "--pictures"]
    async with running(tmp_path, *arguments) as up:
        url = await up.url()
        await up.line("Ctrl-C stops it.")
        async with httpx.AsyncClient(base_url=url) as client:
            assert (await client.get("/sim/settings")).json() == {"deadline": None, "pictures": True}
        assert await up.stop(number) == 0
