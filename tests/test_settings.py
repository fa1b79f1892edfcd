"""Settings: every problem at once, by name, and no secret told."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasutamaiza.settings import Secret, WrongSettings, load, load_direct_database_url, load_discord
from tests.door import ENVIRONMENT

KEY = "ab" * 32


def problems(environ: dict[str, str]) -> list[str]:
    with pytest.raises(WrongSettings) as caught:
        load(environ)
    return caught.value.problems


def test_what_must_be_set_is_enough() -> None:
    settings = load({name: value for name, value in ENVIRONMENT.items() if name != "EMBEDDED_WORKER"})
    assert settings.application_id == 1000000000000000001
    assert (settings.port, settings.log_level, settings.signature_max_age) == (8080, "INFO", 300)
    assert settings.embedded_worker
    assert settings.direct_database_url == settings.database_url


def test_every_problem_is_told_at_once_by_name() -> None:
    told = problems({"PORT": "http", "LOG_LEVEL": "LOUD", "SIGNATURE_MAX_AGE": "0", "EMBEDDED_WORKER": "maybe"})
    names = [problem.split(" ")[0] for problem in told]
    assert sorted(names) == [
        "DATABASE_URL",
        "DISCORD_APPLICATION_ID",
        "DISCORD_BOT_TOKEN",
        "DISCORD_PUBLIC_KEY",
        "EMBEDDED_WORKER",
        "LOG_LEVEL",
        "PORT",
        "SIGNATURE_MAX_AGE",
    ]


def test_two_things_cannot_listen_on_one_port() -> None:
    assert problems(ENVIRONMENT | {"PORT": "9091", "METRICS_PORT": "9091"}) == [
        "METRICS_PORT must be another port than PORT, which is 9091."
    ]


def test_what_was_right_is_there_beside_the_problems() -> None:
    with pytest.raises(WrongSettings) as caught:
        load(ENVIRONMENT | {"PORT": "http", "LOG_LEVEL": "debug", "DISCORD_BOT_TOKEN": "two words"})
    rest = caught.value.rest
    assert rest is not None
    assert (rest.port, rest.log_level, rest.bot_token) == (8080, "DEBUG", Secret(""))


def test_the_report_says_how_many_and_where_to_set_them() -> None:
    report = WrongSettings(["PORT must be a port."]).report
    assert report.startswith("Kasutamaiza cannot start: 1 setting is not right.")
    assert ".env" in report


WRONG = {
    "DISCORD_PUBLIC_KEY": ["xyz", "ab" * 31, f"{KEY},", "ab" * 33],
    "DISCORD_APPLICATION_ID": ["0", "-1", "kasu", "1.5", str(2**64)],
    "DISCORD_BOT_TOKEN": ["Bot MTAw.x.y", "two words"],
    "DISCORD_GUILD_ID": ["home"],
    "DISCORD_API_URL": ["discord.com", "ftp://discord.com/", "https://", "https://:443", "http://a:b", "https://[::"],
    "DATABASE_URL": ["mysql://u:hunter22@h/d", "host=localhost password=hunter22", "postgresql://u:hunter22@h:port/d"],
    "DIRECT_DATABASE_URL": ["hunter22"],
    "YGOPRODECK_API_URL": ["cards"],
    "PORT": ["0", "65536", "-1", "8080.0"],
    "METRICS_PORT": ["none"],
    "LOG_LEVEL": ["LOUD"],
    "LOG_FORMAT": ["xml"],
    "SIGNATURE_MAX_AGE": ["0", "forever"],
    "EMBEDDED_WORKER": ["maybe"],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_wrong_value_is_told_by_name_and_its_text_is_not(name: str, value: str) -> None:
    [problem] = problems(ENVIRONMENT | {name: value})
    assert problem.startswith(f"{name} must be ")
    assert "hunter22" not in problem


def test_a_wrong_value_leaves_no_secret_in_the_traceback() -> None:
    with pytest.raises(WrongSettings) as caught:
        load(ENVIRONMENT | {"DATABASE_URL": "hunter22"})
    assert caught.value.__cause__ is None
    assert "hunter22" not in str(caught.value)


def test_a_misspelt_name_is_pointed_out() -> None:
    environ = {name: value for name, value in ENVIRONMENT.items() if name != "DISCORD_PUBLIC_KEY"}
    [problem] = problems(environ | {"DISCORD_PUBLICKEY": KEY})
    assert "is DISCORD_PUBLICKEY meant to be it?" in problem


def test_the_old_bots_names_are_accepted() -> None:
    old = {
        "DISCORD_PUBLIC_KEY": KEY,
        "DISCORD_APPLICATION_ID": "1",
        "BOT_TOKEN": "old-token",
        "GUILD_ID": "7",
        "DB_HOST": "db.example",
        "DB_PORT": "5433",
        "DB_USER": "kasu",
        "DB_PASSWORD": "p@ss/w:rd",
        "DB_NAME": "cards",
    }
    settings = load(old)
    assert settings.bot_token.reveal() == "old-token"
    assert settings.guild_id == 7
    assert settings.database_url.reveal() == "postgresql://kasu:p%40ss%2Fw%3Ard@db.example:5433/cards"
    assert settings.given["DATABASE_URL"]
    assert settings.given["DISCORD_BOT_TOKEN"]


def test_the_new_name_wins_over_the_old() -> None:
    assert load(ENVIRONMENT | {"GUILD_ID": "7", "DISCORD_GUILD_ID": "8"}).guild_id == 8


def test_the_old_databases_parts_must_be_whole() -> None:
    environ = {name: value for name, value in ENVIRONMENT.items() if name != "DATABASE_URL"}
    [problem] = problems(environ | {"DB_HOST": "db.example"})
    assert problem == "DB_USER and DB_NAME must be set beside the other DB_ ones: or set DATABASE_URL."
    parts = {"DB_HOST": "h", "DB_USER": "u", "DB_NAME": "n"}
    assert problems(environ | parts | {"DB_PORT": "five"}) == [
        "DB_HOST must be a host's name or address, and DB_PORT a whole number to 65535."
    ]
    assert load(environ | parts).database_url.reveal() == "postgresql://u@h:5432/n"


def test_an_env_file_gives_what_the_environment_lacks(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("PORT=9000\nLOG_LEVEL=debug\nLOG_DIR=\n# a remark\nexport LOG_FORMAT='json'\n")
    settings = load(ENVIRONMENT | {"PORT": "9001"}, file)
    assert (settings.port, settings.log_level, settings.log_format) == (9001, "DEBUG", "json")
    assert settings.log_dir is None


def test_what_the_environment_leaves_empty_is_not_set_whatever_the_env_file_says(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("SENTRY_DSN=https://key@sentry.example/1\nLOG_LEVEL=debug\n")
    settings = load(ENVIRONMENT | {"SENTRY_DSN": "", "LOG_LEVEL": " "}, file)
    assert settings.sentry_dsn is None
    assert not settings.given["SENTRY_DSN"]
    assert settings.log_level == "INFO"


def test_what_the_environment_hides_is_told_by_its_older_name_too(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("GUILD_ID=1\nBOT_TOKEN=told\n")
    with pytest.raises(WrongSettings) as caught:
        load(ENVIRONMENT | {"DISCORD_GUILD_ID": "", "DISCORD_BOT_TOKEN": ""}, file)
    (problem,) = caught.value.problems
    assert "DISCORD_BOT_TOKEN is not set (it is empty in the environment, which hides what .env says)" in problem
    assert caught.value.rest is not None
    assert caught.value.rest.guild_id is None


def test_an_env_file_that_is_not_there_is_no_problem(tmp_path: Path) -> None:
    assert load(ENVIRONMENT, tmp_path / ".env").port == 8080


def test_an_env_file_is_taken_as_it_stands_and_blanks_around_values_are_not(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("DB_PASSWORD=pa$$w${0}rd\nDB_HOST=::1\nDB_USER=u\nDB_NAME=n\n")
    environ = {name: value for name, value in ENVIRONMENT.items() if name != "DATABASE_URL"}
    settings = load(environ | {"DISCORD_API_URL": " https://discord.example/ \n"}, file)
    assert settings.database_url.reveal() == "postgresql://u:pa%24%24w%24%7B0%7Drd@[::1]:5432/n"
    assert settings.api_url == "https://discord.example"


def test_an_env_file_that_is_no_text_is_a_problem_like_others(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"PORT=\xff\xfe")
    with pytest.raises(WrongSettings, match="must be text in UTF-8"):
        load(ENVIRONMENT, file)


def test_several_public_keys_are_read() -> None:
    assert len(load(ENVIRONMENT | {"DISCORD_PUBLIC_KEY": f"{KEY}, {'cd' * 32}"}).public_keys) == 2


def test_a_secret_never_prints_itself() -> None:
    secret = Secret("hunter22")
    settings = load(ENVIRONMENT | {"DISCORD_BOT_TOKEN": "hunter22"})
    assert "hunter22" not in f"{secret} {secret!r} {[secret]} {settings} {settings!r}"
    assert secret.reveal() == "hunter22"
    assert secret == Secret("hunter22")
    assert hash(secret) == hash(Secret("hunter22"))
    assert secret != "hunter22"


def test_a_migration_needs_only_the_database() -> None:
    assert load_direct_database_url({"DATABASE_URL": "postgresql://a/b"}).reveal() == "postgresql://a/b"
    both = {"DATABASE_URL": "postgresql://pooled/b", "DIRECT_DATABASE_URL": "postgresql://direct/b"}
    assert load_direct_database_url(both).reveal() == "postgresql://direct/b"
    with pytest.raises(WrongSettings, match="DATABASE_URL is not set"):
        load_direct_database_url({})


def test_calling_discord_needs_neither_a_database_nor_a_key() -> None:
    told = {"DISCORD_APPLICATION_ID": "1", "BOT_TOKEN": "token", "GUILD_ID": "7"}
    settings = load_discord(told)
    assert (settings.application_id, settings.bot_token, settings.guild_id) == (1, Secret("token"), 7)
    assert settings.api_url == "https://discord.com/api/v10"
    assert load_discord(told | {"DISCORD_API_URL": "http://127.0.0.1:1/"}).api_url == "http://127.0.0.1:1"


def test_calling_discord_without_what_it_needs_is_told_as_at_a_start() -> None:
    wrong = {"DISCORD_BOT_TOKEN": "Bot hunter22", "DISCORD_API_URL": "discord"}
    with pytest.raises(WrongSettings) as caught:
        load_discord(wrong)
    assert [problem.split(" ")[0] for problem in caught.value.problems] == [
        "DISCORD_APPLICATION_ID",
        "DISCORD_BOT_TOKEN",
        "DISCORD_API_URL",
    ]
    assert set(caught.value.problems) <= set(problems(wrong))
    assert "hunter22" not in str(caught.value)


@given(st.dictionaries(st.sampled_from(sorted({*WRONG, "DB_HOST", "DB_PORT", "BOT_TOKEN"})), st.text(max_size=40)))
def test_whatever_is_set_the_answer_is_settings_or_a_list(environ: dict[str, str]) -> None:
    with suppress(WrongSettings):
        assert load(ENVIRONMENT | environ).public_keys
