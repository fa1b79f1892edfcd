"""The rules of AutoMod, as the bot makes and changes them."""

from typing import Any

import pytest

from simulator.world import AutoModRule, Permission
from tests.simulator.rest.calls import Bot, refusal
from tests.simulator.rest.logbook import REASON, WHY, at, changed, entries, written

BLOCK = {"type": 1}


def rule(trigger: int = 1, **more: Any) -> dict[str, Any]:
    event = 2 if trigger == 6 else 1
    words: dict[str, Any] = {} if trigger in (3, 5) else {"allow_list": []}
    return {
        "name": "No sales",
        "event_type": event,
        "trigger_type": trigger,
        "trigger_metadata": words,
        "actions": [{"type": 4} if trigger == 6 else BLOCK],
        **more,
    }


async def made(bot: Bot, **more: Any) -> dict[str, Any]:
    answer = await bot.post(at(bot, "/auto-moderation/rules"), json=rule(**more), headers=WHY)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def test_a_rule_is_made_and_is_not_enabled(bot: Bot) -> None:
    duelist, general = bot.role("Duelist").id, bot.channel().id
    told = await made(
        bot,
        trigger_metadata={"keyword_filter": ["*buy*"], "presets": [1]},
        actions=[
            BLOCK,
            {"type": 2, "metadata": {"channel_id": general}},
            {"type": 3, "metadata": {"duration_seconds": 5}},
        ],
        exempt_roles=[duelist],
        exempt_channels=[general],
    )

    assert (told["enabled"], told["creator_id"], told["guild_id"]) == (False, bot.id, bot.guild.id)
    assert told["trigger_metadata"] == {"keyword_filter": ["*buy*"], "regex_patterns": [], "allow_list": []}
    assert told["actions"] == [
        {"type": 1, "metadata": {}},
        {"type": 2, "metadata": {"channel_id": general}},
        {"type": 3, "metadata": {"duration_seconds": 5}},
    ]
    assert (told["exempt_roles"], told["exempt_channels"]) == ([duelist], [general])
    assert [(each.action_type, each.target_id, each.reason) for each in entries(bot)] == [(140, told["id"], REASON)]


async def test_rules_are_read_edited_and_deleted(bot: Bot) -> None:
    made_ = await made(bot)
    path = at(bot, f"/auto-moderation/rules/{made_['id']}")
    assert (await bot.get(at(bot, "/auto-moderation/rules"))).json() == [made_]
    assert (await bot.get(path)).json() == made_

    edited = (await bot.patch(path, json={"enabled": True, "name": "None"})).json()
    assert edited == {**made_, "enabled": True, "name": "None"}
    assert changed(entries(bot)[-1]) == {"enabled": (False, True), "name": ("No sales", "None")}
    await bot.patch(path, json={"enabled": True})
    assert (await bot.delete(path)).status_code == 204
    assert written(bot) == [(140, made_["id"]), (141, made_["id"]), (142, made_["id"])]
    assert list(bot.world.all(AutoModRule)) == []
    assert (await bot.get(path)).status_code == 404


@pytest.mark.parametrize(("trigger", "most"), [(1, 6), (3, 1), (4, 1), (5, 1), (6, 1)])
async def test_a_server_has_so_many_rules_of_a_kind(bot: Bot, trigger: int, most: int) -> None:
    for _ in range(most):
        await made(bot, trigger=trigger)
    answer = await bot.post(at(bot, "/auto-moderation/rules"), json=rule(trigger))

    assert refusal(answer) == (400, 50035)
    assert answer.json()["errors"]["_errors"] == [
        {
            "code": "AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED",
            "message": f"Maximum number of rules with trigger type {trigger} is {most}",
        }
    ]


@pytest.mark.parametrize("pattern", ["(?=x)", "(x", "(a)\\1"])
async def test_patterns_are_rusts(bot: Bot, pattern: str) -> None:
    body = rule(trigger_metadata={"regex_patterns": ["b(u|oo)y", pattern]})
    answer = await bot.post(at(bot, "/auto-moderation/rules"), json=body)

    assert list(answer.json()["errors"]["trigger_metadata"]["regex_patterns"]) == ["1"]


@pytest.mark.parametrize(
    "more",
    [
        {"actions": [{"type": 2, "metadata": {"channel_id": "1"}}]},
        {"exempt_roles": ["1"]},
        {"exempt_channels": ["1"]},
        {"trigger": 3, "actions": [{"type": 3, "metadata": {"duration_seconds": 5}}]},
    ],
)
async def test_a_rule_names_what_is_in_the_server(bot: Bot, more: dict[str, Any]) -> None:
    assert refusal(await bot.post(at(bot, "/auto-moderation/rules"), json=rule(**more))) == (400, 50035)


@pytest.mark.parametrize(
    "body",
    [
        {"trigger_metadata": {"allow_list": ["x"] * 101}},
        {"actions": [{"type": 3, "metadata": {"duration_seconds": 5}}]},
    ],
)
async def test_an_edit_is_refused_for_what_goes_not_with_the_trigger(bot: Bot, body: dict[str, Any]) -> None:
    told = await made(bot, trigger=5 if "trigger_metadata" in body else 3)
    path = at(bot, f"/auto-moderation/rules/{told['id']}")
    answer = await bot.patch(path, json=body)

    # What the trigger has no use for is dropped; a deed that it cannot do is refused.
    assert answer.status_code == (200 if "trigger_metadata" in body else 400)


async def test_words_that_are_let_through_are_100_at_most(bot: Bot) -> None:
    told = await made(bot)
    body = {"trigger_metadata": {"allow_list": [f"word{number}" for number in range(101)]}}

    assert refusal(await bot.patch(at(bot, f"/auto-moderation/rules/{told['id']}"), json=body)) == (400, 50035)


async def test_a_rule_that_times_out_needs_moderate_members(bot: Bot) -> None:
    bot.may_not(Permission.MODERATE_MEMBERS)
    body = rule(actions=[{"type": 3, "metadata": {"duration_seconds": 5}}])

    assert refusal(await bot.post(at(bot, "/auto-moderation/rules"), json=body)) == (403, 50013)


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
async def test_rules_need_manage_guild(bot: Bot, method: str) -> None:
    bot.may_not(Permission.MANAGE_GUILD)
    body, path = (rule(), "") if method == "POST" else ({}, "/1")

    answer = await bot.client.request(method, at(bot, f"/auto-moderation/rules{path}"), json=body)
    assert refusal(answer) == (403, 50013)
