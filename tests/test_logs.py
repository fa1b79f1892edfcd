"""Logs: one line a happening, and no secret in any of them."""

import io
import json
import logging
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from loguru import logger

from kasutamaiza import logs
from tests.door import BOT_TOKEN

INTERACTION_TOKEN = "an-interaction's own token, said plainly".replace(" ", "-")
REAL_SHAPED_TOKEN = "aW50ZXJhY3Rpb246MTAwMDAwMDAwMDAwMDAwMDAwOTpzZWNyZXQ"
PASSWORD = 'hunter22@/ä"x'
DATABASE_URL = "postgresql://kasu:hunter22%40%2F%C3%A4%22x@db.example:5432/cards"
SECRETS = (BOT_TOKEN, DATABASE_URL)
FORBIDDEN = (BOT_TOKEN, INTERACTION_TOKEN, REAL_SHAPED_TOKEN, PASSWORD, "hunter22")

ABOUT = {"interaction": 5, "command": "/card search", "guild": 6, "user": 7, "secret": INTERACTION_TOKEN}


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.root.handlers, logging.root.level
    yield
    logger.remove()
    logger.configure(patcher=lambda record: None)
    logging.root.handlers, logging.root.level = list(root[0]), root[1]


def written(format_: str = "console", **more: Any) -> io.StringIO:
    stream = io.StringIO()
    logs.configure("DEBUG", format_, secrets=SECRETS, stream=stream, **more)
    return stream


def say_every_secret() -> None:
    """In every way that a secret ever came to a log: told, in an address, in an error, in its cause, by a library."""
    webhook = f"https://discord.com/api/v10/webhooks/1000000000000000001/{INTERACTION_TOKEN}/messages/@original"
    logger.info("token {} and {}", BOT_TOKEN, REAL_SHAPED_TOKEN)
    logger.warning(f"Authorization: Bot {BOT_TOKEN} {DATABASE_URL} password={PASSWORD!r} token='{INTERACTION_TOKEN}'")
    logging.getLogger("httpx").info('HTTP Request: PATCH %s "HTTP/1.1 404 Not Found"', webhook)
    logging.getLogger("asyncpg").error("cannot connect to %s", DATABASE_URL)
    try:
        try:
            httpx.Response(404, request=httpx.Request("PATCH", webhook)).raise_for_status()
        except httpx.HTTPStatusError as error:
            raise ConnectionError(f"{DATABASE_URL} {PASSWORD} {BOT_TOKEN}") from error
    except ConnectionError:
        secret_in_a_local = BOT_TOKEN  # noqa: F841  (what a diagnosing traceback would print)
        logger.exception("failed with {}", INTERACTION_TOKEN)
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application")


@pytest.mark.parametrize("format_", ["console", "json"])
def test_no_line_has_a_secret(format_: str, tmp_path: Path) -> None:
    stream = written(format_, directory=tmp_path, context=lambda: ABOUT)
    say_every_secret()
    for text in (stream.getvalue(), (tmp_path / "kasutamaiza.log").read_text()):
        assert "Traceback" in text
        assert text.count("[redacted]") > 10
        for secret in FORBIDDEN:
            assert secret not in text
            assert json.dumps(secret)[1:-1] not in text


def test_no_line_has_a_token_by_its_shape_alone() -> None:
    stream = io.StringIO()
    logs.configure("DEBUG", stream=stream)
    logger.info("GET /webhooks/1/{}?wait=true", "plain-token")
    logger.info("/interactions/1/{}/callback", "plain-token")
    logger.info("{} {} postgres://u:{}@h/d", BOT_TOKEN, REAL_SHAPED_TOKEN, "plain-token")
    assert "plain-token" not in stream.getvalue()
    assert BOT_TOKEN not in stream.getvalue()
    assert REAL_SHAPED_TOKEN not in stream.getvalue()


WRITTEN_OTHERWISE = ["back\\slash", "new\nline", "per cent/Ä", 'quo"te']


@pytest.mark.parametrize("format_", ["console", "json"])
@pytest.mark.parametrize("secret", WRITTEN_OTHERWISE)
def test_a_known_secret_is_found_however_it_is_written(format_: str, secret: str) -> None:
    stream = io.StringIO()
    logs.configure("DEBUG", format_, secrets=[secret, f"postgresql://h/d?password={quote(secret)}"], stream=stream)
    forms = [secret, repr(secret), json.dumps(secret), quote(secret), quote(secret, safe=""), quote(secret).lower()]
    for form in forms:
        logger.info("it is <{}>", form)
    text = stream.getvalue()
    assert text.count("[redacted]") == len(forms)
    for form in forms:
        assert form.strip("'\"") not in text


@pytest.mark.parametrize(
    "text",
    [
        "{'password': 'plain words'}",
        '{"token": "plain words"}',
        "password='plain words'",
        "TOKEN: plain",
        "x?token=plain&y",
    ],
)
def test_what_is_called_a_secret_is_one(text: str) -> None:
    stream = io.StringIO()
    logs.configure("DEBUG", stream=stream)
    logger.info(text)
    assert "plain" not in stream.getvalue()


def test_words_that_only_look_like_it_are_left_alone() -> None:
    stream = written()
    logger.info("Bot accounts and tokens: none. https://example.org:8080/a@b")
    assert "Bot accounts and tokens: none. https://example.org:8080/a@b" in stream.getvalue()


def test_a_line_of_a_megabyte_is_written_in_no_time() -> None:
    stream = written()
    started = time.monotonic()
    logger.info("x" * 1_000_000)
    # Not a measurement: a pattern that looks at it again and again takes many minutes.
    assert time.monotonic() - started < 30
    assert len(stream.getvalue()) > 1_000_000


def test_what_cannot_be_encoded_is_written_as_well_as_it_can_be(tmp_path: Path) -> None:
    written(directory=tmp_path)
    logger.info("half a letter: \ud800")
    assert "half a letter: \\ud800" in (tmp_path / "kasutamaiza.log").read_text()


def test_a_sink_that_fails_tells_no_secret(capsys: pytest.CaptureFixture[str]) -> None:
    class Broken(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError("no space left")

    logs.configure("DEBUG", secrets=SECRETS, stream=Broken(), context=lambda: ABOUT)
    say_every_secret()
    told = capsys.readouterr().err
    assert told.count("A log line could not be written: OSError\n") == len(told.splitlines()) > 3
    for secret in FORBIDDEN:
        assert secret not in told


def test_a_library_that_logs_wrongly_is_heard_all_the_same() -> None:
    stream = written()
    logging.getLogger("library").info("%d cards", "many")
    assert "%d cards" in stream.getvalue()


def test_a_console_line_says_what_it_is_about() -> None:
    stream = written(context=lambda: ABOUT)
    logger.info("answered")
    assert stream.getvalue().endswith(" INFO     answered  [interaction=5 command=/card search guild=6 user=7]\n")


def test_a_json_line_is_one_object_with_ids_as_strings() -> None:
    stream = written("json", context=lambda: ABOUT | {"guild": None})
    logger.info("said {}", "two\nlines")
    [line] = stream.getvalue().splitlines()
    told = json.loads(line)
    assert told["message"] == "said two\nlines"
    assert told["level"] == "INFO"
    assert (told["interaction"], told["command"], told["user"]) == ("5", "/card search", "7")
    assert "guild" not in told
    assert "secret" not in told


def test_a_json_line_carries_the_traceback() -> None:
    stream = written("json")
    cards: dict[str, int] = {}
    with logger.catch(KeyError, message="no"):
        cards["card"]
    assert "KeyError: 'card'" in json.loads(stream.getvalue())["exception"]


def test_the_libraries_lines_come_with_their_own_names() -> None:
    stream = written("json")
    logging.getLogger("uvicorn.error").warning("%d connections", 3)
    logging.getLogger("some.library").log(35, "in between")
    first, second = (json.loads(line) for line in stream.getvalue().splitlines())
    assert (first["logger"], first["level"], first["message"]) == ("uvicorn.error", "WARNING", "3 connections")
    assert second["message"] == "in between"


def test_uvicorn_writes_no_access_log_of_its_own() -> None:
    stream = written()
    logging.getLogger("uvicorn.access").info("GET / 200")
    assert not logging.getLogger("uvicorn.access").hasHandlers()
    assert stream.getvalue() == ""


def test_lines_below_the_level_are_left_out() -> None:
    stream = io.StringIO()
    logs.configure("WARNING", stream=stream)
    logger.info("small talk")
    logging.getLogger("library").info("small talk")
    assert stream.getvalue() == ""


def test_a_terminal_gets_colours_and_a_pipe_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, pipe = Terminal(), io.StringIO()
    monkeypatch.delenv("NO_COLOR", raising=False)
    for stream in (terminal, pipe):
        logs.configure("INFO", stream=stream)
        logger.error("<red>{not a format}</red>")
    assert "\x1b[" in terminal.getvalue()
    assert "\x1b[" not in pipe.getvalue()
    assert "<red>{not a format}</red>" in pipe.getvalue()


def test_a_terminal_of_somebody_who_wants_no_colours_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    terminal = Terminal()
    logs.configure("INFO", stream=terminal)
    logger.error("plain")
    assert "\x1b[" not in terminal.getvalue()


def test_files_change_at_ten_megabytes_and_five_are_kept(tmp_path: Path) -> None:
    logs.configure("INFO", directory=tmp_path, stream=io.StringIO())
    log = tmp_path / "kasutamaiza.log"
    for _ in range(8):
        logger.info("a line")
        with log.open("ab") as file:
            file.truncate(10_000_000 - 10)  # as if many lines had come
    logger.remove()
    old = [file for file in tmp_path.iterdir() if file != log]
    assert len(old) == 5
    assert all(file.stat().st_size <= 10_000_000 for file in tmp_path.iterdir())
