"""python -m simulator replay: a recording, done again on a simulator that runs."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.processes import running as processes
from tests.simulator.cli.terminal import free_port, running
from tests.simulator.control.stage import Stage, staged

ANY_BOT = Path(__file__).parents[1] / "driver/bot.py"


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


async def test_a_bot_that_runs_needs_no_simulator_that_runs(stage: Stage, recording: Path, tmp_path: Path) -> None:
    (tmp_path / "key").write_text(stage.simulator.key.encode().hex())
    endpoint = stage.world.application.endpoint
    assert endpoint is not None
    async with running(tmp_path, "replay", recording.name, "--endpoint", endpoint.url, "--key", "key") as replay:
        # Its commands are registered nowhere but there, and so what it is asked fails.
        assert await replay.ended() == 1
    assert any(line.startswith("The bot has registered no commands at http://") for line in replay.said)
    assert any(line.startswith("+") and '"state": "failed"' in line for line in replay.said)


async def test_a_bot_is_started_for_it_and_ends_with_it(tmp_path: Path) -> None:
    path = tmp_path / "recorded.jsonl"
    path.write_text(
        '{"recording":1,"application":"Your Bot","world":"Duel Academy"}\n'
        '{"post":"interactions","act":{"as":"mai","command":"card search","options":{}},"state":"replied",'
        '"answer":{"type":4,"data":{"content":"Searched.","components":[]}}}\n'
    )
    command = (sys.executable, str(ANY_BOT), "{port}", str(tmp_path))
    async with running(tmp_path, "replay", path.name, "--update", "--key", "key", "--", *command) as replay:
        assert await replay.ended() == 0
    assert replay.said[-1] == "All that came is as it was recorded."
    assert processes(str(tmp_path)) == []


async def test_a_replay_is_stopped_with_the_bot_that_it_started(tmp_path: Path) -> None:
    path = tmp_path / "recorded.jsonl"
    path.write_text('{"recording":1,"application":"Your Bot","world":"Duel Academy"}\n')
    command = (sys.executable, "-c", "import signal; print('I am up', flush=True); signal.pause()", str(tmp_path))
    async with running(tmp_path, "replay", path.name, "--key", "key", "--", *command) as replay:
        await replay.line("I am up")
        assert await replay.stop() == 130
    assert processes(str(tmp_path)) == []


@pytest.mark.parametrize(
    "arguments", [(), ("--url", "http://127.0.0.1:1", "--endpoint", "http://127.0.0.1:1"), ("--",)]
)
async def test_there_is_one_way_to_say_where_the_bot_is(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    async with running(tmp_path, "replay", "any.jsonl", *arguments) as replay:
        assert await replay.ended() == 2
    [said] = replay.said
    assert said.startswith("Say where the bot is, in one way: ")


async def test_a_bot_that_ends_at_once_is_told(recording: Path, tmp_path: Path) -> None:
    async with running(tmp_path, "replay", recording.name, "--key", "key", "--", "false") as replay:
        assert await replay.ended() == 2
    assert "The bot has ended by itself, with exit code 1." in replay.said


async def test_mistakes_are_one_sentence(tmp_path: Path, stage: Stage) -> None:
    (tmp_path / "wrong.jsonl").write_text("{}\n")
    nowhere = f"http://127.0.0.1:{free_port()}"
    for name, at in (("none.jsonl", url(stage)), ("wrong.jsonl", url(stage)), ("wrong.jsonl", nowhere)):
        async with running(tmp_path, "replay", name, "--url", at) as replay:
            assert await replay.ended() == 2
        assert len(replay.said) == 1
