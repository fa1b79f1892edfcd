"""Registering commands."""

from typing import Any

import pytest

from simulator.rest import registry
from simulator.world import Command, CommandPermissions
from tests.simulator.rest.calls import Bot, refusal

PING = {"name": "ping", "description": "Answers."}
PLAY = {"name": "Play", "type": 2}


@pytest.fixture
def path(bot: Bot) -> str:
    return f"/applications/{bot.world.application.id}/commands"


@pytest.fixture
def guild_path(bot: Bot) -> str:
    return f"/applications/{bot.world.application.id}/guilds/{bot.guild.id}/commands"


async def put(bot: Bot, path: str, *commands: Any) -> list[dict[str, Any]]:
    answer = await bot.put(path, json=list(commands))
    assert answer.status_code == 200, answer.text
    told: list[dict[str, Any]] = answer.json()
    return told


async def test_a_command_is_told_with_all_that_was_not_said(bot: Bot, path: str) -> None:
    answer = await bot.post(path, json=PING)
    assert answer.status_code == 201
    told = answer.json()
    assert {name: value for name, value in told.items() if name not in ("id", "version")} == {
        "application_id": bot.world.application.id,
        "type": 1,
        "name": "ping",
        "name_localizations": None,
        "description": "Answers.",
        "description_localizations": None,
        "default_member_permissions": None,
        "dm_permission": True,
        "contexts": None,
        "integration_types": [0],
        "nsfw": False,
    }
    assert (await bot.get(f"{path}/{told['id']}")).json() == told


async def test_a_command_of_a_server_is_there_only(bot: Bot, path: str, guild_path: str) -> None:
    told = (await bot.post(guild_path, json=PING)).json()
    assert told["guild_id"] == bot.guild.id
    assert "dm_permission" not in told
    assert (await bot.get(path)).json() == []
    assert [each["id"] for each in (await bot.get(guild_path)).json()] == [told["id"]]
    assert refusal(await bot.get(f"{path}/{told['id']}")) == (404, 10063)


async def test_posting_a_known_name_replaces_it(bot: Bot, path: str) -> None:
    first = (await bot.post(path, json=PING)).json()
    same = await bot.post(path, json=PING)
    assert (same.status_code, same.json()["version"]) == (200, first["version"])
    other = (await bot.post(path, json={**PING, "description": "Replies."})).json()
    assert other["id"] == first["id"]
    assert int(other["version"]) > int(first["version"])
    assert (await bot.post(path, json={**PLAY, "name": "ping"})).status_code == 201, "another type is another command"


async def test_putting_the_same_again_changes_nothing(bot: Bot, path: str) -> None:
    option = {"type": 3, "name": "word", "description": "A word."}
    first = await put(bot, path, {**PING, "options": [option]}, PLAY)
    log = bot.world.log.last
    said = {**option, "required": False, "choices": [], "name_localizations": {}, "max_length": None}
    again = await put(bot, path, {**PING, "options": [said], "nsfw": False, "contexts": None}, {**PLAY, "options": []})
    assert again == first
    assert not [each for each in bot.world.log.after(log) if each.kind is Command]


async def test_putting_takes_away_what_is_not_in_the_list_and_keeps_ids(bot: Bot, path: str) -> None:
    ping, play = await put(bot, path, PING, PLAY)
    bot.world.put(CommandPermissions(guild_id=bot.guild.id, id=play["id"]))
    (now,) = await put(bot, path, {**PING, "description": "Replies."})
    assert now["id"] == ping["id"]
    assert list(bot.world.all(CommandPermissions)) == []
    assert await put(bot, path) == []


async def test_a_command_put_with_its_id_is_renamed_and_loses_its_permissions(bot: Bot, path: str) -> None:
    (ping,) = await put(bot, path, PING)
    bot.world.put(CommandPermissions(guild_id=bot.guild.id, id=ping["id"]))
    bot.world.put(CommandPermissions(guild_id=bot.guild.id, id="1"))
    pong, new = await put(bot, path, {**PING, "id": ping["id"], "name": "pong"}, PING)
    assert (pong["id"], pong["name"]) == (ping["id"], "pong")
    assert new["id"] != ping["id"]
    assert [each.id for each in bot.world.all(CommandPermissions)] == ["1"]


async def test_translations_are_told_to_who_asks(bot: Bot, path: str) -> None:
    words = {"ja": "ピン", "de": "ping", "fr": None}
    option = {"type": 3, "name": "word", "description": "A word.", "name_localizations": {"ja": "語"}}
    command = {**PING, "name_localizations": words, "options": [option]}
    (told,) = await put(bot, path, command)
    assert told["name_localizations"] == {"ja": "ピン"}, "what repeats the name is not kept"
    (whole,) = (await bot.get(path, params={"with_localizations": "true"})).json()
    assert whole == told
    (plain,) = (await bot.get(path)).json()
    assert "name_localizations" not in plain
    assert "name_localizations" not in plain["options"][0]


async def test_permissions_are_text_however_they_came(bot: Bot, path: str) -> None:
    assert (await bot.post(path, json={**PING, "default_member_permissions": 4})).json()[
        "default_member_permissions"
    ] == "4"


async def test_contexts_say_whether_it_is_for_direct_messages(bot: Bot, path: str) -> None:
    assert (await bot.post(path, json={**PING, "contexts": [0]})).json()["dm_permission"] is False
    assert (await bot.post(path, json={**PING, "contexts": [0, 1]})).json()["dm_permission"] is True
    assert (await bot.post(path, json={**PING, "dm_permission": False})).json()["dm_permission"] is False


async def test_an_edit_changes_what_it_tells(bot: Bot, path: str) -> None:
    ping, play = await put(bot, path, PING, PLAY)
    edited = (await bot.patch(f"{path}/{ping['id']}", json={"description": "Replies."})).json()
    assert (edited["name"], edited["description"], edited["id"]) == ("ping", "Replies.", ping["id"])
    assert edited["version"] != ping["version"]
    same = (await bot.patch(f"{path}/{play['id']}", json={})).json()
    assert same == play
    assert refusal(await bot.patch(f"{path}/{play['id']}", json={"description": "No."})) == (400, 50035)
    assert refusal(await bot.patch(f"{path}/1", json={})) == (404, 10063)


async def test_an_edit_may_not_take_the_name_of_another(bot: Bot, path: str) -> None:
    ping, _ = await put(bot, path, PING, {**PING, "name": "pong"})
    assert refusal(await bot.patch(f"{path}/{ping['id']}", json={"name": "pong"})) == (400, 40041)


async def test_a_command_is_deleted(bot: Bot, path: str) -> None:
    (ping,) = await put(bot, path, PING)
    assert (await bot.delete(f"{path}/{ping['id']}")).status_code == 204
    assert (await bot.get(path)).json() == []


async def test_there_are_a_hundred_of_one_type_at_most(bot: Bot, path: str) -> None:
    many = [{**PING, "name": f"ping{number}"} for number in range(101)]
    assert refusal(await bot.put(path, json=many)) == (400, 30032)
    await put(bot, path, *many[:100])
    assert refusal(await bot.post(path, json=many[100])) == (400, 30032)
    assert (await bot.post(path, json=many[0])).status_code == 200
    assert (await bot.post(path, json=PLAY)).status_code == 201


async def test_two_hundred_can_be_made_in_a_day(bot: Bot, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "CREATES_A_DAY", 2)
    (ping,) = await put(bot, path, PING)
    await bot.delete(f"{path}/{ping['id']}")
    await put(bot, path, PING)
    assert refusal(await bot.post(path, json=PLAY)) == (400, 30034)
    assert refusal(await bot.put(path, json=[PLAY])) == (400, 30034)
    assert (await bot.post(path, json=PING)).status_code == 200
    bot.world.clock.advance(86_401)
    assert (await bot.post(path, json=PLAY)).status_code == 201


async def test_an_entry_point_cannot_be_put_away(bot: Bot, path: str) -> None:
    launch = {"name": "launch", "description": "", "type": 4, "handler": 2}
    await put(bot, path, launch)
    assert refusal(await bot.put(path, json=[PING])) == (400, 50240)
    _, kept = await put(bot, path, PING, launch)
    assert kept["handler"] == 2


async def test_what_the_schema_refuses_is_not_registered(bot: Bot, path: str) -> None:
    answer = await bot.put(path, json=[PING, {**PING, "name": "Ping Pong"}])
    assert refusal(answer) == (400, 50035)
    assert "name" in answer.json()["errors"]["1"]
    assert refusal(await bot.put(path)) == (400, 50035)
    assert (await bot.get(path)).json() == []


async def test_others_commands_are_not_the_bots(bot: Bot) -> None:
    assert refusal(await bot.get("/applications/1/commands")) == (403, 20012)
    own = bot.world.application.id
    assert refusal(await bot.get(f"/applications/{own}/guilds/1/commands")) == (403, 50001)


async def test_permissions_of_commands_are_read(bot: Bot, guild_path: str) -> None:
    (ping,) = await put(bot, guild_path, PING)
    assert (await bot.get(f"{guild_path}/permissions")).json() == []
    assert refusal(await bot.get(f"{guild_path}/{ping['id']}/permissions")) == (404, 10066)
    allowed = {"id": bot.role("Duelist").id, "type": 1, "permission": True}
    bot.world.put(CommandPermissions(guild_id=bot.guild.id, id=ping["id"], permissions=(allowed,)))
    told = (await bot.get(f"{guild_path}/{ping['id']}/permissions")).json()
    assert told == {
        "id": ping["id"],
        "application_id": bot.world.application.id,
        "guild_id": bot.guild.id,
        "permissions": [allowed],
    }
    assert (await bot.get(f"{guild_path}/permissions")).json() == [told]


async def test_permissions_of_commands_are_set_by_people_only(bot: Bot, guild_path: str) -> None:
    (ping,) = await put(bot, guild_path, PING)
    path = f"{guild_path}/{ping['id']}/permissions"
    allowed = {"permissions": [{"id": bot.role("Duelist").id, "type": 1, "permission": True}]}
    assert refusal(await bot.put(path, json=allowed)) == (403, 20001)
    bearer = {"authorization": "Bearer person"}
    assert (await bot.put(path, json=allowed, headers=bearer)).json()["permissions"] == allowed["permissions"]
    assert refusal(await bot.put(f"{guild_path}/1/permissions", json=allowed, headers=bearer)) == (404, 10063)


def test_numbers_of_a_command_may_be_texts() -> None:
    filled = registry.filled(
        {"name": "ping", "description": "A.", "type": "1", "options": [{"type": "3", "name": "a"}]}, in_guild=False
    )
    assert filled["options"] == [{"type": 3, "name": "a"}]
