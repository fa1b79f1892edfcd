"""The simulator's switches, by the driver: the clock, faults, a new beginning, and waiting for what comes."""

import asyncio
import inspect
import sys
from pathlib import Path

import anyio
import pytest

import simulator.driver
from simulator.driver import Failed, Json, Person, Shown, Simulation, connect
from simulator.driver.connection import _apply
from tests.simulator.driver.bot import Bot


@pytest.fixture
async def mai(discord: Simulation) -> Person:
    return await discord.guild.member("mai", channel="general")


async def test_the_endpoint_is_checked(discord: Simulation, bot: Bot) -> None:
    assert await discord.check() == []
    bot.public_key = "00" * 32
    assert await discord.check() != []


async def test_time_passes(discord: Simulation) -> None:
    before = (await discord.state())["ahead"]
    await discord.passes(days=1, hours=2, minutes=3, seconds=4)
    assert (await discord.state())["ahead"] - before == 93784


async def test_what_is_broken_is_mended(discord: Simulation, mai: Person) -> None:
    await discord.fault("deliveries", "drop", times=None)
    with pytest.raises(Failed, match="lost on its way"):
        await mai.slash("pages")
    await discord.mend()
    assert (await mai.slash("pages")).text == "Page 1"
    fault = await discord.fault("deliveries", "drop")
    await discord.mend(fault)
    assert (await mai.slash("pages")).text == "Page 1"


async def test_a_reset_begins_anew(discord: Simulation, mai: Person) -> None:
    await mai.says("Hello")
    await discord.reset()
    assert [each.text for each in await discord.guild.messages("general")][-1] != "Hello"
    assert "greet" in await mai.commands()


async def test_whoever_waits_sees_what_comes(discord: Simulation, mai: Person) -> None:
    async def say() -> None:
        await (await discord.guild.member("joey")).says("Here I am")

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(say)
        assert (await mai.sees("Here I am")).content == "Here I am"


async def test_waiting_reads_the_whole_state_once(discord: Simulation, mai: Person) -> None:
    states: list[int] = []

    def third(state: Json) -> bool | None:
        states.append(id(state))
        return True if any(each["content"] == "3" for each in state["messages"]) else None

    async def say() -> None:
        for number in "123":
            await mai.says(number)

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(say)
        await mai.waits(third, "three messages")
    assert len(set(states)) == 1


async def test_waiting_goes_on_after_the_world_began_anew(discord: Simulation) -> None:
    began: list[int] = []

    def seen(state: Json) -> bool | None:
        began.append(state["seq"])
        return True if any(each["content"] == "After" for each in state["messages"]) else None

    async def reset() -> None:
        await discord.reset()
        await (await discord.guild.member("mai")).says("After")

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(reset)
        await discord.until(seen, "what comes after")


async def test_what_goes_away_is_waited_for(discord: Simulation, mai: Person) -> None:
    said = await mai.says("Hello")

    def gone(state: Json) -> bool | None:
        return None if any(each["id"] == said.id for each in state["messages"]) else True

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(lambda: mai.does("delete_message", message=said))
        await mai.waits(gone, "it to go")


@pytest.mark.parametrize(
    ("key", "value", "after"),
    [
        ("1", {"key": "1", "a": 2}, [2, 1]),
        ("3", {"key": "3", "a": 3}, [1, 1, 3]),
        ("2", None, [1]),
        ("4", None, [1, 1]),
    ],
)
def test_a_change_is_applied_to_its_table(key: str, value: Json | None, after: list[int]) -> None:
    state: Json = {"seq": 1, "things": [{"key": "1", "a": 1}, {"key": "2", "a": 1}]}
    _apply(state, {"seq": 2, "table": "things", "key": key, "value": value})
    assert [each["a"] for each in state["things"]] == after
    assert state["seq"] == 2


async def test_a_table_that_was_empty_may_fill() -> None:
    state: Json = {"seq": 1}
    _apply(state, {"seq": 2, "table": "bans", "key": "1", "value": {"key": "1"}})
    assert state["bans"] == [{"key": "1"}]


async def test_what_happened_can_be_read_and_recorded(discord: Simulation, mai: Person) -> None:
    await mai.slash("greet", who="joey")
    assert "Mai used /greet → replied" in await discord.transcript()
    assert '"command":"greet"' in await discord.recording()


async def test_several_simulations_at_once_need_no_loop_of_their_own(discord: Simulation) -> None:
    url = str(discord.connection._client.base_url)
    standing = Simulation.at(url)
    assert "mai" in await standing.guild.members()
    async with connect(url) as other:
        assert "mai" in await other.guild.members()


def test_a_message_is_read_from_top_to_bottom() -> None:
    embed = {
        "author": {"name": "Author"},
        "title": "Title",
        "description": "Description",
        "fields": [{"name": "Field", "value": "Value"}],
        "footer": {"text": "Footer"},
    }
    section = {
        "type": 9,
        "components": [{"type": 10, "content": "Section"}],
        "accessory": {"type": 2, "style": 2, "custom_id": "heart", "emoji": {"name": "❤"}},
    }
    only = {"type": 1, "components": [{"type": 3, "custom_id": "only", "options": []}]}
    shown = Shown(
        {
            "id": "1",
            "content": "Content",
            "embeds": [embed],
            "components": [{"type": 17, "components": [section, only]}],
            "flags": 0,
            "attachments": [{"filename": "a.png"}],
            "edited_timestamp": None,
        }
    )
    assert shown.text.split("\n") == ["Content", "Author", "Title", "Description", "Field: Value", "Footer", "Section"]
    assert shown.buttons == ["❤"]
    assert shown.button("❤")["custom_id"] == shown.button("heart")["custom_id"] == "heart"
    assert shown.select("")["custom_id"] == "only"
    assert shown.embeds == [embed]
    assert shown.files == ["a.png"]
    assert not shown.is_edited
    assert repr(shown).startswith("<Shown 1: 'Content")


def test_two_of_a_name_are_not_told_apart() -> None:
    button = {"type": 2, "style": 1, "label": "Go"}
    row = {"type": 1, "components": [{**button, "custom_id": "a"}, {**button, "custom_id": "b"}]}
    shown = Shown({"id": "1", "content": "", "embeds": [], "components": [row], "flags": 0})
    with pytest.raises(Failed, match="more than one button 'Go'"):
        shown.button("Go")


async def test_the_driver_needs_nothing_of_the_rest() -> None:
    program = "import sys, simulator.driver.plugin; print(*(each for each in sys.modules if 'simulator' in each))"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", program), cwd=Path(simulator.driver.__file__).parents[2], stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    assert {each.partition(".driver")[0] for each in said.decode().split()} == {"simulator"}
    assert "simulator.world" not in said.decode()


def test_the_door_names_all_that_is_in_it() -> None:
    public = [
        name for name, value in vars(simulator.driver).items() if not (name.startswith("_") or inspect.ismodule(value))
    ]
    assert sorted(simulator.driver.__all__) == sorted(public)
