"""What members write by hand."""

import pytest
from msgspec.structs import replace

from tests.simulator.control.stage import Stage


async def test_a_member_writes_and_answers(stage: Stage) -> None:
    first = await stage.says("Hello.")
    assert (first["author"]["username"], first["type"]) == ("mai", 0)
    told = {"as": "joey", "channel": first["channel_id"], "content": "Hi!", "reply_to": first["id"]}
    reply = await stage.post("messages", **told)
    assert (reply["type"], reply["message_reference"]["message_id"]) == (19, first["id"])


async def test_a_conversation_with_the_bot_is_opened_once(stage: Stage) -> None:
    first = await stage.post("dms", **{"as": "mai"})
    again = await stage.post("dms", **{"as": "mai"})
    said = await stage.says("Hello, bot.", channel="dm")
    assert first["id"] == again["id"] == said["channel_id"]
    assert first["recipient_id"] == stage.user("mai").id


@pytest.mark.parametrize(
    ("what", "status", "sentence"),
    [
        ({"channel": "general", "content": " "}, 400, "A message needs some text."),
        ({"channel": "general", "content": "a" * 2001}, 400, "A message has at most 2000 characters"),
        ({"channel": "Lobby", "content": "Hello."}, 403, "Nobody can write in this kind of channel."),
        ({"channel": "mod-log", "content": "Hello."}, 403, "mai may not write here."),
        ({"channel": "nowhere", "content": "Hello."}, 404, "No channel is called “nowhere”."),
        ({"channel": "general", "content": "Hello.", "reply_to": "1"}, 404, "The message that this answers is gone."),
        ({"channel": "general"}, 400, "The body does not fit: The field “content” is missing."),
    ],
)
async def test_what_cannot_be_written(stage: Stage, what: dict[str, str], status: int, sentence: str) -> None:
    told = await stage.post("messages", **{"as": "mai", **what})
    assert stage.status == status
    assert told["errors"].startswith(sentence)


async def test_who_is_timed_out_writes_nothing(stage: Stage) -> None:
    await stage.deed("mod", "timeout", target="mai", seconds=60)
    await stage.says("Hello.")
    assert stage.status == 403
    await stage.post("clock", advance=61)
    await stage.says("Hello.")
    assert stage.status == 200


async def test_the_bot_has_no_conversation_with_itself(stage: Stage) -> None:
    await stage.post("dms", **{"as": stage.simulator.world.bot.id})
    assert stage.status == 400


async def test_nobody_writes_in_the_name_of_others_channels(stage: Stage) -> None:
    conversation = await stage.post("dms", **{"as": "joey"})
    told = await stage.says("Hello.", by="mai", channel=conversation["id"])
    assert (stage.status, told["errors"]) == (403, "mai may not write here.")


async def test_a_message_in_a_forum_is_none(stage: Stage) -> None:
    stage.world.put(replace(stage.channel("duel-hall"), type=15))
    await stage.says("Hello.", channel="duel-hall")
    assert stage.status == 403


async def test_automod_keeps_a_message_from_being_sent(stage: Stage) -> None:
    rule = {"name": "No cats", "event_type": 1, "trigger_type": 1, "actions": [{"type": 1}], "enabled": True}
    where = f"/api/v10/guilds/{stage.guild.id}/auto-moderation/rules"
    body = rule | {"trigger_metadata": {"keyword_filter": ["cat"]}, "exempt_channels": [stage.channel("duel-hall").id]}
    made = await stage.client.post(where, json=body, headers={"authorization": "Bot none"})
    assert made.status_code == 200, made.text
    told = await stage.says("A cat!")
    assert (stage.status, told["errors"]) == (403, "AutoMod blocks this message, by the rule “No cats”.")
    for by, channel in (("mai", "duel-hall"), ("seto", "general"), ("mai", "dm")):
        await stage.says("A cat!", by=by, channel=channel)
        assert stage.status == 200
