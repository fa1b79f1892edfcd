"""Members: read, found, edited, kicked."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from simulator.world import Member, Permission, ThreadMember
from tests.simulator.rest.calls import Bot, refusal
from tests.simulator.rest.logbook import REASON, WHY, at, changed, entries, lift, owned_by_the_bot, written

TIMEOUT = "communication_disabled_until"


def of(bot: Bot, name: str) -> str:
    return at(bot, f"/members/{bot.id if name == 'bot' else bot.user(name).id}")


def ahead(bot: Bot, **time: float) -> str:
    return (bot.world.now + timedelta(**time)).isoformat()


async def test_a_member_is_told_with_their_user(bot: Bot) -> None:
    told = (await bot.get(of(bot, "mai"))).json()

    assert told["user"]["username"] == "mai"
    assert told["roles"] == [bot.role("Duelist").id]


async def test_a_member_that_is_none_is_unknown(bot: Bot) -> None:
    assert refusal(await bot.get(at(bot, "/members/12345"))) == (404, 10007)


async def test_members_are_listed_with_the_intent_for_it_alone(bot: Bot) -> None:
    assert refusal(await bot.get(at(bot, "/members"))) == (403, 50001)
    assert "GUILD_MEMBERS" in bot.exchange.warnings[0]
    await bot.patch("/applications/@me", json={"flags": 1 << 15})
    assert (await bot.get(at(bot, "/members"))).status_code == 200


async def test_members_come_by_their_ids_page_after_page(bot: Bot) -> None:
    await bot.patch("/applications/@me", json={"flags": 1 << 15})
    first = (await bot.get(at(bot, "/members"), params={"limit": 4})).json()
    rest = (await bot.get(at(bot, "/members"), params={"limit": 1000, "after": first[-1]["user"]["id"]})).json()

    ids = [int(each["user"]["id"]) for each in [*first, *rest]]
    assert (len(first), len(ids)) == (4, 7)
    assert ids == sorted(ids)
    assert len((await bot.get(at(bot, "/members"))).json()) == 1


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"limit": "many"}, "NUMBER_TYPE_COERCE"),
        ({"limit": "1001"}, "NUMBER_TYPE_MAX"),
        ({"limit": "0"}, "NUMBER_TYPE_MIN"),
        ({"after": "yesterday"}, "NUMBER_TYPE_COERCE"),
    ],
)
async def test_a_list_is_asked_for_within_its_limits(bot: Bot, query: dict[str, str], code: str) -> None:
    await bot.patch("/applications/@me", json={"flags": 1 << 15})
    answer = await bot.get(at(bot, "/members"), params=query)

    assert refusal(answer) == (400, 50035)
    assert answer.json()["errors"][next(iter(query))]["_errors"][0]["code"] == code


@pytest.mark.parametrize(
    ("query", "found"), [("ma", ["mai"]), ("SET", ["seto"]), ("Ishi", ["mod"]), ("blade", ["joey"]), ("zzz", [])]
)
async def test_members_are_found_by_how_their_names_begin(bot: Bot, query: str, found: list[str]) -> None:
    bot.world.put(replace(bot.member("joey"), nick="Blade"))
    answer = await bot.get(at(bot, "/members/search"), params={"query": query, "limit": 10})

    assert [each["user"]["username"] for each in answer.json()] == found


async def test_a_search_wants_something_to_search_for(bot: Bot) -> None:
    assert refusal(await bot.get(at(bot, "/members/search"))) == (400, 50035)


async def test_an_edit_gives_a_name_roles_and_a_timeout_and_writes_them_down(bot: Bot) -> None:
    until, reviewer, duelist = ahead(bot, hours=1), bot.role("Reviewer").id, bot.role("Duelist").id
    body = {"nick": "Harpie", TIMEOUT: until, "roles": [reviewer], "flags": 4}
    told = (await bot.patch(of(bot, "mai"), json=body, headers=WHY)).json()

    assert (told["nick"], told["roles"], told["flags"]) == ("Harpie", [reviewer], 4)
    assert bot.member("mai").communication_disabled_until == bot.world.now.fromisoformat(until)
    update, roles = entries(bot)
    assert written(bot) == [(24, bot.user("mai").id), (25, bot.user("mai").id)]
    assert update.reason == REASON
    assert changed(update)["nick"] == (None, "Harpie")
    assert changed(update)[TIMEOUT][0] is None
    assert roles.changes == (
        {"key": "$remove", "new_value": [{"id": duelist, "name": "Duelist"}]},
        {"key": "$add", "new_value": [{"id": reviewer, "name": "Reviewer"}]},
    )


async def test_null_lifts_a_timeout_and_takes_a_name_away(bot: Bot) -> None:
    bot.world.put(replace(bot.member("mai"), nick="Harpie", communication_disabled_until=bot.world.now))
    told = (await bot.patch(of(bot, "mai"), json={"nick": None, TIMEOUT: None})).json()

    assert (told["nick"], told[TIMEOUT]) == (None, None)


async def test_an_edit_that_changes_nothing_is_not_written_down(bot: Bot) -> None:
    assert (await bot.patch(of(bot, "mai"), json={"nick": ""})).status_code == 200
    assert entries(bot) == []


async def test_a_timeout_without_a_zone_is_of_utc(bot: Bot) -> None:
    until = (bot.world.now + timedelta(hours=1)).replace(tzinfo=None).isoformat()
    told = (await bot.patch(of(bot, "mai"), json={TIMEOUT: until})).json()

    assert told[TIMEOUT].startswith(until[:19])
    assert told[TIMEOUT].endswith("+00:00")


async def test_a_timeout_lasts_28_days_and_not_longer(bot: Bot) -> None:
    assert (await bot.patch(of(bot, "mai"), json={TIMEOUT: ahead(bot, days=28)})).status_code == 200
    answer = await bot.patch(of(bot, "mai"), json={TIMEOUT: ahead(bot, days=28, seconds=60)})

    assert refusal(answer) == (400, 50035)
    code = answer.json()["errors"][TIMEOUT]["_errors"][0]["code"]
    assert code == "INVALID_COMMUNICATION_DISABLED_TIMESTAMP"


@pytest.mark.parametrize("until", ["tomorrow", "0001-01-01T00:00:00+23:00"])
async def test_a_timeout_is_a_time(bot: Bot, until: str) -> None:
    assert refusal(await bot.patch(of(bot, "mai"), json={TIMEOUT: until})) == (400, 50035)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("seto", {"nick": "Seto"}),
        ("seto", {TIMEOUT: None}),
        ("bot", {TIMEOUT: None}),
        ("high", {"nick": "Yuki"}),
        ("high", {TIMEOUT: None}),
        ("mai", {"mute": True}),
        ("mai", {"deaf": True}),
        ("mai", {"channel_id": None}),
        ("mai", {"roles": ["ADMINISTRATOR"]}),
    ],
)
async def test_who_stands_above_the_bot_is_left_alone(bot: Bot, name: str, body: dict[str, Any]) -> None:
    if name == "high":
        lift(bot, "Duelist", 90)
        name = "yuki"
    if "roles" in body:
        body = {"roles": [bot.role("Administrator").id]}

    assert refusal(await bot.patch(of(bot, name), json=body)) == (403, 50013)
    assert entries(bot) == []


async def test_an_administrator_is_not_timed_out_though_they_stand_below(bot: Bot) -> None:
    role = bot.role("Reviewer")
    bot.world.put(replace(role, permissions=Permission.ADMINISTRATOR))

    assert refusal(await bot.patch(of(bot, "pegasus"), json={TIMEOUT: ahead(bot, hours=1)})) == (403, 50013)


@pytest.mark.parametrize(
    ("body", "permissions"),
    [
        ({"nick": "Mai"}, [Permission.MANAGE_NICKNAMES]),
        ({TIMEOUT: None}, [Permission.MODERATE_MEMBERS]),
        ({"roles": []}, [Permission.MANAGE_ROLES]),
        ({"flags": 0}, [Permission.MANAGE_GUILD, Permission.MANAGE_ROLES, Permission.BAN_MEMBERS]),
    ],
)
async def test_each_edit_needs_its_permission(bot: Bot, body: dict[str, Any], permissions: list[Permission]) -> None:
    bot.may_not(*permissions)

    assert refusal(await bot.patch(of(bot, "mai"), json=body)) == (403, 50013)


async def test_nobody_is_muted_who_is_not_in_a_voice_channel(bot: Bot) -> None:
    owned_by_the_bot(bot)

    assert refusal(await bot.patch(of(bot, "mai"), json={"mute": True, "nick": "Mai"})) == (400, 40032)
    assert bot.member("mai").nick is None


@pytest.mark.parametrize(
    ("role", "refused"), [("@everyone", (400, 50028)), ("Your Bot", (400, 50028)), ("Administrator", (403, 50013))]
)
async def test_roles_that_nobody_is_given(bot: Bot, role: str, refused: tuple[int, int]) -> None:
    path = f"{of(bot, 'mai')}/roles/{bot.role(role).id}"

    assert refusal(await bot.put(path)) == refused
    assert refusal(await bot.delete(path)) == refused
    assert refusal(await bot.patch(of(bot, "mai"), json={"roles": [bot.role(role).id]})) == refused


async def test_a_role_that_is_none_is_unknown(bot: Bot) -> None:
    assert refusal(await bot.put(f"{of(bot, 'mai')}/roles/1")) == (404, 10011)
    assert refusal(await bot.patch(of(bot, "mai"), json={"roles": ["1"]})) == (404, 10011)


async def test_a_role_is_given_and_taken_once(bot: Bot) -> None:
    path = f"{of(bot, 'seto')}/roles/{bot.role('Reviewer').id}"
    for _ in range(2):
        assert (await bot.put(path)).status_code == 204
    assert bot.role("Reviewer").id in bot.member("seto").roles

    for _ in range(2):
        assert (await bot.delete(path)).status_code == 204
    assert bot.member("seto").roles == (bot.role("Administrator").id,)
    assert written(bot) == [(25, bot.user("seto").id)] * 2


async def test_the_owner_may_give_every_role_that_is_nobodys_own(bot: Bot) -> None:
    owned_by_the_bot(bot)

    assert (await bot.put(f"{of(bot, 'mai')}/roles/{bot.role('Administrator').id}")).status_code == 204


async def test_who_is_kicked_is_gone_from_the_server_and_its_threads(bot: Bot) -> None:
    mai, channel = bot.user("mai").id, bot.channel().id
    bot.world.put(ThreadMember(thread_id=channel, user_id=mai, joined_at=bot.world.now))
    assert (await bot.delete(of(bot, "mai"), headers=WHY)).status_code == 204

    assert bot.world.find(Member, f"{bot.guild.id}:{mai}") is None
    assert list(bot.world.all(ThreadMember)) == []
    (entry,) = entries(bot)
    assert (entry.action_type, entry.target_id, entry.reason, entry.user_id) == (20, mai, REASON, bot.id)
    assert refusal(await bot.delete(at(bot, f"/members/{mai}"))) == (404, 10007)


@pytest.mark.parametrize("name", ["seto", "bot"])
async def test_nobody_above_the_bot_is_kicked(bot: Bot, name: str) -> None:
    assert refusal(await bot.delete(of(bot, name))) == (403, 50013)


async def test_a_kick_needs_kick_members(bot: Bot) -> None:
    bot.may_not(Permission.KICK_MEMBERS)

    assert refusal(await bot.delete(of(bot, "mai"))) == (403, 50013)


async def test_the_bot_may_call_itself_something_else(bot: Bot) -> None:
    told = (await bot.patch(at(bot, "/members/@me"), json={"nick": "Judge"})).json()
    assert told["nick"] == "Judge"
    assert (await bot.patch(at(bot, "/members/@me"), json={"bio": "A judge."})).json()["nick"] == "Judge"
    assert (await bot.patch(of(bot, "bot"), json={"nick": None})).json()["nick"] is None

    bot.may_not(Permission.CHANGE_NICKNAME, Permission.MANAGE_NICKNAMES)
    assert refusal(await bot.patch(at(bot, "/members/@me"), json={"nick": "X"})) == (403, 50013)
    assert written(bot) == [(24, bot.id)] * 2
