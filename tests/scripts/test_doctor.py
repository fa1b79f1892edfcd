"""The doctor as an operator runs it."""

import asyncio
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec import json, to_builtins

from scripts import doctor
from tests.doctor.discord import AskingDiscord, asking_discord
from tests.doctor.visit import DIRECTORY, NOBODY, run
from tests.door import BOT_TOKEN, KEY
from tests.journeys.process import ROOT, Running, environment, running


async def consult(*arguments: str, env: dict[str, str]) -> tuple[int, str]:
    """The exit code, and all that was said, on a terminal of 80 columns."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "scripts/doctor.py", *arguments,
        cwd=ROOT, env=env | {"COLUMNS": "80", "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await process.communicate()
    return process.returncode or 0, said.decode()


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
        assert max(map(len, said.splitlines())) <= 80
        assert "\x1b" not in said
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


def test_colours_are_for_terminals(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    doctor.main(["--url", NOBODY], environment())
    assert "\x1b[1;31mwrong" in capsys.readouterr().out
    monkeypatch.delenv("FORCE_COLOR")
    doctor.main(["--url", NOBODY], environment())
    assert "\x1b" not in capsys.readouterr().out


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
