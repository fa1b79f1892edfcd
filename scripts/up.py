"""Start the bot on this machine, with a database and a Discord of its own: no account, no server, no tunnel."""

import argparse
import asyncio
import os
import shlex
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
    parser.add_argument("--port", type=int, default=8080, help="where the bot listens (%(default)s)")
    parser.add_argument("--page-port", type=int, default=8800, help="where the simulator's page is (%(default)s)")
    parser.add_argument("--no-browser", action="store_true", help="do not open the page")
    asked = parser.parse_args()
    try:
        with EmbeddedPostgres(LOCAL / "postgres") as postgres:
            code = _serve(asked, postgres.url())
    except EmbeddedPostgresFailed as failed:
        sys.exit(str(failed))
    sys.exit(code)


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
