"""A small honest Discord that knows one application: who it is, its commands, and the servers that it is in."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from itertools import count
from typing import Any, TypeAlias

from msgspec import json
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router

from tests.discord_rest import served
from tests.door import BOT_TOKEN, KEY

Command: TypeAlias = dict[str, Any]

HTML = "<!doctype html><title>502 Bad Gateway</title><h1>502</h1>"
_MOST = {1: 100, 2: 15, 3: 15, 4: 1}


class FakeApplication:
    """Speaks of commands as Discord does: fills in what was not said, keeps ids, forgets what says nothing.

    `writes` are the bodies that were put, in order, whether taken or not. What stands in `refusals` is answered first,
    one a call; in `put_refusals`, to writes only. `loses_answers` writes take effect, and their answers never arrive.
    `came` says that a write has come; while `goes_on` is not set, nothing becomes of it.
    `about` is what it says of itself; `guilds` are the servers that it is in, by id. `creates_left` are today's.
    """

    def __init__(self) -> None:
        self.id = "1000000000000000001"
        self.token = BOT_TOKEN
        self.about: dict[str, Any] = {
            "id": self.id,
            "name": "Kasutamaiza",
            "description": "",
            "icon": None,
            "verify_key": KEY.verify_key.encode().hex(),
            "flags": 0,
            "bot_public": True,
            "interactions_endpoint_url": "https://bot.example/interactions",
            "integration_types_config": {"0": {}},
        }
        self.guilds: dict[str, dict[str, Any]] = {}
        self.calls: list[tuple[str, str]] = []
        self.writes: list[Any] = []
        self.refusals: list[Response] = []
        self.put_refusals: list[Response] = []
        self.loses_answers = 0
        self.creates_left = 200
        self.came, self.goes_on = asyncio.Event(), asyncio.Event()
        self.goes_on.set()
        self.url = ""
        self._commands: dict[str | None, dict[str, Command]] = {None: {}}
        self._snowflakes = map(str, count(2000000000000000001))

    def add_guild(self, id_: str, name: str = "Duel Academy", *, permissions: int = 0) -> None:
        self.guilds[id_] = {"id": id_, "name": name, "owner": False, "permissions": str(permissions), "features": []}

    def registered(self, guild: str | None = None) -> list[Command]:
        """The commands of a server, or for all, as Discord tells them with their translations."""
        return list(self._commands.get(guild, {}).values())

    def register(self, *commands: Mapping[str, Any], guild: str | None = None) -> list[Command]:
        """Add commands as somebody else would; as Discord then tells them."""
        added = [self._taken(each, guild) for each in commands]
        self._commands.setdefault(guild, {}).update({each["id"]: each for each in added})
        return added

    @property
    def app(self) -> Router:
        ways = {
            "/applications/@me": self._me,
            "/users/@me/guilds": self._guilds,
            "/applications/{application}/commands": self._of_commands,
            "/applications/{application}/guilds/{guild}/commands": self._of_commands,
        }
        return Router([Route(path, answer, methods=["GET", "PUT"]) for path, answer in ways.items()])

    async def _me(self, request: Request) -> Response:
        return self._refused(request) or answer(self.about)

    async def _guilds(self, request: Request) -> Response:
        after, limit = int(request.query_params.get("after", 0)), int(request.query_params.get("limit", 200))
        found = sorted((each for each in self.guilds.values() if int(each["id"]) > after), key=lambda each: each["id"])
        return self._refused(request) or answer(found[:limit])

    async def _of_commands(self, request: Request) -> Response:
        guild = request.path_params.get("guild")
        body = await request.body()
        if request.method == "PUT":
            self.writes.append(json.decode(body))
            self.came.set()
            await self.goes_on.wait()
        if (refused := self._refused(request)) is not None:
            return refused
        if request.path_params["application"] != self.id:
            return error(403, 20012, "You are not authorized to perform this action on this application")
        if guild is not None and guild not in self.guilds:
            return error(403, 50001, "Missing Access")
        if request.method == "PUT":
            return self.put(self.writes[-1], guild)
        full = request.query_params.get("with_localizations") == "true"
        return answer([each if full else _without_localizations(each) for each in self.registered(guild)])

    def _refused(self, request: Request) -> Response | None:
        self.calls.append((request.method, request.url.path))
        if request.method == "PUT" and self.put_refusals:
            return self.put_refusals.pop(0)
        if self.refusals:
            return self.refusals.pop(0)
        if request.headers.get("authorization") != f"Bot {self.token}":
            return error(401, 0, "401: Unauthorized")
        return None

    def put(self, commands: Any, guild: str | None = None) -> Response:
        """Make these all the commands of a server, or for all; or refuse them."""
        if (refused := self._refuses(commands, guild)) is not None:
            return refused
        known = {(each["type"], each["name"]) for each in self.registered(guild)}
        taken = [self._taken(each, guild) for each in commands]
        self.creates_left -= sum((each["type"], each["name"]) not in known for each in taken)
        self._commands[guild] = {each["id"]: each for each in taken}
        if self.loses_answers:
            self.loses_answers -= 1
            return breaks_off()
        return answer(taken)

    def _refuses(self, commands: Any, guild: str | None) -> Response | None:
        problems = dict(_problems(commands))
        if problems:
            return error(400, 50035, "Invalid Form Body", errors=problems)
        had = {(each["type"], each["name"]) for each in self.registered(guild)}
        told = [(each.get("type") or 1, each["name"]) for each in commands]
        if any(type_ == 4 for type_, _ in had) and not any(type_ == 4 for type_, _ in told):
            return error(400, 50240, "You cannot remove this app's Entry Point command in a bulk update operation.")
        for type_, number in Counter(type_ for type_, _ in told).items():
            if number > _MOST.get(type_, 100):
                return error(400, 30032, "Maximum number of application commands reached")
        ids = {each["id"] for each in self.registered(guild)}
        new = [
            each for each, place in zip(commands, told, strict=True) if place not in had and each.get("id") not in ids
        ]
        if len(new) > self.creates_left:
            return error(400, 30034, "Maximum number of daily application command creates has been reached (200)")
        return None

    def _taken(self, told: Mapping[str, Any], guild: str | None) -> Command:
        """A command as Discord keeps it: with an id of its own or the one it had, and everything filled in."""
        type_ = told.get("type") or 1
        known = self._commands.setdefault(guild, {})
        before = known.get(str(told.get("id"))) or next(
            (each for each in known.values() if (each["type"], each["name"]) == (type_, told["name"])), None
        )
        taken: Command = {
            "default_member_permissions": None,
            "name_localizations": None,
            "description": "",
            "description_localizations": None,
            "contexts": None,
            "integration_types": [0],
            "nsfw": False,
            **{field: value for field, value in told.items() if value is not None},
            "type": type_,
            "id": before["id"] if before else next(self._snowflakes),
            "application_id": self.id,
        }
        taken |= {"dm_permission": taken["contexts"] is None or 1 in taken["contexts"]} if guild is None else {}
        taken |= {"guild_id": guild, "contexts": None, "integration_types": [0]} if guild is not None else {}
        if not taken.get("options"):
            taken.pop("options", None)
        taken = _kept(taken)
        same = before is not None and {**taken, "version": before["version"]} == before
        return {**taken, "version": before["version"] if before and same else next(self._snowflakes)}


@asynccontextmanager
async def fake_application(fake: FakeApplication | None = None) -> AsyncIterator[FakeApplication]:
    fake = fake or FakeApplication()
    async with served(fake.app) as fake.url:
        try:
            yield fake
        finally:
            fake.goes_on.set()


def error(status: int, code: int, message: str, *, errors: Mapping[str, Any] | None = None, **headers: str) -> Response:
    told = {"message": message, "code": code, **({"errors": errors} if errors else {})}
    return Response(json.encode(told), status, {name.replace("_", "-"): value for name, value in headers.items()})


def html(status: int = 502) -> Response:
    """What a proxy says while Discord is away."""
    return Response(HTML, status, media_type="text/html")


def breaks_off() -> Response:
    """An answer that ends in its middle."""
    return Response(b"[{", headers={"content-length": "4000", "content-type": "application/json"})


def answer(told: object) -> Response:
    """JSON, and all is well."""
    return Response(json.encode(told), media_type="application/json")


def _kept(told: Command) -> Command:
    """A command, an option or a choice as it is remembered: translations that say nothing are not."""
    kept = dict(told)
    for field in ("name", "description"):
        texts = kept.get(f"{field}_localizations")
        if texts is not None:
            kept[f"{field}_localizations"] = {at: text for at, text in texts.items() if text != kept[field]} or None
    if kept.get("type") == 10:
        kept |= {bound: float(kept[bound]) for bound in ("min_value", "max_value") if bound in kept}
    for field in ("options", "choices"):
        if field in kept:
            kept[field] = [_kept(each) for each in kept[field]]
    return kept


def _without_localizations(told: Command) -> Command:
    kept = {field: value for field, value in told.items() if not field.endswith("_localizations")}
    for field in ("options", "choices"):
        if field in kept:
            kept[field] = [_without_localizations(each) for each in kept[field]]
    return kept


def _problems(commands: Any) -> Iterator[tuple[str, Any]]:
    for number, each in enumerate(commands):
        type_ = each.get("type") or 1
        for field, most in (("name", 32), ("description", 0 if type_ in (2, 3) else 100)):
            length, least = len(each.get(field) or ""), field == "name" or type_ == 1
            if not least <= length <= most:
                said = {"code": "BASE_TYPE_BAD_LENGTH", "message": f"Must be between 1 and {most} in length."}
                yield str(number), {field: {"_errors": [said]}}
