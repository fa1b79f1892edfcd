"""The browser that tests drive: where it is on this machine, and how it is started."""

import os
import shutil

import pytest

# First the one without a window: it opens a page in half the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "There is no Chromium: install one (Debian: apt-get install chromium-headless-shell), or set CHROMIUM to its path."
)
FLAGS = [
    "--no-sandbox",  # works for root too
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
]


def found() -> str | None:
    """`CHROMIUM` says where it is; else it is one of the usual names on the path."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def needed() -> str:
    """Where it is. Without one the test is skipped, and in CI it fails."""
    path = found()
    if path is not None:
        return path
    if os.environ.get("CI"):
        pytest.fail(MISSING)
    pytest.skip(MISSING)
