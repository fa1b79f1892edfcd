"""The page's files and those of the tests beside them, at a free port; /sim answers what a test tells it."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

HERE = Path(__file__).parent
PAGE = HERE.parents[2] / "simulator" / "page"

KINDS = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' data: blob:; style-src 'self' 'unsafe-inline'"
)


class Site:
    """Where the page is, what it has asked of /sim, and what it is told: `answers` by the path under /sim."""

    def __init__(self) -> None:
        self.url = ""
        self.begin()

    def begin(self) -> None:
        """Forget what was asked, and what it was told."""
        self.asked: list[tuple[str, Any]] = []
        self.answers: dict[str, Any] = {"deeds": {"done": True}, "commands": []}

    async def sim(self, request: Request) -> Response:
        path = request.path_params["path"]
        body = await request.body()
        self.asked.append((path, json.loads(body) if body else None))
        return JSONResponse(self.answers.get(path, {}))

    @property
    def app(self) -> Starlette:
        routes = [Route("/sim/{path:path}", self.sim, methods=["GET", "POST"]), Route("/{path:path}", file)]
        return Starlette(routes=routes)


async def file(request: Request) -> Response:
    found = _files().get(request.url.path)
    return Response(status_code=404) if found is None else Response(found[0], headers=found[1])


@cache
def _files() -> dict[str, tuple[bytes, dict[str, str]]]:
    """All of them, read once: a page is ninety files, and there are more than a hundred tests."""
    found = {}
    for root, folder in ((PAGE, ""), (HERE, "/tests")):
        for path in (each for each in root.rglob("*") if each.suffix in KINDS):
            headers = {
                "content-type": KINDS[path.suffix],
                "content-security-policy": POLICY,
                "cache-control": "no-store",
            }
            found[f"{folder}/{path.relative_to(root).as_posix()}"] = (path.read_bytes(), headers)
    return found


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """Serve it from a thread, for the browser is driven from this one."""
    door = socket.create_server(("127.0.0.1", 0))
    site.url = f"http://127.0.0.1:{door.getsockname()[1]}"
    server = uvicorn.Server(uvicorn.Config(site.app, log_config=None, access_log=False, ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
    thread.start()
    try:
        yield site
    finally:
        server.should_exit = True
        thread.join()
        door.close()
