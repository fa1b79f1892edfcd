"""What a member can do with the driver, with any bot."""

from pathlib import Path

import anyio
import pytest

from simulator.driver import Choice, Failed, File, NotTaken, Person, Simulation
from tests.simulator.driver import bot as bots
from tests.simulator.driver.bot import Bot


@pytest.fixture
async def mai(discord: Simulation) -> Person:
    return await discord.guild.member("mai", channel="general")


async def test_a_command_is_used_with_its_options(mai: Person) -> None:
    answer = await mai.slash("greet", who="joey", how="Good day")
    assert answer.content.startswith("Good day, <@")
    assert answer.state == "replied"
    assert answer.callback["type"] == 4
    assert answer.milliseconds > 0
    assert not answer.is_private


async def test_options_may_have_names_that_python_has_not(mai: Person) -> None:
    assert (await mai.slash("card search", {"name": "x"})).text == "Searched."


async def test_suggestions_come_while_something_is_typed(mai: Person) -> None:
    assert await mai.types("find", "card", "dark") == [
        Choice("Dark Magician", "Dark Magician"),
        Choice("Dark Hole", "Dark Hole"),
    ]


async def test_buttons_are_pressed_by_what_is_written_on_them(mai: Person) -> None:
    first = await mai.slash("pages")
    assert first.buttons == ["Back", "Next", "Site"]
    second = await first.press("Next")
    assert (second.content, second.state, second.id) == ("Page 2", "updated", first.id)
    assert (await second.press("turn:1")).content == "Page 1"


async def test_a_link_is_not_pressed(mai: Person) -> None:
    answer = await mai.slash("pages")
    with pytest.raises(Failed, match=r"'Site' opens https://example\.com/; the bot hears nothing of it"):
        await answer.press("Site")


@pytest.mark.parametrize(
    ("of", "value", "told"),
    [
        ("Deck", "Fire", "deck: ['fire']"),
        ("user", "joey", "user: ['{joey}']"),
        ("Either", "mod", "mentionable: ['{mod}']"),
    ],
)
async def test_every_select_takes_what_people_see(
    discord: Simulation, mai: Person, of: str, value: str, told: str
) -> None:
    ids = {each["username"]: each["id"] for each in (await discord.state())["users"]}
    chosen = await (await mai.slash("panel")).choose(value, of=of)
    assert chosen.content == told.format(**ids)
    assert chosen.is_private


async def test_roles_and_channels_are_chosen_by_their_names(discord: Simulation, mai: Person) -> None:
    state = await discord.state()
    role = next(each["id"] for each in state["roles"] if each["name"] == "Duelist")
    channel = next(each["id"] for each in state["channels"] if each["name"] == "general")
    panel = await mai.slash("panel")
    assert (await panel.choose("Duelist", of="Role")).content == f"role: ['{role}']"
    assert (await panel.choose("general", of="Channel")).content == f"channel: ['{channel}']"
    assert (await panel.choose("Fire", "water", of="Deck")).content == "deck: ['fire', 'water']"


async def test_a_form_is_filled_in_by_its_labels(mai: Person) -> None:
    form = await mai.slash("form")
    assert form.title == "A form"
    assert form.fields == ["Name", "Deck", "Friend", "Mood", "Games"]
    joey = "1000749898440878345"
    sent = await form.fill({"Name": "Mai", "Deck": "Fire", "Friend": "joey"}, mood="Good", games=["Chess", "duels"])
    assert f"('deck', ['fire']), ('friend', ['{joey}']), ('mood', 'good'), ('games', ['chess', 'duels'])" in sent.text


async def test_what_is_left_out_of_a_form_is_left_empty(mai: Person) -> None:
    sent = await (await mai.slash("form")).fill(Name="Mai", Mood="bad", Games=None)
    assert "('deck', []), ('friend', []), ('mood', 'bad'), ('games', [])" in sent.text


async def test_fields_in_rows_are_called_by_their_own_labels(mai: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"type": 10, "content": "Read this."}
    row = bots.row({"type": 4, "custom_id": "name", "style": 1, "label": "Name"})
    monkeypatch.setitem(bots.FORM, "components", [row])
    form = await mai.slash("form")
    assert form.fields == ["Name"]
    monkeypatch.setitem(bots.FORM, "components", [told, bots.AGREED])
    assert (await mai.slash("form")).fields == ["Agreed"]


async def test_files_go_into_a_form(mai: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(bots.FORM, "components", [bots.PICTURES, bots.AGREED])
    path = tmp_path / "card.png"
    path.write_bytes(b"png")
    form = await mai.slash("form")
    sent = await form.fill(Picture=[path, b"more"], Agreed=True)
    assert sent.text.count("'") == 8
    assert "('agreed', True)" in sent.text
    assert "('picture', [])" in (await (await mai.slash("form")).fill(Agreed=False)).text
    assert "('picture', ['" in (await (await mai.slash("form")).fill(Picture=File("a.txt", b"a"), Agreed=False)).text


async def test_a_file_is_an_option(mai: Person, tmp_path: Path) -> None:
    path = tmp_path / "deck.ydk"
    path.write_bytes(b"#main")
    assert (await mai.slash("send", file=path)).text == "Got deck.ydk."
    assert (await mai.slash("send", file=b"bytes")).text == "Got file.bin."
    assert (await mai.slash("send", file=File("a.png", b"a", "image/png"))).text == "Got a.png."
    assert (await mai.slash("send", file=("b.png", b"b"))).text == "Got b.png."
    brought = await mai.connection.upload("b.txt", b"b", "text/plain")
    assert (await mai.slash("send", file=brought)).text == "Got b.txt."


async def test_commands_of_menus_are_used_on_members_and_messages(discord: Simulation, mai: Person) -> None:
    joey = await discord.guild.member("joey")
    message = await joey.says("Seven s")
    assert (await mai.right_click(message, "Count")).text == "7 letters."
    assert (await mai.right_click("joey", "Look at")).text == "Seen joey."
    assert (await mai.right_click(joey, "Look at")).text == "Seen joey."


async def test_a_promised_answer_is_waited_for(mai: Person, bot: Bot) -> None:
    answer = await mai.slash("later")
    assert answer.text.startswith("Done, ")
    assert answer.state == "replied"
    assert answer.is_private
    assert not answer.is_loading
    assert (await mai.sees("one thing more")).is_private
    assert (await mai.within("dm").sees("In private")).text == "In private, too."


async def test_a_promise_that_is_not_kept_fails_with_the_clock(discord: Simulation, mai: Person) -> None:
    async def after_a_while() -> None:
        await discord.until(lambda state: any(each["is_loading"] for each in state["messages"]) or None, "a promise")
        await discord.passes(minutes=16)

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(after_a_while)
        with pytest.raises(Failed, match="the promised answer never came"):
            await mai.slash("never")


async def test_a_promise_is_not_waited_for_for_ever(mai: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Person.waits, "__kwdefaults__", {"patience": 0.1})
    with pytest.raises(Failed, match=r"Expected the answer that the bot promised; it did not come within 0\.1 s"):
        await mai.slash("never")


async def test_a_bot_may_have_heard_of_a_press_and_do_nothing(mai: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Person.waits, "__kwdefaults__", {"patience": 0.1})
    answer = await (await mai.slash("token")).press("Heard")
    assert (answer.state, answer.text) == ("deferred", "Press.")


async def test_messages_are_written_by_hand(discord: Simulation, mai: Person) -> None:
    said = await mai.says("Hello")
    answered = await mai.says("And again", reply_to=said)
    assert answered.message["message_reference"]["message_id"] == said.id
    assert [each.text for each in await discord.guild.messages("#general")][-2:] == ["Hello", "And again"]
    somewhere = await (await discord.guild.member("joey")).says("Where?")
    assert somewhere.message["channel_id"] == said.message["channel_id"]
    assert (await mai.within("dm").says("Only you")).message["channel_id"] != said.message["channel_id"]


async def test_deeds_are_done_by_hand(discord: Simulation, mai: Person) -> None:
    mod, joey = await discord.guild.member("mod"), await discord.guild.member("joey")
    said = await mai.says("Hello")
    await mai.does("react", message=said, emoji="🔥")
    assert (looked := await mai.look(said)) is not None
    assert looked.message["reactions"][0]["emoji"]["name"] == "🔥"
    await mod.does("ban", target=joey, reason="Spam")
    assert await discord.guild.banned() == {"joey": "Spam"}
    assert "joey" not in await discord.guild.members()
    with pytest.raises(NotTaken, match="mai"):
        await mai.does("kick", target="mod")
    await mod.does("delete_message", message=said)
    assert await mai.look(said) is None


async def test_what_is_offered_depends_on_who_asks(discord: Simulation, mai: Person) -> None:
    mod = await discord.guild.member("mod")
    assert "purge" not in await mai.commands()
    assert "purge" in await mod.commands()
    assert "greet" in await mai.within("dm").commands()


async def test_ephemeral_messages_are_seen_by_one_alone(discord: Simulation, mai: Person) -> None:
    answer = await (await discord.guild.member("mod")).slash("purge")
    assert answer.is_private
    assert await mai.look(answer) is None
    await answer.by.does("dismiss", message=answer)
    assert await answer.by.look(answer) is None


async def test_somebody_outside_of_the_server_is_anybody(discord: Simulation, mai: Person) -> None:
    await mai.does("leave")
    with pytest.raises(Failed, match=r"mai is not in the server; guild\.anybody\('mai'\) finds them all the same"):
        await discord.guild.member("mai")
    assert (await discord.guild.anybody("mai")).id == mai.id
    assert (await (await discord.guild.anybody(mai.id)).says("Alone")).text == "Alone"
