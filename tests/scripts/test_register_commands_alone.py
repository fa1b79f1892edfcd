"""Registering commands where there is no Discord: what can be known without a token, and how it is shown."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import json

from kasutamaiza.interactions.registration import snapshot
from scripts import register_commands
from tests.scripts.registering import OURS, Operator, Ran

ROOT = Path(__file__).parents[2]
SNAPSHOT = ROOT / "commands.snapshot.json"


def test_commands_are_validated_without_a_token(alone: Callable[..., Ran]) -> None:
    assert alone("validate") == (0, f"{len(OURS)} commands are as Discord takes them.\n", "")
    assert alone("validate", "--format", "json").json["exit_code"] == 0


def test_the_committed_snapshot_is_up_to_date(alone: Callable[..., Ran], tmp_path: Path) -> None:
    alone("validate", "--write-snapshot", tmp_path / "now.json")
    update = f"python scripts/register_commands.py validate --write-snapshot {SNAPSHOT.name}"
    assert SNAPSHOT.read_text() == (tmp_path / "now.json").read_text(), f"commands/ changed; run: {update}"
    assert alone("plan", "--against", SNAPSHOT).code == 0


def test_a_plan_against_a_snapshot_needs_no_token(alone: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "base.json"
    base.write_text("[]")
    ran = alone("plan", "--against", base)
    assert ran.code == 2
    assert f"For all servers: {len(OURS)} to create." in ran.out
    told = json.decode(SNAPSHOT.read_bytes())
    base.write_bytes(json.encode([*told[1:], {"name": "gone", "description": "Gone."}]))
    ran = alone("plan", "--against", base, "--format", "markdown", "--prune")
    assert "➕ new | <code>&#47;about</code>" in ran.out
    assert "➖ deleted | <code>&#47;gone</code> |  |" in ran.out
    assert alone("plan", "--against", base, "--guild", "7").code == 2


@pytest.mark.parametrize("text", [b"", b"{}", b"[5]", b"[{}]", b"\xff", b"[" * 5000, b'[{"name": "a"}, {"name": "a"}]'])
def test_a_snapshot_that_is_none_is_one_sentence(alone: Callable[..., Ran], tmp_path: Path, text: bytes) -> None:
    (tmp_path / "base.json").write_bytes(text)
    ran = alone("plan", "--against", tmp_path / "base.json")
    assert (ran.code, ran.out) == (3, "")
    assert ran.sentence.startswith(f"{tmp_path / 'base.json'} is no snapshot of commands: ")


def test_a_file_that_cannot_be_read_or_written_is_one_sentence(alone: Callable[..., Ran], tmp_path: Path) -> None:
    ran = alone("plan", "--against", tmp_path / "none.json")
    assert (ran.code, ran.sentence) == (3, f"{tmp_path / 'none.json'} cannot be read: No such file or directory.")
    ran = alone("validate", "--write-snapshot", tmp_path)
    assert (ran.code, ran.sentence) == (3, f"{tmp_path} cannot be written: Is a directory.")


async def test_what_is_registered_can_be_kept_with_its_ids(operator: Operator, tmp_path: Path) -> None:
    file = tmp_path / "registered.json"
    await operator.runs("apply", "--write-snapshot", str(file))
    assert file.read_text() == snapshot(operator.discord.registered())
    assert {each["id"] for each in json.decode(file.read_text())} == {
        each["id"] for each in operator.discord.registered()
    }


async def test_what_was_applied_is_told_when_its_snapshot_cannot_be_written(operator: Operator, tmp_path: Path) -> None:
    ran = await operator.runs("apply", "--write-snapshot", str(tmp_path))
    assert (ran.code, ran.sentence) == (3, f"{tmp_path} cannot be written: Is a directory.")
    assert f"Applied and read back: {len(OURS)} created" in ran.out


TOO_LARGE = """'''/large: too much.'''
from enum import StrEnum
from typing import Annotated
from kasutamaiza.interactions import Option, Reply, command

class Many(StrEnum):
    {members}

@command()
async def large({options}) -> Reply:
    '''Has too much in it.'''
"""


def written(at: Path, **files: str) -> None:
    at.mkdir()
    for name, text in {"__init__": "", **files}.items():
        (at / f"{name}.py").write_text(text)


@pytest.mark.parametrize("task", ["validate", "plan", "apply", "check"])
def test_all_wrong_definitions_are_listed_before_anything_is_asked(
    alone: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, task: str
) -> None:
    name = f"broken_to_{task}"
    members = "; ".join(f"M{n} = '{'m' * 80}{n}'" for n in range(25))
    options = ", ".join(f"o{n}: Annotated[Many, Option('One of many.')]" for n in range(4))
    files = {"large": TOO_LARGE.format(members=members, options=options), "typo": "import nothing_that_there_is\n"}
    written(tmp_path / name, **files)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(register_commands, "COMMANDS", name)
    ran = alone(task)
    assert (ran.code, ran.out) == (3, "")
    typo, large = ran.err.splitlines()
    assert typo.startswith(f"{name}.typo: cannot be imported: ModuleNotFoundError")
    assert large.startswith("commands: command large has ")
    assert large.endswith("characters in all; Discord allows 8000.")
    told = alone(task, "--format", "json").json
    assert (told["exit_code"], told["problems"]) == (3, [typo, large])
