"""The doctor as an operator runs it."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from asyncio.subprocess import Process
from pathlib import Path
from typing import Any

import pytest
from msgspec import json, to_builtins

from scripts import doctor
from tests.doctor.discord import AskingDiscord, asking_discord
from tests.doctor.visit import DIRECTORY, NOBODY, run
from tests.door import BOT_TOKEN, KEY
from tests.journeys.process import ROOT, Running, environment, running
from tests.scripts.terminal import in_a_terminal


async def started(*arguments: str, env: dict[str, str], stdout: int = asyncio.subprocess.PIPE) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "scripts/doctor.py", *arguments,
        cwd=ROOT, env=env | {"PYTHONPATH": str(ROOT)}, stdout=stdout, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def consult(*arguments: str, env: dict[str, str]) -> tuple[int | None, str]:
    """The exit code, and all that was said, where nobody looks."""
    process = await started(*arguments, env=env)
    said, wrong = await process.communicate()
    return process.returncode, (said + wrong).decode()


async def looked_at(env: dict[str, str]) -> str:
    """What is said on a terminal of 80 columns."""
    return (await in_a_terminal(lambda stdout: started("--url", NOBODY, env=env, stdout=stdout), width=80))[1]


async def settled(discord: AskingDiscord, bot: Running, database_url: str) -> dict[str, str]:
    """All is as it should be; the environment of the bot."""
    discord.register(*(to_builtins(each) for each in DIRECTORY.definitions))
    discord.about["interactions_endpoint_url"] = f"{bot.door.http.base_url}/interactions".replace("//i", "/i")
    await run(database_url, "INSERT INTO workers (id, version) VALUES (gen_random_uuid(), '1')")
    return environment(discord_api_url=discord.url, database_url=database_url)


async def test_a_bot_that_is_well_has_nothing_wrong(tmp_path: Path, database_url: str) -> None:
    async with (
        asking_discord() as discord,
        running(tmp_path, discord_api_url=discord.url, database_url=database_url) as bot,
    ):
        env = await settled(discord, bot, database_url)
        code, said = await consult(env=env)
        assert code == 0, said
        assert re.fullmatch(r"Nothing is wrong, \d skipped\.", said.splitlines()[-1])
        assert "ok      ping            All that a PING from Discord depends on is right." in said
        assert BOT_TOKEN not in said
        code, said = await consult("--verify", env=env)
        assert (code, discord.asked) == (0, [discord.about["interactions_endpoint_url"]])
        assert "and took it." in said


async def test_what_is_wrong_is_told_with_its_mend_to_people_and_to_programs(tmp_path: Path, database_url: str) -> None:
    async with asking_discord() as discord:
        async with running(tmp_path, discord_api_url=discord.url, database_url=database_url) as bot:
            env = await settled(discord, bot, database_url)
        # The bot is stopped.
        code, said = await consult(env=env)
        assert code == 1
        assert "wrong   endpoint        Nobody listens at 127.0.0.1:" in said
        assert "\n                      → Start the bot, or let the host forward" in said
        assert said.splitlines()[-1].startswith("1 thing is wrong, ")
        code, said = await consult("--format", "json", env=env)
    assert code == 1
    told: dict[str, Any] = json.decode(said)
    assert told["well"] is False
    [wrong] = [finding for finding in told["findings"] if finding["outcome"] == "wrong"]
    assert wrong["step"] == "endpoint"
    assert wrong["mend"].startswith("Start the bot")


def test_wrong_settings_are_all_told_and_the_rest_is_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = environment(port="http", discord_public_key="hunter2", database_url="mysql://mai:hunter2@h/x")
    assert doctor.main(["--url", NOBODY], wrong) == 1
    told = capsys.readouterr()
    for name in ("PORT", "DISCORD_PUBLIC_KEY", "DATABASE_URL"):
        assert f"wrong   settings        {name} must be" in told.out
    assert "skipped database        DATABASE_URL is not set rightly." in told.out
    assert "Nobody listens at 127.0.0.1:1" in told.out
    assert "hunter2" not in told.out + told.err


def test_without_a_token_or_with_a_direct_address_it_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    env = environment(discord_bot_token="Bot x", direct_database_url="postgresql://mai@127.0.0.1:2/x")
    assert doctor.main(["--url", NOBODY], env) == 1
    said = capsys.readouterr().out
    assert "wrong   direct database Nobody listens at 127.0.0.1:2" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--url", "bot.example"], "argument --url: must be an address that starts with https:// or http://"),
        (["--set-url"], "--set-url needs a --url that Discord can post to"),
        (["--set-url", "--url", "http://bot.example"], "--set-url needs a --url that Discord can post to"),
        (["--set-url", "--url", "https://127.0.0.1"], "--set-url needs a --url that Discord can post to"),
        (["--format", "xml"], "argument --format: invalid choice"),
        (["--verfiy"], "unrecognized arguments: --verfiy"),
    ],
)
def test_who_calls_it_wrongly_is_told_how(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        doctor.main(arguments, {})
    assert ended.value.code == 3
    assert said in capsys.readouterr().err


async def test_a_terminal_gets_colours_and_its_own_width() -> None:
    said = await looked_at(environment() | {"TERM": "xterm", "CI": "", "NO_COLOR": ""})
    assert "\x1b[1;31mwrong" in said
    assert "\n                      → Start the bot, or let the host forward" in re.sub(r"\x1b\[[0-9;]*m", "", said)
    assert max(map(len, re.sub(r"\x1b\[[0-9;]*m", "", said).splitlines())) <= 80
    assert "\x1b" not in await looked_at(environment() | {"TERM": "xterm", "NO_COLOR": "1"})


async def test_a_file_gets_whole_lines_in_letters_that_it_can_take() -> None:
    code, said = await consult("--url", NOBODY, env=environment() | {"PYTHONIOENCODING": "ascii"})
    assert code == 1
    assert (
        "\n                      -> Start the bot, or let the host forward this port to the one it listens at (PORT).\n"
    ) in said
    assert "\x1b" not in said


async def test_a_reader_who_has_read_enough_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = await started("--url", NOBODY, env=environment(), stdout=writing)
    os.close(writing)
    _, wrong = await process.communicate()
    assert (process.returncode, wrong) == (1, b"")


async def test_in_the_middle_it_is_stopped_without_a_traceback() -> None:
    came, goes_on = asyncio.Event(), asyncio.Event()

    async def keep_waiting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.set()
        await goes_on.wait()
        writer.close()

    async with await asyncio.start_server(keep_waiting, "127.0.0.1", 0) as silent:
        port = silent.sockets[0].getsockname()[1]
        env = environment(discord_api_url=f"http://127.0.0.1:{port}")
        process = await started("--url", NOBODY, env=env)
        async with asyncio.timeout(20):
            await came.wait()
        process.send_signal(signal.SIGINT)
        said, wrong = await process.communicate()
        goes_on.set()
    assert (process.returncode, wrong) == (130, b"Stopped. Nothing was changed.\n")
    assert b"Every setting can be read." in said


async def test_where_dev_up_made_a_key_a_ping_is_signed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "signing-key"
    key.write_text(KEY.encode().hex())
    monkeypatch.setattr(doctor, "KEY", key)
    async with running(tmp_path) as bot:
        url = str(bot.door.http.base_url)
        await asyncio.to_thread(doctor.main, ["--url", url], environment())
    assert "ok      ping            A signed PING is answered in" in capsys.readouterr().out


def test_it_says_how_it_is_used() -> None:
    told = subprocess.run([sys.executable, doctor.__file__, "--help"], capture_output=True, text=True, check=True)
    assert "Exit codes: 0 when nothing is wrong" in re.sub(r"\s+", " ", told.stdout)
