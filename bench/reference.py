"""The bare reference: verifies the signature, answers constant bytes, and does nothing else."""

import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

import uvicorn
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

Event = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]

PONG: Final = b'{"type":1}'
# The body's length tells a PING (under 1 KB) from a slash command (2.5 KB): no JSON is read here, on purpose.
LONGEST_PING: Final = int(os.environ.get("BENCH_LONGEST_PING", "1500"))


def constant(size: int) -> bytes:
    """An answer with one embed, as many bytes long as the bot's own."""
    head, tail = b'{"type":4,"data":{"embeds":[{"description":"', b'"}]}}'
    return head + b"x" * (size - len(head) - len(tail)) + tail


class Reference:
    def __init__(self, key: VerifyKey, *, reply: bytes) -> None:
        self.key = key
        self.refusal = self.start(401, b"")
        self.pong = self.start(200, PONG)
        self.answer = self.start(200, reply)

    @staticmethod
    def start(status: int, body: bytes) -> tuple[Event, Event]:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
        return (
            {"type": "http.response.start", "status": status, "headers": headers},
            {"type": "http.response.body", "body": body},
        )

    async def __call__(self, scope: Event, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        body = b""
        more = True
        while more:
            event = await receive()
            body += event.get("body", b"")
            more = event.get("more_body", False)
        try:
            signature = bytes.fromhex(headers[b"x-signature-ed25519"].decode())
            self.key.verify(headers[b"x-signature-timestamp"] + body, signature)
        except (BadSignatureError, ValueError, KeyError):
            head, content = self.refusal
        else:
            head, content = self.pong if len(body) < LONGEST_PING else self.answer
        await send(head)
        await send(content)


def main() -> None:
    key = VerifyKey(bytes.fromhex(os.environ["DISCORD_PUBLIC_KEY"]))
    reference = Reference(key, reply=constant(int(os.environ["BENCH_REPLY_BYTES"])))
    uvicorn.run(
        reference,
        port=int(os.environ["PORT"]),
        http="httptools",
        loop="uvloop",
        lifespan="off",
        access_log=False,
        log_config=None,
    )


if __name__ == "__main__":
    main()
