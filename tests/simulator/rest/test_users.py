"""The bot itself, others, servers and direct messages."""

from msgspec.structs import replace

from simulator.world import Channel, Guild, Member, User
from tests.simulator.rest.calls import Bot, refusal


async def test_the_bot_is_told_who_it_is(bot: Bot) -> None:
    told = (await bot.get("/users/@me")).json()
    assert (told["id"], told["username"], told["bot"]) == (bot.id, "Your Bot", True)


async def test_the_bot_may_call_itself_otherwise(bot: Bot) -> None:
    assert (await bot.patch("/users/@me", json={"username": " Other "})).json()["username"] == "Other"
    assert bot.world.bot.username == "Other"
    assert (await bot.patch("/users/@me", json={"avatar": None})).json()["username"] == "Other"
    assert refusal(await bot.patch("/users/@me", json={"username": "x"})) == (400, 50035)


async def test_others_are_told_by_their_ids(bot: Bot) -> None:
    mai = bot.user("mai")
    told = (await bot.get(f"/users/{mai.id}")).json()
    assert (told["username"], told["global_name"], "bot" in told) == ("mai", "Mai", False)
    assert refusal(await bot.get("/users/1")) == (404, 10013)


async def test_the_bot_knows_its_servers(bot: Bot) -> None:
    other = bot.world.put(Guild(id=bot.world.next_id(), name="Elsewhere", owner_id=bot.user("seto").id))
    (told,) = (await bot.get("/users/@me/guilds")).json()
    assert (told["id"], told["name"], told["owner"]) == (bot.guild.id, "Duel Academy", False)
    assert int(told["permissions"]) & 1 << 2
    assert "approximate_member_count" not in told
    (told,) = (await bot.get("/users/@me/guilds", params={"with_counts": "true"})).json()
    assert told["approximate_member_count"] == 7
    assert (await bot.get("/users/@me/guilds", params={"after": bot.guild.id})).json() == []
    assert refusal(await bot.get("/users/@me/guilds", params={"limit": 201})) == (400, 50035)
    assert refusal(await bot.delete(f"/users/@me/guilds/{other.id}")) == (403, 50001)


async def test_the_bot_may_leave_a_server(bot: Bot) -> None:
    assert (await bot.delete(f"/users/@me/guilds/{bot.guild.id}")).status_code == 204
    assert (await bot.get("/users/@me/guilds")).json() == []
    assert refusal(await bot.delete("/users/@me/guilds/1")) == (404, 10004)


async def test_direct_messages_are_opened_once(bot: Bot) -> None:
    mai = bot.user("mai")
    first = (await bot.post("/users/@me/channels", json={"recipient_id": mai.id})).json()
    again = (await bot.post("/users/@me/channels", json={"recipient_id": int(mai.id)})).json()
    assert first["id"] == again["id"]
    assert (first["type"], first["recipients"][0]["id"]) == (1, mai.id)
    sent = await bot.post(f"/channels/{first['id']}/messages", json={"content": "Between us."})
    assert sent.json()["channel_id"] == first["id"]


async def test_direct_messages_need_somebody(bot: Bot) -> None:
    assert refusal(await bot.post("/users/@me/channels", json={"recipient_id": "1"})) == (400, 50033)
    assert refusal(await bot.post("/users/@me/channels", json={})) == (400, 50035)
    assert refusal(await bot.post("/users/@me/channels", json={"recipient_id": bot.id})) == (403, 50007)


async def dm(bot: Bot, user: User) -> tuple[int, int]:
    channel = (await bot.post("/users/@me/channels", json={"recipient_id": user.id})).json()
    return refusal(await bot.post(f"/channels/{channel['id']}/messages", json={"content": "Hello."}))


async def test_who_takes_no_direct_messages_gets_none(bot: Bot) -> None:
    assert await dm(bot, bot.user("yuki")) == (403, 50007)
    machine = bot.world.put(User(id=bot.world.next_id(), username="machine", bot=True))
    assert await dm(bot, machine) == (403, 50007)


async def test_without_a_server_in_common_there_are_no_direct_messages(bot: Bot) -> None:
    bot.world.remove(bot.member("mai"))
    assert await dm(bot, bot.user("mai")) == (403, 50278)
    other = bot.world.put(replace(bot.guild, id=bot.world.next_id()))
    bot.world.put(Member(guild_id=other.id, user_id=bot.user("mai").id, joined_at=bot.world.now))
    assert await dm(bot, bot.user("mai")) == (403, 50278)


async def test_others_direct_messages_are_closed_to_the_bot(bot: Bot) -> None:
    channel = bot.world.put(Channel(id=bot.world.next_id(), type=1, recipient_id=bot.user("mai").id))
    assert (await bot.get(f"/channels/{channel.id}/messages")).json() == []
