"""What the tests of jobs share."""

import io
import logging
from collections.abc import Iterator

import pytest
from loguru import logger

from kasutamaiza import logs


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """All that is logged, by us and by libraries, as the bot logs it."""
    root = logging.root.handlers, logging.root.level
    stream = io.StringIO()
    logs.configure("TRACE", stream=stream)
    yield stream
    logger.remove()
    logger.configure(patcher=lambda record: None)
    logging.root.handlers, logging.root.level = list(root[0]), root[1]
