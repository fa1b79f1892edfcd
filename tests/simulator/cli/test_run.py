"""python -m simulator run: a bot and its simulator, begun and ended together."""

import json
import signal
import sys
from pathlib import Path

import httpx

from tests.simulator.cli.terminal import BOT, Running, is_running, running

COMMAND = ["--", sys.executable, str(BOT), "{port}"]


async def told(run: Running) -> dict[str, str]:
    """What the bot found in its environment."""
    found: dict[str, str] = json.loads((await run.line("told ")).removeprefix("told "))
    return found


async def test_the_bot_is_told_all_and_its_endpoint_is_checked(tmp_path: Path) -> None:
    async with running(tmp_path, "run", "--port", "0", *COMMAND, "child", DISCORD_BOT_TOKEN="old") as run:
        child = int((await run.line("child ")).split()[1])
        found = await told(run)
        await run.line(f"The endpoint http://127.0.0.1:{found['PORT']}/interactions is as Discord wants it.")
        url = found["DISCORD_API_URL"].removesuffix("/api/v10")
        assert found["DISCORD_API_BASE"] == found["DISCORD_API"] == f"{url}/api/v10"
        assert found["DISCORD_BOT_TOKEN"] == "not-a-real-token"
        headers = {"authorization": f"Bot {found['DISCORD_BOT_TOKEN']}"}
        async with httpx.AsyncClient(base_url=url, headers=headers) as client:
            where = f"/api/v10/applications/{found['DISCORD_APPLICATION_ID']}/commands"
            await client.post(where, json={"name": "hello", "description": "Hello."})
            answer = await client.post("/sim/interactions", json={"as": "mai", "command": "hello"})
            assert answer.json()["message"]["content"] == "Hello!"
        assert is_running(child)
        assert await run.stop() == 0
    assert not is_running(child)
    assert "Traceback" not in "\n".join(run.said)


async def test_when_the_bot_ends_so_does_the_simulator_with_its_code(tmp_path: Path) -> None:
    async with running(tmp_path, "run", "--port", "0", *COMMAND, "child", "fail") as run:
        child = int((await run.line("child ")).split()[1])
        assert await run.ended() == 7
    assert run.said[-1] == "The bot has ended by itself, with exit code 7."
    assert not is_running(child)


async def test_a_bot_that_a_signal_ended_counts_as_a_shell_counts(tmp_path: Path) -> None:
    command = ["--", "sh", "-c", "kill -KILL $$"]
    async with running(tmp_path, "run", "--port", "0", *command) as run:
        assert await run.ended() == 128 + signal.SIGKILL


async def test_a_second_ctrl_c_ends_a_bot_that_does_not_want_to(tmp_path: Path) -> None:
    async with running(tmp_path, "run", "--port", "0", *COMMAND, "stubborn", "child") as run:
        child = int((await run.line("child ")).split()[1])
        await run.line("The endpoint ")
        run.process.send_signal(signal.SIGINT)
        await run.line("The bot is asked to end.")
        assert await run.stop() == 0
    assert not is_running(child)


async def test_what_is_no_program_is_told_so(tmp_path: Path) -> None:
    async with running(tmp_path, "run", "--port", "0", "--", "no-such-program") as run:
        assert await run.ended() == 127
    assert run.said[-1] == "There is no program 'no-such-program'. Write what starts the bot after --."
    async with running(tmp_path, "run", "--port", "0", "--", str(tmp_path)) as run:
        assert await run.ended() == 126


async def test_what_the_path_has_and_cannot_start_is_no_program(tmp_path: Path) -> None:
    # As a folder that may not be read does, it makes the system say "Permission denied".
    (tmp_path / "no-such-program").write_text("")
    async with running(tmp_path, "run", "--port", "0", "--", "no-such-program", PATH=str(tmp_path)) as run:
        assert await run.ended() == 127
    assert run.said[-1].startswith("There is no program 'no-such-program'.")


async def test_a_real_bots_token_is_refused_before_anything_is_started(tmp_path: Path) -> None:
    token = ".".join(["M" * 24, "G" * 6, "x" * 38])
    async with running(tmp_path, "run", "--port", "0", *COMMAND, DISCORD_BOT_TOKEN=token) as run:
        assert await run.ended() == 1
    assert len(run.said) == 1
    assert run.said[0].startswith("DISCORD_BOT_TOKEN looks like a real bot's token.")
    assert token not in run.said[0]


async def test_where_the_bot_listens_can_be_chosen(tmp_path: Path) -> None:
    arguments = ["--endpoint-path", "discord", "--bot-port", "1"]
    async with running(tmp_path, "run", "--port", "0", *arguments, "--", "sleep", "600") as run:
        await run.line("Nothing listens at http://127.0.0.1:1/discord yet.")
        assert await run.stop() == 0
