"""The machine and the versions that a figure belongs to."""

import os
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Final

LIBRARIES: Final = ("uvicorn", "httptools", "uvloop", "starlette", "msgspec", "PyNaCl")


def processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.machine()


def rows() -> list[tuple[str, str]]:
    one, five, fifteen = os.getloadavg()
    return [
        ("processor", f"{processor()}, {os.cpu_count()} cores"),
        ("kernel", f"{platform.system()} {platform.release()}"),
        ("load average before", f"{one:.2f} {five:.2f} {fifteen:.2f}"),
        ("Python", platform.python_version()),
        ("libraries", ", ".join(f"{library} {version(library)}" for library in LIBRARIES)),
    ]
