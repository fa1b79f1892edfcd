"""A simulation from its beginning to its end, as up and run hold it."""

import asyncio
from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from msgspec import json
from nacl.signing import SigningKey

from simulator import key
from simulator.address import WrongAddress
from simulator.app import Simulator
from simulator.cli.journal import journal
from simulator.cli.mistake import Mistake
from simulator.cli.terminal import say
from simulator.cli.watch import watch
from simulator.key import WrongKey
from simulator.serving import listen, served
from simulator.world.load import DEFAULT, WrongWorld

TOKEN = "not-a-real-token"  # noqa: S105 - no secret, and it must not look like one


def made(asked: Namespace, endpoint: str) -> Simulator:
    """Raises `Mistake`."""
    own = key_of(asked)
    try:
        return Simulator(
            asked.world or DEFAULT,
            endpoint=endpoint,
            key=own,
            application_id=asked.application_id,
            name=asked.name,
            deadline=asked.deadline,
            pictures=asked.pictures,
            strict_limits=asked.strict_limits,
        )
    except (WrongWorld, WrongAddress) as error:
        raise Mistake(str(error)) from None
    except OSError as error:
        raise Mistake(f"The world cannot be read from {asked.world}: {error.strerror}.") from None


def key_of(asked: Namespace) -> SigningKey:
    """The key of this project, or the one that is asked for. Raises `Mistake`."""
    path = asked.key or key.DEFAULT
    try:
        return key.kept(path)
    except WrongKey as error:
        raise Mistake(str(error)) from None
    except OSError as error:
        raise Mistake(f"The key cannot be kept in {path}: {error.strerror}.") from None


@asynccontextmanager
async def going_on(asked: Namespace, simulator: Simulator) -> AsyncIterator[str]:
    """The simulator, served at the address that it is: with its log written, and the endpoint checked when it is up.

    Raises `Mistake`.
    """
    try:
        listening = listen(asked.port)
    except OSError:
        another = 8802 if asked.port == 8801 else 8801
        raise Mistake(f"Port {asked.port} is taken, or not yours to take. Try another one: --port {another}") from None
    async with served(simulator, listening) as url, journal(simulator, asked.log):
        watching = asyncio.create_task(watch(simulator))
        try:
            yield url
        finally:
            watching.cancel()


def write_key(path: Path, simulator: Simulator) -> None:
    """The public key, whole as soon as the file is there. Raises `Mistake`."""
    draft = path.with_name(f".{path.name}.draft")
    try:
        draft.write_text(f"{simulator.public_key}\n", encoding="ascii")
        draft.replace(path)
    except OSError as error:
        raise Mistake(f"The public key cannot be written to {path}: {error.strerror}.") from None


def write_ready(path: Path | None, simulator: Simulator, url: str) -> None:
    """Where all is, for a program to read: whole as soon as the file is there. Raises `Mistake`."""
    if path is None:
        return
    told = {"url": url, "api": f"{url}/api/v10", "public_key": simulator.public_key}
    draft = path.with_name(f".{path.name}.draft")
    try:
        draft.write_bytes(json.encode(told | {"application_id": simulator.application_id}))
        draft.replace(path)
    except OSError as error:
        raise Mistake(f"{path} cannot be written: {error.strerror}.") from None


def introduce(simulator: Simulator, url: str) -> None:
    say(f"The simulator's page: {url}/ (a local simulation, not Discord)")
    for name, value in environment(simulator, url).items():
        say(f"    {name}={value}")


def environment(simulator: Simulator, url: str) -> dict[str, str]:
    """What a bot has to be told."""
    return {
        "DISCORD_PUBLIC_KEY": simulator.public_key,
        "DISCORD_APPLICATION_ID": simulator.application_id,
        "DISCORD_BOT_TOKEN": TOKEN,
        "DISCORD_API_URL": f"{url}/api/v10",
    }
