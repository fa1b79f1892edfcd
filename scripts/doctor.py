"""Finds out why Discord does not take the endpoint, or why a button stays silent, and says what mends it."""

import argparse
import asyncio
import os
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from msgspec import json

from kasutamaiza import __version__, doctor
from kasutamaiza.discord.client import Client
from kasutamaiza.discord.command import ApplicationCommand
from kasutamaiza.discord.snowflake import GuildId
from kasutamaiza.doctor import Address, Finding, Means, Outcome, Patient, Place
from kasutamaiza.interactions import discover
from kasutamaiza.logs import logger
from kasutamaiza.settings import Secret, Settings, WrongSettings, load
from kasutamaiza.storage import Database
from scripts.terminal import INTERRUPTED, UNLIMITED, canvas, takes_colours, width, write

if TYPE_CHECKING:
    from nacl.signing import SigningKey

HOME = Path(__file__).parents[1]
KEY = HOME / ".local" / "signing-key"
USER_AGENT = f"DiscordBot (https://kasutamaiza.fly.dev, {__version__})"

WELL, ILL, MISUSED = 0, 1, 3

INTERRUPTION = {
    False: "Stopped. Nothing was changed.\n",
    True: "Stopped. Whether Discord has taken the address stands in General Information → Interactions Endpoint URL.\n",
}
"""What is said after Ctrl-C, by whether an address was to be set."""

WIDEST, MARGIN = 100, 24
"""Columns: of a line, as longer ones are hard to read, and of what stands left of what is said."""

COLOURS = {Outcome.OK: "green", Outcome.WARNING: "yellow", Outcome.WRONG: "bold red", Outcome.SKIPPED: "dim"}

EPILOG = """\
Reads the settings of the bot. Changes nothing, unless --set-url is given. Exit codes: 0 when nothing is wrong (a
warning is not), 1 when something is, 3 when it was called wrongly, 130 after Ctrl-C."""


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(MISUSED, f"{self.prog}: {message} (see --help)\n")  # argparse's own code is 2


def main(argv: Sequence[str] | None = None, environ: Mapping[str, str] = os.environ) -> int:
    options = _options(argv)
    try:
        return asyncio.run(_visit(options, environ))
    except KeyboardInterrupt:
        write(sys.stderr, INTERRUPTION[options.set_url])
        return INTERRUPTED


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = Parser(prog="doctor.py", description=__doc__, epilog=EPILOG)
    parser.add_argument(
        "--url",
        type=_address,
        help="the bot's public address (default: the one that Discord has, else the bot on this machine)",
    )
    parser.add_argument("--verify", action="store_true", help="let Discord itself check the address that it has")
    parser.add_argument("--set-url", action="store_true", help="give Discord the address --url, which it checks first")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="(%(default)s)")
    options = parser.parse_args(argv)
    if options.set_url and (options.url is None or not options.url.is_secure or options.url.is_local):
        parser.error("--set-url needs a --url that Discord can post to: a public one that starts with https://")
    return options


def _address(text: str) -> Address:
    try:
        return doctor.endpoint_at(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


async def _visit(options: argparse.Namespace, environ: Mapping[str, str]) -> int:
    settings, problems = _settings(environ)
    colours = takes_colours(sys.stdout, environ)
    told_at_once = options.format == "text"
    draw: Callable[[Finding], None] = partial(_drawn, colours=colours) if told_at_once else lambda finding: None
    found = doctor.settings(problems)
    for finding in found:
        draw(finding)
    means = _means(settings)
    try:
        async for finding in doctor.examine(_patient(settings, options), means):
            found.append(finding)
            draw(finding)
    finally:
        await _close(means)
    wrong_ones = [finding for finding in found if finding.outcome is Outcome.WRONG]
    if options.format == "json":
        told = json.format(json.encode({"well": not wrong_ones, "findings": found}), indent=2).decode()
        write(sys.stdout, f"{told}\n")
    else:
        console, written = canvas(UNLIMITED, colours=colours)
        console.print(_summed_up(found), style=COLOURS[Outcome.WRONG if wrong_ones else Outcome.OK])
        write(sys.stdout, written.getvalue())
    return ILL if wrong_ones else WELL


def _settings(environ: Mapping[str, str]) -> tuple[Settings, Sequence[str]]:
    """The settings, and what is not right with them: that is empty in them, or has its default."""
    try:
        return load(environ, HOME / ".env"), ()
    except WrongSettings as wrong:
        settings, problems = wrong.rest, wrong.problems
    assert settings is not None  # noqa: S101  (`load` has read them all)
    return settings, problems


def _patient(settings: Settings, options: argparse.Namespace) -> Patient:
    return Patient(
        application_id=settings.application_id,
        public_keys=settings.public_keys,
        guild=None if settings.guild_id is None else GuildId(settings.guild_id),
        max_age=settings.signature_max_age,
        api_url=settings.api_url,
        asked=options.url,
        local=doctor.endpoint_at(f"http://127.0.0.1:{settings.port}"),
        version=__version__,
        embedded_worker=settings.embedded_worker,
        verify=options.verify,
        set_url=options.set_url,
    )


def _means(settings: Settings) -> Means:
    token = settings.bot_token.reveal()
    direct = settings.direct_database_url
    return Means(
        client=Client(settings.api_url, bot_token=token, user_agent=USER_AGENT) if token else None,
        database=_database("DATABASE_URL", settings.database_url),
        direct=None if direct == settings.database_url else _database("DIRECT_DATABASE_URL", direct),
        commands=_declared,
        user_agent=USER_AGENT,
        signing_key=_signing_key(),
    )


def _database(variable: str, url: Secret) -> tuple[Database, Place] | None:
    address = url.reveal()
    return (Database(address), doctor.place(variable, address)) if address else None


def _declared() -> Sequence[ApplicationCommand]:
    return discover().definitions


def _signing_key() -> "SigningKey | None":
    """The key that stands for Discord's on a developer's machine, where `./dev up` made one."""
    from nacl.signing import SigningKey

    try:
        return SigningKey(bytes.fromhex(KEY.read_text()))
    except (OSError, ValueError):
        return None


async def _close(means: Means) -> None:
    for asked in (means.database, means.direct):
        if asked is not None:
            await asked[0].close()
    if means.client is not None:
        await means.client.aclose()


def _drawn(finding: Finding, *, colours: bool) -> None:
    from rich.text import Text

    columns = width(sys.stdout, widest=WIDEST)
    console, written = canvas(UNLIMITED, colours=colours)
    room, colour = columns - MARGIN, COLOURS[finding.outcome]
    line = Text.assemble((f"{finding.outcome:<8}", colour), (f"{finding.step:<{MARGIN - 8}}", "bold"))
    line.append(_wrapped(finding.said, room), "dim" if finding.outcome is Outcome.SKIPPED else "")
    if finding.mend:
        line.append(f"\n{' ' * (MARGIN - 2)}→ {_wrapped(finding.mend, room)}", colour)
    console.print(line, soft_wrap=True)
    write(sys.stdout, written.getvalue())


def _wrapped(text: str, room: int) -> str:
    # Nothing is broken that is to be copied: an address, a key.
    lines = textwrap.wrap(text, max(room, 20), break_long_words=False, break_on_hyphens=False)
    return f"\n{' ' * MARGIN}".join(lines)


def _summed_up(found: Sequence[Finding]) -> str:
    count = Counter(finding.outcome for finding in found)
    bad, odd, not_done = count[Outcome.WRONG], count[Outcome.WARNING], count[Outcome.SKIPPED]
    said = f"{bad} thing{' is' if bad == 1 else 's are'} wrong" if bad else "Nothing is wrong"
    more = [f"{odd} warning{'' if odd == 1 else 's'}"] if odd else []
    more += [f"{not_done} skipped"] if not_done else []
    return f"{said}{''.join(f', {each}' for each in more)}."


if __name__ == "__main__":
    # What it finds it says itself: lines of the log would stand in between.
    logger.remove()
    sys.exit(main())
