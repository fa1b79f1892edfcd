"""Who may speak to the simulator: programs on this machine and its own page, and no other page in any browser."""

from collections.abc import Iterable
from typing import Any

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HERE = ("localhost", "127.0.0.1", "[::1]")
_READING = ("GET", "HEAD", "OPTIONS")
_WRONG_HOST = "The simulator is for this machine only: open it at http://127.0.0.1:{port}/."
_WRONG_ORIGIN = "Another page's script may not use the simulator; its own page, and programs, may."
_ADDED = ((b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer"))


class Guard:
    """Stands before the whole application.

    A page of the web may send requests to this machine, and with a name of its own that leads here (DNS rebinding)
    even read the answers. Nothing here bears CORS headers, so what another origin's page reads are no answers at all.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = _read(scope["headers"])
        wrong = _wrong(scope, headers)
        answer: Any = self._app if wrong is None else JSONResponse({"errors": wrong}, 403)
        await answer(scope, receive, _hardened(send))


def _read(given: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """By their names; one that is told twice is both, and so neither: no two readers can take it for another one."""
    headers: dict[str, str] = {}
    for name, value in given:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers


def _wrong(scope: Scope, headers: dict[str, str]) -> str | None:
    """Why it is not let in; None where it is."""
    port = (scope.get("server") or ("", None))[1] or 80
    hosts = [f"{name}:{port}" for name in _HERE] + (list(_HERE) if port == 80 else [])
    host = headers.get("host", "").lower()
    if host not in hosts:
        return _WRONG_HOST.format(port=port)
    if not (scope["path"] == "/sim" or scope["path"].startswith("/sim/")):
        return None
    site = headers.get("sec-fetch-site", "none")
    if scope["method"] in _READING:
        return _WRONG_ORIGIN if site == "cross-site" else None
    origin = headers.get("origin")
    if site not in ("none", "same-origin") or origin not in (None, f"http://{host}"):
        return _WRONG_ORIGIN
    return None


def _hardened(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", ()))
            present = {name.lower() for name, _ in headers}
            message = {**message, "headers": [*headers, *(each for each in _ADDED if each[0] not in present)]}
        await send(message)

    return sent
