"""The payloads of tests/vocabulary as bots send them: which call takes them, and which files come with them."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from simulator.schema import Verdict, judge, judge_answer
from tests.vocabulary.rule import Payload


class Sent(Struct, frozen=True):
    """A body for a call, or an answer to an interaction of type `to`."""

    body: Any
    call: str = ""
    to: int = 0
    uploads: tuple[str, ...] = ()
    was_v2: bool = False

    @property
    def verdict(self) -> Verdict:
        if self.to:
            return judge_answer(self.body, to=self.to, uploads=self.uploads)
        return judge(self.call, self.body, uploads=self.uploads, was_v2=self.was_v2)

    @property
    def target(self) -> str:
        """What the document calls it (tests/openapi.py)."""
        return f"op:{self.call or 'create_interaction_response'}"


def message(payload: Payload, *, private: bool = False) -> Sent:
    """In answer to a command; an edit where it keeps a file, which only a message that is there can."""
    attachments = payload.get("attachments", [])
    new = [each for each in attachments if "filename" in each]
    if len(new) < len(attachments):
        return Sent(payload, "update_original_webhook_message")
    flags = payload.get("flags", 0) | 64 * private
    told = [
        {"id": str(number), **{name: value for name, value in each.items() if name != "content"}}
        for number, each in enumerate(new)
    ]
    data = {**payload, **({"attachments": told} if new else {}), **({"flags": flags} if flags else {})}
    return Sent({"type": 4, "data": data}, to=2, uploads=tuple(each["filename"] for each in new))


def modal(payload: Payload) -> Sent:
    return Sent({"type": 9, "data": payload}, to=2)


def command(payload: Any) -> Sent:
    return Sent(payload, "bulk_set_application_commands" if isinstance(payload, list) else "create_application_command")


def suggestion(payload: Payload) -> Sent:
    return Sent({"type": 8, "data": {"choices": [payload]}}, to=4)


SENT_AS: dict[str, Callable[[Any], Sent]] = {
    "message": message,
    "poll": message,
    "component": message,
    "layout": message,
    "modal": modal,
    "command": command,
    "option": command,
    "suggestion": suggestion,
}
