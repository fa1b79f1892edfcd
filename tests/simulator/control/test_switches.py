"""What is set on the simulator itself."""

import asyncio
from pathlib import Path

import pytest

from simulator.world import Command, Message
from tests.simulator.control.stage import Json, Stage, staged

WORLD = '[guild]\nname = "Small"\nowner = "seto"\n[[members]]\nname = "seto"\n[[channels]]\nname = "general"\n'


async def test_the_clock_goes_forward(stage: Stage) -> None:
    before = await stage.get("clock")
    after = await stage.post("clock", advance=86400)
    assert after["ahead"] == 86400
    assert after["now"] >= before["now"] + 86_400_000


@pytest.mark.parametrize("step", [-1, 1e12, "a day", None])
async def test_the_clock_takes_no_nonsense(stage: Stage, step: object) -> None:
    told = await stage.post("clock", advance=step)
    assert stage.status == 400
    assert isinstance(told["errors"], str)


async def test_the_clock_is_ten_years_ahead_at_most(stage: Stage) -> None:
    await stage.post("clock", advance=10 * 365 * 86400)
    assert "ten years" in (await stage.post("clock", advance=1))["errors"]
    await stage.post("reset")
    assert (await stage.post("clock", advance=1))["ahead"] == 1


async def test_faults_are_set_and_taken_away(stage: Stage) -> None:
    one = await stage.post("faults", operation="create_message", kind="500", times=None)
    other = await stage.post("faults", operation="deliveries", kind="slow", seconds=0, after=1, times=2)
    assert (one["times"], other["after"], other["times"]) == (None, 1, 2)
    assert [each["id"] for each in await stage.get("faults")] == [one["id"], other["id"]]
    assert await stage.ask("DELETE", f"faults/{one['id']}") == {"done": True}
    assert [each["id"] for each in (await stage.state())["faults"]] == [other["id"]]
    await stage.ask("DELETE", f"faults/{one['id']}")
    assert stage.status == 404
    await stage.ask("DELETE", "faults")
    assert await stage.get("faults") == []


async def test_a_fault_strikes(stage: Stage) -> None:
    await stage.post("faults", operation="*", kind="503")
    answer = await stage.client.get("/api/v10/users/@me", headers={"authorization": "Bot none"})
    assert answer.status_code == 503
    assert await stage.get("faults") == []


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"operation": "make_tea", "kind": "500"}, "Discord has no operation 'make_tea'."),
        ({"operation": "create_message", "kind": "forged"}, "What may go wrong with calls is 429,"),
        ({"operation": "deliveries", "kind": "429"}, "What may go wrong with deliveries is duplicate,"),
        ({"operation": "*", "kind": "500", "times": 0}, "times is a number above 0"),
        ({"operation": "*", "kind": "500", "after": -1}, "times is a number above 0"),
        ({"operation": "*", "kind": "slow", "seconds": -1}, "seconds is a number from 0 to 600."),
        ({"operation": "*", "kind": "429", "scope": "galaxy"}, "The body does not fit: Invalid enum value 'galaxy'"),
        ({"operation": "*"}, "The body does not fit: The field “kind” is missing."),
        ({"match": {"op": "*"}, "do": "500"}, "The body does not fit:"),
    ],
)
async def test_faults_that_are_none(stage: Stage, fault: Json, sentence: str) -> None:
    told = await stage.post("faults", **fault)
    assert stage.status == 400
    assert told["errors"].startswith(sentence)


async def test_settings_change_one_by_one(stage: Stage) -> None:
    assert await stage.get("settings") == {"deadline": 3.0, "pictures": False}
    assert await stage.post("settings", deadline=None) == {"deadline": None, "pictures": False}
    assert await stage.post("settings", pictures=True) == {"deadline": None, "pictures": True}
    assert "https:" in (await stage.client.get("/")).headers.get("content-security-policy", "https:")
    await stage.post("settings", deadline=0)
    assert stage.status == 400


async def test_the_endpoint_is_checked(stage: Stage) -> None:
    told = await stage.post("check")
    assert told["problems"] == []
    assert told == (await stage.state())["application"][0]["endpoint"]
    assert told["checked"] is not None


async def test_without_an_endpoint_there_is_nothing_to_check(stage: Stage) -> None:
    stage.simulator._begin(None)
    told = await stage.post("check")
    assert (stage.status, "--endpoint" in told["errors"]) == (409, True)


async def test_idle_is_told_as_soon_as_nothing_is_under_way(stage: Stage) -> None:
    assert await stage.get("idle") == {"idle": True}
    await stage.act(command="think")
    assert await stage.get("idle", timeout=0) == {"idle": False}
    waiting = asyncio.ensure_future(stage.client.get("/sim/idle", params={"timeout": 20}))
    token = stage.bot.heard[-1]["token"]
    where = f"/api/v10/webhooks/{stage.simulator.application_id}/{token}/messages/@original"
    assert (await stage.client.patch(where, json={"content": "Done."})).status_code == 200
    assert (await waiting).json() == {"idle": True}


@pytest.mark.parametrize("seconds", ["soon", "-1", "1e9", "nan"])
async def test_idle_takes_a_number_of_seconds(stage: Stage, seconds: str) -> None:
    await stage.get("idle", timeout=seconds)
    assert stage.status == 400


async def test_a_reset_begins_anew_and_keeps_what_is_the_bots(stage: Stage) -> None:
    before = await stage.state()
    await stage.act(command="greet")
    await stage.says("Hello.")
    await stage.deed("seto", "ban", target="joey")
    await stage.post("faults", operation="*", kind="500", times=None)
    await stage.post("clock", advance=60)
    await stage.post("check")
    await stage.post("reset")
    after = await stage.state()
    for table in ("users", "guilds", "commands"):
        assert [each["id"] for each in after[table]] == [each["id"] for each in before[table]]
    assert {each["key"] for each in after["members"]} == {each["key"] for each in before["members"]}
    assert (after["application"][0]["id"], after["application"][0]["verify_key"]) == (
        before["application"][0]["id"],
        stage.simulator.public_key,
    )
    assert after["application"][0]["endpoint"]["url"] == before["application"][0]["endpoint"]["url"]
    assert (after["bans"], after["faults"], after["interactions"], after["exchanges"]) == ([], [], [], [])
    assert [each["content"] for each in after["messages"]] == [each["content"] for each in before["messages"]]
    assert after["ahead"] == 0
    assert after["seq"] > before["seq"]
    assert (await stage.act(command="greet"))["state"] == "replied"


async def test_a_reset_reads_the_worlds_file_again(tmp_path: Path) -> None:
    path = tmp_path / "world.toml"
    path.write_text(WORLD)
    async with staged(world=path) as stage:
        path.write_text(WORLD.replace("Small", "Large"))
        await stage.post("reset")
        assert (await stage.state())["guilds"][0]["name"] == "Large"
        await stage.says("Hello.", by="seto")
        for wrong in ("[guild]\n", WORLD.replace('owner = "seto"', 'owner = "nobody"')):
            path.write_text(wrong)
            told = await stage.post("reset")
            assert (stage.status, "stays as it is" in told["errors"]) == (409, True)
        path.unlink()
        await stage.post("reset")
        assert stage.status == 409
        assert [each.content for each in stage.world.all(Message)] == ["Hello."]


async def test_commands_of_a_server_that_is_gone_go_with_it(tmp_path: Path) -> None:
    path = tmp_path / "world.toml"
    path.write_text(WORLD.replace('name = "Small"', 'name = "Small"\nid = "70000000000000001"'))
    async with staged(world=path) as stage:
        where = f"/api/v10/applications/{stage.simulator.application_id}/guilds/70000000000000001/commands"
        told = {"name": "here", "description": "Only here."}
        await stage.client.post(where, json=told, headers={"authorization": "Bot none"})
        await stage.post("reset")
        assert "here" in [each.name for each in stage.world.all(Command)]
        path.write_text(WORLD)
        await stage.post("reset")
        assert "here" not in [each.name for each in stage.world.all(Command)]


async def test_paths_and_methods_that_are_none_are_told_in_a_sentence(stage: Stage) -> None:
    told = await stage.get("nothing")
    assert (stage.status, told["errors"]) == (
        404,
        "There is no /sim/nothing here; docs/simulator.md lists what there is.",
    )
    told = await stage.post("state")
    assert (stage.status, told["errors"]) == (405, "/sim/state takes no POST.")


async def test_a_fault_of_the_simulators_own_is_told_as_such(stage: Stage) -> None:
    def broken() -> None:
        raise RuntimeError("no")

    stage.simulator.engine.expire = broken  # type: ignore[method-assign]
    told = await stage.get("state")
    assert (stage.status, told["errors"]) == (
        500,
        "The simulator failed: RuntimeError: no. Its log has the traceback.",
    )


async def test_a_reset_while_the_bot_thinks_leaves_nothing_behind(stage: Stage) -> None:
    stage.bot.silence = asyncio.Event()
    acting = asyncio.ensure_future(stage.client.post("/sim/interactions", json={"as": "mai", "command": "greet"}))
    await stage.bot.is_asked.wait()
    await stage.client.post("/sim/reset")
    stage.bot.silence.set()
    answer = await acting
    assert (answer.status_code, answer.json()["state"]) == (200, "failed")
    stage.bot.silence = None
    state = await stage.state()
    assert (state["interactions"], state["exchanges"]) == ([], [])
    assert "Hello" not in str(state["messages"])
    assert (await stage.act(command="greet"))["state"] == "replied"
