"""Webhooks of channels: made, used by their tokens, and deleted."""

from typing import Any

import pytest
from msgspec.structs import replace

from simulator.world import Channel, Message, Permission, Webhook
from tests.simulator.rest.calls import Bot, refusal
from tests.simulator.rest.logbook import REASON, WHY, at, changed, entries, written


async def made(bot: Bot, channel: str = "general") -> dict[str, Any]:
    path = f"/channels/{bot.channel(channel).id}/webhooks"
    told: dict[str, Any] = (await bot.post(path, json={"name": "News"}, headers=WHY)).json()
    return told


def by_token(webhook: dict[str, Any]) -> str:
    return f"/webhooks/{webhook['id']}/{webhook['token']}"


async def says(bot: Bot, webhook: dict[str, Any], query: str = "", **body: Any) -> dict[str, Any]:
    answer = await bot.post(f"{by_token(webhook)}?wait=true{query}", json={"content": "New cards.", **body})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def test_a_webhook_is_made_and_listed(bot: Bot) -> None:
    webhook = await made(bot)

    assert (webhook["name"], webhook["channel_id"]) == ("News", bot.channel().id)
    assert webhook["application_id"] == bot.world.application.id
    assert (await bot.get(f"/channels/{bot.channel().id}/webhooks")).json() == [webhook]
    assert (await bot.get(at(bot, "/webhooks"))).json() == [webhook]
    assert (await bot.get(f"/webhooks/{webhook['id']}")).json() == webhook
    assert [(each.action_type, each.target_id, each.reason) for each in entries(bot)] == [(50, webhook["id"], REASON)]


async def test_its_token_is_enough_to_read_rename_and_delete_it(bot: Bot) -> None:
    webhook = await made(bot)
    del bot.client.headers["authorization"]
    path = by_token(webhook)

    assert "user" not in (await bot.get(path)).json()
    assert (await bot.patch(path, json={"name": "Olds"})).json()["name"] == "Olds"
    assert refusal(await bot.patch(path, json={"name": ""})) == (400, 50035)
    assert (await bot.delete(path)).status_code == 204
    assert refusal(await bot.get(path)) == (404, 10015)


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
async def test_a_wrong_token_opens_nothing(bot: Bot, method: str) -> None:
    webhook = await made(bot)
    path = f"/webhooks/{webhook['id']}/wrong"

    assert refusal(await bot.client.request(method, path, json={"name": "x"})) == (401, 50027)
    assert refusal(await bot.post(path, json={"content": "x"})) == (401, 50027)


async def test_a_webhook_is_renamed_and_moved(bot: Bot) -> None:
    webhook = await made(bot)
    hall = bot.channel("duel-hall").id
    told = (await bot.patch(f"/webhooks/{webhook['id']}", json={"name": "Olds", "channel_id": hall})).json()

    assert (told["name"], told["channel_id"]) == ("Olds", hall)
    assert changed(entries(bot)[-1]) == {"name": ("News", "Olds"), "channel_id": (bot.channel().id, hall)}
    await bot.patch(f"/webhooks/{webhook['id']}", json={"name": "Olds"})
    assert (await bot.delete(f"/webhooks/{webhook['id']}")).status_code == 204
    assert written(bot) == [(50, webhook["id"]), (51, webhook["id"]), (52, webhook["id"])]


@pytest.mark.parametrize("channel", ["1", "Lobby"])
async def test_a_webhook_is_not_moved_to_where_none_can_be(bot: Bot, channel: str) -> None:
    webhook = await made(bot)
    channel = channel if channel == "1" else bot.channel(channel).id

    assert refusal(await bot.patch(f"/webhooks/{webhook['id']}", json={"channel_id": channel})) == (404, 10003)


async def test_a_webhook_that_is_none_is_unknown(bot: Bot) -> None:
    assert refusal(await bot.get("/webhooks/1")) == (404, 10015)


async def test_what_it_says_bears_its_name_or_the_one_that_is_told(bot: Bot) -> None:
    webhook = await made(bot)
    own, other = await says(bot, webhook), await says(bot, webhook, username="Kaiba Corp.")

    assert (own["author"]["username"], other["author"]["username"]) == ("News", "Kaiba Corp.")
    assert own["webhook_id"] == own["author"]["id"] == webhook["id"]
    assert own["content"] == "New cards."
    assert own["application_id"] == bot.world.application.id


async def test_without_waiting_nothing_is_told(bot: Bot) -> None:
    webhook = await made(bot)
    assert (await bot.post(by_token(webhook), json={"content": "x"})).status_code == 204

    assert [each.content for each in bot.world.all(Message)][-1] == "x"
    assert refusal(await bot.post(by_token(webhook), json={})) == (400, 50006)


async def test_what_it_said_is_read_edited_and_deleted(bot: Bot) -> None:
    webhook = await made(bot)
    message = await says(bot, webhook)
    path = f"{by_token(webhook)}/messages/{message['id']}"

    assert (await bot.get(path)).json() == message
    edited = (await bot.patch(path, json={"content": "Old cards."})).json()
    assert (edited["content"], edited["edited_timestamp"] is None) == ("Old cards.", False)
    assert (await bot.delete(path)).status_code == 204
    assert refusal(await bot.get(path)) == (404, 10008)


async def test_what_others_said_is_not_its_own(bot: Bot) -> None:
    webhook, message = await made(bot), bot.hears()

    assert refusal(await bot.delete(f"{by_token(webhook)}/messages/{message.id}")) == (404, 10008)
    assert refusal(await bot.get(f"{by_token(webhook)}/messages/@original")) == (404, 10008)


async def test_it_says_something_in_a_thread_of_its_channel(bot: Bot) -> None:
    webhook = await made(bot)
    thread = (await bot.post(f"/channels/{bot.channel().id}/threads", json={"name": "x", "type": 11})).json()["id"]
    message = await says(bot, webhook, f"&thread_id={thread}")
    path = f"{by_token(webhook)}/messages/{message['id']}"

    assert message["channel_id"] == thread
    assert refusal(await bot.get(path)) == (404, 10008)
    assert (await bot.get(f"{path}?thread_id={thread}")).status_code == 200
    elsewhere = f"{by_token(webhook)}?thread_id={bot.channel('duel-hall').id}"
    assert refusal(await bot.post(elsewhere, json={"content": "x"})) == (404, 10003)


async def test_in_a_forum_it_begins_a_post_or_writes_in_one(bot: Bot) -> None:
    await bot.post(at(bot, "/channels"), json={"name": "cards", "type": 15})
    webhook = await made(bot, "cards")
    path = by_token(webhook)
    post = await says(bot, webhook, thread_name="Dark Hole")

    assert post["id"] == post["channel_id"]
    assert bot.world.get(Channel, post["id"]).name == "Dark Hole"
    assert (await says(bot, webhook, f"&thread_id={post['id']}"))["channel_id"] == post["id"]
    assert refusal(await bot.post(path, json={"content": "x"})) == (400, 220001)
    both = f"{path}?thread_id={post['id']}"
    assert refusal(await bot.post(both, json={"content": "x", "thread_name": "y"})) == (400, 220002)
    elsewhere = by_token(await made(bot))
    assert refusal(await bot.post(elsewhere, json={"content": "x", "thread_name": "y"})) == (400, 220003)


async def test_a_channel_has_15_webhooks_at_most(bot: Bot) -> None:
    for _ in range(15):
        await made(bot)

    assert refusal(await bot.post(f"/channels/{bot.channel().id}/webhooks", json={"name": "x"})) == (400, 30007)


async def test_webhooks_need_manage_webhooks(bot: Bot) -> None:
    webhook = await made(bot)
    bot.may_not(Permission.MANAGE_WEBHOOKS)

    for path in (f"/channels/{bot.channel().id}/webhooks", at(bot, "/webhooks"), f"/webhooks/{webhook['id']}"):
        assert refusal(await bot.get(path)) == (403, 50013)


async def test_categories_and_direct_messages_have_none(bot: Bot) -> None:
    bot.world.put(Channel(id="7", type=1, recipient_id=bot.user("mai").id))

    assert refusal(await bot.get(f"/channels/{bot.channel('Lobby').id}/webhooks")) == (400, 50024)
    assert refusal(await bot.get("/channels/7/webhooks")) == (400, 50003)


async def test_somebody_elses_webhook_is_of_no_application(bot: Bot) -> None:
    told = await made(bot)
    bot.world.put(replace(bot.world.get(Webhook, told["id"]), user_id=bot.user("seto").id))

    assert (await says(bot, told)).get("application_id") is None


async def test_it_says_something_elsewhere_only_in_threads(bot: Bot) -> None:
    webhook = await made(bot)

    assert refusal(await bot.post(f"{by_token(webhook)}?thread_id=1", json={"content": "x"})) == (404, 10003)
