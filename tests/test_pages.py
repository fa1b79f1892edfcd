"""What a browser and a load balancer see."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from html.parser import HTMLParser

import httpx
import pytest
from msgspec import structs
from starlette.routing import Router

from kasutamaiza import __version__
from kasutamaiza.bot import Bot, invite_url
from kasutamaiza.interactions import Directory, discover
from kasutamaiza.interactions.declare import command
from kasutamaiza.pages import Readiness, routes
from tests.door import FrontDoor, opened

BOT = Bot(application_id=1, version="1<2", started_at=datetime(2026, 1, 1, tzinfo=UTC), settings={})
EVIL = """</dd><script>alert("&'")</script>"""


class Seen(HTMLParser):
    """A page as a browser reads it: the tags, and the text and attributes with their escapes undone."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.links: list[str | None] = []
        self._inside = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._inside = tag
        self.links += [value for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.texts.setdefault(self._inside, []).append(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""


@pytest.fixture
async def entrance() -> AsyncIterator[FrontDoor]:
    async with opened() as door:
        yield door


def visited(directory: Directory, readiness: Readiness, *, database: bool) -> httpx.AsyncClient:
    """A browser at the pages of a bot that is made of these."""

    async def database_answers() -> bool:
        return database

    pages = Router(routes(BOT, directory, readiness, database_answers))
    return httpx.AsyncClient(transport=httpx.ASGITransport(pages), base_url="http://bot")


async def test_the_page_shows_every_command_with_what_it_does(entrance: FrontDoor) -> None:
    response = await entrance.http.get("/")
    assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
    seen = Seen(response.text)
    commands = discover().commands
    assert sorted(seen.texts["code"]) == sorted(f"/{entry.path}" for entry in commands)
    assert sorted(seen.texts["dd"]) == sorted(entry.description for entry in commands)


async def test_the_page_leads_to_the_invitation_and_nowhere_else(entrance: FrontDoor) -> None:
    page = (await entrance.http.get("/")).text
    assert Seen(page).links == [invite_url(1000000000000000001)]
    assert "&amp;client_id=1000000000000000001" in page
    assert "&client_id" not in page


async def test_the_page_may_load_and_run_nothing(entrance: FrontDoor) -> None:
    headers = (await entrance.http.get("/")).headers
    policy = headers["content-security-policy"].split("; ")
    assert "default-src 'none'" in policy
    assert not any(rule.startswith("script-src") for rule in policy)
    assert (headers["referrer-policy"], headers["x-content-type-options"]) == ("no-referrer", "nosniff")


async def test_what_commands_say_is_text_and_never_html() -> None:
    [first, *_] = discover().commands
    handler = command(category=EVIL)(first.handler.function)
    entry = structs.replace(first, path=EVIL, description=EVIL, handler=handler)
    async with visited(Directory([entry], []), Readiness(), database=True) as http:
        page = (await http.get("/")).text
    assert "<script" not in page
    seen = Seen(page)
    assert "".join(seen.texts["code"]) == f"/{EVIL}"
    assert "".join(seen.texts["dd"]) == EVIL
    assert "".join(seen.texts["h2"]) == EVIL
    assert "Version 1<2" in "".join(seen.texts["footer"])


async def test_a_bot_without_commands_has_a_page_too() -> None:
    async with visited(Directory([], []), Readiness(), database=True) as http:
        assert "section" not in Seen((await http.get("/")).text).tags


async def test_the_process_lives(entrance: FrontDoor) -> None:
    response = await entrance.http.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"alive": True})
    assert (response.headers["content-type"], response.headers["cache-control"]) == ("application/json", "no-store")


async def test_a_bot_whose_database_is_away_is_ready_and_says_so(door_without_database: FrontDoor) -> None:
    response = await door_without_database.http.get("/readyz")
    commands = len(discover().commands)
    assert (response.status_code, response.headers["cache-control"]) == (200, "no-store")
    assert response.json() == {"ready": True, "database": "away", "commands": commands, "version": __version__}


async def test_a_bot_whose_database_answers_says_so(door: FrontDoor) -> None:
    response = await door.http.get("/readyz")
    assert (response.status_code, response.json()["ready"], response.json()["database"]) == (200, True, "answers")


@pytest.mark.parametrize("database", [True, False])
async def test_a_bot_that_is_being_stopped_is_not_ready_but_lives(*, database: bool) -> None:
    readiness = Readiness()
    async with visited(Directory([], []), readiness, database=database) as http:
        assert (await http.get("/readyz")).status_code == 200
        readiness.draining = True
        response = await http.get("/readyz")
        assert (response.status_code, response.json()["ready"]) == (503, False)
        assert (await http.get("/healthz")).status_code == 200


@pytest.mark.parametrize("path", ["/", "/healthz", "/readyz"])
async def test_the_head_of_a_page_is_its_headers_alone(entrance: FrontDoor, path: str) -> None:
    head, got = await entrance.http.head(path), await entrance.http.get(path)
    assert head.status_code == got.status_code == 200
    assert head.headers == got.headers


@pytest.mark.parametrize("path", ["/favicon.ico", "/healthz/x", "/../app.py", "/.env", "/Interactions"])
async def test_what_is_not_there_is_404(entrance: FrontDoor, path: str) -> None:
    assert (await entrance.http.get(path)).status_code == 404


@pytest.mark.parametrize("path", ["/", "/healthz", "/readyz"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_a_page_is_only_read(entrance: FrontDoor, method: str, path: str) -> None:
    assert (await entrance.http.request(method, path)).status_code == 405
