"""Locks that the kernel gives back when their holder dies, even by kill -9; a descriptor is the lock."""

import fcntl
import os
import time
from pathlib import Path


def take(path: Path) -> int | None:
    """The lock for oneself alone, or None while anybody else has it."""
    return _try(path, fcntl.LOCK_EX)


def share(path: Path, *, until: float) -> int | None:
    """The lock together with others, or None when somebody has kept it for himself until then (a monotonic time)."""
    while (lock := _try(path, fcntl.LOCK_SH)) is None and time.monotonic() < until:
        time.sleep(0.01)
    return lock


def upgrade(lock: int) -> bool:
    """Makes a shared lock one's own, if nobody else shares it; if somebody does, it is lost."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _try(path: Path, kind: int) -> int | None:
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(lock, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return None
    return lock
