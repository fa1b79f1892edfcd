"""The database: whether it answers, and what keeps it from us."""

import socket
from urllib.parse import urlsplit

import pytest

from kasutamaiza.doctor import Finding, Outcome, place
from kasutamaiza.doctor.database import Away, State, answers, ask, why_away
from kasutamaiza.storage import Database, schema
from tests.doctor.refusing import refusing
from tests.doctor.visit import run, visit, wrong


async def test_a_database_that_is_as_this_code_needs_it(database_url: str) -> None:
    found = await visit(database=database_url)
    assert found["database"].outcome is Outcome.OK
    assert found["database"].said.startswith("PostgreSQL ")
    assert found["schema"].said == f"The schema is at {schema.head()}, which this code needs, with pg_trgm."
    assert "direct database" not in found


async def test_a_schema_that_is_behind_or_was_never_made(database_url: str, empty_database_url: str) -> None:
    await run(database_url, "UPDATE alembic_version SET version_num = '0001'")
    found = await visit(database=database_url)
    assert wrong(found["schema"]) == f"The schema is at 0001, and this code needs {schema.head()}."
    assert found["schema"].mend == "Run: python scripts/migrate.py"
    assert found["worker"].outcome is Outcome.SKIPPED
    empty = await visit(database=empty_database_url)
    assert wrong(empty["schema"]).startswith("The schema is at nothing yet")


async def test_a_schema_that_is_ahead_is_a_warning(database_url: str) -> None:
    await run(database_url, "UPDATE alembic_version SET version_num = '9999'")
    found = await visit(database=database_url)
    assert found["schema"].outcome is Outcome.WARNING
    assert "newer than this code" in found["schema"].said


async def test_the_extension_is_needed(database_url: str) -> None:
    await run(database_url, "DROP EXTENSION pg_trgm CASCADE")
    assert "pg_trgm is missing" in wrong((await visit(database=database_url))["schema"])


async def test_a_database_or_a_user_that_is_not_there(database_url: str) -> None:
    nameless = urlsplit(database_url)._replace(path="/nowhere").geturl()
    assert wrong((await visit(database=nameless))["database"]).endswith(" has no database called nowhere.")
    stranger = database_url.replace("//postgres@", "//stranger@")
    assert " does not let stranger in" in wrong((await visit(database=stranger))["database"])


@pytest.mark.parametrize(
    ("sqlstate", "said"),
    [
        ("28P01", "refuses the password of mai."),
        ("28000", "does not let mai in"),
        ("3D000", "has no database called cards."),
        ("53300", "has no connection left to give."),
        ("57P03", "is starting up or going down."),
        ("58000", "No connection can be made to 127.0.0.1:"),
    ],
)
async def test_what_postgresql_says_no_with_has_a_cause_and_a_mend(sqlstate: str, said: str) -> None:
    async with refusing(sqlstate) as url:
        found = await visit(database=url)
    assert said in wrong(found["database"])
    assert "hunter2" not in str(found)
    assert (found["schema"].outcome, found["worker"].outcome) == (Outcome.SKIPPED, Outcome.SKIPPED)


async def test_nobody_listens_or_says_a_word() -> None:
    found = await visit(database="postgresql://mai@127.0.0.1:1/cards", direct="postgresql://mai@127.0.0.1:2/cards")
    assert "Nobody listens at 127.0.0.1:1: the connection was refused." in wrong(found["database"])
    assert "Nobody listens at 127.0.0.1:2" in wrong(found["direct database"])
    assert "correct DIRECT_DATABASE_URL" in found["direct database"].mend
    with socket.create_server(("127.0.0.1", 0)) as listener:
        mute = f"postgresql://mai@127.0.0.1:{listener.getsockname()[1]}/cards"
        assert "gives no answer in time" in wrong((await visit(database=mute))["database"])


async def test_a_database_that_falls_silent_is_given_up(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kasutamaiza.doctor.database.PATIENCE", 0.0)
    database, at = Database(database_url), place("DATABASE_URL", database_url)
    found = _answers(await ask(database, at), database)
    assert "gives no answer in time" in wrong(found)
    await database.close()


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        (socket.gaierror(-2, "Name or service not known"), "The name of db.example:5432 leads nowhere (DNS)."),
        (
            OSError("Multiple exceptions: [Errno 111] Connect call failed ('::1', 1)"),
            "Nobody listens at db.example:5432",
        ),
        (OSError("?"), "No connection can be made to db.example:5432 (OSError)."),
        (None, "No connection can be made to db.example:5432."),
    ],
)
def test_what_keeps_us_from_it_has_a_cause(cause: BaseException | None, said: str) -> None:
    assert said in why_away(cause, place("DATABASE_URL", "postgresql://mai:hunter2@db.example/cards")).said


def test_a_postgresql_that_is_too_old_is_a_warning() -> None:
    state = State(seconds=0.1, version="14.9", revision="0001", trigrams=True)
    assert _answers(state, Database(None)).outcome is Outcome.WARNING


def test_of_an_address_only_what_is_no_secret_is_kept() -> None:
    at = place("DATABASE_URL", "postgresql://m%40i:hunter2@db.example/cards")
    assert (at.host, at.user, at.name) == ("db.example:5432", "m@i", "cards")
    assert place("DATABASE_URL", "postgresql:///cards?host=/tmp").host == "its socket"
    assert place("DATABASE_URL", "postgresql://a:1,b:x/cards").host == "the address in DATABASE_URL"


def _answers(found: State | Away, database: Database) -> Finding:
    return answers("database", found, (database, place("DATABASE_URL", "postgresql://db.example/cards")))
