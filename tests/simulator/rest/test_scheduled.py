"""Events that the server announces."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from simulator.world import Channel, Permission, ScheduledEvent
from tests.simulator.rest.calls import Bot, refusal
from tests.simulator.rest.logbook import REASON, WHY, at, changed, entries, written


def ahead(bot: Bot, hours: float) -> str:
    return (bot.world.now + timedelta(hours=hours)).isoformat()


def event(bot: Bot, **more: Any) -> dict[str, Any]:
    return {
        "name": "Autumn cup",
        "privacy_level": 2,
        "entity_type": 3,
        "scheduled_start_time": ahead(bot, 1),
        "scheduled_end_time": ahead(bot, 2),
        "entity_metadata": {"location": "The library"},
        **more,
    }


async def made(bot: Bot, **more: Any) -> dict[str, Any]:
    answer = await bot.post(at(bot, "/scheduled-events"), json=event(bot, **more), headers=WHY)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def of(bot: Bot, told: dict[str, Any], path: str = "") -> str:
    return at(bot, f"/scheduled-events/{told['id']}{path}")


async def test_an_event_is_announced_and_listed(bot: Bot) -> None:
    told = await made(bot, description="Bring a deck.")

    assert (told["status"], told["creator_id"], told["description"]) == (1, bot.id, "Bring a deck.")
    assert told["entity_metadata"] == {"location": "The library"}
    assert (await bot.get(at(bot, "/scheduled-events"))).json() == [told]
    counted = {**told, "user_count": 0}
    assert (await bot.get(of(bot, told), params={"with_user_count": "true"})).json() == counted
    assert [(each.action_type, each.target_id, each.reason) for each in entries(bot)] == [(100, told["id"], REASON)]


async def test_an_event_is_in_a_channel_of_voices(bot: Bot) -> None:
    bot.world.put(Channel(id="5", guild_id=bot.guild.id, type=2, name="table"))
    body = {"entity_type": 2, "channel_id": "5", "scheduled_end_time": None, "entity_metadata": None}
    told = await made(bot, **body)
    assert (told["channel_id"], told["entity_metadata"]) == ("5", None)

    answer = await bot.post(at(bot, "/scheduled-events"), json=event(bot, **{**body, "channel_id": bot.channel().id}))
    assert list(answer.json()["errors"]) == ["channel_id"]


@pytest.mark.parametrize(
    ("hours", "field"),
    [
        ({"scheduled_start_time": -1}, "scheduled_start_time"),
        ({"scheduled_end_time": 0.5}, "scheduled_end_time"),
    ],
)
async def test_an_event_begins_in_the_future_and_ends_after_it(bot: Bot, hours: dict[str, float], field: str) -> None:
    times = {name: ahead(bot, each) for name, each in hours.items()}
    answer = await bot.post(at(bot, "/scheduled-events"), json=event(bot, **times))

    assert refusal(answer) == (400, 50035)
    assert list(answer.json()["errors"]) == [field]


async def test_an_event_goes_its_way_and_is_over(bot: Bot) -> None:
    told = await made(bot)
    for status, listed in ((2, 1), (3, 0)):
        assert (await bot.patch(of(bot, told), json={"status": status})).json()["status"] == status
        assert len((await bot.get(at(bot, "/scheduled-events"))).json()) == listed

    assert refusal(await bot.patch(of(bot, told), json={"name": "x"})) == (400, 180000)
    assert changed(entries(bot)[1]) == {"status": (1, 2)}


async def test_an_event_is_not_over_before_it_began(bot: Bot) -> None:
    assert refusal(await bot.patch(of(bot, await made(bot)), json={"status": 3})) == (400, 50035)


async def test_an_edit_changes_what_it_tells(bot: Bot) -> None:
    told = await made(bot)
    body = {"name": "Winter cup", "description": None, "entity_metadata": {"location": "The hall"}}
    edited = (await bot.patch(of(bot, told), json=body)).json()

    assert (edited["name"], edited["entity_metadata"]) == ("Winter cup", {"location": "The hall"})
    assert edited["scheduled_start_time"] == told["scheduled_start_time"]
    await bot.patch(of(bot, told), json={})
    assert written(bot) == [(100, told["id"]), (101, told["id"])]


@pytest.mark.parametrize("body", [{"scheduled_end_time": None}, {"entity_type": 1}])
async def test_an_edit_is_refused_for_what_an_event_needs(bot: Bot, body: dict[str, Any]) -> None:
    assert refusal(await bot.patch(of(bot, await made(bot)), json=body)) == (400, 50035)


async def test_an_event_elsewhere_needs_a_place(bot: Bot) -> None:
    bot.world.put(Channel(id="5", guild_id=bot.guild.id, type=13, name="stage"))
    told = await made(bot, entity_type=1, channel_id="5", entity_metadata=None)

    answer = await bot.patch(of(bot, told), json={"entity_type": 3, "channel_id": None})
    assert list(answer.json()["errors"]) == ["entity_metadata"]


async def test_a_deleted_event_is_unknown(bot: Bot) -> None:
    told = await made(bot)
    assert (await bot.delete(of(bot, told))).status_code == 204

    assert written(bot)[-1] == (102, told["id"])
    assert refusal(await bot.get(of(bot, told))) == (404, 10070)


async def test_who_is_interested_is_told(bot: Bot) -> None:
    told = await made(bot)
    found = bot.world.get(ScheduledEvent, told["id"])
    mai, joey = bot.user("mai").id, bot.user("joey").id
    bot.world.put(replace(found, user_ids=(joey, mai)))
    bot.world.remove(bot.member("joey"))
    listed = (await bot.get(of(bot, told, "/users"), params={"with_member": "true"})).json()

    assert [each["user_id"] for each in listed] == [mai, joey]
    assert ["member" in each for each in listed] == [True, False]


async def test_a_server_has_100_events_to_come_at_most(bot: Bot) -> None:
    found = bot.world.get(ScheduledEvent, (await made(bot))["id"])
    for number in range(99):
        bot.world.put(replace(found, id=str(number + 1)))

    assert refusal(await bot.post(at(bot, "/scheduled-events"), json=event(bot))) == (400, 30038)


async def test_to_announce_needs_create_events_and_to_change_anothers_manage_events(bot: Bot) -> None:
    told = await made(bot)
    bot.may_not(Permission.MANAGE_EVENTS)
    assert (await bot.patch(of(bot, told), json={"name": "x"})).status_code == 200

    bot.world.put(replace(bot.world.get(ScheduledEvent, told["id"]), creator_id=bot.user("mai").id))
    assert refusal(await bot.patch(of(bot, told), json={"name": "y"})) == (403, 50013)
    bot.may_not(Permission.CREATE_EVENTS)
    assert refusal(await bot.post(at(bot, "/scheduled-events"), json=event(bot))) == (403, 50013)
