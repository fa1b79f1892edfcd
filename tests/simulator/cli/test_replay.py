"""python -m simulator replay: a recording, done again on a simulator that runs."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.simulator.cli.terminal import free_port, running
from tests.simulator.control.stage import Stage, staged


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with staged() as stage:
        yield stage


@pytest.fixture
async def recording(stage: Stage, tmp_path: Path) -> Path:
    """Of a command, and of a button under its answer."""
    greeted = await stage.act(command="greet", options={"name": "world"})
    await stage.act(message=greeted["message"]["id"], press="again")
    path = tmp_path / "recorded.jsonl"
    path.write_text(await stage.get("recording"))
    return path


def url(stage: Stage) -> str:
    return str(stage.client.base_url)


async def test_what_is_the_same_is_told_so(stage: Stage, recording: Path, tmp_path: Path) -> None:
    async with running(tmp_path, "replay", recording.name, "--url", url(stage)) as replay:
        assert await replay.ended() == 0
    assert replay.said == ["All that came is as it was recorded."]


async def test_what_is_different_is_shown_and_can_be_taken_over(stage: Stage, recording: Path, tmp_path: Path) -> None:
    stage.bot.answers["again"] = lambda _: {"type": 7, "data": {"content": "Goodbye!"}}
    async with running(tmp_path, "replay", recording.name, "--url", url(stage)) as replay:
        assert await replay.ended() == 1
    assert replay.said[0].startswith("Act 2, mai pressed again:")
    assert any(line.startswith("+") and "Goodbye!" in line for line in replay.said)
    async with running(tmp_path, "replay", recording.name, "--url", url(stage), "--update") as replay:
        assert await replay.ended() == 0
    assert replay.said[-1] == "recorded.jsonl now says what came this time."
    assert "Goodbye!" in recording.read_text()


async def test_mistakes_are_one_sentence(tmp_path: Path, stage: Stage) -> None:
    (tmp_path / "wrong.jsonl").write_text("{}\n")
    nowhere = f"http://127.0.0.1:{free_port()}"
    for name, at in (("none.jsonl", url(stage)), ("wrong.jsonl", url(stage)), ("wrong.jsonl", nowhere)):
        async with running(tmp_path, "replay", name, "--url", at) as replay:
            assert await replay.ended() == 2
        assert len(replay.said) == 1
