"""The audit log, as it is asked for."""

from typing import Any

import pytest

from simulator.world import AuditEntry, Permission
from tests.simulator.rest.calls import Bot, refusal
from tests.simulator.rest.logbook import at


def happened(bot: Bot, kind: int, target: str | None = None, *, by: str = "mod") -> str:
    entry = AuditEntry(
        id=bot.world.next_id(),
        guild_id=bot.guild.id,
        action_type=kind,
        user_id=bot.user(by).id,
        target_id=target,
    )
    return bot.world.put(entry).id


async def asked(bot: Bot, **query: Any) -> dict[str, Any]:
    told: dict[str, Any] = (await bot.get(at(bot, "/audit-logs"), params=query)).json()
    return told


async def ids(bot: Bot, **query: Any) -> list[str]:
    return [each["id"] for each in (await asked(bot, **query))["audit_log_entries"]]


async def test_the_latest_comes_first_and_after_an_entry_the_earliest(bot: Bot) -> None:
    entries = [happened(bot, 20) for _ in range(4)]

    assert await ids(bot) == entries[::-1]
    assert await ids(bot, limit=2) == [entries[3], entries[2]]
    assert await ids(bot, before=entries[2]) == [entries[1], entries[0]]
    assert await ids(bot, after=entries[0], limit=2) == [entries[1], entries[2]]


async def test_entries_are_found_by_what_was_done_by_whom_to_whom(bot: Bot) -> None:
    mai = bot.user("mai").id
    kick, ban, own = happened(bot, 20, mai), happened(bot, 22, mai), happened(bot, 20, by="seto")

    assert await ids(bot, action_type=22) == [ban]
    assert await ids(bot, user_id=bot.user("seto").id) == [own]
    assert await ids(bot, target_id=mai) == [ban, kick]
    assert await ids(bot, target_id=mai, action_type=20) == [kick]


async def test_all_that_is_named_is_told_alongside(bot: Bot) -> None:
    general = f"/channels/{bot.channel().id}"
    webhook = (await bot.post(f"{general}/webhooks", json={"name": "News"})).json()
    thread = (await bot.post(f"{general}/threads", json={"name": "Round 1"})).json()
    happened(bot, 20, bot.user("mai").id)
    told = await asked(bot)

    assert [each["username"] for each in told["users"]] == ["mod", "mai", "Your Bot"]
    assert [each["id"] for each in told["webhooks"]] == [webhook["id"]]
    assert [each["id"] for each in told["threads"]] == [thread["id"]]
    assert told["audit_log_entries"][-1]["changes"][0] == {"key": "name", "new_value": "News"}


async def test_entries_are_forgotten_after_45_days(bot: Bot) -> None:
    happened(bot, 20)
    bot.world.clock.advance(46 * 86400)
    late = happened(bot, 20)

    assert await ids(bot) == [late]


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 101}, {"before": "x"}])
async def test_the_log_is_asked_for_within_its_limits(bot: Bot, query: dict[str, Any]) -> None:
    assert refusal(await bot.get(at(bot, "/audit-logs"), params=query)) == (400, 50035)


async def test_the_log_needs_view_audit_log(bot: Bot) -> None:
    bot.may_not(Permission.VIEW_AUDIT_LOG)

    assert refusal(await bot.get(at(bot, "/audit-logs"))) == (403, 50013)
