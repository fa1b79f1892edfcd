"""What the tests of the storage share."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def written() -> Iterator[Path]:
    """A folder for programs: in memory they may not be allowed to run."""
    with tempfile.TemporaryDirectory(prefix="kasu-") as directory:
        Path(directory).chmod(0o711)
        yield Path(directory)
