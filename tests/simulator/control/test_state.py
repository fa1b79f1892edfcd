"""The state, whole and as each viewer may see it."""

from msgspec.structs import replace

from simulator.world import AutoModRule, Channel, Command, Message, Permission, ScheduledEvent, ThreadMember, Webhook
from tests.simulator.control.stage import Json, Stage


def names(table: list[Json]) -> list[str]:
    return [each["name"] for each in table]


async def test_the_state_tells_every_table_with_the_key_of_each_record(stage: Stage) -> None:
    state = await stage.state()
    people = ["seto", "mod", "pegasus", "mai", "joey", "yuki", "Your Bot"]
    assert [each["username"] for each in state["users"]] == people
    assert all("key" in record for table in state.values() if isinstance(table, list) for record in table)
    assert (state["viewer"], state["rights"], state["ahead"]) == (None, {}, 0)
    assert state["seq"] == stage.world.log.last


async def test_a_viewer_has_their_rights_in_the_server_and_in_each_channel_that_they_see(stage: Stage) -> None:
    state = await stage.state("mod")
    assert state["viewer"]["username"] == "mod"
    assert set(state["rights"]) == {stage.guild.id, *(each["id"] for each in state["channels"])}
    assert int(state["rights"][stage.channel("general").id]) & Permission.SEND_MESSAGES


async def test_a_viewer_sees_the_channels_that_they_may_view_and_the_messages_there(stage: Stage) -> None:
    await stage.says("Behind the door.", by="mod", channel="mod-log")
    mod, mai = await stage.state("mod"), await stage.state("mai")
    assert "mod-log" in names(mod["channels"])
    assert "mod-log" not in names(mai["channels"])
    assert "Behind the door." in [each["content"] for each in mod["messages"]]
    assert "Behind the door." not in [each["content"] for each in mai["messages"]]


async def test_a_category_shows_itself_for_what_is_in_it(stage: Stage) -> None:
    denied = replace(stage.channel("mod-log"), id=stage.channel("Staff").id, type=4, name="Staff", parent_id=None)
    stage.world.put(replace(denied, overwrites=tuple(each for each in denied.overwrites if each.deny)))
    assert "Staff" in names((await stage.state("mod"))["channels"])
    assert "Staff" not in names((await stage.state("mai"))["channels"])


async def test_direct_messages_are_seen_by_their_two(stage: Stage) -> None:
    await stage.says("Between us.", channel="dm")
    assert [each["recipient_id"] for each in (await stage.state("mai"))["channels"] if each["type"] == 1] == [
        stage.user("mai").id
    ]
    assert [each for each in (await stage.state("joey"))["channels"] if each["type"] == 1] == []
    assert "Between us." not in str(await stage.state("joey"))


async def test_an_ephemeral_message_and_an_interaction_are_seen_by_one_alone(stage: Stage) -> None:
    await stage.act(command="whisper")
    mai, joey = await stage.state("mai"), await stage.state("joey")
    (told,) = mai["interactions"]
    (shown,) = [each for each in mai["messages"] if each["content"] == "Psst."]
    assert (told["said"], told["state"], told["response_id"]) == ("whisper", "replied", shown["id"])
    assert shown["visible_to"] == stage.user("mai").id
    assert joey["interactions"] == []
    assert "Psst." not in str(joey)
    assert shown["id"] not in str(joey["channels"])


async def test_a_private_thread_is_seen_by_who_is_in_it(stage: Stage) -> None:
    parent, guild = stage.channel("general"), stage.guild
    thread = Channel(id=stage.world.next_id(), guild_id=guild.id, type=12, name="secret", parent_id=parent.id)
    stage.world.put(thread)
    joined = ThreadMember(thread_id=thread.id, user_id=stage.user("mai").id, joined_at=stage.world.now)
    stage.world.put(joined)
    assert "secret" in names((await stage.state("mai"))["channels"])
    joey = await stage.state("joey")
    assert "secret" not in names(joey["channels"])
    assert joey["thread_members"] == []


async def test_what_moderators_keep_is_theirs_to_see(stage: Stage) -> None:
    await stage.deed("mod", "ban", target="joey", reason="spam")
    await stage.deed("mod", "timeout", target="yuki", seconds=60)
    hook = Webhook(
        id=stage.world.next_id(),
        channel_id=stage.channel("general").id,
        guild_id=stage.guild.id,
        name="hook",
        token="opens-the-door",
        user_id=stage.user("seto").id,
    )
    stage.world.put(hook)
    mod, mai, joey = await stage.state("mod"), await stage.state("mai"), await stage.state("joey")
    assert [each["reason"] for each in mod["bans"]] == ["spam"]
    assert [each["action_type"] for each in mod["audit_log"]] == [22, 24]
    assert (mai["bans"], mai["audit_log"], mai["webhooks"]) == ([], [], [])
    assert [each["user_id"] for each in joey["bans"]] == [stage.user("joey").id]
    assert (joey["guilds"], joey["members"], joey["roles"], joey["rights"]) == ([], [], [], {})
    seto = await stage.state("seto")
    assert names(seto["webhooks"]) == ["hook"]
    assert "opens-the-door" not in str(await stage.state())


async def test_the_answer_to_a_command_says_which_it_was(stage: Stage) -> None:
    used = await stage.act(command="greet", options={"name": "world"})
    assert used["message"]["said"] == "greet"
    command = next(each for each in stage.world.all(Command) if each.name == "greet")
    assert (used["message"]["command_id"], used["message"]["target_name"]) == (command.id, None)
    praised = await stage.act(command="Praise", target="joey")
    assert (praised["message"]["said"], praised["message"]["target_name"]) == ("Praise", "Joey")
    pressed = await stage.act(message=used["message"]["id"], press="again")
    assert pressed["message"]["said"] == "greet"
    assert (await stage.says("Plain."))["said"] is None


async def test_reactions_say_whose_they_are(stage: Stage) -> None:
    message = await stage.says("Nice?")
    await stage.deed("joey", "react", message=message["id"], emoji="👍")
    (told,) = [each for each in (await stage.state())["messages"] if each["id"] == message["id"]]
    assert [(each["emoji"]["name"], each["user_ids"]) for each in told["reactions"]] == [
        ("👍", [stage.user("joey").id])
    ]


async def test_the_token_of_an_interaction_is_told_nobody(stage: Stage) -> None:
    await stage.act(command="think")
    (told,) = stage.bot.heard
    state = str(await stage.state())
    assert told["token"] not in state
    assert "thinking" not in state  # Discord's word for it is the client's
    (loading,) = [each for each in (await stage.state())["messages"] if each["is_loading"]]
    assert loading["content"] == ""


async def test_a_deferred_answer_that_never_comes_expires_with_the_clock(stage: Stage) -> None:
    await stage.act(command="think")
    await stage.post("clock", advance=901)
    (told,) = (await stage.state())["interactions"]
    assert told["state"] == "expired"


async def test_who_is_nobody_is_told_so(stage: Stage) -> None:
    told = await stage.get("state", **{"as": "nobody"})
    assert stage.status == 404
    assert "mai" in told["errors"]


async def test_a_message_command_says_whose_message_it_was_used_on(stage: Stage) -> None:
    where = f"/api/v10/applications/{stage.simulator.application_id}/commands"
    await stage.client.post(where, json={"name": "Quote", "type": 3}, headers={"authorization": "Bot none"})
    stage.bot.answers["Quote"] = lambda _: {"type": 4, "data": {"content": "“Hello.”"}}
    said = await stage.says("Hello.", by="joey")
    used = await stage.act(command="Quote", target=said["id"])
    assert used["message"]["target_name"] == "Joey"
    assert "Mai used “Quote” on Joey's message → replied" in await stage.get("transcript")


async def test_events_of_a_server_and_of_a_channel_are_seen_where_these_are(stage: Stage) -> None:
    for name, channel in (("Open", None), ("Closed", stage.channel("mod-log").id)):
        stage.world.put(
            ScheduledEvent(
                id=stage.world.next_id(),
                guild_id=stage.guild.id,
                creator_id=stage.user("seto").id,
                name=name,
                entity_type=3,
                channel_id=channel,
                starts_at=stage.world.now,
            )
        )
    assert names((await stage.state("mai"))["scheduled_events"]) == ["Open"]
    assert names((await stage.state("mod"))["scheduled_events"]) == ["Open", "Closed"]


async def test_rules_of_moderation_are_seen_by_who_may_change_them(stage: Stage) -> None:
    stage.world.put(AutoModRule(id="5", guild_id=stage.guild.id, creator_id=stage.user("seto").id, definition={}))
    assert len((await stage.state("seto"))["automod_rules"]) == 1
    assert (await stage.state("mai"))["automod_rules"] == []


async def test_a_message_whose_channel_is_gone_is_nobodys(stage: Stage) -> None:
    stage.world.put(
        Message(id="1", channel_id="2", author_id=stage.user("mai").id, content="Lost.", timestamp=stage.world.now)
    )
    assert "Lost." not in str(await stage.state("mai"))
