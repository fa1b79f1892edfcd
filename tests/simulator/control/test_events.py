"""The stream of changes: what each viewer is told, how it is resumed, and how it ends."""

import asyncio
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from simulator import serving
from simulator.app import Simulator
from simulator.serving import served
from simulator.world import Channel, Overwrite, Permission, ThreadMember
from simulator.world.bell import Bell
from simulator.world.records import Identified
from tests.simulator.control.stage import Json, Stage, staged


async def test_a_change_is_told_as_it_happens(stage: Stage) -> None:
    async with stage.events("mai") as events:
        said = await stage.says("Hello.", by="joey")
        change = await events.change("messages")
    assert change["key"] == said["id"]
    assert change["value"]["content"] == "Hello."
    assert change["seq"] == stage.world.log.last


async def test_what_is_gone_is_told_as_null(stage: Stage) -> None:
    said = await stage.says("Hello.")
    async with stage.events("joey") as events:
        await stage.deed("mai", "delete_message", message=said["id"])
        assert (await events.change("messages")) | {"seq": 0, "at": 0} == {
            "seq": 0,
            "at": 0,
            "table": "messages",
            "key": said["id"],
            "value": None,
        }


async def test_an_ephemeral_message_reaches_one_viewer_alone(stage: Stage) -> None:
    async with stage.events("mai") as mine, stage.events("joey") as others:
        used = await stage.act(command="whisper")
        last = await stage.says("Afterwards.")
        assert (await mine.change("messages"))["key"] == used["message"]["id"]
        passed: list[Json] = []
        while not passed or passed[-1].get("data", {}).get("key") != last["id"]:
            passed.append(await others.next())
        assert {each["data"].get("table") for each in passed if each["event"] == "change"} == {"exchanges", "messages"}
        assert "Psst." not in str(passed)


async def test_anothers_direct_messages_reach_nobody_else(stage: Stage) -> None:
    async with stage.events("joey") as events:
        await stage.says("Between us.", channel="dm")
        await stage.says("To all.")
        assert (await events.change("messages"))["value"]["content"] == "To all."


async def test_the_stream_of_all_tells_all(stage: Stage) -> None:
    async with stage.events() as events:
        await stage.says("Between us.", channel="dm")
        assert (await events.change("channels"))["value"]["type"] == 1
        assert (await events.change("messages"))["value"]["content"] == "Between us."


async def test_a_stream_begins_after_the_change_that_it_is_told(stage: Stage) -> None:
    seq = (await stage.state("mai"))["seq"]
    await stage.says("One.")
    await stage.says("Two.")
    async with stage.events("mai", after=seq) as events:
        first = await events.change("messages")
        assert first["value"]["content"] == "One."
    async with stage.events("mai", after=seq, last=first["seq"]) as events:
        assert (await events.change("messages"))["value"]["content"] == "Two."


async def test_what_is_remembered_no_more_has_to_be_read_again(stage: Stage) -> None:
    async with stage.events("mai", after=1) as events:
        assert [each["event"] for each in await events.until("reload")] == ["clock", "reload"]
        await stage.says("Later.")
        assert (await events.change("messages"))["value"]["content"] == "Later."


async def test_an_earlier_run_of_the_simulator_is_remembered_no_more() -> None:
    async with staged() as earlier:
        seq = (await earlier.state())["seq"]
    async with staged() as later, later.events(after=seq) as events:
        assert (await events.until("reload"))[-1]["event"] == "reload"


async def test_a_reset_is_told(stage: Stage) -> None:
    async with stage.events("mai") as events:
        await stage.post("reset")
        await events.until("reload")
        await stage.says("After it.")
        assert (await events.change("messages"))["value"]["content"] == "After it."


async def test_the_stream_of_who_is_no_more_ends(stage: Stage) -> None:
    joey = stage.user("joey")
    async with stage.events("joey") as events:
        stage.world.remove(stage.member("joey"))
        stage.world.remove(joey)
        assert (await events.all())[-1]["event"] == "reload"


async def test_the_clock_is_told_at_first_and_when_it_is_moved(stage: Stage) -> None:
    async with stage.events("mai") as events:
        assert (await events.next())["data"]["ahead"] == 0
        await stage.post("clock", advance=60)
        clock = (await events.until("clock"))[-1]
    assert clock["data"]["ahead"] == 60
    assert "id" not in clock


async def test_what_moves_what_a_viewer_may_see_or_do_has_them_read_again(stage: Stage) -> None:
    world, mai = stage.world, stage.member("mai")
    moved: list[Callable[[], object]] = [
        lambda: world.put(replace(stage.member("mai"), roles=(*mai.roles, stage.role("Moderator").id))),
        lambda: world.put(replace(stage.role("Moderator"), permissions=Permission.KICK_MEMBERS)),
        lambda: world.put(replace(stage.guild, owner_id=mai.user_id)),
        lambda: world.put(replace(stage.guild, owner_id=stage.user("seto").id)),
        lambda: world.put(replace(stage.channel("general"), overwrites=(_denied(stage),))),
        lambda: world.put(replace(stage.channel("general"), overwrites=())),
        lambda: world.put(replace(stage.channel("general"), parent_id=None)),
        lambda: world.remove(stage.member("mai")),
    ]
    async with stage.events("mai") as events:
        await events.next()
        for move in moved:
            move()
            assert (await events.next())["event"] == "reload"


def _denied(stage: Stage) -> Overwrite:
    return Overwrite(id=stage.member("mai").user_id, type=1, deny=Permission.SEND_MESSAGES)


async def test_to_be_brought_into_a_private_thread_is_to_read_again(stage: Stage) -> None:
    thread = Channel(id="9", guild_id=stage.guild.id, type=12, name="t", parent_id=stage.channel("general").id)
    async with stage.events("mai") as events:
        await events.next()
        stage.world.put(thread)
        joined = ThreadMember(thread_id="9", user_id=stage.user("mai").id, joined_at=stage.world.now)
        stage.world.put(joined)
        assert (await events.next())["event"] == "reload"
        stage.world.put(replace(joined, joined_at=stage.world.now))
        assert (await events.next())["data"]["table"] == "thread_members"


async def test_others_and_small_things_move_nothing(stage: Stage) -> None:
    async with stage.events("mai") as events:
        await events.next()
        stage.world.put(replace(stage.member("joey"), roles=()))
        stage.world.put(replace(stage.member("mai"), nick="Harpie"))
        stage.world.put(replace(stage.role("Duelist"), color=1))
        stage.world.put(replace(stage.guild, name="Academy"))
        stage.world.put(replace(stage.channel("general"), topic="New."))
        told = [await events.next() for _ in range(5)]
        assert [each["data"]["table"] for each in told] == ["members", "members", "roles", "guilds", "channels"]
        assert told[4]["data"]["rights"] == (await stage.state("mai"))["rights"][stage.channel("general").id]


async def test_a_new_channel_comes_with_the_viewers_rights_in_it(stage: Stage) -> None:
    async with stage.events("mai") as events:
        await events.next()
        fresh = replace(stage.channel("general"), id=stage.world.next_id(), name="fresh")
        stage.world.put(fresh)
        change = (await events.next())["data"]
        assert (change["value"]["name"], change["rights"]) == ("fresh", (await stage.state("mai"))["rights"][fresh.id])


async def test_a_new_channel_in_a_category_that_was_hidden_has_them_read_again(stage: Stage) -> None:
    staff = replace(stage.channel("Staff"), overwrites=stage.channel("mod-log").overwrites)
    stage.world.put(staff)
    async with stage.events("mai") as events:
        await events.next()
        stage.world.put(replace(stage.channel("general"), id=stage.world.next_id(), name="open", parent_id=staff.id))
        assert (await events.next())["event"] == "reload"


async def test_what_is_no_number_is_refused(stage: Stage) -> None:
    told = await stage.get("events", after="yesterday")
    assert (stage.status, told["errors"]) == (
        400,
        "after is the number of a change, as seq in /sim/state, not 'yesterday'.",
    )


async def test_an_open_stream_does_not_keep_the_simulator_from_stopping() -> None:
    simulator = Simulator()
    loop = asyncio.get_running_loop()
    async with served(simulator) as url:
        host, port = url.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"GET /sim/events HTTP/1.1\r\nhost: %b:%b\r\n\r\n" % (host.encode(), port.encode()))
        await reader.readuntil(b"event: clock")
        began = loop.time()
    assert loop.time() - began < 1
    assert b"event" not in await reader.read()
    writer.close()


@pytest.mark.parametrize("viewer", ["", "mai"])
async def test_each_viewer_has_a_stream_of_their_own(stage: Stage, viewer: str) -> None:
    async with stage.events(viewer) as one, stage.events(viewer) as other:
        await stage.says("Hello.")
        assert await one.change("messages") == await other.change("messages")


async def test_a_kind_of_record_that_nobody_tells_of_is_passed_over(stage: Stage) -> None:
    async with stage.events("mai") as events:
        await events.next()
        stage.world.put(_Unknown(id="1"))
        await stage.says("Hello.")
        assert (await events.next())["data"]["table"] == "messages"


class _Unknown(Identified, frozen=True, kw_only=True):
    table = "unknown"


async def test_a_bell_wakes_whoever_waits_and_nobody_else() -> None:
    bell = Bell()
    waiting = [asyncio.ensure_future(bell.heard(0)) for _ in range(2)]
    await asyncio.sleep(0)
    waiting[0].cancel()
    bell.ring()
    bell.ring()
    await waiting[1]
    later = asyncio.ensure_future(bell.heard(2))
    await asyncio.sleep(0)
    assert not later.done()
    bell.close()
    await later


async def test_what_ends_by_itself_is_told_though_nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "TICK", 0.01)
    async with staged() as stage:
        async with stage.events("mai") as events:
            await stage.deed("mod", "timeout", target="mai", seconds=60)
            await events.until("reload")
            stage.world.clock.advance(61)
            await events.until("reload")
        assert stage.member("mai").communication_disabled_until is None
