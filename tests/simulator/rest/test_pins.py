"""Pins and polls."""

from typing import Any

import pytest
from msgspec.structs import replace

from simulator.rest import pins
from simulator.world import AuditEntry, Channel, Message, Permission
from tests.simulator.rest.calls import Bot, refusal

POLL = {
    "question": {"text": "Which?"},
    "answers": [{"poll_media": {"text": "This."}}, {"poll_media": {"text": "That."}}],
}


@pytest.mark.parametrize("path", ["/channels/{}/messages/pins", "/channels/{}/pins"])
async def test_a_message_is_pinned_and_the_channel_is_told(bot: Bot, path: str) -> None:
    heard, path = bot.hears(), path.format(bot.channel().id)
    for _ in range(2):
        assert (await bot.put(f"{path}/{heard.id}")).status_code == 204
    assert bot.world.get(Message, heard.id).pinned
    told = next(bot.world.newest(Message))
    assert (told.type, told.author_id) == (6, bot.id)
    assert told.message_reference is not None
    assert told.message_reference["message_id"] == heard.id
    for _ in range(2):
        assert (await bot.delete(f"{path}/{heard.id}")).status_code == 204
    assert not bot.world.get(Message, heard.id).pinned
    assert [each.action_type for each in bot.world.all(AuditEntry)] == [74, 75]


async def test_pins_are_listed_the_last_first(bot: Bot) -> None:
    path = f"/channels/{bot.channel().id}/messages/pins"
    older, newer = bot.hears("Older."), bot.hears("Newer.")
    for message in (newer, older):
        bot.world.clock.advance(60)
        assert (await bot.put(f"{path}/{message.id}")).status_code == 204
    told = (await bot.get(path)).json()
    assert [each["message"]["id"] for each in told["items"]] == [older.id, newer.id]
    assert told["has_more"] is False
    first = (await bot.get(path, params={"limit": 1})).json()
    assert first["has_more"] is True
    rest = (await bot.get(path, params={"before": first["items"][0]["pinned_at"]})).json()
    assert [each["message"]["id"] for each in rest["items"]] == [newer.id]
    assert (await bot.get(path, params={"before": "2020-01-01T00:00:00"})).json()["items"] == []
    assert refusal(await bot.get(path, params={"before": "yesterday"})) == (400, 50035)
    old = (await bot.get(f"/channels/{bot.channel().id}/pins")).json()
    assert [each["id"] for each in old] == [older.id, newer.id]
    bot.may_not(Permission.READ_MESSAGE_HISTORY)
    assert (await bot.get(path)).json()["items"] == []


async def test_pinning_needs_its_own_permission(bot: Bot) -> None:
    path = f"/channels/{bot.channel().id}/messages/pins/{bot.hears().id}"
    bot.may_not(Permission.PIN_MESSAGES)
    assert refusal(await bot.put(path)) == (403, 50013)
    assert refusal(await bot.delete(path)) == (403, 50013)


async def test_some_messages_cannot_be_pinned(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    path = f"/channels/{bot.channel().id}/messages/pins"
    system = bot.world.put(replace(bot.hears(), type=6))
    assert refusal(await bot.put(f"{path}/{system.id}")) == (400, 50021)
    monkeypatch.setattr(pins, "MOST", 1)
    await bot.put(f"{path}/{bot.hears().id}")
    assert refusal(await bot.put(f"{path}/{bot.hears().id}")) == (400, 30003)


async def test_direct_messages_are_pinned_without_a_log(bot: Bot) -> None:
    channel = bot.world.put(Channel(id=bot.world.next_id(), type=1, recipient_id=bot.user("mai").id))
    heard = bot.world.put(replace(bot.hears(), channel_id=channel.id))
    assert (await bot.put(f"/channels/{channel.id}/messages/pins/{heard.id}")).status_code == 204
    assert not [*bot.world.all(AuditEntry)]


async def poll(bot: Bot) -> dict[str, Any]:
    answer = await bot.post(bot.messages(), json={"poll": POLL})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def test_a_poll_of_the_bot_ends_early(bot: Bot) -> None:
    sent = await poll(bot)
    path = f"/channels/{sent['channel_id']}/polls/{sent['id']}/expire"
    ended = (await bot.post(path)).json()
    assert ended["poll"]["results"]["is_finalized"] is True
    assert ended["poll"]["expiry"] < sent["poll"]["expiry"]
    assert (await bot.post(path)).json() == ended


async def test_only_polls_of_the_bot_end(bot: Bot) -> None:
    sent = await poll(bot)
    bot.world.put(replace(bot.world.get(Message, sent["id"]), author_id=bot.user("mai").id))
    assert refusal(await bot.post(f"/channels/{sent['channel_id']}/polls/{sent['id']}/expire")) == (403, 50005)
    heard = bot.hears()
    assert refusal(await bot.post(f"/channels/{heard.channel_id}/polls/{heard.id}/expire")) == (400, 520001)


async def test_nobody_has_voted(bot: Bot) -> None:
    sent = await poll(bot)
    path = f"/channels/{sent['channel_id']}/polls/{sent['id']}/answers"
    assert (await bot.get(f"{path}/1")).json() == {"users": []}
    assert refusal(await bot.get(f"{path}/1", params={"limit": 101})) == (400, 50035)
    assert (await bot.get(f"{path}/9")).status_code == 404
