"""loguru: sinks, redaction, the interaction's context."""

import json
import logging
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from urllib.parse import quote, unquote, urlsplit

from loguru import logger

if TYPE_CHECKING:
    from loguru import FormatFunction, Record

__all__ = ["CONTEXT", "Redactor", "configure", "logger"]

CONTEXT = ("interaction", "command", "guild", "user")
"""What a line during an interaction carries; `secret` is carried too, to be taken out of the line."""

_GONE = "[redacted]"
_PATTERNS = [
    # An interaction's or a webhook's token stands in its address, and is the key to its answer for 15 minutes.
    (re.compile(r"(/(?:webhooks|interactions)/\d+/)[^/\s?#\"'\\]+"), rf"\1{_GONE}"),
    (re.compile(r"aW50ZXJhY3Rpb246[\w+/=-]+"), _GONE),
    (re.compile(r"\b(Bot |Bearer )[\w.~+/=-]{8,}"), rf"\1{_GONE}"),
    (re.compile(r"\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}"), _GONE),
    (re.compile(r"(\w+://[^:/@\s\"']*:)[^@/\s\"']+(@)"), rf"\1{_GONE}\2"),
    (re.compile(r"((?:token|password)=)(['\"]?)[^'\"\s,&)]+\2", re.IGNORECASE), rf"\1\2{_GONE}\2"),
]


class Redactor:
    """Takes out of a text what must never be read in a log: known secrets, and all that has the shape of one."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        # Shorter ones would blot out ordinary words.
        self._secrets = sorted({form for each in secrets for form in _forms(each) if len(form) > 3}, key=len)

    def __call__(self, text: str, *more: str) -> str:
        for secret in (*more, *reversed(self._secrets)):
            text = text.replace(secret, _GONE)
        for pattern, instead in _PATTERNS:
            text = pattern.sub(instead, text)
        return text


def _forms(secret: str) -> set[str]:
    forms = {secret, quote(secret, safe=""), unquote(secret)}
    try:
        password = urlsplit(secret).password
    except ValueError:
        password = None
    return forms if password is None else forms | _forms(password)


def configure(
    level: str = "INFO",
    format_: str = "console",
    directory: Path | None = None,
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
    context: Callable[[], Mapping[str, object]] = dict,
) -> None:
    """Send every log line, ours, uvicorn's and the libraries', to `stream` (stdout), and to files in `directory`.

    `format_` is `console`, in colours on a terminal, or `json`, one object a line. Files change at 10 MB; five are
    kept. `secrets` are taken out of every line. `context` says what a line is about (`CONTEXT`), asked as each is
    written, so that a line that is not written costs nothing.
    """
    stream = stream or sys.stdout
    finish = _json if format_ == "json" else _console
    redact = Redactor(secrets)
    colours = format_ == "console" and stream.isatty() and not os.environ.get("NO_COLOR")
    logger.remove()
    logger.configure(patcher=lambda record: record["extra"].update(context()))
    logger.add(stream, level=level, format=_line(finish, redact, colours=colours), colorize=colours, diagnose=False)
    if directory is not None:
        logger.add(
            directory / "kasutamaiza.log",
            level=level,
            format=_line(finish, redact, colours=False),
            rotation="10 MB",
            retention=5,
            encoding="utf-8",
            diagnose=False,
        )
    _intercept(level)


def _line(
    finish: "Callable[[Record, Callable[[str], str]], str]", redact: Redactor, *, colours: bool
) -> "FormatFunction":
    """A loguru format that finishes the whole line, traceback and all, so that it is redacted as a whole.

    loguru's own formatting would add the traceback after us.
    """

    def format_(record: "Record") -> str:
        own = str(record["extra"].get("secret") or "")

        def clean(text: str) -> str:
            return redact(text, own) if own else redact(text)

        record["extra"]["line"] = clean(finish(record, clean))
        return "<level>{extra[line]}</level>\n" if colours else "{extra[line]}\n"

    return format_


def _console(record: "Record", clean: Callable[[str], str]) -> str:
    told = " ".join(f"{key}={record['extra'][key]}" for key in CONTEXT if record["extra"].get(key) is not None)
    line = f"{record['time']:HH:mm:ss.SSS} {record['level'].name:<8} {record['message']}" + (
        f"  [{told}]" if told else ""
    )
    return line + (f"\n{_traceback(record)}" if record["exception"] else "")


def _json(record: "Record", clean: Callable[[str], str]) -> str:
    # Cleaned piece by piece as well: JSON may write a secret's characters in another way.
    line: dict[str, object] = {
        "time": record["time"].isoformat(timespec="milliseconds"),
        "level": record["level"].name,
        "logger": record["name"],
        "message": clean(record["message"]),
    }
    # As strings: an id has more digits than a JavaScript number.
    line |= {key: str(record["extra"][key]) for key in CONTEXT if record["extra"].get(key) is not None}
    if record["exception"]:
        line["exception"] = clean(_traceback(record))
    return json.dumps(line, ensure_ascii=False)


def _traceback(record: "Record") -> str:
    error = record["exception"]
    assert error is not None  # noqa: S101  (asked before)
    return "".join(traceback.format_exception(error.type, error.value, error.traceback)).rstrip()


class _ToLoguru(logging.Handler):
    """Hands the standard library's records to loguru."""

    def emit(self, record: logging.LogRecord) -> None:
        level: str | int
        try:
            level = logger.level(record.levelname).name
        except ValueError:
            level = record.levelno

        def as_there(known: "Record") -> None:
            known["name"], known["function"], known["line"] = record.name, record.funcName, record.lineno

        logger.patch(as_there).opt(exception=record.exc_info).log(level, record.getMessage())


def _intercept(level: str) -> None:
    logging.root.handlers = [_ToLoguru()]
    logging.root.setLevel(0 if level == "TRACE" else level)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi"):
        known = logging.getLogger(name)
        known.handlers = []
        # No access log: we write a line for each interaction ourselves, and uvicorn then spares making its own.
        known.propagate = name != "uvicorn.access"
    for name in ("httpx", "httpcore", "asyncio"):
        logging.getLogger(name).setLevel(logging.NOTSET if level in ("TRACE", "DEBUG") else logging.WARNING)
