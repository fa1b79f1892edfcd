"""Start the bot on this machine, with a database and a Discord of its own: no account, no server, no tunnel."""

import argparse
import asyncio
import os
import shlex
import socket
import sys
from pathlib import Path

from nacl.signing import SigningKey

from kasutamaiza.storage.embedded import EmbeddedPostgres, EmbeddedPostgresFailed

HOME = Path(__file__).parents[1]
LOCAL = HOME / ".local"
KEY = LOCAL / "signing-key"

_SAY = """
Kasutamaiza answers at http://127.0.0.1:{port}, and lives in a simulated Discord: open its page, type / and see.
From another terminal:

    .venv/bin/python scripts/say.py --port {port} /help topic:bot status
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=_port, default=8080, help="where the bot listens (%(default)s)")
    parser.add_argument(
        "--page-port", type=_port, default=8800, metavar="PORT", help="where the simulator's page is (%(default)s)"
    )
    parser.add_argument("--no-browser", action="store_true", help="do not open the page")
    asked = parser.parse_args()
    # Looked at before a database is started for nothing; and the bot would tell of its own by a code alone.
    if wrong := _wrong_ports(asked.port, asked.page_port):
        sys.exit(wrong)
    try:
        with EmbeddedPostgres(LOCAL / "postgres") as postgres:
            code = _serve(asked, postgres.url())
    except EmbeddedPostgresFailed as failed:
        sys.exit(str(failed))
    sys.exit(code)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, not {text!r}")
    return int(text)


def _wrong_ports(port: int, page_port: int) -> str | None:
    """Why the bot and the page cannot be there, in one sentence with the next step."""
    if port == page_port:
        return f"The bot and the page cannot both be at port {port}. Give each its own: --port 8080 --page-port 8800"
    wanted = {"--port": port, "--page-port": page_port}
    taken = {option: number for option, number in wanted.items() if not _is_free(number)}
    if not taken:
        return None
    ports = " and ".join(f"port {number}" for number in taken.values())
    others = " ".join(f"{option} {_another(number)}" for option, number in taken.items())
    if len(taken) > 1:
        return f"{ports.capitalize()} are taken: is it up already? For another one: {others}"
    return f"{ports.capitalize()} is taken, or not yours to take. Try another one: {others}"


def _another(port: int) -> int:
    # Those below 1024 are the system's.
    return port + 1 if 1024 <= port < 65535 else 8081


def _is_free(port: int) -> bool:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def _serve(asked: argparse.Namespace, database_url: str) -> int:
    from scripts.migrate import MigrationFailed, upgrade
    from simulator.app import GUILD_ID
    from simulator.cli import main as simulate

    try:
        asyncio.run(upgrade(database_url))
    except MigrationFailed as failed:
        sys.exit(str(failed))
    os.environ["DATABASE_URL"] = os.environ["DIRECT_DATABASE_URL"] = database_url
    # It gets one of the simulator's, which refuses to begin where a real one lies about.
    os.environ.pop("DISCORD_BOT_TOKEN", None)
    # The simulated server, whatever home a real bot's .env may name.
    os.environ["DISCORD_GUILD_ID"] = GUILD_ID
    # What goes wrong while somebody tries things is no report for those who watch over the real bot.
    os.environ.setdefault("SENTRY_DSN", "")
    os.environ.setdefault("LOG_LEVEL", "DEBUG")
    print(_SAY.format(port=asked.port), flush=True)
    ports = ["--port", str(asked.page_port), "--bot-port", str(asked.port)]
    unopened = ["--no-browser"] if asked.no_browser else []
    return simulate(["run", *ports, *unopened, "--name", "Kasutamaiza", "--key", str(KEY), "--", "sh", "-c", _start()])


def _start() -> str:
    """What starts the bot, and before it tells the simulated Discord of its commands."""
    python, register, app = (shlex.quote(str(each)) for each in (sys.executable, HOME / "scripts", HOME / "app.py"))
    return f"{python} {register}/register_commands.py apply && exec {python} {app}"


def signing_key() -> SigningKey:
    """The key that stands for Discord's on this machine; made at its first use."""
    from simulator.key import kept

    return kept(KEY)


if __name__ == "__main__":
    main()
