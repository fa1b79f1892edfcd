"""The guard: the parent of an embedded PostgreSQL, which stops it when nobody uses it any more.

A program, run by its path and without our packages, since it outlives whoever started it. It is given the lock that
users share, the server's lock to hand on, whom the server runs as ("uid:gid", or "" for ourselves), and the server's
command.
"""

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence

SET_PARENT_DEATH_SIGNAL = 1  # prctl(2)


def main(arguments: Sequence[str], *, patience: float = 10.0) -> int:
    use, server_lock, account, *command = arguments
    uid, gid = (int(number) for number in account.split(":")) if account else (None, None)
    lock = os.open(use, os.O_RDONLY)  # never closed: it ends with us, and the thread below waits on it
    server = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        cwd="/",
        user=uid,
        group=gid,
        extra_groups=None if uid is None else [],
        pass_fds=(int(server_lock),),
        preexec_fn=die_with(os.getpid()),
    )
    threading.Thread(target=stop_when_unused, args=(lock, server, patience), daemon=True).start()
    # Here and not in the thread: when the server is killed it must be reaped at once, or its zombie's number would
    # make the next one believe that its data is in use.
    server.wait()
    return 0


def stop_when_unused(lock: int, server: subprocess.Popen[bytes], patience: float) -> None:
    fcntl.flock(lock, fcntl.LOCK_EX)
    server.send_signal(signal.SIGINT)  # "fast": breaks connections off, and shuts down in order
    try:
        server.wait(patience)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)  # "immediate": recovers at the next start


def die_with(guard: int) -> Callable[[], None] | None:
    """What the server does before it becomes PostgreSQL, so that killing the guard stops it too."""
    if sys.platform != "linux":  # elsewhere the next start finds and stops a server without a guard
        return None
    prctl = ctypes.CDLL(None).prctl

    def ask() -> None:  # pragma: no cover - between fork and exec nobody can look on
        prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGINT)
        if os.getppid() != guard:  # it died before we asked
            os._exit(1)

    return ask


if __name__ == "__main__":  # pragma: no cover - it runs without our packages, and so without coverage
    os.chdir("/")
    sys.exit(main(sys.argv[1:]))
