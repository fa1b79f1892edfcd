"""What docs/simulator.md shows is run, and what there is stands on it."""

import re
import shlex
from pathlib import Path
from typing import Any

import httpx
import pytest
from msgspec import json

from simulator.app import Simulator
from simulator.cli import _asked
from simulator.control.routes import ROUTES
from simulator.driver import Person, connect
from simulator.serving import served
from simulator.world import World
from simulator.world.load import build, read
from tests.browser.stage import page_commands, staged
from tests.docs.page import ROOT, blocks

PAGE = ROOT / "docs" / "simulator.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCKS = blocks(PAGE)
SHELL = [line for block in BLOCKS if block.kind == "sh" for line in block.text.replace("\\\n", "").splitlines()]
CURLS = [line for line in SHELL if line.startswith("curl")]
BEGUN = [line for line in SHELL if line.startswith("python -m simulator")]


async def test_the_test_that_it_shows_passes(tmp_path: Path) -> None:
    block = next(block for block in BLOCKS if block.is_test)
    shown: dict[str, Any] = {}
    exec(block.text, shown)  # noqa: S102  (it is our own page)
    with page_commands(tmp_path, "simulator_page_commands") as package:
        async with staged(package) as simulator, connect(simulator.world.url) as discord:
            await shown["test_points_are_counted"](discord)


@pytest.mark.parametrize("line", BEGUN)
def test_the_commands_that_it_shows_are_such(line: str) -> None:
    words = shlex.split(line, comments=True)[3:]
    assert _asked(words).task == words[0]


@pytest.mark.parametrize("line", [line for line in CURLS if "-d" in line])
async def test_what_it_shows_for_curl_is_taken(line: str) -> None:
    words = shlex.split(line)
    async with served(Simulator()) as url, httpx.AsyncClient() as client:
        address = words[1].replace("http://127.0.0.1:8800", url)
        answer = await client.post(address, content=words[words.index("-d") + 1])
    assert answer.status_code == 200, answer.text


def test_the_world_that_it_shows_is_one(tmp_path: Path) -> None:
    file = tmp_path / "world.toml"
    file.write_text(next(block.text for block in BLOCKS if block.kind == "toml"))
    build(read(file), World())


def test_the_error_that_it_shows_is_json() -> None:
    assert json.decode(next(block.text for block in BLOCKS if block.kind == "json"))["code"] == 50035


@pytest.mark.parametrize("path", sorted({route.path.split("/{")[0] for route in ROUTES}))
def test_each_route_of_the_api_stands_on_it(path: str) -> None:
    assert f"/sim{path}" in TEXT


@pytest.mark.parametrize("file", re.findall(r"\]\((simulator/[^)]+\.png)\)", TEXT))
def test_its_pictures_are_there_and_small(file: str) -> None:
    picture = ROOT / "docs" / file
    assert picture.stat().st_size < 200_000


@pytest.mark.parametrize("name", re.findall(r"^\| `(\w+)\(", TEXT, re.MULTILINE))
def test_what_it_says_of_a_member_they_can(name: str) -> None:
    assert callable(getattr(Person, name))
