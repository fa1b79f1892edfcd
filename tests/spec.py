"""Discord's OpenAPI document, as a check of what we send.

The document is Discord's and is not kept here. `DISCORD_OPENAPI` says where it lies.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from tests.openapi import OpenApi

Check: TypeAlias = Callable[[str, bytes], None]

PATH = Path(os.environ.get("DISCORD_OPENAPI", Path(__file__).parents[2] / "shared" / "discord" / "openapi.json"))


def load_spec() -> Check | None:
    """A function that fails the test when a body is not what Discord takes for `target`; None without the document."""
    if not PATH.is_file():
        return None
    document = OpenApi(PATH)

    def check(target: str, body: bytes) -> None:
        errors = document.errors(target, json.loads(body))
        assert not errors, f"Discord would refuse this {target}: {errors}\n{body.decode()}"

    return check
