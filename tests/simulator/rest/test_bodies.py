"""Bodies as clients send them."""

import json

import pytest

from simulator.rest import bodies
from simulator.world import Message
from tests.simulator.rest.calls import PNG, Bot, refusal


def last(bot: Bot) -> Message:
    return next(bot.world.newest(Message))


async def test_files_come_by_their_numbers_with_a_payload(bot: Bot) -> None:
    files = [
        ("files[1]", ("b.png", PNG, "application/octet-stream")),
        ("files[0]", ("a.txt", b"text", "text/plain")),
    ]
    payload = {"content": "Two.", "attachments": [{"id": 1, "description": "A picture."}]}
    answer = await bot.post(bot.messages(), data={"payload_json": json.dumps(payload)}, files=files)
    first, second = answer.json()["attachments"]
    assert (first["filename"], first["content_type"], first["size"]) == ("a.txt", "text/plain", 4)
    assert (second["filename"], second["content_type"]) == ("b.png", "image/png")
    assert (second["description"], second["width"], second["height"]) == ("A picture.", 2, 3)
    assert bot.exchange.request_body.splitlines()[1:] == [
        "files[0]: a.txt, text/plain, 4 bytes",
        f"files[1]: b.png, image/png, {len(PNG)} bytes",
    ]


async def test_a_payload_may_come_as_if_it_were_a_file(bot: Bot) -> None:
    files = [
        ("payload_json", ("blob", b'{"content": "Hello."}', "application/json")),
        ("file", ("a.zzzz", b"1", "application/octet-stream")),
    ]
    answer = await bot.post(bot.messages(), files=files)
    assert answer.json()["content"] == "Hello."
    assert answer.json()["attachments"][0]["content_type"] == "application/octet-stream"


async def test_a_form_without_a_payload_is_its_fields(bot: Bot) -> None:
    answer = await bot.post(bot.messages(), data={"content": "Form."}, files={"files[0]": ("a.txt", b"1")})
    assert answer.json()["content"] == "Form."
    assert (await bot.post(bot.messages(), data={"content": "Plain & simple"})).status_code == 200
    assert last(bot).content == "Plain & simple"


async def test_a_form_of_files_alone_is_a_message(bot: Bot) -> None:
    answer = await bot.post(bot.messages(), files={"files[0]": ("a.txt", b"1")})
    assert answer.json()["content"] == ""
    assert len(answer.json()["attachments"]) == 1


async def test_a_form_that_cannot_be_read_is_refused(bot: Bot) -> None:
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x"):
        answer = await bot.post(bot.messages(), content=b"nothing of that", headers={"content-type": kind})
        assert refusal(answer) == (400, 50035), answer.text


async def test_a_broken_payload_is_refused(bot: Bot) -> None:
    answer = await bot.post(bot.messages(), data={"payload_json": "{"}, files={"files[0]": ("a.txt", b"1")})
    assert refusal(answer) == (400, 50109)


async def test_what_is_too_large_is_refused(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "LARGEST_FILE", 1000)
    answer = await bot.post(bot.messages(), files={"files[0]": ("a.txt", b"1" * 1001)})
    assert refusal(answer) == (413, 40005)
    monkeypatch.setattr(bodies, "LARGEST", 2000)
    answer = await bot.post(bot.messages(), json={"content": "1" * 2000})
    assert refusal(answer) == (413, 40005)
