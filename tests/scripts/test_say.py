"""Speaking to the bot on this machine."""

import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from anyio import to_thread
from msgspec import json
from nacl.signing import VerifyKey

import app
from kasutamaiza.interactions import CommandEntry, discover
from scripts import say, up
from tests.discord_rest import served
from tests.door import KEY, settings

SCRIPT = Path(say.__file__)
ENTRIES = discover("tests.interactions.said").commands


def entry(path: str) -> CommandEntry:
    return next(entry for entry in ENTRIES if entry.path == path)


@pytest.mark.parametrize(
    ("text", "path", "options"),
    [
        ("/plain", "plain", {}),
        ("plain", "plain", {}),
        ("  /plain  ", "plain", {}),
        ("/plain text:dark", "plain", {"text": "dark"}),
        ("/plain text:dark magician whole:3", "plain", {"text": "dark magician", "whole": "3"}),
        ("/plain text: whole:3", "plain", {"text": "", "whole": "3"}),
        ("/plain text:at 12:30", "plain", {"text": "at", "12": "30"}),
        ("/plain text:https://x.example/?q=1", "plain", {"text": "https://x.example/?q=1"}),
        ("/looked_up user:1 role:2", "looked_up", {"user": "1", "role": "2"}),
        ("/nested shallow", "nested shallow", {}),
        ("/nested deep down", "nested deep down", {}),
    ],
)
def test_a_line_is_read_as_a_command_and_its_options(text: str, path: str, options: dict[str, str]) -> None:
    found, said = say.parse(text, ENTRIES)
    assert (found.path, said) == (path, options)


def test_of_two_commands_that_fit_the_longer_is_meant() -> None:
    bot = discover("commands").commands
    assert say.parse("/bot status", bot)[0].path == "bot status"


@pytest.mark.parametrize("text", ["", "/", "/cooking", "/plainly", "/nested", "text:dark"])
def test_what_is_no_command_is_answered_with_those_that_are(text: str) -> None:
    with pytest.raises(ValueError, match=r"^There is no such command; there are /.*, /nested deep down, .*\.$"):
        say.parse(text, ENTRIES)


def test_options_are_told_in_their_own_kind() -> None:
    said = {"text": "007", "whole": "3", "number": "0.5", "really": "true", "chosen": "b"}
    assert say.command_data(entry("plain"), said) == {
        "id": "1000000000000000005",
        "name": "plain",
        "type": 1,
        "options": [
            {"name": "text", "type": 3, "value": "007"},
            {"name": "whole", "type": 4, "value": 3},
            {"name": "number", "type": 10, "value": 0.5},
            {"name": "really", "type": 5, "value": True},
            {"name": "chosen", "type": 3, "value": "b"},
        ],
    }


def test_an_option_that_is_being_typed_has_the_focus() -> None:
    told = say.command_data(entry("suggested"), {"name": "da", "colour": "red"}, focused="name")
    assert told["options"] == [
        {"name": "name", "type": 3, "value": "da", "focused": True},
        {"name": "colour", "type": 3, "value": "red"},
    ]


def test_a_command_in_groups_is_nested_as_discord_nests_it() -> None:
    told = say.command_data(entry("nested deep down"), {})
    down = {"name": "down", "type": 1, "options": []}
    assert (told["name"], told["options"]) == ("nested", [{"name": "deep", "type": 2, "options": [down]}])
    told = say.command_data(entry("nested shallow"), {})
    assert told["options"] == [{"name": "shallow", "type": 1, "options": []}]


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("suggested", "/suggested has no option taste; it has name, size, colour."),
        ("nested shallow", "/nested shallow has no option taste; it has none."),
    ],
)
def test_an_option_that_a_command_has_not_is_refused_with_those_it_has(path: str, sentence: str) -> None:
    with pytest.raises(ValueError, match="has no option taste") as refused:
        say.command_data(entry(path), {"taste": "sweet"})
    assert str(refused.value) == sentence


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="three"):
        say.command_data(entry("plain"), {"whole": "three"})


def test_what_is_signed_is_signed_as_discord_does() -> None:
    headers = say.signed(KEY, b"x", at=12.9)
    assert headers["x-signature-timestamp"] == "12"
    assert VerifyKey(KEY.verify_key.encode()).verify(b"12x", bytes.fromhex(headers["x-signature-ed25519"])) == b"12x"


@pytest.fixture
def known_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key of tests in place of this machine's."""
    (tmp_path / "signing-key").write_text(KEY.encode().hex())
    monkeypatch.setattr(up, "KEY", tmp_path / "signing-key")


@pytest.mark.usefixtures("known_key")
@pytest.mark.parametrize(
    ("words", "type_", "shown"),
    [
        (["/about"], 4, "About me"),
        (["/help", "topic:bot status"], 4, "/bot status"),
        (["--typing", "topic", "/help topic:pi"], 8, "ping"),
        (["--locale", "ja", "/about"], 4, "このボットについて"),
        (["--press", '["help.page",1]'], 7, "What I can do"),
    ],
)
async def test_what_is_said_is_answered(
    words: list[str],
    type_: int,
    shown: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    async with served(app.build(settings())) as url:
        monkeypatch.setattr(sys, "argv", ["say.py", "--port", url.rpartition(":")[2], *words])
        await to_thread.run_sync(say.main)
    status, _, body = capsys.readouterr().out.partition("\n")
    answer: dict[str, Any] = json.decode(body)
    assert (status, answer["type"]) == ("HTTP 200", type_)
    assert shown in body


def said(*arguments: str, by: tuple[str, ...] = (str(SCRIPT),)) -> tuple[int, str, str]:
    done = subprocess.run([sys.executable, *by, *arguments], capture_output=True, text=True, cwd=SCRIPT.parents[1])
    return done.returncode, done.stdout, done.stderr


def test_where_nobody_listens_it_says_what_to_start(tmp_path: Path) -> None:
    # With another place for its key, which it would make in the checkout.
    main = f"""
from pathlib import Path
from scripts import say, up
up.LOCAL = Path({str(tmp_path)!r})
up.KEY = up.LOCAL / "signing-key"
say.main()
"""
    # Bound but not listening: nobody else can take the port, and connections to it are refused.
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
        told = said("--port", str(port), "/ping", by=("-c", main))
    assert told == (1, "", f"Nobody answers at port {port}. Start the bot first: ./dev up --port {port}\n")
    assert (tmp_path / "signing-key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("words", "beginning"),
    [
        ("/cooking", "There is no such command; there are /"),
        ("/ping taste:sweet", "/ping has no option taste; it has none."),
    ],
)
def test_what_cannot_be_said_is_one_sentence(words: str, beginning: str) -> None:
    status, out, err = said(words)
    assert (status, out) == (1, "")
    assert err.startswith(beginning)
    assert err.count("\n") == 1
