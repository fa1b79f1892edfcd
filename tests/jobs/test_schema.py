"""The tables for jobs: those of the PgQueuer that is installed, and no others."""

from typing import Any

import asyncpg
from pgqueuer.db import AsyncpgDriver
from pgqueuer.queries import Queries

CATALOGUE = {
    "columns": """
        SELECT attrelid::regclass::text AS place, attname::text AS name, format_type(atttypid, atttypmod) AS kind,
            attnotnull AS needed, attidentity::text AS identity, pg_get_expr(adbin, adrelid) AS otherwise
        FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE attrelid::regclass::text IN
            ('pgqueuer', 'pgqueuer_log', 'pgqueuer_schedules', 'pgqueuer_statistics')
            AND attnum > 0
    """,
    "indexes": "SELECT indexdef FROM pg_indexes WHERE tablename LIKE 'pgqueuer%'",
    "constraints": """
        SELECT conname::text AS name, pg_get_constraintdef(oid) AS told FROM pg_constraint
        WHERE conrelid::regclass::text LIKE 'pgqueuer%' AND contype <> 'n'
    """,
    "triggers": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid::regclass::text LIKE 'pgqueuer%'",
    "functions": "SELECT proname::text AS name, prosrc FROM pg_proc WHERE proname LIKE '%pgqueuer%'",
    "statuses": """
        SELECT enumlabel::text FROM pg_enum WHERE enumtypid = 'pgqueuer_status'::regtype ORDER BY enumsortorder
    """,
}


async def schema(connection: "asyncpg.Connection[asyncpg.Record]") -> dict[str, list[tuple[Any, ...]]]:
    found = {}
    for what, statement in CATALOGUE.items():
        rows = [tuple(row) for row in await connection.fetch(statement)]
        assert rows, f"no {what}"
        found[what] = rows if what == "statuses" else sorted(rows, key=repr)
    return found


async def test_our_migrations_make_what_the_installed_pgqueuer_would_install(
    database_url: str, empty_database_url: str
) -> None:
    ours, theirs = await asyncpg.connect(database_url), await asyncpg.connect(empty_database_url)
    await Queries(AsyncpgDriver(theirs)).install()
    assert await schema(ours) == await schema(theirs)
    for connection in (ours, theirs):
        await connection.close()


async def test_the_installed_pgqueuer_finds_nothing_to_upgrade(database_url: str) -> None:
    connection = await asyncpg.connect(database_url)
    plan = await Queries(AsyncpgDriver(connection)).plan_upgrade()
    assert not plan.statements, plan
    await connection.close()
