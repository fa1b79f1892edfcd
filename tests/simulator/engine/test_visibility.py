"""Who is offered which command, where."""

from typing import Any

import pytest

from simulator.engine import commands, names
from simulator.world import Command, CommandPermissions, Overwrite, Permission, State
from tests.simulator.engine.stage import Stage

ROLE, USER, CHANNEL = 1, 2, 3


def offered(stage: Stage, by: str = "mai", channel: str = "general") -> list[str]:
    return [each.name for each in commands.visible(stage.world, stage.user(by), stage.channel(channel))]


def rules(stage: Stage, id_: str, *permissions: tuple[int, str, bool]) -> None:
    told = tuple({"type": kind, "id": whose, "permission": allowed} for kind, whose, allowed in permissions)
    stage.world.put(CommandPermissions(guild_id=stage.guild_id, id=id_, permissions=told))


async def hidden(stage: Stage, by: str = "mai", **told: Any) -> str:
    """Why they cannot use /show."""
    outcome = await stage.act(by, **{"command": "show", "channel": "general", **told})
    assert outcome.state is State.FAILED
    assert stage.bot.heard == []
    return str(outcome.errors)


async def test_a_command_with_default_permissions_is_for_those_who_have_them_all(stage: Stage) -> None:
    needed = Permission.KICK_MEMBERS | Permission.BAN_MEMBERS
    stage.command("show", default_member_permissions=str(int(needed)))
    assert offered(stage, "mod") == offered(stage, "seto") == ["show"]
    assert offered(stage, "mai") == []
    assert await hidden(stage) == "mai is not offered /show: its permissions leave them out."
    assert (await stage.act("mai", command="show", force=True)).state is State.REPLIED


async def test_zero_leaves_administrators_alone(stage: Stage) -> None:
    stage.command("show", default_member_permissions="0")
    assert offered(stage, "seto") == ["show"]
    assert offered(stage, "mod") == []


async def test_rules_of_the_server_go_before_the_default(stage: Stage) -> None:
    show = stage.command("show", default_member_permissions="0")
    duelist = stage.role("Duelist").id
    rules(stage, show.id, (ROLE, duelist, True))
    assert offered(stage, "mai") == ["show"]
    assert offered(stage, "pegasus") == []
    rules(stage, show.id, (ROLE, duelist, True), (USER, stage.user("mai").id, False))
    assert offered(stage, "mai") == []
    assert offered(stage, "joey") == ["show"]


async def test_one_role_that_may_is_enough(stage: Stage) -> None:
    duelist, reviewer = stage.role("Duelist").id, stage.role("Reviewer").id
    rules(stage, _show(stage), (ROLE, duelist, True), (ROLE, reviewer, False), (ROLE, stage.guild_id, False))
    stage.changed(stage.member("mai"), roles=(reviewer, duelist))
    assert offered(stage, "mai") == ["show"]
    assert offered(stage, "pegasus") == []
    assert offered(stage, "mod") == []


async def test_everyone_goes_by_the_id_of_the_server(stage: Stage) -> None:
    rules(stage, _show(stage), (ROLE, stage.guild_id, False))
    assert offered(stage, "mai") == []
    assert offered(stage, "seto") == ["show"]


async def test_a_channel_can_be_left_out_and_all_channels_go_by_the_id_less_one(stage: Stage) -> None:
    general, everywhere = stage.channel("general").id, str(int(stage.guild_id) - 1)
    rules(stage, _show(stage), (CHANNEL, general, False))
    assert offered(stage, channel="general") == []
    assert offered(stage, channel="duel-hall") == ["show"]
    rules(stage, _show(stage), (CHANNEL, general, True), (CHANNEL, everywhere, False))
    assert offered(stage, channel="general") == ["show"]
    assert offered(stage, channel="duel-hall") == []


async def test_a_thread_goes_by_the_rule_of_its_channel(stage: Stage) -> None:
    general = stage.channel("general")
    rules(stage, _show(stage), (CHANNEL, general.id, False))
    stage.changed(general, id="9", type=11, name="thread", parent_id=general.id)
    assert offered(stage, channel="thread") == []


async def test_rules_of_the_application_stand_in_for_those_of_a_command(stage: Stage) -> None:
    rules(stage, stage.world.application.id, (USER, stage.user("mai").id, False))
    assert offered(stage, "mai") == []
    rules(stage, _show(stage), (USER, stage.user("joey").id, False))
    assert offered(stage, "mai") == ["show"]
    assert offered(stage, "joey") == []


async def test_contexts_say_where_a_command_is_offered(stage: Stage) -> None:
    stage.command("show", contexts=[1])
    assert "contexts leave 0 (GUILD) out" in await hidden(stage)
    stage.command("show", contexts=[0])
    assert "contexts leave 1 (BOT_DM) out" in await hidden(stage, channel="dm")
    stage.command("show", contexts=None)
    assert (await stage.act(command="show", channel="dm")).state is State.REPLIED


async def test_a_command_of_the_server_is_not_offered_in_direct_messages(stage: Stage) -> None:
    stage.command("here", guild_id=stage.guild_id)
    outcome = await stage.act(command="here", channel="dm")
    assert outcome.errors == "There is no slash command “here”. There is /show."
    (here,) = (each for each in stage.world.all(Command) if each.name == "here")
    mai = stage.user("mai")
    sentence = commands.why_hidden(stage.world, mai, names.dm(stage.world, mai), here)
    assert sentence == "/here is not offered in direct messages: its contexts leave 1 (BOT_DM) out."


async def test_commands_leave_with_the_bot(stage: Stage) -> None:
    stage.world.remove(stage.member(stage.world.bot.username))
    assert await hidden(stage) == "/show is not offered: the bot is not in the server."
    stage.command("mine", integration_types=[0, 1])
    assert offered(stage) == ["mine"]


async def test_a_restricted_command_needs_a_restricted_channel(stage: Stage) -> None:
    stage.command("show", nsfw=True)
    assert await hidden(stage) == "/show is offered in age-restricted channels only."
    general = stage.changed(stage.channel("general"), nsfw=True)
    assert offered(stage) == ["show"]
    stage.changed(general, id="9", type=11, name="thread", parent_id=general.id, nsfw=False)
    assert offered(stage, channel="thread") == ["show"]


async def test_who_may_not_use_commands_is_offered_none(stage: Stage) -> None:
    denied = Overwrite(id=stage.guild_id, type=0, deny=Permission.USE_APPLICATION_COMMANDS)
    stage.changed(stage.channel("general"), overwrites=(denied,))
    assert await hidden(stage) == "mai may not use commands in #general (USE_APPLICATION_COMMANDS)."


async def test_user_commands_need_the_right_to_write(stage: Stage) -> None:
    stage.command("Praise", type=2)
    denied = Overwrite(id=stage.guild_id, type=0, deny=Permission.SEND_MESSAGES)
    stage.changed(stage.channel("general"), overwrites=(denied,))
    assert offered(stage) == ["show"]
    assert "may not send messages" in await hidden(stage, command="Praise", target="joey")


async def test_who_is_timed_out_can_use_nothing(stage: Stage) -> None:
    until = stage.world.now.replace(year=2999)
    stage.changed(stage.member("mai"), communication_disabled_until=until)
    assert await hidden(stage) == "mai is timed out, and can use nothing until that ends."
    stage.changed(stage.member("seto"), communication_disabled_until=until)
    assert offered(stage, "seto") == ["show"]


async def test_who_left_or_cannot_see_the_channel_is_offered_nothing(stage: Stage) -> None:
    assert await hidden(stage, channel="mod-log") == "mai cannot see #mod-log."
    stage.world.remove(stage.member("mai"))
    assert await hidden(stage) == "mai is not in Duel Academy."
    assert offered(stage) == []


async def test_bots_use_nothing_and_in_categories_nothing_is_used(stage: Stage) -> None:
    assert "is a bot, and bots do not use one another" in await hidden(stage, stage.world.bot.username)
    assert await hidden(stage, channel="Lobby") == "Nobody can write in #Lobby."


async def test_direct_messages_are_for_the_one_they_are_with(stage: Stage) -> None:
    assert await hidden(stage, "joey", channel=_dm(stage)) == "These are not joey's direct messages."


async def test_names_descriptions_and_choices_are_in_the_language_of_the_reader(stage: Stage) -> None:
    choice = {"name": "Dark", "name_localizations": {"ja": "闇"}, "value": "dark"}
    attribute = {"type": 3, "name": "attribute", "name_localizations": {"ja": "属性"}, "description": "Which."}
    search = {"type": 1, "name": "search", "name_localizations": {"ja": "検索"}, "description": "Find."}
    search |= {"description_localizations": {"ja": "探す。"}, "options": [attribute | {"choices": [choice]}]}
    card = stage.command("card", name_localizations={"ja": "カード", "en-GB": "kard"}, options=[search])
    (leaf,) = (each for each in commands.leaves(card, "ja"))
    assert (leaf.name, leaf.path, leaf.display) == ("card search", ("card", "search"), "カード 検索")
    assert (leaf.description, leaf.mention) == ("探す。", f"</card search:{card.id}>")
    assert leaf.options[0]["display_name"] == "属性"
    assert leaf.options[0]["display_description"] == "Which."
    assert leaf.options[0]["choices"][0]["display_name"] == "闇"
    assert next(commands.leaves(card, "en-US")).display == "kard search"
    assert next(commands.leaves(card, "de")).display == "card search"


@pytest.mark.parametrize("kind", [2, 3])
async def test_commands_of_the_context_menu_are_offered_by_their_type(stage: Stage, kind: int) -> None:
    stage.command("Case history", type=kind)
    leaf = commands.visible(stage.world, stage.user("mai"), stage.channel("general"))[-1]
    assert (leaf.type, leaf.name, leaf.mention, leaf.options) == (kind, "Case history", "", ())


def _show(stage: Stage) -> str:
    return next(each.id for each in stage.world.all(Command) if each.name == "show")


def _dm(stage: Stage) -> str:
    return names.dm(stage.world, stage.user("mai")).id
