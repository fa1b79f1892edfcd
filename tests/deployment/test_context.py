"""What is sent to be made an image of: all that the bot needs, and nothing of ours besides."""

import pytest

from tests.deployment.context import ROOT, Ignore, ignore, sent


@pytest.mark.parametrize(
    "path",
    [
        ".env",
        ".env.production",
        ".git/config",
        ".local/signing-key",
        ".venv/bin/python",
        ".github/workflows/release.yml",
        "tests/door.py",
        "docs/operating.md",
        "bench/front_door.py",
        "shared/anything",
        "notes.txt",
        "fly.toml",
        "requirements-dev.lock",
        "scripts/say.py",
        "scripts/up.py",
        "commands/.env",
        "commands/__pycache__/ping.cpython-313.pyc",
        "kasutamaiza/texts/ja/LC_MESSAGES/kasutamaiza.po",
        "kasutamaiza/storage/__pycache__",
    ],
)
def test_what_the_bot_does_not_need_stays_outside(path: str) -> None:
    assert not ignore().lets_through(path)


@pytest.mark.parametrize("room", ["commands", "kasutamaiza", "migrations"])
def test_all_code_and_every_catalogue_is_sent(room: str) -> None:
    code = [file for file in (ROOT / room).rglob("*") if file.suffix in (".py", ".mo", ".mako")]
    assert {file.relative_to(ROOT).as_posix() for file in code} <= set(sent())


def test_what_an_image_is_made_by_is_sent() -> None:
    assert {"Dockerfile", "requirements.lock", "app.py"} <= set(sent())


def test_every_script_is_sent_but_those_that_run_on_what_only_developers_have() -> None:
    kept = [file for file in (ROOT / "scripts").glob("*.py") if not ignore().lets_through(f"scripts/{file.name}")]
    assert {file.name for file in kept} == {"say.py", "texts.py", "up.py"}


def test_every_name_is_of_something_that_there_is() -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    named = [line.removeprefix("!") for line in lines if line and not line.startswith(("#", "**"))]
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize(
    ("lines", "path", "through"),
    [
        ("", "a", True),
        ("a", "a", False),
        ("a", "a/b", False),
        ("a", "ab", True),
        ("*.md", "a.md", False),
        ("*.md", "b/a.md", True),
        ("**/*.md", "b/a.md", False),
        ("**/*.md", "a.md", False),
        ("# a\n\na", "a", False),
        ("**\n!a", "a/b/c", True),
        ("**\n!a\na/b", "a/b/c", False),
        ("**\n!a/b", "a/c", False),
        ("!a\n**", "a", False),
        ("?.md", "a.md", False),
    ],
)
def test_the_last_line_that_matches_decides(lines: str, path: str, through: bool) -> None:
    assert Ignore(lines).lets_through(path) is through
