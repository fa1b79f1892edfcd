"""Commands that are used: the payload, and what comes of the answer."""

from simulator.world import State, tell
from tests.simulator.engine.bot import text
from tests.simulator.engine.stage import Stage


async def test_a_command_is_answered_by_a_message(stage: Stage) -> None:
    stage.bot.answer = text("Hi, **Mai**.")
    outcome = await stage.says("show")
    assert (outcome.state, outcome.errors, outcome.answer) == (State.REPLIED, None, text("Hi, **Mai**."))
    message = stage.message
    assert message.id == outcome.message_id
    assert (message.content, message.type, message.author_id) == ("Hi, **Mai**.", 20, stage.world.bot.id)
    assert message.interaction_metadata is not None
    assert message.interaction_metadata["name"] == "show"
    assert message.interaction_metadata["user"]["username"] == "mai"
    assert outcome.milliseconds > 0


async def test_in_a_server_the_payload_tells_of_the_member(stage: Stage) -> None:
    await stage.says("show")
    heard, general, world = stage.heard, stage.channel("general"), stage.world
    member = heard.pop("member")
    assert member.pop("permissions") == heard["channel"]["permissions"]
    assert member == tell.member(world, stage.member("mai"))
    assert heard.pop("channel")["name"] == "general"
    assert int(heard.pop("app_permissions")) & 1 << 11
    assert heard == {
        "id": stage.interaction.id,
        "application_id": world.application.id,
        "type": 2,
        "token": stage.interaction.token,
        "version": 1,
        "data": {"id": stage.interaction.command_id, "name": "show", "type": 1},
        "channel_id": general.id,
        "guild_id": stage.guild_id,
        "guild": {"id": stage.guild_id, "locale": "en-US", "features": ["COMMUNITY"]},
        "guild_locale": "en-US",
        "locale": "en-US",
        "context": 0,
        "entitlements": [],
        "authorizing_integration_owners": {"0": stage.guild_id},
        "attachment_size_limit": 10485760,
    }


async def test_in_direct_messages_the_payload_tells_of_the_user(stage: Stage) -> None:
    outcome = await stage.act(command="show", channel="dm")
    heard, dm = stage.heard, stage.message.channel_id
    assert outcome.state is State.REPLIED
    assert heard["user"] == tell.user(stage.user("mai"))
    assert heard["context"] == 1
    assert heard["authorizing_integration_owners"] == {"0": "0"}
    assert heard["channel"] == {"id": dm, "type": 1, "last_message_id": None, "flags": 0}
    assert int(heard["app_permissions"]) == 1 << 14 | 1 << 15 | 1 << 17 | 1 << 18
    assert not {"member", "guild", "guild_id", "guild_locale"} & heard.keys()


async def test_sub_commands_and_groups_are_nested(stage: Stage) -> None:
    name = {"type": 3, "name": "name", "description": "Which."}
    search = {"type": 1, "name": "search", "description": "Find.", "options": [name]}
    add = {"type": 1, "name": "add", "description": "Add."}
    group = {"type": 2, "name": "list", "description": "A list.", "options": [add]}
    card = stage.command("card", options=[search, group])
    await stage.says("card search", name="Harpie")
    assert stage.heard["data"] == {
        "id": card.id,
        "name": "card",
        "type": 1,
        "options": [{"type": 1, "name": "search", "options": [{"type": 3, "name": "name", "value": "Harpie"}]}],
    }
    await stage.says("/card list add")
    assert stage.heard["data"]["options"] == [
        {"type": 2, "name": "list", "options": [{"type": 1, "name": "add", "options": []}]}
    ]
    assert stage.interaction.said == "card list add"


async def test_a_command_of_the_server_says_where_it_is_registered(stage: Stage) -> None:
    stage.command("show", guild_id=stage.guild_id)
    await stage.says("show")
    assert stage.heard["data"]["guild_id"] == stage.guild_id


async def test_a_command_for_users_alone_is_authorized_by_the_user(stage: Stage) -> None:
    stage.command("mine", integration_types=[1])
    await stage.says("mine")
    assert stage.heard["authorizing_integration_owners"] == {"1": stage.user("mai").id}


async def test_a_user_command_tells_of_its_target(stage: Stage) -> None:
    stage.command("Praise", type=2)
    outcome = await stage.act("mod", command="Praise", target="joey", channel="duel-hall")
    joey, data = stage.user("joey"), stage.heard["data"]
    assert outcome.errors is None
    assert (data["type"], data["target_id"]) == (2, joey.id)
    assert data["resolved"]["users"] == {joey.id: tell.user(joey)}
    member = data["resolved"]["members"][joey.id]
    assert member["permissions"].isdigit()
    assert not {"user", "deaf", "mute"} & member.keys()
    assert stage.message.type == 23
    assert stage.message.interaction_metadata is not None
    assert stage.message.interaction_metadata["target_user"]["id"] == joey.id


async def test_a_message_command_is_used_where_its_target_is(stage: Stage) -> None:
    stage.command("Report", type=3)
    target = await stage.told(text("Bad words."))
    await stage.act("joey", command="Report", target=target.id)
    data = stage.heard["data"]
    assert data["target_id"] == target.id
    assert data["resolved"]["messages"][target.id]["content"] == "Bad words."
    assert stage.message.channel_id == target.channel_id
    assert stage.message.interaction_metadata is not None
    assert stage.message.interaction_metadata["target_message_id"] == target.id


async def test_a_command_that_does_not_exist_fails_and_nothing_is_sent(stage: Stage) -> None:
    outcome = await stage.says("shew")
    assert (outcome.id, outcome.state) == (None, State.FAILED)
    assert outcome.errors == "There is no slash command “shew”. There is /show."
    for command in list(stage.world.all(type(stage.command("x")))):
        stage.world.remove(command)
    outcome = await stage.says("show")
    assert outcome.errors == "There is no slash command “show”: the bot has registered no commands here yet."
    assert stage.bot.heard == []


async def test_without_an_address_nothing_can_be_done(stage: Stage) -> None:
    stage.changed(stage.world.application, endpoint=None)
    outcome = await stage.says("show")
    assert outcome.state is State.FAILED
    assert "--endpoint" in str(outcome.errors)


async def test_who_is_not_in_the_server_can_use_nothing_even_by_force(stage: Stage) -> None:
    stage.world.remove(stage.member("joey"))
    outcome = await stage.act("joey", command="show", channel="general", force=True)
    assert outcome.errors == "joey is not in Duel Academy."


async def test_a_command_of_another_type_is_told_apart(stage: Stage) -> None:
    stage.command("Look", type=2)
    stage.command("Note", type=3)
    stage.command("launch", type=4)
    assert "“Look” is a user command: tell with “target”" in str((await stage.act(command="Look")).errors)
    assert "the id of a message." in str((await stage.act(command="Note")).errors)
    assert "leave “target” out." in str((await stage.act(command="show", target="joey")).errors)
    assert "There is no slash command “launch”." in str((await stage.act(command="launch")).errors)
