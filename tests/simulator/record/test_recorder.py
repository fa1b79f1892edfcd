"""What stands in a recording: each act, and all that came with it, whoever's message it was."""

import anyio
import pytest
from msgspec import json

from simulator.driver import Failed, Json, NotTaken, Person, Simulation
from simulator.record import Recorder
from simulator.record import recorder as recorders
from simulator.world.load import default
from tests.simulator.driver.bot import Bot


@pytest.fixture
async def mai(discord: Simulation) -> Person:
    return await discord.guild.member("mai", channel="general")


async def lines(discord: Simulation) -> list[Json]:
    """All but the header."""
    return [json.decode(each) for each in (await discord.recording()).splitlines()[1:]]


async def test_a_recording_begins_with_what_it_is_of(discord: Simulation) -> None:
    assert (await discord.recording()) == '{"recording":1,"application":"Your Bot","world":"Duel Academy"}\n'


async def test_an_act_is_told_as_it_was_posted_with_what_was_answered(discord: Simulation, mai: Person) -> None:
    await mai.slash("greet", who="joey")
    assert await lines(discord) == [
        {
            "post": "interactions",
            "act": {"as": "mai", "channel": "general", "command": "greet", "options": {"who": "joey"}},
            "state": "replied",
            "answer": {"type": 4, "data": {"content": "Hello, <@${joey}>!", "components": []}},
        }
    ]


async def test_ids_are_told_by_the_act_they_came_with(discord: Simulation, mai: Person) -> None:
    said = await mai.says("Hello")
    await (await mai.slash("pages")).press("Next")
    await mai.right_click(said, "Count")
    form = await mai.slash("form")
    await form.fill(Name="Mai", Mood="good")
    acts = [each["act"] for each in await lines(discord)]
    assert (acts[2]["message"], acts[2]["press"]) == ("$2.1", "turn:2")
    assert acts[3]["target"] == "$1.1"
    assert acts[5]["modal"] == "$5"


async def test_messages_of_the_beginning_are_told_too(discord: Simulation, mai: Person) -> None:
    first, second = await discord.guild.messages("general")
    await mai.says("To you", reply_to=second)
    await mai.does("react", message=first, emoji="🔥")
    said, reacted = await lines(discord)
    assert said["act"]["reply_to"] == "$0.2"
    assert reacted["act"]["message"] == "$0.1"


async def test_all_that_comes_later_stands_with_its_act(discord: Simulation, mai: Person, bot: Bot) -> None:
    bot.go.clear()
    await mai.connection.post("interactions", {"as": "mai", "channel": "general", "command": "later"})
    await mai.slash("pages")
    bot.go.set()
    await mai.sees("one thing more")
    await mai.sees("In private")
    later, pages = await lines(discord)
    assert later["state"] == "deferred"
    assert [(each["key"], each["now"]["content"]) for each in later["then"]] == [
        ("$1.1", "Done, ${1}."),
        ("$1.2", "And one thing more."),
    ]
    # What belongs to no interaction came with what was done last.
    assert [each["key"] for each in pages["then"]] == ["${dm mai}", "$2.2"]


async def test_what_a_bot_did_to_the_server_is_told(discord: Simulation, mai: Person) -> None:
    await mai.slash("ban", who="joey")
    await discord.until(lambda state: state["audit_log"] or None, "a ban")
    [line] = await lines(discord)
    told = {each["changed"]: each["now"] for each in line["then"]}
    assert told["members"] is None
    assert told["bans"] == {"guild_id": "${server}", "user_id": "${joey}"}
    assert told["audit_log"]["action_type"] == 22


async def test_what_the_bot_was_refused_is_told(discord: Simulation, mai: Person) -> None:
    await discord.fault("ban_user_from_guild", "500", times=None)
    await mai.slash("ban", who="seto")
    await discord.mend()
    await mai.slash("ban", who="seto")

    def refused(state: Json) -> bool | None:
        return any(each["status"] == 403 for each in state["exchanges"]) or None

    await discord.until(refused, "a refusal")
    [fault, broken, mended, banned] = await lines(discord)
    assert fault["post"] == "faults"
    assert mended == {"delete": "faults"}
    assert [each["status"] for each in broken["then"]] in ([500], [])
    [told] = banned["then"]
    assert (told["refused"], told["status"]) == ("ban_user_from_guild", 403)


async def test_switches_and_deeds_are_a_part_of_it(discord: Simulation, mai: Person) -> None:
    await discord.passes(minutes=1)
    fault = await discord.fault("deliveries", "slow", seconds=0.0)
    await discord.mend(fault)
    await discord.connection.post("settings", {"deadline": None})
    await discord.connection.post("dms", {"as": "mai"})
    await mai.does("leave")
    with pytest.raises(NotTaken):
        await mai.does("leave")
    told = await lines(discord)
    assert [each.get("post") for each in told] == ["clock", "faults", None, "settings", "dms", "deeds", "deeds"]
    assert told[2]["delete"] == "faults/${2}"
    assert "errors" not in told[5]
    assert told[5]["then"][0] == {"changed": "members", "key": "${server}:${mai}", "now": None}
    assert "mai" in told[6]["errors"]


async def test_commands_permissions_are_told_by_names(discord: Simulation) -> None:
    state = await discord.state()
    greet = next(each["id"] for each in state["commands"] if each["name"] == "greet")
    role = next(each["id"] for each in state["roles"] if each["name"] == "Duelist")
    chosen = [{"id": role, "type": 1, "permission": False}]
    await discord.connection.put("command-permissions", {"as": "seto", "command": greet, "permissions": chosen})
    [line] = await lines(discord)
    assert line["put"] == "command-permissions"
    assert line["act"]["command"] == "${/greet}"
    assert line["act"]["permissions"] == [{"id": "${@Duelist}", "type": 1, "permission": False}]


async def test_a_file_stands_in_the_act(discord: Simulation, mai: Person) -> None:
    await mai.slash("send", file=b"abc")
    [line] = await lines(discord)
    assert line["act"]["options"]["file"] == {
        "filename": "file.bin",
        "content_type": "application/octet-stream",
        "data": "YWJj",
    }


async def test_a_failure_and_what_is_no_act_are_told(discord: Simulation, mai: Person) -> None:
    with pytest.raises(Failed):
        await mai.slash("wrong")
    with pytest.raises(Failed):
        await mai.act({"command": "x", "press": "y"})
    wrong, nothing = await lines(discord)
    assert wrong["state"] == "failed"
    assert wrong["errors"]["data"]["embeds"]["0"]["title"]["_errors"][0]["code"] == "BASE_TYPE_MAX_LENGTH"
    assert nothing["errors"].startswith("An act has one of")


async def test_buttons_that_are_others_each_time_are_told_apart(discord: Simulation, mai: Person) -> None:
    await (await mai.slash("token")).press("Go")
    asked, pressed = await lines(discord)
    assert asked["answer"]["data"]["components"][0]["components"][0]["custom_id"] == "go:${1.t1}"
    assert pressed["act"]["press"] == "go:${1.t1}"


async def test_a_reset_begins_a_new_recording(discord: Simulation, mai: Person) -> None:
    await mai.slash("pages")
    await discord.reset()
    assert await lines(discord) == []
    await mai.slash("pages")
    assert len(await lines(discord)) == 1


async def test_acts_at_once_are_told_one_by_one(discord: Simulation, mai: Person) -> None:
    joey = await discord.guild.member("joey", channel="general")
    async with anyio.create_task_group() as tasks:
        for each in (mai, joey, mai):
            tasks.start_soon(each.slash, "pages")
    told = await lines(discord)
    assert sorted(each["act"]["as"] for each in told) == ["joey", "mai", "mai"]
    assert all("then" not in each for each in told)


async def test_an_act_is_told_by_its_number_with_what_placeholders_stand_for(discord: Simulation, mai: Person) -> None:
    page = await mai.slash("pages")
    told = await discord.connection.get("recording/1")
    assert told["line"]["act"]["command"] == "pages"
    assert told["meant"]["1.1"] == page.id
    assert (await discord.connection.get("recording/0"))["line"] is None
    with pytest.raises(NotTaken, match="There is no act 2 in the recording"):
        await discord.connection.get("recording/2")


async def test_what_the_bot_makes_has_a_name_from_then_on(discord: Simulation, mai: Person, bot: Bot) -> None:
    await mai.says("Make a channel")
    guild = (await discord.state())["guilds"][0]["id"]
    made = await bot.call("POST", f"/guilds/{guild}/channels", {"name": "new", "type": 0})
    await bot.call("POST", f"/channels/{made['id']}/messages", {"content": "In it"})
    await bot.call("DELETE", f"/channels/{made['id']}")
    await mai.says(f"Where is <#{made['id']}>?")
    first, second = await lines(discord)
    assert second["act"]["content"] == "Where is <#${#new}>?"
    # What came and went leaves nothing but the journal of it.
    assert [each["changed"] for each in first["then"]] == ["messages", "audit_log", "audit_log"]


async def test_a_webhook_is_called_by_its_name(discord: Simulation, mai: Person, bot: Bot) -> None:
    said = await mai.says("Make a webhook")
    made = await bot.call("POST", f"/channels/{said.message['channel_id']}/webhooks", {"name": "Herald"})
    await mai.says(f"It is {made['id']}")
    assert (await lines(discord))[1]["act"]["content"] == "It is ${webhook Herald}"
    assert made["token"] not in await discord.recording()


async def test_what_is_done_again_from_the_page_is_an_act_too(discord: Simulation, mai: Person) -> None:
    answer = await mai.slash("pages")
    state = await discord.state()
    id_ = next(each["id"] for each in state["exchanges"] if each["interaction_id"] == answer.interaction)
    await discord.connection.post(f"exchanges/{id_}/replay")
    first, second = await lines(discord)
    assert first == second


def test_what_the_log_has_forgotten_is_lost_and_no_more() -> None:
    world = default()
    recorder = Recorder(world)
    done = recorder.begin("POST", "messages", {"as": "mai"})
    world.log.reset()
    recorder.end(done, {})
    assert recorder.text().splitlines()[1:] == ['{"post":"messages","act":{"as":"mai"}}']


def test_the_oldest_acts_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorders, "KEPT", 2)
    recorder = Recorder(default())
    for name in ("mai", "joey", "seto"):
        recorder.end(recorder.begin("POST", "dms", {"as": name}), {})
    assert recorder.line(1) is None
    assert [getattr(recorder.line(number), "act", None) for number in (2, 3)] == [{"as": "joey"}, {"as": "seto"}]
    assert recorder.line(4) is None


async def test_commands_that_are_registered_are_no_news_before_the_first_act(discord: Simulation, bot: Bot) -> None:
    await bot.register()
    assert await lines(discord) == []
