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
from urllib.parse import parse_qs, quote, unquote, urlsplit

from loguru import logger

if TYPE_CHECKING:
    from loguru import FormatFunction, PatcherFunction, Record, RecordException

__all__ = ["ABOUT", "CONTEXT", "Redactor", "configure", "logger"]

CONTEXT = ("interaction", "command", "guild", "user")
"""What a line during an interaction carries. A context may have a `secret` too, which is taken out of the line."""

FAULT = 40
"""The level, ERROR, from which on a line with a traceback tells of a fault of ours."""

ABOUT = ("ref", "command")
"""What is told of a fault besides: the reference that somebody was given, and what they had asked for."""

_GONE = "[redacted]"
_PATTERNS = [
    # An interaction's or a webhook's token stands in its address, and is the key to its answer for 15 minutes.
    (re.compile(r"(/(?:webhooks|interactions)/\d+/)[^/\s?#\"'\\]+"), rf"\1{_GONE}"),
    (re.compile(r"aW50ZXJhY3Rpb246[\w+/=-]+"), _GONE),
    (re.compile(r"\b(Bot |Bearer )[\w.~+/=-]{20,}"), rf"\1{_GONE}"),
    (re.compile(r"\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}"), _GONE),
    (re.compile(r"(\b\w+://[^:/@\s\"']*:)[^@/\s\"']+(@)"), rf"\1{_GONE}\2"),
    (
        re.compile(r"((?:token|password)['\"]?\s*[:=]\s*)('[^']*'|\"[^\"]*\"|[^'\"\s,&)}]+)", re.IGNORECASE),
        rf"\1{_GONE}",
    ),
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
    """The secret in the ways that others write it: percent-encoded, in a `repr`, in JSON; and the password in it."""
    forms = {secret, unquote(secret), repr(secret)[1:-1], json.dumps(secret)[1:-1]}
    for encoded in (quote(secret), quote(secret, safe="")):
        forms |= {encoded, re.sub("%..", lambda found: found[0].lower(), encoded)}
    try:
        parts = urlsplit(secret)
        inner = [parts.password, *parse_qs(parts.query).get("password", [])]
    except ValueError:
        inner = []
    return forms.union(*(_forms(each) for each in inner if each and each != secret))


def configure(
    level: str = "INFO",
    format_: str = "console",
    directory: Path | None = None,
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
    context: Callable[[], Mapping[str, object]] = dict,
    faults: Callable[[BaseException, Mapping[str, str]], None] | None = None,
) -> None:
    """Send every log line, ours, uvicorn's and the libraries', to `stream` (stdout), and to files in `directory`.

    `format_` is `console`, in colours on a terminal, or `json`, one object a line. Files change at 10 MB; five are
    kept. `secrets` are taken out of every line. `context` says what a line is about (`CONTEXT`), asked as each is
    written, so that a line that is not written costs nothing. `faults` is called with each fault that is logged, and
    what is known `ABOUT` it, whoever logged it; it must not raise.
    """
    stream = stream or sys.stdout
    finish = _json if format_ == "json" else _console
    redact = Redactor(secrets)
    colours = format_ == "console" and stream.isatty() and not os.environ.get("NO_COLOR")
    logger.remove()
    logger.configure(patcher=_prepare(redact, context, faults))
    if hasattr(stream, "reconfigure"):
        # A text that the terminal cannot show is shown as well as it can be, not lost.
        stream.reconfigure(errors="backslashreplace")
    logger.add(_Stream(stream), level=level, format=_line(finish, redact, colours=colours), colorize=colours)
    if directory is not None:
        directory.mkdir(parents=True, exist_ok=True)
        logger.add(_files(directory), level=level, format=_line(finish, redact, colours=False), colorize=False)
    _intercept(level)


class _Sink(logging.Handler):
    """Says that a line could not be written, and not which: loguru, and the standard library, would show all of it."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (the standard library's name)
        error = sys.exc_info()[0]
        if sys.stderr is not None:
            sys.stderr.write(f"A log line could not be written: {error.__name__ if error else 'error'}\n")


class _Stream(_Sink, logging.StreamHandler[TextIO]): ...


def _files(directory: Path) -> logging.Handler:
    # Imported late: it brings sockets and queues for handlers that we do not use.
    from logging.handlers import RotatingFileHandler

    class Files(_Sink, RotatingFileHandler): ...

    return Files(
        directory / "kasutamaiza.log",
        maxBytes=10_000_000,
        backupCount=5,
        encoding="utf-8",
        errors="backslashreplace",
    )


def _prepare(
    redact: Redactor,
    context: Callable[[], Mapping[str, object]],
    faults: Callable[[BaseException, Mapping[str, str]], None] | None,
) -> "PatcherFunction":
    """Clean what a record holds before any sink sees it, so that none can show more than it should."""

    def prepare(record: "Record") -> None:
        about = context()
        own = [str(about["secret"])] if about.get("secret") else []
        record["message"] = redact(record["message"], *own)
        record["extra"].update({key: about[key] for key in CONTEXT if about.get(key) is not None})
        if record["exception"] is not None:
            fault = record["exception"].value
            if faults is not None and fault is not None and record["level"].no >= FAULT:
                faults(fault, {key: str(record["extra"][key]) for key in ABOUT if key in record["extra"]})
            record["extra"]["traceback"] = redact(_traceback(record["exception"]), *own)
            record["exception"] = None

    return prepare


def _line(finish: "Callable[[Record], str]", redact: Redactor, *, colours: bool) -> "FormatFunction":
    """A loguru format that finishes the whole line, so that it is redacted as a whole."""

    def format_(record: "Record") -> str:
        record["extra"]["line"] = redact(finish(record))
        return "<level>{extra[line]}</level>" if colours else "{extra[line]}"

    return format_


def _console(record: "Record") -> str:
    extra = record["extra"]
    about = " ".join(f"{key}={extra[key]}" for key in CONTEXT if key in extra)
    line = f"{record['time']:HH:mm:ss.SSS} {record['level'].name:<8} {record['message']}"
    return line + (f"  [{about}]" if about else "") + (f"\n{extra['traceback']}" if "traceback" in extra else "")


def _json(record: "Record") -> str:
    extra = record["extra"]
    line: dict[str, object] = {
        "time": record["time"].isoformat(timespec="milliseconds"),
        "level": record["level"].name,
        "logger": record["name"],
        "message": record["message"],
    }
    # As strings: an id has more digits than a JavaScript number.
    line |= {key: str(extra[key]) for key in CONTEXT if key in extra}
    if "traceback" in extra:
        line["exception"] = extra["traceback"]
    return json.dumps(line, ensure_ascii=False)


def _traceback(error: "RecordException") -> str:
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

        try:
            message = record.getMessage()
        except (TypeError, ValueError):
            message = str(record.msg)  # its arguments do not fit it: the caller's mistake, not the caller's end
        logger.patch(as_there).opt(exception=record.exc_info).log(level, message)


def _intercept(level: str) -> None:
    logging.root.handlers = [_ToLoguru()]
    logging.root.setLevel(0 if level == "TRACE" else level)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi"):
        known = logging.getLogger(name)
        known.handlers = []
        # No access log: we write a line for each interaction ourselves, and uvicorn then spares making its own.
        known.propagate = name != "uvicorn.access"
    for name in ("httpx", "httpcore", "asyncio"):
        logging.getLogger(name).setLevel(logging.NOTSET if level == "TRACE" else logging.WARNING)
