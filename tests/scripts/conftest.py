"""What tests of operators' scripts may ask for."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from scripts import register_commands
from tests.discord_application import FakeApplication, fake_application
from tests.scripts.registering import Operator, Ran


@pytest.fixture
async def discord() -> AsyncIterator[FakeApplication]:
    async with fake_application() as fake:
        fake.add_guild("77")
        yield fake


@pytest.fixture
def operator(discord: FakeApplication, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Operator:
    monkeypatch.setattr(register_commands, "HOME", Path("/nowhere"))  # whoever runs the tests may have a .env
    return Operator(discord, capsys)


@pytest.fixture
def alone(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Runs the script where there is neither a setting nor a Discord."""
    monkeypatch.setattr(register_commands, "HOME", Path("/nowhere"))

    def run(*arguments: str | Path, **environ: str) -> Ran:
        code = register_commands.main([str(each) for each in arguments], environ)
        return Ran(code, *capsys.readouterr())

    return run
