"""The server that is simulated."""

from simulator.driver.connection import Connection, Failed, Json
from simulator.driver.person import Person
from simulator.driver.shown import Shown


class Guild:
    """Its members, channels and bans, as they are when they are asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def member(self, name: str, *, channel: str = "") -> Person:
        """A member by their username, in a channel; without one, in the first that they can see. Raises `Failed`."""
        state = await self._connection.get("state")
        user = _named(state, name)
        if not any(each["user_id"] == user["id"] for each in state["members"]):
            raise Failed(f"{name} is not in the server; guild.anybody({name!r}) finds them all the same.")
        return Person(self._connection, user["username"], user["id"], channel)

    async def anybody(self, name: str, *, channel: str = "") -> Person:
        """A user by their username, whether they are in the server or not. Raises `Failed`."""
        user = _named(await self._connection.get("state"), name)
        return Person(self._connection, user["username"], user["id"], channel)

    async def messages(self, channel: str) -> list[Shown]:
        """All that stands in a channel, the oldest first, ephemeral messages among it. Raises `Failed`."""
        state = await self._connection.get("state")
        name = channel.removeprefix("#")
        ids = {each["id"] for each in state["channels"] if each.get("name") == name or each["id"] == channel}
        if not ids:
            names = ", ".join(each["name"] for each in state["channels"] if each.get("name"))
            raise Failed(f"There is no channel {channel!r}; there are {names}.")
        return [Shown(each) for each in state["messages"] if each["channel_id"] in ids]

    async def banned(self) -> dict[str, str | None]:
        """Who is banned, by username, and why."""
        state = await self._connection.get("state")
        return {each["user"]["username"]: each["reason"] for each in state["bans"]}

    async def members(self) -> list[str]:
        """The usernames of those who are in it."""
        state = await self._connection.get("state")
        return [each["user"]["username"] for each in state["members"]]


def _named(state: Json, name: str) -> Json:
    found: Json | None = next((each for each in state["users"] if name in (each["username"], each["id"])), None)
    if found is None:
        raise Failed(f"There is no {name!r}; there are {', '.join(each['username'] for each in state['users'])}.")
    return found
