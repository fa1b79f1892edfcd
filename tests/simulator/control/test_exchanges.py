"""One exchange looked at closely, done again, and written as a test; and what all of it looks like as text."""

import asyncio
import re
from typing import Any

from msgspec import json
from msgspec.structs import replace

from simulator.control import redaction
from simulator.world import AuditEntry, Exchange, Message
from tests.simulator.control.stage import Json, Stage, staged

BOT = {"authorization": "Bot very-secret"}


async def delivered(stage: Stage, title: str = "greet") -> Json:
    rows = (await stage.state())["exchanges"]
    row: Json = next(each for each in reversed(rows) if each["to_bot"] and title in each["title"])
    return row


async def follow(stage: Stage, content: str = "More.") -> Json:
    """Let the bot follow its last answer with another message; the row of that call."""
    told = stage.bot.heard[-1]
    where = f"/api/v10/webhooks/{stage.simulator.application_id}/{told['token']}"
    await stage.client.post(where, json={"content": content})
    row: Json = (await stage.state())["exchanges"][-1]
    return row


async def test_a_delivery_is_looked_at_without_what_would_let_others_answer(stage: Stage) -> None:
    await stage.act(command="greet", options={"name": "world"})
    row = await delivered(stage)
    whole = await stage.get(f"exchanges/{row['id']}")
    assert {name: whole[name] for name in row} == row
    assert '"name":"greet"' in whole["request"]["body"].replace(" ", "")
    assert "Hello, world!" in whole["response"]["body"]
    headers = {name.lower(): value for name, value in whole["request"]["headers"].items()}
    assert headers["x-signature-ed25519"] == "[signature]"
    assert stage.bot.heard[-1]["token"] not in str(whole)


async def test_a_call_of_the_bots_is_looked_at_without_its_tokens(stage: Stage) -> None:
    await stage.act(command="greet")
    row = await follow(stage)
    whole = await stage.get(f"exchanges/{row['id']}")
    assert "More." in whole["request"]["body"]
    assert stage.bot.heard[-1]["token"] not in str(whole)
    await stage.client.get("/api/v10/users/@me", headers=BOT)
    row = (await stage.state())["exchanges"][-1]
    assert "very-secret" not in str(await stage.get(f"exchanges/{row['id']}"))


def test_tokens_are_taken_out_wherever_they_stand() -> None:
    assert redaction.path("/webhooks/12/aW50/messages/@original") == "/webhooks/12/[token]/messages/@original"
    assert redaction.path("/interactions/12/aW50/callback?a=1") == "/interactions/12/[token]/callback?a=1"
    assert redaction.path("/webhooks/12/aW50?wait=true") == "/webhooks/12/[token]?wait=true"
    assert redaction.path("/channels/12/webhooks") == "/channels/12/webhooks"
    assert redaction.body('{"token": "abc", "id": "1"}') == '{"token": "[token]", "id": "1"}'
    assert redaction.body('{"token": "abc') == '{"token": "[token]'
    assert redaction.headers({"Authorization": "Bot abc", "Accept": "*/*"}) == {
        "Authorization": "Bot [token]",
        "Accept": "*/*",
    }


async def test_a_delivery_is_done_again_as_a_new_interaction(stage: Stage) -> None:
    await stage.act(command="greet", options={"name": "world"})
    row = await delivered(stage)
    again = await stage.post(f"exchanges/{row['id']}/replay")
    assert again["message"]["content"] == "Hello, world!"
    first, second = stage.bot.heard
    assert first["data"] == second["data"]
    assert (first["id"], first["token"]) != (second["id"], second["token"])


async def test_only_what_a_member_did_is_done_again(stage: Stage) -> None:
    await stage.act(command="greet")
    row = await follow(stage)
    await stage.post(f"exchanges/{row['id']}/replay")
    assert stage.status == 409
    await stage.post("check")
    check = next(each for each in (await stage.state())["exchanges"] if each["to_bot"] and not each["interaction_id"])
    for what in ("replay", "test"):
        method = "POST" if what == "replay" else "GET"
        assert "endpoint's check" in (await stage.ask(method, f"exchanges/{check['id']}/{what}"))["errors"]
    await stage.get("exchanges/1")
    assert stage.status == 404


async def test_an_act_becomes_a_test_that_can_be_run(stage: Stage) -> None:
    await stage.act(command="greet", options={"name": "world"})
    text = await stage.get(f"exchanges/{(await delivered(stage))['id']}/test")
    compile(text, "copied", "exec")
    assert "async def test_greet() -> None:" in text
    assert f"async with connect({stage.world.url!r}) as discord:" in text
    assert "mai = await discord.guild.member('mai', channel='general')" in text
    assert "answer = await mai.slash('greet', name='world')" in text
    assert "assert answer.state == 'replied'" in text
    assert "assert answer.content == 'Hello, world!'" in text


async def test_every_kind_of_act_becomes_a_test(stage: Stage) -> None:
    greeted = await stage.act(command="greet")
    acts: list[Json] = [
        {"command": "greet"},
        {"command": "Praise", "target": "joey"},
        {"command": "find", "options": {"what": "d"}, "focused": "what"},
        {"message": greeted["message"]["id"], "press": "again"},
        {"command": "ask"},
    ]
    told = [await stage.act(**act) for act in acts]
    told.append(await stage.act(modal=told[-1]["id"], fields={"name": "Mai"}))
    rows = {each["interaction_id"]: each["id"] for each in (await stage.state())["exchanges"] if each["to_bot"]}
    texts = [await stage.get(f"exchanges/{rows[each['id']]}/test") for each in told]
    for text in texts:
        compile(text, "copied", "exec")
    lines = [[line.strip() for line in text.splitlines() if re.search(r"await (mai|answer)\.", line)] for text in texts]
    assert [each for (each,) in lines[:3]] == [
        "answer = await mai.slash('greet')",
        "answer = await mai.right_click('joey', 'Praise')",
        "suggested = await mai.types('find', 'what', 'd')",
    ]
    assert "assert [each.name for each in suggested] == ['Dark']" in texts[2]
    assert lines[3] == ["answer = await mai.slash('greet')", "answer = await mai.press(answer, 'again')"]
    assert lines[5] == ["answer = await mai.slash('ask')", "answer = await answer.fill({'name': 'Mai'})"]


async def test_a_copied_test_can_be_run_another_day(stage: Stage) -> None:
    general = next(each["id"] for each in (await stage.state())["channels"] if each["name"] == "general")
    greeted = await stage.act(command="greet", channel=general)
    pressed = await stage.act(message=greeted["message"]["id"], press="again", channel=general)
    form = await stage.act(command="ask")
    filled = await stage.act(modal=form["id"], fields={"name": "Mai"})
    rows = {each["interaction_id"]: each["id"] for each in (await stage.state())["exchanges"] if each["to_bot"]}
    texts = [await stage.get(f"exchanges/{rows[done['id']]}/test") for done in (pressed, filled)]
    for text, name in zip(texts, ("test_again", "test_a_form"), strict=True):
        await stage.ask("POST", "reset")
        copied: dict[str, Any] = {}
        exec(text, copied)  # noqa: S102  (that is what a copied test is for)
        await copied[name]()


async def test_names_that_python_would_not_take_are_told_in_a_dict(stage: Stage) -> None:
    command = {"name": "from", "description": ".", "options": [{"type": 3, "name": "to-whom", "description": "."}]}
    where = f"/api/v10/applications/{stage.simulator.application_id}/commands"
    await stage.client.post(where, json=command, headers=BOT)
    stage.bot.answers["from"] = lambda _: {"type": 4, "data": {"embeds": [{"title": "Here"}]}}
    await stage.act(command="from", options={"to-whom": "you"})
    text = await stage.get(f"exchanges/{(await delivered(stage, 'from'))['id']}/test")
    compile(text, "copied", "exec")
    assert "mai.slash('from', {'to-whom': 'you'})" in text
    assert "test_what_from()" in text


async def test_the_transcript_reads_as_what_happened() -> None:
    async with staged() as stage:
        stage.bot.answers["greet"] = lambda _: {
            "type": 4,
            "data": {
                "content": "Hello!",
                "embeds": [{"title": "A card", "description": "Dark.", "fields": [{"name": "ATK", "value": "2500"}]}],
                "components": [
                    {"type": 1, "components": [{"type": 2, "style": 1, "label": "Again", "custom_id": "again"}]}
                ],
            },
        }
        greeted = await stage.act(command="greet")
        await stage.act(message=greeted["message"]["id"], press="again")
        await stage.act(command="whisper")
        asked = await stage.act(command="ask")
        await stage.act(modal=asked["id"], fields={"name": "Mai"})
        await stage.act(command="find", options={"what": "d"}, focused="what")
        await stage.act(command="Praise", target="joey")
        await stage.act(command="think")
        await stage.deed("mod", "ban", target="yuki", reason="spam")
        await stage.says("Between us.", channel="dm")
        stage.bot.silence, stage.simulator.engine.deadline = asyncio.Event(), 0.05
        await stage.act(command="whisper")
        stage.bot.silence.set()
        await follow(stage, "a" * 2001)
        text = await stage.get("transcript")
    lines = [line[9:] if line[2:3] == ":" else line for line in text.splitlines()]
    assert "#general Mai used /greet → replied" in lines
    assert "#general Your Bot (edited): Hello again!" in lines
    assert "    ┃ A card" in lines
    assert "    ┃ ATK: 2500" in lines
    assert "    [Again]" in lines
    assert "#general Mai pressed again → updated" in lines
    assert "#general Your Bot (only Mai sees it): Psst." in lines
    assert "#general Mai used /ask → a form" in lines
    assert "#general Mai sent the form form → replied" in lines
    assert "#general Mai was typing for /find → suggestions: Dark" in lines
    assert "#general Mai used “Praise” on Joey → replied" in lines
    assert "#general Mai used /think → deferred, and nothing yet" in lines
    assert "#general Your Bot: … is thinking" in lines
    assert "(direct) Mai: Between us." in lines
    assert "#general Mai used /whisper → failed" in lines
    assert any(line.startswith("    ✗ ") for line in lines)
    assert any(line.strip() == "Ishizu banned ゆき: spam" for line in lines)
    assert any(line.startswith("The bot called POST") and line.endswith("→ 400") for line in lines)


async def test_a_form_that_is_open_still_is_named(stage: Stage) -> None:
    await stage.act(command="ask")
    assert "Mai used /ask → a form: A form" in await stage.get("transcript")


async def test_where_nothing_happened_the_transcript_says_so(stage: Stage) -> None:
    for message in tuple(stage.world.all(Message)):
        stage.world.remove(message)
    assert await stage.get("transcript") == "Nothing has happened yet.\n"


async def test_a_recording_is_every_act_with_what_came_of_it(stage: Stage) -> None:
    await stage.act(command="greet")
    await stage.act(command="nothing")
    await stage.says("Hello.")
    await stage.deed("mai", "kick", target="joey")
    text = await stage.get("recording")
    header, *lines = (json.decode(line) for line in text.splitlines())
    assert header["recording"] == 1
    assert [each["post"] for each in lines] == ["interactions", "interactions", "messages", "deeds"]
    assert [each.get("state") for each in lines] == ["replied", "failed", None, None]
    assert lines[3]["errors"] == "mai may not kick."
    told = await stage.get("recording/1")
    assert told["line"]["act"]["command"] == "greet"
    await stage.get("recording/9")
    assert stage.status == 404


async def test_what_is_no_json_is_done_and_recorded_nowhere(stage: Stage) -> None:
    answer = await stage.client.post("/sim/deeds", content=b"{")
    assert (answer.status_code, answer.json()["errors"].startswith("The body is not JSON")) == (400, True)
    assert (await stage.get("recording")).count("\n") == 1


async def test_an_exchange_that_lasts_has_no_status_yet(stage: Stage) -> None:
    stage.world.put(
        Exchange(id="5", to_bot=False, method="GET", path="/x", title="x", started_at=stage.world.now, errors="Lost.")
    )
    assert "The bot called GET /x → no answer\n    ✗ Lost." in await stage.get("transcript")


async def test_the_transcript_reads_what_layouts_say_and_what_is_gone(stage: Stage) -> None:
    mai, general = stage.user("mai").id, stage.channel("general").id
    button: Json = {"type": 2, "style": 1, "custom_id": "b", "emoji": {"name": "🔍"}}
    section: Json = {"type": 9, "components": [{"type": 10, "content": "Dark\nMagician"}], "accessory": button}
    picture: Json = {"type": 9, "components": [], "accessory": {"type": 11, "media": {"url": "attachment://a.png"}}}
    stage.world.put(
        Message(
            id=stage.world.next_id(),
            channel_id=general,
            author_id="404",
            webhook_name="Hook",
            components=({"type": 17, "components": [section, picture]},),
            attachments=({"filename": "deck.ydk"},),
            embeds=({"author": {"name": "By"}, "footer": {"text": "End"}},),
            poll={"question": {"text": "Which?"}},
            timestamp=stage.world.now,
        )
    )
    lost = Message(id=stage.world.next_id(), channel_id="404", author_id="404", timestamp=stage.world.now)
    stage.world.put(lost)
    for action, target in ((10, general), (99, None)):
        entry = AuditEntry(
            id=stage.world.next_id(), guild_id=stage.guild.id, action_type=action, user_id=mai, target_id=target
        )
        stage.world.put(entry)
    text = await stage.get("transcript")
    read = [line.strip() for line in text.splitlines()]
    at = next(number for number, line in enumerate(read) if "Hook: " in line)
    assert read[at].endswith("#general Hook: ┃ By")
    assert read[at + 1 : at + 7] == ["┃ End", "Dark", "Magician", "[🔍]", "[file deck.ydk]", "[poll Which?]"]
    assert read[at + 7].endswith("(gone) 404:")
    assert "Mai made the channel #general" in read
    assert "Mai action 99 on" in read


async def test_a_nickname_is_what_the_transcript_calls_somebody(stage: Stage) -> None:
    stage.world.put(replace(stage.member("mai"), nick="Harpie"))
    await stage.says("Hello.")
    assert "#general Harpie: Hello." in await stage.get("transcript")
