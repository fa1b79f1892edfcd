"""What runs on this machine, without a `ps`, which small systems lack."""

import psutil


def running(mentioning: str) -> list[tuple[int, str]]:
    """The processes whose command line has this in it, by id; not those that have ended and wait to be reaped."""
    found = []
    for process in psutil.process_iter(["pid", "cmdline"]):
        command = " ".join(process.info["cmdline"] or [])
        if mentioning in command:
            found.append((int(process.info["pid"]), command))
    return found
