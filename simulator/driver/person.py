"""A member: what they can do, and what they see."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from simulator.driver.connection import PATIENCE, Connection, Failed, Json
from simulator.driver.files import brought
from simulator.driver.sentence import sentence
from simulator.driver.shown import Answer, Shown, chosen

T = TypeVar("T")

_SLASH = 1
_DEFERRED_UPDATE = 6


class Choice(NamedTuple):
    """What autocomplete suggests."""

    name: str
    value: Any


class Person:
    """Somebody who acts in a channel; `within` is the same person in another one."""

    def __init__(self, connection: Connection, name: str, id_: str, channel: str = "") -> None:
        self.connection = connection
        self.name = name
        self.id = id_
        self._where: Json = {"channel": channel} if channel else {}

    def within(self, channel: str) -> "Person":
        """The same person in another channel, by its name; `dm` is their conversation with the bot."""
        return Person(self.connection, self.name, self.id, channel)

    async def slash(self, command: str, options: Mapping[str, Any] | None = None, /, **more: Any) -> Answer:
        """Use a slash command: `slash("card search", name="dark")`. A file is bytes or a path. Raises `Failed`."""
        given = {**(options or {}), **more}
        told = {name: await brought(self.connection, value) for name, value in given.items()}
        return await self.act({"command": command, "options": told})

    async def types(self, command: str, option: str, typed: Any, /, **others: Any) -> list[Choice]:
        """What is suggested for an option while it is typed, the others being as they are. Raises `Failed`."""
        outcome = await self._outcome({"command": command, "options": {**others, option: typed}, "focused": option})
        return [Choice(each["name"], each["value"]) for each in outcome["answer"]["data"]["choices"]]

    async def right_click(self, target: "str | Shown | Person", command: str) -> Answer:
        """Use a command of a member's menu (by their name) or of a message's. Raises `Failed`."""
        return await self.act({"command": command, "target": target if isinstance(target, str) else target.id})

    async def press(self, message: Shown, button: str) -> Answer:
        """Press a button: by its label, emoji or custom_id. Raises `Failed`."""
        return await self.act({"message": message.id, "press": message.button(button)["custom_id"]})

    async def choose(self, message: Shown, *values: str, of: str = "") -> Answer:
        """Choose from a select, by labels or values; `of` is its placeholder or custom_id. Raises `Failed`.

        Members, roles and channels are chosen by their names. Without values, nothing is chosen.
        """
        select = message.select(of)
        return await self.act({"message": message.id, "press": select["custom_id"], "values": chosen(select, values)})

    async def says(self, content: str, *, reply_to: Shown | None = None) -> Shown:
        """Write a message by hand. Raises `NotTaken`."""
        told = {"as": self.name, "channel": self._where.get("channel") or await self._first(), "content": content}
        answering = {} if reply_to is None else {"reply_to": reply_to.id}
        return Shown(await self.connection.post("messages", told | answering))

    async def does(self, deed: str, **what: Any) -> None:
        """Do something by hand that needs no bot. Raises `NotTaken`.

        `dismiss`, `delete_message`, `react` and `pin` take a `message`; `kick`, `ban`, `unban`, `timeout` and `role` a
        `target`; `leave` and `join` nothing.
        """
        told = {name: value.id if isinstance(value, Shown | Person) else value for name, value in what.items()}
        await self.connection.post("deeds", {"as": self.name, "do": deed, **told})

    async def commands(self) -> list[str]:
        """The slash commands that they are shown here."""
        shown = await self.connection.get("commands", **{"as": self.name, **self._where})
        return [each["name"] for each in shown if each["type"] == _SLASH]

    async def sees(self, text: str, *, patience: float = PATIENCE) -> Shown:
        """The newest message with this text that they can see, anywhere; waits for it. Raises `Failed`."""

        def seen(state: Json) -> Shown | None:
            messages = map(Shown, reversed(state["messages"]))
            return next((each for each in messages if text in each.text and not each.is_loading), None)

        return await self.waits(seen, f"{self.name} to see {text!r}", patience=patience)

    async def waits(self, seen: Callable[[Json], T | None], expected: str, *, patience: float = PATIENCE) -> T:
        """What `seen` makes of the state as they see it, as soon as it makes something of it. Raises `Failed`."""
        return await self.connection.until(seen, by=self.name, expected=expected, patience=patience)

    async def look(self, message: Shown) -> Shown | None:
        """A message as they see it now; None where they do not see it any more."""
        state = await self.connection.get("state", **{"as": self.name})
        return next((Shown(each) for each in state["messages"] if each["id"] == message.id), None)

    async def act(self, what: Json) -> Answer:
        """Do what the simulator's POST /sim/interactions takes, and wait for the whole answer. Raises `Failed`."""
        outcome = await self._outcome(what)
        if outcome["state"] != "deferred":
            return Answer(self, outcome, outcome["message"])

        def filled(state: Json) -> Answer | None:
            told = next((each for each in reversed(state["interactions"]) if each["id"] == outcome["id"]), None)
            if told is None or (told["is_loading"] and told["state"] == "deferred"):
                return None
            shown = (each for each in state["messages"] if each["id"] == told["response_id"])
            return Answer(self, {**outcome, "state": told["state"]}, next(shown, None))

        try:
            answer = await self.waits(filled, "the answer that the bot promised")
        except Failed:
            # A bot that has only said that it heard of a press owes nobody any more.
            if outcome["answer"]["type"] != _DEFERRED_UPDATE:
                raise
            return Answer(self, outcome, outcome["message"])
        if answer.state in ("expired", "failed"):
            raise await self.connection.failed(
                f"{self.name} did {what}, and it failed: the promised answer never came."
            )
        return answer

    async def _first(self) -> str:
        """The first text channel that they see, else their conversation with the bot."""
        state = await self.connection.get("state", **{"as": self.name})
        texts = [each for each in state["channels"] if each["type"] == 0]
        return str(min(texts, key=lambda each: each["position"])["name"]) if texts else "dm"

    async def _outcome(self, what: Json) -> Json:
        outcome: Json = await self.connection.post("interactions", {"as": self.name, **self._where, **what})
        if outcome["state"] in ("failed", "expired"):
            raise await self.connection.failed(f"{self.name} did {what}, and it failed: {_why(outcome)}")
        return outcome


def _why(outcome: Json) -> str:
    if outcome["state"] == "expired":
        return "the promised answer never came."
    return sentence(outcome["errors"])
