"""One write for an answer, and nothing else changed."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route, Router

from kasutamaiza.onewrite import HeldHead, OneWriteProtocol
from tests.connected import connected


async def said(request: Request) -> Response:
    return Response(b"said " + await request.body())


async def streamed(request: Request) -> Response:
    async def pieces() -> AsyncIterator[bytes]:
        for piece in (b"one ", b"HTTP/1.1 two ", b"three"):
            yield piece

    return StreamingResponse(pieces())


APPLICATION = Router([Route("/said", said, methods=["GET", "POST"]), Route("/streamed", streamed)])


async def test_answers_come_whole_one_after_another_on_one_connection() -> None:
    async with connected(APPLICATION, OneWriteProtocol) as (reader, writer):
        for word in (b"ping", b"pong"):
            writer.write(b"POST /said HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n" + word)
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200 OK")
            assert await reader.readexactly(9) == b"said " + word


async def test_requests_sent_together_are_answered_in_order() -> None:
    async with connected(APPLICATION, OneWriteProtocol) as (reader, writer):
        writer.write(b"GET /said HTTP/1.1\r\nHost: x\r\n\r\n" * 3)
        for _ in range(3):
            await reader.readuntil(b"\r\n\r\n")
            assert await reader.readexactly(5) == b"said "


async def test_a_head_alone_is_sent_too() -> None:
    async with connected(APPLICATION, OneWriteProtocol) as (reader, writer):
        writer.write(b"HEAD /said HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"content-length: 5" in await reader.readuntil(b"\r\n\r\n")


async def test_a_stream_comes_piece_by_piece() -> None:
    async with connected(APPLICATION, OneWriteProtocol) as (reader, writer):
        writer.write(b"GET /streamed HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        everything = await reader.read()
        assert b"one " in everything
        assert b"HTTP/1.1 two " in everything
        assert everything.endswith(b"three\r\n0\r\n\r\n")


async def test_who_waits_to_be_asked_for_the_body_is_asked() -> None:
    async with connected(APPLICATION, OneWriteProtocol) as (reader, writer):
        writer.write(b"POST /said HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
        assert await reader.readuntil(b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
        writer.write(b"me")
        await reader.readuntil(b"\r\n\r\n")
        assert await reader.readexactly(7) == b"said me"


async def test_what_is_no_http_is_told_so_before_the_connection_ends() -> None:
    async with connected(APPLICATION, OneWriteProtocol) as (reader, writer):
        writer.write(b"what is this\r\n\r\n")
        assert (await reader.read()).startswith(b"HTTP/1.1 400 ")


class Kernel(asyncio.Transport):
    """A transport that counts what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.writes: list[bytes] = []

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.writes.append(bytes(data))

    def close(self) -> None:
        self.writes.append(b"closed")


@pytest.mark.parametrize(
    ("written", "arrives"),
    [
        ([b"HTTP/1.1 200 OK", b"body"], [b"HTTP/1.1 200 OKbody"]),
        ([b"HTTP/1.1 200 OK", b"1", b"2", b"3"], [b"HTTP/1.1 200 OK1", b"2", b"3"]),
        ([b"HTTP/1.1 100 Continue", b"HTTP/1.1 200 OK", b""], [b"HTTP/1.1 100 Continue", b"HTTP/1.1 200 OK"]),
        ([b"HTTP/1.1 400 Bad"], [b"HTTP/1.1 400 Bad"]),
    ],
)
def test_a_head_and_the_beginning_of_its_body_are_one_write(written: list[bytes], arrives: list[bytes]) -> None:
    kernel = Kernel()
    held = HeldHead(kernel)
    for data in written:
        held.write(data)
    held.close()
    assert kernel.writes == [*arrives, b"closed"]
