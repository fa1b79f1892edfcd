"""Discord's OpenAPI document, as a check of what we send.

The document is Discord's and is not kept here. `DISCORD_OPENAPI` says where it lies; the validator lies beside it.
"""

import importlib.util
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

Check: TypeAlias = Callable[[str, bytes], None]

PATH = Path(os.environ.get("DISCORD_OPENAPI", Path(__file__).parents[2] / "shared" / "discord" / "openapi.json"))


def load_spec() -> Check | None:
    """A function that fails the test when a body is not what Discord takes for `target`; None without the document."""
    validator = PATH.with_name("validate_spec.py")
    if not PATH.is_file() or not validator.is_file():
        return None
    module_spec = importlib.util.spec_from_file_location("validate_spec", validator)
    assert module_spec is not None
    assert module_spec.loader is not None
    module: Any = importlib.util.module_from_spec(module_spec)
    module_spec.loader.exec_module(module)
    spec = module.Spec(PATH, tolerant=True)

    def check(target: str, body: bytes) -> None:
        errors = spec.errors(target, json.loads(body))
        assert not errors, f"Discord would refuse this {target}: {errors}\n{body.decode()}"

    return check
