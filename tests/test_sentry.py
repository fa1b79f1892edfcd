"""What Sentry is told of our faults, and what it is never told. It is a real server that takes what is sent."""

import asyncio
import gzip
import io
import logging
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from loguru import logger
from msgspec import json
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router

from kasutamaiza import logs
from kasutamaiza.interactions.errand import report
from kasutamaiza.logs import Redactor
from kasutamaiza.sentry import KEPT, WITHHELD, Sentry
from tests.discord_rest import served

PASSWORD = "hunter-22-of-the-database"
TOKEN = "aW50ZXJhY3Rpb246c2FpZC1vbi10aGlzLW1hY2hpbmU"
TYPED = "my secret crush is Kaiba"


class Inbox:
    """Stands where Sentry stands, and keeps every event with all that came around it."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.bytes = b""
        self.address = ""

    async def take(self, request: Request) -> Response:
        body = await request.body()
        if request.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        self.bytes += body
        lines = body.split(b"\n")
        self.events += [json.decode(lines[n + 1]) for n in range(1, len(lines) - 1, 2) if b'"event"' in lines[n]]
        return Response(b"{}", media_type="application/json")

    @property
    def dsn(self) -> str:
        return self.address.replace("://", "://key@") + "/7"

    @property
    def event(self) -> dict[str, Any]:
        [event] = self.events
        return event


@pytest.fixture
async def inbox() -> AsyncIterator[Inbox]:
    inbox = Inbox()
    async with served(Router([Route("/api/7/envelope/", inbox.take, methods=["POST"])])) as inbox.address:
        yield inbox


@contextmanager
def logging_to(sentry: Sentry, context: Mapping[str, object] | None = None) -> Iterator[Callable[[], str]]:
    """The log as `app.py` sets it up, with its faults told to Sentry; what it said."""
    written = io.StringIO()
    handlers, level = logging.root.handlers, logging.root.level
    logs.configure(stream=written, secrets=[PASSWORD], faults=sentry.report, context=lambda: context or {})
    try:
        yield written.getvalue
    finally:
        logger.remove()
        logger.configure(patcher=lambda record: None)
        logging.root.handlers, logging.root.level = handlers, level


def sentry_at(dsn: str) -> Sentry:
    return Sentry(dsn, release="1.2.3", redact=Redactor([PASSWORD]))


def failing(typed: str) -> None:
    raise ValueError(f"what is {typed!r}?")


def fault(typed: str = TYPED) -> Exception:
    try:
        try:
            failing(typed)
        except ValueError as error:
            raise RuntimeError(f"{typed} at postgresql://kasu:{PASSWORD}@db/cards with {TOKEN}") from error
    except RuntimeError as error:
        return error
    raise AssertionError


async def test_a_fault_arrives_with_its_stack_and_the_reference_that_the_member_was_told(inbox: Inbox) -> None:
    sentry = sentry_at(inbox.dsn)
    with logging_to(sentry, {"command": "/card", "user": 1234567890, "guild": 99887766}):
        await sentry.load()
        reference = report(fault())
        await sentry.close()
    assert inbox.event["tags"] == {"ref": reference, "command": "/card"}
    assert (inbox.event["release"], inbox.event["level"]) == ("1.2.3", "error")
    values = inbox.event["exception"]["values"]
    assert [value["type"] for value in values] == ["ValueError", "RuntimeError"]
    assert values[0]["stacktrace"]["frames"][-1]["function"] == "failing"
    assert "raise ValueError" in values[0]["stacktrace"]["frames"][-1]["context_line"]


async def test_what_people_typed_who_they_are_and_every_secret_stay_here(inbox: Inbox) -> None:
    sentry = sentry_at(inbox.dsn)
    with logging_to(sentry, {"command": "/card", "user": 1234567890, "guild": 99887766, "secret": TOKEN}) as said:
        await sentry.load()
        report(fault())
        await sentry.close()
    for private in (TYPED, PASSWORD, TOKEN, "1234567890", "99887766"):
        assert private.encode() not in inbox.bytes
    assert b'"vars"' not in inbox.bytes
    assert {value["value"] for value in inbox.event["exception"]["values"]} == {WITHHELD}
    assert TYPED in said(), "whoever has the log can still read it"


async def test_every_string_is_redacted_whatever_it_is_part_of(inbox: Inbox) -> None:
    sentry = sentry_at(inbox.dsn)
    await sentry.load()
    sentry.report(fault(), {"command": f"/card {PASSWORD}", "ref": TOKEN})
    await sentry.close()
    assert inbox.event["tags"] == {"command": "/card [redacted]", "ref": "[redacted]"}


async def test_faults_of_one_place_are_one_whatever_they_say(inbox: Inbox) -> None:
    sentry = sentry_at(inbox.dsn)
    await sentry.load()
    for typed in ("this", "that"):
        sentry.report(fault(typed), {})
    await sentry.close()
    # Sentry groups by the stack where there is one, unless it is told otherwise.
    first, second = ({"exception": event["exception"], "told": event.get("fingerprint")} for event in inbox.events)
    assert first == second
    assert first["told"] is None


async def test_faults_from_before_it_was_loaded_are_told_then(inbox: Inbox) -> None:
    sentry = sentry_at(inbox.dsn)
    for _ in range(KEPT + 5):
        sentry.report(fault(), {"ref": "3F9A2C"})
    await sentry.load()
    await sentry.close()
    assert len(inbox.events) == KEPT


async def test_a_life_too_short_to_load_it_still_tells_its_fault(inbox: Inbox) -> None:
    sentry = sentry_at(inbox.dsn)
    sentry.report(fault(), {"ref": "3F9A2C"})
    await sentry.close()
    assert inbox.event["tags"] == {"ref": "3F9A2C"}


async def test_whoever_logs_a_fault_it_is_told_and_other_lines_are_not(inbox: Inbox) -> None:
    sentry = sentry_at(inbox.dsn)
    with logging_to(sentry):
        await sentry.load()
        logger.error("Without a traceback.")
        logger.opt(exception=fault()).warning("A warning with one.")
        logging.getLogger("uvicorn.error").error("A library's.", exc_info=fault())
        await sentry.close()
    assert inbox.event["exception"]["values"][-1]["type"] == "RuntimeError"
    assert inbox.event["tags"] == {}


async def test_a_group_of_faults_is_told_whole(inbox: Inbox) -> None:
    sentry = sentry_at(inbox.dsn)
    await sentry.load()
    sentry.report(ExceptionGroup(TYPED, [fault(), KeyError(TYPED)]), {})
    await sentry.close()
    assert TYPED.encode() not in inbox.bytes
    kinds = {value["type"] for value in inbox.event["exception"]["values"]}
    assert kinds == {"ExceptionGroup", "RuntimeError", "ValueError", "KeyError"}


async def test_without_the_package_it_is_said_once_and_faults_stay_in_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentry_sdk", None)
    sentry = sentry_at("https://key@sentry.example/7")
    with logging_to(sentry) as said:
        report(fault())
        await sentry.load()
        report(fault())
        await sentry.close()
    assert said().count("the package sentry-sdk is not installed") == 1
    assert said().count("A handler failed (ref ") == 2


async def test_an_address_that_is_none_is_said_without_showing_it(inbox: Inbox) -> None:
    sentry = sentry_at(f"https://{PASSWORD}/no-key")
    with logging_to(sentry) as said:
        await sentry.load()
        report(fault())
    assert said().count("SENTRY_DSN is no address that Sentry gave") == 1
    assert PASSWORD not in said()


async def test_a_package_that_is_another_than_we_know_is_said_once_and_its_fault_not_told_to_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def changed(**options: object) -> None:
        raise KeyError("of another release")

    monkeypatch.setattr("sentry_sdk.Client", changed)
    sentry = sentry_at("https://key@sentry.example/7")
    with logging_to(sentry) as said:
        report(fault())
        await sentry.load()
        await sentry.close()
    assert said().count("Sentry could not be loaded (KeyError): faults are told in the log only.") == 1
    assert said().count("KeyError") == 1


async def test_a_sentry_that_is_away_costs_a_stop_a_moment_only() -> None:
    sentry = sentry_at("http://key@127.0.0.1:1/7")
    with logging_to(sentry):
        await sentry.load()
        report(fault())
        async with asyncio.timeout(5):
            await sentry.close()


async def test_what_cannot_be_told_is_said_and_nothing_is_raised(inbox: Inbox) -> None:
    class Unspeakable(Exception):
        @property
        def __suppress_context__(self) -> bool:  # type: ignore[override]
            raise KeyError(PASSWORD)

    sentry = sentry_at(inbox.dsn)
    with logging_to(sentry) as said:
        await sentry.load()
        sentry.report(Unspeakable(), {})
        await sentry.close()
    assert inbox.events == []
    assert "A fault could not be told to Sentry (KeyError)." in said()
