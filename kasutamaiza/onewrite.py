"""uvicorn's HTTP protocol, with an answer's head and body given to the kernel in one write instead of two.

uvicorn writes a response's head when it starts and its body when it comes: two system calls and two packets for an
answer of a few hundred bytes. One write saves a twentieth of an answer (docs/benchmarks.md).
"""

import asyncio
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_HEAD = b"HTTP/1.1 "
_CONTINUE = b"HTTP/1.1 100 "
"""What a client waits for before it sends its body: never held back."""


class OneWriteProtocol(HttpToolsProtocol):
    """`uvicorn.run(…, http=OneWriteProtocol)`."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(cast("asyncio.Transport", HeldHead(transport)))

    def on_response_complete(self) -> None:
        # A response without a body (to HEAD, say) has only its head.
        cast("HeldHead", self.transport).release()
        super().on_response_complete()


class HeldHead:
    """A transport that holds a response's head back until its body begins, the response ends, or the connection."""

    __slots__ = ("_held", "_transport", "_write", "is_closing")

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._write = transport.write
        self.is_closing = transport.is_closing  # asked for each response
        self._held: bytes | None = None

    def write(self, data: bytes) -> None:
        held = self._held
        if held is not None:
            self._held = None
            self._write(held + data)
        elif data.startswith(_HEAD) and not data.startswith(_CONTINUE):
            self._held = data
        else:
            self._write(data)

    def release(self) -> None:
        if self._held is not None:
            held, self._held = self._held, None
            self._write(held)

    def close(self) -> None:
        self.release()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)
