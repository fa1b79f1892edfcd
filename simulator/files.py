"""The page's own files, as they stand in simulator/page."""

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

PAGE = Path(__file__).with_name("page")
# Not the system's list: on some machines it calls a module text/plain, which no browser runs.
_KINDS = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
_POLICY = (
    "default-src 'self'; img-src {pictures}; media-src {pictures}; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_FRESH = {"cache-control": "no-store"}


async def index(request: Request) -> Response:
    """The page itself. Only with `pictures` it shows those that lie in the web, and so tells them that it does."""
    port = request.url.port or 80
    own = f"'self' data: blob: http://127.0.0.1:{port} http://localhost:{port}"
    pictures = f"{own} http: https:" if request.app.state.desk.pictures else own
    policy = _POLICY.format(pictures=pictures)
    return _file(PAGE / "index.html", {"content-security-policy": policy})


async def file(request: Request) -> Response:
    """One of its files. Raises `HTTPException`."""
    asked: str = request.path_params["path"]
    if "\0" in asked:
        raise HTTPException(404)
    path = (PAGE / asked).resolve()
    if not path.is_relative_to(PAGE) or path.suffix not in _KINDS:
        raise HTTPException(404)
    return _file(path, {})


async def no_icon(_: Request) -> Response:
    """Browsers ask for one unasked."""
    return Response(status_code=204)


def _file(path: Path, headers: dict[str, str]) -> Response:
    if not path.is_file():
        raise HTTPException(404)
    # At once: they are small, and a page is ninety of them; by way of a thread each would take ten times as long.
    return Response(path.read_bytes(), media_type=_KINDS[path.suffix], headers={**_FRESH, **headers})
