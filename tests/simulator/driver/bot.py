"""Any bot: raw JSON over HTTP, with a command for each kind of thing that a member can do. It also runs by itself."""

import asyncio
import os
import secrets
import ssl
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Json = dict[str, Any]


def option(type_: int, name: str, **more: Any) -> Json:
    return {"type": type_, "name": name, "description": name} | more


COMMANDS: list[Json] = [
    {"name": "greet", "description": "Greet.", "options": [option(6, "who", required=True), option(3, "how")]},
    {"name": "find", "description": "Find.", "options": [option(3, "card", required=True, autocomplete=True)]},
    {"name": "pages", "description": "Turn pages."},
    {"name": "panel", "description": "Choose."},
    {"name": "form", "description": "Fill in."},
    {"name": "send", "description": "Send.", "options": [option(11, "file", required=True)]},
    {"name": "later", "description": "Take long."},
    {"name": "never", "description": "Promise, and forget it."},
    {"name": "wrong", "description": "Answer what Discord does not take."},
    {"name": "crash", "description": "Say so, and be no more."},
    {"name": "token", "description": "A button that is another each time."},
    {"name": "ban", "description": "Ban.", "options": [option(6, "who", required=True)]},
    {
        "name": "card",
        "description": "Cards.",
        "options": [{"type": 1, "name": "search", "description": "Search.", "options": [option(3, "name")]}],
    },
    {"name": "purge", "description": "For moderators.", "default_member_permissions": "8192"},
    {"name": "Look at", "type": 2},
    {"name": "Count", "type": 3},
]
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Made once: reading every authority's certificate takes longer than a call."""

CARDS = ("Dark Magician", "Dark Hole", "Harpie Lady")


def button(label: str, custom_id: str) -> Json:
    return {"type": 2, "style": 1, "label": label, "custom_id": custom_id}


def row(*components: Json) -> Json:
    return {"type": 1, "components": list(components)}


def reply(content: str, *rows: Json, kind: int = 4, **more: Any) -> Json:
    return {"type": kind, "data": {"content": content, "components": list(rows)} | more}


def page(number: int, kind: int = 4) -> Json:
    link = {"type": 2, "style": 5, "label": "Site", "url": "https://example.com/"}
    return reply(
        f"Page {number}",
        row(button("Back", f"turn:{number - 1}"), button("Next", f"turn:{number + 1}"), link),
        kind=kind,
    )


def options(of: tuple[str, ...]) -> list[Json]:
    return [{"label": each.title(), "value": each} for each in of]


PANEL = [
    row(
        {"type": 3, "custom_id": "deck", "placeholder": "Deck", "options": options(("fire", "water")), "max_values": 2}
    ),
    row({"type": 5, "custom_id": "user", "placeholder": "Duelist"}),
    row({"type": 6, "custom_id": "role", "placeholder": "Role"}),
    row({"type": 7, "custom_id": "mentionable", "placeholder": "Either"}),
    row({"type": 8, "custom_id": "channel", "placeholder": "Channel"}),
]


def label(text: str, component: Json) -> Json:
    return {"type": 18, "label": text, "component": component}


FORM: Json = {
    "custom_id": "form",
    "title": "A form",
    "components": [
        label("Name", {"type": 4, "custom_id": "name", "style": 1}),
        label("Deck", {"type": 3, "custom_id": "deck", "options": options(("fire", "water")), "required": False}),
        label("Friend", {"type": 5, "custom_id": "friend", "required": False}),
        label("Mood", {"type": 21, "custom_id": "mood", "options": options(("good", "bad"))}),
        label("Games", {"type": 22, "custom_id": "games", "options": options(("duels", "chess")), "required": False}),
    ],
}
PICTURES = label("Picture", {"type": 19, "custom_id": "picture", "required": False, "max_values": 2})
AGREED = label("Agreed", {"type": 23, "custom_id": "agreed"})


class Bot:
    """`api` is where it calls Discord; `public_key` what it checks signatures with."""

    def __init__(self, api: str = "", public_key: str = "") -> None:
        self.api, self.public_key = api, public_key
        self.go = asyncio.Event()
        """What /later waits for."""
        self.go.set()
        self.app: Starlette = Starlette(
            routes=[Route("/interactions", self.interactions, methods=["POST"])], lifespan=self.life
        )

    @asynccontextmanager
    async def life(self, _: Starlette) -> AsyncIterator[None]:
        registering = asyncio.create_task(self.register()) if self.api else None
        yield
        if registering is not None:
            await registering

    async def call(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"authorization": f"Bot {os.environ.get('DISCORD_BOT_TOKEN', 'none')}"}
        async with httpx.AsyncClient(headers=headers, trust_env=False, verify=NO_TLS) as client:
            answer = await client.request(method, f"{self.api}{path}", json=body)
            return answer.json() if answer.content else None

    async def register(self) -> None:
        me = await self.call("GET", "/applications/@me")
        await self.call("PUT", f"/applications/{me['id']}/commands", COMMANDS)

    async def interactions(self, request: Request) -> Response:
        body = await request.body()
        try:
            signature = bytes.fromhex(request.headers["x-signature-ed25519"])
            VerifyKey(bytes.fromhex(self.public_key)).verify(
                request.headers["x-signature-timestamp"].encode() + body, signature
            )
        except (KeyError, ValueError, BadSignatureError):
            return Response("bad signature", 401)
        told = await request.json()
        answer = {"type": 1} if told["type"] == 1 else self.answer(told, told["data"])
        late = {"later": self.later, "ban": self.ban}.get(told.get("data", {}).get("name", ""))
        return JSONResponse(answer, background=None if late is None else BackgroundTask(late, told))

    def answer(self, told: Json, data: Json) -> Json:
        if told["type"] == 4:
            typed = str(data["options"][0]["value"]).lower()
            return {
                "type": 8,
                "data": {"choices": [{"name": each, "value": each} for each in CARDS if typed in each.lower()]},
            }
        if told["type"] == 5:
            return reply(f"Sent: {list(_sent(data['components']))}", flags=64)
        if told["type"] == 3:
            return _pressed(data["custom_id"], data)
        given = {each["name"]: each.get("value") for each in data.get("options", ())}
        resolved = data.get("resolved", {})
        answers: dict[str, Callable[[], Json]] = {
            "greet": lambda: reply(f"{given.get('how', 'Hello')}, <@{given['who']}>!"),
            "find": lambda: {
                "type": 4,
                "data": {"embeds": [{"title": str(given["card"]), "footer": {"text": "Found"}}]},
            },
            "pages": lambda: page(1),
            "panel": lambda: reply("Choose.", *PANEL),
            "form": lambda: {"type": 9, "data": FORM},
            "send": lambda: reply(f"Got {resolved['attachments'][given['file']]['filename']}."),
            "later": lambda: {"type": 5, "data": {"flags": 64}},
            "never": lambda: {"type": 5},
            "crash": crash,
            "wrong": lambda: {"type": 4, "data": {"embeds": [{"title": "x" * 257}]}},
            "token": lambda: reply(
                "Press.", row(button("Go", f"go:{secrets.token_hex(24)}"), button("Heard", "heard"))
            ),
            "ban": lambda: reply("Banning."),
            "card": lambda: reply("Searched."),
            "purge": lambda: reply("Purged.", flags=64),
            "Look at": lambda: reply(f"Seen {resolved['users'][data['target_id']]['username']}." if resolved else ""),
            "Count": lambda: reply(f"{len(resolved['messages'][data['target_id']]['content'])} letters."),
        }
        return answers[data["name"]]()

    async def later(self, told: Json) -> None:
        await self.go.wait()
        hook = f"/webhooks/{told['application_id']}/{told['token']}"
        await self.call("PATCH", f"{hook}/messages/@original", {"content": f"Done, {told['id']}."})
        await self.call("POST", hook, {"content": "And one thing more.", "flags": 64})
        dm = await self.call("POST", "/users/@me/channels", {"recipient_id": told["member"]["user"]["id"]})
        await self.call("POST", f"/channels/{dm['id']}/messages", {"content": "In private, too."})

    async def ban(self, told: Json) -> None:
        who = told["data"]["options"][0]["value"]
        await self.call("PUT", f"/guilds/{told['guild_id']}/bans/{who}", {})


def crash() -> Json:
    print("I have crashed", flush=True)  # noqa: T201
    os._exit(3)


def _pressed(custom_id: str, data: Json) -> Json:
    if custom_id.startswith("turn:"):
        return page(int(custom_id.removeprefix("turn:")), kind=7)
    if custom_id.startswith("go:"):
        return reply("Gone.")
    if custom_id == "heard":
        return {"type": 6}
    return reply(f"{custom_id}: {data['values']}", flags=64)


def _sent(components: list[Json]) -> Any:
    for each in components:
        inner = each.get("component", each)
        yield inner["custom_id"], inner.get("value", inner.get("values"))


if __name__ == "__main__":
    import uvicorn

    bot = Bot(os.environ["DISCORD_API_URL"], os.environ["DISCORD_PUBLIC_KEY"])
    uvicorn.run(bot.app, port=int(sys.argv[1]), log_config=None)
