"""A PostgreSQL that is only its door: it hears who comes, and says no with an error of PostgreSQL's."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


@asynccontextmanager
async def refusing(sqlstate: str) -> AsyncIterator[str]:
    """The address of one that refuses with this code.

    Source: https://www.postgresql.org/docs/current/protocol-message-formats.html
    """

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            size = int.from_bytes(await reader.readexactly(4), "big")
            asked = await reader.readexactly(size - 4)
            if asked != b"\x04\xd2\x16\x2f":  # anything but the wish for TLS
                break
            writer.write(b"N")
        fields = b"".join(field + b"\0" for field in (b"SFATAL", b"VFATAL", b"C" + sqlstate.encode(), b"Mno")) + b"\0"
        writer.write(b"E" + (len(fields) + 4).to_bytes(4, "big") + fields)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        yield f"postgresql://mai:hunter2@127.0.0.1:{port}/cards"
