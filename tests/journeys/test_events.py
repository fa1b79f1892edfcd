"""Webhook events through the front door: Discord tells of them, and what stands for them in commands/ is done."""

import asyncpg
import pytest

from tests.door import FrontDoor, opened

AUTHORIZED = {
    "type": "APPLICATION_AUTHORIZED",
    "timestamp": "2026-11-20T12:00:00.000000",
    "data": {
        "integration_type": 0,
        "scopes": ["bot", "applications.commands"],
        "user": {"id": "1000000000000000002", "username": "mai"},
        "guild": {"id": "1000000000000000003", "name": "Duel Academy"},
    },
}


async def test_discord_asks_whether_we_are_there(door: FrontDoor) -> None:
    answer = await door.tells(None, 0)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["content-type"] == "application/json"


async def test_only_discord_is_believed(door: FrontDoor) -> None:
    assert (await door.http.post("/events", content=b'{"type": 0}')).status_code == 401
    assert (await door.http.get("/events")).status_code == 405


async def test_a_server_that_we_are_added_to_is_written_down(database_url: str) -> None:
    async with opened(database_url=database_url) as door:
        for _ in range(2):
            assert (await door.tells(AUTHORIZED)).status_code == 204
    # Closed: what was told of is done by then.
    connection = await asyncpg.connect(database_url)
    rows = await connection.fetch("SELECT id, name, authorized_at::text, left_at FROM guilds")
    await connection.close()
    assert [tuple(row)[:2] for row in rows] == [(1000000000000000003, "Duel Academy")]
    assert rows[0]["authorized_at"].startswith("2026-11-20 12:00:00")


async def test_who_adds_us_to_themselves_adds_us_to_no_server(database_url: str) -> None:
    data = {key: value for key, value in AUTHORIZED["data"].items() if key != "guild"} | {"integration_type": 1}  # type: ignore[attr-defined]
    async with opened(database_url=database_url) as door:
        assert (await door.tells(AUTHORIZED | {"data": data})).status_code == 204
    connection = await asyncpg.connect(database_url)
    assert await connection.fetchval("SELECT count(*) FROM guilds") == 0
    await connection.close()


@pytest.mark.parametrize("name", ["ENTITLEMENT_CREATE", "QUEST_USER_ENROLLMENT", "A_NEW_EVENT"])
async def test_an_event_that_nothing_stands_for_is_answered_all_the_same(door: FrontDoor, name: str) -> None:
    entitlement = {"id": "1", "sku_id": "2", "application_id": "3", "type": 8}
    event = {"type": name, "timestamp": "2026-11-20T12:00:00+00:00", "data": entitlement}
    assert (await door.tells(event)).status_code == 204
