"""Which schema the database has, and which the code wants."""

from alembic.script import ScriptDirectory

from kasutamaiza.storage import Database, schema
from scripts.migrate import MIGRATIONS


async def test_a_migrated_database_is_at_the_head(database: Database) -> None:
    async with database.connection() as connection:
        assert await schema.revision(connection) == schema.head()


async def test_an_empty_database_is_at_nothing(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    async with database.connection() as connection:
        assert await schema.revision(connection) is None
    await database.close()


def test_the_files_names_and_alembic_agree_on_the_order() -> None:
    revisions = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]
    assert revisions == sorted(revisions, reverse=True)
    assert revisions[0] == schema.head()


async def test_japanese_names_have_trigrams(database: Database) -> None:
    async with database.connection() as connection:
        assert await connection.fetchval("SELECT cardinality(show_trgm('初音'))") > 0


async def test_names_sort_alike_everywhere(database: Database) -> None:
    async with database.connection() as connection:
        assert await connection.fetchval("SELECT 'Z' < 'a' AND 'a' < '初'")
        assert await connection.fetchval("SELECT upper('é') = 'É'")


async def test_every_table_and_column_of_ours_says_what_it_is(database: Database) -> None:
    async with database.connection() as connection:
        silent = await connection.fetch(
            """
            SELECT c.relname, a.attname FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum >= 0 AND NOT a.attisdropped
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
              AND c.relname <> 'alembic_version' AND c.relname NOT LIKE 'pgqueuer%'
              AND col_description(c.oid, a.attnum) IS NULL
            UNION ALL
            SELECT c.relname, NULL FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'alembic_version'
              AND obj_description(c.oid) IS NULL
            """
        )
    assert [(row["relname"], row["attname"]) for row in silent] == []
