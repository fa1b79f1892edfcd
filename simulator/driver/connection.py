"""What the driver asks the simulator over HTTP, and how it waits for what is to come."""

import json
import ssl
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import Any, TypeAlias, TypeVar

import anyio
import httpx

Json: TypeAlias = dict[str, Any]

PATIENCE = 10.0
"""Seconds that something expected may take, unless said otherwise."""

LONGEST = 60.0
"""Seconds for one answer of the simulator: it waits for the bot, and the bot may be stopped at a breakpoint."""

# Made once, and by hand: httpx would read every authority's certificate for each client, to speak to this machine.
_NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

T = TypeVar("T")


class Failed(AssertionError):
    """What a member did came to nothing, or what was expected did not come; the transcript stands with it."""


class NotTaken(Exception):
    """The simulator did not take what it was asked, or is not there; the sentence says why."""


def client(url: str, *, keep: bool = True) -> httpx.AsyncClient:
    """For the simulator at this address. With `keep` False no connection outlives its answer: nothing is to be closed.

    A proxy that the environment names is for the web, and not for this machine.
    """
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=20 if keep else 0)
    return httpx.AsyncClient(base_url=url, timeout=LONGEST, limits=limits, verify=_NO_TLS, trust_env=False)


class Connection:
    """A simulator at an address."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def get(self, path: str, **query: str) -> Any:
        return await self._asked("GET", path, params=query)

    async def post(self, path: str, body: Json | None = None) -> Any:
        return await self.ask("POST", path, body or {})

    async def put(self, path: str, body: Json) -> Any:
        return await self.ask("PUT", path, body)

    async def delete(self, path: str) -> Any:
        return await self.ask("DELETE", path)

    async def ask(self, method: str, path: str, body: Json | None = None) -> Any:
        return await self._asked(method, path, **({} if body is None else {"json": body}))

    async def upload(self, name: str, data: bytes, content_type: str = "application/octet-stream") -> str:
        """Bring a file for an option or a form; its id."""
        answer = await self._asked("POST", "uploads", files={"file": (name, data, content_type)})
        return str(answer["id"])

    async def transcript(self) -> str:
        told: str = await self.get("transcript")
        return told

    async def idle(self, patience: float) -> bool:
        """Whether nothing is on its way any more; waits so many seconds for it."""
        told = await self._asked(
            "GET", "idle", params={"timeout": f"{patience:g}"}, timeout=httpx.Timeout(LONGEST + patience)
        )
        return bool(told["idle"])

    async def failed(self, sentence: str) -> Failed:
        """An error with all that has happened under it."""
        return Failed(f"{sentence}\n\nWhat happened:\n{await self.transcript()}")

    async def until(
        self, seen: Callable[[Json], T | None], *, by: str = "", expected: str, patience: float = PATIENCE
    ) -> T:
        """What `seen` makes of the state that a member sees, as soon as it makes something of it.

        Raises `Failed` when it does not within `patience` seconds.
        """
        with anyio.move_on_after(patience):
            async with aclosing(self._states(by)) as states:
                async for state in states:
                    if (found := seen(state)) is not None:
                        return found
        raise await self.failed(f"Expected {expected}; it did not come within {patience:g} s.")

    async def changes(self, after: int, by: str = "") -> AsyncGenerator[Json, None]:
        """Each change after a number, as it comes; ends where the state is to be read again."""
        query = {"as": by} if by else {}
        try:
            async with self._client.stream(
                "GET", "/sim/events", params=query | {"after": str(after)}, timeout=httpx.Timeout(LONGEST, read=None)
            ) as response:
                name = ""
                async for line in response.aiter_lines():
                    field, _, value = line.partition(": ")
                    if field == "event":
                        name = value
                    elif field == "data" and name == "change":
                        yield json.loads(value)
                    elif field == "data" and name == "reload":
                        return
        except httpx.TransportError as error:
            raise self._gone(error) from None

    async def _states(self, by: str) -> AsyncGenerator[Json, None]:
        """The state as it is, and as it is after each change: read once, and then changed as the simulator tells."""
        while True:
            state = await self.get("state", **({"as": by} if by else {}))
            yield state
            async with aclosing(self.changes(state["seq"], by)) as changes:
                async for change in changes:
                    _apply(state, change)
                    yield state

    async def _asked(self, method: str, path: str, **more: Any) -> Any:
        try:
            response = await self._client.request(method, f"/sim/{path}", **more)
        except httpx.TimeoutException:
            raise NotTaken(f"The simulator has not answered {method} /sim/{path} within {LONGEST:g} s.") from None
        except httpx.TransportError as error:
            raise self._gone(error) from None
        is_json = response.headers.get("content-type", "").partition(";")[0] == "application/json"
        told = response.json() if is_json else None
        if response.is_error and not (isinstance(told, dict) and "state" in told):
            raise NotTaken(told["errors"] if isinstance(told, dict) and "errors" in told else response.text)
        return response.text if told is None else told

    def _gone(self, error: httpx.TransportError) -> NotTaken:
        why = str(error) or type(error).__name__
        return NotTaken(f"No simulator answers at {self._client.base_url} ({why}): is it running?")


def _apply(state: Json, change: Json) -> None:
    """Let a table be as it is after a change. What changes is mostly what came last, so it is looked for from there."""
    table = state.setdefault(change["table"], [])
    place = next((index for index in reversed(range(len(table))) if table[index]["key"] == change["key"]), None)
    if change["value"] is None:
        if place is not None:
            del table[place]
    elif place is None:
        table.append(change["value"])
    else:
        table[place] = change["value"]
    state["seq"] = change["seq"]
