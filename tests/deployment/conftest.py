"""One image for all who look into it: it takes a second to make, and nobody may write to it."""

from collections.abc import Iterator

import pytest

from tests.deployment.image import Image, built


@pytest.fixture(scope="session")
def image() -> Iterator[Image]:
    with built() as image:
        yield image
