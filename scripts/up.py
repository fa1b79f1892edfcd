"""Start the bot on this machine, on an embedded PostgreSQL, with a key of its own: no Discord account needed."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from nacl.signing import SigningKey

from kasutamaiza.storage.embedded import EmbeddedPostgres, EmbeddedPostgresFailed

HOME = Path(__file__).parents[1]
LOCAL = HOME / ".local"
KEY = LOCAL / "signing-key"

_SAY = """
Kasutamaiza will answer at http://127.0.0.1:{port}; its page is there too. Speak to it, signed as Discord would:

    .venv/bin/python scripts/say.py --port {port} /ping
    .venv/bin/python scripts/say.py --port {port} /help topic:bot status

Ctrl-C stops everything.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8080, help="where the bot listens (%(default)s)")
    port = parser.parse_args().port
    try:
        with EmbeddedPostgres(LOCAL / "postgres") as postgres:
            _serve(port, postgres.url())
    except EmbeddedPostgresFailed as failed:
        sys.exit(str(failed))


def _serve(port: int, database_url: str) -> None:
    from scripts.migrate import MigrationFailed, upgrade

    try:
        asyncio.run(upgrade(database_url))
    except MigrationFailed as failed:
        sys.exit(str(failed))
    os.environ |= {
        "DISCORD_PUBLIC_KEY": signing_key().verify_key.encode().hex(),
        "DISCORD_APPLICATION_ID": "1000000000000000001",
        "DISCORD_BOT_TOKEN": "not-a-token",
        "DATABASE_URL": database_url,
        "PORT": str(port),
    }
    os.environ.setdefault("LOG_LEVEL", "DEBUG")
    print(_SAY.format(port=port), flush=True)
    import app

    app.main()


def signing_key() -> SigningKey:
    """The key that stands for Discord's on this machine; made at its first use."""
    if not KEY.exists() or not KEY.read_text():
        LOCAL.mkdir(exist_ok=True)
        KEY.touch(mode=0o600)
        KEY.write_text(SigningKey.generate().encode().hex())
    return SigningKey(bytes.fromhex(KEY.read_text()))


if __name__ == "__main__":
    main()
