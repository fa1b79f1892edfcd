"""Tells Discord of our commands: only what differs, in one call, and nothing that is not ours is lost."""

import argparse
import asyncio
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, NoReturn

from msgspec import DecodeError, Struct, json, to_builtins
from msgspec.structs import replace

from kasutamaiza import __version__
from kasutamaiza.discord.client import Client
from kasutamaiza.discord.command import ApplicationCommand
from kasutamaiza.discord.rest import REAL, Timing
from kasutamaiza.discord.snowflake import ApplicationId, GuildId
from kasutamaiza.interactions import BrokenCommands, discover
from kasutamaiza.interactions.registration import plan, snapshot
from kasutamaiza.settings import DiscordSettings, WrongSettings, load_discord
from kasutamaiza.ui.limits import Refused
from scripts.command_plan import Outcome, as_json, as_markdown, as_text, sentences
from scripts.registrar import DIFFERENT, FINE, INVALID, Registrar, Stopped
from scripts.terminal import INTERRUPTED, takes_colours, width, write

HOME = Path(__file__).parents[1]
USER_AGENT = f"DiscordBot (https://kasutamaiza.fly.dev, {__version__})"
COMMANDS = "commands"
WIDEST = 120

EPILOG = """\
Reads DISCORD_APPLICATION_ID and DISCORD_BOT_TOKEN, from the environment or .env; `validate` and `plan --against` need
neither. Exit codes: 0 in sync, or applied; 1 Discord refused, or it or the network failed; 2 there are differences
(plan, check); 3 wrong definitions, settings or arguments, all of them listed; 4 refused by a guard, which says what to
do; 130 after Ctrl-C."""


class Asked(Struct, frozen=True, kw_only=True):
    """What the operator wants. `guild` is a server's id, or "home" for DISCORD_GUILD_ID."""

    task: Literal["validate", "plan", "apply", "check"]
    format: Literal["text", "json", "markdown"]
    guild: int | Literal["home"] | None = None
    prune: bool = False
    withdraw: bool = False
    yes: bool = False
    against: Path | None = None
    write_snapshot: Path | None = None


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(INVALID, f"{self.prog}: {message} (see --help)\n")  # argparse's own code is 2: "differences" here


class Progress:
    """Says on the terminal why nothing happens for a while."""

    def called(self, route: str, status: int, seconds: float) -> None: ...

    def waited(self, bucket: str, seconds: float) -> None:
        if seconds >= 1:
            write(sys.stderr, f"Discord wants {seconds:.0f} seconds of quiet …\n")


def main(argv: Sequence[str] | None = None, environ: Mapping[str, str] = os.environ, timing: Timing = REAL) -> int:
    asked = _asked(argv)
    try:
        outcome = _done(asked, environ, timing)
    except Stopped as stopped:
        outcome = Outcome(task=asked.task, exit_code=stopped.exit_code, plan=stopped.plan, problems=stopped.problems)
    except KeyboardInterrupt:
        write(sys.stderr, "Stopped. Whether Discord has taken the commands, `check` tells.\n")
        return INTERRUPTED
    _tell(outcome, asked.format, environ)
    return outcome.exit_code


def _asked(argv: Sequence[str] | None) -> Asked:
    parser = Parser(prog="register_commands.py", description=__doc__, epilog=EPILOG)
    tasks = parser.add_subparsers(dest="task", required=True, metavar="TASK")
    validating = tasks.add_parser("validate", help="see whether commands/ can be registered; asks nobody")
    planning = tasks.add_parser("plan", help="see what apply would do")
    applying = tasks.add_parser("apply", help="make what is registered be what commands/ says")
    checking = tasks.add_parser("check", help="see whether all is registered: 0 it is, 2 it is not")
    for each in (validating, planning, applying, checking):
        each.add_argument("--format", choices=["text", "json", "markdown"], default="text", help="(%(default)s)")
    for each in (planning, applying, checking):
        each.add_argument("--guild", type=_guild, metavar="ID", help="one server's commands; home: DISCORD_GUILD_ID's")
        each.add_argument("--prune", action="store_true", help="delete what is registered and not in commands/")
        each.add_argument("--withdraw", action="store_true", help="with --guild: take our commands away there")
    planning.add_argument(
        "--against", type=Path, metavar="FILE", help="compare with a snapshot, such as an older commit's; asks nobody"
    )
    applying.add_argument("--yes", action="store_true", help="also delete more than a quarter of what is registered")
    for each in (validating, applying):
        told = "write commands.snapshot.json" if each is validating else "write what is registered then, with its ids"
        each.add_argument("--write-snapshot", type=Path, metavar="FILE", help=told)
    found = parser.parse_args(argv)
    asked = Asked(**vars(found))
    if asked.withdraw and (asked.guild is None or asked.prune):
        parser.error("--withdraw takes our commands away from one server: it goes with --guild, and not with --prune")
    if asked.against is not None and asked.guild == "home":
        parser.error("--against reads no settings and so knows no home: give --guild the server's id")
    return asked


def _guild(text: str) -> int | str:
    if text == "home":
        return text
    if not (text.isdecimal() and 0 < int(text) < 2**64):
        raise argparse.ArgumentTypeError(f"{text!r} is neither a server's id (right-click → Copy Server ID) nor home")
    return int(text)


def _done(asked: Asked, environ: Mapping[str, str], timing: Timing) -> Outcome:
    ours = _definitions()
    if asked.task == "validate":
        if asked.write_snapshot is not None:
            _save(asked.write_snapshot, snapshot([to_builtins(each) for each in ours]))
        count = f"{len(ours)} commands are" if len(ours) != 1 else "1 command is"
        return Outcome(task=asked.task, exit_code=FINE, said=f"{count} as Discord takes them.")
    if asked.against is not None:
        return _compared(asked.against, asked, ours)
    try:
        settings = load_discord(environ, HOME / ".env")
    except WrongSettings as wrong:
        raise Stopped(INVALID, *wrong.problems) from None
    return asyncio.run(_visit(asked, ours, settings, timing))


def _definitions() -> Sequence[ApplicationCommand]:
    try:
        return discover(COMMANDS).definitions
    except BrokenCommands as broken:
        raise Stopped(INVALID, *broken.problems) from None
    except Refused as refused:
        raise Stopped(INVALID, f"commands: {refused}") from None


def _compared(file: Path, asked: Asked, ours: Sequence[ApplicationCommand]) -> Outcome:
    guild = None if asked.guild is None else GuildId(int(asked.guild))
    try:
        theirs = json.decode(file.read_bytes(), type=list[dict[str, object]])
        found = plan(ours, theirs, guild=guild, prune=asked.prune, withdraw=asked.withdraw)
    except OSError as error:
        raise Stopped(INVALID, f"{file} cannot be read: {error.strerror}.") from None
    except (DecodeError, RecursionError) as error:
        raise Stopped(INVALID, f"{file} is no snapshot of commands: {error}.") from None
    said = "Nothing changes for members." if found.is_in_sync else ""
    return Outcome(task=asked.task, exit_code=FINE if found.is_in_sync else DIFFERENT, plan=found, said=said)


async def _visit(
    asked: Asked, ours: Sequence[ApplicationCommand], settings: DiscordSettings, timing: Timing
) -> Outcome:
    home = None if settings.guild_id is None else GuildId(settings.guild_id)
    if asked.guild == "home" and home is None:
        raise Stopped(INVALID, "DISCORD_GUILD_ID is not set: set it, or give --guild the server's id.")
    token = settings.bot_token.reveal()
    client = Client(settings.api_url, bot_token=token, user_agent=USER_AGENT, watch=Progress(), timing=timing)
    registrar = Registrar(
        client,
        ours,
        application=ApplicationId(settings.application_id),
        guild=home if asked.guild == "home" else None if asked.guild is None else GuildId(asked.guild),
        home=home,
        prune=asked.prune,
        withdraw=asked.withdraw,
    )
    try:
        await registrar.check_identity()
        if asked.task != "apply":
            return await registrar.compare(asked.task)
        outcome, registered = await registrar.apply(drastically=asked.yes)
    finally:
        await client.aclose()
    if asked.write_snapshot is not None:
        try:
            _save(asked.write_snapshot, snapshot(registered, in_guild=asked.guild is not None))
        except Stopped as stopped:  # what was done before it is told all the same
            return replace(outcome, exit_code=stopped.exit_code, problems=stopped.problems)
    return outcome


def _save(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Stopped(INVALID, f"{file} cannot be written: {error.strerror}.") from None


def _tell(outcome: Outcome, format_: str, environ: Mapping[str, str]) -> None:
    """The outcome where programs and files take it, and what went wrong beside it."""
    if format_ == "json":
        told = as_json(outcome)
    elif format_ == "markdown":
        told = as_markdown(outcome)
    else:
        colours = takes_colours(sys.stdout, environ)
        told = as_text(outcome, width=width(sys.stdout, widest=WIDEST), colours=colours)
    write(sys.stdout, told)
    write(sys.stderr, sentences(outcome.problems, width=width(sys.stderr, widest=WIDEST)))


if __name__ == "__main__":
    sys.exit(main())
