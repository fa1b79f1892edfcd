"""A recording, done again: the same is the same, and what is different is shown."""

from pathlib import Path

import pytest

from simulator.driver import Failed, NotTaken, Person, Simulation
from simulator.record import WrongRecording
from simulator.record.replay import replay
from tests.simulator.driver import bot as bots
from tests.simulator.driver.bot import Bot


@pytest.fixture
async def mai(discord: Simulation) -> Person:
    return await discord.guild.member("mai", channel="general")


async def everything(discord: Simulation, mai: Person) -> None:
    """What a bot's recording may hold, nearly all of it."""
    said = await mai.says("Hello")
    await (await mai.slash("pages")).press("Next")
    await mai.types("find", "card", "dark")
    await (await mai.slash("panel")).choose("Duelist", of="Role")
    await (await mai.slash("form")).fill(Name="Mai", Mood="good")
    await mai.slash("send", file=b"abc")
    await mai.slash("later")
    await mai.sees("In private")
    await mai.within("dm").says("Thanks")
    await mai.right_click(said, "Count")
    await (await mai.slash("token")).press("Go")
    await mai.slash("ban", who="joey")
    await discord.until(lambda state: state["audit_log"] or None, "a ban")
    await mai.does("react", message=said, emoji="🔥")
    await discord.passes(minutes=20)
    await discord.fault("deliveries", "drop")
    with pytest.raises(Failed):
        await mai.slash("pages")
    await discord.mend()
    with pytest.raises(NotTaken):
        await mai.does("kick", target="seto")
    with pytest.raises(Failed):
        await mai.slash("wrong")


@pytest.fixture
async def file(discord: Simulation, mai: Person, tmp_path: Path) -> Path:
    """A recording of pages that were turned, and of a button that is another each time."""
    await (await mai.slash("pages")).press("Next")
    await (await mai.slash("token")).press("Go")
    return await kept(discord, tmp_path)


async def kept(discord: Simulation, directory: Path) -> Path:
    path = directory / "recorded.jsonl"
    path.write_text(await discord.recording())
    return path


async def test_all_that_can_be_done_can_be_done_again(discord: Simulation, mai: Person, tmp_path: Path) -> None:
    await everything(discord, mai)
    path = await kept(discord, tmp_path)
    differences = await replay(path, discord)
    assert [str(each) for each in differences] == []
    before = path.read_text()
    assert await replay(path, discord, update=True) == []
    assert path.read_text() == before
    assert await discord.recording() == before


async def test_what_is_different_is_a_diff_of_the_act(
    discord: Simulation, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        bots,
        "page",
        lambda number, kind=4: bots.reply(f"Seite {number}", bots.row(bots.button("Next", "turn:2")), kind=kind),
    )
    first, second = await replay(file, discord)
    assert (first.number, first.act, second.number, second.act) == (1, "mai used pages", 2, "mai pressed turn:2")
    assert str(first).startswith("Act 1, mai used pages:\n--- recorded\n+++ now\n")
    assert '-      "content": "Page 1",' in first.diff
    assert '+      "content": "Seite 1",' in first.diff


async def test_the_file_says_what_came_now_when_it_is_asked_to(
    discord: Simulation, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        bots,
        "page",
        lambda number, kind=4: bots.reply(f"Seite {number}", bots.row(bots.button("Next", "turn:2")), kind=kind),
    )
    assert len(await replay(file, discord, update=True)) == 2
    assert "Seite 2" in file.read_text()
    assert await replay(file, discord) == []


async def test_what_can_be_done_no_more_does_not_stop_the_rest(
    discord: Simulation, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bots, "page", lambda number, kind=4: {"type": 4, "data": {"embeds": [{"title": "x" * 257}]}})
    first, second = await replay(file, discord)
    assert '+  "state": "failed"' in first.diff
    assert "There is no message $$1.1" in second.diff
    assert '-    "message"' not in second.diff


async def test_what_does_not_come_any_more_is_waited_for_a_while(
    discord: Simulation, mai: Person, tmp_path: Path, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    await mai.slash("ban", who="joey")
    await discord.until(lambda state: state["audit_log"] or None, "a ban")
    path = await kept(discord, tmp_path)

    async def forget(_: object) -> None: ...

    monkeypatch.setattr(bot, "ban", forget)
    [difference] = await replay(path, discord, patience=0.2)
    assert '-      "changed": "bans",' in difference.diff


async def test_what_comes_late_is_waited_for(
    discord: Simulation, mai: Person, tmp_path: Path, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    await mai.slash("ban", who="joey")
    await discord.until(lambda state: state["audit_log"] or None, "a ban")
    path = await kept(discord, tmp_path)
    ban = bot.ban

    async def slowly(told: bots.Json) -> None:
        # As long as the replay has looked what has come so far.
        for _ in range(20):
            await bot.call("GET", "/applications/@me")
        await ban(told)

    monkeypatch.setattr(bot, "ban", slowly)
    assert await replay(path, discord, patience=20) == []


async def test_a_recording_of_another_world_is_not_done(discord: Simulation, file: Path) -> None:
    file.write_text(file.read_text().replace("Duel Academy", "Elsewhere"))
    with pytest.raises(WrongRecording, match="recorded in Elsewhere; this simulator has Duel Academy"):
        await replay(file, discord)


async def test_a_path_that_is_none_is_told(discord: Simulation, file: Path) -> None:
    file.write_text(file.read_text().replace('"post":"interactions"', '"post":"nowhere"', 1))
    with pytest.raises(NotTaken, match="There is no act 1 in the recording"):
        await replay(file, discord)


async def test_what_is_no_recording_is_told_with_its_file(discord: Simulation, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(WrongRecording, match=r"x\.jsonl is no recording: it is not text in UTF-8"):
        await replay(path, discord)
    path.write_text("{}")
    with pytest.raises(WrongRecording, match=r"x\.jsonl: Line 1 is no recording's header"):
        await replay(path, discord)
    with pytest.raises(FileNotFoundError):
        await replay(tmp_path / "none", discord)


async def test_an_act_is_called_by_what_it_does(discord: Simulation, mai: Person, tmp_path: Path) -> None:
    await discord.mend()
    await discord.passes(seconds=1)
    await mai.does("leave")
    path = await kept(discord, tmp_path)
    header, *lines = path.read_text().splitlines()
    path.write_text("\n".join([header, *(f'{each[:-1]},"warnings":["else"]}}' for each in lines)]))
    called = [each.act for each in await replay(path, discord, patience=0)]
    assert called == ["DELETE faults", "the clock by 1 s", "mai did leave"]
