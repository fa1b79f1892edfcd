"""The terminal: what is said there, and the signals that come from it."""

import asyncio
import os
import signal
import sys
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager

_STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def say(text: str = "") -> None:
    """A line, seen at once also by what reads it through a pipe."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


@contextmanager
def stopping() -> Iterator[asyncio.Event]:
    """Set at Ctrl-C, at SIGTERM, and when the terminal is closed."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in _STOPS:
        loop.add_signal_handler(number, stop.set)
    try:
        yield stop
    finally:
        for number in _STOPS:
            loop.remove_signal_handler(number)


def open_page(url: str) -> None:
    """Open the page in a browser, where somebody sits before one."""
    if has_display():
        # Some browsers keep whoever opens them waiting until they are closed.
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def has_display() -> bool:
    """Without one, a browser in the terminal itself could be what opens."""
    if not sys.stdout.isatty():
        return False
    return sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
