"""Acts of members, by POST /sim/interactions, and the commands that they are offered."""

import asyncio
from base64 import b64encode

import pytest

from simulator.control import asked
from tests.simulator.control.stage import Stage, staged

SHAPE = {"id", "state", "answer", "errors", "milliseconds", "message", "warnings"}


async def test_a_command_is_answered_with_a_message(stage: Stage) -> None:
    told = await stage.act(command="greet", options={"name": "world"})
    assert told.keys() == SHAPE
    assert (told["state"], told["errors"], told["warnings"]) == ("replied", None, [])
    assert told["answer"]["data"]["content"] == "Hello, world!"
    assert told["message"]["content"] == "Hello, world!"
    assert told["message"]["key"] == told["message"]["id"]
    assert told["milliseconds"] > 0


async def test_each_kind_of_answer_has_its_state(stage: Stage) -> None:
    asked = await stage.act(command="ask")
    assert (asked["state"], asked["message"]) == ("modal", None)
    sent = await stage.act(modal=asked["id"], fields={"name": "Mai"})
    assert (sent["state"], sent["message"]["content"]) == ("replied", "Thanks.")
    found = await stage.act(command="find", options={"what": "d"}, focused="what")
    assert (found["state"], found["answer"]["data"]["choices"]) == ("choices", [{"name": "Dark", "value": "dark"}])
    greeted = await stage.act(command="greet")
    pressed = await stage.act(message=greeted["message"]["id"], press="again")
    assert (pressed["state"], pressed["message"]["content"]) == ("updated", "Hello again!")
    assert (await stage.act(command="think"))["state"] == "deferred"


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ({"command": "nothing"}, "There is no slash command “nothing”."),
        ({"command": "purge"}, "mai is not offered /purge"),
        ({"command": "greet", "as": "nobody"}, "Nobody is called “nobody”."),
        ({"command": "greet", "channel": "nowhere"}, "No channel is called “nowhere”."),
    ],
)
async def test_what_cannot_be_done_has_failed_with_a_sentence(
    stage: Stage, what: dict[str, str], sentence: str
) -> None:
    told = await stage.post("interactions", **{"as": "mai", **what})
    assert (stage.status, told["state"], told["id"]) == (200, "failed", None)
    assert told.keys() == SHAPE
    assert sentence in told["errors"]
    assert stage.bot.heard == []


async def test_a_hidden_command_can_be_sent_on_purpose(stage: Stage) -> None:
    stage.bot.answers["purge"] = lambda _: {"type": 4, "data": {"content": "You may not."}}
    told = await stage.act(command="purge", force=True)
    assert told["message"]["content"] == "You may not."


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[]", b'{"as": 1}', b'{"as": "mai"}', b"", b"[" * 100_000])
async def test_what_is_no_act_has_the_same_shape(stage: Stage, body: bytes) -> None:
    answer = await stage.client.post("/sim/interactions", content=body)
    told = answer.json()
    assert (answer.status_code, told["state"]) == (400, "failed")
    assert told.keys() == SHAPE
    assert isinstance(told["errors"], str)


async def test_a_bot_that_does_not_answer_in_time_has_failed() -> None:
    async with staged(deadline=0.05) as stage:
        stage.bot.silence = asyncio.Event()
        told = await stage.act(command="greet")
        stage.bot.silence.set()
    assert told["state"] == "failed"
    assert isinstance(told["errors"], str)


async def test_files_come_along(stage: Stage) -> None:
    upload = await stage.client.post("/sim/uploads", files={"file": ("deck.ydk", b"#main", "text/plain")})
    told = upload.json()
    assert (told["filename"], told["size"]) == ("deck.ydk", 5)
    command = {"name": "load", "description": "Load.", "options": [{"type": 11, "name": "file", "description": "It."}]}
    where = f"/api/v10/applications/{stage.simulator.application_id}/commands"
    await stage.client.post(where, json=command, headers={"authorization": "Bot none"})
    stage.bot.answers["load"] = lambda _: {"type": 4, "data": {"content": "Loaded."}}
    used = await stage.act(command="load", options={"file": told["id"]})
    assert used["errors"] is None
    (attachment,) = stage.bot.heard[-1]["data"]["resolved"]["attachments"].values()
    assert (await stage.client.get(attachment["url"])).content == b"#main"
    inline = {"filename": "b.txt", "content_type": "text/plain", "data": b64encode(b"b").decode()}
    assert (await stage.act(command="load", options={"file": inline}))["state"] == "replied"


async def test_an_upload_is_a_form_with_a_file_that_is_not_too_large(stage: Stage) -> None:
    async def refused(**parts: object) -> tuple[int, str]:
        answer = await stage.client.post("/sim/uploads", **parts)  # type: ignore[arg-type]
        return answer.status_code, answer.json()["errors"]

    assert (await refused(json={}))[0] == 400
    headers = {"content-type": "multipart/form-data"}
    assert await refused(content=b"...", headers=headers) == (400, "Missing boundary in multipart.")
    assert (await refused(data={"file": "text"}, files={"other": b""}))[0] == 400
    assert await refused(files={"file": ("big.bin", b"." * (10 * 1024**2 + 1))}) == (
        413,
        "big.bin is larger than 10 MiB.",
    )


async def test_a_member_is_offered_what_they_may_use_where_they_are(stage: Stage) -> None:
    offered = await stage.get("commands", **{"as": "mai", "channel": "general"})
    assert [each["name"] for each in offered] == ["greet", "whisper", "think", "ask", "find", "Praise"]
    greet = offered[0]
    assert greet["mention"] == f"</greet:{greet['id']}>"
    assert (greet["path"], greet["display"], greet["type"]) == (["greet"], "greet", 1)
    assert greet["options"][0]["display_name"] == "name"
    everywhere = await stage.get("commands", **{"as": "mod"})
    assert "purge" in [each["name"] for each in everywhere]


async def test_somebody_has_to_be_offered_something(stage: Stage) -> None:
    await stage.get("commands")
    assert stage.status == 400


async def test_a_body_that_is_too_large_is_not_read(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "LARGEST", 50)
    answer = await stage.client.post("/sim/deeds", json={"as": "mai", "do": "leave", "reason": "." * 50})
    assert answer.status_code == 413
    assert "POST /sim/uploads" in answer.json()["errors"]
