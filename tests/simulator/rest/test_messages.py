"""Messages of channels."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from simulator.engine.expiry import expire
from simulator.world import AuditEntry, Channel, Member, Message, Permission, Typing
from simulator.world.clock import EPOCH
from tests.simulator.rest.calls import Bot, refusal


async def test_a_message_is_sent_and_told(bot: Bot) -> None:
    sent = await bot.says("Hello **all**.")
    assert (sent["author"]["id"], sent["content"], sent["type"]) == (bot.id, "Hello **all**.", 0)
    assert (await bot.get(f"{bot.messages()}/{sent['id']}")).json() == sent


async def test_an_empty_message_is_refused(bot: Bot) -> None:
    assert refusal(await bot.post(bot.messages(), json={"content": "  "})) == (400, 50006)


@pytest.mark.parametrize(
    ("permission", "body", "code"),
    [
        (Permission.VIEW_CHANNEL, {"content": "Hi."}, 50001),
        (Permission.SEND_MESSAGES, {"content": "Hi."}, 50013),
        (Permission.EMBED_LINKS, {"embeds": [{"title": "Hi."}]}, 50013),
        (
            Permission.SEND_POLLS,
            {"poll": {"question": {"text": "?"}, "answers": [{"poll_media": {"text": "Yes."}}]}},
            50013,
        ),
    ],
)
async def test_sending_needs_its_permissions(bot: Bot, permission: Permission, body: Any, code: int) -> None:
    assert (await bot.post(bot.messages(), json=body)).status_code == 200
    bot.may_not(permission)
    assert refusal(await bot.post(bot.messages(), json=body)) == (403, code)


async def test_sending_files_needs_a_permission(bot: Bot) -> None:
    bot.may_not(Permission.ATTACH_FILES)
    assert refusal(await bot.post(bot.messages(), files={"files[0]": ("a.txt", b"1")})) == (403, 50013)


async def test_there_is_no_text_in_a_category(bot: Bot) -> None:
    assert refusal(await bot.post(bot.messages("Lobby"), json={"content": "Hi."})) == (400, 50008)
    assert refusal(await bot.post("/channels/1/messages", json={"content": "Hi."})) == (404, 10003)


async def test_a_nonce_that_is_enforced_sends_once(bot: Bot) -> None:
    body = {"content": "Once.", "nonce": "n1", "enforce_nonce": True}
    first = (await bot.post(bot.messages(), json=body)).json()
    bot.hears()
    again = (await bot.post(bot.messages(), json={**body, "content": "Twice."})).json()
    assert again == first
    other = (await bot.post(bot.messages(), json={**body, "enforce_nonce": False})).json()
    assert other["id"] != first["id"]
    bot.world.clock.advance(600)
    assert (await bot.post(bot.messages(), json=body)).json()["id"] != first["id"]
    assert (await bot.post(bot.messages("duel-hall"), json={**body, "nonce": 7})).json()["nonce"] == 7


async def test_a_reply_names_what_it_replies_to(bot: Bot) -> None:
    asked = await bot.says("A question.")
    told = (
        await bot.post(bot.messages(), json={"content": "Yes.", "message_reference": {"message_id": asked["id"]}})
    ).json()
    assert told["type"] == 19
    assert told["referenced_message"]["id"] == asked["id"]
    assert told["message_reference"]["message_id"] == asked["id"]
    await bot.delete(f"{bot.messages()}/{asked['id']}")
    assert (await bot.get(f"{bot.messages()}/{told['id']}")).json()["referenced_message"] is None


async def test_a_reply_to_nothing_is_refused_unless_that_is_allowed(bot: Bot) -> None:
    reference: dict[str, Any] = {"message_id": "1"}
    answer = await bot.post(bot.messages(), json={"content": "Yes.", "message_reference": reference})
    assert answer.json()["errors"]["message_reference"]["_errors"][0]["code"] == "REPLIES_UNKNOWN_MESSAGE"
    reference["fail_if_not_exists"] = False
    answer = await bot.post(bot.messages(), json={"content": "Yes.", "message_reference": reference})
    assert answer.json()["type"] == 0


async def test_a_reply_stays_in_its_channel_and_is_to_somebody(bot: Bot) -> None:
    elsewhere = await bot.says(channel="duel-hall")
    system = bot.world.put(replace(bot.hears(), type=6))
    for id_, code in ((elsewhere["id"], "UNKNOWN_MESSAGE"), (system.id, "CANNOT_REPLY_TO_SYSTEM_MESSAGE")):
        answer = await bot.post(bot.messages(), json={"content": "Yes.", "message_reference": {"message_id": id_}})
        assert answer.json()["errors"]["message_reference"]["_errors"][0]["code"] == f"REPLIES_{code}"


async def test_a_reply_needs_the_history(bot: Bot) -> None:
    asked = await bot.says("A question.")
    bot.may_not(Permission.READ_MESSAGE_HISTORY)
    answer = await bot.post(bot.messages(), json={"content": "Yes.", "message_reference": {"message_id": asked["id"]}})
    assert refusal(answer) == (400, 160002)


async def test_forwarding_is_not_simulated_and_says_so(bot: Bot) -> None:
    asked = await bot.says("A question.")
    body = {"message_reference": {"type": 1, "message_id": asked["id"], "channel_id": asked["channel_id"]}}
    answer = await bot.post(bot.messages(), json=body)
    assert answer.status_code == 404
    assert "not simulated" in answer.json()["message"]


async def test_mentions_go_by_what_is_allowed(bot: Bot) -> None:
    mai, joey = bot.user("mai"), bot.user("joey")
    body: dict[str, Any] = {"content": f"<@{mai.id}> <@{joey.id}>"}
    told = (await bot.post(bot.messages(), json=body)).json()
    assert {each["id"] for each in told["mentions"]} == {mai.id, joey.id}
    body["allowed_mentions"] = {"users": [mai.id]}
    told = (await bot.post(bot.messages(), json=body)).json()
    assert [each["id"] for each in told["mentions"]] == [mai.id]


async def test_an_archived_thread_is_woken_by_a_message_unless_it_is_locked(bot: Bot) -> None:
    thread = Channel(
        id=bot.world.next_id(),
        guild_id=bot.guild.id,
        type=11,
        name="duel",
        parent_id=bot.channel().id,
        details={"thread_metadata": {"archived": True, "locked": False, "auto_archive_duration": 1440}},
    )
    bot.world.put(thread)
    sent = await bot.says(channel="duel")
    assert bot.channel("duel").details["thread_metadata"]["archived"] is False
    bot.world.put(thread)
    assert refusal(await bot.patch(f"{bot.messages('duel')}/{sent['id']}", json={"content": "No."})) == (400, 50083)
    bot.world.put(replace(thread, details={"thread_metadata": {"archived": True, "locked": True}}))
    bot.may_not(Permission.MANAGE_THREADS)
    assert refusal(await bot.post(bot.messages("duel"), json={"content": "Hi."})) == (403, 160005)


async def test_messages_are_listed_the_latest_first(bot: Bot) -> None:
    ids = [(await bot.says(f"{number}", "duel-hall"))["id"] for number in range(5)]
    path = bot.messages("duel-hall")

    async def found(**query: Any) -> list[int]:
        told = (await bot.get(path, params=query)).json()
        return [ids.index(each["id"]) for each in told]

    assert await found() == [4, 3, 2, 1, 0]
    assert await found(limit=2) == [4, 3]
    assert await found(before=ids[3], limit=2) == [2, 1]
    assert await found(after=ids[1], limit=2) == [3, 2]
    assert await found(around=ids[2], limit=3) == [3, 2, 1]
    assert await found(around=ids[2], limit=1) == [2]
    for query in ({"limit": 0}, {"limit": 101}, {"limit": "x"}, {"before": "x"}):
        assert refusal(await bot.get(path, params=query)) == (400, 50035)


async def test_without_the_history_nothing_is_listed(bot: Bot) -> None:
    sent = await bot.says()
    bot.may_not(Permission.READ_MESSAGE_HISTORY)
    assert (await bot.get(bot.messages())).json() == []
    assert refusal(await bot.get(f"{bot.messages()}/{sent['id']}")) == (403, 50013)


async def test_ephemeral_messages_are_not_in_the_channel(bot: Bot) -> None:
    hidden = bot.world.put(replace(bot.hears(), author_id=bot.id, visible_to=bot.user("mai").id, flags=64))
    assert hidden.id not in [each["id"] for each in (await bot.get(bot.messages())).json()]
    path = f"{bot.messages()}/{hidden.id}"
    assert refusal(await bot.get(path)) == (404, 10008)
    assert refusal(await bot.patch(path, json={"content": "Hi."})) == (404, 10008)


async def test_what_others_wrote_comes_without_its_text_unless_the_bot_may_read_it(bot: Bot) -> None:
    heard = bot.hears("A secret.")
    path = f"{bot.messages()}/{heard.id}"
    assert (await bot.get(path)).json()["content"] == ""
    assert any("MESSAGE_CONTENT" in each for each in bot.exchange.warnings)
    mentioned = bot.world.put(replace(bot.hears("You there!"), mentions=(bot.id,)))
    assert (await bot.get(f"{bot.messages()}/{mentioned.id}")).json()["content"] == "You there!"
    asked = await bot.says("A question.")
    reference = {"message_id": asked["id"]}
    answer = bot.world.put(replace(bot.hears("An answer."), type=19, message_reference=reference))
    assert (await bot.get(f"{bot.messages()}/{answer.id}")).json()["content"] == "An answer."
    assert not bot.exchange.warnings
    await bot.patch("/applications/@me", json={"flags": 1 << 19})
    assert (await bot.get(path)).json()["content"] == "A secret."


async def test_direct_messages_may_be_read(bot: Bot) -> None:
    channel = bot.world.put(Channel(id=bot.world.next_id(), type=1, recipient_id=bot.user("mai").id))
    bot.world.put(replace(bot.hears("Between us."), channel_id=channel.id))
    (told,) = (await bot.get(f"/channels/{channel.id}/messages")).json()
    assert told["content"] == "Between us."


async def test_the_bot_edits_what_it_wrote(bot: Bot) -> None:
    sent = await bot.says("One.")
    edited = (await bot.patch(f"{bot.messages()}/{sent['id']}", json={"content": "Two."})).json()
    assert (edited["id"], edited["content"]) == (sent["id"], "Two.")
    assert edited["edited_timestamp"] is not None


async def test_of_others_messages_only_embeds_are_hidden(bot: Bot) -> None:
    path = f"{bot.messages()}/{bot.hears().id}"
    assert refusal(await bot.patch(path, json={"content": "Mine."})) == (403, 50005)
    assert refusal(await bot.patch(path, json={"flags": 4, "content": "Mine."})) == (403, 50005)
    assert (await bot.patch(path, json={"flags": 4})).json()["flags"] == 4
    bot.may_not(Permission.MANAGE_MESSAGES)
    assert refusal(await bot.patch(path, json={"flags": 0})) == (403, 50013)


async def test_a_classic_message_is_not_made_of_components_by_half(bot: Bot) -> None:
    sent = await bot.says("One.")
    path = f"{bot.messages()}/{sent['id']}"
    text = {"flags": 1 << 15, "components": [{"type": 10, "content": "Two."}]}
    assert refusal(await bot.patch(path, json=text)) == (400, 50035)
    assert (await bot.patch(path, json={**text, "content": None, "embeds": []})).status_code == 200
    assert refusal(await bot.patch(path, json={"content": "Three."})) == (400, 50035)


async def test_the_bot_deletes_what_it_wrote_and_with_a_permission_what_others_wrote(bot: Bot) -> None:
    own, other = await bot.says(), bot.hears()
    assert (await bot.delete(f"{bot.messages()}/{own['id']}")).status_code == 204
    assert not [*bot.world.all(AuditEntry)]
    assert (await bot.delete(f"{bot.messages()}/{other.id}")).status_code == 204
    (entry,) = bot.world.all(AuditEntry)
    assert (entry.action_type, entry.target_id) == (72, bot.user("mai").id)
    assert entry.options == {"channel_id": bot.channel().id, "count": "1"}
    assert refusal(await bot.delete(f"{bot.messages()}/{other.id}")) == (404, 10008)
    bot.may_not(Permission.MANAGE_MESSAGES)
    assert refusal(await bot.delete(f"{bot.messages()}/{bot.hears().id}")) == (403, 50013)


async def test_in_direct_messages_the_others_stay(bot: Bot) -> None:
    channel = bot.world.put(Channel(id=bot.world.next_id(), type=1, recipient_id=bot.user("mai").id))
    heard = bot.world.put(replace(bot.hears(), channel_id=channel.id))
    path = f"/channels/{channel.id}/messages"
    assert refusal(await bot.delete(f"{path}/{heard.id}")) == (400, 50003)
    assert refusal(await bot.post(f"{path}/bulk-delete", json={"messages": ["1", "2"]})) == (400, 50003)


async def test_several_messages_are_deleted_at_once(bot: Bot) -> None:
    ids = [bot.hears().id for _ in range(3)]
    path = f"{bot.messages()}/bulk-delete"
    unknown = bot.world.next_id()
    assert (await bot.post(path, json={"messages": [*ids[:2], unknown]})).status_code == 204
    assert [bot.world.find(Message, id_) is None for id_ in ids] == [True, True, False]
    (entry,) = bot.world.all(AuditEntry)
    assert (entry.action_type, entry.target_id, entry.options) == (73, bot.channel().id, {"count": "2"})
    assert (await bot.post(path, json={"messages": [unknown, bot.world.next_id()]})).status_code == 204
    assert refusal(await bot.post(path, json={"messages": [ids[2]]})) == (400, 50016)
    bot.may_not(Permission.MANAGE_MESSAGES)
    assert refusal(await bot.post(path, json={"messages": [ids[2], unknown]})) == (403, 50013)


async def test_one_old_message_keeps_all_from_being_deleted(bot: Bot) -> None:
    new, old = bot.hears(), str((bot.world.clock.milliseconds - 15 * 86_400_000 - EPOCH) << 22)
    answer = await bot.post(f"{bot.messages()}/bulk-delete", json={"messages": [new.id, old]})
    assert refusal(answer) == (400, 50034)
    assert bot.world.find(Message, new.id) is not None


async def test_the_bot_types_for_ten_seconds_or_until_its_message_is_there(bot: Bot) -> None:
    path = f"/channels/{bot.channel().id}/typing"
    ten, before = timedelta(seconds=10), bot.world.now
    await bot.post(path)
    (typing,) = bot.world.all(Typing)
    assert typing.user_id == bot.id
    assert before + ten <= typing.until <= bot.world.now + ten
    await bot.post(bot.messages(), json={"content": "Done."})
    assert list(bot.world.all(Typing)) == []
    await bot.post(path)
    bot.world.clock.advance(10)
    expire(bot.world)
    assert list(bot.world.all(Typing)) == []


async def test_typing_needs_what_sending_needs(bot: Bot) -> None:
    path = f"/channels/{bot.channel().id}/typing"
    assert (await bot.post(path)).status_code == 204
    bot.may_not(Permission.SEND_MESSAGES)
    assert refusal(await bot.post(path)) == (403, 50013)


async def test_who_is_timed_out_writes_nothing(bot: Bot) -> None:
    me = bot.world.get(Member, f"{bot.guild.id}:{bot.id}")
    until = bot.world.now.replace(year=bot.world.now.year + 1)
    bot.world.put(replace(me, communication_disabled_until=until))
    assert refusal(await bot.post(bot.messages(), json={"content": "Hi."})) == (403, 50013)
