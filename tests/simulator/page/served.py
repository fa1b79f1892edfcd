"""The page's files and those of the tests beside them, at a free port; /sim answers what a test tells it."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

HERE = Path(__file__).parent
PAGE = HERE.parents[2] / "simulator" / "page"

POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' data: blob:; style-src 'self' 'unsafe-inline'"
)


class Site:
    """Where the page is, what it has asked of /sim, and what it is told: `answers` by the path under /sim."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Any]] = []
        self.answers: dict[str, Any] = {"deeds": {"done": True}, "commands": []}
        self.url = ""

    async def sim(self, request: Request) -> Response:
        path = request.path_params["path"]
        body = await request.body()
        self.asked.append((path, json.loads(body) if body else None))
        return JSONResponse(self.answers.get(path, {}))

    @property
    def app(self) -> Starlette:
        routes = [
            Route("/sim/{path:path}", self.sim, methods=["GET", "POST"]),
            Mount("/tests", StaticFiles(directory=HERE)),
            Mount("/", StaticFiles(directory=PAGE)),
        ]
        return Starlette(routes=routes, middleware=[Middleware(BaseHTTPMiddleware, dispatch=with_policy)])


async def with_policy(request: Request, call_next: RequestResponseEndpoint) -> Response:
    response = await call_next(request)
    response.headers["content-security-policy"] = POLICY
    response.headers["cache-control"] = "no-store"
    return response


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """Serve it from a thread, for the browser is driven from this one."""
    door = socket.create_server(("127.0.0.1", 0))
    site.url = f"http://127.0.0.1:{door.getsockname()[1]}"
    server = uvicorn.Server(uvicorn.Config(site.app, log_level="error", ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
    thread.start()
    try:
        yield site
    finally:
        server.should_exit = True
        thread.join()
        door.close()
