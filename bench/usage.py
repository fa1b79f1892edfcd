"""What a server has used, as the kernel counts it: processor time and memory."""

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

PROC: Final = Path("/proc")


class Memory(NamedTuple):
    """In MiB. Shared pages count whole in RSS, in parts in PSS, and not at all in USS."""

    rss: float
    pss: float
    uss: float


def processes(group: int) -> list[int]:
    """A server may be more than one process; it is started as the leader of a group."""
    found = []
    for entry in PROC.iterdir():
        with suppress(ValueError, ProcessLookupError):
            pid = int(entry.name)
            if os.getpgid(pid) == group:
                found.append(pid)
    return found


def processor_seconds(pids: list[int]) -> float:
    # Not utime + stime of /proc/PID/stat: it counts in ticks of 10 ms, one per cent of a slice. This is the same
    # sum, threads that have ended included, in nanoseconds; the clock's number is that of clock_getcpuclockid(3).
    return sum(time.clock_gettime(~pid << 3 | 2) for pid in pids)


def memory(pids: list[int]) -> Memory:
    rss = sum(kilobytes(PROC / str(pid) / "status", "VmRSS") for pid in pids)
    rollups = [PROC / str(pid) / "smaps_rollup" for pid in pids]
    pss = sum(kilobytes(rollup, "Pss") for rollup in rollups)
    uss = sum(kilobytes(rollup, "Private_Clean") + kilobytes(rollup, "Private_Dirty") for rollup in rollups)
    return Memory(rss / 1024, pss / 1024, uss / 1024)


def kilobytes(file: Path, field: str) -> int:
    for line in file.read_text().splitlines():
        name, _, value = line.partition(":")
        if name == field:
            return int(value.split()[0])
    return 0
