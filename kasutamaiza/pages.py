"""What a browser and a load balancer see: the page about the bot, and whether it lives and can serve."""

from collections.abc import Awaitable, Callable, Iterable
from itertools import groupby
from typing import Any

from msgspec import json
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Lifespan, Receive, Scope, Send

from kasutamaiza.bot import Bot, invite_url
from kasutamaiza.interactions import Directory, Listed

INTERACTIONS = "/interactions"
EVENTS = "/events"


class Readiness:
    """Whether the bot should be sent anything: not while it is being stopped."""

    def __init__(self) -> None:
        self.draining = False


class FrontDoor(Router):
    """Starlette's routes, and before them the one that nearly every request takes.

    The router alone, not a `Starlette` around it: its layers of error handling have nothing to catch (the webhook does
    not raise, and uvicorn logs what a page might), and they and the routes' patterns cost a tenth of an answer.
    """

    def __init__(self, webhook: ASGIApp, events: ASGIApp, routes: Iterable[Route], lifespan: Lifespan[Any]) -> None:
        # A route all the same: it says 405 to other methods.
        posted = [Route(INTERACTIONS, webhook, methods=["POST"]), Route(EVENTS, events, methods=["POST"])]
        super().__init__([*posted, *routes], lifespan=lifespan)
        self._webhook = webhook

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == INTERACTIONS and scope["method"] == "POST":
            await self._webhook(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def routes(
    bot: Bot, directory: Directory, readiness: Readiness, database_answers: Callable[[], Awaitable[bool]]
) -> list[Route]:
    """`GET /`, `/healthz` (the process lives) and `/readyz` (it can serve)."""

    async def home(request: Request) -> Response:
        return Response(_page(bot, directory), media_type="text/html; charset=utf-8", headers=_HEADERS)

    async def healthz(request: Request) -> Response:
        return _answer({"alive": True})

    async def readyz(request: Request) -> Response:
        # The database is told of, not judged by: without it there are still answers to give, and kind ones.
        ready = not readiness.draining
        told = {
            "ready": ready,
            "database": "answers" if await database_answers() else "away",
            "commands": len(directory.commands),
            "version": bot.version,
        }
        return _answer(told, status=200 if ready else 503)

    return [Route("/", home), Route("/healthz", healthz), Route("/readyz", readyz)]


def _answer(told: dict[str, Any], status: int = 200) -> Response:
    return Response(json.encode(told), status, media_type="application/json", headers={"cache-control": "no-store"})


_HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


def _page(bot: Bot, directory: Directory) -> str:
    # Imported late: Discord asks before anybody looks at the page.
    from html import escape

    def section(category: str, entries: Iterable[Listed]) -> str:
        rows = [f"<dt><code>{escape(entry.label)}</code></dt><dd>{escape(entry.description)}</dd>" for entry in entries]
        return f"<section><h2>{escape(category)}</h2><dl>{''.join(rows)}</dl></section>"

    grouped = groupby(directory.listed, lambda entry: entry.handler.category)
    sections = [section(category, entries) for category, entries in grouped]
    invite = escape(invite_url(bot.application_id))
    return _HTML.format(style=_STYLE, invite=invite, sections="".join(sections), version=escape(bot.version))


_HTML = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kasutamaiza</title>
<meta name="description" content="A Discord bot for a community that designs its own Yu-Gi-Oh! cards.">
<style>{style}</style>
</head>
<body>
<main>
<header>
<h1>Kasutamaiza</h1>
<p>A Discord bot for a community that plays Yu-Gi-Oh! and designs its own cards. It answers slash commands, and never
reads your chat.</p>
<p><a class="invite" href="{invite}">Add it to a server</a></p>
</header>
{sections}
<footer>Version {version}</footer>
</main>
</body>
</html>
"""

_STYLE = """
:root {
  color-scheme: light dark;
  --ink: #1d1630; --faint: #655c7a; --paper: #faf8ff; --line: #ddd5ee; --accent: #6a3fc4;
}
@media (prefers-color-scheme: dark) {
  :root { --ink: #ece7f7; --faint: #a89fbe; --paper: #16111f; --line: #34294a; --accent: #b596ff; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.05rem/1.55 system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 3rem 1.25rem; }
h1 { margin: 0; font-size: 2.4rem; letter-spacing: -.02em; }
h2 { margin: 2.5rem 0 .5rem; font-size: 1.1rem; color: var(--faint); }
.invite { display: inline-block; padding: .6rem 1.1rem; border-radius: .5rem; background: var(--accent);
  color: var(--paper); text-decoration: none; font-weight: 600; }
.invite:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
dl { display: grid; grid-template-columns: minmax(9rem, auto) 1fr; margin: 0; border-top: 1px solid var(--line); }
dt, dd { margin: 0; padding: .5rem 1rem .5rem 0; border-bottom: 1px solid var(--line); }
code { font: 600 .95em ui-monospace, monospace; color: var(--accent); }
footer { margin-top: 3rem; color: var(--faint); font-size: .9rem; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dt { border: 0; padding-bottom: 0; } }
"""
