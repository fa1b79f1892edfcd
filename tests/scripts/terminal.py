"""A terminal of a certain width, in which scripts are run."""

import asyncio
import fcntl
import os
import pty
import struct
import termios
from collections.abc import Awaitable, Callable

from anyio import to_thread


async def in_a_terminal(
    start: Callable[[int], Awaitable[asyncio.subprocess.Process]], *, width: int
) -> tuple[int | None, str]:
    """The exit code of the process that `start` makes with that stdout, and what the terminal is sent."""
    outside, inside = pty.openpty()
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    process = await start(inside)
    os.close(inside)
    sent = await to_thread.run_sync(_read_all, outside)
    await process.communicate()
    return process.returncode, sent


def _read_all(file: int) -> str:
    sent = b""
    try:
        while piece := os.read(file, 65536):
            sent += piece
    except OSError:  # how Linux says that nobody writes any more
        pass
    finally:
        os.close(file)
    return sent.decode().replace("\r\n", "\n")
