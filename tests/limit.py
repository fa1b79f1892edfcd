"""What it means to keep a limit."""

from collections.abc import Callable

import pytest

from kasutamaiza.ui import Refused


def check_limit(field: str, most: int, build: Callable[[int], object]) -> None:
    """What `build` makes is accepted at `most`, and one beyond is refused with the field, its size and the limit."""
    assert build(most)
    with pytest.raises(Refused) as refused:
        build(most + 1)
    told = str(refused.value)
    assert told.startswith(f"{field} has {most + 1} ")
    assert told.endswith(f" {most}.")
